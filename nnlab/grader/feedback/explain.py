"""Turn one finding and its diagnosis into the sentences of a report."""

import math
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

import numpy as np

from nnlab.calls.capture import as_array
from nnlab.grader.compare import Finding, differs
from nnlab.grader.diagnose import Diagnosis
from nnlab.grader.feedback import show
from nnlab.grader.feedback.picture import picture
from nnlab.grader.feedback.sentences import misconception, say, table
from nnlab.grader.feedback.where import where_text
from nnlab.grader.spec import Exercise

#: A curve shows inputs up to this size.
_ORDINARY = 12.0
_ENDS_PROGRAM = ("SystemExit", "KeyboardInterrupt", "GeneratorExit")
#: What NumPy says, and the sentence that says it in a learner's words. Old versions let the first one pass.
_SPECIAL = {
    "ragged_array_largest": ("inhomogeneous shape",),
    "ragged_array": ("inhomogeneous shape",),
    "scalar_array": (
        "setting an array element with a sequence",
        "can be converted to Python scalars",
        "only integer scalar arrays",
    ),
    "truth_value_largest": ("truth value of an array",),
    "truth_value": ("truth value of an array",),
    "shapes_beside": ("operands could not be broadcast",),
    "shape_stored": ("could not broadcast input array",),
    "shape_unpacked": ("values to unpack",),
    "empty_array": ("zero-size array to reduction",),
    "layer_axes": ("expected min_ndim=3, found ndim=2",),
    "integers_in_place": ("Cannot cast ufunc",),
    "read_only": ("read-only",),
    "power_sign": ("for ^: ", "bitwise_xor"),
    "array_called": tuple(
        f"'{name}' object is not callable" for name in ("numpy.ndarray", "numpy.float64", "float", "int")
    ),
    "none_used": ("'NoneType' object",),
    "function_used": (
        "'function' and ",
        "and 'function'",
        "'function' object is not subscriptable",
        "'numpy.ufunc' and ",
        "and 'numpy.ufunc'",
        "'numpy.ufunc' object is not subscriptable",
        "'_ArrayFunctionDispatcher' object is not subscriptable",
    ),
    "name_unset": ("cannot access local variable", "referenced before assignment"),
    "name_unknown": (" is not defined",),
    "matmul_shapes": ("mismatch in its core dimension", "not aligned"),
}


@dataclass(frozen=True)
class Explanation:
    """One fault in words: what was called, what came back, what was expected, why, and what to try."""

    called: str = ""
    returned: str = ""
    expected: str = ""
    expected_by: str = ""
    message: str = ""
    misconception: str = ""
    cause: str = ""
    question: str = ""
    place: str = ""
    where: str = ""
    picture: str = ""
    drawing: str = ""
    case: str = ""

    def to_dict(self) -> dict[str, str]:
        """Plain data, empty parts left out; the drawing too, for `picture` and `where` say what it shows."""
        return {name: text for name, text in asdict(self).items() if text and name != "drawing"}


def explain(
    exercise: Exercise,
    finding: Finding,
    diagnosis: Diagnosis,
    tensorflow: bool,
    others: Sequence[Finding] = (),
) -> Explanation:
    """Say one finding in words.

    Parameters
    ----------
    exercise : Exercise
    finding : Finding
    diagnosis : Diagnosis
    tensorflow : bool
        Whether TensorFlow's value for this call is known and agrees with the reference.
    others : sequence of Finding
        The other calls that do not hold: a curve is drawn through all of them.

    Returns
    -------
    Explanation
    """
    parts: dict[str, str] = {"message": finding_text(exercise, finding)}
    if finding.case is not None:
        parts["case"] = finding.case.name
        parts["called"] = show.call_text(exercise.function, exercise.parameters, finding.case)
    if exercise.returns not in ("model", "batches", "draws") and finding.reply is not None:
        parts |= _compared(finding, tensorflow)
        parts |= _placed(exercise, finding, parts.get("returned", ""), others)
    if diagnosis.misconceptions:
        named = diagnosis.misconceptions[: diagnosis.together]
        known = misconception(named[0])
        parts |= {"misconception": ", ".join(named), "cause": known["cause"], "question": known["question"]}
        if len(named) > 1:
            also = misconception(named[1])["cause"]
            parts["cause"] = say("labels", "and_also", cause=known["cause"], also=also)
        parts["place"] = place_title(exercise.lab, diagnosis.place)
    elif diagnosis.pattern:
        parts["cause"] = say("patterns", diagnosis.pattern, **diagnosis.detail)
        parts["question"] = say("pattern_questions", diagnosis.pattern, **diagnosis.detail)
    elif finding.gate == "value":
        parts["cause"] = say("labels", "no_pattern")
    return Explanation(**parts)


