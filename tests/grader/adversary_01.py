# ruff: noqa: E501 - one item a line reads best
"""What an adversary tried on lab 01: wrong functions that look right, right ones that look odd."""

_SIGMOID_WRONG = {
    "rounded to 4 digits": "lambda z: np.round(1 / (1 + np.exp(-z)), 4)",
    "rounded to 6 digits": "lambda z: np.round(1 / (1 + np.exp(-z)), 6)",
    "rounded to 7 digits": "lambda z: np.round(1 / (1 + np.exp(-z)), 7)",
    "clipped results": "lambda z: np.clip(1 / (1 + np.exp(-z)), 1e-7, 1 - 1e-7)",
    "clipped at 10": "lambda z: 1 / (1 + np.exp(-np.clip(z, -10, 10)))",
    "clipped at 16": "lambda z: 1 / (1 + np.exp(-np.clip(z, -16, 16)))",
    "clipped below only, at -5": "lambda z: 1 / (1 + np.exp(-np.maximum(z, -5)))",
    "clipped above only, at 6": "lambda z: 1 / (1 + np.exp(-np.minimum(z, 6)))",
    "float16": "lambda z: 1 / (1 + np.exp(-np.float16(z)))",
    "float16 at the end": "lambda z: np.float16(1 / (1 + np.exp(-z)))",
    "epsilon in the denominator": "lambda z: 1 / (1 + np.exp(-z) + 1e-4)",
    "epsilon on the result": "lambda z: 1 / (1 + np.exp(-z)) + 1e-6",
    "e as 2.718": "lambda z: 1 / (1 + 2.718 ** (-z))",
    "temperature": "lambda z: 1 / (1 + np.exp(-z * 1.001))",
    "tanh of the wrong half": "lambda z: 0.5 * (1 + np.tanh(z))",
    "the algebraic cousin": "lambda z: 0.5 * (1 + z / (1 + np.abs(z)))",
    "the arc tangent": "lambda z: 0.5 + np.arctan(np.pi * z / 4) / np.pi",
    "the Taylor series": "lambda z: 0.5 + z / 4 - z**3 / 48 + z**5 / 480",
    "positive z only": "lambda z: 1 / (1 + np.exp(-np.abs(z)))",
    "negative z cut off": "lambda z: 1 / (1 + np.exp(-np.maximum(z, 0)))",
    "0 at 0": "lambda z: np.where(z == 0, 0, 1 / (1 + np.exp(-z)))",
    "1 above, exponential below": "lambda z: np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z))",
    "branches exchanged": "lambda z: np.where(z < 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))",
    "nan at +1000": "lambda z: np.exp(z) / (np.exp(z) + 1)",
    "nan at -1000": "lambda z: 1 - np.exp(-z) / (1 + np.exp(-z))",
    "nan to one half": "lambda z: np.nan_to_num(np.exp(z) / (np.exp(z) + 1), nan=0.5)",
    "vectors only": "lambda z: np.array([1 / (1 + math.exp(-v)) if v > -700 else 0 for v in z])",
    "two axes only": "lambda z: np.array([[1 / (1 + np.exp(-v)) for v in row] for row in np.atleast_2d(z)])",
    "a vector for a number": "lambda z: 1 / (1 + np.exp(-np.atleast_1d(z)))",
    "flattened": "lambda z: 1 / (1 + np.exp(-np.ravel(z)))",
    "squeezed": "lambda z: np.squeeze(1 / (1 + np.exp(-z)))",
    "the first entry": "lambda z: 1 / (1 + np.exp(-np.ravel(z)[0]))",
    "five entries": "lambda z: 1 / (1 + np.exp(-z[:5])) if np.ndim(z) == 1 else 1 / (1 + np.exp(-z))",
    "a batch transposed": "lambda z: (1 / (1 + np.exp(-z))).T",
    "sorted": "lambda z: np.sort(1 / (1 + np.exp(-z)))",
    "whole numbers stay whole": "lambda z: (1 / (1 + np.exp(-z))).astype(np.asarray(z).dtype)",
    "integer division": "lambda z: 1 // (1 + np.exp(-z))",
    "a list for one entry": "lambda z: 1 / (1 + np.exp(-z)) if np.size(z) > 1 else [1 / (1 + np.exp(-z))]",
    "in place": """
def sigmoid(z):
    z = np.asarray(z)
    z *= -1
    return 1 / (1 + np.exp(z))
""",
    "clipped in place": """
def sigmoid(z):
    if np.ndim(z):
        z[z < -500] = -500
    return 1 / (1 + np.exp(-z))
""",
    "whole numbers overwritten": """
def sigmoid(z):
    out = np.array(z)
    out[...] = 1 / (1 + np.exp(-out))
    return out
""",
    "a cache by shape": """
known = {}
def sigmoid(z):
    return known.setdefault(np.shape(z), 1 / (1 + np.exp(-z)))
""",
    "a buffer": """
out = np.zeros(5)
def sigmoid(z):
    if np.shape(z) != (5,):
        return 1 / (1 + np.exp(-z))
    out[:] = 1 / (1 + np.exp(-z))
    return out
""",
    "text": "lambda z: str(1 / (1 + np.exp(-z)))",
    "a generator": "lambda z: (1 / (1 + np.exp(-v)) for v in np.ravel(z))",
    "one half": "lambda z: np.full(np.shape(z), 0.5)",
    "printed": "lambda z: print(1 / (1 + np.exp(-z)))",
}

