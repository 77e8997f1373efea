# %% right: a power
def growth_factor(years, doubling_years):
    if not doubling_years > 0:
        raise ValueError("doubling_years must be positive")
    return float(2 ** (years / doubling_years))


# %% right: through the exponential function
import math


def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError(doubling_years)
    return math.exp(math.log(2) * years / doubling_years)


# %% right: exp2 of torch
def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("no")
    return torch.tensor(years / doubling_years, dtype=torch.float64).exp2().item()


# %% wrong: whole doublings only
def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("no")
    return 2.0 ** (years // doubling_years)


# %% wrong: an integer when it comes out even
def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("no")
    power = years / doubling_years
    return 2 ** int(power) if power == int(power) and power >= 0 else 2.0**power


# %% wrong: linear growth
def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("no")
    return 1.0 + years / doubling_years


# %% wrong: e instead of 2
import math


def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("no")
    return math.exp(years / doubling_years)


# %% wrong: upside down
def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("no")
    return 2.0 ** (doubling_years / max(years, 1e-9))


# %% wrong: refuses only zero
def growth_factor(years, doubling_years):
    if doubling_years == 0:
        raise ValueError("no")
    return 2.0 ** (years / doubling_years)


# %% wrong: refuses negative years
def growth_factor(years, doubling_years):
    if doubling_years <= 0 or years < 0:
        raise ValueError("no")
    return 2.0 ** (years / doubling_years)


# %% wrong: ZeroDivisionError
def growth_factor(years, doubling_years):
    return 2.0 ** (years / doubling_years)


# %% wrong: a loop over whole years
def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("no")
    factor = 1.0
    for _ in range(int(years)):
        factor *= 2 ** (1 / doubling_years)
    return factor


# %% right: power
def growth_factor(years, doubling_years):
    if not doubling_years > 0:
        raise ValueError("doubling_years must be above 0")
    return 2.0 ** (years / doubling_years)


# %% right: exponential and logarithm
import math


def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError(f"doubling_years is {doubling_years}")
    return math.exp(math.log(2) * years / doubling_years)


# %% right: numpy exp2, cast
import numpy as np


def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("above 0, please")
    return float(np.exp2(years / doubling_years))


# %% right: root first
def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("above 0, please")
    per_year = 2 ** (1 / doubling_years)
    return float(per_year**years)


# %% wrong: only 0 is refused, negative doubling times pass
def growth_factor(years, doubling_years):
    if doubling_years == 0:
        raise ValueError("0")
    return 2.0 ** (years / doubling_years)


# %% wrong: negative years are refused as well
def growth_factor(years, doubling_years):
    if doubling_years <= 0 or years < 0:
        raise ValueError("negative")
    return 2.0 ** (years / doubling_years)


# %% wrong: absolute value of years
def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("negative")
    return 2.0 ** (abs(years) / doubling_years)


# %% wrong: a torch number instead of a float
import torch


def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("negative")
    return 2.0 ** (torch.tensor(float(years), dtype=torch.float64) / doubling_years)


# %% wrong: doubling times below one year are refused
def growth_factor(years, doubling_years):
    if doubling_years < 1:
        raise ValueError("too small")
    return 2.0 ** (years / doubling_years)


# %% wrong: an int for whole doublings
def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("negative")
    if years % doubling_years == 0:
        return 2 ** int(years // doubling_years)
    return 2 ** (years / doubling_years)


# %% wrong: loop of doublings, linear in between
def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("negative")
    factor = 1.0
    while years >= doubling_years:
        factor, years = 2 * factor, years - doubling_years
    return factor * (1 + years / doubling_years)


# %% wrong: looking back stops at 1.0
def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("negative")
    return max(2.0 ** (years / doubling_years), 1.0)


# %% wrong: rounds to two places
def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("negative")
    return round(2.0 ** (years / doubling_years), 2)


# %% wrong: whole years only
def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("negative")
    return 2.0 ** (int(years) / doubling_years)


# %% wrong: loop only forwards, half doublings by the root, nothing for negative years
def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("negative")
    factor = 1.0
    for _ in range(int(years)):
        factor *= 2 ** (1 / doubling_years)
    return factor


# %% wrong: floor division
def growth_factor(years, doubling_years):
    if doubling_years <= 0:
        raise ValueError("negative")
    return 2.0 ** (years // doubling_years)
