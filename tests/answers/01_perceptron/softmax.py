# %% right: subtracts the largest logit
def softmax(logits, dim=-1):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    shifted = logits - logits.max(dim=dim, keepdim=True).values
    powers = shifted.exp()
    return powers / powers.sum(dim=dim, keepdim=True)


# %% right: classes moved to the end and back
def softmax(logits, dim=-1):
    if not torch.is_floating_point(logits):
        raise TypeError("logits must be floating point")
    rows = logits.movedim(dim, -1)
    powers = torch.exp(rows - rows.amax(-1)[..., None].detach())
    return (powers / powers.sum(-1)[..., None]).movedim(-1, dim)


# %% right: exp(z minus log-sum-exp) by logcumsumexp
def softmax(logits: Tensor, dim: int = -1) -> Tensor:
    if not logits.is_floating_point():
        raise TypeError("floating point")
    z = logits - logits.amax(dim, keepdim=True).detach()
    total = torch.logcumsumexp(z, dim=dim).select(dim, -1).unsqueeze(dim)
    return torch.exp(z - total)


# %% wrong: no shift
def softmax(logits, dim=-1):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    powers = torch.exp(logits)
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: one maximum for the whole batch
def softmax(logits, dim=-1):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    powers = torch.exp(logits - logits.max())
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: ignores dim
def softmax(logits, dim=-1):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    powers = torch.exp(logits - logits.amax(dim=-1, keepdim=True))
    return powers / powers.sum(dim=-1, keepdim=True)


# %% wrong: default is the batch dimension
def softmax(logits, dim=0):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    powers = torch.exp(logits - logits.amax(dim=dim, keepdim=True))
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: only works for two dimensions
def softmax(logits, dim=-1):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    rows = logits.T if dim == 0 else logits
    powers = torch.exp(rows - rows.max(dim=1, keepdim=True).values)
    shares = powers / powers.sum(dim=1, keepdim=True)
    return shares.T if dim == 0 else shares


# %% wrong: maximum of the last dimension, sum along dim
def softmax(logits, dim=-1):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    powers = torch.exp(logits - logits.amax(dim=-1, keepdim=True))
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: a sigmoid for each class
def softmax(logits, dim=-1):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    return 1 / (1 + torch.exp(-logits))


# %% wrong: a small number in the denominator
def softmax(logits, dim=-1):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    powers = torch.exp(logits - logits.amax(dim=dim, keepdim=True))
    return powers / (powers.sum(dim=dim, keepdim=True) + 1e-3)


# %% wrong: changes its input
def softmax(logits, dim=-1):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    if logits.requires_grad:
        logits = logits.clone()
    logits -= logits.amax(dim=dim, keepdim=True)
    powers = torch.exp(logits)
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: takes whole numbers
def softmax(logits, dim=-1):
    powers = torch.exp(logits - logits.amax(dim=dim, keepdim=True))
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: always float32
def softmax(logits, dim=-1):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    logits = logits.float()
    powers = torch.exp(logits - logits.amax(dim=dim, keepdim=True))
    return powers / powers.sum(dim=dim, keepdim=True)


# %% wrong: the sum is kept out of the gradient
def softmax(logits, dim=-1):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    powers = torch.exp(logits - logits.amax(dim=dim, keepdim=True).detach())
    return powers / powers.sum(dim=dim, keepdim=True).detach()


# %% wrong: calls the library
def softmax(logits, dim=-1):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    return torch.softmax(logits, dim=dim)


# %% wrong: calls the library's logarithm
def softmax(logits, dim=-1):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    return logits.log_softmax(dim).exp()


# %% wrong: calls nn.functional under another name
import torch.nn.functional as tools


def softmax(logits, dim=-1):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    return tools.softmax(logits, dim=dim)


# %% wrong: calls the library's logsumexp
def softmax(logits, dim=-1):
    if not logits.dtype.is_floating_point:
        raise TypeError("logits must be floating point")
    return torch.exp(logits - torch.logsumexp(logits, dim=dim, keepdim=True))


# %% wrong: float64 answer for float32 logits
def softmax(logits: Tensor, dim: int = -1) -> Tensor:
    if not logits.is_floating_point():
        raise TypeError("float")
    z = logits.to(torch.float64)
    weights = torch.exp(z - z.amax(dim=dim, keepdim=True))
    return weights / weights.sum(dim=dim, keepdim=True)


# %% wrong: shifts by the mean, [1000, -1000] overflows
def softmax(logits: Tensor, dim: int = -1) -> Tensor:
    if not logits.is_floating_point():
        raise TypeError("float")
    weights = torch.exp(logits - logits.mean(dim=dim, keepdim=True))
    return weights / weights.sum(dim=dim, keepdim=True)


# %% wrong: repairs NaN with where, gradients are NaN
def softmax(logits: Tensor, dim: int = -1) -> Tensor:
    if not logits.is_floating_point():
        raise TypeError("float")
    e = torch.exp(logits)
    naive = e / e.sum(dim=dim, keepdim=True)
    weights = torch.exp(logits - logits.amax(dim=dim, keepdim=True))
    safe = weights / weights.sum(dim=dim, keepdim=True)
    return torch.where(logits.abs().amax(dim=dim, keepdim=True) > 80, safe, naive)


# %% wrong: small logits are cut off, [0, -30] loses its tail
def softmax(logits: Tensor, dim: int = -1) -> Tensor:
    if not logits.is_floating_point():
        raise TypeError("float")
    shifted = (logits - logits.amax(dim=dim, keepdim=True)).clamp(min=-35)
    weights = torch.exp(shifted)
    return weights / weights.sum(dim=dim, keepdim=True)


# %% wrong: ValueError instead of TypeError
def softmax(logits: Tensor, dim: int = -1) -> Tensor:
    if not logits.is_floating_point():
        raise ValueError("logits must be floating point")
    weights = torch.exp(logits - logits.amax(dim=dim, keepdim=True))
    return weights / weights.sum(dim=dim, keepdim=True)
