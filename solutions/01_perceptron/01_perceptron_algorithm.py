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
# # 01.1 The perceptron algorithm
# Build a machine that draws a line between two classes, learns from nothing but its
# own mistakes, and comes with a proof that it will stop making them.
#
# *75 minutes · 12 points · about 5 CPU seconds · needs: module 00*

# %% [markdown]
# ## You will be able to
# - **compute** the score and the class that a neuron gives to a batch of points, with
#   the bias apart or as one more input;
# - **measure** how far a point lies from a decision boundary, and on which side;
# - **correct** a boundary after one mistake with the perceptron trick;
# - **train** a perceptron until it makes no mistake, within the number of mistakes that a
#   theorem allows.

# %%
import matplotlib.pyplot as plt
import torch

from helpers import checks, plots
from helpers.data.points import linearly_separable
from helpers.runtime import get_device, progress, seed_everything

seed_everything(0)
device = get_device()
plots.use_style()

# %% [markdown]
# ## Why: last year's rule fails this year
# A college admits students by two marks out of 10: a **test** and the school
# **grades**. Last year somebody wrote down a rule that worked:
#
# *twice the test, plus the grades, must reach 18.*
#
# This year the committee values grades more. Ten decisions are known. How does the
# old rule do on them?

# %%
applicants = torch.tensor(  # one row per applicant: test, grades
    [[7, 6], [2, 9], [9, 4], [4, 8], [8, 8], [3, 4], [6, 2], [9, 1], [4, 4], [6, 6]],
    dtype=torch.float32,
    device=device,
)
admitted = torch.tensor([1, 1, 1, 1, 1, 0, 0, 0, 0, 1], device=device)
old_weights, old_bias = torch.tensor([2.0, 1.0], device=device), -18.0

old_decisions = (applicants @ old_weights + old_bias >= 0).long()
wrong = applicants[old_decisions != admitted].cpu()
print("the old rule is wrong about", wrong.tolist())
checks.equal(len(wrong), 3, what="the old rule fails for three applicants of ten")

title = "Last year's rule against this year's decisions"
fig, ax = plots.new_axes(title, "test (marks)", "grades (marks)")
plots.points(ax, applicants, admitted, names=("rejected", "admitted"))
plots.boundary(ax, old_weights, old_bias, label="old rule: 2·test + grades = 18")
ring = {"s": 260, "facecolors": "none", "edgecolors": "black", "linewidths": 1.5}
ax.scatter(wrong[:, 0], wrong[:, 1], label="old rule is wrong", **ring)
ax.set(xlim=(0, 10), ylim=(0, 10))
ax.legend(loc="lower left")
plt.show()

# %% [markdown]
# **What to see:** three ringed applicants lie on the wrong side. With two marks you could
# move the line by hand; with two hundred nobody can even see it. **How can a machine move
# it by itself, told only where it was wrong?**
#
# ## The idea
# A **neuron** multiplies each input by a **weight**, adds everything up, adds a **bias**,
# and hands the sum (the **score**) to an activation function. A **perceptron** is a neuron
# whose activation is the **step**: 1 if the score is at least 0, otherwise 0.
#
# ```text
#   test    7 ──( ×  2 )──┐
#   grades  6 ──( ×  1 )──┼──►  score 2  ──►  step  ──►  class 1: admit
#   always  1 ──( ×-18 )──┘
# ```
#
# The last row is the bias, drawn as one more input that is always 1.
#
# Where the score is exactly 0 the neuron changes its mind. These places form a straight
# line, the **decision boundary**. The weights are an arrow at a right angle to it, pointing
# to the side of class 1. To move the line is to change weights and bias. The **perceptron
# trick** does it after each mistake: if a point should be 1, pull the arrow towards it; if
# it should be 0, push the arrow away.

# %% tags=["experiment"]
nudged_weights, nudged_bias = torch.tensor([1.82, 0.98]), -18.02
title = "Two small nudges for one mistake"
fig, ax = plots.new_axes(title, "test (marks)", "grades (marks)", size=(5.6, 5.6))
plots.points(ax, applicants[[1, 7]], admitted[[1, 7]], names=("rejected", "admitted"))
plots.boundary(ax, old_weights, old_bias, label="before", style="--")
plots.boundary(ax, nudged_weights, nudged_bias, label="after", style="-")
arrow = {"arrowstyle": "->", "linewidth": 2}
ax.annotate("", xy=(8, 7), xytext=(6, 6), arrowprops=arrow)
ax.text(8.1, 7.1, "weights (2, 1)")
ax.text(8.3, 0.85, "the mistake (9, 1)", ha="right")
ax.set(xlim=(0, 11), ylim=(0, 11), aspect="equal")
ax.legend(loc="upper right")
plt.show()

# %% [markdown]
# **What to see:** the arrow is perpendicular to the line and points to "admit". Two small
# nudges moved the line past the mistake at (9, 1), now rejected as it should be. The
# admitted (2, 9) is still on the wrong side: the next mistake to learn from.
#
# ## The maths
# |symbol|meaning|shape|name in code|
# |---|---|---|---|
# |$x$|one point, its features|$(d,)$|`point`|
# |$X$|all points, one per row|$(n, d)$|`points`|
# |$y$|true class, 0 or 1|$()$|`label`|
# |$w$|weights|$(d,)$|`weights`|
# |$b$|bias|$()$|`bias`|
# |$s$|score|$()$|`score`|
# |$\hat y$|predicted class|$()$|`predicted`|
# |$\alpha$|learning rate, above 0|$()$|`learning_rate`|
#
# The neuron, and the signed distance $r$ of a point from the boundary
# (positive on the side of class 1):
#
# $$ s = w\cdot x+b = (w,b)\cdot(x,1) \qquad
# \hat y = \begin{cases} 1 & s \ge 0\\ 0 & s < 0 \end{cases} \qquad
# r = \frac{s}{\lVert w\rVert} $$
#
# **By hand:** $w=(2,1)$, $b=-18$, $x=(7,6)$ give
# $s=2\cdot7+1\cdot6-18=2$, so class 1, at distance
# $2/\sqrt5 \approx 0.894$ marks from the line.

