"""What holds for every test: an environment of its own, repeatable randomness, strict NumPy."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[1]

# The test folders are no packages, so a shared module is found by its folder.
sys.path.insert(0, str(Path(__file__).parent))

import isolation  # noqa: E402

# A slow machine must not fail a test, so no deadline; a failure must come back, so no random seed.
hypothesis.settings.register_profile("nnlab", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("nnlab")


def pytest_configure(config: pytest.Config) -> None:
    """Isolate a plain `pytest` too, before any test module is imported."""
    home = Path(tempfile.mkdtemp(prefix="nnlab-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    isolation.apply(home)


@pytest.fixture(autouse=True)
def _numpy_state() -> Iterator[None]:
    """Fail a test that leaves NumPy's error handling changed: learners would then see other warnings."""
    before = np.geterr()
    yield
    after = np.geterr()
    np.seterr(**before)
    assert after == before, "the test changed NumPy's error state and did not restore it"


@pytest.fixture
def rng() -> np.random.Generator:
    """Return a generator that gives the same numbers in every run."""
    return np.random.default_rng(20_240_229)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the clone's root folder."""
    return ROOT
