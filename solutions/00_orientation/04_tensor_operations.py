# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 00.4 Tensor operations
# After this lesson you can predict the shape of any sum or product of tensors before you run it, and see such a step as a movement of points.
#
# *75 minutes · 14 points · about 4 CPU seconds · needs: lesson 00.3*
#
# ## You will be able to
# - **replace** a Python loop by one tensor operation, and measure what that saves;
# - **predict** whether two shapes broadcast, and to what;
# - **compute** a matrix product with loops and say which shapes fit;
# - **rotate** points with a 2 × 2 matrix;
# - **build** one layer of a neural network from these parts.

# %%
import timeit

import matplotlib.pyplot as plt
import numpy as np
import torch

from helpers import checks, plots
from helpers.runtime import budget, progress, seed_everything

plots.use_style()
seed_everything(0)

# %% [markdown]
# ## Why: a perfect model with a bad score
# Five points lie exactly on the line $y = 2x$. A model predicts all five without error. Its score, the average of (prediction − target)², should be 0.
#
# Models return one *row* per point, so `predictions` has shape `(5, 1)`: `[:, None]` adds such an axis of length 1 behind the others. The `targets` came
# as a plain list of five numbers: shape `(5,)`. (You need not read the plotting code, here or below: run it.)

# %%
x = np.arange(5.0)
targets = 2 * x  # (5,)
predictions = (2 * x)[:, None]  # (5, 1)
errors = predictions - targets
print("shape of the errors:", errors.shape, "  mean squared error:", np.mean(errors**2))
checks.shape(errors, (5, 5), what="a table, not five errors")
checks.close(np.mean(errors**2), 16.0, what="the score of a perfect model")

fig, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6))
left.plot(x, predictions, "o", ms=12, color=plots.PALETTE[1], label="prediction")
left.plot(x, targets, "x", ms=9, mew=2, color="black", label="target")
left.set(title="Every prediction is right ...", xlabel="x", ylabel="y")
left.legend()
image = right.imshow(errors, cmap="cividis")
for (row, column), error in np.ndenumerate(errors):
    shade = "black" if error > 2 else "white"
    right.text(column, row, f"{error:.0f}", color=shade, ha="center", va="center")
right.set(title="... but the errors are a table")
right.set(xlabel="target number", ylabel="prediction number")
right.grid(False)
fig.colorbar(image, ax=right, label="prediction − target")
plt.show()

# %% [markdown]
# **What to see:** the five errors we wanted are the zeros on the diagonal. The other twenty compare a prediction with somebody else's target; the score
# is 16 instead of 0. No warning. What would a model *learn* from such a score? The experiment shows it.
#
# ## The idea
# Nearly everything a neural network computes is a chain of four kinds of steps:
# 1. **Element-wise**: do the same to every number (`x + 1`, `maximum(x, 0)`). Shapes stay.
# 2. **Broadcast**: combine a big tensor with a smaller one, as if the smaller were repeated to fit.
# 3. **Matrix product**: every row of one table meets every column of another; each meeting gives one number.
# 4. **Rearrange**: `reshape` and `transpose`, from lesson 00.3.
#
# One *layer* is `relu(inputs @ weights + bias)`: a product (`@`), a broadcast sum and an element-wise step, where **ReLU** replaces negative numbers
# by 0. Draw the product with the second table above the result: then each number of the result stands where its row and its column cross.

# %%
first, second = np.arange(6).reshape(2, 3), np.arange(12).reshape(3, 4)
product = first @ second
boxes = {"first (2, 3)": (first, 0, 0), "second (3, 4)": (second, 4, 2.8)}
boxes["product (2, 4)"] = (product, 4, 0)  # values, left edge, lower edge

title = "Row 1 meets column 2 (counted from 0)"
fig, ax = plots.new_axes(title, "", "", size=(6, 5))
for name, (values, x0, y0) in boxes.items():
    for (row, column), value in np.ndenumerate(values):
        used = (row == 1 or name[0] == "s") and (column == 2 or name[0] == "f")
        corner = (x0 + column, y0 + len(values) - 1 - row)
        colour = plots.PALETTE[4] if used else "white"
        ax.add_patch(plt.Rectangle(corner, 1, 1, fc=colour, ec="black"))
        ax.text(corner[0] + 0.5, corner[1] + 0.5, value, ha="center", va="center")
    ax.text(x0, y0 - 0.15, name, va="top")
for row in range(2):
    ax.text(-0.2, 1.5 - row, f"row {row}", ha="right", va="center")
for column in range(4):
    ax.text(4.5 + column, 6, f"col {column}", ha="center")
ax.set(xlim=(-1.5, 8.5), ylim=(-0.8, 6.5), aspect="equal")
ax.axis("off")
plt.show()
checks.equal(product[1, 2], 3 * 2 + 4 * 6 + 5 * 10, what="where the two cross")
checks.equal(product[1, 2], 80, what="the number in the picture")

# %% [markdown]
# **What to see:** we count from 0, as code does. Row 1 on the left has three numbers, column 2 above has three: they pair up,
# 3·2 + 4·6 + 5·10 = 80, where both meet. The result is as high as the first table and as wide as the second.
#
# ## The maths
# | symbol | meaning | shape | name in code |
# |---|---|---|---|
# | $X$ | inputs, one example a row | $(n, m)$ | `inputs`, `first` |
# | $W$ | weights | $(m, p)$ | `weights`, `second` |
# | $b$ | bias | $(p,)$ | `bias` |
# | $Z$ | result | $(n, p)$ | `product` |
# | $\theta$ | angle in radians, counter-clockwise | scalar | `angle` |
#
# $$Z_{ij} = \sum_{k=0}^{m-1} X_{ik}\, W_{kj} \qquad\qquad \mathrm{relu}(z) = \max(z, 0)$$
#
# $$R(\theta) = \begin{pmatrix} \cos\theta & -\sin\theta \\ \sin\theta & \cos\theta \end{pmatrix}
# \qquad \begin{pmatrix} x' \\ y' \end{pmatrix} = R(\theta) \begin{pmatrix} x \\ y \end{pmatrix}$$
#
# **Broadcasting.** Write both shapes flush **right**. Axes that one shape lacks count as 1. Each pair must be equal, or one of the two must be 1, and
# then the other is the result.
#
# **By hand.** $\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \begin{pmatrix} 5 \\ 6 \end{pmatrix} = \begin{pmatrix} 1\cdot 5 + 2\cdot 6 \\ 3\cdot 5 +
# 4\cdot 6 \end{pmatrix} = \begin{pmatrix} 17 \\ 39 \end{pmatrix}$. And the scary score: `(5, 1)` against `(5,)`, written as `(1, 5)`, gives `(5, 5)`.

