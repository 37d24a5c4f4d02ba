"""The `curl` line that repeats an exchange by hand."""

import re
import shlex

from dojo.http.exchange import Exchange

UNSAID = {"host", "user-agent", "content-length", "connection", "cookie"}
FORM = "application/x-www-form-urlencoded"


def curl_line(exchange: Exchange) -> str:
    """A line for a shell (bash, zsh, POSIX.1-2024) that sends the same request to a served app."""
    words = ["curl", "-i"]
    implied = "POST" if exchange.request_body else "GET"
    if exchange.method == "HEAD":
        words = ["curl", "-I"]
    elif exchange.method != implied:
        words += ["-X", exchange.method]
    for name, value in exchange.request_headers:
        if name.lower() == "cookie":
            words += ["-b", value]
        is_implied = name.lower() == "content-type" and value == FORM and exchange.request_body
        is_implied = is_implied or (name.lower(), value) == ("accept", "*/*")
        if name.lower() not in UNSAID and not is_implied:
            words += ["-H", f"{name}: {value}"]
    if exchange.request_body:
        words += _body_words(exchange.request_body)
    url = exchange.origin + exchange.target
    return " ".join([*(_quoted(word) for word in words), "'" + url.replace("'", "%27") + "'"])


def _quoted(word: str) -> str:
    """A word for the shell; one with line ends in the quotes that keep it on one line."""
    if not re.search(r"[\r\n]", word):
        return shlex.quote(word)
    for sign, written in (("\\", "\\\\"), ("'", "\\'"), ("\r", "\\r"), ("\n", "\\n")):
        word = word.replace(sign, written)
    return f"$'{word}'"


def _body_words(body: bytes) -> list[str]:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return ["--data-binary", f"@- # {len(body)} bytes that are not text"]
    # curl's -d drops line ends
    has_line_ends = "\n" in text or "\r" in text
    return ["--data-binary" if has_line_ends else "--data-raw", text]
