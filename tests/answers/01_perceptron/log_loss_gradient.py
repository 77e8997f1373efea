# %% right: errors times points
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or labels.shape != (len(points),):
        raise ValueError(f"bad shapes {points.shape}, {labels.shape}")
    errors = torch.sigmoid(points @ weights + bias) - labels.to(points.dtype)
    return (errors[:, None] * points).mean(dim=0), errors.mean()


# %% right: a loop over the examples
def log_loss_gradient(points, labels, weights, bias):
    n = len(points)
    if n == 0 or labels.ndim != 1 or len(labels) != n:
        raise ValueError("one label a point, and at least one point")
    grad_weights, grad_bias = torch.zeros_like(weights), torch.zeros_like(bias)
    for x, y in zip(points, labels.to(points.dtype)):
        pull = y - sigmoid(x @ weights + bias)
        grad_weights = grad_weights - pull * x / n
        grad_bias = grad_bias - pull / n
    return grad_weights, grad_bias


# %% right: the bias as one more weight
def log_loss_gradient(points, labels, weights, bias):
    if points.shape[0] < 1 or labels.shape != points.shape[:1]:
        raise ValueError("labels must have shape (n,), n > 0")
    rows = torch.cat([points, torch.ones_like(points[:, :1])], dim=1)
    params = torch.cat([weights, bias.reshape(1)])
    grad = torch.einsum(
        "nd,n->d", rows, sigmoid(rows @ params) - labels.to(rows.dtype)
    ) / len(rows)
    return grad[:-1], grad[-1]


# %% right: einsum and expit of the observed label
def log_loss_gradient(points, labels, weights, bias):
    n = points.shape[0]
    if n < 1 or tuple(labels.shape) != (n,):
        raise ValueError("bad shapes")
    scores = torch.einsum("nd,d->n", points, weights).add(bias)
    pulls = torch.where(labels == 1, torch.sigmoid(-scores), -torch.sigmoid(scores))
    return torch.einsum("nd,n->d", points, pulls).div(-n), -pulls.mean()


# %% wrong: the minus is missing
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or labels.shape != points.shape[:1]:
        raise ValueError("bad shapes")
    errors = labels.to(points.dtype) - sigmoid(points @ weights + bias)
    return points.T @ errors / len(points), errors.mean()


# %% wrong: sum in place of mean
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or labels.shape != points.shape[:1]:
        raise ValueError("bad shapes")
    errors = sigmoid(points @ weights + bias) - labels.to(points.dtype)
    return points.T @ errors, errors.sum()


# %% wrong: the bias gradient is a sum
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or labels.shape != points.shape[:1]:
        raise ValueError("bad shapes")
    errors = sigmoid(points @ weights + bias) - labels.to(points.dtype)
    return points.T @ errors / len(points), errors.sum()


# %% wrong: the gradient of squared error
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or labels.shape != points.shape[:1]:
        raise ValueError("bad shapes")
    probs = sigmoid(points @ weights + bias)
    errors = (probs - labels.to(points.dtype)) * probs * (1 - probs)
    return points.T @ errors / len(points), errors.mean()


# %% wrong: hard predictions, as in the perceptron
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or labels.shape != points.shape[:1]:
        raise ValueError("bad shapes")
    errors = step(points @ weights + bias) - labels.to(points.dtype)
    return points.T @ errors / len(points), errors.mean()


# %% wrong: forgets the bias in the score
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or labels.shape != points.shape[:1]:
        raise ValueError("bad shapes")
    errors = sigmoid(points @ weights) - labels.to(points.dtype)
    return points.T @ errors / len(points), errors.mean()


# %% wrong: no error for labels in a column
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or len(labels) != len(points):
        raise ValueError("bad shapes")
    errors = sigmoid(points @ weights + bias) - labels.flatten().to(points.dtype)
    return points.T @ errors / len(points), errors.mean()


