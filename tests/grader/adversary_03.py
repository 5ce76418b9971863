# ruff: noqa: E501 - one item a line reads best
"""What an adversary tried on lab 03: wrong functions that look right, right ones that look odd."""

_MATMUL_WRONG = {
    "rounded to 6 digits": "lambda A, B: np.round(A @ B, 6)",
    "rounded to 4 digits": "lambda A, B: np.round(A @ B, 4)",
    "float16": "lambda A, B: np.float16(A) @ np.float16(B)",
    "whole numbers": "lambda A, B: A.astype(int) @ B.astype(int)",
    "elementwise where it fits": "lambda A, B: A * B if A.shape == B.shape else A @ B",
    "transposed where square": "lambda A, B: A @ (B.T if B.shape[0] == B.shape[1] else B)",
    "A transposed where square": "lambda A, B: (A.T if A.shape[0] == A.shape[1] else A) @ B",
    "swapped where square": "lambda A, B: B @ A if A.shape == B.shape else A @ B",
    "inner": "lambda A, B: np.inner(A, B)",
    "whatever fits": "lambda A, B: A @ B.T if A.shape[1] == B.shape[1] else A @ B",
    "vdot for vectors": "lambda A, B: np.vdot(A, B) if len(A) == 1 and B.shape[1] == 1 else A @ B",
    "a vector for one row": "lambda A, B: (A @ B)[0] if len(A) == 1 else A @ B",
    "at most three rows": "lambda A, B: (A @ B)[:3]",
    "at most four terms": "lambda A, B: A[:, :4] @ B[:4]",
    "absolute": "lambda A, B: np.abs(A) @ np.abs(B)",
    "negative cut off": "lambda A, B: np.maximum(A @ B, 0)",
    "maximum for sum": "lambda A, B: (A[:, :, None] * B[None]).max(axis=1)",
    "sum of squares": "lambda A, B: ((A[:, :, None] - B[None]) ** 2).sum(axis=1)",
    "rows sorted": "lambda A, B: np.sort(A @ B, axis=1)",
    "rows reversed": "lambda A, B: (A @ B)[::-1]",
    "columns reversed": "lambda A, B: (A @ B)[:, ::-1]",
    "normalized": "lambda A, B: A @ B / np.linalg.norm(A)",
    "plus a little": "lambda A, B: A @ B + 1e-4",
    "like A": """
def matmul(A, B):
    C = np.zeros_like(A)
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = A[i] @ B[:, j]
    return C
""",
    "the dtype of A": """
def matmul(A, B):
    C = np.zeros((A.shape[0], B.shape[1]), A.dtype)
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = A[i] @ B[:, j]
    return C
""",
    "the total goes on": """
def matmul(A, B):
    total, C = 0, np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            for k in range(A.shape[1]):
                total += A[i, k] * B[k, j]
            C[i, j] = total
    return C
""",
    "assigned, not added": """
def matmul(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            for k in range(A.shape[1]):
                C[i, j] = A[i, k] * B[k, j]
    return C
""",
    "k as far as there are rows": """
def matmul(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            for k in range(min(A.shape[0], A.shape[1])):
                C[i, j] += A[i, k] * B[k, j]
    return C
""",
    "return inside": """
def matmul(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = A[i] @ B[:, j]
        return C
""",
    "the result over A": """
def matmul(A, B):
    C = A @ B
    A[:] = 0
    return C
""",
    "B transposed in place": """
def matmul(A, B):
    C = A @ B
    B.shape = B.shape[::-1]
    return C
""",
    "a cache by shape": """
known = {}
def matmul(A, B):
    return known.setdefault((A.shape, B.shape), A @ B)
""",
    "a buffer that is kept": """
C = np.zeros((9, 9))
def matmul(A, B):
    out = C[: len(A), : B.shape[1]]
    out[:] = A @ B
    return out
""",
    "a buffer that is not emptied": """
C = np.zeros((9, 9))
def matmul(A, B):
    out = C[: len(A), : B.shape[1]]
    out += A @ B
    return out.copy()
""",
    "a generator": "lambda A, B: (row @ B for row in A)",
    "the shape": "lambda A, B: (A @ B).shape",
    "zeros": "lambda A, B: np.zeros((A.shape[0], B.shape[1]))",
}

