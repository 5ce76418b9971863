"""Wrong ways to decide when training should have stopped."""

from functools import partial

import numpy as np

from nnlab.grader.misconceptions._compose import compose
from nnlab.grader.spec import Misconception


def _early_stopping(
    val_losses,
    patience,
    *,
    better=lambda loss, best: loss < best,
    start=np.inf,
    against="best",
    reset=True,
    enough=lambda wait, patience: wait >= patience,
    stop=lambda epoch, best, patience: epoch,
    best_of=lambda losses, best, epoch: best,
    last=lambda losses: len(losses) - 1,
    order=lambda stop, best: (stop, best),
):
    """A count of the epochs without improvement; right as long as no part is exchanged."""
    best_loss, best_epoch, wait, previous = start, 0, 0, start
    for epoch, loss in enumerate(val_losses):
        if better(loss, best_loss if against == "best" else previous):
            wait = 0 if reset else wait
            best_loss, best_epoch = loss, epoch
        else:
            wait += 1
            if enough(wait, patience):
                return order(stop(epoch, best_epoch, patience), best_of(val_losses, best_epoch, epoch))
        previous = loss
    return order(last(val_losses), best_of(val_losses, best_epoch, len(val_losses) - 1))


#: These meet in pairs.
_OFTEN = (
    ("early_stopping_epoch.ties_improve", {"better": lambda loss, best: loss <= best}),
    ("early_stopping_epoch.patience_off_by_one", {"enough": lambda wait, patience: wait > patience}),
    ("early_stopping_epoch.never_resets", {"reset": False}),
    ("early_stopping_epoch.best_of_all", {"best_of": lambda losses, best, epoch: int(np.argmin(losses))}),
    ("early_stopping_epoch.counted_from_one", {"order": lambda stop, best: (stop + 1, best + 1)}),
    ("early_stopping_epoch.swapped", {"order": lambda stop, best: (best, stop)}),
    ("early_stopping_epoch.previous_epoch", {"against": "previous"}),
    ("early_stopping_epoch.last_is_length", {"last": len}),
)
#: These stand alone: the other ways to commit them, and the seldom ones.
_ALONE = (
    ("early_stopping_epoch.too_early", {"enough": lambda wait, patience: wait >= patience - 1}),
    (
        "early_stopping_epoch.previous_epoch",
        {"against": "previous", "best_of": lambda losses, best, epoch: int(np.argmin(losses[: epoch + 1]))},
    ),
    (
        "early_stopping_epoch.previous_epoch",
        {"against": "previous", "best_of": lambda losses, best, epoch: int(np.argmin(losses))},
    ),
    ("early_stopping_epoch.first_rise", {"enough": lambda wait, patience: True}),
    ("early_stopping_epoch.counted_from_one", {"order": lambda stop, best: (stop + 1, best)}),
    ("early_stopping_epoch.best_loss", {"best_of": lambda losses, best, epoch: losses[best]}),
    ("early_stopping_epoch.maximum", {"better": lambda loss, best: loss > best, "start": -np.inf}),
    *(
        ("early_stopping_epoch.minimum_change", {"better": lambda loss, best, d=d: loss < best - d})
        for d in (0.1, 0.05, 0.01, 1e-3, 1e-4, 1e-5)
    ),
    ("early_stopping_epoch.stop_only", {"order": lambda stop, best: stop}),
    ("early_stopping_epoch.best_only", {"order": lambda stop, best: best}),
    ("early_stopping_epoch.starts_low", {"start": 1.0}),
    ("early_stopping_epoch.starts_low", {"start": 0.0}),
    ("early_stopping_epoch.starts_low", {"start": 10.0}),
    ("early_stopping_epoch.starts_low", {"start": 100.0}),
    ("early_stopping_epoch.starts_low", {"start": 1000.0}),
    ("early_stopping_epoch.never_stops", {"enough": lambda wait, patience: False}),
    ("early_stopping_epoch.nothing_when_never", {"last": lambda losses: None}),
    ("early_stopping_epoch.nothing_when_never", {"last": lambda losses: -1}),
    ("early_stopping_epoch.best_not_kept", {"best_of": lambda losses, best, epoch: 0}),
    ("early_stopping_epoch.stops_at_best", {"stop": lambda epoch, best, patience: best}),
    (
        "early_stopping_epoch.best_before_stop",
        {"best_of": lambda losses, best, epoch: epoch - 1},
    ),
    (
        "early_stopping_epoch.last_minimum",
        {"best_of": lambda losses, best, epoch: epoch - int(np.argmin(losses[: epoch + 1][::-1]))},
    ),
    ("early_stopping_epoch.patience_zero", {"enough": lambda wait, patience: wait == patience}),
    ("early_stopping_epoch.stop_after_stop", {"stop": lambda epoch, best, patience: epoch + 1}),
)


