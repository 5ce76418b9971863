"""Optimizers with Keras's names, defaults and results, one a file; `base.Optimizer` holds what they share.

``apply_gradients([(gradient, variable), …])`` changes the variables, NumPy arrays of floats, in place. What
an optimizer remembers of a variable, such as its momentum, belongs to that very array,
or to the model whose weight it is.
"""

from nnlab.optimizers._registry import get
from nnlab.optimizers.adam import Adam
from nnlab.optimizers.base import Optimizer
from nnlab.optimizers.rmsprop import RMSprop
from nnlab.optimizers.sgd import SGD

__all__ = ["Adam", "Optimizer", "RMSprop", "SGD", "get"]  # noqa: RUF022 - by the alphabet
