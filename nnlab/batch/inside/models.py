"""Keras models: taken apart beside the learner's code, rebuilt and probed where no learner's code has run.

A model that a learner's function returns may lie in every method. So only its configuration, as Keras writes
it, and its weights leave that process. Another process makes a model of Keras's own classes of them, and what
is judged is that model.
"""

import json
from typing import Any

import numpy as np

from nnlab.calls.capture import Value, capture, name_of
from nnlab.calls.reply import printable

_MOST_TEXT = 200_000
_MOST_WEIGHTS = 4_000_000  # numbers, in all


def plan_of(model: Any) -> Value:
    """Take a Keras model apart; anything else is captured as what it is.

    Returns
    -------
    Value
        Kind ``model_plan`` with ``{"config": JSON, "weights": [arrays]}``.
    """
    if not any(c.__name__ == "Model" and c.__module__.startswith("keras") for c in type(model).__mro__):
        return capture(model)
    name = printable(name_of(type(model)))
    try:
        from keras import saving

        config = json.dumps(saving.serialize_keras_object(model))
        weights = [np.array(w, subok=False) for w in model.get_weights()]
        if len(config) > _MOST_TEXT or sum(w.size for w in weights) > _MOST_WEIGHTS:
            raise ValueError("the model is far larger than the task asks for")
    except Exception as error:
        return Value("unusable_model", type_name=_short(error))
    return Value("model_plan", {"config": config, "weights": weights}, name)


def probe_plan(plan: dict[str, Any], purpose: str) -> Value:
    """Make a model of a plan, and probe it."""
    from nnlab.grader.models.probe import probe_model

    try:
        config = json.loads(plan["config"])
        stranger = _stranger(config)
        if stranger:
            raise ValueError(
                f"{stranger} is none of Keras's own parts: only a model made of these can be graded here"
            )
        from keras import saving

        model = saving.deserialize_keras_object(config, safe_mode=True)
        if plan["weights"]:
            model.set_weights(plan["weights"])
    except Exception as error:
        return Value("unusable_model", type_name=_short(error))
    return probe_model(model, purpose)


def _short(error: Exception) -> str:
    lines = str(error).strip().splitlines() or [""]
    return printable(f"{type(error).__name__}: {lines[0][:160]}")


def _stranger(config: Any) -> str:
    """Name of the first part that is not Keras's own, or that carries code; empty when there is none."""
    if isinstance(config, list):
        return next(filter(None, map(_stranger, config)), "")
    if not isinstance(config, dict):
        return ""
    name = str(config.get("class_name", "")).rpartition(".")[2]  # Keras takes "layers.Lambda" of "keras" too
    module = config.get("module")
    if name in ("Lambda", "__lambda__", "TFSMLayer", "TorchModuleWrapper", "JaxLayer", "FlaxLayer"):
        return name
    if (
        "class_name" in config
        and module is not None
        and str(module).partition(".")[0] not in ("keras", "builtins")
    ):
        return printable(name[:80])
    registered = config.get("registered_name")
    if registered is not None and (">" in str(registered) or module is None):
        return printable(str(registered)[:80])
    return next(filter(None, map(_stranger, config.values())), "")
