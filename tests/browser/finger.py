"""A finger on the page: real touches, which the browser takes for a drag or for scrolling as it would any."""

from playwright.sync_api import Locator, Page

_STEPS = 8


class Finger:
    """One finger on one page, whose context must have been opened with touch.

    Parameters
    ----------
    page : playwright.sync_api.Page
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._touch = page.context.new_cdp_session(page)

    def drag(self, shown: Locator, right: float, down: float) -> None:
        """Put the finger on the middle of an element, move it by that many pixels, and lift it."""
        box = shown.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self._send("touchStart", x, y)
        for i in range(1, _STEPS + 1):
            self._send("touchMove", x + right * i / _STEPS, y + down * i / _STEPS)
        self._send("touchEnd")

    def _send(self, kind: str, *place: float) -> None:
        points = [dict(zip("xy", place, strict=True))] if place else []
        self._touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
