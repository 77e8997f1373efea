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
# # 01.3 Sigmoid and softmax
# Turn any score into an honest probability, for two classes or two hundred, and never overflow.
#
# *75 minutes · 12 points · about 5 CPU seconds · needs: lessons 00.4 (tensors) and 01.1, derivatives*

# %% [markdown]
# ## You will be able to
# - **read** a score as evidence, and turn it into odds and then into a probability;
# - **write** a sigmoid and a softmax that survive scores of ±1000, in their values and in their gradients;
# - **prove** that a softmax over two classes is the sigmoid;
# - **encode** categories as one-hot rows, and **show** what a plain code number would do wrong.

# %%
import torch
from torch import Tensor

from helpers import checks, plots
from helpers.data.points import blobs
from helpers.runtime import progress, seed_everything

plots.use_style()
seed_everything(0)

# %% [markdown]
# ## Why: a yes or no is not enough
# Six students sat an exam. We know how many hours each one studied, and who passed. A perceptron with its
# boundary at 2.5 hours (no other place makes fewer mistakes) says *pass* to everyone beyond it. Two things go wrong.

# %% tags=["experiment"]
hours = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0, 9.0])
passed = torch.tensor([0, 0, 1, 0, 1, 1])

boundaries = torch.linspace(0, 10, 1001)
answers = (hours >= boundaries[:, None]).long()  # (boundaries, students)
mistakes = (answers != passed).sum(dim=1)

fig, (left, right) = plots.new_axes("", "hours of study", "", size=(5.5, 3.8), ncols=2)
left.plot(boundaries, boundaries >= 2.5, color="black", label="perceptron says")
for label, name, marker in [(0, "failed", "o"), (1, "passed", "s")]:
    here = hours[passed == label]
    color = plots.PALETTE[label]
    left.plot(here, 0 * here + label, marker, color=color, label=name, markersize=9)
left.set(title="One answer for everybody beyond 2.5 h", ylabel="0: fail, 1: pass")
left.legend(loc="center right")
plots.curves(right, {"mistakes": mistakes}, x=boundaries)
right.set(title="Mistakes while the boundary moves", ylabel="mistakes (of 6)")
right.set(xlabel="boundary (hours of study)", yticks=range(4))
assert mistakes.min() == mistakes[boundaries == 2.5] == 1

# %% [markdown]
# **Left:** the students with 4 and with 9 hours get the very same answer, and one of them failed. Their tutor, who has
# one free evening, would like to know who is nearly certain to pass.
#
# **Right:** slide the boundary along and count. On every tread of this staircase the slope is zero: nothing says
# *which way* to move, and learning by small steps needs exactly that.
#
# One change cures both: a probability that moves smoothly with the score.
#
# ## The idea: a score is evidence
# Think of the score, weights times inputs plus bias, as evidence for class 1. It may be any number. Three modest
# wishes turn it into a probability.
#
# 1. **No evidence, no opinion.** Score 0 gives probability one half.
# 2. **Fairness.** Flip the sign, and the two classes trade places.
# 3. **Evidence adds, odds multiply.** Each further point of score multiplies the *odds* by the same factor.
#
# Odds of 3 to 1 mean three wins for one loss, a probability of $3/(3+1) = 0.75$. For the factor in wish 3 take
# $e \approx 2.718$ (another factor merely rescales the weights).
#
# | score | −2 | 0 | 1 | 2 | 4 |
# |---|---|---|---|---|---|
# | odds, $e^{\text{score}}$ : 1 | 0.135 | 1 | 2.72 | 7.39 | 54.6 |
# | probability | 0.119 | 0.5 | 0.731 | 0.881 | 0.982 |
#
# That is the whole **sigmoid**. Its score is called a **logit**, because it is the logarithm of the odds.

# %% tags=["experiment"]
logits = torch.linspace(-6, 6, 241)
odds = torch.exp(logits)

fig, ax = plots.new_axes("From score to probability", "score", "probability of class 1")
plots.curves(
    ax, {"odds / (1 + odds)": odds / (1 + odds), "step": logits >= 0}, x=logits
)
ax.plot(0, 0.5, "o", color="black", label="score 0: probability 0.5")
ax.legend()
table = torch.exp(torch.tensor([-2.0, 0.0, 1.0, 2.0, 4.0]))
checks.close(table, torch.tensor([0.135, 1, 2.72, 7.39, 54.6]), rtol=3e-3)
checks.close(
    table / (1 + table), torch.tensor([0.119, 0.5, 0.731, 0.881, 0.982]), rtol=1e-2
)

# %% [markdown]
# The step keeps only the sign of the score. The curve keeps it (above or below one half) *and* says how
# sure we are. It is steepest at 0, where a little evidence matters most.
#
# ### More than two classes: shares of a cake
# Give each class its own score, turn it into a positive *portion*, $e^{\text{score}}$, and divide each portion by
# their sum. These shares of the cake add up to one: a probability for each class. That is the **softmax**. Below, bear
# and duck keep their scores; only the dog's moves.

# %% tags=["experiment"]
dog = torch.linspace(-4, 6, 201)
portions = torch.exp(
    torch.stack([torch.full_like(dog, 2), torch.full_like(dog, 1), dog])
)
shares = portions / portions.sum(dim=0)  # (3 animals, 201 scores)

