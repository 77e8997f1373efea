# %% right: the bias as one more input
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.ndim != 1 or len(labels) != len(points):
        raise ValueError("one label a point, please")
    if ((labels != 0) & (labels != 1)).any():
        raise ValueError("labels must be 0 or 1")
    inputs = torch.cat([points, torch.ones_like(points[:, :1])], dim=1)
    folded = torch.zeros_like(inputs[0])
    mistakes = []
    while len(mistakes) < max_epochs and (not mistakes or mistakes[-1]):
        count = 0
        for row, label in zip(inputs, labels):
            if bool(row @ folded >= 0) != bool(label):
                folded = folded + learning_rate * row * (1 if label else -1)
                count += 1
        mistakes.append(count)
    return folded[:-1], folded[-1], mistakes


# %% right: in place on its own tensors, by index
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    num_points, num_features = points.shape
    if tuple(labels.shape) != (num_points,):
        raise ValueError("one label a point, please")
    for label in labels.tolist():
        if label not in (0, 1):
            raise ValueError("labels must be 0 or 1")
    weights = torch.zeros(num_features, dtype=points.dtype)
    bias = torch.zeros((), dtype=points.dtype)
    mistakes = []
    for epoch in range(max_epochs):
        count = 0
        for i in range(num_points):
            predicted = 1 if torch.dot(points[i], weights) + bias >= 0 else 0
            if predicted < labels[i]:
                weights += learning_rate * points[i]
                bias += learning_rate
                count += 1
            elif predicted > labels[i]:
                weights -= learning_rate * points[i]
                bias -= learning_rate
                count += 1
        mistakes.append(count)
        if count == 0:
            return weights, bias, mistakes
    return weights, bias, mistakes


# %% wrong: a single pass
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.shape != points.shape[:1] or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels must hold one 0 or 1 for each point")
    weights, bias, count = points.new_zeros(points.shape[1]), points.new_zeros(()), 0
    for point, label in zip(points, labels.tolist()):
        error = label - int(weights @ point + bias >= 0)
        weights = weights + learning_rate * error * point
        bias = bias + learning_rate * error
        count += abs(error)
    return weights, bias, [count]


# %% wrong: corrects only at the end of the epoch
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.shape != points.shape[:1] or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels must hold one 0 or 1 for each point")
    weights, bias = points.new_zeros(points.shape[1]), points.new_zeros(())
    mistakes = []
    for _ in range(max_epochs):
        errors = (labels - (points @ weights + bias >= 0).long()).to(points.dtype)
        weights = weights + learning_rate * errors @ points
        bias = bias + learning_rate * errors.sum()
        mistakes.append(int(errors.abs().sum()))
        if mistakes[-1] == 0:
            break
    return weights, bias, mistakes


# %% wrong: does not stop when an epoch is clean
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.shape != points.shape[:1] or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels must hold one 0 or 1 for each point")
    weights, bias = points.new_zeros(points.shape[1]), points.new_zeros(())
    mistakes = []
    for _ in range(max_epochs):
        mistakes.append(0)
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights = weights + learning_rate * error * point
            bias = bias + learning_rate * error
            mistakes[-1] += abs(error)
    return weights, bias, mistakes


# %% wrong: one epoch too many
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.shape != points.shape[:1] or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels must hold one 0 or 1 for each point")
    weights, bias = points.new_zeros(points.shape[1]), points.new_zeros(())
    mistakes = []
    for _ in range(max_epochs + 1):
        mistakes.append(0)
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights = weights + learning_rate * error * point
            bias = bias + learning_rate * error
            mistakes[-1] += abs(error)
        if mistakes[-1] == 0:
            break
    return weights, bias, mistakes


# %% wrong: the clean epoch is not in the list
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.shape != points.shape[:1] or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels must hold one 0 or 1 for each point")
    weights, bias = points.new_zeros(points.shape[1]), points.new_zeros(())
    mistakes = []
    for _ in range(max_epochs):
        count = 0
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights = weights + learning_rate * error * point
            bias = bias + learning_rate * error
            count += abs(error)
        if count == 0:
            break
        mistakes.append(count)
    return weights, bias, mistakes


