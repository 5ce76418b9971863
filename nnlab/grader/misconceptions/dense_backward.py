"""Wrong ways to take gradients back through a dense layer."""

from functools import partial

import numpy as np

from nnlab.grader.misconceptions._compose import compose
from nnlab.grader.spec import Misconception


def _backward(
    dZ,
    A_in,
    W,
    *,
    dA=lambda dZ, A, W: dZ @ W.T,
    dW=lambda dZ, A, W: A.T @ dZ,
    db=lambda dZ, A, W: np.sum(dZ, axis=0),
    pack=lambda dA, dW, db: (dA, dW, db),
    sign=1,
):
    return pack(sign * dA(dZ, A_in, W), sign * dW(dZ, A_in, W), sign * db(dZ, A_in, W))


def _of(part, **ways):
    """Ways to get one of the three results wrong, by the name of the fault."""
    return [(f"dense_backward.{part}_{name}", {part: way}) for name, way in ways.items()]


def _packed(fault, *packs):
    return [(f"dense_backward.{fault}", {"pack": pack}) for pack in packs]


def _of_a_division(fault, count):
    """Two sums are divided by what was taken for m; db is a row or a column at that."""

    def divided(total):
        return {"dW": lambda dZ, A, W: A.T @ dZ / count(A), "db": lambda dZ, A, W: total(dZ) / count(A)}

    return [
        (f"dense_backward.{fault}", divided(partial(np.sum, axis=axis, keepdims=keepdims)))
        for axis in (0, 1)
        for keepdims in (False, True)
    ]


#: The faults of which learners often have two at once.
_OFTEN = (
    *_of(
        "dA",
        over_m=lambda dZ, A, W: dZ @ W.T / len(dZ),
        relu_mask=lambda dZ, A, W: (dZ @ W.T) * (A > 0),
        no_transpose=lambda dZ, A, W: dZ @ W,
        transposed=lambda dZ, A, W: W @ dZ.T,
    ),
    *_of(
        "dW",
        over_m=lambda dZ, A, W: A.T @ dZ / len(dZ),
        transposed=lambda dZ, A, W: dZ.T @ A,
        no_transpose=lambda dZ, A, W: A @ dZ,
    ),
    *_of(
        "db",
        mean=lambda dZ, A, W: np.mean(dZ, axis=0),
        axis1=lambda dZ, A, W: np.sum(dZ, axis=1),
        total=lambda dZ, A, W: np.sum(dZ),
        keepdims=lambda dZ, A, W: np.sum(dZ, axis=0, keepdims=True),
        not_summed=lambda dZ, A, W: dZ,
    ),
    *_of_a_division("over_m", len),
    *_of_a_division("over_features", lambda A: A.shape[1]),
    *_packed(
        "order",
        lambda dA, dW, db: (dW, db, dA),
        lambda dA, dW, db: (dW, dA, db),
        lambda dA, dW, db: (dA, db, dW),
        lambda dA, dW, db: (db, dW, dA),
        lambda dA, dW, db: (db, dA, dW),
    ),
    ("dense_backward.negated", {"sign": -1}),
)

_SELDOM = (
    *_of(
        "dA",
        sigmoid_slope=lambda dZ, A, W: (dZ @ W.T) * A * (1 - A),
        times_input=lambda dZ, A, W: (dZ @ W.T) * A,
        exchanged=lambda dZ, A, W: W.T @ dZ,
        not_carried_back=lambda dZ, A, W: dZ,
        elementwise=lambda dZ, A, W: dZ * W,
        summed=lambda dZ, A, W: np.sum(dZ @ W.T, axis=0),
        from_dW=lambda dZ, A, W: dZ @ (A.T @ dZ).T,
    ),
    *_of(
        "dW",
        elementwise=lambda dZ, A, W: A * dZ,
        one_sample=lambda dZ, A, W: np.outer(A[-1], dZ[-1]),
        product_of_sums=lambda dZ, A, W: np.outer(A.sum(axis=0), dZ.sum(axis=0)),
        times_weights=lambda dZ, A, W: (A.T @ dZ) * W,
        from_weights=lambda dZ, A, W: W.T @ dZ,
    ),
    *_of(
        "db",
        one_sample=lambda dZ, A, W: dZ[-1],
        from_dW=lambda dZ, A, W: np.sum(A.T @ dZ, axis=0),
        ones=lambda dZ, A, W: np.ones(dZ.shape[1]),
    ),
    *_of("dW", one_sample=lambda dZ, A, W: np.outer(A[0], dZ[0])),
    *_of("dW", product_of_sums=lambda dZ, A, W: np.outer(A.mean(axis=0), dZ.sum(axis=0))),
    *_of("db", one_sample=lambda dZ, A, W: dZ[0]),
    *_of("db", axis1=lambda dZ, A, W: np.sum(dZ, axis=1, keepdims=True)),
    *_of("db", axis1=lambda dZ, A, W: np.mean(dZ, axis=1)),
    *_of("db", axis1=lambda dZ, A, W: np.mean(dZ, axis=1, keepdims=True)),
    *_of("db", axis1=lambda dZ, A, W: np.sum(dZ, axis=1, keepdims=True) / len(dZ)),
    *_of("db", total=lambda dZ, A, W: np.mean(dZ)),
    *_of("db", total=lambda dZ, A, W: np.sum(dZ) / len(dZ)),
    *_of("db", keepdims=lambda dZ, A, W: np.sum(dZ, axis=0).reshape(-1, 1)),
    *_of("dA", elementwise=lambda dZ, A, W: dZ * W.T),
    *_of("dW", elementwise=lambda dZ, A, W: A.T * dZ),
    ("dense_backward.dA_elementwise", {"dA": lambda dZ, A, W: dZ * W.T, "dW": lambda dZ, A, W: A.T * dZ}),
    *_packed(
        "axis_lost", lambda *g: tuple(map(np.squeeze, g)), lambda dA, dW, db: (dA.squeeze(), dW.squeeze(), db)
    ),
    *_packed("left_out", lambda *g: g[1:], lambda *g: g[:2], lambda *g: g[0], lambda *g: g[1]),
)


