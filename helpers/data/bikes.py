"""Hourly bike rentals: a synthetic city, or the real Washington D.C."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from helpers import _require
from helpers.data import _source
from helpers.data.fetch import fetch

__all__ = ["HourlyBikes", "load_hourly_bikes"]

_Array = npt.NDArray[np.float64]

_FEATURES = ["season", "yr", "mnth", "hr", "holiday", "weekday", "workingday"]
_FEATURES += ["weathersit", "temp", "atemp", "hum", "windspeed"]
_TARGETS = ["cnt", "casual", "registered"]
_START = date(2011, 1, 1)
_MAX_DAYS = 731  # the real data's two years; 2012 was a leap year
_SEED = 0

# Rentals in each hour of the day, relative to each other: on the way to work and
# back, for pleasure, and on free days.
_COMMUTE = [2, 1, 1, 1, 1, 5, 20, 58, 95, 45, 20, 22, 27, 28, 26, 30, 50, 98, 92, 60]
_COMMUTE += [42, 30, 22, 13]
_LEISURE = [4, 3, 2, 1, 1, 1, 2, 6, 12, 20, 30, 38, 44, 47, 48, 48, 47, 44, 37, 30]
_LEISURE += [23, 17, 12, 8]
_WEEKEND = [22, 17, 13, 6, 2, 2, 4, 9, 22, 36, 54, 66, 74, 76, 75, 74, 73, 68, 58, 48]
_WEEKEND += [37, 30, 25, 19]


@dataclass(frozen=True)
class HourlyBikes:
    """Weather, calendar and the number of bikes rented, hour by hour.

    Parameters
    ----------
    features : Tensor, shape (n, 12), float32
        One hour a row, in the order of time; columns as in `feature_names`.
    targets : Tensor, shape (n, 3), float32
        Bikes rented in that hour: all, by casual and by registered users.
    feature_names : tuple of str
        ``season`` (1 winter to 4 autumn), ``yr`` (0 is 2011), ``mnth``, ``hr``,
        ``holiday``, ``weekday`` (0 is Sunday), ``workingday``, ``weathersit``
        (1 clear to 4 storm), ``temp``, ``atemp`` (felt temperature), ``hum``
        and ``windspeed``, the last four scaled to [0, 1].
    target_names : tuple of str
        ``cnt``, ``casual`` and ``registered``; the first is the sum of the others.
    timestamps : tuple of str
        Start of each hour, such as ``2011-01-01T05:00``.
    description : str
        What the data is and where it comes from.
    licence : str
        What may be done with it.

    Examples
    --------
    >>> load_hourly_bikes(num_days=1).timestamps[5]
    '2011-01-01T05:00'
    """

    features: Tensor
    targets: Tensor
    feature_names: tuple[str, ...]
    target_names: tuple[str, ...]
    timestamps: tuple[str, ...]
    description: str
    licence: str


def load_hourly_bikes(source: str | None = None, *, num_days: int = 120) -> HourlyBikes:
    """Return hourly bike rentals, in the order of time.

    The embedded version is synthetic, the same every time: two rush hours on
    working days, one broad peak on free days, more rentals when it is warm and
    dry, growth over the years, and chance. The real one [1]_ has 17,379 hours of
    2011 and 2012 (some hours are missing in it), and is downloaded once.

    Parameters
    ----------
    source : {"embedded", "download"}, optional
        Synthetic or real; by default what ``COURSE_DATA`` says, else embedded.
    num_days : int, default: 120
        Number of days, from 1 January 2011; at most 731, which is all.

    Returns
    -------
    HourlyBikes
        Features, targets, names, timestamps, description and licence.

    Raises
    ------
    TypeError
        If `num_days` is not an int.
    ValueError
        If `source` is unknown or `num_days` is not between 1 and 731.
    FetchError
        If the real file cannot be had; the message says how to go on.

    References
    ----------
    .. [1] H. Fanaee-T, J. Gama, "Event labeling combining ensemble detectors and
       background knowledge", Progress in Artificial Intelligence, 2013. UCI
       Machine Learning Repository, data set 275.

    Examples
    --------
    >>> bikes = load_hourly_bikes(num_days=2)
    >>> bikes.features.shape, bikes.targets.shape
    (torch.Size([48, 12]), torch.Size([48, 3]))
    """
    _require.count("num_days", num_days)
    if num_days > _MAX_DAYS:
        raise ValueError(f"num_days must be at most {_MAX_DAYS}, got {num_days}")
    if _source.choose(source, downloadable=True) == "embedded":
        columns, days, hours = _generate(num_days)
        description = (
            "Synthetic, drawn from a fixed seed, shaped after UCI data set 275."
        )
        licence = "The course's own content licence"
    else:
        columns, days, hours = _read(_fetch(), num_days)
        description = "Capital Bikeshare, Washington D.C., 2011-2012 (UCI 275)."
        licence = "CC BY 4.0 (H. Fanaee-T and J. Gama, 2013)"
    return HourlyBikes(
        features=_stack(columns, _FEATURES),
        targets=_stack(columns, _TARGETS),
        feature_names=tuple(_FEATURES),
        target_names=tuple(_TARGETS),
        timestamps=tuple(f"{d}T{h:02d}:00" for d, h in zip(days, hours, strict=True)),
        description=description,
        licence=licence,
    )


def _stack(columns: Mapping[str, _Array], names: list[str]) -> Tensor:
    """Return the named columns side by side."""
    return torch.tensor(np.stack([columns[name] for name in names], axis=1)).float()


def _fetch() -> Path:
    """Return the real file."""
    return fetch(
        "hour.csv",
        sha256="e03de4ee4ef4dc376ac6e04bf829673c6269e8eba5c60fa121640fa2f829504f",
        url="https://archive.ics.uci.edu/static/public/275/bike+sharing+dataset.zip",
        licence="CC BY 4.0",
        member="hour.csv",
    )


def _read(path: Path, num_days: int) -> tuple[dict[str, _Array], list[str], list[int]]:
    """Return columns, days and hours of the real file's first days."""
    end = str(_START + timedelta(days=num_days))
    with path.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["dteday"] < end]
    columns = {
        name: np.array([float(row[name]) for row in rows])
        for name in (*_FEATURES, *_TARGETS)
    }
    return columns, [row["dteday"] for row in rows], [int(row["hr"]) for row in rows]


