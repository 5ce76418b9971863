"""ECG5000: heartbeats, normal and not, the data of lab 13."""

from __future__ import annotations

import functools
from pathlib import Path

import numpy as np

from nnlab.datasets._files import Pairs, find, read_arrays


def load_ecg5000() -> Pairs:
    """Load 5,000 heartbeats of one patient, each of 140 values.

    Returns
    -------
    (x_train, y_train), (x_test, y_test) : pair of pairs of ndarrays
        Signals of shape (500, 140) and (4500, 140), float32, each scaled to mean 0 and standard deviation 1;
        classes of shape (500,) and (4500,), uint8, from 0 (a normal beat) to 4. `class_names("ecg5000")`
        tells what they mean; ``y != 0`` says whether a beat is abnormal.

        The arrays are read-only, since every call gives the same ones; ``x_train.copy()`` is yours to change.

    Raises
    ------
    nnlab.exceptions.DataError
        If the file is missing or damaged.

    Notes
    -----
    A convolution wants a last axis for the channels: ``x_train[..., np.newaxis]``, of shape (500, 140, 1).

    The sets are those of the UCR archive, where the classes are counted from 1. The values are rounded to
    thousandths. Nothing here is fit for a medical purpose: the classes were annotated by a program.

    `data/ecg5000_i16.npz.provenance.txt` tells where the file comes from.

    References
    ----------
    Goldberger et al., "PhysioBank, PhysioToolkit, and PhysioNet", Circulation 101 (2000): record chf07 of the
    BIDMC Congestive Heart Failure Database. Chen et al., "A general framework for never-ending learning from
    time series streams", Data Mining and Knowledge Discovery 29 (2015): the division into beats.

    Examples
    --------
    >>> (x_train, y_train), (x_test, y_test) = load_ecg5000()
    >>> x_train.shape, x_test.shape, x_train.dtype
    ((500, 140), (4500, 140), dtype('float32'))
    >>> np.bincount(y_train)
    array([292, 177,  10,  19,   2])
    """
    return _decode(find("ecg5000_i16.npz"))


@functools.cache
def _decode(path: Path) -> Pairs:
    arrays = read_arrays(path)
    pairs = []
    for part in ("train", "test"):
        x = arrays[f"x_{part}"] / np.float32(1000)  # the file holds thousandths
        y = (arrays[f"y_{part}"] - 1).astype(np.uint8)
        x.flags.writeable = y.flags.writeable = False
        pairs.append((x, y))
    return tuple(pairs)
