"""Two photographs, of a temple and of a flower: scikit-learn's bundled images."""

import torch
from sklearn import datasets
from torch import Tensor

__all__ = ["load_photo"]

_NAMES = ("china", "flower")


def load_photo(name: str) -> Tensor:
    """Return a colour photograph as a tensor; nothing is downloaded.

    Parameters
    ----------
    name : {"china", "flower"}
        Which photograph.

    Returns
    -------
    Tensor, shape (3, 427, 640), float32
        Red, green and blue, 0 (dark) to 1 (bright).

    Raises
    ------
    ValueError
        If there is no photograph of that name.

    See Also
    --------
    sklearn.datasets.load_sample_image : Where they come from; bytes, (H, W, 3).

    Notes
    -----
    Both are under a Creative Commons Attribution licence: "china" by
    danielbuechele, "flower" by vultilion, both published on Flickr in 2011.

    Examples
    --------
    >>> load_photo("flower").shape
    torch.Size([3, 427, 640])
    """
    if name not in _NAMES:
        raise ValueError(f"name must be china or flower, got {name!r}")
    pixels = torch.tensor(datasets.load_sample_image(f"{name}.jpg"))  # (H, W, 3)
    return pixels.permute(2, 0, 1).contiguous().float() / 255
