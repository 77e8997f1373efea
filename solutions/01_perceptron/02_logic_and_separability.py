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
# # 01.2 Logic and linear separability
# Build logic out of neurons, prove that one neuron can never make a staircase light work,
# and build the two-layer network that can.
#
# *70 minutes · 12 points · about 8 CPU seconds · needs: lesson 01.1*

# %% [markdown]
# ## You will be able to
# - **choose** weights and a bias that make a neuron an AND, OR, NAND or NOT gate, with
#   room for noise;
# - **decide**, with proof, whether a line separates two classes of whole-number points;
# - **compute** the output of a network with a hidden layer;
# - **construct** a two-layer network for XOR, and for parity of any number of inputs.

# %%
from itertools import product

import matplotlib.pyplot as plt
import torch

from helpers import checks, linear, plots
from helpers.activations import step
from helpers.runtime import get_device, progress, seed_everything

seed_everything(0)
device = get_device()
plots.use_style()

# %% [markdown]
# ## Why: the light that a perceptron cannot learn
# Three machines have two switches each, up (1) or down (0):
#
# - a **press** moves only while both hands hold their buttons: AND;
# - a **bell** rings for the front or the back door: OR;
# - a **staircase light** is on when exactly one of its two switches is up: *exclusive or*,
#   XOR.
#
# Each machine is four points and four labels, the smallest data set you will ever see. In
# lesson 01.1 the perceptron learned ten applicants in three epochs. Give it fifteen.

# %%
square = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], device=device)
gates = {
    "AND": torch.tensor([0, 0, 0, 1], device=device),
    "OR": torch.tensor([0, 1, 1, 1], device=device),
    "XOR": torch.tensor([0, 1, 1, 0], device=device),
}
wrong_answers = {}
for name, labels in gates.items():
    fit = linear.fit_perceptron(square, labels, max_epochs=15)
    wrong_answers[name] = []  # one number for each epoch that was run
    for weights, bias in fit.history:
        decisions = linear.perceptron_predict(square, weights, bias)
        wrong_answers[name].append(int((decisions != labels).sum()))
    print(f"{name:3s}: converged {fit.converged}, epochs {fit.epochs}")
checks.equal(wrong_answers["XOR"], [2] * 15, what="XOR: always 2 wrong")

title = "Four points, one perceptron"
fig, ax = plots.new_axes(title, "epoch", "wrong answers (of 4)", size=(6.5, 3.6))
for name, counts in wrong_answers.items():
    plots.curves(ax, {name: counts}, x=range(1, len(counts) + 1))
for line, style, marker in zip(ax.lines, ["-", "--", ":"], "os^", strict=True):
    line.set(linestyle=style, marker=marker)
ax.set(ylim=(-0.2, 4.2), yticks=range(5))
ax.legend()
plt.show()

# %% [markdown]
# **What to see:** AND and OR come down to zero, and there training stops. XOR has two
# wrong answers after every epoch. More epochs? More luck? **Is something wrong with the
# training, or with the machine?**
#
# ## The idea
# A perceptron draws one straight line: class 1 on one side, class 0 on the other. Two
# classes that some line keeps apart are called **linearly separable**. In more than two
# dimensions the line becomes a plane, then a **hyperplane**; the word stays.
#
# So forget training for a moment. Take a ruler and the pictures below.


# %% tags=["experiment"]
def arrow_to_on(ax, weights, bias):
    """Draw an arrow from the last line drawn to its side of class 1."""
    normal = torch.as_tensor(weights).cpu()
    foot = 0.5 - (normal.sum() / 2 + bias) / (normal @ normal) * normal
    tip = foot + 0.25 * normal / normal.norm()
    look = {"arrowstyle": "->", "linewidth": 2, "color": ax.lines[-1].get_color()}
    ax.annotate("", xy=tip.tolist(), xytext=foot.tolist(), arrowprops=look)


title = "Where would you draw the line?"
fig, axes = plots.new_axes(title, "switch 1", "switch 2", size=(3.3, 3.5), ncols=3)
lines = {"AND": ([1.0, 1.0], -1.5), "OR": ([1.0, 1.0], -0.5)}
for ax, (name, labels) in zip(axes, gates.items(), strict=True):
    plots.points(ax, square, labels, names=("off", "on"))
    ax.set(title=name, xlim=(-0.5, 1.6), ylim=(-0.5, 2.2), xticks=[0, 1], yticks=[0, 1])
    ax.set_aspect("equal")
    if name in lines:
        plots.boundary(ax, *lines[name], label="a line")
        arrow_to_on(ax, *lines[name])
axes[2].plot([0, 1], [1, 0], ":", color=plots.PALETTE[1], label="both on")
axes[2].plot([0, 1], [0, 1], ":", color=plots.PALETTE[0], label="both off")
for ax in axes:
    ax.legend(loc="upper right", fontsize=8)
plt.show()

# %% [markdown]
# **What to see:** AND cuts off one corner, OR another; the arrows point to "on". The "on"
# corners of XOR lie across from each other, and so do the "off" corners. Their diagonals
# cross in the middle, and a line that keeps both "on" corners on one side keeps that
# middle there too; the same for "off". It cannot be on both sides.
#
# ## The maths
# |symbol|meaning|shape|name in code|
# |---|---|---|---|
# |$x$|one input, each entry 0 or 1|$(d,)$|row of `points`|
# |$w, b$|weights and bias of one neuron|$(d,)$, $()$|`weights`, `bias`|
# |$H, c$|weights and biases of the hidden layer|$(h, d)$, $(h,)$|`hidden_weights`, `hidden_biases`|
# |$z$|outputs of the hidden layer, 0 or 1|$(h,)$|`hidden`|
# |$v, a$|weights and bias of the output neuron|$(h,)$, $()$|`output_weights`, `output_bias`|
#
# With $\operatorname{step}(s)=1$ for $s\ge0$ and $0$ for $s<0$, one neuron and a network
# with one **hidden layer** are
#
# $$ \hat y = \operatorname{step}(w\cdot x + b) \qquad\qquad
# z = \operatorname{step}(Hx + c), \quad \hat y = \operatorname{step}(v\cdot z + a). $$
#
# **By hand:** $w=(1,1)$, $b=-1.5$ gives the scores $-1.5, -0.5, -0.5, 0.5$ at the four
# corners: an AND.

