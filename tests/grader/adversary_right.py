# ruff: noqa: E501 - one item a line reads best
"""Right functions in many manners of writing: an expression or a definition each."""

SOFTMAX = {
    "einsum": "lambda z: (lambda e: e / np.einsum('...i->...', e)[..., None])(np.exp(z - np.max(z, -1, keepdims=True)))",
    "float32": "lambda z: right(np.asarray(z, np.float32))",
    "float32 by the logarithm": """
def softmax(z):
    z = np.asarray(z, np.float32)
    s = z - z.max(-1, keepdims=True)
    return np.exp(s - np.log(np.exp(s).sum(-1, keepdims=True)))
""",
    "longdouble": "lambda z: right(np.asarray(z, np.longdouble))",
    "lists": "lambda z: right(z).tolist()",
    "tuples": "lambda z: tuple(map(tuple, right(z))) if z.ndim == 2 else tuple(right(z))",
    "a list of arrays": "lambda z: list(right(z))",
    "Fortran order": "lambda z: np.asfortranarray(right(z))",
    "a view with gaps": "lambda z: np.repeat(right(z), 2, axis=-1)[..., ::2]",
    "logaddexp": "lambda z: np.exp(z - np.logaddexp.reduce(z, axis=-1, keepdims=True))",
    "one over a sum": "lambda z: 1 / np.exp(z[..., None, :] - z[..., :, None]).sum(axis=-1)",
    "a shift that is a little off": "lambda z: (lambda e: e / e.sum(-1, keepdims=True))(np.exp(z - np.max(z, -1, keepdims=True) + 1.0))",
    "an epsilon that does nothing": "lambda z: shifted(z) / (shifted(z).sum(-1, keepdims=True) + 1e-12)",
    "twice the same": "lambda z: right(right(z) * 0 + z)",
    "a loop": """
def softmax(z):
    if z.ndim == 2:
        return np.array([softmax(row) for row in z])
    largest = max(z)
    total = 0.0
    for value in z:
        total += math.exp(value - largest)
    return [math.exp(value - largest) / total for value in z]
""",
    "other names and extras": """
def softmax(scores, /, *more, axis=-1, base=None, **options):
    e = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
""",
    "only stars": "lambda *args, **kwargs: right(args[0])",
    "type hints": """
def softmax(z: np.ndarray, axis: int = -1) -> 'np.ndarray':
    return right(z)
""",
    "a partial": "functools.partial(lambda axis, z: (lambda e: e / e.sum(axis, keepdims=True))(np.exp(z - np.max(z, axis, keepdims=True))), -1)",
    "a class": """
class Softmax:
    def __init__(self, axis): self.axis = axis
    def __call__(self, z): return right(z)
softmax = Softmax(-1)
""",
    "an inherited call": """
class Base:
    def __call__(self, z): return right(z)
class Softmax(Base): pass
softmax = Softmax()
""",
    "a method": """
class Net:
    def softmax(self, z): return right(z)
softmax = Net().softmax
""",
    "a static and a class method": """
class Net:
    @staticmethod
    def one(z): return right(z)
    @classmethod
    def softmax(cls, z): return cls.one(z)
softmax = Net.softmax
""",
    "a decorator": """
def timed(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        start = time.perf_counter()
        try:
            return f(*args, **kwargs)
        finally:
            inner.seconds = time.perf_counter() - start
    return inner
@timed
def softmax(z):
    return right(z)
""",
    "a decorator without wraps": """
def twice(f):
    return lambda *args: f(*args)
@twice
def softmax(z):
    return right(z)
""",
    "lru_cache on tuples": """
@functools.lru_cache
def exps(row):
    return [math.exp(v - max(row)) for v in row]
def softmax(z):
    rows = np.array([np.array(exps(tuple(r))) / sum(exps(tuple(r))) for r in np.atleast_2d(z).tolist()])
    return rows if z.ndim == 2 else rows[0]
""",
    "vectorize": "np.vectorize(lambda z: right(z), signature='(n)->(n)')",
    "apply_along_axis": "lambda z: np.apply_along_axis(right, -1, z)",
    "try and except": """
def softmax(z):
    try:
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)
    except Exception:
        e = np.exp(z - z.max())
        return e / e.sum()
""",
    "a generator inside": """
def softmax(z):
    def rows():
        for row in np.atleast_2d(z):
            e = np.exp(row - row.max())
            yield e / e.sum()
    return np.array(list(rows())).reshape(z.shape)
""",
    "a working array of its own": """
def softmax(z):
    z = z.astype(float)
    z -= z.max(axis=-1, keepdims=True)
    np.exp(z, out=z)
    z /= z.sum(axis=-1, keepdims=True)
    return z
""",
    "errors of NumPy ignored": """
def softmax(z):
    with np.errstate(all="ignore"):
        return right(z)
""",
    "warnings and prints": """
def softmax(z):
    import warnings
    warnings.warn("careful")
    print("z =", z)
    np.exp(np.array([1000.0]))
    return right(z)
""",
    "walrus": "lambda z: (e := np.exp(z - np.max(z, axis=-1, keepdims=True))) / e.sum(axis=-1, keepdims=True)",
    "a subclass of ndarray": """
class Probabilities(np.ndarray): pass
def softmax(z):
    return right(z).view(Probabilities)
""",
    "random numbers that do not matter": "lambda z: right(z + np.random.rand() * 1e-12)",
    "a helper with a forbidden name": """
def log_softmax(z):
    return z - z.max(-1, keepdims=True) - np.log(shifted(z).sum(-1, keepdims=True))
def softmax(z):
    return np.exp(log_softmax(z))
""",
    "a shift that shrinks in steps": """
def softmax(z):
    z = np.array(z, dtype=float)
    while (z.max(axis=-1) > 0).any():
        z = z - np.maximum(z.max(axis=-1, keepdims=True), 0)
    z = z - z.max(axis=-1, keepdims=True)
    return np.exp(z) / np.sum(np.exp(z), axis=-1, keepdims=True)
""",
}

