"""Run a page-side model, a file that knows nothing of the page, in Node, to hold it against Python."""

import json
import shutil
import subprocess
from importlib.resources import files

import pytest

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")


def run(file, expression, **values):
    """Evaluate JavaScript over what a file of `nnlab/widgets` declares, with values given by name."""
    source = files("nnlab.widgets").joinpath(file).read_text(encoding="utf-8")
    names = "".join(f"const {name} = given.{name};" for name in values)
    program = (
        f"{source}\nconst given = JSON.parse(require('fs').readFileSync(0));{names}"
        f"process.stdout.write(JSON.stringify({expression}));"
    )
    done = subprocess.run(
        ["node", "-e", program],
        input=json.dumps(values),
        check=True,
        timeout=60,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    return json.loads(done.stdout)
