# %% right: sums of squares
def distance_and_side(points, weights, bias):
    squared = (weights * weights).sum()
    if squared.item() == 0:
        raise ValueError("weights are all 0")
    scores = (points * weights).sum(dim=1) + bias
    sides = (scores > 0).long() - (scores < 0).long()
    return scores.abs() / squared.sqrt(), sides


# %% right: normalises the weights first
def distance_and_side(points, weights, bias):
    if not weights.any():
        raise ValueError("weights are all 0")
    length = weights.norm()
    signed = points @ (weights / length) + bias / length
    sides = torch.sign(points @ weights + bias)
    return torch.abs(signed), sides.to(torch.int64)


# %% wrong: distances keep their sign
def distance_and_side(points, weights, bias):
    length = torch.linalg.vector_norm(weights)
    if length == 0:
        raise ValueError("weights are all 0")
    signed = (points @ weights + bias) / length
    return signed, signed.sign().long()


# %% wrong: does not divide by the length
def distance_and_side(points, weights, bias):
    if not weights.any():
        raise ValueError("weights are all 0")
    scores = points @ weights + bias
    return scores.abs(), scores.sign().long()


# %% wrong: divides by the squared length
def distance_and_side(points, weights, bias):
    squared = (weights**2).sum()
    if squared == 0:
        raise ValueError("weights are all 0")
    scores = points @ weights + bias
    return scores.abs() / squared, scores.sign().long()


# %% wrong: counts the bias in the length
def distance_and_side(points, weights, bias):
    if not weights.any():
        raise ValueError("weights are all 0")
    scores = points @ weights + bias
    length = torch.sqrt((weights**2).sum() + bias**2)
    return scores.abs() / length, scores.sign().long()


# %% wrong: sum of the weights as length
def distance_and_side(points, weights, bias):
    length = weights.abs().sum()
    if length == 0:
        raise ValueError("weights are all 0")
    scores = points @ weights + bias
    return scores.abs() / length, scores.sign().long()


# %% wrong: the bias is not divided
def distance_and_side(points, weights, bias):
    length = torch.linalg.vector_norm(weights)
    if length == 0:
        raise ValueError("weights are all 0")
    signed = (points @ weights) / length + bias
    return signed.abs(), signed.sign().long()


# %% wrong: the line itself is side 1
def distance_and_side(points, weights, bias):
    length = torch.linalg.vector_norm(weights)
    if length == 0:
        raise ValueError("weights are all 0")
    signed = (points @ weights + bias) / length
    return signed.abs(), torch.where(signed >= 0, 1, -1)


# %% wrong: sides are 0 and 1
def distance_and_side(points, weights, bias):
    length = torch.linalg.vector_norm(weights)
    if length == 0:
        raise ValueError("weights are all 0")
    signed = (points @ weights + bias) / length
    return signed.abs(), (signed > 0).long()


# %% wrong: sides as floats
def distance_and_side(points, weights, bias):
    length = torch.linalg.vector_norm(weights)
    if length == 0:
        raise ValueError("weights are all 0")
    signed = (points @ weights + bias) / length
    return signed.abs(), signed.sign()


# %% wrong: no error without a line
def distance_and_side(points, weights, bias):
    length = torch.linalg.vector_norm(weights) + 1e-12
    signed = (points @ weights + bias) / length
    return signed.abs(), signed.sign().long()


# %% wrong: any zero weight is an error
def distance_and_side(points, weights, bias):
    if not weights.all():
        raise ValueError("a weight is 0")
    signed = (points @ weights + bias) / torch.linalg.vector_norm(weights)
    return signed.abs(), signed.sign().long()


# %% wrong: tolerance decides what lies on the line
def distance_and_side(points, weights, bias):
    length = torch.linalg.vector_norm(weights)
    if length < 1e-3:
        raise ValueError("weights are all 0")
    signed = (points @ weights + bias) / length
    return signed.abs(), signed.sign().long()


# %% wrong: normalises the caller's weights
def distance_and_side(points, weights, bias):
    length = torch.linalg.vector_norm(weights)
    if length == 0:
        raise ValueError("weights are all 0")
    weights /= length
    signed = points @ weights + bias / length
    return signed.abs(), torch.where(signed.abs() < 1e-6, 0.0, signed).sign().long()


# %% wrong: calls the course's own function
import helpers.linear


def distance_and_side(points, weights, bias):
    signed = helpers.linear.signed_distance(points, weights, bias)
    return signed.abs(), signed.sign().long()
