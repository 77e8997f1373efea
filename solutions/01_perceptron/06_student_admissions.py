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
# # 01.6 Project: who gets admitted?
# Your first project from raw table to read-out coefficients: prepare 400 university applications, train a neuron on them from scratch, and beat the obvious guess.
#
# *75 minutes · 13 points · about 4 CPU seconds · needs: lessons 01.3, 01.4 and 01.5*
#
# **You will be able to**
# - encode a table of mixed columns, with every statistic taken from the training rows alone;
# - train logistic regression from scratch until its gradient is flat;
# - compare a model with the majority baseline, in accuracy and in log loss;
# - read a coefficient as a change of odds;
# - explain why gradient descent fails on raw columns, and predict the largest safe learning rate.

# %%
import torch

from helpers import checks, plots
from helpers.activations import sigmoid
from helpers.data.admissions import load_admissions
from helpers.losses import binary_cross_entropy
from helpers.preprocessing import one_hot
from helpers.runtime import get_device, progress, seed_everything

plots.use_style()
seed_everything(0)
device = get_device()

# %% [markdown]
# ## Why: the loop worked in the last lesson
# Lesson 01.5 gave us a training loop that agrees with scikit-learn. Here are 400 applications (synthetic: nobody real is in them): a test score in points, a grade average, and the rank of the applicant's school, 1 the best. Let us simply feed them in, with three learning rates.

# %%
from helpers.linear import fit_logistic_regression

data = load_admissions()
features, admitted = data.features, data.admitted
print(data.feature_names, features.shape, "admitted:", admitted.sum().item())
print(features[:3])

raw_losses, flat_noes = {}, []
for rate in (1e-3, 5e-5, 1e-5):
    fit = fit_logistic_regression(features, admitted, learning_rate=rate, epochs=60)
    raw_losses[f"learning rate {rate:g}"] = fit.losses
    flat_noes.append((features @ fit.weights + fit.bias < 0).all().item())
fig, ax = plots.new_axes("Raw columns: no rate works", "epoch", "log loss (nats)")
plots.curves(ax, raw_losses)
ax.set_yscale("log")
ax.axhline(0.693, color="black", lw=1, ls=":", label="log 2: knows nothing")
ax.legend(ncols=2, loc="lower center", bbox_to_anchor=(0.5, 1.08))
assert flat_noes[2]  # no for everybody
assert abs(raw_losses["learning rate 1e-05"][-1] - 0.65) < 0.005
assert raw_losses["learning rate 0.001"].max() > 50

# %% [markdown]
# **What you see.** With 0.001 the loss leaps to more than 50, seventy times that of knowing nothing. With 0.00005 it still leaps. With 0.00001 it is calm and useless: stuck near 0.65, with "no" for each of the 400 applicants. Nothing is wrong with the loop. What is wrong?
#
# ## The idea
# Two columns of this table do not mean what a neuron thinks they mean.
#
# **Units.** A score is 600 or so, a grade about 3. The pull on a weight is multiplied by its column, so the score's weight is pulled more than a hundred times harder, for no better reason than that it is counted in points. One learning rate cannot serve both: safe for one is standstill for the other. Cure: measure each column in units of its own spread, and count from its mean, so that the score and the bias stop pulling on the same rope (*standardise*).
#
# **Names.** Rank 4 is not four times rank 1. As one number, it forces equal steps from each rank to the next. One column for each rank (*one-hot*) lets the data decide.

# %%
steps = torch.linspace(-1, 1, 201)
chosen = {"test score": features[:, 0], "grade": features[:, 1]}
fig, axes = plots.new_axes(
    "The loss along one weight", "weight", "log loss (nats)", size=(4.5, 3.6), ncols=2
)
for ax, scaled in zip(axes, (False, True)):
    lines = {}
    for name, column in chosen.items():
        if scaled:
            column = (column - column.mean()) / column.std(correction=0)
        logits = steps[:, None] * column  # (201, 400): every weight, every student
        losses = torch.logaddexp(torch.zeros(1), logits) - admitted * logits
        lines[name] = losses.mean(dim=1)
    plots.curves(ax, lines, x=steps)
    ax.set_title("standardised columns" if scaled else "raw columns")

# %% [markdown]
# **What you see.** Left: along the score's weight the loss is a deep gorge, along the grade's it looks like a plain. Right: two valleys of one shape. (Mind the vertical axes.)
#
# **Why not just train longer?** On raw columns the best bias is about −11. No pull is larger than 1, so at rate 0.00002, which is still calm, a step moves the bias by 0.00002 at most: more than 500,000 steps.
#
# ## The maths
# | symbol | meaning | shape | name in code |
# |---|---|---|---|
# | $x_j$ | column $j$ | $(n,)$ | `features[:, j]` |
# | $\mu_j, s_j$ | its mean and standard deviation in the training rows | $()$ | `mean`, `scale` |
# | $w_j$ | weight of the standardised column | $()$ | `weights[j]` |
# | $\eta$ | learning rate | $()$ | `learning_rate` |
#
# Standardise, with the *training* numbers for every row:
# $$x'_j = \frac{x_j-\mu_j}{s_j}$$
#
# How steep is the gorge? At the start $\hat y=\tfrac12$, and the second derivative of the mean log loss along $w_j$ is $\hat y(1-\hat y)$ times the mean square:
# $$c_j=\tfrac14\,\overline{x_j^2},\qquad \text{steps are stable only for } \eta<\frac{2}{c_j}$$
#
# Coefficients tell **odds**, $\hat y/(1-\hat y)=e^{w\cdot x'+b}$. Raising column $j$ by $\Delta$ raw units multiplies the odds by
# $$e^{\,w_j\,\Delta/s_j}$$
#
# **By hand.** The score's mean square is about 346,000, so $c=86{,}500$ and $\eta<2/86{,}500\approx 2.3\cdot10^{-5}$. So 0.00001 was calm and 0.00005 was not. A standardised column has mean square 1: alone it allows $\eta<8$.

# %%
# Together: look at the ranks, and check the number worked by hand.
for rank in (1, 2, 3, 4):
    rows = features[:, 2] == rank
    share = admitted[rows].float().mean().item()
    print(f"rank {rank}: {rows.sum().item():3d} applicants, {share:.0%} admitted")

