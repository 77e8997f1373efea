"""Activations against torch: values, slopes, extremes, errors."""

import warnings

import pytest
import torch

from helpers.activations import log_softmax, relu, sigmoid, softmax, step

FUNCTIONS = {
    "step": (step, lambda x: torch.heaviside(x, torch.ones_like(x))),
    "sigmoid": (sigmoid, torch.sigmoid),
    "softmax": (softmax, lambda x: torch.softmax(x, -1)),
    "log_softmax": (log_softmax, lambda x: torch.log_softmax(x, -1)),
    "relu": (relu, torch.relu),
}
SMOOTH = [name for name in FUNCTIONS if name not in ("step", "relu")]


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("shape", [(), (1,), (7,), (3, 5), (2, 3, 4)])
@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e4])
def test_equals_torch_and_leaves_input_alone(
    name, dtype, shape, scale, generator, device
):
    ours, library = FUNCTIONS[name]
    inputs = (torch.randn(shape, generator=generator) * scale).to(device, dtype)
    before = inputs.clone()
    result = ours(inputs)
    assert result.dtype == dtype
    assert result.device == inputs.device
    torch.testing.assert_close(result, library(inputs))
    assert torch.equal(inputs, before)


@pytest.mark.parametrize("name", SMOOTH)
def test_gradient_and_its_gradient(name, generator):
    inputs = torch.randn(3, 4, dtype=torch.float64, generator=generator) * 3
    inputs[0, 0] = 0.0  # where forms built from the absolute value have a kink
    inputs.requires_grad_()
    assert torch.autograd.gradcheck(FUNCTIONS[name][0], inputs)
    assert torch.autograd.gradgradcheck(FUNCTIONS[name][0], inputs)


@pytest.mark.parametrize("name", [*SMOOTH, "relu"])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_gradient_equals_torch_at_extremes(name, dtype, device):
    values = [-1e4, -90.0, -1.0, 0.0, 1.0, 90.0, 1e4]
    slopes = []
    for function in FUNCTIONS[name]:
        inputs = torch.tensor(values, dtype=dtype, device=device, requires_grad=True)
        weights = torch.arange(1.0, 8.0, dtype=dtype, device=device)
        (function(inputs) * weights).sum().backward()
        slopes.append(inputs.grad)
    assert slopes[0].isfinite().all()
    torch.testing.assert_close(*slopes)


def test_sigmoid_closed_forms():
    assert sigmoid(torch.tensor(0.0)).item() == 0.5
    third = sigmoid(torch.log(torch.tensor(0.5, dtype=torch.float64))).item()
    assert third == pytest.approx(1 / 3)


def test_sigmoid_keeps_small_probabilities():
    tiny = sigmoid(torch.tensor(-80.0))
    torch.testing.assert_close(tiny, torch.exp(torch.tensor(-80.0)), atol=0, rtol=1e-6)


@pytest.mark.parametrize("name", SMOOTH)
def test_extremes_raise_no_warning(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for dtype in (torch.float32, torch.float64):
            result = FUNCTIONS[name][0](torch.tensor([-1e4, 0.0, 1e4], dtype=dtype))
            assert result.isfinite().all()


def test_infinities_and_nan():
    inputs = torch.tensor([-torch.inf, torch.inf, torch.nan])
    assert torch.equal(sigmoid(inputs)[:2], torch.tensor([0.0, 1.0]))
    assert sigmoid(inputs)[2].isnan()
    assert relu(inputs)[2].isnan()
    masked = torch.tensor([0.0, -torch.inf, 0.0])
    assert torch.equal(softmax(masked), torch.tensor([0.5, 0.0, 0.5]))


@pytest.mark.parametrize("function", [softmax, log_softmax])
@pytest.mark.parametrize("dim", [0, 1, 2, -3])
def test_softmax_works_along_any_dimension(function, dim, generator):
    inputs = torch.randn(2, 3, 4, generator=generator)
    library = getattr(torch, function.__name__)
    torch.testing.assert_close(function(inputs, dim), library(inputs, dim))


def test_relu_of_negative_zero_is_zero():
    assert not torch.signbit(relu(torch.tensor(-0.0)))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_rejects_what_is_not_floating_point(name):
    with pytest.raises(TypeError, match=r"must be floating point, got torch\.int64"):
        FUNCTIONS[name][0](torch.tensor([1, 2]))
    with pytest.raises(TypeError, match="must be a Tensor, got list"):
        FUNCTIONS[name][0]([1.0, 2.0])


@pytest.mark.parametrize("function", [softmax, log_softmax])
def test_softmax_rejects_bad_shapes(function):
    with pytest.raises(ValueError, match=r"dim .* \(2, 3\), got 2"):
        function(torch.zeros(2, 3), 2)
    with pytest.raises(ValueError, match="logits is empty"):
        function(torch.zeros(2, 0))
