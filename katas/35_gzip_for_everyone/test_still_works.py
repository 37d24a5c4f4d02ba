"""What the hut relies on: whoever takes no gzip reads everything, whoever takes it gets it."""

import gzip
import time
import zlib

import pytest
from werkzeug.test import TestResponse

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import short

LONG = "Knead it, and let it rest. Then roll it out as thin as a leaf, and do not hurry. " * 25
BARELY_LARGE = f"Peel the apples.\n{LONG[:1865]}\n"  # a page of 2 006 bytes, and of fewer letters
RECIPES = {
    "apfelstrudel": {"title": "Apfelstrudel für 花子", "text": BARELY_LARGE},
    "goulash": {"title": "Goulash & <bread>", "text": f"{LONG}\nIt is done when it is brown.\n"},
    "tea": {"title": "Tea", "text": "Boil water.\n"},
}
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40
SENTENCES = ["Now the dough.", "Wärmer, bitte.", "Who has the spoon?"]
DRAWING = "<svg xmlns='http://www.w3.org/2000/svg'><text>Tee für 花子</text></svg>" * 9

DOES_NOT_SPEAK_OF_GZIP = {
    "says nothing about it": None,
    "says it with nothing": "",
    "takes br, deflate and identity": "br, deflate;q=0.5, identity",
    "takes something that sounds like gzip": "bgzip, gzipped, not-gzip",
    "refuses identity and names nothing else": "identity;q=0",
}
TAKES_GZIP = {
    "takes gzip": "gzip",
    "takes gzip among others": "gzip, deflate, br, zstd",
    "would rather have br": "br, GZIP;Q=0.5",
    "takes a very little gzip": "deflate, gzip;q=0.001",
    "takes gzip and nothing else": "*;q=0, identity;q=0, gzip;q=1.000",
    "takes anything": "*",
    "takes anything but br": "br;q=0, *;q=0.5",
}
LARGE = {"/recipes": "application/json", "/recipes/apfelstrudel": "text/html"}
SMALL = ["/recipes/tea", "/recipes/soap"]
GOULASH = "/recipes/goulash"


class Cook:
    """A cook who has finished dictating."""

    def dictate(self):
        yield from SENTENCES


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The clock stands still: what follows at once has the same time."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)


@pytest.fixture(scope="module")
def photos(tmp_path_factory):
    """A folder with one photo."""
    folder = tmp_path_factory.mktemp("photos")
    (folder / "goulash.jpg").write_bytes(PHOTO)
    return folder


@pytest.fixture
def config(photos):
    label = lambda title: gzip.compress(DRAWING.encode(), mtime=0)  # noqa: E731
    return {"RECIPES": RECIPES, "PHOTOS": photos, "COOK": Cook(), "DRAW_LABEL": label}


@pytest.fixture
def client(app):
    """A client whose responses are not made of the app's own."""
    return app.test_client_class(app, TestResponse)


def ask(client, target, takes=None, method="GET", headers=(), **options):
    """Send a request whose Accept-Encoding is this, or that has none, and read the answer."""
    headers = {**dict(headers), **({} if takes is None else {"Accept-Encoding": takes})}
    return client.open(target, method=method, headers=headers, buffered=True, **options)


def unpacked(response, done):
    """What has come, unpacked where the answer says that it is packed."""
    body, length = response.get_data(), response.headers.get("Content-Length")
    kept = length is None or int(length) == len(body)
    promise(kept, done, f"{length} bytes", f"{len(body)} bytes", response, "Content-Length")
    if "Content-Encoding" not in response.headers:
        return body
    expect(response, done).header("Content-Encoding", "gzip")
    try:
        return gzip.decompress(body)
    except (OSError, EOFError, zlib.error) as error:
        promised, seen = "a body that can be unpacked", short(str(error))
        return promise(False, done, promised, seen, response)


