"""The labs as assignments for other tools: nbgrader, Otter, Gradescope."""

from nnlab.release.export.files import Exported
from nnlab.release.export.gradescope import export_gradescope
from nnlab.release.export.nbgrader import export_nbgrader
from nnlab.release.export.otter import export_otter

__all__ = ["Exported", "export_gradescope", "export_nbgrader", "export_otter"]
