"""Neural networks in NumPy, with labs, and checks that compare your code with NumPy and with TensorFlow.

In a lab::

    import nnlab

    nnlab.check("07.softmax", softmax)  # compare your function; says what is wrong and why
    nnlab.hint("07.softmax")  # the next of three hints
    nnlab.question("07.add_to_all")  # a question; each answer is explained
    nnlab.summary()  # progress over all labs
    nnlab.course_map()  # all labs of the course, with links

And the library, with Keras's names and results::

    model = nnlab.Sequential([nnlab.Input((2,)), nnlab.layers.Dense(3, activation="sigmoid")])

`nnlab.keras` is nnlab itself, so a program that writes ``tf.keras.…`` runs with ``import nnlab as tf``.

Importing it loads NumPy and nothing heavier; `nnlab.widgets` and the like are loaded on first use.
"""

import os
import sys
from importlib import import_module
from typing import Any

# TensorFlow writes start-up notes to stderr, where they drown a learner's output; what the user set stays.
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "1")

from nnlab import _notebook
from nnlab._overview import course_map, summary
from nnlab._question import question
from nnlab.check import check, hint

__version__ = "0.1.0"
__all__ = ["check", "course_map", "hint", "question", "summary"]

_LAZY = (
    "activations",
    "callbacks",
    "datasets",
    "exceptions",
    "gradcheck",
    "initializers",
    "layers",
    "losses",
    "metrics",
    "models",
    "optimizers",
    "plotting",
    "preprocessing",
    "utils",
    "widgets",
)
_NAMES = {"Input": "layers", "Sequential": "models"}  # where Keras has them too, beside their module


_notebook.install()


def __getattr__(name: str) -> Any:
    """Load a part of the package when it is first named."""
    if name in _LAZY:
        return import_module(f"{__name__}.{name}")
    if name in _NAMES:
        return getattr(import_module(f"{__name__}.{_NAMES[name]}"), name)
    if name == "keras":
        return sys.modules[__name__]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY, *_NAMES, "keras"})
