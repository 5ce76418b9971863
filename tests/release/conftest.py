"""A complete small course of one lab, made from the declarations: lab 02 needs no TensorFlow."""

import json

import pytest

from nnlab.grader import registry
from nnlab.notebooks.write import notebook_bytes
from nnlab.questions import load
from nnlab.release.new import skeleton
from nnlab.release.steps import make_lab

ANSWERS = {
    "dense": "z = np.asarray(a_in) @ W + b\n    return g(z)",
    "sequential": "for W, b, g in layers:\n        x = dense(x, W, b, g)\n    return x",
}


class Course:
    """Two folders, and the notebook of lab 02 as a dictionary that a test may spoil."""

    def __init__(self, folder):
        self.solutions, self.labs = folder / "solutions", folder / "labs"
        self.solutions.mkdir()
        self.labs.mkdir()
        self.name = "02_forward_propagation.ipynb"
        self.notebook = skeleton(registry.lab("02"), registry.exercises("02"))
        for cell in self.notebook["cells"]:
            if cell["id"] in ANSWERS:
                cell["source"] = cell["source"].replace("...", ANSWERS[cell["id"]])

    def cell(self, cell_id):
        """Return the cell with this id."""
        return next(cell for cell in self.notebook["cells"] if cell["id"] == cell_id)

    def save(self, lab=None):
        """Write the solution and its lab, or another lab in its place."""
        (self.solutions / self.name).write_bytes(notebook_bytes(self.notebook))
        (self.labs / self.name).write_bytes(notebook_bytes(lab or make_lab(self.notebook)))

    def lab(self):
        """Return a copy of the lab as a dictionary that a test may spoil."""
        return json.loads(json.dumps(make_lab(self.notebook)))


@pytest.fixture(autouse=True)
def questions(tmp_path_factory, monkeypatch):
    """Return the folder of the small course's questions; the course has none until a test writes them."""
    folder = tmp_path_factory.mktemp("questions") / "en"
    folder.mkdir()
    monkeypatch.setattr(load, "FOLDER", folder.parent)
    return folder


@pytest.fixture
def course(tmp_path):
    """Return a fresh small course."""
    return Course(tmp_path)
