"""What is taken out of a notebook: the wanted functions and what they need, and nothing else."""

import json
import linecache
import traceback

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlab.notebooks import extract, load
from nnlab.notebooks.read import parse_notebook


def notebook(*sources):
    cells = [{"cell_type": "code", "metadata": {}, "source": source, "outputs": []} for source in sources]
    raw = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()
    return parse_notebook(raw, "test.ipynb")


def pieces(*sources, want=("f",)):
    return [piece.source for piece in extract(notebook(*sources), want).pieces]


def run(*sources, want=("f",)):
    part = extract(notebook(*sources), want)
    return load(part.pieces).namespace, part


def test_only_what_is_needed():
    found = pieces(
        "import numpy as np\nimport matplotlib.pyplot as plt\nimport tensorflow as tf",
        "SCALE = 2\nunused = 1 / 0",
        "def helper(z):\n    return np.exp(z) * SCALE",
        "def f(z):\n    model = helper(z)\n    return model",
        "print(f(1))",
        "model = tf.keras.Sequential()\nmodel.fit()",
        "plt.plot(f(1))",
    )
    assert found == [
        "import numpy as np",
        "SCALE = 2",
        "def helper(z):\n    return np.exp(z) * SCALE",
        "def f(z):\n    model = helper(z)\n    return model",
    ]


# What f needs in order to return 7, each in another form.
NEEDED = {
    "alias": ("def my_f():\n    return 7", "f = my_f"),
    "lambda": ("f = lambda: 7",),
    "annotated": ("from typing import Callable", "f: Callable = lambda: 7"),
    "tuple": ("a, (b, *c) = 3, (4, 5)", "def f():\n    return a + b"),
    "starred": ("*a, b = 1, 7", "def f():\n    return b"),
    "chained": ("a = b = 7", "def f():\n    return b"),
    "augmented": ("n = 3\nn += 4", "def f():\n    return n"),
    "walrus": ("print(n := 7)", "def f():\n    return n"),
    "for": ("for n in range(8):\n    pass", "def f():\n    return n"),
    "while": ("n = 0\nwhile n < 7:\n    n += 1", "def f():\n    return n"),
    "with": ("import io\nwith io.StringIO('7') as s:\n    n = int(s.read())", "def f():\n    return n"),
    "if": ("if True:\n    n = 7\nelse:\n    n = 8", "def f():\n    return n"),
    "try": ("try:\n    from nowhere import n\nexcept ImportError:\n    n = 7", "def f():\n    return n"),
    "match": ("match [7]:\n    case [n]:\n        pass", "def f():\n    return n"),
    "element": ("n = [0]\nn[0] = 7", "def f():\n    return n[0]"),
    "append": ("n = []\nfor i in range(8):\n    n.append(i)", "def f():\n    return n[-1]"),
    "attribute": ("class C:\n    pass\nc = C()\nc.n = 7", "def f():\n    return c.n"),
    "class": (
        "class Base:\n    def go(self):\n        return seven",
        "seven = 7\ndef f():\n    return Base().go()",
    ),
    "dataclass": (
        "from dataclasses import dataclass\n@dataclass\nclass C:\n    n: int = 7",
        "def f():\n    return C().n",
    ),
    "decorator": ("def plus(g):\n    return lambda: g() + 1", "@plus\n@plus\ndef f():\n    return 5"),
    "wide decorator": (
        "def plus(k):\n    return lambda g: lambda: g() + k",
        "@ plus(\n  2\n)\ndef f():\n    return 5",
    ),
    "default": ("n = 7", "def f(k=n):\n    return k"),
    "annotation": ("T = int", "def f() -> T:\n    return 7"),
    "comprehension": ("rows = [3, 4]", "total = sum(row for row in rows)", "def f():\n    return total"),
    "later helper": ("def f():\n    return helper()", "def helper():\n    return 7"),
    "mutual": ("def f(n=7):\n    return g(n)", "def g(n):\n    return n if n == 7 else f(n)"),
    "last wins": ("def f():\n    return 1", "def f():\n    return 7"),
    "wrapped": ("def f():\n    return 6", "g = f\ndef plus():\n    return g() + 1", "f = plus"),
    "redefined helper": (
        "def h():\n    return 7",
        "n = h()",
        "def h():\n    return 0",
        "def f():\n    return n",
    ),
    "constant before and after": ("n = 7", "m = n", "n = 0", "def f():\n    return m"),
    "star import": ("from math import *", "def f():\n    return int(floor(7.5))"),
    "numpy not imported": ("def f():\n    return int(np.float64(7))",),
    "semicolons": ("a = 3; b = 4; c = 1/0", "def f(): return a + b"),
    "umlauts": ("größe = 'ü'; n = 7; x = 1", "def f(): return n if größe == 'ü' else 0"),
    "future": ("from __future__ import annotations", "def f(x: no_such_name = 7):\n    return x"),
    "display": ("def f():\n    display('x')\n    return 7",),
    "nonlocal": (
        "def make():\n  n = 6\n  def g():\n    nonlocal n\n    n += 1\n    return n\n  return g",
        "f = make()",
    ),
    "windows": ("a = 3\r\nb = 4\r\n", "def f():\r\n    return a + b"),
    "function state": ("def f():\n    return f.n", "f.n = 7"),
    "main guard": ("if __name__ == '__main__':\n    n = 7", "def f():\n    return n"),
}