# %% [markdown]
# ### No single neuron makes XOR: the argument
# Suppose $w_1, w_2, b$ did it. Read off the four rows of the truth table:
#
# $$\begin{aligned}
# (0,0)\mapsto 0:&\quad b < 0 \qquad & (1,0)\mapsto 1:&\quad w_1 + b \ge 0\\
# (1,1)\mapsto 0:&\quad w_1+w_2+b < 0 \qquad & (0,1)\mapsto 1:&\quad w_2 + b \ge 0
# \end{aligned}$$
#
# Add up each column. On the left $w_1+w_2+2b<0$, on the right $w_1+w_2+2b\ge0$. One number
# cannot be both, so such weights do not exist. No data, no training, no luck can change
# that: the machine is too small.
#
# ## Together
# A second look, by trying. First a table of every input, then a search through half a
# million neurons.

# %%
every_input = torch.cartesian_prod(*[torch.tensor([0.0, 1.0])] * 3)
print("three switches have", tuple(every_input.shape), "rows and columns of inputs")

values = torch.linspace(-2, 2, 81)  # steps of 0.05
neurons = torch.cartesian_prod(values, values, values)  # w1, w2, b
corners = torch.cat([square.cpu(), torch.ones(4, 1)], dim=1)
decisions = (neurons @ corners.T >= 0).long()  # (neurons, corners)
for name, labels in gates.items():
    right = (decisions == labels.cpu()).sum(dim=1)
    print(f"{name:3s}: best of {len(neurons):,} neurons gets {right.max()} of 4 right")
    checks.equal(int(right.max()), 3 if name == "XOR" else 4, what="XOR stops at 3")
checks.equal(len(neurons), 531_441, what="the size of the search")

# %% [markdown]
# Three of four is the ceiling for XOR. The search agrees with the argument but could not
# replace it: between two grid values lie infinitely many it never tried. Exercise 2 finds
# a search that **does** prove it.
#
# ## Exercise 1: gates that survive noise (2 points)
# Write `gate_weights(name, num_inputs)` for the gates `"AND"` (1 if all inputs are 1),
# `"OR"` (1 if any is), `"NAND"` (the opposite of AND) and `"NOT"` (one input only).
#
# - Return `weights`, a float32 tensor of shape `(num_inputs,)`, and `bias`, a plain Python
#   float.
# - Real switches are not exact. With **up to four inputs** the gate must still be right,
#   with some room left, when every input is off by as much as 0.1, in any direction.
# - An unknown name, or `"NOT"` with another number of inputs than one, raises a
#   `ValueError`.
#
# Example: `gate_weights("AND", 2)` may return `tensor([1., 1.])` and `-1.5`. Many answers
# are right; the tests try them out.


# %% exercise="gate_weights"
def gate_weights(name, num_inputs):
    """Return weights and bias that make one neuron a logic gate.

    Parameters
    ----------
    name : str
        "AND", "OR", "NAND" or "NOT".
    num_inputs : int
        Number of inputs, at least 1; exactly 1 for "NOT".

    Returns
    -------
    weights : Tensor, shape (num_inputs,), float32
    bias : float
        A plain Python float, not a tensor. With up to four inputs, each off by at most
        0.1, the gate is still right.

    Raises
    ------
    ValueError
        If the name is unknown, or "NOT" is asked for with `num_inputs` other than 1.

    Examples
    --------
    >>> weights, bias = gate_weights("OR", 2)
    >>> (torch.tensor([0.0, 1.0]) @ weights + bias >= 0).item()
    True
    """
    ### BEGIN SOLUTION
    if name == "NOT" and num_inputs != 1:
        raise ValueError(f"NOT has one input, got num_inputs={num_inputs}")
    biases = {
        "AND": 0.5 - num_inputs,
        "OR": -0.5,
        "NAND": num_inputs - 0.5,
        "NOT": 0.5,
    }
    if name not in biases:
        raise ValueError(f"name must be one of {list(biases)}, got {name!r}")
    sign = -1.0 if name in ("NAND", "NOT") else 1.0
    return torch.full((num_inputs,), sign), biases[name]
    ### END SOLUTION


# %% tests="gate_weights" points=2
for count in (1, 2, 3, 4):
    table = torch.tensor(
        list(product([0.0, 1.0], repeat=count))
    )  # every input, by rows
    ones = table.sum(dim=1)
    truths = {"AND": ones == count, "OR": ones >= 1, "NAND": ones < count}
    if count == 1:
        truths["NOT"] = ones == 0
    for gate, truth in truths.items():
        weights, bias = gate_weights(gate, count)
        checks.shape(weights, (count,), what="There is one weight for each input")
        checks.dtype(weights, torch.float32, what="The weights are float32")
        checks.dtype(bias, float, what="The bias is a plain Python float")
        scores = table @ weights + bias
        rule = f"The neuron has the truth table of {gate} with {count} inputs"
        checks.equal((scores >= 0).long(), truth.long(), what=rule)
        room = float(scores.abs().min() - 0.1 * weights.abs().sum())
        rule = f"{gate} with {count} inputs goes wrong when every input is off by 0.1"
        checks.that(room > 0, rule)
