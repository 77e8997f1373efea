# %% right: one template for each kind and layout
def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    templates = {
        ("vector", False): "samples features",
        ("vector", True): "samples features",
        ("series", False): "samples steps features",
        ("series", True): "samples steps features",
        ("image", False): "samples height width channels",
        ("image", True): "samples channels height width",
        ("video", False): "samples frames height width channels",
        ("video", True): "samples channels frames height width",
    }
    if layout not in {"channels_first", "channels_last"}:
        raise ValueError(f"unknown layout {layout}")
    template = templates.get((kind, layout == "channels_first"))
    if template is None:
        raise ValueError(f"unknown kind {kind}")
    shape, values = [], 1
    for name in template.split():
        if name not in sizes:
            raise ValueError("missing size: " + name)
        shape.append(sizes[name])
        values = values * sizes[name]
    return {
        "shape": tuple(shape),
        "values": values,
        "mebibytes": values * bits / (8 * 1024 * 1024),
    }


# %% right: inserts the channels where they belong
import math


def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    inner = {
        "vector": ["features"],
        "series": ["steps", "features"],
        "image": ["height", "width"],
        "video": ["frames", "height", "width"],
    }
    try:
        names = ["samples"] + inner[kind]
        places = {"channels_last": len(names), "channels_first": 1}
        place = places[layout]
    except KeyError as error:
        raise ValueError(f"unknown word: {error}") from None
    if kind in ("image", "video"):
        names.insert(place, "channels")
    lacking = [name for name in names if name not in sizes]
    if lacking:
        raise ValueError(f"sizes lacks {', '.join(lacking)}")
    shape = tuple(sizes[name] for name in names)
    total = math.prod(shape)
    return {"shape": shape, "values": total, "mebibytes": total * (bits / 8) / 2**20}


# %% wrong: megabytes instead of mebibytes
def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    axes = {
        "vector": ["samples", "features"],
        "series": ["samples", "steps", "features"],
        "image": ["samples", "height", "width", "channels"],
        "video": ["samples", "frames", "height", "width", "channels"],
    }
    if kind not in axes or layout not in ("channels_last", "channels_first"):
        raise ValueError("unknown")
    names = axes[kind]
    if layout == "channels_first" and "channels" in names:
        names = ["samples", "channels"] + names[1:-1]
    for name in names:
        if name not in sizes:
            raise ValueError(name)
    shape = tuple(sizes[n] for n in names)
    values = int(np.prod(shape, dtype=object))
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 1e6}


# %% wrong: bits is ignored
def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    axes = {
        "vector": ["samples", "features"],
        "series": ["samples", "steps", "features"],
        "image": ["samples", "height", "width", "channels"],
        "video": ["samples", "frames", "height", "width", "channels"],
    }
    if kind not in axes or layout not in ("channels_last", "channels_first"):
        raise ValueError("unknown")
    names = axes[kind]
    if layout == "channels_first" and "channels" in names:
        names = ["samples", "channels"] + names[1:-1]
    for name in names:
        if name not in sizes:
            raise ValueError(name)
    shape = tuple(sizes[n] for n in names)
    values = int(np.prod(shape, dtype=object))
    return {"shape": shape, "values": values, "mebibytes": values * 4 / 2**20}


# %% wrong: channels-first puts the channels before the samples
def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    axes = {
        "vector": ["samples", "features"],
        "series": ["samples", "steps", "features"],
        "image": ["samples", "height", "width", "channels"],
        "video": ["samples", "frames", "height", "width", "channels"],
    }
    if kind not in axes or layout not in ("channels_last", "channels_first"):
        raise ValueError("unknown")
    names = axes[kind]
    if layout == "channels_first" and "channels" in names:
        names = ["channels"] + names[:-1]
    for name in names:
        if name not in sizes:
            raise ValueError(name)
    shape = tuple(sizes[n] for n in names)
    values = int(np.prod(shape, dtype=object))
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 2**20}


# %% wrong: swaps the features of a series too
def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    axes = {
        "vector": ["samples", "features"],
        "series": ["samples", "steps", "features"],
        "image": ["samples", "height", "width", "channels"],
        "video": ["samples", "frames", "height", "width", "channels"],
    }
    if kind not in axes or layout not in ("channels_last", "channels_first"):
        raise ValueError("unknown")
    names = axes[kind]
    if layout == "channels_first":
        names = ["samples", names[-1]] + names[1:-1]
    for name in names:
        if name not in sizes:
            raise ValueError(name)
    shape = tuple(sizes[n] for n in names)
    values = int(np.prod(shape, dtype=object))
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 2**20}


# %% wrong: 32-bit whole numbers overflow
def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    axes = {
        "vector": ["samples", "features"],
        "series": ["samples", "steps", "features"],
        "image": ["samples", "height", "width", "channels"],
        "video": ["samples", "frames", "height", "width", "channels"],
    }
    if kind not in axes or layout not in ("channels_last", "channels_first"):
        raise ValueError("unknown")
    names = axes[kind]
    if layout == "channels_first" and "channels" in names:
        names = ["samples", "channels"] + names[1:-1]
    for name in names:
        if name not in sizes:
            raise ValueError(name)
    shape = tuple(sizes[n] for n in names)
    values = int(np.prod(shape, dtype=np.int32))
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 2**20}


# %% wrong: really creates the tensor
def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    axes = {
        "vector": ["samples", "features"],
        "series": ["samples", "steps", "features"],
        "image": ["samples", "height", "width", "channels"],
        "video": ["samples", "frames", "height", "width", "channels"],
    }
    if kind not in axes or layout not in ("channels_last", "channels_first"):
        raise ValueError("unknown")
    names = axes[kind]
    if layout == "channels_first" and "channels" in names:
        names = ["samples", "channels"] + names[1:-1]
    for name in names:
        if name not in sizes:
            raise ValueError(name)
    tensor = np.empty([sizes[n] for n in names], dtype=f"uint{bits}")
    return {
        "shape": tensor.shape,
        "values": tensor.size,
        "mebibytes": tensor.nbytes / 2**20,
    }


# %% wrong: a missing size is a KeyError
def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    axes = {
        "vector": ["samples", "features"],
        "series": ["samples", "steps", "features"],
        "image": ["samples", "height", "width", "channels"],
        "video": ["samples", "frames", "height", "width", "channels"],
    }
    if kind not in axes or layout not in ("channels_last", "channels_first"):
        raise ValueError("unknown")
    names = axes[kind]
    if layout == "channels_first" and "channels" in names:
        names = ["samples", "channels"] + names[1:-1]
    shape = tuple(sizes[n] for n in names)
    values = int(np.prod(shape, dtype=object))
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 2**20}
