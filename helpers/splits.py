"""Splitting a data set at random into parts that share no example."""

import itertools
import math
from collections.abc import Sequence

import torch
from torch import Tensor

from helpers import _require

__all__ = ["split_indices"]


def split_indices(
    num_examples: int,
    fractions: Sequence[float],
    *,
    generator: torch.Generator,
    stratify: Tensor | None = None,
) -> tuple[Tensor, ...]:
    """Return the row numbers of each part of a random split.

    Every example is in exactly one part, and every part is shuffled.

    Parameters
    ----------
    num_examples : int
        Number of rows to share out.
    fractions : sequence of float
        Share of each part, such as ``(0.7, 0.15, 0.15)``; they add up to 1.
    generator : torch.Generator
        Source of randomness: the same seed gives the same split.
    stratify : Tensor, shape (num_examples,), bool or int, optional
        Class of each example. Each class is then shared out on its own, so that
        every part has the classes in (almost) the same proportions.

    Returns
    -------
    tuple of Tensor, int64, on the device of `generator`
        Row numbers, one tensor a part. With `stratify`, a part holds less than
        one example more or less than its share of each class.

    Raises
    ------
    TypeError
        If an argument is of the wrong type or `stratify` holds no classes.
    ValueError
        If the fractions are not positive or do not add up to 1, if `stratify`
        has the wrong shape, or if a part would be empty.

    See Also
    --------
    sklearn.model_selection.train_test_split : The library version, for two parts.

    Examples
    --------
    >>> generator = torch.Generator().manual_seed(0)
    >>> train, test = split_indices(10, (0.8, 0.2), generator=generator)
    >>> len(train), len(test), len(set(train.tolist()) | set(test.tolist()))
    (8, 2, 10)
    """
    _require.count("num_examples", num_examples)
    _require_fractions(fractions)
    _require.generator(generator)
    shuffled = _shuffle(torch.arange(num_examples, device=generator.device), generator)
    groups = [shuffled]
    if stratify is not None:
        _require.classes("stratify", stratify)
        if stratify.shape != (num_examples,):
            raise ValueError(
                f"stratify must have shape ({num_examples},), "
                f"got {tuple(stratify.shape)}"
            )
        classes = stratify.to(generator.device)[shuffled]
        groups = [shuffled[classes == value] for value in classes.unique()]
    shares = [_share_out(group, fractions) for group in groups]
    # Shuffled once more, or a stratified part would come sorted by class.
    parts = tuple(
        _shuffle(torch.cat(pieces), generator) for pieces in zip(*shares, strict=True)
    )
    for part, fraction in zip(parts, fractions, strict=True):
        if len(part) == 0:
            raise ValueError(
                f"fractions leave a part empty: {fraction} of {num_examples} examples"
            )
    return parts


def _require_fractions(fractions: Sequence[float]) -> None:
    """Raise unless the fractions are positive and add up to 1."""
    if isinstance(fractions, (str, bytes)) or not isinstance(fractions, Sequence):
        kind = type(fractions).__name__
        raise TypeError(f"fractions must be a sequence of numbers, got {kind}")
    for fraction in fractions:
        _require.positive("fractions", fraction)
    if not math.isclose(math.fsum(fractions), 1.0, abs_tol=1e-6):
        raise ValueError(f"fractions must add up to 1, got {tuple(fractions)}")


def _shuffle(indices: Tensor, generator: torch.Generator) -> Tensor:
    """Return the indices in random order."""
    order = torch.randperm(len(indices), generator=generator, device=generator.device)
    return indices[order]


def _share_out(indices: Tensor, fractions: Sequence[float]) -> list[Tensor]:
    """Cut the indices at the rounded running totals of the fractions."""
    totals = [math.fsum(fractions[:count]) for count in range(1, len(fractions))]
    cuts = [round(total * len(indices)) for total in totals]
    edges = [0, *cuts, len(indices)]
    return [indices[start:end] for start, end in itertools.pairwise(edges)]
