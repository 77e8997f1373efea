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
# # 00.3 Tensors and shapes
# After this lesson you can read any tensor's shape, change it without scrambling what is inside, and say who else sees the change.
#
# *70 minutes · 13 points · about 6 CPU seconds · needs: lesson 00.2*
#
# ## You will be able to
# - **state** the rank, shape and dtype of any NumPy array or torch tensor;
# - **predict** the shape and the memory of a batch of vectors, series, images or videos;
# - **choose** between `reshape` and `transpose`, and convert channels-last to channels-first;
# - **tell** a view from a copy, and `add` from `add_`.

# %%
import timeit

import matplotlib.pyplot as plt
import numpy as np
import torch

from helpers import checks, plots
from helpers.data.digits import load_digits
from helpers.runtime import progress, seed_everything

plots.use_style()
generator = seed_everything(0)

# %% [markdown]
# ## Why: the shape is right and every picture is ruined
# A scanner has saved six handwritten digits as a table. Each **column** is one picture: 64 brightness values, from top left to bottom right. So the shape is `(64, 6)`.
#
# Our model wants one picture per **row**: `(6, 64)`. Two one-line answers come to mind, `table.T` and `table.reshape(6, 64)`.
# Both run. Both give `(6, 64)`. Let us look at the pictures. (You need not read plotting code: run it.)

# %%
digits = load_digits()
table = digits.images[:6].reshape(6, 64).T.contiguous()  # (64, 6), one column a picture
answers = {"table.T": table.T, "table.reshape(6, 64)": table.reshape(6, 64)}

fig, axes = plt.subplots(2, 6, figsize=(9, 3.6), sharex=True, sharey=True)
for axes_row, (code, rows) in zip(axes, answers.items()):
    for i, ax in enumerate(axes_row):
        ax.imshow(rows[i].reshape(8, 8), cmap="gray_r")
        ax.set(title=f"row {i}", xticks=[], yticks=[])
    axes_row[0].set_ylabel(code, fontsize=9)
fig.suptitle("Two ways to shape (6, 64); each row drawn as 8 x 8 pixels")
fig.supxlabel("pixel column (0 to 7)")
plt.show()
print({code: tuple(rows.shape) for code, rows in answers.items()})
checks.equal(table.numel(), 384, what="64 rows of 6 numbers")

# %% [markdown]
# **What to see:** the top row reads 0 1 2 3 4 5. The bottom row has the same shape and the same 384 numbers, but each "picture" is a mixture of
# six. No error, no warning. How bad would a model get? We measure that below.
#
# ## The idea
# A **tensor** is a box of numbers, all of one type, in a regular grid. Three facts describe it:
# - its **rank**: how many axes it has, that is, how many indices you need to name one number;
# - its **shape**: how many entries each axis has;
# - its **dtype**: what kind of number, such as `float32` or `uint8`.
#
# Rank 0 is a single number (a *scalar*), rank 1 a list (a *vector*), rank 2 a table (a *matrix*). Every further axis repeats the box before it:
# a pile of tables, a row of piles. Nobody can picture rank 5, a batch of videos. Read it as a sentence:
# *4 videos, each of 240 frames, each of 144 rows, each of 256 pixels, each of 3 colours*.

# %%
boxes = {(): 0, (4,): 3, (3, 4): 9, (2, 3, 4): 15, (2, 2, 3, 4): 22}  # shape: left edge
names = ["rank 0\nscalar", "rank 1\nvector", "rank 2\nmatrix", "rank 3"]
names.append("rank 4: both boxes\nare one tensor")

fig, ax = plots.new_axes("One more axis: the same box, repeated", "", "", size=(9, 3))
for (shape, left), name in zip(boxes.items(), names):
    blocks, layers, num_rows, num_columns = (1,) * (4 - len(shape)) + shape
    for block, layer in np.ndindex(blocks, layers):
        depth = layers - 1 - layer  # the furthest layer is drawn first
        for row, column in np.ndindex(num_rows, num_columns):
            corner = (left + 6 * block + column + 0.4 * depth, 0.4 * depth - row)
            colour = plots.PALETTE[2 if depth == 0 else 1]
            ax.add_patch(plt.Rectangle(corner, 1, 1, fc=colour, ec="black"))
    right = left + 6 * (blocks - 1) + num_columns
    ax.plot([left, left, right, right], [-2.5, -2.8, -2.8, -2.5], color="black", lw=1)
    ax.text(left, -3.2, f"{name}\n{shape}", va="top")
ax.set(xlim=(-1, 33), ylim=(-6.4, 2), aspect="equal")
ax.axis("off")
plt.show()

# %% [markdown]
# **What to see:** each shape gains one number *in front*; the last number is always the innermost axis.
#
# ## The maths
# Memory has no rows. The numbers lie in one long **strip**, and the shape only says how to read it: row by row, the last index moves fastest.
#
# | symbol | meaning | shape | name in code |
# |---|---|---|---|
# | $r$ | rank, number of axes | scalar | `x.ndim` |
# | $n_k$ | entries along axis $k$, $k = 0 \dots r-1$ | scalar | `x.shape[k]` |
# | $N$ | number of values | scalar | NumPy `x.size`, torch `x.numel()` |
# | $s_k$ | stride: places to jump when index $k$ grows by 1 | scalar | torch `x.stride(k)` |
# | $i_k$ | index along axis $k$ | scalar | `index[k]` |
# | $p$ | place in the strip | scalar | `place` |
#
# $$N = \prod_{k} n_k \qquad s_k = \prod_{j>k} n_j \qquad p = \sum_k i_k\, s_k$$
#
# The empty product is 1, so a scalar with shape `()` holds one value. NumPy's `x.strides` counts bytes instead of places.
#
# **By hand.** Shape $(2, 3, 4)$ has strides $(12, 4, 1)$. Index $(1, 2, 3)$ lies at place $1\cdot 12 + 2\cdot 4 + 3\cdot 1 = 23$, the last of 24.
#
# `reshape` keeps the strip and cuts it differently. `transpose` swaps the axes: walking along a row now jumps through the strip.

# %%
x = torch.arange(24).reshape(2, 3, 4)
checks.equal(x.stride(), (12, 4, 1), what="torch counts places")
checks.equal(x.numpy().strides, (96, 32, 8), what="NumPy counts bytes: 8 an int64")
checks.equal(x[1, 2, 3].item(), 1 * 12 + 2 * 4 + 3 * 1, what="the entry at place 23")

