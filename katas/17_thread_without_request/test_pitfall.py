"""What guests were promised: a mail about their own request, whatever becomes of it meanwhile."""

import io
import threading
from collections import Counter
from contextlib import contextmanager

import pytest

from dojo.suite import MeetingPoint
from dojo.suite import promise
from dojo.suite import STATUS

MOMENT = 0.2  # seconds
FROM = "feasts@blueplate.example"
HOST = "http://feasts.blueplate.example:8080"


class Post:
    """A post office on a full evening: nobody gets a turn before the answer is there.

    Whoever lets the answer wait for it gets a turn after a while, since that is not the point here;
    from then on, everybody does at once.
    """

    def __init__(self):
        self.answered, self._changed = threading.Event(), threading.Condition()
        self.answered.set()
        self.under_way, self._gave_up = None, False
        self.meet = lambda: None
        self._mails, self._before, self._served = [], set(threading.enumerate()), set()

    def hold_up(self):
        """Wait for the answer, unless the same request is under way for a moment and another."""
        seen = None
        while not self._gave_up and not self.answered.wait(MOMENT):
            self._gave_up = seen is not None and seen is self.under_way
            seen = self.under_way

    @contextmanager
    def connect(self):
        self.hold_up()
        self.meet()
        yield self
        with self._changed:
            self._served.add(threading.current_thread())
            self._changed.notify_all()

    def send(self, sender, to, text):
        with self._changed:
            self._mails.append({"from": sender, "to": to, "text": text})
            self._changed.notify_all()

    def delivered(self):
        return list(self._mails)

    def wait_for(self, number):
        """Wait until there are so many mails, or nobody who could send one, or for a second.

        Somebody who has begun and had no turn yet may bring one too many, within a moment.
        """
        turns = 50
        with self._changed:
            while turns > 0 and (others := set(threading.enumerate()) - self._before):
                if len(self._mails) >= number:
                    if others <= self._served:
                        break
                    turns = min(turns, 5)
                turns -= 1
                self._changed.wait(0.02)
            return list(self._mails)


@pytest.fixture
def post(monkeypatch):
    """The post office. Threads begin late, as they do when a house is full."""
    post, run = Post(), threading.Thread.run

    def late(thread):
        post.hold_up()
        run(thread)

    monkeypatch.setattr(threading.Thread, "run", late)
    yield post
    post.answered.set()


@pytest.fixture
def config(post):
    return {"POST": post, "FROM": FROM}


@pytest.fixture
def client(app, post):
    """A guest to whom the app is as to a server, which closes each response that it has sent."""
    client = app.test_client()
    send = client.open

    def send_and_read(*args, **options):
        post.under_way = object()
        response = send(*args, **{"base_url": HOST, **options})
        response.get_data()
        response.close()
        post.under_way = None
        return response

    client.open = send_and_read
    return client


def enquire(client, mail, guests, **more):
    return client.post("/enquiries", data={"mail": mail, "guests": str(guests), **more})


def a_note(text, name="note.txt"):
    return io.BytesIO(text.encode()), name


def counted(addresses):
    """How many mails went to whom, in words."""
    numbers = sorted(Counter(addresses).items())
    return "mails: " + ", ".join(f"{n} to {to}" for to, n in numbers) if numbers else "no mail"


def check_mails(post, done, *due):
    """These mails go out once the answer is there, and no others: address, words in the text."""
    post.answered.set()
    mails = post.wait_for(len(due))
    wanted, seen = counted(to for to, _ in due), counted(str(mail["to"]) for mail in mails)
    promise(seen == wanted, done, wanted, seen, mark=STATUS)
    senders = {mail["from"] for mail in mails}
    promise(senders == {FROM}, done, f"mails from {FROM}", f"mails from {senders}", mark=STATUS)
    for to, words in due:
        texts = [mail["text"] for mail in mails if mail["to"] == to]
        missing = [w for w in words if not any(w in text for text in texts)]
        kept = any(all(word in text for word in words) for text in texts)
        said = f"a mail to {to} with {' and '.join(words)}"
        seen = (
            f"{' and '.join(missing)} in no mail" if missing else "these words in different mails"
        )
        promise(kept, done, said, seen, mark=STATUS)


