"""What a lab calls to ask a concept question: `question`.

Texts, widget and toolkit are loaded at the first call, so that ``import nnlab`` stays light.
"""

from typing import Any


def question(id: str, answer: Any = None) -> Any:  # noqa: A002
    """Show a question whose answer is checked at once, or judge an answer to it.

    Parameters
    ----------
    id : str
        Lab and name, such as ``"02.shape_of_w"``.
    answer : str or float, optional
        A letter, or a number: judged at once. Left out, the question is shown, to be answered on the page.

    Returns
    -------
    object
        Shown in a notebook as a widget or as HTML, and as text elsewhere. A judged answer has `right`,
        `state` and `why`.

    Notes
    -----
    It raises nothing, whatever the id and the answer are. Answers count in `nnlab.summary`, and in no grade.

    Examples
    --------
    >>> question("02.shape_of_w", "B").why
    'These would be the weights of a single unit.'
    """
    from nnlab import progress
    from nnlab.exceptions import DataError, UnknownQuestion
    from nnlab.questions import find, judge
    from nnlab.questions.show import Message, Still
    from nnlab.questions.words import say

    try:
        asked = find(id)
    except UnknownQuestion as error:
        return Message(say("title"), str(error))
    except DataError as error:
        return Message(say("damaged"), str(error))
    if answer is not None:
        judgement = judge(asked, answer)
        if judgement.state != "unclear":
            progress.remember_question(asked.id, judgement.right)
        return judgement
    try:
        from nnlab.widgets._question import QuestionWidget
    except ImportError:  # no widgets here; the question can be read and answered all the same
        return Still(asked)
    return QuestionWidget(asked)
