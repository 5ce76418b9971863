"""What is filled into the written pages of the site, tables of labs and pictures, and the library's pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from nnlab.grader.course import LABS, START, Lab
from nnlab.grader.registry import exercises
from nnlab.release.pages import widgets_of

_MODULES = {
    "layers": "the layers a network is made of",
    "activations": "activation functions and their slopes",
    "losses": "losses and their gradients",
    "optimizers": "gradient descent, with momentum, RMSprop, Adam",
    "metrics": "how good the answers are",
    "initializers": "what weights start from",
    "callbacks": "what happens between epochs: early stopping, the history",
    "preprocessing": "scaling, one-hot, mini-batches, splits",
    "datasets": "the course's data, read from the disk",
    "gradcheck": "slopes measured by nudging",
    "plotting": "figures in the course's style",
    "utils": "seeds and class labels",
    "exceptions": "what goes wrong, and why",
}
_MODULE = """\
# nnlab.{name}

```{{eval-rst}}
.. automodule:: nnlab.{name}
   :members:
   :imported-members:
```
"""
_IMAGE = re.compile(r"<img\b[^>]*>")
_PLACE = re.compile(r"<!-- (.+?) -->")


class Shown(NamedTuple):
    """A widget on a lab's page: its picture in HTML, as that page has it, and the lab."""

    image: str
    lab: Lab

    def figure(self, labs: str) -> str:
        """HTML for a page that sees the folder of the labs' pages as `labs`."""
        image = self.image.replace('src="', f'src="{labs}/')
        return f'<figure class="nnl-widget">{image}</figure>'


def note_widgets(page: dict[str, Any], lab: Lab, shown: dict[str, Shown]) -> None:
    """Add to `shown` the first picture of each widget on the page of a lab, by the widget's name."""
    for cell in page["cells"]:
        for name in widgets_of(cell):
            images = _IMAGE.findall("".join(o["data"].get("text/html", "") for o in cell.get("outputs", ())))
            if images:
                shown.setdefault(name, Shown(images[0], lab))


def module_pages() -> Iterator[tuple[str, str]]:
    """Yield the library's pages that come from docstrings alone: (place, text)."""
    for name in _MODULES:
        yield f"library/{name}.md", _MODULE.format(name=name)


def filled_in(page: str, widgets: dict[str, Shown]) -> str:
    """Return the text of a written page with what belongs in its places, marked like ``<!-- the labs -->``.

    Parameters
    ----------
    page : str
        Markdown. Any other comment in it is left out.
    widgets : dict of str to Shown
        See `note_widgets`.
    """
    tables = {"the labs": _labs, "what learners write": _written, "the modules": _modules}

    def fill(match: re.Match[str]) -> str:
        place = match[1]
        if place in tables:
            return tables[place]()
        if place == "every widget":
            return _every(widgets)
        shown = widgets.get(place.removeprefix("the widget "))
        return shown.figure("labs") if shown else ""

    return _PLACE.sub(fill, page)


def _labs() -> str:
    rows = [
        f"| [{lab.number} {lab.title}](labs/{lab.stem}.ipynb) | {lab.about} | {lab.minutes} |"
        for lab in (START, *LABS)
    ]
    return "\n".join(["| lab | what it is about | minutes |", "|---|---|--:|", *rows])


def _written() -> str:
    rows = []
    for lab in (START, *LABS):
        functions = ", ".join(f"`{each.function}`" for each in exercises(lab.number))
        told = f"You write {functions}." if functions else "You write nothing yet."
        rows.append(f"- **[{lab.number} {lab.title}]({lab.stem}.ipynb)**, {lab.minutes} minutes. {told}")
    return "\n".join(rows)


def _modules() -> str:
    rows = [
        "| [In a notebook](notebook.md) | `check`, `hint`, `question`, `summary`, `course_map` |",
        "| [nnlab.Sequential](model.md) | a network: compile, fit, evaluate, predict |",
        *(f"| [nnlab.{name}]({name}.md) | {about} |" for name, about in _MODULES.items()),
        "| [nnlab.widgets](widgets.md) | the pictures that move |",
    ]
    return "\n".join(["| page | what is in it |", "|---|---|", *rows])


def _every(widgets: dict[str, Shown]) -> str:
    parts = [
        f"## {name}\n\n{shown.figure('../labs')}\n\n"
        f"In [lab {shown.lab.number}, {shown.lab.title}](../labs/{shown.lab.stem}.ipynb).\n\n"
        f"```{{eval-rst}}\n.. autofunction:: nnlab.widgets.{name}\n```\n"
        for name, shown in sorted(widgets.items())
    ]
    return "\n".join(parts)
