"""The option ``--labs NN,…``."""

from __future__ import annotations

import argparse


def labs(text: str) -> tuple[str, ...]:
    """Numbers of labs from ``02,7``; an argparse type."""
    from nnlab.grader import registry

    known = {lab.number for lab in registry.LABS}
    wanted = tuple(part.strip().zfill(2) for part in text.split(",") if part.strip())
    unknown = [number for number in wanted if number not in known]
    if unknown or not wanted:
        raise argparse.ArgumentTypeError(
            f"no such lab: {', '.join(unknown) or text!r}. Labs: 01 to {max(known)}"
        )
    return wanted
