"""A photo that was sent can be seen at the address that came back, whatever it is called."""

import pytest

from dojo.suite import expect
from dojo.suite import png
from dojo.suite import promise
from dojo.suite import upload


@pytest.fixture
def config(beside, tmp_path):
    return {"PHOTOS": beside("house_disk").fill(tmp_path)}


def test_a_photo_is_shown_at_its_address(client):
    done = "Hanna sent soup.png and opened the address that came back."
    answer = upload(client, "/photos", "photo", "soup.png", png("soup"))
    response = client.get(expect(answer, done).status(201).json()["url"])
    expect(response, done).status(200).media_type("image/png")
    promise(response.get_data() == png("soup"), done, "her photo", "another file", response)


def test_a_photo_that_nobody_sent_is_not_found(client):
    response = client.get("/photo?file=soup.png")
    expect(response, "Somebody asked for a photo that nobody has sent.").status(404)


@pytest.mark.parametrize("form", [{}, {"photo": "soup"}], ids=["no field", "text, and no file"])
def test_a_form_without_a_file_is_refused(client, form):
    response = client.post("/photos", data=form, content_type="multipart/form-data")
    expect(response, "Somebody sent the form without a file.").status(400)


NAMES = {
    "Cyrillic letters": ("борщ.png", "уха.png"),
    "a blank and a line": ("my soup.png", "my_soup.png"),
}


@pytest.mark.parametrize("what", NAMES)
def test_two_photos_with_two_names_are_two_photos(client, guest, what):
    mine, yours = NAMES[what]
    done = f"Hanna sent {mine}, Otto sent {yours}. Hanna opened the address of hers."
    answer = upload(client, "/photos", "photo", mine, png("Hanna"))
    upload(guest, "/photos", "photo", yours, png("Otto"))
    response = client.get(expect(answer, done).status(201).json()["url"])
    expect(response, done).status(200)
    promise(response.get_data() == png("Hanna"), done, "Hanna's photo", "another one", response)
