"""Weights by class, as `fit` takes them, made into weights by sample."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from nnlab._validation import as_count, as_number, complaint
from nnlab.exceptions import WrongType
from nnlab.models._batches import as_data


def weigh_classes(class_weight: Any, y: Any, sample_weight: Any, function: str) -> np.ndarray:
    """Return the weight of each sample: that of its class, 1 for a class that is not named.

    `y` holds class numbers, or one-hot rows.
    """
    way_out = "Pass e.g. class_weight={0: 1.0, 1: 5.0}."
    if not isinstance(class_weight, Mapping):
        rule = "be a dictionary from class numbers to weights"
        raise WrongType(complaint(function, "class_weight", rule, class_weight, way_out))
    if sample_weight is not None:
        rule = "stand alone: you cannot pass `class_weight` and `sample_weight` at the same time"
        raise ValueError(complaint(function, "class_weight", rule, class_weight, "Multiply the two before."))
    y = as_data(y, "y", function)
    if y.ndim > 2:
        rule = "hold one class a sample, as numbers or as one-hot rows, where there is `class_weight`"
        raise ValueError(complaint(function, "y", rule, y, "Pass sample_weight in its place."))
    labels = y.argmax(axis=-1) if y.ndim == 2 and y.shape[1] > 1 else np.round(y.ravel())
    weights = np.ones(len(labels), np.float32)
    for label, weight in class_weight.items():
        label = as_count(label, "class_weight", function, minimum=0)
        weights[labels == label] = as_number(weight, "class_weight", function)
    return weights
