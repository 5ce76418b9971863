# ruff: noqa: E501 - one item a line reads best
"""Labs 08 and 09: slips of the keyboard and of the eye, as beginners type them."""

_LSE = {
    "shift_when_large": [
        """
def log_sum_exp(z):
    if np.max(z) > 700:
        c = np.max(z, axis=-1, keepdims=True)
        return c[..., 0] + np.log(np.sum(np.exp(z - c), axis=-1))
    return np.log(np.sum(np.exp(z), axis=-1))
""",
    ],
    "first_row_shift": [
        """
def log_sum_exp(z):
    c = np.max(z, axis=-1, keepdims=True)
    return c[0] + np.log(np.sum(np.exp(z - c), axis=-1))
""",
    ],
    "no_exp": ["lambda z: np.max(z, -1) + np.log(np.sum(z - np.max(z, -1, keepdims=True), axis=-1))"],
    "integer_output": [
        """
def log_sum_exp(z):
    if z.ndim == 1:
        return z.max() + np.log(np.exp(z - z.max()).sum())
    out = np.zeros_like(z[:, 0])
    for i in range(len(z)):
        out[i] = z[i].max() + np.log(np.exp(z[i] - z[i].max()).sum())
    return out
""",
    ],
}

_LOG_SOFTMAX = {
    "batch_only": [
        "lambda z: z - np.logaddexp.reduce(z, axis=-1)[:, None]",
        "lambda z: z - (np.max(z, axis=-1) + np.log(np.sum(np.exp(z - np.max(z, axis=-1, keepdims=True)), axis=-1)))[:, np.newaxis]",
    ],
}

_SPARSE = {
    "lse_only": ["lambda y, z: np.mean(np.logaddexp.reduce(z, axis=-1))"],
    "first_sample": [
        """
def sparse_categorical_crossentropy_from_logits(y_true, logits):
    total = 0
    for i in range(len(y_true)):
        total += np.logaddexp.reduce(logits[i]) - logits[i, int(y_true[i])]
        return total / len(y_true)
""",
        """
def sparse_categorical_crossentropy_from_logits(y_true, logits):
    total = 0
    labels = np.ravel(y_true).astype(int)
    for i in range(len(labels)):
        row = logits[i] - np.max(logits[i])
        total += np.log(np.sum(np.exp(row))) - row[labels[i]]
        return total / len(labels)
""",
    ],
}


def _binary(loss, flat="y, z = np.ravel(y_true).astype(float), np.ravel(logits).astype(float)"):
    return f"\ndef binary_crossentropy_from_logits(y_true, logits):\n    {flat}\n    return np.mean({loss})\n"


_TAIL = "np.log1p(np.exp(-np.abs(z)))"
_BINARY = {
    "largest_for_each": [_binary(f"np.max(z, 0) - y * z + {_TAIL}")],
    "min_for_max": [_binary(f"np.minimum(z, 0) - y * z + {_TAIL}")],
    "one_added_twice": [
        _binary("np.maximum(z, 0) - y * z + np.log1p(1 + np.exp(-np.abs(z)))"),
        _binary("np.log1p(1 + np.exp(z)) - y * z"),
    ],
    "unsigned_labels": [
        _binary(f"np.maximum(z, 0) + (-y) * z + {_TAIL}", "y, z = np.ravel(y_true), np.ravel(logits)"),
    ],
    "first_entry": [
        """
def binary_crossentropy_from_logits(y_true, logits):
    y, z = np.ravel(y_true).astype(float), np.ravel(logits).astype(float)
    total = 0
    for i in range(len(y)):
        total += np.maximum(z[i], 0) - y[i] * z[i] + np.log1p(np.exp(-np.abs(z[i])))
        return total / len(y)
""",
    ],
}

_NUMERICAL = {
    "vectors_only": [
        """
def numerical_gradient(f, x):
    x = np.array(x, dtype=float)
    g = np.zeros(len(x))
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = 1e-5
        g[i] = (f(x + e) - f(x - e)) / 2e-5
    return g
""",
    ],
    "not_restored": [
        """
def numerical_gradient(f, x):
    g = np.zeros(x.shape)
    h = 1e-5
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        up = f(x)
        x[i] = old - h
        g[i] = (up - f(x)) / (2 * h)
    return g
""",
    ],
}