fig, ax = plots.new_axes("Three shares of one cake", "score of the dog", "probability")
ax.stackplot(
    dog,
    shares,
    labels=["bear (score 2)", "duck (score 1)", "dog"],
    colors=plots.PALETTE[:3],
    alpha=0.8,
)
ax.legend(loc="center right", frameon=True, framealpha=1)
checks.close(shares[0] / shares[1], torch.full_like(dog, 2.718), rtol=1e-3)

# %% [markdown]
# While the dog grows, bear and duck shrink *together*: their ratio stays $e^{2-1} = 2.718$.
#
# ## The maths
# | symbol | meaning | shape | in code |
# |---|---|---|---|
# | $z$ | score, or logit | any | `logits` |
# | $\sigma(z)$ | probability of class 1 | as $z$ | `probs` |
# | $\mathbf z$ | one logit for each class | (batch, $K$) | `logits` |
# | $K$ | number of classes | () | `num_classes` |
#
# The sigmoid: divide above and below by $e^{z}$, and mind the minus sign.
# $$\sigma(z) = \frac{e^{z}}{1+e^{z}} = \frac{1}{1+e^{-z}}, \qquad \sigma(-z) = 1-\sigma(z) \tag{1}$$
# The softmax of class $k$; adding any $c$ to *all* logits changes nothing, because $e^{c}$ cancels:
# $$\operatorname{softmax}(\mathbf z)_k = \frac{e^{z_k}}{\sum_j e^{z_j}}
# = \frac{e^{c}\,e^{z_k}}{e^{c}\sum_j e^{z_j}} = \operatorname{softmax}(\mathbf z + c)_k \tag{2}$$
#
# **By hand.** $\mathbf z = [2, 1, 0]$ has portions $7.389,\ 2.718,\ 1$ with sum $11.107$. The shares are
# $0.665,\ 0.245,\ 0.090$.

# %% [markdown]
# ### Proof: with two classes, the softmax is the sigmoid
# Give class 1 the logit $z$ and the other class the logit $0$. The share of class 1 is
#
# $$\operatorname{softmax}([z, 0])_{[0]} = \frac{e^{z}}{e^{z}+e^{0}}
# \overset{\text{divide by } e^{z}}{=} \frac{1}{1+e^{-z}} = \sigma(z). \qquad\blacksquare$$
#
# The order does not matter: class 1 sits at the index of $z$, here 0. In $[0, z]$ (lesson 01.4) that is index 1.
#
# What if both classes have a score, $a$ and $b$? Shift both by $-b$, which (2) allows:
# $\operatorname{softmax}([a, b])_{[0]} = \operatorname{softmax}([a-b, 0])_{[0]} = \sigma(a-b)$. Only the
# **difference** counts.
#
# ## Together: where the textbook formulas break
# 1. Check the sum by hand.
# 2. Shift all three logits by 100. Equation (2) promises the same shares.
# 3. Ask $1/(1+e^{-z})$ for its values, and for its *slopes* (the gradient), which training needs.

# %%
portions = torch.exp(torch.tensor([2.0, 1.0, 0.0]))
print("1. portions", portions, "shares", portions / portions.sum())
checks.close(portions / portions.sum(), torch.tensor([0.665, 0.245, 0.090]), atol=5e-4)

portions = torch.exp(torch.tensor([102.0, 101.0, 100.0]))
print("2. portions", portions, "shares", portions / portions.sum())
assert (portions / portions.sum()).isnan().all()
assert torch.exp(torch.tensor([88.7, 88.8])).isinf().tolist() == [False, True]

inputs = torch.tensor([-1000.0, 0.0, 1000.0], requires_grad=True)
probs = 1 / (1 + torch.exp(-inputs))
probs.sum().backward()
print("3. values ", probs.detach(), "slopes", inputs.grad)
assert probs.isfinite().all()
assert inputs.grad[0].isnan()

# %% [markdown]
# **Step 2** is right in maths, yet gives `nan`, "not a number". `float32` ends near $3.4 \cdot 10^{38}$, which $e^{z}$
# passes at $z = 88.7$. Beyond that `exp` returns infinity, and infinity by infinity has no value. No warning comes.
# **Step 3** is a quieter trap: the values are fine, but the first slope is `nan`, and poisons all that it trains.
#
# One rule cures both: **never call `exp` on a large positive number.** For the sigmoid, take the left form of (1)
# where the score is negative, else the right one. For the softmax, use (2) and choose the shift well.

# %% [markdown]
# ## Exercise 1: a sigmoid that never breaks
# Write `sigmoid(logits)`.
#
# - **In:** a floating-point tensor of any shape: one number, a batch, a transposed grid, even empty (then so is the answer).
# - **Out:** a new tensor of the same shape and dtype; the input stays as it was.
# - **Tail:** in `float32`, values and slopes are right to a relative $10^{-4}$ for scores from −80 to 80. For −50 the
#   value is $1.93\cdot10^{-22}$, not 0: the next lesson takes its logarithm.
# - **Stable:** from −1000 to 1000, no value and no slope is NaN or infinite. The slope at 0 is 0.25.
# - **Error:** `TypeError` for any dtype that is not floating point.
# - **By hand:** library versions are refused, methods such as `logits.sigmoid()` too.
#
# Example: `sigmoid(torch.tensor([0.0, 2.0]))` gives `tensor([0.5000, 0.8808])`.


