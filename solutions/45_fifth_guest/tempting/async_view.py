"""An async view does not hold its thread while it waits.

Tempting because that is what `async` is for. In Flask, `async def` starts an event loop in the thread
that serves the request. The thread waits for that loop, and then for the stream as before.

Fails:
- test_four_listen_and_the_fifth_guest_gets_the_menu
- test_forty_want_to_listen_and_the_menu_comes
- test_each_of_six_may_listen_or_is_told_when_to_come_back
- test_all_who_listen_hear_of_a_dish_while_others_want_to
- test_when_listeners_leave_and_dishes_get_ready_others_get_in
"""

import asyncio

from board import Board
from flask import abort
from flask import Flask
from flask import request
from flask import Response

MENU = {"pea soup": 9, "fish pie": 16, "apple pie": 11}


class BluePlate(Flask):
    """Runs async views with asyncio alone. Flask itself would want asgiref for it."""

    def async_to_sync(self, func):
        return lambda *args, **kwargs: asyncio.run(func(*args, **kwargs))


def create_app(config=None):
    """Make the app. It is served by four threads."""
    app = BluePlate(__name__)
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
    async def news():
        def stream(seen):
            yield ": welcome\n\n"
            while True:
                for number, dish in board.after(seen):
                    seen = number
                    yield f"id: {number}\ndata: {dish}\n\n"

        seen = max(0, request.headers.get("Last-Event-ID", 0, type=int))
        return Response(stream(seen), mimetype="text/event-stream")

    return app
