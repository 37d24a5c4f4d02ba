"""A thread of my own waits for the news, and each listener has a queue.

Tempting because most tutorials about server-sent events do so. Now two threads wait for each listener:
the feeder waits for the board, and the thread of the server waits for the queue.

Fails:
- test_four_listen_and_the_fifth_guest_gets_the_menu
- test_forty_want_to_listen_and_the_menu_comes
- test_each_of_six_may_listen_or_is_told_when_to_come_back
- test_all_who_listen_hear_of_a_dish_while_others_want_to
- test_when_listeners_leave_and_dishes_get_ready_others_get_in
"""

from queue import Queue
from threading import Thread

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
        queue = Queue()

        def feed(seen):
            while True:
                for seen, dish in board.after(seen):
                    queue.put((seen, dish))

        def stream(seen):
            Thread(target=feed, args=[seen], daemon=True).start()
            yield ": welcome\n\n"
            while True:
                number, dish = queue.get()
                yield f"id: {number}\ndata: {dish}\n\n"

        seen = max(0, request.headers.get("Last-Event-ID", 0, type=int))
        return Response(stream(seen), mimetype="text/event-stream")

    return app
