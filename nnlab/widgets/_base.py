"""What all widgets are: traits, a page-side view on the shared toolkit, and a picture for where none runs."""

from __future__ import annotations

import base64
import html
from importlib.resources import files
from typing import Any

import anywidget
import traitlets

from nnlab.plotting import PALETTE, PALETTE_DARK, Palette

_TOOLKIT = ("_toolkit.js", "_controls.js")
_DARK = 'body[data-jp-theme-light="false"] .nnl-widget, body.vscode-dark .nnl-widget'


def page_module(*views: str) -> str:
    """Join the toolkit and a view's files, which lie beside this one, into the text of one ES module."""
    return "\n".join(_read(name) for name in (*_TOOLKIT, *views))


def page_style(*extra: str) -> str:
    """Join the palette's custom properties, the shared style sheet and the widget's own."""
    palette = f".nnl-widget {_properties(PALETTE)}\n{_DARK} {_properties(PALETTE_DARK)}\n"
    return palette + "\n".join(_read(name) for name in ("_toolkit.css", "_controls.css", *extra))


def _properties(palette: Palette) -> str:
    return "{ " + " ".join(f"--nnl-{name}: {value};" for name, value in palette._asdict().items()) + " }"


def _read(name: str) -> str:
    return files("nnlab.widgets").joinpath(name).read_text(encoding="utf-8")


def name_of(function: Any, otherwise: str) -> str:
    """Return the name under which messages speak of a learner's function; a lambda goes by `otherwise`."""
    name = getattr(function, "__name__", None)
    return name[:60] if isinstance(name, str) and name.isidentifier() else otherwise


class Widget(anywidget.AnyWidget):
    """Base of the course's widgets.

    A subclass gives `_esm` and `_css` (by `page_module` and `page_style`), `describe` and `picture`, and,
    where it takes the learner's function, `_ask`.

    Attributes
    ----------
    note : str
        What to notice: a sentence that is true without a kernel too.
    learner : str
        Name of the learner's function, empty when none was given.
    question : dict
        What the page asks of the learner's function, with a running `number`.
    answer : dict
        What became of it: `number`, `state` (`agrees differs failed unwritten`), `message`, `values`.
    """

    note = traitlets.Unicode().tag(sync=True)
    learner = traitlets.Unicode().tag(sync=True)
    question = traitlets.Dict().tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)

    def __init_subclass__(cls, **options: Any) -> None:
        """Let the kernel send no trait back that the page has set: by then the hand may be further on."""
        super().__init_subclass__(**options)
        for trait in vars(cls).values():
            if isinstance(trait, traitlets.TraitType) and trait.metadata.get("sync"):
                trait.tag(echo_update=False)

    def describe(self) -> str:
        """Say what the widget shows, in a sentence."""
        raise NotImplementedError

    def picture(self) -> str:
        """Draw what the widget shows, as SVG that needs nothing else."""
        raise NotImplementedError

    def still(self) -> str:
        """Show the picture as HTML, which stands in where no widget runs."""
        source = base64.b64encode(self.picture().encode()).decode("ascii")
        alt = html.escape(self.describe(), quote=True)
        return (
            f'<figure style="margin:4px 0"><img alt="{alt}" style="max-width:100%;height:auto;display:block" '
            f'src="data:image/svg+xml;base64,{source}"></figure>'
        )

    def _said(self, answer: dict[str, Any] | None = None) -> str:
        """What the learner's function came to, as the end of a description; empty when there is none."""
        message = " ".join((self.answer if answer is None else answer).get("message", "").split())
        return f" {message}" if message else ""

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        """Put the page's question to the learner's function and return the answer, without its number."""
        raise NotImplementedError

    @traitlets.observe("question")
    def _on_question(self, change: dict[str, Any]) -> None:
        number = change["new"].get("number", 0)
        try:
            answer = self._ask(change["new"])
        except Exception as error:  # a fault of ours must not leave the page waiting
            text = f"The widget itself failed, not your function: {type(error).__name__}: {error}"
            answer = {"state": "failed", "message": text, "values": None}
        self.answer = {"number": number, **answer}

    def __repr__(self) -> str:
        return self.describe()

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle = super()._repr_mimebundle_(**kwargs)
        # Older anywidgets give the data alone.
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**data, "text/html": self.still()}, metadata
