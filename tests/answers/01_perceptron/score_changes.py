# %% right: closed form
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    guess = {"perceptron": step, "gradient": sigmoid}.get(rule)
    if guess is None:
        raise ValueError(f"unknown rule {rule}")
    pulls = labels.to(points.dtype) - guess(points @ weights + bias)
    return learning_rate * pulls * (1 + (points * points).sum(1))


# %% right: really updates, point by point
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule != "perceptron" and rule != "gradient":
        raise ValueError("rule must be perceptron or gradient")
    changes = []
    for x, y in zip(points, labels.to(points.dtype)):
        before = weights @ x + bias
        guess = (before >= 0).to(x.dtype) if rule == "perceptron" else sigmoid(before)
        pull = learning_rate * (y - guess)
        changes.append((weights + pull * x) @ x + bias + pull - before)
    return torch.stack(changes)


# %% right: diagonal of the Gram matrix with a column of ones
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    rules = {"perceptron": lambda z: torch.where(z >= 0, 1.0, 0.0), "gradient": sigmoid}
    try:
        predict = rules[rule]
    except KeyError:
        raise ValueError(f"unknown rule {rule!r}") from None
    table = torch.hstack([points, torch.ones_like(points[:, :1])])
    pulls = labels.to(points) - predict(torch.mv(points, weights) + bias).to(points)
    return (torch.diagonal(table @ table.T) * pulls * learning_rate).to(points.dtype)


# %% wrong: the bias is forgotten
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    guess = step(scores) if rule == "perceptron" else sigmoid(scores)
    return (
        learning_rate * (labels.to(points.dtype) - guess) * points.square().sum(dim=1)
    )


# %% wrong: moves away from the label
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    guess = step(scores) if rule == "perceptron" else sigmoid(scores)
    return (
        learning_rate
        * (guess - labels.to(points.dtype))
        * (points.square().sum(dim=1) + 1)
    )


# %% wrong: a score of 0 counts as class 0
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    guess = (scores > 0).to(points.dtype) if rule == "perceptron" else sigmoid(scores)
    return (
        learning_rate
        * (labels.to(points.dtype) - guess)
        * (points.square().sum(dim=1) + 1)
    )


# %% wrong: the points update the weights one after another
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    changes = []
    for x, y in zip(points, labels.to(points.dtype)):
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
    return (
        learning_rate
        * wrong
        * (labels.to(points.dtype) - guess)
        * (points.square().sum(dim=1) + 1)
    )


# %% wrong: ignores the learning rate
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    guess = step(scores) if rule == "perceptron" else sigmoid(scores)
    return (labels.to(points.dtype) - guess) * (points.square().sum(dim=1) + 1)


# %% wrong: any other rule counts as gradient
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    scores = points @ weights + bias
    guess = step(scores) if rule == "perceptron" else sigmoid(scores)
    return (
        learning_rate
        * (labels.to(points.dtype) - guess)
        * (points.square().sum(dim=1) + 1)
    )


# %% wrong: the length in place of its square
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    guess = step(scores) if rule == "perceptron" else sigmoid(scores)
    return learning_rate * (labels.to(points.dtype) - guess) * (points.norm(dim=1) + 1)


# %% wrong: returns the pulls alone
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    guess = step(scores) if rule == "perceptron" else sigmoid(scores)
    return learning_rate * (labels.to(points.dtype) - guess)


# %% wrong: a naive sigmoid
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    soft = scores.exp() / (1 + scores.exp())
    guess = step(scores) if rule == "perceptron" else soft
    return (
        learning_rate
        * (labels.to(points.dtype) - guess)
        * (points.square().sum(dim=1) + 1)
    )


# %% wrong: lets the course's perceptron move
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    from helpers.linear import perceptron_step

    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    if rule == "gradient":
        pulls = labels.to(points.dtype) - sigmoid(scores)
        return learning_rate * pulls * (points.square().sum(dim=1) + 1)
    changes = []
    for x, y in zip(points, labels.to(points.dtype)):
        w, b = perceptron_step(weights, bias, x, y, learning_rate=learning_rate)
        changes.append(x @ w + b - (x @ weights + bias))
    return torch.stack(changes)


