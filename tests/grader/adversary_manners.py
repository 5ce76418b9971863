# ruff: noqa: E501 - one item a line reads best
"""Labs 01 to 07: faults and right ways in the manners of people who learnt elsewhere."""

WRONG = {
    "01.sigmoid": {
        "the cache of a backward pass too": "lambda z: (1 / (1 + np.exp(-z)), z)",
        "one slope for all": "lambda z: 1 / (1 + np.exp(-4.9 * z))",
        "five digits": "lambda z: np.round(1 / (1 + np.exp(-z)), 5)",
    },
    "02.dense": {
        "the bias added in place to whole sums": "\ndef dense(a_in, W, b, g):\n    z = a_in @ W\n    z += b\n    return g(z)\n",
        "a row times a column for each unit": """
def dense(a_in, W, b, g):
    out = np.zeros(W.shape[1])
    for j in range(W.shape[1]):
        out[j] = g(a_in[None, :] @ W[:, [j]] + b[j])
    return out
""",
    },
    "02.sequential": {
        "with all that was on the way": "\ndef sequential(x, layers):\n    seen = []\n    for W, b, g in layers:\n        x = g(x @ W + b)\n        seen.append(x)\n    return x, seen\n",
    },
    "03.dense_batch": {
        "the bias added in place to whole sums": "\ndef dense_batch(A_in, W, b, g):\n    Z = A_in @ W\n    Z += b\n    return g(Z)\n",
    },
    "05.standardize": {
        "mean and deviation too": """
def standardize(X):
    mean, std = X.mean(axis=0), X.std(axis=0)
    return (X - mean) / np.where(std == 0, 1, std), mean, std
""",
    },
    "06.mean_squared_error": {
        "the gradient too": "lambda y, p: (np.mean((y - p) ** 2), 2 * (p - y) / len(y))",
        "cut to a whole number": "lambda y, p: int(np.mean((np.ravel(y).astype(float) - np.ravel(p)) ** 2))",
    },
    "07.predict_class": {
        "all classes of a tie": "\ndef predict_class(p):\n    q = np.atleast_2d(p)\n    places = np.where(q == q.max(axis=1, keepdims=True))[1]\n    return places if np.ndim(p) == 2 else places[0]\n",
        "between the classes of a tie": "\ndef predict_class(p):\n    q = p == np.max(p, axis=-1, keepdims=True)\n    return (q * np.arange(np.shape(p)[-1])).sum(axis=-1) / q.sum(axis=-1)\n",
    },
}

RIGHT = {
    "07.predict_class": {
        "the last of a tie": "lambda p: np.argsort(p, axis=-1)[..., -1]",
        "a list of whole numbers": "lambda p: np.argmax(p, axis=-1).tolist()",
    },
    "06.categorical_crossentropy": {
        "the one-hot rows turned into classes": """
def categorical_crossentropy(t, y):
    return -np.sum(np.log(y[np.arange(len(y)), t.argmax(axis=1)] + 1e-7)) / len(y)
""",
    },
    "04.leaky_relu": {
        "by half sum and half difference": "lambda z, s=0.2: (1 + s) / 2 * z + (1 - s) / 2 * np.abs(z)"
    },
    "04.relu_gradient": {"of the other side": "lambda z: 1 - np.heaviside(-z, 1)"},
}

