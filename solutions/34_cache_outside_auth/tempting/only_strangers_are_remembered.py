"""Personal pages must not be kept, so I keep nothing for people who are signed in.

Tempting because no tips get into the cache. But the cache asks who is there before it keeps an
answer, and not before it gives one. One stranger gets a 401, and then the whole staff gets it.

Fails:
- test_the_book_is_not_asked_the_same_again
- test_a_stranger_who_is_refused_does_not_lock_the_staff_out
"""

from functools import wraps

from flask import abort
from flask import Flask
from flask import redirect
from flask import request
from flask import session
from flask import url_for
from staff import Staff
from tips import TipBook


def create_app(config=None):
    """Make the app; STAFF is the list of who works here, TIPS the book of tips."""
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="the key of the tip jar", STAFF=Staff(), TIPS=TipBook())
    app.config.from_mapping(config or {})
    staff, tips = app.config["STAFF"], app.config["TIPS"]
    remembered = {}

    def cached(view):
        @wraps(view)
        def remembering(*args, **kwargs):
            if request.method == "POST":
                return view(*args, **kwargs)
            key = request.full_path
            if key in remembered:
                return remembered[key]
            answer = view(*args, **kwargs)
            if "name" not in session:
                remembered[key] = answer
            return answer

        return remembering

    def only_for(*roles):
        def decorator(view):
            @wraps(view)
            def guarded(*args, **kwargs):
                role = staff.role(session.get("name"))
                if role is None:
                    return "Please sign in.", 401
                if role not in roles:
                    return "This is not for you.", 403
                return view(*args, **kwargs)

            return guarded

        return decorator

    @app.post("/sign-in")
    def sign_in():
        name, pin = request.form.get("name"), request.form.get("pin")
        if not staff.knows(name, pin):
            abort(403)
        session["name"] = name
        return "", 204

    @app.post("/sign-out")
    def sign_out():
        session.clear()
        return "", 204

    @app.route("/tips", methods=["GET", "POST"])
    @cached
    @only_for("waiter", "manager")
    def own_tips():
        name, month = session["name"], request.args.get("month") or abort(400)
        if request.method == "POST":
            text, amount = request.form.get("text"), request.form.get("amount", type=int)
            if not text or amount is None:
                abort(400)
            tips.correct(name, month, text, amount)
            remembered.clear()
            return redirect(url_for("own_tips", month=month))
        page = request.args.get("page", 1, type=int)
        lines = tips.page(name, month, page)
        return {"name": name, "month": month, "page": page, "lines": lines}

    @app.get("/shares/<month>")
    @cached
    @only_for("manager")
    def shares(month):
        return [{"name": name, "sum": total} for name, total in tips.shares(month)]

    return app
