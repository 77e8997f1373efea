"""Whatever bytes come: a value, or CodecError. Both sides' own hooks are tried, too."""

import json
import struct
import sys
import time
import tracemalloc
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from codec_values import values
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.engine import tester
from autograder.engine.codec import HEAD, CodecError, decode, encode
from autograder.engine.learner import Learner
from autograder.engine.remote import Remote

QUICK = settings(
    max_examples=400, deadline=None, suppress_health_check=list(HealthCheck)
)


def refuse(tagged):
    raise CodecError("an unknown tag")


def hooks():
    """Return what makes values of tagged lists: nothing, the tests' side, the other."""
    tests = tester.Tester(None, None, 1000)
    tests.callbacks.append(len)
    learner = Learner(None, None, 1000)
    learner.things[1] = SimpleNamespace()
    details = {"args": [[1], torch.ones(2)], "kwargs": {}}
    return {
        "codec": refuse,
        "tests": tests._from_learner(details),
        "tests, no call": tests._from_learner({}),
        "learner": learner._from_tests,
    }


HOOKS = hooks()


def survives(message):
    """Decode with each hook: a value or CodecError, and that soon."""
    for hook in HOOKS.values():
        started = time.perf_counter()
        try:
            decode(bytes(message), hook)
        except CodecError as error:
            assert len(str(error)) < 1000
        assert time.perf_counter() - started < 20


def message_of(tree, *buffers, sizes=None):
    text = tree if type(tree) is bytes else json.dumps(tree).encode()
    sizes = struct.pack(f">{len(buffers)}Q", *(sizes or map(len, buffers)))
    return HEAD.pack(len(text), len(buffers)) + text + sizes + b"".join(buffers)


@QUICK
@given(st.binary(max_size=300))
def test_random_bytes(message):
    survives(message)


@QUICK
@given(st.binary(max_size=60), st.integers(0, 2), st.binary(max_size=60))
def test_random_text_in_a_right_frame(text, count, rest):
    survives(message_of(text, *[rest] * count))


# A tagged list of any tag, with parts of any kind: what the grammar has, and worse.
TAGS = [
    "list",
    "tuple",
    "set",
    "frozenset",
    "dict",
    "OrderedDict",
    "Counter",
    "array",
    "number",
    "bytes",
    "complex",
    "slice",
    "range",
    "fraction",
    "decimal",
    "ellipsis",
    "dtype",
    "namedtuple",
    "generator",
    "tensor",
    "size",
    "tdtype",
    "cpu",
    "tgenerator",
    "THING",
    "YOURS",
    "SAME",
    "IMPORT",
    "LIST",
    "list\x00",
    "unknown",
    "",
]
WORDS = [
    "float32",
    "int64",
    "bool",
    "bfloat16",
    "complex64",
    "object",
    "plain",
    "grad",
    "parameter",
    "frozen",
    "PCG64",
    "MT19937",
    "Philox",
    "bit_generator",
    "state",
    "key",
    "pos",
    "torch",
    "numpy.random",
    "cpu",
    "__class__",
    "1e999999999",
    "NaN",
    "class",
    "x",
    "y",
]
leaves = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 5), st.integers(), st.floats(),
    st.sampled_from(WORDS), st.text(max_size=5),
    st.sampled_from([2**31, 2**40, 2**63, 2**64, -(2**63), 10**400]),
)  # fmt: skip
# Right shapes of the rarer tags, so that the search gets behind the first check.
shaped = st.one_of(
    st.tuples(st.just("array"), st.sampled_from(WORDS),
              st.lists(st.integers(0, 9), max_size=3), st.integers(0, 1),
              st.permutations(range(3)).map(lambda p: p[:2])),
    st.tuples(st.just("tensor"), st.sampled_from(WORDS),
              st.lists(st.integers(0, 3), max_size=3), st.integers(0, 1),
              st.permutations(range(2)), st.sampled_from(WORDS), leaves),
    st.tuples(st.just("namedtuple"), st.sampled_from(WORDS),
              st.lists(st.sampled_from(WORDS), max_size=3),
              st.lists(leaves, max_size=3)),
    st.tuples(st.sampled_from(["THING", "YOURS", "SAME"]), leaves, leaves, leaves),
    st.tuples(st.sampled_from(["YOURS", "SAME"]), leaves),
    st.tuples(st.sampled_from(["size", "decimal", "cpu", "tdtype"]), leaves),
    st.tuples(st.just("fraction"), leaves, leaves),
).map(list)  # fmt: skip


