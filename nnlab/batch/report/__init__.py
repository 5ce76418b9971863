"""``report.html``: how a class did, for its instructor, made anew from the results of a run."""

from nnlab.batch.report.page import report_page

__all__ = ["report_page"]
