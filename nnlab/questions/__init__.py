"""Concept questions: their texts, and what is right and why.

The texts stand in ``en/lab_NN.toml``, a table for each question. One with choices, one of them right::

    [shape_of_w]
    prompt = "A layer reads 4 numbers and has 5 units. Which shape has `W`?"

    [[shape_of_w.choices]]
    text = "`(4, 5)`"
    right = true
    why = "Four rows, one for each number that comes in; five columns, one for each unit."

and one that asks for a number::

    [z_of_unit_1]
    prompt = "`w = [1, 2]`, `b = -1` and `x = [200, 17]`. What is `z`?"
    answer = 233
    why = "1 · 200 + 2 · 17 − 1 = 233."

    [[z_of_unit_1.slips]]
    value = 234
    why = "That is the sum without the bias: subtract 1."

`tolerance` says how far a number may be off. Left out, it is 0 for a whole number, and otherwise half a unit
of the last digit that `answer` is written with: 0.005 for 0.73. Texts hold `code`, **bold** and *italics*.

In a notebook ``nnlab.question("02.shape_of_w")`` shows a question. Nothing here draws or remembers.
"""

from nnlab.questions.judge import Judgement, judge
from nnlab.questions.load import find, ids
from nnlab.questions.spec import Choice, Question, Slip

__all__ = ["Choice", "Judgement", "Question", "Slip", "find", "ids", "judge"]