strip = torch.arange(6)
grid = strip.reshape(2, 3)
views = {"memory (6,)": strip[None], "reshape (2, 3)": grid}
views |= {"reshape (3, 2)": grid.reshape(3, 2), "transpose (3, 2)": grid.T}
fig, axes = plt.subplots(1, 4, figsize=(10, 3), width_ratios=[6, 3, 2.4, 2.4])
for ax, (title, values) in zip(axes, views.items()):
    ax.imshow(values, cmap="cividis", vmin=-1, vmax=6)
    for row, column in np.ndindex(*values.shape):
        number = int(values[row, column])
        shade = "white" if number < 3 else "black"
        ax.text(column, row, number, color=shade, ha="center", va="center")
    ax.set(title=title, xlabel="column", ylabel="row")
    ax.set(xticks=range(values.shape[1]), yticks=range(values.shape[0]))
    ax.grid(False)
plt.show()

# %% [markdown]
# **What to see:** both right-hand boxes are `(3, 2)`. `reshape` reads 0 1, 2 3, 4 5 off the strip. `transpose` turns the old *columns* 0 3, 1 4, 2 5
# into rows. In the scanner's table a column is a picture: only the transpose keeps pictures whole.
#
# ## Together
# **Step 1: read the label.** Look at the dtypes: Python numbers with a decimal point become `float64` in NumPy and `float32` in torch; whole numbers
# become `int64` in both.

# %%
for make in (np.array, torch.tensor):
    for values in (7.5, [12, 3, 6], [[5.0, 78.0], [6.0, 79.0], [7.0, 80.0]]):
        a = make(values)
        print(
            f"{type(a).__name__:8}rank {a.ndim}  shape {tuple(a.shape)!s:7} {a.dtype}"
        )

scores = np.zeros((300, 20))
checks.shape(scores.T, (20, 300), what="transpose swaps the two axes")
checks.shape(scores.reshape(-1), (6000,), what="one axis; -1 means: work it out")

# %% [markdown]
# **Step 2: view or copy?** A *view* is a second label on the same strip: nothing is copied, and a change through one name shows through the other.
# A *copy* has its own strip. Slices, `.T` and most `reshape`s give views. NumPy's `copy` and `flatten`, torch's `clone`, a list of indices, and
# arithmetic that makes a new result (`x + 1`, not `x += 1`) copy; torch's `flatten` is a view where it can be. In torch a trailing underscore
# (`add_`) means *in place*: change this strip. Without it (`add`) you get a new one.

# %%
array = np.zeros(3)
shared, own = torch.from_numpy(array), torch.tensor(array)  # same strip; own strip
shared.add(1)  # a new tensor, thrown away: nobody sees a change
print("after add :", array, own.numpy())
shared.add_(1)  # in place: the NumPy array changes too
print("after add_:", array, own.numpy())
array[0] = 50  # and the other way round
print("shared[0]: ", shared[0].item(), "  own[0]:", own[0].item())
checks.equal([shared[0].item(), own[0].item()], [50.0, 0.0], what="only one is shared")

# %% [markdown]
# **Step 3: what the axes mean.** Convention fixes the order. Samples come first, time second. Images are stored *channels-last* by cameras, files
# and matplotlib, *channels-first* by PyTorch.
#
# | data | shape | an example |
# |---|---|---|
# | vectors | (samples, features) | 768 patients, 8 measurements: `(768, 8)` |
# | series | (samples, steps, features) | the same over 4 years: `(768, 4, 8)` |
# | images, last | (samples, height, width, channels) | `(128, 256, 256, 3)` |
# | images, first | (samples, channels, height, width) | `(128, 3, 256, 256)` |
# | video, last | (samples, frames, height, width, channels) | `(4, 240, 144, 256, 3)` |
# | video, first | (samples, channels, frames, height, width) | `(4, 3, 240, 144, 256)` |

# %%
batches = {"vectors": (768, 8), "series": (768, 4, 8)}
batches |= {"images": (128, 256, 256, 3), "video": (4, 240, 144, 256, 3)}
megabytes = [np.empty(shape, np.float32).nbytes / 1e6 for shape in batches.values()]

title, ylabel = "Memory of one batch in float32", "memory in MB (log scale)"
fig, ax = plots.new_axes(title, "kind of data, shape", ylabel, size=(8, 3.5))
labels = [f"{kind}\n{shape}" for kind, shape in batches.items()]
bars = ax.bar(labels, megabytes, color=plots.PALETTE[1])
ax.bar_label(bars, fmt="%.3g MB")
ax.set(yscale="log", ylim=(0.01, 3000))
plt.show()
checks.equal(round(megabytes[3] / megabytes[0]), 17_280, what="videos / patients")

# %% [markdown]
# **What to see:** the scale is logarithmic: the videos need 17,280 times the memory of the patients.
#
# ## Exercise 1: read the label (2 points)
# Write `describe_tensor(data)`. It takes one NumPy array **or** torch tensor of any rank and returns a dictionary with exactly these keys:
#
# | key | value |
# |---|---|
# | `"library"` | `"numpy"` or `"torch"` |
# | `"name"` | `"scalar"`, `"vector"`, `"matrix"`, and from rank 3 on `"3-D tensor"`, `"4-D tensor"`, ... |
# | `"rank"` | number of axes, an `int` |
# | `"shape"` | a plain `tuple` of `int` |
# | `"values"` | how many numbers it holds, an `int` |
# | `"dtype"` | the bare name, the same for both libraries: `"float32"`, not `"torch.float32"` |
#
# Anything else (a list, a text, one `np.float64`) raises `TypeError`.


# %% exercise="describe_tensor"
def describe_tensor(data):
    """Describe a NumPy array or a torch tensor in plain Python values.

    Parameters
    ----------
    data : numpy.ndarray or torch.Tensor, any shape, any dtype
        The tensor to describe. Not modified.

    Returns
    -------
    dict
        Keys "library", "name", "rank", "shape", "values", "dtype" (see above).

    Raises
    ------
    TypeError
        If `data` is neither an array nor a tensor.

    Examples
    --------
    >>> describe_tensor(np.zeros((2, 5)))["name"]
    'matrix'
    """
    ### BEGIN SOLUTION
    if isinstance(data, np.ndarray):
        library = "numpy"
    elif isinstance(data, torch.Tensor):
        library = "torch"
    else:
        raise TypeError(f"data must be an array or a tensor, got {type(data)}")
    rank, shape = data.ndim, tuple(data.shape)
    num_values = 1
    for entries in shape:
        num_values *= entries
    names = ("scalar", "vector", "matrix")
    name = names[rank] if rank < 3 else f"{rank}-D tensor"
    kind = str(data.dtype).removeprefix("torch.")
    keys = ("library", "name", "rank", "shape", "values", "dtype")
    return dict(zip(keys, (library, name, rank, shape, num_values, kind)))
    ### END SOLUTION