# %% exercise="sigmoid" forbids="torch.sigmoid torch.softmax torch.log_softmax torch.logsumexp torch.special torch.nn torch.distributions scipy sklearn helpers"
def sigmoid(logits: Tensor) -> Tensor:
    """Turn each score into the probability of class 1.

    Parameters
    ----------
    logits : Tensor, any shape, floating point
        Scores; positive ones speak for class 1. Not modified.

    Returns
    -------
    Tensor, same shape and dtype as `logits`
        Probabilities. Values and gradients are finite for scores from
        -1000 to 1000, and right to a relative 1e-4 from -80 to 80.

    Raises
    ------
    TypeError
        If `logits` is not floating point.

    Examples
    --------
    >>> sigmoid(torch.tensor([0.0, 2.0]))
    tensor([0.5000, 0.8808])
    """
    ### BEGIN SOLUTION
    if not logits.is_floating_point():
        raise TypeError(f"logits must be floating point, got {logits.dtype}")
    is_positive = logits >= 0
    # The exponent is never positive, so exp stays between 0 and 1.
    decay = torch.exp(torch.where(is_positive, -logits, logits))
    return torch.where(is_positive, 1.0, decay) / (1 + decay)
    ### END SOLUTION


# %% tests="sigmoid" points=2
scores = torch.tensor([0.0, 2.0, -2.0])
found = checks.unchanged(sigmoid, scores, what="the scores must stay as they were")
checks.close(
    found,
    torch.tensor([0.5, 0.880797, 0.119203]),
    what="score 0 means one half, and more evidence means a higher probability",
)
checks.shape(sigmoid(torch.zeros(2, 3)), (2, 3), what="one probability for each score")
checks.shape(sigmoid(torch.zeros(0)), (0,), what="no scores, no probabilities")
found = sigmoid(torch.zeros(1, dtype=torch.float64))
checks.dtype(found, torch.float64, what="float64 in, float64 out")
checks.raises(
    TypeError, sigmoid, torch.tensor([1, 2]), what="whole numbers are refused"
)
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(31)
for size in [(), (1,), (0,), (7,), (4, 2, 3)]:
    scores = 4 * torch.randn(size, generator=generator)
    probs = checks.unchanged(sigmoid, scores, what="the scores must stay as they were")
    checks.close(probs, torch.sigmoid(scores), what=f"random scores of shape {size}")
    checks.dtype(probs, torch.float32, what="float32 in, float32 out")
grid = torch.randn(3, 5, generator=generator).T
checks.close(sigmoid(grid), torch.sigmoid(grid), what="a transposed grid")
odds = torch.tensor([3.0, 1 / 3, 99.0], dtype=torch.float64)
closed = torch.tensor([0.75, 0.25, 0.99], dtype=torch.float64)
found = sigmoid(odds.log())
checks.dtype(found, torch.float64, what="float64 in, float64 out")
checks.close(found, closed, rtol=1e-12, what="odds of 3 to 1 are a probability of 0.75")
half = sigmoid(torch.tensor([-9.0, 0.0, 9.0], dtype=torch.float16))
checks.dtype(half, torch.float16, what="float16 in, float16 out")
for dtype in [torch.int64, torch.int32, torch.uint8, torch.bool]:
    wrong = torch.ones((), dtype=dtype)
    checks.raises(TypeError, sigmoid, wrong, what=f"{dtype} is refused")
### END HIDDEN TESTS

# %% tests="sigmoid" part="stability" points=2
tail = sigmoid(torch.tensor([-1000.0, -50.0, 1000.0]))
expected = torch.tensor([0.0, 1.9287e-22, 1.0])
checks.close(
    tail, expected, rtol=1e-4, atol=1e-38, what="nothing breaks, and -50 is not quite 0"
)
### BEGIN PROBE
scores = torch.tensor([-1000.0, -50.0, 0.0, 50.0, 1000.0], requires_grad=True)
sigmoid(scores).sum().backward()
slopes = scores.grad
### END PROBE
expected = torch.tensor([0.0, 1.9287e-22, 0.25, 1.9287e-22, 0.0])
checks.close(slopes, expected, rtol=1e-4, atol=1e-38, what="slopes from -1000 to 1000")
### BEGIN HIDDEN TESTS
for dtype, rtol, atol in [(torch.float64, 1e-9, 1e-300), (torch.float32, 1e-4, 1e-37)]:
    grid = torch.linspace(-1000, 1000, 401, dtype=dtype)
    probs = checks.no_warnings(sigmoid, grid, what=f"-1000 to 1000, in {dtype}")
    expected = torch.sigmoid(torch.linspace(-1000, 1000, 401, dtype=dtype))
    checks.close(probs, expected, rtol=rtol, atol=atol, what=f"the tail, in {dtype}")
    grid = torch.linspace(-1000, 1000, 401, dtype=dtype)
    found = checks.unchanged(sigmoid, grid, what="large scores stay as they were, too")
    checks.dtype(found, dtype, what=f"{dtype} in, {dtype} out")
