"""How far a long command is: a bar with the time left on a terminal, now and then a plain line elsewhere."""

from __future__ import annotations

import time
from typing import Any, Self, TextIO

_WIDTH = 30
#: Seconds between two drawings on a terminal, and between two lines elsewhere.
_BAR_EVERY, _LINE_EVERY = 0.2, 10.0


class ProgressLine:
    """Shows a progress that has ``done``, ``total`` and ``faults``.

    Parameters
    ----------
    stream : text stream
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bar = stream.isatty()
        self._start: float | None = None
        self._first = 0
        self._begun = False
        self._last = 0.0
        self._shown = ""

    def show(self, progress: Any) -> None:
        """Tell how far it is, unless it was told a moment ago."""
        now = time.monotonic()
        if self._start is None:
            self._start, self._first, self._last = now, progress.done, now
            if not self._bar:
                return
        elif not self._begun and progress.done > self._first:
            # The rate is that of the work: until the first is done, workers were getting ready.
            self._start, self._first, self._begun = now, progress.done, True
        ended = progress.done >= progress.total
        if now - self._last < (_BAR_EVERY if self._bar else _LINE_EVERY) and not ended:
            return
        self._last = now
        text = self._text(progress, now)
        if self._bar:
            filled = _WIDTH * progress.done // max(progress.total, 1)
            self._shown = f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {text}"
            self._stream.write(f"\r\x1b[K{self._shown}")
        else:
            self._stream.write(text + "\n")
        self._stream.flush()

    def _text(self, progress: Any, now: float) -> str:
        new = progress.done - self._first
        spent = now - (self._start or now)
        text = f"{progress.done} of {progress.total}"
        if new and spent > 0:
            text += f", {60 * new / spent:.0f} a minute"
            if progress.done < progress.total:
                text += f", {_duration((progress.total - progress.done) * spent / new)} left"
        text += f", {progress.faults} not graded" if progress.faults else ""
        return text if progress.done < progress.total else f"{text}; now the tables and the report"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._bar and self._shown:
            self._stream.write("\n")


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
