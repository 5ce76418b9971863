"""Judge a Keras model by what it computes.

`probe_model` stands beside the learner's code and turns a model into numbers: weights, outputs, the value
of its loss, losses of a short training. `describe` reads those numbers on the grader's side. So it does
not matter how the model was written (`Sequential`, `add`, functional, an `Activation` layer of its own).
Only the optimizer, and a loss that fits no known value, are taken by their names.
"""

from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

import numpy as np

from nnlab import activations
from nnlab.grader.capture import Value, capture
from nnlab.grader.compare import Finding

_CANDIDATES = ("linear", "relu", "sigmoid", "softmax", "tanh", "leaky_relu", "silu", "elu")
_EPOCHS = 5
_LEARNT = 0.97  # measured over initializations, a right model ends between 0.66 and 0.85 of its first loss


@dataclass(frozen=True)
class ModelSpec:
    """What a model is, in comparable terms.

    Parameters
    ----------
    units : tuple of int
        Units of each dense layer.
    activations : tuple of str
        Activation after each dense layer.
    loss : str
        ``"sparse_categorical_crossentropy"`` and so on, with ``" from logits"`` where that holds.
    optimizer : str
        Class name, such as ``"Adam"``.
    learning_rate : float
    """

    units: tuple[int, ...]
    activations: tuple[str, ...]
    loss: str
    optimizer: str
    learning_rate: float


def training_set(features: int, classes: int) -> tuple[np.ndarray, np.ndarray]:
    """A small separable set that every working model can learn: ``(x, y)``, float32 and int64."""
    rng = np.random.default_rng(5)
    y = np.arange(60 * classes) % classes
    centers = 4.0 * rng.standard_normal((classes, features))
    x = centers[y] + 0.3 * rng.standard_normal((y.size, features))
    return (x / 4.0).astype(np.float32), y


def probe_model(model: Any) -> Value:
    """Turn a Keras model into plain numbers; anything else is captured as what it is.

    Parameters
    ----------
    model : object

    Returns
    -------
    Value
        Kind ``model``; ``data`` maps names to arrays, numbers and strings.
    """
    if not any(c.__name__ == "Model" and c.__module__.startswith("keras") for c in type(model).__mro__):
        return capture(model)
    try:
        return Value("model", _card(model), type(model).__name__)
    except Exception as error:  # a model with two inputs, or for images: no fault of the code that built it
        return Value(
            "unusable_model", type_name=f"{type(error).__name__}: {str(error).splitlines()[0][:160]}"
        )


def _card(model: Any) -> dict[str, Any]:
    """Weights, outputs, loss and a short training of a model that takes ``(samples, inputs)``."""
    features = int(model.input_shape[-1]) if getattr(model, "built", False) else 2
    x = np.random.default_rng(3).standard_normal((16, features)).astype(np.float32)
    outputs = np.asarray(model(x))
    weights = [np.array(w) for w in model.get_weights()]
    card: dict[str, Any] = {"x": x, "outputs": outputs, "weights": weights, "compiled": bool(model.compiled)}
    if model.compiled:
        classes = outputs.shape[-1]
        card["optimizer"] = type(model.optimizer).__name__
        card["learning_rate"] = float(np.asarray(model.optimizer.learning_rate))
        card["loss_name"] = _loss_name(model.loss)
        probabilities, labels = _loss_probe(classes)
        card["loss_value"] = _number(lambda: model.compute_loss(None, labels, probabilities, None))
        if classes > 1:
            card["losses"] = _train(model, *training_set(features, classes))
    return card


def _loss_name(loss: Any) -> str:
    if isinstance(loss, str):
        return loss[:60]
    return str(getattr(loss, "name", None) or getattr(loss, "__name__", type(loss).__name__))[:60]


def _number(compute: Any) -> float:
    try:
        return float(np.asarray(compute()))
    except Exception:
        return float("nan")


def _train(model: Any, x: np.ndarray, y: np.ndarray) -> list[float]:
    try:
        history = model.fit(x, y, epochs=_EPOCHS, batch_size=16, verbose=0, shuffle=False)
        return [float(value) for value in history.history["loss"]]
    except Exception:
        return []


