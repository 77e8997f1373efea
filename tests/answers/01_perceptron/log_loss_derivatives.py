# %% right: one sign for both labels
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError(f"shapes differ: {logits.shape} and {labels.shape}")
    sign = torch.where(labels == 1, 1.0, -1.0).to(logits.dtype)
    return (
        -sign / torch.sigmoid(sign * logits),
        torch.sigmoid(logits) * torch.sigmoid(-logits),
        -sign * torch.sigmoid(-sign * logits),
    )


# %% right: label by label, with exponentials of negative numbers only
def log_loss_derivatives(logits, labels):
    if tuple(logits.shape) != tuple(labels.shape):
        raise ValueError("logits and labels must have the same shape")
    small = torch.exp(-logits.abs())
    slope = small / (1 + small) ** 2
    prob, rest = sigmoid(logits), sigmoid(-logits)
    positive = labels > 0.5
    by_prob = torch.where(positive, -1 / prob, 1 / rest)
    by_logit = torch.where(positive, -rest, prob)
    return by_prob, slope, by_logit


# %% right: a loop, one example at a time
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("one label a logit, please")
    first, second, third = [], [], []
    for z, y in zip(logits, labels):
        p, q = sigmoid(z), sigmoid(-z)
        first.append(-1 / p if y == 1 else 1 / q)
        second.append(p * q)
        third.append(-q if y == 1 else p)
    return torch.stack(first), torch.stack(second), torch.stack(third)


# %% right: torch.where on both labels
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("logits and labels must have the same shape")
    yes, no = sigmoid(logits), sigmoid(-logits)
    positive = labels == 1
    by_prob = torch.where(positive, -1 / yes, 1 / no)
    by_logit = torch.where(positive, -no, yes)
    return by_prob, yes * no, by_logit


# %% right: filled by masks into fresh tensors
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("one label for each logit")
    ones = labels.bool()
    p, q = torch.sigmoid(logits), torch.sigmoid(logits.neg())
    first, third = torch.empty_like(logits), torch.empty_like(logits)
    first[ones], first[~ones] = -(1.0 / p[ones]), 1.0 / q[~ones]
    third[ones], third[~ones] = -q[ones], p[~ones]
    return first, p.mul(q), third


# %% wrong: one minus the probability, which loses the tails
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("shapes differ")
    probs = sigmoid(logits)
    y = labels.to(logits.dtype)
    return -y / probs + (1 - y) / (1 - probs), probs * (1 - probs), probs - y


# %% wrong: the seed's error, E without its minus
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("shapes differ")
    sign = 2 * labels.to(logits.dtype) - 1
    return (
        sign / sigmoid(sign * logits),
        sigmoid(logits) * sigmoid(-logits),
        sign * sigmoid(-sign * logits),
    )


# %% wrong: the first link is still that of E without its minus
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("shapes differ")
    sign = 2 * labels.to(logits.dtype) - 1
    return (
        sign / sigmoid(sign * logits),
        sigmoid(logits) * sigmoid(-logits),
        -sign * sigmoid(-sign * logits),
    )


# %% wrong: multiplies the links, NaN far out
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("shapes differ")
    sign = 2 * labels.to(logits.dtype) - 1
    by_prob = -sign / sigmoid(sign * logits)
    slope = sigmoid(logits) * sigmoid(-logits)
    return by_prob, slope, by_prob * slope


# %% wrong: the sigmoid's slope without its second factor
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("shapes differ")
    sign = 2 * labels.to(logits.dtype) - 1
    return (
        -sign / sigmoid(sign * logits),
        sigmoid(logits),
        -sign * sigmoid(-sign * logits),
    )


# %% wrong: no check of the shapes
def log_loss_derivatives(logits, labels):
    sign = 2 * labels.to(logits.dtype) - 1
    return (
        -sign / sigmoid(sign * logits),
        sigmoid(logits) * sigmoid(-logits),
        -sign * sigmoid(-sign * logits),
    )


# %% wrong: always float32
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("shapes differ")
    logits = logits.float()
    sign = 2 * labels.float() - 1
    return (
        -sign / sigmoid(sign * logits),
        sigmoid(logits) * sigmoid(-logits),
        -sign * sigmoid(-sign * logits),
    )


