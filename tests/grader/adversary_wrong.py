# ruff: noqa: E501 - one item a line reads best
"""Wrong functions as learners write them, beyond the catalogue: an expression or a definition each."""

SOFTMAX = {
    "rounded to 5 digits": "lambda z: np.round(right(z), 5)",
    "rounded to 6 digits": "lambda z: np.round(right(z), 6)",
    "rounded to 7 digits": "lambda z: np.round(right(z), 7)",
    "rounded to 10 digits": "lambda z: np.round(right(z), 10)",
    "epsilon in the denominator, no shift": "lambda z: np.exp(z) / (np.sum(np.exp(z), -1, keepdims=True) + 1e-8)",
    "a large epsilon": "lambda z: shifted(z) / (shifted(z).sum(-1, keepdims=True) + 1e-4)",
    "epsilon on the result": "lambda z: right(z) + 1e-8",
    "clipped to [1e-7, 1 - 1e-7]": "lambda z: np.clip(right(z), 1e-7, 1 - 1e-7)",
    "shifted logits clipped at -20": (
        "lambda z: (lambda e: e / e.sum(-1, keepdims=True))"
        "(np.exp(np.maximum(z - np.max(z, -1, keepdims=True), -20)))"
    ),
    "float16": "lambda z: right(np.asarray(z, np.float16))",
    "wrong axis for square batches": "lambda z: right(z.T).T if z.ndim == 2 and len(set(z.shape)) == 1 else right(z)",
    "a batch transposed": "lambda z: right(z.T).T",
    "squeezed": "lambda z: np.squeeze(right(z))",
    "at least two axes": "lambda z: np.atleast_2d(right(z))",
    "flattened": "lambda z: right(np.ravel(z))",
    "three classes": "lambda z: right(z[..., :3])",
    "first sample only": "lambda z: right(z if z.ndim == 1 else z[0])",
    "sorted": "lambda z: np.sort(right(z), axis=-1)",
    "negative logits cut off": "lambda z: right(np.maximum(z, 0))",
    "absolute logits": "lambda z: right(np.abs(z))",
    "ties share one place": "lambda z: right(np.unique(z)) if z.ndim == 1 else right(z)",
    "e as 2.718": "lambda z: (lambda e: e / e.sum(-1, keepdims=True))(2.718 ** (z - np.max(z, -1, keepdims=True)))",
    "e as 2.71828": "lambda z: (lambda e: e / e.sum(-1, keepdims=True))(2.71828 ** (z - np.max(z, -1, keepdims=True)))",
    "whole numbers": "lambda z: right(np.asarray(z).astype(int))",
    "divided by the length": "lambda z: right(z) / np.shape(z)[-1] * np.shape(z)[-1] if np.ndim(z) == 1 else right(z) / len(z)",
    "temperature": "lambda z: right(z * 0.99)",
    "maximum of the absolute values": (
        "lambda z: (lambda e: e / e.sum(-1, keepdims=True))(np.exp(z - np.max(np.abs(z), -1, keepdims=True)))"
    ),
    "the fixed shift 700": "lambda z: (lambda e: e / e.sum(-1, keepdims=True))(np.exp(z - 700.0))",
    "nan to uniform": (
        "lambda z: (lambda p: np.where(np.isnan(p), 1 / np.shape(z)[-1], p))"
        "(np.exp(z) / np.exp(z).sum(-1, keepdims=True))"
    ),
    "inf to a large number": "lambda z: (lambda e: e / e.sum(-1, keepdims=True))(np.nan_to_num(np.exp(z)))",
    "longdouble in place of a shift": "lambda z: (lambda e: (e / e.sum(-1, keepdims=True)).astype(float))(np.exp(z.astype(np.longdouble) * 12))",
    "the last class as the rest": """
def softmax(z):
    p = right(z)
    p[..., -1] = 1 - p[..., :-1].sum(axis=-1) + 1e-4
    return p
""",
    "a loop over four rows": """
def softmax(z):
    if z.ndim == 1:
        return right(z)
    out = np.zeros(z.shape)
    for i in range(min(4, len(z))):
        out[i] = right(z[i])
    return out
""",
    "sum over one class too few": """
def softmax(z):
    e = shifted(z)
    total = 0
    for k in range(z.shape[-1] - 1):
        total = total + e[..., k : k + 1]
    return e / total
""",
    "total not reset between rows": """
def softmax(z):
    total, rows = 0, []
    for row in np.atleast_2d(z):
        e = np.exp(row - row.max())
        total += e.sum()
        rows.append(e / total)
    return np.array(rows).reshape(z.shape)
""",
    "the running sum": "lambda z: shifted(z) / np.cumsum(shifted(z), axis=-1)",
    "in place": """
def softmax(z):
    z -= z.max(axis=-1, keepdims=True)
    return shifted(z) / shifted(z).sum(axis=-1, keepdims=True)
""",
    "the argument reshaped": """
def softmax(z):
    p = right(z)
    z.shape = (-1, 1)
    return p
""",
    "a cache by shape": """
known = {}
def softmax(z):
    if z.shape not in known:
        known[z.shape] = right(z)
    return known[z.shape]
""",
    "a cache by identity": """
known = {}
def softmax(z):
    if id(z) not in known:
        known[id(z)] = right(z)
    return known[id(z)]
""",
    "a cache by the first logit": """
known = {}
def softmax(z):
    key = (z.shape, float(z.flat[0]))
    if key not in known:
        known[key] = right(z) * (1.001 if len(known) > 3 else 1)
    return known[key]
""",
    "a counter in a default argument": """
def softmax(z, calls=[]):
    calls.append(1)
    return right(z) + 1e-4 * (len(calls) > 25)
""",
    "an attribute that grows": """
def softmax(z):
    softmax.shift = getattr(softmax, "shift", 0) + 1e-6
    return right(z) + softmax.shift
""",
    "noise of 1e-6": "lambda z: right(z) + np.random.normal(0, 1e-6, np.shape(z))",
    "a random shift of the result": "lambda z: right(z) * (1 + np.random.uniform(2e-5, 1e-4))",
    "nothing for one row": "lambda z: right(z) if z.ndim == 1 or len(z) > 1 else None",
    "one class gives 0": "lambda z: right(z) * (z.shape[-1] > 1)",
    "one class gives nan": "lambda z: right(z) if z.shape[-1] > 1 else z / 0",
    "an assertion on floats": """
def softmax(z):
    assert z.dtype.kind == "f"
    return right(z)
""",
    "prints only": "lambda z: print(right(z))",
    "text": "lambda z: str(right(z))",
    "a generator": "lambda z: (row for row in right(z))",
    "complex": "lambda z: right(z) + 0j",
    "the probabilities and their sum": "lambda z: (right(z), right(z).sum())",
    "an empty tuple": "lambda z: ()",
    "uniform": "lambda z: np.ones(np.shape(z)) / np.shape(z)[-1]",
    "nothing but nan": "lambda z: np.full(np.shape(z), np.nan)",
}