def _generate(
    num_days: int,
) -> tuple[dict[str, _Array], list[str], list[int]]:
    """Return columns, days and hours of the synthetic city."""
    # RandomState, because NumPy promises never to change its numbers. All days
    # are drawn whatever is asked for, so that a longer series begins the same.
    random = np.random.RandomState(_SEED)
    columns = _calendar()
    columns |= _weather(columns["day"], columns["hr"], random)
    columns |= _rentals(columns, random)
    kept = {name: values[: 24 * num_days] for name, values in columns.items()}
    days = [str(_START + timedelta(days=int(day))) for day in kept["day"]]
    return kept, days, [int(hour) for hour in kept["hr"]]


def _calendar() -> dict[str, _Array]:
    """Return the columns that follow from the date."""
    rows = []
    for day in range(_MAX_DAYS):
        today = _START + timedelta(days=day)
        weekday = today.isoweekday() % 7
        # The United States' fixed holidays, as far as the real data has them.
        holiday = (today.month, today.day) in ((7, 4), (11, 11), (12, 25), (12, 26))
        working = not holiday and 1 <= weekday <= 5
        turns = ((3, 21), (6, 21), (9, 23), (12, 21))
        season = sum((today.month, today.day) >= turn for turn in turns) % 4 + 1
        year = today.year - _START.year
        rows.append([day, season, year, today.month, holiday, weekday, working])
    names = ["day", "season", "yr", "mnth", "holiday", "weekday", "workingday"]
    table = np.repeat(np.array(rows, dtype=np.float64), 24, axis=0)
    columns = dict(zip(names, table.T, strict=True))
    return columns | {"hr": np.tile(np.arange(24.0), _MAX_DAYS)}


def _weather(
    day: _Array, hour: _Array, random: np.random.RandomState
) -> dict[str, _Array]:
    """Return temperature, humidity, wind and sky: slow drifts and a daily swing."""
    warmth, damp, wind = (_drift(random, 72), _drift(random, 30), _drift(random, 12))
    season = -np.cos(2 * np.pi * (day - 20) / 365.25)
    afternoon = np.cos(2 * np.pi * (hour - 15) / 24)
    sky = np.digitize(damp, [0.45, 1.45, 3.4]) + 1.0
    temp = 0.48 + 0.25 * season + 0.07 * afternoon + 0.07 * warmth - 0.02 * (sky - 1)
    hum = 0.58 + 0.13 * damp - 0.10 * afternoon + 0.03 * season
    windspeed = np.clip(0.19 + 0.12 * wind, 0, 0.85)
    felt = 0.94 * temp - 0.06 * windspeed + 0.02
    return {
        "weathersit": sky,
        "temp": np.clip(temp, 0.02, 1).round(2),
        "atemp": np.clip(felt, 0, 1).round(4),
        "hum": np.clip(hum, 0, 1).round(2),
        "windspeed": windspeed.round(4),
    }


def _drift(random: np.random.RandomState, hours: float) -> _Array:
    """Return standard normal numbers that stay alike for about so many hours."""
    kept = np.exp(-1 / hours)
    shocks = random.standard_normal(24 * _MAX_DAYS)
    values = np.empty_like(shocks)
    values[0] = shocks[0]
    for i in range(1, len(shocks)):
        values[i] = kept * values[i - 1] + np.sqrt(1 - kept**2) * shocks[i]
    return values


def _rentals(
    columns: Mapping[str, _Array], random: np.random.RandomState
) -> dict[str, _Array]:
    """Return the rentals that calendar and weather make likely, with noise."""
    hour, working = columns["hr"].astype(int), columns["workingday"] == 1
    commute, leisure = np.array(_COMMUTE) / 100, np.array(_LEISURE) / 48
    weekend = np.array(_WEEKEND) / 76
    growth = 1 + 0.65 * columns["day"] / 365.25
    dry = np.array([1.0, 0.9, 0.55, 0.3])[columns["weathersit"].astype(int) - 1]
    warm = np.clip((columns["temp"] - 0.02) / 0.6, 0, 1)
    registered = np.where(working, 340 * commute[hour], 180 * weekend[hour])
    registered *= growth * dry * (0.40 + 0.60 * warm)
    casual = np.where(working, 42 * leisure[hour], 120 * weekend[hour])
    casual *= growth * dry * (0.12 + 0.98 * warm)
    # People decide in groups (a whole day is good or bad) and one by one.
    mood = np.exp(0.08 * np.repeat(random.standard_normal(_MAX_DAYS), 24))
    chance = np.exp(0.12 * random.standard_normal((2, len(hour))))
    casual = np.round(casual * mood * chance[0])
    registered = np.maximum(np.round(registered * mood * chance[1]), 1)
    return {"casual": casual, "registered": registered, "cnt": casual + registered}
