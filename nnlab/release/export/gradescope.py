"""A lab as an autograder for Gradescope: the zip that its container is built from.

The container must have this version of nnlab, so the zip carries the package itself, laid out as a wheel is.
"""

import io
import zipfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from nnlab import _resources
from nnlab.grader import registry
from nnlab.release.export.files import Exported, solution_files, write

#: The same bytes whenever it is made.
_DATE = (1980, 1, 1, 0, 0, 0)
_SKIPPED = {"__pycache__", "_share", "jupyter_config"}

_SETUP = """\
#!/usr/bin/env bash
# Gradescope runs this once, when it builds the container.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y bubblewrap
python=""
for candidate in python3.13 python3.12 python3.11; do
    if command -v "$candidate" > /dev/null; then python="$candidate"; break; fi
done
if [ -z "$python" ]; then
    apt-get install -y python3.11 python3.11-venv
    python=python3.11
fi
dpkg -s "$python-venv" > /dev/null 2>&1 || apt-get install -y "$python-venv"
"$python" -m venv /autograder/venv
/autograder/venv/bin/python -m pip install {packages}
"""

_RUN = """\
#!/usr/bin/env bash
# Gradescope runs this for each submission, and reads results/results.json.
set -uo pipefail
home="${{AUTOGRADER_HOME:-/autograder}}"
python="$home/venv/bin/python"
export PYTHONPATH="$home/source/site" NNLAB_PROGRESS=off
out="$(mktemp -d)"
grade() {{ "$python" -m nnlab grade "$home/submission" --out "$out/results" --labs {lab} --jobs 1 "$@"; }}
grade
status=$?
if [ "$status" -eq 2 ]; then
    # Most containers do not let nnlab shut code in. Then the container itself, which Gradescope makes anew
    # for each submission, is all that stands around it.
    grade --allow-weak-isolation
fi
mkdir -p "$home/results"
"$python" -m nnlab export gradescope-results "$out/results" --labs {lab} --out "$home/results/results.json"
"""


def export_gradescope(folder: Path, labs: tuple[str, ...] = (), *, force: bool = False) -> list[Exported]:
    """Write ``LAB/autograder.zip``, and the students' ``LAB/LAB.ipynb``, for each lab.

    Parameters
    ----------
    folder : Path
    labs : tuple of str
    force : bool
        Write over files that were changed.
    """
    done = []
    for source in solution_files(labs):
        place, lab = folder / source.stem, source.stem[:2]
        student = _resources.labs_dir() / source.name
        done.append(write(place / source.name, student.read_bytes(), force=force))
        done.append(write(place / "autograder.zip", _autograder(lab), force=force))
    return done


def _autograder(lab: str) -> bytes:
    """The zip's bytes: two scripts at its root, as Gradescope asks, and ``site`` with the package."""
    packages = [f"numpy=={version('numpy')}"]
    if any(exercise.returns == "model" for exercise in registry.exercises(lab)):
        packages += [f"tensorflow-cpu=={_tensorflow()}"]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "setup.sh", _SETUP.format(packages=" ".join(packages)).encode(), executable=True)
        _add(archive, "run_autograder", _RUN.format(lab=lab).encode(), executable=True)
        home = Path(_resources.__file__).parent
        for path in sorted(home.rglob("*")):
            inner = path.relative_to(home)
            if path.is_file() and not _SKIPPED.intersection(inner.parts):
                _add(archive, f"site/nnlab/{inner.as_posix()}", path.read_bytes())
        recorded = _resources.data_dir() / "tensorflow"
        for path in sorted(recorded.glob("*.json")):
            _add(archive, f"site/nnlab/_share/data/tensorflow/{path.name}", path.read_bytes())
        for path in sorted(_resources.labs_dir().glob("*.ipynb")):
            _add(archive, f"site/nnlab/_share/labs/{path.name}", path.read_bytes())
        number = version("nnlab")
        metadata = f"Metadata-Version: 2.1\nName: nnlab\nVersion: {number}\n"
        _add(archive, f"site/nnlab-{number}.dist-info/METADATA", metadata.encode())
    return buffer.getvalue()


def _tensorflow() -> str:
    """The version that is here, or else the newest that the package asks for."""
    for name in ("tensorflow-cpu", "tensorflow"):
        try:
            return version(name)
        except PackageNotFoundError:
            continue
    return "2.*"


def _add(archive: zipfile.ZipFile, name: str, content: bytes, *, executable: bool = False) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (0o755 if executable else 0o644) << 16
    archive.writestr(entry, content)
