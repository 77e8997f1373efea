# %% right: one by one
def classify_tasks():
    return {
        "a": "supervised",
        "b": "unsupervised",
        "c": "self-supervised",
        "d": "reinforcement",
        "e": "supervised",
        "f": "unsupervised",
        "g": "self-supervised",
        "h": "reinforcement",
        "i": "self-supervised",
        "j": "supervised",
        "k": "unsupervised",
        "l": "reinforcement",
    }


# %% right: from a string
def classify_tasks():
    kinds = {
        "s": "supervised",
        "u": "unsupervised",
        "f": "self-supervised",
        "r": "reinforcement",
    }
    return {
        letter: kinds[short] for letter, short in zip("abcdefghijkl", "sufrsufrfsur")
    }


# %% wrong: the autoencoder is called unsupervised
def classify_tasks():
    kinds = {
        "s": "supervised",
        "u": "unsupervised",
        "f": "self-supervised",
        "r": "reinforcement",
    }
    return {
        letter: kinds[short] for letter, short in zip("abcdefghijkl", "sufrsufrusur")
    }


# %% wrong: captions are called self-supervised
def classify_tasks():
    kinds = {
        "s": "supervised",
        "u": "unsupervised",
        "f": "self-supervised",
        "r": "reinforcement",
    }
    return {
        letter: kinds[short] for letter, short in zip("abcdefghijkl", "sufrsufrffur")
    }


# %% wrong: clicks are called supervised
def classify_tasks():
    kinds = {
        "s": "supervised",
        "u": "unsupervised",
        "f": "self-supervised",
        "r": "reinforcement",
    }
    return {
        letter: kinds[short] for letter, short in zip("abcdefghijkl", "sufrsufrfsus")
    }


# %% wrong: i and j change places
def classify_tasks():
    kinds = {
        "s": "supervised",
        "u": "unsupervised",
        "f": "self-supervised",
        "r": "reinforcement",
    }
    return {
        letter: kinds[short] for letter, short in zip("abcdefghijkl", "sufrsufrsfur")
    }


# %% wrong: fraud is called supervised
def classify_tasks():
    kinds = {
        "s": "supervised",
        "u": "unsupervised",
        "f": "self-supervised",
        "r": "reinforcement",
    }
    return {
        letter: kinds[short] for letter, short in zip("abcdefghijkl", "sufrsufrfssr")
    }


# %% wrong: everything supervised
def classify_tasks():
    return dict.fromkeys("abcdefghijkl", "supervised")


# %% wrong: next word called unsupervised, PCA self-supervised
def classify_tasks():
    kinds = {
        "s": "supervised",
        "u": "unsupervised",
        "f": "self-supervised",
        "r": "reinforcement",
    }
    return {
        letter: kinds[short] for letter, short in zip("abcdefghijkl", "suursffrfsur")
    }


# %% wrong: a letter forgotten
def classify_tasks():
    kinds = {
        "s": "supervised",
        "u": "unsupervised",
        "f": "self-supervised",
        "r": "reinforcement",
    }
    return {letter: kinds[short] for letter, short in zip("abcdefghijk", "sufrsufrfsu")}


# %% wrong: upper-case letters
def classify_tasks():
    kinds = {
        "s": "supervised",
        "u": "unsupervised",
        "f": "self-supervised",
        "r": "reinforcement",
    }
    return {
        letter: kinds[short] for letter, short in zip("ABCDEFGHIJKL", "sufrsufrfsur")
    }
