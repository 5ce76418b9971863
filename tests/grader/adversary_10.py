# ruff: noqa: E501 - one item a line reads best
"""Steps of gradient descent, momentum and Adam: wrong ones that look right, right ones that look odd."""


def _adam(*lines: str) -> str:
    """A function from the lines of its body; `hats` gives the right moments and the corrected ones."""
    head = """
def hats(grad, m, v, t, b1, b2):
    m, v = b1 * m + (1 - b1) * grad, b2 * v + (1 - b2) * grad ** 2
    return m, v, m / (1 - b1 ** t), v / (1 - b2 ** t)
def adam_step(w, grad, m, v, t, lr, b1, b2, eps):
"""
    return head + "".join(f"    {line}\n" for line in lines)


_GET = "m, v, mh, vh = hats(grad, m, v, t, b1, b2)"

ADAM_WRONG = {
    "rounded to 6 digits": _adam(_GET, "return np.round(w - lr * mh / (vh ** 0.5 + eps), 6), m, v"),
    "v rounded": _adam(_GET, "return w - lr * mh / (vh ** 0.5 + eps), m, np.round(v, 6)"),
    "float16": _adam(
        "w, grad, m, v = (x.astype(np.float16) for x in (w, grad, m, v))",
        _GET,
        "return w - lr * mh / (vh ** 0.5 + eps), m, v",
    ),
    "epsilon in both places": _adam(_GET, "return w - lr * mh / (np.sqrt(vh + eps) + eps), m, v"),
    "epsilon twice": _adam(_GET, "return w - lr * mh / (np.sqrt(vh) + 2 * eps), m, v"),
    "the one form of epsilon first, then the other": _adam(
        _GET,
        "e = eps if t < 100 else eps / np.sqrt(1 - b2 ** t)",
        "return w - lr * mh / (np.sqrt(vh) + e), m, v",
    ),
    "epsilon only where v is 0": _adam(
        _GET, "return w - lr * mh / np.where(vh == 0, eps, np.sqrt(vh)), m, v"
    ),
    "no step where v is 0": _adam(
        _GET, "with np.errstate(all='ignore'):", "    return w - lr * np.nan_to_num(mh / np.sqrt(vh)), m, v"
    ),
    "a tiny epsilon of its own": _adam(_GET, "return w - lr * mh / (np.sqrt(vh) + 1e-12), m, v"),
    "no correction from step 10 on": _adam(
        _GET, "return w - lr * (mh if t < 10 else m) / (np.sqrt(vh if t < 10 else v) + eps), m, v"
    ),
    "correction at the first step only": _adam(
        _GET, "return w - lr * (mh if t == 1 else m) / (np.sqrt(vh if t == 1 else v) + eps), m, v"
    ),
    "t at most 100": _adam("t = min(t, 100)", _GET, "return w - lr * mh / (np.sqrt(vh) + eps), m, v"),
    "weight decay": _adam(_GET, "return w - lr * (mh / (np.sqrt(vh) + eps) + 0.01 * w), m, v"),
    "AMSGrad": _adam("old = v", _GET, "return w - lr * mh / (np.sqrt(np.maximum(vh, old)) + eps), m, v"),
    "Nadam": _adam(
        _GET,
        "mh = b1 * mh + (1 - b1) * grad / (1 - b1 ** t)",
        "return w - lr * mh / (np.sqrt(vh) + eps), m, v",
    ),
    "AdaMax": _adam(_GET, "v = np.maximum(b2 * v, np.abs(grad))", "return w - lr * mh / (v + eps), m, v"),
    "a gradient clipped to 1": _adam(
        "grad = np.clip(grad, -1, 1)", _GET, "return w - lr * mh / (np.sqrt(vh) + eps), m, v"
    ),
    "a gradient of length 1": _adam(
        "grad = grad / np.linalg.norm(grad)", _GET, "return w - lr * mh / (np.sqrt(vh) + eps), m, v"
    ),
    "a rate that decays": _adam(_GET, "return w - lr / np.sqrt(t) * mh / (np.sqrt(vh) + eps), m, v"),
    "one mean of v for all": _adam(_GET, "return w - lr * mh / (np.sqrt(vh.mean()) + eps), m, v"),
    "m and v returned as floats": _adam(
        _GET, "return w - lr * mh / (np.sqrt(vh) + eps), float(m.mean()), float(v.mean())"
    ),
    "flattened": _adam(_GET, "return (w - lr * mh / (np.sqrt(vh) + eps)).ravel(), m, v"),
    "transposed where square": _adam(
        _GET,
        "w = w - lr * mh / (np.sqrt(vh) + eps)",
        "return (w.T if w.ndim == 2 and len(w) == len(w.T) else w), m, v",
    ),
    "a dictionary": _adam(_GET, "return {'w': w - lr * mh / (np.sqrt(vh) + eps), 'm': m, 'v': v}"),
    "m and v in a pair": _adam(_GET, "return w - lr * mh / (np.sqrt(vh) + eps), (m, v)"),
    "the moments changed in place": _adam(
        "m *= b1",
        "m += (1 - b1) * grad",
        "v *= b2",
        "v += (1 - b2) * grad ** 2",
        "return w - lr * m / (1 - b1 ** t) / (np.sqrt(v / (1 - b2 ** t)) + eps), m, v",
    ),
    "only the weights changed in place": _adam(_GET, "w -= lr * mh / (np.sqrt(vh) + eps)", "return w, m, v"),
    "the moments filled": _adam(
        "new = hats(grad, m, v, t, b1, b2)",
        "m[:], v[:] = new[:2]",
        "return w - lr * new[2] / (np.sqrt(new[3]) + eps), m, v",
    ),
    "the gradient squared in place": _adam(
        _GET, "grad **= 2", "return w - lr * mh / (np.sqrt(vh) + eps), m, v"
    ),
    "t counted by itself": "\ncount = 0"
    + _adam(
        "global count", "count += 1", "t = count", _GET, "return w - lr * mh / (np.sqrt(vh) + eps), m, v"
    ),
    "the state of a class": """
class Adam:
    def __init__(self): self.m, self.v = 0, 0
    def __call__(self, w, grad, m, v, t, lr, b1, b2, eps):
        self.m = b1 * self.m + (1 - b1) * grad
        self.v = b2 * self.v + (1 - b2) * grad ** 2
        return w - lr * self.m / (1 - b1 ** t) / (np.sqrt(self.v / (1 - b2 ** t)) + eps), self.m, self.v
adam_step = Adam()
""",
    "nothing but the arguments": _adam("return w, m, v"),
    "plain gradient descent": _adam(_GET, "return w - lr * grad, m, v"),
    "RMSprop": _adam(_GET, "return w - lr * grad / (np.sqrt(v) + eps), m, v"),
    "momentum": _adam(_GET, "return w - lr * m, m, v"),
}

