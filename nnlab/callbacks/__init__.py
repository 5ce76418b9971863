"""Callbacks: what happens between the epochs and batches of `fit`; with Keras's names and results."""

from nnlab.callbacks.base import Callback, CallbackList
from nnlab.callbacks.early_stopping import EarlyStopping
from nnlab.callbacks.history import History
from nnlab.callbacks.lambda_callback import LambdaCallback

__all__ = ["Callback", "CallbackList", "EarlyStopping", "History", "LambdaCallback"]
