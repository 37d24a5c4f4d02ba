"""What guests do at the terminal: they sign in, take a jar, guess, and sign out."""

import pytest

from dojo.suite import expect

HANNA = {"name": "hanna", "pin": "2704"}
OTTO = {"name": "otto", "pin": "1931"}


@pytest.fixture
def jar(beside):
    return beside("jar").Jar()


@pytest.fixture
def config(jar):
    return {"JAR": jar}


def test_a_guest_signs_in_with_a_pin(client):
    response = client.post("/sign-in", data=HANNA)
    expect(response, "Hanna signed in.").status(200).json({"name": "hanna"})
    response = client.get("/me")
    done = "Hanna signed in. Then she asked who she is."
    expect(response, done).status(200).json({"name": "hanna"})


def test_a_wrong_pin_does_not_sign_in(client):
    done = "Somebody signed in as Hanna with a wrong PIN."
    response = client.post("/sign-in", data={"name": "hanna", "pin": "0000"})
    expect(response, done).status(403)
    response = client.get("/me")
    expect(response, f"{done} Then they asked who they are.").status(401, 403)


@pytest.mark.parametrize("off", [0, 1], ids=["the right number", "a wrong number"])
def test_a_guest_has_one_guess(client, jar, off):
    client.post("/sign-in", data=HANNA)
    response = client.post("/jar")
    expect(response, "Hanna took her first jar.").status(200).json({"jar": 1})
    number = jar.beans + off
    response = client.post("/guess", data={"beans": number})
    done = f"Hanna took a jar with {jar.beans} beans and guessed {number}."
    expect(response, done).status(200).json({"won": off == 0})
    response = client.post("/guess", data={"beans": jar.beans})
    expect(response, f"{done} Then she guessed again.").status(409)


def test_two_guests_have_two_jars(app, jar):
    clients, numbers = {}, {}
    for guest in (HANNA, OTTO):
        client = clients[guest["name"]] = app.test_client()
        client.post("/sign-in", data=guest)
        client.post("/jar")
        numbers[guest["name"]] = jar.beans
    for name, client in clients.items():
        response = client.post("/guess", data={"beans": numbers[name]})
        done = f"Hanna and Otto took a jar each. Then {name} guessed the right number."
        expect(response, done).status(200).json({"won": True})


def test_who_signs_out_can_come_back_and_others_stay(app):
    hanna, otto = app.test_client(), app.test_client()
    hanna.post("/sign-in", data=HANNA)
    otto.post("/sign-in", data=OTTO)
    hanna.post("/jar")
    hanna.post("/sign-out")
    done = "Hanna and Otto signed in, and Hanna signed out."
    expect(hanna.get("/me"), f"{done} Then she asked who she is.").status(401, 403)
    response = otto.get("/me")
    expect(response, f"{done} Then Otto asked who he is.").status(200).json({"name": "otto"})
    hanna.post("/sign-in", data=HANNA)
    response = hanna.get("/me")
    expect(response, f"{done} Then she signed in again.").status(200).json({"name": "hanna"})
