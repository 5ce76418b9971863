"""Wrong ways to slide a window over an image."""

from functools import partial

import numpy as np

from nnlab.grader.misconceptions._compose import compose, placed
from nnlab.grader.spec import Misconception


def _product(window, kernel):
    return np.einsum("hwc,hwcf->f", window, kernel)


def _rows(image, kernel):
    return image[0] - kernel[0] + 1


def _columns(image, kernel):
    return image[1] - kernel[1] + 1


def _conv2d(
    x,
    kernel,
    bias,
    *,
    pad=lambda kh, kw: ((0, 0), (0, 0)),
    turn=lambda kernel: kernel,
    rows=_rows,
    columns=_columns,
    window=lambda x, i, j, kh, kw: x[i : i + kh, j : j + kw],
    product=_product,
    offset=lambda bias, kernel: bias,
    store=lambda x, kernel: float,
    finish=lambda out: out,
):
    """A loop over rows and columns; right as long as no part is exchanged."""
    kernel = turn(kernel)
    kh, kw = kernel.shape[:2]
    x = np.pad(x, (*pad(kh, kw), (0, 0)))
    shape = rows(x.shape, kernel.shape), columns(x.shape, kernel.shape), kernel.shape[3]
    out = np.zeros(shape, dtype=store(x, kernel))
    for i in range(shape[0]):
        for j in range(shape[1]):
            out[i, j] = product(window(x, i, j, kh, kw), kernel) + offset(bias, kernel)
    return finish(out)


