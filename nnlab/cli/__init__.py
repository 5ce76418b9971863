"""The command line: ``nnlab lab``, ``list``, ``check``, ``reset`` and more; each command is one file."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence

from nnlab.cli import _parser
from nnlab.cli._status import USAGE, CommandError
from nnlab.exceptions import NnlabError

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        What stands after ``nnlab``; by default what the process was started with.

    Returns
    -------
    int
        Exit status. 0: done; 1: a check did not hold; 2: wrong use, or the machine would not let us; 3:
        something could not be graded by the grader's own fault.
    """
    _make_printable()
    parser = _parser.build()
    given = list(sys.argv[1:] if arguments is None else arguments)
    # What stands after "--" is for JupyterLab; argparse would mix it with our own arguments.
    cut = given.index("--") if "--" in given else len(given)
    try:
        options = parser.parse_args(given[:cut])
        options.rest = given[cut + 1 :]
        if options.rest and not getattr(options, "takes_rest", False):
            parser.error("only 'nnlab lab' takes arguments after --")
        return options.run(options)
    except SystemExit as end:  # argparse, after --help or a wrong argument
        return end.code if isinstance(end.code, int) else USAGE
    except (CommandError, NnlabError, FileNotFoundError) as error:
        print(f"nnlab: {error}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:  # "nnlab list | head": the reader has seen enough
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.close()
        return 0
    except KeyboardInterrupt:
        print("\nnnlab: stopped", file=sys.stderr)
        return 130


def _make_printable() -> None:
    """Let a console that lacks a character (✗ on an old Windows) show a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
