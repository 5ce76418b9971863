"""Programs written for Keras run with their imports changed, and nothing else; each is run in Keras too."""

import importlib.util

import numpy as np
import pytest

COFFEE = """
import numpy as np
from tensorflow import keras
from tensorflow.keras import Sequential
from tensorflow.keras.layers import Dense

rng = np.random.default_rng(0)
X = rng.uniform([150, 11.5], [285, 15.5], size=(200, 2))
Y = ((X[:, 0] > 175) & (X[:, 1] > 12) & (X[:, 1] < 21 - 3 * X[:, 0] / 85)).astype(int).reshape(-1, 1)
norm = keras.layers.Normalization(axis=-1)
norm.adapt(X)
Xn = norm(X)
Xt = np.tile(Xn, (10, 1))
Yt = np.tile(Y, (10, 1))
model = Sequential([
    keras.Input(shape=(2,), batch_size=32),
    Dense(3, activation="sigmoid", name="layer1"),
    Dense(1, activation="sigmoid", name="layer2"),
])
model.summary()
model.compile(
    loss=keras.losses.BinaryCrossentropy(), optimizer=keras.optimizers.Adam(learning_rate=0.01)
)
history = model.fit(Xt, Yt, epochs=3)
W1, b1 = model.get_layer("layer1").get_weights()
model.get_layer("layer1").set_weights([W1, b1])
predictions = model.predict(norm(np.array([[200, 13.9], [200, 17]])))
yhat = np.zeros_like(predictions)
for i in range(len(predictions)):
    if predictions[i] >= 0.5:
        yhat[i] = 1
    else:
        yhat[i] = 0
assert predictions.shape == yhat.shape == (2, 1), predictions
assert W1.shape == (2, 3) and model.count_params() == 13
assert history.history["loss"][-1] < history.history["loss"][0]
"""

LOGITS = """
import numpy as np
from tensorflow.keras import Sequential
from tensorflow.keras.layers import Dense
from tensorflow.keras.losses import SparseCategoricalCrossentropy
from tensorflow.keras.optimizers import Adam

rng = np.random.default_rng(0)
X = rng.standard_normal((300, 2))
y = (X[:, 0] > 0) * 2 + (X[:, 1] > 0)
model = Sequential([
    Dense(units=25, activation="relu"),
    Dense(units=15, activation="relu"),
    Dense(units=4, activation="linear"),
])
model.compile(loss=SparseCategoricalCrossentropy(from_logits=True), optimizer=Adam(learning_rate=1e-2))
model.fit(X, y, epochs=20, verbose=0)
logits = np.asarray(model(X))
assert logits.shape == (300, 4)
assert (np.argmax(logits, axis=1) == y).mean() > 0.9
"""

SIGMOIDS = """
import numpy as np
from tensorflow.keras import Sequential
from tensorflow.keras.layers import Dense
from tensorflow.keras.losses import BinaryCrossentropy

X = np.array([[200.0, 17.0], [120.0, 5.0], [425.0, 20.0], [212.0, 18.0]])
Y = np.array([1, 0, 0, 1])
model = Sequential([
    Dense(units=25, activation="sigmoid"),
    Dense(units=15, activation="sigmoid"),
    Dense(units=1, activation="sigmoid"),
])
model.compile(loss=BinaryCrossentropy())
model.fit(X, Y, epochs=100, verbose=0)
assert model.predict(X, verbose=0).shape == (4, 1)
"""

MULTILABEL = """
import numpy as np
from tensorflow import keras
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense

X = np.array([[1, 120, 2020], [0, 90, 2019], [1, 110, 2021], [0, 100, 2018]])
y = np.array([[1, 1, 0, 0], [0, 1, 1, 0], [1, 0, 0, 1], [0, 0, 1, 0]])
model = Sequential([Dense(8, activation="relu", input_shape=(3,)), Dense(4, activation="sigmoid")])
model.compile(loss=keras.losses.BinaryCrossentropy(), optimizer=keras.optimizers.Adam(learning_rate=0.01))
model.fit(X, y, epochs=100, verbose=0)
predictions = model.predict(np.array([[1, 105, 2023]]))
for genre, probability in zip(["Action", "Comedy", "Drama", "Sci-Fi"], predictions[0]):
    print(f"{genre}: {probability:.2f}")
assert predictions.shape == (1, 4) and ((predictions >= 0) & (predictions <= 1)).all()
"""

FASHION = """
import numpy as np
from tensorflow import keras

rng = np.random.default_rng(0)
Y_train = rng.integers(0, 10, 320)
X_train = (rng.random((320, 28, 28)) * 20 + 25 * Y_train[:, None, None]).astype("uint8") / 255
one_hot = keras.utils.to_categorical(Y_train)
assert one_hot.shape == (320, 10) and (one_hot.argmax(axis=1) == Y_train).all()
model = keras.models.Sequential([
    keras.layers.Flatten(input_shape=X_train.shape[1:]),
    keras.layers.Dense(50, activation="relu"),
    keras.layers.Dense(30, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
])
model.summary()
model.compile(loss="sparse_categorical_crossentropy", optimizer="sgd", metrics=["accuracy"])
assert np.isclose(model.optimizer.get_config()["learning_rate"], 0.01)
stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=2, restore_best_weights=True)
history = model.fit(X_train, Y_train, epochs=3, validation_split=0.25, callbacks=[stop])
loss, accuracy = model.evaluate(X_train, Y_train)
assert set(history.history) == {"loss", "accuracy", "val_loss", "val_accuracy"}
assert np.isfinite(loss) and 0 <= accuracy <= 1
"""

