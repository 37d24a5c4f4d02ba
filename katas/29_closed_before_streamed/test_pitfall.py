"""What the health office was promised: the whole export, as it is read, and nothing left open."""

import pytest

from dojo.suite import expect
from dojo.suite import promise
from dojo.suite import Reader
from dojo.suite import whole


@pytest.fixture
def config(beside, disk, tmp_path):
    """The app's own register; the disk knows which connections are open."""
    return {"REGISTER": beside("register").Register(folder=tmp_path)}


def test_the_export_arrives_whole(line):
    response = line.get("/register.tsv")
    done = "The health office fetched the export."
    whole(response, done)
    expect(response, done).status(200).says("dish\tallergen\ndumplings\teggs\n", "trout\tfish\n")


def test_an_export_that_was_read_leaves_no_connection_open(client, disk):
    done = "The health office read the export to its end."
    Reader(client, "/register.tsv", done).rest()
    promise(disk.open == 0, done, "no connection is open", f"{disk.open} open")


def test_a_reader_who_leaves_early_leaves_no_connection_open(client, disk):
    done = "The health office read one entry of the export, and left."
    with Reader(client, "/register.tsv", done) as reader:
        reader.read_to("dumplings")
    promise(disk.open == 0, done, "no connection is open", f"{disk.open} open")


def test_the_first_entries_go_out_before_the_last_are_read(make_app, beside, tmp_path):
    taken, folder = [], tmp_path / "long"
    folder.mkdir()

    class LongRegister(beside("register").Register):
        """A register that counts the entries that are taken out."""

        def connect(self):
            connection = super().connect()
            connection.row_factory = lambda cursor, row: taken.append(row) or row
            return connection

    register = LongRegister([(f"stew {number}", "celery") for number in range(300)], folder)
    done = "The health office began to read an export of 300 entries."
    client = make_app({"REGISTER": register}).test_client()
    with Reader(client, "/register.tsv", done) as reader:
        reader.read_to("stew")
        seen = f"{len(taken)} entries were taken out before the first one arrived"
        promise(len(taken) < 300, done, "entries arrive while they are read", seen)
