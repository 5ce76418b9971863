"""Wrong ways to compute a dense layer for a batch of samples."""

import numpy as np

from nnlab.grader.misconceptions._compose import compose, singly
from nnlab.grader.misconceptions._layer import layer
from nnlab.grader.misconceptions.dense import OFTEN, SELDOM
from nnlab.grader.spec import Misconception

_BATCH, _BIAS, _WHOLE_ROWS = "concept-batch", "concept-broadcasting", "concept-whole-rows"


def _on_numbers(g, z, add):
    """As two loops call g: with one number at a time."""
    z = add(z)
    return np.array([[g(number) for number in row] for row in z])


def _on_everything(g, z, add):
    """As with a batch that was flattened on the way."""
    z = add(z)
    return g(z.ravel()).reshape(z.shape)


def _first_kept(a, *_):
    return np.where(np.arange(len(a))[:, np.newaxis] == 0, a, 0.0)


def _last_dropped(a, *_):
    return np.where(np.arange(len(a))[:, np.newaxis] == len(a) - 1, 0.0, a)


#: How g can be called so that softmax goes wrong; a chain of layers has these faults too.
ACTIVATIONS_OF_A_BATCH = (
    ("dense_batch.activation_on_numbers", {"activation": _on_numbers}),
    ("dense_batch.activation_on_columns", {"activation": lambda g, z, add: g(add(z).T).T}),
    ("dense_batch.activation_on_everything", {"activation": _on_everything}),
)

_OFTEN = (
    *OFTEN,
    *ACTIVATIONS_OF_A_BATCH,
    ("dense.one_input_short", {"product": lambda A, W: A[:, :-1] @ W[:-1]}),
    ("dense_batch.weights_transposed", {"product": lambda A, W: A @ W.T}),
    ("dense_batch.bias_column", {"bias": lambda z, b, n: z + np.reshape(b, (-1, 1))}),
    ("dense_batch.first_sample_only", {"finish": lambda a, *_: a[:1]}),
)
_SELDOM = (
    *SELDOM,
    ("dense.first_input_left_out", {"product": lambda A, W: A[:, 1:] @ W[1:]}),
    ("dense.last_product_only", {"product": lambda A, W: A[:, -1:] @ W[-1:]}),
    ("dense.mean_of_products", {"product": lambda A, W: A @ W / A.shape[1]}),
    ("dense.first_unit_only", {"finish": lambda a, *_: a[:, 0]}),
    ("dense.first_unit_only", {"finish": lambda a, *_: a[:, :1]}),
    ("dense_batch.samples_summed_first", {"inputs": lambda A, b, g: np.sum(A, axis=0)}),
    ("dense_batch.mean_sample", {"inputs": lambda A, b, g: np.mean(A, axis=0)}),
    ("dense_batch.weights_first", {"product": lambda A, W: W @ A}),
    ("dense_batch.weights_first", {"product": lambda A, W: W.T @ A}),
    ("dense_batch.elementwise", {"product": np.multiply}),
    ("dense_batch.samples_piled_up", {"product": lambda A, W: np.cumsum(A @ W, axis=0)}),
    ("dense_batch.first_sample_only", {"finish": lambda a, *_: a[0]}),
    ("dense_batch.first_sample_only", {"finish": _first_kept}),
    ("dense_batch.first_sample_only", {"activation": lambda g, z, add: g(_first_kept(add(z)))}),
    ("dense_batch.last_sample_only", {"finish": lambda a, *_: a[-1]}),
    ("dense_batch.last_sample_only", {"finish": lambda a, *_: a[-1:]}),
    ("dense_batch.one_sample_short", {"finish": _last_dropped}),
    ("dense_batch.one_sample_short", {"finish": lambda a, *_: a[:-1]}),
    ("dense_batch.summed_samples", {"finish": lambda a, *_: np.sum(a, axis=0)}),
    ("dense_batch.mean_of_samples", {"finish": lambda a, *_: np.mean(a, axis=0)}),
    ("dense_batch.columns_result", {"finish": lambda a, *_: a.T}),
    ("dense_batch.columns_result", {"activation": lambda g, z, add: g(add(z).T)}),
    ("dense_batch.flattened", {"finish": lambda a, *_: np.ravel(a)}),
    ("dense_batch.squeezed", {"finish": lambda a, *_: np.squeeze(a)}),
)


