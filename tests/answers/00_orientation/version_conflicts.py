# %% right: two dictionaries, one comparison
def version_conflicts(first, second):
    tables = []
    for pins in (first, second):
        table = {}
        for pin in pins:
            parts = pin.split(";", 1)[0].split("==", 1)
            parts = [part.strip() for part in parts]
            if len(parts) != 2 or "" in parts:
                raise ValueError(f"no pin: {pin}")
            table[parts[0].lower().replace("_", "-").replace(".", "-")] = parts[1]
        tables.append(table)
    found = {}
    for name, version in tables[0].items():
        other = tables[1].get(name)
        if other is None:
            continue
        one, two = version.split("."), other.split(".")
        while one[1:] and one[-1] == "0":
            one.pop()
        while two[1:] and two[-1] == "0":
            two.pop()
        if one != two:
            found[name] = (version, other)
    return found


# %% right: regular expressions
import re


def version_conflicts(first, second):
    def table(pins):
        out = {}
        for pin in pins:
            match = re.fullmatch(r"\s*([^=;\s]+)\s*==\s*([^;\s]+)\s*(;.*)?", pin)
            if not match:
                raise ValueError(pin)
            out[re.sub("[._]", "-", match[1]).lower()] = match[2]
        return out

    a, b = table(first), table(second)
    zeros = lambda version: re.sub(r"(\.0)+$", "", version)
    return {n: (a[n], b[n]) for n in a.keys() & b.keys() if zeros(a[n]) != zeros(b[n])}


# %% right: the field's library reads each part
from packaging.utils import canonicalize_name
from packaging.version import Version


def version_conflicts(first, second):
    def table(pins):
        out = {}
        for pin in pins:
            name, equals, version = pin.partition(";")[0].partition("==")
            if not (name.strip() and equals and version.strip()):
                raise ValueError(f"not a pin: {pin!r}")
            out[canonicalize_name(name.strip())] = version.strip()
        return out

    a, b = table(first), table(second)
    return {n: (a[n], b[n]) for n in a if n in b and Version(a[n]) != Version(b[n])}


# %% wrong: strips zeros and dots as letters
def version_conflicts(first, second):
    def table(pins):
        out = {}
        for pin in pins:
            name, _, version = (p.strip() for p in pin.split(";")[0].partition("=="))
            if not name or not version:
                raise ValueError(pin)
            out[name.lower().replace("_", "-").replace(".", "-")] = version
        return out

    a, b = table(first), table(second)
    return {
        n: (a[n], b[n]) for n in a if n in b and a[n].rstrip(".0") != b[n].rstrip(".0")
    }


# %% wrong: drops one zero at the end only
def version_conflicts(first, second):
    def table(pins):
        out = {}
        for pin in pins:
            name, _, version = (p.strip() for p in pin.split(";")[0].partition("=="))
            if not name or not version:
                raise ValueError(pin)
            out[name.lower().replace("_", "-").replace(".", "-")] = version
        return out

    a, b = table(first), table(second)
    short = lambda v: v.removesuffix(".0")
    return {n: (a[n], b[n]) for n in a if n in b and short(a[n]) != short(b[n])}


# %% wrong: compares the texts
def version_conflicts(first, second):
    def table(pins):
        out = {}
        for pin in pins:
            name, _, version = (p.strip() for p in pin.split(";")[0].partition("=="))
            if not name or not version:
                raise ValueError(pin)
            out[name.lower().replace("_", "-").replace(".", "-")] = version
        return out

    a, b = table(first), table(second)
    return {n: (a[n], b[n]) for n in a if n in b and a[n] != b[n]}


# %% wrong: compares versions as numbers with a point
def version_conflicts(first, second):
    def table(pins):
        out = {}
        for pin in pins:
            name, _, version = (p.strip() for p in pin.split(";")[0].partition("=="))
            if not name or not version:
                raise ValueError(pin)
            out[name.lower().replace("_", "-").replace(".", "-")] = version
        return out

    def number(version):
        major, *rest = version.split(".")
        return float(major + "." + "".join(rest)) if rest else float(major)

    a, b = table(first), table(second)
    return {n: (a[n], b[n]) for n in a if n in b and number(a[n]) != number(b[n])}


# %% wrong: forgets the marker
def version_conflicts(first, second):
    def table(pins):
        out = {}
        for pin in pins:
            name, _, version = (p.strip() for p in pin.partition("=="))
            if not name or not version:
                raise ValueError(pin)
            out[name.lower().replace("_", "-").replace(".", "-")] = version
        return out

    def short(v):
        while v.endswith(".0"):
            v = v[:-2]
        return v

    a, b = table(first), table(second)
    return {n: (a[n], b[n]) for n in a if n in b and short(a[n]) != short(b[n])}


