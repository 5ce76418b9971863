"""A report that sends the learner to a section names one that exists."""

import nbformat
import pytest

from nnlab._resources import solutions_dir
from nnlab.grader import registry
from nnlab.grader.feedback.sentences import table

WRITTEN = [lab for lab in registry.LABS if (solutions_dir() / f"{lab.stem}.ipynb").exists()]


@pytest.mark.parametrize("lab", WRITTEN, ids=lambda lab: lab.number)
def test_every_place_is_a_heading_of_the_lab(lab):
    notebook = nbformat.read(solutions_dir() / f"{lab.stem}.ipynb", as_version=4)
    headings = {cell.id: cell.source.lstrip("# ").splitlines()[0] for cell in notebook.cells if cell.source}
    places = table(lab.number)["places"]
    assert {place: headings.get(place) for place in places} == places
    used = {entry.place for item in registry.exercises(lab.number) for entry in item.misconceptions}
    assert used == set(places)
