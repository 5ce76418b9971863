# ruff: noqa: E501 - one item a line reads best
"""Wrong and right functions of lab 09 in many manners of writing: an expression or a definition each."""

NUMERICAL_WRONG = {
    "forward, step of 1e-9": "lambda f, x: central(f, x, 1e-9, lambda at, h: (at(h) - at(0)) / h)",
    "forward, step of 1e-7": "lambda f, x: central(f, x, 1e-7, lambda at, h: (at(h) - at(0)) / h)",
    "backward, step of 2e-6": "lambda f, x: central(f, x, 2e-6, lambda at, h: (at(0) - at(-h)) / h)",
    "a mean of forward and central": "lambda f, x: central(f, x, 1e-5, lambda at, h: ((at(h) - at(0)) / h + (at(h) - at(-h)) / (2 * h)) / 2)",
    "step of 1e-12": "lambda f, x: central(f, x, 1e-12)",
    "step of 3e-14": "lambda f, x: central(f, x, 3e-14)",
    "step of 0": "lambda f, x: central(f, x, 0.0)",
    "step of 0.05": "lambda f, x: central(f, x, 0.05)",
    "two steps up, one down": "lambda f, x: central(f, x, 1e-5, lambda at, h: (at(2 * h) - at(-h)) / (3 * h))",
    "wrong weights of five points": "lambda f, x: central(f, x, 1e-3, lambda at, h: (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (10 * h))",
    "rounded to 4 digits": "lambda f, x: np.round(central(f, x), 4)",
    "rounded to 6 digits": "lambda f, x: np.round(central(f, x), 6)",
    "rounded to 7 digits": "lambda f, x: np.round(central(f, x), 7)",
    "absolute slopes": "lambda f, x: np.abs(central(f, x))",
    "normalised": "lambda f, x: central(f, x) / np.linalg.norm(central(f, x))",
    "clipped": "lambda f, x: np.clip(central(f, x), -5, 5)",
    "reversed": "lambda f, x: np.flip(central(f, x))",
    "sorted": "lambda f, x: np.sort(central(f, x))",
    "transposed": "lambda f, x: central(f, x).T",
    "at least one axis": "lambda f, x: np.atleast_1d(central(f, x))",
    "squeezed": "lambda f, x: np.squeeze(central(f, x))",
    "the sum of the slopes": "lambda f, x: np.sum(central(f, x))",
    "at the rounded point": "lambda f, x: central(f, np.round(x))",
    "at the rounded point, 2 digits": "lambda f, x: central(f, np.round(x, 2))",
    "float32 values": "lambda f, x: central(lambda y: np.float32(f(y)), x)",
    "float16 result": "lambda f, x: central(f, x).astype(np.float16)",
    "whole result": "lambda f, x: central(f, x).astype(int)",
    "nothing for one entry": "lambda f, x: central(f, x) * (np.size(x) > 1)",
    "the slope of cubes": "lambda f, x: 3 * np.arange(1.25, np.size(x) + 1)[: np.size(x)].reshape(np.shape(x)) * np.square(x)",
    "numpy.gradient": "lambda f, x: np.gradient(np.atleast_1d(x))",
    "a list of two": "lambda f, x: [central(f, x), f(x)]",
    "prints only": "lambda f, x: print(central(f, x))",
    "yields": "lambda f, x: (v for v in np.ravel(central(f, x)))",
    "one entry short": """
def numerical_gradient(f, x):
    g = central(f, x)
    g[-1:] = 0
    return g
""",
    "from the second entry": """
def numerical_gradient(f, x):
    x = np.array(x, dtype=float)
    g = np.zeros(x.shape)
    for i in range(1, x.size):
        up, down = x.copy(), x.copy()
        up.flat[i] += 1e-5
        down.flat[i] -= 1e-5
        g.flat[i] = (f(up) - f(down)) / 2e-5
    return g
""",
    "the argument is left moved": """
def numerical_gradient(f, x):
    g = central(f, x)
    x.flat[0] += 1e-5
    return g
""",
    "put back by adding, in the argument": """
def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        up = f(x)
        x[i] -= 2 * h
        g[i] = (up - f(x)) / (2 * h)
        x[i] += h
    return g
""",
    "an alias for a copy": """
def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x, x
        up[i] += h
        down[i] -= h
        g[i] = (f(up) - f(down)) / (2 * h)
    return g
""",
    "only two axes": """
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    if x.ndim == 1:
        return central(f, x)
    g = np.zeros(x.shape)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            d = np.zeros(x.shape)
            d[i, j] = h
            g[i, j] = (f(x + d) - f(x - d)) / (2 * h)
    return g
""",
    "columns before rows": """
def numerical_gradient(f, x):
    g = central(f, x)
    return g.ravel(order="F").reshape(g.shape)
""",
    "zeros_like the argument": """
def numerical_gradient(f, x, h=1e-5):
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        d = np.zeros(x.shape)
        d[i] = h
        g[i] = (f(x + d) - f(x - d)) / (2 * h)
    return g
""",
    "a copy of the argument's dtype": """
def numerical_gradient(f, x, h=1e-4):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        a, b = x.copy(), x.copy()
        a[i] += h
        b[i] -= h
        g[i] = (f(a) - f(b)) / (2 * h)
    return g
""",
    "a cache by shape": """
known = {}
def numerical_gradient(f, x):
    return known.setdefault(np.shape(x), central(f, x))
""",
    "noise": "lambda f, x: central(f, x) * (1 + np.random.uniform(1e-4, 1e-3))",
}

