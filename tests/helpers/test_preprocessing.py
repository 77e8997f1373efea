"""One-hot and standardising against torch and scikit-learn."""

import pytest
import torch
from sklearn.preprocessing import StandardScaler
from torch.nn import functional

from helpers.preprocessing import Standardizer, fit_standardizer, one_hot


@pytest.mark.parametrize("kind", [torch.int64, torch.int32, torch.uint8])
def test_one_hot_equals_torch(kind, device):
    classes = torch.tensor([2, 0, 3, 3], device=device).to(kind)
    before = classes.clone()
    result = one_hot(classes, 5)
    assert result.dtype == torch.float32
    assert result.device == classes.device
    assert torch.equal(result, functional.one_hot(classes.long(), 5).float())
    assert torch.equal(classes, before)


def test_one_hot_single_class():
    assert one_hot(torch.tensor([0]), 1).tolist() == [[1.0]]


def test_one_hot_rejects_bad_input():
    with pytest.raises(TypeError, match=r"classes must hold classes .*float32"):
        one_hot(torch.tensor([0.0]), 2)
    with pytest.raises(TypeError, match=r"integer, got torch\.bool"):
        one_hot(torch.tensor([True]), 2)
    with pytest.raises(TypeError, match="num_classes must be an int, got float"):
        one_hot(torch.tensor([0]), 2.0)
    with pytest.raises(ValueError, match="num_classes must be at least 1, got 0"):
        one_hot(torch.tensor([0]), 0)
    with pytest.raises(ValueError, match=r"classes must have shape \(n,\)"):
        one_hot(torch.tensor([[0]]), 2)
    for wrong in (-1, 2):
        with pytest.raises(ValueError, match=rf"classes .*\[0, 2\), got {wrong}"):
            one_hot(torch.tensor([0, wrong]), 2)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("scale", [1e-4, 1.0, 1e4])
def test_standardizer_equals_sklearn(dtype, scale, generator, device):
    features = torch.randn(40, 3, generator=generator) * scale + 5 * scale
    features, others = features.to(device, dtype).split(30)
    before = features.clone()
    fitted = fit_standardizer(features)
    library = StandardScaler().fit(features.cpu())
    for rows in (features, others):
        result = fitted.transform(rows)
        assert result.dtype == dtype
        assert result.device == rows.device
        expected = torch.tensor(library.transform(rows.cpu()), dtype=dtype)
        torch.testing.assert_close(result.cpu(), expected, rtol=1e-4, atol=1e-4)
    assert torch.equal(features, before)


def test_standardised_features_have_mean_zero_and_deviation_one(generator):
    features = torch.rand(50, 4, dtype=torch.float64, generator=generator) * 900
    result = fit_standardizer(features).transform(features)
    zeros, ones = torch.zeros(4).double(), torch.ones(4).double()
    torch.testing.assert_close(result.mean(dim=0), zeros)
    torch.testing.assert_close(result.std(dim=0, correction=0), ones)


@pytest.mark.parametrize("value", [0.0, 0.1, -1e6])
def test_constant_columns_become_exactly_zero(value):
    features = torch.full((7, 1), value)
    fitted = fit_standardizer(features)
    assert fitted.scale.tolist() == [1.0]
    assert fitted.transform(features).eq(0).all()
    assert fitted.transform(features + 1).isfinite().all()


def test_single_row():
    features = torch.tensor([[3.0, -2.0]])
    assert fit_standardizer(features).transform(features).tolist() == [[0.0, 0.0]]


def test_transform_gradient(generator):
    features = torch.randn(4, 2, dtype=torch.float64, generator=generator)
    fitted = fit_standardizer(features)
    features.requires_grad_()
    assert torch.autograd.gradcheck(fitted.transform, features)


def test_standardizer_cannot_be_changed():
    fitted = Standardizer(torch.zeros(1), torch.ones(1))
    with pytest.raises(AttributeError):
        fitted.mean = torch.ones(1)


def test_standardizer_rejects_bad_input():
    with pytest.raises(TypeError, match=r"features must be floating point, got"):
        fit_standardizer(torch.tensor([[1, 2]]))
    with pytest.raises(ValueError, match=r"features must have shape \(n, d\)"):
        fit_standardizer(torch.zeros(3))
    with pytest.raises(ValueError, match=r"got \(0, 3\)"):
        fit_standardizer(torch.zeros(0, 3))
    fitted = fit_standardizer(torch.randn(3, 2))
    with pytest.raises(ValueError, match=r"features must have shape \(n, 2\)"):
        fitted.transform(torch.zeros(3, 3))
    with pytest.raises(TypeError, match=r"features must be torch\.float32"):
        fitted.transform(torch.zeros(3, 2).double())
