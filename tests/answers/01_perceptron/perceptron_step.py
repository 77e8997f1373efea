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