# %% [markdown]
# ## Together
# **Step 1: a loop, and no loop.** `naive_relu` visits each number. `np.maximum` does the same in one call; its loop runs inside compiled code.

# %%
by_hand = np.array([[1, 2], [3, 4]]) @ np.array([[5], [6]])
checks.equal(by_hand, np.array([[17], [39]]), what="the product from above")


def naive_relu(matrix):
    """Replace negative numbers by 0, one by one."""
    result = matrix.copy()  # leave the input as it is
    for i in range(matrix.shape[0]):
        for j in range(matrix.shape[1]):
            result[i, j] = max(matrix[i, j], 0)
    return result


scores = np.array([[1.5, -2.0, 0.0], [-0.1, 3.0, -7.0]])
checks.equal(naive_relu(scores), np.maximum(scores, 0), what="loop and no loop")
print(np.maximum(scores, 0))

# Step 2: broadcasting. The (3,) row is used for both rows of the (2, 3) table.
print(scores + np.array([10, 20, 30]))
print("column (2, 1) + row (3,):", (np.ones((2, 1)) + np.ones(3)).shape)

# %% [markdown]
# **Step 3: numbers as places.** Two numbers are a point of the plane, or the arrow that leads to it. Then adding tensors walks one arrow after the
# other, and a matrix moves *all* points at once.

# %%
a, b = np.array([0.5, 1.0]), np.array([1.0, 0.25])
square = np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]])  # corners, one a row
lean = np.array([[1.0, 0.0], [0.5, 1.0]])

axes = plt.subplots(1, 2, figsize=(9, 3.8))[1]
arrows = [
    (np.zeros(2), a, "A"),
    (a, b, "B, starting where A ends"),
    (np.zeros(2), a + b, "A + B"),
]
for (start, step, name), colour in zip(arrows, plots.PALETTE[1:]):
    axes[0].quiver(
        *start, *step, color=colour, label=name, angles="xy", scale_units="xy", scale=1
    )
axes[0].set(title="Adding two vectors")
axes[1].plot(*square.T, "o-", color=plots.PALETTE[1], label="square")
axes[1].plot(*(square @ lean).T, "s--", color=plots.PALETTE[2], label="square @ lean")
axes[1].set(title="One product moves every corner")
for ax in axes:
    ax.set(xlabel="first coordinate", ylabel="second coordinate", aspect="equal")
    ax.set(xlim=(-0.1, 1.8), ylim=(-0.1, 1.8))
    ax.legend(loc="upper left")
plt.show()
checks.close(a + b, np.array([1.5, 1.25]), what="A + B")

# %% [markdown]
# **What to see:** A = (0.5, 1) and B = (1, 0.25) end to end arrive at A + B = (1.5, 1.25). On the right, the product leaves the lower side in place
# and pushes the upper one to the right; straight sides stay straight.
#
# ## Exercise 1: predict a broadcast (3 points)
# Write `broadcast_shape(first, second)` for two shapes, given as tuples of whole numbers.
# - Return the shape of the result as a `tuple`. The rule stands under *The maths*; either shape may be the longer one.
# - `(64, 3, 32, 10)` against `(32, 10)` gives `(64, 3, 32, 10)`; `(5, 1)` against `(5,)` gives `(5, 5)`; `()` (a scalar) fits everything.
# - An axis may have length 0 (an empty batch). The rule covers it: 0 against 1 gives 0.
# - If they do not fit, raise `ValueError` with **both** shapes in the message, written as Python prints them.
# - Not allowed: the broadcasting functions of NumPy and torch (`np.broadcast_shapes`, ...).


# %% exercise="broadcast_shape" forbids="numpy.broadcast_shapes numpy.broadcast numpy.broadcast_arrays numpy.broadcast_to torch.broadcast_shapes torch.broadcast_tensors"
def broadcast_shape(first, second):
    """Predict the shape of an element-wise operation on two tensors.

    Parameters
    ----------
    first, second : tuple of int
        Shapes, of any length; each entry is 0 or more.

    Returns
    -------
    tuple of int
        Shape of ``a + b`` for `a` of shape `first` and `b` of shape `second`.

    Raises
    ------
    ValueError
        If the shapes do not fit. The message holds both shapes.

    Examples
    --------
    >>> broadcast_shape((3, 1), (4,))
    (3, 4)
    """
    ### BEGIN SOLUTION
    rank = max(len(first), len(second))
    long_first = (1,) * (rank - len(first)) + tuple(first)
    long_second = (1,) * (rank - len(second)) + tuple(second)
    result = []
    for a, b in zip(long_first, long_second):
        if a != b and 1 not in (a, b):
            raise ValueError(f"shapes {first} and {second} do not fit: {a} against {b}")
        result.append(b if a == 1 else a)
    return tuple(result)
    ### END SOLUTION


# %% tests="broadcast_shape" points=3
fitting = [((64, 3, 32, 10), (32, 10), (64, 3, 32, 10)), ((5, 1), (5,), (5, 5))]
fitting += [((3,), (2, 1, 1), (2, 1, 3)), ((2, 3), (2, 3), (2, 3))]
fitting += [((), (2, 3), (2, 3)), ((7,), (), (7,)), ((0, 3), (1, 3), (0, 3))]
for first, second, expected in fitting:
    what = f"Flush right, each 1 gives way: {first} with {second}."
    checks.equal(broadcast_shape(first, second), expected, what=what)
misfits = [((4, 3), (4,)), ((3,), (2, 2)), ((2, 3), (2, 4)), ((4,), (2,)), ((0,), (2,))]
misfits += [((5, 2, 1, 3), (3, 2))]
for first, second in misfits:
    what = "Neither length is 1. The message must show both shapes as given."
    for shape in (first, second):
        checks.raises(
            ValueError, broadcast_shape, first, second, match=str(shape), what=what
        )
