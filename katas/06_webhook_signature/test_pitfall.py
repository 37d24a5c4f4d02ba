"""What Fleetfoot were promised: a signature is for the bytes that were sent, forms as well."""

import hmac

import pytest

from dojo.suite import expect
from dojo.suite import promise

KEY = b"a secret of two houses"

FORM = "application/x-www-form-urlencoded"

STATUSES = {
    "as browsers send it": (FORM, b"delivery=12&status=at+the+door&note=caf%C3%A9+%26+bar"),
    "with odd escaping": (FORM, b"%64elivery=1%32&status=at%20the+d%6Fo%72&note=caf%c3%A9+%26+bar"),
    "with more than it needs": (
        FORM,
        b"&&delivery=12&x&status=at+the+door&note=caf\xc3\xa9+%26+bar&y=;&",
    ),
    "with a charset": (
        f"{FORM}; charset=UTF-8",
        b"delivery=12&note=caf%C3%A9+%26+bar&status=at+the+door",
    ),
    "in parts": (
        "multipart/form-data; boundary=leaf",
        b'--leaf\r\nContent-Disposition: form-data; name="status"\r\n\r\nat the door\r\n'
        b'--leaf\r\nContent-Disposition: form-data; name="note"\r\n\r\ncaf\xc3\xa9 & bar\r\n'
        b'--leaf\r\nContent-Disposition: form-data; name="delivery"\r\n\r\n12\r\n'
        b"--leaf--\r\n",
    ),
    "in parts, with a photo": (
        'multipart/form-data; boundary="two leaves"',
        b"a picture of the door\r\n"
        b'--two leaves\r\nContent-Disposition: form-data; name="delivery"\r\n\r\n12\r\n'
        b'--two leaves\r\nContent-Disposition: form-data; name="photo"; filename="door.jpg"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n\xff\xd8\xff\x00\xfe&=\r\n"
        b'--two leaves\r\nContent-Disposition: form-data; name="status"\r\n\r\nat the door\r\n'
        b'--two leaves\r\nContent-Disposition: form-data; name="note"\r\n\r\ncaf\xc3\xa9 & bar\r\n'
        b"--two leaves--\r\nthat is all\r\n",
    ),
}

NAMES = {
    "with more than it needs": ["delivery", "x", "status", "note", "y"],
    "with a charset": ["delivery", "note", "status"],
    "in parts": ["status", "note", "delivery"],
}

MARKED = {
    "as curl marks it": (FORM, "5 + 5 min = 10 & more; 100% wet %41"),
    "with a charset": (f"{FORM};charset=utf-8", "  rain\r\n\nand wind "),
    "in capitals": ("Application/X-WWW-Form-URLEncoded", "Straße gesperrt, 遅れます"),
}

FORGED = {
    "a status": ("/fleetfoot/status", FORM, b"delivery=8&status=lost"),
    "a status in parts": ("/fleetfoot/status", *STATUSES["in parts"]),
    "a message that is marked as a form": ("/fleetfoot/messages", FORM, b"free pie for all"),
    "a ping with a form": ("/fleetfoot/ping", FORM, b"a=b"),
    "a rider": ("/fleetfoot/riders", "application/json", b'{"delivery":8,"rider":"Eve"}'),
}


@pytest.fixture
def notes():
    """What the audit was told, as pairs of path and names."""
    return []


@pytest.fixture
def config(notes):
    return {"FLEETFOOT_KEY": KEY, "AUDIT": lambda path, names: notes.append((path, list(names)))}


@pytest.fixture
def fleetfoot(server):
    """Call it to send a report over a real connection."""

    def report(path, kind, body, signature):
        headers = [("Content-Type", kind), ("Fleetfoot-Signature", signature)]
        return server.guest().request("POST", path, headers, body)

    return report


def sign(body):
    """The signature of a body."""
    return hmac.new(KEY, body, "sha256").hexdigest()


def board(client, done):
    """The board, after what was done."""
    return expect(client.get("/board"), f"{done} Then the board was asked for.").status(200).json()


