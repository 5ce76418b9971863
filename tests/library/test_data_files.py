"""Data files: the hashes hold, and a missing or damaged file is named, with what to do."""

import hashlib
import re
import shutil

import pytest

from nnlab import _resources, datasets
from nnlab.datasets import _files
from nnlab.exceptions import DataError
from nnlab.widgets._clothes import load_clothes

LOADERS = {
    "clothes.npz": load_clothes,
    "coffee_network.npz": datasets.load_coffee_network,
    "digits_8x8.npz": datasets.load_digits,
    "ecg5000_i16.npz": datasets.load_ecg5000,
    "fashion_mnist.npz": datasets.load_fashion_mnist,
    "mnist_10k.npz": datasets.load_mnist,
    "movie_genres.npz": datasets.load_movies,
    "movies_wikidata.csv": datasets.load_movie_table,
}


@pytest.fixture
def name():
    return "digits_8x8.npz"


@pytest.fixture
def folder(tmp_path, monkeypatch, name):
    """A folder of data with a copy of one file, which a test may damage."""
    shutil.copy(_resources.data_dir() / name, tmp_path)
    monkeypatch.setattr(_resources, "data_dir", lambda: tmp_path)
    return tmp_path


def test_every_file_has_a_loader_a_hash_and_a_provenance():
    assert set(LOADERS) == set(_files.SHA256)
    readme = (_resources.data_dir() / "README.md").read_text(encoding="utf-8")
    for name, sha256 in _files.SHA256.items():
        content = (_resources.data_dir() / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == sha256
        provenance = (_resources.data_dir() / f"{name}.provenance.txt").read_text(encoding="utf-8")
        assert f"sha256: {sha256}\n" in provenance
        assert f"bytes: {len(content)}\n" in provenance
        assert f"`{name}`" in readme
        for licence in re.findall(r"licences/[\w.-]+\.txt", provenance):
            assert (_resources.data_dir() / licence).stat().st_size > 1000


def test_every_file_is_known():
    found = {path.name for path in _resources.data_dir().iterdir() if path.suffix not in {".txt", ".md", ""}}
    assert found == set(_files.SHA256)


@pytest.mark.parametrize("name", LOADERS)
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(DataError) as caught:
        LOADERS[name]()
    message = str(caught.value)
    assert str(folder / name) in message
    assert f"git checkout -- data/{name}" in message
    assert "reinstall" in message


@pytest.mark.parametrize(
    "damage",
    [lambda content: content[:-1], lambda content: b"", lambda content: content[:99] + b"!" + content[100:]],
)
@pytest.mark.parametrize("name", LOADERS)
def test_a_damaged_file_is_named_with_both_hashes(folder, name, damage):
    content = damage((folder / name).read_bytes())
    (folder / name).write_bytes(content)
    with pytest.raises(DataError) as caught:
        LOADERS[name]()
    message = str(caught.value)
    assert str(folder / name) in message
    assert _files.SHA256[name] in message
    assert hashlib.sha256(content).hexdigest() in message
    assert f"git checkout -- data/{name}" in message


def test_a_repaired_file_loads(folder):
    path = folder / "digits_8x8.npz"
    content = path.read_bytes()
    path.write_bytes(b"")
    with pytest.raises(DataError):
        datasets.load_digits()
    path.write_bytes(content)
    assert len(datasets.load_digits()[0][0]) == 1437


def test_a_folder_in_the_files_place_is_named(folder):
    (folder / "digits_8x8.npz").unlink()
    (folder / "digits_8x8.npz").mkdir()
    with pytest.raises(DataError, match=r"digits_8x8\.npz cannot be read"):
        datasets.load_digits()


def test_no_data_folder_at_all(monkeypatch):
    def missing():
        raise FileNotFoundError("data_dir: the folder is missing")

    monkeypatch.setattr(_resources, "data_dir", missing)
    with pytest.raises(DataError, match="data_dir"):
        datasets.load_coffee_network()
