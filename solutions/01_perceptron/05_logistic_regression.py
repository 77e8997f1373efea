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
# # 01.5 Logistic regression by gradient descent
# You will teach a single neuron to say *how sure* it is, by letting every example pull on it exactly as hard as it surprises the neuron.
#
# *90 minutes · 14 points · about 5 CPU seconds · needs: lessons 01.1, 01.3 and 01.4*
#
# **You will be able to**
# - derive the gradients of the sigmoid and of the log loss, and check both by central differences;
# - compute the gradient of a whole batch in one matrix product, without a loop;
# - train logistic regression from scratch and match scikit-learn's coefficients;
# - say which points pull in the perceptron and which in gradient descent;
# - show that squared error through a sigmoid is not convex, and where it curves the wrong way.

# %%
import torch

from helpers import checks, plots
from helpers.activations import sigmoid, step
from helpers.losses import binary_cross_entropy_with_logits
from helpers.runtime import get_device, progress, seed_everything

plots.use_style()
seed_everything(0)
device = get_device()

# %% [markdown]
# ## Why: a threshold that never settles
# Eight students studied for half an hour to four hours. Two surprise us: one passed after 2 hours, one failed after 2.5.
# How many hours make a pass likely? Ask the perceptron of lesson 01.1, student after student, for 40 epochs.

# %%
hours = torch.tensor([0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0])
passed = torch.tensor([0, 0, 0, 1, 0, 1, 1, 1])

weight, bias, thresholds = torch.tensor(0.0), torch.tensor(0.0), []
for _ in range(40):
    for x, y in zip(hours, passed):
        mistake = y - step(weight * x + bias)  # -1, 0 or 1
        weight, bias = weight + mistake * x, bias + mistake
    thresholds.append((-bias / weight).item())

fig, ax = plots.new_axes(
    "The perceptron changes its mind for ever", "epoch", "threshold (hours)"
)
ax.plot(range(1, 41), thresholds, "o-", ms=4, label="threshold after the epoch")
ax.axhline(2.25, ls="--", color="black", label="half-way between the two surprises")
ax.legend(loc="lower right")
cycle = [1.45, 2.57, 3.0] * 7
assert all(abs(t - e) < 0.01 for t, e in zip(thresholds[19:], cycle))

# %% [markdown]
# **What you see.** Each epoch ends with another answer: from epoch 20 on it repeats 1.45, 2.57 and 3.00 hours in turn.
# No threshold gets all eight right, so there is always a mistake, and every mistake shoves the boundary with full force.
#
# ## The idea
# Replace the hard verdict by a probability, and the shove by a **pull as large as the surprise**:
#
# pull = label − predicted probability
#
# Say we promise a pass with probability 0.9. A student who fails pulls with −0.9; one who passes still pulls, but only with +0.1.
# A weight feels each pull times its input: an input of 0 cannot be blamed.
#
# Everybody votes, loudly or softly; when the votes cancel, the boundary stands still. That balance is the minimum of the log loss; walking there in small steps is *gradient descent*.

# %%
grid = torch.linspace(0, 4.5, 100)
pulls = passed - sigmoid(hours - 1.0)  # a poor first guess: weight 1, bias -1

fig, ax = plots.new_axes("Every student pulls the curve", "hours", "chance to pass")
ax.plot(grid, sigmoid(grid - 1.0), color="black", label="predicted probability")
for sign, name in ((1, "pulls up: passed"), (-1, "pulls down: failed")):
    chosen, colour = pulls * sign > 0, plots.PALETTE[0 if sign > 0 else 1]
    x, y = hours[chosen], passed[chosen]
    ax.vlines(x, y - pulls[chosen], y, color=colour, lw=3, label=name)
    ax.plot(x, y, "o" if sign > 0 else "s", color=colour, ms=9)
ax.legend(loc="center right")
print("pulls:", pulls.numpy().round(2), "  sum:", round(pulls.sum().item(), 2))

# %% [markdown]
# **What you see.** Long bars are big surprises. The downward bars win (the sum is negative): the curve must come down.
#
# ## The maths
# | symbol | meaning | shape | name in code |
# |---|---|---|---|
# | $x$ | inputs of one example, a row of `points` $(n, d)$ | $(d,)$ | `point` |
# | $y$ | true label, 0 or 1 | $()$ | `label` |
# | $w, b$ | weights and bias | $(d,), ()$ | `weights`, `bias` |
# | $z$ | logit, $w \cdot x + b$ | $()$ | `logits` |
# | $\hat y$ | probability, $\sigma(z)$ | $()$ | `probs` |
# | $\eta$ | learning rate | $()$ | `learning_rate` |
#
# One example costs $E = -y \log \hat y - (1-y) \log(1-\hat y)$. The chain rule leads back from $E$ to $w$ in three links:
#
# $$\frac{\partial E}{\partial \hat y} = -\frac{y}{\hat y} + \frac{1-y}{1-\hat y}, \qquad \frac{\partial z}{\partial w} = x, \qquad
# \frac{\partial \hat y}{\partial z} = \frac{e^{-z}}{(1+e^{-z})^2} = \frac{1}{1+e^{-z}}\cdot\frac{e^{-z}}{1+e^{-z}} = \hat y\,(1-\hat y)$$
#
# Multiply the first by the last, and the denominators cancel:
#
# $$\frac{\partial E}{\partial z} = -y(1-\hat y) + (1-y)\hat y = -(y - \hat y)$$
#
# $$\frac{\partial E}{\partial w} = -(y-\hat y)\,x, \qquad \frac{\partial E}{\partial b} = -(y-\hat y)$$
#
# The gradient of the **mean** loss is the mean of these; a step goes *against* it: $w \leftarrow w - \eta\,\nabla_w E$.
#
# **By hand.** With $w=b=0$ the student $x=4, y=1$ gets $\hat y=\tfrac12$: gradient $-(1-\tfrac12)\cdot 4=-2$, so the weight should grow.


# %%
# Together, step 1: the same number from the definition of a slope.
def loss_at(w):
    """Return the log loss of the student with x=4, y=1 at weight w."""
    return -torch.log(sigmoid(w * torch.tensor(4.0, dtype=torch.float64)))


slope = (loss_at(1e-5) - loss_at(-1e-5)) / 2e-5  # a central difference
print(f"slope at w=0: {slope:.7f}")
assert abs(slope + 2) < 1e-7

# Together, step 2: all eight students vote on the first step from w = 0, b = 0.
votes = (passed - 0.5) * hours
first_gradient = -votes.mean()
print("votes:", votes.numpy(), "\ngradient of the mean loss:", first_gradient.item())
assert first_gradient.item() == -0.4375

