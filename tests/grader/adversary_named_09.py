# ruff: noqa: E501 - one item a line reads best
"""Lab 09: faults of the catalogue as people write them."""


def _differences(formula, h="1e-5", start="x = np.array(x, dtype=float)", zeros="np.zeros(x.shape)"):
    """Loop over the entries with `formula` in `p`, `q` (f above and below), `c` (f at x) and `h`."""
    return f"""
def numerical_gradient(f, x, eps={h}):
    {start}
    grad = {zeros}
    for idx in np.ndindex(*x.shape):
        h = eps
        plus, minus = x.copy(), x.copy()
        plus[idx] += h
        minus[idx] -= h
        p, q, c = f(plus), f(minus), f(x)
        grad[idx] = {formula}
    return grad
"""


_NUMERICAL = {
    "forward": [
        *(_differences("(p - c) / h", h) for h in ("1e-3", "1e-4", "1e-5", "1e-6", "1e-7", "1e-8")),
        """
def numerical_gradient(f, x, eps=1e-5):
    x = np.asarray(x, dtype=float)
    base = f(x)
    grad = np.zeros_like(x, dtype=float)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        i = it.multi_index
        xp = x.copy()
        xp[i] += eps
        grad[i] = (f(xp) - base) / eps
        it.iternext()
    return grad
""",
    ],
    "backward": [_differences("(c - q) / h", h) for h in ("1e-4", "1e-6", "1e-7")],
    "missing_2": [_differences("(p - q) / h", h) for h in ("1e-3", "1e-4", "1e-7", "1e-8")],
    "precedence": [_differences("(p - q) / 2 * h", h) for h in ("1e-3", "1e-4", "1e-5", "1e-7")],
    "parentheses": [_differences("p - q / (2 * h)", h) for h in ("1e-4", "1e-5")],
    "not_divided": [_differences("p - q", h) for h in ("1e-4", "1e-5")],
    "negated": [_differences("(q - p) / (2 * h)", h) for h in ("1e-4", "1e-5", "1e-6")],
    "summed": [_differences("(p + q) / (2 * h)", h) for h in ("1e-4", "1e-5")],
    "forward_over_2": [_differences("(p - c) / (2 * h)", h) for h in ("1e-4", "1e-5")],
    "second_difference": [_differences("(p - 2 * c + q) / h**2", h) for h in ("1e-3", "1e-4")],
    "eps_too_small": [
        _differences("(p - q) / (2 * h)", h)
        for h in ("1e-12", "1e-13", "1e-14", "1e-15", "1e-16", "1e-18", "1e-20")
    ],
    "eps_too_large": [
        _differences("(p - q) / (2 * h)", h) for h in ("1", "0.1", "0.5", "0.01", "1e-1", "1e-2")
    ],
    "left_zero": [_differences("0"), "lambda f, x: np.zeros(np.shape(x))"],
    "integer_gradient": [
        _differences("(p - q) / (2 * h)", h, "x0, x = x, np.array(x, dtype=float)", "np.zeros_like(x0)")
        for h in ("1e-3", "1e-4", "1e-5", "1e-6", "1e-7")
    ],
    "integer_steps": [
        _differences("(p - q) / (2 * h)", h, "pass", zeros)
        for h in ("1e-3", "1e-4", "1e-5", "1e-6", "1e-7")
        for zeros in ("np.zeros(x.shape)", "np.zeros_like(x, dtype=float)")
    ],
    "not_restored": [
        """
def numerical_gradient(f, x, eps=1e-4):
    x = x.astype(float)
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] = x[i] + eps
        fp = f(x)
        x[i] = x[i] - 2 * eps
        fm = f(x)
        grad[i] = (fp - fm) / (2 * eps)
    return grad
""",
    ],
    "first_only": [
        """
def numerical_gradient(f, x, eps=1e-5):
    x = np.array(x, float)
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        a, b = x.copy(), x.copy()
        a[i] += eps
        b[i] -= eps
        grad[i] = (f(a) - f(b)) / (2 * eps)
        return grad
""",
    ],
    "all_at_once": [
        "lambda f, x: (f(x + 1e-5) - f(x - 1e-5)) / (2 * 1e-5)",
        "lambda f, x, eps=1e-6: (f(np.asarray(x, float) + eps) - f(np.asarray(x, float) - eps)) / (2 * eps)",
        "lambda f, x, eps=1e-4: np.ones(x.shape) * (f(x + eps) - f(x - eps)) / (2 * eps)",
    ],
    "one_coordinate": [
        """
def numerical_gradient(f, x):
    h = 1e-5
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        grad[i] = (f(x[i] + h) - f(x[i] - h)) / (2 * h)
    return grad
""",
    ],
    "rows_at_once": [
        """
def numerical_gradient(f, x):
    h = 1e-5
    x = np.array(x, dtype=float)
    grad = np.zeros(x.shape)
    for i in range(len(x)):
        old = x[i].copy()
        x[i] = old + h
        p = f(x)
        x[i] = old - h
        q = f(x)
        x[i] = old
        grad[i] = (p - q) / (2 * h)
    return grad
""",
    ],
    "flat_result": [
        """
def numerical_gradient(f, x, h=1e-6):
    x = np.array(x, dtype=float)
    out = []
    for i in np.ndindex(x.shape):
        d = np.zeros(x.shape)
        d[i] = h
        out.append((f(x + d) - f(x - d)) / (2 * h))
    return np.array(out)
""",
    ],
}

