"""From a lab and its solution to a page: outputs without answers, folded where something is asked."""

import base64
import struct

import pytest

from nnlab.exceptions import NotebookError
from nnlab.release import site
from nnlab.release.figures import size_attributes, take_out
from nnlab.release.pages import make_page
from nnlab.release.site import stage
from nnlab.release.site_texts import filled_in, note_widgets

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 200, 100)
ANSWER = "return z / z.sum(axis=-1)"
SVG = b"<svg xmlns='x' width='60' height='40'></svg>"


def data_image(content, kind):
    return f'<img alt="A line" src="data:image/{kind};base64,{base64.b64encode(content).decode()}">'


def text(id, kind, source="words"):  # noqa: A002
    return {"cell_type": "markdown", "id": id, "source": source, "metadata": {"tags": [kind]}}


def code(id, kind, source="1", html="", **metadata):  # noqa: A002
    outputs = [{"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}] if html else []
    metadata = {"tags": [kind], **metadata}
    return {"cell_type": "code", "id": id, "source": source, "metadata": metadata, "outputs": outputs}


def page_of(*cells, pictures=None):
    """The page's cells by id, and its figures; each solution cell answers 42."""
    solution = {"cells": cells, "metadata": {}}
    handed_out = [
        {**cell, **({"outputs": []} if cell["cell_type"] == "code" else {})}
        | ({"source": "# YOUR CODE HERE"} if "solution" in cell["metadata"]["tags"] else {})
        for cell in cells
    ]
    page, figures = make_page(solution, {"cells": handed_out, "metadata": {}}, "07_softmax", pictures or {})
    return {cell["id"]: cell for cell in page["cells"]}, figures


def html(cell):
    return "".join(output["data"]["text/html"] for output in cell["outputs"])


def test_outputs_come_from_the_solution_and_sources_from_the_lab():
    cells, _ = page_of(
        code("a", "concept", html="<b>seen</b>"), code("f", "solution", "return 42", "<b>42</b>")
    )
    assert html(cells["a"]) == "<b>seen</b>"
    assert cells["f"]["source"] == "# YOUR CODE HERE"
    assert cells["f"]["outputs"] == []


@pytest.mark.parametrize("asks", [text("q", "predict"), code("q", "question", 'nnlab.question("07.ratio")')])
def test_what_is_asked_for_is_folded_until_the_next_text(asks):
    cells, _ = page_of(
        code("before", "concept", html="1"),
        asks,
        code("next", "tensorflow", html="2"),
        code("after", "concept", html="3"),
        text("t", "concept"),
        code("later", "concept", html="4"),
    )
    folded = {id for id, cell in cells.items() if "hide-output" in cell["metadata"]["tags"]}  # noqa: A001
    assert folded == {"next", "after"}


def test_a_question_is_shown_with_its_choices_and_a_closed_answer():
    cells, _ = page_of(code("q", "question", 'nnlab.question("07.two_classes")', "an old output"))
    assert "remove-input" in cells["q"]["metadata"]["tags"]
    shown = html(cells["q"])
    assert "along the S-shaped sigmoid" in shown
    assert "<details><summary>" in shown
    assert "an old output" not in shown


def test_a_widget_is_shown_by_its_picture_or_else_by_its_own_drawing():
    widget = code(
        "widget-a", "widget", "nnlab.widgets.neuron()", f"<figure>{data_image(SVG, 'svg+xml')}</figure>"
    )
    drawn, figures = page_of(widget)
    assert list(figures.values()) == [SVG]
    photographed, figures = page_of(widget, pictures={"widget-a": PNG})
    assert figures == {"widget-a.png": PNG}
    for cells in (drawn, photographed):
        assert 'alt="A line"' in html(cells["widget-a"])
        assert "moves in JupyterLab" in html(cells["widget-a"])
    assert 'src="figures/widget-a.png"' in html(photographed["widget-a"])


def test_a_check_shows_what_it_says_when_passed_and_links_lead_to_pages():
    cells, _ = page_of(
        code("check-f", "check", html='passed <a href="08_numerical_stability.ipynb">next</a>')
    )
    assert "When your function is right" in html(cells["check-f"])
    assert 'href="08_numerical_stability.html"' in html(cells["check-f"])


def test_progress_of_the_author_is_not_shown():
    cells, _ = page_of(code("s", "summary", "nnlab.summary()", "25 of 25 points"))
    assert "25 of 25" not in html(cells["s"])


def test_the_title_says_how_to_open_the_lab():
    cells, _ = page_of(text("title", "title", "# Lab 07\n\nWords."))
    assert cells["title"]["source"].startswith("# Lab 07\n")
    assert "make lab LAB=07" in cells["title"]["source"]
    assert "07_softmax.ipynb" in cells["title"]["source"]


def test_a_drawing_cell_keeps_its_source_folded():
    cells, _ = page_of(code("d", "concept", html="1", jupyter={"source_hidden": True}))
    assert cells["d"]["metadata"]["tags"] == ["concept", "hide-input"]


def test_pictures_become_files_that_keep_their_place():
    files = {}
    shown = take_out(data_image(PNG, "png") + "<p>and</p>" + data_image(PNG, "png"), "figures", files)
    ((name, content),) = files.items()
    assert content == PNG
    assert shown.count(f'src="figures/{name}" loading="lazy" width="200" height="100"') == 2
    assert size_attributes(PNG, 'width="50"') == ' height="25"'
    assert size_attributes(SVG) == ' width="60" height="40"'
    assert size_attributes(b"neither") == ""


def test_staged_files_are_just_those_and_unchanged_ones_keep_their_time(tmp_path):
    assert not stage({"a/b.md": b"1", "c.md": b"2"}, tmp_path)
    before = (tmp_path / "c.md").stat().st_mtime_ns
    assert stage({"c.md": b"2", "d.md": b"3"}, tmp_path)
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {"c.md", "d.md"}
    assert (tmp_path / "c.md").stat().st_mtime_ns == before


def test_written_pages_get_their_tables_and_pictures():
    from nnlab.grader.course import LABS

    widget = code(
        "widget-a", "widget", "nnlab.widgets.neuron()", f"<figure>{data_image(SVG, 'svg+xml')}</figure>"
    )
    cells, _ = page_of(widget)
    shown = {}
    note_widgets({"cells": list(cells.values())}, LABS[0], shown)
    filled = filled_in("<!-- the labs -->\n<!-- the widget neuron -->\n<!-- a remark -->", shown)
    assert "| [07 Softmax](labs/07_softmax.ipynb) |" in filled
    assert 'src="labs/figures/' in filled
    assert "<!--" not in filled


@pytest.fixture
def folders(tmp_path):
    """Folders of solutions and labs with one lab each, in the form of the course."""
    from nnlab.notebooks.write import notebook_bytes

    for folder, body in (
        ("solutions", f"# BEGIN SOLUTION\n    {ANSWER}\n    # END SOLUTION"),
        ("labs", "..."),
    ):
        cells = [
            text("title", "title", "# Lab 07"),
            code("softmax", "solution", f"def softmax(z):\n    {body}"),
            code("a", "concept", html=f"<pre>{ANSWER}</pre>" if folder == "solutions" else ""),
        ]
        content = notebook_bytes({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "07_softmax.ipynb").write_bytes(content)
    return tmp_path


def test_a_page_that_would_give_an_answer_away_is_not_built(folders):
    with pytest.raises(NotebookError, match="would give an answer away: .*'a' holds the solution line"):
        site.build(folders / "solutions", folders / "labs", folders / "build")
    assert not (folders / "build").exists()


def test_what_is_missing_is_named(folders, monkeypatch):
    monkeypatch.setattr(site.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(NotebookError, match="sphinx, myst_nb.*requirements-dev.lock"):
        site.build(folders / "solutions", folders / "labs", folders / "build")
