"""Hourly bikes: the synthetic city, and the real file where it is present."""

import csv
from datetime import date, datetime, timedelta

import numpy as np
import pytest
import torch

from helpers.data import bikes as module
from helpers.data.bikes import load_hourly_bikes
from helpers.data.fetch import FetchError

COLUMNS = [
    *("season", "yr", "mnth", "hr", "holiday", "weekday", "workingday"),
    *("weathersit", "temp", "atemp", "hum", "windspeed"),
]


@pytest.fixture(scope="module")
def city():
    return load_hourly_bikes("embedded", num_days=731)


def column(data, name):
    if name in data.target_names:
        return data.targets[:, data.target_names.index(name)]
    return data.features[:, data.feature_names.index(name)]


def by_hour(data, rows):
    hour = column(data, "hr")[rows]
    count = column(data, "cnt")[rows]
    return torch.stack([count[hour == k].mean() for k in range(24)])


def peaks(profile):
    higher = (profile[1:-1] > profile[:-2]) & (profile[1:-1] > profile[2:])
    return [k for k in (higher.nonzero()[:, 0] + 1).tolist() if profile[k] > 100]


def test_default_is_120_days_without_network(monkeypatch):
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setattr(module, "fetch", None)
    data = load_hourly_bikes()
    assert data.features.shape == (120 * 24, 12)
    assert data.targets.shape == (120 * 24, 3)
    assert data.features.dtype == data.targets.dtype == torch.float32
    assert list(data.feature_names) == COLUMNS
    assert data.target_names == ("cnt", "casual", "registered")
    assert len(data.timestamps) == 120 * 24
    assert "ynthetic" in data.description


def test_is_the_same_every_time_and_longer_series_begin_alike(city):
    np.random.seed(1)
    state = np.random.get_state()[1].copy()
    short = load_hourly_bikes("embedded", num_days=3)
    assert (np.random.get_state()[1] == state).all()
    assert torch.equal(short.features, city.features[:72])
    assert torch.equal(short.targets, city.targets[:72])
    assert short.timestamps == city.timestamps[:72]


def test_ranges(city):
    limits = {"season": (1, 4), "yr": (0, 1), "mnth": (1, 12), "hr": (0, 23)}
    limits |= {"holiday": (0, 1), "weekday": (0, 6), "workingday": (0, 1)}
    limits |= {"weathersit": (1, 4)}
    for name, (low, high) in limits.items():
        found = column(city, name).unique().tolist()
        assert found == list(range(low, high + 1)), name
    for name in ("temp", "atemp", "hum", "windspeed"):
        values = column(city, name)
        assert 0 <= values.min() < 0.2, name
        assert 0.6 < values.max() <= 1, name
    assert (city.targets >= 0).all()
    assert torch.equal(city.targets, city.targets.round())
    assert torch.equal(city.targets[:, 0], city.targets[:, 1:].sum(dim=1))
    assert 800 < column(city, "cnt").max() < 1200
    assert 150 < column(city, "cnt").mean() < 220


def test_calendar_is_the_real_one(city):
    start = datetime(2011, 1, 1)
    for i in range(0, len(city.timestamps), 7):
        moment = start + timedelta(hours=i)
        assert datetime.fromisoformat(city.timestamps[i]) == moment
        found = [column(city, name)[i].item() for name in ("yr", "mnth", "hr")]
        assert found == [moment.year - 2011, moment.month, moment.hour]
        assert column(city, "weekday")[i] == (moment.weekday() + 1) % 7
    weekday, holiday = column(city, "weekday"), column(city, "holiday")
    working = (weekday > 0) & (weekday < 6) & (holiday == 0)
    assert torch.equal(column(city, "workingday") == 1, working)


def test_two_rush_hours_on_working_days_one_peak_on_free_days(city):
    working = column(city, "workingday") == 1
    assert peaks(by_hour(city, working))[0] == 8
    assert peaks(by_hour(city, working))[-1] == 17
    free = by_hour(city, ~working)
    assert 11 <= free.argmax() <= 15
    assert len(peaks(free)) == 1


def test_growth_warmth_and_rain(city):
    count, year, month = (column(city, name) for name in ("cnt", "yr", "mnth"))
    assert 1.3 < count[year == 1].mean() / count[year == 0].mean() < 1.9
    assert count[month == 7].mean() > 1.5 * count[month == 1].mean()
    sky = column(city, "weathersit")
    means = [count[sky == k].mean().item() for k in (1, 2, 3)]
    assert means == sorted(means, reverse=True)
    warmth = torch.corrcoef(torch.stack([column(city, "temp"), count]))[0, 1]
    assert 0.2 < warmth < 0.6


def test_there_is_noise(city):
    rows = (column(city, "hr") == 8) & (column(city, "workingday") == 1)
    rows &= (column(city, "mnth") == 6) & (column(city, "yr") == 0)
    count = column(city, "cnt")[rows]
    assert 0.05 < count.std() / count.mean() < 0.5


def test_rejects_bad_input():
    with pytest.raises(TypeError, match="num_days must be an int, got float"):
        load_hourly_bikes(num_days=2.0)
    with pytest.raises(ValueError, match="num_days must be at least 1, got 0"):
        load_hourly_bikes(num_days=0)
    with pytest.raises(ValueError, match="num_days must be at most 731, got 732"):
        load_hourly_bikes(num_days=732)
    with pytest.raises(ValueError, match=r"source must be .* got 'real'"):
        load_hourly_bikes("real")


def test_environment_chooses_the_source(data_home, monkeypatch):
    monkeypatch.setenv("COURSE_DATA", "download")
    monkeypatch.setenv("COURSE_DATA_MIRROR", "file:///no/such/folder")
    with pytest.raises(FetchError, match="the mirror has no readable file"):
        load_hourly_bikes()
    assert len(load_hourly_bikes("embedded", num_days=1).targets) == 24
    monkeypatch.setenv("COURSE_DATA", "elsewhere")
    with pytest.raises(ValueError, match=r"COURSE_DATA must be .* got 'elsewhere'"):
        load_hourly_bikes()


@pytest.mark.parametrize("num_days", [120, 731])
def test_real_file(num_days, shared_data, data_home, monkeypatch):
    monkeypatch.setenv("COURSE_DATA_MIRROR", shared_data.as_uri())
    data = load_hourly_bikes("download", num_days=num_days)
    with (shared_data / "hour.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    end = str(date(2011, 1, 1) + timedelta(days=num_days))
    rows = [row for row in rows if row["dteday"] < end]
    assert num_days < 731 or len(rows) == 17_379
    for name in [*COLUMNS, "cnt", "casual", "registered"]:
        expected = torch.tensor([float(row[name]) for row in rows])
        assert torch.equal(column(data, name), expected), name
    last = rows[-1]
    assert data.timestamps[-1] == f"{last['dteday']}T{int(last['hr']):02d}:00"
    assert list(data.timestamps) == sorted(data.timestamps)
    assert "CC BY 4.0" in data.licence
