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
# # 00.5 What deep learning is
# Three ways to make a machine read: by rules, by learning, by learning in layers. What each
# can do, and why the third had to wait until 2012.
#
# *60 minutes · 10 points · about 5 CPU seconds · needs: lessons 00.1 and 00.3*

# %% [markdown]
# ## You will be able to
# - **tell apart** artificial intelligence, machine learning and deep learning, by what is
#   written by hand and what is learned;
# - **push** data through a stack of layers and keep every representation on the way;
# - **compute** what a doubling time does in the long run, and so **explain** why depth
#   paid off only when data and hardware had grown;
# - **classify** a task as supervised, unsupervised, self-supervised or reinforcement
#   learning, also where the borders blur.

# %%
import matplotlib.pyplot as plt
import torch
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from helpers import checks, plots
from helpers.data.digits import load_digits
from helpers.runtime import progress, seed_everything

seed_everything(0)
plots.use_style()

# %% [markdown]
# ## Why: nobody can write this rule
# Here are real handwritten digits, 8 by 8 pixels each. The task sounds harmless: **is the
# digit odd or even?** You see it at once. Now write down *how* you see it, as a rule about
# pixels.
#
# A first try: a 0, 2, 6 or 8 has ink at the lower left, a 1, 3, 5, 7 or 9 has little. So:
# *add up the lower left quarter (a pixel runs from 0 to 1); above 4.25 it is even.* The 4.25
# was picked to do as well as it can on these very digits. How good is that?

# %%
digits = load_digits()
images, odd = digits.images, digits.labels % 2  # (1797, 8, 8) and (1797,)
lower_left = images[:, 4:, :4].sum(dim=(1, 2))  # ink, one number an image
rule_says_odd = (lower_left <= 4.25).long()
rule_accuracy = (rule_says_odd == odd).float().mean().item()
print(f"the rule is right for {rule_accuracy:.1%} of {len(images)} digits")
checks.close(rule_accuracy, 0.733, atol=0.001, what="the number in the text below")

agrees = rule_says_odd == odd
shown = torch.cat([agrees.nonzero()[:4, 0], (~agrees).nonzero()[:4, 0]])
fig, axes = plt.subplots(1, 8, figsize=(8, 1.5))
for ax, index in zip(axes, shown):
    ax.imshow(images[index], cmap="gray_r")
    ax.set_title(
        f"{int(digits.labels[index])}: {'right' if agrees[index] else 'WRONG'}",
        fontsize=9,
    )
    ax.axis("off")
fig.suptitle("The hand-written rule at work", fontsize=11)
plt.show()

# %% [markdown]
# **What to see:** the four digits on the right fool the rule, as does one digit in four.
# You could add exceptions, and exceptions to these. People did so for thirty years. **What
# else can one do when one can *recognise* something but not *describe* it?**
#
# ## The idea: three circles, one inside the other
# - **Artificial intelligence** (since the 1950s): make a machine do what seems to need
#   thought. *Rules may be written by hand*, as above.
# - **Machine learning** (large since the 1980s) is the part of it where rules are not
#   written but *found*: show examples with answers, and let the machine adjust numbers
#   (weights) until its answers fit. The **features** it looks at are still chosen by hand.
# - **Deep learning** (since about 2012) is the part of *that* where features are learned
#   too, **in layers**: each layer turns what it gets into a new **representation**, a bit
#   more useful for the task. Pixels become strokes, strokes become loops, loops become "8".
#
# ```text
#               written by hand                     learned from data
#   AI, rules   features  rule  ───────────►        nothing
#   ML          features  ─────────────────►        the last step
#   deep        the architecture ──────────►        features, layer by layer, and the last step
# ```
#
# Learned from data also means learned from their gaps and prejudices: machines repeat both.
#
# All learning, deep or not, goes round the same loop: **predict**, measure how wrong
# (**loss**), **adjust** the weights a little to be less wrong, again.

