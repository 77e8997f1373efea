# %% right: both logarithms, limited
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    yes, no = probs.log().clamp(min=-100), (1 - probs).log().clamp(min=-100)
    return reduce_losses(-(targets * yes + (1 - targets) * no), reduction)


# %% right: picks what happened first
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    happened = torch.where(targets == 1, probs, 1 - probs)
    return reduce_losses(torch.log(happened).clamp(min=-100).neg(), reduction)


# %% right: without the given function
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    if reduction not in ("mean", "sum", "none"):
        raise ValueError(f"no reduction {reduction}")
    if probs.size() != targets.size():
        raise ValueError("probs and targets need the same shape")
    floor = torch.full_like(probs, -100.0)
    logs = torch.maximum(torch.log(probs), floor) * targets
    logs = logs + torch.maximum(torch.log(1 - probs), floor) * (1 - targets)
    if reduction == "none":
        return -logs
    total = -logs.sum()
    return total if reduction == "sum" else total / probs.numel()


# %% right: safe gradients too, exp(-100) never reached by log
def binary_cross_entropy(
    probs: Tensor, targets: Tensor, *, reduction: str = "mean"
) -> Tensor:
    if probs.shape != targets.shape:
        raise ValueError("shapes differ")
    happened = torch.where(targets == 1, probs, 1 - probs)
    never = happened <= 0
    log = torch.log(torch.where(never, torch.ones_like(happened), happened))
    price = torch.where(never, torch.full_like(happened, 100), -log.clamp(min=-100))
    return reduce_losses(price, reduction)


# %% wrong: logarithm of the label
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    happened = torch.where(targets == 1, targets, 1 - probs)
    return reduce_losses(-torch.log(happened).clamp(min=-100), reduction)


# %% wrong: forgets the minus sign
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    happened = torch.where(targets == 1, probs, 1 - probs)
    return reduce_losses(torch.log(happened).clamp(min=-100), reduction)


# %% wrong: only the examples with label 1
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    return reduce_losses(-targets * probs.log().clamp(min=-100), reduction)


# %% wrong: base 2
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    happened = torch.where(targets == 1, probs, 1 - probs)
    return reduce_losses(-torch.log2(happened).clamp(min=-100), reduction)


# %% wrong: 0 times minus infinity
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    losses = -(targets * probs.log() + (1 - targets) * (1 - probs).log())
    return reduce_losses(losses, reduction)


# %% wrong: infinity is not limited
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    happened = torch.where(targets == 1, probs, 1 - probs)
    return reduce_losses(-torch.log(happened), reduction)


# %% wrong: limits the probabilities to 1e-7
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    p = probs.clamp(1e-7, 1 - 1e-7)
    losses = -(targets * p.log() + (1 - targets) * (1 - p).log())
    return reduce_losses(losses, reduction)


# %% wrong: every zero costs 100, small ones too
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    happened = torch.where(targets == 1, probs, 1 - probs)
    losses = torch.where(happened < 1e-5, 100.0, -happened.clamp(min=1e-30).log())
    return reduce_losses(losses.to(probs.dtype), reduction)


# %% wrong: the sum is the default
def binary_cross_entropy(probs, targets, *, reduction="sum"):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    happened = torch.where(targets == 1, probs, 1 - probs)
    return reduce_losses(-torch.log(happened).clamp(min=-100), reduction)


# %% wrong: ignores the reduction
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    happened = torch.where(targets == 1, probs, 1 - probs)
    return (-torch.log(happened).clamp(min=-100)).mean()


# %% wrong: the mean of a column only
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    losses = -torch.log(torch.where(targets == 1, probs, 1 - probs)).clamp(min=-100)
    if reduction == "mean":
        return losses.sum() / len(losses)
    return reduce_losses(losses, reduction)


# %% wrong: shapes are not compared
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    yes, no = probs.log().clamp(min=-100), (1 - probs).log().clamp(min=-100)
    return reduce_losses(-(targets * yes + (1 - targets) * no), reduction)


# %% wrong: an unknown reduction returns None
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    losses = -torch.log(torch.where(targets == 1, probs, 1 - probs)).clamp(min=-100)
    results = {"mean": losses.mean(), "sum": losses.sum(), "none": losses}
    return results.get(reduction)


# %% wrong: a sigmoid first
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    p = torch.sigmoid(probs)
    losses = -(targets * p.log() + (1 - targets) * (1 - p).log())
    return reduce_losses(losses, reduction)


# %% wrong: cut off from the graph
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    p = probs.detach()
    happened = torch.where(targets == 1, p, 1 - p)
    return reduce_losses(-torch.log(happened).clamp(min=-100), reduction)


# %% wrong: calls the library
def binary_cross_entropy(probs, targets, *, reduction="mean"):
    return torch.nn.functional.binary_cross_entropy(probs, targets, reduction=reduction)


# %% wrong: calls the library's class
from torch import nn


def binary_cross_entropy(probs, targets, *, reduction="mean"):
    if reduction not in ("mean", "sum", "none"):
        raise ValueError(reduction)
    return nn.BCELoss(reduction=reduction)(probs, targets)


# %% wrong: only infinity becomes 100, a price of 103 stays
def binary_cross_entropy(
    probs: Tensor, targets: Tensor, *, reduction: str = "mean"
) -> Tensor:
    if probs.shape != targets.shape:
        raise ValueError("shapes differ")
    price = -torch.where(targets == 1, probs.log(), (1 - probs).log())
    return reduce_losses(torch.nan_to_num(price, posinf=100.0), reduction)


# %% wrong: any tensor method is taken as a reduction
def binary_cross_entropy(
    probs: Tensor, targets: Tensor, *, reduction: str = "mean"
) -> Tensor:
    if probs.shape != targets.shape:
        raise ValueError("shapes differ")
    price = -torch.where(
        targets == 1, probs.log().clamp(min=-100), (1 - probs).log().clamp(min=-100)
    )
    if reduction == "none":
        return price
    if not hasattr(price, reduction):
        raise ValueError("unknown reduction")
    return getattr(price, reduction)()


# %% wrong: shape check needs one dimension, a single number crashes
def binary_cross_entropy(
    probs: Tensor, targets: Tensor, *, reduction: str = "mean"
) -> Tensor:
    if len(probs) != len(targets) or probs.shape != targets.shape:
        raise ValueError("shapes differ")
    price = -torch.where(
        targets == 1, probs.log().clamp(min=-100), (1 - probs).log().clamp(min=-100)
    )
    return reduce_losses(price, reduction)
