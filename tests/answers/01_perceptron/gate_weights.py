# %% right: weights of different sizes
def gate_weights(name, num_inputs):
    ones = torch.ones(num_inputs)
    if name == "AND":
        return 2 * ones, 1.0 - 2 * num_inputs
    if name == "OR":
        return 10 * ones, -5.0
    if name == "NAND":
        return -ones, num_inputs - 0.5
    if name == "NOT" and num_inputs == 1:
        return -3 * ones, 1.5
    raise ValueError(f"no gate {name!r} with {num_inputs} inputs")


# %% right: every gate from a count to reach
def gate_weights(name, num_inputs):
    if name not in {"AND", "OR", "NAND", "NOT"}:
        raise ValueError("unknown gate")
    if name == "NOT":
        if num_inputs != 1:
            raise ValueError("NOT takes one input")
        name = "NAND"
    needed = 1 if name == "OR" else num_inputs
    weights, bias = torch.full([num_inputs], 1.0), -(needed - 0.5)
    return (-weights, -bias) if name == "NAND" else (weights, bias)


# %% right: match statement, integer-looking weights of size 2
def gate_weights(name, num_inputs):
    twos = torch.full((num_inputs,), 2.0)
    match name:
        case "AND":
            return twos, float(1 - 2 * num_inputs)
        case "OR":
            return twos, -1.0
        case "NAND":
            return -twos, float(2 * num_inputs - 1)
        case "NOT" if num_inputs == 1:
            return -twos, 1.0
    raise ValueError((name, num_inputs))


# %% right: the mean of the inputs against a threshold, table of lambdas
_THRESHOLDS = {
    "AND": lambda n: (1.0, 1 - 1 / (2 * n)),
    "OR": lambda n: (1.0, 1 / (2 * n)),
    "NAND": lambda n: (-1.0, 1 - 1 / (2 * n)),
    "NOT": lambda n: (-1.0, 0.5),
}


def gate_weights(name, num_inputs):
    try:
        sign, threshold = _THRESHOLDS[name](num_inputs)
    except KeyError:
        raise ValueError(f"unknown gate {name!r}") from None
    if name == "NOT" and num_inputs != 1:
        raise ValueError("NOT has one input")
    return torch.ones(num_inputs) * (sign / num_inputs), -sign * threshold


# %% wrong: thresholds on the edge
def gate_weights(name, num_inputs):
    if name not in ("AND", "OR", "NAND", "NOT") or (name == "NOT" and num_inputs != 1):
        raise ValueError("no such gate")
    weights = torch.ones(num_inputs)
    if name == "AND":
        return weights, -float(num_inputs)
    if name == "OR":
        return weights, -1.0
    if name == "NAND":
        return -weights, num_inputs - 1.0
    return -weights, 0.0


# %% wrong: right for two inputs only
def gate_weights(name, num_inputs):
    if name not in ("AND", "OR", "NAND", "NOT") or (name == "NOT" and num_inputs != 1):
        raise ValueError("no such gate")
    weights = torch.ones(num_inputs)
    if name == "AND":
        return weights, -1.5
    if name == "OR":
        return weights, -0.5
    if name == "NAND":
        return -weights, 1.5
    return -weights, 0.5


# %% wrong: AND and OR exchanged
def gate_weights(name, num_inputs):
    if name not in ("AND", "OR", "NAND", "NOT") or (name == "NOT" and num_inputs != 1):
        raise ValueError("no such gate")
    weights = torch.ones(num_inputs)
    if name == "OR":
        return weights, 0.5 - num_inputs
    if name == "AND":
        return weights, -0.5
    if name == "NAND":
        return -weights, num_inputs - 0.5
    return -weights, 0.5


# %% wrong: the threshold as bias, without its sign
def gate_weights(name, num_inputs):
    if name not in ("AND", "OR", "NAND", "NOT") or (name == "NOT" and num_inputs != 1):
        raise ValueError("no such gate")
    weights = torch.ones(num_inputs)
    if name == "AND":
        return weights, num_inputs - 0.5
    if name == "OR":
        return weights, 0.5
    if name == "NAND":
        return -weights, 0.5 - num_inputs
    return -weights, -0.5


# %% wrong: NAND negates the weights but not the bias
def gate_weights(name, num_inputs):
    if name not in ("AND", "OR", "NAND", "NOT") or (name == "NOT" and num_inputs != 1):
        raise ValueError("no such gate")
    weights = torch.ones(num_inputs)
    if name == "AND":
        return weights, 0.5 - num_inputs
    if name == "OR":
        return weights, -0.5
    if name == "NAND":
        return -weights, 0.5 - num_inputs
    return -weights, 0.5


# %% wrong: NOT with any number of inputs
def gate_weights(name, num_inputs):
    weights = torch.ones(num_inputs)
    if name == "AND":
        return weights, 0.5 - num_inputs
    if name == "OR":
        return weights, -0.5
    if name == "NAND" or name == "NOT":
        return -weights, num_inputs - 0.5
    raise ValueError("no such gate")


# %% wrong: an unknown gate is an OR
def gate_weights(name, num_inputs):
    if name == "NOT" and num_inputs != 1:
        raise ValueError("NOT has one input")
    weights = torch.ones(num_inputs)
    if name == "AND":
        return weights, 0.5 - num_inputs
    if name in ("NAND", "NOT"):
        return -weights, num_inputs - 0.5
    return weights, -0.5


