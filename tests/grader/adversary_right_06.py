# ruff: noqa: E501 - one item a line reads best
"""Right losses in many manners of writing: an expression or a definition each."""

MEAN_SQUARED_ERROR = {
    "average": "lambda y, p: np.average(np.square(np.subtract(np.ravel(y), np.ravel(p), dtype=float)))",
    "einsum": "lambda y, p: (lambda d: np.einsum('i,i->', d, d) / d.size)(np.float64(y).ravel() - np.float64(p).ravel())",
    "float32": "lambda y, p: np.mean((np.float32(y).ravel() - np.float32(p).ravel()) ** 2)",
    "variance and bias": "lambda y, p: (lambda d: d.var() + d.mean() ** 2)(np.ravel(y).astype(float) - np.ravel(p).astype(float))",
    "a Python float": "lambda y, p: float(np.mean((np.ravel(y).astype(float) - np.ravel(p).astype(float)) ** 2))",
    "a 0-d array": "lambda y, p: np.asarray(np.mean((np.ravel(y).astype(float) - np.ravel(p).astype(float)) ** 2))",
    "int64 first": "lambda y, p: np.mean((np.ravel(y).astype(np.int64 if y.dtype.kind == 'u' else float) - np.ravel(p).astype(np.int64 if p.dtype.kind == 'u' else float)) ** 2)",
    "reshaped columns": "lambda y, p: np.mean((y.reshape(-1, 1).astype(float) - p.reshape(-1, 1)) ** 2, axis=0)[0]",
    "one reshaped like the other": "lambda y, p: np.mean((y.reshape(p.shape).astype(float) - p) ** 2)",
    "pure Python": "lambda y, p: sum((float(a) - float(b)) ** 2 for a, b in zip(y.ravel(), p.ravel())) / y.size",
    "lists": "lambda y, p: (lambda a, b: sum((s - t) ** 2 for s, t in zip(a, b)) / len(a))(np.ravel(y).tolist(), np.ravel(p).tolist())",
    "mean of means": "lambda y, p: np.mean(np.mean((y.astype(float).reshape(p.shape) - p) ** 2, axis=-1))",
    "a difference the other way round": "lambda t, q: np.mean(np.power(q.astype(float).flatten() - t.astype(float).flatten(), 2))",
    "fsum": "lambda y, p: math.fsum((np.ravel(y).astype(float) - np.ravel(p).astype(float)) ** 2) / np.size(y)",
    "a loop": """
def mean_squared_error(y_true, y_pred):
    total, count = 0.0, 0
    for y, p in zip(np.nditer(y_true), np.nditer(y_pred)):
        total += (float(y) - float(p)) ** 2
        count += 1
    return total / count
""",
    "a helper": """
def squared(error): return error * error
def mean_squared_error(y_true, y_pred):
    errors = np.array(y_true, dtype=float).reshape(-1) - np.array(y_pred, dtype=float).reshape(-1)
    return squared(errors).sum() / errors.shape[0]
""",
}

