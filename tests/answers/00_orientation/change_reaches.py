# %% right: two fills with copyto
def change_reaches(first, second):
    tensors = []
    for value in (first, second):
        if isinstance(value, np.ndarray):
            tensors.append(value)
        elif isinstance(value, torch.Tensor):
            tensors.append(value.detach().numpy())
        else:
            raise TypeError("expected an array or a tensor")
    one, other = tensors
    backup = one.copy()
    np.copyto(one, 0, casting="unsafe")
    before = other.copy()
    np.copyto(one, 1, casting="unsafe")
    reached = bool(np.any((before != other) & ~((before != before) & (other != other))))
    np.copyto(one, backup)
    return reached


# %% right: photographs as lists of texts
def change_reaches(first, second):
    if not isinstance(first, (np.ndarray, torch.Tensor)):
        raise TypeError("first")
    if not isinstance(second, (np.ndarray, torch.Tensor)):
        raise TypeError("second")
    saved = first.copy() if isinstance(first, np.ndarray) else first.clone()
    first[...] = 0
    zeros = str(second.tolist())
    first[...] = 1
    ones = str(second.tolist())
    first[...] = saved
    return zeros != ones


# %% right: fill_ and copy_ in torch
def change_reaches(first, second):
    def as_tensor(value):
        if isinstance(value, np.ndarray):
            return torch.from_numpy(value)
        if isinstance(value, torch.Tensor):
            return value
        raise TypeError(f"not a tensor: {type(value)}")

    writable = as_tensor(first)
    if not isinstance(second, (np.ndarray, torch.Tensor)):
        raise TypeError(f"not a tensor: {type(second)}")
    saved = writable.clone()
    photos = []
    for number in (0, 1):
        writable.fill_(number)
        photos.append(
            bytes(
                second.tobytes()
                if isinstance(second, np.ndarray)
                else second.numpy().tobytes()
            )
        )
    writable.copy_(saved)
    return photos[0] != photos[1]


# %% wrong: asks the library
def change_reaches(first, second):
    for value in (first, second):
        if not isinstance(value, (np.ndarray, torch.Tensor)):
            raise TypeError("expected an array or a tensor")
    return bool(np.shares_memory(np.asarray(first), np.asarray(second)))


# %% wrong: asks the library under another name
from numpy import may_share_memory as ask


def change_reaches(first, second):
    for value in (first, second):
        if not isinstance(value, (np.ndarray, torch.Tensor)):
            raise TypeError("expected an array or a tensor")
    return bool(ask(np.asarray(first), np.asarray(second)))


# %% wrong: adds 1, which huge numbers do not feel
def change_reaches(first, second):
    for value in (first, second):
        if not isinstance(value, (np.ndarray, torch.Tensor)):
            raise TypeError("expected an array or a tensor")
    written, watched = (np.asarray(t) for t in (first, second))
    saved, before = written.copy(), watched.tobytes()
    written[...] = (written + 1).astype(written.dtype)
    reached = watched.tobytes() != before
    written[...] = saved
    return reached


# %% wrong: forgets to put the old numbers back
def change_reaches(first, second):
    for value in (first, second):
        if not isinstance(value, (np.ndarray, torch.Tensor)):
            raise TypeError("expected an array or a tensor")
    first[...] = 0
    zeros = np.asarray(second).tobytes()
    first[...] = 1
    return zeros != np.asarray(second).tobytes()


# %% wrong: add instead of add_
def change_reaches(first, second):
    for value in (first, second):
        if not isinstance(value, (np.ndarray, torch.Tensor)):
            raise TypeError("expected an array or a tensor")
    tensor = torch.from_numpy(first) if isinstance(first, np.ndarray) else first
    before = np.asarray(second).tobytes()
    tensor.add(1)
    return np.asarray(second).tobytes() != before


# %% wrong: nan looks like a change
def change_reaches(first, second):
    for value in (first, second):
        if not isinstance(value, (np.ndarray, torch.Tensor)):
            raise TypeError("expected an array or a tensor")
    written, watched = (np.asarray(t) for t in (first, second))
    saved = written.copy()
    written[...] = 0
    zeros = watched.copy()
    written[...] = 1
    reached = not np.array_equal(zeros, watched)
    written[...] = saved
    return reached


# %% wrong: compares the numbers without changing any
def change_reaches(first, second):
    for value in (first, second):
        if not isinstance(value, (np.ndarray, torch.Tensor)):
            raise TypeError("expected an array or a tensor")
    one, other = np.asarray(first).ravel(), np.asarray(second).ravel()
    return one.shape == other.shape and bool((one == other).all())


# %% wrong: writes one number only
def change_reaches(first, second):
    for value in (first, second):
        if not isinstance(value, (np.ndarray, torch.Tensor)):
            raise TypeError("expected an array or a tensor")
    written, watched = (np.asarray(t) for t in (first, second))
    if written.size == 0:
        return False
    place = (0,) * written.ndim
    saved = written[place]
    written[place] = 0
    zeros = watched.tobytes()
    written[place] = 1
    reached = zeros != watched.tobytes()
    written[place] = saved
    return reached


# %% wrong: compares addresses of the first value
def change_reaches(first, second):
    for value in (first, second):
        if not isinstance(value, (np.ndarray, torch.Tensor)):
            raise TypeError("expected an array or a tensor")
    one, other = torch.as_tensor(first), torch.as_tensor(second)
    return one.data_ptr() == other.data_ptr()


# %% wrong: any type will do
def change_reaches(first, second):
    first, second = np.asarray(first), np.asarray(second)
    saved = first.copy()
    first[...] = 0
    zeros = second.tobytes()
    first[...] = 1
    reached = zeros != second.tobytes()
    first[...] = saved
    return reached
