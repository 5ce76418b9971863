"""The image browser without a browser: which images are sent, how they are packed, what is refused."""

import json
import zlib

import numpy as np
import pytest

import nnlab
from nnlab import widgets
from nnlab.widgets._browsing import COLUMNS, confusion, pack_weights, pick, select, sheet, strongest
from nnlab.widgets._clothes import load_clothes, load_outlines, train_network


@pytest.fixture
def shares(rng):
    """Give what a network says of 500 images of 4 classes, and what they are."""
    y_true = rng.integers(0, 4, 500)
    logits = rng.normal(size=(500, 4)) + 2 * np.eye(4)[y_true]
    powers = np.exp(logits)
    return powers / powers.sum(axis=1, keepdims=True), y_true


def test_the_table_counts_every_image(shares):
    probabilities, y_true = shares
    predicted = probabilities.argmax(axis=1)
    counts = confusion(y_true, predicted, 4)
    for i in range(4):
        for j in range(4):
            assert counts[i, j] == np.sum((y_true == i) & (predicted == j))


@pytest.mark.parametrize("most", [16, 60, 499, 1000])
def test_every_mistake_is_shown_and_no_image_twice(shares, most):
    probabilities, y_true = shares
    places = pick(y_true, probabilities, most)
    assert len(set(places.tolist())) == len(places) <= most
    predicted = probabilities.argmax(axis=1)
    counts = confusion(y_true, predicted, 4)
    shown = confusion(y_true[places], predicted[places], 4)
    np.testing.assert_array_equal(shown > 0, counts > 0)
    assert (shown <= counts).all()
    if most == 1000:
        np.testing.assert_array_equal(shown, counts)
    keys = np.stack([y_true[places], predicted[places]], axis=1).tolist()
    assert keys == sorted(keys)


def test_images_come_back_from_the_sheet(rng):
    images = rng.integers(0, 256, (COLUMNS + 3, 4, 6), dtype=np.uint8)
    png = sheet(images)
    raw = np.frombuffer(zlib.decompress(png[png.index(b"IDAT") + 4 : png.index(b"IEND") - 8]), np.uint8)
    lines = raw.reshape(2 * 4, 1 + COLUMNS * 3)[:, 1:]
    pixels = np.stack([lines >> 4, lines & 15], axis=-1).reshape(2 * 4, COLUMNS * 6) * 17
    for i, image in enumerate(images):
        top, left = i // COLUMNS * 4, i % COLUMNS * 6
        shown = pixels[top : top + 4, left : left + 6]
        assert np.abs(shown.astype(int) - image).max() <= 8


def test_weights_are_packed_unit_by_unit():
    weights = np.array([[1.0, -4.0], [0.5, 2.0], [0.0, 0.0]])
    packed = np.frombuffer(pack_weights(weights), np.int8).reshape(2, 3)
    np.testing.assert_allclose(packed / 127, [[1, 0.5, 0], [-1, 0.5, 0]], atol=0.03)
    assert pack_weights(np.zeros((3, 0))) == b""


def test_the_images_that_excite_a_unit_most(rng):
    images, weights = rng.normal(size=(9, 2, 2)), rng.normal(size=(4, 3))
    sums = images.reshape(9, 4) @ weights
    found = strongest(images, weights, 3)
    for unit in range(3):
        assert found[unit].tolist() == sorted(range(9), key=lambda i: -sums[i, unit])[:3]


def test_the_default_shows_a_network_that_has_learnt_something():
    widget = widgets.image_browser()
    counts = np.array(widget.counts)
    np.testing.assert_array_equal(counts.sum(axis=1), np.full(10, 1000))
    assert np.trace(counts) > 8_400
    assert 150 < len(widget.places) <= 240
    assert len(widget.units) == 24 * 784


def test_the_pictures_on_file_are_those_of_the_test_set():
    chosen, weights = load_clothes()
    images, y_true = nnlab.datasets.load_fashion_mnist()[1]
    np.testing.assert_array_equal(chosen.images, images[chosen.places])
    np.testing.assert_array_equal(chosen.y_true, y_true[chosen.places])
    np.testing.assert_allclose(chosen.probabilities.sum(axis=1), 1, rtol=1e-5)
    assert weights.shape == (784, 24)
    for outline in load_outlines():
        assert (images[:20] == outline).all(axis=(1, 2)).sum() == 1