near = torch.linspace(-80, 80, 161)
expected = torch.sigmoid(near.double()).float()
checks.close(sigmoid(near), expected, rtol=1e-4, atol=0.0, what="values, -80 to 80")
### BEGIN PROBE
near = torch.linspace(-80, 80, 161, requires_grad=True)
sigmoid(near).sum().backward()
far = torch.tensor([-1000.0, -400.0, 400.0, 1000.0], requires_grad=True)
sigmoid(far).sum().backward()
near_slopes, far_slopes = near.grad, far.grad
### END PROBE
exact = torch.linspace(-80, 80, 161, dtype=torch.float64)
truth = (torch.sigmoid(exact) * torch.sigmoid(-exact)).float()
checks.close(near_slopes, truth, rtol=1e-4, atol=0.0, what="slope p (1 - p)")
checks.close(far_slopes, torch.zeros(4), what="slopes far out are 0, not NaN")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: the idea</summary>
#
# Equation (1) has two forms. `exp(-z)` is harmless for $z \ge 0$, `exp(z)` for $z \le 0$. Pick for each element.
# </details>
#
# <details><summary>Hint 2: the tools</summary>
#
# `torch.where(condition, a, b)` picks element by element, but it computes **both** branches, and the gradient runs
# through both. So make the exponent safe *before* `exp`. `logits.is_floating_point()` tells the dtype.
# </details>
#
# <details><summary>Hint 3: pseudo-code</summary>
#
#     refuse tensors that are not floating point
#     exponent = -z where z >= 0, otherwise z       (never positive)
#     decay    = exp(exponent)                      (between 0 and 1)
#     top      = 1 where z >= 0, otherwise decay
#     return top / (1 + decay)
# </details>

# %% [markdown]
# ## Exercise 2: a softmax that never breaks
# Write `softmax(logits, dim=-1)`.
#
# - **In:** a floating-point tensor with at least one dimension; `dim` is the dimension of the classes, and may be
#   negative.
# - **Out:** a new tensor of the same shape and dtype; along `dim` its shares add up to 1. An empty batch, shape
#   (0, K), gives an empty answer.
# - **Shift invariance:** adding a constant to all logits of an example changes nothing.
# - **Stable:** right for logits of ±1000, also where one row is huge and another hugely negative; gradients too.
# - **Identity:** over two classes it is the sigmoid, as proved. One point is for that.
# - **Error:** `TypeError` for any dtype that is not floating point.
# - **By hand:** library versions are refused, methods such as `logits.logsumexp(1)` too.
#
# Example: `softmax(torch.tensor([[2.0, 1.0, 0.0]]))` gives `tensor([[0.6652, 0.2447, 0.0900]])`.


# %% exercise="softmax" forbids="torch.softmax torch.log_softmax torch.logsumexp torch.sigmoid torch.special torch.nn torch.distributions scipy sklearn helpers"
def softmax(logits: Tensor, dim: int = -1) -> Tensor:
    """Turn the logits along one dimension into probabilities.

    Parameters
    ----------
    logits : Tensor, at least one dimension, floating point
        One score for each class along `dim`. Not modified.
    dim : int, default -1
        The dimension of the classes; negative numbers count from the end.

    Returns
    -------
    Tensor, same shape and dtype as `logits`
        Shares of at least 0 that add up to 1 along `dim`; finite, with
        finite gradients, for logits from -1000 to 1000.

    Raises
    ------
    TypeError
        If `logits` is not floating point.

    Examples
    --------
    >>> softmax(torch.tensor([[2.0, 1.0, 0.0]]))
    tensor([[0.6652, 0.2447, 0.0900]])
    """
    ### BEGIN SOLUTION
    if not logits.is_floating_point():
        raise TypeError(f"logits must be floating point, got {logits.dtype}")
    largest = logits.amax(dim=dim, keepdim=True)
    portions = torch.exp(logits - largest)  # the largest portion is 1
    return portions / portions.sum(dim=dim, keepdim=True)
    ### END SOLUTION


