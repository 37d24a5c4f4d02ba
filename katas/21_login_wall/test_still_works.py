"""What the house relies on: the badge opens the board, and strangers stay outside of it."""

from itertools import product
from urllib.parse import quote
from urllib.parse import urlsplit

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST

BADGES = {"7001": "Zoë", "7002": "花子"}
PINS = {"Zoë": "0420", "花子": "7"}

NOTICES = {
    "Der neue Schlüssel": "it lies under the third flower pot",
    "login": "the fuse box has moved to the cellar",
    "static": "the radio crackles since Sunday",
    "help": "whoever can lend me a bicycle, please do",
    "board.css": "blue paint is in the shed",
    "public_help": "the neighbours have a ladder for us",
    "a & b?": "the butcher's boy is not to be trusted",
}
LEFTOVERS = ["two bowls of goulash", "mussels & bread"]
SECRETS = ["Der neue Schlüssel", *NOTICES.values(), "goulash", "mussels", *PINS]

PAGES = ["/", "/notices/Der%20neue%20Schl%C3%BCssel", "/notices/a%20%26%20b%3F"]
SOUND_PUBLIC = [
    "/login-history",
    "/help-yourself/",
    "/notices/login",
    "/notices/static",
    "/notices/help",
    "/notices/board.css",
    "/notices/public_help",
]
DEEDS = {
    "/notices": {"title": "A stranger was here", "text": "burglary", "name": "Zoë"},
    "/help-yourself/": {"dish": "burglary", "name": "Zoë"},
    "/logout": {},
}

ASKING = {
    "A browser": {},
    "A browser that looks for a stylesheet": {
        "headers": {"Accept": "text/css,*/*;q=0.1", "Referer": "http://localhost/login"}
    },
    "Somebody who mentions public addresses": {
        "query_string": {"next": "/login", "from": "/static/board.css", "name": "otto"}
    },
    "Somebody who claims to be Zoë": {
        "headers": {"Authorization": "Basic Wm/DqzpndWVzc2Vk", "Cookie": "session=Zoe; name=Zoe"}
    },
}
LOOKING = [*product(ASKING, ["GET", "HEAD"]), ("A browser", "OPTIONS")]


@pytest.fixture
def config():
    return {"PINS": PINS, "BADGES": BADGES, "SECRET_KEY": "90c2f57be1d8463a"}


def zoe_of(app):
    """Zoë's browser, signed in with her badge, after she has pinned up and put down something."""
    staff = app.test_client()
    done = "Zoë held her badge to the terminal."
    expect(staff.post("/badge", data={"badge": "7001"}), done).redirect("/")
    for title, text in NOTICES.items():
        done = f"Zoë pinned up a notice, {title}."
        response = staff.post("/notices", data={"title": title, "text": text})
        expect(response, done).redirect("/")
    for dish in LEFTOVERS:
        done = f"Zoë put down {dish}."
        expect(staff.post("/help-yourself/", data={"dish": dish}), done).redirect("/help-yourself/")
    return staff


def ask(app, who, method, address, fields=None):
    """What a stranger's request is answered with; whatever cookies it has are in ASKING."""
    stranger = app.test_client(use_cookies=False)
    return stranger.open(address, method=method, data=fields, **ASKING[who])


def check_turned_away(response, done, method="GET"):
    """The answer is 401, 403 or a redirect to /login, and shows nothing that is private.

    That it repeats the address tells nobody anything: whoever asked has written it.
    """
    allowed = [200, 204] if method == "OPTIONS" else []
    promised = "turned away (401, 403 or a redirect to /login)"
    expect(response, done).status(302, 303, 401, 403, *allowed, promised=promised)
    if response.status_code in (302, 303):
        seen = f"a redirect to {response.headers.get('Location')}"
        there = urlsplit(response.headers.get("Location", "")).path
        promise(there == "/login", done, promised, seen, response, "Location")
    text, asked = response.get_data(as_text=True), response.request.path
    found = [word for word in SECRETS if word in text and word not in asked]
    promise(not found, done, "nothing private to read", " and ".join(found[:2]), response)


def check_nothing_changed(staff, response, done):
    """What Zoë sees on the board is what she has put there."""
    for page in ("/", "/help-yourself/"):
        text = staff.get(page).get_data(as_text=True)
        kept = "burglary" not in text and "A stranger was here" not in text
        promised = "nothing on the board has changed"
        promise(kept, done, promised, f"it is there, at {page}", response, REQUEST)


def test_a_stranger_reads_the_help_and_nothing_on_the_board(app):
    zoe_of(app)
    for who in ASKING:
        done = f"{who}, not signed in, asked for /help."
        expect(ask(app, who, "GET", "/help"), done).status(200).page()
        done = f"{who}, not signed in, sent HEAD to /help."
        expect(ask(app, who, "HEAD", "/help"), done).status(200).empty()
    for (who, method), page in product(LOOKING, PAGES):
        done = f"{who}, not signed in, sent {method} to {page}."
        check_turned_away(ask(app, who, method, page), done, method)


def test_an_address_that_sounds_public_is_private_all_the_same(app):
    zoe_of(app)
    for (who, method), page in product(LOOKING, SOUND_PUBLIC):
        done = f"{who}, not signed in, sent {method} to {page}."
        check_turned_away(ask(app, who, method, page), done, method)


def test_a_stranger_changes_nothing_on_the_board(app):
    staff = zoe_of(app)
    trying = [(who, "POST", True) for who in ASKING]
    trying += [("A browser", method, False) for method in ("POST", "OPTIONS")]
    for (who, method, filled_in), address in product(trying, DEEDS):
        fields = DEEDS[address] if filled_in else {}
        sent = f"{method} to {address}{'' if fields else ', without a field'}"
        done = f"{who}, not signed in, sent {sent}."
        response = ask(app, who, method, address, fields)
        check_nothing_changed(staff, response, done)
        check_turned_away(response, done, method)


def test_a_badge_opens_the_board_until_its_owner_signs_out(app):
    staff = zoe_of(app)
    done = "Zoë had signed in with her badge and opened"
    response = staff.get("/")
    page = expect(response, f"{done} the board.").status(200).page()
    for title, text in NOTICES.items():
        promise(title in page.text, f"{done} the board.", f"the title {title}", page.text, response)
        address = f"/notices/{quote(title)}"
        answer = staff.get(address)
        notice = expect(answer, f"{done} {address}.").status(200).page()
        promise(text in notice.text, f"{done} {address}.", text, notice.text, answer)
        expect(staff.head(address), f"{done} {address}, with HEAD.").status(200).empty()
    response = staff.get("/help-yourself/")
    page = expect(response, f"{done} /help-yourself/.").status(200).page()
    kept = all(dish in page.text for dish in LEFTOVERS)
    promise(kept, f"{done} /help-yourself/.", " and ".join(LEFTOVERS), page.text, response)
    expect(staff.get("/help"), f"{done} the help.").status(200).page()
    expect(staff.get("/login-history"), f"{done} the list of who was here.").status(200).says("Zoë")
    for badge in ("7003", "0023", ""):
        done = f"Somebody held the badge {badge!r} to the terminal, which it does not know."
        stranger = app.test_client()
        expect(stranger.post("/badge", data={"badge": badge}), done).status(403)
        check_turned_away(stranger.get("/"), f"{done} Then they opened the board.")
    expect(staff.post("/logout"), "Zoë signed out.").redirect("/login")
    for address in [*PAGES, *SOUND_PUBLIC]:
        done = f"Zoë had signed out. Then {address} was asked for with her browser."
        check_turned_away(staff.get(address), done)
