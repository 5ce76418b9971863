"""Wrong ways to slide a window over a signal."""

from functools import partial

import numpy as np

from nnlab.grader.misconceptions._compose import compose, placed
from nnlab.grader.spec import Misconception


def _count(length, size, stride):
    return (length - size) // stride + 1


def _product(window, kernel):
    return np.einsum("kc,kcf->f", window, kernel)


def _conv1d(
    x,
    kernel,
    bias,
    stride=1,
    *,
    pad=lambda x, size, stride: x,
    turn=lambda kernel: kernel,
    count=_count,
    start=lambda i, stride: i * stride,
    product=_product,
    offset=lambda bias, kernel: bias,
    store=lambda x, kernel: float,
    finish=lambda out: out,
):
    """A loop over the windows; right as long as no part is exchanged."""
    kernel, size = turn(kernel), len(kernel)
    x = pad(x, size, stride)
    out = np.zeros((count(len(x), size, stride), kernel.shape[2]), dtype=store(x, kernel))
    for i in range(len(out)):
        first = start(i, stride)
        out[i] = product(x[first : first + size], kernel) + offset(bias, kernel)
    return finish(out)


def _padded(before, after):
    return {"pad": lambda x, size, stride: np.pad(x, ((before(size), after(size)), (0, 0)))}