# %% [markdown]
# The perceptron trick, for one point:
#
# $$ w \leftarrow w + \alpha\,(y-\hat y)\,x \qquad\qquad
#    b \leftarrow b + \alpha\,(y-\hat y) $$
#
# The factor $y-\hat y$ does all the thinking: it is $0$ for a point that is right
# (nothing moves), $+1$ for a missed 1 (pull) and $-1$ for a false 1 (push). Put the new
# weights into the score and see what one correction does to *that* point:
#
# $$ s_\text{new} = s + \alpha\,(y-\hat y)\,(\lVert x\rVert^2 + 1) $$
#
# After a missed 1 the score rises, after a false 1 it falls, and the formula says by how
# much. **By hand**, for the mistake
# $x=(9,1)$, $y=0$: the score is $2\cdot9+1-18=1$. With $\alpha=0.01$ one correction
# takes away $0.01\cdot(81+1+1)=0.83$, which leaves $0.17$: nearer, but still class 1. It
# takes a second.
#
# ## Together
# First the neuron and a step along the arrow, then those nudges.

# %%
point = torch.tensor([7.0, 6.0])
weights, bias = torch.tensor([2.0, 1.0]), -18.0

products = weights * point
score = products.sum() + bias
print(f"products {products.tolist()}, score {score.item()}, class {int(score >= 0)}")

length = torch.linalg.vector_norm(weights)
moved = point + weights / length  # one mark along the arrow
moved_score = (weights * moved).sum() + bias
print(f"one mark further along the arrow: score {moved_score:.3f}")
checks.close(score.item(), 2.0, what="the score worked by hand")
checks.close((moved_score - score).item(), 5**0.5, what="score grows by ‖w‖ per mark")

# %%
point = torch.tensor([9.0, 1.0])  # rejected this year, admitted by the old rule
weights, bias = torch.tensor([2.0, 1.0]), -18.0  # start anew each time the cell runs
for nudge in range(3):
    score = ((weights * point).sum() + bias).item()
    print(f"after {nudge} nudges: score {score:5.2f}, class {int(score >= 0)}")
    checks.close(
        score, [1.0, 0.17, -0.66][nudge], rtol=1e-3, what="0.83 less each time"
    )
    weights, bias = weights - 0.01 * point, bias - 0.01  # push: y - y_hat = -1

# %% [markdown]
# One mark along the arrow raises the score by $\lVert w\rVert=\sqrt5\approx2.236$: that
# is why a score divided by $\lVert w\rVert$ is a distance.
#
# ## Exercise 1: the neuron, both ways to write it (3 points)
# Write `neuron(points, weights, bias=None)`.
#
# - Return two tensors of shape `(num_points,)`: the scores, in the dtype of `points`, and
#   the classes, `int64`. A score of exactly 0 is class 1.
# - With `bias=None` the bias is **the last weight**: `weights` is one longer than a point,
#   and every point gets an extra input of 1.
# - Weights of any other length raise a `ValueError`.
#
# Example: point `[7, 6]`, weights `[2, 1]`, bias `-18` gives score 2 and class 1. So do
# weights `[2, 1, -18]` without a bias.


# %% exercise="neuron" forbids="helpers.linear"
def neuron(points, weights, bias=None):
    """Score every point and apply the step function.

    Parameters
    ----------
    points : Tensor, shape (num_points, num_features), floating point
        One row per point. Not modified.
    weights : Tensor, same dtype as `points`
        Shape (num_features,) with a bias; shape (num_features + 1,) when `bias`
        is None, its last number then being the weight of an input that is always 1.
    bias : float or Tensor of shape (), optional
        Added to every score.

    Returns
    -------
    scores : Tensor, shape (num_points,), same dtype as `points`
    classes : Tensor, shape (num_points,), int64
        1 where the score is at least 0, otherwise 0.

    Raises
    ------
    ValueError
        If `weights` does not have the length described above.

    Examples
    --------
    >>> neuron(torch.tensor([[7.0, 6.0]]), torch.tensor([2.0, 1.0]), -18.0)
    (tensor([2.]), tensor([1]))
    """
    ### BEGIN SOLUTION
    if bias is None:
        points = torch.cat([points, points.new_ones(len(points), 1)], dim=1)
        bias = 0.0
    if weights.shape != points.shape[1:]:
        raise ValueError(
            f"weights must have {points.shape[1]} numbers, got {len(weights)}"
        )
    scores = points @ weights + bias
    return scores, (scores >= 0).long()
    ### END SOLUTION


# %% tests="neuron" points=3
batch = torch.tensor([[7.0, 6.0], [6.0, 6.0], [3.0, 4.0]])
weights, folded = torch.tensor([2.0, 1.0]), torch.tensor([2.0, 1.0, -18.0])
checks.unchanged(neuron, batch, folded, what="The inputs stay as they were")
wanted = (torch.tensor([2.0, 0.0, -8.0]), torch.tensor([1, 1, 0]))
rule = "Scores are weighted sums plus bias; from a score of 0 up the class is 1"
checks.close(neuron(batch, weights, -18.0), wanted, what=rule)
checks.close(neuron(batch, weights, torch.tensor(-18.0)), wanted, what=rule)
checks.close(neuron(batch, folded), wanted, what=rule)
classes = neuron(batch, folded)[1]
checks.dtype(classes, torch.int64, what="The classes are int64")
checks.close(
    neuron(torch.tensor([[0.5, 2.0]]), weights, 0.0),
    (torch.tensor([3.0]), torch.tensor([1])),
    what="One point gives one score; a bias of 0 is a bias, only None means folded in",
)
rule = "Weights and features must fit: with a bias as many, without it one more"
checks.raises(ValueError, neuron, batch, folded, -18.0, what=rule)
checks.raises(ValueError, neuron, batch, weights, what=rule)
### BEGIN HIDDEN TESTS
gen = torch.Generator().manual_seed(11)
for count, dim in ((5, 4), (1, 1), (7, 2)):
    inputs = torch.randn(count, dim, generator=gen, dtype=torch.float64) * 1e4
    vector = torch.randn(dim, generator=gen, dtype=torch.float64)
    shift = 37.25 if dim > 1 else -2.5
    rows, values = inputs.tolist(), vector.tolist()
    slow = [sum(v * x for v, x in zip(values, row)) + shift for row in rows]
    truth = [int(score >= 0) for score in slow]
    joined = torch.cat([vector, torch.tensor([shift], dtype=torch.float64)])
    for form in ((inputs, vector, shift), (inputs, joined)):
        scores, classes = neuron(*form)
        checks.close(
            scores,
            torch.tensor(slow, dtype=torch.float64),
            what="Both forms work for any number of points and features",
        )
        checks.equal(
            classes,
            torch.tensor(truth),
            what="The class is 1 where the score is at least 0",
        )
        checks.dtype(scores, torch.float64, what="Scores have the dtype of the points")