limits = 2 / (features.square().mean(dim=0) / 4)
print("largest stable rate of each raw column:", limits)
assert abs(limits[0].item() - 2.3e-5) < 0.05e-5

# Where must the raw bias go? Fit standardised columns, then convert back.
mean, spread = features.mean(dim=0), features.std(dim=0, correction=0)
fit = fit_logistic_regression(
    (features - mean) / spread, admitted, learning_rate=1.0, epochs=500
)
best_bias = (fit.bias - (fit.weights * mean / spread).sum()).item()
print(f"best raw bias {best_bias:.2f}: {-best_bias / 2e-5:,.0f} steps or more")
assert 500_000 < -best_bias / 2e-5 < 600_000

# %% [markdown]
# ## Exercise 1: encode the table
# Write `encode_admissions(train_features, test_features)`. Both have the columns test score, grade, rank. Return `(train_inputs, test_inputs)`, each with **six** columns: standardised score, standardised grade, and one column for each rank, 1 to 4.
#
# - Mean and standard deviation (divide by n) come from the **training rows only** and are used for both tables: at the time of training, the test rows do not exist yet.
# - A column that is constant in the training rows (all its values equal) has scale 1, so no division by 0.
# - `ValueError` if any rank, in either table, is not 1, 2, 3 or 4.
# - Keep the dtype of the features. `one_hot` from lesson 01.3 is imported.
#
# Example: train rows `[400, 3, 1]` and `[600, 3, 4]` have mean 500 and scale 100 in the score. They become `[-1, 0, 1, 0, 0, 0]` and `[1, 0, 0, 0, 0, 1]`. The test row `[700, 3.5, 2]` becomes `[2, 0.5, 0, 1, 0, 0]`.


# %% exercise="encode_admissions" forbids="helpers.preprocessing.fit_standardizer helpers.preprocessing.Standardizer sklearn"
def encode_admissions(train_features, test_features):
    """Standardise score and grade, and give every rank a column of its own.

    Parameters
    ----------
    train_features : Tensor, shape (n, 3), n at least 1, float32 or float64
        Test score, grade, rank (1, 2, 3 or 4). Not modified.
    test_features : Tensor, shape (m, 3), m at least 1, same dtype
        The same columns of other applicants. Not modified.

    Returns
    -------
    train_inputs : Tensor, shape (n, 6), dtype of the features
    test_inputs : Tensor, shape (m, 6), dtype of the features
        Score and grade in units of their spread in `train_features`, then ranks
        1 to 4 as columns of 0 and 1.

    Raises
    ------
    ValueError
        If a rank is not 1, 2, 3 or 4.

    Examples
    --------
    >>> train = torch.tensor([[400.0, 3.0, 1.0], [600.0, 3.0, 4.0]])
    >>> encode_admissions(train, torch.tensor([[700.0, 3.5, 2.0]]))[1]
    tensor([[2.0000, 0.5000, 0.0000, 1.0000, 0.0000, 0.0000]])
    """
    ### BEGIN SOLUTION
    mean = train_features[:, :2].mean(dim=0)
    scale = train_features[:, :2].std(dim=0, correction=0)
    constant = (train_features[:, :2] == train_features[0, :2]).all(dim=0)
    scale = torch.where(constant, torch.ones_like(scale), scale)

    def encode(table):
        ranks = table[:, 2]
        if not torch.isin(ranks, ranks.new_tensor([1, 2, 3, 4])).all():
            raise ValueError(f"ranks must be 1, 2, 3 or 4, got {ranks.unique()}")
        columns = one_hot(ranks.long() - 1, 4).to(table.dtype)
        return torch.cat([(table[:, :2] - mean) / scale, columns], dim=1)

    return encode(train_features), encode(test_features)
    ### END SOLUTION


# %% tests="encode_admissions" points=2
past = torch.tensor([[400.0, 3.0, 1.0], [600.0, 3.0, 4.0]])
new = torch.tensor([[700.0, 3.5, 2.0]])
found = checks.unchanged(encode_admissions, past, new)
checks.close(
    found[0][:, :2],
    torch.tensor([[-1.0, 0.0], [1.0, 0.0]]),
    what="train: (400 - 500) / 100 is -1; the constant grade becomes 0, not NaN",
)
checks.close(
    found[1][:, :2],
    torch.tensor([[2.0, 0.5]]),
    what="test: (700 - 500) / 100 is 2, with the mean and scale of the training rows",
)
table = torch.tensor([[400.0, 3.0, 1.0], [600.0, 3.0, 2.0], [800.0, 3.6, 3.0]])
found = encode_admissions(table.double(), table[1:].double())
checks.close(
    found[1][:, :2],
    torch.tensor([[0.0, -0.7071068], [1.2247449, 1.4142136]], dtype=torch.float64),
    rtol=1e-5,
    atol=1e-6,
    what="the grade's scale is below 1; both scales divide by n = 3",
)
checks.dtype(found[1], torch.float64, what="the dtype of the features is kept")
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(21)
for num_train, num_test, spread in ((50, 20, 1.0), (7, 1, 1e4)):
    tables = []
    for size in (num_train, num_test):
        numbers = torch.randn(size, 2, generator=generator, dtype=torch.float64)
        ranks = torch.randint(1, 5, (size, 1), generator=generator).double()
        tables.append(torch.cat([300 + spread * numbers, ranks], dim=1))
    source = tables[0][:, :2].numpy()
    mean, scale = torch.tensor(source.mean(axis=0)), torch.tensor(source.std(axis=0))
    result = checks.unchanged(encode_admissions, *tables, what="the tables stay")
    for part, table, name in zip(result, tables, ("train", "test")):
        expected = (table[:, :2] - mean) / scale
        checks.close(part[:, :2], expected, rtol=1e-9, atol=1e-9, what=f"{name} scores")
        checks.dtype(part, torch.float64, what="the dtype of the features is kept")
