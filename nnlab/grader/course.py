"""The course table: what each lab is called, how long it takes, what it is about, what moves in it."""

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
    about : str
        What a learner meets in it, in one line for somebody who has not read it yet.
    widgets : tuple of str
        Names in `nnlab.widgets` that the lab must use.
    """

    number: str
    stem: str
    title: str
    minutes: int
    about: str
    widgets: tuple[str, ...] = ()


START = Lab("00", "00_start_here", "Start here", 10, "how a lab works, and the map of the course")
"""The page that stands before the labs; it is none of them and has no exercises."""

LABS = (
    Lab(
        *("01", "01_neurons_and_layers", "Neurons and layers", 75),
        "one unit that weighs its inputs and decides, and many side by side",
        ("neuron",),
    ),
    Lab(
        *("02", "02_forward_propagation", "Forward propagation", 60),
        "how numbers flow through a network, layer by layer: is this coffee well roasted?",
        ("forward_pass",),
    ),
    Lab(
        *("03", "03_vectorization", "Vectorization", 85),
        "a whole layer, for many samples, as one matrix product, and why that is fast",
        ("matrix_product",),
    ),
    Lab(
        *("04", "04_activation_functions", "Activation functions", 90),
        "the bends that let a network draw curves, and which one to choose where",
        ("activation", "relu_pieces"),
    ),
    Lab(
        *("05", "05_training_with_tensorflow", "Training with TensorFlow", 90),
        "let Keras find the weights, and check its answers with your own code",
        ("training_live",),
    ),
    Lab(
        *("06", "06_losses_and_cost", "Losses and cost", 90),
        "one number that says how wrong a network is, for prices and for classes",
        ("loss_curve",),
    ),
    Lab(
        *("07", "07_softmax", "Softmax", 90),
        "choose between many classes, and say how probable each one is",
        ("softmax_bars",),
    ),
    Lab(
        *("08", "08_numerical_stability", "Numerical stability", 90),
        "where right formulas give wrong numbers, and how to write them safely",
        ("float_breakdown",),
    ),
    Lab(
        *("09", "09_backpropagation", "Backpropagation", 90),
        "how the error finds its way back to every weight: the chain rule at work",
        ("computation_graph",),
    ),
    Lab(
        *("10", "10_gradient_descent_and_adam", "Gradient descent and Adam", 90),
        "walk downhill to better weights: step sizes, momentum, Adam",
        ("optimizer_race",),
    ),
    Lab(
        *("11", "11_fashion_mnist", "Fashion-MNIST", 90),
        "train your own network on real pictures of clothes",
        ("image_browser",),
    ),
    Lab(
        *("12", "12_multilabel", "Multilabel classification", 90),
        "several right answers at once, such as the genres of a film",
        ("thresholds",),
    ),
    Lab(
        *("13", "13_convolution", "Convolution", 90),
        "units that look at a small window of a heartbeat or of a picture",
        ("convolution", "max_pooling"),
    ),
)
