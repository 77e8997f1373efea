"""Functions and types taken before any learner's cell runs.

A cell may replace ``torch.equal``, ``numpy.allclose`` or ``builtins.all``. The checks
use none of those by name at run time: they hold the originals from here.
"""

import builtins
import collections
from typing import Any

import numpy as np
import torch

__all__ = [
    "BUILTINS",
    "FLOAT_DTYPES",
    "KINDS",
    "NUMPY_SCALARS",
    "is_array",
    "is_tensor",
    "tensor_device",
    "tensor_dtype",
    "tensor_shape",
    "tensor_values",
]

# A private copy. Every module here sets it as its own ``__builtins__`` before it
# defines a function, so a replaced builtin does not reach the checks.
BUILTINS: dict[str, Any] = dict(vars(builtins))

_base = torch._C.TensorBase  # written in C: nothing in it can be replaced
_detach, _cpu, _to, _numpy = _base.detach, _base.cpu, _base.to, _base.numpy
_resolve_conj, _resolve_neg = _base.resolve_conj, _base.resolve_neg
_shape, _dtype = _base.shape.__get__, _base.dtype.__get__  # type: ignore[attr-defined]
_device = _base.device.__get__  # type: ignore[attr-defined]
_layout = _base.layout.__get__  # type: ignore[attr-defined]
_plain_torch = torch._C.DisableTorchFunction
_array, _float64, _strided = np.array, torch.float64, torch.strided
_TENSOR, _PARAMETER, _ARRAY = torch.Tensor, torch.nn.Parameter, np.ndarray
_NUMPY_DTYPES = (
    *(torch.bool, torch.uint8, torch.uint16, torch.uint32, torch.uint64),
    *(torch.int8, torch.int16, torch.int32, torch.int64),
    *(torch.float16, torch.float32, torch.float64, torch.complex64, torch.complex128),
)
FLOAT_DTYPES = (torch.float16, torch.bfloat16, torch.float32, torch.float64)

# Exact types by identity: a metaclass with its own __eq__ or __hash__ gets no say.
NUMPY_SCALARS = frozenset(
    id(kind)
    for kind in np.sctypeDict.values()
    if kind not in (np.object_, np.void, np.str_, np.bytes_)
)
KINDS: dict[int, str] = {
    **dict.fromkeys((id(bool), id(int), id(float), id(complex)), "number"),
    **dict.fromkeys(NUMPY_SCALARS, "number"),
    **dict.fromkeys((id(str), id(np.str_)), "text"),
    id(type(None)): "none",
    id(list): "list",
    id(tuple): "tuple",
    id(torch.Size): "tuple",
    **{id(k): "tuple" for k in vars(torch.return_types).values() if type(k) is type},
    id(dict): "dict",
    id(collections.OrderedDict): "dict",
    id(collections.defaultdict): "dict",
    id(collections.Counter): "dict",
    id(torch.dtype): "word",
    id(torch.device): "word",
    id(np.ndarray): "array",
    id(torch.Tensor): "tensor",
    id(torch.nn.Parameter): "tensor",
}


def is_tensor(value: object) -> bool:
    """Say whether a value is exactly a tensor or a parameter, not a subclass.

    Parameters
    ----------
    value : object
        Anything.

    Returns
    -------
    bool
        True for ``torch.Tensor`` and ``torch.nn.Parameter``.

    Examples
    --------
    >>> is_tensor(torch.zeros(2)), is_tensor([0.0, 0.0])
    (True, False)
    """
    return type(value) is _TENSOR or type(value) is _PARAMETER


def is_array(value: object) -> bool:
    """Say whether a value is exactly a NumPy array, not a subclass.

    Parameters
    ----------
    value : object
        Anything.

    Returns
    -------
    bool
        True for ``numpy.ndarray``.

    Examples
    --------
    >>> is_array(np.zeros(2)), is_array(np.float64(0.0))
    (True, False)
    """
    return type(value) is _ARRAY


def tensor_shape(tensor: Any) -> tuple[int, ...]:
    """Return a tensor's shape.

    Parameters
    ----------
    tensor : Tensor
        An exact tensor.

    Returns
    -------
    tuple of int
        Its sizes.

    Examples
    --------
    >>> tensor_shape(torch.zeros(2, 3))
    (2, 3)
    """
    with _plain_torch():
        return tuple(_shape(tensor))


def tensor_dtype(tensor: Any) -> torch.dtype:
    """Return a tensor's dtype.

    Parameters
    ----------
    tensor : Tensor
        An exact tensor.

    Returns
    -------
    torch.dtype
        Its dtype.

    Examples
    --------
    >>> tensor_dtype(torch.zeros(2))
    torch.float32
    """
    with _plain_torch():
        return _dtype(tensor)


def tensor_device(tensor: Any) -> torch.device:
    """Return a tensor's device.

    Parameters
    ----------
    tensor : Tensor
        An exact tensor.

    Returns
    -------
    torch.device
        Its device.

    Examples
    --------
    >>> tensor_device(torch.zeros(2)).type
    'cpu'
    """
    with _plain_torch():
        return _device(tensor)


def tensor_values(tensor: Any) -> Any:
    """Copy a tensor's values into a NumPy array.

    Parameters
    ----------
    tensor : Tensor
        An exact tensor, on any device; it may require grad. What NumPy has no dtype
        for (bfloat16) becomes float64.

    Returns
    -------
    ndarray or None
        None for a tensor without dense values (sparse, meta, quantized).

    Examples
    --------
    >>> tensor_values(torch.tensor([1.0, 2.0], requires_grad=True)).tolist()
    [1.0, 2.0]
    """
    try:
        with _plain_torch():
            plain = _cpu(_detach(tensor))
            if _layout(plain) is not _strided:
                return None
            if _dtype(plain) not in _NUMPY_DTYPES:
                plain = _to(plain, _float64)
            return _array(_numpy(_resolve_neg(_resolve_conj(plain))))
    except (RuntimeError, TypeError):
        return None
