"""Judge a Keras model by what it computes.

`probe_model` stands beside the learner's code and turns a model into numbers: weights, outputs, the value
of its loss, losses of a short training. `describe` reads those numbers on the grader's side. So it does
not matter how the model was written (`Sequential`, `add`, functional, an `Activation` layer of its own).
Only the optimizer, and a loss that fits no known value, are taken by their names.
"""

from dataclasses import dataclass
from itertools import pairwise, permutations, product
from typing import Any

import numpy as np

from nnlab import activations
from nnlab.calls.capture import Value, capture
from nnlab.grader.compare import Finding

# Where several fit, as when all weights are 0, the first does: ReLU in a hidden layer, none in the last.
_CANDIDATES = ("relu", "linear", "sigmoid", "softmax", "tanh", "leaky_relu", "silu", "elu")
_LAST = ("linear", "relu", *_CANDIDATES[2:])
#: Settings of an optimizer that make another method of it.
_SETTINGS = ("beta_1", "beta_2", "amsgrad", "weight_decay", "momentum")
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
        As Keras writes it, such as ``"SparseCategoricalCrossentropy(from_logits=True)"``.
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
    features = _features(model)
    x = np.random.default_rng(3).standard_normal((16, features)).astype(np.float32)
    x[8:] *= 50  # an activation that is cut off, such as relu6, shows itself far out
    outputs = np.asarray(model(x))
    weights = [np.array(w) for w in model.get_weights()]
    card: dict[str, Any] = {"x": x, "outputs": outputs, "weights": weights, "compiled": bool(model.compiled)}
    card["noise"] = not np.allclose(model(x, training=True), outputs, rtol=1e-3, atol=1e-3)
    card["frozen"] = len(model.trainable_weights) < len(weights)
    if model.compiled:
        classes = outputs.shape[-1]
        card["optimizer"] = _optimizer_name(model.optimizer)
        card["loss_name"] = _loss_name(model.loss)
        probabilities, labels = _loss_probe(classes)
        card["loss_value"] = _number(lambda: model.compute_loss(None, labels, probabilities, None))
        if classes > 1:
            card["losses"] = _train(model, *training_set(features, classes))
        # After the training: a rate that sinks is not the constant one that is asked.
        card["learning_rate"] = float(np.asarray(model.optimizer.learning_rate))
    return card


def _features(model: Any) -> int:
    """How many inputs the model takes; any number does before it is built."""
    try:
        return int(model.input_shape[-1])
    except Exception:  # not built yet, or a class of the learner's own, which knows no `input_shape`
        weights = model.get_weights()
        return next((W.shape[0] for W in weights if W.ndim == 2 and _stack(weights, W.shape[0])), 2)


def _optimizer_name(optimizer: Any) -> str:
    """Keras's name of the optimizer, a subclass or not, and the settings that are not Keras's own."""
    kind = next((c for c in type(optimizer).__mro__ if c.__module__.startswith("keras")), type(optimizer))
    try:
        given, usual = optimizer.get_config(), kind().get_config()
    except Exception:
        return kind.__name__
    changed = [f"{key}={given[key]}" for key in _SETTINGS if key in given and given[key] != usual.get(key)]
    return f"{kind.__name__} with {', '.join(changed)}" if changed else kind.__name__


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
    layers = _stack(card["weights"], card["x"].shape[1])
    if layers is None:
        return None
    return ModelSpec(
        units=tuple(W.shape[1] for W, _ in layers),
        activations=_activations(card["x"], layers, card["outputs"]),
        loss=_loss(card),
        optimizer=card.get("optimizer", ""),
        learning_rate=round(card.get("learning_rate", float("nan")), 9),
    )


def _stack(weights: list, features: int) -> list | None:
    """Weights and biases as layers that fit onto each other; a model class may hold them in any order."""
    layers = list(zip(weights[::2], weights[1::2], strict=False))
    dense = len(weights) % 2 == 0 and all(W.ndim == 2 and b.shape == W.shape[1:] for W, b in layers)
    if not dense or not layers:
        return None
    for order in permutations(layers) if len(layers) <= 4 else [layers]:
        sizes = [features, *(W.shape[1] for W, _ in order)]
        if all(W.shape == pair for (W, _), pair in zip(order, pairwise(sizes), strict=True)):
            return list(order)
    return None


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


def _loss(card: dict[str, Any]) -> str:
    """Name the loss by its value on the probe; the declared name stands only where no value is known."""
    rows, labels = _loss_probe(card["outputs"].shape[-1])
    value = card.get("loss_value", float("nan"))
    picked = np.arange(labels.size), labels
    as_logits = -activations.log_softmax(rows.astype(np.float64))[picked].mean()
    as_probabilities = -np.log(rows.astype(np.float64)[picked]).mean()
    if abs(value - as_logits) < 1e-4:
        return "SparseCategoricalCrossentropy(from_logits=True)"
    if abs(value - as_probabilities) < 1e-4:
        return "SparseCategoricalCrossentropy()"
    name = card.get("loss_name", "none")
    return f"{name} with a penalty, a weight or another mean" if name.startswith("sparse_") else name


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
        if value.data["noise"] and "units" in parts:
            return Finding("model_noise", {})
        if not value.data["compiled"] and set(parts) & {"loss", "optimizer", "learning_rate", "training"}:
            return Finding("model_not_compiled", {})
        for part in parts:
            if part == "training":
                losses = value.data.get("losses", [])
                if value.data["frozen"]:
                    return Finding("model_frozen", {})
                if not losses or not np.isfinite(losses).all():
                    return Finding("model_no_training", {})
                if losses[-1] > _LEARNT * losses[0]:
                    return Finding("model_training", {"losses": losses})
            elif getattr(spec, part) != getattr(expected, part):
                got, want = getattr(spec, part), getattr(expected, part)
                return Finding(f"model_{part}", {"got": got, "expected": want})
        return None

    return judge
