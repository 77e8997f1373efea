# %% right: one table
def negative_curvature_point(grid, inputs, labels):
    z = torch.outer(grid, inputs)
    p, q = torch.sigmoid(z), torch.sigmoid(-z)
    error = torch.where(labels == 1, -q, p)
    second = 2 * (inputs**2 * p * q * (p * q + error * (q - p))).mean(1)
    value, idx = second.min(dim=0)
    if not value < 0:
        raise ValueError("no negative curvature on this grid")
    return float(grid[idx]), float(value)


# %% right: a loop over the grid
def negative_curvature_point(grid, inputs, labels):
    signs = 2 * labels.to(grid.dtype) - 1
    best = (None, 0.0)
    for w in grid:
        right = sigmoid(signs * w * inputs)
        wrong = sigmoid(-signs * w * inputs)
        second = (2 * right * wrong**2 * (2 * right - wrong) * inputs**2).mean()
        if second.item() < best[1]:
            best = (w.item(), second.item())
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


# %% right: two groups by label, torch.min with values and indices
def negative_curvature_point(grid, inputs, labels):
    logits = torch.outer(grid, inputs)
    up, down = torch.sigmoid(logits), torch.sigmoid(logits.neg())
    for_one = up * down**2 * (2 * up - down)
    for_zero = down * up**2 * (2 * down - up)
    pick = torch.where(labels.bool()[None, :], for_one, for_zero)
    curvature, where = torch.min((2 * inputs.square() * pick).mean(1), dim=0)
    if curvature >= 0:
        raise ValueError("no negative curvature")
    return float(grid[where]), float(curvature)


# %% wrong: the second derivative of the log loss
def negative_curvature_point(grid, inputs, labels):
    z, yes = grid[:, None] * inputs, labels == 1
    p, q = sigmoid(z), sigmoid(-z)
    s, error = p * q, torch.where(yes, -q, p)
    second = (inputs**2 * s).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: forgets that the slope changes too
def negative_curvature_point(grid, inputs, labels):
    z, yes = grid[:, None] * inputs, labels == 1
    p, q = sigmoid(z), sigmoid(-z)
    s, error = p * q, torch.where(yes, -q, p)
    second = (2 * inputs**2 * s**2).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: derivative by the logit, the input's square is missing
def negative_curvature_point(grid, inputs, labels):
    z, yes = grid[:, None] * inputs, labels == 1
    p, q = sigmoid(z), sigmoid(-z)
    s, error = p * q, torch.where(yes, -q, p)
    second = (2 * s * (s + error * (q - p))).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: sum in place of mean
def negative_curvature_point(grid, inputs, labels):
    z, yes = grid[:, None] * inputs, labels == 1
    p, q = sigmoid(z), sigmoid(-z)
    s, error = p * q, torch.where(yes, -q, p)
    second = (2 * inputs**2 * s * (s + error * (q - p))).sum(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: the factor 2 is lost (half squared error)
def negative_curvature_point(grid, inputs, labels):
    z, yes = grid[:, None] * inputs, labels == 1
    p, q = sigmoid(z), sigmoid(-z)
    s, error = p * q, torch.where(yes, -q, p)
    second = (inputs**2 * s * (s + error * (q - p))).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: least over single examples, before the mean
def negative_curvature_point(grid, inputs, labels):
    z, yes = grid[:, None] * inputs, labels == 1
    p, q = sigmoid(z), sigmoid(-z)
    s, error = p * q, torch.where(yes, -q, p)
    second = (2 * inputs**2 * s * (s + error * (q - p))).min(dim=1).values
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: one minus the probability, which loses a tail
def negative_curvature_point(grid, inputs, labels):
    p = sigmoid(grid[:, None] * inputs)
    s, error = p * (1 - p), p - labels.to(grid.dtype)
    second = (2 * inputs**2 * s * (s + error * (1 - 2 * p))).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: no error where nothing is negative
def negative_curvature_point(grid, inputs, labels):
    z, yes = grid[:, None] * inputs, labels == 1
    p, q = sigmoid(z), sigmoid(-z)
    s, error = p * q, torch.where(yes, -q, p)
    second = (2 * inputs**2 * s * (s + error * (q - p))).mean(dim=1)
    idx = second.argmin()
    return grid[idx].item(), second[idx].item()


# %% wrong: a curvature of exactly 0 counts as negative
def negative_curvature_point(grid, inputs, labels):
    z, yes = grid[:, None] * inputs, labels == 1
    p, q = sigmoid(z), sigmoid(-z)
    s, error = p * q, torch.where(yes, -q, p)
    second = (2 * inputs**2 * s * (s + error * (q - p))).mean(dim=1)
    idx = second.argmin()
    if second[idx] > 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: IndexError when nothing bends down
def negative_curvature_point(grid, inputs, labels):
    z, yes = grid[:, None] * inputs, labels == 1
    p, q = sigmoid(z), sigmoid(-z)
    s, error = p * q, torch.where(yes, -q, p)
    second = (2 * inputs**2 * s * (s + error * (q - p))).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise IndexError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: stops at the first negative one
def negative_curvature_point(grid, inputs, labels):
    z, yes = grid[:, None] * inputs, labels == 1
    p, q = sigmoid(z), sigmoid(-z)
    s, error = p * q, torch.where(yes, -q, p)
    second = (2 * inputs**2 * s * (s + error * (q - p))).mean(dim=1)
    for weight, value in zip(grid, second):
        if value < 0:
            return weight.item(), value.item()
    raise ValueError("nowhere concave")


# %% wrong: returns the row number of the weight
def negative_curvature_point(grid, inputs, labels):
    z, yes = grid[:, None] * inputs, labels == 1
    p, q = sigmoid(z), sigmoid(-z)
    s, error = p * q, torch.where(yes, -q, p)
    second = (2 * inputs**2 * s * (s + error * (q - p))).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return float(idx), second[idx].item()


# %% wrong: tensors in place of floats
def negative_curvature_point(grid, inputs, labels):
    z, yes = grid[:, None] * inputs, labels == 1
    p, q = sigmoid(z), sigmoid(-z)
    s, error = p * q, torch.where(yes, -q, p)
    second = (2 * inputs**2 * s * (s + error * (q - p))).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx], second[idx]


