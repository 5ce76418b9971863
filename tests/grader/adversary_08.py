# ruff: noqa: E501 - one item a line reads best
"""Log-sum-exp, log-softmax and losses on logits: wrong ones that look right, right ones that look odd."""

LSE_WRONG = {
    "naive": "lambda z: np.log(np.sum(np.exp(z), axis=-1))",
    "float128 in place of a shift": "lambda z: np.log(np.sum(np.exp(z.astype(np.longdouble) * 12), axis=-1)) / 12",
    "rounded to 6 digits": "lambda z: np.round(np.logaddexp.reduce(z, axis=-1), 6)",
    "float16": "lambda z: np.logaddexp.reduce(z.astype(np.float16), axis=-1)",
    "the maximum above 700": "lambda z: np.where(np.max(z, -1) > 700, np.max(z, -1), np.log(np.sum(np.exp(z), axis=-1)))",
    "inf to the maximum": "lambda z: (lambda r: np.where(np.isfinite(r), r, np.max(z, -1)))(np.log(np.sum(np.exp(z), axis=-1)))",
    "a fixed shift": "lambda z: np.log(np.sum(np.exp(z - 700), axis=-1)) + 700",
    "the first number as the shift": "lambda z: np.log(np.sum(np.exp(z - z[..., :1]), axis=-1)) + z[..., 0]",
    "the two largest": "lambda z: np.logaddexp.reduce(np.sort(z, axis=-1)[..., -2:], axis=-1)",
    "no repeats": "lambda z: np.logaddexp.reduce(np.unique(z)) if z.ndim == 1 else np.logaddexp.reduce(z, axis=-1)",
    "shifted logits clipped at -10": "lambda z: np.log(np.sum(np.exp(np.maximum(z - np.max(z, -1, keepdims=True), -10)), axis=-1)) + np.max(z, -1) + 1e-5",
    "at least one axis": "lambda z: np.atleast_1d(np.logaddexp.reduce(z, axis=-1))",
    "squeezed": "lambda z: np.squeeze(np.logaddexp.reduce(z, axis=-1))",
    "first row only": "lambda z: np.logaddexp.reduce(z if z.ndim == 1 else z[0])",
    "absolute values": "lambda z: np.logaddexp.reduce(np.abs(z), axis=-1)",
    "softplus of the sum": "lambda z: np.logaddexp(0, np.sum(z, axis=-1))",
    "0 counts as a number": "lambda z: np.logaddexp(0, np.logaddexp.reduce(z, axis=-1))",
    "base 2": "lambda z: np.logaddexp2.reduce(z, axis=-1)",
    "the mean of both signs": "lambda z: (np.logaddexp.reduce(z, axis=-1) - np.logaddexp.reduce(-z, axis=-1)) / 2",
    "rows for columns in a square": "lambda z: np.logaddexp.reduce(z, axis=0 if z.ndim == 2 and len(z) == len(z.T) else -1)",
    "vectors only": "lambda z: max(z) + math.log(sum(math.exp(v - max(z)) for v in z))",
    "in place": """
def log_sum_exp(z):
    c = np.max(z, axis=-1, keepdims=True)
    z -= c
    return np.log(np.sum(np.exp(z), axis=-1)) + c[..., 0]
""",
    "in place by out": """
def log_sum_exp(z):
    c = np.max(z, axis=-1)
    np.exp(z - np.expand_dims(c, -1), out=z)
    return np.log(z.sum(axis=-1)) + c
""",
    "the total kept": """
total = 0
def log_sum_exp(z):
    global total
    total += 1e-6
    return np.logaddexp.reduce(z, axis=-1) + total
""",
    "a running maximum from 0": """
def log_sum_exp(z):
    if z.ndim == 2:
        return np.array([log_sum_exp(row) for row in z])
    c = 0
    for v in z:
        c = max(c, v)
    return c + np.log(np.sum(np.exp(z - c)))
""",
}