### BEGIN HIDDEN TESTS
pairs = [((), ()), ((), (2, 3)), ((7,), ()), ((10,), (64, 3, 32, 10)), ((1,), (1, 1))]
pairs += [
    ((8, 1, 6, 1), (7, 1, 5)),
    ((0, 3), (1, 3)),
    ((1,), (0,)),
    ((2, 0, 1), (1, 5)),
]
pairs += [((10**8, 1), (1, 10**8)), ((3,), (3,)), ((1, 4), (9, 1, 1))]
for one, other in pairs:
    a = np.broadcast_to(np.zeros(()), one)  # no memory, whatever the shape
    b = np.broadcast_to(np.zeros(()), other)
    expected = np.broadcast(a, b).shape
    for pair in ((one, other), (other, one)):
        checks.equal(
            broadcast_shape(*pair), expected, what="NumPy's own answer; order is free."
        )
bad_pairs = [
    ((2,), (3,)),
    ((0,), (2,)),
    ((64, 3, 32, 10), (64, 3)),
    ((6,), (3,)),
    ((2, 8), (2, 4)),
    ((9, 1, 4), (12,)),
    ((3, 0), (3, 3)),
    ((1, 2, 2), (3,)),
    ((2, 1, 3), (4, 2, 2)),
]
for one, other in bad_pairs:
    for pair in ((one, other), (other, one)):
        for shape in pair:
            checks.raises(
                ValueError, broadcast_shape, *pair, match=str(shape), what="No fit."
            )
### BEGIN PROBE
told = broadcast_shape((4, 1, 3), (2, 1)) + broadcast_shape((), (0, 5))
plain = all(type(length) is int for length in told)
### END PROBE
checks.that(
    plain, "The lengths are Python's own whole numbers, as in the shapes given."
)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# Make both shapes equally long by putting ones in front of the shorter. Then compare pair by pair.
# </details>
# <details><summary>Hint 2: API</summary>
#
# `(1,) * k` is a tuple of k ones; tuples join with `+`; `zip(a, b)` walks two at once. `max(a, b)` is tempting, but max(0, 1) is 1.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# pad; for each pair: if equal or the second is 1, keep the first; else if the first is 1, keep the second; else raise; return the kept ones.
# </details>
#
# ## Exercise 2: the product from loops (3 points)
# Write `matmul_loops(first, second)` with loops and ordinary `+` and `*`: the point is to see where each number comes from.
# - `first` is a NumPy array `(n, m)`, `second` is `(m, p)`; the result is a new `(n, p)` array. With m = 0 it is all zeros.
# - Its dtype is the one NumPy picks for the pair: `np.result_type(first, second)`.
# - `ValueError` if either is not 2-D or the inner lengths differ.
# - Allowed: `*` and `.sum` on whole rows or tables in place of any or all loops.
# - Not allowed: the operator `@` and its method, `.dot`, and every ready-made product of NumPy (`np.matmul`, `np.einsum`, `np.outer`, ...) or torch.


# %% exercise="matmul_loops" forbids="@ numpy.ndarray.__matmul__ numpy.ndarray.__rmatmul__ numpy.matmul numpy.dot numpy.einsum numpy.inner numpy.outer numpy.vdot numpy.vecdot numpy.tensordot numpy.asmatrix numpy.linalg.multi_dot numpy.linalg.matmul numpy.correlate numpy.convolve torch.matmul torch.mm torch.bmm torch.tensordot torch.einsum"
def matmul_loops(first, second):
    """Multiply two matrices, entry by entry.

    Parameters
    ----------
    first : numpy.ndarray, shape (n, m), whole or real numbers
    second : numpy.ndarray, shape (m, p), whole or real numbers
        Neither is modified; the dtypes may differ.

    Returns
    -------
    numpy.ndarray, shape (n, p), dtype ``np.result_type(first, second)``
        Entry (i, j) is the sum over k of first[i, k] * second[k, j].

    Raises
    ------
    ValueError
        If an argument is not 2-D, or the inner lengths differ.

    Examples
    --------
    >>> matmul_loops(np.array([[1, 2], [3, 4]]), np.array([[5], [6]]))
    array([[17],
           [39]])
    """
    ### BEGIN SOLUTION
    if first.ndim != 2 or second.ndim != 2 or first.shape[1] != second.shape[0]:
        raise ValueError(f"cannot multiply {first.shape} by {second.shape}")
    (n, m), p = first.shape, second.shape[1]
    product = np.zeros((n, p), dtype=np.result_type(first, second))
    for i in range(n):
        for j in range(p):
            for k in range(m):
                product[i, j] += first[i, k] * second[k, j]
    return product
    ### END SOLUTION


# %% tests="matmul_loops" points=3
first, second = np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(3, 4)
expected = np.array([[20.0, 23.0, 26.0, 29.0], [56.0, 68.0, 80.0, 92.0]])
what = "Entry (i, j): row i of the first with column j of the second."
checks.close(checks.unchanged(matmul_loops, first, second), expected, what=what)
square, what = np.array([[1, -2], [0, 4]]), "Whole numbers, some negative."
other = np.array([[3, 1], [1, 5]])
checks.equal(matmul_loops(square, other), np.array([[1, -9], [4, 20]]), what=what)
halves, what = (
    np.full((2, 1), 0.5),
    "int64 by float64 is float64: (1 − 2)/2, (0 + 4)/2.",
)
found = checks.unchanged(matmul_loops, square, halves)
checks.close(found, np.array([[-0.5], [2.0]]), what=what)
for kind in ("float32", "int16"):
    found = matmul_loops(np.ones((5, 2), kind), np.ones((2, 1), kind))
    checks.equal(found, np.full((5, 1), 2, kind), what="Five rows, one column.")
    checks.dtype(found, kind, what="Equal dtypes are kept.")
what = "m = 0: a sum of nothing is 0."
found = matmul_loops(np.ones((2, 0)), np.ones((0, 3)))
checks.equal(found, np.zeros((2, 3)), what=what)
for shape in ((2, 3), (4, 3), (2,), (3,), (3, 2, 2)):
    what = f"(2, 3) by {shape}: no product of two matrices."
    checks.raises(ValueError, matmul_loops, first, np.ones(shape), what=what)
