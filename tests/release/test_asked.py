"""A lab asks each of its questions once, in a cell that holds nothing else."""

import json

import pytest

from nnlab.grader import registry
from nnlab.release import prove
from nnlab.release.lint import lint

TEXTS = """
[size]
prompt = "How large?"
answer = 4
why = "2 + 2"

[shape]
prompt = "Which shape?"
answer = 5
why = "2 + 3"
"""
IDS = ("02.size", "02.shape")


def question_cell(name, source=None, tags=("question",), kind="code"):
    cell = {
        "cell_type": kind,
        "id": f"question-{name}",
        "metadata": {"tags": list(tags)},
        "source": source or f'nnlab.question("02.{name}")',
    }
    return {**cell, "outputs": [], "execution_count": None} if kind == "code" else cell


@pytest.fixture
def asking(course, questions):
    """The small course with two questions and the cells that ask them."""
    (questions / "lab_02.toml").write_text(TEXTS, encoding="utf-8")
    course.notebook["cells"][4:4] = [question_cell("size"), question_cell("shape")]
    return course


def found(course, questions=IDS):
    return lint(course.notebook, "02", registry.exercises("02"), questions)


def test_each_question_once_is_right(asking):
    assert found(asking) == []
    asking.save()
    assert prove(asking.solutions, asking.labs).problems == ()
    released = [cell for cell in asking.lab()["cells"] if cell["id"].startswith("question-")]
    assert [cell["source"] for cell in released] == [f'nnlab.question("{each}")' for each in IDS]


SPOILT = {
    "more in the cell": ('x = 1\nnnlab.question("02.size")', "it must be exactly nnlab.question("),
    "answered": ('nnlab.question("02.size", 4)', "it must be exactly nnlab.question("),
    "other quotes": ("nnlab.question('02.size')", "it must be exactly nnlab.question("),
    "misspelt": ('nnlab.question("02.sise")', "no question '02.sise'. Did you mean '02.size'?"),
    "of another lab": ('nnlab.question("07.size")', "lab 02 declares no question '07.size'"),
    "asked twice": ('nnlab.question("02.shape")', "02.shape: it must be asked in exactly one cell, and is"),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_departures_are_told(asking, kind):
    source, sentence = SPOILT[kind]
    asking.cell("question-size")["source"] = source
    faults = found(asking)
    assert any(sentence in fault for fault in faults), faults
    assert any("02.size: it must be asked in exactly one cell, and is asked in 0" in each for each in faults)


def test_tags_ids_and_types(asking):
    asking.cell("question-size")["metadata"]["tags"] = ["widget"]
    asking.cell("question-shape")["id"] = "ask-shape"
    faults = found(asking)
    assert any("asks a question must be tagged 'question'" in fault for fault in faults)
    assert any("the id of a cell tagged 'question' must be like" in fault for fault in faults)
    asking.notebook["cells"].append(question_cell("text", kind="markdown"))
    assert any("a question cell must be code" in fault for fault in found(asking))


def test_a_damaged_file_of_questions_is_a_problem_of_its_lab(asking, questions):
    asking.save()
    (questions / "lab_02.toml").write_text("[size", encoding="utf-8")
    problems = prove(asking.solutions, asking.labs).problems
    assert any("lab_02.toml: it must be TOML" in problem for problem in problems)


def test_nothing_of_a_question_is_in_the_lab(asking):
    text = json.dumps(asking.lab(), ensure_ascii=False)
    assert "2 + 2" not in text
    assert "How large" not in text


LEAKING = {
    "the prompt": 'prompt = "How large?"',
    "an explanation": 'why = "2 + 2"',
}


@pytest.mark.parametrize("place", LEAKING)
def test_a_question_that_gives_a_solution_away_is_told(asking, questions, place):
    file = questions / "lab_02.toml"
    line = LEAKING[place].replace('= "', '= "Try `z = np.asarray(a_in) @ W + b`. ')
    file.write_text(TEXTS.replace(LEAKING[place], line), encoding="utf-8")
    asking.save()
    (problem,) = prove(asking.solutions, asking.labs).problems
    assert "the question '02.size' holds the solution line 'z = np.asarray(a_in) @ W + b'" in problem
