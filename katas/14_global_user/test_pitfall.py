"""What every guest was promised: a request is for the guest that it names, and for nobody else."""

import itertools
import threading
from functools import partial

import pytest

from dojo.suite import at_once
from dojo.suite import expect
from dojo.suite import MeetingPoint
from dojo.suite import promise
from dojo.suite import ReadingClient

MENU = {"bread": 3, "mussels": 16, "plum tart": 5, "goulash": 12}
NOBODY = {"greeting": "Hello", "bill": []}
NAMELESS = {"without a name": {}, "with an empty name": {"guest": ""}}


class Terrace:
    """Holds requests up, as a full evening does, so that they meet where a test wants them to."""

    def __init__(self):
        self._wait = lambda: None

    def hold_up(self):
        self._wait()

    def together(self, *requests, stops=99):
        """Send requests at the same time: each begins when the one before it is held up.

        They are held up so many times, all of them together.
        """
        meeting, arrivals = MeetingPoint(len(requests)), itertools.count(1)
        turns = [threading.Event() for _ in requests]
        turns[0].set()

        def wait():
            if (number := next(arrivals)) < len(turns):
                turns[number].set()
            if number <= stops:
                meeting.wait()

        def send(turn, request):
            turn.wait(0.5)
            return request()

        self._wait = wait
        try:
            return at_once(*map(partial(partial, send), turns, requests))
        finally:
            self._wait = lambda: None


class Till:
    """A till that takes its time when the terrace is full, and says nothing when it is down."""

    def __init__(self, terrace):
        self.terrace, self.tickets, self.is_down = terrace, [], False

    def _listen(self):
        self.terrace.hold_up()
        if self.is_down:
            raise ConnectionError("no answer from the till")

    def price(self, dish):
        self._listen()
        return MENU.get(dish)

    def ring_up(self, guest, dish, without, price):
        self._listen()
        self.tickets.append((guest, dish, without, price))

    def bill(self, guest):
        self._listen()
        fields = ("dish", "without", "price")
        return [dict(zip(fields, what, strict=True)) for who, *what in self.tickets if who == guest]


@pytest.fixture
def terrace():
    return Terrace()


@pytest.fixture
def till(terrace):
    return Till(terrace)


@pytest.fixture
def config(till):
    return {"TILL": till}


@pytest.fixture
def app(make_app, terrace):
    app = make_app()
    app.test_client_class = ReadingClient
    app.before_request(terrace.hold_up)
    return app


def order(client, guest, dish, **more):
    return client.post("/orders", data={"guest": guest, "dish": dish, **more})


def answer(guest, dish, without=""):
    return {"guest": guest, "dish": dish, "without": without, "price": MENU[dish]}


def check_tickets(till, done, *answers):
    """The till has rung up these orders, in whatever sequence, and no others."""
    due = sorted((tuple(a.values()) for a in answers), key=str)
    seen = sorted(till.tickets, key=str)
    promise(due == seen, done, f"rung up: {due}", f"{seen}")


def test_two_guests_who_order_at_once_each_get_their_own(app, till, terrace):
    ida, jon = app.test_client(), app.test_client()
    to_ida, to_jon = terrace.together(
        lambda: order(ida, "Ida", "mussels", without="cream"),
        lambda: order(jon, "Jon", "goulash", without="onions"),
    )
    due = answer("Ida", "mussels", "cream"), answer("Jon", "goulash", "onions")
    done = "Ida and Jon ordered at the same time. This is the answer to"
    expect(to_ida, f"{done} Ida.").status(201).json(due[0])
    expect(to_jon, f"{done} Jon.").status(201).json(due[1])
    check_tickets(till, "Ida and Jon ordered at the same time.", *due)


def test_two_guests_who_are_greeted_at_once_hear_their_own_names(app, till, terrace):
    order(app.test_client(), "Jon", "bread")
    ida, jon = app.test_client(), app.test_client()
    to_ida, to_jon = terrace.together(
        lambda: ida.get("/welcome?guest=Ida"),
        lambda: jon.get("/welcome?guest=Jon"),
    )
    bill = [{"dish": "bread", "without": "", "price": 3}]
    done = "Ida and Jon opened the welcome screen at the same time. This is the answer to"
    expect(to_ida, f"{done} Ida.").status(200).json({"greeting": "Hello, Ida", "bill": []})
    expect(to_jon, f"{done} Jon.").status(200).json({"greeting": "Hello, Jon", "bill": bill})
    to_ida, to_jon = terrace.together(
        lambda: order(ida, "Ida", "mussels", without="cream"),
        lambda: jon.get("/welcome?guest=Jon"),
        stops=4,
    )
    done = "Ida ordered and Jon opened the welcome screen at the same time. This is the answer to"
    expect(to_ida, f"{done} Ida.").status(201).json(answer("Ida", "mussels", "cream"))
    expect(to_jon, f"{done} Jon.").status(200).json({"greeting": "Hello, Jon", "bill": bill})
    done = "Jon ordered. Then Ida did, while Jon opened the welcome screen."
    check_tickets(till, done, answer("Jon", "bread"), answer("Ida", "mussels", "cream"))


