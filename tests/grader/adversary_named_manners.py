# ruff: noqa: E501 - one item a line reads best
"""Labs 08 to 13: faults in the company in which people commit them, each to be named."""

_LOSS_OF_LABELS = """
def sparse_categorical_crossentropy_from_logits(labels, scores):
    {shift}
    e = np.exp(scores)
    p = e / e.sum(axis=1, keepdims=True)
    {finish}
"""
_ROW_SHIFT = "scores = scores - scores.max(axis=1, keepdims=True)"

_SPARSE = {
    "no_max_shift": [
        _LOSS_OF_LABELS.format(shift="", finish="return -np.log(p[np.arange(len(p)), labels]).mean()"),
        "lambda y, z: np.mean(np.log(np.sum(np.exp(z), axis=1)) - z[range(len(z)), y])",
        """
def sparse_categorical_crossentropy_from_logits(y, z):
    losses = []
    for label, row in zip(np.ravel(y), z):
        exps = [math.exp(v) for v in row]
        losses.append(-math.log(exps[int(label)] / sum(exps)))
    return sum(losses) / len(losses)
""",
    ],
    "clipped": [
        _LOSS_OF_LABELS.format(
            shift=_ROW_SHIFT,
            finish="hot = np.zeros_like(p); hot[np.arange(len(p)), labels] = 1; return -np.sum(hot * np.log(p + 1e-9)) / len(p)",
        ),
        _LOSS_OF_LABELS.format(
            shift=_ROW_SHIFT,
            finish="labels = labels.argmax(axis=1) if labels.size == p.size else labels; return -np.sum(np.log(p[np.arange(len(p)), labels] + 1e-7)) / p.shape[0]",
        ),
    ],
    "per_example": ["lambda y, z: -z[np.arange(len(z)), y] + np.log(np.sum(np.exp(z), axis=-1))"],
}

_BINARY = {
    "divided_by_rows": [
        "lambda y, z: np.mean(np.sum(np.logaddexp(0, z) - np.reshape(y, np.shape(z)) * z, axis=-1))"
    ],
    "per_example": ["lambda y, z: np.logaddexp(0, z) - np.reshape(y, np.shape(z)) * z"],
    "clipped_sigmoid": [
        """
def binary_crossentropy_from_logits(y, z):
    p = 1 / (1 + np.exp(-z))
    return (-y * np.log(p + 1e-9) - (1 - y) * np.log(1 - p + 1e-9)).mean()
"""
    ],
}

_NUMERICAL = {
    "one_axis": [
        """
def numerical_gradient(f, x):
    slopes = np.zeros_like(x)
    for k in range(x.size):
        kept = x[k]
        x[k] = float(kept) + 1e-4
        above = f(x)
        x[k] = kept - 1e-4
        slopes[k] = (above - f(x)) / 2e-4
        x[k] = kept
    return slopes
""",
    ],
    "rows_at_once": [
        """
def numerical_gradient(f, x):
    slopes = []
    for k in range(len(x)):
        right, left = np.array(x, float), np.array(x, float)
        right[k] += 1e-6
        left[k] -= 1e-6
        slopes.append((f(right) - f(left)) / 2e-6)
    return slopes
"""
    ],
    "forward": [
        """
def numerical_gradient(f, x):
    start, slopes = f(x), np.zeros(x.shape)
    for k in np.ndindex(x.shape):
        x[k] += 1e-5
        slopes[k] = (f(x) - start) / 1e-5
        x[k] -= 1e-5
    return slopes
""",
        """
def numerical_gradient(f, x):
    x = np.array(x, float)
    step, slopes = np.zeros(x.shape), np.zeros(x.shape)
    for k in np.ndindex(x.shape):
        step[k] = 2e-5
        slopes[k] = (f(x + step) - f(x)) / 2e-5
        step[k] = 0
    return slopes
""",
    ],
    "steps_pile_up": [
        """
def numerical_gradient(f, x):
    x = np.array(x, float)
    step, slopes = np.zeros(x.shape), np.zeros(x.shape)
    for k in np.ndindex(x.shape):
        step[k] = 1e-5
        slopes[k] = (f(x + step) - f(x - step)) / 2e-5
    return slopes
"""
    ],
}

