"""What a test runs beside the learner's code: probes, and bans on library calls."""

import pytest
from engine_running import error_of, given, graded, learner

from autograder.engine.beside import rewrite

IMPORTS = given("import torch\nfrom helpers import checks")


def run(source, **names):
    """Run a rewritten cell with probes that just run; return its names."""

    def probe(text, results, known):
        scope = {**names, **known}
        exec(text, scope)
        return [scope[name] for name in results]

    names["__probe__"] = probe
    exec(rewrite(source), names)
    return names


@pytest.mark.parametrize(
    ("source", "name", "value"),
    [
        ("### BEGIN PROBE\na = 1\nb = a + 1\n### END PROBE\nc = a + b", "c", 3),
        ("### BEGIN PROBE\na, (b, *d) = 1, (2, 3)\n### END PROBE\nc = d", "c", [3]),
        ("for i in range(3):\n  ### BEGIN PROBE\n  c = i\n  ### END PROBE", "c", 2),
        ("def f(x):\n    ### BEGIN PROBE\n    y = x * 2\n    ### END PROBE\n"
         "    return y\nc = f(4)", "c", 8),
        ("if True:\n  ### BEGIN PROBE\n  if True:\n    c = 5\n  ### END PROBE", "c", 5),
        ("### BEGIN PROBE\ndef g(): return 6\nc = g()\n### END PROBE", "c", 6),
        ("### BEGIN PROBE\nc = [i for i in range(2)]\n### END PROBE", "c", [0, 1]),
        ("### BEGIN PROBE\nimport math\nc = math.floor(7.5)\n### END PROBE", "c", 7),
        ("### BEGIN PROBE\nc = '''a\n  b'''\n### END PROBE", "c", "a\n  b"),
        ("### BEGIN PROBE\n### END PROBE\nc = 8", "c", 8),
        ("### BEGIN PROBE\nc = 1\n### END PROBE\n"
         "### BEGIN PROBE\nc += 8\n### END PROBE", "c", 9),
    ],
    ids=["two", "unpacked", "loop", "function", "nested", "def", "comprehension",
         "import", "lines", "empty", "again"],
)  # fmt: skip
def test_a_probe_binds_what_it_would_bind_in_place(source, name, value):
    assert run(source)[name] == value
    plain = {}
    exec(source, plain)
    assert plain[name] == value


def test_lines_keep_their_numbers():
    source = "a = 1\n### BEGIN PROBE\nb = 2\nc = 3\n### END PROBE\nd = 4"
    assert rewrite(source).split("\n")[5] == "d = 4"
    assert len(rewrite(source).split("\n")) == 6


@pytest.mark.parametrize(
    "source",
    ["### BEGIN PROBE\nassert False", "### BEGIN PROBE\n### BEGIN PROBE\n### END PROBE",
     "### BEGIN PROBE\nif\n### END PROBE"],
    ids=["no end", "two begins", "no Python"],
)  # fmt: skip
def test_a_broken_probe_is_an_error_not_a_test_that_passes(source):
    with pytest.raises(SyntaxError):
        rewrite(source)


def test_a_module_of_a_probe_never_becomes_the_tests():
    """It would be the learner's own module that then compares."""
    source = "### BEGIN PROBE\nimport torch as t\nfrom math import pi\n### END PROBE"
    called = rewrite(source).strip()
    assert (
        called == r"__probe__('import torch as t\nfrom math import pi', [], locals())"
    )


# --- through real jobs -----------------------------------------------------------


@pytest.mark.sandbox
def test_a_probe_sees_the_learners_objects(engine):
    engine.check(
        IMPORTS,
        learner(
            "class Net(torch.nn.Module):\n    def __init__(self):\n"
            "        super().__init__()\n        self.one = torch.nn.Linear(2, 1)\n"
            "    def forward(self, x): return self.one(x)\ndef double(x): return 2 * x"
        ),
        graded(
            "x = torch.ones(3, requires_grad=True)\nscale = 5\n"
            "### BEGIN PROBE\n"
            "net = Net()\ncount = sum(p.numel() for p in net.parameters())\n"
            "is_module = isinstance(net, torch.nn.Module)\n"
            "(double(x) * scale).sum().backward()\ngrad = x.grad\n"
            "### END PROBE\n"
            "assert count == 3 and is_module is True\n"
            "assert torch.equal(grad, torch.full((3,), 10.0))\n"
            "assert net(torch.ones(1, 2)).shape == (1, 1)\n"
            "assert not isinstance(net, torch.nn.Module)\n"
            "with torch.no_grad():\n"
            "    for factor in (2, 3):\n"
            "        ### BEGIN PROBE\n"
            "        y = double(torch.tensor(factor))\n"
            "        ### END PROBE\n"
            "        assert y.item() == 2 * factor\n"
            "def inside(n):\n"
            "    ### BEGIN PROBE\n    r = double(n)\n    ### END PROBE\n"
            "    return r\nassert inside(4) == 8"
        ),
    )


