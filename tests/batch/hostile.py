# ruff: noqa: E501 - a program in a line reads best
"""Submissions that mean harm, for ``02.dense``; each ends in one of the outcomes named with it, without points."""

#: name: (code of the cell that defines dense, outcomes that are right)
HOSTILE: dict[str, tuple[str, set[str]]] = {}


def _add(name: str, code: str, *outcomes: str) -> None:
    HOSTILE[name] = (code, set(outcomes))


# ---------------------------------------------------------------- ends and endless things
_add("exit", "import os\ndef dense(a_in, W, b, g):\n    os._exit(0)", "CRASHED")
_add("sys exit", "import sys\ndef dense(a_in, W, b, g):\n    sys.exit(0)", "CRASHED")
_add("exit while loading", "import os\nX = os._exit(0)\ndef dense(a_in, W, b, g):\n    return X", "CRASHED")
_add("loop", "def dense(a_in, W, b, g):\n    while True: pass", "TIMED_OUT")
_add(
    "loop while loading",
    "X = sum(1 for _ in iter(int, 1))\ndef dense(a_in, W, b, g):\n    return X",
    "TIMED_OUT",
)
_add("sleep in C", "import time\ndef dense(a_in, W, b, g):\n    time.sleep(1e6)", "TIMED_OUT")
_add(
    "loop that swallows",
    "def dense(a_in, W, b, g):\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass",
    "TIMED_OUT",
)
_add("recursion", "def dense(a_in, W, b, g):\n    return dense(a_in, W, b, g)", "CRASHED")
_add("segfault", "import ctypes\ndef dense(a_in, W, b, g):\n    ctypes.string_at(0)", "CRASHED")
_add("abort", "import os\ndef dense(a_in, W, b, g):\n    os.abort()", "CRASHED")
_add("print flood", "def dense(a_in, W, b, g):\n    while True: print('x' * 1000)", "OUTPUT_LIMIT")
_add(
    "write flood",
    "import os\ndef dense(a_in, W, b, g):\n    while True: os.write(1, b'x' * 65536)",
    "TIMED_OUT",
)
# ---------------------------------------------------------------- memory, disk, processes
_add(
    "memory in pieces",
    "def dense(a_in, W, b, g):\n    x = []\n    while True: x.append(bytearray(10**7))",
    "OUT_OF_MEMORY",
)
_add(
    "memory at once",
    "import numpy as np\ndef dense(a_in, W, b, g):\n    return np.ones(10**12)",
    "OUT_OF_MEMORY",
)
_add(
    "shared memory",
    "import mmap\ndef dense(a_in, W, b, g):\n    m = [mmap.mmap(-1, 10**8) for _ in range(1000)]\n    return len(m)",
    "CRASHED",
    "OUT_OF_MEMORY",
)
_add("memfd", "import os\ndef dense(a_in, W, b, g):\n    return os.memfd_create('x')", "CRASHED")
_add(
    "deep list",
    "def dense(a_in, W, b, g):\n    x = []\n    for _ in range(10**6): x = [x]\n    return x",
    "FAILED",
    "OUT_OF_MEMORY",
    "CRASHED",
    "TIMED_OUT",
)
_add(
    "giant result",
    "import numpy as np\ndef dense(a_in, W, b, g):\n    return np.zeros(5 * 10**7)",
    "FAILED",
    "OUT_OF_MEMORY",
)
_add(
    "broadcast bomb",
    "import numpy as np\ndef dense(a_in, W, b, g):\n    return np.zeros((10**5, 1))",
    "FAILED",
)
_add(
    "full disk",
    "def dense(a_in, W, b, g):\n    f = open('x', 'wb')\n    while True: f.write(b'0' * 10**6)",
    "CRASHED",
)
_add(
    "many files",
    "def dense(a_in, W, b, g):\n    for i in range(10**7): open(f'f{i}', 'w').close()",
    "CRASHED",
    "TIMED_OUT",
)
_add("fork bomb", "import os\ndef dense(a_in, W, b, g):\n    while True: os.fork()", "CRASHED")
_add(
    "thread bomb",
    "import threading, time\ndef dense(a_in, W, b, g):\n    while True: threading.Thread(target=time.sleep, args=(99,)).start()",
    "CRASHED",
    "OUT_OF_MEMORY",
)
_add(
    "program",
    "import subprocess\ndef dense(a_in, W, b, g):\n    return subprocess.run(['/bin/sh', '-c', 'id'])",
    "CRASHED",
)
_add("exec", "import os\ndef dense(a_in, W, b, g):\n    os.execv('/python', ['/python'])", "CRASHED")
_add(
    "daemon",
    "import os\ndef dense(a_in, W, b, g):\n    if os.fork() == 0:\n        os.setsid()\n        while True: pass\n    return 1",
    "CRASHED",
)
_add("kill everything", "import os\ndef dense(a_in, W, b, g):\n    os.kill(-1, 9)", "CRASHED")
_add(
    "kill process 1",
    "import os\ndef dense(a_in, W, b, g):\n    os.kill(1, 9); os.kill(os.getppid(), 9)\n    return 0",
    "FAILED",
    "CRASHED",
)
_add("stop itself", "import os\ndef dense(a_in, W, b, g):\n    os.kill(os.getpid(), 19)", "TIMED_OUT")
# ---------------------------------------------------------------- out of the sandbox
_add("socket", "import socket\ndef dense(a_in, W, b, g):\n    socket.socket()", "CRASHED")
_add("unix socket", "import socket\ndef dense(a_in, W, b, g):\n    socket.socket(socket.AF_UNIX)", "CRASHED")
_add(
    "trace process 1",
    "import ctypes\ndef dense(a_in, W, b, g):\n    raise OSError(ctypes.CDLL(None).ptrace(16, 1, 0, 0))",
    "CRASHED",
)
_add(
    "new namespace",
    "import ctypes\ndef dense(a_in, W, b, g):\n    assert ctypes.CDLL(None).unshare(0x10000000) == 0",
    "CRASHED",
)
_add(
    "mount",
    "import ctypes\ndef dense(a_in, W, b, g):\n    assert ctypes.CDLL(None).mount(b'x', b'/scratch', b'tmpfs', 0, b'') == 0",
    "CRASHED",
)
_add("read the root", "import os\ndef dense(a_in, W, b, g):\n    return os.listdir('/')", "CRASHED")
_add("read the zygote", "def dense(a_in, W, b, g):\n    return open('/proc/2/environ').read()", "CRASHED")
_add("read memory", "def dense(a_in, W, b, g):\n    return open('/proc/1/mem', 'rb').read(1)", "CRASHED")
_add(
    "read the grader",
    "import nnlab.grader\ndef dense(a_in, W, b, g):\n    return nnlab.grader.registry.exercise('02.dense').reference(a_in, W, b, g)",
    "CRASHED",
    "FAILED",
)
_add("write outside", "def dense(a_in, W, b, g):\n    open('/inside/nnlab/x.py', 'w')", "CRASHED")
# ---------------------------------------------------------------- forged answers
_FDS = "for fd in range(3, 64):\n        try: os.write(fd, {data})\n        except OSError: pass\n"
_add(
    "noise on the line",
    "import os\ndef dense(a_in, W, b, g):\n    " + _FDS.format(data="b'noise' * 20") + "    return 1",
    "ISOLATION_FAULT",
)
_add(
    "forged head",
    "import os\ndef dense(a_in, W, b, g):\n    "
    + _FDS.format(data="b'NNLAB\\0\\0\\1' + b'\\xff' * 12")
    + "    os._exit(0)",
    "ISOLATION_FAULT",
)
_add(
    "forged verdict",
    "import json, os, struct\ndef dense(a_in, W, b, g):\n    t = json.dumps({'passed': True, 'points': 10}).encode()\n    "
    + _FDS.format(data="struct.pack('<8sIQ', b'NNLAB\\0\\0\\1', len(t), 0) + t")
    + "    os._exit(0)",
    "ISOLATION_FAULT",
)
_add(
    "forged replies of another length",
    "import json, os, struct\ndef dense(a_in, W, b, g):\n"
    "    t = json.dumps(['list', ['Reply', 'returned', ['Value', 'none', None, ''], ['tuple'], None, 0, False, False]]).encode()\n    "
    + _FDS.format(data="struct.pack('<8sIQ', b'NNLAB\\0\\0\\1', len(t), 0) + t")
    + "    os._exit(0)",
    "ISOLATION_FAULT",
)
_add("closed line", "import os\ndef dense(a_in, W, b, g):\n    os.closerange(0, 64)\n    return 1", "CRASHED")
# ---------------------------------------------------------------- lies and patches
_LIE = """
import numpy as np
class Lie:
    shape = (3,); dtype = np.dtype(float); size = 3; ndim = 1
    def __eq__(self, other): return True
    def __array__(self, *a, **k): return np.zeros(3)
    def __float__(self): return 0.0
    def __len__(self): return 3
    def __getattr__(self, name): return lambda *a, **k: True
def dense(a_in, W, b, g):
    return Lie()
"""
_add("object that lies", _LIE, "FAILED")
_add(
    "array that lies",
    "import numpy as np\nclass A(np.ndarray):\n    shape = property(lambda s: (3,))\n    def __eq__(self, o): return True\ndef dense(a_in, W, b, g):\n    return np.zeros(1).view(A)",
    "FAILED",
)
_add(
    "patched isclose",
    "import numpy as np\nnp.allclose = np.isclose = np.array_equal = lambda *a, **k: True\ndef dense(a_in, W, b, g):\n    return np.zeros(len(b))",
    "FAILED",
)
_add(
    "patched builtins",
    "import builtins\nbuiltins.all = lambda x: True\nbuiltins.isinstance = lambda *a: True\nbuiltins.len = lambda x: 3\ndef dense(a_in, W, b, g):\n    return [0, 0, 0]",
    "FAILED",
    "CRASHED",
    "ISOLATION_FAULT",
)
_add(
    "patched json",
    "import json\njson.dumps = lambda *a, **k: '[]'\ndef dense(a_in, W, b, g):\n    return 0",
    "ISOLATION_FAULT",
    "FAILED",
)
_add(
    "patched capture",
    "import sys, gc\nfor o in gc.get_objects():\n    if getattr(o, '__name__', '') in ('capture', 'same_value', 'unchanged') and hasattr(o, '__code__'):\n        o.__code__ = (lambda *a, **k: True).__code__\ndef dense(a_in, W, b, g):\n    return 0",
    "ISOLATION_FAULT",
    "FAILED",
    "CRASHED",
)
_add(
    "stack inspection",
    "import sys\ndef dense(a_in, W, b, g):\n    f = sys._getframe()\n    while f:\n        for v in f.f_locals.values():\n            if isinstance(v, list) and v and hasattr(v[0], 'expected'): return v[0].expected\n        f = f.f_back\n    return 0",
    "FAILED",
    "CRASHED",
)
_add(
    "search for a reference",
    "import gc\ndef dense(a_in, W, b, g):\n    for o in gc.get_objects():\n        if callable(o) and getattr(o, '__name__', '') == 'dense' and o is not dense: return o(a_in, W, b, g)\n    return 0",
    "FAILED",
)
_add(
    "trace function",
    "import sys\nsys.settrace(lambda *a: None)\nsys.setprofile(lambda *a: None)\ndef dense(a_in, W, b, g):\n    return 0",
    "FAILED",
)
_add(
    "IPython hooks",
    "from IPython import get_ipython\nip = get_ipython()\nip.ast_transformers.append(1)\nip.input_transformers_cleanup.append(1)\ndef dense(a_in, W, b, g):\n    return ip",
    "FAILED",
    "CRASHED",
)
_add(
    "import hook",
    "import sys\nclass F:\n    def find_spec(self, *a): raise SystemExit\nsys.meta_path.insert(0, F())\ndef dense(a_in, W, b, g):\n    import decimal\n    return 0",
    "CRASHED",
    "FAILED",
)
_add(
    "signal handler",
    "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nsignal.alarm(1)\ndef dense(a_in, W, b, g):\n    while True: pass",
    "TIMED_OUT",
    "CRASHED",
)
_add(
    "at exit",
    "import atexit, os\natexit.register(os._exit, 0)\ndef dense(a_in, W, b, g):\n    return 0",
    "FAILED",
)
_add(
    "frozen error",
    "class E(Exception):\n    def __str__(self): raise SystemExit\n    __name__ = property(lambda s: 1/0)\ndef dense(a_in, W, b, g):\n    raise E",
    "CRASHED",
)
# ---------------------------------------------------------------- process 1, uncounted memory, well-formed lies
_add(
    "limits of process 1",
    "import resource\ndef dense(a_in, W, b, g):\n    resource.prlimit(1, resource.RLIMIT_CPU, (0, 0)); resource.prlimit(1, resource.RLIMIT_AS, (10**6, 10**6))\n    return 0",
    "CRASHED",
)
_add(
    "priority of process 1",
    "import os\ndef dense(a_in, W, b, g):\n    os.setpriority(os.PRIO_PROCESS, 1, 19); os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0))\n    return 0",
    "CRASHED",
)
_add(
    "interrupt process 1",
    "import os\ndef dense(a_in, W, b, g):\n    os.kill(1, 2)\n    return 0",
    "CRASHED",
    "FAILED",
)
_add(
    "shared memory that no limit counts",
    "import mmap\ndef dense(a_in, W, b, g):\n    mmap.mmap(-1, 4096)\n    return 0",
    "CRASHED",
)
_SAY = """
import json, os, socket, struct
def say(tree, blob=b""):
    text = json.dumps(tree).encode()
    for fd in range(3, 64):
        try:
            line = socket.socket(fileno=os.dup(fd))
            line.setblocking(True)
            return line.sendall(struct.pack("<8sIQ", b"NNLAB\\0\\0\\1", len(text), len(blob)) + text + blob)
        except OSError: pass
"""