def _tagged(inner):
    return st.one_of(
        st.builds(
            lambda tag, parts: [tag, *parts],
            st.sampled_from(TAGS),
            st.lists(inner, max_size=5),
        ),
        st.builds(
            lambda tag, items: [tag, items],
            st.sampled_from(TAGS),
            st.lists(inner | st.lists(inner, min_size=2, max_size=2), max_size=4),
        ),
        st.dictionaries(st.text(max_size=3), inner, max_size=2),
    )


trees = st.recursive(leaves | shaped, _tagged, max_leaves=12)


@QUICK
@given(trees, st.lists(st.binary(max_size=40), max_size=2))
def test_trees_of_the_grammar_and_of_none(tree, buffers):
    survives(message_of(tree, *buffers))


@QUICK
@given(st.data())
def test_valid_messages_that_were_changed(data):
    message = bytearray(encode(data.draw(values), lambda value: ["THING", 1]))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, max(len(message) - 1, 0)))
        change = data.draw(st.sampled_from(["flip", "cut", "insert", "drop", "number"]))
        if change == "flip" and message:
            message[place] ^= 1 << data.draw(st.integers(0, 7))
        elif change == "cut":
            del message[place:]
        elif change == "insert":
            message[place:place] = data.draw(st.binary(min_size=1, max_size=9))
        elif change == "drop":
            del message[place : place + data.draw(st.integers(1, 9))]
        else:
            message[place : place + 8] = struct.pack(
                ">Q", data.draw(st.sampled_from([0, 1, 2**31, 2**32 - 1, 2**63]))
            )
    survives(message)


@QUICK
@given(st.data())
def test_valid_trees_that_were_edited(data):
    message = encode(data.draw(values), lambda value: ["THING", 1])
    length, count = HEAD.unpack_from(message)
    tree = json.loads(message[HEAD.size : HEAD.size + length])
    rest = message[HEAD.size + length :]
    tree = _edited(tree, data)
    text = json.dumps(tree).encode()
    survives(HEAD.pack(len(text), count) + text + rest)


def _edited(tree, data):
    """Replace one place of a tree, chosen by walking down."""
    if type(tree) is list and tree and data.draw(st.integers(0, 3)):
        place = data.draw(st.integers(0, len(tree) - 1))
        return [*tree[:place], _edited(tree[place], data), *tree[place + 1 :]]
    return data.draw(leaves | st.just(tree * 2 if type(tree) is list else []))


