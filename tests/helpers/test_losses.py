"""Losses against torch and closed forms: values, slopes, extremes, errors."""

import math

import pytest
import torch
from torch.nn import functional

from helpers.losses import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    cross_entropy,
    likelihood,
    mse_loss,
)

REDUCTIONS = ["mean", "sum", "none"]
DTYPES = [torch.float32, torch.float64]
PAIRED = {
    "mse_loss": (mse_loss, functional.mse_loss, lambda x: x),
    "bce": (binary_cross_entropy, functional.binary_cross_entropy, torch.sigmoid),
    "bce_with_logits": (
        binary_cross_entropy_with_logits,
        functional.binary_cross_entropy_with_logits,
        lambda x: x,
    ),
}


@pytest.mark.parametrize("name", PAIRED)
@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", [(), (1,), (6,), (4, 3)])
def test_pairs_equal_torch(name, reduction, dtype, shape, generator, device):
    ours, library, prepare = PAIRED[name]
    values = prepare(torch.randn(shape, generator=generator) * 3).to(device, dtype)
    targets = torch.rand(shape, generator=generator).to(device, dtype)
    copies = values.clone(), targets.clone()
    result = ours(values, targets, reduction=reduction)
    assert result.dtype == dtype
    assert result.device == values.device
    torch.testing.assert_close(result, library(values, targets, reduction=reduction))
    assert torch.equal(values, copies[0])
    assert torch.equal(targets, copies[1])


@pytest.mark.parametrize("name", PAIRED)
def test_pairs_reduce_to_the_mean_by_default(name, generator):
    ours, _, prepare = PAIRED[name]
    values = prepare(torch.randn(8, generator=generator))
    targets = torch.rand(8, generator=generator)
    torch.testing.assert_close(
        ours(values, targets), ours(values, targets, reduction="none").mean()
    )


@pytest.mark.parametrize("name", PAIRED)
def test_pairs_gradient(name, generator):
    ours, _, prepare = PAIRED[name]
    values = torch.randn(5, dtype=torch.float64, generator=generator)
    values[0] = 0.0  # untrained models start there
    values = prepare(values).requires_grad_()
    targets = torch.tensor([0.0, 1.0, 0.0, 1.0, 0.3], dtype=torch.float64)
    assert torch.autograd.gradcheck(lambda x: ours(x, targets), values)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("scale", [1.0, 1e2, 1e4])
def test_bce_with_logits_at_any_scale(dtype, scale, device):
    logits = torch.tensor([-1.0, 0.0, 1.0], dtype=dtype, device=device) * scale
    logits = logits.repeat(2).requires_grad_()
    targets = torch.tensor([0.0] * 3 + [1.0] * 3, dtype=dtype, device=device)
    result = binary_cross_entropy_with_logits(logits, targets, reduction="none")
    expected = functional.binary_cross_entropy_with_logits(
        logits, targets, reduction="none"
    )
    torch.testing.assert_close(result, expected)
    (grad,) = torch.autograd.grad(result.sum(), logits)
    torch.testing.assert_close(grad, torch.sigmoid(logits.detach()) - targets)


def test_bce_with_logits_keeps_small_losses():
    logits, targets = torch.tensor([-30.0, 30.0]), torch.tensor([0.0, 1.0])
    result = binary_cross_entropy_with_logits(logits, targets, reduction="none")
    expected = torch.full((2,), math.log1p(math.exp(-30)))
    torch.testing.assert_close(result, expected, rtol=1e-6, atol=0)


@pytest.mark.parametrize("dtype", DTYPES)
def test_bce_of_certain_answers_is_finite_as_in_torch(dtype, device):
    options = {"dtype": dtype, "device": device}
    probs = torch.tensor([0.0, 0.0, 1.0, 1.0], **options).requires_grad_()
    targets = torch.tensor([0.0, 1.0, 0.0, 1.0], **options)
    result = binary_cross_entropy(probs, targets, reduction="none")
    assert result.tolist() == [0.0, 100.0, 100.0, 0.0]
    (grad,) = torch.autograd.grad(result.sum(), probs)
    assert grad.isfinite().all()


def test_know_nothing_scores():
    half = torch.tensor([0.5, 0.5])
    targets = torch.tensor([0.0, 1.0])
    assert binary_cross_entropy(half, targets).item() == pytest.approx(math.log(2))
    zeros = torch.zeros(2)
    result = binary_cross_entropy_with_logits(zeros, targets)
    assert result.item() == pytest.approx(math.log(2))
    result = cross_entropy(torch.zeros(3, 10), torch.tensor([0, 5, 9]))
    assert result.item() == pytest.approx(math.log(10))


@pytest.mark.parametrize("name", PAIRED)
def test_pairs_reject_bad_input(name):
    ours = PAIRED[name][0]
    ok = torch.full((3,), 0.5)
    with pytest.raises(TypeError, match=r"floating point, got torch\.int64"):
        ours(torch.tensor([0, 1, 1]), ok)
    with pytest.raises(TypeError, match=r"targets must be floating point, got"):
        ours(ok, torch.tensor([0, 1, 1]))
    with pytest.raises(TypeError, match=r"targets must be torch\.float32"):
        ours(ok, ok.double())
    with pytest.raises(TypeError, match="must be a Tensor, got list"):
        ours([0.5], ok)
    with pytest.raises(ValueError, match=r"targets .* shape \(3,\) .* got \(3, 1\)"):
        ours(ok, ok[:, None])
    with pytest.raises(ValueError, match="empty"):
        ours(ok[:0], ok[:0])
    with pytest.raises(ValueError, match=r"reduction must be .* got 'max'"):
        ours(ok, ok, reduction="max")


