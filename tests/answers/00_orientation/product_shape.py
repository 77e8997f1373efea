# %% right: carries the shape along
def product_shape(*shapes):
    if len(shapes) < 2 or any(len(shape) != 2 for shape in shapes):
        raise ValueError("need two or more shapes of matrices")
    rows, columns = shapes[0]
    for i, (high, wide) in enumerate(shapes[1:]):
        if columns != high:
            raise ValueError(f"{shapes[i]} does not fit {shapes[i + 1]}")
        columns = wide
    return rows, columns


# %% right: all misfits first
from itertools import pairwise


def product_shape(*shapes):
    if len(shapes) < 2:
        raise ValueError("one matrix is no product")
    if not all(len(shape) == 2 for shape in shapes):
        raise ValueError("a matrix has two axes")
    misfits = [(a, b) for a, b in pairwise(shapes) if a[1] != b[0]]
    if misfits:
        raise ValueError("cannot multiply " + " by ".join(map(str, misfits[0])))
    return (shapes[0][0], shapes[-1][1])


# %% right: reduce
from functools import reduce


def product_shape(*shapes):
    if len(shapes) <= 1 or any(len(shape) != 2 for shape in shapes):
        raise ValueError(f"want two or more shapes with two entries, got {shapes}")
    it = iter(shapes)
    rows, inner = last = next(it)
    for shape in it:
        if shape[0] != inner:
            raise ValueError("no: {} then {}".format(last, shape))
        last, inner = shape, shape[1]
    return (rows, inner)


# %% right: index loop, unpacking
def product_shape(*shapes):
    if len(shapes) < 2:
        raise ValueError("fewer than two shapes")
    if {len(s) for s in shapes} != {2}:
        raise ValueError("a shape without exactly two entries")
    for i in range(len(shapes) - 1):
        (_, columns), (rows, _) = shapes[i : i + 2]
        if columns != rows:
            raise ValueError(f"{shapes[i]!s} x {shapes[i + 1]!s}")
    return tuple([shapes[0][0], shapes[-1][-1]])


# %% wrong: really multiplies
import numpy as np


def product_shape(*shapes):
    if len(shapes) < 2 or any(len(shape) != 2 for shape in shapes):
        raise ValueError("need two or more shapes of matrices")
    product = np.zeros(shapes[0])
    for shape in shapes[1:]:
        product = product @ np.zeros(shape)
    return product.shape


# %% wrong: checks the first pair only
def product_shape(*shapes):
    if len(shapes) < 2 or any(len(shape) != 2 for shape in shapes):
        raise ValueError("need two or more shapes of matrices")
    if shapes[0][1] != shapes[1][0]:
        raise ValueError(f"{shapes[0]} does not fit {shapes[1]}")
    return (shapes[0][0], shapes[-1][1])


# %% wrong: compares rows with rows
def product_shape(*shapes):
    if len(shapes) < 2 or any(len(shape) != 2 for shape in shapes):
        raise ValueError("need two or more shapes of matrices")
    for left, right in zip(shapes, shapes[1:]):
        if left[0] != right[0]:
            raise ValueError(f"{left} does not fit {right}")
    return (shapes[0][0], shapes[-1][1])


# %% wrong: returns the inner lengths
def product_shape(*shapes):
    if len(shapes) < 2 or any(len(shape) != 2 for shape in shapes):
        raise ValueError("need two or more shapes of matrices")
    for left, right in zip(shapes, shapes[1:]):
        if left[1] != right[0]:
            raise ValueError(f"{left} does not fit {right}")
    return (shapes[0][1], shapes[-1][0])


# %% wrong: returns None instead of raising
def product_shape(*shapes):
    if len(shapes) < 2 or any(len(shape) != 2 for shape in shapes):
        raise ValueError("need two or more shapes of matrices")
    for left, right in zip(shapes, shapes[1:]):
        if left[1] != right[0]:
            return None
    return (shapes[0][0], shapes[-1][1])


# %% wrong: names the last misfit
def product_shape(*shapes):
    if len(shapes) < 2 or any(len(shape) != 2 for shape in shapes):
        raise ValueError("need two or more shapes of matrices")
    for left, right in list(zip(shapes, shapes[1:]))[::-1]:
        if left[1] != right[0]:
            raise ValueError(f"{left} does not fit {right}")
    return (shapes[0][0], shapes[-1][1])


# %% wrong: one matrix is enough
def product_shape(*shapes):
    for shape in shapes:
        if len(shape) != 2:
            raise ValueError("not a matrix")
    for left, right in zip(shapes, shapes[1:]):
        if left[1] != right[0]:
            raise ValueError(f"{left} does not fit {right}")
    return (shapes[0][0], shapes[-1][1])


# %% wrong: the message holds the shapes of the partial product
def product_shape(*shapes):
    if len(shapes) < 2 or any(len(shape) != 2 for shape in shapes):
        raise ValueError("need two or more shapes of matrices")
    result = shapes[0]
    for shape in shapes[1:]:
        if result[1] != shape[0]:
            raise ValueError(f"{result} does not fit {shape}")
        result = (result[0], shape[1])
    return result


# %% wrong: only two matrices
def product_shape(first, second):
    if len(first) != 2 or len(second) != 2:
        raise ValueError("not a matrix")
    if first[1] != second[0]:
        raise ValueError(f"{first} does not fit {second}")
    return (first[0], second[1])


# %% wrong: no shape raises IndexError
def product_shape(*shapes):
    if len(shapes) == 1:
        raise ValueError("one")
    for shape in shapes:
        if len(shape) != 2:
            raise ValueError(f"{shape}")
    for left, right in zip(shapes, shapes[1:]):
        if left[1] != right[0]:
            raise ValueError(f"{left} does not fit {right}")
    return shapes[0][0], shapes[-1][1]


