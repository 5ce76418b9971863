"""`early_stopping_epoch`: when to stop, and which epoch was the best."""

from typing import Any

import numpy as np

from nnlab.calls.cases import Case
from nnlab.grader.exercises.lab_11._data import NUMPY_ONLY
from nnlab.grader.exercises.lab_11._places import placed
from nnlab.grader.misconceptions import early_stopping as wrong
from nnlab.grader.spec import Criterion, Exercise


def early_stopping_epoch(val_losses, patience):
    """Epoch at which training stops, and the best one until then, both counted from 0."""
    best_epoch, best_loss, epoch = 0, float("inf"), 0
    for epoch, loss in enumerate(val_losses):
        if loss < best_loss:
            best_epoch, best_loss = epoch, loss
        elif epoch - best_epoch >= patience:
            break
    return epoch, best_epoch


def _tensorflow(tf: Any, val_losses, patience):
    """Keras's own callback on a model that reports these losses."""
    callback = tf.keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience)
    model = tf.keras.Sequential()
    model.stop_training = False
    callback.set_model(model)
    callback.on_train_begin()
    for epoch, loss in enumerate(val_losses):
        callback.on_epoch_end(epoch, {"val_loss": loss})
        if model.stop_training:
            break
    return epoch, callback.best_epoch


def _fresh(rng: np.random.Generator) -> tuple:
    """A falling curve with noise, and no ties: those are a criterion of their own."""
    falling = np.linspace(1.0, 0.5, int(rng.integers(8, 15)))
    return (falling + rng.normal(0, 0.15, falling.size)).tolist(), int(rng.integers(1, 4))


_VALLEY = [0.9, 0.7, 0.6, 0.65, 0.63, 0.64, 0.5]

EARLY_STOPPING_EPOCH = Exercise(
    id="11.early_stopping_epoch",
    reference=early_stopping_epoch,
    tensorflow=_tensorflow,
    criteria=(
        Criterion(
            "formula",
            5,
            (
                Case("past the valley, patience 2", (_VALLEY, 2)),
                Case("past the valley, patience 3", (_VALLEY, 3)),
                Case("a second wind", ([1.0, 0.8, 0.85, 0.7, 0.75, 0.72, 0.71, 0.69, 0.6], 3)),
                Case("falling again, not below the best", ([1.0, 0.5, 0.9, 0.8, 0.7, 0.6, 0.55], 3)),
                Case("up and down", ([0.9, 0.95, 0.8, 0.85, 0.7, 0.75, 0.76, 0.77], 2)),
                Case("ends while it waits", ([0.9, 0.5, 0.6, 0.7], 5)),
                Case("never rises", ([0.9, 0.8, 0.7, 0.6, 0.5], 2)),
            ),
        ),
        Criterion(
            "ties",
            2,
            (
                Case("all equal", ([0.5, 0.5, 0.5, 0.5], 2)),
                Case("as good as the best", ([0.6, 0.4, 0.45, 0.4, 0.4, 0.3], 3)),
                Case("a little better", ([0.5, 0.49999, 0.49998, 0.49997, 0.6, 0.7, 0.8], 2)),
            ),
        ),
        Criterion(
            "patience",
            2,
            (
                Case("patience 1", ([0.5, 0.4, 0.45, 0.3], 1)),
                Case("patience 0", ([0.5, 0.4, 0.45, 0.3], 0)),
                Case("patience 0 and never rises", ([0.5, 0.4, 0.3], 0)),
                Case("one epoch", ([0.7], 3)),
                Case("only rises", ([0.1, 0.2, 0.3, 0.4], 3)),
                Case("large losses", ([5000.0, 4000.0, 4500.0, 4600.0, 3000.0], 2)),
                Case("negative losses", ([-1.0, -2.0, -1.5, -1.75, -3.0], 2)),
                Case("much patience", ([0.9, 0.4, *[0.6] * 20], 10)),
            ),
        ),
        Criterion(
            "purity", 1, (Case("a sharp minimum", ([0.8, 0.3, 0.9, 0.7, 0.2, 0.6, 0.5, 0.4], 3)),), "purity"
        ),
    ),
    misconceptions=placed(wrong.EARLY_STOPPING_EPOCH),
    minutes=10,
    difficulty=2,
    returns="labels",
    outputs=("stop_epoch", "best_epoch"),
    rtol=0.0,
    atol=0.0,
    tolerance_reason="epochs are whole numbers: they agree or they do not",
    fresh=_fresh,
    forbidden=(*NUMPY_ONLY, "nnlab.callbacks"),
)
