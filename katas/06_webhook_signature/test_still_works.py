"""What the house relies on: JSON and texts get in, strangers do not, and the audit sees all."""

import hashlib
import hmac

import pytest

from dojo.suite import expect
from dojo.suite import promise

KEY = b"\x00a key for the suite\xff"

JSON = "application/json"
TEXT = "text/plain; charset=utf-8"
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=leaf"

MULTIPART = (
    b"--leaf\r\n"
    b'Content-Disposition: form-data; name="status"\r\n\r\ngone\r\n'
    b"--leaf\r\n"
    b'Content-Disposition: form-data; name="photo"; filename="door.jpg"\r\n'
    b"Content-Type: image/jpeg\r\n\r\n\xff\xd8\xff\x00\r\n"
    b"--leaf\r\n"
    b'Content-Disposition: form-data; name="delivery"\r\n\r\n8\r\n'
    b"--leaf--\r\n"
)

RIDERS = {
    "as it is usually written": b'{"delivery": 8, "rider": "Ada"}',
    "with blanks and lines": b'\r\n{\t"rider" :"Ada",\n\n  "delivery":8 , "seen":[1.0e0]}  \n',
    "with odd escapes": rb'{"r\u0069der":"\u0041d\u0061","delivery":8,"on":"\/"}',
}

MESSAGES = {
    "one line": b"ten minutes late",
    "two lines and blanks": b"  rain\r\n\r\nand wind \n",
    "other scripts": "Straße gesperrt – 遅れます".encode(),
    "like a form": b"delivery=8&status=%6c%6Fst+",
}

STRANGERS = {
    "no signature": None,
    "an empty signature": "",
    "a word for a signature": "trustme",
    "the signature of an other body": hmac.new(KEY, b"other", "sha256").hexdigest(),
    "a signature that is not ASCII": "é" * 64,
}

REPORTS = {
    "a status": ("/fleetfoot/status", FORM, b"delivery=8&status=lost"),
    "a status in parts": ("/fleetfoot/status", PARTS, MULTIPART),
    "a rider": ("/fleetfoot/riders", JSON, b'{"delivery": 8, "rider": "Eve"}'),
    "half a rider": ("/fleetfoot/riders", JSON, b'{"delivery": 8, "rid'),
    "a message": ("/fleetfoot/messages", TEXT, b"free pie for all"),
    "a ping": ("/fleetfoot/ping", TEXT, b"ping"),
}

AUDITED = {
    "a status": ("/fleetfoot/status", FORM, b"stat%75s=a&note=&status=b&delivery=8&&caf%C3%A9"),
    "a status in parts": ("/fleetfoot/status", PARTS, MULTIPART),
    "a rider": ("/fleetfoot/riders", JSON, b'{"delivery": 8, "rider": "Ada"}'),
    "a message": ("/fleetfoot/messages", TEXT, b"delivery=8&status=lost"),
    "a ping": ("/fleetfoot/ping", TEXT, b""),
    "a ping with a form": ("/fleetfoot/ping", FORM, b"a=b&c="),
}

NAMES = {
    "a status": ["status", "note", "delivery", "café"],
    "a status in parts": ["status", "delivery"],
    "a ping with a form": ["a", "c"],
}


@pytest.fixture
def notes():
    """What the audit was told, as pairs of path and names."""
    return []


@pytest.fixture
def config(notes):
    return {"FLEETFOOT_KEY": KEY, "AUDIT": lambda path, names: notes.append((path, list(names)))}


def sign(body):
    """The signature of a body."""
    return hmac.new(KEY, body, "sha256").hexdigest()


def report(client, path, kind, body, signature):
    """Send a report; None stands for no signature."""
    headers = {} if signature is None else {"Fleetfoot-Signature": signature}
    return client.post(path, data=body, content_type=kind, headers=headers, buffered=True)


def board(client, done):
    """The board, after what was done."""
    return expect(client.get("/board"), f"{done} Then the board was asked for.").status(200).json()


def stays(client, before, response, done):
    """The board is as it was."""
    after = board(client, done)
    new = [entry for entry in after["deliveries"] if entry not in before["deliveries"]]
    new += after["messages"][len(before["messages"]) :]
    seen = f"new on it: {', '.join(map(str, new))}"
    promise(after == before, done, "the board stays as it is", seen, response)


