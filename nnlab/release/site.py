"""The course as static pages: its sources gathered in a folder, and Sphinx called on it.

No notebook is run. Everything the pages load lies beside them, formulas included: they can be read with the
network cut.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from nnlab.exceptions import NotebookError
from nnlab.grader.course import LABS, START
from nnlab.notebooks.read import read_notebook
from nnlab.notebooks.write import notebook_bytes
from nnlab.release import site_texts
from nnlab.release.leaks import leaks
from nnlab.release.pages import FIGURES, make_page

GUIDE = Path(__file__).resolve().parents[1] / "_guide"
PICTURES = GUIDE / "pictures"
_OFFLINE = "sphinx-mathjax-offline"  # carries MathJax
_NEEDED = ("sphinx", "myst_nb", "pydata_sphinx_theme", _OFFLINE)
# What the pages need of MathJax: TeX in, HTML with its own fonts out.
_MATHJAX = ("tex-chtml.js", "output/chtml/fonts/woff-v2")


def build(solutions: Path, labs: Path, home: Path) -> int:
    """Build the site.

    Parameters
    ----------
    solutions, labs : pathlib.Path
        Folders of the notebooks.
    home : pathlib.Path
        The pages come into its folder ``site``. Their sources, and what Sphinx remembers of them for the next
        build, lie beside it.

    Returns
    -------
    int
        Sphinx's exit status; a warning is an error.

    Raises
    ------
    NotebookError
        When Sphinx is not installed, a notebook cannot be read, or a page would give an answer away.
    """
    if missing := [name for name in _NEEDED if not importlib.util.find_spec(name)]:
        raise NotebookError(
            f"the pages need {', '.join(missing)}. Install them: pip install -r requirements-dev.lock"
        )
    sources = home / "site-sources"
    if stage(dict(_sources(solutions, labs)), sources):
        shutil.rmtree(home / "site", ignore_errors=True)  # Sphinx never deletes a page
    options = ("-b", "html", "-W", "--keep-going", "-q", "-j", "auto", "-d", str(home / "site-read"))
    command = [sys.executable, "-m", "sphinx", *options, str(sources), str(home / "site")]
    return subprocess.run(command, check=False).returncode


def stage(files: dict[str, bytes], folder: Path) -> bool:
    """Make `folder` hold just these files, and return whether others had to go.

    One that is there already keeps its time: Sphinx does not read it again.
    """
    removed = False
    for path in sorted(folder.rglob("*")) if folder.exists() else ():
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()
            removed = True
    for name, content in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return removed


def _sources(solutions: Path, labs: Path) -> Iterator[tuple[str, bytes]]:
    """Every file that Sphinx gets: (its place, its content)."""
    shown: dict[str, site_texts.Shown] = {}
    yield from _labs(solutions, labs, shown)
    yield from _guide(shown)
    yield "changelog.md", (solutions.parent / "CHANGELOG.md").read_bytes()
    for name, text in site_texts.module_pages():
        yield name, text.encode("utf-8")
    yield from _mathjax()


def _labs(solutions: Path, labs: Path, shown: dict[str, site_texts.Shown]) -> Iterator[tuple[str, bytes]]:
    """The labs' pages, their figures and the labs to download; `shown` gets what widgets they show."""
    for lab in (START, *LABS):
        source = solutions / f"{lab.stem}.ipynb"
        if not source.exists():
            continue
        solution = read_notebook(source)
        handed_out = labs / source.name
        pictures = {path.stem: path.read_bytes() for path in sorted((PICTURES / lab.stem).glob("*.png"))}
        page, figures = make_page(solution, read_notebook(handed_out), lab.stem, pictures)
        if found := leaks(solution, page, outputs=True):
            raise NotebookError(f"{source}: its page would give an answer away: {'; '.join(found)}")
        yield f"labs/{lab.stem}.ipynb", notebook_bytes(page)
        yield f"downloads/{lab.stem}.ipynb", handed_out.read_bytes()
        for name, content in figures.items():
            yield f"extra/labs/{FIGURES}/{name}", content
        site_texts.note_widgets(page, lab, shown)


def _guide(shown: dict[str, site_texts.Shown]) -> Iterator[tuple[str, bytes]]:
    """The written pages, filled in, and Sphinx's settings and styles."""
    for path in sorted(GUIDE.rglob("*")):
        if path.is_file() and PICTURES not in path.parents and path.suffix != ".pyc":
            content = path.read_bytes()
            if path.suffix == ".md":
                content = site_texts.filled_in(content.decode("utf-8"), shown).encode("utf-8")
            yield path.relative_to(GUIDE).as_posix(), content


def _mathjax() -> Iterator[tuple[str, bytes]]:
    package = importlib.util.find_spec(_OFFLINE)
    if package is None or package.origin is None:
        raise NotebookError(f"{_OFFLINE} is not installed as a package: the formulas need its files.")
    home = Path(package.origin).parent / "static" / "mathjax"
    for name in _MATHJAX:
        for path in (home / name,) if (home / name).is_file() else sorted((home / name).iterdir()):
            yield f"_static/mathjax/{path.relative_to(home).as_posix()}", path.read_bytes()
