# %% right: counts with zip
def accuracy(predictions, targets):
    if len(predictions) != len(targets):
        raise ValueError("different lengths")
    if not targets:
        raise ValueError("empty")
    return sum(p == t for p, t in zip(predictions, targets)) / len(targets)


# %% right: a loop over places
def accuracy(predictions, targets):
    n = len(predictions)
    if n != len(targets) or n < 1:
        raise ValueError(
            f"need equally long, non-empty lists, got {n} and {len(targets)}"
        )
    right = 0
    for i in range(n):
        if predictions[i] == targets[i]:
            right += 1
    return float(right) / n


# %% right: through NumPy
import numpy as np


def accuracy(predictions, targets):
    a, b = np.array(predictions), np.array(targets)
    if a.shape != b.shape or a.size == 0:
        raise ValueError("shapes")
    return float(np.mean(a == b))


# %% wrong: counts and does not divide
def accuracy(predictions, targets):
    if len(predictions) != len(targets) or not targets:
        raise ValueError("bad")
    return sum(p == t for p, t in zip(predictions, targets))


# %% wrong: never raises
def accuracy(predictions, targets):
    return sum(p == t for p, t in zip(predictions, targets)) / max(len(targets), 1)


# %% wrong: prints instead of returning
def accuracy(predictions, targets):
    if len(predictions) != len(targets) or not targets:
        raise ValueError("bad")
    print(sum(p == t for p, t in zip(predictions, targets)) / len(targets))


# %% wrong: in percent
def accuracy(predictions, targets):
    if len(predictions) != len(targets) or not targets:
        raise ValueError("bad")
    return 100 * sum(p == t for p, t in zip(predictions, targets)) / len(targets)


# %% wrong: compares the sets of values
def accuracy(predictions, targets):
    if len(predictions) != len(targets) or not targets:
        raise ValueError("bad")
    return sum(p in targets for p in predictions) / len(targets)


# %% wrong: counts only ones
def accuracy(predictions, targets):
    if len(predictions) != len(targets) or not targets:
        raise ValueError("bad")
    return sum(p * t == 1 for p, t in zip(predictions, targets)) / len(targets)


# %% wrong: integer division
def accuracy(predictions, targets):
    if len(predictions) != len(targets) or not targets:
        raise ValueError("bad")
    return sum(p == t for p, t in zip(predictions, targets)) // len(targets)


# %% wrong: empty lists end in ZeroDivisionError
def accuracy(predictions, targets):
    if len(predictions) != len(targets):
        raise ValueError("different lengths")
    return sum(p == t for p, t in zip(predictions, targets)) / len(targets)


# %% wrong: refuses only when targets are fewer
def accuracy(predictions, targets):
    if len(predictions) > len(targets) or not targets:
        raise ValueError("bad")
    return sum(p == t for p, t in zip(predictions, targets)) / len(targets)


# %% wrong: the error share instead
def accuracy(predictions, targets):
    if len(predictions) != len(targets) or not targets:
        raise ValueError("bad")
    return sum(p != t for p, t in zip(predictions, targets)) / len(targets)
