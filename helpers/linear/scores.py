"""The weighted sum of the inputs, and where it changes sign."""

import torch
from torch import Tensor

from helpers import _require

__all__ = ["linear_scores", "signed_distance"]


def linear_scores(points: Tensor, weights: Tensor, bias: Tensor | float) -> Tensor:
    r"""Return the weighted sum :math:`w \cdot x + b` of every point.

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
    Tensor, shape (n,), same dtype and device as `points`
        Scores; differentiable in all three.

    Raises
    ------
    TypeError
        If an argument is not floating point or the dtypes differ.
    ValueError
        If a shape does not match.

    See Also
    --------
    torch.nn.functional.linear : The library version, for many units at once.

    Examples
    --------
    >>> linear_scores(torch.tensor([[1.0, 2.0]]), torch.tensor([3.0, -1.0]), 0.5)
    tensor([1.5000])
    """
    require_line(points, weights, bias)
    return points @ weights + bias


def signed_distance(points: Tensor, weights: Tensor, bias: Tensor | float) -> Tensor:
    r"""Return how far each point lies from the decision boundary, with its side.

    :math:`(w \cdot x + b) / \lVert w \rVert`, positive on the side of class 1.

    Parameters
    ----------
    points : Tensor, shape (n, d), floating point
        One example a row. Not modified.
    weights : Tensor, shape (d,), same dtype as `points`
        Normal of the boundary, of any length but zero. Not modified.
    bias : Tensor, shape (), or float
        Score at the origin.

    Returns
    -------
    Tensor, shape (n,), same dtype and device as `points`
        Distances in the unit of `points`; differentiable in all three.

    Raises
    ------
    TypeError
        If an argument is not floating point or the dtypes differ.
    ValueError
        If a shape does not match. On the CPU also if all weights are zero: they
        describe no boundary. On a GPU the distances are then not finite.

    Examples
    --------
    >>> signed_distance(torch.tensor([[3.0, 4.0]]), torch.tensor([3.0, 4.0]), -5.0)
    tensor([4.])
    """
    scores = linear_scores(points, weights, bias)
    if _require.cheap_to_read(weights) and not weights.any():
        raise ValueError("weights are all zero: they describe no boundary")
    return scores / torch.linalg.vector_norm(weights)


def require_line(points: Tensor, weights: Tensor, bias: Tensor | float) -> None:
    """Raise unless points, weights and bias fit together."""
    _require.floating("points", points)
    _require.floating("weights", weights)
    _require.same_dtype(("points", "weights"), points, weights)
    _require.dims("points", points, "(n, d)", 2)
    if weights.shape != points.shape[1:]:
        raise ValueError(
            f"weights must have shape ({points.shape[1]},) to go with points "
            f"{tuple(points.shape)}, got {tuple(weights.shape)}"
        )
    if isinstance(bias, Tensor):
        _require.floating("bias", bias)
        _require.same_dtype(("points", "bias"), points, bias)
        if bias.ndim != 0:
            raise ValueError(f"bias must have shape (), got {tuple(bias.shape)}")
    elif isinstance(bias, bool) or not isinstance(bias, (int, float)):
        kind = type(bias).__name__
        raise TypeError(f"bias must be a Tensor or a number, got {kind}")


def labels_like(points: Tensor, labels: Tensor) -> Tensor:
    """Check the labels and return them in the dtype of `points`."""
    _require.floating("points", points)
    _require.tensor("labels", labels)
    _require.dims("points", points, "(n, d)", 2)
    if labels.shape != points.shape[:1]:
        raise ValueError(
            f"labels must have shape ({len(points)},) to go with points "
            f"{tuple(points.shape)}, got {tuple(labels.shape)}"
        )
    _require.zero_one("labels", labels)
    return labels.to(points.dtype)