def test_a_full_terrace_orders_at_once_and_each_dish_finds_its_guest(app, till, terrace):
    orders = [
        {"guest": "Zoë", "dish": "plum tart", "without": "cinnamon"},
        {"guest": "ida", "dish": "bread"},
        {"guest": "花子", "dish": "mussels", "without": "wine"},
        {"guest": "Ida", "dish": "bread", "without": ""},
        {"guest": "Zoë", "dish": "plum tart"},
    ]
    responses = terrace.together(*(partial(order, app.test_client(), **sent) for sent in orders))
    due = [answer(**sent) for sent in orders]
    done = "Five orders were sent at the same time."
    for response, wanted in zip(responses, due, strict=True):
        said = f"{done} This is the answer to {wanted['guest']}'s order, {wanted['dish']}."
        expect(response, said).status(201).json(wanted)
    check_tickets(till, done, *due)


def test_whoever_gives_no_name_is_not_taken_for_the_guest_before(app, till):
    order(app.test_client(), "Ida", "mussels")
    next_one = app.test_client()
    for what, nameless in NAMELESS.items():
        response = next_one.get("/welcome", query_string=nameless)
        done = f"Ida had ordered. Then another tablet's welcome screen was opened {what}."
        expect(response, done).status(200).json(NOBODY)
        done = f"Ida had ordered. Then another tablet sent an order {what}."
        response = next_one.post("/orders", data={"dish": "goulash", **nameless})
        expect(response, done).status(400)
    check_tickets(till, done, answer("Ida", "mussels"))


def test_a_tablet_that_is_handed_on_keeps_nothing_of_the_guest_before(client, till):
    order(client, "Ida", "mussels", without="cream")
    done = "Ida ordered, without cream, and handed the tablet to Jon, who ordered a plum tart."
    response = order(client, "Jon", "plum tart")
    expect(response, done).status(201).json(answer("Jon", "plum tart"))
    done = "Jon ordered and handed the tablet to somebody who gave no name."
    expect(client.get("/welcome"), done).status(200).json(NOBODY)
    expect(client.post("/orders", data={"dish": "bread"}), done).status(400)
    check_tickets(till, done, answer("Ida", "mussels", "cream"), answer("Jon", "plum tart"))


def test_what_is_left_out_of_one_dish_is_not_left_out_of_the_next(app, till):
    order(app.test_client(), "Ida", "mussels", without="cream")
    done = "Ida ordered mussels without cream. Then"
    goulash = f"{done} Jon ordered goulash from another tablet."
    response = order(app.test_client(), "Jon", "goulash")
    expect(response, goulash).status(201).json(answer("Jon", "goulash"))
    tart = f"{done} she ordered a plum tart as it is, from another tablet."
    response = order(app.test_client(), "Ida", "plum tart")
    expect(response, tart).status(201).json(answer("Ida", "plum tart"))
    due = answer("Ida", "mussels", "cream"), answer("Jon", "goulash"), answer("Ida", "plum tart")
    check_tickets(till, tart, *due)


IDA = {"guest": "Ida", "without": "cream"}
CAME_TO_NOTHING = {
    "an order for a dish that is not on the menu": ("POST", "/orders", {"dish": "swan"}),
    "an order while the till was down": ("POST", "/orders", {"dish": "bread"}),
    "an order to an address that is not there": ("POST", "/order", {"dish": "bread"}),
    "HEAD to the welcome screen": ("HEAD", "/welcome?guest=Ida&without=cream", {}),
    "OPTIONS to the orders": ("OPTIONS", "/orders?guest=Ida&without=cream", {}),
}


@pytest.mark.parametrize("what", CAME_TO_NOTHING)
def test_a_request_that_came_to_nothing_leaves_nothing_behind(app, till, what):
    method, address, fields = CAME_TO_NOTHING[what]

    def come_to_nothing():
        till.is_down = "down" in what
        app.test_client().open(address, method=method, data={**IDA, **fields})
        till.is_down = False

    done = f"Ida had sent {what}. Then another tablet"
    come_to_nothing()
    response = app.test_client().get("/welcome")
    expect(response, f"{done} opened the welcome screen.").status(200).json(NOBODY)
    come_to_nothing()
    response = order(app.test_client(), "Jon", "goulash")
    expect(response, f"{done} sent Jon's order.").status(201).json(answer("Jon", "goulash"))
    check_tickets(till, f"{done} sent Jon's order.", answer("Jon", "goulash"))
