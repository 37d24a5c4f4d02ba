"""What suppliers with a computer were promised: JSON counts as much as a form."""

import json

import pytest

from dojo.suite import expect

LABELS = {
    "with a charset": "application/json; charset=utf-8",
    "with a charset in quotes": 'application/json;charset="UTF-8"',
    "with the wrong charset": "application/json; charset=ISO-8859-1",
    "in capitals": "Application/JSON",
    "of the wholesaler": "application/vnd.wholesale.delivery+json",
    "of the cheese people": "application/cheese+json; charset=utf-8",
}

ITEMS = {
    "one word": "onions",
    "other scripts": "Käse & 豆腐",
    "like a form": "item=leeks&note=none",
    "with quotation marks": 'the "good" butter',
    "like JSON": '{"item": "leeks"}',
    "like nothing": "null",
    "a digit": "0",
}


def announce(client, body, kind="application/json", address="/deliveries?supplier=greens"):
    """Send a body as it is, with this Content-Type."""
    return client.post(address, data=body, content_type=kind)


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS.keys())
def test_a_delivery_can_be_announced_as_json(client, item):
    done = f"A delivery was announced as JSON, with the item {item!r}."
    response = announce(client, json.dumps({"item": item, "note": "two sacks"}).encode())
    noted = {"number": 1, "supplier": "greens", "item": item, "note": "two sacks"}
    expect(response, done).status(201).json(noted)
    expect(client.get("/api/deliveries"), done).status(200).json([noted])


@pytest.mark.parametrize("kind", LABELS.values(), ids=LABELS.keys())
def test_json_is_known_by_all_its_names(client, kind):
    done = f"A delivery was announced with Content-Type: {kind}."
    body = '{"note": "für Käse", "item": "crème"}'.encode()
    noted = {"number": 1, "supplier": "greens", "item": "crème", "note": "für Käse"}
    expect(announce(client, body, kind), done).status(201).json(noted)


def test_json_counts_and_not_the_address(client):
    done = "Onions were announced as JSON, to an address with item=leeks and note=none."
    address = "/deliveries?supplier=dairy&item=leeks&note=none"
    response = announce(client, b'{"item": "onions", "supplier": "thief"}', address=address)
    noted = {"number": 1, "supplier": "dairy", "item": "onions", "note": ""}
    expect(response, done).status(201).json(noted)


def test_forms_and_json_are_noted_in_one_list(client):
    done = "A form, a JSON object and a form again were sent, by three suppliers."
    form = "application/x-www-form-urlencoded"
    announce(client, b"item=leeks", form, "/deliveries?supplier=greens")
    announce(client, b'{"item": "butter"}', address="/deliveries?supplier=dairy")
    announce(client, b"item=bread", form, "/deliveries?supplier=mill")
    noted = [("greens", "leeks"), ("dairy", "butter"), ("mill", "bread")]
    expect(client.get("/api/deliveries"), done).status(200).json(
        [
            {"number": number, "supplier": supplier, "item": item, "note": ""}
            for number, (supplier, item) in enumerate(noted, 1)
        ]
    )
    words = [word for pair in noted for word in pair]
    expect(client.get("/deliveries"), done).status(200).says(
        *words, promised="a page that shows all three deliveries"
    )
