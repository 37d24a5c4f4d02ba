"""Whoever turns an error into an answer undoes what was written, in each of the three places."""

import sqlite3

from cashbox import Cashbox
from cashbox import new_jars
from flask import abort
from flask import Flask
from flask import g
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.exceptions import HTTPException


class NoSuchJar(Exception):
    """Nobody of this name has a jar here."""


def create_app(config=None):
    """Make the app; JARS in its configuration is the path of the jars' database."""
    app = Flask(__name__)
    app.config.from_mapping(CASHBOX=Cashbox())
    app.config.from_mapping(config or {})
    if "JARS" not in app.config:
        app.config["JARS"] = new_jars()

    def jars():
        if "jars" not in g:
            g.jars = sqlite3.connect(app.config["JARS"])
        return g.jars

    def put(name, coins):
        query = "UPDATE jars SET coins = coins + ? WHERE name = ?"
        if not jars().execute(query, [coins, name]).rowcount:
            raise NoSuchJar(name)

    @app.teardown_request
    def keep_or_undo(error):
        if "jars" in g:
            if error is None:
                g.jars.commit()
            g.jars.close()  # what was not committed is undone

    @app.errorhandler(NoSuchJar)
    def no_such_jar(error):
        jars().rollback()
        return render_template("page.html", line=f"Nobody called {error} has a jar here."), 404

    @app.errorhandler(Exception)
    def broken(error):
        jars().rollback()
        if isinstance(error, HTTPException):
            return error
        app.logger.error("at %s: %r", request.path, error)
        return render_template("page.html", line="Something is broken here. We are sorry."), 500

    @app.get("/")
    def board():
        short = request.args.get("short")
        line = f"In the jar of {short} there is less than that." if short else ""
        rows = jars().execute("SELECT name, coins FROM jars ORDER BY name").fetchall()
        return render_template("page.html", line=line, jars=rows)

    @app.post("/transfers")
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
            jars().rollback()
            return redirect(url_for("board", short=giver))
        return redirect(url_for("board"))

    @app.post("/payouts")
    def pay_out():
        name = request.form["name"]
        row = jars().execute("SELECT coins FROM jars WHERE name = ?", [name]).fetchone()
        if row is None:
            raise NoSuchJar(name)
        put(name, -row[0])
        receipt = app.config["CASHBOX"].pay_out(name, row[0])
        if receipt is None:
            abort(503, "There are not enough notes in the cashbox.")
        jars().execute("INSERT INTO payouts VALUES (?, ?, ?)", [receipt, name, row[0]])
        return redirect(url_for("board"))

    return app