def _compared(finding: Finding, tensorflow: bool) -> dict[str, str]:
    """What came back beside what was expected; of several results the one that is wrong."""
    parts: dict[str, str] = {}
    reply, expected, value = finding.reply, finding.expected, finding.value or finding.reply.value
    if expected is not None:
        parts["expected"] = show.expected_text(expected)
        parts["expected_by"] = say("labels", "both_expect" if tensorflow else "reference_expects")
    if reply.status == "returned" and expected is not None and finding.gate in ("value", "state"):
        parts["returned"], parts["expected"] = show.pair_text(value, expected)
    elif reply.status == "returned":
        parts["returned"] = show.value_text(value)
    if finding.output:
        for name in parts.keys() & {"returned", "expected"}:
            indent = "\n" + " " * (len(finding.output) + 3)
            parts[name] = f"{finding.output} = {parts[name]}".replace("\n", indent)
    return parts


def _placed(exercise: Exercise, finding: Finding, returned: str, others: Sequence[Finding]) -> dict[str, str]:
    """Where a result differs: marked in its numbers, in words, and as a picture."""
    if finding.gate not in ("value", "not_finite") or finding.case is None:
        return {}
    got = np.asarray(as_array(finding.value or finding.reply.value), float)
    expected = np.asarray(finding.expected, float)
    if got.shape != expected.shape:
        return {}  # judged by its own rule, not number by number
    wrong = differs(got, expected, exercise.rtol, exercise.atol)
    if exercise.elementwise:
        rest = finding.case.args[1:]
        kind, drawing = picture(*_curve([finding, *(f for f in others if f.case.args[1:] == rest)]))
    else:
        kind, drawing = picture(got, expected, wrong)
    parts = {"returned": show.marked(returned, wrong), "where": where_text(wrong, finding.case.args)}
    if kind:
        parts["picture"] = say("pictures", kind)
        label = escape(f"{parts['picture']} {parts['where']}".strip(), quote=True)
        parts["drawing"] = drawing.replace("{label}", label)
    return parts


def _curve(findings: Sequence[Finding]) -> tuple[np.ndarray, ...]:
    """Returned, expected, where they differ, and the input, of all calls with ordinary inputs."""
    columns = []
    for finding in findings:
        x, got = np.asarray(finding.case.args[0], float), as_array(finding.value or finding.reply.value)
        if finding.gate in ("value", "not_finite") and got is not None and got.shape == x.shape:
            columns.append(
                np.stack([np.asarray(got, float), np.asarray(finding.expected, float), x]).reshape(3, -1)
            )
    got, expected, x = np.unique(np.concatenate(columns, axis=1), axis=1)
    near = np.abs(x) <= _ORDINARY
    got, expected, x = got[near], expected[near], x[near]
    return got, expected, got != expected, x


def place_title(lab: str, place: str) -> str:
    """The heading of the lab's section that explains a matter."""
    return table(lab).get("places", {}).get(place, "")


