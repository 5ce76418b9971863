"""Exit statuses, and the error that a command ends with."""

DONE = 0
FAILED = 1
USAGE = 2
GRADER_FAULT = 3


class CommandError(Exception):
    """A command cannot go on; the message says why and what to do, and is all that is shown."""
