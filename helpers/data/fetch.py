"""Downloads: one file at a time, checked, cached and picked up where they broke off."""

import errno
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import url2pathname

import pooch
import requests
from tqdm.auto import tqdm

__all__ = ["FetchError", "fetch"]

_CHUNK = 1 << 16  # bytes read at a time
_TIMEOUT = (10, 60)  # seconds: to connect, between two chunks
_WAY_OUT = "use the embedded data (source='embedded') or set COURSE_DATA_MIRROR"


class FetchError(RuntimeError):
    """A data file could not be had; the message says why and how to go on.

    Examples
    --------
    >>> issubclass(FetchError, RuntimeError)
    True
    """


def fetch(
    name: str, *, sha256: str, url: str, licence: str, member: str | None = None
) -> Path:
    """Return the path of a data file, downloading it unless it is in the cache.

    The file is looked for in the cache (``COURSE_DATA_HOME``, or else the
    user's cache folder), then on the mirror (``COURSE_DATA_MIRROR``, a
    ``file://`` or ``http(s)://`` folder that holds it under its name), and
    without a mirror at `url`. Only a file with the right checksum gets in. A
    download that broke off goes on from there at the next call.

    Parameters
    ----------
    name : str
        Name of the file in the cache and on the mirror, without a folder.
    sha256 : str
        Checksum of the file, 64 hexadecimal digits.
    url : str
        Where the publisher keeps it.
    licence : str
        What may be done with it; shown beside the progress bar.
    member : str, optional
        Set if `url` is a zip archive: the file inside it that is wanted. A
        mirror holds the file itself.

    Returns
    -------
    Path
        A file with the right checksum.

    Raises
    ------
    FetchError
        If there is no network, the server refuses, the checksum is wrong, the
        disk is full, or the cache or mirror cannot be used. One line that also
        says how to go on.
    ValueError
        If `name` is not a plain file name.

    See Also
    --------
    pooch.retrieve : The library version, which starts from zero after a break.

    Notes
    -----
    Two processes that download the same file at the same moment disturb each
    other: the checksum finds out, and the second call succeeds.

    Examples
    --------
    >>> fetch("../hour.csv", sha256="", url="", licence="")
    Traceback (most recent call last):
    ValueError: name must be a plain file name, got '../hour.csv'
    """
    if name != Path(name).name or name in ("", ".", ".."):
        raise ValueError(f"name must be a plain file name, got {name!r}")
    home = os.environ.get("COURSE_DATA_HOME")
    folder = Path(home) if home else Path(pooch.os_cache("perceptron-to-deployment"))
    target = folder / name
    with _file_errors(folder):
        if target.is_file() and _has_checksum(target, sha256):
            return target
        folder.mkdir(parents=True, exist_ok=True)
        mirror = os.environ.get("COURSE_DATA_MIRROR")
        address = f"{mirror.rstrip('/')}/{quote(name)}" if mirror else url
        if urlsplit(address).scheme == "file":
            arrived = _copy(address, folder)
        elif urlsplit(address).scheme in ("http", "https"):
            archived = member is not None and not mirror
            part = folder / (f"{name}.zip.part" if archived else f"{name}.part")
            _download(address, part, f"{name} ({licence})")
            arrived = _unpack(part, member, folder) if archived and member else part
        else:
            raise FetchError(
                "COURSE_DATA_MIRROR must start with file://, http:// or https://, "
                f"got {mirror!r}"
            )
        _accept(arrived, target, sha256, address)
    return target


def _accept(arrived: Path, target: Path, sha256: str, address: str) -> None:
    """Give the file its name if its checksum is right, and delete it otherwise."""
    if not _has_checksum(arrived, sha256):
        arrived.unlink()
        raise FetchError(
            f"wrong checksum: {address} is not the file this course knows (broken "
            f"on the way, or changed); deleted it. Try once more, or {_WAY_OUT}."
        )
    arrived.replace(target)


def _copy(address: str, folder: Path) -> Path:
    """Copy a file of a local mirror into the cache under a name of its own."""
    source = Path(url2pathname(urlsplit(address).path))
    if not (source.is_file() and os.access(source, os.R_OK)):
        raise FetchError(
            f"the mirror has no readable file {source}: put it there, unset "
            "COURSE_DATA_MIRROR, or use the embedded data (source='embedded')."
        )
    copy = _new_file(folder)
    try:
        shutil.copyfile(source, copy)
    except BaseException:
        copy.unlink()
        raise
    return copy


