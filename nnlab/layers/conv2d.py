"""Conv2D: filters that slide over an image."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nnlab.layers._convolution import Convolution


class Conv2D(Convolution):
    """A layer of `filters` neurons, each of which looks at one window of an image after the other.

    z[i, j, f] = bias[f] + Σ over k, l and c: x[i · strides + k, j · strides + l, c] · kernel[k, l, c, f]
    y = g(z)

    Parameters
    ----------
    filters : int
        Number of neurons, which is the number of channels of the output.
    kernel_size : int or tuple of 2 ints
        Height and width of the window.
    strides : int or tuple of 2 ints, default (1, 1)
        How far it moves from one output to the next, down and to the right.
    padding : str, default "valid"
        "valid": the window stays inside the image. "same": zeros around the image let it start at every
        ``strides``-th pixel, so that with strides of 1 the output is as large as the input.
    data_format : str, optional
        "channels_last", the default, or "channels_first" for images ``(m, channels, height, width)``; the
        result has its channels in the same place.
    dilation_rate : int or tuple of 2 ints, default (1, 1)
        Distance between the pixels of a window: 1 where they are neighbours.
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
    kernel : ndarray of shape (kernel_height, kernel_width, channels / groups, filters)
        None until the layer is built.
    bias : ndarray of shape (filters,), or None

    Notes
    -----
    Input ``(m, height, width, channels)``, output ``(m, rows, columns, filters)``. A convolution in the
    mathematical sense would turn the kernel round; here, as in Keras, it is not turned.

    Examples
    --------
    >>> edges = Conv2D(1, (1, 2), use_bias=False)
    >>> edges.build((None, 2, 3, 1))
    >>> edges.set_weights([[[[[-1.0]], [[1.0]]]]])
    >>> edges([[[[0.0], [0.0], [5.0]], [[0.0], [5.0], [5.0]]]])[0, :, :, 0]
    array([[0., 5.],
           [5., 0.]], dtype=float32)
    """

    rank = 2

    def __init__(
        self,
        filters: int,
        kernel_size: int | tuple[int, int],
        strides: int | tuple[int, int] = (1, 1),
        padding: str = "valid",
        data_format: str | None = None,
        dilation_rate: int | tuple[int, int] = (1, 1),
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
