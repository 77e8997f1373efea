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
# # 00.1 Your first lesson
# Run cells, solve one exercise, check it, hand it in and read what comes back: the whole
# way that every later lesson takes.
#
# *30 minutes · 2 points · about 2 CPU seconds · needs: a little Python*

# %% [markdown]
# ## You will be able to
# - **run** the cells of a notebook, and **say** where their results live;
# - **recognise** a notebook that only works by luck, and **repair** it with one command;
# - **solve** an exercise from its contract, and **read** what its tests tell you;
# - **check** your work with Validate, **hand it in**, and **understand** the feedback.

# %%
import itertools

import matplotlib.pyplot as plt

from helpers import checks, plots
from helpers.runtime import seed_everything

seed_everything(0)
plots.use_style()

# %% [markdown]
# The grey box above is a **code cell**. Click into it and press **Shift+Enter**: it runs,
# and the next cell is selected. A number appears beside it, `[1]`: it was the first to
# run. While a cell is busy, a star stands there: `[*]`.
#
# This text is a cell too, a **markdown cell**. Double-click it to see how it is written;
# Shift+Enter makes it pretty again. You cannot break anything here that
# **Kernel → Restart Kernel and Run All Cells** would not mend.
#
# You need not understand every grey box yet. Run it, look at what comes out, and read the
# sentence below it. Only the exercise is for you to write.

# %% [markdown]
# ## Why: the notebook that worked yesterday
# Notebooks that "suddenly stopped working" mostly have the same illness. Here it is in four
# tiny cells. They count how often a model was right:
#
# ```text
# cell A   answers = [1, 0, 1, 1]
# cell B   truth   = [1, 1, 1, 1]
# cell C   answers[1] = 1 - answers[1]          # repair one answer
# cell D   score = how many answers are right
# ```
#
# From top to bottom the score is 4 of 4. But nothing forces you to run cells from top to
# bottom. You click here, then there; you run one twice. What is the score then?

# %%
NOTEBOOK = {
    "A": "answers = [1, 0, 1, 1]",
    "B": "truth = [1, 1, 1, 1]",
    "C": "answers[1] = 1 - answers[1]",
    "D": "score = sum(a == t for a, t in zip(answers, truth))",
}


def run_cells(order):
    """Run the tiny cells in the given order in a fresh memory; return the score."""
    memory = {}
    for name in order:
        try:
            exec(NOTEBOOK[name], memory)
        except NameError:
            return "error"
    return memory["score"]


for order in ("ABCD", "ABD", "ABCCD", "CABD", "DABC"):
    print(f"run in the order {order}: {run_cells(order)}")
checks.equal(run_cells("ABCD"), 4, what="from top to bottom the score is 4")
checks.equal(run_cells("ABCCD"), 3, what="run the repair twice, and it is undone")

# %%
orders = ["ABCD", "ABD", "ABCCD", "ABCCCD", "BACCD", "ABDC"]
scores = [run_cells(order) for order in orders]
fig, ax = plots.new_axes("One notebook, six ways to click", "cells run", "score (of 4)")
colours = [plots.PALETTE[2] if score == 4 else plots.PALETTE[1] for score in scores]
ax.bar(orders, scores, color=colours)
ax.axhline(4, color="black", ls="--", label="from top to bottom")
ax.set(ylim=(0, 5))
ax.legend(loc="upper right")
plt.show()

# %% [markdown]
# **What to see:** the same cells give 4 or 3, and nobody touched the code. Run the
# repair (cell C) twice, and it is undone. Your eyes see the page; the score comes from
# something you do not see. **What is it, and how do you get a result that you can trust?**
#
# ## The idea: a page and a memory
# A notebook is two things that only look like one.
#
# ```text
#   the page (this file)                     the kernel (a Python that keeps running)
#   ┌──────────────────────┐   run a cell    ┌──────────────────────────────┐
#   │ cell A  answers = …  │ ──────────────► │ answers → [1, 0, 1, 1]       │
#   │ cell B  truth = …    │ ◄────────────── │ truth   → [1, 1, 1, 1]       │
#   └──────────────────────┘   its output    └──────────────────────────────┘
# ```
#
# Running a cell sends its text to the **kernel**, which remembers every name that any cell
# ever made, in the order in which you *ran* them. Deleting a cell does not delete its
# names. Closing the browser does not either. **Restarting the kernel does**: the memory is
# empty, the page stays.
#
# So there is one rule, and it needs no talent: *a result counts only if it survives
# **Kernel → Restart Kernel and Run All Cells**.*

