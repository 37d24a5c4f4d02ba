"""The page's own Flask app: its routes, each a few lines; what they show comes from `reading`.

It does what the katas teach: a GET changes nothing, a POST is answered with 303, errors speak the
language of the asker, and a stream survives a client that leaves.
"""

import json
import secrets
from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

from flask import abort
from flask import Blueprint
from flask import current_app
from flask import Flask
from flask import redirect
from flask import render_template
from flask import request
from flask import stream_with_context
from flask import url_for
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.exceptions import InternalServerError

from dojo.http.curl import FORM
from dojo.kata.catalogue import choose
from dojo.kata.catalogue import Kata
from dojo.kata.catalogue import NoSuchKata
from dojo.kata.journal import note
from dojo.page.desk import Desk
from dojo.page.guard import guard
from dojo.page.guard import may_see_links
from dojo.page.picture import draw
from dojo.page.picture import TOO_LATE
from dojo.page.reading import halves
from dojo.page.reading import read_map
from dojo.page.reading import SAY_IT
from dojo.page.reading import Sight
from dojo.page.texts import inline
from dojo.page.texts import markdown
from dojo.practice.hinting import ALL_SAID
from dojo.practice.hinting import give_hint
from dojo.practice.hinting import LATER
from dojo.practice.pairing import RULES
from dojo.practice.resetting import put_back

BEAT = 10.0  # seconds after which a silent stream says that it is there
PARTS = ("pair", "badge", "verdict", "way", "rest", "aside")  # of a kata's page, renewed alone
METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
BODY_TYPED = 16 * 1024  # characters of a request's body that somebody types
PATIENCE = 25.0  # seconds for a request that somebody typed
UNKEPT = "This could not be noted: .dojo cannot be written to."


def create_page(desk: Desk, key: str, port: int, host: str = "") -> Flask:
    """Make the app. Everything lies below `/key/`; `host` is one more name that it answers to."""
    app = Flask(__name__, static_folder=None)
    app.config.from_mapping(DESK=desk, KEY=key, MAX_CONTENT_LENGTH=64 * 1024)
    app.jinja_env.globals.update(inline=inline, hint=partial(markdown, down=1), TOO_LATE=TOO_LATE)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.register_error_handler(HTTPException, _answer_error)
    app.register_error_handler(Exception, _answer_fault)
    app.register_blueprint(page, url_prefix=f"/{key}")
    guard(app, key, port, host)
    return app


page = Blueprint("page", __name__, static_folder="static", static_url_path="/static")


@page.get("/")
def show_map():
    """All katas, and where to go on."""
    return render_template("map.html", parts=_map_parts(_desk()))


@page.get("/events")
def map_events():
    """The map again whenever something changed."""
    return _stream(lambda: {"title": "The Blue Plate", "parts": _map_parts(_desk())})


@page.get("/hello")
def hello():
    """Tells a second instance that this house is served already."""
    return {"house": str(_desk().root)}


@page.get("/lesson")
def lesson():
    """The lesson, as far as there is one."""
    try:
        text = (_desk().root / "docs" / "lesson.md").read_text(encoding="utf-8")
    except OSError:
        abort(404, "There is no lesson yet.")
    title, _, rest = text.partition("\n")
    return render_template("text.html", title=title.lstrip("# "), html=markdown(rest))


@page.get("/<int:number>")
def show_kata(number: int):
    """One kata: its question, or its verdict."""
    sight, projector = _sight(number), _is_projector()
    parts = _kata_parts(sight, projector)
    return render_template("kata.html", sight=sight, parts=parts, projector=projector)


@page.get("/<int:number>/events")
def kata_events(number: int):
    """The kata's page again whenever something changed, in the parts that did."""
    projector = _is_projector()

    def state() -> dict:
        sight = _sight(number)
        parts = _kata_parts(sight, projector)
        title = f"{sight.word}: kata {number}" if sight.outcome else f"kata {number}"
        return {"title": title, "say": sight.say, "parts": parts}

    _sight(number)
    return _stream(state)


@page.post("/<int:number>/run")
def run(number: int):
    """Run the kata now."""
    _desk().begin(_kata(number))
    return _back(number)


@page.post("/<int:number>/predict")
def predict(number: int):
    """Keep an answer to the question; the last one begins the first run."""
    sight = _sight(number)
    if sight.asked is None:
        return _back(number)  # it is too late for a guess, or somebody pressed the button twice
    choice = request.form.get("choice", type=int)
    if choice not in range(1, len(sight.question["choices"]) + 1):
        return _back(number, "Choose one of the answers, or run without a guess.")
    details = {"answer": choice, **({"name": sight.asked} if sight.asked else {})}
    kept = note("predict", number, _desk().root, **details)
    if not kept or _sight(number).asked is None:
        _desk().begin(sight.kata)
    return _back(number, "" if kept else UNKEPT)


@page.post("/<int:number>/hint")
def hint(number: int):
    """Give the next hint, if it is due; `now` does not wait for another run."""
    sight = _sight(number)
    hints = sight.hints
    if hints is None or hints.all_given or not (hints.is_due or "now" in request.form):
        return _back(number)
    give_hint(sight.kata, hints)
    kept = len(_sight(number).hints.given) > len(hints.given)
    _desk().renew()
    return _back(number, "" if kept else UNKEPT)


@page.post("/<int:number>/reset")
def reset(number: int):
    """The broken app again; a copy of the learner's is kept."""
    kata = _kata(number)
    try:
        kept = put_back(kata)
    except OSError as error:
        return _back(number, f"Nothing was changed: {error.filename}: {error.strerror}")
    _desk().forget(kata)
    where = f"Your version is kept in {kept.relative_to(kata.root).as_posix()}." if kept else ""
    return _back(number, where)


