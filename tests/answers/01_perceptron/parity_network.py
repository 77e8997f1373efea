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


# %% right: thresholds at k exactly, partial sums +1 -1 +1
def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("at least one input")
    counts = torch.arange(1, num_inputs + 1)
    signs = torch.where(counts % 2 == 1, 2.0, -2.0)
    return torch.ones(num_inputs, num_inputs), -counts.float(), signs, -1.0


# %% right: a pair of neurons for every odd count, one for at least and one for at most
def parity_network(num_inputs):
    if num_inputs <= 0:
        raise ValueError("num_inputs")
    rows, biases = [], []
    for odd in range(1, num_inputs + 1, 2):
        rows += [[1.0] * num_inputs, [-1.0] * num_inputs]
        biases += [0.5 - odd, odd + 0.5]
    pairs = len(rows) // 2
    return torch.tensor(rows), torch.tensor(biases), torch.ones(2 * pairs), -pairs - 0.5


# %% right: a doubled network with 2n hidden neurons, half of them idle
def parity_network(num_inputs):
    if not num_inputs >= 1:
        raise ValueError("num_inputs")
    hidden = 2 * num_inputs
    weights = torch.zeros(hidden, num_inputs)
    weights[:num_inputs] = 1
    biases = torch.full((hidden,), -1.0)
    biases[:num_inputs] = 0.5 - torch.arange(1, num_inputs + 1)
    output = torch.zeros(hidden)
    output[0:num_inputs:2], output[1:num_inputs:2] = 1, -1
    return weights, biases, output, -0.5


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


# %% wrong: fixed networks for one, two and three inputs
def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("num_inputs")
    if num_inputs == 1:
        return torch.ones(1, 1), torch.tensor([-0.5]), torch.ones(1), -0.5
    if num_inputs == 2:
        return (
            torch.tensor([[1.0, 1.0], [-1.0, -1.0]]),
            torch.tensor([-0.5, 1.5]),
            torch.ones(2),
            -1.5,
        )
    return (
        torch.ones(3, num_inputs),
        torch.tensor([-0.5, -1.5, -2.5]),
        torch.tensor([1.0, -1.0, 1.0]),
        -0.5,
    )


# %% wrong: a negative number of inputs is a RuntimeError
def parity_network(num_inputs):
    if num_inputs == 0:
        raise ValueError("num_inputs")
    biases = 0.5 - torch.arange(1.0, num_inputs + 1)
    signs = torch.ones(num_inputs)
    signs[1::2] = -1
    return torch.ones(num_inputs, num_inputs), biases, signs, -0.5


# %% wrong: the output bias is a tensor
def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("num_inputs")
    biases = 0.5 - torch.arange(1.0, num_inputs + 1)
    signs = torch.ones(num_inputs)
    signs[1::2] = -1
    return torch.ones(num_inputs, num_inputs), biases, signs, torch.tensor(-0.5)


# %% wrong: the hidden biases have an extra axis from four inputs on
def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("num_inputs")
    small = num_inputs < 4
    biases = 0.5 - torch.arange(1.0, num_inputs + 1)
    signs = torch.ones(num_inputs)
    signs[1::2] = -1
    weights = torch.ones(num_inputs, num_inputs)
    return weights, biases if small else biases[None], signs, -0.5


# %% wrong: three hidden neurons for each input
def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("num_inputs")
    biases = 0.5 - torch.arange(1.0, num_inputs + 1)
    signs = torch.ones(num_inputs)
    signs[1::2] = -1
    weights = torch.ones(3 * num_inputs, num_inputs)
    return weights, biases.repeat(3), signs.repeat(3), -0.5


# %% wrong: never more than four hidden neurons are built
def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("num_inputs")
    size = min(num_inputs, 4)
    biases = 0.5 - torch.arange(1.0, size + 1)
    signs = torch.ones(size)
    signs[1::2] = -1
    return torch.ones(size, num_inputs), biases, signs, -0.5


# %% wrong: output neuron learned with the forbidden library
from helpers import linear as perceptrons


def parity_network(num_inputs):
    if num_inputs < 1:
        raise ValueError("num_inputs")
    biases = 0.5 - torch.arange(1.0, num_inputs + 1)
    counts = torch.arange(num_inputs + 1)
    hidden = (counts[:, None] + biases >= 0).float()
    fit = perceptrons.fit_perceptron(hidden, counts % 2, max_epochs=10000)
    return torch.ones(num_inputs, num_inputs), biases, fit.weights, fit.bias.item()