def check_head(client, target, takes, got, done):
    """HEAD is answered as GET is."""
    done = f"HEAD: {done}"
    head = ask(client, target, takes, "HEAD")
    expect(head, done).status(got.status_code).empty()
    for name in ("Content-Type", "Content-Encoding", "ETag"):
        due, seen = got.headers.get(name), head.headers.get(name)
        promise(seen == due, done, f"{name}: {due}, as for GET", f"{name}: {seen}", head, name)
    length, size = head.headers.get("Content-Length"), len(got.get_data())
    promised = f"Content-Length: {size}, as for GET, or none"
    kept = length in (None, str(size))
    promise(kept, done, promised, f"Content-Length: {length}", head, "Content-Length")


def list_of(recipes):
    """What the list of recipes is."""
    return [{"name": name, **recipe} for name, recipe in recipes.items()]


def check_page(response, done, title, text):
    """The page has the title and the lines of the recipe. Returns it, parsed."""
    page = expect(response, done).status(200).page()
    for line in [title, *text.splitlines()]:
        kept = " ".join(line.split()) in " ".join(page.text.split())
        promise(kept, done, f"on the page: {short(line)}", short(page.text), response)
    return page


@pytest.mark.parametrize("who", DOES_NOT_SPEAK_OF_GZIP)
def test_who_does_not_speak_of_gzip_gets_everything_as_it_is(client, who):
    takes = DOES_NOT_SPEAK_OF_GZIP[who]

    def get(target, what, status=200):
        done = f"A client that {who} asked for {what}."
        response = ask(client, target, takes)
        expect(response, done).status(status).no_header("Content-Encoding")
        unpacked(response, done)
        if status == 200:
            check_head(client, target, takes, response, done)
        return response, done

    response, done = get("/recipes", "the list of recipes")
    expect(response, done).header("ETag").json(list_of(RECIPES), promised="each recipe")
    for name, recipe in RECIPES.items():
        response, done = get(f"/recipes/{name}", f"the page of {name}")
        check_page(response, done, **recipe)
        expect(response, done).header("ETag").listed("Vary", "Cookie")
    response, done = get("/photos/goulash.jpg", "a photo")
    kept = response.get_data() == PHOTO
    promise(kept, done, "the photo, byte for byte", "something else", response)
    response, done = get("/dictation", "the dictation")
    due, seen = "".join(f"{sentence}\n" for sentence in SENTENCES), response.text
    promise(seen == due, done, short(due), short(seen), response)
    done = f"A client that {who} asked for a label, which is packed for everybody."
    response = ask(client, "/labels/tea.svgz", takes)
    expect(response, done).status(200).media_type("image/svg+xml")
    expect(response, done).header("Content-Encoding", "gzip")
    kept = unpacked(response, done) == DRAWING.encode()
    promise(kept, done, "unpacked, the drawing", "something else", response)
    for target in ("/recipes/soap", "/photos/soap.jpg", "/labels/soap.svgz"):
        get(target, f"{target}, which is not there", 404)
    for method, target, form in (
        ("PUT", "/recipes/tea", RECIPES["tea"]),
        ("POST", "/letters", {"size": "large"}),
    ):
        done = f"A client that {who} sent {method} to {target}."
        response = ask(client, target, takes, method, data=form)
        expect(response, done).status(204).empty().no_header("Content-Encoding")


@pytest.mark.parametrize("who", TAKES_GZIP)
def test_who_takes_gzip_gets_what_is_large_packed(client, who):
    takes = TAKES_GZIP[who]
    for target, media_type in LARGE.items():
        plain = ask(client, target).get_data()
        done = f"A client that {who} asked for {target}: Accept-Encoding: {takes}"
        response = ask(client, target, takes)
        expect(response, done).status(200)
        if len(plain) >= 2000:
            expect(response, done).header("Content-Encoding", "gzip")
        kept = unpacked(response, done) == plain
        promise(kept, done, "unpacked, what others get", "other bytes", response)
        expect(response, done).media_type(media_type)
        check_head(client, target, takes, response, done)
    for target in SMALL:
        plain = ask(client, target)
        done = f"A client that {who} asked for {target}: Accept-Encoding: {takes}"
        response = ask(client, target, takes)
        expect(response, done).status(plain.status_code).media_type("text/html")
        kept = unpacked(response, done) == plain.get_data()
        promise(kept, done, "what others get, packed or not", "other bytes", response)


