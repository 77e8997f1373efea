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
# *70 minutes · 12 points · about 5 CPU seconds · needs: lesson 01.1*

# %% [markdown]
# ## You will be able to
# - **choose** weights and a bias that make a neuron an AND, OR, NAND or NOT gate, with
#   room for noise;
# - **decide**, with proof, whether a line separates two classes of whole-number points;
# - **compute** the output of a network with a hidden layer;
# - **construct** a two-layer network for XOR, and for parity of any number of inputs.

# %%
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
    wrong_answers[name] = torch.zeros(15)
    for epoch, (weights, bias) in enumerate(fit.history):
        decisions = linear.perceptron_predict(square, weights, bias)
        wrong_answers[name][epoch] = (decisions != labels).sum()
    print(f"{name:3s}: converged {fit.converged}, epochs {fit.epochs}")
checks.that(int(wrong_answers["XOR"].min()) >= 1, "XOR is never learned")

title = "Four points, one perceptron"
fig, ax = plots.new_axes(title, "epoch", "wrong answers (of 4)", size=(6.5, 3.6))
plots.curves(ax, wrong_answers, x=torch.arange(1, 16))
ax.set(ylim=(-0.2, 4.2))
plt.show()

# %% [markdown]
# **What to see:** AND and OR reach zero and stay there. XOR goes round in circles. More
# epochs? Another learning rate? More luck? **Is something wrong with the training, or with
# the machine?**
#
# ## The idea
# A perceptron draws one straight line: class 1 on one side, class 0 on the other. Two
# classes that some line keeps apart are called **linearly separable**. In more than two
# dimensions the line becomes a plane, then a **hyperplane**; the word stays.
#
# So forget training for a moment. Take a ruler and the pictures below.

# %%
fig, axes = plots.new_axes(
    "Where would you draw the line?", "switch 1", "switch 2", size=(3.3, 3.5), ncols=3
)
lines = {"AND": ([1.0, 1.0], -1.5), "OR": ([1.0, 1.0], -0.5)}
for ax, (name, labels) in zip(axes, gates.items(), strict=True):
    plots.points(ax, square, labels, names=("off", "on"))
    ax.set(title=name, xlim=(-0.5, 1.6), ylim=(-0.5, 1.6), xticks=[0, 1], yticks=[0, 1])
    if name in lines:
        plots.boundary(ax, *lines[name], label="a line")
    ax.legend(loc="upper right", fontsize=8)
plt.show()

# %% [markdown]
# **What to see:** AND cuts off one corner, OR another. The two "on" corners of XOR lie
# across from each other, and so do the two "off" corners. The two diagonals cross in the
# middle: whatever side of a line the point $(0.5, 0.5)$ is on, it is between two points
# that should be *on* and also between two that should be *off*.
#
# ## The maths
# | symbol | meaning | shape | name in code |
# |---|---|---|---|
# | $x$ | one input, each entry 0 or 1 | $(d,)$ | row of `points` |
# | $w, b$ | weights and bias of one neuron | $(d,)$, $()$ | `weights`, `bias` |
# | $H, c$ | weights and biases of the hidden layer | $(h, d)$, $(h,)$ | `hidden_weights`, `hidden_biases` |
# | $z$ | outputs of the hidden layer, 0 or 1 | $(h,)$ | `hidden` |
# | $v, a$ | weights and bias of the output neuron | $(h,)$, $()$ | `output_weights`, `output_bias` |
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
# - Return `weights`, a float32 tensor of shape `(num_inputs,)`, and `bias`, a float.
# - Real switches are not exact. With **up to four inputs** the gate must still be right
#   when every input is off by as much as 0.1, in any direction.
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
        With up to four inputs, each off by at most 0.1, the gate is still right.

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
pairs = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
for gate, truth in {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0]}.items():
    weights, bias = gate_weights(gate, 2)
    checks.shape(weights, (2,), what="one weight an input")
    checks.dtype(weights, torch.float32, what="weights are float32")
    scores = pairs @ weights + bias
    checks.equal((scores >= 0).long().tolist(), truth, what=f"the truth table of {gate}")
    room = float(scores.abs().min() - 0.1 * weights.abs().sum())
    checks.that(room > 0, f"{gate} is wrong when both inputs are off by 0.1")
