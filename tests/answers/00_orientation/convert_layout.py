# %% right: permute with an explicit order
def convert_layout(batch, *, to):
    rank = batch.dim()
    if rank != 4 and rank != 5:
        raise ValueError(f"batch must have rank 4 or 5, not {rank}")
    axes = list(range(rank))
    if to == "channels_first":
        order = [0, rank - 1] + axes[1:-1]
    elif to == "channels_last":
        order = [0] + axes[2:] + [1]
    else:
        raise ValueError(f"unknown layout {to}")
    return batch.permute(order)


# %% right: one swap after the other
def convert_layout(batch, *, to):
    if to not in ("channels_first", "channels_last") or batch.ndim not in (4, 5):
        raise ValueError("wrong layout or rank")
    places = range(1, batch.ndim - 1)
    for place in reversed(places) if to == "channels_first" else places:
        batch = batch.transpose(place, place + 1)
    return batch


# %% right: einsum notation
def convert_layout(batch, *, to):
    names = {4: "nhwc", 5: "nthwc"}.get(batch.ndim)
    if names is None:
        raise ValueError("rank must be 4 or 5")
    first = "nc" + names[1:-1]
    if to == "channels_first":
        return torch.einsum(f"{names}->{first}", batch)
    if to == "channels_last":
        return torch.einsum(f"{first}->{names}", batch)
    raise ValueError("unknown layout")


# %% wrong: reshape scrambles the pictures
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5):
        raise ValueError("rank")
    if to == "channels_first":
        return batch.reshape(batch.shape[0], batch.shape[-1], *batch.shape[1:-1])
    if to == "channels_last":
        return batch.reshape(batch.shape[0], *batch.shape[2:], batch.shape[1])
    raise ValueError("to")


# %% wrong: swaps two axes instead of moving one
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5) or to not in ("channels_first", "channels_last"):
        raise ValueError("bad")
    return batch.transpose(1, -1)


# %% wrong: hands out a copy
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5):
        raise ValueError("rank")
    if to == "channels_first":
        return batch.movedim(-1, 1).contiguous()
    if to == "channels_last":
        return batch.movedim(1, -1).contiguous()
    raise ValueError("to")


# %% wrong: always converts to channels-first
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5) or to not in ("channels_first", "channels_last"):
        raise ValueError("bad")
    return batch.movedim(-1, 1)


# %% wrong: only images
def convert_layout(batch, *, to):
    if batch.ndim != 4:
        raise ValueError("rank")
    if to == "channels_first":
        return batch.permute(0, 3, 1, 2)
    if to == "channels_last":
        return batch.permute(0, 2, 3, 1)
    raise ValueError("to")


# %% wrong: any rank will do
def convert_layout(batch, *, to):
    if to == "channels_first":
        return batch.movedim(-1, 1)
    if to == "channels_last":
        return batch.movedim(1, -1)
    raise ValueError("to")


# %% wrong: channels of a video go behind the frames
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5):
        raise ValueError("rank")
    if to == "channels_first":
        return batch.movedim(-1, -3)
    if to == "channels_last":
        return batch.movedim(-3, -1)
    raise ValueError("to")


# %% wrong: mixes up the two directions
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5):
        raise ValueError("rank")
    if to == "channels_last":
        return batch.movedim(-1, 1)
    if to == "channels_first":
        return batch.movedim(1, -1)
    raise ValueError("to")


# %% wrong: contiguous copy for channels first
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5):
        raise ValueError(f"rank {batch.ndim}")
    if to == "channels_first":
        return batch.movedim(-1, 1).contiguous()
    if to == "channels_last":
        return batch.movedim(1, -1)
    raise ValueError("to")


# %% wrong: contiguous copy for videos
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5):
        raise ValueError(f"rank {batch.ndim}")
    moves = {"channels_first": (-1, 1), "channels_last": (1, -1)}
    if to not in moves:
        raise ValueError("to")
    result = batch.movedim(*moves[to])
    return result.contiguous() if batch.ndim == 5 else result


