# %% right: one table
def negative_curvature_point(grid, inputs, labels):
    p = torch.sigmoid(torch.outer(grid, inputs))
    s = p * (1 - p)
    second = 2 * (inputs**2 * s * (s + (p - labels) * (1 - 2 * p))).mean(1)
    value, idx = second.min(dim=0)
    if not value < 0:
        raise ValueError("no negative curvature on this grid")
    return float(grid[idx]), float(value)


# %% right: a loop over the grid
def negative_curvature_point(grid, inputs, labels):
    best = (None, 0.0)
    for w in grid:
        p = sigmoid(w * inputs)
        first_of_slope = p * (1 - p) * (1 - 2 * p)
        terms = (p * (1 - p)) ** 2 + (p - labels) * first_of_slope
        second = (2 * terms * inputs * inputs).mean().item()
        if second < best[1]:
            best = (w.item(), second)
    if best[0] is None:
        raise ValueError("nowhere concave")
    return best


# %% right: by labels, in terms of the chance of the wrong label
def negative_curvature_point(grid, inputs, labels):
    signs = torch.where(labels == 1, -1.0, 1.0).to(grid.dtype)
    wrong = sigmoid(grid[:, None] * inputs * signs)
    right = sigmoid(-grid[:, None] * inputs * signs)
    second = (2 * wrong**2 * right * (2 - 3 * wrong) * inputs**2).mean(dim=1)
    idx = int(second.argmin())
    if second[idx].item() >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: the second derivative of the log loss
def negative_curvature_point(grid, inputs, labels):
    p = sigmoid(grid[:, None] * inputs)
    second = (inputs**2 * p * (1 - p)).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: forgets that the slope changes too
def negative_curvature_point(grid, inputs, labels):
    p = sigmoid(grid[:, None] * inputs)
    second = (2 * inputs**2 * (p * (1 - p)) ** 2).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: the first derivative
def negative_curvature_point(grid, inputs, labels):
    p = sigmoid(grid[:, None] * inputs)
    first = (2 * (p - labels) * p * (1 - p) * inputs).mean(dim=1)
    idx = first.argmin()
    if first[idx] >= 0:
        raise ValueError("nowhere negative")
    return grid[idx].item(), first[idx].item()


# %% wrong: derivative by the logit, the input's square is missing
def negative_curvature_point(grid, inputs, labels):
    p = sigmoid(grid[:, None] * inputs)
    s = p * (1 - p)
    second = (2 * (s**2 + (p - labels) * s * (1 - 2 * p))).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: sum in place of mean
def negative_curvature_point(grid, inputs, labels):
    p = sigmoid(grid[:, None] * inputs)
    s = p * (1 - p)
    second = (2 * inputs**2 * (s**2 + (p - labels) * s * (1 - 2 * p))).sum(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: the factor 2 is lost (half squared error)
def negative_curvature_point(grid, inputs, labels):
    p = sigmoid(grid[:, None] * inputs)
    s = p * (1 - p)
    second = (inputs**2 * (s**2 + (p - labels) * s * (1 - 2 * p))).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: no error where nothing is negative
def negative_curvature_point(grid, inputs, labels):
    p = sigmoid(grid[:, None] * inputs)
    s = p * (1 - p)
    second = (2 * inputs**2 * (s**2 + (p - labels) * s * (1 - 2 * p))).mean(dim=1)
    idx = second.argmin()
    return grid[idx].item(), second[idx].item()


# %% wrong: stops at the first negative one
def negative_curvature_point(grid, inputs, labels):
    p = sigmoid(grid[:, None] * inputs)
    s = p * (1 - p)
    second = (2 * inputs**2 * (s**2 + (p - labels) * s * (1 - 2 * p))).mean(dim=1)
    for w, value in zip(grid, second):
        if value < 0:
            return w.item(), value.item()
    raise ValueError("nowhere concave")


# %% wrong: second differences between neighbours of the grid
def negative_curvature_point(grid, inputs, labels):
    loss = ((sigmoid(grid[:, None] * inputs) - labels) ** 2).mean(dim=1)
    gap = grid[1] - grid[0]
    second = (loss[2:] - 2 * loss[1:-1] + loss[:-2]) / gap**2
    if len(second) == 0 or second.min() >= 0:
        raise ValueError("nowhere concave")
    idx = second.argmin()
    return grid[idx + 1].item(), second[idx].item()


# %% wrong: returns the row number of the weight
def negative_curvature_point(grid, inputs, labels):
    p = sigmoid(grid[:, None] * inputs)
    s = p * (1 - p)
    second = (2 * inputs**2 * (s**2 + (p - labels) * s * (1 - 2 * p))).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return float(idx), second[idx].item()


# %% wrong: uses the first label for all
def negative_curvature_point(grid, inputs, labels):
    p = sigmoid(grid[:, None] * inputs)
    s = p * (1 - p)
    second = (2 * inputs**2 * (s**2 + (p - labels[0]) * s * (1 - 2 * p))).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: asks autograd twice
def negative_curvature_point(grid, inputs, labels):
    w = grid.clone().requires_grad_()
    loss = ((sigmoid(w[:, None] * inputs) - labels) ** 2).mean(dim=1).sum()
    (first,) = torch.autograd.grad(loss, w, create_graph=True)
    (second,) = torch.autograd.grad(first.sum(), w)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()