checks.raises(ValueError, gate_weights, "NOT", 2, what="NOT has exactly one input")
checks.raises(ValueError, gate_weights, "XOR", 1, what="XOR is none of the four names")
### BEGIN HIDDEN TESTS
for count in (1, 2, 3, 4, 7, 10):
    table = torch.tensor(
        [[float(row >> place & 1) for place in range(count)] for row in range(2**count)]
    )
    ones = table.sum(dim=1)
    truths = {"AND": ones == count, "OR": ones >= 1, "NAND": ones < count}
    if count == 1:
        truths["NOT"] = ones == 0
    for gate, truth in truths.items():
        weights, bias = gate_weights(gate, count)
        checks.shape(weights, (count,), what="There is one weight for each input")
        checks.dtype(weights, torch.float32, what="The weights are float32")
        checks.dtype(bias, float, what="The bias is a plain Python float")
        scores = table @ weights + bias
        checks.equal(
            (scores >= 0).long(),
            truth.long(),
            what=f"The neuron has the truth table of {gate} with {count} inputs",
        )
        if count <= 4:
            room = float(scores.abs().min() - 0.1 * weights.abs().sum())
            checks.that(
                room > 0,
                f"{gate} with {count} inputs goes wrong when every input is off by 0.1",
            )
for name in ("XOR", "NOR", ""):
    for count in (1, 2):
        checks.raises(
            ValueError, gate_weights, name, count, what="There are four gates, no more"
        )
checks.raises(ValueError, gate_weights, "NOT", 3, what="NOT has exactly one input")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# With all weights 1 the score counts the inputs that are on. Put the threshold half-way
# between the largest count that should give 0 and the smallest that should give 1.
# </details>
# <details><summary>Hint 2: tools</summary>
# <code>torch.ones(num_inputs)</code> or <code>torch.full((num_inputs,), value)</code>. The
# opposite of a gate has all signs turned round (if no score is 0).
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# ```text
# AND:  weights  1, on from a count of num_inputs    -> threshold half a step below
# OR:   weights  1, on from a count of 1             -> threshold half a step below
# NAND: minus AND;  NOT: NAND with one input
# bias = -threshold; anything else: raise ValueError
# ```
# </details>

# %% [markdown]
# ## Exercise 2: a search that proves (4 points)
# Train from zero, with learning rate 1, on points whose coordinates are whole numbers. All
# weights then stay whole numbers. After each epoch look at weights and bias:
#
# - the epoch was clean: **separable**, and here is the line;
# - they are exactly what they were after an earlier epoch, or at the start: the future
#   will repeat the past for ever. Separable data would have converged (Novikoff), so these
#   are **not separable**. That is a proof.
#
# One of the two must happen. A perceptron's weights never grow without limit, on any data: a
# theorem that we do not prove (Minsky and Papert). Under a limit there are only finitely many
# whole numbers, so sooner or later a state must come back.
#
# Write `is_separable(points, labels, *, max_epochs=1000)`. Return a bool and the number
# of epochs run, the last one included. Neither case within `max_epochs`: raise a
# `RuntimeError`, so that a bug, or a very slow case, cannot loop for ever. A coordinate that is not a whole
# number: `ValueError`.
#
# Example: with the rows in the order 00, 01, 10, 11, AND gives `(True, 6)` and XOR gives
# `(False, 3)`.


# %% exercise="is_separable" forbids="helpers.linear"
def is_separable(points, labels, *, max_epochs=1000):
    """Decide whether a hyperplane separates two classes of whole-number points.

    Parameters
    ----------
    points : Tensor, shape (num_points, num_features), floating point
        Whole numbers. Visited in this order. Not modified.
    labels : Tensor, shape (num_points,), int64
        0 or 1; other labels or shapes are never passed.
    max_epochs : int, optional
        Give up after so many epochs, at least 1.

    Returns
    -------
    separable : bool
    epochs : int
        Epochs until one was clean, or until weights and bias came back to what they
        were at the start or after an earlier epoch.

    Raises
    ------
    ValueError
        If a coordinate is not a whole number.
    RuntimeError
        If `max_epochs` pass without a decision.

    Examples
    --------
    >>> square = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    >>> is_separable(square, torch.tensor([0, 1, 1, 0]))
    (False, 3)
    """
    ### BEGIN SOLUTION
    if (points != points.round()).any():
        raise ValueError("every coordinate must be a whole number")
    weights, bias = points.new_zeros(points.shape[1]), 0
    seen = {(*weights.tolist(), bias)}
    for epoch in range(1, max_epochs + 1):
        clean = True
        for point, label in zip(points, labels.tolist()):
            correction = label - int(weights @ point + bias >= 0)
            weights, bias = weights + correction * point, bias + correction
            clean = clean and correction == 0
        state = (*weights.tolist(), bias)
        if clean or state in seen:
            return clean, epoch
        seen.add(state)
    raise RuntimeError(f"no decision within {max_epochs} epochs")
    ### END SOLUTION


# %% tests="is_separable" points=3
pairs = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
both, odd = torch.tensor([0, 0, 0, 1]), torch.tensor([0, 1, 1, 0])
checks.unchanged(is_separable, pairs, odd, what="The inputs stay as they were")
four = torch.tensor([[0.0, -3.0], [3.0, 3.0], [-1.0, -2.0], [-1.0, -3.0]])
back = torch.tensor([[0.0, -3.0], [3.0, 0.0], [0.0, 1.0], [3.0, 3.0]])
cases = (  # points, labels, the answer, why
    (pairs, both, (True, 6), "AND: clean in epoch 6"),
    (pairs, odd, (False, 3), "XOR: after epoch 3 back in an old state"),
    (pairs, 1 - odd, (False, 3), "Equality: after epoch 3 back in an old state"),
    (
        pairs[[3, 3]],
        odd[:2],
        (False, 1),
        "One point in both classes: back at the start",
    ),
    (four, odd, (True, 13), "Some points take 13 epochs; they may be negative"),
    (back, odd, (False, 8), "After epoch 8 the state is the one after epoch 4"),
)
for points, labels, wanted, rule in cases:
    checks.equal(is_separable(points, labels), wanted, what=rule)
for bad in (pairs / 2, pairs + 0.001, pairs + torch.tensor([0.5, -0.5])):
    checks.raises(ValueError, is_separable, bad, odd, what="Not all are whole numbers")
