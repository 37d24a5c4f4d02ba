"""What the waiters do every day: they open the list, and take bottles that are there."""

import pytest

from dojo.suite import expect


def test_the_list_names_each_wine_by_its_code(client):
    response = client.get("/wines")
    done = "A waiter opened the list of wines."
    listed = [["a1", "Sunday White"], ["b7", "Old Bench"], ["c2", "Long Lane"], ["d4", 1945]]
    expect(response, done).status(200).json(listed)


MISSING = {
    "a wine": ("GET", "/wines/x9"),
    "a note": ("GET", "/wines/x9/note"),
    "a bottle": ("POST", "/wines/x9/take"),
}


@pytest.mark.parametrize("what", MISSING)
def test_a_wine_that_is_not_there_is_not_found(client, what):
    method, path = MISSING[what]
    response = client.open(path, method=method)
    expect(response, f"A waiter asked for {what} of x9, which is not there.").status(404)


def test_the_last_bottle_is_taken_once(client):
    client.post("/wines/d4/take")
    response = client.post("/wines/d4/take")
    expect(response, "Wine d4 had one bottle. A waiter took it twice.").status(409)