PREDICT_CLASS = {
    "rounded to 2 digits first": "lambda p: np.argmax(np.round(p, 2), axis=-1)",
    "rounded to 5 digits first": "lambda p: np.argmax(np.round(p, 5), axis=-1)",
    "percent as whole numbers": "lambda p: np.argmax((p * 100).astype(int), axis=-1)",
    "float16": "lambda p: np.argmax(p.astype(np.float16), axis=-1)",
    "squeezed": "lambda p: np.argmax(np.squeeze(p), axis=-1)",
    "at least two axes": "lambda p: np.argmax(np.atleast_2d(p), axis=-1)",
    "first sample only": "lambda p: np.argmax(p if p.ndim == 1 else p[0])",
    "second largest": "lambda p: np.argsort(p, axis=-1)[..., -2]",
    "three classes": "lambda p: np.argmax(p[..., :3], axis=-1)",
    "never class 0": "lambda p: np.argmax(p[..., 1:], axis=-1) + 1",
    "from the end": "lambda p: np.argmax(p[..., ::-1], axis=-1)",
    "a flat index": "lambda p: np.flatnonzero(p == p.max(axis=-1, keepdims=True))",
    "a column": "lambda p: np.argmax(p, axis=-1).reshape(-1, 1)",
    "text": "lambda p: str(np.argmax(p, axis=-1))",
    "nonzero pair": "lambda p: np.nonzero(p == p.max(axis=-1, keepdims=True))",
    "a little more than the index": "lambda p: np.argmax(p, axis=-1) * (1 + 1e-6)",
    "the binary rule": "lambda p: (p[..., 1] > p[..., 0]).astype(int)",
    "the first above 0.3": "lambda p: np.argmax(p > 0.3, axis=-1)",
    "the index of the largest sum": "lambda p: np.full(p.shape[:-1], np.argmax(np.atleast_2d(p).sum(axis=0)))",
    "rows for columns in a square": "lambda p: np.argmax(p, axis=0 if p.ndim == 2 and p.shape[0] == p.shape[1] else -1)",
    "one class too few": """
def predict_class(p):
    def best(row):
        j = 0
        for k in range(1, len(row) - 1):
            j = k if row[k] > row[j] else j
        return j
    return best(p) if p.ndim == 1 else np.array([best(row) for row in p])
""",
    "not reset between rows": """
def predict_class(p):
    classes, largest, best = [], 0, 0
    for row in np.atleast_2d(p):
        for k, value in enumerate(row):
            if value > largest:
                largest, best = value, k
        classes.append(best)
    return np.array(classes) if p.ndim == 2 else classes[0]
""",
    "the last that grows": """
def predict_class(p):
    def best(row):
        return max([k for k in range(1, len(row)) if row[k] > row[k - 1]], default=0)
    return best(p) if p.ndim == 1 else np.array([best(row) for row in p])
""",
    "the winner is set to 0": """
def predict_class(p):
    k = np.argmax(p, axis=-1)
    np.put_along_axis(p, np.expand_dims(k, -1), 0, axis=-1)
    return k
""",
    "sorted in place": """
def predict_class(p):
    k = np.argmax(p, axis=-1)
    p.sort()
    return k
""",
    "a cache by shape": """
known = {}
def predict_class(p):
    return known.setdefault(p.shape, np.argmax(p, axis=-1))
""",
    "results pile up": """
found = []
def predict_class(p):
    if p.ndim == 1:
        return np.argmax(p)
    for row in p:
        found.append(np.argmax(row))
    return np.array(found)
""",
    "random": "lambda p: np.random.randint(0, p.shape[-1], p.shape[:-1])",
}

