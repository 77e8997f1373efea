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
