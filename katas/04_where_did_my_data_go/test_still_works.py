"""What suppliers with a form rely on, and what the cook relies on: nothing odd gets in."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

FORM = "application/x-www-form-urlencoded"

FORMS = {
    "as browsers send it": (FORM, b"item=onions&note=two+sacks"),
    "with a charset": (f"{FORM}; charset=UTF-8", b"item=onions&note=two+sacks"),
    "type in capitals": (FORM.title(), b"note=two%20sacks&item=onions"),
    "in parts": (
        "multipart/form-data; boundary=plate",
        b'--plate\r\nContent-Disposition: form-data; name="item"\r\n\r\nonions\r\n'
        b'--plate\r\nContent-Disposition: form-data; name="note"\r\n\r\ntwo sacks\r\n'
        b"--plate--\r\n",
    ),
}

WITHOUT_AN_ITEM = {
    "a form without an item": (FORM, b"note=two+sacks"),
    "a form with an empty item": (FORM, b"item=&note=two+sacks"),
    "an empty form": (FORM, b""),
    "an object without an item": ("application/json", b'{"note": "two sacks"}'),
    "an object with an empty item": ("application/json", b'{"item": "", "note": ""}'),
    "an object whose item is null": ("application/json", b'{"item": null}'),
    "an empty object": ("application/json", b"{}"),
}

NO_OBJECT = {
    "a list": b"[1]",
    "an empty list": b"[]",
    "a list of objects": b'[{"item": "onions"}]',
    "a list of pairs": b'[["item", "onions"]]',
    "a list that says item": b'["item"]',
    "a string": b'"s"',
    "a string that says item": b'"item"',
    "null": b"null",
    "a number": b"7",
    "false": b"false",
    "half an object": b'{"item": "onio',
    "apostrophes": b"{'item': 'onions'}",
    "two objects": b'{"item": "onions"}{"item": "leeks"}',
    "not UTF-8": b'{"item": "K\xe4se"}',
    "a form": b"item=onions",
    "nothing": b"",
}

OTHER_KINDS = {
    "JSON sent as text": ("text/plain", b'{"item": "onions"}'),
    "JSON sent as text with a charset": ("text/plain;charset=UTF-8", b'{"item": "onions"}'),
    "JSON sent as a form": (FORM, b'{"item": "onions"}'),
    "JSON sent as bytes": ("application/octet-stream", b'{"item": "onions"}'),
    "JSON lines": ("application/jsonl", b'{"item": "onions"}'),
    "JSON by another name": ("text/json", b'{"item": "onions"}'),
    "JSON among the texts": ("text/vnd.wholesale+json", b'{"item": "onions"}'),
    "a name that ends like JSON": ("application/notjson", b'{"item": "onions"}'),
    "JSON without a type": (None, b'{"item": "onions"}'),
    "a form sent as text": ("text/plain", b"item=onions"),
    "a form without a type": (None, b"item=onions"),
    "XML": ("application/xml", b"<item>onions</item>"),
    "nothing at all": (None, b""),
}


def announce(client, kind, body, address="/deliveries?supplier=greens"):
    """Send a body as it is, with this Content-Type or without any."""
    return client.post(address, data=body, content_type=kind)


def refused(client, response, done):
    """The answer is 4xx and nothing was noted."""
    expect(response, done).status(range(400, 500), promised="refused with 4xx")
    noted = expect(client.get("/api/deliveries"), done).status(200).json()
    promise(noted == [], done, "nothing is noted", f"noted: {noted}", response)


def test_what_is_typed_into_the_form_counts(client):
    opened = "The page was opened by way of a link that fills in leeks."
    address = "/deliveries?supplier=greens&item=leeks"
    page = expect(client.get(address), opened).status(200).page(address)
    promise(bool(page.forms), opened, "a form to announce a delivery", "no form")
    done = "Leeks were filled in by the link; the form was sent with a note."
    response = page.forms[0].submit(client, note="two sacks")
    leeks = {"number": 1, "supplier": "greens", "item": "leeks", "note": "two sacks"}
    expect(response, done).status(201).json(leeks)
    done = "Leeks were filled in by the link; onions were typed over them and sent."
    response = page.forms[0].submit(client, item="onions", note="two sacks")
    onions = {"number": 2, "supplier": "greens", "item": "onions", "note": "two sacks"}
    expect(response, done).status(201).json(onions)
    expect(client.get("/api/deliveries"), done).json([leeks, onions])
    shown = "The page was opened after greens had announced onions."
    expect(client.get("/deliveries"), shown).status(200).says("greens", "onions", "two sacks")


@pytest.mark.parametrize(("kind", "body"), FORMS.values(), ids=FORMS.keys())
def test_a_form_is_read_in_each_of_its_wrappings(client, kind, body):
    done = f"A delivery of onions was announced with a form, Content-Type {kind}."
    noted = {"number": 1, "supplier": "greens", "item": "onions", "note": "two sacks"}
    expect(announce(client, kind, body), done).status(201).json(noted)
    expect(client.get("/api/deliveries"), done).json([noted])


@pytest.mark.parametrize(("kind", "body"), WITHOUT_AN_ITEM.values(), ids=WITHOUT_AN_ITEM.keys())
def test_an_announcement_of_nothing_is_refused(client, kind, body):
    done = f"An announcement without an item was sent: {body.decode()!r}."
    refused(client, announce(client, kind, body), done)
    done = "An announcement without an item was sent to an address with item=leeks."
    address = "/deliveries?supplier=greens&item=leeks"
    refused(client, announce(client, kind, body, address), done)


def test_an_announcement_of_nobody_is_refused(client):
    done = "A form was sent to an address without a supplier, which has it as a field instead."
    refused(client, announce(client, FORM, b"supplier=greens&item=onions", "/deliveries"), done)
    done = "An object was sent to an address without a supplier, which has it as a field instead."
    body = b'{"supplier": "greens", "item": "onions"}'
    refused(client, announce(client, "application/json", body, "/deliveries"), done)
    done = "A form was sent to an address whose supplier is empty."
    refused(client, announce(client, FORM, b"item=onions", "/deliveries?supplier="), done)
    done = "An object was sent to an address whose supplier is empty."
    address = "/deliveries?supplier="
    refused(client, announce(client, "application/json", body, address), done)


@pytest.mark.parametrize("body", NO_OBJECT.values(), ids=NO_OBJECT.keys())
def test_json_that_is_no_object_is_refused(client, body):
    done = f"Sent as application/json: {body!r}."
    refused(client, announce(client, "application/json", body), done)


@pytest.mark.parametrize(("kind", "body"), OTHER_KINDS.values(), ids=OTHER_KINDS.keys())
def test_what_is_neither_form_nor_json_is_refused(client, kind, body):
    done = f"Sent with {f'Content-Type: {kind}' if kind else 'no Content-Type'}: {body.decode()!r}."
    refused(client, announce(client, kind, body), done)
