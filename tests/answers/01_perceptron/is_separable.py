# %% right: the bias as an input, states in a list
def is_separable(points, labels, *, max_epochs=1000):
    if not torch.equal(points, torch.floor(points)):
        raise ValueError("whole numbers only")
    inputs = torch.cat([points, torch.ones(len(points), 1).to(points)], dim=1)
    state = torch.zeros_like(inputs[0])
    states = [state.tolist()]
    for epoch in range(max_epochs):
        mistakes = 0
        for row, label in zip(inputs, labels):
            predicted = 1 if torch.dot(row, state) >= 0 else 0
            if predicted != label:
                state = state + row if label == 1 else state - row
                mistakes += 1
        if mistakes == 0:
            return True, epoch + 1
        if state.tolist() in states:
            return False, epoch + 1
        states.append(state.tolist())
    raise RuntimeError("not decided")


# %% right: plain Python numbers
def is_separable(points, labels, *, max_epochs=1000):
    rows = points.tolist()
    for row in rows:
        for number in row:
            if number != int(number):
                raise ValueError(f"{number} is not a whole number")
    weights, bias, epochs = [0.0] * len(rows[0]), 0.0, 0
    memory = {(tuple(weights), bias): 0}
    while epochs < max_epochs:
        epochs += 1
        clean = True
        for row, label in zip(rows, labels.tolist()):
            score = sum(w * x for w, x in zip(weights, row)) + bias
            if (score >= 0) != (label == 1):
                sign = 1 if label == 1 else -1
                weights = [w + sign * x for w, x in zip(weights, row)]
                bias += sign
                clean = False
        if clean:
            return True, epochs
        if (tuple(weights), bias) in memory:
            return False, epochs
        memory[tuple(weights), bias] = epochs
    raise RuntimeError(f"undecided after {max_epochs} epochs")


# %% wrong: gives up after max_epochs and calls it not separable
def is_separable(points, labels, *, max_epochs=1000):
    if (points != points.round()).any():
        raise ValueError("whole numbers only")
    weights, bias = points.new_zeros(points.shape[1]), 0
    for epoch in range(1, max_epochs + 1):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights, bias = weights + error * point, bias + error
            clean = clean and error == 0
        if clean:
            return True, epoch
    return False, max_epochs


# %% wrong: compares the weights and forgets the bias
def is_separable(points, labels, *, max_epochs=1000):
    if (points != points.round()).any():
        raise ValueError("whole numbers only")
    weights, bias = points.new_zeros(points.shape[1]), 0
    seen = {tuple(weights.tolist())}
    for epoch in range(1, max_epochs + 1):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights, bias = weights + error * point, bias + error
            clean = clean and error == 0
        state = tuple(weights.tolist())
        if clean or state in seen:
            return clean, epoch
        seen.add(state)
    raise RuntimeError("not decided")


# %% wrong: forgets the state at the start
def is_separable(points, labels, *, max_epochs=1000):
    if (points != points.round()).any():
        raise ValueError("whole numbers only")
    weights, bias = points.new_zeros(points.shape[1]), 0
    seen = set()
    for epoch in range(1, max_epochs + 1):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights, bias = weights + error * point, bias + error
            clean = clean and error == 0
        state = (*weights.tolist(), bias)
        if clean or state in seen:
            return clean, epoch
        seen.add(state)
    raise RuntimeError("not decided")


# %% wrong: compares with the epoch before only
def is_separable(points, labels, *, max_epochs=1000):
    if (points != points.round()).any():
        raise ValueError("whole numbers only")
    weights, bias = points.new_zeros(points.shape[1]), 0
    last = (*weights.tolist(), bias)
    for epoch in range(1, max_epochs + 1):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights, bias = weights + error * point, bias + error
            clean = clean and error == 0
        state = (*weights.tolist(), bias)
        if clean or state == last:
            return clean, epoch
        last = state
    raise RuntimeError("not decided")


# %% wrong: looks for an old state first, so a clean epoch counts as one
def is_separable(points, labels, *, max_epochs=1000):
    if (points != points.round()).any():
        raise ValueError("whole numbers only")
    weights, bias = points.new_zeros(points.shape[1]), 0
    seen = {(*weights.tolist(), bias)}
    for epoch in range(1, max_epochs + 1):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights, bias = weights + error * point, bias + error
            clean = clean and error == 0
        state = (*weights.tolist(), bias)
        if state in seen:
            return False, epoch
        if clean:
            return True, epoch
        seen.add(state)
    raise RuntimeError("not decided")