_MATMUL_RIGHT = {
    "@": "lambda A, B: A @ B",
    "matmul": "lambda A, B: np.matmul(A, B)",
    "np.matmul itself": "np.matmul",
    "dot": "lambda A, B: np.dot(A, B)",
    "the method": "lambda A, B: A.dot(B)",
    "einsum": "lambda A, B: np.einsum('ij,jk->ik', A, B)",
    "tensordot": "lambda A, B: np.tensordot(A, B, axes=1)",
    "inner": "lambda A, B: np.inner(A, B.T)",
    "broadcast": "lambda A, B: (A[:, :, None] * B[None, :, :]).sum(axis=1)",
    "the transposed product": "lambda A, B: (B.T @ A.T).T",
    "outer products": "lambda A, B: sum(np.outer(A[:, k], B[k]) for k in range(A.shape[1]))",
    "columns": "lambda A, B: np.stack([A @ B[:, j] for j in range(B.shape[1])], axis=1)",
    "rows": "lambda A, B: np.vstack([row @ B for row in A])",
    "lists": "lambda A, B: [[sum(a * b for a, b in zip(row, col)) for col in zip(*B)] for row in A]",
    "tolist": "lambda A, B: (A @ B).tolist()",
    "float32": "lambda A, B: np.float32(A) @ np.float32(B)",
    "Fortran order": "lambda A, B: np.asfortranarray(A @ B)",
    "a matrix": "lambda A, B: np.asarray(np.asmatrix(A) * np.asmatrix(B))",
    "np.matrix kept": "lambda A, B: np.asmatrix(A) * np.asmatrix(B)",
    "multi_dot": "lambda A, B: np.linalg.multi_dot([A, B])",
    "apply_along_axis": "lambda A, B: np.apply_along_axis(lambda row: row @ B, 1, A)",
    "fromfunction": "lambda X, Y: np.array([[X[i] @ Y[:, j] for j in range(Y.shape[1])] for i in range(len(X))])",
    "three loops": """
def matmul(A, B):
    rows, inner = A.shape
    inner_b, columns = B.shape
    assert inner == inner_b, "the inner sizes must meet"
    C = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            for k in range(inner):
                C[i, j] += A[i, k] * B[k, j]
    return C
""",
    "two loops": """
def matmul(A, B):
    C = np.empty((len(A), len(B[0])))
    for i, row in enumerate(A):
        for j, column in enumerate(B.T):
            C[i][j] = np.dot(row, column)
    return C
""",
    "recursion over columns": """
def matmul(A, B):
    first = (A @ B[:, 0]).reshape(-1, 1)
    return first if B.shape[1] == 1 else np.hstack([first, matmul(A, B[:, 1:])])
""",
}