# Each broke a rule once, or would if a check were not there.
HOSTILE = {
    "nothing": b"",
    "half a head": b"\0\0\0",
    "endless text": HEAD.pack(2**32 - 1, 0),
    "endless buffers": HEAD.pack(1, 2**32 - 1) + b"1",
    "a huge buffer": message_of(["bytes", 0], b"x", sizes=[2**63]),
    "sizes that wrap": message_of(["bytes", 0], b"x", b"", sizes=[2**64 - 1, 2]),
    "deep lists": message_of(b"[" * 100_000),
    "deep tags": message_of(b'["list",[' * 400 + b"1" + b"]]" * 400),
    "deep objects": message_of(b'{"a":' * 100_000),
    "a long number": message_of(b"1" * 100_000),
    "a huge exponent": message_of(["fraction", "1e1000000000", None]),
    "a huge power": message_of(["decimal", "1e999999999999999999999"]),
    "no denominator": message_of(["fraction", 1, 0]),
    "a huge shape": message_of(["array", "int8", [2**39] * 3, 0, [0, 1, 2]], b""),
    "a huge empty shape": message_of(
        ["array", "int8", [2**39, 2**39, 0], 0, [0, 1, 2]], b""
    ),
    "a huge empty tensor": message_of(
        ["tensor", "int8", [2**39, 2**39, 0], 0, [0, 1, 2], "plain", None], b""
    ),
    "a negative shape": message_of(["array", "int8", [-1, -1], 0, [0, 1]], b"x"),
    "too many axes": message_of(["array", "int8", [1] * 65, 0, [*range(65)]], b"x"),
    "an object array": message_of(["array", "object", [1], 0, [0]], b"x" * 8),
    "a bool of 7": message_of(["array", "bool", [1], 0, [0]], b"\7"),
    "a tensor bool of 7": message_of(
        ["tensor", "bool", [1], 0, [0], "plain", None], b"\7"
    ),
    "an int with a gradient": message_of(
        ["tensor", "int8", [1], 0, [0], "grad", None], b"x"
    ),
    "an int parameter": message_of(
        ["tensor", "int8", [1], 0, [0], "parameter", None], b"x"
    ),
    "a gradient of another dtype": message_of(
        ["tensor", "float32", [1], 0, [0], "grad",
         ["tensor", "int8", [1], 1, [0], "plain", None]], b"1234", b"x",
    ),
    "a gradient of a gradient": message_of(
        ["tensor", "float32", [1], 0, [0], "grad", ["list", []]], b"1234"
    ),
    "an unhashable key": message_of(["dict", [[["list", []], 1]]]),
    "an opaque key": message_of(["dict", [[["THING", 1, "x", False], 1]]]),
    "a set of lists": message_of(["set", [["list", []]]]),
    "a keyword as a field": message_of(["namedtuple", "P", ["class"], [1]]),
    "code as a name": message_of(["namedtuple", "P(): pass\nimport os", ["x"], [1]]),
    "many fields": message_of(
        ["namedtuple", "P", [f"f{i}" for i in range(200_000)], [0] * 200_000]
    ),
    "many kinds": message_of(
        ["list", [["namedtuple", f"P{i}", [], []] for i in range(50_000)]]
    ),
    "one buffer, often": message_of(["list", [["bytes", 0]] * 5000], b"x" * 2**20),
    "many nodes": message_of(b'["list",[' + b"0," * 2_000_000 + b"0]]"),
}  # fmt: skip
HANDLES = {
    "YOURS of none": message_of(["YOURS", 99]),
    "SAME of none": message_of(["SAME", 99]),
    "SAME by name": message_of(["SAME", "args"]),
    "an unhashable thing": message_of(["THING", ["list", []], "x", True]),
    "an endless number": message_of(b'["THING",1e999,"x",true]'),
    "a bad import": message_of(["IMPORT", "no.such.module", "x"]),
    "a tag alone": message_of(["THING"]),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_messages_cost_little(kind):
    message = HOSTILE[kind]
    tracemalloc.start()
    try:
        with pytest.raises(CodecError):
            decode(message, HOOKS["tests"])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20 * 2**20 + 40 * len(message)


@pytest.mark.parametrize("side", ["codec", "tests", "tests, no call"])
@pytest.mark.parametrize("kind", HANDLES)
def test_handles_of_nothing_are_refused(kind, side):
    with pytest.raises(CodecError):
        decode(HANDLES[kind], HOOKS[side])


@pytest.mark.parametrize(
    ("name", "place"), [("MT19937", b'"pos",623'), ("Philox", b'"buffer_pos",4')]
)
@pytest.mark.parametrize("number", [-1, 625, 2**31 - 1, "x", None])
def test_a_generator_never_reads_beside_its_numbers(name, place, number):
    source = getattr(np.random, name)(0)
    message = encode(np.random.Generator(source), refuse)
    length, count = HEAD.unpack_from(message)
    text, rest = message[HEAD.size :][:length], message[HEAD.size + length :]
    assert place in text
    field = place.split(b",")[0]
    text = text.replace(place, field + b"," + json.dumps(number).encode())
    with pytest.raises(CodecError):
        decode(HEAD.pack(len(text), count) + text + rest, refuse)


@pytest.mark.parametrize("tag", ["THING", "YOURS", "SAME"])
def test_the_tests_side_makes_nothing_of_a_handle_but_a_stand_in(tag):
    hook = HOOKS["tests"]
    made = decode(
        message_of([tag, 0, "kind", True][: 4 if tag == "THING" else 2]), hook
    )
    assert isinstance(made, Remote) if tag == "THING" else made in (len, [1])


def test_decoding_imports_nothing():
    before = set(sys.modules)
    for message in [*HOSTILE.values(), *HANDLES.values()]:
        with pytest.raises(CodecError):
            decode(message, HOOKS["tests"])
    assert set(sys.modules) == before