single = encode_admissions(past[:1], past)
checks.close(
    single[1][:, :2],
    torch.tensor([[0.0, 0.0], [200.0, 0.0]]),
    what="one training row: both columns are constant, so both scales are 1",
)
for dtype in (torch.float32, torch.float64):
    for number in (2.1, 3.3, 600.1):  # their mean is rounded, and may differ from them
        alike = torch.tensor([[number, number, 2.0]] * 7, dtype=dtype)
        checks.close(
            encode_admissions(alike, alike + torch.tensor([1.0, 1.0, 0.0]))[1][:, :2],
            torch.ones(7, 2, dtype=dtype),
            rtol=1e-3,
            what=f"seven values of {number} are all equal, so their scale is 1",
        )
near = torch.tensor([[0.0, 0.0, 1.0], [2e-9, 2e-3, 1.0]], dtype=torch.float64)
checks.close(
    encode_admissions(near, near)[0][:, :2],
    torch.tensor([[-1.0, -1.0], [1.0, 1.0]], dtype=torch.float64),
    rtol=1e-6,
    what="a column with a small spread is not constant",
)
### END HIDDEN TESTS

# %% tests="encode_admissions" part="ranks" points=2
past = torch.tensor([[400.0, 3.0, 1.0], [600.0, 3.2, 4.0]])
new = torch.tensor([[700.0, 3.5, 2.0], [500.0, 3.1, 3.0]])
checks.close(
    encode_admissions(past, new)[0][:, 2:],
    torch.tensor([[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]]),
    what="train: rank 1 is the first of four columns, rank 4 the last",
)
checks.close(
    encode_admissions(past, new)[1][:, 2:],
    torch.tensor([[0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0]]),
    what="test: the same four columns, though ranks 1 and 4 do not occur",
)
odd = torch.tensor([[500.0, 3.0, 0.0]])
checks.raises(ValueError, encode_admissions, past, odd, what="there is no rank 0")
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(22)
ranks = torch.randint(1, 5, (30,), generator=generator).double()
table = torch.stack([600 + torch.arange(30.0).double(), 2.5 + ranks / 9, ranks], dim=1)
for part, rows in zip(encode_admissions(table, table[:1]), (table, table[:1])):
    expected = torch.stack([(rows[:, 2] == r).double() for r in (1, 2, 3, 4)], dim=1)
    checks.close(part[:, 2:], expected, what="a single 1 in every row")
    checks.shape(part, (len(rows), 6), what="two scores and four ranks")
for rank in (0.0, 5.0, 2.5, -1.0):
    odd = torch.tensor([[500.0, 3.0, rank]])
    checks.raises(ValueError, encode_admissions, past, odd, what="a rank in test")
    odd = torch.cat([past, odd])
    checks.raises(ValueError, encode_admissions, odd, past, what="a rank in train")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# Measure once, apply twice: a small function inside yours can encode one table; call it for both.
# </details>
# <details><summary>Hint 2: API</summary>
#
# `.std(dim=0, correction=0)` divides by n; `(x == x[0]).all(dim=0)` marks constant columns. `torch.isin(ranks, allowed)` finds odd ranks. `one_hot` wants int64 classes from 0, and returns float32.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# mean, scale of train columns 0 and 1; scale 1 where all values are equal; for each table: check ranks, join (columns − mean) / scale with one_hot(rank − 1, 4).
# </details>
#
# ## Exercise 2: train until it is flat
# Write `train_admissions(inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000)`: full-batch gradient descent on the mean log loss, from zeros, as in lesson 01.5. New: it knows when to stop. Write the gradient anew: each exercise is graded alone, and your earlier functions do not exist there.
#
# - Before each step look at the gradient. If every entry (of weights *and* bias) is smaller than `tolerance` in size, stop.
# - Return `(weights, bias, epochs)`; `epochs` counts the steps taken (each uses all rows): `max_epochs` if it never got flat.
# - `ValueError` if `learning_rate` or `tolerance` is not above 0.
# - `labels` holds 0 or 1, here and below in any bool, integer or float dtype. From here on shapes are as stated, with at least one row.
#
# Example: inputs `[[1.], [-1.]]`, labels `[1, 1]`. At zero the weight's gradient is 0 but the bias's is −½: *not* flat. With `max_epochs=1` the result is `([0.], 0.25, 1)`.


# %% exercise="train_admissions" forbids="torch.autograd torch.func torch.optim torch.nn torch.Tensor.backward helpers.linear.fit_logistic_regression helpers.linear.logistic_gradient sklearn"
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    """Fit logistic regression by gradient descent until the gradient is flat.

    Parameters
    ----------
    inputs : Tensor, shape (n, d), floating point
        One example a row. Not modified.
    labels : Tensor, shape (n,)
        0 or 1 for each example, in any bool, integer or float dtype.
    learning_rate : float, above 0
    tolerance : float, above 0
        Stop when every entry of the gradient is smaller than this in size.
    max_epochs : int, 0 or more
        Most steps to take.

    Returns
    -------
    weights : Tensor, shape (d,), dtype of `inputs`
    bias : Tensor, shape (), dtype of `inputs`
    epochs : int
        Number of steps taken.

    Raises
    ------
    ValueError
        If `learning_rate` or `tolerance` is not above 0.

    Examples
    --------
    >>> train_admissions(torch.tensor([[1.0], [1.0]]), torch.tensor([0, 1]))
    (tensor([0.]), tensor(0.), 0)
    """
    ### BEGIN SOLUTION
    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError(
            "learning_rate and tolerance must be above 0, got "
            f"{learning_rate} and {tolerance}"
        )
    weights, bias = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(inputs @ weights + bias) - labels.to(inputs.dtype)
        grad_weights, grad_bias = inputs.T @ errors / len(inputs), errors.mean()
        if max(grad_weights.abs().max(), grad_bias.abs()) < tolerance:
            return weights, bias, epoch
        weights = weights - learning_rate * grad_weights
        bias = bias - learning_rate * grad_bias
    return weights, bias, max_epochs
    ### END SOLUTION


