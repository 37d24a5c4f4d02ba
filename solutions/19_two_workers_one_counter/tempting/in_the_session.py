"""The session goes with the guest to every worker, so it can carry the count.

Tempting because it does, and because no worker has to keep anything. But it is the count of one
browser: every guest draws number 1, and the cook's browser, which has drawn nothing, calls nobody.

Fails:
- test_each_window_hands_out_a_row_of_its_own
- test_numbers_are_called_in_the_order_of_the_row
- test_nobody_is_called_where_nobody_waits
- test_two_workers_hand_out_one_row_of_numbers
- test_a_number_that_one_worker_gave_is_called_at_the_other
- test_a_guest_who_is_held_up_shares_no_number_with_another
- test_two_guests_at_the_same_moment_share_no_number
- test_counting_goes_on_when_the_worker_is_started_anew
- test_a_worker_that_is_held_up_shares_no_number_with_another
"""

from flask import abort
from flask import Flask
from flask import request
from flask import session

WINDOWS = ("street", "yard", "quay")


def create_app(config=None):
    """Make the app of one worker."""
    app = Flask(__name__)
    app.config["SECRET_KEY"] = "the key of the take-away"
    app.config.from_mapping(config or {})

    def known(window):
        if window not in WINDOWS:
            abort(404, "There is no such window.")
        return window

    def count(what, window):
        return session.get(f"{what} {window}", 0)

    @app.post("/tickets")
    def draw():
        window = known(request.form.get("window"))
        number = session[f"drawn {window}"] = count("drawn", window) + 1
        return {"window": window, "number": number}, 201

    @app.post("/calls")
    def call():
        window = known(request.form.get("window"))
        if count("called", window) == count("drawn", window):
            abort(409, "Nobody is waiting at this window.")
        number = session[f"called {window}"] = count("called", window) + 1
        return {"window": window, "number": number}

    @app.get("/windows/<window>")
    def board(window):
        drawn, called = count("drawn", known(window)), count("called", window)
        return {"window": window, "drawn": drawn, "called": called}

    return app
