"""What a check came to, as data; `nnlab.grader.feedback` writes it as text and as HTML."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from nnlab.grader.feedback import Explanation, report_html, report_text
from nnlab.grader.outcome import Outcome

SCHEMA = 1


@dataclass(frozen=True)
class CriterionResult:
    """One criterion and whether it holds.

    Parameters
    ----------
    name, title : str
        Id, and the words for it.
    passed : bool
    points, max_points : int
    message : str
        Why it does not hold; empty when it does.
    case : str
        Name of the call that the message tells of.
    """

    name: str
    title: str
    passed: bool
    points: int
    max_points: int
    message: str = ""
    case: str = ""


@dataclass(frozen=True)
class Report:
    """The result of one check.

    A notebook shows it as HTML, a terminal as text; both say the same.

    Parameters
    ----------
    exercise : str
        Id, such as ``"07.softmax"``.
    outcome : Outcome
    points, max_points : int
    criteria : tuple of CriterionResult
    misconceptions : tuple of str
        Ids of known mistakes that reproduce the results, the most likely first.
    message : str
        What happened, in a sentence.
    fault : str
        Kind of the first fault: ``raised type dtype shape not_finite value changed state overwritten …``;
        empty when there is none.
    explanation : Explanation or None
        The smallest failing input with what was returned and expected.
    remarks : tuple of str
        What is worth knowing and costs nothing.
    agreement : str
        With what the results agree, when they do.
    """

    exercise: str
    outcome: Outcome
    points: int = 0
    max_points: int = 0
    criteria: tuple[CriterionResult, ...] = ()
    misconceptions: tuple[str, ...] = ()
    message: str = ""
    fault: str = ""
    explanation: Explanation | None = None
    remarks: tuple[str, ...] = field(default_factory=tuple)
    agreement: str = ""

    @property
    def passed(self) -> bool:
        """Whether every criterion holds."""
        return self.outcome is Outcome.PASSED

    def to_dict(self) -> dict[str, Any]:
        """Plain data, as ``nnlab check --json`` and the batch grader write it."""
        return {
            "schema": SCHEMA,
            "exercise": self.exercise,
            "outcome": str(self.outcome),
            "passed": self.passed,
            "points": self.points,
            "max_points": self.max_points,
            "criteria": [asdict(criterion) for criterion in self.criteria],
            "misconceptions": list(self.misconceptions),
            "message": self.message,
            "fault": self.fault,
            "explanation": self.explanation.to_dict() if self.explanation else {},
            "remarks": list(self.remarks),
            "agreement": self.agreement,
        }

    def to_json(self, indent: int | None = None) -> str:
        """`to_dict` as JSON; it holds no NaN and no infinity."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False, allow_nan=False)

    def to_text(self) -> str:
        """The report as plain text."""
        return report_text(self)

    def to_html(self) -> str:
        """The report as an HTML fragment."""
        return report_html(self)

    _repr_html_ = to_html
    __repr__ = __str__ = to_text
