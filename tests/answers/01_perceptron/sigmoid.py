# %% right: picks the exponent before exp
def sigmoid(logits):
    if not torch.is_floating_point(logits):
        raise TypeError("logits must be floating point")
    positive = logits >= 0
    small = torch.exp(torch.where(positive, -logits, logits))
    return torch.where(positive, 1 / (1 + small), small / (1 + small))


# %% right: each half of the formula on its own elements
def sigmoid(logits):
    if not logits.dtype.is_floating_point:
        raise TypeError(f"need floats, got {logits.dtype}")
    probs = torch.zeros_like(logits)
    up = logits >= 0
    probs[up] = 1 / (1 + torch.exp(-logits[up]))
    grown = torch.exp(logits[~up])
    probs[~up] = grown / (1 + grown)
    return probs


# %% right: minus the logarithm of the sum, then exp
def sigmoid(logits):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    return torch.exp(-torch.logaddexp(torch.zeros_like(logits), -logits))


# %% right: halves limited to one sign
def sigmoid(logits):
    if logits.dtype not in (
        torch.float16,
        torch.bfloat16,
        torch.float32,
        torch.float64,
    ):
        raise TypeError("logits must be floating point")
    zero = torch.zeros_like(logits)
    falling = (-torch.maximum(logits, zero)).exp()
    rising = torch.minimum(logits, zero).exp()
    return rising / (rising + falling)


# %% right: a custom autograd Function
class _Sigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx, z):
        e = torch.exp(-z.abs())
        p = torch.where(z >= 0, 1 / (1 + e), e / (1 + e))
        ctx.save_for_backward(e)
        return p

    @staticmethod
    def backward(ctx, grad):
        (e,) = ctx.saved_tensors
        return grad * e / (1 + e) ** 2


def sigmoid(logits: Tensor) -> Tensor:
    if not logits.is_floating_point():
        raise TypeError("floating point only")
    return _Sigmoid.apply(logits)


# %% wrong: forgets the minus sign
def sigmoid(logits):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    return 1 / (1 + torch.exp(logits))


# %% wrong: exp of large positive scores gives nan
def sigmoid(logits):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    odds = torch.exp(logits)
    return odds / (1 + odds)


# %% wrong: right values, but a nan slope at -1000
def sigmoid(logits):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    return 1 / (1 + torch.exp(-logits))


# %% wrong: picks the branch after exp
def sigmoid(logits):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    return torch.where(
        logits >= 0,
        1 / (1 + torch.exp(-logits)),
        torch.exp(logits) / (1 + torch.exp(logits)),
    )


# %% wrong: the slope of abs at 0 is 0
def sigmoid(logits):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    small = torch.exp(-logits.abs())
    return torch.where(logits >= 0, 1 / (1 + small), small / (1 + small))


# %% wrong: limits the score to 80, too tight for float64
def sigmoid(logits):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    return 1 / (1 + torch.exp(-logits.clamp(-80, 80)))


# %% wrong: tanh loses the small tail
def sigmoid(logits):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    return 0.5 * (1 + torch.tanh(logits / 2))


# %% wrong: calls the library
def sigmoid(logits):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    return torch.sigmoid(logits)


# %% wrong: calls the library's method
def sigmoid(logits):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    return logits.sigmoid()


# %% wrong: calls the course's reference
from helpers.activations import sigmoid as given


def sigmoid(logits):
    return given(logits)


# %% wrong: changes its input
def sigmoid(logits):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    if logits.requires_grad:
        logits = logits.clone()
    positive = logits >= 0
    logits[positive] *= -1
    small = torch.exp(logits)
    return torch.where(positive, 1.0, small) / (1 + small)


# %% wrong: always float32
def sigmoid(logits):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    logits = logits.float()
    positive = logits >= 0
    small = torch.exp(torch.where(positive, -logits, logits))
    return torch.where(positive, 1.0, small) / (1 + small)


# %% wrong: takes whole numbers
def sigmoid(logits):
    positive = logits >= 0
    small = torch.exp(torch.where(positive, -logits, logits))
    return torch.where(positive, 1.0, small) / (1 + small)


# %% wrong: only works for one dimension
def sigmoid(logits):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    probs = []
    for z in logits:
        small = torch.exp(-z) if z >= 0 else torch.exp(z)
        probs.append(1 / (1 + small) if z >= 0 else small / (1 + small))
    return torch.stack(probs)


# %% wrong: cut off from the graph
def sigmoid(logits):
    if not logits.is_floating_point():
        raise TypeError("logits must be floating point")
    with torch.no_grad():
        positive = logits >= 0
        small = torch.exp(torch.where(positive, -logits, logits))
        return torch.where(positive, 1.0, small) / (1 + small)


# %% wrong: clamps the caller's data in place
def sigmoid(logits: Tensor) -> Tensor:
    if not logits.is_floating_point():
        raise TypeError("float")
    logits.data.clamp_(-104, 104)
    decay = torch.exp(torch.where(logits >= 0, -logits, logits))
    return torch.where(logits >= 0, torch.ones_like(decay), decay) / (1 + decay)


# %% wrong: view(-1) crashes on a transposed grid
def sigmoid(logits: Tensor) -> Tensor:
    if not logits.is_floating_point():
        raise TypeError("float")
    z = logits.view(-1)
    decay = torch.exp(torch.where(z >= 0, -z, z))
    return (torch.where(z >= 0, torch.ones_like(z), decay) / (1 + decay)).view(
        logits.shape
    )


# %% wrong: refuses only int64, lets int32 and bool through
def sigmoid(logits: Tensor) -> Tensor:
    if logits.dtype == torch.int64:
        raise TypeError("float please")
    decay = torch.exp(torch.where(logits >= 0, -1.0 * logits, 1.0 * logits))
    return torch.where(logits >= 0, torch.ones_like(decay), decay) / (1 + decay)


# %% wrong: asks for the largest score, so an empty tensor crashes
def sigmoid(logits: Tensor) -> Tensor:
    if not logits.is_floating_point():
        raise TypeError("float")
    if logits.abs().max() < 80:
        return 1 / (1 + torch.exp(-logits))
    decay = torch.exp(torch.where(logits >= 0, -logits, logits))
    return torch.where(logits >= 0, torch.ones_like(decay), decay) / (1 + decay)
