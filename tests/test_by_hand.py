"""By hand: which `curl` lines are printed, and how they are written."""

import pytest
from flask import Flask
from flask import request
from flask import session

from dojo.http.client import record
from dojo.http.curl import curl_line
from dojo.http.exchange import BODY
from dojo.http.exchange import Exchange
from dojo.http.exchange import recorder
from dojo.http.exchange import STATUS
from dojo.http.replay import lines_by_hand
from dojo.stand_ins.shared_cache import put_in_front


def counting() -> Flask:
    """An app that counts in the session, and remembers who was told of."""
    app = Flask("counting", static_folder=None)
    app.secret_key = "a key that everybody may know"
    told = []

    @app.post("/count")
    def count():
        session["count"] = session.get("count", 0) + 1
        return str(session["count"])

    @app.route("/names/<name>", methods=["GET", "HEAD"])
    def tell(name):
        told.append(name)
        return " ".join(told)

    @app.get("/word")
    def word():
        return request.args.get("word", "nothing")

    return app


def replayed(mark: str, *calls) -> list[str]:
    """The lines for the last of these calls of a test client."""
    recorder.clear()
    client = record(counting()).test_client()
    for call in calls:
        call(client).get_data()
    return lines_by_hand(recorder.exchanges, recorder.last, mark, counting)


def test_requests_that_led_to_it_come_first_with_a_cookie_jar():
    lines = replayed(BODY, lambda c: c.post("/count"), lambda c: c.post("/count"))
    assert lines == [
        "curl -i -X POST -c jar 'http://127.0.0.1:5000/count'",
        "curl -i -X POST -b jar 'http://127.0.0.1:5000/count'",
    ]


def test_a_request_that_only_asks_is_left_out_unless_it_changed_something():
    lines = replayed(BODY, lambda c: c.get("/word"), lambda c: c.get("/names/ann"))
    assert lines == ["curl -i 'http://127.0.0.1:5000/names/ann'"]
    lines = replayed(BODY, lambda c: c.head("/names/ann"), lambda c: c.get("/names/bob"))
    assert len(lines) == 2


def test_what_cannot_be_shown_again_has_no_lines():
    calls = [lambda c: c.post("/count")] * 5
    assert replayed(BODY, *calls) == []


def special_behind_a_cache() -> Flask:
    """An app that lets a cache give the special of one table to all."""
    app = Flask("specials")

    @app.get("/special")
    def special():
        return request.cookies["table"], {"Cache-Control": "max-age=60"}

    put_in_front(app)
    return app


def test_where_a_cache_stands_in_front_the_lines_ask_the_cache():
    recorder.clear()
    app = record(special_behind_a_cache())
    for table in ("7", "8"):
        guest = app.test_client()
        guest.set_cookie("table", table)
        assert guest.get("/special").text == "7"
    told = recorder.exchanges, recorder.last, BODY, special_behind_a_cache
    assert lines_by_hand(*told, recorder.last.origin) == [
        "curl -i -b table=7 'http://127.0.0.1:8080/special'",
        "curl -i -b table=8 'http://127.0.0.1:8080/special'",
    ]


def test_what_another_app_answers_has_no_lines():
    recorder.clear()
    record(counting()).test_client().get("/word?word=soup").get_data()
    assert lines_by_hand(recorder.exchanges, recorder.last, STATUS, lambda: Flask("other")) == []


def test_the_port_is_the_one_that_people_use(monkeypatch):
    monkeypatch.setenv("FLASK_RUN_PORT", "5001")
    (line,) = replayed(STATUS, lambda c: c.get("/word"))
    assert line == "curl -i 'http://127.0.0.1:5001/word'"


ADDRESSES = {
    "/a b": "'http://127.0.0.1:5000/a%20b'",
    "/käse": "'http://127.0.0.1:5000/k%C3%A4se'",
    "/it's": "'http://127.0.0.1:5000/it%27s'",
    "/a?b=1&c=%20": "'http://127.0.0.1:5000/a?b=1&c=%20'",
}


def test_a_cookie_that_no_answer_gave_is_said_in_the_line():
    client = record(counting()).test_client()
    client.set_cookie("guest", "Ann")
    (line,) = replayed(STATUS, lambda _: client.get("/word"))
    assert line == "curl -i -b guest=Ann 'http://127.0.0.1:5000/word'"


@pytest.mark.parametrize("target", ADDRESSES)
def test_addresses_are_percent_encoded(target):
    assert curl_line(Exchange("GET", target, [])).endswith(ADDRESSES[target])


def test_a_body_with_control_characters_moves_no_cursor():
    line = curl_line(Exchange("POST", "/", [("Content-Type", "text/plain")], b"\x1b[2J\n"))
    assert "--data-binary $'\\x1b[2J\\n'" in line


def test_windows_has_its_own_quotation_marks(monkeypatch):
    monkeypatch.setattr("dojo.http.curl.os.name", "nt")
    headers = [("Content-Type", "application/json")]
    line = curl_line(Exchange("POST", "/a?b=1&c=2", headers, b'{"a": 1}'))
    assert line.endswith('"http://127.0.0.1:5000/a?b=1&c=2"')
    assert '"Content-Type: application/json"' in line
    assert "'" not in line
