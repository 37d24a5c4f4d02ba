"""Packed answers are other answers: for those who want them, where they can be, and said so."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST
from dojo.suite import unpacked
from dojo.suite import unpacked_as_it_comes

TAKES_GZIP = {"Accept-Encoding": "gzip"}


def test_the_printer_refuses_gzip_and_gets_none(client):
    refuses = {"Accept-Encoding": "gzip;q=0"}
    response = client.get("/recipes/plum-dumplings", headers=refuses)
    done = "The printer asked for a recipe and sent Accept-Encoding: gzip;q=0."
    expect(response, done).status(200).no_header("Content-Encoding")


NOT_TO_PACK = {
    "a photo": "/photos/plum-dumplings.png",
    "a label, which is packed already": "/labels/toast.svgz",
}


@pytest.mark.parametrize("what", NOT_TO_PACK)
def test_unpacked_once_it_is_what_others_get(client, what):
    plain = client.get(NOT_TO_PACK[what])
    response = client.get(NOT_TO_PACK[what], headers=TAKES_GZIP)
    done = f"A client that takes gzip asked for {what}."
    expect(response, done).status(200)
    same = unpacked(response, done) == unpacked(plain, done)
    promise(same, done, "unpacked once, what others get", "other bytes", response)


def test_a_204_has_no_coding(client):
    response = client.post("/letters", data={"size": "large"}, headers=TAKES_GZIP)
    done = "A client that takes gzip chose large letters."
    expect(response, done).status(204).no_header("Content-Encoding")


def test_the_dictation_is_read_as_it_is_spoken(client, cook):
    response = client.get("/dictation", headers=TAKES_GZIP)
    done = "A client that takes gzip read the first sentence of the dictation."
    text = b""
    for piece in unpacked_as_it_comes(response, done):
        text += piece
        if text.endswith(b"\n"):
            break
    response.close()
    seen = f"it has said {cook.said} sentences"
    promise(cook.said <= 2, done, "the cook has said 2 at most", seen, response, REQUEST)


CLIENTS = {"takes gzip": TAKES_GZIP, "takes no gzip": {}}


@pytest.mark.parametrize("who", CLIENTS)
def test_vary_names_what_a_page_depends_on(client, who):
    response = client.get("/recipes/plum-dumplings", headers=CLIENTS[who])
    done = f"A client that {who} asked for a recipe."
    expect(response, done).status(200).listed("Vary", "Accept-Encoding", "Cookie")


@pytest.mark.parametrize("address", ["/recipes", "/recipes/plum-dumplings"])
def test_other_bytes_have_no_strong_etag_in_common(client, address):
    plain = client.get(address)
    response = client.get(address, headers=TAKES_GZIP)
    done = f"A client that takes gzip asked for {address}, and so did one that takes none."
    tag, other = response.headers["ETag"], plain.headers["ETag"]
    kept = tag != other or tag.startswith("W/") or response.data == plain.data
    promise(kept, done, "two ETags, or weak ones", f"ETag: {tag}, twice", response, "ETag")


class Cook:
    """A cook who says how many sentences were said."""

    def __init__(self):
        self.said = 0

    def dictate(self):
        """Ten sentences, one after another."""
        for _ in range(10):
            self.said += 1
            yield "Stir it, and leave it alone."


@pytest.fixture
def cook():
    return Cook()


@pytest.fixture
def config(cook):
    """The app's own kitchen, with this cook."""
    return {"COOK": cook}