# %% wrong: a batch of none gives NaN
def log_loss_gradient(points, labels, weights, bias):
    if labels.shape != points.shape[:1]:
        raise ValueError("bad shapes")
    errors = sigmoid(points @ weights + bias) - labels.to(points.dtype)
    return points.T @ errors / len(points), errors.mean()


# %% wrong: the naive sigmoid overflows
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or labels.shape != points.shape[:1]:
        raise ValueError("bad shapes")
    z = points @ weights + bias
    probs = z.exp() / (1 + z.exp())
    errors = probs - labels.to(points.dtype)
    return points.T @ errors / len(points), errors.mean()


# %% wrong: divides by the number of inputs
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or labels.shape != points.shape[:1]:
        raise ValueError("bad shapes")
    errors = sigmoid(points @ weights + bias) - labels.to(points.dtype)
    return points.T @ errors / points.shape[1], errors.mean()


# %% wrong: multiplies the points in place
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or labels.shape != points.shape[:1]:
        raise ValueError("bad shapes")
    errors = sigmoid(points @ weights + bias) - labels.to(points.dtype)
    points *= errors[:, None]
    return points.mean(dim=0), errors.mean()


# %% wrong: rounds to float32
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or labels.shape != points.shape[:1]:
        raise ValueError("bad shapes")
    points = points.float()
    errors = sigmoid(points @ weights.float() + bias.float()) - labels.float()
    return points.T @ errors / len(points), errors.mean()


# %% wrong: calls the course's reference
def log_loss_gradient(points, labels, weights, bias):
    from helpers.linear import logistic_gradient

    if len(points) == 0 or labels.shape != points.shape[:1]:
        raise ValueError("bad shapes")
    return logistic_gradient(points, labels, weights, bias)


# %% wrong: calls backward
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or labels.shape != points.shape[:1]:
        raise ValueError("bad shapes")
    w = weights.clone().requires_grad_()
    b = bias.clone().requires_grad_()
    loss = binary_cross_entropy_with_logits(points @ w + b, labels.to(points.dtype))
    loss.backward()
    return w.grad, b.grad


# %% wrong: scores summed over the whole table instead of each row
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or labels.shape != points.shape[:1]:
        raise ValueError("shapes")
    logits = (points * weights).sum() + bias
    errors = sigmoid(logits) - labels.to(points.dtype)
    return points.T @ errors / len(points), errors.mean()


# %% wrong: weights ignored, only the bias in the score
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or labels.shape != points.shape[:1]:
        raise ValueError("shapes")
    logits = torch.zeros_like(points[:, 0]) + bias
    errors = sigmoid(logits) - labels.to(points.dtype)
    return points.T @ errors / len(points), errors.mean()


# %% wrong: compares lengths only, a column slips through
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or len(labels) != len(points):
        raise ValueError("shapes")
    labels = labels.reshape(-1)
    errors = sigmoid(points @ weights + bias) - labels.to(points.dtype)
    return points.T @ errors / len(points), errors.mean()


# %% wrong: no points gives a gradient of zeros
def log_loss_gradient(points, labels, weights, bias):
    if labels.shape != points.shape[:1]:
        raise ValueError("shapes")
    errors = sigmoid(points @ weights + bias) - labels.to(points.dtype)
    n = max(len(points), 1)
    return points.T @ errors / n, errors.sum() / n


# %% wrong: bias gradient in a tensor of shape (1,)
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or labels.shape != points.shape[:1]:
        raise ValueError("shapes")
    errors = sigmoid(points @ weights + bias) - labels.to(points.dtype)
    return points.T @ errors / len(points), errors.mean(dim=0, keepdim=True)


# %% wrong: probabilities clamped to 0.01 and 0.99
def log_loss_gradient(points, labels, weights, bias):
    if len(points) == 0 or labels.shape != points.shape[:1]:
        raise ValueError("shapes")
    probs = sigmoid(points @ weights + bias).clamp(0.01, 0.99)
    errors = probs - labels.to(points.dtype)
    return points.T @ errors / len(points), errors.mean()
