# %% right: transpose, then reshape with -1
import math


def unpack_columns(columns, sample_shape):
    if columns.ndim != 2 or columns.shape[0] != math.prod(sample_shape):
        raise ValueError(f"cannot cut {columns.shape} into samples of {sample_shape}")
    return np.transpose(columns).reshape((columns.shape[1],) + tuple(sample_shape))


# %% right: one column after the other
def unpack_columns(columns, sample_shape):
    if len(columns.shape) != 2:
        raise ValueError("columns must be a table")
    size = int(np.prod(sample_shape))
    if columns.shape[0] != size:
        raise ValueError(
            f"{sample_shape} holds {size} values, a column {columns.shape[0]}"
        )
    batch = np.empty((columns.shape[1], *sample_shape), dtype=columns.dtype)
    for i in range(columns.shape[1]):
        batch[i] = columns[:, i].reshape(sample_shape)
    return batch


# %% right: reshape first, move the samples to the front afterwards
def unpack_columns(columns, sample_shape):
    if columns.ndim != 2:
        raise ValueError("columns must be 2-D")
    if np.prod(sample_shape) != len(columns):
        raise ValueError("sample_shape does not fit")
    return np.moveaxis(columns.reshape(*sample_shape, columns.shape[1]), -1, 0)


# %% wrong: reshape alone mixes the samples
def unpack_columns(columns, sample_shape):
    if columns.ndim != 2 or np.prod(sample_shape) != columns.shape[0]:
        raise ValueError("does not fit")
    return columns.reshape(columns.shape[1], *sample_shape)


# %% wrong: no check of the sizes
def unpack_columns(columns, sample_shape):
    return columns.T.reshape(-1, *sample_shape)


# %% wrong: the result is always float
def unpack_columns(columns, sample_shape):
    if columns.ndim != 2 or np.prod(sample_shape) != columns.shape[0]:
        raise ValueError("does not fit")
    batch = np.zeros((columns.shape[1], *sample_shape))
    for i in range(columns.shape[1]):
        batch[i] = columns[:, i].reshape(sample_shape)
    return batch


# %% wrong: fills the samples column by column
def unpack_columns(columns, sample_shape):
    if columns.ndim != 2 or np.prod(sample_shape) != columns.shape[0]:
        raise ValueError("does not fit")
    return columns.T.reshape(columns.shape[1], *sample_shape[::-1]).transpose(
        0, *range(len(sample_shape), 0, -1)
    )


# %% wrong: samples stay last
def unpack_columns(columns, sample_shape):
    if columns.ndim != 2 or np.prod(sample_shape) != columns.shape[0]:
        raise ValueError("does not fit")
    return columns.reshape(*sample_shape, columns.shape[1])


# %% wrong: accepts tables of any rank
def unpack_columns(columns, sample_shape):
    if np.prod(sample_shape) != columns.shape[0]:
        raise ValueError("does not fit")
    columns = columns.reshape(columns.shape[0], -1)
    return columns.T.reshape(columns.shape[1], *sample_shape)


# %% wrong: changes the table it was given
def unpack_columns(columns, sample_shape):
    if columns.ndim != 2 or np.prod(sample_shape) != columns.shape[0]:
        raise ValueError("does not fit")
    batch = columns.T.reshape(columns.shape[1], *sample_shape).copy()
    columns.sort(axis=0)
    columns[:] = columns[::-1]
    return batch
