"""`see`: each exchange, and the steps of Flask's cycle that it went through."""

import pytest


def test_see_shows_each_step_and_where_the_request_turned_back(house):
    text = house.kata.app.read_text(encoding="utf-8")
    hooks = """
    @app.before_request
    def doorkeeper():
        if request.args.get("door") == "closed":
            return "closed", 403

    @app.after_request
    def stamp(response):
        return response

    return app
"""
    house.write(text.replace("\n    return app\n", hooks))
    told = house.nox("-s", "see", "--", "7", "GET", "/api/orders/1").stdout
    kinds = ["URL matching", "before_request", "the view", "after_request", "start_response"]
    kinds += ["the context ends", "the body is read", "closed"]
    places = [told.index(kind) for kind in kinds]
    assert places == sorted(places)
    assert "doorkeeper" in told
    turned = house.nox("-s", "see", "--", "7", "GET", "/api/orders/1?door=closed").stdout
    assert "↩ before_request       doorkeeper" in turned
    assert "the view" not in turned


def test_see_plays_the_demonstration_of_the_readme(house):
    result = house.nox("-s", "see", "--", "7")
    assert result.stdout.count("$ curl -i") == 3
    assert "< Content-Type: text/html; charset=utf-8" in result.stdout
    assert result.returncode == 0


@pytest.mark.parametrize("words", [["GET", "api"], ["GET", "/x", "--frobnicate"]])
def test_see_says_what_it_does_not_understand(house, words):
    result = house.nox("-s", "see", "--", "7", *words)
    assert len(result.stdout.splitlines()) <= 2
    assert result.returncode == 2


def test_see_of_an_app_that_does_not_start_is_one_line(house):
    house.write("x = 1\n")
    result = house.nox("-s", "see", "--", "7")
    assert result.stdout.strip().endswith("app.py: there is no function create_app()")
    assert result.returncode == 1