@pytest.mark.parametrize("wrong", [-0.1, 1.1, math.nan])
def test_probabilities_out_of_range(wrong):
    good, bad = torch.tensor([0.5, 1.0]), torch.tensor([0.5, wrong])
    for call in (
        lambda: binary_cross_entropy(bad, good),
        lambda: likelihood(bad, torch.tensor([0, 1])),
    ):
        with pytest.raises(ValueError, match=r"probs must be in \[0, 1\], got"):
            call()
    for function in (binary_cross_entropy, binary_cross_entropy_with_logits):
        with pytest.raises(ValueError, match=r"targets must be in \[0, 1\], got"):
            function(good, bad)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("shape", [(1, 1), (1, 4), (5, 3)])
@pytest.mark.parametrize("scale", [1.0, 1e4])
def test_cross_entropy_equals_torch(dtype, reduction, shape, scale, generator, device):
    logits = (torch.randn(shape, generator=generator) * scale).to(device, dtype)
    targets = torch.randint(shape[1], shape[:1], generator=generator).to(device)
    copies = logits.clone(), targets.clone()
    logits.requires_grad_()
    result = cross_entropy(logits, targets, reduction=reduction)
    expected = functional.cross_entropy(logits, targets, reduction=reduction)
    assert result.dtype == dtype
    torch.testing.assert_close(result, expected)
    grads = [torch.autograd.grad(x.sum(), logits)[0] for x in (result, expected)]
    torch.testing.assert_close(*grads)
    assert torch.equal(logits.detach(), copies[0])
    assert torch.equal(targets, copies[1])


def test_cross_entropy_gradient(generator):
    logits = torch.randn(4, 3, dtype=torch.float64, generator=generator)
    targets = torch.tensor([0, 2, 1, 2])
    logits.requires_grad_()
    assert torch.autograd.gradcheck(lambda x: cross_entropy(x, targets), logits)


def test_cross_entropy_rejects_bad_input():
    logits, targets = torch.zeros(2, 3), torch.tensor([0, 2])
    with pytest.raises(TypeError, match="logits must be floating point"):
        cross_entropy(logits.long(), targets)
    with pytest.raises(TypeError, match=r"targets must be int64, got torch\.float32"):
        cross_entropy(logits, targets.float())
    with pytest.raises(ValueError, match=r"logits must have shape \(batch, classes\)"):
        cross_entropy(logits[0], targets)
    with pytest.raises(ValueError, match=r"targets must have shape \(2,\)"):
        cross_entropy(logits, torch.tensor([0]))
    with pytest.raises(ValueError, match="empty"):
        cross_entropy(logits[:0], targets[:0])
    for wrong in (-1, 3):
        with pytest.raises(ValueError, match=rf"\[0, 3\), got {wrong}"):
            cross_entropy(logits, torch.tensor([0, wrong]))
    with pytest.raises(ValueError, match="reduction"):
        cross_entropy(logits, targets, reduction="average")


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("kind", [torch.bool, torch.int64, torch.float32])
def test_likelihood_is_the_product(dtype, kind, device):
    probs = torch.tensor([0.9, 0.2, 0.5], dtype=dtype, device=device)
    targets = torch.tensor([1, 0, 1], device=device).to(kind)
    result = likelihood(probs, targets)
    assert result.dtype == dtype
    assert result.item() == pytest.approx(0.9 * 0.8 * 0.5)
    assert probs.tolist() == pytest.approx([0.9, 0.2, 0.5])


def test_likelihood_is_the_exponential_of_the_loss(generator):
    probs = torch.rand(9, dtype=torch.float64, generator=generator)
    targets = torch.arange(9) % 2
    loss = binary_cross_entropy(probs, targets.double(), reduction="sum")
    torch.testing.assert_close(likelihood(probs, targets), torch.exp(-loss))


def test_likelihood_gradient_even_at_zero():
    targets = torch.tensor([1, 0, 1])
    probs = torch.tensor([0.3, 0.6, 0.9], dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(lambda x: likelihood(x, targets), probs)
    probs = torch.tensor([0.0, 0.5, 0.5], requires_grad=True)
    likelihood(probs, targets).backward()
    assert probs.grad.tolist() == [0.25, 0.0, 0.0]


def test_likelihood_underflows():
    assert likelihood(torch.full((400,), 0.5), torch.ones(400)).item() == 0.0


def test_likelihood_rejects_bad_input():
    probs = torch.tensor([0.5, 0.5])
    with pytest.raises(TypeError, match="probs must be floating point"):
        likelihood(torch.tensor([0, 1]), torch.tensor([0, 1]))
    with pytest.raises(TypeError, match="targets must be a Tensor"):
        likelihood(probs, [0, 1])
    with pytest.raises(ValueError, match="targets must have the shape"):
        likelihood(probs, torch.tensor([1]))
    with pytest.raises(ValueError, match="targets must be 0 or 1, got 2"):
        likelihood(probs, torch.tensor([1, 2]))