BINARY_CROSSENTROPY = {
    "by cases": "lambda y, p: np.mean(-np.log(np.clip(np.where(np.ravel(y) == 1, np.ravel(p), 1 - np.ravel(p)), 1e-12, 1)))",
    "the probability of the truth": "lambda y, p: -np.log(np.maximum(1 - np.abs(np.ravel(y) - np.ravel(p)), 1e-9)).mean()",
    "epsilon added, 1e-7": "lambda y, p: np.mean(-(np.ravel(y) * np.log(np.ravel(p) + 1e-7) + (1 - np.ravel(y)) * np.log(1 - np.ravel(p) + 1e-7)))",
    "epsilon added, 1e-6": "lambda y, p: np.mean(-(np.ravel(y) * np.log(np.ravel(p) + 1e-6) + (1 - np.ravel(y)) * np.log(1 - np.ravel(p) + 1e-6)))",
    "epsilon added, 1e-8": "lambda y, p: np.mean(-(np.ravel(y) * np.log(np.ravel(p) + 1e-8) + (1 - np.ravel(y)) * np.log(1 - np.ravel(p) + 1e-8)))",
    "epsilon added, 1e-15": "lambda y, p: np.mean(-(np.ravel(y) * np.log(np.ravel(p) + 1e-15) + (1 - np.ravel(y)) * np.log(1 - np.ravel(p) + 1e-15)))",
    "clipped at 1e-5": "lambda y, p: (lambda q: np.mean(-(np.ravel(y) * np.log(q) + (1 - np.ravel(y)) * np.log(1 - q))))(np.clip(np.ravel(p), 1e-5, 1 - 1e-5))",
    "clipped at 1e-6": "lambda y, p: (lambda q: np.mean(-(np.ravel(y) * np.log(q) + (1 - np.ravel(y)) * np.log(1 - q))))(np.clip(np.ravel(p), 1e-6, 1 - 1e-6))",
    "clipped at 1e-16": "lambda y, p: (lambda q: np.mean(-(np.ravel(y) * np.log(q) + (1 - np.ravel(y)) * np.log1p(-q))))(np.clip(np.ravel(p), 1e-16, np.nextafter(1, 0)))",
    "machine epsilon": "lambda y, p: (lambda q: np.mean(-(np.ravel(y) * np.log(q) + (1 - np.ravel(y)) * np.log(1 - q))))(np.clip(np.ravel(p), np.finfo(float).eps, 1 - np.finfo(float).eps))",
    "logarithms clipped at -100, as in PyTorch": "lambda y, p: -np.mean(np.ravel(y) * np.maximum(np.log(np.ravel(p)), -100) + (1 - np.ravel(y)) * np.maximum(np.log(1 - np.ravel(p)), -100))",
    "float32": "lambda y, p: (lambda q, t: np.mean(-(t * np.log(q) + (1 - t) * np.log(1 - q))))(np.clip(np.float32(p).ravel(), 1e-7, 1 - 1e-7), np.float32(y).ravel())",
    "float32 with Keras's epsilon in float32": "lambda y, p: (lambda q, t: -np.average(t * np.log(q) + (1 - t) * np.log(1 - q)))(np.float32(p).ravel().clip(np.float32(1e-7), np.float32(1) - np.float32(1e-7)), np.float32(y).ravel())",
    "logits and back": "lambda y, p: (lambda z: np.mean(np.logaddexp(0, z) - z * np.ravel(y)))((lambda q: np.log(q / (1 - q)))(np.clip(np.ravel(p), 1e-9, 1 - 1e-9)))",
    "masks": "lambda y, p: -(np.log(np.clip(p.ravel()[y.ravel() == 1], 1e-7, 1)).sum() + np.log(np.clip(1 - p.ravel()[y.ravel() == 0], 1e-7, 1)).sum()) / y.size",
    "one reshaped like the other": "lambda y, p: -np.mean(y.reshape(p.shape) * np.log(np.clip(p, 1e-7, 1 - 1e-7)) + (1 - y.reshape(p.shape)) * np.log(1 - np.clip(p, 1e-7, 1 - 1e-7)))",
    "mean of means": "lambda y, p: np.mean(np.mean(-np.log(np.clip(np.where(y.reshape(p.shape) > 0.5, p, 1 - p), 1e-7, 1)), axis=-1))",
    "dot": "lambda y, p: (lambda t, q: -(t @ np.log(q) + (1 - t) @ np.log(1 - q)) / len(t))(np.ravel(y), np.clip(np.ravel(p), 1e-7, 1 - 1e-7))",
    "the geometric mean": "lambda y, p: (lambda q: -sum(math.log(x) for x in q) / len(q))(np.clip(np.where(np.ravel(y) == 1, np.ravel(p), 1 - np.ravel(p)), 1e-10, 1).tolist())",
    "where the logarithm is defined": """
def binary_crossentropy(y_true, y_pred):
    y, p = np.ravel(y_true).astype(float), np.ravel(y_pred).astype(float)
    right = np.where(y == 1, p, 1 - p)
    return float(np.mean(np.where(right == 0, 50.0, -np.log(np.where(right == 0, 1, right)))))
""",
    "a loop": """
def binary_crossentropy(labels, probabilities, eps=1e-12):
    total = 0
    for y, p in zip(labels.flatten(), probabilities.flatten()):
        p = min(max(p, eps), 1 - eps)
        total += -math.log(p) if y == 1 else -math.log(1 - p)
    return total / labels.size
""",
    "a class": """
class Loss:
    eps = 1e-8
    def __call__(self, y_true, y_pred):
        y, p = y_true.ravel(), y_pred.ravel().clip(self.eps, 1 - self.eps)
        return -(y * np.log(p) + (1 - y) * np.log1p(-p)).mean()
binary_crossentropy = Loss()
""",
}

