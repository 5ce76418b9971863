"""Wrong ways to take the largest value of each window."""

from functools import partial

import numpy as np

from nnlab.grader.misconceptions._compose import compose, placed
from nnlab.grader.spec import Misconception


def _largest(window):
    return window.max(axis=(0, 1))


def _max_pool2d(
    x,
    size,
    *,
    step=lambda size: size,
    extent=lambda size: size,
    rows=lambda h, size: h // size,
    columns=lambda h, w, size: w // size,
    window=lambda x, i, j, n: x[i : i + n, j : j + n],
    reduce=_largest,
    store=lambda x: float,
    finish=lambda out: out,
):
    """A loop over the windows; right as long as no part is exchanged."""
    height, width, channels = x.shape
    out = np.zeros((rows(height, size), columns(height, width, size), channels), dtype=store(x))
    for i, j in np.ndindex(out.shape[:2]):
        out[i, j] = reduce(window(x, i * step(size), j * step(size), extent(size)))
    return finish(out)


def _all_round(count):
    """The same count for rows and columns."""
    return {"rows": count, "columns": lambda h, w, size: count(w, size)}


def _cut_off_at_zero(window):
    return np.maximum(_largest(window), 0)


#: These meet in pairs.
_OFTEN = (
    ("max_pool2d.abs_max", {"reduce": lambda window: np.abs(window).max(axis=(0, 1))}),
    ("max_pool2d.init_zero_max", {"reduce": _cut_off_at_zero}),
    ("max_pool2d.over_channels", {"reduce": np.max}),
    ("max_pool2d.remainder_kept", _all_round(lambda n, size: -(-n // size))),
    ("max_pool2d.one_short", _all_round(lambda n, size: n // size - 1)),
    (
        "max_pool2d.hard2",
        {"step": lambda size: 2, "extent": lambda size: 2, **_all_round(lambda n, size: n // 2)},
    ),
    ("max_pool2d.overlapping", {"step": lambda size: 1, **_all_round(lambda n, size: n - size + 1)}),
    ("max_pool2d.int_out", {"store": lambda x: int}),
)
#: These stand alone: the other ways to commit them, and the seldom ones.
_ALONE = (
    *(
        (
            "max_pool2d.init_number",
            {"reduce": lambda window, start=start: np.maximum(_largest(window), start)},
        )
        for start in (
            -1.0,
            -9.0,
            -10.0,
            -99.0,
            -1e2,
            -255.0,
            -256.0,
            -999.0,
            -1e3,
            -9999.0,
            -1e4,
            -1e5,
            -1e6,
            -1e9,
        )
    ),
    ("max_pool2d.min", {"reduce": lambda window: window.min(axis=(0, 1))}),
    ("max_pool2d.mean", {"reduce": lambda window: window.mean(axis=(0, 1))}),
    ("max_pool2d.sum", {"reduce": lambda window: window.sum(axis=(0, 1))}),
    ("max_pool2d.first_of_window", {"reduce": lambda window: window[0, 0]}),
    ("max_pool2d.last_of_window", {"reduce": lambda window: window[-1, -1]}),
    ("max_pool2d.argmax", {"reduce": lambda window: window.reshape(-1, window.shape[2]).argmax(axis=0)}),
    ("max_pool2d.first_channel", {"reduce": lambda window: window[..., 0].max()}),
    ("max_pool2d.first_row_only", {"reduce": lambda window: window[0].max(axis=0)}),
    ("max_pool2d.one_short", _all_round(lambda n, size: (n - 1) // size)),
    ("max_pool2d.square_image", {"columns": lambda h, w, size: h // size}),
    ("max_pool2d.square_image", {"rows": lambda h, size: h // size, "columns": lambda h, w, size: h // size}),
    ("max_pool2d.stride_in_size_only", {"step": lambda size: 1}),
    ("max_pool2d.step_of_two", {"step": lambda size: 2, **_all_round(lambda n, size: (n - size) // 2 + 1)}),
    ("max_pool2d.window_too_large", {"extent": lambda size: size + 1}),
    ("max_pool2d.window_too_small", {"extent": lambda size: max(size - 1, 1)}),
    ("max_pool2d.window_too_small", {"extent": lambda size: size - 1}),
    ("max_pool2d.swap_ij", {"window": lambda x, i, j, n: x[j : j + n, i : i + n]}),
    ("max_pool2d.swap_ij", {"finish": lambda out: out.transpose(1, 0, 2)}),
    ("max_pool2d.left_zero", {"finish": np.zeros_like}),
    ("max_pool2d.channels_first", {"finish": lambda out: np.moveaxis(out, 2, 0)}),
    ("max_pool2d.flattened", {"finish": np.ravel}),
    ("max_pool2d.squeezed", {"finish": np.squeeze}),
)


def _border_must_fit(x, size):
    """A reshape without cutting the border off first."""
    height, width, channels = x.shape
    return x.reshape(height // size, size, width // size, size, channels).max(axis=(1, 3))


def _windows_beyond(x, size):
    """Windows begin in the border too, where the result has no place for them."""
    out = np.zeros((x.shape[0] // size, x.shape[1] // size, x.shape[2]))
    for i in range(0, x.shape[0], size):
        for j in range(0, x.shape[1], size):
            out[i // size, j // size] = _largest(x[i : i + size, j : j + size])
    return out


def _zeros_at_the_border(x, size):
    height, width, _ = x.shape
    x = np.pad(x, ((0, -height % size), (0, -width % size), (0, 0)))
    return _max_pool2d(x, size)


def _one_channel(x, size):
    return _max_pool2d(x[:, :, :1], size)[:, :, 0]


def _whole_image(x, size):  # noqa: ARG001
    return x.max(axis=(0, 1))


def _blocks_mixed_up(x, size):
    """A reshape with the axes in the wrong order, and the maximum over those at the end."""
    height, width, channels = x.shape
    rows, columns = height // size, width // size
    return x[: rows * size, : columns * size].reshape(rows, columns, size, size, channels).max(axis=(2, 3))


_PLACES = {
    **dict.fromkeys(("init_zero_max", "init_number"), "predict-negative"),
    "int_out": "concept-whole-numbers",
}

_WRONG = (
    *compose(_max_pool2d, _OFTEN),
    *(Misconception(name, partial(_max_pool2d, **switches)) for name, switches in _ALONE),
    Misconception("max_pool2d.border_must_fit", _border_must_fit),
    Misconception("max_pool2d.windows_beyond", _windows_beyond),
    Misconception("max_pool2d.remainder_kept", _zeros_at_the_border),
    Misconception("max_pool2d.over_channels", lambda x, size: _max_pool2d(x, size).max(axis=2)),
    Misconception("max_pool2d.first_channel", _one_channel),
    Misconception("max_pool2d.whole_image", _whole_image),
    Misconception("max_pool2d.blocks_mixed_up", _blocks_mixed_up),
    Misconception(
        "max_pool2d.axes_mixed_up",
        lambda x, size: _max_pool2d(x, size, window=lambda x, i, j, n: x[i : i + n, :n]),
    ),
)

MAX_POOL2D = placed(_WRONG, _PLACES, elsewhere="concept-pooling")
