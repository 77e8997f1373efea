"""Made-up points in two classes or more: the smallest data a classifier can learn."""

from collections.abc import Sequence

import torch
from torch import Tensor

from helpers import _require

__all__ = ["blobs", "linearly_separable"]


def linearly_separable(
    num_points: int,
    *,
    margin: float = 0.2,
    dim: int = 2,
    generator: torch.Generator,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    r"""Return points of two classes, and a hyperplane that keeps them apart.

    The points are spread evenly over the cube :math:`[-1, 1]^d`, moved to the
    side of their class, and pushed away from the hyperplane by the margin. The
    classes are equally large (class 0 has one point more if the number is odd).

    Parameters
    ----------
    num_points : int
        Number of points.
    margin : float, default: 0.2
        Smallest distance from a point to the hyperplane.
    dim : int, default: 2
        Number of features.
    generator : torch.Generator
        Source of randomness: the same seed gives the same points.

    Returns
    -------
    points : Tensor, shape (num_points, dim), float32
        One point a row, on the device of `generator`.
    labels : Tensor, shape (num_points,), int64
        Classes 0 and 1, in random order.
    weights : Tensor, shape (dim,), float32
        Normal of the hyperplane, of length 1, pointing to class 1.
    bias : Tensor, shape (), float32
        Its bias, between -0.25 and 0.25.

    Raises
    ------
    TypeError
        If an argument is of the wrong type.
    ValueError
        If a count is less than 1 or `margin` is negative.

    See Also
    --------
    blobs : Classes that overlap.

    Examples
    --------
    >>> generator = torch.Generator().manual_seed(0)
    >>> points, labels, weights, bias = linearly_separable(6, generator=generator)
    >>> torch.equal(points @ weights + bias > 0, labels == 1)
    True
    """
    _require.count("num_points", num_points)
    _require.positive("margin", margin, or_zero=True)
    _require.count("dim", dim)
    _require.generator(generator)
    # Double precision, and a hair more than the margin: rounding the result to
    # float32 must not put a point closer than was asked for.
    gap = margin * 1.0001 + 1e-5
    rng, device, double = generator, generator.device, torch.float64
    normal = torch.randn(dim, generator=rng, device=device, dtype=double)
    normal = normal / torch.linalg.vector_norm(normal)
    uniform = torch.rand(num_points, dim, generator=rng, device=device, dtype=double)
    points = 2 * uniform - 1
    bias = torch.rand(1, generator=rng, device=device, dtype=double)[0] / 2 - 0.25
    labels = torch.randperm(num_points, generator=rng, device=device) % 2
    side = 2 * labels - 1  # (num_points,), -1 or 1
    distance = points @ normal + bias  # (num_points,)
    wanted = side * (distance.abs() + gap)
    points = points + (wanted - distance)[:, None] * normal
    return points.float(), labels, normal.float(), bias.float()


def blobs(
    num_points: int,
    *,
    centers: Tensor | Sequence[Sequence[float]],
    spread: float,
    generator: torch.Generator,
) -> tuple[Tensor, Tensor]:
    """Return points scattered around centres, one class a centre.

    Each class is a round normal distribution. The classes are equally large, or
    differ by one point.

    Parameters
    ----------
    num_points : int
        Number of points over all classes.
    centers : Tensor or nested sequence, shape (num_classes, dim)
        Mean of each class. Not modified.
    spread : float
        Standard deviation of every feature, in the unit of `centers`.
    generator : torch.Generator
        Source of randomness: the same seed gives the same points.

    Returns
    -------
    points : Tensor, shape (num_points, dim), float32
        One point a row, on the device of `generator`.
    labels : Tensor, shape (num_points,), int64
        Index of the centre of each point, in random order.

    Raises
    ------
    TypeError
        If an argument is of the wrong type.
    ValueError
        If `num_points` is less than 1, `spread` is negative, or `centers` does
        not have two dimensions.

    See Also
    --------
    sklearn.datasets.make_blobs : The library version.

    Examples
    --------
    >>> generator = torch.Generator().manual_seed(0)
    >>> points, labels = blobs(
    ...     4, centers=[[0.0, 0.0], [9.0, 9.0]], spread=0.1, generator=generator
    ... )
    >>> torch.equal(points.mean(dim=1) > 4.5, labels == 1)
    True
    """
    _require.count("num_points", num_points)
    _require.positive("spread", spread, or_zero=True)
    _require.generator(generator)
    device = generator.device
    means = torch.as_tensor(centers, dtype=torch.float32, device=device)
    _require.dims("centers", means, "(num_classes, dim)", 2)
    order = torch.randperm(num_points, generator=generator, device=device)
    labels = order % len(means)
    noise = torch.randn(num_points, means.shape[1], generator=generator, device=device)
    return means[labels] + spread * noise, labels
