"""How smoothly widgets follow the hand, how soon they are drawn, and how much they save.

    python benchmarks/widget_speed.py [--runs 5] [--only NAME ...] [--json]

Opens the real JupyterLab in a real Chromium, and for every widget that nnlab.widgets exports prints

- first drawing: from the keys that run the cell to the first drawn frame, in a warm kernel: the very first
  run, which imports the widget's module, and the median of the later ones;
- frames: intervals between frames, median and 95th percentile, while a hand drags its handles (or presses
  keys, where it has no handle), and while it plays, where it can;
- state: what a notebook saves of it, its page module and style sheet included.

The aims are 300 ms, 17 and 25 ms, 200 kB. Headless Chromium draws at most 60 frames a second. Needs Chromium
(NNLAB_CHROMIUM names one that is not on the path) and the packages of the tests.
"""

import argparse
import base64
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "browser")]

AIMS = {"later_ms": 300, "median_ms": 17, "p95_ms": 25, "state_kb": 200}
MOVES = 100

# Resolves with the milliseconds from the key that runs the cell to the first frame with a new drawing.
FIRST_DRAWING = """
(cell) => {
  const before = cell.querySelector(".nnl-widget");
  let start = 0;
  addEventListener("keydown", (event) => event.key === "Enter" && (start = performance.now()), true);
  const drawn = (root) =>
    [...root.querySelectorAll("svg, canvas")].some((each) => {
      const { width, height } = each.getBoundingClientRect();
      const full = each.matches("canvas") || each.querySelectorAll("*").length > 5;
      return width >= 120 && height >= 40 && full;
    });
  window.firstDrawing = new Promise((done) => {
    const look = () => {
      const root = cell.querySelector(".nnl-widget");
      if (start && root && root !== before && drawn(root)) done(performance.now() - start);
      else requestAnimationFrame(look);
    };
    look();
  });
}
"""
START_FRAMES = """
() => {
  const times = (window.frameTimes = []);
  const tick = (now) => {
    times.push(now);
    if (window.frameTimes === times) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}
"""
STOP_FRAMES = """
() => {
  const times = window.frameTimes;
  window.frameTimes = null;
  return times.slice(1).map((now, i) => now - times[i]);
}
"""


def summary(intervals: list[float]) -> dict[str, float]:
    """Median and 95th percentile of the times between frames."""
    ordered = sorted(intervals)
    return {
        "median_ms": round(statistics.median(ordered), 1),
        "p95_ms": round(ordered[int(0.95 * (len(ordered) - 1))], 1),
        "frames": len(ordered),
    }


def first_drawings(lab: Any, cell_id: str, runs: int) -> list[float]:
    """Run the cell several times; milliseconds until its widget is drawn."""
    times = []
    for _ in range(runs):
        cell = lab.cell(cell_id)
        cell.scroll_into_view_if_needed()
        cell.locator(".jp-InputPrompt").click()
        cell.evaluate(FIRST_DRAWING)
        lab.page.keyboard.press("Control+Enter")
        times.append(lab.page.evaluate("window.firstDrawing"))
        lab.wait_until_idle()
    return times


def drag(page, handle) -> None:
    """Drag a handle to and fro, a move for each frame."""
    handle.hover(force=True)
    knob = handle.locator(".nnl-knob")
    box = (knob.first if knob.count() else handle).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for i in range(MOVES):
        sway = 60 * (1 - abs((i % 40) / 20 - 1))
        page.mouse.move(x - 30 + sway, y + sway / 3 - 10)
    page.mouse.up()


def frames_by_hand(lab: Any, widget) -> dict:
    """Times between frames under the hand."""
    from gallery_page import drawing

    page = lab.page
    handles = [each for each in widget.locator(".nnl-handle").all() if each.is_visible()][:3]
    intervals = []
    for handle in handles:
        handle.scroll_into_view_if_needed()
        page.evaluate(START_FRAMES)
        drag(page, handle)
        intervals += page.evaluate(STOP_FRAMES)
    if handles:
        return {"by": "dragging", **summary(intervals)}
    controls = widget.locator("[tabindex='0'], button, input, select").locator("visible=true").all()
    for control in controls:
        control.focus()
        before = drawing(widget)
        page.evaluate(START_FRAMES)
        for i in range(MOVES):
            page.keyboard.press("ArrowRight" if i % 20 < 10 else "ArrowLeft")
        intervals = page.evaluate(STOP_FRAMES)
        if drawing(widget) != before:
            break
    return {"by": "keys", **summary(intervals)}