# %% tests="describe_tensor" points=2
keys = ("library", "name", "rank", "shape", "values", "dtype")
video, column = np.zeros((2, 3, 4, 5, 3), np.uint8), torch.zeros(4, 1).long()
examples = [
    (video, ("numpy", "5-D tensor", 5, (2, 3, 4, 5, 3), 360, "uint8")),
    (torch.tensor(7.5), ("torch", "scalar", 0, (), 1, "float32")),
    (np.ones((1, 1, 1)), ("numpy", "3-D tensor", 3, (1, 1, 1), 1, "float64")),
    (column, ("torch", "matrix", 2, (4, 1), 4, "int64")),
    (column[:0, 0], ("torch", "vector", 1, (0,), 0, "int64")),
    (np.ones(2, np.complex64), ("numpy", "vector", 1, (2,), 2, "complex64")),
    (column.bfloat16(), ("torch", "matrix", 2, (4, 1), 4, "bfloat16")),
]
for data, answers in examples:
    told, what = checks.unchanged(describe_tensor, data), f"This is a {answers[1]}."
    checks.equal(told, dict(zip(keys, answers)), what=what)
for data in ([1, 2], "text", np.float64(3.0)):
    checks.raises(TypeError, describe_tensor, data, what="Neither array nor tensor.")
### BEGIN PROBE
plain = type(describe_tensor(column)["shape"]) is tuple
### END PROBE
checks.that(plain, "The shape is a plain tuple: write tuple(data.shape).")
### BEGIN HIDDEN TESTS
names = ["scalar", "vector", "matrix"] + [f"{rank}-D tensor" for rank in range(3, 9)]
for rank, name in enumerate(names):
    for last, kind in ((1, "float64"), (3, "int64"), (0, "bool"), (2, "complex64")):
        shape = (2, 1, 4, 5, 2, 1, 3)[: rank - 1] + (last,) if rank else ()
        count = int(np.prod(shape))
        pair = {"numpy": np.zeros(shape, kind)}
        pair["torch"] = torch.zeros(shape, dtype=getattr(torch, kind))
        for library, data in pair.items():
            expected = dict(zip(keys, (library, name, rank, shape, count, kind)))
            told = checks.unchanged(describe_tensor, data)
            checks.equal(told, expected, what=f"A tensor of rank {rank} and {kind}.")
for data in (3.0, "float32", None, (1, 2), np.float32(3.0)):
    checks.raises(TypeError, describe_tensor, data, what="Neither array nor tensor.")
### BEGIN PROBE
told = [describe_tensor(data) for data in (np.ones((2, 3)), torch.ones(2, 3))]
tuples = all(type(answer["shape"]) is tuple for answer in told)
whole = all(type(answer[key]) is int for answer in told for key in ("rank", "values"))
### END PROBE
checks.that(tuples and whole, "A plain tuple; plain int for the rank and the values.")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# Which library made `data`? Refuse everything else. The other answers follow from the shape and the dtype.
# </details>
# <details><summary>Hint 2: API</summary>
#
# `isinstance(data, np.ndarray)`, `isinstance(data, torch.Tensor)`, `data.ndim`, `data.shape`, `str(data.dtype)`, `str.removeprefix`. Beware:
# `.size` is a number in NumPy and a method in torch.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# library = which of the two, else TypeError; values = product of the shape, starting at 1; name = one of three words, or rank + "-D tensor".
# </details>
#
# ## Exercise 2: plan a batch (3 points)
# Write `plan_batch(kind, sizes, *, layout, bits)`. (What stands behind `*` is passed by name: `bits=8`.)
# - `kind` is `"vector"`, `"series"`, `"image"` or `"video"`; the order of the axes is the table of step 3.
# - `sizes` maps the names in that table (`"samples"`, `"features"`, ...) to whole numbers. Names that the kind does not use are ignored.
# - `layout` moves the channels of images and videos; vectors and series have none, but an unknown layout is refused for them, too.
# - `bits` is the number of bits of one value; 4 or 1 are possible. One mebibyte (MiB) is $2^{20}$ bytes of 8 bits; do not round.
#
# Do not create the tensor: it might not fit into memory, nor its number of values into 64 bits. Python's own `int` has no limit.


# %% exercise="plan_batch"
def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    """Predict the shape and the memory of one batch.

    Parameters
    ----------
    kind : {"vector", "series", "image", "video"}
    sizes : dict of str to int
        Entries along each axis, by name. Not modified.
    layout : {"channels_last", "channels_first"}, optional
    bits : int, optional
        Bits of one value: 32 for float32, 8 for uint8.

    Returns
    -------
    dict
        "shape" (tuple of int), "values" (int, however large), "mebibytes"
        (float, not rounded).

    Raises
    ------
    ValueError
        If `kind` or `layout` is unknown (for every kind), or a needed size
        is missing (the message names the missing size).

    Examples
    --------
    >>> plan_batch("vector", {"samples": 1024, "features": 512})
    {'shape': (1024, 512), 'values': 524288, 'mebibytes': 2.0}
    """
    ### BEGIN SOLUTION
    axes = {
        "vector": ["samples", "features"],
        "series": ["samples", "steps", "features"],
        "image": ["samples", "height", "width", "channels"],
        "video": ["samples", "frames", "height", "width", "channels"],
    }
    if kind not in axes or layout not in ("channels_last", "channels_first"):
        raise ValueError(f"unknown kind or layout: {kind!r}, {layout!r}")
    names = axes[kind]
    if layout == "channels_first" and "channels" in names:
        names = ["samples", "channels", *names[1:-1]]
    for name in names:
        if name not in sizes:
            raise ValueError(f"a {kind} batch needs the size {name!r}")
    shape = tuple(sizes[name] for name in names)
    values = 1
    for entries in shape:
        values *= entries
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 2**20}
    ### END SOLUTION