_DENSE = {
    "over_m": [
        "lambda dZ, A, W: (dZ @ W.T, A.T @ dZ / A.shape[0], dZ.sum(axis=0, keepdims=True) / A.shape[0])"
    ],
    "over_features": [
        "lambda dZ, A, W: (dZ @ W.T, A.T @ dZ / A.shape[1], dZ.sum(axis=0) / A.shape[1])",
        "lambda dZ, A, W: (np.dot(dZ, W.T), np.dot(A.T, dZ) * (1 / A.shape[1]), np.sum(dZ, axis=0, keepdims=True) / A.shape[1])",
    ],
    "columns": [
        """
def dense_backward(dZ, A, W):
    n = A.shape[1]
    weights = np.dot(dZ, A.T) / n
    offsets = np.sum(dZ, axis=1, keepdims=True) / n
    return np.dot(W.T, dZ), weights, offsets
""",
        "lambda dZ, A, W: (W.T @ dZ, dZ @ A.T, dZ.sum(axis=1, keepdims=True))",
    ],
}

_ACTIVATION = """
def activation_backward(dA, Z, name):
    s = 1 / (1 + np.exp(-Z))
    if name == "sigmoid":
        return {sigmoid}
    if name == "tanh":
        return {tanh}
    if name == "relu":
        return dA * (Z > 0)
    return dA
"""


def _activation(sigmoid="dA * s * (1 - s)", tanh="dA * (1 - np.tanh(Z) ** 2)"):
    return [_ACTIVATION.format(sigmoid=sigmoid, tanh=tanh)]


_ACTIVATIONS = {
    "sigmoid_slope_only": _activation(sigmoid="s * (1 - s)"),
    "tanh_slope_only": _activation(tanh="1 - np.tanh(Z) ** 2"),
    "slope_only": _activation(sigmoid="s * (1 - s)", tanh="1 - np.tanh(Z) ** 2"),
    "sigmoid_missing": [_activation()[0].replace('"sigmoid"', '"logistic"')],
    "tanh_missing": [_activation()[0].replace('"tanh"', '"hyperbolic"')],
}

_ADAM = """
def adam_step(w, grad, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    {moments}
    step = learning_rate * (m / (1 - beta_1**t)) / (np.sqrt(v / (1 - beta_2**t)) + epsilon)
    return w - step, m, v
"""
_ADAM_FAULTS = {
    "one_beta": [
        _ADAM.format(
            moments="beta_2 = beta_1; m = beta_1 * m + (1 - beta_1) * grad; v = beta_2 * v + (1 - beta_2) * grad**2"
        )
    ],
    "hardcoded_betas": [
        _ADAM.format(
            moments="beta_1, beta_2, epsilon = 0.9, 0.999, 1e-8; m = 0.9 * m + (1 - 0.9) * grad; v = 0.999 * v + (1 - 0.999) * grad**2"
        )
    ],
    "old_moments": [
        """
def adam_step(w, grad, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    w = w - learning_rate * m / (1 - beta_1**t) / (np.sqrt(v / (1 - beta_2**t)) + epsilon)
    return w, beta_1 * m + (1 - beta_1) * grad, beta_2 * v + (1 - beta_2) * grad**2
"""
    ],
    "rmsprop": [
        """
def adam_step(w, grad, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    v = beta_2 * v + (1 - beta_2) * grad * grad
    return w - learning_rate * grad / (np.sqrt(v) + epsilon), m, v
"""
    ],
}

_MOMENTUM = {
    "opposite_sign": [
        """
def momentum_step(w, grad, velocity, learning_rate, momentum):
    velocity[:] = momentum * velocity + learning_rate * grad
    w[:] -= velocity
    return w, velocity
"""
    ],
    "learning_rate_outside": [
        """
def momentum_step(w, grad, velocity, learning_rate, momentum):
    velocity[:] = momentum * velocity + grad
    w -= learning_rate * velocity
    return w, velocity
"""
    ],
    "returned_with_other_sign": [
        """
def momentum_step(w, grad, velocity, learning_rate, momentum):
    down = learning_rate * grad - momentum * velocity
    return w - down, down
"""
    ],
}

