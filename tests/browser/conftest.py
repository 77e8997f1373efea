"""One JupyterLab and one Chromium for all browser tests; a picture of each failure."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from lab_page import Lab
from lab_server import LabServer, serve

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser")
# Chromium stays at home: no updates, no accounts, nothing but the loopback.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 120_000  # milliseconds: a machine that runs all tests at once is slow
GENERATED = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the course and its sources, as `make lab` shows them."""
    folder = tmp_path_factory.mktemp("desk")
    for name in ("course", "solutions"):
        shutil.copytree(ROOT / name, folder / name, ignore=GENERATED)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return folder


@pytest.fixture(scope="module")
def server(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    """Run JupyterLab on the desk."""
    with serve(desk, tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium with a profile of its own; never download one."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("no Chromium here; install it: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty page, without cookies of the one before."""
    expect.set_options(timeout=PATIENCE)
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def lab(page: Page, server: LabServer) -> Lab:
    """Return JupyterLab in a fresh page."""
    return Lab(page, server)


@pytest.fixture
def learner(desk: Path, request: pytest.FixtureRequest) -> str:
    """Return the name of a folder with all that a learner has: a fresh `course/`."""
    name = request.node.name.removeprefix("test_")
    shutil.copytree(ROOT / "course", desk / name / "course", ignore=GENERATED)
    return name


@pytest.fixture
def screenshot(page: Page):
    """Return a function that keeps a picture of the page in `build/screenshots/`."""
    folder = ROOT / "build/screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return lambda name: page.screenshot(path=folder / f"{name}.png")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Add to a failure what the screen showed, and where the server's log is."""
    report = yield
    page, server = map(getattr(item, "funcargs", {}).get, ("page", "server"))
    if report.when == "call" and report.failed and page and server:
        picture = server.log.with_name(f"{item.name}.png")
        page.screenshot(path=picture)
        report.sections.append(("What the browser showed", str(picture)))
        report.sections.append(("What JupyterLab printed", str(server.log)))
    return report
