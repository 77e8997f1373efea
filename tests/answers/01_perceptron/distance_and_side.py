# %% right: normalises the weights first
def distance_and_side(points, weights, bias):
    if not weights.any():
        raise ValueError("weights are all 0")
    length = weights.norm()
    signed = points @ (weights / length) + bias / length
    sides = torch.sign(points @ weights + bias)
    return torch.abs(signed), sides.to(torch.int64)


# %% right: length computed after scaling, so tiny weights are no special case
def distance_and_side(points, weights, bias):
    if not weights.any():
        raise ValueError("no line")
    size = weights.abs().max()  # keeps the squares of tiny weights away from 0
    score = points @ weights + bias
    length = (weights / size).norm() * size
    return score.abs() / length, torch.sign(score).to(torch.int64)


# %% right: foot of the perpendicular, then the distance to it
def distance_and_side(points, weights, bias):
    if bool((weights == 0).all()):
        raise ValueError("weights of 0 describe no boundary")
    squared = weights.dot(weights)
    scores = (points * weights).sum(-1) + bias
    feet = points - (scores / squared)[:, None] * weights
    distances = torch.linalg.vector_norm(points - feet, dim=1)
    sides = torch.zeros(len(points), dtype=torch.int64, device=points.device)
    sides[scores > 0], sides[scores < 0] = 1, -1
    return distances, sides


# %% wrong: tiny weights, whose squares round to 0, are taken for 0
def distance_and_side(points, weights, bias):
    squared = (weights * weights).sum()
    if squared.item() == 0:
        raise ValueError("weights are all 0")
    scores = (points * weights).sum(dim=1) + bias
    sides = (scores > 0).long() - (scores < 0).long()
    return scores.abs() / squared.sqrt(), sides


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


# %% wrong: weights that add up to 0 are refused
def distance_and_side(points, weights, bias):
    if weights.sum() == 0:
        raise ValueError("no line")
    signed = (points @ weights + bias) / weights.norm()
    return signed.abs(), signed.sign().long()


# %% wrong: zero weights are refused only when the bias is not 0
def distance_and_side(points, weights, bias):
    length = weights.norm()
    if length == 0 and bias != 0:
        raise ValueError("no line")
    signed = (points @ weights + bias) / length
    return signed.abs(), signed.sign().long()


# %% wrong: short weights are refused though they are not 0
def distance_and_side(points, weights, bias):
    length = weights.norm()
    if length < 1e-3:
        raise ValueError("no line")
    signed = (points @ weights + bias) / length
    return signed.abs(), signed.sign().long()


# %% wrong: everything within a hundredth of the line is on it
def distance_and_side(points, weights, bias):
    if not weights.any():
        raise ValueError("no line")
    signed = (points @ weights + bias) / weights.norm()
    sides = signed.sign().long()
    sides[signed.abs() < 0.01] = 0
    return signed.abs(), sides


# %% wrong: always float32
def distance_and_side(points, weights, bias):
    points, weights = points.to(torch.float32), weights.to(torch.float32)
    if not weights.any():
        raise ValueError("no line")
    signed = (points @ weights + bias) / weights.norm()
    return signed.abs(), signed.sign().long()


# %% wrong: one point loses its axis
def distance_and_side(points, weights, bias):
    if not weights.any():
        raise ValueError("no line")
    signed = (points @ weights[:, None] + bias).squeeze() / weights.norm()
    return signed.abs(), signed.sign().long()