NUMERICAL_RIGHT = {
    **{f"step of {h:g}": f"lambda f, x: central(f, x, {h})" for h in (1e-3, 1e-4, 1e-6, 1e-7, 1e-8, 1e-9)},
    "five points": "lambda f, x: central(f, x, 1e-3, lambda at, h: (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h))",
    "Richardson": "lambda f, x: (4 * central(f, x, 5e-4) - central(f, x, 1e-3)) / 3",
    "two half differences": "lambda f, x: central(f, x, 1e-5, lambda at, h: ((at(h) - at(0)) / h + (at(0) - at(-h)) / h) / 2)",
    "half the step on either side": "lambda f, x: central(f, x, 1e-5, lambda at, h: (at(h / 2) - at(-h / 2)) / h)",
    "nested lists": "lambda f, x: central(f, x).tolist()",
    "float32 result": "lambda f, x: central(f, x).astype(np.float32)",
    "longdouble": "lambda f, x: central(f, np.asarray(x, np.longdouble)).astype(float)",
    "Fortran order": "lambda f, x: np.asfortranarray(central(f, x)).reshape(np.shape(x))",
    "a step that grows with the entry": """
def numerical_gradient(f, x, eps=6e-6):
    x = np.asarray(x, dtype=np.float64)
    grad = np.zeros(x.shape)
    for i, value in np.ndenumerate(x):
        h = eps * max(1.0, abs(value))
        step = np.zeros(x.shape)
        step[i] = h
        grad[i] = (f(x + step) - f(x - step)) / (2 * h)
    return grad
""",
    "in place and put back": """
def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"])
    for _ in it:
        i = it.multi_index
        old = x[i]
        x[i] = old + h
        plus = f(x)
        x[i] = old - h
        minus = f(x)
        x[i] = old
        grad[i] = (plus - minus) / (2 * h)
    return grad
""",
    "in place with try and finally": """
def numerical_gradient(f, x, eps=1e-5):
    x = x.astype(float)
    def slope(i):
        old = x[i]
        try:
            x[i] = old + eps
            plus = float(f(x))
            x[i] = old - eps
            return (plus - float(f(x))) / (2 * eps)
        finally:
            x[i] = old
    return np.array([slope(i) for i in np.ndindex(x.shape)]).reshape(x.shape)
""",
    "flat": """
def numerical_gradient(f, x, eps=1e-6):
    flat = np.array(x, dtype=float).ravel()
    grad = np.empty(flat.size)
    for k in range(flat.size):
        up, down = flat.copy(), flat.copy()
        up[k] += eps
        down[k] -= eps
        grad[k] = (f(up.reshape(np.shape(x))) - f(down.reshape(np.shape(x)))) / (2 * eps)
    return grad.reshape(np.shape(x))
""",
    "rows of an identity": """
def numerical_gradient(f, x):
    x, h = np.array(x, dtype=float), 1e-5
    steps = h * np.eye(x.size).reshape(-1, *x.shape)
    return np.reshape([(f(x + d) - f(x - d)) / (2 * h) for d in steps], x.shape)
""",
    "recursion over the axes": """
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    if x.ndim == 0:
        return (f(x + h) - f(x - h)) / (2 * h)
    def part(i):
        def g(row):
            y = x.copy()
            y[i] = row
            return f(y)
        return numerical_gradient(g, x[i])
    return np.array([part(i) for i in range(len(x))])
""",
    "a class": """
class Gradient:
    def __init__(self, eps=1e-5): self.eps = eps
    def __call__(self, f, x):
        return central(f, x, self.eps)
numerical_gradient = Gradient()
""",
    "vectorize": """
def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    def slope(k):
        d = np.zeros(x.size)
        d[k] = h
        d = d.reshape(x.shape)
        return (f(x + d) - f(x - d)) / (2 * h)
    return np.vectorize(slope, otypes=[float])(np.arange(x.size).reshape(x.shape))
""",
    "the complex step": """
def numerical_gradient(f, x):
    x = np.array(x, dtype=complex)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        y = x.copy()
        y[i] += 1e-30j
        g[i] = f(y).imag / 1e-30
    return g
""",
}