# %% [markdown]
# ## The maths
# | symbol | meaning | shape | name in code |
# |---|---|---|---|
# | $n$ | number of cells | a number | `len(NOTEBOOK)` |
# | $n!$ | orders in which to run each cell once | a number | `len(all_orders)` |
# | $p$ | share of orders with the right score | from 0 to 1 | `share` |
#
# How many orders are there? Any of $n$ cells can come first, any of the other $n-1$ second,
# and so on:
#
# $$ n! = n\,(n-1)\cdots 2\cdot 1, \qquad p = \frac{\text{orders with the right score}}{n!} $$
#
# **By hand:** four cells have $4\cdot3\cdot2\cdot1 = 24$ orders. A real notebook with 30
# cells has more orders than there are stars in the sky. One of them is the one its author
# meant.

# %% [markdown]
# ## Together
# Let Python try all 24 orders.

# %%
all_orders = ["".join(order) for order in itertools.permutations(NOTEBOOK)]
results = [run_cells(order) for order in all_orders]
share = results.count(4) / len(results)
print(len(all_orders), "orders, for example", all_orders[:3])
print(
    "errors:",
    results.count("error"),
    " right:",
    results.count(4),
    f" share {share:.3f}",
)
checks.equal(len(all_orders), 24, what="4! orders")
checks.equal(results.count("error"), 19, what="orders that stop with an error")

# %%
kinds = {"error": "error", "wrong score": 3, "right score": 4}
title = "All 24 orders of four cells"
fig, ax = plots.new_axes(title, "what comes out", "number of orders", size=(5, 3.5))
bars = ax.bar(list(kinds), [results.count(kind) for kind in kinds.values()])
for bar, colour in zip(bars, [plots.PALETTE[0], plots.PALETTE[1], plots.PALETTE[2]]):
    bar.set_color(colour)
ax.bar_label(bars)
plt.show()

# %% [markdown]
# **What to see:** most orders end in an error, and errors are the harmless kind: you notice
# them. The two in the middle are the dangerous ones: they run through and are *wrong*.
#
# ### Two keys to know before you write code
# - **Shift+Tab** with the cursor inside the brackets of a function shows its help. Try it:
#   put the cursor behind the bracket in `len(` below.
# - **Tab** after a few letters completes a name.

# %%
print(len(all_orders))
print(len.__doc__)

# %% [markdown]
# ## Exercise: how often was the model right? (2 points)
# Every exercise in this course looks like this one: a task with a **contract**, a cell
# with a **stub** for your code, a cell with **tests**, and **hints** that fold out.
#
# Write `accuracy(predictions, targets)`: the share of predictions that equal their target.
#
# - Both are lists of whole numbers, equally long, with at least one entry.
# - The result is a `float` from 0.0 to 1.0.
# - Lists of different lengths, or empty ones, raise a `ValueError`.
#
# Example: predictions `[1, 0, 1, 1]` and targets `[1, 1, 1, 1]` agree in three of four
# places, so the result is `0.75`.
#
# Replace the line `raise NotImplementedError(...)`; keep the indentation. Run the cell,
# then run the tests below it. **No message means that they pass.**


# %% exercise="accuracy"
def accuracy(predictions, targets):
    """Return the share of predictions that equal their target.

    Parameters
    ----------
    predictions : list of int
        What the model said. Not modified.
    targets : list of int
        What is true, equally long. Not modified.

    Returns
    -------
    float
        From 0.0 (never right) to 1.0 (always right).

    Raises
    ------
    ValueError
        If the lists differ in length, or are empty.

    Examples
    --------
    >>> accuracy([1, 0, 1, 1], [1, 1, 1, 1])
    0.75
    """
    ### BEGIN SOLUTION
    if len(predictions) != len(targets) or len(targets) == 0:
        raise ValueError("predictions and targets must be equally long, not empty")
    right = sum(p == t for p, t in zip(predictions, targets))
    return right / len(targets)
    ### END SOLUTION


