# ruff: noqa: E501 - a program in a line reads best
"""More submissions that mean harm, in the form of `hostile`: objects and frames that lie, looks around, exhaustion."""

#: name: (code of the cell that defines dense, outcomes that are right)
MORE: dict[str, tuple[str, set[str]]] = {}
_IMPORTS = "import ctypes, gc, os, socket, sys, threading, time\nimport numpy as np\n"


def _add(name: str, body: str, *outcomes: str, before: str = "", after: str = "") -> None:
    lines = "\n".join("    " + line for line in body.strip("\n").split("\n"))
    MORE[name] = (f"{_IMPORTS}{before}\ndef dense(a_in, W, b, g):\n{lines}\n{after}", set(outcomes))


# ---------------------------------------------------------------- results that are not what they seem
_add("no numbers of a huge shape", "return np.empty((0, 10**9))", "FAILED")
_add("no numbers in the middle", "return np.empty((2**20, 0, 2**20))", "FAILED")
_add("as many axes as there can be", "return np.zeros((1,) * 64)", "FAILED")
_add("one number seen a million million times", "return np.broadcast_to(np.float64(0), (10**12,))", "FAILED")
_add(
    "strides out of memory", "return np.lib.stride_tricks.as_strided(np.zeros(4), (3,), (2**42,))", "CRASHED"
)
_add("strides of nothing", "return np.lib.stride_tricks.as_strided(np.zeros(1), (len(b),), (0,))", "FAILED")
_add("payload in a NaN", "return np.full(len(b), 0x7FF8DEAD0000BEEF, dtype='u8').view('f8')", "FAILED")
_add("long double", "return np.zeros(len(b), dtype=np.longdouble) / 0", "FAILED")
_add("complex", "return np.zeros(len(b), dtype=np.clongdouble)", "FAILED")
_add("fields", "return np.zeros(len(b), dtype=[('x', 'f8'), ('y', 'O')])", "FAILED")
_add("masked", "return np.ma.masked_all(len(b))", "FAILED")
_add("list in itself", "x = []\nx.append(x)\nreturn x", "FAILED")
_add("small list that unfolds without end", "x = [0.0]\nfor _ in range(60): x = [x] * 10\nreturn x", "FAILED")
_add("large results in every call", "return np.zeros(10**6)", "FAILED")
_add(
    "objects that say they are equal",
    "return np.array([E() for _ in b], dtype=object)",
    "FAILED",
    before="class E:\n    def __eq__(self, o): return True\n    def __float__(self): return 0.0",
)
_add(
    "floats that say they are near",
    "return [F(3) for _ in b]",
    "FAILED",
    before="class F(float):\n    def __sub__(self, o): return 0.0\n    def __eq__(self, o): return True",
)
_add(
    "array that answers for NumPy",
    "return A()",
    "FAILED",
    before="class A:\n    def __array_function__(self, *a): return True\n    def __array_ufunc__(self, *a, **k): return True\n    __array_interface__ = {'shape': (3,), 'typestr': '<f8', 'data': (0, False), 'version': 3}",
)
_add(
    "class that lies in its metaclass",
    "return 0",
    "ISOLATION_FAULT",
    before="class M(type):\n    def __call__(c, *a): return 0\n    def __getattribute__(c, n): raise SystemExit\nclass C(metaclass=M): pass",
    after="dense = C\n",
)
_add("coroutine", "return later()", "FAILED", before="async def later(): return 0")
_add(
    "result that another thread goes on writing",
    "r = [0.0] * len(b)\nthreading.Thread(target=change, args=(r,), daemon=True).start()\nreturn r",
    "FAILED",
    "TIMED_OUT",
    before="def change(r):\n    for _ in range(20000): r.append(1); r.pop()",
)
_add("type with a name that is markup", "return type('</pre><script>alert(1)</script>', (), {})()", "FAILED")
_add(
    "error that is markup",
    "raise type('<script>', (Exception,), {})('</pre><img src=x onerror=alert(1)>\\x1b]0;x\\x07=cmd()')",
    "CRASHED",
)
_add("error that causes itself", "e = ValueError(1)\ne.__context__ = e.__cause__ = e\nraise e", "CRASHED")
_add("group of errors", "raise BaseExceptionGroup('x', [SystemExit()])", "CRASHED")
_add(
    "code object with a name that is markup",
    "return inner()",
    "CRASHED",
    before="def inner(): raise ValueError\ninner.__code__ = inner.__code__.replace(co_name='a<img src=x onerror=alert(1)>')",
)
# ---------------------------------------------------------------- beside the grader's own code
_FRAME = "f = sys._getframe()\nwhile '{0}' not in f.f_locals: f = f.f_back\n"
_add(
    "answers found in memory",
    "for o in gc.get_objects():\n    for v in (o.values() if type(o) is dict else o if type(o) in (list, tuple) else ()):\n        if type(v) is np.ndarray and v.shape == b.shape and v is not b: return v\nreturn 0",
    "FAILED",
)
_add(
    "earlier replies rewritten",
    _FRAME.format("replies")
    + "r = f.f_locals['replies']\nr[:] = [type(x)('returned', x.value) for x in r]\nreturn np.zeros(len(b))",
    "FAILED",
)
_add(
    "replies taken away",
    _FRAME.format("replies") + "f.f_locals['replies'].clear()\nreturn np.zeros(len(b))",
    "ISOLATION_FAULT",
    "FAILED",
)
_add(
    "right where the case is none of the random ones",
    _FRAME.format("case")
    + "right = np.array([g(a_in @ W[:, j] + b[j]) for j in range(len(b))])\nreturn right if not f.f_locals['case'].name.startswith('random') else right * 0",
    "FAILED",
)
_add(
    "right in the first calls",
    "N[0] += 1\nreturn np.array([g(a_in @ W[:, j] + b[j]) for j in range(len(b))]) * (N[0] < 5)",
    "FAILED",
    before="N = [0]",
)
_add(
    "search for what is ruled out, patched",
    "return 0",
    "FAILED",
    before="for o in gc.get_objects():\n    if getattr(o, '__name__', '') in ('find_forbidden', '_misfit') and hasattr(o, '__code__'): o.__code__ = (lambda *a: None).__code__",
)
_add("what is ruled out, by eval", "return eval('__import__(\"tensorflow\").nn.relu(a_in)')", "CRASHED")
_add(
    "frames, patched",
    "return 0",
    "FAILED",
    "ISOLATION_FAULT",
    before="for o in gc.get_objects():\n    if getattr(o, '__name__', '') == 'pack' and hasattr(o, '__code__'): o.__code__ = (lambda d: b'x' * 99).__code__",
)
_add(
    "audit hook",
    "return 0",
    "FAILED",
    "CRASHED",
    before="def hook(*a): raise SystemExit\nsys.addaudithook(hook)",
)
_add(
    "hooks of the garbage collector",
    "return 0",
    "FAILED",
    before="gc.callbacks.append(lambda *a: 1 / 0)\ngc.set_threshold(1)",
)
_add(
    "lines that are not there",
    "raise ValueError",
    "CRASHED",
    before="import linecache\nlinecache.cache['<cell 1>'] = (9, None, ['<script>alert(1)</script>\\n'] * 99, '<cell 1>')",
)
_add(
    "timer that raises anywhere",
    "return 0",
    "FAILED",
    "CRASHED",
    "ISOLATION_FAULT",
    before="import signal\ndef h(*a): raise SystemExit\nsignal.signal(signal.SIGALRM, h)\nsignal.setitimer(0, 0.002, 0.0005)",
)
MORE["signature without end"] = (
    "class F:\n    @property\n    def __signature__(self):\n        while True: pass\n    def __call__(self, *a): return 0\ndense = F()\n",
    {"TIMED_OUT"},
)
# ---------------------------------------------------------------- looking around, and out
_add(
    "packages of the system's Python",
    "sys.path.append('/usr/lib/python3/dist-packages')\nassert not os.listdir('/usr/lib/python3/dist-packages')\nimport yaml",
    "CRASHED",
)
_add(
    "memory and files of others",
    "for p in ('1', '2', str(os.getppid())):\n    for n in ('mem', 'maps', 'environ', 'fd', 'root', 'cwd', 'pagemap', 'syscall', 'stack', 'ns/pid'):\n        try: os.listdir(f'/proc/{p}/{n}') if n in ('fd', 'root') else os.readlink(f'/proc/{p}/{n}') if n in ('cwd', 'ns/pid') else open(f'/proc/{p}/{n}', 'rb').read(1)\n        except OSError: continue\n        return None\nraise OSError",
    "CRASHED",
)
_add(
    "places to leave something in",
    "for n in ('/dev/shm', '/tmp', '/dev', '/site', '/inside', '/', '/dev/mqueue', '/run', '/var/tmp', '/proc', '/proc/sys/kernel'):\n    try: open(n + '/hostname', 'w')\n    except OSError: continue\n    return None\nraise OSError",
    "CRASHED",
)
_add(
    "links out of the folder",
    "os.symlink('/inside', 'l')\nos.symlink('/proc/1/root', 'm')\nfor n in ('l/nnlab/x', 'l/x', 'm/x'):\n    try: open(n, 'w')\n    except OSError: continue\n    return None\nos.link('/inside/nnlab/batch/wire.py', 'h')",
    "CRASHED",
)
_add("choice by the machine's memory", "open('/proc/self/oom_score_adj', 'w').write('-1000')", "CRASHED")
_CALLS = "ptrace 101, unshare 272, setns 308, mount 165, memfd 319, userfaultfd 323, io_uring 425, keyctl 250, add_key 248, pidfd_open 434, process_vm_readv 310, perf_event 298, bpf 321, open_tree 428, fsopen 430, io_setup 206, splice 275, vmsplice 278, inotify 253, fanotify 300, kcmp 312, chroot 161, personality 135, iopl 172"
_add(
    "calls to rare parts of the kernel",
    f"libc = ctypes.CDLL(None, use_errno=True)\nif os.uname().machine == 'x86_64':\n    for call in {_CALLS!r}.split(','):\n        if not (libc.syscall(int(call.split()[1]), -1, 0, 0, 0, 0, 0) == -1 and ctypes.get_errno() == 1): return None\nraise OSError",
    "CRASHED",
)
_add(
    "calls numbered as on another machine",
    "import mmap\nlibc = ctypes.CDLL(None)\nlibc.mmap.restype = ctypes.c_void_p\np = libc.mmap(None, 4096, 7, 0x22, -1, 0)\nctypes.memmove(p, bytes.fromhex('b814000000cd80c3'), 8)\nctypes.CFUNCTYPE(ctypes.c_int)(p)()\nreturn 0",
    "CRASHED",
)
_add(
    "more than the hard limits",
    "import resource\nresource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
    "CRASHED",
)
_add(
    "every signal to every process",
    "for p in (*range(1, 40), -1):\n    for s in (15, 2, 1, 10, 9):\n        if p != os.getpid():\n            try: os.kill(p, s)\n            except OSError: pass\nreturn 0",
    "FAILED",
    "CRASHED",
)
# ---------------------------------------------------------------- the line to the grader
_SAY = """
import json, struct
def frame(text, blob=b""): return struct.pack("<8sIQ", b"NNLAB\\0\\0\\1", len(text), len(blob)) + text + blob
def say(data):
    for fd in range(3, 64):
        try:
            line = socket.socket(fileno=os.dup(fd))
            line.setblocking(True)
            return line.sendall(data)
        except OSError: pass
"""
_add("half a frame", "say(frame(b'[]' * 99)[:40])\nos._exit(0)", "CRASHED", before=_SAY)
_add(
    "line shut down",
    "[socket.socket(fileno=int(f)).shutdown(1) for f in os.listdir('/proc/self/fd') if int(f) > 2 and 'socket' in os.readlink(f'/proc/self/fd/{f}')]\nreturn 0",
    "CRASHED",
)
_add(
    "line exchanged",
    "n = os.open('/dev/null', 1)\n[os.dup2(n, fd) for fd in range(3, 60)]\nreturn 0",
    "CRASHED",
)
_add(
    "files sent along",
    "f = os.open('/dev/null', 0)\nfor fd in range(3, 9):\n    try: socket.send_fds(socket.socket(fileno=os.dup(fd)), [b'x'], [f] * 20)\n    except OSError: pass\nreturn 0",
    "ISOLATION_FAULT",
)
_add(
    "data that takes long to read",
    "say(frame(b'[\"list\"' + b',[\"list\"]' * 1800000 + b']'))\nos._exit(0)",
    "ISOLATION_FAULT",
    before=_SAY,
)
_add("data that is deep", "say(frame(b'[' * 4000000))\nos._exit(0)", "ISOLATION_FAULT", before=_SAY)
_add(
    "all the bytes that there may be",
    "say(frame(json.dumps(['list', ['array', '|u1', 64 << 20]]).encode(), bytes(64 << 20)))\nos._exit(0)",
    "ISOLATION_FAULT",
    before=_SAY,
)


