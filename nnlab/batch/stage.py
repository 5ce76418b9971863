"""What the sandbox can see: Python, the packages that are needed, and the few files for the inside."""

import re
import shutil
import sys
import sysconfig
from importlib import metadata
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
#: Files of nnlab that go in. No folder of theirs is a package there, so nothing else of nnlab is needed.
_FILES = (
    "batch/records.py",
    "batch/wire.py",
    "batch/inside/*.py",
    "calls/*.py",
    "notebooks/load.py",
)
_MODEL_FILES = ("grader/models/probe.py", "grader/models/purposes.py", "grader/models/stack.py")
_LEFT_OUT = ("__init__.py", "guarded.py")
#: Where a system keeps its libraries, its own Python's among them.
SYSTEM = ("/usr/lib", "/usr/lib64", "/lib", "/lib64")


def stage(folder: Path, tensorflow: bool) -> Path:
    """Copy the inside's files to `folder`, as it will see them.

    Parameters
    ----------
    folder : Path
    tensorflow : bool
        With what probes a Keras model.

    Returns
    -------
    Path
        The folder, to be put on the path of Python.
    """
    for pattern in (*_FILES, *(_MODEL_FILES if tensorflow else ())):
        for file in _PACKAGE.glob(pattern):
            if file.name not in _LEFT_OUT:
                place = folder / "nnlab" / file.relative_to(_PACKAGE)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, place)
    return folder


def packages(tensorflow: bool) -> dict[str, Path]:
    """Files and folders of installed packages, by their names on the path of Python.

    Parameters
    ----------
    tensorflow : bool
        TensorFlow and Keras with all that they need, besides NumPy.

    Returns
    -------
    dict of str to Path
    """
    wanted = ["numpy"]
    if tensorflow:
        wanted += [name for name in ("tensorflow-cpu", "tensorflow", "keras") if _installed(name)]
    seen: set[str] = set()
    found: dict[str, Path] = {}
    while wanted:
        name = _normal(wanted.pop())
        if name in seen or not (distribution := _installed(name)):
            continue
        seen.add(name)
        for file in distribution.files or ():
            top = file.parts[0]
            if top not in ("..", "__pycache__", "bin") and not top.endswith((".dist-info", ".pth")):
                found[top] = Path(str(distribution.locate_file(top)))
        if tensorflow:
            for need in distribution.requires or ():
                if "extra ==" not in need:
                    wanted.append(re.split(r"[\s;<>=!~\[(]", need, maxsplit=1)[0])
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _installed(name: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None


def interpreter() -> Path:
    """Return the Python that stands behind a virtual environment."""
    return Path(getattr(sys, "_base_executable", sys.executable) or sys.executable).resolve()


def standard_library() -> list[Path]:
    """Folders of Python's own library, and of the shared library that the interpreter may load."""
    base = {"base": sys.base_prefix, "platbase": sys.base_exec_prefix, "installed_base": sys.base_prefix}
    base["installed_platbase"] = sys.base_exec_prefix
    folders = {Path(sysconfig.get_path(name, vars=base)).resolve() for name in ("stdlib", "platstdlib")}
    shared = sysconfig.get_config_var("LDLIBRARY") or ""
    library = Path(sys.base_prefix, "lib", shared)
    if shared.endswith(".so") and library.exists():
        folders |= set(library.parent.glob(shared + "*"))
    return sorted(folders)


def installed_beside() -> list[Path]:
    """Folders of installed packages in what the sandbox can read, those of the system's own Python too."""
    homes = [*standard_library(), *(home for lib in SYSTEM for home in Path(lib).glob("python*"))]
    found = (home / name for home in homes for name in ("site-packages", "dist-packages"))
    return sorted({folder.resolve() for folder in found if folder.is_dir()})