@pytest.mark.slow
def test_the_file_can_be_made_again_and_randomness_is_left_alone():
    nnlab.utils.set_random_seed(5)
    expected = nnlab.initializers.RandomNormal()((3,))
    nnlab.utils.set_random_seed(5)
    probabilities, weights = train_network()
    np.testing.assert_array_equal(nnlab.initializers.RandomNormal()((3,)), expected)
    chosen, known = load_clothes()
    # Another processor rounds otherwise, and ten thousand steps let it grow.
    assert np.corrcoef(weights.ravel(), known.ravel())[0, 1] > 0.9
    images, y_true = nnlab.datasets.load_fashion_mnist()[1]
    again = select(images, y_true.astype(int), probabilities)
    assert np.abs(again.counts - chosen.counts).sum() < 1_000


def test_the_widget_opens_on_the_commonest_mistake():
    widget = widgets.image_browser()
    counts = np.array(widget.counts) * (1 - np.eye(10, dtype=int))
    true, taken = widget.cell
    assert counts[true, taken] == counts.max()
    assert widget.classes[widget.chosen] == true
    assert f"{widget.names[true]} taken for {widget.names[taken]}" in widget.describe()


def test_a_learners_network_is_shown(shares, rng):
    probabilities, y_true = shares
    images = rng.random((500, 5 * 5))
    weights = rng.normal(size=(26, 400))
    widget = widgets.image_browser(probabilities, images=images, y_true=y_true, weights=weights)
    assert widget.size == [5, 5]
    assert widget.names[3] == "class 3"
    assert len(widget.units) == 32 * 25
    kept = np.frombuffer(widget.probabilities, "<f4").reshape(-1, 4)
    np.testing.assert_allclose(kept, probabilities[widget.places], rtol=1e-6)
    first = np.frombuffer(widget.units[:25], np.int8)
    assert np.corrcoef(first, weights[1:, 0])[0, 1] > 0.95  # the first row is the bias
    json.dumps(widget.exciting)


def test_a_network_without_mistakes():
    widget = widgets.image_browser(np.eye(3), images=np.zeros((3, 4, 4)), y_true=[0, 1, 2])
    assert widget.cell == [0, 0]
    assert widget.describe() == "3 images, 100.0% of them recognized."
    assert widget.units == b""
    assert "hidden units" not in widget.note
    assert widget.picture()


GOOD = {"probabilities": np.eye(3), "images": np.zeros((3, 4, 4)), "y_true": [0, 1, 2]}


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"probabilities": np.eye(4)}, ValueError, "probabilities must be of shape (3, classes)"),
        ({"probabilities": None}, TypeError, "probabilities must be an array of numbers"),
        ({"probabilities": 5 * np.eye(3)}, ValueError, "probabilities must lie between 0 and 1"),
        ({"probabilities": np.full((3, 3), np.nan)}, ValueError, "probabilities must hold finite numbers"),
        ({"images": np.zeros((3, 40, 40))}, ValueError, "images must be of shape (images, height, width)"),
        ({"images": np.zeros((3, 7))}, ValueError, "images must be of shape (images, height, width)"),
        ({"images": np.full((3, 4, 4), 2.0)}, ValueError, "images must hold whole numbers from 0 to 255"),
        ({"y_true": [0, 1]}, ValueError, "y_true must be 3 whole numbers"),
        ({"y_true": [0, 1, 1.5]}, ValueError, "y_true must be 3 whole numbers"),
        ({"y_true": [0, 1, 3]}, ValueError, "y_true must hold classes from 0 to 2"),
        (
            {"images": None, "probabilities": None, "y_true": np.zeros(10_000)},
            TypeError,
            "probabilities must be an array of numbers",
        ),
        ({"y_true": None}, ValueError, "y_true must hold finite numbers"),
        ({"weights": np.zeros((5, 2))}, ValueError, "weights must have 16 or 17 rows"),
        ({"names": ["a"]}, ValueError, "names must be 3 strings"),
    ],
)
def test_bad_arguments_are_refused_in_the_one_sentence(change, error, message):
    with pytest.raises(error, match="^image_browser: ") as caught:
        widgets.image_browser(**{**GOOD, **change})
    assert message in str(caught.value)
