"""House style for figures: one palette, one type scale, one way to show a figure with its description."""

from __future__ import annotations

import base64
import html
import io
from typing import TYPE_CHECKING, NamedTuple

from nnlab._validation import complaint
from nnlab.exceptions import WrongType

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["PALETTE", "PALETTE_DARK", "Palette", "show", "use_style"]


class Palette(NamedTuple):
    """Named colours, in the order in which series take them.

    The first seven hues are told apart from one another by eyes that do not see red or green; `grey` is for
    what stands back. Each but `yellow` and `sky` has a contrast of at least 3 to 1 against the card it is
    drawn on. Blue always means positive, orange negative.

    Examples
    --------
    >>> from nnlab import plotting
    >>> plotting.PALETTE.blue == plotting.PALETTE[0]
    True
    """

    blue: str
    orange: str
    green: str
    purple: str
    sky: str
    vermilion: str
    yellow: str
    grey: str
    ink: str
    muted: str
    grid: str
    card: str


# Okabe and Ito's set; orange is darkened from #E69F00, which a thin line on white would lose.
PALETTE = Palette(
    blue="#0072B2",
    orange="#C76A00",
    green="#00805D",
    purple="#A8518A",
    sky="#56B4E9",
    vermilion="#C5360F",
    yellow="#E8C11C",
    grey="#6B7280",
    ink="#1F2733",
    muted="#5B6472",
    grid="#DFE3E8",
    card="#FFFFFF",
)
# The same hues, lightened for a dark page. Figures never use them (their card stays white); the widgets do.
PALETTE_DARK = Palette(
    blue="#5CB3F0",
    orange="#F2A13C",
    green="#3CC79B",
    purple="#DC8FC0",
    sky="#8FD0F7",
    vermilion="#FF8A66",
    yellow="#F0DC5A",
    grey="#9AA3AF",
    ink="#E8EBEF",
    muted="#A9B1BC",
    grid="#3A414B",
    card="#16191E",
)

_DPI = 110
_CARD = "display:inline-block;max-width:100%;margin:4px 0;padding:10px 12px;box-sizing:border-box;"
_CARD_COLOUR = (
    f"background:{PALETTE.card};color:{PALETTE.ink};border:1px solid {PALETTE.grid};border-radius:6px;"
)
_CAPTION = f"margin-top:6px;font-size:13px;line-height:1.45;color:{PALETTE.muted};max-width:64em;"


def use_style() -> None:
    """Set Matplotlib's defaults to the house style, for the rest of the session.

    Notes
    -----
    Series take the palette's hues in order, together with line styles that differ once the first four are
    used, so that no figure depends on colour alone. The background is white in every theme.

    Examples
    --------
    >>> from nnlab import plotting
    >>> plotting.use_style()
    """
    import matplotlib as mpl
    from cycler import cycler

    lines = ["-"] * 4 + ["--"] * 4
    mpl.rcParams.update(
        {
            "axes.axisbelow": True,
            "axes.edgecolor": PALETTE.muted,
            "axes.facecolor": PALETTE.card,
            "axes.grid": True,
            "axes.labelcolor": PALETTE.ink,
            "axes.labelsize": 10,
            "axes.linewidth": 0.8,
            "axes.prop_cycle": cycler(color=PALETTE[:8]) + cycler(linestyle=lines),
            "axes.spines.right": False,
            "axes.spines.top": False,
            "axes.titlecolor": PALETTE.ink,
            "axes.titlelocation": "left",
            "axes.titlepad": 10,
            "axes.titlesize": 11,
            "axes.titleweight": "bold",
            "figure.constrained_layout.use": True,
            "figure.dpi": _DPI,
            "figure.facecolor": PALETTE.card,
            "figure.figsize": (6.4, 3.8),
            "font.family": "sans-serif",
            "font.size": 10,
            "grid.color": PALETTE.grid,
            "grid.linewidth": 0.7,
            "image.cmap": "cividis",
            "legend.fontsize": 9,
            "legend.frameon": False,
            "lines.linewidth": 2.0,
            "lines.markersize": 6,
            "patch.edgecolor": PALETTE.card,
            "savefig.dpi": _DPI,
            "savefig.facecolor": PALETTE.card,
            "text.color": PALETTE.ink,
            "xtick.color": PALETTE.muted,
            "xtick.labelsize": 9,
            "ytick.color": PALETTE.muted,
            "ytick.labelsize": 9,
        }
    )


def show(fig: Figure, *, alt: str, caption: str | None = None) -> None:
    """Show a figure on a white card, with a description for those who cannot see it, and close it.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        The figure to show. It is closed afterwards, so that the cell does not draw it a second time.
    alt : str
        What the figure shows, in a sentence. A screen reader speaks it; a page without pictures prints it.
    caption : str, optional
        A line below the figure, for everyone.

    Raises
    ------
    TypeError
        If `fig` is no Matplotlib figure, or `alt` or `caption` is no string.
    ValueError
        If `alt` is empty.

    Notes
    -----
    The picture travels inside HTML because JupyterLab drops the description of a bare PNG. It holds two
    pixels for each one shown, for sharp text on fine screens, in at most 256 colours, for a small notebook.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from nnlab import plotting
    >>> fig, ax = plt.subplots()
    >>> line = ax.plot([0, 1], [0, 1])
    >>> plotting.show(fig, alt="A straight line from 0 to 1.")  # doctest: +SKIP
    """
    import matplotlib.pyplot as plt
    from IPython.display import display
    from matplotlib.figure import Figure

    if not isinstance(fig, Figure):
        raise WrongType(
            complaint("show", "fig", "be a Matplotlib figure", fig, "Make one: fig, ax = plt.subplots().")
        )
    if not isinstance(alt, str):
        raise WrongType(
            complaint("show", "alt", "be a string", alt, "Say in a sentence what the figure shows.")
        )
    if not alt.strip():
        raise ValueError(
            complaint("show", "alt", "not be empty", alt, "Say in a sentence what the figure shows.")
        )
    if caption is not None and not isinstance(caption, str):
        raise WrongType(
            complaint("show", "caption", "be a string or None", caption, "Leave it out to show no caption.")
        )
    try:
        display({"text/plain": f"Figure: {alt}", "text/html": _figure_html(fig, alt, caption)}, raw=True)
    finally:
        plt.close(fig)


def _figure_html(fig: Figure, alt: str, caption: str | None) -> str:
    png, width = _png(fig)
    source = base64.b64encode(png).decode("ascii")
    below = "" if caption is None else f'<figcaption style="{_CAPTION}">{html.escape(caption)}</figcaption>'
    return (
        f'<figure style="{_CARD}{_CARD_COLOUR}"><img alt="{html.escape(alt, quote=True)}" width="{width}" '
        f'style="max-width:100%;height:auto;display:block" src="data:image/png;base64,{source}">'
        f"{below}</figure>"
    )


def _png(fig: Figure) -> tuple[bytes, int]:
    """Return the figure's PNG and the width, in CSS pixels, at which to show it."""
    from PIL import Image

    raw, packed = io.BytesIO(), io.BytesIO()
    fig.savefig(raw, format="png", dpi=2 * _DPI, facecolor=PALETTE.card, metadata={"Software": None})
    picture = Image.open(raw).convert("RGB")
    few = picture.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(packed, format="png", optimize=True)
    return packed.getvalue(), round(picture.width / 2)
