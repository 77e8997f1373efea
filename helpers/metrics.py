"""Metrics: how good predictions are, in numbers that people read."""

from torch import Tensor

from helpers import _require

__all__ = ["accuracy"]


def accuracy(predictions: Tensor, targets: Tensor) -> float:
    """Return the share of predictions that equal their targets.

    Parameters
    ----------
    predictions : Tensor, any shape, bool or int
        Predicted classes (not logits, not probabilities). Not modified.
    targets : Tensor, same shape as `predictions`, any dtype
        True classes. Not modified.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    TypeError
        If `predictions` holds no classes or `targets` is no tensor.
    ValueError
        If the shapes differ or are empty.

    See Also
    --------
    sklearn.metrics.accuracy_score : The library version of this function.

    Notes
    -----
    The number is a Python float, so on a GPU the call waits for the device:
    call it once an epoch, not once a batch. Compare it with the share of the
    most frequent class, which a constant answer reaches.

    Examples
    --------
    >>> import torch
    >>> accuracy(torch.tensor([0, 1, 1, 0]), torch.tensor([0, 1, 0, 0]))
    0.75
    """
    _require.classes("predictions", predictions)
    _require.tensor("targets", targets)
    _require.same_shape(("predictions", "targets"), predictions, targets)
    return (predictions == targets).double().mean().item()
