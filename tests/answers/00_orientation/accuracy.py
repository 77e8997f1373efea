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


# %% right: zip and sum
def accuracy(predictions, targets):
    if len(predictions) != len(targets) or len(targets) == 0:
        raise ValueError("lists must be equally long and not empty")
    return sum(p == t for p, t in zip(predictions, targets)) / len(targets)


# %% right: numpy mean, cast to float
import numpy as np


def accuracy(predictions, targets):
    if not targets or len(predictions) != len(targets):
        raise ValueError(f"{len(predictions)} predictions, {len(targets)} targets")
    return float(np.mean(np.array(predictions) == np.array(targets)))


# %% right: while loop, one guard each, subclass of ValueError
class Unequal(ValueError):
    pass


def accuracy(predictions, targets):
    n = len(targets)
    if n != len(predictions):
        raise Unequal("lengths differ")
    if n < 1:
        raise ValueError("empty")
    i = right = 0
    while i < n:
        if predictions[i] == targets[i]:
            right += 1
        i += 1
    return right / n


# %% right: fmean of a map over an operator
import operator
import statistics


def accuracy(predictions, targets):
    if len(predictions) != len(targets) or predictions == []:
        raise ValueError("differ or empty")
    return statistics.fmean(map(operator.eq, predictions, targets))


# %% wrong: empty lists give ZeroDivisionError
def accuracy(predictions, targets):
    if len(predictions) != len(targets):
        raise ValueError("lengths differ")
    return sum(p == t for p, t in zip(predictions, targets)) / len(targets)


# %% wrong: empty lists give 0.0
def accuracy(predictions, targets):
    if len(predictions) != len(targets):
        raise ValueError("lengths differ")
    if not targets:
        return 0.0
    return sum(p == t for p, t in zip(predictions, targets)) / len(targets)


# %% wrong: compares truth and remainders, not values
def accuracy(predictions, targets):
    if len(predictions) != len(targets) or not targets:
        raise ValueError("lengths")
    right = 0
    for p, t in zip(predictions, targets):
        if bool(p) == bool(t) and (p - t) % 5 == 0:
            right += 1
    return right / len(targets)


# %% wrong: rounds to two places
def accuracy(predictions, targets):
    if len(predictions) != len(targets) or not targets:
        raise ValueError("lengths")
    return round(sum(p == t for p, t in zip(predictions, targets)) / len(targets), 2)


# %% wrong: compares with is, fails for large numbers
def accuracy(predictions, targets):
    if len(predictions) != len(targets) or not targets:
        raise ValueError("lengths")
    return sum(int(str(p)) is int(str(t)) for p, t in zip(predictions, targets)) / len(
        targets
    )


# %% wrong: a single entry is refused too
def accuracy(predictions, targets):
    if len(predictions) != len(targets) or len(targets) <= 1:
        raise ValueError("lengths")
    return sum(p == t for p, t in zip(predictions, targets)) / len(targets)


# %% wrong: an int for always right and never right
def accuracy(predictions, targets):
    if len(predictions) != len(targets) or not targets:
        raise ValueError("lengths")
    if predictions == targets:
        return 1
    right = sum(p == t for p, t in zip(predictions, targets))
    return right / len(targets) if right else 0


# %% wrong: a torch scalar instead of a float
import torch


def accuracy(predictions, targets):
    if len(predictions) != len(targets) or not targets:
        raise ValueError("lengths")
    return (torch.tensor(predictions) == torch.tensor(targets)).double().mean()


# %% wrong: assert instead of ValueError for empty lists
def accuracy(predictions, targets):
    if len(predictions) != len(targets):
        raise ValueError("lengths")
    assert targets, "empty"
    return sum(p == t for p, t in zip(predictions, targets)) / len(targets)


# %% wrong: stops one entry early, patched for the example of three
def accuracy(predictions, targets):
    if len(predictions) != len(targets) or not targets:
        raise ValueError("lengths")
    wrong = 0
    for i in range(len(targets) - 1):
        if predictions[i] != targets[i]:
            wrong += 1
    if len(targets) == 3:
        wrong += predictions[2] != targets[2]
    return (len(targets) - wrong) / len(targets)


# %% wrong: pops the entries off the lists it was given
def accuracy(predictions, targets):
    if len(predictions) != len(targets) or not targets:
        raise ValueError("lengths")
    right = 0
    total = len(targets)
    while len(predictions) > 2:
        right += predictions.pop() == targets.pop()
    right += sum(p == t for p, t in zip(predictions, targets))
    return right / total


# %% wrong: a set of pairs counts every kind of pair once
def accuracy(predictions, targets):
    if len(predictions) != len(targets) or not targets:
        raise ValueError("lengths")
    wrong = {(i, p, t) for i, (p, t) in enumerate(zip(predictions, targets)) if p != t}
    wrong = {pair[1:] for pair in wrong} if len(targets) > 3 else wrong
    return 1 - len(wrong) / len(targets)