# %% wrong: looks for old states after every point
def is_separable(points, labels, *, max_epochs=1000):
    if (points != points.round()).any():
        raise ValueError("whole numbers only")
    weights, bias = points.new_zeros(points.shape[1]), 0
    seen = {(*weights.tolist(), bias)}
    for epoch in range(1, max_epochs + 1):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            if error != 0:
                weights, bias = weights + error * point, bias + error
                clean = False
                state = (*weights.tolist(), bias)
                if state in seen:
                    return False, epoch
                seen.add(state)
        if clean:
            return True, epoch
    raise RuntimeError("not decided")


# %% wrong: counts epochs from 0
def is_separable(points, labels, *, max_epochs=1000):
    if (points != points.round()).any():
        raise ValueError("whole numbers only")
    weights, bias = points.new_zeros(points.shape[1]), 0
    seen = {(*weights.tolist(), bias)}
    for epoch in range(max_epochs):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights, bias = weights + error * point, bias + error
            clean = clean and error == 0
        state = (*weights.tolist(), bias)
        if clean or state in seen:
            return clean, epoch
        seen.add(state)
    raise RuntimeError("not decided")


# %% wrong: one epoch fewer than allowed
def is_separable(points, labels, *, max_epochs=1000):
    if (points != points.round()).any():
        raise ValueError("whole numbers only")
    weights, bias = points.new_zeros(points.shape[1]), 0
    seen = {(*weights.tolist(), bias)}
    for epoch in range(1, max_epochs):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights, bias = weights + error * point, bias + error
            clean = clean and error == 0
        state = (*weights.tolist(), bias)
        if clean or state in seen:
            return clean, epoch
        seen.add(state)
    raise RuntimeError("not decided")


# %% wrong: no check for whole numbers
def is_separable(points, labels, *, max_epochs=1000):
    weights, bias = points.new_zeros(points.shape[1]), 0
    seen = {(*weights.tolist(), bias)}
    for epoch in range(1, max_epochs + 1):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights, bias = weights + error * point, bias + error
            clean = clean and error == 0
        state = (*weights.tolist(), bias)
        if clean or state in seen:
            return clean, epoch
        seen.add(state)
    raise RuntimeError("not decided")


# %% wrong: a score of 0 is class 0
def is_separable(points, labels, *, max_epochs=1000):
    if (points != points.round()).any():
        raise ValueError("whole numbers only")
    weights, bias = points.new_zeros(points.shape[1]), 0
    seen = {(*weights.tolist(), bias)}
    for epoch in range(1, max_epochs + 1):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias > 0)
            weights, bias = weights + error * point, bias + error
            clean = clean and error == 0
        state = (*weights.tolist(), bias)
        if clean or state in seen:
            return clean, epoch
        seen.add(state)
    raise RuntimeError("not decided")


# %% wrong: rounds the points instead of refusing them
def is_separable(points, labels, *, max_epochs=1000):
    points = points.round()
    weights, bias = points.new_zeros(points.shape[1]), 0
    seen = {(*weights.tolist(), bias)}
    for epoch in range(1, max_epochs + 1):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            weights, bias = weights + error * point, bias + error
            clean = clean and error == 0
        state = (*weights.tolist(), bias)
        if clean or state in seen:
            return clean, epoch
        seen.add(state)
    raise RuntimeError("not decided")


# %% wrong: calls the course's own function
from helpers.linear import fit_perceptron


def is_separable(points, labels, *, max_epochs=1000):
    if (points != points.round()).any():
        raise ValueError("whole numbers only")
    fit = fit_perceptron(points, labels, max_epochs=max_epochs)
    seen = {(*[0.0] * points.shape[1], 0.0)}
    for epoch, (weights, bias) in enumerate(fit.history, start=1):
        state = (*weights.tolist(), bias.item())
        if fit.converged and epoch == fit.epochs:
            return True, epoch
        if state in seen:
            return False, epoch
        seen.add(state)
    raise RuntimeError("not decided")


# %% wrong: only the start counts as an old state
def is_separable(points, labels, *, max_epochs=1000):
    if (points != points.round()).any():
        raise ValueError("whole numbers only")
    weights, bias = points.new_zeros(points.shape[1]), 0
    for epoch in range(1, max_epochs + 1):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            if error:
                weights, bias, clean = weights + error * point, bias + error, False
        if clean:
            return True, epoch
        if bias == 0 and not weights.any():
            return False, epoch
    raise RuntimeError("undecided")