LSE_RIGHT = {
    "logaddexp": "lambda z: np.logaddexp.reduce(z, axis=-1)",
    "a fold": "lambda z: functools.reduce(np.logaddexp, np.moveaxis(z, -1, 0))",
    "float32": "lambda z: np.logaddexp.reduce(z.astype(np.float32), axis=-1)",
    "float32 by hand": "lambda z: (lambda z, c: np.log(np.exp(z - c).sum(-1)) + c[..., 0])(np.float32(z), np.max(np.float32(z), -1, keepdims=True))",
    "longdouble": "lambda z: np.logaddexp.reduce(z.astype(np.longdouble), axis=-1)",
    "a list": "lambda z: np.logaddexp.reduce(z, axis=-1).tolist()",
    "log1p of the rest": "lambda z: (lambda s: s[..., -1] + np.log1p(np.sum(np.exp(s[..., :-1] - s[..., -1:]), axis=-1)))(np.sort(z, axis=-1))",
    "a shift that is a little off": "lambda z: (lambda c: np.log(np.exp(z - c).sum(-1)) + c[..., 0])(np.max(z, -1, keepdims=True) + 1.5)",
    "squeezed on its axis": "lambda z: np.squeeze((lambda c: c + np.log(np.exp(z - c).sum(-1, keepdims=True)))(np.max(z, -1, keepdims=True)), axis=-1)",
    "apply_along_axis": "lambda z: np.apply_along_axis(lambda v: v.max() + np.log(np.exp(v - v.max()).sum()), -1, z)",
    "by the number of axes": """
def log_sum_exp(z):
    if z.ndim == 1:
        m = max(z)
        return m + math.log(sum(math.exp(v - m) for v in z))
    return np.array([log_sum_exp(row) for row in z])
""",
    "a loop over classes": """
def log_sum_exp(z):
    total = z[..., 0] * 1.0
    for k in range(1, z.shape[-1]):
        high, low = np.maximum(total, z[..., k]), np.minimum(total, z[..., k])
        total = high + np.log1p(np.exp(low - high))
    return total
""",
    "warnings and prints": """
def log_sum_exp(z):
    print(np.exp(z).sum())
    c = z.max(axis=-1)
    return c + np.log(np.exp(z - c[..., None]).sum(axis=-1))
""",
}

LOG_SOFTMAX_WRONG = {
    "log of softmax": "lambda z: np.log(right(z))",
    "log of softmax plus 1e-9": "lambda z: np.log(right(z) + 1e-9)",
    "naive": "lambda z: z - np.log(np.exp(z).sum(-1, keepdims=True))",
    "clipped at -30": "lambda z: np.maximum(z - np.logaddexp.reduce(z, -1, keepdims=True), -30)",
    "rounded to 5 digits": "lambda z: np.round(z - np.logaddexp.reduce(z, -1, keepdims=True), 5)",
    "float16": "lambda z: (z - np.logaddexp.reduce(z, -1, keepdims=True)).astype(np.float16)",
    "transposed in a square": "lambda z: (lambda r: r.T if r.ndim == 2 and len(r) == len(r.T) else r)(z - np.logaddexp.reduce(z, -1, keepdims=True))",
    "sorted": "lambda z: np.sort(z - np.logaddexp.reduce(z, -1, keepdims=True), axis=-1)",
    "squeezed": "lambda z: np.squeeze(z - np.logaddexp.reduce(z, -1, keepdims=True))",
    "flattened": "lambda z: (z - np.logaddexp.reduce(z, -1, keepdims=True)).ravel()",
    "minus the mean": "lambda z: z - np.mean(z, -1, keepdims=True) - np.log(z.shape[-1])",
    "softplus": "lambda z: z - np.logaddexp(0, z)",
    "one normaliser": "lambda z: z - np.logaddexp.reduce(z, axis=None)",
    "columns": "lambda z: z - np.logaddexp.reduce(z, axis=0)",
    "the normaliser twice": "lambda z: z - 2 * np.logaddexp.reduce(z, -1, keepdims=True)",
    "applied twice with a slip": "lambda z: np.exp(z - np.logaddexp.reduce(z, -1, keepdims=True)) - np.logaddexp.reduce(z, -1, keepdims=True)",
    "one class gives nan": "lambda z: z - np.logaddexp.reduce(z, -1, keepdims=True) if z.shape[-1] > 1 else z * np.nan",
    "in place": """
def log_softmax(z):
    z -= np.max(z, axis=-1, keepdims=True)
    return z - np.log(np.exp(z).sum(-1, keepdims=True))
""",
    "in place to the end": """
def log_softmax(z):
    z -= np.logaddexp.reduce(z, -1, keepdims=True)
    return z
""",
    "a buffer that is used again": """
buffers = {}
def log_softmax(z):
    out = buffers.setdefault(z.shape, np.empty(z.shape))
    out[...] = z - np.logaddexp.reduce(z, -1, keepdims=True)
    return out
""",
}

