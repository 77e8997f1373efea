"""Whatever bytes come: a value, or CodecError. Both sides' own hooks are tried, too."""

import contextlib
import json
import struct
import sys
import time
import tracemalloc
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from codec_messages import HANDLES, HOSTILE, leaves, message_of, trees
from codec_values import values
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.engine import codec, tester
from autograder.engine.codec import HEAD, CodecError, decode, encode
from autograder.engine.learner import Learner
from autograder.engine.remote import Remote

QUICK = settings(
    max_examples=250, deadline=None, suppress_health_check=list(HealthCheck)
)


def refuse(tagged):
    raise CodecError("an unknown tag")


def hooks():
    """Return what makes values of tagged lists: nothing, the tests' side, the other."""
    tests = tester.Tester(None, None, 1000)
    tests.callbacks.append(len)
    learner = Learner(None, None, 1000)
    learner.things[1] = SimpleNamespace()
    return {
        "codec": refuse,
        "tests": tests._from_learner([[1], torch.ones(2)]),
        "tests, no call": tests._from_learner([]),
        "learner": learner._from_tests,
    }


HOOKS = hooks()


def survives(message):
    """Decode with each hook: a value or CodecError, and that soon."""
    for hook in HOOKS.values():
        started = time.perf_counter()
        with contextlib.suppress(CodecError):
            decode(bytes(message), hook)
        assert time.perf_counter() - started < 20


@QUICK
@given(st.binary(max_size=300))
def test_random_bytes(message):
    survives(message)


@QUICK
@given(st.binary(max_size=60), st.integers(0, 2), st.binary(max_size=60))
def test_random_text_in_a_right_frame(text, count, rest):
    survives(message_of(text, *[rest] * count))


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


def test_a_message_of_too_many_values_is_refused(monkeypatch):
    monkeypatch.setattr(codec, "MOST_NODES", 1000)
    assert len(decode(message_of(["list", [0] * 999]), refuse)) == 999
    with pytest.raises(CodecError):
        decode(message_of(["list", [0] * 1000]), refuse)


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


@pytest.mark.parametrize("tag", ["THING", "YOURS", "ORIGINAL"])
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