def _asks_one_epoch_late(val_losses, patience):
    """Whether to stop is asked at the start of the next epoch, not at the end of this one."""
    best, wait = 0, 0
    for epoch, loss in enumerate(val_losses):
        if wait >= patience:
            return epoch, best
        if epoch == 0 or loss < val_losses[best]:
            best, wait = epoch, 0
        else:
            wait += 1
    return len(val_losses) - 1, best


def _asks_always(val_losses, patience):
    """Whether to stop is asked after a better epoch, too: with patience 0 the first one is the last."""
    return (0, 0) if patience == 0 else _early_stopping(val_losses, patience)


def _patience_back(val_losses, patience):
    """The best epoch lies `patience` before the stop, but for patience 0."""
    stop, best = _early_stopping(val_losses, patience)
    waited = stop - best >= max(patience, 1)
    return stop, (stop - patience if waited else best)


def _first_is_no_best(val_losses, patience):
    """The first loss is the best from the start, so the first epoch is not below it and waits."""
    return _early_stopping(val_losses, patience, start=val_losses[0])


def _return_in_the_loop(val_losses, patience):  # noqa: ARG001
    return len(val_losses) - 1, 0


def _from_the_minimum(val_losses, patience):
    """The minimum of all losses first, then the patience."""
    best = int(np.argmin(val_losses))
    return min(best + patience, len(val_losses) - 1), best


def _beyond_the_end(val_losses, patience):
    best = int(np.argmin(val_losses))
    return best + patience, best


def _stop_minus_patience(val_losses, patience):
    stop, _ = _early_stopping(val_losses, patience)
    return stop, stop - patience


def _nothing_at_all(val_losses, patience):
    """A return inside the loop only."""
    result = _early_stopping(val_losses, patience, last=lambda losses: None)
    return None if result[0] is None else result


def _rises_in_a_row(least, worse):
    """Patience counts rises that follow each other; the best is found afterwards."""

    def early_stopping_epoch(val_losses, patience):
        rises = 0
        for epoch in range(1, len(val_losses)):
            rises = rises + 1 if worse(val_losses[epoch], val_losses[epoch - 1]) else 0
            if rises >= max(patience, least):
                return epoch, int(np.argmin(val_losses[: epoch + 1]))
        return len(val_losses) - 1, int(np.argmin(val_losses))

    return early_stopping_epoch


EARLY_STOPPING_EPOCH = (
    *compose(_early_stopping, _OFTEN),
    *(Misconception(name, partial(_early_stopping, **switches)) for name, switches in _ALONE),
    Misconception("early_stopping_epoch.stop_after_stop", _asks_one_epoch_late),
    Misconception("early_stopping_epoch.patience_zero", _asks_always),
    Misconception("early_stopping_epoch.patience_zero", _patience_back),
    Misconception("early_stopping_epoch.first_epoch_waits", _first_is_no_best),
    Misconception("early_stopping_epoch.return_in_loop", _return_in_the_loop),
    Misconception("early_stopping_epoch.best_of_all", _from_the_minimum),
    Misconception("early_stopping_epoch.beyond_the_end", _beyond_the_end),
    Misconception("early_stopping_epoch.stop_minus_patience", _stop_minus_patience),
    Misconception("early_stopping_epoch.nothing_when_never", _nothing_at_all),
    *(
        Misconception("early_stopping_epoch.previous_epoch", _rises_in_a_row(least, worse))
        for least in (0, 1)
        for worse in (float.__gt__, float.__ge__)
    ),
)