near = torch.tensor([[1e-9], [-1e-9], [0.0], [-1e-30]])
for form in ((near, torch.ones(1), 0.0), (near, torch.tensor([1.0, 0.0]))):
    classes = neuron(*form)[1]
    checks.equal(
        classes,
        torch.tensor([1, 0, 1, 0]),
        what="A score below 0, however little, gives class 0",
    )
    checks.dtype(classes, torch.int64, what="The classes are int64")
checks.close(
    neuron(batch, weights, 0.0)[0],
    torch.tensor([20.0, 18.0, 10.0]),
    what="A bias of 0 is a bias too: only None means that it is folded in",
)
checks.unchanged(neuron, batch, weights, -18.0, what="The inputs stay as they were")
checks.raises(
    ValueError,
    neuron,
    batch,
    torch.ones(1),
    0.0,
    what="One weight is too few for two features",
)
checks.shape(
    neuron(torch.ones(0, 2), weights, 1.0)[1], (0,), what="No points give no classes"
)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# With <code>bias=None</code>, give the points one more column, of ones, and set the bias
# to 0. From there on both forms are the same.
# </details>
# <details><summary>Hint 2: tools</summary>
# <code>points.new_ones(rows, 1)</code>, <code>torch.cat([...], dim=1)</code>,
# <code>matrix @ vector</code>, and <code>.long()</code> on a comparison.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# ```text
# if there is no bias: append a column of ones to points; bias = 0
# if weights and columns differ in number: raise ValueError
# scores = points times weights, plus bias
# return scores, (scores at least 0) as integers
# ```
# </details>

# %% [markdown]
# ## Exercise 2: how far, and on which side? (2 points)
# A score is no distance: double weights and bias, and it doubles while the line stays put.
# Write `distance_and_side(points, weights, bias)`.
#
# - Distances have shape `(num_points,)`, the dtype of `points`, and are never negative.
# - Sides are `int64`: `1` where the score is positive, `-1` where it is negative, `0` on
#   the line itself.
# - If every weight is 0 there is no line: raise a `ValueError`.
#
# Example: `[7, 6]` lies $2/\sqrt5\approx0.894$ from $2x_1+x_2-18=0$, on side 1.


# %% exercise="distance_and_side" forbids="helpers.linear"
def distance_and_side(points, weights, bias):
    """Return how far each point lies from the decision boundary, and on which side.

    Parameters
    ----------
    points : Tensor, shape (num_points, num_features), floating point
        Not modified.
    weights : Tensor, shape (num_features,), same dtype as `points`
        Not modified.
    bias : float or Tensor of shape ()

    Returns
    -------
    distances : Tensor, shape (num_points,), same dtype as `points`
        Perpendicular distance to the boundary, at least 0, in the unit of the points.
        Tested only where the squares of the weights fit into the dtype.
    sides : Tensor, shape (num_points,), int64
        1 for a positive score, -1 for a negative score, 0 for a score of exactly 0;
        also for weights so small or large that their squares do not fit.

    Raises
    ------
    ValueError
        If all weights are 0.

    Examples
    --------
    >>> distance_and_side(torch.tensor([[3.0, 4.0]]), torch.tensor([3.0, 4.0]), 0.0)
    (tensor([5.]), tensor([1]))
    """
    ### BEGIN SOLUTION
    if not weights.any():
        raise ValueError("all weights are 0: there is no boundary")
    scores = points @ weights + bias
    return scores.abs() / torch.linalg.vector_norm(weights), scores.sign().long()
    ### END SOLUTION


# %% tests="distance_and_side" points=2
batch = torch.tensor([[7.0, 6.0], [6.0, 6.0], [3.0, 4.0]])
weights = torch.tensor([2.0, 1.0])
checks.unchanged(distance_and_side, batch, weights, 1.0, what="The inputs stay as is")
rule = "Distance: size of the score over length of the weights; side: sign of the score"
for scale in (1.0, 10.0, 2.0**-10):  # whatever the scale, it is the same line
    answer = distance_and_side(batch, scale * weights, scale * -18.0)
    wanted = (torch.tensor([2.0, 0.0, 8.0]) / 5**0.5, torch.tensor([1, 0, -1]))
    checks.close(answer, wanted, what=rule)
    checks.dtype(answer[1], torch.int64, what="The sides are int64")
answer = distance_and_side(torch.tensor([[3.0, 1.0]]), torch.tensor([1.0, -1.0]), 0.0)
wanted = (torch.tensor([2.0]) / 2**0.5, torch.tensor([1]))
checks.close(answer, wanted, what="Weights that add up to 0 are not all 0; one point")
near = torch.tensor([[9.0, 0.001], [9.0, -0.001]])  # the line is the first axis
answer = distance_and_side(near, torch.tensor([0.0, 2.0]), 0.0)
wanted = (torch.tensor([0.001, 0.001]), torch.tensor([1, -1]))
checks.close(answer, wanted, what="Close to the line is not on it; one weight may be 0")
for bias in (1.0, 0.0):
    bad = (batch, torch.zeros(2), bias)
    checks.raises(ValueError, distance_and_side, *bad, what="No weights, no line")
### BEGIN HIDDEN TESTS
gen = torch.Generator().manual_seed(12)
for count, dim, scale in ((6, 3, 1.0), (1, 1, 1e-6), (4, 8, 1e8)):
    normal = torch.randn(dim, generator=gen, dtype=torch.float64)
    unit, offset = normal / (normal**2).sum() ** 0.5, -1.75
    feet = torch.randn(count, dim, generator=gen, dtype=torch.float64)
    feet = feet - ((feet @ unit) + offset)[:, None] * unit  # now on the plane
    steps = torch.randn(count, generator=gen, dtype=torch.float64) * 3
    inputs = feet + steps[:, None] * unit  # walked a known way off the plane
    distances, sides = distance_and_side(inputs, unit * scale, offset * scale)
    checks.close(
        distances,
        steps.abs(),
        rtol=1e-6,
        what="Walking a known way off the plane gives that distance, at any scale of the weights",
    )
    checks.equal(
        sides, (steps > 0).long() * 2 - 1, what="The side is the one walked to"
    )
    checks.dtype(
        distances, torch.float64, what="Distances have the dtype of the points"
    )
    turned = distance_and_side(inputs, -unit * scale, -offset * scale)
    checks.close(
        turned[0],
        steps.abs(),
        rtol=1e-6,
        what="Turning the weights round keeps the distances",
    )
    checks.equal(
        turned[1],
        1 - (steps > 0).long() * 2,
        what="Turning the weights round exchanges the sides",
    )
