"""A concept question on the page: choices or a field for a number; the kernel judges each answer."""

from __future__ import annotations

from typing import Any

import traitlets

from nnlab import progress
from nnlab.questions import Question, judge
from nnlab.questions.markup import to_html
from nnlab.questions.show import (
    MARK,
    explanations,
    headline,
    others_title,
    question_html,
    question_text,
)
from nnlab.questions.words import words
from nnlab.widgets._base import Widget, page_module, page_style

_WORDS = ("title", "your_answer", "check", "keys", "waiting", "silent")


class QuestionWidget(Widget):
    """The widget that `nnlab.question` shows.

    The page is told what is asked, and never what is right before it has answered: `answer` then carries
    `state` (`right wrong unclear failed`), `given`, `mark`, `message` (the answer and what it came to), `why`
    as HTML, and once it is right `title` and `others`, the explanations of the other answers.

    Parameters
    ----------
    question : Question
        What is asked.

    Attributes
    ----------
    id, prompt : str
        The question's id, and what is asked, as HTML.
    choices : list of str
        Their texts as HTML; empty where a number is asked for.
    words : dict
        The words around every question.
    """

    _esm = page_module("_question.js")
    _css = page_style("_question.css")

    id = traitlets.Unicode().tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    choices = traitlets.List(traitlets.Unicode()).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, question: Question) -> None:
        self._asked = question
        super().__init__(
            id=question.id,
            prompt=to_html(question.prompt),
            choices=[to_html(choice.text) for choice in question.choices],
            words={name: words()[name] for name in _WORDS},
        )

    def describe(self) -> str:
        """Return the question as text."""
        return question_text(self._asked)

    def still(self) -> str:
        """Return the question as HTML, with the answer folded."""
        return question_html(self._asked)

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        judgement = judge(self._asked, question["given"])
        answer = {
            "state": judgement.state,
            "given": judgement.given,
            "mark": MARK[judgement.state],
            "message": headline(judgement),
            "why": to_html(judgement.why),
        }
        if judgement.state != "unclear":
            progress.remember_question(self._asked.id, judgement.right)
        if judgement.right:
            others = explanations(self._asked, wrong_only=True)
            answer["title"] = others_title(self._asked)
            answer["others"] = [[MARK[state], name, to_html(why)] for state, name, why in others]
        return answer
