"""Handwritten digits, real ones, 8 by 8 pixels: scikit-learn's bundled data."""

from dataclasses import dataclass

import torch
from sklearn import datasets
from torch import Tensor

__all__ = ["Digits", "load_digits"]


@dataclass(frozen=True)
class Digits:
    """Small images of handwritten digits.

    Parameters
    ----------
    images : Tensor, shape (1797, 8, 8), float32
        Grey values, 0 (paper) to 1 (ink), in steps of 1/16.
    labels : Tensor, shape (1797,), int64
        The digit, 0 to 9.
    feature_names : tuple of str
        Name of each of the 64 pixels, row by row.
    description : str
        What the data is and where it comes from.
    licence : str
        What may be done with it.

    Examples
    --------
    >>> load_digits().labels[:5]
    tensor([0, 1, 2, 3, 4])
    """

    images: Tensor
    labels: Tensor
    feature_names: tuple[str, ...]
    description: str
    licence: str


def load_digits() -> Digits:
    """Return 1,797 digits written by 43 people; nothing is downloaded.

    Returns
    -------
    Digits
        Images, labels, names, description and licence.

    See Also
    --------
    sklearn.datasets.load_digits : Where they come from; grey values 0 to 16.

    References
    ----------
    .. [1] E. Alpaydin, C. Kaynak, "Optical Recognition of Handwritten Digits",
       UCI Machine Learning Repository, 1998.

    Examples
    --------
    >>> digits = load_digits()
    >>> digits.images.shape, digits.images.max()
    (torch.Size([1797, 8, 8]), tensor(1.))
    """
    bunch = datasets.load_digits()
    return Digits(
        images=torch.tensor(bunch.images, dtype=torch.float32) / 16,
        labels=torch.tensor(bunch.target, dtype=torch.int64),
        feature_names=tuple(bunch.feature_names),
        description=(
            "Test part of the UCI Optical Recognition of Handwritten Digits data, "
            "as bundled with scikit-learn."
        ),
        licence="CC BY 4.0 (E. Alpaydin and C. Kaynak, 1998)",
    )
