"""Read a model's weights as a stack of dense layers."""

from itertools import pairwise, permutations

import numpy as np


def stack(weights: list[np.ndarray], features: int) -> list[tuple[np.ndarray, np.ndarray]] | None:
    """Weights and biases as layers that fit onto each other; a model class may hold them in any order.

    Parameters
    ----------
    weights : list of ndarray
    features : int
        Numbers in one sample.

    Returns
    -------
    list of (ndarray, ndarray) or None
        From the first layer to the last; None when the weights are not those of dense layers.
    """
    layers = list(zip(weights[::2], weights[1::2], strict=False))
    dense = len(weights) % 2 == 0 and all(W.ndim == 2 and b.shape == W.shape[1:] for W, b in layers)
    if not dense or not layers:
        return None
    for order in permutations(layers) if len(layers) <= 4 else [layers]:
        sizes = [features, *(W.shape[1] for W, _ in order)]
        if all(W.shape == pair for (W, _), pair in zip(order, pairwise(sizes), strict=True)):
            return list(order)
    return None
