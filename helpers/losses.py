"""Loss functions: how wrong a model is, as one number that can be differentiated."""

import torch
from torch import Tensor

from helpers import _require
from helpers.activations import log_softmax

__all__ = [
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "cross_entropy",
    "likelihood",
    "mse_loss",
]


def mse_loss(
    predictions: Tensor, targets: Tensor, *, reduction: str = "mean"
) -> Tensor:
    r"""Return the squared error between predictions and targets.

    :math:`(\hat y - y)^2` for each element, then reduced. Nothing is broadcast:
    (n, 1) against (n,) would silently compare every pair.

    Parameters
    ----------
    predictions : Tensor, any shape, floating point
        What the model says. Not modified.
    targets : Tensor, same shape and dtype as `predictions`
        What was observed. Not modified.
    reduction : {"mean", "sum", "none"}, default: "mean"
        What to do with the losses of the single elements.

    Returns
    -------
    Tensor, shape () or the shape of `predictions` for "none"
        Loss in squared units of the target; differentiable in both.

    Raises
    ------
    TypeError
        If an argument is not a floating-point tensor or the dtypes differ.
    ValueError
        If the shapes differ, are empty, or `reduction` is unknown.

    See Also
    --------
    torch.nn.functional.mse_loss : The library version of this function.

    Examples
    --------
    >>> mse_loss(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 4.0]))
    tensor(2.)
    """
    _require_pair("predictions", predictions, targets)
    return _reduce((predictions - targets) ** 2, reduction)


def likelihood(probs: Tensor, targets: Tensor) -> Tensor:
    r"""Return the probability that the model gives to all observed labels at once.

    :math:`\prod_i p_i^{y_i} (1 - p_i)^{1 - y_i}` for independent examples. It
    underflows to 0 after some hundred of them, which is why models are trained
    with its negative logarithm.

    Parameters
    ----------
    probs : Tensor, shape (n,), floating point, in [0, 1]
        Probability of label 1 for each example. Not modified.
    targets : Tensor, shape (n,), bool, int or floating point
        Observed labels, 0 or 1. Not modified.

    Returns
    -------
    Tensor, shape (), same dtype and device as `probs`
        A probability; differentiable in `probs`.

    Raises
    ------
    TypeError
        If `probs` is not a floating-point tensor or `targets` is no tensor.
    ValueError
        If the shapes differ or are empty. On the CPU also if a value is outside
        its range.

    Examples
    --------
    >>> likelihood(torch.tensor([0.5, 0.2]), torch.tensor([1, 0]))
    tensor(0.4000)
    """
    _require.floating("probs", probs)
    _require.tensor("targets", targets)
    _require.same_shape(("probs", "targets"), probs, targets)
    _require.in_unit_interval("probs", probs)
    _require.zero_one("targets", targets)
    return torch.where(targets == 1, probs, 1 - probs).prod()


def binary_cross_entropy(
    probs: Tensor, targets: Tensor, *, reduction: str = "mean"
) -> Tensor:
    r"""Return the negative log-probability of binary targets, given probabilities.

    :math:`-y \log p - (1 - y) \log(1 - p)` for each element, then reduced.

    Parameters
    ----------
    probs : Tensor, any shape, floating point, in [0, 1]
        Probability of label 1. Not modified.
    targets : Tensor, same shape and dtype as `probs`, in [0, 1]
        Observed labels, or the probability of label 1. Not modified.
    reduction : {"mean", "sum", "none"}, default: "mean"
        What to do with the losses of the single elements.

    Returns
    -------
    Tensor, shape () or the shape of `probs` for "none"
        Loss in nats; differentiable in `probs`.

    Raises
    ------
    TypeError
        If an argument is not a floating-point tensor or the dtypes differ.
    ValueError
        If the shapes differ, are empty, or `reduction` is unknown. On the CPU
        also if a value lies outside [0, 1].

    See Also
    --------
    torch.nn.functional.binary_cross_entropy : The library version.
    binary_cross_entropy_with_logits : Use this one to train: it loses nothing.

    Notes
    -----
    The logarithm of 0 counts as -100, as in PyTorch, so the loss stays finite;
    its slope there is taken to be 0. A sigmoid that has saturated at 0 or 1 has
    lost its logit for good.

    Examples
    --------
    >>> binary_cross_entropy(torch.tensor([0.5, 0.0]), torch.tensor([1.0, 1.0]))
    tensor(50.3466)
    """
    _require_pair("probs", probs, targets)
    _require.in_unit_interval("probs", probs)
    _require.in_unit_interval("targets", targets)
    losses = -targets * _finite_log(probs) - (1 - targets) * _finite_log(1 - probs)
    return _reduce(losses, reduction)


