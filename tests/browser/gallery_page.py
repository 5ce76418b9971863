"""The gallery in a real JupyterLab, and what every widget in it must do, whatever it shows."""

import re
import shutil
from pathlib import Path

from lab_server import LabServer
from notebook_page import NotebookPage, next_frames
from playwright.sync_api import Locator, Page, expect

from nnlab.widgets._gallery import examples

NOTEBOOK = Path(__file__).with_name("gallery.ipynb")
#: Each example in the order of the gallery, as it is called there.
EXAMPLES = [
    f"{name}({', '.join(f'{key}={value!r}' for key, value in options.items())})"
    for name, options in examples()
]

# All that a widget draws, but not its line for screen readers, which speaks later than the hand moves.
_DRAWING = """
(root) => {
  const copy = root.cloneNode(true);
  for (const each of copy.querySelectorAll(".nnl-unseen")) each.remove();
  const painted = [...root.querySelectorAll("canvas")].map((each) => each.toDataURL());
  const values = [...root.querySelectorAll("input, select")].map((each) => `${each.value},${each.checked}`);
  return [copy.outerHTML, ...painted, ...values].join();
}
"""
_CONTROLS = "[tabindex='0'], button, input, select"
_KEYS = ("ArrowRight", "ArrowLeft", "Enter")


def open_gallery(context, server: LabServer) -> NotebookPage:
    """Open the gallery's notebook in a running JupyterLab; nothing in it has run yet."""
    file = server.folder / NOTEBOOK.name
    shutil.copy(NOTEBOOK, file)
    address = re.sub(r"/lab[^?]*\?", f"/lab/tree/{NOTEBOOK.name}?", server.address)
    return NotebookPage(context.new_page(), address, file)


def find_widget(gallery: NotebookPage, example: str) -> Locator:
    """Return the root of an example's drawing."""
    return gallery.output("gallery").locator(".nnl-widget").nth(EXAMPLES.index(example))


def drawing(widget: Locator) -> str:
    """Return all that a widget draws, as text."""
    return widget.evaluate(_DRAWING)


def answers_a_key(page: Page, widget: Locator) -> bool:
    """Whether some control of the widget, reached by the keyboard's focus alone, answers to a key."""
    for control in widget.locator(_CONTROLS).all():
        if not control.is_visible() or not control.is_enabled():
            continue
        control.focus()
        for key in _KEYS:
            next_frames(page)
            before = drawing(widget)
            page.keyboard.press(key)
            next_frames(page)
            if drawing(widget) != before:
                return True
    return False


def wait_until_drawn(widget: Locator) -> None:
    """Wait until a widget has a sentence that says what to notice, and a drawing of some size."""
    expect(widget.locator(".nnl-note")).not_to_be_empty()
    shown = widget.locator("svg, canvas").locator("visible=true")
    expect(shown.first).to_be_visible()
    widget.page.wait_for_function(
        """(root) => [...root.querySelectorAll("svg, canvas")].some((each) => {
             const { width, height } = each.getBoundingClientRect();
             const full = each.matches("canvas") || each.querySelectorAll("*").length > 5;
             return width >= 120 && height >= 40 && full;
           })""",
        arg=widget.element_handle(),
    )
