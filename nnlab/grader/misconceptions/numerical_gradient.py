"""Wrong ways to take a gradient by finite differences.

Most results depend on the step, so each way stands here with every step that learners choose.
"""

from functools import partial

import numpy as np

from nnlab.grader.spec import Misconception

_STEPS = (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8)
_TOO_LARGE = (1e-2, 0.1, 0.5, 1.0)
_TOO_SMALL = (*(10.0**-n for n in range(11, 21)), np.finfo(float).eps)


def _first(shape):
    return list(np.ndindex(shape))[:1]


def _last(shape):
    return list(np.ndindex(shape))[-1:]


#: How the slope is made of ``at(h)``, the value of f with one entry moved by h.
_SLOPES = {
    "missing_2": lambda at, h: (at(h) - at(-h)) / h,
    "forward": lambda at, h: (at(h) - at(0)) / h,
    "backward": lambda at, h: (at(0) - at(-h)) / h,
    "forward_over_2": lambda at, h: (at(h) - at(0)) / (2 * h),
    "forward_by_2": lambda at, h: (at(2 * h) - at(0)) / (2 * h),
    "half_step": lambda at, h: (at(h / 2) - at(-h / 2)) / (2 * h),
    "negated": lambda at, h: (at(-h) - at(h)) / (2 * h),
    "summed": lambda at, h: (at(h) + at(-h)) / (2 * h),
    "precedence": lambda at, h: (at(h) - at(-h)) / 2 * h,
    "parentheses": lambda at, h: at(h) - at(-h) / (2 * h),
    "not_divided": lambda at, h: at(h) - at(-h),
    "only_halved": lambda at, h: (at(h) - at(-h)) / 2,
    "second_difference": lambda at, h: (at(h) - 2 * at(0) + at(-h)) / h**2,
    "value": lambda at, h: at(0),
    "left_zero": lambda at, h: 0.0,
}


def _central(at, h):
    return (at(h) - at(-h)) / (2 * h)


def _differences(
    f,
    x,
    *,
    h=1e-5,
    slope=_central,
    entries=np.ndindex,
    left=lambda old, h: old,
    work=np.float64,
    result=np.float64,
):
    """One entry after the other is moved, as the lecture writes it; ``None`` is the dtype of x itself."""
    moved = np.array(x, dtype=work)
    gradient = np.zeros(np.shape(x), dtype=result or np.asarray(x).dtype)
    for i in entries(moved.shape):
        old = moved[i]

        def at(step, i=i, old=old):
            moved[i] = old + step
            return f(moved)

        gradient[i] = slope(at, h)
        moved[i] = left(old, h)
    return gradient


def _up_and_back(f, x, *, h, result=np.float64):
    """A forward difference whose entry is moved up and back, in an array of the dtype of x."""
    moved = np.array(x)
    before = f(moved)
    gradient = np.zeros(np.shape(x), dtype=result or moved.dtype)
    for i in np.ndindex(moved.shape):
        moved[i] += h
        gradient[i] = (f(moved) - before) / h
        moved[i] -= h
    return gradient


def _walking(f, x, *, h, result=np.float64):
    """The entry is moved up, down twice and up again, in an array of the dtype of x."""
    moved = np.array(x)
    gradient = np.zeros(np.shape(x), dtype=result or moved.dtype)
    for i in np.ndindex(moved.shape):
        moved[i] += h
        plus = f(moved)
        moved[i] -= 2 * h
        gradient[i] = (plus - f(moved)) / (2 * h)
        moved[i] += h
    return gradient


def _all_at_once(f, x, *, h, shaped, work=None):
    x = np.array(x, dtype=work)
    slope = (f(x + h) - f(x - h)) / (2 * h)
    return np.full(np.shape(x), slope) if shaped else slope


def _one_coordinate(f, x, *, h):
    gradient = np.zeros(np.shape(x))
    for i in np.ndindex(gradient.shape):
        gradient[i] = (f(x[i] + h) - f(x[i] - h)) / (2 * h)
    return gradient


