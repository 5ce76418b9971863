"""The optimizers of `optimizer_race`: arrays in, arrays out, and the learner's steps judged one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from nnlab.calls.capture import Value, as_array, capture
from nnlab.widgets._learner import ATOL, RTOL, ask
from nnlab.widgets._surfaces import Surface

STEPS = 200
MOMENTUM, BETA_1, BETA_2, EPSILON = 0.9, 0.9, 0.999, 1e-7
# Whoever is this far away does not come back.
FAR = 1e3


def gradient_descent_step(w: np.ndarray, grad: np.ndarray, learning_rate: float) -> tuple[np.ndarray]:
    """Go against the gradient."""
    return (w - learning_rate * grad,)


def momentum_step(
    w: np.ndarray, grad: np.ndarray, velocity: np.ndarray, learning_rate: float, momentum: float
) -> tuple[np.ndarray, np.ndarray]:
    """Keep a share of the last step."""
    velocity = momentum * velocity - learning_rate * grad
    return w + velocity, velocity


def adam_step(
    w: np.ndarray,
    grad: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    t: int | np.ndarray,
    learning_rate: float,
    beta_1: float,
    beta_2: float,
    epsilon: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Divide the mean of the gradients by the root of the mean of their squares; epsilon as in Keras."""
    m, v = beta_1 * m + (1 - beta_1) * grad, beta_2 * v + (1 - beta_2) * grad**2
    alpha = learning_rate * np.sqrt(1 - beta_2**t) / (1 - beta_1**t)
    return w - alpha * m / (np.sqrt(v) + epsilon), m, v


@dataclass(frozen=True)
class Racer:
    """An optimizer: the reference's step, the names of what it keeps, and its settings after the rate."""

    title: str
    step: Callable[..., tuple[np.ndarray, ...]]
    kept: tuple[str, ...] = ()
    counts: bool = False
    settings: tuple[float, ...] = ()

    def arguments(self, t: Any, rate: float) -> tuple[Any, ...]:
        """What follows the weights, the gradient and what is kept."""
        return (*((t,) if self.counts else ()), rate, *self.settings)


RACERS = {
    "gradient_descent": Racer("gradient descent", gradient_descent_step),
    "momentum": Racer("momentum", momentum_step, ("velocity",), settings=(MOMENTUM,)),
    "adam": Racer("Adam", adam_step, ("m", "v"), counts=True, settings=(BETA_1, BETA_2, EPSILON)),
}


@lru_cache(maxsize=64)
def path(
    racer: Racer, surface: Surface, start: tuple[float, float], rate: float, steps: int = STEPS
) -> np.ndarray:
    """Return the places of the reference, the start first, of shape `(steps + 1, 2)` or less if it is far."""
    w = np.array(start, dtype=np.float64)
    kept = tuple(np.zeros(2) for _ in racer.kept)
    places = [w]
    for t in range(1, steps + 1):
        w, *kept = racer.step(w, surface.gradient(w), *kept, *racer.arguments(t, rate))
        places.append(w)
        if not _near(w):
            break
    result = np.array(places)
    result.flags.writeable = False  # it is kept and handed out again
    return result


