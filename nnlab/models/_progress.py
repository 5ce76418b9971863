"""The progress bar of fit, evaluate and predict, as Keras draws it, in a terminal and in a notebook."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from typing import TextIO

WIDTH = 20
INTERVAL = 0.1  # seconds between two drawings: a notebook draws slower than a terminal
BOLD, GREEN, GREY, PLAIN = "\x1b[1m", "\x1b[32m", "\x1b[37m", "\x1b[0m"

Logs = Mapping[str, float]


class Progress:
    """One line that is drawn again and again; verbose=2 draws it once, at the end, and 0 never.

    Where a line cannot be drawn again, as in a file, it is drawn once too.
    """

    def __init__(self, steps: int, verbose: int, stream: TextIO | None = None):
        self.steps, self.verbose = steps, verbose
        self._stream = sys.stdout if stream is None else stream
        self.live = verbose == 1 and _can_redraw(self._stream)
        self._started = time.perf_counter()
        self._next = self._started + INTERVAL if self.live else float("inf")
        self._width = 0

    def update(self, step: int, logs: Callable[[], Logs]) -> None:
        """Draw the line if it is time to; only then are the logs asked for."""
        now = time.perf_counter()
        if now >= self._next:
            self._next = now + INTERVAL
            self._draw(step, logs(), now, last=False)

    def finish(self, logs: Logs, step: int | None = None) -> None:
        """Draw it for the last time."""
        if self.verbose:
            self._draw(self.steps if step is None else step, logs, time.perf_counter(), last=True)

    def _draw(self, step: int, logs: Logs, now: float, last: bool) -> None:
        elapsed = now - self._started
        each = elapsed / max(step, 1)
        count = f"{step:>{len(str(self.steps))}}/{self.steps}"
        rest = f" {_duration(elapsed if last else each * (self.steps - step))} {_per_step(each)}"
        numbers = "".join(f" - {name}: {_number(value)}" for name, value in logs.items())
        if self.verbose == 2:
            self._write(f"{count} -{rest.replace('s ', 's - ', 1)}{numbers}\n")
            return
        done = WIDTH * step // max(self.steps, 1)
        dash = "━" if _can_write(self._stream, "━") else "="
        full, empty = dash * done, dash * (WIDTH - done)
        if self.live:
            bar = f"{GREEN}{full}{PLAIN}{GREY}{empty}{PLAIN}"
            shown = (
                f"{BOLD}{count}{PLAIN} {bar}{BOLD}{rest[: rest.rindex(' ')]}{PLAIN}{rest[rest.rindex(' ') :]}"
            )
        else:
            shown = f"{count} {full}{empty}{rest}"
        width = len(count) + 1 + WIDTH + len(rest) + len(numbers)
        blank = " " * (self._width - width)  # wipes out what a longer line left
        self._width = width
        start = "\r" if self.live else ""
        self._write(f"{start}{shown}{numbers}{blank}" + ("\n" if last else ""))

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


def _can_redraw(stream: TextIO) -> bool:
    try:
        return stream.isatty() or type(stream).__module__.startswith("ipykernel")
    except (AttributeError, ValueError):
        return False


def _can_write(stream: TextIO, text: str) -> bool:
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _duration(seconds: float) -> str:
    whole = round(seconds)
    if whole > 3600:
        return f"{whole // 3600}:{whole % 3600 // 60:02}:{whole % 60:02}"
    return f"{whole // 60}:{whole % 60:02}" if whole > 60 else f"{whole}s"


def _per_step(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.0f}s/step"
    return f"{seconds * 1e3:.0f}ms/step" if seconds >= 1e-3 else f"{seconds * 1e6:.0f}us/step"


def _number(value: float) -> str:
    return f"{value:.4f}" if abs(value) > 1e-3 else f"{value:.4e}"