@page.post("/<int:number>/pair")
def pair(number: int):
    """Two or more people sit down at this kata."""
    names = [name.strip()[:40] for name in request.form.get("names", "").split(",")]
    names = list(dict.fromkeys(name for name in names if name))
    minutes = request.form.get("minutes", type=float) or 0
    swap = request.form.get("swap")
    if len(names) < 2 or not 0 < minutes < 1000 or swap not in RULES:
        return _back(number, "Two names or more, with commas between them, and some minutes.")
    details = {"names": names, "minutes": minutes, "swap": swap, "guesses": False}
    kept = note("pair", _kata(number).number, _desk().root, **details)
    _desk().renew()
    return _back(number, "" if kept else UNKEPT)


@page.get("/cycle")
def cycle():
    """The picture alone: a request that one types, and its way through a kata's app."""
    desk, name = _desk(), request.args.get("shown", "")
    play = desk.played(name, PATIENCE)
    answer = (play.answer if play else None) or {}
    way, trouble = answer.get("way"), answer.get("trouble", "")
    if name and not answer:
        trouble = "It is not over yet: load this page again." if play else "It is forgotten by now."
    return render_template(
        "cycle.html",
        typed=play.typed if play else {"kata": request.args.get("kata", type=int)},
        katas=read_map(desk).tracks,
        methods=METHODS,
        halves=halves(way["lines"]) if way else None,
        picture=draw(way),
        trouble=trouble,
    )


@page.post("/cycle")
def play_cycle():
    """Send what was typed to the kata's app, in a process of its own."""
    form = request.form
    kata = _kata(form.get("kata", 0, type=int))
    method, target = form.get("method", "GET"), form.get("target", "").strip()
    body = form.get("body", "").replace("\r\n", "\n")
    if method not in METHODS or not target.startswith("/"):
        abort(400, "A request needs a method, and an address that begins with a slash.")
    if len(body) > BODY_TYPED:
        abort(413, f"A body may have {BODY_TYPED} characters here.")
    headers = [line.partition(":")[::2] for line in form.get("headers", "").splitlines()]
    headers = [(name.strip(), value.strip()) for name, value in headers if name.strip()]
    if body and "content-type" not in {name.lower() for name, _ in headers}:
        headers.append(("Content-Type", FORM))
    asked = {
        "method": method,
        "target": quote(target, safe="/%:?=&;,+@!$()*~-._[]'"),
        "headers": headers,
        "body": body,
    }
    name = secrets.token_hex(4)
    typed = {**form.to_dict(), "kata": kata.number}
    _desk().play(name, kata, typed, request=asked, untouched=form.get("app") == "untouched")
    return redirect(url_for("page.cycle", shown=name), 303)


def _desk() -> Desk:
    return current_app.config["DESK"]


def _kata(number: int) -> Kata:
    try:
        return choose(str(number), _desk().root)
    except NoSuchKata as error:
        abort(404, error.args[0])


def _sight(number: int) -> Sight:
    return Sight(kata := _kata(number), _desk().look_at(kata), _is_projector())


def _is_projector() -> bool:
    return request.args.get("view") == "projector"


def _back(number: int, notice: str = ""):
    """The kata's page after a POST; what there is to say goes along in its address."""
    told = {"notice": notice} if notice else {}
    if request.form.get("view") == "projector":
        told["view"] = "projector"
    return redirect(url_for("page.show_kata", number=number, **told), 303)


def _map_parts(desk: Desk) -> dict[str, Markup]:
    has_lesson = (desk.root / "docs" / "lesson.md").exists()
    words = {"map": read_map(desk), "lesson": has_lesson}
    return {n: Markup(render_template(f"parts/{n}.html", **words)) for n in ("head", "map")}


def _kata_parts(sight: Sight, projector: bool) -> dict[str, Markup]:
    words = {"sight": sight, "projector": projector, "RULES": RULES, "SAY_IT": SAY_IT}
    words |= {"ALL_SAID": ALL_SAID, "LATER": LATER}
    names = [name for name in PARTS if not (projector and name in ("rest", "aside"))]
    return {name: Markup(render_template(f"parts/{name}.html", **words)) for name in names}


def _stream(state):
    """Server-Sent Events: the whole state at once, then whatever part of it becomes another."""
    desk = _desk()

    @stream_with_context
    def events() -> Iterator[str]:
        version, sent = -1, {}
        while desk.is_open:
            found = desk.version
            if found != version:
                version = found
                new = state()
                parts = new.pop("parts")
                changed = {k: html for k, html in parts.items() if sent.get(k) != html}
                if changed or new != sent.get(None):
                    sent = {**parts, None: new}
                    yield f"event: state\ndata: {json.dumps({**new, 'parts': changed})}\n\n"
                continue
            if desk.wait(version, BEAT) == version and desk.is_open:
                yield ": still here\n\n"

    return current_app.response_class(events(), mimetype="text/event-stream")


def _answer_error(error: HTTPException):
    """An error in the language of the asker; without the key nobody gets a link."""
    if error.code is None or error.response is not None or error.code < 400:
        return error  # a redirect
    code, said = error.code, error.description or error.name
    wanted = request.accept_mimetypes.best_match(["text/html", "application/json", "text/plain"])
    if wanted == "application/json":
        return {"error": said}, code
    if wanted == "text/html" and may_see_links():
        return render_template("error.html", said=said, code=code), code
    return said + "\n", code, {"Content-Type": "text/plain; charset=utf-8"}


def _answer_fault(error: Exception):
    """A fault of this house, said in a line here and in the terminal."""
    said = f"a fault of this house, not of yours: {type(error).__name__}: {error}"
    current_app.logger.error(said)
    return _answer_error(InternalServerError(said))