@pytest.mark.parametrize("body", RIDERS.values(), ids=RIDERS.keys())
def test_a_rider_that_fleetfoot_signed_is_put_on_the_board(client, body):
    done = "A rider was reported as JSON, signed."
    due = board(client, "Nothing was reported.")
    due["deliveries"][1]["rider"] = "Ada"
    response = report(client, "/fleetfoot/riders", JSON, body, sign(body))
    expect(response, done).status(204)
    seen = board(client, done)
    shown = f"rider {seen['deliveries'][1]['rider']!r}"
    promise(seen == due, done, "the board shows for 8: rider 'Ada', and the rest as before", shown)
    nobodys = b'{"delivery": 99, "rider": "Ada"}'
    response = report(client, "/fleetfoot/riders", JSON, nobodys, sign(nobodys))
    expect(response, "A rider was reported for 99, which is no delivery, signed.").status(400)
    stays(client, due, response, "A rider was reported for 99, which is no delivery.")


@pytest.mark.parametrize("body", MESSAGES.values(), ids=MESSAGES.keys())
def test_a_message_that_fleetfoot_signed_is_put_on_the_board(client, body):
    due = []
    for kind in (TEXT, JSON, "application/octet-stream", None):
        done = f"A message was sent with {f'Content-Type: {kind}' if kind else 'no type'}, signed."
        response = report(client, "/fleetfoot/messages", kind, body, sign(body))
        expect(response, done).status(204)
        due.append(body.decode())
        seen = board(client, done)["messages"]
        promise(seen == due, done, f"the board shows {due[-1]!r}", f"{seen[-1:]}", response)


def test_a_ping_that_fleetfoot_signed_changes_nothing(client):
    before = board(client, "Nothing was reported.")
    for kind, body in ((None, b""), (TEXT, b""), (TEXT, b"\xff\x00"), (JSON, b"{"), (FORM, b"")):
        done = f"A ping with the body {body!r} was sent, signed."
        response = report(client, "/fleetfoot/ping", kind, body, sign(body))
        expect(response, done).status(204)
    stays(client, before, response, "Several pings were sent, signed.")


@pytest.mark.parametrize("signature", STRANGERS.values(), ids=STRANGERS.keys())
def test_what_fleetfoot_did_not_sign_is_refused(client, signature):
    before = board(client, "Nothing was reported.")
    for what, (path, kind, body) in REPORTS.items():
        done = f"{what.capitalize()} was reported, with {signature or 'no signature'}."
        response = report(client, path, kind, body, signature)
        expect(response, done).status(401)
    done = f"All kinds of reports were sent, with {signature or 'no signature'}."
    stays(client, before, response, done)
    response = report(client, "/fleetfoot/ping", None, b"", signature)
    expect(response, "A ping without a body was sent, not signed.").status(401)


@pytest.mark.parametrize("what", REPORTS)
def test_a_report_that_was_changed_on_its_way_is_refused(client, what):
    path, kind, body = REPORTS[what]
    before = board(client, "Nothing was reported.")
    good = sign(body)
    changed = {
        "the first byte was changed": (bytes([body[0] ^ 1]) + body[1:], good),
        "the last byte was changed": (body[:-1] + bytes([body[-1] ^ 1]), good),
        "the last byte was cut off": (body[:-1], good),
        "a blank was put behind it": (body + b" ", good),
        "all of it was cut off": (b"", good),
        "the last digit of the signature was changed": (body, good[:-1] + "01"[good[-1] == "0"]),
        "the first digit of the signature was changed": (body, "01"[good[0] == "0"] + good[1:]),
        "half of the signature was cut off": (body, good[:32]),
        "the signature was written in capitals": (body, good.upper()),
        "the signature was put between quotation marks": (body, f'"{good}"'),
        "the signature had sha256= before it": (body, f"sha256={good}"),
        "it was signed with another key": (body, hmac.new(b"key", body, "sha256").hexdigest()),
        "it was signed with SHA-1": (body, hmac.new(KEY, body, "sha1").hexdigest()),
        "it was signed without a key": (body, hashlib.sha256(body).hexdigest()),
    }
    for how, (came, signature) in changed.items():
        done = f"{what.capitalize()} was reported, signed, but {how}."
        response = report(client, path, kind, came, signature)
        expect(response, done).status(401)
    done = f"{what.capitalize()} was reported in many ways, none of them signed well."
    stays(client, before, response, done)


@pytest.mark.parametrize("what", AUDITED)
def test_the_audit_is_told_of_every_report(client, notes, what):
    path, kind, body = AUDITED[what]
    for signature in (sign(body), None, "é"):
        notes.clear()
        report(client, path, kind, body, signature)
        said = "signed" if signature == sign(body) else "not signed"
        done = f"{what.capitalize()} was reported, {said}."
        due = [(path, NAMES.get(what, []))]
        promise(notes == due, done, f"the audit is told, once: {due[0]}", f"{notes}")
