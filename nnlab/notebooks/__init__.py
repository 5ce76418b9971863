"""Learners' notebooks: read them, find functions in them, check them.

`read_notebook` and `extract` only parse; `load` is the one step that executes a learner's code.
"""

from nnlab.notebooks.check import NotebookCheck, check_notebook, examine
from nnlab.notebooks.extract import Extract, Piece, extract
from nnlab.notebooks.load import Loaded, load
from nnlab.notebooks.read import read_notebook

__all__ = [
    "Extract",
    "Loaded",
    "NotebookCheck",
    "Piece",
    "check_notebook",
    "examine",
    "extract",
    "load",
    "read_notebook",
]