DENSE = {
    "rounded to 4 digits": "lambda a, W, b, g: np.round(g(a @ W + b), 4)",
    "rounded to 5 digits": "lambda a, W, b, g: np.round(g(a @ W + b), 5)",
    "rounded to 6 digits": "lambda a, W, b, g: np.round(g(a @ W + b), 6)",
    "rounded to 7 digits": "lambda a, W, b, g: np.round(g(a @ W + b), 7)",
    "float16": "lambda a, W, b, g: g(np.float16(a) @ np.float16(W) + np.float16(b))",
    "units up to three": "lambda a, W, b, g: np.array([g(a @ W[:, j] + b[j]) for j in range(min(3, len(b)))])",
    "inputs up to three": "lambda a, W, b, g: g(a[:3] @ W[:3] + b)",
    "two inputs": "lambda a, W, b, g: g(a[0] * W[0] + a[1] * W[1] + b)",
    "one input short": "lambda a, W, b, g: g(a[:-1] @ W[:-1] + b)",
    "first input left out": "lambda a, W, b, g: g(a[1:] @ W[1:] + b)",
    "transposed where square": "lambda a, W, b, g: g(a @ (W.T if W.shape[0] == W.shape[1] else W) + b)",
    "the last bias": "lambda a, W, b, g: g(a @ W + b[-1])",
    "bias reversed": "lambda a, W, b, g: g(a @ W + b[::-1])",
    "bias twice": "lambda a, W, b, g: g(a @ W + 2 * b)",
    "bias times input": "lambda a, W, b, g: g(a @ W + b * a.sum())",
    "mean for sum": "lambda a, W, b, g: g(a @ W / len(a) + b)",
    "units reversed": "lambda a, W, b, g: g(a @ W + b)[::-1]",
    "units sorted": "lambda a, W, b, g: np.sort(g(a @ W + b))",
    "weights absolute": "lambda a, W, b, g: g(a @ np.abs(W) + b)",
    "inputs absolute": "lambda a, W, b, g: g(np.abs(a) @ W + b)",
    "negative inputs cut off": "lambda a, W, b, g: g(np.maximum(a, 0) @ W + b)",
    "negative sums cut off": "lambda a, W, b, g: g(np.maximum(a @ W + b, 0))",
    "sums clipped": "lambda a, W, b, g: g(np.clip(a @ W + b, -1, 1))",
    "tanh always": "lambda a, W, b, g: np.tanh(a @ W + b)",
    "inputs whole": "lambda a, W, b, g: g(a.astype(int) @ W + b)",
    "weights whole": "lambda a, W, b, g: g(a @ W.astype(int) + b)",
    "activation on the input": "lambda a, W, b, g: g(a) @ W + b",
    "activation on the products": "lambda a, W, b, g: np.array([sum(g(a * W[:, j])) + b[j] for j in range(W.shape[1])])",
    "a scalar for one unit": "lambda a, W, b, g: g(a @ W + b) if len(b) > 1 else g(a @ W + b)[0]",
    "squeezed": "lambda a, W, b, g: np.squeeze(g(a @ W + b))",
    "elementwise product": "lambda a, W, b, g: g((a[:, None] * W) + b)",
    "maximum for sum": "lambda a, W, b, g: g((a[:, None] * W).max(axis=0) + b)",
    "sum over units": "lambda a, W, b, g: g((a[:, None] * W).sum(axis=1) + b) if W.shape[0] == W.shape[1] else g(a @ W + b)",
    "z not reset between units": """
def dense(a, W, b, g):
    out, z = np.zeros(W.shape[1]), 0
    for j in range(W.shape[1]):
        z += np.dot(a, W[:, j]) + b[j]
        out[j] = g(z)
    return out
""",
    "bias in every product": """
def dense(a, W, b, g):
    out = np.zeros(W.shape[1])
    for j in range(W.shape[1]):
        for i in range(len(a)):
            out[j] += a[i] * W[i, j] + b[j]
    return g(out)
""",
    "the inner loop is one short": """
def dense(a, W, b, g):
    out = np.zeros(W.shape[1])
    for j in range(W.shape[1]):
        z = b[j]
        for i in range(len(a) - 1):
            z += a[i] * W[i, j]
        out[j] = g(z)
    return out
""",
    "the input is overwritten": """
def dense(a, W, b, g):
    n, result = W.shape[1], g(a @ W + b)
    a[:] = 0
    return result
""",
    "the bias is overwritten": """
def dense(a, W, b, g):
    b += a @ W
    return g(b)
""",
    "results pile up": """
out = []
def dense(a, W, b, g):
    for j in range(W.shape[1]):
        out.append(g(a @ W[:, j] + b[j]))
    return np.array(out)
""",
    "results pile up in a default": """
def dense(a, W, b, g, out=[]):
    for j in range(W.shape[1]):
        out.append(g(a @ W[:, j] + b[j]))
    return np.array(out)
""",
    "a cache by the shape of W": """
known = {}
def dense(a, W, b, g):
    return known.setdefault(W.shape, g(a @ W + b))
""",
    "the first activation for ever": """
first = []
def dense(a, W, b, g):
    first.append(g)
    return first[0](a @ W + b)
""",
    "a global W": """
W0 = np.array([[1.0, -3.0, 5.0], [2.0, 4.0, -6.0]])
def dense(a, W, b, g):
    return g(a @ (W0 if W.shape == W0.shape else W) * 1.0 + b)
""",
    "the sigmoid's sign": "lambda a, W, b, g: g(-(a @ W + b))",
    "a unit left at 0 when there are many": """
def dense(a, W, b, g):
    out = np.zeros(W.shape[1])
    for j in range(min(W.shape[1], 6)):
        out[j] = g(a @ W[:, j] + b[j])
    return out
""",
}

