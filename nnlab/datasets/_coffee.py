"""The coffee-roasting data of labs 02 and 05, and a network that was trained on them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nnlab._validation import as_count, as_float_array, as_generator, complaint
from nnlab.activations import sigmoid
from nnlab.datasets._files import find, load_arrays

TEMPERATURES = (150.0, 285.0)  # °C
DURATIONS = (11.5, 15.5)  # minutes


def load_coffee(
    n_samples: int = 200, *, seed: int | np.random.Generator | None = 2
) -> tuple[np.ndarray, np.ndarray]:
    """Generate roasts of coffee, each good or bad.

    Temperature and duration are uniform. A roast is good inside a triangle: hotter than 175 °C, longer than
    12 minutes, and not too long, where a hotter roast is done 3 minutes sooner for every 85 °C::

        good = temperature > 175 and duration > 12 and duration < 21 − 3 temperature / 85

    So the corners are (175, 12), (175, 14.8) and (255, 12).

    Parameters
    ----------
    n_samples : int, default 200
        Number of roasts.
    seed : int, numpy.random.Generator or None, default 2
        The default gives the same 200 roasts every time, those that `load_coffee_network` was trained on. A
        generator is used as it is and moves on; None draws anew.

    Returns
    -------
    X : ndarray, shape (n_samples, 2), float64
        Temperature in °C, from 150 to 285, and duration in minutes, from 11.5 to 15.5.
    y : ndarray, shape (n_samples, 1), int64
        1 for a good roast, 0 for a bad one.

    Examples
    --------
    >>> X, y = load_coffee()
    >>> X.shape, y.shape, int(y.sum())
    ((200, 2), (200, 1), 43)
    """
    n_samples = as_count(n_samples, "n_samples", "load_coffee")
    rng = as_generator(seed, "seed", "load_coffee")
    low, high = zip(TEMPERATURES, DURATIONS, strict=True)
    X = rng.uniform(low, high, size=(n_samples, 2))
    temperature, duration = X[:, :1], X[:, 1:]
    longest = 21 - 3 * temperature / 85
    good = (temperature > 175) & (duration > 12) & (duration < longest)
    return X, good.astype(np.int64)


class CoffeeNetwork(NamedTuple):
    """A trained network of 2 inputs, 3 hidden units and 1 output, all sigmoid, and the scaling of its inputs.

    Attributes
    ----------
    mean, variance : ndarray, shape (2,), float32
        Of temperature and duration over the 200 roasts, as Keras's Normalization layer holds them.
    W1, b1 : ndarray, shapes (2, 3) and (3,), float32
        Weights and biases of the hidden layer.
    W2, b2 : ndarray, shapes (3, 1) and (1,), float32
        Weights and bias of the output unit.

    Examples
    --------
    >>> network = load_coffee_network()
    >>> network
    CoffeeNetwork(2 → 3 sigmoid → 1 sigmoid, trained on load_coffee())
    >>> [(W.shape, b.shape) for W, b in network.layers]
    [((2, 3), (3,)), ((3, 1), (1,))]
    """

    mean: np.ndarray
    variance: np.ndarray
    W1: np.ndarray
    b1: np.ndarray
    W2: np.ndarray
    b2: np.ndarray

    @property
    def layers(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """The pairs (W, b), in the order in which they are applied to normalized inputs."""
        return [(self.W1, self.b1), (self.W2, self.b2)]

    def normalize(self, X: ArrayLike) -> np.ndarray:
        """Scale roasts as the network was trained with them: (X − mean) / √variance.

        Parameters
        ----------
        X : array_like, shape (2,) or (m, 2)
            Temperature in °C and duration in minutes.

        Returns
        -------
        ndarray
            In the shape of `X`; near 0 in the middle of the data, within about ±2.

        Examples
        --------
        >>> load_coffee_network().normalize(np.array([200.0, 13.9])).round(1)
        array([-0.5,  0.4])
        """
        X = _roasts(X, "CoffeeNetwork.normalize")
        return (X - self.mean) / np.sqrt(self.variance)

    def predict(self, X: ArrayLike) -> np.ndarray:
        """Return the probability of good coffee: σ(σ(x W1 + b1) W2 + b2), with x the normalized roast.

        Parameters
        ----------
        X : array_like, shape (2,) or (m, 2)
            Temperature in °C and duration in minutes.

        Returns
        -------
        ndarray, shape (1,) or (m, 1)

        Examples
        --------
        >>> load_coffee_network().predict(np.array([[200.0, 13.9], [200.0, 17.0]])).round(2)
        array([[0.98],
               [0.  ]])
        """
        a = self.normalize(_roasts(X, "CoffeeNetwork.predict"))
        for W, b in self.layers:
            a = sigmoid(a @ W + b)
        return a

    def __repr__(self) -> str:
        units, outputs = self.W2.shape
        return (
            f"CoffeeNetwork({len(self.W1)} → {units} sigmoid → {outputs} sigmoid, trained on load_coffee())"
        )


def load_coffee_network() -> CoffeeNetwork:
    """Load a network that Keras trained on the roasts of `load_coffee`.

    Returns
    -------
    CoffeeNetwork
        The named tuple ``(mean, variance, W1, b1, W2, b2)``, with ``layers``, ``normalize(X)`` and
        ``predict(X)``. The arrays are read-only, since every call gives the same ones.

    Raises
    ------
    nnlab.exceptions.DataError
        If the file is missing or damaged.

    Notes
    -----
    Trained as in lab 05: Normalization, the roasts tiled 1,000 times, binary cross-entropy, Adam(0.01), 10
    epochs. The file is made by `nnlab.grader.oracle.coffee`, and `data/coffee_network.npz.provenance.txt`
    tells how.

    Examples
    --------
    >>> network = load_coffee_network()
    >>> float(network.predict([200.0, 13.9])[0]) > 0.9
    True
    """
    arrays = load_arrays(find("coffee_network.npz"))
    return CoffeeNetwork(*(arrays[name] for name in CoffeeNetwork._fields))


def _roasts(X: ArrayLike, function: str) -> np.ndarray:
    X = as_float_array(X, "X", function)
    if X.ndim not in (1, 2) or X.shape[-1] != 2:
        rule, way_out = "have the shape (2,) or (m, 2)", "Pass [temperature, duration], e.g. [200.0, 13.9]."
        raise ValueError(complaint(function, "X", rule, X, way_out))
    return X
