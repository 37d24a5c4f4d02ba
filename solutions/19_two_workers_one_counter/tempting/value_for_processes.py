"""A Value from multiprocessing is shared by all processes, and it brings its lock along.

Tempting because the name says "multiprocessing", and workers are processes. But a Value is shared
with processes that its maker starts. These workers start on their own, so each makes values of its
own, and they are lost at a restart. And to add one is a read and a write, which needs the lock.

Fails:
- test_two_threads_of_one_worker_share_no_number
- test_two_workers_hand_out_one_row_of_numbers
- test_two_workers_call_one_row_of_numbers
- test_a_restart_loses_no_number
- test_two_workers_that_draw_at_the_same_time_share_no_number
- test_a_slow_draw_at_one_window_forgets_no_draw_at_another
- test_two_workers_that_call_at_the_same_time_call_one_guest_once
"""

from multiprocessing import Value

from flask import abort
from flask import Flask
from flask import request

WINDOWS = ("street", "yard", "quay")

drawn = {window: Value("i", 0) for window in WINDOWS}
called = {window: Value("i", 0) for window in WINDOWS}


def create_app(config=None):
    """Make the app of one worker."""
    app = Flask(__name__)
    app.config.from_mapping(config or {})

    def known(window):
        if window not in WINDOWS:
            abort(404, "There is no such window.")
        return window

    @app.post("/tickets")
    def draw():
        window = known(request.form.get("window"))
        drawn[window].value += 1
        return {"window": window, "number": drawn[window].value}, 201

    @app.post("/calls")
    def call():
        window = known(request.form.get("window"))
        if called[window].value == drawn[window].value:
            abort(409, "Nobody is waiting at this window.")
        called[window].value += 1
        return {"window": window, "number": called[window].value}

    @app.get("/windows/<window>")
    def board(window):
        known(window)
        return {"window": window, "drawn": drawn[window].value, "called": called[window].value}

    return app
