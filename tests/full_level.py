"""The tests that need the full isolation level."""

import os

import pytest

from nnlab.batch.sandbox import missing_for_full


def need() -> None:
    """Skip the test where learners' code cannot be shut in; in continuous integration that is a fault."""
    if lacks := missing_for_full():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("; ".join(lacks))