rule = "AND needs 6 epochs: five decide nothing"
checks.raises(RuntimeError, is_separable, pairs, both, max_epochs=5, what=rule)


### BEGIN HIDDEN TESTS
def decide(rows, targets):
    """Return the same answer, in plain Python, with the bias as an input."""
    state, seen, epochs = (0,) * (len(rows[0]) + 1), set(), 0
    while state not in seen:
        seen.add(state)
        epochs, moved = epochs + 1, 0
        for row, target in zip(rows, targets):
            ends = (*row, 1)
            sign = target - (sum(p * q for p, q in zip(state, ends)) >= 0)
            moved += abs(sign)
            state = tuple(p + sign * q for p, q in zip(state, ends))
        if not moved:
            return True, epochs
    return False, epochs


gen = torch.Generator().manual_seed(21)
for count, dim, top in ((6, 2, 4), (5, 3, 3), (9, 1, 9), (12, 2, 6), (1, 4, 2)):
    for _ in range(6):
        inputs = torch.randint(-top, top + 1, (count, dim), generator=gen)
        targets = torch.randint(0, 2, (count,), generator=gen)
        wanted = decide(inputs.tolist(), targets.tolist())
        checks.equal(
            is_separable(inputs.double(), targets, max_epochs=100_000),
            wanted,
            what="The answer agrees with an independent reckoning on random points",
        )
checks.equal(
    is_separable(pairs, both, max_epochs=6),
    (True, 6),
    what="Six epochs are just enough for AND",
)
checks.equal(
    is_separable(pairs, torch.ones(4).long()),
    (True, 1),
    what="With one class the first epoch is clean",
)
checks.equal(
    is_separable(pairs[3:].repeat(2, 1), torch.tensor([0, 1])),
    (False, 1),
    what="The same point in both classes leads back to the start after one epoch",
)
halves = torch.tensor([[1.5, -0.5], [0.25, 0.75]], dtype=torch.float64)
hair = pairs.double() + 1e-12
for bad in (pairs + 1e-3, pairs - 1e-6, hair, halves, halves.T, halves[:1] + 1):
    checks.raises(
        ValueError,
        is_separable,
        bad,
        odd[: len(bad)],
        what="Every single coordinate must be whole, exactly",
    )
checks.unchanged(is_separable, back, odd, what="The inputs stay as they were")
checks.raises(
    RuntimeError, is_separable, pairs, odd, max_epochs=2, what="XOR needs 3 epochs"
)
### END HIDDEN TESTS

# %% tests="is_separable" part="exhaustion" points=1
pairs = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
tables = torch.tensor(
    [[number >> place & 1 for place in range(4)] for number in range(16)]
)
answers = [is_separable(pairs, table)[0] for table in tables]
checks.equal(
    sum(answers), 14, what="Of the 16 truth tables of two inputs 14 are separable"
)
impossible = [t for t, yes in zip(tables.tolist(), answers) if not yes]
checks.equal(
    impossible, [[0, 1, 1, 0], [1, 0, 0, 1]], what="The other two are XOR and equality"
)
### BEGIN HIDDEN TESTS
triples = torch.tensor(
    [[float(number >> place & 1) for place in range(3)] for number in range(8)]
)
total = 0
for number in range(0, 256):
    table = torch.tensor([number >> place & 1 for place in range(8)])
    total += is_separable(triples, table)[0]
checks.equal(
    total, 104, what="Of the 256 truth tables of three inputs 104 are separable"
)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# It is the training loop of lesson 01.1 with a memory: keep every state you were in at the
# end of an epoch, the start included. Test for a clean epoch first.
# </details>
# <details><summary>Hint 2: tools</summary>
# A <code>set</code> of tuples: <code>(*weights.tolist(), bias)</code>;
# <code>points.round()</code> to find numbers that are not whole.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# ```text
# raise ValueError if points differ from points rounded
# weights, bias = zeros; seen = {state}
# for epoch = 1 ... max_epochs:
#     one epoch of the perceptron algorithm; clean = no correction was made
#     if clean: return True, epoch
#     if state in seen: return False, epoch
#     add state to seen
# raise RuntimeError
# ```
# </details>

# %% [markdown]
# You have now proved it twice: by argument, and by **exhaustion** over all 16 truth tables.
#
# ## Exercise 3: two layers (2 points)
# If one line is not enough, take two, and let a third neuron combine what they say. Write
# `two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias)`.
#
# - Row $j$ of `hidden_weights` holds the weights of hidden neuron $j$.
# - Return `hidden`, shape `(num_points, num_hidden)`, zeros and ones in the dtype of
#   `points`, and `classes`, shape `(num_points,)`, `int64`. A score of 0 gives 1 in both
#   layers. Write it without the course's `step`.
# - Raise a `ValueError` if the layers do not fit the points or each other.
#
# Example: points `[[1, 0]]`, hidden weights `[[1, 1], [-1, -1]]`, biases `[-0.5, 1.5]`,
# output weights `[1, 1]`, bias `-1.5` give hidden `[[1, 1]]` and class `[1]`.


# %% exercise="two_layer" forbids="helpers.linear helpers.activations"
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    """Compute a network with one hidden layer of step neurons and one output neuron.

    No input is modified.

    Parameters
    ----------
    points : Tensor, shape (num_points, num_features), floating point
        Always two-dimensional, and so are the hidden weights.
    hidden_weights : Tensor, shape (num_hidden, num_features), same dtype
    hidden_biases : Tensor, shape (num_hidden,), same dtype
    output_weights : Tensor, shape (num_hidden,), same dtype
    output_bias : float

    Returns
    -------
    hidden : Tensor, shape (num_points, num_hidden), same dtype as `points`
        Outputs of the hidden neurons, 0 or 1.
    classes : Tensor, shape (num_points,), int64
        Output of the network, 0 or 1.

    Raises
    ------
    ValueError
        If the sizes do not fit as described.

    Examples
    --------
    >>> two_layer(torch.tensor([[2.0]]), torch.tensor([[1.0], [-1.0]]),
    ...           torch.zeros(2), torch.tensor([1.0, 1.0]), -0.5)
    (tensor([[1., 0.]]), tensor([1]))
    """
    ### BEGIN SOLUTION
    num_hidden = len(hidden_weights)
    if hidden_weights.shape != (num_hidden, points.shape[1]):
        raise ValueError("hidden_weights must have one column for each feature")
    if hidden_biases.shape != (num_hidden,) or output_weights.shape != (num_hidden,):
        raise ValueError(f"expected {num_hidden} hidden biases and output weights")
    hidden = (points @ hidden_weights.T + hidden_biases >= 0).to(points.dtype)
    return hidden, (hidden @ output_weights + output_bias >= 0).long()
    ### END SOLUTION