def test_the_confirmation_of_an_enquiry_goes_to_whoever_asked(client, post):
    post.answered.clear()
    for mail, guests in (("", 30), ("nobody@example.org", 0)):
        enquire(client, mail, guests, wishes="never mind")
    done = "Two enquiries were refused. Then Ida's came in, with wishes."
    wishes = 'no nuts for "Hänni",\nplease {number}'
    enquire(client, "ida+party@example.org", 137, wishes=wishes)
    check_mails(post, done, ("ida+party@example.org", ["1", "137", wishes]))
    post.answered.clear()
    done = "Then one came in without wishes, from somebody whose name is written 花子."
    enquire(client, "花子@example.org", 246)
    due = ("花子@example.org", ["2", "246"])
    check_mails(post, done, ("ida+party@example.org", ["137", wishes]), due)


def test_a_change_is_confirmed_with_what_was_written_about_it(client, post):
    enquire(client, "ida@example.org", 137)
    check_mails(post, "Ida's enquiry came in.", ("ida@example.org", ["137"]))
    post.answered.clear()
    client.patch("/enquiries/1", json={"remark": "a change that is refused"})
    remark = "Zoë's aunt, \\ and 花子"
    client.patch("/enquiries/1", json={"guests": 246, "remark": remark})
    done = "Ida's guests became 246, with a remark."
    due = [("ida@example.org", ["137"]), ("ida@example.org", ["1", "246", remark])]
    check_mails(post, done, *due)
    post.answered.clear()
    client.patch("/enquiries/1", json={"guests": 318})
    done = "Then they became 318, without a remark."
    check_mails(post, done, *due, ("ida@example.org", ["318"]))


NOTES = {
    "several lines and scripts": "Zoë: no nuts\n花子: no fish\n",
    "a long note": "bread, " * 90_000 + "and butter",
}


@pytest.mark.parametrize("note", NOTES)
def test_the_note_that_came_with_an_enquiry_is_in_its_mail(client, post, note):
    post.answered.clear()
    sent = a_note(NOTES[note], f"{note}.md")
    enquire(client, "ida@example.org", 137, wishes="see my note", note=sent)
    done = f"Ida's enquiry came in with a note of hers: {note}."
    post.answered.set()
    mails = post.wait_for(1)
    kept = [NOTES[note].strip() in mail["text"] for mail in mails] == [True]
    seen = "a mail without it" if mails else "no mail"
    promise(kept, done, "one mail with all of the note", seen, mark=STATUS)
    check_mails(post, done, ("ida@example.org", ["137", "see my note"]))


def test_requests_that_overlap_are_each_confirmed_with_their_own_words(client, post):
    post.answered.clear()
    post.meet = MeetingPoint(patience=MOMENT).wait
    ida, jon, house = "ida@example.org", "jon@example.org", "https://blueplate.example"
    enquire(client, ida, 137, wishes="by the river", note=a_note("cake at nine"))
    other = {"mail": jon, "guests": "246", "wishes": "under the trees"}
    client.post("/enquiries", data=other, base_url=house)
    enquire(client, ida, 318, wishes="on the roof", note=a_note("and coffee at ten"))
    client.get("/enquiries/3")
    client.patch("/enquiries/1", json={"guests": 459, "remark": "with the choir"}, base_url=house)
    for _ in range(2):
        client.patch("/enquiries/2", json={"guests": 561, "remark": "without the dog"})
    for remark in ("with the cat", "with the hat"):
        client.patch("/enquiries/3", json={"guests": 613, "remark": remark})
    done = "Two guests sent three enquiries and five changes before the first mail went out."
    check_mails(
        post,
        done,
        (ida, ["137", "by the river", "cake at nine", f"{HOST}/enquiries/1"]),
        (jon, ["246", "under the trees", f"{house}/enquiries/2"]),
        (ida, ["318", "on the roof", "and coffee at ten", f"{HOST}/enquiries/3"]),
        (ida, ["459", "with the choir", f"{house}/enquiries/1"]),
        (jon, ["561", "without the dog", f"{HOST}/enquiries/2"]),
        (jon, ["561", "without the dog"]),
        (ida, ["613", "with the cat", f"{HOST}/enquiries/3"]),
        (ida, ["613", "with the hat"]),
    )


def test_the_link_in_a_mail_is_to_the_host_that_the_guest_wrote_to(client, post):
    post.answered.clear()
    enquire(client, "ida@example.org", 137)
    due = [("ida@example.org", ["137", f"{HOST}/enquiries/1"])]
    check_mails(post, f"Ida's enquiry came in at {HOST}.", *due)
    post.answered.clear()
    host = "https://blueplate.example"
    client.patch("/enquiries/1", json={"guests": 246}, base_url=host)
    due.append(("ida@example.org", ["246", f"{host}/enquiries/1"]))
    check_mails(post, f"Ida's guests became 246, at {host}.", *due)
