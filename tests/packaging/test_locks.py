"""The locks are exact, complete and free of addresses."""

import re
import tomllib

import pytest

LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([^\s;]+)")


def normalized(requirement: str) -> str:
    """Return a requirement's project name in the form that locks use."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement).group()
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(text: str) -> dict[str, set[str]]:
    """Return the locked versions of each project: more than one where systems differ."""
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        if match := PIN.match(line):
            found.setdefault(match[1], set()).add(match[2])
    return found


@pytest.fixture(params=LOCKS)
def lock(request, root) -> str:
    return (root / request.param).read_text(encoding="utf-8")


def test_every_requirement_is_pinned_and_hashed(lock):
    for entry in re.split(r"\n(?=\S)", lock.strip()):
        if entry.startswith("#"):
            continue
        assert PIN.match(entry), entry.partition("\n")[0]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry.partition("\n")[0]


def test_lock_names_no_address(lock):
    # An option line would be one: --index-url, --find-links, -i, -f. So would a path or a direct reference.
    assert "/" not in lock
    assert " @ " not in lock
    assert not re.search(r"^-", lock, re.MULTILINE)


def test_lock_holds_the_direct_dependencies(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = [*project["project"]["dependencies"], *project["dependency-groups"]["build"]]
    test = project["project"]["optional-dependencies"]["test"]
    learners, developers = (pins((root / name).read_text(encoding="utf-8")) for name in LOCKS)
    assert {normalized(requirement) for requirement in runtime} <= set(learners)
    assert {normalized(requirement) for requirement in test} <= set(developers)


def test_development_lock_contains_the_learners(root):
    learners, developers = (pins((root / name).read_text(encoding="utf-8")) for name in LOCKS)
    assert {name: developers.get(name) for name in learners} == learners