ADAM_RIGHT = {
    "Keras": _adam(
        "m = m + (grad - m) * (1 - b1)",
        "v = v + (grad ** 2 - v) * (1 - b2)",
        "a = lr * math.sqrt(1 - b2 ** t) / (1 - b1 ** t)",
        "return w - m * a / (np.sqrt(v) + eps), m, v",
    ),
    "PyTorch": _adam(
        "m = m + (1 - b1) * (grad - m)",
        "v = v * b2 + (1 - b2) * grad * grad",
        "d = np.sqrt(v) / math.sqrt(1 - b2 ** t) + eps",
        "return w - lr / (1 - b1 ** t) * (m / d), m, v",
    ),
    "a list": _adam(_GET, "return [w - lr * mh / (np.sqrt(vh) + eps), m, v]"),
    "lists of numbers": _adam(_GET, "return [x.tolist() for x in (w - lr * mh / (np.sqrt(vh) + eps), m, v)]"),
    "one stacked array": _adam(_GET, "return np.stack([w - lr * mh / (np.sqrt(vh) + eps), m, v])"),
    "float32": _adam(
        "w, grad, m, v = (np.asarray(x, np.float32) for x in (w, grad, m, v))",
        _GET,
        "return w - lr * mh / (np.sqrt(vh) + eps), m, v",
    ),
    "float32 throughout": _adam(
        "f = np.float32",
        "w, grad, m, v, lr, b1, b2, eps, t = (np.asarray(x, f) for x in (w, grad, m, v, lr, b1, b2, eps, t))",
        "m, v = b1 * m + (f(1) - b1) * grad, b2 * v + (f(1) - b2) * grad * grad",
        "return w - lr * m / (f(1) - b1 ** t) / (np.sqrt(v / (f(1) - b2 ** t)) + eps), m, v",
    ),
    "longdouble": _adam(
        "w = w.astype(np.longdouble)", _GET, "return w - lr * mh / (np.sqrt(vh) + eps), m, v"
    ),
    "powers": _adam(_GET, "return w - lr * mh * (vh ** 0.5 + eps) ** -1, m, v"),
    "np.power": _adam(
        "m = b1 * m + (1 - b1) * grad",
        "v = b2 * v + (1 - b2) * np.power(grad, 2)",
        "return w - lr * np.divide(m, 1 - np.power(b1, t)) / (np.sqrt(np.divide(v, 1 - np.power(b2, t))) + eps), m, v",
    ),
    "copies changed in place": _adam(
        "w, m, v = (np.array(x, dtype=float) for x in (w, m, v))",
        "m *= b1",
        "m += (1 - b1) * grad",
        "v *= b2",
        "v += (1 - b2) * grad ** 2",
        "w -= lr * (m / (1 - b1 ** t)) / (np.sqrt(v / (1 - b2 ** t)) + eps)",
        "return w, m, v",
    ),
    "vectorize": _adam(
        "def one(w, grad, m, v):",
        "    " + _GET,
        "    return w - lr * mh / (vh ** 0.5 + eps), m, v",
        "return np.vectorize(one, otypes=[float] * 3)(w, grad, m, v)",
    ),
    "nditer": _adam(
        "new = [np.empty(w.shape) for _ in range(3)]",
        "for i in np.ndindex(*w.shape):",
        "    a, b, c, d = hats(grad[i], m[i], v[i], t, b1, b2)",
        "    new[0][i], new[1][i], new[2][i] = w[i] - lr * c / (math.sqrt(d) + eps), a, b",
        "return tuple(new)",
    ),
    "flat and back": _adam(
        "s = w.shape",
        "w, grad, m, v = (x.ravel() for x in (w, grad, m, v))",
        _GET,
        "return tuple(x.reshape(s) for x in (w - lr * mh / (np.sqrt(vh) + eps), m, v))",
    ),
    "two functions": """
def moments(m, v, g, b1, b2):
    return np.add(b1 * m, (1 - b1) * g), np.add(b2 * v, (1 - b2) * np.square(g))
def corrected(x, beta, t):
    return x / (1.0 - beta ** t)
def adam_step(w, grad, m, v, t, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
    m, v = moments(m, v, grad, beta_1, beta_2)
    step = corrected(m, beta_1, t) / (np.sqrt(corrected(v, beta_2, t)) + epsilon)
    return w - learning_rate * step, m, v
""",
    "a named tuple": """
import collections
State = collections.namedtuple("State", "w m v")
def adam_step(w, grad, m, v, t, learning_rate, beta_1, beta_2, epsilon):
    m = beta_1 * m + (1 - beta_1) * grad
    v = beta_2 * v + (1 - beta_2) * grad ** 2
    return tuple(State(w - learning_rate * m / (1 - beta_1 ** t) / (np.sqrt(v / (1 - beta_2 ** t)) + epsilon), m, v))
""",
    "products of beta": _adam(
        "p1 = p2 = 1.0",
        "for _ in range(t):",
        "    p1 *= b1",
        "    p2 *= b2",
        "m, v = b1 * m + (1 - b1) * grad, b2 * v + (1 - b2) * grad ** 2",
        "return w - lr * m / (1 - p1) / (np.sqrt(v / (1 - p2)) + eps), m, v",
    ),
    "expm1": _adam(
        _GET,
        "c1, c2 = -np.expm1(t * np.log(b1)), -np.expm1(t * np.log(b2))",
        "return w - lr * (m / c1) / (np.sqrt(v / c2) + eps), m, v",
    ),
}