checks.raises(ValueError, matmul_loops, first[0], second, what="(3,) is not 2-D.")
### BEGIN HIDDEN TESTS
random = np.random.default_rng(3)
for n, m, p in ((1, 1, 1), (5, 2, 3), (1, 6, 1), (4, 1, 5), (2, 0, 3)):
    for scale, kind in ((1.0, "float32"), (1e150, "float64"), (1e-150, "float64")):
        a = (scale * random.normal(size=(n, m))).astype(kind)
        b = random.normal(size=(m, p)).astype(kind)
        found = checks.unchanged(matmul_loops, a, b)
        checks.dtype(found, kind, what="The dtype of the pair.")
        checks.close(
            found / scale,
            np.matmul(a, b) / scale,
            rtol=1e-4,
            atol=1e-5,
            what="np.matmul.",
        )
kinds = ("int8", "int16", "int64", "uint8", "float32", "float64")
for one in kinds:
    for other in kinds:
        a = random.integers(0, 4, size=(4, 2)) + (0.5 if one[0] == "f" else 0)
        b = random.integers(0, 4, size=(2, 1)) + (0.5 if other[0] == "f" else 0)
        a, b = a.astype(one), b.astype(other)
        found = checks.unchanged(matmul_loops, a, b)
        what = f"{one} by {other}: np.result_type knows the dtype."
        checks.close(found, np.matmul(a, b), what=what)
        checks.dtype(found, np.result_type(a, b).name, what=what)
large, what = (
    np.array([[2**53 + 1, 2], [-(2**60) - 1, 4]]),
    "Exact: no float on the way.",
)
found = matmul_loops(large, np.array([[1, 3], [5, -1]]))
exact = [[2**53 + 11, 3 * 2**53 + 1], [-(2**60) + 19, -3 * 2**60 - 7]]
checks.equal(found, np.array(exact), what=what)
misfits = [((3,), (3, 2)), ((2, 3), (3,)), ((1, 2, 2), (2, 2)), ((2, 1), (3, 2))]
misfits += [((2, 3), (4, 2)), ((2, 2), (2, 2, 2)), ((), (1, 1)), ((2, 3), (0, 3))]
for a, b in misfits:
    checks.raises(
        ValueError, matmul_loops, np.ones(a), np.ones(b), what="These do not fit."
    )
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# Two loops choose the box (i, j) of the result, a third walks along row i and down column j together.
# </details>
# <details><summary>Hint 2: API</summary>
#
# `np.zeros((n, p), dtype=...)` for the empty result; `first.shape`, `range`, `+=`.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# refuse what does not fit; result = zeros; for i, for j, for k: result[i, j] += first[i, k] * second[k, j].
# </details>
#
# ## Exercise 3: will this chain fit? (2 points)
# A network multiplies its inputs by one weight matrix after the other. Write `product_shape(*shapes)`, which predicts the outcome for two or more
# matrices from left to right.
# - Accept: return the shape of the product, a tuple of two numbers. `product_shape((32, 784), (784, 512), (512, 10))` is `(32, 10)`.
# - Reject: raise `ValueError` for the **first** neighbours that do not fit; the message holds the shapes of the two as given.
# - Also reject fewer than two shapes, and a shape that has not exactly two entries.


# %% exercise="product_shape"
def product_shape(*shapes):
    """Predict the shape of a product of matrices, or refuse it.

    Parameters
    ----------
    *shapes : tuple of int
        Two or more shapes (rows, columns), from left to right.

    Returns
    -------
    tuple of int
        Shape (rows, columns) of the whole product.

    Raises
    ------
    ValueError
        If there are fewer than two shapes, a shape has not two entries, or
        neighbours do not fit (the message holds these two shapes).

    Examples
    --------
    >>> product_shape((2, 3), (3, 4))
    (2, 4)
    """
    ### BEGIN SOLUTION
    if len(shapes) < 2:
        raise ValueError(f"need two or more shapes, got {len(shapes)}")
    for shape in shapes:
        if len(shape) != 2:
            raise ValueError(f"{shape} is not the shape of a matrix")
    for i in range(len(shapes) - 1):
        left, right = shapes[i : i + 2]
        if left[1] != right[0]:
            raise ValueError(f"{left} by {right}: {left[1]} columns, {right[0]} rows")
    return (shapes[0][0], shapes[-1][1])
    ### END SOLUTION


# %% tests="product_shape" points=2
what = "Rows of the first, columns of the last; inner lengths disappear."
checks.equal(product_shape((2, 3), (3, 4)), (2, 4), what=what)
checks.equal(product_shape((32, 784), (784, 512), (512, 10)), (32, 10), what=what)
checks.equal(product_shape((5, 2), (2, 3), (3, 0), (0, 7)), (5, 7), what=what)
misfits = [
    [(2, 3), (2, 3)],
    [(6, 2), (2, 4), (5, 3)],
    [(6, 2), (1, 4)],
    [(6, 1), (4, 2)],
]
misfits += [[(1, 2), (2, 9), (8, 6), (5, 4)], [(1, 7), (7, 8), (8, 3), (2, 5)]]
for chain, bad in zip(misfits, (0, 1, 0, 0, 1, 2)):
    what = "The message must show the first two neighbours that do not fit, as given."
    for shape in chain[bad : bad + 2]:
        checks.raises(ValueError, product_shape, *chain, match=str(shape), what=what)
for chain in ([], [(2, 3)], [(2, 3), (3,)], [(2, 3), (3, 4), (4, 5, 6)]):
    what = "Two or more shapes with exactly two entries are needed."
    checks.raises(ValueError, product_shape, *chain, what=what)
### BEGIN HIDDEN TESTS
random = np.random.default_rng(4)
for _ in range(60):
    a, b, c, d = (
        tuple(int(n) for n in random.integers(0, 3, size=2)) for _ in range(4)
    )
    chain = (a, b, c, d)[: random.integers(2, 5)]
    fits = [chain[i][1] == chain[i + 1][0] for i in range(len(chain) - 1)]
    if all(fits):
        expected = (chain[0][0], chain[-1][1])
        checks.equal(product_shape(*chain), expected, what="An accepted chain.")
        continue
    bad = fits.index(False)
    for shape in chain[bad : bad + 2]:
        checks.raises(
            ValueError, product_shape, *chain, match=str(shape), what="First misfit."
        )