def _unpack(archive: Path, member: str, folder: Path) -> Path:
    """Take one file out of a downloaded archive, and delete the archive."""
    unpacked = _new_file(folder)
    try:
        with (
            zipfile.ZipFile(archive) as opened,
            opened.open(member) as inside,
            unpacked.open("wb") as file,
        ):
            shutil.copyfileobj(inside, file)
    except (zipfile.BadZipFile, KeyError) as error:
        unpacked.unlink()
        raise FetchError(
            f"the archive that was downloaded holds no {member} ({error}); deleted "
            f"it. Try once more, or {_WAY_OUT}."
        ) from None
    except BaseException:
        unpacked.unlink()
        raise
    finally:
        archive.unlink()
    return unpacked


def _download(address: str, part: Path, label: str) -> None:
    """Bring `part` to the full length of the file at an HTTP address."""
    start = part.stat().st_size if part.exists() else 0
    headers = {"Accept-Encoding": "identity"}  # compressed bytes cannot be resumed
    if start:
        headers["Range"] = f"bytes={start}-"
    try:
        with requests.get(
            address, headers=headers, stream=True, timeout=_TIMEOUT
        ) as response:
            if start and not _is_usable(response, start):
                part.unlink()
                return _download(address, part, label)
            response.raise_for_status()
            # A server that knows no ranges answers 200 and sends the whole file.
            resumed = response.status_code == requests.codes.partial_content
            _write(response, part, start if resumed else 0, label)
    except requests.RequestException as error:
        raise FetchError(_explain(error, address, part, start)) from None
    return None


def _is_usable(response: requests.Response, start: int) -> bool:
    """Say whether what is on the disk and this answer can belong together."""
    if response.status_code == requests.codes.requested_range_not_satisfiable:
        return False  # nothing follows byte `start`: not the beginning of this file
    sent = response.headers.get("Content-Range", "")
    partial = response.status_code == requests.codes.partial_content
    return not partial or sent.startswith(f"bytes {start}-")


def _write(response: requests.Response, part: Path, start: int, label: str) -> None:
    """Append the body of an answer to the first `start` bytes of the file."""
    length = response.headers.get("Content-Length")
    quiet = bool(os.environ.get("CI") or os.environ.get("COURSE_QUIET"))
    with (
        part.open("ab" if start else "wb") as file,
        tqdm(
            desc=label,
            total=start + int(length) if length else None,
            initial=start,
            unit="B",
            unit_scale=True,
            disable=quiet or None,  # None: silent unless someone watches
        ) as bar,
    ):
        for chunk in response.iter_content(_CHUNK):
            file.write(chunk)
            bar.update(len(chunk))


def _explain(
    error: requests.RequestException, address: str, part: Path, start: int
) -> str:
    """Say in one line what went wrong with a download, and how to go on."""
    host = urlsplit(address).netloc
    arrived = part.stat().st_size if part.exists() else 0
    if error.response is not None:
        problem = f"{host} answered {error.response.status_code}"
    elif arrived > start:
        problem = (
            f"the connection broke after {arrived / 1e6:.1f} MB; run this again to "
            "continue from there"
        )
    elif isinstance(error, requests.Timeout):
        problem = f"{host} did not answer in time"
    else:
        problem = f"no connection to {host} (is there a network?)"
    return f"could not download {address}: {problem}. Or else {_WAY_OUT}."


@contextmanager
def _file_errors(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into one clear line."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            problem = "the disk is full: make room there"
        else:
            problem = f"{error.strerror or error}: make the folder writable"
        raise FetchError(
            f"cannot keep data in {folder}: {problem}, or set COURSE_DATA_HOME to "
            "another folder."
        ) from None


def _new_file(folder: Path) -> Path:
    """Return a new, empty file that no other process writes to."""
    handle, path = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
    os.close(handle)
    return Path(path)


def _has_checksum(path: Path, sha256: str) -> bool:
    """Say whether the file has this SHA-256."""
    return pooch.file_hash(str(path), alg="sha256") == sha256.lower()
