"""Stand-ins for a browser and what it keeps, held against the sections of their standards."""

import base64
import hashlib
import hmac
import json
import zlib

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask import make_response
from flask import redirect
from flask import request
from werkzeug.security import generate_password_hash

from dojo.http.address import read_address
from dojo.http.browser import Page
from dojo.stand_ins.cookies import Cookies
from dojo.stand_ins.cookies import is_secure
from dojo.stand_ins.in_the_open import how_to_find_out
from dojo.stand_ins.phone import Phone
from dojo.stand_ins.visitor import fetch_site
from dojo.stand_ins.visitor import form_to
from dojo.stand_ins.visitor import NO_REFERRER
from dojo.stand_ins.visitor import origin_header
from dojo.stand_ins.visitor import referer_header
from dojo.stand_ins.visitor import same_site
from dojo.stand_ins.visitor import Shown
from dojo.stand_ins.visitor import Visitor

TIPS = read_address("https://tips.blueplate.example/staff/home")


def kept(*lines: str, at=TIPS) -> Cookies:
    cookies = Cookies()
    for line in lines:
        cookies.receive(line, at)
    return cookies


@pytest.mark.parametrize(
    ("line", "sent"),
    [
        ("a=1; Path=/", "a=1"),
        ("  a =  1 2 ; Path=/; Colour=red", "a=1 2"),  # 5.6, steps 3 and 4
        ("only; Path=/", "only"),
        ("a=b=c; Path=/", "a=b=c"),
        (f"a={'x' * 4095}; Path=/", f"a={'x' * 4095}"),
        (f"a={'x' * 4096}; Path=/", ""),  # 5.6, step 5
        ("=; Path=/", ""),  # as Chromium; the draft has no rule
        ("a=\x01; Path=/", ""),  # 5.6, step 1
        (f"a=1; Path=/; Domain={'x' * 1025}", "a=1"),  # 5.6, attributes, step 6
        ("a=1; Max-Age=0; Path=/", ""),
        ("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/", ""),
        ("a=1; Path=/; SameSite=None", ""),  # 5.7, step 19
        ("a=1; Path=/; SameSite=None; Secure", "a=1"),
        ("__Secure-a=1; Path=/", ""),  # 5.7, step 20
        ("__host-a=1; Secure", ""),  # 5.7, step 21, whatever the case
        ("__Host-a=1; Secure; Path=/", "__Host-a=1"),
        ("__Host-a=1; Secure; Path=/; Domain=blueplate.example", ""),
        ("__Secure-a; Path=/; Secure", ""),  # 5.7, step 22
        ("=__Host-a=1; Path=/; Secure", ""),
        ("a=1; Path=/; Domain=example", ""),  # 5.7, step 9
        ("a=1; Path=/; Domain=quiz.blueplate.example", ""),  # 5.7, step 10
    ],
)
def test_a_cookie_is_kept_or_ignored_as_sections_5_6_and_5_7_say(line, sent):
    assert kept(line).line_for(TIPS) == sent


@pytest.mark.parametrize(
    ("line", "address", "goes"),
    [
        ("a=1; Path=/", "https://quiz.blueplate.example/", False),  # host only
        ("a=1; Path=/; Domain=blueplate.example", "https://quiz.blueplate.example/", True),
        ("a=1; Path=/; Domain=.BluePlate.example", "https://blueplate.example/", True),
        ("a=1; Path=/; Domain=blueplate.example", "https://evilblueplate.example/", False),
        ("a=1; Path=/; Secure", "http://tips.blueplate.example/", False),
        ("a=1", "https://tips.blueplate.example/staff/wages", True),  # the default path is /staff
        ("a=1", "https://tips.blueplate.example/staffroom", False),  # 5.1.4
        ("a=1; Path=/tips/", "https://tips.blueplate.example/tips/1", True),
        ("a=1; Path=/tips", "https://tips.blueplate.example/tip", False),
    ],
)
def test_a_cookie_goes_where_section_5_8_3_says(line, address, goes):
    assert kept(line).line_for(read_address(address)) == ("a=1" if goes else "")


