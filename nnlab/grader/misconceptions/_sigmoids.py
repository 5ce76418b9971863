"""Ways to write the sigmoid, right and wrong, for the functions that contain one."""

import math
from functools import partial

import numpy as np

from nnlab.activations import sigmoid
from nnlab.grader.misconceptions._elementwise import into_zeros_like
from nnlab.grader.spec import Misconception


def textbook(z):
    return 1 / (1 + np.exp(-z))


def ratio(z):
    """The same on paper; inf/inf for large numbers."""
    return np.exp(z) / (1 + np.exp(z))


def by_math(z):
    return 1 / (1 + np.vectorize(math.exp)(-z))


#: The sigmoid as learners write it or take it from nnlab, which makes float32 of whole numbers; and the fault
#: that the way has by itself.
SIGMOIDS = ((sigmoid, ""), (textbook, ""), (ratio, "overflow"), (by_math, "math_overflow"))


def on_every_sigmoid(family, formulas):
    """Each formula, as ``formula(z, sigmoid)``, on each way to write the sigmoid, stored in both ways."""
    return tuple(
        Misconception(name, store(partial(formula, sigmoid=way)), also=f"{family}.{fault}" if fault else "")
        for name, formula in formulas
        for way, own in SIGMOIDS
        for store, fault in ((lambda f: f, own), (into_zeros_like, "integer_output"))
    )


def robustness(family, formula):
    """The right formula on each sigmoid that breaks at the extremes, and in an array of the input's dtype."""
    on = {fault: partial(formula, sigmoid=way) for way, fault in SIGMOIDS}
    return (
        Misconception(f"{family}.overflow", on["overflow"]),
        Misconception(f"{family}.math_overflow", on["math_overflow"]),
        Misconception(f"{family}.integer_output", into_zeros_like(on[""])),
        Misconception(f"{family}.integer_output", into_zeros_like(on["overflow"]), also=f"{family}.overflow"),
        Misconception(
            f"{family}.integer_output", into_zeros_like(on["math_overflow"]), also=f"{family}.math_overflow"
        ),
    )


def one_sigmoid(v):
    return 1 / (1 + math.exp(-v))
