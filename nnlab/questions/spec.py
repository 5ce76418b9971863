"""What a question is."""

from dataclasses import dataclass

LETTERS = "ABCDEF"
"""Names of the choices, in their order."""


@dataclass(frozen=True)
class Choice:
    """One of the answers to choose from.

    Attributes
    ----------
    text : str
        The answer.
    why : str
        Why it is right, or what is wrong with it.
    right : bool
        Whether it is the right one.
    """

    text: str
    why: str
    right: bool = False


@dataclass(frozen=True)
class Slip:
    """A wrong number that comes of a known slip.

    Attributes
    ----------
    value : float
        The number.
    why : str
        The slip, and how to mend it.
    """

    value: float
    why: str


@dataclass(frozen=True)
class Question:
    """A question with choices, or one that asks for a number.

    Attributes
    ----------
    id : str
        Lab and name, such as ``"02.shape_of_w"``.
    prompt : str
        What is asked.
    choices : tuple of Choice
        Empty where a number is asked for.
    answer, tolerance : float
        The number, and how far an answer may be off.
    why : str
        Why the number is right.
    slips : tuple of Slip
        Wrong numbers with an explanation of their own.
    """

    id: str
    prompt: str
    choices: tuple[Choice, ...] = ()
    answer: float = 0.0
    tolerance: float = 0.0
    why: str = ""
    slips: tuple[Slip, ...] = ()

    @property
    def letters(self) -> str:
        """The letters of the choices."""
        return LETTERS[: len(self.choices)]