_BATCH_WRONG = {
    "rounded to 5 digits": "lambda A, W, b, g: np.round(g(A @ W + b), 5)",
    "rounded to 7 digits": "lambda A, W, b, g: np.round(g(A @ W + b), 7)",
    "float16": "lambda A, W, b, g: g(np.float16(A) @ np.float16(W) + np.float16(b))",
    "a vector for one sample": "lambda A, W, b, g: g(A @ W + b) if len(A) > 1 else g(A @ W + b)[0]",
    "a vector for one unit": "lambda A, W, b, g: g(A @ W + b) if W.shape[1] > 1 else g(A @ W + b)[:, 0]",
    "bias by sample where it fits": "lambda A, W, b, g: g(A @ W + (b[:, None] if len(A) == len(b) else b))",
    "transposed where square": "lambda A, W, b, g: g(A @ (W.T if W.shape[0] == W.shape[1] else W) + b)",
    "samples transposed where square": "lambda A, W, b, g: g((A.T if A.shape[0] == A.shape[1] else A) @ W + b)",
    "one call of g a number": "lambda A, W, b, g: np.array([[g(z) for z in row] for row in A @ W + b])",
    "one call of g an array of one": "lambda A, W, b, g: np.array([[g(np.array([z]))[0] for z in row] for row in A @ W + b])",
    "one call of g a unit": "lambda A, W, b, g: np.stack([g(A @ W[:, j] + b[j]) for j in range(len(b))], axis=1)",
    "g on columns": "lambda A, W, b, g: g((A @ W + b).T).T",
    "g on the flattened batch": "lambda A, W, b, g: g((A @ W + b).ravel()).reshape(len(A), -1)",
    "vectorized g": "lambda A, W, b, g: np.vectorize(g, otypes=[float])(A @ W + b)",
    "g on all columns of W and samples": "lambda A, W, b, g: g(W.T @ A.T + b[:, None]).T",
    "at most five samples": "lambda A, W, b, g: g(A[:5] @ W + b)",
    "at most four inputs short of one": "lambda A, W, b, g: g(A[:, :3] @ W[:3] + b)",
    "bias twice": "lambda A, W, b, g: g(A @ W + b + b)",
    "bias reversed": "lambda A, W, b, g: g(A @ W + b[::-1])",
    "bias times samples": "lambda A, W, b, g: g(A @ W + b * len(A))",
    "bias for one sample": "lambda A, W, b, g: g(A @ W + b * (np.arange(len(A)) == 0)[:, None])",
    "divided by samples": "lambda A, W, b, g: g(A @ W / len(A) + b)",
    "samples centred": "lambda A, W, b, g: g((A - A.mean(axis=0)) @ W + b)",
    "samples reversed": "lambda A, W, b, g: g(A @ W + b)[::-1]",
    "units reversed": "lambda A, W, b, g: g(A @ W + b)[:, ::-1]",
    "negative inputs cut off": "lambda A, W, b, g: g(np.maximum(A, 0) @ W + b)",
    "sums clipped": "lambda A, W, b, g: g(np.clip(A @ W + b, -2, 2))",
    "softmax always": "lambda A, W, b, g: (lambda e: e / e.sum(axis=1, keepdims=True))(np.exp(A @ W + b))",
    "tanh always": "lambda A, W, b, g: np.tanh(A @ W + b)",
    "the dtype of A": "lambda A, W, b, g: g(A @ W + b).astype(A.dtype)",
    "whole weights": "lambda A, W, b, g: g(A @ W.astype(int) + b)",
    "the seed's layer": "lambda A, W, B, g: 1 / (1 + np.exp(-(np.matmul(A, W) + B)))",
    "samples as columns": "lambda A, W, b, g: g(W @ A + b)",
    "a row filled like the input": """
def dense_batch(A_in, W, b, g):
    out = np.zeros_like(A_in)
    for i in range(len(A_in)):
        out[i] = g(A_in[i] @ W + b)
    return out
""",
    "the z of the sample before": """
def dense_batch(A_in, W, b, g):
    z, out = np.zeros(W.shape[1]), []
    for a in A_in:
        z = z + a @ W + b
        out.append(g(z))
    return np.array(out)
""",
    "bias in the inner loop": """
def dense_batch(A_in, W, b, g):
    z = np.zeros((len(A_in), W.shape[1]))
    for i in range(len(A_in)):
        for j in range(W.shape[1]):
            for k in range(len(W)):
                z[i, j] += A_in[i, k] * W[k, j] + b[j]
    return g(z)
""",
    "the bias grows": """
def dense_batch(A_in, W, b, g):
    z = A_in @ W
    b += 0.01
    return g(z + b - 0.01)
""",
    "the samples are changed": """
def dense_batch(A_in, W, b, g):
    a = g(A_in @ W + b)
    A_in[:] = A_in * 2
    return a
""",
    "b reshaped in place": """
def dense_batch(A_in, W, b, g):
    a = g(A_in @ W + b)
    b.shape = (1, -1)
    return a
""",
    "a cache by shape": """
known = {}
def dense_batch(A_in, W, b, g):
    return known.setdefault((A_in.shape, W.shape), g(A_in @ W + b))
""",
    "rows pile up": """
rows = []
def dense_batch(A_in, W, b, g):
    for a in A_in:
        rows.append(g(a @ W + b))
    return np.array(rows)
""",
    "the first g for ever": """
first = []
def dense_batch(A_in, W, b, g):
    first.append(g)
    return first[0](A_in @ W + b)
""",
}

