"""The place is given back when the request ends, and that is what teardown_request is for.

Tempting because teardown functions run also after an error. But they run before the first byte of a
stream is sent. Each place is free again at once, and nothing is bounded.

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
from flask import g
from flask import request
from flask import Response

MENU = {"pea soup": 9, "fish pie": 16, "apple pie": 11}


def create_app(config=None):
    """Make the app. It is served by four threads."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})
    board = Board()
    places = BoundedSemaphore(2)

    @app.teardown_request
    def give_back(error):
        if g.pop("has_a_place", False):
            places.release()

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
        if not places.acquire(blocking=False):
            return "All places are taken.\n", 503, {"Retry-After": "30"}
        g.has_a_place = True
        return Response(stream(seen), mimetype="text/event-stream")

    return app