CATEGORICAL_CROSSENTROPY = {
    "einsum": "lambda y, p: -np.einsum('ij,ij->', y, np.log(np.clip(p, 1e-7, 1))) / len(y)",
    "trace": "lambda y, p: -np.trace(y @ np.log(np.clip(p, 1e-7, 1)).T) / len(y)",
    "mask": "lambda y, p: -np.mean(np.log(np.clip(p[y == 1], 1e-7, 1)))",
    "mask of bools": "lambda y, p: -np.mean(np.log(np.maximum(p[y.astype(bool)], 1e-15)))",
    "argmax": "lambda y, p: -np.log(np.clip(p[np.arange(len(y)), y.argmax(1)], 1e-12, None)).mean()",
    "log of the row's sum": "lambda y, p: -np.mean(np.log(np.clip((y * p).sum(axis=-1), 1e-9, 1)))",
    "epsilon added, 1e-7": "lambda y, p: -np.mean(np.sum(y * np.log(p + 1e-7), axis=1))",
    "epsilon added, 1e-8": "lambda y, p: -np.mean(np.sum(y * np.log(p + 1e-8), axis=1))",
    "epsilon added, 1e-15": "lambda y, p: -np.sum(y * np.log(p + 1e-15)) / y.shape[0]",
    "clipped at 1e-5": "lambda y, p: -np.sum(y * np.log(np.clip(p, 1e-5, 1 - 1e-5))) / y.shape[0]",
    "clipped at 1e-16": "lambda y, p: -np.sum(y * np.log(np.maximum(p, 1e-16))) / y.shape[0]",
    "renormalised as in Keras": "lambda y, p: -np.mean(np.sum(y * np.log(np.clip(p / p.sum(-1, keepdims=True), 1e-7, 1 - 1e-7)), axis=-1))",
    "float32": "lambda y, p: -np.mean(np.sum(np.float32(y) * np.log(np.clip(np.float32(p), 1e-7, 1)), axis=1))",
    "mean times classes": "lambda y, p: -np.mean(y * np.log(np.clip(p, 1e-7, 1))) * y.shape[1]",
    "samples as columns inside": "lambda y, p: -np.mean(np.sum(y.T * np.log(np.clip(p.T, 1e-7, 1)), axis=0))",
    "divided by the labels": "lambda y, p: -np.sum(y * np.log(np.clip(p, 1e-7, 1))) / np.sum(y)",
    "vectorize": "lambda y, p: -np.sum(np.vectorize(lambda t, q: t * math.log(max(q, 1e-7)))(y.astype(float), p)) / len(y)",
    "a loop": """
def categorical_crossentropy(targets, outputs):
    total = 0
    for i in range(targets.shape[0]):
        for j in range(targets.shape[1]):
            if targets[i, j] == 1:
                total -= math.log(outputs[i, j]) if outputs[i, j] > 0 else math.log(1e-12)
    return total / targets.shape[0]
""",
    "rows of lists": """
def categorical_crossentropy(y_true, y_pred):
    losses = []
    for truth, row in zip(y_true.tolist(), y_pred.tolist()):
        losses.append(-sum(t * math.log(q + 1e-12) for t, q in zip(truth, row)))
    return sum(losses) / len(losses)
""",
}

