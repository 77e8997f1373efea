# %% right: the libraries' own counters
def describe_tensor(data):
    if isinstance(data, torch.Tensor):
        library, values = "torch", data.numel()
    elif isinstance(data, np.ndarray):
        library, values = "numpy", int(data.size)
    else:
        raise TypeError("data must be an array or a tensor")
    words = {0: "scalar", 1: "vector", 2: "matrix"}
    return {
        "library": library,
        "name": words.get(data.ndim, f"{data.ndim}-D tensor"),
        "rank": data.ndim,
        "shape": tuple(int(n) for n in data.shape),
        "values": values,
        "dtype": str(data.dtype).split(".")[-1],
    }


# %% right: match on the type, names in a list, torch numel
def describe_tensor(data):
    match data:
        case np.ndarray():
            library, values, dtype = "numpy", int(data.size), data.dtype.name
        case torch.Tensor():
            library, values, dtype = (
                "torch",
                data.numel(),
                str(data.dtype).split(".")[-1],
            )
        case _:
            raise TypeError("give an array or a tensor")
    rank = len(data.shape)
    names = ["scalar", "vector", "matrix"]
    name = names[rank] if rank < 3 else f"{rank}-D tensor"
    return dict(
        library=library,
        name=name,
        rank=rank,
        shape=tuple(int(n) for n in data.shape),
        values=values,
        dtype=dtype,
    )


# %% right: keys built one by one in another order
def describe_tensor(data):
    if not isinstance(data, (np.ndarray, torch.Tensor)):
        raise TypeError("neither a NumPy array nor a torch tensor")
    out = {}
    out["dtype"] = str(data.dtype).replace("torch.", "")
    out["shape"] = tuple(data.shape)
    count = 1
    for length in out["shape"]:
        count *= length
    out["values"] = count
    out["rank"] = len(out["shape"])
    if out["rank"] == 0:
        out["name"] = "scalar"
    elif out["rank"] == 1:
        out["name"] = "vector"
    elif out["rank"] == 2:
        out["name"] = "matrix"
    else:
        out["name"] = str(out["rank"]) + "-D tensor"
    out["library"] = "torch" if torch.is_tensor(data) else "numpy"
    return out


# %% wrong: through NumPy, which knows no bfloat16
def describe_tensor(data):
    kinds = [(np.ndarray, "numpy"), (torch.Tensor, "torch")]
    library = next((word for kind, word in kinds if isinstance(data, kind)), None)
    if library is None:
        raise TypeError(f"cannot describe a {type(data).__name__}")
    array = np.asarray(data)
    rank = len(array.shape)
    name = (
        "scalar vector matrix".split()[rank] if rank <= 2 else str(rank) + "-D tensor"
    )
    return dict(
        library=library,
        name=name,
        rank=rank,
        shape=array.shape,
        values=int(np.prod(array.shape)),
        dtype=array.dtype.name,
    )


# %% wrong: keeps torch's prefix in the dtype
def describe_tensor(data):
    if not isinstance(data, (np.ndarray, torch.Tensor)):
        raise TypeError("data must be an array or a tensor")
    library = "torch" if isinstance(data, torch.Tensor) else "numpy"
    name = (
        ["scalar", "vector", "matrix"][data.ndim]
        if data.ndim < 3
        else f"{data.ndim}-D tensor"
    )
    values = int(np.prod(data.shape))
    return {
        "library": library,
        "name": name,
        "rank": data.ndim,
        "shape": tuple(data.shape),
        "values": values,
        "dtype": str(data.dtype),
    }


# %% wrong: takes the length of the first axis for the rank
def describe_tensor(data):
    if not isinstance(data, (np.ndarray, torch.Tensor)):
        raise TypeError("data must be an array or a tensor")
    library = "torch" if isinstance(data, torch.Tensor) else "numpy"
    shape = tuple(data.shape)
    rank = shape[0] if shape else 0
    name = ["scalar", "vector", "matrix"][rank] if rank < 3 else f"{rank}-D tensor"
    values = int(np.prod(shape))
    return {
        "library": library,
        "name": name,
        "rank": rank,
        "shape": shape,
        "values": values,
        "dtype": str(data.dtype).removeprefix("torch."),
    }


