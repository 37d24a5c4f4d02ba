"""What small suppliers do every day, and what the app refuses."""

import pytest

from dojo.suite import expect


def test_a_small_supplier_announces_a_delivery_with_the_form(client):
    response = client.post("/deliveries?supplier=mill", data={"item": "bread", "note": "two sacks"})
    done = "The mill announced two sacks of bread with the form."
    noted = {"number": 1, "supplier": "mill", "item": "bread", "note": "two sacks"}
    expect(response, done).status(201).json(noted)


def test_the_form_can_be_sent_as_multipart(client):
    kind = "multipart/form-data"
    address = "/deliveries?supplier=mill"
    response = client.post(address, data={"item": "bread"}, content_type=kind)
    done = f"The mill announced bread with the form, sent as {kind}."
    noted = {"number": 1, "supplier": "mill", "item": "bread", "note": ""}
    expect(response, done).status(201).json(noted)


def test_the_page_has_a_form_that_the_link_fills_in(client):
    address = "/deliveries?supplier=greens&item=leeks"
    response = client.get(address)
    done = "A supplier followed a link that says leeks."
    form = expect(response, done).status(200).page(address).forms[0]
    done = f"{done} The supplier sent the form."
    expect(form.submit(client), done).status(201)
    expect(client.get("/deliveries"), done).status(200).says("greens: leeks")


def test_what_is_typed_counts_and_not_the_link(client):
    address = "/deliveries?supplier=greens&item=leeks&note=none"
    response = client.post(address, data={"item": "onions"})
    done = "A supplier typed onions over the leeks of the link, and no note."
    noted = {"number": 1, "supplier": "greens", "item": "onions", "note": ""}
    expect(response, done).status(201).json(noted)


REFUSED = {
    "a form without an item": ("supplier=mill&item=rye", "note=none", "x-www-form-urlencoded"),
    "a form without a supplier": ("", "supplier=mill&item=rye", "x-www-form-urlencoded"),
    "JSON without an item": ("supplier=mill&item=rye", '{"note": "none"}', "json"),
    "JSON without a supplier": ("", '{"supplier": "mill", "item": "rye"}', "json"),
    "broken JSON": ("supplier=mill", '{"item": "ry', "json"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_an_announcement_is_refused(client, what):
    query, body, kind = REFUSED[what]
    response = client.post(f"/deliveries?{query}", data=body, content_type=f"application/{kind}")
    done = f"Somebody sent {what}."
    expect(response, done).status(range(400, 500))
    expect(client.get("/api/deliveries"), done).json([])


NOT_SENT_AS_JSON = {
    "as plain text": "text/plain",
    "as a form": "application/x-www-form-urlencoded",
    "without a content type": None,
}


@pytest.mark.parametrize("how", NOT_SENT_AS_JSON)
def test_json_that_is_not_sent_as_json_is_refused(client, how):
    body, kind = '{"item": "leeks"}', NOT_SENT_AS_JSON[how]
    response = client.post("/deliveries?supplier=greens", data=body, content_type=kind)
    done = f"Somebody sent JSON {how}."
    expect(response, done).status(range(400, 500))
    expect(client.get("/api/deliveries"), done).json([])
