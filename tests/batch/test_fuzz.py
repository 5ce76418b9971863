"""Damaged notebooks: one row each, whatever is broken; ``NNLAB_FUZZ=5000`` takes so many instead of a few."""

import copy
import json
import os
import random
from pathlib import Path

import pytest

from nnlab._resources import solutions_dir
from nnlab.batch.results import read_rows
from nnlab.batch.run import Options, grade_batch
from nnlab.batch.sandbox import missing_for_full

COUNT = int(os.environ.get("NNLAB_FUZZ", "60"))
LABS = ("02_forward_propagation", "06_losses_and_cost", "10_gradient_descent_and_adam")
ODD = (None, True, -1, 1e308, 10**400, "", "\ud800", "\0", "<b>", [], {}, [[]], "0x" + "f" * 5000, "1" * 5000)


def flipped(rng, raw):
    damaged = bytearray(raw)
    for _ in range(rng.choice((1, 3, 30))):
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def cut(rng, raw):
    return raw[: rng.randrange(len(raw))]


def spliced(rng, raw):
    start, end = sorted(rng.randrange(len(raw)) for _ in range(2))
    return raw[:end] + raw[start:]


def with_odd_json(rng, raw):
    """Put odd values at some places of the tree."""
    notebook = json.loads(raw)
    for _ in range(rng.choice((1, 2, 8))):
        node, key = notebook, rng.choice([*notebook])
        while isinstance(node[key], dict | list) and node[key] and rng.random() < 0.8:
            node = node[key]
            key = rng.choice([*node]) if isinstance(node, dict) else rng.randrange(len(node))
        node[key] = copy.deepcopy(rng.choice(ODD))
    return json.dumps(notebook).encode()


def with_odd_code(rng, raw):
    """Damage the text of one cell that holds a function."""
    notebook = json.loads(raw)
    cells = [cell for cell in notebook["cells"] if "def " in "".join(cell["source"])]
    cell = rng.choice(cells)
    text = list("".join(cell["source"]))
    for _ in range(rng.choice((1, 5))):
        text[rng.randrange(len(text))] = rng.choice("\ud800\0\t\n'\"()[]{}:%!?\\é\u202e0")
    cell["source"] = "".join(text)
    return json.dumps(notebook).encode()


def with_cells_moved(rng, raw):
    notebook = json.loads(raw)
    rng.shuffle(notebook["cells"])
    notebook["cells"] *= rng.choice((1, 2))
    return json.dumps(notebook).encode()


@pytest.mark.skipif(bool(missing_for_full()) and "CI" not in os.environ, reason="no sandbox here")
def test_every_damaged_notebook_gets_one_row_and_is_no_fault_of_the_grader(tmp_path):
    sources = [(Path(solutions_dir()) / f"{name}.ipynb").read_bytes() for name in LABS]
    for seed in range(COUNT):
        rng = random.Random(seed)
        damage = rng.choice((flipped, cut, spliced, with_odd_json, with_odd_code, with_cells_moved))
        name, raw = rng.choice([*zip(LABS, sources, strict=True)])
        folder = tmp_path / "in" / f"{seed:05}-{damage.__name__}"
        folder.mkdir(parents=True)
        (folder / f"{name}.ipynb").write_bytes(damage(rng, raw))
    options = Options(jobs=2, seconds=3.0, seed=1)
    grade_batch([str(tmp_path / "in")], tmp_path / "out", options)
    rows = [*read_rows(tmp_path / "out")]
    assert [row["student"] for row in rows] == sorted(path.name for path in (tmp_path / "in").iterdir())
    for row in rows:
        outcomes = {entry["outcome"] for entry in row["exercises"]}
        assert not outcomes & {"GRADER_ERROR", "ISOLATION_FAULT"}, (row["student"], row["notes"])
        assert not [note for note in row["notes"] if note.startswith("not graded")], row["student"]
        assert 0 <= row["points"] <= row["max_points"]
    assert len([*(tmp_path / "out" / "feedback").rglob("*.html")]) == COUNT
