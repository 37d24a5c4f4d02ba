"""The cookies that a browser keeps, by draft-ietf-httpbis-rfc6265bis ("Cookies: HTTP State
Management Mechanism"); the sections are those of the draft of July 2026, whose page is
https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html.

Each request is taken for a navigation of the whole window. Left out are the time at which a cookie
expires (one that has expired when it arrives is removed), and the list of public suffixes: as for
a name that is not on that list, the last label is one. A cookie without SameSite is treated as in
section 5.6.7.2, which Chromium does for two minutes.

Chromium 150 knows more than the draft: `Partitioned`, and the prefixes `__Http-` and
`__Host-Http-`. It also reads some lines in another way: it ignores a cookie with a tab within its
value or with `Domain=.`, takes `Max-Age=+0` for 0, and sends a cookie with a new value as the last
of its path.
"""

import re
import time
from typing import NamedTuple

from werkzeug.http import parse_date

from dojo.http.address import Address

LONGEST = 4096  # octets of name and value together (section 5.6)
LONGEST_OF_AN_ATTRIBUTE = 1024  # octets; a longer one is as if it were not there (section 5.6)
CONTROL = r"[\x00-\x08\x0a-\x1f\x7f]"  # in a line that is ignored (section 5.6)
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
SAME_SITE = {"strict": "Strict", "lax": "Lax", "none": "None"}
# "secure" without https (section 5.8.3): https://w3c.github.io/webappsec-secure-contexts/, 3.1
TRUSTED = r"(.+\.)?localhost\.?|127(\.[0-9]+){3}|\[::1\]"


class Cookie(NamedTuple):
    """One cookie, with what its flags say."""

    name: str
    value: str
    domain: str
    host_only: bool
    path: str
    secure: bool
    same_site: str  # Strict, Lax, None or Default

    @property
    def place(self) -> tuple:
        """What a new cookie needs to have in common with an old one to replace it."""
        return self.name, self.domain, self.host_only, self.path


class Cookies:
    """The cookie store of one browser."""

    def __init__(self, kept: dict[tuple, Cookie] | None = None):
        self.kept = kept or {}  # in the order of their creation

    def copy(self) -> "Cookies":
        """The same cookies, for somebody else."""
        return Cookies(dict(self.kept))

    def receive(self, line: str, address: Address) -> None:
        """Keep what a Set-Cookie line from this address says, or remove it (sections 5.6, 5.7)."""
        pair, _, rest = line.partition(";")
        name, equals, value = (part.strip(" \t") for part in pair.partition("="))
        name, value = (name, value) if equals else ("", name)
        pairs = [_attribute(part) for part in rest.split(";")]
        attributes = {n: v for n, v in pairs if len(v.encode()) <= LONGEST_OF_AN_ATTRIBUTE}
        cookie = _made(name, value, attributes, address)
        if re.search(CONTROL, line) or cookie is None or self._is_kept_from(cookie, address):
            return
        if _has_expired(attributes):
            self.kept.pop(cookie.place, None)
        else:
            self.kept[cookie.place] = cookie

    def line_for(self, address: Address, method: str = "GET", cross_site: bool = False) -> str:
        """The value of the Cookie header in a request (section 5.8.3); empty for no header."""
        path = address.path
        found = [
            cookie
            for cookie in self.kept.values()
            if _is_for_host(cookie, address.host)
            and path_matches(path, cookie.path)
            and (is_secure(address) or not cookie.secure)
            and (not cross_site or _goes_across_sites(cookie, method))
        ]
        found.sort(key=lambda cookie: -len(cookie.path))
        return "; ".join(f"{c.name}={c.value}" if c.name else c.value for c in found)

    def _is_kept_from(self, new: Cookie, address: Address) -> bool:
        """Whether it would hide a secure cookie, and comes over plain http (section 5.7, 16)."""
        return not is_secure(address) and any(
            old.secure
            and old.name == new.name
            and (domain_matches(old.domain, new.domain) or domain_matches(new.domain, old.domain))
            and path_matches(new.path, old.path)
            for old in self.kept.values()
        )


def is_secure(address: Address) -> bool:
    """Whether a connection to this address counts as secure."""
    return address.scheme == "https" or re.fullmatch(TRUSTED, address.host) is not None


def domain_matches(host: str, domain: str) -> bool:
    """Section 5.1.3."""
    is_name = not host.replace(".", "").isdigit() and not host.startswith("[")
    return host == domain or (is_name and host.endswith(f".{domain}"))


def default_path(path: str) -> str:
    """Section 5.1.4: the path of a cookie that has none."""
    return path.rpartition("/")[0] or "/"


def path_matches(path: str, cookie_path: str) -> bool:
    """Section 5.1.4."""
    return path == cookie_path or path.startswith(cookie_path.removesuffix("/") + "/")


def _attribute(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name.strip(" \t").lower(), value.strip(" \t")


def _made(name: str, value: str, attributes: dict[str, str], address: Address) -> Cookie | None:
    """The cookie of a Set-Cookie line, or None for one that is ignored (section 5.7)."""
    domain = attributes.get("domain", "").removeprefix(".").lower()
    if "." not in domain and domain == address.host:
        domain = ""
    path = attributes.get("path", "")
    cookie = Cookie(
        name,
        value,
        domain or address.host,
        not domain,
        path if path.startswith("/") else default_path(address.path),
        "secure" in attributes,
        SAME_SITE.get(attributes.get("samesite", "").lower(), "Default"),
    )
    lower = name.lower()
    ignored = (
        not name and not value,
        len(name.encode()) + len(value.encode()) > LONGEST,
        domain and ("." not in domain or not domain_matches(address.host, domain)),
        cookie.secure and not is_secure(address),
        cookie.same_site == "None" and not cookie.secure,
        lower.startswith(("__secure-", "__host-")) and not cookie.secure,
        lower.startswith("__host-") and not (cookie.host_only and path == "/"),
        not name and value.lower().startswith(("__secure-", "__host-")),
    )
    return None if any(ignored) else cookie


def _has_expired(attributes: dict[str, str]) -> bool:
    if (seconds := attributes.get("max-age", "")).removeprefix("-").isdigit():
        return int(seconds) <= 0
    date = parse_date(attributes.get("expires"))
    return date is not None and date.timestamp() <= time.time()


def _is_for_host(cookie: Cookie, host: str) -> bool:
    return host == cookie.domain if cookie.host_only else domain_matches(host, cookie.domain)


def _goes_across_sites(cookie: Cookie, method: str) -> bool:
    if cookie.same_site == "Lax":
        return method in SAFE
    return cookie.same_site in ("None", "Default")
