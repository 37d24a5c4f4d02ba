"""An exception of my own is swallowed by its handler, so I abort: that one Flask knows.

Tempting because abort() reads like the end of everything, and a handler and a class can go. It
raises an exception that is an answer, and Flask handles it like any other. Teardown hears nothing.

Fails:
- test_a_transfer_with_a_jar_that_is_not_there_moves_nothing
- test_a_transfer_out_of_a_jar_that_is_short_moves_nothing
- test_a_payout_for_which_notes_are_short_leaves_the_jar
- test_a_payout_that_breaks_off_at_the_cashbox_leaves_the_jar[broke (a stuck drawer)]
- test_a_payout_that_breaks_off_at_the_cashbox_leaves_the_jar[broke (a missing key)]
- test_a_payout_that_breaks_off_at_the_cashbox_leaves_the_jar[broke (its own database)]
- test_a_disk_that_breaks_halfway_moves_nothing
"""

import sqlite3

from cashbox import Cashbox
from cashbox import new_jars
from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import g
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.exceptions import HTTPException

tips = Blueprint("tips", __name__)


def jars():
    if "jars" not in g:
        g.jars = sqlite3.connect(current_app.config["JARS"])
    return g.jars


def put(name, coins):
    query = "UPDATE jars SET coins = coins + ? WHERE name = ?"
    if not jars().execute(query, [coins, name]).rowcount:
        abort(404, f"Nobody called {name} has a jar here.")


@tips.teardown_request
def keep_or_undo(error):
    if "jars" in g:
        if error is None:
            g.jars.commit()
        else:
            g.jars.rollback()
        g.jars.close()


@tips.errorhandler(Exception)
def broken(error):
    if isinstance(error, HTTPException):
        return error
    current_app.logger.error("at %s: %r", request.path, error)
    return render_template("page.html", line="Something is broken here. We are sorry."), 500


@tips.get("/")
def board():
    short = request.args.get("short")
    line = f"In the jar of {short} there is less than that." if short else ""
    rows = jars().execute("SELECT name, coins FROM jars ORDER BY name").fetchall()
    return render_template("page.html", line=line, jars=rows)


@tips.post("/transfers")
def transfer():
    giver = request.form["giver"]
    takers = [name for name in request.form.getlist("taker") if name]
    coins = request.form.get("coins", 0, type=int)
    if coins < 1 or not takers:
        abort(400)
    for taker in takers:
        put(taker, coins)
    try:
        put(giver, -coins * len(takers))
    except sqlite3.IntegrityError:  # no jar holds less than nothing
        return redirect(url_for("tips.board", short=giver))
    return redirect(url_for("tips.board"))


@tips.post("/payouts")
def pay_out():
    name = request.form["name"]
    row = jars().execute("SELECT coins FROM jars WHERE name = ?", [name]).fetchone()
    if row is None:
        abort(404, f"Nobody called {name} has a jar here.")
    put(name, -row[0])
    receipt = current_app.config["CASHBOX"].pay_out(name, row[0])
    if receipt is None:
        abort(503, "There are not enough notes in the cashbox.")
    jars().execute("INSERT INTO payouts VALUES (?, ?, ?)", [receipt, name, row[0]])
    return redirect(url_for("tips.board"))


def create_app(config=None):
    """Make the app; JARS in its configuration is the path of the jars' database."""
    app = Flask(__name__)
    app.config.from_mapping(CASHBOX=Cashbox())
    app.config.from_mapping(config or {})
    if "JARS" not in app.config:
        app.config["JARS"] = new_jars()
    app.register_blueprint(tips)
    return app
