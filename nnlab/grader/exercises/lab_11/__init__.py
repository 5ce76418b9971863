"""Lab 11, Fashion-MNIST: what a network needs besides its layers, in NumPy."""

from nnlab.grader.exercises.lab_11.early_stopping import EARLY_STOPPING_EPOCH
from nnlab.grader.exercises.lab_11.initializers import GLOROT_UNIFORM, HE_NORMAL
from nnlab.grader.exercises.lab_11.labels import ACCURACY, ONE_HOT
from nnlab.grader.exercises.lab_11.minibatches import MINIBATCHES
from nnlab.grader.exercises.lab_11.train_epoch import TRAIN_EPOCH

EXERCISES = (ONE_HOT, GLOROT_UNIFORM, HE_NORMAL, MINIBATCHES, TRAIN_EPOCH, ACCURACY, EARLY_STOPPING_EPOCH)
