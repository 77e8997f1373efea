# %% right: a list of neurons
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    if not len(hidden_weights) == len(hidden_biases) == len(output_weights):
        raise ValueError("the layers differ in size")
    if points.shape[1] != hidden_weights.shape[1]:
        raise ValueError("wrong number of columns")
    columns = [
        torch.where(points @ weights + bias < 0, 0.0, 1.0).to(points.dtype)
        for weights, bias in zip(hidden_weights, hidden_biases)
    ]
    hidden = torch.stack(columns, dim=1)
    scores = (hidden * output_weights).sum(dim=1) + output_bias
    return hidden, torch.where(scores < 0, 0, 1)


# %% right: einsum
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    count, width = points.shape[0], hidden_weights.shape[0]
    if hidden_weights.shape[1] != points.shape[1]:
        raise ValueError("hidden_weights do not fit the points")
    if tuple(hidden_biases.shape) != (width,) or tuple(output_weights.shape) != (
        width,
    ):
        raise ValueError("the layers do not fit")
    hidden = torch.zeros(count, width, dtype=points.dtype)
    scores = torch.einsum("nd,hd->nh", points, hidden_weights) + hidden_biases
    hidden[scores >= 0] = 1
    return hidden, hidden.mv(output_weights).add(output_bias).ge(0).to(torch.int64)


# %% right: torch.heaviside and functional.linear
import torch.nn.functional as F


def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    if points.ndim != 2 or hidden_weights.ndim != 2:
        raise ValueError("points and hidden weights are matrices")
    if hidden_weights.shape[1] != points.shape[1]:
        raise ValueError("hidden layer does not fit the points")
    if not hidden_biases.shape == output_weights.shape == hidden_weights.shape[:1]:
        raise ValueError("layers do not fit each other")
    one = points.new_ones(())
    hidden = torch.heaviside(F.linear(points, hidden_weights, hidden_biases), one)
    return hidden, torch.heaviside(hidden @ output_weights + output_bias, one).long()


# %% wrong: no step in the hidden layer
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    width = len(hidden_weights)
    if hidden_weights.shape[1] != points.shape[1]:
        raise ValueError("hidden_weights do not fit the points")
    if hidden_biases.shape != (width,) or output_weights.shape != (width,):
        raise ValueError("the layers do not fit")
    hidden = points @ hidden_weights.T + hidden_biases
    return hidden, (hidden @ output_weights + output_bias >= 0).long()


# %% wrong: forgets the hidden biases
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    width = len(hidden_weights)
    if hidden_weights.shape[1] != points.shape[1]:
        raise ValueError("hidden_weights do not fit the points")
    if hidden_biases.shape != (width,) or output_weights.shape != (width,):
        raise ValueError("the layers do not fit")
    hidden = (points @ hidden_weights.T >= 0).to(points.dtype)
    return hidden, (hidden @ output_weights + output_bias >= 0).long()


# %% wrong: forgets the output bias
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    width = len(hidden_weights)
    if hidden_weights.shape[1] != points.shape[1]:
        raise ValueError("hidden_weights do not fit the points")
    if hidden_biases.shape != (width,) or output_weights.shape != (width,):
        raise ValueError("the layers do not fit")
    hidden = (points @ hidden_weights.T + hidden_biases >= 0).to(points.dtype)
    return hidden, (hidden @ output_weights >= 0).long()


# %% wrong: hidden weights not transposed
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    width = len(hidden_biases)
    if hidden_weights.shape[0] != width or output_weights.shape != (width,):
        raise ValueError("the layers do not fit")
    hidden = (points @ hidden_weights + hidden_biases >= 0).to(points.dtype)
    return hidden, (hidden @ output_weights + output_bias >= 0).long()


# %% wrong: a score of 0 gives 0 in the hidden layer
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    width = len(hidden_weights)
    if hidden_weights.shape[1] != points.shape[1]:
        raise ValueError("hidden_weights do not fit the points")
    if hidden_biases.shape != (width,) or output_weights.shape != (width,):
        raise ValueError("the layers do not fit")
    hidden = (points @ hidden_weights.T + hidden_biases > 0).to(points.dtype)
    return hidden, (hidden @ output_weights + output_bias >= 0).long()


# %% wrong: a score of 0 gives 0 in the output
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    width = len(hidden_weights)
    if hidden_weights.shape[1] != points.shape[1]:
        raise ValueError("hidden_weights do not fit the points")
    if hidden_biases.shape != (width,) or output_weights.shape != (width,):
        raise ValueError("the layers do not fit")
    hidden = (points @ hidden_weights.T + hidden_biases >= 0).to(points.dtype)
    return hidden, (hidden @ output_weights + output_bias > 0).long()


# %% wrong: hidden outputs as integers
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    width = len(hidden_weights)
    if hidden_weights.shape[1] != points.shape[1]:
        raise ValueError("hidden_weights do not fit the points")
    if hidden_biases.shape != (width,) or output_weights.shape != (width,):
        raise ValueError("the layers do not fit")
    hidden = (points @ hidden_weights.T + hidden_biases >= 0).long()
    scores = hidden.to(points.dtype) @ output_weights + output_bias
    return hidden, (scores >= 0).long()


