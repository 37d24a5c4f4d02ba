"""What the call centre does every day, and that the pager rings once for each fault."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST


def test_the_call_centre_looks_up_allergens(client):
    response = client.get("/dishes/apple pie/allergens")
    done = "The call centre asked what is in the apple pie."
    pie = {"dish": "apple pie", "allergens": ["gluten", "milk"]}
    expect(response, done).status(200).json(pie)


def test_the_call_centre_books_a_table(client):
    ann = {"name": "Ann", "day": "Friday", "guests": 24}
    response = client.post("/bookings/", data=ann)
    done = "The call centre booked all seats of Friday for Ann."
    expect(response, done).status(201).json(ann)
    expect(client.get("/bookings/?day=Friday"), done).status(200).json([ann])


FAULTS = {
    "has no data sheet for samphire": {},
    "sends a data sheet without allergens": {"SUPPLIER": lambda ingredient: {}},
}


@pytest.mark.parametrize("what", FAULTS)
def test_the_pager_rings_once_for_a_fault(make_app, what):
    calls = []
    app = make_app({"PAGER": calls.append, **FAULTS[what]})
    response = app.test_client().get("/dishes/fish pie/allergens")
    done = f"The call centre asked what is in the fish pie. The supplier {what}."
    expect(response, done).status(500).json()
    kept = len(calls) == 1 and "GET /dishes/fish pie/allergens" in calls[0]
    promise(kept, done, "one call, about this request", f"calls: {calls}", response, REQUEST)
