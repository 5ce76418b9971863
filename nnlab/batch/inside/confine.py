"""Linux's means to shut a process in, by ctypes: namespaces, a capped scratch folder, Landlock, limits.

Each function changes the calling process for good, and raises OSError where the kernel refuses: a process
that could not be shut in must not go on. seccomp stands in `nnlab.batch.inside.syscalls`.
"""

import ctypes
import errno
import os
import resource
import stat
import struct

_libc = ctypes.CDLL(None, use_errno=True)

_CLONE_NEWNS, _CLONE_NEWUTS, _CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
_CLONE_NEWUSER, _CLONE_NEWPID, _CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
_NAMESPACES = _CLONE_NEWUSER | _CLONE_NEWPID | _CLONE_NEWNS | _CLONE_NEWNET | _CLONE_NEWIPC | _CLONE_NEWUTS
_MS_NOSUID, _MS_NODEV, _MS_NOEXEC = 2, 4, 8
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_INSIDE_ID = 1000

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446  # the same numbers on every architecture
_READ = 1 << 0 | 1 << 2 | 1 << 3  # execute, read a file, list a folder
_WRITE_FILE = 1 << 1
_ON_FILES = 1 << 0 | 1 << 1 | 1 << 2  # the rights that a single file can be given
#: How many rights on files each version of Landlock knows.
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}


def _checked(result: int, what: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def prctl(option: int, value: int) -> None:
    """Call prctl(2), or raise OSError."""
    _checked(_libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0), "prctl")


def die_with_parent() -> None:
    """Be killed when the parent ends."""
    prctl(_PR_SET_PDEATHSIG, 9)


def set_readable(readable: bool) -> None:
    """Let other processes of this user look into this one, or not."""
    prctl(_PR_SET_DUMPABLE, int(readable))


def new_namespaces() -> None:
    """Leave the user, process, mount, network, IPC and host-name namespaces; a child is then process 1."""
    uid, gid = os.getuid(), os.getgid()
    _checked(_libc.unshare(_NAMESPACES), "unshare")
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{_INSIDE_ID} {uid} 1"),
        ("gid_map", f"{_INSIDE_ID} {gid} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def private_folder(path: str, mebibytes: int) -> None:
    """Lay an empty folder in memory over `path`, seen by this mount namespace alone, and go there."""
    options = f"size={mebibytes}m,mode=700,nr_inodes=4096".encode()
    flags = _MS_NOSUID | _MS_NODEV | _MS_NOEXEC
    _checked(_libc.mount(b"tmpfs", path.encode(), b"tmpfs", flags, options), f"mount {path}")
    os.chdir(path)


def own_mounts() -> None:
    """Leave the mount namespace of the parent, so that what is mounted here goes away with this process."""
    _checked(_libc.unshare(_CLONE_NEWNS), "unshare")


def drop_capabilities() -> None:
    """Give up what this user may do in its own user namespace."""
    header = struct.pack("=Ii", 0x20080522, 0)
    _checked(_libc.capset(header, bytes(24)), "capset")


def landlock_version() -> int:
    """Version of Landlock that the kernel has, 0 for none."""
    version = _libc.syscall(_LANDLOCK_CREATE, None, 0, 1)
    return max(version, 0)


def landlock(readable: list[str], writable: list[str], devices: list[str]) -> None:
    """Allow files under `readable` to be read, under `writable` to be changed, and `devices` to be used.

    All others are shut.
    TCP is shut where the kernel can (version 4), signals and abstract sockets that lead out too (version 6).
    """
    version = landlock_version()
    if version < 1:
        raise OSError(errno.ENOSYS, "the kernel has no Landlock")
    everything = (1 << _RIGHTS.get(version, 16)) - 1
    network = 0b11 if version >= 4 else 0
    scope = 0b11 if version >= 6 else 0
    attributes = struct.pack("=QQQ", everything, network, scope)[
        : 24 if version >= 6 else 16 if version >= 4 else 8
    ]
    rules = _checked(
        _libc.syscall(_LANDLOCK_CREATE, attributes, len(attributes), 0), "landlock_create_ruleset"
    )
    try:
        for paths, rights in (
            (readable, _READ),
            (writable, everything & ~1),
            (devices, _WRITE_FILE | 1 << 2),
        ):
            for path in paths:
                _allow(rules, path, rights)
        prctl(_PR_SET_NO_NEW_PRIVS, 1)
        _checked(_libc.syscall(_LANDLOCK_RESTRICT, rules, 0), "landlock_restrict_self")
    finally:
        os.close(rules)


def _allow(rules: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= _ON_FILES
        rule = struct.pack("=Qi", rights, place)
        _checked(_libc.syscall(_LANDLOCK_ADD, rules, 1, rule, 0), f"landlock_add_rule {path}")
    finally:
        os.close(place)


def limit(memory_mib: int, data_mib: int, seconds: int, file_mib: int, processes: int | None) -> None:
    """Set hard limits of memory, processor time, file size, processes and threads, and no core files.

    ``processes`` is None where they cannot be counted apart from the user's other ones.
    """
    mib = 2**20
    for what, most in (
        (resource.RLIMIT_AS, memory_mib * mib),
        (resource.RLIMIT_DATA, data_mib * mib),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, file_mib * mib),
        (resource.RLIMIT_NPROC, processes),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (getattr(resource, "RLIMIT_MSGQUEUE", None), 0),  # Linux alone
    ):
        if most is not None and what is not None:
            resource.setrlimit(what, (most, most))