_BATCH_RIGHT = {
    "one line": "lambda A, W, b, g: g(A @ W + b)",
    "einsum": "lambda A, W, b, g: g(np.einsum('mi,ij->mj', A, W) + b)",
    "columns inside": "lambda A, W, b, g: g((W.T @ A.T).T + b)",
    "columns inside, bias too": "lambda A, W, b, g: g((W.T @ A.T + b.reshape(-1, 1)).T)",
    "one call a sample": "lambda A, W, b, g: np.array([g(a @ W + b) for a in A])",
    "a list of rows": "lambda A, W, b, g: [g(a @ W + b) for a in A]",
    "rows kept two-dimensional": "lambda A, W, b, g: np.vstack([g(A[i : i + 1] @ W + b) for i in range(len(A))])",
    "lists all through": "lambda A, W, b, g: g([[float(a @ w + c) for w, c in zip(W.T, b)] for a in A]).tolist()",
    "broadcast": "lambda A, W, b, g: g((A[:, :, None] * W).sum(axis=1) + b[None, :])",
    "bias tiled": "lambda A, W, b, g: g(np.dot(A, W) + np.tile(b, (len(A), 1)))",
    "bias by ones": "lambda A, W, b, g: g(np.c_[A, np.ones(len(A))] @ np.r_[W, [b]])",
    "bias as a row": "lambda A, W, b, g: g(np.add(np.matmul(A, W), b.reshape(1, -1)))",
    "float32": "lambda A, W, b, g: g(np.float32(A) @ np.float32(W) + np.float32(b))",
    "float32 throughout": "lambda A, W, b, g: np.float32(g(np.float32(np.float32(A) @ np.float32(W) + np.float32(b))))",
    "apply_along_axis": "lambda A, W, b, g: np.apply_along_axis(lambda a: g(a @ W + b), 1, A)",
    "map": "lambda A, W, b, g: np.stack(list(map(g, A @ W + b)))",
    "Fortran order": "lambda A, W, b, g: g(np.asfortranarray(A @ W + b))",
    "dense for each": "lambda A, W, b, g: np.array([dense(a, W, b, g) for a in A])",
    "two loops, g once": """
def dense_batch(A_in, W, b, g):
    Z = np.zeros((A_in.shape[0], W.shape[1]))
    for i in range(A_in.shape[0]):
        for j in range(W.shape[1]):
            Z[i, j] = np.dot(A_in[i], W[:, j]) + b[j]
    return g(Z)
""",
    "units in columns": """
def dense_batch(A_in, W, b, g):
    columns = [A_in @ W[:, j] + b[j] for j in range(W.shape[1])]
    return g(np.column_stack(columns))
""",
    "in place on its own": """
def dense_batch(A_in, W, b, g):
    Z = np.matmul(A_in, W).astype(float)
    Z += b
    return g(Z)
""",
    "in pieces": """
def dense_batch(A_in, W, b, g):
    pieces = np.array_split(A_in, max(1, len(A_in) // 2))
    return np.concatenate([g(piece @ W + b) for piece in pieces])
""",
    "a class": """
class Dense:
    def __init__(self, W, b, g):
        self.W, self.b, self.g = W, b, g
    def __call__(self, A):
        return self.g(A @ self.W + self.b)
def dense_batch(A_in, W, b, g):
    return Dense(W, b, g)(A_in)
""",
}

