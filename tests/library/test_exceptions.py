import pickle

import pytest

from nnlab import exceptions, layers
from nnlab.exceptions import CheckFailed, NnlabError, UnknownExercise


def test_every_exception_is_an_nnlab_error_with_a_docstring():
    classes = [getattr(exceptions, name) for name in exceptions.__all__ if name != "did_you_mean"]
    assert len(classes) == 7
    for one in classes:
        assert issubclass(one, NnlabError)
        assert one.__doc__


def test_unknown_exercise_is_a_key_error_that_reads_well():
    error = UnknownExercise("07.Sofmax", ["07.softmax", "02.dense"])
    assert isinstance(error, KeyError)
    assert str(error) == "no exercise has the id '07.Sofmax'. Did you mean '07.softmax'?"
    assert "nnlab list" in str(UnknownExercise("99.nothing", ["07.softmax"]))
    assert str(UnknownExercise(7, ["07.softmax"])).startswith("no exercise has the id 7.")


def test_check_failed_is_an_assertion_error_that_carries_its_report():
    with pytest.raises(AssertionError, match="3 of 5 criteria") as caught:
        raise CheckFailed("✗ softmax   3 of 5 criteria")
    assert caught.value.report == "✗ softmax   3 of 5 criteria"


@pytest.mark.parametrize("error", [CheckFailed("report"), UnknownExercise("7", ["07.softmax"])])
def test_exceptions_travel_between_processes(error):
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(copy) is type(error)
    assert str(copy) == str(error)


@pytest.mark.parametrize("kind", [TypeError, ValueError, exceptions.NnlabError])
def test_a_wrong_type_is_caught_as_python_and_as_keras_name_it(kind):
    with pytest.raises(kind, match="Dense: units must be a whole number"):
        layers.Dense("64")
