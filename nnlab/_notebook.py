"""Tell a learner in words when a check cell names a function that is not defined.

Python evaluates ``softmax`` in ``nnlab.check("07.softmax", softmax)`` before `check` is called, so only the
notebook can catch the NameError. The cell still fails; the report is shown above a traceback of one line.
"""

import ast
import linecache
import sys
from types import TracebackType
from typing import Any


def install() -> None:
    """Add the handler to the running IPython, if there is one and nobody else has set such a handler."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is not None and not getattr(shell, "custom_exceptions", True):
        shell.set_custom_exc((NameError,), _explain)


def _explain(
    shell: Any, kind: type, error: NameError, trace: TracebackType, tb_offset: int | None = None
) -> list:
    """Show the report of a missing function; any other NameError gets its ordinary traceback."""
    exercise = _missing_exercise(error, trace)
    if exercise is None:
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset, running_compiled_code=True)
        return []
    from IPython.display import display

    from nnlab.grader import MISSING, grade

    display(grade(exercise, MISSING))
    shell._showtraceback(kind, error, [f"NameError: {error}"])
    return []


def _missing_exercise(error: NameError, trace: TracebackType) -> str | None:
    """The exercise whose check call names the undefined function, if that is what went wrong."""
    from nnlab.grader import registry

    while trace.tb_next is not None:
        trace = trace.tb_next
    source = "".join(linecache.getlines(trace.tb_frame.f_code.co_filename))
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return None
    known = {exercise.function: exercise.id for exercise in registry.exercises()}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) >= 2 and isinstance(node.args[0], ast.Constant):
            named = isinstance(node.args[1], ast.Name) and node.args[1].id == error.name
            if named and known.get(error.name) == node.args[0].value:
                return known[error.name]
    return None