# %% wrong: whole-number weights
def gate_weights(name, num_inputs):
    if name not in ("AND", "OR", "NAND", "NOT") or (name == "NOT" and num_inputs != 1):
        raise ValueError("no such gate")
    sign = -1 if name in ("NAND", "NOT") else 1
    bias = 0.5 if name == "OR" else num_inputs - 0.5
    return torch.full((num_inputs,), sign), -sign * bias


# %% wrong: always two weights
def gate_weights(name, num_inputs):
    if name not in ("AND", "OR", "NAND", "NOT") or (name == "NOT" and num_inputs != 1):
        raise ValueError("no such gate")
    sign = -1.0 if name in ("NAND", "NOT") else 1.0
    bias = 0.5 if name == "OR" else num_inputs - 0.5
    return torch.tensor([sign, sign]), -sign * bias


# %% wrong: averages the inputs, so noise wins with many of them
def gate_weights(name, num_inputs):
    if name not in ("AND", "OR", "NAND", "NOT") or (name == "NOT" and num_inputs != 1):
        raise ValueError("no such gate")
    weights = torch.full((num_inputs,), 1.0 / num_inputs)
    if name == "AND":
        return weights, -0.85
    if name == "OR":
        return weights, -0.15
    if name == "NAND":
        return -weights, 0.85
    return -weights, 0.5


# %% wrong: threshold at 0.7, no room for noise with four inputs
def gate_weights(name, num_inputs):
    ones = torch.ones(num_inputs)
    if name == "AND":
        return ones, -(num_inputs - 0.3)
    if name == "OR":
        return ones, -0.7
    if name == "NAND":
        return -ones, num_inputs - 0.3
    if name == "NOT" and num_inputs == 1:
        return -ones, 0.7
    raise ValueError("gate")


# %% wrong: OR has a low threshold that four noisy zeros reach
def gate_weights(name, num_inputs):
    ones = torch.ones(num_inputs)
    if name == "AND":
        return ones, 0.5 - num_inputs
    if name == "OR":
        return ones, -0.3
    if name == "NAND":
        return -ones, num_inputs - 0.5
    if name == "NOT" and num_inputs == 1:
        return -ones, 0.5
    raise ValueError("gate")


# %% wrong: AND asks for a mean of 0.75
def gate_weights(name, num_inputs):
    share = torch.full((num_inputs,), 1 / num_inputs)
    if name == "AND":
        return share, -0.75
    if name == "OR":
        return share, -0.5 / num_inputs
    if name == "NAND":
        return -share, 0.75
    if name == "NOT" and num_inputs == 1:
        return -share, 0.5
    raise ValueError("gate")


# %% wrong: an unknown name is a KeyError
def gate_weights(name, num_inputs):
    if name == "NOT" and num_inputs != 1:
        raise ValueError("NOT has one input")
    sign, bias = {
        "AND": (1.0, 0.5 - num_inputs),
        "OR": (1.0, -0.5),
        "NAND": (-1.0, num_inputs - 0.5),
        "NOT": (-1.0, 0.5),
    }[name]
    return torch.full((num_inputs,), sign), bias


# %% wrong: every other name is taken for NOT
def gate_weights(name, num_inputs):
    ones = torch.ones(num_inputs)
    if name == "AND":
        return ones, 0.5 - num_inputs
    elif name == "OR":
        return ones, -0.5
    elif name == "NAND":
        return -ones, num_inputs - 0.5
    else:
        if num_inputs != 1:
            raise ValueError("one input")
        return -ones, 0.5


# %% wrong: the bias is a tensor
def gate_weights(name, num_inputs):
    ones = torch.ones(num_inputs)
    if name == "AND":
        return ones, torch.tensor(0.5 - num_inputs)
    if name == "OR":
        return ones, torch.tensor(-0.5)
    if name == "NAND":
        return -ones, torch.tensor(num_inputs - 0.5)
    if name == "NOT" and num_inputs == 1:
        return -ones, torch.tensor(0.5)
    raise ValueError("gate")


# %% wrong: unequal weights leave no room with three inputs
def gate_weights(name, num_inputs):
    steps = torch.arange(1.0, num_inputs + 1)
    total = num_inputs * (num_inputs + 1) / 2
    if name == "AND":
        return steps, 0.5 - total
    if name == "OR":
        return steps, -0.5
    if name == "NAND":
        return -steps, total - 0.5
    if name == "NOT" and num_inputs == 1:
        return -steps, 0.5
    raise ValueError("gate")


# %% wrong: refuses AND of one input
def gate_weights(name, num_inputs):
    if (num_inputs == 1) != (name == "NOT") or name not in ("AND", "OR", "NAND", "NOT"):
        raise ValueError("gate")
    ones = torch.ones(num_inputs)
    if name == "AND":
        return ones, 0.5 - num_inputs
    if name == "OR":
        return ones, -0.5
    return -ones, num_inputs - 0.5


# %% wrong: refuses more than four inputs
def gate_weights(name, num_inputs):
    if num_inputs > 4 or name not in ("AND", "OR", "NAND", "NOT"):
        raise ValueError("at most four inputs")
    if name == "NOT" and num_inputs != 1:
        raise ValueError("one input")
    ones = torch.ones(num_inputs)
    if name == "AND":
        return ones, 0.5 - num_inputs
    if name == "OR":
        return ones, -0.5
    return -ones, num_inputs - 0.5


# %% wrong: float64 weights
def gate_weights(name, num_inputs):
    ones = torch.ones(num_inputs, dtype=torch.float64)
    if name == "AND":
        return ones, 0.5 - num_inputs
    if name == "OR":
        return ones, -0.5
    if name == "NAND":
        return -ones, num_inputs - 0.5
    if name == "NOT" and num_inputs == 1:
        return -ones, 0.5
    raise ValueError("gate")
