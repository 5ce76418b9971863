"""From a lab and its solution to a page of the site: the lab's cells, with what running them shows.

The page holds nothing of an answer: sources are the lab's, only outputs are the solution's. What a prediction
or a question asks for is folded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from nnlab.grader.course import START
from nnlab.questions import find
from nnlab.questions.show import Still
from nnlab.release import cells as kinds
from nnlab.release.asked import asked_id
from nnlab.release.figures import size_attributes, take_out

Cell = dict[str, Any]
Notebook = dict[str, Any]

#: Folder of the figures, beside the pages.
FIGURES = "figures"
_ALT = re.compile(r'<img\b[^>]*\balt="([^"]*)"')
_WIDGET = re.compile(r"\bnnlab\.widgets\.(\w+)\(")
_HTML = "text/html"


def make_page(
    solution: Notebook, lab: Notebook, stem: str, pictures: Mapping[str, bytes]
) -> tuple[Notebook, dict[str, bytes]]:
    """Return the page of a lab as a notebook, and the files of its figures.

    Parameters
    ----------
    solution : dict
        The solution with its saved outputs, as `nnlab.notebooks.read_notebook` returns it.
    lab : dict
        The lab that is made from it.
    stem : str
        Its file name without the ending.
    pictures : mapping of str to bytes
        PNG pictures of widgets by the id of their cell, taken in JupyterLab. A widget without one is shown
        by the drawing that it saves with a notebook.

    Returns
    -------
    page : dict
    figures : dict of str to bytes
        Content by name; the page looks for them in the folder `FIGURES` beside itself.
    """
    saved = {cell["id"]: cell.get("outputs", []) for cell in solution["cells"]}
    figures: dict[str, bytes] = {}
    cells, asked = [], False
    for cell in lab["cells"]:
        kind = kinds.kind_of(cell)
        if cell["cell_type"] != "code":
            asked = kind == "predict"
            cells.append(_opened(cell, stem) if kind == "title" else cell)
            continue
        tags = set(cell["metadata"].get("tags", []))
        outputs = _outputs(cell, saved.get(cell["id"], []), pictures.get(cell["id"]), figures)
        if kind == "question":
            tags.add("remove-input")
        elif cell["metadata"].get("jupyter", {}).get("source_hidden"):
            tags.add("hide-input")
        if asked and outputs and kind not in ("question", "check"):
            tags.add("hide-output")
        asked = asked or kind == "question"
        cells.append({**cell, "metadata": {"tags": sorted(tags)}, "outputs": outputs})
    return {**lab, "cells": cells}, figures


def widgets_of(cell: Cell) -> list[str]:
    """Return the names of the widgets that a cell makes."""
    return _WIDGET.findall(cell["source"]) if cell["cell_type"] == "code" else []


def _opened(title: Cell, stem: str) -> Cell:
    """The title cell, with a line that says how to work on the lab."""
    number = stem[:2]
    command = "make lab" if number == START.number else f"make lab LAB={number}"
    line = (
        "```{container} nnl-open\n"
        "This page only shows the lab. To work on it, with pictures that move and checks that answer, "
        f"open it with `{command}`.\n\n[How to start](../learners.md) · "
        f"{{download}}`Download the notebook <../downloads/{stem}.ipynb>`\n```"
    )
    heading, _, rest = title["source"].partition("\n")
    return {**title, "source": f"{heading}\n\n{line}\n{rest}"}


def _outputs(
    cell: Cell, saved: list[dict[str, Any]], picture: bytes | None, figures: dict[str, bytes]
) -> list[dict[str, Any]]:
    """What the page shows below a cell of code."""
    kind = kinds.kind_of(cell)
    if kind == "question":
        return [_shown(Still(find(asked_id(cell)))._repr_html_())]
    if kind == "solution":
        return []
    if kind == "check":
        told = "When your function is right, the check says:"
        return [_shown(f'<p class="nnl-told">{told}</p>{_html(output)}') for output in saved]
    if "nnlab.summary()" in cell["source"] or "nnlab.course_map()" in cell["source"]:
        return [_shown('<p class="nnl-told">In JupyterLab this shows how far you are.</p>')]
    if widgets_of(cell):
        return [_shown(_widget(_html(output), picture, cell["id"], figures)) for output in saved]
    return [_taken_out(output, figures) for output in saved]


def _widget(still: str, picture: bytes | None, cell_id: str, figures: dict[str, bytes]) -> str:
    """A widget's picture, or else its own drawing, with its text and a line that says where it moves."""
    if picture is None:
        image = re.sub(r"</?figure[^>]*>", "", take_out(still, FIGURES, figures))
    else:
        name = f"{cell_id}.png"
        figures[name] = picture
        found = _ALT.search(still)
        alt = found[1] if found else escape(f"A picture of the widget {cell_id}")
        image = f'<img alt="{alt}" src="{FIGURES}/{name}" loading="lazy"{size_attributes(picture)}>'
    told = "<figcaption>This picture moves in JupyterLab.</figcaption>"
    return f'<figure class="nnl-widget">{image}{told}</figure>'


def _taken_out(output: dict[str, Any], figures: dict[str, bytes]) -> dict[str, Any]:
    html = _html(output)
    return _shown(take_out(html, FIGURES, figures)) if html else output


def _html(output: dict[str, Any]) -> str:
    """The HTML of an output, or nothing; links to labs lead to their pages."""
    html = (output.get("data") or {}).get(_HTML, "")
    return re.sub(r'(href="\d\d_\w+)\.ipynb"', r'\1.html"', "".join(html))


def _shown(html: str) -> dict[str, Any]:
    return {"output_type": "display_data", "metadata": {}, "data": {_HTML: html}}
