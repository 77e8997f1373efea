"""Finds what could act in a page: scripts, handlers, frames, forms, addresses."""

import re
from html.parser import HTMLParser

ACTIVE_TAGS = frozenset(
    {"script", "iframe", "frame", "object", "embed", "applet", "form", "input",
     "button", "base", "link", "svg", "math", "portal", "video", "audio", "source",
     "template", "dialog"}
)  # fmt: skip
ADDRESSES = ("href", "src", "action", "formaction", "data", "srcset", "xlink:href")
PICTURE = re.compile(r"data:image/(png|jpeg|gif);base64,[a-z0-9+/=\s]*$")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
LINKED = ("http", "https", "mailto")


def active_parts(page: str) -> list[str]:
    """Return everything in HTML that a browser would run, load or submit."""
    finder = _Finder()
    finder.feed(page)
    finder.close()
    return finder.found


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ACTIVE_TAGS:
            self.found.append(f"<{tag}>")
        settings = {name: (value or "").strip() for name, value in attrs}
        if tag == "meta" and settings.get("http-equiv", "").lower() == "refresh":
            self.found.append("<meta refresh>")
        for name, value in settings.items():
            if name.startswith("on") or (name == "style" and "url(" in value.lower()):
                self.found.append(f"<{tag} {name}={value[:40]!r}>")
            if name in ADDRESSES and not _is_safe(name, value.lower()):
                self.found.append(f"<{tag} {name}={value[:40]!r}>")


def _is_safe(name: str, address: str) -> bool:
    """Say whether an address loads nothing, and at most leads somewhere on a click."""
    if name != "href":
        return bool(PICTURE.match(address))
    scheme = SCHEME.match(re.sub(r"[\x00-\x20]", "", address))
    return scheme is None or scheme[1] in LINKED
