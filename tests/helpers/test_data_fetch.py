"""Downloads from a server on this machine: resume, checksums, mirrors, errors."""

import errno
import hashlib
import io
import os
import random
import shutil
import socket
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pooch
import pytest

from helpers.data import fetch as module
from helpers.data.fetch import FetchError, fetch

BODY = random.Random(0).randbytes(300_000)
SHA256 = hashlib.sha256(BODY).hexdigest()
REAL_FILES = {
    "hour.csv": "e03de4ee4ef4dc376ac6e04bf829673c6269e8eba5c60fa121640fa2f829504f",
    "anna.txt": "568bb39fc78aca98e9db91c4329dcd1aa5ec4c3df3aca2064ce5d6f023ae16c9",
}


class Handler(BaseHTTPRequestHandler):
    """Sends `server.files`, with ranges, and with the faults that a test asks for."""

    def do_GET(self):
        server = self.server
        self.server.asked.append((self.path, self.headers.get("Range")))
        body = server.files.get(self.path)
        time.sleep(server.delay)
        if server.status or body is None:
            return self.send_error(server.status or 404)
        start, asked = 0, self.headers.get("Range")
        if asked and server.ranges:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            if start >= len(body):
                return self.send_error(416)
            self.send_response(206)
            start += server.range_shift
            last = len(body) - 1
            self.send_header("Content-Range", f"bytes {start}-{last}/{len(body)}")
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        stop, server.break_at = server.break_at, None
        self.wfile.write(body[start:stop])
        return None

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    """Return a server that holds BODY as /data.bin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.files = {"/data.bin": BODY}
    server.asked, server.ranges, server.range_shift = [], True, 0
    server.break_at, server.status, server.delay = None, None, 0
    server.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def get(server, data_home):
    """Return a function that fetches data.bin."""

    def get(**changes):
        options = {"sha256": SHA256, "url": f"{server.address}/data.bin"}
        return fetch("data.bin", **{**options, "licence": "CC0", **changes})

    return get


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_downloads_once_and_leaves_nothing_else(get, server, data_home):
    path = get()
    assert path == data_home / "data.bin"
    assert path.read_bytes() == BODY
    assert names(data_home) == ["data.bin"]
    server.status = 500
    assert get() == path
    assert server.asked == [("/data.bin", None)]


def test_checksum_may_be_upper_case(get):
    assert get(sha256=SHA256.upper()).read_bytes() == BODY


def test_cache_is_the_users_without_course_data_home(get, tmp_path, monkeypatch):
    monkeypatch.delenv("COURSE_DATA_HOME")
    asked = []

    def os_cache(name):
        asked.append(name)
        return tmp_path / "users"

    monkeypatch.setattr(pooch, "os_cache", os_cache)
    assert get() == tmp_path / "users" / "data.bin"
    assert asked == ["perceptron-to-deployment"]


def test_broken_download_goes_on_where_it_stopped(get, server, data_home):
    server.break_at = 200_000
    with pytest.raises(FetchError, match=r"broke after 0\.[12] MB; run this again"):
        get()
    assert names(data_home) == ["data.bin.part"]
    arrived = (data_home / "data.bin.part").stat().st_size
    assert 100_000 < arrived <= 200_000
    assert get().read_bytes() == BODY
    assert server.asked[1] == ("/data.bin", f"bytes={arrived}-")
    assert names(data_home) == ["data.bin"]


def begin(data_home, content):
    data_home.mkdir()
    (data_home / "data.bin.part").write_bytes(content)


def test_a_server_without_ranges_sends_all_of_it(get, server, data_home):
    begin(data_home, BODY[:1000])
    server.ranges = False
    assert get().read_bytes() == BODY
    assert len(server.asked) == 1


def test_a_server_that_sends_another_range_is_asked_again(get, server, data_home):
    begin(data_home, BODY[:1000])
    server.range_shift = 5
    assert get().read_bytes() == BODY
    assert [asked for _, asked in server.asked] == ["bytes=1000-", None]


@pytest.mark.parametrize("content", [BODY, BODY + b"more"])
def test_a_part_that_is_too_long_starts_anew(get, server, data_home, content):
    begin(data_home, content)
    assert get().read_bytes() == BODY
    assert server.asked[-1][1] is None


def test_a_part_of_another_file_is_found_out(get, data_home):
    begin(data_home, b"x" * 1000)
    with pytest.raises(FetchError, match="wrong checksum"):
        get()
    assert names(data_home) == []
    assert get().read_bytes() == BODY


@pytest.mark.parametrize("status", [403, 404, 503])
def test_a_refusal_keeps_what_had_arrived(get, server, data_home, status):
    begin(data_home, BODY[:1000])
    server.status = status
    with pytest.raises(FetchError, match=rf"answered {status}\. Or else use the emb"):
        get()
    assert (data_home / "data.bin.part").read_bytes() == BODY[:1000]


def test_wrong_checksum_deletes_the_file(get, server, data_home):
    server.files["/data.bin"] = b"an error page"
    with pytest.raises(FetchError, match=r"wrong checksum: http.* deleted it"):
        get()
    assert names(data_home) == []


def test_corrupted_cache_is_fetched_again(get, data_home):
    get().write_bytes(b"damaged")
    assert get().read_bytes() == BODY
    assert names(data_home) == ["data.bin"]


def test_corrupted_cache_survives_a_failed_attempt(get, server, data_home):
    get().write_bytes(b"damaged")
    server.status = 500
    with pytest.raises(FetchError):
        get()
    assert names(data_home) == ["data.bin"]


def test_no_network_says_how_to_go_on(get):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError) as caught:
        get(url=f"http://127.0.0.1:{port}/data.bin")
    message = str(caught.value)
    assert f"no connection to 127.0.0.1:{port}" in message
    assert "source='embedded'" in message
    assert "COURSE_DATA_MIRROR" in message
    assert "\n" not in message
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_silent_server_is_given_up(get, server, monkeypatch):
    monkeypatch.setattr(module, "_TIMEOUT", (1, 0.1))
    server.delay = 0.5
    with pytest.raises(FetchError, match="did not answer in time"):
        get()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_full_disk(get, data_home):
    data_home.mkdir()
    (data_home / "data.bin.part").symlink_to("/dev/full")
    with pytest.raises(FetchError, match=r"the disk is full: .* set COURSE_DATA_HOME"):
        get()


def test_full_disk_while_copying_from_a_mirror(get, data_home, tmp_path, monkeypatch):
    def no_space(source, target):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "data.bin").write_bytes(BODY)
    monkeypatch.setenv("COURSE_DATA_MIRROR", tmp_path.as_uri())
    monkeypatch.setattr(shutil, "copyfile", no_space)
    with pytest.raises(FetchError, match="the disk is full"):
        get()
    assert names(data_home) == []


def test_unusable_cache_folder(get, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("COURSE_DATA_HOME", str(tmp_path / "file" / "cache"))
    with pytest.raises(FetchError, match=r"cannot keep data in .*COURSE_DATA_HOME"):
        get()


def test_http_mirror_holds_the_file_by_name(get, server, monkeypatch):
    server.files = {"/campus/data.bin": BODY}
    monkeypatch.setenv("COURSE_DATA_MIRROR", f"{server.address}/campus/")
    assert get(url="http://unused.invalid/x.zip", member="x").read_bytes() == BODY
    assert server.asked == [("/campus/data.bin", None)]


def test_file_mirror_with_a_space_in_its_name(get, server, tmp_path, monkeypatch):
    mirror = tmp_path / "my mirror"
    mirror.mkdir()
    (mirror / "data.bin").write_bytes(BODY)
    monkeypatch.setenv("COURSE_DATA_MIRROR", mirror.as_uri())
    assert get().read_bytes() == BODY
    assert (mirror / "data.bin").read_bytes() == BODY
    assert server.asked == []


def test_file_mirror_with_the_wrong_file(get, data_home, tmp_path, monkeypatch):
    (tmp_path / "data.bin").write_bytes(b"old")
    monkeypatch.setenv("COURSE_DATA_MIRROR", tmp_path.as_uri())
    with pytest.raises(FetchError, match="wrong checksum: file://"):
        get()
    assert names(data_home) == []
    assert (tmp_path / "data.bin").read_bytes() == b"old"


def test_mirror_without_the_file(get, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_DATA_MIRROR", tmp_path.as_uri())
    with pytest.raises(
        FetchError, match=r"the mirror has no readable file .*data\.bin"
    ):
        get()


@pytest.mark.parametrize("mirror", ["/just/a/folder", "ftp://host/folder"])
def test_mirror_of_an_unknown_kind(get, monkeypatch, mirror):
    monkeypatch.setenv("COURSE_DATA_MIRROR", mirror)
    with pytest.raises(FetchError, match="COURSE_DATA_MIRROR must start with file://"):
        get()


def zipped(name, content):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, content)
        archive.writestr("other.txt", "not this one")
    return buffer.getvalue()


def test_member_of_an_archive(get, server, data_home):
    server.files = {"/all.zip": zipped("inner/data.bin", BODY)}
    url = f"{server.address}/all.zip"
    server.break_at = 200_000
    with pytest.raises(FetchError, match="broke after"):
        get(url=url, member="inner/data.bin")
    assert names(data_home) == ["data.bin.zip.part"]
    assert get(url=url, member="inner/data.bin").read_bytes() == BODY
    assert server.asked[1][1].startswith("bytes=")
    assert names(data_home) == ["data.bin"]


@pytest.mark.parametrize(
    "content",
    [b"no archive", zipped("else.bin", BODY)],
    ids=["no archive", "other member"],
)
def test_an_archive_without_the_member(get, server, data_home, content):
    server.files = {"/all.zip": content}
    with pytest.raises(FetchError, match=r"the archive .* holds no data\.bin"):
        get(url=f"{server.address}/all.zip", member="data.bin")
    assert names(data_home) == []


def test_an_archive_with_another_file_in_it(get, server, data_home):
    server.files = {"/all.zip": zipped("data.bin", b"changed")}
    with pytest.raises(FetchError, match="wrong checksum"):
        get(url=f"{server.address}/all.zip", member="data.bin")
    assert names(data_home) == []


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/etc/passwd", "../data.bin"])
def test_name_must_stay_in_the_cache(name):
    with pytest.raises(ValueError, match="name must be a plain file name"):
        fetch(name, sha256=SHA256, url="http://unused.invalid", licence="")


class Bar:
    """Stands in for tqdm and remembers what it was told."""

    made: list = []  # noqa: RUF012

    def __init__(self, **options):
        self.options, self.seen = options, 0
        self.made.append(self)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def update(self, count):
        self.seen += count


@pytest.mark.parametrize(("quiet", "disable"), [("1", True), ("", None)])
def test_progress_bar(get, data_home, monkeypatch, quiet, disable):
    begin(data_home, BODY[:1000])
    monkeypatch.setattr(Bar, "made", [])
    monkeypatch.setattr(module, "tqdm", Bar)
    monkeypatch.setenv("COURSE_QUIET", quiet)
    monkeypatch.delenv("CI", raising=False)
    get()
    (bar,) = Bar.made
    assert bar.options["desc"] == "data.bin (CC0)"
    assert (bar.options["initial"], bar.options["total"]) == (1000, len(BODY))
    assert bar.seen == len(BODY) - 1000
    assert bar.options["disable"] is disable


def test_quiet_download_says_nothing(get, capfd):
    get()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", REAL_FILES)
@pytest.mark.parametrize("kind", ["file", "http"])
def test_real_files(name, kind, shared_data, server, data_home, monkeypatch):
    content = (shared_data / name).read_bytes()
    server.files = {f"/mirror/{name}": content}
    mirrors = {"file": shared_data.as_uri(), "http": f"{server.address}/mirror"}
    monkeypatch.setenv("COURSE_DATA_MIRROR", mirrors[kind])
    path = fetch(
        name, sha256=REAL_FILES[name], url="http://unused.invalid", licence="see README"
    )
    assert path.parent == data_home
    assert path.read_bytes() == content