# %% wrong: accepts lists and turns them into arrays
def describe_tensor(data):
    library = "torch" if isinstance(data, torch.Tensor) else "numpy"
    data = np.asarray(data)
    name = (
        ["scalar", "vector", "matrix"][data.ndim]
        if data.ndim < 3
        else f"{data.ndim}-D tensor"
    )
    return {
        "library": library,
        "name": name,
        "rank": data.ndim,
        "shape": data.shape,
        "values": data.size,
        "dtype": str(data.dtype),
    }


# %% wrong: counts values by adding the lengths
def describe_tensor(data):
    if not isinstance(data, (np.ndarray, torch.Tensor)):
        raise TypeError("data must be an array or a tensor")
    library = "torch" if isinstance(data, torch.Tensor) else "numpy"
    name = (
        ["scalar", "vector", "matrix"][data.ndim]
        if data.ndim < 3
        else f"{data.ndim}-D tensor"
    )
    return {
        "library": library,
        "name": name,
        "rank": data.ndim,
        "shape": tuple(data.shape),
        "values": sum(data.shape),
        "dtype": str(data.dtype).removeprefix("torch."),
    }


# %% wrong: an empty axis counts as one
def describe_tensor(data):
    if not isinstance(data, (np.ndarray, torch.Tensor)):
        raise TypeError("data must be an array or a tensor")
    library = "torch" if isinstance(data, torch.Tensor) else "numpy"
    name = (
        ["scalar", "vector", "matrix"][data.ndim]
        if data.ndim < 3
        else f"{data.ndim}-D tensor"
    )
    values = 1
    for entries in data.shape:
        values *= max(entries, 1)
    return {
        "library": library,
        "name": name,
        "rank": data.ndim,
        "shape": tuple(data.shape),
        "values": values,
        "dtype": str(data.dtype).removeprefix("torch."),
    }


# %% wrong: everything from rank 2 on is a matrix
def describe_tensor(data):
    if not isinstance(data, (np.ndarray, torch.Tensor)):
        raise TypeError("data must be an array or a tensor")
    library = "torch" if isinstance(data, torch.Tensor) else "numpy"
    name = ["scalar", "vector", "matrix"][min(data.ndim, 2)]
    values = int(np.prod(data.shape))
    return {
        "library": library,
        "name": name,
        "rank": data.ndim,
        "shape": tuple(data.shape),
        "values": values,
        "dtype": str(data.dtype).removeprefix("torch."),
    }


# %% wrong: one dtype for each library
def describe_tensor(data):
    if not isinstance(data, (np.ndarray, torch.Tensor)):
        raise TypeError("data must be an array or a tensor")
    library, kind = (
        ("torch", "float32") if isinstance(data, torch.Tensor) else ("numpy", "uint8")
    )
    name = (
        ["scalar", "vector", "matrix"][data.ndim]
        if data.ndim < 3
        else f"{data.ndim}-D tensor"
    )
    values = int(np.prod(data.shape))
    return {
        "library": library,
        "name": name,
        "rank": data.ndim,
        "shape": tuple(data.shape),
        "values": values,
        "dtype": kind,
    }


# %% wrong: torch.Size instead of a plain tuple
import math


def describe_tensor(data):
    if isinstance(data, np.ndarray):
        library = "numpy"
    elif isinstance(data, torch.Tensor):
        library = "torch"
    else:
        raise TypeError(f"neither array nor tensor: {type(data).__name__}")
    return {
        "library": library,
        "name": {0: "scalar", 1: "vector", 2: "matrix"}.get(
            data.ndim, f"{data.ndim}-D tensor"
        ),
        "rank": data.ndim,
        "shape": data.shape,
        "values": math.prod(data.shape),
        "dtype": str(data.dtype).removeprefix("torch."),
    }


# %% wrong: shape is a list
import math


def describe_tensor(data):
    if isinstance(data, np.ndarray):
        library = "numpy"
    elif isinstance(data, torch.Tensor):
        library = "torch"
    else:
        raise TypeError(f"neither array nor tensor: {type(data).__name__}")
    return {
        "library": library,
        "name": {0: "scalar", 1: "vector", 2: "matrix"}.get(
            data.ndim, f"{data.ndim}-D tensor"
        ),
        "rank": data.ndim,
        "shape": list(data.shape),
        "values": math.prod(data.shape),
        "dtype": str(data.dtype).removeprefix("torch."),
    }


