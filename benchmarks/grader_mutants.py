"""Whether the grader kills small changes to right programs.

    python benchmarks/grader_mutants.py [FUNCTION ...] [--json]

The right programs are the references of the exercises and the right items of `tests/corpus`; for an exercise
that has no such item, the first ones in `tests/grader`. Each mutant (an operator, a constant, an axis, an
argument or a statement changed) must lose points, or be shown equivalent: it answers hundreds of random
inputs, scaled up and down, cut to whole numbers and made constant, as the program did that it came from.
`tests/corpus/mutants.json` lists what is left over, by the reason why it is right too.

Exits with 1 when a mutant survives that is neither equivalent nor listed.
"""

import argparse
import functools
import inspect
import json
import math
import multiprocessing
import sys
import textwrap
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from _mutants import mutants

from nnlab.calls.cases import Case
from nnlab.calls.guarded import call_guarded
from nnlab.calls.reply import Reply
from nnlab.grader import grade, registry
from nnlab.grader.compare import same_reply
from nnlab.grader.functions import FUNCTIONS
from nnlab.grader.spec import Exercise

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus"
sys.path.insert(0, str(ROOT))
#: So many of the tests' programs are changed, where the corpus has none.
ODD = 2
#: What random arguments are made into, besides themselves.
WILD: tuple[Callable[[np.ndarray], np.ndarray], ...] = (
    lambda x: x * 1e3,
    lambda x: x * 1e-6,
    lambda x: -x,
    np.round,
    np.ones_like,
    np.zeros_like,
)


def programs(exercise: Exercise) -> Iterator[tuple[str, str, dict]]:
    """Name, source and surroundings of each right program."""
    reference = exercise.reference
    try:
        source = textwrap.dedent(inspect.getsource(reference))
    except (OSError, TypeError):
        source = ""
    if source.startswith("def "):
        yield "reference", source, dict(vars(inspect.getmodule(reference)))
    in_corpus = False
    for line in (CORPUS / "right.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if item["function"] == exercise.function:
            in_corpus = True
            yield item["id"], item["code"], {"np": np}
    if not in_corpus:
        yield from islice(_odd_ones(exercise), ODD)


def _odd_ones(exercise: Exercise) -> Iterator[tuple[str, str, dict]]:
    """Right programs that the tests try; each is a definition or an expression."""
    from tests.grader.adversary_tools import TOOLS

    for file in sorted((ROOT / "tests" / "grader").glob("adversary_*.py")):
        table = getattr(import_module(f"tests.grader.{file.stem}"), "RIGHT", {})
        for name, source in table.get(exercise.id, {}).items():
            text = source if source.startswith("\n") else f"{exercise.function} = {source}"
            yield name, textwrap.dedent(text), {"np": np, "math": math, "functools": functools, **TOOLS}


def build(text: str, name: str, names: dict) -> Any:
    """The function that a program defines, or None when running it fails."""
    surroundings = {**names, "__name__": "__main__"}
    try:
        exec(compile(text, "<mutant>", "exec"), surroundings)
    except Exception:
        return None
    return surroundings.get(name)


def wild_cases(exercise: Exercise) -> list[Case]:
    """Random arguments and what becomes of them; whole-number arguments stay, for they are labels."""
    rng = np.random.default_rng(0)
    plain = [case.args for case in exercise.cases]
    if exercise.fresh is not None:
        plain += [exercise.fresh(rng) for _ in range(20)]
    cases = list(plain)
    for args in plain:
        for i, value in enumerate(args):
            if isinstance(value, np.ndarray) and value.dtype.kind == "f":
                cases += [(*args[:i], change(value), *args[i + 1 :]) for change in WILD]
    return [Case(f"wild {i}", args) for i, args in enumerate(cases)]


def answers(program: Any, cases: list[Case]) -> list[Reply]:
    """What a program answers to all these inputs."""
    return call_guarded(program, cases, FUNCTIONS, time_limit=20.0)


def alike(exercise: Exercise, one: list[Reply], other: list[Reply]) -> bool:
    """Whether two programs answered alike; where one fails, both must."""
    return all(
        same_reply(a, b, exercise.rtol, exercise.atol) and a.changed == b.changed
        for a, b in zip(one, other, strict=True)
    )


def survivors(exercise_id: str) -> tuple[int, dict[str, bool]]:
    """How many mutants were made, and for each that earns full points whether it is equivalent."""
    warnings.simplefilter("ignore")
    exercise = registry.exercise(exercise_id)
    quick = replace(exercise, time_limit=1.0, forbidden=(), misconceptions=())  # killed, not diagnosed
    cases = wild_cases(exercise) if exercise.returns != "batches" else []
    made, found = 0, {}
    for name, source, names in programs(exercise):
        answered = answers(build(source, exercise.function, names), cases) if cases else []
        for what, text in mutants(source):
            made += 1
            mutant = build(text, exercise.function, names)
            if mutant is None or not callable(mutant):
                continue
            report = grade(quick, mutant, seed=0)
            if report.points == report.max_points:
                equivalent = bool(cases) and alike(exercise, answered, answers(mutant, cases))
                found[f"{exercise.id} · {name} · {what}"] = equivalent
    return made, found


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("functions", nargs="*", metavar="FUNCTION", help="only these; default: all")
    parser.add_argument("--json", action="store_true", help="print the survivors as JSON")
    options = parser.parse_args()
    listed_file = CORPUS / "mutants.json"
    reasons = json.loads(listed_file.read_text(encoding="utf-8")) if listed_file.exists() else {}
    listed = {key for keys in reasons.values() for key in keys}
    exercises = [
        exercise.id
        for exercise in registry.exercises()
        if exercise.returns != "model" and (not options.functions or exercise.function in options.functions)
    ]
    left, counts = [], {"mutants": 0, "equivalent": 0, "listed": 0, "survive": 0}
    # A process for each core, started afresh on every system.
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        for made, found in pool.map(survivors, exercises):
            counts["mutants"] += made
            for key, equivalent in found.items():
                why = "equivalent" if equivalent else "listed" if key in listed else "survive"
                counts[why] += 1
                if why == "survive":
                    left.append(key)
                    print(f"survives: {key}", file=sys.stderr, flush=True)
    print(json.dumps({**counts, "left": left}, indent=1) if options.json else f"{counts}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
