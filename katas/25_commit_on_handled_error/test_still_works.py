"""What the waiters rely on: coins are moved and paid out, and a refusal says why."""

import sqlite3
from contextlib import suppress

import pytest

from dojo.suite import expect
from dojo.suite import promise


@pytest.fixture
def config(disk):
    """The app's own jars and cashbox, on a disk that can break."""
    return {}


def test_the_board_shows_every_jar(client):
    response = client.get("/")
    done = "A waiter opened the page."
    expect(response, done).status(200).says("Hanna", "<td>40</td>", "Ida", "<td>7</td>")


def coins(client, done):
    """Who has how many coins, by the page."""
    rows = expect(client.get("/"), done).status(200).page().soup("tr")
    return {row.th.get_text(): int(row.td.get_text()) for row in rows}


TAKERS = {
    "Otto": {"Hanna": 40, "Ida": 5, "Otto": 14},
    "Otto and Hanna": {"Hanna": 42, "Ida": 3, "Otto": 14},
}


@pytest.mark.parametrize("takers", TAKERS)
def test_a_transfer_moves_the_coins(client, takers):
    form = {"giver": "Ida", "taker": takers.split(" and "), "coins": 2}
    done = f"Ida gave 2 coins each to {takers}."
    response = client.post("/transfers", data=form)
    expect(response, done).redirect("/")
    seen = coins(client, done)
    promise(seen == TAKERS[takers], done, f"{TAKERS[takers]}", f"{seen}")


def test_a_payout_empties_the_jar(client):
    done = "Ida had her jar paid out."
    expect(client.post("/payouts", data={"name": "Ida"}), done).redirect("/")
    seen, due = coins(client, done), {"Hanna": 40, "Ida": 0, "Otto": 12}
    promise(seen == due, done, f"{due}", f"{seen}")


SHARED = {"giver": "Ida", "taker": "Otto", "coins": "3"}
REFUSED = {
    "a transfer to somebody without a jar": ("/transfers", {**SHARED, "taker": "Jo"}, 404, "Jo"),
    "a transfer of no coins": ("/transfers", {**SHARED, "coins": "0"}, 400, ""),
    "a payout for somebody without a jar": ("/payouts", {"name": "Jo"}, 404, "Jo"),
    "a payout of more than the cashbox has": ("/payouts", {"name": "Hanna"}, 503, "notes"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refusal_says_why(client, what):
    address, form, status, words = REFUSED[what]
    response = client.post(address, data=form)
    expect(response, f"A waiter sent {what}.").status(status).says(words)


def test_a_transfer_out_of_a_short_jar_leads_back_to_the_page(client):
    response = client.post("/transfers", data={**SHARED, "coins": "9"})
    done = "Ida, who has 7 coins, shared 9."
    expect(response, done).redirect("/")
    expect(client.get(response.location), done).status(200).says("In the jar of Ida")


def test_a_transfer_that_the_disk_refuses_to_commit_is_no_success(client, disk):
    disk.break_at_commit()
    statuses = []
    with suppress(sqlite3.Error):  # what an app raises after the response is a 500, too
        statuses.append(client.post("/transfers", data=SHARED).status_code)
    done = "Ida gave 3 coins to Otto, and the disk broke at the commit."
    promise(statuses in ([], [500]), done, "status 500", f"status {statuses}")