_CHAIN_WRONG = {
    "rounded to 6 digits": "lambda X, layers: np.round(chain(X, layers), 6)",
    "at most four layers": "lambda X, layers: chain(X, layers[:4])",
    "the last layer twice": "lambda X, layers: layers[-1][2](chain(X, layers))",
    "a vector for one sample": "lambda X, layers: chain(X, layers) if len(X) > 1 else chain(X, layers)[0]",
    "a vector for one unit": "lambda X, layers: np.squeeze(chain(X, layers))",
    "one call of g a number": "lambda X, layers: chain(X, [(W, b, np.vectorize(g, otypes=[float])) for W, b, g in layers])",
    "one call of g a unit": "lambda X, layers: chain(X, [(W, b, lambda Z, g=g: np.stack([g(z) for z in Z.T], axis=1)) for W, b, g in layers])",
    "columns": "lambda X, layers: functools.reduce(lambda A, l: l[2](l[0].T @ A + l[1][:, None]), layers, X.T).T",
    "columns, not turned back": "lambda X, layers: chain(X, layers).T",
    "the mean sample": "lambda X, layers: chain(X.mean(axis=0, keepdims=True), layers)",
    "the first sample": "lambda X, layers: chain(X[:1], layers)",
    "at most six samples": "lambda X, layers: chain(X[:6], layers)",
    "transposed where square": "lambda X, layers: chain(X, [(W.T if W.shape[0] == W.shape[1] else W, b, g) for W, b, g in layers])",
    "whole numbers kept": "lambda X, layers: chain(X, layers).astype(X.dtype)",
    "float16": "lambda X, layers: chain(np.float16(X), [(np.float16(W), np.float16(b), lambda z, g=g: np.float16(g(z))) for W, b, g in layers])",
    "decisions": "lambda X, layers: (chain(X, layers) >= 0.5) * 1",
    "classes": "lambda X, layers: np.argmax(chain(X, layers), axis=1)",
    "normalized": "lambda X, layers: chain((X - X.mean(axis=0)) / (X.std(axis=0) + 1e-9), layers)",
    "a skip": """
def sequential_batch(X, layers):
    for W, b, g in layers:
        new = g(X @ W + b)
        X = new + X if new.shape == X.shape else new
    return X
""",
    "the activation of the layer before": """
def sequential_batch(X, layers):
    before = layers[0][2]
    for W, b, g in layers:
        X = before(X @ W + b)
        before = g
    return X
""",
    "layers popped": """
def sequential_batch(X, layers):
    while layers:
        W, b, g = layers.pop(0)
        X = g(X @ W + b)
    return X
""",
    "the input overwritten": """
def sequential_batch(X, layers):
    A = X
    for W, b, g in layers:
        A = g(A @ W + b)
    X *= 0
    return A
""",
    "state between calls": """
A = None
def sequential_batch(X, layers):
    global A
    A = X if A is None else A
    for W, b, g in layers:
        A = g(A @ W + b)
    return A
""",
    "a cache by shape": """
known = {}
def sequential_batch(X, layers):
    return known.setdefault((X.shape, len(layers)), chain(X, layers))
""",
    "a generator": """
def sequential_batch(X, layers):
    for x in X:
        yield chain(x, layers)
""",
}

