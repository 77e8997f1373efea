"""Makes values that may cross between the jails, and compares them to the last bit."""

import math
from collections import Counter, OrderedDict, namedtuple

import numpy as np
import torch
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from autograder.engine.codec import NUMPY
from autograder.engine.tensors import NAMES

Point = namedtuple("Point", "x y")
BIT_GENERATORS = ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")
numpy_dtypes = st.sampled_from(sorted(NUMPY))
shapes = arrays_of.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
texts = st.text(st.characters(exclude_categories=()), max_size=20)
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), texts,
    st.integers(-(10**4000), 10**4000), st.binary(max_size=30),
    st.complex_numbers(),
)  # fmt: skip


@st.composite
def arrays(draw):
    """Return an array of any dtype and memory layout, of any bits."""
    dtype, shape = NUMPY[draw(numpy_dtypes)], draw(shapes)
    made = np.frombuffer(draw(_bits(dtype, shape)), dtype).reshape(shape).copy()
    order = draw(st.permutations(range(made.ndim)))
    made = made.transpose(order)
    steps = draw(st.lists(st.sampled_from([1, 2, -1]), max_size=made.ndim))
    return made[(*(slice(None, None, step) for step in steps), ...)]


@st.composite
def tensors(draw):
    """Return a tensor of any dtype, layout, flags, with and without a gradient."""
    dtype, shape = getattr(torch, draw(st.sampled_from(NAMES))), draw(shapes)
    bits = bytearray(draw(_bits(dtype, shape)))
    made = torch.frombuffer(bits, dtype=dtype) if bits else torch.empty(0, dtype=dtype)
    made = made.reshape(shape)
    made = made.permute(draw(st.permutations(range(made.dim()))))
    if made.dim() and draw(st.booleans()):
        made = made[::2]
    kind = draw(st.sampled_from(["plain", "grad", "parameter", "frozen"]))
    needs_grad = kind in ("grad", "parameter")
    if needs_grad and not (dtype.is_floating_point or dtype.is_complex):
        kind, needs_grad = "plain", False
    if kind in ("parameter", "frozen"):
        made = torch.nn.Parameter(made, requires_grad=needs_grad)
    elif needs_grad:
        made.requires_grad_()
    if needs_grad and draw(st.booleans()):
        made.grad = torch.ones_like(made)
    return made


def _bits(dtype, shape):
    size = math.prod(shape) * dtype.itemsize
    if dtype in (np.dtype(bool), torch.bool):
        return st.lists(st.integers(0, 1), min_size=size, max_size=size).map(bytes)
    return st.binary(min_size=size, max_size=size)


@st.composite
def generators(draw):
    """Return a generator of numpy's or torch's that has been used a little."""
    seed, used = draw(st.integers(0, 2**32)), draw(st.integers(0, 5))
    if draw(st.booleans()):
        generator = torch.Generator().manual_seed(seed)
        torch.randn(used, generator=generator)
        return generator
    source = getattr(np.random, draw(st.sampled_from(BIT_GENERATORS)))(seed)
    generator = np.random.Generator(source)
    generator.integers(9, size=used, dtype=np.int32)
    return generator


plain_leaves = st.one_of(
    scalars,
    arrays(),
    arrays().filter(lambda a: a.size).map(lambda a: a.ravel()[0]),  # numpy's scalars
    tensors(),
    generators(),
    st.lists(st.integers(0, 9), max_size=4).map(torch.Size),
    numpy_dtypes.map(np.dtype),
    st.sampled_from([getattr(torch, name) for name in NAMES]),
    st.sampled_from([torch.device("cpu"), ...]),
    st.builds(slice, st.none() | st.integers(), st.integers() | texts, st.none()),
    st.builds(range, st.integers(), st.integers(), st.integers(1)),
)
keys = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts,
                 st.tuples(st.integers(), texts))  # fmt: skip


def _containers(inner):
    return st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(keys, inner, max_size=4),
        st.dictionaries(keys, inner, max_size=4).map(OrderedDict),
        st.dictionaries(keys, st.integers(), max_size=4).map(Counter),
        st.sets(keys, max_size=4),
        st.frozensets(keys, max_size=4),
        st.builds(Point, inner, inner),
    )


values = st.recursive(plain_leaves, _containers, max_leaves=8)


def same(a, b):
    """Return whether two values are of the same types and bits, all the way down."""
    if type(a).__name__ == type(b).__name__ == "Point":
        return a._fields == b._fields and same(tuple(a), tuple(b))
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return same(list(a.items()), list(b.items()))
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, set | frozenset):
        return sorted(map(repr, a)) == sorted(map(repr, b))
    if isinstance(a, np.ndarray | np.generic):
        return (a.dtype, a.shape, a.tobytes()) == (b.dtype, b.shape, b.tobytes())
    if isinstance(a, torch.Tensor):
        return _same_tensor(a, b)
    if isinstance(a, np.random.Generator):
        return a.integers(2**60, size=9).tolist() == b.integers(2**60, size=9).tolist()
    if isinstance(a, torch.Generator):
        return torch.rand(9, generator=a).equal(torch.rand(9, generator=b))
    return repr(a) == repr(b)  # NaN, -0.0


def _same_tensor(a, b):
    flags = [(t.dtype, t.shape, t.requires_grad, t.grad is None) for t in (a, b)]
    return (
        flags[0] == flags[1]
        and _bytes(a) == _bytes(b)
        and (a.grad is None or same(a.grad, b.grad))
    )


def _bytes(tensor):
    plain = tensor.detach().resolve_conj().resolve_neg()
    plain = plain.clone(memory_format=torch.contiguous_format).reshape(-1)
    return plain.view(torch.uint8).tolist() if plain.numel() else []