MOMENTUM_WRONG = {
    "rounded to 6 digits": "lambda w, g, v, a, mu: (np.round(w + mu * v - a * g, 6), np.round(mu * v - a * g, 6))",
    "rounded to 4 digits": "lambda w, g, v, a, mu: (np.round(w + mu * v - a * g, 4), np.round(mu * v - a * g, 4))",
    "float16": "lambda w, g, v, a, mu: tuple(x.astype(np.float16) for x in (w + mu * v - a * g, mu * v - a * g))",
    "the first three": "lambda w, g, v, a, mu: ((w + mu * v - a * g)[:3], (mu * v - a * g)[:3])",
    "a clipped velocity": "lambda w, g, v, a, mu: (w + np.clip(mu * v - a * g, -1, 1), np.clip(mu * v - a * g, -1, 1))",
    "no momentum without a gradient": "lambda w, g, v, a, mu: (w + mu * v - a * g, mu * v - a * g) if g.any() else (w, 0 * v)",
    "velocity over the length": "lambda w, g, v, a, mu: (w + (mu * v - a * g) / len(w), mu * v - a * g)",
    "the mean gradient": "lambda w, g, v, a, mu: (w + mu * v - a * g.mean(), mu * v - a * g.mean())",
    "the sign of the gradient": "lambda w, g, v, a, mu: (w + mu * v - a * np.sign(g), mu * v - a * np.sign(g))",
    "momentum at most 0.5": "lambda w, g, v, a, mu: (w + min(mu, 0.5) * v - a * g, min(mu, 0.5) * v - a * g)",
    "weight decay": "lambda w, g, v, a, mu: (w * 0.999 + mu * v - a * g, mu * v - a * g)",
    "flattened": "lambda w, g, v, a, mu: ((w + mu * v - a * g).ravel(), mu * v - a * g)",
    "a dictionary": "lambda w, g, v, a, mu: {'w': w + mu * v - a * g, 'velocity': mu * v - a * g}",
    "three results": "lambda w, g, v, a, mu: (w + mu * v - a * g, mu * v - a * g, g)",
    "a copy of w that is no copy": """
def momentum_step(w, grad, velocity, learning_rate, momentum):
    new = w
    velocity = momentum * velocity - learning_rate * grad
    new += velocity
    return new, velocity
""",
    "the velocity in place": """
def momentum_step(w, grad, velocity, learning_rate, momentum):
    velocity *= momentum
    velocity -= learning_rate * grad
    return w + velocity, velocity
""",
    "the gradient in place": """
def momentum_step(w, grad, velocity, learning_rate, momentum):
    grad *= learning_rate
    velocity = momentum * velocity - grad
    return w + velocity, velocity
""",
    "a velocity that is kept": """
kept = 0
def momentum_step(w, grad, velocity, learning_rate, momentum):
    global kept
    kept = momentum * kept - learning_rate * grad
    return w + kept, kept
""",
    "a velocity that grows": """
def momentum_step(w, grad, velocity, learning_rate, momentum, history=[]):
    history.append(momentum * velocity - learning_rate * grad)
    return w + sum(h for h in history if h.shape == w.shape), history[-1]
""",
}

