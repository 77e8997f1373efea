# %% right: largest logit subtracted
def cross_entropy(logits, targets, *, reduction="mean"):
    if targets.dtype != torch.int64:
        raise TypeError("targets must be int64")
    if any(t < 0 or t >= logits.shape[1] for t in targets.tolist()):
        raise ValueError("target out of range")
    top = logits.max(dim=1, keepdim=True).values
    log_sum = torch.log(torch.exp(logits - top).sum(dim=1)) + top.squeeze(1)
    chosen = logits.gather(1, targets.unsqueeze(1)).squeeze(1)
    return reduce_losses(log_sum - chosen, reduction)


# %% right: logarithms of all classes, one-hot rows pick
def cross_entropy(logits, targets, *, reduction="mean"):
    if targets.dtype is not torch.long:
        raise TypeError("targets must be int64")
    num_classes = logits.shape[1]
    if not ((targets >= 0) & (targets < num_classes)).all():
        raise ValueError("target out of range")
    shifted = logits - logits.amax(1, keepdim=True).detach()
    log_probs = shifted - shifted.exp().sum(1, keepdim=True).log()
    rows = torch.eye(num_classes, dtype=logits.dtype)[targets]
    return reduce_losses(-(rows * log_probs).sum(1), reduction)


# %% right: a sum over differences to the target's logit
def cross_entropy(logits, targets, *, reduction="mean"):
    if targets.dtype != torch.int64:
        raise TypeError("targets must be int64")
    for number in targets.tolist():
        if number not in range(logits.shape[1]):
            raise ValueError(f"no class {number}")
    total = logits[:, 0]
    for column in logits.T[1:]:
        total = torch.logaddexp(total, column)
    return reduce_losses(total - logits[range(len(targets)), targets], reduction)


# %% wrong: no shift
def cross_entropy(logits, targets, *, reduction="mean"):
    if targets.dtype != torch.int64:
        raise TypeError("targets must be int64")
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("target out of range")
    chosen = logits[torch.arange(len(targets)), targets]
    return reduce_losses(logits.exp().sum(dim=1).log() - chosen, reduction)


# %% wrong: softmax first, then the logarithm
def cross_entropy(logits, targets, *, reduction="mean"):
    if targets.dtype != torch.int64:
        raise TypeError("targets must be int64")
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("target out of range")
    probs = torch.softmax(logits, dim=1)
    return reduce_losses(-probs[torch.arange(len(targets)), targets].log(), reduction)


# %% wrong: one maximum for the whole batch
def cross_entropy(logits, targets, *, reduction="mean"):
    if targets.dtype != torch.int64:
        raise TypeError("targets must be int64")
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("target out of range")
    shifted = logits - logits.max()
    chosen = shifted[torch.arange(len(targets)), targets]
    return reduce_losses(shifted.exp().sum(dim=1).log() - chosen, reduction)


# %% wrong: softmax twice
def cross_entropy(logits, targets, *, reduction="mean"):
    if targets.dtype != torch.int64:
        raise TypeError("targets must be int64")
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("target out of range")
    probs = torch.softmax(logits, dim=1)
    chosen = probs[torch.arange(len(targets)), targets]
    return reduce_losses(probs.exp().sum(dim=1).log() - chosen, reduction)


# %% wrong: classes count from 1
def cross_entropy(logits, targets, *, reduction="mean"):
    if targets.dtype != torch.int64:
        raise TypeError("targets must be int64")
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("target out of range")
    shifted = logits - logits.amax(dim=1, keepdim=True)
    chosen = shifted[torch.arange(len(targets)), targets - 1]
    return reduce_losses(shifted.exp().sum(dim=1).log() - chosen, reduction)


# %% wrong: ignores the reduction
def cross_entropy(logits, targets, *, reduction="mean"):
    if targets.dtype != torch.int64:
        raise TypeError("targets must be int64")
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("target out of range")
    shifted = logits - logits.amax(dim=1, keepdim=True)
    chosen = shifted[torch.arange(len(targets)), targets]
    return (shifted.exp().sum(dim=1).log() - chosen).mean()


# %% wrong: negative targets count from the end
def cross_entropy(logits, targets, *, reduction="mean"):
    if targets.dtype != torch.int64:
        raise TypeError("targets must be int64")
    if (targets >= logits.shape[1]).any():
        raise ValueError("target out of range")
    shifted = logits - logits.amax(dim=1, keepdim=True)
    chosen = shifted[torch.arange(len(targets)), targets]
    return reduce_losses(shifted.exp().sum(dim=1).log() - chosen, reduction)


# %% wrong: takes float targets
def cross_entropy(logits, targets, *, reduction="mean"):
    targets = targets.long()
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("target out of range")
    shifted = logits - logits.amax(dim=1, keepdim=True)
    chosen = shifted[torch.arange(len(targets)), targets]
    return reduce_losses(shifted.exp().sum(dim=1).log() - chosen, reduction)


# %% wrong: changes its input
def cross_entropy(logits, targets, *, reduction="mean"):
    if targets.dtype != torch.int64:
        raise TypeError("targets must be int64")
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("target out of range")
    if logits.requires_grad:
        logits = logits.clone()
    logits -= logits.amax(dim=1, keepdim=True)
    chosen = logits[torch.arange(len(targets)), targets]
    return reduce_losses(logits.exp().sum(dim=1).log() - chosen, reduction)


