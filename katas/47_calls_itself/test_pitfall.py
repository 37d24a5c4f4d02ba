"""What guests were promised: the pages come, also when nobody but this thread can serve them."""

from dojo.suite import expect


def test_the_menu_comes_from_one_thread(one_thread):
    done = "The server had one thread. A guest opened the menu."
    response = one_thread.get("/menu", done)
    expect(response, done).status(200).says("trout", "19", "stew", "14", "cider", "8")


def test_the_page_of_a_dish_comes_from_one_thread(one_thread):
    done = "The server had one thread. A guest opened the page of the stew."
    response = one_thread.get("/menu/stew", done)
    expect(response, done).status(200).says("stew", "14")


def test_a_new_dish_is_on_the_pages(client):
    client.post("/api/dishes", data={"name": "gooseberry", "price": "6"})
    done = "The kitchen sent a new dish, and no server listened. Then the test client opened"
    response = client.get("/menu")
    expect(response, f"{done} the menu.").status(200).says("gooseberry", "trout")
    response = client.get("/menu/gooseberry")
    expect(response, f"{done} the page of the dish.").status(200).says("gooseberry", "6")
