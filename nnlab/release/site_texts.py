"""The pages of the site that are made and not written: the tables of labs, the library, the widgets."""

from __future__ import annotations

import re
from typing import Any

from nnlab.grader.course import LABS, START, Lab
from nnlab.grader.registry import exercises
from nnlab.release.pages import widgets_of

_TABLE = "<!-- the labs -->"
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
_FIGURE = re.compile(r'<img\b[^>]*>')


def filled_in(page: str) -> str:
    """Return the text of a written page with the table of labs in its place."""
    rows = [
        f"| [{lab.number} {lab.title}](labs/{lab.stem}.ipynb) | {lab.about} | {lab.minutes} |"
        for lab in (START, *LABS)
    ]
    return page.replace(_TABLE, "\n".join(["| lab | what it is about | minutes |", "|---|---|--:|", *rows]))


def texts(widgets: dict[str, str]) -> dict[str, str]:
    """Return the made pages by their place.

    Parameters
    ----------
    widgets : dict of str to str
        A picture of each widget; see `note_widgets`.
    """
    pages = {f"library/{name}.md": _module(name) for name in _MODULES}
    toctree = "\n".join(["notebook", "model", *_MODULES, "widgets"])
    rows = [f"| [`nnlab.{name}`]({name}.md) | {about} |" for name, about in _MODULES.items()]
    return {
        **pages,
        "library/widgets.md": _widgets(widgets),
        "library/index.md": _LIBRARY.format(rows="\n".join(rows), toctree=toctree),
        "labs/index.md": _labs(),
    }


def note_widgets(page: dict[str, Any], lab: Lab, shown: dict[str, str]) -> None:
    """Add to `shown` the first picture of each widget on a lab's page, with a link to that lab."""
    for cell in page["cells"]:
        for name in widgets_of(cell):
            images = _FIGURE.findall("".join(o["data"].get("text/html", "") for o in cell.get("outputs", ())))
            if images and name not in shown:
                image = images[0].replace('src="', 'src="../labs/')
                shown[name] = (
                    f'<figure class="nnl-widget">{image}</figure>\n\n'
                    f"In [lab {lab.number}, {lab.title.lower()}](../labs/{lab.stem}.ipynb)."
                )


def _labs() -> str:
    rows = [
        f"| [{lab.number} {lab.title}]({lab.stem}.ipynb) | "
        f"{', '.join(f'`{each.function}`' for each in exercises(lab.number)) or '–'} | {lab.minutes} |"
        for lab in (START, *LABS)
    ]
    return _LABS.format(rows="\n".join(rows), toctree="\n".join(lab.stem for lab in (START, *LABS)))


def _module(name: str) -> str:
    return (
        f"# nnlab.{name}\n\n```{{eval-rst}}\n.. automodule:: nnlab.{name}\n"
        "   :members:\n   :imported-members:\n```\n"
    )


def _widgets(shown: dict[str, str]) -> str:
    parts = [_WIDGETS]
    for name in sorted(shown):
        described = f"```{{eval-rst}}\n.. autofunction:: nnlab.widgets.{name}\n```"
        parts.append(f"## `{name}`\n\n{shown[name]}\n\n{described}\n")
    return "\n".join(parts)


_LABS = """\
# The labs

Thirteen labs, and a page to start at. Take them in order: each uses what the ones before have explained. The pages
here show what a lab looks like; the work is done in JupyterLab, where the pictures move and the checks answer.

| lab | you write | minutes |
|---|---|--:|
{rows}

```{{toctree}}
:hidden:
{toctree}
```
"""

_LIBRARY = """\
# The library

nnlab is a neural-network library in NumPy with Keras's names, defaults and results. A program for Keras runs when its
import is changed:

```python
import nnlab as keras
```

| page | what is in it |
|---|---|
| [In a notebook](notebook.md) | `check`, `hint`, `question`, `summary`, `course_map` |
| [`nnlab.Sequential`](model.md) | a network: compile, fit, evaluate, predict |
{rows}
| [`nnlab.widgets`](widgets.md) | the pictures that move |

```{{toctree}}
:hidden:
{toctree}
```
"""

_WIDGETS = """\
# nnlab.widgets

Pictures that move under the mouse, the keyboard and the finger. Here they keep still; in JupyterLab one line draws
each, and `nnlab.widgets.gallery()` draws them all.
"""
