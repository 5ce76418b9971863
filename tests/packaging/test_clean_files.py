"""No file of the project tells where it was made or where packages come from."""

import re
import shutil
import subprocess

import pytest

# Put together from pieces, so that this file passes its own test.
HOSTS = "|".join(["p" + "ypi", "python" + "hosted", "npm" + "js", "ana" + "conda"])
REGISTRY = re.compile(rf"(?:{HOSTS})\.(?:org|io|com)")
FOLDERS = "home|root|Users|work|tmp|opt|mnt"
MACHINE_PATH = re.compile(rf"(?<![\w.:/~*$)}}\]-])/(?:{FOLDERS})/\w|[A-Z]:\\\\?Users\\", re.ASCII)


@pytest.fixture(scope="module")
def files(root):
    if shutil.which("git") is None or not (root / ".git").exists():
        pytest.skip("not a git clone: which files belong to the project is unknown")
    # New files count before they are committed; ignored ones do not.
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    paths = [root / name for name in listed.split("\0") if name]
    texts = {}
    for path in paths:
        if not path.is_file():
            continue
        content = path.read_bytes()
        if b"\0" not in content:
            texts[path.relative_to(root).as_posix()] = content.decode("utf-8")
    return texts


@pytest.mark.parametrize(("what", "pattern"), [("registry host", REGISTRY), ("machine path", MACHINE_PATH)])
def test_no_file_holds(files, what, pattern):
    found = [
        f"{name}:{number}: {match.group()}"
        for name, text in files.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if (match := pattern.search(line))
    ]
    assert not found, f"{what}: {found[:20]}"


# In the examples # stands for a slash, so that this file holds none of what it looks for.
@pytest.mark.parametrize("text", ["open('#home#jo')", "see #work#main", "#root#a", '"#tmp#x"', "C:#Users#jo"])
def test_a_machine_path_is_found(text):
    slash = "\\" if text.startswith("C:") else "/"
    assert MACHINE_PATH.search(text.replace("#", slash))


@pytest.mark.parametrize("text", ["https://example.org/work/a", "~/work/a", "seeds/home/a", "a /tmpfs/x"])
def test_other_slashes_are_not(text):
    assert not MACHINE_PATH.search(text)
