"""Compile and fit: how a model learns from data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import is_not
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlab import optimizers
from nnlab._memory import aligned_zeros
from nnlab._validation import as_count, complaint
from nnlab.callbacks import Callback, CallbackList, History
from nnlab.exceptions import WrongType
from nnlab.layers.base import Layer
from nnlab.models._batches import Batches, as_data, split_off
from nnlab.models._class_weight import weigh_classes
from nnlab.models._compiled import as_loss, as_metrics
from nnlab.models._measuring import Measurer, as_verbosity
from nnlab.models._progress import Progress
from nnlab.optimizers.base import HOMES


class Trainer(Measurer):
    """The part of `Sequential` that trains."""

    # ------------------------------------------------------------------ compile

    def compile(
        self,
        optimizer: str | optimizers.Optimizer = "rmsprop",
        loss: Any = None,
        loss_weights: None = None,
        metrics: Any = None,
        weighted_metrics: Any = None,
        run_eagerly: bool = False,  # noqa: ARG002 - how it runs makes no difference here
        steps_per_execution: int = 1,  # noqa: ARG002
        jit_compile: str | bool = "auto",  # noqa: ARG002
        auto_scale_loss: bool = True,  # noqa: ARG002
    ) -> None:
        """Choose the optimizer, the loss and the metrics: by name, or as objects."""
        self._refuse({"loss_weights": loss_weights, "weighted_metrics": weighted_metrics or None})
        if optimizer is None:
            rule, way_out = "be given", 'Pass e.g. optimizer="adam".'
            raise WrongType(complaint("compile", "optimizer", rule, optimizer, way_out))
        self.optimizer = optimizers.get(optimizer)
        self.loss = loss
        self._loss = as_loss(loss)
        self._metric_identifiers = as_metrics(metrics)
        self._scores = self._ending = None

    # ------------------------------------------------------------------ fit

    def fit(
        self,
        x: ArrayLike | None = None,
        y: ArrayLike | None = None,
        batch_size: int | None = None,
        epochs: int = 1,
        verbose: str | int = "auto",
        callbacks: Iterable[Callback] | Callback | None = None,
        validation_split: float = 0.0,
        validation_data: Sequence[ArrayLike] | None = None,
        shuffle: bool = True,
        class_weight: Mapping[int, float] | None = None,
        sample_weight: ArrayLike | None = None,
        initial_epoch: int = 0,
        steps_per_epoch: None = None,
        validation_steps: None = None,
        validation_batch_size: int | None = None,
        validation_freq: int = 1,
    ) -> History:
        """Train on arrays: for every batch of every epoch, one step of the optimizer.

        As in Keras: `batch_size` is 32 unless given, and the last batch of an epoch may be short;
        `validation_split` takes the last part of the data, before anything is shuffled; `class_weight`,
        such as ``{0: 1.0, 1: 5.0}``, weighs the training samples by their class.
        """
        self._refuse({"steps_per_epoch": steps_per_epoch, "validation_steps": validation_steps})
        verbose = as_verbosity(verbose, "fit")
        epochs = as_count(epochs, "epochs", "fit", minimum=0)
        first = as_count(initial_epoch, "initial_epoch", "fit", minimum=0)
        every = as_count(validation_freq, "validation_freq", "fit")
        self._check_compiled("fit")
        arrays = [as_data(x, "x", "fit"), y, sample_weight]
        if validation_data is not None:
            validation = _as_validation(validation_data)
        elif validation_split:
            arrays, validation = split_off(arrays, validation_split, "fit")
        else:
            validation = None
        if class_weight is not None:
            arrays[2] = weigh_classes(class_weight, *arrays[1:], "fit")
        data = self._prepare(*arrays, batch_size, "fit")
        if validation is not None:
            validation = self._prepare(*validation, validation_batch_size or batch_size, "fit")
        self._gather_weights()

        history, steps = History(), len(data)
        watchers = CallbackList(callbacks, self, {"verbose": verbose, "epochs": epochs, "steps": steps})
        watchers.callbacks += CallbackList(
            history, self, {"verbose": verbose, "epochs": epochs, "steps": steps}
        ).callbacks
        self.stop_training, self.history = False, history
        logs: dict[str, float] = {}
        listeners = (
            watchers.listeners("on_train_batch_begin", "on_batch_begin"),
            watchers.listeners("on_train_batch_end", "on_batch_end"),
        )
        watchers.call("on_train_begin", {})
        for epoch in range(first, epochs):
            watchers.call("on_epoch_begin", epoch, {})
            if verbose and epochs > 1:
                print(f"Epoch {epoch + 1}/{epochs}", flush=True)  # noqa: T201
            progress = Progress(steps, verbose)
            logs = self._train_epoch(data, shuffle, listeners, progress)
            if validation is not None and (epoch + 1) % every == 0:
                found = self._test(validation, watchers, None)
                logs |= {f"val_{name}": value for name, value in found.items()}
            progress.finish(logs)
            watchers.call("on_epoch_end", epoch, logs)
            if self.stop_training:
                break
        watchers.call("on_train_end", logs)
        return history

    def _train_epoch(
        self, data: Batches, shuffle: bool, listeners: tuple[list, list], progress: Progress
    ) -> dict[str, float]:
        begin, end = listeners
        self._scores.reset()
        self._ending.collect()  # forgets what an interrupted epoch has left
        with np.errstate(all="ignore"):  # a training that diverges shows it in its loss
            for step, batch in enumerate(data.batches(shuffle)):
                for listener in begin:
                    listener(step, {})
                self._train_step(*batch)
                if progress.live:
                    progress.update(step + 1, self._logs)
                for listener in end:
                    listener(step, self._logs())
                if end and self.stop_training:
                    break
        return self._logs()

    def _train_step(self, x: np.ndarray, y: np.ndarray, weight: np.ndarray | None) -> None:
        """Run a batch forward and back, and let the optimizer take a step."""
        for layer in self._hidden:
            x = layer.forward(x, True)
        self._scores.count(y, self._ending.train(x, y, weight))
        gradient = self._ending.backward(bool(self._way_back))
        for layer, input_gradient in self._way_back:
            gradient = layer.backward(gradient, input_gradient=input_gradient)
        self.optimizer.step(self._pairs)

    def _gather_weights(self) -> None:
        """See that the trainable weights have their home, and tell the optimizer."""
        trained = self._home_weights()
        self._hidden = self._layers[:-1]
        # Nothing is trained before the first layer that has weights, so the way back ends there.
        first = self._layers.index(trained[0]) if trained else len(self._layers)
        self._way_back = [(self._layers[i], i > first) for i in range(len(self._hidden) - 1, first - 1, -1)]
        names = {id(weight): name for name, weight in zip(self.weight_names, self.weights, strict=True)}
        weights = self.trainable_weights
        self.optimizer.call_by_name([names[id(weight)].rpartition(".")[2] for weight in weights], weights)
        if self.optimizer.one_by_one:
            self._pairs = list(zip(self.gradients, weights, strict=True))
        else:
            self._pairs = self._runs()
        self.optimizer.build([variable for _, variable in self._pairs])
        self.optimizer.check_known([variable for _, variable in self._pairs])

    def _home_weights(self) -> list[Layer]:
        """Move all weights into one flat array, trainable or frozen, and their gradients into another.

        Returns the layers that are trained.
        """
        layers = [layer for layer in self._layers if layer.home_size]
        homed = self._homes[: len(layers)]  # the home of a layer that was taken off is left empty
        if self._flat is None or len(homed) < len(layers) or any(map(is_not, homed, layers)):
            size, dtype = sum(layer.home_size for layer in layers), self.compute_dtype
            self._flat, self._homes = (aligned_zeros(size, dtype), aligned_zeros(size, dtype)), layers
        HOMES[id(self._flat[0])] = self._flat[0]
        if any(weight.base is not self._flat[0] for layer in layers for weight in layer.homed_weights):
            self.live_in(*self._flat)
        return [layer for layer in layers if layer.trainable_weights]

    def _runs(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """Return gradients and weights in as few pieces as can be: one, unless some weights are frozen."""
        pieces: list[slice] = []
        start = 0
        for layer in self._layers:
            trained = {id(weight) for weight in layer.trainable_weights}
            for weight in layer.homed_weights:
                stop = start + weight.size
                if id(weight) in trained and pieces and pieces[-1].stop == start:
                    pieces[-1] = slice(pieces[-1].start, stop)
                elif id(weight) in trained:
                    pieces.append(slice(start, stop))
                start = stop
        weights, gradients = self._flat
        if pieces == [slice(0, len(weights))]:
            return [(gradients, weights)]
        return [(gradients[piece], weights[piece]) for piece in pieces]


def _as_validation(data: Any) -> list[Any]:
    if not isinstance(data, tuple | list) or len(data) not in (2, 3):
        rule, way_out = "be (x, y) or (x, y, sample_weight)", "Pass e.g. validation_data=(x_val, y_val)."
        raise ValueError(complaint("fit", "validation_data", rule, data, way_out))
    return [*data, None][:3]
