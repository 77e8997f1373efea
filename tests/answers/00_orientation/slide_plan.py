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


# %% wrong: positions leave out cells hidden below a sub-slide
def slide_plan(notebook):
    slides, hidden_late = [], 0
    for position, cell in enumerate(notebook["cells"]):
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        if kind in ("skip", "notes"):
            if slides and len(slides[-1]) > 1:
                hidden_late += 1
            continue
        position -= hidden_late
        if kind == "slide" or not slides:
            slides.append([[position]])
        elif kind == "subslide":
            slides[-1].append([position])
        else:
            slides[-1][-1].append(position)
    if not slides:
        raise ValueError("no visible cell")
    return slides


# %% wrong: slideshow without slide_type gives a KeyError
def slide_plan(notebook):
    slides = []
    for position, cell in enumerate(notebook["cells"]):
        metadata = cell["metadata"]
        kind = metadata["slideshow"]["slide_type"] if "slideshow" in metadata else "-"
        if kind in ("skip", "notes"):
            continue
        if kind == "slide" or not slides:
            slides.append([[position]])
        elif kind == "subslide":
            slides[-1].append([position])
        else:
            slides[-1][-1].append(position)
    if not slides:
        raise ValueError("no visible cell")
    return slides


# %% wrong: a hidden cell ends the page for sub-slides: the next one begins a slide
def slide_plan(notebook):
    slides = []
    before = None
    for position, cell in enumerate(notebook["cells"]):
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        hidden = kind in ("skip", "notes")
        if not hidden:
            if kind == "slide" or not slides:
                slides.append([[position]])
            elif kind == "subslide":
                if before in ("skip", "notes"):
                    slides.append([[position]])
                else:
                    slides[-1].append([position])
            else:
                slides[-1][-1].append(position)
        before = kind
    if not slides:
        raise ValueError("no visible cell")
    return slides


# %% wrong: visible cells before the first slide are dropped if they are - or fragment
def slide_plan(notebook):
    slides = []
    for position, cell in enumerate(notebook["cells"]):
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        if kind in ("skip", "notes"):
            continue
        if kind == "slide" or (kind == "subslide" and not slides):
            slides.append([[position]])
        elif kind == "subslide":
            slides[-1].append([position])
        elif slides:
            slides[-1][-1].append(position)
    if not slides:
        raise ValueError("no visible cell")
    return slides


# %% wrong: type - after a sub-slide joins the slide's first page
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
        elif kind == "-":
            slides[-1][0].append(position)
        else:
            slides[-1][-1].append(position)
    if not slides:
        raise ValueError("no visible cell")
    return slides


# %% wrong: only - and fragment join, an unknown type vanishes
def slide_plan(notebook):
    slides = []
    for position, cell in enumerate(notebook["cells"]):
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        if kind == "slide" or (not slides and kind in ("-", "fragment", "subslide")):
            slides.append([[position]])
        elif kind == "subslide":
            slides[-1].append([position])
        elif kind in ("-", "fragment"):
            slides[-1][-1].append(position)
    if not slides:
        raise ValueError("no visible cell")
    return slides


# %% wrong: position found with index, equal cells get the first one's
def slide_plan(notebook):
    slides, last = [], -1
    cells = notebook["cells"]
    for cell in cells:
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        if kind in ("skip", "notes"):
            continue
        position = cells.index(cell)
        if position == last:
            position = cells.index(cell, last + 1)
        if kind != "-" and position <= last:
            position = cells.index(cell, last + 1)
        last = position
        if kind == "slide" or not slides:
            slides.append([[position]])
        elif kind == "subslide":
            slides[-1].append([position])
        else:
            slides[-1][-1].append(position)
    if not slides:
        raise ValueError("no visible cell")
    return slides


# %% wrong: raw cells are hidden too
def slide_plan(notebook):
    slides = []
    for position, cell in enumerate(notebook["cells"]):
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        if kind in ("skip", "notes") or cell.get("cell_type") == "raw":
            continue
        if kind == "slide" or not slides:
            slides.append([[position]])
        elif kind == "subslide":
            slides[-1].append([position])
        else:
            slides[-1][-1].append(position)
    if not slides:
        raise ValueError("no visible cell")
    return slides


# %% wrong: the first visible sub-slide begins a slide and the next slide becomes its page
def slide_plan(notebook):
    slides = []
    forced = False
    for position, cell in enumerate(notebook["cells"]):
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        if kind in ("skip", "notes"):
            continue
        if not slides:
            slides.append([[position]])
            forced = kind != "slide"
        elif kind == "slide" and not forced:
            slides.append([[position]])
        elif kind in ("slide", "subslide"):
            slides[-1].append([position])
            forced = False
        else:
            slides[-1][-1].append(position)
    if not slides:
        raise ValueError("no visible cell")
    return slides


# %% wrong: notes at the very start make a page of their own
def slide_plan(notebook):
    slides = []
    for position, cell in enumerate(notebook["cells"]):
        kind = cell["metadata"].get("slideshow", {}).get("slide_type", "-")
        if kind == "skip" or (kind == "notes" and slides):
            continue
        if kind == "slide" or not slides:
            slides.append([[position]])
        elif kind == "subslide":
            slides[-1].append([position])
        else:
            slides[-1][-1].append(position)
    if not any(
        c["metadata"].get("slideshow", {}).get("slide_type", "-")
        not in ("skip", "notes")
        for c in notebook["cells"]
    ):
        raise ValueError("no visible cell")
    return slides


# %% wrong: no cells at all gives an empty list
def slide_plan(notebook):
    slides = []
    if not notebook["cells"]:
        return slides
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
    if not slides:
        raise ValueError("no visible cell")
    return slides
