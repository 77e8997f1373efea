"""The data sets that need no network: shapes, ranges, and that they teach."""

import hashlib

import numpy as np
import pytest
import torch
from sklearn import datasets

from helpers.data.admissions import load_admissions
from helpers.data.digits import load_digits
from helpers.data.photos import load_photo
from helpers.data.points import blobs, linearly_separable
from helpers.linear import (
    fit_logistic_regression,
    linear_scores,
    perceptron_predict,
    signed_distance,
)
from helpers.losses import binary_cross_entropy_with_logits
from helpers.metrics import accuracy
from helpers.preprocessing import fit_standardizer, one_hot
from helpers.splits import split_indices


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("num_points", [1, 2, 101])
@pytest.mark.parametrize("margin", [0.0, 0.2, 3.0])
@pytest.mark.parametrize("dim", [1, 2, 10])
def test_separable_points_keep_their_distance(seed, num_points, margin, dim):
    points, labels, weights, bias = linearly_separable(
        num_points, margin=margin, dim=dim, generator=seeded(seed)
    )
    assert points.shape == (num_points, dim)
    assert points.dtype == weights.dtype == bias.dtype == torch.float32
    assert (labels.dtype, labels.shape) == (torch.int64, (num_points,))
    assert (weights.shape, bias.shape) == ((dim,), ())
    assert labels.sum().item() == num_points // 2
    assert weights.norm().item() == pytest.approx(1)
    side = 2 * labels - 1
    assert (side * signed_distance(points, weights, bias) > margin).all()


def test_separable_points_fill_both_sides():
    points, *_ = linearly_separable(500, margin=0.0, generator=seeded())
    assert (points.amin(dim=0) < -0.7).all()
    assert (points.amax(dim=0) > 0.7).all()


def test_blobs_lie_around_their_centres():
    centers = torch.tensor([[0.0, 5.0], [-5.0, 0.0], [7.0, 7.0]])
    copy = centers.clone()
    points, labels = blobs(3000, centers=centers, spread=0.5, generator=seeded())
    assert points.dtype == torch.float32
    assert labels.bincount().tolist() == [1000, 1000, 1000]
    for i, center in enumerate(centers):
        torch.testing.assert_close(
            points[labels == i].mean(0), center, atol=0.1, rtol=0
        )
        spread = points[labels == i].std(dim=0)
        torch.testing.assert_close(spread, torch.full((2,), 0.5), atol=0.05, rtol=0)
    assert torch.equal(centers, copy)


def test_blobs_without_spread_are_their_centres():
    points, labels = blobs(5, centers=[[1.0], [2.0]], spread=0, generator=seeded())
    assert torch.equal(points[:, 0], labels + 1.0)


@pytest.mark.parametrize(
    "make",
    [
        lambda generator: linearly_separable(20, generator=generator),
        lambda generator: blobs(
            20, centers=[[0.0], [1.0]], spread=1.0, generator=generator
        ),
    ],
)
def test_points_depend_on_the_seed_alone(make):
    state = torch.get_rng_state()
    first, again, other = make(seeded(1)), make(seeded(1)), make(seeded(2))
    assert torch.equal(torch.get_rng_state(), state)
    assert all(torch.equal(a, b) for a, b in zip(first, again, strict=True))
    assert not torch.equal(first[0], other[0])


def test_points_reject_bad_input():
    with pytest.raises(ValueError, match="num_points must be at least 1, got 0"):
        linearly_separable(0, generator=seeded())
    with pytest.raises(ValueError, match="margin must be finite and zero or more"):
        linearly_separable(5, margin=-0.1, generator=seeded())
    with pytest.raises(ValueError, match="dim must be at least 1, got 0"):
        linearly_separable(5, dim=0, generator=seeded())
    with pytest.raises(TypeError, match=r"generator must be a torch\.Generator"):
        linearly_separable(5, generator=0)
    with pytest.raises(ValueError, match=r"centers must have shape \(num_classes, dim"):
        blobs(5, centers=[0.0, 1.0], spread=1.0, generator=seeded())
    with pytest.raises(ValueError, match="spread must be finite and zero or more"):
        blobs(5, centers=[[0.0]], spread=-1.0, generator=seeded())


def admissions_inputs(data):
    numbers = data.features[:, :2]
    scaled = fit_standardizer(numbers).transform(numbers)
    ranks = one_hot(data.features[:, 2].long() - 1, 4)
    return torch.cat([scaled, ranks], dim=1)


