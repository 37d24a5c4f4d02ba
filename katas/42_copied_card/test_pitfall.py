"""A cookie is in the hands of the guest: it can be read and copied."""

import pytest

from dojo.suite import expect
from dojo.suite import how_to_find_out
from dojo.suite import promise

HANNA = {"name": "hanna", "pin": "2704"}


@pytest.fixture
def jar(beside):
    return beside("jar").Jar()


@pytest.fixture
def config(jar):
    return {"JAR": jar}


def test_a_copied_cookie_is_nobody_after_the_sign_out(phone):
    phone.post("/sign-in", data=HANNA)
    copy = phone.copy()
    phone.post("/sign-out")
    response = copy.get("/me")
    done = "Hanna signed in, Otto copied her cookie, and she signed out. Then Otto sent his copy."
    expect(response, done).status(401, 403)


def test_a_copy_from_before_the_jar_is_nobody_after_the_sign_out(phone):
    phone.post("/sign-in", data=HANNA)
    copy = phone.copy()
    phone.post("/jar")
    phone.post("/sign-out")
    response = copy.get("/me")
    done = "Otto copied Hanna's cookie. She took a jar and signed out. Then Otto sent his copy."
    expect(response, done).status(401, 403)


def test_a_copied_cookie_stays_nobody_when_the_guest_comes_back(phone):
    phone.post("/sign-in", data=HANNA)
    phone.post("/jar")
    copy = phone.copy()
    phone.post("/sign-out")
    phone.post("/sign-in", data=HANNA)
    response = copy.get("/me")
    done = "Otto copied Hanna's cookie. She signed out and in again. Then Otto sent his copy."
    expect(response, done).status(401, 403)


def test_nobody_reads_how_many_beans_there_are(phone, jar):
    phone.post("/sign-in", data=HANNA)
    response = phone.post("/jar")
    done = f"Hanna took a jar with {jar.beans} beans and read what the app had sent."
    way = how_to_find_out(jar.beans, [*phone.cookies, response.text])
    promised = "nothing that tells the number of beans"
    promise(not way, done, promised, f"{jar.beans}, {way}", response, "Set-Cookie")


def test_a_copied_cookie_does_not_give_a_second_guess(phone, jar):
    phone.post("/sign-in", data=HANNA)
    phone.post("/jar")
    copy = phone.copy()
    phone.post("/guess", data={"beans": 1})
    response = copy.post("/guess", data={"beans": jar.beans})
    done = f"Hanna guessed 1 with her cookie, and {jar.beans} with a copy of it."
    expect(response, done).never_says("true", promised="no second guess")
