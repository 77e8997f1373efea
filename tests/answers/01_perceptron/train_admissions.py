# %% right: while the gradient is steep
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if not (learning_rate > 0 and tolerance > 0):
        raise ValueError("learning_rate and tolerance must be positive")
    y = labels.to(inputs.dtype)
    w, b, epochs = torch.zeros_like(inputs[0]), torch.zeros_like(inputs[0, 0]), 0
    while epochs < max_epochs:
        pulls = y - torch.sigmoid(inputs @ w + b)
        up, up_bias = pulls @ inputs / len(inputs), pulls.mean()
        if (up.abs() < tolerance).all() and up_bias.abs() < tolerance:
            break
        w, b, epochs = w + learning_rate * up, b + learning_rate * up_bias, epochs + 1
    return w, b, epochs


# %% right: one vector for weights and bias
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0:
        raise ValueError("learning_rate must be above 0")
    if tolerance <= 0:
        raise ValueError("tolerance must be above 0")
    rows = torch.cat([inputs, torch.ones_like(inputs[:, :1])], dim=1)
    params, steps = rows.new_zeros(rows.shape[1]), 0
    for steps in range(max_epochs + 1):
        grad = rows.T @ (sigmoid(rows @ params) - labels.to(rows.dtype)) / len(rows)
        if steps == max_epochs or grad.abs().max().item() < tolerance:
            break
        params = params - learning_rate * grad
    return params[:-1], params[-1], steps


# %% wrong: never stops early
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError("options must be above 0")
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for _ in range(max_epochs):
        errors = sigmoid(inputs @ w + b) - labels.to(inputs.dtype)
        w = w - learning_rate * inputs.T @ errors / len(inputs)
        b = b - learning_rate * errors.mean()
    return w, b, max_epochs


# %% wrong: looks at the weights' gradient only
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError("options must be above 0")
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(inputs @ w + b) - labels.to(inputs.dtype)
        grad = inputs.T @ errors / len(inputs)
        if grad.abs().max() < tolerance:
            return w, b, epoch
        w, b = w - learning_rate * grad, b - learning_rate * errors.mean()
    return w, b, max_epochs


# %% wrong: forgets the absolute value
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError("options must be above 0")
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(inputs @ w + b) - labels.to(inputs.dtype)
        grad, grad_b = inputs.T @ errors / len(inputs), errors.mean()
        if max(grad.max(), grad_b) < tolerance:
            return w, b, epoch
        w, b = w - learning_rate * grad, b - learning_rate * grad_b
    return w, b, max_epochs


# %% wrong: the length of the gradient
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError("options must be above 0")
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(inputs @ w + b) - labels.to(inputs.dtype)
        grad, grad_b = inputs.T @ errors / len(inputs), errors.mean()
        if (grad.square().sum() + grad_b**2).sqrt() < tolerance:
            return w, b, epoch
        w, b = w - learning_rate * grad, b - learning_rate * grad_b
    return w, b, max_epochs


# %% wrong: steps first, looks afterwards
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError("options must be above 0")
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(inputs @ w + b) - labels.to(inputs.dtype)
        grad, grad_b = inputs.T @ errors / len(inputs), errors.mean()
        w, b = w - learning_rate * grad, b - learning_rate * grad_b
        if max(grad.abs().max(), grad_b.abs()) < tolerance:
            return w, b, epoch + 1
    return w, b, max_epochs


# %% wrong: climbs
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError("options must be above 0")
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = labels.to(inputs.dtype) - sigmoid(inputs @ w + b)
        grad, grad_b = inputs.T @ errors / len(inputs), errors.mean()
        if max(grad.abs().max(), grad_b.abs()) < tolerance:
            return w, b, epoch
        w, b = w - learning_rate * grad, b - learning_rate * grad_b
    return w, b, max_epochs


# %% wrong: sum in place of mean
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError("options must be above 0")
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(inputs @ w + b) - labels.to(inputs.dtype)
        grad, grad_b = inputs.T @ errors, errors.sum()
        if max(grad.abs().max(), grad_b.abs()) < tolerance:
            return w, b, epoch
        w, b = w - learning_rate * grad, b - learning_rate * grad_b
    return w, b, max_epochs


# %% wrong: ignores the learning rate it is given
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError("options must be above 0")
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(inputs @ w + b) - labels.to(inputs.dtype)
        grad, grad_b = inputs.T @ errors / len(inputs), errors.mean()
        if max(grad.abs().max(), grad_b.abs()) < tolerance:
            return w, b, epoch
        w, b = w - 0.5 * grad, b - 0.5 * grad_b
    return w, b, max_epochs


# %% wrong: no check of the options
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(inputs @ w + b) - labels.to(inputs.dtype)
        grad, grad_b = inputs.T @ errors / len(inputs), errors.mean()
        if max(grad.abs().max(), grad_b.abs()) < tolerance:
            return w, b, epoch
        w, b = w - learning_rate * grad, b - learning_rate * grad_b
    return w, b, max_epochs


# %% wrong: asks the course for the gradient
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    from helpers.linear import logistic_gradient

    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError("options must be above 0")
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        grad, grad_b = logistic_gradient(inputs, labels, w, b)
        if max(grad.abs().max(), grad_b.abs()) < tolerance:
            return w, b, epoch
        w, b = w - learning_rate * grad, b - learning_rate * grad_b
    return w, b, max_epochs
