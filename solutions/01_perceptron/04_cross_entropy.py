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
# # 01.4 Maximum likelihood and cross-entropy
# Build the one number that most classifiers in the world are trained with, and know why it is that one.
#
# *90 minutes · 14 points · about 5 CPU seconds · needs: lesson 01.3*

# %% [markdown]
# ## You will be able to
# - **compute** the likelihood of a model, and pick the likeliest of several models;
# - **explain** why we add logarithms instead of multiplying probabilities, and show where the product dies;
# - **write** the binary and the multi-class cross-entropy, stable for logits of ±1000;
# - **prove** that with two classes the two cross-entropies are one;
# - **spot** three wrong ways of computing it that still return a harmless-looking number.

# %%
import math

import torch
from torch import Tensor

from helpers import checks, plots
from helpers.data.points import blobs
from helpers.runtime import get_device, progress, seed_everything

plots.use_style()
seed_everything(0)
device = get_device()

# %% [markdown]
# ## Why: counting right answers is not enough
# Three forecasters say how likely rain is on each of four days. It rained on the first two days and stayed dry on the
# other two. The bars show the probability that each one gave **to what then happened**.

# %% tags=["experiment"]
rained = torch.tensor([1.0, 1.0, 0.0, 0.0])
forecasts = torch.tensor(
    [
        [0.60, 0.20, 0.90, 0.30],  # Ada's probabilities of rain
        [0.70, 0.90, 0.20, 0.40],  # Ben's
        [0.51, 0.51, 0.49, 0.49],  # Cleo's
    ]
)
given = torch.where(rained == 1, forecasts, 1 - forecasts)  # (forecasters, days)

fig, ax = plots.new_axes(
    "How much each forecaster believed in what happened", "day", ""
)
for who, name in enumerate(["Ada", "Ben", "Cleo"]):
    right = int((given[who] > 0.5).sum())
    label = f"{name}: {right} of 4 right"
    at = torch.arange(4) + 0.27 * (who - 1)
    ax.bar(at, given[who], width=0.25, label=label, color=plots.PALETTE[who])
ax.axhline(0.5, color="black", linestyle="--", label="tossing a coin")
ax.set_xticks(range(4), ["1: rain", "2: rain", "3: dry", "4: dry"])
ax.set(ylabel="probability of what happened", ylim=(0, 1.4))
ax.set_yticks([0, 0.25, 0.5, 0.75, 1])
ax.legend(ncols=2, loc="upper center")
checks.close(given[0], torch.tensor([0.6, 0.2, 0.1, 0.7]))
checks.close(given[1], torch.tensor([0.7, 0.9, 0.8, 0.6]))

# %% [markdown]
# Counting says Ben and Cleo are equally good: four of four. But Cleo only ever says "about fifty-fifty"; you would rather
# plan a picnic with Ben. Nor can counting improve anyone: nudge a forecast from 0.70 to 0.71, and the count stays
# put. It is the staircase of lesson 01.3 again.
#
# We want one number that rewards *belief in what happened*, smoothly.
#
# ## The idea: which story makes the data least surprising?
# Treat each forecaster as a story about the world, and ask: **if that story were true, how probable would these four
# days be?** For independent days the probabilities multiply. The product is the **likelihood**:
#
# $$\text{Ada: } 0.6 \cdot 0.2 \cdot 0.1 \cdot 0.7 = 0.0084 \qquad \text{Ben: } 0.7 \cdot 0.9 \cdot 0.8 \cdot 0.6 = 0.3024$$
#
# Cleo has $0.51^4 \approx 0.068$. Ben's story fits best; the tie is broken.
#
# Choosing the story, or the weights of a model, with the greatest likelihood is called **maximum likelihood**. It does what
# common sense does. A bent coin shows 7 heads in 10 throws. Which probability of heads $p$ makes that least surprising?
# The likelihood is $p^7(1-p)^3$; here it is beside its negative logarithm.

# %% tags=["experiment"]
p = torch.linspace(0.01, 0.99, 981)
coin_likelihood = p**7 * (1 - p) ** 3
surprise = -torch.log(coin_likelihood)

fig, (left, right) = plots.new_axes("", "", "", size=(5.5, 4), ncols=2)
plots.curves(left, {"likelihood": coin_likelihood}, x=p)
left.set(title="Likelihood of 7 heads in 10", ylabel="probability of the data")
plots.curves(right, {"minus log": surprise}, x=p)
right.set(title="Minus its logarithm", ylabel="nats")
for ax in (left, right):
    ax.axvline(0.7, color="black", linestyle="--", label="p = 0.7")
    ax.set(xlabel="probability of heads, p")
    ax.legend(loc="upper center" if ax is right else "upper left")
checks.close(p[coin_likelihood.argmax()].item(), 0.7)
checks.close(p[surprise.argmin()].item(), 0.7)

# %% [markdown]
# The best $p$ is $0.7$, the observed share, in both pictures. The logarithm moves no peak, because a larger number always
# has a larger logarithm. But it turns products into sums, and a hill to climb into a bowl to roll down.
#
# A single event that was believed with probability $p$ costs $-\log p$. Read it as a **price list for beliefs**.

# %% tags=["experiment"]
p = torch.linspace(0.005, 0.995, 400)

