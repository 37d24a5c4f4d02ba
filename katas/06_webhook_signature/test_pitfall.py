"""A signed status gets in, and only the signature of its own bytes opens the door."""

import hmac

import pytest

from dojo.suite import expect
from dojo.suite import promise

FORM = "application/x-www-form-urlencoded"


def signed(body):
    """The headers of a form whose body Fleetfoot has signed."""
    signature = hmac.new(b"a secret of two houses", body, "sha256").hexdigest()
    return {"Content-Type": FORM, "Fleetfoot-Signature": signature}


def test_a_signed_status_is_accepted(client):
    body = b"delivery=7&status=on+the+way"
    response = client.post("/fleetfoot/status", data=body, headers=signed(body))
    done = "Fleetfoot sent a status with the signature of its body."
    expect(response, done).status(204)


def test_the_signature_of_an_empty_body_is_not_valid_for_a_status(client):
    body = b"delivery=7&status=lost"
    response = client.post("/fleetfoot/status", data=body, headers=signed(b""))
    done = "Somebody sent a status with the signature of an empty body."
    expect(response, done).status(401)


PHOTO = (
    b'--leaf\r\nContent-Disposition: form-data; name="delivery"\r\n\r\n7\r\n'
    b'--leaf\r\nContent-Disposition: form-data; name="status"\r\n\r\non the way\r\n'
    b'--leaf\r\nContent-Disposition: form-data; name="photo"; filename="door.jpg"\r\n'
    b"Content-Type: image/jpeg\r\n\r\n\xff\xd8\xff\x00\r\n--leaf--\r\n"
)
STATUSES = {
    "as browsers write it": (FORM, b"delivery=7&status=on+the+way"),
    "with other escapes": (FORM, b"delivery=%37&status=on%20the%20way"),
    "as multipart with a photo": ("multipart/form-data; boundary=leaf", PHOTO),
}


@pytest.mark.parametrize("how", STATUSES)
def test_a_signed_status_is_on_the_board(client, how):
    kind, body = STATUSES[how]
    client.post("/fleetfoot/status", data=body, headers={**signed(body), "Content-Type": kind})
    response = client.get("/board")
    done = f"Fleetfoot sent a signed status, {how}. Then somebody looked at the board."
    seen = expect(response, done).status(200).json()["deliveries"][0]["status"]
    promise(seen == "on the way", done, "7 is on the way", f"7: {seen}", response)


def test_a_signed_status_is_accepted_over_a_real_connection(server):
    body = b"delivery=7&status=on+the+way"
    response = server.guest().request("POST", "/fleetfoot/status", signed(body).items(), body)
    done = "Fleetfoot sent a signed status over a real connection."
    expect(response, done).status(204)