_DENSE = {
    "over_m": [
        "lambda dZ, A_in, W: (dZ @ W.T, 1 / A_in.shape[0] * np.dot(A_in.T, dZ), 1 / A_in.shape[0] * np.sum(dZ, axis=0))",
        "lambda dZ, A_in, W: (np.dot(dZ, W.T), np.dot(A_in.T, dZ) / len(A_in), np.mean(dZ, axis=0))",
    ],
    "dA_over_m": ["lambda dZ, A, W: (np.matmul(dZ, W.T) * (1 / A.shape[0]), A.T @ dZ, dZ.sum(0))"],
    "dA_relu_mask": ["lambda dZ, A, W: (np.where(A > 0, dZ @ W.T, 0), A.T @ dZ, dZ.sum(0))"],
    "dA_no_transpose": ["lambda dZ, A, W: (np.dot(dZ, W), np.dot(A.T, dZ), np.sum(dZ, 0))"],
    "dA_transposed": [
        "lambda dZ, A, W: (np.dot(W, dZ.T), np.dot(A.T, dZ), np.sum(dZ, 0))",
        "lambda dZ, A, W: ((dZ @ W.T).T, A.T @ dZ, dZ.sum(0))",
    ],
    "dA_exchanged": ["lambda dZ, A, W: (np.dot(W.T, dZ), np.dot(A.T, dZ), np.sum(dZ, 0))"],
    "dW_over_m": ["lambda dZ, A, W: (dZ @ W.T, A.T @ (dZ / dZ.shape[0]), dZ.sum(0))"],
    "dW_transposed": [
        "lambda dZ, A, W: (dZ @ W.T, (A.T @ dZ).T, dZ.sum(0))",
        "lambda dZ, A, W: (dZ @ W.T, np.einsum('ku,kn->un', dZ, A), dZ.sum(0))",
    ],
    "dW_no_transpose": ["lambda dZ, A, W: (dZ @ W.T, np.dot(A, dZ), dZ.sum(0))"],
    "db_mean": [
        "lambda dZ, A, W: (dZ @ W.T, A.T @ dZ, dZ.sum(0) / dZ.shape[0])",
        "lambda dZ, A, W: (dZ @ W.T, A.T @ dZ, np.average(dZ, axis=0))",
    ],
    "db_axis1": [
        "lambda dZ, A, W: (dZ @ W.T, A.T @ dZ, np.sum(dZ, axis=1))",
        "lambda dZ, A, W: (dZ @ W.T, A.T @ dZ, np.sum(dZ, axis=1, keepdims=True))",
    ],
    "db_total": ["lambda dZ, A, W: (dZ @ W.T, A.T @ dZ, dZ.sum())"],
    "db_keepdims": [
        "lambda dZ, A, W: (dZ @ W.T, A.T @ dZ, np.sum(dZ, axis=0)[None, :])",
        "lambda dZ, A, W: (dZ @ W.T, A.T @ dZ, np.ones((1, len(dZ))) @ dZ)",
    ],
    "db_not_summed": ["lambda dZ, A, W: (dZ @ W.T, A.T @ dZ, dZ.copy())"],
    "order": [
        "lambda dZ, A, W: (A.T @ dZ, dZ.sum(0), dZ @ W.T)",
        "lambda dZ, A, W: [A.T @ dZ, dZ @ W.T, dZ.sum(0)]",
    ],
    "negated": ["lambda dZ, A, W: (-dZ @ W.T, -A.T @ dZ, -dZ.sum(0))"],
    "left_out": ["lambda dZ, A, W: (A.T @ dZ, dZ.sum(0))", "lambda dZ, A, W: dZ @ W.T"],
    "integer_output": [
        """
def dense_backward(dZ, A_in, W):
    dA, dW, db = np.zeros_like(A_in), np.zeros_like(W), np.zeros(W.shape[1])
    m, n = A_in.shape
    units = W.shape[1]
    for k in range(m):
        for i in range(n):
            dA[k, i] = sum(dZ[k, j] * W[i, j] for j in range(units))
    for i in range(n):
        for j in range(units):
            dW[i, j] = sum(A_in[k, i] * dZ[k, j] for k in range(m))
    for j in range(units):
        db[j] = sum(dZ[k, j] for k in range(m))
    return dA, dW, db
""",
    ],
    "overwritten": [
        """
def dense_backward(dZ, A_in, W):
    dA = np.zeros(A_in.shape)
    for k in range(len(dZ)):
        dA[k] = dZ[k] @ W.T
        dW = np.outer(A_in[k], dZ[k])
        db = dZ[k]
    return dA, dW, db
""",
    ],
}