@pytest.mark.parametrize(
    ("flags", "method", "goes"),
    [
        ("; SameSite=Strict", "GET", False),
        ("; SameSite=Strict", "POST", False),
        ("; SameSite=lax", "GET", True),
        ("; SameSite=lax", "POST", False),
        ("; SameSite=None; Secure", "POST", True),
        ("", "POST", True),  # 5.6.7.2
        ("; SameSite=Sometimes", "POST", True),  # 5.6.7: any other value is the default
    ],
)
def test_a_cookie_goes_across_sites_as_its_flag_says(flags, method, goes):
    cookies = kept(f"a=1; Path=/{flags}")
    assert cookies.line_for(TIPS, method, cross_site=True) == ("a=1" if goes else "")
    assert cookies.line_for(TIPS, method) == "a=1"


def test_a_new_cookie_replaces_the_one_with_the_same_name_domain_and_path():
    cookies = kept("a=1; Path=/", "b=2; Path=/staff", "a=3; Path=/", "b=4; Path=/")
    assert cookies.line_for(TIPS) == "b=2; a=3; b=4"  # the longest path first


@pytest.mark.parametrize(
    ("line", "sent"),
    [
        ("a=2; Path=/", "a=1"),
        ("a=; Path=/; Max-Age=0", "a=1"),
        ("a=2; Path=/staff", "a=1"),
        ("a=2; Path=/; Domain=blueplate.example", "a=1"),
        ("b=2; Path=/", "a=1; b=2"),
    ],
)
def test_plain_http_neither_replaces_nor_hides_a_secure_cookie(line, sent):
    cookies = kept("a=1; Path=/; Secure")  # 5.7, step 16
    cookies.receive(line, read_address("http://tips.blueplate.example/"))
    assert cookies.line_for(TIPS) == sent


@pytest.mark.parametrize(
    ("host", "trusted"),
    [
        ("localhost", True),
        ("tips.localhost", True),
        ("127.1.2.3", True),
        ("[::1]", True),
        ("localhost.example", False),
        ("10.0.0.3", False),
    ],
)
def test_what_is_secure_without_https(host, trusted):
    assert is_secure(read_address(f"http://{host}/")) is trusted


def test_a_copy_of_the_cookies_stays_as_it_was():
    cookies = kept("a=1; Path=/")
    copy = cookies.copy()
    cookies.receive("a=; Max-Age=0; Path=/", TIPS)
    assert (cookies.line_for(TIPS), copy.line_for(TIPS)) == ("", "a=1")


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("beans=4711", "written in plain"),
        ("44711", ""),
        ("eyJiZWFucyI6NDcxMX0.aw0xjQ.XbciFt_R8uyJFrtR_0_yp2H0V3w", "written in base64"),
        ("eyJiIjoiTkRjeE1RPT0ifQ", "written in base64"),  # base64 in JSON in base64
        ("", ""),
    ],
)
def test_what_everybody_can_read_is_found(text, way):
    assert how_to_find_out(4711, [text]) == way


@pytest.mark.parametrize(
    "text",
    [
        f"pepper {hashlib.sha256(b'pepper4711').hexdigest()}",
        hashlib.md5(b"4711").hexdigest().upper(),
        f"salt4:{base64.b64encode(hmac.digest(b'salt4', b'4711', 'sha256')).decode()}",
        generate_password_hash("4711", "pbkdf2:sha256:1000"),
    ],
    ids=["with a word before it", "in capitals", "with a key, as base64", "by Werkzeug"],
)
def test_a_hash_of_one_of_ten_thousand_numbers_is_no_secret(text):
    assert how_to_find_out(4711, [text]) == "found by trying all numbers"
    assert how_to_find_out(4712, [text]) == ""


def test_a_hash_with_a_key_that_is_not_there_is_a_secret():
    text = hmac.digest(b"a key of the server", b"4711", "sha256").hex()
    assert how_to_find_out(4711, [text]) == ""


def test_what_was_made_shorter_is_read_as_well():
    short = base64.urlsafe_b64encode(zlib.compress(b'{"beans":4711}')).decode().rstrip("=")
    assert how_to_find_out(4711, [f".{short}.aw0xjQ.XbciFt"]) == "written in base64"


def shown(address: str, policy: str = "") -> Shown:
    return Shown.of(read_address(address), "", policy)