fig, ax = plots.new_axes(
    "The price of believing p", "believed probability of rain, p", "price in nats"
)
plots.curves(
    ax, {"it rains: -log p": -p.log(), "stays dry: -log(1-p)": -(1 - p).log()}, x=p
)
ax.legend()
prices = -torch.tensor([0.99, 0.5, 0.1, 0.01]).log()
checks.close(prices, torch.tensor([0.01, 0.69, 2.30, 4.61]), atol=0.006)

# %% [markdown]
# Believing 0.99 in what happens is nearly free (0.01). A coin toss costs 0.69. Believing 0.1 costs 2.30, believing 0.01
# costs 4.61, and believing 0 costs infinitely much: **never say never**. Being confident and wrong is what ruins a forecaster.
#
# ## The maths
# | symbol | meaning | shape | in code |
# |---|---|---|---|
# | $n$ | number of examples | () | `len(targets)` |
# | $y_i$ | observed label, 0 or 1 | (n,) | `targets` |
# | $p_i$ | model's probability of label 1 | (n,) | `probs` |
# | $t_i$ | observed class, $0 \dots K-1$ | (n,) | `targets` |
# | $y_{ij}$ | 1 where $j = t_i$: the one-hot row | (n, K) | – |
# | $p_{ij}$ | probability of class $j$: softmax of $\mathbf z_i$ | (n, K) | `probs` |
#
# The exponents 0 and 1 pick the factor that counts:
# $$L = \prod_i p_i^{\,y_i}\,(1-p_i)^{1-y_i} \tag{1}$$
# Minus the logarithm is the **binary cross-entropy**; with more classes, one-hot rows do the picking:
# $$-\log L = -\sum_i \big[\,y_i \log p_i + (1-y_i)\log(1-p_i)\,\big] \tag{2}$$
# $$-\log L = -\sum_i \sum_j y_{ij}\log p_{ij} = -\sum_i \log p_{i,t_i} \tag{3}$$
# Training code divides by $n$, so that the number does not grow with the batch. Logarithms are natural, and the
# unit is the *nat*.
#
# **By hand.** Ada: $0.511 + 1.609 + 2.303 + 0.357 = 4.780$, about 4.8. Ben: $0.357 + 0.105 + 0.223 + 0.511 = 1.196$,
# about 1.2. And back: $e^{-1.196} = 0.3024$.

# %% [markdown]
# ### Proof: with two classes, (3) is (2)
# Two classes have the one-hot row $(1-y,\ y)$ and the probabilities $(1-p,\ p)$. The inner sum of (3) then has two terms:
#
# $$\sum_j y_{ij}\log p_{ij} = (1-y_i)\log(1-p_i) + y_i\log p_i,$$
#
# and that is the bracket of (2). $\blacksquare$
#
# With logits: lesson 01.3 proved that $\operatorname{softmax}([0, z])$ gives class 1 the probability $\sigma(z)$. So the
# multi-class loss of the logits $[0, z]$ is the binary loss of $\sigma(z)$. Exercise 4 tests it.
#
# ## Together: a product that dies
# 1. Multiply the four probabilities, and add their four prices.
# 2. Let both forecasters go on like that for a year: 91 times the same four days.
# 3. Losses of single examples become one number by `mean` or `sum` (or, with `none`, they stay). PyTorch calls that the
#    `reduction`. Both losses below need it, so `reduce_losses` is given here for you to use.

# %%
believed = torch.tensor([[0.6, 0.2, 0.1, 0.7], [0.7, 0.9, 0.8, 0.6]])  # Ada, Ben
year = believed.repeat(1, 91)  # (2 forecasters, 364 days)
print("1. products", believed.prod(dim=1), "prices", -believed.log().sum(dim=1))
print("2. products", year.prod(dim=1), "prices", -year.log().sum(dim=1))
checks.close(believed.prod(dim=1), torch.tensor([0.0084, 0.3024]), rtol=1e-4)
checks.close(-believed.log().sum(dim=1), torch.tensor([4.780, 1.196]), atol=1e-3)
by_hand = torch.tensor([[0.511, 1.609, 2.303, 0.357], [0.357, 0.105, 0.223, 0.511]])
checks.close(-believed.log(), by_hand, atol=1e-3)
assert (year.prod(dim=1) == 0).all()


def reduce_losses(losses: Tensor, reduction: str) -> Tensor:
    """Return the mean or the sum of the losses, or ("none") the losses themselves."""
    if reduction == "mean":
        return losses.mean()
    if reduction == "sum":
        return losses.sum()
    if reduction == "none":
        return losses
    raise ValueError(f"reduction must be mean, sum or none, got {reduction!r}")


print("3. mean", reduce_losses(torch.tensor([1.0, 2.0, 6.0]), "mean"))

# %% [markdown]
# After a year both products are exactly 0, and Ben, who is far better, looks no better than Ada. The smallest positive `float32` is
# about $10^{-45}$; anything smaller becomes 0. This is **underflow**. The sums of prices are in perfect health.
#
# ## Exercise 1: the likelihood
# Write `likelihood(probs, targets)`, equation (1).
#
# - **In:** `probs`, shape (n,), floating point: the model's probability of label 1 (*not* of what happened);
#   `targets`, shape (n,), of any dtype: the labels 0 or 1.
# - **Out:** a tensor of shape () and the dtype of `probs`. Neither input is changed.
# - **Error:** `ValueError` if the shapes differ. (Shapes (n,) and (n, 1) would otherwise broadcast to (n, n) without a word.)
#
# Example: `likelihood(torch.tensor([0.6, 0.2, 0.9, 0.3]), torch.tensor([1, 1, 0, 0]))` is Ada's `tensor(0.0084)`.


