# %% right: two neurons for each odd count
def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("at least one input")
    biases, outputs = [], []
    for count in range(1, num_inputs + 1, 2):
        biases += [0.5 - count, -0.5 - count]  # at least count; more than count
        outputs += [1.0, -1.0]
    hidden_weights = torch.ones(len(biases), num_inputs)
    return hidden_weights, torch.tensor(biases), torch.tensor(outputs), -0.5


# %% right: hidden neurons that say "at most"
def parity_network(num_inputs):
    if num_inputs <= 0:
        raise ValueError("at least one input")
    rows, biases, outputs = [], [], []
    for count in range(num_inputs + 1):
        rows.append([-2.0] * num_inputs)
        biases.append(2.0 * count + 1.0)  # at most count are on
        outputs.append(4.0 if count % 2 else -4.0)
    # All "at most" neurons from the count upwards fire.
    bias = -2.0 if num_inputs % 2 else 2.0
    return torch.tensor(rows), torch.tensor(biases), torch.tensor(outputs), bias


# %% wrong: XOR only
def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("at least one input")
    hidden_weights = torch.tensor([[1.0, 1.0], [-1.0, -1.0]])
    hidden_biases, output_weights = torch.tensor([-0.5, 1.5]), torch.ones(2)
    return hidden_weights, hidden_biases, output_weights, -1.5


# %% wrong: on when some but not all inputs are on
def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("at least one input")
    ones = torch.ones(num_inputs)
    hidden_weights = torch.stack([ones, -ones])
    hidden_biases = torch.tensor([-0.5, num_inputs - 0.5])
    return hidden_weights, hidden_biases, torch.ones(2), -1.5


# %% wrong: on when exactly one input is on
def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("at least one input")
    hidden_weights = torch.ones(2, num_inputs)
    output_weights = torch.tensor([1.0, -1.0])
    return hidden_weights, torch.tensor([-0.5, -1.5]), output_weights, -0.5


# %% wrong: even instead of odd
def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("at least one input")
    counts = torch.arange(1.0, num_inputs + 1)
    output_weights = torch.ones(num_inputs)
    output_weights[::2] = -1.0
    return torch.ones(num_inputs, num_inputs), 0.5 - counts, output_weights, 0.5


# %% wrong: the output signs do not alternate
def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("at least one input")
    counts = torch.arange(1.0, num_inputs + 1)
    weights = torch.ones(num_inputs, num_inputs)
    return weights, 0.5 - counts, torch.ones(num_inputs), -0.5


# %% wrong: counts from 0
def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("at least one input")
    counts = torch.arange(0.0, num_inputs)
    output_weights = torch.ones(num_inputs)
    output_weights[1::2] = -1.0
    return torch.ones(num_inputs, num_inputs), 0.5 - counts, output_weights, -0.5


# %% wrong: the output bias has the wrong sign
def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("at least one input")
    counts = torch.arange(1.0, num_inputs + 1)
    output_weights = torch.ones(num_inputs)
    output_weights[1::2] = -1.0
    return torch.ones(num_inputs, num_inputs), 0.5 - counts, output_weights, 0.5


# %% wrong: one hidden neuron for each odd pattern
def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("at least one input")
    bits = torch.cartesian_prod(*[torch.tensor([0.0, 1.0])] * num_inputs)
    bits = bits.reshape(2**num_inputs, num_inputs)
    odd = bits[bits.sum(dim=1) % 2 == 1]
    hidden_weights = 2 * odd - 1
    hidden_biases = 0.5 - odd.sum(dim=1)
    return hidden_weights, hidden_biases, torch.ones(len(odd)), -0.5


# %% wrong: no error without inputs
def parity_network(num_inputs):
    counts = torch.arange(1.0, num_inputs + 1)
    output_weights = torch.ones(max(num_inputs, 0))
    output_weights[1::2] = -1.0
    size = max(num_inputs, 0)
    return torch.ones(size, size), 0.5 - counts, output_weights, -0.5


# %% wrong: fails for an odd number of inputs
def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("at least one input")
    counts = torch.arange(1.0, num_inputs + 1)
    output_weights = torch.tensor([1.0, -1.0] * (num_inputs // 2))
    width = len(output_weights)
    return torch.ones(width, num_inputs), 0.5 - counts[:width], output_weights, -0.5


# %% wrong: weights in float64
def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("at least one input")
    counts = torch.arange(1.0, num_inputs + 1).double()
    output_weights = torch.ones(num_inputs).double()
    output_weights[1::2] = -1.0
    weights = torch.ones(num_inputs, num_inputs).double()
    return weights, 0.5 - counts, output_weights, -0.5