def check_delivery(client, number, status, note, done):
    """The board shows this about a delivery."""
    shown = {entry["number"]: entry for entry in board(client, done)["deliveries"]}[number]
    seen = f"status {shown['status']!r}, note {shown['note']!r}"
    kept = (shown["status"], shown["note"]) == (status, note)
    promised = f"the board shows for {number}: status {status!r}, note {note!r}"
    promise(kept, done, promised, seen)


@pytest.mark.parametrize("how", STATUSES)
def test_a_status_that_fleetfoot_signed_is_put_on_the_board(client, fleetfoot, notes, how):
    kind, body = STATUSES[how]
    done = f"Fleetfoot reported a status with a form, {how}, and signed it."
    response = fleetfoot("/fleetfoot/status", kind, body, sign(body))
    expect(response, done).status(204)
    check_delivery(client, 12, "at the door", "café & bar", done)
    check_delivery(client, 8, "in the kitchen", "", done)
    due = [("/fleetfoot/status", NAMES.get(how, ["delivery", "status", "note"]))]
    promise(notes == due, done, f"the audit is told, once: {due[0]}", f"{notes}", response)


def test_each_of_many_reports_counts_for_itself(client, fleetfoot, notes):
    first, rider = b"delivery=7&status=late&note=a+flat+tyre", b'{"delivery": 7, "rider": "Bo"}'
    second, wrong = b"status=here&delivery=7", b"delivery=99&status=here&note=not+ours"
    for body, said, answer in ((first, "first", 204), (wrong, "second", 400)):
        done = f"Fleetfoot sent and signed several reports. This is the answer to the {said}."
        response = fleetfoot("/fleetfoot/status", FORM, body, sign(body))
        expect(response, done).status(answer)
    done = "Fleetfoot reported that 7 is late, with a note."
    check_delivery(client, 7, "late", "a flat tyre", done)
    done = "Fleetfoot reported a rider, and then that 7 is here, without a note."
    response = fleetfoot("/fleetfoot/riders", "application/json", rider, sign(rider))
    expect(response, done).status(204)
    stale = fleetfoot("/fleetfoot/status", FORM, second, sign(first))
    expect(stale, "Fleetfoot sent a status with the signature of the one before.").status(401)
    expect(fleetfoot("/fleetfoot/status", FORM, second, sign(second)), done).status(204)
    check_delivery(client, 7, "here", "", done)
    names = [["delivery", "status", "note"]] * 2 + [[]] + [["status", "delivery"]] * 2
    seen = [what for _, what in notes]
    done = "Fleetfoot sent five reports; one had a stale signature, one was about no delivery."
    told = "the audit is told five times, with the names of the fields"
    promise(seen == names, done, told, f"{len(seen)} times, with {seen}", stale)


@pytest.mark.parametrize("what", FORGED)
def test_the_signature_of_an_empty_body_is_good_for_nothing_else(client, what):
    path, kind, body = FORGED[what]
    before = board(client, "Nothing was reported.")
    done = f"Somebody sent {what}, with the signature of a ping that had no body."
    headers = {"Fleetfoot-Signature": sign(b"")}
    response = client.post(path, data=body, content_type=kind, headers=headers, buffered=True)
    expect(response, done).status(401)
    after = board(client, done)
    new = [entry for entry in after["deliveries"] if entry not in before["deliveries"]]
    new += after["messages"][len(before["messages"]) :]
    seen = f"new on it: {', '.join(map(str, new))}"
    promise(after == before, done, "the board stays as it is", seen, response)


@pytest.mark.parametrize(("mark", "text"), MARKED.values(), ids=MARKED.keys())
def test_a_message_that_is_marked_as_a_form_is_put_on_the_board(client, fleetfoot, mark, text):
    done = f"Fleetfoot sent and signed a message, with Content-Type: {mark}."
    response = fleetfoot("/fleetfoot/messages", mark, text.encode(), sign(text.encode()))
    expect(response, done).status(204)
    seen = board(client, done)["messages"]
    promise(seen == [text], done, f"the board shows {text!r}", f"{seen}", response)