chain = [(2, int("784")), (int("784"), int("512")), (int("512"), 3)]
checks.equal(product_shape(*chain), (2, 3), what="Equal lengths fit, large ones too.")
for pair in ((7, 8), (9, 6)), ((9, 6), (5, 4)):
    chain = ((1, 7), *pair, (4, 3)) if pair[0] == (7, 8) else ((2, 9), *pair)
    for shape in pair:
        checks.raises(
            ValueError, product_shape, *chain, match=str(shape), what="First misfit."
        )
chains = [(), ((2, 3),), ((2,), (2, 2)), ((1, 2, 2), (2, 2)), ((), (1, 1))]
chains += [((2, 3), (3, 4, 9), (4, 5)), ((2, 3), (3, 4), (4, 5, 1), (5, 6))]
chains += [((2, 3), (3, 4), (4,)), ((2, 3), (3, 4), (4, 5), (5, 6, 7)), ((4, 4, 4),)]
for chain in chains:
    checks.raises(ValueError, product_shape, *chain, what="Not two or more matrices.")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# Only neighbours must agree: the columns of the left one with the rows of the right one.
# </details>
# <details><summary>Hint 2: API</summary>
#
# `zip(shapes, shapes[1:])` walks over neighbours; `f"{left} by {right}"` prints tuples.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# refuse fewer than two; refuse shapes without two entries; for each pair of neighbours refuse if left[1] differs from right[0]; return first rows,
# last columns.
# </details>
#
# ## Exercise 4: rotate points (3 points)
# Write `rotate(points, angle, *, center)`: turn points around `center`, counter-clockwise. One 2 × 2 product does it; writing both coordinates out is
# accepted, too. (What stands behind `*` is passed by name: `center=(1, 0)`.)
# - `points` is a float array `(n, 2)`, **one point a row**; `angle` is in radians. Mind: the formula under *The maths* is for points that stand
#   as columns.
# - The result has the shape and the dtype of `points`; n may be 0. The default centre is the origin.
# - A quarter turn (`np.pi / 2`) brings (1, 0) to (0, 1).
# - `ValueError` if `points` has another shape.


# %% exercise="rotate"
def rotate(points, angle, *, center=(0.0, 0.0)):
    """Rotate points of the plane counter-clockwise.

    Parameters
    ----------
    points : numpy.ndarray, shape (n, 2), float32 or float64
        One point a row; n may be 0. Not modified.
    angle : float
        Angle in radians; negative turns clockwise.
    center : tuple of two floats, optional
        The point that stays where it is.

    Returns
    -------
    numpy.ndarray, shape (n, 2), dtype of `points`

    Raises
    ------
    ValueError
        If `points` has not the shape (n, 2).

    Examples
    --------
    >>> rotate(np.array([[1.0, 0.0]]), np.pi / 2).round(6)
    array([[0., 1.]])
    """
    ### BEGIN SOLUTION
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError(f"points must have shape (n, 2), got {points.shape}")
    cos, sin = np.cos(angle), np.sin(angle)
    matrix = np.array([[cos, -sin], [sin, cos]])
    middle = np.array(center)
    return ((points - middle) @ matrix.T + middle).astype(points.dtype)
    ### END SOLUTION


# %% tests="rotate" points=3
corners = np.array([[1.0, 0.0], [0.0, 2.0], [-3.0, 0.0]])
expected = np.array([[0.0, 1.0], [-2.0, 0.0], [0.0, -3.0]])
what = "A quarter turn counter-clockwise: east goes to north, north to west."
checks.close(checks.unchanged(rotate, corners, np.pi / 2), expected, what=what)
half = rotate(corners, np.pi, center=(1.0, 0.0))
expected = np.array([[1.0, 0.0], [2.0, -2.0], [5.0, 0.0]])
checks.close(half, expected, what="A half turn about (1, 0); that point itself stays.")
tilt = np.arctan2(3, 4)  # the angle with cos 0.8 and sin 0.6
steps = {tilt: [0.8, 0.6], -tilt: [0.8, -0.6], tilt + 2 * np.pi: [0.8, 0.6]}
for angle, (cos, sin) in steps.items():
    expected = np.array([[2.5 + cos, -1.5 + sin], [2.5 - 2 * sin, -1.5 + 2 * cos]])
    for kind in ("float32", "float64"):
        points = np.array([[3.5, -1.5], [2.5, 0.5]], kind)
        found = checks.unchanged(rotate, points, angle, center=(2.5, -1.5))
        what = f"By {angle:.2f} radians about (2.5, -1.5), in {kind}."
        checks.close(found, expected.astype(kind), rtol=1e-5, atol=1e-5, what=what)
        checks.dtype(found, kind, what="The dtype of points is kept.")
checks.shape(rotate(np.zeros((0, 2)), 1.0), (0, 2), what="No points: nothing to turn.")
for shape in ((2, 3), (2,), (4, 2, 2)):
    what = f"{shape} is not (n, 2), one point a row."
    checks.raises(ValueError, rotate, np.ones(shape), 1.0, what=what)
### BEGIN HIDDEN TESTS
random = np.random.default_rng(5)
for count, kind, scale in (
    (1, "float32", 1.0),
    (7, "float64", 1e100),
    (0, "float64", 1.0),
    (0, "float32", 1.0),
    (5, "float64", 1e-9),
):
    points = (scale * random.normal(size=(count, 2))).astype(kind)
    for angle in (0.3, -2.5, 11.0, 0.0):
        for middle in ((0.0, 0.0), (2.0 * scale, -1.5 * scale)):
            numbers = points.astype("float64") @ [1, 1j] - complex(*middle)
            turned = numbers * np.exp(1j * angle) + complex(
                *middle
            )  # complex numbers turn too
            expected = np.stack([turned.real, turned.imag], axis=1)
            found = checks.unchanged(rotate, points, angle, center=middle)
            checks.dtype(found, kind, what="The dtype of points is kept.")
            found, expected = found / scale, (expected / scale).astype(kind)
            checks.close(
                found, expected, rtol=1e-5, atol=1e-5, what=f"{angle} about {middle}."
            )
for bad in (np.zeros(2), np.zeros((4, 3)), np.zeros((1, 2, 2)), np.zeros(())):
    checks.raises(ValueError, rotate, bad, 1.0, what="Only (n, 2).")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# Move the centre to the origin, rotate, move back. For points in rows the product stands the other way round: points first.
