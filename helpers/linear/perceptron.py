"""The perceptron: correct a linear unit after each mistake."""

from dataclasses import dataclass

import torch
from torch import Tensor

from helpers import _require
from helpers.linear.scores import labels_like, linear_scores, require_line

__all__ = [
    "PerceptronFit",
    "fit_perceptron",
    "novikoff_bound",
    "perceptron_predict",
    "perceptron_step",
]


@dataclass(frozen=True)
class PerceptronFit:
    """What the perceptron algorithm found, and how it got there.

    Parameters
    ----------
    weights : Tensor, shape (d,)
        Final weights.
    bias : Tensor, shape ()
        Final bias.
    mistakes : int
        Number of corrections over all epochs.
    epochs : int
        Number of sweeps made, the last one (without a mistake) included.
    converged : bool
        Whether the last sweep made no mistake.
    history : list of (Tensor, Tensor)
        Weights and bias after each epoch.

    Examples
    --------
    >>> fit = fit_perceptron(torch.tensor([[-1.0], [1.0]]), torch.tensor([0, 1]))
    >>> fit.converged, fit.mistakes, fit.epochs
    (True, 1, 2)
    """

    weights: Tensor
    bias: Tensor
    mistakes: int
    epochs: int
    converged: bool
    history: list[tuple[Tensor, Tensor]]


def perceptron_predict(points: Tensor, weights: Tensor, bias: Tensor | float) -> Tensor:
    """Return the class, 0 or 1, on whose side of the boundary each point lies.

    Parameters
    ----------
    points : Tensor, shape (n, d), floating point
        One example a row. Not modified.
    weights : Tensor, shape (d,), same dtype as `points`
        One weight for each feature. Not modified.
    bias : Tensor, shape (), or float
        Score at the origin.

    Returns
    -------
    Tensor, shape (n,), int64, same device as `points`
        1 where the score is zero or more, otherwise 0.

    Raises
    ------
    TypeError
        If an argument is not floating point or the dtypes differ.
    ValueError
        If a shape does not match.

    Examples
    --------
    >>> points = torch.tensor([[-1.0, 0.0], [0.0, 0.0], [2.0, 1.0]])
    >>> perceptron_predict(points, torch.tensor([1.0, 0.0]), 0.0)
    tensor([0, 1, 1])
    """
    return (linear_scores(points, weights, bias) >= 0).long()


def perceptron_step(
    weights: Tensor,
    bias: Tensor | float,
    point: Tensor,
    label: Tensor | int,
    *,
    learning_rate: float = 1.0,
) -> tuple[Tensor, Tensor]:
    r"""Show the perceptron one labelled point, and correct it if it is wrong.

    :math:`w \leftarrow w + \eta (y - \hat y) x` and
    :math:`b \leftarrow b + \eta (y - \hat y)` [1]_. A right prediction changes
    nothing.

    Parameters
    ----------
    weights : Tensor, shape (d,), floating point
        Weights before the step. Not modified.
    bias : Tensor, shape (), or float
        Bias before the step. Not modified.
    point : Tensor, shape (d,), same dtype as `weights`
        One example. Not modified.
    label : Tensor, shape (), or int
        Its class, 0 or 1.
    learning_rate : float, default: 1.0
        Size of the correction.

    Returns
    -------
    weights : Tensor, shape (d,), same dtype and device as `point`
        New weights.
    bias : Tensor, shape (), same dtype and device as `point`
        New bias.

    Raises
    ------
    TypeError
        If an argument is not floating point or the dtypes differ.
    ValueError
        If a shape does not match, `learning_rate` is not positive, or (on the
        CPU) `label` is neither 0 nor 1.

    References
    ----------
    .. [1] F. Rosenblatt, "Principles of Neurodynamics", Spartan Books, 1962.

    Examples
    --------
    >>> perceptron_step(torch.zeros(2), 0.0, torch.tensor([1.0, 2.0]), 0)
    (tensor([-1., -2.]), tensor(-1.))
    """
    _require.floating("point", point)
    _require.dims("point", point, "(d,)", 1)
    require_line(point[None], weights, bias)
    _require.positive("learning_rate", learning_rate)
    target = torch.as_tensor(label, device=point.device)
    if target.ndim != 0:
        raise ValueError(f"label must be one number, got shape {tuple(target.shape)}")
    _require.zero_one("label", target)
    prediction = ((point * weights).sum() + bias >= 0).to(point.dtype)
    correction = learning_rate * (target.to(point.dtype) - prediction)
    return weights + correction * point, bias + correction


