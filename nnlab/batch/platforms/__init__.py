"""Grades in the form that a learning platform imports, made from the results of a run.

What a spreadsheet would run is made harmless.
"""

from nnlab.batch.platforms._common import Written, labs_of
from nnlab.batch.platforms.canvas import canvas
from nnlab.batch.platforms.moodle import moodle

__all__ = ["Written", "canvas", "labs_of", "moodle"]
