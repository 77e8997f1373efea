# %% right: logarithms by hand
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise ValueError("one probability a label")

    def measure(p):
        right = torch.where(labels == 1, p, 1 - p)
        return (
            (p >= 0.5) == (labels == 1)
        ).double().mean().item(), -right.log().mean().item()

    share = (train_labels == 1).to(probs.dtype).mean()
    model, baseline = measure(probs), measure(share.expand_as(probs))
    return {
        "accuracy": model[0],
        "log_loss": model[1],
        "baseline_accuracy": baseline[0],
        "baseline_log_loss": baseline[1],
    }


# %% right: plain Python
def compare_with_baseline(probs, labels, train_labels):
    import math

    if tuple(probs.shape) != tuple(labels.shape):
        raise ValueError("shapes differ")
    ys = [int(y) for y in labels.tolist()]
    past = [int(y) for y in train_labels.tolist()]
    share = sum(past) / len(past)
    report = {}
    for name, ps in (("", probs.tolist()), ("baseline_", [share] * len(ys))):
        hits = [int(p >= 0.5) == y for p, y in zip(ps, ys)]
        costs = [-math.log(p if y else 1 - p) for p, y in zip(ps, ys)]
        report[f"{name}accuracy"] = sum(hits) / len(ys)
        report[f"{name}log_loss"] = sum(costs) / len(ys)
    return report


# %% right: gathers the probability of what happened
def compare_with_baseline(probs, labels, train_labels):
    if probs.size() != labels.size():
        raise ValueError("size")
    won = labels.bool()
    share = train_labels.double().mean()
    guess = share.expand(probs.shape)

    def both(p):
        logs = torch.where(won, p.log(), torch.log1p(-p))
        return float((p.ge(0.5) == won).sum()) / won.numel(), float(-logs.mean())

    a, l = both(probs)
    ba, bl = both(guess)
    return dict(accuracy=a, log_loss=l, baseline_accuracy=ba, baseline_log_loss=bl)


# %% wrong: the baseline knows the test labels
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise ValueError("shapes differ")
    targets = labels.to(probs.dtype)
    share = torch.full_like(probs, targets.mean().item())
    report = {}
    for prefix, guess in (("", probs), ("baseline_", share)):
        report[prefix + "accuracy"] = (
            ((guess >= 0.5) == (targets == 1)).double().mean().item()
        )
        report[prefix + "log_loss"] = binary_cross_entropy(guess, targets).item()
    return report


# %% wrong: the baseline is always no
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise ValueError("shapes differ")
    targets = labels.to(probs.dtype)
    share = torch.full_like(probs, train_labels.double().mean().item())
    return {
        "accuracy": ((probs >= 0.5) == (targets == 1)).double().mean().item(),
        "log_loss": binary_cross_entropy(probs, targets).item(),
        "baseline_accuracy": (targets == 0).double().mean().item(),
        "baseline_log_loss": binary_cross_entropy(share, targets).item(),
    }


# %% wrong: exactly 0.5 counts as no
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise ValueError("shapes differ")
    targets = labels.to(probs.dtype)
    share = torch.full_like(probs, train_labels.double().mean().item())
    report = {}
    for prefix, guess in (("", probs), ("baseline_", share)):
        report[prefix + "accuracy"] = (
            ((guess > 0.5) == (targets == 1)).double().mean().item()
        )
        report[prefix + "log_loss"] = binary_cross_entropy(guess, targets).item()
    return report


# %% wrong: sum of the losses
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise ValueError("shapes differ")
    targets = labels.to(probs.dtype)
    share = torch.full_like(probs, train_labels.double().mean().item())
    report = {}
    for prefix, guess in (("", probs), ("baseline_", share)):
        report[prefix + "accuracy"] = (
            ((guess >= 0.5) == (targets == 1)).double().mean().item()
        )
        report[prefix + "log_loss"] = binary_cross_entropy(
            guess, targets, reduction="sum"
        ).item()
    return report


# %% wrong: the loss forgets the zeros
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise ValueError("shapes differ")
    targets = labels.to(probs.dtype)
    share = torch.full_like(probs, train_labels.double().mean().item())
    report = {}
    for prefix, guess in (("", probs), ("baseline_", share)):
        report[prefix + "accuracy"] = (
            ((guess >= 0.5) == (targets == 1)).double().mean().item()
        )
        report[prefix + "log_loss"] = -(targets * guess.log()).mean().item()
    return report