# %% wrong: values is a NumPy number (np.prod)
import math


def describe_tensor(data):
    if isinstance(data, np.ndarray):
        library = "numpy"
    elif isinstance(data, torch.Tensor):
        library = "torch"
    else:
        raise TypeError(f"neither array nor tensor: {type(data).__name__}")
    return {
        "library": library,
        "name": {0: "scalar", 1: "vector", 2: "matrix"}.get(
            data.ndim, f"{data.ndim}-D tensor"
        ),
        "rank": data.ndim,
        "shape": tuple(data.shape),
        "values": np.prod(data.shape),
        "dtype": str(data.dtype).removeprefix("torch."),
    }


# %% wrong: everything that has a shape and a dtype is numpy
import math


def describe_tensor(data):
    library = "torch" if isinstance(data, torch.Tensor) else "numpy"
    if not hasattr(data, "dtype"):
        raise TypeError("no dtype")
    return {
        "library": library,
        "name": {0: "scalar", 1: "vector", 2: "matrix"}.get(
            data.ndim, f"{data.ndim}-D tensor"
        ),
        "rank": data.ndim,
        "shape": tuple(data.shape),
        "values": math.prod(data.shape),
        "dtype": str(data.dtype).removeprefix("torch."),
    }


# %% wrong: a list raises TypeError, a number becomes an array
import math


def describe_tensor(data):
    if isinstance(data, (list, tuple)):
        raise TypeError("list")
    if not isinstance(data, torch.Tensor):
        data = np.asarray(data)
    library = "torch" if isinstance(data, torch.Tensor) else "numpy"
    return {
        "library": library,
        "name": {0: "scalar", 1: "vector", 2: "matrix"}.get(
            data.ndim, f"{data.ndim}-D tensor"
        ),
        "rank": data.ndim,
        "shape": tuple(data.shape),
        "values": math.prod(data.shape),
        "dtype": str(data.dtype).removeprefix("torch."),
    }


# %% wrong: rank 3 is called a cube
import math


def describe_tensor(data):
    if isinstance(data, np.ndarray):
        library = "numpy"
    elif isinstance(data, torch.Tensor):
        library = "torch"
    else:
        raise TypeError(f"neither array nor tensor: {type(data).__name__}")
    return {
        "library": library,
        "name": ["scalar", "vector", "matrix", "cube"][data.ndim]
        if data.ndim < 4
        else f"{data.ndim}-D tensor",
        "rank": data.ndim,
        "shape": tuple(data.shape),
        "values": math.prod(data.shape),
        "dtype": str(data.dtype).removeprefix("torch."),
    }


# %% wrong: torch prefix kept for whole numbers
import math


def describe_tensor(data):
    if isinstance(data, np.ndarray):
        library = "numpy"
    elif isinstance(data, torch.Tensor):
        library = "torch"
    else:
        raise TypeError(f"neither array nor tensor: {type(data).__name__}")
    return {
        "library": library,
        "name": {0: "scalar", 1: "vector", 2: "matrix"}.get(
            data.ndim, f"{data.ndim}-D tensor"
        ),
        "rank": data.ndim,
        "shape": tuple(data.shape),
        "values": math.prod(data.shape),
        "dtype": str(data.dtype).removeprefix("torch.f").replace("loat", "float")
        if "float" in str(data.dtype) and library == "torch"
        else str(data.dtype),
    }


# %% wrong: lstrip instead of removeprefix eats letters
import math


def describe_tensor(data):
    if isinstance(data, np.ndarray):
        library = "numpy"
    elif isinstance(data, torch.Tensor):
        library = "torch"
    else:
        raise TypeError(f"neither array nor tensor: {type(data).__name__}")
    return {
        "library": library,
        "name": {0: "scalar", 1: "vector", 2: "matrix"}.get(
            data.ndim, f"{data.ndim}-D tensor"
        ),
        "rank": data.ndim,
        "shape": tuple(data.shape),
        "values": math.prod(data.shape),
        "dtype": str(data.dtype).lstrip("torch."),
    }


