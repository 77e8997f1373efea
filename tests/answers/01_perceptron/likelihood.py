# %% right: picks, then multiplies
def likelihood(probs, targets):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    happened = torch.where(targets == 1, probs, 1 - probs)
    return happened.prod()


# %% right: exponents 0 and 1
def likelihood(probs, targets):
    if tuple(probs.shape) != tuple(targets.shape):
        raise ValueError("probs and targets need the same shape")
    y = targets.to(probs.dtype)
    return torch.prod(probs**y * (1 - probs) ** (1 - y))


# %% right: a loop
def likelihood(probs, targets):
    if len(probs) != len(targets) or probs.ndim != targets.ndim:
        raise ValueError("probs and targets need the same shape")
    product = torch.ones((), dtype=probs.dtype)
    for p, y in zip(probs, targets):
        product = product * (p if y == 1 else 1 - p)
    return product


# %% right: absolute distance from the wrong label
def likelihood(probs: Tensor, targets: Tensor) -> Tensor:
    if list(probs.shape) != list(targets.shape):
        raise ValueError("shapes differ")
    wrong = 1 - targets.type_as(probs)
    return (probs - wrong).abs().prod()


# %% right: product of the two selections
def likelihood(probs: Tensor, targets: Tensor) -> Tensor:
    if probs.shape != targets.shape:
        raise ValueError("shapes differ")
    yes = targets.bool()
    return probs[yes].prod() * (1 - probs[~yes]).prod()


# %% wrong: multiplies the probabilities of label 1
def likelihood(probs, targets):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    return probs.prod()


# %% wrong: labels exchanged
def likelihood(probs, targets):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    return torch.where(targets == 0, probs, 1 - probs).prod()


# %% wrong: adds
def likelihood(probs, targets):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    return torch.where(targets == 1, probs, 1 - probs).sum()


# %% wrong: returns the logarithm
def likelihood(probs, targets):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    return torch.where(targets == 1, probs, 1 - probs).log().sum()


# %% wrong: only the examples with label 1
def likelihood(probs, targets):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    return probs[targets == 1].prod()


# %% wrong: products of y p + (1 - y)
def likelihood(probs, targets):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    return (targets * probs + (1 - targets)).prod()


# %% wrong: shapes are not compared
def likelihood(probs, targets):
    return torch.where(targets == 1, probs, 1 - probs).prod()


# %% wrong: the geometric mean
def likelihood(probs, targets):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    return torch.where(targets == 1, probs, 1 - probs).prod() ** (1 / len(probs))


# %% wrong: changes its input
def likelihood(probs, targets):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    zero = targets == 0
    probs[zero] = 1 - probs[zero]
    return probs.prod()


# %% wrong: keeps the probabilities away from 0
def likelihood(probs, targets):
    if probs.shape != targets.shape:
        raise ValueError("probs and targets need the same shape")
    happened = torch.where(targets == 1, probs, 1 - probs).clamp(min=1e-3)
    return happened.prod()


# %% wrong: calls the course's reference
from helpers.losses import likelihood as given


def likelihood(probs, targets):
    return given(probs, targets)


# %% wrong: 1 - targets crashes for bool targets
def likelihood(probs: Tensor, targets: Tensor) -> Tensor:
    if probs.shape != targets.shape:
        raise ValueError("shapes differ")
    return (probs**targets * (1 - probs) ** (1 - targets)).prod()


# %% wrong: float64 targets turn the answer into float64
def likelihood(probs: Tensor, targets: Tensor) -> Tensor:
    if probs.shape != targets.shape:
        raise ValueError("shapes differ")
    if targets.dtype == torch.bool:
        targets = targets.long()
    return (targets * probs + (1 - targets) * (1 - probs)).prod()


# %% wrong: multiplied in double against underflow, returned in double
def likelihood(probs: Tensor, targets: Tensor) -> Tensor:
    if probs.shape != targets.shape:
        raise ValueError("shapes differ")
    return torch.where(targets == 1, probs, 1 - probs).prod(dtype=torch.float64)


# %% wrong: only the number of elements is compared
def likelihood(probs: Tensor, targets: Tensor) -> Tensor:
    if probs.numel() != targets.numel():
        raise ValueError("shapes differ")
    return torch.where(
        targets.flatten() == 1, probs.flatten(), 1 - probs.flatten()
    ).prod()


# %% wrong: a Python float
def likelihood(probs: Tensor, targets: Tensor) -> float:
    if probs.shape != targets.shape:
        raise ValueError("shapes differ")
    return torch.where(targets == 1, probs, 1 - probs).prod().item()


# %% wrong: shape (1,) instead of ()
def likelihood(probs: Tensor, targets: Tensor) -> Tensor:
    if probs.shape != targets.shape:
        raise ValueError("shapes differ")
    return torch.where(targets == 1, probs, 1 - probs).prod(dim=0, keepdim=True)


# %% wrong: the larger label counts as 1, so an all-dry week is misread
def likelihood(probs: Tensor, targets: Tensor) -> Tensor:
    if probs.shape != targets.shape:
        raise ValueError("shapes differ")
    return torch.where(targets == targets.max(), probs, 1 - probs).prod()


# %% wrong: Bernoulli of the library, under an alias
from torch import distributions as d


def likelihood(probs: Tensor, targets: Tensor) -> Tensor:
    if probs.shape != targets.shape:
        raise ValueError("shapes differ")
    return d.Bernoulli(probs=probs).log_prob(targets.to(probs.dtype)).sum().exp()
