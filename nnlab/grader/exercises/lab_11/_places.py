"""Which cell of the lab explains which of its known mistakes."""

from collections.abc import Sequence
from dataclasses import replace

from nnlab.grader.spec import Misconception

#: The cell that explains the function; by the first half of a fault's id.
_HOMES = {
    "one_hot": "concept-one-hot",
    "accuracy": "concept-accuracy",
    "train_epoch": "concept-network",
    "glorot_uniform": "concept-flat",
    "he_normal": "concept-flat",
    "minibatches": "concept-minibatches",
    "early_stopping_epoch": "concept-early-stopping",
}
_OWN = {
    "train_epoch.output_updated_first": "predict-both-gradients",
    "train_epoch.hidden_updated_first": "predict-both-gradients",
}


def placed(misconceptions: Sequence[Misconception]) -> tuple[Misconception, ...]:
    """Return `misconceptions`, each with the cell that explains it."""
    return tuple(
        replace(known, place=_OWN.get(known.id) or _HOMES[known.id.partition(".")[0]])
        for known in misconceptions
    )
