"""Who changes a dish has read it as it is now, or is told no."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import STATUS


def test_a_change_of_an_older_version_is_refused(client):
    read = {"If-Match": client.get("/menu/1").headers["ETag"]}
    client.put("/menu/1", json={"text": "Pea supe, 8.00"}, headers=read)
    response = client.put("/menu/1", json={"text": "Pea soup, 7.00"}, headers=read)
    done = "Ann and Otto read the same dish. Ann changed the price, then Otto mended a letter."
    expect(response, done).status(412)


def test_a_change_that_names_no_version_is_refused(client):
    response = client.put("/menu/1", json={"text": "Pea soup, 7.00"})
    done = "Otto changed a dish, and his request had no If-Match."
    expect(response, done).status(428)


REFUSED = {
    "with the ETag of an older version": lambda read: {"If-Match": read},
    "without If-Match": lambda read: {},
}


@pytest.mark.parametrize("how", REFUSED)
def test_a_refused_change_writes_nothing(client, how):
    read = client.get("/menu/1").headers["ETag"]
    client.put("/menu/1", json={"text": "Pea supe, 8.00"}, headers={"If-Match": read})
    client.put("/menu/1", json={"text": "Pea soup, 7.00"}, headers=REFUSED[how](read))
    done = f"Ann changed the price of a dish. Then Otto sent a change {how}."
    expect(client.get("/menu/1"), done).status(200).json({"text": "Pea supe, 8.00"})


def test_two_changes_of_one_version_at_the_same_time_are_one_change(client, guest, meanwhile):
    read = {"If-Match": client.get("/menu/1").headers["ETag"]}
    ann, otto = {"text": "Pea supe, 8.00"}, {"text": "Pea soup, 7.00"}
    stranger = meanwhile("card", lambda: guest.put("/menu/1", json=otto, headers=read))
    response = client.put("/menu/1", json=ann, headers=read)
    done = "While Ann's change was being written, Otto sent one with the same ETag."
    other = stranger()
    statuses = [response.status_code, other.status_code]
    one = sorted(statuses) == [200, 412]
    promise(one, done, "one 200 and one 412", "{} and {}".format(*statuses), other, STATUS)
    written = ann if statuses[0] == 200 else otto
    expect(client.get("/menu/1"), done).status(200).json(written)


@pytest.fixture
def config(beside, meanwhile):
    """The app's own menu card; while one text is being written, somebody else may come."""
    return {"CARD": meanwhile.put("card", beside("menu_card").MenuCard(seconds=0))}
