"""Splits: disjoint, complete, repeatable, in proportion."""

import pytest
import torch

from helpers.splits import split_indices


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("num_examples", [3, 10, 101, 1000])
@pytest.mark.parametrize("fractions", [(0.6, 0.4), (0.34, 0.33, 0.33)])
@pytest.mark.parametrize("stratified", [False, True])
def test_every_example_is_in_exactly_one_part(num_examples, fractions, stratified):
    classes = torch.zeros(num_examples, dtype=torch.int64) if stratified else None
    parts = split_indices(num_examples, fractions, generator=seeded(), stratify=classes)
    assert len(parts) == len(fractions)
    assert all(part.dtype == torch.int64 for part in parts)
    assert torch.equal(torch.cat(parts).sort().values, torch.arange(num_examples))
    for part, fraction in zip(parts, fractions, strict=True):
        assert abs(len(part) - fraction * num_examples) < 1


def test_a_rounding_error_in_the_fractions_loses_no_example():
    parts = split_indices(3_000_000, (0.5, 0.4999996), generator=seeded())
    assert sum(len(part) for part in parts) == 3_000_000


def test_the_seed_decides():
    first, again = (split_indices(50, (0.5, 0.5), generator=seeded(1)) for _ in "ab")
    other = split_indices(50, (0.5, 0.5), generator=seeded(2))
    assert torch.equal(first[0], again[0])
    assert not torch.equal(first[0], other[0])


def test_global_randomness_is_neither_used_nor_moved():
    torch.manual_seed(5)
    state = torch.get_rng_state()
    first = split_indices(50, (0.5, 0.5), generator=seeded())
    assert torch.equal(torch.get_rng_state(), state)
    torch.manual_seed(6)
    again = split_indices(50, (0.5, 0.5), generator=seeded())
    assert torch.equal(first[0], again[0])


@pytest.mark.parametrize("dtype", [torch.int64, torch.bool])
def test_stratified_parts_have_the_proportions_of_the_whole(dtype):
    classes = (torch.arange(200) % 10 == 0).to(dtype)  # 20 of one, 180 of the other
    copy = classes.clone()
    fractions = (0.7, 0.15, 0.15)
    parts = split_indices(200, fractions, generator=seeded(), stratify=classes)
    for part, fraction in zip(parts, fractions, strict=True):
        assert abs(classes[part].long().sum().item() - 20 * fraction) < 1
        assert abs(len(part) - 200 * fraction) < 2
    assert torch.equal(classes, copy)


def test_stratified_parts_are_shuffled():
    classes = torch.arange(100) // 50
    train, _ = split_indices(100, (0.8, 0.2), generator=seeded(), stratify=classes)
    in_order = classes[train]
    assert not torch.equal(in_order, in_order.sort().values)


def test_single_part_is_a_permutation():
    (part,) = split_indices(9, (1.0,), generator=seeded())
    assert sorted(part.tolist()) == list(range(9))
    assert part.tolist() != list(range(9))


@pytest.mark.parametrize("fractions", [(0.5, 0.4), (0.8, 0.3), (1.5, -0.5), (1, 0), ()])
def test_rejects_bad_fractions(fractions):
    with pytest.raises(ValueError, match="fractions must"):
        split_indices(10, fractions, generator=seeded())


def test_rejects_bad_input():
    halves = (0.5, 0.5)
    with pytest.raises(TypeError, match="fractions must be a sequence"):
        split_indices(10, 0.5, generator=seeded())
    with pytest.raises(TypeError, match="fractions must be a number, got str"):
        split_indices(10, ["1"], generator=seeded())
    with pytest.raises(TypeError, match="num_examples must be an int, got float"):
        split_indices(10.0, halves, generator=seeded())
    with pytest.raises(ValueError, match="num_examples must be at least 1, got 0"):
        split_indices(0, halves, generator=seeded())
    with pytest.raises(TypeError, match=r"generator must be a torch\.Generator, got"):
        split_indices(10, halves, generator=0)
    with pytest.raises(TypeError, match="stratify must hold classes"):
        split_indices(10, halves, generator=seeded(), stratify=torch.zeros(10))
    with pytest.raises(ValueError, match=r"stratify must have shape \(10,\)"):
        split_indices(10, halves, generator=seeded(), stratify=torch.arange(9))
    with pytest.raises(ValueError, match=r"leave a part empty: 0\.1 of 2 examples"):
        split_indices(2, (0.9, 0.1), generator=seeded())
