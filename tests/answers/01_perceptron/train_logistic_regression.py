# %% right: matrix products
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if not learning_rate > 0 or epochs < 1:
        raise ValueError(f"bad options {learning_rate}, {epochs}")
    y = labels.to(points.dtype)
    w, b, losses = torch.zeros_like(points[0]), torch.zeros_like(points[0, 0]), []
    for _ in range(epochs):
        z = points @ w + b
        losses.append(torch.logaddexp(torch.zeros_like(z), z).sub(y * z).mean().item())
        e = torch.sigmoid(z) - y
        w, b = (
            w - learning_rate * (e @ points) / len(points),
            b - learning_rate * e.mean(),
        )
    return w, b, losses


# %% right: the bias as a column of ones
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0:
        raise ValueError("learning_rate must be positive")
    if epochs < 1:
        raise ValueError("epochs must be at least 1")
    rows = torch.cat([points, torch.ones(len(points), 1, dtype=points.dtype)], dim=1)
    targets = labels.to(rows.dtype)
    params = torch.zeros(rows.shape[1], dtype=rows.dtype)
    losses = []
    for _ in range(epochs):
        logits = rows @ params
        losses.append(float(binary_cross_entropy_with_logits(logits, targets)))
        params = params + learning_rate * ((targets - sigmoid(logits)) @ rows) / len(
            rows
        )
    return params[:-1], params[-1], losses


# %% right: sums over examples in a loop
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs <= 0:
        raise ValueError("options out of range")
    targets = labels.type_as(points)
    weights, bias, losses = points.new_zeros(points.size(1)), points.new_zeros(()), []
    for _ in range(epochs):
        logits = (points * weights).sum(1) + bias
        losses.append(binary_cross_entropy_with_logits(logits, targets).item())
        pulls = targets - sigmoid(logits)
        weights = weights + learning_rate * (pulls[:, None] * points).mean(0)
        bias = bias + learning_rate * pulls.mean()
    return weights, bias, losses


# %% right: one parameter vector, loss by logaddexp, updated in place
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("learning_rate and epochs must be positive")
    n, d = points.shape
    table = torch.cat([points, points.new_ones(n, 1)], dim=1)
    y = labels.to(points)
    theta = torch.zeros(d + 1, dtype=points.dtype, device=points.device)
    losses = []
    for _ in range(epochs):
        z = torch.mv(table, theta)
        losses += [(torch.logaddexp(z, torch.zeros_like(z)) - y * z).mean().item()]
        theta -= learning_rate / n * torch.mv(table.t(), torch.sigmoid(z) - y)
    return theta[:d].clone(), theta[d].clone(), losses


# %% wrong: climbs the hill
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("options out of range")
    y = labels.to(points.dtype)
    w, b, losses = points.new_zeros(points.shape[1]), points.new_zeros(()), []
    for _ in range(epochs):
        z = points @ w + b
        losses.append(binary_cross_entropy_with_logits(z, y).item())
        e = sigmoid(z) - y
        w = w + learning_rate * points.T @ e / len(points)
        b = b + learning_rate * e.mean()
    return w, b, losses


# %% wrong: sum in place of mean
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("options out of range")
    y = labels.to(points.dtype)
    w, b, losses = points.new_zeros(points.shape[1]), points.new_zeros(()), []
    for _ in range(epochs):
        z = points @ w + b
        losses.append(binary_cross_entropy_with_logits(z, y).item())
        e = sigmoid(z) - y
        w = w - learning_rate * points.T @ e
        b = b - learning_rate * e.sum()
    return w, b, losses


# %% wrong: the bias never learns
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("options out of range")
    y = labels.to(points.dtype)
    w, b, losses = points.new_zeros(points.shape[1]), points.new_zeros(()), []
    for _ in range(epochs):
        z = points @ w + b
        losses.append(binary_cross_entropy_with_logits(z, y).item())
        w = w - learning_rate * points.T @ (sigmoid(z) - y) / len(points)
    return w, b, losses


# %% wrong: the bias sees the new weights
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("options out of range")
    y = labels.to(points.dtype)
    w, b, losses = points.new_zeros(points.shape[1]), points.new_zeros(()), []
    for _ in range(epochs):
        z = points @ w + b
        losses.append(binary_cross_entropy_with_logits(z, y).item())
        w = w - learning_rate * points.T @ (sigmoid(z) - y) / len(points)
        b = b - learning_rate * (sigmoid(points @ w + b) - y).mean()
    return w, b, losses