# </details>
# <details><summary>Hint 2: API</summary>
#
# $(R p)^T = p^T R^T$. `np.cos`, `np.sin`, `matrix.T`, `@`, `.astype(points.dtype)`.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# check the shape; R = rows (cos, −sin), (sin, cos); result = (points − center) @ R.T + center, in the dtype of points.
# </details>
#
# ## Exercise 5: one layer (3 points)
# Put it together: `dense_layer(inputs, weights, bias, *, leak)` computes relu(inputs · weights + bias). No loop is needed.
# - `inputs` `(n, m)`, `weights` `(m, p)`, `bias` `(p,)`, all float arrays of one dtype; the result is `(n, p)` of that dtype.
# - Negative scores are multiplied by `leak` instead of vanishing: `leak=0` is ReLU, `leak=0.1` lets a tenth through; above 1 they grow.
# - A `nan` must stay `nan`: an error that hides is worse than one that shows. Infinite scores do not occur.
# - `ValueError` if `inputs` or `weights` is not 2-D, if the two do not fit as they stand, or if `bias` has not **exactly** the shape `(p,)`.
#   Broadcasting would let `(n, 1)` pass: the silent mistake of the first cell.
# - Not allowed: `torch.nn`, torch's ReLU functions and `helpers.activations`.


# %% exercise="dense_layer" forbids="torch.nn torch.relu torch.relu_ torch.prelu helpers.activations"
def dense_layer(inputs, weights, bias, *, leak=0.0):
    """Compute one layer: a product, a broadcast sum, a (leaky) ReLU.

    Parameters
    ----------
    inputs : numpy.ndarray, shape (n, m), float
    weights : numpy.ndarray, shape (m, p), same dtype
    bias : numpy.ndarray, shape (p,), same dtype
        None of the three is modified.
    leak : float, optional
        Factor for negative scores, 0 or more; it may exceed 1.

    Returns
    -------
    numpy.ndarray, shape (n, p), same dtype

    Raises
    ------
    ValueError
        If inputs or weights is not 2-D, if they do not fit, or if bias is
        not of shape (p,).

    Examples
    --------
    >>> dense_layer(np.array([[1.0, 2.0]]), np.array([[3.0], [-4.0]]), np.array([1.0]), leak=0.5)
    array([[-2.]])
    """
    ### BEGIN SOLUTION
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != weights.shape[0]:
        raise ValueError(f"cannot multiply {inputs.shape} by {weights.shape}")
    if bias.shape != weights.shape[1:]:
        raise ValueError(f"bias must be {weights.shape[1:]}, got {bias.shape}")
    scores = inputs @ weights + bias
    return np.where(scores < 0, leak * scores, scores)
    ### END SOLUTION


# %% tests="dense_layer" points=3
inputs, bias = np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([0.5, 0.0, -1.0])
weights = np.array([[1.0, 0.0, -1.0], [0.0, 1.0, -1.0]])
expected = np.array([[1.5, 2.0, 0.0], [0.5, 0.0, 0.0]])
what = "Scores are (1.5, 2, -4) and (0.5, -1, 0); negative ones become 0."
checks.close(checks.unchanged(dense_layer, inputs, weights, bias), expected, what=what)
for leak in (0.01, 0.5, 3.0):
    expected = np.array([[1.5, 2.0, -4 * leak], [0.5, -leak, 0.0]])
    for kind in ("float32", "float64"):
        parts = [array.astype(kind) for array in (inputs, weights, bias)]
        found = checks.unchanged(dense_layer, *parts, leak=leak)
        what = f"Negative scores times {leak}, bias included."
        checks.close(found, expected.astype(kind), what=what)
        checks.dtype(found, kind, what="The dtype is kept.")
spoilt = np.array([[np.nan, 0.0], [1.0, 0.0]])
expected, what = np.array([[np.nan] * 3, [1.5, 0.0, 0.0]]), "nan stays nan, in its row."
checks.close(dense_layer(spoilt, weights, bias), expected, what=what)
for shape in ((2, 1), (1, 3), (1,), (), (2,)):
    what = f"A bias of shape {shape} is refused: exactly (3,) fits."
    checks.raises(ValueError, dense_layer, inputs, weights, np.ones(shape), what=what)
what = "(2, 2) by (3, 2) does not fit, and nobody turns the weights round."
checks.raises(ValueError, dense_layer, inputs, weights.T, np.ones(3), what=what)
checks.raises(ValueError, dense_layer, inputs[0], weights, bias, what="1-D inputs.")
### BEGIN HIDDEN TESTS
random = np.random.default_rng(6)
for n, m, p in ((1, 1, 1), (3, 3, 3), (6, 2, 4), (0, 2, 3)):
    for kind, scale in (("float32", 1.0), ("float64", 1e200)):
        x = (scale * random.normal(size=(n, m))).astype(kind)
        w = random.normal(size=(m, p)).astype(kind)
        shift = (scale * random.normal(size=p)).astype(kind)
        for leak in (0.0, 0.01, 0.1, 0.5, 1.0, 2.5):
            scores = np.einsum("nm,mp->np", x, w) + shift[None, :]
            expected = (np.where(scores > 0, 1.0, leak) * scores / scale).astype(kind)
            found = checks.unchanged(dense_layer, x, w, shift, leak=leak)
            checks.dtype(found, kind, what="The dtype is kept.")
            found, what = found / scale, f"{n} inputs of {m}, leak={leak}."
            checks.close(found, expected, rtol=1e-4, atol=1e-5, what=what)
spoilt = np.isnan(
    dense_layer(np.array([[np.nan], [1.0]]), np.ones((1, 2)), np.zeros(2))
)
checks.equal(
    spoilt, np.array([[True, True], [False, False]]), what="nan stays where it is."
)
for shape in ((3, 1), (1,), (1, 3), (), (2,)):
    checks.raises(
        ValueError, dense_layer, inputs, weights, np.ones(shape), what=f"{shape}"
    )
for shape in ((3, 1), (3, 3), (1, 3), (1,)):  # all of them broadcast to (3, 3)
    parts = np.ones((3, 2)), weights, np.ones(shape)
    checks.raises(ValueError, dense_layer, *parts, what=f"Bias {shape}.")
