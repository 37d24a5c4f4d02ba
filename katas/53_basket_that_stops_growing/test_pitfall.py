"""What offices were promised: what the app takes is in the basket, or the app says no.

`phone` keeps cookies as a browser does; Flask's test client keeps cookies of every size.
"""

import pytest

from dojo.suite import expect
from dojo.suite import promise


def test_lunches_of_large_orders_are_in_the_basket_or_refused(phone):
    taken = {}
    for dish in ("soup", "stew", "bread", "bread"):
        if phone.post("/basket", data={"dish": dish, "quantity": 90}).status_code == 201:
            taken[dish] = taken.get(dish, 0) + 90
    response = phone.get("/basket")
    done = f"Ann ordered 90 soups, 90 stews and twice 90 breads. Taken: {taken}. Then she looked."
    expect(response, done).status(200).json(taken)


def order(phone, quantity, times):
    """Order as many soups that many times, and return how many of them the app has taken."""
    taken = 0
    for _ in range(times):
        response = phone.post("/basket", data={"dish": "soup", "quantity": quantity})
        done = f"Ann put in {quantity} soups after {taken} soups."
        expect(response, done).status(201, range(400, 500))
        taken += quantity * (response.status_code == 201)
    return taken


ORDERS = {"100 soups, six times": (100, 6), "10 soups, sixty times": (10, 60)}


@pytest.mark.parametrize("what", ORDERS)
def test_soups_that_were_taken_are_in_the_basket(phone, what):
    taken = order(phone, *ORDERS[what])
    response = phone.get("/basket")
    done = f"Ann ordered {what}. The app took {taken}. Then she looked."
    expect(response, done).status(200).json({"soup": taken} if taken else {})


def test_each_lunch_of_a_large_basket_has_a_code_that_stays(phone):
    first = order(phone, 10, 1)
    early = phone.get("/codes").get_json()
    taken = first + order(phone, 100, 6)
    done = (
        "Ann ordered 10 soups, and then 100 soups six times. "
        f"The app took {taken}. Then she read the codes."
    )
    response = phone.get("/codes")
    lunches = expect(response, done).status(200).json()
    different = {lunch["code"] for lunch in lunches}
    promised = f"{taken} different codes"
    promise(len(different) == taken, done, promised, f"{len(different)}", response)
    gone = [lunch for lunch in early if lunch not in lunches]
    promise(not gone, done, "the first ten codes stay", f"{gone} are gone", response)
