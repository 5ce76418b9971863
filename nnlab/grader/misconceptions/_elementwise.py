"""Ways in which learners write an element-wise function, right or wrong: loops, and arrays made alike."""

import numpy as np

from nnlab.grader.spec import Misconception


def into_zeros_like(function):
    """Store the results in an array of the input's dtype: decimals are cut off where that holds integers."""

    def stored(z, *args):
        out = np.zeros_like(z)
        out[...] = function(z, *args)
        return out

    return stored


def vectorized(function):
    """`np.vectorize`, which takes the dtype of the first result for all."""
    return lambda z, *args: np.vectorize(lambda v: function(v, *args))(z)


def each_of_a_list(function):
    """Call `function` once for each item of the first axis and collect a list."""
    return lambda z, *args: [function(v, *args) for v in z]


def each_of_an_array(function):
    """The same, made an array."""
    return lambda z, *args: np.array([function(v, *args) for v in z])


def each_into_zeros(function):
    """The same, into zeros that are counted by `len`."""

    def filled(z, *args):
        out = np.zeros(len(z))
        for i in range(len(z)):
            out[i] = function(z[i], *args)
        return out

    return filled


def each_into_zeros_like(function):
    """The same, into zeros of the input's shape and dtype."""

    def filled(z, *args):
        out = np.zeros_like(z)
        for i in range(len(z)):
            out[i] = function(z[i], *args)
        return out

    return filled


def each_into_float_zeros_like(function):
    """The same, into zeros of the input's shape."""

    def filled(z, *args):
        out = np.zeros(z.shape)
        for i in range(len(z)):
            out[i] = function(z[i], *args)
        return out

    return filled


LOOPS = (each_of_a_list, each_of_an_array, each_into_zeros, each_into_zeros_like, each_into_float_zeros_like)


def vectors_only(name, *functions):
    """A loop over one axis around a function of one number, which fails or goes wrong on a batch."""
    return tuple(Misconception(name, loop(function)) for function in functions for loop in LOOPS)


def _rows_by_len(function):
    def filled(z, *args):
        out = np.zeros((len(z), len(z[0])))
        for i in range(len(z)):
            for j in range(len(z[i])):
                out[i][j] = function(z[i][j], *args)
        return out

    return filled


def _rows_by_shape(function):
    def filled(z, *args):
        out = np.zeros(z.shape)
        for i in range(z.shape[0]):
            for j in range(z.shape[1]):
                out[i, j] = function(z[i, j], *args)
        return out

    return filled


def _rows_of_a_list(function):
    return lambda z, *args: [[function(v, *args) for v in row] for row in z]


def batches_only(name, function):
    """A loop over rows and one over columns, which a vector or a number has not."""
    return tuple(
        Misconception(name, loop(function)) for loop in (_rows_by_len, _rows_by_shape, _rows_of_a_list)
    )
