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


# %% right: insert and pop, missing by KeyError turned into ValueError
import math

AXES = {
    "vector": ["samples", "features"],
    "series": ["samples", "steps", "features"],
    "image": ["samples", "height", "width", "channels"],
    "video": ["samples", "frames", "height", "width", "channels"],
}


def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    if kind not in AXES:
        raise ValueError(f"unknown kind {kind!r}")
    if layout not in ("channels_last", "channels_first"):
        raise ValueError(f"unknown layout {layout!r}")
    names = list(AXES[kind])
    if layout == "channels_first" and kind in {"image", "video"}:
        names.insert(1, names.pop())

    shape = ()
    try:
        shape = tuple([sizes[name] for name in names])
    except KeyError as error:
        raise ValueError(f"missing size: {error.args[0]}") from error
    values = 1
    for n in shape:
        values *= n
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 2**20}


# %% right: if-chain, all missing names in one message
def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    last = layout == "channels_last"
    if not last and layout != "channels_first":
        raise ValueError("layout: " + str(layout))
    if kind == "vector":
        needed = "samples features"
    elif kind == "series":
        needed = "samples steps features"
    elif kind == "image":
        needed = (
            "samples height width channels" if last else "samples channels height width"
        )
    elif kind == "video":
        needed = (
            "samples frames height width channels"
            if last
            else "samples channels frames height width"
        )
    else:
        raise ValueError("kind: " + str(kind))
    needed = needed.split()
    if absent := [name for name in needed if name not in sizes]:
        raise ValueError("missing: " + ", ".join(absent))
    shape = tuple(map(sizes.get, needed))
    values = 1
    for length in shape:
        values = values * length
    return {
        "mebibytes": values * bits / (8 * 1024 * 1024),
        "values": values,
        "shape": shape,
    }


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


# %% wrong: frames and channels in the wrong order for videos
import math

AXES = {
    "vector": ["samples", "features"],
    "series": ["samples", "steps", "features"],
    "image": ["samples", "height", "width", "channels"],
    "video": ["samples", "frames", "height", "width", "channels"],
}


def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    if kind not in AXES:
        raise ValueError(f"unknown kind {kind!r}")
    if layout not in ("channels_last", "channels_first"):
        raise ValueError(f"unknown layout {layout!r}")
    names = list(AXES[kind])
    if layout == "channels_first" and kind == "image":
        names = ["samples", "channels", "height", "width"]
    if layout == "channels_first" and kind == "video":
        names = ["samples", "frames", "channels", "height", "width"]
    for name in names:
        if name not in sizes:
            raise ValueError(f"the size of {name!r} is missing")
    shape = tuple(sizes[name] for name in names)
    values = math.prod(shape)
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 2**20}


# %% wrong: unknown layout is taken as channels last
import math

AXES = {
    "vector": ["samples", "features"],
    "series": ["samples", "steps", "features"],
    "image": ["samples", "height", "width", "channels"],
    "video": ["samples", "frames", "height", "width", "channels"],
}


def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    if kind not in AXES:
        raise ValueError(f"unknown kind {kind!r}")
    names = list(AXES[kind])
    if layout == "channels_first" and "channels" in names:
        names = [names[0], "channels", *names[1:-1]]
    for name in names:
        if name not in sizes:
            raise ValueError(f"the size of {name!r} is missing")
    shape = tuple(sizes[name] for name in names)
    values = math.prod(shape)
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 2**20}


# %% wrong: layout is only checked for images and videos
import math

AXES = {
    "vector": ["samples", "features"],
    "series": ["samples", "steps", "features"],
    "image": ["samples", "height", "width", "channels"],
    "video": ["samples", "frames", "height", "width", "channels"],
}


def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    if kind not in AXES:
        raise ValueError(f"unknown kind {kind!r}")
    if kind in ("image", "video") and layout not in ("channels_last", "channels_first"):
        raise ValueError("unknown layout")
    names = list(AXES[kind])
    if layout == "channels_first" and "channels" in names:
        names = [names[0], "channels", *names[1:-1]]
    for name in names:
        if name not in sizes:
            raise ValueError(f"the size of {name!r} is missing")
    shape = tuple(sizes[name] for name in names)
    values = math.prod(shape)
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 2**20}


# %% wrong: values is a NumPy number
import math

AXES = {
    "vector": ["samples", "features"],
    "series": ["samples", "steps", "features"],
    "image": ["samples", "height", "width", "channels"],
    "video": ["samples", "frames", "height", "width", "channels"],
}


def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    if kind not in AXES:
        raise ValueError(f"unknown kind {kind!r}")
    if layout not in ("channels_last", "channels_first"):
        raise ValueError(f"unknown layout {layout!r}")
    names = list(AXES[kind])
    if layout == "channels_first" and "channels" in names:
        names = [names[0], "channels", *names[1:-1]]
    for name in names:
        if name not in sizes:
            raise ValueError(f"the size of {name!r} is missing")
    shape = tuple(sizes[name] for name in names)
    values = np.prod(shape)
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 2**20}


