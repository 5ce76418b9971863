"""Run every check and test of the project, one step after the other: `python tests/run.py [STEP ...]`.

This is what `make test` calls. It goes on after a step that failed, so that one run tells all, and exits 1.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import isolation

ROOT = Path(__file__).resolve().parents[1]
PYTEST = ("-m", "pytest", "--color=auto")
# A cell of a dead kernel would otherwise be waited for for ever.
NBVAL = ("-q", "-Wdefault", "--nbval-current-env", "--nbval-cell-timeout=180")
# A process for each core, a file's tests in one of them: files share fixtures that are dear.
PARALLEL = ("--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile")
# Import Linter cannot be run with `python -m`.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as main; main()"

# name: (what it shows, the arguments of Python). The browser comes last: its summary and its
# pictures are what people look at.
STEPS = {
    "style": ("the code keeps the rules", ("-m", "ruff", "check", ".")),
    "format": ("the code is formatted", ("-m", "ruff", "format", "--check", ".")),
    "imports": ("imports point one way", ("-c", LINT_IMPORTS, "--no-logo")),
    "labs": ("the labs are made from the solutions", ("-m", "nnlab", "dev", "release", "--check")),
    "record": ("TensorFlow still gives the recorded values", ("-m", "nnlab", "dev", "record", "--check")),
    "proof": ("labs are not attempted, solutions pass", ("-m", "nnlab", "dev", "check")),
    "solutions": (
        "the solutions give their saved outputs",
        (
            *PYTEST,
            *PARALLEL,
            "--nbval",
            "--nbval-sanitize-with=tests/nbval_sanitize.cfg",
            *NBVAL,
            "solutions",
        ),
    ),
    "unsolved": ("the labs run from top to bottom", (*PYTEST, *PARALLEL, "--nbval-lax", *NBVAL, "labs")),
    "site": ("the pages of the course are built without a warning", ("-m", "nnlab", "dev", "site")),
    "quality": ("the grader errs on no corpus", ("benchmarks/grader_quality.py",)),
    "mutants": ("the grader kills what is changed in right programs", ("benchmarks/grader_mutants.py",)),
    "tests": (
        "unit tests, doctests, the wheel",
        (*PYTEST, *PARALLEL, "--doctest-modules", "nnlab", "tests", "--ignore=tests/browser"),
    ),
    "browser": ("labs, widgets and pages in a real browser", (*PYTEST, *PARALLEL, "tests/browser")),
}


def run_step(name: str, environ: dict[str, str]) -> bool:
    """Run one step, with its output as it comes, and tell in one line how it ended."""
    what, arguments = STEPS[name]
    print(f"\n=== {name}: {what}", flush=True)
    start = time.perf_counter()
    status = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environ, check=False).returncode
    verdict = "ok" if status == 0 else f"FAILED (exit status {status})"
    print(f"--- {name}: {verdict}, {time.perf_counter() - start:.1f} s", flush=True)
    return status == 0


def environment(home: Path) -> dict[str, str]:
    """Return the environment of all steps, with Matplotlib's font cache ready.

    A first import of Matplotlib that builds the cache writes to stderr: a changed output of a notebook.
    """
    environ = isolation.isolated(os.environ, home)
    # Programs of this environment are called by name: nbgrader calls alembic, Jupyter its own commands.
    environ["PATH"] = str(Path(sys.executable).parent) + os.pathsep + environ.get("PATH", "")
    subprocess.run([sys.executable, "-c", "import matplotlib.font_manager"], env=environ, check=False)
    return environ


def main() -> int:
    """Run the steps that were asked for, all of them by default."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"some of {', '.join(STEPS)}; default: all")
    parser.add_argument("--list", action="store_true", help="name the steps and stop")
    options = parser.parse_args()
    if options.list:
        print("\n".join(f"{name:<10} {what}" for name, (what, _) in STEPS.items()))
        return 0
    if unknown := [name for name in options.steps if name not in STEPS]:
        parser.error(f"no such step: {', '.join(unknown)}. There are: {', '.join(STEPS)}")
    with tempfile.TemporaryDirectory(prefix="nnlab-tests-", ignore_cleanup_errors=True) as home:
        environ = environment(Path(home))
        failed = [name for name in options.steps or STEPS if not run_step(name, environ)]
    if failed:
        print(f"\nFAILED: {', '.join(failed)}. One alone: python tests/run.py {failed[0]}", flush=True)
    else:
        print("\nAll steps hold.", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
