"""What guests and the office rely on: enquiries are taken, changed and kept, and nobody waits."""

import io
import threading
from contextlib import contextmanager

import pytest

from dojo.suite import expect
from dojo.suite import NoAnswer
from dojo.suite import promise
from dojo.suite import STATUS

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
PATIENCE = 2.0  # seconds until an answer that is not there counts as waiting for the post office


class Post:
    """A post office that puts lines through when it is open; it keeps no mails."""

    def __init__(self):
        self.is_open = threading.Event()
        self.is_open.set()

    @contextmanager
    def connect(self):
        self.is_open.wait(2 * PATIENCE)
        yield self

    def send(self, sender, to, text):
        pass

    def delivered(self):
        return [{"from": "a@example.org", "to": "zoë@example.org", "text": 'two\nlines, "quoted"'}]


@pytest.fixture
def post():
    post = Post()
    yield post
    post.is_open.set()


@pytest.fixture
def config(post):
    return {"POST": post, "FROM": "kitchen@example.org"}


@pytest.fixture
def client(app):
    """A guest to whom the app is as to a server, which closes each response that it has sent."""
    client = app.test_client()
    send = client.open

    def send_and_read(*args, **options):
        response = send(*args, **options)
        response.get_data()
        response.close()
        return response

    client.open = send_and_read
    return client


def test_an_enquiry_is_taken_and_can_be_looked_at(client):
    notes = {"note": (io.BytesIO(b"under the trees"), "note.txt")}
    for number, more in enumerate(({}, {"wishes": "no nuts"}, notes), 1):
        done = f"Enquiry {number} came in, with {', '.join(more) or 'neither wishes nor a note'}."
        form = {"mail": f"guest{number}@example.org", "guests": f"{number}0"}
        kept = {"number": number, "mail": form["mail"], "guests": int(form["guests"])}
        expect(client.post("/enquiries", data={**form, **more}), done).status(202).json(kept)
        then = f"{done} Then the office looked at it."
        expect(client.get(f"/enquiries/{number}"), then).status(200).json(kept)
    expect(client.get("/enquiries/7"), "Enquiry 7 was looked at; there is none.").status(404)


def test_the_number_of_guests_can_be_changed_of_one_enquiry_alone(client):
    for mail in ("ida@example.org", "jon@example.org"):
        client.post("/enquiries", data={"mail": mail, "guests": "30"})
    done = "The guests of enquiry 2 became 45."
    changed = {"number": 2, "mail": "jon@example.org", "guests": 45}
    expect(client.patch("/enquiries/2", json={"guests": 45}), done).status(202).json(changed)
    expect(client.get("/enquiries/2"), done).status(200).json(changed)
    other = {"number": 1, "mail": "ida@example.org", "guests": 30}
    expect(client.get("/enquiries/1"), done).status(200).json(other)


REFUSED = {
    "no address": {"data": {"guests": "30"}},
    "an empty address": {"data": {"mail": "", "guests": "30"}},
    "no number of guests": {"data": {"mail": "jon@example.org"}},
    "a number of guests in words": {"data": {"mail": "jon@example.org", "guests": "thirty"}},
    "no guests": {"data": {"mail": "jon@example.org", "guests": "0"}},
}
UNCHANGED = {
    "no number": {"remark": "?"},
    "a number in words": {"guests": "ten"},
    "no guests": {"guests": 0},
    "half a guest": {"guests": 1.5},
}


def test_what_cannot_be_understood_is_refused_and_changes_nothing(client):
    client.post("/enquiries", data={"mail": "ida@example.org", "guests": "30"})
    for what, sent in REFUSED.items():
        done = f"An enquiry with {what} came in."
        expect(client.post("/enquiries", **sent), done).status(400)
    for what, sent in UNCHANGED.items():
        done = f"A change of enquiry 1 with {what} came in."
        expect(client.patch("/enquiries/1", json=sent), done).status(400)
    done = "A change of enquiry 2 came in; there is none."
    expect(client.patch("/enquiries/2", json={"guests": 45}), done).status(404)
    kept = {"number": 1, "mail": "ida@example.org", "guests": 30}
    done = "Several requests were refused. Then the office looked at enquiry 1."
    expect(client.get("/enquiries/1"), done).status(200).json(kept)


def test_the_office_sees_the_mails_that_the_post_office_has(client, post):
    response = client.get("/mails")
    expect(response, "The office asked for the mails.").status(200).json(post.delivered())


def test_no_answer_waits_for_the_post_office(app, post, server):
    for what, (method, path, kind, body) in {
        "An enquiry": ("POST", "/enquiries", FORM, b"mail=ida@example.org&guests=30&wishes=all"),
        "A change": ("PATCH", "/enquiries/1", JSON, b'{"guests": 45, "remark": "and a dog"}'),
    }.items():
        done = f"{what} came in over a real line while the post office was shut."
        post.is_open.clear()
        try:
            kind = {"Content-Type": kind}
            with server.guest().start(method, path, kind, body, patience=PATIENCE) as line:
                response = line.head()
                while line.piece():
                    pass  # up to the end, as a browser does before it shows the answer
        except NoAnswer:
            promised = "the answer is there at once"
            promise(False, done, promised, "the answer waited as well", mark=STATUS)
        finally:
            post.is_open.set()
        expect(response, done).status(202)

    form, answers = {"mail": "ida@example.org", "guests": "30"}, []

    def send_all():
        for _ in range(22):
            answers.append(app.test_client().post("/enquiries", data=form))

    post.is_open.clear()
    thread = threading.Thread(target=send_all, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    number = len(answers)
    post.is_open.set()
    done = "22 enquiries came in, one after the other, while the post office was shut."
    seen = f"after {PATIENCE:g} s there were {number} answers: each waited for a while"
    promise(number == 22, done, "the answers are there at once", seen, mark=STATUS)
    for response in answers:
        expect(response, done).status(202)
        response.close()