_BRANCHES = {
    "linear": "dA",
    "sigmoid": "dA * (1 / (1 + np.exp(-Z))) * (1 - 1 / (1 + np.exp(-Z)))",
    "tanh": "dA * (1 - np.tanh(Z) ** 2)",
    "relu": "np.where(Z > 0, dA, 0)",
}


def _branches(**other):
    """An activation_backward with some branches exchanged."""
    b = _BRANCHES | other
    return f"""
def activation_backward(dA, Z, name):
    if name == "linear":
        return {b["linear"]}
    elif name == "sigmoid":
        s = 1 / (1 + np.exp(-Z))
        return {b["sigmoid"]}
    elif name == "tanh":
        t = np.tanh(Z)
        return {b["tanh"]}
    elif name == "relu":
        return {b["relu"]}
"""


_ONE = "np.where(Z >= 0, dA, 0)"
_ACTIVATION = {
    "sigmoid_value": [_branches(sigmoid="dA * s"), _branches(sigmoid="s * dA", relu=_ONE)],
    "sigmoid_rest_only": [_branches(sigmoid="dA * (1 - s)")],
    "sigmoid_of_sums": [
        _branches(sigmoid="dA * Z * (1 - Z)"),
        _branches(sigmoid="dA * (Z * (1 - Z))", relu=_ONE),
    ],
    "sigmoid_squared": [_branches(sigmoid="dA * (1 - s * s)")],
    "sigmoid_overflows": [
        _branches(sigmoid="dA * np.exp(-Z) / (1 + np.exp(-Z)) ** 2"),
        _branches(sigmoid="dA * np.exp(-Z) / np.square(1 + np.exp(-Z))", relu=_ONE),
    ],
    "tanh_value": [_branches(tanh="dA * t")],
    "tanh_not_squared": [_branches(tanh="dA * (1 - t)"), _branches(tanh="dA * (1 - np.tanh(Z))", relu=_ONE)],
    "tanh_of_sums": [_branches(tanh="dA * (1 - np.power(Z, 2))")],
    "tanh_like_sigmoid": [_branches(tanh="dA * t * (1 - t)")],
    "tanh_square_of_difference": [_branches(tanh="dA * (1 - t) ** 2")],
    "tanh_overflows": [
        _branches(tanh="dA * (1 - ((np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))) ** 2)")
    ],
    "relu_value": [_branches(relu="dA * np.maximum(0, Z)"), _branches(relu="dA * np.where(Z > 0, Z, 0)")],
    "relu_ones": [_branches(relu="dA")],
    "relu_exchanged": [
        _branches(relu="dA * (Z < 0)"),
        _branches(relu="dA * (Z <= 0)"),
        _branches(relu="np.where(Z > 0, 0, dA)"),
    ],
    "relu_mask_of_gradient": [_branches(relu="dA * (dA > 0)"), _branches(relu="np.maximum(dA, 0)")],
    "relu_slope_only": [
        _branches(relu="(Z > 0).astype(float)"),
        _branches(relu="np.maximum(0, Z)"),
        _branches(relu="np.where(Z >= 0, 1, 0)"),
    ],
    "relu_leaky": [_branches(relu="dA * np.where(Z > 0, 1, 0.01)")],
    "relu_ones_above": [_branches(relu="np.where(Z > 0, 1, dA)")],
    "linear_value": [_branches(linear="dA * Z")],
    "linear_zeros": [_branches(linear="np.zeros_like(dA)")],
    "linear_slope_only": [_branches(linear="np.ones_like(dA)")],
    "linear_missing": [
        _branches(linear="None"),
        """
def activation_backward(dA, Z, name):
    s = 1 / (1 + np.exp(-Z))
    if name == "sigmoid":
        dZ = dA * s * (1 - s)
    elif name == "tanh":
        dZ = dA * (1 - np.tanh(Z) ** 2)
    elif name == "relu":
        dZ = dA * (Z > 0)
    return dZ
""",
        """
def activation_backward(dA, Z, name):
    s = 1 / (1 + np.exp(-Z))
    return dA * {"sigmoid": s * (1 - s), "tanh": 1 - np.tanh(Z) ** 2, "relu": Z > 0}[name]
""",
    ],
    "slope_only": [
        _branches(linear="np.ones_like(Z)", sigmoid="s * (1 - s)", tanh="1 - t**2", relu="(Z > 0) * 1.0")
    ],
    "values_for_slopes": [
        _branches(linear="dA * Z", sigmoid="dA * s", tanh="dA * t", relu="dA * np.maximum(Z, 0)"),
        _branches(sigmoid="dA * s", tanh="dA * t", relu="dA * np.maximum(Z, 0)"),
    ],
    "values_only": [_branches(linear="Z", sigmoid="s", tanh="t", relu="np.maximum(Z, 0)")],
    "taken_for_activations": [
        _branches(sigmoid="dA * Z * (1 - Z)", tanh="dA * (1 - Z**2)"),
        _branches(sigmoid="dA * Z * (1 - Z)", tanh="dA * (1 - Z**2)", relu=_ONE),
    ],
    "always_relu": ["lambda dA, Z, name: np.where(Z > 0, dA, 0)"],
    "always_sigmoid": ["lambda dA, Z, name: dA * (1 / (1 + np.exp(-Z))) * (1 - 1 / (1 + np.exp(-Z)))"],
}


