# %% right: from the right, with negative indices
def broadcast_shape(first, second):
    result = ()
    for k in range(1, max(len(first), len(second)) + 1):
        a = first[-k] if k <= len(first) else 1
        b = second[-k] if k <= len(second) else 1
        if a == 1:
            result = (b,) + result
        elif b == 1 or a == b:
            result = (a,) + result
        else:
            raise ValueError(f"cannot broadcast {first} with {second}")
    return result


# %% right: with zip_longest
from itertools import zip_longest


def broadcast_shape(first, second):
    lengths = []
    for pair in zip_longest(reversed(first), reversed(second), fillvalue=1):
        others = {n for n in pair if n != 1}
        if len(others) > 1:
            raise ValueError(
                "shapes " + str(first) + " and " + str(second) + " do not fit"
            )
        lengths.append(others.pop() if others else 1)
    return tuple(reversed(lengths))


# %% right: a set of the lengths other than 1, negative indices
def broadcast_shape(first, second):
    shape = []
    for place in range(-max(len(first), len(second)), 0):
        lengths = {s[place] for s in (first, second) if -place <= len(s)} - {1}
        if len(lengths) > 1:
            raise ValueError("{} does not fit {}".format(first, second))
        shape.append(lengths.pop() if lengths else 1)
    return tuple(shape)


# %% right: recursion
def broadcast_shape(first, second):
    def join(a, b):
        if not a or not b:
            return a or b
        if a[-1] != b[-1] and 1 not in (a[-1], b[-1]):
            raise ValueError(f"shapes {first!r}, {second!r}")
        return join(a[:-1], b[:-1]) + ((b if a[-1] == 1 else a)[-1],)

    return join(first, second)


# %% wrong: asks NumPy
import numpy as np


def broadcast_shape(first, second):
    try:
        return np.broadcast_shapes(first, second)
    except ValueError:
        raise ValueError(f"shapes {first} and {second} do not fit") from None


# %% wrong: asks torch under another name
import torch as library


def broadcast_shape(first, second):
    try:
        return tuple(library.broadcast_shapes(first, second))
    except RuntimeError:
        raise ValueError(f"shapes {first} and {second} do not fit") from None


# %% wrong: really adds two tensors
import numpy as np


def broadcast_shape(first, second):
    try:
        return (np.zeros(first) + np.zeros(second)).shape
    except ValueError:
        raise ValueError(f"shapes {first} and {second} do not fit") from None


# %% wrong: flush left
def broadcast_shape(first, second):
    rank = max(len(first), len(second))
    first_long = tuple(first) + (1,) * (rank - len(first))
    second_long = tuple(second) + (1,) * (rank - len(second))
    for a, b in zip(first_long, second_long):
        if a != b and 1 not in (a, b):
            raise ValueError(f"shapes {first} and {second} do not fit")
    return tuple(b if a == 1 else a for a, b in zip(first_long, second_long))


# %% wrong: takes the larger length, also of 0 and 1
def broadcast_shape(first, second):
    rank = max(len(first), len(second))
    first_long = (1,) * (rank - len(first)) + tuple(first)
    second_long = (1,) * (rank - len(second)) + tuple(second)
    for a, b in zip(first_long, second_long):
        if a != b and 1 not in (a, b):
            raise ValueError(f"shapes {first} and {second} do not fit")
    return tuple(max(a, b) for a, b in zip(first_long, second_long))


# %% wrong: never refuses
def broadcast_shape(first, second):
    rank = max(len(first), len(second))
    first_long = (1,) * (rank - len(first)) + tuple(first)
    second_long = (1,) * (rank - len(second)) + tuple(second)
    return tuple(b if a == 1 else a for a, b in zip(first_long, second_long))


# %% wrong: the first shape must be the longer one
def broadcast_shape(first, second):
    extra = len(first) - len(second)
    result = list(first[:extra])
    for a, b in zip(first[extra:], second):
        if a != b and 1 not in (a, b):
            raise ValueError(f"shapes {first} and {second} do not fit")
        result.append(b if a == 1 else a)
    return tuple(result)


# %% wrong: the message names no shapes
def broadcast_shape(first, second):
    rank = max(len(first), len(second))
    first_long = (1,) * (rank - len(first)) + tuple(first)
    second_long = (1,) * (rank - len(second)) + tuple(second)
    for a, b in zip(first_long, second_long):
        if a != b and 1 not in (a, b):
            raise ValueError("shapes do not fit")
    return tuple(b if a == 1 else a for a, b in zip(first_long, second_long))


# %% wrong: only missing axes may be repeated, a 1 may not
def broadcast_shape(first, second):
    long, short = (first, second) if len(first) >= len(second) else (second, first)
    if tuple(long[len(long) - len(short) :]) != tuple(short):
        raise ValueError(f"shapes {first} and {second} do not fit")
    return tuple(long)


# %% wrong: a list instead of a tuple
def broadcast_shape(first, second):
    rank = max(len(first), len(second))
    first_long = (1,) * (rank - len(first)) + tuple(first)
    second_long = (1,) * (rank - len(second)) + tuple(second)
    for a, b in zip(first_long, second_long):
        if a != b and 1 not in (a, b):
            raise ValueError(f"shapes {first} and {second} do not fit")
    return [b if a == 1 else a for a, b in zip(first_long, second_long)]