# %% wrong: only the first three are looked at
def product_shape(*shapes):
    if len(shapes) < 2:
        raise ValueError("two or more shapes")
    for shape in shapes:
        if len(shape) != 2:
            raise ValueError(f"{shape} has not two entries")
    for left, right in list(zip(shapes, shapes[1:]))[:2]:
        if left[1] != right[0]:
            raise ValueError(f"{left} does not fit {right}")
    return shapes[0][0], shapes[-1][1]


# %% wrong: only pairs 1-2, 3-4 are compared
def product_shape(*shapes):
    if len(shapes) < 2:
        raise ValueError("two or more shapes")
    for shape in shapes:
        if len(shape) != 2:
            raise ValueError(f"{shape} has not two entries")
    for left, right in zip(shapes[::2], shapes[1::2]):
        if left[1] != right[0]:
            raise ValueError(f"{left} does not fit {right}")
    return shapes[0][0], shapes[-1][1]


# %% wrong: the message holds the inner lengths and one shape
def product_shape(*shapes):
    if len(shapes) < 2:
        raise ValueError("two or more shapes")
    for shape in shapes:
        if len(shape) != 2:
            raise ValueError(f"{shape} has not two entries")
    for left, right in zip(shapes, shapes[1:]):
        if left[1] != right[0]:
            raise ValueError(f"{left}: {left[1]} columns meet {right[0]} rows")
    return shapes[0][0], shapes[-1][1]


# %% wrong: three entries pass
def product_shape(*shapes):
    if len(shapes) < 2:
        raise ValueError("two")
    for shape in shapes:
        if len(shape) < 2:
            raise ValueError(f"{shape}")
    for left, right in zip(shapes, shapes[1:]):
        if left[1] != right[0]:
            raise ValueError(f"{left} does not fit {right}")
    return shapes[0][0], shapes[-1][1]


# %% wrong: only the first two shapes' entries are counted
def product_shape(*shapes):
    if len(shapes) < 2:
        raise ValueError("two")
    if len(shapes[0]) != 2 or len(shapes[1]) != 2:
        raise ValueError("entries")
    for left, right in zip(shapes, shapes[1:]):
        if left[1] != right[0]:
            raise ValueError(f"{left} does not fit {right}")
    return shapes[0][0], shapes[-1][1]


# %% wrong: a list instead of a tuple for long chains
def product_shape(*shapes):
    if len(shapes) < 2:
        raise ValueError("two or more shapes")
    for shape in shapes:
        if len(shape) != 2:
            raise ValueError(f"{shape} has not two entries")
    for left, right in zip(shapes, shapes[1:]):
        if left[1] != right[0]:
            raise ValueError(f"{left} does not fit {right}")
    return (
        (shapes[0][0], shapes[-1][1])
        if len(shapes) < 4
        else [shapes[0][0], shapes[-1][1]]
    )


# %% wrong: 1 fits everything, as in broadcasting
def product_shape(*shapes):
    if len(shapes) < 2:
        raise ValueError("two or more shapes")
    for shape in shapes:
        if len(shape) != 2:
            raise ValueError(f"{shape} has not two entries")
    for left, right in zip(shapes, shapes[1:]):
        if left[1] != right[0] and 1 not in (left[1], right[0]):
            raise ValueError(f"{left} does not fit {right}")
    return shapes[0][0], shapes[-1][1]


# %% wrong: empty matrices refused
def product_shape(*shapes):
    if len(shapes) < 2:
        raise ValueError("two")
    for shape in shapes:
        if len(shape) != 2 or not all(shape):
            raise ValueError(f"{shape}")
    for left, right in zip(shapes, shapes[1:]):
        if left[1] != right[0]:
            raise ValueError(f"{left} does not fit {right}")
    return shapes[0][0], shapes[-1][1]


# %% wrong: returns the smallest number of columns
def product_shape(*shapes):
    if len(shapes) < 2:
        raise ValueError("two or more shapes")
    for shape in shapes:
        if len(shape) != 2:
            raise ValueError(f"{shape} has not two entries")
    for left, right in zip(shapes, shapes[1:]):
        if left[1] != right[0]:
            raise ValueError(f"{left} does not fit {right}")
    return shapes[0][0], min(shape[1] for shape in shapes)


# %% wrong: the whole chain compared with the last rows only
def product_shape(*shapes):
    if len(shapes) < 2:
        raise ValueError("two or more shapes")
    for shape in shapes:
        if len(shape) != 2:
            raise ValueError(f"{shape} has not two entries")
    for left, right in zip(shapes, shapes[1:]):
        if left[1] > right[0]:
            raise ValueError(f"{left} does not fit {right}")
    return shapes[0][0], shapes[-1][1]


# %% wrong: only the ends are checked for two entries
def product_shape(*shapes):
    if len(shapes) < 2 or len(shapes[0]) != 2 or len(shapes[-1]) != 2:
        raise ValueError("no")
    for left, right in zip(shapes, shapes[1:]):
        if left[1] != right[0]:
            raise ValueError(f"{left} by {right}")
    return shapes[0][0], shapes[-1][1]


# %% wrong: compares with is not
def product_shape(*shapes):
    if len(shapes) < 2 or any(len(s) != 2 for s in shapes):
        raise ValueError("no")
    for left, right in zip(shapes, shapes[1:]):
        if left[1] is not right[0]:
            raise ValueError(f"{left} by {right}")
    return shapes[0][0], shapes[-1][1]
