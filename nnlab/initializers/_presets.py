"""The scalings that have a name: each suits the activations that its authors had in mind."""

from __future__ import annotations

from nnlab.initializers._base import Seed
from nnlab.initializers._scaled import Axes, VarianceScaling


class Preset(VarianceScaling):
    """A `VarianceScaling` whose scale, mode and distribution are fixed."""

    preset: tuple[float, str, str]

    def __init__(self, seed: Seed = None, input_axes: Axes = None, output_axes: Axes = None):
        super().__init__(*self.preset, seed, input_axes, output_axes)


class GlorotUniform(Preset):
    """Uniform distribution within ±√(6 / (fan_in + fan_out)): what layers start with by default.

    Parameters
    ----------
    seed : int, numpy.random.Generator or None, optional
        With a whole number, or None, every call gives the same values; a generator moves on.
    input_axes, output_axes : sequence of int, optional
        The axes to count inputs and outputs by; both or none. By default see `compute_fans`.

    References
    ----------
    Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks",
    AISTATS 2010, equation 16.

    Examples
    --------
    >>> W = GlorotUniform(seed=0)((784, 25))
    >>> abs(W).max().round(3)
    np.float32(0.086)
    """

    preset = (1.0, "fan_avg", "uniform")


class GlorotNormal(Preset):
    """Truncated normal distribution of standard deviation √(2 / (fan_in + fan_out)).

    Parameters
    ----------
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
    >>> W = GlorotNormal(seed=0)((784, 25))
    >>> W.std().round(3)
    np.float32(0.05)
    """

    preset = (1.0, "fan_avg", "truncated_normal")


class HeUniform(Preset):
    """Uniform distribution within ±√(6 / fan_in): for ReLU.

    Parameters
    ----------
    seed : int, numpy.random.Generator or None, optional
        With a whole number, or None, every call gives the same values; a generator moves on.
    input_axes, output_axes : sequence of int, optional
        The axes to count inputs and outputs by; both or none. By default see `compute_fans`.

    References
    ----------
    He, Zhang, Ren and Sun, "Delving deep into rectifiers", ICCV 2015, section 2.2.

    Examples
    --------
    >>> W = HeUniform(seed=0)((784, 25))
    >>> abs(W).max().round(3)
    np.float32(0.087)
    """

    preset = (2.0, "fan_in", "uniform")


class HeNormal(Preset):
    """Truncated normal distribution of standard deviation √(2 / fan_in): for ReLU.

    Parameters
    ----------
    seed : int, numpy.random.Generator or None, optional
        With a whole number, or None, every call gives the same values; a generator moves on.
    input_axes, output_axes : sequence of int, optional
        The axes to count inputs and outputs by; both or none. By default see `compute_fans`.

    References
    ----------
    He, Zhang, Ren and Sun, "Delving deep into rectifiers", ICCV 2015, section 2.2.

    Examples
    --------
    >>> W = HeNormal(seed=0)((784, 25))
    >>> W.std().round(2)
    np.float32(0.05)
    """

    preset = (2.0, "fan_in", "truncated_normal")


class LecunUniform(Preset):
    """Uniform distribution within ±√(3 / fan_in): for SELU and tanh.

    Parameters
    ----------
    seed : int, numpy.random.Generator or None, optional
        With a whole number, or None, every call gives the same values; a generator moves on.
    input_axes, output_axes : sequence of int, optional
        The axes to count inputs and outputs by; both or none. By default see `compute_fans`.

    References
    ----------
    LeCun, Bottou, Orr and Müller, "Efficient BackProp", 1998, section 4.6.

    Examples
    --------
    >>> W = LecunUniform(seed=0)((784, 25))
    >>> abs(W).max().round(3)
    np.float32(0.062)
    """

    preset = (1.0, "fan_in", "uniform")


class LecunNormal(Preset):
    """Truncated normal distribution of standard deviation √(1 / fan_in): for SELU and tanh.

    Parameters
    ----------
    seed : int, numpy.random.Generator or None, optional
        With a whole number, or None, every call gives the same values; a generator moves on.
    input_axes, output_axes : sequence of int, optional
        The axes to count inputs and outputs by; both or none. By default see `compute_fans`.

    References
    ----------
    LeCun, Bottou, Orr and Müller, "Efficient BackProp", 1998, section 4.6.

    Examples
    --------
    >>> W = LecunNormal(seed=0)((784, 25))
    >>> W.std().round(3)
    np.float32(0.036)
    """

    preset = (1.0, "fan_in", "truncated_normal")
