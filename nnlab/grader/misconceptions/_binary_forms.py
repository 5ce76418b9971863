"""Binary cross-entropy in parts: what one entry contributes, and how the entries become one number."""

import numpy as np

FORMS = {
    "right": lambda y, p, log: y * log(p) + (1 - y) * log(1 - p),
    "swapped": lambda y, p, log: y * log(1 - p) + (1 - y) * log(p),
    "positive": lambda y, p, log: y * log(p),
    "negative": lambda y, p, log: (1 - y) * log(1 - p),
    "same_log": lambda y, p, log: y * log(p) + (1 - y) * log(p),
    "same_label": lambda y, p, log: y * log(p) + y * log(1 - p),
    "one_minus_log": lambda y, p, log: y * log(p) + (1 - y) * (1 - log(p)),
    "minus": lambda y, p, log: y * log(p) - (1 - y) * log(1 - p),
    "times": lambda y, p, log: y * log(p) * (1 - y) * log(1 - p),
    "all_logs": lambda y, p, log: log(p) + log(1 - p),
    "label_missing": lambda y, p, log: y * log(p) + log(1 - p),
    "no_log": lambda y, p, log: y * p + (1 - y) * (1 - p),
    "of_prediction": lambda y, p, log: p * log(p) + (1 - p) * log(1 - p),
    "exchanged": lambda y, p, log: p * log(y) + (1 - p) * log(1 - y),
    "absolute": lambda y, p, log: -np.abs(y - p),
    "squared": lambda y, p, log: -((y - p) ** 2),
    "mistakes": lambda y, p, log: -((p >= 0.5) != y).astype(float),
    "hits": lambda y, p, log: -((p >= 0.5) == y).astype(float),
}
#: ``reduce(losses, m)``, where `m` is ``len(y_true)``.
REDUCTIONS = {
    "mean": lambda losses, m: np.mean(losses),
    "sum": lambda losses, m: np.sum(losses),
    "none": lambda losses, m: losses,
    "by_rows": lambda losses, m: np.sum(losses) / m,
    "axis_0": lambda losses, m: np.mean(losses, axis=0),
    "axis_1": lambda losses, m: np.mean(losses, axis=1),
    "last_axis": lambda losses, m: np.mean(losses, axis=-1),
    "one_less": lambda losses, m: np.sum(losses) / (np.size(losses) - 1),
    "half": lambda losses, m: np.mean(losses) / 2,
    "half_by_rows": lambda losses, m: np.sum(losses) / (2 * m),
    "doubled": lambda losses, m: np.mean(losses) * 2,
    "largest": lambda losses, m: np.max(losses),
    "root": lambda losses, m: np.sqrt(np.mean(losses)),
    "exponential": lambda losses, m: np.exp(np.mean(losses)),
    "log_of_mean": lambda losses, m: -np.log(np.mean(np.exp(-losses))),
}