# %% wrong: takes the == of a marker for a pin
def version_conflicts(first, second):
    def table(pins):
        out = {}
        for pin in pins:
            if "==" not in pin:
                raise ValueError(pin)
            name, version = pin.split("==")[:2]
            version = version.split(";")[0].strip()
            name = name.strip()
            if not name or not version:
                raise ValueError(pin)
            out[name.lower().replace("_", "-").replace(".", "-")] = version
        return out

    def short(v):
        while v.endswith(".0"):
            v = v[:-2]
        return v

    a, b = table(first), table(second)
    return {n: (a[n], b[n]) for n in a if n in b and short(a[n]) != short(b[n])}


# %% wrong: reports packages that only one project needs
def version_conflicts(first, second):
    def table(pins):
        out = {}
        for pin in pins:
            name, _, version = (p.strip() for p in pin.split(";")[0].partition("=="))
            if not name or not version:
                raise ValueError(pin)
            out[name.lower().replace("_", "-").replace(".", "-")] = version
        return out

    def short(v):
        while v and v.endswith(".0"):
            v = v[:-2]
        return v

    a, b = table(first), table(second)
    return {n: (a[n], b.get(n)) for n in a if short(a[n]) != short(b.get(n, ""))}


# %% wrong: ignores what is no pin
def version_conflicts(first, second):
    def table(pins):
        out = {}
        for pin in pins:
            name, _, version = (p.strip() for p in pin.split(";")[0].partition("=="))
            if name and version:
                out[name.lower().replace("_", "-").replace(".", "-")] = version
        return out

    def short(v):
        while v.endswith(".0"):
            v = v[:-2]
        return v

    a, b = table(first), table(second)
    return {n: (a[n], b[n]) for n in a if n in b and short(a[n]) != short(b[n])}


# %% wrong: returns the versions without their zeros
def version_conflicts(first, second):
    def table(pins):
        out = {}
        for pin in pins:
            name, _, version = (p.strip() for p in pin.split(";")[0].partition("=="))
            if not name or not version:
                raise ValueError(pin)
            while version.endswith(".0"):
                version = version[:-2]
            out[name.lower().replace("_", "-").replace(".", "-")] = version
        return out

    a, b = table(first), table(second)
    return {n: (a[n], b[n]) for n in a if n in b and a[n] != b[n]}


# %% wrong: the versions as a list, not a tuple
def version_conflicts(first, second):
    def table(pins):
        out = {}
        for pin in pins:
            name, _, version = (p.strip() for p in pin.split(";")[0].partition("=="))
            if not name or not version:
                raise ValueError(pin)
            out[name.lower().replace("_", "-").replace(".", "-")] = version
        return out

    def short(v):
        while v.endswith(".0"):
            v = v[:-2]
        return v

    a, b = table(first), table(second)
    return {n: [a[n], b[n]] for n in a if n in b and short(a[n]) != short(b[n])}


# %% wrong: pairs the lists up by position
def version_conflicts(first, second):
    found = {}
    for one, other in zip(first, second):
        name, _, version = (p.strip() for p in one.split(";")[0].partition("=="))
        name2, _, version2 = (p.strip() for p in other.split(";")[0].partition("=="))
        if not (name and version and name2 and version2):
            raise ValueError(one)
        if name.lower() == name2.lower() and version != version2:
            found[name.lower()] = (version, version2)
    return found


# %% wrong: names as written
def version_conflicts(first, second):
    def table(pins):
        out = {}
        for pin in pins:
            name, _, version = (p.strip() for p in pin.split(";")[0].partition("=="))
            if not name or not version:
                raise ValueError(pin)
            out[name] = version
        return out

    def short(v):
        while v.endswith(".0"):
            v = v[:-2]
        return v

    a, b = table(first), table(second)
    return {n: (a[n], b[n]) for n in a if n in b and short(a[n]) != short(b[n])}


# %% wrong: the dot in names forgotten
def version_conflicts(first, second):
    def read(pins):
        versions = {}
        for pin in pins:
            name, equals, version = pin.split(";")[0].partition("==")
            name, version = name.strip(), version.strip()
            if not (name and equals and version):
                raise ValueError(f"no pin: {pin!r}")
            versions[name.lower().replace("_", "-")] = version
        return versions

    def short(version):
        while version.endswith(".0"):
            version = version[:-2]
        return version

    a, b = read(first), read(second)
    return {q: (a[q], b[q]) for q in a if q in b and short(a[q]) != short(b[q])}


# %% wrong: emptiness tested before the spaces are stripped
def version_conflicts(first, second):
    def read(pins):
        versions = {}
        for pin in pins:
            name, equals, version = pin.split(";")[0].partition("==")
            if not name or not equals or not version:
                raise ValueError(f"no pin: {pin!r}")
            name = name.strip().lower().replace("_", "-").replace(".", "-")
            versions[name] = version.strip()
        return versions

    def short(version):
        while version.endswith(".0"):
            version = version[:-2]
        return version

    a, b = read(first), read(second)
    return {q: (a[q], b[q]) for q in a if q in b and short(a[q]) != short(b[q])}


