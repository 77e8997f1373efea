"""Linear classifiers against torch, scikit-learn and closed forms."""

import math

import pytest
import torch
from sklearn.linear_model import LogisticRegression, Perceptron

from helpers.data.points import blobs, linearly_separable
from helpers.linear import (
    fit_logistic_regression,
    fit_perceptron,
    linear_scores,
    logistic_gradient,
    novikoff_bound,
    perceptron_predict,
    perceptron_step,
    signed_distance,
)
from helpers.losses import binary_cross_entropy_with_logits

DTYPES = [torch.float32, torch.float64]
LABEL_KINDS = [torch.bool, torch.int64, torch.float32]
SQUARE = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND, XOR = torch.tensor([0, 0, 0, 1]), torch.tensor([0, 1, 1, 0])


def overlapping(generator, num_points=60):
    return blobs(
        num_points, centers=[[-1.0, 0.0], [1.0, 0.5]], spread=1.0, generator=generator
    )


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", [(1, 1), (5, 2), (3, 7)])
@pytest.mark.parametrize("scale", [1.0, 1e4])
def test_scores_equal_torch(dtype, shape, scale, generator, device):
    points = (torch.randn(shape, generator=generator) * scale).to(device, dtype)
    weights = torch.randn(shape[1], generator=generator).to(device, dtype)
    bias = torch.randn((), generator=generator).to(device, dtype)
    copies = [x.clone() for x in (points, weights, bias)]
    result = linear_scores(points, weights, bias)
    assert (result.shape, result.dtype) == (shape[:1], dtype)
    assert result.device == points.device
    expected = torch.nn.functional.linear(points, weights[None], bias[None])[:, 0]
    torch.testing.assert_close(result, expected)
    torch.testing.assert_close(linear_scores(points, weights, bias.item()), expected)
    predicted = perceptron_predict(points, weights, bias)
    assert predicted.dtype == torch.int64
    assert torch.equal(predicted, (expected >= 0).long())
    for now, before in zip((points, weights, bias), copies, strict=True):
        assert torch.equal(now, before)


@pytest.mark.parametrize("function", [linear_scores, signed_distance])
def test_gradient(function, generator):
    shapes = [(4, 3), (3,), ()]
    inputs = [
        torch.randn(s, dtype=torch.float64, generator=generator, requires_grad=True)
        for s in shapes
    ]
    assert torch.autograd.gradcheck(function, inputs)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("length", [1e-4, 1.0, 1e4])
def test_distance_ignores_the_length_of_the_normal(dtype, length, device):
    options = {"dtype": dtype, "device": device}
    points = torch.tensor([[3.0, 4.0], [0.0, 0.0], [-3.0, -4.0]], **options)
    weights = torch.tensor([0.6, 0.8], **options) * length
    result = signed_distance(points, weights, -5.0 * length)
    expected = torch.tensor([0.0, -5.0, -10.0], **options)
    torch.testing.assert_close(result, expected, atol=1e-5, rtol=1e-5)


def test_a_score_of_zero_is_class_one():
    assert perceptron_predict(torch.zeros(1, 2), torch.ones(2), 0.0).item() == 1


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("bias", "label", "change"), [(0.0, 0, -1), (0.0, 1, 0), (-9.0, 0, 0), (-9.0, 1, 1)]
)
def test_step_corrects_only_mistakes(dtype, bias, label, change, device):
    weights = torch.tensor([1.0, -1.0], dtype=dtype, device=device)
    point = torch.tensor([3.0, 2.0], dtype=dtype, device=device)
    copies = weights.clone(), point.clone()
    new_weights, new_bias = perceptron_step(
        weights, bias, point, label, learning_rate=0.5
    )
    assert new_weights.dtype == new_bias.dtype == dtype
    assert new_weights.device == new_bias.device == point.device
    assert torch.equal(new_weights, weights + 0.5 * change * point)
    assert new_bias.item() == bias + 0.5 * change
    assert new_weights is not weights
    assert torch.equal(weights, copies[0])
    assert torch.equal(point, copies[1])


@pytest.mark.parametrize("learning_rate", [0.1, 1.0, 30.0])
@pytest.mark.parametrize("kind", LABEL_KINDS)
def test_perceptron_learns_and(learning_rate, kind, device):
    points, labels = SQUARE.to(device), AND.to(device, kind)
    copies = points.clone(), labels.clone()
    fit = fit_perceptron(points, labels, learning_rate=learning_rate)
    assert fit.converged
    assert fit.weights.device == points.device
    assert perceptron_predict(points, fit.weights, fit.bias).tolist() == AND.tolist()
    assert len(fit.history) == fit.epochs
    assert torch.equal(fit.history[-1][0], fit.weights)
    assert torch.equal(fit.history[-1][1], fit.bias)
    assert torch.equal(points, copies[0])
    assert torch.equal(labels, copies[1])


def test_perceptron_gives_up_on_xor():
    fit = fit_perceptron(SQUARE, XOR, max_epochs=17)
    assert (fit.converged, fit.epochs) == (False, 17)
    assert fit.mistakes >= 17