# %% tests="train_admissions" points=2
pair, both = torch.tensor([[1.0], [-1.0]]), torch.tensor([1, 1])
checks.equal(
    train_admissions(pair, both, tolerance=0.6)[2],
    0,
    what="no entry of the first gradient reaches 0.6, so no step is taken",
)
wide = torch.ones(2, 5)  # six entries of size 0.5: their Euclidean length is 1.22
checks.equal(train_admissions(wide, both, tolerance=0.6)[2], 0, what="entry by entry")
first = train_admissions(pair, both, max_epochs=1)
expected = (torch.tensor([0.0]), torch.tensor(0.25), 1)
checks.close(first, expected, what="only the bias's gradient is steep: not flat")
lone, yes = torch.tensor([[2.0, 0.0, 0.0, 0.0]]), torch.tensor([1])
checks.close(
    checks.unchanged(train_admissions, lone, yes, tolerance=0.8),
    (torch.tensor([0.5, 0.0, 0.0, 0.0]), torch.tensor(0.25), 1),
    what="a gradient of -1 is steep: one step for weights and bias together, then flat",
)
rows = torch.tensor([[0.5], [1.0], [1.5], [2.0], [2.5], [3.0]], dtype=torch.float64)
w, b, epochs = train_admissions(rows, torch.tensor([0, 0, 1, 0, 1, 1]), tolerance=1e-6)
checks.close(-b / w[0], 1.75, rtol=1e-4, what="the threshold is half-way")
checks.dtype(w, torch.float64, what="the dtype of inputs is kept")
checks.that(100 < epochs < 5000, "it stops by itself, before max_epochs")
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(23)
for num_rows, dim, options in (
    (60, 4, {}),
    (30, 2, {"learning_rate": 1.5, "tolerance": 1e-5}),
    (9, 1, {"learning_rate": 0.05, "tolerance": 1e-9, "max_epochs": 37}),
):
    inputs = torch.randn(num_rows, dim, generator=generator, dtype=torch.float64)
    noise = torch.randn(num_rows, generator=generator, dtype=torch.float64)
    labels = (inputs[:, 0] + 1.5 * noise > 0).long()
    settings = {"learning_rate": 0.5, "tolerance": 1e-3, "max_epochs": 5000} | options
    columns = torch.cat([inputs, torch.ones_like(inputs[:, :1])], dim=1)
    params, count = columns.new_zeros(dim + 1), 0
    while count < settings["max_epochs"]:
        grad = (columns * (torch.sigmoid(columns @ params) - labels)[:, None]).mean(0)
        if grad.abs().max() < settings["tolerance"]:
            break
        params, count = params - settings["learning_rate"] * grad, count + 1
    result = checks.unchanged(train_admissions, inputs, labels, **options)
    expected = (params[:dim], params[dim], count)
    checks.close(tuple(result), expected, rtol=1e-7, what="weights, bias, epochs")
    checks.equal(result[2], count, what="epochs is a plain int")
    for part in result[:2]:
        checks.dtype(part, torch.float64, what="the dtype of inputs is kept")
    for other in (labels.bool(), labels.float(), labels.to(torch.uint8)):
        result = train_admissions(inputs, other, **options)
        checks.close(tuple(result), expected, rtol=1e-7, what=f"{other.dtype} labels")
        checks.dtype(result[1], torch.float64, what="the dtype of inputs is kept")
### END HIDDEN TESTS

# %% tests="train_admissions" part="edges" points=1
pair, both = torch.tensor([[1.0], [-1.0]]), torch.tensor([1, 1])
checks.raises(
    ValueError,
    train_admissions,
    pair,
    both,
    learning_rate=0.0,
    what="a learning rate of 0 would never move",
)
checks.close(
    train_admissions(pair, both, max_epochs=0),
    (torch.tensor([0.0]), torch.tensor(0.0), 0),
    what="no step is allowed: the start comes back",
)
### BEGIN HIDDEN TESTS
checks.equal(
    train_admissions(pair, both, tolerance=0.5)[2],
    1,
    what="an entry of exactly the tolerance is not smaller than it: one step, then flat",
)
for options in ({"learning_rate": -0.5}, {"tolerance": 0.0}, {"tolerance": -1.0}):
    checks.raises(ValueError, train_admissions, pair, both, **options)
wild = train_admissions(1e4 * pair, torch.tensor([0, 1]), max_epochs=3)
checks.close(
    wild[:2],
    (torch.tensor([-2500.0]), torch.tensor(0.0)),
    what="inputs of 10000: one step separates them, then the gradient is flat",
)
checks.equal(wild[2], 1, what="inputs of 10000: one step, then it stops")
### END HIDDEN TESTS

# %% tests="train_admissions" part="baseline" points=1
from helpers.preprocessing import fit_standardizer
from helpers.splits import split_indices

table, outcome = load_admissions().features, load_admissions().admitted
generator = torch.Generator().manual_seed(26)
train, test = split_indices(400, (0.75, 0.25), generator=generator, stratify=outcome)
scores = fit_standardizer(table[train, :2]).transform(table[:, :2])
prepared = torch.cat([scores, one_hot(table[:, 2].long() - 1, 4)], dim=1)
w, b, epochs = train_admissions(prepared[train], outcome[train])
right = ((prepared[test] @ w + b >= 0) == (outcome[test] == 1)).sum().item()
checks.that(
    right > 70,
    f"right for {right} of 100 held-out applicants; 68 is what always saying no gets, "
    "and a model trained on prepared columns gets more than 70",
)
### BEGIN HIDDEN TESTS
checks.that(
    100 < epochs < 2000,
    f"{epochs} steps until the gradient is flat; some hundreds are expected",
)
for seed in (27, 28):
    generator = torch.Generator().manual_seed(seed)
    rows, kept = split_indices(400, (0.5, 0.5), generator=generator, stratify=outcome)
    w, b, _ = train_admissions(prepared[rows], outcome[rows])
    right = ((prepared[kept] @ w + b >= 0) == (outcome[kept] == 1)).double().mean()
    checks.that(right.item() > 0.7, "on other splits it beats always saying no as well")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# The loop of lesson 01.5, with a look at the gradient between computing it and using it.
