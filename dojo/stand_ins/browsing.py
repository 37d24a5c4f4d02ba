"""Somebody at a browser without JavaScript, and a program that follows all the links of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dojo.http.address import Address
from dojo.http.address import LOCALHOST
from dojo.http.address import read_address
from dojo.http.browser import Form
from dojo.http.browser import OF_THE_SITE
from dojo.http.browser import Page
from dojo.http.browser import parse_page
from dojo.http.browser import path_on_site
from dojo.http.promise import promise

if TYPE_CHECKING:
    from bs4 import Tag

ACCEPT = "text/html, */*;q=0.8"  # a browser would rather have a page than anything else
REDIRECTS = (301, 302, 303, 307, 308)
HOPS = 5  # redirects in a row that a browser follows here


class Browser:
    """A browser: it has the cookies of its client, goes where it is sent, and shows one page.

    Each method returns the response that is shown at last, when all redirects are followed. A
    redirect to another site is not followed: it is shown, and `address` says where it leads. Every
    port of localhost and of 127.0.0.1 is this site.
    """

    def __init__(self, client):
        self._client, self._hops = client, 0
        self.address: Address = LOCALHOST  # what stands in the address bar
        self.shown = None  # the response whose page stands in the window
        self.last: tuple[str, str, dict] = ("GET", "/", {})  # what a reload sends

    def get(self, address: str):
        """Type an address."""
        return self._go("GET", address, {})

    def post(self, address: str, **sent):
        """Send POST, which only a form does."""
        return self._go("POST", address, sent)

    def reload(self):
        """Send what was sent for the page that is shown."""
        return self._go(*self.last)

    def send(self, address: str, **fields):
        """Fill in the form that leads to `address` on the page that is shown, and send it."""
        form = next((form for form in self._page().forms if form.target() == address), None)
        self._found(form, f"a form that leads to {address}")
        return self._submit(form, None, fields)

    def click(self, label: str, **fields):
        """Press the button with this label, its form filled in, or follow the link with it.

        A page in between that only asks once more is answered with what bears the label there, or
        with the one button that it has.
        """
        before, target = self.shown.request.path, _clickable(self._page(), label)
        self._found(target, f"something to click with {label!r} on it")
        self._use(target, fields)
        asks = self.last[0] == "GET" and self._hops == 0 and self.shown.request.path != before
        if asks and (target := _clickable(self._page(), label) or _only_button(self._page())):
            self._use(target, fields)
        return self.shown

    def _use(self, target, fields: dict) -> None:
        if isinstance(target, str):
            self._go("GET", target, {})
        else:
            self._submit(*target, fields)

    def _page(self) -> Page:
        return parse_page(self.shown, self.address.target)

    def _submit(self, form: Form, button: Tag | None, fields: dict):
        try:
            form.submit(self, button, **fields)
        except LookupError:
            self._found(None, "a form that leads to this site")
        return self.shown

    def _go(self, method: str, target: str, sent: dict):
        address = read_address(f"http://localhost{target}")
        for self._hops in range(HOPS):
            wanted = {"headers": {"Accept": ACCEPT}}
            self.shown = self._client.open(target, method=method, **wanted, **sent)
            self.last, self.address = (method, target, sent), address
            where = _redirected(address, self.shown)
            self.address = where or address
            if where is None or where.host not in OF_THE_SITE:
                break
            address, target = where, where.target
            if self.shown.status_code in (301, 302, 303):
                method, sent = "GET", {}
        return self.shown

    def _found(self, thing, what: str) -> None:
        done = f"Somebody opened {self.last[1]} in a browser."
        promise(thing is not None, done, what, "none", self.shown)


def crawl(client, start: str = "/", limit: int = 50) -> list[str]:
    """Open every link and send every form that has no other method than GET, as a program may.

    Returns the addresses that were asked for, in order. It begins with the page at `start`.
    """
    waiting, asked = [start], []
    while waiting and len(asked) < limit:
        if (address := waiting.pop(0)) in asked:
            continue
        asked.append(address)
        response = client.get(address)
        waiting += _ways_from(address, response)
    return asked


def _redirected(address: Address, response) -> Address | None:
    """Where a redirect leads, as a browser reads it; None for all other responses."""
    if response.status_code not in REDIRECTS or "Location" not in response.headers:
        return None
    return read_address(response.headers["Location"], address)


def _ways_from(address: str, response) -> list[str]:
    where = _redirected(read_address(address, LOCALHOST), response)
    if where is not None and where.host in OF_THE_SITE:
        return [where.target]
    if response.mimetype != "text/html":
        return []
    page = parse_page(response, address)
    return page.links + [way for form in page.forms for way in form.ways_with_get()]


def _clickable(page: Page, label: str) -> tuple[Form, Tag] | str | None:
    """A button that bears this label, with its form, or else the address of such a link."""
    for form in page.forms:
        if (button := form.button(label)) is not None:
            return form, button
    for tag in page.soup.find_all("a", href=True):
        if label.lower() in tag.get_text(" ").lower():
            return path_on_site(page.path, tag["href"])
    return None


def _only_button(page: Page) -> tuple[Form, Tag] | None:
    found = [(form, button) for form in page.forms for button in form.buttons]
    return found[0] if len(found) == 1 else None