# %% [markdown]
# ## Exercise 1: the links of the chain
# Write `log_loss_derivatives(logits, labels)`. For each example return the three derivatives above, as a tuple of three tensors shaped like `logits`: $\partial E/\partial\hat y$, $\partial\hat y/\partial z$ and $\partial E/\partial z$.
#
# - `labels` holds 0 or 1, here and below in any bool, integer or float dtype. `ValueError` if its shape is not that of `logits`.
# - **Keep the tails.** At $z=40$ in float64, $\hat y$ rounds to exactly 1 and `1 - probs` to 0. Yet $\partial\hat y/\partial z$ is about $4.2\cdot10^{-18}$ there, and for label 1 $\partial E/\partial z$ is minus that: return those. Remember $1-\sigma(z)=\sigma(-z)$.
# - Never NaN. Only $\partial E/\partial\hat y$ may be infinite, where it exceeds the largest number of the dtype.
#
# Example: `logits=[0.], labels=[1]` gives `([-2.], [0.25], [-0.5])`.


# %% exercise="log_loss_derivatives" forbids="torch.autograd torch.func torch.Tensor.backward"
def log_loss_derivatives(logits, labels):
    """Return the derivatives that link the log loss to the logits.

    Parameters
    ----------
    logits : Tensor, shape (n,), floating point
        Scores z before the sigmoid. Not modified.
    labels : Tensor, shape (n,)
        0 or 1 for each example, in any bool, integer or float dtype.

    Returns
    -------
    loss_by_prob, prob_by_logit, loss_by_logit : Tensor, each shape (n,)
        dE/dŷ, dŷ/dz and dE/dz in the dtype of `logits`, accurate for |z| up to
        80 in float32, 700 in float64.

    Raises
    ------
    ValueError
        If `logits` and `labels` have different shapes.

    Examples
    --------
    >>> log_loss_derivatives(torch.tensor([0.0]), torch.tensor([1]))
    (tensor([-2.]), tensor([0.2500]), tensor([-0.5000]))
    """
    ### BEGIN SOLUTION
    if logits.shape != labels.shape:
        raise ValueError(
            "logits and labels must have one shape, got "
            f"{tuple(logits.shape)} and {tuple(labels.shape)}"
        )
    signs = 2 * labels.to(logits.dtype) - 1  # +1 for label 1, -1 for label 0
    loss_by_prob = -signs / sigmoid(signs * logits)
    prob_by_logit = sigmoid(logits) * sigmoid(-logits)
    loss_by_logit = -signs * sigmoid(-signs * logits)
    return loss_by_prob, prob_by_logit, loss_by_logit
    ### END SOLUTION


# %% tests="log_loss_derivatives" points=2
logits = torch.tensor([-3.0, -0.5, 0.0, 0.7, 2.0], dtype=torch.float64)
labels, tiny = torch.tensor([1, 0, 1, 0, 1]), 1e-5


def loss_of(probs):
    return -torch.where(labels == 1, probs, 1 - probs).log()


up, down, probs = sigmoid(logits + tiny), sigmoid(logits - tiny), sigmoid(logits)
by_prob = (loss_of(probs + tiny) - loss_of(probs - tiny)) / (2 * tiny)
by_logit = (loss_of(up) - loss_of(down)) / (2 * tiny)
checks.close(
    checks.unchanged(log_loss_derivatives, logits, labels),
    (by_prob, (up - down) / (2 * tiny), by_logit),
    rtol=1e-7,
    what="dE/dŷ, dŷ/dz and dE/dz are the slopes that central differences measure",
)
for part in log_loss_derivatives(logits.float(), labels.double()):
    checks.dtype(part, torch.float32, what="the dtype of logits, whatever the labels'")
column = labels[:, None]  # (5,) and (5, 1) would broadcast to (5, 5) in silence
checks.raises(
    ValueError, log_loss_derivatives, logits, column, what="labels in a column"
)
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(11)
for size in (1, 30):
    logits = 3 * torch.randn(size, generator=generator, dtype=torch.float64)
    labels = torch.randint(0, 2, (size,), generator=generator)
    probs = 1 / (1 + torch.exp(-logits))
    expected = (
        torch.where(labels == 1, -1 / probs, 1 / (1 - probs)),
        probs * (1 - probs),
        probs - labels,
    )
    for dtype in (torch.int64, torch.float32, torch.bool, torch.uint8):
        result = checks.unchanged(
            log_loss_derivatives,
            logits,
            labels.to(dtype),
            what="the inputs stay as they are",
        )
        checks.close(result, expected, rtol=1e-9, what=f"{dtype} labels")
for result in log_loss_derivatives(torch.tensor([0.0]), torch.tensor([0])):
    checks.dtype(result, torch.float32, what="the result keeps the dtype of logits")
for shape in ((1,), (2,), (1, 3)):
    labels = torch.zeros(shape)
    checks.raises(ValueError, log_loss_derivatives, torch.zeros(3), labels)
### END HIDDEN TESTS

# %% tests="log_loss_derivatives" part="tails" points=1
logits = torch.tensor([40.0, 40.0, -40.0], dtype=torch.float64)
labels = torch.tensor([1, 0, 1])
small = 4.248354255291589e-18  # exp(-40)
checks.close(
    log_loss_derivatives(logits, labels)[0],
    torch.tensor([-1.0, 1 / small, -1 / small], dtype=torch.float64),
    rtol=1e-9,
    what="dE/dŷ is -1/ŷ for label 1 and 1/(1 - ŷ) for label 0, far out too",
)
checks.close(
    log_loss_derivatives(logits, labels)[1],
    torch.tensor([small, small, small], dtype=torch.float64),
    rtol=1e-9,
    atol=0.0,
    what="the sigmoid's slope is tiny far out, but it is not 0",
)
### BEGIN HIDDEN TESTS
checks.close(
    log_loss_derivatives(logits, labels)[2],
    torch.tensor([-small, 1.0, -1.0], dtype=torch.float64),
    rtol=1e-9,
    atol=0.0,
    what="dE/dz keeps its tail: a point that is right still pulls a little",
)
labels = torch.tensor([1, 0, 1, 0])
for edge, dtype, rtol in ((80.0, torch.float32, 1e-4), (700.0, torch.float64, 1e-9)):
    small = torch.tensor(-edge, dtype=torch.float64).exp().item()
    table = [
        [-1.0, 1 / small, -1 / small, 1.0],
        [small, small, small, small],
        [-small, 1.0, -1.0, small],
    ]
    ends = torch.tensor([edge, edge, -edge, -edge], dtype=dtype)
    checks.close(
        log_loss_derivatives(ends, labels),
        tuple(torch.tensor(row, dtype=dtype) for row in table),
        rtol=rtol,
        atol=0.0,
        what=f"accurate at ±{edge:g} in {dtype}",
    )
