"""The Blue Plate: two may listen, and each thread writes every five seconds.

So it notices within a few seconds that a listener has left, also when no dish gets ready.
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
                for number, dish in board.after(seen, timeout=5):
                    seen = number
                    yield f"id: {number}\ndata: {dish}\n\n"
                yield ": still here\n\n"

        seen = max(0, request.headers.get("Last-Event-ID", 0, type=int))
        if not places.acquire(blocking=False):
            return "All places are taken.\n", 503, {"Retry-After": "30"}
        response = Response(stream(seen), mimetype="text/event-stream")
        response.call_on_close(places.release)
        return response

    return app
