"""Where a data set comes from: the embedded version, or the real one."""

import os

__all__: list[str] = []

_SOURCES = ("embedded", "download")


def choose(source: str | None, *, downloadable: bool) -> str:
    """Return "embedded" or "download", from the argument or else ``COURSE_DATA``.

    ``COURSE_DATA=download`` is meant for a whole lesson, so a data set that has
    no real version keeps its embedded one; an explicit `source` is a promise.
    """
    if source is None:
        asked = os.environ.get("COURSE_DATA", "") or "embedded"
        if asked not in _SOURCES:
            raise ValueError(f"COURSE_DATA must be embedded or download, got {asked!r}")
        return asked if downloadable else "embedded"
    if source not in _SOURCES:
        raise ValueError(f"source must be embedded or download, got {source!r}")
    if source == "download" and not downloadable:
        raise ValueError("source='download' is not possible: this data is made here")
    return source
