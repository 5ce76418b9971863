"""A question, and what an answer came to, as text and as HTML that needs no script.

The colours are JupyterLab's own, so that light and dark themes both work; right and wrong differ by mark and
word.
"""

from html import escape

from nnlab.questions.judge import Judgement
from nnlab.questions.markup import to_html, to_text
from nnlab.questions.spec import Question
from nnlab.questions.words import say

_FONT = (
    "font-family:var(--jp-ui-font-family,system-ui,sans-serif);font-size:14px;line-height:1.5;"
    "color:var(--jp-ui-font-color1,#1a1a1a)"
)
_BOX = "padding:8px 14px;margin:4px 0;max-width:52em;overflow-wrap:anywhere"
#: As in reports: blue and vermilion, told apart by every kind of colour vision; grey for what is open.
_EDGE = {"right": "#0072b2", "wrong": "#d55e00"}
MARK = {"right": "✓", "wrong": "✗", "unclear": "…"}


class Message:
    """A sentence in place of a question that cannot be shown."""

    def __init__(self, title: str, text: str) -> None:
        self.title = title
        self.text = text

    def __repr__(self) -> str:
        return f"{self.title}: {self.text}"

    def _repr_html_(self) -> str:
        return _section("unclear", f"<strong>{escape(self.title)}</strong>: {escape(self.text)}", self.title)


class Still:
    """A question where no widget runs: as text and as HTML, with the answer folded."""

    def __init__(self, question: Question) -> None:
        self.question = question

    def __repr__(self) -> str:
        return question_text(self.question)

    def _repr_html_(self) -> str:
        return question_html(self.question)


def question_text(question: Question) -> str:
    """Return a question as text: the prompt, the choices, and how to answer."""
    lines = [f"{say('title')} {question.id}", to_text(question.prompt)]
    pairs = zip(question.letters, question.choices, strict=True)
    lines += [f"  {letter}  {to_text(choice.text)}" for letter, choice in pairs]
    key = "how_choice" if question.choices else "how_number"
    return "\n".join([*lines, say(key, id=question.id, letter="A")])


def question_html(question: Question) -> str:
    """Return a question as HTML, with the answer and every explanation folded."""
    prompt = f'<p style="margin:0 0 6px">{to_html(question.prompt)}</p>'
    items = "".join(f'<li style="margin:2px 0">{to_html(choice.text)}</li>' for choice in question.choices)
    choices = f'<ol type="A" style="margin:0 0 6px;padding-left:2em">{items}</ol>' if items else ""
    if question.choices:
        answer = _entries(explanations(question))
    else:
        answer = _entries([("right", _short(question.answer), question.why), *explanations(question)])
    folded = f"<details><summary>{escape(say('answer'))}</summary>{answer}</details>"
    return _section("open", prompt + choices + folded, f"{say('title')} {question.id}")


def headline(judgement: Judgement) -> str:
    """Return the answer and, in a word, what it came to."""
    given = f"{judgement.given}: " if judgement.given else ""
    return f"{given}{say(judgement.state)}"


def judgement_text(judgement: Judgement) -> str:
    """Return what an answer came to as text."""
    mark = MARK[judgement.state]
    return f"{mark} {judgement.question.id}   {headline(judgement)}\n  {to_text(judgement.why)}"


def judgement_html(judgement: Judgement) -> str:
    """Return what an answer came to as HTML; once it is right, the other explanations can be unfolded."""
    question = judgement.question
    mark = MARK[judgement.state]
    body = (
        f'<p style="margin:0;font-weight:600"><span aria-hidden="true">{mark} </span>'
        f'{escape(headline(judgement))}</p><p style="margin:2px 0 0">{to_html(judgement.why)}</p>'
    )
    others = explanations(question, wrong_only=True) if judgement.right else []
    if others:
        body += f"<details><summary>{escape(others_title(question))}</summary>{_entries(others)}</details>"
    return _section(judgement.state, body, f"{question.id}: {say(judgement.state)}")


def others_title(question: Question) -> str:
    """Return the heading of the explanations that are not the right answer's."""
    return say("others" if question.choices else "slips")


def explanations(question: Question, *, wrong_only: bool = False) -> list[tuple[str, str, str]]:
    """Return state, name and explanation of every choice, or of every slip."""
    entries = [
        ("right" if choice.right else "wrong", letter, choice.why)
        for letter, choice in zip(question.letters, question.choices, strict=True)
    ]
    entries += [("wrong", _short(slip.value), slip.why) for slip in question.slips]
    return [entry for entry in entries if not wrong_only or entry[0] == "wrong"]


def _entries(entries: list[tuple[str, str, str]]) -> str:
    items = "".join(
        f'<li style="margin:4px 0"><strong>{MARK[state]} {escape(name)}, {escape(say("is_" + state))}.'
        f"</strong> {to_html(why)}</li>"
        for state, name, why in entries
    )
    return f'<ul style="list-style:none;margin:4px 0 0;padding:0">{items}</ul>'


def _section(state: str, body: str, label: str) -> str:
    edge = _EDGE.get(state, "#999999")
    return (
        f'<section class="nnlab-question" data-state="{state}" aria-label="{escape(label, quote=True)}" '
        f'style="{_FONT};border-left:4px solid {edge};{_BOX}">{body}</section>'
    )


def _short(number: float) -> str:
    return f"{number:.12g}".replace("-", "−")