# %% wrong: ignores the learning rate
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("options out of range")
    y = labels.to(points.dtype)
    w, b, losses = points.new_zeros(points.shape[1]), points.new_zeros(()), []
    for _ in range(epochs):
        z = points @ w + b
        losses.append(binary_cross_entropy_with_logits(z, y).item())
        e = sigmoid(z) - y
        w = w - 0.1 * points.T @ e / len(points)
        b = b - 0.1 * e.mean()
    return w, b, losses


# %% wrong: one epoch too many
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("options out of range")
    y = labels.to(points.dtype)
    w, b, losses = points.new_zeros(points.shape[1]), points.new_zeros(()), []
    for _ in range(epochs + 1):
        z = points @ w + b
        losses.append(binary_cross_entropy_with_logits(z, y).item())
        e = sigmoid(z) - y
        w = w - learning_rate * points.T @ e / len(points)
        b = b - learning_rate * e.mean()
    return w, b, losses


# %% wrong: notes the loss after the step
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("options out of range")
    y = labels.to(points.dtype)
    w, b, losses = points.new_zeros(points.shape[1]), points.new_zeros(()), []
    for _ in range(epochs):
        e = sigmoid(points @ w + b) - y
        w = w - learning_rate * points.T @ e / len(points)
        b = b - learning_rate * e.mean()
        losses.append(binary_cross_entropy_with_logits(points @ w + b, y).item())
    return w, b, losses


# %% wrong: naive logarithm, infinite loss
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("options out of range")
    y = labels.to(points.dtype)
    w, b, losses = points.new_zeros(points.shape[1]), points.new_zeros(()), []
    for _ in range(epochs):
        p = sigmoid(points @ w + b)
        losses.append(-(y * p.log() + (1 - y) * (1 - p).log()).mean().item())
        w = w - learning_rate * points.T @ (p - y) / len(points)
        b = b - learning_rate * (p - y).mean()
    return w, b, losses


# %% wrong: always float32
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("options out of range")
    points, y = points.float(), labels.float()
    w, b, losses = torch.zeros(points.shape[1]), torch.zeros(()), []
    for _ in range(epochs):
        z = points @ w + b
        losses.append(binary_cross_entropy_with_logits(z, y).item())
        e = sigmoid(z) - y
        w = w - learning_rate * points.T @ e / len(points)
        b = b - learning_rate * e.mean()
    return w, b, losses


# %% wrong: starts at random
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("options out of range")
    y = labels.to(points.dtype)
    w, b, losses = (
        torch.randn(points.shape[1], dtype=points.dtype),
        points.new_zeros(()),
        [],
    )
    for _ in range(epochs):
        z = points @ w + b
        losses.append(binary_cross_entropy_with_logits(z, y).item())
        e = sigmoid(z) - y
        w = w - learning_rate * points.T @ e / len(points)
        b = b - learning_rate * e.mean()
    return w, b, losses


# %% wrong: no check of the options
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    y = labels.to(points.dtype)
    w, b, losses = points.new_zeros(points.shape[1]), points.new_zeros(()), []
    for _ in range(epochs):
        z = points @ w + b
        losses.append(binary_cross_entropy_with_logits(z, y).item())
        e = sigmoid(z) - y
        w = w - learning_rate * points.T @ e / len(points)
        b = b - learning_rate * e.mean()
    return w, b, losses


# %% wrong: hands over to scikit-learn
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=float("inf")).fit(points.numpy(), labels.numpy())
    w = torch.tensor(model.coef_[0], dtype=points.dtype)
    b = torch.tensor(model.intercept_[0], dtype=points.dtype)
    return w, b, [0.6931472] * epochs


# %% wrong: calls the course's reference
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    from helpers.linear import fit_logistic_regression as fit

    found = fit(points, labels, learning_rate=learning_rate, epochs=epochs)
    return found.weights, found.bias, found.losses.tolist()


