"""What cooks and scanner rely on: pages, counts, and that a mistake on a page is told on a page."""

import pytest

from dojo.suite import expect
from dojo.suite import promise

SECRET = "no echo on line 7"

SAYS = {
    "as curl does": {"Accept": "*/*"},
    "wanting JSON": {"Accept": "application/json"},
    "from a script": {"Accept": "application/json, */*", "X-Requested-With": "XMLHttpRequest"},
}

ON_PAGES = {
    "a page that is not there": ("GET", "/nuts", 404, {}),
    "the head of a page that is not there": ("HEAD", "/nuts", 404, {}),
    "JSON for a page that is not there": ("POST", "/nuts", 404, {"json": 5}),
    "another script": ("GET", "/Nüsse/花子", 404, {}),
    "below the apiary": ("GET", "/apiary/9", 404, {}),
    "bees": ("GET", "/apian", 404, {}),
    "documentation": ("GET", "/api-docs", 404, {}),
    "a file": ("GET", "/api.json", 404, {}),
    "capitals": ("GET", "/API/items/1", 404, {}),
    "api further down": ("GET", "/cold-store/api/items/1", 404, {}),
    "api in the query": ("GET", "/nuts?next=/api/items/1", 404, {}),
    "a method of no page": ("DELETE", "/", 405, {}),
    "a method of no apiary": ("POST", "/apiary", 405, {}),
    "looking where one puts in": ("GET", "/items", 405, {}),
    "a form without a name": ("POST", "/items", 400, {"data": {"count": "2"}}),
    "JSON in the place of a form": ("POST", "/items", 400, {"json": {"name": "salt"}}),
    "a name of 3000 letters": ("POST", "/items", 413, {"data": {"name": "m" * 3000}}),
    "a broken thermometer": ("GET", "/cold-store", 500, {}),
    "a broken thermometer's head": ("HEAD", "/cold-store", 500, {}),
}


class Thermometer:
    """Tells a temperature, or breaks while `error` is set."""

    def __init__(self):
        self.degrees, self.error = -1.5, None

    def __call__(self):
        if self.error is not None:
            raise self.error
        return self.degrees


@pytest.fixture
def thermometer():
    return Thermometer()


@pytest.fixture
def config(thermometer):
    return {"THERMOMETER": thermometer, "SCANNER": ("frost", "pass:wörd")}


def test_cooks_see_the_pantry_and_put_things_in(client):
    page = expect(client.get("/"), "The pantry was opened.").status(200).page()
    promise(bool(page.forms), "The pantry was opened.", "a form", "no form")
    done = "A jar of honey was put in with the form."
    sent = page.forms[0].submit(client, name="honey <dark>", count=31)
    expect(sent, done).redirect("/")
    shown = expect(client.get("/"), done).status(200).page()
    kept = "honey <dark>" in shown.text and "31" in shown.text
    promise(kept, done, "honey, 31, on the page", shown.text)
    done = "Salt was put in with nothing but its name."
    expect(client.post("/items", data={"name": "salt"}), done).redirect("/")
    expect(client.get("/api/items/4"), done).status(200).json({"name": "salt", "count": 1})
    done = "The cold store's page was opened at -1.5 degrees."
    expect(client.get("/cold-store"), done).status(200).says("-1.5").page()
    expect(client.get("/apiary"), "The apiary was opened.").status(200).page()


def test_the_scanner_reads_and_counts(client):
    expect(client.get("/api"), "The scanner was switched on.").status(200).json({"items": 2})
    done = "The scanner looked at item 1."
    butter = {"name": "butter", "count": 12}
    expect(client.get("/api/items/1"), done).status(200).json(butter)
    for counted in (0, 240):
        done = f"The scanner signed in and counted {counted} pieces of butter."
        butter = {"name": "butter", "count": counted}
        signed = {"auth": ("frost", "pass:wörd"), "json": counted}
        response = client.put("/api/items/1/count", **signed)
        expect(response, done).status(200).json(butter)
        expect(client.get("/api/items/1"), done).status(200).json(butter)
    done = "The scanner looked how cold it is."
    expect(client.get("/api/temperature"), done).status(200).json({"degrees": -1.5})


@pytest.mark.parametrize("what", ON_PAGES)
def test_a_mistake_on_a_page_is_told_on_a_page(client, thermometer, what):
    method, path, status, sent = ON_PAGES[what]
    thermometer.error = OSError(SECRET)
    for who, headers in SAYS.items():
        done = f"{method} was sent to {path}, which is not the scanner's, {who}."
        response = client.open(path, method=method, headers=headers, **sent)
        told = expect(response, done).status(status).media_type("text/html", promised="a web page")
        if status == 405:
            told.listed("Allow", *(("POST",) if path == "/items" else ("GET", "HEAD")))
        if status == 500:
            said = "nothing about the inside of the house"
            told.never_says(SECRET, "OSError", "Traceback", promised=said)
        if method == "HEAD":
            told.empty()
        elif status == 404:
            links = told.page().links
            seen = f"links to {', '.join(links)}" if links else "no link"
            promise("/" in links, done, "a link to /", seen, response)
    done = f"A page was asked in vain: {what}. The scanner looked how many items there are."
    expect(client.get("/api"), done).status(200).json({"items": 2})