# %% exercise="likelihood" forbids="helpers torch.nn torch.distributions scipy sklearn"
def likelihood(probs: Tensor, targets: Tensor) -> Tensor:
    """Return the probability that a model gives to all observed labels together.

    Parameters
    ----------
    probs : Tensor, shape (n,), floating point, in [0, 1]
        Probability of label 1 for each example. Not modified.
    targets : Tensor, shape (n,), any dtype
        Observed labels, 0 or 1. Not modified.

    Returns
    -------
    Tensor, shape (), same dtype as `probs`
        Product of the probabilities of the observed labels.

    Raises
    ------
    ValueError
        If the shapes differ.

    Examples
    --------
    >>> likelihood(torch.tensor([0.6, 0.2]), torch.tensor([1, 0]))
    tensor(0.4800)
    """
    ### BEGIN SOLUTION
    if probs.shape != targets.shape:
        raise ValueError(f"shapes differ: {probs.shape} and {targets.shape}")
    return torch.where(targets == 1, probs, 1 - probs).prod()
    ### END SOLUTION


# %% tests="likelihood" points=2
days = torch.tensor([1, 1, 0, 0])
ada, ben = torch.tensor([0.6, 0.2, 0.9, 0.3]), torch.tensor([0.7, 0.9, 0.2, 0.4])
checks.close(likelihood(ada, days), 0.0084, what="Ada: 0.6 * 0.2 * 0.1 * 0.7")
checks.close(likelihood(ben, days), 0.3024, what="Ben: 0.7 * 0.9 * 0.8 * 0.6")
### BEGIN HIDDEN TESTS
checks.raises(ValueError, likelihood, ada, days[:, None], what="(4,) against (4, 1)")
checks.raises(ValueError, likelihood, ada, days[:1], what="four days, one label")
generator = torch.Generator().manual_seed(41)
for n in [1, 6, 30]:
    probs = torch.rand(n, generator=generator, dtype=torch.float64)
    labels = torch.randint(2, (n,), generator=generator)
    expected = math.prod(
        p if y == 1 else 1 - p
        for p, y in zip(probs.tolist(), labels.tolist(), strict=True)
    )
    found = checks.unchanged(likelihood, probs, labels, what="inputs stay as they were")
    checks.close(found, expected, rtol=1e-9, atol=0.0, what=f"{n} random examples")
    checks.dtype(found, torch.float64, what="the dtype of the probabilities")
    found = likelihood(probs, labels.double())
    checks.close(found, expected, rtol=1e-9, atol=0.0, what="labels as floats")
sure = torch.tensor([1.0, 0.0, 1.0])
checks.close(likelihood(sure, torch.tensor([1, 0, 1])), 1.0, what="certain and right")
checks.close(
    likelihood(sure, torch.tensor([1, 1, 1])), 0.0, what="one impossible event"
)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: the idea</summary>
#
# First find, for each example, the probability of what *happened*: `p` where the label is 1, `1 - p` where it is 0. Then multiply.
# </details>
#
# <details><summary>Hint 2: the tools</summary>
#
# `torch.where(condition, a, b)` or the exponents of equation (1); `.prod()`. Compare `probs.shape` with `targets.shape` first.
# </details>
#
# <details><summary>Hint 3: pseudo-code</summary>
#
#     refuse different shapes
#     happened = probs where target is 1, otherwise 1 - probs
#     return product of happened
# </details>
#
# ## Exercise 2: the likeliest model
# Many models, many examples: whose likelihood is greatest? Write `most_likely_model(probs, targets)`.
#
# - **In:** `probs`, shape (num_models, n), floating point: row $m$ holds model $m$'s probabilities of label 1; `targets`, shape (n,),
#   integers 0 or 1.
# - **Out:** the row number of the best model, a plain Python `int`.
# - **Scale:** it must be right for $n = 10{,}000$ too, where every product underflows.
# - **Never say never:** a model that gave probability 0 to something that happened loses to every model that did not.
#   A model that is always certain and always right wins.
#
# Example: with Ada's, Ben's and Cleo's rows the answer is `1`.


# %% exercise="most_likely_model" forbids="helpers torch.nn torch.distributions torch.binary_cross_entropy_with_logits scipy sklearn"
def most_likely_model(probs: Tensor, targets: Tensor) -> int:
    """Return the row of the model with the greatest likelihood.

    Parameters
    ----------
    probs : Tensor, shape (num_models, n), floating point, in [0, 1]
        Each model's probability of label 1 for each example. Not modified.
    targets : Tensor, shape (n,), int64
        Observed labels, 0 or 1. Not modified.

    Returns
    -------
    int
        Row of the best model, also where the likelihoods underflow.

    Examples
    --------
    >>> most_likely_model(torch.tensor([[0.5, 0.5], [0.9, 0.2]]), torch.tensor([1, 0]))
    1
    """
    ### BEGIN SOLUTION
    happened = torch.where(targets == 1, probs, 1 - probs)  # (num_models, n)
    return int(happened.log().sum(dim=1).argmax())
    ### END SOLUTION