def _rows(samples, units, inside=False):
    """A loop over samples and one over units, with their numbers taken from somewhere."""

    def dense_batch(A_in, W, b, g):
        m, n = samples(A_in), units(W)
        out = np.zeros((m, n))
        for i in range(m):
            for j in range(n):
                z = np.dot(A_in[i], W[:, j]) + b[j]
                out[i, j] = g(z) if inside else z
        return out if inside else g(out)

    return dense_batch


def _bias_by_sample(A_in, W, b, g):
    """The bias with the index of the sample."""
    out = np.zeros((len(A_in), W.shape[1]))
    for i in range(len(A_in)):
        for j in range(W.shape[1]):
            out[i, j] = A_in[i] @ W[:, j] + b[i]
    return g(out)


def _sample_rows(samples):
    """A loop over samples, each with all its units at once."""

    def dense_batch(A_in, W, b, g):
        out = np.zeros((samples(A_in), W.shape[1]))
        for i in range(samples(A_in)):
            out[i] = A_in[i] @ W + b
        return g(out)

    return dense_batch


def _like_the_input(A_in, W, b, g):
    """A row of results for each sample, in an array made like A_in."""
    out = np.zeros_like(A_in)
    for i in range(len(A_in)):
        out[i] = g(A_in[i] @ W + b)
    return out


def _sums_like_the_input(A_in, W, b, g):
    out = np.zeros(A_in.shape)
    for i in range(A_in.shape[0]):
        for j in range(W.shape[1]):
            out[i, j] = np.dot(A_in[i], W[:, j]) + b[j]
    return g(out)


def _one_sample(A_in, W, b, g):
    """`dense` of lab 02, which takes one sample: a row of A_in meets a_out[j]."""
    a_out = np.zeros(W.shape[1])
    for j in range(W.shape[1]):
        a_out[j] = g(np.dot(A_in, W[:, j]) + b[j])
    return a_out


def _one_sample_sums(A_in, W, b, g):
    z = np.zeros(W.shape[1])
    for j in range(W.shape[1]):
        z[j] = np.dot(A_in, W[:, j]) + b[j]
    return g(z)


def _width(W):
    return W.shape[1]


def _loops():
    for m in (2, 3, 4, 5):
        yield "dense_batch.hardcoded_m", _sample_rows(lambda A, m=m: m)
        yield "dense_batch.hardcoded_m", _rows(lambda A, m=m: m, _width)
        yield "dense_batch.hardcoded_m", lambda A, W, b, g, m=m: g(A[:m] @ W + b)
    yield "dense_batch.bias_column", _bias_by_sample
    yield "dense_batch.samples_from_columns", _sample_rows(lambda A: A.shape[1])
    yield "dense_batch.samples_from_columns", _rows(lambda A: A.shape[1], _width)
    for units in (2, 3, 4):
        yield "dense.fixed_units", _rows(len, lambda W, units=units: units)
    yield "dense.units_from_rows", _rows(len, len)
    yield "dense.like_the_input", _like_the_input
    yield "dense.like_the_input", _sums_like_the_input
    yield "dense_batch.one_sample_code", _one_sample
    yield "dense_batch.one_sample_code", _one_sample_sums


#: Where lab 03 explains what goes wrong in a chain of layers as well.
PLACES_OF_A_BATCH = {name: _WHOLE_ROWS for name, _ in ACTIVATIONS_OF_A_BATCH}
PLACES_OF_A_BATCH["dense_batch.bias_column"] = _BIAS

_PLACES = {name: _BIAS if "bias" in switches else _BATCH for name, switches in (*_OFTEN, *_SELDOM)}
_PLACES |= PLACES_OF_A_BATCH

DENSE_BATCH = (
    *(Misconception(name, function, _BATCH) for name, function in _loops()),
    *singly(layer, _SELDOM, _PLACES),
    *compose(layer, _OFTEN, _PLACES),
)
