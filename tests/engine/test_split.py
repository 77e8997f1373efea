"""Tests apart from the learner's process: the values that they see."""

import pytest
from engine_running import error_of, graded, learner
from engine_running import given as shown

pytestmark = pytest.mark.sandbox

IMPORTS = shown("import numpy as np\nimport torch\nfrom helpers import checks")


# --- names and values --------------------------------------------------------------


def test_names_are_looked_up_beside_the_learner(engine):
    engine.check(
        learner("x = 3\nd = {'a': [1]}\ndef f(n): return n + x"),
        graded("assert (x, d, f(1)) == (3, {'a': [1]}, 4)\nassert f.__name__ == 'f'"),
        learner("x = 4"),
        graded("assert f(1) == 5 and x == 4"),
    )


def test_a_name_that_nobody_has_is_a_name_error(engine):
    cells = engine.run(learner("del_me = 1\ndel del_me"), graded("assert del_me"))
    assert error_of(cells[1]).startswith("NameError")


def test_values_cross_by_value(engine):
    engine.check(
        IMPORTS,
        learner("kept = [1]\ndef f(): return kept"),
        graded("f().append(2)\nassert f() == [1]\nassert type(f()) is list"),
        learner("assert kept == [1]"),
    )


def test_opaque_things_can_be_used(engine):
    engine.check(
        IMPORTS,
        learner(
            "class Box:\n    def __init__(self, n): self.n, self.inner = n, self\n"
            "    def add(self, m, *, twice=False): return self.n + m * (1 + twice)\n"
            "    def __getitem__(self, key): return self.n * key\n"
            "    def __iter__(self): return iter(range(self.n))\n"
            "    def parts(self):\n        yield self\n        yield 2\n"
            "box = Box(3)"
        ),
        graded(
            "assert box.n == 3 and box.inner.inner.n == 3\n"
            "assert box.add(2, twice=True) == 7\n"
            "assert box[5] == 15\nassert list(box) == [0, 1, 2]\n"
            "made = Box(4)\nassert made.add(1) == 5\n"
            "first, second = box.parts()\nassert first.n == 3 and second == 2\n"
            "steps = box.parts()\nassert next(steps).n == 3 and next(steps) == 2\n"
            "assert next(steps, 'end') == 'end'\n"
            "assert repr(box) == f'{box}' == '<Box of the answer>'\n"
            "assert box is not None and callable(Box) and not callable(box)"
        ),
    )


CLOSED = [
    "thing == 1", "1 == thing", "thing != thing", "thing < 1", "1 >= thing",
    "bool(thing)", "not thing", "thing and 1", "any([thing])", "len(thing)",
    "thing + 1", "1 + thing", "thing @ thing", "-thing", "abs(thing)", "sum([thing])",
    "thing ** 2", "divmod(1, thing)", "hash(thing)", "{thing}", "{thing: 1}",
    "1 in thing", "thing in [1, 2]", "float(thing)", "int(thing)", "complex(thing)",
    "range(thing)", "[1][thing]", "round(thing)", "bytes(thing)", "max(thing, 1)",
    "sorted([thing, 1])", "np.asarray(thing)", "np.asarray([thing])",
    "np.array([1]) == thing", "np.allclose(thing, 1)", "torch.as_tensor(thing)",
    "np.testing.assert_equal(thing, 1)", "torch.equal(thing, torch.ones(1))",
    "torch.tensor([thing])", "type('T', (thing,), {})",
    "torch.allclose(torch.ones(1), thing)", "torch.ones(1) == thing",
    "torch.testing.assert_close(thing, torch.ones(1))", "checks.close(thing, 1)",
    "checks.equal(thing, thing)", "isinstance(1, thing)", "issubclass(thing, dict)",
    "setattr(thing, 'a', 1)", "delattr(thing, 'a')", "thing.__dict__",
    "f'{thing:.3f}'", "'%d' % thing", "thing.__class__.no_such",
    "__import__('copy').deepcopy(thing)", "__import__('pickle').dumps(thing)",
    "__import__('json').dumps(thing)", "__import__('math').isclose(thing, 1)",
]  # fmt: skip


def test_whatever_else_is_asked_of_an_opaque_thing_raises(engine):
    """It has a class that says yes to everything, and none of it is asked."""
    tests = [graded(f"({expression})") for expression in CLOSED]
    cells = engine.run(IMPORTS, learner(YES_TO_ALL), *tests)[2:]
    passed = [e for e, c in zip(CLOSED, cells, strict=True) if c.outcome != "error"]
    assert passed == []


YES_TO_ALL = """
class Yes:
    def yes(self, *args, **kwargs): return True
    __eq__ = __ne__ = __lt__ = __gt__ = __bool__ = __contains__ = yes
    __instancecheck__ = yes
    def __len__(self): return 1
    def __hash__(self): return 1
    def __float__(self): return 1.0
    __int__ = __index__ = __len__
    def __add__(self, other): return 1
    __radd__ = __add__
    def __array__(self, *args, **kwargs):
        import numpy
        return numpy.ones(1)
    @classmethod
    def __torch_function__(cls, *args, **kwargs): return True
thing = Yes()
"""


def test_statements_on_opaque_things_raise(engine):
    wrong = ["thing[0] = 1", "del thing[0]", "with thing: pass", "thing += 1",
             "assert thing", "while thing: break", "thing.a = 1",
             "try:\n    1 / 0\nexcept thing: pass", "raise thing",
             "match thing:\n    case 1: pass\n    case _: raise KeyError"]  # fmt: skip
    cells = engine.run(IMPORTS, learner(YES_TO_ALL), *map(graded, wrong))[2:]
    assert [c.outcome for c in cells] == ["error"] * len(wrong)