LOG_SOFTMAX_RIGHT = {
    "logaddexp": "lambda z: z - np.logaddexp.reduce(z, axis=-1, keepdims=True)",
    "two shifts": "lambda z: (lambda s: s - np.log(np.exp(s).sum(-1, keepdims=True)))(z - z.max(-1, keepdims=True))",
    "float32": "lambda z: np.float32(z) - np.logaddexp.reduce(np.float32(z), axis=-1, keepdims=True)",
    "float32 by hand": "lambda z: (lambda s: s - np.log(np.exp(s).sum(-1, keepdims=True)))(np.float32(z) - np.float32(z).max(-1, keepdims=True))",
    "a list of rows": "lambda z: [list(r - np.logaddexp.reduce(r)) for r in z] if z.ndim == 2 else list(z - np.logaddexp.reduce(z))",
    "transposed": "lambda z: (z.T - np.logaddexp.reduce(z.T, axis=0)).T",
    "by columns of classes": "lambda z: np.stack([z[..., k] - np.logaddexp.reduce(z, axis=-1) for k in range(z.shape[-1])], axis=-1)",
    "pairwise": "lambda z: -np.log(np.exp(z[..., None, :] - z[..., :, None] - np.max(z[..., None, :] - z[..., :, None], -1, keepdims=True)).sum(-1)) - np.max(z[..., None, :] - z[..., :, None], -1)",
    "two axes at least": "lambda z: (lambda r: (r - np.logaddexp.reduce(r, axis=1, keepdims=True)).reshape(z.shape))(np.atleast_2d(z))",
    "a helper": """
def log_sum_exp(z):
    m = z.max(axis=-1, keepdims=True)
    return m + np.log(np.sum(np.exp(z - m), axis=-1, keepdims=True))
def log_softmax(z, axis=-1):
    return z - log_sum_exp(z)
""",
    "two loops": """
def log_softmax(z):
    out = np.zeros(z.shape)
    for i in np.ndindex(z.shape[:-1]):
        row = z[i]
        m = max(row)
        total = sum(math.exp(v - m) for v in row)
        for k, v in enumerate(row):
            out[i + (k,)] = v - m - math.log(total)
    return out
""",
}

