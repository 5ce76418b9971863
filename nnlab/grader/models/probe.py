"""Turn a learner's Keras model into plain numbers, beside the learner's code."""

from typing import Any

import numpy as np

from nnlab.calls.capture import Value, capture
from nnlab.grader.models.purposes import PURPOSES, Purpose
from nnlab.grader.models.stack import stack

#: Settings of an optimizer that make another method of it.
_SETTINGS = ("beta_1", "beta_2", "amsgrad", "weight_decay", "momentum")
_EPOCHS = 5
#: Where the model says nothing of its input.
_FEATURES, _LENGTH = 2, 96
#: So much is added to the last bias: a logit moves by it, a sigmoid goes to 1.
_PUSH = 40.0
_SCALES = (0.1, 1.0, 10.0)


def probe_model(model: Any, purpose: str = "classes") -> Value:
    """Turn a Keras model into plain numbers; anything else is captured as what it is.

    Parameters
    ----------
    model : object
    purpose : {"classes", "labels"}
        What the model is for.

    Returns
    -------
    Value
        Kind ``model``; ``data`` maps names to arrays, numbers and strings.
    """
    if not any(c.__name__ == "Model" and c.__module__.startswith("keras") for c in type(model).__mro__):
        return capture(model)
    try:
        return Value("model", _card(model, PURPOSES[purpose]) | {"purpose": purpose}, type(model).__name__)
    except Exception as error:  # a model with two inputs, say: no fault of the code that built it
        return Value(
            "unusable_model", type_name=f"{type(error).__name__}: {str(error).splitlines()[0][:160]}"
        )


def _card(model: Any, purpose: Purpose) -> dict[str, Any]:
    """Weights, outputs, loss and a short training."""
    known, shape = _known(model), _sample_shape(model)
    x = purpose.inputs(shape)
    outputs = np.asarray(model(x))
    weights = [np.array(w) for w in model.get_weights()]
    card: dict[str, Any] = {"x": x, "outputs": outputs, "weights": weights, "compiled": bool(model.compiled)}
    card["length"] = known[0] if len(known) > 1 else 0
    card["layers"] = [str(layer.name)[:60] for layer in model.layers if layer.weights]
    card["normalizes"] = any(c.__name__ == "Normalization" for x in model.layers for c in type(x).__mro__)
    card["noise"] = not np.allclose(model(x, training=True), outputs, rtol=1e-3, atol=1e-3)
    card["frozen"] = len(model.trainable_weights) < len(weights)
    card["near"], card["pushed"] = _pushed(model, 0.1 * x[: len(x) // 2], weights)
    card["sums"] = [np.asarray(model(part)) for part in _sums(x)]
    if model.compiled:
        predictions, labels = purpose.loss_probe(outputs.shape[-1])
        card["optimizer"] = _optimizer_name(model.optimizer)
        card["loss_name"] = _loss_name(model.loss)
        card["loss_value"] = _number(lambda: model.compute_loss(None, labels, predictions, None))
        if outputs.shape[-1] > 1 or outputs.ndim == 2:
            card["losses"] = _train(model, *purpose.training_set(shape, outputs.shape[-1]))
        # After the training: a rate that sinks is not the constant one that is asked.
        card["learning_rate"] = float(np.asarray(model.optimizer.learning_rate))
    return card


def _known(model: Any) -> tuple[int, ...]:
    """Shape of a sample as the model declares it, or empty when it is not built yet or keeps it to itself."""
    try:
        return tuple(int(n or _LENGTH) for n in model.input_shape[1:])
    except Exception:
        return ()


def _sample_shape(model: Any) -> tuple[int, ...]:
    """A shape that the model takes: a vector, or a signal of one channel where its weights are kernels."""
    known = _known(model)
    if known:
        return known
    weights = model.get_weights()
    if any(W.ndim == 3 for W in weights) or any(_is_convolution(layer) for layer in model.layers):
        return (_LENGTH, 1)
    return (next((W.shape[0] for W in weights if W.ndim == 2 and stack(weights, W.shape[0])), _FEATURES),)


def _is_convolution(layer: Any) -> bool:
    return any(c.__name__ == "Conv1D" for c in type(layer).__mro__)


def _pushed(model: Any, x: np.ndarray, weights: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The outputs before and after a push to the last bias, which is then taken back."""
    before = np.asarray(model(x))
    if not weights or weights[-1].ndim != 1:
        return before, np.empty(0)
    try:
        model.set_weights([*weights[:-1], weights[-1] + _PUSH])
        return before, np.asarray(model(x))
    finally:
        model.set_weights(weights)


def _sums(x: np.ndarray) -> tuple[np.ndarray, ...]:
    """Inputs a, b, a + b and 0: for a linear model f(a + b) - f(a) - f(b) + f(0) is 0.

    They are positive, so that the bends of many units do not cancel, and of several sizes.
    """
    part = len(x) // 4
    a, b = np.abs(x[:part]), np.abs(x[part : 2 * part])
    a, b = (np.concatenate([scale * y for scale in _SCALES]) for y in (a, b))
    return a, b, a + b, np.zeros_like(a)


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
    """The loss before the training, and that of each epoch."""
    try:
        before = float(np.ravel(model.test_on_batch(x, y))[0])
        history = model.fit(x, y, epochs=_EPOCHS, batch_size=16, verbose=0, shuffle=False)
        return [before, *(float(value) for value in history.history["loss"])]
    except Exception:
        return []
