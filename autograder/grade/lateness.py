"""Looks twice at when work was handed in: `timestamp.txt` is the learner's own file.

nbgrader believes it, and so does the late penalty. What speaks against it is put
before a person; it changes no score.
"""

import datetime

__all__ = ["timestamp_doubts"]

# Clocks differ, and files are unpacked a little after they are handed in.
TOLERANCE = datetime.timedelta(minutes=10)


def timestamp_doubts(
    said: datetime.datetime,
    due: datetime.datetime | None,
    changed: datetime.datetime | None,
    now: datetime.datetime,
) -> list[str]:
    """Return what speaks against the time that a submission gives itself.

    Parameters
    ----------
    said : datetime
        What timestamp.txt says, UTC, as are all others.
    due : datetime or None
        When it was due for this learner; None: nothing hangs on the time.
    changed : datetime or None
        When the newest of its notebooks was changed, as far as is known.
    now : datetime

    Returns
    -------
    list of str

    Examples
    --------
    >>> noon = datetime.datetime(2024, 3, 1, 12)
    >>> day = datetime.timedelta(days=1)
    >>> timestamp_doubts(noon - day, noon, noon - day, noon)
    []
    >>> timestamp_doubts(noon + day, noon, None, noon)
    ['timestamp.txt says 2024-03-02 12:00 UTC, which has not come yet']
    """
    if said > now + TOLERANCE:
        return [f"timestamp.txt says {_shown(said)}, which has not come yet"]
    if due is None or changed is None or said > due:
        return []
    if changed <= due + TOLERANCE or changed <= said + TOLERANCE:
        return []
    return [
        f"timestamp.txt says {_shown(said)}, in time, but a notebook was changed at "
        f"{_shown(changed)}, after it was due; nothing to see if it was unpacked or "
        "copied then"
    ]


def _shown(when: datetime.datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M} UTC"
