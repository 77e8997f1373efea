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


# %% right: einsum, a factor of 1 or leak for every score
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != weights.shape[0]:
        raise ValueError(f"{inputs.shape} by {weights.shape} does not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError(f"bias has shape {bias.shape}")
    z = np.einsum("nm,mp->np", inputs, weights) + bias
    factor = np.where(z < 0, z.dtype.type(leak), z.dtype.type(1))
    return z * factor


# %% right: one row after the other
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != weights.shape[0]:
        raise ValueError(f"{inputs.shape} by {weights.shape} does not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError(f"bias has shape {bias.shape}")
    rows = []
    for row in inputs:
        scores = row @ weights + bias
        rows.append(np.where(scores < 0, leak * scores, scores))
    return np.array(rows, dtype=inputs.dtype).reshape(len(inputs), weights.shape[1])


# %% right: one score after the other
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != weights.shape[0]:
        raise ValueError(f"{inputs.shape} by {weights.shape} does not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError(f"bias has shape {bias.shape}")
    scores = inputs @ weights + bias
    flat = [s * leak if s < 0 else s for s in scores.ravel()]
    return np.array(flat, dtype=scores.dtype).reshape(scores.shape)


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


# %% wrong: maximum of scores and leak times scores (fails for leak above 1)
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != weights.shape[0]:
        raise ValueError(f"{inputs.shape} by {weights.shape} does not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError(f"bias has shape {bias.shape}")
    scores = inputs @ weights + bias
    return np.maximum(scores, leak * scores)


# %% wrong: nan replaced by fmax when nothing leaks
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != weights.shape[0]:
        raise ValueError(f"{inputs.shape} by {weights.shape} does not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError(f"bias has shape {bias.shape}")
    scores = inputs @ weights + bias
    return (
        np.fmax(scores, 0)
        if leak == 0
        else np.where(scores < 0, leak * scores, scores).astype(scores.dtype)
    )


# %% wrong: leak is not applied when it is small
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != weights.shape[0]:
        raise ValueError(f"{inputs.shape} by {weights.shape} does not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError(f"bias has shape {bias.shape}")
    scores = inputs @ weights + bias
    return (
        np.maximum(scores, 0)
        if leak < 0.05
        else np.where(scores < 0, leak * scores, scores).astype(scores.dtype)
    )


# %% wrong: only the first length of the bias is compared
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != weights.shape[0]:
        raise ValueError("no")
    if bias.ndim == 0 or len(bias) != weights.shape[1]:
        raise ValueError("no")
    scores = inputs @ weights + bias
    return np.where(scores < 0, leak * scores, scores)


# %% wrong: only the size of the bias counts
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.shape[1] != weights.shape[0]:
        raise ValueError("no")
    if bias.size != weights.shape[1]:
        raise ValueError("bias")
    scores = inputs @ weights + bias.reshape(-1)
    return np.where(scores < 0, leak * scores, scores).astype(inputs.dtype)


# %% wrong: weights turned round when they do not fit
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.shape[1] != weights.shape[0]:
        weights = weights.T
    if inputs.shape[1] != weights.shape[0] or bias.shape != (weights.shape[1],):
        raise ValueError("no")
    scores = inputs @ weights + bias
    return np.where(scores < 0, leak * scores, scores).astype(inputs.dtype)


# %% wrong: default leak 0.01
def dense_layer(inputs, weights, bias, *, leak=0.01):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != weights.shape[0]:
        raise ValueError(f"{inputs.shape} by {weights.shape} does not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError(f"bias has shape {bias.shape}")
    scores = inputs @ weights + bias
    return np.where(scores < 0, leak * scores, scores).astype(inputs.dtype)


# %% wrong: torch's own prelu
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if (
        inputs.ndim != 2
        or weights.ndim != 2
        or inputs.shape[1] != weights.shape[0]
        or bias.shape != (weights.shape[1],)
    ):
        raise ValueError("no")
    scores = torch.from_numpy(inputs @ weights + bias)
    return torch.prelu(scores, torch.tensor([leak], dtype=scores.dtype)).numpy()


# %% wrong: torch.nn.functional under another name
import torch
from torch.nn import functional as F


def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != weights.shape[0]:
        raise ValueError(f"{inputs.shape} by {weights.shape} does not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError(f"bias has shape {bias.shape}")
    scores = torch.from_numpy(inputs @ weights + bias)
    return F.leaky_relu(scores, leak).numpy()


# %% wrong: the bias array is changed when the batch has one row
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != weights.shape[0]:
        raise ValueError(f"{inputs.shape} by {weights.shape} does not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError(f"bias has shape {bias.shape}")
    if len(inputs) == 1:
        bias += (inputs @ weights)[0]
        scores = bias[None].copy()
    else:
        scores = inputs @ weights + bias
    return np.where(scores < 0, leak * scores, scores).astype(inputs.dtype)


# %% wrong: warns and clips leak to 1
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if inputs.ndim != 2 or weights.ndim != 2 or inputs.shape[1] != weights.shape[0]:
        raise ValueError(f"{inputs.shape} by {weights.shape} does not fit")
    if bias.shape != (weights.shape[1],):
        raise ValueError(f"bias has shape {bias.shape}")
    scores = inputs @ weights + bias
    return np.where(scores < 0, min(leak, 1.0) * scores, scores).astype(inputs.dtype)


# %% wrong: rank of the weights is not checked
def dense_layer(inputs, weights, bias, *, leak=0.0):
    if (
        inputs.ndim != 2
        or inputs.shape[1] != weights.shape[0]
        or bias.shape != (weights.shape[-1],)
    ):
        raise ValueError("no")
    scores = inputs @ weights + bias
    return np.where(scores < 0, leak * scores, scores)
