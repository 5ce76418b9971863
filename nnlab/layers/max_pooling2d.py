"""MaxPooling2D: the largest value of each window of an image."""

from __future__ import annotations

from typing import Any

from nnlab.layers._pooling import MaxPooling


class MaxPooling2D(MaxPooling):
    """A layer that keeps, of each window of an image, the largest value of every channel.

    y[i, j, c] = max over k and l: x[i · strides + k, j · strides + l, c]

    Parameters
    ----------
    pool_size : int or tuple of 2 ints, default (2, 2)
        Height and width of the window.
    strides : int or tuple of 2 ints, optional
        How far it moves from one output to the next; by default as far as it is large.
    padding : str, default "valid"
        "valid": a border that does not fill a window is dropped. "same": the last windows may hang over the
        border, where there is nothing to be larger.
    data_format : str, optional
        "channels_last", the default, or "channels_first" for images ``(m, channels, height, width)``; the
        result has its channels in the same place.
    **options
        `name`, `dtype` and `input_shape`, as for every `Layer`.

    Notes
    -----
    Input ``(m, height, width, channels)``, output ``(m, rows, columns, channels)``.

    Examples
    --------
    >>> MaxPooling2D()([[[[1.0], [3.0], [9.0]], [[2.0], [0.0], [9.0]]]])[0, :, :, 0]
    array([[3.]], dtype=float32)
    """

    rank = 2

    def __init__(
        self,
        pool_size: int | tuple[int, int] = (2, 2),
        strides: int | tuple[int, int] | None = None,
        padding: str = "valid",
        data_format: str | None = None,
        **options: Any,
    ):
        super().__init__(pool_size, strides, padding, data_format, **options)