def test_fit_is_the_same_as_step_after_step(generator):
    points, labels = overlapping(generator, 20)
    weights, bias, mistakes = torch.zeros(2), torch.zeros(()), 0
    for _ in range(3):
        for point, label in zip(points, labels, strict=True):
            before = weights, bias
            weights, bias = perceptron_step(
                weights, bias, point, label, learning_rate=0.3
            )
            mistakes += not torch.equal(bias, before[1])
    fit = fit_perceptron(points, labels, learning_rate=0.3, max_epochs=3)
    torch.testing.assert_close((fit.weights, fit.bias), (weights, bias))
    assert fit.mistakes == mistakes


def test_perceptron_equals_sklearn(generator):
    points, labels, _, _ = linearly_separable(80, margin=0.1, generator=generator)
    # scikit-learn corrects at a score of 0 for either class, so start apart.
    library = Perceptron(shuffle=False, tol=None, max_iter=50, eta0=1.0)
    library.fit(points.numpy(), labels.numpy())
    fit = fit_perceptron(points, labels)
    expected = torch.tensor(library.predict(points.numpy()))
    assert fit.converged
    assert torch.equal(perceptron_predict(points, fit.weights, fit.bias), expected)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("margin", [0.05, 0.3])
@pytest.mark.parametrize("learning_rate", [0.01, 1.0])
def test_mistakes_stay_below_novikoffs_bound(seed, margin, learning_rate):
    generator = torch.Generator().manual_seed(seed)
    points, labels, weights, bias = linearly_separable(
        60, margin=margin, dim=3, generator=generator
    )
    fit = fit_perceptron(points, labels, learning_rate=learning_rate, max_epochs=5000)
    assert fit.converged
    assert fit.mistakes <= novikoff_bound(points, labels, weights, bias)
    own = novikoff_bound(points, labels, fit.weights, fit.bias)
    assert fit.mistakes <= own


@pytest.mark.parametrize("dtype", DTYPES)
def test_novikoff_closed_form(dtype, device):
    points = torch.tensor([[3.0, 4.0], [0.0, -1.0]], dtype=dtype, device=device)
    labels = torch.tensor([1, 0], device=device)
    weights = torch.tensor([0.0, 2.0], dtype=dtype, device=device)
    # R^2 = 9 + 16 + 1; margins 7 and 3 of the lengthened vector (0, 2, -1).
    assert novikoff_bound(points, labels, weights, -1.0) == pytest.approx(26 * 5 / 9)


def test_novikoff_does_not_depend_on_the_length_of_the_normal():
    bounds = [
        novikoff_bound(SQUARE, AND, torch.ones(2) * k, -1.5 * k) for k in (1, 1000)
    ]
    assert bounds[0] == pytest.approx(bounds[1])


@pytest.mark.parametrize("bias", [-2.5, -1.0, -2.0, math.nan])
def test_novikoff_wants_a_separating_hyperplane(bias):
    with pytest.raises(ValueError, match="do not separate the classes"):
        novikoff_bound(SQUARE, AND, torch.ones(2), bias)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("kind", LABEL_KINDS)
@pytest.mark.parametrize("scale", [1.0, 1e4])
def test_logistic_gradient_equals_autograd(dtype, kind, scale, generator, device):
    points, labels = overlapping(generator, 11)
    points = (points * scale).to(device, dtype)
    labels = labels.to(device, kind)
    weights = torch.tensor([0.4, -0.7], dtype=dtype, device=device, requires_grad=True)
    bias = torch.tensor(0.2, dtype=dtype, device=device, requires_grad=True)
    copies = points.clone(), labels.clone()
    scores = linear_scores(points, weights, bias)
    loss = binary_cross_entropy_with_logits(scores, labels.to(dtype))
    expected = torch.autograd.grad(loss, [weights, bias])
    result = logistic_gradient(points, labels, weights, bias)
    assert result[0].dtype == result[1].dtype == dtype
    torch.testing.assert_close(result, expected)
    assert torch.equal(points, copies[0])
    assert torch.equal(labels, copies[1])


@pytest.mark.parametrize("l2", [0.0, 0.05])
def test_logistic_regression_equals_sklearn(l2, generator):
    points, labels = overlapping(generator)
    strength = 1 / (l2 * len(points)) if l2 else math.inf
    library = LogisticRegression(C=strength, tol=1e-8, max_iter=1000)
    library.fit(points.double().numpy(), labels.numpy())
    fit = fit_logistic_regression(
        points.double(), labels, learning_rate=1.0, epochs=2000, l2=l2
    )
    assert fit.weights.tolist() == pytest.approx(library.coef_[0], abs=1e-2)
    assert fit.bias.item() == pytest.approx(library.intercept_[0], abs=1e-2)


