"""Messages for the codec that nobody honest sends: by grammar, and known bad ones."""

import json
import struct

from hypothesis import strategies as st

from autograder.engine.codec import HEAD


def message_of(tree, *buffers, sizes=None):
    text = tree if type(tree) is bytes else json.dumps(tree).encode()
    sizes = struct.pack(f">{len(buffers)}Q", *(sizes or map(len, buffers)))
    return HEAD.pack(len(text), len(buffers)) + text + sizes + b"".join(buffers)


# A tagged list of any tag, with parts of any kind: what the grammar has, and worse.
TAGS = [
    "list", "tuple", "set", "frozenset", "dict", "OrderedDict", "Counter", "array",
    "number", "bytes", "complex", "slice", "range", "fraction", "decimal", "ellipsis",
    "dtype", "namedtuple", "generator", "tensor", "size", "tdtype", "cpu", "tgenerator",
    "THING", "YOURS", "ORIGINAL", "IMPORT", "LIST", "list\x00", "unknown", "",
]  # fmt: skip
WORDS = [
    "float32", "int64", "bool", "bfloat16", "complex64", "object", "plain", "grad",
    "parameter", "frozen", "PCG64", "MT19937", "Philox", "bit_generator", "state",
    "key", "pos", "torch", "numpy.random", "cpu", "__class__", "1e999999999", "NaN",
    "class", "x", "y",
]  # fmt: skip
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
    st.tuples(st.sampled_from(["THING", "YOURS", "ORIGINAL"]), leaves, leaves, leaves),
    st.tuples(st.sampled_from(["YOURS", "ORIGINAL"]), leaves),
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
}  # fmt: skip
HANDLES = {
    "YOURS of none": message_of(["YOURS", 99]),
    "ORIGINAL of none": message_of(["ORIGINAL", 99]),
    "ORIGINAL by name": message_of(["ORIGINAL", "args"]),
    "an unhashable thing": message_of(["THING", ["list", []], "x", True]),
    "an endless number": message_of(b'["THING",1e999,"x",true]'),
    "a bad import": message_of(["IMPORT", "no.such.module", "x"]),
    "a tag alone": message_of(["THING"]),
}