# </details>
# <details><summary>Hint 2: API</summary>
#
# `labels.to(inputs.dtype)` first. `grad_weights.abs().max()` is the largest entry. A `return` inside the loop ends it.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# for epoch in range(max_epochs): errors; both gradients; if all are below tolerance, return with epoch; step. After the loop return with max_epochs.
# </details>
#
# ## Exercise 3: is it any good?
# 68 % of the applicants are rejected: who always says "no" is right in 68 % of the cases. A model must beat that.
#
# The baseline is a model too: it gives *everybody* one probability, the share of ones in the **training** labels. Write `compare_with_baseline(probs, labels, train_labels)`. Return a dict of four plain floats, all measured on `labels`: `"accuracy"` and `"log_loss"` of `probs`, `"baseline_accuracy"` and `"baseline_log_loss"` of the baseline.
#
# - Predict 1 where the probability is 0.5 or more. Log loss is the mean, in nats, in the dtype of `probs`. All probabilities lie strictly between 0 and 1, and `train_labels` holds both kinds.
# - `ValueError` if `probs` and `labels` have different shapes.
#
# Example: `probs=[0.9, 0.4], labels=[1, 1], train_labels=[0, 0, 0, 1]`. Accuracy 0.5; log loss (0.105 + 0.916) / 2 = 0.511; baseline accuracy 0, log loss −log 0.25 = 1.386.


# %% exercise="compare_with_baseline" forbids="helpers.metrics sklearn"
def compare_with_baseline(probs, labels, train_labels):
    """Compare predicted probabilities with a constant guess.

    Parameters
    ----------
    probs : Tensor, shape (n,), floating point, strictly between 0 and 1
        Predicted probability of label 1. Not modified.
    labels : Tensor, shape (n,)
        What happened: 0 or 1, in any bool, integer or float dtype.
    train_labels : Tensor, shape (m,)
        Labels of the training rows, at least one 0 and one 1, of any such dtype.

    Returns
    -------
    dict of str to float
        Keys "accuracy", "log_loss", "baseline_accuracy", "baseline_log_loss".

    Raises
    ------
    ValueError
        If `probs` and `labels` have different shapes.

    Examples
    --------
    >>> probs, happened = torch.tensor([0.9, 0.4]), torch.tensor([1, 1])
    >>> result = compare_with_baseline(probs, happened, torch.tensor([0, 0, 0, 1]))
    >>> round(result["log_loss"], 3), round(result["baseline_log_loss"], 3)
    (0.511, 1.386)
    """
    ### BEGIN SOLUTION
    if probs.shape != labels.shape:
        raise ValueError(
            "probs and labels must have one shape, got "
            f"{tuple(probs.shape)} and {tuple(labels.shape)}"
        )
    targets = labels.to(probs.dtype)
    share = torch.full_like(probs, train_labels.to(probs.dtype).mean().item())
    report = {}
    for prefix, guess in (("", probs), ("baseline_", share)):
        hits = (guess >= 0.5) == (targets == 1)
        report[prefix + "accuracy"] = hits.double().mean().item()
        report[prefix + "log_loss"] = binary_cross_entropy(guess, targets).item()
    return report
    ### END SOLUTION


# %% tests="compare_with_baseline" points=2
keys = ["accuracy", "log_loss", "baseline_accuracy", "baseline_log_loss"]
probs, happened = torch.tensor([0.9, 0.4]), torch.tensor([1, 1])
checks.close(
    compare_with_baseline(probs, happened, torch.tensor([0, 0, 0, 1])),
    dict(zip(keys, [0.5, 0.5108256, 0.0, 1.3862944])),
    rtol=1e-5,
    what="the worked example; the baseline says 0.25 to everybody",
)
half, mixed = torch.tensor([0.5, 0.5, 0.5]), torch.tensor([1, 0, 1])
checks.close(
    compare_with_baseline(half, mixed, torch.tensor([1, 0])),
    dict(zip(keys, [2 / 3, 0.6931472, 2 / 3, 0.6931472])),
    rtol=1e-5,
    what="a probability of exactly 0.5 predicts 1, in the baseline as well",
)
found = checks.unchanged(compare_with_baseline, half, mixed, torch.tensor([0, 0, 1]))
checks.close(
    found,
    dict(zip(keys, [2 / 3, 0.6931472, 1 / 3, 0.8675632])),
    rtol=1e-5,
    what="the baseline says 1/3 to everybody, so it predicts 0",
)
checks.that(all(type(x) is float for x in found.values()), "four plain floats")
### BEGIN HIDDEN TESTS
import numpy as np

generator = torch.Generator().manual_seed(24)
cases = ((200, 50, torch.float64, 1e-9), (1, 3, torch.float32, 1e-4))
for size, num_train, dtype, rtol in cases:
    probs = 0.01 + 0.98 * torch.rand(size, generator=generator, dtype=dtype)
    labels = torch.randint(0, 2, (size,), generator=generator)
    train = (torch.rand(num_train, generator=generator) < 0.6).long()
    train[:2] = torch.tensor([0, 1])
    y, expected = labels.numpy(), {}
    constant = np.full(size, train.numpy().mean())
    for name, p in (("", probs.double().numpy()), ("baseline_", constant)):
        expected[name + "accuracy"] = float(np.mean((p >= 0.5) == (y == 1)))
        cost = -np.log(np.where(y == 1, p, 1 - p))
        expected[name + "log_loss"] = float(cost.mean())
    result = checks.unchanged(compare_with_baseline, probs, labels, train)
    checks.close(result, expected, rtol=rtol, what="against NumPy")
    for kind in (torch.float32, torch.float64, torch.bool, torch.uint8):
        result = compare_with_baseline(probs, labels.to(kind), train.to(kind))
        checks.close(result, expected, rtol=rtol, what=f"{kind} labels")
    below = torch.nextafter(torch.tensor([0.5], dtype=dtype), torch.zeros(1).to(dtype))
    checks.equal(
        compare_with_baseline(below, torch.tensor([0]), train)["accuracy"],
        1.0,
        what=f"the largest {dtype} number below one half predicts 0",
    )
### END HIDDEN TESTS

