"""Plays the `curl` lines of a kata's README against its app; the README and `see` share it.

Only what the demonstrations need of curl's command line is understood. Other ports stand for other
processes: each gets an app of its own, freshly loaded.
"""

import argparse
import base64
import re
import shlex
import sys
from contextlib import contextmanager
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from urllib.parse import urljoin
from urllib.parse import urlsplit

from werkzeug.test import encode_multipart

from dojo.http.client import record
from dojo.http.live import serve
from dojo.http.wire import NoAnswer
from dojo.http.wire import WireResponse
from dojo.kata.catalogue import BadKata
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import find_katas
from dojo.kata.catalogue import Kata
from dojo.kata.loading import create_app
from dojo.kata.loading import neighbours

FENCE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
FORM = "application/x-www-form-urlencoded"
SEE_OTHER = {"302", "303"}  # what redirect() answers before Flask 3.2, and since


@dataclass(frozen=True)
class Step:
    """One command of a demonstration and what it is said to print."""

    command: str
    expected: tuple[str, ...]


@dataclass
class Request:
    """A request as curl would send it."""

    method: str
    port: int
    target: str
    headers: list[tuple[str, str]]
    body: bytes
    options: argparse.Namespace


class _Options(argparse.ArgumentParser):
    def error(self, message):
        raise ValueError(f"this is not understood of curl's command line: {message}")


def curl_options() -> argparse.ArgumentParser:
    """The part of curl's command line that demonstrations use."""
    parser = _Options(prog="curl", add_help=False)
    for flags in (["-i", "--include"], ["-I", "--head"], ["-s", "--silent"], ["-L", "--location"]):
        parser.add_argument(*flags, action="store_true")
    parser.add_argument("-N", "--no-buffer", action="store_true")
    parser.add_argument("-G", "--get", action="store_true")
    parser.add_argument("-X", "--request")
    for flags in (["-H", "--header"], ["-F", "--form"], ["--json"], ["--data-urlencode"]):
        parser.add_argument(*flags, action="append", default=[])
    parser.add_argument("-d", "--data", "--data-raw", action="append", default=[], dest="data")
    parser.add_argument("--data-binary", action="append", default=[])
    for flags in (["-b", "--cookie"], ["-c", "--cookie-jar"], ["-u", "--user"], ["-A"]):
        parser.add_argument(*flags)
    parser.add_argument("-m", "--max-time", type=float, default=5.0)
    parser.add_argument("url")
    return parser


def read_steps(kata: Kata) -> list[Step]:
    """The commands in the README's console block. Raises BadKata when there is none."""
    readme = kata.folder / "README.md"
    found = FENCE.search(readme.read_text(encoding="utf-8").replace("\r\n", "\n"))
    if not found:
        raise BadKata(f"{readme}: there is no ```console block to play")
    text = found[1].replace("\\\n", "")
    parts = re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]
    rows = [part.splitlines() for part in parts]
    return [Step(" ".join(first.split()), tuple(rest)) for first, *rest in rows]


def read_request(command: str) -> Request:
    """What a `curl` command asks for. Raises ValueError for what is not understood."""
    name, *words = shlex.split(command)
    if name != "curl":
        raise ValueError(f"a demonstration speaks curl, not {name}")
    options = curl_options().parse_args(words)
    url = urlsplit(options.url if "://" in options.url else f"http://{options.url}")
    headers = [("User-Agent", options.A or "curl/8.5.0"), ("Accept", "*/*")]
    body, kind = _body_of(options)
    query = url.query
    if options.get:
        query, body = "&".join(part for part in (query, body.decode()) if part), b""
    if body and kind:
        headers.append(("Content-Type", kind))
    if options.user:
        secret = base64.b64encode(options.user.encode()).decode()
        headers.append(("Authorization", f"Basic {secret}"))
    if options.cookie and "=" in options.cookie:
        headers.append(("Cookie", options.cookie))
    for line in options.header:
        name, _, value = line.partition(":")
        headers = [pair for pair in headers if pair[0].lower() != name.lower()]
        if value.strip():
            headers.append((name, value.strip()))
    method = options.request or ("HEAD" if options.head else "POST" if body else "GET")
    target = (url.path or "/") + (f"?{query}" if query else "")
    return Request(method, url.port or 80, target, headers, body, options)


@contextmanager
def stage(kata: Kata, source: Path | None = None, prepare=record):
    """A place to play on: yields a function from a Request to its responses, last one last.

    `prepare` is called with each freshly made app before it is served. Raises CannotStart.
    """
    guests, jars = {}, {}
    with ExitStack() as stack:
        stack.enter_context(neighbours(kata.folder))

        def send(request: Request) -> list[WireResponse]:
            if request.port not in guests:
                app = create_app(kata.folder, source or kata.app)
                guests[request.port] = stack.enter_context(serve(prepare(app))).guest()
            return _send(request, guests[request.port], jars)

        yield send


