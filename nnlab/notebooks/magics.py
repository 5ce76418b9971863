"""Take IPython's additions out of a cell, so that what is left is plain Python with the same line numbers.

IPython's own transformer would do most of it, but it hides the body of a ``%%time`` cell inside a string,
functions and all, and importing it costs more than reading the notebook.
"""

from __future__ import annotations

import re

from nnlab.notebooks._lines import logical_starts

# Cell magics that run their body as Python in the notebook's own namespace: their definitions count.
_PYTHON_CELLS = {"time", "capture", "prun", "mypy", "debug", "memit", "mprun", "snakeviz"}
# Line magics that run the rest of their line as Python.
_PYTHON_LINES = re.compile(r"([ \t]*)%(?:time|prun|memit)[ \t]+(?=[^\W\d]|\()")
_CELL_MAGIC = re.compile(r"\s*%%(\w+)[^\n]*")
_LINE_MAGIC = re.compile(
    r"""[ \t]*(?:
          [%!?][^\n]*                                  # %magic  !command  ?help
        | [\w.%*]+\?{1,2}[ \t]*(?=\n|$)                # help?
        | [^\W\d][\w \t,]*=[ \t]*[!%](?!=)[^\n]*       # name = !command
        )""",
    re.VERBOSE,
)


def neutralise(source: str) -> str | None:
    """Return `source` without magics, shell commands and help requests; line numbers stay as they are.

    Parameters
    ----------
    source : str
        The text of a code cell.

    Returns
    -------
    str or None
        Python text in which each such line has become ``pass``; `None` when the cell is not Python
        (``%%bash``).

    Notes
    -----
    Call it only for a cell that does not parse as it is: a line that begins with ``%`` inside
    brackets is a remainder.
    """
    head = _CELL_MAGIC.match(source)
    if head is not None:
        if head.group(1) not in _PYTHON_CELLS:
            return None
        blank = "\n" * source.count("\n", 0, head.end())
        source = blank + source[head.end() :]
    pieces, done = [], 0
    for start in logical_starts(source, _LINE_MAGIC):
        line = _LINE_MAGIC.match(source, start)
        if line is None:
            continue
        python = _PYTHON_LINES.match(source, start)
        pieces.append(source[done:start])
        if python is not None:
            pieces.append(python.group(1))
            done = python.end()
        else:
            indent = re.match(r"[ \t]*", line.group()).group()  # type: ignore[union-attr]
            name = re.match(r"([^\W\d]\w*)[ \t]*=", line.group().strip())
            # The name exists afterwards, as it does in the notebook; what the command printed is not known.
            pieces.append(indent + (f"{name.group(1)} = None" if name else "pass"))
            done = line.end()
    pieces.append(source[done:])
    return "".join(pieces)
