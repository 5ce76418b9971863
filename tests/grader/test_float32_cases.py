"""Sums that come near 0 lose float32's digits, so no case of a convolution has one."""

import numpy as np
import pytest

from nnlab.grader.exercises.lab_13 import EXERCISES

CONVOLUTIONS = [exercise for exercise in EXERCISES if exercise.function.startswith("conv")]


@pytest.mark.parametrize("exercise", CONVOLUTIONS, ids=lambda item: item.id)
def test_no_sum_is_small_beside_its_terms(exercise):
    fresh = [exercise.fresh(np.random.default_rng(seed)) for seed in range(20)]
    for args in (*(case.args for case in exercise.cases), *fresh):
        args = [np.asarray(a, float) if isinstance(a, np.ndarray) else a for a in args]
        terms = [np.abs(a) if isinstance(a, np.ndarray) else a for a in args]
        assert np.all(np.abs(exercise.reference(*args)) > 0.05 * exercise.reference(*terms))