# %% wrong: learning rate scales the weights' part only
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError(rule)
    scores = points @ weights + bias
    predicted = (
        (scores >= 0).to(points.dtype) if rule == "perceptron" else sigmoid(scores)
    )
    pulls = labels.to(points.dtype) - predicted
    return pulls * (learning_rate * points.square().sum(dim=1) + 1)


# %% wrong: sign() predicts one half at a score of 0
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError(rule)
    scores = points @ weights + bias
    hard = (torch.sign(scores) + 1) / 2
    predicted = hard if rule == "perceptron" else sigmoid(scores)
    pulls = labels.to(points.dtype) - predicted
    return learning_rate * pulls * (points.square().sum(dim=1) + 1)


# %% wrong: a dictionary look-up raises KeyError
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    predict = {"perceptron": step, "gradient": sigmoid}[rule]
    predicted = predict(points @ weights + bias).to(points.dtype)
    pulls = labels.to(points.dtype) - predicted
    return learning_rate * pulls * (points.square().sum(dim=1) + 1)


# %% wrong: forgotten comma, any piece of the word is accepted
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron") and rule not in ("gradient"):
        raise ValueError(rule)
    scores = points @ weights + bias
    hard = rule in ("perceptron")
    predicted = (scores >= 0).to(points.dtype) if hard else sigmoid(scores)
    pulls = labels.to(points.dtype) - predicted
    return learning_rate * pulls * (points.square().sum(dim=1) + 1)


# %% wrong: the gradient of the mean, divided by n
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError(rule)
    scores = points @ weights + bias
    if rule == "perceptron":
        pulls = labels.to(points.dtype) - (scores >= 0).to(points.dtype)
    else:
        pulls = (labels.to(points.dtype) - sigmoid(scores)) / len(points)
    return learning_rate * pulls * (points.square().sum(dim=1) + 1)


# %% wrong: gradient pull multiplied by the sigmoid's slope, as under squared error
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError(rule)
    scores = points @ weights + bias
    probs = sigmoid(scores)
    if rule == "perceptron":
        pulls = labels.to(points.dtype) - (scores >= 0).to(points.dtype)
    else:
        pulls = (labels.to(points.dtype) - probs) * probs * (1 - probs)
    return learning_rate * pulls * (points.square().sum(dim=1) + 1)


# %% wrong: squares the caller's points in place
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError(rule)
    scores = points @ weights + bias
    predicted = (
        (scores >= 0).to(points.dtype) if rule == "perceptron" else sigmoid(scores)
    )
    pulls = labels.to(points.dtype) - predicted
    kept = points.clone() if rule == "perceptron" else points
    return learning_rate * pulls * (kept.square_().sum(dim=1) + 1)


# %% wrong: float64 labels make the answer float64
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError(rule)
    scores = points @ weights + bias
    predicted = (
        (scores >= 0).to(points.dtype) if rule == "perceptron" else sigmoid(scores)
    )
    return learning_rate * (labels - predicted) * (points.square().sum(dim=1) + 1)


# %% wrong: answer always float32
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError(rule)
    scores = (points @ weights + bias).float()
    predicted = (scores >= 0).float() if rule == "perceptron" else sigmoid(scores)
    lengths = points.float().square().sum(dim=1) + 1
    return learning_rate * (labels.float() - predicted) * lengths


# %% wrong: rule names in any capitals are accepted
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    rule = rule.strip().lower()
    if rule not in ("perceptron", "gradient"):
        raise ValueError(rule)
    scores = points @ weights + bias
    predicted = (
        (scores >= 0).to(points.dtype) if rule == "perceptron" else sigmoid(scores)
    )
    pulls = labels.to(points.dtype) - predicted
    return learning_rate * pulls * (points.square().sum(dim=1) + 1)


# %% wrong: perceptron decides by sigmoid >= 0.5
def score_changes(points, labels, weights, bias, *, rule, learning_rate=1.0):
    if rule not in ("perceptron", "gradient"):
        raise ValueError("unknown rule")
    scores = points @ weights + bias
    if rule == "perceptron":
        predicted = (sigmoid(scores) >= 0.5).to(points.dtype)
    else:
        predicted = sigmoid(scores)
    pulls = labels.to(points.dtype) - predicted
    return learning_rate * pulls * (points.square().sum(dim=1) + 1)
