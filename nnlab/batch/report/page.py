"""Put the report together: one page that asks no other host and runs no script."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from nnlab.batch.feedback import POLICY
from nnlab.batch.prints import read_prints
from nnlab.batch.report import sections
from nnlab.batch.report.gather import gather
from nnlab.batch.report.parts import text
from nnlab.batch.report.similar import similar
from nnlab.batch.results import read_rows
from nnlab.batch.tables import counting

STYLE = """
:root { color-scheme: light dark; --ink: light-dark(#1a1a1a, #e8e8e8); --soft: light-dark(#555, #b5b5b5);
  --line: light-dark(#ccc, #444); --bar: light-dark(#0072b2, #56b4e9); --rest: light-dark(#e6e6e6, #333);
  --page: light-dark(#fff, #161616); --link: light-dark(#005a8f, #7cc4f0);
  --warn: light-dark(#a33f00, #ffa266); }
* { box-sizing: border-box; }
body { margin: 2rem auto; max-width: 64rem; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif;
  background: var(--page); color: var(--ink); overflow-wrap: break-word; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; } p { max-width: 46rem; } a { color: var(--link); }
.soft { color: var(--soft); fill: var(--soft); }
.notice { border-left: 4px solid var(--warn); padding-left: .75rem; }
.wide { overflow-x: auto; } .wide:focus-visible { outline: 2px solid var(--link); }
table { border-collapse: collapse; font-size: .9375rem; } caption { text-align: left; color: var(--soft); }
th, td { padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top; overflow-wrap: anywhere;
  border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.number { white-space: nowrap; } thead th { vertical-align: bottom; max-width: 9rem;
  overflow-wrap: normal; }
thead th { font-weight: 600; } tbody th { font-weight: 400; } th code { white-space: nowrap; }
.labs { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20.5rem), 1fr));
  gap: 0 2rem; }
.chart { max-width: 100%; height: auto; display: block; } .chart text { fill: var(--ink); font-size: 13px; }
.chart text.soft { fill: var(--soft); } .chart .end { text-anchor: end; } .axis { stroke: var(--soft); }
.bar { fill: var(--bar); } .rest { fill: var(--rest); } .share { margin-right: .5rem; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .125rem 1rem; margin: 1rem 0; }
dl.facts dt, dl.example dt { color: var(--soft); } dd { margin: 0; } dl.example dd { margin-bottom: .5rem; }
details { border-bottom: 1px solid var(--line); padding: .375rem 0; } summary { cursor: pointer; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.4 ui-monospace, monospace; }
code { font: 0.9em ui-monospace, monospace; overflow-wrap: anywhere; }
.flag { color: var(--warn); font-weight: 600; }
nav ul { padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
@media (max-width: 40rem) { dl.facts { grid-template-columns: 1fr; } dl.facts dd { margin-bottom: .5rem; }
  table.many { min-width: 34rem; } }
@media print { nav { display: none; } .wide { overflow: visible; } h2, h3, summary { break-after: avoid; }
  tr, .chart { break-inside: avoid; } details > * { display: block; }
  details::details-content { display: block; content-visibility: visible; } }
"""


def report_page(folder: Path, settings: dict[str, Any], link: Callable[[dict[str, str]], str]) -> str:
    """Write the report of a run from its results alone.

    Parameters
    ----------
    folder : Path
        Of the run.
    settings : dict
        Of the run: ``seed``, ``version``, ``timed``.
    link : callable
        ``link({"student", "lab", "submission"})``: where the feedback page of a submission is, seen from the
        report.

    Returns
    -------
    str
        HTML.
    """
    figures = gather(read_rows(folder), counting(folder))
    alike = similar(read_prints(folder), figures.counting)
    known = (folder / "fingerprints.jsonl").exists()
    title = escape(text("title"))
    parts = {
        "points": sections.points(figures),
        "by_hand": sections.by_hand(figures, link),
        "exercises": sections.exercises(figures),
        "mistakes": sections.mistakes(figures),
        "alike": sections.alike(alike, figures.counting, link) if known else sections.unknown(),
        "times": sections.times(figures, timed=bool(settings.get("timed"))),
    }
    contents = "".join(f'<li><a href="#{name}">{escape(text(name))}</a></li>' for name in parts)
    body = "".join(
        f'<section id="{name}" aria-labelledby="{name}-title">'
        f'<h2 id="{name}-title">{escape(text(name))}</h2>{part}</section>\n'
        for name, part in parts.items()
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title><style>{STYLE}</style></head><body>\n"
        f"<header><h1>{title}</h1>{sections.head(figures, settings)}</header>\n"
        f'<nav aria-label="{title}"><ul>{contents}</ul></nav>\n<main>{body}</main></body></html>\n'
    )
