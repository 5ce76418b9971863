# ruff: noqa: INP001
"""A classroom's JupyterHub: names and passwords, a system account and a copy of the labs for each learner.

JupyterHub reads this file; nnlab/_guide/hub.md says how to start it. It needs to run as root, for it makes
the accounts. Everything that must outlive the container lies in two folders: STATE and HOMES.
"""

import os
import pwd
import re
import subprocess
import sys
from pathlib import Path

import nativeauthenticator

from nnlab.cli import jupyter

c = get_config()  # noqa: F821  JupyterHub gives it

STATE = Path(os.environ.get("NNLAB_HUB_STATE", "/srv/hub"))
HOMES = Path(os.environ.get("NNLAB_HUB_HOMES", "/home"))
GROUP = "learners"
# Small letters, as Linux wants them, and short enough for it.
NAME = re.compile(r"[a-z][a-z0-9_-]{0,30}")

# ---------------------------------------------------------------- who comes in

c.JupyterHub.authenticator_class = "nativeauthenticator.NativeAuthenticator"
c.JupyterHub.template_paths = [str(Path(nativeauthenticator.__file__).parent / "templates")]
c.Authenticator.admin_users = {os.environ.get("NNLAB_TEACHER", "teacher")}
# NativeAuthenticator lets in nobody whom the teacher has not authorized; this says that all others may.
c.Authenticator.allow_all = True
c.Authenticator.username_pattern = NAME.pattern
c.NativeAuthenticator.open_signup = False
c.NativeAuthenticator.minimum_password_length = 10
c.NativeAuthenticator.check_common_password = True
c.NativeAuthenticator.allowed_failed_logins = 5
c.NativeAuthenticator.seconds_before_next_try = 300

# ---------------------------------------------------------------- the address

certificate, key = STATE / "tls" / "cert.pem", STATE / "tls" / "key.pem"
secure = certificate.exists() and key.exists()
c.JupyterHub.bind_url = f"{'https' if secure else 'http'}://:{os.environ.get('NNLAB_HUB_PORT', '8000')}"
if secure:
    c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key = str(certificate), str(key)
elif os.environ.get("NNLAB_HUB_HTTP") != "yes":
    sys.exit(
        f"The hub needs a certificate, or passwords cross the network in the clear. Received: none in "
        f"{key.parent}. Put cert.pem and key.pem there; or set NNLAB_HUB_HTTP=yes where a proxy before the "
        "hub speaks TLS, or where it is tried on this machine alone."
    )
c.JupyterHub.db_url = f"sqlite:///{STATE}/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = str(STATE / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(STATE / "proxy.pid")

# ---------------------------------------------------------------- what a learner gets

c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.notebook_dir = "~/labs"
c.Spawner.default_url = "/lab/tree/00_start_here.ipynb"
c.Spawner.start_timeout = 120  # thirty learners may come at once
c.Spawner.http_timeout = 120
# The learner's own process brings the labs: new ones are added, and no work is overwritten. Where that fails,
# on a full disk for example, JupyterLab opens all the same.
c.Spawner.cmd = [
    "sh",
    "-c",
    'nnlab lab --copy-only --dir "$HOME/labs" || mkdir -p "$HOME/labs"; exec jupyterhub-singleuser "$@"',
    "sh",
]
# Memory comes back: a kernel that has rested for an hour ends, and so does a server that nobody looks at.
c.Spawner.args = [
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--MappingKernelManager.cull_connected=True",
    "--ServerApp.shutdown_no_activity_timeout=7200",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
]
c.Spawner.environment = {
    # JupyterLab's settings, as `nnlab lab` gives them: no question about news.
    "JUPYTER_CONFIG_PATH": jupyter.environment()["JUPYTER_CONFIG_PATH"],
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]),
    # One learner's sums must not take every core.
    "OMP_NUM_THREADS": "2",
    "OPENBLAS_NUM_THREADS": "2",
    "TF_NUM_INTRAOP_THREADS": "2",
}


def bring_account(spawner):
    """Make the learner's system account where it is missing; never lend one that the hub has not made."""
    name = spawner.user.name
    if not NAME.fullmatch(name):
        raise ValueError(f"A name is small letters, digits, _ and -, at most 31. Received: {name!r}")
    home = HOMES / name
    try:
        account = pwd.getpwnam(name)
    except KeyError:
        subprocess.run(["groupadd", "--force", GROUP], check=True)
        command = ["useradd", "--gid", GROUP, "--home-dir", str(home), "--shell", "/bin/sh"]
        # After an update the container is new and the homes are old: each keeps its owner.
        command += ["--uid", str(home.stat().st_uid), "--no-create-home"] if home.exists() else _new_home()
        subprocess.run([*command, name], check=True)
        account = pwd.getpwnam(name)
    if Path(account.pw_dir) != home or account.pw_uid < 1000:
        raise PermissionError(f"{name!r} is an account of the system. Choose another name.")
    home.chmod(0o700)


def _new_home():
    """Give the options for a home that is not there: its owner's number is nobody else's, now or earlier."""
    taken = {each.stat().st_uid for each in HOMES.iterdir()} | {each.pw_uid for each in pwd.getpwall()}
    free = next(number for number in range(2000, 60_000) if number not in taken)
    return ["--uid", str(free), "--create-home"]


c.Spawner.pre_spawn_hook = bring_account
