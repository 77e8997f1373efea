"""Cells that a notebook may hold: a kernel and the engine have to agree on them."""

CELLS = {
    "print": "print('one'); print('two', end='')",
    "stderr": "import sys\nprint('bad', file=sys.stderr)",
    "interleaved": "print('a'); print('b', file=sys.stderr); print('c')",
    "writes": "n = sys.stdout.write('text')\nsys.stdout.flush()",
    "value": "6 * 7",
    "no value": "6 * 7;",
    "none": "None",
    "text value": "'it\\'s'",
    "assignment": "x = 5",
    "html": "from IPython.display import *\ndisplay(HTML('<b>x</b>'))",
    "markdown and latex": "display(Markdown('*x*'), Latex('$x$'))",
    "image": (
        "import base64\npng = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQV"
        "R42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='\n"
        "display(Image(data=base64.b64decode(png)))"
    ),
    "svg": "SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')",
    "json": "JSON({'a': 1})",
    "raw mime": "display({'text/plain': 'p', 'text/html': '<i>h</i>'}, raw=True)",
    "rich": "class R:\n    def _repr_html_(self): return '<i>r</i>'\nR();\nr = R()\nr",
    "own display": (
        "class D:\n    def _ipython_display_(self): print('shown')\ndisplay(D())\nD()"
    ),
    "bad repr": "class B:\n    def __repr__(self): raise ValueError('no repr')\nB()",
    "figure": "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "two figures": "for _ in range(2):\n    plt.figure(); plt.plot([1])\n'last'",
    "closed figure": "plt.plot([1]); plt.close()",
    "shown figure": "print('before'); plt.plot([1]); plt.show(); print('after')",
    "figure object": "fig, ax = plt.subplots()\nfig",
    "figure after error": "plt.plot([1, 2])\nraise ValueError('late')",
    "inline": "%matplotlib inline",
    "time cell": "%%time\ns = sum(range(10))",
    "time line": "%time s = 5",
    "timeit": "%timeit -n 2 -r 2 pass",
    "bash": "%%bash\necho out; echo err >&2",
    "bash fails": "%%bash\nexit 3",
    "shell line": "!echo shell",
    "shell value": "lines = !echo one; echo two\nlines",
    "write file": "%%writefile made.py\nvalue = 3\nprint('ran')",
    "run file": "%run made.py\nprint(value)",
    "import file": "import made",
    "capture": "%%capture kept\nprint('inside')",
    "captured": "kept.stdout",
    "magic variables": "%env NO_SUCH=1",
    "unknown magic": "%no_such_magic",
    "change folder": "%mkdir -p below\n%cd -q below\n%cd -q ..",
    "await": "import asyncio\nawait asyncio.sleep(0, 'slept')",
    "gather": (
        "async def one(i):\n    await asyncio.sleep(0)\n    return i\n"
        "await asyncio.gather(one(1), one(2))"
    ),
    "task": "task = asyncio.create_task(one(3))",
    "awaited task": "await task",
    "task from another cell": "asyncio.get_running_loop().is_running()",
    "run in loop": "c = one(1)\ntry: asyncio.run(c)\nfinally: c.close()",
    "async for": (
        "async def many():\n    for i in range(2):\n        yield i\n"
        "async for i in many():\n    print(i)"
    ),
    "generator": "g = (i for i in range(2))\nnext(g), next(g), next(g, 'end')",
    "error": "print('first')\n1 / 0",
    "chained": (
        "try:\n    {}['k']\nexcept KeyError as e:\n    raise ValueError('v') from e"
    ),
    "own error": "class Mine(Exception): pass\nraise Mine('a', 1)",
    "assertion": "assert 1 == 2, 'not one'",
    "name error": "no_such_name",
    "syntax error": "def f(:\n    pass",
    "indentation error": "  x = 1\n y = 2",
    "return outside": "return 5",
    "recursion": "def deep(): deep()\ndeep()",
    "system exit": "raise SystemExit(3)",
    "sys exit": "import sys\nsys.exit()",
    "interrupt": "raise KeyboardInterrupt",
    "group": "raise ExceptionGroup('g', [ValueError('v')])",
    "bad text": "class T(Exception):\n    def __str__(self): return 'ü☃'\nraise T",
    "input": "input('name? ')",
    "getpass": "import getpass\ngetpass.getpass('word? ')",
    "clear": "print('gone'); clear_output(); print('stays')",
    "clear and wait": "print('gone'); clear_output(wait=True); print('stays')",
    "clear at end": "print('stays'); clear_output(wait=True)",
    "update": "h = display('old', display_id='one')\nh.update('new')",
    "update from below": "k = display('old', display_id='two')",
    "update of above": "k.update('newer')",
    "progress": "from tqdm import tqdm\nfor _ in tqdm(range(3), mininterval=9): pass",
    "logging": "import logging\nlogging.warning('careful')",
    "log handler": (
        "log = logging.getLogger('mine')\n"
        "log.addHandler(logging.StreamHandler(sys.stdout))\nlog.error('bad')"
    ),
    "warning": "import warnings\nwarnings.warn('watch out')",
    "subprocess": "import subprocess\nsubprocess.run(['echo', 'sub']).returncode",
    "subprocess stderr": "subprocess.run('echo sub >&2', shell=True);",
    "captured subprocess": "subprocess.run(['echo', 'x'], capture_output=True).stdout",
    "os write": "import os\nn = os.write(1, b'raw\\n')",
    "os write error": "n = os.write(2, b'raw\\n')",
    "c library": (
        "import ctypes\nc = ctypes.CDLL(None)\n"
        "n = c.puts(b'from C')\nn = c.fflush(None)"
    ),
    "pause": "import time\ntime.sleep(0.5)",
    "underscore": "40 + 2",
    "use underscore": "_ + 1",
    "use two": "__",
    "use out": "len(In) > 3, type(Out).__name__, max(Out) > 3",
    "shell object": "get_ipython() is not None, callable(get_ipython().run_cell)",
    "ran by shell": "get_ipython().run_cell('print(1)').success",
    "line magic": "get_ipython().run_line_magic('pwd', '') == os.getcwd()",
    "thread": (
        "import threading\nt = threading.Thread(target=print, args=('thread',))\n"
        "t.start(); t.join()"
    ),
    "pool": (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "with ThreadPoolExecutor(2) as pool: print(*pool.map(abs, [-1, -2]))"
    ),
    "array": "import numpy as np\nnp.arange(3.0)",
    "tensor": "import torch\ntorch.arange(3)",
    "module": "torch.nn.Linear(1, 2)",
    "long list": "list(range(2000))",
    "nested": "{'a': [1, (2, 3)], 'b': {4}}",
    "dataclass": (
        "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\nP(1)"
    ),
    "main module": "__name__, sys.modules['__main__'].__dict__ is globals()",
    "pickle": "import pickle\npickle.loads(pickle.dumps(P(2)))",
    "source of own function": (
        "import inspect\ndef shown(): return 1\ninspect.getsource(shown)"
    ),
    "doctest": (
        "import doctest\ndef twice(x):\n    '''\n    >>> twice(2)\n    4\n    '''\n"
        "    return 2 * x\ndoctest.testmod()"
    ),
    "unicode": "print('Grüße ☃')",
    "carriage return": "print('10%\\r20%\\r30%')",
    "replaced stdout": (
        "import io, contextlib\nwith contextlib.redirect_stdout(io.StringIO()) as s:\n"
        "    print('kept')\ns.getvalue()"
    ),
    "stdout asked": "sys.stdout.isatty(), sys.stdout.encoding.lower()",
    "display hook": "sys.displayhook(2.0)",
    "help": "help(len)",
    "question mark": "len?",
    "widget": "from ipywidgets import IntSlider\nIntSlider()",
    "annotations": "def typed(a: int) -> str: ...\ntyped.__annotations__",
    "future": (
        "from __future__ import annotations\ndef later(a: X): ...\n"
        "later.__annotations__"
    ),
    "walrus": "(n := 3) + n",
    "multi line value": "if True:\n    5",
    "last of loop": "for i in range(3):\n    i",
    "empty": "# nothing but a comment",
    "deleted name": "del x\nx",
    "builtins": "print(all([1]), max(1, 2)); sorted({2, 1})",
}
