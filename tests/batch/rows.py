"""Folders of results as a run leaves them, made without grading."""

import json

from nnlab.grader import registry

SETTINGS = {"seed": 5, "version": "0.1.0", "timed": True, "isolation": "full"}


def entry(exercise, points=None, outcome=None, misconception="", case="usual", **told):
    """Return an exercise of a row; full points unless others are given."""
    most = registry.exercise(exercise).points
    points = most if points is None else points
    outcome = outcome or ("PASSED" if points == most else "FAILED")
    criterion = {"name": "formula", "title": "the formula", "passed": points == most, "case": case}
    criterion |= {
        "points": points,
        "max_points": most,
        "message": "" if points == most else told.get("called", "x"),
    }
    explanation = {"case": case, "misconception": misconception, **told} if misconception or told else {}
    return {
        "schema": 1,
        "exercise": exercise,
        "outcome": outcome,
        "passed": outcome == "PASSED",
        "points": points,
        "max_points": most,
        "criteria": [criterion],
        "misconceptions": [misconception] if misconception else [],
        "message": "",
        "fault": "",
        "explanation": {name: text for name, text in explanation.items() if text},
        "remarks": [],
        "agreement": "",
    }


def row(student, lab, *entries, submission=None, notes=(), seconds=1.5):
    """Return a row of lab 02 or 07; a missing exercise is one with no points."""
    return {
        "schema": 1,
        "student": student,
        "submission": submission or f"{student}/{lab}.ipynb",
        "lab": lab,
        "exercises": list(entries),
        "points": sum(e["points"] for e in entries),
        "max_points": sum(e["max_points"] for e in entries),
        "isolation": "full",
        "seconds": seconds,
        "notes": list(notes),
    }


def lab_02(student, dense=10, sequential=10, **more):
    """Return a row of lab 02 with these points."""
    return row(student, "02", entry("02.dense", dense), entry("02.sequential", sequential), **more)


def write(folder, *rows, prints=None, settings=SETTINGS):
    """Write ``results.jsonl``, ``run.json`` and, if given, ``fingerprints.jsonl``; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    (folder / "run.json").write_text(json.dumps(settings), encoding="utf-8")
    if prints is not None:
        lines = [json.dumps({"submission": s, "prints": p}) + "\n" for s, p in prints.items()]
        (folder / "fingerprints.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder
