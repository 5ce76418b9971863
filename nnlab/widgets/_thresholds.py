"""A threshold for each label under the hand, with the precision and recall that it gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import traitlets

from nnlab._validation import complaint
from nnlab.activations import sigmoid
from nnlab.widgets._arguments import as_numbers, check_function
from nnlab.widgets._base import Widget, name_of, page_module, page_style
from nnlab.widgets._learner import ask
from nnlab.widgets._scores import SCENES, Counts, count, predict, scenes
from nnlab.widgets._static import number
from nnlab.widgets._thresholds_picture import draw

_NOTE = (
    "Lower a threshold: more samples are found (recall), but more of them are false alarms (precision). "
    "Which label needs another threshold than 0.5?"
)
_WAY_OUT = "Pass y_true of 0 and 1 and logits, both of shape (samples, labels); or leave both out."
_MOST_LABELS, _MOST_NUMBERS = 12, 15_000
_LOW, _HIGH = 0.01, 0.99


def thresholds(
    multilabel_predict: Callable[..., Any] | None = None,
    *,
    y_true: np.ndarray | None = None,
    logits: np.ndarray | None = None,
    names: Sequence[str] | None = None,
) -> Thresholds:
    """Show each label's probabilities with a threshold to move, and the precision and recall that follow.

    Parameters
    ----------
    multilabel_predict : callable, optional
        Your own function ``multilabel_predict(logits, threshold)``. It is called for each label in turn each
        time you let go, with logits of shape `(samples, 1)`, and the precision and recall of its predictions
        stand below the reference's. Whatever it raises is shown as a message.
    y_true : array_like of 0 and 1, shape (m, labels), optional
        Which labels the samples have; at most 12 labels. By default 400 made-up street scenes.
    logits : array_like, shape (m, labels), optional
        What the network gives for them, before the sigmoid. Goes together with `y_true`. Of many samples some
        are drawn at random, always the same ones, so that at most 15,000 numbers travel to the page.
    names : sequence of str, optional
        What the labels are called.

    Returns
    -------
    Thresholds
        The widget. Its attribute `values` holds the thresholds on the screen.

    Raises
    ------
    TypeError
        If `multilabel_predict` cannot be called, or an array holds anything but numbers.
    ValueError
        If shapes do not fit, `y_true` holds anything but 0 and 1, or `names` are not one for each label.

    Examples
    --------
    >>> import nnlab
    >>> nnlab.widgets.thresholds(y_true=[[1], [0], [1]], logits=[[2.0], [1.0], [-3.0]], names=["bus"])
    Thresholds for 3 samples: bus at 0.50 has precision 0.500 and recall 0.500.
    """
    check_function(multilabel_predict, "multilabel_predict", "thresholds")
    if (y_true is None) != (logits is None):
        missing, value = ("logits", logits) if logits is None else ("y_true", y_true)
        raise ValueError(complaint("thresholds", missing, "be given with the other", value, _WAY_OUT))
    if y_true is None:
        y_true, logits = scenes()
        names = SCENES if names is None else names
    truth, given = _table(y_true, "y_true"), _table(logits, "logits")
    if given.shape != truth.shape:
        rule = f"have the shape of y_true, {truth.shape}"
        raise ValueError(complaint("thresholds", "logits", rule, given, _WAY_OUT))
    if not np.all((truth == 0) | (truth == 1)):
        raise ValueError(complaint("thresholds", "y_true", "hold only 0 and 1", truth, _WAY_OUT))
    labels = truth.shape[1]
    called = [f"label {j + 1}" for j in range(labels)] if names is None else list(names)
    if len(called) != labels or not all(isinstance(name, str) for name in called):
        rule, way_out = f"be {labels} strings, one for each label", "Leave them out to number the labels."
        raise ValueError(complaint("thresholds", "names", rule, names, way_out))
    rows = np.arange(len(truth))
    if truth.size > _MOST_NUMBERS:
        rows = np.sort(np.random.default_rng(0).choice(len(truth), _MOST_NUMBERS // labels, replace=False))
    return Thresholds(truth[rows].astype(np.uint8), given[rows], called, multilabel_predict)


def _table(value: object, name: str) -> np.ndarray:
    array = as_numbers(value, name, "thresholds", "be an array of numbers", _WAY_OUT)
    if array.ndim != 2 or not len(array) or not 1 <= array.shape[1] <= _MOST_LABELS:
        rule = f"be of shape (samples, labels) with 1 to {_MOST_LABELS} labels"
        raise ValueError(complaint("thresholds", name, rule, value, _WAY_OUT))
    if not np.all(np.isfinite(array)):
        raise ValueError(complaint("thresholds", name, "hold finite numbers", value, _WAY_OUT))
    return array


class Thresholds(Widget):
    """The widget that `thresholds` makes.

    Attributes
    ----------
    names : list of str
    values : list of float
        A threshold for each label.
    chosen : int
        The label whose curves are drawn.
    samples : int
    truth, logits : bytes
        For the page, label after label: 0 and 1 as uint8, logits as float32.
    """

    _esm = page_module(
        "_cells.js", "_state.js", "_threshold_rows.js", "_threshold_curves.js", "_thresholds.js"
    )
    _css = page_style("_cells.css", "_thresholds.css")

    names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    values = traitlets.List(traitlets.Float(min=_LOW, max=_HIGH)).tag(sync=True)
    chosen = traitlets.Int(0, min=0).tag(sync=True)
    samples = traitlets.Int().tag(sync=True)
    truth = traitlets.Bytes().tag(sync=True)
    logits = traitlets.Bytes().tag(sync=True)

    def __init__(
        self,
        y_true: np.ndarray,
        logits: np.ndarray,
        names: list[str],
        multilabel_predict: Callable[..., Any] | None = None,
    ) -> None:
        self._predict = multilabel_predict
        # float64 of the very numbers that the page has.
        self._y_true, self._logits = y_true, logits.astype(np.float32).astype(np.float64)
        learner = "" if multilabel_predict is None else name_of(multilabel_predict, "multilabel_predict")
        values = [0.5] * len(names)
        super().__init__(
            names=names,
            values=values,
            samples=len(y_true),
            truth=y_true.T.tobytes(),
            logits=logits.T.astype("<f4").tobytes(),
            note=_NOTE,
            learner=learner,
        )
        if multilabel_predict is not None:
            self.answer = {"number": 0, **self._ask({"values": values})}

    @traitlets.validate("values")
    def _one_for_each_label(self, proposal: dict[str, Any]) -> list[float]:
        if len(proposal["value"]) != self._y_true.shape[1]:
            rule, way_out = f"be {self._y_true.shape[1]} numbers", "Give a threshold for each label."
            raise traitlets.TraitError(complaint("thresholds", "values", rule, proposal["value"], way_out))
        return proposal["value"]

    @property
    def counts(self) -> Counts:
        """What the thresholds on the screen find and miss."""
        return count(self._y_true, predict(self._logits, np.array(self.values)))

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        function, y_true = self._predict, self._y_true
        if function is None:
            return {"state": "unwritten", "message": "", "values": None}
        values = [float(v) for v in question["values"]]
        columns = [self._logits[:, [j]] for j in range(len(values))]
        expected = [predict(*pair).astype(float) for pair in zip(columns, values, strict=True)]

        def run(columns: list[np.ndarray], values: list[float]) -> list[Any]:
            return [function(*pair) for pair in zip(columns, values, strict=True)]

        where = [f" for {name}" for name in self.names]
        answer = ask(self.learner, run, (columns, values), expected, where)
        # The page needs two numbers for each label, and not all predictions.
        said = np.array(answer["values"] or [], dtype=float).reshape(-1, len(y_true)).T
        theirs = count(y_true[:, : said.shape[1]], said)
        pairs = zip(theirs.precision, theirs.recall, strict=True)
        kept = [["nan" if np.isnan(v) else round(float(v), 6) for v in pair] for pair in pairs]
        return {**answer, "values": kept or None}

    def describe(self) -> str:
        """Say what precision and recall each threshold gives."""
        counts = self.counts
        each = zip(self.names, self.values, counts.precision, counts.recall, strict=True)
        said = "; ".join(
            f"{name} at {t:.2f} has precision {number(p, 3)} and recall {number(r, 3)}"
            for name, t, p, r in each
        )
        return f"Thresholds for {self.samples} samples: {said}.{self._said()}"

    def picture(self) -> str:
        """Draw each label's probabilities, its threshold, and precision and recall as bars."""
        return draw(
            self.names,
            self.values,
            sigmoid(self._logits),
            self._y_true,
            self.counts,
            self.answer,
            self.describe(),
        )