def printed(responses: list[WireResponse], options: argparse.Namespace) -> list[str]:
    """What curl prints of these responses."""
    rows: list[str] = []
    for response in responses:
        if options.include or options.head:
            rows.append(f"HTTP/1.1 {response.exchange.status}")
            rows += [f"{name}: {value}" for name, value in response.headers]
            rows.append("")
    if not options.head and responses:
        rows += responses[-1].get_data().decode(errors="replace").splitlines()
        if not responses[-1].complete:
            rows.append("curl: (18) transfer closed with outstanding read data remaining")
    return rows


def objections(kata: Kata, source: Path | None = None) -> list[str]:
    """Where the README's demonstration does not print what it says."""
    found = []
    with stage(kata, source) as send:
        for step in read_steps(kata):
            request = read_request(step.command)
            try:
                rows = printed(send(request), request.options)
            except NoAnswer as error:
                number = 28 if "within" in str(error) else 52
                rows = [f"curl: ({number}) {error}"]
            if not matches(list(step.expected), rows):
                said, got = "\n".join(step.expected), "\n".join(rows)
                found.append(f"$ {step.command}\n-- README says\n{said}\n-- printed was\n{got}")
    return found


def matches(expected: list[str], rows: list[str]) -> bool:
    """Whether what was printed is what was expected; `...` stands for anything.

    Of a status line the number counts (302 and 303 are one). Headers may come in any order and with
    others between them.
    """
    expected, rows = [row.rstrip() for row in expected], [row.rstrip() for row in rows]
    if expected and expected[0].startswith("HTTP/") and rows and rows[0].startswith("HTTP/"):
        codes = {expected[0].split()[1], rows[0].split()[1]}
        if len(codes) > 1 and codes != SEE_OTHER:
            return False
        end = rows.index("")
        head, expected, rows = rows[1:end], expected[1:], rows[end + 1 :]
        while expected and expected[0] not in ("", "..."):
            wanted = expected.pop(0)
            if not any(_row_matches(wanted, row) for row in head):
                return False
        if expected and expected[0] == "":
            expected.pop(0)
    return _rows_match([row for row in expected if row], [row for row in rows if row])


def _rows_match(expected: list[str], rows: list[str]) -> bool:
    if not expected:
        return not rows
    if expected[0].strip() == "...":
        rest = expected[1:]
        return any(_rows_match(rest, rows[start:]) for start in range(len(rows) + 1))
    if not rows or not _row_matches(expected[0], rows[0]):
        return False
    return _rows_match(expected[1:], rows[1:])


def _row_matches(wanted: str, row: str) -> bool:
    if wanted.startswith("curl: ("):
        return wanted.split()[1] == (row.split() + ["", ""])[1]
    pattern = ".*".join(re.escape(part) for part in wanted.split("..."))
    name, colon, value = row.partition(": ")
    lower = f"{name.lower()}{colon}{value}"
    head, colon, tail = pattern.partition(":\\ ")
    return bool(re.fullmatch(pattern, row) or re.fullmatch(head.lower() + colon + tail, lower))


def _send(request: Request, guest, jars: dict) -> list[WireResponse]:
    options = request.options
    guest.cookies.clear()
    if options.cookie and "=" not in options.cookie:
        guest.cookies.update(jars.get(options.cookie, {}))
    target, method, body = request.target, request.method, request.body
    headers, patience = request.headers, options.max_time
    responses = []
    while True:
        response = guest.request(method, target, headers, body, patience=patience)
        responses.append(response)
        if options.cookie_jar:
            jars[options.cookie_jar] = dict(guest.cookies)
        moved = response.status_code in (301, 302, 303, 307, 308)
        if not (options.location and moved and len(responses) < 10):
            return responses
        url = urlsplit(urljoin(f"http://localhost{target}", response.headers["Location"]))
        target = (url.path or "/") + (f"?{url.query}" if url.query else "")
        if response.status_code in (301, 302, 303):
            method, body, headers = "GET", b"", _without_kind(request)


def _without_kind(request: Request) -> list[tuple[str, str]]:
    """The headers for a request without the body: only a Content-Type that was asked for stays."""
    if any(line.lower().startswith("content-type:") for line in request.options.header):
        return request.headers
    return [pair for pair in request.headers if pair[0] != "Content-Type"]


def _body_of(options: argparse.Namespace) -> tuple[bytes, str]:
    if options.form:
        fields = [pair.partition("=")[::2] for pair in options.form]
        boundary, body = encode_multipart(dict(fields), boundary="blue-plate")
        return body, f'multipart/form-data; boundary="{boundary}"'
    if options.json:
        return "".join(options.json).encode(), "application/json"
    parts = [part.replace("\n", "").replace("\r", "") for part in options.data]
    parts += options.data_binary
    for pair in options.data_urlencode:
        name, equals, value = pair.partition("=")
        parts.append(f"{name}={quote(value)}" if equals else quote(name))
    return "&".join(parts).encode(), FORM


def main(words: list[str]) -> int:
    """`python -m dojo.http.demonstration 7 …`: say where a README does not tell what is printed."""
    found = 0
    for kata in [choose(word) for word in words] or find_katas():
        for objection in objections(kata, kata.untouched):
            found += 1
            print(f"OBJECTION {kata.name}\n{objection}\n")
    print(f"{found} objections")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
