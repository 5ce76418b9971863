# ruff: noqa: E501 - one item a line reads best
"""Lab 13: faults of the catalogue as people write them."""


def _conv1d(line, *, out="np.zeros((n, F))", before="", in_window=""):
    """Two loops, with `line` in the inner one, and what stands before them and before the inner one."""
    return f"""
def conv1d(x, kernel, bias, stride=1):
    K, C, F = kernel.shape
    n = (len(x) - K) // stride + 1
    out = {out}
    {before}
    for i in range(n):
        {in_window}
        for f in range(F):
            {line}
    return out
"""


def _conv2d(line, rows="x.shape[0] - kh + 1", columns="x.shape[1] - kw + 1"):
    return f"""
def conv2d(x, kernel, bias):
    kh, kw, C, F = kernel.shape
    h, w = {rows}, {columns}
    out = np.zeros((h, w, F))
    for i in range(h):
        for j in range(w):
            total = 0
            for f in range(F):
                {line}
    return out
"""


def _pool(line, out="np.zeros((h, w, x.shape[2]))"):
    return f"""
def max_pool2d(x, size):
    h, w = x.shape[0] // size, x.shape[1] // size
    out = {out}
    for i in range(h * size):
        for j in range(w * size):
            {line}
    return out
"""


_SUM = "np.sum(x[i * stride : i * stride + K] * kernel[:, :, f])"
_SUM_2D = "np.sum(x[i : i + kh, j : j + kw] * kernel[..., f])"

NAMED = {
    "13.conv1d": {
        "conv1d.total_kept": [
            _conv1d(f"total = total + {_SUM}; out[i, f] = total + bias[f]", in_window="total = 0"),
            _conv1d(f"total = total + {_SUM} + bias[f]; out[i, f] = total", in_window="total = 0"),
            _conv1d(f"total = total + {_SUM}; out[i, f] = total + bias[f]", before="total = 0"),
        ],
        "conv1d.bias_in_window": [
            _conv1d("out[i, f] = np.sum((x[i * stride : i * stride + K] + bias[f]) * kernel[:, :, f])")
        ],
        "conv1d.window_broadcast": [
            "lambda x, kernel, bias, stride=1: np.array([np.sum(x[i * stride : i * stride + len(kernel)] * kernel, axis=(0, 1)) + bias for i in range((len(x) - len(kernel)) // stride + 1)])"
        ],
        "conv1d.one_short": [
            "lambda x, kernel, bias, stride=1: np.array([np.tensordot(x[i : i + len(kernel)], kernel, 2) + bias for i in range(0, len(x) - len(kernel), stride)])"
        ],
        "conv1d.incomplete_windows": [
            "lambda x, kernel, bias, stride=1: np.array([np.sum(x[i : i + len(kernel), :, None] * kernel, axis=(0, 1)) + bias for i in range(0, len(x), stride)])"
        ],
        "conv1d.shape_of_x": [_conv1d(f"out[i, f] = {_SUM} + bias[f]", out="np.zeros_like(x)")],
    },
    "13.conv2d": {
        "conv2d.total_kept": [
            _conv2d(f"total += {_SUM_2D}; out[i, j, f] = total + bias[f]"),
            _conv2d(f"total += {_SUM_2D} + bias[f]; out[i, j, f] = total"),
        ],
        "conv2d.axis_of_channels": [
            _conv2d("out[i, j, f] = np.sum(x[i : i + kh, j : j + kw] * kernel[:, :, f]) + bias[f]")
        ],
        "conv2d.bias_in_window": [
            _conv2d("out[i, j, f] = np.sum((x[i : i + kh, j : j + kw] + bias[f]) * kernel[..., f])")
        ],
        "conv2d.window_broadcast": [
            "lambda x, kernel, bias: np.array([[np.sum(x[i : i + len(kernel), j : j + kernel.shape[1]] * kernel, axis=(0, 1, 2)) + bias for j in range(x.shape[1] - kernel.shape[1] + 1)] for i in range(len(x) - len(kernel) + 1)])"
        ],
        "conv2d.swap_ij": [
            _conv2d(f"out[i, j, f] = {_SUM_2D} + bias[f]", "x.shape[1] - kh + 1", "x.shape[0] - kw + 1")
        ],
        "conv2d.square_kernel": [
            _conv2d(f"out[i, j, f] = {_SUM_2D.replace('kw', 'kh')} + bias[f]", columns="x.shape[1] - kh + 1"),
            _conv2d(f"out[i, j, f] = {_SUM_2D.replace('kh', 'kw')} + bias[f]", rows="x.shape[0] - kw + 1"),
        ],
    },
    "13.max_pool2d": {
        "max_pool2d.last_of_window": [_pool("out[i // size, j // size] = x[i, j]")],
        "max_pool2d.init_zero_max": [
            _pool("out[i // size, j // size] = np.maximum(out[i // size, j // size], x[i, j])")
        ],
        "max_pool2d.init_number": [
            _pool(
                "out[i // size, j // size] = np.maximum(out[i // size, j // size], x[i, j])",
                out=f"np.full((h, w, x.shape[2]), {start})",
            )
            for start in ("-1.0", "-10.0", "-100.0", "-1000.0", "-9999.0", "-1e6", "-1e9")
        ],
        "max_pool2d.window_too_small": [
            "lambda x, size: np.array([[x[i * size : (i + 1) * size - 1, j * size : (j + 1) * size - 1].max(axis=(0, 1)) for j in range(x.shape[1] // size)] for i in range(x.shape[0] // size)])"
        ],
    },
}