# %% wrong: hidden outputs always float32
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    width = len(hidden_weights)
    if hidden_weights.shape[1] != points.shape[1]:
        raise ValueError("hidden_weights do not fit the points")
    if hidden_biases.shape != (width,) or output_weights.shape != (width,):
        raise ValueError("the layers do not fit")
    hidden = (points @ hidden_weights.T + hidden_biases >= 0).float()
    return hidden, (hidden @ output_weights.float() + output_bias >= 0).long()


# %% wrong: no check of the shapes, a short bias is stretched
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    scores = points @ hidden_weights.T + hidden_biases
    hidden = (scores >= 0).to(points.dtype)
    return hidden, (hidden @ output_weights + output_bias >= 0).long()


# %% wrong: checks the output only
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    if len(hidden_weights) != len(output_weights):
        raise ValueError("the layers do not fit")
    hidden = (points @ hidden_weights.T + hidden_biases >= 0).to(points.dtype)
    return hidden, (hidden @ output_weights + output_bias >= 0).long()


# %% wrong: classes of shape (num_points, 1)
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    width = len(hidden_weights)
    if hidden_weights.shape[1] != points.shape[1]:
        raise ValueError("hidden_weights do not fit the points")
    if hidden_biases.shape != (width,) or output_weights.shape != (width,):
        raise ValueError("the layers do not fit")
    hidden = (points @ hidden_weights.T + hidden_biases >= 0).to(points.dtype)
    return hidden, (hidden @ output_weights[:, None] + output_bias >= 0).long()


# %% wrong: calls the course's own function
from helpers.activations import step as course_step


def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    width = len(hidden_weights)
    if hidden_weights.shape[1] != points.shape[1]:
        raise ValueError("hidden_weights do not fit the points")
    if hidden_biases.shape != (width,) or output_weights.shape != (width,):
        raise ValueError("the layers do not fit")
    hidden = course_step(points @ hidden_weights.T + hidden_biases)
    return hidden, course_step(hidden @ output_weights + output_bias).long()


# %% wrong: the output neuron sees the hidden scores, not the hidden outputs
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    h, d = hidden_weights.shape
    if (
        points.shape[1] != d
        or hidden_biases.shape != (h,)
        or output_weights.shape != (h,)
    ):
        raise ValueError("shapes")
    scores = points @ hidden_weights.T + hidden_biases
    hidden = (scores >= 0).to(points.dtype)
    return hidden, (scores @ output_weights + output_bias >= 0).long()


# %% wrong: one hidden bias for all neurons is broadcast
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    if hidden_weights.shape[1] != points.shape[1]:
        raise ValueError("points")
    if len(output_weights) != len(hidden_weights):
        raise ValueError("output")
    hidden = (points @ hidden_weights.T + hidden_biases >= 0).to(points.dtype)
    return hidden, (hidden @ output_weights + output_bias >= 0).long()


# %% wrong: points with other features are a RuntimeError
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    h = len(hidden_weights)
    if hidden_biases.shape != (h,) or output_weights.shape != (h,):
        raise ValueError("layers")
    hidden = (points @ hidden_weights.T + hidden_biases >= 0).to(points.dtype)
    return hidden, (hidden @ output_weights + output_bias >= 0).long()


# %% wrong: squeeze drops the axis of one point or one neuron
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    h, d = hidden_weights.shape
    if (
        points.shape[1] != d
        or hidden_biases.shape != (h,)
        or output_weights.shape != (h,)
    ):
        raise ValueError("shapes")
    hidden = (points @ hidden_weights.T + hidden_biases >= 0).to(points.dtype)
    score = hidden @ output_weights[:, None] + output_bias
    return hidden, (score >= 0).long().squeeze()


# %% wrong: shape error raised as RuntimeError by the matrix product
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    hidden = (points @ hidden_weights.T + hidden_biases >= 0).to(points.dtype)
    return hidden, (hidden @ output_weights + output_bias >= 0).long()


# %% wrong: the hidden step through a sigmoid, which loses tiny negative scores
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    h, d = hidden_weights.shape
    if (
        points.shape[1] != d
        or hidden_biases.shape != (h,)
        or output_weights.shape != (h,)
    ):
        raise ValueError("shapes")
    hidden = (torch.sigmoid(points @ hidden_weights.T + hidden_biases) >= 0.5).to(
        points.dtype
    )
    return hidden, (hidden @ output_weights + output_bias >= 0).long()


# %% wrong: doubles the caller's output weights in place
def two_layer(points, hidden_weights, hidden_biases, output_weights, output_bias):
    h, d = hidden_weights.shape
    if (
        points.shape[1] != d
        or hidden_biases.shape != (h,)
        or output_weights.shape != (h,)
    ):
        raise ValueError("shapes")
    hidden = (hidden_biases.expand(len(points), h) + points @ hidden_weights.T >= 0).to(
        points.dtype
    )
    output_weights *= 2
    return hidden, (hidden @ output_weights + 2 * output_bias >= 0).long()


# %% wrong: the forbidden step hidden in a default argument
def two_layer(
    points, hidden_weights, hidden_biases, output_weights, output_bias, _activation=step
):
    h, d = hidden_weights.shape
    if (
        points.shape[1] != d
        or hidden_biases.shape != (h,)
        or output_weights.shape != (h,)
    ):
        raise ValueError("shapes")
    hidden = _activation(points @ hidden_weights.T + hidden_biases).to(points.dtype)
    return hidden, _activation(hidden @ output_weights + output_bias).long()
