"""How often the grader errs: wrong functions that pass, right ones that fail, faults misnamed.

    python benchmarks/grader_quality.py [FOLDER ...] [--seeds 2] [--json]

Each folder holds `wrong.jsonl`, `right.jsonl` and `policy.jsonl`, any of them: an item a line with `id`,
`function` and `code`. `names.json` beside them says which names fit an item's fault (ids of misconceptions,
or an outcome such as `NOT_ATTEMPTED`), and whether a policy item is accepted. Where it is silent, a name fits
that ends as the item's id does; another name counts as unjudged.

Exits with 1 when a wrong function earns full points, a right one does not, a robustness fault earns nothing,
a policy item goes the other way, fewer than 90 % of the faults are named rightly, or more than 2 % wrongly.
"""

import argparse
import json
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from nnlab.grader import grade, registry

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
COLUMNS = ("killed", "passed", "right", "refused", "rightly", "wrongly", "silent", "unjudged")


def items(folder: Path, kind: str) -> Iterator[dict]:
    """The items of one file; a folder need not have it."""
    file = folder / f"{kind}.jsonl"
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def define(item: dict) -> object:
    """The function of an item."""
    names: dict = {"np": np, "__name__": "__main__"}
    exec(compile(item["code"], f"<{item['id']}>", "exec"), names)
    return names[item["function"]]


def named(report, item: dict, names: dict) -> str:
    """Whether the first name that the report gives is right: ``rightly wrongly silent unjudged``."""
    first = report.misconceptions[0] if report.misconceptions else ""
    fitting = names.get(item["id"])
    if fitting is None:
        if not first:
            return "silent"
        return "rightly" if first.rpartition(".")[2] == item["id"].rpartition("/")[2] else "unjudged"
    if {first or report.fault, str(report.outcome)} & set(fitting):
        return "rightly"
    return "wrongly" if first else "silent"


class Tally:
    """What the corpora came to, by function, and every item that went wrong."""

    def __init__(self) -> None:
        self.by_function: dict[str, Counter] = defaultdict(Counter)
        self.faults: list[str] = []
        self.milliseconds: list[float] = []

    def grade(self, exercise: str, item: dict, seed: int):
        """One check, timed."""
        start = time.perf_counter()
        report = grade(exercise, define(item), seed=seed)
        self.milliseconds.append(1e3 * (time.perf_counter() - start))
        return report

    def add(self, folder: Path, declared: dict[str, str], seed: int) -> None:
        """All items of a folder."""
        file = folder / "names.json"
        known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        names, policy = known.get("names", {}), known.get("policy", {})
        for kind in ("wrong", "right", "policy"):
            for item in items(folder, kind):
                if item["function"] not in declared:
                    self.by_function[item["function"]]["not declared"] += 1
                    continue
                report = self.grade(declared[item["function"]], item, seed)
                count = self.by_function[item["function"]]
                accepted = report.points == report.max_points
                wanted = {"wrong": False, "right": True}.get(kind, policy.get(item["id"]) == "accept")
                if wanted:
                    self._right(item, report, count, accepted)
                else:
                    self._wrong(item, report, count, accepted)
                    count[named(report, item, names)] += 1

    def _right(self, item: dict, report, count: Counter, accepted: bool) -> None:
        count["right" if accepted else "refused"] += 1
        if not accepted:
            self.faults.append(f"refused a right one: {item['id']}: {report.message}")

    def _wrong(self, item: dict, report, count: Counter, accepted: bool) -> None:
        count["passed" if accepted else "killed"] += 1
        if accepted:
            self.faults.append(f"passed a wrong one: {item['id']}")
        elif item.get("severity") == "robustness" and 2 * report.points < report.max_points:
            self.faults.append(f"a robustness fault earns only {report.points}: {item['id']}")

    @property
    def total(self) -> Counter:
        """All functions together."""
        return sum(self.by_function.values(), Counter())


def verdict(tally: Tally) -> list[str]:
    """What does not hold."""
    total = tally.total
    problems = list(tally.faults)
    judged = total["rightly"] + total["wrongly"] + total["silent"]
    if total["rightly"] < 0.9 * judged:
        problems.append(f"named rightly: {total['rightly']} of {judged}, at least 90 % are asked")
    if total["wrongly"] > 0.02 * judged:
        problems.append(f"named wrongly: {total['wrongly']} of {judged}, at most 2 % are allowed")
    return problems


def table(tally: Tally) -> str:
    """The counts by function."""
    width = max(map(len, tally.by_function), default=8)
    lines = [" " * width + "".join(f"{name:>10}" for name in COLUMNS)]
    for name, count in [*sorted(tally.by_function.items()), ("all", tally.total)]:
        lines.append(f"{name:<{width}}" + "".join(f"{count[column] or '·':>10}" for column in COLUMNS))
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("folders", nargs="*", type=Path, default=[CORPUS], metavar="FOLDER")
    parser.add_argument("--seeds", type=int, default=2, help="how often each item is checked (default: 2)")
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")
    options = parser.parse_args()
    if missing := [str(folder) for folder in options.folders if not folder.is_dir()]:
        parser.error(f"no such folder: {', '.join(missing)}")
    declared = {item.function: item.id for item in registry.exercises()}
    tally = Tally()
    for seed in range(options.seeds):
        for folder in options.folders:
            tally.add(folder, declared, seed)
    problems = verdict(tally)
    if options.json:
        counts = {name: dict(count) for name, count in tally.by_function.items()}
        print(json.dumps({"functions": counts, "all": dict(tally.total), "problems": problems}, indent=1))
        return 1 if problems else 0
    print(table(tally))
    if tally.milliseconds:
        print(f"\nA check took {statistics.median(tally.milliseconds):.1f} ms at the median.")
    print("\n".join(problems) or "Nothing wrong passed, nothing right failed.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
