"""A recipe that is too big is refused, and the guest has as many tries as before."""

from dojo.suite import expect

TOO_BIG = "Peel ten onions and cry. " * 10


def test_a_recipe_that_is_too_big_costs_no_try(client):
    client.post("/guests/ann/recipes", data={"recipe": TOO_BIG})
    response = client.get("/guests/ann")
    done = "Ann sent a recipe that was too big."
    expect(response, done).status(200).json({"tries": 3, "recipes": []})


def test_a_guest_whose_recipes_were_too_big_can_send_another_one(client):
    for _ in range(3):
        client.post("/guests/ann/recipes", data={"recipe": TOO_BIG})
    response = client.post("/guests/ann/recipes", data={"recipe": "Fry an egg."})
    done = "Ann sent three recipes that were too big, then one that was not."
    expect(response, done).status(201).json({"tries": 2})


def test_a_recipe_that_is_too_big_and_comes_in_chunks_costs_no_try(line):
    kind = {"Content-Type": "multipart/form-data; boundary=mat", "Transfer-Encoding": "chunked"}
    form = '--mat\r\nContent-Disposition: form-data; name="recipe"\r\n\r\n{}\r\n--mat--\r\n'
    body = form.format(TOO_BIG)
    chunks = f"{len(body):x}\r\n{body}\r\n0\r\n\r\n".encode()
    response = line.request("POST", "/guests/ann/recipes", kind, chunks)
    done = "Ann sent a recipe that was too big, in chunks and without a Content-Length."
    expect(response, done).status(range(400, 500))
    expect(line.get("/guests/ann"), done).status(200).json({"tries": 3, "recipes": []})
