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
# *90 minutes · 14 points · about 5 CPU seconds · needs: lessons 00.4 (tensors) and 01.3, derivatives*

# %% [markdown]
# ## You will be able to
# - **compute** the likelihood of a model, and pick the likeliest of several models;
# - **explain** why we add logarithms instead of multiplying probabilities, and show where the product dies;
# - **write** the binary cross-entropy from probabilities, and the multi-class one from logits, stable for ±1000;
# - **prove** that with two classes the two cross-entropies are one;
# - **spot** wrong ways of computing it that still return a harmless-looking number.

# %%
import math

import torch
from torch import Tensor

from helpers import checks, plots
from helpers.data.points import blobs
from helpers.runtime import progress, seed_everything

plots.use_style()
seed_everything(0)

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
# Counting finds Ben and Cleo equally good. But Cleo only ever says "about fifty-fifty"; you would rather
# plan a picnic with Ben. And nudge a forecast from 0.70 to 0.71: the count stays.
#
# We want one number that rewards *belief in what happened*, smoothly.
#
# ## The idea: which story makes the data least surprising?
# Treat each forecaster as a story about the world, and ask: **if that story were true, how probable would these four
# days be?** For independent days, multiply. The product is the **likelihood**:
#
# $$\text{Ada: } 0.6 \cdot 0.2 \cdot 0.1 \cdot 0.7 = 0.0084 \qquad \text{Ben: } 0.7 \cdot 0.9 \cdot 0.8 \cdot 0.6 = 0.3024$$
#
# Cleo has $0.51^4 \approx 0.068$. Ben's story fits best. But 0.3024 is *not* the probability that Ben is right: it is
# what his story gives to these days.
#
# Choosing the story, or the weights of a model, with the greatest likelihood is called **maximum likelihood**. A bent
# coin shows 7 heads in 10 throws. Which probability of heads $p$ makes that least surprising? The likelihood is
# $p^7(1-p)^3$; here it is beside its negative logarithm.

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
# Both pictures put the best $p$ at the observed share, $0.7$. The logarithm moves no peak, but it turns products into
# sums, and a hill into a bowl to roll down.
#
# An event believed with probability $p$ costs $-\log p$: a **price list for beliefs**.

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
# Believing 0.99 in what happens costs 0.01, a coin toss 0.69, believing 0.1 costs 2.30, believing 0.01 costs 4.61, and
# believing 0 costs infinitely much: **never say never**. Confident and wrong is what ruins a forecaster.
#
# ## The maths
# | symbol | meaning | shape | in code |
# |---|---|---|---|
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
# Training code divides by $n$, the number of examples. Logarithms are natural, and the unit is the *nat*. The name: a
# **cross-entropy** is the average price, in nats, of the outcomes of one distribution
# (the data) coded with another (the model).
#
# **By hand.** Ada: $0.511 + 1.609 + 2.303 + 0.357 = 4.780$. Ben: $0.357 + 0.105 + 0.223 + 0.511 = 1.196$. And back:
# $e^{-1.196} = 0.3024$.

# %% [markdown]
# ### Proof: with two classes, (3) is (2)
# Two classes have the one-hot row $(1-y,\ y)$ and the probabilities $(1-p,\ p)$. The inner sum of (3) then has two terms:
#
# $$\sum_j y_{ij}\log p_{ij} = (1-y_i)\log(1-p_i) + y_i\log p_i,$$
#
# and that is the bracket of (2). $\blacksquare$
#
# With logits: lesson 01.3 proved that a softmax over $z$ and $0$ gives the class of $z$ the probability $\sigma(z)$. The
# order does not matter: in $[0, z]$ class 1 sits at index 1, as its label says. So the multi-class loss of $[0, z]$
# is the binary loss of $\sigma(z)$.
#
# ## Together: a product that dies
# 1. Multiply the four probabilities, and add their four prices.
# 2. Let both forecasters go on like that for a year: 91 times the same four days.
# 3. A `reduction` turns losses into one number: `mean` or `sum` (with `none` they stay). Use the given `reduce_losses`.

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
# After a year both products are exactly 0, and Ben looks no better than Ada. The smallest positive `float32` is about
# $10^{-45}$; anything smaller becomes 0. This is **underflow**. The sums of prices are in perfect health.
#
# ## Exercise 1: the likelihood
# Write `likelihood(probs, targets)`, equation (1).
#
# - **In:** `probs`, shape (n,), floating point: the model's probability of label 1 (*not* of what happened);
#   `targets`, shape (n,), the labels 0 or 1 in any dtype: `int64`, `bool`, `float64`, ...
# - **Out:** a tensor of shape () and the dtype of `probs`; for no examples it is 1. Neither input is changed.
# - **Error:** `ValueError` if the shapes differ, as (n,) and (n, 1) do: they would silently broadcast.
# - **By hand:** library losses and distributions are refused in all exercises here, also as methods.
#
# Example: `likelihood(torch.tensor([0.6, 0.2, 0.9, 0.3]), torch.tensor([1, 1, 0, 0]))` is Ada's `tensor(0.0084)`.


