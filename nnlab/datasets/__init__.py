"""The course's data sets: real ones from files, others generated from a rule and a seed.

Files are checked against their hash and read once; their arrays are shared, and so read-only. Generated
arrays are new at every call.
"""

from nnlab.datasets._blobs import make_blobs
from nnlab.datasets._coffee import CoffeeNetwork, load_coffee, load_coffee_network
from nnlab.datasets._digits import load_digits

__all__ = ["CoffeeNetwork", "load_coffee", "load_coffee_network", "load_digits", "make_blobs"]
