"""A local is mine, so I copy the global into locals before the till can take its time.

Tempting because the till is the slow part, and nothing slow is left between the copy and the
answer. But the copy comes second: between the writing of the global and the first line of the view
another request can come in, and what is copied then is its name. And whoever gives no name still
gets a copy of the guest before.

Fails:
- test_two_guests_who_order_at_once_each_get_their_own
- test_two_guests_who_are_greeted_at_once_hear_their_own_names
- test_a_full_terrace_orders_at_once_and_each_dish_finds_its_guest
- test_whoever_gives_no_name_is_not_taken_for_the_guest_before
- test_a_tablet_that_is_handed_on_keeps_nothing_of_the_guest_before
- test_what_is_left_out_of_one_dish_is_not_left_out_of_the_next
- test_a_request_that_came_to_nothing_leaves_nothing_behind
"""

from flask import abort
from flask import Flask
from flask import request
from till import Till

guest = None
without = ""


def create_app(config=None):
    """Make the app; `TILL` in its configuration is the till that it asks."""
    app = Flask(__name__)
    app.config["TILL"] = Till()
    app.config.from_mapping(config or {})
    till = app.config["TILL"]

    def greeting(who):
        return f"Hello, {who}" if who else "Hello"

    def ring_up(who, dish, leave_out):
        price = till.price(dish)
        if price is None:
            abort(400, "This is not on the menu.")
        till.ring_up(who, dish, leave_out, price)
        return price

    @app.before_request
    def see_who_taps():
        global guest, without
        guest = request.values.get("guest", guest)
        without = request.values.get("without", without)

    @app.get("/welcome")
    def welcome():
        who = guest
        bill = till.bill(who) if who else []
        return {"greeting": greeting(who), "bill": bill}

    @app.post("/orders")
    def order():
        who, leave_out = guest, without
        if not who:
            abort(400, "Who is this for?")
        dish = request.form.get("dish", "")
        price = ring_up(who, dish, leave_out)
        return {"guest": who, "dish": dish, "without": leave_out, "price": price}, 201

    @app.errorhandler(ConnectionError)
    def till_is_silent(error):
        return {"error": "The till does not answer. Nothing was ordered."}, 503

    return app
