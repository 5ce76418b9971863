"""`activation_backward`: from the gradient at an activation to the gradient at its input."""

from typing import Any

import numpy as np

from nnlab import activations
from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_09._places import placed
from nnlab.grader.misconceptions import activation_backward as wrong
from nnlab.grader.spec import Convention, Criterion, Exercise

_NAMES = ("linear", "sigmoid", "tanh", "relu")


def activation_backward(dA, Z, name):
    """``dA * g'(Z)``, entry by entry, in the shape of `Z`; the slope of ReLU at exactly 0 is 0."""
    Z = np.asarray(Z, dtype=np.float64)
    if name == "relu":
        return np.where(Z > 0, dA, 0.0)  # a product would give -0.0
    if name == "linear":
        slope = np.ones_like(Z)
    elif name == "sigmoid":
        slope = activations.sigmoid(Z) * activations.sigmoid(-Z)
    else:
        slope = 1 - np.tanh(Z) ** 2
    return dA * slope


def _one_at_zero(dA, Z, name):
    """The same with the slope 1 where ReLU bends."""
    return activation_backward(dA, Z, name) if name != "relu" else np.where(np.asarray(Z) >= 0, dA, 0.0)


def _tensorflow(tf: Any, dA, Z, name):
    g = {"linear": tf.identity, "sigmoid": tf.sigmoid, "tanh": tf.tanh, "relu": tf.nn.relu}[name]
    Z = tf.constant(Z, tf.float64)
    with tf.GradientTape() as tape:
        tape.watch(Z)
        A = g(Z)
    return tape.gradient(A, Z, output_gradients=tf.constant(dA, tf.float64))


def _pair(seed: int, *shape: int, scale: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Gradients and sums of both signs; |Z| up to 2, where 1 - tanh² keeps its digits in float32."""
    rng = np.random.default_rng(seed)
    dA, Z = rng.uniform(-2, 2, shape), rng.uniform(0.2, 2, shape) * rng.choice([-1.0, 1.0], shape)
    return dA.round(3) * scale, Z.round(3)


def _fresh(rng: np.random.Generator) -> tuple:
    m, units = (int(n) for n in rng.choice(np.arange(2, 7), size=2, replace=False))
    return rng.uniform(-2, 2, (m, units)), rng.uniform(-2, 2, (m, units)), _NAMES[rng.integers(4)]


def _each(title: str, make: Any, names: tuple[str, ...] = _NAMES, **options: Any) -> tuple[Case, ...]:
    """One case for each activation; `make` takes its number."""
    return tuple(Case(f"{title}, {name}", (*make(i), name), **options) for i, name in enumerate(names))


_LARGE = np.array([[1000.0, -1000.0, 0.5], [-0.75, 800.0, -800.0]])
_SLOPES = np.array([[0.5, -2.0, 1.5], [-1.0, 3.0, 0.25]])

ACTIVATION_BACKWARD = Exercise(
    id="09.activation_backward",
    reference=activation_backward,
    tensorflow=_tensorflow,
    criteria=(
        Criterion(
            "formula",
            5,
            (
                *_each("two samples, three units", lambda i: _pair(i, 2, 3)),
                *_each("three samples, three units", lambda i: _pair(10 + i, 3, 3)),
                # As small as gradients often are: digits that are rounded away are missed.
                *_each("small gradients", lambda i: _pair(20 + i, 4, 2, scale=2.0**-17), ("sigmoid", "tanh")),
            ),
        ),
        Criterion(
            "shapes",
            2,
            (
                *_each("one sample", lambda i: _pair(30 + i, 1, 4), ("sigmoid", "tanh", "relu")),
                *_each("one unit", lambda i: _pair(40 + i, 5, 1), ("linear", "tanh", "relu")),
            ),
        ),
        Criterion(
            "integers",
            1,
            (
                *_each("whole sums", lambda i: (_pair(50 + i, 2, 3)[0], np.array([[1, -2, 2], [-1, 3, -3]]))),
                *_each(
                    "float32", lambda i: tuple(x.astype(np.float32) for x in _pair(60 + i, 3, 2)), _NAMES[1:]
                ),
            ),
        ),
        Criterion(
            "extremes",
            1,
            (
                *_each("very large sums", lambda i: (_SLOPES, _LARGE), _NAMES[1:]),
                Case(
                    "exactly 0, relu", (np.array([[2.0, -3.0, 0.5]]), np.array([[0.0, 1.5, -0.25]]), "relu")
                ),
            ),
        ),
        Criterion(
            "purity",
            1,
            (
                *_each("read-only", lambda i: _pair(70 + i, 3, 4), ("relu", "sigmoid"), layout="readonly"),
                *_each("views with gaps", lambda i: _pair(80 + i, 2, 4), ("tanh", "relu"), layout="strided"),
            ),
            rule="purity",
        ),
    ),
    misconceptions=placed(wrong.ACTIVATION_BACKWARD),
    minutes=10,
    difficulty=2,
    conventions=(Convention("relu_slope_one_at_zero", _one_at_zero),),
    atol=1e-12,
    tolerance_reason="relative: small gradients count as much as large ones; far out the slopes are 0",
    fresh=_fresh,
    forbidden=(
        "tensorflow",
        "keras",
        "torch",
        "jax",
        "scipy",
        "sklearn",
        *(f"nnlab.activations.{name}_gradient" for name in _NAMES),
    ),
)