@pytest.mark.parametrize("takes", [None, "gzip"], ids=["takes no gzip", "takes gzip"])
def test_a_recipe_that_is_written_anew_is_read_by_all(client, takes):
    def read(target, known=""):
        response = ask(client, target, takes, headers={"If-None-Match": known} if known else {})
        response.set_data(unpacked(response, f"{target} was asked for."))
        return response

    tags = {target: read(target).headers.get("ETag", "") for target in LARGE}
    old = RECIPES["apfelstrudel"]
    other_text = {**old, "text": old["text"].replace("apples", "onions")}  # as long as the old one
    for new in (other_text, {**other_text, "title": "Strudel № 2"}):
        done = "The kitchen wrote a recipe anew. Then somebody came who has the old ones."
        response = ask(client, "/recipes/apfelstrudel", takes, "PUT", data=new)
        expect(response, done).status(204).empty()
        due = list_of({**RECIPES, "apfelstrudel": new})
        response = read("/recipes", tags["/recipes"])
        expect(response, done).status(200).json(due, promised="each recipe as it is now")
        page = read("/recipes/apfelstrudel", tags["/recipes/apfelstrudel"])
        check_page(page, done, **new)
        tags = {"/recipes": response.headers.get("ETag", "")}
        tags["/recipes/apfelstrudel"] = page.headers.get("ETag", "")
    done = "The kitchen wrote a recipe that was not there."
    expect(ask(client, "/recipes/pie", takes, "PUT", data=new), done).status(204)
    check_page(read("/recipes/pie"), done, **new)
    done = "The kitchen wrote a recipe without a text."
    response = ask(client, "/recipes/pie", takes, "PUT", data={"title": "Pie"})
    expect(response, done).status(400)
    done = "A browser chose large letters and opened a page that it has in small ones."
    small = read(GOULASH).headers.get("ETag", "")
    ask(client, "/letters", takes, "POST", data={"size": "large"})
    response = read(GOULASH, small)
    page = check_page(response, done, **RECIPES["goulash"])
    if takes:
        expect(response, done).header("Content-Encoding", takes)
    kept = page.soup.body is not None and "large" in page.soup.body.get("class", [])
    promise(kept, done, 'a page with <body class="large">', "another body", response)
    done = "The kitchen, which reads small letters, wrote it anew. The browser opened it again."
    ask(client, "/letters", takes, "POST", data={"size": "small"})
    expect(ask(client, GOULASH, takes, "PUT", data=new), done).status(204)
    ask(client, "/letters", takes, "POST", data={"size": "large"})
    check_page(read(GOULASH, response.headers.get("ETag", "")), done, **new)


def test_a_photo_that_broke_off_is_continued(client):
    whole = ask(client, "/photos/goulash.jpg")
    done = "The hut got the first 4 000 bytes of a photo and asks for the rest."
    expect(whole, done).status(200).header("ETag")
    tag = whole.headers["ETag"]
    promise(not tag.startswith("W/"), done, "a strong ETag", f"ETag: {tag}", whole, "ETag")
    known = {"If-Range": tag, "Range": "bytes=4000-"}
    response = ask(client, "/photos/goulash.jpg", headers=known)
    expect(response, done).status(206).no_header("Content-Encoding")
    kept = response.get_data() == PHOTO[4000:]
    promise(kept, done, "these bytes of the photo", "something else", response)
    done = "The hut has the first bytes of another photo and asks for the rest."
    known = {"If-Range": '"of-another-one"', "Range": "bytes=4000-"}
    response = ask(client, "/photos/goulash.jpg", headers=known)
    expect(response, done).status(200)
    promise(response.get_data() == PHOTO, done, "the whole photo", "something else", response)