# %% wrong: megabytes for whole bytes under one mebibyte
import math

AXES = {
    "vector": ["samples", "features"],
    "series": ["samples", "steps", "features"],
    "image": ["samples", "height", "width", "channels"],
    "video": ["samples", "frames", "height", "width", "channels"],
}


def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    if kind not in AXES:
        raise ValueError(f"unknown kind {kind!r}")
    if layout not in ("channels_last", "channels_first"):
        raise ValueError(f"unknown layout {layout!r}")
    names = list(AXES[kind])
    if layout == "channels_first" and "channels" in names:
        names = [names[0], "channels", *names[1:-1]]
    for name in names:
        if name not in sizes:
            raise ValueError(f"the size of {name!r} is missing")
    shape = tuple(sizes[name] for name in names)
    values = math.prod(shape)
    return {
        "shape": shape,
        "values": values,
        "mebibytes": values * bits / 8 / (2**20 if values % 1024 == 0 else 10**6),
    }


# %% wrong: whole bytes per value, 4 bits become 0 or 1 byte
import math

AXES = {
    "vector": ["samples", "features"],
    "series": ["samples", "steps", "features"],
    "image": ["samples", "height", "width", "channels"],
    "video": ["samples", "frames", "height", "width", "channels"],
}


def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    if kind not in AXES:
        raise ValueError(f"unknown kind {kind!r}")
    if layout not in ("channels_last", "channels_first"):
        raise ValueError(f"unknown layout {layout!r}")
    names = list(AXES[kind])
    if layout == "channels_first" and "channels" in names:
        names = [names[0], "channels", *names[1:-1]]
    for name in names:
        if name not in sizes:
            raise ValueError(f"the size of {name!r} is missing")
    shape = tuple(sizes[name] for name in names)
    values = math.prod(shape)
    return {
        "shape": shape,
        "values": values,
        "mebibytes": values * math.ceil(bits / 8) / 2**20,
    }


# %% wrong: mebibytes rounded to six places
import math

AXES = {
    "vector": ["samples", "features"],
    "series": ["samples", "steps", "features"],
    "image": ["samples", "height", "width", "channels"],
    "video": ["samples", "frames", "height", "width", "channels"],
}


def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    if kind not in AXES:
        raise ValueError(f"unknown kind {kind!r}")
    if layout not in ("channels_last", "channels_first"):
        raise ValueError(f"unknown layout {layout!r}")
    names = list(AXES[kind])
    if layout == "channels_first" and "channels" in names:
        names = [names[0], "channels", *names[1:-1]]
    for name in names:
        if name not in sizes:
            raise ValueError(f"the size of {name!r} is missing")
    shape = tuple(sizes[name] for name in names)
    values = math.prod(shape)
    return {
        "shape": shape,
        "values": values,
        "mebibytes": round(values * bits / 8 / 2**20, 6),
    }


# %% wrong: the message names no size unless it is channels
import math

AXES = {
    "vector": ["samples", "features"],
    "series": ["samples", "steps", "features"],
    "image": ["samples", "height", "width", "channels"],
    "video": ["samples", "frames", "height", "width", "channels"],
}


def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    if kind not in AXES:
        raise ValueError(f"unknown kind {kind!r}")
    if layout not in ("channels_last", "channels_first"):
        raise ValueError(f"unknown layout {layout!r}")
    names = list(AXES[kind])
    if layout == "channels_first" and "channels" in names:
        names = [names[0], "channels", *names[1:-1]]
    if any(name not in sizes for name in names):
        raise ValueError("a size is missing, for example channels")
    shape = tuple(sizes[name] for name in names)
    values = math.prod(shape)
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 2**20}


# %% wrong: pops the sizes out of the dictionary it got
import math

AXES = {
    "vector": ["samples", "features"],
    "series": ["samples", "steps", "features"],
    "image": ["samples", "height", "width", "channels"],
    "video": ["samples", "frames", "height", "width", "channels"],
}


def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    if kind not in AXES:
        raise ValueError(f"unknown kind {kind!r}")
    if layout not in ("channels_last", "channels_first"):
        raise ValueError(f"unknown layout {layout!r}")
    names = list(AXES[kind])
    if layout == "channels_first" and "channels" in names:
        names = [names[0], "channels", *names[1:-1]]
    for name in names:
        if name not in sizes:
            raise ValueError(f"missing {name}")
    given, copy = sizes, dict(sizes)
    if "steps" in names:
        given.pop("steps")
    sizes = copy
    shape = tuple(sizes[name] for name in names)
    values = math.prod(shape)
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 2**20}


# %% wrong: a size of 0 counts as missing
import math

