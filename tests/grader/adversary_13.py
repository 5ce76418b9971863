# ruff: noqa: E501 - one item a line reads best
"""Lab 13: wrong functions that look right, and right ones that look odd."""

_HEAD_1D = """
def conv1d(x, kernel, bias, stride=1):
    k, c, f = kernel.shape
    n = (x.shape[0] - k) // stride + 1
"""
_HEAD_2D = """
def conv2d(x, kernel, bias):
    kh, kw, c, f = kernel.shape
    h, w = x.shape[0] - kh + 1, x.shape[1] - kw + 1
"""
_HEAD_POOL = """
def max_pool2d(x, size):
    h, w, c = x.shape[0] // size, x.shape[1] // size, x.shape[2]
"""

WRONG = {
    "13.conv1d": {
        "zeros": _HEAD_1D + "    return np.zeros((n, f))\n",
        "bias only": _HEAD_1D + "    return np.zeros((n, f)) + bias\n",
        "no default stride": "lambda x, kernel, bias, stride: np.array([np.tensordot(x[i * stride : i * stride + len(kernel)], kernel, 2) + bias for i in range((len(x) - len(kernel)) // stride + 1)])",
        "first window everywhere": _HEAD_1D
        + "    return np.array([np.tensordot(x[:k], kernel, 2) + bias for i in range(n)])\n",
        "np.convolve, which turns the kernel": """
def conv1d(x, kernel, bias, stride=1):
    k, c, f = kernel.shape
    out = [sum(np.convolve(x[:, a], kernel[:, a, b], 'valid') for a in range(c)) + bias[b] for b in range(f)]
    return np.array(out).T[::stride]
""",
        "np.correlate, one channel": """
def conv1d(x, kernel, bias, stride=1):
    return np.array([np.correlate(x[:, 0], kernel[:, 0, b], 'valid') + bias[b] for b in range(kernel.shape[2])]).T[::stride]
""",
        "np.correlate, same": """
def conv1d(x, kernel, bias, stride=1):
    k, c, f = kernel.shape
    return np.array([sum(np.correlate(x[:, a], kernel[:, a, b], 'same') for a in range(c)) + bias[b] for b in range(f)]).T[::stride]
""",
        "last channel written over": _HEAD_1D
        + """    out = np.zeros((n, f))
    for i in range(n):
        for a in range(c):
            out[i] = x[i * stride : i * stride + k, a] @ kernel[:, a] + bias
    return out
""",
        "bias in the loop over channels": _HEAD_1D
        + """    out = np.zeros((n, f))
    for i in range(n):
        for a in range(c):
            out[i] += x[i * stride : i * stride + k, a] @ kernel[:, a] + bias
    return out
""",
        "two filters": _HEAD_1D
        + """    out = np.zeros((n, f))
    for i in range(n):
        for b in range(min(f, 2)):
            out[i, b] = np.sum(x[i * stride : i * stride + k] * kernel[:, :, b]) + bias[b]
    return out
""",
        "window of three": _HEAD_1D
        + "    return np.array([np.tensordot(x[i * stride : i * stride + 3], kernel, 2) + bias for i in range(n)])\n",
        "stride 1 or 2": _HEAD_1D
        + "    s = min(stride, 2)\n    return np.array([np.tensordot(x[i * s : i * s + k], kernel, 2) + bias for i in range(n)])\n",
        "kernel reshaped": _HEAD_1D
        + "    w = kernel.reshape(f, k, c)\n    return np.array([[np.sum(x[i * stride : i * stride + k] * w[b]) + bias[b] for b in range(f)] for i in range(n)])\n",
        "channels and window flattened in another order": _HEAD_1D
        + "    return np.array([x[i * stride : i * stride + k].T.ravel() @ kernel.reshape(-1, f) + bias for i in range(n)])\n",
        "rounded to 6 digits": _HEAD_1D
        + "    return np.round([np.tensordot(x[i * stride : i * stride + k], kernel, 2) + bias for i in range(n)], 6)\n",
        "float16": _HEAD_1D
        + "    return np.array([np.tensordot(x[i * stride : i * stride + k].astype(np.float16), kernel.astype(np.float16), 2) + bias for i in range(n)])\n",
        "windows from the end": _HEAD_1D
        + "    e = len(x) - k\n    return np.array([np.tensordot(x[e - i * stride : e - i * stride + k], kernel, 2) + bias for i in range(n)])[::-1]\n",
        "writes into the signal": _HEAD_1D
        + """    out = np.array([np.tensordot(x[i * stride : i * stride + k], kernel, 2) + bias for i in range(n)])
    x *= 1.5
    return out
""",
        "a batch axis": _HEAD_1D
        + "    return np.array([np.tensordot(x[i * stride : i * stride + k], kernel, 2) + bias for i in range(n)])[np.newaxis]\n",
        "a result that is kept": """
out = None
def conv1d(x, kernel, bias, stride=1):
    global out
    k, c, f = kernel.shape
    n = (x.shape[0] - k) // stride + 1
    if out is None or out.shape != (n, f):
        out = np.zeros((n, f))
    for i in range(n):
        out[i] += np.tensordot(x[i * stride : i * stride + k], kernel, 2) + bias
    return out
""",
    },
    "13.conv2d": {
        "zeros": _HEAD_2D + "    return np.zeros((h, w, f))\n",
        "loop over one row too few": _HEAD_2D
        + """    out = np.zeros((h, w, f))
    for i in range(h - 1 or 1):
        for j in range(w):
            out[i, j] = np.tensordot(x[i : i + kh, j : j + kw], kernel, 3) + bias
    return out
""",
        "same padding with a centre": """
def conv2d(x, kernel, bias):
    kh, kw, c, f = kernel.shape
    p = np.pad(x, ((kh // 2, (kh - 1) // 2), (kw // 2, (kw - 1) // 2), (0, 0)))
    return np.array([[np.tensordot(p[i : i + kh, j : j + kw], kernel, 3) + bias for j in range(x.shape[1])] for i in range(x.shape[0])])
""",
        "kernel reshaped for filters": _HEAD_2D
        + "    k = kernel.reshape(f, kh, kw, c)\n    return np.array([[[np.sum(x[i : i + kh, j : j + kw] * k[b]) + bias[b] for b in range(f)] for j in range(w)] for i in range(h)])\n",
        "a transposed kernel where it fits": _HEAD_2D
        + "    k = kernel.transpose(1, 0, 2, 3) if kh == kw else kernel\n    return np.array([[np.tensordot(x[i : i + kh, j : j + kw], k, 3) + bias for j in range(w)] for i in range(h)])\n",
        "windows of two": _HEAD_2D
        + "    return np.array([[np.tensordot(x[i : i + 2, j : j + 2], kernel, 3) + bias for j in range(w)] for i in range(h)])\n",
        "bias added to every channel's sum": _HEAD_2D
        + """    out = np.zeros((h, w, f))
    for i in range(h):
        for j in range(w):
            for a in range(c):
                out[i, j] += np.tensordot(x[i : i + kh, j : j + kw, a], kernel[:, :, a], 2) + bias
    return out
""",
        "sums not set back to 0": _HEAD_2D
        + """    out = np.zeros((h, w, f))
    for b in range(f):
        total = 0.0
        for i in range(h):
            for j in range(w):
                total += np.sum(x[i : i + kh, j : j + kw] * kernel[..., b]) + bias[b]
                out[i, j, b] = total
    return out
""",
        "a product of sums": _HEAD_2D
        + "    return np.array([[x[i : i + kh, j : j + kw].sum() * kernel.sum((0, 1, 2)) + bias for j in range(w)] for i in range(h)])\n",
        "bias by column": _HEAD_2D
        + "    return np.array([[np.tensordot(x[i : i + kh, j : j + kw], kernel, 3) + bias[j % f] for j in range(w)] for i in range(h)])\n",
        "bias reversed": _HEAD_2D
        + "    return np.array([[np.tensordot(x[i : i + kh, j : j + kw], kernel, 3) + bias[::-1] for j in range(w)] for i in range(h)])\n",
        "stride 2": _HEAD_2D
        + "    return np.array([[np.tensordot(x[i : i + kh, j : j + kw], kernel, 3) + bias for j in range(0, w, 2)] for i in range(0, h, 2)])\n",
        "one list of windows": _HEAD_2D
        + "    return np.array([np.tensordot(x[i : i + kh, j : j + kw], kernel, 3) + bias for i in range(h) for j in range(w)])\n",
        "columns before rows": _HEAD_2D
        + "    return np.array([np.tensordot(x[i : i + kh, j : j + kw], kernel, 3) + bias for j in range(w) for i in range(h)]).reshape(h, w, f)\n",
        "im2col, wrong order": _HEAD_2D
        + "    cols = np.array([x[i : i + kh, j : j + kw].transpose(2, 0, 1).ravel() for i in range(h) for j in range(w)])\n    return (cols @ kernel.reshape(-1, f) + bias).reshape(h, w, f)\n",
        "rounded to 7 digits": _HEAD_2D
        + "    return np.round([[np.tensordot(x[i : i + kh, j : j + kw], kernel, 3) + bias for j in range(w)] for i in range(h)], 7)\n",
        "kernel normalised": _HEAD_2D
        + "    k = kernel / np.abs(kernel).sum()\n    return np.array([[np.tensordot(x[i : i + kh, j : j + kw], k, 3) + bias for j in range(w)] for i in range(h)])\n",
        "by Fourier's way, turned": """
def conv2d(x, kernel, bias):
    kh, kw, c, f = kernel.shape
    shape = x.shape[:2]
    product = np.einsum('hwc,hwcf->hwf', np.fft.fft2(x, shape, (0, 1)), np.fft.fft2(kernel, shape, (0, 1)))
    return np.fft.ifft2(product, axes=(0, 1)).real[kh - 1 :, kw - 1 :] + bias
""",
    },
    "13.max_pool2d": {
        "zeros": _HEAD_POOL + "    return np.zeros((h, w, c))\n",
        "the lecture's 2 by 2": "lambda x, size: np.maximum(np.maximum(x[0::2, 0::2], x[1::2, 0::2]), np.maximum(x[0::2, 1::2], x[1::2, 1::2]))",
        "running maximum from 0": _HEAD_POOL
        + """    out = np.zeros((h, w, c))
    for i in range(h * size):
        for j in range(w * size):
            out[i // size, j // size] = np.maximum(out[i // size, j // size], x[i, j])
    return out
""",
        "running maximum from -1": _HEAD_POOL
        + """    out = np.full((h, w, c), -1.0)
    for i in range(h * size):
        for j in range(w * size):
            out[i // size, j // size] = np.maximum(out[i // size, j // size], x[i, j])
    return out
""",
        "running maximum from 1e-8": _HEAD_POOL
        + """    out = np.full((h, w, c), 1e-8)
    for i in range(h * size):
        for j in range(w * size):
            out[i // size, j // size] = np.maximum(out[i // size, j // size], x[i, j])
    return out
""",
        "the border at the front dropped": """
def max_pool2d(x, size):
    h, w = x.shape[0] // size, x.shape[1] // size
    x = x[x.shape[0] % size :, x.shape[1] % size :]
    return x.reshape(h, size, w, size, -1).max(axis=(1, 3))
""",
        "a negative slice for the border": """
def max_pool2d(x, size):
    h, w = x.shape[0] // size, x.shape[1] // size
    x = x[: -(x.shape[0] % size), : -(x.shape[1] % size)]
    return x.reshape(h, size, w, size, -1).max(axis=(1, 3))
""",
        "padded with zeros": """
def max_pool2d(x, size):
    x = np.pad(x, ((0, -x.shape[0] % size), (0, -x.shape[1] % size), (0, 0)))
    h, w = x.shape[0] // size, x.shape[1] // size
    return x.reshape(h, size, w, size, -1).max(axis=(1, 3))
""",
        "rows and columns in the wrong order": """
def max_pool2d(x, size):
    h, w, c = x.shape[0] // size, x.shape[1] // size, x.shape[2]
    return x[: h * size, : w * size].reshape(h, w, size, size, c).max(axis=(2, 3))
""",
        "the largest of row maxima and column maxima": _HEAD_POOL
        + """    out = np.zeros((h, w, c))
    for i in range(h):
        for j in range(w):
            win = x[i * size : (i + 1) * size, j * size : (j + 1) * size]
            out[i, j] = np.minimum(win.max(0), win.max(0)[0]).max(0)
    return out
""",
        "diagonal only": _HEAD_POOL
        + "    return np.array([[np.max([x[i * size + k, j * size + k] for k in range(size)], axis=0) for j in range(w)] for i in range(h)])\n",
        "median": _HEAD_POOL
        + "    return np.array([[np.median(x[i * size : (i + 1) * size, j * size : (j + 1) * size], axis=(0, 1)) for j in range(w)] for i in range(h)])\n",
        "with a batch axis": _HEAD_POOL
        + "    return x[: h * size, : w * size].reshape(1, h, size, w, size, c).max(axis=(2, 4))\n",
        "two channels at most": _HEAD_POOL
        + "    return x[: h * size, : w * size, :2].reshape(h, size, w, size, -1).max(axis=(1, 3))\n",
        "clipped to pixels": _HEAD_POOL
        + "    return np.clip(x[: h * size, : w * size].reshape(h, size, w, size, c).max(axis=(1, 3)), 0, 255)\n",
        "sorts the image": _HEAD_POOL
        + """    for i in range(h):
        for j in range(w):
            win = x[i * size : (i + 1) * size, j * size : (j + 1) * size].reshape(-1, c)
    out = x[: h * size, : w * size].reshape(h, size, w, size, c).max(axis=(1, 3))
    x.sort(axis=0)
    return out
""",
        "rounded": _HEAD_POOL
        + "    return np.round(x[: h * size, : w * size].reshape(h, size, w, size, c).max(axis=(1, 3)), 4)\n",
        "through bytes": _HEAD_POOL
        + "    return x[: h * size, : w * size].reshape(h, size, w, size, c).max(axis=(1, 3)).astype(np.uint8)\n",
    },
}