# %% tests="compare_with_baseline" part="edges" points=1
checks.raises(
    ValueError,
    compare_with_baseline,
    torch.tensor([0.2, 0.8, 0.6]),
    torch.ones(3, 1),
    torch.tensor([0, 1]),
    what="labels in a column would be compared with every probability, in silence",
)
guesses, one, train = torch.tensor([0.2, 0.8]), torch.ones(1), torch.tensor([0, 1])
checks.raises(ValueError, compare_with_baseline, guesses, one, train, what="one label")
three = torch.tensor([0.2, 0.8, 0.6])
checks.raises(ValueError, compare_with_baseline, three, train, train, what="3 and 2")
### BEGIN HIDDEN TESTS
tiny = torch.tensor([1e-60, 1e-60], dtype=torch.float64)
checks.close(
    compare_with_baseline(tiny, torch.tensor([1, 0]), torch.tensor([0, 1]))["log_loss"],
    69.07755278982137,
    rtol=1e-9,
    what="a probability of 1e-60 costs 138 nats when it happens, 0 when it does not",
)
for labels in (torch.ones(3), torch.ones(1, 2)):
    checks.raises(ValueError, compare_with_baseline, guesses, labels, train)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# Make the baseline a tensor of probabilities like any other, then treat both alike in one loop.
# </details>
# <details><summary>Hint 2: API</summary>
#
# `torch.full_like(probs, share)` repeats one number. `binary_cross_entropy(probs, targets)` from lesson 01.4 is imported; it wants float targets of the same dtype. `.item()` makes a float.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# check shapes; share = mean of train labels; for (prefix, p) of model and baseline: accuracy = mean of (p ≥ 0.5) == (label is 1); log loss = binary cross-entropy.
# </details>
#
# ## Exercise 4: what do the coefficients say?
# Write `odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1)`. `weights` has the six entries of exercise 1, `scale` the two standard deviations. Return a dict:
#
# - `"score"`: by how much the odds are multiplied for `score_step` more **raw points**, a float;
# - `"grade"`: the same for `grade_step` more of the grade, a float;
# - `"rank"`: a list of four floats, the odds of ranks 1 to 4 as multiples of those of rank 1 (so the first is 1).
#
# Steps may be negative. `ValueError` if `weights` is not of shape (6,), or one of the two scales is not above 0; that there are two you need not check.
#
# Example: with weight 0.9 and scale 115, 100 points multiply the odds by $e^{0.9\cdot100/115}=2.19$.


# %% exercise="odds_factors"
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    """Turn the weights of the admissions model into factors of the odds.

    Parameters
    ----------
    weights : Tensor, shape (6,), floating point
        Weights of standardised score, standardised grade, ranks 1 to 4.
        Not modified.
    scale : Tensor, shape (2,), floating point, above 0
        Standard deviation of score and grade in the training rows.
    score_step, grade_step : float
        How many raw units to go up; negative to go down.

    Returns
    -------
    dict
        "score": float, "grade": float, "rank": list of four floats relative to
        rank 1.

    Raises
    ------
    ValueError
        If `weights` is not of shape (6,) or one of the scales is not above 0.

    Examples
    --------
    >>> weights = torch.tensor([0.9, 0.8, 1.0, 0.5, -0.5, -2.0])
    >>> round(odds_factors(weights, torch.tensor([115.0, 0.37]))["score"], 2)
    2.19
    """
    ### BEGIN SOLUTION
    if weights.shape != (6,) or not (scale > 0).all():
        raise ValueError(
            f"need 6 weights and 2 scales above 0, got {tuple(weights.shape)}, {scale}"
        )
    return {
        "score": torch.exp(weights[0] * score_step / scale[0]).item(),
        "grade": torch.exp(weights[1] * grade_step / scale[1]).item(),
        "rank": torch.exp(weights[2:] - weights[2]).tolist(),
    }
    ### END SOLUTION


# %% tests="odds_factors" points=2
simple = torch.tensor([1.0, 2.0, 0.0, -0.6931472, 0.6931472, -1.3862944])
spread = torch.tensor([100.0, 0.2])
checks.close(
    checks.unchanged(odds_factors, simple, spread),
    {"score": 2.7182817, "grade": 2.7182817, "rank": [1.0, 0.5, 2.0, 0.25]},
    rtol=1e-5,
    what="e to the power of weight * step / scale; ranks as multiples of rank 1",
)
shifted = simple + torch.tensor([0.0, 0.0, 5.0, 5.0, 5.0, 5.0])
found = checks.unchanged(
    odds_factors, shifted, spread, score_step=200.0, grade_step=-0.2
)
checks.close(
    found,
    {"score": 7.3890562, "grade": 0.1353353, "rank": [1.0, 0.5, 2.0, 0.25]},
    rtol=1e-5,
    what="other steps; and 5 more for all four ranks changes no comparison of ranks",
)
checks.that(type(found["score"]) is type(found["grade"]) is float, "plain floats")
for low in (0.0, -0.2):
    bad = torch.tensor([100.0, low])
    checks.raises(ValueError, odds_factors, simple, bad, what=f"a scale of {low}")
checks.raises(ValueError, odds_factors, torch.zeros(7), spread, what="a rank too many")
### BEGIN HIDDEN TESTS
import math

generator = torch.Generator().manual_seed(25)
for _ in range(3):
    weights = torch.randn(6, generator=generator, dtype=torch.float64)
    scale = 0.1 + 50 * torch.rand(2, generator=generator, dtype=torch.float64)
    w, (s, g) = weights.tolist(), scale.tolist()
    for options in ({}, {"score_step": -3.0, "grade_step": 0.7}):
        a, b = options.get("score_step", 100.0), options.get("grade_step", 0.1)
        odds = [math.exp(value) for value in w[2:]]
        expected = {
            "score": math.exp(w[0] * a / s),
            "grade": math.exp(w[1] * b / g),
            "rank": [value / odds[0] for value in odds],
        }
        result = checks.unchanged(odds_factors, weights, scale, **options)
        checks.close(result, expected, rtol=1e-9, what="against plain Python")
high = torch.tensor([0.0, 0.0, 800.0, 799.0, 800.0, 801.0], dtype=torch.float64)
checks.close(
    odds_factors(high, torch.ones(2))["rank"],
    [1.0, math.exp(-1), 1.0, math.e],
    rtol=1e-9,
    what="weights of 800: subtract before exp, or it overflows",
)
for weights in (high[:5], high[:, None], high[None], torch.zeros(8)):
    checks.raises(ValueError, odds_factors, weights, torch.ones(2))