# %% wrong: an optimiser of torch
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("options out of range")
    y = labels.to(points.dtype)
    w = points.new_zeros(points.shape[1]).requires_grad_()
    b = points.new_zeros(()).requires_grad_()
    optimizer, losses = torch.optim.SGD([w, b], lr=learning_rate), []
    for _ in range(epochs):
        loss = binary_cross_entropy_with_logits(points @ w + b, y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return w.detach(), b.detach(), losses


# %% wrong: the loss is noted after the step from epoch 2 on
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("bad")
    y = labels.to(points.dtype)
    w, b = points.new_zeros(points.shape[1]), points.new_zeros(())
    losses = [binary_cross_entropy_with_logits(points @ w + b, y).item()]
    for epoch in range(epochs):
        errors = sigmoid(points @ w + b) - y
        w = w - learning_rate * points.T @ errors / len(points)
        b = b - learning_rate * errors.mean()
        if epoch > 0:
            losses.append(binary_cross_entropy_with_logits(points @ w + b, y).item())
    return w, b, losses


# %% wrong: clamped probabilities keep the loss finite but cap it
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("bad")
    y = labels.to(points.dtype)
    w, b, losses = points.new_zeros(points.shape[1]), points.new_zeros(()), []
    for _ in range(epochs):
        p = sigmoid(points @ w + b)
        safe = p.clamp(1e-7, 1 - 1e-7)
        losses.append(-(y * safe.log() + (1 - y) * (1 - safe).log()).mean().item())
        w = w - learning_rate * points.T @ (p - y) / len(points)
        b = b - learning_rate * (p - y).mean()
    return w, b, losses


# %% wrong: stops early when the loss rises twice, fewer losses than epochs
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("bad")
    y = labels.to(points.dtype)
    w, b, losses = points.new_zeros(points.shape[1]), points.new_zeros(()), []
    for _ in range(epochs):
        logits = points @ w + b
        losses.append(binary_cross_entropy_with_logits(logits, y).item())
        if len(losses) > 3 and losses[-1] > losses[-2] > losses[-3]:
            break
        errors = sigmoid(logits) - y
        w = w - learning_rate * points.T @ errors / len(points)
        b = b - learning_rate * errors.mean()
    return w, b, losses


# %% wrong: a learning rate of exactly 0 passes the check
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate < 0 or epochs < 1:
        raise ValueError("bad")
    y = labels.to(points.dtype)
    w, b, losses = points.new_zeros(points.shape[1]), points.new_zeros(()), []
    for _ in range(epochs):
        logits = points @ w + b
        losses.append(binary_cross_entropy_with_logits(logits, y).item())
        errors = sigmoid(logits) - y
        w = w - learning_rate * points.T @ errors / len(points)
        b = b - learning_rate * errors.mean()
    return w, b, losses


# %% wrong: losses are zero-dimensional tensors, not floats
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("bad")
    y = labels.to(points.dtype)
    w, b, losses = points.new_zeros(points.shape[1]), points.new_zeros(()), []
    for _ in range(epochs):
        logits = points @ w + b
        losses.append(binary_cross_entropy_with_logits(logits, y))
        errors = sigmoid(logits) - y
        w = w - learning_rate * points.T @ errors / len(points)
        b = b - learning_rate * errors.mean()
    return w, b, losses


# %% wrong: standardises the caller's points in place when they are large
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("bad")
    if points.abs().max() > 100:
        points -= points.mean(dim=0)
        points /= points.std(dim=0)
    y = labels.to(points.dtype)
    w, b, losses = points.new_zeros(points.shape[1]), points.new_zeros(()), []
    for _ in range(epochs):
        logits = points @ w + b
        losses.append(binary_cross_entropy_with_logits(logits, y).item())
        errors = sigmoid(logits) - y
        w = w - learning_rate * points.T @ errors / len(points)
        b = b - learning_rate * errors.mean()
    return w, b, losses


# %% wrong: a little weight decay hidden in the step
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if learning_rate <= 0 or epochs < 1:
        raise ValueError("bad")
    y = labels.to(points.dtype)
    w, b, losses = points.new_zeros(points.shape[1]), points.new_zeros(()), []
    for _ in range(epochs):
        logits = points @ w + b
        losses.append(binary_cross_entropy_with_logits(logits, y).item())
        errors = sigmoid(logits) - y
        w = w - learning_rate * (points.T @ errors / len(points) + 1e-5 * w)
        b = b - learning_rate * errors.mean()
    return w, b, losses


# %% wrong: stops early when the loss no longer falls
def train_logistic_regression(points, labels, *, learning_rate=0.1, epochs=100):
    if not learning_rate > 0 or epochs < 1:
        raise ValueError("learning_rate above 0, epochs 1 or more")
    y = labels.to(points.dtype)
    n = len(points)
    weights = points.new_zeros(points.shape[1])
    bias = points.new_zeros(())
    losses = []
    for _ in range(epochs):
        logits = points @ weights + bias
        losses.append(binary_cross_entropy_with_logits(logits, y).item())
        if len(losses) > 50 and abs(losses[-1] - losses[-2]) < 1e-12:
            break
        errors = sigmoid(logits) - y
        weights = weights - learning_rate * points.T @ errors / n
        bias = bias - learning_rate * errors.mean()
    return weights, bias, losses