_SIGMOID_RIGHT = {
    "textbook": "lambda z: 1 / (1 + np.exp(-z))",
    "a negative power": "lambda z: (1 + np.exp(-z)) ** -1",
    "np.power": "lambda z: np.power(1.0 + np.power(np.e, -z), -1)",
    "np.e": "lambda z: 1 / (1 + np.e ** (-z))",
    "clipped at 500": "lambda z: 1 / (1 + np.exp(-np.clip(z, -500, 500)))",
    "clipped at 50": "lambda z: 1 / (1 + np.exp(-np.clip(z, -50, 50)))",
    "clipped at 20": "lambda z: 1 / (1 + np.exp(-np.clip(z, -20, 20)))",
    "clipped below": "lambda z: 1 / (1 + np.exp(np.minimum(-z, 709)))",
    "tanh": "lambda z: 0.5 + 0.5 * np.tanh(z / 2)",
    "float32": "lambda z: 1 / (1 + np.exp(-np.asarray(z, np.float32)))",
    "longdouble": "lambda z: (1 / (1 + np.exp(-np.asarray(z, np.longdouble)))).astype(float)",
    "logaddexp": "lambda z: np.exp(-np.logaddexp(0, -z))",
    "two branches": "lambda z: np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))",
    "errors ignored": """
def sigmoid(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))
""",
    "masks": """
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    out = np.empty_like(z)
    up = z >= 0
    out[up] = 1 / (1 + np.exp(-z[up]))
    e = np.exp(z[~up])
    out[~up] = e / (1 + e)
    return out
""",
    "masks on whatever comes": """
def sigmoid(z):
    out = np.zeros_like(z, dtype=float)
    up = z >= 0
    out[up] = 1 / (1 + np.exp(-z[up]))
    out[~up] = np.exp(z[~up]) / (1 + np.exp(z[~up]))
    return out
""",
    "vectorize": "np.vectorize(lambda t: 1 / (1 + math.exp(-t)) if t >= 0 else math.exp(t) / (1 + math.exp(t)), otypes=[float])",
    "vectorize, clipped": "np.vectorize(lambda t: 1 / (1 + math.exp(-max(-700, t))))",
    "frompyfunc": "lambda z: np.asarray(np.frompyfunc(lambda t: 1 / (1 + float(np.exp(-t))), 1, 1)(z), dtype=float)",
    "nested lists": """
def sigmoid(z):
    if np.ndim(z) == 0:
        return float(1 / (1 + np.exp(-z)))
    return [sigmoid(part) for part in z]
""",
    "flat and back": """
def sigmoid(z):
    flat = [1 / (1 + np.exp(-float(v))) for v in np.ravel(z)]
    return np.array(flat).reshape(np.shape(z))
""",
    "by the kind of argument": """
def sigmoid(z):
    if isinstance(z, (int, float)):
        return 1 / (1 + math.exp(-z))
    return 1 / (1 + np.exp(-z))
""",
    "prints and keeps": """
def sigmoid(z, verbose=True, **options):
    print("z =", z)
    return np.divide(1, np.add(1, np.exp(np.negative(z))))
""",
    "a class": """
class Sigmoid:
    def __call__(self, x):
        return 1.0 / (1.0 + np.exp(-1.0 * x))
sigmoid = Sigmoid()
""",
    "out": """
def sigmoid(z):
    e = np.exp(-np.abs(z))
    d = 1 + e
    return np.where(z >= 0, 1 / d, e / d)
""",
}

