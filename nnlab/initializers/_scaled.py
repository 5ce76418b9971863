"""Initializers whose spread depends on the shape, so that signals keep their size from layer to layer."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import DTypeLike

from nnlab._validation import as_choice, as_count, as_number, complaint
from nnlab.exceptions import WrongType
from nnlab.initializers._base import RandomInitializer, Seed, Shape, checked
from nnlab.initializers._random import truncated_normal

# Standard deviation of a standard normal distribution that is cut off at ±2.
_TRUNCATED_STDDEV = 0.87962566103423978

Axes = Sequence[int] | None


class VarianceScaling(RandomInitializer):
    """Random values of variance scale / n, with n the number of inputs or outputs of a unit.

    truncated_normal      stddev · z / 0.8796…, with z drawn again where abs(z) > 2, and stddev = √(scale / n)
    untruncated_normal    stddev · z
    uniform               uniform in [−limit, limit), with limit = √(3 scale / n)

    Parameters
    ----------
    scale : float, default 1
        Factor of the variance, above 0.
    mode : str, default "fan_in"
        What n is: ``"fan_in"``, the inputs of a unit; ``"fan_out"``, its outputs; ``"fan_avg"``, their mean.
    distribution : str, default "truncated_normal"
        One of the three above; ``"normal"`` is the truncated one.
    seed : int, numpy.random.Generator or None, optional
        With a whole number, or None, every call gives the same values; a generator moves on.
    input_axes, output_axes : sequence of int, optional
        The axes to count inputs and outputs by; both or none. By default see `compute_fans`.

    References
    ----------
    Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks",
    AISTATS 2010, section 4.2.1.

    Examples
    --------
    >>> VarianceScaling(2.0, mode="fan_out", seed=0)((1000, 50)).std().round(2)  # √(2 / 50)
    np.float32(0.2)
    """

    def __init__(
        self,
        scale: float = 1.0,
        mode: str = "fan_in",
        distribution: str = "truncated_normal",
        seed: Seed = None,
        input_axes: Axes = None,
        output_axes: Axes = None,
    ):
        function = type(self).__name__
        self.scale = as_number(scale, "scale", function)
        if self.scale <= 0:
            raise ValueError(complaint(function, "scale", "be above 0", scale, "Pass scale=1.0."))
        self.mode = as_choice(mode, ("fan_in", "fan_out", "fan_avg"), "mode", function)
        distribution = distribution.lower() if isinstance(distribution, str) else distribution
        known = ("truncated_normal", "untruncated_normal", "uniform", "normal")
        self.distribution = as_choice(distribution, known, "distribution", function)
        if self.distribution == "normal":
            self.distribution = "truncated_normal"
        self.input_axes = _axes(input_axes, "input_axes", function)
        self.output_axes = _axes(output_axes, "output_axes", function)
        super().__init__(seed)

    def __call__(self, shape: Shape, dtype: DTypeLike = None) -> np.ndarray:
        """Draw an array."""
        shape, dtype = checked(shape, dtype, type(self).__name__)
        fan_in, fan_out = compute_fans(shape, self.input_axes, self.output_axes)
        n = {"fan_in": fan_in, "fan_out": fan_out, "fan_avg": (fan_in + fan_out) / 2}[self.mode]
        variance = self.scale / max(1.0, n)
        rng = self.draw_from()
        if self.distribution == "uniform":
            limit = math.sqrt(3 * variance)
            return np.asarray(rng.uniform(-limit, limit, shape), dtype)
        if self.distribution == "untruncated_normal":
            return np.asarray(math.sqrt(variance) * rng.standard_normal(shape), dtype)
        return np.asarray(math.sqrt(variance) / _TRUNCATED_STDDEV * truncated_normal(rng, shape), dtype)


def compute_fans(shape: Sequence[int], input_axes: Axes = None, output_axes: Axes = None) -> tuple[int, int]:
    """Count the inputs and the outputs of a unit, by the shape of the weights.

    - ``(n,)``: n and n.
    - ``(inputs, units)``, a dense layer's kernel: inputs and units.
    - ``(…, channels, filters)``, a convolution's kernel: size · channels and size · filters, with size the
      product of the front axes.

    Parameters
    ----------
    shape : sequence of int
        Shape of the weights.
    input_axes, output_axes : sequence of int, optional
        If both are given, the products of the sizes along these axes are returned instead.

    Returns
    -------
    fan_in, fan_out : int
        Both are 1 for the shape ``()``.

    Examples
    --------
    >>> compute_fans((784, 25)), compute_fans((3, 3, 16, 32))
    ((784, 25), (144, 288))
    """
    shape, _ = checked(shape, None, "compute_fans")
    input_axes = _axes(input_axes, "input_axes", "compute_fans")
    output_axes = _axes(output_axes, "output_axes", "compute_fans")
    if input_axes is not None and output_axes is not None:
        named = (("input_axes", input_axes), ("output_axes", output_axes))
        for name, axes in named:
            if any(not -len(shape) <= axis < len(shape) for axis in axes):
                rule, way_out = f"name axes of the shape {shape}", f"Pass e.g. {name}=[0]."
                raise ValueError(complaint("compute_fans", name, rule, axes, way_out))
        return tuple(math.prod(shape[axis] for axis in axes) for _, axes in named)
    if len(shape) < 2:
        return (shape * 2) if shape else (1, 1)
    size = math.prod(shape[:-2])
    return size * shape[-2], size * shape[-1]


def _axes(axes: Axes, name: str, function: str) -> Axes:
    if axes is None:
        return None
    if isinstance(axes, str) or not isinstance(axes, Sequence):
        rule, way_out = "be a list of whole numbers or None", f"Pass e.g. {name}=[0]."
        raise WrongType(complaint(function, name, rule, axes, way_out))
    return [as_count(axis, name, function, minimum=-32) for axis in axes]
