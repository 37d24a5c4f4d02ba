"""`fetch` as a browser does it for a page at another origin: it asks first, with a preflight."""

from dojo.suite.promise import expect
from dojo.suite.promise import promise

NEVER_ASKED = {"GET", "HEAD", "POST"}  # methods that a preflight need not allow by name
ALLOW_ORIGIN = "Access-Control-Allow-Origin"
ALLOW_METHODS = "Access-Control-Allow-Methods"


def fetch(client, done: str, origin: str, method: str, path: str, headers: dict, json=None):
    """Send a request with these headers for a page at this origin; returns what the page can read.

    It is a broken promise when the browser would stop: at the preflight, which never has the
    values of the headers, or at an answer that the page may not read (Fetch Standard, CORS).
    """
    fields = sorted(headers) + ["Content-Type"] * (json is not None)
    asking = {"Origin": origin, "Access-Control-Request-Method": method}
    if fields:
        asking["Access-Control-Request-Headers"] = ",".join(fields).lower()
        asked = client.options(path, headers=asking)
        _check_preflight(asked, done, origin, method, fields)
    response = client.open(path, method=method, headers={**headers, "Origin": origin}, json=json)
    _check_readable(response, done, origin)
    return response


def _check_preflight(asked, done: str, origin: str, method: str, fields: list[str]) -> None:
    said = "2xx for the preflight, so that the browser goes on"
    expect(asked, done).status(range(200, 300), promised=said)
    _check_readable(asked, done, origin)
    if method not in NEVER_ASKED:
        expect(asked, done).listed(ALLOW_METHODS, method)
    expect(asked, done).listed("Access-Control-Allow-Headers", *fields)


def _check_readable(response, done: str, origin: str) -> None:
    got = response.headers.getlist(ALLOW_ORIGIN)
    seen = f"{ALLOW_ORIGIN}: {' and '.join(got)}" if got else f"no {ALLOW_ORIGIN}"
    kept = got in ([origin], ["*"])
    promise(kept, done, f"{ALLOW_ORIGIN}: {origin}", seen, response, ALLOW_ORIGIN)
