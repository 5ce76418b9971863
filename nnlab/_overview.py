"""The course as a learner sees it: how far each lab is, what comes next, the map of all labs."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nnlab import progress

if TYPE_CHECKING:
    from nnlab.grader.course import Lab
    from nnlab.grader.feedback.panels import Overview


@dataclass(frozen=True)
class _State:
    """How far a lab is."""

    lab: "Lab"
    written: bool  # the course has its notebook
    points: int
    max_points: int
    passed: int
    todo: tuple[str, ...]  # the functions that are not right yet
    right: int
    asked: int
    started: bool

    @property
    def total(self) -> int:
        return self.passed + len(self.todo)

    @property
    def done(self) -> bool:
        return not self.todo

    @property
    def mark(self) -> str:
        return "✓" if self.done else "◐" if self.started else "○"

    @property
    def file(self) -> str:
        return f"{self.lab.stem}.ipynb" if self.written else ""


def summary() -> "Overview":
    """Show progress over all labs, what is still to do in those you have begun, and what comes next.

    Returns
    -------
    Overview
        Shown as a table in a notebook and as text elsewhere.
    """
    from nnlab.grader.feedback.panels import Overview, Row
    from nnlab.grader.feedback.sentences import say

    states = [state for state in _states() if state.written]
    rows = [
        Row(state.mark, say("summary", "lab", **state.lab._asdict()), state.file, (_so_far(state),))
        for state in states
    ]
    closing, file = _closing(states)
    return Overview(say("summary", "title"), rows, closing, file=file)


def course_map() -> "Overview":
    """Show all labs of the course: what each is about, how long it takes, how far you are, with a link to it.

    Returns
    -------
    Overview
        Shown as a table in a notebook and as text elsewhere.

    Examples
    --------
    >>> course_map().rows[6].cells[:2]
    ('choose between many classes, and say how probable each one is', '90')
    """
    from nnlab.grader.feedback.panels import Overview, Row
    from nnlab.grader.feedback.sentences import say

    states = _states()
    rows: list[Row] = []
    for state in states:
        far = _so_far(state, brief=True) if state.written else say("summary", "to_come")
        cells = (state.lab.about, str(state.lab.minutes), far)
        rows.append(Row(state.mark, f"{state.lab.number} {state.lab.title}", state.file, cells))
    hours = round(sum(state.lab.minutes for state in states) / 60)
    head = tuple(say("map", name) for name in ("lab", "about", "minutes", "progress"))
    closing, file = _closing([state for state in states if state.written])
    title = say("map", "title", labs=len(states), hours=hours)
    return Overview(title, rows, closing, file=file, head=head, notes=tuple(_newer(states)))


def is_done(number: str) -> bool:
    """Whether every exercise of a lab has been passed."""
    return next((state.done for state in _states() if state.lab.number == number), False)


def finished(number: str) -> str:
    """What a learner is told on the last exercise of a lab: that it is done, and what comes next."""
    from nnlab.grader.feedback.sentences import say

    states = [state for state in _states() if state.written or state.lab.number == number]
    place = next(i for i, state in enumerate(states) if state.lab.number == number)
    this = states[place]
    text = say("finished", "done", **this.lab._asdict(), total=this.total)
    if this.right < this.asked:
        text += " " + say("finished", "questions", left=this.asked - this.right, asked=this.asked)
    following = [state for state in (*states[place + 1 :], *states[:place]) if not state.done]
    if not following:
        return f"{text} {say('summary', 'all_done')}"
    return f"{text} {say('finished', 'next', **following[0].lab._asdict(), file=following[0].file)}"


def _states() -> list[_State]:
    from nnlab.grader import registry

    known, answers = progress.results(), progress.questions()
    states = []
    for lab in registry.LABS:
        declared = registry.exercises(lab.number)
        mine = [known[item.id] for item in declared if item.id in known]
        todo = tuple(item.function for item in declared if not known.get(item.id, {}).get("passed"))
        asked = _questions(lab.number)
        tried = [answers[each] for each in asked if each in answers]
        states.append(
            _State(
                lab=lab,
                written=_written(lab.stem),
                points=sum(entry["points"] for entry in mine),
                max_points=sum(item.points for item in declared),
                passed=len(declared) - len(todo),
                todo=todo,
                right=sum(entry["right"] for entry in tried),
                asked=len(asked),
                started=bool(mine or tried),
            )
        )
    return states


def _so_far(state: _State, *, brief: bool = False) -> str:
    from nnlab.grader.feedback.sentences import say

    if not state.started:
        return say("summary", "not_started")
    if brief:
        return say("summary", "brief", passed=state.passed, total=state.total)
    text = say(
        "summary",
        "done",
        points=state.points,
        max_points=state.max_points,
        passed=state.passed,
        total=state.total,
    )
    if state.asked:
        text += say("summary", "questions", right=state.right, total=state.asked)
    return text + (say("summary", "todo", names=", ".join(state.todo)) if state.todo else "")


def _closing(states: list[_State]) -> tuple[str, str]:
    """What comes next, a lab that was begun before one that was not; and the file of its notebook."""
    from nnlab.grader.feedback.sentences import say

    left = sorted((state for state in states if not state.done), key=lambda state: not state.started)
    if not left:
        return say("summary", "all_done"), ""
    return say("summary", "next", **left[0].lab._asdict()), left[0].file


def _newer(states: list[_State]) -> list[str]:
    """A sentence for each newer version that `nnlab lab` has laid beside the learner's notebook."""
    from nnlab.grader.feedback.sentences import say

    try:
        beside = sorted(path.name for path in Path.cwd().glob("*.new*.ipynb"))
    except OSError:
        return []
    return [
        say("map", "newer", number=state.lab.number, file=name)
        for state in states
        for name in beside
        if name.startswith(f"{state.lab.stem}.new")
    ]


def _written(stem: str) -> bool:
    """Whether the course has this lab's notebook."""
    from nnlab._resources import labs_dir

    try:
        return (labs_dir() / f"{stem}.ipynb").is_file()
    except FileNotFoundError:
        return True  # an installation without its labs: the exercises are there all the same


def _questions(lab: str) -> tuple[str, ...]:
    """Ids of a lab's questions; a damaged file of questions leaves the summary of exercises as it is."""
    from nnlab.exceptions import DataError
    from nnlab.questions import ids

    try:
        return ids(lab)
    except DataError:
        return ()