@pytest.mark.parametrize("form", NEEDED)
def test_every_way_to_make_a_name(form):
    namespace, _ = run(*NEEDED[form])
    assert namespace["f"]() == 7


# A cell with something that is not Python, and f beside it.
MAGIC = {
    "line magic": "%matplotlib inline\ndef f():\n    return 7",
    "shell": "!pip install 'x\ndef f():\n    return 7",
    "brackets in shell": '!echo "((" {\ndef f():\n    return 7',
    "indented": "if True:\n    %load_ext x\n    def f():\n        return 7",
    "timed": "%time n = 7\ndef f():\n    return n",
    "timed cell": "%%time\ndef f():\n    return 7",
    "captured cell": "\n%%capture out\ndef f():\n    return 7",
    "help": "f?\n?f\nf??\ndef f():\n    return 7",
    "assigned shell": "files = !ls\ndef f():\n    return 7 if files is None else 0",
    "assigned magic": "path = %pwd\ndef f():\n    return 7",
    "remainder": "%pylab\ndef f():\n    return (17\n    % 10)",
    "magic in text": "%pylab\ns = '''\n%no magic\n!nor\n'''\ndef f():\n  return 7 if '!nor' in s else 0",
    "inequality": "%pylab\nn = 7\nb = n\\\n!= 8\ndef f():\n    return 7 if b else 0",
    "error above": "x = = 3\ndef f():\n    return 7",
    "error below": "def f():\n    return 7\nfor i in range(3) print(i)",
    "error in another": "def g(:\n  return 1\n\n# x\n@once\ndef h(z):\n  return (\n\ndef f():\n  return 7",
    "open bracket above": "x = (1, 2\ndef f():\n    return 7",
    "open string above": "x = '''abc\n\ndef f():\n    return 7",
    "prose": "This is my answer:\ndef f():\n    return 7\nI hope it is right",
    "null byte in another line": "x = '\0'\ndef f():\n    return 7",
}


@pytest.mark.parametrize("form", MAGIC)
def test_cells_that_are_not_plain_python(form):
    namespace, _ = run(MAGIC[form])
    assert namespace["f"]() == 7


def test_a_cell_of_another_language_defines_nothing():
    part = extract(notebook("%%bash\nf=7", "%%writefile x.py\ndef f(): pass"), ["f"])
    assert part.found == {}
    assert part.notes == ()


def test_notes():
    part = extract(
        notebook("def f(): return 1", "def f(): return np.e", "x = = 1", "def g( return", "z = 3"),
        ["f", "g", "h"],
    )
    assert part.found == {"f": 2}
    assert part.notes == (
        "cell 3, line 1 was skipped: invalid syntax",
        "cell 4, line 1 was skipped: invalid syntax",
        "f is defined 2 times (cells 1 and 2); the last definition counts",
        "no cell imports NumPy as np, so it was imported for you; add: import numpy as np",
    )


def test_no_note_on_numpy_when_it_comes_otherwise():
    part = extract(
        notebook("try:\n    import numpy as np\nexcept ImportError:\n    np = None", "def f(): return np"),
        ["f"],
    )
    assert part.notes == ()