weights, bias = gate_weights("NOT", 1)
flipped = (torch.tensor([[0.0], [1.0]]) @ weights + bias >= 0).long()
checks.equal(flipped.tolist(), [1, 0], what="NOT turns 0 into 1 and 1 into 0")
checks.raises(ValueError, gate_weights, "NOT", 2, what="NOT has one input")
### BEGIN HIDDEN TESTS
for count in (1, 2, 3, 4, 7):
    table = torch.tensor([[float(row >> place & 1) for place in range(count)] for row in range(2**count)])
    ones = table.sum(dim=1)
    truths = {"AND": ones == count, "OR": ones >= 1, "NAND": ones < count}
    if count == 1:
        truths["NOT"] = ones == 0
    for gate, truth in truths.items():
        weights, bias = gate_weights(gate, count)
        checks.shape(weights, (count,), what="one weight an input")
        checks.dtype(weights, torch.float32, what="weights are float32")
        scores = table @ weights + bias
        checks.equal((scores >= 0).long(), truth.long(), what=f"the truth table of {gate} with {count} inputs")
        if count <= 4:
            room = float(scores.abs().min() - 0.1 * weights.abs().sum())
            checks.that(room > 0, f"{gate} with {count} inputs is wrong when every input is off by 0.1")
checks.raises(ValueError, gate_weights, "XOR", 2, what="XOR is no gate of one neuron")
checks.raises(ValueError, gate_weights, "NOT", 3, what="NOT has one input")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# With all weights 1 the score counts the inputs that are on. Put the threshold half-way
# between the largest count that should give 0 and the smallest that should give 1.
# </details>
# <details><summary>Hint 2: tools</summary>
# <code>torch.ones(num_inputs)</code> or <code>torch.full((num_inputs,), value)</code>. The
# opposite of a gate has all signs turned round.
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
#   will repeat the past for ever. Novikoff says that separable data would have converged,
#   so the data are **not separable**. That is a proof.
#
# One of the two must happen: a perceptron's weights never grow without limit, and only
# finitely many whole numbers fit under a limit.
#
# Write `is_separable(points, labels, *, max_epochs=1000)`. Return a bool and the number of
# epochs run, the last one included. Neither case within `max_epochs`: raise a
# `RuntimeError`, so that no slip can make the cell run for ever. A coordinate that is not a
# whole number: `ValueError`.
#
# Example: AND gives `(True, 6)`, XOR gives `(False, 3)`.

