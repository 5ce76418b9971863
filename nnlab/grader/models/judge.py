"""Judge the parts of a model, one criterion after the other."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlab.calls.capture import Value
from nnlab.grader.compare import Finding
from nnlab.grader.models.describe import describe
from nnlab.grader.models.spec import ModelSpec

_LEARNT = 0.97  # measured over initializations, a right model ends between 0.66 and 0.85 of its first loss
#: What needs `compile`.
_COMPILED = frozenset(("loss", "matched", "optimizer", "learning_rate", "training"))
#: The last activation and the loss that go together.
_MATCHED = {"sigmoid": "BinaryCrossentropy()", "linear": "BinaryCrossentropy(from_logits=True)"}


def model_judge(*parts: str) -> Callable[[Value, ModelSpec], Finding | None]:
    """Make the judge of one criterion: it compares the named parts of the model with the expected ones.

    Parameters
    ----------
    *parts : str
        Fields of `ModelSpec`, which must be equal; or ``outputs`` (units of the last layer), ``hidden`` (at
        least one hidden layer, and ReLU in each), ``nonlinear`` (the convolutions are more than one linear
        map), ``inputs`` (numbers in one sample), ``matched`` (binary cross-entropy on what the last layer
        gives), ``training`` (it learns).

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
        shape = value.data["x"].shape[1:]
        if "inputs" in parts and shape != (expected.inputs,):
            return Finding("model_inputs", {"got": shape, "expected": (expected.inputs,)})
        spec = describe(value.data)
        if spec is None and value.data["normalizes"]:
            return Finding("model_normalizes", {})
        if spec is None:
            return Finding("model_stack", {})
        if value.data["noise"] and "units" in parts:
            return Finding("model_noise", {})
        if not value.data["compiled"] and _COMPILED & set(parts):
            return Finding("model_not_compiled", {})
        for part in parts:
            if part == "inputs":
                continue
            special = _SPECIAL.get(part)
            finding = special(value.data, spec, expected) if special else _equal(part, spec, expected)
            if finding is not None:
                return finding
        return None

    return judge


def _equal(part: str, spec: ModelSpec, expected: ModelSpec) -> Finding | None:
    got, want = getattr(spec, part), getattr(expected, part)
    return None if got == want else Finding(f"model_{part}", {"got": got, "expected": want})


def _outputs(card: dict[str, Any], spec: ModelSpec, expected: ModelSpec) -> Finding | None:
    shape = np.shape(card["outputs"])[1:]
    if len(shape) != 1:
        return Finding("model_output_axes", {"got": shape, "expected": expected.units[-1:]})
    got, want = spec.units[-1], expected.units[-1]
    return None if got == want else Finding("model_outputs", {"got": got, "expected": want})


def _length(_card: dict[str, Any], spec: ModelSpec, expected: ModelSpec) -> Finding | None:
    fits = spec.length in (0, expected.length)
    return None if fits else Finding("model_length", {"got": spec.length, "expected": expected.length})


def _hidden(_card: dict[str, Any], spec: ModelSpec, _expected: ModelSpec) -> Finding | None:
    hidden = spec.activations[:-1]
    if not hidden:
        return Finding("model_no_hidden", {})
    return None if set(hidden) == {"relu"} else Finding("model_hidden", {"got": hidden})


def _nonlinear(_card: dict[str, Any], spec: ModelSpec, _expected: ModelSpec) -> Finding | None:
    return Finding("model_linear", {}) if spec.activations[0] == "linear" else None


def _matched(_card: dict[str, Any], spec: ModelSpec, _expected: ModelSpec) -> Finding | None:
    last = spec.activations[-1]
    if last not in _MATCHED:
        return Finding("model_last", {"got": last})
    wanted = _MATCHED[last]
    return None if spec.loss == wanted else Finding("model_loss", {"got": spec.loss, "expected": wanted})


def _training(card: dict[str, Any], _spec: ModelSpec, _expected: ModelSpec) -> Finding | None:
    losses = card.get("losses", [])
    if card["frozen"]:
        return Finding("model_frozen", {})
    if not losses or not np.isfinite(losses).all():
        labels = card["purpose"] == "labels"
        return Finding("model_no_training_labels" if labels else "model_no_training", {})
    learnt = losses[-1] <= _LEARNT * min(losses[:2])  # before the training and in its first epoch
    return None if learnt else Finding("model_training", {"losses": losses})


_SPECIAL = {
    "outputs": _outputs,
    "length": _length,
    "hidden": _hidden,
    "nonlinear": _nonlinear,
    "matched": _matched,
    "training": _training,
}