DENSE_WRONG = {
    "rounded to 4 digits": "lambda dZ, A, W: tuple(np.round(g, 4) for g in back(dZ, A, W))",
    "rounded to 6 digits": "lambda dZ, A, W: tuple(np.round(g, 6) for g in back(dZ, A, W))",
    "rounded to 8 digits": "lambda dZ, A, W: tuple(np.round(g, 8) for g in back(dZ, A, W))",
    "float16": "lambda dZ, A, W: back(*(np.float16(x) for x in (dZ, A, W)))",
    "a dictionary": "lambda dZ, A, W: dict(zip(('dA', 'dW', 'db'), back(dZ, A, W)))",
    "four results": "lambda dZ, A, W: (*back(dZ, A, W), dZ)",
    "an empty tuple": "lambda dZ, A, W: ()",
    "a sum of squares for db": "lambda dZ, A, W: (dZ @ W.T, A.T @ dZ, (dZ**2).sum(axis=0))",
    "db reversed": "lambda dZ, A, W: (dZ @ W.T, A.T @ dZ, dZ.sum(axis=0)[::-1])",
    "db as a list of one list": "lambda dZ, A, W: (dZ @ W.T, A.T @ dZ, [dZ.sum(axis=0).tolist()])",
    "W with its rows reversed": "lambda dZ, A, W: (dZ @ W[::-1].T, A.T @ dZ, dZ.sum(axis=0))",
    "weights absolute": "lambda dZ, A, W: (dZ @ np.abs(W).T, A.T @ dZ, dZ.sum(axis=0))",
    "negative gradients cut off": "lambda dZ, A, W: back(np.maximum(dZ, 0), A, W)",
    "transposed where square": "lambda dZ, A, W: (dZ @ (W if W.shape[0] == W.shape[1] else W.T), A.T @ dZ, dZ.sum(axis=0))",
    "dW transposed where square": "lambda dZ, A, W: (dZ @ W.T, (dZ.T @ A if W.shape[0] == W.shape[1] else A.T @ dZ), dZ.sum(axis=0))",
    "divided by the units": "lambda dZ, A, W: (dZ @ W.T / W.shape[1], A.T @ dZ, dZ.sum(axis=0))",
    "half": "lambda dZ, A, W: tuple(g / 2 for g in back(dZ, A, W))",
    "squeezed": "lambda dZ, A, W: tuple(np.squeeze(g) for g in back(dZ, A, W))",
    "four samples": "lambda dZ, A, W: (dZ @ W.T, A[:4].T @ dZ[:4], dZ[:4].sum(axis=0))",
    "weight decay": "lambda dZ, A, W: (dZ @ W.T, A.T @ dZ + 1e-3 * W, dZ.sum(axis=0))",
    "dA of the mean": "lambda dZ, A, W: (np.tile(dZ.mean(axis=0) @ W.T, (len(dZ), 1)), A.T @ dZ, dZ.sum(axis=0))",
    "dZ in place": """
def dense_backward(dZ, A_in, W):
    dA, dW, db = back(dZ, A_in, W)
    dZ *= 0
    return dA, dW, db
""",
    "weights updated": """
def dense_backward(dZ, A_in, W):
    result = back(dZ, A_in, W)
    W -= 0.1 * result[1]
    return result
""",
    "gradients pile up": """
total = {}
def dense_backward(dZ, A_in, W):
    dA, dW, db = back(dZ, A_in, W)
    total[W.shape] = total.get(W.shape, 0) + dW
    return dA, total[W.shape], db
""",
    "a buffer by shape": """
buffers = {}
def dense_backward(dZ, A_in, W):
    out = buffers.setdefault(W.shape, np.zeros(W.shape))
    out[:] = A_in.T @ dZ
    return dZ @ W.T, out, dZ.sum(axis=0)
""",
    "loops over too little": """
def dense_backward(dZ, A_in, W):
    dA, dW, db = back(dZ, A_in, W)
    dW = np.zeros(W.shape)
    for i in range(W.shape[0]):
        for j in range(W.shape[1]):
            for k in range(len(dZ) - 1):
                dW[i, j] += A_in[k, i] * dZ[k, j]
    return dA, dW, db
""",
}

DENSE_RIGHT = {
    "a list": "lambda dZ, A, W: list(back(dZ, A, W))",
    "lists": "lambda dZ, A, W: [g.tolist() for g in back(dZ, A, W)]",
    "float32": "lambda dZ, A, W: back(*(np.float32(x) for x in (dZ, A, W)))",
    "einsum": "lambda dZ, A, W: (np.einsum('ku,nu->kn', dZ, W), np.einsum('kn,ku->nu', A, dZ), np.einsum('ku->u', dZ))",
    "transposes": "lambda dZ, A, W: ((W @ dZ.T).T, (dZ.T @ A).T, dZ.T.sum(axis=1))",
    "ones": "lambda dZ, A, W: (dZ.dot(W.T), A.T.dot(dZ), np.ones(len(dZ)) @ dZ)",
    "tensordot": "lambda dZ, A, W: (np.tensordot(dZ, W, (1, 1)), np.tensordot(A, dZ, (0, 0)), np.add.reduce(dZ))",
    "broadcast": "lambda dZ, A, W: ((dZ[:, None] * W).sum(-1), (A[:, :, None] * dZ[:, None]).sum(0), sum(dZ))",
    "keepdims and back": "lambda dZ, A, W: (dZ @ W.T, A.T @ dZ, np.squeeze(np.sum(dZ, axis=0, keepdims=True), axis=0))",
    "bias as a weight": "lambda dZ, A, W: (dZ @ W.T, *(lambda G: (G[:-1], G[-1]))(np.hstack([A, np.ones((len(A), 1))]).T @ dZ))",
    "mean times m": "lambda dZ, A, W: (dZ @ W.T, A.T @ dZ, dZ.mean(axis=0) * len(dZ))",
    "a named tuple turned plain": """
def dense_backward(dZ, A_in, W):
    import collections
    grads = collections.namedtuple("Grads", "dA dW db")(*back(dZ, A_in, W))
    return tuple(grads)
""",
    "three loops": """
def dense_backward(dZ, A_in, W):
    m, n, units = len(dZ), *W.shape
    dA, dW, db = np.zeros((m, n)), np.zeros((n, units)), np.zeros(units)
    for k in range(m):
        for j in range(units):
            db[j] += dZ[k, j]
            for i in range(n):
                dA[k, i] += dZ[k, j] * W[i, j]
                dW[i, j] += dZ[k, j] * A_in[k, i]
    return dA, dW, db
""",
    "a class": """
class Dense:
    def __init__(self, A, W): self.A, self.W = A, W
    def backward(self, dZ):
        self.dW, self.db = self.A.T @ dZ, dZ.sum(0)
        return dZ @ self.W.T
def dense_backward(dZ, A_in, W):
    layer = Dense(A_in, W)
    return layer.backward(dZ), layer.dW, layer.db
""",
}