def _softmax(
    p="np.exp(logits - np.max(logits, axis=1, keepdims=True))",
    sums="p.sum(axis=1, keepdims=True)",
    then="p[np.arange(m), y_true] -= 1",
    back="p / m",
):
    return f"""
def softmax_crossentropy_backward(logits, y_true):
    m, n = logits.shape
    p = {p}
    p = p / {sums}
    {then}
    return {back}
"""


_NAIVE = "np.exp(logits)"
_SOFTMAX = {
    "no_max_shift": [_softmax(_NAIVE), _softmax(_NAIVE, back="p / len(y_true)")],
    "global_max": [_softmax("np.exp(logits - logits.max())")],
    "axis0": [
        _softmax(_NAIVE, "p.sum(axis=0)"),
        _softmax("np.exp(logits - logits.max(axis=0))", "np.sum(p, axis=0)"),
        _softmax("np.exp(logits - np.max(logits))", "np.sum(p, axis=0, keepdims=True)"),
    ],
    "global_sum": [_softmax(_NAIVE, "np.sum(p)"), _softmax("np.exp(logits - np.max(logits))", "p.sum()")],
    "no_keepdims": [_softmax(_NAIVE, "np.sum(p, axis=1)"), _softmax(sums="p.sum(axis=-1)")],
    "no_minus_one": [_softmax(then="pass")],
    "all_columns": [_softmax(then="p[:, y_true] -= 1"), _softmax(then="p[:, y_true] = p[:, y_true] - 1")],
    "not_over_m": [_softmax(back="p")],
    "over_classes": [_softmax(back="p / n")],
    "over_all": [_softmax(back="p / p.size"), _softmax(back="p / (m * n)")],
    "negated": [_softmax(then="p = np.eye(n)[y_true] - p"), _softmax(back="-p / m")],
    "rows": [_softmax(then="p[y_true] -= 1")],
    "index_exchanged": [_softmax(then="p[y_true, np.arange(m)] -= 1")],
    "everywhere": [_softmax(then="p -= 1")],
    "labels_subtracted": [_softmax(then="p = p - y_true.reshape(-1, 1)"), _softmax(then="p = p - y_true")],
    "plus_one": [_softmax(then="p[range(m), y_true] += 1")],
    "counted_from_one": [_softmax(then="p[range(m), y_true - 1] -= 1")],
    "set_to_minus_one": [_softmax(then="p[range(m), y_true] = -1")],
    "predicted_class": [_softmax(then="p[range(m), p.argmax(axis=1)] -= 1")],
    "true_class_only": [
        _softmax(then="p = (p - 1) * np.eye(n)[y_true]"),
        _softmax(back="(p[np.arange(m), y_true]) / m"),
    ],
    "to_probabilities": [_softmax(then="pass", back="-np.eye(n)[y_true] / p / m")],
    "slope_again": [_softmax(then="p = (p - np.eye(n)[y_true]) * (p * (1 - p))")],
    "labels_seen": [_softmax(then="p = p - np.eye(y_true.max() + 1)[y_true]")],
    "square_size": [_softmax(then="p = p - np.eye(m)[y_true]")],
    "precedence_eq": [_softmax(then="p = p - np.arange(n) == y_true[:, None]")],
    "no_softmax": [_softmax("logits.astype(float)", "1")],
    "sigmoid": [_softmax("1 / (1 + np.exp(-logits))", "1")],
    "exponentials": [_softmax(_NAIVE, "1")],
    "left_zero": ["lambda logits, y_true: np.zeros(logits.shape)"],
    "summed": [_softmax(back="p.sum(axis=0) / m"), _softmax(back="p.mean(axis=0)")],
    "loss_returned": [_softmax(then="return -np.log(p[np.arange(m), y_true]).mean()")],
    "over_m_twice": [_softmax(back="p / m / m")],
}


