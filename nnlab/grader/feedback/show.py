"""Write values as a person reads them: short, aligned, and the same on every machine."""

import re
from typing import Any

import numpy as np

from nnlab.calls.capture import Value
from nnlab.calls.cases import Case, Function, Rng, size

#: Beyond this many numbers a value is described by its shape.
_MANY = 40
#: A longer call is written with one argument a line.
_LINE = 76
_DEFAULTS = {
    "nanstr": "nan",
    "infstr": "inf",
    "sign": "-",
    "legacy": False,
    "formatter": None,
    "suppress": False,
}


def array_text(x: np.ndarray, precision: int = 4) -> str:
    """The numbers of `x` with commas; a large array is abridged."""
    with np.printoptions(**_DEFAULTS):
        return np.array2string(
            x,
            precision=precision,
            separator=", ",
            max_line_width=76,
            threshold=_MANY,
            floatmode="maxprec_equal",
        )


def kind_text(x: np.ndarray) -> str:
    """Dtype and shape, such as ``float64 (2, 3)``."""
    return f"{x.dtype.name} {x.shape}" if x.ndim else x.dtype.name


def value_text(value: Value, precision: int = 4) -> str:
    """A returned value."""
    if value.kind == "array":
        return f"{array_text(value.data, precision)}   {kind_text(value.data)}"
    if value.kind == "number":
        return number_text(value.data, precision)
    if value.kind == "sequence":
        parts = ", ".join(value_text(item, precision).partition("   ")[0] for item in value.data[:8])
        more = ", …" if len(value.data) > 8 else ""
        return f"[{parts}{more}]   {value.type_name}"
    if value.kind == "text":
        return repr(value.data)
    if value.kind == "large":
        return f"{value.type_name} of shape {value.data}" if value.data else f"a very long {value.type_name}"
    return value.type_name


def number_text(x: Any, precision: int = 4) -> str:
    """A number with `precision` digits after the point, or more where it needs them."""
    x = np.asarray(x)[()]
    if isinstance(x, complex | np.complexfloating):
        return f"{x:.{precision}g}"
    if isinstance(x, bool | np.bool_ | int | np.integer):
        return str(x)
    x = x + 0.0  # -0.0 is 0.0
    text = (
        f"{float(x):.{precision}f}" if 1e-3 <= abs(float(x)) < 1e6 or x == 0 else f"{float(x):.{precision}g}"
    )
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


def pair_text(got: Value, expected: np.ndarray) -> tuple[str, str]:
    """The returned and the expected value, with as many digits as it takes to tell them apart."""
    for precision in (4, 8, 16):
        texts = value_text(got, precision), expected_text(expected, precision)
        if texts[0].split("   ")[0] != texts[1].split("   ")[0]:
            break
    return texts


_NUMBER = re.compile(r"-?(?:\d+\.?\d*(?:e[+-]?\d+)?|inf|nan)|True|False")


def marked(text: str, wrong: np.ndarray) -> str:
    """A value's text with a star behind each number that differs, and room for it behind the others."""
    numbers, tab, kind = text.partition("   ")
    if wrong.all() or len(_NUMBER.findall(numbers)) != wrong.size:
        return text  # nothing to tell apart, or an abridged array
    marks = iter(np.where(wrong.ravel(), "*", " "))
    return _NUMBER.sub(lambda match: match.group() + next(marks), numbers).rstrip() + tab + kind


def expected_text(expected: Any, precision: int = 4) -> str:
    """An expected value, or several."""
    if isinstance(expected, tuple):
        return ", ".join(expected_text(part, precision) for part in expected)
    x = np.asarray(expected)
    return f"{array_text(x, precision)}   {kind_text(x)}" if x.ndim else number_text(x, precision)


def call_text(function: str, parameters: tuple[str, ...], case: Case) -> str:
    """The call as code that can be copied into a cell; large arguments are described instead."""
    if size(case) > _MANY:
        parts = [f"{name}={_described(value)}" for name, value in zip(parameters, case.args, strict=False)]
        return f"{function}({', '.join(parts)})"
    parts = [_literal(value) for value in case.args]
    line = f"{function}({', '.join(parts)})"
    if len(line) <= _LINE:
        return line
    rows = [f"    {part},  # {name}" for name, part in zip(parameters, parts, strict=False)]
    return "\n".join([f"{function}(", *rows, ")"])


def _literal(value: Any) -> str:
    if isinstance(value, np.ndarray):
        dtype = "" if value.dtype in (np.float64, np.int64) else f", dtype=np.{value.dtype.name}"
        if value.dtype in (np.float32, np.float16):  # as many digits as it has: 0.1, not 0.10000000149011612
            value = np.array([float(str(x)) for x in value.ravel()]).reshape(value.shape)
        return f"np.array({value.tolist()!r}{dtype})"
    if isinstance(value, Function | Rng):
        return repr(value)
    if isinstance(value, list | tuple):
        inner = ", ".join(_literal(item) for item in value)
        return f"[{inner}]" if isinstance(value, list) else f"({inner})"
    return repr(value)


def _described(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return kind_text(value)
    if isinstance(value, list | tuple):
        inner = ", ".join(_described(item) for item in value)
        return f"[{inner}]" if isinstance(value, list) else f"({inner})"
    return _literal(value)