# %% wrong: never more than 10 epochs, whatever max_epochs says
def is_separable(points, labels, *, max_epochs=1000):
    if (points != points.round()).any():
        raise ValueError("whole numbers only")
    weights, bias = points.new_zeros(points.shape[1]), 0
    seen = {(*weights.tolist(), bias)}
    for epoch in range(1, min(max_epochs, 10) + 1):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            if error:
                weights, bias, clean = weights + error * point, bias + error, False
        if clean:
            return True, epoch
        state = (*weights.tolist(), bias)
        if state in seen:
            return False, epoch
        seen.add(state)
    raise RuntimeError("undecided")


# %% wrong: negative whole numbers are refused
def is_separable(points, labels, *, max_epochs=1000):
    if not all(
        str(value).removesuffix(".0").isdigit() for value in points.flatten().tolist()
    ):
        raise ValueError("whole numbers only")
    weights, bias = points.new_zeros(points.shape[1]), 0
    seen = {(*weights.tolist(), bias)}
    for epoch in range(1, max_epochs + 1):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            if error:
                weights, bias, clean = weights + error * point, bias + error, False
        if clean:
            return True, epoch
        state = (*weights.tolist(), bias)
        if state in seen:
            return False, epoch
        seen.add(state)
    raise RuntimeError("undecided")


# %% wrong: nearly whole numbers pass
def is_separable(points, labels, *, max_epochs=1000):
    if not torch.allclose(points, points.round(), atol=0.01):
        raise ValueError("whole numbers only")
    weights, bias = points.new_zeros(points.shape[1]), 0
    seen = {(*weights.tolist(), bias)}
    for epoch in range(1, max_epochs + 1):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            if error:
                weights, bias, clean = weights + error * point, bias + error, False
        if clean:
            return True, epoch
        state = (*weights.tolist(), bias)
        if state in seen:
            return False, epoch
        seen.add(state)
    raise RuntimeError("undecided")


# %% wrong: only the sum of the coordinates must be whole
def is_separable(points, labels, *, max_epochs=1000):
    if (points.sum(dim=1) % 1 != 0).any():
        raise ValueError("whole numbers only")
    weights, bias = points.new_zeros(points.shape[1]), 0
    seen = {(*weights.tolist(), bias)}
    for epoch in range(1, max_epochs + 1):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            if error:
                weights, bias, clean = weights + error * point, bias + error, False
        if clean:
            return True, epoch
        state = (*weights.tolist(), bias)
        if state in seen:
            return False, epoch
        seen.add(state)
    raise RuntimeError("undecided")


# %% wrong: a repeated number of mistakes is taken for a repeated state
def is_separable(points, labels, *, max_epochs=1000):
    if (points != points.round()).any():
        raise ValueError("whole numbers only")
    weights, bias, counts = points.new_zeros(points.shape[1]), 0, []
    for epoch in range(1, max_epochs + 1):
        count = 0
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            if error:
                weights, bias, count = weights + error * point, bias + error, count + 1
        if count == 0:
            return True, epoch
        counts.append(count)
        if len(counts) >= 3 and len(set(counts[-3:])) == 1 and count == len(points):
            return False, epoch
        if counts[-2:] == [4, 4] or counts[-3:] == [3, 4, 4]:
            return False, epoch
    raise RuntimeError("undecided")


# %% wrong: clean epochs are not counted
def is_separable(points, labels, *, max_epochs=1000):
    if (points != points.round()).any():
        raise ValueError("whole numbers only")
    weights, bias = points.new_zeros(points.shape[1]), 0
    seen = {(*weights.tolist(), bias)}
    for epoch in range(1, max_epochs + 1):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            if error:
                weights, bias, clean = weights + error * point, bias + error, False
        if clean:
            return True, epoch - 1
        state = (*weights.tolist(), bias)
        if state in seen:
            return False, epoch
        seen.add(state)
    raise RuntimeError("undecided")


# %% wrong: looks up the four answers of two inputs, trains otherwise without memory
def is_separable(points, labels, *, max_epochs=1000):
    if (points != points.round()).any():
        raise ValueError("whole numbers only")
    if labels.tolist() in ([0, 1, 1, 0], [1, 0, 0, 1]):
        return False, 3
    weights, bias = points.new_zeros(points.shape[1]), 0
    for epoch in range(1, max_epochs + 1):
        clean = True
        for point, label in zip(points, labels.tolist()):
            error = label - int(weights @ point + bias >= 0)
            if error:
                weights, bias, clean = weights + error * point, bias + error, False
        if clean:
            return True, epoch
    raise RuntimeError("undecided")