# %% exercise="is_separable" forbids="helpers.linear"
def is_separable(points, labels, *, max_epochs=1000):
    """Decide whether a hyperplane separates two classes of whole-number points.

    Parameters
    ----------
    points : Tensor, shape (num_points, num_features), floating point
        Whole numbers. Visited in this order. Not modified.
    labels : Tensor, shape (num_points,), int64
        0 or 1.
    max_epochs : int, optional
        Give up after so many epochs.

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
both, either, odd = (torch.tensor(t) for t in ([0, 0, 0, 1], [0, 1, 1, 1], [0, 1, 1, 0]))
checks.equal(is_separable(pairs, both), (True, 6), what="AND converges in epoch 6")
checks.equal(is_separable(pairs, either), (True, 4), what="OR converges in epoch 4")
checks.equal(is_separable(pairs, odd), (False, 3), what="XOR is back after epoch 3")
checks.equal(
    is_separable(pairs, 1 - odd), (False, 3), what="so is its opposite, equality"
)
checks.raises(ValueError, is_separable, pairs / 2, odd, what="0.5 is no whole number")
checks.raises(RuntimeError, is_separable, pairs, both, max_epochs=5, what="6 are needed")
checks.unchanged(is_separable, pairs, odd, what="keep the inputs")
### BEGIN HIDDEN TESTS
def decide(rows, targets):
    """Return the same answer, in plain Python, with the bias as an input."""
    state, seen, epochs = (0,) * (len(rows[0]) + 1), set(), 0
    while state not in seen:
        seen.add(state)
        epochs, before, moved = epochs + 1, state, 0
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
        checks.equal(is_separable(inputs.double(), targets, max_epochs=100_000), wanted, what="an independent reckoning on random points")
checks.equal(is_separable(pairs, both, max_epochs=6), (True, 6), what="six epochs are just enough for AND")
checks.equal(is_separable(pairs, torch.ones(4).long()), (True, 1), what="one class: nothing to learn")
checks.equal(is_separable(pairs[:1].repeat(2, 1), torch.tensor([0, 1]))[0], False, what="the same point in both classes")
checks.raises(ValueError, is_separable, pairs + 1e-3, odd, what="almost whole is not whole")
checks.raises(RuntimeError, is_separable, pairs, odd, max_epochs=2, what="XOR needs 3 epochs")
### END HIDDEN TESTS

# %% tests="is_separable" part="exhaustion" points=1
pairs = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
tables = torch.tensor([[number >> place & 1 for place in range(4)] for number in range(16)])
answers = [is_separable(pairs, table)[0] for table in tables]
checks.equal(sum(answers), 14, what="of the 16 truth tables of two inputs 14 are separable")
impossible = [t for t, yes in zip(tables.tolist(), answers) if not yes]
checks.equal(
    impossible, [[0, 1, 1, 0], [1, 0, 0, 1]], what="the other two are XOR and equality"
)
### BEGIN HIDDEN TESTS
triples = torch.tensor([[float(number >> place & 1) for place in range(3)] for number in range(8)])
total = 0
for number in range(0, 256):
    table = torch.tensor([number >> place & 1 for place in range(8)])
    total += is_separable(triples, table)[0]
checks.equal(total, 104, what="of the 256 truth tables of three inputs 104 are separable")
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
#   layers.
# - Raise a `ValueError` if the layers do not fit the points or each other.
#
# Example: points `[[1, 0]]`, hidden weights `[[1, 1], [-1, -1]]`, biases `[-0.5, 1.5]`,
# output weights `[1, 1]`, bias `-1.5` give hidden `[[1, 1]]` and class `[1]`.

# %% exercise="two_layer" forbids="helpers.linear helpers.activations"
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    """Compute a network with one hidden layer of step neurons and one output neuron.

    Parameters
    ----------
    points : Tensor, shape (num_points, num_features), floating point
    hidden_weights : Tensor, shape (num_hidden, num_features), same dtype
    hidden_biases : Tensor, shape (num_hidden,), same dtype
    output_weights : Tensor, shape (num_hidden,), same dtype
    output_bias : float
        No input is modified.

    Returns
    -------
    hidden : Tensor, shape (num_points, num_hidden), same dtype as `points`
        Outputs of the hidden neurons, 0 or 1.
    classes : Tensor, shape (num_points,), int64
        Output of the network, 0 or 1.

    Raises
    ------
    ValueError
        If the shapes do not fit as described.

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
inputs = torch.tensor([[1.0, 0.0], [2.0, -1.0], [-3.0, 4.0]])
layer = (torch.tensor([[1.0, 2.0], [0.0, -1.0]]), torch.tensor([-1.0, -1.0]))
combine = (torch.tensor([2.0, -1.0]), 0.0)
wanted = (torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]), torch.tensor([1, 0, 1]))
got = two_layer(inputs, *layer, *combine)
checks.close(got, wanted, what="step in both layers; a score of 0 gives 1")
checks.dtype(got[0], torch.float32, what="hidden outputs have the dtype of points")
checks.dtype(got[1], torch.int64, what="classes are integers")
three = (torch.ones(3, 2), torch.zeros(3))
checks.raises(ValueError, two_layer, inputs, *three, *combine, what="3 hidden, 2 weights")
checks.unchanged(two_layer, inputs, *layer, *combine, what="keep the inputs")
### BEGIN HIDDEN TESTS
gen = torch.Generator().manual_seed(22)
for count, dim, width, scale in ((6, 3, 5, 1.0), (1, 1, 1, 1e6), (4, 7, 2, 1e-6), (5, 3, 3, 1.0)):
    options = {"generator": gen, "dtype": torch.float64}
    x, big = torch.randn(count, dim, **options), torch.randn(width, dim, **options) * scale
    c, v, a = torch.randn(width, **options) * scale, torch.randn(width, **options), -0.3
    bits = [[float(sum(p * q for p, q in zip(row, unit)) + shift >= 0) for unit, shift in zip(big.tolist(), c.tolist())] for row in x.tolist()]
    out = [int(sum(p * q for p, q in zip(row, v.tolist())) + a >= 0) for row in bits]
    got = two_layer(x, big, c, v, a)
    checks.close(got, (torch.tensor(bits, dtype=torch.float64), torch.tensor(out)), what="an independent reckoning, in several sizes")
    checks.dtype(got[0], torch.float64, what="hidden outputs have the dtype of points")
