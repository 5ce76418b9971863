"""Say in a learner's words why a call raised an error."""

import re
from typing import Any

from nnlab.grader.feedback.sentences import say, table

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


def sentence_of(detail: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """Choose the sentence for an error.

    Parameters
    ----------
    detail : dict
        ``type_name``, ``message``, ``source`` (the learner's line, where it is known) and ``inside`` (the
        function of theirs that it stopped in, where it is another one).

    Returns
    -------
    gate : str
        Id of the sentence.
    parts : dict
        What it may need of the message.
    """
    message = detail["message"].rstrip(". ") or say("labels", "no_message")
    name = re.search(r"(?:name|variable) '(\w+)'", message)
    wanted = re.search(r"expected (?:at least )?(\d+)", message)
    parts = {
        "message": message,
        "sizes": _sizes(message),
        "shapes": _shapes(message),
        "name": name[1] if name else "",
        "wanted": wanted[1] if wanted else "",
        "number": say("labels", "fewer_axes" if "not enough" in message else "more_axes"),
    }
    return _gate(detail), parts


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


def _gate(detail: dict[str, Any]) -> str:
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