_DESCENT = {
    "precedence": ["lambda w, g, rate: (w - rate) * g"],
    "weight_decay": ["lambda w, g, rate: w - rate * (g + 0.01 * w)"],
    "over_length": [
        """
def gradient_descent_step(w, grad, learning_rate):
    w -= learning_rate / len(w) * grad
    return w
"""
    ],
}

_ONE_HOT = {
    "counted_from_one": ["lambda y, n: np.identity(n)[np.squeeze(y).astype(np.uint8) - 1]"],
    "labels_renumbered": [
        "lambda y, n: np.eye(n)[np.asarray(y).astype(int) - int(np.min(y))]",
        "lambda y, n: (np.unique(y) == np.reshape(y, (-1, 1))).astype(float)",
    ],
    "one_row": ["\ndef one_hot(y, n):\n    row = np.zeros(n)\n    row[y.astype(int)] = 1\n    return row\n"],
    "one_class_too_many": ["lambda y, n: np.eye(n + 1)[np.asarray(y).astype(int)]"],
    "fixed_width": ["lambda y, n: np.eye(10)[np.asarray(y).astype(int)]"],
}

_ACCURACY = {
    "recall": ["lambda a, b: np.sum(np.ravel(a) * np.ravel(b) == 1) / np.sum(np.ravel(a) == 1)"],
    "two_classes_only": [
        """
def accuracy(y_true, y_pred):
    table = np.zeros((2, 2))
    for a, b in zip(np.ravel(y_true), np.ravel(y_pred)):
        if a in (0, 1) and a == b:
            table[int(a), int(b)] += 1
    return np.trace(table) / len(y_true)
"""
    ],
    "rounded": ["lambda a, b: round(np.sum(a == b) / len(a), 3)"],
}

_MINIBATCHES = """
def minibatches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    X, y = X[order], y[order]
    whole = len(X) // batch_size
    {body}
"""
_BATCHES = {
    "last_batch_twice": [
        _MINIBATCHES.format(
            body="""for k in range(0, len(X), batch_size):
        yield X[k : k + batch_size], y[k : k + batch_size]
    if len(X) % batch_size:
        yield X[whole * batch_size :], y[whole * batch_size :]"""
        )
    ],
    "end_left_out": [
        _MINIBATCHES.format(
            body="""for k in range(whole):
        yield X[k * batch_size : (k + 1) * batch_size], y[k * batch_size : (k + 1) * batch_size]
    if len(X) % batch_size:
        yield X[whole * batch_size : -1], y[whole * batch_size : -1]"""
        )
    ],
    "equal_parts": [
        _MINIBATCHES.format(
            body="return list(zip(np.array_split(X, whole + 1), np.array_split(y, whole + 1)))"
        )
    ],
    "labels_as_column": [
        _MINIBATCHES.format(
            body="""both = np.column_stack([X, y])
    for k in range(0, len(X), batch_size):
        yield both[k : k + batch_size, :-1], both[k : k + batch_size, -1:]"""
        )
    ],
    "last_batch_only": [
        _MINIBATCHES.format(
            body="""for k in range(0, len(X), batch_size):
        part = slice(k, k + batch_size)
    yield X[part], y[part]"""
        )
    ],
}

_MULTILABEL = {
    "sum_over_labels": [
        "lambda y, z: np.mean(np.sum(np.logaddexp(0, z) - np.reshape(y, np.shape(z)) * z, axis=-1))",
        """
def multilabel_loss(y, z):
    p = 1 / (1 + np.exp(-z))
    return np.mean(np.sum(-y * np.log(p + 1e-6) - (1 - y) * np.log(1 - p + 1e-6), axis=1))
""",
    ],
    "per_label": ["lambda y, z: np.mean(np.logaddexp(0, z) - np.reshape(y, np.shape(z)) * z, axis=0)"],
    "softmax": [
        """
def multilabel_loss(y, z):
    z = z - np.max(z, axis=-1, keepdims=True)
    return -np.mean(np.sum(y * (z - np.log(np.exp(z).sum(axis=-1, keepdims=True))), axis=-1))
""",
        """
def multilabel_loss(y, z):
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return -np.sum(y * np.log(e / e.sum(axis=-1, keepdims=True) + 1e-7)) / y.shape[0]
""",
    ],
    "log2": [
        "lambda y, z: np.mean(np.logaddexp2(0, np.ravel(z) / np.log(2)) - np.ravel(y) * np.ravel(z) / np.log(2))"
    ],
}

