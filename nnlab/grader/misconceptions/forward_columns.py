"""Wrong ways to carry samples through a chain of layers when the samples are columns."""

import numpy as np

from nnlab.grader.misconceptions._compose import compose, singly
from nnlab.grader.misconceptions._layer import chain, no_bias
from nnlab.grader.misconceptions.sequential import OFTEN, SELDOM, all_layers
from nnlab.grader.spec import Misconception

_COLUMNS, _LAYERS = "concept-columns", "concept-layers"


def _columns(X, layers, *, product=lambda A, W: W @ A, **steps):
    return chain(X, layers, product=product, **steps)


_OFTEN = (
    *OFTEN,
    ("forward_columns.weights_transposed", {"product": lambda A, W: W.T @ A}),
    ("forward_columns.bias_row", {"bias": lambda z, b, n: z + np.ravel(b)}),
    ("forward_columns.rows_result", {"last": np.transpose}),
    ("forward_columns.first_sample_only", {"last": lambda a: a[:, :1]}),
)
_SELDOM = (
    *SELDOM,
    ("forward_columns.samples_as_rows", {"product": lambda A, W: A @ W}),
    ("forward_columns.samples_as_rows", {"product": lambda A, W: A @ W.T}),
    ("forward_columns.samples_as_rows", {"product": lambda A, W: W @ A.T}),
    ("forward_columns.elementwise", {"product": np.multiply}),
    ("forward_columns.bias_row", {"bias": lambda z, b, n: z + b.T}),
    ("forward_columns.bias_summed", {"bias": lambda z, b, n: z + np.sum(b)}),
    ("forward_columns.first_bias", {"bias": lambda z, b, n: z + b[0]}),
    ("forward_columns.bias_multiplied", {"bias": lambda z, b, n: z * b}),
    ("forward_columns.bias_in_product", {"weights": lambda W, b: W + b, "bias": no_bias}),
    ("forward_columns.first_sample_only", {"last": lambda a: a[:, 0]}),
    ("forward_columns.last_sample_only", {"last": lambda a: a[:, -1]}),
    ("forward_columns.last_sample_only", {"last": lambda a: a[:, -1:]}),
    ("forward_columns.one_sample_short", {"last": lambda a: a[:, :-1]}),
    ("forward_columns.mean_of_samples", {"last": lambda a: np.mean(a, axis=1)}),
    ("forward_columns.mean_of_samples", {"last": lambda a: np.mean(a, axis=1, keepdims=True)}),
    ("forward_columns.summed_samples", {"last": lambda a: np.sum(a, axis=1)}),
    ("forward_columns.summed_samples", {"last": lambda a: np.sum(a, axis=1, keepdims=True)}),
    ("forward_columns.flattened", {"last": np.ravel}),
    ("forward_columns.squeezed", {"last": np.squeeze}),
    ("forward_columns.first_unit", {"last": lambda a: a[0]}),
)


def _all_columns(X, layers):
    return all_layers(X, layers, _columns)


def _some_columns(m):
    return lambda X, layers: _columns(X[:, :m], layers)


#: What has to do with the way the samples stand is explained with it, the chain where it is met first.
_PLACES = {name: _LAYERS if name.startswith("sequential.") else _COLUMNS for name, _ in (*_OFTEN, *_SELDOM)}

FORWARD_COLUMNS = (
    Misconception("sequential.all_layers", _all_columns, _LAYERS),
    Misconception("sequential.all_layers", lambda X, layers: [X, *_all_columns(X, layers)], _LAYERS),
    Misconception("forward_columns.input_transposed", lambda X, layers: _columns(X.T, layers), _COLUMNS),
    Misconception("forward_columns.input_transposed", lambda X, layers: _columns(X.T, layers).T, _COLUMNS),
    Misconception("forward_columns.first_row_only", lambda X, layers: _columns(X[0], layers), _COLUMNS),
    *(Misconception("forward_columns.hardcoded_m", _some_columns(m), _COLUMNS) for m in (2, 3, 4, 5)),
    *singly(_columns, _SELDOM, _PLACES),
    *compose(_columns, _OFTEN, _PLACES),
)
