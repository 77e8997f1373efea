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
