"""Evaluate and predict: what a model does with data without learning from it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlab import metrics, optimizers
from nnlab._validation import as_count, complaint
from nnlab.callbacks import Callback, CallbackList, History
from nnlab.layers.base import Layer
from nnlab.models._batches import Batches, as_data
from nnlab.models._class_weight import weigh_classes
from nnlab.models._compiled import Scores
from nnlab.models._ending import Ending, make_ending
from nnlab.models._progress import Progress

# Samples are predicted in pieces whose largest layer output has about this many numbers: small enough for the
# cache, large enough for the matrix products.
PIECE = 1 << 18


class Measurer:
    """The part of `Sequential` that measures and predicts."""

    def _start_training_state(self) -> None:
        self.optimizer: optimizers.Optimizer | None = None
        self.loss: Any = None
        self.history: History | None = None
        self.stop_training = False
        self._metric_identifiers: list[Any] = []
        self._scores: Scores | None = None
        self._ending: Ending | None = None
        self._flat: tuple[np.ndarray, np.ndarray] | None = None
        self._homes: list[Layer] = []

    @property
    def metrics(self) -> list[metrics.Metric]:
        """The metrics, once data has shown which ones ``"accuracy"`` means."""
        return [] if self._scores is None else self._scores.metrics

    @property
    def metrics_names(self) -> list[str]:
        """Names of what `evaluate` returns."""
        return ["loss", *(() if self._scores is None else self._scores.names)]

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
        verbose = as_verbosity(verbose, "evaluate")
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
                scores.add_losses(loss * len(y))
                scores.count(y, y_pred)
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
        x = self._build_for(x)
        size = 32 if batch_size is None else as_count(batch_size, "batch_size", "predict")
        steps_shown = -(-len(x) // size)
        quiet = verbose == 0 and callbacks is None and steps is None
        if quiet and len(x) <= 32:
            with np.errstate(all="ignore"):
                return self._owned(self.forward(x.astype(self.compute_dtype, copy=False)), x)
        self._refuse({"steps": steps})
        watchers = CallbackList(callbacks, self, {"verbose": verbose, "epochs": 1, "steps": steps_shown})
        progress = Progress(steps_shown, as_verbosity(verbose, "predict"))
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
        class_weight: Mapping[int, float] | None = None,
        return_dict: bool = False,
    ) -> Any:
        """Take one step, on one batch; returns the means since the last `fit` or `reset_metrics`."""
        if class_weight is not None:
            sample_weight = weigh_classes(class_weight, y, sample_weight, "train_on_batch")
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
                self._scores.add_losses(loss * len(y))
                self._scores.count(y, y_pred)
        logs = self._logs()
        found = [logs[name] for name in self.metrics_names]
        return logs if return_dict else found if len(found) > 1 else found[0]

    def predict_on_batch(self, x: ArrayLike) -> np.ndarray:
        """Compute the outputs for one batch."""
        return self(x)

    def reset_metrics(self) -> None:
        """Start the means of `train_on_batch` and `test_on_batch` anew."""
        if self._scores is not None:
            self._scores.reset()

    def _logs(self) -> dict[str, float]:
        """Return the means so far, after the losses were collected that training has noted."""
        self._scores.add_losses(self._ending.collect())
        return self._scores.logs()

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
        x = self._build_for(x)
        data = Batches(x, y, weight, batch_size, self.compute_dtype, function)
        output_shape = self.compute_output_shape(x.shape)
        if self._ending is None or self._ending.layer is not self._layers[-1]:
            self._ending = make_ending(self._layers[-1], self._loss)
        self._ending.check_targets(data.y, data.weight, output_shape, function)
        if self._scores is None:
            self._scores = Scores(self._metric_identifiers, data.y.shape, output_shape)
        return data


def as_verbosity(verbose: str | int, function: str) -> int:
    if verbose not in ("auto", 0, 1, 2):
        rule, way_out = 'be "auto", 0, 1 or 2', "0 is silent, 1 draws a bar, 2 writes a line an epoch."
        raise ValueError(complaint(function, "verbose", rule, verbose, way_out))
    return 1 if verbose == "auto" else int(verbose)