AXES = {
    "vector": ["samples", "features"],
    "series": ["samples", "steps", "features"],
    "image": ["samples", "height", "width", "channels"],
    "video": ["samples", "frames", "height", "width", "channels"],
}


def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    if kind not in AXES:
        raise ValueError(f"unknown kind {kind!r}")
    if layout not in ("channels_last", "channels_first"):
        raise ValueError(f"unknown layout {layout!r}")
    names = list(AXES[kind])
    if layout == "channels_first" and "channels" in names:
        names = [names[0], "channels", *names[1:-1]]
    for name in names:
        if not sizes.get(name):
            raise ValueError(f"missing {name}")
    shape = tuple(sizes[name] for name in names)
    values = math.prod(shape)
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 2**20}


# %% wrong: plural accepted
import math

AXES = {
    "vector": ["samples", "features"],
    "series": ["samples", "steps", "features"],
    "image": ["samples", "height", "width", "channels"],
    "video": ["samples", "frames", "height", "width", "channels"],
}


def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    kind = kind.removesuffix("s") if kind not in AXES else kind
    if kind not in AXES:
        raise ValueError("unknown kind")
    if layout not in ("channels_last", "channels_first"):
        raise ValueError("unknown layout")
    names = list(AXES[kind])
    if layout == "channels_first" and "channels" in names:
        names = [names[0], "channels", *names[1:-1]]
    for name in names:
        if name not in sizes:
            raise ValueError(f"the size of {name!r} is missing")
    shape = tuple(sizes[name] for name in names)
    values = math.prod(shape)
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 2**20}


# %% wrong: default of 64 bits for series
import math

AXES = {
    "vector": ["samples", "features"],
    "series": ["samples", "steps", "features"],
    "image": ["samples", "height", "width", "channels"],
    "video": ["samples", "frames", "height", "width", "channels"],
}


def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    if kind not in AXES:
        raise ValueError(f"unknown kind {kind!r}")
    if layout not in ("channels_last", "channels_first"):
        raise ValueError(f"unknown layout {layout!r}")
    names = list(AXES[kind])
    if layout == "channels_first" and "channels" in names:
        names = [names[0], "channels", *names[1:-1]]
    for name in names:
        if name not in sizes:
            raise ValueError(f"the size of {name!r} is missing")
    shape = tuple(sizes[name] for name in names)
    values = math.prod(shape)
    return {
        "shape": shape,
        "values": values,
        "mebibytes": values
        * (64 if bits == 32 and "features" in names and "steps" in names else bits)
        / 8
        / 2**20,
    }


# %% wrong: changes its own table at the second call
import math

AXES = {
    "vector": ["samples", "features"],
    "series": ["samples", "steps", "features"],
    "image": ["samples", "height", "width", "channels"],
    "video": ["samples", "frames", "height", "width", "channels"],
}


def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    if kind not in AXES or layout not in ("channels_last", "channels_first"):
        raise ValueError("unknown word")
    names = AXES[kind]
    if layout == "channels_first" and "channels" in names:
        names.insert(1, names.pop())
    for name in names:
        if name not in sizes:
            raise ValueError(f"missing {name}")
    shape = tuple(sizes[name] for name in names)
    values = math.prod(shape)
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 2**20}


# %% wrong: product in floats, then int
def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    table = {
        "vector": ["samples", "features"],
        "series": ["samples", "steps", "features"],
        "image": ["samples", "height", "width", "channels"],
        "video": ["samples", "frames", "height", "width", "channels"],
    }
    if kind not in table or layout not in ("channels_last", "channels_first"):
        raise ValueError("unknown")
    names = table[kind]
    if layout == "channels_first" and "channels" in names:
        names = [names[0], "channels", *names[1:-1]]
    for name in names:
        if name not in sizes:
            raise ValueError(name)
    shape = tuple(sizes[name] for name in names)
    values = int(np.prod(np.array(shape, dtype=np.float64)))
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 2**20}


# %% wrong: setdefault leaves None in the caller's dictionary
import math


def plan_batch(kind, sizes, *, layout="channels_last", bits=32):
    table = {
        "vector": ["samples", "features"],
        "series": ["samples", "steps", "features"],
        "image": ["samples", "height", "width", "channels"],
        "video": ["samples", "frames", "height", "width", "channels"],
    }
    if kind not in table or layout not in ("channels_last", "channels_first"):
        raise ValueError("unknown")
    names = table[kind]
    if layout == "channels_first" and "channels" in names:
        names = [names[0], "channels", *names[1:-1]]
    for name in names:
        if sizes.setdefault(name, None) is None:
            raise ValueError(f"{name} is missing")
    shape = tuple(sizes[name] for name in names)
    values = math.prod(shape)
    return {"shape": shape, "values": values, "mebibytes": values * bits / 8 / 2**20}