far = torch.tensor([1000.0, -1000.0, 1000.0, -1000.0], dtype=torch.float64)
by_prob, slopes, errors = log_loss_derivatives(far, torch.tensor([0, 1, 1, 0]))
checks.close(
    by_prob,
    torch.tensor([float("inf"), -float("inf"), -1.0, 1.0], dtype=torch.float64),
    what="at ±1000 dE/dŷ is infinite where the label's probability is 0, never NaN",
)
checks.close(slopes, torch.zeros(4, dtype=torch.float64), what="flat at ±1000")
checks.close(
    errors,
    torch.tensor([1.0, -1.0, 0.0, 0.0], dtype=torch.float64),
    what="at ±1000 dE/dz is ±1 or 0, never NaN",
)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# Write each formula for label 1 and for label 0 apart. Each `1 - probs` is a sigmoid of the negated logit.
# </details>
# <details><summary>Hint 2: API</summary>
#
# `signs = 2 * labels.to(logits.dtype) - 1` is +1 or −1. The probability of the *observed* label is `sigmoid(signs * logits)`.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# slope = sigmoid(z) · sigmoid(−z). For the third, do not multiply the first two (∞ · 0 is NaN): use the cancelled form −(y − ŷ), which is −sigmoid(−z) for label 1 and +sigmoid(z) for label 0.
# </details>
#
# ## Exercise 2: the gradient of the batch
# Write `log_loss_gradient(points, labels, weights, bias)`: the gradient of the **mean** log loss. Return `(grad_weights, grad_bias)` with shapes `(d,)` and `()`.
#
# - Any number of points and inputs, from 1 up; no loop is needed.
# - `ValueError` if there are no points, or not exactly one label a point (a column, shape `(n, 1)`, is wrong: it would broadcast in silence).
#
# Example: `points=[[4.]], labels=[1], weights=[0.], bias=0.` gives `([-2.], -0.5)`, the number worked by hand.


# %% exercise="log_loss_gradient" forbids="torch.autograd torch.func torch.Tensor.backward helpers.linear.logistic_gradient sklearn"
def log_loss_gradient(points, labels, weights, bias):
    """Return the gradient of the mean log loss of logistic regression.

    Parameters
    ----------
    points : Tensor, shape (n, d), floating point
        One example a row. Not modified.
    labels : Tensor, shape (n,)
        0 or 1 for each example, in any bool, integer or float dtype.
    weights : Tensor, shape (d,), dtype of `points`
    bias : Tensor, shape (), dtype of `points`

    Returns
    -------
    grad_weights : Tensor, shape (d,), dtype of `points`
    grad_bias : Tensor, shape (), dtype of `points`

    Raises
    ------
    ValueError
        If `points` is empty or `labels` is not of shape (n,).

    Examples
    --------
    >>> log_loss_gradient(torch.tensor([[4.0]]), torch.tensor([1]),
    ...                   torch.zeros(1), torch.tensor(0.0))
    (tensor([-2.]), tensor(-0.5000))
    """
    ### BEGIN SOLUTION
    if len(points) == 0 or labels.shape != points.shape[:1]:
        raise ValueError(
            "need at least one point and one label a point, got points "
            f"{tuple(points.shape)} and labels {tuple(labels.shape)}"
        )
    errors = sigmoid(points @ weights + bias) - labels.to(points.dtype)
    return points.T @ errors / len(points), errors.mean()
    ### END SOLUTION


# %% tests="log_loss_gradient" points=3
one, zero, log3 = torch.tensor([[4.0]]), torch.tensor(0.0), torch.tensor(3.0).log()
checks.close(
    log_loss_gradient(one, torch.tensor([1]), torch.zeros(1), zero),
    (torch.tensor([-2.0]), torch.tensor(-0.5)),
    what="one example at w=0, b=0: -(1 - 0.5) * 4 and -(1 - 0.5)",
)
checks.close(
    log_loss_gradient(torch.ones(5, 3), torch.ones(5), torch.zeros(3), log3),
    (torch.tensor([-0.25, -0.25, -0.25]), torch.tensor(-0.25)),
    what="probability 3/4 for all five: the mean, one number for each weight",
)
pair, both = torch.eye(2, dtype=torch.float64), torch.tensor([True, False])
tilt = torch.stack([log3, -log3]).double()  # probabilities 3/4 and 1/4
found = checks.unchanged(log_loss_gradient, pair, both, tilt, zero.double())
checks.close(
    found,
    (tilt.sign() * -0.125, zero.double()),
    what="each row has its own score (bool labels)",
)
checks.dtype(found[0], torch.float64, what="the dtype of points is kept")
column = torch.ones(5, 1)  # would broadcast to (5, 5) in silence
checks.raises(ValueError, log_loss_gradient, column, column, torch.ones(1), zero)
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(12)
for num_points, dim in ((40, 3), (1, 5), (7, 1)):
    options = {"generator": generator, "dtype": torch.float64}
    points = torch.randn(num_points, dim, **options)
    labels = torch.randint(0, 2, (num_points,), generator=generator)
    params = torch.randn(dim + 1, **options)
    slopes = []
    for nudge in 1e-5 * torch.eye(dim + 1, dtype=torch.float64):
        ends = [
            torch.nn.functional.binary_cross_entropy_with_logits(
                points @ p[:dim] + p[dim], labels.double()
            )
            for p in (params + nudge, params - nudge)
        ]
        slopes.append((ends[0] - ends[1]) / 2e-5)
    result = checks.unchanged(
        log_loss_gradient,
        points,
        labels,
        params[:dim],
        params[dim],
        what="the inputs stay as they are",
    )
    expected = (torch.stack(slopes[:dim]), slopes[dim])
    checks.close(
        tuple(result), expected, rtol=0, atol=1e-7, what="central differences agree"
    )
    for part in (
        *result,
        *log_loss_gradient(points, labels == 1, params[:-1], params[-1]),
    ):
        checks.dtype(part, torch.float64, what="the dtype of points is kept")
wild, bad = torch.tensor([[1e4], [-1e4]]), torch.tensor([0, 1])
checks.close(
    log_loss_gradient(wild, bad, torch.ones(1), zero)[0],
    torch.tensor([1e4]),
    what="logits of ±10000 on the wrong side: the gradient stays exact",
)
for labels in (torch.ones(3), torch.ones(1), torch.ones(2, 1), torch.ones(1, 2)):
    checks.raises(ValueError, log_loss_gradient, wild, labels, torch.ones(1), zero)