# %% tests="most_likely_model" points=2
days = torch.tensor([1, 1, 0, 0])
ada, ben, cleo = [0.6, 0.2, 0.9, 0.3], [0.7, 0.9, 0.2, 0.4], [0.51, 0.51, 0.49, 0.49]
models = torch.tensor([ada, ben, cleo])
checks.equal(most_likely_model(models, days), 1, what="of Ada, Ben and Cleo: Ben")
best = most_likely_model(models.repeat(1, 1000), days.repeat(1000))
checks.equal(best, 1, what="still Ben after 4,000 days, where each product underflows")
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(42)
truth = torch.rand(10_000, generator=generator)
labels = (torch.rand(10_000, generator=generator) < truth).long()
for place in range(3):
    rows = torch.full((3, 10_000), 0.5)
    rows[place] = truth
    found = checks.unchanged(most_likely_model, rows, labels, what="inputs stay")
    checks.equal(found, place, what="the model that made 10,000 labels is likeliest")
dry = torch.tensor([[0.9, 0.9], [0.8, 0.1]])
checks.equal(most_likely_model(dry, torch.tensor([1, 0])), 1, what="label 0 counts too")
bold = torch.tensor([[0.99, 0.99, 0.99, 0.001], [0.6, 0.6, 0.6, 0.4]])
checks.equal(most_likely_model(bold, torch.ones(4).long()), 1, what="one bold mistake")
checks.equal(most_likely_model(bold[:1, :1], days[:1]), 0, what="one model, one day")
### BEGIN PROBE
kind = type(most_likely_model(torch.tensor([[0.5], [0.9]]), torch.tensor([1]))).__name__
### END PROBE
checks.equal(kind, "int", what="a plain Python int comes back, not a tensor")
### END HIDDEN TESTS

# %% tests="most_likely_model" part="never" points=1
models = torch.tensor([[0.5, 0.5, 0.5], [0.99, 0.99, 0.0], [1.0, 1.0, 1.0]])
best = most_likely_model(models[:2], torch.tensor([1, 1, 1]))
checks.equal(best, 0, what="row 1 said never to what happened on the last day")
best = most_likely_model(models, torch.tensor([1, 1, 1]))
checks.equal(best, 2, what="row 2 was certain and right each time")
### BEGIN HIDDEN TESTS
never = torch.tensor([[1.0, 0.0, 0.9], [0.1, 0.9, 0.1], [1.0, 1.0, 0.0]])
checks.equal(most_likely_model(never, torch.tensor([1, 0, 0])), 0, what="row 2: never")
checks.equal(
    most_likely_model(never, torch.tensor([1, 1, 0])), 2, what="certain, right"
)
long = torch.full((2, 20), 0.5)
long[0], long[0, 7] = 0.99, 0.0
labels = torch.ones(20).long()
checks.equal(most_likely_model(long, labels), 1, what="one never outweighs 19 hits")
checks.equal(most_likely_model(1 - long, 1 - labels), 1, what="and so for label 0")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: the idea</summary>
#
# The largest product is the largest *sum of logarithms*. Pick the probability of what happened **before** the logarithm: then a 0
# stands only where a model really said "never", and its $-\infty$ is right.
# </details>
#
# <details><summary>Hint 2: the tools</summary>
#
# `torch.where` broadcasts targets (n,) against probs (num_models, n). `.log()`, `.sum(dim=1)`, `.argmax()`, `int(...)`.
# </details>
#
# <details><summary>Hint 3: pseudo-code</summary>
#
#     happened = probs where target is 1, otherwise 1 - probs     (num_models, n)
#     scores   = sum over the examples of log(happened)           (num_models,)
#     return the position of the largest score, as an int
# </details>

# %% [markdown]
# ## Exercise 3: binary cross-entropy
# Write `binary_cross_entropy(probs, targets, *, reduction="mean")`, equation (2), for one batch.
#
# - **In:** `probs` and `targets`: floating point, the same shape, any shape. Targets are 0.0 or 1.0.
# - **Out:** the prices $-\log p$ or $-\log(1-p)$, reduced by `reduction`: a tensor of shape (), or for `"none"` of the shape
#   of `probs`. Its dtype is that of `probs`. Use `reduce_losses`.
# - **Edges:** certain and right costs exactly 0. Certain and wrong would cost infinity; count 100 instead, as PyTorch does: a
#   logarithm below −100 counts as −100. Nothing is ever NaN.
# - **Errors:** `ValueError` for different shapes, and for an unknown reduction.
#
# Example: Ada's loss with `reduction="sum"` is `tensor(4.7795)`.


# %% exercise="binary_cross_entropy" forbids="helpers torch.nn torch.distributions torch.binary_cross_entropy_with_logits scipy sklearn"
def binary_cross_entropy(
    probs: Tensor, targets: Tensor, *, reduction: str = "mean"
) -> Tensor:
    """Return the negative log-probability of binary targets.

    Parameters
    ----------
    probs : Tensor, any shape, floating point, in [0, 1]
        Probability of label 1. Not modified.
    targets : Tensor, same shape as `probs`, floating point
        Observed labels, 0.0 or 1.0. Not modified.
    reduction : {"mean", "sum", "none"}, default "mean"
        What to do with the losses of the single elements.

    Returns
    -------
    Tensor, shape (), or the shape of `probs` for "none"
        Loss in nats; a logarithm below -100 counts as -100.

    Raises
    ------
    ValueError
        If the shapes differ or `reduction` is unknown.

    Examples
    --------
    >>> binary_cross_entropy(torch.tensor([0.5, 0.9]), torch.tensor([0.0, 1.0]))
    tensor(0.3993)
    """
    ### BEGIN SOLUTION
    if probs.shape != targets.shape:
        raise ValueError(f"shapes differ: {probs.shape} and {targets.shape}")
    log_one = torch.log(probs).clamp(min=-100)
    log_zero = torch.log(1 - probs).clamp(min=-100)
    losses = -targets * log_one - (1 - targets) * log_zero
    return reduce_losses(losses, reduction)
    ### END SOLUTION