QUIZ, EVIL = "https://quiz.blueplate.example/7?q=1", "https://evil.example/page"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://tips.blueplate.example/", "https://quiz.blueplate.example/", True),
        ("https://tips.blueplate.example/", "https://tips.blueplate.example:8443/", True),
        ("https://tips.blueplate.example/", "http://tips.blueplate.example/", False),
        ("https://tips.blueplate.example/", "https://evilblueplate.example/", False),
        ("https://tips.blueplate.example/", "https://tips.blueplate.example.evil.example/", False),
        ("http://10.0.0.3/", "http://10.1.0.3/", False),  # an IP address has no labels
    ],
)
def test_a_site_is_scheme_and_registrable_domain(one, other, same):
    assert same_site(read_address(one), read_address(other)) is same


@pytest.mark.parametrize(
    ("page", "policy", "referer", "origin"),
    [
        # Referrer Policy, section 3 and 8.3; Fetch, "append a request `Origin` header"
        (str(TIPS), "", str(TIPS), "https://tips.blueplate.example"),
        (QUIZ, "", "https://quiz.blueplate.example/", "https://quiz.blueplate.example"),
        (QUIZ, "no-referrer", "", "null"),
        (str(TIPS), "no-referrer", "", "null"),
        (QUIZ, "same-origin", "", "null"),
        (str(TIPS), "same-origin", str(TIPS), "https://tips.blueplate.example"),
        (QUIZ, "origin", "https://quiz.blueplate.example/", "https://quiz.blueplate.example"),
        (str(TIPS), "origin", "https://tips.blueplate.example/", "https://tips.blueplate.example"),
        (QUIZ, "unsafe-url", QUIZ, "https://quiz.blueplate.example"),
        (QUIZ, "no-referrer-when-downgrade", QUIZ, "https://quiz.blueplate.example"),
        (
            QUIZ,
            "origin, whatever",
            "https://quiz.blueplate.example/",
            "https://quiz.blueplate.example",
        ),
    ],
)
def test_a_form_says_where_it_comes_from_as_the_policy_of_its_page_asks(
    page, policy, referer, origin
):
    assert referer_header(TIPS, shown(page, policy)) == referer
    assert origin_header("POST", TIPS, shown(page, policy)) == origin


def test_a_form_that_leads_from_https_to_http_hides_where_it_comes_from():
    target = read_address("http://tips.blueplate.example/")
    assert referer_header(target, shown(QUIZ)) == ""
    assert origin_header("POST", target, shown(QUIZ)) == "null"


def test_https_hides_from_plain_http_also_where_that_is_trusted():
    target = read_address("http://localhost/")
    assert referer_header(target, shown(QUIZ)) == ""
    assert referer_header(read_address("http://shop.example/"), shown("http://localhost/7")) != ""


@pytest.mark.parametrize(
    ("html", "policy"),
    [
        (NO_REFERRER, "no-referrer"),
        ('<META NAME="REFERRER" CONTENT="never">', "no-referrer"),
        ('<meta name="referrer" content="always">', "unsafe-url"),
        ('<meta name="referrer" content="whatever">', "origin"),
    ],
)
def test_a_page_says_its_policy_after_its_header(html, policy):
    assert Shown.of(TIPS, html, "origin").policy == policy


@pytest.mark.parametrize(
    ("fields", "sent"),
    [
        ("<textarea name=a>\n1\n2\r\n3</textarea>", [("a", "1\r\n2\r\n3")]),
        ("<select name=a><option selected>1<option selected>2</select>", [("a", "2")]),
        ("<select name=a><option>1<option selected disabled>2</select>", []),
        ("<select name=a><option> 1  2 </select>", [("a", "1 2")]),
    ],
)
def test_the_fields_of_a_form_are_what_a_browser_makes_of_them(fields, sent):
    form = Page(BeautifulSoup(f"<form>{fields}</form>", "html.parser"), "/").forms[0]
    assert form.fields() == sent


def test_get_has_no_origin_and_a_typed_address_has_neither():
    assert origin_header("GET", TIPS, shown(QUIZ)) == ""
    assert (origin_header("GET", TIPS, None), referer_header(TIPS, None)) == ("", "")


