"""What goes over the line comes back the same, and whatever else arrives is a violation."""

import contextlib
import json
import socket
import struct
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnlab.batch import wire
from nnlab.batch.inside.runner import packed
from nnlab.calls.capture import Value, capture
from nnlab.calls.cases import Case, Function, Rng
from nnlab.calls.describe import Description, Offence
from nnlab.calls.reply import Fault, Reply
from nnlab.grader import registry

_HEAD = struct.Struct("<8sIQ")


def there_and_back(data):
    return unpacked(wire.pack(data))


def unpacked(frame):
    _, text, _blobs = _HEAD.unpack(frame[: _HEAD.size])
    return wire.unpack(frame[_HEAD.size : _HEAD.size + text], frame[_HEAD.size + text :])


def same(a, b):
    if isinstance(a, np.ndarray | np.generic):
        return (
            type(a) is type(b) and a.dtype == b.dtype and np.array_equal(a, b, equal_nan=a.dtype.kind in "fc")
        )
    if isinstance(a, list | tuple):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, float):
        return type(b) is float and (a == b or (a != a and b != b))
    if isinstance(a, Case):
        return type(b) is Case and a.name == b.name and a.layout == b.layout and same(a.args, b.args)
    if isinstance(a, Value):
        return a.kind == b.kind and a.type_name == b.type_name and same(a.data, b.data)
    return type(a) is type(b) and a == b


def test_every_case_of_the_course_arrives_as_it_was_sent():
    for exercise in registry.exercises():
        cases = [*exercise.cases]
        if exercise.fresh is not None:
            cases.append(Case("random 1", exercise.fresh(np.random.default_rng(1))))
        assert same(there_and_back(cases), cases), exercise.id


numbers = hnp.arrays(
    hnp.boolean_dtypes()
    | hnp.integer_dtypes(endianness="<")
    | hnp.floating_dtypes(endianness="<")
    | hnp.complex_number_dtypes(endianness="<"),
    hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | numbers,
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner, inner),
    max_leaves=8,
)


@given(plain)
@settings(max_examples=200)
def test_plain_data_arrives_as_it_was_sent(data):
    assert same(there_and_back(data), data)


@given(plain)
def test_captured_results_arrive_as_they_were_sent(data):
    reply = Reply("returned", capture(data), (0, 2), None, 5)
    assert same(there_and_back(reply).value, reply.value)


def test_records_arrive_as_they_were_sent():
    records = [
        Description(True, "function", "function", "", Offence("tensorflow.nn.softmax", 3, "return x")),
        Reply("raised", Value("none"), (), Fault("ValueError", "no", 2, "raise", "f")),
        Function("sigmoid"),
        Rng(7),
    ]
    assert there_and_back(records) == records


@pytest.mark.parametrize("data", [object(), {1}, np.array([object()]), np.array(["a"]), lambda: 1, b"x"])
def test_what_could_act_is_not_sent(data):
    with pytest.raises(TypeError, match="only plain data"):
        wire.pack(data)


BAD = [
    b"",
    b"{",
    b"[" * 100_000,
    b'{"a": 1}',
    b'["object"]',
    b'["array","|O",1]',
    b'["array","<f8",-1]',
    b'["array","<f8",1000000000000]',
    b'["array","<f8",4611686018427387904,4611686018427387904]',
    b'["array","<f8",true]',
    b'["array",["<f8"]]',
    b'["array","<f8"]',
    b'["scalar","<U4"]',
    b'["Reply"]',
    b'["Reply","stolen",["Value","none",null,""],["tuple"],null,0,false,false]',
    b'["Reply","returned",null,["tuple"],null,0,false,false]',
    b'["Reply","returned",["Value","array",null,"ndarray"],["tuple"],null,0,false,false]',
    b'["Reply","returned",["Value","none",null,""],["tuple",-1],null,0,false,false]',
    b'["Reply","returned",["Value","none",null,""],["tuple"],null,0,0,false]',
    b'["Reply","isolation_fault",["Value","none",null,""],["tuple"],null,0,false,false]',
    b'["Value","array",["list",1,2],"ndarray"]',
    b'["Value","none",null,"\\u001b[2J"]',
    b'["Fault","E","m","3","",""]',
    b'["dict",[1,2]]',
    b'["dict",["a"]]',
    b'["complex","a","b"]',
    b"1" * 5000,
    b"\xff\xfe",
    json.dumps(["list", *[["list"]] * 3, ["x"]]).encode(),
    (b'["list",' * 40 + b"1" + b"]" * 40),
]


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_a_frame_that_is_wrong_is_a_violation_and_nothing_else(text):
    with pytest.raises(wire.Violation):
        wire.unpack(text, b"")


@given(st.binary(max_size=200), st.binary(max_size=40))
@settings(max_examples=300)
def test_random_bytes_are_a_violation_or_plain_data(text, blobs):
    with contextlib.suppress(wire.Violation):
        wire.unpack(text, blobs)


def test_bytes_that_no_array_claims_are_a_violation():
    with pytest.raises(wire.Violation, match="no array"):
        wire.unpack(b"1", b"12345678")


def test_a_truth_value_that_is_neither_is_a_violation():
    with pytest.raises(wire.Violation, match="truth"):
        wire.unpack(b'["array","|b1",1]', b"\x02")


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\n\r\n\r\n",
        _HEAD.pack(b"NNLAB\x00\x00\x01", 2**31, 0),
        _HEAD.pack(b"NNLAB\x00\x00\x01", 2, 2**60),
    ],
)
def test_a_head_of_another_protocol_or_of_a_giant_is_refused_before_anything_is_allocated(head):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(head)
        with pytest.raises(wire.Violation, match="protocol"):
            wire.receive(ours, 5)


def test_a_slow_sender_runs_out_of_time():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(wire.pack([1, 2, 3])[:-1])
        with pytest.raises(wire.Silence, match="timed out"):
            wire.receive(ours, 0.1)


def test_a_closed_line_is_told_apart_from_a_slow_one():
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours, pytest.raises(wire.Silence, match="closed"):
        wire.receive(ours, 5)


def test_more_json_than_any_answer_has_is_refused_unread():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(_HEAD.pack(b"NNLAB\x00\x00\x01", wire.MAX_ANSWER + 1, 0))
        with pytest.raises(wire.Violation, match="larger than any answer"):
            wire.receive(ours, 5, wire.MAX_ANSWER)


@pytest.mark.parametrize("result", [[0.1] * 999, np.zeros(20_000)])
def test_replies_that_are_too_large_to_send_say_so(monkeypatch, result):
    monkeypatch.setattr(wire, "MAX_ANSWER", 2**14)
    monkeypatch.setattr(wire, "MAX_ARRAYS", 2**17)
    replies = [Reply("returned", capture(result)), Reply("returned", capture(1.5))] * 4
    assert not wire.fits(wire.pack(replies))
    frame = packed(replies)
    assert wire.fits(frame)
    sent = unpacked(frame)
    assert [reply.value.kind for reply in sent[:2]] == ["large", "number"]
    assert sent[1] == replies[1]


@pytest.mark.parametrize("shape", [(10**300,), (-1,), (1,) * 65, (True,), ("3",)])
def test_a_shape_that_no_array_has_is_a_violation(shape):
    with pytest.raises(wire.Violation):
        there_and_back(Value("large", shape, "ndarray"))


def test_large_arrays_pass():
    ours, theirs = socket.socketpair()
    data = np.arange(500_000.0)
    with ours, theirs:
        sender = threading.Thread(target=wire.send, args=(theirs, data))
        sender.start()
        assert same(wire.receive(ours, 30), data)
        sender.join()