def finding_text(exercise: Exercise, finding: Finding) -> str:
    """The sentence of one finding."""
    detail = {"function": exercise.function, **finding.detail}
    if "message" in detail:
        detail["message"] = detail["message"].rstrip(". ") or say("labels", "no_message")
    gate = finding.gate
    if gate == "raised":
        gate = _raised_gate(finding.detail)
        detail["sizes"] = _sizes(detail["message"])
        detail["shapes"] = _shapes(detail["message"])
        name = re.search(r"(?:name|variable) '(\w+)'", detail["message"])
        detail["name"] = name[1] if name else ""
        wanted = re.search(r"expected (?:at least )?(\d+)", detail["message"])
        detail["wanted"] = wanted[1] if wanted else ""
        detail["number"] = say("labels", "fewer_axes" if "not enough" in detail["message"] else "more_axes")
    elif gate == "type":
        gate = f"type_{finding.detail['kind']}"
        detail["expected_shape"] = getattr(finding.expected, "shape", "")
        detail["names"] = exercise.outputs
    elif gate == "outputs":
        count = detail["count"]
        key = "one_result" if count == 1 else "several_results"
        detail["count_text"] = say("labels", key, count=count)
    elif gate == "changed":
        position = finding.detail["position"]
        detail["argument"] = exercise.parameters[position]
        if finding.case is not None and not isinstance(finding.case.args[position], np.ndarray):
            gate = "changed_list"
    elif gate == "shape":
        gate = "shape_empty" if 0 in detail["got"] and 0 not in detail["expected"] else gate
        detail |= {name: _shape_text(detail[name]) for name in ("got", "expected")}
    elif gate in ("value", "not_finite") and finding.detail["size"] == 1:
        gate = f"{gate}_scalar"
    elif gate == "value" and finding.detail["count"] == 1:
        gate = "value_one"
    if "got_first" in detail:
        detail |= _numbers(detail)
        detail["first"] = f"[{', '.join(map(str, detail['first']))}]"
    detail = {name: _readable(value) for name, value in detail.items()}
    text = say("gates", gate, exercise.lab, **detail)
    return say("labels", "of_output", output=finding.output, text=text) if finding.output else text


def _numbers(detail: dict[str, Any]) -> dict[str, str]:
    """The first differing pair with enough digits to tell the two apart."""
    got, expected = detail["got_first"], detail["expected_first"]
    for precision in (4, 8, 16):
        texts = show.number_text(got, precision), show.number_text(expected, precision)
        if texts[0] != texts[1]:
            break
    largest = detail["largest"]
    shown = f"{largest:.3g}" if math.isfinite(largest) else str(largest)
    return {"got_first": texts[0], "expected_first": texts[1], "largest": shown}


def _sizes(message: str) -> str:
    """The two sizes that NumPy found different, from its message."""
    # matmul says "size 3 is different from 2", dot says "not aligned: 3 (dim 0) != 2 (dim 0)".
    words = re.findall(r"\d+", message.partition("size ")[2])[:2] or re.findall(r"(\d+) \(dim", message)
    return say("where", "and", first=words[0], last=words[1]) if len(words) == 2 else message


def _shapes(message: str) -> str:
    """The shapes in a message of NumPy, as in "with shapes (2,1) (3,1)"."""
    shapes = [re.sub(r",(?=\d)", ", ", shape) for shape in re.findall(r"\([\d,]*\)", message)]
    return say("where", "and", first=", ".join(shapes[:-1]), last=shapes[-1]) if len(shapes) > 1 else message


def _fits_source(gate: str, source: str) -> bool:
    """Whether the line that stopped is of the kind that a special sentence speaks of."""
    if gate == "shape_unpacked":
        return ".shape" in source
    if gate == "ragged_array_largest":
        return bool(re.search(r"\ba?(max|min)\(", source))
    return gate != "truth_value_largest" or bool(re.search(r"(?<![\w.])(max|min)\(", source))


def _raised_gate(detail: dict[str, Any]) -> str:
    if detail["type_name"] in _ENDS_PROGRAM:
        return "exit"
    if detail["type_name"] == "RecursionError":
        return "recursion"
    for gate, texts in _SPECIAL.items():
        known = gate if detail["source"] else f"{gate}_unseen"
        if not any(text in detail["message"] for text in texts) or known not in table()["gates"]:
            continue
        if _fits_source(gate, detail["source"]):
            return known
    if detail["source"]:
        return "raised_inside" if detail["inside"] else "raised_line"
    return "raised"


def _shape_text(shape: tuple[int, ...]) -> str:
    return f"an array of shape {shape}" if shape else "a single number"


def _readable(value: Any) -> Any:
    if isinstance(value, tuple | list) and not isinstance(value, str):
        return _sequence(value)
    return value


def _sequence(items: Sequence[Any]) -> str:
    if all(isinstance(item, str) for item in items):
        return ", ".join(items)
    if all(isinstance(item, float) for item in items):
        return ", ".join(f"{item:.3f}" for item in items)
    return f"({', '.join(map(str, items))}{',' if len(items) == 1 else ''})"