# %% [markdown]
# ## The maths
# | symbol | meaning | shape | name in code |
# |---|---|---|---|
# | $x$, $h_0$ | the inputs | any | `inputs` |
# | $f_l$ | layer number $l$ | a function | `layers[l - 1]` |
# | $h_l$ | representation after layer $l$ | any | `representations[l]` |
# | $L$ | depth: number of layers | a number | `len(layers)` |
# | $T$ | doubling time | years | `doubling_years` |
# | $g(t)$ | growth after $t$ years | a factor | `growth_factor(t, T)` |
#
# Depth is composition. Each layer reads what the one before it wrote:
#
# $$ h_0 = x, \qquad h_l = f_l(h_{l-1}), \qquad \hat y = h_L = f_L(\cdots f_2(f_1(x))) $$
#
# And the reason for "why now" is an exponent. What doubles every $T$ years grows by
#
# $$ g(t) = 2^{\,t/T} $$
#
# **By hand:** the main ideas, convolutions trained by backpropagation, read digits in 1989.
# If computing for a given price doubles every two years, then by 2012, 23 years later, it
# has grown $2^{23/2} = 2^{11.5} \approx 2900$-fold. What took a year took three hours.

# %% [markdown]
# ## Together
# Two layers, each a plain function, and a number that passes through.


# %%
def double(values):
    """Return twice the values."""
    return 2 * values


def cut_below_three(values):
    """Return the values less 3, nothing below 0."""
    return (values - 3).clamp(min=0)


start = torch.tensor([1.0, 2.0, 5.0])
print("h0", start.tolist())
print("h1", double(start).tolist())
print("h2", cut_below_three(double(start)).tolist())
print("the other way round", double(cut_below_three(start)).tolist())
checks.close(2 ** (23 / 2), 2900, rtol=0.01, what="the factor worked by hand")

# %% [markdown]
# The order of layers matters, as the last line shows.
#
# ## Exercise 1: keep every representation (2 points)
# Write `all_representations(inputs, layers)`.
#
# - `layers` is a list of functions. Call each **once**, on what the one before it returned.
# - Return a list: the inputs first, then the result of each layer. It is one longer than
#   `layers`; without layers it holds the inputs alone.
# - Change neither `inputs` nor `layers`.
#
# Example: inputs `tensor([1., 2., 5.])` and layers `[double, cut_below_three]` give
# `[tensor([1., 2., 5.]), tensor([2., 4., 10.]), tensor([0., 1., 7.])]`.


# %% exercise="all_representations"
def all_representations(inputs, layers):
    """Return the inputs and what each layer makes of them.

    Parameters
    ----------
    inputs : Tensor, any shape
        Not modified.
    layers : list of functions
        Each takes a tensor and returns a new one.

    Returns
    -------
    list of Tensor, length len(layers) + 1
        The inputs, then the representation after each layer.

    Examples
    --------
    >>> all_representations(torch.tensor([3.0]), [lambda values: values + 1])
    [tensor([3.]), tensor([4.])]
    """
    ### BEGIN SOLUTION
    representations = [inputs]
    for layer in layers:
        representations.append(layer(representations[-1]))
    return representations
    ### END SOLUTION


# %% tests="all_representations" points=2
start = torch.tensor([1.0, 2.0, 5.0])
expected = [start, torch.tensor([2.0, 4.0, 10.0]), torch.tensor([0.0, 1.0, 7.0])]
layers = [lambda values: 2 * values, lambda values: (values - 3).clamp(min=0)]
checks.close(all_representations(start, layers), expected, what="the worked example")
checks.unchanged(
    all_representations, start, layers, what="leave inputs and layers alone"
)
checks.equal(len(layers), 2, what="the list of layers stays as long as it was")
three = all_representations(torch.tensor([-2]), [lambda values: values - 1] * 3)
expected = [torch.tensor([value]) for value in (-2, -3, -4, -5)]
checks.equal(
    three, expected, what="the same layer three times, on whole numbers below 0"
)
checks.that(type(three) is list, "the result is a list")
checks.close(all_representations(start, []), [start], what="no layer: the inputs alone")
### BEGIN HIDDEN TESTS
swapped = [start, torch.tensor([0.0, 0.0, 2.0]), torch.tensor([0.0, 0.0, 4.0])]
checks.close(
    all_representations(start, layers[::-1]),
    swapped,
    what="the order of layers matters",
)
calls = []


def noted(values):
    """Count the calls."""
    calls.append(len(calls))
    return values[:-1]