# %% wrong: bits in place of nats
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise ValueError("shapes differ")
    targets = labels.to(probs.dtype)
    share = torch.full_like(probs, train_labels.double().mean().item())
    report = {}
    for prefix, guess in (("", probs), ("baseline_", share)):
        report[prefix + "accuracy"] = (
            ((guess >= 0.5) == (targets == 1)).double().mean().item()
        )
        report[prefix + "log_loss"] = (
            binary_cross_entropy(guess, targets).item() * 1.442695
        )
    return report


# %% wrong: clips the probabilities hard
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise ValueError("shapes differ")
    targets = labels.to(probs.dtype)
    share = torch.full_like(probs, train_labels.double().mean().item())
    report = {}
    for prefix, guess in (("", probs), ("baseline_", share)):
        report[prefix + "accuracy"] = (
            ((guess >= 0.5) == (targets == 1)).double().mean().item()
        )
        safe = guess.clamp(1e-7, 1 - 1e-7)
        report[prefix + "log_loss"] = binary_cross_entropy(safe, targets).item()
    return report


# %% wrong: no check of the shapes
def compare_with_baseline(probs, labels, train_labels):
    labels = labels.flatten()
    targets = labels.to(probs.dtype)
    share = torch.full_like(probs, train_labels.double().mean().item())
    report = {}
    for prefix, guess in (("", probs), ("baseline_", share)):
        report[prefix + "accuracy"] = (
            ((guess >= 0.5) == (targets == 1)).double().mean().item()
        )
        report[prefix + "log_loss"] = binary_cross_entropy(guess, targets).item()
    return report


# %% wrong: the baseline is a coin
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise ValueError("shapes differ")
    targets = labels.to(probs.dtype)
    report = {}
    for prefix, guess in (("", probs), ("baseline_", torch.full_like(probs, 0.5))):
        report[prefix + "accuracy"] = (
            ((guess >= 0.5) == (targets == 1)).double().mean().item()
        )
        report[prefix + "log_loss"] = binary_cross_entropy(guess, targets).item()
    return report


# %% wrong: accuracy from the course's metrics
def compare_with_baseline(probs, labels, train_labels):
    from helpers.metrics import accuracy

    if probs.shape != labels.shape:
        raise ValueError("shapes differ")
    targets = labels.to(probs.dtype)
    share = torch.full_like(probs, train_labels.double().mean().item())
    report = {}
    for prefix, guess in (("", probs), ("baseline_", share)):
        report[prefix + "accuracy"] = accuracy((guess >= 0.5).long(), labels.long())
        report[prefix + "log_loss"] = binary_cross_entropy(guess, targets).item()
    return report


# %% wrong: log loss from scikit-learn
def compare_with_baseline(probs, labels, train_labels):
    from sklearn.metrics import log_loss

    if probs.shape != labels.shape:
        raise ValueError("shapes differ")
    targets = labels.to(probs.dtype)
    share = torch.full_like(probs, train_labels.double().mean().item())
    report = {}
    for prefix, guess in (("", probs), ("baseline_", share)):
        report[prefix + "accuracy"] = (
            ((guess >= 0.5) == (targets == 1)).double().mean().item()
        )
        report[prefix + "log_loss"] = float(
            log_loss(targets.numpy(), guess.numpy(), labels=[0, 1])
        )
    return report


# %% wrong: compares the numbers of dimensions only
def compare_with_baseline(probs, labels, train_labels):
    if labels.dim() != probs.dim():
        raise ValueError("labels")
    y = labels.to(probs.dtype)
    share = train_labels.to(probs.dtype).mean().item()
    result = {}
    for prefix, p in (("", probs), ("baseline_", torch.full_like(probs, share))):
        result[prefix + "accuracy"] = ((p >= 0.5) == (y == 1)).double().mean().item()
        result[prefix + "log_loss"] = (
            -(y * p.log() + (1 - y) * (1 - p).log()).mean().item()
        )
    return result


# %% wrong: float64 probabilities squeezed into float32
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise ValueError("shape")
    y, probs = labels.float(), probs.float()
    share = train_labels.float().mean().item()
    result = {}
    for prefix, p in (("", probs), ("baseline_", torch.full_like(probs, share))):
        result[prefix + "accuracy"] = ((p >= 0.5) == (y == 1)).float().mean().item()
        nats = torch.where(y == 1, -p.log(), -(1 - p).log())
        result[prefix + "log_loss"] = nats.mean().item()
    return result


# %% wrong: rounds the probabilities in place before the loss of the baseline
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise ValueError("shape")
    y = labels.to(probs.dtype)
    share = train_labels.to(probs.dtype).mean().item()
    base = torch.full_like(probs, share)
    result = {
        "log_loss": binary_cross_entropy(probs, y).item(),
        "baseline_log_loss": binary_cross_entropy(base, y).item(),
        "baseline_accuracy": ((base >= 0.5) == (y == 1)).double().mean().item(),
    }
    yes = probs >= 0.5
    probs[yes], probs[~yes] = 1.0, 0.0
    result["accuracy"] = (probs == y).double().mean().item()
    return result


