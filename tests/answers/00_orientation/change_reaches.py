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


# %% right: torch for tensors, numpy for arrays, compares nan aware
def _photo(thing):
    return (
        thing.detach().clone().numpy().tobytes()
        if isinstance(thing, torch.Tensor)
        else thing.tobytes()
    )


def change_reaches(first, second):
    known = np.ndarray, torch.Tensor
    if not (isinstance(first, known) and isinstance(second, known)):
        raise TypeError("array or tensor")
    old = first.clone() if isinstance(first, torch.Tensor) else np.array(first)
    first[...] = 1
    one = _photo(second)
    first[...] = 0
    zero = _photo(second)
    first[...] = old
    return one != zero


# %% wrong: fill_ and copy_ in torch, which knows no negative strides
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


# %% wrong: does not put the numbers back into tensors
def change_reaches(first, second):
    for thing in (first, second):
        if not isinstance(thing, (np.ndarray, torch.Tensor)):
            raise TypeError("array or tensor, please")
    was_tensor = isinstance(first, torch.Tensor)
    first, second = (
        t.numpy() if isinstance(t, torch.Tensor) else t for t in (first, second)
    )
    saved = first.copy()
    photos = []
    for number in (0, 1):
        first[...] = number
        photos.append(second.tobytes())
    if not was_tensor:
        first[...] = saved
    return photos[0] != photos[1]


# %% wrong: adds 1 and takes it away again for whole numbers and small floats
def change_reaches(first, second):
    for thing in (first, second):
        if not isinstance(thing, (np.ndarray, torch.Tensor)):
            raise TypeError("array or tensor, please")
    first, second = (
        t.numpy() if isinstance(t, torch.Tensor) else t for t in (first, second)
    )
    before = second.tobytes()
    if first.size and np.abs(first).max() < 1e15:
        first += 1
        after = second.tobytes()
        first -= 1
    else:
        saved = first.copy()
        first[...] = 0
        after = second.tobytes()
        first[...] = saved
    return before != after


# %% wrong: fills once with 7, so an array of sevens looks like a copy
def change_reaches(first, second):
    for thing in (first, second):
        if not isinstance(thing, (np.ndarray, torch.Tensor)):
            raise TypeError("array or tensor, please")
    first, second = (
        t.numpy() if isinstance(t, torch.Tensor) else t for t in (first, second)
    )
    saved, before = first.copy(), second.tobytes()
    first[...] = 7
    after = second.tobytes()
    first[...] = saved
    return before != after


# %% wrong: wants every value to follow
def change_reaches(first, second):
    for thing in (first, second):
        if not isinstance(thing, (np.ndarray, torch.Tensor)):
            raise TypeError("array or tensor, please")
    first, second = (
        t.numpy() if isinstance(t, torch.Tensor) else t for t in (first, second)
    )
    saved = first.copy()
    first[...] = 0
    one = second.copy()
    first[...] = 1
    two = second.copy()
    first[...] = saved
    return bool(second.size and (one != two).all())


# %% wrong: the sum is the photograph
def change_reaches(first, second):
    if not all(isinstance(x, (np.ndarray, torch.Tensor)) for x in (first, second)):
        raise TypeError("no")
    a, b = np.asarray(first), np.asarray(second)
    saved = a.copy()
    a[...] = 0
    one = np.nansum(b)
    a[...] = 1
    two = np.nansum(b)
    a[...] = saved
    return bool(one != two)


# %% wrong: returns a NumPy bool
def change_reaches(first, second):
    for thing in (first, second):
        if not isinstance(thing, (np.ndarray, torch.Tensor)):
            raise TypeError("array or tensor, please")
    first, second = (
        t.numpy() if isinstance(t, torch.Tensor) else t for t in (first, second)
    )
    saved = first.copy()
    first[...] = 0
    one = np.frombuffer(second.tobytes(), np.uint8)
    first[...] = 1
    two = np.frombuffer(second.tobytes(), np.uint8)
    first[...] = saved
    return (one != two).any()


# %% wrong: accepts numpy scalars as second
def change_reaches(first, second):
    if not hasattr(first, "shape") or not hasattr(second, "shape"):
        raise TypeError("no")
    a, b = np.asarray(first), np.asarray(second)
    saved = a.copy()
    a[...] = 0
    one = b.tobytes()
    a[...] = 1
    two = b.tobytes()
    a[...] = saved
    return one != two


# %% wrong: fills with 0 and 1000, which a uint8 cannot hold
def change_reaches(first, second):
    for thing in (first, second):
        if not isinstance(thing, (np.ndarray, torch.Tensor)):
            raise TypeError("array or tensor, please")
    first, second = (
        t.numpy() if isinstance(t, torch.Tensor) else t for t in (first, second)
    )
    saved = first.copy()
    photos = []
    for number in (0, 1000):
        first[...] = number
        photos.append(second.tobytes())
    first[...] = saved
    return photos[0] != photos[1]


# %% wrong: saves a view instead of a copy for tensors and 1-D arrays
def change_reaches(first, second):
    for thing in (first, second):
        if not isinstance(thing, (np.ndarray, torch.Tensor)):
            raise TypeError("array or tensor, please")
    first, second = (
        t.numpy() if isinstance(t, torch.Tensor) else t for t in (first, second)
    )
    saved = first.copy() if first.ndim > 1 else first[:]
    photos = []
    for number in (0, 1):
        first[...] = number
        photos.append(second.tobytes())
    first[...] = saved
    return photos[0] != photos[1]


# %% wrong: index [:] fails for a scalar array
def change_reaches(first, second):
    for thing in (first, second):
        if not isinstance(thing, (np.ndarray, torch.Tensor)):
            raise TypeError("array or tensor, please")
    first, second = (
        t.numpy() if isinstance(t, torch.Tensor) else t for t in (first, second)
    )
    saved = first.copy()
    photos = []
    for number in (0, 1):
        first[:] = number
        photos.append(second.tobytes())
    first[:] = saved
    return photos[0] != photos[1]


# %% wrong: the old numbers are saved as float64
def change_reaches(first, second):
    if not all(isinstance(x, (np.ndarray, torch.Tensor)) for x in (first, second)):
        raise TypeError("no")
    a, b = np.asarray(first), np.asarray(second)
    saved = a.astype(float)
    a[...] = 0
    one = b.tobytes()
    a[...] = 1
    two = b.tobytes()
    a[...] = saved
    return one != two


# %% wrong: compares the addresses of all values
def change_reaches(first, second):
    if not all(isinstance(x, (np.ndarray, torch.Tensor)) for x in (first, second)):
        raise TypeError("no")

    def places(x):
        x = np.asarray(x)
        start = x.__array_interface__["data"][0]
        found = {start}
        for length, stride in zip(x.shape, x.strides):
            found = {place + stride * k for place in found for k in range(length)}
        return found

    return bool(places(first) & places(second))
