"""The wholesaler, who sends JSON, announces a delivery as others do with the form."""

from dojo.suite import expect


def test_the_wholesaler_announces_a_delivery_as_json(client):
    announcement = {"item": "leeks", "note": "40 crates"}
    response = client.post("/deliveries?supplier=greens", json=announcement)
    done = "The wholesaler announced 40 crates of leeks as JSON."
    noted = {"number": 1, "supplier": "greens", "item": "leeks", "note": "40 crates"}
    expect(response, done).status(201).json(noted)


def test_json_with_a_charset_is_json(client):
    kind = "application/json; charset=utf-8"
    body = '{"item": "crème"}'.encode()
    response = client.post("/deliveries?supplier=greens", data=body, content_type=kind)
    done = f"A delivery was announced as {kind}."
    noted = {"number": 1, "supplier": "greens", "item": "crème", "note": ""}
    expect(response, done).status(201).json(noted)


def test_item_and_note_come_from_the_json_and_not_from_the_address(client):
    address = "/deliveries?supplier=greens&item=onions&note=none"
    response = client.post(address, json={"item": "leeks", "supplier": "mill"})
    done = "The wholesaler announced leeks as JSON, without a note. The link said onions."
    noted = {"number": 1, "supplier": "greens", "item": "leeks", "note": ""}
    expect(response, done).status(201).json(noted)


def test_forms_and_json_are_in_one_list(client):
    client.post("/deliveries?supplier=mill", data={"item": "bread"})
    client.post("/deliveries?supplier=greens", json={"item": "leeks"})
    response = client.get("/api/deliveries")
    done = "The mill announced bread with the form, then the wholesaler announced leeks as JSON."
    bread = {"number": 1, "supplier": "mill", "item": "bread", "note": ""}
    leeks = {"number": 2, "supplier": "greens", "item": "leeks", "note": ""}
    expect(response, done).status(200).json([bread, leeks])
