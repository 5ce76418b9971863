"""Models with Keras's name, methods and results: `Sequential`, a stack of layers that can be trained.

- `sequential`: the stack, its weights, what it computes
- `_training`: compile, fit, evaluate, predict
- `_ending`: the output activation and the loss, taken together
- `_batches`: the data, checked once and then handed out batch by batch
- `_progress`, `_summary`, `_storage`: what is printed, and what is written to a file
"""

from nnlab.models.sequential import Sequential

__all__ = ["Sequential"]