NAMED = {
    "01.neuron": {
        "neuron.decision": ["lambda x, w, b, g: 1 if np.sum(x * w) + b > 0 else 0"],
        "neuron.whole_number": ["lambda x, w, b, g: g(int(np.dot(x, w) + b))"],
    },
    "01.classify": {
        "classify.vector_only": [
            "\ndef classify(a, threshold=0.5):\n    out = np.zeros_like(a)\n    for i in range(len(a)):\n        if a[i] >= threshold:\n            out[i] = 1\n    return out\n",
        ],
    },
    "02.dense": {
        "dense.integer_output": [
            "\ndef dense(a_in, W, b, g):\n    out = np.zeros(W.shape[1], dtype=int)\n    for j in range(W.shape[1]):\n        out[j] = g(a_in @ W[:, j] + b[j])\n    return out\n",
        ],
        "dense.summed_over_units": ["lambda a, W, b, g: g((a.reshape(-1, 1) * W).sum(axis=1) + b)"],
    },
    "02.sequential": {
        "sequential.two_layers": [
            "\ndef sequential(x, layers):\n    (W1, b1, g1), (W2, b2, g2) = layers\n    return g2(g1(x @ W1 + b1) @ W2 + b2)\n",
        ],
        "sequential.tanh_always": [
            "\ndef sequential(x, layers):\n    for W, b, _ in layers:\n        x = np.tanh(np.dot(x, W) + b)\n    return x\n",
        ],
        "general.argument_changed": [
            "\ndef sequential(x, layers):\n    while layers:\n        W, b, g = layers.pop(0)\n        x = g(x @ W + b)\n    return x\n",
        ],
    },
    "03.matmul": {
        "matmul.rows_shared": [
            "\ndef matmul(A, B):\n    C = [[0] * len(B[0])] * len(A)\n    for i in range(len(A)):\n        for j in range(len(B[0])):\n            for k in range(len(B)):\n                C[i][j] += A[i][k] * B[k][j]\n    return np.array(C)\n",
        ],
        "matmul.sizes_overwritten": [
            "\ndef matmul(A, B):\n    m, n = A.shape\n    n, p = B.shape\n    C = np.zeros((m, p))\n    for m in range(m):\n        for p in range(p):\n            for n in range(n):\n                C[m, p] += A[m, n] * B[n, p]\n    return C\n",
        ],
        "matmul.integer_output": [
            "\ndef matmul(A, B):\n    C = np.zeros((len(A), B.shape[1]), int)\n    for i, row in enumerate(A):\n        for k, a in enumerate(row):\n            for j in range(B.shape[1]):\n                C[i, j] += a * B[k, j]\n    return C\n",
        ],
    },
    "03.sequential_batch": {
        "sequential.three_layers": [
            "\ndef sequential_batch(X, layers):\n    first, second, third = layers\n    for W, b, g in (first, second, third):\n        X = g(X @ W + b)\n    return X\n",
        ],
    },
    "04.relu": {
        "relu.whole_numbers": ["np.vectorize(lambda v: v if v > 0 else 0)"],
        "relu.batches_only": ["lambda z: np.array([[max(0, v) for v in row] for row in z])"],
    },
    "04.leaky_relu": {
        "leaky_relu.integer_output": ["np.vectorize(lambda v, slope=0.2: v if v > 0 else slope * v)"],
    },
    "04.relu_gradient": {
        "relu_gradient.whole_array_if": [
            "\ndef relu_gradient(z):\n    if z > 0:\n        return np.ones(z.shape)\n    return np.zeros(z.shape)\n",
        ],
    },
    "04.swish": {
        "swish.gelu": ["lambda z: 0.5 * z * (1 + np.tanh(0.7978845608028654 * (z + 0.044715 * z ** 3)))"],
        "general.argument_changed": ["\ndef swish(z):\n    z *= 1 / (1 + np.exp(-z))\n    return z\n"],
    },
    "04.tanh": {
        "tanh.upside_down": ["\ndef tanh(z):\n    e = np.exp(2 * z)\n    return (e + 1) / (e - 1)\n"]
    },
    "05.standardize": {
        "standardize.one_truth_for_all_columns": [
            "\ndef standardize(X):\n    std = X.std(axis=0)\n    if std != 0:\n        return (X - X.mean(axis=0)) / std\n    return X - X.mean(axis=0)\n",
        ],
        "standardize.column_left_out": [
            "\ndef standardize(X):\n    out = X.astype(float)\n    std = X.std(axis=0)\n    std[std == 0] = 1\n    out[:, 1:] = ((X - X.mean(axis=0)) / std)[:, 1:]\n    return out\n",
        ],
        "general.argument_changed": [
            "\ndef standardize(X):\n    X -= X.mean(axis=0)\n    std = X.std(axis=0)\n    X /= np.where(std == 0, 1, std)\n    return X\n",
        ],
    },
    "05.predict_with_weights": {
        "predict_with_weights.wrong_order": [
            "\ndef predict_with_weights(weights, X):\n    for W, b in weights:\n        X = 1 / (1 + np.exp(-(X @ W + b)))\n    return X\n",
        ],
    },
    "06.mean_squared_error": {
        "mean_squared_error.variance": ["lambda y, p: np.var(np.ravel(y) - np.ravel(p))"],
        "mean_squared_error.square_of_one": ["lambda y, p: np.mean(np.ravel(y) - np.ravel(p) ** 2)"],
        "mean_squared_error.divide_by_rows": [
            "\ndef mean_squared_error(t, y):\n    if t.ndim == 1:\n        t, y = t.reshape(1, t.size), y.reshape(1, y.size)\n    return np.sum((t - y) ** 2) / t.shape[0]\n",
        ],
    },
    "06.binary_crossentropy": {
        "binary_crossentropy.samples_as_columns": [
            "lambda Y, A: -(np.dot(Y, np.log(A).T) + np.dot(1 - Y, np.log(1 - A).T)).squeeze() / Y.shape[1]",
            "lambda Y, A: -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / Y.shape[1]",
        ],
        "binary_crossentropy.swapped_terms": [
            f"\ndef binary_crossentropy(y, p):\n    y, p = np.ravel(y), np.clip(np.ravel(p), {e}, 1 - {e})\n    return -np.mean(y * np.log(1 - p) + (1 - y) * np.log(p))\n"
            for e in ("1e-6", "1e-9", "1e-12")
        ],
    },
    "06.categorical_crossentropy": {
        "categorical_crossentropy.binary_form": [
            f"\ndef categorical_crossentropy(y, p):\n    p = np.clip(p, {e}, 1 - {e})\n    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))\n"
            for e in ("1e-6", "1e-9", "1e-12")
        ],
        "categorical_crossentropy.log_of_sum": ["lambda y, p: -np.log(np.mean((y * p).sum(axis=1)))"],
        "categorical_crossentropy.divide_by_all": ["lambda y, p: -np.mean(y * np.nan_to_num(np.log(p)))"],
    },
    "06.sparse_categorical_crossentropy": {
        "sparse_categorical_crossentropy.columns_for_entries": [
            f"lambda y, p: -np.mean(np.log(p[:, np.ravel(y).astype(int)] + {e}))"
            for e in ("1e-7", "1e-9", "1e-12")
        ],
        "sparse_categorical_crossentropy.off_by_one_label": [
            "\ndef sparse_categorical_crossentropy(y, p):\n    y = np.ravel(y).astype(int) - 1\n    return -np.mean(np.log(p[range(len(y)), y] + 1e-12))\n",
        ],
        "sparse_categorical_crossentropy.column_labels": [
            "\ndef sparse_categorical_crossentropy(y, p):\n    ones = np.zeros_like(p)\n    ones[np.arange(len(y)), y] = 1\n    return -np.mean(np.sum(ones * np.log(p), axis=-1))\n",
            "\ndef sparse_categorical_crossentropy(y, p):\n    p = np.clip(p, 1e-7, 1 - 1e-7)\n    own = p[range(len(p)), y] if y.ndim == 1 else np.sum(p * y, axis=1)\n    return np.mean(-np.log(own))\n",
        ],
    },
    "07.softmax": {
        "softmax.absolute_shift": [
            "\ndef softmax(z):\n    e = np.exp(z - np.abs(z).max(axis=-1, keepdims=True))\n    return e / e.sum(axis=-1, keepdims=True)\n",
        ],
        "softmax.one_sample_loop": [
            "\ndef softmax(z):\n    a, total = np.zeros(len(z)), 0\n    for k in range(len(z)):\n        total += np.exp(z[k])\n    for j in range(len(z)):\n        a[j] = np.exp(z[j]) / total\n    return a\n",
            "\ndef softmax(z):\n    top = max(z)\n    e = [math.exp(v - top) for v in z]\n    return [v / sum(e) for v in e]\n",
        ],
        "softmax.sigmoid_normalised": [
            "\ndef softmax(z):\n    s = 1 / (1 + np.exp(-z))\n    return s / s.sum(axis=-1, keepdims=True)\n",
        ],
        "softmax.no_keepdims": [
            "\ndef softmax(z):\n    e = np.exp(z - z.max(axis=-1))\n    return e / e.sum(axis=-1, keepdims=True)\n",
        ],
    },
    "07.predict_class": {
        "predict_class.places_of_maximum": ["lambda p: np.where(p == p.max())"],
        "predict_class.batches_only": ["lambda p: [int(np.argmax(row[:])) for row in p]"],
    },
}
