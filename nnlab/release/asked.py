"""The questions of a lab: each that is declared is asked once, in a cell that holds nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from nnlab.exceptions import did_you_mean
from nnlab.release import cells as kinds

_CALL = re.compile(r"nnlab\.question\(\"([^\"\\]+)\"\)")


def asked_id(cell: dict[str, Any]) -> str:
    """Return the id in a cell that is just ``nnlab.question("NN.name")``, else an empty string."""
    call = _CALL.fullmatch(cell["source"].strip())
    return call[1] if call else ""


def faults(notebook: dict[str, Any], lab: str, questions: Sequence[str]) -> Iterator[str]:
    """Yield a sentence for each question that is not asked as it must be.

    Parameters
    ----------
    notebook : dict
        A solution.
    lab : str
        Number of its lab.
    questions : sequence of str
        The ids of the questions that are declared for it.
    """
    seen: list[str] = []
    for cell in notebook["cells"]:
        if kinds.kind_of(cell) != "question":
            if cell["cell_type"] == "code" and "nnlab.question(" in cell["source"]:
                yield f"cell {cell['id']!r}: a cell that asks a question must be tagged 'question'"
            continue
        asked = asked_id(cell)
        seen.append(asked)
        if not asked:
            yield f'cell {cell["id"]!r}: it must be exactly nnlab.question("{lab}.name")'
        elif asked not in questions:
            hint = did_you_mean(asked, questions)
            yield f"cell {cell['id']!r}: lab {lab} declares no question {asked!r}.{hint}"
    for question in questions:
        if seen.count(question) != 1:
            yield f"{question}: it must be asked in exactly one cell, and is asked in {seen.count(question)}"
