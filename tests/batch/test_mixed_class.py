"""A small class of many hands; the benchmark grades a large one."""

import subprocess
import sys
from pathlib import Path

import full_level

PROGRAM = Path(__file__).parents[2] / "benchmarks" / "mixed_class.py"


def test_every_submission_of_a_mixed_class_gets_the_row_that_it_must_have():
    full_level.need()
    command = [sys.executable, str(PROGRAM), "--count", "36", "--quick", "--timeout", "10"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Every row is as it must be." in done.stdout