BINARY_WRONG = {
    "sigmoid and log": "lambda y, z: -np.mean(np.ravel(y) * np.log(1 / (1 + np.exp(-np.ravel(z)))) + (1 - np.ravel(y)) * np.log(1 - 1 / (1 + np.exp(-np.ravel(z)))))",
    "1e-7": "lambda y, z: (lambda y, p: -np.mean(y * np.log(p + 1e-7) + (1 - y) * np.log(1 - p + 1e-7)))(np.ravel(y), 1 / (1 + np.exp(-np.ravel(z))))",
    "clipped at 1e-4": "lambda y, z: (lambda y, p: -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))(np.ravel(y), np.clip(1 / (1 + np.exp(-np.ravel(z))), 1e-4, 1 - 1e-4))",
    "clipped scores": "lambda y, z: np.mean(np.logaddexp(0, np.clip(np.ravel(z), -500, 500)) - np.ravel(y) * np.clip(np.ravel(z), -500, 500))",
    "no ravel": "lambda y, z: np.mean(np.logaddexp(0, z) - y * z)",
    "only the logits flat": "lambda y, z: np.mean(np.logaddexp(0, z.ravel()) - y * z.ravel())",
    "only the labels flat": "lambda y, z: np.mean(np.logaddexp(0, z) - y.ravel() * z) if y.size < 12 else np.mean(np.logaddexp(0, z) - y * z)",
    "reshaped to columns, labels not": "lambda y, z: np.mean(np.logaddexp(0, z.reshape(-1, 1)) - y * z.reshape(-1, 1)) if z.ndim == 1 else np.mean(np.logaddexp(0, z) - y * z)",
    "the mean of the row sums": "lambda y, z: np.mean(np.sum(np.atleast_2d((np.logaddexp(0, z.ravel()) - y.ravel() * z.ravel()).reshape(z.shape if z.ndim == 2 else (-1, 1))), axis=-1))",
    "positive and negative means": "lambda y, z: (lambda y, z: np.mean(np.logaddexp(0, -z[y == 1])) + np.mean(np.logaddexp(0, z[y == 0])))(np.ravel(y), np.ravel(z))",
    "an array of one number": "lambda y, z: np.array([np.mean(np.logaddexp(0, np.ravel(z)) - np.ravel(y) * np.ravel(z))])",
    "rounded to 5 digits": "lambda y, z: round(float(np.mean(np.logaddexp(0, np.ravel(z)) - np.ravel(y) * np.ravel(z))), 5)",
    "float16": "lambda y, z: np.mean(np.logaddexp(0, np.ravel(z)) - np.ravel(y) * np.ravel(z)).astype(np.float16)",
    "uint8 that wraps": "lambda y, z: np.mean(np.logaddexp(0, (1 - 2 * np.ravel(y)) * np.ravel(z)))",
    "labels turned by a minus": "lambda y, z: np.mean(np.logaddexp(0, np.ravel(z)) + -np.ravel(y) * np.ravel(z))",
    "weights": "lambda y, z: np.mean(np.where(np.ravel(y) == 1, 1.01, 1) * (np.logaddexp(0, np.ravel(z)) - np.ravel(y) * np.ravel(z)))",
    "L2 besides": "lambda y, z: np.mean(np.logaddexp(0, np.ravel(z)) - np.ravel(y) * np.ravel(z)) + 1e-3 * np.mean(z ** 2)",
    "the first sample": "lambda y, z: np.mean((np.logaddexp(0, np.ravel(z)) - np.ravel(y) * np.ravel(z))[:3])",
    "over n minus 1": "lambda y, z: np.sum(np.logaddexp(0, np.ravel(z)) - np.ravel(y) * np.ravel(z)) / max(1, np.size(z) - 1)",
    "median": "lambda y, z: np.median(np.logaddexp(0, np.ravel(z)) - np.ravel(y) * np.ravel(z))",
    "labels smoothed": "lambda y, z: np.mean(np.logaddexp(0, np.ravel(z)) - (0.99 * np.ravel(y) + 0.005) * np.ravel(z))",
    "in place": """
def binary_crossentropy_from_logits(y_true, logits):
    y, z = y_true.ravel(), logits.ravel()
    loss = np.logaddexp(0, z) - y * z
    logits *= -1
    return loss.mean()
""",
    "losses pile up": """
losses = []
def binary_crossentropy_from_logits(y_true, logits):
    for y, z in zip(np.ravel(y_true), np.ravel(logits)):
        losses.append(np.logaddexp(0, z) - y * z)
    return np.mean(losses)
""",
}

BINARY_RIGHT = {
    "logaddexp": "lambda y, z: np.mean(np.logaddexp(0, np.ravel(z)) - np.ravel(y) * np.ravel(z))",
    "both terms": "lambda y, z: np.mean(np.ravel(y) * np.logaddexp(0, -np.ravel(z)) + (1 - np.ravel(y)) * np.logaddexp(0, np.ravel(z)))",
    "float32": "lambda y, z: np.mean(np.logaddexp(np.float32(0), np.float32(np.ravel(z))) - np.float32(np.ravel(y)) * np.float32(np.ravel(z)))",
    "where": "lambda y, z: np.where(np.ravel(y) == 1, np.logaddexp(0, -np.ravel(z)), np.logaddexp(0, np.ravel(z))).mean()",
    "a float": "lambda y, z: float(np.mean(np.logaddexp(0, np.ravel(z)) - np.ravel(y) * np.ravel(z)))",
    "an array without axes": "lambda y, z: np.array(np.mean(np.logaddexp(0, np.ravel(z)) - np.ravel(y) * np.ravel(z)))",
    "columns": "lambda y, z: np.mean(np.logaddexp(0, z.reshape(-1, 1)) - y.reshape(-1, 1) * z.reshape(-1, 1))",
    "the labels in the shape of the logits": "lambda y, z: np.mean(np.logaddexp(0, z) - y.reshape(z.shape) * z)",
    "a dot product": "lambda y, z: (np.logaddexp(0, z).sum() - np.dot(y.ravel().astype(float), z.ravel())) / z.size",
    "log of sigmoid by cases": """
def log_sigmoid(z):
    return -np.log1p(np.exp(-z)) if z >= 0 else z - np.log1p(np.exp(z))
def binary_crossentropy_from_logits(y_true, logits):
    total, n = 0.0, 0
    for y, z in zip(np.asarray(y_true).flatten().tolist(), np.asarray(logits).flatten().tolist()):
        total -= log_sigmoid(z) if y else log_sigmoid(-z)
        n += 1
    return total / n
""",
    "math in a loop": """
def binary_crossentropy_from_logits(y_true, logits):
    losses = [max(z, 0) - z * y + math.log1p(math.exp(-abs(z))) for y, z in zip(y_true.ravel().tolist(), logits.ravel().tolist())]
    return sum(losses) / len(losses)
""",
    "masks": """
def binary_crossentropy_from_logits(y_true, logits):
    y, z = y_true.reshape(-1) > 0.5, logits.reshape(-1)
    margin = np.where(y, z, -z)
    loss = np.zeros(len(z))
    safe = margin > -30
    loss[safe] = np.log1p(np.exp(-margin[safe]))
    loss[~safe] = -margin[~safe]
    return loss.mean()
""",
}

