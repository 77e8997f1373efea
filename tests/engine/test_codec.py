"""Every value that may cross between the jails arrives as it was; no other one does."""

from collections import Counter, UserDict, defaultdict, deque, namedtuple
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

import numpy as np
import pytest
import torch
from codec_values import Point, arrays, generators, same, tensors, values
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.engine.codec import CodecError, decode, encode


def refuse(value):
    raise CodecError(f"a {type(value).__name__} cannot cross")


def crossed(value):
    return decode(encode(value, refuse), refuse)


@settings(max_examples=300, deadline=None)
@given(values)
def test_any_value_arrives_as_it_was(value):
    assert same(crossed(value), value)


@settings(max_examples=150, deadline=None)
@given(arrays())
def test_arrays_keep_their_memory_order(array):
    arrived = crossed(array)
    order = sorted(range(array.ndim), key=lambda axis: -array.strides[axis])
    assert arrived.flags.writeable
    assert arrived.transpose(order).flags.c_contiguous
    assert same(arrived, array)


@settings(max_examples=150, deadline=None)
@given(tensors())
def test_tensors_arrive_as_leaves(tensor):
    arrived = crossed(tensor)
    assert arrived.is_leaf
    assert same(arrived, tensor)


@settings(max_examples=50, deadline=None)
@given(generators())
def test_generators_go_on_where_they_were(generator):
    assert same(crossed(generator), generator)


@settings(max_examples=100, deadline=None)
@given(values)
def test_a_value_crosses_the_same_way_twice(value):
    assert encode(value, refuse) == encode(value, refuse)


CORNERS = [
    np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    np.broadcast_to(np.arange(3), (2, 3)),
    np.arange(5)[::-1],
    np.array(5, dtype=np.int8),
    np.zeros((0, 3)),
    torch.arange(6.0).reshape(2, 3).t(),
    torch.arange(3).expand(2, 3),
    torch.ones(2, dtype=torch.bfloat16),
    torch.complex(torch.ones(2), torch.ones(2)).conj(),
    "\ud83d\ude00 \ud800",
    float("nan"),
    -0.0,
    10**4000,
    [[], (), {}, set(), frozenset(), ""],
    {(1, (2,)): {1.5: None}},
    Counter("aab"),
    np.dtype("float16"),
    Fraction(1, 3),
    Decimal("1.10"),
]


@pytest.mark.parametrize(
    "value", CORNERS, ids=lambda value: f"{type(value).__name__}-{len(repr(value))}"
)
def test_corners(value):
    assert same(crossed(value), value)


def test_a_tensor_that_was_computed_arrives_without_its_history():
    weight = torch.ones(2, requires_grad=True)
    arrived = crossed(weight * 2)
    assert arrived.requires_grad
    assert arrived.grad_fn is None
    assert arrived.tolist() == [2.0, 2.0]


def test_named_tuples_of_a_kind_arrive_as_one_kind():
    first, second = crossed([Point(1, 2), Point(3, [4])])
    assert type(first) is type(second)
    assert second.y == [4]
    assert isinstance(first, tuple)


class _List(list):
    pass


class _Text(str):
    pass


class _Array(np.ndarray):
    pass


class _Number(IntEnum):
    ONE = 1


class _Point(namedtuple("Base", "x")):
    pass


OTHERS = {
    "object": object(),
    "function": refuse,
    "class": dict,
    "module": np,
    "subclass of list": _List([1]),
    "subclass of array": np.zeros(2).view(_Array),
    "subclass of tensor": torch.ones(2).as_subclass(
        type("T", (torch.Tensor,), {})  # what forgers return
    ),
    "subclass of named tuple": _Point(1),
    "deque": deque([1]),
    "user dict": UserDict(),
    "iterator": iter([1]),
    "bytearray": bytearray(b"1"),
    "object array": np.array([object()]),
    "text array": np.array(["a"]),
    "records": np.zeros(2, dtype=[("a", "i4")]),
    "other byte order": np.zeros(2, dtype=">f8"),
    "sparse tensor": torch.eye(2).to_sparse(),
    "meta tensor device": torch.device("meta"),
    "module of torch": torch.nn.Linear(1, 1),
    "numpy's old generator": np.random.RandomState(0),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_unknown_types_go_to_the_hook_as_they_are(kind):
    met = []

    def note(value):
        met.append(value)
        return ["THING", len(met) - 1]

    message = encode([1, OTHERS[kind]], note)
    assert met[0] is OTHERS[kind]
    assert decode(message, lambda tagged: met[tagged[1]])[1] is OTHERS[kind]


@pytest.mark.parametrize("kind", OTHERS)
def test_what_the_hook_refuses_does_not_cross(kind):
    with pytest.raises(CodecError, match="cannot cross"):
        encode({"deep": [OTHERS[kind]]}, refuse)


@pytest.mark.parametrize(
    ("value", "plain"), [(_Text("a"), "a"), (_Number.ONE, 1)], ids=["text", "enum"]
)
def test_texts_and_numbers_of_another_class_arrive_bare(value, plain):
    assert same(crossed(value), plain)


def test_a_dict_with_a_default_arrives_as_a_dict():
    counts = defaultdict(int, {"a": 1})
    assert same(crossed(counts), {"a": 1})


def test_cycles_and_depth_are_refused():
    cycle = []
    cycle.append(cycle)
    for value in (cycle, nested(103)):
        with pytest.raises(CodecError, match="deep"):
            encode(value, refuse)
    assert crossed(nested(99)) == nested(99)


def nested(depth):
    value = 1
    for _ in range(depth):
        value = [value]
    return value


def test_a_number_of_too_many_digits_is_refused():
    with pytest.raises(CodecError):
        encode(10**5000, refuse)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_an_array_does_not_share_memory_with_the_message(data):
    array = data.draw(arrays())
    message = encode([array, array], refuse)
    first, second = decode(message, refuse)
    assert not np.shares_memory(first, second)