# %% wrong: one more key
import math


def describe_tensor(data):
    if isinstance(data, np.ndarray):
        library = "numpy"
    elif isinstance(data, torch.Tensor):
        library = "torch"
    else:
        raise TypeError(f"neither array nor tensor: {type(data).__name__}")
    return {
        "library": library,
        "name": {0: "scalar", 1: "vector", 2: "matrix"}.get(
            data.ndim, f"{data.ndim}-D tensor"
        ),
        "rank": data.ndim,
        "shape": tuple(data.shape),
        "values": math.prod(data.shape),
        "dtype": str(data.dtype).removeprefix("torch."),
        "bytes": math.prod(data.shape) * 4,
    }


# %% wrong: a one-element array is called scalar
import math


def describe_tensor(data):
    if isinstance(data, np.ndarray):
        library = "numpy"
    elif isinstance(data, torch.Tensor):
        library = "torch"
    else:
        raise TypeError(f"neither array nor tensor: {type(data).__name__}")
    return {
        "library": library,
        "name": "scalar"
        if math.prod(data.shape) == 1
        else {0: "scalar", 1: "vector", 2: "matrix"}.get(
            data.ndim, f"{data.ndim}-D tensor"
        ),
        "rank": data.ndim,
        "shape": tuple(data.shape),
        "values": math.prod(data.shape),
        "dtype": str(data.dtype).removeprefix("torch."),
    }


# %% wrong: a matrix with one row or column is called vector
import math


def describe_tensor(data):
    if isinstance(data, np.ndarray):
        library = "numpy"
    elif isinstance(data, torch.Tensor):
        library = "torch"
    else:
        raise TypeError(f"neither array nor tensor: {type(data).__name__}")
    return {
        "library": library,
        "name": "vector"
        if data.ndim == 2 and 1 in data.shape
        else {0: "scalar", 1: "vector", 2: "matrix"}.get(
            data.ndim, f"{data.ndim}-D tensor"
        ),
        "rank": data.ndim,
        "shape": tuple(data.shape),
        "values": math.prod(data.shape),
        "dtype": str(data.dtype).removeprefix("torch."),
    }


# %% wrong: ValueError for a string
import math


def describe_tensor(data):
    if isinstance(data, str):
        raise ValueError("text")
    if isinstance(data, np.ndarray):
        library = "numpy"
    elif isinstance(data, torch.Tensor):
        library = "torch"
    else:
        raise TypeError("neither")
    return {
        "library": library,
        "name": {0: "scalar", 1: "vector", 2: "matrix"}.get(
            data.ndim, f"{data.ndim}-D tensor"
        ),
        "rank": data.ndim,
        "shape": tuple(data.shape),
        "values": math.prod(data.shape),
        "dtype": str(data.dtype).removeprefix("torch."),
    }


# %% wrong: rank from the shape without ones
import math


def describe_tensor(data):
    if isinstance(data, np.ndarray):
        library = "numpy"
    elif isinstance(data, torch.Tensor):
        library = "torch"
    else:
        raise TypeError(f"neither array nor tensor: {type(data).__name__}")
    return {
        "library": library,
        "name": {0: "scalar", 1: "vector", 2: "matrix"}.get(
            data.ndim, f"{data.ndim}-D tensor"
        ),
        "rank": len([n for n in data.shape if n != 1]),
        "shape": tuple(data.shape),
        "values": math.prod(data.shape),
        "dtype": str(data.dtype).removeprefix("torch."),
    }


# %% wrong: names listed by hand up to rank 5
import math


def describe_tensor(data):
    names = ["scalar", "vector", "matrix", "3-D tensor", "4-D tensor", "5-D tensor"]
    if isinstance(data, np.ndarray):
        library, dtype = "numpy", str(data.dtype)
    elif isinstance(data, torch.Tensor):
        library, dtype = "torch", str(data.dtype)[6:]
    else:
        raise TypeError("no tensor")
    return {
        "library": library,
        "name": names[data.ndim],
        "rank": data.ndim,
        "shape": tuple(data.shape),
        "values": math.prod(data.shape),
        "dtype": dtype,
    }
