"""The process of one function: load its part of the notebook, describe it, call it.

It is given inputs and gives back what came of them. What it says is not trusted: the grader's side takes it
apart (`nnlab.batch.wire`) and compares it with values that were never here.
"""

import contextlib
import socket
import sys
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from nnlab.batch.inside import stand_ins
from nnlab.batch.inside.models import plan_of, probe_plan
from nnlab.batch.wire import Silence, fits, pack, receive, send
from nnlab.calls.batches import drained
from nnlab.calls.calling import OUTPUT_LIMIT, call_each
from nnlab.calls.capture import Value, capture
from nnlab.calls.describe import describe
from nnlab.calls.guards import preserved_state
from nnlab.calls.reply import Reply
from nnlab.notebooks.load import load

#: Seconds; the grader is waiting with its orders, and kills at its own time limit.
_PATIENCE = 600
#: Numbers in one array that can be sent whatever all the others hold.
_USUAL = 10_000


@dataclass(frozen=True)
class _Piece:
    cell: int
    line: int
    source: str


def serve(line: socket.socket) -> None:
    """Do the one job that comes over `line`."""
    job = receive(line, _PATIENCE)
    if "probe" in job:
        send(line, [probe_plan(plan, job["purpose"]) for plan in job["probe"]])
        return
    try:
        _serve_function(line, job)
    except MemoryError:
        send(line, [Reply("out_of_memory")])


def _serve_function(line: socket.socket, job: dict[str, Any]) -> None:
    functions = _made(job["sources"])
    stand_ins.install(job["present"], {name: functions[name] for name in job["activations"]})
    sys.argv = ["notebook"]
    with preserved_state(OUTPUT_LIMIT) as stream:
        loaded = load(_Piece(*piece) for piece in job["pieces"])
        if job["function"] not in loaded.namespace:
            reason = loaded.reasons.get(job["function"], "")
            send(line, {"found": None, "notes": loaded.notes, "reason": reason})
            return
        function = loaded.namespace[job["function"]]
        description = describe(function, job["forbidden"], job["parameters"])
        send(line, {"found": description, "notes": loaded.notes, "reason": ""})
        if job["returns"] == "batches":
            function = drained(function)
        probe = plan_of if job["returns"] == "model" else capture
        with contextlib.suppress(Silence):  # the grader has closed the line
            while True:
                cases = receive(line, _PATIENCE)
                replies: list[Reply] = []
                call_each(function, cases, functions, probe, stream, replies)
                line.sendall(packed(replies + [Reply("not_run")] * (len(cases) - len(replies))))


def packed(replies: list[Reply]) -> bytes:
    """A frame that the grader's side takes: what is far larger than any answer is described, not sent."""
    frame = pack(replies)
    return (
        frame if fits(frame) else pack([replace(reply, value=_described(reply.value)) for reply in replies])
    )


def _described(value: Value) -> Value:
    if value.kind == "array" and value.data.size > _USUAL:
        return Value("large", value.data.shape, value.type_name)
    return Value("large", type_name=value.type_name) if value.kind == "sequence" else value


def _made(sources: dict[str, str]) -> dict[str, Any]:
    """The functions that cases pass as arguments, from their texts."""
    made = {}
    for name, source in sources.items():
        namespace = {"__name__": "nnlab.activations", "np": np}
        exec(compile(source, "<nnlab>", "exec"), namespace)  # noqa: S102 - the grader's own text
        made[name] = namespace[name]
    return made
