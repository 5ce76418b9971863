"""Labs 01 to 03: faults of the catalogue as beginners write them."""

_SIGMOID = {
    "not_inverted": ["lambda z: 1 / 1 + np.exp(z)"],
    "rough_e": [f"lambda z: 1 / (1 + {e} ** (-1.0 * z))" for e in ("2.7183", "2.71828")],
}

_NEURON = {
    "negated_sum": [
        "lambda x, w, b, g: g(-(np.dot(w, x) + b))",
        """
def neuron(x, w, b, g):
    z = b
    for i in range(len(x)):
        z = z + w[i] * x[i]
    return g(-z)
""",
    ],
}


def _two_steps(first, second, made="a"):
    return f"\ndef classify(a, threshold=0.5):\n    r = {made}\n    {first}\n    {second}\n    return r\n"


_ONES, _ZEROS = "r[r >= threshold] = 1", "r[r < threshold] = 0"
_CLASSIFY = {
    "overwritten": [
        _two_steps(first, second, made)
        for made in ("a", "a.copy()", "np.array(a)")
        for first, second in ((_ONES, _ZEROS), (_ZEROS, _ONES))
    ],
    "first_only": [
        """
def classify(a, threshold=0.5):
    for number in a:
        if number >= threshold:
            return 1
        else:
            return 0
""",
    ],
}


def _units(z="np.dot(a_in, W[:, j]) + b[j]", units="range(W.shape[1])", end="    return np.array(out)"):
    return f"""
def dense(a_in, W, b, g):
    out = []
    for j in {units}:
        z = {z}
        out.append(g(z))
{end}
"""


def _into_zeros(units):
    return f"""
def dense(a_in, W, b, g):
    a_out = np.zeros(W.shape[1])
    for j in {units}:
        a_out[j] = g(np.dot(a_in, W[:, j]) + b[j])
    return a_out
"""


_DENSE = {
    "negated_sum": ["lambda a_in, W, b, g: g(-(a_in @ W + b))", _units(z="-(np.dot(a_in, W[:, j]) + b[j])")],
    "first_unit_only": [_units(end="        return np.array(out)")],
    "one_unit_short": [_units(units="range(W.shape[1] - 1)"), _into_zeros("range(W.shape[1] - 1)")],
    "first_unit_left_out": [_units(units="range(1, W.shape[1])"), _into_zeros("range(1, W.shape[1])")],
    "last_unit_only": [
        """
def dense(a_in, W, b, g):
    a_out = np.zeros(W.shape[1])
    for j in range(W.shape[1]):
        z = np.dot(a_in, W[:, j]) + b[j]
    a_out[j] = g(z)
    return a_out
""",
    ],
    "decision": ["lambda a_in, W, b, g: g(a_in @ W + b) >= 0.5"],
    "all_biases": [_units(z="np.dot(a_in, W[:, j]) + b")],
}

_SEQUENTIAL = {
    "global_layers": [
        """
def sequential(x, layers):
    W_hidden, b_hidden = np.array([[1, -3, 5], [2, 4, -6]]), np.array([-1, 1, 2])
    W_output, b_output = np.array([[-7], [8], [9]]), np.array([3])
    a = x
    for W, b in [(W_hidden, b_hidden), (W_output, b_output)]:
        a = 1 / (1 + np.exp(-(np.dot(a, W) + b)))
    return a
""",
    ],
}


def _entries(store):
    return f"""
def matmul(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            {store}
    return C
"""


_MATMUL = {
    "transposed": [_entries("C[j, i] = np.dot(A[i], B[:, j])")],
    "b_transposed": [_entries("C[i, j] = sum(A[i] * B[j])")],
}


def _samples(bias="b[j]", end="    return g(Z)"):
    return f"""
def dense_batch(A_in, W, b, g):
    Z = np.zeros((A_in.shape[0], W.shape[1]))
    for i in range(A_in.shape[0]):
        for j in range(W.shape[1]):
            Z[i, j] = np.dot(A_in[i], W[:, j]) + {bias}
{end}
"""


_DENSE_BATCH = {
    "dense_batch.bias_column": [_samples(bias="b[i]")],
    "dense_batch.first_sample_only": [_samples(end="        return g(Z)")],
    "dense.decision": ["lambda A_in, W, b, g: g(A_in @ W + b) >= 0.5"],
}

_SEQUENTIAL_BATCH = {
    "dense.first_bias": [
        """
def sequential_batch(X, layers):
    A = X
    for W, b, g in layers:
        A = g(A @ W + b[0])
    return A
""",
    ],
}


def _under(exercise, faults):
    family = exercise.partition(".")[2]
    return {exercise: {f"{family}.{fault}": sources for fault, sources in faults.items()}}


NAMED = (
    _under("01.sigmoid", _SIGMOID)
    | _under("01.neuron", _NEURON)
    | _under("01.classify", _CLASSIFY)
    | _under("02.dense", _DENSE)
    | _under("02.sequential", _SEQUENTIAL)
    | _under("03.matmul", _MATMUL)
    | {"03.dense_batch": _DENSE_BATCH, "03.sequential_batch": _SEQUENTIAL_BATCH}
)