SPARSE_WRONG = {
    "log of softmax": "lambda y, z: -np.mean(np.log(right(z))[np.arange(len(z)), np.ravel(y).astype(int)])",
    "log of softmax, 1e-12": "lambda y, z: -np.mean(np.log(right(z) + 1e-12)[np.arange(len(z)), np.ravel(y).astype(int)])",
    "naive": "lambda y, z: np.mean(np.log(np.exp(z).sum(1)) - z[np.arange(len(z)), np.ravel(y).astype(int)])",
    "labels as they come": "lambda y, z: np.mean(np.logaddexp.reduce(z, axis=1) - z[np.arange(len(z)), y])",
    "labels flat only": "lambda y, z: np.mean(np.logaddexp.reduce(z, axis=1) - z[np.arange(len(z)), np.ravel(y)])",
    "labels whole only": "lambda y, z: np.mean(np.logaddexp.reduce(z, axis=1) - z[np.arange(len(z)), y.astype(int)])",
    "labels squeezed": "lambda y, z: np.mean(np.logaddexp.reduce(z, axis=1) - z[np.arange(len(z)), np.squeeze(y)])",
    "every row's first three classes": "lambda y, z: np.mean(np.logaddexp.reduce(z[:, :3], axis=1) - z[np.arange(len(z)), np.ravel(y).astype(int)])",
    "axis 0": "lambda y, z: np.mean(np.logaddexp.reduce(z, axis=0)[np.ravel(y).astype(int)] - z[np.arange(len(z)), np.ravel(y).astype(int)])",
    "axis 0 in a square": "lambda y, z: np.mean(np.logaddexp.reduce(z, axis=0 if len(z) == len(z.T) else 1) - z[np.arange(len(z)), np.ravel(y).astype(int)])",
    "negative labels": "lambda y, z: np.mean(np.logaddexp.reduce(z, axis=1) - z[np.arange(len(z)), -np.ravel(y).astype(int)])",
    "labels from the end": "lambda y, z: np.mean(np.logaddexp.reduce(z, axis=1) - z[::-1][np.arange(len(z)), np.ravel(y).astype(int)])",
    "labels sorted": "lambda y, z: np.mean(np.logaddexp.reduce(z, axis=1) - z[np.arange(len(z)), np.sort(np.ravel(y).astype(int))])",
    "the margin to the largest": "lambda y, z: np.mean(np.max(z, axis=1) - z[np.arange(len(z)), np.ravel(y).astype(int)])",
    "capped at 100": "lambda y, z: np.mean(np.minimum(100, np.logaddexp.reduce(z, axis=1) - z[np.arange(len(z)), np.ravel(y).astype(int)]))",
    "rounded to 5 digits": "lambda y, z: np.round(np.mean(np.logaddexp.reduce(z, axis=1) - z[np.arange(len(z)), np.ravel(y).astype(int)]), 5)",
    "float16": "lambda y, z: np.mean(np.logaddexp.reduce(z, axis=1) - z[np.arange(len(z)), np.ravel(y).astype(int)]).astype(np.float16)",
    "an array of one number": "lambda y, z: np.mean(np.logaddexp.reduce(z, axis=1) - z[np.arange(len(z)), np.ravel(y).astype(int)], keepdims=True)",
    "one class is no class": "lambda y, z: np.mean(np.logaddexp.reduce(z, axis=1) - z[np.arange(len(z)), np.ravel(y).astype(int)]) if z.shape[1] > 1 else None",
    "labels smoothed": "lambda y, z: np.mean(np.logaddexp.reduce(z, axis=1) - 0.99 * z[np.arange(len(z)), np.ravel(y).astype(int)] - 0.01 * z.mean(axis=1))",
    "the last sample left out": """
def sparse_categorical_crossentropy_from_logits(y_true, logits):
    total, m = 0, len(logits)
    for i in range(m - 1):
        total += np.logaddexp.reduce(logits[i]) - logits[i, int(np.ravel(y_true)[i])]
    return total / m
""",
    "the logits shifted in place": """
def sparse_categorical_crossentropy_from_logits(y_true, logits):
    y = np.ravel(y_true).astype(int)
    logits -= logits.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(y)), y])
""",
    "a total that is kept": """
total = 0
def sparse_categorical_crossentropy_from_logits(y_true, logits):
    global total
    y = np.ravel(y_true).astype(int)
    for i in range(len(y)):
        total += np.logaddexp.reduce(logits[i]) - logits[i, y[i]]
    return total / len(y)
""",
}

