"""MaxPooling1D: the largest value of each window of a signal."""

from __future__ import annotations

from typing import Any

from nnlab.layers._pooling import MaxPooling


class MaxPooling1D(MaxPooling):
    """A layer that keeps, of each window of a signal, the largest value of every channel.

    y[i, c] = max over k: x[i · strides + k, c]

    Parameters
    ----------
    pool_size : int, default 2
        Length of the window.
    strides : int, optional
        How far it moves from one output to the next; by default as far as it is large.
    padding : str, default "valid"
        "valid": a border that does not fill a window is dropped. "same": the last windows may hang over the
        border, where there is nothing to be larger.
    data_format : str, optional
        "channels_last", the default, or "channels_first" for signals ``(m, channels, length)``; the result
        has its channels in the same place.
    **options
        `name`, `dtype` and `input_shape`, as for every `Layer`.

    Notes
    -----
    Input ``(m, length, channels)``, output ``(m, positions, channels)``.

    Examples
    --------
    >>> MaxPooling1D()([[[1.0], [3.0], [2.0], [0.0], [9.0]]])[0, :, 0]
    array([3., 2.], dtype=float32)
    """

    rank = 1

    def __init__(
        self,
        pool_size: int | tuple[int] = 2,
        strides: int | tuple[int] | None = None,
        padding: str = "valid",
        data_format: str | None = None,
        **options: Any,
    ):
        super().__init__(pool_size, strides, padding, data_format, **options)
