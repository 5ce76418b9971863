"""Run known wrong implementations as the learner's function was run, and compare what both gave."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from nnlab.calls.batches import drained
from nnlab.calls.capture import capture, leaves
from nnlab.calls.cases import Case, digest, fresh_arguments
from nnlab.calls.reply import Fault, Reply, printable
from nnlab.grader.compare import Finding, same_reply
from nnlab.grader.expected import expectations
from nnlab.grader.models import describe
from nnlab.grader.spec import Exercise

#: The learner's numbers and those of a known mistake are the same within this; far tighter than a pass.
_RTOL, _ATOL = 1e-6, 1e-9
#: Where an argument or the result is float32: the same sum in another order differs by so much.
_NARROW_RTOL, _NARROW_ATOL = 1e-5, 1e-6
#: What a judge of a property finds in a number of its own kind, right or not: an epsilon decides which.
_NUMBER = (None, "value", "loss_too_small", "loss_lost", "loss_capped")
#: What NumPy says where arrays do not fit; no one raises such an error by hand.
_OF_NUMPY = ("truth value", "broadcast", "core dimension", "not aligned", "array element", "inhomogeneous")
#: What NumPy says to work in place on an argument that is read-only, holds whole numbers or is too small.
_IN_PLACE = ("read-only", "Cannot cast ufunc", "non-broadcastable output")

#: What known mistakes have answered, by function and name of the call: most learners are asked the same.
_ANSWERED: dict[tuple[Callable, str], tuple[Case, Reply]] = {}
_REMEMBERED = 20_000
_SMALL = 200  # numbers; all that is remembered takes 60 MB at most


class Imitations:
    """The replies of a learner's function, to be reproduced by known mistakes.

    Parameters
    ----------
    exercise : Exercise
    calls : sequence of Case
    replies : sequence of Reply
        One for each call.
    failing : collection of str
        Names of the calls that do not hold. They are tried first: most known mistakes differ there at once.
    functions : mapping
        What `Function` arguments stand for.
    """

    def __init__(
        self,
        exercise: Exercise,
        calls: Sequence[Case],
        replies: Sequence[Reply],
        failing: Collection[str],
        functions: Mapping[str, Any],
    ) -> None:
        self._exercise = exercise
        self._functions = functions
        pairs = _telling(list(zip(calls, replies, strict=True)))
        self._pairs = sorted(pairs, key=lambda pair: pair[0].name not in failing)
        # Without a call that fails there is nothing to explain, and what goes wrong elsewhere would fit.
        self._failing = any(case.name in failing for case, _ in pairs)
        # Where nothing came back at all, the type of the error alone would fit too many mistakes.
        self._by_message = all(reply.status == "raised" for reply in replies)
        self._alike = _alike(exercise, calls, failing)

    def reproduced_by(self, function: Callable) -> bool:
        """Whether a known mistake gives what the learner's function gave, in every call."""
        return self._failing and all(self._same(function, case, reply) for case, reply in self._pairs)

    def gap(self, function: Callable) -> float:
        """How far a known mistake stays from the replies, relatively, summed over all numbers."""
        if self._exercise.returns == "model":
            return 0.0
        total = 0.0
        for case, reply in self._pairs:
            ours, theirs = leaves(self._run(function, case).value) or (), leaves(reply.value) or ()
            for a, b in zip(ours, theirs, strict=False):
                if a.shape == b.shape:
                    a, b = np.asarray(a, float), np.asarray(b, float)
                    total += float(np.nansum(np.abs(a - b) / (np.abs(a) + np.abs(b))))  # 0/0: both are 0
        return total

    def _same(self, function: Callable, case: Case, reply: Reply) -> bool:
        if self._exercise.returns == "model":
            return reply.value.kind == "model" and _is_model(describe(reply.value.data), function(*case.args))
        ours = self._run(function, case)
        alike = self._alike.get(case.name)
        if alike is not None:
            return alike(ours, reply)
        if self._by_message and ours.fault is not None and ours.fault.message != reply.fault.message:
            return False
        if _raised_by_hand(ours) and any(text in reply.fault.message for text in _OF_NUMPY if reply.fault):
            return False
        return same_reply(ours, reply, *_closeness(case, reply))

    def _run(self, function: Callable, case: Case) -> Reply:
        """What a known mistake answers; it is trusted code, and answers the same whenever it is asked."""
        known = _ANSWERED.get((function, case.name))
        if known is not None and _equal(known[0], case):
            return known[1]
        reply = self._called(function, case)
        if sum(np.size(leaf) for leaf in leaves(reply.value) or ()) <= _SMALL:
            if len(_ANSWERED) >= _REMEMBERED:
                _ANSWERED.clear()
            _ANSWERED[function, case.name] = (case, reply)
        return reply

    def _called(self, function: Callable, case: Case) -> Reply:
        arguments = fresh_arguments(case, self._functions)
        if self._exercise.returns == "batches":
            function = drained(function)
        try:
            return Reply("returned", capture(function(*arguments)))
        except Exception as error:
            return Reply("raised", fault=Fault(type(error).__name__, printable(str(error)[:300])))