# %% exercise="likelihood" forbids="helpers torch.nn torch.distributions torch.binary_cross_entropy_with_logits torch.special scipy sklearn"
def likelihood(probs: Tensor, targets: Tensor) -> Tensor:
    """Return the probability that a model gives to all observed labels together.

    Parameters
    ----------
    probs : Tensor, shape (n,), floating point, in [0, 1]
        Probability of label 1 for each example. Not modified.
    targets : Tensor, shape (n,), any dtype (bool, int64, float64, ...)
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
found = checks.unchanged(likelihood, ada, days, what="the inputs stay as they were")
checks.close(found, 0.0084, what="Ada: 0.6 * 0.2 * 0.1 * 0.7")
checks.shape(found, (), what="one number, as a tensor")
checks.close(likelihood(ben, days), 0.3024, what="Ben: 0.7 * 0.9 * 0.8 * 0.6")
found = likelihood(ada, days == 1)
checks.close(found, 0.0084, what="labels True and False are 1 and 0")
found = likelihood(ada, days.double())
checks.dtype(
    found, torch.float32, what="the dtype of the probabilities, not the labels"
)
checks.raises(
    ValueError, likelihood, ada, days[:, None], what="shapes (4,) and (4, 1) differ"
)
### BEGIN HIDDEN TESTS
checks.raises(ValueError, likelihood, ada, days[:1], what="four days, one label")
sure = torch.tensor([1.0, 0.0, 1.0])
found = likelihood(sure, torch.tensor([1, 0, 1]))
checks.equal(found.item(), 1.0, what="certain and right has likelihood 1")
found = likelihood(sure, torch.tensor([1, 1, 1]))
checks.equal(found.item(), 0.0, what="what was called impossible has likelihood 0")
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
    for kind in [torch.float64, torch.float32, torch.bool, torch.int32, torch.uint8]:
        found = likelihood(probs, labels.to(kind))
        checks.close(found, expected, rtol=1e-9, atol=0.0, what=f"labels in {kind}")
        found = likelihood(probs.float(), labels.to(kind))
        checks.dtype(found, torch.float32, what=f"float32, with labels in {kind}")
checks.raises(ValueError, likelihood, ada[:, None], days, what="(4, 1) against (4,)")
checks.close(likelihood(ada[:0], days[:0]), 1.0, what="no examples: 1")
checks.close(likelihood(ada, torch.zeros(4)), 0.0224, rtol=1e-4, what="dry all week")
sure = torch.tensor([1.0, 0.0, 1.0])
checks.close(likelihood(sure, torch.tensor([1, 0, 1])), 1.0, what="certain and right")
checks.close(
    likelihood(sure, torch.tensor([1, 1, 1])), 0.0, what="one impossible event"
)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: the idea</summary>
#
# First find, for each example, the probability of what *happened*: `p` where the label is 1, `1 - p` where it is 0.
# Then multiply.
# </details>
#
# <details><summary>Hint 2: the tools</summary>
#
# `torch.where(condition, a, b)`; `.prod()`. Compare `probs.shape` with `targets.shape` first.
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
# - **In:** `probs`, shape (num_models, n), float32 or float64: row $m$ holds model $m$'s probabilities of label 1;
#   `targets`, shape (n,),
#   `int64`, 0 or 1. There is at least one model and one example.
# - **Out:** the row number of the best model, a plain Python `int`.
# - **Scale:** right for $n = 10{,}000$ too, where every product underflows.
# - **Never say never:** a model that gave probability 0 to something that happened loses to every model that did not,
#   however well it did otherwise. A model that is always certain and right beats every other.
# - Ties, also when all said never: the first.
#
# Example: with Ada's, Ben's and Cleo's rows the answer is `1`.


# %% exercise="most_likely_model" forbids="helpers torch.nn torch.distributions torch.binary_cross_entropy_with_logits torch.special scipy sklearn"
def most_likely_model(probs: Tensor, targets: Tensor) -> int:
    """Return the row of the model with the greatest likelihood.

    Parameters
    ----------
    probs : Tensor, shape (num_models, n), float32 or float64, in [0, 1]
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
found = checks.unchanged(most_likely_model, models, days, what="the inputs stay")
checks.equal(found, 1, what="of Ada, Ben and Cleo: Ben")
best = most_likely_model(models.repeat(1, 1000), days.repeat(1000))
checks.equal(best, 1, what="still Ben after 4,000 days, where each product underflows")
### BEGIN PROBE
two = torch.tensor([[0.5], [0.9]])
kind = type(most_likely_model(two, torch.tensor([1]))).__name__
### END PROBE
checks.equal(kind, "int", what="a plain Python int comes back, not a tensor")
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
### END HIDDEN TESTS

