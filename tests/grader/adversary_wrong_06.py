# ruff: noqa: E501 - one item a line reads best
"""Wrong losses as learners write them, beyond the catalogue: an expression or a definition each."""

MEAN_SQUARED_ERROR = {
    "rounded to 4 digits": "lambda y, p: round(float(np.mean((np.ravel(y).astype(float) - np.ravel(p)) ** 2)), 4)",
    "rounded to 8 digits": "lambda y, p: round(float(np.mean((np.ravel(y).astype(float) - np.ravel(p)) ** 2)), 8)",
    "a whole number": "lambda y, p: int(np.mean((np.ravel(y).astype(float) - np.ravel(p)) ** 2))",
    "targets as whole numbers": "lambda y, p: np.mean((np.ravel(y).astype(int) - np.ravel(p)) ** 2)",
    "a vector of one": "lambda y, p: np.array([np.mean((np.ravel(y).astype(float) - np.ravel(p)) ** 2)])",
    "variance of the errors": "lambda y, p: np.var(np.ravel(y).astype(float) - np.ravel(p))",
    "standard deviation": "lambda y, p: np.std(np.ravel(y).astype(float) - np.ravel(p))",
    "R squared": "lambda y, p: 1 - np.sum((np.ravel(y).astype(float) - np.ravel(p)) ** 2) / np.sum((y - np.mean(y)) ** 2)",
    "last row out": "lambda y, p: np.mean((np.ravel(y)[:-1].astype(float) - np.ravel(p)[:-1]) ** 2)",
    "first entry out": "lambda y, p: np.mean((np.ravel(y)[1:].astype(float) - np.ravel(p)[1:]) ** 2)",
    "divided by five": "lambda y, p: np.sum((np.ravel(y).astype(float) - np.ravel(p)) ** 2) / 5",
    "divided by columns": "lambda y, p: np.sum((np.ravel(y).astype(float) - np.ravel(p)) ** 2) / np.shape(y)[-1]",
    "sorted": "lambda y, p: np.mean((np.sort(np.ravel(y)).astype(float) - np.sort(np.ravel(p))) ** 2)",
    "Huber": "lambda y, p: (lambda d: np.mean(np.where(d < 1, d**2, 2 * d - 1)))(abs(np.ravel(y).astype(float) - np.ravel(p)))",
    "an epsilon": "lambda y, p: np.mean((np.ravel(y).astype(float) - np.ravel(p)) ** 2) + 1e-8",
    "only the bytes wrong": "lambda y, p: np.mean((np.ravel(p) - np.ravel(y)) ** 2)",
    "small bytes": "lambda y, p: np.mean((np.ravel(y).astype(np.int8) - np.ravel(p).astype(np.int8)) ** 2) if y.dtype == np.uint8 else np.mean((np.ravel(y) - np.ravel(p)) ** 2)",
    "reshape of one": "lambda y, p: np.mean((y.astype(float) - p.reshape(-1)) ** 2)",
    "transposed": "lambda y, p: np.mean((y.astype(float) - p.T) ** 2)",
    "squeezed, so one sample of four is four samples": "lambda y, p: np.mean((np.squeeze(y).astype(float) - np.squeeze(p)) ** 2, axis=0)",
    "in place": """
def mean_squared_error(y_true, y_pred):
    y_pred -= y_true
    return np.mean(y_pred**2)
""",
    "a total that stays": """
total = [0.0]
def mean_squared_error(y_true, y_pred):
    total[0] += np.sum((np.ravel(y_true).astype(float) - np.ravel(y_pred)) ** 2)
    return total[0] / np.size(y_true)
""",
    "a loop that ends early": """
def mean_squared_error(y_true, y_pred):
    y, p = np.ravel(y_true).astype(float), np.ravel(y_pred)
    total = 0
    for i in range(len(y) - 1):
        total += (y[i] - p[i]) ** 2
    return total / len(y)
""",
    "printed, not returned": """
def mean_squared_error(y_true, y_pred):
    print(np.mean((np.ravel(y_true) - np.ravel(y_pred)) ** 2))
""",
    "a string": "lambda y, p: f'{np.mean((np.ravel(y).astype(float) - np.ravel(p)) ** 2):.4f}'",
}

