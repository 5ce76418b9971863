"""Where the course's files are looked for, and what is said when they are not there."""

import pytest

from nnlab import _resources

FINDERS = {"labs": _resources.labs_dir, "solutions": _resources.solutions_dir, "data": _resources.data_dir}


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Pretend that nnlab is installed in an otherwise empty folder."""
    folder = tmp_path / "site" / "nnlab"
    folder.mkdir(parents=True)
    monkeypatch.setattr(_resources, "_PACKAGE", folder)
    return folder


@pytest.mark.parametrize("name", FINDERS)
def test_a_clone_shows_its_own_folders(name, root):
    assert FINDERS[name]() == root / name


@pytest.mark.parametrize("name", FINDERS)
def test_an_installed_package_shows_what_it_carries(name, package):
    folder = package / "_share" / name
    folder.mkdir(parents=True)
    assert FINDERS[name]() == folder


@pytest.mark.parametrize("name", FINDERS)
def test_a_stranger_beside_the_package_is_not_the_course(name, package):
    (package.parent / name).mkdir()
    with pytest.raises(FileNotFoundError, match=f"{name}_dir: the folder '{name}' must be part of nnlab"):
        FINDERS[name]()


def test_the_message_names_both_places_and_a_way_out(package):
    with pytest.raises(FileNotFoundError) as caught:
        _resources.data_dir()
    message = str(caught.value)
    assert str(package / "_share" / "data") in message
    assert str(package.parent / "data") in message
    assert "pip install" in message
