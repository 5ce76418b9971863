# ruff: noqa: E501 - one item a line reads best
"""Right multilabel losses and predictions in many manners: an expression or a definition each."""

MULTILABEL_LOSS = {
    "TensorFlow's formula": "lambda y, z: (lambda t, s: np.mean(np.maximum(s, 0) - s * t + np.log1p(np.exp(-np.abs(s)))))(np.ravel(y), np.ravel(z))",
    "the margin": "lambda y, z: np.logaddexp(0, (1 - 2 * np.ravel(y)) * np.ravel(z)).mean()",
    "two log-sigmoids": "lambda y, z: -np.mean(np.ravel(y) * -np.logaddexp(0, -np.ravel(z)) + (1 - np.ravel(y)) * -np.logaddexp(0, np.ravel(z)))",
    "where": "lambda y, z: np.mean(np.where(np.ravel(y) == 1, np.logaddexp(0, -np.ravel(z)), np.logaddexp(0, np.ravel(z))))",
    "float32": "lambda y, z: (lambda t, s: np.mean(np.maximum(s, 0) - s * t + np.log1p(np.exp(-np.abs(s)))))(np.float32(y).ravel(), np.float32(z).ravel())",
    "float32, logaddexp": "lambda y, z: (lambda t, s: np.mean(np.logaddexp(np.float32(0), s) - s * t))(np.float32(y).ravel(), np.float32(z).ravel())",
    "longdouble": "lambda y, z: np.mean(np.logaddexp(0, np.ravel(z).astype(np.longdouble)) - np.ravel(y) * np.ravel(z)).astype(float)",
    "mean of means": "lambda y, z: np.mean(np.mean(np.logaddexp(0, z) - y.reshape(z.shape) * z, axis=-1))",
    "dot": "lambda y, z: (np.logaddexp(0, z).sum() - np.ravel(y) @ np.ravel(z)) / np.size(z)",
    "a Python float": "lambda y, z: float(np.mean(np.logaddexp(0, np.ravel(z)) - np.ravel(y) * np.ravel(z)))",
    "a 0-d array": "lambda y, z: np.array(np.mean(np.logaddexp(0, np.ravel(z)) - np.ravel(y) * np.ravel(z)))",
    "label by label": """
def multilabel_loss(y_true, logits):
    z = np.asarray(logits, float)
    y = np.asarray(y_true, float).reshape(z.shape)
    if z.ndim == 1:
        y, z = y[:, None], z[:, None]
    return sum(np.mean(np.logaddexp(0, z[:, j]) - y[:, j] * z[:, j]) for j in range(z.shape[1])) / z.shape[1]
""",
    "a loop": """
def multilabel_loss(labels, scores):
    total = 0.0
    for y, z in zip(np.ravel(labels).tolist(), np.ravel(scores).tolist()):
        total += max(z, 0) - z * y + math.log1p(math.exp(-abs(z)))
    return total / np.size(labels)
""",
    "softplus by hand": """
def softplus(x):
    return np.where(x > 30, x, np.log1p(np.exp(np.minimum(x, 30))))
def multilabel_loss(y_true, logits):
    y, z = np.ravel(y_true), np.ravel(logits)
    return np.mean(y * softplus(-z) + (1 - y) * softplus(z))
""",
    "two branches": """
def multilabel_loss(y_true, logits):
    y, z = np.ravel(y_true).astype(float), np.ravel(logits).astype(float)
    loss = np.empty_like(z)
    up = z >= 0
    loss[up] = z[up] * (1 - y[up]) + np.log1p(np.exp(-z[up]))
    loss[~up] = -z[~up] * y[~up] + np.log1p(np.exp(z[~up]))
    return loss.sum() / loss.size
""",
}

MULTILABEL_PREDICT = {
    "bools": "lambda z, threshold=0.5: 1 / (1 + np.exp(-z)) >= threshold",
    "floats": "lambda z, threshold=0.5: np.where(1 / (1 + np.exp(-z)) >= threshold, 1.0, 0.0)",
    "bytes": "lambda z, threshold=0.5: (1 / (1 + np.exp(-z)) >= threshold).astype(np.uint8)",
    "lists": "lambda z, threshold=0.5: (1 / (1 + np.exp(-z)) >= threshold).astype(int).tolist()",
    "by the logit": "lambda z, threshold=0.5: (z >= np.log(threshold / (1 - threshold))).astype(int)",
    "by the logit, with math": "lambda z, t=0.5: (z >= math.log(t / (1 - t))) * 1",
    "tanh": "lambda z, threshold=0.5: (0.5 + 0.5 * np.tanh(z / 2) >= threshold).astype(int)",
    "not below": "lambda z, threshold=0.5: 1 - (1 / (1 + np.exp(-z)) < threshold)",
    "float32": "lambda z, threshold=0.5: (1 / (1 + np.exp(-np.float32(z))) >= threshold).astype(int)",
    "stable sigmoid": "lambda z, threshold=0.5: (np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z)))) >= threshold).astype(int)",
    "heaviside": "lambda z, threshold=0.5: np.heaviside(1 / (1 + np.exp(-z)) - threshold, 1)",
    "clipped logits": "lambda z, threshold=0.5: (1 / (1 + np.exp(-np.clip(z, -500, 500))) >= threshold).astype(int)",
    "vectorize": "lambda z, threshold=0.5: np.vectorize(lambda x: int(1 / (1 + math.exp(-x)) >= threshold) if x > -700 else 0)(z)",
    "keyword only by its place": "lambda scores, cut=0.5, *rest: (1 / (1 + np.exp(-scores)) >= cut).astype(int)",
    "None for the default": "lambda z, t=None: (1 / (1 + np.exp(-z)) >= (0.5 if t is None else t)).astype(int)",
    "a loop": """
def multilabel_predict(logits, threshold=0.5):
    out = np.zeros_like(logits)
    for place, z in np.ndenumerate(logits):
        out[place] = 1 if 1 / (1 + np.exp(-z)) >= threshold else 0
    return out
""",
    "a mask": """
def multilabel_predict(logits, threshold=0.5):
    p = 1 / (1 + np.exp(-1.0 * logits))
    p[p >= threshold] = 1
    p[p < threshold] = 0
    return p
""",
}

RIGHT = {"12.multilabel_loss": MULTILABEL_LOSS, "12.multilabel_predict": MULTILABEL_PREDICT}