# %% wrong: padded on the right when the first is shorter
def broadcast_shape(first, second):
    rank = max(len(first), len(second))
    one = first + (1,) * (rank - len(first))
    two = (1,) * (rank - len(second)) + second
    result = []
    for a, b in zip(one, two):
        if a == b or b == 1:
            result.append(a)
        elif a == 1:
            result.append(b)
        else:
            raise ValueError(f"{first} and {second} do not fit")
    return tuple(result)


# %% wrong: front axes of the first are lost when the second is longer
def broadcast_shape(first, second):
    rank = min(len(first), len(second)) if len(first) < len(second) else len(first)
    one = first
    two = ((1,) * (rank - len(second)) + second)[-rank:] if rank else ()
    result = []
    for a, b in zip(one, two):
        if a == b or b == 1:
            result.append(a)
        elif a == 1:
            result.append(b)
        else:
            raise ValueError(f"{first} and {second} do not fit")
    return tuple(result)


# %% wrong: a divisor fits as well
def broadcast_shape(first, second):
    rank = max(len(first), len(second))
    one = (1,) * (rank - len(first)) + first
    two = (1,) * (rank - len(second)) + second
    result = []
    for a, b in zip(one, two):
        if a == b or b == 1:
            result.append(a)
        elif a == 1:
            result.append(b)
        elif a and b and max(a, b) % min(a, b) == 0:
            result.append(max(a, b))
        else:
            raise ValueError(f"{first} and {second} do not fit")
    return tuple(result)


# %% wrong: the message shows the padded shapes
def broadcast_shape(first, second):
    rank = max(len(first), len(second))
    one = (1,) * (rank - len(first)) + first
    two = (1,) * (rank - len(second)) + second
    result = []
    for a, b in zip(one, two):
        if a == b or b == 1:
            result.append(a)
        elif a == 1:
            result.append(b)
        else:
            raise ValueError(f"{one} and {two} do not fit: {second}")
    return tuple(result)


# %% wrong: the message shows only the second shape when the first is longer
def broadcast_shape(first, second):
    rank = max(len(first), len(second))
    one = (1,) * (rank - len(first)) + first
    two = (1,) * (rank - len(second)) + second
    result = []
    for a, b in zip(one, two):
        if a == b or b == 1:
            result.append(a)
        elif a == 1:
            result.append(b)
        else:
            raise ValueError(
                f"{first} and {second}" if len(first) >= len(second) else f"{first}"
            )
    return tuple(result)


# %% wrong: 0 fits everything
def broadcast_shape(first, second):
    rank = max(len(first), len(second))
    one = (1,) * (rank - len(first)) + first
    two = (1,) * (rank - len(second)) + second
    result = []
    for a, b in zip(one, two):
        if a == b or b == 1 or a == 0:
            result.append(a)
        elif a == 1 or b == 0:
            result.append(b)
        else:
            raise ValueError(f"{first} and {second} do not fit")
    return tuple(result)


# %% wrong: scalars refused
def broadcast_shape(first, second):
    if not first or not second:
        raise ValueError(f"{first} and {second}")
    rank = max(len(first), len(second))
    one = (1,) * (rank - len(first)) + first
    two = (1,) * (rank - len(second)) + second
    result = []
    for a, b in zip(one, two):
        if a == b or b == 1:
            result.append(a)
        elif a == 1:
            result.append(b)
        else:
            raise ValueError(f"{first} and {second} do not fit")
    return tuple(result)


# %% wrong: RuntimeError when the first is longer by two
def broadcast_shape(first, second):
    rank = max(len(first), len(second))
    one = (1,) * (rank - len(first)) + first
    two = (1,) * (rank - len(second)) + second
    result = []
    for a, b in zip(one, two):
        if a == b or b == 1:
            result.append(a)
        elif a == 1:
            result.append(b)
        else:
            kind = ValueError if abs(len(first) - len(second)) < 2 else RuntimeError
            raise kind(f"{first} and {second} do not fit")
    return tuple(result)


# %% wrong: numpy.broadcast_shapes by another name
from numpy import broadcast_shapes as fit


def broadcast_shape(first, second):
    try:
        return fit(first, second)
    except ValueError:
        raise ValueError(f"{first} and {second}") from None


# %% wrong: returns None instead of raising for equal lengths
def broadcast_shape(first, second):
    rank = max(len(first), len(second))
    one = (1,) * (rank - len(first)) + first
    two = (1,) * (rank - len(second)) + second
    result = []
    for a, b in zip(one, two):
        if a == b or b == 1:
            result.append(a)
        elif a == 1:
            result.append(b)
        elif len(first) == len(second):
            return None
        else:
            raise ValueError(f"{first} and {second} do not fit")
    return tuple(result)


# %% wrong: numpy integers in the tuple
def broadcast_shape(first, second):
    k = max(len(first), len(second))
    a = np.array((1,) * (k - len(first)) + first, dtype=int)
    b = np.array((1,) * (k - len(second)) + second, dtype=int)
    if np.any((a != b) & (a != 1) & (b != 1)):
        raise ValueError(f"{first} does not fit {second}")
    return tuple(np.where(a == 1, b, a))