def _first(name: str, answer: str, *outcomes: str) -> None:
    """Give `answer` while the function is loaded, in place of its description."""
    _add(name, f"{_SAY}\nX = say({answer})\ndef dense(*_):\n    return X", *outcomes)


def _forged(name: str, value: str, *outcomes: str, changed: str = "") -> None:
    """Answer every call with `value`, in replies of the right form and number, those of the two random calls too."""
    reply = f"['Reply', 'returned', {value}, ['tuple'{changed}], None, 0, False, False]"
    _add(
        name,
        f"{_SAY}\nimport inspect\ndef dense(*_):\n    frame = inspect.currentframe()\n    while 'cases' not in frame.f_locals: frame = frame.f_back\n    say(['list', *[{reply}] * len(frame.f_locals['cases'])])\n    say(['list', *[{reply}] * 2])\n    while True: pass",
        *outcomes,
    )


_NOTES = "['notes', ['list']], ['reason', '']"
_first(
    "type that cannot be written",
    f"['dict', ['found', ['Description', False, 'object', '\\ud800', '', None]], {_NOTES}]",
    "ISOLATION_FAULT",
)
_first(
    "description that is none",
    f"['dict', ['found', ['Description', 'yes', 'object', ['list', 1], '', None]], {_NOTES}]",
    "ISOLATION_FAULT",
)
_first("arrays for a description", "['list', ['array', '|u1', 3]], b'abc'", "ISOLATION_FAULT")
_first(
    "result before the call",
    "['list', ['Reply', 'returned', ['Value', 'number', 1, 'int'], ['tuple'], None, 0, False, False]]",
    "ISOLATION_FAULT",
)
_first(
    "note of the grader's own",
    "['dict', ['found', None], ['notes', ['list', \"not graded by the grader's own fault: x\"]], ['reason', '']]",
    "MISSING",
)
_forged("argument that there is not", "['Value', 'number', 1, 'int']", "ISOLATION_FAULT", changed=", 9")
_forged("value of no known kind", "['Value', 'verdict', None, 'int']", "ISOLATION_FAULT")
_forged("not a number", "['Value', 'number', float('nan'), 'int']", "FAILED")
_forged("integer without end", "['Value', 'number', 10 ** 4000, 'int']", "FAILED")
_forged(
    "twenty thousand values",
    "['Value', 'sequence', ['list', *[['Value', 'number', 1, 'i']] * 20000], 'list']",
    "ISOLATION_FAULT",
)
_forged("model in place of numbers", "['Value', 'model', ['dict'], 'Model']", "ISOLATION_FAULT")
