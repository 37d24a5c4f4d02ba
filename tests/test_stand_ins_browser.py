"""Stand-ins for a browser and what it keeps, held against the sections of their standards."""

import base64
import hashlib
import hmac
import zlib

import pytest
from werkzeug.security import generate_password_hash

from dojo.suite.address import read_address
from dojo.suite.cookies import Cookies
from dojo.suite.in_the_open import how_to_find_out

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
        ("a=1; Max-Age=0; Path=/", ""),
        ("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/", ""),
        ("a=1; Path=/; SameSite=None", ""),  # 5.7, step 19
        ("a=1; Path=/; SameSite=None; Secure", "a=1"),
        ("__Secure-a=1; Path=/", ""),  # 5.7, step 20
        ("__host-a=1; Secure", ""),  # 5.7, step 21, whatever the case
        ("__Host-a=1; Secure; Path=/", "__Host-a=1"),
        ("__Host-a=1; Secure; Path=/; Domain=blueplate.example", ""),
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
