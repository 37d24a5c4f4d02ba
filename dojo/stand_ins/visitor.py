"""Somebody with a browser, who has pages of several sites open, one in each tab.

What a request tells of the page that it comes from follows

- Fetch, "append a request `Origin` header" (https://fetch.spec.whatwg.org/#origin-header),
- Referrer Policy, sections 3 and 8.3 (https://w3c.github.io/webappsec-referrer-policy/),
- Fetch Metadata, section 2 (https://w3c.github.io/webappsec-fetch-metadata/), and
- for cookies, `dojo.stand_ins.cookies`.

Every request is the navigation of a tab by the person at the browser: an address that was typed, or
a form whose button was pressed. There are no scripts, no frames and no redirects to other sites,
and the `Referrer-Policy` of a redirect changes nothing. Chromium asks before it sends a form from
https to a plain http that is not trusted; this person says yes.
Whether two addresses are of one site is told by scheme and the last two labels of the host
(https://html.spec.whatwg.org/#same-site, with the last label for a public suffix).
"""

import re
from html import escape
from types import SimpleNamespace
from typing import NamedTuple

from flask import Flask

from dojo.http.address import Address
from dojo.http.address import read_address
from dojo.http.browser import Form
from dojo.http.browser import Page
from dojo.http.client import ReadingClient
from dojo.http.promise import promise
from dojo.stand_ins.cookies import Cookies
from dojo.stand_ins.cookies import is_secure

REDIRECTS = (301, 302, 303, 307, 308)
HOPS = 5  # redirects in a row that are followed here
USUAL_POLICY = "strict-origin-when-cross-origin"  # Referrer Policy, section 3: the default
NOT_ON_A_DOWNGRADE = {"no-referrer-when-downgrade", "strict-origin", USUAL_POLICY}
ONLY_THE_ORIGIN = {"origin", "strict-origin"}
REFERRER = re.compile("^referrer$", re.IGNORECASE)
OLD_WORDS = {  # https://html.spec.whatwg.org/#meta-referrer, for `<meta name=referrer>` alone
    "never": "no-referrer",
    "default": USUAL_POLICY,
    "always": "unsafe-url",
    "origin-when-crossorigin": "origin-when-cross-origin",
}
POLICIES = NOT_ON_A_DOWNGRADE | ONLY_THE_ORIGIN
POLICIES |= {"no-referrer", "same-origin", "origin-when-cross-origin", "unsafe-url"}


class Shown(NamedTuple):
    """The page that stands in a tab: where it is from, its HTML, and its referrer policy."""

    address: Address
    html: str
    policy: str = USUAL_POLICY

    @classmethod
    def of(cls, address: Address, html: str, header: str = "") -> "Shown":
        """A page with the policy that its header and its `<meta name=referrer>` ask for."""
        words = header.split(",")
        if "referrer" in html.lower():
            from bs4 import BeautifulSoup  # as late as a page is read

            metas = BeautifulSoup(html, "html.parser").find_all("meta", attrs={"name": REFERRER})
            said = [meta.get("content", "").strip().lower() for meta in metas]
            words += [OLD_WORDS.get(word, word) for word in said]
        known = [word.strip().lower() for word in words if word.strip().lower() in POLICIES]
        return cls(address, html, known[-1] if known else USUAL_POLICY)

    @property
    def forms(self) -> list[Form]:
        """The forms of the page."""
        from bs4 import BeautifulSoup

        return Page(BeautifulSoup(self.html, "html.parser"), self.address.target).forms


