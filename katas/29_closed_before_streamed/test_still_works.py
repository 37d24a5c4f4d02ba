"""What guests at the tables rely on, and that they leave no connection open."""

import pytest

from dojo.suite import expect
from dojo.suite import promise


@pytest.fixture
def config(beside, disk, tmp_path):
    """The app's own register; the disk knows which connections are open."""
    return {"REGISTER": beside("register").Register(folder=tmp_path)}


def test_a_guest_sees_what_is_in_a_dish(guest):
    response = guest.get("/dishes/nut cake")
    done = "A guest asked for the nut cake."
    allergens = {"dish": "nut cake", "allergens": ["eggs", "nuts", "wheat"]}
    expect(response, done).status(200).json(allergens)


def test_a_dish_that_is_not_in_the_register_is_not_found(guest):
    response = guest.get("/dishes/swan")
    done = "A guest asked for a dish that is not in the register."
    expect(response, done).status(404)


def test_a_question_leaves_no_connection_open(guest, disk):
    response = guest.get("/dishes/trout")
    done = "A guest asked for the trout."
    promise(disk.open == 0, done, "no connection is open", f"{disk.open} open", response)


def test_head_leaves_no_connection_open(guest, disk):
    response = guest.head("/register.tsv")
    done = "The health office sent HEAD to the export."
    expect(response, done).status(200).empty()
    promise(disk.open == 0, done, "no connection is open", f"{disk.open} open", response)
