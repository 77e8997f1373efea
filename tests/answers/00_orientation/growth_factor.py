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