def _relative(f, x, *, h):
    """The step grows with the entry, the divisor does not."""
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h * x[i]
        gradient[i] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


def _along_first_axis(f, x, *, h, count, slope=_central):
    still = np.array(x, dtype=float)
    gradient = np.zeros(still.shape)
    for i in range(count(still)):

        def at(step, i=i):
            moved = still.copy()
            moved[i] += step
            return f(moved)

        gradient[i] = slope(at, h)
    return gradient


def _row_by_row(f, x, *, h, vector):
    """Each row goes through a function for vectors, and f sees that row alone."""
    x = np.array(x, dtype=float)
    return vector(f, x, h=h) if x.ndim == 1 else np.array([vector(f, row, h=h) for row in x])


def _list_of_rows(f, x, *, h):
    """A list with one number for each step along the first axis."""
    slopes = []
    for i in range(len(x)):
        up, down = np.array(x, dtype=float), np.array(x, dtype=float)
        up[i] += h
        down[i] -= h
        slopes.append((f(up) - f(down)) / (2 * h))
    return slopes


def _along_first_axis_by_views(f, x, *, h, count, work=np.float64, number=np.asarray):
    """The old value is a view where x has more than one axis: it moves along."""
    moved = np.array(x, dtype=work)
    gradient = np.zeros_like(moved)
    for i in range(count(moved)):
        old = moved[i]
        moved[i] = number(old) + h
        up = f(moved)
        moved[i] = old - h
        gradient[i] = (up - f(moved)) / (2 * h)
        moved[i] = old
    return gradient


def _piled_up(f, x, *, h):
    """The step vector is never set back to 0, so each step moves the entries before as well."""
    x = np.array(x, dtype=float)
    gradient, step = np.zeros(x.shape), np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


def _two_axes(f, x, *, h):
    moved = np.array(x, dtype=float)
    gradient = np.zeros(moved.shape)
    for i in range(moved.shape[0]):
        for j in range(moved.shape[1]):
            up, down = moved.copy(), moved.copy()
            up[i, j] += h
            down[i, j] -= h
            gradient[i, j] = (f(up) - f(down)) / (2 * h)
    return gradient


def _vectors_only(f, x, *, h):
    """Steps and result have as many entries as x has rows."""
    steps = h * np.eye(len(x))
    return np.array([(f(x + step) - f(x - step)) / (2 * h) for step in steps])


def _flat_argument(f, x, *, h, shaped):
    gradient = _differences(f, np.ravel(x), h=h)
    return gradient.reshape(np.shape(x)) if shaped else gradient


def _entry(fault, function, also="", **switches):
    also = also and f"numerical_gradient.{also}"
    return Misconception(f"numerical_gradient.{fault}", partial(function, **switches), also=also)


_NAMES = {"half_step": "forward_over_2", "forward_by_2": "forward"}
#: Faults that stay when x holds whole numbers, so that a second one joins them.
_OFTEN = ("missing_2", "forward", "backward", "negated", "precedence")
_DTYPES = (
    ("integer_steps", "", {"work": None}),
    ("integer_gradient", "", {"result": None}),
    ("integer_gradient", "integer_steps", {"work": None, "result": None}),
)

#: Where the entry is left when it was moved and not put back.
_LEFT = (lambda old, h: old - h, lambda old, h: old - 2 * h, lambda old, h: old + h, lambda old, h: 0.0)
#: Steps at which only one-sided differences are in question.
_ONE_SIDED_STEPS = (1e-2, 5e-3, 5e-4, 5e-5, 2e-6, 5e-7, 1.4901161193847656e-08, 1e-9, 1e-10)