# %% tests="most_likely_model" part="never" points=1
models = torch.tensor([[0.5, 0.5, 0.5], [0.99, 0.99, 0.0], [1.0, 1.0, 1.0]])
best = most_likely_model(models[:2], torch.tensor([1, 1, 1]))
checks.equal(best, 0, what="row 1 said never to what happened on the last day")
best = most_likely_model(models, torch.tensor([1, 1, 1]))
checks.equal(best, 2, what="row 2 was certain and right each time")
bold, shy = torch.full((1000,), 0.99), torch.full((1000,), 0.2)
bold[7] = 0.0
best = most_likely_model(torch.stack([bold, shy]), torch.ones(1000).long())
checks.equal(best, 1, what="one never outweighs 999 good days")
certain = torch.tensor([[1.0, 0.01], [0.9, 0.9]])
best = most_likely_model(certain, torch.tensor([1, 1]))
checks.equal(best, 1, what="certain and right once does not make up for the rest")
best = most_likely_model(1 - models[:2], torch.tensor([0, 0, 0]))
checks.equal(best, 0, what="row 1 was certain of rain on a dry day")
### BEGIN HIDDEN TESTS
never = torch.tensor([[1.0, 0.0, 0.9], [0.1, 0.9, 0.1], [1.0, 1.0, 0.0]])
checks.equal(most_likely_model(never, torch.tensor([1, 0, 0])), 0, what="row 2: never")
checks.equal(
    most_likely_model(never, torch.tensor([1, 1, 0])), 2, what="certain, right"
)
for dtype in [torch.float32, torch.float64]:
    long = torch.full((3, 10_000), 0.01, dtype=dtype)
    long[0], long[0, 7], long[2], long[2, -1] = 0.99, 0.0, 1.0, 0.0
    labels = torch.ones(10_000).long()
    found = most_likely_model(long, labels)
    checks.equal(found, 1, what="one never outweighs 9,999 hits")
    found = most_likely_model(1 - long, 1 - labels)
    checks.equal(found, 1, what="and so for label 0")
for almost, dtype in [(1 - 1e-7, torch.float32), (1 - 1e-12, torch.float64)]:
    rows = torch.tensor([[almost, 0.0], [1.0, 0.0], [1.0, 0.5]], dtype=dtype)
    found = most_likely_model(rows, torch.tensor([1, 0]))
    checks.equal(found, 1, what="certain and right beats nearly certain")