# %% tests="two_layer" points=2
inputs = torch.tensor([[1.0, 0.0], [2.0, -1.0], [-3.0, 4.0], [6.0, -1.0]])
layer = (torch.tensor([[1.0, 2.0], [0.0, -1.0]]), torch.tensor([-1.0, -1.0]))
combine = (torch.tensor([1.0, -1.0]), -1.0)
checks.unchanged(two_layer, inputs, *layer, *combine, what="The inputs stay as is")
hidden, classes = two_layer(inputs, *layer, *combine)
wanted = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
checks.close(
    hidden, wanted, what="A hidden neuron gives 1 from a score of 0 up, else 0"
)
checks.dtype(hidden, torch.float32, what="Hidden outputs have the dtype of points")
rule = (
    "The output neuron sees hidden outputs; its score is 0 for the first point: class 1"
)
checks.equal(classes, torch.tensor([1, 0, 1, 0]), what=rule)
checks.dtype(classes, torch.int64, what="The classes are int64")
hidden, classes = two_layer(inputs[3:], *layer, *combine)
checks.equal(classes, torch.tensor([0]), what="One point gives one row and one class")
misfits = (  # hidden weights, hidden biases; the rule
    (torch.ones(3, 2), torch.zeros(3), "Three hidden neurons, but two output weights"),
    (torch.ones(2, 3), torch.zeros(2), "Weights for three features, points with two"),
    (torch.ones(2, 2), torch.zeros(1), "Two hidden neurons, but one bias"),
)
for *bad, rule in misfits:
    checks.raises(ValueError, two_layer, inputs, *bad, *combine, what=rule)
### BEGIN HIDDEN TESTS
for few in (torch.ones(1), torch.ones(3)):
    checks.raises(
        ValueError, two_layer, inputs, *layer, few, -1.0, what="One output weight each"
    )
gen = torch.Generator().manual_seed(22)
for count, dim, width, scale in (
    (6, 3, 5, 1.0),
    (1, 1, 1, 1e6),
    (4, 7, 2, 1e-6),
    (5, 3, 3, 1.0),
):
    options = {"generator": gen, "dtype": torch.float64}
    x, big = (
        torch.randn(count, dim, **options),
        torch.randn(width, dim, **options) * scale,
    )
    c, v, a = torch.randn(width, **options) * scale, torch.randn(width, **options), -0.3
    bits = [
        [
            float(sum(p * q for p, q in zip(row, unit)) + shift >= 0)
            for unit, shift in zip(big.tolist(), c.tolist())
        ]
        for row in x.tolist()
    ]
    out = [int(sum(p * q for p, q in zip(row, v.tolist())) + a >= 0) for row in bits]
    hidden, classes = two_layer(x, big, c, v, a)
    checks.close(
        hidden,
        torch.tensor(bits, dtype=torch.float64),
        what="The hidden layer agrees with an independent reckoning, in any size",
    )
    checks.dtype(hidden, torch.float64, what="Hidden outputs have the dtype of points")
    checks.equal(
        classes,
        torch.tensor(out),
        what="The classes agree with an independent reckoning, in any size",
    )
    checks.dtype(classes, torch.int64, what="The classes are int64")
edge = two_layer(
    torch.zeros(1, 2), torch.ones(2, 2), torch.zeros(2), torch.tensor([1.0, 1.0]), -2.0
)
checks.equal(edge[1], torch.tensor([1]), what="A score of 0 gives 1 in both layers")
for tiny in (1e-9, 1e-30):
    near = two_layer(
        torch.tensor([[tiny], [-tiny], [0.0]]),
        torch.ones(1, 1),
        torch.zeros(1),
        torch.tensor([-tiny]),
        0.0,
    )
    checks.close(
        near[0],
        torch.tensor([[1.0], [0.0], [1.0]]),
        what="A hidden score below 0, however little, gives 0",
    )
    checks.equal(
        near[1],
        torch.tensor([0, 1, 0]),
        what="An output score below 0, however little, gives class 0",
    )
checks.raises(
    ValueError,
    two_layer,
    inputs,
    torch.ones(2, 2),
    torch.zeros(2),
    torch.ones(3),
    0.0,
    what="Three output weights do not fit two hidden neurons",
)
checks.raises(
    ValueError,
    two_layer,
    inputs,
    torch.ones(2, 3),
    torch.zeros(2),
    *combine,
    what="Three columns do not fit two features",
)
checks.raises(
    ValueError,
    two_layer,
    inputs,
    torch.ones(2, 2),
    torch.zeros(1),
    *combine,
    what="One bias does not fit two hidden neurons",
)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# A layer is a neuron many times: one matrix product gives the scores of all hidden neurons
# for all points. The output neuron sees only what the hidden neurons say.
# </details>
# <details><summary>Hint 2: tools</summary>
# <code>points @ hidden_weights.T</code> has shape (num_points, num_hidden);
# <code>.to(points.dtype)</code> turns a comparison into numbers.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# ```text
# check the three shapes against points and num_hidden
# hidden  = step(points times hidden_weights transposed + hidden_biases) as numbers
# classes = step(hidden times output_weights + output_bias) as integers
# ```
# </details>