grid = torch.arange(12.0).reshape(4, 3)
many = [noted] * 3
got = all_representations(grid, many)
checks.close(
    got,
    [grid, grid[:3], grid[:2], grid[:1]],
    what="shapes may change from layer to layer",
)
checks.equal(len(calls), 3, what="each layer is called once")
checks.equal(len(many), 3, what="the list of layers stays as it is")
deep = all_representations(torch.tensor(1.0), [lambda values: values * 2] * 30)
checks.close(
    deep, [torch.tensor(2.0**power) for power in range(31)], what="thirty layers deep"
)
signs = all_representations(
    torch.tensor([-1.5, 2.0]), [lambda values: -values, lambda values: values * 3]
)
checks.close(
    signs,
    [torch.tensor([-1.5, 2.0]), torch.tensor([1.5, -2.0]), torch.tensor([4.5, -6.0])],
    what="negative values pass through as they are",
)
exact = all_representations(torch.tensor([1, 2]), [lambda values: values + 1])
checks.dtype(exact[1], torch.int64, what="whole numbers stay whole")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# Start a list with the inputs. Each new entry is the layer applied to the entry that is last
# in the list.
# </details>
# <details><summary>Hint 2: tools</summary>
# <code>items[-1]</code> is the last entry; <code>items.append(x)</code> adds one;
# <code>layer(x)</code> calls a function that is held in a variable.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# ```text
# representations = list with the inputs
# for each layer: append layer(last representation)
# return representations
# ```
# </details>

# %% [markdown]
# ## Exercise 2: what a doubling time does (2 points)
# Write `growth_factor(years, doubling_years)`: by what factor something grows in `years`
# if it doubles every `doubling_years`.
#
# - The result is a `float`; 0 years give 1.0; negative years look back and give less.
# - A doubling time of 0 or below raises a `ValueError`.
#
# Example: 10 years at a doubling every 2 years give `32.0`.


# %% exercise="growth_factor"
def growth_factor(years, doubling_years):
    """Return by what factor a quantity grows.

    Parameters
    ----------
    years : float
        How long it grows; negative to look back.
    doubling_years : float
        Time in which it doubles, above 0.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If `doubling_years` is not above 0.

    Examples
    --------
    >>> growth_factor(10, 2)
    32.0
    """
    ### BEGIN SOLUTION
    if doubling_years <= 0:
        raise ValueError(f"doubling_years must be above 0, got {doubling_years}")
    return 2.0 ** (years / doubling_years)
    ### END SOLUTION


# %% tests="growth_factor" points=2
checks.close(growth_factor(10, 2), 32.0, what="five doublings")
checks.close(
    growth_factor(23, 2), 2896.31, rtol=1e-4, what="half a doubling counts, too"
)
checks.close(growth_factor(-4, 2), 0.25, what="negative years look back")
checks.close(growth_factor(1, 0.5), 4.0, what="doubling twice a year")
checks.that(type(growth_factor(4, 2)) is float, "the result is a float")
checks.raises(ValueError, growth_factor, 5, 0, what="a doubling time of 0")
checks.raises(ValueError, growth_factor, 5, -1.5, what="a negative doubling time")
### BEGIN HIDDEN TESTS
checks.close(growth_factor(0, 3), 1.0, what="no time, no growth")
checks.close(growth_factor(7.5, 0.75), 1024.0, what="fractions of years")
checks.close(
    growth_factor(1, 2), 2**0.5, what="half a doubling is the square root of two"
)
checks.close(growth_factor(-1.5, 3), 2**-0.5, what="half a doubling back")
checks.close(growth_factor(3, 100), 1.0210121257, what="slow growth")
checks.close(growth_factor(200, 2), 2.0**100, what="long times")
checks.raises(
    ValueError, growth_factor, -5, -2, what="a negative doubling time, looking back"
)
checks.that(type(growth_factor(0, 2)) is float, "the result is a float")
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# How many doublings fit into the time? It need not be a whole number. Two to that power is
# the factor.
# </details>
# <details><summary>Hint 2: tools</summary>
# <code>2.0 ** x</code> is a power; <code>/</code> divides without rounding,
# <code>//</code> would round down.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# ```text
# if doubling_years is not above 0: raise ValueError
# return 2.0 to the power years / doubling_years
# ```
# </details>

# %% [markdown]
# ## Exercise 3: a recipe for the four kinds of learning (2 points)
# What a machine learns *from* decides how it is trained. Three questions are enough:
#
# 1. Does it **act**, do its actions decide what it sees next, and does a **reward** say how
#    well it did? Then it is `"reinforcement"`, whatever the other answers are.
# 2. Otherwise: is there a **target**, an answer that its output is compared with? If not,
#    it is `"unsupervised"`.
# 3. Was the target **cut out of the input itself** (a hidden word, the next frame)? Then
#    it is `"self-supervised"`. If people or measuring devices supplied it: `"supervised"`.
#
# Write `kind_of_learning(*, acts_for_reward, has_target, target_from_input)` with three
# `bool`s. A target cut out of the input *is* a target: if `target_from_input` is true and
# `has_target` is not, raise a `ValueError` (also when it acts for reward).


