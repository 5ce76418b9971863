# ruff: noqa: E501 - one item a line reads best
"""Lab 04: right functions that look odd."""

RIGHT = {
    "04.relu": {
        "maximum": "lambda z: np.maximum(0, z)",
        "times its mask": "lambda z: z * (z > 0)",
        "mask first": "lambda z: (z > 0) * z",
        "half of the sum with the absolute value": "lambda z: (np.abs(z) + z) / 2",
        "where": "lambda z: np.where(z < 0, 0, z)",
        "clip": "lambda z: np.clip(z, 0, None)",
        "clip to inf": "lambda z: np.clip(z, 0, np.inf)",
        "vectorize": "np.vectorize(lambda v: v if v > 0 else 0.0, otypes=[float])",
        "vectorize of max": "np.vectorize(lambda v: max(0.0, v))",
        "frompyfunc": "lambda z: np.frompyfunc(lambda v: max(v, 0), 1, 1)(z).astype(float)",
        "float32": "lambda z: np.maximum(np.float32(0), z.astype(np.float32))",
        "a list of rows": "lambda z: [max(0.0, v) for v in z] if z.ndim == 1 else [[max(0.0, v) for v in row] for row in z]",
        "recursion over axes": """
def relu(z):
    if np.ndim(z) == 0:
        return z if z > 0 else 0.0
    return np.array([relu(row) for row in z])
""",
        "ndenumerate": """
def relu(t):
    out = np.zeros(t.shape)
    for i, v in np.ndenumerate(t):
        if v > 0:
            out[i] = v
    return out
""",
        "flat loop and reshape": """
def relu(x):
    return np.array([0 if v < 0 else v for v in x.flatten()]).reshape(x.shape)
""",
        "zeros_like and a mask": """
def relu(z):
    out = np.zeros_like(z)
    out[z > 0] = z[z > 0]
    return out
""",
        "a class": """
class ReLU:
    def __call__(self, z, *, floor=0.0):
        return np.maximum(floor, z)
relu = ReLU()
""",
        "einsum": "lambda z: np.einsum('...,...->...', z, (z > 0).astype(float))",
        "minus its minimum": "lambda z: z - np.minimum(z, 0)",
        "a generous signature": "lambda x, *args, alpha=0.0, **kwargs: np.maximum(x, alpha * x)",
        "np.select": "lambda z: np.select([z > 0], [z], default=0.0)",
        "prints": "lambda z: (print(z), np.maximum(z, 0))[1]",
        "longdouble": "lambda z: np.maximum(z.astype(np.longdouble), 0)",
        "out": "lambda z: np.maximum(z, 0, out=np.empty_like(z))",
    },
    "04.tanh": {
        "np.tanh": "lambda z: np.tanh(z)",
        "the function itself": "np.tanh",
        "the sigmoid identity": "lambda z: 2 / (1 + np.exp(-2 * z)) - 1",
        "the other way round": "lambda z: 1 - 2 / (np.exp(2 * z) + 1)",
        "a sigmoid helper": """
def helper(z):
    return 1 / (1 + np.exp(-z))
def tanh(z):
    return 2 * helper(2 * z) - 1
""",
        "the identity in float32": "lambda z: 2 / (1 + np.exp(-2 * z.astype(np.float32))) - 1",
        "sign and absolute value": "lambda z: np.sign(z) * (1 - np.exp(-2 * np.abs(z))) / (1 + np.exp(-2 * np.abs(z)))",
        "expm1": "lambda z: np.copysign(-np.expm1(-2 * np.abs(z)) / (2 + np.expm1(-2 * np.abs(z))), z)",
        "clipped far out": "lambda z: (lambda c: (np.exp(c) - np.exp(-c)) / (np.exp(c) + np.exp(-c)))(np.clip(z, -20, 20))",
        "clipped at 300": "lambda z: (lambda c: (np.exp(c) - np.exp(-c)) / (np.exp(c) + np.exp(-c)))(np.clip(z, -300, 300))",
        "by cases": "lambda z: np.where(z >= 0, (1 - np.exp(-2 * np.abs(z))) / (1 + np.exp(-2 * np.abs(z))), (np.exp(-2 * np.abs(z)) - 1) / (1 + np.exp(-2 * np.abs(z))))",
        "vectorize of math": "np.vectorize(math.tanh)",
        "vectorize with otypes": "np.vectorize(math.tanh, otypes=[float])",
        "nested lists": """
def tanh(z):
    if z.ndim == 1:
        return [math.tanh(v) for v in z]
    return [[math.tanh(v) for v in row] for row in z]
""",
        "complex": "lambda z: np.real(np.tanh(z + 0j))",
        "from the tangent": "lambda z: np.tanh(z.astype(np.float64), dtype=np.float64)",
        "nan repaired": """
def tanh(z):
    z = np.asarray(z, dtype=float)
    a = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
    return np.where(np.isnan(a), np.sign(z), a)
""",
        "an ndindex loop": """
def tanh(z):
    a = np.empty(z.shape)
    for i in np.ndindex(*z.shape):
        a[i] = math.tanh(float(z[i]))
    return a
""",
        "logistic by logaddexp": "lambda z: 2 * np.exp(-np.logaddexp(0, -2.0 * z)) - 1",
    },
    "04.leaky_relu": {
        "where": "lambda z, negative_slope=0.2: np.where(z > 0, z, negative_slope * z)",
        "where with the border inside": "lambda z, negative_slope=0.2: np.where(z >= 0, z, negative_slope * z)",
        "maximum": "lambda z, a=0.2: np.maximum(a * z, z)",
        "maximum and minimum": "lambda z, a=0.2: np.maximum(0, z) + a * np.minimum(0, z)",
        "masks": "lambda z, a=0.2: (z > 0) * z + (z <= 0) * z * a",
        "the line and the absolute value": "lambda z, a=0.2: (1 + a) / 2 * z + (1 - a) / 2 * np.abs(z)",
        "on a float copy": """
def leaky_relu(z, negative_slope=0.2):
    out = np.array(z, dtype=float)
    out[out < 0] *= negative_slope
    return out
""",
        "a factor for each entry": "lambda z, a=0.2: z * np.where(z > 0, 1, a)",
        "vectorize": "np.vectorize(lambda v, a=0.2: v if v > 0 else a * v, otypes=[float])",
        "double loop": """
def leaky_relu(z, slope=0.2):
    out = np.zeros(z.shape)
    for i in np.ndindex(z.shape):
        out[i] = max(z[i], slope * z[i])
    return out
""",
        "float32": "lambda z, a=0.2: np.where(z > 0, z.astype(np.float32), np.float32(a) * z.astype(np.float32))",
        "minus the negative part": "lambda z, a=0.2: np.maximum(z, 0) - a * np.maximum(-z, 0)",
        "piecewise": "lambda z, a=0.2: np.piecewise(z.astype(float), [z > 0], [lambda v: v, lambda v: a * v])",
        "the default inside": """
def leaky_relu(z, negative_slope=None):
    if negative_slope is None:
        negative_slope = 0.2
    return np.where(z > 0, z, z * negative_slope)
""",
        "np.select": "lambda z, a=0.2: np.select([z > 0, z <= 0], [z, a * z])",
    },
    "04.swish": {
        "one fraction": "lambda z: z / (1 + np.exp(-z))",
        "the product": "lambda z: z * (1 / (1 + np.exp(-z)))",
        "a sigmoid helper": """
def sig(t):
    return np.where(t >= 0, 1 / (1 + np.exp(-np.abs(t))), np.exp(-np.abs(t)) / (1 + np.exp(-np.abs(t))))
def swish(z):
    return z * sig(z)
""",
        "by tanh": "lambda z: z * 0.5 * (1 + np.tanh(z / 2))",
        "by tanh in float32": "lambda z: (lambda x: x * np.float32(0.5) * (1 + np.tanh(x / 2)))(z.astype(np.float32))",
        "in float32": "lambda z: (lambda x: x / (1 + np.exp(-x)))(z.astype(np.float32))",
        "the exponent clipped": "lambda z: z / (1 + np.exp(np.clip(-z, -500, 500)))",
        "the exponent clipped at 30": "lambda z: z / (1 + np.exp(-np.clip(z, -30, 30)))",
        "logaddexp": "lambda z: z * np.exp(-np.logaddexp(0, -z))",
        "vectorize, by cases": "np.vectorize(lambda v: v / (1 + math.exp(-v)) if v >= 0 else v * math.exp(v) / (1 + math.exp(v)), otypes=[float])",
        "reciprocal": "lambda z: np.multiply(z, np.reciprocal(1.0 + np.exp(-z)))",
        "a power of e": "lambda z: z / (1 + np.e ** -z)",
        "nested lists": """
def swish(z):
    rows = z.reshape(-1).tolist()
    out = [v / (1 + math.exp(-v)) if v > -700 else 0.0 for v in rows]
    return np.array(out).reshape(z.shape)
""",
        "with beta": "lambda z, beta=1.0: z / (1 + np.exp(-beta * z))",
        "errstate": """
def swish(z):
    with np.errstate(all="raise"):
        z = np.asarray(z, dtype=float)
        return z * (1 + np.tanh(z / 2)) / 2
""",
    },
    "04.sigmoid_gradient": {
        "s times 1 - s": "lambda z: (1 / (1 + np.exp(-z))) * (1 - 1 / (1 + np.exp(-z)))",
        "s - s squared": "lambda z: (lambda s: s - s * s)(1 / (1 + np.exp(-z)))",
        "a helper": """
def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))
def sigmoid_gradient(z):
    return sigmoid(z) * (1 - sigmoid(z))
""",
        "sigmoid of both signs": "lambda z: 1 / (1 + np.exp(-z)) / (1 + np.exp(z))",
        "by the absolute value": "lambda z: np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))) ** 2",
        "by tanh": "lambda z: (1 - np.tanh(z / 2) ** 2) / 4",
        "by cosh": "lambda z: 1 / (2 + 2 * np.cosh(z))",
        "by cosh, squared": "lambda z: 0.25 / np.cosh(z / 2) ** 2",
        "in float32": "lambda z: (lambda s: s * (1 - s))(1 / (1 + np.exp(-z.astype(np.float32))))",
        "by tanh in float32": "lambda z: (lambda s: s * (1 - s))(0.5 * (1 + np.tanh(z.astype(np.float32) / 2)))",
        "clipped": "lambda z: (lambda s: s * (1 - s))(1 / (1 + np.exp(-np.clip(z, -500, 500))))",
        "vectorize": "np.vectorize(lambda v: 1 / (4 * math.cosh(v / 2) ** 2) if abs(v) < 700 else 0.0, otypes=[float])",
        "nan repaired": "lambda z: np.nan_to_num(np.exp(-z) / (1 + np.exp(-z)) ** 2)",
        "loops": """
def sigmoid_gradient(z):
    out = np.zeros(z.shape)
    for i, v in np.ndenumerate(z):
        e = math.exp(-abs(v))
        out[i] = e / (1 + e) ** 2
    return out
""",
        "into an array of floats": """
def sigmoid_gradient(z):
    a = np.zeros_like(z, dtype=float)
    a += 1 / (1 + np.exp(-z))
    a *= 1 - a
    return a
""",
    },
    "04.relu_gradient": {
        "bool": "lambda z: z > 0",
        "bool, 1 at 0": "lambda z: z >= 0",
        "int": "lambda z: (z > 0).astype(int)",
        "where, 1 at 0": "lambda z: np.where(z < 0, 0, 1)",
        "heaviside 0": "lambda z: np.heaviside(z, 0)",
        "heaviside 1": "lambda z: np.heaviside(z, 1.0)",
        "sign of relu": "lambda z: np.sign(np.maximum(z, 0))",
        "masks on a copy": """
def relu_gradient(z):
    out = z.copy()
    out[z > 0] = 1
    out[z <= 0] = 0
    return out
""",
        "ones and a mask, 1 at 0": """
def relu_gradient(z):
    g = np.ones_like(z)
    g[z < 0] = 0
    return g
""",
        "zeros and a mask": """
def relu_gradient(z):
    g = np.zeros(np.shape(z), dtype=np.float32)
    g[z > 0] = 1
    return g
""",
        "vectorize": "np.vectorize(lambda v: 1.0 if v > 0 else 0.0)",
        "vectorize, 1 at 0": "np.vectorize(lambda v: int(v >= 0))",
        "nested lists": "lambda z: [float(v > 0) for v in z] if z.ndim == 1 else [[float(v > 0) for v in row] for row in z]",
        "np.greater": "lambda x: np.greater(x, 0).astype(np.uint8)",
        "half the sign, up": "lambda z: np.ceil((np.sign(z) + 1) / 2)",
        "half the sign, down": "lambda z: np.floor((np.sign(z) + 1) / 2)",
        "the mask of relu": "lambda z: (np.maximum(0, z) != 0) * 1.0",
        "not negative": "lambda z: 1 - (z < 0)",
    },
    "04.collapse_linear_layers": {
        "reduce": """
def collapse_linear_layers(layers):
    return functools.reduce(lambda p, q: (p[0] @ q[0], p[1] @ q[0] + q[1]), layers)
""",
        "from the identity": """
def collapse_linear_layers(layers):
    n = layers[0][0].shape[0]
    W, b = np.eye(n), np.zeros(n)
    for Wi, bi in layers:
        W = W @ Wi
        b = b @ Wi + bi
    return W, b
""",
        "from the identity, unknown bias": """
def collapse_linear_layers(layers):
    W, b = np.eye(len(layers[0][0])), 0
    for Wi, bi in layers:
        W, b = np.dot(W, Wi), np.dot(b, Wi) + bi if np.ndim(b) else bi
    return [W, b]
""",
        "recursion": """
def collapse_linear_layers(layers):
    if len(layers) == 1:
        return layers[0]
    W, b = collapse_linear_layers(layers[1:])
    return layers[0][0] @ W, layers[0][1] @ W + b
""",
        "from the end": """
def collapse_linear_layers(layers):
    W, b = layers[-1]
    for V, c in reversed(layers[:-1]):
        W, b = V @ W, c @ W + b
    return W, b
""",
        "an extra row for the bias": """
def collapse_linear_layers(layers):
    def block(W, b):
        M = np.zeros((W.shape[0] + 1, W.shape[1] + 1))
        M[:-1, :-1], M[-1, :-1], M[-1, -1] = W, b, 1
        return M
    M = functools.reduce(np.matmul, [block(W, b) for W, b in layers])
    return M[:-1, :-1], M[-1, :-1]
""",
        "the network's own answers": """
def collapse_linear_layers(layers):
    def run(A):
        for W, b in layers:
            A = A @ W + b
        return A
    n = layers[0][0].shape[0]
    b = run(np.zeros((1, n)))[0]
    return run(np.eye(n)) - b, b
""",
        "a sum over layers": """
def collapse_linear_layers(layers):
    Ws = [W for W, _ in layers]
    def product(ms, n):
        out = np.eye(n)
        for m in ms:
            out = out @ m
        return out
    W = product(Ws, Ws[0].shape[0])
    b = sum(product(Ws[i + 1:], len(c)).T @ c for i, (_, c) in enumerate(layers))
    return W, b
""",
        "float32": """
def collapse_linear_layers(layers):
    W, b = (x.astype(np.float32) for x in layers[0])
    for V, c in layers[1:]:
        V, c = V.astype(np.float32), c.astype(np.float32)
        W, b = W @ V, b @ V + c
    return W, b
""",
        "loops": """
def collapse_linear_layers(layers):
    W, b = layers[0]
    W, b = W.tolist(), b.tolist()
    for V, c in layers[1:]:
        k = len(c)
        b = [sum(b[j] * V[j][u] for j in range(len(b))) + c[u] for u in range(k)]
        W = [[sum(row[j] * V[j][u] for j in range(len(row))) for u in range(k)] for row in W]
    return W, b
""",
        "einsum": """
def collapse_linear_layers(layers):
    W, b = layers[0]
    for i in range(1, len(layers)):
        V, c = layers[i][0], layers[i][1]
        b = np.einsum("i,ij->j", b, V) + c
        W = np.einsum("ni,ij->nj", W, V)
    return W, b
""",
        "copies changed in place": """
def collapse_linear_layers(layers):
    W, b = (np.array(x, dtype=float) for x in layers[0])
    for V, c in layers[1:]:
        W = W @ V
        b = b @ V
        b += c
    return W, b
""",
        "columns inside": """
def collapse_linear_layers(layers):
    M, d = layers[0][0].T, layers[0][1][:, None]
    for V, c in layers[1:]:
        M, d = V.T @ M, V.T @ d + c[:, None]
    return M.T, d.ravel()
""",
        "a class": """
class Linear:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def then(self, other):
        return Linear(self.W @ other.W, self.b @ other.W + other.b)
def collapse_linear_layers(layers):
    one = Linear(*layers[0])
    for pair in layers[1:]:
        one = one.then(Linear(*pair))
    return one.W, one.b
""",
    },
}
