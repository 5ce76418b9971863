"""The grader's end of one submission in the sandbox: start a process for a function, talk with it, end it."""

import contextlib
import os
import signal
import socket
import time
from dataclasses import dataclass
from typing import Any, Self

from nnlab.batch.inside.line import hear, tell
from nnlab.batch.wire import MAX_ANSWER, Silence, receive, send
from nnlab.exceptions import IsolationError

_GRACE = 5.0  # seconds in which process 1 of a submission must answer


@dataclass(frozen=True)
class Ending:
    """How a function's process ended, as the process above it saw it; it gives no points."""

    signal: int = 0
    status: int = 0
    max_rss_kib: int = 0


class Session:
    """One submission's own world; made by `Sandbox.open`.

    Parameters
    ----------
    descriptors : list of int
        The line, and the handle by which all of it can be killed.
    full, tensorflow : bool
        As the sandbox is.
    """

    def __init__(self, descriptors: list[int], *, full: bool, tensorflow: bool) -> None:
        self._line = socket.socket(fileno=descriptors[0])
        self._line.settimeout(_GRACE)
        self._handle = descriptors[1] if len(descriptors) > 1 else None
        self.full = full
        self.tensorflow = tensorflow
        self._channel: socket.socket | None = None
        self._deadline = 0.0
        self.alive = True

    def run(self, job: dict[str, Any], *, seconds: float, memory_mib: int) -> Any:
        """Start a process for one function and give it its job.

        Parameters
        ----------
        job : dict
        seconds : float
            For everything that this process does.
        memory_mib : int

        Returns
        -------
        object
            The process's first answer.

        Raises
        ------
        Silence, Violation
            As `nnlab.batch.wire.receive`.
        IsolationError
            When process 1 of the submission does not answer.
        """
        base = 6144 if self.tensorflow else 256
        limits = {
            "memory_mib": base + memory_mib,
            "data_mib": (1024 if self.tensorflow else 64) + memory_mib,
            "seconds": int(seconds) + 2,
            "file_mib": 16,
            "processes": 64 if self.tensorflow else 16,
        }
        self._end_channel()
        try:
            tell(self._line, {"run": limits})
            _, descriptors = hear(self._line, 1)
            self._channel = socket.socket(fileno=descriptors[0])
        except (EOFError, OSError, IndexError, ValueError) as error:
            self.kill()
            raise IsolationError(f"Process 1 of a submission does not answer: {error}") from None
        self._deadline = time.monotonic() + seconds
        return self.ask(job)

    def ask(self, message: Any) -> Any:
        """Send a message to the function's process, and wait for its answer until its time is over."""
        if self._channel is None:
            raise Silence("closed")
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise Silence("timed out")
        self._channel.settimeout(left)
        try:
            send(self._channel, message)
        except TimeoutError:
            raise Silence("timed out") from None
        except OSError:
            raise Silence("closed") from None
        return receive(self._channel, max(self._deadline - time.monotonic(), 0.001), MAX_ANSWER)

    def end(self) -> Ending:
        """Kill the function's process and whatever it has left behind."""
        self._end_channel()
        try:
            tell(self._line, {"end": True})
            answer, _ = hear(self._line)
            return Ending(answer["signal"], answer["status"], answer["max_rss_kib"])
        except (EOFError, OSError, KeyError, ValueError):
            self.kill()
            return Ending(signal.SIGKILL)

    def kill(self) -> None:
        """Kill everything of this submission at once."""
        self.alive = False
        if self._handle is not None:
            with contextlib.suppress(OSError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def close(self) -> None:
        """Kill everything of this submission and free its line."""
        self._end_channel()
        self.kill()
        self._line.close()
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _end_channel(self) -> None:
        if self._channel is not None:
            self._channel.close()
            self._channel = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()
