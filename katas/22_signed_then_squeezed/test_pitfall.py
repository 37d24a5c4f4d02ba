"""What the shops were promised: a signature fits what travels, whatever was done to it before."""

import hmac
import json
import zlib
from functools import partial

import pytest

from dojo.suite import at_once
from dojo.suite import expect
from dojo.suite import MeetingPoint
from dojo.suite import promise
from dojo.suite import short

KEY = "c35a18e7 – süß"
STAMP = "# The Blue Plate. Prices are without tax."
PRICES = {"Quittengelee": 7, "柚子胡椒": 14, "pickled plums & ginger": 9}

SAID = {"its prices": PRICES, "one price": {"塩": 1}}
SAID_AT_LENGTH = SAID | {"a price, with a long name": {"mustard with " * 5500: 8}}

TAKES_GZIP = ["gzip", "gzip, deflate, br, zstd"]
EITHER_WAY = {"takes no gzip": None, "takes gzip": "gzip, deflate"}


class Office:
    """An office that knows what things cost, unless it is closed. Two who ask may have to meet."""

    def __init__(self):
        self.is_open, self.says, self.meet = True, PRICES, lambda: None

    def prices(self):
        self.meet()
        if not self.is_open:
            raise ConnectionError("the office does not answer")
        return dict(self.says)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def config(office):
    return {"KEY": KEY, "PRICES": office.prices}


def ask(client, target, takes=None, method="GET", **options):
    """Send a request whose Accept-Encoding is this, or that has none."""
    headers = {} if takes is None else {"Accept-Encoding": takes}
    return client.open(target, method=method, headers=headers, **options)


def signature_of(body):
    """The signature that fits these bytes."""
    return hmac.new(KEY.encode(), body, "sha256").hexdigest()


def unpacked(body):
    """What is packed in a body, and the bytes that follow; None when it does not begin with gzip.

    Gzip may consist of several members (RFC 1952, section 2.2).
    """
    text, rest = b"", body
    while rest:
        member = zlib.decompressobj(wbits=31)
        try:
            found = member.decompress(rest) + member.flush()
        except zlib.error:
            break
        if not member.eof:
            break
        text, rest = text + found, member.unused_data
    return (text, rest) if rest != body else None


def what_it_fits(signature, body):
    """In words, what a signature fits."""
    stamp = f"{STAMP}\n".encode()
    guesses = {"it fits the body without the stamp": body.removesuffix(stamp)}
    if packed := unpacked(body):
        text = packed[0]
        guesses["it fits the unpacked body"] = text
        guesses["it fits the unpacked body without the stamp"] = text.removesuffix(stamp)
    found = (words for words, guess in guesses.items() if signature_of(guess) == signature)
    return next(found, "it does not fit")


def check_signature(response, done):
    """There is one signature, and it fits the bytes of the body, as they came."""
    expect(response, done).header("Price-Signature")
    signatures, body = response.headers.getlist("Price-Signature"), response.get_data()
    promised = "Price-Signature fits the bytes of the body, as they came"
    if signatures != [signature_of(body)]:
        several = f"{len(signatures)} signatures" if len(signatures) > 1 else ""
        seen = several or what_it_fits(signatures[0], body)
        promise(False, done, promised, seen, response, "Price-Signature")
    length = response.headers.get("Content-Length")
    kept = length is None or int(length) == len(body)
    promise(kept, done, f"{length} bytes", f"{len(body)} bytes", response, "Content-Length")


def text_of(response, done, takes):
    """The text of an answer, unpacked if it was to be packed."""
    body = response.get_data()
    if takes is None:
        expect(response, done).no_header("Content-Encoding")
    else:
        expect(response, done).header("Content-Encoding", "gzip")
        text, rest = unpacked(body) or (None, b"")
        said = "gzip from the first byte to the last"
        promise(text is not None, done, said, "a body that is not gzip", response)
        seen = f"{len(body) - len(rest)} bytes of gzip, then {len(rest)} others"
        promise(not rest, done, said, seen, response)
        body = text
    return body.decode()


def check_stamped(text, done, response):
    """The stamp is the last line, and only the last one. Returns the lines before it."""
    *lines, last = text.splitlines() or [""]
    promise(last == STAMP, done, "the stamp as the last line", short(last), response)
    promise(STAMP not in lines, done, "one stamp", "more than one", response)
    return lines


