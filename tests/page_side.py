"""Compute in Node with what a page computes with, without a browser: formulas that stand on both sides."""

import json
import shutil
import subprocess
from importlib.resources import files

import pytest

# The toolkit asks the page for its name space of SVG, once, when it is loaded.
_STUB = "globalThis.document = { createElement: () => ({ content: { firstChild: {} } }) };"


def page_value(source, expression, **values):
    """Return what a JavaScript expression gives in a widget's module or in a file of `nnlab/widgets`.

    `values` are known to it by their names.
    """
    if shutil.which("node") is None:
        pytest.skip("Node is not installed: it would run the page's formulas")
    if isinstance(source, str):
        module = files("nnlab.widgets").joinpath(source).read_text(encoding="utf-8")
    else:
        module = source._esm
    given = json.dumps(list(values.values()))
    said = f"JSON.stringify((({', '.join(values)}) => {expression})(...{given}))"
    done = subprocess.run(
        ["node", "--input-type=module", "-"],
        input=f"{_STUB}\n{module}\nprocess.stdout.write({said});",
        check=True,
        timeout=60,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    return json.loads(done.stdout)