for bad in ([1.0, -1.0], [0.0, 1.0], [-2.0, 1.0], [0.0, 0.0]):
    checks.raises(ValueError, odds_factors, high, torch.tensor(bad))
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# 100 raw points are 100 / scale standardised units, and each of those adds its weight to the logit. Odds are e to the logit.
# </details>
# <details><summary>Hint 2: API</summary>
#
# `torch.exp(...)`, then `.item()` for a float or `.tolist()` for a list.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# score: exp(w₀ · step / s₀); grade likewise; rank r: exp(w_r − w of rank 1).
# </details>
#
# ## The reference
# From here on we use the course's own tools: `fit_standardizer`, `one_hot` and `fit_logistic_regression`. Back to the question of the beginning: the same loop, on 300 training rows with prepared columns.

# %%
from helpers.linear import linear_scores
from helpers.metrics import accuracy
from helpers.preprocessing import fit_standardizer
from helpers.splits import split_indices


def split(seed):
    """Return the numbers of 300 training rows and 100 test rows."""
    generator = torch.Generator().manual_seed(seed)
    return split_indices(400, (0.75, 0.25), generator=generator, stratify=admitted)


def encode(rows, standardizer):
    """Return the six input columns of these rows."""
    scores = standardizer.transform(features[rows, :2])
    ranks = one_hot(features[rows, 2].long() - 1, 4)
    return torch.cat([scores, ranks], dim=1).to(device)


train, test = split(seed=0)
standardizer = fit_standardizer(features[train, :2])
inputs, labels = encode(train, standardizer), admitted[train].to(device)
fit = fit_logistic_regression(inputs, labels, learning_rate=0.5, epochs=500)
print("six columns:", inputs.shape, " weights:", fit.weights)

# %% [markdown]
# ## Experiment: which cure helps?
# We change one thing at a time: raw columns, one-hot only, standardised scores only, both. Each gets a learning rate that it survives (0.00002 with raw scores, 0.5 with standardised ones), 500 epochs, and five random splits into 300 training and 100 test rows.


# %% tags=["experiment"]
def inputs_of(rows, standardizer, scaled, hot):
    """Return the columns with either cure switched on or off."""
    cured, raw = encode(rows, standardizer), features[rows].to(device)
    scores = cured[:, :2] if scaled else raw[:, :2]
    return torch.cat([scores, cured[:, 2:] if hot else raw[:, 2:]], dim=1)


cures = {"raw": (0, 0), "one-hot": (0, 1), "standardised": (1, 0), "both": (1, 1)}
curves, scores = {name: [] for name in cures}, {name: [] for name in cures}
for seed in progress(range(5), description="splits"):
    train, test = split(seed)
    standardizer = fit_standardizer(features[train, :2])
    for name, (scaled, hot) in cures.items():
        inputs = inputs_of(train, standardizer, scaled, hot)
        rate, labels = 0.5 if scaled else 2e-5, admitted[train].to(device)
        fit = fit_logistic_regression(inputs, labels, learning_rate=rate, epochs=500)
        tested = inputs_of(test, standardizer, scaled, hot)
        yes = (linear_scores(tested, fit.weights, fit.bias) >= 0).long()
        curves[name].append(fit.losses.cpu())
        scores[name].append(accuracy(yes, admitted[test].to(device)))

# %% tags=["experiment"]
fig, ax = plots.new_axes(
    "Same loop, prepared columns", "epoch", "training log loss (nats)"
)
for name in ("raw", "both"):
    plots.mean_band(ax, range(500), torch.stack(curves[name]), label=name)

table = {name: torch.tensor(values) for name, values in scores.items()}
print("always no     0.680")
for name, values in table.items():
    print(
        f"{name:13} {values.mean():.3f} ± {values.std():.3f}  {values.numpy().round(2)}"
    )
assert abs(torch.stack(curves["both"])[:, -1].mean() - 0.46) < 0.01
raw = torch.stack(curves["raw"])
assert ((raw[:, 20:] - 0.65).abs() < 0.01).all()  # down at once, then still
for name in ("raw", "one-hot"):
    assert (table[name] <= 0.681).all()  # on every split no better than "no"
for name in ("standardised", "both"):
    assert (table[name] >= 0.759).all()  # on every split clearly better

# %% [markdown]
# **What you see.** Raw columns drop to 0.65 and then lie almost still; prepared ones come to rest near 0.46. On all five splits the standardised models beat "always no" by 8 points or more; the unscaled ones never do.
#
# Scaling is what mattered. One-hot ranks alone change nothing, and on top of scaling they change little *here*, because these synthetic applicants were drawn with equal steps between ranks. One-hot lets us find that out instead of assuming it.
#
# Now read the model. How far do the coefficients depend on the split?

# %% tags=["experiment"]
names = ["score", "grade", "rank 1", "rank 2", "rank 3", "rank 4"]
found, factors = [], []
for seed in range(5):
    train, _ = split(seed)
    standardizer = fit_standardizer(features[train, :2])
    inputs, labels = encode(train, standardizer), admitted[train].to(device)
    fit = fit_logistic_regression(inputs, labels, learning_rate=0.5, epochs=500)
    found.append(fit.weights.cpu())
    factors.append(torch.exp(found[-1][0] * 100 / standardizer.scale[0]))
found, factors = torch.stack(found), torch.stack(factors)

fig, ax = plots.new_axes(
    "Coefficients on five splits", "weight (change of logit)", "input"
)
for seed, weights in enumerate(found):
    ax.plot(weights, names, "os^Dv"[seed], alpha=0.8, label=f"split {seed}")
ax.axvline(0, color="black", lw=1)
ax.invert_yaxis()
ax.legend()
print("100 more points multiply the odds by", factors.numpy().round(2))
assert (found[:, :2] > 0.6).all()
assert ((factors > 1.8) & (factors < 2.6)).all()
assert (found[:, 2:].diff(dim=1) < 0).all()  # each rank below the one before