for a, b, p in (((2, 3), (2, 3), 3), ((2, 2), (3, 2), 3), ((4, 3), (5, 3), 5)):
    checks.raises(
        ValueError, dense_layer, np.ones(a), np.ones(b), np.ones(p), what=f"{a} by {b}."
    )
for a, b, shape in (
    ((3,), (3, 2), (2,)),
    ((1, 3), (3,), ()),
    ((2, 1, 3), (3, 2), (2,)),
    ((2, 3), (3,), (3,)),
    ((2, 3), (3,), ()),
    ((2, 3), (3, 3, 2), (2,)),
):
    checks.raises(
        ValueError, dense_layer, np.ones(a), np.ones(b), np.ones(shape), what="Not 2-D."
    )
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# First refuse, then three steps in one line each: product, sum, element-wise choice.
# </details>
# <details><summary>Hint 2: API</summary>
#
# `@`, `+`; `np.where(condition, this, that)` takes *this* where the condition holds and *that* elsewhere. Compare shapes: `bias.shape != (p,)`. Ask
# `scores < 0`: with `> 0` and a plain `0` elsewhere, `nan` would vanish.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# refuse what does not fit; scores = product + bias; where scores < 0 take leak · scores, else scores.
# </details>
#
# ## The reference, and three experiments
# From here on the libraries are the reference. In torch the same rules hold under the same signs, and two stacks of tables are multiplied pair by pair:
# `(b, n, m) @ (b, m, p)` is `(b, n, p)`.

# %%
scores = torch.tensor([[1.5, -2.0, 0.0], [-0.5, 3.0, -7.0]])
print("broadcast:", (scores + torch.tensor([10, 20, 30])).tolist())
print("product:  ", (scores @ torch.ones(3, 1)).tolist())
print("relu:     ", torch.relu(scores).tolist())
batch = torch.ones(8, 5, 3) @ torch.ones(8, 3, 2)  # eight products at once
checks.shape(batch, (8, 5, 2), what="batched product")
row_means, kept = scores.mean(dim=1), scores.mean(dim=1, keepdim=True)
print("means of rows:", tuple(row_means.shape), "or with keepdim", tuple(kept.shape))
checks.equal(np.broadcast_shapes((64, 3, 32, 10), (32, 10)), (64, 3, 32, 10))

# %% [markdown]
# **What to see:** `sum` and `mean` drop the axis they run along, `keepdim` (NumPy: `axis`, `keepdims`) keeps it with length 1. Mixing the two is how
# `(n, 1)` meets `(n,)`.
#
# **Question 1, from the first cell: what does a model learn from the wrong score?** Fifty noisy points around $y = 2x$, in five random draws. For
# many slopes we compute the score the right way, `(50,)` against `(50,)`, and the wrong way, `(50, 1)` against `(50,)`. Training means
# walking to the lowest score.

# %% tags=["experiment"]
slopes = np.linspace(-1, 4, 101)
right, wrong = np.zeros((2, 5, 101))  # one row a draw
for seed in progress(range(5), description="draws"):
    random = np.random.default_rng(seed)
    x = random.uniform(-1, 1, size=50)
    y = 2 * x + random.normal(scale=0.3, size=50)
    predictions = slopes[:, None] * x  # (101, 50): broadcasting at its best
    right[seed] = ((predictions - y) ** 2).mean(axis=1)
    wrong[seed] = ((predictions[:, :, None] - y) ** 2).mean(axis=(1, 2))

title, xlabel = "Which slope gets the best score?", "slope of the model"
fig, ax = plots.new_axes(title, xlabel, "mean squared error")
plots.mean_band(ax, slopes, right, label="right: (50,) − (50,)")
plots.mean_band(ax, slopes, wrong, label="wrong: (50, 1) − (50,)")
ax.axvline(2, ls=":", color="black", label="true slope 2")
ax.legend(title="mean and range, 5 draws")
plt.show()

best = {"right": slopes[right.argmin(axis=1)], "wrong": slopes[wrong.argmin(axis=1)]}
for name, values in best.items():
    print(f"best slope, {name}: {values.mean():.2f} ± {values.std():.2f}")
checks.that(np.all(abs(best["right"] - 2) < 0.4), "right: near 2 in every draw")
checks.that(np.all(abs(best["wrong"]) < 0.4), "wrong: near 0 in every draw")

# %% [markdown]
# **What to see:** the right curve is lowest near 2 in every draw, the wrong one near 0. A model trained on the wrong score learns to ignore $x$.
#
# **Question 2: what does a Python loop cost?** We time `naive_relu` and `np.maximum` on the same tables, five times each.


# %% tags=["experiment"]
def best_seconds(relu, table):
    """Return the shortest of three runs: other programs disturb the rest."""
    return min(timeit.repeat(lambda: relu(table), number=1, repeat=3))


sizes = budget(quick=(10, 30, 100, 300), full=(10, 30, 100, 300, 1000))
ratios = np.zeros((5, len(sizes)))
for repetition in progress(range(5), description="repetitions"):
    random = np.random.default_rng(repetition)
    for i, size in enumerate(sizes):
        table = random.normal(size=(size, size))
        fast = best_seconds(lambda numbers: np.maximum(numbers, 0), table)
        ratios[repetition, i] = best_seconds(naive_relu, table) / fast

fig, ax = plots.new_axes(
    "The price of a Python loop", "values in the table", "loop time / np.maximum time"
)
plots.mean_band(ax, np.array(sizes) ** 2, ratios, label="mean and range, 5 repetitions")
ax.axhline(1, ls="--", color="black", label="equally fast")
ax.set(xscale="log", yscale="log")
ax.legend()
plt.show()
checks.that(ratios[:, -1].min() > 10, "the loop is over 10 times slower, every time")

# %% [markdown]
# **What to see:** on the largest table the loop takes more than 10 times as long, often hundreds of times. Small tables gain less: each call costs
# something in itself.
#
# **Question 3: why can a chain of such simple steps tell classes apart?** Picture two sheets of paper, one per class, crumpled together into a ball.
# Learning means finding the steps that un-fold it until a straight cut parts the sheets. Here *we* crumpled, so we know the way back.

# %% tags=["experiment"]
across = np.linspace(-1.5, 1.5, 400)
sheets = np.concatenate([np.stack([across, np.full(400, h)], 1) for h in (-0.3, 0.3)])
labels = np.repeat([0, 1], 400)
lean = np.array([[1.0, 0.6], [0.6, 1.0]])
inverse = np.linalg.inv(lean)


