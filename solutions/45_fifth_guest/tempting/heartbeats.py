"""The connections hang because nothing is sent, so I send a comment now and then.

Tempting because the HTML Standard itself advises a comment every 15 seconds, and many answers add
`X-Accel-Buffering: no`. Both keep a proxy from hanging up. The thread is held as before, and it is
free sooner after a listener has left. Four who stay keep everybody out.

Fails:
- test_four_listen_and_the_fifth_guest_gets_the_menu
- test_forty_want_to_listen_and_the_menu_comes
- test_each_of_six_may_listen_or_is_told_when_to_come_back
- test_all_who_listen_hear_of_a_dish_while_others_want_to
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
        def stream(seen):
            yield ": welcome\n\n"
            while True:
                for number, dish in board.after(seen, timeout=0.2):
                    seen = number
                    yield f"id: {number}\ndata: {dish}\n\n"
                yield ": still here\n\n"

        seen = max(0, request.headers.get("Last-Event-ID", 0, type=int))
        return Response(
            stream(seen), mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"}
        )

    return app
