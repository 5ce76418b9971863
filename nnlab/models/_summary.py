"""The table that `model.summary()` prints, drawn as Keras draws it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np

from nnlab._validation import as_count

if TYPE_CHECKING:
    from nnlab.models.sequential import Sequential


def table(model: Sequential, line_length: int | None = None) -> str:
    """Return the table as text."""
    total = 76 if line_length is None else as_count(line_length, "line_length", "summary", minimum=40)
    inner = total - 4 - 6  # four borders, a blank on each side of three columns
    widths = [inner * 31 // 66, inner * 22 // 66]
    widths.append(inner - sum(widths))
    rows, shape = [], model.input_shape if model.built else None
    for layer in model.layers:
        shape = None if shape is None else layer.compute_output_shape(shape)
        count = f"{layer.count_params():,}" if layer.built else "0 (unbuilt)"
        rows.append((f"{layer.name} ({type(layer).__name__})", _shape(shape), count))

    def line(left: str, middle: str, right: str, dash: str) -> str:
        return left + middle.join(dash * (width + 2) for width in widths) + right

    def cells(row: tuple[str, str, str], border: str) -> str:
        fitting = zip(row, widths, strict=True)
        a, b, c = (text if len(text) <= width else text[: width - 1] + "…" for text, width in fitting)
        return f"{border} {a:<{widths[0]}} {border} {b:<{widths[1]}} {border} {c:>{widths[2]}} {border}"

    lines = [f'Model: "{model.name}"', line("┏", "┳", "┓", "━")]
    lines += [cells(("Layer (type)", "Output Shape", "Param #"), "┃"), line("┡", "╇", "┩", "━")]
    for number, row in enumerate(rows):
        lines += [line("├", "┼", "┤", "─")] * (number > 0) + [cells(row, "│")]
    return "\n".join([*lines, line("└", "┴", "┘", "─"), *_totals(model)])


def _totals(model: Sequential) -> list[str]:
    optimizer = model.optimizer
    kept = (
        [np.asarray(one) for one in optimizer.variables] if optimizer is not None and optimizer.built else []
    )
    groups = {
        "Total": [*model.weights, *kept],
        "Trainable": model.trainable_weights,
        "Non-trainable": model.non_trainable_weights,
    }
    if kept:
        groups["Optimizer"] = kept
    return [
        f" {name} params: {sum(one.size for one in arrays):,} ({_size(sum(one.nbytes for one in arrays))})"
        for name, arrays in groups.items()
    ]


def _shape(shape: tuple[int | None, ...] | None) -> str:
    return "?" if shape is None else f"({', '.join(map(str, (None, *shape[1:])))})"


def _size(size: float) -> str:
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1024 or unit == "GB":
            break
        size /= 1024
    return f"{size:.2f} {unit}"


def show(text: str) -> None:
    """Print, in plain letters where the terminal's encoding has no lines to draw with."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = text.translate(dict(zip(map(ord, "┏┳┓┡╇┩├┼┤└┴┘━─┃│…"), "++++++++++++=-||.", strict=True)))
    print(text)  # noqa: T201 - this is what summary() is for
