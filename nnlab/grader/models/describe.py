"""Read a probed model, on the grader's side."""

from itertools import product
from typing import Any

import numpy as np

from nnlab import activations
from nnlab.grader.models.purposes import PURPOSES
from nnlab.grader.models.spec import ModelSpec
from nnlab.grader.models.stack import stack

# Where several fit, as when all weights are 0, the first does: ReLU in a hidden layer, none in the last.
_CANDIDATES = ("relu", "linear", "sigmoid", "softmax", "tanh", "leaky_relu", "silu", "elu")
_LAST = ("linear", "relu", *_CANDIDATES[2:])


def describe(card: dict[str, Any]) -> ModelSpec | None:
    """Read a probed model; None when it is neither a stack of dense layers nor one of convolutions.

    Parameters
    ----------
    card : dict
        From `probe_model`.

    Returns
    -------
    ModelSpec or None
    """
    kernels = [W for W in card["weights"] if W.ndim == 3]
    x = card["x"].reshape(len(card["x"]), -1)
    layers = None if kernels else stack(card["weights"], x.shape[1])
    if layers is None and not kernels:
        return None
    common = {
        "loss": _loss(card),
        "optimizer": card.get("optimizer", ""),
        "learning_rate": float(f"{card.get('learning_rate', float('nan')):.6g}"),
        "names": tuple(card["layers"]),
    }
    if kernels:
        return ModelSpec(
            units=(card["outputs"].shape[-1],),
            activations=_around_convolutions(card),
            filters=tuple(W.shape[-1] for W in kernels),
            length=card["length"],
            **common,
        )
    return ModelSpec(
        units=tuple(W.shape[1] for W, _ in layers),
        activations=_activations(x, layers, card["outputs"]),
        **common,
    )


def _activations(x: np.ndarray, layers: list, outputs: np.ndarray) -> tuple[str, ...]:
    """The activations that turn `x` into `outputs` with these weights; ``unknown`` when none do."""
    if len(layers) > 4:
        return ("unknown",) * len(layers)
    # Float32 rounds in proportion to the row's largest number.
    tolerance = 1e-3 * np.abs(outputs) + 1e-5 * (1 + np.abs(outputs).max(axis=-1, keepdims=True))
    for names in product(*[_CANDIDATES] * (len(layers) - 1), _LAST):
        a = x.astype(np.float64)
        for (W, b), name in zip(layers, names, strict=True):
            a = activations.get(name)(a @ W + b)
        if a.shape == outputs.shape and (np.abs(a - outputs) <= tolerance).all():
            return names
    return ("unknown",) * len(layers)


def _around_convolutions(card: dict[str, Any]) -> tuple[str, str]:
    """Whether anything before the last activation is more than a linear map, and the last activation."""
    last = _last_activation(card["near"], card["pushed"])
    values = [part.astype(np.float64) for part in card["sums"]]
    if last == "sigmoid":
        sure = np.all([(part > 1e-3) & (part < 1 - 1e-3) for part in values], axis=0)
        with np.errstate(all="ignore"):
            values = [np.log(part / (1 - part))[sure] for part in values]
    a, b, both, nothing = values
    linear = both.size and np.allclose(both, a + b - nothing, rtol=1e-3, atol=1e-3)
    return "linear" if linear else "nonlinear", last


def _last_activation(outputs: np.ndarray, pushed: np.ndarray) -> str:
    """A sigmoid comes to 1 when its bias is pushed; a logit moves as far as it was pushed."""
    if pushed.shape != outputs.shape:
        return "unknown"
    if np.allclose(pushed, 1.0, atol=1e-4) and ((outputs >= 0) & (outputs <= 1)).all():
        return "sigmoid"
    return "linear" if (pushed - outputs > 10).all() else "unknown"


def _loss(card: dict[str, Any]) -> str:
    """Name the loss by its value on the probe; the declared name stands only where no value is known."""
    value = card.get("loss_value", float("nan"))
    for name, known in PURPOSES[card["purpose"]].readings(card["outputs"].shape[-1]).items():
        if abs(value - known) < 1e-4:
            return name
    name = card.get("loss_name", "none")
    usual = "sparse_" if card["purpose"] == "classes" else "binary_"
    return f"{name} with a penalty, a weight or another mean" if name.startswith(usual) else name