none = torch.zeros(0, 1), torch.zeros(0)
checks.raises(ValueError, log_loss_gradient, *none, torch.ones(1), zero)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# Every example has one number, its error ŷ − y (`labels.to(points.dtype)` first). The gradient for weight j is the mean of error · (input j).
# </details>
# <details><summary>Hint 2: API</summary>
#
# `points.T @ errors` multiplies and adds over all examples at once: shapes (d, n) @ (n,) give (d,). Compare `labels.shape` with `points.shape[:1]`.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# errors = sigmoid(logits) − labels; grad_weights = pointsᵀ · errors / n; grad_bias = mean of errors.
# </details>
#
# ## Exercise 3: the training loop
# Write `train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100)`. Start from zeros in the dtype of `points`. In each epoch compute the gradient on **all** points once, then move weights and bias **together** against it.
#
# Return `(weights, bias, losses)`; `losses` is a list of `epochs` plain floats: the mean log loss **before** each step.
#
# - `ValueError` if `learning_rate` is not above 0 or `epochs` is below 1.
# - The losses stay finite and exact as long as the logits are finite: `binary_cross_entropy_with_logits` (lesson 01.4) is imported for that.
#
# Your first loss must be $\log 2 \approx 0.693$. Write the gradient anew: each exercise is graded alone, and your function of exercise 2 does not exist there. From here on shapes are as stated and $n\ge1$: no check needed.


# %% exercise="train_logistic_regression" forbids="torch.autograd torch.func torch.optim torch.nn torch.Tensor.backward helpers.linear.fit_logistic_regression helpers.linear.logistic_gradient sklearn"
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    """Fit logistic regression by full-batch gradient descent from zeros.

    Parameters
    ----------
    points : Tensor, shape (n, d), floating point
        One example a row. Not modified.
    labels : Tensor, shape (n,)
        0 or 1 for each example, in any bool, integer or float dtype.
    learning_rate : float, above 0
        How far a step goes along the negative gradient of the mean log loss.
    epochs : int, 1 or more
        Number of steps; each uses all points.

    Returns
    -------
    weights : Tensor, shape (d,), dtype of `points`
    bias : Tensor, shape (), dtype of `points`
    losses : list of float, length `epochs`
        Mean log loss before each step; the first is log 2.

    Raises
    ------
    ValueError
        If `learning_rate` is not above 0 or `epochs` is below 1.

    Examples
    --------
    >>> train_logistic_regression(torch.tensor([[4.0]]), torch.tensor([1]),
    ...                           learning_rate=0.5, epochs=1)[:2]
    (tensor([1.]), tensor(0.2500))
    """
    ### BEGIN SOLUTION
    if learning_rate <= 0 or epochs < 1:
        raise ValueError(
            "learning_rate must be above 0 and epochs at least 1, got "
            f"{learning_rate} and {epochs}"
        )
    targets = labels.to(points.dtype)
    weights, bias = points.new_zeros(points.shape[1]), points.new_zeros(())
    losses = []
    for _ in range(epochs):
        logits = points @ weights + bias
        losses.append(binary_cross_entropy_with_logits(logits, targets).item())
        errors = sigmoid(logits) - targets
        weights = weights - learning_rate * (points.T @ errors) / len(points)
        bias = bias - learning_rate * errors.mean()
    return weights, bias, losses
    ### END SOLUTION


# %% tests="train_logistic_regression" points=3
study = torch.tensor([[0.5], [1.0], [1.5], [2.0], [2.5], [3.0], [3.5], [4.0]])
result = torch.tensor([0, 0, 0, 1, 0, 1, 1, 1])
w, b, losses = checks.unchanged(
    train_logistic_regression, study, result, learning_rate=0.5, epochs=2
)
checks.close(
    (w, b),
    (torch.tensor([0.2702290]), torch.tensor(-0.0594337)),
    what="after step 1 they are 0.21875 and 0; both move on with the same errors",
)
checks.close(
    losses,
    [0.6931472, 0.6347901],
    what="two steps, two losses; the first is log 2: each probability starts at 1/2",
)
checks.that(all(type(loss) is float for loss in losses), "each loss is a plain float")
options = {"learning_rate": 0.5, "epochs": 2000}
w, b, losses = train_logistic_regression(study.double(), result, **options)
checks.close(-b / w[0], 2.25, rtol=1e-3, what="the threshold settles at 2.25 hours")
checks.dtype(w, torch.float64, what="the dtype of points is kept")
checks.raises(ValueError, train_logistic_regression, study, result, learning_rate=0.0)
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(13)
for num_points, dim, rate, epochs in (
    (25, 3, 0.3, 7),
    (1, 2, 1.5, 4),
    (6, 1, 0.1, 100),
):
    points = torch.randn(num_points, dim, generator=generator, dtype=torch.float64)
    labels = torch.randint(0, 2, (num_points,), generator=generator)
    rows = torch.cat([points, torch.ones_like(points[:, :1])], dim=1)
    params, expected_losses = rows.new_zeros(dim + 1), []
    for _ in range(epochs):
        scores = rows @ params
        costs = torch.nn.functional.softplus(scores) - labels * scores
        expected_losses.append(costs.mean().item())
        params = params - rate * (rows * (scores.sigmoid() - labels)[:, None]).mean(0)
    options = {} if epochs == 100 else {"learning_rate": rate, "epochs": epochs}
    weights, bias, losses = checks.unchanged(
        train_logistic_regression, points, labels, **options
    )
    checks.close(
        (weights, bias), (params[:dim], params[dim]), rtol=1e-8, what="the fit"
    )
    checks.close(losses, expected_losses, rtol=1e-8, what="the loss at every epoch")
    checks.dtype(weights, torch.float64, what="the dtype of points is kept")
huge = torch.tensor([[1e4], [2e4]], dtype=torch.float64)
wild = checks.unchanged(
    train_logistic_regression,
    huge,
    torch.tensor([1, 0]),
    learning_rate=10.0,
    epochs=6,
)
# errors -1/2 and 1/2 give w = -25000, b = 0: logits of -2.5e8 (label 1) and -5e8
checks.close(
    wild[2],
    [0.6931471805599453, 1.25e8, 2.5e8, 3.75e8, 1.25e8, 2.5e8],
    rtol=1e-6,
    what="losses stay finite, and right, even when the weights fly",
)
draw = torch.ones(2, 1, dtype=torch.float64)
checks.close(
    train_logistic_regression(draw, torch.tensor([0, 1]), epochs=300)[2],
    [0.6931472] * 300,
    rtol=1e-6,
    what="one loss for each epoch, though the loss no longer falls",
)
for labels in (result.bool(), result.double(), result.to(torch.uint8)):
    other = train_logistic_regression(study, labels, learning_rate=0.5, epochs=2)
    checks.close(other[0], torch.tensor([0.2702290]), what=f"{labels.dtype} labels")
    checks.dtype(other[0], torch.float32, what="the dtype of points, not of labels")
for options in ({"learning_rate": 0.0}, {"learning_rate": -0.1}, {"epochs": 0}):
    checks.raises(ValueError, train_logistic_regression, study, result, **options)
### END HIDDEN TESTS

# %% tests="train_logistic_regression" part="sklearn" points=1
from sklearn.linear_model import LogisticRegression