ACTIVATION_WRONG = {
    "rounded to 5 digits": "lambda dA, Z, name: np.round(through(dA, Z, name), 5)",
    "rounded to 8 digits": "lambda dA, Z, name: np.round(through(dA, Z, name), 8)",
    "float16": "lambda dA, Z, name: through(np.float16(dA), np.float16(Z), name)",
    "half for relu at 0": "lambda dA, Z, name: dA * (np.heaviside(Z, 0.5)) if name == 'relu' else through(dA, Z, name)",
    "relu below 1": "lambda dA, Z, name: dA * (Z > 1) if name == 'relu' else through(dA, Z, name)",
    "relu6": "lambda dA, Z, name: dA * ((Z > 0) & (Z < 6)) if name == 'relu' else through(dA, Z, name)",
    "softplus for relu": "lambda dA, Z, name: dA / (1 + np.exp(-Z)) if name == 'relu' else through(dA, Z, name)",
    "leaky": "lambda dA, Z, name: dA * np.where(Z > 0, 1, 0.2) if name == 'relu' else through(dA, Z, name)",
    "hard sigmoid": "lambda dA, Z, name: dA * 0.2 * (np.abs(Z) < 2.5) if name == 'sigmoid' else through(dA, Z, name)",
    "a quarter": "lambda dA, Z, name: dA / 4 if name == 'sigmoid' else through(dA, Z, name)",
    "tanh from the sigmoid, not doubled": "lambda dA, Z, name: through(dA, 2 * Z, 'sigmoid') if name == 'tanh' else through(dA, Z, name)",
    "tanh from the sigmoid, half": "lambda dA, Z, name: 2 * through(dA, 2 * Z, 'sigmoid') if name == 'tanh' else through(dA, Z, name)",
    "slopes by differences, coarse": "lambda dA, Z, name: dA * (np.tanh(Z + 0.01) - np.tanh(Z - 0.01)) / 0.02 if name == 'tanh' else through(dA, Z, name)",
    "slopes summed": "lambda dA, Z, name: np.sum(through(dA, Z, name), axis=0)",
    "slopes transposed": "lambda dA, Z, name: through(dA, Z, name).T",
    "squeezed": "lambda dA, Z, name: np.squeeze(through(dA, Z, name))",
    "first row": "lambda dA, Z, name: through(dA[:1], Z[:1], name)",
    "squared gradient": "lambda dA, Z, name: through(dA * dA, Z, name)",
    "clipped sums": "lambda dA, Z, name: through(dA, np.clip(Z, -1.5, 1.5), name)",
    "cosh": "lambda dA, Z, name: dA / np.cosh(Z) if name == 'tanh' else through(dA, Z, name)",
    "overflow": "lambda dA, Z, name: dA * np.exp(-Z) / (1 + np.exp(-Z)) ** 2 if name == 'sigmoid' else through(dA, Z, name)",
    "capital names": "lambda dA, Z, name: {'Sigmoid': 1}[name]",
    "a string": "lambda dA, Z, name: str(through(dA, Z, name))",
    "a function": "lambda dA, Z, name: (lambda: through(dA, Z, name))",
    "none for linear": "lambda dA, Z, name: None if name == 'linear' else through(dA, Z, name)",
    "relu in place": """
def activation_backward(dA, Z, name):
    if name == "relu":
        dA[Z < 0] = 0
        return dA
    return through(dA, Z, name)
""",
    "Z in place": """
def activation_backward(dA, Z, name):
    if name == "relu":
        Z[Z <= 0] = 0
        Z[Z > 0] = 1
        return dA * Z
    return through(dA, Z, name)
""",
    "the gradient itself zeroed below": """
def activation_backward(dA, Z, name):
    if name == "relu":
        dZ = np.array(dA)
        dZ[dZ < 0] = 0
        return dZ
    return through(dA, Z, name)
""",
    "the last name stays": """
last = []
def activation_backward(dA, Z, name):
    last.append(name)
    return through(dA, Z, last[max(0, len(last) - 2)])
""",
    "elif forgotten": """
def activation_backward(dA, Z, name):
    if name == "sigmoid":
        dZ = through(dA, Z, name)
    if name == "tanh":
        dZ = through(dA, Z, name)
    else:
        dZ = dA * (Z > 0) if name == "relu" else dA
    return dZ
""",
}

