# %% right: the two cases spelled out
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label != 0 and label != 1:
        raise ValueError("label must be 0 or 1")
    score = (weights * point).sum() + bias
    if label == 1 and score < 0:
        return weights + learning_rate * point, bias + learning_rate
    if label == 0 and score >= 0:
        return weights - learning_rate * point, bias - learning_rate
    return weights, bias


# %% right: copies first, then changes the copies
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in {0, 1}:
        raise ValueError("label must be 0 or 1")
    weights, bias = weights.clone(), bias.clone()
    predicted = 1 if torch.dot(weights, point) + bias >= 0 else 0
    if predicted != label:
        direction = 1 if label == 1 else -1
        for i in range(len(weights)):
            weights[i] += direction * learning_rate * point[i]
        bias += direction * learning_rate
    return weights, bias


# %% right: the bias as one more weight
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    match label:
        case 0 | 1:
            v = torch.cat([weights, bias[None]])
            x = torch.cat([point, point.new_ones(1)])
            v = v + learning_rate * (label - int(v @ x >= 0)) * x
            return v[:-1], v[-1]
        case _:
            raise ValueError("a label is 0 or 1")


# %% wrong: the sign is turned round
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in (0, 1):
        raise ValueError("label must be 0 or 1")
    predicted = int(weights @ point + bias >= 0)
    correction = learning_rate * (predicted - label)
    return weights + correction * point, bias + correction


# %% wrong: forgets the bias
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in (0, 1):
        raise ValueError("label must be 0 or 1")
    predicted = int(weights @ point + bias >= 0)
    return weights + learning_rate * (label - predicted) * point, bias


# %% wrong: moves the bias once for each feature
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in (0, 1):
        raise ValueError("label must be 0 or 1")
    predicted = int(weights @ point + bias >= 0)
    correction = learning_rate * (label - predicted)
    weights = weights.clone()
    for i in range(len(point)):
        weights[i] = weights[i] + correction * point[i]
        bias = bias + correction
    return weights, bias


# %% wrong: multiplies by the label, so class 0 never corrects
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in (0, 1):
        raise ValueError("label must be 0 or 1")
    predicted = int(weights @ point + bias >= 0)
    if predicted != label:
        weights = weights + learning_rate * label * point
        bias = bias + learning_rate * label
    return weights, bias


# %% wrong: a score of 0 is class 0
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in (0, 1):
        raise ValueError("label must be 0 or 1")
    predicted = int(weights @ point + bias > 0)
    correction = learning_rate * (label - predicted)
    return weights + correction * point, bias + correction


# %% wrong: uses the score as the prediction
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in (0, 1):
        raise ValueError("label must be 0 or 1")
    correction = learning_rate * (label - (weights @ point + bias))
    return weights + correction * point, bias + correction


# %% wrong: corrects even when the point is right
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in (0, 1):
        raise ValueError("label must be 0 or 1")
    sign = 1 if label == 1 else -1
    return weights + sign * learning_rate * point, bias + sign * learning_rate


# %% wrong: the bias ignores the learning rate
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in (0, 1):
        raise ValueError("label must be 0 or 1")
    error = label - int(weights @ point + bias >= 0)
    return weights + learning_rate * error * point, bias + error


# %% wrong: ignores the learning rate
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in (0, 1):
        raise ValueError("label must be 0 or 1")
    error = label - int(weights @ point + bias >= 0)
    return weights + error * point, bias + error


# %% wrong: changes the caller's tensors
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in (0, 1):
        raise ValueError("label must be 0 or 1")
    correction = learning_rate * (label - int(weights @ point + bias >= 0))
    weights += correction * point
    bias += correction
    return weights, bias


# %% wrong: accepts any label
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    correction = learning_rate * (label - int(weights @ point + bias >= 0))
    return weights + correction * point, bias + correction


# %% wrong: predicts without the bias
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in (0, 1):
        raise ValueError("label must be 0 or 1")
    correction = learning_rate * (label - int(weights @ point >= 0))
    return weights + correction * point, bias + correction


# %% wrong: takes labels for -1 and 1 too
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in (-1, 0, 1):
        raise ValueError("label must be 0 or 1")
    label = max(label, 0)
    correction = learning_rate * (label - int(weights @ point + bias >= 0))
    return weights + correction * point, bias + correction


# %% wrong: calls the course's own function
from helpers import linear as course


def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    return course.perceptron_step(
        weights, bias, point, label, learning_rate=learning_rate
    )


# %% wrong: a point on the line with label 0 is not corrected
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in (0, 1):
        raise ValueError("label")
    sign = 2 * label - 1
    if sign * (weights @ point + bias) < 0:
        return weights + learning_rate * sign * point, bias + learning_rate * sign
    return weights, bias


# %% wrong: a missed 1 changes the caller's tensors
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in (0, 1):
        raise ValueError("label")
    predicted = int(weights @ point + bias >= 0)
    if predicted == 1 and label == 0:
        weights = weights - learning_rate * point
        bias = bias - learning_rate
    elif predicted == 0 and label == 1:
        weights += learning_rate * point
        bias += learning_rate
    return weights, bias


# %% wrong: the label is checked only for a score of at least 0
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    score = weights @ point + bias
    if score >= 0:
        if label == 1:
            return weights, bias
        if label == 0:
            return weights - learning_rate * point, bias - learning_rate
        raise ValueError("label")
    if label == 0:
        return weights, bias
    return weights + learning_rate * point, bias + learning_rate


# %% wrong: the bias comes back as a Python float
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in (0, 1):
        raise ValueError("label")
    correction = learning_rate * (label - int(weights @ point + bias >= 0))
    return weights + correction * point, bias.item() + correction


# %% wrong: the results are always float32
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in (0, 1):
        raise ValueError("label")
    correction = learning_rate * (label - int(weights @ point + bias >= 0))
    moved = [w + correction * x for w, x in zip(weights.tolist(), point.tolist())]
    return torch.tensor(moved), torch.tensor(bias.item() + correction)


# %% wrong: two features only
def perceptron_step(weights, bias, point, label, *, learning_rate=1.0):
    if label not in (0, 1):
        raise ValueError("label")
    score = weights[0] * point[0] + weights[1] * point[1] + bias
    correction = learning_rate * (label - int(score >= 0))
    first = weights[0] + correction * point[0]
    second = weights[1] + correction * point[1]
    return torch.stack([first, second]), bias + correction


# %% wrong: the default learning rate is 0.01
def perceptron_step(weights, bias, point, label, *, learning_rate=0.01):
    if label not in (0, 1):
        raise ValueError("label")
    correction = learning_rate * (label - int(weights @ point + bias >= 0))
    return weights + correction * point, bias + correction