generator = torch.Generator().manual_seed(14)
labels = torch.arange(80) % 2
points = torch.randn(80, 2, generator=generator) + 1.2 * labels[:, None]
judge = LogisticRegression(C=float("inf"), tol=1e-8).fit(points.numpy(), labels.numpy())
checks.close(
    train_logistic_regression(points, labels, learning_rate=0.5, epochs=2000)[0],
    torch.tensor(judge.coef_[0], dtype=torch.float32),
    rtol=0,
    atol=1e-2,
    what="scikit-learn without its penalty finds the same weights",
)
### BEGIN HIDDEN TESTS
checks.close(
    train_logistic_regression(points, labels, learning_rate=0.5, epochs=2000)[1],
    torch.tensor(judge.intercept_[0], dtype=torch.float32),
    rtol=0,
    atol=1e-2,
    what="scikit-learn without its penalty finds the same bias",
)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# Four lines repeat: logits, loss, errors, step. New weights and new bias come from the *same* errors.
# </details>
# <details><summary>Hint 2: API</summary>
#
# `labels.to(points.dtype)` first. `points.new_zeros(points.shape[1])` keeps dtype and device; `.item()` makes a plain float of a loss. Write `weights = weights - ...`, which makes a new tensor.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# repeat epochs times: logits = points · weights + bias; note the loss; errors = sigmoid(logits) − labels; subtract rate · pointsᵀ errors / n from the weights and rate · mean(errors) from the bias.
# </details>
#
# ## Exercise 4: which points pull?
# Both algorithms, looking at one point, add $\eta\,(y-\hat y)\,x$ to the weights and $\eta\,(y-\hat y)$ to the bias. In the perceptron $\hat y$ is 0 or 1; in gradient descent it is a probability.
#
# Write `score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0)`. For each point answer: if we update on this point *alone*, starting from the given weights, by how much does **its own score** $w\cdot x+b$ change? A point pulls (changes weights and bias) exactly where its change is not 0; nearly always this moves the boundary too.
#
# - `rule` is exactly `"perceptron"` (predict 1 where the score is 0 or more) or `"gradient"`; `ValueError` for any other text, `"Perceptron"` too.
# - The bias changes the score as well.
#
# Example: `points=[[3.]], labels=[1], weights=[0.], bias=0., rule="gradient"`: the pull is 0.5: the weight grows by 1.5, the bias by 0.5, the score by 1.5 · 3 + 0.5 = 5.


# %% exercise="score_changes" forbids="helpers.linear.perceptron_step helpers.linear.logistic_gradient"
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    """Return how far each point's own score moves when we learn from it alone.

    Parameters
    ----------
    points : Tensor, shape (n, d), floating point
        One example a row. Not modified.
    labels : Tensor, shape (n,)
        0 or 1 for each example, in any bool, integer or float dtype.
    weights : Tensor, shape (d,), dtype of `points`
    bias : Tensor, shape (), dtype of `points`
    rule : {"perceptron", "gradient"}
        Whether the prediction is a hard 0/1 (1 if score >= 0) or a probability.
    learning_rate : float
        Factor of the update.

    Returns
    -------
    Tensor, shape (n,), dtype of `points`
        New score minus old score of each point.

    Raises
    ------
    ValueError
        If `rule` is neither "perceptron" nor "gradient".

    Examples
    --------
    >>> score_changes(torch.tensor([[3.0]]), torch.tensor([1]), torch.zeros(1),
    ...               torch.tensor(0.0), rule="gradient")
    tensor([5.])
    """
    ### BEGIN SOLUTION
    if rule not in ("perceptron", "gradient"):
        raise ValueError(f'rule must be "perceptron" or "gradient", got {rule!r}')
    scores = points @ weights + bias
    predictions = step(scores) if rule == "perceptron" else sigmoid(scores)
    pulls = labels.to(points.dtype) - predictions
    return learning_rate * pulls * (points.square().sum(dim=1) + 1)
    ### END SOLUTION


# %% tests="score_changes" points=2
spots = torch.tensor([[2.0, 1.0], [-1.0, 0.0], [1.0, -2.0], [0.0, 3.0], [1.0, -1.0]])
kinds, slope, zero = torch.tensor([1, 0, 1, 0, 0]), torch.ones(2), torch.tensor(0.0)
checks.close(
    checks.unchanged(score_changes, spots, kinds, slope, zero, rule="perceptron"),
    torch.tensor([0.0, 0.0, 6.0, -10.0, -3.0]),
    what="only misclassified points pull; the last has score 0, which counts as class 1",
)
line, log3 = torch.tensor([[0.0], [-1.0], [-2.0]]), torch.tensor(3.0).log()
options = {"rule": "gradient", "learning_rate": 0.5}
nudge = checks.unchanged(
    score_changes, line, torch.tensor([1, 0, 1]), log3[None], log3, **options
)
checks.close(
    nudge,
    torch.tensor([0.125, -0.5, 1.875]),
    what="probabilities 3/4, 1/2, 1/4: every point pulls, each its own way",
)
wide = score_changes(spots, kinds.double(), slope, zero, rule="gradient")
checks.dtype(wide, torch.float32, what="the dtype of points, whatever the labels'")
half = score_changes(spots, kinds, slope, zero, rule="perceptron", learning_rate=0.5)
checks.close(half[2], torch.tensor(3.0), what="the learning rate counts here as well")
for rule in ("grad", "Perceptron"):
    checks.raises(ValueError, score_changes, spots, kinds, slope, zero, rule=rule)
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(15)
for num_points, dim, rate in ((20, 3, 0.7), (1, 1, 1.0), (5, 4, 0.01)):
    points = torch.randn(num_points, dim, generator=generator, dtype=torch.float64)
    labels = torch.randint(0, 2, (num_points,), generator=generator)
    weights = torch.randn(dim, generator=generator, dtype=torch.float64)
    bias = torch.tensor(-0.4, dtype=torch.float64)
    for rule in ("perceptron", "gradient"):
        expected = []
        for x, y in zip(points, labels.double()):
            old = x @ weights + bias
            guess = (old >= 0).double() if rule == "perceptron" else old.sigmoid()
            pull = rate * (y - guess)
            expected.append(x @ (weights + pull * x) + (bias + pull) - old)
        options = {"rule": rule} | ({} if rate == 1.0 else {"learning_rate": rate})
        result = checks.unchanged(
            score_changes, points, labels, weights, bias, **options
        )
        checks.close(
            result,
            torch.stack(expected),
            rtol=1e-8,
            atol=1e-10,
            what=f"{rule}: new score minus old score, each point from the same start",
        )
