"""Figures that look alike: colours that everyone can tell apart, points, curves."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import torch
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "PALETTE",
    "boundary",
    "curves",
    "mean_band",
    "new_axes",
    "points",
    "use_style",
]

# M. Okabe, K. Ito, "Color Universal Design", 2002. Yellow comes last: it is faint on
# white. Black is left to axes and text.
PALETTE = [
    "#0072B2",  # blue
    "#D55E00",  # vermilion
    "#009E73",  # bluish green
    "#CC79A7",  # reddish purple
    "#E69F00",  # orange
    "#56B4E9",  # sky blue
    "#F0E442",  # yellow
]
MARKERS = ["o", "s", "^", "D", "v", "P", "X"]

Numbers = ArrayLike | torch.Tensor


def use_style() -> None:
    """Set the course's look for all figures that follow.

    Examples
    --------
    >>> use_style()
    >>> plt.rcParams["axes.grid"]
    True
    """
    plt.rcParams.update(
        {
            "figure.figsize": (6.0, 4.0),
            "figure.dpi": 100,
            "figure.constrained_layout.use": True,
            "font.size": 11,
            "axes.titlesize": 12,
            "axes.labelsize": 11,
            "axes.prop_cycle": cycler(color=PALETTE),
            "axes.grid": True,
            "axes.axisbelow": True,
            "grid.alpha": 0.3,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "legend.framealpha": 0.8,
            "legend.edgecolor": "none",
            "lines.linewidth": 2.0,
            "lines.markersize": 6.0,
        }
    )


def _to_numpy(values: Numbers) -> NDArray[Any]:
    """Return any numbers as an array on the CPU, detached."""
    if isinstance(values, torch.Tensor):
        values = values.detach().cpu()
        narrow = values.dtype == torch.bfloat16  # NumPy has no such dtype
        return (values.float() if narrow else values).numpy()
    return np.asarray(values)


def new_axes(
    title: str,
    xlabel: str,
    ylabel: str,
    *,
    size: tuple[float, float] = (6, 4),
    ncols: int = 1,
) -> tuple[Figure, Any]:
    """Make a figure whose axes are named.

    Parameters
    ----------
    title : str
        What the figure shows.
    xlabel, ylabel : str
        Names of the axes, with units.
    size : tuple of float
        Width and height of one panel in inches.
    ncols : int
        Number of panels side by side.

    Returns
    -------
    fig : Figure
        The figure.
    ax : Axes, or an array of `ncols` Axes
        The panel, or the panels: the title then stands above all of them.

    Examples
    --------
    >>> fig, ax = new_axes("Loss", "epoch", "loss (nats)")
    >>> ax.get_ylabel()
    'loss (nats)'
    >>> plt.close(fig)
    """
    if ncols < 1:
        raise ValueError(f"ncols must be at least 1, got {ncols}")
    fig, grid = plt.subplots(
        1, ncols, figsize=(size[0] * ncols, size[1]), squeeze=False
    )
    for ax in grid[0]:
        ax.set_xlabel(xlabel)
        ax.set_ylabel(ylabel)
    if ncols == 1:
        grid[0, 0].set_title(title)
        return fig, grid[0, 0]
    fig.suptitle(title)
    return fig, grid[0]


def points(
    ax: Axes,
    points: Numbers,
    labels: Numbers,
    *,
    names: Sequence[str] = ("class 0", "class 1"),
) -> None:
    """Draw points in the plane; each class has its own colour and its own marker.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    points : tensor or array, shape (n, 2)
        Coordinates.
    labels : tensor or array, shape (n,)
        Class of each point, counted from 0.
    names : sequence of str
        What the legend calls the classes.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a class has no name.

    Examples
    --------
    >>> fig, ax = new_axes("Two points", "x", "y")
    >>> points(ax, torch.tensor([[0.0, 1.0], [1.0, 0.0]]), torch.tensor([0, 1]))
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['class 0', 'class 1']
    >>> plt.close(fig)
    """
    where, which = _to_numpy(points), _to_numpy(labels)
    if where.ndim != 2 or where.shape[1] != 2 or which.shape != where.shape[:1]:
        raise ValueError(
            "expected points (n, 2) and labels (n,), "
            f"got {where.shape} and {which.shape}"
        )
    classes = [int(label) for label in np.unique(which)]
    if classes and not 0 <= min(classes) <= max(classes) < len(names):
        raise ValueError(
            f"labels must be in [0, {len(names)}), one for each of names; got {classes}"
        )
    for label in classes:
        x, y = where[which == label].T
        color, marker = PALETTE[label % 7], MARKERS[label % 7]
        ax.scatter(
            x, y, s=36, color=color, marker=marker, edgecolor="white",
            linewidth=0.5, label=names[label],
        )  # fmt: skip
    ax.legend()


def boundary(
    ax: Axes,
    weights: Numbers,
    bias: Numbers,
    *,
    label: str | None = None,
    style: str = "-",
) -> None:
    """Draw the line where ``weights @ point + bias`` is zero; the view stays as it is.

    Parameters
    ----------
    ax : Axes
        Where to draw; draw the points first, they set the view.
    weights : tensor or array, shape (2,)
        Weights of the linear score.
    bias : number
        Its bias.
    label : str, optional
        Name in the legend.
    style : str
        Matplotlib's line style.

    Raises
    ------
    ValueError
        If there are not two weights, or both are zero: then there is no line.

    Examples
    --------
    >>> fig, ax = new_axes("A boundary", "x", "y")
    >>> boundary(ax, [1.0, -1.0], 0.0, label="x = y")
    >>> plt.close(fig)
    """
    normal, offset = _to_numpy(weights).astype(float), float(_to_numpy(bias).item())
    if normal.shape != (2,) or not normal.any():
        raise ValueError(f"expected two weights, not both zero, got {normal.tolist()}")
    limits = ax.axis()
    foot = -offset * normal / (normal @ normal)  # the line's point nearest the origin
    along = foot + np.array([-normal[1], normal[0]])
    number = len(ax.lines)
    color = "black" if number == 0 else PALETTE[(number + 1) % 7]
    ax.axline(foot, along, linestyle=style, color=color, label=label)
    ax.axis(limits)
    if label:
        ax.legend()


def curves(ax: Axes, values: Mapping[str, Numbers], x: Numbers | None = None) -> None:
    """Draw one curve for each entry of a dictionary, with a legend.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    values : mapping of str to numbers, shape (steps,)
        Name and values of each curve.
    x : numbers, shape (steps,), optional
        Horizontal positions; 0, 1, 2, ... by default.

    Examples
    --------
    >>> fig, ax = new_axes("Loss", "epoch", "loss")
    >>> curves(ax, {"train": [3.0, 2.0, 1.5], "valid": [3.1, 2.4, 2.2]})
    >>> len(ax.lines)
    2
    >>> plt.close(fig)
    """
    for number, (name, line) in enumerate(values.items(), start=len(ax.lines)):
        heights = _to_numpy(line)
        if x is None:
            ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        at = np.arange(len(heights)) if x is None else _to_numpy(x)
        # Colours repeat after seven curves: then the line's style tells them apart.
        style = ["-", "--", ":", "-."][number // 7 % 4]
        ax.plot(at, heights, color=PALETTE[number % 7], linestyle=style, label=name)
    ax.legend()


def mean_band(ax: Axes, x: Numbers, runs: Numbers, *, label: str) -> None:
    """Draw the mean over several seeds, and a band from the lowest to the highest.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    x : numbers, shape (steps,)
        Horizontal positions.
    runs : numbers, shape (seeds, steps)
        One row for each seed.
    label : str
        Name in the legend.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    Examples
    --------
    >>> fig, ax = new_axes("Accuracy", "epoch", "accuracy")
    >>> mean_band(ax, [0, 1], [[0.5, 0.8], [0.6, 0.9]], label="2 seeds")
    >>> plt.close(fig)
    """
    at, heights = _to_numpy(x), _to_numpy(runs)
    if heights.ndim != 2 or heights.shape[1:] != at.shape:
        raise ValueError(
            f"expected x (steps,) and runs (seeds, steps), got {at.shape} "
            f"and {heights.shape}"
        )
    color = PALETTE[len(ax.lines) % 7]
    ax.plot(at, heights.mean(axis=0), color=color, label=label)
    ax.fill_between(
        at, heights.min(axis=0), heights.max(axis=0), color=color, alpha=0.2, lw=0
    )
    ax.legend()
