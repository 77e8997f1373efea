# %% right: sums of logarithms of what happened
def most_likely_model(probs, targets):
    happened = torch.where(targets == 1, probs, 1 - probs)
    return torch.log(happened).sum(-1).argmax().item()


# %% right: columns of ones and zeros apart
def most_likely_model(probs, targets):
    ones, zeros = probs[:, targets == 1], 1 - probs[:, targets == 0]
    score = ones.log().sum(dim=1) + zeros.log().sum(dim=1)
    return int(score.argmax())


# %% right: a loop over models, lowest price wins
def most_likely_model(probs, targets):
    best, lowest = 0, float("inf")
    for number in range(len(probs)):
        row = probs[number]
        price = -torch.where(targets == 1, row, 1 - row).log().mean().item()
        if price < lowest:
            best, lowest = number, price
    return best


# %% right: xlogy, where 0 * log 0 is 0
def most_likely_model(probs: Tensor, targets: Tensor) -> int:
    y = targets.to(probs.dtype)
    scores = torch.xlogy(y, probs) + torch.xlogy(1 - y, 1 - probs)
    return scores.sum(dim=-1).argmax().item()


# %% right: plain Python with math.log and max
import math


def most_likely_model(probs: Tensor, targets: Tensor) -> int:
    labels = targets.tolist()

    def score(row):
        happened = [p if y else 1 - p for p, y in zip(row, labels)]
        return -math.inf if 0 in happened else math.fsum(map(math.log, happened))

    rows = probs.tolist()
    return max(range(len(rows)), key=lambda m: score(rows[m]))


# %% wrong: the product underflows
def most_likely_model(probs, targets):
    happened = torch.where(targets == 1, probs, 1 - probs)
    return int(happened.prod(dim=1).argmax())


# %% wrong: the product in double precision underflows too
def most_likely_model(probs, targets):
    happened = torch.where(targets == 1, probs, 1 - probs).double()
    return int(happened.prod(dim=1).argmax())


# %% wrong: logarithm of the product
def most_likely_model(probs, targets):
    happened = torch.where(targets == 1, probs, 1 - probs)
    return int(happened.prod(dim=1).log().argmax())


# %% wrong: the mean probability, not the product
def most_likely_model(probs, targets):
    happened = torch.where(targets == 1, probs, 1 - probs)
    return int(happened.mean(dim=1).argmax())


# %% wrong: counts right answers
def most_likely_model(probs, targets):
    return int(((probs > 0.5) == (targets == 1)).float().mean(dim=1).argmax())


# %% wrong: the least likely model
def most_likely_model(probs, targets):
    happened = torch.where(targets == 1, probs, 1 - probs)
    return int(happened.log().sum(dim=1).argmin())


# %% wrong: 0 times minus infinity
def most_likely_model(probs, targets):
    score = targets * probs.log() + (1 - targets) * (1 - probs).log()
    return int(score.sum(dim=1).argmax())


# %% wrong: only the examples with label 1
def most_likely_model(probs, targets):
    return int(probs[:, targets == 1].log().sum(dim=1).argmax())


# %% wrong: sums over the models
def most_likely_model(probs, targets):
    happened = torch.where(targets == 1, probs, 1 - probs)
    return int(happened.log().sum(dim=0).argmax())


# %% wrong: returns a tensor
def most_likely_model(probs, targets):
    happened = torch.where(targets == 1, probs, 1 - probs)
    return happened.log().sum(dim=1).argmax()


# %% wrong: forgives impossible events
def most_likely_model(probs, targets):
    happened = torch.where(targets == 1, probs, 1 - probs)
    return int(torch.log(happened + 0.1).sum(dim=1).argmax())


# %% wrong: counts from 1
def most_likely_model(probs, targets):
    happened = torch.where(targets == 1, probs, 1 - probs)
    return int(happened.log().sum(dim=1).argmax()) + 1


# %% wrong: changes its input
def most_likely_model(probs, targets):
    probs[:, targets == 0] = 1 - probs[:, targets == 0]
    return int(probs.log().sum(dim=1).argmax())


# %% wrong: calls the library
def most_likely_model(probs, targets):
    import torch.nn.functional as F

    labels = targets.to(probs.dtype).expand_as(probs)
    prices = F.binary_cross_entropy(probs, labels, reduction="none").sum(dim=1)
    return int(prices.argmin())


# %% wrong: calls the course's reference
def most_likely_model(probs, targets):
    from helpers.losses import binary_cross_entropy as price

    rows = [price(row, targets.to(row.dtype)) for row in probs]
    return int(torch.stack(rows).argmin())


# %% wrong: logarithms clamped at -100, "never" can be outvoted
def most_likely_model(probs: Tensor, targets: Tensor) -> int:
    happened = torch.where(targets == 1, probs, 1 - probs)
    return int(happened.log().clamp(min=-100).sum(dim=1).argmax())


# %% wrong: a small number inside the logarithm
def most_likely_model(probs: Tensor, targets: Tensor) -> int:
    happened = torch.where(targets == 1, probs, 1 - probs)
    return int(torch.log(happened + 1e-8).sum(dim=1).argmax())


# %% wrong: NaN becomes 0, but never becomes only -50
def most_likely_model(probs: Tensor, targets: Tensor) -> int:
    scores = targets * probs.log() + (1 - targets) * (1 - probs).log()
    return int(torch.nan_to_num(scores, nan=0.0, neginf=-50.0).sum(dim=1).argmax())


# %% wrong: certain models are pulled away from 0 and 1 before the logarithm
def most_likely_model(probs: Tensor, targets: Tensor) -> int:
    p = probs.clamp(1e-6, 1 - 1e-6)
    return int(torch.where(targets == 1, p, 1 - p).log().sum(dim=1).argmax())
