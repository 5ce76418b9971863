"""Pictures of clothes for the page, out of Fashion-MNIST's 70,000, and a small network's word on them.

To read all of Fashion-MNIST takes longer than a hand likes to wait: a small file holds what is shown.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from nnlab.activations import softmax
from nnlab.datasets import load_fashion_mnist
from nnlab.datasets._files import find, load_arrays
from nnlab.widgets._browsing import Selection, select

# Pictures of the test set whose outlines differ: boot, pullover, trouser, bag, dress.
_OUTLINES = (0, 1, 2, 18, 13)
_UNITS, _BATCH, _EPOCHS = 24, 12, 2


def load_clothes() -> tuple[Selection, np.ndarray]:
    """Return test images with a small network's probabilities, and the weights of its 24 hidden units."""
    arrays = load_arrays(find("clothes.npz"))
    return Selection(*(arrays[name] for name in Selection._fields)), arrays["weights"]


def load_outlines() -> np.ndarray:
    """Return five pictures whose outlines differ, `(5, 28, 28)`, from 0 to 255."""
    return load_arrays(find("clothes.npz"))["outlines"]


def train_network() -> tuple[np.ndarray, np.ndarray]:
    """Train a small network on Fashion-MNIST; return its probabilities on the test set and its first weights.

    A quarter of a minute. Its randomness is its own, and it is the same each time, up to the processor's
    rounding.
    """
    from nnlab.initializers import GlorotUniform, RandomNormal
    from nnlab.layers import Dense, Input
    from nnlab.losses import SparseCategoricalCrossentropy
    from nnlab.models import Sequential
    from nnlab.optimizers import Adam

    (x_train, y_train), (x_test, _) = load_fashion_mnist()
    layers = [
        Input((784,)),
        # Small weights to begin with: what stands out in the end was learnt.
        Dense(_UNITS, activation="sigmoid", kernel_initializer=RandomNormal(stddev=0.005, seed=0)),
        Dense(10, kernel_initializer=GlorotUniform(seed=1)),
    ]
    model = Sequential(layers)
    model.compile(optimizer=Adam(0.001), loss=SparseCategoricalCrossentropy(from_logits=True))
    train, test = (x.reshape(len(x), -1).astype(np.float32) / 255 for x in (x_train, x_test))
    model.fit(train, y_train, batch_size=_BATCH, epochs=_EPOCHS, shuffle=False, verbose=0)
    return softmax(model.predict(test, verbose=0)), np.array(model.get_weights()[0])


def record_clothes(path: str | os.PathLike) -> Path:
    """Train the network, choose the images, and write them to `path`, an ``.npz`` file.

    The last digits depend on the processor. So a file made anew has a new hash, which belongs into
    `nnlab.datasets._files.SHA256`.
    """
    path = Path(path)
    images, y_true = load_fashion_mnist()[1]
    probabilities, weights = train_network()
    chosen = select(images, y_true.astype(np.int64), probabilities)
    np.savez_compressed(path, **chosen._asdict(), weights=weights, outlines=images[list(_OUTLINES)])
    return path
