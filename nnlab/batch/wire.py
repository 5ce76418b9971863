"""What goes over the line between the grader and the sandbox: plain data in one frame, and nothing else.

A frame is a magic number, two lengths, a JSON text and the bytes of arrays. Only data that cannot act is made
of it: numbers, text, lists, arrays, and the plain records of `nnlab.calls`. Everything that is wrong with a
frame, whatever it is, is a `Violation`. Both sides use this module.
"""

import json
import socket
import struct
import time
from dataclasses import fields
from typing import Any

import numpy as np

from nnlab.batch.records import MOST_AXES, RECORDS, Violation, make_record

__all__ = [
    "MAX_ANSWER",
    "MAX_ARRAYS",
    "MAX_TEXT",
    "Silence",
    "Violation",
    "fits",
    "pack",
    "receive",
    "send",
    "unpack",
]

_MAGIC = b"NNLAB\x00\x00\x01"
_HEAD = struct.Struct("<8sIQ")
#: The most that one frame may hold, in bytes: JSON, and all arrays together.
MAX_TEXT, MAX_ARRAYS = 16 * 2**20, 64 * 2**20
#: JSON of an answer: the grader's side needs a second for so much, and no time limit holds there.
MAX_ANSWER = 4 * 2**20
_MAX_DEPTH = 30


class Silence(Exception):
    """The other side said nothing in time, or has closed the line."""


def pack(data: Any) -> bytes:
    """Make a frame of plain data.

    Parameters
    ----------
    data : object
        None, numbers, text, lists, tuples, dictionaries with text for keys, arrays of numbers, NumPy scalars,
        and the records of `nnlab.calls`.

    Returns
    -------
    bytes

    Raises
    ------
    TypeError
        For anything else.
    """
    arrays: list[np.ndarray] = []
    text = json.dumps(_to_json(data, arrays), separators=(",", ":")).encode("ascii")
    blobs = b"".join(array.tobytes() for array in arrays)
    return _HEAD.pack(_MAGIC, len(text), len(blobs)) + text + blobs


def unpack(text: bytes, blobs: bytes) -> Any:
    """Make the data of a frame's two parts; the opposite of `pack`.

    Raises
    ------
    Violation
        Whatever is wrong.
    """
    try:
        reader = _Reader(memoryview(blobs))
        data = reader.read(json.loads(text), 0)
        reader.finish()
    except Violation:
        raise
    except Exception as error:  # RecursionError of deep JSON, ValueError of a long number, OverflowError, ...
        raise Violation(f"a frame cannot be read: {type(error).__name__}") from None
    return data


def send(line: socket.socket, data: Any) -> None:
    """Send one frame."""
    line.sendall(pack(data))


def fits(frame: bytes) -> bool:
    """Whether the grader's side takes a frame as an answer."""
    _, text_length, blob_length = _HEAD.unpack_from(frame)
    return text_length <= MAX_ANSWER and blob_length <= MAX_ARRAYS


def receive(line: socket.socket, seconds: float | None, most_text: int = MAX_TEXT) -> Any:
    """Wait for one frame, with at most so many bytes of JSON.

    Raises
    ------
    Silence
        When it is not complete in time, or the line is closed.
    Violation
        When it is no frame, or too large.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    magic, text_length, blob_length = _HEAD.unpack(_exactly(line, _HEAD.size, deadline))
    if magic != _MAGIC or text_length > most_text or blob_length > MAX_ARRAYS:
        raise Violation("a frame of another protocol, or larger than any answer")
    return unpack(bytes(_exactly(line, text_length, deadline)), bytes(_exactly(line, blob_length, deadline)))


def _exactly(line: socket.socket, count: int, deadline: float | None) -> bytearray:
    data = bytearray()
    while len(data) < count:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise Silence("timed out")
            line.settimeout(left)
        try:
            part = line.recv(min(count - len(data), 1 << 20))
        except TimeoutError:
            raise Silence("timed out") from None
        except OSError:
            part = b""
        if not part:
            raise Silence("closed")
        data += part
    return data


# ---------------------------------------------------------------- data to JSON


def _to_json(data: Any, arrays: list[np.ndarray]) -> Any:
    """Numbers, text and None stand for themselves; everything else is a list that begins with its kind."""
    kind = type(data)
    if data is None or kind in (bool, int, float, str):
        return data
    if kind is list or kind is tuple:
        return [kind.__name__, *(_to_json(item, arrays) for item in data)]
    if kind is dict:
        return ["dict", *([str(key), _to_json(value, arrays)] for key, value in data.items())]
    if kind is complex:
        return ["complex", data.real, data.imag]
    if kind is np.ndarray and data.dtype.kind in "buifc":
        arrays.append(np.ascontiguousarray(data))
        return ["array", data.dtype.str, *data.shape]
    if isinstance(data, np.generic) and data.dtype.kind in "buifc":
        arrays.append(np.asarray(data))
        return ["scalar", data.dtype.str]
    if kind.__name__ in RECORDS and kind is RECORDS[kind.__name__]:
        return [kind.__name__, *(_to_json(getattr(data, field.name), arrays) for field in fields(kind))]
    raise TypeError(f"wire.pack: only plain data can be sent. Received: an object of type {kind.__name__}.")


# ---------------------------------------------------------------- JSON to data


class _Reader:
    """Makes data of JSON, and takes the bytes of arrays in the order in which they stand."""

    def __init__(self, blobs: memoryview) -> None:
        self._blobs = blobs
        self._place = 0

    def finish(self) -> None:
        if self._place != len(self._blobs):
            raise Violation("a frame with bytes that belong to no array")

    def read(self, tree: Any, depth: int) -> Any:
        if depth > _MAX_DEPTH:
            raise Violation("data nested too deeply")
        if tree is None or type(tree) in (bool, int, float, str):
            return tree
        if type(tree) is not list or not tree or type(tree[0]) is not str:
            raise Violation("data of no known kind")
        kind, parts = tree[0], tree[1:]
        if kind in ("list", "tuple"):
            items = [self.read(part, depth + 1) for part in parts]
            return items if kind == "list" else tuple(items)
        if kind == "dict":
            return {_text(key): self.read(value, depth + 1) for key, value in parts}
        if kind == "complex":
            return complex(*parts)
        if kind == "array":
            return self._array(parts[0], tuple(parts[1:]))
        if kind == "scalar":
            return self._array(parts[0], ())[()]
        return make_record(kind, [self.read(part, depth + 1) for part in parts])

    def _array(self, code: Any, shape: tuple) -> np.ndarray:
        dtype = np.dtype(_text(code))
        if dtype.kind not in "buifc" or dtype.str != code or len(shape) > MOST_AXES:
            raise Violation("an array of no plain numbers")
        count = 1
        for length in shape:
            if type(length) is not int or length < 0:
                raise Violation("an array of no valid shape")
            count *= length
        end = self._place + count * dtype.itemsize
        if end > len(self._blobs):
            raise Violation("an array with fewer bytes than its shape asks for")
        blob = bytes(self._blobs[self._place : end])
        self._place = end
        if dtype.kind == "b" and blob.strip(b"\x00\x01"):
            raise Violation("truth values other than 0 and 1")
        return np.frombuffer(blob, dtype).reshape(shape).copy()


def _text(value: Any) -> str:
    if type(value) is not str:
        raise Violation("text was due")
    return value