_DENSE = {
    "axis_lost": ["lambda dZ, A, W: (np.squeeze(dZ @ W.T), np.squeeze(A.T @ dZ), dZ.sum(axis=0))"],
    "dA_elementwise": ["lambda dZ, A, W: (dZ * W.T, A.T * dZ, dZ.sum(axis=0))"],
    "integer_output": [
        """
def dense_backward(dZ, A_in, W):
    dW = np.zeros_like(W)
    db = np.zeros_like(W[0])
    for i in range(len(dZ)):
        for j in range(W.shape[1]):
            db[j] += dZ[i, j]
            for k in range(W.shape[0]):
                dW[k, j] += A_in[i, k] * dZ[i, j]
    return dZ @ W.T, dW, db
""",
    ],
}


def _activation(sigmoid="dA * s * (1 - s)", tanh="dA * (1 - np.tanh(Z) ** 2)", linear="dA"):
    return f"""
def activation_backward(dA, Z, name):
    if name == "sigmoid":
        s = 1 / (1 + np.exp(-Z))
        return {sigmoid}
    if name == "tanh":
        return {tanh}
    if name == "relu":
        return dA * (Z > 0)
    return {linear}
"""


_ACTIVATION = {
    "matrix_product": [
        _activation(sigmoid="dA @ s * (1 - s)"),
        _activation(tanh="dA @ (1 - np.tanh(Z) ** 2)"),
    ],
    "sigmoid_precedence": [_activation(sigmoid="dA * s * 1 - s")],
    "tanh_precedence": [_activation(tanh="dA * 1 - np.tanh(Z) ** 2")],
    "linear_sums": [_activation(linear="Z")],
    "exchanged": [_activation().replace("(dA, Z, name)", "(Z, dA, name)")],
}

_SOFTMAX = {
    "one_undivided": [
        """
def softmax_crossentropy_backward(logits, y_true):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True) / len(logits)
    p[np.arange(len(p)), y_true] -= 1
    return p
""",
    ],
    "loss_returned": [
        "lambda z, y: -np.mean((z - np.logaddexp.reduce(z, axis=1)[:, None])[np.arange(len(y)), y])"
    ],
}


def _network(error="(P - Y) / len(X)", first="", bracket="X.T @ (D @ V.T * S * (1 - S))", back="dW, dV"):
    return f"""
def two_layer_gradients(X, Y, W, V):
    {first}
    S = 1 / (1 + np.exp(-(X @ W)))
    e = np.exp(S @ V - np.max(S @ V, axis=1, keepdims=True))
    P = e / e.sum(axis=1, keepdims=True)
    D = {error}
    dV = S.T @ D
    dW = {bracket}
    return {back}
"""


_TWO_LAYER = {
    "brackets_missing": [_network(bracket="X.T @ D @ V.T * S * (1 - S)")],
    "product_for_slope": [_network(bracket="X.T @ (D @ V.T * S @ (1 - S))")],
    "over_inputs": [_network(error="(P - Y) / X.shape[1]")],
    "ones_again": [_network(first="X = np.hstack([np.ones((len(X), 1)), X])")],
    "labels_subtracted": [_network(error="(P - np.argmax(Y, axis=1)) / len(X)")],
    "updated_weights": [_network(back="W - 0.1 * dW, V - 0.1 * dV")],
    "updated_on_the_way": [_network(bracket="X.T @ (D @ (V - 0.1 * dV).T * S * (1 - S))")],
}


def _under(exercise, faults):
    family = exercise.partition(".")[2]
    return {exercise: {f"{family}.{fault}": sources for fault, sources in faults.items()}}


NAMED = (
    _under("08.log_sum_exp", _LSE)
    | _under("08.log_softmax", _LOG_SOFTMAX)
    | _under("08.sparse_categorical_crossentropy_from_logits", _SPARSE)
    | _under("08.binary_crossentropy_from_logits", _BINARY)
    | _under("09.numerical_gradient", _NUMERICAL)
    | _under("09.dense_backward", _DENSE)
    | _under("09.activation_backward", _ACTIVATION)
    | _under("09.softmax_crossentropy_backward", _SOFTMAX)
    | _under("09.two_layer_gradients", _TWO_LAYER)
)