rare = torch.tensor([[1e-36, 0.9], [1e-30, 0.9]])
found = most_likely_model(rare, torch.tensor([1, 1]))
checks.equal(found, 1, what="a tiny probability is not yet never")
alike = torch.tensor([[0.3, 0.6], [0.6, 0.6], [0.6, 0.6]])
found = most_likely_model(alike, torch.tensor([1, 1]))
checks.equal(found, 1, what="the first of two that are equally good")
found = most_likely_model(torch.tensor([[0.0, 0.9], [0.5, 0.0]]), torch.tensor([1, 1]))
checks.equal(found, 0, what="all said never: the first")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: the idea</summary>
#
# The largest product is the largest *sum of logarithms*. Pick the probability of what happened **before** the
# logarithm: then a 0
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
# - **In:** `probs` and `targets`: floating point, of the same shape (any, even a single number) and dtype. Targets are
#   0.0 or 1.0.
# - **Out:** the prices $-\log p$ or $-\log(1-p)$, reduced by `reduction`: a tensor of shape (), or for `"none"` of the shape
#   of `probs`. Its dtype is that of `probs`. Use `reduce_losses`. An empty batch has the sum 0 and the mean NaN.
# - **Edges:** certain and right costs exactly 0. Certain and wrong would cost infinity; as in PyTorch, every logarithm
#   below −100 counts as −100. No price is ever NaN. (Gradients at exactly 0 and 1 are not asked for: train from logits.)
# - **Errors:** `ValueError` for different shapes, and for any other reduction.
#
# Example: Ada's loss with `reduction="sum"` is `tensor(4.7795)`.