@pytest.mark.sandbox
def test_a_probe_that_fails_fails_the_test(engine):
    cells = engine.run(
        learner("def f(): raise NotImplementedError('not yet')"),
        graded("### BEGIN PROBE\nr = f()\n### END PROBE\nassert True"),
        graded("### BEGIN PROBE\nassert 1 == 2\n### END PROBE"),
        graded("### BEGIN PROBE\nfor r in []: pass\n### END PROBE\nassert r"),
    )
    errors = [error_of(c) for c in cells[1:]]
    assert errors[0] == "NotImplementedError: not yet"
    assert errors[1].startswith("AssertionError")
    assert errors[2].startswith("UnknownObjectError")


@pytest.mark.sandbox
def test_a_probe_need_not_bind_all_its_names(engine):
    engine.check(
        learner("def f(): raise NotImplementedError"),
        graded(
            "### BEGIN PROBE\ntry:\n    r = f()\n    done = True\n"
            "except NotImplementedError:\n    done = False\n### END PROBE\n"
            "assert done is False"
        ),
    )


@pytest.mark.sandbox
def test_a_probe_does_not_change_the_learners_names(engine):
    engine.check(
        learner("x = 1"),
        graded("### BEGIN PROBE\nx = 5\n### END PROBE\nassert x == 5"),
        learner("assert x == 1"),
    )


BANNED = learner(
    "def honest(x): return (x * (x > 0))\n"
    "def caller(x): return torch.relu(x)\n"
    "from torch import relu as hidden\ndef alias(x): return hidden(x)\n"
    "def method(x): return x.relu()\n"
    "def quiet(x):\n    try: return torch.relu(x)\n"
    "    except Exception: return x * (x > 0)",
    "honest", "caller", "alias", "method", "quiet",
)  # fmt: skip


@pytest.mark.sandbox
@pytest.mark.parametrize("name", ["caller", "alias", "method", "quiet"])
def test_forbidden_calls_raise_in_the_answer_and_not_in_the_test(engine, name):
    cells = engine.run(
        IMPORTS,
        BANNED,
        graded(
            "x = torch.tensor([-1.0, 2.0])\n"
            'with checks.forbidden("torch.relu"):\n'
            "    assert torch.equal(honest(x), torch.relu(x))"
        ),
        graded(f'with checks.forbidden("torch.relu"):\n    {name}(torch.ones(1))'),
        graded(f"assert {name}(torch.ones(1)) == 1"),
    )
    assert [c.outcome for c in cells] == ["ok", "ok", "ok", "error", "ok"]
    assert "relu" in error_of(cells[3])


@pytest.mark.sandbox
@pytest.mark.parametrize("name", ["caller", "alias", "method", "quiet", "honest"])
def test_forbids_reads_the_text_of_the_answer(engine, name):
    source = BANNED.source.splitlines(keepends=True)
    cells = engine.run(
        IMPORTS,
        learner("def honest(x): return (x * (x > 0))", "honest"),
        learner("".join(source[1:]), "caller", "alias", "method", "quiet"),
        graded(f'checks.forbids({name}, "torch.relu")'),
    )
    assert (cells[3].outcome == "ok") == (name == "honest")
    assert name == "honest" or "relu" in error_of(cells[3])


@pytest.mark.sandbox
def test_forbids_reads_methods_that_use_super(engine):
    cells = engine.run(
        IMPORTS,
        learner(
            "class Net(torch.nn.Module):\n    def __init__(self):\n"
            "        super().__init__()\n        self.act = torch.nn.ReLU()",
            "Net",
        ),
        learner("from helpers import checks\nchecks.forbids = lambda *a: None"),
        graded('checks.forbids(Net, "torch.nn.ReLU")'),
    )
    assert "ReLU" in error_of(cells[3])
