"""Initializers by name: what `Dense(25, kernel_initializer="he_normal")` asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlab._config import find, snake_case
from nnlab._validation import complaint
from nnlab.initializers import _constant, _matrices, _presets, _random, _scaled
from nnlab.initializers._base import Initializer, checked

_CLASSES = (
    _constant.Constant,
    _constant.Zeros,
    _constant.Ones,
    _matrices.Identity,
    _matrices.Orthogonal,
    _random.RandomNormal,
    _random.RandomUniform,
    _random.TruncatedNormal,
    _scaled.VarianceScaling,
    _presets.GlorotNormal,
    _presets.GlorotUniform,
    _presets.HeNormal,
    _presets.HeUniform,
    _presets.LecunNormal,
    _presets.LecunUniform,
)
_BY_NAME: dict[str, type[Initializer]] = {cls.__name__: cls for cls in _CLASSES}
_BY_NAME |= {snake_case(cls.__name__): cls for cls in _CLASSES}
_BY_NAME |= {
    "normal": _random.RandomNormal,
    "uniform": _random.RandomUniform,
    "IdentityInitializer": _matrices.Identity,
    "OrthogonalInitializer": _matrices.Orthogonal,
    "one": _constant.Ones,
    "zero": _constant.Zeros,
}


def get(
    identifier: str | dict[str, Any] | Initializer | type | Callable | np.ndarray | None,
) -> Callable[..., np.ndarray] | None:
    """Return the initializer that a name, a configuration, an array or a function stands for.

    Parameters
    ----------
    identifier : str, dict, Initializer, class, callable, ndarray or None
        A name (``"GlorotUniform"`` or ``"glorot_uniform"``); ``{"class_name": …, "config": {…}}``; an array,
        which is what will be given; or a function of shape and dtype, which is returned as it is. None gives
        None.

    Returns
    -------
    callable or None
        A function of a shape and a dtype.

    Raises
    ------
    TypeError
        If `identifier` is none of these.
    ValueError
        If no initializer has this name; the nearest name is suggested.

    Examples
    --------
    >>> get("ones")((2,))
    array([1., 1.], dtype=float32)
    >>> get(np.array([1.0, 2.0]))((2,))
    array([1., 2.], dtype=float32)
    """
    if hasattr(identifier, "__array__") and not isinstance(identifier, type):
        return _given(np.array(identifier))
    return find(identifier, _BY_NAME, "an initializer", '"he_normal" or HeNormal(seed=0)')


def _given(values: np.ndarray) -> Callable[..., np.ndarray]:
    def initialize(shape: Any, dtype: Any = None) -> np.ndarray:
        shape, dtype = checked(shape, dtype, "initialize")
        if shape != values.shape:
            rule = f"be {values.shape}, the shape of the array that was given as initializer"
            raise ValueError(complaint("initialize", "shape", rule, shape, "Pass an array of that shape."))
        return values.astype(dtype)

    return initialize
