# %% right: closed form
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    guess = {"perceptron": step, "gradient": sigmoid}.get(rule)
    if guess is None:
        raise ValueError(f"unknown rule {rule}")
    pulls = labels - guess(points @ weights + bias)
    return learning_rate * pulls * (1 + (points * points).sum(1))


# %% right: really updates, point by point
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule != "perceptron" and rule != "gradient":
        raise ValueError("rule must be perceptron or gradient")
    changes = []
    for x, y in zip(points, labels):
        before = weights @ x + bias
        guess = (before >= 0).to(x.dtype) if rule == "perceptron" else sigmoid(before)
        pull = learning_rate * (y - guess)
        changes.append((weights + pull * x) @ x + bias + pull - before)
    return torch.stack(changes)


# %% wrong: the bias is forgotten
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    guess = step(scores) if rule == "perceptron" else sigmoid(scores)
    return learning_rate * (labels - guess) * points.square().sum(dim=1)


# %% wrong: moves away from the label
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    guess = step(scores) if rule == "perceptron" else sigmoid(scores)
    return learning_rate * (guess - labels) * (points.square().sum(dim=1) + 1)


# %% wrong: a score of 0 counts as class 0
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    guess = (scores > 0).to(points.dtype) if rule == "perceptron" else sigmoid(scores)
    return learning_rate * (labels - guess) * (points.square().sum(dim=1) + 1)


# %% wrong: the points update the weights one after another
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    changes = []
    for x, y in zip(points, labels):
        before = weights @ x + bias
        guess = (before >= 0).to(x.dtype) if rule == "perceptron" else sigmoid(before)
        pull = learning_rate * (y - guess)
        weights, bias = weights + pull * x, bias + pull
        changes.append(weights @ x + bias - before)
    return torch.stack(changes)


# %% wrong: only the misclassified points, for both rules
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    wrong = step(scores) != labels
    guess = step(scores) if rule == "perceptron" else sigmoid(scores)
    return learning_rate * wrong * (labels - guess) * (points.square().sum(dim=1) + 1)


# %% wrong: ignores the learning rate
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    guess = step(scores) if rule == "perceptron" else sigmoid(scores)
    return (labels - guess) * (points.square().sum(dim=1) + 1)


# %% wrong: any other rule counts as gradient
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    scores = points @ weights + bias
    guess = step(scores) if rule == "perceptron" else sigmoid(scores)
    return learning_rate * (labels - guess) * (points.square().sum(dim=1) + 1)


# %% wrong: the length in place of its square
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    guess = step(scores) if rule == "perceptron" else sigmoid(scores)
    return learning_rate * (labels - guess) * (points.norm(dim=1) + 1)


# %% wrong: returns the pulls alone
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    guess = step(scores) if rule == "perceptron" else sigmoid(scores)
    return learning_rate * (labels - guess)


# %% wrong: a naive sigmoid
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    soft = scores.exp() / (1 + scores.exp())
    guess = step(scores) if rule == "perceptron" else soft
    return learning_rate * (labels - guess) * (points.square().sum(dim=1) + 1)


# %% wrong: lets the course's perceptron move
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    from helpers.linear import perceptron_step

    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    if rule == "gradient":
        pulls = labels - sigmoid(scores)
        return learning_rate * pulls * (points.square().sum(dim=1) + 1)
    changes = []
    for x, y in zip(points, labels):
        w, b = perceptron_step(weights, bias, x, y, learning_rate=learning_rate)
        changes.append(x @ w + b - (x @ weights + bias))
    return torch.stack(changes)