PREDICT_CLASS = {
    "floats": "lambda p: np.argmax(p, axis=-1).astype(float)",
    "small integers": "lambda p: np.argmax(p, axis=-1).astype(np.uint8)",
    "lists": "lambda p: np.argmax(p, axis=-1).tolist()",
    "a method": "lambda p: p.argmax(-1)",
    "the last of the order": "lambda p: np.argsort(p, axis=-1)[..., -1]",
    "an array of one number": "lambda p: np.array(np.argmax(p, axis=-1))",
    "float32": "lambda p: np.argmax(p.astype(np.float32), axis=-1)",
    "logarithms": "lambda p: np.argmax(np.log(p), axis=-1)",
    "by the number of axes": "lambda p: np.argmax(p, axis=1) if p.ndim == 2 else np.argmax(p)",
    "a dictionary inside": "lambda p: (lambda best: best(p) if p.ndim == 1 else [best(r) for r in p])(lambda r: max(dict(enumerate(r)).items(), key=lambda kv: kv[1])[0])",
    "list.index": """
def predict_class(p):
    rows = np.atleast_2d(p).tolist()
    found = [row.index(max(row)) for row in rows]
    return found if np.ndim(p) == 2 else found[0]
""",
    "a loop": """
def predict_class(probabilities):
    if probabilities.ndim == 1:
        best = 0
        for k in range(len(probabilities)):
            if probabilities[k] > probabilities[best]:
                best = k
        return best
    return np.array([predict_class(row) for row in probabilities])
""",
    "recursion": """
def predict_class(p, k=None):
    if np.ndim(p) == 2:
        return [predict_class(row) for row in p]
    if len(p) == 1:
        return 0
    rest = 1 + predict_class(p[1:])
    return rest if p[rest] > p[0] else 0
""",
}

