"""Logistic regression: a linear unit that learns probabilities by gradient descent."""

from dataclasses import dataclass

import torch
from torch import Tensor

from helpers import _require
from helpers.activations import sigmoid
from helpers.linear.scores import labels_like, linear_scores
from helpers.losses import binary_cross_entropy_with_logits

__all__ = ["LogisticFit", "fit_logistic_regression", "logistic_gradient"]


@dataclass(frozen=True)
class LogisticFit:
    """What gradient descent on the log loss found, and how it got there.

    Parameters
    ----------
    weights : Tensor, shape (d,)
        Final weights.
    bias : Tensor, shape ()
        Final bias.
    losses : Tensor, shape (epochs,)
        Objective in nats (penalty included) before each step.
    history : list of (Tensor, Tensor)
        Weights and bias after each step.

    Examples
    --------
    >>> points, labels = torch.tensor([[-1.0], [1.0]]), torch.tensor([0, 1])
    >>> fit = fit_logistic_regression(points, labels, epochs=2)
    >>> round(fit.losses[0].item(), 4)
    0.6931
    """

    weights: Tensor
    bias: Tensor
    losses: Tensor
    history: list[tuple[Tensor, Tensor]]


@torch.no_grad()
def logistic_gradient(
    points: Tensor, labels: Tensor, weights: Tensor, bias: Tensor | float
) -> tuple[Tensor, Tensor]:
    r"""Return the gradient of the mean log loss of logistic regression.

    :math:`\frac{1}{n} \sum_i (\sigma(w \cdot x_i + b) - y_i) x_i` for the
    weights; for the bias the same with 1 in place of :math:`x_i`.

    Parameters
    ----------
    points : Tensor, shape (n, d), floating point
        One example a row. Not modified.
    labels : Tensor, shape (n,), bool, int or floating point
        Classes, 0 or 1. Not modified.
    weights : Tensor, shape (d,), same dtype as `points`
        Weights at which the slope is taken. Not modified.
    bias : Tensor, shape (), or float
        Bias at which the slope is taken.

    Returns
    -------
    grad_weights : Tensor, shape (d,), same dtype and device as `points`
        Slope of the loss in each weight.
    grad_bias : Tensor, shape (), same dtype and device as `points`
        Slope of the loss in the bias.

    Raises
    ------
    TypeError
        If an argument is not floating point or the dtypes differ.
    ValueError
        If a shape does not match or (on the CPU) a label is neither 0 nor 1.

    Examples
    --------
    >>> points, labels = torch.tensor([[-1.0], [3.0]]), torch.tensor([0, 1])
    >>> logistic_gradient(points, labels, torch.zeros(1), 0.0)
    (tensor([-1.]), tensor(0.))
    """
    scores = linear_scores(points, weights, bias)
    errors = sigmoid(scores) - labels_like(points, labels)  # (n,)
    return errors @ points / len(points), errors.mean()


@torch.no_grad()
def fit_logistic_regression(
    points: Tensor,
    labels: Tensor,
    *,
    learning_rate: float = 0.1,
    epochs: int = 100,
    l2: float = 0.0,
) -> LogisticFit:
    r"""Fit logistic regression by gradient descent on all points at once.

    The objective is the mean log loss plus
    :math:`\frac{\lambda}{2} \lVert w \rVert^2`. The bias is not penalised.

    Parameters
    ----------
    points : Tensor, shape (n, d), floating point
        One example a row, best of similar scale in every column. Not modified.
    labels : Tensor, shape (n,), bool, int or floating point
        Classes, 0 or 1. Not modified.
    learning_rate : float, default: 0.1
        Length of a step, as a multiple of the gradient.
    epochs : int, default: 100
        Number of steps; each uses every point. The start is zero.
    l2 : float, default: 0.0
        Strength :math:`\lambda` of the penalty.

    Returns
    -------
    LogisticFit
        Weights, bias, losses and history.

    Raises
    ------
    TypeError
        If `points` is not floating point or `labels` is no tensor.
    ValueError
        If a shape does not match, a number is out of range, or (on the CPU) a
        label is neither 0 nor 1.

    See Also
    --------
    sklearn.linear_model.LogisticRegression : The library version, with
        ``C = 1 / (l2 * n)``.

    Notes
    -----
    If the classes can be separated and `l2` is 0, there is no best fit: the
    weights grow for ever, ever more slowly.

    Examples
    --------
    >>> points = torch.tensor([[-2.0], [-1.0], [1.0], [2.0]])
    >>> fit = fit_logistic_regression(points, torch.tensor([0, 0, 1, 1]), epochs=50)
    >>> linear_scores(points, fit.weights, fit.bias) > 0
    tensor([False, False,  True,  True])
    """
    targets = labels_like(points, labels)
    _require.positive("learning_rate", learning_rate)
    _require.count("epochs", epochs)
    _require.positive("l2", l2, or_zero=True)
    weights, bias = points.new_zeros(points.shape[1]), points.new_zeros(())
    losses, history = [], []
    for _ in range(epochs):
        scores = linear_scores(points, weights, bias)
        penalty = l2 / 2 * (weights**2).sum()
        losses.append(binary_cross_entropy_with_logits(scores, targets) + penalty)
        grad_weights, grad_bias = logistic_gradient(points, targets, weights, bias)
        weights = weights - learning_rate * (grad_weights + l2 * weights)
        bias = bias - learning_rate * grad_bias
        history.append((weights, bias))
    return LogisticFit(weights, bias, torch.stack(losses), history)
