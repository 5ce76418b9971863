# ruff: noqa: E501 - one item a line reads best
"""Wrong multilabel losses and predictions, beyond the catalogue: an expression or a definition each."""

MULTILABEL_LOSS = {
    "rounded to 4 digits": "lambda y, z: round(float(bce_of_logits(y, z)), 4)",
    "rounded to 5 digits": "lambda y, z: round(float(bce_of_logits(y, z)), 5)",
    "a vector of one": "lambda y, z: np.atleast_1d(bce_of_logits(y, z))",
    "the first label only": "lambda y, z: bce_of_logits(y[..., 0], z[..., 0])",
    "the first sample only": "lambda y, z: bce_of_logits(y[0], z[0])",
    "three labels": "lambda y, z: bce_of_logits(y[..., :3], z[..., :3])",
    "mean over samples, then the largest": "lambda y, z: np.max(np.mean(np.logaddexp(0, z) - y * z, axis=0))",
    "positives weighted": "lambda y, z: np.mean((1 + np.ravel(y)) * (np.logaddexp(0, np.ravel(z)) - np.ravel(y) * np.ravel(z)))",
    "label smoothing": "lambda y, z: bce_of_logits(np.ravel(y) * 0.9 + 0.05, z)",
    "hinge": "lambda y, z: np.mean(np.maximum(0, 1 - (2 * np.ravel(y) - 1) * np.ravel(z)))",
    "exponential loss": "lambda y, z: np.mean(np.exp(-(2 * np.ravel(y) - 1) * np.ravel(z)))",
    "labels of -1 and 1 without turning them": "lambda y, z: np.mean(np.logaddexp(0, -np.ravel(y) * np.ravel(z)))",
    "temperature": "lambda y, z: bce_of_logits(y, np.ravel(z) / 1.01)",
    "capped at 100": "lambda y, z: min(bce_of_logits(y, z), 100.0)",
    "each capped at 100, as PyTorch's from probabilities": "lambda y, z: np.mean(np.minimum(np.logaddexp(0, np.ravel(z)) - np.ravel(y) * np.ravel(z), 100))",
    "nan to 0": "lambda y, z: np.mean(np.nan_to_num(np.log(1 + np.exp(np.ravel(z))) - np.ravel(y) * np.ravel(z), posinf=0.0))",
    "longdouble": "lambda y, z: float(np.mean(np.log(1 + np.exp(np.ravel(z).astype(np.longdouble) * 20)) / 20 - np.ravel(y) * np.ravel(z)))",
    "float16": "lambda y, z: float(np.mean(np.logaddexp(0, np.float16(z).ravel()) - np.float16(y).ravel() * np.float16(z).ravel()))",
    "mean without the correct labels": "lambda y, z: np.mean((np.logaddexp(0, np.ravel(z)) - np.ravel(y) * np.ravel(z))[(np.ravel(z) >= 0) != (np.ravel(y) == 1)]) if ((np.ravel(z) >= 0) != (np.ravel(y) == 1)).any() else 0.0",
    "a column times a vector by dot": "lambda y, z: (np.logaddexp(0, np.ravel(z)).sum() - np.dot(np.ravel(y), z).sum()) / np.size(y)",
    "transposed": "lambda y, z: np.mean(np.logaddexp(0, z) - y.T.reshape(y.shape) * z)",
    "softmax cross-entropy": "lambda y, z: np.mean(np.sum(y * (np.logaddexp.reduce(z, axis=-1, keepdims=True) - z), axis=-1))",
    "in place": """
def multilabel_loss(y_true, logits):
    logits *= 1 - 2 * y_true
    return np.mean(np.logaddexp(0, logits))
""",
    "a total that stays": """
total = [0.0]
def multilabel_loss(y_true, logits):
    total[0] += bce_of_logits(y_true, logits)
    return total[0]
""",
    "columns averaged with equal weight, the last left out": """
def multilabel_loss(y_true, logits):
    losses = []
    for j in range(y_true.shape[-1] - 1):
        losses.append(bce_of_logits(y_true[..., j], logits[..., j]))
    return np.mean(losses)
""",
}