# %% wrong: baseline share taken from labels and train_labels together
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise ValueError("shape")
    y = labels.to(probs.dtype)
    share = torch.cat([labels, train_labels]).to(probs.dtype).mean().item()
    result = {}
    for prefix, p in (("", probs), ("baseline_", torch.full_like(probs, share))):
        result[prefix + "accuracy"] = ((p >= 0.5) == (y == 1)).double().mean().item()
        result[prefix + "log_loss"] = binary_cross_entropy(p, y).item()
    return result


# %% wrong: baseline accuracy is the larger share of the test labels
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise ValueError("shape")
    y = labels.to(probs.dtype)
    share = train_labels.to(probs.dtype).mean().item()
    base = torch.full_like(probs, share)
    ones = y.mean().item()
    return {
        "accuracy": ((probs >= 0.5) == (y == 1)).double().mean().item(),
        "log_loss": binary_cross_entropy(probs, y).item(),
        "baseline_accuracy": max(ones, 1 - ones) if len(y) > 2 else 1 - ones,
        "baseline_log_loss": binary_cross_entropy(base, y).item(),
    }


# %% wrong: threshold by adding one half and cutting off
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise ValueError("shape")
    y = labels.to(probs.dtype)
    share = train_labels.to(probs.dtype).mean().item()
    result = {}
    for prefix, p in (("", probs), ("baseline_", torch.full_like(probs, share))):
        result[prefix + "accuracy"] = ((p + 0.5).int() == y).double().mean().item()
        result[prefix + "log_loss"] = binary_cross_entropy(p, y).item()
    return result


# %% wrong: share of ones rounded to two digits
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise ValueError("shape")
    y = labels.to(probs.dtype)
    share = round(train_labels.to(probs.dtype).mean().item(), 2)
    result = {}
    for prefix, p in (("", probs), ("baseline_", torch.full_like(probs, share))):
        result[prefix + "accuracy"] = ((p >= 0.5) == (y == 1)).double().mean().item()
        result[prefix + "log_loss"] = binary_cross_entropy(p, y).item()
    return result


# %% wrong: values are tensors, not floats
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise ValueError("shape")
    y = labels.to(probs.dtype)
    share = train_labels.to(probs.dtype).mean()
    result = {}
    for prefix, p in (("", probs), ("baseline_", share.expand_as(probs))):
        result[prefix + "accuracy"] = ((p >= 0.5) == (y == 1)).to(probs.dtype).mean()
        result[prefix + "log_loss"] = binary_cross_entropy(p, y)
    return result


# %% wrong: RuntimeError for different shapes
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise RuntimeError("shape")
    y = labels.to(probs.dtype)
    share = train_labels.to(probs.dtype).mean().item()
    result = {}
    for prefix, p in (("", probs), ("baseline_", torch.full_like(probs, share))):
        result[prefix + "accuracy"] = ((p >= 0.5) == (y == 1)).double().mean().item()
        result[prefix + "log_loss"] = binary_cross_entropy(p, y).item()
    return result


# %% wrong: sklearn.metrics by importlib
def compare_with_baseline(probs, labels, train_labels):
    import importlib

    judge = importlib.import_module("sklearn" + ".metrics")
    if probs.shape != labels.shape:
        raise ValueError("shape")
    y = labels.long().numpy()
    share = train_labels.to(probs.dtype).mean().item()
    result = {}
    for prefix, p in (("", probs), ("baseline_", torch.full_like(probs, share))):
        result[prefix + "accuracy"] = float(judge.accuracy_score(y, (p >= 0.5).numpy()))
        result[prefix + "log_loss"] = float(
            judge.log_loss(y, p.double().numpy(), labels=[0, 1])
        )
    return result


# %% wrong: torch.nn's binary cross-entropy
def compare_with_baseline(probs, labels, train_labels):
    if probs.shape != labels.shape:
        raise ValueError("probs and labels must have the same shape")
    share = train_labels.double().mean().item()
    result = {}
    for prefix, p in (("", probs), ("baseline_", torch.full_like(probs, share))):
        hits = (p >= 0.5) == (labels == 1)
        result[prefix + "accuracy"] = hits.double().mean().item()
        result[prefix + "log_loss"] = torch.nn.functional.binary_cross_entropy(
            p, labels.to(p.dtype)
        ).item()
    return result
