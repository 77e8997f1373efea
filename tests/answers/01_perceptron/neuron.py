# %% right: multiply and sum
def neuron(points, weights, bias=None):
    if bias is None:
        weights, bias = weights[:-1], weights[-1]
    if len(weights) != points.shape[1]:
        raise ValueError("weights and features differ in number")
    scores = (points * weights).sum(dim=1) + bias
    return scores, torch.where(scores < 0, 0, 1)


# %% right: one point after the other
def neuron(points, weights, bias=None):
    num_points, num_features = points.shape
    folded = bias is None
    if len(weights) != num_features + folded:
        raise ValueError(f"expected {num_features + folded} weights")
    scores = points.new_zeros(num_points)
    for row in range(num_points):
        total = weights[-1] if folded else bias
        for column in range(num_features):
            total = total + weights[column] * points[row, column]
        scores[row] = total
    return scores, scores.ge(0).to(torch.int64)


# %% right: bias folded in, torch.nn.functional.linear, no_grad decorator
import torch.nn.functional as F


def _with_ones(points):
    return F.pad(points, (0, 1), value=1.0)


@torch.no_grad()
def neuron(points, weights, bias=None):
    if bias is not None:
        tail = torch.as_tensor(bias, dtype=points.dtype, device=points.device)
        weights = torch.hstack((weights, tail))
    inputs = _with_ones(points)
    if weights.ndim != 1 or len(weights) != inputs.size(1):
        raise ValueError("weights and inputs differ in length")
    scores = F.linear(inputs, weights[None])[:, 0]
    return scores, scores.ge(0).to(torch.int64)


# %% wrong: a score of 0 is class 0
def neuron(points, weights, bias=None):
    if bias is None:
        points = torch.cat([points, points.new_ones(len(points), 1)], dim=1)
        bias = 0.0
    if weights.shape != points.shape[1:]:
        raise ValueError("wrong length")
    scores = points @ weights + bias
    return scores, (scores > 0).long()


# %% wrong: forgets the bias
def neuron(points, weights, bias=None):
    if bias is None:
        points = torch.cat([points, points.new_ones(len(points), 1)], dim=1)
    if weights.shape != points.shape[1:]:
        raise ValueError("wrong length")
    scores = points @ weights
    return scores, (scores >= 0).long()


# %% wrong: subtracts the bias
def neuron(points, weights, bias=None):
    if bias is None:
        weights, bias = weights[:-1], weights[-1]
    if weights.shape != points.shape[1:]:
        raise ValueError("wrong length")
    scores = points @ weights - bias
    return scores, (scores >= 0).long()


# %% wrong: takes a bias of 0 for no bias
def neuron(points, weights, bias=None):
    if not bias:
        points = torch.cat([points, points.new_ones(len(points), 1)], dim=1)
        bias = 0.0
    if weights.shape != points.shape[1:]:
        raise ValueError("wrong length")
    scores = points @ weights + bias
    return scores, (scores >= 0).long()


# %% wrong: the first weight is the bias
def neuron(points, weights, bias=None):
    if bias is None:
        bias, weights = weights[0], weights[1:]
    if weights.shape != points.shape[1:]:
        raise ValueError("wrong length")
    scores = points @ weights + bias
    return scores, (scores >= 0).long()


# %% wrong: classes as floats
def neuron(points, weights, bias=None):
    if bias is None:
        weights, bias = weights[:-1], weights[-1]
    if weights.shape != points.shape[1:]:
        raise ValueError("wrong length")
    scores = points @ weights + bias
    return scores, (scores >= 0).float()


# %% wrong: returns the scores as classes
def neuron(points, weights, bias=None):
    if bias is None:
        weights, bias = weights[:-1], weights[-1]
    if weights.shape != points.shape[1:]:
        raise ValueError("wrong length")
    scores = points @ weights + bias
    return scores, scores.long()


# %% wrong: only two features
def neuron(points, weights, bias=None):
    if bias is None:
        weights, bias = weights[:-1], weights[-1]
    if weights.shape != points.shape[1:]:
        raise ValueError("wrong length")
    scores = points[:, 0] * weights[0] + points[:, -1] * weights[-1] + bias
    return scores, (scores >= 0).long()


# %% wrong: no check of the length
def neuron(points, weights, bias=None):
    if bias is None:
        weights, bias = weights[:-1], weights[-1]
    size = min(len(weights), points.shape[1])
    scores = points[:, :size] @ weights[:size] + bias
    return scores, (scores >= 0).long()


