"""Whether text can be read: its colours as the browser computed them, and whether it lies in its frame."""

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator

# Seconds that a page may take to lay itself out anew, at another width or in other colours.
_PATIENCE = 5.0

#: What WCAG 2.2 asks of text of ordinary size (success criterion 1.4.3).
_LEAST = 4.5

# Colours are painted, one over the other from the page's ground upwards, and read from the canvas: so a
# half-transparent one, in any notation of CSS, is measured as it is seen.
_CONTRASTS = """
(root) => {
  // Text on a bar has the bar behind it, which CSS does not know.
  const skipped = "script, style, .nnl-inside, [aria-hidden=true]";
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const paint = (colour) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = rgb.map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratioOf = (element) => {
    const line = [];
    for (let up = element; up; up = up.parentElement) line.unshift(up);
    let ground = paint("white");
    for (const each of line) ground = paint(getComputedStyle(each).backgroundColor);
    const style = getComputedStyle(element);
    const text = paint(element.namespaceURI.endsWith("svg") ? style.fill : style.color);
    const [low, high] = [light(ground), light(text)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const words = (element) => {
    const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    return texts.map((node) => node.data.trim()).join(" ").trim();
  };
  return [root, ...root.querySelectorAll("*")]
    .filter((element) => words(element) && element.checkVisibility() && !element.closest(skipped))
    .map((element) => [words(element).slice(0, 60), ratioOf(element)]);
}
"""

_OUTSIDE = """
(root) => {
  const frame = root.getBoundingClientRect();
  return [...root.querySelectorAll("*")]
    .filter((e) => e.checkVisibility() && e.childElementCount === 0 && e.textContent.trim())
    .filter((e) => !e.matches(".nnl-unseen, .nnl-unseen *"))
    .filter((e) => {
      const box = e.getBoundingClientRect();
      return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1);
    })
    .map((e) => e.textContent.trim().slice(0, 60));
}
"""

_SHORT = """
(root) =>
  [...root.querySelectorAll(".nnl-slider")]
    .filter((e) => e.checkVisibility() && e.querySelector("svg").clientWidth < e.clientWidth - 2)
    .map((e) => e.textContent.trim().slice(0, 60))
"""


def illegible(shown: "Locator") -> list[str]:
    """Return what cannot be read well in an element: texts of low contrast or out of place, short sliders.

    What is so for a moment only, while the page is laid out anew, does not count.
    """
    end = time.monotonic() + _PATIENCE
    while (faults := _illegible_now(shown)) and time.monotonic() < end:
        time.sleep(0.1)
    return faults


def _illegible_now(shown: "Locator") -> list[str]:
    contrasts = shown.evaluate(_CONTRASTS)
    outside = shown.evaluate(_OUTSIDE)
    short = shown.evaluate(_SHORT)
    if not contrasts:
        return ["there is no text"]
    return [
        *(
            f"{text!r} has a contrast of {ratio:.2f}, below {_LEAST}"
            for text, ratio in contrasts
            if ratio < _LEAST
        ),
        *(f"{text!r} sticks out at the side" for text in outside),
        *(f"the slider of {text!r} does not fill its place" for text in short),
    ]