# %% exercise="binary_cross_entropy" forbids="helpers torch.nn torch.distributions torch.binary_cross_entropy_with_logits torch.special scipy sklearn"
def binary_cross_entropy(
    probs: Tensor, targets: Tensor, *, reduction: str = "mean"
) -> Tensor:
    """Return the negative log-probability of binary targets.

    Parameters
    ----------
    probs : Tensor, any shape, floating point, in [0, 1]
        Probability of label 1. Not modified.
    targets : Tensor, same shape and dtype as `probs`
        Observed labels, 0.0 or 1.0. Not modified.
    reduction : {"mean", "sum", "none"}, default "mean"
        What to do with the losses of the single elements.

    Returns
    -------
    Tensor, shape (), or the shape of `probs` for "none"
        Loss in nats, in the dtype of `probs`; a logarithm below -100
        counts as -100.

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
found = checks.unchanged(binary_cross_entropy, ada, days, reduction="sum")
checks.close(found, 4.779524, what="Ada: the sum of her four prices")
checks.dtype(found, torch.float32, what="float32 in, float32 out")
checks.close(binary_cross_entropy(ben, days, reduction="sum"), 1.196004, what="Ben")
checks.close(binary_cross_entropy(ben, days), 0.299001, what="the mean is the default")
table, labels = ben.reshape(2, 2), days.reshape(2, 2)
found = binary_cross_entropy(table, labels)
checks.close(found, 0.299001, what="the mean over all elements of a (2, 2) table")
found = binary_cross_entropy(table, labels, reduction="none")
checks.shape(found, (2, 2), what="'none' keeps the shape")
checks.raises(
    ValueError, binary_cross_entropy, ada, days[:, None], what="(4,) against (4, 1)"
)
checks.raises(
    ValueError, binary_cross_entropy, ada, days, reduction="avg", what="no such one"
)
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(43)
for size in [(), (1,), (8,), (5, 3), (2, 3, 2)]:
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
nobody = binary_cross_entropy(torch.zeros(0), torch.zeros(0), reduction="sum")
checks.close(nobody, 0.0, what="the sum over nothing is 0")
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
    atol=0.0,
    what="certain and right costs 0, certain and wrong costs 100, nothing is NaN",
)
### BEGIN HIDDEN TESTS
small = torch.tensor([1e-30, 1e-6, 0.0])
found = binary_cross_entropy(small, torch.ones(3), reduction="none")
checks.close(found, torch.tensor([69.07755, 13.81551, 100.0]), what="small, but not 0")
empty = binary_cross_entropy(small[:0], small[:0])
checks.that(math.isnan(empty.item()), "the mean of an empty batch is NaN")
tiny = torch.tensor([1e-40, 1e-60, 1e-300, 0.0], dtype=torch.float64)
found = binary_cross_entropy(tiny, torch.ones(4).double(), reduction="none")
expected = torch.tensor([92.10340, 100.0, 100.0, 100.0], dtype=torch.float64)
checks.close(found, expected, what="each logarithm below -100 counts as -100")
checks.raises(
    ValueError, binary_cross_entropy, small, torch.ones(3, 1), what="(3,), (3, 1)"
)
checks.raises(
    ValueError, binary_cross_entropy, small[:1], torch.ones(3), what="(1,), (3,)"
)
for how in ["average", "max", "median", "Mean", ""]:
    checks.raises(
        ValueError, binary_cross_entropy, small, small, reduction=how, what=how
    )
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: the idea</summary>
#
# Equation (2), element by element: the factor `targets` or `1 - targets` switches one of the two logarithms off. But
# `0 * log(0)` is NaN. Limit the logarithm first.
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
# Computing the softmax first is a trap: a probability of 0 has lost its logit for ever. Take the logarithm *inside*, for
# any shift $c$:
# $$-\log \frac{e^{z_t}}{\sum_j e^{z_j}} = \log\sum_j e^{z_j - c} - (z_t - c) \tag{4}$$
# Write `cross_entropy(logits, targets, *, reduction="mean")`.
#
# - **In:** `logits`, shape (n, K), floating point; `targets`, shape (n,), int64, the class of each example.
# - **Out:** the loss, shape (), or (n,) for `"none"`, in the dtype of `logits`. Use `reduce_losses`. An empty batch: as
#   in exercise 3.
# - **Stable:** values and gradients are right for logits of ±1000: the loss of `[[0., 1000.]]` with class 0 is 1000.
# - **Identity:** with two classes it is the binary loss, as long as $\sigma(z)$ has not rounded to 0 or 1. Two points
#   are for that.
# - **Errors:** `TypeError` if `targets` is not exactly int64; `ValueError` if a target is negative
#   (−100 too, which PyTorch skips), or $K$ or more, or the reduction is unknown.
#
# Example: logits `[[2., 1., 0.]]` with class 0 cost `tensor(0.4076)`, which is $-\log 0.665$.


# %% exercise="cross_entropy" forbids="helpers torch.nn torch.distributions torch.binary_cross_entropy_with_logits torch.log_softmax torch.logsumexp torch.special scipy sklearn"
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
        Loss in nats, in the dtype of `logits`.

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
classes = torch.tensor([0, 2])
each = checks.unchanged(cross_entropy, scores, classes, reduction="none")
expected = torch.tensor([0.407606, 2.407606])
checks.close(each, expected, what="minus the log of 0.665, and of 0.090")
checks.close(cross_entropy(scores, classes), 1.407606, what="their mean")
found = cross_entropy(scores.half(), classes)
checks.dtype(found, torch.float16, what="the dtype of the logits")
found = cross_entropy(scores[:0], classes[:0], reduction="sum")
checks.close(found, 0.0, what="an empty batch has the sum 0")
checks.raises(TypeError, cross_entropy, scores, classes.float(), what="float classes")
checks.raises(
    ValueError, cross_entropy, scores, torch.tensor([0, -1]), what="-1 is no class"
)
checks.raises(ValueError, cross_entropy, scores, classes, reduction="avg", what="avg")
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
for bad in [[0, 9], [-1, 0], [3, -100], [-100, -100], [-9, 0]]:
    wrong = torch.tensor(bad)
    checks.raises(ValueError, cross_entropy, torch.zeros(2, 9), wrong, what="no class")
for dtype in [torch.float32, torch.int32, torch.uint8, torch.bool]:
    wrong = torch.zeros(2, dtype=dtype)
    checks.raises(TypeError, cross_entropy, torch.zeros(2, 2), wrong, what=f"{dtype}")
for how in ["avg", "max", ""]:
    checks.raises(ValueError, cross_entropy, scores, classes, reduction=how, what=how)
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
### BEGIN PROBE
wide = torch.tensor([[0.0, 1000.0], [0.0, 0.0], [3.0, 3.0]], requires_grad=True)
cross_entropy(wide, torch.tensor([0, 1, 0]), reduction="sum").backward()
slopes = wide.grad
### END PROBE
expected = torch.tensor([[-1.0, 1.0], [0.5, -0.5], [-0.5, 0.5]])
checks.close(slopes, expected, what="each slope is p - y")
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(45)
scores = 1000 * torch.randn(6, 4, generator=generator, dtype=torch.float64)
classes = torch.randint(4, (6,), generator=generator)
found = checks.no_warnings(cross_entropy, scores, classes, what="logits of some 1000s")
expected = torch.nn.functional.cross_entropy(scores, classes)
checks.close(found, expected, rtol=1e-9, what="logits of some 1000s, the mean")
found = checks.unchanged(cross_entropy, scores, classes, what="inputs stay, too")
empty = cross_entropy(scores[:0], classes[:0])
checks.that(math.isnan(empty.item()), "the mean of an empty batch is NaN")
half = cross_entropy(torch.tensor([[0.0, 1000.0]]).half(), torch.tensor([0]))
checks.close(half, 1000.0, rtol=1e-3, what="the same in float16")
checks.dtype(half, torch.float16, what="float16 in, float16 out")
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
# Equation (4) with $c$ the largest logit of each row. Then no exponent is positive, and the logarithm is safe.
# </details>
#
# <details><summary>Hint 2: the tools</summary>
#
# `logits.amax(dim=1, keepdim=True)`; `shifted[torch.arange(n), targets]` picks one entry a row (or
# `shifted.gather(1, targets[:, None])`).
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
# ## The reference, and where the identity ends
# From here on the lesson uses the course's own versions. For $z = 17$ and label 0 both losses should be 17. But `float32`
# rounds $\sigma(17)$ to 1: the logit is lost, and the binary loss jumps to 100. The cure is to start from the logit.
# Put $p = \sigma(z)$ into (2):
# $$\max(z, 0) - yz + \log\big(1 + e^{-|z|}\big)$$
# is the value of `binary_cross_entropy_with_logits`. Its slope for $z$ is $p - y$; lesson 01.5 lives on that.

# %%
from helpers import activations, losses

z = torch.tensor([-9.0, 5.0, 16.0, 17.0, 30.0])
y = torch.zeros(5)
binary = losses.binary_cross_entropy(activations.sigmoid(z), y, reduction="none")
direct = losses.binary_cross_entropy_with_logits(z, y, reduction="none")
two_logits = torch.stack([torch.zeros(5), z], dim=1)
multi = losses.cross_entropy(two_logits, y.long(), reduction="none")

print("   z   from sigmoid(z)   from z   from [0, z]")
for row in torch.stack([z, binary, direct, multi], dim=1).tolist():
    print("{:4.0f} {:17.4f} {:8.4f} {:13.4f}".format(*row))
checks.close(multi, direct, rtol=1e-4, what="with two classes the losses are one")
checks.close(binary[:2], multi[:2], rtol=2e-3, what="also through the sigmoid")
checks.close(binary[3:], torch.tensor([100.0, 100.0]), what="the logit is lost")
formula = z.clamp(min=0) - y * z + torch.log(1 + torch.exp(-z.abs()))
checks.close(formula, direct, rtol=1e-4)

# %% [markdown]
# ## Experiment: can cross-entropy see what counting cannot?
# Ask again on 4,000 points. For two round clouds, Bayes' rule (lesson 01.3)
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
plots.mean_band(left, boldness, accuracies, label="mean and range of 5 seeds")
left.set(
    title="Accuracy cannot tell", ylabel="share of right answers", ylim=(0.75, 0.95)
)
plots.mean_band(right, boldness, entropies, label="mean and range of 5 seeds")
right.axhline(math.log(2), color="black", linestyle=":", label="knows nothing: log 2")
right.set(title="Cross-entropy: lowest where honest")
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
# **Left:** accuracy is flat. **Right:** cross-entropy is a smooth bowl with its lowest
# point within 0.2 of boldness 1, in each of the five seeds. The timid pay for every "fifty-fifty", up to
# $\log 2 = 0.69$; the
# boasters pay for rare but expensive mistakes.
#
# And a bowl has a slope. Lesson 01.5 rolls down it.
#
# ## Your turn
# 1. **Few data.** Use 20 points instead of 4,000. Expect the five lowest points to scatter widely: small
#    samples fool maximum likelihood.
# 2. **Wrong labels.** Flip 5 % of the labels at random. Expect the best boldness to drop well below 1: where surprises
#    are sure, certainty is expensive.

# %% [markdown]
# ## Pitfalls
# | symptom | cause | fix |
# |---|---|---|
# | Loss is 0 for every rainy day, whatever the forecast | some notes print `return -log(y)` for $y = 1$: the logarithm of the *label* | $-\log$ of the *prediction* |
# | Loss of a textbook rabbit looks wrong | "probabilities" 0.1, 0.4, 0.8, 0.2 add up to 1.5, and $-\ln 0.4 = 0.916$ (the wrong entry) stood in for $-\ln 0.8 = 0.223$ | check that each row adds up to 1; look up the target's own entry |
# | Three classes, loss never below 0.55 | softmax was applied before a loss that applies it again | pass logits to `cross_entropy` |
# | Loss is `nan` although all is right | `0 * log(0)` | clamp the logarithm, or better: start from logits |
# | Loss is a number, but learning fails | probs (n, 1) against targets (n,) broadcast to (n, n) | equal shapes; refuse others |
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
checks.close(rabbit.sum(), 1.5)
checks.close(-rabbit[1:3].log(), torch.tensor([0.916, 0.223]), atol=1e-3)
checks.close(floor, 0.5514, atol=1e-3)
checks.close(1 / math.log(2), 1.44, atol=5e-3)
paid = [math.log(10), -4 * math.log(0.6), -3 * math.log(0.99) - math.log(0.01), 0.51**4]
checks.close(paid, [2.30, 2.04, 4.64, 0.068], atol=5e-3)

# %% [markdown]
# ## Check yourself
# **1. A new classifier for 10 classes reports a loss of 2.30 on its first batch. What does that say?** (a) it is broken
# (b) it knows nothing
# yet (c) it is right 23 % of the time
# <details><summary>Answer</summary>
#
# **(b).** Spreading belief evenly costs $\log 10 = 2.30$: the best check of a first training step. (a) No: *much more*
# would be a bad sign. (c) No: a loss is a price, not a share.
# </details>
#
# **2. Why take logarithms?** (a) they move the maximum to a better place (b) products of many probabilities underflow
# (c) likelihoods are negative
# <details><summary>Answer</summary>
#
# **(b).** Sums of logarithms do not underflow. (a) No: the logarithm is increasing, so the maximum stays. (c) No: here
# they lie between 0 and 1; their *logarithms* are negative.
# </details>
#
# **3. Model A: all four true classes get 0.6. Model B: three get 0.99, one gets 0.01. Which has the lower
# cross-entropy?** (a) A (b) B (c) equal
# <details><summary>Answer</summary>
#
# **(a).** A pays $4 \cdot 0.511 = 2.04$; B pays $3 \cdot 0.010 + 4.605 = 4.64$. (b), (c) No: three cheap hits do not
# pay for one dear miss.
# </details>

# %% [markdown]
# ## Summary
# - Likelihood: the probability that a model gives to everything that happened. Maximum likelihood picks the model that
#   makes it largest.
# - Cross-entropy: minus its logarithm, $-\log p$ of what happened, added or averaged. Lower is better; a clueless model
#   pays $\log K$.
# - With two classes the binary and the multi-class form are one.
# - Go from logits to loss in one step, with the largest logit subtracted.
# - Accuracy sees only the sign; cross-entropy sees honesty too, and has a slope.
#
# ## Further reading
# - R. A. Fisher, "On the mathematical foundations of theoretical statistics", 1922: named maximum likelihood.
# - C. Shannon, "A mathematical theory of communication", 1948: why surprise must be a logarithm.
# - I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, 2016: sections 5.5 and 6.2.2.
# - T. Gneiting, A. Raftery, "Strictly proper scoring rules, prediction, and estimation", 2007: other prices that
#   reward honesty.
