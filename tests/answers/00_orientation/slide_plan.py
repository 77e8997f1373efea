# %% right: hidden cells are filtered first
def slide_plan(notebook):
    types = [
        cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        for cell in notebook["cells"]
    ]
    visible = [(i, t) for i, t in enumerate(types) if t not in ("skip", "notes")]
    if not visible:
        raise ValueError("nothing to show")
    plan = [[[visible[0][0]]]]
    for position, kind in visible[1:]:
        if kind == "slide":
            plan.append([[position]])
        elif kind == "subslide":
            plan[-1].append([position])
        else:
            plan[-1][-1].append(position)
    return plan


# %% right: remembers the open slide and the open page
def slide_plan(notebook):
    slides, slide, page = [], None, None
    for position, cell in enumerate(notebook["cells"]):
        show = cell["metadata"].get("slideshow") or {}
        kind = show.get("slide_type", "-")
        if kind == "skip" or kind == "notes":
            continue
        if slide is None or kind == "slide":
            slide, page = [], None
            slides.append(slide)
        if page is None or kind == "subslide":
            page = []
            slide.append(page)
        page.append(position)
    if len(slides) == 0:
        raise ValueError("every cell is hidden")
    return slides


# %% wrong: numbers only the visible cells
def slide_plan(notebook):
    slides, position = [], -1
    for cell in notebook["cells"]:
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        if kind in ("skip", "notes"):
            continue
        position += 1
        if kind == "slide" or not slides:
            slides.append([[position]])
        elif kind == "subslide":
            slides[-1].append([position])
        else:
            slides[-1][-1].append(position)
    if not slides:
        raise ValueError("nothing")
    return slides


# %% wrong: notes are shown
def slide_plan(notebook):
    slides = []
    for position, cell in enumerate(notebook["cells"]):
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        if kind == "skip":
            continue
        if kind == "slide" or not slides:
            slides.append([[position]])
        elif kind == "subslide":
            slides[-1].append([position])
        else:
            slides[-1][-1].append(position)
    if not slides:
        raise ValueError("nothing")
    return slides


# %% wrong: a fragment is a page of its own
def slide_plan(notebook):
    slides = []
    for position, cell in enumerate(notebook["cells"]):
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        if kind in ("skip", "notes"):
            continue
        if kind == "slide" or not slides:
            slides.append([[position]])
        elif kind in ("subslide", "fragment"):
            slides[-1].append([position])
        else:
            slides[-1][-1].append(position)
    if not slides:
        raise ValueError("nothing")
    return slides


# %% wrong: a sub-slide is a slide
def slide_plan(notebook):
    slides = []
    for position, cell in enumerate(notebook["cells"]):
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        if kind in ("skip", "notes"):
            continue
        if kind in ("slide", "subslide") or not slides:
            slides.append([[position]])
        else:
            slides[-1][-1].append(position)
    if not slides:
        raise ValueError("nothing")
    return slides


# %% wrong: the first cell begins a slide, also when it is hidden
def slide_plan(notebook):
    slides = []
    for position, cell in enumerate(notebook["cells"]):
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        if kind == "slide" or position == 0:
            slides.append([[]])
        elif kind == "subslide":
            slides[-1].append([])
        if kind not in ("skip", "notes"):
            slides[-1][-1].append(position)
    if not any(page for slide in slides for page in slide):
        raise ValueError("nothing")
    return slides


# %% wrong: cells before the first slide are lost
def slide_plan(notebook):
    slides = []
    for position, cell in enumerate(notebook["cells"]):
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        if kind in ("skip", "notes"):
            continue
        if kind == "slide":
            slides.append([[position]])
        elif slides and kind == "subslide":
            slides[-1].append([position])
        elif slides:
            slides[-1][-1].append(position)
    if not slides:
        raise ValueError("nothing")
    return slides


# %% wrong: needs a slide type in every cell
def slide_plan(notebook):
    slides = []
    for position, cell in enumerate(notebook["cells"]):
        kind = cell["metadata"]["slideshow"]["slide_type"]
        if kind in ("skip", "notes"):
            continue
        if kind == "slide" or not slides:
            slides.append([[position]])
        elif kind == "subslide":
            slides[-1].append([position])
        else:
            slides[-1][-1].append(position)
    if not slides:
        raise ValueError("nothing")
    return slides


# %% wrong: an empty talk is an empty list
def slide_plan(notebook):
    slides = []
    for position, cell in enumerate(notebook["cells"]):
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        if kind in ("skip", "notes"):
            continue
        if kind == "slide" or not slides:
            slides.append([[position]])
        elif kind == "subslide":
            slides[-1].append([position])
        else:
            slides[-1][-1].append(position)
    return slides


# %% wrong: writes the missing types into the notebook
def slide_plan(notebook):
    slides = []
    for position, cell in enumerate(notebook["cells"]):
        kind = (
            cell["metadata"].setdefault("slideshow", {}).setdefault("slide_type", "-")
        )
        if kind in ("skip", "notes"):
            continue
        if kind == "slide" or not slides:
            slides.append([[position]])
        elif kind == "subslide":
            slides[-1].append([position])
        else:
            slides[-1][-1].append(position)
    if not slides:
        raise ValueError("nothing")
    return slides


# %% wrong: a hidden cell ends the page
def slide_plan(notebook):
    slides, hidden = [], False
    for position, cell in enumerate(notebook["cells"]):
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        if kind in ("skip", "notes"):
            hidden = True
            continue
        if kind == "slide" or not slides:
            slides.append([[position]])
        elif kind == "subslide" or hidden:
            slides[-1].append([position])
        else:
            slides[-1][-1].append(position)
        hidden = False
    if not slides:
        raise ValueError("nothing")
    return slides
