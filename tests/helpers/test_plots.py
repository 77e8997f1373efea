"""Figures: what is drawn, in which colours, and what is refused."""

import itertools

import matplotlib as mpl
import numpy as np
import pytest
import torch

mpl.use("Agg")

import matplotlib.pyplot as plt

from helpers import plots


@pytest.fixture(autouse=True)
def _clean():
    with plt.rc_context():
        yield
    plt.close("all")


@pytest.fixture
def ax():
    return plots.new_axes("Title", "x (cm)", "y (cm)")[1]


def legend(ax):
    """Return the texts of the legend."""
    return [text.get_text() for text in ax.get_legend().get_texts()]


def simulate(rgb, blindness):
    """Show a colour as a person with red- or green-blindness sees it (Viénot 1999)."""
    to_lms = np.array(
        [[17.8824, 43.5161, 4.1194], [3.4557, 27.1554, 3.8671], [0.03, 0.1843, 1.4671]]
    )
    project = {
        "protan": [[0, 2.0234, -2.5258], [0, 1, 0], [0, 0, 1]],
        "deutan": [[1, 0, 0], [0.4942, 0, 1.2483], [0, 0, 1]],
    }[blindness]
    seen = np.linalg.inv(to_lms) @ np.array(project) @ to_lms @ (np.array(rgb) ** 2.2)
    return np.clip(seen, 0, 1) ** (1 / 2.2)


@pytest.mark.parametrize("blindness", ["protan", "deutan"])
def test_the_first_colours_differ_for_colour_blind_readers(blindness):
    colors = [mpl.colors.to_rgb(color) for color in plots.PALETTE[:3]]
    for first, second in itertools.combinations(colors, 2):
        seen = simulate(first, blindness) - simulate(second, blindness)
        assert np.linalg.norm(seen) > 0.15


def test_palette_has_no_repetition():
    assert len(set(plots.PALETTE)) == len(plots.PALETTE) == 7


def test_use_style_sets_the_cycle_and_the_layout():
    plots.use_style()
    assert plt.rcParams["axes.prop_cycle"].by_key()["color"] == plots.PALETTE
    assert plt.rcParams["figure.constrained_layout.use"] is True
    assert plt.rcParams["axes.grid"] is True


def test_new_axes_names_everything():
    fig, ax = plots.new_axes("Loss", "epoch", "loss (nats)", size=(5, 3))
    assert (ax.get_title(), ax.get_xlabel(), ax.get_ylabel()) == (
        "Loss",
        "epoch",
        "loss (nats)",
    )
    assert tuple(fig.get_size_inches()) == (5, 3)


def test_new_axes_in_columns():
    fig, axes = plots.new_axes("Both", "epoch", "loss", size=(4, 3), ncols=2)
    assert len(axes) == 2
    assert fig.get_suptitle() == "Both"
    assert [ax.get_xlabel() for ax in axes] == ["epoch", "epoch"]
    assert tuple(fig.get_size_inches()) == (8, 3)
    with pytest.raises(ValueError, match="ncols must be at least 1, got 0"):
        plots.new_axes("None", "x", "y", ncols=0)


@pytest.mark.parametrize("convert", [np.asarray, torch.tensor, list])
def test_points_differ_by_colour_and_marker(ax, convert):
    where = [[0.0, 0.0], [1.0, 2.0], [3.0, 1.0]]
    plots.points(ax, convert(where), convert([0, 1, 1]), names=("no", "yes"))
    first, second = ax.collections
    assert first.get_offsets().tolist() == where[:1]
    assert second.get_offsets().tolist() == where[1:]
    assert first.get_facecolor().tolist() != second.get_facecolor().tolist()
    shapes = [c.get_paths()[0].vertices.shape for c in (first, second)]
    assert shapes[0] != shapes[1]
    assert legend(ax) == ["no", "yes"]


def test_points_keep_their_look_when_a_class_is_missing(ax):
    plots.points(ax, [[0.0, 0.0]], [1])
    assert legend(ax) == ["class 1"]
    color = mpl.colors.to_hex(ax.collections[0].get_facecolor()[0])
    assert color.upper() == plots.PALETTE[1]


@pytest.mark.parametrize(
    ("where", "labels"),
    [
        ([[0.0, 0.0]], [0, 1]),
        ([[0.0, 0.0, 0.0]], [0]),
        ([0.0, 0.0], [0, 0]),
        ([[0.0, 0.0]], [2]),
        ([[0.0, 0.0]], [-1]),
    ],
)
def test_points_refuse_what_does_not_fit(ax, where, labels):
    with pytest.raises(ValueError, match=r"expected points|labels must be"):
        plots.points(ax, where, labels)


@pytest.mark.parametrize(
    ("weights", "bias"), [([1.0, -1.0], 0.5), ([0.0, 2.0], -1.0), ([2.0, 0.0], 1.0)]
)
def test_boundary_is_where_the_score_is_zero(ax, weights, bias):
    ax.set_xlim(-2, 2)
    ax.set_ylim(-3, 3)
    plots.boundary(
        ax, torch.tensor(weights, requires_grad=True), torch.tensor([bias]), label="it"
    )
    line = ax.lines[0]
    for point in (line.get_xy1(), line.get_xy2()):
        assert np.dot(weights, point) + bias == pytest.approx(0)
    assert not np.array_equal(line.get_xy1(), line.get_xy2())
    assert ax.axis() == (-2, 2, -3, 3)
    assert legend(ax) == ["it"]


def test_boundaries_differ_in_colour(ax):
    for bias in range(3):
        plots.boundary(ax, [1.0, 1.0], bias)
    colors = {mpl.colors.to_hex(line.get_color()) for line in ax.lines}
    assert len(colors) == 3
    assert not colors & {color.lower() for color in plots.PALETTE[:2]}


@pytest.mark.parametrize("weights", [[0.0, 0.0], [1.0], [1.0, 2.0, 3.0]])
def test_boundary_needs_two_weights(ax, weights):
    with pytest.raises(ValueError, match="expected two weights"):
        plots.boundary(ax, weights, 0.0)


def test_curves(ax):
    grad = torch.tensor([3.0, 1.0], requires_grad=True)
    plots.curves(ax, {"train": grad, "valid": [3.0, 2.0]}, x=[1, 2])
    assert ax.lines[0].get_xydata().tolist() == [[1, 3], [2, 1]]
    assert legend(ax) == ["train", "valid"]
    plots.curves(ax, {"test": torch.tensor([2.0, 2.0], dtype=torch.bfloat16)})
    assert ax.lines[2].get_xdata().tolist() == [0, 1]
    assert len({line.get_color() for line in ax.lines}) == 3


def test_more_curves_than_colours_differ_in_style(ax):
    plots.curves(ax, {str(i): [0.0, float(i)] for i in range(9)})
    looks = {(line.get_color(), line.get_linestyle()) for line in ax.lines}
    assert len(looks) == 9


def test_mean_band(ax):
    runs = torch.tensor([[1.0, 2.0], [3.0, 6.0]])
    plots.mean_band(ax, [0, 1], runs, label="two seeds")
    assert ax.lines[0].get_ydata().tolist() == [2.0, 4.0]
    edges = ax.collections[0].get_paths()[0].vertices
    assert {tuple(v) for v in edges} >= {(0, 1), (0, 3), (1, 2), (1, 6)}
    assert legend(ax) == ["two seeds"]
    for bad in ([1.0, 2.0], [[1.0, 2.0, 3.0]]):
        with pytest.raises(ValueError, match="expected x"):
            plots.mean_band(ax, [0, 1], bad, label="bad")
