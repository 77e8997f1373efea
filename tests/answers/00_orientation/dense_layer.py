# %% right: positive part and negative part
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != len(weights):
        raise ValueError("inputs and weights do not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError("bias must have one value for each column of weights")
    scores = np.matmul(inputs, weights) + bias
    return np.maximum(scores, 0) + leak * np.minimum(scores, 0)


# %% right: a mask, changed in place
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2:
        raise ValueError("inputs and weights must be matrices")
    if inputs.shape[1] != weights.shape[0] or bias.shape != weights.shape[1:]:
        raise ValueError("shapes do not fit")
    scores = np.einsum("nm,mp->np", inputs, weights) + bias
    scores[scores < 0] *= leak
    return scores


# %% wrong: the library's relu
import torch


def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != len(weights):
        raise ValueError("inputs and weights do not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError("bias")
    scores = torch.from_numpy(inputs @ weights + bias)
    return torch.nn.functional.leaky_relu(scores, leak).numpy()


# %% wrong: the course's own relu
def dense_layer(inputs, weights, bias, *, leak=0.0):
    import torch

    from helpers.activations import relu

    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != len(weights):
        raise ValueError("inputs and weights do not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError("bias")
    scores = torch.from_numpy(inputs @ weights + bias)
    return (relu(scores) - leak * relu(-scores)).numpy()


# %% wrong: a nan becomes 0
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != len(weights):
        raise ValueError("inputs and weights do not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError("bias")
    scores = inputs @ weights + bias
    return np.where(scores > 0, scores, 0) + np.where(scores < 0, leak * scores, 0)


# %% wrong: any bias that broadcasts
def dense_layer(inputs, weights, bias, *, leak=0.0):
    scores = inputs @ weights + bias
    return np.where(scores < 0, leak * scores, scores)


# %% wrong: leak is ignored
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != len(weights):
        raise ValueError("inputs and weights do not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError("bias")
    return np.maximum(inputs @ weights + bias, 0)


# %% wrong: no ReLU at all
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != len(weights):
        raise ValueError("inputs and weights do not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError("bias")
    return inputs @ weights + bias


# %% wrong: the bias comes after the ReLU
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != len(weights):
        raise ValueError("inputs and weights do not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError("bias")
    scores = inputs @ weights
    return np.where(scores < 0, leak * scores, scores) + bias


# %% wrong: float32 becomes float64
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != len(weights):
        raise ValueError("inputs and weights do not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError("bias")
    scores = inputs @ weights + bias
    return np.maximum(scores, np.float64(leak) * scores.astype(float))


# %% wrong: changes the inputs
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != len(weights):
        raise ValueError("inputs and weights do not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError("bias")
    scores = inputs @ weights
    scores += bias
    inputs[inputs < 0] = 0
    return np.where(scores < 0, leak * scores, scores)