@pytest.mark.parametrize(
    ("urls", "page", "said"),
    [
        # Fetch Metadata, section 2.3, and the chain of redirects in section 4.1
        (["https://tips.blueplate.example/"], None, "none"),
        (["https://tips.blueplate.example/"], str(TIPS), "same-origin"),
        (["https://tips.blueplate.example/"], QUIZ, "same-site"),
        (["https://tips.blueplate.example/"], EVIL, "cross-site"),
        (["https://tips.blueplate.example:8443/"], str(TIPS), "same-site"),
        (["https://quiz.blueplate.example/", str(TIPS)], str(TIPS), "same-site"),
        (["https://evil.example/", str(TIPS)], str(TIPS), "cross-site"),
    ],
)
def test_sec_fetch_site_tells_the_farthest_of_all_addresses(urls, page, said):
    urls = [read_address(url) for url in urls]
    assert fetch_site(urls, shown(page) if page else None) == said


@pytest.fixture
def house() -> Flask:
    """An app that says what it was sent, and has a form."""
    app = Flask(__name__)

    @app.get("/")
    def home():
        response = make_response('<form method="post" action="/echo"><input name="a">')
        for flag in ("Strict", "Lax", "None"):
            response.set_cookie(flag.lower(), "1", samesite=flag, secure=True)
        return response

    @app.route("/echo", methods=["GET", "POST"])
    def echo():
        return {"cookies": sorted(request.cookies), "form": request.form, **request.headers}

    @app.post("/moved")
    def moved():
        return redirect("/echo")

    return app


HOME = "https://tips.blueplate.example/"


def test_a_form_elsewhere_is_sent_with_what_the_browser_knows(house):
    person = Visitor(house, HOME)
    person.open(HOME)
    person.look_at(EVIL, form_to(f"{HOME}echo", a='"1"'))
    said = person.send("/echo").json
    assert (said["cookies"], said["form"]) == (["none"], {"a": '"1"'})
    assert (said["Origin"], said["Sec-Fetch-Site"]) == ("https://evil.example", "cross-site")
    person.look_at(QUIZ, NO_REFERRER + form_to(f"{HOME}echo"))
    said = person.send("/echo").json
    assert said["cookies"] == ["lax", "none", "strict"]
    assert (said["Origin"], said["Sec-Fetch-Site"], "Referer" in said) == (
        "null",
        "same-site",
        False,
    )


def test_a_redirect_is_followed_with_get_and_still_comes_from_elsewhere(house):
    person = Visitor(house, HOME)
    person.open(HOME)
    person.look_at(EVIL, form_to(f"{HOME}moved"))
    assert person.send("/moved").status_code in (302, 303)
    said = json.loads(person.page.html)
    assert said["cookies"] == ["lax", "none"]
    assert (said["Sec-Fetch-Site"], "Origin" in said) == ("cross-site", False)


def test_a_form_of_the_page_itself_is_of_the_same_origin_also_in_another_tab(house):
    person = Visitor(house, HOME)
    tab = person.another_tab()
    person.open(HOME)
    tab.open(HOME)
    said = tab.send("/echo", a="2").json
    assert said["cookies"] == ["lax", "none", "strict"]
    assert (said["form"], said["Referer"]) == ({"a": "2"}, HOME)
    assert (said["Origin"], said["Sec-Fetch-Site"]) == (HOME.rstrip("/"), "same-origin")


def test_an_older_browser_sends_no_metadata_nor_does_any_over_plain_http(house):
    person = Visitor(house, HOME, metadata=False)
    person.open(HOME)
    assert not any(name.startswith("Sec-") for name in person.send("/echo").json)
    person = Visitor(house, "http://tips.blueplate.example/")
    person.open("http://tips.blueplate.example/echo")
    assert not any(name.startswith("Sec-") for name in json.loads(person.page.html))


def test_a_page_without_such_a_form_breaks_a_promise(house):
    person = Visitor(house, HOME)
    person.look_at(EVIL, form_to("https://evil.example/echo"))
    with pytest.raises(AssertionError, match="a form that leads to /echo"):
        person.send("/echo")


def test_a_phone_keeps_cookies_and_its_copy_does_not_follow_it():
    app = Flask(__name__)

    @app.post("/<word>")
    def bring(word):
        said = {"on": "a=1; Path=/", "off": "a=; Max-Age=0; Path=/"}
        return "", 204, {"Set-Cookie": said[word]}

    @app.get("/")
    def look():
        return request.headers.get("Cookie", "none")

    phone = Phone(app)
    phone.post("/on")
    copy = phone.copy()
    phone.post("/off")
    assert (phone.get("/").text, copy.get("/").text, copy.cookies) == ("none", "a=1", ["1"])
