"""Figures: on a white card, with a description, closed afterwards; a palette that all eyes can tell apart."""

import base64
import io
import itertools

import matplotlib as mpl
import pytest

mpl.use("Agg")
import IPython.display
import matplotlib.pyplot as plt
from PIL import Image

from nnlab import plotting


@pytest.fixture
def shown(monkeypatch):
    """Return what was displayed, instead of displaying it."""
    bundles = []
    monkeypatch.setattr(IPython.display, "display", lambda data, raw: bundles.append(data))
    return bundles


@pytest.fixture
def figure():
    with mpl.rc_context():
        plotting.use_style()
        fig, ax = plt.subplots()
        ax.plot([0, 1], [0, 1])
        yield fig
        plt.close(fig)


def test_show_gives_html_and_plain_text_and_closes(shown, figure):
    plotting.show(figure, alt='A "rising" line & more', caption="Figure 1 <b>")
    (bundle,) = shown
    assert bundle["text/plain"] == 'Figure: A "rising" line & more'
    assert 'alt="A &quot;rising&quot; line &amp; more"' in bundle["text/html"]
    assert "Figure 1 &lt;b&gt;</figcaption>" in bundle["text/html"]
    assert not plt.fignum_exists(figure.number)


def test_no_caption_no_figcaption(shown, figure):
    plotting.show(figure, alt="A line")
    assert "figcaption" not in shown[0]["text/html"]


def test_the_picture_is_small_sharp_and_the_same_every_time(shown, figure):
    png, width = plotting._png(figure)
    assert png == plotting._png(figure)[0]
    assert len(png) < 40_000
    picture = Image.open(io.BytesIO(png))
    assert picture.width == 2 * width == 2 * round(6.4 * 110)
    assert picture.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
    plotting.show(figure, alt="A line")
    assert base64.b64encode(png).decode() in shown[0]["text/html"]


@pytest.mark.parametrize(
    ("arguments", "error", "argument"),
    [
        ({"fig": None, "alt": "x"}, TypeError, "fig"),
        ({"alt": 3}, TypeError, "alt"),
        ({"alt": "  "}, ValueError, "alt"),
        ({"alt": "x", "caption": 3}, TypeError, "caption"),
    ],
)
def test_bad_arguments_are_refused(figure, arguments, error, argument):
    with pytest.raises(error, match=rf"^show: {argument} must .*\. Received: {argument}="):
        plotting.show(**{"fig": figure, **arguments})


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [plotting.PALETTE, plotting.PALETTE_DARK], ids=["light", "dark"])
def test_contrast_on_the_card(palette):
    for name in ("blue", "orange", "green", "purple", "vermilion", "grey"):
        assert contrast(getattr(palette, name), palette.card) >= 3, name
    for name in ("ink", "muted"):
        assert contrast(getattr(palette, name), palette.card) >= 4.5, name


# How two kinds of colour blindness see linear RGB (Viénot, Brettel and Mollon 1999).
BLINDNESS = {
    "protan": [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
    "deutan": [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
}


@pytest.mark.parametrize("kind", sorted(BLINDNESS))
@pytest.mark.parametrize("palette", [plotting.PALETTE, plotting.PALETTE_DARK], ids=["light", "dark"])
def test_the_first_seven_hues_are_told_apart_without_red_or_green(palette, kind):
    def seen(colour):
        rgb = [(int(colour[i : i + 2], 16) / 255) ** 2.2 for i in (1, 3, 5)]
        return [
            max(sum(m * c for m, c in zip(row, rgb, strict=True)), 0) ** (1 / 2.2) for row in BLINDNESS[kind]
        ]

    def distance(one, other):
        return sum((a - b) ** 2 for a, b in zip(seen(one), seen(other), strict=True)) ** 0.5

    for one, other in itertools.combinations(palette[:7], 2):
        assert distance(one, other) > 0.1, (one, other)
    assert distance(palette.blue, palette.orange) > 0.3, "the two signs"