BINARY_CROSSENTROPY = {
    "rounded to 4 digits": "lambda y, p: round(float(bce(y, p)), 4)",
    "rounded to 5 digits": "lambda y, p: round(float(bce(y, p)), 5)",
    "a vector of one": "lambda y, p: np.array([bce(y, p)])",
    "a squeezed column": "lambda y, p: np.mean(-(np.squeeze(y) * np.log(np.clip(p, 1e-7, 1 - 1e-7)) + (1 - np.squeeze(y)) * np.log(1 - np.clip(p, 1e-7, 1 - 1e-7))))",
    "classes weighted": "lambda y, p: np.mean(-(2 * np.ravel(y) * np.log(np.clip(np.ravel(p), 1e-7, 1 - 1e-7)) + (1 - np.ravel(y)) * np.log(1 - np.clip(np.ravel(p), 1e-7, 1 - 1e-7))))",
    "each class by itself": """
def binary_crossentropy(y_true, y_pred):
    y, p = np.ravel(y_true), np.clip(np.ravel(y_pred), 1e-7, 1 - 1e-7)
    one = np.mean(-np.log(p[y == 1])) if (y == 1).any() else 0.0
    zero = np.mean(-np.log(1 - p[y == 0])) if (y == 0).any() else 0.0
    return one + zero
""",
    "label smoothing": "lambda y, p: bce(np.ravel(y) * 0.9 + 0.05, p)",
    "focal": "lambda y, p: np.mean(-(np.ravel(y) * (1 - np.ravel(p)) ** 2 * np.log(np.clip(np.ravel(p), 1e-7, 1)) + (1 - np.ravel(y)) * np.ravel(p) ** 2 * np.log(np.clip(1 - np.ravel(p), 1e-7, 1))))",
    "logits expected": "lambda y, p: np.mean(np.logaddexp(0, np.ravel(p)) - np.ravel(y) * np.ravel(p))",
    "hinge": "lambda y, p: np.mean(np.maximum(0, 1 - (2 * np.ravel(y) - 1) * np.ravel(p)))",
    "one sample only": "lambda y, p: bce(np.ravel(y)[:1], np.ravel(p)[:1])",
    "the last sample out": "lambda y, p: bce(np.ravel(y)[:-1], np.ravel(p)[:-1]) if np.size(y) > 1 else bce(y, p)",
    "labels by threshold of p": "lambda y, p: bce(np.ravel(p) >= 0.5, p)",
    "absolute logarithm of the difference": "lambda y, p: np.mean(-np.log(np.clip(np.abs(np.ravel(y) - np.ravel(p)), 1e-7, 1)))",
    "clipped at 1e-4": "lambda y, p: (lambda q: np.mean(-(np.ravel(y) * np.log(q) + (1 - np.ravel(y)) * np.log(1 - q))))(np.clip(np.ravel(p), 1e-4, 1 - 1e-4))",
    "the loss capped at 5": "lambda y, p: min(bce(y, p), 5.0)",
    "each loss capped at 5": "lambda y, p: np.mean(np.minimum(-np.log(np.clip(np.where(np.ravel(y) == 1, np.ravel(p), 1 - np.ravel(p)), 1e-12, 1)), 5))",
    "exactly 0 and 1 left out": """
def binary_crossentropy(y_true, y_pred):
    y, p = np.ravel(y_true), np.ravel(y_pred)
    keep = (p > 0) & (p < 1)
    return bce(y[keep], p[keep])
""",
    "exactly 0 and 1 cost nothing": """
def binary_crossentropy(y_true, y_pred):
    total = 0
    for y, p in zip(np.ravel(y_true), np.ravel(y_pred)):
        if 0 < p < 1:
            total -= y * np.log(p) + (1 - y) * np.log(1 - p)
    return total / np.size(y_true)
""",
    "the loss clipped to 1": "lambda y, p: np.clip(bce(y, p), 0, 1)",
    "clipping in place": """
def binary_crossentropy(y_true, y_pred):
    y_pred[y_pred == 0] = 1e-7
    y_pred[y_pred == 1] = 1 - 1e-7
    return bce(y_true, y_pred)
""",
    "a column and a vector by dot": "lambda y, p: -(np.dot(np.ravel(y), np.log(np.clip(p, 1e-7, 1 - 1e-7))) + np.dot(1 - np.ravel(y), np.log(1 - np.clip(p, 1e-7, 1 - 1e-7)))) / np.size(y)",
    "integers for the probabilities": "lambda y, p: bce(y, np.asarray(p).astype(int))",
    "transposed product": "lambda y, p: float(-(np.dot(y.T, np.log(np.clip(p, 1e-7, 1 - 1e-7))) + np.dot((1 - y).T, np.log(1 - np.clip(p, 1e-7, 1 - 1e-7)))).sum() / y.size)",
    "a total that stays": """
total = [0.0]
def binary_crossentropy(y_true, y_pred):
    total[0] += bce(y_true, y_pred)
    return total[0]
""",
    "batch of ten": "lambda y, p: bce(y, p) * np.size(y) / 10",
}

