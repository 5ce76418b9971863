"""What is judged by its law: right functions pass whatever they draw, Keras's own draws among them."""

import numpy as np
import pytest

from nnlab.calls.capture import capture
from nnlab.grader import grade
from nnlab.grader.exercises.lab_11 import GLOROT_UNIFORM, HE_NORMAL, MINIBATCHES
from nnlab.grader.laws import HALF_NORMAL, NORMAL, ONE_SIDED, TRUNCATED, UNIFORM, Law

FAMILIES = {
    "uniform": UNIFORM,
    "one-sided": ONE_SIDED,
    "normal": NORMAL,
    "half": HALF_NORMAL,
    "cut": TRUNCATED,
}


@pytest.mark.parametrize("exercise", [GLOROT_UNIFORM, HE_NORMAL, MINIBATCHES], ids=lambda item: item.id)
def test_the_reference_passes_whatever_it_draws(exercise):
    def other_numbers(*args):
        *given, rng = args
        return exercise.reference(*given, np.random.default_rng([shift, int(rng.integers(2**31))]))

    for shift in range(60):
        report = grade(exercise, other_numbers, seed=shift)
        assert report.passed, report


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES.keys())
def test_a_law_fits_its_own_draws_and_no_others(family):
    law = Law(family, lambda fan_in, fan_out: 0.3)
    others = [Law(other, law.scale) for other in FAMILIES.values() if other is not family]
    for seed in range(50):
        weights = law.draw(60, 150, np.random.default_rng(seed))
        assert law.fits(weights, 60, 150)
        assert not any(other.fits(weights, 60, 150) for other in others)


@pytest.mark.parametrize(("exercise", "name"), [(GLOROT_UNIFORM, "GlorotUniform"), (HE_NORMAL, "HeNormal")])
def test_kerass_own_initializers_pass_the_judge(exercise, name):
    keras = pytest.importorskip("keras", reason="Keras is not installed")
    judge = exercise.criteria[0].judge
    for seed in range(20):
        for case in exercise.criteria[0].cases:
            shape = case.args[:2]
            weights = np.asarray(getattr(keras.initializers, name)(seed)(shape))
            assert judge(capture(weights), np.zeros(shape)) is None


@pytest.mark.parametrize("exercise", [GLOROT_UNIFORM, HE_NORMAL, MINIBATCHES], ids=lambda item: item.id)
def test_a_fault_is_named_by_what_was_drawn_however_it_was_drawn(exercise):
    """The same mistakes with other numbers: no imitation gives those."""
    for entry in exercise.misconceptions:
        if entry.id.endswith(("fixed_seed", "ignores_rng")):
            continue  # they take no numbers from the generator

        def other_numbers(*args, entry=entry):
            *given, rng = args
            return entry.function(*given, np.random.default_rng([7, int(rng.integers(2**31))]))

        report = grade(exercise, other_numbers, seed=5)
        assert not report.passed
        assert report.misconceptions[:1] == (entry.id,), (entry.id, report.misconceptions)