def follow(
    name: str, function: Callable[..., Any], racer: Racer, surface: Surface, start: Any, rate: float
) -> tuple[dict[str, Any], np.ndarray]:
    """Let the learner's step run the race, and compare each step with the reference's from the same place.

    Comparing step by step and not path by path, a right function never differs by rounding that grew, and
    the first step that is wrong is the one that is named.

    Parameters
    ----------
    name : str
        The learner's function, as messages name it.
    function : callable
        A step function of lab 10.
    racer : Racer
    surface : Surface
    start : sequence of float
    rate : float

    Returns
    -------
    answer : dict
        `state` and `message`, as `ask` gives them.
    places : ndarray, shape (n, 2)
        The start and each place that the function reached.
    """
    states = [(np.array(start, dtype=np.float64), *(np.zeros(2) for _ in racer.kept))]
    problem: list[tuple[str, str]] = []

    def run() -> list[Any]:
        for t in range(1, STEPS + 1):
            w, *kept = (part.copy() for part in states[-1])
            grad = surface.gradient(w)
            value = capture(function(w, grad, *kept, *racer.arguments(t, rate)))
            parts = _parts(value, racer)
            if parts is None:
                problem.append(_misfit(value, racer, t))
                break
            states.append(parts)
            if not _near(parts[0]) or not all(np.all(np.isfinite(part)) for part in parts):
                break
        return []

    answer = ask(name, run, (), [])
    table = np.array(states)
    if answer["state"] == "agrees":
        wrong = problem[0] if problem else _difference(table, racer, surface, rate)
        state, said = wrong or ("agrees", f"agrees with the reference here, in {len(table) - 1} steps.")
        answer = {"state": state, "message": f"Your {name} {said}", "values": None}
    return answer, table[:, 0]


def _near(w: np.ndarray) -> bool:
    return bool(np.all(np.abs(w) <= FAR))


def _parts(value: Value, racer: Racer) -> tuple[np.ndarray, ...] | None:
    """The weights and what is kept, or None where the learner's result is something else."""
    values = [value] if not racer.kept else (value.data if value.kind == "sequence" else [])
    arrays = [as_array(each) for each in values]
    if len(arrays) != 1 + len(racer.kept):
        return None
    if any(a is None or a.dtype.kind not in "biuf" or a.shape != (2,) for a in arrays):
        return None
    return tuple(a.astype(np.float64) for a in arrays)


def _misfit(value: Value, racer: Racer, t: int) -> tuple[str, str]:
    wanted = f"({', '.join(('w', *racer.kept))})" if racer.kept else "w"
    shape = "each an array of shape (2,)" if racer.kept else "an array of shape (2,)"
    if value.kind in ("none", "ellipsis"):
        return "unwritten", f"returned {value.type_name}; {wanted} was expected, {shape}. Is it written yet?"
    array = as_array(value)
    got = f"a value of type {value.type_name}" if array is None else f"an array of shape {array.shape}"
    if value.kind == "sequence" and racer.kept:
        got = f"{len(value.data)} values" if len(value.data) != 1 + len(racer.kept) else "other values"
    return "failed", f"returned {got} in step {t}; {wanted} was expected, {shape}."


def _difference(table: np.ndarray, racer: Racer, surface: Surface, rate: float) -> tuple[str, str] | None:
    """The first step in which the learner's result is not the reference's from the same place, told."""
    before, after = table[:-1], table[1:]
    w, *kept = (before[:, i] for i in range(before.shape[1]))
    t = np.arange(1, len(after) + 1)[:, None]
    given = (w, surface.gradient(w), *kept)
    wanted = np.stack(racer.step(*given, *racer.arguments(t, rate)), axis=1)
    right = np.isclose(after, wanted, rtol=RTOL, atol=ATOL).all(axis=-1)
    if racer.counts:  # either published place of epsilon: Algorithm 1 adds it after the bias correction
        epsilon = EPSILON * np.sqrt(1 - BETA_2**t)
        other = np.stack(racer.step(*given, t, rate, BETA_1, BETA_2, epsilon), axis=1)
        right |= np.isclose(after, other, rtol=RTOL, atol=ATOL).all(axis=-1)
    wrong = np.argwhere(~right)
    if not len(wrong):
        return None
    # What is kept is computed first, and a wrong one spoils the weights too.
    step = wrong[0, 0]
    part = max(i for s, i in wrong if s == step)
    names = ("w", *racer.kept)
    got, reference = (", ".join(f"{v:.4g}" for v in values[step, part]) for values in (after, wanted))
    sentence = f"in step {step + 1}: {names[part]} is [{got}], the reference has [{reference}]."
    return "differs", f"differs from the reference {sentence}"
