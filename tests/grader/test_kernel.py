"""The same in a real Jupyter kernel: the check answers and the kernel lives on."""

import sys

import nbclient
import nbformat
import pytest

SETUP = "import numpy as np\nimport nnlab"
RIGHT = """
def softmax(z):
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
"""
CHECK = "nnlab.check('07.softmax', softmax)"


def run(*sources: str) -> list:
    """Run cells in one kernel; the outputs of each."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbclient.NotebookClient(notebook, timeout=60, allow_errors=True, kernel_name="python3").execute()
    return [cell.outputs for cell in notebook.cells]


def text(outputs: list) -> str:
    return "\n".join(
        output.get("data", {}).get("text/plain")
        or output.get("text")
        or "\n".join(output.get("traceback", []))
        for output in outputs
    )


def test_a_name_that_is_not_defined_is_explained_and_other_errors_stay_as_they_are():
    undefined, other, division, alive = run(SETUP, CHECK, "foo", "1 / 0", "6 * 7")[1:]
    assert "There is no function `softmax` here" in text(undefined)
    assert undefined[-1].output_type == "error", "the cell still fails"
    assert "foo" in text(other)
    assert "There is no" not in text(other)
    assert "ZeroDivisionError" in text(division)
    assert text(alive) == "42"


def test_reports_are_html_and_text_and_nothing_is_written_to_stderr():
    (outputs,) = run(f"{SETUP}\n{RIGHT}\n{CHECK}")
    (output,) = outputs
    assert output.output_type == "execute_result"
    assert 'data-outcome="PASSED"' in output.data["text/html"]
    assert "10 / 10 points" in output.data["text/plain"]


def test_an_endless_loop_and_a_process_exit_leave_the_kernel_alive():
    loop = "def softmax(z):\n    while True: pass"
    leave = "import sys\ndef softmax(z): sys.exit()"
    looped, left, checked = run(SETUP, f"{loop}\n{CHECK}", f"{leave}\n{CHECK}", f"{RIGHT}\n{CHECK}")[1:]
    assert "did not finish in time" in text(looped)
    assert "ends a program" in text(left)
    assert "10 / 10 points" in text(checked)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a running process")
@pytest.mark.parametrize(
    "body",
    [
        "np.ones((10**5, 10**5))",
        "[list(range(1000)) for _ in range(10**7)]",
        "b'x' * 10**12",
        "np.tile(z, 10**10)",
    ],
)
def test_memory_without_end_is_stopped_and_the_kernel_lives_on(body):
    greedy, checked = run(f"{SETUP}\ndef softmax(z): return {body}\n{CHECK}", f"{RIGHT}\n{CHECK}")
    assert "asked for too much memory" in text(greedy) or "did not finish in time" in text(greedy)
    assert "10 / 10 points" in text(checked)


def test_a_strict_check_raises_under_nbgrader():
    env = "import os\nos.environ['NBGRADER_EXECUTION'] = 'autograde'"
    failed, passed = run(f"{SETUP}\n{env}", f"def softmax(z): return z\n{CHECK}", f"{RIGHT}\n{CHECK}")[1:]
    assert failed[-1].ename == "CheckFailed"
    assert passed[-1].output_type == "execute_result"
