"""A small picture of a wrong result: two curves over the input, bars side by side, or a map.

Plain SVG in the text's own colour and two colours that every kind of colour vision tells apart; returned and
expected differ by form too. Whatever a picture shows, a sentence of the report says.
"""

from itertools import pairwise

import numpy as np

_BLUE, _RED = "#0072b2", "#d55e00"  # of the Okabe-Ito palette
_WIDTH, _HEIGHT, _PAD = 300, 120, 8
_FEWEST_POINTS, _MOST_BARS, _MOST_CELLS = 5, 16, 400


def picture(
    got: np.ndarray, expected: np.ndarray, wrong: np.ndarray, x: np.ndarray | None = None
) -> tuple[str, str]:
    """Draw a result beside the expected one.

    Parameters
    ----------
    got, expected : numpy.ndarray
        Of one shape.
    wrong : numpy.ndarray of bool
        Where they differ.
    x : numpy.ndarray, optional
        The input of a function that works entry by entry: a curve is drawn over it.

    Returns
    -------
    (str, str)
        Kind of the picture, ``curves bars map``, and an ``<svg>`` element with ``{label}`` in place of its
        description. Both are empty where numbers say as much.
    """
    if not np.isfinite(expected).all() or not np.isfinite(got).any():
        return "", ""
    height = _HEIGHT
    if x is not None:
        if x.size < _FEWEST_POINTS or not wrong.any():
            return "", ""
        kind, body = "curves", _curves(x.ravel(), got.ravel(), expected.ravel())
    elif got.ndim == 1 and 2 < got.size <= _MOST_BARS:
        kind, body = "bars", _bars(got, expected)
    elif got.ndim == 2 and min(got.shape) > 1 and 8 <= got.size <= _MOST_CELLS and not wrong.all():
        kind, (body, height) = "map", _map(wrong)
    else:
        return "", ""
    return kind, (
        f'<svg role="img" aria-label="{{label}}" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}" style="max-width:100%;display:block" fill="none" stroke-width="2">{body}</svg>'
    )


def _scale(values: np.ndarray, low: float, high: float):
    """Map the finite values onto the pixels from `low` to `high`."""
    finite = values[np.isfinite(values)]
    bottom, top = float(finite.min()), float(finite.max())
    span = (top - bottom) or 1.0
    return lambda v: low + (high - low) * (float(v) - bottom) / span


def _curves(x: np.ndarray, got: np.ndarray, expected: np.ndarray) -> str:
    order = np.argsort(x, kind="stable")
    across = _scale(x, _PAD, _WIDTH - _PAD)
    up = _scale(np.concatenate([got, expected]), _HEIGHT - _PAD, _PAD)
    wanted = " ".join(f"{across(x[i]):.1f},{up(expected[i]):.1f}" for i in order)
    parts = [f'<polyline points="{wanted}" stroke="{_BLUE}" stroke-dasharray="6 4"/>']
    for i, j in pairwise(order):
        if np.isfinite(got[[i, j]]).all():
            parts.append(
                f'<path d="M{across(x[i]):.1f} {up(got[i]):.1f}L{across(x[j]):.1f} {up(got[j]):.1f}" '
                f'stroke="{_RED}"/>'
            )
    dots = (i for i in order if np.isfinite(got[i]))
    parts += [f'<circle cx="{across(x[i]):.1f}" cy="{up(got[i]):.1f}" r="2" fill="{_RED}"/>' for i in dots]
    return "".join(parts)


def _bars(got: np.ndarray, expected: np.ndarray) -> str:
    """Expected as an outline, returned as a filled bar inside it; what is not finite is a cross."""
    both = np.concatenate([got[np.isfinite(got)], expected, [0.0]])
    up = _scale(both, _HEIGHT - _PAD, _PAD)
    step = (_WIDTH - 2 * _PAD) / got.size
    wide = min(0.8 * step, 32.0)
    zero, parts = up(0.0), []
    for i, (g, e) in enumerate(zip(got, expected, strict=True)):
        left = _PAD + i * step
        parts.append(_bar(left, wide, up(e), zero, f'stroke="{_BLUE}" stroke-dasharray="4 3"'))
        if np.isfinite(g):
            parts.append(_bar(left + wide / 4, wide / 2, up(g), zero, f'fill="{_RED}"'))
        else:
            parts.append(_cross(left + wide / 4, zero - wide / 2, wide / 2, _RED))
    parts.append(f'<path d="M{_PAD} {zero:.1f}H{_WIDTH - _PAD}" stroke="currentColor" stroke-width="1"/>')
    return "".join(parts)


def _bar(left: float, wide: float, y: float, zero: float, style: str) -> str:
    top, tall = min(y, zero), abs(y - zero)
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{tall:.1f}" {style}/>'


def _cross(x: float, y: float, side: float, colour: str) -> str:
    return (
        f'<path d="M{x:.1f} {y:.1f}l{side:.1f} {side:.1f}m0 {-side:.1f}l{-side:.1f} {side:.1f}" '
        f'stroke="{colour}"/>'
    )


def _map(wrong: np.ndarray) -> tuple[str, int]:
    """One cell an entry: a cross in a filled cell differs, an empty one agrees."""
    rows, columns = wrong.shape
    side = min(18.0, (_WIDTH - 2) / columns)
    parts = []
    for i, j in np.ndindex(rows, columns):
        x, y = 1 + j * side, 1 + i * side
        style = f'fill="{_RED}"' if wrong[i, j] else 'fill="none"'
        parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{side:.1f}" height="{side:.1f}" {style} '
            'stroke="currentColor" stroke-width="0.5"/>'
        )
        if wrong[i, j]:
            parts.append(_cross(x + 0.3 * side, y + 0.3 * side, 0.4 * side, "#fff"))
    return "".join(parts), round(rows * side + 2)
