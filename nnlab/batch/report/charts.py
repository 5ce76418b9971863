"""Pictures of the report, as SVG in the page itself. What they show stands in words beside them too."""

from collections import Counter
from html import escape

#: Shares of the points, in percent: none, nine steps between, and all of them.
_STEPS = ("0", *(f"{low}–{low + 10}" for low in range(0, 100, 10)), "100")
#: A narrow screen shows the picture in its full size.
_ROW, _NAME, _LONGEST, _WIDTH, _FOOT = 20, 58, 210, 328, 24


def by_share(points: Counter[float], max_points: float) -> list[tuple[str, int]]:
    """Count submissions by their share of the points.

    Parameters
    ----------
    points : Counter
        Submissions by points.
    max_points : float

    Returns
    -------
    list of (str, int)
        Name and count of each step. Those with no points, and those with all, have steps of their own.
    """
    counts = [0] * len(_STEPS)
    for value, count in points.items():
        if value <= 0:
            counts[0] += count
        elif value >= max_points:
            counts[-1] += count
        else:
            counts[1 + int(10 * value // max_points)] += count
    return [*zip(_STEPS, counts, strict=True)]


def histogram(steps: list[tuple[str, int]], label: str, axis: str) -> str:
    """Draw the counts as lying bars, each with its name before it and its number behind it.

    Parameters
    ----------
    steps : list of (str, int)
    label : str
        What the picture shows, for those who do not see it.
    axis : str
        Words below the names.
    """
    most = max((count for _, count in steps), default=0) or 1
    height = len(steps) * _ROW
    parts = [
        f'<svg class="chart" role="img" aria-label="{escape(label, quote=True)}" {_size(height + _FOOT)}>'
    ]
    for place, (name, count) in enumerate(steps):
        top = place * _ROW
        length = _LONGEST * count / most
        parts.append(f'<text class="soft end" x="{_NAME - 8}" y="{top + 15}">{name}</text>')
        if count:
            parts.append(
                f'<rect class="bar" x="{_NAME}" y="{top + 3}" width="{length:.1f}" height="{_ROW - 5}"/>'
                f'<text x="{_NAME + length + 5:.1f}" y="{top + 15}">{count:,}</text>'
            )
    parts.append(f'<line class="axis" x1="{_NAME}" y1="0" x2="{_NAME}" y2="{height}"/>')
    parts.append(f'<text class="soft" x="0" y="{height + 17}">{escape(axis)}</text></svg>')
    return "".join(parts)


def _size(height: int) -> str:
    return f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'


def share_bar(share: float) -> str:
    """A small bar for a share from 0 to 1, beside the number that says it."""
    return (
        '<svg class="share" aria-hidden="true" viewBox="0 0 60 10" width="60" height="10">'
        '<rect class="rest" width="60" height="10"/>'
        f'<rect class="bar" width="{60 * min(max(share, 0), 1):.1f}" height="10"/></svg>'
    )