def test_logistic_losses_and_history(generator, device):
    points, labels = (x.to(device) for x in overlapping(generator))
    fit = fit_logistic_regression(points, labels, epochs=30, l2=0.1)
    assert fit.losses.shape == (30,)
    assert fit.losses.device == fit.weights.device == points.device
    assert fit.losses[0].item() == pytest.approx(math.log(2))
    assert (fit.losses.diff() < 0).all()
    assert len(fit.history) == 30
    assert torch.equal(fit.history[-1][0], fit.weights)
    weights, bias = fit.history[-2]
    scores = linear_scores(points, weights, bias)
    expected = binary_cross_entropy_with_logits(scores, labels.float())
    torch.testing.assert_close(fit.losses[-1], expected + 0.05 * (weights**2).sum())


def test_first_logistic_step_by_hand():
    points, labels = torch.tensor([[2.0], [-1.0]]), torch.tensor([1, 0])
    fit = fit_logistic_regression(points, labels, learning_rate=0.4, epochs=1)
    assert fit.weights.item() == pytest.approx(0.4 * 0.5 * (2 + 1) / 2)
    assert fit.bias.item() == pytest.approx(0.0)


def test_one_example():
    points, labels = torch.tensor([[2.0]]), torch.tensor([0])
    assert fit_perceptron(points, labels).mistakes == 1
    assert fit_logistic_regression(points, labels, epochs=5).weights.item() < 0


def test_fits_carry_no_gradient(generator):
    points, labels = overlapping(generator, 10)
    points.requires_grad_()
    assert not fit_perceptron(points, labels, max_epochs=2).weights.requires_grad
    assert not fit_logistic_regression(points, labels, epochs=2).losses.requires_grad


@pytest.mark.parametrize(
    "function", [linear_scores, signed_distance, perceptron_predict]
)
def test_lines_reject_bad_input(function):
    points, weights = torch.ones(3, 2), torch.ones(2)
    with pytest.raises(TypeError, match=r"points must be floating point, got"):
        function(points.long(), weights, 0.0)
    with pytest.raises(TypeError, match=r"weights must be floating point, got"):
        function(points, weights.long(), 0.0)
    with pytest.raises(TypeError, match=r"weights must be torch\.float32 like points"):
        function(points, weights.double(), 0.0)
    with pytest.raises(TypeError, match=r"bias must be torch\.float32 like points"):
        function(points, weights, torch.tensor(0.0).double())
    with pytest.raises(TypeError, match="bias must be a Tensor or a number, got str"):
        function(points, weights, "0")
    with pytest.raises(ValueError, match=r"bias must have shape \(\), got \(1,\)"):
        function(points, weights, torch.zeros(1))
    with pytest.raises(ValueError, match=r"points must have shape \(n, d\)"):
        function(points[0], weights, 0.0)
    with pytest.raises(ValueError, match=r"weights must have shape \(2,\)"):
        function(points, torch.ones(3), 0.0)


def test_distance_needs_a_normal():
    with pytest.raises(ValueError, match="weights are all zero"):
        signed_distance(torch.ones(3, 2), torch.zeros(2), 1.0)


def test_step_rejects_bad_input():
    weights, point = torch.zeros(2), torch.ones(2)
    with pytest.raises(TypeError, match="point must be floating point"):
        perceptron_step(weights, 0.0, point.long(), 1)
    with pytest.raises(ValueError, match="label must be 0 or 1, got -1"):
        perceptron_step(weights, 0.0, point, -1)
    with pytest.raises(ValueError, match=r"label must be one number, got shape \(1,\)"):
        perceptron_step(weights, 0.0, point, torch.tensor([1]))
    with pytest.raises(ValueError, match=r"point must have shape \(d,\)"):
        perceptron_step(weights, 0.0, point[None], 1)
    with pytest.raises(ValueError, match=r"learning_rate .* more than zero, got 0"):
        perceptron_step(weights, 0.0, point, 1, learning_rate=0)


@pytest.mark.parametrize("fit", [fit_perceptron, fit_logistic_regression])
def test_fits_reject_bad_input(fit):
    points, labels = SQUARE, AND
    with pytest.raises(TypeError, match="points must be floating point"):
        fit(points.long(), labels)
    with pytest.raises(TypeError, match="labels must be a Tensor, got list"):
        fit(points, [0, 0, 0, 1])
    with pytest.raises(ValueError, match=r"labels must have shape \(4,\)"):
        fit(points, labels[:, None])
    with pytest.raises(ValueError, match="labels must be 0 or 1, got -1"):
        fit(points, 2 * labels - 1)
    for wrong in (0.0, -1.0, math.inf, math.nan):
        with pytest.raises(ValueError, match="learning_rate must be finite and more"):
            fit(points, labels, learning_rate=wrong)
    with pytest.raises(TypeError, match="learning_rate must be a number, got str"):
        fit(points, labels, learning_rate="fast")


def test_numbers_of_epochs_and_penalty():
    with pytest.raises(ValueError, match="max_epochs must be at least 1, got 0"):
        fit_perceptron(SQUARE, AND, max_epochs=0)
    with pytest.raises(TypeError, match="epochs must be an int, got float"):
        fit_logistic_regression(SQUARE, AND, epochs=1.5)
    with pytest.raises(ValueError, match="l2 must be finite and zero or more, got -1"):
        fit_logistic_regression(SQUARE, AND, l2=-1)
