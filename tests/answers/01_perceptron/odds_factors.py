# %% right: with the math module
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    import math

    if tuple(weights.shape) != (6,):
        raise ValueError("six weights, please")
    if not bool((scale > 0).all()):
        raise ValueError("scales must be above 0")
    w, s = weights.tolist(), scale.tolist()
    return {
        "score": math.exp(w[0] / s[0] * score_step),
        "grade": math.exp(w[1] / s[1] * grade_step),
        "rank": [math.exp(v - w[2]) for v in w[2:]],
    }


# %% right: steps as a tensor
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.ndim != 1 or len(weights) != 6 or scale.min() <= 0:
        raise ValueError(f"bad weights or scale: {weights}, {scale}")
    steps = torch.tensor([score_step, grade_step], dtype=weights.dtype) / scale
    score, grade = (weights[:2] * steps).exp().tolist()
    rank = (weights[2:] - weights[2]).exp().tolist()
    return {"score": score, "grade": grade, "rank": rank}


# %% right: unpacking, .item() one by one, ValueError from one test
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.ndim != 1 or len(weights) != 6 or not bool(torch.all(scale > 0)):
        raise ValueError("weights of shape (6,) and positive scales")
    w_score, w_grade, first, *others = weights.unbind()
    out = {"score": (w_score / scale[0]).mul(score_step).exp().item()}
    out["grade"] = (w_grade / scale[1]).mul(grade_step).exp().item()
    out["rank"] = [1.0] + [(other - first).exp().item() for other in others]
    return out


# %% wrong: forgets the scale
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.shape != (6,) or not (scale > 0).all():
        raise ValueError("bad weights or scale")
    return {
        "score": torch.exp(weights[0] * score_step).item(),
        "grade": torch.exp(weights[1] * grade_step).item(),
        "rank": torch.exp(weights[2:] - weights[2]).tolist(),
    }


# %% wrong: multiplies by the scale
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.shape != (6,) or not (scale > 0).all():
        raise ValueError("bad weights or scale")
    return {
        "score": torch.exp(weights[0] * score_step * scale[0]).item(),
        "grade": torch.exp(weights[1] * grade_step * scale[1]).item(),
        "rank": torch.exp(weights[2:] - weights[2]).tolist(),
    }


# %% wrong: ranks against the bias
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.shape != (6,) or not (scale > 0).all():
        raise ValueError("bad weights or scale")
    return {
        "score": torch.exp(weights[0] * score_step / scale[0]).item(),
        "grade": torch.exp(weights[1] * grade_step / scale[1]).item(),
        "rank": torch.exp(weights[2:]).tolist(),
    }


# %% wrong: ranks against rank 4
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.shape != (6,) or not (scale > 0).all():
        raise ValueError("bad weights or scale")
    return {
        "score": torch.exp(weights[0] * score_step / scale[0]).item(),
        "grade": torch.exp(weights[1] * grade_step / scale[1]).item(),
        "rank": torch.exp(weights[2:] - weights[5]).tolist(),
    }


# %% wrong: a ratio of exponentials, which overflows
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.shape != (6,) or not (scale > 0).all():
        raise ValueError("bad weights or scale")
    odds = torch.exp(weights[2:])
    return {
        "score": torch.exp(weights[0] * score_step / scale[0]).item(),
        "grade": torch.exp(weights[1] * grade_step / scale[1]).item(),
        "rank": (odds / odds[0]).tolist(),
    }


# %% wrong: differences of logits, no exponential
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.shape != (6,) or not (scale > 0).all():
        raise ValueError("bad weights or scale")
    return {
        "score": (weights[0] * score_step / scale[0]).item(),
        "grade": (weights[1] * grade_step / scale[1]).item(),
        "rank": (weights[2:] - weights[2]).tolist(),
    }


# %% wrong: fixed steps
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.shape != (6,) or not (scale > 0).all():
        raise ValueError("bad weights or scale")
    return {
        "score": torch.exp(weights[0] * 100 / scale[0]).item(),
        "grade": torch.exp(weights[1] * 0.1 / scale[1]).item(),
        "rank": torch.exp(weights[2:] - weights[2]).tolist(),
    }


# %% wrong: a probability in place of odds
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.shape != (6,) or not (scale > 0).all():
        raise ValueError("bad weights or scale")
    return {
        "score": torch.sigmoid(weights[0] * score_step / scale[0]).item(),
        "grade": torch.sigmoid(weights[1] * grade_step / scale[1]).item(),
        "rank": torch.exp(weights[2:] - weights[2]).tolist(),
    }


# %% wrong: one scale for both
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.shape != (6,) or not (scale > 0).all():
        raise ValueError("bad weights or scale")
    return {
        "score": torch.exp(weights[0] * score_step / scale[0]).item(),
        "grade": torch.exp(weights[1] * grade_step / scale[0]).item(),
        "rank": torch.exp(weights[2:] - weights[2]).tolist(),
    }