# %% tests="accuracy" points=2
checks.close(accuracy([1, 0, 1, 1], [1, 1, 1, 1]), 0.75, what="three of four are right")
checks.close(accuracy([2, 7, 1], [7, 2, 0]), 0.0, what="the place matters, too")
checks.close(accuracy([900], [900]), 1.0, what="a single entry, and large numbers")
checks.close(accuracy([5, 5, 5], [5, 5, 1]), 2 / 3, what="no rounding")
checks.unchanged(accuracy, [1, 0, 2], [1, 1, 2], what="leave the lists as they are")
checks.raises(ValueError, accuracy, [1, 0], [1], what="lists of different lengths")
checks.raises(ValueError, accuracy, [], [], what="empty lists")
checks.that(type(accuracy([0, 0], [0, 0])) is float, "always right is the float 1.0")
### BEGIN HIDDEN TESTS
checks.close(
    accuracy([-3, 0, 9, 9, 4], [-3, 1, 9, 8, 4]), 0.6, what="any whole numbers"
)
for length in range(1, 9):
    guesses = [300 * place for place in range(length)]
    for wrong in range(length + 1):
        truth = [300 * place + (place < wrong) for place in range(length)]
        share = (length - wrong) / length
        checks.close(
            accuracy(guesses, truth), share, what="any length, any number of mistakes"
        )
        checks.close(
            accuracy(guesses[::-1], truth[::-1]), share, what="mistakes at the end, too"
        )
long_list = [place % 7 for place in range(10_000)]
shifted = [(place + (place % 10 == 0)) % 7 for place in range(10_000)]
checks.close(accuracy(long_list, shifted), 0.9, what="long lists")
checks.unchanged(
    accuracy, [4, 1, 1, 6, 2], [4, 1, 0, 6, 3], what="leave the lists as they are"
)
checks.raises(ValueError, accuracy, [1], [1, 1], what="targets may be the longer ones")
checks.raises(ValueError, accuracy, [], [1], what="one list is empty")
checks.that(type(accuracy([3], [4])) is float, "never right is the float 0.0")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# Walk through both lists at once and count the places where the two numbers are equal.
# Divide by how many there are. Look at the lengths first.
# </details>
# <details><summary>Hint 2: tools</summary>
# <code>zip(a, b)</code> pairs two lists up; <code>len(a)</code> is a length;
# <code>raise ValueError("...")</code> refuses. True counts as 1 in a <code>sum</code>.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# ```text
# if the lengths differ or are 0: raise ValueError with a helpful sentence
# right = number of pairs (p, t) with p equal to t
# return right / number of targets
# ```
# </details>

# %% [markdown]
# ### What the tests tell you
# Suppose someone forgot to divide. The test would end with an error like this:
#
# ```text
# CheckFailure: three of four are right
# called:   accuracy([1, 0, 1, 1], [1, 1, 1, 1])
# returned: 3
# expected: 0.75
# problem:  3 instead of 0.75 ...
# ```
#
# Read it from the top: *what* should hold, *what was called*, *what came back*, *what was
# expected*. You cannot change the tests: the grader puts its own in their place, with some
# **hidden** ones. They look at what the contract says and the visible tests do not try:
# other numbers, single entries, the documented errors. So believe the contract.
#
# ## The reference
# After its exercises, a lesson goes on with the tested functions of `helpers`, the course's
# own package. A slip in your answer cannot follow you. Its `accuracy` does the same job for
# **tensors**, which lesson 00.3 introduces.

# %%
import torch

from helpers import metrics

predictions, targets = torch.tensor([1, 0, 1, 1]), torch.tensor([1, 1, 1, 1])
print("the reference says", metrics.accuracy(predictions, targets))
checks.close(metrics.accuracy(predictions, targets), 0.75, what="the same example")

# %% [markdown]
# ## From the exercise to the feedback
# 1. **Save** (Ctrl+S) and press **Validate** above the notebook. It restarts the kernel,
#    runs all cells, and lists the tests that fail, or says that all pass. In a terminal,
#    `autograder validate course/00_orientation` does it for a whole module.
# 2. **Hand in:** `autograder submit 00_orientation --student your.name` packs the module
#    into one zip, tells you what is still unanswered, and names the file. Give that file to
#    your instructor. You may hand in again; the last one counts.
# 3. **Read the feedback:** one page a notebook. Every exercise has its score and, where
#    something is missing, a sentence that says what. Nobody grades your style: an answer is
#    right if it keeps the contract.
#
# ## Experiment: how much does luck help?
# Back to the question: how likely is a right result if you run cells in *any* order? Let a
# clumsy reader run cells at random, each at least once, some of them twice or more.

# %% tags=["experiment"]
import random

CLICKS, READERS, SEEDS = range(4, 13), 400, range(5)


def clumsy_share(num_clicks, seed):
    """Share of clumsy readers whose score is 4, among those who ran every cell."""
    rng = random.Random(seed)
    right = 0
    for _ in range(READERS):
        cells = list(NOTEBOOK)
        order = cells + rng.choices(cells, k=num_clicks - len(cells))
        rng.shuffle(order)
        right += run_cells(order) == 4
    return right / READERS