distances, sides = distance_and_side(batch, weights, torch.tensor(0.0))
checks.close(
    distances,
    torch.tensor([20.0, 18.0, 10.0]) / 5**0.5,
    what="The bias may be a tensor of shape ()",
)
distances, sides = distance_and_side(
    torch.tensor([[0.0, 1.0], [0.0, -1.0]]), torch.tensor([0.0, -4.0]), 0.0
)
checks.close(distances, torch.ones(2), what="One weight may be 0 and another negative")
for size in (1e-25, 1e25):  # the squares leave float32
    checks.equal(
        distance_and_side(batch - 5, torch.full((2,), size), 0.0)[1],
        torch.tensor([1, 1, -1]),
        what="Weights of any size but 0 have a line, and the score tells the side",
    )
for shift in (0.0, torch.tensor(0.0)):
    checks.raises(
        ValueError,
        distance_and_side,
        batch,
        torch.zeros(2),
        shift,
        what="Weights that are all 0 describe no line, whatever the bias",
    )
level = torch.tensor([[3.0, 1e-6], [3.0, -1e-6], [3.0, 0.0]])
checks.equal(
    distance_and_side(level, torch.tensor([0.0, 1.0]), 0.0)[1],
    torch.tensor([1, -1, 0]),
    what="Only a score of exactly 0 is on the line",
)
checks.equal(
    distance_and_side(level, torch.tensor([2.0, -1.0]) * 0.5, -3.0)[1],
    torch.tensor([-1, 1, 0]),
    what="Only a score of exactly 0 is on the line",
)
checks.close(
    distance_and_side(batch, torch.tensor([3.0, -3.0]), 3.0),
    (torch.tensor([6.0, 3.0, 0.0]) / 18**0.5, torch.tensor([1, 1, 0])),
    what="Weights that add up to 0 are not all 0",
)
checks.dtype(sides, torch.int64, what="The sides are int64")
checks.unchanged(
    distance_and_side, inputs, unit, offset, what="The inputs stay as they were"
)
checks.equal(sides, torch.tensor([-1, 1]), what="The side is the sign of the score")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# The signed distance is the score divided by the length of the weights (not of the bias).
# Its size is the distance, its sign the side.
# </details>
# <details><summary>Hint 2: tools</summary>
# <code>torch.linalg.vector_norm</code>, <code>.abs()</code>, <code>.sign()</code>,
# <code>.long()</code>.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# ```text
# raise ValueError unless weights.any()  (a norm can round to 0)
# scores = points times weights + bias
# return size of scores / norm of weights, sign of scores as integers
# ```
# </details>

# %% [markdown]
# ## Exercise 3: the perceptron trick (3 points)
# Write `perceptron_step(weights, bias, point, label, *, learning_rate=1.0)`: look at one
# point, correct the line if needed, return weights and bias.
#
# - Right already (remember: a score of 0 is class 1): return the same values.
# - Wrong: move weights **and** bias, both scaled by the learning rate.
# - The tensors passed in must not change: no `+=` on them.
# - A label other than 0 or 1 raises a `ValueError`.
#
# Example: weights `tensor([2., 1.])`, bias `tensor(-18.)`, point `tensor([9., 1.])`, label
# 0, learning rate 0.01 give `tensor([1.91, 0.99])` and `tensor(-18.01)`.


# %% exercise="perceptron_step" forbids="helpers.linear"
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    """Correct the decision boundary after one point, if the point was misclassified.

    Parameters
    ----------
    weights : Tensor, shape (num_features,), floating point
        Not modified.
    bias : Tensor, shape (), same dtype
        Not modified.
    point : Tensor, shape (num_features,), same dtype
    label : int
        True class of the point, 0 or 1: a plain Python number, not a tensor.
    learning_rate : float, optional
        Size of the correction, above 0.

    Returns
    -------
    weights : Tensor, shape (num_features,), same dtype
    bias : Tensor, shape (), same dtype

    Raises
    ------
    ValueError
        If `label` is neither 0 nor 1.

    Examples
    --------
    >>> w, b = torch.tensor([1.0, 0.0]), torch.tensor(-2.0)
    >>> perceptron_step(w, b, torch.tensor([1.0, 3.0]), 1, learning_rate=0.5)
    (tensor([1.5000, 1.5000]), tensor(-1.5000))
    """
    ### BEGIN SOLUTION
    if label not in (0, 1):
        raise ValueError(f"label must be 0 or 1, got {label}")
    predicted = int(weights @ point + bias >= 0)
    correction = learning_rate * (label - predicted)
    return weights + correction * point, bias + correction
    ### END SOLUTION


# %% tests="perceptron_step" points=3
cases = (  # point, label, learning rate; new weights, new bias; the rule
    ([9.0, 1.0], 0, 0.01, [1.91, 0.99], -18.01, "A false 1 pushes, by the rate"),
    ([2.0, 9.0], 1, 0.5, [3.0, 5.5], -17.5, "A missed 1 pulls, by the rate"),
    ([6.0, 6.0], 1, 1.0, [2.0, 1.0], -18.0, "Score 0 is class 1: here that is right"),
    ([6.0, 6.0], 0, 1.0, [-4.0, -5.0], -19.0, "Score 0 is class 1: here a mistake"),
    ([3.0, 4.0], 0, 1.0, [2.0, 1.0], -18.0, "A point that is right moves nothing"),
)
for point, label, rate, new_weights, new_bias, rule in cases:
    given = (torch.tensor([2.0, 1.0]), torch.tensor(-18.0), torch.tensor(point), label)
    answer = checks.unchanged(
        perceptron_step, *given, learning_rate=rate, what="The inputs stay as they were"
    )
    wanted = (torch.tensor(new_weights), torch.tensor(new_bias))
    checks.close(answer, wanted, what=rule)
    checks.dtype(answer[1], torch.float32, what="The bias stays a float32 tensor")
given = (torch.tensor([2.0, 1.0]), torch.tensor(-18.0), torch.tensor([2.0, 9.0]))
wanted = (torch.tensor([4.0, 10.0]), torch.tensor(-17.0))
checks.close(perceptron_step(*given, 1), wanted, what="The default learning rate is 1")
for label in (2, -1):
    checks.raises(ValueError, perceptron_step, *given, label, what="A label is 0 or 1")
