"""What stands in for a service that falls silent, and for a house with one thread."""

import json
import os
import socket
import threading
from urllib.error import HTTPError
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from flask import Flask

from dojo.http.client import record
from dojo.http.live import serve
from dojo.http.promise import BrokenPromise
from dojo.stand_ins.far_service import FarService
from dojo.stand_ins.one_thread import OneThread

SOON = 0.1  # seconds


@pytest.fixture
def service():
    with FarService() as service:
        yield service


def test_it_answers_what_it_is_told(service):
    service.answers({"trout": 7})
    with urlopen(service.url, timeout=2) as answer:
        assert answer.headers["Content-Type"] == "application/json"
        assert json.load(answer) == {"trout": 7}


def test_it_fails_with_a_status(service):
    service.answers({}, status=500)
    with pytest.raises(HTTPError) as raised:
        urlopen(service.url, timeout=2)
    raised.value.close()
    assert raised.value.code == 500


def test_it_takes_a_call_and_says_nothing(service):
    with pytest.raises(TimeoutError):
        urlopen(service.url, timeout=SOON)
    assert service.was_called()


def test_it_stops_in_the_middle_of_an_answer(service):
    service.falls_silent_in({"trout": 7})
    with urlopen(service.url, timeout=SOON) as answer:
        assert answer.status == 200
        with pytest.raises(TimeoutError):
            answer.read()


def test_a_call_stays_silent_when_later_ones_are_answered(service):
    with socket.create_connection(_address_of(service), timeout=SOON) as silent:
        silent.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert service.was_called()
        service.answers({"trout": 7})
        with urlopen(service.url, timeout=2) as answer:
            assert json.load(answer) == {"trout": 7}
        with pytest.raises(TimeoutError):
            silent.recv(1)


def test_nobody_listens_when_it_is_gone(service):
    service.is_gone()
    with pytest.raises(URLError) as raised:
        urlopen(service.url, timeout=2)
    assert isinstance(raised.value.reason, ConnectionRefusedError)


def test_at_its_end_all_calls_end():
    ended = threading.Event()

    def call(url: str) -> None:
        with pytest.raises(OSError):
            urlopen(url)
        ended.set()

    with FarService() as service:
        caller = threading.Thread(target=call, args=(service.url,), daemon=True)
        caller.start()
        assert service.was_called()
        assert not ended.is_set()
    assert ended.wait(2)


def test_at_its_end_new_sockets_have_the_usual_time_out():
    before = socket.getdefaulttimeout()
    with FarService():
        socket.setdefaulttimeout(2)
    assert socket.getdefaulttimeout() == before


def test_no_proxy_is_asked_for_it(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # nobody listens there
    monkeypatch.setenv("no_proxy", "example.org")
    with FarService() as service:
        service.answers({"trout": 7})
        with urlopen(service.url, timeout=2) as answer:
            assert answer.status == 200
    assert os.environ["no_proxy"] == "example.org"


def test_one_that_nobody_asks_for_does_not_listen():
    threads = threading.active_count()
    with FarService():
        assert threading.active_count() == threads


@pytest.fixture
def house():
    """An app with a view that waits for its bell, served by one thread."""
    app, bell = record(Flask(__name__)), threading.Event()
    app.add_url_rule("/menu", "menu", lambda: "trout")
    app.add_url_rule("/slow", "slow", lambda: str(bell.wait(5)))
    with serve(app, threaded=False) as server, OneThread(server) as guests:
        yield guests, bell
        bell.set()


def test_a_guest_is_served(house):
    guests, _ = house
    assert guests.get("/menu", "A guest asked for the menu.").text == "trout"


def test_nobody_is_served_while_one_guest_waits(house):
    guests, _ = house
    guests.begin("/slow")
    with pytest.raises(BrokenPromise) as raised:
        guests.get("/menu", "Another guest asked for the menu.")
    assert raised.value.done == "Another guest asked for the menu."
    assert raised.value.seen.startswith("none for ")


def test_the_next_guest_is_served_when_the_first_one_has_an_answer(house):
    guests, bell = house
    slow = guests.begin("/slow")
    bell.set()
    assert guests.get("/menu", "Another guest asked for the menu.").text == "trout"
    assert slow.rest().text == "True"


def _address_of(service: FarService) -> tuple[str, int]:
    host, port = service.url.removeprefix("http://").rstrip("/").split(":")
    return host, int(port)