# %% wrong: picks every pair
def cross_entropy(logits, targets, *, reduction="mean"):
    if targets.dtype != torch.int64:
        raise TypeError("targets must be int64")
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("target out of range")
    shifted = logits - logits.amax(dim=1, keepdim=True)
    losses = shifted.exp().sum(dim=1).log() - shifted[:, targets]
    return reduce_losses(losses, reduction)


# %% wrong: the normaliser is kept out of the gradient
def cross_entropy(logits, targets, *, reduction="mean"):
    if targets.dtype != torch.int64:
        raise TypeError("targets must be int64")
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("target out of range")
    top = logits.amax(dim=1, keepdim=True).detach()
    chosen = (logits - top)[torch.arange(len(targets)), targets]
    return reduce_losses(
        (logits - top).exp().sum(dim=1).log().detach() - chosen, reduction
    )


# %% wrong: calls the library
def cross_entropy(logits, targets, *, reduction="mean"):
    if targets.dtype != torch.int64:
        raise TypeError("targets must be int64")
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("target out of range")
    return torch.nn.functional.cross_entropy(logits, targets, reduction=reduction)


# %% wrong: calls the library's logarithm of the softmax
def cross_entropy(logits, targets, *, reduction="mean"):
    if targets.dtype != torch.int64:
        raise TypeError("targets must be int64")
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("target out of range")
    log_probs = logits.log_softmax(dim=1)
    return reduce_losses(-log_probs[torch.arange(len(targets)), targets], reduction)


# %% wrong: calls logsumexp
def cross_entropy(logits, targets, *, reduction="mean"):
    if targets.dtype != torch.int64:
        raise TypeError("targets must be int64")
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("target out of range")
    chosen = logits[torch.arange(len(targets)), targets]
    return reduce_losses(torch.logsumexp(logits, dim=1) - chosen, reduction)


# %% wrong: calls the course's reference
import helpers.losses as given


def cross_entropy(logits, targets, *, reduction="mean"):
    return given.cross_entropy(logits, targets, reduction=reduction)


# %% wrong: the smallest target of an empty batch
def cross_entropy(logits, targets, *, reduction="mean"):
    if targets.dtype != torch.int64:
        raise TypeError("targets must be int64")
    if targets.min() < 0 or targets.max() >= logits.shape[1]:
        raise ValueError("target out of range")
    top = logits.max(dim=1, keepdim=True).values
    log_sum = torch.log(torch.exp(logits - top).sum(dim=1)) + top.squeeze(1)
    chosen = logits.gather(1, targets.unsqueeze(1)).squeeze(1)
    return reduce_losses(log_sum - chosen, reduction)


# %% wrong: targets of any whole-number dtype accepted
def cross_entropy(
    logits: Tensor, targets: Tensor, *, reduction: str = "mean"
) -> Tensor:
    if targets.is_floating_point():
        raise TypeError("whole numbers please")
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("class out of range")
    shifted = logits - logits.amax(dim=1, keepdim=True)
    return reduce_losses(
        shifted.exp().sum(dim=1).log()
        - shifted[torch.arange(len(targets)), targets.long()],
        reduction,
    )


# %% wrong: ignores examples of class -100, as torch does
def cross_entropy(
    logits: Tensor, targets: Tensor, *, reduction: str = "mean"
) -> Tensor:
    if targets.dtype != torch.int64:
        raise TypeError("int64")
    keep = targets != -100
    logits, targets = logits[keep], targets[keep]
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("class out of range")
    shifted = logits - logits.amax(dim=1, keepdim=True)
    return reduce_losses(
        shifted.exp().sum(dim=1).log() - shifted[torch.arange(len(targets)), targets],
        reduction,
    )


# %% wrong: a float32 one-hot table, so float16 logits give a float32 loss
def cross_entropy(
    logits: Tensor, targets: Tensor, *, reduction: str = "mean"
) -> Tensor:
    if targets.dtype != torch.int64:
        raise TypeError("int64")
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("class out of range")
    shifted = logits - logits.amax(dim=1, keepdim=True)
    table = torch.eye(logits.shape[1])[targets]
    return reduce_losses(
        -(table * (shifted - shifted.exp().sum(1, keepdim=True).log())).sum(1),
        reduction,
    )


# %% wrong: maximum detached in one place only, the gradient is wrong
def cross_entropy(
    logits: Tensor, targets: Tensor, *, reduction: str = "mean"
) -> Tensor:
    if targets.dtype != torch.int64:
        raise TypeError("int64")
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("class out of range")
    top = logits.amax(dim=1, keepdim=True)
    log_sum = (logits - top.detach()).exp().sum(dim=1).log()
    target = (logits - top)[torch.arange(len(targets)), targets]
    return reduce_losses(log_sum - target, reduction)


# %% wrong: where repairs the overflow, but the gradient is NaN
def cross_entropy(
    logits: Tensor, targets: Tensor, *, reduction: str = "mean"
) -> Tensor:
    if targets.dtype != torch.int64:
        raise TypeError("int64")
    if ((targets < 0) | (targets >= logits.shape[1])).any():
        raise ValueError("class out of range")
    rows = torch.arange(len(targets))
    naive = logits.exp().sum(dim=1).log() - logits[rows, targets]
    shifted = logits - logits.amax(dim=1, keepdim=True)
    safe = shifted.exp().sum(dim=1).log() - shifted[rows, targets]
    return reduce_losses(torch.where(naive.isfinite(), naive, safe), reduction)
