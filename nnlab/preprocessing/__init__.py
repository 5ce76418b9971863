"""Getting data ready: one-hot rows, scaling of columns, batches, and a part held back for testing."""

from nnlab.preprocessing._batches import minibatches, train_test_split
from nnlab.preprocessing._one_hot import one_hot
from nnlab.preprocessing._scaling import min_max_scale, standardize

__all__ = ["min_max_scale", "minibatches", "one_hot", "standardize", "train_test_split"]
