"""Metrics by name: what `compile(metrics=["mse"])` asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nnlab._config import find, snake_case
from nnlab.metrics import _accuracy, _counts, _mean, _of_losses, _precision, _top_k
from nnlab.metrics._base import Metric

_CLASSES = (
    _mean.Mean,
    _mean.Sum,
    _mean.MeanMetricWrapper,
    _accuracy.Accuracy,
    _accuracy.BinaryAccuracy,
    _accuracy.CategoricalAccuracy,
    _accuracy.SparseCategoricalAccuracy,
    _top_k.TopKCategoricalAccuracy,
    _top_k.SparseTopKCategoricalAccuracy,
    _of_losses.MeanSquaredError,
    _of_losses.RootMeanSquaredError,
    _of_losses.MeanAbsoluteError,
    _of_losses.BinaryCrossentropy,
    _of_losses.CategoricalCrossentropy,
    _of_losses.SparseCategoricalCrossentropy,
    _precision.Precision,
    _precision.Recall,
    _counts.TruePositives,
    _counts.TrueNegatives,
    _counts.FalsePositives,
    _counts.FalseNegatives,
)
_BY_NAME: dict[str, type[Metric]] = {cls.__name__: cls for cls in _CLASSES}
_BY_NAME |= {snake_case(cls.__name__): cls for cls in _CLASSES}
for _short, _class in (
    ("mse", _of_losses.MeanSquaredError),
    ("mae", _of_losses.MeanAbsoluteError),
    ("bce", _of_losses.BinaryCrossentropy),
):
    _BY_NAME |= {_short: _class, _short.upper(): _class}


def get(identifier: str | dict[str, Any] | Metric | type | Callable | None) -> Metric | Callable | None:
    """Return the metric that a name, a configuration, a class or a function stands for.

    Parameters
    ----------
    identifier : str, dict, Metric, class, callable or None
        A name (``"MeanSquaredError"``, ``"mean_squared_error"`` or ``"mse"``);
        ``{"class_name": …, "config": {…}}``; or something that is returned as it is. None gives None.

    Returns
    -------
    Metric, callable or None
        A new metric, for a name.

    Raises
    ------
    TypeError
        If `identifier` is none of these.
    ValueError
        If no metric has this name; the nearest name is suggested.

    Notes
    -----
    ``"accuracy"`` is `Accuracy` here, as in Keras, and one of the accuracies for classes in
    ``compile(metrics=["accuracy"])``, where the model can see what is predicted.

    Examples
    --------
    >>> get("mse")([[1.0, 2.0]], [[1.0, 4.0]])
    np.float64(2.0)
    """
    return find(identifier, _BY_NAME, "a metric", '"mse" or BinaryAccuracy(threshold=0.3)')