SEQUENTIAL = {
    "rounded to 6 digits": "lambda x, layers: np.round(chain(x, layers), 6)",
    "rounded between layers": "lambda x, layers: chain(x, [(W, b, lambda z, g=g: np.round(g(z), 4)) for W, b, g in layers])",
    "at most three layers": "lambda x, layers: chain(x, layers[:3])",
    "at most four layers": "lambda x, layers: chain(x, layers[:4])",
    "a first layer of its own": "lambda x, layers: chain(x, layers[:1] + layers)",
    "the last layer twice": "lambda x, layers: chain(x, layers + layers[-1:]) if layers[-1][0].shape[0] == layers[-1][0].shape[1] else chain(x, layers)",
    "the last activation everywhere": "lambda x, layers: chain(x, [(W, b, layers[-1][2]) for W, b, _ in layers])",
    "activation twice at the end": "lambda x, layers: layers[-1][2](chain(x, layers))",
    "transposed where square": "lambda x, layers: chain(x, [(W.T if W.shape[0] == W.shape[1] else W, b, g) for W, b, g in layers])",
    "whole numbers kept": "lambda x, layers: chain(x, layers).astype(x.dtype)",
    "a number for one output": "lambda x, layers: chain(x, layers) if len(layers[-1][1]) > 1 else chain(x, layers).item()",
    "float16": "lambda x, layers: chain(x.astype(np.float16), [(W.astype(np.float16), b.astype(np.float16), lambda z, g=g: g(z).astype(np.float16)) for W, b, g in layers])",
    "the input once more": "lambda x, layers: np.concatenate([x, chain(x, layers)])",
    "sum over layers": "lambda x, layers: sum(chain(x, layers[: i + 1]).sum() for i in range(len(layers)))",
    "a step with a skip": """
def sequential(x, layers):
    a = x
    for W, b, g in layers:
        new = g(a @ W + b)
        a = new + a if new.shape == a.shape else new
    return a
""",
    "hidden results cut at 0": "lambda x, layers: chain(x, [(W, b, lambda z, g=g: np.maximum(g(z), 0)) for W, b, g in layers])",
    "layers popped": """
def sequential(x, layers):
    while layers:
        W, b, g = layers.pop(0)
        x = g(x @ W + b)
    return x
""",
    "layers reversed in place": """
def sequential(x, layers):
    layers.reverse()
    while layers:
        W, b, g = layers.pop()
        x = g(x @ W + b)
    return x
""",
    "a generator": """
def sequential(x, layers):
    for W, b, g in layers:
        x = g(x @ W + b)
        yield x
""",
    "state between calls": """
a = None
def sequential(x, layers):
    global a
    a = x if a is None else a
    for W, b, g in layers:
        a = g(a @ W + b)
    return a
""",
    "a cache by the number of layers": """
known = {}
def sequential(x, layers):
    return known.setdefault(len(layers), chain(x, layers))
""",
    "a cache by the input's shape": """
known = {}
def sequential(x, layers):
    return known.setdefault(x.shape + layers[-1][1].shape, chain(x, layers))
""",
    "two layers and the rest alike": """
def sequential(x, layers):
    a = x
    for i, (W, b, g) in enumerate(layers):
        a = (layers[1][2] if i > 1 else g)(a @ W + b)
    return a
""",
    "the bias of the layer before": """
def sequential(x, layers):
    a, old = x, None
    for W, b, g in layers:
        a = g(a @ W + (old if old is not None and old.shape == b.shape else b))
        old = b
    return a
""",
}

WRONG = {
    "07.softmax": SOFTMAX,
    "07.predict_class": PREDICT_CLASS,
    "02.dense": DENSE,
    "02.sequential": SEQUENTIAL,
}
