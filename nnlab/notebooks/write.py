"""Write a notebook as the bytes that JupyterLab itself would save: opening and saving one changes nothing."""

from __future__ import annotations

import json
from typing import Any


def notebook_bytes(notebook: dict[str, Any]) -> bytes:
    """Return the file content of `notebook`: sorted keys, one-space indent, text in lines."""
    split = {**notebook, "cells": [_split_cell(cell) for cell in notebook["cells"]]}
    text = json.dumps(split, ensure_ascii=False, indent=1, sort_keys=True, separators=(",", ": "))
    return (text + "\n").encode("utf-8")


def _split_cell(cell: dict[str, Any]) -> dict[str, Any]:
    new = {**cell, "source": cell["source"].splitlines(True)}
    if "outputs" in cell:
        new["outputs"] = [_split_output(output) for output in cell["outputs"]]
    return new


def _split_output(output: dict[str, Any]) -> dict[str, Any]:
    new = dict(output)
    if isinstance(new.get("text"), str):
        new["text"] = new["text"].splitlines(True)
    if isinstance(new.get("data"), dict):
        new["data"] = {mime: _split_data(mime, value) for mime, value in new["data"].items()}
    return new


def _split_data(mime: str, value: Any) -> Any:
    # The same kinds that nbformat splits; a base64 picture stays in one piece.
    is_text = mime.startswith("text/") or mime in ("application/javascript", "image/svg+xml")
    return value.splitlines(True) if isinstance(value, str) and is_text else value
