"""What was promised at the door: everybody finds it, and nobody falls over what is not there."""

from urllib.parse import urljoin
from urllib.parse import urlsplit

import pytest

from dojo.suite import expect
from dojo.suite import promise

PINS = {"mara": "1618", "花子": "7", "jon": "00"}
BADGES = {"8001": "mara"}

NOT_THEIRS = {
    "a wrong PIN": {"name": "mara", "pin": "1619"},
    "somebody else's PIN": {"name": "mara", "pin": "7"},
    "a name and no PIN": {"name": "jon"},
    "a PIN and no name": {"pin": "7"},
    "a name that nobody has": {"name": "otto", "pin": "1931"},
    "a badge in the place of a PIN": {"name": "mara", "pin": "8001"},
    "nothing": {},
}
NOT_THERE = [
    "/menu",
    "/favicon.ico",
    "/notice",
    "/notices/",
    "/login/2",
    "/Login",
    "/static",
    "/public_help",
    "/花子",
]
NO_FILES = [
    "/static/borad.css",
    "/static/pictures",
    "/static/pictures/menu.svg",
    "/static/../app.py",
]
WRONG_METHODS = {
    ("PUT", "/login"): {"GET", "POST"},
    ("DELETE", "/help"): {"GET"},
    ("GET", "/badge"): {"POST"},
    ("POST", "/static/board.css"): {"GET"},
    ("GET", "/notices"): {"POST"},
    ("HEAD", "/logout"): {"POST"},
    ("PATCH", "/help-yourself/"): {"GET", "POST"},
    ("POST", "/"): {"GET"},
    ("POST", "/login-history"): {"GET"},
    ("DELETE", "/notices/Frying%20oil"): {"GET"},
}
WHO = ["a stranger", "one of the staff"]


@pytest.fixture
def config():
    return {"PINS": PINS, "BADGES": BADGES, "SECRET_KEY": "b6e41f0c97d23a58"}


def browser_of(app, who):
    """A browser; that of one of the staff is Mara's, who has signed in with her badge."""
    client = app.test_client()
    if who == "one of the staff":
        done = "Mara held her badge to the terminal."
        expect(client.post("/badge", data={"badge": "8001"}), done).redirect("/")
    return client


def check_told_or_turned_away(response, done, *statuses):
    """The answer says what is wrong with the request, or it is that of the wall."""
    told = "".join(f"{status}, or " for status in statuses)
    promised = f"{told}turned away (401, 403 or a redirect to /login)"
    expect(response, done).status(302, 303, 401, 403, *statuses, promised=promised)
    if response.status_code in (302, 303):
        there = path_of(response)
        seen = f"a redirect to {there}"
        promise(there == "/login", done, promised, seen, response, "Location")


def path_of(response):
    """Where a redirect leads to."""
    return urlsplit(urljoin(response.request.path, response.headers.get("Location", ""))).path


@pytest.mark.parametrize("who", WHO)
def test_the_page_for_signing_in_is_there_for_everybody(app, who):
    visitor = browser_of(app, who)
    for address in ("/login", "/login?next=/login-history"):
        done = f"{who.capitalize()} opened {address}."
        response = visitor.get(address)
        page = expect(response, done).status(200, promised="200 OK, the form").page()
        forms = [form for form in page.forms if form.target() == "/login"]
        promise(bool(forms), done, "a form for signing in", "no such form", response)
        done = f"{who.capitalize()} sent HEAD to {address}."
        expect(visitor.head(address), done).status(200).empty()


