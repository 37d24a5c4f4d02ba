"""What all guests were promised: whoever listens keeps nobody from the menu or from the news."""

from dojo.suite import expect
from dojo.suite import promise


def test_four_listen_and_the_fifth_guest_gets_the_menu(four_threads):
    for _ in range(4):
        four_threads.listen("/news")
    response = four_threads.get("/menu")
    done = "Four guests wanted to listen. Then a fifth asked for the menu."
    expect(response, done).status(200).says("pea soup")


def test_forty_want_to_listen_and_the_menu_comes(four_threads):
    four_threads.all_listen(40, "/news")
    response = four_threads.get("/menu")
    done = "Forty guests wanted to listen. Then somebody asked for the menu."
    expect(response, done).status(200).says("pea soup")


def test_each_of_six_may_listen_or_is_told_when_to_come_back(four_threads):
    for guest in four_threads.all_listen(6, "/news"):
        done = "Six guests wanted to listen. One of them:"
        promised = "a stream, or 503 with Retry-After"
        promise(guest.response is not None, done, promised, "no answer")
        if not guest.is_listening:
            expect(guest.response, done).status(503).header("Retry-After")


def test_all_who_listen_hear_of_a_dish_while_others_want_to(four_threads):
    guests = four_threads.all_listen(6, "/news")
    four_threads.post("/ready", {"dish": "fish pie"})
    done = "Six guests wanted to listen. Then a fish pie got ready."
    for guest in guests:
        if guest.is_listening:
            heard = guest.hear(1)
            promise(heard == ["fish pie"], done, "fish pie", f"{heard}", guest.response)


def test_when_listeners_leave_and_dishes_get_ready_others_get_in(four_threads):
    for day in ("first", "second", "third"):
        for guest in four_threads.all_listen(4, "/news"):
            guest.close()
        for _ in range(50):
            four_threads.post("/ready", {"dish": "pea soup"})
            newcomer = four_threads.listen("/news")
            if newcomer.is_listening:
                break
        done = f"On the {day} day, four guests listened and left. Fifty dishes got ready meanwhile."
        promise(newcomer.is_listening, done, "one more may listen", "503 each time")
        newcomer.close()