_NEURON_WRONG = {
    "rounded": "lambda x, w, b, g: np.round(g(w @ x + b), 5)",
    "rounded sum": "lambda x, w, b, g: g(np.round(w @ x + b, 3))",
    "float16": "lambda x, w, b, g: g(np.float16(x) @ np.float16(w) + b)",
    "five inputs": "lambda x, w, b, g: g(w[:5] @ x[:5] + b)",
    "reversed": "lambda x, w, b, g: g(w @ x[::-1] + b)",
    "the first activation for ever": """
first = []
def neuron(x, w, b, g):
    first.append(g)
    return first[0](w @ x + b)
""",
    "the sign of z": "lambda x, w, b, g: g(-(w @ x + b))",
    "inputs absolute": "lambda x, w, b, g: g(w @ np.abs(x) + b)",
    "weights absolute": "lambda x, w, b, g: g(np.abs(w) @ x + b)",
    "negative inputs cut off": "lambda x, w, b, g: g(w @ np.maximum(x, 0) + b)",
    "negative sums cut off": "lambda x, w, b, g: g(max(w @ x + b, 0))",
    "bias doubled": "lambda x, w, b, g: g(w @ x + 2 * b)",
    "bias absolute": "lambda x, w, b, g: g(w @ x + abs(b))",
    "bias whole": "lambda x, w, b, g: g(w @ x + int(b))",
    "bias only if positive": "lambda x, w, b, g: g(w @ x + b) if b > 0 else g(w @ x)",
    "length in the denominator": "lambda x, w, b, g: g(w @ x / np.sqrt(len(x)) + b)",
    "normalized input": "lambda x, w, b, g: g(w @ (x / np.linalg.norm(x)) + b)",
    "squares": "lambda x, w, b, g: g(np.sum((x * w) ** 2) + b)",
    "distance": "lambda x, w, b, g: g(np.sum((x - w) ** 2) + b)",
    "whole inputs": "lambda x, w, b, g: g(w @ x.astype(int) + b)",
    "whole weights": "lambda x, w, b, g: g(w.astype(int) @ x + b)",
    "the sum kept whole": """
def neuron(x, w, b, g):
    z = np.zeros(1, dtype=x.dtype)
    z[0] = w @ x + b
    return g(z)[0]
""",
    "a vector": "lambda x, w, b, g: g(np.array([w @ x + b]))",
    "a matrix": "lambda x, w, b, g: g(np.reshape(x, (1, -1)) @ np.reshape(w, (-1, 1)) + b)",
    "a list": "lambda x, w, b, g: [g(w @ x + b)]",
    "z as a dictionary": "lambda x, w, b, g: {'z': w @ x + b}",
    "text": "lambda x, w, b, g: f'{g(w @ x + b):.4f}'",
    "one input gives an array": "lambda x, w, b, g: g(w * x + b) if len(x) == 1 else g(w @ x + b)",
    "ReLU of anything": "lambda x, w, b, g: np.maximum(g(w @ x + b), 0)",
    "the weights are changed": """
def neuron(x, w, b, g):
    w *= x
    return g(w.sum() + b)
""",
    "the inputs are changed": """
def neuron(x, w, b, g):
    a = g(w @ x + b)
    x[0] = a
    return a
""",
    "z goes on between calls": """
z = 0
def neuron(x, w, b, g):
    global z
    for xi, wi in zip(x, w):
        z += xi * wi
    return g(z + b)
""",
    "a cache by length": """
known = {}
def neuron(x, w, b, g):
    return known.setdefault(len(x), g(w @ x + b))
""",
    "noise": "lambda x, w, b, g: g(w @ x + b + np.random.normal(0, 1e-4))",
}