def binary_cross_entropy_with_logits(
    logits: Tensor, targets: Tensor, *, reduction: str = "mean"
) -> Tensor:
    r"""Return the negative log-probability of binary targets, given logits.

    With :math:`\operatorname{softplus}(z) = \log(1 + e^z)` the loss of one
    element is :math:`y \operatorname{softplus}(-z) + (1 - y)
    \operatorname{softplus}(z)`: sigmoid and logarithm in one step, without
    overflow and without loss of small losses.

    Parameters
    ----------
    logits : Tensor, any shape, floating point
        Log-odds of label 1, any real scale. Not modified.
    targets : Tensor, same shape and dtype as `logits`, in [0, 1]
        Observed labels, or the probability of label 1. Not modified.
    reduction : {"mean", "sum", "none"}, default: "mean"
        What to do with the losses of the single elements.

    Returns
    -------
    Tensor, shape () or the shape of `logits` for "none"
        Loss in nats; differentiable in `logits`, with slope
        :math:`\sigma(z) - y`.

    Raises
    ------
    TypeError
        If an argument is not a floating-point tensor or the dtypes differ.
    ValueError
        If the shapes differ, are empty, or `reduction` is unknown. On the CPU
        also if a target lies outside [0, 1].

    See Also
    --------
    torch.nn.functional.binary_cross_entropy_with_logits : The library version.

    Notes
    -----
    A model that knows nothing scores ``log(2)``, about 0.693: check your first
    training step against it.

    Examples
    --------
    >>> logits, targets = torch.tensor([0.0, 1e3]), torch.tensor([1.0, 0.0])
    >>> binary_cross_entropy_with_logits(logits, targets, reduction="none")
    tensor([6.9315e-01, 1.0000e+03])
    """
    _require_pair("logits", logits, targets)
    _require.in_unit_interval("targets", targets)
    # `logaddexp(z, 0)` is softplus with the right slope at 0 too, where a form
    # built from |z| and max(z, 0) has a kink: untrained models start there.
    zero = torch.zeros_like(logits)
    losses = targets * torch.logaddexp(-logits, zero)
    losses = losses + (1 - targets) * torch.logaddexp(logits, zero)
    return _reduce(losses, reduction)


def cross_entropy(
    logits: Tensor, targets: Tensor, *, reduction: str = "mean"
) -> Tensor:
    r"""Return the negative log-probability of the target classes.

    For one example with logits :math:`z` and target class :math:`t` the loss is
    :math:`-z_t + \log \sum_c e^{z_c}` [1]_, computed without overflow.

    Parameters
    ----------
    logits : Tensor, shape (batch, classes), floating point
        Unnormalised log-probabilities, any real scale. Not modified.
    targets : Tensor, shape (batch,), int64
        Class index of each example, ``0 <= index < classes``. Not modified.
    reduction : {"mean", "sum", "none"}, default: "mean"
        What to do with the losses of the single examples.

    Returns
    -------
    Tensor, shape () or (batch,) for "none"
        Loss in nats (divide by ``log(2)`` for bits); differentiable in `logits`.

    Raises
    ------
    TypeError
        If `logits` is not floating point or `targets` is not int64.
    ValueError
        If the shapes do not match, the batch is empty, or `reduction` is
        unknown. On the CPU also if a target is out of range.

    See Also
    --------
    torch.nn.functional.cross_entropy : The library version of this function.

    Notes
    -----
    A model that knows nothing scores ``log(classes)``: check your first
    training step against it.

    References
    ----------
    .. [1] I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning", MIT Press,
       2016, sections 4.1 (stable softmax) and 6.2.2.3 (softmax outputs).

    Examples
    --------
    >>> logits = torch.tensor([[2.0, 0.0], [0.0, 1000.0]])
    >>> round(cross_entropy(logits, torch.tensor([0, 1])).item(), 4)
    0.0635
    """
    _require.floating("logits", logits)
    _require.tensor("targets", targets)
    if targets.dtype != torch.int64:
        raise TypeError(f"targets must be int64, got {targets.dtype}")
    _require.dims("logits", logits, "(batch, classes)", 2)
    if targets.shape != logits.shape[:1]:
        raise ValueError(
            f"targets must have shape ({len(logits)},) to go with logits "
            f"{tuple(logits.shape)}, got {tuple(targets.shape)}"
        )
    _require.class_range("targets", targets, logits.shape[1])
    log_probs = log_softmax(logits, dim=1)  # (batch, classes)
    losses = -log_probs.gather(1, targets[:, None]).squeeze(1)  # (batch,)
    return _reduce(losses, reduction)


def _require_pair(name: str, values: Tensor, targets: Tensor) -> None:
    """Raise unless both are floating point, of one dtype and one shape."""
    _require.floating(name, values)
    _require.floating("targets", targets)
    _require.same_dtype((name, "targets"), values, targets)
    _require.same_shape((name, "targets"), values, targets)


def _finite_log(probs: Tensor) -> Tensor:
    """Return the logarithm, with -100 in place of the logarithm of 0."""
    # The inner clamp keeps the unused branch finite: `torch.where` would pass
    # 0 * inf = NaN back through log(0) otherwise.
    safe = probs.clamp(min=torch.finfo(probs.dtype).tiny)
    return torch.where(probs > 0, safe.log(), -100.0)


def _reduce(losses: Tensor, reduction: str) -> Tensor:
    """Apply one of the three reductions."""
    if reduction not in ("mean", "sum", "none"):
        raise ValueError(f"reduction must be mean, sum or none, got {reduction!r}")
    if reduction == "none":
        return losses
    return losses.mean() if reduction == "mean" else losses.sum()
