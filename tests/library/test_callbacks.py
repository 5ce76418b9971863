"""Callbacks: when they are called, and when EarlyStopping stops."""

import numpy as np
import pytest

from nnlab import callbacks, metrics
from nnlab.callbacks import Callback, EarlyStopping, History, LambdaCallback
from nnlab.layers import Dense, Input
from nnlab.models import Sequential

X = np.linspace(-1, 1, 20).reshape(10, 2)
Y = X.sum(axis=1, keepdims=True)


def network():
    model = Sequential([Input((2,)), Dense(1)])
    model.compile("sgd", "mse", metrics=["mae"])
    return model


class DummyModel:
    def __init__(self, weights=-1):
        self.stop_training, self.weights = False, weights

    def get_weights(self):
        return self.weights

    def set_weights(self, weights):
        self.weights = weights


def run(stopper, losses, name="loss"):
    """Number of epochs until the callback stops."""
    stopper.set_model(DummyModel())
    stopper.on_train_begin()
    for epoch, loss in enumerate(losses):
        stopper.model.weights = epoch
        stopper.on_epoch_end(epoch, {name: loss})
        if stopper.model.stop_training:
            break
    stopper.on_train_end()
    return epoch + 1


def test_the_order_of_events():
    seen = []

    class Record(Callback):
        def __getattribute__(self, name):
            if name.startswith("on_") and "batch" not in name:
                return lambda *arguments: seen.append(name)
            return super().__getattribute__(name)

    network().fit(X, Y, validation_data=(X, Y), callbacks=Record(), verbose=0)
    expected = [
        "on_train_begin",
        "on_epoch_begin",
        "on_test_begin",
        "on_test_end",
        "on_epoch_end",
        "on_train_end",
    ]
    assert [name for name in seen if name in expected] == expected


def test_batches_are_counted_and_told_the_means_so_far():
    seen, model = [], network()
    watcher = LambdaCallback(
        on_train_batch_begin=lambda batch, logs: seen.append(("begin", batch)),
        on_train_batch_end=lambda batch, logs: seen.append(("end", batch, sorted(logs))),
        on_test_batch_end=lambda batch, logs: seen.append(("test", batch)),
        on_predict_batch_end=lambda batch, logs: seen.append(("predict", batch, logs["outputs"].shape)),
    )
    model.fit(X, Y, batch_size=6, callbacks=[watcher], verbose=0)
    model.evaluate(X, Y, batch_size=10, callbacks=[watcher], verbose=0)
    model.predict(X, batch_size=5, callbacks=[watcher], verbose=0)
    assert seen == [
        ("begin", 0),
        ("end", 0, ["loss", "mae"]),
        ("begin", 1),
        ("end", 1, ["loss", "mae"]),
        ("test", 0),
        ("predict", 0, (5, 1)),
        ("predict", 1, (5, 1)),
    ]
    assert watcher.params == {"verbose": 0, "epochs": 1, "steps": 2}
    assert watcher.model is model


def test_a_callback_can_stop_in_the_middle_of_an_epoch():
    class Stop(Callback):
        def on_batch_end(self, batch, logs=None):
            self.model.stop_training = batch == 1

    history = network().fit(X, Y, batch_size=1, epochs=5, callbacks=[Stop()], verbose=0)
    assert history.epoch == [0]


def test_history():
    model = network()
    history = model.fit(X, Y, epochs=3, initial_epoch=1, verbose=0)
    assert isinstance(history, History)
    assert history.epoch == [1, 2]
    assert list(history.history) == ["loss", "mae"]
    assert "2 epochs" in repr(history)
    assert history.params["epochs"] == 3


@pytest.mark.parametrize("patience", [0, 1, 2, 3])
def test_patience(patience):
    stopper = EarlyStopping(monitor="loss", patience=patience)
    run(stopper, [10.0, 9.0, 8.0, 9.0, 8.9, 8.8, 8.7, 8.6, 8.5])
    assert stopper.stopped_epoch == max(patience, 1) + 2


def test_the_best_weights_are_restored(capsys):
    stopper = EarlyStopping(patience=2, restore_best_weights=True, verbose=1)
    run(stopper, [0.2, 0.15, 0.1, 0.11, 0.12], "val_loss")
    assert stopper.model.weights == stopper.best_epoch == 2
    said = "Epoch 5: early stopping\nRestoring model weights from the end of the best epoch: 3.\n"
    assert capsys.readouterr().out == said
    beaten = EarlyStopping(patience=5, baseline=0.5, restore_best_weights=True)
    assert run(beaten, [0.9, 0.8, 0.7, 0.71, 0.72, 0.73], "val_loss") == 5
    assert beaten.model.weights == 2


def test_min_delta_and_warm_up_and_direction():
    assert run(EarlyStopping("loss", min_delta=0.5, patience=2), [3.0, 2.9, 2.8, 2.0, 1.0]) == 3
    assert run(EarlyStopping("loss", patience=1, start_from_epoch=3), [1, 2, 3, 4, 5, 6]) == 5
    assert run(EarlyStopping("x", mode="max", min_delta=0.1), [1.0, 2.0, 2.05], "x") == 3


@pytest.mark.parametrize(
    ("mode", "monitor", "op"),
    [
        ("max", "val_mae", np.greater),
        ("auto", "val_mae", np.less),
        ("auto", "val_loss", np.less),
        ("auto", "acc", np.greater),
    ],
)
def test_better_is_less_or_more(mode, monitor, op):
    model = network()
    model.compile("sgd", "mse", metrics=["mae", metrics.BinaryAccuracy(name="acc")])
    stopper = EarlyStopping(monitor, mode=mode)
    model.fit(X, Y, validation_data=(X, Y), callbacks=[stopper], epochs=2, verbose=0)
    assert stopper.monitor_op is op


def test_a_fit_stops_and_a_callback_can_be_used_again():
    model, stopper = network(), EarlyStopping("loss", min_delta=10, patience=3, restore_best_weights=True)
    for _ in range(2):
        history = model.fit(X, Y, epochs=20, callbacks=[stopper], verbose=0)
        assert len(history.epoch) == 4
    stopper.on_train_begin()
    assert (stopper.best, stopper.wait, stopper.best_weights) == (None, 0, None)


@pytest.mark.parametrize("name", ["patience", "min_delta"])
def test_patience_and_min_delta_are_numbers(name):
    with pytest.raises(TypeError, match=f"EarlyStopping: {name} must be a (real|whole) number"):
        EarlyStopping(**{name: "3"})


def test_what_cannot_be_monitored():
    with pytest.raises(ValueError, match="mode='max'"):
        network().fit(X, Y, callbacks=[EarlyStopping("unknown")], verbose=0)
    with pytest.warns(UserWarning, match="the logs have no 'val_loss'"):
        network().fit(X, Y, callbacks=[EarlyStopping()], verbose=0)
    with pytest.warns(UserWarning, match="mode 'typo' is unknown"):
        EarlyStopping(mode="typo")
    assert list(callbacks.__all__) == sorted(callbacks.__all__)
