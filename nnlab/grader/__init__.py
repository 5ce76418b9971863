"""Exercises, and the engine that checks a learner's function against NumPy and TensorFlow."""

from nnlab.grader.engine import MISSING, grade
from nnlab.grader.outcome import Outcome
from nnlab.grader.report import CriterionResult, Report

__all__ = ["MISSING", "CriterionResult", "Outcome", "Report", "grade"]