# %% tests="plan_batch" points=3
sizes = {"samples": 4, "frames": 240, "height": 144, "width": 256, "channels": 3}
plan = {"shape": (4, 240, 144, 256, 3), "values": 106_168_320, "mebibytes": 405.0}
checks.equal(plan_batch("video", sizes), plan, what="60 s at 4 frames a second, 4 x.")
plan = {"shape": (4, 3, 144, 256), "values": 442_368, "mebibytes": 0.421875}
first = plan_batch("image", sizes, layout="channels_first", bits=8)
checks.equal(first, plan, what="Channels-first: channels right after the samples.")
small = {"features": 5, "steps": 2, "samples": 3, "channels": 9}
plan = {"shape": (3, 2, 5), "values": 30, "mebibytes": 120 / 2**20}
found = checks.unchanged(plan_batch, "series", small, layout="channels_first")
checks.equal(
    found, plan, what="A series: no channels to move, 32 bits, extras ignored."
)
plan = {"shape": (3, 5), "values": 15, "mebibytes": 7.5 / 2**20}
what = "15 values of 4 bits are 7.5 bytes: nothing is rounded."
checks.equal(plan_batch("vector", small, bits=4), plan, what=what)
huge = plan_batch("video", sizes | {"samples": 10**15}, layout="channels_first")
checks.equal(huge["shape"], (10**15, 3, 240, 144, 256), what="Channels, then frames.")
what = "More than 64 bits hold (math.prod has no limit, np.prod has)."
checks.that(huge["values"] == 26_542_080 * 10**15, what)
for kind, name in (("image", "channels"), ("series", "steps"), ("video", "frames")):
    fewer = {key: size for key, size in (sizes | small).items() if key != name}
    what = f"{name} is missing: the message must name it."
    checks.raises(ValueError, plan_batch, kind, fewer, match=name, what=what)
for kind, layout in (("images", "channels_last"), ("vector", "first")):
    checks.raises(ValueError, plan_batch, kind, sizes | small, layout=layout)
### BEGIN HIDDEN TESTS
patients = {"samples": 768, "steps": 4, "features": 8, "channels": 3, "height": 5}
plan = {"shape": (768, 4, 8), "values": 24_576, "mebibytes": 0.1875}
for layout in ("channels_last", "channels_first"):
    found = checks.unchanged(plan_batch, "series", patients, layout=layout, bits=64)
    checks.equal(
        found, plan, what="A series has no channels to move; extra sizes are ignored."
    )
for kind in ("image", "video"):  # the table must be as it was
    shape = tuple(sizes[name] for name in sizes if kind == "video" or name != "frames")
    checks.equal(plan_batch(kind, sizes)["shape"], shape, what="Channels-last again.")
plan = {"shape": (7, 3), "values": 21, "mebibytes": 84 / 2**20}
found = plan_batch("vector", {"samples": 7, "features": 3})
checks.equal(found, plan, what="32 bits are the default for every kind.")
for bits in (1, 4, 12, 64):
    found = plan_batch("series", {"samples": 1, "steps": 1, "features": 3}, bits=bits)
    checks.equal(found["mebibytes"], 3 * bits / 8 / 2**20, what="Bits, not bytes.")
found = plan_batch("image", sizes | {"samples": 10**16}, layout="channels_first")
exact = found["values"] == 110_592 * 10**16
checks.that(exact, "A plan for a batch beyond all memory and beyond 64 bits.")
for samples in (3**40, 2**53 + 1):
    found = plan_batch("vector", {"samples": samples, "features": 7})
    checks.that(found["values"] == 7 * samples, "Every digit of a huge product counts.")
### BEGIN PROBE
asked = {"samples": 3}
left = []
try:
    plan_batch("series", asked)
except ValueError:
    left += asked
### END PROBE
checks.equal(left, ["samples"], what="The sizes are not modified, refused or not.")
empty = {"shape": (0, 8), "values": 0, "mebibytes": 0.0}
checks.equal(plan_batch("vector", patients | {"samples": 0}), empty, what="No samples.")
for kind, layout in (
    ("sound", "channels_last"),
    ("videos", "channels_first"),
    ("vectors", "channels_last"),
    ("image", "last"),
    ("vector", "first"),
    ("series", "channels"),
):
    checks.raises(ValueError, plan_batch, kind, sizes | patients, layout=layout)
checks.raises(
    ValueError, plan_batch, "series", sizes, match="steps", what="Name the size."
)
for kind, name in (("vector", "features"), ("image", "width"), ("video", "samples")):
    fewer = {key: size for key, size in (sizes | patients).items() if key != name}
    checks.raises(
        ValueError, plan_batch, kind, fewer, match=name, what="Name the size."
    )
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# Write the table of step 3 as a dictionary from kind to a list of axis names. The shape is that list, looked up in `sizes`.
# </details>
# <details><summary>Hint 2: API</summary>
#
# Lists: `[names[0], "channels", *names[1:-1]]` moves the last name to second place. `math.prod(shape)` multiplies without a limit.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# check kind and layout; names = table[kind]; if channels-first and there are channels: move the name; refuse a missing one; look the sizes up; values =
# product; mebibytes = values * bits / 8 / 2**20.
# </details>
#
# ## Exercise 3: mend the scanner (3 points)
# Write `unpack_columns(columns, sample_shape)`: each **column** of the table is one sample, and each sample shall get the shape `sample_shape`.
# - `columns`: array `(P, N)`; the result is an array `(N, *sample_shape)` with the same dtype.
# - Sample `i` of the result holds column `i`, read in order.
# - A `(784, 60000)` table with `sample_shape=(28, 28, 1)` gives `(60000, 28, 28, 1)`.
# - `()` is a shape, too: one value a sample. View or copy: either will do.
# - `ValueError` if `columns` is not 2-D, or if `sample_shape` does not hold exactly `P` values (a `-1` in it is no length).


# %% exercise="unpack_columns"
def unpack_columns(columns, sample_shape):
    """Turn a table with one sample per column into a batch.

    Parameters
    ----------
    columns : numpy.ndarray, shape (P, N), any dtype
        One sample of P values (1 or more) in each of N columns. Not modified.
    sample_shape : tuple of int
        Shape of one sample, maybe (); its product must be P.

    Returns
    -------
    numpy.ndarray, shape (N, *sample_shape), dtype of `columns`
        A view or a copy.

    Raises
    ------
    ValueError
        If `columns` is not 2-D or `sample_shape` does not hold P values.

    Examples
    --------
    >>> unpack_columns(np.array([[1, 5], [2, 6], [3, 7], [4, 8]]), (2, 2))[1]
    array([[5, 6],
           [7, 8]])
    """
    ### BEGIN SOLUTION
    if columns.ndim != 2:
        raise ValueError(f"columns must be 2-D, got shape {columns.shape}")
    num_values, num_samples = columns.shape
    if np.prod(sample_shape) != num_values:
        raise ValueError(f"{sample_shape} does not hold {num_values} values")
    return columns.T.reshape(num_samples, *sample_shape)
    ### END SOLUTION