def _loss_probe(classes: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows that are valid both as probabilities and as logits, so that the two readings give two values."""
    rows = np.random.default_rng(4).uniform(0.1, 1.0, (6, classes)).astype(np.float32)
    return rows / rows.sum(axis=-1, keepdims=True), np.arange(6) % classes


def describe(card: dict[str, Any]) -> ModelSpec | None:
    """Read a probed model; None when it is no stack of dense layers.

    Parameters
    ----------
    card : dict
        From `probe_model`.

    Returns
    -------
    ModelSpec or None
    """
    weights = card["weights"]
    layers = list(zip(weights[::2], weights[1::2], strict=False))
    stack = len(weights) % 2 == 0 and all(W.ndim == 2 and b.shape == W.shape[1:] for W, b in layers)
    if not stack or not layers or any(p.shape[1] != q.shape[0] for (p, _), (q, _) in pairwise(layers)):
        return None
    return ModelSpec(
        units=tuple(W.shape[1] for W, _ in layers),
        activations=_activations(card["x"], layers, card["outputs"]),
        loss=_loss(card),
        optimizer=card.get("optimizer", ""),
        learning_rate=round(card.get("learning_rate", float("nan")), 9),
    )


def _activations(x: np.ndarray, layers: list, outputs: np.ndarray) -> tuple[str, ...]:
    """The activations that turn `x` into `outputs` with these weights; ``unknown`` when none do."""
    if len(layers) > 4:
        return ("unknown",) * len(layers)
    for names in product(_CANDIDATES, repeat=len(layers)):
        a = x.astype(np.float64)
        for (W, b), name in zip(layers, names, strict=True):
            a = activations.get(name)(a @ W + b)
        if a.shape == outputs.shape and np.allclose(a, outputs, rtol=1e-3, atol=1e-5):
            return names
    return ("unknown",) * len(layers)


def _loss(card: dict[str, Any]) -> str:
    """Name the loss by its value on the probe; the declared name stands only where no value is known."""
    rows, labels = _loss_probe(card["outputs"].shape[-1])
    value = card.get("loss_value", float("nan"))
    picked = np.arange(labels.size), labels
    as_logits = -activations.log_softmax(rows.astype(np.float64))[picked].mean()
    as_probabilities = -np.log(rows.astype(np.float64)[picked]).mean()
    if abs(value - as_logits) < 1e-4:
        return "sparse_categorical_crossentropy from logits"
    if abs(value - as_probabilities) < 1e-4:
        return "sparse_categorical_crossentropy"
    return card.get("loss_name", "none")


def model_judge(*parts: str) -> Any:
    """Make the judge of one criterion: it compares the named parts of the model with the expected ones.

    Parameters
    ----------
    *parts : {"units", "activations", "loss", "optimizer", "learning_rate", "training"}

    Returns
    -------
    callable
        ``judge(value, expected) -> Finding or None``.
    """

    def judge(value: Value, expected: ModelSpec) -> Finding | None:
        if value.kind == "unusable_model":
            return Finding("type", {"kind": value.kind, "type_name": value.type_name, "shape": None})
        if value.kind != "model":
            return Finding("type", {"kind": "not_a_model", "type_name": value.type_name, "shape": None})
        spec = describe(value.data)
        if spec is None:
            return Finding("model_stack", {})
        if not value.data["compiled"] and set(parts) & {"loss", "optimizer", "learning_rate", "training"}:
            return Finding("model_not_compiled", {})
        for part in parts:
            if part == "training":
                losses = value.data.get("losses", [])
                if not losses or not np.isfinite(losses).all():
                    return Finding("model_no_training", {})
                if losses[-1] > _LEARNT * losses[0]:
                    return Finding("model_training", {"losses": losses})
            elif getattr(spec, part) != getattr(expected, part):
                got, want = getattr(spec, part), getattr(expected, part)
                return Finding(f"model_{part}", {"got": got, "expected": want})
        return None

    return judge