### BEGIN HIDDEN TESTS
gen = torch.Generator().manual_seed(13)
for dim, rate, scale in ((1, 0.5, 1.0), (3, 2.0, 1e6), (6, 0.125, 1e-6), (2, 7.0, 1.0)):
    for label in (0, 1, 0, 1):
        w0 = torch.randn(dim, generator=gen, dtype=torch.float64) * scale
        x = torch.randn(dim, generator=gen, dtype=torch.float64) * scale
        b0 = torch.randn((), generator=gen, dtype=torch.float64) * scale**2
        score = sum(p * q for p, q in zip(w0.tolist(), x.tolist())) + b0.item()
        if label == 1:
            move = rate if score < 0 else 0.0
        else:
            move = -rate if score >= 0 else 0.0
        new = [p + move * q for p, q in zip(w0.tolist(), x.tolist())]
        wanted = (
            torch.tensor(new, dtype=torch.float64),
            torch.tensor(b0.item() + move, dtype=torch.float64),
        )
        answer = checks.unchanged(
            perceptron_step,
            w0,
            b0,
            x,
            label,
            learning_rate=rate,
            what="The inputs stay as they were",
        )
        checks.dtype(answer[0], torch.float64, what="The weights keep their dtype")
        checks.dtype(answer[1], torch.float64, what="The bias stays a float64 tensor")
        checks.close(
            answer,
            wanted,
            rtol=1e-9,
            atol=1e-18,
            what="The update agrees with an independent reckoning, for any size, scale and learning rate",
        )
zero = (torch.zeros(3), torch.tensor(0.0))
x = torch.tensor([1.0, -2.0, 0.0])
checks.close(
    perceptron_step(*zero, x, 1),
    zero,
    what="From zero the score is 0: class 1, which is right here",
)
checks.close(
    perceptron_step(*zero, x, 0, learning_rate=3.0),
    (-3 * x, torch.tensor(-3.0)),
    what="From zero a point of class 0 is a mistake",
)
for label in (-1, 2, 7):
    for point in (torch.tensor([9.0, 1.0]), torch.tensor([2.0, 9.0])):
        checks.raises(
            ValueError,
            perceptron_step,
            torch.tensor([2.0, 1.0]),
            torch.tensor(-18.0),
            point,
            label,
            what="A label is 0 or 1, whatever the score",
        )
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# Compute the class first. <code>label - predicted</code> is then -1, 0 or 1, and one formula
# covers all four cases.
# </details>
# <details><summary>Hint 2: tools</summary>
# <code>weights @ point</code> for one score; <code>int(...)</code> turns a comparison into 0
# or 1; <code>weights + change</code> makes a new tensor.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# ```text
# raise ValueError unless label is 0 or 1
# predicted = 1 if weights · point + bias is at least 0, else 0
# correction = learning_rate * (label - predicted)
# return weights + correction * point, bias + correction
# ```
# </details>

# %% [markdown]
# ## Exercise 4: the perceptron algorithm (4 points)
# Write `train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100)`.
#
# - Start with weights and bias 0. Visit the points **in the given order**; correct after
#   each mistake at once, before looking at the next point. One visit of all points is an
#   **epoch**.
# - Stop after the first epoch without a mistake, or after `max_epochs`.
# - Return the weights and the bias after the last visit, and a list: the number of mistakes
#   in each epoch. Its last number is 0 exactly if the last epoch was without a mistake.
# - Raise a `ValueError` if a label is not 0 or 1, or `labels` is not of shape
#   `(num_points,)` exactly.
#
# Write the correction out again here: one slip should not cost you two exercises.
#
# Example: points `[[1], [-1]]`, labels `[1, 0]` give weights `[1]`, bias `-1`, mistakes
# `[1, 0]`. (A score of 0 is class 1, so only the second point was wrong.)


# %% exercise="train_perceptron" forbids="helpers.linear"
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    """Train a perceptron on its mistakes until it makes none.

    Parameters
    ----------
    points : Tensor, shape (num_points, num_features), floating point
        At least one point. Not modified. Visited in this order.
    labels : Tensor, shape (num_points,), int64
        True classes, 0 or 1.
    learning_rate : float, optional
        Size of each correction, above 0.
    max_epochs : int, optional
        Largest number of visits of all points, at least 1.

    Returns
    -------
    weights : Tensor, shape (num_features,), same dtype as `points`
    bias : Tensor, shape (), same dtype as `points`
    mistakes : list of int
        Mistakes made in each epoch that was run.

    Raises
    ------
    ValueError
        If a label is not 0 or 1, or `labels` is not of shape (num_points,).

    Examples
    --------
    >>> train_perceptron(torch.tensor([[1.0], [-1.0]]), torch.tensor([1, 0]))
    (tensor([1.]), tensor(-1.), [1, 0])
    """
    ### BEGIN SOLUTION
    if labels.shape != points.shape[:1] or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels must hold one 0 or 1 for each point")
    weights, bias = points.new_zeros(points.shape[1]), points.new_zeros(())
    mistakes = []
    for _ in range(max_epochs):
        mistakes.append(0)
        for point, label in zip(points, labels.tolist()):
            correction = label - int(weights @ point + bias >= 0)
            weights = weights + learning_rate * correction * point
            bias = bias + learning_rate * correction
            mistakes[-1] += abs(correction)
        if mistakes[-1] == 0:
            break
    return weights, bias, mistakes
    ### END SOLUTION


# %% tests="train_perceptron" points=3
tiny = (torch.tensor([[1.0], [-1.0]]), torch.tensor([1, 0]))
five = torch.tensor([[1.0, 4.0], [2.0, -3.0], [4.0, 4.0], [1.0, 2.0], [-1.0, 3.0]])
classes = torch.tensor([0, 1, 1, 1, 0])
checks.unchanged(train_perceptron, five, classes, what="The inputs stay as they were")
for rate in (1.0, 0.5):
    answer = train_perceptron(*tiny, learning_rate=rate)
    wanted = (torch.tensor([rate]), torch.tensor(-rate), [1, 0])
    checks.close(answer, wanted, what="The worked example, times the learning rate")
    checks.dtype(answer[1], torch.float32, what="The bias is a tensor, as the points")
    answer = train_perceptron(five, classes, learning_rate=rate)
    wanted = (rate * torch.tensor([6.0, -2.0]), torch.tensor(0.0), [2, 2, 2, 0])
    rule = "Start at zero, keep the order, correct at once, stop after a clean epoch"
    checks.close(answer, wanted, what=rule)
