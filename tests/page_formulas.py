"""Compute with a widget's page module in Node, without a browser: for formulas that stand on both sides."""

import json
import shutil
import subprocess

import pytest

# The toolkit asks the page for its name space of SVG, once, when it is loaded.
_STUB = "globalThis.document = { createElement: () => ({ content: { firstChild: {} } }) };\n"


def page_value(widget, expression, folder):
    """Return what a JavaScript expression gives inside the widget's module."""
    if shutil.which("node") is None:
        pytest.skip("Node is not installed: it would run the page's formulas")
    file = folder / "formulas.mjs"
    said = f"console.log(JSON.stringify({expression}));"
    file.write_text(f"{_STUB}{widget._esm}\n{said}", encoding="utf-8")
    run = subprocess.run(["node", str(file)], check=True, timeout=60, capture_output=True, text=True)
    return json.loads(run.stdout)
