"""Read a number as people write it, and say whether it is the one that was asked for."""

import math
import re
from decimal import Decimal
from numbers import Real
from typing import Any

_LONGEST = 60
_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|[+-]?inf", re.IGNORECASE)
#: Room for the last bit of a quotient such as 1/3.
_ROUNDING = 1e-12


def readings(given: Any) -> tuple[float, ...]:
    """Return the numbers that an answer may mean; none if it cannot be read.

    Parameters
    ----------
    given : object
        A number, or a text such as ``"233"``, ``"2.33e2"``, ``"2,5"``, ``"1/3"`` or ``"25%"``.

    Returns
    -------
    tuple of float
        More than one where a comma may part thousands or decimals, and where 25% may be 25 or 0.25.

    Examples
    --------
    >>> readings("2,5"), readings("1/4"), readings("1,000"), readings("many")
    ((2.5,), (0.25,), (1.0, 1000.0), ())
    """
    if isinstance(given, str):
        return _read(given)
    try:
        if not isinstance(given, Real) and hasattr(given, "item"):
            given = given.item()  # an array of one number
        if isinstance(given, Real) and not isinstance(given, bool) and not math.isnan(given):
            return (float(given),)
    except (ValueError, TypeError, OverflowError):
        pass
    return ()


def agree(number: float, wanted: float, tolerance: float) -> bool:
    """Whether a number is the wanted one, up to the tolerance and to rounding.

    Examples
    --------
    >>> agree(0.7311, 0.73, 0.005), agree(234, 233, 0)
    (True, False)
    """
    if math.isinf(number) or math.isinf(wanted):
        return number == wanted
    return abs(number - wanted) <= tolerance * (1 + 1e-9) + _ROUNDING * max(1.0, abs(wanted))


def tolerance_of(answer: float) -> float:
    """How far an answer may be off when nothing is said: half a unit of the last digit that is written.

    Examples
    --------
    >>> tolerance_of(233), tolerance_of(0.73)
    (0.0, 0.005)
    """
    if math.isinf(answer) or answer == int(answer):
        return 0.0
    return 0.5 * 10.0 ** int(Decimal(repr(answer)).as_tuple().exponent)


def _read(text: str) -> tuple[float, ...]:
    text = text.strip().replace("−", "-").replace("∞", "inf")
    if len(text) > _LONGEST:
        return ()
    if text.endswith("%"):
        parts = _read(text[:-1])
        return tuple(part / scale for part in parts for scale in (1, 100))
    if text.count("/") == 1:
        over, under = (_read(part) for part in text.split("/"))
        if len(over) == 1 and len(under) == 1 and under[0] and math.isfinite(over[0]):
            return (over[0] / under[0],)
        return ()
    texts = [text.replace(",", ".")]
    if _GROUPS.fullmatch(text):
        texts.append(text.replace(",", ""))
    return tuple(float(each) for each in texts if _PLAIN.fullmatch(each))
