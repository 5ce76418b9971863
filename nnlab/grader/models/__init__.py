"""Judge a Keras model by what it computes.

`probe_model` stands beside the learner's code and turns a model into numbers: weights, outputs, the value
of its loss, losses of a short training. `describe` reads those numbers on the grader's side. So it does
not matter how the model was written (`Sequential`, `add`, functional, an `Activation` layer of its own).
Only the optimizer, names of layers, and a loss that fits no known value, are taken by their names.
"""

from nnlab.grader.models.describe import describe
from nnlab.grader.models.judge import model_judge
from nnlab.grader.models.probe import probe_model
from nnlab.grader.models.spec import ModelSpec

__all__ = ["ModelSpec", "describe", "model_judge", "probe_model"]
