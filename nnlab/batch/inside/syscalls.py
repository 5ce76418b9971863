"""seccomp: calls to the kernel that no function of the course needs are refused, with EPERM.

The list names what is refused, for x86-64 and ARM64: ways to other processes, out of the sandbox, to memory
that no limit counts, and into rarely used parts of the kernel. On another machine the filter is an error.
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Iterator

from nnlab.batch.inside.confine import prctl

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _EQUAL, _ABOVE, _BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT, _FOURTH_ARGUMENT = 0, 4, 16, 40
_CLONE_THREAD = 0x00010000
_X32 = 0x40000000

#: name: (number on x86-64, number on ARM64); None where the machine has no such call.
_REFUSED = {
    # other processes
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424),
    "process_madvise": (440, 440), "execve": (59, 221), "execveat": (322, 281),
    # out of the sandbox
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "mknod": (133, None),
    "mknodat": (259, 33),
    # the network; `socketpair` stays, for event loops
    "socket": (41, 198), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    # memory that no limit counts
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194), "shmat": (30, 196),
    "shmctl": (31, 195), "semget": (64, 190), "msgget": (68, 186), "mq_open": (240, 180),
    "mlock": (149, 228),
    "mlockall": (151, 230), "userfaultfd": (323, 282), "remap_file_pages": (216, 234),
    # rarely used parts of the kernel
    "bpf": (321, 280), "perf_event_open": (298, 241), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427), "add_key": (248, 217), "request_key": (249, 218),
    "keyctl": (250, 219),
    "personality": (135, 92), "quotactl": (179, 60), "acct": (163, 89), "reboot": (169, 142),
    "swapon": (167, 224), "swapoff": (168, 225), "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "syslog": (103, 116),
    "fanotify_init": (300, 262), "inotify_init": (253, None), "inotify_init1": (294, 26),
    "lookup_dcookie": (212, 18), "splice": (275, 76), "tee": (276, 77), "vmsplice": (278, 75),
    # of these contexts all processes of the machine share a number
    "io_setup": (206, 0),
    "vhangup": (153, 58),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171),
    "sethostname": (170, 161),
    "setdomainname": (171, 162), "iopl": (172, None), "ioperm": (173, None), "modify_ldt": (154, None),
    "landlock_create_ruleset": (444, 444),
}  # fmt: skip
#: Calls that would make a process. A thread is allowed: glibc asks for one by `clone` without `clone3`.
_FORKS = {"fork": (57, None), "vfork": (58, None)}
#: Calls that set something of the process whose number is the first argument: 0, the caller itself, alone is
#: allowed. Process 1 of the submission, which belongs to the same user, hands its limits down.
_OF_ANOTHER = {"prlimit64": (302, 261), "sched_setaffinity": (203, 122)}
#: Calls that set the priority of processes.
_PRIORITIES = {
    "setpriority": (141, 140), "sched_setscheduler": (144, 119), "sched_setparam": (142, 118),
    "sched_setattr": (314, 274), "ioprio_set": (251, 30), "migrate_pages": (256, 238),
    "move_pages": (279, 239),
}  # fmt: skip
_MMAP = (9, 222)
_MAP_SHARED, _MAP_ANONYMOUS = 0x01, 0x20
_CLONE, _CLONE3 = (56, 220), (435, 435)
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def refuse_calls() -> None:
    """Refuse, in this process and its threads, the calls that no function of the course needs.

    Raises
    ------
    OSError
        When the machine or its kernel has no such filter.
    """
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        raise OSError(errno.ENOSYS, f"no seccomp filter is known for {platform.machine()}")
    code = b"".join(_instructions(*machine))
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(buffer))
    prctl(_PR_SET_NO_NEW_PRIVS, 1)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")


def _instructions(column: int, architecture: int) -> Iterator[bytes]:
    yield _step(_LOAD, _ARCHITECTURE)
    yield _step(_EQUAL, architecture, 1, 0)
    yield _step(_RETURN, _KILL)
    yield _step(_LOAD, _NUMBER)
    yield _step(_ABOVE, _X32, 0, 1)  # another way to number the same calls
    yield _step(_RETURN, _KILL)
    for numbers in (*_REFUSED.values(), *_FORKS.values(), *_PRIORITIES.values()):
        if numbers[column] is not None:
            yield from _answer(numbers[column], errno.EPERM)
    for numbers in _OF_ANOTHER.values():
        yield _step(_EQUAL, numbers[column], 0, 4)
        yield _step(_LOAD, _FIRST_ARGUMENT)
        yield _step(_EQUAL, 0, 1, 0)
        yield _step(_RETURN, _ERRNO | errno.EPERM)
        yield _step(_RETURN, _ALLOW)
    # Shared memory without a file: the limit of data does not count it.
    yield _step(_EQUAL, _MMAP[column], 0, 5)
    yield _step(_LOAD, _FOURTH_ARGUMENT)
    yield _step(_BITS, _MAP_SHARED, 0, 2)
    yield _step(_BITS, _MAP_ANONYMOUS, 0, 1)
    yield _step(_RETURN, _ERRNO | errno.EPERM)
    yield _step(_RETURN, _ALLOW)
    yield from _answer(_CLONE3[column], errno.ENOSYS)
    yield _step(_EQUAL, _CLONE[column], 0, 3)
    yield _step(_LOAD, _FIRST_ARGUMENT)
    yield _step(_BITS, _CLONE_THREAD, 1, 0)
    yield _step(_RETURN, _ERRNO | errno.EPERM)
    yield _step(_RETURN, _ALLOW)


def _answer(number: int, code: int) -> Iterator[bytes]:
    yield _step(_EQUAL, number, 0, 1)
    yield _step(_RETURN, _ERRNO | code)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)
