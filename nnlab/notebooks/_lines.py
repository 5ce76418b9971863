"""Where the logical lines of a cell begin, found without parsing it.

A cell that Python cannot parse (a magic, a typing error) still has to be cut into statements. Only strings,
comments, brackets and line continuations matter for that, so one pass over the text with one pattern is
enough: linear time, and no recursion that a hostile cell could exhaust.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"""(?P<triple>'{3}|"{3})      # opens a string of several lines
      | (?P<string>'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?)
      | (?P<comment>\#[^\n]*)
      | (?P<open>[(\[{])
      | (?P<close>[)\]}])
      | (?P<glue>\\\n)
      | (?P<end>\n)""",
    re.VERBOSE | re.DOTALL,
)
_SKIP_STRING = {mark: re.compile(r"(?:\\.|[^\\])*?" + mark, re.DOTALL) for mark in ("'''", '"""')}


def logical_starts(source: str, is_opaque: re.Pattern[str]) -> Iterator[int]:
    """Yield the index of the first character of each logical line of `source`.

    A line that matches `is_opaque` (a magic, a shell command) is one logical line whatever quotes and
    brackets it has.
    """
    position = 0
    while position < len(source):
        yield position
        position = _end_of_logical_line(source, position, is_opaque)


def _end_of_logical_line(source: str, position: int, is_opaque: re.Pattern[str]) -> int:
    if is_opaque.match(source, position):
        newline = source.find("\n", position)
        return len(source) if newline < 0 else newline + 1
    depth = 0
    while token := _TOKEN.search(source, position):
        position = token.end()
        kind = token.lastgroup
        if kind == "triple":
            closing = _SKIP_STRING[token.group()].match(source, position)
            if closing is None:
                return len(source)  # never closed: all the rest belongs to the string
            position = closing.end()
        elif kind == "open":
            depth += 1
        elif kind == "close":
            depth = max(0, depth - 1)
        elif kind == "end" and depth == 0:
            return position
    return len(source)