def _added_up(dZ, A_in, W, *, start, add):
    """Sample after sample, into arrays whose dtype is that of the arguments."""
    dA, dW, db = start(A_in), start(W), start(W[0])
    for k in range(len(dZ)):
        dA[k] = W @ dZ[k]
        dW = add(dW, np.outer(A_in[k], dZ[k]))
        db = add(db, dZ[k])
    return dA, dW, db


def _in_place(total, part):
    total += part
    return total


def _filled_in(dZ, A_in, W):
    """Entry by entry, into arrays whose dtype is that of the arguments."""
    dA, dW, db = np.zeros_like(A_in), np.zeros_like(W), np.zeros_like(W[0])
    dA[:], dW[:], db[:] = dZ @ W.T, A_in.T @ dZ, dZ.sum(axis=0)
    return dA, dW, db


def _some_added_up(*parts):
    """The same for some of the three results."""

    def dense_backward(dZ, A_in, W):
        right = _backward(dZ, A_in, W)
        cut = _added_up(dZ, A_in, W, start=np.zeros_like, add=_entry_by_entry)
        return tuple(cut[k] if k in parts else right[k] for k in range(3))

    return dense_backward


def _entry_by_entry(total, part):
    """``total[k, j] += part[k, j]``: each sum is cut off as it is stored."""
    total[...] = total + part
    return total


def _overwritten(dZ, A_in, W):
    """The loop forgets what it had before."""
    return _added_up(dZ, A_in, W, start=lambda x: np.zeros(x.shape), add=lambda total, part: part)


def _some_filled_in(*parts):
    """The same for some of the three results."""

    def dense_backward(dZ, A_in, W):
        right, cut = _backward(dZ, A_in, W), _filled_in(dZ, A_in, W)
        return tuple(cut[k] if k in parts else right[k] for k in range(3))

    return dense_backward


def _columns(product, first, divided):
    """The formulas for samples as columns, copied as they stand."""

    def dense_backward(dZ, A_in, W):
        m = A_in.shape[1] if divided else 1
        dA = product(W.T, dZ) if first == "dA" else None
        dW = product(dZ, A_in.T) / m
        db = np.sum(dZ, axis=1, keepdims=True) / m
        return product(W.T, dZ) if dA is None else dA, dW, db

    return dense_backward


_INTEGERS = (
    lambda dZ, A_in, W: _added_up(dZ, A_in, W, start=np.zeros_like, add=_in_place),
    lambda dZ, A_in, W: _added_up(dZ, A_in, W, start=np.zeros_like, add=np.add),
    *map(_some_added_up, [1, 1, 0], [1, 2, 1], [1, 2, 2]),
    *map(_some_filled_in, [0, 0, 0, 0, 1, 1, 2], [1, 2, 1, 0, 2, 1, 2], [2, 2, 1, 0, 2, 1, 2]),
)

#: Has a name of its own.
_OVER_M = ("dense_backward.dW_over_m", "dense_backward.db_mean")

DENSE_BACKWARD = (
    *(entry for entry in compose(_backward, _OFTEN) if entry.ids != _OVER_M),
    *(Misconception(name, partial(_backward, **switches)) for name, switches in _SELDOM),
    Misconception("dense_backward.overwritten", _overwritten),
    *(
        Misconception("dense_backward.columns", _columns(product, first, divided))
        for product in (np.dot, np.matmul)
        for first in ("dA", "dW")
        for divided in (True, False)
    ),
    *(Misconception("dense_backward.integer_output", function) for function in _INTEGERS),
)