# %% [markdown]
# ## Exercise 4: XOR, and more switches (4 points)
# A long staircase has many switches; each one toggles the light. It is on when an **odd**
# number of switches is up: **parity**. With two switches that is XOR.
#
# Write `parity_network(num_inputs)`. Return `hidden_weights`, `hidden_biases`,
# `output_weights` (float32 tensors) and `output_bias` (a plain float) of a network in the
# form of exercise 3 that computes the parity of `num_inputs` switches. Take as many
# hidden neurons as you like, but at most `2 * num_inputs`. Fewer than one input:
# `ValueError`.
#
# Two switches alone earn 2 points, any number of them the other 2.
#
# Example: `parity_network(2)` may have the hidden neurons OR and NAND and an output neuron
# AND, since XOR is true when at least one input is on, but not both. With three or more
# switches you need another idea.


# %% exercise="parity_network" forbids="helpers.linear"
def parity_network(num_inputs):
    """Construct a two-layer network that says whether an odd number of inputs is on.

    Parameters
    ----------
    num_inputs : int
        Number of inputs, each 0 or 1; at least 1.

    Returns
    -------
    hidden_weights : Tensor, shape (num_hidden, num_inputs), float32
        1 <= num_hidden <= 2 * num_inputs.
    hidden_biases : Tensor, shape (num_hidden,), float32
    output_weights : Tensor, shape (num_hidden,), float32
    output_bias : float
        A plain Python float, not a tensor.

    Raises
    ------
    ValueError
        If `num_inputs` is less than 1.

    Examples
    --------
    >>> len(parity_network(2))
    4
    """
    ### BEGIN SOLUTION
    if num_inputs < 1:
        raise ValueError(f"num_inputs must be at least 1, got {num_inputs}")
    counts = torch.arange(1.0, num_inputs + 1)  # neuron k: "at least k are on"
    output_weights = torch.ones(num_inputs)
    output_weights[1::2] = -1.0
    return torch.ones(num_inputs, num_inputs), 0.5 - counts, output_weights, -0.5
    ### END SOLUTION


# %% tests="parity_network" points=2
pairs = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
hidden_weights, hidden_biases, output_weights, output_bias = parity_network(2)
size = len(hidden_weights)
checks.that(size <= 4, "There are at most 2 * num_inputs hidden neurons")
checks.shape(hidden_weights, (size, 2), what="There is one column for each input")
checks.shape(hidden_biases, (size,), what="There is one bias for each hidden neuron")
checks.shape(output_weights, (size,), what="One output weight for each hidden neuron")
for tensor in (hidden_weights, hidden_biases, output_weights):
    checks.dtype(tensor, torch.float32, what="Weights and biases are float32")
checks.dtype(output_bias, float, what="The output bias is a plain Python float")
hidden = (pairs @ hidden_weights.T + hidden_biases >= 0).float()
classes = (hidden @ output_weights + output_bias >= 0).long()
checks.equal(classes.tolist(), [0, 1, 1, 0], what="The network computes XOR")
for bad in (0, -1):
    checks.raises(ValueError, parity_network, bad, what="A network needs an input")
### BEGIN HIDDEN TESTS
again = (hidden_weights, hidden_biases, output_weights, output_bias)
checks.close(parity_network(2), again, what="The same network comes back each time")
checks.raises(ValueError, parity_network, -7, what="A network needs an input")
### END HIDDEN TESTS

# %% tests="parity_network" part="many" points=2
for count in (1, 3, 4):
    table = torch.tensor(
        list(product([0.0, 1.0], repeat=count))
    )  # every input, by rows
    hidden_weights, hidden_biases, output_weights, output_bias = parity_network(count)
    size = len(hidden_weights)
    rule = f"{count} inputs allow at most {2 * count} hidden neurons"
    checks.that(size <= 2 * count, rule)
    checks.shape(
        hidden_weights, (size, count), what="There is one column for each input"
    )
    checks.shape(
        hidden_biases, (size,), what="There is one bias for each hidden neuron"
    )
    hidden = (table @ hidden_weights.T + hidden_biases >= 0).float()
    classes = (hidden @ output_weights + output_bias >= 0).long()
    odd = table.sum(dim=1).long() % 2
    rule = f"The light is on when an odd number of {count} is up"
    checks.equal(classes, odd, what=rule)
### BEGIN HIDDEN TESTS
for count in (1, 2, 3, 4, 5, 6, 8, 11):
    table = torch.tensor(list(product([0.0, 1.0], repeat=count)))
    hidden_weights, hidden_biases, output_weights, output_bias = parity_network(count)
    size = len(hidden_weights)
    checks.that(
        1 <= size <= 2 * count, "There are at most 2 * num_inputs hidden neurons"
    )
    checks.shape(
        hidden_weights, (size, count), what="There is one column for each input"
    )
    checks.shape(
        hidden_biases, (size,), what="There is one bias for each hidden neuron"
    )
    checks.shape(
        output_weights, (size,), what="One output weight for each hidden neuron"
    )
    for tensor in (hidden_weights, hidden_biases, output_weights):
        checks.dtype(tensor, torch.float32, what="Weights and biases are float32")
    checks.dtype(output_bias, float, what="The output bias is a plain Python float")
    hidden = (table @ hidden_weights.T + hidden_biases >= 0).float()
    classes = (hidden @ output_weights + output_bias >= 0).long()
    odd = table.sum(dim=1).long() % 2
    checks.equal(
        classes, odd, what=f"The light is on when an odd number of {count} is up"
    )
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# Only the <i>number</i> of switches that are up matters. Let hidden neuron k say "at least k
# are up". As the count grows, these neurons switch on one after the other.
# </details>
# <details><summary>Hint 2: tools</summary>
# All hidden weights 1; biases from <code>torch.arange</code>. Which output weights make the
# sum 1, 0, 1, 0, ... as one neuron after the other switches on?
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# ```text
# hidden neuron k (k = 1 ... num_inputs): on when the count is above k - one half
# output weights: +1, -1, +1, -1, ...
# output: on when their sum is above one half
# ```
# </details>

