"""What guests were promised: long answers go out as they come, and the log does not mind."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import Reader
from dojo.suite import whole


def test_the_menu_can_be_read(line):
    response = line.get("/papers/menu.pdf")
    done = "A guest asked for the menu."
    expect(response, done).status(200).media_type("application/pdf")
    whole(response, done)


FILES = {"the list of allergens": "/papers/allergens.json", "the style sheet": "/static/window.css"}


@pytest.mark.parametrize("what", FILES)
def test_other_files_can_be_read(line, what):
    response = line.get(FILES[what])
    done = f"A guest asked for {what}."
    expect(response, done).status(200)
    whole(response, done)


class Kitchen:
    """A kitchen with 50 plates, which counts those that were taken from it."""

    taken = 0

    def follow(self):
        for number in range(1, 51):
            self.taken += 1
            yield {"number": number, "dish": "dumplings"}

    plates = follow


STREAMS = {"the ticker": "/ticker", "the list of plates": "/plates.json"}


@pytest.mark.parametrize("what", STREAMS)
def test_the_first_plate_arrives_before_the_last_is_taken(make_app, what):
    kitchen = Kitchen()
    done = f"The kitchen has 50 plates. A guest asked for {what}, and read the first one."
    client = make_app({"KITCHEN": kitchen}).test_client()
    with Reader(client, STREAMS[what], done) as reader:
        reader.read_to("dumplings")
        seen = f"{kitchen.taken} were taken before the first one arrived"
        promise(kitchen.taken < 50, done, "plates arrive as they are taken", seen, reader.response)


class Papers:
    """A folder with one long paper on the disk."""

    def __init__(self, folder):
        self.size = (folder / "long.txt").write_bytes(b"Children may ask for more.\n" * 40_000)
        self.paper = (folder / "long.txt").open("rb")

    def open(self, name):
        return self.paper


def test_a_long_paper_goes_out_while_it_is_read(make_app, tmp_path):
    papers = Papers(tmp_path)
    done = f"A guest asked for a paper of {papers.size} bytes, and read its beginning."
    client = make_app({"PAPERS": papers}).test_client()
    with papers.paper as paper, Reader(client, "/papers/long.txt", done) as reader:
        expect(reader.response, done).status(200)
        reader.read_to("Children")
        read = paper.tell()
        seen = f"{read} bytes were read before the first one arrived"
        promise(read < papers.size, done, "it arrives while it is read", seen, reader.response)
