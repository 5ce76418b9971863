"""Sequential: the stack, its shapes and weights, its data; no TensorFlow."""

import copy
import pickle

import numpy as np
import pytest

import nnlab
from nnlab import losses, optimizers, utils
from nnlab.layers import Activation, Dense, Dropout, Flatten, Input, Normalization, Rescaling
from nnlab.models import Sequential

RNG = np.random.default_rng(11)
X = RNG.normal(size=(50, 4)).astype(np.float32)
Y = (X.sum(axis=1) > 0).astype(np.int64) + (X[:, 0] > 1)


def network(*, optimizer="adam", metrics=None, outputs=3):
    utils.set_random_seed(1)
    model = Sequential([Input((4,)), Dense(8, "relu"), Dense(outputs, "softmax")])
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=metrics)
    return model


def test_built_at_once_after_an_input_else_from_the_first_data():
    model = Sequential([Input((2,), batch_size=3), Dense(4), Dense(5)], name="seq")
    assert (model.built, len(model.layers), len(model.weights)) == (True, 2, 4)
    assert (model.input_shape, model.output_shape) == ((3, 2), (3, 5))
    later = Sequential()
    later.add(Dense(4))
    later.add(Dense(5))
    assert not later.built
    assert not hasattr(later, "input_shape")
    assert later(np.ones((3, 2))).shape == (3, 5)
    assert later.built
    assert later.pop() is not None
    assert later(np.ones((3, 2))).shape == (3, 4)
    old = Sequential([Dense(4, input_shape=(2,)), Dense(5, input_shape=(3, 4))])
    assert old.count_params() == 37
    assert later.compute_output_shape((1, 2)) == (1, 4)


@pytest.mark.parametrize(
    ("sample", "given"), [((1,), (5,)), ((4, 4, 1), (5, 4, 4)), ((3,), (5, 3, 1)), ((4, 4), (5, 4, 4, 1))]
)
def test_a_last_axis_of_size_1_is_added_or_taken_away(sample, given):
    model = Sequential([Input(sample), Flatten(), Dense(2)])
    x = np.random.default_rng(3).normal(size=given).astype(np.float32)
    expected = model.predict(x.reshape(5, *sample), verbose=0)
    np.testing.assert_array_equal(model.predict(x, verbose=0), expected)
    np.testing.assert_array_equal(model(x), expected)
    model.compile("sgd", "mse")
    model.fit(x, np.ones((5, 2)), verbose=0)
    assert model.evaluate(x, np.ones((5, 2)), verbose=0) < ((expected - 1) ** 2).mean()
    with pytest.raises(ValueError, match="have the shape"):
        model(np.stack([x, x], axis=-1))


def test_nested_models_and_get_layer():
    inner = Sequential([Input((4,)), Dense(3, "relu", name="inside")])
    model = Sequential([inner, Dense(3, "softmax", name="last")])
    assert model.built
    assert model.get_layer("last") is model.get_layer(index=1) is model.layers[1]
    model.compile("sgd", "sparse_categorical_crossentropy")
    before = model.get_weights()
    model.fit(X, Y, verbose=0)
    assert all((a != b).any() for a, b in zip(before, model.get_weights(), strict=True))
    assert len(model.weight_names) == len(set(model.weight_names)) == 4


