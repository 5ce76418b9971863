"""What is asked of a loss where right functions differ: where they clip, and how."""

from collections.abc import Callable

import numpy as np

from nnlab.calls.capture import Value, as_array
from nnlab.grader.compare import Finding, examine

#: Of what clipping at 1e-7 gives. Clipping at 1e-5 keeps 71 %, at 1e-4 no more than 57 %.
_SHARE = 0.6

#: A loss of hundreds that a clipped sigmoid keeps at 16 to 37.
_CAPPED = 0.1


def finite_and_large(value: Value, expected: np.ndarray) -> Finding | None:
    """For a probability of 0 where 1 was right: a finite loss that still says how wrong that is.

    Parameters
    ----------
    value : Value
    expected : numpy.ndarray
        The loss that comes of clipping at 1e-7, as Keras does.

    Returns
    -------
    Finding or None
    """
    finding = examine(value, expected, 0.0, np.inf)
    if finding is not None:
        return finding
    loss, least = float(as_array(value)), _SHARE * float(expected)
    return (
        Finding("loss_too_small", {"loss": f"{loss:.4g}", "least": f"{least:.0f}"}) if loss < least else None
    )


def nearly(rtol: float, atol: float) -> Callable[[Value, np.ndarray], Finding | None]:
    """For probabilities near 0 and 1, where a small epsilon shows in the loss.

    Parameters
    ----------
    rtol, atol : float

    Returns
    -------
    callable
        ``judge(value, expected) -> Finding or None``.
    """

    def judge(value: Value, expected: np.ndarray) -> Finding | None:
        return examine(value, expected, rtol, atol)

    return judge


def not_capped(value: Value, expected: np.ndarray) -> Finding | None:
    """For huge logits: the exact loss; one that stays far below it has met a limit, as in a clipped sigmoid.

    Parameters
    ----------
    value : Value
    expected : numpy.ndarray

    Returns
    -------
    Finding or None
    """
    finding = examine(value, expected, 1e-5, 1e-6)
    if finding is not None and finding.gate == "value":
        loss, wanted = float(as_array(value)), float(expected)
        if 0 <= loss < _CAPPED * wanted:
            gate = "loss_lost" if loss < 1 else "loss_capped"
            return Finding(gate, {"loss": f"{loss:.6g}", "wanted": f"{wanted:.6g}"})
    return finding
