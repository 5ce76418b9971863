# ruff: noqa: E501 - one item a line reads best
"""Lab 11: wrong functions that look right, and right ones that look odd."""

_SGD = """
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
def softmax(z):
    e = np.exp(z - np.max(z))
    return e / e.sum()
"""

WRONG = {
    "11.one_hot": {
        "labels minus 1, wrapped": "lambda y, num_classes: np.eye(num_classes)[y.astype(int) - 1]",
        "sorted labels": "lambda y, num_classes: np.eye(num_classes)[np.sort(y.astype(int))]",
        "ten classes": "lambda y, num_classes: np.eye(10)[y.astype(int)]",
        "modulo": "lambda y, num_classes: np.eye(num_classes)[(y.astype(int) + 1) % num_classes]",
        "minus ones": "lambda y, num_classes: 2 * np.eye(num_classes)[y.astype(int)] - 1",
        "smoothed": "lambda y, num_classes: 0.9 * np.eye(num_classes)[y.astype(int)] + 0.1 / num_classes",
        "three samples": "lambda y, num_classes: np.eye(num_classes)[y.astype(int)][:3]",
        "unique labels": "lambda y, num_classes: np.eye(num_classes)[np.unique(y).astype(int)]",
        "strings": "lambda y, num_classes: np.eye(num_classes)[y.astype(int)].astype(str)",
        "one column too many": "lambda y, num_classes: np.eye(num_classes + 1)[y.astype(int)]",
        "dummy, first class dropped": "lambda y, num_classes: np.eye(num_classes)[y.astype(int)][:, 1:]",
        "bytes that overflow": "lambda y, num_classes: np.eye(num_classes)[(y.astype(np.uint8) * 64) >> 6]",
        "nonzero labels only": """
def one_hot(y, num_classes):
    out = np.zeros((len(y), num_classes))
    for i, label in enumerate(y):
        if label:
            out[i, int(label)] = 1
    return out
""",
        "kept between calls": """
out = {}
def one_hot(y, num_classes):
    rows = out.setdefault((len(y), num_classes), np.zeros((len(y), num_classes)))
    rows[np.arange(len(y)), y.astype(int)] = 1
    return rows
""",
        "the last label's column": """
def one_hot(y, num_classes):
    out = np.zeros((len(y), num_classes))
    for label in y:
        out[:, int(label)] = 1
    return out
""",
    },
    "11.glorot_uniform": {
        "limit of 6.2": "lambda i, o, rng: rng.uniform(-1, 1, (i, o)) * np.sqrt(6.05 / (i + o))",
        "bias in the sum": "lambda i, o, rng: rng.uniform(-np.sqrt(6 / (i + 1 + o)), np.sqrt(6 / (i + 1 + o)), (i, o))",
        "rounded": "lambda i, o, rng: np.round(rng.uniform(-np.sqrt(6 / (i + o)), np.sqrt(6 / (i + o)), (i, o)), 3)",
        "the limit of 784 and 400": "lambda i, o, rng: rng.uniform(-1, 1, (i, o)) * np.sqrt(6 / 1184)",
        "two points": "lambda i, o, rng: rng.choice([-1.0, 1.0], (i, o)) * np.sqrt(2 / (i + o))",
        "numbers from linspace, shuffled": "lambda i, o, rng: rng.permutation(np.linspace(0, np.sqrt(6 / (i + o)), i * o)).reshape(i, o)",
        "clipped normal": "lambda i, o, rng: np.clip(rng.normal(0, np.sqrt(2 / (i + o)), (i, o)), -np.sqrt(6 / (i + o)), np.sqrt(6 / (i + o)))",
        "mean of two": "lambda i, o, rng: (rng.uniform(-1, 1, (i, o)) + rng.uniform(-1, 1, (i, o))) * np.sqrt(3 / (i + o))",
        "fan_in by fan_in": "lambda i, o, rng: rng.uniform(-np.sqrt(6 / (i + o)), np.sqrt(6 / (i + o)), (i, i))",
        "transposed": "lambda i, o, rng: rng.random((o, i)) * 2 * np.sqrt(6 / (i + o)) - np.sqrt(6 / (i + o))",
        "one column for all units": "lambda i, o, rng: np.repeat(rng.uniform(-1, 1, (i, 1)), o, axis=1) * np.sqrt(6 / (i + o))",
        "global": "lambda i, o, rng: np.random.uniform(-np.sqrt(6 / (i + o)), np.sqrt(6 / (i + o)), (i, o))",
        "a new generator": "lambda i, o, rng: np.random.default_rng().uniform(-np.sqrt(6 / (i + o)), np.sqrt(6 / (i + o)), (i, o))",
        "an old generator, seeded": "lambda i, o, rng: np.random.RandomState(7).uniform(-np.sqrt(6 / (i + o)), np.sqrt(6 / (i + o)), (i, o))",
        "global, seeded inside": """
def glorot_uniform(fan_in, fan_out, rng):
    np.random.seed(3)
    limit = np.sqrt(6 / (fan_in + fan_out))
    return np.random.uniform(-limit, limit, size=(fan_in, fan_out))
""",
        "a cache by shape": """
cache = {}
def glorot_uniform(fan_in, fan_out, rng):
    limit = np.sqrt(6 / (fan_in + fan_out))
    if (fan_in, fan_out) not in cache:
        cache[fan_in, fan_out] = rng.uniform(-limit, limit, (fan_in, fan_out))
    return cache[fan_in, fan_out]
""",
        "list of rows of one number": "lambda i, o, rng: [[rng.uniform(-np.sqrt(6 / (i + o)), np.sqrt(6 / (i + o)))] * o for _ in range(i)]",
        "inf": "lambda i, o, rng: rng.uniform(-1, 1, (i, o)) / 0.0",
        "a third of the weights is 0": "lambda i, o, rng: rng.uniform(-1, 1, (i, o)) * np.sqrt(6 / (i + o)) * (rng.random((i, o)) > 0.3)",
    },
    "11.he_normal": {
        "standard deviation times 1.1": "lambda i, o, rng: rng.standard_normal((i, o)) * np.sqrt(2 / i) * 1.1",
        "gain of leaky ReLU 0.5": "lambda i, o, rng: rng.standard_normal((i, o)) * np.sqrt(2 / (1.25 * i))",
        "rounded": "lambda i, o, rng: np.round(rng.standard_normal((i, o)) * np.sqrt(2 / i), 2)",
        "one too many": "lambda i, o, rng: rng.standard_normal((i, o)) * np.sqrt(2 / (i + 1))",
        "the mean is not 0": "lambda i, o, rng: rng.normal(0.1, np.sqrt(2 / i), (i, o))",
        "a Laplace law": "lambda i, o, rng: rng.laplace(0, np.sqrt(1 / i), (i, o))",
        "integers": "lambda i, o, rng: (rng.standard_normal((i, o)) * np.sqrt(2 / i)).astype(int)",
        "the same for each sample": "lambda i, o, rng: np.ones((i, 1)) * rng.standard_normal(o) * np.sqrt(2 / i)",
        "normal and then fan_out": "lambda a, b, rng: rng.normal(0, (2 / b) ** 0.5, size=(a, b))",
        "size as two arguments": "lambda i, o, rng: rng.normal(0, np.sqrt(2 / i), i * o).reshape(o, i)",
        "clipped at two": "lambda i, o, rng: np.clip(rng.standard_normal((i, o)), -2, 2) * np.sqrt(2 / i)",
        "cut off at one": "lambda i, o, rng: np.clip(rng.standard_normal((i, o)), -1, 1) * np.sqrt(2 / i)",
        "the global randn": "lambda i, o, rng: np.random.randn(i, o) * np.sqrt(2 / i)",
        "seed 123": "lambda i, o, rng: np.random.default_rng(123).standard_normal((i, o)) * np.sqrt(2 / i)",
        "seeded by size": "lambda i, o, rng: np.random.default_rng(i + o).standard_normal((i, o)) * np.sqrt(2 / i)",
        "randn of rng": "lambda i, o, rng: rng.randn(i, o) * np.sqrt(2 / i)",
        "random of rng": "lambda i, o, rng: rng.random((i, o)) * np.sqrt(2 / i)",
        "bias row of zeros": "lambda i, o, rng: np.vstack([np.zeros((1, o)), rng.standard_normal((i, o)) * np.sqrt(2 / i)])",
        "a result that is kept": """
W = {}
def he_normal(fan_in, fan_out, rng):
    if (fan_in, fan_out) not in W:
        W[fan_in, fan_out] = np.empty((fan_in, fan_out))
    rng.standard_normal(out=W[fan_in, fan_out])
    W[fan_in, fan_out] *= np.sqrt(2 / fan_in)
    return W[fan_in, fan_out]
""",
    },
    "11.minibatches": {
        "shuffles in place": """
def minibatches(X, y, batch_size, rng):
    state = rng.bit_generator.state
    rng.shuffle(X)
    rng.bit_generator.state = state
    rng.shuffle(y)
    for i in range(0, len(X), batch_size):
        yield X[i : i + batch_size], y[i : i + batch_size]
""",
        "shuffles in place, apart": """
def minibatches(X, y, batch_size, rng):
    rng.shuffle(X)
    rng.shuffle(y)
    for i in range(0, len(X), batch_size):
        yield X[i : i + batch_size], y[i : i + batch_size]
""",
        "permutations apart": """
def minibatches(X, y, batch_size, rng):
    X, y = rng.permutation(X), rng.permutation(y)
    return [(X[i : i + batch_size], y[i : i + batch_size]) for i in range(0, len(X), batch_size)]
""",
        "shuffled columns": """
def minibatches(X, y, batch_size, rng):
    X = rng.permuted(X, axis=0)
    for i in range(0, len(X), batch_size):
        yield X[i : i + batch_size], y[i : i + batch_size]
""",
        "no shuffle": "lambda X, y, b, rng: ((X[i : i + b], y[i : i + b]) for i in range(0, len(X), b))",
        "drop last": "lambda X, y, b, rng: (lambda p: [(X[p[i * b : i * b + b]], y[p[i * b : i * b + b]]) for i in range(len(X) // b)])(rng.permutation(len(X)))",
        "random starts": "lambda X, y, b, rng: [(X[s : s + b], y[s : s + b]) for s in rng.integers(0, max(len(X) - b, 1), -(-len(X) // b))]",
        "global shuffle": """
def minibatches(X, y, batch_size, rng):
    idx = np.arange(len(X))
    np.random.shuffle(idx)
    for i in range(0, len(X), batch_size):
        yield X[idx[i : i + batch_size]], y[idx[i : i + batch_size]]
""",
        "seeded again": """
def minibatches(X, y, batch_size, rng):
    rng = np.random.default_rng(5)
    idx = rng.permutation(len(X))
    for i in range(0, len(X), batch_size):
        yield X[idx[i : i + batch_size]], y[idx[i : i + batch_size]]
""",
        "return in the loop": """
def minibatches(X, y, batch_size, rng):
    idx = rng.permutation(len(X))
    for i in range(0, len(X), batch_size):
        return X[idx[i : i + batch_size]], y[idx[i : i + batch_size]]
""",
        "the rest is forgotten": """
def minibatches(X, y, batch_size, rng):
    idx = rng.permutation(len(X))
    i = 0
    while i + batch_size < len(X):
        yield X[idx[i : i + batch_size]], y[idx[i : i + batch_size]]
        i += batch_size
""",
        "an empty one at the end": """
def minibatches(X, y, batch_size, rng):
    idx = rng.permutation(len(X))
    for k in range(len(X) // batch_size + 1):
        part = idx[k * batch_size : (k + 1) * batch_size]
        yield X[part], y[part]
""",
        "an end too far": """
def minibatches(X, y, batch_size, rng):
    idx = rng.permutation(len(X))
    for i in range(0, len(X), batch_size):
        part = idx[i : i + batch_size + 1]
        yield X[part], y[part]
""",
        "array_split": "lambda X, y, b, rng: (lambda p: [(X[q], y[q]) for q in np.array_split(p, b)])(rng.permutation(len(X)))",
        "choice with replacement": """
def minibatches(X, y, batch_size, rng):
    for _ in range(int(np.ceil(len(X) / batch_size))):
        idx = rng.integers(0, len(X), batch_size)
        yield X[idx], y[idx]
""",
        "one choice with replacement": "lambda X, y, b, rng: (lambda p: [(X[p[i : i + b]], y[p[i : i + b]]) for i in range(0, len(X), b)])(rng.choice(len(X), len(X)))",
        "batches in random order": """
def minibatches(X, y, batch_size, rng):
    starts = np.arange(0, len(X), batch_size)
    rng.shuffle(starts)
    for i in starts:
        yield X[i : i + batch_size], y[i : i + batch_size]
""",
        "labels from the start": """
def minibatches(X, y, batch_size, rng):
    idx = rng.permutation(len(X))
    for i in range(0, len(X), batch_size):
        yield X[idx[i : i + batch_size]], y[i : i + batch_size]
""",
        "rolled": "lambda X, y, b, rng: (lambda p: [(X[p[i : i + b]], y[p[i : i + b]]) for i in range(0, len(X), b)])(np.roll(np.arange(len(X)), int(rng.integers(len(X)))))",
        "X scaled": "lambda X, y, b, rng: (lambda p: [(X[p[i : i + b]] / 255, y[p[i : i + b]]) for i in range(0, len(X), b)])(rng.permutation(len(X)))",
        "inputs and labels joined": "lambda X, y, b, rng: (lambda p: [np.column_stack([X, y])[p[i : i + b]] for i in range(0, len(X), b)])(rng.permutation(len(X)))",
        "labels as a column": "lambda X, y, b, rng: (lambda p: [(X[p[i : i + b]], y[p[i : i + b], None]) for i in range(0, len(X), b)])(rng.permutation(len(X)))",
        "prints": "lambda X, y, b, rng: print(X, y)",
        "a dictionary": "lambda X, y, b, rng: {'X': X, 'y': y}",
        "without end": """
def minibatches(X, y, batch_size, rng):
    while True:
        idx = rng.permutation(len(X))[:batch_size]
        yield X[idx], y[idx]
""",
    },
    "11.train_epoch": {
        "in place": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    for x, y in zip(X, Y):
        s = sigmoid(x @ W)
        e = softmax(s @ V) - y
        gW, gV = np.outer(x, V @ e * s * (1 - s)), np.outer(s, e)
        W -= learning_rate * gW
        V -= learning_rate * gV
    return W, V
""",
        "full batch": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    S = sigmoid(X @ W)
    Z = np.exp(S @ V) / np.exp(S @ V).sum(1, keepdims=True)
    gW = X.T @ ((Z - Y) @ V.T * S * (1 - S)) / len(X)
    return W - learning_rate * gW, V - learning_rate * S.T @ (Z - Y) / len(X)
""",
        "V first": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    for x, y in zip(X, Y):
        s = sigmoid(x @ W)
        e = softmax(s @ V) - y
        V = V - learning_rate * np.outer(s, e)
        W = W - learning_rate * np.outer(x, V @ e * s * (1 - s))
    return W, V
""",
        "two samples at a time": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    for i in range(0, len(X), 2):
        gW, gV = 0, 0
        for x, y in zip(X[i : i + 2], Y[i : i + 2]):
            s = sigmoid(x @ W)
            e = softmax(s @ V) - y
            gW, gV = gW + np.outer(x, V @ e * s * (1 - s)), gV + np.outer(s, e)
        W, V = W - learning_rate * gW, V - learning_rate * gV
    return W, V
""",
        "shuffled": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    for i in np.random.default_rng(0).permutation(len(X)):
        s = sigmoid(X[i] @ W)
        e = softmax(s @ V) - Y[i]
        W, V = W - learning_rate * np.outer(X[i], V @ e * s * (1 - s)), V - learning_rate * np.outer(s, e)
    return W, V
""",
        "decaying steps": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    for i in range(len(X)):
        s = sigmoid(X[i] @ W)
        e = softmax(s @ V) - Y[i]
        lr = learning_rate / (1 + i)
        W, V = W - lr * np.outer(X[i], V @ e * s * (1 - s)), V - lr * np.outer(s, e)
    return W, V
""",
        "no bias learned": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    for x, y in zip(X, Y):
        s = sigmoid(x @ W)
        e = softmax(s @ V) - y
        g = np.outer(x, V @ e * s * (1 - s))
        g[0] = 0
        W, V = W - learning_rate * g, V - learning_rate * np.outer(s, e)
    return W, V
""",
        "another column of ones": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    for x, y in zip(X, Y):
        s = sigmoid(x @ W + 1)
        e = softmax(s @ V) - y
        W, V = W - learning_rate * np.outer(x, V @ e * s * (1 - s)), V - learning_rate * np.outer(s, e)
    return W, V
""",
        "only wrong samples": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    for x, y in zip(X, Y):
        s = sigmoid(x @ W)
        p = softmax(s @ V)
        if p.argmax() != y.argmax():
            W, V = W - learning_rate * np.outer(x, V @ (p - y) * s * (1 - s)), V - learning_rate * np.outer(s, p - y)
    return W, V
""",
        "math.exp, which overflows": """
def train_epoch(X, Y, W, V, learning_rate):
    sigmoid = np.vectorize(lambda z: 1 / (1 + math.exp(-z)), otypes=[float])
    for x, y in zip(X, Y):
        s = sigmoid(x @ W)
        p = np.exp(s @ V) / np.exp(s @ V).sum()
        W, V = W - learning_rate * np.outer(x, V @ (p - y) * s * (1 - s)), V - learning_rate * np.outer(s, p - y)
    return W, V
""",
        "weight decay": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    for x, y in zip(X, Y):
        s = sigmoid(x @ W)
        e = softmax(s @ V) - y
        W, V = W - learning_rate * (np.outer(x, V @ e * s * (1 - s)) + 1e-3 * W), V - learning_rate * np.outer(s, e)
    return W, V
""",
        "W only": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    for x, y in zip(X, Y):
        s = sigmoid(x @ W)
        e = softmax(s @ V) - y
        W, V = W - learning_rate * np.outer(x, V @ e * s * (1 - s)), V - learning_rate * np.outer(s, e)
    return W
""",
        "the hard maximum": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    for x, y in zip(X, Y):
        s = sigmoid(x @ W)
        z = s @ V
        e = (z == z.max()) - y
        W, V = W - learning_rate * np.outer(x, V @ e * s * (1 - s)), V - learning_rate * np.outer(s, e)
    return W, V
""",
        "return in the loop": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    for x, y in zip(X, Y):
        s = sigmoid(x @ W)
        e = softmax(s @ V) - y
        W, V = W - learning_rate * np.outer(x, V @ e * s * (1 - s)), V - learning_rate * np.outer(s, e)
        return W, V
""",
        "ReLU hidden, sigmoid's slope": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    for x, y in zip(X, Y):
        s = np.maximum(x @ W, 0)
        e = softmax(s @ V) - y
        W, V = W - learning_rate * np.outer(x, V @ e * s * (1 - s)), V - learning_rate * np.outer(s, e)
    return W, V
""",
    },
    "11.accuracy": {
        "no ravel": "lambda y_true, y_pred: np.mean(y_true == y_pred)",
        "reshaped to a column": "lambda y_true, y_pred: np.mean(y_true.reshape(-1, 1) == y_pred)",
        "one minus the mean difference": "lambda y_true, y_pred: 1 - np.mean(np.abs(np.ravel(y_true) - np.ravel(y_pred)))",
        "within one": "lambda y_true, y_pred: np.mean(np.abs(np.ravel(y_true) - np.ravel(y_pred)) <= 1)",
        "per cent, rounded": "lambda y_true, y_pred: round(100 * np.mean(np.ravel(y_true) == np.ravel(y_pred)), 2)",
        "out of ten": "lambda y_true, y_pred: np.sum(np.ravel(y_true) == np.ravel(y_pred)) / 10",
        "set of labels": "lambda y_true, y_pred: len(set(np.ravel(y_true).tolist()) & set(np.ravel(y_pred).tolist())) / np.size(y_true)",
        "nonzero products": "lambda y_true, y_pred: np.count_nonzero(np.ravel(y_true) * np.ravel(y_pred)) / np.size(y_true)",
        "mean over classes": "lambda y_true, y_pred: np.mean([np.mean(np.ravel(y_pred)[np.ravel(y_true) == k] == k) for k in np.unique(y_true)])",
        "rounded to 3": "lambda y_true, y_pred: round(float(np.mean(np.ravel(y_true) == np.ravel(y_pred))), 3)",
        "a string": "lambda y_true, y_pred: f'{np.mean(np.ravel(y_true) == np.ravel(y_pred)):.4f}'",
        "a one-element array": "lambda y_true, y_pred: np.array([np.mean(np.ravel(y_true) == np.ravel(y_pred))])",
        "squeezed with a batch of one kept": "lambda y_true, y_pred: (y_true.T == y_pred.T).mean(axis=-1)",
        "first column": "lambda y_true, y_pred: np.mean(y_true[:, 0] == y_pred)",
        "is": "lambda y_true, y_pred: float(y_true is y_pred)",
        "booleans": "lambda y_true, y_pred: np.mean(np.ravel(y_true).astype(bool) == np.ravel(y_pred).astype(bool))",
        "the sum over len of a column": "lambda y_true, y_pred: (y_true == y_pred).sum() / len(y_true)",
    },
    "11.early_stopping_epoch": {
        "waits in a row of rises": """
def early_stopping_epoch(val_losses, patience):
    wait = 0
    for e in range(1, len(val_losses)):
        wait = wait + 1 if val_losses[e] >= val_losses[e - 1] else 0
        if wait >= patience:
            return e, int(np.argmin(val_losses[: e + 1]))
    return len(val_losses) - 1, int(np.argmin(val_losses))
""",
        "never below the mean": "lambda v, p: (len(v) - 1, int(np.argmin(v)))",
        "best plus patience": "lambda v, p: (min(int(np.argmin(v)) + p, len(v) - 1), int(np.argmin(v)))",
        "begins at epoch one": """
def early_stopping_epoch(val_losses, patience):
    best, best_epoch, wait = val_losses[1] if len(val_losses) > 1 else val_losses[0], 1, 0
    for e in range(1, len(val_losses)):
        if val_losses[e] < best:
            best, best_epoch, wait = val_losses[e], e, 0
        else:
            wait += 1
            if wait >= patience:
                return e, best_epoch
    return len(val_losses) - 1, best_epoch
""",
        "no return after the loop": """
def early_stopping_epoch(val_losses, patience):
    best, best_epoch, wait = float('inf'), 0, 0
    for e, loss in enumerate(val_losses):
        if loss < best:
            best, best_epoch, wait = loss, e, 0
        else:
            wait += 1
            if wait >= patience:
                return e, best_epoch
""",
        "the best is not kept": """
def early_stopping_epoch(val_losses, patience):
    best, best_epoch, wait = float('inf'), 0, 0
    for e, loss in enumerate(val_losses):
        if loss < best:
            best, wait = loss, 0
        else:
            wait += 1
            if wait >= patience:
                return e, best_epoch
    return len(val_losses) - 1, best_epoch
""",
        "relative improvement": """
def early_stopping_epoch(val_losses, patience):
    best, best_epoch, wait = val_losses[0], 0, 0
    for e, loss in enumerate(val_losses[1:], 1):
        if loss < 0.999 * best:
            best, best_epoch, wait = loss, e, 0
        else:
            wait += 1
            if wait >= patience:
                return e, best_epoch
    return len(val_losses) - 1, best_epoch
""",
        "stops at once with patience 0": """
def early_stopping_epoch(val_losses, patience):
    best, best_epoch = float('inf'), 0
    for e, loss in enumerate(val_losses):
        if loss < best:
            best, best_epoch = loss, e
        if e - best_epoch >= patience:
            return e, best_epoch
    return len(val_losses) - 1, best_epoch
""",
        "sorts the losses": "lambda v, p: (v.sort(), (0, 0))[1]",
        "one number": "lambda v, p: len(v) - 1",
        "losses": "lambda v, p: (v[-1], min(v))",
        "strictly worse only": """
def early_stopping_epoch(val_losses, patience):
    best, best_epoch, wait = val_losses[0], 0, 0
    for e in range(1, len(val_losses)):
        if val_losses[e] < best:
            best, best_epoch, wait = val_losses[e], e, 0
        elif val_losses[e] > best:
            wait += 1
            if wait >= max(patience, 1):
                return e, best_epoch
    return len(val_losses) - 1, best_epoch
""",
        "patience counts down and is not filled up": """
def early_stopping_epoch(val_losses, patience):
    best, best_epoch = val_losses[0], 0
    for e in range(1, len(val_losses)):
        if val_losses[e] < best:
            best, best_epoch = val_losses[e], e
        else:
            patience -= 1
            if patience <= 0:
                return e, best_epoch
    return len(val_losses) - 1, best_epoch
""",
        "rounded losses": """
def early_stopping_epoch(val_losses, patience):
    v = np.round(val_losses, 3)
    best, best_epoch, wait = v[0], 0, 0
    for e in range(1, len(v)):
        if v[e] < best:
            best, best_epoch, wait = v[e], e, 0
        else:
            wait += 1
            if wait >= patience:
                return e, best_epoch
    return len(v) - 1, best_epoch
""",
        "best starts at 1000": """
def early_stopping_epoch(val_losses, patience):
    best, best_epoch, wait = 1000, 0, 0
    for e, loss in enumerate(val_losses):
        if loss < best:
            best, best_epoch, wait = loss, e, 0
        else:
            wait += 1
            if wait >= patience:
                return e, best_epoch
    return len(val_losses) - 1, best_epoch
""",
        "the waiting goes on": """
def early_stopping_epoch(val_losses, patience):
    best, best_epoch, wait = float('inf'), 0, 0
    for e, loss in enumerate(val_losses):
        if loss < best:
            best, best_epoch = loss, e
        else:
            wait += 1
        if wait >= max(patience, 1):
            return e, best_epoch
    return e, best_epoch
""",
    },
}

