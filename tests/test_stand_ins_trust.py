"""What stands in for browsers, letters and proxies in track 7, against the standards it follows."""

import pytest
from flask import Flask
from flask import redirect
from flask import request
from flask import Response
from werkzeug.middleware.proxy_fix import ProxyFix

from dojo.http.address import read_address
from dojo.http.browser import path_on_site
from dojo.http.client import record
from dojo.suite import Browser
from dojo.suite import links_in
from dojo.suite import ProxiedGuest

HERE = read_address("http://localhost/sign-in/pin?next=x")


def reads(text: str, base=HERE) -> str | None:
    address = read_address(text, base)
    return None if address is None else str(address)


# Each section is one of https://url.spec.whatwg.org/; Chromium 150 reads all of them so.
READ = {
    "4.4: control characters and spaces around it": (
        " \x00//evil.example/ ",
        "http://evil.example/",
    ),
    "4.4: a tab within it": ("/\t/evil.example/", "http://evil.example/"),
    "4.4: line ends within it": ("ht\r\ntp://evil.example/", "http://evil.example/"),
    "scheme state: in any case": ("HTTPS://evil.example/", "https://evil.example/"),
    "scheme state: another special scheme, no slashes": (
        "https:evil.example",
        "https://evil.example/",
    ),
    "special relative or authority: this scheme, no slashes": (
        "http:evil.example",
        "http://localhost/sign-in/evil.example",
    ),
    "special relative or authority: this scheme": ("http:///evil.example", "http://evil.example/"),
    "ignore slashes: four": ("////evil.example/", "http://evil.example/"),
    "ignore slashes: backslashes": ("\\\\evil.example", "http://evil.example/"),
    "relative slash: one of each": ("/\\evil.example", "http://evil.example/"),
    "relative slash: an encoded backslash is none": (
        "/%5Cevil.example",
        "http://localhost/%5Cevil.example",
    ),
    "relative: a name": ("roster", "http://localhost/sign-in/roster"),
    "relative: a query alone": ("?day=mon tue", "http://localhost/sign-in/pin?day=mon%20tue"),
    "relative: nothing": ("", "http://localhost/sign-in/pin?next=x"),
    "authority: all before the last @": ("//a@b:c@evil.example/", "http://evil.example/"),
    "authority: a backslash ends it": (
        "//evil.example\\@localhost/",
        "http://evil.example/@localhost/",
    ),
    "3.5: a number in brackets": ("//[::1]:80/", "http://[::1]/"),
    "3.5: no number in brackets": ("//[evil.example]/", None),
    "3.5: a bracket that is not closed": ("//[::1", None),
    "port: the default one": ("//evil.example:80/", "http://evil.example/"),
    "port: another one": ("//localhost:5000/", "http://localhost:5000/"),
    "port: too big": ("//evil.example:65536/", None),
    "host: none": ("http://", None),
    "3.5: percent-decoded": ("//ev%69l.example/", "http://evil.example/"),
    "3.5: a forbidden code point": ("//evil%2Fexample/", None),
    "3.5: in ASCII, with another full stop": ("//EVIL\u3002example/", "http://evil.example/"),
    "path: two dots": ("/..//evil.example", "http://localhost//evil.example"),
    "path: encoded dots": ("/a/%2E%2e/./roster", "http://localhost/roster"),
    "path: slashes after a host": ("http://evil.example//a", "http://evil.example//a"),
    "fragment": ("/roster#//evil.example", "http://localhost/roster"),
    "another scheme": ("javascript:alert(1)", "javascript:alert(1)"),
}


@pytest.mark.parametrize("section", READ)
def test_an_address_is_read_as_the_url_standard_says(section):
    text, meant = READ[section]
    assert reads(text) == meant


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("roster", "/sign-in/roster"),
        ("?", "/sign-in/pin?"),
        ("\\roster", "/roster"),
        ("//localhost:5000/roster?x", "/roster?x"),
        ("\\\\evil.example/", None),
        ("/\t/evil.example/", None),
        ("http:///evil.example/", None),
        ("https://localhost/", None),
    ],
)
def test_a_link_on_a_page_leads_where_a_redirect_would(text, target):
    assert path_on_site("/sign-in/pin?next=x", text) == target


