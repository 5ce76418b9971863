"""One step of a Keras optimizer in float64."""

from typing import Any

import numpy as np


def exact(tf: Any, rate: float) -> Any:
    """A learning rate as a schedule: a plain number would be stored in float32."""

    class Constant(tf.keras.optimizers.schedules.LearningRateSchedule):
        def __call__(self, _step: Any) -> Any:
            return tf.constant(rate, tf.float64)

        def get_config(self) -> dict:
            return {"rate": rate}

    return Constant()


def step(tf: Any, optimizer: Any, w: np.ndarray, grad: np.ndarray, prepare: Any = None) -> Any:
    """The weights after `optimizer` has been given `grad` once; `prepare` sets its state before."""
    variable = tf.Variable(w, dtype=tf.float64)
    optimizer.build([variable])
    if prepare is not None:
        prepare(optimizer)
    optimizer.apply_gradients([(tf.constant(grad, tf.float64), variable)])
    return variable
