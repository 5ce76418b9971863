"""Short messages with file descriptors, between the grader, the zygote and a session, in turns."""

import json
import socket
from typing import Any

_MOST = 4096


def tell(line: socket.socket, message: dict[str, Any], descriptors: tuple[int, ...] = ()) -> None:
    """Send a short message, with open files."""
    socket.send_fds(line, [json.dumps(message).encode("ascii")], descriptors)


def hear(line: socket.socket, descriptors: int = 0) -> tuple[dict[str, Any], list[int]]:
    """Wait for a short message.

    Raises
    ------
    EOFError
        When the other side is gone.
    """
    data, received, _, _ = socket.recv_fds(line, _MOST, descriptors)
    if not data:
        raise EOFError("the other side has closed the line")
    return json.loads(data), list(received)