got = train_perceptron(five, classes, max_epochs=2)
checks.equal(got[2], [2, 2], what="max_epochs=2 allows two epochs and no more")
got = train_perceptron(five, torch.ones(5).long())
checks.equal(got[2], [0], what="One class only: there is nothing to correct")
for bad in (2 * classes - 1, classes + 1, classes[:3]):
    rule = "Each point has one label, 0 or 1"
    checks.raises(ValueError, train_perceptron, five, bad, what=rule)
### BEGIN HIDDEN TESTS
gen = torch.Generator().manual_seed(14)
for count, dim, rate, epochs, scale in (
    (12, 3, 1.0, 100, 1.0),
    (9, 2, 0.25, 7, 1e4),
    (6, 5, 4.0, 1, 1e-3),
    (1, 1, 2.0, 3, 1.0),
    (15, 2, 0.3, 9, 1.0),
    (15, 2, 3.0, 60, 1.0),
):
    inputs = torch.randn(count, dim, generator=gen, dtype=torch.float64) * scale
    targets = torch.randint(0, 2, (count,), generator=gen)
    if epochs == 100:
        targets = (inputs.sum(dim=1) >= 0.3).long()
    line, shift, slips = [0.0] * dim, 0.0, []
    while len(slips) < epochs and (not slips or slips[-1] > 0):
        slips.append(0)
        for row, target in zip(inputs.tolist(), targets.tolist()):
            score = sum(p * q for p, q in zip(line, row)) + shift
            sign = {(1, False): 1, (0, True): -1}.get((target, score >= 0), 0)
            line, shift = (
                [p + rate * sign * q for p, q in zip(line, row)],
                shift + rate * sign,
            )
            slips[-1] += abs(sign)
    wanted = (
        torch.tensor(line, dtype=torch.float64),
        torch.tensor(shift, dtype=torch.float64),
        slips,
    )
    answer = train_perceptron(inputs, targets, learning_rate=rate, max_epochs=epochs)
    checks.dtype(answer[0], torch.float64, what="The weights have the points' dtype")
    checks.dtype(answer[1], torch.float64, what="The bias is a tensor of that dtype")
    checks.close(
        answer,
        wanted,
        rtol=1e-9,
        atol=1e-12,
        what="Training agrees with an independent reckoning, for any size, learning rate and limit",
    )
alike = torch.tensor([[1.0, 1.0], [1.0, 1.0]])
checks.equal(
    len(train_perceptron(alike, torch.tensor([0, 1]))[2]),
    100,
    what="The default limit is 100 epochs",
)
checks.close(
    train_perceptron(alike, torch.tensor([1, 1])),
    (torch.zeros(2), torch.tensor(0.0), [0]),
    what="With nothing to correct there is one clean epoch",
)
checks.close(
    train_perceptron(
        torch.tensor([[3.0], [2.0]]), torch.tensor([0, 0]), learning_rate=0.25
    ),
    (torch.tensor([-0.75]), torch.tensor(-0.25), [1, 0]),
    what="The learning rate scales the bias, too",
)
checks.unchanged(train_perceptron, inputs, targets, what="The inputs stay as they were")
for bad in (classes[:4], classes[:, None], classes[None], torch.tensor([0, 1] * 3)):
    checks.raises(
        ValueError,
        train_perceptron,
        five,
        bad,
        what="The labels have the shape (num_points,)",
    )
for bad in (classes - 1, 2 * classes):
    checks.raises(ValueError, train_perceptron, five, bad, what="Labels are 0 or 1")
### END HIDDEN TESTS

# %% tests="train_perceptron" part="bound" points=1
gen = torch.Generator().manual_seed(3)
inputs, targets, true_weights, true_bias = linearly_separable(
    60, margin=0.1, generator=gen
)
line, shift, slips = train_perceptron(inputs, targets, max_epochs=1000)
checks.equal(slips[-1], 0, what="On separable data the last epoch is without a mistake")
decided = (inputs @ line + shift >= 0).long()
checks.equal(decided, targets, what="The returned line separates the two classes")
ones = torch.ones(60, 1)
scores = inputs @ true_weights + true_bias
margin = scores.abs().min() / ((true_weights**2).sum() + true_bias**2).sqrt()
radius = torch.cat([inputs, ones], dim=1).norm(dim=1).max()
bound = float((radius / margin) ** 2)
checks.that(
    0 < sum(slips) <= bound, f"The counts must add up to 1 to {bound:.0f}, the bound"
)
### BEGIN HIDDEN TESTS
for seed in (4, 5, 6):
    gen = torch.Generator().manual_seed(seed)
    inputs, targets, true_weights, true_bias = linearly_separable(
        40, margin=0.15, dim=2 + seed % 3, generator=gen
    )
    scores = inputs @ true_weights + true_bias
    margin = scores.abs().min() / ((true_weights**2).sum() + true_bias**2).sqrt()
    bound = float(((inputs**2).sum(dim=1).max() + 1) / margin**2)
    line, shift, slips = train_perceptron(
        inputs, targets, learning_rate=0.5, max_epochs=2000
    )
    checks.equal(slips[-1], 0, what="On separable data training converges")
    checks.equal(
        (inputs @ line + shift >= 0).long(),
        targets,
        what="The returned line separates the classes",
    )
    checks.that(
        0 < sum(slips) <= bound,
        "The mistakes stay within Novikoff's bound, at learning rate 0.5, too",
    )
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# Two loops: epochs outside, points inside. A counter starts at 0 in every epoch; if it
# stays there, training is done.
# </details>
# <details><summary>Hint 2: tools</summary>
# <code>points.new_zeros(...)</code> keeps the dtype; <code>zip(points, labels.tolist())</code>;
# <code>break</code>; <code>set(labels.tolist()) &lt;= {0, 1}</code>.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# ```text
# check the labels; weights, bias = zeros; mistakes = []
# repeat at most max_epochs times:
#     count = 0
#     for each point and label, in order:
#         correction = label - predicted class
#         if it is not 0: move weights and bias at once; count = count + 1
#     append count to mistakes; stop if it is 0
# ```
# </details>

# %% [markdown]
# ## The reference
# From here on the lesson uses the course's own implementation, so no slip follows you.
# Can the machine move the line by itself? Marks are counted **from 5**, the middle of the
# scale (pitfall 1 shows why).

# %% tags=["experiment"]
from helpers import linear

