# %% right: a loop that appends
def all_representations(inputs, layers):
    kept = [inputs]
    for layer in layers:
        kept.append(layer(kept[-1]))
    return kept


# %% right: itertools
from itertools import accumulate


def all_representations(inputs, layers):
    return list(accumulate(layers, lambda value, layer: layer(value), initial=inputs))


# %% right: recursion
def all_representations(inputs, layers):
    if not layers:
        return [inputs]
    return [inputs] + all_representations(layers[0](inputs), layers[1:])


# %% wrong: each layer gets the inputs
def all_representations(inputs, layers):
    return [inputs] + [layer(inputs) for layer in layers]


# %% wrong: without the inputs
def all_representations(inputs, layers):
    kept = []
    for layer in layers:
        inputs = layer(inputs)
        kept.append(inputs)
    return kept


# %% wrong: only the last
def all_representations(inputs, layers):
    for layer in layers:
        inputs = layer(inputs)
    return inputs


# %% wrong: eats the list of layers
def all_representations(inputs, layers):
    kept = [inputs]
    while layers:
        kept.append(layers.pop(0)(kept[-1]))
    return kept


# %% wrong: calls each layer twice
def all_representations(inputs, layers):
    kept = [inputs]
    for layer in layers:
        layer(kept[-1])
        kept.append(layer(kept[-1]))
    return kept


# %% wrong: last layer first
def all_representations(inputs, layers):
    kept = [inputs]
    for layer in reversed(layers):
        kept.append(layer(kept[-1]))
    return kept


# %% wrong: a tuple of stacked tensors
def all_representations(inputs, layers):
    kept = [inputs]
    for layer in layers:
        kept.append(layer(kept[-1]))
    return torch.stack(kept)


# %% wrong: exactly two layers
def all_representations(inputs, layers):
    first = layers[0](inputs)
    return [inputs, first, layers[1](first)]