# %% wrong: scores always float32
def neuron(points, weights, bias=None):
    if bias is None:
        weights, bias = weights[:-1], weights[-1]
    if weights.shape != points.shape[1:]:
        raise ValueError("wrong length")
    scores = (points @ weights + bias).float()
    return scores, (scores >= 0).long()


# %% wrong: weighted average, not sum
def neuron(points, weights, bias=None):
    if bias is None:
        weights, bias = weights[:-1], weights[-1]
    if weights.shape != points.shape[1:]:
        raise ValueError("wrong length")
    scores = (points * weights).mean(dim=1) + bias
    return scores, (scores >= 0).long()


# %% wrong: calls the course's own function
from helpers.linear import linear_scores


def neuron(points, weights, bias=None):
    if bias is None:
        weights, bias = weights[:-1], weights[-1]
    if weights.shape != points.shape[1:]:
        raise ValueError("wrong length")
    scores = linear_scores(points, weights, bias)
    return scores, (scores >= 0).long()


# %% wrong: length checked only when a bias is given
def neuron(points, weights, bias=None):
    if bias is None:
        points = torch.cat([points, points.new_ones(len(points), 1)], dim=1)
        bias = 0.0
    elif len(weights) != points.shape[1]:
        raise ValueError("wrong length")
    scores = points @ weights + bias
    return scores, (scores >= 0).long()


# %% wrong: too few weights are broadcast, only too many are refused
def neuron(points, weights, bias=None):
    if bias is None:
        weights, bias = weights[:-1], weights[-1]
    if len(weights) > points.shape[1]:
        raise ValueError("too many weights")
    scores = (points * weights).sum(dim=1) + bias
    return scores, (scores >= 0).long()


# %% wrong: without bias, weights without the extra one are accepted
def neuron(points, weights, bias=None):
    d = points.shape[1]
    if bias is None:
        if len(weights) == d + 1:
            weights, bias = weights[:-1], weights[-1]
        else:
            bias = 0.0
    if len(weights) != d:
        raise ValueError("wrong length")
    scores = points @ weights + bias
    return scores, (scores >= 0).long()


# %% wrong: squeeze drops the axis of a single point
def neuron(points, weights, bias=None):
    if bias is None:
        points = torch.cat([points, points.new_ones(len(points), 1)], dim=1)
        bias = 0.0
    if weights.shape != (points.shape[1],):
        raise ValueError("wrong length")
    scores = (points @ weights.reshape(-1, 1)).squeeze() + bias
    return scores, (scores >= 0).long()


# %% wrong: class through a sigmoid, which loses tiny negative scores
def neuron(points, weights, bias=None):
    if bias is None:
        points = torch.cat([points, points.new_ones(len(points), 1)], dim=1)
        bias = 0.0
    if weights.shape != (points.shape[1],):
        raise ValueError("wrong length")
    scores = points @ weights + bias
    return scores, (torch.sigmoid(scores) >= 0.5).long()


# %% wrong: a tolerance around 0 counts as class 1
def neuron(points, weights, bias=None):
    if bias is None:
        points = torch.cat([points, points.new_ones(len(points), 1)], dim=1)
        bias = 0.0
    if weights.shape != (points.shape[1],):
        raise ValueError("wrong length")
    scores = points @ weights + bias
    return scores, (scores >= -1e-4).long()


# %% wrong: a bias that is a tensor is ignored
def neuron(points, weights, bias=None):
    if bias is None:
        weights, bias = weights[:-1], weights[-1].item()
    if len(weights) != points.shape[1]:
        raise ValueError("wrong length")
    scores = points @ weights
    if isinstance(bias, (int, float)):
        scores = scores + bias
    return scores, (scores >= 0).long()


# %% wrong: int32 classes
def neuron(points, weights, bias=None):
    if bias is None:
        weights, bias = weights[:-1], weights[-1]
    if len(weights) != points.shape[1]:
        raise ValueError("wrong length")
    scores = points @ weights + bias
    return scores, (scores >= 0).int()


# %% wrong: the fractional part of the bias is lost
def neuron(points, weights, bias=None):
    if bias is None:
        weights, bias = weights[:-1], weights[-1]
    if len(weights) != points.shape[1]:
        raise ValueError("wrong length")
    scores = points @ weights + int(bias)
    return scores, (scores >= 0).long()
