"""Each answer waits a moment for news and ends, so no thread is held for long.

Tempting because a thread comes free again, and the browser comes back by itself. With four listeners
nobody notices anything. With forty, ten wait for each thread, and the menu waits behind them.

Fails:
- test_forty_want_to_listen_and_the_menu_comes
- test_each_of_six_may_listen_or_is_told_when_to_come_back
"""

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
        seen = max(0, request.headers.get("Last-Event-ID", 0, type=int))
        events = [f"id: {n}\ndata: {dish}\n\n" for n, dish in board.after(seen, timeout=0.3)]
        return Response("retry: 100\n\n" + "".join(events), mimetype="text/event-stream")

    return app
