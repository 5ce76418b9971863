"""Pictures of the report, as SVG in the page itself. Every number in them stands in the text beside them too."""

from collections import Counter
from html import escape

#: Shares of the points, in percent: none, nine steps between, and all of them.
_STEPS = ("0", *(f"{low}–{low + 10}" for low in range(0, 100, 10)), "100")
_BAR, _GAP, _HEIGHT, _TOP, _FOOT = 44, 8, 150, 22, 40


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
    """Draw the counts as bars with their numbers on top.

    Parameters
    ----------
    steps : list of (str, int)
    label : str
        What the picture shows, for those who do not see it.
    axis : str
        Words below the horizontal axis.
    """
    most = max((count for _, count in steps), default=0) or 1
    width = len(steps) * (_BAR + _GAP) + _GAP
    floor = _TOP + _HEIGHT
    parts = [
        f'<svg class="chart" role="img" aria-label="{escape(label, quote=True)}" '
        f'viewBox="0 0 {width} {floor + _FOOT}" width="{width}" height="{floor + _FOOT}">',
        f'<line class="axis" x1="0" y1="{floor}" x2="{width}" y2="{floor}"/>',
    ]
    for place, (name, count) in enumerate(steps):
        left = _GAP + place * (_BAR + _GAP)
        middle = left + _BAR / 2
        height = _HEIGHT * count / most
        if count:
            parts.append(
                f'<rect class="bar" x="{left}" y="{floor - height:.1f}" width="{_BAR}" height="{height:.1f}"/>'
                f'<text x="{middle:g}" y="{floor - height - 5:.1f}">{count:,}</text>'
            )
        parts.append(f'<text class="soft" x="{middle:g}" y="{floor + 15}">{name}</text>')
    parts.append(f'<text class="soft" x="{width / 2:g}" y="{floor + 33}">{escape(axis)}</text></svg>')
    return "".join(parts)


def share_bar(share: float) -> str:
    """A small bar for a share from 0 to 1, beside the number that says it."""
    return (
        '<svg class="share" aria-hidden="true" viewBox="0 0 60 10" width="60" height="10">'
        '<rect class="rest" width="60" height="10"/>'
        f'<rect class="bar" width="{60 * min(max(share, 0), 1):.1f}" height="10"/></svg>'
    )
