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


# %% right: infinity norm, in-place steps on own tensors
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0:
        raise ValueError("learning_rate")
    if tolerance <= 0:
        raise ValueError("tolerance")
    w = torch.zeros(inputs.shape[1], dtype=inputs.dtype, device=inputs.device)
    b = torch.zeros((), dtype=inputs.dtype, device=inputs.device)
    steps = 0
    for steps in range(max_epochs + 1):
        pull = torch.where(
            labels == 1, sigmoid(-(inputs @ w + b)), -sigmoid(inputs @ w + b)
        )
        up_w, up_b = (pull[:, None] * inputs).mean(dim=0), pull.mean()
        size = max(up_w.norm(float("inf")).item(), abs(up_b.item()))
        if steps == max_epochs or size < tolerance:
            break
        w += learning_rate * up_w
        b += learning_rate * up_b
    return w, b, steps


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


# %% wrong: an entry exactly at the tolerance stops it
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError("bad")
    y = labels.to(inputs.dtype)
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(inputs @ w + b) - y
        gw, gb = inputs.T @ errors / len(inputs), errors.mean()
        if gw.abs().max() <= tolerance and gb.abs() <= tolerance:
            return w, b, epoch
        w, b = w - learning_rate * gw, b - learning_rate * gb
    return w, b, max_epochs


# %% wrong: the mean size of the entries, not the largest
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError("bad")
    y = labels.to(inputs.dtype)
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(inputs @ w + b) - y
        gw, gb = inputs.T @ errors / len(inputs), errors.mean()
        if gw.abs().mean() < tolerance and gb.abs() < tolerance:
            return w, b, epoch
        w, b = w - learning_rate * gw, b - learning_rate * gb
    return w, b, max_epochs


# %% wrong: looks at the bias only
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError("bad")
    y = labels.to(inputs.dtype)
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(inputs @ w + b) - y
        gw, gb = inputs.T @ errors / len(inputs), errors.mean()
        if gb.abs() < tolerance:
            return w, b, epoch
        w, b = w - learning_rate * gw, b - learning_rate * gb
    return w, b, max_epochs


# %% wrong: max_epochs=0 fails on an unset name
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError("bad")
    y = labels.to(inputs.dtype)
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(inputs @ w + b) - y
        gw, gb = inputs.T @ errors / len(inputs), errors.mean()
        if gw.abs().max() < tolerance and gb.abs() < tolerance:
            return w, b, epoch
        w, b = w - learning_rate * gw, b - learning_rate * gb
    return w, b, epoch + 1


# %% wrong: max_epochs=0 refused
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0 or tolerance <= 0 or max_epochs < 1:
        raise ValueError("bad")
    y = labels.to(inputs.dtype)
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(inputs @ w + b) - y
        gw, gb = inputs.T @ errors / len(inputs), errors.mean()
        if gw.abs().max() < tolerance and gb.abs() < tolerance:
            return w, b, epoch
        w, b = w - learning_rate * gw, b - learning_rate * gb
    return w, b, max_epochs


# %% wrong: only exactly 0 is refused, a negative rate climbs
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate == 0 or tolerance == 0:
        raise ValueError("bad")
    y = labels.to(inputs.dtype)
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(inputs @ w + b) - y
        gw, gb = inputs.T @ errors / len(inputs), errors.mean()
        if gw.abs().max() < tolerance and gb.abs() < tolerance:
            return w, b, epoch
        w, b = w - learning_rate * gw, b - learning_rate * gb
    return w, b, max_epochs


# %% wrong: returns the epoch number counted from 1
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError("bad")
    y = labels.to(inputs.dtype)
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(inputs @ w + b) - y
        gw, gb = inputs.T @ errors / len(inputs), errors.mean()
        if gw.abs().max() < tolerance and gb.abs() < tolerance:
            return w, b, epoch + 1 if epoch else 0
        w, b = w - learning_rate * gw, b - learning_rate * gb
    return w, b, max_epochs


# %% wrong: bias moves with the new weights
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError("bad")
    y = labels.to(inputs.dtype)
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(inputs @ w + b) - y
        gw, gb = inputs.T @ errors / len(inputs), errors.mean()
        if gw.abs().max() < tolerance and gb.abs() < tolerance:
            return w, b, epoch
        w = w - learning_rate * gw
        b = b - learning_rate * (sigmoid(inputs @ w + b) - y).mean()
    return w, b, max_epochs


# %% wrong: tolerance default 1e-2, stops far too early
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-2, max_epochs=5000
):
    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError("bad")
    y = labels.to(inputs.dtype)
    w, b = inputs.new_zeros(inputs.shape[1]), inputs.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(inputs @ w + b) - y
        gw, gb = inputs.T @ errors / len(inputs), errors.mean()
        if gw.abs().max() < tolerance and gb.abs() < tolerance:
            return w, b, epoch
        w, b = w - learning_rate * gw, b - learning_rate * gb
    return w, b, max_epochs


# %% wrong: float32 weights for float64 inputs at the end
def train_admissions(
    inputs, labels, *, learning_rate=0.5, tolerance=1e-3, max_epochs=5000
):
    if learning_rate <= 0 or tolerance <= 0:
        raise ValueError("bad")
    x, y = inputs.double(), labels.double()
    w, b = x.new_zeros(x.shape[1]), x.new_zeros(())
    for epoch in range(max_epochs):
        errors = sigmoid(x @ w + b) - y
        gw, gb = x.T @ errors / len(x), errors.mean()
        if gw.abs().max() < tolerance and gb.abs() < tolerance:
            return w.float(), b.float(), epoch
        w, b = w - learning_rate * gw, b - learning_rate * gb
    return w.float(), b.float(), max_epochs