# %% exercise="kind_of_learning"
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    """Name the kind of learning from the answers to three questions.

    Parameters
    ----------
    acts_for_reward : bool
        It acts, sees what its actions lead to, and gets a reward.
    has_target : bool
        Its output is compared with an answer.
    target_from_input : bool
        That answer was cut out of the input itself.

    Returns
    -------
    str
        "reinforcement", "unsupervised", "self-supervised" or "supervised".

    Raises
    ------
    ValueError
        If `target_from_input` is true and `has_target` is not.

    Examples
    --------
    >>> kind_of_learning(acts_for_reward=False, has_target=True, target_from_input=False)
    'supervised'
    """
    ### BEGIN SOLUTION
    if target_from_input and not has_target:
        raise ValueError("a target from the input is a target: has_target must be true")
    if acts_for_reward:
        return "reinforcement"
    if not has_target:
        return "unsupervised"
    return "self-supervised" if target_from_input else "supervised"
    ### END SOLUTION


# %% tests="kind_of_learning" points=2
def ask(acts, target, own):
    """Call the learner's function with three short words."""
    return kind_of_learning(
        acts_for_reward=acts, has_target=target, target_from_input=own
    )


checks.equal(ask(False, True, False), "supervised", what="people supply the target")
checks.equal(ask(False, True, True), "self-supervised", what="the input is the target")
checks.equal(ask(True, False, False), "reinforcement", what="actions and reward")
checks.equal(ask(False, False, False), "unsupervised", what="no target at all")
checks.equal(ask(True, True, False), "reinforcement", what="the first question decides")
checks.raises(ValueError, ask, False, False, True, what="answers that contradict")
checks.raises(ValueError, ask, True, False, True, what="also when it acts for reward")
### BEGIN HIDDEN TESTS
checks.equal(ask(True, True, True), "reinforcement", what="the first question decides")
for acts in (False, True):
    for target in (False, True):
        for own in (False, True):
            if own and not target:
                checks.raises(
                    ValueError, ask, acts, target, own, what="answers that contradict"
                )
            else:
                words = ["unsupervised", "supervised", "self-supervised"]
                wanted = "reinforcement" if acts else words[target + own]
                checks.equal(
                    ask(acts, target, own), wanted, what="all cases of the recipe"
                )
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# Look for the contradiction first; then ask the three questions in their order, and return
# as soon as one decides.
# </details>
# <details><summary>Hint 2: tools</summary>
# <code>if</code>, <code>and</code>, <code>not</code>, <code>return</code>,
# <code>raise ValueError("...")</code>.
# </details>
# <details><summary>Hint 3: pseudo-code</summary>
#
# ```text
# if target_from_input and not has_target: raise ValueError
# if acts_for_reward: return "reinforcement"
# if there is no target: return "unsupervised"
# return "self-supervised" or "supervised", by target_from_input
# ```
# </details>

# %% [markdown]
# ## Exercise 4: twelve tasks (4 points)
# Apply the recipe. Read the tasks that the next cell prints, and write `classify_tasks()`,
# which returns a dictionary from each letter to its kind. Tasks a to h are clear; i to l
# look blurred, until you ask where the target comes from.

# %%
TASKS = {
    "a": "Predict bike rentals from the weather, with counts of the last two years.",
    "b": "Sort customers into groups; nobody has said which groups there are.",
    "c": "Read a shelf of books, always guessing the next word before it is shown.",
    "d": "Play a video game again and again; only the score says how it went.",
    "e": "Find fractures in X-rays; doctors have marked ten thousand of them.",
    "f": "Find the two directions in which customers differ most, to draw a map.",
    "g": "Paint a patch back that was cut out of a photo, checked against the patch.",
    "h": "A robot arm tries out grips; it is rewarded when the tower stands.",
    "i": "Squeeze an image into a code, rebuild the image, compare both (autoencoder).",
    "j": "Write captions for photos; 100,000 photos with captions by people are given.",
    "k": "Flag unusual bank transfers; nobody ever marked a fraud.",
    "l": "Show a reader one article at a time; clicks are the reward; choose the next.",
}
for letter, task in TASKS.items():
    print(f"{letter}  {task}")


