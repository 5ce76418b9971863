"""Lab 13, convolution: `conv1d`, `conv2d`, `max_pool2d`, `build_ecg_model`."""

from nnlab.grader.exercises.lab_13.build_ecg_model import BUILD_ECG_MODEL
from nnlab.grader.exercises.lab_13.conv1d import CONV1D
from nnlab.grader.exercises.lab_13.conv2d import CONV2D
from nnlab.grader.exercises.lab_13.max_pool2d import MAX_POOL2D

EXERCISES = (CONV1D, CONV2D, MAX_POOL2D, BUILD_ECG_MODEL)