# %% wrong: averages over the batch
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("shapes differ")
    sign = 2 * labels.to(logits.dtype) - 1
    size = len(logits)
    return (
        -sign / sigmoid(sign * logits) / size,
        sigmoid(logits) * sigmoid(-logits),
        -sign * sigmoid(-sign * logits) / size,
    )


# %% wrong: negates the caller's logits in place
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("shapes differ")
    sign = 2 * labels.to(logits.dtype) - 1
    slope = sigmoid(logits) * sigmoid(-logits)
    logits *= sign
    return -sign / sigmoid(logits), slope, -sign * sigmoid(-logits)


# %% wrong: lets autograd do it
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("shapes differ")
    z = logits.clone().requires_grad_()
    p = sigmoid(z)
    sign = 2 * labels.to(logits.dtype) - 1
    loss = -torch.log(sigmoid(sign * z)).sum()
    (slope,) = torch.autograd.grad(p.sum(), z)
    (by_logit,) = torch.autograd.grad(loss, z)
    return -sign / sigmoid(sign * logits), slope, by_logit


# %% wrong: dE/dprob straight from the formula, 0/0 is NaN at 40
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("shapes differ")
    y = labels.to(logits.dtype)
    p, q = sigmoid(logits), sigmoid(-logits)
    first = -y / p + (1 - y) / (1 - p)
    return first, p * q, torch.where(y == 1, -q, p)


# %% wrong: first formula with sigmoid(-z) but both terms added, 0/0 at -800
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("shapes differ")
    y = labels.to(logits.dtype)
    p, q = sigmoid(logits), sigmoid(-logits)
    first = -y / p + (1 - y) / q
    return first, p * q, torch.where(y == 1, -q, p)


# %% wrong: probabilities clamped so dE/dprob is never infinite nor right
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("shapes differ")
    p, q = sigmoid(logits), sigmoid(-logits)
    first = torch.where(labels == 1, -1 / p.clamp(min=1e-12), 1 / q.clamp(min=1e-12))
    return first, p * q, torch.where(labels == 1, -q, p)


# %% wrong: labels of another float dtype upcast the answer
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("shapes differ")
    signs = 2 * labels - 1
    observed, other = sigmoid(signs * logits), sigmoid(-signs * logits)
    return -signs / observed, observed * other, -signs * other


# %% wrong: compares only the lengths
def log_loss_derivatives(logits, labels):
    if len(logits) != len(labels):
        raise ValueError("shapes differ")
    p, q = sigmoid(logits), sigmoid(-logits)
    yes = labels == 1
    return torch.where(yes, -1 / p, 1 / q), p * q, torch.where(yes, -q, p)


# %% wrong: AssertionError instead of ValueError
def log_loss_derivatives(logits, labels):
    assert logits.shape == labels.shape, "shapes differ"
    p, q = sigmoid(logits), sigmoid(-logits)
    yes = labels == 1
    return torch.where(yes, -1 / p, 1 / q), p * q, torch.where(yes, -q, p)


# %% wrong: slope by e^-z / (1 + e^-z)^2, NaN far on the left
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("shapes differ")
    p, q = sigmoid(logits), sigmoid(-logits)
    e = torch.exp(-logits)
    yes = labels == 1
    return torch.where(yes, -1 / p, 1 / q), e / (1 + e) ** 2, torch.where(yes, -q, p)


# %% wrong: backward on the loss, by getattr
def log_loss_derivatives(logits, labels):
    if logits.shape != labels.shape:
        raise ValueError("shapes differ")
    z = logits.detach().clone().requires_grad_()
    signs = 2 * labels.to(z.dtype) - 1
    p, q = torch.sigmoid(signs * z), torch.sigmoid(-signs * z)
    loss = torch.nn.functional.softplus(-signs * z).sum()
    getattr(loss, "back" + "ward")()
    return (-signs / p).detach(), (p * q).detach(), z.grad


# %% wrong: shape check that lets (1, n) through
def log_loss_derivatives(logits, labels):
    if logits.shape[0] != labels.shape[-1] or logits.numel() != labels.numel():
        raise ValueError("logits and labels must have the same shape")
    y = labels.to(logits.dtype)
    p = sigmoid(logits)
    q = sigmoid(-logits)
    first = torch.where(y == 1, -1 / p, 1 / q)
    second = p * q
    third = torch.where(y == 1, -q, p)
    return first, second, third
