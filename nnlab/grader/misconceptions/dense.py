"""Wrong ways to compute a dense layer for one sample."""

import numpy as np

from nnlab.grader.misconceptions._compose import compose, singly
from nnlab.grader.misconceptions._layer import ACTIVATIONS, layer, no_activation, no_bias
from nnlab.grader.spec import Misconception

_COLUMNS, _FORMULA, _SHAPES = "concept-mistake", "concept-loop", "concept-stacking"


def _first_kept(x):
    """As a loop that returns after its first round leaves it."""
    return np.where(np.arange(np.shape(x)[-1]) == 0, x, 0.0)


def _last_kept(x):
    """As a loop leaves it whose last line stands below it, not inside."""
    return np.where(np.arange(np.shape(x)[-1]) == np.shape(x)[-1] - 1, x, 0.0)


def _first_dropped(x):
    """As a loop that begins at 1 leaves it."""
    return np.where(np.arange(np.shape(x)[-1]) == 0, 0.0, x)


def _last_dropped(x):
    """As a loop that ends one round too early leaves it."""
    return np.where(np.arange(np.shape(x)[-1]) == np.shape(x)[-1] - 1, 0.0, x)


#: What goes wrong most often, in pairs too; a batch has these faults as well.
OFTEN = (
    *((f"dense.{name}", {"activation": wrong}) for name, wrong in ACTIVATIONS.items()),
    ("dense.activation_on_input", {"inputs": lambda A, b, g: g(A), "activation": no_activation}),
    ("dense.no_bias", {"bias": no_bias}),
    ("dense.bias_subtracted", {"bias": lambda z, b, n: z - b}),
    ("dense.bias_in_product", {"weights": lambda W, b: W + b, "bias": no_bias}),
    ("dense.first_bias", {"bias": lambda z, b, n: z + b[0]}),
    ("dense.integer_output", {"finish": lambda a, A, W, b: a.astype(A.dtype)}),
)
#: What goes wrong by itself.
SELDOM = (
    ("dense.tanh_always", {"activation": lambda g, z, add: np.tanh(add(z))}),
    ("dense.negated_sum", {"activation": lambda g, z, add: g(-add(z))}),
    ("dense.bias_twice", {"bias": lambda z, b, n: z + 2 * b}),
    ("dense.bias_multiplied", {"bias": lambda z, b, n: z * b}),
    ("dense.bias_summed", {"bias": lambda z, b, n: z + np.sum(b)}),
    ("dense.last_bias", {"bias": lambda z, b, n: z + b[-1]}),
    ("dense.bias_for_each_input", {"bias": lambda z, b, n: z + n * b}),
    ("dense.bias_on_input", {"inputs": lambda A, b, g: A + b, "bias": no_bias}),
    ("dense.decision", {"finish": lambda a, *_: a >= 0.5}),
    ("dense.integer_output", {"finish": lambda a, A, W, b: a.astype(b.dtype)}),
    ("dense.integer_output", {"finish": lambda a, A, W, b: a.astype(W.dtype)}),
    ("dense.integer_output", {"finish": lambda a, A, W, b: a.astype(int)}),
    ("dense.integer_output", {"activation": lambda g, z, add: g(add(z).astype(int))}),
)

_OFTEN = (
    *OFTEN,
    ("dense.row_for_column", {"product": lambda a, W: W @ a}),
    ("dense.one_input_short", {"product": lambda a, W: a[:-1] @ W[:-1]}),
    ("dense.first_unit_only", {"finish": lambda a, *_: _first_kept(a)}),
)
_SELDOM = (
    *SELDOM,
    ("dense.first_input_left_out", {"product": lambda a, W: a[1:] @ W[1:]}),
    ("dense.last_product_only", {"product": lambda a, W: a[-1] * W[-1]}),
    ("dense.two_inputs", {"product": lambda a, W: a[0] * W[0] + a[1] * W[1]}),
    ("dense.mean_of_products", {"product": lambda a, W: a @ W / len(a)}),
    ("dense.not_summed", {"product": lambda a, W: a[:, np.newaxis] * W}),
    ("dense.not_summed", {"product": np.multiply}),
    ("dense.summed_over_units", {"product": lambda a, W: np.sum(a[:, np.newaxis] * W, axis=1)}),
    ("dense.sums_piled_up", {"product": lambda a, W: np.cumsum(a @ W)}),
    ("dense.sums_piled_up", {"activation": lambda g, z, add: g(np.cumsum(add(z)))}),
    (
        "dense.activation_on_products",
        {"product": lambda a, W: a[:, np.newaxis] * W, "activation": lambda g, z, add: add(g(z).sum(axis=0))},
    ),
    ("dense.first_unit_only", {"activation": lambda g, z, add: g(_first_kept(add(z)))}),
    ("dense.first_unit_only", {"finish": lambda a, *_: a[0]}),
    ("dense.first_unit_only", {"finish": lambda a, *_: a[:1]}),
    ("dense.first_unit_left_out", {"finish": lambda a, *_: a[1:]}),
    ("dense.first_unit_left_out", {"finish": lambda a, *_: _first_dropped(a)}),
    ("dense.first_unit_left_out", {"activation": lambda g, z, add: g(_first_dropped(add(z)))}),
    ("dense.last_unit_only", {"finish": lambda a, *_: a[-1]}),
    ("dense.last_unit_only", {"finish": lambda a, *_: _last_kept(a)}),
    ("dense.last_unit_only", {"activation": lambda g, z, add: g(_last_kept(add(z)))}),
    ("dense.one_unit_short", {"finish": lambda a, *_: a[:-1]}),
    ("dense.one_unit_short", {"finish": lambda a, *_: _last_dropped(a)}),
    ("dense.one_unit_short", {"activation": lambda g, z, add: g(_last_dropped(add(z)))}),
    ("dense.all_biases", {"activation": lambda g, z, add: g(add(z[:, np.newaxis]))}),
    ("dense.row_result", {"finish": lambda a, *_: np.reshape(a, (1, -1))}),
    ("dense.column_result", {"finish": lambda a, *_: np.reshape(a, (-1, 1))}),
    ("dense.summed_units", {"activation": lambda g, z, add: g(np.sum(add(z)))}),
    ("dense.summed_units", {"finish": lambda a, *_: np.sum(a)}),
)