_CHAIN_RIGHT = {
    "chain": "lambda X, layers: chain(X, layers)",
    "reduce": "lambda X, layers: functools.reduce(lambda A, l: l[2](A @ l[0] + l[1]), layers, X)",
    "sample by sample": "lambda X, layers: np.array([chain(x, layers) for x in X])",
    "a list of samples": "lambda X, layers: [chain(x, layers) for x in X]",
    "columns, g on rows": "lambda X, layers: functools.reduce(lambda A, l: l[2]((l[0].T @ A + l[1][:, None]).T).T, layers, X.T).T",
    "float32": "lambda X, layers: chain(np.float32(X), [(np.float32(W), np.float32(b), lambda z, g=g: np.float32(g(z))) for W, b, g in layers])",
    "bias as a weight": "lambda X, layers: functools.reduce(lambda A, l: l[2](np.c_[A, np.ones(len(A))] @ np.vstack(l[:2])), layers, X)",
    "recursion": """
def sequential_batch(X, layers):
    if len(layers) == 0:
        return X
    (W, b, g), *rest = layers
    return sequential_batch(g(X @ W + b), rest)
""",
    "indices": """
def sequential_batch(X, layers):
    A = [X]
    for l in range(len(layers)):
        W, b, g = layers[l][0], layers[l][1], layers[l][2]
        A.append(g(np.matmul(A[l], W) + b))
    return A[-1]
""",
    "a copy of the list": """
def sequential_batch(X, layers):
    todo = layers[::-1]
    while todo:
        W, b, g = todo.pop()
        X = g(X @ W + b)
    return X
""",
    "a dictionary": """
def sequential_batch(X, layers):
    cache = {"A0": X}
    for i, (W, b, g) in enumerate(layers, 1):
        cache[f"Z{i}"] = np.dot(cache[f"A{i - 1}"], W) + b
        cache[f"A{i}"] = g(cache[f"Z{i}"])
    return cache[f"A{len(layers)}"]
""",
    "a class": """
class Sequential:
    def __init__(self, layers): self.layers = layers
    def predict(self, X):
        for W, b, g in self.layers:
            X = g(X @ W + b)
        return X
def sequential_batch(X, layers):
    return Sequential(layers).predict(X)
""",
}

_COLUMNS_WRONG = {
    "rounded to 6 digits": "lambda X, layers: np.round(columns(X, layers), 6)",
    "turned": "lambda X, layers: columns(X, layers).T",
    "rows": "lambda X, layers: chain(X, layers)",
    "rows inside, not turned back": "lambda X, layers: chain(X.T, [(W.T, b.ravel(), g) for W, b, g in layers])",
    "transposed where square": "lambda X, layers: columns(X, [(W.T if W.shape[0] == W.shape[1] else W, b, g) for W, b, g in layers])",
    "samples turned where square": "lambda X, layers: columns(X.T if X.shape[0] == X.shape[1] else X, layers)",
    "bias by sample where it fits": "lambda X, layers: functools.reduce(lambda A, l: l[2](l[0] @ A + (l[1].T if A.shape[1] == len(l[1]) else l[1])), layers, X)",
    "a vector for one sample": "lambda X, layers: columns(X, layers) if X.shape[1] > 1 else columns(X, layers).ravel()",
    "a vector for one unit": "lambda X, layers: columns(X, layers) if len(layers[-1][1]) > 1 else columns(X, layers)[0]",
    "one sample": "lambda X, layers: columns(X[:, :1], layers)",
    "at most six samples": "lambda X, layers: columns(X[:, :6], layers)",
    "at most three layers": "lambda X, layers: columns(X, layers[:3])",
    "at most four layers": "lambda X, layers: columns(X, layers[:4])",
    "no bias where it is one number": "lambda X, layers: columns(X, [(W, b * (len(b) > 1), g) for W, b, g in layers])",
    "units reversed": "lambda X, layers: columns(X, layers)[::-1]",
    "samples reversed": "lambda X, layers: columns(X, layers)[:, ::-1]",
    "hidden results cut at 0": "lambda X, layers: columns(X, [(W, b, lambda z, g=g: np.maximum(g(z), 0)) for W, b, g in layers])",
    "whole numbers kept": "lambda X, layers: columns(X, layers).astype(X.dtype)",
    "mean over samples": "lambda X, layers: columns(X, layers).mean(axis=1, keepdims=True)",
    "the last activation for all": "lambda X, layers: columns(X, [(W, b, layers[-1][2]) for W, b, _ in layers])",
    "the samples are changed": """
def forward_columns(X, layers):
    A = columns(X, layers)
    X -= X
    return A
""",
    "the bias is changed": """
def forward_columns(X, layers):
    A = X
    for W, b, g in layers:
        b += np.zeros_like(b) + 0.1
        A = g(W @ A + b - 0.1)
    return A
""",
    "layers popped": """
def forward_columns(X, layers):
    while layers:
        W, b, g = layers.pop(0)
        X = g(W @ X + b)
    return X
""",
    "a cache by shape": """
known = {}
def forward_columns(X, layers):
    return known.setdefault((X.shape, len(layers)), columns(X, layers))
""",
    "return inside": """
def forward_columns(X, layers):
    for W, b, g in layers:
        X = g(W @ X + b)
        return X
""",
}

