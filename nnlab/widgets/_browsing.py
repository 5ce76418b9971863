"""Test images for a page: which of thousands to send, and how they are packed small."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from nnlab.widgets._png import encode

#: Images in a row of the sheet.
COLUMNS = 20
_MOST_IMAGES = 240


class Selection(NamedTuple):
    """Images that go to the page.

    Attributes
    ----------
    images : ndarray of uint8, shape (count, height, width)
    y_true : ndarray of int, shape (count,)
        What they are.
    probabilities : ndarray, shape (count, classes)
        What a network says of them.
    places : ndarray of int, shape (count,)
        Their places among all images.
    counts : ndarray of int, shape (classes, classes)
        Of all images: how many of each class (row) were taken for each (column).
    """

    images: np.ndarray
    y_true: np.ndarray
    probabilities: np.ndarray
    places: np.ndarray
    counts: np.ndarray


def select(
    images: np.ndarray, y_true: np.ndarray, probabilities: np.ndarray, most: int = _MOST_IMAGES
) -> Selection:
    """Choose at most about `most` of all images, and count all."""
    counts = confusion(y_true, probabilities.argmax(axis=1), probabilities.shape[1])
    places = pick(y_true, probabilities, most)
    return Selection(images[places], y_true[places], probabilities[places], places, counts)


def confusion(y_true: np.ndarray, predicted: np.ndarray, classes: int) -> np.ndarray:
    """Count the images of each true class (row) by what was predicted (column)."""
    return np.bincount(y_true * classes + predicted, minlength=classes**2).reshape(classes, classes)


def pick(y_true: np.ndarray, probabilities: np.ndarray, most: int) -> np.ndarray:
    """Choose at most about `most` images, shared out over true and predicted classes.

    Parameters
    ----------
    y_true : ndarray of int, shape (m,)
    probabilities : ndarray, shape (m, classes)
    most : int

    Returns
    -------
    ndarray of int
        Places of the chosen images, in order of true class, predicted class and falling probability. Of each
        such pair they range from the surest to the least sure.
    """
    classes = probabilities.shape[1]
    predicted = probabilities.argmax(axis=1)
    counts = confusion(y_true, predicted, classes).ravel()
    # More of what is frequent, but one of everything that happens at all: by square roots, to fill the room.
    share = 0.0
    while share**2 < counts.max() and _few(counts, share + 0.1).sum() <= most:
        share += 0.1
    chosen = []
    order = np.lexsort((-probabilities.max(axis=1), y_true * classes + predicted))
    for places, few in zip(np.split(order, np.cumsum(counts)[:-1]), _few(counts, share), strict=True):
        chosen.append(places[np.linspace(0, len(places) - 1, few).astype(int)] if few else places)
    return np.concatenate(chosen)[:most]


def _few(counts: np.ndarray, share: float) -> np.ndarray:
    return np.minimum(counts, np.maximum(share * counts**0.5, 1).astype(int))


def sheet(images: np.ndarray) -> bytes:
    """Pack images of whole numbers from 0 to 255 into one PNG of 16 greys, `COLUMNS` in a row."""
    count, height, width = images.shape
    lines = math.ceil(count / COLUMNS)
    whole = np.zeros((lines * COLUMNS, height, width), np.uint8)
    whole[:count] = np.round(images / 17) * 16  # the nearest of the 16 greys, which lie 17 apart
    table = whole.reshape(lines, COLUMNS, height, width).swapaxes(1, 2)
    return encode(table.reshape(lines * height, COLUMNS * width), bits=4)


def pack_weights(weights: np.ndarray) -> bytes:
    """Return each unit's weights, `(pixels, units)`, one unit after the other, as int8; a few are cut."""
    if not weights.size:
        return b""
    reach = np.maximum(np.percentile(np.abs(weights), 99, axis=0), 1e-12)
    return np.round(127 * np.clip(weights / reach, -1, 1)).astype(np.int8).T.tobytes()


def strongest(images: np.ndarray, weights: np.ndarray, count: int) -> np.ndarray:
    """Return for each unit the places of the images that give it the largest sum, `(units, count)`."""
    sums = images.reshape(len(images), -1).astype(np.float64) @ weights
    return np.argsort(-sums, axis=0, kind="stable")[:count].T
