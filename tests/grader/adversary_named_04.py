# ruff: noqa: E501 - one item a line reads best
"""Lab 04: faults of the catalogue as people write them."""

NAMED = {
    "04.relu": {
        "relu.python_max": [
            "lambda z: max(0, z)",
            "\ndef relu(z):\n    if z > 0:\n        return z\n    else:\n        return 0\n",
            "\ndef relu(z):\n    if z < 0:\n        return 0\n    return z\n",
            "\ndef relu(z):\n    return z if z > 0 else 0.0\n",
        ],
        "relu.vectors_only": [
            "\ndef relu(z):\n    out = []\n    for v in z:\n        out.append(max(0, v))\n    return np.array(out)\n",
            "\ndef relu(z):\n    out = np.zeros(len(z))\n    for i in range(len(z)):\n        if z[i] > 0:\n            out[i] = z[i]\n    return out\n",
            "lambda z: np.array([v if v > 0 else 0 for v in z])",
        ],
        "relu.np_max": [
            "lambda z: np.max(z, 0)",
            "lambda z: np.max(z, axis=0)",
            "lambda z: np.amax(z, 0)",
            "lambda z: z.max()",
            "lambda z: np.max(0, z)",
        ],
        "relu.leaky": [
            "lambda z: np.maximum(0.01 * z, z)",
            "\ndef relu(z, alpha=0.01):\n    return np.where(z < 0, alpha * z, z)\n",
            "lambda z: (z > 0) * z + (z <= 0) * 0.1 * z",
        ],
        "relu.absolute": ["np.abs", "lambda z: np.sqrt(z * z)", "lambda z: np.where(z > 0, z, -z)"],
        "relu.minimum": [
            "lambda z: np.minimum(z, 0)",
            "lambda z: np.where(z > 0, 0, z)",
            "lambda z: z * (z < 0)",
        ],
        "relu.step": [
            "lambda z: (z > 0).astype(float)",
            "lambda z: z > 0",
            "lambda z: np.where(z >= 0, 1, 0)",
        ],
        "relu.negatives_dropped": [
            "lambda z: z[z > 0]",
            "lambda z: np.array([v for v in z.ravel() if v > 0])",
        ],
        "relu.capped": ["lambda z: np.minimum(np.maximum(z, 0), 1)", "lambda z: np.clip(z, 0, 6)"],
        "relu.elu": ["lambda z: np.where(z >= 0, z, np.exp(z) - 1)"],
        "relu.softplus": ["lambda z: np.log1p(np.exp(z))"],
        "relu.identity": ["lambda z: z", "\ndef relu(z):\n    np.maximum(0, z)\n    return z\n"],
    },
    "04.tanh": {
        "tanh.naive_overflow": [
            "lambda z: (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))",
            "lambda z: (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1)",
            "lambda z: (1 - np.exp(-2 * z)) / (1 + np.exp(-2 * z))",
            "lambda z: (np.e**z - np.e**(-z)) / (np.e**z + np.e**(-z))",
            "lambda z: np.sinh(z) / np.cosh(z)",
            "lambda z: np.divide(np.subtract(np.exp(z), np.exp(-z)), np.add(np.exp(z), np.exp(-z)))",
            "\ndef tanh(z):\n    out = np.zeros(z.shape)\n    for i in np.ndindex(z.shape):\n        out[i] = (np.exp(z[i]) - np.exp(-z[i])) / (np.exp(z[i]) + np.exp(-z[i]))\n    return out\n",
        ],
        "tanh.not_scaled": [
            "\ndef tanh(z):\n    from nnlab.activations import sigmoid\n    return sigmoid(2 * z) - 1\n"
        ],
        "tanh.nan_hidden": [
            "lambda z: np.nan_to_num((np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)), nan=1.0)"
        ],
        "tanh.sigmoid": ["lambda z: 1 / (1 + np.exp(-z))", "lambda z: 1 / (1 + np.exp(-2 * z))"],
        "tanh.half_argument": [
            "lambda z: 2 / (1 + np.exp(-z)) - 1",
            "lambda z: (1 - np.exp(-z)) / (1 + np.exp(-z))",
        ],
        "tanh.negated": ["lambda z: (np.exp(-z) - np.exp(z)) / (np.exp(z) + np.exp(-z))"],
        "tanh.upside_down": ["lambda z: (np.exp(z) + np.exp(-z)) / (np.exp(z) - np.exp(-z))"],
        "tanh.no_denominator": ["lambda z: np.exp(z) - np.exp(-z)", "lambda z: (np.exp(z) - np.exp(-z)) / 2"],
        "tanh.precedence": ["lambda z: np.exp(z) - np.exp(-z) / np.exp(z) + np.exp(-z)"],
        "tanh.gradient": ["lambda z: 1 - np.tanh(z)**2"],
        "tanh.tangent": ["np.tan", "lambda z: np.sin(z) / np.cos(z)"],
        "tanh.integer_output": [
            "\ndef tanh(z):\n    out = np.zeros_like(z)\n    for i in range(len(z)):\n        out[i] = np.tanh(z[i])\n    return out\n"
        ],
        "tanh.one_number": [
            "lambda z: math.tanh(z)",
            "lambda z: (math.exp(z) - math.exp(-z)) / (math.exp(z) + math.exp(-z))",
        ],
        "tanh.vectors_only": ["lambda z: np.array([math.tanh(v) for v in z])"],
        "tanh.math_overflow": [
            "np.vectorize(lambda v: (math.exp(v) - math.exp(-v)) / (math.exp(v) + math.exp(-v)))"
        ],
    },
    "04.leaky_relu": {
        "leaky_relu.fixed_slope": [
            "lambda z, negative_slope=0.2: np.maximum(0.2 * z, z)",
            "lambda z, a=0.2: np.where(z > 0, z, 0.01 * z)",
        ],
        "leaky_relu.default_slope": [
            "lambda z, negative_slope=0.01: np.maximum(negative_slope * z, z)",
            "lambda z, a=0.3: np.where(z < 0, a * z, z)",
        ],
        "leaky_relu.no_leak": ["lambda z, a=0.2: np.maximum(0, z)", "lambda z, a=0.2: np.where(z > 0, z, 0)"],
        "leaky_relu.slope_on_positive": [
            "lambda z, a=0.2: np.where(z < 0, z, a * z)",
            "lambda z, a=0.2: np.minimum(z, a * z)",
        ],
        "leaky_relu.not_masked": ["lambda z, a=0.2: np.maximum(z, 0) + a * z"],
        "leaky_relu.constant": ["lambda z, a=0.2: np.where(z > 0, z, a)"],
        "leaky_relu.maximum_with_slope": ["lambda z, negative_slope=0.2: np.maximum(z, negative_slope)"],
        "leaky_relu.python_max": [
            "lambda z, a=0.2: max(a * z, z)",
            "\ndef leaky_relu(z, a=0.2):\n    if z > 0:\n        return z\n    else:\n        return a * z\n",
        ],
        "leaky_relu.integer_output": [
            "\ndef leaky_relu(z, a=0.2):\n    out = np.zeros_like(z)\n    out[z > 0] = z[z > 0]\n    out[z <= 0] = a * z[z <= 0]\n    return out\n",
            "\ndef leaky_relu(z, a=0.2):\n    out = z.copy()\n    out[z < 0] = a * z[z < 0]\n    return out\n",
        ],
        "leaky_relu.integer_in_place": [
            "\ndef leaky_relu(z, a=0.2):\n    out = np.copy(z)\n    out[out < 0] *= a\n    return out\n"
        ],
        "leaky_relu.vectors_only": ["lambda z, a=0.2: np.array([v if v > 0 else a * v for v in z])"],
        "leaky_relu.wrong_sign": ["lambda z, a=0.2: np.where(z > 0, z, -a * z)"],
        "leaky_relu.divided": ["lambda z, a=0.2: np.where(z > 0, z, z / a)"],
    },
    "04.swish": {
        "swish.sigmoid_gradient": [
            "\ndef swish(z):\n    from nnlab.activations import sigmoid\n    a = sigmoid(z)\n    return z * a * (1 - a)\n"
        ],
        "swish.of_the_sigmoid": [
            "\ndef swish(z):\n    from nnlab.activations import sigmoid\n    a = sigmoid(z)\n    return a * sigmoid(a)\n",
            "\ndef swish(z):\n    z = 1 / (1 + np.exp(-z))\n    return z / (1 + np.exp(-z))\n",
        ],
        "swish.sigmoid": ["lambda z: 1 / (1 + np.exp(-z))"],
        "swish.overflow": [
            "lambda z: z * np.exp(z) / (1 + np.exp(z))",
            "lambda z: z * (np.exp(z) / (np.exp(z) + 1))",
            "lambda z: z * np.exp(z) / (np.exp(z) + 1)",
        ],
        "swish.wrong_exponent_sign": [
            "\ndef swish(z):\n    from nnlab.activations import sigmoid\n    return z * (1 - sigmoid(z))\n",
            "lambda z: z / (1 + np.exp(z))",
            "lambda z: z * (1 - 1 / (1 + np.exp(-z)))",
        ],
        "swish.precedence": ["lambda z: z / 1 + np.exp(-z)"],
        "swish.inner_product": [
            "lambda z: z @ (1 / (1 + np.exp(-z)))",
            "lambda z: np.dot(z, 1 / (1 + np.exp(-z)))",
        ],
        "swish.tanh": ["lambda z: z * np.tanh(z)"],
        "swish.gelu": ["lambda z: z / (1 + np.exp(-1.702 * z))"],
        "swish.relu": ["lambda z: np.maximum(0, z)"],
        "swish.gradient": ["lambda z: (lambda s: s + z * s * (1 - s))(1 / (1 + np.exp(-z)))"],
        "swish.added": ["lambda z: z + 1 / (1 + np.exp(-z))"],
        "swish.integer_output": [
            "\ndef swish(z):\n    out = np.zeros_like(z)\n    for i in range(z.shape[0]):\n        out[i] = z[i] / (1 + np.exp(-z[i]))\n    return out\n"
        ],
        "swish.one_number": ["lambda z: z / (1 + math.exp(-z))"],
        "swish.math_overflow": ["np.vectorize(lambda v: v / (1 + math.exp(-v)))"],
        "swish.vectors_only": ["lambda z: np.array([v / (1 + math.exp(-v)) for v in z])"],
        "swish.clipped": [
            "\ndef swish(z):\n    z = np.clip(z, -500, 500)\n    return z / (1 + np.exp(-z))\n"
        ],
        "swish.mish": ["lambda z: z * np.tanh(np.log(1 + np.exp(z)))"],
    },
    "04.sigmoid_gradient": {
        "sigmoid_gradient.at_activation": ["lambda a: a * (1 - a)", "lambda z: z - z**2"],
        "sigmoid_gradient.sigmoid": ["lambda z: 1 / (1 + np.exp(-z))"],
        "sigmoid_gradient.one_minus": [
            "lambda z: 1 - 1 / (1 + np.exp(-z))",
            "\ndef sigmoid_gradient(z):\n    from nnlab.activations import sigmoid\n    return 1 - sigmoid(z)\n",
        ],
        "sigmoid_gradient.z_times": [
            "\ndef sigmoid_gradient(z):\n    from nnlab.activations import sigmoid\n    return z * (1 - sigmoid(z))\n"
        ],
        "sigmoid_gradient.measured": [
            "\ndef sigmoid_gradient(z, h=0.001):\n    from nnlab.activations import sigmoid\n    return (sigmoid(z + h) - sigmoid(z - h)) / (2 * h)\n"
        ],
        "sigmoid_gradient.overflow": [
            "lambda z: np.exp(-z) / (1 + np.exp(-z))**2",
            "lambda z: np.exp(z) / (1 + np.exp(z))**2",
            "lambda z: np.exp(-z) / np.square(1 + np.exp(-z))",
        ],
        "sigmoid_gradient.precedence": [
            "\ndef sigmoid_gradient(z):\n    s = 1 / (1 + np.exp(-z))\n    return s * 1 - s\n"
        ],
        "sigmoid_gradient.tanh_rule": [
            "lambda z: 1 - (1 / (1 + np.exp(-z)))**2",
            "lambda z: 1 - np.tanh(z)**2",
        ],
        "sigmoid_gradient.wrong_sign": [
            "lambda z: (lambda s: -s * (1 - s))(1 / (1 + np.exp(-z)))",
            "lambda z: (lambda s: s * (s - 1))(1 / (1 + np.exp(-z)))",
        ],
        "sigmoid_gradient.applied_twice": [
            "\ndef sig(z):\n    return 1 / (1 + np.exp(-z))\ndef sigmoid_gradient(z):\n    a = sig(z)\n    return sig(a) * (1 - sig(a))\n"
        ],
        "sigmoid_gradient.inner_product": [
            "lambda z: (lambda s: np.dot(s, 1 - s))(1 / (1 + np.exp(-z)))",
            "lambda z: (lambda s: s @ (1 - s))(1 / (1 + np.exp(-z)))",
        ],
        "sigmoid_gradient.one_minus_z": ["lambda z: (1 / (1 + np.exp(-z))) * (1 - z)"],
        "sigmoid_gradient.squared": ["lambda z: 1 / (1 + np.exp(-z))**2"],
        "sigmoid_gradient.integer_output": [
            "\ndef sigmoid_gradient(z):\n    out = np.zeros_like(z)\n    for i in range(z.shape[0]):\n        s = 1 / (1 + np.exp(-z[i]))\n        out[i] = s * (1 - s)\n    return out\n"
        ],
    },
    "04.relu_gradient": {
        "relu_gradient.measured": [
            "lambda z: (np.maximum(0, z + 1e-3) - np.maximum(0, z - 1e-3)) / 2e-3",
            "lambda z: (np.maximum(0, z + 1e-6) - np.maximum(0, z - 1e-6)) / (2 * 1e-6)",
        ],
        "relu_gradient.relu": ["lambda z: np.maximum(0, z)", "lambda z: z * (z > 0)"],
        "relu_gradient.half_at_zero": ["lambda z: np.heaviside(z, 0.5)", "lambda z: (np.sign(z) + 1) / 2"],
        "relu_gradient.nan_at_zero": ["lambda z: np.maximum(0, z) / z", "lambda z: (1 + z / np.abs(z)) / 2"],
        "relu_gradient.sign": ["np.sign", "lambda z: np.where(z > 0, 1, -1)"],
        "relu_gradient.inverted": ["lambda z: z < 0", "lambda z: np.where(z > 0, 0, 1)"],
        "relu_gradient.leaky": ["lambda z: np.where(z > 0, 1, 0.01)", "lambda z: np.where(z >= 0, 1, 0.2)"],
        "relu_gradient.whole_array_if": [
            "\ndef relu_gradient(z):\n    if z > 0:\n        return 1\n    return 0\n",
            "lambda z: 1 if z > 0 else 0",
        ],
        "relu_gradient.vectors_only": [
            "lambda z: np.array([1 if v > 0 else 0 for v in z])",
            "\ndef relu_gradient(z):\n    g = np.zeros(len(z))\n    for i in range(len(z)):\n        if z[i] > 0:\n            g[i] = 1\n    return g\n",
        ],
        "relu_gradient.negatives_kept": [
            "\ndef relu_gradient(z):\n    g = z.copy()\n    g[g > 0] = 1\n    return g\n"
        ],
        "relu_gradient.from_one": ["lambda z: z > 1"],
        "relu_gradient.clipped": ["lambda z: np.clip(z, 0, 1)"],
    },
    "04.collapse_linear_layers": {
        "collapse_linear_layers.first_layer_twice": [
            "\ndef collapse_linear_layers(layers):\n    W, b = layers[0]\n    for V, c in layers:\n        b = b @ V + c\n        W = W @ V\n    return W, b\n"
        ],
        "collapse_linear_layers.return_in_loop": [
            "\ndef collapse_linear_layers(layers):\n    W, b = layers[0]\n    for V, c in layers[1:]:\n        b = b @ V + c\n        W = W @ V\n        return W, b\n"
        ],
        "collapse_linear_layers.bias_not_carried": [
            "\ndef collapse_linear_layers(layers):\n    W, b = layers[0]\n    for V, c in layers[1:]:\n        W = W @ V\n        b = c\n    return W, b\n"
        ],
        "collapse_linear_layers.biases_added": [
            "\ndef collapse_linear_layers(layers):\n    W, b = layers[0]\n    for V, c in layers[1:]:\n        W = W @ V\n        b = b + c\n    return W, b\n"
        ],
        "collapse_linear_layers.weights_reversed": [
            "\ndef collapse_linear_layers(layers):\n    W, b = layers[0]\n    for V, c in layers[1:]:\n        b = b @ V + c\n        W = V @ W\n    return W, b\n"
        ],
        "collapse_linear_layers.elementwise": [
            "\ndef collapse_linear_layers(layers):\n    W, b = layers[0]\n    for V, c in layers[1:]:\n        W, b = W * V, b @ V + c\n    return W, b\n"
        ],
        "collapse_linear_layers.bias_by_all_weights": [
            "\ndef collapse_linear_layers(layers):\n    W, b = layers[-1]\n    for V, c in layers[-2::-1]:\n        W = V @ W\n        b = c @ W + b\n    return W, b\n",
            "\ndef collapse_linear_layers(layers):\n    W, b = layers[0]\n    for V, c in layers[1:]:\n        W = W @ V\n        b = b @ W + c\n    return W, b\n",
        ],
        "collapse_linear_layers.no_bias": [
            "\ndef collapse_linear_layers(layers):\n    W = layers[0][0]\n    for V, _ in layers[1:]:\n        W = W @ V\n    return W, np.zeros(W.shape[1])\n"
        ],
        "collapse_linear_layers.two_layers": [
            "\ndef collapse_linear_layers(layers):\n    W1, b1 = layers[0]\n    W2, b2 = layers[1]\n    return W1 @ W2, b1 @ W2 + b2\n",
            "\ndef collapse_linear_layers(layers):\n    (W1, b1), (W2, b2) = layers\n    return W1 @ W2, b1 @ W2 + b2\n",
        ],
        "collapse_linear_layers.columns": [
            "\ndef collapse_linear_layers(layers):\n    W, b = layers[0]\n    for V, c in layers[1:]:\n        W, b = V @ W, V @ b + c\n    return W, b\n"
        ],
        "collapse_linear_layers.first_layer_only": [
            "lambda layers: layers[0]",
            "\ndef collapse_linear_layers(layers):\n    for W, b in layers:\n        return W, b\n",
        ],
        "collapse_linear_layers.last_layer_only": [
            "\ndef collapse_linear_layers(layers):\n    for W, b in layers:\n        pass\n    return W, b\n"
        ],
        "collapse_linear_layers.row_bias": [
            "\ndef collapse_linear_layers(layers):\n    n = layers[0][0].shape[0]\n    W, b = np.eye(n), np.zeros((1, n))\n    for V, c in layers:\n        W, b = W @ V, b @ V + c\n    return W, b\n"
        ],
        "collapse_linear_layers.weights_only": [
            "\ndef collapse_linear_layers(layers):\n    W, b = layers[0]\n    for V, c in layers[1:]:\n        W, b = W @ V, b @ V + c\n    return W\n"
        ],
        "collapse_linear_layers.skips_last": [
            "\ndef collapse_linear_layers(layers):\n    W, b = layers[0]\n    for V, c in layers[1:-1]:\n        W, b = W @ V, b @ V + c\n    return W, b\n"
        ],
    },
}
