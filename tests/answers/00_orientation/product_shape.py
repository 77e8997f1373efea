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
