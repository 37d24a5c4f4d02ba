"""What the Blue Plate relies on: a menu, and a board that tells each listener of each dish."""

from dojo.suite import expect
from dojo.suite import promise


def test_the_menu_is_served(four_threads):
    response = four_threads.get("/menu")
    done = "Somebody asked for the menu."
    expect(response, done).status(200).json({"pea soup": 9, "fish pie": 16, "apple pie": 11})


def test_a_dish_that_is_not_on_the_menu_is_refused(four_threads):
    response = four_threads.post("/ready", {"dish": "truffles"})
    expect(response, "The kitchen put truffles on the board.").status(400)


def test_one_who_listens_hears_three_dishes_in_their_order(four_threads):
    dishes = ["pea soup", "fish pie", "pea soup"]
    ida = four_threads.listen("/news")
    for dish in dishes:
        four_threads.post("/ready", {"dish": dish})
    heard = ida.hear(3)
    done = "Ida listens to the news. Then three dishes got ready."
    promise(heard == dishes, done, f"events: {dishes}", f"{heard}", ida.response)


def test_one_who_comes_back_hears_what_was_missed(four_threads):
    ida = four_threads.listen("/news")
    four_threads.post("/ready", {"dish": "pea soup"})
    ida.hear(1)
    ida.close()
    four_threads.post("/ready", {"dish": "fish pie"})
    ida.connect()
    heard = ida.hear(2)
    done = "Ida lost the connection. A fish pie got ready, and Ida came back with Last-Event-ID."
    promise(heard == ["pea soup", "fish pie"], done, "the fish pie", f"{heard[1:]}", ida.response)
