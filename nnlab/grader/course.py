"""The course table: number, file stem, title and minutes of each lab."""

from typing import NamedTuple


class Lab(NamedTuple):
    """One lab.

    Parameters
    ----------
    number : str
        Two digits.
    stem : str
        File name without its ending.
    title : str
    minutes : int
        Time that a learner needs, roughly.
    """

    number: str
    stem: str
    title: str
    minutes: int


LABS = (
    Lab("01", "01_neurons_and_layers", "Neurons and layers", 60),
    Lab("02", "02_forward_propagation", "Forward propagation", 60),
    Lab("03", "03_vectorization", "Vectorization", 60),
    Lab("04", "04_activation_functions", "Activation functions", 75),
    Lab("05", "05_training_with_tensorflow", "Training with TensorFlow", 75),
    Lab("06", "06_losses_and_cost", "Losses and cost", 60),
    Lab("07", "07_softmax", "Softmax", 90),
    Lab("08", "08_numerical_stability", "Numerical stability", 60),
    Lab("09", "09_backpropagation", "Backpropagation", 90),
    Lab("10", "10_gradient_descent_and_adam", "Gradient descent and Adam", 75),
    Lab("11", "11_fashion_mnist", "Fashion-MNIST", 90),
    Lab("12", "12_multilabel", "Multilabel classification", 60),
    Lab("13", "13_convolution", "Convolution", 90),
)
