"""Activation functions: what a unit makes of its score."""

import torch
from torch import Tensor

from helpers import _require

__all__ = ["log_softmax", "relu", "sigmoid", "softmax", "step"]


def step(scores: Tensor) -> Tensor:
    r"""Return 1 where a score is zero or more, and 0 where it is negative.

    The threshold unit of the perceptron [1]_. Its slope is zero wherever it
    has one, so gradient descent cannot train it.

    Parameters
    ----------
    scores : Tensor, any shape, floating point
        Signed scores, such as :math:`w \cdot x + b`. Not modified.

    Returns
    -------
    Tensor, same shape, dtype and device as `scores`
        Zeros and ones; a score of exactly 0 gives 1, NaN gives 0. Carries no
        gradient.

    Raises
    ------
    TypeError
        If `scores` is not a floating-point tensor.

    See Also
    --------
    torch.heaviside : The library version, with the value at 0 as an argument.

    References
    ----------
    .. [1] F. Rosenblatt, "The Perceptron: A Probabilistic Model for Information
       Storage and Organization in the Brain", Psychological Review 65(6), 1958.

    Examples
    --------
    >>> step(torch.tensor([-2.0, 0.0, 3.0]))
    tensor([0., 1., 1.])
    """
    _require.floating("scores", scores)
    return (scores >= 0).to(scores.dtype)


def sigmoid(logits: Tensor) -> Tensor:
    r"""Return the logistic function of each logit, a number between 0 and 1.

    :math:`\sigma(z) = 1 / (1 + e^{-z})`. The exponent is never positive here,
    so no finite logit can overflow.

    Parameters
    ----------
    logits : Tensor, any shape, floating point
        Log-odds, any real scale. Not modified.

    Returns
    -------
    Tensor, same shape, dtype and device as `logits`
        Probabilities in [0, 1]; differentiable in `logits`.

    Raises
    ------
    TypeError
        If `logits` is not a floating-point tensor.

    See Also
    --------
    torch.sigmoid : The library version of this function.

    Notes
    -----
    For :math:`z < 0` the equal form :math:`e^{z} / (1 + e^{z})` is used. The
    slope is :math:`\sigma(z)(1 - \sigma(z))`, at most 1/4.

    Examples
    --------
    >>> sigmoid(torch.tensor([-10_000.0, 0.0, 10_000.0]))
    tensor([0.0000, 0.5000, 1.0000])
    """
    _require.floating("logits", logits)
    rising = logits >= 0
    # Not `abs` or `clamp`: their slope at 0, where training starts, is not 1.
    decay = torch.exp(-torch.where(rising, logits, -logits))  # never above 1
    return torch.where(rising, 1.0, decay) / (1 + decay)


def softmax(logits: Tensor, dim: int = -1) -> Tensor:
    r"""Turn logits into probabilities that sum to 1 along a dimension.

    :math:`p_c = e^{z_c} / \sum_k e^{z_k}`, after the largest logit has been
    subtracted from all: that changes no probability and prevents overflow.

    Parameters
    ----------
    logits : Tensor, any shape, floating point
        Unnormalised log-probabilities, any real scale. Not modified.
    dim : int, default: -1
        The dimension that holds the classes.

    Returns
    -------
    Tensor, same shape, dtype and device as `logits`
        Probabilities; differentiable in `logits`.

    Raises
    ------
    TypeError
        If `logits` is not a floating-point tensor.
    ValueError
        If `logits` has no dimension `dim`, or that dimension is empty.

    See Also
    --------
    torch.softmax : The library version of this function.
    log_softmax : The logarithm of this, without the loss of precision.

    Examples
    --------
    >>> softmax(torch.tensor([[0.0, 0.0], [1000.0, 0.0]]))
    tensor([[0.5000, 0.5000],
            [1.0000, 0.0000]])
    """
    exponentials = _shift(logits, dim).exp()
    return exponentials / exponentials.sum(dim, keepdim=True)


def log_softmax(logits: Tensor, dim: int = -1) -> Tensor:
    r"""Return the logarithm of the softmax, exact even where softmax is 0.

    :math:`\log p_c = z_c - \log \sum_k e^{z_k}`, after the largest logit has
    been subtracted from all.

    Parameters
    ----------
    logits : Tensor, any shape, floating point
        Unnormalised log-probabilities, any real scale. Not modified.
    dim : int, default: -1
        The dimension that holds the classes.

    Returns
    -------
    Tensor, same shape, dtype and device as `logits`
        Log-probabilities in nats, zero or less; differentiable in `logits`.

    Raises
    ------
    TypeError
        If `logits` is not a floating-point tensor.
    ValueError
        If `logits` has no dimension `dim`, or that dimension is empty.

    See Also
    --------
    torch.log_softmax : The library version of this function.

    Examples
    --------
    >>> log_softmax(torch.tensor([1000.0, 0.0]))
    tensor([    0., -1000.])
    """
    shifted = _shift(logits, dim)
    return shifted - shifted.exp().sum(dim, keepdim=True).log()


def relu(inputs: Tensor) -> Tensor:
    r"""Return each input where it is positive, and 0 elsewhere.

    :math:`\max(0, x)`. The slope at 0 is taken to be 0, as PyTorch does.

    Parameters
    ----------
    inputs : Tensor, any shape, floating point
        Any real scale. Not modified.

    Returns
    -------
    Tensor, same shape, dtype and device as `inputs`
        Values of zero or more (NaN stays NaN); differentiable in `inputs`.

    Raises
    ------
    TypeError
        If `inputs` is not a floating-point tensor.

    See Also
    --------
    torch.relu : The library version of this function.

    Examples
    --------
    >>> relu(torch.tensor([-2.0, 0.0, 3.0]))
    tensor([0., 0., 3.])
    """
    _require.floating("inputs", inputs)
    # Not `maximum`: it gives the slope 1/2 at zero.
    return torch.where(inputs <= 0, torch.zeros_like(inputs), inputs)


def _shift(logits: Tensor, dim: int) -> Tensor:
    """Check the arguments and subtract the largest logit along `dim`."""
    _require.floating("logits", logits)
    num_dims = max(logits.ndim, 1)  # PyTorch lets a scalar have dimension 0
    if not -num_dims <= dim < num_dims:
        raise ValueError(f"dim must be a dimension of {tuple(logits.shape)}, got {dim}")
    if logits.numel() == 0:
        raise ValueError(f"logits is empty, shape {tuple(logits.shape)}")
    # The shift cancels out of the result, so no gradient need flow through it.
    return logits - logits.amax(dim, keepdim=True).detach()
