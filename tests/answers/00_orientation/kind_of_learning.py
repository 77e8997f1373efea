# %% right: early returns
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    if target_from_input and not has_target:
        raise ValueError("contradiction")
    if acts_for_reward:
        return "reinforcement"
    if has_target and target_from_input:
        return "self-supervised"
    if has_target:
        return "supervised"
    return "unsupervised"


# %% right: a table
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    kinds = {
        (False, False): "unsupervised",
        (True, False): "supervised",
        (True, True): "self-supervised",
    }
    key = (bool(has_target), bool(target_from_input))
    if key not in kinds:
        raise ValueError(f"cannot be: {key}")
    return "reinforcement" if acts_for_reward else kinds[key]


# %% wrong: the contradiction is let through when it acts
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    if acts_for_reward:
        return "reinforcement"
    if target_from_input and not has_target:
        raise ValueError("contradiction")
    if not has_target:
        return "unsupervised"
    return "self-supervised" if target_from_input else "supervised"


# %% wrong: no contradiction found
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    if acts_for_reward:
        return "reinforcement"
    if not has_target:
        return "unsupervised"
    return "self-supervised" if target_from_input else "supervised"


# %% wrong: the reward is asked last
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    if target_from_input and not has_target:
        raise ValueError("contradiction")
    if has_target:
        return "self-supervised" if target_from_input else "supervised"
    return "reinforcement" if acts_for_reward else "unsupervised"


# %% wrong: supervised and self-supervised swapped
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    if target_from_input and not has_target:
        raise ValueError("contradiction")
    if acts_for_reward:
        return "reinforcement"
    if not has_target:
        return "unsupervised"
    return "supervised" if target_from_input else "self-supervised"


# %% wrong: other spellings
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    if target_from_input and not has_target:
        raise ValueError("contradiction")
    if acts_for_reward:
        return "Reinforcement"
    if not has_target:
        return "Unsupervised"
    return "Self-supervised" if target_from_input else "Supervised"


# %% wrong: forgets unsupervised
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    if target_from_input and not has_target:
        raise ValueError("contradiction")
    if acts_for_reward:
        return "reinforcement"
    return "self-supervised" if target_from_input else "supervised"


# %% wrong: a reward with a target is refused
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    if (target_from_input and not has_target) or (acts_for_reward and has_target):
        raise ValueError("contradiction")
    if acts_for_reward:
        return "reinforcement"
    if not has_target:
        return "unsupervised"
    return "self-supervised" if target_from_input else "supervised"


# %% right: by the recipe
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    if target_from_input and not has_target:
        raise ValueError("a target cut out of the input is a target")
    if acts_for_reward:
        return "reinforcement"
    if not has_target:
        return "unsupervised"
    return "self-supervised" if target_from_input else "supervised"


# %% right: match
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    match (acts_for_reward, has_target, target_from_input):
        case (_, False, True):
            raise ValueError("contradiction")
        case (True, _, _):
            return "reinforcement"
        case (_, False, _):
            return "unsupervised"
        case (_, _, True):
            return "self-supervised"
        case _:
            return "supervised"


# %% wrong: a target from the input beats the reward
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    if target_from_input and not has_target:
        raise ValueError("contradiction")
    if target_from_input:
        return "self-supervised"
    if acts_for_reward:
        return "reinforcement"
    return "supervised" if has_target else "unsupervised"


# %% wrong: a supplied target beats the reward
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    if target_from_input and not has_target:
        raise ValueError("contradiction")
    if has_target and not target_from_input:
        return "supervised"
    if acts_for_reward:
        return "reinforcement"
    return "self-supervised" if has_target else "unsupervised"


# %% wrong: answers the contradiction with a text when it acts
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    if target_from_input and not has_target:
        if acts_for_reward:
            return "ValueError"
        raise ValueError("contradiction")
    if acts_for_reward:
        return "reinforcement"
    if not has_target:
        return "unsupervised"
    return "self-supervised" if target_from_input else "supervised"


# %% wrong: reward counts only without any target
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    if target_from_input > has_target:
        raise ValueError("contradiction")
    if acts_for_reward and not has_target and not target_from_input:
        return "reinforcement"
    if has_target and target_from_input:
        return "self-supervised"
    return "supervised" if has_target else "unsupervised"


# %% wrong: assert instead of ValueError
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    assert has_target or not target_from_input
    if acts_for_reward:
        return "reinforcement"
    if not has_target:
        return "unsupervised"
    return "self-supervised" if target_from_input else "supervised"


# %% wrong: misspelt word
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    if target_from_input and not has_target:
        raise ValueError("contradiction")
    if acts_for_reward:
        return "reinforcement"
    if not has_target:
        return "unsupervised"
    return "self supervised" if target_from_input else "supervised"


# %% wrong: sums the answers
def kind_of_learning(*, acts_for_reward, has_target, target_from_input):
    if target_from_input and not has_target:
        raise ValueError("contradiction")
    if acts_for_reward + has_target + target_from_input == 3:
        return "self-supervised"
    if acts_for_reward:
        return "reinforcement"
    return ["unsupervised", "supervised", "self-supervised"][
        has_target + target_from_input
    ]