# %% wrong: the counter is never reset
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.shape != points.shape[:1] or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels must hold one 0 or 1 for each point")
    weights, bias = points.new_zeros(points.shape[1]), points.new_zeros(())
    mistakes, count = [], 0
    for _ in range(max_epochs):
        before = count
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights = weights + learning_rate * error * point
            bias = bias + learning_rate * error
            count += abs(error)
        mistakes.append(count)
        if count == before:
            break
    return weights, bias, mistakes


# %% wrong: missed ones and false ones cancel in the count
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.shape != points.shape[:1] or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels must hold one 0 or 1 for each point")
    weights, bias = points.new_zeros(points.shape[1]), points.new_zeros(())
    mistakes = []
    for _ in range(max_epochs):
        count = 0
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights = weights + learning_rate * error * point
            bias = bias + learning_rate * error
            count += error
        mistakes.append(count)
        if count == 0:
            break
    return weights, bias, mistakes


# %% wrong: forgets the bias
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.shape != points.shape[:1] or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels must hold one 0 or 1 for each point")
    weights, bias = points.new_zeros(points.shape[1]), points.new_zeros(())
    mistakes = []
    for _ in range(max_epochs):
        mistakes.append(0)
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights = weights + learning_rate * error * point
            mistakes[-1] += abs(error)
        if mistakes[-1] == 0:
            break
    return weights, bias, mistakes


# %% wrong: starts from random weights
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.shape != points.shape[:1] or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels must hold one 0 or 1 for each point")
    weights, bias = torch.rand(points.shape[1]).to(points), points.new_zeros(())
    mistakes = []
    for _ in range(max_epochs):
        mistakes.append(0)
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights = weights + learning_rate * error * point
            bias = bias + learning_rate * error
            mistakes[-1] += abs(error)
        if mistakes[-1] == 0:
            break
    return weights, bias, mistakes


# %% wrong: shuffles the points
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.shape != points.shape[:1] or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels must hold one 0 or 1 for each point")
    weights, bias = points.new_zeros(points.shape[1]), points.new_zeros(())
    mistakes = []
    for _ in range(max_epochs):
        mistakes.append(0)
        for i in torch.randperm(len(points)).tolist():
            error = labels[i].item() - int(weights @ points[i] + bias >= 0)
            weights = weights + learning_rate * error * points[i]
            bias = bias + learning_rate * error
            mistakes[-1] += abs(error)
        if mistakes[-1] == 0:
            break
    return weights, bias, mistakes


# %% wrong: always float32
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.shape != points.shape[:1] or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels must hold one 0 or 1 for each point")
    points = points.float()
    weights, bias = torch.zeros(points.shape[1]), torch.tensor(0.0)
    mistakes = []
    for _ in range(max_epochs):
        mistakes.append(0)
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights = weights + learning_rate * error * point
            bias = bias + learning_rate * error
            mistakes[-1] += abs(error)
        if mistakes[-1] == 0:
            break
    return weights, bias, mistakes


# %% wrong: ignores the learning rate
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.shape != points.shape[:1] or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels must hold one 0 or 1 for each point")
    weights, bias = points.new_zeros(points.shape[1]), points.new_zeros(())
    mistakes = []
    for _ in range(max_epochs):
        mistakes.append(0)
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights, bias = weights + error * point, bias + error
            mistakes[-1] += abs(error)
        if mistakes[-1] == 0:
            break
    return weights, bias, mistakes


# %% wrong: no check of the labels
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    weights, bias = points.new_zeros(points.shape[1]), points.new_zeros(())
    mistakes = []
    for _ in range(max_epochs):
        mistakes.append(0)
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights = weights + learning_rate * error * point
            bias = bias + learning_rate * error
            mistakes[-1] += abs(error)
        if mistakes[-1] == 0:
            break
    return weights, bias, mistakes


# %% wrong: a limit of ten epochs, whatever was asked
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.shape != points.shape[:1] or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels must hold one 0 or 1 for each point")
    weights, bias = points.new_zeros(points.shape[1]), points.new_zeros(())
    mistakes = []
    for _ in range(min(10, max_epochs)):
        mistakes.append(0)
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights = weights + learning_rate * error * point
            bias = bias + learning_rate * error
            mistakes[-1] += abs(error)
        if mistakes[-1] == 0:
            break
    return weights, bias, mistakes


