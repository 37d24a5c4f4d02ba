"""Where an address leads: read as a browser reads it, by the URL Standard, for http and https.

The sections are those of https://url.spec.whatwg.org/: 3.5 (host parsing), 4.4 (URL parsing). Left
out are hosts that are written as numbers, which stay as they are, and all of a URL that follows
another scheme. Names that are not ASCII go through Python's codec, which is older than section 3.3.
"""

import re
from ipaddress import IPv6Address
from typing import NamedTuple
from urllib.parse import quote
from urllib.parse import unquote

PORTS = {"http": 80, "https": 443}  # the default ports of the special schemes that are read here
SCHEME = r"([A-Za-z][A-Za-z0-9+.-]*):"
NOT_IN_A_HOST = r"[\x00-\x20\x7f#/:<>?@\[\\\]^|%]"  # forbidden domain code points
DOT, TWO_DOTS = {".", "%2e"}, {"..", ".%2e", "%2e.", "%2e%2e"}
PATH_SAFE = "!$%&'()*+,-./:;=@[\\]_|~"  # what the path percent-encode set leaves alone
QUERY_SAFE = PATH_SAFE.replace("'", "?^`{}")  # and the special-query percent-encode set


class Address(NamedTuple):
    """A URL, taken apart. Other schemes than http and https have no host here, only a path."""

    scheme: str
    host: str = ""
    port: int | None = None  # None is the default port of the scheme
    path: str = "/"
    query: str | None = None

    @property
    def target(self) -> str:
        """Path and query, as they stand in a request line."""
        return self.path + ("" if self.query is None else f"?{self.query}")

    def __str__(self) -> str:
        if self.scheme not in PORTS:
            return f"{self.scheme}:{self.path}"
        port = "" if self.port is None else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}{self.target}"


LOCALHOST = Address("http", "localhost")  # where a test client finds the app


def read_address(text: str, base: Address | None = None) -> Address | None:
    """What `text` means to a browser on the page at `base`; None when it goes nowhere (failure)."""
    text = re.sub(r"^[\x00-\x20]+|[\x00-\x20]+$|[\t\n\r]", "", text).partition("#")[0]
    found = re.match(SCHEME, text)
    if found is None:
        return None if base is None else _relative(text, base)
    scheme, rest = found[1].lower(), text[found.end() :]
    if scheme not in PORTS:
        return Address(scheme, path=rest)
    if base is not None and base.scheme == scheme and not rest.startswith("//"):
        return _relative(rest, base)
    return _with_authority(rest, scheme)


def _relative(text: str, base: Address) -> Address | None:
    """The states "relative" and "relative slash": a backslash is as good as a slash."""
    if re.match(r"[/\\]{2}", text):
        return _with_authority(text, base.scheme)
    if not text:
        return base
    if text[0] not in "/\\?":
        text = base.path.rpartition("/")[0] + "/" + text
    return _at(text, base)


def _at(text: str, base: Address) -> Address:
    """Another path at the same host, or the same path with another query."""
    path, mark, query = text.partition("?")
    query = _encoded(query, QUERY_SAFE) if mark else None
    return base._replace(path=_path(path) if path else base.path, query=query)


def _with_authority(text: str, scheme: str) -> Address | None:
    """The states from "special authority ignore slashes" on: any number of slashes is skipped."""
    text = text.lstrip("/\\")
    authority = re.match(r"[^/\\?]*", text)[0]
    credentials, at, place = authority.rpartition("@")
    host, port = re.fullmatch(r"(\[[^\]]*\]?|[^:\[]*)(.*)", place, re.DOTALL).groups()
    host = _number(host) if host.startswith("[") else _host(host)
    if not host or not re.fullmatch(r"(:[0-9]*)?", port) or int(port[1:] or 0) > 65535:
        return None
    number = int(port[1:]) if port[1:] else None
    at_root = Address(scheme, host, None if number == PORTS[scheme] else number)
    return _at(text[len(authority) :], at_root)


def _number(text: str) -> str | None:
    """Section 3.5, the IPv6 parser: `[…]`, without a zone."""
    try:
        return None if "%" in text or text[-1] != "]" else f"[{IPv6Address(text[1:-1])}]"
    except ValueError:
        return None


def _host(text: str) -> str | None:
    """Section 3.5, the host parser: percent-decode, then what the name is in ASCII."""
    try:
        labels = re.split(r"[.\u3002\uff0e\uff61]", unquote(text, errors="strict"))
        name = ".".join(part if part.isascii() else part.encode("idna").decode() for part in labels)
    except UnicodeError:
        return None
    return None if re.search(NOT_IN_A_HOST, name) else name.lower()


def _path(text: str) -> str:
    """The state "path": `.` and `..` are taken out, also where they are written with %2e."""
    kept: list[str] = []
    *folders, last = re.split(r"[/\\]", text)[1:]
    for part in folders:
        if part.lower() in TWO_DOTS:
            del kept[-1:]
        elif part.lower() not in DOT:
            kept.append(part)
    if last.lower() in TWO_DOTS:
        del kept[-1:]
    ends = "" if last.lower() in DOT | TWO_DOTS else last
    return "/" + _encoded("/".join([*kept, ends]), PATH_SAFE)


def _encoded(text: str, safe: str) -> str:
    return quote(text, safe=safe)
