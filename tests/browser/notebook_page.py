"""A notebook open in JupyterLab, handled as a person handles it: by clicks and keys."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

_LONG = 90_000  # milliseconds; TensorFlow and a busy machine
_T = TypeVar("_T")


def wait_for(read: Callable[[], _T], holds: Callable[[_T], bool], *, seconds: float = 10) -> _T:
    """Read again and again until what is read holds, and return it.

    A click or a key is answered in the next frame, and by the kernel later still: read right after it, the
    page shows what was there before.
    """
    end = time.monotonic() + seconds
    while not holds(last := read()):
        assert time.monotonic() < end, f"after {seconds:g} s the page still gave {last!r}"
        time.sleep(0.05)
    return last


def number_of(shown: Locator, name: str = "data-value") -> float:
    """Return the number that a drawing carries, nan while it has none."""
    return float(shown.get_attribute(name) or "nan")


def next_frames(page: Page) -> None:
    """Wait until what was done is drawn: it is asked for in one frame and drawn in the next."""
    page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
    )


def _is_folded(cell: dict) -> bool:
    return cell["metadata"].get("jupyter", {}).get("source_hidden", False)


class NotebookPage:
    """One notebook in one page.

    Parameters
    ----------
    page : playwright.sync_api.Page
        An empty page.
    address : str
        What opens the notebook.
    file : pathlib.Path
        The notebook; its cell ids give the places of the cells.
    """

    def __init__(self, page: Page, address: str, file: Path) -> None:
        self.page = page
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        self._ids = [cell["id"] for cell in cells]
        # A cell whose code is folded away shows no number.
        numbered = [cell for cell in cells if cell["cell_type"] == "code" and not _is_folded(cell)]
        self._last = numbered[-1]["id"]
        self._origin = urlsplit(address).netloc
        self.errors: list[str] = []
        self.strangers: list[str] = []
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._note_request(request.url))
        page.on("websocket", lambda socket: self._note_request(socket.url))
        page.goto(address)
        expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(len(self._ids), timeout=_LONG)
        self.wait_until_idle()

    def wait_until_idle(self) -> None:
        """Wait until the kernel has nothing to do."""
        # Before a kernel is there, its absence is idle too, and a cell that is run asks which kernel to take.
        name = self.page.locator(".jp-NotebookPanel-toolbar .jp-KernelName")
        expect(name.first).to_have_text(re.compile("Python"), timeout=_LONG)
        status = self.page.locator(".jp-NotebookPanel-toolbar [data-status=idle]")
        expect(status.first).to_be_visible(timeout=_LONG)

    def cell(self, cell_id: str) -> Locator:
        """Return the cell with this id."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(self._ids.index(cell_id))

    def output(self, cell_id: str) -> Locator:
        """Return the outputs of a cell."""
        return self.cell(cell_id).locator(".jp-OutputArea-output")

    def run(self, *cell_ids: str) -> None:
        """Run cells, one after the other, and wait until each has come to its end."""
        for cell_id in cell_ids:
            prompt = self.cell(cell_id).locator(".jp-InputPrompt")
            prompt.hover()  # brings the cell onto the screen: off it, its number may be missing
            before = prompt.text_content()
            prompt.click()
            self.page.keyboard.press("Control+Enter")
            # The number comes with the kernel's last message about the cell; until then there is a star.
            expect(prompt).not_to_have_text(re.compile(rf"\*|^{re.escape(before)}$"), timeout=_LONG)
        self.wait_until_idle()

    def run_all(self, *, seconds: float = 200) -> None:
        """Run the notebook from top to bottom, by the menu, and wait until it has come to its end."""
        self.page.locator(".lm-MenuBar-item", has_text="Run").click()
        self.page.locator(".lm-Menu-item[data-command='runmenu:run-all']").click()
        last = self.cell(self._last)

        def number() -> str:
            last.scroll_into_view_if_needed()  # off the screen it may have no number
            return last.locator(".jp-InputPrompt").text_content()

        wait_for(number, lambda shown: re.fullmatch(r"\[\d+\]:", shown), seconds=seconds)
        self.wait_until_idle()

    def write_body(self, cell_id: str, code: str, *, paste: bool = False) -> None:
        """Write `code`, lines of one indentation, in place of all that stands below the function's docstring.

        It is typed key by key, where the editor indents each line, or pasted at once.
        """
        self.cell(cell_id).locator(".cm-line").filter(has_text=re.compile(r'^\s*"""\s*$')).click()
        for keys in ("End", "Control+Shift+End"):
            self.page.keyboard.press(keys)
        if paste:
            self.page.keyboard.insert_text("".join(f"\n    {line}" for line in code.splitlines()))
        else:
            for line in code.splitlines():
                self.page.keyboard.press("Enter")
                self.page.keyboard.type(line)
        expect(self.cell(cell_id).locator(".cm-line").last).to_have_text(f"    {code.splitlines()[-1]}")

    def insert_below(self, cell_id: str, new_id: str, code: str) -> None:
        """Add a cell below another one and type into it."""
        self.cell(cell_id).locator(".jp-InputPrompt").click()
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("b")
        self._ids.insert(self._ids.index(cell_id) + 1, new_id)
        expect(self.page.locator(".jp-Notebook .jp-Cell")).to_have_count(len(self._ids))
        self.cell(new_id).locator(".cm-content").click()
        self.page.keyboard.type(code)

    def drag(self, handle: Locator, *, to: Locator) -> None:
        """Drag a handle sideways to where another one stands, in small steps, as a hand does."""
        handle.hover()  # waits until it stands still, with nothing in front of it
        start, end = handle.bounding_box(), to.bounding_box()
        row = start["y"] + start["height"] / 2
        self.page.mouse.down()
        self.page.mouse.move(end["x"] + end["width"] / 2, row, steps=8)
        self.page.mouse.up()

    def resize(self, width: int) -> None:
        """Make the window narrow and tall or wide; in a narrow one the file browser is closed."""
        narrow = width < 800
        self.page.set_viewport_size({"width": width, "height": 1600 if narrow else 900})
        files = self.page.locator("#jp-left-stack")
        if narrow == files.is_visible():
            self.page.keyboard.press("Control+b")
        expect(files).to_be_visible(visible=not narrow)

    def choose_theme(self, name: str) -> None:
        """Choose a theme in the Settings menu."""
        self.page.locator(".lm-MenuBar-item", has_text="Settings").click()
        self.page.locator(".lm-Menu-item[data-type=submenu]", has_text="Theme").first.hover()
        item = self.page.locator(".lm-Menu-item[data-command='apputils:change-theme']")
        item.filter(has_text=re.compile(rf"{re.escape(name)}$")).click()
        expect(self.page.locator("body")).to_have_attribute("data-jp-theme-name", name, timeout=_LONG)

    def _note_message(self, message) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url')})")

    def _note_request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self._origin:
            self.strangers.append(url)
