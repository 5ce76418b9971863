"""Conv1D: filters that slide over a signal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nnlab.layers._convolution import Convolution


class Conv1D(Convolution):
    """A layer of `filters` neurons, each of which looks at one window of a signal after the other.

    z[i, f] = bias[f] + Σ over k and c: x[i · strides + k, c] · kernel[k, c, f],    y = g(z)

    Parameters
    ----------
    filters : int
        Number of neurons, which is the number of channels of the output.
    kernel_size : int
        Length of the window.
    strides : int, default 1
        How far it moves from one output to the next.
    padding : str, default "valid"
        "valid": the window stays inside the signal. "same": zeros around the signal let it start at every
        ``strides``-th value. "causal": all zeros come before it, so that no output sees a later input.
    data_format : str, optional
        "channels_last", the default, or "channels_first" for signals ``(m, channels, length)``; the result
        has its channels in the same place.
    dilation_rate : int, default 1
        Distance between the inputs of a window: 1 where they are neighbours.
    groups : int, default 1
        In how many groups channels and filters are divided; the filters of a group look at its channels.
    activation : str or callable, optional
        g, by its name or as a function; None is the identity.
    use_bias : bool, default True
        Whether there is a bias.
    kernel_initializer : str or callable, default "glorot_uniform"
        What the kernel starts from.
    bias_initializer : str or callable, default "zeros"
        What the bias starts from.
    **options
        `name`, `dtype`, `trainable` and `input_shape`, as for every `Layer`.

    Attributes
    ----------
    kernel : ndarray of shape (kernel_size, channels / groups, filters)
        None until the layer is built.
    bias : ndarray of shape (filters,), or None

    Notes
    -----
    Input ``(m, length, channels)``, output ``(m, positions, filters)``. A convolution in the mathematical
    sense would turn the kernel round; here, as in Keras, it is not turned.

    Examples
    --------
    >>> layer = Conv1D(1, 2, use_bias=False)
    >>> layer.build((None, 4, 1))
    >>> layer.set_weights([[[[-1.0]], [[1.0]]]])
    >>> layer([[[1.0], [2.0], [4.0], [7.0]]])[0, :, 0]
    array([1., 2., 3.], dtype=float32)
    """

    rank = 1
    paddings = ("causal",)

    def __init__(
        self,
        filters: int,
        kernel_size: int | tuple[int],
        strides: int | tuple[int] = 1,
        padding: str = "valid",
        data_format: str | None = None,
        dilation_rate: int | tuple[int] = 1,
        groups: int = 1,
        activation: str | Callable | None = None,
        use_bias: bool = True,
        kernel_initializer: str | Callable = "glorot_uniform",
        bias_initializer: str | Callable = "zeros",
        **options: Any,
    ):
        windows = (kernel_size, strides, padding, data_format, dilation_rate, groups)
        weights = (activation, use_bias, kernel_initializer, bias_initializer)
        super().__init__(filters, *windows, *weights, **options)