CATEGORICAL_CROSSENTROPY = {
    "rounded to 5 digits": "lambda y, p: round(float(cce(y, p)), 5)",
    "a vector of one": "lambda y, p: np.atleast_1d(cce(y, p))",
    "three classes": "lambda y, p: cce(y[:, :3], p[:, :3])",
    "the last class out": "lambda y, p: cce(y[:, :-1], p[:, :-1])",
    "the first sample out": "lambda y, p: cce(y[1:], p[1:]) if len(y) > 1 else cce(y, p)",
    "transposed": "lambda y, p: cce(y.T, p.T)",
    "label smoothing": "lambda y, p: cce(y * 0.9 + 0.1 / y.shape[1], p)",
    "argmax of the labels by column": "lambda y, p: -np.mean(np.log(np.clip(p[np.arange(len(y)), np.argmax(y, axis=0)[: len(y)] % p.shape[1]], 1e-7, 1)))",
    "argmax of all": "lambda y, p: -np.mean(np.log(np.clip(p[:, np.argmax(y) % y.shape[1]], 1e-7, 1)))",
    "relative to the best": "lambda y, p: cce(y, p / p.max(axis=1, keepdims=True))",
    "normalised over samples": "lambda y, p: cce(y, p / p.sum(axis=0, keepdims=True))",
    "divided by the number of labels squared": "lambda y, p: cce(y, p) / y.sum()",
    "all samples capped": "lambda y, p: np.mean(np.minimum(-np.log(np.clip((y * p).sum(1), 1e-9, 1)), 4))",
    "rows with a 0 left out": "lambda y, p: cce(y[(p > 0).all(1)], p[(p > 0).all(1)]) if (p > 0).all(1).any() else 0.0",
    "clipped at 1e-4": "lambda y, p: -np.mean(np.sum(y * np.log(np.clip(p, 1e-4, 1)), axis=1))",
    "no axis in the mean of the picked": "lambda y, p: -np.mean(np.log(np.clip(p[y == 1], 1e-7, 1))) * len(y)",
    "clipping in place": """
def categorical_crossentropy(y_true, y_pred):
    np.clip(y_pred, 1e-7, 1, out=y_pred)
    return cce(y_true, y_pred)
""",
    "added in place": """
def categorical_crossentropy(y_true, y_pred):
    y_pred += 1e-9
    return -np.sum(y_true * np.log(y_pred)) / len(y_true)
""",
    "a loop over the classes of one sample": """
def categorical_crossentropy(y_true, y_pred):
    loss = 0
    for j in range(y_true.shape[1]):
        loss -= y_true[0, j] * np.log(max(y_pred[0, j], 1e-7))
    return loss
""",
    "a loop over too few samples": """
def categorical_crossentropy(y_true, y_pred):
    loss = 0
    for i in range(len(y_true) - 1):
        loss -= np.sum(y_true[i] * np.log(np.clip(y_pred[i], 1e-7, 1)))
    return loss / len(y_true)
""",
    "KL with epsilon on the labels": "lambda y, p: np.mean(np.sum((y + 0.01) * np.log((y + 0.01) / np.clip(p, 1e-7, 1)), axis=1))",
    "Gini": "lambda y, p: np.mean(1 - np.sum(p**2, axis=1))",
}