def test_an_opaque_thing_is_an_instance_of_nothing(engine):
    engine.check(
        IMPORTS,
        learner(
            "class Fake(dict):\n    __class__ = torch.Tensor\nthing = Fake(a=1)\n"
            "class Sub(torch.Tensor): pass\nsub = torch.ones(2).as_subclass(Sub)"
        ),
        graded(
            "for one in (thing, sub):\n"
            "    for kind in (dict, torch.Tensor, np.ndarray, int, str, list, type):\n"
            "        assert not isinstance(one, kind), kind"
        ),
    )


# --- arguments ---------------------------------------------------------------------


def test_changed_arguments_come_back(engine):
    engine.check(
        IMPORTS,
        learner(
            "def change(a, d, s, nested, array, tensor, *, named):\n"
            "    a.append(4); a[0] = 'new'; s.add(9)\n    d['k'] = 1; del d['old']\n"
            "    nested[0]['x'][1][0] = 7\n    array *= 2\n    tensor.add_(1)\n"
            "    named.clear()"
        ),
        graded(
            "a, d, s = [1, 2], {'old': 1, 'z': 2}, {1}\ninner = [0]\n"
            "nested = [{'x': (1, inner)}]\narray, tensor = np.ones(3), torch.ones(2)\n"
            "named = [5]\nview = array[:1]\n"
            "change(a, d, s, nested, array, tensor, named=named)\n"
            "assert a == ['new', 2, 4] and d == {'z': 2, 'k': 1} and s == {1, 9}\n"
            "assert inner == [7] and nested == [{'x': (1, [7])}]\n"
            "assert array.tolist() == [2, 2, 2] and view[0] == 2\n"
            "assert tensor.tolist() == [2, 2] and named == []\n"
            "size = torch.Size([2])\nholder = [size, []]\n"
            "change([0], {'old': 1}, set(), [{'x': (1, [0])}, holder], array, tensor,"
            " named=[])\nassert holder[0] is size"
        ),
    )


def test_unchanged_arguments_stay_untouched(engine):
    engine.check(
        IMPORTS,
        learner("def look(*args): return len(args)"),
        graded(
            "w = torch.ones(2, requires_grad=True)\nloss = (w * 2).sum()\n"
            "before = w._version\nassert look(w, [w], loss) == 3\n"
            "assert w._version == before\nloss.backward()\nassert w.grad.sum() == 4\n"
            "checks.unchanged(look, np.ones(3), [1, {'a': 2}])"
        ),
    )


def test_a_changed_argument_is_noticed_by_checks(engine):
    cells = engine.run(
        IMPORTS,
        learner("def grow(a):\n    a += 1\n    return a"),
        graded("checks.unchanged(grow, np.zeros(2))"),
    )
    assert "changed" in error_of(cells[2])


def test_gradients_and_generators_come_back(engine):
    engine.check(
        IMPORTS,
        learner(
            "def back(w): (w * 3).sum().backward()\n"
            "def draw(rng): return float(rng.random())\n"
            "def draw_torch(g): return torch.rand(1, generator=g)"
        ),
        graded(
            "w = torch.ones(2, requires_grad=True)\nback(w)\n"
            "assert w.grad.tolist() == [3, 3]\n"
            "back(w)\nassert w.grad.tolist() == [6, 6]\n"
            "rng, twin = np.random.default_rng(1), np.random.default_rng(1)\n"
            "assert [draw(rng), draw(rng)] == [twin.random(), twin.random()]\n"
            "assert rng.random() == twin.random()\n"
            "g, twin = (torch.Generator().manual_seed(1) for _ in range(2))\n"
            "for _ in range(2):\n"
            "    assert torch.equal(draw_torch(g), torch.rand(1, generator=twin))\n"
            "assert torch.equal(torch.rand(1, generator=g),"
            " torch.rand(1, generator=twin))"
        ),
    )


def test_arguments_change_before_an_error_comes(engine):
    engine.check(
        learner("def half(a):\n    a.append(1)\n    raise ValueError('half')"),
        graded("a = []\ntry: half(a)\nexcept ValueError: pass\nassert a == [1]"),
    )


def test_a_result_that_is_an_argument_stays_that_object(engine):
    engine.check(
        IMPORTS,
        learner("def same(*args): return args[-1]\ndef copy(a): return a.clone()"),
        graded(
            "for value in ([1], {}, np.ones(1), torch.ones(1)):\n"
            "    assert same(0, value) is value\n"
            "t = torch.ones(1)\nassert copy(t) is not t"
        ),
    )


def test_a_shape_that_was_changed_in_place_comes_back(engine):
    engine.check(
        IMPORTS,
        learner("def grow(t): t.unsqueeze_(0)"),
        graded("t = torch.ones(2)\ngrow(t)\nassert t.shape == (1, 2)"),
    )


def test_replacing_an_entry_leaves_the_old_object_alone(engine):
    engine.check(
        IMPORTS,
        learner("def step(params): params['w'] = params['w'] - 1"),
        graded(
            "w = np.ones(2)\nparams = {'w': w}\nstep(params)\n"
            "assert params['w'].sum() == 0\nassert w.sum() == 2, 'w itself was changed'"
        ),
    )
