"""What the kitchen screen was promised: JSON, whatever guests are called."""

import pytest

from dojo.promise import expect
from dojo.promise import promise

ANN = {"number": 1, "table": 4, "guest": "Ann", "dishes": ["pea soup"], "note": "no onions"}

AS_GUESTS_SAY_IT = {
    "an apostrophe": "Siobhán O'Hara",
    "a backslash": "table\\terrace",
    "two lines": "first the soup\nthen the fish",
    "a tab": "soup\tfirst",
    "markup": "<img src=x onerror=alert(1)>",
    "other scripts": "Zoë & 花子",
    "something like JSON": '", "table": 99, "x": "',
    "a brace and a percent sign": "{guest} 100%s",
    "nothing": "",
}


def take(client, **order):
    """Take an order at table 7 and return its number."""
    client.post("/orders", data={"table": 7, **order})
    return 2


def test_the_kitchen_screen_gets_json(client):
    response = client.get("/api/orders/1")
    expect(response, "The kitchen screen asked for order 1.").status(200).media_type(
        "application/json"
    )


def test_the_list_of_orders_is_json_as_well(client):
    take(client, guest="Bertha", dish=["stew", "pie"], note="quickly")
    bertha = {"number": 2, "table": 7, "guest": "Bertha", "dishes": ["stew", "pie"]}
    done = "The kitchen screen asked for all orders."
    response = client.get("/api/orders")
    expect(response, done).status(200).json([ANN, {**bertha, "note": "quickly"}])


def test_a_guest_with_quotation_marks_in_the_name_reaches_the_kitchen(client):
    guest = 'Hanna "Hanni" Wolf'
    number = take(client, guest=guest, dish="stew")
    done = f"The kitchen screen asked for the order of {guest}."
    response = client.get(f"/api/orders/{number}")
    got = expect(response, done).status(200).json()
    seen = got.get("guest") if isinstance(got, dict) else got
    promise(seen == guest, done, f"guest is {guest!r}", repr(seen), response)


@pytest.mark.parametrize("words", AS_GUESTS_SAY_IT.values(), ids=AS_GUESTS_SAY_IT.keys())
def test_an_order_reaches_the_kitchen_as_it_was_taken(client, words):
    number = take(client, guest=words, dish=["stew", words], note=words)
    done = f"The kitchen screen asked for an order with the words {words!r}."
    response = client.get(f"/api/orders/{number}")
    got = expect(response, done).status(200).json()
    for field, value in {"guest": words, "dishes": ["stew", words], "note": words}.items():
        seen = got.get(field) if isinstance(got, dict) else got
        promise(seen == value, done, f"{field} is {value!r}", repr(seen), response)
    promise(
        set(got) == set(ANN) and got["number"] == number and got["table"] == 7,
        done,
        f"the five fields, with order {number} at table 7",
        f"{', '.join(got)}; order {got.get('number')} at table {got.get('table')}",
        response,
    )