zero, edge = torch.zeros(1), torch.tensor([[5.0], [5.0]])
checks.close(
    score_changes(edge, torch.tensor([1, 0]), zero, zero[0], rule="perceptron"),
    torch.tensor([0.0, -26.0]),
    what="a score of exactly 0 counts as class 1",
)
checks.close(
    score_changes(edge, torch.tensor([1, 0]), zero - 1e-9, zero[0], rule="perceptron"),
    torch.tensor([26.0, 0.0]),
    what="a score just below 0 is class 0, though its sigmoid rounds to one half",
)
checks.close(
    score_changes(1e3 * edge, torch.tensor([1, 0]), zero + 1, zero[0], rule="gradient"),
    torch.tensor([0.0, -25000001.0]),
    what="scores of 5000: no NaN",
)
for flags in (torch.tensor([True, False]), torch.tensor([1, 0], dtype=torch.uint8)):
    checks.close(
        score_changes(edge, flags, zero, zero[0], rule="gradient"),
        torch.tensor([13.0, -13.0]),
        what=f"{flags.dtype} labels",
    )
for rule in ("adaline", "Perceptron", "GRADIENT", " gradient", "tron", ""):
    checks.raises(ValueError, score_changes, edge, zero, zero, zero[0], rule=rule)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# The update with pull p turns w into w + ηp·x and b into b + ηp. Put both into the score of the same x and subtract the old score.
# </details>
# <details><summary>Hint 2: API</summary>
#
# (w + ηp·x)·x + (b + ηp) − (w·x + b) = ηp·(x·x + 1). All x·x at once: `points.square().sum(dim=1)`.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# check rule; scores; predictions = step(scores) or sigmoid(scores); return rate · (labels, in the dtype of points, − predictions) · (squared lengths + 1).
# </details>
#
# ## Exercise 5, a short detour: why not squared error?
# Squared error served linear regression well. Look along the weight of one student with $x=1, y=1$, no bias.

# %%
axis = torch.linspace(-8, 4, 200)
along = {
    "log loss": -torch.log(sigmoid(axis)),
    "squared error": (sigmoid(axis) - 1) ** 2,
}
fig, ax = plots.new_axes("Two losses of one student (x = 1, y = 1)", "weight", "loss")
plots.curves(ax, along, x=axis)
turn = -torch.log(torch.tensor(2.0))  # where squared error starts to bend down
ax.plot(turn, (sigmoid(turn) - 1) ** 2, "ko", label="inflection at -ln 2")
ax.legend()
log_slope, squared_slope = (
    -sigmoid(-axis[0]),
    -2 * sigmoid(-axis[0]) ** 2 * sigmoid(axis[0]),
)
print(
    f"slopes at weight -8: log loss {log_slope:.4f}, squared error {squared_slope:.6f}"
)
assert abs(log_slope + 0.9997) < 1e-4
assert abs(squared_slope + 0.00067) < 1e-5

# %% [markdown]
# **What you see.** The log loss bends upwards everywhere, and its slope stays near −1 where the neuron is badly wrong. Squared error levels off under a ceiling of 1, so somewhere it must bend *down*: left of $-\ln 2$, where the right label has probability under $\tfrac13$. At −8 its slope is −0.00067. The more wrong, the less it learns.
#
# A curve that bends upwards everywhere is *convex*: one valley, no traps. Log loss: $\partial^2E/\partial w^2=\hat y(1-\hat y)\,x^2\ge 0$. For $Q=\frac1n\sum(\hat y-y)^2$ find the second derivative yourself.
#
# Write `negative_curvature_point(grid, inputs, labels)`. For each weight of `grid`, in any order, take the model $\hat y=\sigma(w\,x)$ and the second derivative of $Q$ with respect to $w$. Return `(weight, curvature)`, two plain floats: the weight with the *most negative* second derivative, and that derivative.
#
# - Exact (relative error below 1e-8 in float64, away from sign changes of the curvature), in both tails too: write $1-\hat y$ as $\sigma(-z)$.
# - `ValueError` if no weight of the grid has a negative one.
#
# Example: `grid=[-2., 0., 2.], inputs=[1.], labels=[1]` gives `(-2.0, -0.119...)`.


# %% exercise="negative_curvature_point" forbids="torch.autograd torch.func torch.Tensor.backward"
def negative_curvature_point(grid, inputs, labels):
    """Return the weight at which squared error bends down the most.

    Parameters
    ----------
    grid : Tensor, shape (k,), floating point
        Weights to look at. Not modified.
    inputs : Tensor, shape (n,), dtype of `grid`
        One number for each example; the model is sigmoid(weight * input).
    labels : Tensor, shape (n,)
        0 or 1 for each example, in any bool, integer or float dtype.

    Returns
    -------
    weight : float
        Member of `grid` with the smallest second derivative of the mean
        squared error.
    curvature : float
        That second derivative; negative.

    Raises
    ------
    ValueError
        If the second derivative is nowhere negative on the grid.

    Examples
    --------
    >>> grid = torch.tensor([-2.0, 0.0, 2.0])
    >>> weight, _ = negative_curvature_point(
    ...     grid, torch.tensor([1.0]), torch.tensor([1])
    ... )
    >>> weight
    -2.0
    """
    ### BEGIN SOLUTION
    logits, positive = grid[:, None] * inputs, labels == 1  # (k, n), (n,)
    probs, others = sigmoid(logits), sigmoid(-logits)
    slopes, errors = probs * others, torch.where(positive, -others, probs)
    bends = slopes * (slopes + errors * (others - probs))
    curvatures = (2 * inputs**2 * bends).mean(dim=1)  # (k,)
    lowest = curvatures.argmin()
    if curvatures[lowest] >= 0:
        raise ValueError("squared error bends down at no weight of the grid")
    return grid[lowest].item(), curvatures[lowest].item()
    ### END SOLUTION


# %% tests="negative_curvature_point" points=2
three = torch.tensor([0.0, -2.0, 2.0], dtype=torch.float64)
single, sure = torch.tensor([1.0], dtype=torch.float64), torch.tensor([1])
grid = torch.tensor([0.5, -0.5, -1.0, -3.0], dtype=torch.float64)
inputs, labels = torch.tensor([2.0, 1.0], dtype=torch.float64), torch.tensor([1, 0])


def bend(w, inputs, labels, h=1e-4):
    """Second difference of the mean squared error at weight w."""
    q = [((sigmoid(v * inputs) - labels) ** 2).mean() for v in (w - h, w, w + h)]
    return ((q[0] - 2 * q[1] + q[2]) / h**2).item()


for case, best in (((three, single, sure), -2.0), ((grid, inputs, labels), -1.0)):
    found = checks.unchanged(negative_curvature_point, *case)
    checks.close(
        found,
        (best, bend(best, *case[1:])),
        rtol=1e-5,
        what=f"of this grid, {best} bends down most, as second differences say",
    )
    checks.dtype(found[1], float, what="two plain floats")