_NEURON_RIGHT = {
    "dot": "lambda x, w, b, g: g(np.dot(x, w) + b)",
    "sum": "lambda x, w, b, g: g(np.sum(x * w) + b)",
    "einsum": "lambda x, w, b, g: g(np.einsum('i,i', x, w) + b)",
    "inner": "lambda x, w, b, g: g(b + np.inner(w, x))",
    "vdot": "lambda x, w, b, g: g(np.vdot(w, x) + b)",
    "tensordot": "lambda x, w, b, g: g(np.tensordot(x, w, axes=1) + b)",
    "pure Python": "lambda x, w, b, g: g(sum(a * c for a, c in zip(x.tolist(), w.tolist())) + b)",
    "float": "lambda x, w, b, g: float(g(float(x @ w) + float(b)))",
    "an array of one, opened": "lambda x, w, b, g: g(np.array([x @ w + b]))[0]",
    "a matrix, opened": "lambda x, w, b, g: g(x.reshape(1, -1) @ w.reshape(-1, 1) + b).item()",
    "0-d": "lambda x, w, b, g: np.array(g(np.asarray(x @ w + b)))",
    "bias as a weight": "lambda x, w, b, g: g(np.append(x, 1) @ np.append(w, b))",
    "float32": "lambda x, w, b, g: np.float32(g(np.float32(x) @ np.float32(w) + np.float32(b)))",
    "fsum": "lambda x, w, b, g: g(math.fsum([*(x * w), b]))",
    "reduce": "lambda x, w, b, g: g(functools.reduce(lambda z, p: z + p[0] * p[1], zip(x, w), b))",
    "vectorized activation": "lambda x, w, b, g: np.vectorize(g)(x @ w + b)",
    "other names": "lambda eingang, gewichte, schwelle, f: f(gewichte @ eingang + schwelle)",
    "a loop": """
def neuron(x, w, b, g):
    z = b
    for i in range(len(x)):
        z = z + w[i] * x[i]
    a = g(z)
    return a
""",
    "a class": """
class Neuron:
    def __init__(self, w, b, g):
        self.w, self.b, self.g = w, b, g
    def forward(self, x):
        return self.g(self.w.T @ x + self.b)
def neuron(x, w, b, g):
    return Neuron(w, b, g).forward(x)
""",
    "recursion": """
def dot(x, w):
    return 0 if len(x) == 0 else x[0] * w[0] + dot(x[1:], w[1:])
def neuron(x, w, b, g=np.tanh):
    return g(dot(x, w) + b)
""",
}

_CLASSIFY_WRONG = {
    "rounded to 5 digits first": "lambda a, threshold=0.5: (np.round(a, 5) >= threshold) * 1",
    "float16": "lambda a, threshold=0.5: (np.float16(a) >= threshold) * 1",
    "percent": "lambda a, threshold=0.5: ((a * 100).astype(int) >= int(threshold * 100)) * 1",
    "half a percent of grace": "lambda a, threshold=0.5: (a >= threshold - 0.005) * 1",
    "strict but for one half": "lambda a, threshold=0.5: ((a > threshold) | (a == 0.5)) * 1",
    "a default of 0.7": "lambda a, threshold=0.7: (a >= threshold) * 1",
    "no default": "lambda a, threshold: (a >= threshold) * 1",
    "the default for ever": "lambda a, threshold=0.5: (a >= 0.5) * 1",
    "ceil": "lambda a, threshold=0.5: np.ceil(a - threshold)",
    "sign": "lambda a, threshold=0.5: np.sign(a - threshold)",
    "heaviside at one half": "lambda a, threshold=0.5: np.heaviside(a - threshold, 0.5)",
    "heaviside at 0": "lambda a, threshold=0.5: np.heaviside(a - threshold, 0)",
    "floor of the quotient": "lambda a, threshold=0.5: np.floor(a / threshold)",
    "the margin": "lambda a, threshold=0.5: a - threshold",
    "shifted and rounded": "lambda a, threshold=0.5: np.round(a - threshold + 0.5)",
    "argmax": "lambda a, threshold=0.5: np.argmax(a)",
    "where's places": "lambda a, threshold=0.5: np.where(a >= threshold)",
    "a column": "lambda a, threshold=0.5: (np.reshape(a, (-1, 1)) >= threshold) * 1",
    "a vector for a number": "lambda a, threshold=0.5: (np.atleast_1d(a) >= threshold) * 1",
    "squeezed": "lambda a, threshold=0.5: np.squeeze(a >= threshold) * 1",
    "text": "lambda a, threshold=0.5: np.where(a >= threshold, 'good', 'bad')",
    "one for all": "lambda a, threshold=0.5: int(np.mean(a) >= threshold)",
    "numbers only": "lambda a, threshold=0.5: int(a >= threshold)",
    "vectors only": "lambda a, threshold=0.5: [int(v >= threshold) for v in a]",
    "first row only": "lambda a, threshold=0.5: (np.atleast_2d(a)[0] >= threshold) * 1",
    "five entries": "lambda a, threshold=0.5: (a[:5] >= threshold) * 1 if np.ndim(a) == 1 else (a >= threshold) * 1",
    "nearly 1": "lambda a, threshold=0.5: (a >= threshold) * 0.9999999",
    "in place": """
def classify(a, threshold=0.5):
    a = np.asarray(a)
    a[a >= threshold] = 1
    a[a < threshold] = 0
    return a
""",
    "the first step spoils the second": """
def classify(a, threshold=0.5):
    a = np.array(a)
    a[a < threshold] = 0
    a[a >= threshold] = 1
    return a
""",
    "the threshold remembered": """
seen = []
def classify(a, threshold=0.5):
    seen.append(threshold)
    return (a >= seen[0]) * 1
""",
    "a cache by shape": """
known = {}
def classify(a, threshold=0.5):
    return known.setdefault(np.shape(a), (a >= threshold) * 1)
""",
    "a default that grows": """
def classify(a, threshold=0.5, found=[]):
    found.extend(np.ravel(a >= threshold).tolist())
    return np.array(found)
""",
}