MULTILABEL_PREDICT = {
    "the two largest": "lambda z, threshold=0.5: (np.argsort(np.argsort(-z, axis=-1), axis=-1) < 2).astype(int)",
    "at least one label": "lambda z, threshold=0.5: (lambda hit: np.where(hit.any(-1, keepdims=True), hit, z == z.max(-1, keepdims=True)).astype(int))(1 / (1 + np.exp(-np.float64(z))) >= threshold)",
    "threshold on the mean": "lambda z, threshold=0.5: (z >= np.mean(z)).astype(int)",
    "threshold relative to the largest": "lambda z, threshold=0.5: (lambda p: (p >= threshold * p.max()).astype(int))(1 / (1 + np.exp(-np.float64(z))))",
    "one minus the threshold": "lambda z, threshold=0.5: (1 / (1 + np.exp(-np.float64(z))) >= 1 - threshold).astype(int)",
    "another default": "lambda z, threshold=0.3: (1 / (1 + np.exp(-np.float64(z))) >= threshold).astype(int)",
    "a default of 0": "lambda z, threshold=0: (1 / (1 + np.exp(-np.float64(z))) >= threshold).astype(int)",
    "a tolerance": "lambda z, threshold=0.5: (1 / (1 + np.exp(-np.float64(z))) >= threshold - 0.01).astype(int)",
    "rounded probabilities": "lambda z, threshold=0.5: (np.round(1 / (1 + np.exp(-np.float64(z))), 1) >= threshold).astype(int)",
    "whole numbers": "lambda z, threshold=0.5: (1 / (1 + np.exp(-np.asarray(z).astype(int))) >= threshold).astype(int)",
    "clipped logits": "lambda z, threshold=0.5: (1 / (1 + np.exp(-np.clip(z, -4, 4))) >= threshold).astype(int)",
    "a hard sigmoid": "lambda z, threshold=0.5: (np.clip(0.2 * np.float64(z) + 0.5, 0, 1) >= threshold).astype(int)",
    "two rows always": "lambda z, threshold=0.5: (1 / (1 + np.exp(-np.atleast_2d(z))) >= threshold).astype(int)",
    "squeezed": "lambda z, threshold=0.5: np.squeeze((1 / (1 + np.exp(-np.float64(z))) >= threshold).astype(int))",
    "transposed": "lambda z, threshold=0.5: (1 / (1 + np.exp(-np.float64(z))) >= threshold).astype(int).T",
    "names": "lambda z, threshold=0.5: np.where(1 / (1 + np.exp(-np.float64(z))) >= threshold, 'yes', 'no')",
    "a logit of the threshold turned round": "lambda z, threshold=0.5: (np.float64(z) >= np.log((1 - threshold) / threshold)).astype(int)",
    "a strict logit": "lambda z, threshold=0.5: (np.float64(z) > np.log(threshold / (1 - threshold))).astype(int)",
    "an epsilon in the way": "lambda z, threshold=0.5: (1 / (1 + np.exp(-np.float64(z)) + 1e-7) >= threshold).astype(int)",
    "the first row's threshold": "lambda z, threshold=0.5: np.tile((1 / (1 + np.exp(-np.float64(z[:1]))) >= threshold).astype(int), (len(z),) + (1,) * (np.ndim(z) - 1))",
    "in place": """
def multilabel_predict(logits, threshold=0.5):
    logits[...] = 1 / (1 + np.exp(-logits))
    return (logits >= threshold).astype(int)
""",
    "one buffer for all": """
buffer = {}
def multilabel_predict(logits, threshold=0.5):
    out = buffer.setdefault(logits.shape, np.zeros(logits.shape))
    out[...] = 1 / (1 + np.exp(-np.float64(logits))) >= threshold
    return out
""",
    "the last threshold kept": """
kept = []
def multilabel_predict(logits, threshold=None):
    kept.append(threshold if threshold is not None else (kept or [0.5])[-1])
    return (1 / (1 + np.exp(-np.float64(logits))) >= kept[-1]).astype(int)
""",
    "only three labels": """
def multilabel_predict(logits, threshold=0.5):
    out = np.zeros(np.shape(logits), int)
    for j in range(min(3, np.shape(logits)[-1])):
        out[..., j] = 1 / (1 + np.exp(-logits[..., j])) >= threshold
    return out
""",
}

WRONG = {"12.multilabel_loss": MULTILABEL_LOSS, "12.multilabel_predict": MULTILABEL_PREDICT}
