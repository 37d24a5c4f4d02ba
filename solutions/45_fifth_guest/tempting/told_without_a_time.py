"""No place is free, so I answer with an error.

Tempting because the menu comes now, and each place is given back. But 429 says that this guest sent too
much, and nobody is told when to come back: there is no `Retry-After`.

Fails:
- test_each_of_six_may_listen_or_is_told_when_to_come_back
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
        if not places.acquire(blocking=False):
            abort(429)
        response = Response(stream(seen), mimetype="text/event-stream")
        response.call_on_close(places.release)
        return response

    return app
