"""Say whether an answer is right, and why."""

from dataclasses import dataclass
from typing import Any

from nnlab.questions import numbers
from nnlab.questions.spec import Question
from nnlab.questions.words import say


@dataclass(frozen=True, repr=False)
class Judgement:
    """What an answer came to; shown as HTML in a notebook and as text elsewhere.

    Attributes
    ----------
    question : Question
        What was asked.
    given : str
        The answer as it is shown: a letter, or a number.
    state : {"right", "wrong", "unclear"}
        `unclear` is an answer that cannot be read; it is no try.
    why : str
        The explanation of this very answer.
    place : int or None
        Which choice it is, or which slip the number comes of.
    """

    question: Question
    given: str
    state: str
    why: str
    place: int | None = None

    @property
    def right(self) -> bool:
        """Whether the answer is right."""
        return self.state == "right"

    def __repr__(self) -> str:
        from nnlab.questions.show import judgement_text

        return judgement_text(self)

    def _repr_html_(self) -> str:
        from nnlab.questions.show import judgement_html

        return judgement_html(self)


def judge(question: Question, answer: Any) -> Judgement:
    """Judge an answer.

    Parameters
    ----------
    question : Question
        What was asked.
    answer : object
        A letter, or a number, or a text that can be read as one (see `nnlab.questions.numbers.readings`).

    Returns
    -------
    Judgement
        For anything at all: what cannot be read is `unclear`.

    Examples
    --------
    >>> from nnlab.questions import Question, Slip
    >>> sum_of = Question("02.sum", "What is 1 + 2?", answer=3, why="3.", slips=(Slip(12, "Add them."),))
    >>> judge(sum_of, "3,0").state, judge(sum_of, 12).why, judge(sum_of, "many").state
    ('right', 'Add them.', 'unclear')
    """
    return _judge_choice(question, answer) if question.choices else _judge_number(question, answer)


def _judge_choice(question: Question, answer: Any) -> Judgement:
    letter = answer.strip(" \t\n().:").upper() if isinstance(answer, str) else ""
    if len(letter) != 1 or letter not in question.letters:
        letters = ", ".join(question.letters[:-1])
        why = say("no_letter", letters=letters, last=question.letters[-1])
        return Judgement(question, _shown(answer), "unclear", why)
    place = question.letters.index(letter)
    choice = question.choices[place]
    return Judgement(question, letter, "right" if choice.right else "wrong", choice.why, place)


def _judge_number(question: Question, answer: Any) -> Judgement:
    given = _shown(answer)
    found = numbers.readings(answer)
    if not found:
        return Judgement(question, given, "unclear", say("no_number" if given else "no_answer"))
    if any(numbers.agree(each, question.answer, question.tolerance) for each in found):
        return Judgement(question, given, "right", question.why)
    for place in _nearest_first(question, found[0]):
        slip = question.slips[place]
        # A slip is told only where it explains the number: rounded as the answer may be, and no more.
        if any(numbers.agree(each, slip.value, question.tolerance) for each in found):
            return Judgement(question, given, "wrong", slip.why, place)
    return Judgement(question, given, "wrong", say("no_slip"))


def _nearest_first(question: Question, number: float) -> list[int]:
    return sorted(range(len(question.slips)), key=lambda place: abs(question.slips[place].value - number))


def _shown(answer: Any) -> str:
    """An answer on one line; whatever it is, this raises nothing."""
    try:
        text = " ".join(str(answer).split())
    except Exception:  # the text of a stranger's object
        text = type(answer).__name__
    return text if len(text) <= 40 else f"{text[:39]}…"
