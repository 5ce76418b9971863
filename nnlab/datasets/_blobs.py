"""Clouds of points in a plane or in space: the four classes of lab 07."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from nnlab._validation import as_count, as_float_array, as_generator, as_number, complaint

# Near enough to touch, and no three in a row, so that the regions between them are worth drawing.
FOUR_CENTERS = ((-4.0, 2.0), (-1.0, -3.0), (2.0, 2.0), (5.0, -2.0))


def make_blobs(
    n_samples: int = 400,
    centers: ArrayLike = FOUR_CENTERS,
    *,
    cluster_std: float = 1.0,
    seed: int | np.random.Generator | None = 0,
) -> tuple[np.ndarray, np.ndarray]:
    """Generate clouds of points, one class around each center.

    x = center[y] + cluster_std · ε, with ε standard normal in every coordinate

    Parameters
    ----------
    n_samples : int, default 400
        Number of points in all. They are shared out evenly; the first classes get one more where they cannot
        be.
    centers : array_like, shape (classes, dimensions), default four in the plane
        The middle of each cloud.
    cluster_std : float, default 1
        Standard deviation of the clouds in every direction.
    seed : int, numpy.random.Generator or None, default 0
        The default gives the same points every time. A generator is used as it is and moves on; None draws
        anew.

    Returns
    -------
    X : ndarray, shape (n_samples, dimensions), float64
        The points, in random order.
    y : ndarray, shape (n_samples,), int64
        The class of each point, from 0 to classes − 1.

    Raises
    ------
    TypeError, ValueError
        If an argument is not of the kind or shape described.

    Examples
    --------
    >>> X, y = make_blobs()
    >>> X.shape, y.shape, np.bincount(y)
    ((400, 2), (400,), array([100, 100, 100, 100]))
    """
    n_samples = as_count(n_samples, "n_samples", "make_blobs")
    cluster_std = as_number(cluster_std, "cluster_std", "make_blobs", minimum=0)
    rng = as_generator(seed, "seed", "make_blobs")
    centers = as_float_array(centers, "centers", "make_blobs").astype(np.float64)
    if centers.ndim != 2 or centers.size == 0 or not np.isfinite(centers).all():
        rule = "be finite and of shape (classes, dimensions)"
        way_out = "Pass one row for each class, e.g. [[0.0, 0.0], [3.0, 3.0]]."
        raise ValueError(complaint("make_blobs", "centers", rule, centers, way_out))
    y = rng.permutation(np.arange(n_samples) % len(centers))
    noise = rng.standard_normal((n_samples, centers.shape[1]))
    return centers[y] + cluster_std * noise, y
