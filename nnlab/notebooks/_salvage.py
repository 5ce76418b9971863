"""Cut a cell that does not parse into pieces that may parse one by one."""

from __future__ import annotations

import re

from nnlab.notebooks._lines import logical_starts

_NOTHING = re.compile(r"(?!)")
# A line in the first column that goes on with the statement above it.
_GOES_ON = re.compile(r"(?:else|elif|except|finally|case)\b|[)\]}#]|[ \t]|\n")
# A line that begins a definition even if a bracket further up was never closed.
_BEGINS = re.compile(r"^(?:def|class|async[ \t]+def|import|from|@)", re.MULTILINE)


def pieces(source: str, *, hard: bool = False) -> list[tuple[int, str]]:
    """Cut `source` into (line number from 1, text) pieces; decorators stay with what they decorate.

    With `hard`, cut at every definition in the first column, even inside a bracket or a string that is still
    open.
    """
    if hard:
        starts = sorted({0, *(match.start() for match in _BEGINS.finditer(source))})
    else:
        starts = [start for start in logical_starts(source, _NOTHING) if not _GOES_ON.match(source, start)]
    kept: list[int] = []
    decorated = False
    for start in starts:
        if not decorated:
            kept.append(start)
        decorated = source.startswith("@", start)
    found, line, done = [], 1, 0
    for start, end in zip(kept, [*kept[1:], len(source)], strict=True):
        line += source.count("\n", done, start)
        done = start
        found.append((line, source[start:end]))
    return found