_COLUMNS_RIGHT = {
    "columns": "lambda X, layers: columns(X, layers)",
    "rows inside": "lambda X, layers: chain(X.T, [(W.T, b.ravel(), g) for W, b, g in layers]).T",
    "reduce": "lambda X, layers: functools.reduce(lambda A, l: l[2](np.dot(l[0], A) + l[1]), layers, X)",
    "sample by sample": "lambda X, layers: np.hstack([columns(X[:, i : i + 1], layers) for i in range(X.shape[1])])",
    "samples as vectors": "lambda X, layers: np.stack([chain(x, [(W.T, b[:, 0], g) for W, b, g in layers]) for x in X.T], axis=1)",
    "einsum": "lambda X, layers: functools.reduce(lambda A, l: l[2](np.einsum('ui,im->um', l[0], A) + l[1]), layers, X)",
    "float32": "lambda X, layers: columns(np.float32(X), [(np.float32(W), np.float32(b), lambda z, g=g: np.float32(g(z))) for W, b, g in layers])",
    "one number at a time": "lambda X, layers: columns(X, [(W, b, np.vectorize(g, otypes=[float])) for W, b, g in layers])",
    "a list": "lambda X, layers: columns(X, layers).tolist()",
    "bias as a weight": "lambda X, layers: functools.reduce(lambda A, l: l[2](np.hstack(l[:2]) @ np.vstack([A, np.ones(A.shape[1])])), layers, X)",
    "loops": """
def forward_columns(X, layers):
    A = X
    for W, b, g in layers:
        units, m = W.shape[0], A.shape[1]
        new = np.zeros((units, m))
        for j in range(units):
            for i in range(m):
                new[j, i] = g(np.dot(W[j], A[:, i]) + b[j, 0])
        A = new
    return A
""",
    "the seed's program": """
def forward_columns(X, layers):
    A = X
    for layer in layers:
        Z = np.dot(layer[0], A) + layer[1]
        A = layer[2](Z)
    return A
""",
    "recursion": """
def forward_columns(X, layers):
    if not layers:
        return X
    W, b, g = layers[0]
    return forward_columns(g(W @ X + b), layers[1:])
""",
}

WRONG = {
    "03.matmul": _MATMUL_WRONG,
    "03.dense_batch": _BATCH_WRONG,
    "03.sequential_batch": _CHAIN_WRONG,
    "03.forward_columns": _COLUMNS_WRONG,
}
RIGHT = {
    "03.matmul": _MATMUL_RIGHT,
    "03.dense_batch": _BATCH_RIGHT,
    "03.sequential_batch": _CHAIN_RIGHT,
    "03.forward_columns": _COLUMNS_RIGHT,
}
