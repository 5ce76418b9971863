"""Where the course's own files are: the labs, their solutions and the data sets.

In an installed wheel they travel inside the package, under ``nnlab/_share``. In a clone they are the folders
at its root, which an editable install therefore always shows in their present state.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def labs_dir() -> Path:
    """Return the folder of the labs as learners get them.

    Returns
    -------
    pathlib.Path
        An existing folder.

    Raises
    ------
    FileNotFoundError
        If neither the installed package nor the clone has it.
    """
    return _find("labs", "labs_dir")


def solutions_dir() -> Path:
    """Return the folder of the solutions, the source that the labs are made from.

    Returns
    -------
    pathlib.Path
        An existing folder.

    Raises
    ------
    FileNotFoundError
        If neither the installed package nor the clone has it.
    """
    return _find("solutions", "solutions_dir")


def data_dir() -> Path:
    """Return the folder of the data sets and of TensorFlow's recorded values.

    Returns
    -------
    pathlib.Path
        An existing folder.

    Raises
    ------
    FileNotFoundError
        If neither the installed package nor the clone has it.
    """
    return _find("data", "data_dir")


def _find(name: str, function: str) -> Path:
    installed = _PACKAGE / "_share" / name
    if installed.is_dir():
        return installed
    # pyproject.toml tells a clone from a site-packages folder that happens to hold a folder of the same name.
    cloned = _PACKAGE.parent / name
    if cloned.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file():
        return cloned
    raise FileNotFoundError(
        f"{function}: the folder {name!r} must be part of nnlab. "
        f"Looked for: {installed} (installed package), "
        f"{cloned} (clone). Install nnlab again (pip install --force-reinstall nnlab), or, in a clone, bring "
        f"the folder back (git checkout -- {name})."
    )