def _unit_loop(units_of, unit, inside=False, like=None):
    """A layer as a loop over units, as the lecture writes it, with one part exchanged."""

    def dense(a_in, W, b, g):
        units = units_of(W)
        a_out = like(a_in) if like else np.zeros(units)
        for j in range(units):
            z = unit(a_in, W, b, j)
            a_out[j] = g(z) if inside else z
        return a_out if inside else g(a_out)

    return dense


def _units(W):
    return W.shape[1]


def _column(a_in, W, b, j):
    return np.dot(a_in, W[:, j]) + b[j]


def _row(a_in, W, b, j):
    return np.dot(W[j], a_in) + b[j]


def _row_or_nothing(a_in, W, b, j):
    return _row(a_in, W, b, j) if j < len(W) else 0.0


def _products(a_in, W, b, j):
    return a_in * W[:, j] + b[j]


def _whole_bias(a_in, W, b, j):
    return np.dot(a_in, W[:, j]) + b


def _global(W1, b1):
    """A layer of the notebook's own weights, whatever it is given."""
    W1, b1 = np.array(W1), np.array(b1)
    return (
        lambda a_in, W, b, g: g(np.dot(a_in, W1) + b1),
        _unit_loop(_units, lambda a_in, W, b, j: np.dot(a_in, W1[:, j]) + b1[j]),
        lambda a_in, W, b, g: g(np.dot(a_in, W1) + b),
    )


_GLOBALS = (
    *_global([[1, -3, 5], [2, 4, -6]], [-1, 1, 2]),
    *_global([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]], [0.1, 0.2, 0.3]),
)
_LOOPS = (
    ("dense.row_for_column", _COLUMNS, _units, _row),
    ("dense.row_for_column", _COLUMNS, _units, _row_or_nothing),
    ("dense.row_for_column", _COLUMNS, len, _row),
    ("dense.units_from_rows", _SHAPES, len, _column),
    ("dense.fixed_units", _SHAPES, lambda W: 2, _column),
    ("dense.fixed_units", _SHAPES, lambda W: 3, _column),
    ("dense.fixed_units", _SHAPES, lambda W: 4, _column),
    ("dense.whole_bias", _FORMULA, _units, _products),  # told apart from the next by nothing that comes back
    ("dense.whole_bias", _FORMULA, _units, _whole_bias),
)
_PLACES = {name: _FORMULA for name, _ in (*_OFTEN, *_SELDOM)} | {
    "dense.row_for_column": _COLUMNS,
    "dense.two_inputs": _SHAPES,
    "dense.row_result": _SHAPES,
    "dense.column_result": _SHAPES,
    "dense.summed_units": _SHAPES,
}


DENSE = (
    *(Misconception("dense.global_weights", wrong, _SHAPES) for wrong in _GLOBALS),
    *(
        Misconception(name, _unit_loop(units_of, unit, inside), place)
        for name, place, units_of, unit in _LOOPS
        for inside in (False, True)
    ),
    *(
        Misconception("dense.like_the_input", _unit_loop(_units, _column, inside, like), _SHAPES)
        for like in (np.zeros_like, lambda a_in: np.zeros(len(a_in)))
        for inside in (False, True)
    ),
    *singly(layer, _SELDOM, _PLACES),
    *compose(layer, _OFTEN, _PLACES),
)
