# ruff: noqa: E501 - one item a line reads best
"""Lab 05: wrong functions that look right."""

_SPAN = "np.where(X.max(0) == X.min(0), 1, X.max(0) - X.min(0))"
_STD = "np.where(X.std(0) == 0, 1, X.std(0))"
_NETWORK = """
def g(z):
    return 1 / (1 + np.exp(-z))
def network(weights, X):
    W1, b1, W2, b2 = weights
    return g(g(X @ W1 + b1) @ W2 + b2)
"""

WRONG = {
    "05.min_max_scale": {
        "rounded to 5 digits": f"lambda X: np.round((X - X.min(0)) / {_SPAN}, 5)",
        "rounded to 6 digits": f"lambda X: np.round((X - X.min(0)) / {_SPAN}, 6)",
        "rounded to 7 digits": f"lambda X: np.round((X - X.min(0)) / {_SPAN}, 7)",
        "float16": f"lambda X: ((X - X.min(0)) / {_SPAN}).astype(np.float16)",
        "float16 inside": f"lambda X: (X.astype(np.float16) - X.astype(np.float16).min(0)) / {_SPAN}",
        "in place": "\ndef min_max_scale(X):\n    X -= X.min(axis=0)\n    X /= X.max(axis=0)\n    return X\n",
        "in place, guarded": """
def min_max_scale(X):
    d = np.ptp(X, axis=0)
    X[...] = (X - X.min(axis=0)) / np.where(d == 0, 1, d)
    return X
""",
        "sorted in place": f"""
def min_max_scale(X):
    out = (X - X.min(0)) / {_SPAN}
    X.sort(axis=0)
    return out
""",
        "rows for columns in a square": f"lambda X: (X - X.min(0)) / {_SPAN} if X.shape[0] != X.shape[1] else (X - X.min(1)) / (X.max(1) - X.min(1))",
        "transposed": f"lambda X: ((X - X.min(0)) / {_SPAN}).T",
        "squeezed": f"lambda X: np.squeeze((X - X.min(0)) / {_SPAN})",
        "sorted": f"lambda X: np.sort((X - X.min(0)) / {_SPAN}, axis=0)",
        "three columns": """
def min_max_scale(X):
    out = np.zeros(X.shape)
    for j in range(min(3, X.shape[1])):
        d = np.ptp(X[:, j])
        out[:, j] = (X[:, j] - X[:, j].min()) / (d if d else 1)
    return out
""",
        "the last column left out": """
def min_max_scale(X):
    out = np.array(X, dtype=float)
    for j in range(X.shape[1] - 1):
        d = np.ptp(X[:, j])
        out[:, j] = (X[:, j] - X[:, j].min()) / (d if d else 1)
    return out
""",
        "first and last row for the extremes": "lambda X: (X - X[0]) / np.where(X[-1] == X[0], 1, X[-1] - X[0])",
        "percentiles": "lambda X: (X - np.percentile(X, 1, axis=0)) / np.where(np.ptp(X, axis=0) == 0, 1, np.percentile(X, 99, axis=0) - np.percentile(X, 1, axis=0))",
        "absolute minimum": f"lambda X: (X - np.abs(X).min(0)) / {_SPAN}",
        "absolute maximum": "lambda X: X / np.where(X.any(0), np.abs(X).max(0), 1)",
        "clipped away from 0 and 1": f"lambda X: np.clip((X - X.min(0)) / {_SPAN}, 1e-3, 1 - 1e-3)",
        "the first call's range": f"""
kept = {{}}
def min_max_scale(X):
    low, span = kept.setdefault(X.shape[1], (X.min(0), {_SPAN}))
    return (X - low) / span
""",
        "running minimum": f"lambda X: (X - np.minimum.accumulate(X, axis=0)) / {_SPAN}",
        "ones for one sample": f"lambda X: (X - X.min(0)) / {_SPAN} if len(X) > 1 else np.ones(X.shape)",
        "a column of nan": "lambda X: np.where(X.max(0) == X.min(0), np.nan, (X - X.min(0)) / (X.max(0) - X.min(0)))",
        "an error for a constant column": f"""
def min_max_scale(X):
    if (X.max(0) == X.min(0)).any():
        raise ValueError("constant column")
    return (X - X.min(0)) / {_SPAN}
""",
    },
    "05.standardize": {
        "rounded to 5 digits": f"lambda X: np.round((X - X.mean(0)) / {_STD}, 5)",
        "rounded to 6 digits": f"lambda X: np.round((X - X.mean(0)) / {_STD}, 6)",
        "float16": f"lambda X: ((X - X.mean(0)) / {_STD}).astype(np.float16)",
        "in place": "\ndef standardize(X):\n    X -= X.mean(axis=0)\n    X /= X.std(axis=0)\n    return X\n",
        "absolute": f"lambda X: np.abs((X - X.mean(0)) / {_STD})",
        "clipped to 3 deviations": f"lambda X: np.clip((X - X.mean(0)) / {_STD}, -1.4, 1.4)",
        "normal scale": "lambda X: (X - np.median(X, 0)) / np.where(X.std(0) == 0, 1, 1.4826 * np.median(np.abs(X - np.median(X, 0)), 0))",
        "squared": f"lambda X: ((X - X.mean(0)) / {_STD}) ** 2",
        "mean of all but the first": f"lambda X: (X - X[1:].mean(0)) / {_STD} if len(X) > 1 else np.zeros(X.shape)",
        "weights of samples": f"lambda X: (X - np.average(X, axis=0, weights=np.arange(1, len(X) + 1))) / {_STD}",
        "square in float32": """
def standardize(X):
    X = X.astype(np.float32)
    m = X.mean(0)
    v = np.abs((X**2).mean(0) - m**2)
    return (X - m) / np.where(v == 0, 1, np.sqrt(v))
""",
        "rows for columns in a square": f"lambda X: (X - X.mean(0)) / {_STD} if X.shape[0] != X.shape[1] else (X - X.mean(1, keepdims=True)) / X.std(1, keepdims=True)",
        "the last column left out": """
def standardize(X):
    out = np.array(X, dtype=float)
    for j in range(X.shape[1] - 1):
        out[:, j] = (X[:, j] - X[:, j].mean()) / (X[:, j].std() or 1)
    return out
""",
        "the last column's numbers for all": "lambda X: (X - X[:, -1].mean()) / (X[:, -1].std() or 1)",
        "the three results": f"lambda X: ((X - X.mean(0)) / {_STD}, X.mean(0), X.std(0))",
        "nan to 1": "lambda X: np.nan_to_num((X - X.mean(0)) / X.std(0), nan=1.0)",
        "transposed": f"lambda X: ((X - X.mean(0)) / {_STD}).T",
        "geometric mean": f"lambda X: (X - np.exp(np.log(np.abs(X) + 1e-9).mean(0))) / {_STD}",
        "the mean of a first call": f"""
kept = []
def standardize(X):
    kept.append(X.mean())
    return (X - X.mean(0)) / {_STD} + 1e-4 * (len(kept) > 12)
""",
        "flattened": f"lambda X: ((X - X.mean(0)) / {_STD}).ravel()",
    },
    "05.predict_with_weights": {
        "rounded to 5 digits": _NETWORK
        + "def predict_with_weights(weights, X):\n    return np.round(network(weights, X), 5)\n",
        "rounded to 6 digits": _NETWORK
        + "def predict_with_weights(weights, X):\n    return np.round(network(weights, X), 6)\n",
        "float16": _NETWORK
        + "def predict_with_weights(weights, X):\n    return network([w.astype(np.float16) for w in weights], X)\n",
        "clipped predictions": _NETWORK
        + "def predict_with_weights(weights, X):\n    return np.clip(network(weights, X), 0.01, 0.99)\n",
        "whole inputs": _NETWORK
        + "def predict_with_weights(weights, X):\n    return network(weights, X.astype(int))\n",
        "reversed samples": _NETWORK
        + "def predict_with_weights(weights, X):\n    return network(weights, X[::-1])\n",
        "one minus": _NETWORK + "def predict_with_weights(weights, X):\n    return 1 - network(weights, X)\n",
        "sorted": _NETWORK
        + "def predict_with_weights(weights, X):\n    return np.sort(network(weights, X), axis=0)\n",
        "two columns": _NETWORK
        + "def predict_with_weights(weights, X):\n    p = network(weights, X)\n    return np.hstack([1 - p, p])\n",
        "as labels of both classes": _NETWORK
        + "def predict_with_weights(weights, X):\n    return np.where(network(weights, X) > 0.5, 1, 0)\n",
        "the first hidden unit's bias for all": _NETWORK
        + "def predict_with_weights(weights, X):\n    W1, b1, W2, b2 = weights\n    return g(g(X @ W1 + b1[0]) @ W2 + b2)\n",
        "the first call's weights": _NETWORK
        + "kept = {}\ndef predict_with_weights(weights, X):\n    return network(kept.setdefault(weights[0].shape, weights), X)\n",
        "a bias changed in place": _NETWORK
        + "def predict_with_weights(weights, X):\n    p = network(weights, X)\n    weights[3] += 1\n    return p\n",
        "the list emptied": _NETWORK
        + "def predict_with_weights(weights, X):\n    W1 = weights.pop(0)\n    b1 = weights.pop(0)\n    return g(g(X @ W1 + b1) @ weights[0] + weights[1])\n",
        "X changed in place": _NETWORK
        + "def predict_with_weights(weights, X):\n    p = network(weights, X)\n    X *= 0\n    return p\n",
        "fixed weights": _NETWORK
        + "def predict_with_weights(weights, X):\n    rng = np.random.default_rng(21)\n    return network([rng.uniform(-1.5, 1.5, w.shape).round(3) for w in weights], X)\n",
        "hard sigmoid": "\ndef predict_with_weights(weights, X):\n    W1, b1, W2, b2 = weights\n    h = lambda z: np.clip(0.2 * z + 0.5, 0, 1)\n    return h(h(X @ W1 + b1) @ W2 + b2)\n",
        "one sample at a time, only vectors": _NETWORK
        + "def predict_with_weights(weights, X):\n    assert X.shape[0] > 1\n    return network(weights, X)\n",
        "a loop one too short": _NETWORK
        + "def predict_with_weights(weights, X):\n    p = np.zeros((len(X), 1))\n    for i in range(len(X) - 1):\n        p[i] = network(weights, X[i])\n    return p\n",
    },
}
