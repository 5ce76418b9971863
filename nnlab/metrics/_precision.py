"""Precision and recall: how much of the predicted is right, and how much of the right is predicted."""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

from nnlab._validation import as_count
from nnlab.metrics._confusion import Confusion, Thresholds


class Share(Confusion):
    """The first count's share of both."""

    def __init__(
        self,
        thresholds: Thresholds = None,
        top_k: int | None = None,
        class_id: int | None = None,
        name: str | None = None,
        dtype: DTypeLike = None,
    ):
        function = type(self).__name__
        self.top_k = None if top_k is None else as_count(top_k, "top_k", function)
        self.class_id = None if class_id is None else as_count(class_id, "class_id", function, minimum=0)
        super().__init__(thresholds, name, dtype)

    def result(self) -> np.ndarray:
        """Return the share over all batches since the last `reset_state`, one for each threshold."""
        hits, misses = (getattr(self, count).value for count in self.counts)
        return self.one_or_all(
            np.divide(hits, hits + misses, out=np.zeros_like(hits), where=hits + misses != 0)
        )


class Precision(Share):
    """Share of the predicted that is right: true positives / (true positives + false positives).

    Parameters
    ----------
    thresholds : float or sequence of float, optional
        From 0 to 1, 0.5 by default: what lies above is predicted. Several thresholds give several results.
        For logits it is 0.
    top_k : int, optional
        Only the k highest scores of a row can be predicted.
    class_id : int, optional
        Looks at this class only.
    name : str, optional
        Shown in logs; by default ``precision``, ``precision_1``, ….
    dtype : str or dtype, optional
        Precision of the result, by default float32.

    Notes
    -----
    0 where nothing is predicted.

    Examples
    --------
    >>> Precision()([0, 1, 1, 1], [1, 0, 1, 1]).round(4)
    np.float32(0.6667)
    """

    counts = ("true_positives", "false_positives")


class Recall(Share):
    """Share of the actual that is predicted: true positives / (true positives + false negatives).

    Parameters
    ----------
    thresholds : float or sequence of float, optional
        From 0 to 1, 0.5 by default: what lies above is predicted. Several thresholds give several results.
        For logits it is 0.
    top_k : int, optional
        Only the k highest scores of a row can be predicted.
    class_id : int, optional
        Looks at this class only.
    name : str, optional
        Shown in logs; by default ``recall``, ``recall_1``, ….
    dtype : str or dtype, optional
        Precision of the result, by default float32.

    Notes
    -----
    0 where there is nothing to predict.

    Examples
    --------
    >>> Recall()([0, 1, 1, 1], [1, 0, 1, 1]).round(4)
    np.float32(0.6667)
    """

    counts = ("true_positives", "false_negatives")