def _equal(one: Case, other: Case) -> bool:
    return one is other or (one.layout == other.layout and digest(one) == digest(other))


def _telling(pairs: list[tuple[Case, Reply]]) -> list[tuple[Case, Reply]]:
    """Where arguments are changed, leave out the calls that stopped at it: that fault is said by itself.

    With them go those whose whole numbers were changed, for there an array keeps no fraction.
    """
    if not any(reply.changed for _, reply in pairs):
        return pairs
    return [
        (case, reply)
        for case, reply in pairs
        if not stopped_in_place(reply) and not _cut_in_place(case, reply)
    ]


def stopped_in_place(reply: Reply) -> bool:
    """Whether a call stopped because an array cannot be written into as it was."""
    return reply.status == "raised" and any(text in reply.fault.message for text in _IN_PLACE)


def explained_in_place(main: Finding, findings: Sequence[Finding]) -> bool:
    """Whether work in place explains all: the call stopped at it, or each wrong one lost decimals by it."""
    numbers = [finding for finding in findings if finding.gate in ("value", "not_finite")]
    return stopped_in_place(main.reply) or (
        main in numbers and all(_cut_in_place(finding.case, finding.reply) for finding in numbers)
    )


def _cut_in_place(case: Case, reply: Reply) -> bool:
    """Whether a call wrote into its argument, which holds whole numbers and so keeps no fraction."""
    return bool(reply.changed) and _holds_whole_numbers(case)


def _raised_by_hand(reply: Reply) -> bool:
    """Whether a known mistake stands for an error that learners raise themselves, in words of their own."""
    return reply.status == "raised" and not reply.fault.message


def _holds_whole_numbers(case: Case) -> bool:
    return any(isinstance(x, np.ndarray) and x.dtype.kind in "iu" for x in case.args)


def _closeness(case: Case, reply: Reply) -> tuple[float, float]:
    """How close is the same; nnlab's own functions make float32 of whole numbers, and so of the result."""
    parts = (*case.args, *(leaves(reply.value) or ()))
    narrow = any(isinstance(x, np.ndarray) and x.dtype == np.float32 for x in parts)
    return (_NARROW_RTOL, _NARROW_ATOL) if narrow else (_RTOL, _ATOL)


def _is_model(spec: Any, wrong: Any) -> bool:
    """Whether a model is as a known mistake makes it: just so, or as a rule says."""
    return spec is not None and (wrong(spec) if callable(wrong) else spec == wrong)


def _alike(
    exercise: Exercise, calls: Sequence[Case], failing: Collection[str]
) -> dict[str, Callable[[Reply, Reply], bool]]:
    """How two replies are compared where only a property is asked, by the names of the calls.

    Where a loss is wrong in ordinary calls too, its size at a probability of 0 says only which epsilon was
    chosen: any number is like any other there.
    """
    judges = {
        case.name: criterion.judge
        for criterion in exercise.criteria
        if criterion.property_only
        for case in criterion.cases
    }
    expected = expectations(exercise, exercise.reference, [case for case in calls if case.name in judges])
    any_epsilon = not set(failing) <= judges.keys()

    def compare(judge: Callable, wanted: Any, a: Reply, b: Reply) -> bool:
        if a.status != "returned" or b.status != "returned":
            return same_reply(a, b, _RTOL, _ATOL)
        gates = {finding and finding.gate for finding in (judge(a.value, wanted), judge(b.value, wanted))}
        return len(gates) == 1 or (any_epsilon and gates <= set(_NUMBER))

    return {name: partial(compare, judge, expected[name]) for name, judge in judges.items()}