class Visitor:
    """A person at one tab of their browser; the app is found at the origin of `house`."""

    def __init__(self, app: Flask, house: str, metadata: bool = True, cookies=None):
        self._app, self._house, self._metadata = app, read_address(house), metadata
        self._client = ReadingClient(app, app.response_class, use_cookies=False)
        self._cookies: Cookies = Cookies() if cookies is None else cookies
        self.page: Shown | None = None  # what stands in this tab

    def another_tab(self) -> "Visitor":
        """The same person, browser and cookies, and a tab in which nothing is shown yet."""
        return Visitor(self._app, str(self._house), self._metadata, self._cookies)

    def open(self, address: str) -> str:
        """Type an address of the house; returns the HTML that is shown then."""
        self._navigate("GET", read_address(address), None)
        return self.page.html

    def look_at(self, address: str, html: str) -> None:
        """Have a page of some other site in this tab."""
        self.page = Shown.of(read_address(address), html)

    def fields(self, path: str) -> dict[str, str]:
        """What the form on this page that leads to `path` has in its fields."""
        return dict(self._form_to(path).fields())

    def send(self, path: str, **filled):
        """Fill in the form on this page that leads to `path`, and press its button.

        Returns the response to the form. The tab shows the page to which that redirects.
        """
        form, page = self._form_to(path), self.page
        target, button = _target(form, page), next(iter(form.buttons), None)
        form.tag["action"] = target.target
        if button is not None:
            button.attrs.pop("formaction", None)
        sends = SimpleNamespace(
            get=lambda path: self._navigate("GET", read_address(path, target), page),
            post=lambda _, **sent: self._navigate("POST", target, page, **sent),
        )
        return form.submit(sends, button, **filled)

    def _form_to(self, path: str) -> Form:
        for form in self.page.forms:
            target = _target(form, self.page)
            if target.path == path and same_origin(target, self._house):
                return form
        done = f"Somebody looked at {self.page.address} in a browser."
        promise(False, done, f"a form that leads to {path}", "none")
        return None

    def _navigate(self, method: str, target: Address, page: Shown | None, **sent):
        """Go there from a page, or from nowhere; returns the first response."""
        first, urls = None, []
        while len(urls) < HOPS:
            urls.append(target)
            response = self._client.open(
                target.target,
                method=method,
                base_url=origin_of(target),
                headers=self._headers(method, urls, page),
                **sent,
            )
            for line in response.headers.getlist("Set-Cookie"):
                self._cookies.receive(line, target)
            policy = response.headers.get("Referrer-Policy", "")
            self.page = Shown.of(target, response.get_data(as_text=True), policy)
            first = first or response
            where = _redirected(target, response)
            if where is None or not same_origin(where, self._house):
                break
            target = where
            if response.status_code in (301, 302, 303):
                method, sent = "GET", {}
        return first

    def _headers(self, method: str, urls: list[Address], page: Shown | None) -> dict[str, str]:
        target = urls[-1]
        crosses = page is not None and not same_site(page.address, target)
        said = {
            "Accept": "text/html, */*;q=0.8",
            "Cookie": self._cookies.line_for(target, method, cross_site=crosses),
            "Origin": origin_header(method, target, page),
            "Referer": referer_header(target, page),
        }
        if self._metadata and is_secure(target):
            said["Sec-Fetch-Site"] = fetch_site(urls, page)
            said |= {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
            said["Sec-Fetch-User"] = "?1"
        return {name: value for name, value in said.items() if value}


NO_REFERRER = '<meta name="referrer" content="no-referrer">'  # a page with this hides itself


def form_to(address: str, **fields) -> str:
    """The HTML of a page with one form that is already filled in."""
    inputs = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(str(value))}">'
        for name, value in fields.items()
    )
    return f'<form method="post" action="{escape(address)}">{inputs}<button>go</button></form>'


def origin_of(address: Address) -> str:
    """An origin, as a header names it."""
    port = "" if address.port is None else f":{address.port}"
    return f"{address.scheme}://{address.host}{port}"


def same_origin(one: Address, other: Address) -> bool:
    """Whether two addresses have the same scheme, host and port."""
    return origin_of(one) == origin_of(other)


def same_site(one: Address, other: Address) -> bool:
    """Whether two addresses have the same scheme and the same registrable domain."""
    return (one.scheme, _registrable(one.host)) == (other.scheme, _registrable(other.host))


def origin_header(method: str, target: Address, page: Shown | None) -> str:
    """What `Origin` says in a navigation from this page; empty for no header."""
    if page is None or method in ("GET", "HEAD"):
        return ""
    hidden = (
        page.policy == "no-referrer",
        page.policy == "same-origin" and not same_origin(page.address, target),
        page.policy in NOT_ON_A_DOWNGRADE and _is_downgrade(page, target),
    )
    return "null" if any(hidden) else origin_of(page.address)


def referer_header(target: Address, page: Shown | None) -> str:
    """What `Referer` says in a navigation from this page; empty for no header."""
    if page is None or page.policy == "no-referrer":
        return ""
    same = same_origin(page.address, target)
    if (page.policy == "same-origin" and not same) or (
        page.policy in NOT_ON_A_DOWNGRADE and _is_downgrade(page, target)
    ):
        return ""
    across = page.policy.endswith("when-cross-origin") and not same
    if page.policy in ONLY_THE_ORIGIN or across:
        return f"{origin_of(page.address)}/"
    return str(page.address)


def fetch_site(urls: list[Address], page: Shown | None) -> str:
    """What `Sec-Fetch-Site` says, after these redirects (section 2.3 of Fetch Metadata)."""
    if page is None:
        return "none"
    said = "same-origin"
    for url in urls:
        if same_origin(url, page.address):
            continue
        if not same_site(url, page.address):
            return "cross-site"
        said = "same-site"
    return said


def _is_downgrade(page: Shown, target: Address) -> bool:
    """From https to http. For `Referer` Chromium asks no more; the policy's 8.3 asks for trust."""
    return (page.address.scheme, target.scheme) == ("https", "http")


def _registrable(host: str) -> str:
    is_number = host.replace(".", "").isdigit() or host.startswith("[")
    return host if is_number else ".".join(host.split(".")[-2:])


def _target(form: Form, page: Shown) -> Address:
    button = next(iter(form.buttons), None)
    action = (button.get("formaction") if button is not None else "") or form.tag.get("action", "")
    return read_address(action, page.address) or page.address


def _redirected(address: Address, response) -> Address | None:
    if response.status_code not in REDIRECTS or "Location" not in response.headers:
        return None
    return read_address(response.headers["Location"], address)