def test_extraction_runs_nothing(tmp_path):
    mark = tmp_path / "mark"
    extract(notebook(f"open({str(mark)!r}, 'w')\nx = open({str(mark)!r}, 'w')\ndef f(): return x"), ["f"])
    assert not mark.exists()


def test_a_failed_statement_is_noted_and_the_others_go_on():
    part = extract(
        notebook(
            "import sys\nW = sys.exit(3)", "# two\nV = 1 / 0", "def f():\n    return W", "g = f\nh = no_name"
        ),
        ["f", "g", "h"],
    )
    extracted = load(part.pieces)
    assert extracted.notes == [
        "cell 1, line 2 failed: SystemExit: 3",
        "cell 4, line 2 failed: NameError: name 'no_name' is not defined",
    ]
    assert extracted.reasons["h"] == extracted.notes[1]
    assert callable(extracted.namespace["g"])


def test_failures_with_broken_messages():
    source = (
        "class E(Exception):\n  def __str__(self):\n    raise ValueError\ndef boom():\n  raise E\nf = boom()"
    )
    assert load(extract(notebook(source), ["f"]).pieces).notes == [
        "cell 1, line 5 failed: E: (its message cannot be shown)"
    ]


def test_tracebacks_show_the_learners_lines():
    namespace, _ = run("# text\n%matplotlib inline\nx = 1\n\ndef f():\n    a = x\n    return a / 0")
    with pytest.raises(ZeroDivisionError) as caught:
        namespace["f"]()
    text = "".join(traceback.format_exception(caught.value))
    assert 'File "<cell 1>", line 7, in f' in text
    assert "return a / 0" in text
    linecache.checkcache()
    assert linecache.getline("<cell 1>", 7).strip() == "return a / 0"


def test_nothing_is_printed(capsys):
    run("for n in range(3):\n    print('noise')", "def f(): return n")
    assert capsys.readouterr() == ("", "")


HOSTILE = {
    "open brackets": "(" * 100_000,
    "nested brackets": "x = " + "[" * 5000 + "]" * 5000,
    "signs": "-" * 150_000 + "1",
    "sum": "x = " + "1+" * 60_000 + "1",
    "attributes": "x = y" + ".y" * 60_000,
    "conditions": "a if b else " * 10_000 + "c",
    "long number": "1" * 50_000,
    "null byte": "x\0y",
    "lone surrogate": "\ud800 = 1",
    "too long": "x = 1\n" * 50_000,
    "indents": "if 1:\n" + "".join(" " * i + "if 1:\n" for i in range(1, 150)),
    "many brackets on lines": "(\n" * 50_000,
    "many unfinished functions": "def f(z):\n" * 2000,
    "open strings": "'''\n" * 9_999,
    "odd nonlocal": "nonlocal f",
    "return outside": "return 3",
    "await outside": "x = await f()",
    "form feed": "x = 1\x0c\x1c\x85y = 2",
    "del": "f = 3\ndel f",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_cells_cost_only_themselves(kind):
    namespace, part = run(HOSTILE[kind], "def f():\n    return 7")
    assert namespace["f"]() == 7
    assert all(len(note) < 400 for note in part.notes)
    assert len(part.notes) <= 50


@given(st.lists(st.text(alphabet="f =()[]{}:'\"\\\n\t%!?@#;,.x1dein", max_size=60), max_size=4))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_extraction(sources):
    extract(notebook(*sources, "def f(): return 7"), ["f"])


@pytest.mark.parametrize(
    "text",
    ["a=1;" * 6000, "def g(): pass\n" * 6000, "%x\n" * 6000, "x = 1\n" * 6000 + "((("],
)
def test_a_cell_of_thousands_of_statements_is_skipped_and_said(text):
    part = extract(notebook(text, "def f(z):\n    return z"), ["f"])
    assert [piece.cell for piece in part.pieces] == [2]
    assert "cell 1 was skipped: it has more statements than" in part.notes[0]


def test_all_cells_together_have_a_limit_too():
    part = extract(notebook("def f(z):\n    return z", *["a = 1\n" * 4900] * 5), ["f"])
    assert part.found == {"f": 1}
    assert "cell 6 was skipped: it has more statements than" in part.notes[-1]
