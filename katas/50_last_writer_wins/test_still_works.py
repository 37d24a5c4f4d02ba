"""The staff read the menu, and change the dishes that they have read."""

import pytest

from dojo.suite import expect


@pytest.fixture
def config(beside):
    return {"CARD": beside("menu_card").MenuCard(seconds=0)}


def test_a_dish_is_read_with_its_etag(client):
    response = client.get("/menu/1")
    done = "Ann read a dish."
    expect(response, done).status(200).header("ETag").json({"text": "Pea supe, 7.00"})


def change(client, number, text, tag):
    return client.put(f"/menu/{number}", json={"text": text}, headers={"If-Match": tag})


def test_a_dish_that_was_read_can_be_changed(client):
    tag = client.get("/menu/1").headers["ETag"]
    response = change(client, 1, "Pea soup, 7.00", tag)
    done = "Otto read a dish, and sent a change with its ETag."
    expect(response, done).status(200).json({"text": "Pea soup, 7.00"})
    expect(client.get("/menu/1"), done).status(200).json({"text": "Pea soup, 7.00"})


def test_the_etag_of_the_answer_is_good_for_the_next_change(client):
    tag = client.get("/menu/1").headers["ETag"]
    answer = change(client, 1, "Pea soup, 7.00", tag)
    done = "Otto changed a dish. Then he sent a second change, with the ETag of the answer."
    expect(answer, done).status(200).header("ETag")
    response = change(client, 1, "Pea soup, 8.00", answer.headers["ETag"])
    expect(response, done).status(200).json({"text": "Pea soup, 8.00"})


def test_a_change_of_another_dish_is_not_in_the_way(client):
    soup, stew = (client.get(f"/menu/{number}").headers["ETag"] for number in (1, 2))
    change(client, 1, "Pea soup, 7.00", soup)
    response = change(client, 2, "Beef stew, 9.00", stew)
    done = "Ann read the stew. Otto changed the soup, then Ann changed the stew."
    expect(response, done).status(200).json({"text": "Beef stew, 9.00"})


def test_a_change_without_a_text_is_refused(client):
    tag = client.get("/menu/1").headers["ETag"]
    response = change(client, 1, " ", tag)
    expect(response, "Otto read a dish, and sent a change without a text.").status(400)


def test_a_dish_that_is_not_there_is_not_found(client):
    expect(client.get("/menu/9"), "Ann asked for a dish that is not there.").status(404)