# %% tests="binary_cross_entropy" points=2
days = torch.tensor([1.0, 1.0, 0.0, 0.0])
ada, ben = torch.tensor([0.6, 0.2, 0.9, 0.3]), torch.tensor([0.7, 0.9, 0.2, 0.4])
checks.close(binary_cross_entropy(ada, days, reduction="sum"), 4.779524, what="Ada")
checks.close(binary_cross_entropy(ben, days, reduction="sum"), 1.196004, what="Ben")
checks.close(binary_cross_entropy(ben, days), 0.299001, what="the mean is the default")
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(43)
for size in [(1,), (8,), (5, 3)]:
    probs = 0.02 + 0.96 * torch.rand(size, generator=generator, dtype=torch.float64)
    labels = (torch.rand(size, generator=generator) < 0.5).double()
    for how in ["mean", "sum", "none"]:
        found = checks.unchanged(binary_cross_entropy, probs, labels, reduction=how)
        reference = torch.nn.functional.binary_cross_entropy
        expected = reference(probs, labels, reduction=how)
        checks.close(found, expected, rtol=1e-9, what=f"shape {size}, reduction={how}")
        checks.dtype(found, torch.float64, what="the dtype of the probabilities")
flat = binary_cross_entropy(torch.full((6,), 0.5), torch.ones(6))
checks.close(flat, math.log(2), what="knowing nothing costs log(2)")
### BEGIN PROBE
chances = torch.tensor([0.2, 0.5, 0.9], requires_grad=True)
binary_cross_entropy(chances, torch.tensor([1.0, 0.0, 1.0]), reduction="sum").backward()
slopes = chances.grad
### END PROBE
checks.close(
    slopes, torch.tensor([-5.0, 2.0, -1 / 0.9]), what="slope (p - y) / (p (1 - p))"
)
### END HIDDEN TESTS

# %% tests="binary_cross_entropy" part="edges" points=1
checks.close(
    binary_cross_entropy(
        torch.tensor([1.0, 0.0, 0.0, 1.0]),
        torch.tensor([1.0, 0.0, 1.0, 0.0]),
        reduction="none",
    ),
    torch.tensor([0.0, 0.0, 100.0, 100.0]),
    what="certain and right costs 0, certain and wrong costs 100, nothing is NaN",
)
### BEGIN HIDDEN TESTS
small = torch.tensor([1e-30, 1e-6, 0.0])
found = binary_cross_entropy(small, torch.ones(3), reduction="none")
checks.close(found, torch.tensor([69.07755, 13.81551, 100.0]), what="small, but not 0")
checks.raises(
    ValueError, binary_cross_entropy, small, torch.ones(3, 1), what="(3,), (3, 1)"
)
checks.raises(
    ValueError, binary_cross_entropy, small, small, reduction="avg", what="no such one"
)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: the idea</summary>
#
# Equation (2), element by element: the factor `targets` or `1 - targets` switches one of the two logarithms off. But
# `0 * log(0)` is 0 times minus infinity, which is NaN. Limit the logarithm first.
# </details>
#
# <details><summary>Hint 2: the tools</summary>
#
# `torch.log(...)`, `.clamp(min=-100)`, `reduce_losses(losses, reduction)`.
# </details>
#
# <details><summary>Hint 3: pseudo-code</summary>
#
#     refuse different shapes
#     log_one  = log(probs), at least -100
#     log_zero = log(1 - probs), at least -100
#     losses   = -(targets * log_one + (1 - targets) * log_zero)
#     return reduce_losses(losses, reduction)
# </details>

# %% [markdown]
# ## Exercise 4: cross-entropy from logits
# With $K$ classes the price is $-\log p_t$, and $p$ is the softmax of the logits. Computing the softmax first is a trap: a
# probability that underflows to 0 has lost its logit for ever. Take the logarithm *inside* the formula, for any shift $c$:
# $$-\log \frac{e^{z_t}}{\sum_j e^{z_j}} = \log\sum_j e^{z_j - c} - (z_t - c) \tag{4}$$
# Write `cross_entropy(logits, targets, *, reduction="mean")`.
#
# - **In:** `logits`, shape (n, K), floating point; `targets`, shape (n,), int64, the class of each example.
# - **Out:** the loss, shape (), or (n,) for `"none"`, in the dtype of `logits`. Use `reduce_losses`.
# - **Stable:** values and gradients are right for logits of ±1000: the loss of `[[0., 1000.]]` with class 0 is 1000.
# - **Identity:** with two classes it is the binary loss. Two points are for that.
# - **Errors:** `TypeError` if `targets` is not int64; `ValueError` if a target is negative, or $K$ or more, or the reduction is
#   unknown.
#
# Example: logits `[[2., 1., 0.]]` with class 0 cost `tensor(0.4076)`, which is $-\log 0.665$.