def test_admissions_look_as_documented():
    data = load_admissions()
    assert (data.features.shape, data.features.dtype) == ((400, 3), torch.float32)
    assert (data.admitted.shape, data.admitted.dtype) == ((400,), torch.int64)
    assert data.admitted.unique().tolist() == [0, 1]
    assert data.admitted.float().mean().item() == pytest.approx(0.32, abs=0.005)
    score, grade, rank = data.features.T
    assert score.min() >= 220
    assert score.max() == 800
    assert (score % 20 == 0).all()
    assert grade.min() >= 2.2 - 1e-6
    assert grade.max() == 4.0
    assert rank.unique().tolist() == [1, 2, 3, 4]
    assert data.feature_names == ("test_score", "grade", "rank")
    assert "ynthetic" in data.description
    assert data.licence


def test_admissions_have_realistic_relations():
    data = load_admissions()
    score, grade, rank = data.features.T
    admitted = data.admitted == 1
    assert 0.2 < torch.corrcoef(torch.stack([score, grade]))[0, 1] < 0.6
    assert score[admitted].mean() > score[~admitted].mean() + 20
    assert grade[admitted].mean() > grade[~admitted].mean() + 0.1
    shares = [admitted[rank == k].float().mean().item() for k in (1, 2, 3, 4)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 2 * shares[3]


def test_admissions_are_the_same_every_time():
    np.random.seed(7)
    state = np.random.get_state()[1].copy()
    data = load_admissions()
    assert (np.random.get_state()[1] == state).all()
    again = load_admissions("embedded")
    assert torch.equal(data.features, again.features)
    assert torch.equal(data.admitted, again.admitted)
    rows = torch.cat([data.features, data.admitted[:, None]], dim=1)
    cents = (rows * 100).round().to(torch.int32).numpy().astype("<i4")
    digest = hashlib.sha256(cents.tobytes()).hexdigest()
    assert digest.startswith("c7b19ef9ddf096ef")


@pytest.mark.parametrize("seed", range(5))
def test_admissions_can_be_learned_on_unseen_rows(seed):
    data = load_admissions()
    inputs = admissions_inputs(data)
    train, test = split_indices(
        400, (0.6, 0.4), generator=seeded(seed), stratify=data.admitted
    )
    fit = fit_logistic_regression(
        inputs[train], data.admitted[train], learning_rate=0.5, epochs=300
    )
    predictions = perceptron_predict(inputs[test], fit.weights, fit.bias)
    assert accuracy(predictions, data.admitted[test]) >= 0.73
    everyone = perceptron_predict(inputs, fit.weights, fit.bias)
    assert 0.74 < accuracy(everyone, data.admitted) < 0.82


@pytest.mark.parametrize("learning_rate", [0.01, 0.1, 1.0])
def test_admissions_need_scaling(learning_rate):
    data = load_admissions()
    losses = {}
    for name, inputs in {
        "raw": data.features,
        "scaled": admissions_inputs(data),
    }.items():
        fit = fit_logistic_regression(
            inputs, data.admitted, learning_rate=learning_rate, epochs=300
        )
        scores = linear_scores(inputs, fit.weights, fit.bias)
        losses[name] = binary_cross_entropy_with_logits(scores, data.admitted.float())
    assert losses["scaled"] < 0.62
    assert losses["raw"] > 1.0  # worse than knowing nothing, log(2)


def test_admissions_know_one_source(monkeypatch):
    monkeypatch.setenv("COURSE_DATA", "download")
    assert len(load_admissions().features) == 400
    with pytest.raises(ValueError, match="source='download' is not possible"):
        load_admissions("download")
    with pytest.raises(ValueError, match=r"source must be .* got 'real'"):
        load_admissions("real")


def test_digits_are_sklearns():
    data, original = load_digits(), datasets.load_digits()
    assert (data.images.dtype, data.labels.dtype) == (torch.float32, torch.int64)
    assert data.images.shape == (1797, 8, 8)
    assert (data.images.min().item(), data.images.max().item()) == (0.0, 1.0)
    assert (data.images * 16).int().numpy().tolist() == original.images.tolist()
    assert data.labels.tolist() == original.target.tolist()
    assert len(data.feature_names) == 64
    assert "UCI" in data.description
    assert "CC BY" in data.licence


def test_digits_do_not_share_memory():
    load_digits().images.zero_()
    assert load_digits().images.max() == 1


@pytest.mark.parametrize("name", ["china", "flower"])
def test_photos_are_sklearns(name):
    photo = load_photo(name)
    original = datasets.load_sample_image(f"{name}.jpg")
    assert (photo.shape, photo.dtype) == ((3, 427, 640), torch.float32)
    assert photo.is_contiguous()
    assert 0 <= photo.min() < 0.1
    assert 0.9 < photo.max() <= 1
    bytes_again = (photo * 255).round().byte().permute(1, 2, 0)
    assert (bytes_again.numpy() == original).all()


def test_photos_reject_other_names():
    with pytest.raises(ValueError, match=r"name must be china or flower, got 'cat'"):
        load_photo("cat")
