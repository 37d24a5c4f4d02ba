"""Each guest has three tries, and each recipe that is kept costs one."""

from dojo.suite import expect

TOO_BIG = "Peel ten onions and cry. " * 10


def test_a_recipe_is_kept_and_costs_one_try(client):
    response = client.post("/guests/ann/recipes", data={"recipe": "Fry an egg."})
    done = "Ann sent a recipe."
    expect(response, done).status(201).json({"tries": 2})
    response = client.get("/guests/ann")
    expect(response, done).status(200).json({"tries": 2, "recipes": ["Fry an egg."]})


def test_a_recipe_that_is_too_big_is_refused(client):
    response = client.post("/guests/ann/recipes", data={"recipe": TOO_BIG})
    expect(response, "Ann sent a recipe that was too big.").status(413)


def test_the_fourth_recipe_is_refused(client):
    for number in range(3):
        client.post("/guests/ann/recipes", data={"recipe": f"Fry egg number {number}."})
    response = client.post("/guests/ann/recipes", data={"recipe": "Fry another egg."})
    done = "Ann sent three recipes, then a fourth one."
    expect(response, done).status(403)
    expect(client.get("/guests/otto"), done).json({"tries": 3, "recipes": []})


def test_somebody_who_is_no_guest_is_not_found(client):
    response = client.post("/guests/zed/recipes", data={"recipe": "Fry an egg."})
    expect(response, "Somebody who is no guest sent a recipe.").status(404)
