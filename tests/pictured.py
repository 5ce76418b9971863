"""The pictures of the course: which there are, and how those that the browser took are kept.

Two kinds: those of the README, and one for each cell of a solution that shows a widget, for pages on which no
widget runs. `python tests/pictured.py` keeps what lies in `TAKEN`; `make pictures` takes them first.
"""

import shutil
import sys
from pathlib import Path

from nnlab.notebooks import read_notebook
from nnlab.release.pages import widgets_of

ROOT = Path(__file__).resolve().parents[1]
#: Where the browser's tests leave them.
TAKEN = ROOT / "test-results" / "pictures"
#: Where they are kept.
KEPT = ROOT / "nnlab" / "_guide" / "pictures"
README = ("lab.png", "widget.png", "check.png")
_COLOURS = 256


def widget_cells(notebook: Path) -> list[str]:
    """Return the ids of the cells of a solution that show a widget."""
    return [cell["id"] for cell in read_notebook(notebook)["cells"] if widgets_of(cell)]


def wanted() -> set[str]:
    """Return the names of all pictures, relative to their folder."""
    solutions = sorted((ROOT / "solutions").glob("*.ipynb"))
    cells = {f"{path.stem}/{cell}.png" for path in solutions for cell in widget_cells(path)}
    return {*README, *cells}


def present(folder: Path) -> set[str]:
    """Return the names of the pictures in a folder, relative to it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.png")}


def keep() -> None:
    """Put all that was taken into the place of what was kept, in as few bytes as look the same."""
    from PIL import Image

    if missing := sorted(wanted() - present(TAKEN)):
        sys.exit(f"Nothing was kept, for these were not taken: {', '.join(missing)}. Run: make pictures")
    shutil.rmtree(KEPT, ignore_errors=True)
    for name in sorted(wanted()):
        (KEPT / name).parent.mkdir(parents=True, exist_ok=True)
        with Image.open(TAKEN / name) as picture:
            # Maximum coverage: a colour in a few places only, such as that of the learner's function, stays.
            few = picture.convert("RGB").quantize(
                _COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE
            )
            few.save(KEPT / name, optimize=True)
    size = sum((KEPT / name).stat().st_size for name in wanted())
    print(f"{len(wanted())} pictures, {size / 1e6:.1f} MB, in {KEPT.relative_to(ROOT)}")


if __name__ == "__main__":
    keep()
