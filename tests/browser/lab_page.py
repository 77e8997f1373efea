"""What a person does in JupyterLab: open, click, write, run, save, Validate."""

import re

from lab_server import LabServer
from playwright.sync_api import Locator, Page, expect

# Of several open notebooks, the one in front.
NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden)"
ERROR = "[data-mime-type='application/vnd.jupyter.stderr']"


class Lab:
    """JupyterLab in a browser.

    Parameters
    ----------
    page : Page
        An empty page of a browser.
    server : LabServer
        The JupyterLab to look at.
    """

    def __init__(self, page: Page, server: LabServer) -> None:
        self.page = page
        self.server = server
        self.notebook = page.locator(NOTEBOOK)

    def open(self, path: str) -> None:
        """Open a file or folder, with an empty desk before it."""
        self.page.goto(self.server.url(path))
        expect(self.page.locator(".jp-LabShell")).to_be_visible()

    def tab(self, title: str) -> Locator:
        """Return the tab in front, which must have this title."""
        front = self.page.locator("#jp-main-dock-panel .lm-TabBar-tab.jp-mod-current")
        return front.filter(has_text=title)

    def cell(self, text: str) -> Locator:
        """Return the code cell of the notebook in front that holds `text`."""
        return self.notebook.locator(".jp-CodeCell").filter(has_text=text)

    def errors(self, cell: Locator) -> Locator:
        """Return the errors and warnings below a cell."""
        return cell.locator(ERROR)

    def choose(self, menu: str, entry: str) -> None:
        """Choose an entry of the menu bar."""
        bar = self.page.locator("#jp-MainMenu .lm-MenuBar-itemLabel")
        bar.get_by_text(menu, exact=True).click()
        entries = self.page.locator(".lm-Menu-itemLabel")
        entries.get_by_text(entry, exact=True).click()

    def select(self, cell: Locator) -> None:
        """Make a cell the one that menu and keyboard speak about."""
        cell.locator(".jp-InputPrompt").click()
        expect(cell).to_have_class(re.compile(r"\bjp-mod-active\b"))

    def write(self, cell: Locator, text: str) -> None:
        """Put `text` in place of all that a cell holds, through the keyboard."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def run(self, cell: Locator) -> None:
        """Run a cell with the keyboard, and wait until it is done."""
        before = self._number(cell)
        self.select(cell)
        self.page.keyboard.press("Control+Enter")
        self.wait_run(cell, after=before)

    def run_all_above(self, cell: Locator, last: Locator) -> None:
        """Run what stands above a cell; `last` is the code cell right above it."""
        before = self._number(last)
        self.select(cell)
        self.choose("Run", "Run All Above Selected Cell")
        self.wait_run(last, after=before)

    def wait_run(self, cell: Locator, after: str = "") -> None:
        """Wait until a cell's number is there, and another one than `after`."""
        new = rf"^\[(?!{after}\])\d+\]:$" if after else r"^\[\d+\]:$"
        expect(cell.locator(".jp-InputPrompt")).to_have_text(re.compile(new))

    def _number(self, cell: Locator) -> str:
        return re.sub(r"\D", "", cell.locator(".jp-InputPrompt").inner_text())

    def save(self) -> None:
        """Press Ctrl+S, and wait until the server has the file."""
        with self.page.expect_response(
            lambda r: r.request.method == "PUT" and "/api/contents/" in r.url
        ) as answer:
            self.page.keyboard.press("ControlOrMeta+s")
        assert answer.value.ok, f"saving failed: {answer.value.status}"

    def validate(self) -> Locator:
        """Press Validate, and return the text of the dialog that comes."""
        self.notebook.get_by_role("button", name="Validate").click()
        message = self.page.locator(".jp-Dialog #validation-message")
        expect(message).to_be_visible()
        return message

    def close_dialog(self) -> None:
        """Press OK in the dialog."""
        dialog = self.page.locator(".jp-Dialog")
        dialog.locator("button.jp-mod-accept").click()
        expect(dialog).to_have_count(0)
