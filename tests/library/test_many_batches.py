"""What training does for speed changes no result: losses computed later, kernels that lie by columns."""

import copy
import pickle

import numpy as np
import pytest

from nnlab import losses, optimizers, utils
from nnlab.callbacks import LambdaCallback
from nnlab.layers import Dense, Input
from nnlab.models import Sequential
from nnlab.models._short_rules import NOTED

RNG = np.random.default_rng(5)
X = RNG.normal(size=(NOTED + 7, 3)).astype(np.float32)
CLASSES = RNG.integers(0, 3, len(X))
TARGETS = {
    "binary_crossentropy": RNG.integers(0, 2, (len(X), 3)),
    "categorical_crossentropy": np.eye(3, dtype=np.float32)[CLASSES],
    "sparse_categorical_crossentropy": CLASSES,
}


def network(loss, inputs=3, units=5, **options):
    utils.set_random_seed(3)
    activation = "sigmoid" if loss == "binary_crossentropy" else "softmax"
    model = Sequential([Input((inputs,)), Dense(units, "relu"), Dense(3, activation)])
    model.compile(optimizers.Adam(0.01, **options), loss)
    return model


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("batch_size", [3, 60])
@pytest.mark.parametrize("loss", TARGETS)
def test_the_loss_is_the_same_whether_it_is_asked_for_often_or_once(loss, batch_size, weighted):
    weight = RNG.random(len(X)) if weighted else None
    seen = []
    watcher = LambdaCallback(on_train_batch_end=lambda batch, logs: seen.append(logs["loss"]))
    found = []
    for callbacks in ([watcher], None):
        model = network(loss)
        found.append(
            model.fit(
                X,
                TARGETS[loss],
                batch_size,
                epochs=2,
                shuffle=False,
                sample_weight=weight,
                callbacks=callbacks,
                verbose=0,
            ).history["loss"]
        )
    assert len(seen) == 2 * -(-len(X) // batch_size)
    np.testing.assert_allclose(found[0], found[1], rtol=1e-6)
    assert seen[-1] == found[0][-1]


@pytest.mark.parametrize("loss", TARGETS)
def test_the_first_loss_is_that_of_the_loss_function(loss):
    model = network(loss)
    expected = losses.get(loss)
    expected = np.mean(expected(TARGETS[loss][:50], model.predict(X[:50], verbose=0)))
    assert model.train_on_batch(X[:50], TARGETS[loss][:50]) == pytest.approx(float(expected), rel=1e-5)
    assert model.train_on_batch(X[:50], TARGETS[loss][:50]) < expected


def test_an_interrupted_epoch_leaves_nothing_to_the_next():
    def interrupt(batch, logs):
        if batch == 2:
            raise KeyboardInterrupt

    model, other = network("binary_crossentropy"), network("binary_crossentropy")
    y = TARGETS["binary_crossentropy"]
    with pytest.raises(KeyboardInterrupt):
        model.fit(X, y, verbose=0, callbacks=[LambdaCallback(on_train_batch_begin=interrupt)])
    other.set_weights(model.get_weights())
    found = [one.fit(X, y, len(X), verbose=0).history["loss"][0] for one in (model, other)]
    assert found[0] == pytest.approx(found[1], rel=1e-6)


WIDE = RNG.normal(size=(96, 200)).astype(np.float32)
LABELS = RNG.integers(0, 3, 96)


def narrow(**options):
    model = network("sparse_categorical_crossentropy", 200, 6, **options)
    model.fit(WIDE, LABELS, shuffle=False, verbose=0)
    return model


def test_a_long_and_narrow_kernel_lies_by_columns():
    model = narrow()
    kernel, gradient = model.layers[0].kernel, model.layers[0].kernel_gradient
    assert kernel.flags.f_contiguous
    assert gradient.flags.f_contiguous
    assert kernel.base is model.layers[1].kernel.base
    assert model.layers[1].kernel.flags.c_contiguous


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])  # noqa: S301
def test_it_is_trained_like_any_other(copied):
    model, one_by_one = narrow(), narrow(clipnorm=1e6)
    other = copied(model)
    for one in (model, one_by_one, other):
        one.fit(WIDE, LABELS, shuffle=False, verbose=0)
    for one in (one_by_one, other):
        for weight, same in zip(one.weights, model.weights, strict=True):
            np.testing.assert_allclose(weight, same, rtol=1e-4, atol=1e-6)


def test_its_weights_are_kept_in_a_file(tmp_path):
    model = narrow()
    model.save_weights(tmp_path / "w.npz")
    other = network("sparse_categorical_crossentropy", 200, 6)
    other.load_weights(tmp_path / "w.npz")
    np.testing.assert_array_equal(other.predict(WIDE, verbose=0), model.predict(WIDE, verbose=0))