# %% [markdown]
# ## The reference
# From here on nothing depends on your answers. What do two hidden neurons do to XOR? Take
# OR and NAND, and look at the four inputs *as the output neuron sees them*.

# %% tags=["experiment"]
hidden_weights = torch.tensor([[1.0, 1.0], [-1.0, -1.0]], device=device)  # OR, NAND
hidden_biases = torch.tensor([-0.5, 1.5], device=device)
hidden = step(square @ hidden_weights.T + hidden_biases)
fit = linear.fit_perceptron(hidden, gates["XOR"])
print("hidden outputs", hidden.tolist())
print(f"output neuron: converged {fit.converged} after {fit.mistakes} mistakes")
checks.that(fit.converged, "one neuron separates XOR in the hidden space")

title = "XOR, before and after the hidden layer"
fig, (left, right) = plots.new_axes(title, "", "", size=(4.2, 4), ncols=2)
plots.points(left, square, gates["XOR"], names=("off", "on"))
plots.boundary(left, hidden_weights[0], hidden_biases[0], label="OR")
arrow_to_on(left, hidden_weights[0], hidden_biases[0].item())
plots.boundary(left, hidden_weights[1], hidden_biases[1], label="NAND", style="--")
arrow_to_on(left, hidden_weights[1], hidden_biases[1].item())
left.set(title="what the switches say", xlabel="switch 1", ylabel="switch 2")
plots.points(right, hidden, gates["XOR"], names=("off", "on"))
plots.boundary(right, fit.weights, fit.bias, label="learned output neuron")
arrow_to_on(right, fit.weights, fit.bias.item())
right.set(title="what the output neuron sees", xlabel="OR", ylabel="NAND")
for ax, corner in ((left, "upper right"), (right, "lower left")):
    ax.set(xlim=(-0.6, 1.8), ylim=(-0.6, 1.8), xticks=[0, 1], yticks=[0, 1])
    ax.set_aspect("equal")
    ax.legend(loc=corner, fontsize=8)
plt.show()

# %% [markdown]
# **What to see:** on the left "on" is the strip between two lines. The hidden layer puts
# both "on" corners on the *same* place, $(1,1)$, and one line is enough. It does not bend
# the line: it **moves the points** to where a straight line works. The perceptron found
# that line itself, and stopped at the first that works: it touches $(1,1)$.
#
# ## Experiment: is XOR a rare accident?
# Take *all* truth tables of one, two and three inputs: how many can one neuron make? Each
# one either converges or comes back to an earlier state, so the count is exact.

# %% tags=["experiment"]
num_tables, num_separable = [], []
for num_inputs in (1, 2, 3):
    rows = list(product([0.0, 1.0], repeat=num_inputs))  # every input
    tables = list(product([0, 1], repeat=len(rows)))  # every way to answer them
    found = 0
    for table in progress(tables, description=f"{num_inputs} inputs"):
        answers = torch.tensor(table)
        fit = linear.fit_perceptron(torch.tensor(rows), answers, max_epochs=20)
        states = {(*weights.tolist(), bias.item()) for weights, bias in fit.history}
        repeated = len(states) < len(fit.history)
        checks.that(fit.converged or repeated, "every table must be decided")
        found += fit.converged
    num_tables.append(len(tables))
    num_separable.append(found)
print(num_separable, "separable, of", num_tables)
checks.equal(num_separable, [4, 14, 104], what="the numbers in the text below")

# %% tags=["experiment"]
cube = torch.tensor(list(product([0.0, 1.0], repeat=4)))  # 16 rows of four inputs
whole = torch.arange(-3.0, 4.0)
sums = torch.cartesian_prod(whole, whole, whole, whole) @ cube.T  # (neurons, 16)
thresholds = torch.arange(-12.5, 13.0)
answers = (sums[:, None, :] >= thresholds[:, None]).long()  # (neurons, thresholds, 16)
# Read the 16 answers of a table as one binary number: equal tables, equal numbers.
numbers = (answers * 2 ** torch.arange(16)).sum(dim=2).unique()
checks.equal(len(numbers), 1882, what="the number in the text below")

shares = [100 * a / b for a, b in zip(num_separable, num_tables, strict=True)]
shares.append(100 * len(numbers) / 2**16)
title = "Truth tables that one neuron can make"
fig, ax = plots.new_axes(title, "number of inputs", "share of all tables (%)")
bars = ax.bar([1, 2, 3, 4], shares, color=plots.PALETTE[0], label="separable")
ax.bar_label(bars, labels=["4 of 4", "14 of 16", "104 of 256", "1,882 of 65,536"])
ax.set(xticks=[1, 2, 3, 4], ylim=(0, 112))
ax.legend(loc="upper right")
plt.show()

# %% [markdown]
# **What to see:** with two inputs XOR is an exception; with four, the separable tables are
# the exception: 1,882 of 65,536, under 3 %. (65,536 tables take too long to train. For four
# inputs the cell collects the tables that neurons with weights from $-3$ to 3 make. Others
# might need larger weights, but Muroga's book counts 1,882 as well: none is missing.) With
# every further input one neuron can make a smaller and smaller share of the tables.
#
# Two layers are strong. But who chooses the hidden neurons? Try **chance**: draw them at
# random, train only the output neuron on XOR, and count successes; five seeds, forty
# networks each.

# %% tags=["experiment"]
widths, num_draws = [1, 2, 4, 8, 16], 40
solved = torch.zeros(5, len(widths))  # per cent
for seed in progress(range(5), description="seeds"):
    generator = torch.Generator().manual_seed(seed)
    for column, width in enumerate(widths):
        for _ in range(num_draws):
            random_weights = torch.randn(width, 2, generator=generator)
            random_biases = torch.randn(width, generator=generator)
            hidden = step(square.cpu() @ random_weights.T + random_biases)
            fit = linear.fit_perceptron(hidden, gates["XOR"].cpu(), max_epochs=60)
            solved[seed, column] += 100 * fit.converged / num_draws
