"""The `curl` line that repeats an exchange by hand."""

import os
import re
import shlex
import subprocess
from urllib.parse import quote

from werkzeug.datastructures import Authorization

from dojo.http.exchange import Exchange

UNSAID = {"host", "user-agent", "content-length", "connection", "cookie"}
FORM = "application/x-www-form-urlencoded"
JAR = "jar"  # the name of the file for cookies in printed lines
PLAIN = "/%:?=&;,+@!$()*~-._[]'"  # what stays as it is in an address; the rest is percent-encoded


def curl_line(exchange: Exchange, *jar: str) -> str:
    """A line for a shell (bash, zsh, POSIX.1-2024) that sends the same request to a served app.

    `jar` are options for a cookie jar; with them the request's own cookies are left unsaid. On
    Windows the line is quoted for cmd.exe.
    """
    words = ["curl", "-i"]
    implied = "POST" if exchange.request_body else "GET"
    if exchange.method == "HEAD":
        words = ["curl", "-I"]
    elif exchange.method != implied:
        words += ["-X", exchange.method]
    words += jar
    if exchange.other_host:
        words += ["-H", f"Host: {exchange.other_host}"]
    for name, value in exchange.request_headers:
        words += _header_words(name, value, bool(jar), bool(exchange.request_body))
    if exchange.request_body:
        if "content-type" not in {name.lower() for name, _ in exchange.request_headers}:
            words += ["-H", "Content-Type:"]  # curl would say that it is a form
        words += _body_words(exchange.request_body)
    url = quote(exchange.origin + exchange.target, safe=PLAIN).replace("'", "%27")
    if os.name == "nt":
        return subprocess.list2cmdline([*words, url]).replace(url, f'"{url}"')
    return " ".join([*(_quoted(word) for word in words), f"'{url}'"])


def _header_words(name: str, value: str, has_jar: bool, has_body: bool) -> list[str]:
    """How curl is told of a request header; not at all where it sends it by itself."""
    match name.lower():
        case "cookie":
            return [] if has_jar else ["-b", value]
        case "authorization" if user := _user_of(value):
            return ["-u", user]
        case "content-type" if value == FORM and has_body:
            return []
        case "accept" if value == "*/*":
            return []
    return [] if name.lower() in UNSAID else ["-H", f"{name}: {value}"]


def _user_of(authorization: str) -> str:
    """Name and password as `-u` takes them, of Basic credentials; empty for all others."""
    found = Authorization.from_header(authorization)
    if found is None or found.type != "basic":
        return ""
    user = f"{found.username}:{found.password}"
    return user if user.isprintable() and user.isascii() else ""


def _quoted(word: str) -> str:
    """A word for the shell; one with characters that move the cursor in quotes that show them."""
    if word.isprintable():
        return shlex.quote(word)
    signs = {"\\": "\\\\", "'": "\\'", "\r": "\\r", "\n": "\\n", "\t": "\\t"}
    written = "".join(signs.get(sign, sign) for sign in word)
    written = re.sub(r"[\x00-\x1f\x7f-\x9f]", lambda m: f"\\x{ord(m[0]):02x}", written)
    return f"$'{written}'"


def _body_words(body: bytes) -> list[str]:
    text = body.decode()
    # curl's -d drops line ends
    has_line_ends = "\n" in text or "\r" in text
    return ["--data-binary" if has_line_ends else "--data-raw", text]