upward = three[::2].clone()  # 0 and 2
checks.raises(ValueError, negative_curvature_point, upward, single, sure)
### BEGIN HIDDEN TESTS
generator = torch.Generator().manual_seed(16)
for num_points, scale in ((1, 1.0), (12, 1.0), (6, 1e3), (9, 1e-3)):
    inputs = scale * torch.randn(num_points, generator=generator, dtype=torch.float64)
    labels = torch.randint(0, 2, (num_points,), generator=generator)
    grid = torch.linspace(-7, 6, 53, dtype=torch.float64) / scale
    bends = []
    for candidate in grid:
        w = candidate.clone().requires_grad_()
        cost = ((torch.sigmoid(w * inputs) - labels) ** 2).mean()
        (first,) = torch.autograd.grad(cost, w, create_graph=True)
        bends.append(torch.autograd.grad(first, w)[0].item())
    lowest = min(range(len(bends)), key=bends.__getitem__)
    weight, curvature = checks.unchanged(negative_curvature_point, grid, inputs, labels)
    checks.close(weight, grid[lowest].item(), rtol=1e-9, what="the weight of the grid")
    checks.close(curvature, bends[lowest], rtol=1e-8, atol=1e-14, what="its curvature")
s = 2 / 3 + 1 / 6  # a closed form: x = 1, y = 1, wrong with probability 5/6
closed = torch.log(torch.tensor([(1 - s) / s], dtype=torch.float64))
checks.close(
    negative_curvature_point(closed, single, sure)[1],
    s**2 * (1 - s) * (4 - 6 * s),
    rtol=1e-8,
    what="one example: 2 s^2 (1-s) (2-3s), s the chance given to the wrong label",
)
far = torch.tensor([-1000.0, -3.0, 1000.0], dtype=torch.float64)
checks.close(
    negative_curvature_point(far, single, sure)[0], -3.0, what="no NaN far out"
)
for weight, label in ((-40.0, 1), (40.0, 0)):
    checks.close(
        negative_curvature_point(single * weight, single, torch.tensor([label]))[1],
        -8.496708510583178e-18,
        rtol=1e-8,
        atol=0.0,
        what="in both tails the curvature is tiny, but it is not 0",
    )
twice = torch.tensor([1.0, 2.0], dtype=torch.float64)  # 4 exp(-80), -8 exp(-80)
for weight, labels in ((-40.0, torch.tensor([0, 1])), (40.0, torch.tensor([1, 0]))):
    checks.close(
        negative_curvature_point(single * weight, twice, labels)[1],
        -3.609702775690325e-35,
        rtol=1e-8,
        atol=0.0,
        what="the example that is right counts in the tails, too",
    )
shuffled = torch.tensor([3.0, -1.5, 0.0, -0.5], dtype=torch.float64)
for dtype in (torch.bool, torch.uint8, torch.float32):
    checks.close(
        checks.unchanged(negative_curvature_point, shuffled, single, sure.to(dtype)),
        (-1.5, bend(-1.5, single, 1)),
        rtol=1e-5,
        what=f"{dtype} labels, a grid in no order",
    )
checks.raises(ValueError, negative_curvature_point, three, 0 * single, sure)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
#
# Differentiate (ŷ − y)² twice by w. With s = ŷ(1 − ŷ) = σ(z)·σ(−z) and dŷ/dw = s·x the first derivative is 2(ŷ − y)·s·x.
# </details>
# <details><summary>Hint 2: API</summary>
#
# ds/dw = s(1 − 2ŷ)·x, so the product rule gives 2x²·[s² + (ŷ − y)·s·(1 − 2ŷ)]. For label 1 write ŷ − y as −σ(−z). `grid[:, None] * inputs` makes a (k, n) table of logits.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# table of second derivatives; mean over examples (dim=1); argmin; raise unless that value is negative; two floats with `.item()`.
# </details>
#
# ## The reference, and a second opinion
# From here on the course uses `helpers.linear`, so a slip above does not follow you. Back to the first question: does gradient descent settle? Two other judges: scikit-learn, and PyTorch, whose autograd finds the gradient you wrote by hand.

# %%
from sklearn.linear_model import LogisticRegression

from helpers.linear import fit_logistic_regression

x, targets = hours[:, None], passed.float()
fit = fit_logistic_regression(
    x.to(device), passed.to(device), learning_rate=0.5, epochs=3000
)
judge = LogisticRegression(C=float("inf"), tol=1e-8).fit(x, passed)

neuron = torch.nn.Linear(1, 1)  # the same model in PyTorch's own words
descent = torch.optim.SGD(neuron.parameters(), lr=0.5)
for _ in range(3000):
    descent.zero_grad()
    torch.nn.BCEWithLogitsLoss()(neuron(x)[:, 0], targets).backward()
    descent.step()

found = {
    "ours": (fit.weights.item(), fit.bias.item()),
    "scikit-learn": (judge.coef_.item(), judge.intercept_.item()),
    "torch.nn": (neuron.weight.item(), neuron.bias.item()),
}
for name, (weight, bias) in found.items():
    print(f"{name:12} {weight:.3f} {bias:.3f}  threshold {-bias / weight:.3f}")
    assert abs(weight - found["ours"][0]) < 1e-2
    assert abs(bias - found["ours"][1]) < 1e-2
    assert abs(-bias / weight - 2.25) < 1e-2

# %% [markdown]
# The threshold rests at 2.25 hours, half-way between the two surprises, and all three agree within 0.01.
#
# ## Experiment: hard votes against soft votes
# Same 40 points, same loop, all points voting at once. One thing changes: `activation` is `step` (the perceptron's hard votes) or `sigmoid` (gradient descent). We draw the boundary after every epoch.


# %% tags=["experiment"]
def train_with(activation, points, labels, *, learning_rate=1.0, epochs=100):
    """Return (weights, bias) after each epoch, one step on all points."""
    weights, bias, history = torch.zeros(points.shape[1]), torch.zeros(()), []
    for _ in range(epochs):
        pulls = labels - activation(points @ weights + bias)
        weights = weights + learning_rate * points.T @ pulls / len(points)
        bias = bias + learning_rate * pulls.mean()
        history.append((weights, bias))
    return history


def overlapping_points(seed):
    """Return 40 points of two classes that no line separates, and their labels."""
    generator = torch.Generator().manual_seed(seed)
    labels = torch.arange(40) % 2
    return torch.randn(40, 2, generator=generator) + 1.5 * labels[:, None], labels


# %% tags=["experiment"]
points, labels = overlapping_points(seed=0)
title = "The boundary after each of 100 epochs"
fig, axes = plots.new_axes(title, "input 1", "input 2", size=(5, 4), ncols=2)
for ax, activation in zip(axes, (step, sigmoid)):
    ax.set_title("hard votes (step)" if activation is step else "soft votes (sigmoid)")
    plots.points(ax, points, labels)
    history = train_with(activation, points, labels)
    for epoch, (weights, bias) in enumerate(history):
        slope_of_line, height = -weights[0] / weights[1], -bias / weights[1]
        ax.axline(
            (0, height.item()),
            slope=slope_of_line.item(),
            color="black",
            alpha=0.1 + 0.9 * (epoch == len(history) - 1),
            label="after epoch 100" if epoch == len(history) - 1 else None,
        )
    ax.set(xlim=(-3, 4.5), ylim=(-3, 4.5))
    ax.legend(loc="lower right")

