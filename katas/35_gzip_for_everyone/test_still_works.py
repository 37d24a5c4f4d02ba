"""What the hut relies on: recipes for everybody, packed for those who take gzip."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import unpacked

TAKES_GZIP = {"Accept-Encoding": "gzip"}
PAGE = "/recipes/plum-dumplings"


def test_a_client_that_takes_no_gzip_reads_a_recipe(client):
    response = client.get(PAGE)
    done = "A client that takes no gzip asked for a recipe."
    expect(response, done).status(200).no_header("Content-Encoding").says("Plum dumplings")


def test_who_takes_gzip_gets_it(client):
    plain = client.get("/recipes")
    response = client.get("/recipes", headers=TAKES_GZIP)
    done = "A browser that takes gzip asked for all recipes."
    expect(response, done).status(200).header("Content-Encoding", "gzip")
    same = unpacked(response, done) == plain.data
    promise(same, done, "unpacked, what others get", "other bytes", response)
    size = str(len(response.data))
    expect(response, done).header("Content-Length", size)


CLIENTS = {"takes gzip": TAKES_GZIP, "takes no gzip": {}}


@pytest.mark.parametrize("who", CLIENTS)
def test_who_has_the_newest_version_gets_304(client, who):
    tag = client.get(PAGE, headers=CLIENTS[who]).headers["ETag"]
    response = client.get(PAGE, headers={**CLIENTS[who], "If-None-Match": tag})
    done = f"A client that {who} has a recipe and asked for it again: If-None-Match: {tag}"
    expect(response, done).status(304).empty().header("ETag", tag)


def test_letters_are_as_large_as_the_browser_chose(client):
    client.post("/letters", data={"size": "large"})
    response = client.get(PAGE)
    done = "A browser chose large letters and asked for a recipe."
    expect(response, done).status(200).says('class="large"')


FILES = {"/photos/plum-dumplings.png": "image/png", "/labels/toast.svgz": "image/svg+xml"}


@pytest.mark.parametrize("address", FILES)
def test_a_client_that_takes_no_gzip_gets_photos_and_labels(client, address):
    response = client.get(address)
    done = f"A client that takes no gzip asked for {address}."
    expect(response, done).status(200).media_type(FILES[address])


def test_a_recipe_that_is_not_there_is_not_found(client):
    response = client.get("/recipes/soap")
    expect(response, "Somebody asked for a recipe that is not there.").status(404)
