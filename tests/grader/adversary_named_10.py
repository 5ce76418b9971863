# ruff: noqa: E501 - one item a line reads best
"""Labs 10 and 11: faults as beginners write them, each to be named."""

_ADAM = """
def adam_step(w, grad, m, v, t, lr, b1, b2, eps):
    m = b1 * m + (1 - b1) * grad
    v = b2 * v + (1 - b2) * {square}
    m_hat = m / (1 - b1**t)
    v_hat = v / (1 - b2**t)
    return {result}
"""


def _adam(square: str = "grad**2", result: str = "w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v") -> str:
    return _ADAM.format(square=square, result=result)


_EPOCH = """
def train_epoch(X, Y, W, V, learning_rate):
    for x, y in zip(X, Y):
        s = 1 / (1 + np.exp(-(x @ W)))
        p = np.exp(s @ V) / np.exp(s @ V).sum()
        e = p - y
        grad_V = np.outer(s, e)
        grad_W = np.outer(x, {inner})
        W = W - learning_rate * grad_W
        V = V - learning_rate * grad_V
    return {result}
"""

_BATCHES = """
def minibatches(X, y, batch_size, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        chosen = order[{slice}]
        yield X[chosen], y[chosen]
"""

_STOP = """
def early_stopping_epoch(val_losses, patience):
    best, best_epoch, wait = {start}, 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < best:
            best, best_epoch, wait = loss, epoch, 0
        else:
            wait += 1
{stop}
    return len(val_losses) - 1, best_epoch
"""
_STOP_INSIDE = "            if wait {when}:\n                return epoch, {best}"

NAMED = {
    "10.momentum_step": {
        "momentum_step.integer_output": [
            """
def momentum_step(w, grad, velocity, learning_rate, momentum):
    new = np.zeros_like(velocity)
    new[:] = momentum * velocity - learning_rate * grad
    return w + new, new
"""
        ],
        "momentum_step.nothing_changed": ["lambda w, grad, velocity, rate, mu: (w, velocity)"],
    },
    "10.adam_step": {
        "adam_step.eps_after_division": [_adam(result="w - lr * m_hat / np.sqrt(v_hat) + eps, m, v")],
        "adam_step.eps_inside_sqrt": [_adam(result="w - lr * m_hat / (np.sqrt(v_hat + eps) + eps), m, v")],
        "adam_step.grad_doubled": [_adam(square="grad * 2")],
        "adam_step.v_summed": [_adam(square="(grad @ grad)")],
        "adam_step.nothing_changed": ["lambda w, grad, m, v, t, lr, b1, b2, eps: (w, m, v)"],
        "adam_step.all_steps": [
            """
def adam_step(w, grad, m, v, t, lr, b1, b2, eps):
    for i in range(1, t + 1):
        m = b1 * m + (1 - b1) * grad
        v = b2 * v + (1 - b2) * grad**2
        w = w - lr * (m / (1 - b1**i)) / (np.sqrt(v / (1 - b2**i)) + eps)
    return w, m, v
"""
        ],
    },
    "11.one_hot": {
        "one_hot.return_in_loop": [
            """
def one_hot(y, num_classes):
    rows = np.zeros((len(y), num_classes))
    for i in range(len(y)):
        rows[i, int(y[i])] = 1
        return rows
""",
            """
def one_hot(y, num_classes):
    rows = np.zeros((len(y), num_classes))
    for i in range(len(y)):
        rows[i, y[i]] = 1
        return rows
""",
        ],
        "one_hot.all_rows": [
            """
def one_hot(y, num_classes):
    rows = np.zeros((len(y), num_classes))
    rows[:, y] = 1
    return rows
"""
        ],
    },
    "11.accuracy": {
        "accuracy.broadcast": [
            "lambda y_true, y_pred: np.mean(y_true == np.ravel(y_pred))",
            "lambda y_true, y_pred: np.mean(np.ravel(y_true) == y_pred)",
        ]
    },
    "11.train_epoch": {
        "train_epoch.relu_slope": [_EPOCH.format(inner="(V @ e) * (s > 0)", result="W, V")],
        "train_epoch.slope_without_parentheses": [_EPOCH.format(inner="(V @ e) * s * 1 - s", result="W, V")],
        "train_epoch.returns_gradients": [
            _EPOCH.format(inner="(V @ e) * s * (1 - s)", result="grad_W, grad_V")
        ],
    },
    "11.glorot_uniform": {
        "glorot_uniform.rounded": [
            "lambda i, o, rng: rng.uniform(-np.sqrt(6 / (i + o)), np.sqrt(6 / (i + o)), (i, o)).round(2)"
        ],
        "glorot_uniform.double_limit": [
            "lambda i, o, rng: (4 * rng.random((i, o)) - 2) * np.sqrt(6 / (i + o))"
        ],
    },
    "11.he_normal": {
        "he_normal.scale_as_mean": ["lambda i, o, rng: rng.normal(np.sqrt(2 / i), size=(i, o))"],
        "he_normal.glorot_recipe": [
            "lambda i, o, rng: rng.uniform(-np.sqrt(6 / (i + o)), np.sqrt(6 / (i + o)), (i, o))"
        ],
        "he_normal.clipped": [
            "lambda i, o, rng: np.clip(rng.normal(0, np.sqrt(2 / i), (i, o)), -np.sqrt(8 / i), np.sqrt(8 / i))"
        ],
    },
    "11.minibatches": {
        "minibatches.same_batch": [_BATCHES.format(slice="0:batch_size")],
        "minibatches.end_too_early": [_BATCHES.format(slice="start : start + batch_size - 1")],
        "minibatches.single_samples": [
            "lambda X, y, batch_size, rng: ((X[i], y[i]) for i in rng.permutation(len(X)))"
        ],
        "minibatches.endless": [
            """
def minibatches(X, y, batch_size, rng):
    while True:
        chosen = rng.permutation(len(X))[:batch_size]
        yield X[chosen], y[chosen]
"""
        ],
    },
    "11.early_stopping_epoch": {
        "early_stopping_epoch.patience_zero": [
            _STOP.format(start="np.inf", stop=_STOP_INSIDE.format(when="== patience", best="best_epoch")),
            _STOP.format(
                start="np.inf", stop=_STOP_INSIDE.format(when=">= patience", best="epoch - patience")
            ),
            _STOP.format(
                start="np.inf", stop="        if wait >= patience:\n            return epoch, best_epoch"
            ),
        ],
        "early_stopping_epoch.first_epoch_waits": [
            _STOP.format(
                start="val_losses[0]", stop=_STOP_INSIDE.format(when=">= patience", best="best_epoch")
            )
        ],
        "early_stopping_epoch.return_in_loop": [
            _STOP.format(
                start="np.inf", stop=_STOP_INSIDE.format(when=">= patience", best="best_epoch")
            ).replace("    return len", "        return len")
        ],
    },
}