def bend(points, *, axis, size):
    """Push one coordinate by a sine of the other: a sum and an element-wise step."""
    push = size * np.sin(3 * points[:, 1 - axis])
    return points + push[:, None] * np.eye(2)[axis]


ball = bend(
    bend(bend(sheets, axis=1, size=0.9) @ lean, axis=0, size=0.8), axis=1, size=0.7
)
steps = [("the ball", ball)]
steps.append(("bend back", bend(ball, axis=1, size=-0.7)))
steps.append(("bend back", bend(steps[-1][1], axis=0, size=-0.8)))
steps.append(("multiply", steps[-1][1] @ inverse))
steps.append(("bend back", bend(steps[-1][1], axis=1, size=-0.9)))

# %% tags=["experiment"]
fig, axes = plt.subplots(1, 5, figsize=(13, 3.2), sharex=True, sharey=True)
cuts = []
for number, (ax, (name, points)) in enumerate(zip(axes, steps)):
    columns = np.column_stack([points, np.ones(800)])
    line = np.linalg.lstsq(columns, 2 * labels - 1, rcond=None)[0]  # a straight cut
    cuts.append(np.mean((columns @ line > 0) == labels))
    for sheet, marker in enumerate("o^"):
        part, colour = points[labels == sheet], plots.PALETTE[sheet]
        ax.scatter(*part.T, s=6, color=colour, marker=marker, label=f"sheet {sheet}")
    ax.set(title=f"{number}. {name}\nstraight cut: {cuts[-1]:.0%} right")
    ax.set(xlabel="first coordinate")
axes[0].set_ylabel("second coordinate")
axes[-1].legend(markerscale=3)
plt.show()
checks.that(max(cuts[:-1]) < 0.8, "a straight cut stays poor until the last step")
checks.close(cuts[3], cuts[2], what="an invertible product changes no straight cut")
checks.close(cuts[4], 1.0, what="unfolded, one cut is enough")
checks.close(steps[-1][1], sheets, what="the sheets are flat again")

# %% [markdown]
# **What to see:** from left to right the ball un-folds, one simple step at a time. The straight cut stays poor until the last step, then it makes no
# mistake. The product in panel 3 leaves its score as it was: an invertible product never changes what a straight cut can do, yet the last bend needs it.
# A network must *find* such steps by itself: that is what training is for.
#
# ## Your turn
# 1. *Only products.* Replace every `bend` by a product with a random 2 × 2 matrix. Expect panels that differ only by a slanted, stretched view: a chain
#    of products is one product, and cannot crumple.
# 2. *More noise.* In experiment 1 raise `scale` from 0.3 to 2. Expect the right minimum to spread around 2 from draw to draw, while the wrong one
#    stays near 0.

# %% tags=["experiment"]
# Your turn: open experiments go here.

# %% [markdown]
# ## Pitfalls
# | symptom | cause | fix |
# |---|---|---|
# | loss falls, nothing is learned | `(n, 1) − (n,)` gives `(n, n)` | `predictions[:, 0]`, and `assert a.shape == b.shape` |
# | `could not be broadcast together` | shapes compared from the left | write them flush right; `[:, None]` adds an axis |
# | `*` gives odd results | `*` is element-wise, `@` is the product | say which one you mean |
# | rotation goes clockwise | $R$ made for columns, used on rows | `points @ R.T` |
# | rotation by 90 is no quarter turn | degrees | `np.deg2rad(90)` |
#
# **Often told loosely.** The rotation is often written $R = [u, v]$ with $u = (\cos\theta, \sin\theta)$ and $v = (-\sin\theta, \cos\theta)$. That is right if
# $u$ and $v$ are the *columns*. Typed as two rows, as Python lists suggest, the matrix turns the other way.
#
# Also: not every speed-up comes from BLAS, the library for matrix products. An element-wise ReLU runs in NumPy's own compiled loops.

# %%
theta = np.pi / 2
u, v = [np.cos(theta), np.sin(theta)], [-np.sin(theta), np.cos(theta)]
east = np.array([1.0, 0.0])
print("u, v as columns:", (np.column_stack([u, v]) @ east).round(6))
print("u, v as rows:   ", (np.array([u, v]) @ east).round(6))
checks.close(np.column_stack([u, v]) @ east, np.array([0.0, 1.0]), what="to north")
checks.close(np.array([u, v]) @ east, np.array([0.0, -1.0]), what="to south")
try:
    np.ones((4, 3)) + np.ones(4)
except ValueError as error:
    print("refused:", error)

# %% [markdown]
# ## Check yourself
# **1.** `(8, 1, 6)` plus `(7, 1)` has the shape (a) `(8, 7, 6)` (b) `(8, 1, 6)` (c) none: an error
# <details><summary>Answer</summary>
#
# (a): flush right, 6 meets 1, 1 meets 7, 8 meets nothing. (b) forgets that a 1 gives way to 7. (c) would need two different numbers, neither 1.
# </details>
#
# **2.** `a` is `(10, 4)`. Which product runs? (a) `a @ a` (b) `a @ a.T` (c) `a.T @ a.T`
# <details><summary>Answer</summary>
#
# (b): `(10, 4)` by `(4, 10)` gives `(10, 10)`. In (a) 4 meets 10; in (c) 10 meets 4.
# </details>
#
# **3.** Rotating by 0.3, then by 0.5 is (a) one product with $R(0.8)$ (b) one with $R(0.15)$ (c) no single product
# <details><summary>Answer</summary>
#
# (a): angles add up. (b) multiplies them. (c): two products in a row are always one.
# </details>
#
# ## Summary
# - Element-wise steps keep the shape; one call replaces a slow loop.
# - Broadcasting works flush right; 1 gives way. It can hide a mistake, so check shapes.
# - `(n, m) @ (m, p)` is `(n, p)`: row meets column, the inner length is used up.
# - Products move points; with bends in between, a chain can un-fold data.
#
# ## Further reading
# - F. Chollet, *Deep Learning with Python*, 2021, chapter 2: for the paper ball.
# - G. Strang, *Introduction to Linear Algebra*, 2023, chapters 1-2: for products seen in four ways.
# - S. van der Walt et al., "The NumPy array", *CiSE*, 2011: for why vectorised code is fast.
