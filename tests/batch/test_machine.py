"""A machine that cannot shut code in is found out before anything is graded, and told how to mend it."""

import sys

import full_level
import pytest

from nnlab.batch import machine
from nnlab.cli import main

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the full level")


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """Put a bubblewrap first that may make no namespaces, as on many a machine."""
    program = tmp_path / "bin" / "bwrap"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace.' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    full_level.need()


def test_grading_does_not_begin_where_no_sandbox_starts(broken, tmp_path, capsys):
    place = tmp_path / "in" / "ann" / "02_forward_propagation.ipynb"
    place.parent.mkdir(parents=True)
    place.write_text("{}")
    assert main(["grade", str(tmp_path / "in"), "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert "No permissions to create new namespace (" in said
    assert "--allow-weak-isolation" in said
    assert not (tmp_path / "out").exists()


def test_the_doctor_says_why_and_what_to_do(broken, capsys):
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "No permissions to create new namespace\n" in said
    assert "nnlab doctor" not in said, "whoever reads this has asked the doctor"
    assert said.endswith("Isolation of strangers' code: weak\n")


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        (
            "kernel/apparmor_restrict_unprivileged_userns",
            "1",
            "kernel.apparmor_restrict_unprivileged_userns=0",
        ),
        ("user/max_user_namespaces", "0", "user.max_user_namespaces=10000"),
        ("kernel/apparmor_restrict_unprivileged_userns", "0", "Docker"),
    ],
)
def test_a_setting_of_the_kernel_that_forbids_it_is_named(tmp_path, monkeypatch, setting, value, told):
    (tmp_path / setting).parent.mkdir(parents=True)
    (tmp_path / setting).write_text(f"{value}\n")
    monkeypatch.setattr(machine, "_SYSTEM", tmp_path)
    monkeypatch.setattr(machine.os, "getuid", lambda: 1000)
    assert told in machine.way_out()
