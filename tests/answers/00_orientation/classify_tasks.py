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


# %% right: letters by kind
def classify_tasks():
    by_kind = {
        "supervised": "aej",
        "unsupervised": "bfk",
        "self-supervised": "cgi",
        "reinforcement": "dhl",
    }
    return {letter: kind for kind, letters in by_kind.items() for letter in letters}


# %% right: by the recipe, in reverse order
def classify_tasks():
    kinds = {}
    for letter in "lkjihgfedcba":
        kinds[letter] = kind_of_learning(
            acts_for_reward=letter in "dhl",
            has_target=letter in "acegij",
            target_from_input=letter in "cgi",
        )
    return kinds


# %% wrong: PCA self-supervised and autoencoder unsupervised
def classify_tasks():
    by_kind = {
        "supervised": "aej",
        "unsupervised": "bik",
        "self-supervised": "cfg",
        "reinforcement": "dhl",
    }
    return {letter: kind for kind, letters in by_kind.items() for letter in letters}


# %% wrong: inpainting and clicks supervised, captions and X-rays elsewhere
def classify_tasks():
    by_kind = {
        "supervised": "ael",
        "unsupervised": "bfk",
        "self-supervised": "cgi",
        "reinforcement": "dhj",
    }
    return {letter: kind for kind, letters in by_kind.items() for letter in letters}


# %% wrong: clicks are labels, robot arm right, captions self-supervised
def classify_tasks():
    by_kind = {
        "supervised": "ajl",
        "unsupervised": "bfk",
        "self-supervised": "cgi",
        "reinforcement": "deh",
    }
    return {letter: kind for kind, letters in by_kind.items() for letter in letters}


# %% wrong: inpainting and captions swapped
def classify_tasks():
    by_kind = {
        "supervised": "aeg",
        "unsupervised": "bfk",
        "self-supervised": "cij",
        "reinforcement": "dhl",
    }
    return {letter: kind for kind, letters in by_kind.items() for letter in letters}


# %% wrong: autoencoder unsupervised, PCA supervised, X-rays self-supervised
def classify_tasks():
    by_kind = {
        "supervised": "afj",
        "unsupervised": "bik",
        "self-supervised": "ceg",
        "reinforcement": "dhl",
    }
    return {letter: kind for kind, letters in by_kind.items() for letter in letters}


# %% wrong: next word supervised, captions self-supervised
def classify_tasks():
    by_kind = {
        "supervised": "ace",
        "unsupervised": "bfk",
        "self-supervised": "gij",
        "reinforcement": "dhl",
    }
    return {letter: kind for kind, letters in by_kind.items() for letter in letters}


# %% wrong: transfers supervised (frauds), PCA missing
def classify_tasks():
    by_kind = {
        "supervised": "aejk",
        "unsupervised": "bf",
        "self-supervised": "cgi",
        "reinforcement": "dhl",
    }
    return {letter: kind for kind, letters in by_kind.items() for letter in letters}


# %% wrong: autoencoder unsupervised like in old books
def classify_tasks():
    by_kind = {
        "supervised": "aej",
        "unsupervised": "bfik",
        "self-supervised": "cg",
        "reinforcement": "dhl",
    }
    return {letter: kind for kind, letters in by_kind.items() for letter in letters}


# %% wrong: supervised fractures and captions swapped with game and robot
def classify_tasks():
    by_kind = {
        "supervised": "adh",
        "unsupervised": "bfk",
        "self-supervised": "cgi",
        "reinforcement": "ejl",
    }
    return {letter: kind for kind, letters in by_kind.items() for letter in letters}


# %% wrong: game unsupervised and PCA reinforcement
def classify_tasks():
    by_kind = {
        "supervised": "aej",
        "unsupervised": "bdk",
        "self-supervised": "cgi",
        "reinforcement": "fhl",
    }
    return {letter: kind for kind, letters in by_kind.items() for letter in letters}