@pytest.mark.parametrize("name", PINS)
def test_staff_come_in_with_the_form(app, name):
    client = app.test_client()
    response = client.get("/login")
    page = expect(response, f"{name} opened /login.").status(200).page()
    form = next((form for form in page.forms if form.target() == "/login"), None)
    promise(form is not None, f"{name} opened /login.", "a form for signing in", "none", response)
    for what, fields in NOT_THEIRS.items():
        done = f"Somebody sent the form for signing in with {what}."
        expect(client.post("/login", data=fields), done).status(403)
        done = f"Somebody had tried to sign in with {what}, and opened the board."
        check_told_or_turned_away(client.get("/"), done)
    done = f"{name} filled in the form and sent it."
    expect(form.submit(client, name=name, pin=PINS[name]), done).redirect("/")
    done = f"{name} signed in with the form and opened the board."
    expect(client.get("/"), done).status(200).says("Frying oil")
    done = f"{name} signed in with the form and looked who was here."
    expect(client.get("/login-history"), done).status(200).says(name)
    done = f"{name} was signed in. Then somebody sent the form in that browser, with a wrong PIN."
    expect(client.post("/login", data=NOT_THEIRS["a wrong PIN"]), done).status(403)
    other = "jon" if name == "花子" else "花子"
    done = f"{name} was signed in. Then {other} sent the form in that browser."
    fields = {"name": other, "pin": PINS[other]}
    expect(client.post("/login", data=fields), done).redirect("/")
    done = f"{name} and {other} had signed in. Then Mara came with her badge in that browser."
    expect(client.post("/badge", data={"badge": "8001"}), done).redirect("/")
    done = f"{done} The list of who was here was opened."
    expect(client.get("/login-history"), done).status(200).says(name, other, "mara")
    expect(client.post("/logout"), f"{name} signed out.").redirect("/login")
    done = f"{name} signed out, and then the board was opened with that browser."
    check_told_or_turned_away(client.get("/"), done)


@pytest.mark.parametrize("who", WHO)
def test_the_files_that_pages_use_reach_everybody(app, who, kata_folder):
    visitor = browser_of(app, who)
    for name, media_type in {"board.css": "text/css", "pictures/plate.svg": None}.items():
        wanted = (kata_folder / "static" / name).read_bytes()
        address = f"/static/{name}"
        for target in (address, f"{address}?v=2"):
            done = f"{who.capitalize()} asked for {target}."
            response = visitor.get(target)
            expected = expect(response, done).status(200, promised="200 OK, the file")
            kept = response.get_data() == wanted
            seen = f"{len(response.get_data())} others"
            promise(kept, done, f"the {len(wanted)} bytes of the file", seen, response)
            if media_type:
                expected.media_type(media_type)
        done = f"{who.capitalize()} sent HEAD to {address}."
        expect(visitor.head(address), done).status(200).empty()
    for address in NO_FILES:
        done = f"{who.capitalize()} asked for {address}, which is not there."
        expect(visitor.get(address), done).status(404)


def test_a_stranger_who_mistypes_meets_no_crash(app):
    for address in NOT_THERE:
        for method in ("GET", "HEAD", "POST", "OPTIONS"):
            done = f"A stranger sent {method} to {address}, where nothing is."
            check_told_or_turned_away(app.test_client().open(address, method=method), done, 404)
    for method, address in WRONG_METHODS:
        done = f"A stranger sent {method} to {address}, which does not have this method."
        check_told_or_turned_away(app.test_client().open(address, method=method), done, 405)
    done = "A stranger asked for /help-yourself, without the slash."
    response = app.test_client().get("/help-yourself")
    moved = response.status_code in (301, 302, 303, 307, 308)
    if not (moved and path_of(response) == "/help-yourself/"):
        check_told_or_turned_away(response, done)


def test_staff_are_told_that_an_address_is_not_there(app):
    staff = browser_of(app, "one of the staff")
    for address in [*NOT_THERE, "/notices/nothing", "/notices/login"]:
        for method in ("GET", "HEAD"):
            done = f"Mara, signed in, sent {method} to {address}, where nothing is."
            expect(staff.open(address, method=method), done).status(404)


def test_staff_are_told_how_an_address_is_to_be_used(app):
    staff = browser_of(app, "one of the staff")
    for (method, address), methods in WRONG_METHODS.items():
        done = f"Mara, signed in, sent {method} to {address}, which does not have this method."
        response = staff.open(address, method=method)
        expect(response, done).status(405)
        line = response.headers.get("Allow", "")
        allowed = {word.strip() for word in line.split(",")} - {"", "HEAD", "OPTIONS"}
        said = f"Allow names {' and '.join(sorted(methods))}"
        promise(allowed == methods, done, said, f"Allow: {line}", response, "Allow")
    done = "Mara, signed in, asked for /help-yourself, without the slash."
    response = staff.get("/help-yourself")
    expect(response, done).status(301, 302, 303, 307, 308, promised="a redirect to it with a slash")
    kept, seen = path_of(response) == "/help-yourself/", f"a redirect to {path_of(response)}"
    promise(kept, done, "a redirect to /help-yourself/", seen, response, "Location")