# %% exercise="cross_entropy" forbids="helpers torch.nn torch.distributions torch.log_softmax torch.logsumexp torch.special scipy sklearn"
def cross_entropy(
    logits: Tensor, targets: Tensor, *, reduction: str = "mean"
) -> Tensor:
    """Return the negative log-probability of the target classes.

    Parameters
    ----------
    logits : Tensor, shape (n, K), floating point
        One score for each class. Not modified.
    targets : Tensor, shape (n,), int64
        Class of each example, ``0 <= class < K``. Not modified.
    reduction : {"mean", "sum", "none"}, default "mean"
        What to do with the losses of the single examples.

    Returns
    -------
    Tensor, shape (), or (n,) for "none"
        Loss in nats.

    Raises
    ------
    TypeError
        If `targets` is not int64.
    ValueError
        If a target is out of range or `reduction` is unknown.

    Examples
    --------
    >>> cross_entropy(torch.tensor([[2.0, 1.0, 0.0]]), torch.tensor([0]))
    tensor(0.4076)
    """
    ### BEGIN SOLUTION
    if targets.dtype != torch.int64:
        raise TypeError(f"targets must be int64, got {targets.dtype}")
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError(f"targets must be in [0, {logits.shape[1]})")
    shifted = logits - logits.amax(dim=1, keepdim=True)  # (n, K), at most 0
    target_logits = shifted[torch.arange(len(targets)), targets]  # (n,)
    losses = shifted.exp().sum(dim=1).log() - target_logits
    return reduce_losses(losses, reduction)
    ### END SOLUTION


# %% tests="cross_entropy" points=2
scores = torch.tensor([[2.0, 1.0, 0.0], [2.0, 1.0, 0.0]])
each = cross_entropy(scores, torch.tensor([0, 2]), reduction="none")
expected = torch.tensor([0.407606, 2.407606])
checks.close(each, expected, what="minus the log of 0.665, and of 0.090")
checks.close(cross_entropy(scores, torch.tensor([0, 2])), 1.407606, what="their mean")
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(44)
for n, num_classes in [(1, 2), (7, 3), (3, 8), (4, 1)]:
    scores = 3 * torch.randn(n, num_classes, generator=generator, dtype=torch.float64)
    classes = torch.randint(num_classes, (n,), generator=generator)
    for how in ["mean", "sum", "none"]:
        found = checks.unchanged(cross_entropy, scores, classes, reduction=how)
        expected = torch.nn.functional.cross_entropy(scores, classes, reduction=how)
        checks.close(
            found, expected, rtol=1e-9, what=f"{n} rows, {num_classes} classes"
        )
        checks.dtype(found, torch.float64, what="the dtype of the logits")
clueless = cross_entropy(torch.full((5, 9), -4.0), torch.arange(5))
checks.close(clueless, math.log(9), what="knowing nothing costs log(K)")
for bad in [[0, 9], [-1, 0]]:
    wrong = torch.tensor(bad)
    checks.raises(ValueError, cross_entropy, torch.zeros(2, 9), wrong, what="no class")
checks.raises(TypeError, cross_entropy, torch.zeros(2, 2), torch.zeros(2), what="float")
checks.raises(ValueError, cross_entropy, scores, classes, reduction="avg", what="avg")
### END HIDDEN TESTS

