"""A small network trains in the page, epoch by epoch; the learner's forward pass takes over its weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike

from nnlab._validation import complaint
from nnlab.datasets import load_coffee
from nnlab.widgets._arguments import check_function
from nnlab.widgets._base import Widget, name_of, page_module, page_style
from nnlab.widgets._learner import ask
from nnlab.widgets._static import number
from nnlab.widgets._training import BATCH, UNITS, predict, start_weights, trained, unpack
from nnlab.widgets._training_checks import check_number, check_samples, check_whole
from nnlab.widgets._training_picture import draw

_NOTE = (
    "Press Play. Each hidden unit turns and moves its dashed line until it cuts off one side of what is "
    "right; the solid line, where the output is 0.5, bends around all of them. Look for long flat stretches "
    "of the loss, and for what a unit does when one ends. Then try one unit, two, eight; and a rate of 1."
)
_LOW, _HIGH = 0.001, 1.0
# Cells across the grid on which the learner's function is asked.
_GRID = 32
# How far the still picture has trained.
_PICTURE_EPOCHS = 200


def training_live(
    predict_with_weights: Callable[..., Any] | None = None,
    *,
    X: ArrayLike | None = None,
    y: ArrayLike | None = None,
    units: int = 3,
    learning_rate: float = 0.1,
    seed: int = 17,
) -> TrainingLive:
    """Train a small network live, epoch by epoch: its answer on the plane, its hidden units, its loss.

    The page itself trains, with Adam in batches of 32 samples in the order given, and gets the numbers that
    `nnlab.Sequential` gets.

    Parameters
    ----------
    predict_with_weights : callable, optional
        Your own ``predict_with_weights(weights, X)`` of two sigmoid layers. Whenever training pauses, it gets
        the network's weights as Keras's `get_weights()` gives them and normalized inputs `(m, 2)`, and the
        line on which it answers 0.5 is drawn over the network's. Whatever it raises is shown as a message.
    X, y : array_like, shapes (m, 2) and (m,) or (m, 1), optional
        Data of your own: at most 500 samples of two features, with labels 0 and 1. By default 200 roasts of
        coffee: temperature and duration, and whether the coffee is good.
    units : int, default 3
        Hidden units to begin with, 1 to 8.
    learning_rate : float, default 0.1
        From 0.001 to 1.
    seed : int, default 17
        Which random weights training starts from.

    Returns
    -------
    TrainingLive
        The widget. After a pause, `get_weights()` gives what was learnt, ready for Keras.

    Raises
    ------
    TypeError
        If an argument is not of the kind said above.
    ValueError
        If shapes, labels or numbers are not as said above.

    Examples
    --------
    >>> import nnlab
    >>> widget = nnlab.widgets.training_live(units=2)
    >>> [w.shape for w in widget.get_weights()]
    [(2, 2), (2,), (2, 1), (1,)]
    """
    check_function(predict_with_weights, "predict_with_weights", "training_live")
    if (X is None) != (y is None):
        missing = "y" if y is None else "X"
        raise ValueError(
            complaint("training_live", missing, "go with the other one of X and y", None, "Pass X=X, y=y.")
        )
    names = ["temperature (°C)", "duration (min)"] if X is None else ["x₁", "x₂"]
    X, y = check_samples(*(load_coffee() if X is None else (X, y)))
    given = {
        "units": check_whole("units", units, 1, UNITS, "Pass units=3."),
        "learning_rate": check_number("learning_rate", learning_rate, _LOW, _HIGH, "Pass learning_rate=0.1."),
        "seed": check_whole("seed", seed, 0, 2**31 - 1, "Pass seed=17."),
    }
    return TrainingLive(X, y, names, predict_with_weights, **given)


class TrainingLive(Widget):
    """The widget that `training_live` makes.

    Attributes
    ----------
    samples : list of [float, float, int]
        The two features and the label of each sample.
    mean, deviation : list of float
        With which the features are normalized.
    low, high : list of float
        Ends of the two axes.
    names : list of str
        What stands at the axes.
    units, seed : int
    learning_rate : float
    epoch : int
        Epochs trained, as of the last pause.
    weights : list of float
        All weights as of the last pause, in Keras's order.
    settings : dict
        What the page needs to know of the training.
    """

    _esm = page_module(
        "_plane.js",
        "_player.js",
        "_raster.js",
        "_training_model.js",
        "_training_view.js",
        "_training_live.js",
    )
    _css = page_style("_player.css", "_training_live.css")

    samples = traitlets.List().tag(sync=True)
    mean = traitlets.List(traitlets.Float()).tag(sync=True)
    deviation = traitlets.List(traitlets.Float()).tag(sync=True)
    low = traitlets.List(traitlets.Float()).tag(sync=True)
    high = traitlets.List(traitlets.Float()).tag(sync=True)
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    units = traitlets.Int(3, min=1, max=UNITS).tag(sync=True)
    learning_rate = traitlets.Float(0.1, min=_LOW, max=_HIGH).tag(sync=True)
    seed = traitlets.Int(17).tag(sync=True)
    epoch = traitlets.Int(0).tag(sync=True)
    weights = traitlets.List(traitlets.Float()).tag(sync=True)
    settings = traitlets.Dict(
        {
            "batch": BATCH,
            "units": UNITS,
            "low": _LOW,
            "high": _HIGH,
            "beta_1": 0.9,
            "beta_2": 0.999,
            "epsilon": 1e-7,
        }
    ).tag(sync=True)

    def __init__(
        self,
        X: np.ndarray,
        y: np.ndarray,
        names: list[str],
        predict_with_weights: Callable[..., Any] | None = None,
        **start: Any,
    ) -> None:
        self._predict, self._X, self._y = predict_with_weights, X, y
        self._done: dict[tuple, tuple] = {}
        edge = 0.06 * np.ptp(X, axis=0)
        self._mean, self._deviation = X.mean(axis=0), X.std(axis=0)
        learner = (
            "" if predict_with_weights is None else name_of(predict_with_weights, "predict_with_weights")
        )
        super().__init__(
            samples=[[*row, label] for row, label in zip(X.tolist(), y.tolist(), strict=True)],
            mean=self._mean.tolist(),
            deviation=self._deviation.tolist(),
            low=(X.min(axis=0) - edge).tolist(),
            high=(X.max(axis=0) + edge).tolist(),
            names=names,
            note=_NOTE,
            learner=learner,
            weights=_flat(start_weights(start["units"], start["seed"])),
            **start,
        )
        if predict_with_weights is not None:
            self.answer = {"number": 0, **self._ask({"weights": self.weights, "units": self.units})}

    def get_weights(self) -> list[np.ndarray]:
        """Return `[W1, b1, W2, b2]` as of the last pause, in Keras's order and shapes."""
        return unpack(self.weights, (len(self.weights) - 1) // 4)

    def grid(self, size: int) -> np.ndarray:
        """Return normalized inputs all over the plane, `(size * size, 2)`, the first row at the top."""
        cells = (np.arange(size) + 0.5) / size
        (x0, y0), (x1, y1) = self.low, self.high
        columns, rows = np.meshgrid(x0 + cells * (x1 - x0), y1 + cells * (y0 - y1))
        return (np.stack([columns.ravel(), rows.ravel()], axis=-1) - self._mean) / self._deviation

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        function = self._predict
        if function is None:
            return {"state": "unwritten", "message": "", "values": None}
        weights = unpack(question["weights"], question["units"])
        inputs = self.grid(_GRID)
        expected = predict(weights, inputs)
        answer = ask(self.learner, lambda w, x: [function(w, x)], (weights, inputs), [expected])
        values = answer["values"]
        short = [v if isinstance(v, str) else float(f"{v:.5g}") for v in values[0]] if values else None
        return {**answer, "values": short}

    def _shown(self) -> tuple[int, list[np.ndarray], list[float], dict[str, Any]]:
        """Epochs, weights, losses and the learner's answer of the still picture.

        It shows the training of the screen or, before one has begun, a training that is done.
        """
        if self.epoch:
            return self.epoch, self.get_weights(), [], self.answer
        key = (self.units, self.seed, self.learning_rate)
        if key not in self._done:
            samples = np.column_stack([(self._X - self._mean) / self._deviation, self._y]).tobytes()
            weights, losses = trained(samples, *key, _PICTURE_EPOCHS)
            asked = self._predict is not None
            answer = self._ask({"weights": _flat(weights), "units": self.units}) if asked else {}
            self._done[key] = (_PICTURE_EPOCHS, weights, losses, answer)
        return self._done[key]

    def describe(self) -> str:
        """Say how well the network does."""
        epochs, weights, _, answer = self._shown()
        answers = predict(weights, (self._X - self._mean) / self._deviation).ravel()
        right = np.mean((answers >= 0.5) == (self._y == 1))
        return (
            f"A network of {self.units} hidden units, trained for {epochs} epochs with learning rate "
            f"{self.learning_rate:g}: {number(100 * right, 1)} % of {len(self._X)} answers are right."
            f"{self._said(answer)}"
        )

    def picture(self) -> str:
        """Draw the network's answer on the plane, its hidden units and its loss."""
        epochs, weights, losses, answer = self._shown()
        inputs = (self._X - self._mean) / self._deviation
        ends = [(np.array(end) - self._mean) / self._deviation for end in (self.low, self.high)]
        return draw(weights, epochs, losses, (inputs, self._y), ends, self.names, answer, self.describe())


def _flat(weights: list[np.ndarray]) -> list[float]:
    return np.concatenate([w.ravel() for w in weights]).tolist()