# %% exercise="classify_tasks"
def classify_tasks():
    """Return the kind of learning of each task.

    Returns
    -------
    dict of str to str
        From each letter "a" to "l" to "supervised", "unsupervised",
        "self-supervised" or "reinforcement".
    """
    ### BEGIN SOLUTION
    return {
        **dict.fromkeys("aej", "supervised"),
        **dict.fromkeys("bfk", "unsupervised"),
        **dict.fromkeys("cgi", "self-supervised"),
        **dict.fromkeys("dhl", "reinforcement"),
    }
    ### END SOLUTION


# %% tests="classify_tasks" points=2
kinds = classify_tasks()
checks.equal(sorted(kinds), list("abcdefghijkl"), what="an answer for each letter")
known = {"supervised", "unsupervised", "self-supervised", "reinforcement"}
checks.that(set(kinds.values()) <= known, "each answer is one of the four words")
checks.equal(kinds["a"], "supervised", what="a: the counts were measured, so a target")
checks.equal(kinds["b"], "unsupervised", what="b: there is nothing to compare with")
checks.equal(kinds["c"], "self-supervised", what="c: the next word stands in the book")
checks.equal(kinds["h"], "reinforcement", what="h: it tries, and is rewarded")
counted = sorted(list(kinds.values()).count(kind) for kind in known)
checks.equal(counted, [3, 3, 3, 3], what="there are three tasks of each kind")
### BEGIN HIDDEN TESTS
clear = {
    "d": "reinforcement",
    "e": "supervised",
    "f": "unsupervised",
    "g": "self-supervised",
}
for letter, kind in clear.items():
    checks.equal(
        kinds[letter], kind, what=f"task {letter}: ask the three questions in order"
    )
### END HIDDEN TESTS

# %% tests="classify_tasks" part="blurred" points=2
kinds = classify_tasks()
checks.equal(kinds["k"], "unsupervised", what="k: no mark of any kind to compare with")
checks.that(
    kinds["i"] in ("unsupervised", "self-supervised"), "i: nobody labels or acts"
)
checks.that(kinds["j"] != "self-supervised", "j: the captions are not in the photos")
checks.that(kinds["l"] != "unsupervised", "l: clicks say how well it went")
### BEGIN HIDDEN TESTS
blurred = {"i": "self-supervised", "j": "supervised", "l": "reinforcement"}
for letter, kind in blurred.items():
    checks.equal(
        kinds[letter],
        kind,
        what=f"task {letter}: where does the target come from, and who decides what is seen next?",
    )
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Hint 1: idea</summary>
# For each task, first: does it act and get a reward? Then: what is the output compared
# with? Then: where did that come from?
# </details>
# <details><summary>Hint 2: the blurred ones</summary>
# An output may be a whole sentence and still have a target. A picture may be its own
# target. A click can be a label, or a reward: it is a reward when it decides what to show
# next.
# </details>
# <details><summary>Why the borders blur (read after solving)</summary>
# Older books call the autoencoder (i) unsupervised, because no human labels it; looked at
# as training, it is supervised by its own input. Task f (principal component analysis) can
# be written in the same way, as rebuilding the input from two numbers. The four words are
# regions of one map; the recipe draws borders by asking where the target comes from.
# </details>
#
# ## When depth became possible
# What did the field have, and when? The dots below are milestones of the three forces:
# **data**, **hardware** and **algorithms**.

# %%
MILESTONES = {
    "algorithms": "1958 perceptron|1986 backpropagation|1989 conv net|1997 LSTM"
    "|2010 ReLU|2014 Adam, GAN|2017 transformer",
    "hardware": "1999 consumer GPU|2007 CUDA|2012 AlexNet on 2 GPUs|2017 tensor cores",
    "data": "1998 MNIST|2009 ImageNet|2020 web-scale text",
}
title = "Three forces, one take-off"
fig, ax = plots.new_axes(title, "year", "", size=(9, 4.4))
for lane, (force, text) in enumerate(MILESTONES.items()):
    events = [event.split(" ", 1) for event in text.split("|")]
    years = [int(year) for year, _ in events]
    ax.plot(years, [lane] * len(years), "o", color=plots.PALETTE[lane], label=force)
    for place, (year, (_, name)) in enumerate(zip(years, events)):
        height = lane + [0.14, -0.22, 0.34, -0.42][place % 4]
        ax.plot([year, year], [lane, height], color="grey", lw=0.7)
        ax.text(year, height, f"{year} {name}", fontsize=8, ha="center")
