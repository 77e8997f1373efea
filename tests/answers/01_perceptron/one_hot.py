# %% right: sets one entry a row
def one_hot(classes, num_classes):
    if classes.dtype != torch.int64:
        raise TypeError("classes must be int64")
    if classes.min() < 0 or classes.max() >= num_classes:
        raise ValueError("class out of range")
    table = torch.zeros((classes.shape[0], num_classes), dtype=torch.float32)
    table.scatter_(1, classes.reshape(-1, 1), 1.0)
    return table


# %% right: compares with every class
def one_hot(classes, num_classes):
    if classes.dtype is not torch.long:
        raise TypeError(f"classes must be int64, got {classes.dtype}")
    if not ((classes >= 0) & (classes < num_classes)).all():
        raise ValueError("class out of range")
    return (classes[:, None] == torch.arange(num_classes)[None, :]).float()


# %% right: rows of the identity matrix
def one_hot(classes, num_classes):
    if classes.dtype != torch.int64:
        raise TypeError("classes must be int64")
    for number in classes.tolist():
        if not 0 <= number < num_classes:
            raise ValueError(f"no such class: {number}")
    return torch.eye(num_classes)[classes]


# %% wrong: negative classes count from the end
def one_hot(classes, num_classes):
    if classes.dtype != torch.int64:
        raise TypeError("classes must be int64")
    if (classes >= num_classes).any():
        raise ValueError("class out of range")
    return torch.eye(num_classes)[classes]


# %% wrong: leaves the range to indexing
def one_hot(classes, num_classes):
    if classes.dtype != torch.int64:
        raise TypeError("classes must be int64")
    table = torch.zeros(len(classes), num_classes)
    table[torch.arange(len(classes)), classes] = 1
    return table


# %% wrong: bad classes become empty rows
def one_hot(classes, num_classes):
    if classes.dtype != torch.int64:
        raise TypeError("classes must be int64")
    return (classes[:, None] == torch.arange(num_classes)).float()


# %% wrong: classes count from 1
def one_hot(classes, num_classes):
    if classes.dtype != torch.int64:
        raise TypeError("classes must be int64")
    if (classes < 1).any() or (classes > num_classes).any():
        raise ValueError("class out of range")
    return torch.eye(num_classes)[classes - 1]


# %% wrong: whole numbers come out
def one_hot(classes, num_classes):
    if classes.dtype != torch.int64:
        raise TypeError("classes must be int64")
    if ((classes < 0) | (classes >= num_classes)).any():
        raise ValueError("class out of range")
    return (classes[:, None] == torch.arange(num_classes)).long()


# %% wrong: as many columns as the batch happens to need
def one_hot(classes, num_classes):
    if classes.dtype != torch.int64:
        raise TypeError("classes must be int64")
    if ((classes < 0) | (classes >= num_classes)).any():
        raise ValueError("class out of range")
    return torch.eye(int(classes.max()) + 1)[classes]


# %% wrong: one column too many
def one_hot(classes, num_classes):
    if classes.dtype != torch.int64:
        raise TypeError("classes must be int64")
    if ((classes < 0) | (classes >= num_classes)).any():
        raise ValueError("class out of range")
    return torch.eye(num_classes + 1)[classes]


# %% wrong: transposed
def one_hot(classes, num_classes):
    if classes.dtype != torch.int64:
        raise TypeError("classes must be int64")
    if ((classes < 0) | (classes >= num_classes)).any():
        raise ValueError("class out of range")
    return (classes == torch.arange(num_classes)[:, None]).float()


# %% wrong: the last class is refused
def one_hot(classes, num_classes):
    if classes.dtype != torch.int64:
        raise TypeError("classes must be int64")
    if ((classes < 0) | (classes >= num_classes - 1)).any():
        raise ValueError("class out of range")
    return torch.eye(num_classes)[classes]


# %% wrong: marks the class in every row
def one_hot(classes, num_classes):
    if classes.dtype != torch.int64:
        raise TypeError("classes must be int64")
    if ((classes < 0) | (classes >= num_classes)).any():
        raise ValueError("class out of range")
    table = torch.zeros(len(classes), num_classes)
    table[:, classes] = 1
    return table


# %% wrong: takes any dtype
def one_hot(classes, num_classes):
    if ((classes < 0) | (classes >= num_classes)).any():
        raise ValueError("class out of range")
    return (classes[:, None] == torch.arange(num_classes)).float()


# %% wrong: another kind of error
def one_hot(classes, num_classes):
    if classes.dtype != torch.int64:
        raise TypeError("classes must be int64")
    assert ((classes >= 0) & (classes < num_classes)).all(), "class out of range"
    return torch.eye(num_classes)[classes]


# %% wrong: calls the library
def one_hot(classes, num_classes):
    if classes.dtype != torch.int64:
        raise TypeError("classes must be int64")
    if ((classes < 0) | (classes >= num_classes)).any():
        raise ValueError("class out of range")
    return torch.nn.functional.one_hot(classes, num_classes).float()


# %% wrong: calls the course's reference
from helpers import preprocessing


def one_hot(classes, num_classes):
    if classes.dtype != torch.int64:
        raise TypeError("classes must be int64")
    return preprocessing.one_hot(classes, num_classes)