# %% wrong: uses the first label for all
def negative_curvature_point(grid, inputs, labels):
    z, yes = grid[:, None] * inputs, labels[0] == 1
    p, q = sigmoid(z), sigmoid(-z)
    s, error = p * q, torch.where(yes, -q, p)
    second = (2 * inputs**2 * s * (s + error * (q - p))).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: second differences in place of the exact derivative
def negative_curvature_point(grid, inputs, labels):
    y, h = labels.to(grid.dtype), 1e-4

    def q(w):
        return ((sigmoid(w[:, None] * inputs) - y) ** 2).mean(dim=1)

    second = (q(grid + h) - 2 * q(grid) + q(grid - h)) / h**2
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: computes in float32
def negative_curvature_point(grid, inputs, labels):
    given, grid, inputs = grid, grid.float(), inputs.float()
    z, yes = grid[:, None] * inputs, labels == 1
    p, q = sigmoid(z), sigmoid(-z)
    s, error = p * q, torch.where(yes, -q, p)
    second = (2 * inputs**2 * s * (s + error * (q - p))).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return given[idx].item(), second[idx].item()


# %% wrong: sigmoid as e^z / (1 + e^z), NaN for large inputs
def negative_curvature_point(grid, inputs, labels):
    z, yes = grid[:, None] * inputs, labels == 1
    p, q = z.exp() / (1 + z.exp()), 1 / (1 + z.exp())
    s, error = p * q, torch.where(yes, -q, p)
    second = (2 * inputs**2 * s * (s + error * (q - p))).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: scales the caller's inputs in place
def negative_curvature_point(grid, inputs, labels):
    inputs /= inputs.abs().max().clamp(min=1.0)
    z, yes = grid[:, None] * inputs, labels == 1
    p, q = sigmoid(z), sigmoid(-z)
    s, error = p * q, torch.where(yes, -q, p)
    second = (2 * inputs**2 * s * (s + error * (q - p))).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: sorts the caller's grid in place
def negative_curvature_point(grid, inputs, labels):
    grid.copy_(grid.sort().values)
    z, yes = grid[:, None] * inputs, labels == 1
    p, q = sigmoid(z), sigmoid(-z)
    s, error = p * q, torch.where(yes, -q, p)
    second = (2 * inputs**2 * s * (s + error * (q - p))).mean(dim=1)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: asks autograd twice
def negative_curvature_point(grid, inputs, labels):
    from torch.autograd import grad

    w = grid.clone().requires_grad_()
    loss = ((sigmoid(w[:, None] * inputs) - labels.to(grid.dtype)) ** 2).mean(dim=1)
    (first,) = grad(loss.sum(), w, create_graph=True)
    (second,) = grad(first.sum(), w)
    idx = second.argmin()
    if second[idx] >= 0:
        raise ValueError("nowhere concave")
    return grid[idx].item(), second[idx].item()


# %% wrong: ŷ - y by subtraction
def negative_curvature_point(grid, inputs, labels):
    y = labels.to(grid.dtype)
    z = grid[:, None] * inputs
    p = sigmoid(z)
    q = sigmoid(-z)
    s = p * q
    error = p - y
    table = 2 * inputs**2 * (s**2 + error * s * (q - p))
    curvature = table.mean(dim=1)
    best = curvature.argmin()
    if not curvature[best] < 0:
        raise ValueError("nowhere negative")
    return grid[best].item(), curvature[best].item()