# %% tests="unpack_columns" points=3
tiny = np.array([[1, 5, 9], [2, 6, 10], [3, 7, 11], [4, 8, 12]])
expected = np.array([[[1, 2], [3, 4]], [[5, 6], [7, 8]], [[9, 10], [11, 12]]])
what = "Column i becomes sample i; its values stay in order."
checks.equal(checks.unchanged(unpack_columns, tiny, (2, 2)), expected, what=what)
checks.equal(unpack_columns(tiny, (4,)), tiny.T, what="Flat samples: the transpose.")
what = "One value a sample: the shape () holds one."
checks.equal(unpack_columns(tiny[:1], ()), tiny[0], what=what)
wide = np.arange(30, dtype=np.uint8).reshape(6, 5)  # five samples of six values
batch = checks.unchanged(unpack_columns, wide, (2, 3))
checks.shape(batch, (5, 2, 3), what="Samples first, then one sample's shape.")
checks.dtype(batch, "uint8", what="The dtype is kept.")
last = np.array([[4, 9, 14], [19, 24, 29]], np.uint8)
checks.equal(batch[4], last, what="The last column, read along the rows.")
for shape in ((5,), (2,), (2, -1)):
    what = f"{shape} does not hold exactly the four values of a column."
    checks.raises(ValueError, unpack_columns, tiny, shape, what=what)
for table in (np.zeros(4), np.zeros((4, 3, 2))):
    checks.raises(ValueError, unpack_columns, table, (4,), what="Not a table.")
### BEGIN PROBE
scans = np.zeros((784, 60_000), dtype=np.uint8)
scans_shape = list(unpack_columns(scans, (28, 28, 1)).shape)
### END PROBE
checks.equal(scans_shape, [60_000, 28, 28, 1], what="60,000 grey pictures of 28 x 28.")
### BEGIN HIDDEN TESTS
random = np.random.default_rng(1)
shapes = [((300,), 20), ((3, 5, 2), 7), ((2, 2, 3, 2), 1), ((1,), 4)]
shapes += [((4, 3), 6), ((2, 7), 3), ((), 5), ((2, 2), 0), ((1, 6), 9)]
for shape, count in shapes:
    for kind in ("float32", "int16"):
        table = (1e4 * random.normal(size=(int(np.prod(shape)), count))).astype(kind)
        batch = checks.unchanged(unpack_columns, table, shape)
        samples = [table[:, i].tolist() for i in range(count)]
        checks.dtype(batch, kind, what="The dtype is kept.")
        checks.shape(
            batch, (count, *shape), what="Samples first, then one sample's shape."
        )
        flat = [batch[i].ravel().tolist() for i in range(count)]
        checks.equal(flat, samples, what="Sample i is column i, read in order.")