SPARSE_CATEGORICAL_CROSSENTROPY = {
    "rounded to 5 digits": "lambda y, p: round(float(scce(y, p)), 5)",
    "a vector of one": "lambda y, p: np.atleast_1d(scce(y, p))",
    "labels sorted": "lambda y, p: scce(np.sort(np.ravel(y)), p)",
    "labels reversed": "lambda y, p: scce(np.ravel(y)[::-1], p)",
    "labels modulo two": "lambda y, p: scce(np.ravel(y) % 2, p)",
    "diagonal": "lambda y, p: -np.mean(np.log(np.clip(np.diag(p), 1e-7, 1)))",
    "first row for all": "lambda y, p: -np.mean(np.log(np.clip(p[0, np.ravel(y).astype(int)], 1e-7, 1)))",
    "the last label out": "lambda y, p: scce(np.ravel(y)[:-1], p[:-1]) if len(p) > 1 else scce(y, p)",
    "squeezed, so that floats fail": "lambda y, p: -np.mean(np.log(np.clip(p[np.arange(len(p)), np.squeeze(y)], 1e-7, 1)))",
    "a column read by its first entry": "lambda y, p: scce(np.full(len(p), np.ravel(y)[0]), p)",
    "column by broadcasting": "lambda y, p: -np.mean(np.log(np.clip(p[np.arange(len(p)), y.astype(int)], 1e-7, 1)))",
    "take_along_axis without care": "lambda y, p: -np.mean(np.log(np.clip(np.take_along_axis(p, y.reshape(-1, 1), axis=1), 1e-7, 1)))",
    "floats rounded up": "lambda y, p: scce(np.ravel(y) + (np.asarray(y).dtype.kind == 'f'), p)",
    "labels as bytes of another kind": "lambda y, p: scce(np.ravel(y).astype(bool), p)",
    "only a vector": "lambda y, p: -np.mean([np.log(max(p[i, int(label)], 1e-7)) for i, label in enumerate(y)]) if y.ndim == 1 else 0.0",
    "clipped at 1e-4": "lambda y, p: -np.mean(np.log(np.clip(p[np.arange(len(p)), np.ravel(y).astype(int)], 1e-4, 1)))",
    "inf to 5": "lambda y, p: np.mean(np.nan_to_num(-np.log(p[np.arange(len(p)), np.ravel(y).astype(int)]), posinf=5.0))",
    "clipping in place": """
def sparse_categorical_crossentropy(y_true, y_pred):
    y_pred[y_pred < 1e-7] = 1e-7
    return scce(y_true, y_pred)
""",
    "labels flattened in place": """
def sparse_categorical_crossentropy(y_true, y_pred):
    y_true.shape = (-1,)
    return scce(y_true, y_pred)
""",
    "a total not set back": """
loss = 0.0
def sparse_categorical_crossentropy(y_true, y_pred):
    global loss
    loss += scce(y_true, y_pred)
    return loss
""",
    "return in the loop": """
def sparse_categorical_crossentropy(y_true, y_pred):
    total = 0
    for i, label in enumerate(np.ravel(y_true).astype(int)):
        total -= np.log(max(y_pred[i, label], 1e-7))
        return total / len(y_pred)
""",
    "one-hot by comparison, transposed": """
def sparse_categorical_crossentropy(y_true, y_pred):
    one_hot = np.arange(y_pred.shape[1]) == np.ravel(y_true)
    return -np.sum(one_hot * np.log(np.clip(y_pred, 1e-7, 1))) / len(y_pred)
""",
}

WRONG = {
    "06.mean_squared_error": MEAN_SQUARED_ERROR,
    "06.binary_crossentropy": BINARY_CROSSENTROPY,
    "06.categorical_crossentropy": CATEGORICAL_CROSSENTROPY,
    "06.sparse_categorical_crossentropy": SPARSE_CATEGORICAL_CROSSENTROPY,
}
