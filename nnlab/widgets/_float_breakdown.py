"""Where a naive formula breaks as the logits grow, in three precisions, the learner's own function beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import traitlets

from nnlab._validation import complaint
from nnlab.plotting import PALETTE
from nnlab.widgets._arguments import as_numbers, check_function
from nnlab.widgets._base import Widget, name_of, page_module, page_style
from nnlab.widgets._charts import Chart
from nnlab.widgets._float_model import (
    DTYPES,
    FORMULAS,
    SIGNS,
    SIZES,
    digits,
    exact,
    first_entry,
    logits,
    table,
)
from nnlab.widgets._learner import ask
from nnlab.widgets._static import Picture, number

_NOTE = (
    "Make the logits larger until the naive formula breaks. In which order do float16, float32 and float64 "
    "give up? The stable formula is the same in mathematics, and keeps its digits."
)
_SHOWN = ("log_sum_exp", "softmax", "log_softmax", "binary_crossentropy_from_logits")
#: What the learner's values may be off in each precision: a few last digits, more where sums cancel.
_TOLERANCES = ((1e-2, 1e-2), (1e-4, 1e-6), (1e-8, 1e-10))
_TOPS = (5.0, 9.0, 17.0)


def float_breakdown(
    name: str | Callable[..., Any] = "log_sum_exp",
    function: Callable[..., Any] | None = None,
    *,
    size: float = 10.0,
) -> FloatBreakdown:
    """Show how many digits a naive and a stable formula get right as the logits grow, in three precisions.

    Parameters
    ----------
    name : str or callable
        The quantity: `log_sum_exp`, `softmax`, `log_softmax`, `binary_crossentropy_from_logits` or
        `sparse_categorical_crossentropy_from_logits`. Your own function tells it too, if it bears one of
        these names: ``float_breakdown(log_sum_exp)``.
    function : callable, optional
        Your own function, called as the lab calls it, ahead for every size, sign and precision. Its digits
        are drawn beside the others, and the first place where it breaks is named. Whatever it raises is shown
        as a message.
    size : float
        Size of the logits to begin with, from 1 to 1000; the nearest one of the drawn sizes is taken.

    Returns
    -------
    FloatBreakdown
        The widget. Its attributes `name`, `size` and `sign` hold what is on the screen.

    Raises
    ------
    TypeError
        If `name` or `function` is not what is said above, or `size` is no number.
    ValueError
        If there is no quantity of that name, or `size` is out of range.

    Examples
    --------
    >>> import nnlab
    >>> nnlab.widgets.float_breakdown("log_sum_exp", size=89)
    log_sum_exp of logits near 89: naive inf in float16, inf in float32, 89.4 in float64; stable 89.4 in each.
    """
    if callable(name):
        own = getattr(name, "__name__", "")
        if own not in FORMULAS or function is not None:
            rule = f"come first, one of {', '.join(FORMULAS)}, where the function's own name does not tell it"
            way_out = 'Try float_breakdown("softmax", my_softmax).'
            raise ValueError(complaint("float_breakdown", "name", rule, name, way_out))
        name, function = own, name
    if not isinstance(name, str) or name not in FORMULAS:
        error = ValueError if isinstance(name, str) else TypeError
        rule = f"be one of {', '.join(FORMULAS)}"
        raise error(complaint("float_breakdown", "name", rule, name, 'Try "softmax".'))
    check_function(function, "function", "float_breakdown")
    rule, way_out = "be a number from 1 to 1000", "Pass size=10."
    wanted = as_numbers(size, "size", "float_breakdown", rule, way_out)
    if wanted.shape != () or not 1 <= wanted <= 1000:
        raise ValueError(complaint("float_breakdown", "size", rule, size, way_out))
    return FloatBreakdown(name, float(SIZES[np.argmin(np.abs(SIZES - wanted))]), function)


class FloatBreakdown(Widget):
    """The widget that `float_breakdown` makes.

    Attributes
    ----------
    name : str
        The quantity on the screen.
    size : float
        Size of the logits on the screen, one of `sizes`.
    sign : int
        1 for large positive logits, -1 for large negative ones.
    sizes : list of float
        All sizes that there are.
    tables : dict
        For each quantity the `naive` and the `stable` formula's correct `digits` and first entries `shown`,
        [sign][precision][size].
    own : str
        The quantity that the learner's function computes; empty without one.
    """

    _esm = page_module("_axes.js", "_float_parts.js", "_float_breakdown.js")
    _css = page_style("_axes.css", "_float_breakdown.css")

    name = traitlets.Unicode().tag(sync=True)
    size = traitlets.Float().tag(sync=True)
    sign = traitlets.Enum(SIGNS, 1).tag(sync=True)
    sizes = traitlets.List(traitlets.Float(), SIZES.tolist()).tag(sync=True)
    tables = traitlets.Dict().tag(sync=True)
    own = traitlets.Unicode().tag(sync=True)

    def __init__(self, name: str, size: float, function: Callable[..., Any] | None = None) -> None:
        self._function = function
        names = [*_SHOWN, *({name} - set(_SHOWN))]
        tables = {each: {which: table(each, which) for which in ("naive", "stable")} for each in names}
        learner = "" if function is None else name_of(function, name)
        own = name if function is not None else ""
        super().__init__(name=name, size=size, tables=tables, own=own, note=_NOTE, learner=learner)
        if function is not None:
            self.answer = {"number": 0, **self._ask({})}

    @traitlets.validate("name", "size")
    def _only_what_is_drawn(self, proposal: dict[str, Any]) -> Any:
        trait, value = proposal["trait"].name, proposal["value"]
        allowed = self.sizes if trait == "size" else list(self.tables)
        if allowed and value not in allowed:
            raise traitlets.TraitError(complaint("float_breakdown", trait, f"be one of {allowed}", value, ""))
        return value

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        function, formula = self._function, FORMULAS[self.own or self.name]
        if function is None or question:  # the page has all answers from the beginning
            return {"state": "unwritten", "message": "", "values": None}
        # Sizes in the outermost loop: the first fault that is told is the one of the smallest logits.
        places = [(size, sign, k) for size in SIZES for sign in SIGNS for k in range(len(DTYPES))]
        inputs = [
            formula.arguments(logits(size, sign, DTYPES[k], formula.binary)) for size, sign, k in places
        ]
        rights = [exact(self.own or self.name, size, sign) for size, sign, _ in places]
        where = [f" for logits near {sign * size:g} in {DTYPES[k].__name__}" for size, sign, k in places]
        tolerances = [_TOLERANCES[k] for *_, k in places]

        def run(inputs: list[tuple[np.ndarray, ...]]) -> list[Any]:
            return [function(*each) for each in inputs]

        answer = ask(self.learner, run, (inputs,), rights, where, tolerances=tolerances, precision=17)
        values = answer["values"]
        if not values or len(values) < len(places):
            return {**answer, "values": None}
        tidy: dict[str, Any] = {key: [[[] for _ in DTYPES] for _ in SIGNS] for key in ("digits", "shown")}
        for (_, sign, k), got, right in zip(places, values, rights, strict=True):
            row = SIGNS.index(sign)
            value = np.array([float(v) for v in got]).reshape(right.shape)
            tidy["digits"][row][k].append(round(digits(value, right, DTYPES[k]), 1))
            tidy["shown"][row][k].append(first_entry(got))
        return {**answer, "values": tidy}

    def describe(self) -> str:
        """Say what both formulas give for the logits on the screen."""
        row, at = SIGNS.index(self.sign), self.sizes.index(self.size)
        said = {}
        for which in ("naive", "stable"):
            shown = [values[at] for values in self.tables[self.name][which]["shown"][row]]
            said[which] = [v if isinstance(v, str) else f"{v:.3g}" for v in shown]
        naive = ", ".join(f"{v} in {d.__name__}" for v, d in zip(said["naive"], DTYPES, strict=True))
        stable = ", ".join(f"{v} in {d.__name__}" for v, d in zip(said["stable"], DTYPES, strict=True))
        if len(set(said["stable"])) == 1:
            stable = f"{said['stable'][0]} in each"
        where = f"{self.name} of logits near {self.sign * self.size:g}"
        return f"{where}: naive {naive}; stable {stable}.{self._said()}"

    def picture(self) -> str:
        """Draw the digits of both formulas in the three precisions."""
        image = Picture(680, 330 if self.answer else 290, self.describe())
        image.text(20, 28, f"{self.name}: correct digits as the logits grow", size=16, weight=600)
        row, across = SIGNS.index(self.sign), np.log10(SIZES)
        ticks = [(np.log10(size), f"{self.sign * size:g}".replace("-", "−")) for size in (1, 10, 100, 1000)]
        for k, dtype in enumerate(DTYPES):
            chart = Chart(image, (40 + 218 * k, 84, 180, 150), (0.0, 3.0), (-0.4, _TOPS[k]))
            chart.frame(ticks, range(0, int(_TOPS[k]) + 1, (1, 2, 4)[k]), "logits near", dtype.__name__)
            tables = self.tables[self.name]
            chart.curve(across, tables["stable"]["digits"][row][k], PALETTE.blue)
            chart.curve(across, tables["naive"]["digits"][row][k], PALETTE.orange, stroke_dasharray="8 5")
            if self.answer.get("values") and self.own == self.name:
                own = np.minimum(self.answer["values"]["digits"][row][k], _TOPS[k] - 0.3)
                chart.yours(across, own)
            chart.plumb(float(np.log10(self.size)))
        image.text(20, 52, "blue: stable; orange, broken: naive", size=12, fill=PALETTE.muted)
        image.text(660, 52, f"logits near {number(self.sign * self.size, 1)}", size=12, anchor="end")
        image.message(20, 298, self.answer.get("message", ""))
        return image.svg()
