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


# %% right: through NumPy, whichever library it was
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
