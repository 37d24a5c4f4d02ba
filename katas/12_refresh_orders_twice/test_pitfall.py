"""What guests were promised: a page that thanks can be reloaded, and nothing more comes of it."""

from urllib.parse import urljoin
from urllib.parse import urlsplit

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST
from dojo.suite import short

ERRANDS = {
    "trout for Ida": ("/orders", {"guest": "Ida", "dish": "trout", "portions": "13"}),
    "kale for Zoë": (
        "/orders",
        {"guest": "Zoë O'Hara & <Söhne>", "dish": "Grünkohl & Pinkel", "portions": "19"},
    ),
    "花卷 for 花子": ("/orders", {"guest": "花子", "dish": "花卷", "portions": "20"}),
    "a voucher for Jon": ("/vouchers", {"name": 'Jon "the Fork" Berg', "amount": "195"}),
}
ANOTHER = {
    "/orders": {"guest": "Berta", "dish": "trout", "portions": "17"},
    "/vouchers": {"name": "Berta", "amount": "66"},
}
EACH = pytest.mark.parametrize("what", ERRANDS)


class Counter:
    """A counter that keeps a book of all that it is told."""

    def __init__(self):
        self.book, self.orders, self.vouchers = [], {}, {}

    def menu(self):
        return ["trout", "Grünkohl & Pinkel", "花卷"]

    def take_order(self, guest, dish, portions):
        self.book.append(number := 4021 + len(self.book))
        self.orders[number] = {"guest": guest, "dish": dish, "portions": portions}
        return number

    def order(self, number):
        return self.orders.get(number)

    def sell_voucher(self, name, amount):
        self.book.append(code := f"Xq-{8077 + len(self.book)}")
        self.vouchers[code] = {"name": name, "amount": amount}
        return code

    def voucher(self, code):
        return self.vouchers.get(code)


class Browser:
    """A browser without scripts. It goes where it is sent, and reloads what it shows at last."""

    def __init__(self, client):
        self.client, self.last = client, None

    def get(self, address):
        return self._go("GET", address, {})

    def post(self, address, **form):
        return self._go("POST", address, form)

    def reload(self):
        return self._go(*self.last)

    def _go(self, method, address, form):
        for _ in range(5):
            self.last = method, address, form
            response = self.client.open(address, method=method, **form)
            if response.status_code not in (301, 302, 303, 307, 308):
                break
            url = urlsplit(urljoin(address, response.headers.get("Location", "")))
            address = url.path + (f"?{url.query}" if url.query else "")
            if response.status_code in (301, 302, 303):
                method, form = "GET", {}
        return response


@pytest.fixture
def counter():
    return Counter()


@pytest.fixture
def config(counter):
    return {"COUNTER": counter}


def fill_in(browser, address, fields, page=None):
    """Open the page, unless it is given, fill in the form that leads to `address`, and send it."""
    page = page or expect(browser.get("/"), "The take-away page was opened.").status(200).page()
    form = next((form for form in page.forms if form.target() == address), None)
    promise(form is not None, "The page was opened.", f"a form to {address}", "no such form")
    return form.submit(browser, **fields)


def check_thanks(response, done, *due):
    """The page names all that is due."""
    page = expect(response, done).status(200, promised="200 OK, the page that thanks").page()
    missing = [word for word in due if word not in page.text]
    promised = f"a page that names {', '.join(due)}"
    promise(not missing, done, promised, short(page.text, 120), response)


def one_after_another(what):
    """A form, and one with other words in it: address, fields, and how to tell of it."""
    address, fields = ERRANDS[what]
    yield address, fields, f"A form was sent ({what})"
    yield address, ANOTHER[address], f"A form was sent ({what}), and then one for Berta"


@EACH
def test_reloading_the_page_that_thanks_orders_nothing(client, counter, what):
    browser = Browser(client)
    for due, (address, fields, done) in enumerate(one_after_another(what), 1):
        fill_in(browser, address, fields)
        for times in ("once", "twice", "three times"):
            response = browser.reload()
            again = f"{done}, and the page that came was reloaded {times}."
            seen = f"{len(counter.book)} at the counter"
            kept = len(counter.book) == due
            promise(kept, again, f"{due} at the counter", seen, response, REQUEST)


@EACH
def test_the_page_that_thanks_says_the_same_when_it_is_reloaded(client, counter, what):
    browser = Browser(client)
    address, fields = ERRANDS[what]
    fill_in(browser, address, fields)
    for times in ("once", "twice", "three times"):
        done = f"A form was sent ({what}), and the page that came was reloaded {times}."
        check_thanks(browser.reload(), done, str(counter.book[0]), *fields.values())


@EACH
def test_a_reload_does_not_ask_whether_to_send_the_form_again(client, what):
    browser = Browser(client)
    for address, fields, done in one_after_another(what):
        response = fill_in(browser, address, fields)
        method, last, _ = browser.last
        again = f"{done}, and the page that came is to be reloaded."
        seen = f"it sends {method} {last}, with the form"
        promised = "the browser asks for the page with GET"
        promise(method == "GET", again, promised, seen, response, REQUEST)


@EACH
def test_each_guest_keeps_a_page_of_their_own(app, counter, what):
    mine, yours = Browser(app.test_client()), Browser(app.test_client())
    address, fields = ERRANDS[what]
    fill_in(mine, address, fields)
    other = fill_in(yours, address, ANOTHER[address])
    keys = [str(key) for key in counter.book]
    done = f"A form was sent ({what}), and then one for Berta by somebody else."
    check_thanks(other, done, keys[1], *ANOTHER[address].values())
    for _ in range(2):
        response = mine.reload()
        again = f"{done} The first guest reloaded the page."
        check_thanks(response, again, keys[0], *fields.values())
        expect(response, again).never_says("Berta")
    check_thanks(yours.reload(), f"{done} Both reloaded.", keys[1], *ANOTHER[address].values())


def test_an_order_that_was_put_right_can_be_reloaded_as_well(client, counter):
    browser = Browser(client)
    fields = {"guest": "Ida", "dish": "花卷", "portions": "18"}
    page = expect(
        fill_in(browser, "/orders", {**fields, "portions": "many"}),
        "An order of many portions was sent.",
    ).page()
    fill_in(browser, "/orders", {"portions": "18"}, page)
    done = "An order of many portions was sent, put right to 18, sent again, and reloaded."
    response = browser.reload()
    seen = f"{len(counter.book)} at the counter"
    promise(len(counter.book) == 1, done, "1 at the counter", seen, response, REQUEST)
    check_thanks(response, done, str(counter.book[0]), *fields.values())