ACTIVATION_RIGHT = {
    "lists": "lambda dA, Z, name: through(dA, Z, name).tolist()",
    "float32": "lambda dA, Z, name: through(np.float32(dA), np.float32(Z), name)",
    "relu with 1 at 0": "lambda dA, Z, name: dA * (Z >= 0) if name == 'relu' else through(dA, Z, name)",
    "relu by where": "lambda dA, Z, name: np.where(Z > 0, dA, 0) if name == 'relu' else through(dA, Z, name)",
    "relu by where, the other way": "lambda dA, Z, name: np.where(Z < 0, 0, dA) if name == 'relu' else through(dA, Z, name)",
    "relu by heaviside": "lambda dA, Z, name: dA * np.heaviside(Z, 0) if name == 'relu' else through(dA, Z, name)",
    "relu by the sign of relu": "lambda dA, Z, name: dA * np.sign(np.maximum(Z, 0)) if name == 'relu' else through(dA, Z, name)",
    "sigmoid with warnings": "lambda dA, Z, name: dA * (1 / (1 + np.exp(-Z))) * (1 - 1 / (1 + np.exp(-Z))) if name == 'sigmoid' else through(dA, Z, name)",
    "sigmoid by tanh": "lambda dA, Z, name: dA * (1 - np.tanh(Z / 2) ** 2) / 4 if name == 'sigmoid' else through(dA, Z, name)",
    "sigmoid clipped far out": "lambda dA, Z, name: through(dA, np.clip(Z, -500, 500), name) if name == 'sigmoid' else through(dA, Z, name)",
    "s - s squared": "lambda dA, Z, name: (lambda s: dA * (s - s * s))(1 / (1 + np.exp(-Z))) if name == 'sigmoid' else through(dA, Z, name)",
    "tanh by cosh": "lambda dA, Z, name: dA / np.cosh(Z) ** 2 if name == 'tanh' else through(dA, Z, name)",
    "tanh by factors": "lambda dA, Z, name: dA * (1 - np.tanh(Z)) * (1 + np.tanh(Z)) if name == 'tanh' else through(dA, Z, name)",
    "tanh by the sigmoid": "lambda dA, Z, name: 4 * through(dA, 2 * Z, 'sigmoid') if name == 'tanh' else through(dA, Z, name)",
    "linear as it is": "lambda dA, Z, name: dA if name == 'linear' else through(dA, Z, name)",
    "a dictionary": """
slopes = {
    "linear": lambda z: np.ones(np.shape(z)),
    "sigmoid": lambda z: np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))) ** 2,
    "tanh": lambda z: 1 - np.square(np.tanh(z)),
    "relu": lambda z: np.array(z > 0, dtype=float),
}
def activation_backward(dA, Z, name):
    return np.multiply(dA, slopes[name](Z))
""",
    "match": """
def activation_backward(dA, Z, name):
    match name:
        case "linear":
            return dA.copy()
        case "relu":
            dZ = np.array(dA, dtype=float)
            dZ[Z <= 0] = 0
            return dZ
        case _:
            return through(dA, Z, name)
""",
    "entry by entry": """
def activation_backward(dA, Z, name):
    def slope(z):
        if name == "linear": return 1.0
        if name == "relu": return 1.0 if z > 0 else 0.0
        if name == "tanh": return 1 - math.tanh(z) ** 2
        s = 1 / (1 + math.exp(-z)) if z > 0 else math.exp(z) / (1 + math.exp(z))
        return s * (1 - s)
    out = np.zeros(dA.shape)
    for i in range(dA.shape[0]):
        for j in range(dA.shape[1]):
            out[i, j] = dA[i, j] * slope(float(Z[i, j]))
    return out
""",
    "an error for other names": """
def activation_backward(dA, Z, name):
    if name not in ("linear", "sigmoid", "tanh", "relu"):
        raise ValueError(name)
    return through(dA, Z, name)
""",
    "the library's activations": """
def activation_backward(dA, Z, name):
    from nnlab.activations import sigmoid, tanh
    if name == "sigmoid":
        return dA * sigmoid(Z) * (1 - sigmoid(Z))
    return dA * (1 - tanh(Z) ** 2) if name == "tanh" else through(dA, Z, name)
""",
}

