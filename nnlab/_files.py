"""Write a file so that nothing is lost, whatever happens meanwhile."""

import os
import tempfile
from pathlib import Path


def replace_file(path: str | os.PathLike[str], content: bytes, *, alone: bool = False) -> None:
    """Write `content` to `path` so that a full disk or a crash leaves the old file whole.

    The content goes to a temporary file beside it first, is forced to the disk, and only then takes the name.

    Parameters
    ----------
    path : path
    content : bytes
    alone : bool
        Nobody else writes to `path` meanwhile. The temporary file then always has the same name, so what a
        killed process has left of it goes when the file is written again.
    """
    path = Path(path)
    if alone:
        file = open(path.with_name(f".{path.name}.tmp"), "wb")  # noqa: SIM115 - closed below
    else:
        file = tempfile.NamedTemporaryFile(  # noqa: SIM115 - closed below
            dir=path.parent, prefix=f".{path.name}.", suffix=".tmp", delete=False
        )
    temporary = Path(file.name)
    try:
        with file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        temporary.chmod(mode)  # a new temporary file can be read by its owner alone
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
