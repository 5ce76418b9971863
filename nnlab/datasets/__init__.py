"""The course's data sets: real ones from files, others generated from a rule and a seed.

Files are checked against their hash and read once; their arrays are shared, and so read-only. Generated
arrays are new at every call.
"""

from nnlab.datasets import fashion_mnist
from nnlab.datasets._blobs import make_blobs
from nnlab.datasets._coffee import CoffeeNetwork, load_coffee, load_coffee_network
from nnlab.datasets._digits import load_digits
from nnlab.datasets._ecg5000 import load_ecg5000
from nnlab.datasets._mnist import load_mnist
from nnlab.datasets._movies import load_movie_table, load_movies, movie_features
from nnlab.datasets._names import class_names

load_fashion_mnist = fashion_mnist.load_fashion_mnist

__all__ = [
    "CoffeeNetwork",
    "class_names",
    "load_coffee",
    "load_coffee_network",
    "load_digits",
    "load_ecg5000",
    "load_fashion_mnist",
    "load_mnist",
    "load_movie_table",
    "load_movies",
    "make_blobs",
    "movie_features",
]
