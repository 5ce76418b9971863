"""What a program may take from nnlab in a notebook, it may take in a batch."""

import numpy as np
import pytest
from test_hostile import notebook

from nnlab import activations
from nnlab._resources import solutions_dir
from nnlab.batch import functions
from nnlab.grader import registry
from nnlab.notebooks.read import read_notebook

LABS = [lab for lab in registry.LABS if registry.exercises(lab.number)]


@pytest.mark.parametrize("name", functions.OFFERED)
def test_what_is_offered_is_what_the_library_gives(name):
    z = np.array([[-800.0, -2.0, 0.0], [0.5, 3.0, 800.0]])
    for values in (z, z[0]):
        ours = getattr(functions, name)(values)
        np.testing.assert_allclose(ours, getattr(activations, name)(values), rtol=1e-13, atol=0)
    if name.endswith("softmax"):
        ours = getattr(functions, name)(z, axis=0)
        np.testing.assert_allclose(ours, getattr(activations, name)(z, axis=0), rtol=1e-13, atol=0)


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.number)
def test_a_lab_s_own_solution_has_full_points(grader, lab):
    models = {item.function for item in registry.exercises(lab.number) if item.returns == "model"}
    solution = read_notebook(solutions_dir() / f"{lab.stem}.ipynb")
    solution["cells"] = [cell for cell in solution["cells"] if cell.get("id") not in models]
    for report in grader.grade(solution, lab.number).reports:
        if report.exercise.partition(".")[2] not in models:  # TensorFlow's cost a minute; elsewhere
            assert report.passed, report.to_text()


@pytest.mark.parametrize(("lab", "function"), [("07", "softmax"), ("08", "log_softmax"), ("01", "sigmoid")])
def test_what_the_task_rules_out_earns_nothing(grader, lab, function):
    program = f"from nnlab import activations\ndef {function}(z):\n    return activations.{function}(z)"
    reports = {report.exercise: report for report in grader.grade(notebook(program), lab).reports}
    assert reports[f"{lab}.{function}"].outcome == "FORBIDDEN"
    assert reports[f"{lab}.{function}"].points == 0