# %% [markdown]
# **What you see.** Each thin line is the boundary after one epoch. With hard votes the lines fan out and never gather: a few misclassified points throw the boundary about. With soft votes they crowd together and come to rest.
#
# Luck of one data set? We measure by how many degrees the boundary turns in each epoch, on five.


# %% tags=["experiment"]
def turns(history):
    """Return by how many degrees the boundary turned in each epoch."""
    weights = torch.stack([weights for weights, _ in history])
    angles = torch.rad2deg(torch.atan2(weights[:, 1], weights[:, 0]))
    return ((angles.diff() + 180) % 360 - 180).abs()


runs = {"hard votes": [], "soft votes": []}
for seed in progress(range(5), description="data sets"):
    for name, activation in zip(runs, (step, sigmoid)):
        history = train_with(activation, *overlapping_points(seed))
        runs[name].append(turns(history))

fig, ax = plots.new_axes("Does the boundary come to rest?", "epoch", "turn in degrees")
for name, values in runs.items():
    plots.mean_band(ax, torch.arange(2, 101), torch.stack(values), label=name)
ax.legend()
last = {name: torch.stack(values)[:, -20:].mean(dim=1) for name, values in runs.items()}
for name, values in last.items():
    print(
        f"{name:16} mean turn, last 20 epochs: {values.mean():.3f} ± {values.std():.3f}"
    )
assert (last["hard votes"] > 500 * last["soft votes"]).all()  # on every seed
assert (last["hard votes"] > 10).all()

# %% [markdown]
# **What you see.** Mean and spread over five data sets. With hard votes the boundary keeps turning by more than 10 degrees an epoch on average, with soft votes more than 500 times less: on every seed. Soft votes can cancel; hard ones hardly ever do.
#
# ## Your turn
# 1. **Step too far.** Fit the eight students with `learning_rate=5`, then 50, and plot `fit.losses`. Expect them to jump up and down: each step overshoots the valley.
# 2. **One very keen student.** Add a ninth who studied 40 hours and passed. Expect the threshold to stay (that pull is almost 0). Then fit a line to the labels by least squares: expect its 0.5-crossing to move right.

# %% tags=["experiment"]
trial = fit_logistic_regression(hours[:, None], passed, learning_rate=5.0, epochs=40)
print("first losses:", trial.losses[:6].numpy().round(2))
# your experiment here

# %% [markdown]
# ## Pitfalls
# | symptom | cause | fix |
# |---|---|---|
# | loss rises from the first step on | sign lost in $E$ or in the update | $E=-[\dots]$; subtract the gradient |
# | coefficients smaller than ours | scikit-learn's default `C=1.0` penalises large weights | `C=float("inf")` for a fair comparison |
# | weights grow for ever, loss creeps to 0 | the classes are separable: doubling $w$ always helps | stop, or penalise large weights |
# | bias a little off | it was updated with predictions of the *new* weights | compute errors once, use them twice |
# | "a point that is right pushes the boundary away" fails | the update raises that point's **score**; the line may still turn *towards* it | reason about scores, not distances |
#
# Two common slips. **A lost sign:** notes write $E=y\log a+(1-y)\log(1-a)$ *without* the minus, then use $\delta=a-y$, which holds only *with* it; their weight gradients carry a stray minus too. Right: gradient $+\frac1m\sum\delta\,x$, and subtract it. **The last row:** take $w=1$, $b=2$ (boundary at −2) and $x=1$, $y=1$: correctly classified, and yet the boundary comes closer. The next cell reproduces three rows.

# %%
from helpers.linear import logistic_gradient

grad, _ = logistic_gradient(x, passed, torch.zeros(1), torch.zeros(()))
loss_good = binary_cross_entropy_with_logits(-0.5 * grad * hours, targets)
loss_stray = binary_cross_entropy_with_logits(+0.5 * grad * hours, targets)
print(f"loss 0.693 -> {loss_good:.3f} with the right sign, {loss_stray:.3f} without")
assert loss_good < 0.6931 < loss_stray

default = LogisticRegression().fit(x, passed)
print(
    f"weight with C=1.0: {default.coef_[0, 0]:.2f}; without penalty: {fit.weights.item():.2f}"
)
assert default.coef_[0, 0] < 0.5 * fit.weights.item()

pull = 1 - sigmoid(torch.tensor(1.0 * 1 + 2))  # w=1, b=2, x=1, y=1
old_boundary, new_boundary = -2.0, -(2 + pull) / (1 + pull * 1)
print(f"boundary {old_boundary:.3f} -> {new_boundary:.3f}: closer to x = 1")
assert old_boundary < new_boundary < 1

# %% [markdown]
# ## Check yourself
# **1. All points are correctly classified. What does gradient descent do next?** (a) stops (b) keeps moving (c) turns back
# <details><summary>Answer</summary>
#
# (b). Each pull y − ŷ is small but not 0, so weights and bias still change. (a) describes the perceptron. (c) would raise the loss again.
# </details>
#
# **2. Label 1, predicted probability 0.2, x = 3. The gradient for w?** (a) −2.4 (b) 2.4 (c) −0.384
# <details><summary>Answer</summary>
#
# (a): −(1 − 0.2) · 3. (b) would walk uphill. (c) kept the factor ŷ(1 − ŷ) = 0.16, which the log loss cancels.
# </details>
#
# **3. Why does a badly wrong neuron learn slowly under squared error?** (a) its error is small (b) the sigmoid is flat there (c) the learning rate shrinks
# <details><summary>Answer</summary>
#
# (b). The slope ŷ(1 − ŷ) multiplies the gradient and is nearly 0. (a) The error is nearly 1. (c) Nothing changes the learning rate.
# </details>

# %% [markdown]
# ## Summary
# - Log loss and sigmoid fit like lock and key: their derivatives multiply to ŷ − y.
# - The gradient is the mean of (ŷ − y)·x. Every example votes, as loudly as it is surprised.
# - The perceptron is the same update with a hard prediction: only mistakes vote, and the boundary need not settle.
# - Log loss is convex in the weights (shown here for one weight; true for all). Squared error through a sigmoid is not, and goes flat where the model is most wrong.
# - Check a gradient by central differences, the first loss against log 2.
#
# ## Further reading
# - David R. Cox, *The regression analysis of binary sequences* (1958): where the model comes from.
# - Christopher Bishop, *Pattern Recognition and Machine Learning* (2006), §4.3: the same gradient, then Newton's method.
# - Ian Goodfellow, Yoshua Bengio and Aaron Courville, *Deep Learning* (2016), §6.2.2.2: why sigmoid units want the log loss.
#
# Next: the same neuron decides on 400 applications, in lesson 01.6.