MOMENTUM_RIGHT = {
    "a lambda": "lambda w, g, v, a, mu: (w + (mu * v - a * g), mu * v - a * g)",
    "uphill and turned": "lambda w, g, v, a, mu: (w - (a * g - mu * v), -(a * g - mu * v))",
    "lists": "lambda w, g, v, a, mu: [(w + mu * v - a * g).tolist(), (mu * v - a * g).tolist()]",
    "float32": "lambda w, g, v, a, mu: (lambda n: (w.astype(np.float32) + n, n))(np.float32(mu) * v.astype(np.float32) - np.float32(a) * g.astype(np.float32))",
    "one array": "lambda w, g, v, a, mu: np.array([w + mu * v - a * g, mu * v - a * g])",
    "vectorize": "lambda w, g, v, a, mu: np.vectorize(lambda w, g, v: (w + mu * v - a * g, mu * v - a * g), otypes=[float, float])(w, g, v)",
    "a copy in place": """
def momentum_step(w, grad, velocity, learning_rate, momentum=0.9):
    w, velocity = np.array(w, float), np.array(velocity, float)
    velocity *= momentum
    velocity -= learning_rate * grad
    w += velocity
    return w, velocity
""",
    "a loop": """
def momentum_step(w, grad, velocity, learning_rate, momentum):
    new_w, new_v = np.zeros(w.shape), np.zeros(w.shape)
    for i, _ in np.ndenumerate(w):
        new_v[i] = momentum * velocity[i] - learning_rate * grad[i]
        new_w[i] = w[i] + new_v[i]
    return new_w, new_v
""",
    "a class": """
class Momentum:
    def __init__(self, rate, momentum): self.rate, self.momentum = rate, momentum
    def __call__(self, w, g, v):
        v = self.momentum * v - self.rate * g
        return w + v, v
def momentum_step(w, grad, velocity, learning_rate, momentum):
    return Momentum(learning_rate, momentum)(w, grad, velocity)
""",
    "einsum": "lambda w, g, v, a, mu: (w + np.einsum('i,i...->...', [mu, -a], np.stack([v, g])), np.einsum('i,i...->...', [mu, -a], np.stack([v, g])))",
    "a comprehension": """
def momentum_step(w, grad, velocity, learning_rate, momentum):
    new = [momentum * v - learning_rate * g for v, g in zip(velocity, grad)]
    return [x + v for x, v in zip(w, new)], new
""",
}