DENSE = {
    "a batch of one": "lambda a, W, b, g: g(np.expand_dims(a, 0) @ W + b)[0]",
    "einsum": "lambda a, W, b, g: g(np.einsum('i,ij->j', a, W) + b)",
    "the transpose": "lambda a, W, b, g: g(W.T @ a + b)",
    "columns": "lambda a, W, b, g: g(W.T @ a.reshape(-1, 1) + b.reshape(-1, 1)).ravel()",
    "float32": "lambda a, W, b, g: g(a.astype(np.float32) @ W.astype(np.float32) + b.astype(np.float32))",
    "float32 throughout": "lambda a, W, b, g: np.float32(g(np.float32(np.float32(a) @ np.float32(W) + np.float32(b))))",
    "longdouble": "lambda a, W, b, g: g(a.astype(np.longdouble) @ W + b)",
    "a list": "lambda a, W, b, g: [g(a @ W[:, j] + b[j]) for j in range(W.shape[1])]",
    "a list of floats": "lambda a, W, b, g: [float(g(a @ w + c)) for w, c in zip(W.T, b)]",
    "items": "lambda a, W, b, g: [g(a @ w + c).item() for w, c in zip(W.T, b)]",
    "a map": "lambda a, W, b, g: np.fromiter(map(lambda w, c: g(w @ a + c), W.T, b), float)",
    "vectorized activation": "lambda a, W, b, g: np.vectorize(g, otypes=[float])(a @ W + b)",
    "lists for g": "lambda a, W, b, g: g(list(a @ W + b))",
    "bias as a weight": "lambda a, W, b, g: g(np.append(a, 1) @ np.vstack([W, b]))",
    "defaults": "lambda a_in, W, b, g=np.tanh, units=None: g(a_in @ W + b)",
    "names of one's own": "lambda eingang, gewichte, vorspannung, aktivierung: aktivierung(eingang @ gewichte + vorspannung)",
    "append": """
def dense(a_in, W, b, g):
    a_out = np.array([])
    for j in range(W.shape[1]):
        a_out = np.append(a_out, g(np.dot(a_in, W[:, j]) + b[j]))
    return a_out
""",
    "two loops": """
def dense(a_in, W, b, g):
    out = []
    for j in range(W.shape[1]):
        z = float(b[j])
        for i in range(W.shape[0]):
            z += float(a_in[i]) * float(W[i][j])
        out.append(g(z))
    return np.array(out)
""",
    "a while loop": """
def dense(a_in, W, b, g):
    j, out = 0, np.empty(b.shape, dtype=float)
    while j < b.size:
        out[j] = g((a_in * W[:, j]).sum() + b[j])
        j += 1
    return out
""",
    "a class for a unit": """
class Unit:
    def __init__(self, w, b, g): self.w, self.b, self.g = w, b, g
    def __call__(self, a): return self.g(np.dot(self.w, a) + self.b)
def dense(a_in, W, b, g):
    return np.array([Unit(W[:, j], b[j], g)(a_in) for j in range(W.shape[1])])
""",
    "sorted sums": "lambda a, W, b, g: g(np.array([math.fsum(sorted(a * w)) + c for w, c in zip(W.T, b)]))",
    "a result that is its own work": """
def dense(a_in, W, b, g):
    z = b.astype(float)
    for a, row in zip(a_in, W):
        z += a * row
    return g(z)
""",
}

SEQUENTIAL = {
    "reduce": "lambda x, layers: functools.reduce(lambda a, l: l[2](a @ l[0] + l[1]), layers, x)",
    "recursion": """
def sequential(x, layers):
    if not layers:
        return x
    W, b, g = layers[0]
    return sequential(g(x @ W + b), layers[1:])
""",
    "recursion from the end": """
def sequential(x, layers):
    *before, (W, b, g) = layers
    return g((sequential(x, before) if before else x) @ W + b)
""",
    "indices": """
def sequential(x, layers):
    a = x
    for i in range(len(layers)):
        a = dense(a, layers[i][0], layers[i][1], layers[i][2])
    return a
""",
    "all results kept": """
def sequential(x, layers):
    a = [x]
    for layer in layers:
        a.append(dense(a[-1], *layer))
    return a[-1]
""",
    "a copy popped": """
def sequential(x, layers):
    todo = list(layers)
    while todo:
        W, b, g = todo.pop(0)
        x = g(x @ W + b)
    return x
""",
    "an iterator": """
def sequential(x, layers):
    rest = iter(layers)
    while True:
        try:
            W, b, g = next(rest)
        except StopIteration:
            return x
        x = g(x @ W + b)
""",
    "lists between layers": "lambda x, layers: functools.reduce(lambda a, l: [float(l[2](np.dot(a, w) + c)) for w, c in zip(l[0].T, l[1])], layers, x)",
    "float32": "lambda x, layers: chain(x.astype(np.float32), [(W.astype(np.float32), b.astype(np.float32), g) for W, b, g in layers])",
    "float32 throughout": "lambda x, layers: chain(np.float32(x), [(np.float32(W), np.float32(b), lambda z, g=g: np.float32(g(z))) for W, b, g in layers])",
    "a batch of one": "lambda x, layers: chain(x[None], layers)[0]",
    "a class": """
class Sequential:
    def __init__(self, layers): self.layers = layers
    def __call__(self, x):
        for W, b, g in self.layers:
            x = g(np.matmul(x, W) + b)
        return x
def sequential(x, layers):
    return Sequential(layers)(x)
""",
}

RIGHT = {
    "07.softmax": SOFTMAX,
    "07.predict_class": PREDICT_CLASS,
    "02.dense": DENSE,
    "02.sequential": SEQUENTIAL,
}
