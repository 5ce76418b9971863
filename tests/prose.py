"""What people read of the project: the texts of its notebooks, its Markdown files, its sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nnlab.notebooks.read import read_notebook

ROOT = Path(__file__).resolve().parents[1]
_FENCE = re.compile(r"^[ \t]*(```|~~~).*?^[ \t]*\1", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL)
_HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)


@dataclass(frozen=True)
class Text:
    """One text in Markdown; `where` names it, `attached` the pictures that travel in its cell."""

    where: str
    source: str
    attached: frozenset[str] = frozenset()

    @property
    def prose(self) -> str:
        """The text without its code and its formulas."""
        return _FORMULA.sub("", _CODE.sub("", _FENCE.sub("", self.source)))


@dataclass(frozen=True)
class Page:
    """One file: a notebook's text cells, or a Markdown file."""

    path: Path
    texts: tuple[Text, ...] = field(default=())

    @property
    def headings(self) -> Iterator[str]:
        """The words of its headings."""
        for text in self.texts:
            yield from _HEADING.findall(_FENCE.sub("", text.source))


def notebooks(*folders: str) -> list[Path]:
    """The notebooks of these folders of the project."""
    return [path for folder in folders for path in sorted((ROOT / folder).glob("*.ipynb"))]


def page(path: Path) -> Page:
    """Read a notebook or a Markdown file."""
    if path.suffix == ".md":
        return Page(path, (Text(path.name, path.read_text(encoding="utf-8")),))
    texts = [
        Text(f"{path.name}, cell {cell['id']}", cell["source"], frozenset(cell.get("attachments", {})))
        for cell in read_notebook(path)["cells"]
        if cell["cell_type"] == "markdown"
    ]
    return Page(path, tuple(texts))


def pages() -> list[Path]:
    """Every file that has links: notebooks, and the Markdown files of the project."""
    guides = sorted((ROOT / "nnlab" / "_guide").rglob("*.md"))
    return [*notebooks("solutions", "labs"), *sorted(ROOT.glob("*.md")), ROOT / "data" / "README.md", *guides]