@pytest.mark.parametrize(
    ("make", "error", "match"),
    [
        (lambda: Sequential([Input((2,)), Input((2,))]), ValueError, "already been configured"),
        (lambda: Sequential([Dense(2, name="a"), Dense(2, name="a")]), ValueError, "unique names"),
        (lambda: Sequential()(X), ValueError, "no layers"),
        (lambda: Sequential([{}]), TypeError, "Only instances of"),
        (lambda: Sequential([Input((2,)), Dense(2)]).build((3, 4)), ValueError, "already been configured"),
        (lambda: Sequential([Input((2,)), Dense(2)])(X), ValueError, r"have the shape \(samples, 2\)"),
        (lambda: network().predict(X[0], verbose=0), ValueError, r"x\[np.newaxis\]"),
        (lambda: network().get_layer("typo"), ValueError, "There are: dense"),
        (lambda: network().get_layer(index=9), ValueError, "below 2"),
        (lambda: Sequential([Dense(2), Dense(1, dtype="float64")])(X), ValueError, "one dtype"),
        (lambda: Sequential([Dense(2)]).fit(X, Y), ValueError, "must be compiled first"),
        (lambda: network(optimizer="adma"), ValueError, "Did you mean 'adam'"),
        (lambda: Sequential().compile(loss="mze"), ValueError, "name a loss"),
        (lambda: Sequential().compile(loss="mse", metrics=["acuracy"]), ValueError, "name a metric|acuracy"),
        (
            lambda: Sequential().compile(loss="mse", loss_weights=[1]),
            TypeError,
            "loss_weights must be left out",
        ),
        (lambda: network().fit(X, Y[:10]), ValueError, "y must have one entry for each of the 50"),
        (lambda: network().fit(X, Y, sample_weight=[1.0]), ValueError, "sample_weight must have one entry"),
        (lambda: network().fit(X, Y + 2), ValueError, "class numbers from 0 to 2"),
        (lambda: network().fit(X, Y - 1), ValueError, "class numbers from 0 to 2"),
        (lambda: network().fit(X), ValueError, "y must be given"),
        (lambda: network().fit(X[:0], Y[:0]), ValueError, "at least one sample"),
        (lambda: network().fit([[1.0], [1.0, 2.0]], Y), ValueError, "rectangular"),
        (lambda: network().fit(X.astype(str), Y), TypeError, "real numbers"),
        (lambda: network().fit(X, Y, batch_size=0), ValueError, "batch_size must be at least 1"),
        (lambda: network().fit(X, Y, epochs=1.5), TypeError, "epochs must be a whole number"),
        (lambda: network().fit(X, Y, verbose=3), ValueError, "verbose must be"),
        (lambda: network().fit(X, Y, validation_split=1.0), ValueError, "between 0 and 1"),
        (lambda: network().fit(X, Y, validation_split=0.999), ValueError, "leave at least one"),
        (lambda: network().fit(X, Y, validation_data=X), ValueError, "validation_data must be"),
        (lambda: network().fit(X, Y, callbacks=[3]), TypeError, "hold callbacks"),
        (lambda: network().fit(X, Y, class_weight=[1.0]), TypeError, "class_weight must be a dictionary"),
        (lambda: network().fit(X, Y, class_weight={0: "a"}), TypeError, "class_weight must be a real number"),
        (
            lambda: network().fit(X, Y, class_weight={"a": 1}),
            TypeError,
            "class_weight must be a whole number",
        ),
        (
            lambda: network().fit(X, Y, class_weight={0: 1.0}, sample_weight=np.ones(len(Y))),
            ValueError,
            "at the same time",
        ),
        (lambda: network().predict(None), ValueError, "x must be given"),
    ],
)
def test_what_does_not_fit_is_refused(make, error, match):
    with pytest.raises(error, match=match):
        make()


@pytest.mark.parametrize("one_hot", [False, True])
def test_a_weight_for_a_class_is_one_for_each_of_its_samples(one_hot):
    loss = "categorical_crossentropy" if one_hot else "sparse_categorical_crossentropy"
    y = np.eye(3)[Y] if one_hot else Y
    weights = np.array([1.0, 0.25, 4.0])[Y]  # class 0 is not named below
    by_sample, by_class = network(), network()
    by_sample.compile("adam", loss)
    by_class.compile("adam", loss)
    expected = by_sample.fit(X, y, sample_weight=weights, shuffle=False, verbose=0).history
    assert by_class.fit(X, y, class_weight={1: 0.25, 2: 4}, shuffle=False, verbose=0).history == expected
    expected = by_sample.train_on_batch(X, y, sample_weight=weights)
    assert by_class.train_on_batch(X, y, class_weight={1: 0.25, 2: 4}) == expected


