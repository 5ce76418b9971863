"""What a model prints and writes: progress, summary, files of weights; and how much memory a fit takes."""

import io
import pickle
import subprocess
import sys
import tracemalloc

import numpy as np
import pytest

from nnlab.exceptions import DataError
from nnlab.layers import Dense, Input, Normalization
from nnlab.models import Sequential
from nnlab.models._progress import Progress

X = np.random.default_rng(0).normal(size=(70, 3)).astype(np.float32)
Y = X.sum(axis=1, keepdims=True)


def network(units=4):
    model = Sequential([Input((3,)), Normalization(), Dense(units, "relu"), Dense(1)])
    model.compile("adam", "mse", metrics=["mae"])
    return model


class Terminal(io.StringIO):
    def isatty(self):
        return True


# ---------------------------------------------------------------------- progress


def test_a_line_for_every_epoch(capsys):
    model = network()
    model.fit(X, Y, epochs=2, validation_split=0.1, verbose=1)
    first, line, second, _ = capsys.readouterr().out.splitlines()
    assert (first, second) == ("Epoch 1/2", "Epoch 2/2")
    assert line.startswith("2/2 ━━━━━━━━━━━━━━━━━━━━ 0s ")
    for part in ("us/step", "ms/step"):
        if part in line:
            break
    else:
        raise AssertionError(line)
    names = [entry.split(":")[0] for entry in line.split(" - ")[1:]]
    assert names == ["loss", "mae", "val_loss", "val_mae"]


def test_verbose_2_and_0(capsys):
    model = network()
    model.fit(X, Y, verbose=2)
    assert capsys.readouterr().out.startswith("3/3 - 0s - ")
    model.fit(X, Y, verbose=0)
    model.evaluate(X, Y, verbose=0)
    model.predict(X, verbose=0)
    assert capsys.readouterr().out == ""
    model.evaluate(X, Y)
    assert " - loss: " in capsys.readouterr().out
    model.predict(X)
    assert capsys.readouterr().out.startswith("3/3 ━")


def test_a_terminal_sees_one_line_that_moves():
    stream = Terminal()
    progress = Progress(10, 1, stream)
    progress._next = 0
    progress.update(5, lambda: {"loss": 123456.0})
    progress.update(6, lambda: pytest.fail("drawn again too soon"))
    progress.finish({"loss": 1e-5})
    first, last = stream.getvalue().split("\r")[1:]
    assert "\x1b[1m 5/10\x1b[0m" in first
    assert "━" * 10 + "\x1b[0m\x1b[37m" + "━" * 10 in first
    assert last.rstrip().endswith("loss: 1.0000e-05")
    assert last.endswith("\n")


def test_a_file_sees_the_last_state_only_and_plain_letters_where_it_must():
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    progress = Progress(1, 1, stream)
    progress.update(1, dict)
    progress.finish({})
    stream.seek(0)
    assert stream.read().startswith("1/1 ==================== 0s ")


# ---------------------------------------------------------------------- summary


def test_summary(capsys):
    model = Sequential([Input((2,)), Dense(3, name="layer1"), Dense(1, name="layer2")], name="coffee")
    model.summary()
    out = capsys.readouterr().out
    assert 'Model: "coffee"' in out
    assert "│ layer1 (Dense)                  │ (None, 3)              │             9 │" in out
    assert " Total params: 13 (52.00 B)" in out
    assert len({len(line) for line in out.splitlines()[1:-3]}) == 1
    model.compile("adam", "mse")
    model.fit(np.ones((4, 2)), np.ones(4), verbose=0)
    lines = []
    model.summary(line_length=60, print_fn=lines.append)
    assert " Trainable params: 13 (52.00 B)" in lines[0]
    assert " Optimizer params: 28 " in lines[0]
    Sequential([Dense(2)]).summary()
    assert "0 (unbuilt)" in capsys.readouterr().out


# ---------------------------------------------------------------------- files


def test_weights_survive_a_file(tmp_path):
    model, other = network(), network()
    model.layers[0].adapt(X)
    model.fit(X, Y, verbose=0)
    path = tmp_path / "model.weights.npz"
    model.save_weights(path)
    other.load_weights(str(path))
    np.testing.assert_array_equal(other.predict(X, verbose=0), model.predict(X, verbose=0))
    assert list(tmp_path.iterdir()) == [path]
    with np.load(path, allow_pickle=False) as file:
        assert "1.kernel" in file.files


def test_what_cannot_be_loaded_changes_nothing(tmp_path):
    model = network()
    before = model.get_weights()
    larger, path = tmp_path / "larger.npz", tmp_path / "w.npz"
    network(5).save_weights(larger)
    np.savez(tmp_path / "other.npz", a=np.ones(3))
    np.savez(tmp_path / "pickled.npz", **{name: np.array([{}]) for name in model.weight_names})
    (tmp_path / "damaged.npz").write_bytes(larger.read_bytes()[:300])
    (tmp_path / "bare.npz").write_bytes(pickle.dumps([1]))
    for name, error in (
        ("larger", ValueError),
        ("other", ValueError),
        ("pickled", DataError),
        ("damaged", DataError),
        ("bare", DataError),
        ("missing", FileNotFoundError),
    ):
        with pytest.raises(error):
            model.load_weights(tmp_path / f"{name}.npz")
    for one, other in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)
    model.save_weights(path)
    with pytest.raises(ValueError, match="overwrite=False"):
        model.save_weights(path, overwrite=False)
    with pytest.raises(ValueError, match="end in .npz"):
        model.save_weights(tmp_path / "model.weights.h5")
    with pytest.raises(TypeError, match="filepath must be a path"):
        model.save_weights(3)
    with pytest.raises(ValueError, match="no weights yet"):
        Sequential([Dense(1)]).save_weights(path)


# ---------------------------------------------------------------------- memory


@pytest.mark.parametrize("dtype", ["uint8", "float32", "float64"])
def test_a_fit_needs_a_few_batches_not_a_copy_of_the_data(dtype):
    x = np.ones((20_000, 200), dtype)
    y = np.zeros(20_000, np.uint8)
    model = Sequential([Input((200,)), Dense(8, "relu"), Dense(3, "softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x[:320], y[:320], verbose=0)
    tracemalloc.start()
    model.fit(x, y, validation_split=0.2, verbose=0)
    model.evaluate(x, y, verbose=0)
    model.predict(x[:5000], verbose=0)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # The order of the samples takes 8 bytes for each; a batch is 25 kB in float32, a piece of `predict` 4 MB.
    assert peak < 6_000_000


def test_import_stays_light():
    code = (
        "import sys, nnlab; assert 'nnlab.models' not in sys.modules; nnlab.Sequential; print(*sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"tensorflow", "matplotlib", "IPython", "ipywidgets"} & set(out.split())