### BEGIN PROBE
parent = np.arange(60, dtype=np.int32).reshape(6, 10)
tables = (parent[::-1], parent[:, ::-1], parent[::3, 1:8:2], parent.T[:6], parent.T[4:])
cut = [unpack_columns(table, (2, len(table) // 2)).tolist() for table in tables]
### END PROBE
parent = np.arange(60).reshape(6, 10)
tables = (parent[::-1], parent[:, ::-1], parent[::3, 1:8:2], parent.T[:6], parent.T[4:])
for table, found in zip(tables, cut):
    samples = [
        [column[: len(column) // 2], column[len(column) // 2 :]]
        for column in table.T.tolist()
    ]
    checks.equal(found, samples, what="A table may be a view: reversed, cut, turned.")
for shape in ((2, 6), (3,), (1,), (), (-1,), (-1, 2), (4, 2), (0, 4)):
    what = f"{shape} does not hold exactly four values."
    checks.raises(ValueError, unpack_columns, np.zeros((4, 3)), shape, what=what)
for shape in ((2, 4, 6), (2, 1, 1), (2,), ()):
    checks.raises(ValueError, unpack_columns, np.zeros(shape), (2,), what="No table.")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# First make samples the *first* axis without mixing them. Only then cut each sample into its own shape.
# </details>
# <details><summary>Hint 2: API</summary>
#
# `columns.T` swaps the axes of a matrix; `array.reshape(n, *sample_shape)` unpacks the tuple; `np.prod(sample_shape)` counts values.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# refuse what is not 2-D or holds a wrong number of values; return the transpose, reshaped to (N, then sample_shape).
# </details>
#
# ## Exercise 4: channels-last to channels-first, and back (2 points)
# Write `convert_layout(batch, *, to)` for torch tensors: a batch of images (rank 4) or of videos (rank 5).
# - `to="channels_first"`: the batch is channels-last; its **last** axis moves to place 1, the others keep their order.
# - `to="channels_last"`: the batch is channels-first; axis 1 moves to the end.
# - Return a **view**: no value may be copied. (The test changes the result and looks at the input.)
# - `ValueError` for any other rank or any other word in `to`.


# %% exercise="convert_layout"
def convert_layout(batch, *, to):
    """Move the channel axis of a batch of images or videos, as a view.

    Parameters
    ----------
    batch : torch.Tensor, shape (N, H, W, C), (N, T, H, W, C) or channels-first
        Of any dtype, maybe itself a view. Not modified.
    to : {"channels_first", "channels_last"}
        The layout of the result; the batch has the other one.

    Returns
    -------
    torch.Tensor, shape (N, C, H, W), (N, C, T, H, W) or channels-last
        A view of `batch`: same memory, same dtype.

    Raises
    ------
    ValueError
        If `batch` has not rank 4 or 5, or `to` is unknown.

    Examples
    --------
    >>> convert_layout(torch.zeros(8, 32, 48, 3), to="channels_first").shape
    torch.Size([8, 3, 32, 48])
    """
    ### BEGIN SOLUTION
    if batch.ndim not in (4, 5):
        raise ValueError(f"batch must have rank 4 or 5, got {batch.ndim}")
    if to == "channels_first":
        return batch.movedim(-1, 1)
    if to == "channels_last":
        return batch.movedim(1, -1)
    raise ValueError(f"to must be channels_first or channels_last, got {to!r}")
    ### END SOLUTION


# %% tests="convert_layout" points=2
pixels = torch.arange(12).reshape(1, 2, 2, 3)  # one picture, 2 x 2 pixels, 3 colours
expected = torch.tensor([[[[0, 3], [6, 9]], [[1, 4], [7, 10]], [[2, 5], [8, 11]]]])
first = checks.unchanged(convert_layout, pixels, to="channels_first")
checks.equal(first, expected, what="Each channel is a picture: every third number.")
back = convert_layout(expected, to="channels_last")
checks.equal(back, pixels, what="Converting back gives the first picture again.")
video = torch.arange(48, dtype=torch.float64).reshape(1, 2, 2, 4, 3)
moved = checks.unchanged(convert_layout, video, to="channels_first")
checks.shape(moved, (1, 3, 2, 2, 4), what="Only the last axis moves, to place 1.")
checks.dtype(moved, torch.float64, what="The dtype is kept.")
pixel, what = torch.tensor([30, 31, 32], dtype=torch.float64), "The colours of a pixel."
checks.close(moved[0, :, 1, 0, 2], pixel, what=what)
for batch, to in ((pixels[0], "channels_first"), (pixels, "last"), (video, "last")):
    what = "Rank 3, or an unknown word."
    checks.raises(ValueError, convert_layout, batch, to=to, what=what)
### BEGIN PROBE
totals = []
for to in ("channels_first", "channels_last"):
    for shape in ((2, 3, 4, 5), (2, 3, 4, 1, 5)):
        original = torch.zeros(shape)
        convert_layout(original, to=to).add_(1)
        totals.append(float(original.sum()))
### END PROBE
what = "A view: adding 1 to the result changes all 120 values of the input, too."
checks.equal(totals, [120.0] * 4, what=what)
### BEGIN HIDDEN TESTS
random = np.random.default_rng(2)
for shape in ((2, 3, 4, 5), (3, 2, 5, 4, 1), (1, 6, 2, 3, 7)):
    for kind in (np.float64, np.uint8):
        values = random.integers(0, 200, size=shape).astype(kind)
        moved = {"channels_first": np.moveaxis(values, -1, 1)}
        moved["channels_last"] = np.moveaxis(values, 1, -1)
        for to, expected in moved.items():
            found = checks.unchanged(convert_layout, torch.tensor(values), to=to)
            checks.equal(found, torch.tensor(expected), what=f"{shape}, {to}.")
            checks.dtype(found, expected.dtype.name, what="The dtype is kept.")
for bad in (torch.zeros(3, 4), torch.zeros(1, 2, 3, 4, 5, 6)):
    checks.raises(
        ValueError, convert_layout, bad, to="channels_last", what="Rank 4 or 5."
    )
for word in ("last", "channels", "", "CHANNELS_FIRST", None):
    for rank in (4, 5):
        batch = torch.zeros((1,) * rank)
        checks.raises(ValueError, convert_layout, batch, to=word, what="Unknown word.")
### BEGIN PROBE
sums = []
for to in ("channels_first", "channels_last"):
    for shape in ((3, 2, 5, 4), (1, 3, 2, 5, 4)):
        for kind in (torch.float64, torch.int32, torch.uint8, torch.bfloat16):
            original = torch.zeros(shape, dtype=kind)
            convert_layout(original, to=to).add_(1)
            sums.append(int(original.sum()))
            turned = original.transpose(0, 2)[:, 1:]  # itself a view
            convert_layout(turned, to=to).mul_(0)
            sums.append(int(turned.sum()))
### END PROBE
what = "A view in both directions, for every dtype, also of a view."
checks.equal(sums, [120, 0] * 16, what=what)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# An axis moves; nothing is re-cut: `reshape` is the wrong tool.
# </details>
# <details><summary>Hint 2: API</summary>
#
# `torch.movedim(input, source, destination)` or `tensor.permute(order)`; negative axes count from the end.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# refuse a wrong rank; if to is channels_first: move axis -1 to 1; if channels_last: move axis 1 to -1; else refuse.
# </details>
#
# ## Exercise 5: who sees the change? (3 points)
# Write `change_reaches(first, second)`: does writing into `first` change `second`? Find out by experiment: overwrite `first`, look at `second`, and
# **put the old numbers back**.
# - Both are writable NumPy arrays or plain CPU tensors without gradient, in any combination, of any shape; values may be huge or `nan`. They share
#   one dtype that both libraries know: real numbers or bool.
# - Return a plain `bool`. It is `True` if at least one value of `second` follows.
# - `TypeError` if either is neither array nor tensor.
#
# Not allowed: the library's own detectors (`np.shares_memory`, ...) and any look at addresses (`data_ptr`, storages, `.base`). The point is to see the change.


# %% exercise="change_reaches" forbids="numpy.shares_memory numpy.may_share_memory numpy.lib.array_utils numpy.ndarray.base torch.Tensor.data_ptr torch.Tensor.untyped_storage"
def change_reaches(first, second):
    """Tell whether writing into `first` changes `second`.

    Parameters
    ----------
    first, second : numpy.ndarray or torch.Tensor (CPU), any shape
        Writable, without gradient, of one real or boolean dtype, maybe views
        with any strides. `first` is overwritten during the experiment and
        holds its old values again afterwards.

    Returns
    -------
    bool
        True if some value of `second` follows a change of `first`; Python's
        own bool.

    Raises
    ------
    TypeError
        If `first` or `second` is neither an array nor a tensor.

    Examples
    --------
    >>> a = np.array([1.0, 2.0, 3.0])
    >>> change_reaches(a, a[1:]), change_reaches(a, a + 0)
    (True, False)
    """
    ### BEGIN SOLUTION
    for tensor in (first, second):
        if not isinstance(tensor, np.ndarray | torch.Tensor):
            raise TypeError(f"expected an array or a tensor, got {type(tensor)}")
    pair = [t.numpy() if isinstance(t, torch.Tensor) else t for t in (first, second)]
    written, watched = pair  # arrays on the same strips
    saved = written.copy()
    seen = []
    for number in (0, 1):
        written[...] = number
        seen.append(watched.tobytes())
    written[...] = saved
    return seen[0] != seen[1]
    ### END SOLUTION


# %% tests="change_reaches" points=2
### BEGIN PROBE
a = np.array([[0.1, 1.0, 2.0], [3.0, 4.0, -5.0]])
same = (a, a.reshape(3, 2), a.T, a[1:], a.ravel(), a[0, 1:2])
views = [change_reaches(a, other) for other in same] + [change_reaches(a[1:], a)]
views += [change_reaches(a, a[::-1]), change_reaches(a[::-1], a)]
new = (a.copy(), a.flatten(), a[[0, 1]], a + 0, a.T.reshape(6))
copies = [change_reaches(a, other) for other in new] + [change_reaches(a[0], a[1])]
after = a.tolist()
odd = [np.array([1e30, np.nan, -1e30]), np.full(3, 7.0), np.array(5.0)]
odd += [np.array([0, 255], np.uint8), np.array([True, False])]
views += [change_reaches(array, array[...]) for array in odd]
copies += [change_reaches(array, array.copy()) for array in odd]
plain = all(type(answer) is bool for answer in views + copies)
### END PROBE
what = "reshape, .T, slices and ravel share memory here, whatever the numbers."
checks.equal(views, [True] * 14, what=what)
what = "copy, flatten, lists of indices, sums and this last reshape make copies."
checks.equal(copies, [False] * 11, what=what)
what = "The old numbers must be back."
checks.equal(after, [[0.1, 1.0, 2.0], [3.0, 4.0, -5.0]], what=what)
checks.that(plain, "The answers are Python's own True and False: bool(...) makes them.")
for pair in ((np.zeros(2), [0.0]), ([0.0], np.zeros(2)), (torch.zeros(2), [0.0])):
    what = "A list is neither array nor tensor."
    checks.raises(TypeError, change_reaches, *pair, what=what)
### BEGIN HIDDEN TESTS
### BEGIN PROBE
import mmap
import tempfile

with tempfile.TemporaryFile() as file:  # one memory under two addresses
    file.write(bytes(16))
    file.flush()
    maps = [mmap.mmap(file.fileno(), 16) for _ in range(2)]
    one, two = [np.frombuffer(memory, np.float32) for memory in maps]
    mapped = [change_reaches(one, two), change_reaches(two[1:], one)]
    mapped += [change_reaches(one[:2], two[2:])]
b = np.array([np.nan, 1.0, -1e300, 0.0])
halves = [change_reaches(b[:2], b[2:]), change_reaches(b[::2], b[1::2])]
halves += [change_reaches(b, b.copy()), change_reaches(b[:0], b)]
whole = [change_reaches(b[2:], b), change_reaches(b, b[3:]), change_reaches(b, b[1:2])]
constants = [np.full(2, float(number)) for number in range(-2, 130)]
whole += [change_reaches(array, array[1:]) for array in constants]
whole += [change_reaches(b[3:], b), change_reaches(b[1:2], b[::-1])]
kept = [np.array_equal(b, [np.nan, 1.0, -1e300, 0.0], equal_nan=True)]
kept += [array.tolist() == [n - 2.0] * 2 for n, array in enumerate(constants)]
kinds = ["bool", "uint8", "int8", "int16", "int64", "float16", "float32", "float64"]
for kind in kinds:
    for array in (np.ones((2, 3), kind), np.zeros((1, 1), kind), np.array(1, kind)):
        old = array.copy()
        whole += [change_reaches(array, array.T), change_reaches(array.T, array)]
        halves += [change_reaches(array, old), change_reaches(old, array)]
        kept.append(array.tobytes() == old.tobytes())
long = np.array([2**53 + 1, -(2**62) - 1, 2**63 - 1])
whole += [change_reaches(long, long[1:])]
restored = long.tolist()
plain = all(type(answer) is bool for answer in halves + whole)
### END PROBE
what = (
    "One file, mapped into memory twice: the change is there, whatever the addresses."
)
checks.equal(mapped, [True, True, False], what=what)
what = "All digits of whole numbers are back."
checks.equal(restored, [2**53 + 1, -(2**62) - 1, 2**63 - 1], what=what)
what = "Halves of one strip, even interleaved, and copies do not reach each other."
checks.equal(halves, [False] * 52, what=what)
checks.equal(whole, [True] * 186, what="Views follow, whatever the numbers and dtype.")
checks.equal(kept, [True] * 157, what="Old values are back, nan and huge ones too.")
checks.that(plain, "A plain bool.")
pairs = [(3.0, np.zeros(2)), (np.zeros(2), 3.0), (torch.zeros(2), (0.0, 0.0))]
pairs += [(np.zeros(2), np.float64(0.0)), (np.float64(0.0), np.zeros(2))]
for pair in pairs:
    checks.raises(TypeError, change_reaches, *pair, what="Neither array nor tensor.")
### END HIDDEN TESTS

# %% tests="change_reaches" part="torch" points=1
### BEGIN PROBE
array = np.array([0.1, 2.0, 3.0, 4.0])
tensor = torch.from_numpy(array)
new = (tensor.add(1), torch.tensor(array), tensor.clone())
shared = [change_reaches(array, tensor), change_reaches(tensor, array)]
copies = [change_reaches(tensor, other) for other in new]
after, scalar = tensor.tolist(), torch.tensor(3)
shared += [change_reaches(tensor, tensor.add_(1)), change_reaches(scalar, scalar)]
### END PROBE
what = "from_numpy shares, and add_ hands out the tensor itself."
checks.equal(shared, [True] * 4, what=what)
checks.equal(copies, [False] * 3, what="add, tensor() and clone() make new strips.")
checks.equal(after, [0.1, 2.0, 3.0, 4.0], what="The old numbers must be back.")
### BEGIN HIDDEN TESTS
### BEGIN PROBE
counts = torch.arange(12).reshape(3, 4)
views = (counts.T, counts.view(-1), counts[:, 2], counts.flatten())
more = [change_reaches(counts, other) for other in views]
more.append(change_reaches(counts.numpy(), counts[2, 3]))
fresh = (counts.T.reshape(12), counts.clone(), counts + 0, counts.numpy().copy())
none = [change_reaches(counts, other) for other in fresh]
none.append(change_reaches(counts[0], counts[1]))
final = counts.tolist() == torch.arange(12).reshape(3, 4).tolist()
spoilt = torch.tensor([np.nan, 0.1, 1e30])
more.append(change_reaches(spoilt, spoilt[2:]))
none.append(change_reaches(spoilt, spoilt.clone()))
back = spoilt[1:].tolist() == torch.tensor([0.1, 1e30]).tolist()
### END PROBE
checks.equal(more, [True] * 6, what="Views of a tensor follow.")
checks.equal(none, [False] * 6, what="Copies and other parts of a tensor do not.")
checks.that(final and back, "The tensors hold their old values again.")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# Fill `first` with one number and photograph `second`; fill it with another and photograph again. Two different photographs: it follows.
# Adding 1 is not enough: `1e30 + 1` is still `1e30`.
# </details>
# <details><summary>Hint 2: API</summary>
#
# `tensor.numpy()` gives an array on the same strip, so you can work with arrays only. `array[...] = 0` overwrites in place, `array.copy()` saves.
# `array.tobytes()` makes a photograph that compares `nan` fairly.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# refuse wrong types; save a copy of first; fill with 0, photo 1; fill with 1, photo 2; write the copy back; do the photos differ?
# </details>
#
# ## The reference, and the experiment
# The libraries themselves are the reference: `transpose`, `reshape`, `torch.movedim` and `np.shares_memory`.
#
# **Question:** how much does the wrong `reshape` cost? We classify all 1,797 digits in the simplest way: average the training pictures of each digit,
# and give a new picture the digit of the nearest average. Three preparations of the same `(64, 1797)` table, five random splits each. The third
# shuffles the pixels, in every picture alike.

# %% tags=["experiment"]
columns = digits.images.reshape(-1, 64).T.contiguous()  # (64, 1797)
shuffle = torch.randperm(64, generator=generator)
prepared = {"transpose": columns.T, "reshape": columns.reshape(-1, 64)}
prepared["transpose,\npixels shuffled"] = columns.T[:, shuffle]


def accuracy_of_nearest_average(rows, labels, seed):
    """Train on 1,000 rows, return the share of correct answers on the others."""
    order = torch.randperm(len(rows), generator=torch.Generator().manual_seed(seed))
    train, test = order[:1000], order[1000:]
    groups = [rows[train][labels[train] == digit] for digit in range(10)]
    averages = torch.stack([group.mean(dim=0) for group in groups])  # (10, 64)
    nearest = torch.cdist(rows[test], averages).argmin(dim=1)
    return (nearest == labels[test]).double().mean().item()


accuracies = {
    name: [accuracy_of_nearest_average(rows, digits.labels, seed) for seed in range(5)]
    for name, rows in progress(prepared.items(), description="preparations")
}

# %% tags=["experiment"]
title = "The same numbers, the same shape (1797, 64)"
fig, ax = plots.new_axes(title, "how the table was turned", "accuracy on new digits")
for place, runs in enumerate(accuracies.values()):
    label = f"{np.mean(runs):.2f} ± {np.std(runs):.2f}"
    ax.scatter(
        [place] * 5, runs, s=60, alpha=0.6, color=plots.PALETTE[place + 1], label=label
    )
ax.axhline(0.1, ls="--", color="black", label="guessing: 0.10")
ax.set(xticks=range(3), xticklabels=accuracies, xlim=(-0.5, 2.5), ylim=(0, 1))
ax.legend(title="mean ± spread, 5 splits")
plt.show()

right, wrong, shuffled = accuracies.values()
checks.that(min(right) > 0.85, "the transpose is right for 85 % in every split")
checks.that(max(wrong) < 0.2, "the reshape stays below 20 % in every split")
checks.close(shuffled, right, atol=0.01, what="shuffled pixels cost nothing")

# %% [markdown]
# **What to see:** the transpose is right for more than 85 % of the new digits in every split; the reshape, below 20 %, nearly guesses. The surprise:
# shuffling the pixels costs nothing. This method only needs place 17 to mean the same in every row. Mixing **samples** destroyed the data.
#
# ## Your turn
# 1. *A few mixed samples.* Use the wrong reshape for the first 500 rows only. Expect the accuracy to fall, but to stay far above guessing.
# 2. *View against copy.* The cell below times `x.T` and `x.T.contiguous()` for a square matrix. Try 100, 1,000 and 3,000 rows. Expect the first time
#    to stay the same, the second to grow with the number of values.

# %% tags=["experiment"]
square = torch.ones(1000, 1000)
for name, turn in {"view": lambda: square.T, "copy": square.T.contiguous}.items():
    seconds = min(timeit.repeat(turn, number=10, repeat=3)) / 10
    print(f"{name}: {1e6 * seconds:.1f} microseconds")

# %% [markdown]
# ## Pitfalls
# | symptom | cause | fix |
# |---|---|---|
# | right shape, poor model | `reshape` where axes should swap | `transpose`, `permute`, `movedim` |
# | `view size is not compatible` | `.view` needs rows in strip order; after `.T` they are not | `.reshape` (copies if it must) |
# | an array changes by magic | `from_numpy` shares memory | `torch.tensor(array)` copies |
# | nothing changes | `x.add(1)` without using the result | `x = x.add(1)` or `x.add_(1)` |
# | new, odd numbers after "reshaping" | `resize_` may change the *number* of values | `reshape`, which refuses |
# | out of memory too early | MB mixed up with MiB, or `float64` | count: values × bytes |
#
# **Often told wrong.** The four videos are often said to need "405 MB" in float32: 106,168,320 values × 4 bytes = 424,673,280 bytes. That is 405
# **MiB** (units of $2^{20}$ bytes), or about 425 **MB** (units of $10^6$).
#
# Also: "a vector is a matrix with one row or column" is loose talk: `(3,)`, `(3, 1)` and `(1, 3)` differ, and lesson 00.4 shows what happens when they
# meet. And *rank* here counts axes; in linear algebra it means something else.

# %%
num_bytes = 4 * 240 * 144 * 256 * 3 * 4
checks.equal(num_bytes, 424_673_280, what="bytes of four videos")
checks.equal(num_bytes / 2**20, 405.0, what="in MiB")
checks.equal(round(num_bytes / 1e6), 425, what="in MB")

z = torch.arange(6.0).reshape(2, 3)
for attempt in (lambda: z.T.view(6), lambda: z.reshape(2, 4)):
    try:
        attempt()
    except RuntimeError as error:
        print("refused:", str(error)[:60])
print("resize_ does not refuse:", tuple(z.clone().resize_(2, 2).shape))
shapes = {np.zeros(shape).shape for shape in (3, (3, 1), (1, 3))}
checks.equal(len(shapes), 3, what="vector, column and row differ in shape")

# %% [markdown]
# ## Check yourself
# **1.** `x` has shape `(32, 1, 28, 28)`. What is `x.ndim`? (a) 32 (b) 4 (c) 784
# <details><summary>Answer</summary>
#
# (b): four axes. (a) is the first one's length. (c) is 28 × 28, the values of one picture.
# </details>
#
# **2.** `y = x.reshape(2, 3); y[0, 0] = 9` for a fresh `x = np.zeros(6)`. What is `x[0]`? (a) 9 (b) 0 (c) an error
# <details><summary>Answer</summary>
#
# (a): `y` is a view. (b) would need `x.reshape(2, 3).copy()`. (c): no, 2 × 3 = 6 fits.
# </details>
#
# **3.** An image batch `(16, 64, 48, 3)` for PyTorch: (a) `x.reshape(16, 3, 64, 48)` (b) `x.T` (c) `x.movedim(-1, 1)`
# <details><summary>Answer</summary>
#
# (c): only the channel axis moves. (a) has the right shape and scrambled pictures. (b) would reverse *all* axes.
# </details>

# %% [markdown]
# ## Summary
# - Rank counts axes, the shape gives each one's length, the dtype the kind of number.
# - Numbers lie in one strip. `reshape` re-cuts it, `transpose` jumps in it; the same shape can hold different samples.
# - Samples first, time second; channels last in files, first in PyTorch.
# - Views and `from_numpy` share memory; methods ending in `_` change it.
#
# ## Further reading
# - C. Harris et al., "Array programming with NumPy", *Nature*, 2020: read it for strides and views in one figure.
# - F. Chollet, *Deep Learning with Python*, 2021, chapter 2: read it for data tensors by kind.
# - E. Yang, "PyTorch internals" (blog), 2019: read it for what a tensor is made of.
