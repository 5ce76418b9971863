"""Labs 06 and 07: loops that stop early, only half of a cure, and a formula turned round."""

_LOOP = "    total = 0\n    for i in {range}:\n        total += {loss}\n{end}return total / {m}\n"


def _loops(function: str, loss: str, m: str) -> dict[str, list[str]]:
    def source(indices: str, end: str = "    ") -> str:
        body = _LOOP.format(range=indices, loss=loss, end=end, m=m)
        return f"\ndef {function}(y_true, y_pred):\n{body}"

    return {
        "first_sample_only": [source(f"range({m})", end="        ")],
        "sample_left_out": [source(f"range(1, {m})"), source(f"range({m} - 1)")],
    }


def _named(family: str, faults: dict[str, list[str]]) -> dict[str, list[str]]:
    return {f"{family}.{name}": sources for name, sources in faults.items()}


_SQUARE = "(y_true[i] - y_pred[i]) ** 2"
_BINARY = (
    "-np.ravel(y_true)[i] * np.log(np.clip(np.ravel(y_pred), 1e-7, 1 - 1e-7)[i])"
    " - (1 - np.ravel(y_true)[i]) * np.log(1 - np.clip(np.ravel(y_pred), 1e-7, 1 - 1e-7)[i])"
)
_ROW = "-np.sum(y_true[i] * np.log(np.clip(y_pred[i], 1e-7, 1)))"
_PICKED = "-np.log(max(y_pred[i, int(np.ravel(y_true)[i])], 1e-7))"

NAMED = {
    "06.mean_squared_error": _named(
        "mean_squared_error",
        {
            **_loops("mean_squared_error", _SQUARE, "len(y_true)"),
            "one_reshaped": [
                "lambda y, p: np.mean((y - np.ravel(p)) ** 2)",
                "lambda y, p: np.mean((y.reshape(-1, 1).astype(float) - p) ** 2)",
            ],
            "uint8_wrap": ["lambda y, p: np.mean((np.ravel(y) - np.ravel(p)).astype(float) ** 2)"],
            "decimals_cut": [
                "lambda y, p: np.mean((np.ravel(y).astype(int) - np.ravel(p).astype(int)) ** 2)"
            ],
        },
    ),
    "06.binary_crossentropy": _named(
        "binary_crossentropy",
        {
            **_loops("binary_crossentropy", _BINARY, "np.size(y_true)"),
            "one_reshaped": [
                """
def binary_crossentropy(y_true, y_pred):
    p = np.clip(np.ravel(y_pred), 1e-7, 1 - 1e-7)
    return np.mean(-y_true * np.log(p) - (1 - y_true) * np.log(1 - p))
""",
            ],
        },
    ),
    "06.categorical_crossentropy": _named(
        "categorical_crossentropy",
        {
            **_loops("categorical_crossentropy", _ROW, "len(y_true)"),
            "class_left_out": [
                "lambda y, p: -np.sum(y[:, 1:] * np.log(np.clip(p[:, 1:], 1e-7, 1))) / len(y)",
                "lambda y, p: -np.sum(y[:, :-1] * np.log(np.clip(p[:, :-1], 1e-7, 1))) / len(y)",
            ],
            "log_of_products": ["lambda y, p: np.mean(-np.sum(np.log(np.clip(y * p, 1e-7, 1)), axis=1))"],
        },
    ),
    "06.sparse_categorical_crossentropy": _named(
        "sparse_categorical_crossentropy",
        {
            **_loops("sparse_categorical_crossentropy", _PICKED, "len(y_pred)"),
            "fixed_classes": [
                """
def sparse_categorical_crossentropy(y_true, y_pred):
    one_hot = np.eye(4)[np.ravel(y_true).astype(int)]
    return np.mean(-np.sum(one_hot * np.log(np.clip(y_pred, 1e-7, 1)), axis=1))
""",
            ],
        },
    ),
    "07.softmax": _named(
        "softmax",
        {
            "rows_of_vector": [
                "lambda z: np.array([np.exp(r - np.max(r)) / np.sum(np.exp(r - np.max(r))) for r in z])"
            ],
            "shift_added": [
                """
def softmax(z):
    t = np.exp(z + np.max(z, axis=-1, keepdims=True))
    return t / np.sum(t, axis=-1, keepdims=True)
""",
            ],
            "negative_exponent": [
                """
def softmax(z):
    t = np.exp(np.max(z, axis=-1, keepdims=True) - z)
    return t / np.sum(t, axis=-1, keepdims=True)
""",
            ],
            "scaled_by_maximum": [
                """
def softmax(z):
    t = np.exp(z / np.max(z, axis=-1, keepdims=True))
    return t / np.sum(t, axis=-1, keepdims=True)
""",
            ],
            "short_e": [
                """
def softmax(z):
    t = 2.718 ** (z - np.max(z, axis=-1, keepdims=True))
    return t / np.sum(t, axis=-1, keepdims=True)
""",
            ],
            "cut_logits": [
                """
def softmax(z):
    z = z.astype(int)
    t = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return t / np.sum(t, axis=-1, keepdims=True)
""",
            ],
            "upside_down": ["lambda z: np.sum(np.exp(z), axis=-1, keepdims=True) / np.exp(z)"],
            "class_index": ["lambda z: np.argmax(z, axis=-1)"],
        },
    ),
    "07.predict_class": _named(
        "predict_class",
        {
            "batches_only": ["lambda p: [int(np.argmax(row)) for row in p]"],
            "last_place": ["lambda p: np.argmax(np.sort(p, axis=-1), axis=-1)"],
            "class_left_out": [
                """
def predict_class(probabilities):
    answers = []
    for row in np.atleast_2d(probabilities):
        best = 0
        for j in range(len(row) - 1):
            if row[j] > row[best]:
                best = j
        answers.append(best)
    return np.array(answers) if np.ndim(probabilities) == 2 else answers[0]
""",
            ],
            "places_of_maximum": ["lambda p: np.where(p == np.max(p, axis=-1, keepdims=True))[-1]"],
        },
    ),
}