SPARSE_CATEGORICAL_CROSSENTROPY = {
    "take_along_axis": "lambda y, p: -np.log(np.clip(np.take_along_axis(p, y.reshape(-1, 1).astype(int), axis=1), 1e-7, 1)).mean()",
    "one-hot": "lambda y, p: -np.mean(np.sum(np.eye(p.shape[1])[np.ravel(y).astype(int)] * np.log(np.clip(p, 1e-7, 1)), axis=1))",
    "one-hot by comparison": "lambda y, p: -np.sum((np.arange(p.shape[1]) == y.reshape(-1, 1)) * np.log(np.clip(p, 1e-7, 1))) / len(p)",
    "mask": "lambda y, p: -np.log(np.clip(p[np.arange(p.shape[1])[None] == y.reshape(-1, 1)], 1e-15, 1)).mean()",
    "flat index": "lambda y, p: -np.mean(np.log(np.clip(np.ravel(p)[np.arange(len(p)) * p.shape[1] + np.ravel(y).astype(int)], 1e-10, 1)))",
    "range": "lambda y, p: -np.mean(np.log(np.maximum(p[range(len(p)), y.flatten().astype(int)], 1e-7)))",
    "squeezed": "lambda y, p: -np.mean(np.log(np.maximum(p[np.arange(len(p)), np.squeeze(y).astype(np.int32).reshape(-1)], 1e-7)))",
    "diagonal of the columns": "lambda y, p: -np.mean(np.log(np.clip(np.diag(p[:, np.ravel(y).astype(int)]), 1e-7, 1)))",
    "epsilon added, 1e-7": "lambda y, p: -np.mean(np.log(p[np.arange(len(p)), np.ravel(y).astype(int)] + 1e-7))",
    "epsilon added, 1e-9": "lambda y, p: np.mean(-np.log(p[np.arange(len(p)), np.ravel(y).astype(int)] + 1e-9))",
    "clipped at 1e-5": "lambda y, p: -np.mean(np.log(np.clip(p[np.arange(len(p)), np.ravel(y).astype(int)], 1e-5, 1 - 1e-5)))",
    "renormalised as in Keras": "lambda y, p: (lambda q: -np.log(q / q.sum(1, keepdims=True))[np.arange(len(p)), np.ravel(y).astype(int)].mean())(np.clip(p, 1e-7, 1 - 1e-7))",
    "float32": "lambda y, p: -np.mean(np.log(np.clip(np.float32(p)[np.arange(len(p)), np.ravel(y).astype(int)], 1e-7, 1)))",
    "int of item": "lambda y, p: sum(-math.log(max(p[i][int(k)], 1e-12)) for i, k in enumerate(np.ravel(y))) / len(p)",
    "choose": "lambda y, p: -np.log(np.choose(y.astype(int).ravel(), np.clip(p, 1e-7, 1).T)).mean()",
    "lists": "lambda y, p: -np.mean([np.log(max(row[int(k)], 1e-7)) for row, k in zip(p.tolist(), y.reshape(-1).tolist())])",
    "a loop": """
def sparse_categorical_crossentropy(labels, probs):
    labels = labels.squeeze().astype(int) if labels.ndim > 1 else labels.astype(int)
    loss = 0.0
    for i, label in enumerate(labels):
        loss += -np.log(probs[i, label] + 1e-10)
    return loss / len(labels)
""",
    "cases of the course": """
def sparse_categorical_crossentropy(y_true, y_pred):
    losses = np.zeros(len(y_pred))
    for j in range(y_pred.shape[1]):
        rows = np.ravel(y_true) == j
        losses[rows] = -np.log(np.clip(y_pred[rows, j], 1e-7, 1))
    return losses.mean()
""",
}

RIGHT = {
    "06.mean_squared_error": MEAN_SQUARED_ERROR,
    "06.binary_crossentropy": BINARY_CROSSENTROPY,
    "06.categorical_crossentropy": CATEGORICAL_CROSSENTROPY,
    "06.sparse_categorical_crossentropy": SPARSE_CATEGORICAL_CROSSENTROPY,
}