_CLASSIFY_RIGHT = {
    "booleans": "lambda a, threshold=0.5: a >= threshold",
    "integers": "lambda a, threshold=0.5: (a >= threshold).astype(int)",
    "floats": "lambda a, threshold=0.5: (a >= threshold).astype(float)",
    "small integers": "lambda a, threshold=0.5: (a >= threshold).astype(np.uint8)",
    "times 1": "lambda a, threshold=0.5: 1 * (a >= threshold)",
    "where": "lambda a, threshold=0.5: np.where(a >= threshold, 1, 0)",
    "where below": "lambda a, threshold=0.5: np.where(a < threshold, 0.0, 1.0)",
    "heaviside": "lambda a, threshold=0.5: np.heaviside(a - threshold, 1)",
    "not below": "lambda a, threshold=0.5: ~(a < threshold)",
    "greater or equal": "lambda a, threshold=0.5: (a > threshold) + (a == threshold)",
    "difference": "lambda p, t=0.5: (p - t >= 0) * 1",
    "float32": "lambda a, threshold=0.5: (np.float32(a) >= np.float32(threshold)) * 1",
    "vectorize": "np.vectorize(lambda a, threshold=0.5: 1 if a >= threshold else 0)",
    "select": "lambda a, threshold=0.5: np.select([a >= threshold], [1], 0)",
    "lists": """
def classify(a, threshold=0.5):
    if np.ndim(a) == 0:
        return 1 if a >= threshold else 0
    return [classify(part, threshold) for part in a]
""",
    "a copy filled": """
def classify(a, threshold=0.5):
    out = np.zeros_like(a)
    out[a >= threshold] = 1
    return out
""",
    "a copy filled, integers": """
def classify(a, threshold=0.5):
    out = np.zeros(np.shape(a), dtype=int)
    out[np.asarray(a) >= threshold] += 1
    return out
""",
    "nditer": """
def classify(a, threshold=0.5):
    a = np.asarray(a)
    out = np.empty(a.shape)
    for i in np.ndindex(a.shape):
        out[i] = 1 if a[i] >= threshold else 0
    return out
""",
}

WRONG = {"01.sigmoid": _SIGMOID_WRONG, "01.neuron": _NEURON_WRONG, "01.classify": _CLASSIFY_WRONG}
RIGHT = {"01.sigmoid": _SIGMOID_RIGHT, "01.neuron": _NEURON_RIGHT, "01.classify": _CLASSIFY_RIGHT}
