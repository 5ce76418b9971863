"""History: the logs of every epoch, which `fit` returns."""

from __future__ import annotations

from nnlab.callbacks.base import Callback, Logs


class History(Callback):
    """Records the logs of every epoch; `fit` returns it.

    Attributes
    ----------
    history : dict of str to list of float
        ``loss``, the metrics, and with ``val_`` before it each of them for the validation data.
    epoch : list of int
        The epochs, counted from 0.
    """

    def __init__(self):
        super().__init__()
        self.history: dict[str, list[float]] = {}
        self.epoch: list[int] = []

    def on_train_begin(self, logs: Logs = None) -> None:  # noqa: ARG002
        """Start to count epochs anew."""
        self.epoch = []

    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:
        """Record an epoch."""
        self.epoch.append(epoch)
        for name, value in (logs or {}).items():
            self.history.setdefault(name, []).append(value)
        self.model.history = self

    def __repr__(self) -> str:
        last = ", ".join(f"{name}: {values[-1]:.4f}" for name, values in self.history.items())
        return f"<History of {len(self.epoch)} epochs{', the last with ' + last if last else ''}>"
