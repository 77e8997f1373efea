"""Preparing features: one column a class, and columns on a common scale."""

from dataclasses import dataclass

import torch
from torch import Tensor

from helpers import _require

__all__ = ["Standardizer", "fit_standardizer", "one_hot"]


def one_hot(classes: Tensor, num_classes: int) -> Tensor:
    """Return one column for each class: 1 in the class of the row, 0 elsewhere.

    Parameters
    ----------
    classes : Tensor, shape (n,), int
        Class index of each example, ``0 <= index < num_classes``. Not modified.
    num_classes : int
        Number of columns.

    Returns
    -------
    Tensor, shape (n, num_classes), float32, same device as `classes`
        Zeros, with a single 1 in each row.

    Raises
    ------
    TypeError
        If `classes` is not an integer tensor or `num_classes` is not an int.
    ValueError
        If `classes` is not one-dimensional or empty, or `num_classes` is not
        positive. On the CPU also if a class is out of range; on a GPU its row
        is all zero.

    See Also
    --------
    torch.nn.functional.one_hot : The library version, which returns int64.

    Examples
    --------
    >>> one_hot(torch.tensor([2, 0]), 3)
    tensor([[0., 0., 1.],
            [1., 0., 0.]])
    """
    _require.classes("classes", classes)
    if classes.dtype == torch.bool:
        raise TypeError("classes must be integer, got torch.bool")
    _require.dims("classes", classes, "(n,)", 1)
    _require.count("num_classes", num_classes)
    _require.class_range("classes", classes, num_classes)
    columns = torch.arange(num_classes, device=classes.device)
    return (classes[:, None] == columns).float()


@dataclass(frozen=True)
class Standardizer:
    """Shift and scale of each feature, measured once and used on any data.

    Measure on the training set only, and use the same numbers on the others:
    otherwise the test set leaks into the model.

    Parameters
    ----------
    mean : Tensor, shape (d,)
        What is subtracted from each column.
    scale : Tensor, shape (d,)
        What each column is then divided by; never 0.

    See Also
    --------
    fit_standardizer : Measures both.

    Examples
    --------
    >>> standardizer = Standardizer(torch.tensor([10.0]), torch.tensor([2.0]))
    >>> standardizer.transform(torch.tensor([[10.0], [14.0]]))
    tensor([[0.],
            [2.]])
    """

    mean: Tensor
    scale: Tensor

    def transform(self, features: Tensor) -> Tensor:
        """Return the features in units of their spread, counted from their mean.

        Parameters
        ----------
        features : Tensor, shape (n, d), floating point
            One example a row. Not modified.

        Returns
        -------
        Tensor, same shape, dtype and device as `features`
            Standardised features; differentiable in `features`.

        Raises
        ------
        TypeError
            If `features` has not the dtype that was measured.
        ValueError
            If `features` has not as many columns as were measured.

        Examples
        --------
        >>> features = torch.tensor([[1.0], [3.0]])
        >>> fit_standardizer(features).transform(torch.tensor([[5.0]]))
        tensor([[3.]])
        """
        _require.floating("features", features)
        _require.same_dtype(("mean", "features"), self.mean, features)
        if features.ndim != 2 or features.shape[1:] != self.mean.shape:
            raise ValueError(
                f"features must have shape (n, {len(self.mean)}), "
                f"got {tuple(features.shape)}"
            )
        return (features - self.mean) / self.scale


def fit_standardizer(features: Tensor) -> Standardizer:
    r"""Measure the mean and the standard deviation of each column.

    The deviation is the one of the data at hand: :math:`\sqrt{\frac{1}{n}
    \sum_i (x_i - \bar x)^2}`. A column that never changes gets the scale 1, so
    that it becomes 0 instead of NaN.

    Parameters
    ----------
    features : Tensor, shape (n, d), floating point
        The training examples, one a row. Not modified.

    Returns
    -------
    Standardizer
        With `mean` and `scale` of shape (d,), in dtype and device of `features`.

    Raises
    ------
    TypeError
        If `features` is not a floating-point tensor.
    ValueError
        If `features` is empty or does not have two dimensions.

    See Also
    --------
    sklearn.preprocessing.StandardScaler : The library version.

    Examples
    --------
    >>> fit_standardizer(torch.tensor([[1.0, 5.0], [3.0, 5.0]]))
    Standardizer(mean=tensor([2., 5.]), scale=tensor([1., 1.]))
    """
    _require.floating("features", features)
    _require.dims("features", features, "(n, d)", 2)
    lowest, highest = features.amin(dim=0), features.amax(dim=0)
    constant = lowest == highest
    # The mean of n equal numbers is rounded; the number itself is exact.
    mean = torch.where(constant, lowest, features.mean(dim=0))
    deviation = features.std(dim=0, correction=0)
    return Standardizer(mean, torch.where(constant, 1.0, deviation))