# %% tests="softmax" points=2
scores = torch.tensor([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
rows = torch.tensor([[0.665241, 0.244728, 0.090031], [1 / 3, 1 / 3, 1 / 3]])
found = checks.unchanged(softmax, scores, what="the logits must stay as they were")
checks.close(found, rows, what="each row is shared out in proportion to exp(logit)")
checks.dtype(found, torch.float32, what="float32 in, float32 out")
checks.close(softmax(scores.T, dim=0), rows.T, what="dim=0: columns are shared out")
checks.close(softmax(scores[None]), rows[None], what="the last dimension by default")
cube = scores.T[None]  # (1, 3, 2): dimension 1 holds the classes
checks.close(softmax(cube, dim=1), rows.T[None], what="dim=1 of three dimensions")
checks.shape(softmax(torch.zeros(0, 3)), (0, 3), what="an empty batch")
checks.raises(
    TypeError, softmax, torch.tensor([1, 2]), what="whole numbers are refused"
)
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(32)
for size, dim in [((5,), 0), ((3, 4), 1), ((4, 3), 0), ((2, 3, 4), 1), ((2, 3, 4), -2)]:
    scores = 3 * torch.randn(size, generator=generator)
    probs = checks.unchanged(softmax, scores, dim=dim, what="logits stay as they were")
    checks.close(probs, torch.softmax(scores, dim), what=f"shape {size}, dim={dim}")
    checks.dtype(probs, torch.float32, what="float32 in, float32 out")
checks.close(softmax(torch.tensor([[-7.0]])), torch.ones(1, 1), what="one class: 1")
ratio = softmax(torch.tensor([6.0, 3.0, 1.0], dtype=torch.float64).log())
checks.dtype(ratio, torch.float64, what="float64 in, float64 out")
expected = torch.tensor([0.6, 0.3, 0.1], dtype=torch.float64)
checks.close(ratio, expected, rtol=1e-12, what="portions 6 : 3 : 1 give 0.6, 0.3, 0.1")
half = softmax(torch.tensor([4.0, 0.0, 0.0], dtype=torch.float16))
checks.dtype(half, torch.float16, what="float16 in, float16 out")
for dtype in [torch.int64, torch.int32, torch.bool]:
    wrong = torch.ones(2, dtype=dtype)
    checks.raises(TypeError, softmax, wrong, what=f"{dtype} is refused")
block = torch.randn(
    2, 3, 4, 5, dtype=torch.float64, generator=torch.Generator().manual_seed(9)
)
for dim in (0, 1, 2, 3, -2):
    found = softmax(block, dim=dim)
    checks.close(
        found, torch.softmax(block, dim=dim), what="four dimensions, along each of them"
    )
### END HIDDEN TESTS

# %% tests="softmax" part="stability" points=2
checks.close(
    softmax(torch.tensor([[1002.0, 1001.0, 1000.0], [-998.0, -999.0, -1000.0]])),
    torch.tensor([[0.665241, 0.244728, 0.090031]]).repeat(2, 1),
    rtol=1e-4,
    what="shifting a row by any constant leaves its probabilities as they were",
)
wide = softmax(torch.tensor([[1000.0, -1000.0], [0.0, 0.0]]))
expected = torch.tensor([[1.0, 0.0], [0.5, 0.5]])
checks.close(wide, expected, what="a row from -1000 to 1000")
### BEGIN PROBE
wide = torch.tensor([[1000.0, -1000.0], [0.0, 0.0]], requires_grad=True)
softmax(wide)[:, 0].sum().backward()
slopes = wide.grad
### END PROBE
expected = torch.tensor([[0.0, 0.0], [0.25, -0.25]])
checks.close(slopes, expected, what="its slopes are 0, not NaN")
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(33)
scores = torch.randn(4, 6, generator=generator, dtype=torch.float64)
for scale in [1.0, 1000.0]:
    probs = checks.no_warnings(softmax, scale * scores, what=f"logits times {scale}")
    expected = torch.softmax(scale * scores, -1)
    checks.close(probs, expected, rtol=1e-9, atol=1e-300, what=f"logits times {scale}")
    found = softmax(scale * scores.T, dim=0)
    checks.close(found, expected.T, rtol=1e-9, what="the same, classes in columns")
### BEGIN PROBE
wide = torch.tensor([[1000.0, 999.0, -1000.0], [0.0, 0.0, 0.0]], requires_grad=True)
softmax(wide)[:, 0].sum().backward()
slopes = wide.grad
### END PROBE
p = torch.softmax(torch.tensor([[1000.0, 999.0, -1000.0], [0.0, 0.0, 0.0]]), -1)
expected = p[:, :1] * (torch.tensor([1.0, 0.0, 0.0]) - p)
checks.close(slopes, expected, rtol=1e-4, what="slopes p1 (1 - p1), -p1 p_k")
### END HIDDEN TESTS

# %% tests="softmax" part="sigmoid" points=1
z = torch.tensor([-30.0, -2.0, 0.0, 2.0, 30.0])
two_logits = torch.stack([z, torch.zeros(5)], dim=1)  # (5, 2)
checks.close(
    softmax(two_logits)[:, 0],
    torch.tensor([9.3576e-14, 0.119203, 0.5, 0.880797, 1.0]),
    atol=0.0,
    what="softmax([z, 0])[0] equals sigmoid(z)",
)
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(34)
pairs = 200 * torch.randn(2, 50, generator=generator, dtype=torch.float64)
checks.close(
    softmax(pairs, dim=0)[0],
    torch.sigmoid(pairs[0] - pairs[1]),
    rtol=1e-9,
    atol=1e-300,
    what="softmax([a, b])[0] equals sigmoid(a - b)",
)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: the idea</summary>
#
# Choose the shift that makes the largest logit of **each example** zero. Then no exponent is positive, and the sum is
# at least 1.
# </details>
#
# <details><summary>Hint 2: the tools</summary>
#
# `logits.amax(dim=..., keepdim=True)` and `portions.sum(dim=..., keepdim=True)`. With `keepdim=True` the results
# broadcast back.
# </details>
#
# <details><summary>Hint 3: pseudo-code</summary>
#
#     refuse tensors that are not floating point
#     largest = maximum along dim, dimension kept
#     portions = exp(logits - largest)
#     return portions / (sum of portions along dim, dimension kept)
# </details>

# %% [markdown]
# ## Categories are not numbers
# Softmax gives a row of $K$ probabilities; the truth needs the same shape. A category may also be an *input*. Why not
# number the animals: bear 0, duck 1, dog 2?
#
# Because a linear model takes the numbers at their word: duck sits halfway between bear and dog. Let it learn how heavy
# they are (bear 300 kg, duck 1, dog 30) from that code, from another order, and from **one-hot** rows: a yes/no column
# for each animal.

# %% tags=["experiment"]
masses = torch.tensor([[300.0], [1.0], [30.0]])  # kg: bear, duck, dog
codes = {
    "codes 0, 1, 2": torch.tensor([[0.0], [1.0], [2.0]]),
    "codes 2, 0, 1": torch.tensor([[2.0], [0.0], [1.0]]),
    "one-hot": torch.tensor([[1.0, 0, 0], [0, 1.0, 0], [0, 0, 1.0]]),
}
fitted = {"truth": masses.flatten()}
for name, features in codes.items():
    inputs = torch.cat([features, torch.ones(3, 1)], dim=1)  # a bias column
    fitted[name] = (inputs @ torch.linalg.pinv(inputs) @ masses).flatten()

fig, ax = plots.new_axes("Masses learned from three encodings", "animal", "kilograms")
for place, (name, values) in enumerate(fitted.items()):
    at = torch.arange(3) + 0.2 * (place - 1.5)
    ax.bar(at, values, width=0.2, label=name, color=plots.PALETTE[place])
ax.set_xticks([0, 1, 2], ["bear", "duck", "dog"])
ax.legend()
checks.close(fitted["codes 0, 1, 2"], torch.tensor([245.3, 110.3, -24.7]), atol=0.1)
checks.close(fitted["one-hot"], fitted["truth"], rtol=1e-3)
assert fitted["codes 2, 0, 1"][1] < 0

# %% [markdown]
# From the codes 0, 1, 2 the model learns a duck of 110 kg and a dog of **minus 25 kg**. Another order gives other
# nonsense: a negative duck. The model believed in an accident of our list. One-hot rows have no order and no
# "halfway", and the fit is exact. Four numbers (a bias, too) for three animals: of course it fits. The point is that two
# numbers and an order cannot.
#
# ## Exercise 3: one-hot encoding
# Write `one_hot(classes, num_classes)`.
#
# - **In:** `classes`, an int64 tensor of shape (batch,), counted from 0; `num_classes`, an int of at least 1.
# - **Out:** a `float32` tensor of shape (batch, num_classes): one 1 in each row, the rest 0, also when a class never
#   occurs. An empty batch gives an empty table, (0, num_classes).
# - **Errors:** `TypeError` if `classes` is not int64; `ValueError` if a class is negative, or `num_classes` or more.
#
# Example: `one_hot(torch.tensor([0, 2]), 3)` gives `tensor([[1., 0., 0.], [0., 0., 1.]])`.


# %% exercise="one_hot" forbids="torch.nn sklearn helpers"
def one_hot(classes: Tensor, num_classes: int) -> Tensor:
    """Encode each class as a row with a single 1.

    Parameters
    ----------
    classes : Tensor, shape (batch,), int64
        Class of each example, ``0 <= class < num_classes``. Not modified.
    num_classes : int
        Number of columns, at least 1.

    Returns
    -------
    Tensor, shape (batch, num_classes), float32
        1 in the column of the example's class, 0 elsewhere.

    Raises
    ------
    TypeError
        If `classes` is not int64.
    ValueError
        If a class is negative, or not below `num_classes`.

    Examples
    --------
    >>> one_hot(torch.tensor([0, 2]), 3)
    tensor([[1., 0., 0.],
            [0., 0., 1.]])
    """
    ### BEGIN SOLUTION
    if classes.dtype != torch.int64:
        raise TypeError(f"classes must be int64, got {classes.dtype}")
    if ((classes < 0) | (classes >= num_classes)).any():
        raise ValueError(f"classes must be in [0, {num_classes})")
    columns = torch.arange(num_classes, device=classes.device)
    return (classes[:, None] == columns).float()  # (batch, num_classes)
    ### END SOLUTION


# %% tests="one_hot" points=2
animals = torch.tensor([0, 1, 2, 1])  # bear, duck, dog, duck
rows = checks.unchanged(one_hot, animals, 3, what="the classes stay as they were")
checks.close(
    rows,
    torch.tensor([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0]]),
    what="bear is [1, 0, 0], duck is [0, 1, 0], dog is [0, 0, 1]",
)
checks.dtype(rows, torch.float32, what="ready to multiply with weights")
ducks = one_hot(torch.tensor([1, 1]), 4)
expected = torch.tensor([[0.0, 1, 0, 0], [0, 1, 0, 0]])
checks.close(ducks, expected, what="columns that nobody uses stay")
empty = torch.zeros(0, dtype=torch.int64)
checks.shape(one_hot(empty, 3), (0, 3), what="an empty batch gives an empty table")
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(35)
for batch, num_classes in [(6, 4), (1, 1), (2, 5), (40, 9), (3, 200)]:
    classes = torch.randint(num_classes, (batch,), generator=generator)
    rows = checks.unchanged(
        one_hot, classes, num_classes, what="classes stay as they were"
    )
    expected = (classes[:, None] == torch.arange(num_classes)).float()
    checks.close(rows, expected, what=f"{batch} examples, {num_classes} classes")
    checks.dtype(rows, torch.float32, what="float32, ready to multiply")
checks.shape(one_hot(torch.tensor([1, 1]), 7), (2, 7), what="columns nobody uses stay")
### END HIDDEN TESTS

# %% tests="one_hot" part="errors" points=1
checks.raises(
    ValueError, one_hot, torch.tensor([0, 3]), 3, what="3 is not among classes 0, 1, 2"
)
checks.raises(ValueError, one_hot, torch.tensor([0, -1]), 3, what="-1 is no class")
checks.raises(
    TypeError, one_hot, torch.tensor([0.0, 1.0]), 3, what="floats are refused"
)
### BEGIN HIDDEN TESTS
for wrong in [[-3, 0], [2, -2, 1], [-4], [0, 7]]:
    checks.raises(ValueError, one_hot, torch.tensor(wrong), 3, what="no such class")
checks.raises(ValueError, one_hot, torch.tensor([5]), 1, what="far out of range")
checks.raises(TypeError, one_hot, torch.tensor([True, False]), 2, what="not booleans")
for dtype in [torch.int32, torch.uint8]:
    wrong = torch.tensor([0, 1], dtype=dtype)
    checks.raises(TypeError, one_hot, wrong, 2, what=f"{dtype} is refused")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: the idea</summary>
#
# Begin with zeros. In row $i$, put a 1 into column `classes[i]`. Refuse bad classes first: column −1 would silently
# mean the last one.
# </details>
#
# <details><summary>Hint 2: the tools</summary>
#
# `torch.zeros(rows, columns)`; `table[row_numbers, column_numbers] = 1` sets one entry a row; or compare
# `classes[:, None]` with `torch.arange(num_classes)`. `(condition).any()` asks whether any entry is bad.
# </details>
#
# <details><summary>Hint 3: pseudo-code</summary>
#
#     refuse a dtype that is not int64             (TypeError)
#     refuse classes below 0 or >= num_classes     (ValueError)
#     table = zeros (batch, num_classes)
#     table[every row, its class] = 1
#     return table
# </details>
#
# ## The reference
# From here on the lesson uses the course's own versions.

# %%
from helpers import activations as reference
from helpers.preprocessing import one_hot as reference_one_hot

z = torch.linspace(-20, 20, 9)
pair = reference.softmax(torch.stack([z, torch.zeros(9)], dim=1))
checks.close(pair[:, 0], reference.sigmoid(z), what="softmax([z, 0])[0] = sigmoid(z)")
print(reference_one_hot(torch.tensor([0, 2, 1]), 3))

# %% [markdown]
# ## Experiment: do the probabilities mean what they say?
# Of all cases in which a model promises "80 %", do 80 % come true? A model that keeps this promise is **calibrated**.
# Sort all promises into ten bands (0 to 10 %, 10 to 20 %, ...); the **error** is the average gap, over all promises,
# between what their band promised and what came true.
#
# Take three classes, round clouds of points of spread $s$ around centres $\mu_k$. Bayes' rule gives
# the true probabilities, a softmax of *linear* scores:
# $$z_k = \frac{\mu_k \cdot x}{s^2} - \frac{\mu_k \cdot \mu_k}{2 s^2}.$$
# (A third term, $-x \cdot x / 2s^2$, is the same for all classes, so it cancels.)
#
# We change one thing: divide all logits by a **temperature** $T$. Below 1 it exaggerates differences, above 1 it
# dampens them. The largest score stays the largest, so the answers stay. And the promises?

# %% tags=["experiment"]
centers, spread = torch.tensor([[0.0, 1.2], [-1.0, -0.6], [1.0, -0.6]]), 1.0
temperatures, num_points = [0.4, 1.0, 2.5], 9000
curves, errors, accuracies = {}, {}, {}  # one row a seed, for each temperature
for temperature in progress(temperatures, description="temperatures"):
    rows = []
    for seed in range(5):
        points, labels = blobs(
            num_points, centers=centers, spread=spread, generator=seed_everything(seed)
        )
        logits = points @ centers.T / spread**2
        logits = logits - (centers**2).sum(dim=1) / (2 * spread**2)  # Bayes' rule
        probs = reference.softmax(logits / temperature)
        promised, true = probs.flatten(), reference_one_hot(labels, 3).flatten()
        band = reference_one_hot((10 * promised).long().clamp(max=9), 10)
        came_true = band.T @ true / band.sum(dim=0)  # (10,) share in each band
        error = (band.T @ (true - promised)).abs().sum() / len(promised)
        accuracy = (probs.argmax(dim=1) == labels).float().mean()
        rows.append((came_true, error, accuracy))
    curves[temperature], errors[temperature], accuracies[temperature] = (
        torch.stack(column) for column in zip(*rows, strict=True)
    )

# %% tags=["experiment"]
fig, ax = plots.new_axes(
    "Promised and observed: mean and range of 5 seeds",
    "promised probability",
    "share that came true",
)
for temperature, runs in curves.items():
    plots.mean_band(ax, torch.arange(10) / 10 + 0.05, runs, label=f"T = {temperature}")
    mean, std = errors[temperature].mean(), errors[temperature].std()
    accuracy = accuracies[temperature].mean()
    print(f"T = {temperature}: error {mean:.3f} ± {std:.3f}, accuracy {accuracy:.3f}")
ax.plot([0, 1], [0, 1], "--", color="black", label="promise kept")
ax.legend()

assert (errors[1.0] < 0.02).all()
assert (errors[0.4] > 0.05).all()
assert (errors[2.5] > 0.05).all()
low, high = curves[0.4][:, :4], curves[0.4][:, 6:]  # observed, each seed and band
assert (low > torch.arange(4) / 10 + 0.05).all()
assert (high < torch.arange(6, 10) / 10 + 0.05).all()
assert (accuracies[0.4] == accuracies[1.0]).all()
assert (accuracies[2.5] == accuracies[1.0]).all()

# %% [markdown]
# At $T=1$ the line lies on the diagonal, with an error below 0.02 in each of the five seeds. At $T=0.4$ the model is
# **overconfident**: high promises come true less often than said, and low ones *more* often. At $T=2.5$ it is too
# modest. Both errors are above 0.05 in every seed, at *exactly the same accuracy*.
#
# So counting mistakes cannot tell an honest model from a boaster. Lesson 01.4 builds a measure that can.
#
# ## Your turn
# 1. **Unequal crowds.** Keep only every third point of classes 1 and 2. Compare the mean probability of
#    class 0 with its share of the points, at $T=1$: expect it too low. Then add the logarithm of each class's
#    share to its logit: expect the promise to hold again.
# 2. **Many rivals.** Plot the largest softmax share of `[1, 0, 0, ..., 0]` for 2 to 1,000 classes. Expect it to fall towards
#    0. Which lead in score keeps it at one half?

# %% [markdown]
# ## Pitfalls
# | symptom | cause | fix |
# |---|---|---|
# | More evidence, *lower* probability | a missing minus: some notes print $1/(1+e^{Wx+b})$ | $1/(1+e^{-(Wx+b)})$: score 2 gives 0.881, not 0.119 |
# | Probabilities become `nan` | `exp` of a logit above 88 in `float32` | subtract the largest logit of each row |
# | One row is fine, another is `nan` | the maximum of the *batch* was subtracted; a low row became 0/0 | maximum of each row, `keepdim=True` |
# | Values fine, gradients `nan` | `torch.where` picked the safe branch, but the gradient ran through both | make the exponent safe before `exp` |
# | Nothing learns from weights of zero | `exp(-abs(z))`: PyTorch's slope of `abs` at 0 is 0, so the sigmoid's is 0, not 0.25 | choose the exponent with `where` |
# | Every probability is 1 | softmax over the batch dimension, with a batch of one | `dim=-1` |
#
# The next cell reproduces all but the second.

# %% tags=["experiment"]
score = torch.tensor(2.0)
print("missing minus:   ", 1 / (1 + torch.exp(score)))

rows = torch.tensor([[1000.0, 999.0], [0.0, -1.0]])
portions = torch.exp(rows - rows.max())
print("batch maximum:   ", portions / portions.sum(dim=1, keepdim=True))

z = torch.tensor([-1000.0, 0.0], requires_grad=True)
picked = torch.where(z >= 0, 1 / (1 + torch.exp(-z)), torch.exp(z) / (1 + torch.exp(z)))
picked.sum().backward()
print("where, too late: ", picked.detach(), "slopes", z.grad)

zero = torch.tensor([0.0], requires_grad=True)
(1 / (1 + torch.exp(-zero.abs()))).sum().backward()
print("abs at 0:         slope", zero.grad)
print("wrong dimension: ", reference.softmax(torch.tensor([[3.0, 1.0]]), dim=0))
checks.close(1 / (1 + torch.exp(score)), 0.119, atol=1e-3)
checks.close(torch.exp(torch.tensor([2.0, 3.0])), torch.tensor([7.4, 20.1]), rtol=2e-3)
checks.close(
    reference.sigmoid(torch.tensor([2.0, 3.0])), torch.tensor([0.881, 0.953]), rtol=1e-3
)
assert z.grad[0].isnan()
assert zero.grad == 0
assert portions[1].sum() == 0

# %% [markdown]
# ## Check yourself
# **1. A student's score rises from 2 to 3. What is multiplied by $e$?** (a) the probability (b) the odds (c) the logit
# <details><summary>Answer</summary>
#
# **(b).** Odds are $e^{z}$: from 7.4 to 20.1. (a) No: it moves from 0.881 to 0.953. (c) No: the logit *is*
# the score; it grows by 1.
# </details>
#
# **2. Which logits give the same softmax as `[3, 1]`?** (a) `[6, 2]` (b) `[1003, 1001]` (c) `[0.75, 0.25]`
# <details><summary>Answer</summary>
#
# **(b).** The difference is still 2. (a) No: it is 4, a change of temperature. (c) No: these are the
# proportions of 3 and 1; softmax shares out $e^3$ and $e^1$: 0.88 and 0.12.
# </details>
#
# **3. An input column holds T-shirt sizes S, M, L. How should it be encoded?** (a) always one-hot (b) 0, 1, 2 is always
# wrong
# (c) it depends
# <details><summary>Answer</summary>
#
# **(c).** Sizes have an order, so 0, 1, 2 can help if equal steps are reasonable. (a) One-hot is safe, but forgets the
# order. (b) Only where the order is an accident, as for *bear, duck, dog*.
# </details>

# %% [markdown]
# ## Summary
# - A logit is evidence: $e^{z}$ is the odds, and $\sigma(z) = 1/(1+e^{-z})$ the probability.
# - Softmax shares out 1 in proportion to $e^{z_k}$. Only differences of logits count; two classes give the sigmoid.
# - Never call `exp` on a large positive number; test gradients, too.
# - One-hot rows add no order that was never there.
# - Probabilities can be honest or boastful at the same accuracy.
#
# ## Further reading
# - I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, 2016: section 3.10 for the sigmoid's properties, 4.1 for
#   overflow.
# - C. Bishop, *Pattern Recognition and Machine Learning*, 2006: section 4.2, why clouds of equal shape lead to sigmoid
#   and softmax.
# - P. Blanchard, D. Higham, N. Higham, "Accurately computing the log-sum-exp and softmax functions", 2021: how far
#   rounding errors can go.
# - C. Guo, G. Pleiss, Y. Sun, K. Weinberger, "On calibration of modern neural networks", 2017: boastful networks, and
#   temperature as the cure.
