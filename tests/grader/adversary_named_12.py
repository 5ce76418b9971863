"""Lab 12: faults of the catalogue as people write them."""

_FLAT = """
def multilabel_loss(y_true, logits):
    y, z = np.ravel(y_true), np.ravel(logits)
"""


def _loop(last="len(z)", indent="    "):
    return (
        _FLAT
        + f"""    total = 0
    for i in range({last}):
        total += np.logaddexp(0, z[i]) - y[i] * z[i]
{indent}return total / len(z)
"""
    )


def _by_probabilities(epsilon):
    """By way of probabilities; labels and logits are left in the shapes in which they came."""
    return f"""
def multilabel_loss(y_true, logits):
    p = 1 / (1 + np.exp(-logits))
    losses = -(y_true * np.log(p + {epsilon}) + (1 - y_true) * np.log(1 - p + {epsilon}))
    return np.mean(losses)
"""


_LOSS = {
    "last_left_out": [_loop("len(z) - 1"), _FLAT + "    return np.mean((np.logaddexp(0, z) - y * z)[:-1])\n"],
    "first_only": [_loop(indent=" " * 8), _FLAT + "    return np.logaddexp(0, z[0]) - y[0] * z[0]\n"],
    "exponent_sign": [
        _FLAT + "    return np.mean(np.logaddexp(0, -z) - y * z)\n",
        _FLAT + "    return np.mean(np.log(1 + np.exp(-z)) - y * z)\n",
        "lambda y, z: np.mean(np.logaddexp(0, -z) - y * z)",
    ],
    "one_for_zero": [_FLAT + "    return np.mean(np.logaddexp(1, z) - y * z)\n"],
    "product_added": [_FLAT + "    return np.mean(np.log(1 + np.exp(z)) + y * z)\n"],
    "label_without_logit": [_FLAT + "    return np.mean(np.log(1 + np.exp(z)) - y)\n"],
    "no_product": [_FLAT + "    return np.mean(np.log(1 + np.exp(z)))\n"],
    # A column beside a vector is at fault, and nothing is replaced afterwards.
    "broadcast": [_by_probabilities("1e-8"), _by_probabilities("1e-12")],
    "nan_to_num": [
        _FLAT + "    return np.mean(np.nan_to_num(np.log(1 + np.exp(z)) - y * z, nan=0.0, posinf=0.0))\n"
    ],
}

NAMED = {
    "12.multilabel_loss": {f"multilabel_loss.{name}": sources for name, sources in _LOSS.items()},
    "12.multilabel_predict": {
        "multilabel_predict.indices": [
            "lambda z, threshold=0.5: np.where(1 / (1 + np.exp(-z)) >= threshold)"
        ],
        "multilabel_predict.no_sigmoid": [
            "lambda z, threshold=0.5: (1 / (1 + np.exp(-z)) >= 1 / (1 + np.exp(-threshold))).astype(int)"
        ],
    },
}