def _with_step(h):
    """All faults with one step."""
    yield from (_entry(_NAMES.get(n, n), _differences, slope=slope, h=h) for n, slope in _SLOPES.items())
    yield _entry("first_only", _differences, entries=_first, h=h)
    yield _entry("last_only", _differences, entries=_last, h=h)
    for left in _LEFT:
        yield _entry("not_restored", _differences, left=left, h=h)
        yield _entry("not_restored", _differences, also="integer_steps", left=left, work=None, h=h)
    gone_up = {"slope": lambda at, h: (-at(0) + at(h)) / h, "left": lambda old, h: old + h}
    yield _entry("forward", _differences, also="not_restored", **gone_up, h=h)
    for shaped in (False, True):
        yield _entry("all_at_once", _all_at_once, shaped=shaped, h=h)
        yield _entry("all_at_once", _all_at_once, shaped=shaped, work=np.float64, h=h)
        yield _entry("flat_argument", _flat_argument, shaped=shaped, h=h)
    yield _entry("vectors_only", _vectors_only, h=h)
    yield _entry("one_coordinate", _one_coordinate, h=h)
    yield _entry("relative_step", _relative, h=h)
    yield _entry("rows_at_once", _along_first_axis, count=len, h=h)
    for name in _OFTEN:
        for count in (len, np.size):
            also = "rows_at_once" if count is len else "one_axis"
            yield _entry(name, _along_first_axis, also=also, slope=_SLOPES[name], count=count, h=h)
    yield _entry("rows_at_once", _along_first_axis, count=lambda x: x.shape[0], h=h)
    yield _entry("one_axis", _along_first_axis, count=lambda x: x.size, h=h)
    yield _entry("rows_at_once", _along_first_axis_by_views, count=len, h=h)
    yield _entry("one_axis", _along_first_axis_by_views, count=lambda x: x.size, h=h)
    yield _entry(
        "one_axis",
        _along_first_axis_by_views,
        also="integer_steps",
        count=lambda x: x.size,
        work=None,
        h=h,
    )
    yield _entry("rows_at_once", _list_of_rows, h=h)
    for vector in (_differences, partial(_along_first_axis_by_views, count=lambda x: x.size)):
        yield _entry("rows_apart", _row_by_row, vector=vector, h=h)
    for work, also in ((np.float64, ""), (None, "integer_steps")):
        yield _entry(
            "one_axis",
            _along_first_axis_by_views,
            also=also,
            count=lambda x: x.size,
            work=work,
            number=float,
            h=h,
        )
    yield _entry("forward", _up_and_back, also="integer_steps", h=h)
    yield _entry("forward", _up_and_back, also="integer_gradient", result=None, h=h)
    yield _entry("steps_pile_up", _piled_up, h=h)
    yield _entry("two_axes", _two_axes, h=h)
    yield _entry("flat_result", lambda f, x, h: np.ravel(_differences(f, x, h=h)), h=h)
    yield _entry("single_precision", _differences, work=np.float32, h=h)
    for fault, also, switches in _DTYPES:
        yield _entry(fault, _differences, also=also, h=h, **switches)
        for name in _OFTEN:
            yield _entry(name, _differences, also=fault, slope=_SLOPES[name], h=h, **switches)
    yield _entry("integer_steps", _walking, h=h)
    yield _entry("integer_gradient", _walking, also="integer_steps", result=None, h=h)


NUMERICAL_GRADIENT = (
    *(entry for h in _STEPS for entry in _with_step(h)),
    *(
        _entry(n, _differences, slope=_SLOPES[n], h=h)
        for h in _ONE_SIDED_STEPS
        for n in ("forward", "backward")
    ),
    *(_entry("eps_too_large", _differences, h=h) for h in _TOO_LARGE),
    *(_entry("eps_too_small", _differences, h=h) for h in _TOO_SMALL),
    *(
        _entry(name, _differences, also=size, slope=_SLOPES[name], h=h)
        for size, steps in (("eps_too_large", _TOO_LARGE), ("eps_too_small", _TOO_SMALL))
        for h in steps
        for name in ("forward", "backward", "missing_2")
    ),
)
