"""Two may listen, and the others wait until a place is free.

Tempting because a semaphore is used so, with `with` or `acquire()`. But who waits for a place waits in
a thread of the server, and holds it as a listener does.

Fails:
- test_four_listen_and_the_fifth_guest_gets_the_menu
- test_forty_want_to_listen_and_the_menu_comes
- test_each_of_six_may_listen_or_is_told_when_to_come_back
- test_all_who_listen_hear_of_a_dish_while_others_want_to
- test_when_listeners_leave_and_dishes_get_ready_others_get_in
"""

from threading import BoundedSemaphore

from board import Board
from flask import abort
from flask import Flask
from flask import request
from flask import Response

MENU = {"pea soup": 9, "fish pie": 16, "apple pie": 11}


def create_app(config=None):
    """Make the app. It is served by four threads."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    board = Board()
    places = BoundedSemaphore(2)

    @app.get("/menu")
    def menu():
        return MENU

    @app.post("/ready")
    def ready():
        dish = request.form.get("dish")
        if dish not in MENU:
            abort(400, "This dish is not on the menu.")
        return {"number": board.put(dish), "dish": dish}, 201

    @app.get("/news")
    def news():
        def stream(seen):
            yield ": welcome\n\n"
            while True:
                for number, dish in board.after(seen):
                    seen = number
                    yield f"id: {number}\ndata: {dish}\n\n"

        seen = max(0, request.headers.get("Last-Event-ID", 0, type=int))
        places.acquire()
        response = Response(stream(seen), mimetype="text/event-stream")
        response.call_on_close(places.release)
        return response

    return app