SOFTMAX_WRONG = {
    "rounded to 5 digits": "lambda z, y: np.round(slope(z, y), 5)",
    "rounded to 7 digits": "lambda z, y: np.round(slope(z, y), 7)",
    "float16": "lambda z, y: slope(np.float16(z), y).astype(np.float16)",
    "smoothed labels": "lambda z, y: (shifted(z) / shifted(z).sum(1, keepdims=True) - (0.9 * (y[:, None] == np.arange(z.shape[1])) + 0.1 / z.shape[1])) / len(y)",
    "over m - 1": "lambda z, y: slope(z, y) * len(y) / max(1, len(y) - 1)",
    "half": "lambda z, y: slope(z, y) / 2",
    "rows normalised": "lambda z, y: slope(z, y) / (np.linalg.norm(slope(z, y), axis=1, keepdims=True) + 1e-12)",
    "labels clipped": "lambda z, y: slope(z, np.minimum(y, 1))",
    "labels reversed": "lambda z, y: slope(z, y[::-1])",
    "labels sorted": "lambda z, y: slope(z, np.sort(y))",
    "columns reversed": "lambda z, y: slope(z, y)[:, ::-1]",
    "positive logits": "lambda z, y: slope(np.abs(z), y)",
    "negative logits cut off": "lambda z, y: slope(np.maximum(z, 0), y)",
    "temperature": "lambda z, y: slope(z / 1.01, y)",
    "squeezed": "lambda z, y: np.squeeze(slope(z, y))",
    "three classes": "lambda z, y: slope(z[:, :3], np.minimum(y, 2))",
    "clipped logits": "lambda z, y: slope(np.clip(z, -100, 100), y)",
    "clipped probabilities": "lambda z, y: (np.clip(shifted(z) / shifted(z).sum(1, keepdims=True), 1e-3, 1) - np.eye(z.shape[1])[y]) / len(y)",
    "one sample short": "lambda z, y: np.vstack([slope(z, y)[:-1], np.zeros((1, z.shape[1]))])",
    "both results": "lambda z, y: (0.0, slope(z, y))",
    "the gradient of the loss of the largest": "lambda z, y: slope(z, np.argmax(z, axis=1))",
    "nan to num": "lambda z, y: np.nan_to_num((np.exp(z) / np.exp(z).sum(1, keepdims=True) - np.eye(z.shape[1])[y]) / len(y))",
    "no shift, log form": "lambda z, y: (np.exp(z - np.log(np.exp(z).sum(1, keepdims=True))) - np.eye(z.shape[1])[y]) / len(y)",
    "logits in place": """
def softmax_crossentropy_backward(logits, y):
    logits -= logits.max(axis=1, keepdims=True)
    return slope(logits, y)
""",
    "logits in place of p": """
def softmax_crossentropy_backward(logits, y):
    p = logits
    p[:] = shifted(p) / shifted(p).sum(1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)
""",
    "labels in place": """
def softmax_crossentropy_backward(logits, y):
    grad = slope(logits, y)
    y += 1
    return grad
""",
    "one minus for the first labels only": """
def softmax_crossentropy_backward(logits, y):
    p = shifted(logits) / shifted(logits).sum(1, keepdims=True)
    for i in range(min(2, len(y))):
        p[i, y[i]] -= 1
    return p / len(y)
""",
    "the loop returns at once": """
def softmax_crossentropy_backward(logits, y):
    p = shifted(logits) / shifted(logits).sum(1, keepdims=True)
    for i in range(len(y)):
        p[i, y[i]] -= 1
        return p / len(y)
""",
    "a full Jacobian, its diagonal only": """
def softmax_crossentropy_backward(logits, y):
    p = shifted(logits) / shifted(logits).sum(1, keepdims=True)
    out = np.zeros(p.shape)
    for i, k in enumerate(y):
        out[i] = -np.diag(p[i])[k] * (1 - p[i, k]) / p[i, k]
    return out / len(y)
""",
}

SOFTMAX_RIGHT = {
    "lists": "lambda z, y: slope(z, y).tolist()",
    "float32": "lambda z, y: slope(np.float32(z), y)",
    "an identity": "lambda z, y: (shifted(z) / shifted(z).sum(1, keepdims=True) - np.eye(z.shape[1])[y]) / len(y)",
    "an epsilon that does nothing": "lambda z, y: (shifted(z) / (shifted(z).sum(1, keepdims=True) + 1e-12) - np.eye(z.shape[1])[y]) / z.shape[0]",
    "a small epsilon": "lambda z, y: (shifted(z) / (shifted(z).sum(1, keepdims=True) + 1e-8) - np.eye(z.shape[1])[y]) / z.shape[0]",
    "log-sum-exp": "lambda z, y: (np.exp(z - np.logaddexp.reduce(z, axis=1)[:, None]) - (y[:, None] == np.arange(z.shape[1]))) / len(z)",
    "np.put_along_axis": """
def softmax_crossentropy_backward(logits, y_true):
    p = shifted(logits) / np.sum(shifted(logits), axis=-1, keepdims=True)
    index = np.expand_dims(y_true, 1)
    np.put_along_axis(p, index, np.take_along_axis(p, index, 1) - 1, 1)
    return p / p.shape[0]
""",
    "np.add.at": """
def softmax_crossentropy_backward(logits, y_true):
    p = shifted(logits) / np.sum(shifted(logits), axis=-1, keepdims=True)
    np.add.at(p, (np.arange(len(p)), y_true), -1)
    return np.divide(p, len(p))
""",
    "a one-hot array": """
def softmax_crossentropy_backward(logits, y_true):
    one_hot = np.zeros(logits.shape)
    one_hot[np.arange(y_true.size), y_true] = 1
    p = shifted(logits) / np.sum(shifted(logits), axis=-1, keepdims=True)
    return -(one_hot - p) / logits.shape[0]
""",
    "two loops": """
def softmax_crossentropy_backward(logits, y_true):
    m, classes = logits.shape
    grad = np.zeros((m, classes))
    for i in range(m):
        top = max(logits[i])
        total = sum(math.exp(v - top) for v in logits[i])
        for j in range(classes):
            grad[i, j] = (math.exp(logits[i, j] - top) / total - (1 if j == y_true[i] else 0)) / m
    return grad
""",
    "the full Jacobian": """
def softmax_crossentropy_backward(logits, y_true):
    rows = []
    for z, k in zip(logits, y_true):
        p = np.exp(z - z.max())
        p = p / p.sum()
        hot = np.zeros(len(z))
        hot[k] = 1
        # (diag(p) - p pT) @ (-hot / p), with the 1/p cancelled by hand
        rows.append(-(hot - p * hot.sum()))
    return np.array(rows) / len(logits)
""",
    "the library's softmax": """
def softmax_crossentropy_backward(logits, y_true):
    import nnlab
    p = nnlab.activations.softmax(np.array(logits, dtype=float))
    p[range(len(p)), y_true] -= 1
    return p / len(p)
""",
    "flat indices": """
def softmax_crossentropy_backward(logits, y_true):
    p = shifted(logits) / shifted(logits).sum(-1, keepdims=True)
    p.ravel()[np.arange(len(p)) * p.shape[1] + y_true] -= 1.0
    return p * (1.0 / len(p))
""",
}