DESCENT_WRONG = {
    "rounded to 6 digits": "lambda w, g, a: np.round(w - a * g, 6)",
    "rounded to 5 digits": "lambda w, g, a: np.round(w - a * g, 5)",
    "float16": "lambda w, g, a: (w - a * g).astype(np.float16)",
    "a rate of at most 1": "lambda w, g, a: w - min(a, 1) * g",
    "a rate as a whole number": "lambda w, g, a: w - round(a, 1) * g",
    "a rate that is squared": "lambda w, g, a: w - a * a * g",
    "three weights": "lambda w, g, a: (w - a * g)[:3]",
    "one loop for vectors only": "lambda w, g, a: np.array([float(w[i].sum() - a * g[i].sum()) for i in range(len(w))])",
    "a gradient clipped at 1000": "lambda w, g, a: w - a * np.clip(g, -1000, 1000)",
    "a gradient clipped at 5": "lambda w, g, a: w - a * np.clip(g, -5, 5)",
    "small gradients left out": "lambda w, g, a: w - a * np.where(np.abs(g) < 1e-3, 0, g)",
    "transposed where square": "lambda w, g, a: w - a * (g.T if g.ndim == 2 and len(g) == len(g.T) else g)",
    "a column": "lambda w, g, a: (w - a * g).reshape(-1, 1)",
    "the gradient's dtype": "lambda w, g, a: (w - a * g).astype(g.dtype)",
    "weights and loss": "lambda w, g, a: (w - a * g, float((g ** 2).sum()))",
    "never below 0": "lambda w, g, a: np.maximum(w - a * g, 0)",
    "a dot product": "lambda w, g, a: w - np.dot(w, g) * a if w.ndim == 1 else w - a * g",
    "a copy that is no copy": """
def gradient_descent_step(w, grad, learning_rate):
    new_w = w
    new_w -= learning_rate * grad
    return new_w
""",
    "in place by out": "lambda w, g, a: np.subtract(w, a * g, out=w)",
    "in place by index": """
def gradient_descent_step(w, grad, learning_rate):
    for i in range(len(w)):
        w[i] = w[i] - learning_rate * grad[i]
    return w
""",
    "in place, and a copy back": """
def gradient_descent_step(w, grad, learning_rate):
    w[...] = w - learning_rate * grad
    return w.copy()
""",
    "the gradient scaled in place": """
def gradient_descent_step(w, grad, learning_rate):
    grad *= learning_rate
    return w - grad
""",
    "ten steps": """
def gradient_descent_step(w, grad, learning_rate):
    for _ in range(10):
        w = w - learning_rate * grad
    return w
""",
    "a rate that decays by itself": """
calls = []
def gradient_descent_step(w, grad, learning_rate):
    calls.append(1)
    return w - learning_rate * 0.999 ** len(calls) * grad
""",
    "the weights kept": """
kept = {}
def gradient_descent_step(w, grad, learning_rate):
    kept[w.shape] = kept.get(w.shape, w) - learning_rate * grad
    return kept[w.shape]
""",
    "a buffer that is used again": """
buffers = {}
def gradient_descent_step(w, grad, learning_rate):
    out = buffers.setdefault(w.shape, np.empty(w.shape))
    np.subtract(w, learning_rate * grad, out=out)
    return out
""",
}