def _network(
    S="1 / (1 + np.exp(-(X @ W)))",
    e="np.exp(L - L.max(axis=1, keepdims=True))",
    P="e / e.sum(axis=1, keepdims=True)",
    D="(P - Y) / N",
    H="(D @ V.T) * S * (1 - S)",
    dW="X.T @ H",
    dV="S.T @ D",
    back="dW, dV",
):
    return f"""
def two_layer_gradients(X, Y, W, V):
    N, K = Y.shape
    S = {S}
    L = S @ V
    e = {e}
    P = {P}
    D = {D}
    H = {H}
    dW = {dW}
    dV = {dV}
    return {back}
"""


_TWO_LAYER = {
    "no_max_shift": [_network(e="np.exp(L)")],
    "global_max": [_network(e="np.exp(L - np.max(L))")],
    "axis0": [
        _network(e="np.exp(L)", P="e / e.sum(axis=0)"),
        _network(e="np.exp(L - L.max())", P="e / np.sum(e, axis=0, keepdims=True)"),
    ],
    "global_sum": [
        _network(e="np.exp(L)", P="e / e.sum()"),
        _network(e="np.exp(L - L.max())", P="e / np.sum(e)"),
    ],
    "no_keepdims": [_network(P="e / e.sum(axis=1)"), _network(e="np.exp(L)", P="e / np.sum(e, axis=1)")],
    "sigmoid_output": [_network(P="1 / (1 + np.exp(-L))")],
    "no_softmax": [_network(P="L")],
    "not_over_m": [_network(D="P - Y"), _network(D="P - Y", e="np.exp(L)")],
    "over_all": [_network(D="(P - Y) / (N * K)")],
    "over_classes": [_network(D="(P - Y) / K")],
    "dW_not_over_m": [_network(D="P - Y", dV="S.T @ D / N")],
    "dV_not_over_m": [_network(D="P - Y", dW="X.T @ H / N")],
    "over_m_twice": [_network(dW="X.T @ H / N", dV="S.T @ D / N")],
    "negated": [_network(D="(Y - P) / N")],
    "no_hidden_slope": [_network(H="D @ V.T")],
    "slope_half": [_network(H="(D @ V.T) * S"), _network(H="(D @ V.T) * (1 - S)")],
    "slope_of_tanh": [_network(H="(D @ V.T) * (1 - S**2)")],
    "slope_twice": [_network(H="(D @ V.T) * (lambda s: s * (1 - s))(1 / (1 + np.exp(-S)))")],
    "slope_of_relu": [_network(H="(D @ V.T) * (X @ W > 0)")],
    "squared_error": [_network(D="(P - Y) * P * (1 - P) / N"), _network(D="2 * (P - Y) / N")],
    "no_labels": [_network(D="P / N")],
    "relu_hidden": [_network(S="np.maximum(0, X @ W)", H="(D @ V.T) * (S > 0)")],
    "tanh_hidden": [_network(S="np.tanh(X @ W)", H="(D @ V.T) * (1 - S * S)")],
    "linear_hidden": [_network(S="X @ W", H="D @ V.T")],
    "back_not_transposed": [_network(H="(D @ V) * S * (1 - S)")],
    "back_without_V": [_network(H="D * S * (1 - S)")],
    "dW_transposed": [_network(dW="H.T @ X"), _network(back="dW.T, dV.T")],
    "dV_transposed": [_network(dV="D.T @ S"), _network(dV="D.T @ S", e="np.exp(L)")],
    "dV_from_inputs": [_network(dV="X.T @ D")],
    "dV_from_sums": [_network(dV="(X @ W).T @ D")],
    "order": [_network(back="dV, dW"), _network(back="[dV, dW]")],
    "left_out": [_network(back="dW"), _network(back="dV")],
    "updated_weights": [_network(back="W - dW, V - dV")],
}


def _under(lab, function, faults):
    return {f"{lab}.{function}": {f"{function}.{fault}": sources for fault, sources in faults.items()}}


NAMED = (
    _under("09", "numerical_gradient", _NUMERICAL)
    | _under("09", "dense_backward", _DENSE)
    | _under("09", "activation_backward", _ACTIVATION)
    | _under("09", "softmax_crossentropy_backward", _SOFTMAX)
    | _under("09", "two_layer_gradients", _TWO_LAYER)
)