# %% [markdown]
# **What you see.** Every split tells one story: better scores and grades help, each rank further down hurts. A hundred points roughly double the odds (factor 1.8 to 2.6). Which split we drew moves each weight by some tenths: do not read the second decimal.
#
# Only *differences* between ranks mean something: add 5 to all four and take 5 from the bias, and no prediction changes. And a weight is no cause: it says who was admitted, not what would happen if someone bought a better score.
#
# Last, the whole project in one piece, as your four functions do it: encode, train, compare, and then read off the odds.

# %% tags=["experiment"]
print("split  accuracy  always no  log loss  base rate  odds, rank 4 : rank 1")
for seed in range(5):
    train, test = split(seed)
    standardizer = fit_standardizer(features[train, :2])
    inputs, tested = encode(train, standardizer), encode(test, standardizer)
    labels, happened = admitted[train].to(device), admitted[test].to(device)
    fit = fit_logistic_regression(inputs, labels, learning_rate=0.5, epochs=500)
    probs = sigmoid(linear_scores(tested, fit.weights, fit.bias))
    share = torch.full_like(probs, labels.float().mean().item())

    right = [accuracy((p >= 0.5).long(), happened) for p in (probs, share)]
    cost = [binary_cross_entropy(p, happened.float()).item() for p in (probs, share)]
    odds = torch.exp(fit.weights[5] - fit.weights[2]).item()
    row = [right[0], right[1], cost[0], cost[1], odds]
    print(f"{seed:5}", *(f"{value:10.3f}" for value in row))
    assert right[0] > right[1] + 0.07
    assert cost[0] < cost[1] - 0.13
    assert abs(cost[1] - 0.627) < 0.001

# %% [markdown]
# **What you see.** The base rate costs 0.627 nats on every split; the model pays at least 0.13 less, and is right more often. Accuracy only counts verdicts; the log loss also asks how sure they were.
#
# ## Your turn
# 1. **Your own four functions can run the whole project: use them.** Expect the table above, up to 0.01: yours stop when the gradient is flat, not after 500 epochs.
# 2. **Other units.** Multiply the grade by 1,000 before training the *raw* model, and work out $2/c$, the bound at the start, for the new column. Try rates around it. Expect calm just below, and real leaps well above (from about twice the bound).
# 3. **Fewer rows.** Train on 20, 50, 100 and 300 rows, five splits each. Expect the test accuracy to rise and its spread to shrink, and with 20 rows some split to fall to the baseline or below.

# %% tags=["experiment"]
train, test = split(seed=1)
few = train[:20]
print("admitted among the first 20 training rows:", admitted[few].sum().item())
# inputs, tested = encode_admissions(features[train], features[test])
# weights, bias, epochs = train_admissions(inputs, admitted[train])
# probs = sigmoid(tested @ weights + bias)
# print(compare_with_baseline(probs, admitted[test], admitted[train]))
# your experiment here

# %% [markdown]
# ## Pitfalls
# | symptom | cause | fix |
# |---|---|---|
# | loss leaps or stands still at any rate | columns of very different size | standardise first |
# | test result better than in use | mean and scale measured on all rows: the test rows *leaked* into training | fit on the training rows only |
# | one applicant on their own becomes all zeros | the scaler was fitted anew on the row to predict | keep the training numbers with the model |
# | "class out of range", or a rank too few | ranks count from 1, classes from 0 | subtract 1, and check the range |
# | "68 % accurate!" | a model that always says no | compare with the baseline, look at the log loss |
# | rank weights differ from a colleague's | four rank columns and a bias say one thing twice | compare differences, or drop one rank column |
#
# The next cell reproduces two of them.

# %%
one = features[:1, :2]
fresh = fit_standardizer(one).transform(one)
print("alone, scaled by itself:", fresh, " with the training numbers:",
      standardizer.transform(one))  # fmt: skip
assert (fresh == 0).all()

shift = torch.tensor([0.0, 0, 5, 5, 5, 5], device=device)
columns = encode(torch.arange(400), standardizer)
before = linear_scores(columns, fit.weights, fit.bias)
after = linear_scores(columns, fit.weights + shift, fit.bias - 5)
print("largest change of a score:", (after - before).abs().max().item())
assert torch.allclose(after, before, atol=1e-5)

# %% [markdown]
# ## Check yourself
# **1. Why not standardise with the mean of all 400 rows?** (a) it is slower (b) the test rows would shape the model (c) the mean would be wrong
# <details><summary>Answer</summary>
#
# (b). The test must stand for applicants we have not seen. (a) The cost is nothing. (c) It is a fine mean, taken from the wrong rows; with 400 rows the harm is small, with a strong leak it is not.
# </details>
#
# **2. A column is measured in cents in place of euros (100 times larger). Its largest stable rate…** (a) stays (b) falls 100-fold (c) falls 10,000-fold
# <details><summary>Answer</summary>
#
# (c). The bound is 2 over a quarter of the mean *square*. (a) would hold after standardising. (b) forgets the square.
# </details>
#
# **3. The weight of rank 3 is −0.5. So rank 3…** (a) lowers the chance by 0.5 (b) halves the odds (c) says nothing without another rank
# <details><summary>Answer</summary>
#
# (c). Only differences count, since the bias can take up any constant. (a) Weights change logits, not probabilities. (b) would be −0.69, and even then only against a rank of weight 0.
# </details>

# %% [markdown]
# ## Summary
# - Gradient descent sees units: a column's curvature is a quarter of its mean square at the start, and 2 over that bounds the learning rate.
# - Standardise with training numbers only, and keep them with the model. Give names one column each.
# - Stop when the gradient is flat, not when you are tired.
# - No accuracy without a baseline; the log loss tells more.
# - A coefficient is a factor of the odds, given the other columns. It is not a cause.
#
# ## Further reading
# - Yann LeCun, Léon Bottou, Genevieve Orr and Klaus-Robert Müller, *Efficient BackProp* (1998), §4.3: why inputs should be centred and scaled.
# - Trevor Hastie, Robert Tibshirani and Jerome Friedman, *The Elements of Statistical Learning* (2009), §4.4: reading logistic coefficients.
# - Shachar Kaufman and others, *Leakage in Data Mining* (2012): how test rows sneak in.
#
# Next: module 02 stacks such neurons, and sends these gradients back through all of them.
