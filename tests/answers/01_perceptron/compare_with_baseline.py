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