_STOPPING = """
    best, best_epoch, wait = {start}, 0, 0
    for epoch in range(len(val_losses)):
        if val_losses[epoch] < best:
            best, best_epoch, wait = val_losses[epoch], epoch, 0
        else:
            wait += 1
            if wait >= patience:
                break
    return {result}
"""

RIGHT = {
    "11.one_hot": {
        "identity": "lambda y, num_classes: np.eye(num_classes)[y.astype(int)]",
        "float32 identity": "lambda y, n: np.identity(n, dtype='float32')[np.asarray(y, dtype=int)]",
        "integers": "lambda y, num_classes: (y.reshape(-1, 1) == np.arange(num_classes)).astype(int)",
        "booleans": "lambda y, num_classes: np.equal.outer(y, np.arange(num_classes))",
        "lists": "lambda y, num_classes: [[int(label == k) for k in range(num_classes)] for label in y.tolist()]",
        "a loop": """
def one_hot(labels, k):
    rows = []
    for label in labels:
        row = [0] * k
        row[int(label)] = 1
        rows.append(row)
    return np.array(rows)
""",
        "put_along_axis": """
def one_hot(y, num_classes):
    out = np.zeros((y.shape[0], num_classes))
    np.put_along_axis(out, y.astype(int)[:, None], 1, axis=1)
    return out
""",
        "flat": """
def one_hot(y, num_classes):
    out = np.zeros(len(y) * num_classes)
    out[np.arange(len(y)) * num_classes + y.astype(np.int64)] = 1
    return out.reshape(len(y), num_classes)
""",
        "take": "lambda y, num_classes: np.take(np.eye(num_classes), y.astype(int), axis=0)",
        "column by column": "lambda y, num_classes: np.column_stack([np.where(y == k, 1.0, 0.0) for k in range(num_classes)])",
        "scatter add": """
def one_hot(y, num_classes):
    out = np.zeros((len(y), num_classes))
    np.add.at(out, (np.arange(len(y)), y.astype(int)), 1)
    return out
""",
    },
    "11.glorot_uniform": {
        "random": "lambda i, o, rng: (2 * rng.random((i, o)) - 1) * np.sqrt(6 / (i + o))",
        "float32": "lambda i, o, rng: ((rng.random((i, o), dtype=np.float32) - np.float32(0.5)) * np.float32(2 * np.sqrt(6 / (i + o))))",
        "cast to float32": "lambda i, o, rng: rng.uniform(-np.sqrt(6 / (i + o)), np.sqrt(6 / (i + o)), (i, o)).astype('float32')",
        "transposed draw": "lambda i, o, rng: rng.uniform(-np.sqrt(6 / (i + o)), np.sqrt(6 / (i + o)), (o, i)).T",
        "flat draw": "lambda i, o, rng: np.sqrt(6.0) / np.sqrt(i + o) * rng.uniform(-1, 1, i * o).reshape(i, o)",
        "lists": "lambda i, o, rng: [[rng.uniform(-1, 1) * math.sqrt(6 / (i + o)) for _ in range(o)] for _ in range(i)]",
        "by the standard deviation": "lambda i, o, rng: rng.uniform(-1, 1, (i, o)) * np.sqrt(3) * np.sqrt(2 / (i + o))",
        "by the mean of the fans": "lambda i, o, rng: rng.uniform(-1, 1, size=(i, o)) * np.sqrt(3 / ((i + o) / 2))",
        "column by column": "lambda i, o, rng: np.column_stack([rng.uniform(-1, 1, i) for _ in range(o)]) * (6 / (i + o)) ** 0.5",
        "minus": "lambda i, o, rng: -rng.uniform(-np.sqrt(6 / (i + o)), np.sqrt(6 / (i + o)), (i, o))",
        "a generator of its own, spawned": "lambda i, o, rng: np.random.default_rng(rng.integers(2**32)).uniform(-1, 1, (i, o)) * np.sqrt(6 / (i + o))",
        "extra dtype": """
def glorot_uniform(n_in, n_out, rng, dtype=np.float32):
    limit = np.sqrt(6.0 / (n_in + n_out))
    W = np.empty((n_in, n_out), dtype=dtype)
    W[:] = rng.uniform(low=-limit, high=limit, size=W.shape)
    return W
""",
    },
    "11.he_normal": {
        "standard_normal": "lambda i, o, rng: rng.standard_normal((i, o)) * np.sqrt(2 / i)",
        "normal": "lambda i, o, rng: rng.normal(0, np.sqrt(2 / i), size=(i, o))",
        "loc and scale": "lambda i, o, rng: rng.normal(loc=0.0, scale=(2.0 / i) ** 0.5, size=(i, o)).astype(np.float32)",
        "float32": "lambda i, o, rng: rng.standard_normal((i, o), dtype=np.float32) * np.float32(np.sqrt(2 / i))",
        "transposed draw": "lambda i, o, rng: (rng.standard_normal((o, i)) * math.sqrt(2.0 / i)).T",
        "row by row": "lambda i, o, rng: np.array([rng.normal(0, math.sqrt(2 / i), o) for _ in range(i)])",
        "number by number": "lambda i, o, rng: [[rng.normal(0.0, (2 / i) ** 0.5) for _ in range(o)] for _ in range(i)]",
        "Box and Muller": "lambda i, o, rng: np.sqrt(2 / i) * np.sqrt(-2 * np.log(1 - rng.random((i, o)))) * np.cos(2 * np.pi * rng.random((i, o)))",
        "multivariate": "lambda i, o, rng: rng.multivariate_normal(np.zeros(2), np.eye(2) * 2 / i, size=i * o)[:, 0].reshape(i, o)",
        "truncated as in Keras": """
def he_normal(fan_in, fan_out, rng):
    std = np.sqrt(2 / fan_in) / 0.87962566103423978
    W = rng.normal(0, std, (fan_in, fan_out))
    while np.any(far := np.abs(W) > 2 * std):
        W[far] = rng.normal(0, std, far.sum())
    return W
""",
    },
    "11.minibatches": {
        "a generator": """
def minibatches(X, y, batch_size, rng):
    idx = rng.permutation(X.shape[0])
    for start in range(0, X.shape[0], batch_size):
        batch = idx[start : start + batch_size]
        yield X[batch], y[batch]
""",
        "a list of tuples": "lambda X, y, b, rng: (lambda p: [(X[p[i : i + b]], y[p[i : i + b]]) for i in range(0, len(X), b)])(rng.permutation(len(X)))",
        "a tuple of lists": "lambda X, y, b, rng: (lambda p: tuple([X[p[i : i + b]], y[p[i : i + b]]] for i in range(0, len(X), b)))(rng.permutation(len(X)))",
        "a zip": """
def minibatches(X, y, batch_size, rng):
    p = rng.permutation(len(X))
    cuts = np.arange(batch_size, len(X), batch_size)
    return zip(np.split(X[p], cuts), np.split(y[p], cuts))
""",
        "a map": "lambda X, y, b, rng: (lambda p: map(lambda i: (X[p[i : i + b]], y[p[i : i + b]]), range(0, len(X), b)))(rng.permutation(len(X)))",
        "shuffled copies": """
def minibatches(X, y, batch_size, rng):
    idx = np.arange(len(X))
    rng.shuffle(idx)
    X, y = X[idx], y[idx]
    while len(X):
        yield X[:batch_size], y[:batch_size]
        X, y = X[batch_size:], y[batch_size:]
""",
        "random keys": "lambda X, y, b, rng: (lambda p: [(X[p[i : i + b]], y[p[i : i + b]]) for i in range(0, len(X), b)])(np.argsort(rng.random(len(X))))",
        "choice without replacement": "lambda X, y, b, rng: (lambda p: [(X[q], y[q]) for q in np.split(p, range(b, len(X), b))])(rng.choice(len(X), size=len(X), replace=False))",
        "rows as lists": """
def minibatches(X, y, batch_size, rng):
    pairs = [(x, t) for x, t in zip(X.tolist(), y.tolist())]
    rng.shuffle(pairs)
    for i in range(0, len(pairs), batch_size):
        part = pairs[i : i + batch_size]
        yield np.array([x for x, _ in part]), np.array([t for _, t in part])
""",
        "taken out one by one": """
def minibatches(X, y, batch_size, rng):
    left = list(range(len(X)))
    while left:
        batch = [left.pop(rng.integers(len(left))) for _ in range(min(batch_size, len(left)))]
        yield X[batch], y[batch]
""",
        "a buffer that is filled again": """
def minibatches(X, y, batch_size, rng):
    p = rng.permutation(len(X))
    bx, by = np.empty((batch_size, *X.shape[1:]), X.dtype), np.empty(batch_size, y.dtype)
    for i in range(0, len(X), batch_size):
        q = p[i : i + batch_size]
        bx[: len(q)], by[: len(q)] = X[q], y[q]
        yield bx[: len(q)], by[: len(q)]
""",
        "float32": "lambda X, y, b, rng: (lambda p: [(X[p[i : i + b]].astype(np.float32), y[p[i : i + b]].astype(np.float32)) for i in range(0, len(X), b)])(rng.permutation(len(X)))",
        "joined and cut again": """
def minibatches(X, y, batch_size, rng):
    data = np.c_[X, y]
    data = data[rng.permutation(len(data))]
    for k in range(int(np.ceil(len(data) / batch_size))):
        part = data[k * batch_size : (k + 1) * batch_size]
        yield part[:, :-1], part[:, -1]
""",
        "an object": """
class minibatches:
    def __init__(self, X, y, batch_size, rng):
        self.X, self.y, self.size = X, y, batch_size
        self.order = rng.permutation(len(X))
    def __len__(self):
        return -(-len(self.X) // self.size)
    def __iter__(self):
        for i in range(len(self)):
            part = self.order[i * self.size : (i + 1) * self.size]
            yield self.X[part], self.y[part]
""",
        "an iterator of its own": """
class Batches:
    def __init__(self, X, y, b, order):
        self.parts = iter([(X[order[i : i + b]], y[order[i : i + b]]) for i in range(0, len(X), b)])
    def __iter__(self):
        return self
    def __next__(self):
        return next(self.parts)
def minibatches(X, y, batch_size, rng):
    return Batches(X, y, batch_size, rng.permutation(len(X)))
""",
        "numbers of batches drawn, sorted inside": """
def minibatches(X, y, batch_size, rng):
    number = rng.permutation(np.arange(len(X)) // batch_size)
    for k in range(number.max() + 1):
        yield X[number == k], y[number == k]
""",
    },
    "11.train_epoch": {
        "the seed's rows": """
def sigmoid(Y):
    return 1/(1+np.exp(-Y))
def softmax(Y):
    expY = np.exp(Y)
    return expY/expY.sum(axis=1,keepdims=True)
def train_epoch(X_train, Y_train, W, V, lr):
    W, V = W.copy(), V.copy()
    i = 0
    while i < len(X_train):
        X_r = X_train[i]
        Y_r = Y_train[i]
        X_r = X_r.reshape((1,-1))
        S = sigmoid(X_r.dot(W))
        Z = softmax(S.dot(V))
        gradients_W = X_r.T.dot(((Z-Y_r).dot(V.T))*S*(1-S))
        gradients_V = S.T.dot(Z-Y_r)
        W -= lr*gradients_W
        V -= lr*gradients_V
        i += 1
    return W, V
""",
        "outer products": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    for x, y in zip(X, Y):
        s = sigmoid(x @ W)
        e = softmax(s @ V) - y
        W, V = W - learning_rate * np.outer(x, V @ e * s * (1 - s)), V - learning_rate * np.outer(s, e)
    return W, V
""",
        "a list back": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    W, V = np.array(W), np.array(V)
    for n in range(X.shape[0]):
        s = sigmoid(np.dot(X[n], W))
        e = Y[n] - softmax(np.dot(s, V))
        dV = s[:, None] * e[None, :]
        dW = X[n][:, None] * (e @ V.T * s * (1 - s))[None, :]
        W += learning_rate * dW
        V += learning_rate * dV
    return [W, V]
""",
        "float32": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    X, Y, W, V = (np.array(a, dtype=np.float32) for a in (X, Y, W, V))
    for x, y in zip(X, Y):
        s = sigmoid(x @ W)
        e = softmax(s @ V) - y
        W, V = W - np.float32(learning_rate) * np.outer(x, V @ e * s * (1 - s)), V - np.float32(learning_rate) * np.outer(s, e)
    return W, V
""",
        "loops all the way": """
def train_epoch(X, Y, W, V, learning_rate):
    W, V = W.tolist(), V.tolist()
    n, h, k = len(W), len(V), len(V[0])
    for x, y in zip(X.tolist(), Y.tolist()):
        z = [sum(x[i] * W[i][j] for i in range(n)) for j in range(h)]
        s = [1 / (1 + math.exp(-v)) if v > -700 else 0.0 for v in z]
        o = [sum(s[j] * V[j][c] for j in range(h)) for c in range(k)]
        top = max(o)
        q = [math.exp(v - top) for v in o]
        e = [q[c] / sum(q) - y[c] for c in range(k)]
        back = [sum(V[j][c] * e[c] for c in range(k)) * s[j] * (1 - s[j]) for j in range(h)]
        V = [[V[j][c] - learning_rate * s[j] * e[c] for c in range(k)] for j in range(h)]
        W = [[W[i][j] - learning_rate * x[i] * back[j] for j in range(h)] for i in range(n)]
    return np.array(W), np.array(V)
""",
        "einsum": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    for x, y in zip(X, Y):
        s = sigmoid(np.einsum('i,ij->j', x, W))
        e = softmax(np.einsum('j,jk->k', s, V)) - y
        gW = np.einsum('i,k,jk,j->ij', x, e, V, s * (1 - s))
        gV = np.einsum('j,k->jk', s, e)
        W, V = W - learning_rate * gW, V - learning_rate * gV
    return W, V
""",
        "a class": _SGD
        + """
class Network:
    def __init__(self, W, V):
        self.W, self.V = W.astype(float).copy(), V.astype(float).copy()
    def step(self, x, y, rate):
        s = sigmoid(self.W.T @ x)
        d = softmax(self.V.T @ s) - y
        hidden = self.V @ d * s * (1.0 - s)
        self.V -= rate * s[:, np.newaxis] @ d[np.newaxis]
        self.W -= rate * x[:, np.newaxis] @ hidden[np.newaxis]
def train_epoch(X, Y, W, V, learning_rate):
    net = Network(W, V)
    for x, y in zip(X, Y):
        net.step(x, y, learning_rate)
    return net.W, net.V
""",
        "numerical slope of the sigmoid": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    for x, y in zip(X, Y):
        z = x @ W
        s = sigmoid(z)
        slope = np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))) ** 2
        e = softmax(s @ V) - y
        W, V = W - learning_rate * np.outer(x, V @ e * slope), V - learning_rate * np.outer(s, e)
    return W, V