def test_layers_cannot_be_assigned():
    with pytest.raises(AttributeError, match=r"Use `add\(\)` and `pop\(\)`"):
        Sequential().layers = [Dense(1)]


def test_training_lowers_the_loss_and_leaves_the_data_alone():
    model, x, y = network(metrics=["accuracy"]), X.copy(), Y.copy()
    history = model.fit(x, y, epochs=30, verbose=0)
    assert history is model.history
    assert list(history.history) == ["accuracy", "loss"]
    assert history.history["loss"][-1] < history.history["loss"][0]
    assert history.epoch == list(range(30))
    np.testing.assert_array_equal(x, X)
    np.testing.assert_array_equal(y, Y)
    loss, accuracy = model.evaluate(X, Y, verbose=0)
    assert model.metrics_names == ["loss", "accuracy"]
    assert model.evaluate(X, Y, verbose=0, return_dict=True) == {"accuracy": accuracy, "loss": loss}
    assert accuracy == np.mean(model.predict(X, verbose=0).argmax(axis=1) == Y).astype(np.float32)


def test_the_same_seed_gives_the_same_weights():
    runs = []
    for _ in range(2):
        model = network()
        model.fit(X, Y, epochs=3, verbose=0)
        runs.append(model.get_weights())
    for one, other in zip(*runs, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(
    "x",
    [X.astype(np.float64), X.tolist(), np.asfortranarray(X), np.repeat(X, 2, axis=1)[:, ::2], X[::-1][::-1]],
)
@pytest.mark.parametrize("y", [Y, Y.astype(np.uint8), Y.astype(np.float64), Y[:, np.newaxis], Y.tolist()])
@pytest.mark.parametrize("shuffle", [False, True])
def test_data_of_any_kind_and_layout_gives_the_same(x, y, shuffle):
    results = []
    for data in ((X, Y), (x, y)):
        model = network()
        model.fit(*data, shuffle=shuffle, verbose=0)
        results.append(model.get_weights())
    for one, other in zip(*results, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-6)


def test_many_classes_in_bytes_do_not_overflow():
    x, y = RNG.normal(size=(600, 4)), np.arange(600).astype(np.uint8)
    model, other = network(outputs=256), network(outputs=256)
    model.fit(x, y, batch_size=300, shuffle=False, verbose=0)
    other.fit(x, y.astype(int), batch_size=300, shuffle=False, verbose=0)
    np.testing.assert_array_equal(model.get_weights()[2], other.get_weights()[2])


def test_validation_split_takes_the_last_part_before_shuffling():
    model = network(optimizer=optimizers.SGD(0.0))
    history = model.fit(X, Y, validation_split=0.3, verbose=0).history
    assert history["val_loss"][0] == pytest.approx(model.evaluate(X[35:], Y[35:], verbose=0))
    assert history["loss"][0] == pytest.approx(model.evaluate(X[:35], Y[:35], verbose=0), rel=1e-6)
    same = model.fit(X[:35], Y[:35], validation_data=(X[35:], Y[35:]), verbose=0).history
    assert same["val_loss"] == history["val_loss"]
    rare = model.fit(X, Y, epochs=4, validation_split=0.3, validation_freq=2, verbose=0).history
    assert (len(rare["loss"]), len(rare["val_loss"])) == (4, 2)


def test_only_what_is_trainable_is_trained():
    model = Sequential(
        [
            Input((4,)),
            Rescaling(2.0),
            Normalization(),
            Dense(5, "relu"),
            Dropout(0.1),
            Dense(3),
            Activation("softmax"),
        ]
    )
    model.layers[1].adapt(X)
    model.layers[2].trainable = False
    model.compile("sgd", "sparse_categorical_crossentropy")
    before = model.get_weights()
    model.fit(X, Y, verbose=0)
    changed = [bool((a != b).any()) for a, b in zip(before, model.get_weights(), strict=True)]
    assert changed == [False, False, False, False, False, True, True]
    assert len(model.trainable_weights) == 2
    model.trainable = False
    assert model.trainable_weights == []


def test_weights_and_gradients_are_views_of_one_array_each():
    model = network()
    model.fit(X, Y, verbose=0)
    assert len({id(weight.base) for weight in model.trainable_weights}) == 1
    assert len({id(gradient.base) for gradient in model.gradients}) == 1
    kernel = model.layers[0].kernel
    model.set_weights([weight * 0 for weight in model.get_weights()])
    assert model.layers[0].kernel is kernel
    assert not kernel.any()


def test_two_models_may_share_a_layer():
    shared = Dense(3, "relu")
    one = Sequential([Input((4,)), shared, Dense(3, "softmax")])
    other = Sequential([Input((4,)), shared, Dense(1)])
    one.compile("sgd", "sparse_categorical_crossentropy")
    other.compile("sgd", "mse")
    for _ in range(2):
        for model, y in ((one, Y), (other, Y.astype(float))):
            before = shared.kernel.copy()
            model.fit(X, y, verbose=0)
            assert (shared.kernel != before).any()


def test_metrics_of_the_same_name_get_numbers():
    model = Sequential([Input((4,)), Dense(1)])
    model.compile("sgd", "mse", metrics=["mse", "mae", "mse", "mse"])
    logs = model.fit(X, Y, verbose=0).history
    assert list(logs) == ["loss", "mae", "mse", "mse_1", "mse_2"]
    assert model.metrics_names == ["loss", "mse", "mae", "mse_1", "mse_2"]
    found = model.evaluate(X, Y, verbose=0)
    assert found[1] == found[3] == found[4] == pytest.approx(found[0], rel=1e-6)
    with pytest.raises(TypeError, match="compile: optimizer must be given"):
        model.compile(None, "mse")


def test_one_batch_at_a_time():
    model = network(metrics=["accuracy"])
    first = model.train_on_batch(X, Y)
    assert len(first) == 2
    assert model.train_on_batch(X, Y)[0] < first[0]  # the mean of two, and the second is lower
    model.reset_metrics()
    assert model.test_on_batch(X, Y, return_dict=True)["loss"] < first[0]
    assert model.predict_on_batch(X).shape == (50, 3)


def test_predictions_belong_to_the_caller():
    model = Sequential([Input((2, 2)), Flatten()])
    x = np.ones((3, 2, 2), np.float32)
    for y in (model(x), model.predict(x, verbose=0), network().predict(X, verbose=0)):
        y[...] = 7
    np.testing.assert_array_equal(x, 1)
    assert model.predict(x[:0], verbose=0).shape == (0, 4)


def test_float64_throughout():
    model = Sequential([Input((4,)), Dense(3, "tanh", dtype="float64"), Dense(1, dtype="float64")])
    model.compile(optimizers.Adam(), losses.MeanSquaredError())
    model.fit(X.astype(float), Y.astype(float), verbose=0)
    assert model.predict(X, verbose=0).dtype == np.float64
    assert all(weight.dtype == np.float64 for weight in model.weights)


def test_a_loss_of_ones_own():
    def squares(y_true, y_pred):
        return ((y_true - y_pred) ** 2).mean(axis=-1)

    model = Sequential([Input((4,)), Dense(1)])
    model.compile("sgd", squares)
    assert model.evaluate(X, Y[:, np.newaxis], verbose=0) > 0
    with pytest.raises(TypeError, match="loss must have a gradient"):
        model.fit(X, Y[:, np.newaxis], verbose=0)
    squares.gradient = lambda y_true, y_pred: 2 * (y_pred - y_true) / y_pred.shape[-1]
    other = Sequential([Input((4,)), Dense(1)])
    other.set_weights(model.get_weights())
    other.compile("sgd", "mse")
    for one in (model, other):
        one.fit(X, Y[:, np.newaxis], shuffle=False, verbose=0)
    np.testing.assert_allclose(model.get_weights()[0], other.get_weights()[0], rtol=1e-6)


@pytest.mark.parametrize(
    ("loss", "y", "weight", "name"),
    [
        ("binary_crossentropy", np.zeros((6, 2, 2)), None, "y"),
        ("binary_crossentropy", np.zeros(6), None, "y"),
        ("binary_crossentropy", np.zeros((6, 1)), None, "y"),
        ("categorical_crossentropy", np.zeros(6, int), None, "y"),
        ("sparse_categorical_crossentropy", np.zeros((6, 4), int), None, "y"),
        ("sparse_categorical_crossentropy", np.zeros((6, 1, 1), int), None, "y"),
        ("mse", np.zeros((6, 2, 2)), None, "y"),
        ("mse", np.zeros((6, 3)), None, "y"),
        ("mse", np.zeros(6), None, "y"),  # Keras compares each number with all four outputs
        ("mae", np.zeros((6, 4)), np.ones((6, 4)), "sample_weight"),
        ("binary_crossentropy", np.zeros((6, 4)), np.ones((6, 2)), "sample_weight"),
    ],
)
@pytest.mark.parametrize("method", ["fit", "evaluate", "train_on_batch", "test_on_batch"])
def test_targets_and_weights_of_another_shape_are_refused(method, loss, y, weight, name):
    model = Sequential([Input((3,)), Dense(4, "sigmoid")])
    model.compile("sgd", loss)
    with pytest.raises(ValueError, match=rf"{method}: {name} must have the shape .* Received: {name}=.*6"):
        getattr(model, method)(np.zeros((6, 3)), y, sample_weight=weight)


@pytest.mark.parametrize(
    ("units", "loss", "y", "weight"),
    [
        (1, "binary_crossentropy", np.ones(6), np.ones((6, 1))),
        (1, "mse", np.ones((6, 1)), np.ones(6)),
        (4, "mae", np.ones((6, 4, 1)), np.ones(6)),
        (4, "sparse_categorical_crossentropy", np.ones((6, 1), int), np.ones(6)),
    ],
)
def test_targets_and_weights_that_keras_takes(units, loss, y, weight):
    model = Sequential([Input((3,)), Dense(units, "sigmoid")])
    model.compile("sgd", loss)
    model.fit(np.ones((6, 3)), y, sample_weight=weight, verbose=0)


def test_a_diverging_training_says_nothing_but_its_loss():
    model = Sequential([Input((4,)), Dense(4), Dense(1)])
    model.compile(optimizers.SGD(1e9), "mse")
    assert not np.isfinite(model.fit(X, Y, epochs=20, verbose=0).history["loss"][-1])


def test_config_gives_the_same_network():
    model = network()
    again = Sequential.from_config(model.get_config())
    assert [weight.shape for weight in again.weights] == [weight.shape for weight in model.weights]
    assert again.name == model.name
    assert repr(model).startswith("Sequential([Dense(units=8, activation='relu'")
    assert nnlab.Sequential is Sequential
    assert nnlab.Input is Input


def test_what_weight_decay_spares_is_spared_in_a_fit():
    model = Sequential([Input((4,)), Dense(3, bias_initializer="ones"), Dense(1)])
    optimizer = optimizers.SGD(0.0, weight_decay=0.5)
    optimizer.learning_rate = 0.1
    optimizer.exclude_from_weight_decay([model.layers[0].bias])
    model.compile(optimizer, "mse")
    x, y = np.zeros((32, 4)), model.predict(np.zeros((32, 4)), verbose=0)
    kernel = model.layers[0].kernel.copy()
    model.fit(x, y, verbose=0)
    np.testing.assert_allclose(model.layers[0].kernel, kernel * 0.95, rtol=1e-6)
    np.testing.assert_array_equal(model.layers[0].bias, 1)


@pytest.mark.parametrize("copied", [False, True])
def test_what_weight_decay_spares_can_be_named(copied):
    model = Sequential([Input((4,)), Dense(3, bias_initializer="ones"), Dense(1, bias_initializer="ones")])
    optimizer = optimizers.SGD(0.1, weight_decay=0.5)
    optimizer.exclude_from_weight_decay(var_names=["gamma", "bi"])
    model.compile(optimizer, "mse")
    model = copy.deepcopy(model) if copied else model
    x, kernel = np.zeros((32, 4)), model.layers[0].kernel.copy()
    model.fit(x, model.predict(x, verbose=0), verbose=0)
    np.testing.assert_allclose(model.layers[0].kernel, kernel * 0.95, rtol=1e-6)
    np.testing.assert_allclose(model.layers[0].bias, 1, rtol=1e-6)
    with pytest.raises(ValueError, match="var_list must be given before the first step"):
        model.optimizer.exclude_from_weight_decay([model.layers[0].bias])


def test_an_optimizer_is_for_one_set_of_weights():
    model = network()
    model.fit(X, Y, verbose=0)
    model.add(Dense(3, "softmax"))
    with pytest.raises(ValueError, match="make a new optimizer"):
        model.fit(X, Y, verbose=0)
    model.pop()
    model.layers[0].trainable = False
    model.compile("adam", "sparse_categorical_crossentropy")
    before = model.layers[0].kernel.copy()
    model.fit(X, Y, verbose=0)
    np.testing.assert_array_equal(model.layers[0].kernel, before)


def by_hand(model):
    """Take the step of a `fit` on one batch, weight by weight."""
    y = model.forward(X, True)
    grad = (y - np.eye(3, dtype=np.float32)[Y]) / len(X)
    *hidden, last = model.layers
    grad = last.scores_backward(grad)
    for layer in reversed(hidden):
        grad = layer.backward(grad)
    model.optimizer.apply_gradients(zip(model.gradients, model.trainable_weights, strict=True))


def step(model):
    model.fit(X, Y, batch_size=len(X), verbose=0)


def again(model):
    model.compile(model.optimizer, "sparse_categorical_crossentropy")
    step(model)


def clipped(model):
    model.optimizer.clipnorm = 1e6  # changes nothing, but the weights are now taken one by one
    step(model)


@pytest.mark.parametrize("optimizer", ["adam", "rmsprop", optimizers.SGD(0.1, momentum=0.9)])
@pytest.mark.parametrize(
    "steps", [(step, by_hand, step), (by_hand, step, by_hand), (step, again, step), (step, clipped, by_hand)]
)
def test_what_an_optimizer_remembers_outlasts_the_way_it_is_called(optimizer, steps):
    kind, found = type(optimizers.get(optimizer)), []
    for ways in ((step,) * 3, steps):
        model = network(optimizer=kind.from_config(optimizers.get(optimizer).get_config()))
        for way in ways:
            way(model)
        found.append(model.get_weights())
    for one, other in zip(*found, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-6)


def pickled(model):
    return pickle.loads(pickle.dumps(model))  # noqa: S301 - our own bytes


@pytest.mark.parametrize("copied", [copy.deepcopy, pickled])
@pytest.mark.parametrize("way", [step, by_hand])
def test_a_copy_of_a_model_goes_on_where_it_is(copied, way):
    model = network()
    step(model)
    other = copied(model)
    for _ in range(2):
        way(model)
        way(other)
    for one, two in zip(model.weights, other.weights, strict=True):
        np.testing.assert_allclose(one, two, rtol=1e-5)
        assert not np.may_share_memory(one, two)


@pytest.mark.parametrize("frozen", [0, 1, 2])
def test_a_frozen_layer_rests_and_the_others_go_on(frozen):
    def deep(optimizer):
        utils.set_random_seed(1)
        model = Sequential([Input((4,)), Dense(8, "relu"), Dense(5, "tanh"), Dense(3, "softmax")])
        model.compile(optimizer, "sparse_categorical_crossentropy")
        return model

    together, single = deep(optimizers.Adam()), deep(optimizers.Adam(clipnorm=1e6))
    for model in (together, single):
        step(model)
        model.layers[frozen].trainable = False
        before = model.get_weights()
        step(model)
        changed = [bool((a != b).any()) for a, b in zip(before, model.get_weights(), strict=True)]
        assert changed == [i // 2 != frozen for i in range(6)]
        model.layers[frozen].trainable = True
        step(model)
    for one, other in zip(together.weights, single.weights, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=1e-7)