fit = linear.fit_perceptron(applicants - 5, admitted)
print(f"{fit.mistakes} mistakes, {fit.epochs} epochs; converged: {fit.converged}")
print(f"weights {fit.weights.tolist()}, bias {fit.bias.item()}")
checks.equal([fit.mistakes, fit.epochs], [4, 3], what="the counts in the text below")
checks.close([*fit.weights.tolist(), fit.bias.item()], [4, 5, 0], what="the rule below")
checks.equal(fit.history[0][0].tolist(), [-2.0, 5.0], what="weights after epoch 1")

title = "The line after each epoch; arrows point to class 1"
fig, ax = plots.new_axes(title, "test (marks)", "grades (marks)", size=(5.6, 5.6))
plots.points(ax, applicants, admitted, names=("rejected", "admitted"))
near = torch.tensor([3.0, 0.0], device=device)  # draw the arrows near (8, 5)
for epoch, (weights, bias) in enumerate(fit.history[:-1], start=1):
    foot = 5 + near - (weights @ near + bias) / (weights @ weights) * weights
    bias = bias - 5 * weights.sum()  # the same line in marks counted from 0
    style = "-" if epoch == fit.epochs - 1 else "--"
    plots.boundary(ax, weights, bias, label=f"after epoch {epoch}", style=style)
    color = ax.lines[-1].get_color()
    ax.quiver(*foot.cpu(), *weights.cpu(), color=color, angles="xy", width=0.006)
ax.set(xlim=(0, 10), ylim=(0, 10), aspect="equal")
ax.legend(loc="lower left")
plt.show()

# %% [markdown]
# **What to see:** four mistakes were enough. The line after epoch 1 slopes upward: the
# rejected (9, 1), a strong test with weak grades, had pushed the weight of the test down to
# $-2$, as if a good test were a fault. Epoch 2 put that right; epoch 3 confirmed it. The rule
# is now $4\cdot$test $+\,5\cdot$grades $\ge45$: grades count more, and nobody told the machine
# so.
#
# ## Experiment: will it always stop?
# Suppose *some* line separates the data and touches no point. Write $\tilde x=(x,1)$: the
# line becomes a unit vector $u$. Let $R$ be the length of the longest
# $\tilde x$ and $\gamma$ (the **margin**) the smallest $|u\cdot\tilde x|$. Start at
# $v=(w,b)=0$ with $\alpha=1$, and look at $v$ after $k$ mistakes:
#
# - each correction adds or subtracts $\tilde x$, whichever moves its score to the side where
#   $u$ has it. So it raises $v\cdot u$ by **at least** $\gamma$;
# - each correction raises $\lVert v\rVert^2$ by **at most** $R^2$: in
#   $\lVert v\pm\tilde x\rVert^2=\lVert v\rVert^2\pm2\,v\cdot\tilde x+\lVert\tilde x\rVert^2$
#   the middle term is not positive, since $v$ had the point on the wrong side, or exactly on
#   the line.
#
# But $v\cdot u$ never exceeds $\lVert v\rVert$. What grows like a straight line stays below
# what grows like a square root, and that cannot last:
#
# $$k\gamma\le v\cdot u\le\lVert v\rVert\le\sqrt k\,R
# \quad\Longrightarrow\quad k\le(R/\gamma)^2$$
#
# This is Novikoff's theorem. Its $\gamma$ is a distance among the $\tilde x$; the `margin` of
# `linearly_separable` is one among the points $x$, never smaller. Watch it hold.

# %% tags=["experiment"]
generator = torch.Generator().manual_seed(0)
points, labels, true_w, true_b = linearly_separable(
    200, margin=0.1, generator=generator
)
inputs = torch.cat([points, torch.ones(200, 1)], dim=1)  # the bias as an input
u = torch.cat([true_w, true_b.reshape(1)])
u = u / torch.linalg.vector_norm(u)
radius = inputs.norm(dim=1).max().item()
margin = (inputs @ u).abs().min().item()

v, progress_made, lengths, clean = torch.zeros(3), [], [], False
while not clean:
    clean = True
    for row, label in zip(inputs, labels.tolist(), strict=True):
        correction = label - int(row @ v >= 0)
        if correction:
            clean, v = False, v + correction * row
            progress_made.append((v @ u).item())
            lengths.append(v.norm().item())
num_mistakes = len(lengths)
bound = linear.novikoff_bound(points, labels, true_w, true_b)
print(f"{num_mistakes} mistakes; Novikoff allows {bound:.0f}")
checks.that(num_mistakes <= bound, "the theorem must hold")
checks.close(bound, (radius / margin) ** 2, rtol=1e-3, what="(R/γ)²")

# %% tags=["experiment"]
k = torch.arange(1, num_mistakes + 1)
wide = torch.logspace(0, torch.tensor(bound).log10().item() + 0.3, 50)
title = "The proof in one picture: the wedge closes"
fig, ax = plots.new_axes(
    title, "mistakes so far, k", "length (feature units)", size=(6.5, 4.2)
)
ax.plot(wide, radius * wide.sqrt(), color=plots.PALETTE[1], label="ceiling √k·R")
ax.plot(k, lengths, color=plots.PALETTE[1], lw=3, alpha=0.6, label="measured ‖v‖")
ax.plot(k, progress_made, color=plots.PALETTE[2], lw=3, alpha=0.6, label="measured v·u")
ax.plot(wide, margin * wide, color=plots.PALETTE[2], ls="--", label="floor k·γ")
ax.axvline(bound, color="black", ls=":", label=f"(R/γ)² = {bound:.0f}")
ax.set(xscale="log", yscale="log")
ax.legend()
plt.show()

# %% [markdown]
# **What to see:** both measured curves live between floor and ceiling. Where the two
# meet, at $(R/\gamma)^2$ mistakes, there is no room left. Neither the number of points nor the
# number of features stands in the bound. What counts is how wide the margin is, compared
# with how far the data reach.
#
# So change the margin, and nothing else, with five seeds.

# %% tags=["experiment"]
margins, seeds = [0.05, 0.1, 0.2, 0.4], range(5)
mistakes, bounds = torch.zeros(5, 4), torch.zeros(5, 4)
for seed in progress(seeds, description="seeds"):
    for column, margin in enumerate(margins):
        generator = torch.Generator().manual_seed(seed)
        data = linearly_separable(100, margin=margin, generator=generator)
        result = linear.fit_perceptron(*data[:2], max_epochs=2000)
        checks.that(result.converged, "separable data must converge")
        mistakes[seed, column] = result.mistakes
        bounds[seed, column] = linear.novikoff_bound(*data)
