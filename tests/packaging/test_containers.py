"""The dev container, Binder and the classroom's hub name what is there, and the hub keeps learners apart."""

import json
import os
import pwd
import re
import subprocess
import sys
import types
from pathlib import Path

import pytest

from nnlab.cli._parser import build

if not hasattr(os, "geteuid"):
    pytest.skip("containers run Linux", allow_module_level=True)


class Settings:
    """Stand for JupyterHub's `c`: any section, any setting."""

    def __getattr__(self, name):
        setattr(self, name, Settings())
        return getattr(self, name)


@pytest.fixture
def hub(root, tmp_path, monkeypatch):
    """Give a function that reads the hub's settings, as JupyterHub does, and returns its names."""
    stub = types.ModuleType("nativeauthenticator")
    stub.__file__ = str(tmp_path / "nativeauthenticator" / "__init__.py")
    monkeypatch.setitem(sys.modules, "nativeauthenticator", stub)
    monkeypatch.setenv("NNLAB_HUB_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("NNLAB_HUB_HOMES", str(tmp_path / "homes"))
    monkeypatch.delenv("NNLAB_HUB_HTTP", raising=False)
    (tmp_path / "homes").mkdir()

    def read(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        names = {"get_config": Settings}
        exec((root / ".jupyterhub" / "jupyterhub_config.py").read_text(encoding="utf-8"), names)
        return names

    return read


def commands(text):
    """Return the arguments of each `nnlab` command in a text."""
    return [found.split() for found in re.findall(r"\bnnlab (lab [^\n|&;']*)", text.replace('"', ""))]


def test_the_dev_container_names_what_is_there(root):
    settings = json.loads((root / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    shell, script = settings["onCreateCommand"].split()
    assert (shell, (root / script).exists()) == ("sh", True)
    (opened,) = settings["customizations"]["codespaces"]["openFiles"]
    (copied,) = commands(settings["updateContentCommand"])
    assert build().parse_args(copied).copy_only
    assert copied[-1] == Path(opened).parts[0]
    assert (root / "labs" / Path(opened).name).exists()


@pytest.mark.parametrize("script", [".devcontainer/install", ".binder/postBuild"])
def test_a_script_can_be_run_and_stops_at_a_fault(root, script):
    assert os.access(root / script, os.X_OK)
    text = (root / script).read_text(encoding="utf-8")
    assert re.search("^set -eu", text, re.MULTILINE)
    assert "--no-deps --no-build-isolation --editable ." in text


def test_binder_opens_what_it_copies(root):
    required = (root / ".binder" / "requirements.txt").read_text(encoding="utf-8").split()
    assert required[0] == "-r"
    assert (root / ".binder" / required[1]).resolve() == (root / "requirements.lock").resolve()
    (copied,) = commands((root / ".binder" / "postBuild").read_text(encoding="utf-8"))
    links = re.findall(r"urlpath=lab/tree/([\w./-]+)", (root / "README.md").read_text(encoding="utf-8"))
    assert links
    for link in links:
        assert Path(link).parent == Path(build().parse_args(copied).dir)
        assert (root / "labs" / Path(link).name).exists()


def test_the_hub_image_copies_what_is_there_and_no_solution(root):
    text = (root / ".jupyterhub" / "Dockerfile").read_text(encoding="utf-8")
    sources = [name for line in re.findall(r"^COPY (.*) \S+$", text, re.MULTILINE) for name in line.split()]
    assert {"requirements.lock", ".jupyterhub/requirements.lock", "nnlab", "labs", "data"} <= {*sources}
    assert [name for name in sources if not (root / name).exists()] == []
    assert "solutions" not in sources
    assert not re.search(r"^COPY \.|^ADD", text.replace("COPY .jupyterhub", ""), re.MULTILINE)


def test_the_hub_lock_fits_the_learners(root):
    ours, hubs = (
        dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", (root / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.lock", ".jupyterhub/requirements.lock")
    )
    assert {"jupyterhub", "jupyterhub-nativeauthenticator"} <= {*hubs}
    assert {name: version for name, version in hubs.items() if ours.get(name, version) != version} == {}


def test_the_hub_wants_a_certificate(hub, tmp_path):
    with pytest.raises(SystemExit, match="needs a certificate"):
        hub()
    assert hub(NNLAB_HUB_HTTP="yes")["c"].JupyterHub.bind_url == "http://:8000"
    (tmp_path / "state" / "tls").mkdir(parents=True)
    for name in ("cert.pem", "key.pem"):
        (tmp_path / "state" / "tls" / name).touch()
    settings = hub(NNLAB_HUB_HTTP="")["c"]
    assert settings.JupyterHub.bind_url == "https://:8000"
    assert settings.JupyterHub.ssl_key == str(tmp_path / "state" / "tls" / "key.pem")


def test_no_place_asks_about_news(hub, root):
    setting = Path("nnlab", "cli", "jupyter_config")
    assert (root / setting).is_dir()
    assert setting.as_posix() in (root / ".binder" / "start").read_text(encoding="utf-8")
    first = hub(NNLAB_HUB_HTTP="yes")["c"].Spawner.environment["JUPYTER_CONFIG_PATH"].split(os.pathsep)[0]
    assert Path(first) == root / setting


def test_the_hub_lets_in_nobody_unasked(hub):
    settings = hub(NNLAB_HUB_HTTP="yes", NNLAB_TEACHER="ada")["c"]
    assert settings.Authenticator.admin_users == {"ada"}
    assert settings.NativeAuthenticator.open_signup is False


def test_the_hub_copies_the_labs_by_a_command_that_there_is(hub):
    settings = hub(NNLAB_HUB_HTTP="yes")["c"]
    (copied,) = commands(settings.Spawner.cmd[2])
    assert build().parse_args(copied).copy_only
    assert settings.Spawner.notebook_dir == "~/labs"


def spawner(name):
    return types.SimpleNamespace(user=types.SimpleNamespace(name=name))


@pytest.mark.parametrize("name", ["root", "daemon"])
def test_the_hub_lends_no_account_of_the_system(hub, name):
    with pytest.raises(PermissionError, match="Choose another name"):
        hub(NNLAB_HUB_HTTP="yes")["bring_account"](spawner(name))


@pytest.mark.parametrize("name", ["a b", "../ann", "-rf", "Ann", "", "a" * 40])
def test_the_hub_makes_no_account_of_an_odd_name(hub, name):
    names = hub(NNLAB_HUB_HTTP="yes")
    assert not re.fullmatch(names["c"].Authenticator.username_pattern, name)
    with pytest.raises(ValueError, match="A name is small letters"):
        names["bring_account"](spawner(name))


@pytest.fixture
def accounts(tmp_path, monkeypatch):
    """Stand for the system's accounts: the options that each was made with, by name."""
    made = {}

    def run(command, check):
        if command[0] == "useradd":
            made[command[-1]] = command
            (tmp_path / "homes" / command[-1]).mkdir(exist_ok=True)

    def account(name):
        command = made[name]
        number = int(command[command.index("--uid") + 1])
        return types.SimpleNamespace(pw_dir=str(tmp_path / "homes" / name), pw_uid=number)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(pwd, "getpwnam", account)
    monkeypatch.setattr(pwd, "getpwall", lambda: [account(name) for name in made])
    return made


def test_a_home_has_an_owner_of_its_own(hub, accounts, tmp_path):
    bring_account = hub(NNLAB_HUB_HTTP="yes")["bring_account"]
    for name in ("ann", "bob"):
        bring_account(spawner(name))
        assert (tmp_path / "homes" / name).stat().st_mode & 0o777 == 0o700
        assert "--create-home" in accounts[name]
    assert pwd.getpwnam("ann").pw_uid != pwd.getpwnam("bob").pw_uid


def test_a_home_of_an_earlier_container_keeps_its_owner_and_no_other_gets_its_number(
    hub, accounts, tmp_path, monkeypatch
):
    bring_account = hub(NNLAB_HUB_HTTP="yes")["bring_account"]
    old = tmp_path / "homes" / "ann"
    old.mkdir()
    monkeypatch.setattr(Path, "stat", owned_by(old, 2000))
    bring_account(spawner("bob"))
    assert pwd.getpwnam("bob").pw_uid == 2001
    bring_account(spawner("ann"))
    assert pwd.getpwnam("ann").pw_uid == 2000
    assert "--no-create-home" in accounts["ann"]


def owned_by(home, number):
    """Return a `Path.stat` that gives `home` this owner: only root can."""
    real = Path.stat

    def stat(path, **options):
        found = real(path, **options)
        if path != home:
            return found
        return types.SimpleNamespace(st_uid=number, st_mode=found.st_mode)

    return stat
