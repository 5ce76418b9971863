"""The labs as assignments in a course folder of nbgrader."""

from pathlib import Path

from nnlab.notebooks.read import read_notebook
from nnlab.notebooks.write import notebook_bytes
from nnlab.release.export.files import Exported, solution_files, write
from nnlab.release.steps import drop_config

_CONFIG = b"""\
c = get_config()
c.CourseDirectory.course_id = "nnlab"
# A cell that trains a model takes longer than nbgrader's 30 seconds.
c.ExecutePreprocessor.timeout = 180
"""


def export_nbgrader(folder: Path, labs: tuple[str, ...] = (), *, force: bool = False) -> list[Exported]:
    """Write ``source/LAB/LAB.ipynb`` for each lab, and ``nbgrader_config.py`` if there is none.

    The solutions carry nbgrader's own marks; ``nbgrader generate_assignment LAB`` makes what
    students get.

    Parameters
    ----------
    folder : Path
        Of the course.
    labs : tuple of str
    force : bool
        Write over notebooks that were changed; never over the configuration.
    """
    config = folder / "nbgrader_config.py"
    done = [Exported(config, "current") if config.exists() else write(config, _CONFIG)]
    for source in solution_files(labs):
        content = notebook_bytes(drop_config(read_notebook(source)))
        done.append(write(folder / "source" / source.stem / source.name, content, force=force))
    return done
