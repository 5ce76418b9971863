"""The closed set of ways in which a check can end."""

from enum import StrEnum


class Outcome(StrEnum):
    """How the check of one exercise ended; the value is the name, so it goes into JSON as it is."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    NOT_ATTEMPTED = "NOT_ATTEMPTED"
    MISSING = "MISSING"
    CRASHED = "CRASHED"
    TIMED_OUT = "TIMED_OUT"
    OUT_OF_MEMORY = "OUT_OF_MEMORY"
    OUTPUT_LIMIT = "OUTPUT_LIMIT"
    FORBIDDEN = "FORBIDDEN"
    ISOLATION_FAULT = "ISOLATION_FAULT"
    GRADER_ERROR = "GRADER_ERROR"
