"""The four counts themselves: true and false positives and negatives."""

from __future__ import annotations

import numpy as np

from nnlab.metrics._confusion import Confusion
from nnlab.metrics._variable import Variable


class Count(Confusion):
    """One count."""

    @property
    def accumulator(self) -> Variable:
        """The count, as Keras names it."""
        return getattr(self, self.counts[0])

    def result(self) -> np.ndarray:
        """Return the count over all batches since the last `reset_state`, one for each threshold."""
        return self.one_or_all(self.accumulator.value)


class TruePositives(Count):
    """Number of positive labels that are predicted.

    Parameters
    ----------
    thresholds : float or sequence of float, optional
        From 0 to 1, 0.5 by default: what lies above is predicted. Several thresholds give several results.
    name : str, optional
        Shown in logs; by default made from the class.
    dtype : str or dtype, optional
        Precision of the result, by default float32.

    Examples
    --------
    >>> TruePositives()([0, 1, 1, 1], [1, 0, 1, 1])
    np.float32(2.0)
    """

    counts = ("true_positives",)


class FalsePositives(Count):
    """Number of labels of 0 that are predicted to be positive.

    Parameters
    ----------
    thresholds : float or sequence of float, optional
        From 0 to 1, 0.5 by default: what lies above is predicted. Several thresholds give several results.
    name : str, optional
        Shown in logs; by default made from the class.
    dtype : str or dtype, optional
        Precision of the result, by default float32.

    Examples
    --------
    >>> FalsePositives()([0, 1, 0, 0], [0, 0, 1, 1])
    np.float32(2.0)
    """

    counts = ("false_positives",)


class TrueNegatives(Count):
    """Number of labels of 0 that are predicted.

    Parameters
    ----------
    thresholds : float or sequence of float, optional
        From 0 to 1, 0.5 by default: what lies above is predicted. Several thresholds give several results.
    name : str, optional
        Shown in logs; by default made from the class.
    dtype : str or dtype, optional
        Precision of the result, by default float32.

    Examples
    --------
    >>> TrueNegatives()([0, 1, 0, 0], [1, 1, 0, 0])
    np.float32(2.0)
    """

    counts = ("true_negatives",)


class FalseNegatives(Count):
    """Number of positive labels that are not predicted.

    Parameters
    ----------
    thresholds : float or sequence of float, optional
        From 0 to 1, 0.5 by default: what lies above is predicted. Several thresholds give several results.
    name : str, optional
        Shown in logs; by default made from the class.
    dtype : str or dtype, optional
        Precision of the result, by default float32.

    Examples
    --------
    >>> FalseNegatives()([0, 1, 1, 1], [0, 1, 0, 0])
    np.float32(2.0)
    """

    counts = ("false_negatives",)
