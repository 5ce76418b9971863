"""Fashion-MNIST: 70,000 photographs of clothes, the data of lab 11."""

from __future__ import annotations

from nnlab.datasets._files import Pairs, find, load_arrays


def load_fashion_mnist() -> Pairs:
    """Load the whole of Fashion-MNIST, in the form of Keras's `fashion_mnist.load_data`.

    Returns
    -------
    (x_train, y_train), (x_test, y_test) : pair of pairs of ndarrays
        Images of shape (60000, 28, 28) and (10000, 28, 28), uint8, from 0 (background) to 255; labels of
        shape (60000,) and (10000,), uint8, from 0 to 9. `class_names("fashion_mnist")` tells what they mean.

        The arrays are read-only, since every call gives the same ones; ``x_train / 255`` is a new array.

    Raises
    ------
    nnlab.exceptions.DataError
        If the file is missing or damaged.

    Notes
    -----
    The first call reads the file, which `data/README.md` gives the time of; later ones take no time. The
    pixels stay in one byte each, 55 MB in all: ``x_train / 255`` makes them float64, eight times as much, and
    ``x_train.astype("float32") / 255`` four times.

    Also found as ``nnlab.datasets.fashion_mnist.load_data``, so that a program written for Keras runs.

    References
    ----------
    Xiao, Rasul and Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine learning
    algorithms", arXiv:1708.07747 (2017).

    Examples
    --------
    >>> (x_train, y_train), (x_test, y_test) = load_fashion_mnist()
    >>> x_train.shape, x_test.shape, x_train.dtype, int(x_train.max())
    ((60000, 28, 28), (10000, 28, 28), dtype('uint8'), 255)
    """
    arrays = load_arrays(find("fashion_mnist.npz"))
    return (arrays["x_train"], arrays["y_train"]), (arrays["x_test"], arrays["y_test"])


load_data = load_fashion_mnist
