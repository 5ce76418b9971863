# ruff: noqa: E501 - one item a line reads best
"""Lab 05: right functions that look odd."""

RIGHT = {
    "05.min_max_scale": {
        "where on the range": "lambda X: (X - X.min(0)) / np.where(X.max(0) == X.min(0), 1, X.max(0) - X.min(0))",
        "ptp": "lambda X: (X - X.min(axis=0)) / np.where(np.ptp(X, axis=0) == 0, 1, np.ptp(X, axis=0))",
        "epsilon 1e-8": "lambda X: (X - X.min(0)) / (X.max(0) - X.min(0) + 1e-8)",
        "epsilon 1e-7": "lambda X: (X - X.min(0)) / (X.max(0) - X.min(0) + 1e-7)",
        "epsilon 1e-6": "lambda X: (X - X.min(0)) / (X.max(0) - X.min(0) + 1e-6)",
        "machine epsilon": "lambda X: (X - X.min(0)) / (X.max(0) - X.min(0) + np.finfo(float).eps)",
        "nan to 0": "lambda X: np.nan_to_num((X - X.min(0)) / (X.max(0) - X.min(0)))",
        "at least 1e-8": "lambda X: (X - X.min(0)) / np.maximum(X.max(0) - X.min(0), 1e-8)",
        "close to 0 counts as 0": "lambda X: (X - X.min(0)) / np.where(np.isclose(X.max(0) - X.min(0), 0), 1, X.max(0) - X.min(0))",
        "errstate that raises": """
def min_max_scale(X):
    with np.errstate(all="raise"):
        low, span = X.min(axis=0), np.ptp(X, axis=0)
        return np.where(span == 0, 0.0, (X - low) / np.where(span == 0, 1, span))
""",
        "a slope and an intercept": """
def min_max_scale(X):
    X = np.asarray(X, float)
    span = X.max(0) - X.min(0)
    a = np.where(span > 0, 1 / np.where(span > 0, span, 1), 0)
    return X * a - X.min(0) * a
""",
        "float32": """
def min_max_scale(X):
    X = X.astype(np.float32)
    low, high = X.min(axis=0), X.max(axis=0)
    span = high - low
    span[span == 0] = 1
    return (X - low) / span
""",
        "column by column": """
def min_max_scale(X):
    out = np.zeros(X.shape)
    for j in range(X.shape[1]):
        col = X[:, j]
        if col.max() > col.min():
            out[:, j] = (col - col.min()) / (col.max() - col.min())
    return out
""",
        "pure Python": """
def min_max_scale(X):
    columns = []
    for column in zip(*X.tolist()):
        low, high = min(column), max(column)
        columns.append([(x - low) / (high - low) if high != low else 0.0 for x in column])
    return [list(row) for row in zip(*columns)]
""",
        "apply_along_axis": """
def one(c):
    return (c - c.min()) / (c.max() - c.min()) if c.max() != c.min() else np.zeros(len(c))
def min_max_scale(X):
    return np.apply_along_axis(one, 0, X)
""",
        "the transpose": """
def min_max_scale(X):
    low = X.T.min(axis=1, keepdims=True)
    span = X.T.max(axis=1, keepdims=True) - low
    return ((X.T - low) / np.where(span, span, 1)).T
""",
        "in place on a copy": """
def min_max_scale(X):
    X = np.array(X, dtype=float)
    X -= X.min(axis=0)
    high = X.max(axis=0)
    X[:, high > 0] /= high[high > 0]
    return X
""",
        "np.interp": """
def min_max_scale(X):
    return np.column_stack([
        np.interp(c, [c.min(), c.max()], [0.0, 1.0]) if c.min() < c.max() else np.zeros(len(c)) for c in X.T
    ])
""",
        "sorted": """
def min_max_scale(X):
    s = np.sort(X, axis=0)
    d = s[-1] - s[0]
    return (X - s[0]) / (d + (d == 0))
""",
    },
    "05.standardize": {
        "where": "lambda X: (X - X.mean(0)) / np.where(X.std(0) == 0, 1, X.std(0))",
        "epsilon 1e-8": "lambda X: (X - X.mean(0)) / (X.std(0) + 1e-8)",
        "epsilon 1e-7": "lambda X: (X - X.mean(0)) / (X.std(0) + 1e-7)",
        "epsilon 1e-6": "lambda X: (X - X.mean(0)) / (X.std(0) + 1e-6)",
        "epsilon in the root": "lambda X: (X - X.mean(0)) / np.sqrt(X.var(0) + 1e-8)",
        "as Keras": "lambda X: (X - X.mean(0)) / np.maximum(np.sqrt(X.var(0)), 1e-7)",
        "nan to 0": "lambda X: np.nan_to_num((X - X.mean(0)) / X.std(0))",
        "float32": """
def standardize(X):
    X = X.astype(np.float32)
    s = X.std(axis=0)
    s[s == 0] = 1
    return (X - X.mean(axis=0)) / s
""",
        "mean of squares less square of mean": """
def standardize(X):
    X = X.astype(float)
    m = X.mean(0)
    v = np.maximum((X**2).mean(0) - m**2, 0)
    return (X - m) / np.where(v == 0, 1, np.sqrt(v))
""",
        "column by column": """
def standardize(X):
    out = np.empty(X.shape)
    for j in range(X.shape[1]):
        mu, sigma = np.mean(X[:, j]), np.std(X[:, j])
        out[:, j] = X[:, j] - mu
        if sigma != 0:
            out[:, j] /= sigma
    return out
""",
        "pure Python": """
def standardize(X):
    def column(c):
        mu = sum(c) / len(c)
        sigma = math.sqrt(sum((x - mu) ** 2 for x in c) / len(c))
        return [(x - mu) / sigma if sigma else 0.0 for x in c]
    return list(map(list, zip(*[column(c) for c in X.T.tolist()])))
""",
        "np.divide": """
def standardize(X):
    d = X - np.average(X, axis=0)
    s = np.std(X, axis=0)
    return np.divide(d, s, out=np.zeros(d.shape), where=s > 0)
""",
        "einsum": """
def standardize(X):
    m = len(X)
    d = X - np.ones(m) @ X / m
    s = np.sqrt(np.einsum("ij,ij->j", d, d) / m)
    return d / np.where(s > 0, s, 1)
""",
        "sample deviation, corrected": """
def standardize(X):
    m = len(X)
    if m == 1:
        return np.zeros(X.shape)
    s = X.std(axis=0, ddof=1) * np.sqrt((m - 1) / m)
    return (X - X.mean(axis=0)) / (s + (s == 0))
""",
        "the transpose": "lambda X: np.array([(c - c.mean()) / (c.std() or 1) for c in X.T]).T",
        "a class": """
class Scaler:
    def fit(self, X):
        self.mean, self.scale = np.mean(X, axis=0), np.std(X, axis=0)
        self.scale[self.scale == 0] = 1
        return self
    def transform(self, X):
        return (X - self.mean) / self.scale
def standardize(X):
    return Scaler().fit(X).transform(X)
""",
    },
    "05.predict_with_weights": {
        "a sigmoid helper": """
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
def predict_with_weights(weights, X):
    W1, b1, W2, b2 = weights
    return sigmoid(sigmoid(X @ W1 + b1) @ W2 + b2)
""",
        "by tanh": """
def predict_with_weights(weights, X):
    g = lambda z: 0.5 * (1 + np.tanh(z / 2))
    W1, b1, W2, b2 = weights
    return g(np.dot(g(np.dot(X, W1) + b1), W2) + b2)
""",
        "float32 throughout, by tanh": """
def predict_with_weights(weights, X):
    g = lambda z: np.float32(0.5) * (1 + np.tanh(z / 2))
    W1, b1, W2, b2 = weights
    return g(g(X.astype(np.float32) @ W1 + b1) @ W2 + b2)
""",
        "float32 throughout": """
def predict_with_weights(weights, X):
    a = np.asarray(X, dtype=np.float32)
    for W, b in zip(weights[::2], weights[1::2]):
        a = 1 / (1 + np.exp(-(a @ W + b)))
    return a
""",
        "any number of layers": """
def predict_with_weights(weights, X):
    for i in range(0, len(weights), 2):
        X = 1 / (1 + np.exp(-(X @ weights[i] + weights[i + 1])))
    return X
""",
        "sample by sample": """
def dense(a, W, b):
    out = np.zeros(W.shape[1])
    for j in range(W.shape[1]):
        z = np.dot(W[:, j], a) + b[j]
        out[j] = 1 / (1 + np.exp(-z))
    return out
def predict_with_weights(weights, X):
    W1, b1, W2, b2 = weights
    p = np.zeros((X.shape[0], 1))
    for i in range(X.shape[0]):
        p[i, 0] = dense(dense(X[i], W1, b1), W2, b2)[0]
    return p
""",
        "nested lists": """
def g(z):
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0
def predict_with_weights(weights, X):
    W1, b1, W2, b2 = (w.tolist() for w in weights)
    out = []
    for row in X.tolist():
        hidden = [g(sum(x * W1[i][j] for i, x in enumerate(row)) + b1[j]) for j in range(len(b1))]
        out.append([g(sum(a * W2[j][0] for j, a in enumerate(hidden)) + b2[0])])
    return out
""",
        "einsum": """
def predict_with_weights(weights, X):
    g = lambda z: np.exp(-np.logaddexp(0, -z))
    A = g(np.einsum("mi,ih->mh", X, weights[0]) + weights[1])
    return g(np.einsum("mh,ho->mo", A, weights[2]) + weights[3])
""",
        "columns inside": """
def predict_with_weights(weights, X):
    W1, b1, W2, b2 = weights
    g = lambda z: 1 / (1 + np.exp(-z))
    return g(W2.T @ g(W1.T @ X.T + b1[:, None]) + b2[:, None]).T
""",
        "a column of ones": """
def predict_with_weights(weights, X):
    g = lambda z: 1 / (1 + np.exp(-z))
    one = np.ones((len(X), 1))
    W1, W2 = np.vstack([weights[0], weights[1]]), np.vstack([weights[2], weights[3]])
    return g(np.hstack([g(np.hstack([X, one]) @ W1), one]) @ W2)
""",
        "a vector made a column": """
def predict_with_weights(weights, X):
    W1, b1, W2, b2 = weights
    A = 1 / (1 + np.exp(-(X @ W1 + b1)))
    p = 1 / (1 + np.exp(-(A @ W2.ravel() + b2[0])))
    return p.reshape(-1, 1)
""",
        "clipped": """
def predict_with_weights(w, x):
    g = lambda z: 1 / (1 + np.exp(-np.clip(z, -500, 500)))
    return g(g(x @ w[0] + w[1]) @ w[2] + w[3])
""",
    },
}
