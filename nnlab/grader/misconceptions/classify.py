"""Wrong ways to turn activations into decisions."""

import numpy as np

from nnlab.grader.misconceptions._compose import compose, singly
from nnlab.grader.spec import Misconception

_DECISION = "concept-threshold"


def _classify(a, threshold=0.5, *, activations=None, limit=None, decide=np.greater_equal, finish=None):
    shown = activations(a) if activations else a
    yes = decide(shown, threshold if limit is None else limit)
    return finish(yes, a) if finish else yes


def _whole_up(a, _):
    """0.5 and above to the next whole number, whatever the threshold."""
    return np.floor(np.asarray(a) + 0.5)


#: What goes wrong most often, in pairs too.
_OFTEN = (
    ("classify.strict", {"decide": np.greater}),
    ("classify.below", {"decide": np.less}),
    ("classify.below", {"decide": np.less_equal}),
    ("classify.threshold_ignored", {"limit": 0.5}),
    ("classify.threshold_ignored", {"limit": 0}),
    ("classify.activation_kept", {"finish": lambda yes, a: np.where(yes, a, 0)}),
    ("classify.activation_kept", {"finish": lambda yes, a: np.where(yes, 1, a)}),
    ("classify.minus_one", {"finish": lambda yes, a: np.where(yes, 1, -1)}),
    ("classify.one_and_two", {"finish": lambda yes, a: np.where(yes, 2, 1)}),
    ("classify.text", {"finish": lambda yes, a: np.where(yes, "yes", "no")}),
    ("classify.places", {"finish": lambda yes, a: np.argwhere(yes).ravel()}),
    ("classify.places", {"finish": lambda yes, a: np.nonzero(yes)}),
    ("classify.places", {"finish": lambda yes, a: np.argmax(a)}),
    ("classify.places", {"finish": lambda yes, a: np.argmax(yes)}),
    ("classify.places", {"finish": lambda yes, a: np.where(yes)[0]}),
    ("classify.filtered", {"finish": lambda yes, a: np.asarray(a)[yes]}),
    ("classify.count", {"finish": lambda yes, a: np.sum(yes)}),
    ("classify.any", {"finish": lambda yes, a: int(np.any(yes))}),
    ("classify.all", {"finish": lambda yes, a: int(np.all(yes))}),
    ("classify.first_only", {"finish": lambda yes, a: np.asarray(yes).ravel()[0]}),
    ("classify.flattened", {"finish": lambda yes, a: np.ravel(yes)}),
)

#: What goes wrong by itself.
_SELDOM = (
    ("classify.equal", {"decide": np.equal}),
    ("classify.rounded", {"decide": lambda a, _: np.round(a)}),
    ("classify.rounded", {"decide": _whole_up}),
    ("classify.cut_off", {"decide": lambda a, _: np.asarray(a).astype(int)}),
    ("classify.other_side_of_one", {"activations": lambda a: 1 - a}),
    ("classify.sigmoid_first", {"activations": lambda a: 1 / (1 + np.exp(-a))}),
    ("classify.digits_first", {"activations": lambda a: np.round(a, 1)}),
    ("classify.digits_first", {"activations": lambda a: np.round(a, 2)}),
    ("classify.digits_first", {"activations": lambda a: np.round(a, 3)}),
    ("classify.mean", {"activations": np.mean}),
)


def _in_two_steps(made, *, ones_first):
    """Two assignments by a condition, of which the second reads what the first has written."""

    def classify(a, threshold=0.5):
        decided = made(a)
        if ones_first:
            decided[decided >= threshold] = 1
        decided[decided < threshold] = 0
        if not ones_first:
            decided[decided >= threshold] = 1
        return decided

    return classify


_IN_TWO_STEPS = tuple(
    _in_two_steps(made, ones_first=ones_first)
    for made in (np.array, lambda a: a.copy(), lambda a: a)
    for ones_first in (True, False)
)


def _one_number(a, threshold=0.5):
    if a >= threshold:
        return 1
    else:
        return 0


def _one_number_strict(a, threshold=0.5):
    return 1 if a > threshold else 0


def _one_number_by_int(a, threshold=0.5):
    return int(a >= threshold)


def _vector(decide):
    return lambda a, threshold=0.5: [1 if decide(v, threshold) else 0 for v in a]


def _vector_of_int(decide):
    return lambda a, threshold=0.5: [int(decide(v, threshold)) for v in a]


def _vector_of_bool(decide):
    return lambda a, threshold=0.5: [decide(v, threshold) for v in a]


def _vector_by_len(decide):
    def classify(a, threshold=0.5):
        decided = np.zeros(len(a))
        for i in range(len(a)):
            decided[i] = decide(a[i], threshold)
        return decided

    return classify


def _vector_by_shape(decide):
    return lambda a, threshold=0.5: np.array([int(decide(a[i], threshold)) for i in range(a.shape[0])])


def _vector_like_the_input(decide):
    def classify(a, threshold=0.5):
        decided = np.zeros_like(a)
        for i in range(len(a)):
            if decide(a[i], threshold):
                decided[i] = 1
        return decided

    return classify


_WAYS = (_vector_like_the_input, _vector, _vector_of_int, _vector_of_bool, _vector_by_len, _vector_by_shape)


def _first_of_a_loop(a, threshold=0.5):
    """As two returns inside a loop leave it."""
    return next(1 if v >= threshold else 0 for v in a)


_ONE_NUMBER = (_one_number, _one_number_strict, _one_number_by_int)
_PLACES = {name: _DECISION for name, _ in (*_OFTEN, *_SELDOM)}

CLASSIFY = (
    *(Misconception("classify.one_number_only", wrong, _DECISION) for wrong in _ONE_NUMBER),
    *(Misconception("classify.vector_only", way(np.greater_equal), _DECISION) for way in _WAYS),
    *(Misconception("classify.vector_only", way(np.greater), _DECISION, "classify.strict") for way in _WAYS),
    *(Misconception("classify.overwritten", wrong, _DECISION) for wrong in _IN_TWO_STEPS),
    Misconception("classify.first_only", _first_of_a_loop, _DECISION),
    *singly(_classify, _SELDOM, _PLACES),
    *compose(_classify, _OFTEN, _PLACES),
)