@torch.no_grad()
def fit_perceptron(
    points: Tensor,
    labels: Tensor,
    *,
    learning_rate: float = 1.0,
    max_epochs: int = 100,
) -> PerceptronFit:
    """Sweep over the points, correcting each mistake, until a sweep has none.

    Starts from zero and takes the points in the order given. Ends only if the
    classes can be separated by a hyperplane, hence the limit on the epochs.

    Parameters
    ----------
    points : Tensor, shape (n, d), floating point
        One example a row. Not modified.
    labels : Tensor, shape (n,), bool, int or floating point
        Classes, 0 or 1. Not modified.
    learning_rate : float, default: 1.0
        Size of a correction. From a zero start it scales the result and changes
        no prediction (up to rounding: a score of exactly 0 may tip).
    max_epochs : int, default: 100
        Largest number of sweeps.

    Returns
    -------
    PerceptronFit
        Weights, bias, mistakes, epochs, converged and history.

    Raises
    ------
    TypeError
        If `points` is not floating point or `labels` is no tensor.
    ValueError
        If a shape does not match, a number is not positive, or (on the CPU) a
        label is neither 0 nor 1.

    See Also
    --------
    novikoff_bound : The largest number of mistakes that it can make.
    sklearn.linear_model.Perceptron : The library version.

    Examples
    --------
    >>> points = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    >>> fit = fit_perceptron(points, torch.tensor([0, 0, 0, 1]))
    >>> perceptron_predict(points, fit.weights, fit.bias)
    tensor([0, 0, 0, 1])
    """
    targets = labels_like(points, labels)
    _require.positive("learning_rate", learning_rate)
    _require.count("max_epochs", max_epochs)
    weights, bias = points.new_zeros(points.shape[1]), points.new_zeros(())
    mistakes, history, converged = 0, [], False
    for _ in range(max_epochs):
        before = mistakes
        for point, target in zip(points, targets, strict=True):
            error = target - (point @ weights + bias >= 0).to(points.dtype)
            if error != 0:
                weights = weights + learning_rate * error * point
                bias = bias + learning_rate * error
                mistakes += 1
        history.append((weights, bias))
        converged = mistakes == before
        if converged:
            break
    return PerceptronFit(weights, bias, mistakes, len(history), converged, history)


@torch.no_grad()
def novikoff_bound(
    points: Tensor, labels: Tensor, weights: Tensor, bias: Tensor | float
) -> float:
    r"""Return the largest number of mistakes the perceptron can make on a data set.

    :math:`(R / \gamma)^2` [1]_: :math:`R` is the length of the longest point and
    :math:`\gamma` the smallest distance from a point to a separating hyperplane
    through the origin. The bias counts as the weight of an extra input that is
    always 1, so both are measured with that input.

    Parameters
    ----------
    points : Tensor, shape (n, d), floating point
        One example a row. Not modified.
    labels : Tensor, shape (n,), bool, int or floating point
        Classes, 0 or 1. Not modified.
    weights : Tensor, shape (d,), same dtype as `points`
        Normal of any hyperplane that separates the classes. Not modified.
    bias : Tensor, shape (), or float
        Its bias. The wider the margin, the tighter the bound.

    Returns
    -------
    float
        Bound on the number of corrections, from a zero start, in any order of
        the points and with any learning rate.

    Raises
    ------
    TypeError
        If an argument is not floating point or the dtypes differ.
    ValueError
        If a shape does not match, a label is neither 0 nor 1, or the hyperplane
        leaves a point on the wrong side or on itself.

    Notes
    -----
    The number is a Python float, so on a GPU the call waits for the device.

    References
    ----------
    .. [1] A. B. J. Novikoff, "On Convergence Proofs on Perceptrons", Symposium
       on the Mathematical Theory of Automata XII, 1962.

    Examples
    --------
    >>> points, labels = torch.tensor([[-1.0], [1.0]]), torch.tensor([0, 1])
    >>> novikoff_bound(points, labels, torch.tensor([1.0]), 0.0)
    2.0
    """
    require_line(points, weights, bias)
    signs = 2 * labels_like(points, labels).double() - 1  # (n,), -1 or 1
    # Double precision: a margin near 0 decides whether there is a bound at all.
    scores = points.double() @ weights.double() + bias
    length = torch.hypot(
        torch.linalg.vector_norm(weights.double()), torch.as_tensor(bias).double()
    )
    smallest = (signs * scores).min().item()
    if not smallest > 0:
        raise ValueError(
            "weights and bias do not separate the classes: the smallest signed "
            f"score is {smallest:.3g}"
        )
    squared_radius = (points.double() ** 2).sum(dim=1).max().item() + 1
    return squared_radius * (length.item() / smallest) ** 2