ax.axvline(2012, color="black", ls=":", label="2012: ImageNet won by a deep network")
ax.set(yticks=range(3), yticklabels=MILESTONES, ylim=(-0.7, 2.7), xlim=(1953, 2026))
ax.legend(loc="upper left", fontsize=8)
plt.show()

# %% [markdown]
# **What to see:** the algorithms came first and waited. Only when hardware (GPUs that
# anybody can buy) and data (ImageNet: 1.4 million images in 1,000 classes) had arrived did
# deep networks win. ReLU had just come; better initialisation and optimisers came with it.
#
# Which network for which task? The course meets them all:
#
# | task | input | kind of network | module |
# |---|---|---|---|
# | house price, ad click | a table | standard (fully connected) | 01-05 |
# | photo tagging | image | convolutional | 06-08 |
# | speech recognition | sound over time | recurrent | 10 |
# | translation | text | recurrent, today attention | 10-12 |
# | autonomous driving | images, radar, maps | a hybrid of several | 06-12 |

# %% [markdown]
# ## Experiment: rule, learning, deep learning
# Back to odd and even. A hand-written rule, a linear model on raw pixels (machine learning
# without layers: only the last step is learned), and a network with two hidden layers: how
# do they use **more data**? Only the training-set size changes; four seeds each.

# %% tags=["experiment"]
SIZES, SEEDS = [50, 150, 450, 1200], range(4)
pixels = images.reshape(-1, 64).numpy()
linear_accuracy, deep_accuracy = torch.zeros(4, 4), torch.zeros(4, 4)
for seed in progress(SEEDS, description="seeds"):
    order = torch.randperm(1797, generator=torch.Generator().manual_seed(seed))
    test, train = order[:500].numpy(), order[500:].numpy()
    for column, size in enumerate(SIZES):
        part = train[:size]
        line = LogisticRegression(max_iter=500).fit(pixels[part], odd[part])
        net = MLPClassifier(
            (64, 32), max_iter=150, learning_rate_init=3e-3, random_state=seed
        )
        with threadpool_limits(1):  # small matrices: one thread is the fastest
            net.fit(pixels[part], odd[part])
        linear_accuracy[seed, column] = line.score(pixels[test], odd[test])
        deep_accuracy[seed, column] = net.score(pixels[test], odd[test])
gap = (deep_accuracy - linear_accuracy)[:, -1]
print("with 1,200 digits:", linear_accuracy.mean(0)[-1], deep_accuracy.mean(0)[-1])
checks.that(
    bool((gap > 0.03).all()), "with 1,200 digits the network wins for each seed"
)

# %% tags=["experiment"]
title = "Odd or even: who profits from more data? (4 seeds)"
fig, ax = plots.new_axes(title, "training digits", "accuracy on 500 others")
ax.axhline(rule_accuracy, color="black", ls="--", label="hand-written rule")
plots.mean_band(ax, SIZES, linear_accuracy, label="linear model")
plots.mean_band(ax, SIZES, deep_accuracy, label="network, two hidden layers")
ax.set(xscale="log", ylim=(0.65, 1), xticks=SIZES, xticklabels=SIZES)
ax.minorticks_off()
ax.legend(loc="lower right")
plt.show()

# %% [markdown]
# **What to see:** the rule cannot use data at all. The linear model gains little after 450
# digits: one weighted sum of pixels can only say so much. The network goes on. What do its
# layers do? Look at the test digits in its three representations, each squeezed into two numbers.

# %% tags=["experiment"]
hidden = [pixels[test]]
for weights, bias in zip(net.coefs_[:2], net.intercepts_[:2]):
    hidden.append((hidden[-1] @ weights + bias).clip(min=0))
fig, axes = plt.subplots(1, 3, figsize=(10, 3.4))
names = ["pixels", "after layer 1", "after layer 2"]
for ax, name, values in zip(axes, names, hidden):
    flat = PCA(2).fit_transform(values)
    plots.points(ax, torch.tensor(flat), odd[test], names=("even", "odd"))
    ax.set(title=name, xlabel="first component", ylabel="second component")
