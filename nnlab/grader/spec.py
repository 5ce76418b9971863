"""What an exercise is: one declaration that every other part reads.

A declaration holds logic and numbers only. All sentences (task, hints, causes, questions) stand in
`nnlab/grader/feedback/en/lab_NN.toml`, under the same ids, so that another language is another folder.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from inspect import signature
from typing import Any

import numpy as np

from nnlab.calls.cases import Case

#: How the names of random cases begin.
RANDOM = "random "


def is_random(case: str) -> bool:
    """Whether the case of this name is a random one."""
    return case.startswith(RANDOM)


@dataclass(frozen=True)
class Criterion:
    """One thing that is asked of a function, worth points of its own.

    Parameters
    ----------
    name : str
        Id of its title among the sentences, such as ``"formula"``.
    points : int
    cases : tuple of Case
        The criterion holds when every case holds.
    rule : {"values", "purity"}
        ``values``: each result equals the expected one. ``purity``: each result equals the expected one
        and, over *all* calls of the exercise, no argument is changed and a repeated call repeats its result.
    judge : callable or None
        ``judge(value, expected) -> Finding or None`` in place of the comparison of values.
    property_only : bool
        `judge` asks for a property that right functions show with different numbers. A known mistake then
        reproduces a call by coming to the same finding, not to the same numbers.
    together : callable or None
        ``together(values) -> Finding or None``: what the results of all its cases, a `Value` by the name of
        its case, must show together. Asked only when each holds by itself.
    fresh : callable or None
        ``fresh(rng) -> args``: random arguments beside `cases`, drawn anew at each check, so that a table of
        answers to the fixed ones does not pass.
    """

    name: str
    points: int
    cases: tuple[Case, ...] = ()
    rule: str = "values"
    judge: Callable[[Any, Any], Any] | None = None
    property_only: bool = False
    together: Callable[[dict[str, Any]], Any] | None = None
    fresh: Callable[[np.random.Generator], tuple] | None = None

    @property
    def drawn(self) -> str:
        """Name of the case that `fresh` gives."""
        return f"{RANDOM}{self.name}"


@dataclass(frozen=True)
class Convention:
    """Another published way that is right as well; a function must follow it in every call to pass by it.

    Parameters
    ----------
    id : str
        Its sentence stands among the ``conventions`` and is told as a remark.
    reference : callable
        With the exercise's signature.
    """

    id: str
    reference: Callable


@dataclass(frozen=True)
class Misconception:
    """A known wrong way, executable: it is named only when it reproduces the learner's results.

    Parameters
    ----------
    id : str
        Permanent, ``family.fault``; its cause and question stand among the sentences.
    function : callable
        The wrong implementation, with the exercise's signature.
    place : str
        Id of the lab cell that explains the matter.
    also : str or tuple of str
        Id of a second fault, where `function` has two at once, or of several.
    """

    id: str
    function: Callable
    place: str = ""
    also: str | tuple[str, ...] = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The faults that `function` has."""
        if isinstance(self.also, tuple):
            return (self.id, *self.also)
        return (self.id, self.also) if self.also else (self.id,)


@dataclass(frozen=True)
class Exercise:
    """One function that the learner writes.

    Parameters
    ----------
    id : str
        ``NN.function``, permanent.
    reference : callable
        The NumPy reference; its signature is the exercise's.
    tensorflow : callable or None
        ``tensorflow(tf, *args)``: what TensorFlow computes for the same arguments; None where it has nothing
        to compare with, as for the order of random batches.
    criteria : tuple of Criterion
        The first one is the essence: while it fails, no other earns points.
    misconceptions : tuple of Misconception
    minutes, difficulty : int
        What the task announces; difficulty is 1 to 3.
    returns : {"array", "number", "labels", "draws", "batches", "model"}
        The documented type of the result; ``draws`` is an array of random numbers, of which only the law can
        be expected; ``batches`` is a list or an iterator of them.
    outputs : tuple of str
        Names of the results, where there are several.
    conventions : tuple of Convention
        Other ways that are right as well.
    purpose : {"", "classes", "labels"}
        What a model is for: several classes, or labels that are 0 or 1.
    elementwise : bool
        The result has the shape of the first argument, entry by entry: a wrong one is drawn as a curve.
    rtol, atol : float
        A value agrees when ``|value - expected| <= atol + rtol * |expected|``.
    tolerance_reason : str
    fresh : callable or None
        ``fresh(rng) -> args``: random arguments, drawn anew at each check, for the first criterion.
    forbidden : tuple of str
        Dotted names that the task rules out; a package's name rules out all of it.
    time_limit : float
        Seconds for all calls together.
    """

    id: str
    reference: Callable
    tensorflow: Callable | None
    criteria: tuple[Criterion, ...]
    misconceptions: tuple[Misconception, ...]
    minutes: int
    difficulty: int
    returns: str = "array"
    outputs: tuple[str, ...] = ()
    conventions: tuple[Convention, ...] = ()
    purpose: str = ""
    elementwise: bool = False
    rtol: float = 1e-5
    atol: float = 1e-8
    tolerance_reason: str = "float32 arithmetic in any order of summation passes; a wrong term does not"
    fresh: Callable[[np.random.Generator], tuple] | None = None
    forbidden: tuple[str, ...] = ()
    time_limit: float = 5.0
    parameters: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "parameters", tuple(signature(self.reference).parameters))

    @property
    def lab(self) -> str:
        """Two-digit number of the lab, such as ``"07"``."""
        return self.id.partition(".")[0]

    @property
    def function(self) -> str:
        """Name of the function that the learner writes."""
        return self.id.partition(".")[2]

    @property
    def signature(self) -> str:
        """The call as the course writes it, such as ``"softmax(z)"``."""
        return f"{self.function}{signature(self.reference)}"

    @property
    def points(self) -> int:
        """Full points."""
        return sum(criterion.points for criterion in self.criteria)

    @property
    def task(self) -> str:
        """One sentence that says what to write."""
        from nnlab.grader.feedback import sentences

        return sentences.exercise(self.id)["task"]

    @property
    def hints(self) -> tuple[str, ...]:
        """Three hints, each saying more than the one before."""
        from nnlab.grader.feedback import sentences

        return tuple(sentences.exercise(self.id)["hints"])

    @property
    def cases(self) -> tuple[Case, ...]:
        """All fixed cases, in the order in which they are called."""
        return tuple(case for criterion in self.criteria for case in criterion.cases)

    def compared(self, case: Case) -> bool:
        """Whether TensorFlow has a value for this case."""
        return self.tensorflow is not None and case.tensorflow

    def __repr__(self) -> str:
        return f"Exercise({self.id!r}, {self.points} points)"