SPARSE_RIGHT = {
    "all pairs, whose mean is the same": "lambda y, z: np.mean(np.logaddexp.reduce(z, axis=1) - np.take_along_axis(z, y.astype(int).reshape(-1, 1), axis=1))",
    "logaddexp": "lambda y, z: np.mean(np.logaddexp.reduce(z, axis=1) - z[np.arange(len(z)), np.ravel(y).astype(int)])",
    "float32": "lambda y, z: np.mean(np.logaddexp.reduce(np.float32(z), axis=1) - np.float32(z)[np.arange(len(z)), np.ravel(y).astype(int)])",
    "one-hot": "lambda y, z: -np.sum(np.eye(z.shape[1])[np.ravel(y).astype(int)] * (z - np.logaddexp.reduce(z, axis=1, keepdims=True))) / len(z)",
    "take_along_axis": "lambda y, z: np.mean(np.logaddexp.reduce(z, axis=1) - np.take_along_axis(z, np.reshape(y, (-1, 1)).astype(int), 1)[:, 0])",
    "a mask": "lambda y, z: np.mean(np.logaddexp.reduce(z, axis=1) - np.where(np.arange(z.shape[1]) == np.reshape(y, (-1, 1)), z, 0).sum(axis=1))",
    "differences": "lambda y, z: np.mean([np.logaddexp.reduce(row - row[int(k)]) for row, k in zip(z, np.ravel(y))])",
    "a float of a trace": "lambda y, z: float(np.trace(np.logaddexp.reduce(z, axis=1)[:, None] - z[:, np.ravel(y).astype(int)]) / len(z))",
    "a loop": """
def sparse_categorical_crossentropy_from_logits(y_true, logits):
    losses = []
    for row, label in zip(logits.tolist(), np.ravel(y_true).tolist()):
        m = max(row)
        losses.append(m + math.log(math.fsum(math.exp(v - m) for v in row)) - row[int(label)])
    return sum(losses) / len(losses)
""",
    "a helper": """
def log_softmax(z):
    s = z - z.max(axis=-1, keepdims=True)
    return s - np.log(np.exp(s).sum(axis=-1, keepdims=True))
def sparse_categorical_crossentropy_from_logits(y_true, logits):
    y = np.array(y_true, dtype=int).flatten()
    return -log_softmax(logits)[np.arange(y.size), y].mean()
""",
    "a working copy": """
def sparse_categorical_crossentropy_from_logits(y_true, logits):
    z = np.array(logits, dtype=np.float64)
    z -= z.max(axis=1, keepdims=True)
    labels = np.rint(y_true).astype(np.intp).ravel()
    return (np.log(np.exp(z).sum(axis=1)) - z[range(len(z)), labels]).mean()
""",
}

WRONG = {
    "08.log_sum_exp": LSE_WRONG,
    "08.log_softmax": LOG_SOFTMAX_WRONG,
    "08.binary_crossentropy_from_logits": BINARY_WRONG,
    "08.sparse_categorical_crossentropy_from_logits": SPARSE_WRONG,
}
RIGHT = {
    "08.log_sum_exp": LSE_RIGHT,
    "08.log_softmax": LOG_SOFTMAX_RIGHT,
    "08.binary_crossentropy_from_logits": BINARY_RIGHT,
    "08.sparse_categorical_crossentropy_from_logits": SPARSE_RIGHT,
}