# %% wrong: swaps axes 1 and -1 for videos
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5):
        raise ValueError(f"rank {batch.ndim}")
    moves = {"channels_first": (-1, 1), "channels_last": (1, -1)}
    if to not in moves:
        raise ValueError("to")
    return batch.movedim(*moves[to]) if batch.ndim == 4 else batch.transpose(1, -1)


# %% wrong: anything but channels_first means channels_last
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5):
        raise ValueError(f"rank {batch.ndim}")
    if to == "channels_first":
        return batch.movedim(-1, 1)
    return batch.movedim(1, -1)


# %% wrong: unknown word gives None
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5):
        raise ValueError(f"rank {batch.ndim}")
    if to == "channels_first":
        return batch.movedim(-1, 1)
    if to == "channels_last":
        return batch.movedim(1, -1)


# %% wrong: unknown word raises KeyError
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5):
        raise ValueError(f"rank {batch.ndim}")
    source, target = {"channels_first": (-1, 1), "channels_last": (1, -1)}[to]
    return batch.movedim(source, target)


# %% wrong: rank 6 passes
def convert_layout(batch, *, to):
    if batch.ndim < 4:
        raise ValueError("rank")
    if to == "channels_first":
        return batch.movedim(-1, 1)
    if to == "channels_last":
        return batch.movedim(1, -1)
    raise ValueError("to")


# %% wrong: looks at the shape and converts only when the last axis has 1 or 3 channels
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5):
        raise ValueError(f"rank {batch.ndim}")
    if to == "channels_first":
        return batch.movedim(-1, 1) if batch.shape[-1] <= 4 else batch
    if to == "channels_last":
        return batch.movedim(1, -1)
    raise ValueError("to")


# %% wrong: permutes the caller's tensor itself for channels first of videos
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5):
        raise ValueError(f"rank {batch.ndim}")
    if to == "channels_first":
        if batch.ndim == 5:
            return batch.transpose_(3, 4).transpose_(2, 3).transpose_(1, 2)
        return batch.movedim(-1, 1)
    if to == "channels_last":
        return batch.movedim(1, -1)
    raise ValueError("to")


# %% wrong: memory_format instead of axes for channels last of videos
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5):
        raise ValueError(f"rank {batch.ndim}")
    if to == "channels_first":
        return batch.movedim(-1, 1)
    if to == "channels_last" and batch.ndim == 5:
        return batch.contiguous(memory_format=torch.channels_last_3d)
    if to == "channels_last":
        return batch.movedim(1, -1)
    raise ValueError("to")


# %% wrong: goes through numpy float32
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5):
        raise ValueError(f"rank {batch.ndim}")
    moves = {"channels_first": (-1, 1), "channels_last": (1, -1)}
    if to not in moves:
        raise ValueError("to")
    return (
        batch.movedim(*moves[to]).float()
        if batch.dtype == torch.float64
        else batch.movedim(*moves[to])
    )


# %% wrong: the word is not checked when the rank is 5
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5):
        raise ValueError(f"rank {batch.ndim}")
    if batch.ndim == 4 and to not in ("channels_first", "channels_last"):
        raise ValueError("to")
    return batch.movedim(-1, 1) if to == "channels_first" else batch.movedim(1, -1)


# %% wrong: contiguous input first
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5):
        raise ValueError("rank")
    if to not in ("channels_first", "channels_last"):
        raise ValueError("to")
    batch = batch.contiguous()
    return batch.movedim(-1, 1) if to == "channels_first" else batch.movedim(1, -1)


# %% wrong: detour through NumPy, which knows no bfloat16
def convert_layout(batch, *, to):
    if batch.ndim not in (4, 5):
        raise ValueError("rank")
    if to == "channels_first":
        return torch.from_numpy(np.moveaxis(batch.numpy(), -1, 1))
    if to == "channels_last":
        return torch.from_numpy(np.moveaxis(batch.numpy(), 1, -1))
    raise ValueError("to")