RIGHT = {
    "13.conv1d": {
        "four loops": """
def conv1d(x, kernel, bias, stride=1):
    size, channels, filters = kernel.shape
    out = []
    start = 0
    while start + size <= len(x):
        row = []
        for f in range(filters):
            total = 0.0
            for t in range(size):
                for c in range(channels):
                    total = total + x[start + t][c] * kernel[t][c][f]
            row.append(total + bias[f])
        out.append(row)
        start += stride
    return np.array(out)
""",
        "lists": """
def conv1d(x, kernel, bias, stride=1):
    w = kernel.tolist()
    return [[sum(v * k[f] for row, ks in zip(x[i : i + len(w)].tolist(), w) for v, k in zip(row, ks)) + bias[f] for f in range(len(bias))] for i in range(0, len(x) - len(w) + 1, stride)]
""",
        "np.correlate": """
def conv1d(x, kernel, bias, stride=1):
    k, c, f = kernel.shape
    return np.array([sum(np.correlate(x[:, a], kernel[:, a, b], 'valid') for a in range(c)) + bias[b] for b in range(f)]).T[::stride]
""",
        "np.convolve of the turned kernel": """
def conv1d(x, kernel, bias, stride=1):
    k, c, f = kernel.shape
    out = np.zeros((len(x) - k + 1, f))
    for b in range(f):
        for a in range(c):
            out[:, b] += np.convolve(x[:, a], kernel[::-1, a, b], mode='valid')
    return (out + bias)[::stride]
""",
        "one matrix product": """
def conv1d(signal, weights, b, step=1):
    size, channels, filters = weights.shape
    places = np.arange(0, signal.shape[0] - size + 1, step)[:, None] + np.arange(size)
    return signal[places].reshape(len(places), -1) @ weights.reshape(-1, filters) + b
""",
        "sum over the taps": """
def conv1d(x, kernel, bias, stride=1):
    n = (len(x) - len(kernel)) // stride + 1
    return sum(x[t : t + (n - 1) * stride + 1 : stride] @ kernel[t] for t in range(len(kernel))) + bias
""",
        "einsum": "lambda x, kernel, bias, stride=1: np.einsum('ikc,kcf->if', np.array([x[i : i + len(kernel)] for i in range(0, len(x) - len(kernel) + 1, stride)]), kernel) + bias",
        "float32 throughout": """
def conv1d(x, kernel, bias, stride=1):
    x, kernel, bias = (np.asarray(a, np.float32) for a in (x, kernel, bias))
    k, c, f = kernel.shape
    n = (len(x) - k) // stride + 1
    out = np.zeros((n, f), dtype=np.float32)
    for i in range(n):
        for j in range(f):
            out[i, j] = (x[i * stride : i * stride + k] * kernel[:, :, j]).sum() + bias[j]
    return out
""",
        "float32, backwards": """
def conv1d(x, kernel, bias, stride=1):
    x, kernel = x.astype('float32'), kernel.astype('float32')
    k, c, f = kernel.shape
    out = np.tile(np.float32(bias), ((len(x) - k) // stride + 1, 1))
    for i in range(len(out)):
        for t in reversed(range(k)):
            for a in range(c):
                out[i] += x[i * stride + t, a] * kernel[t, a]
    return out
""",
        "strides of memory": """
def conv1d(x, kernel, bias, stride=1):
    x = np.ascontiguousarray(x)
    k, c, f = kernel.shape
    n = (len(x) - k) // stride + 1
    s0, s1 = x.strides
    windows = np.lib.stride_tricks.as_strided(x, (n, k, c), (s0 * stride, s0, s1), writeable=False)
    return np.tensordot(windows, kernel, axes=([1, 2], [0, 1])) + bias
""",
        "recursion": """
def conv1d(x, kernel, bias, stride=1):
    if len(x) < len(kernel):
        return np.empty((0, kernel.shape[2]))
    first = np.tensordot(x[: len(kernel)], kernel, 2) + bias
    return np.vstack([first, conv1d(x[stride:], kernel, bias, stride)])
""",
        "int for the length": """
def conv1d(x, kernel, bias, stride=1):
    n = int((x.shape[0] - kernel.shape[0]) / stride) + 1
    out = np.zeros((n, kernel.shape[-1]))
    for i in range(n):
        for f in range(kernel.shape[-1]):
            out[i][f] = np.sum(x[i * stride : i * stride + kernel.shape[0], :] * kernel[:, :, f]) + float(bias[f])
    return out
""",
    },
    "13.conv2d": {
        "six loops": """
def conv2d(x, kernel, bias):
    kh, kw, channels, filters = kernel.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1, filters))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            for f in range(filters):
                for a in range(kh):
                    for b in range(kw):
                        for c in range(channels):
                            out[i, j, f] += x[i + a, j + b, c] * kernel[a, b, c, f]
                out[i, j, f] += bias[f]
    return out
""",
        "sliding windows": """
def conv2d(x, kernel, bias):
    windows = np.lib.stride_tricks.sliding_window_view(x, kernel.shape[:2], axis=(0, 1))
    return np.einsum('ijcab,abcf->ijf', windows, kernel) + bias
""",
        "im2col": """
def conv2d(x, kernel, bias):
    kh, kw, c, f = kernel.shape
    h, w = x.shape[0] - kh + 1, x.shape[1] - kw + 1
    cols = np.array([x[i : i + kh, j : j + kw].ravel() for i in range(h) for j in range(w)])
    return (cols @ kernel.reshape(-1, f) + bias).reshape(h, w, f)
""",
        "lists": """
def conv2d(x, kernel, bias):
    kh, kw, c, f = kernel.shape
    return [[[float((x[i : i + kh, j : j + kw] * kernel[:, :, :, b]).sum()) + bias[b] for b in range(f)] for j in range(x.shape[1] - kw + 1)] for i in range(x.shape[0] - kh + 1)]
""",
        "filters stacked": """
def conv2d(x, kernel, bias):
    def one(k, b):
        kh, kw, _ = k.shape
        rows = range(x.shape[0] - kh + 1)
        return np.array([[np.vdot(x[i : i + kh, j : j + kw], k) + b for j in range(x.shape[1] - kw + 1)] for i in rows])
    return np.stack([one(kernel[..., f], bias[f]) for f in range(kernel.shape[-1])], axis=-1)
""",
        "float32": """
def conv2d(x, kernel, bias):
    x, kernel, bias = x.astype(np.float32), kernel.astype(np.float32), bias.astype(np.float32)
    kh, kw, c, f = kernel.shape
    out = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1, f), np.float32)
    for i, j, b in np.ndindex(out.shape):
        out[i, j, b] = np.sum(x[i : i + kh, j : j + kw] * kernel[..., b]) + bias[b]
    return out
""",
        "float32, tap by tap": """
def conv2d(x, kernel, bias):
    x, kernel = np.float32(x), np.float32(kernel)
    kh, kw = kernel.shape[:2]
    h, w = x.shape[0] - kh + 1, x.shape[1] - kw + 1
    out = np.zeros((h, w, kernel.shape[3]), np.float32)
    for a in range(kh):
        for b in range(kw):
            for c in range(x.shape[2]):
                out += x[a : a + h, b : b + w, c, None] * kernel[a, b, c]
    return out + np.float32(bias)
""",
        "by Fourier's way": """
def conv2d(x, kernel, bias):
    kh, kw, c, f = kernel.shape
    shape = x.shape[:2]
    turned = kernel[::-1, ::-1]
    product = np.einsum('hwc,hwcf->hwf', np.fft.fft2(x, shape, (0, 1)), np.fft.fft2(turned, shape, (0, 1)))
    return np.fft.ifft2(product, axes=(0, 1)).real[kh - 1 :, kw - 1 :] + bias
""",
        "rows of conv1d": """
def row(x, kernel):
    return np.array([np.tensordot(x[j : j + len(kernel)], kernel, 2) for j in range(len(x) - len(kernel) + 1)])
def conv2d(x, kernel, bias):
    kh = len(kernel)
    return np.array([sum(row(x[i + a], kernel[a]) for a in range(kh)) + bias for i in range(len(x) - kh + 1)])
""",
        "Fortran order": "lambda x, kernel, bias: np.asfortranarray([[np.tensordot(x[i : i + len(kernel), j : j + kernel.shape[1]], kernel, 3) + bias for j in range(x.shape[1] - kernel.shape[1] + 1)] for i in range(len(x) - len(kernel) + 1)])",
        "a class": """
class Conv:
    def __call__(self, x, kernel, bias, verbose=False):
        kh, kw, c, f = kernel.shape
        self.shape = (x.shape[0] - kh + 1, x.shape[1] - kw + 1, f)
        out = np.empty(self.shape)
        for i in range(self.shape[0]):
            for j in range(self.shape[1]):
                out[i, j, :] = np.einsum('abc,abcf->f', x[i : i + kh, j : j + kw], kernel) + bias
        return out
conv2d = Conv()
""",
    },
    "13.max_pool2d": {
        "five loops": """
def max_pool2d(x, size):
    out = np.zeros((x.shape[0] // size, x.shape[1] // size, x.shape[2]))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            for c in range(out.shape[2]):
                best = x[i * size][j * size][c]
                for a in range(size):
                    for b in range(size):
                        if x[i * size + a, j * size + b, c] > best:
                            best = x[i * size + a, j * size + b, c]
                out[i, j, c] = best
    return out
""",
        "minus infinity": _HEAD_POOL
        + """    out = np.full((h, w, c), -np.inf)
    for i in range(h * size):
        for j in range(w * size):
            out[i // size, j // size] = np.maximum(out[i // size, j // size], x[i, j])
    return out
""",
        "lists": "lambda x, size: [[[max(x[i + a, j + b, c] for a in range(size) for b in range(size)) for c in range(x.shape[2])] for j in range(0, x.shape[1] - size + 1, size)] for i in range(0, x.shape[0] - size + 1, size)]",
        "reshape": _HEAD_POOL
        + "    return x[: h * size, : w * size].reshape(h, size, w, size, c).max(axis=(1, 3))\n",
        "two steps": _HEAD_POOL
        + "    x = x[: h * size, : w * size].reshape(h, size, -1, c).max(axis=1)\n    return x.reshape(h, w, size, c).max(axis=2)\n",
        "reduceat": _HEAD_POOL
        + "    x = np.maximum.reduceat(x[: h * size], np.arange(0, h * size, size), axis=0)\n    return np.maximum.reduceat(x[:, : w * size], np.arange(0, w * size, size), axis=1)\n",
        "sliding windows": "lambda x, size: np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(0, 1))[::size, ::size].max(axis=(-2, -1))",
        "the largest of minus the smallest": _HEAD_POOL
        + "    return -(-x[: h * size, : w * size].astype(float)).reshape(h, size, w, size, c).min(axis=(1, 3))\n",
        "sorted": _HEAD_POOL
        + "    return np.array([[np.sort(x[i * size : (i + 1) * size, j * size : (j + 1) * size].reshape(-1, c), axis=0)[-1] for j in range(w)] for i in range(h)])\n",
        "float32": _HEAD_POOL
        + "    return x[: h * size, : w * size].astype(np.float32).reshape(h, size, w, size, c).max(axis=(1, 3))\n",
        "padded with minus infinity, cut afterwards": """
def max_pool2d(x, size):
    h, w = x.shape[0] // size, x.shape[1] // size
    p = np.pad(x.astype(float), ((0, -x.shape[0] % size), (0, -x.shape[1] % size), (0, 0)), constant_values=-np.inf)
    return p.reshape(p.shape[0] // size, size, -1, size, x.shape[2]).max(axis=(1, 3))[:h, :w]
""",
        "one channel after the other": _HEAD_POOL
        + "    return np.dstack([x[: h * size, : w * size, k].reshape(h, size, w, size).max(axis=3).max(axis=1) for k in range(c)])\n",
    },
}