TWO_LAYER_WRONG = {
    "rounded to 5 digits": "lambda X, Y, W, V: tuple(np.round(g, 5) for g in both(X, Y, W, V))",
    "rounded to 6 digits": "lambda X, Y, W, V: tuple(np.round(g, 6) for g in both(X, Y, W, V))",
    "half": "lambda X, Y, W, V: tuple(g / 2 for g in both(X, Y, W, V))",
    "a dictionary": "lambda X, Y, W, V: dict(zip('WV', both(X, Y, W, V)))",
    "a little weight decay": "lambda X, Y, W, V: (both(X, Y, W, V)[0] + 1e-3 * W, both(X, Y, W, V)[1])",
    "first row without gradient": "lambda X, Y, W, V: (both(X, Y, W, V)[0] * (np.arange(len(W)) > 0)[:, None], both(X, Y, W, V)[1])",
    "over inputs": "lambda X, Y, W, V: tuple(g * len(X) / X.shape[1] for g in both(X, Y, W, V))",
    "over units": "lambda X, Y, W, V: (both(X, Y, W, V)[0] / W.shape[1], both(X, Y, W, V)[1])",
    "labels reversed": "lambda X, Y, W, V: both(X, Y[::-1], W, V)",
    "V with its rows reversed": "lambda X, Y, W, V: both(X, Y, W, V[::-1])",
    "rounded probabilities": "lambda X, Y, W, V: both(X, Y, W, V, lambda z: np.round(soft(z), 2))",
    "hard predictions": "lambda X, Y, W, V: both(X, Y, W, V, lambda z: (z == z.max(1, keepdims=True)) * 1.0)",
    "tanh": "lambda X, Y, W, V: both(X, Y, W, V, g=np.tanh, d=lambda s: 1 - s**2)",
    "slope times slope": "lambda X, Y, W, V: both(X, Y, W, V, d=lambda s: (s * (1 - s)) ** 2)",
    "s squared": "lambda X, Y, W, V: both(X, Y, W, V, d=lambda s: s * (1 - s**2))",
    "a quarter": "lambda X, Y, W, V: both(X, Y, W, V, d=lambda s: 0.25)",
    "three samples": "lambda X, Y, W, V: both(X[:3], Y[:3], W, V)",
    "the seed, not averaged": """
def two_layer_gradients(X, Y, W, V):
    gW, gV = np.zeros(W.shape), np.zeros(V.shape)
    for x, y in zip(X, Y):
        x = x.reshape((1, -1))
        S = sig(x.dot(W))
        Z = soft(S.dot(V))
        gW += x.T.dot(((Z - y).dot(V.T)) * S * (1 - S))
        gV += S.T.dot(Z - y)
    return gW, gV
""",
    "the seed, with steps": """
def two_layer_gradients(X, Y, W, V):
    W, V = W.astype(float), V.astype(float)
    gW, gV = np.zeros(W.shape), np.zeros(V.shape)
    for x, y in zip(X, Y):
        dW, dV = both(x[None], y[None], W, V)
        gW += dW / len(X)
        gV += dV / len(X)
        W -= 0.01 * dW
        V -= 0.01 * dV
    return gW, gV
""",
    "weights in place": """
def two_layer_gradients(X, Y, W, V):
    dW, dV = both(X, Y, W, V)
    W -= 0.01 * dW
    return dW, dV
""",
    "labels in place": """
def two_layer_gradients(X, Y, W, V):
    dW, dV = both(X, Y, W, V)
    Y -= Y
    return dW, dV
""",
    "a buffer": """
store = {}
def two_layer_gradients(X, Y, W, V):
    dW, dV = both(X, Y, W, V)
    out = store.setdefault(W.shape, np.empty(W.shape))
    out[:] = dW
    return out, dV
""",
    "no shift": "lambda X, Y, W, V: both(X, Y, W, V, lambda z: np.exp(z) / np.exp(z).sum(1, keepdims=True))",
    "one shift": "lambda X, Y, W, V: both(X, Y, W, V, lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(1, keepdims=True))",
}