checks.that(bool((solved[:, 0] == 0).all()), "one hidden neuron never solves XOR")
checks.that(bool((solved[:, 1] < 10).all()), "two rarely solve it, for every seed")
checks.that(bool((solved[:, -1] > 75).all()), "sixteen mostly do, for every seed")
print("mean  ", [round(share, 1) for share in solved.mean(dim=0).tolist()])
print("spread", [round(share, 1) for share in solved.std(dim=0).tolist()])

title = "XOR with random hidden neurons (5 seeds, mean and range)"
fig, ax = plots.new_axes(
    title, "number of hidden neurons", "networks that solve XOR (%)"
)
plots.mean_band(ax, widths, solved, label="random hidden, trained output")
ax.set(xscale="log", xticks=widths, xticklabels=widths, ylim=(-3, 103))
ax.minorticks_off()
ax.legend(loc="upper left")
plt.show()

# %% [markdown]
# **What to see:** one hidden neuron never helps; two rarely do, although two are enough;
# with sixteen most networks succeed. Luck is a poor teacher. *Learning* the hidden neurons
# is the subject of module 02, and needs something better than a step: lesson 01.3.
#
# ## Your turn
# Add a cell below and try:
# 1. **Other points.** Draw 4, 6, 8, 12 random points with `torch.randint` and random labels;
#    how often does `linear.fit_perceptron` converge? *Expect* it to get rare once there are
#    many more points than the three numbers of a neuron in the plane.
# 2. **Three switches.** Repeat the last experiment with parity of three. *Expect* that many
#    more random neurons are needed for the same success.

# %% [markdown]
# ## Pitfalls
# The cell below reproduces each of them.
#
# |symptom|cause|fix|
# |---|---|---|
# |AND is right in the test, wrong in the machine|threshold on the edge: bias $-2$ works for exact ones only|put it half-way: $-1.5$|
# |two layers are no better than one|no step between them: $V(Hx)=(VH)x$ is one layer|an activation after every hidden layer|
# |"we searched and found none, so none exists"|the grid was too coarse; it misses even AND|an argument, or a search that is complete|
# |XOR never passes 75 % (our perceptron: 50 %)|3 of 4 is the ceiling of one neuron|change the machine, not the training|
#
# A word that misleads: a *multilayer perceptron* is not trained by the perceptron
# algorithm. That algorithm needs to know what each neuron should have said, and nobody knows
# this for a hidden one.

# %% tags=["experiment"]
ones = torch.tensor([1.0, 1.0])
decisions = [int((0.95 * ones).sum() + bias >= 0) for bias in (-2.0, -1.5)]
checks.equal(decisions, [0, 1], what="row 1: both inputs at 0.95")

generator = torch.Generator().manual_seed(0)
first = torch.randn(5, 2, generator=generator)
second = torch.randn(1, 5, generator=generator)
stacked = square.cpu() @ first.T @ second.T
checks.close(stacked, square.cpu() @ (second @ first).T, what="row 2: one layer")

coarse = torch.cartesian_prod(*[torch.tensor([-1.0, 0.0, 1.0])] * 3)
found = ((coarse @ corners.T >= 0).long() == gates["AND"].cpu()).all(dim=1)
checks.equal(int(found.sum()), 0, what="row 3: the coarse grid misses AND")

right = ((neurons @ corners.T >= 0).long() == gates["XOR"].cpu()).sum(dim=1)
checks.equal(int(right.max()), 3, what="row 4: 75 % is the ceiling")
checks.equal(wrong_answers["XOR"][-1], 2, what="row 4: our perceptron has half right")

# %% [markdown]
# ## Check yourself
# **1.** Which of these can one neuron **not** make? (a) "1 but not 2" (b) "both equal"
# (c) "not both"
# <details><summary>Answer</summary>
# <b>(b)</b>: it is the opposite of XOR; a line for it would be a line for XOR with the sides
# exchanged. (a) Weights (1, −1), bias −0.5. (c) NAND: weights (−1, −1), bias 1.5.
# </details>
#
# **2.** A network has <b>one</b> hidden step neuron. Can it make XOR?
# (a) yes, with the right weights (b) no (c) yes, with a negative output weight
# <details><summary>Answer</summary>
# <b>(b)</b>: the output neuron sees a single bit. It can copy it, invert it or ignore it, and
# whatever it does, the only boundary between the switches is the hidden neuron's one line.
# (a) No weights are right. (c) Inverting exchanges the sides of that line, no more.
# </details>
#
# **3.** On measured (not whole-number) data a perceptron made mistakes in each of 10,000
# epochs. What do you know? (a) the data are not separable (b) the code is wrong (c) if some
# line separates them, its margin is tiny
# <details><summary>Answer</summary>
# <b>(c)</b>: Novikoff allows (R/γ)² mistakes, so 10,000 or more mean γ at most R/100. (a)
# would need a proof, such as a state that comes back. (b) is possible, but does not follow.
# </details>

# %% [markdown]
# ## Summary
# - A neuron makes exactly the truth tables whose two classes a hyperplane separates: AND,
#   OR, NOT, NAND, but not XOR.
# - Four inequalities prove it for XOR; a state that returns proves it for any whole-number
#   points.
# - A hidden layer moves the points so that one line is enough. With one hidden neuron for
#   each input, two layers compute parity.
# - How to *find* hidden weights is open: the step gives no direction. **Next:** a smooth
#   step.
#
# ## Further reading
# - M. Minsky, S. Papert, *Perceptrons* (1969): what one layer cannot do, and why; also that
#   its weights stay bounded.
# - T. Cover, "Geometrical and statistical properties of systems of linear inequalities"
#   (1965): how many labellings a hyperplane can make.
# - S. Muroga, *Threshold Logic and Its Applications* (1971): the counts of this lesson, and
#   many more.
# - M. Nielsen, *Neural Networks and Deep Learning* (2015), chapter 1: NAND as a universal
#   part.