# %% wrong: no check of the arguments
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    return {
        "score": torch.exp(weights[0] * score_step / scale[0]).item(),
        "grade": torch.exp(weights[1] * grade_step / scale[1]).item(),
        "rank": torch.exp(weights[2:] - weights[2]).tolist(),
    }


# %% wrong: subtracts rank 1 from the caller's weights
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.shape != (6,) or not (scale > 0).all():
        raise ValueError("bad weights or scale")
    weights[2:] -= weights[2].clone()
    return {
        "score": torch.exp(weights[0] * score_step / scale[0]).item(),
        "grade": torch.exp(weights[1] * grade_step / scale[1]).item(),
        "rank": torch.exp(weights[2:]).tolist(),
    }


# %% wrong: a negative step is taken by its size
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.shape != (6,) or not (scale > 0).all():
        raise ValueError("bad")
    return {
        "score": torch.exp(weights[0] * abs(score_step) / scale[0]).item(),
        "grade": torch.exp(weights[1] * abs(grade_step) / scale[1]).item(),
        "rank": torch.exp(weights[2:] - weights[2]).tolist(),
    }


# %% wrong: negative steps refused
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.shape != (6,) or not (scale > 0).all():
        raise ValueError("bad")
    if score_step <= 0 or grade_step <= 0:
        raise ValueError("steps")
    return {
        "score": torch.exp(weights[0] * score_step / scale[0]).item(),
        "grade": torch.exp(weights[1] * grade_step / scale[1]).item(),
        "rank": torch.exp(weights[2:] - weights[2]).tolist(),
    }


# %% wrong: a scale of exactly 0 passes
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.shape != (6,) or (scale < 0).any():
        raise ValueError("bad")
    return {
        "score": torch.exp(weights[0] * score_step / scale[0]).item(),
        "grade": torch.exp(weights[1] * grade_step / scale[1]).item(),
        "rank": torch.exp(weights[2:] - weights[2]).tolist(),
    }


# %% wrong: raises only if both scales are bad
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.shape != (6,) or (scale <= 0).all():
        raise ValueError("bad")
    return {
        "score": torch.exp(weights[0] * score_step / scale[0]).item(),
        "grade": torch.exp(weights[1] * grade_step / scale[1]).item(),
        "rank": torch.exp(weights[2:] - weights[2]).tolist(),
    }


# %% wrong: looks only at the score's scale
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.shape != (6,) or scale[0] <= 0:
        raise ValueError("bad")
    return {
        "score": torch.exp(weights[0] * score_step / scale[0]).item(),
        "grade": torch.exp(weights[1] * grade_step / scale[1]).item(),
        "rank": torch.exp(weights[2:] - weights[2]).tolist(),
    }


# %% wrong: six numbers in a column or a row are accepted
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    weights = weights.flatten()
    if weights.numel() != 6 or not (scale > 0).all():
        raise ValueError("bad")
    return {
        "score": torch.exp(weights[0] * score_step / scale[0]).item(),
        "grade": torch.exp(weights[1] * grade_step / scale[1]).item(),
        "rank": torch.exp(weights[2:] - weights[2]).tolist(),
    }


# %% wrong: seven weights are accepted, one rank too many
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if len(weights) < 6 or not (scale > 0).all():
        raise ValueError("bad")
    return {
        "score": torch.exp(weights[0] * score_step / scale[0]).item(),
        "grade": torch.exp(weights[1] * grade_step / scale[1]).item(),
        "rank": torch.exp(weights[2:6] - weights[2]).tolist(),
    }


# %% wrong: grade_step defaults to 1.0
def odds_factors(weights, scale, *, score_step=100.0, grade_step=1.0):
    if weights.shape != (6,) or not (scale > 0).all():
        raise ValueError("bad")
    return {
        "score": torch.exp(weights[0] * score_step / scale[0]).item(),
        "grade": torch.exp(weights[1] * grade_step / scale[1]).item(),
        "rank": torch.exp(weights[2:] - weights[2]).tolist(),
    }


# %% wrong: ranks as a tensor, not a list
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.shape != (6,) or not (scale > 0).all():
        raise ValueError("bad")
    return {
        "score": torch.exp(weights[0] * score_step / scale[0]).item(),
        "grade": torch.exp(weights[1] * grade_step / scale[1]).item(),
        "rank": torch.exp(weights[2:] - weights[2]),
    }


# %% wrong: linear approximation for small grade effects
def odds_factors(weights, scale, *, score_step=100.0, grade_step=0.1):
    if weights.shape != (6,) or not (scale > 0).all():
        raise ValueError("bad")
    top = weights[2]
    return {
        "score": torch.exp(weights[0] * score_step / scale[0]).item(),
        "grade": 1 + weights[1].item() * grade_step / scale[1].item()
        if abs(weights[1].item() * grade_step / scale[1].item()) < 0.1
        else torch.exp(weights[1] * grade_step / scale[1]).item(),
        "rank": torch.exp(weights[2:] - top).tolist(),
    }