#: These meet in pairs.
_OFTEN = (
    ("conv2d.flipped", {"turn": lambda kernel: kernel[::-1, ::-1]}),
    (
        "conv2d.one_short",
        {"rows": lambda x, k: x[0] - k[0], "columns": lambda x, k: x[1] - k[1]},
    ),
    ("conv2d.same_padding", {"pad": lambda kh, kw: ((kh // 2, kh // 2), (kw // 2, kw // 2))}),
    ("conv2d.swap_ij", {"window": lambda x, i, j, kh, kw: x[j : j + kh, i : i + kw]}),
    ("conv2d.first_channel", {"product": lambda window, kernel: _product(window[..., :1], kernel[:, :, :1])}),
    ("conv2d.no_bias", {"offset": lambda bias, kernel: 0}),
    ("conv2d.bias_in_sum", {"offset": lambda bias, kernel: bias * kernel[..., 0].size}),
    ("conv2d.scalar_bias", {"offset": lambda bias, kernel: np.sum(bias)}),
    ("conv2d.first_bias", {"offset": lambda bias, kernel: bias[0]}),
    ("conv2d.int_out", {"store": lambda x, kernel: x.dtype}),
    ("conv2d.activation", {"finish": lambda out: np.maximum(out, 0)}),
)
#: These stand alone: the other ways to commit them, and the seldom ones.
_ALONE = (
    ("conv2d.flipped_rows", {"turn": lambda kernel: kernel[::-1]}),
    ("conv2d.flipped_columns", {"turn": lambda kernel: kernel[:, ::-1]}),
    ("conv2d.kernel_transposed", {"turn": lambda kernel: kernel.transpose(1, 0, 2, 3)}),
    ("conv2d.square_image", {"columns": lambda x, k: x[0] - k[1] + 1}),
    ("conv2d.square_image", {"columns": lambda x, k: x[0] - k[0] + 1}),
    ("conv2d.square_image", {"rows": lambda x, k: x[1] - k[1] + 1}),
    ("conv2d.square_kernel", {"columns": lambda x, k: x[1] - k[0] + 1}),
    ("conv2d.square_kernel", {"rows": lambda x, k: x[0] - k[1] + 1}),
    ("conv2d.square_kernel", {"window": lambda x, i, j, kh, kw: x[i : i + kh, j : j + kh]}),
    ("conv2d.square_kernel", {"window": lambda x, i, j, kh, kw: x[i : i + kw, j : j + kw]}),
    (
        "conv2d.same_padding",
        {"pad": lambda kh, kw: ((kh // 2, (kh - 1) // 2), (kw // 2, (kw - 1) // 2))},
    ),
    (
        "conv2d.same_padding",
        {"pad": lambda kh, kw: (((kh - 1) // 2, kh // 2), ((kw - 1) // 2, kw // 2))},
    ),
    ("conv2d.full_padding", {"pad": lambda kh, kw: ((kh - 1, kh - 1), (kw - 1, kw - 1))}),
    (
        "conv2d.last_channel",
        {"product": lambda window, kernel: _product(window[..., -1:], kernel[:, :, -1:])},
    ),
    ("conv2d.window_never_moves", {"window": lambda x, i, j, kh, kw: x[:kh, :kw]}),
    ("conv2d.left_zero", {"finish": np.zeros_like}),
    ("conv2d.kernel_axes_swapped", {"window": lambda x, i, j, kh, kw: x[i : i + kw, j : j + kh]}),
    (
        "conv2d.channels_summed_apart",
        {"product": lambda window, kernel: np.tensordot(window.sum(axis=2), kernel.sum(axis=2), 2)},
    ),
    (
        "conv2d.channels_averaged",
        {"product": lambda window, kernel: _product(window, kernel) / kernel.shape[2]},
    ),
    ("conv2d.mean", {"product": lambda window, kernel: _product(window, kernel) / kernel[..., 0].size}),
    ("conv2d.first_filter", {"product": lambda window, kernel: np.sum(window * kernel[..., 0])}),
    ("conv2d.filters_mixed", {"product": lambda window, kernel: np.sum(_product(window, kernel))}),
    ("conv2d.first_row_only", {"product": lambda window, kernel: _product(window[:1], kernel[:1])}),
    ("conv2d.bias_per_channel", {"offset": lambda bias, kernel: bias * kernel.shape[2]}),
    ("conv2d.bias_per_pixel", {"offset": lambda bias, kernel: bias * kernel.shape[0] * kernel.shape[1]}),
    ("conv2d.bias_subtracted", {"offset": lambda bias, kernel: -bias}),
    ("conv2d.int_out", {"store": lambda x, kernel: kernel.dtype}),
    ("conv2d.int_out", {"store": lambda x, kernel: int}),
    ("conv2d.filters_first", {"finish": lambda out: np.moveaxis(out, 2, 0)}),
    ("conv2d.swap_ij", {"finish": lambda out: out.transpose(1, 0, 2)}),
    ("conv2d.squeezed", {"finish": np.squeeze}),
    ("conv2d.bias_in_window", {"offset": lambda bias, kernel: bias * kernel.sum(axis=(0, 1, 2))}),
    (
        "conv2d.square_kernel",
        {
            "columns": lambda x, k: x[1] - k[0] + 1,
            "window": lambda x, i, j, kh, kw: x[i : i + kh, j : j + kh],
        },
    ),
    (
        "conv2d.square_kernel",
        {
            "rows": lambda x, k: x[0] - k[1] + 1,
            "window": lambda x, i, j, kh, kw: x[i : i + kw, j : j + kw],
        },
    ),
    ("conv2d.swap_ij", {"rows": lambda x, k: x[1] - k[0] + 1, "columns": lambda x, k: x[0] - k[1] + 1}),
    ("conv2d.window_broadcast", {"product": lambda window, kernel: np.sum(window * kernel, axis=(0, 1, 2))}),
)


def _swapped_where_it_fits(x, kernel, bias):
    """Rows by j and columns by i, with a guard against windows that leave the image."""
    kh, kw, _, filters = kernel.shape
    out = np.zeros((_rows(x.shape, kernel.shape), _columns(x.shape, kernel.shape), filters))
    for i, j in np.ndindex(out.shape[:2]):
        if j + kh <= x.shape[0] and i + kw <= x.shape[1]:
            out[i, j] = _product(x[j : j + kh, i : i + kw], kernel) + bias
    return out


def _swapped_in_the_result(x, kernel, bias):
    """Rows counted along the width and columns along the height."""
    kh, kw, _, filters = kernel.shape
    out = np.zeros((x.shape[1] - kw + 1, x.shape[0] - kh + 1, filters))
    for i, j in np.ndindex(out.shape[:2]):
        out[i, j] = _product(x[i : i + kh, j : j + kw], kernel) + bias
    return out


def _channels_for_filters(x, kernel, bias):
    kh, kw = kernel.shape[:2]
    rows, columns = _rows(x.shape, kernel.shape), _columns(x.shape, kernel.shape)
    sums = [
        [np.tensordot(x[i : i + kh, j : j + kw], kernel, ((0, 1, 2), (0, 1, 3))) for j in range(columns)]
        for i in range(rows)
    ]
    return np.array(sums) + bias


def _tiles(x, kernel, bias):
    """Windows side by side, as in pooling."""
    kh, kw, _, filters = kernel.shape
    out = np.zeros((x.shape[0] // kh, x.shape[1] // kw, filters))
    for i, j in np.ndindex(out.shape[:2]):
        out[i, j] = _product(x[i * kh : (i + 1) * kh, j * kw : (j + 1) * kw], kernel) + bias
    return out


def _axis_of_channels(x, kernel, bias):
    """The filter is looked for on the third axis, as in conv1d: that is a channel with all its filters."""
    kh, kw, _, filters = kernel.shape
    out = np.zeros((_rows(x.shape, kernel.shape), _columns(x.shape, kernel.shape), filters))
    for i, j, f in np.ndindex(out.shape):
        out[i, j, f] = np.sum(x[i : i + kh, j : j + kw] * kernel[:, :, f]) + bias[f]
    return out


def _total_kept(axes, *, bias_inside=False):
    """One running total that is not set back to 0 while the loops go on."""

    def conv2d(x, kernel, bias):
        numbers = _conv2d(x, kernel, bias if bias_inside else 0 * bias)
        shape = (*numbers.shape[: 3 - axes], -1)
        totals = np.cumsum(numbers.reshape(shape), axis=-1).reshape(numbers.shape)
        return totals if bias_inside else totals + bias

    return conv2d


def _sum_of_everything(x, kernel, bias):
    return _conv2d(x, kernel, 0 * bias).sum(axis=2)


_PLACES = {
    **dict.fromkeys(("flipped", "flipped_rows", "flipped_columns"), "predict-flipped"),
    "int_out": "concept-whole-numbers",
    **dict.fromkeys(("one_short", "same_padding", "full_padding"), "concept-count"),
    **dict.fromkeys(
        (
            "first_channel", "last_channel", "channels_summed_apart", "channels_averaged", "first_filter",
            "filters_mixed", "bias_per_channel", "scalar_bias", "first_bias", "filters_first", "squeezed",
            "channels_for_filters", "window_broadcast", "axis_of_channels",
        ),
        "concept-channels",
    ),
}  # fmt: skip

_WRONG = (
    *compose(_conv2d, _OFTEN),
    *(Misconception(name, partial(_conv2d, **switches)) for name, switches in _ALONE),
    Misconception("conv2d.swap_ij", _swapped_where_it_fits),
    Misconception("conv2d.swap_ij", _swapped_in_the_result),
    Misconception("conv2d.channels_for_filters", _channels_for_filters),
    Misconception("conv2d.axis_of_channels", _axis_of_channels),
    Misconception("conv2d.tiles", _tiles),
    Misconception("conv2d.filters_mixed", _sum_of_everything),
    *(
        Misconception("conv2d.total_kept", _total_kept(axes, bias_inside=inside))
        for axes in (1, 2, 3)
        for inside in (False, True)
    ),
)

CONV2D = placed(_WRONG, _PLACES, elsewhere="concept-images")
