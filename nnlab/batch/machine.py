"""Whether this machine can shut strangers' code in, found out by trying, and what to do if it cannot."""

import os
from pathlib import Path

from nnlab.batch.sandbox import Sandbox, missing_for_full
from nnlab.exceptions import IsolationError

#: Settings of the kernel that keep ordinary users from making namespaces: the value that does, a better one.
_SETTINGS = (
    ("kernel/apparmor_restrict_unprivileged_userns", "1", "0"),
    ("kernel/unprivileged_userns_clone", "0", "1"),
    ("user/max_user_namespaces", "0", "10000"),
)
_SYSTEM = Path("/proc/sys")


def lacking_for_full() -> list[str]:
    """What this machine lacks for the full level, each with the way to get it; a sandbox is started to know.

    Returns
    -------
    list of str
        Empty when the machine has all.
    """
    lacks = missing_for_full()
    if lacks:
        return lacks
    try:
        with Sandbox(full=True):
            return []
    except IsolationError as error:
        return [f"{reason(error)} ({way_out()})"]


def reason(error: IsolationError) -> str:
    """What the sandbox said, without the advice to ask the doctor, and as part of a sentence."""
    return str(error).partition(" `nnlab doctor`")[0].rstrip(".")


def way_out() -> str:
    """How to let a sandbox start that did not, as far as the kernel's settings tell."""
    if os.getuid() != 0:
        for name, closed, opened in _SETTINGS:
            try:
                value = (_SYSTEM / name).read_text().strip()
            except OSError:
                continue
            if value == closed:
                setting = name.replace("/", ".")
                return f"ordinary users may make no namespaces here: sudo sysctl {setting}={opened}"
    return (
        "in a container, let it make namespaces (Docker: --security-opt seccomp=unconfined --security-opt "
        "apparmor=unconfined, or --privileged); elsewhere try it as root"
    )