shares = torch.tensor([[clumsy_share(c, seed) for c in CLICKS] for seed in SEEDS])
title = "Clicking about: a right result is luck"
fig, ax = plots.new_axes(title, "cells run in all", "share with the right score")
plots.mean_band(ax, list(CLICKS), shares, label="random order (5 seeds)")
ax.axhline(1.0, color="black", ls="--", label="restart and run all")
ax.set(ylim=(0, 1.05))
ax.legend(loc="center right")
plt.show()
checks.that(bool((shares < 0.25).all()), "luck stays below one in four, for each seed")

# %% [markdown]
# **What to see:** however long the clumsy reader clicks, the right score stays rare; below
# one in four for every seed. Restart-and-run-all is right every time. That is why Validate
# and the grader do exactly this.
#
# ## Your turn
# The starter below prints the share of right scores before and after a change.
#
# 1. Make the notebook robust: let cell C say `answers = [1, 1, 1, 1]`, which may run any
#    number of times. *Expect* the share to rise, but not to 1: order still matters.
# 2. Make it fragile: let cell D also spoil what it read, by adding `; truth[0] = 0` at its
#    end. *Expect* the share to fall: every cell that changes what another one made is one
#    more way to go wrong.

# %% tags=["experiment"]
print(f"share with 8 clicks, as it is:     {clumsy_share(8, seed=0):.3f}")
saved = NOTEBOOK["C"]
NOTEBOOK["C"] = "answers = [1, 1, 1, 1]"
print(f"share with 8 clicks, cell C safe:  {clumsy_share(8, seed=0):.3f}")
NOTEBOOK["C"] = saved

# %% [markdown]
# ## Pitfalls
# | symptom | cause | fix |
# |---|---|---|
# | `NameError: name 'x' is not defined` | the cell that makes `x` has not run since the last restart | run all cells above: **Run → Run All Above Selected Cell** |
# | it works for you and for nobody else | a cell you deleted made a name that is still in the memory | restart and run all, before you hand in |
# | a result changes when you run a cell again | the cell changes what it reads (cell C) | make new names instead of changing old ones |
# | `[*]` stays for minutes | a loop that never ends | **Kernel → Interrupt Kernel** (press I twice) |
# | the tests say *not implemented* after you wrote code | the cell with your code was not run | Shift+Enter in it, then run the tests |
# | `IndentationError` | tabs and spaces mixed, or the body not moved in | four spaces, for each line of the body |

# %%
checks.raises(NameError, exec, NOTEBOOK["D"], {}, what="row 1: nothing made answers")
memory = {"answers": [1, 0, 1, 1]}
exec(NOTEBOOK["C"], memory)
first = list(memory["answers"])
exec(NOTEBOOK["C"], memory)
print("row 3, cell C once:", first, " twice:", memory["answers"])
checks.equal(memory["answers"], [1, 0, 1, 1], what="row 3: twice is as good as never")

# %% [markdown]
# ## Check yourself
# **1.** You delete the cell `x = 5`, and a later cell prints `x`. What happens?
# (a) an error at once (b) it prints 5 until the kernel is restarted (c) it prints nothing
# <details><summary>Answer</summary>
# <b>(b)</b>: the name lives in the kernel's memory, not on the page. (a) comes after a
# restart. (c) would need <code>x</code> to be empty, which nobody made it.
# </details>
#
# **2.** All visible tests pass. What is certain?
# (a) full marks (b) your answer is right in the cases that the visible tests try
# (c) the grader will not run your code again
# <details><summary>Answer</summary>
# <b>(b)</b>. (a) Hidden tests try more of the contract. (c) The grader runs everything
# afresh, from top to bottom.
# </details>
#
# **3.** Your function prints the right number and returns nothing. The tests say
# (a) all is well (b) that it returned None (c) that printing is forbidden
# <details><summary>Answer</summary>
# <b>(b)</b>: tests look at what comes back; use <code>return</code>. (a) Nobody reads the
# printed number. (c) Printing is allowed, it just does not count.
# </details>

# %% [markdown]
# ## Summary
# - The page is text; the kernel is a memory. Results come from the memory, in the order in
#   which cells were run.
# - Only what survives *Restart Kernel and Run All Cells* counts.
# - An exercise is a contract. Visible tests show a part of it, hidden tests the rest.
# - Validate, submit, read the feedback: the same three steps in every module.
#
# ## Further reading
# - T. Kluyver and others, "Jupyter Notebooks: a publishing format for reproducible
#   computational workflows" (2016): what the format was made for.
# - J. F. Pimentel and others, "A large-scale study about quality and reproducibility of
#   Jupyter notebooks" (2019): how few public notebooks run again, and why.
# - The JupyterLab documentation, section "Notebooks": every key and menu.