TWO_LAYER_RIGHT = {
    "a list": "lambda X, Y, W, V: list(both(X, Y, W, V))",
    "lists": "lambda X, Y, W, V: [g.tolist() for g in both(X, Y, W, V)]",
    "float32": "lambda X, Y, W, V: both(*(np.float32(x) for x in (X, Y, W, V)))",
    "bool labels": "lambda X, Y, W, V: both(X, Y.astype(bool), W, V)",
    "labels as numbers": "lambda X, Y, W, V: both(X, np.eye(Y.shape[1])[Y.argmax(1)], W, V)",
    "tanh for the sigmoid": "lambda X, Y, W, V: both(X, Y, W, V, g=lambda z: (1 + np.tanh(z / 2)) / 2)",
    "s - s squared": "lambda X, Y, W, V: both(X, Y, W, V, d=lambda s: s - s**2)",
    "the seed's formula": """
def two_layer_gradients(X, Y, W, V):
    S = 1 / (1 + np.exp(-X.dot(W)))
    Z = soft(S.dot(V))
    return X.T.dot(((Z - Y).dot(V.T)) * S * (1 - S)) / X.shape[0], S.T.dot(Z - Y) / X.shape[0]
""",
    "sample by sample": """
def two_layer_gradients(X, Y, W, V):
    grads = [both(x[None], y[None], W, V) for x, y in zip(X, Y)]
    return np.mean([g[0] for g in grads], axis=0), np.mean([g[1] for g in grads], axis=0)
""",
    "layer by layer": """
def two_layer_gradients(X, Y, W, V):
    def dense(A, W):
        return A @ W, lambda dZ: (dZ @ W.T, A.T @ dZ)
    Z, back_W = dense(X, W)
    S = sig(Z)
    logits, back_V = dense(S, V)
    dS, dV = back_V((soft(logits) - Y) / len(Y))
    _, dW = back_W(dS * S * (1 - S))
    return dW, dV
""",
    "einsum": """
def two_layer_gradients(X, Y, W, V):
    S = sig(np.einsum("mn,nu->mu", X, W))
    D = (soft(np.einsum("mu,uk->mk", S, V)) - Y) / len(X)
    return np.einsum("mn,mk,uk,mu->nu", X, D, V, S * (1 - S)), np.einsum("mu,mk->uk", S, D)
""",
    "a class": """
class Network:
    def __init__(self, W, V): self.W, self.V = W, V
    def forward(self, X):
        self.X, self.S = X, sig(X @ self.W)
        return soft(self.S @ self.V)
    def backward(self, D):
        return self.X.T @ (D @ self.V.T * self.S * (1 - self.S)), self.S.T @ D
def two_layer_gradients(X, Y, W, V):
    net = Network(W, V)
    return net.backward((net.forward(X) - Y) / Y.shape[0])
""",
}

#: What the items are written with.
_TOOLS = """
def central(f, x, h=1e-5, slope=lambda at, h: (at(h) - at(-h)) / (2 * h)):
    x = np.array(x, dtype=x.dtype if getattr(x, "dtype", None) == np.longdouble else float)
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        def at(step):
            y = x.copy()
            y[i] += step
            return f(y)
        g[i] = slope(at, h)
    return g

def back(dZ, A, W):
    return dZ @ W.T, A.T @ dZ, dZ.sum(axis=0)

def sig(z):
    return np.exp(-np.logaddexp(0, -z))

def through(dA, Z, name):
    slopes = {"linear": lambda: 1, "sigmoid": lambda: sig(Z) * (1 - sig(Z)), "tanh": lambda: 1 - np.tanh(Z) ** 2}
    return dA * slopes.get(name, lambda: Z > 0)()

def soft(z):
    return shifted(z) / shifted(z).sum(axis=-1, keepdims=True)

def slope(z, y):
    p = soft(z)
    p[np.arange(len(p)), y] -= 1
    return p / len(p)

def both(X, Y, W, V, softmax=soft, g=sig, d=lambda s: s * (1 - s)):
    S = g(X @ W)
    D = (softmax(S @ V) - 1 * Y) / len(X)
    return X.T @ (D @ V.T * d(S)), S.T @ D
"""


def _with_tools(function, items):
    """Every item as a definition that brings its tools."""
    return {
        name: f"{_TOOLS}{source if source.startswith(chr(10)) else f'{function} = {source}'}"
        for name, source in items.items()
    }


_TABLES = {
    "numerical_gradient": (NUMERICAL_WRONG, NUMERICAL_RIGHT),
    "dense_backward": (DENSE_WRONG, DENSE_RIGHT),
    "activation_backward": (ACTIVATION_WRONG, ACTIVATION_RIGHT),
    "softmax_crossentropy_backward": (SOFTMAX_WRONG, SOFTMAX_RIGHT),
    "two_layer_gradients": (TWO_LAYER_WRONG, TWO_LAYER_RIGHT),
}
WRONG = {f"09.{function}": _with_tools(function, wrong) for function, (wrong, _) in _TABLES.items()}
RIGHT = {f"09.{function}": _with_tools(function, right) for function, (_, right) in _TABLES.items()}