checks.equal(two_layer(torch.zeros(1, 2), torch.ones(2, 2), torch.zeros(2), torch.tensor([1.0, 1.0]), -2.0)[1], torch.tensor([1]), what="scores of 0 in both layers")
checks.raises(ValueError, two_layer, inputs, torch.ones(2, 3), torch.zeros(2), *combine, what="3 columns for 2 features")
checks.raises(ValueError, two_layer, inputs, torch.ones(2, 2), torch.zeros(1), *combine, what="1 bias for 2 hidden neurons")
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
# `output_weights` (float32 tensors) and `output_bias` (a float) of a network in the form of
# exercise 3 that computes the parity of `num_inputs` switches. Take as many hidden neurons
# as you like, but at most `2 * num_inputs`. Fewer than one input: `ValueError`.
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
checks.equal(len(hidden_weights) <= 4, True, what="at most 2 * num_inputs hidden neurons")
checks.dtype(hidden_weights, torch.float32, what="weights are float32")
hidden = (pairs @ hidden_weights.T + hidden_biases >= 0).float()
answer = (hidden @ output_weights + output_bias >= 0).long()
checks.equal(answer.tolist(), [0, 1, 1, 0], what="the network computes XOR")
checks.raises(ValueError, parity_network, 0, what="no inputs")
### BEGIN HIDDEN TESTS
checks.shape(hidden_weights, (len(hidden_weights), 2), what="one column an input")
checks.shape(hidden_biases, (len(hidden_weights),), what="one bias a hidden neuron")
checks.shape(output_weights, (len(hidden_weights),), what="one output weight a hidden neuron")
checks.close(parity_network(2), (hidden_weights, hidden_biases, output_weights, output_bias), what="the same network each time")
checks.raises(ValueError, parity_network, -1, what="fewer than no inputs")
### END HIDDEN TESTS

# %% tests="parity_network" part="many" points=2
for count in (1, 3):
    table = torch.tensor([[float(n >> k & 1) for k in range(count)] for n in range(2**count)])
    hidden_weights, hidden_biases, output_weights, output_bias = parity_network(count)
    hidden = (table @ hidden_weights.T + hidden_biases >= 0).float()
    answer = (hidden @ output_weights + output_bias >= 0).long()
    odd = table.sum(dim=1).long() % 2
    checks.equal(answer, odd, what=f"on when an odd number of {count} is up")
### BEGIN HIDDEN TESTS
for count in (2, 4, 5, 8):
    table = torch.tensor([[float(n >> k & 1) for k in range(count)] for n in range(2**count)])
    hidden_weights, hidden_biases, output_weights, output_bias = parity_network(count)
    checks.that(len(hidden_weights) <= 2 * count, "at most 2 * num_inputs hidden neurons")
    hidden = (table @ hidden_weights.T + hidden_biases >= 0).float()
    answer = (hidden @ output_weights + output_bias >= 0).long()
    odd = table.sum(dim=1).long() % 2
    checks.equal(answer, odd, what=f"on when an odd number of {count} is up")
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