def frames_while_playing(lab: Any, widget) -> dict | None:
    """Times between frames while the widget moves by itself, as fast as it can; None where it cannot."""
    play = widget.get_by_role("button", name="Play")
    if play.count() == 0:
        return None
    fast = widget.get_by_role("button", name="fast")
    if fast.count():
        fast.first.click()
    lab.page.evaluate(START_FRAMES)
    play.first.click()
    lab.page.wait_for_timeout(2000)
    result = summary(lab.page.evaluate(STOP_FRAMES))
    pause = widget.get_by_role("button", name="Pause")
    if pause.count():
        pause.first.click()
    return result


def state_kb(name: str, options: dict) -> float:
    """Size of the saved state."""
    from nnlab import widgets

    state = getattr(widgets, name)(**options).get_state()
    state.pop("layout", None)
    # A notebook keeps bytes in base64.
    return len(json.dumps(state, default=lambda value: base64.b64encode(value).decode())) / 1000


def write_notebook(folder: Path) -> Path:
    """Write a notebook with a cell for each example."""
    import nbformat
    from gallery_page import EXAMPLES

    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3 (ipykernel)"}
    sources = ["import nnlab", *(f"nnlab.widgets.{example}" for example in EXAMPLES)]
    notebook.cells = [nbformat.v4.new_code_cell(source, id=f"cell-{i}") for i, source in enumerate(sources)]
    file = folder / "widget_speed.ipynb"
    nbformat.write(notebook, file)
    return file


def measure(lab: Any, runs: int, only: list[str]) -> dict[str, dict]:
    """Measure every widget, one after the other."""
    from gallery_page import EXAMPLES, wait_until_drawn

    from nnlab.widgets._gallery import examples

    warm = next(i for i, example in enumerate(EXAMPLES, start=1) if example.startswith("softmax_bars"))
    lab.run("cell-0", f"cell-{warm}")  # now the kernel is warm, and the page knows anywidget
    results = {}
    for i, (example, (name, options)) in enumerate(zip(EXAMPLES, examples(), strict=True), start=1):
        if only and name not in only:
            continue
        times = first_drawings(lab, f"cell-{i}", runs + 1)
        widget = lab.output(f"cell-{i}").locator(".nnl-widget")
        wait_until_drawn(widget)
        results[example] = {
            "first_ms": round(times[0]),
            "later_ms": round(statistics.median(times[1:])),
            "hand": frames_by_hand(lab, widget),
            "playing": frames_while_playing(lab, widget),
            "state_kb": round(state_kb(name, options), 1),
        }
    return results


def show(results: dict[str, dict]) -> None:
    """Print a table; a star marks what misses its aim."""

    def figure(value: float, aim: str) -> str:
        return f"{value:g}{'*' if value > AIMS[aim] else ' '}"

    print(f"{'':32}{'first drawing, ms':>20}{'frames by hand, ms':>22}{'playing, ms':>18}{'state, kB':>12}")
    print(f"{'':32}{'first':>10}{'later':>10}{'median':>12}{'95 %':>10}{'median':>9}{'95 %':>9}")
    for example, row in results.items():
        hand, playing = row["hand"], row["playing"]
        line = f"{example:32}{row['first_ms']:>9} {figure(row['later_ms'], 'later_ms'):>10}"
        line += f"{figure(hand['median_ms'], 'median_ms'):>12}{figure(hand['p95_ms'], 'p95_ms'):>10}"
        if playing:
            line += f"{figure(playing['median_ms'], 'median_ms'):>9}{figure(playing['p95_ms'], 'p95_ms'):>9}"
        else:
            line += f"{'':18}"
        line += f"{figure(row['state_kb'], 'state_kb'):>12}"
        print(line + (" (keys)" if hand["by"] == "keys" else ""))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5, help="runs of each cell after its first (default 5)")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="these widgets only")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    import chromium
    from lab_server import LabServer
    from notebook_page import NotebookPage

    path = chromium.located()
    if path is None:
        sys.exit(chromium.MISSING)

    with tempfile.TemporaryDirectory(prefix="nnlab-widgets-", ignore_cleanup_errors=True) as home:
        server = LabServer("07", Path(home))
        try:
            with chromium.started(path) as browser:
                page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
                file = write_notebook(server.folder)
                address = server.address.replace("07_softmax.ipynb", file.name)
                results = measure(NotebookPage(page, address, file), options.runs, options.only)
        finally:
            server.stop()
    if options.json:
        print(json.dumps(results, indent=1))
    else:
        show(results)


if __name__ == "__main__":
    main()
