"""What the take-away counter relies on: each order is taken, thanked for, and nothing else is."""

from urllib.parse import urljoin
from urllib.parse import urlsplit

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import REQUEST
from dojo.suite import short
from dojo.suite import STATUS

ERRANDS = {
    "eel for Jon": ("/orders", {"guest": "Jon", "dish": "eel & dill", "portions": "19"}),
    "粥 for Zoë": ("/orders", {"guest": "Zoë <3 O'Hara", "dish": "粥", "portions": "1"}),
    "a voucher for Ann": ("/vouchers", {"name": "Ann", "amount": "200"}),
    "a voucher for two": ("/vouchers", {"name": 'the "two" & only', "amount": "5"}),
}
EACH = pytest.mark.parametrize("what", ERRANDS)

JON = {"guest": "Jon", "dish": "粥", "portions": "3"}
ANN = {"name": "O'Hara & <Söhne>", "amount": "50"}
WRONG = {
    "no name": ("/orders", {**JON, "guest": ""}),
    "a name of blanks": ("/orders", {**JON, "guest": "  "}),
    "a dish that is not on the menu": ("/orders", {**JON, "dish": "swan"}),
    "no dish": ("/orders", {**JON, "dish": ""}),
    "no number of portions": ("/orders", {**JON, "portions": ""}),
    "a word for a number": ("/orders", {**JON, "portions": 'three "big" <ones>'}),
    "half a portion": ("/orders", {**JON, "portions": "0.5"}),
    "no portions": ("/orders", {**JON, "portions": "0"}),
    "fewer than none": ("/orders", {**JON, "portions": "-2"}),
    "too many portions": ("/orders", {**JON, "portions": "21"}),
    "a voucher for nobody": ("/vouchers", {**ANN, "name": ""}),
    "a voucher for a word": ("/vouchers", {**ANN, "amount": "much"}),
    "a voucher for too little": ("/vouchers", {**ANN, "amount": "4"}),
    "a voucher for too much": ("/vouchers", {**ANN, "amount": "201"}),
}


class Counter:
    """A counter that keeps a book of all that it is told."""

    def __init__(self):
        self.book, self.orders, self.vouchers = [], {}, {}

    def menu(self):
        return ["eel & dill", "粥", "bread"]

    def take_order(self, guest, dish, portions):
        self.book.append((guest, dish, str(portions)))
        self.orders[number := 7300 + len(self.book)] = {
            "guest": guest,
            "dish": dish,
            "portions": portions,
        }
        return number

    def order(self, number):
        return self.orders.get(number)

    def sell_voucher(self, name, amount):
        self.book.append((name, str(amount)))
        self.vouchers[code := f"K-{6400 + len(self.book)}z"] = {"name": name, "amount": amount}
        return code

    def voucher(self, code):
        return self.vouchers.get(code)


class Browser:
    """A browser without scripts. It goes where it is sent, and reloads what it shows at last."""

    def __init__(self, client):
        self.client, self.last, self.answers = client, None, []

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
            self.answers.append(response)
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


@EACH
def test_a_form_that_was_sent_is_at_the_counter_at_once(client, counter, what):
    address, fields = ERRANDS[what]
    response = fill_in(client, address, fields)
    done = f"A form was sent ({what})."
    due = [tuple(fields.values())]
    promise(counter.book == due, done, f"noted: {due}", f"noted: {counter.book}", response, REQUEST)


@EACH
def test_whoever_sent_a_form_is_thanked_for_what_was_in_it(client, counter, what):
    address, fields = ERRANDS[what]
    response = fill_in(Browser(client), address, fields)
    key = next(iter(counter.orders or counter.vouchers), "a number")
    check_thanks(response, f"A form was sent ({what}).", str(key), *fields.values())


@EACH
def test_the_same_words_sent_twice_are_two_orders(client, counter, what):
    browser = Browser(client)
    address, fields = ERRANDS[what]
    fill_in(browser, address, fields)
    response = fill_in(browser, address, fields)
    done = f"A form was filled in and sent ({what}), and then once more in the same words."
    seen = f"{len(counter.book)} at the counter"
    promise(len(counter.book) == 2, done, "2 at the counter", seen, response, REQUEST)
    key = list(counter.orders or counter.vouchers)[1]
    check_thanks(response, done, str(key), *fields.values())


@pytest.mark.parametrize("what", WRONG)
def test_a_form_that_cannot_be_taken_comes_back_as_it_was_filled_in(client, counter, what):
    address, fields = WRONG[what]
    response = fill_in(Browser(client), address, fields)
    done = f"A form was sent with {what}."
    promise(not counter.book, done, "nothing at the counter", f"{counter.book}", response, REQUEST)
    promised = "200 or 4xx, the form again"
    page = expect(response, done).status(200, range(400, 500), promised=promised).page()
    form = next((form for form in page.forms if form.target() == address), None)
    promise(form is not None, done, "the form again", "no such form", response)
    filled = dict(form.fields())
    for name, typed in fields.items():
        if name == "dish" and typed not in counter.menu():
            continue  # cannot be chosen, so it cannot be shown as chosen
        kept = filled.get(name, "").strip() == typed.strip()
        seen = f"{name} is {filled.get(name)!r}"
        promise(kept, done, f"{name} is {typed!r}, as it was filled in", seen, response)


@EACH
def test_no_answer_says_that_an_address_has_moved_for_good(client, what):
    browser = Browser(client)
    fill_in(browser, *ERRANDS[what])
    browser.reload()
    for answer in browser.answers:
        done = f"A form was sent ({what}), and the page that came was reloaded."
        kept = answer.status_code not in (301, 308)
        seen = f"{answer.status}, to {answer.headers.get('Location')}"
        promise(kept, done, "nothing moves for good", seen, answer, STATUS)
