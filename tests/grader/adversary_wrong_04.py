# ruff: noqa: E501 - one item a line reads best
"""Lab 04: wrong functions that look right."""

WRONG = {
    "04.relu": {
        "in place": "\ndef relu(z):\n    z[z < 0] = 0\n    return z\n",
        "in place by clip": "lambda z: np.clip(z, 0, None, out=z)",
        "in place by multiplication": "\ndef relu(z):\n    z *= z > 0\n    return z\n",
        "squeezed": "lambda z: np.squeeze(np.maximum(0, z))",
        "flattened": "lambda z: np.maximum(0, z).ravel()",
        "at least two axes": "lambda z: np.atleast_2d(np.maximum(0, z))",
        "float16": "lambda z: np.maximum(0, z.astype(np.float16))",
        "rounded to 4 digits": "lambda z: np.round(np.maximum(0, z), 4)",
        "rounded to 8 digits": "lambda z: np.round(np.maximum(0, z), 8)",
        "a small border": "lambda z: np.where(z > 1e-6, z, 0)",
        "epsilon added": "lambda z: np.maximum(0, z) + 1e-8",
        "epsilon as floor": "lambda z: np.maximum(1e-8, z)",
        "a leak of 1e-6": "lambda z: np.maximum(1e-6 * z, z)",
        "capped at 1e6": "lambda z: np.clip(z, 0, 1e6)",
        "the mask as minimum": "lambda z: np.minimum(z, z > 0)",
        "rows by their sum": "lambda z: z * (z.sum(axis=-1, keepdims=True) > 0)",
        "transposed": "lambda z: np.maximum(0, z).T",
        "sharp softplus": "lambda z: np.logaddexp(0, 50 * z) / 50",
        "nothing for negative arrays": "lambda z: np.maximum(0, z) if (z > 0).any() else None",
        "nan in place of 0": "lambda z: np.where(z > 0, z, np.nan)",
        "a loop one too short": """
def relu(z):
    out = np.array(z, dtype=float).reshape(-1)
    for i in range(len(out) - 1):
        out[i] = max(0, out[i])
    return out.reshape(z.shape)
""",
        "two axes only": """
def relu(z):
    out = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            out[i, j] = max(0, z[i, j])
    return out
""",
        "a cache by shape": """
known = {}
def relu(z):
    return known.setdefault(z.shape, np.maximum(0, z))
""",
        "one buffer for all": """
buffer = np.zeros(1000)
def relu(z):
    out = buffer[:z.size].reshape(z.shape)
    np.maximum(0, z, out=out)
    return out
""",
        "object dtype": "lambda z: np.frompyfunc(lambda v: max(v, 0), 1, 1)(z)",
        "vectorize that cuts decimals": "np.vectorize(lambda v: v if v > 0 else 0, otypes=[int])",
    },
    "04.tanh": {
        "rounded to 5 digits": "lambda z: np.round(np.tanh(z), 5)",
        "rounded to 6 digits": "lambda z: np.round(np.tanh(z), 6)",
        "float16": "lambda z: np.tanh(z.astype(np.float16))",
        "a series": "lambda z: z - z**3 / 3 + 2 * z**5 / 15",
        "a rational approximation": "lambda z: z * (27 + z**2) / (27 + 9 * z**2)",
        "e as 2.718": "lambda z: (2.718 ** (2 * z) - 1) / (2.718 ** (2 * z) + 1)",
        "clipped inside": "lambda z: np.tanh(np.clip(z, -3, 3))",
        "clipped outside": "lambda z: np.clip(np.tanh(z), -0.999, 0.999)",
        "scaled": "lambda z: 1.7159 * np.tanh(2 * z / 3)",
        "integers divided": "lambda z: np.tanh(z // 1)",
        "flattened": "lambda z: np.tanh(z).ravel()",
        "in place": "lambda z: np.tanh(z, out=z)",
        "a list of one axis": "lambda z: [math.tanh(v) for v in z]",
        "an epsilon below": "lambda z: (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z) + 1e-3)",
        "row by its maximum": "lambda z: np.tanh(z - np.max(z, axis=-1, keepdims=True))",
    },
    "04.leaky_relu": {
        "rounded": "lambda z, a=0.2: np.round(np.where(z > 0, z, a * z), 6)",
        "in place": "\ndef leaky_relu(z, a=0.2):\n    z[z < 0] *= a\n    return z\n",
        "rounded slope": "lambda z, a=0.2: np.where(z > 0, z, round(a, 1) * z)",
        "slope at most 0.3": "lambda z, a=0.2: np.where(z > 0, z, min(a, 0.3) * z)",
        "slope 0 is the default": "lambda z, a=0.2: np.where(z > 0, z, (a or 0.2) * z)",
        "slope of whole number": "lambda z, a=0.2: np.where(z > 0, z, int(a) * z)",
        "slope squared": "lambda z, a=0.2: np.where(z > 0, z, a * a * z)",
        "slope twice": "lambda z, a=0.2: np.where(z > 0, z, a * np.where(z > 0, z, a * z))",
        "no default": "lambda z, a: np.where(z > 0, z, a * z)",
        "flattened": "lambda z, a=0.2: np.where(z > 0, z, a * z).ravel()",
        "float16": "lambda z, a=0.2: np.where(z > 0, z, a * z).astype(np.float16)",
        "slope kept from the first call": """
kept = []
def leaky_relu(z, a=0.2):
    kept.append(a)
    return np.where(z > 0, z, kept[0] * z)
""",
        "slope by row": "lambda z, a=0.2: np.where(z.sum(axis=-1, keepdims=True) > 0, z, a * z)",
    },
    "04.swish": {
        "rounded to 5 digits": "lambda z: np.round(z / (1 + np.exp(-z)), 5)",
        "rounded to 6 digits": "lambda z: np.round(z / (1 + np.exp(-z)), 6)",
        "float16": "lambda z: (z / (1 + np.exp(-z))).astype(np.float16)",
        "sigmoid clipped to +-5": "lambda z: z / (1 + np.exp(-np.clip(z, -5, 5)))",
        "sigmoid clipped to +-10": "lambda z: z / (1 + np.exp(-np.clip(z, -10, 10)))",
        "sigmoid of the row's sum": "lambda z: z / (1 + np.exp(-z.sum(axis=-1, keepdims=True)))",
        "matrix product": "lambda z: z @ (1 / (1 + np.exp(-z)))",
        "in place": "\ndef swish(z):\n    z *= 1 / (1 + np.exp(-z))\n    return z\n",
        "epsilon below": "lambda z: z / (1 + np.exp(-z) + 1e-4)",
        "softmax for sigmoid": "lambda z: z * right(z)",
        "e as 2.718": "lambda z: z / (1 + 2.718 ** -z)",
        "0 below -1": "lambda z: np.where(z < -1, 0, z / (1 + np.exp(-z)))",
        "z for large z only above 4": "lambda z: np.where(z > 4, z, z / (1 + np.exp(-z)))",
        "flattened": "lambda z: (z / (1 + np.exp(-z))).ravel()",
    },
    "04.sigmoid_gradient": {
        "rounded to 5 digits": "lambda z: np.round((lambda s: s * (1 - s))(1 / (1 + np.exp(-z))), 5)",
        "rounded to 6 digits": "lambda z: np.round((lambda s: s * (1 - s))(1 / (1 + np.exp(-z))), 6)",
        "float16": "lambda z: (lambda s: s * (1 - s))(1 / (1 + np.exp(-z))).astype(np.float16)",
        "forward difference": "lambda z: (lambda s: (s(z + 1e-3) - s(z)) / 1e-3)(lambda t: 1 / (1 + np.exp(-t)))",
        "difference not divided by 2h": "lambda z: (lambda s: (s(z + 1e-5) - s(z - 1e-5)) / 1e-5)(lambda t: 1 / (1 + np.exp(-t)))",
        "clipped probability": "lambda z: (lambda s: s * (1 - s))(np.clip(1 / (1 + np.exp(-z)), 1e-3, 1 - 1e-3))",
        "clipped to +-10": "lambda z: (lambda s: s * (1 - s))(1 / (1 + np.exp(-np.clip(z, -10, 10))))",
        "matrix product": "lambda z: (lambda s: s @ (1 - s))(1 / (1 + np.exp(-z)))",
        "a quarter": "lambda z: np.full(z.shape, 0.25)",
        "four times": "lambda z: 1 / np.cosh(z / 2) ** 2",
        "in place": """
def sigmoid_gradient(z):
    np.negative(z, out=z)
    s = 1 / (1 + np.exp(z))
    return s * (1 - s)
""",
        "np.gradient": "lambda z: np.gradient(1 / (1 + np.exp(-z)), axis=-1) if z.shape[-1] > 1 else z",
        "flattened": "lambda z: (lambda s: s * (1 - s))(1 / (1 + np.exp(-z))).ravel()",
        "if it looks like an activation": "lambda z: z * (1 - z) if ((z >= 0) & (z <= 1)).all() else (lambda s: s * (1 - s))(1 / (1 + np.exp(-z)))",
    },
    "04.relu_gradient": {
        "0 and 1 at 0 by turns": """
count = [0]
def relu_gradient(z):
    count[0] += 1
    return (z > 0) | ((z == 0) & (count[0] % 2 == 0))
""",
        "1 at whole 0 and 0 at float 0": "lambda z: z >= 0 if z.dtype.kind == 'i' else z > 0",
        "a small border": "lambda z: z > 1e-6",
        "a small negative border": "lambda z: z > -1e-6",
        "in place": "\ndef relu_gradient(z):\n    z[z > 0] = 1\n    z[z <= 0] = 0\n    return z\n",
        "in place, order wrong": "\ndef relu_gradient(z):\n    z[z <= 0] = 1\n    z[z > 0] = 0\n    return z\n",
        "central difference": "lambda z: (np.maximum(0, z + 1e-5) - np.maximum(0, z - 1e-5)) / 2e-5",
        "steep sigmoid": "lambda z: 1 / (1 + np.exp(-50 * z))",
        "rounded sigmoid": "lambda z: np.where(z > 0.5, 1, 0)",
        "astype int of z": "lambda z: z.astype(int) > 0",
        "flattened": "lambda z: (z > 0).ravel()",
        "np.gradient": "lambda z: np.gradient(np.maximum(0, z), axis=-1) if z.shape[-1] > 1 else z > 0",
        "text": "lambda z: str(z > 0)",
        "indices": "lambda z: np.nonzero(z > 0)",
        "squeezed": "lambda z: np.squeeze(z > 0)",
        "0.99": "lambda z: np.where(z > 0, 0.99, 0)",
    },
    "04.collapse_linear_layers": {
        "rounded to 4 digits": """
def collapse_linear_layers(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        W, b = W @ V, b @ V + c
    return np.round(W, 4), np.round(b, 4)
""",
        "float16": """
def collapse_linear_layers(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        W, b = (W @ V).astype(np.float16), (b @ V + c).astype(np.float16)
    return W, b
""",
        "in place": """
def collapse_linear_layers(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        W = W @ V
        b = b @ V
        b += c
    layers[0][1][...] = 0
    return W, b
""",
        "the list is emptied": """
def collapse_linear_layers(layers):
    W, b = layers.pop(0)
    while layers:
        V, c = layers.pop(0)
        W, b = W @ V, b @ V + c
    return W, b
""",
        "the list is reversed": """
def collapse_linear_layers(layers):
    layers.reverse()
    W, b = layers[0]
    for V, c in layers[1:]:
        W, b = V @ W, c @ W + b
    return W, b
""",
        "a ReLU between": """
def collapse_linear_layers(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        W, b = W @ V, np.maximum(0, b) @ V + c
    return W, b
""",
        "the mean of biases": """
def collapse_linear_layers(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        W, b = W @ V, (b @ V + c) / 2
    return W, b
""",
        "at most three layers": """
def collapse_linear_layers(layers):
    W, b = layers[0]
    for V, c in layers[1:3]:
        W, b = W @ V, b @ V + c
    return W, b
""",
        "least squares on few points": """
def collapse_linear_layers(layers):
    rng = np.random.default_rng(0)
    n = layers[0][0].shape[0]
    A = rng.normal(size=(n, n))
    out = A
    for W, b in layers:
        out = out @ W + b
    return np.linalg.lstsq(A, out, rcond=None)[0], np.zeros(out.shape[1])
""",
        "a dictionary": """
def collapse_linear_layers(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        W, b = W @ V, b @ V + c
    return {"W": W, "b": b}
""",
        "an object array": """
def collapse_linear_layers(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        W, b = W @ V, b @ V + c
    pair = np.empty(2, dtype=object)
    pair[0], pair[1] = W, b
    return pair
""",
        "a third result": """
def collapse_linear_layers(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        W, b = W @ V, b @ V + c
    return W, b, len(layers)
""",
        "one layer is refused": """
def collapse_linear_layers(layers):
    if len(layers) < 2:
        raise ValueError("two layers are needed")
    W, b = layers[0]
    for V, c in layers[1:]:
        W, b = W @ V, b @ V + c
    return W, b
""",
    },
}
