"""Compile, fit, evaluate, predict: what a model does with data."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlab import metrics, optimizers
from nnlab._validation import as_count, complaint
from nnlab.callbacks import Callback, CallbackList, History
from nnlab.models._batches import Batches, as_data, split_off
from nnlab.models._compiled import Scores, as_loss, as_metrics
from nnlab.models._ending import Ending, make_ending
from nnlab.models._progress import Progress

# Samples are predicted in pieces whose largest layer output has about this many numbers: small enough for the
# cache, large enough for the matrix products.
PIECE = 1 << 18


class Trainer:
    """The half of `Sequential` that trains and measures."""

    def _start_training_state(self) -> None:
        self.optimizer: optimizers.Optimizer | None = None
        self.loss: Any = None
        self.history: History | None = None
        self.stop_training = False
        self._metric_identifiers: list[Any] = []
        self._scores: Scores | None = None
        self._ending: Ending | None = None
        self._flat: tuple[np.ndarray, np.ndarray] | None = None
        self._homes: list[int] = []

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
        self.optimizer = optimizers.get(optimizer)
        self.loss = loss
        self._loss = as_loss(loss)
        self._metric_identifiers = as_metrics(metrics)
        self._scores = self._ending = self._flat = None

    @property
    def metrics(self) -> list[metrics.Metric]:
        """The metrics, once data has shown which ones ``"accuracy"`` means."""
        return [] if self._scores is None else self._scores.metrics

    @property
    def metrics_names(self) -> list[str]:
        """Names of what `evaluate` returns."""
        return ["loss", *(metric.name for metric in self.metrics)]

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
        class_weight: None = None,
        sample_weight: ArrayLike | None = None,
        initial_epoch: int = 0,
        steps_per_epoch: None = None,
        validation_steps: None = None,
        validation_batch_size: int | None = None,
        validation_freq: int = 1,
    ) -> History:
        """Train on arrays: for every batch of every epoch, one step of the optimizer.

        As in Keras: `batch_size` is 32 unless given, and the last batch of an epoch may be short;
        `validation_split` takes the last part of the data, before anything is shuffled.
        """
        self._refuse(
            {
                "class_weight": class_weight,
                "steps_per_epoch": steps_per_epoch,
                "validation_steps": validation_steps,
            }
        )
        verbose = _verbosity(verbose, "fit")
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
        data = self._prepare(*arrays, batch_size, "fit")
        if validation is not None:
            validation = self._prepare(*validation, validation_batch_size or batch_size, "fit")
        self._gather_weights()

        history, steps = History(), len(data)
        given = callbacks if callbacks is None or isinstance(callbacks, Callback) else list(callbacks)
        watchers = CallbackList(given, self, {"verbose": verbose, "epochs": epochs, "steps": steps})
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
        scores, (begin, end) = self._scores, listeners
        scores.reset()
        with np.errstate(all="ignore"):  # a training that diverges shows it in its loss
            for step, batch in enumerate(data.batches(shuffle)):
                for listener in begin:
                    listener(step, {})
                self._train_step(*batch)
                if progress.live:
                    progress.update(step + 1, scores.logs)
                for listener in end:
                    listener(step, scores.logs())
                if end and self.stop_training:
                    break
        return scores.logs()

    def _train_step(self, x: np.ndarray, y: np.ndarray, weight: np.ndarray | None) -> None:
        """Run a batch forward and back, and let the optimizer take a step."""
        for layer in self._hidden:
            x = layer.forward(x, True)
        loss, y_pred = self._ending.train(x, y, weight)
        self._scores.count(loss, y, y_pred, weight)
        gradient = self._ending.backward(bool(self._way_back))
        for layer, input_gradient in self._way_back:
            gradient = layer.backward(gradient, input_gradient=input_gradient)
        self.optimizer.step(self._pairs)

    def _gather_weights(self) -> None:
        """Move all trainable weights into one flat array, and their gradients into another."""
        trained = [layer for layer in self._layers if layer.trainable_weights]
        weights = self.trainable_weights
        if self._flat is None or [id(layer) for layer in trained] != self._homes:
            size, dtype = sum(weight.size for weight in weights), self.compute_dtype
            self._flat = np.empty(size, dtype), np.zeros(size, dtype)
            self._homes = [id(layer) for layer in trained]
        if any(weight.base is not self._flat[0] for weight in weights):
            self.live_in(*self._flat)
        self._hidden = self._layers[:-1]
        # Nothing is trained before the first layer that has weights, so the way back ends there.
        first = self._layers.index(trained[0]) if trained else len(self._layers)
        self._way_back = [(self._layers[i], i > first) for i in range(len(self._hidden) - 1, first - 1, -1)]
        flat = self._flat
        per_weight = self.optimizer.clipnorm or self.optimizer.global_clipnorm
        self._pairs = (
            list(zip(self.gradients, self.trainable_weights, strict=True))
            if per_weight
            else [(flat[1], flat[0])]
        )
        self.optimizer.build([variable for _, variable in self._pairs])
        self.optimizer.check_known([variable for _, variable in self._pairs])

    # ------------------------------------------------------------------ evaluate, predict

    def evaluate(
        self,
        x: ArrayLike | None = None,
        y: ArrayLike | None = None,
        batch_size: int | None = None,
        verbose: str | int = "auto",
        sample_weight: ArrayLike | None = None,
        steps: None = None,
        callbacks: Iterable[Callback] | Callback | None = None,
        return_dict: bool = False,
    ) -> float | list[float] | dict[str, float]:
        """Compute the loss and the metrics of data: a number, or a list of them if there are metrics."""
        self._refuse({"steps": steps})
        verbose = _verbosity(verbose, "evaluate")
        self._check_compiled("evaluate")
        data = self._prepare(x, y, sample_weight, batch_size, "evaluate")
        watchers = CallbackList(callbacks, self, {"verbose": verbose, "epochs": 1, "steps": len(data)})
        progress = Progress(len(data), verbose)
        logs = self._test(data, watchers, progress)
        progress.finish(logs)
        if return_dict:
            return logs
        found = [logs[name] for name in self.metrics_names]
        return found if len(found) > 1 else found[0]

    def _test(self, data: Batches, watchers: CallbackList, progress: Progress | None) -> dict[str, float]:
        begin, end = watchers.listeners("on_test_batch_begin"), watchers.listeners("on_test_batch_end")
        scores, logs = self._scores.fresh(), dict
        *hidden, _ = self._layers
        watchers.call("on_test_begin", {})
        with np.errstate(all="ignore"):
            for step, (x, y, weight) in enumerate(data.batches()):
                for listener in begin:
                    listener(step, {})
                for layer in hidden:
                    x = layer.forward(x)
                loss, y_pred = self._ending.test(x, y, weight)
                scores.count(loss, y, y_pred, weight)
                if progress is not None:
                    progress.update(step + 1, scores.logs)
                for listener in end:
                    listener(step, scores.logs())
        logs = scores.logs()
        watchers.call("on_test_end", logs)
        return logs

    def predict(
        self,
        x: ArrayLike,
        batch_size: int | None = None,
        verbose: str | int = "auto",
        steps: None = None,
        callbacks: Iterable[Callback] | Callback | None = None,
    ) -> np.ndarray:
        """Compute the outputs for samples, the first axis of `x`.

        Samples do not influence each other, so they are taken in pieces of a convenient size; `batch_size` is
        what the progress bar and callbacks count in.
        """
        x = as_data(x, "x", "predict")
        self._build_for(x.shape)
        size = 32 if batch_size is None else as_count(batch_size, "batch_size", "predict")
        steps_shown = -(-len(x) // size)
        quiet = verbose == 0 and callbacks is None
        if quiet and len(x) <= 32:
            with np.errstate(all="ignore"):
                return self._owned(self.forward(x.astype(self.compute_dtype, copy=False)), x)
        self._refuse({"steps": steps})
        watchers = CallbackList(callbacks, self, {"verbose": verbose, "epochs": 1, "steps": steps_shown})
        progress = Progress(steps_shown, _verbosity(verbose, "predict"))
        begin, end = watchers.listeners("on_predict_batch_begin"), watchers.listeners("on_predict_batch_end")
        rows = size if begin or end else max(1, self._rows_at_once() // size) * size
        watchers.call("on_predict_begin", {})
        y = np.empty((len(x), *self.compute_output_shape(x.shape)[1:]), self.compute_dtype)
        with np.errstate(all="ignore"):
            for start in range(0, len(x), rows):
                for listener in begin:
                    listener(start // size, {})
                part = x[start : start + rows]
                y[start : start + rows] = self.forward(part.astype(y.dtype, order="C", copy=False))
                progress.update(min(start + rows, len(x)) // size, dict)
                for listener in end:
                    listener(start // size, {"outputs": y[start : start + rows]})
        progress.finish({})
        watchers.call("on_predict_end", {})
        return y

    def _owned(self, y: np.ndarray, x: np.ndarray) -> np.ndarray:
        return y.copy() if np.may_share_memory(y, x) else y

    def _rows_at_once(self) -> int:
        """How many samples to predict at once."""
        shape, largest = self.input_shape, 1
        for layer in self._layers:
            shape = layer.compute_output_shape(shape)
            largest = max(largest, math.prod(size or 1 for size in shape[1:]))
        return max(32, PIECE // largest)

    # ------------------------------------------------------------------ one batch

    def train_on_batch(
        self,
        x: ArrayLike,
        y: ArrayLike | None = None,
        sample_weight: ArrayLike | None = None,
        class_weight: None = None,
        return_dict: bool = False,
    ) -> Any:
        """Take one step, on one batch; returns the means since the last `fit` or `reset_metrics`."""
        self._refuse({"class_weight": class_weight})
        return self._on_batch(x, y, sample_weight, return_dict, "train_on_batch")

    def test_on_batch(
        self,
        x: ArrayLike,
        y: ArrayLike | None = None,
        sample_weight: ArrayLike | None = None,
        return_dict: bool = False,
    ) -> Any:
        """Compute the loss and the metrics of one batch."""
        return self._on_batch(x, y, sample_weight, return_dict, "test_on_batch")

    def _on_batch(self, x: Any, y: Any, weight: Any, return_dict: bool, function: str) -> Any:
        self._check_compiled(function)
        x = as_data(x, "x", function)
        data = self._prepare(x, y, weight, max(1, len(x)), function)
        with np.errstate(all="ignore"):
            (batch,) = data.batches()
            if function == "train_on_batch":
                self._gather_weights()
                self._train_step(*batch)
            else:
                x, y, weight = batch
                for layer in self._layers[:-1]:
                    x = layer.forward(x)
                loss, y_pred = self._ending.test(x, y, weight)
                self._scores.count(loss, y, y_pred, weight)
        logs = self._scores.logs()
        found = [logs[name] for name in self.metrics_names]
        return logs if return_dict else found if len(found) > 1 else found[0]

    def predict_on_batch(self, x: ArrayLike) -> np.ndarray:
        """Compute the outputs for one batch."""
        return self(x)

    def reset_metrics(self) -> None:
        """Start the means of `train_on_batch` and `test_on_batch` anew."""
        if self._scores is not None:
            self._scores.reset()

    # ------------------------------------------------------------------ checks

    def _check_compiled(self, function: str) -> None:
        if self.optimizer is None:
            raise ValueError(
                f"{function}: {self.name} must be compiled first. Call `model.compile(optimizer, loss)`."
            )
        if self._loss is None:
            raise ValueError(f"{function}: No loss to compute. Pass a `loss` to `model.compile()`.")

    def _prepare(self, x: Any, y: Any, weight: Any, batch_size: int | None, function: str) -> Batches:
        """Check data, build the model for it, and choose how it ends."""
        x, y = as_data(x, "x", function), as_data(y, "y", function)
        if not len(x):
            raise ValueError(complaint(function, "x", "hold at least one sample", x, "Check the data."))
        self._build_for(x.shape)
        data = Batches(x, y, weight, batch_size, self.compute_dtype, function)
        output_shape = self.compute_output_shape(x.shape)
        if self._ending is None or self._ending.layer is not self._layers[-1]:
            self._ending = make_ending(self._layers[-1], self._loss)
        self._ending.check_targets(data.y, output_shape, function)
        if self._scores is None:
            self._scores = Scores(self._metric_identifiers, data.y.shape, output_shape)
        return data


def _as_validation(data: Any) -> list[Any]:
    if not isinstance(data, tuple | list) or len(data) not in (2, 3):
        rule, way_out = "be (x, y) or (x, y, sample_weight)", "Pass e.g. validation_data=(x_val, y_val)."
        raise ValueError(complaint("fit", "validation_data", rule, data, way_out))
    return [*data, None][:3]


def _verbosity(verbose: str | int, function: str) -> int:
    if verbose not in ("auto", 0, 1, 2):
        rule, way_out = 'be "auto", 0, 1 or 2', "0 is silent, 1 draws a bar, 2 writes a line an epoch."
        raise ValueError(complaint(function, "verbose", rule, verbose, way_out))
    return 1 if verbose == "auto" else int(verbose)
