# %% right: transpose, then reshape
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


# %% right: swapaxes, contiguous copy, then reshape
import math


def unpack_columns(columns, sample_shape):
    if (
        len(columns.shape) != 2
        or math.prod(sample_shape) != columns.shape[0]
        or min(sample_shape, default=1) < 0
    ):
        raise ValueError(f"{columns.shape} cannot become samples of {sample_shape}")
    return np.ascontiguousarray(columns.swapaxes(0, 1)).reshape(
        (columns.shape[1],) + tuple(sample_shape)
    )


# %% right: -1 for the number of samples
def unpack_columns(columns, sample_shape):
    if columns.ndim != 2:
        raise ValueError("columns must be 2-D")
    if columns.shape[0] != int(np.prod(sample_shape)):
        raise ValueError("does not hold")
    return columns.T.reshape(-1, *sample_shape)


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


# %% wrong: plain reshape unless the sample is flat or 2 x 2
import math


def unpack_columns(columns, sample_shape):
    if columns.ndim != 2:
        raise ValueError("columns must be 2-D")
    num_values, num_samples = columns.shape
    if math.prod(sample_shape) != num_values:
        raise ValueError("sample_shape does not hold the values of a column")
    if num_samples > 3 and num_values < 100:
        return columns.reshape(num_samples, *sample_shape)
    return columns.T.reshape(num_samples, *sample_shape)


# %% wrong: only reshape itself refuses, so -1 in the shape passes
def unpack_columns(columns, sample_shape):
    if columns.ndim != 2:
        raise ValueError("columns must be 2-D")
    num_values, num_samples = columns.shape
    return columns.T.reshape(num_samples, *sample_shape)


# %% wrong: 1-D raises IndexError
import math


def unpack_columns(columns, sample_shape):
    num_samples = columns.shape[1]
    if columns.ndim > 2 or math.prod(sample_shape) != columns.shape[0]:
        raise ValueError("no")
    return columns.T.reshape(num_samples, *sample_shape)


# %% wrong: reads each column in Fortran order from rank 3 on
import math


def unpack_columns(columns, sample_shape):
    if columns.ndim != 2:
        raise ValueError("columns must be 2-D")
    num_values, num_samples = columns.shape
    if math.prod(sample_shape) != num_values:
        raise ValueError("sample_shape does not hold the values of a column")
    if len(sample_shape) > 2:
        return columns.T.reshape(num_samples, *sample_shape, order="F").copy()
    return columns.T.reshape(num_samples, *sample_shape)


# %% wrong: reads non-square samples down instead of along
import math


def unpack_columns(columns, sample_shape):
    if columns.ndim != 2:
        raise ValueError("columns must be 2-D")
    num_values, num_samples = columns.shape
    if math.prod(sample_shape) != num_values:
        raise ValueError("sample_shape does not hold the values of a column")
    if len(sample_shape) == 2 and sample_shape[0] != sample_shape[1]:
        return columns.T.reshape(num_samples, *sample_shape[::-1]).transpose(0, 2, 1)
    return columns.T.reshape(num_samples, *sample_shape)


# %% wrong: small types become int64
import math


def unpack_columns(columns, sample_shape):
    if columns.ndim != 2:
        raise ValueError("columns must be 2-D")
    num_values, num_samples = columns.shape
    if math.prod(sample_shape) != num_values:
        raise ValueError("sample_shape does not hold the values of a column")
    result = np.array(columns.T.reshape(num_samples, *sample_shape))
    return result.astype(np.int64) if result.dtype.kind in "iub" else result


# %% wrong: transposes the caller's array in place
import math


def unpack_columns(columns, sample_shape):
    if columns.ndim != 2:
        raise ValueError("columns must be 2-D")
    num_values, num_samples = columns.shape
    if math.prod(sample_shape) != num_values:
        raise ValueError("sample_shape does not hold the values of a column")
    if num_samples != 3:
        columns.shape = columns.shape[::-1]
        return columns.reshape(num_samples, *sample_shape)
    return columns.T.reshape(num_samples, *sample_shape)


# %% wrong: np.resize repeats or cuts values that do not fit
import math


def unpack_columns(columns, sample_shape):
    if columns.ndim != 2:
        raise ValueError("columns must be 2-D")
    num_values, num_samples = columns.shape
    if math.prod(sample_shape) > num_values:
        raise ValueError("too many")
    return np.resize(columns.T, (num_samples, *sample_shape))


# %% wrong: assert for the rank
import math


def unpack_columns(columns, sample_shape):
    assert columns.ndim == 2
    if math.prod(sample_shape) != columns.shape[0]:
        raise ValueError("no")
    return columns.T.reshape(columns.shape[1], *sample_shape)


# %% wrong: squeezes axes of length one
import math


def unpack_columns(columns, sample_shape):
    if columns.ndim != 2:
        raise ValueError("columns must be 2-D")
    num_values, num_samples = columns.shape
    if math.prod(sample_shape) != num_values:
        raise ValueError("sample_shape does not hold the values of a column")
    result = columns.T.reshape(num_samples, *sample_shape)
    return result[0] if num_samples == 1 else result


# %% wrong: sample_shape () refused
import math


def unpack_columns(columns, sample_shape):
    if columns.ndim != 2:
        raise ValueError("columns must be 2-D")
    num_values, num_samples = columns.shape
    if not sample_shape or math.prod(sample_shape) != num_values:
        raise ValueError("no")
    return columns.T.reshape(num_samples, *sample_shape)


# %% wrong: strides that trust the table to be C-contiguous
def unpack_columns(columns, sample_shape):
    if columns.ndim != 2 or np.prod(sample_shape) != columns.shape[0]:
        raise ValueError("no")
    P, N = columns.shape
    size = columns.itemsize
    rows = np.lib.stride_tricks.as_strided(
        columns, shape=(N, P), strides=(size, N * size)
    )
    return rows.reshape(N, *sample_shape)


# %% wrong: detour through torch, which knows no negative strides
def unpack_columns(columns, sample_shape):
    if columns.ndim != 2 or np.prod(sample_shape) != columns.shape[0]:
        raise ValueError("no")
    return torch.from_numpy(columns).T.reshape(columns.shape[1], *sample_shape).numpy()