# %% wrong: entries of the second list are checked only if the first has the package
def version_conflicts(first, second):
    def split(pin):
        name, equals, version = pin.split(";")[0].partition("==")
        name = name.strip().lower().replace("_", "-").replace(".", "-")
        return name, equals, version.strip()

    def short(version):
        while version.endswith(".0"):
            version = version[:-2]
        return version

    a = {}
    for pin in first:
        name, equals, version = split(pin)
        if not (name and equals and version):
            raise ValueError(pin)
        a[name] = version
    conflicts = {}
    for pin in second:
        name, equals, version = split(pin)
        if name in a:
            if not (equals and version):
                raise ValueError(pin)
            if short(a[name]) != short(version):
                conflicts[name] = (a[name], version)
    return conflicts


# %% wrong: only the digits compared: 1.2rc1 agrees with 1.2.1
import re
from itertools import zip_longest


def version_conflicts(first, second):
    def read(pins):
        versions = {}
        for pin in pins:
            name, equals, version = pin.split(";")[0].partition("==")
            name, version = name.strip(), version.strip()
            if not (name and equals and version):
                raise ValueError(f"no pin: {pin!r}")
            versions[name.lower().replace("_", "-").replace(".", "-")] = version
        return versions

    def same(x, y):
        x, y = re.findall(r"\d+", x), re.findall(r"\d+", y)
        return all(int(i) == int(j) for i, j in zip_longest(x, y, fillvalue="0"))

    a, b = read(first), read(second)
    return {q: (a[q], b[q]) for q in a if q in b and not same(a[q], b[q])}


# %% wrong: tuple of the versions sorted instead of first, second
def version_conflicts(first, second):
    def read(pins):
        versions = {}
        for pin in pins:
            name, equals, version = pin.split(";")[0].partition("==")
            name, version = name.strip(), version.strip()
            if not (name and equals and version):
                raise ValueError(f"no pin: {pin!r}")
            versions[name.lower().replace("_", "-").replace(".", "-")] = version
        return versions

    def short(version):
        while version.endswith(".0"):
            version = version[:-2]
        return version

    a, b = read(first), read(second)
    return {
        q: tuple(sorted((a[q], b[q])))
        for q in a
        if q in b and short(a[q]) != short(b[q])
    }


# %% wrong: marker cut at " ;" with its space, so a==1;marker keeps it
def version_conflicts(first, second):
    def read(pins):
        versions = {}
        for pin in pins:
            name, equals, version = pin.split(" ;")[0].partition("==")
            name, version = name.strip(), version.strip()
            if not (name and equals and version):
                raise ValueError(f"no pin: {pin!r}")
            versions[name.lower().replace("_", "-").replace(".", "-")] = version
        return versions

    def short(version):
        while version.endswith(".0"):
            version = version[:-2]
        return version

    a, b = read(first), read(second)
    return {q: (a[q], b[q]) for q in a if q in b and short(a[q]) != short(b[q])}


# %% wrong: an empty first list returns at once, bad entries of second unseen
def version_conflicts(first, second):
    if not first:
        return {}

    def read(pins):
        versions = {}
        for pin in pins:
            name, equals, version = pin.split(";")[0].partition("==")
            name, version = name.strip(), version.strip()
            if not (name and equals and version):
                raise ValueError(f"no pin: {pin!r}")
            versions[name.lower().replace("_", "-").replace(".", "-")] = version
        return versions

    def short(version):
        while version.endswith(".0"):
            version = version[:-2]
        return version

    a, b = read(first), read(second)
    return {q: (a[q], b[q]) for q in a if q in b and short(a[q]) != short(b[q])}


# %% wrong: a regular expression takes a space for a name or a version
import re


def version_conflicts(first, second):
    tables = []
    for pins in (first, second):
        table = {}
        for pin in pins:
            front, _, _ = pin.partition(";")
            match = re.fullmatch(r"\s*(.+?)\s*==\s*(.+?)\s*", front)
            if match is None:
                raise ValueError("not a pin: " + pin)
            table[re.sub("[_.]", "-", match[1]).lower()] = match[2]
        tables.append(table)
    old, new = tables
    conflicts = {}
    for name in sorted(set(old) & set(new)):
        if re.sub(r"(\.0)+$", "", old[name]) != re.sub(r"(\.0)+$", "", new[name]):
            conflicts[name] = (old[name], new[name])
    return conflicts


# %% wrong: sorts the given lists in place
def version_conflicts(first, second):
    def read(pins):
        versions = {}
        pins.sort()
        for pin in pins:
            name, equals, version = pin.split(";")[0].partition("==")
            name, version = name.strip(), version.strip()
            if not (name and equals and version):
                raise ValueError(f"no pin: {pin!r}")
            versions[name.lower().replace("_", "-").replace(".", "-")] = version
        return versions

    def short(version):
        while version.endswith(".0"):
            version = version[:-2]
        return version

    a, b = read(first), read(second)
    return {q: (a[q], b[q]) for q in a if q in b and short(a[q]) != short(b[q])}
