"""The `curl` line that repeats an exchange by hand."""

import shlex

from dojo.exchange import Exchange

UNSAID = {"host", "user-agent", "content-length", "connection", "cookie"}
FORM = "application/x-www-form-urlencoded"


def curl_line(exchange: Exchange) -> str:
    """A line for a POSIX shell that sends the same request to a served app."""
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
    return " ".join([*(shlex.quote(word) for word in words), "'" + url.replace("'", "%27") + "'"])


def _body_words(body: bytes) -> list[str]:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return ["--data-binary", f"@- # {len(body)} bytes that are not text"]
    # curl's -d drops line ends and reads a leading @ as a file name
    return (
        ["--data-raw", text] if "\n" not in text and "\r" not in text else ["--data-binary", text]
    )
