"""MNIST: handwritten digits of 28 by 28 pixels, the data of lab 10."""

from __future__ import annotations

from nnlab.datasets._files import Pairs, find, load_arrays


def load_mnist() -> Pairs:
    """Load 10,000 of MNIST's handwritten digits, in the form of Keras's `mnist.load_data`.

    Returns
    -------
    (x_train, y_train), (x_test, y_test) : pair of pairs of ndarrays
        Images of shape (8000, 28, 28) and (2000, 28, 28), uint8, from 0 (paper) to 255 (ink); labels of shape
        (8000,) and (2000,), uint8, from 0 to 9.

        The arrays are read-only, since every call gives the same ones; ``x_train.copy()`` is yours to change.

    Raises
    ------
    nnlab.exceptions.DataError
        If the file is missing or damaged.

    Notes
    -----
    A part of MNIST, not all of it: 10,000 of its 70,000 images, divided anew, with all digits in the same
    proportions in both sets. So accuracies differ a little from those that are published for MNIST's own test
    set; for a full-sized set of the same form see `load_fashion_mnist`.

    `data/mnist_10k.npz.provenance.txt` tells where the file comes from.

    References
    ----------
    LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", Proceedings
    of the IEEE 86 (1998).

    Examples
    --------
    >>> (x_train, y_train), (x_test, y_test) = load_mnist()
    >>> x_train.shape, x_test.shape, x_train.dtype, int(x_train.max())
    ((8000, 28, 28), (2000, 28, 28), dtype('uint8'), 255)
    """
    arrays = load_arrays(find("mnist_10k.npz"))
    return (arrays["x_train"], arrays["y_train"]), (arrays["x_test"], arrays["y_test"])