_TRAIN = """
def train_epoch(X, Y, W, V, learning_rate):
    for x, y in zip(X, Y):
        s = 1 / (1 + np.exp(-x @ W))
        e = np.exp(s @ V)
        {error}
        back = V @ d * s * (1 - s)
        V = V - learning_rate * np.outer(s, d)
        W = W - learning_rate * np.outer(x, back)
    return W, V
"""


def _all(**tables):
    functions = {
        "08": ("sparse_categorical_crossentropy_from_logits", "binary_crossentropy_from_logits"),
        "09": ("numerical_gradient", "dense_backward", "activation_backward"),
        "10": ("adam_step", "momentum_step", "gradient_descent_step"),
        "11": ("one_hot", "accuracy", "minibatches", "train_epoch", "early_stopping_epoch"),
        "12": ("multilabel_loss",),
        "13": ("max_pool2d", "conv1d"),
    }
    return {
        f"{lab}.{function}": {f"{function}.{name}": sources for name, sources in tables[function].items()}
        for lab, names in functions.items()
        for function in names
    }


NAMED = _all(
    sparse_categorical_crossentropy_from_logits=_SPARSE,
    binary_crossentropy_from_logits=_BINARY,
    numerical_gradient=_NUMERICAL,
    dense_backward=_DENSE,
    activation_backward=_ACTIVATIONS,
    adam_step=_ADAM_FAULTS,
    momentum_step=_MOMENTUM,
    gradient_descent_step=_DESCENT,
    one_hot=_ONE_HOT,
    accuracy=_ACCURACY,
    minibatches=_BATCHES,
    train_epoch={
        "over_classes": [_TRAIN.format(error="d = (e / e.sum() - y) / len(y)")],
        "squared_error": [_TRAIN.format(error="o = 1 / (1 + 1 / e); d = (o - y) * o * (1 - o)")],
    },
    early_stopping_epoch={
        "stop_after_stop": [
            """
def early_stopping_epoch(losses, patience):
    best, waited = 0, 0
    for now, loss in enumerate(losses):
        if waited >= patience:
            return now, best
        better = now == 0 or loss < losses[best]
        best, waited = (now, 0) if better else (best, waited + 1)
    return len(losses) - 1, best
"""
        ],
    },
    multilabel_loss=_MULTILABEL,
    max_pool2d={
        "windows_beyond": [
            """
def max_pool2d(x, size):
    out = np.full((len(x) // size, x.shape[1] // size, x.shape[2]), -np.inf)
    for i in range(0, len(x), size):
        for j in range(0, x.shape[1], size):
            for c in range(x.shape[2]):
                out[i // size, j // size, c] = x[i : i + size, j : j + size, c].max()
    return out
"""
        ],
        "flattened": [
            "lambda x, n: np.array([x[i * n : i * n + n, j * n : j * n + n, c].max() for i in range(len(x) // n) for j in range(x.shape[1] // n) for c in range(x.shape[2])])"
        ],
    },
    conv1d={
        "first_filter": [
            "lambda x, k, b, stride=1: np.array([np.sum(x[i : i + len(k)] * k[..., 0]) + b[0] for i in range(0, len(x) - len(k) + 1, stride)])"
        ]
    },
)

RIGHT = {
    "11.train_epoch": {"softmax as the lecture writes it": _TRAIN.format(error="d = e / e.sum() - y")},
    "09.numerical_gradient": {
        "a matrix of steps": """
def numerical_gradient(f, x):
    x = np.array(x, float)
    steps = 1e-5 * np.eye(x.size).reshape(x.size, *x.shape)
    return np.reshape([(f(x + step) - f(x - step)) / 2e-5 for step in steps], x.shape)
""",
    },
}