""",
        "tanh for the sigmoid": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    for x, y in zip(X, Y):
        s = 0.5 + 0.5 * np.tanh(0.5 * (x @ W))
        e = softmax(s @ V) - y
        W, V = W - learning_rate * np.outer(x, V @ e * (s - s**2)), V - learning_rate * np.outer(s, e)
    return W, V
""",
        "recursion": _SGD
        + """
def train_epoch(X, Y, W, V, learning_rate):
    if not len(X):
        return W, V
    s = sigmoid(X[0] @ W)
    e = softmax(s @ V) - Y[0]
    return train_epoch(X[1:], Y[1:], W - learning_rate * np.outer(X[0], V @ e * s * (1 - s)), V - learning_rate * np.outer(s, e), learning_rate)
""",
    },
    "11.accuracy": {
        "ravel": "lambda y_true, y_pred: np.mean(np.ravel(y_true) == np.ravel(y_pred))",
        "flatten and a float": "lambda y_true, y_pred: float((y_true.flatten() == y_pred.flatten()).mean())",
        "reshape": "lambda t, p: np.sum(t.reshape(-1) == p.reshape(-1)) / len(t)",
        "squeezed": "lambda t, p: np.average(np.atleast_1d(np.squeeze(t)) == np.atleast_1d(np.squeeze(p)))",
        "a loop": """
def accuracy(y_true, y_pred):
    right = 0
    for t, p in zip(y_true.ravel(), y_pred.ravel()):
        if int(t) == int(p):
            right += 1
    return right / y_true.shape[0]
""",
        "one minus errors": "lambda t, p: 1 - np.count_nonzero(np.ravel(t) != np.ravel(p)) / t.size",
        "columns": "lambda t, p: np.mean(t.reshape(-1, 1) == p.reshape(-1, 1))",
        "float32": "lambda t, p: (np.ravel(t) == np.ravel(p)).astype(np.float32).mean()",
        "a 0-d array": "lambda t, p: np.array(np.mean(np.ravel(t) == np.ravel(p)))",
        "a fraction": """
def accuracy(y_true, y_pred):
    from fractions import Fraction
    return float(Fraction(int((y_true.ravel() == y_pred.ravel()).sum()), y_true.size))
""",
        "bincount": "lambda t, p: np.bincount((np.ravel(t) == np.ravel(p)).astype(int), minlength=2)[1] / t.size",
        "isclose": "lambda t, p: np.isclose(np.ravel(t).astype(float), np.ravel(p).astype(float)).mean()",
    },
    "11.early_stopping_epoch": {
        "infinity": "\ndef early_stopping_epoch(val_losses, patience):"
        + _STOPPING.format(start="np.inf", result="epoch, best_epoch"),
        "a list back": "\ndef early_stopping_epoch(val_losses, patience):"
        + _STOPPING.format(start="float('inf')", result="[epoch, best_epoch]"),
        "an array back": "\ndef early_stopping_epoch(val_losses, patience):"
        + _STOPPING.format(start="math.inf", result="np.array([epoch, best_epoch])"),
        "floats back": "\ndef early_stopping_epoch(val_losses, patience):"
        + _STOPPING.format(start="1e300", result="(float(epoch), float(best_epoch))"),
        "a while": """
def early_stopping_epoch(losses, patience):
    losses = np.asarray(losses)
    best = 0
    epoch = 1
    while epoch < len(losses):
        if losses[epoch] < losses[best]:
            best = epoch
        elif epoch - best >= patience:
            return epoch, best
        epoch += 1
    return len(losses) - 1, best
""",
        "running minimum": """
def early_stopping_epoch(val_losses, patience):
    v = np.array(val_losses)
    for e in range(1, len(v)):
        best = int(np.argmin(v[: e + 1]))
        if e - best >= max(patience, 1):
            return e, best
    return len(v) - 1, int(np.argmin(v))
""",
        "the first minimum that is followed by patience": """
def early_stopping_epoch(val_losses, patience):
    patience = max(1, patience)
    for e, loss in enumerate(val_losses):
        before = min(val_losses[:e], default=math.inf)
        after = val_losses[e + 1 : e + 1 + patience]
        if loss < before and all(x >= loss for x in after):
            return (e + len(after), e)
""",
        "a class as Keras has it": """
class EarlyStopping:
    def __init__(self, patience):
        self.patience, self.wait, self.best, self.best_epoch, self.stop = patience, 0, None, 0, False
    def on_epoch_end(self, epoch, loss):
        self.wait += 1
        if self.best is None or loss < self.best:
            self.best, self.best_epoch, self.wait = loss, epoch, 0
        elif self.wait >= self.patience and epoch > 0:
            self.stop = True
def early_stopping_epoch(val_losses, patience):
    callback = EarlyStopping(patience)
    for epoch, loss in enumerate(val_losses):
        callback.on_epoch_end(epoch, loss)
        if callback.stop:
            break
    return epoch, callback.best_epoch
""",
        "recursion": """
def early_stopping_epoch(val_losses, patience, epoch=0, best=0):
    if epoch == len(val_losses):
        return epoch - 1, best
    if val_losses[epoch] < val_losses[best] or epoch == 0:
        return early_stopping_epoch(val_losses, patience, epoch + 1, epoch)
    if epoch - best >= patience:
        return epoch, best
    return early_stopping_epoch(val_losses, patience, epoch + 1, best)
""",
        "an iterator": """
def early_stopping_epoch(val_losses, patience):
    best, wait = (math.inf, 0), 0
    for here in zip(val_losses, range(len(val_losses))):
        if here[0] < best[0]:
            best, wait = here, 0
            continue
        wait += 1
        if wait >= patience:
            return here[1], best[1]
    return here[1], best[1]
""",
    },
}
