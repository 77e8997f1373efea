"""Accuracy against scikit-learn, and its errors."""

import pytest
import torch
from sklearn.metrics import accuracy_score

from helpers.metrics import accuracy


@pytest.mark.parametrize("kind", [torch.int64, torch.int32, torch.float32])
def test_equals_sklearn(kind, generator, device):
    predictions = torch.randint(3, (50,), generator=generator).to(device)
    targets = torch.randint(3, (50,), generator=generator).to(device, kind)
    copies = predictions.clone(), targets.clone()
    result = accuracy(predictions, targets)
    assert type(result) is float
    assert result == pytest.approx(accuracy_score(targets.cpu(), predictions.cpu()))
    assert torch.equal(predictions, copies[0])
    assert torch.equal(targets, copies[1])


def test_known_values():
    assert accuracy(torch.tensor([1]), torch.tensor([1])) == 1.0
    assert accuracy(torch.tensor([1]), torch.tensor([0])) == 0.0
    assert accuracy(torch.tensor([True, False]), torch.tensor([True, True])) == 0.5
    assert accuracy(torch.tensor([[0, 1], [2, 3]]), torch.tensor([[0, 1], [2, 0]])) == (
        0.75
    )


def test_counts_large_data_exactly():
    # 2**24 + 1 is the first integer that float32 cannot hold.
    wrong_one = torch.zeros(2**24 + 1, dtype=torch.int8)
    wrong_one[0] = 1
    result = accuracy(wrong_one, torch.zeros_like(wrong_one))
    assert result == 2**24 / (2**24 + 1)


def test_rejects_bad_input():
    classes = torch.tensor([0, 1])
    with pytest.raises(TypeError, match=r"predictions must hold classes .*float32"):
        accuracy(torch.tensor([0.2, 0.9]), classes)
    with pytest.raises(TypeError, match="targets must be a Tensor, got list"):
        accuracy(classes, [0, 1])
    with pytest.raises(ValueError, match=r"shape \(2,\) of predictions, got \(2, 1\)"):
        accuracy(classes, classes[:, None])
    with pytest.raises(ValueError, match="predictions is empty"):
        accuracy(classes[:0], classes[:0])