def _same(x, size, stride):
    """Zeros on both sides as Keras adds them for ``padding="same"``."""
    missing = max((-(-len(x) // stride) - 1) * stride + size - len(x), 0)
    return np.pad(x, ((missing // 2, missing - missing // 2), (0, 0)))


def _shortened(window, kernel):
    """As zip would: what has no partner is left out."""
    taps = min(len(window), len(kernel))
    return _product(window[:taps], kernel[:taps])


def _broadcast(window, kernel):
    """The window times the whole kernel: NumPy lines up the channels with the filters."""
    return np.sum(window * kernel, axis=(0, 1))


_FIRST_CHANNEL = {"product": lambda window, kernel: window[:, 0] @ kernel[:, 0]}

#: These meet in pairs.
_OFTEN = (
    ("conv1d.flipped", {"turn": lambda kernel: kernel[::-1]}),
    ("conv1d.ignores_stride", {"count": lambda n, size, s: n - size + 1, "start": lambda i, s: i}),
    ("conv1d.stride_in_size_only", {"start": lambda i, s: i}),
    ("conv1d.one_short", {"count": lambda n, size, s: (n - size) // s}),
    ("conv1d.same_padding", _padded(lambda size: size // 2, lambda size: size // 2)),
    ("conv1d.sum_missing_channels", _FIRST_CHANNEL),
    ("conv1d.no_bias", {"offset": lambda bias, kernel: 0}),
    ("conv1d.bias_in_sum", {"offset": lambda bias, kernel: bias * kernel[..., 0].size}),
    ("conv1d.scalar_bias", {"offset": lambda bias, kernel: np.sum(bias)}),
    ("conv1d.first_bias", {"offset": lambda bias, kernel: bias[0]}),
    ("conv1d.int_out", {"store": lambda x, kernel: x.dtype}),
    ("conv1d.activation", {"finish": lambda out: np.maximum(out, 0)}),
)
#: These stand alone: the other ways to commit them, and the seldom ones.
_ALONE = (
    ("conv1d.stride_divides_length", {"count": lambda n, size, s: n // s - size + 1}),
    ("conv1d.stride_divides_length", {"count": lambda n, size, s: (n - size + 1) // s}),
    ("conv1d.incomplete_windows", {"count": lambda n, size, s: -(-n // s), "product": _shortened}),
    (
        "conv1d.incomplete_windows",
        {"count": lambda n, size, s: -(-(n - size) // s) + 1, "product": _shortened},
    ),
    ("conv1d.incomplete_windows", {"count": lambda n, size, s: -(-(n - size) // s) + 1}),
    ("conv1d.incomplete_windows", {"count": lambda n, size, s: -(-n // s)}),
    ("conv1d.one_short", {"count": lambda n, size, s: len(range(0, n - size, s))}),
    ("conv1d.same_padding", {"pad": _same}),
    ("conv1d.same_padding", _padded(lambda size: size // 2, lambda size: (size - 1) // 2)),
    ("conv1d.same_padding", _padded(lambda size: (size - 1) // 2, lambda size: size // 2)),
    ("conv1d.full_padding", _padded(lambda size: size - 1, lambda size: size - 1)),
    ("conv1d.causal_padding", _padded(lambda size: size - 1, lambda size: 0)),
    (
        "conv1d.channels_summed_apart",
        {"product": lambda window, kernel: window.sum(axis=1) @ kernel.sum(axis=1)},
    ),
    (
        "conv1d.channels_averaged",
        {"product": lambda window, kernel: _product(window, kernel) / kernel.shape[1]},
    ),
    ("conv1d.mean", {"product": lambda window, kernel: _product(window, kernel) / (kernel[..., 0].size)}),
    ("conv1d.last_tap_left_out", {"product": lambda window, kernel: _product(window[:-1], kernel[:-1])}),
    ("conv1d.first_filter", {"product": lambda window, kernel: np.sum(window * kernel[:, :, 0])}),
    ("conv1d.last_channel", {"product": lambda window, kernel: window[:, -1] @ kernel[:, -1]}),
    ("conv1d.window_never_moves", {"start": lambda i, s: 0}),
    ("conv1d.left_zero", {"finish": np.zeros_like}),
    ("conv1d.filters_mixed", {"product": lambda window, kernel: np.sum(_product(window, kernel))}),
    ("conv1d.bias_per_channel", {"offset": lambda bias, kernel: bias * kernel.shape[1]}),
    ("conv1d.bias_per_tap", {"offset": lambda bias, kernel: bias * kernel.shape[0]}),
    ("conv1d.bias_subtracted", {"offset": lambda bias, kernel: -bias}),
    ("conv1d.int_out", {"store": lambda x, kernel: kernel.dtype}),
    ("conv1d.int_out", {"store": lambda x, kernel: int}),
    ("conv1d.filters_first", {"finish": np.transpose}),
    ("conv1d.squeezed", {"finish": np.squeeze}),
    ("conv1d.bias_in_window", {"offset": lambda bias, kernel: bias * kernel.sum(axis=(0, 1))}),
    ("conv1d.window_broadcast", {"product": _broadcast}),
)


def _writes_at_strided_index(begin):
    """The stride is in the loop's range, and the loop's variable is the place of the result."""

    def conv1d(x, kernel, bias, stride=1):
        out = np.zeros((_count(len(x), len(kernel), stride), kernel.shape[2]))
        for i in range(0, len(out), stride):
            out[i] = _product(x[begin(i, stride) :][: len(kernel)], kernel) + bias
        return out

    return conv1d


def _index_is_position(x, kernel, bias, stride=1):
    out = np.zeros((_count(len(x), len(kernel), stride), kernel.shape[2]))
    for i in range(0, len(x) - len(kernel) + 1, stride):
        out[i] = _product(x[i : i + len(kernel)], kernel) + bias
    return out


def _window_by_stride(product):
    """The window ends where the next one begins: at ``(i + 1) * stride``."""

    def conv1d(x, kernel, bias, stride=1):
        windows = range(_count(len(x), len(kernel), stride))
        return np.array([product(x[i * stride : (i + 1) * stride], kernel) + bias for i in windows])

    return conv1d


def _range_one_short(x, kernel, bias, stride=1):
    """The loop over the starts ends before the last one; without any window a list stays empty."""
    starts = range(0, len(x) - len(kernel), stride)
    return np.array([_product(x[i : i + len(kernel)], kernel) + bias for i in starts])


def _one_filter(x, kernel, bias, stride=1):
    """One number for each window: the other filters are left out."""
    return _conv1d(x, kernel, bias, stride)[:, 0]


def _dilated(x, kernel, bias, stride=1):
    reach = (len(kernel) - 1) * stride + 1
    windows = range(len(x) - reach + 1)
    return np.array([_product(x[i : i + reach : stride], kernel) + bias for i in windows])


def _channels_for_filters(x, kernel, bias, stride=1):
    windows = range(_count(len(x), len(kernel), stride))
    return np.array(
        [np.tensordot(x[i * stride :][: len(kernel)], kernel, ((0, 1), (0, 2))) + bias for i in windows]
    )


def _float_length(x, kernel, bias, stride=1):  # noqa: ARG001
    return np.zeros(((len(x) - len(kernel)) / stride + 1, kernel.shape[2]))


def _sum_of_everything(x, kernel, bias, stride=1):  # noqa: ARG001
    windows = range(_count(len(x), len(kernel), stride))
    return np.array([np.sum(_product(x[i * stride :][: len(kernel)], kernel)) for i in windows])


def _lined_up(window, kernel):
    return np.sum(window[:, :, np.newaxis] * kernel, axis=(0, 1))


def _shape_of_x(x, kernel, bias, stride=1):
    """The result is made by ``zeros_like(x)``, so it has as many rows and columns as the signal."""
    out = np.zeros_like(x)
    for i in range(_count(len(x), len(kernel), stride)):
        for f, b in enumerate(bias):
            out[i, f] = np.sum(x[i * stride : i * stride + len(kernel)] * kernel[:, :, f]) + b
    return out


def _total_kept(order, *, bias_inside=False):
    """One running total that is not set back to 0, through the filters or through the windows."""

    def conv1d(x, kernel, bias, stride=1):
        numbers = _conv1d(x, kernel, bias if bias_inside else 0 * bias, stride)
        if order == "all":
            totals = np.cumsum(numbers).reshape(numbers.shape)
        else:
            totals = np.cumsum(numbers, axis=1 if order == "filters" else 0)
        return totals if bias_inside else totals + bias

    return conv1d


_PLACES = {
    "flipped": "predict-flipped",
    "int_out": "concept-whole-numbers",
    **dict.fromkeys(
        (
            "ignores_stride", "stride_in_size_only", "writes_at_strided_index", "one_short",
            "stride_divides_length", "incomplete_windows", "same_padding", "full_padding", "causal_padding",
            "window_by_stride", "float_length", "shape_of_x",
        ),
        "concept-count",
    ),
    **dict.fromkeys(
        (
            "no_bias", "bias_in_sum", "bias_per_tap", "bias_subtracted", "mean", "last_tap_left_out",
            "window_never_moves", "left_zero", "activation", "dilated", "bias_in_window", "total_kept",
        ),
        "concept-sliding",
    ),
}  # fmt: skip

_WRONG = (
    *compose(_conv1d, _OFTEN),
    *(Misconception(name, partial(_conv1d, **switches)) for name, switches in _ALONE),
    Misconception("conv1d.writes_at_strided_index", _writes_at_strided_index(lambda i, stride: i)),
    Misconception("conv1d.writes_at_strided_index", _writes_at_strided_index(lambda i, stride: i * stride)),
    Misconception("conv1d.writes_at_strided_index", _index_is_position),
    Misconception("conv1d.window_by_stride", _window_by_stride(_lined_up)),
    Misconception("conv1d.window_by_stride", _window_by_stride(_shortened)),
    Misconception(
        "conv1d.window_by_stride", _window_by_stride(lambda window, kernel: np.tensordot(window, kernel, 2))
    ),
    Misconception("conv1d.first_filter", _one_filter),
    Misconception("conv1d.dilated", _dilated),
    Misconception("conv1d.channels_for_filters", _channels_for_filters),
    Misconception("conv1d.float_length", _float_length),
    Misconception("conv1d.filters_mixed", _sum_of_everything),
    Misconception("conv1d.one_short", _range_one_short),
    Misconception("conv1d.shape_of_x", _shape_of_x),
    *(
        Misconception("conv1d.total_kept", _total_kept(order, bias_inside=inside))
        for order in ("filters", "windows", "all")
        for inside in (False, True)
    ),
)

CONV1D = placed(_WRONG, _PLACES, elsewhere="concept-channels")
