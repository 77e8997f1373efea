"""Two runs over the same work give the same grades, notebooks and pages."""

from grade_running import autograder, page
from killed_runs import COMMAND, results
from toy_course import RIGHT, answered, make_course, submit

FIRST = "def square(x):\n    return x * x\n"
WORK = {
    "right": FIRST,
    "wrong": "def square(x):\n    return x + x\n",
    "prints": "class A: pass\nprint(A(), print, (i for i in []))\n" + FIRST,
    "shows": FIRST + "class A: pass\n[A(), square]\n",
    "raises": "class A: pass\ndef square(x):\n    raise ValueError(A())\n",
    "draws": FIRST + "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3])\n",
    "random": "import random, numpy, torch\n"
    "print(random.random(), numpy.random.rand(3), torch.randn(2))\n" + FIRST,
    "sets": "print({'a', 'b', 'c'}, hash('abc'))\n" + FIRST,
}


def test_two_runs_agree_in_every_byte(tmp_path):
    found = []
    for name in ("one", "two"):
        root = make_course(tmp_path / name / "toy")
        for student, text in WORK.items():
            submit(root, student, answered({**RIGHT, "square": text}))
        ran = autograder(root, *COMMAND)
        assert ran.returncode == 0, ran.stderr
        assert "A object at 0x...&gt;" in page(root, "prints")
        found.append(results(root))
    one, two = found
    assert len(one["files"]) == 2 * len(WORK)
    for kind, known in one.items():
        assert known == two[kind], kind
