"""From findings to sentences, and from sentences to text and HTML; all sentences stand in one TOML file."""

from nnlab.grader.feedback import sentences
from nnlab.grader.feedback.explain import Explanation, explain
from nnlab.grader.feedback.html import report_html
from nnlab.grader.feedback.text import report_text

__all__ = ["Explanation", "explain", "report_html", "report_text", "sentences"]