def test_without_a_page_around_it_only_a_whole_address_leads_somewhere():
    assert reads("/roster", None) is None
    assert reads("https:evil.example", None) == "https://evil.example/"


def test_the_links_of_a_letter_end_where_rfc_3986_appendix_c_says():
    letter = 'See <https://a.example/x>, "http://b.example/y?z=1", and HTTPS://C.example/.'
    assert [str(link) for link in links_in(letter)] == [
        "https://a.example/x",
        "http://b.example/y?z=1",
        "https://c.example/",
    ]


def test_a_link_in_a_letter_without_a_scheme_cannot_be_clicked():
    assert links_in("Choose a new PIN: /new-pin/x1 or //evil.example/new-pin/x1") == []


@pytest.fixture
def app():
    app = Flask(__name__)

    @app.route("/to/<path:where>")
    def to(where):
        return Response(status=302, headers={"Location": request.args["where"]})

    @app.get("/roster")
    def roster():
        return f"roster {request.query_string.decode()}"

    @app.route("/form", methods=["GET", "POST"])
    def form():
        if request.method == "POST":
            return redirect(f"/roster?{request.args['kept']}")
        return '<form method="post"><button>send</button></form>'

    @app.get("/seen")
    def seen():
        return [request.remote_addr, request.url, *request.headers.getlist("X-Forwarded-For")]

    return record(app)


@pytest.fixture
def browser(app):
    return Browser(app.test_client())


def test_a_browser_follows_a_redirect_within_the_site(browser):
    response = browser.get("/to/x?where=/a/../roster%3Fday=mon")
    assert response.text == "roster day=mon"
    assert str(browser.address) == "http://localhost/roster?day=mon"


@pytest.mark.parametrize("where", ["//evil.example/", "////evil.example/", "/%09/evil.example/"])
def test_a_browser_that_is_sent_to_another_site_says_where(browser, where):
    response = browser.get(f"/to/x?where={where}")
    assert response.status_code == 302
    assert str(browser.address) == "http://evil.example/"


def test_a_browser_asks_its_site_for_a_path_that_looks_like_a_host(browser):
    response = browser.get("/to/x?where=http://localhost//evil.example/roster")
    assert response.status_code == 404
    assert response.request.host == "localhost"
    assert browser.address.host == "localhost"


def test_a_form_without_an_action_is_sent_to_the_address_of_its_page(browser):
    # HTML Standard, form submission algorithm: an empty action is the document's URL
    browser.get("/form?kept=day%3Dmon")
    assert browser.click("send").text == "roster day=mon"


def test_two_proxies_append_what_they_have_seen(app):
    guest = ProxiedGuest(app, "203.0.113.9")
    peer, url, forwarded = guest.get("/seen").json
    assert (peer, url) == ("127.0.0.1", "http://127.0.0.1:5000/seen")
    assert forwarded == "203.0.113.9, 10.0.0.3"


def test_what_a_guest_says_comes_before_what_proxies_append(app):
    headers = [("X-Forwarded-For", "192.0.2.1"), ("X-Forwarded-For", "192.0.2.2")]
    answer = ProxiedGuest(app, "203.0.113.9").get("/seen", headers=headers).json
    assert answer[2] == "192.0.2.1, 192.0.2.2, 203.0.113.9, 10.0.0.3"


@pytest.mark.parametrize(
    ("count", "peer", "url"),
    [
        (1, "10.0.0.3", "http://origin.blueplate.example/seen"),
        (2, "203.0.113.9", "https://blueplate.example/seen"),
        (3, "192.0.2.1", "gopher://evil.example/seen"),
    ],
)
def test_proxy_fix_counts_from_the_last_proxy(app, count, peer, url):
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)
    lies = {"For": "192.0.2.1", "Proto": "gopher", "Host": "evil.example"}
    headers = {f"X-Forwarded-{name}": value for name, value in lies.items()}
    assert ProxiedGuest(app, "203.0.113.9").get("/seen", headers=headers).json[:2] == [peer, url]