DESCENT_RIGHT = {
    "plus the negative": "lambda w, g, a: w + (-a) * g",
    "a list": "lambda w, g, a: (w - a * g).tolist()",
    "float32": "lambda w, g, a: w.astype(np.float32) - np.float32(a) * g.astype(np.float32)",
    "np.subtract": "lambda w, g, a: np.subtract(w, np.multiply(a, g))",
    "a copy": "lambda w, g, a: np.subtract(w, a * g, out=np.empty(w.shape))",
    "vectorize": "np.vectorize(lambda w, g, a: w - a * g, otypes=[float])",
    "a map": "lambda w, g, a: list(map(lambda x, y: x - a * y, w, g))",
    "Fortran order": "lambda w, g, a: np.asfortranarray(w - a * g)",
    "defaults": "lambda weights, gradient, rate=0.01, *rest, clip=None: weights - rate * gradient",
    "recursion": """
def gradient_descent_step(w, grad, learning_rate):
    if np.ndim(w) == 0:
        return w - learning_rate * grad
    return np.array([gradient_descent_step(a, b, learning_rate) for a, b in zip(w, grad)])
""",
    "a loop with a copy": """
def gradient_descent_step(w, grad, learning_rate):
    new = w.astype(float)
    for i in range(w.shape[0]):
        new[i] = new[i] - learning_rate * grad[i]
    return new
""",
    "deepcopy": """
import copy
def gradient_descent_step(w, grad, learning_rate):
    w = copy.deepcopy(w) * 1.0
    w -= learning_rate * grad
    return w
""",
}

WRONG = {
    "10.gradient_descent_step": DESCENT_WRONG,
    "10.momentum_step": MOMENTUM_WRONG,
    "10.adam_step": ADAM_WRONG,
}
RIGHT = {
    "10.gradient_descent_step": DESCENT_RIGHT,
    "10.momentum_step": MOMENTUM_RIGHT,
    "10.adam_step": ADAM_RIGHT,
}