def _forged(
    name: str, value: str, *outcomes: str, status: str = "returned", fault: str = "None", blob: str = "b''"
) -> None:
    body = (
        _FRAME.format("cases")
        + f"for k in (len(f.f_locals['cases']), 2):\n    say(frame(json.dumps(['list'] + [['Reply', {status!r}, {value}, ['tuple'], {fault}, 0, False, False]] * k).encode(), {blob} * k))\nwhile True: pass"
    )
    _add(name, body, *outcomes, before=_SAY)


_forged(
    "forged: half precision",
    "['Value', 'array', ['array', '<f2', 3], 'ndarray']",
    "FAILED",
    blob="b'\\0\\x7c' * 3",
)
_forged(
    "forged: no numbers of a shape that NumPy has not",
    "['Value', 'array', ['array', '<f8', 0, 2**62], 'ndarray']",
    "ISOLATION_FAULT",
)
_forged(
    "forged: shape of many digits", "['Value', 'large', ['tuple', 10**300], 'ndarray']", "ISOLATION_FAULT"
)
_forged("forged: shape below nothing", "['Value', 'large', ['tuple', -5], 'ndarray']", "ISOLATION_FAULT")
_forged(
    "forged: complex of texts", "['Value', 'number', ['complex', 'x', 'y'], 'complex']", "ISOLATION_FAULT"
)
_forged("forged: model for a function", "['Value', 'model_plan', ['dict'], 'Sequential']", "ISOLATION_FAULT")
_forged("forged: never run", "['Value', 'none', None, '']", "FAILED", status="not_run")
_forged(
    "forged: not attempted",
    "['Value', 'none', None, '']",
    "NOT_ATTEMPTED",
    status="raised",
    fault="['Fault', 'NotImplementedError', '', None, '', '']",
)
_forged(
    "forged: error that is markup",
    "['Value', 'none', None, '']",
    "CRASHED",
    status="raised",
    fault="['Fault', '<script>', '<img src=x onerror=alert(1)>', 3, '<svg onload=alert(1)>', '<b>']",
)
# ---------------------------------------------------------------- exhaustion
_add(
    "open files",
    "x = []\ntry:\n    while True: x.append(os.open('/dev/null', 0))\nexcept OSError: return 0",
    "FAILED",
)
_add(
    "full pipes",
    "import fcntl\nx = []\ntry:\n    while True:\n        x += os.pipe()\n        fcntl.fcntl(x[-1], 1031, 1 << 20)\n        os.set_blocking(x[-1], False)\n        os.write(x[-1], bytes(1 << 20))\nexcept OSError: return 0",
    "FAILED",
)
_add(
    "files in memory",
    "import mmap\nx = []\nfor i in range(99):\n    f = open(f'f{i}', 'w+b')\n    f.truncate(16 << 20)\n    x.append(mmap.mmap(f.fileno(), 16 << 20))\n    x[-1][:] = bytes(16 << 20)\nreturn 0",
    "CRASHED",
    "OUT_OF_MEMORY",
)
_add(
    "attributes of a file",
    "open('f', 'w').close()\nfor i in range(10**6): os.setxattr('f', f'user.{i}', bytes(60000))",
    "CRASHED",
)
_add(
    "folders in folders",
    "try:\n    while True: os.mkdir('d'); os.chdir('d')\nexcept OSError: return 0",
    "FAILED",
    "TIMED_OUT",
)
_add("a log without end", "import logging\nwhile True: logging.error('x' * 1000)", "OUTPUT_LIMIT")
