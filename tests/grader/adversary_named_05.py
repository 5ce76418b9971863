# ruff: noqa: E501 - one item a line reads best
"""Lab 05: faults of the catalogue as people write them."""

_G = "\ndef g(z):\n    return 1 / (1 + np.exp(-z))\n"
_HEAD = _G + "def predict_with_weights(weights, X):\n    W1, b1, W2, b2 = weights\n    return "
_COLUMNS = """
def {name}(X):
    out = np.zeros{zeros}
    for j in range(X.shape[1]):
        c = X[:, j]
        out[:, j] = {formula}
    return out
"""

NAMED = {
    "05.min_max_scale": {
        "min_max_scale.const_nan": [
            "lambda X: (X - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0))",
            "lambda X: (X - np.min(X, axis=0)) / np.ptp(X, axis=0)",
            _COLUMNS.format(
                name="min_max_scale", zeros="(X.shape)", formula="(c - c.min()) / (c.max() - c.min())"
            ),
        ],
        "min_max_scale.multiplied": [
            "lambda X: (X - X.min(axis=0)) * (X.max(axis=0) - X.min(axis=0))",
        ],
        "min_max_scale.overwritten": [
            "\ndef min_max_scale(X):\n    out = X.astype(float)\n    for j in range(X.shape[1]):\n        for i in range(X.shape[0]):\n            out[i, j] = (out[i, j] - min(out[:, j])) / (max(out[:, j]) - min(out[:, j]))\n    return out\n"
        ],
        "min_max_scale.divide_by_max": ["lambda X: X / X.max(axis=0)", "lambda X: X / np.max(X, axis=0)"],
        "min_max_scale.global": [
            "lambda X: (X - X.min()) / (X.max() - X.min())",
            "lambda X: (X - np.min(X)) / np.ptp(X)",
        ],
        "min_max_scale.axis1": [
            "lambda X: (X - X.min(axis=1, keepdims=True)) / (X.max(axis=1, keepdims=True) - X.min(axis=1, keepdims=True))",
            "lambda X: (X - X.min(axis=1)) / (X.max(axis=1) - X.min(axis=1))",
            "lambda X: ((X.T - X.T.min(axis=0)) / (X.T.max(axis=0) - X.T.min(axis=0))).T",
        ],
        "min_max_scale.parens": [
            "lambda X: X - X.min(axis=0) / X.max(axis=0) - X.min(axis=0)",
            "lambda X: X - X.min(0) / (X.max(0) - X.min(0))",
            "lambda X: (X - X.min(0)) / X.max(0) - X.min(0)",
        ],
        "min_max_scale.standardized": ["lambda X: (X - X.mean(0)) / X.std(0)"],
        "min_max_scale.mean_for_min": ["lambda X: (X - X.mean(0)) / (X.max(0) - X.min(0))"],
        "min_max_scale.max_for_range": ["lambda X: (X - X.min(0)) / X.max(0)"],
        "min_max_scale.not_shifted": ["lambda X: X / (X.max(0) - X.min(0))"],
        "min_max_scale.minus_one_to_one": [
            "lambda X: 2 * ((X - X.min(0)) / (X.max(0) - X.min(0) + 1e-8)) - 1"
        ],
        "min_max_scale.large_epsilon": ["lambda X: (X - X.min(0)) / (X.max(0) - X.min(0) + 1e-3)"],
        "min_max_scale.python_min": ["lambda X: (X - min(X)) / (max(X) - min(X))"],
        "min_max_scale.integer_output": [
            _COLUMNS.format(
                name="min_max_scale", zeros="_like(X)", formula="(c - c.min()) / ((c.max() - c.min()) or 1)"
            )
        ],
        "min_max_scale.constant_not_zero": [
            "\ndef min_max_scale(X):\n    d = X.max(0) - X.min(0)\n    return np.where(d == 0, 0.5, (X - X.min(0)) / np.where(d == 0, 1, d))\n"
        ],
    },
    "05.standardize": {
        "standardize.const_nan": [
            "lambda X: (X - X.mean(0)) / X.std(0)",
            "lambda X: (X - np.mean(X, axis=0)) / np.sqrt(np.var(X, axis=0))",
            _COLUMNS.format(name="standardize", zeros="(X.shape)", formula="(c - c.mean()) / c.std()"),
        ],
        "standardize.axis1": [
            "lambda X: (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)",
            "lambda X: (X - X.mean(axis=1)) / X.std(axis=1)",
        ],
        "standardize.global": [
            "lambda X: (X - X.mean()) / X.std()",
            "lambda X: (X - np.mean(X)) / np.std(X)",
        ],
        "standardize.parens": ["lambda X: X - X.mean(0) / X.std(0)"],
        "standardize.ddof1": [
            "lambda X: (X - X.mean(0)) / X.std(0, ddof=1)",
            "\ndef standardize(X):\n    s = X.std(axis=0, ddof=1)\n    return (X - X.mean(0)) / np.where(s == 0, 1, s)\n",
        ],
        "standardize.variance": [
            "lambda X: (X - X.mean(0)) / X.var(0)",
            "lambda X: (X - X.mean(0)) / X.std(0)**2",
        ],
        "standardize.no_mean": ["lambda X: X / X.std(0)"],
        "standardize.no_std": ["lambda X: X - X.mean(0)"],
        "standardize.min_max": ["lambda X: (X - X.min(0)) / (X.max(0) - X.min(0))"],
        "standardize.norm_for_std": ["lambda X: (X - X.mean(0)) / np.sqrt(((X - X.mean(0))**2).sum(0))"],
        "standardize.large_epsilon": [
            "lambda X: (X - X.mean(0)) / np.sqrt(X.var(0) + 1e-5)",
            "lambda X: (X - X.mean(0)) / (X.std(0) + 0.001)",
        ],
        "standardize.mean_added": ["lambda X: (X + X.mean(0)) / X.std(0)"],
        "standardize.swapped": ["lambda X: (X - X.std(0)) / X.mean(0)"],
        "standardize.integer_output": [
            _COLUMNS.format(name="standardize", zeros="_like(X)", formula="(c - c.mean()) / (c.std() or 1)")
        ],
    },
    "05.predict_with_weights": {
        "predict_with_weights.complement": [_HEAD + "1 - g(g(X @ W1 + b1) @ W2 + b2)\n"],
        "predict_with_weights.bias_subtracted": [_HEAD + "g(g(X @ W1 - b1) @ W2 - b2)\n"],
        "predict_with_weights.bias_in_product": [_HEAD + "g(g(X @ (W1 + b1)) @ (W2 + b2))\n"],
        "predict_with_weights.no_output_activation": [_HEAD + "g(X @ W1 + b1) @ W2 + b2\n"],
        "predict_with_weights.no_hidden_activation": [_HEAD + "g((X @ W1 + b1) @ W2 + b2)\n"],
        "predict_with_weights.hidden_relu": [_HEAD + "g(np.maximum(0, X @ W1 + b1) @ W2 + b2)\n"],
        "predict_with_weights.tanh": [
            _HEAD + "np.tanh(np.tanh(X @ W1 + b1) @ W2 + b2)\n",
            _HEAD + "g(np.tanh(X @ W1 + b1) @ W2 + b2)\n",
        ],
        "predict_with_weights.no_hidden_bias": [
            _HEAD + "g(g(X @ W1) @ W2 + b2)\n",
            _HEAD + "g(g(X @ W1) @ W2)\n",
        ],
        "predict_with_weights.no_output_bias": [_HEAD + "g(g(X @ W1 + b1) @ W2)\n"],
        "predict_with_weights.vector": [
            _HEAD + "g(g(X @ W1 + b1) @ W2 + b2).flatten()\n",
            _HEAD + "g(g(X @ W1 + b1) @ W2[:, 0] + b2)\n",
            _HEAD + "[float(p[0]) for p in g(g(X @ W1 + b1) @ W2 + b2)]\n",
        ],
        "predict_with_weights.decisions": [
            _HEAD + "(g(g(X @ W1 + b1) @ W2 + b2) >= 0.5).astype(int)\n",
            _HEAD + "np.round(g(g(X @ W1 + b1) @ W2 + b2))\n",
        ],
        "predict_with_weights.weights_transposed": [
            _HEAD + "g(g(X @ W1.T + b1) @ W2.T + b2)\n",
            _HEAD + "g(g(X @ W1.T + b1) @ W2 + b2)\n",
        ],
        "predict_with_weights.wrong_order": [
            _G
            + "def predict_with_weights(weights, X):\n    W1, W2, b1, b2 = weights\n    return g(g(X @ W1 + b1) @ W2 + b2)\n"
        ],
        "predict_with_weights.biases_swapped": [_HEAD + "g(g(X @ W1 + b2) @ W2 + b1)\n"],
        "predict_with_weights.overflow": [
            "\ndef g(z):\n    return np.exp(z) / (1 + np.exp(z))\ndef predict_with_weights(weights, X):\n    W1, b1, W2, b2 = weights\n    return g(g(X @ W1 + b1) @ W2 + b2)\n"
        ],
        "predict_with_weights.sigmoid_sign": [
            "\ndef g(z):\n    return 1 / (1 + np.exp(z))\ndef predict_with_weights(weights, X):\n    W1, b1, W2, b2 = weights\n    return g(g(X @ W1 + b1) @ W2 + b2)\n"
        ],
        "predict_with_weights.three_hidden_units": [
            "\ndef g(z):\n    return 1 / (1 + np.exp(-z))\ndef predict_with_weights(weights, X):\n    W1, b1, W2, b2 = weights\n    A = np.zeros((len(X), 3))\n    for j in range(3):\n        A[:, j] = g(X @ W1[:, j] + b1[j])\n    p = b2 + A[:, [0]] * W2[0] + A[:, [1]] * W2[1] + A[:, [2]] * W2[2]\n    return g(p)\n"
        ],
        "predict_with_weights.hidden_layer_only": [_HEAD + "g(X @ W1 + b1)\n"],
        "predict_with_weights.first_sample_only": [
            _HEAD + "g(g(X @ W1 + b1) @ W2 + b2)[0]\n",
            _HEAD + "g(g(X @ W1 + b1) @ W2 + b2)[0][0]\n",
        ],
    },
}