# %% wrong: calls the course's own function
from helpers.linear import fit_perceptron


def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    fit = fit_perceptron(
        points, labels, learning_rate=learning_rate, max_epochs=max_epochs
    )
    return fit.weights, fit.bias, [fit.mistakes] + [0] * (fit.epochs - 1)


# %% wrong: the learning rate scales the weights, not the bias
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.shape != (len(points),) or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels")
    weights, bias, mistakes = (
        points.new_zeros(points.shape[1]),
        points.new_zeros(()),
        [],
    )
    for _ in range(max_epochs):
        count = 0
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            if error:
                weights = weights + learning_rate * error * point
                bias = bias + error
                count += 1
        mistakes.append(count)
        if count == 0:
            break
    return weights, bias, mistakes


# %% wrong: zip silently drops points without a label
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels")
    weights, bias, mistakes = (
        points.new_zeros(points.shape[1]),
        points.new_zeros(()),
        [],
    )
    for _ in range(max_epochs):
        count = 0
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            if error:
                weights = weights + learning_rate * error * point
                bias = bias + learning_rate * error
                count += 1
        mistakes.append(count)
        if count == 0:
            break
    return weights, bias, mistakes


# %% wrong: a class that does not occur is an error
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.shape != (len(points),) or set(labels.tolist()) != {0, 1}:
        raise ValueError("labels")
    weights, bias, mistakes = (
        points.new_zeros(points.shape[1]),
        points.new_zeros(()),
        [],
    )
    for _ in range(max_epochs):
        count = 0
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            if error:
                weights = weights + learning_rate * error * point
                bias = bias + learning_rate * error
                count += 1
        mistakes.append(count)
        if count == 0:
            break
    return weights, bias, mistakes


# %% wrong: the bias is a Python float
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.shape != (len(points),) or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels")
    weights, bias, mistakes = points.new_zeros(points.shape[1]), 0.0, []
    for _ in range(max_epochs):
        count = 0
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            if error:
                weights = weights + learning_rate * error * point
                bias = bias + learning_rate * error
                count += 1
        mistakes.append(count)
        if count == 0:
            break
    return weights, bias, mistakes


# %% wrong: labels of shape (num_points, 1) are accepted
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    labels = labels.flatten()
    if len(labels) != len(points) or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels")
    weights, bias, mistakes = (
        points.new_zeros(points.shape[1]),
        points.new_zeros(()),
        [],
    )
    for _ in range(max_epochs):
        count = 0
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            if error:
                weights = weights + learning_rate * error * point
                bias = bias + learning_rate * error
                count += 1
        mistakes.append(count)
        if count == 0:
            break
    return weights, bias, mistakes


# %% wrong: the default of max_epochs is 10
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=10):
    if labels.shape != (len(points),) or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels")
    weights, bias, mistakes = (
        points.new_zeros(points.shape[1]),
        points.new_zeros(()),
        [],
    )
    for _ in range(max_epochs):
        count = 0
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            if error:
                weights = weights + learning_rate * error * point
                bias = bias + learning_rate * error
                count += 1
        mistakes.append(count)
        if count == 0:
            break
    return weights, bias, mistakes


# %% wrong: relabels the caller's labels to -1 and 1 on the way
def train_perceptron(points, labels, *, learning_rate=1.0, max_epochs=100):
    if labels.shape != (len(points),) or not set(labels.tolist()) <= {0, 1}:
        raise ValueError("labels")
    labels[labels == 0] = -1
    weights, bias, mistakes = (
        points.new_zeros(points.shape[1]),
        points.new_zeros(()),
        [],
    )
    for _ in range(max_epochs):
        count = 0
        for point, sign in zip(points, labels.tolist()):
            if (sign == 1) != bool(weights @ point + bias >= 0):
                weights = weights + learning_rate * sign * point
                bias = bias + learning_rate * sign
                count += 1
        mistakes.append(count)
        if count == 0:
            break
    return weights, bias, mistakes