@pytest.mark.parametrize("takes", TAKES_GZIP)
def test_a_packed_list_is_signed_as_it_travels(client, office, takes):
    for what, office.says in SAID.items():
        done = f"The office said {what}. A shop that takes gzip asked for /prices."
        response = ask(client, "/prices", takes)
        expect(response, done).status(200).header("Content-Encoding", "gzip")
        check_signature(response, done)
        got = json.loads(text_of(response, done, takes))
        promise(got == office.says, done, "what the office says", short(str(got)), response)


def test_a_stamped_list_is_signed_with_its_stamp(client, office):
    for what, office.says in SAID_AT_LENGTH.items():
        done = f"The office said {what}. A shop that takes no gzip asked for /prices.csv."
        response = ask(client, "/prices.csv")
        check_signature(response, done)
        expect(response, done).status(200).media_type("text/csv")
        lines = check_stamped(text_of(response, done, None), done, response)
        due = ["article,price", *(f"{article},{price}" for article, price in office.says.items())]
        seen = short(" / ".join(lines))
        promise(lines == due, done, short(" / ".join(due)), seen, response)


def test_a_stamped_list_can_be_unpacked_and_is_the_same(client, office):
    takes = "gzip, deflate, br, zstd"
    for what, office.says in SAID_AT_LENGTH.items():
        plain = ask(client, "/prices.csv").get_data(as_text=True)
        done = f"The office said {what}. A shop that takes gzip asked for /prices.csv."
        response = ask(client, "/prices.csv", takes)
        expect(response, done).status(200).media_type("text/csv")
        text = text_of(response, done, takes)
        check_stamped(text, done, response)
        promise(text == plain, done, "what others get unpacked", short(text), response)


@pytest.mark.parametrize("takes", TAKES_GZIP)
def test_a_list_that_is_stamped_and_packed_is_signed_as_it_travels(app, client, office, takes):
    for what, office.says in SAID.items():
        done = f"The office said {what}. A shop that takes gzip asked for /prices.csv."
        response = ask(client, "/prices.csv", takes)
        expect(response, done).status(200).header("Content-Encoding", "gzip")
        check_signature(response, done)
    office.meet = MeetingPoint().wait
    shops = {f"takes {takes}": takes, "takes no gzip": None}
    calls = [partial(ask, app.test_client(), "/prices.csv", shop) for shop in shops.values()]
    for shop, response in zip(shops, at_once(*calls), strict=True):
        done = f"Two shops asked for /prices.csv at once. This is for the one that {shop}."
        if shops[shop]:
            expect(response, done).header("Content-Encoding", "gzip")
        else:
            expect(response, done).no_header("Content-Encoding")
        check_signature(response, done)


@pytest.mark.parametrize("shop", EITHER_WAY)
def test_an_order_is_confirmed_with_stamp_and_signature(client, shop):
    takes = EITHER_WAY[shop]
    for number, (article, price) in enumerate(PRICES.items(), start=1):
        done = f"A shop that {shop} ordered 3 x {article}; it was order {number}."
        form = {"article": article, "count": "3"}
        response = ask(client, "/orders", takes, "POST", data=form)
        expect(response, done).status(201).media_type("text/plain")
        expect(response, done).listed("Vary", "Accept-Encoding")
        lines = check_stamped(text_of(response, done, takes), done, response)
        due = [f"Order {number}: 3 x {article}, {3 * price}"]
        promise(lines == due, done, due[0], short(" / ".join(lines)), response)
        check_signature(response, done)


WRONG = {
    "sent an order for something that is not sold": (400, "POST", "/orders", {"article": "swan"}),
    "asked for an address that is not there": (404, "GET", "/preise", None),
    "cancelled an order that there is not": (404, "DELETE", "/orders/4711", None),
    "sent a method that the address does not have": (405, "PUT", "/prices.csv", None),
    "asked for /prices, and the office did not answer": (500, "GET", "/prices", None),
    "ordered, and the office did not answer": (500, "POST", "/orders", {"article": "salt"}),
}


@pytest.mark.parametrize("shop", EITHER_WAY)
def test_what_goes_wrong_is_signed_as_it_travels(client, office, shop):
    takes = EITHER_WAY[shop]
    for what, (status, method, address, form) in WRONG.items():
        office.is_open = "office" not in what
        done = f"A shop that {shop} {what}."
        response = ask(client, address, takes, method, data=form)
        expect(response, done).status(status).media_type("text/plain")
        expect(response, done).listed("Vary", "Accept-Encoding")
        check_stamped(text_of(response, done, takes), done, response)
        check_signature(response, done)
