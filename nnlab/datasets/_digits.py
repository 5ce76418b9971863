"""Real handwritten digits, small enough to read with the eye."""

from __future__ import annotations

import functools
from pathlib import Path

import numpy as np

from nnlab.datasets._files import Pairs, find, load_arrays


def load_digits() -> Pairs:
    """Load 1,797 handwritten digits of 8 by 8 pixels, in the form of Keras's `mnist.load_data`.

    Returns
    -------
    (x_train, y_train), (x_test, y_test) : pair of pairs of ndarrays
        Images of shape (1437, 8, 8) and (360, 8, 8), uint8, from 0 (paper) to 16 (ink), so ``x / 16`` lies
        between 0 and 1; labels of shape (1437,) and (360,), uint8, from 0 to 9.

        The arrays are read-only, since every call gives the same ones; ``x_train.copy()`` is yours to change.

    Raises
    ------
    nnlab.exceptions.DataError
        If the file is missing or damaged.

    Notes
    -----
    The file has no split of its own. Here every fifth image goes to the test set, counted within each digit
    in the order of the file, so both sets have all digits in the same proportions and the split never
    changes. The same writers are in both sets.

    `data/digits_8x8.npz.provenance.txt` tells where the file comes from.

    References
    ----------
    Alpaydin and Kaynak, "Cascading classifiers", Kybernetika 34 (1998).

    Examples
    --------
    >>> (x_train, y_train), (x_test, y_test) = load_digits()
    >>> x_train.shape, x_test.shape, x_train.dtype, int(x_train.max())
    ((1437, 8, 8), (360, 8, 8), dtype('uint8'), 16)
    """
    return _divide(find("digits_8x8.npz"))


@functools.cache
def _divide(path: Path) -> Pairs:
    arrays = load_arrays(path)
    x, y = arrays["x"], arrays["y"]
    is_test = np.zeros(len(y), dtype=bool)
    is_test[np.argsort(y, kind="stable")[::5]] = True
    split = (x[~is_test], y[~is_test]), (x[is_test], y[is_test])
    for images, labels in split:
        images.flags.writeable = labels.flags.writeable = False
    return split
