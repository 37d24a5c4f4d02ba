"""What the office was promised: whole files, row by row, each with what its request asked for."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import Reader
from dojo.suite import whole

ORDERS_OF_4 = "1,4,pea soup,9\r\n3,4,apple pie,11\r\n5,4,coffee,3\r\nfor,Ida,3\r\n"
ORDERS_OF_7 = "2,7,fish pie,16\r\nfor,Jon,1\r\n"


@pytest.fixture
def config(meanwhile, beside):
    """The app's own books; a request can be held up when it opens one."""
    return {"BOOKS": meanwhile.put("books", beside("books").Books())}


def test_the_orders_of_a_table_arrive_whole(line):
    response = line.get("/orders.csv?who=Ida&table=4")
    done = "Ida asked for the orders of table 4."
    whole(response, done)
    expect(response, done).says(f"number,table,dish,price\r\n{ORDERS_OF_4}")


COLUMNS = {"en": "guest,stars,words", "fr": "client,étoiles,mots"}


@pytest.mark.parametrize("lang", COLUMNS)
def test_the_guest_book_arrives_in_its_language(line, lang):
    response = line.get(f"/guestbook.csv?who=Ida&lang={lang}")
    done = f"Ida asked for the guest book in the language {lang}."
    whole(response, done)
    expect(response, done).status(200)
    expect(response, done).says(f"{COLUMNS[lang]}\r\nBerta,5,As always.\r\n", "for,Ida,3\r\n")


def test_two_files_at_the_same_time_do_not_mix(line, guest, meanwhile):
    jon = meanwhile("books", lambda: guest.get("/orders.csv?who=Jon&table=7"))
    response = line.get("/orders.csv?who=Ida&table=4")
    done = "While Ida fetched the orders of table 4, Jon fetched those of table 7."
    whole(response, done)
    expect(response, done).says(ORDERS_OF_4)
    expect(jon(), done).says(ORDERS_OF_7)


class LongBooks:
    """Books with many orders, which count the rows that were read."""

    read = 0

    def orders(self):
        for number in range(1, 301):
            self.read += 1
            yield number, 4, "tea", 2


def test_the_first_rows_go_out_before_the_last_are_read(make_app):
    books = LongBooks()
    done = "Ida asked for a file of 300 orders."
    with Reader(make_app({"BOOKS": books}).test_client(), "/orders.csv?who=Ida", done) as reader:
        reader.read_to("tea")
        seen = f"{books.read} rows were read before the first one arrived"
        promise(books.read < 300, done, "rows arrive while the book is read", seen, reader.response)
