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


# %% right: append
def all_representations(inputs, layers):
    representations = [inputs]
    for layer in layers:
        representations.append(layer(representations[-1]))
    return representations


# %% right: itertools.accumulate
import itertools


def all_representations(inputs, layers):
    return list(itertools.accumulate(layers, lambda h, f: f(h), initial=inputs))


# %% right: walrus in a comprehension, inputs cloned
def all_representations(inputs, layers):
    h = inputs.clone()
    return [h] + [h := f(h) for f in layers]


# %% wrong: each layer is called twice
def all_representations(inputs, layers):
    representations = [inputs]
    for layer in layers:
        layer(representations[-1])
        representations.append(layer(representations[-1]))
    return representations


# %% wrong: recomputes every representation from the start
def all_representations(inputs, layers):
    result = []
    for depth in range(len(layers) + 1):
        h = inputs
        for layer in layers[:depth]:
            h = layer(h)
        result.append(h)
    return result


# %% wrong: a tuple instead of a list
def all_representations(inputs, layers):
    representations = [inputs]
    for layer in layers:
        representations.append(layer(representations[-1]))
    return tuple(representations)


# %% wrong: only the first two layers
def all_representations(inputs, layers):
    representations = [inputs]
    if len(layers) > 0:
        representations.append(layers[0](inputs))
    if len(layers) > 1:
        representations.append(layers[1](representations[1]))
    return representations


# %% wrong: empties the list of layers, but puts back two
def all_representations(inputs, layers):
    representations = [inputs]
    kept = layers[:2]
    while layers:
        representations.append(layers.pop(0)(representations[-1]))
    layers.extend(kept)
    return representations


# %% wrong: everything becomes float
def all_representations(inputs, layers):
    representations = [inputs.float()]
    for layer in layers:
        representations.append(layer(representations[-1]))
    return representations


# %% wrong: everything becomes one-dimensional
def all_representations(inputs, layers):
    h = inputs.flatten()
    representations = [h]
    for layer in layers:
        h = layer(h)
        representations.append(h)
    return representations


# %% wrong: remembers results in a default list between calls, cut by length
def all_representations(inputs, layers, memory={}):
    key = len(layers)
    if key not in memory or memory[key][0].shape != inputs.shape:
        representations = [inputs]
        for layer in layers:
            representations.append(layer(representations[-1]))
        memory[key] = representations
    return list(memory[key])


# %% wrong: negative values are cut between the layers
def all_representations(inputs, layers):
    representations = [inputs]
    for layer in layers:
        representations.append(layer(representations[-1]).clamp(min=0))
    return representations


# %% wrong: a repeated layer is used only once
def all_representations(inputs, layers):
    representations = [inputs]
    for layer in dict.fromkeys(layers):
        representations.append(layer(representations[-1]))
    return representations


# %% wrong: representations as one stacked tensor
import torch


def all_representations(inputs, layers):
    representations = [inputs]
    for layer in layers:
        representations.append(layer(representations[-1]))
    return torch.stack(representations)