# %% tests="cross_entropy" part="stability" points=2
checks.close(
    cross_entropy(
        torch.tensor([[0.0, 1000.0], [1000.0, 0.0], [-1000.0, -1001.0]]),
        torch.tensor([0, 0, 0]),
        reduction="none",
    ),
    torch.tensor([1000.0, 0.0, 0.313262]),
    rtol=3e-4,
    what="confident and wrong costs 1000; confident and right costs 0",
)
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(45)
scores = 1000 * torch.randn(6, 4, generator=generator, dtype=torch.float64)
classes = torch.randint(4, (6,), generator=generator)
found = checks.no_warnings(cross_entropy, scores, classes, what="logits of some 1000s")
expected = torch.nn.functional.cross_entropy(scores, classes)
checks.close(found, expected, rtol=1e-9, what="logits of some 1000s, the mean")
### BEGIN PROBE
wide = torch.tensor([[0.0, 1000.0], [2.0, 1.0], [-1000.0, -1000.0]], requires_grad=True)
cross_entropy(wide, torch.tensor([0, 1, 1])).backward()
slopes = wide.grad
### END PROBE
one_hot_rows = torch.tensor([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
logits = torch.tensor([[0.0, 1000.0], [2.0, 1.0], [-1000.0, -1000.0]])
expected = (torch.softmax(logits, dim=1) - one_hot_rows) / 3
checks.close(slopes, expected, what="slope (softmax - one-hot) / n")
### END HIDDEN TESTS

# %% tests="cross_entropy" part="binary" points=2
ada, days = torch.tensor([0.6, 0.2, 0.9, 0.3]), torch.tensor([1, 1, 0, 0])
log_odds = torch.log(ada / (1 - ada))
two_logits = torch.stack([torch.zeros(4), log_odds], dim=1)  # (4, 2)
checks.close(
    cross_entropy(two_logits, days, reduction="sum"),
    4.779524,
    what="Ada's logits [0, z] cost as much as her probabilities did",
)
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(46)
z = 8 * torch.randn(40, generator=generator, dtype=torch.float64)
labels = torch.randint(2, (40,), generator=generator)
p = torch.sigmoid(z)
expected = -torch.where(labels == 1, p, 1 - p).log()
shift = torch.randn(40, generator=generator, dtype=torch.float64)
two_logits = torch.stack([shift, z + shift], dim=1)
found = cross_entropy(two_logits, labels, reduction="none")
checks.close(found, expected, rtol=1e-7, what="cross-entropy of [c, z + c] and of p")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: the idea</summary>
#
# Equation (4) with $c$ the largest logit of each row. Then no exponent is positive, and the sum is at least 1, so its logarithm is
# safe too.
# </details>
#
# <details><summary>Hint 2: the tools</summary>
#
# `logits.amax(dim=1, keepdim=True)`; `shifted[torch.arange(n), targets]` picks one entry a row (or `shifted.gather(1, targets[:, None])`).
# </details>
#
# <details><summary>Hint 3: pseudo-code</summary>
#
#     refuse a wrong dtype (TypeError) and classes out of range (ValueError)
#     shifted = logits - largest logit of each row
#     losses  = log(sum of exp(shifted) over the classes) - shifted[row, target]
#     return reduce_losses(losses, reduction)
# </details>
#
# ## The reference
# From here on the lesson uses the course's own versions.

# %%
from helpers import activations, losses

z = torch.linspace(-9, 9, 7)
labels = torch.tensor([0, 1, 0, 1, 0, 1, 0])
binary = losses.binary_cross_entropy(activations.sigmoid(z), labels.float())
multi = losses.cross_entropy(torch.stack([torch.zeros(7), z], dim=1), labels)
print(f"binary {binary:.5f}, multi-class with two classes {multi:.5f}")
checks.close(binary, multi, rtol=1e-4, what="with two classes the losses are one")

# %% [markdown]
# ## Experiment: can cross-entropy see what counting cannot?
# Ben and Cleo had the same count. Ask the question again on 4,000 points. For two round clouds, Bayes' rule (lesson 01.3)
# gives the true logits. Each of 59 forecasters multiplies them by a **boldness**: below 1 is timid like Cleo, above 1
# a boaster. No logit changes its sign, so all give the very same answers.
#
# If cross-entropy rewards honesty, its lowest point must lie near boldness 1, for every seed.

# %% tags=["experiment"]
centers, spread = torch.tensor([[-1.0, 0.0], [1.0, 0.0]]), 1.0
boldness = torch.linspace(0.1, 3, 59)  # steps of 0.05


def loss_and_accuracy(seed: int) -> tuple[Tensor, Tensor]:
    """Return both measures for each boldness, on fresh points."""
    generator = seed_everything(seed)
    points, labels = blobs(4000, centers=centers, spread=spread, generator=generator)
    logits = points @ (centers[1] - centers[0]) / spread**2  # (4000,)
    scaled = boldness[:, None] * logits  # (59, 4000)
    entropies = [
        losses.binary_cross_entropy_with_logits(row, labels.float()) for row in scaled
    ]
    accuracy = ((scaled > 0) == (labels == 1)).float().mean(dim=1)
    return torch.stack(entropies), accuracy


runs = [loss_and_accuracy(seed) for seed in progress(range(5), description="seeds")]
entropies = torch.stack([run[0] for run in runs])  # (5 seeds, 59)
accuracies = torch.stack([run[1] for run in runs])

# %% tags=["experiment"]
fig, (left, right) = plots.new_axes("", "", "", size=(5.5, 4), ncols=2)
plots.mean_band(left, boldness, accuracies, label="accuracy: mean and range")
left.set(
    title="Accuracy, 5 seeds: blind", ylabel="share of right answers", ylim=(0.75, 0.95)
)
plots.mean_band(right, boldness, entropies, label="cross-entropy: mean and range")
right.axhline(math.log(2), color="black", linestyle=":", label="knows nothing: log 2")
right.set(title="Cross-entropy, 5 seeds: lowest where honest")
right.set(ylabel="nats per example")
right.set(ylim=(0.3, 0.85))
for ax in (left, right):
    ax.axvline(1, color="black", linestyle="--", label="honest")
    ax.set(xlabel="boldness (factor on the true logits)")
    ax.legend()
best = boldness[entropies.argmin(dim=1)]
print("lowest loss at boldness", [f"{value:.2f}" for value in best])
assert (accuracies == accuracies[:, :1]).all()
assert ((best - 1).abs() < 0.2).all()

# %% [markdown]
# **Left:** accuracy is flat; it cannot tell any two forecasters apart. **Right:** cross-entropy is a smooth bowl with its lowest
# point within 0.2 of boldness 1, in each of the five seeds. The timid pay for every "fifty-fifty", up to $\log 2 = 0.69$; the
# boasters pay for rare but expensive mistakes.
#
# And a bowl has a slope that says which way to go. Lesson 01.5 rolls down it.
#
# ## Your turn
# 1. **Few data.** Use 20 points instead of 4,000. Expect the lowest points of the five seeds to scatter widely: small
#    samples fool maximum likelihood.
# 2. **Wrong labels.** Flip 5 % of the labels at random. Expect the best boldness to drop well below 1: where surprises
#    are sure to come, certainty is expensive.

# %% [markdown]
# ## Pitfalls
# | symptom | cause | fix |
# |---|---|---|
# | Loss is 0 for every rainy day, whatever the forecast | some notes print `return -log(y)` for $y = 1$: the logarithm of the *label* | $-\log$ of the *prediction* |
# | Loss of a textbook rabbit looks wrong | "probabilities" 0.1, 0.4, 0.8, 0.2 add up to 1.5, and $-\ln 0.4 = 0.916$ was taken for $-\ln 0.8 = 0.223$ | check that each row adds up to 1; look up the target's own entry |
# | Three classes, loss never below 0.55 | softmax was applied before a loss that applies it again | pass logits to `cross_entropy` |
# | Loss is `nan` although all is right | `0 * log(0)` | clamp the logarithm, or better: start from logits |
# | Loss is a number, but learning fails | probs (n, 1) against targets (n,) broadcast to (n, n) | equal shapes; refuse others |
# | Twice the batch, twice the loss | sum instead of mean | divide by $n$ when runs are compared |
# | Loss is 1.44 times too large | logarithm to base 2: bits, not nats | natural logarithm |
#
# The next cell reproduces them.

# %% tags=["experiment"]
label = 1.0  # it rained, whatever was forecast
print("log of the label:  ", [0 - math.log(label) for forecast in (0.012, 0.5, 0.97)])

rabbit = torch.tensor([0.1, 0.4, 0.8, 0.2])
print("rabbit: sum", rabbit.sum(), " price", -rabbit[2].log(), " not", -rabbit[1].log())
print("rabbit, shared out:", -(rabbit / rabbit.sum())[2].log())

perfect = torch.tensor([[1.0, 0.0, 0.0]])  # the best that a softmax can give
floor = losses.cross_entropy(perfect, torch.tensor([0]))
print("softmax twice:      loss stays above", floor)

print("0 * log(0):        ", 0 * torch.log(torch.tensor(0.0)))

column, row = torch.tensor([[0.9], [0.1]]), torch.tensor([1.0, 0.0])
pairs = -(row * column.log() + (1 - row) * (1 - column).log())
print("broadcast:          shape", tuple(pairs.shape), "mean", pairs.mean())

each = losses.binary_cross_entropy(
    torch.full((2,), 0.9), torch.ones(2), reduction="none"
)
print("sum: one", each[:1].sum(), "both", each.sum(), " mean", each.mean())
checks.close(rabbit.sum(), 1.5)
checks.close(-rabbit[1:3].log(), torch.tensor([0.916, 0.223]), atol=1e-3)
checks.close(floor, 0.5514, atol=1e-3)
checks.close(1 / math.log(2), 1.44, atol=5e-3)
paid = [math.log(10), -4 * math.log(0.6), -3 * math.log(0.99) - math.log(0.01), 0.51**4]
checks.close(paid, [2.30, 2.04, 4.64, 0.068], atol=5e-3)

# %% [markdown]
# ## Check yourself
# **1. A new classifier for 10 classes reports a loss of 2.30 on its first batch. What does that say?** (a) it is broken (b) it knows nothing
# yet (c) it is right 23 % of the time
# <details><summary>Answer</summary>
#
# **(b).** Spreading belief evenly costs $\log 10 = 2.30$: the best check of a first training step. (a) No: *much more* than 2.30 would be a bad
# sign, namely confident wrong guesses. (c) No: a loss is a price in nats, not a share.
# </details>
#
# **2. Why take logarithms?** (a) they move the maximum to a better place (b) products of many probabilities underflow (c) likelihoods are negative
# <details><summary>Answer</summary>
#
# **(b).** Sums of logarithms do not underflow. (a) No: the logarithm is increasing, so the maximum stays. (c) No: likelihoods of
# labels lie between 0 and 1; their *logarithms* are negative, and hence the minus sign.
# </details>
#
# **3. Model A: all four true classes get 0.6. Model B: three get 0.99, one gets 0.01. Which has the lower cross-entropy?** (a) A (b) B (c) equal
# <details><summary>Answer</summary>
#
# **(a).** A pays $4 \cdot 0.511 = 2.04$; B pays $3 \cdot 0.010 + 4.605 = 4.64$. (b) B's three near-certain hits save little; its one confident mistake costs
# 4.6. (c) No: cheap hits do not pay for one dear miss.
# </details>

# %% [markdown]
# ## Summary
# - Likelihood: the probability that a model gives to everything that happened. Maximum likelihood picks the model that makes it largest.
# - Cross-entropy: minus its logarithm, $-\log p$ of what happened, added or averaged. Lower is better; a clueless model pays $\log K$.
# - The binary and the multi-class form are the same thing; two classes prove it.
# - Go from logits to loss in one step, with the largest logit subtracted.
# - Accuracy sees only the sign; cross-entropy sees honesty too, and has a slope.
#
# ## Further reading
# - R. A. Fisher, "On the mathematical foundations of theoretical statistics", 1922: the paper that named and defended maximum likelihood.
# - C. Shannon, "A mathematical theory of communication", 1948: sections 6-7, why surprise must be a logarithm.
# - I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, 2016: sections 5.5 (maximum likelihood) and 6.2.2 (losses for output units).
# - T. Gneiting, A. Raftery, "Strictly proper scoring rules, prediction, and estimation", 2007: which other prices reward honesty.
