"""The environment that tests run in: no setting of the user's reaches them, and they leave nothing behind."""

import os
from collections.abc import Mapping
from pathlib import Path

# Programs' settings, caches and data, each in a folder of the run's own.
_FOLDERS = (
    "IPYTHONDIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "MPLCONFIGDIR",
)

# Variables with which a user's shell could change a result.
_UNWANTED = (
    "JUPYTER_CONFIG_PATH",
    "JUPYTER_PATH",
    "MATPLOTLIBRC",
    "MPLBACKEND",  # a kernel chooses its own
    "NBGRADER_EXECUTION",
    "PYTEST_ADDOPTS",
    "PYTHONSTARTUP",
    "PYTHONWARNINGS",
)

_MARK = "NNLAB_TEST_HOME"


def isolated(environ: Mapping[str, str], home: Path) -> dict[str, str]:
    """Return a copy of ``environ`` in which settings and caches live under ``home``.

    An environment that is already isolated is returned as it is.
    """
    if _MARK in environ:
        return dict(environ)
    clean = {name: value for name, value in environ.items() if name not in _UNWANTED}
    for name in _FOLDERS:
        folder = home / name.lower()
        folder.mkdir(parents=True, exist_ok=True)
        clean[name] = str(folder)
    clean[_MARK] = str(home)
    clean["NNLAB_PROGRESS"] = "off"
    clean["JUPYTER_PREFER_ENV_PATH"] = "1"
    clean["JUPYTER_PLATFORM_DIRS"] = "1"  # without it jupyter_core warns that its default will change
    return clean


def apply(home: Path) -> None:
    """Isolate this very process."""
    clean = isolated(os.environ, home)
    for name in set(os.environ) - set(clean):
        del os.environ[name]
    os.environ.update(clean)