axes[0].legend(loc="upper right", fontsize=8)
plt.show()

# %% [markdown]
# **What to see:** among the pixels odd and even lie mixed up. Each layer pulls them further
# apart, until a straight line can do the rest. Nobody told the layers how: they were
# adjusted until the answers came out right. *That* is deep learning.
#
# ## Your turn
# 1. How narrow may a network be? The starter trains one with two hidden numbers. *Expect*
#    it to be no better than the linear model: two numbers cannot carry ten digits. Widen it
#    until it catches up with (64, 32).
# 2. The second line asks "is it a 3?". *Expect* the linear model to come much closer to
#    the network: this task needs fewer new features. Try other digits.

# %% tags=["experiment"]
for task, target in {"odd": odd, "a 3": (digits.labels == 3).long()}.items():
    line = LogisticRegression(max_iter=500).fit(pixels[train], target[train])
    print(f"is it {task}? linear {line.score(pixels[test], target[test]):.3f}", end="")
    for widths in [(2,), (64, 32)]:
        net = MLPClassifier(
            widths, max_iter=1000, learning_rate_init=3e-3, random_state=0
        )
        with threadpool_limits(1):
            net.fit(pixels[train], target[train])
        print(f", network {widths} {net.score(pixels[test], target[test]):.3f}", end="")
    print()

# %% [markdown]
# ## Pitfalls
# What you may read elsewhere, and what holds:
#
# | symptom: someone says | cause | fix: what holds |
# |---|---|---|
# | "deep learning is new" | the name is young | the perceptron is from 1958, backpropagation for networks from 1986 |
# | "deep means more than three layers" | a rule of thumb that counts input and output | there is no border; depth counts learned representations one after the other |
# | "after two hidden layers it gets worse" | true with poor initialisation and saturating activations | module 04 trains far deeper ones; modern networks have hundreds of layers |
# | "reinforcement learning only works in games" | written before it tuned language models and controlled cooling plants | still the hardest of the four to get right |
# | "the network understands" | it separates *these* data | test on data it never saw (module 03) |
# | "deep is always better" | a chart with lots of data | with 50 digits the lead is half as large; on tables simple models often win |

# %% tags=["experiment"]
close = (deep_accuracy - linear_accuracy)[:, 0].mean().item()
far = (deep_accuracy - linear_accuracy)[:, -1].mean().item()
print(f"ahead by {close:.3f} with 50 digits, by {far:.3f} with 1,200")
checks.that(close < 0.6 * far, "last row: the lead grows with the data")

# %% [markdown]
# ## Check yourself
# **1.** Someone chooses ten measurements of a heartbeat by hand and trains a linear model on
# them. This is (a) AI but not machine learning (b) machine learning but not deep learning
# (c) deep learning
# <details><summary>Answer</summary>
# <b>(b)</b>: the last step is learned, the features are not. (a) would have no learned part.
# (c) would learn the features too, in layers.
# </details>
#
# **2.** Storage for a given price doubles every 3 years. In 12 years it grows
# (a) 4-fold (b) 8-fold (c) 16-fold
# <details><summary>Answer</summary>
# <b>(c)</b>: four doublings, 2 to the 4th. (a) counts the doublings and does not double. (b)
# is one doubling short.
# </details>
#
# **3.** A network predicts the next second of a video from the last ten. Which kind?
# (a) self-supervised (b) unsupervised (c) reinforcement
# <details><summary>Answer</summary>
# <b>(a)</b>: the target is cut out of the video. (b) There is a target, the second that
# follows. (c) It does not act, and no reward comes.
# </details>

# %% [markdown]
# ## Summary
# - AI contains machine learning, which contains deep learning. The question is what is
#   written by hand: everything, the features, or only the architecture.
# - Deep means composed: each layer makes a representation of the one before.
# - It needed data, hardware and algorithms together; they met in 2012.
# - The four kinds of learning differ in where the target comes from, if there is one.
#
# ## Further reading
# - Y. LeCun, Y. Bengio, G. Hinton, "Deep learning" (2015): ten pages by three founders.
# - F. Chollet, *Deep Learning with Python* (2021), chapter 1: representations in pictures.
# - A. Krizhevsky, I. Sutskever, G. Hinton, "ImageNet classification with deep convolutional
#   neural networks" (2012): the paper behind the dotted line.
# - R. Sutton, "The bitter lesson" (2019): why methods that use more computing win.