HEARTBEATS = """
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

rng = np.random.default_rng(0)
y = rng.integers(0, 2, 200)
X = rng.standard_normal((200, 100, 1)) + y[:, None, None]
model = keras.Sequential([
    keras.Input(shape=(100, 1)),
    layers.Conv1D(9, 20, strides=10, activation="relu"),
    layers.Conv1D(3, 5, activation="relu"),
    layers.Flatten(),
    layers.Dense(1, activation="sigmoid"),
])
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(X, y, epochs=20, verbose=0)
assert model.count_params() == 9 * 21 + 3 * 46 + 16
assert model.evaluate(X, y, verbose=0)[1] > 0.9
"""

IMAGES = """
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

rng = np.random.default_rng(0)
y = rng.integers(0, 3, 96)
X = rng.standard_normal((96, 12, 12, 1)) + 2 * y[:, None, None, None]
model = keras.Sequential([
    layers.Rescaling(0.5, input_shape=(12, 12, 1)),
    layers.Conv2D(8, 3, padding="same", activation="relu"),
    layers.MaxPooling2D(),
    layers.Conv2D(8, (3, 3), activation="relu"),
    layers.MaxPooling2D((2, 2)),
    layers.Flatten(),
    layers.Dropout(0.1),
    layers.Dense(3, activation="softmax"),
])
model.compile(
    loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.Adam(0.01), metrics=["accuracy"]
)
model.fit(X, y, batch_size=16, epochs=15, verbose=0)
assert model.output_shape == (None, 3)
assert model.evaluate(X, y, verbose=0)[1] > 0.9
"""

# The coffee program as it is written where all is reached through `tf`.
TF_COFFEE = (
    COFFEE.replace("from tensorflow import keras\n", "import tensorflow as tf\n")
    .replace("from tensorflow.keras import Sequential\n", "")
    .replace("from tensorflow.keras.layers import Dense\n", "")
    .replace(" keras.", " tf.keras.")
    .replace("=keras.", "=tf.keras.")
    .replace(" Sequential(", " tf.keras.models.Sequential(")
    .replace(" Dense(", " tf.keras.layers.Dense(")
)

TEXTS = {name.lower(): text for name, text in list(globals().items()) if name.isupper() and "import" in text}


def with_nnlab(text: str) -> str:
    """Change the imports: nnlab has under its own name what Keras has under `keras`."""
    changed = text.replace("from tensorflow import keras\n", "import nnlab as keras\n")
    changed = changed.replace("import tensorflow as tf\n", "import nnlab as tf\n")
    return changed.replace("from tensorflow.keras", "from nnlab")


@pytest.mark.parametrize("name", TEXTS)
def test_the_program_runs_in_nnlab(name, capsys):
    text = with_nnlab(TEXTS[name])
    assert "tensorflow" not in text
    changed = [(a, b) for a, b in zip(TEXTS[name].splitlines(), text.splitlines(), strict=True) if a != b]
    assert all("import" in line for pair in changed for line in pair)
    importlib.import_module("nnlab").utils.set_random_seed(1)
    exec(compile(text, f"<{name}>", "exec"), {"__name__": "program"})


def test_the_program_spelt_tf_keras_reaches_everything_through_it():
    assert TF_COFFEE.count("tf.keras.") == 7
    assert "from" not in TF_COFFEE.split("rng")[0]
    nnlab = importlib.import_module("nnlab")
    assert nnlab.keras is nnlab
    assert "keras" in dir(nnlab)


@pytest.mark.tensorflow
@pytest.mark.filterwarnings("ignore")  # Keras warns of `input_shape`, and TensorFlow of what it likes
@pytest.mark.parametrize("name", TEXTS)
def test_the_program_runs_in_keras(name, capsys):
    pytest.importorskip("tensorflow").keras.utils.set_random_seed(1)
    exec(compile(TEXTS[name], f"<{name}>", "exec"), {"__name__": "program"})


SMALL = {"coffee": {"epochs": 1, "copies": 10}, "four_movies": {"epochs": 5}, "per_sample": {"rows": 50}}


def test_the_benchmark_runs_on_small_data(root):
    spec = importlib.util.spec_from_file_location("seed_programs", root / "benchmarks" / "seed_programs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    nnlab = importlib.import_module("nnlab")
    for program, (figure, _, _) in module.PROGRAMS.items():
        result = program(nnlab, **SMALL.get(program.__name__, {"epochs": 1, "rows": 320}))
        assert np.isfinite(float(result[figure])), program.__name__