checks.that(bool((mistakes <= bounds).all()), "within the bound, for every seed")
checks.that(bool((mistakes[:, 3] < mistakes[:, 0]).all()), "0.4 beats 0.05 every time")

title = "A wider margin, fewer mistakes (5 seeds, mean and range)"
fig, ax = plots.new_axes(title, "margin (feature units)", "mistakes until convergence")
plots.mean_band(ax, margins, bounds, label="Novikoff's bound")
plots.mean_band(ax, margins, mistakes, label="mistakes made")
ax.set(xscale="log", yscale="log", xticks=margins, xticklabels=margins)
ax.minorticks_off()
ax.legend()
plt.show()
print("mean  ", [round(m, 1) for m in mistakes.mean(dim=0).tolist()])
print("spread", [round(m, 1) for m in mistakes.std(dim=0).tolist()])

# %% [markdown]
# **What to see:** the widest margin needs fewer mistakes than the narrowest, with every
# seed. The bound is generous: it speaks for the worst points in the worst order.
#
# ## Your turn
# Add a cell below and try:
# 1. **Order.** Shuffle `applicants - 5` and `admitted` with the same `torch.randperm(10)`,
#    train, repeat. *Expect* other lines and other counts, never above the bound.
# 2. **One wrong label.** Flip the label of `[8, 8]` and train with `max_epochs=50`.
#    *Expect* mistakes in every epoch: no line exists any more, and the last one need not
#    be the best it passed.

# %% [markdown]
# ## Pitfalls
# The cell below reproduces each of them.
#
# |symptom|cause|fix|
# |---|---|---|
# |160 mistakes instead of 4|data far from the origin: $R$ is large and the margin small|centre the features|
# |the bias races ahead|$b \leftarrow b+\alpha$ stands *inside* the loop over features|once per point, outside that loop|
# |mistakes remain after training|points were visited once|repeat until an epoch is clean|
# |the prediction is 2|the score was returned as the class|apply the step|
# |tuning $\alpha$ changes next to nothing|from a zero start $\alpha$ rescales $w$ and $b$; only rounding, where a score should be exactly 0, can tip a decision|tune nothing; $\alpha$ matters from other starts|
# |class 0 is never corrected|update written as $\alpha\,y\,x$ with $y\in\{0,1\}$|use $y-\hat y$|
#
# Rows 2 to 4 stand in many notes: pseudo-code that moves the bias once per feature and
# makes a single pass, and $w\cdot x+b$ called the prediction. Others call the score a
# weighted *average*. It is a **sum**: weights may be negative and need not add up to 1.

# %% tags=["experiment"]
raw = linear.fit_perceptron(applicants, admitted)
checks.equal([raw.mistakes, raw.epochs], [160, 63], what="row 1: marks from 0")

bias, point, label, rate = -18.0, torch.tensor([9.0, 1.0]), 0, 0.01
for _feature in point:
    bias -= rate  # inside the loop over two features
checks.close(bias, -18.02, what="row 2: the bias should be -18.01")

weights, bias = fit.history[0]
decisions = linear.perceptron_predict(applicants - 5, weights, bias)
still_wrong = int((decisions != admitted).sum())
checks.equal(still_wrong, 2, what="row 3: one pass is not enough")

score = 2.0 * 7 + 1.0 * 6 - 18
checks.that(score not in (0, 1), "row 4: the score 2 is no class")

for rate in (0.25, 1.0, 4.0):
    same = linear.fit_perceptron(applicants - 5, admitted, learning_rate=rate)
    checks.equal(same.mistakes, 4, what="row 5: as many mistakes at these rates")
    checks.close(same.weights / rate, fit.weights, what="row 5: the same line")
tipped = linear.fit_perceptron(applicants, admitted, learning_rate=0.3)
checks.that(tipped.mistakes != 160, "row 5: 0.3 is rounded, so a 0 is not quite 0")

update = rate * label * point  # the label of a false 1 is 0
checks.close(update, torch.zeros(2), what="row 6: class 0 corrects nothing")

# %% [markdown]
# ## Check yourself
# **1.** Weights $(3,-4)$, bias $5$, point $(1,2)$. Which class?
# (a) 0 (b) 1 (c) none, it lies on the line
# <details><summary>Answer</summary>
# <b>(b)</b>: the score is 3 − 8 + 5 = 0, and 0 counts as class 1. (a) would need a score
# below 0. (c) The point is on the line, side 0, but the step still has to choose.
# </details>
#
# **2.** The point $(1,-2)$ is predicted 1 but is 0; $\alpha=0.5$. The correction?
# (a) $w$ changes by $(+0.5,-1)$, $b$ by $+0.5$
# (b) $w$ by $(-0.5,+1)$, $b$ by $-0.5$
# (c) $w$ by $(-0.5,-1)$, $b$ by $-0.5$
# <details><summary>Answer</summary>
# <b>(b)</b>: y − ŷ = −1, times 0.5, times the point. (a) has the sign of a missed 1. (c)
# lowers every weight; subtracting a negative input must <i>raise</i> its weight.
# </details>
#
# **3.** Every point is copied ten times. Novikoff's bound
# (a) grows tenfold (b) grows a hundredfold (c) stays
# <details><summary>Answer</summary>
# <b>(c)</b>: neither R nor γ changes. (a) and (b) mix up mistakes with visits: a copy of a
# point that is right costs a visit, but no correction.
# </details>

# %% [markdown]
# ## Summary
# - A perceptron is a weighted sum, a bias and a step. The bias is the weight of an input
#   that is always 1.
# - The score is 0 on a straight boundary; divided by the length of the weights it is a
#   signed distance.
# - After a mistake add $\alpha(y-\hat y)x$ to the weights and $\alpha(y-\hat y)$ to the
#   bias: the score of that point moves the right way.
# - If some line separates the data, the algorithm finds one after at most $(R/\gamma)^2$
#   mistakes; if none does, it never stops by itself. **Next:** four points without a line.
#
# ## Further reading
# - F. Rosenblatt, "The perceptron: a probabilistic model for information storage and
#   organization in the brain" (1958): where it began, for the ambition.
# - A. Novikoff, "On convergence proofs on perceptrons" (1962): the two-line proof.
# - Y. Freund, R. Schapire, "Large margin classification using the perceptron algorithm"
#   (1999): what to do when no line separates; averaging and voting.
# - S. Shalev-Shwartz, S. Ben-David, *Understanding Machine Learning* (2014), chapter 9:
#   the theorem in detail.
