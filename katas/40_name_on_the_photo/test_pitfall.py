"""Whatever name a guest's file has, it reaches no other file."""

import pytest

from dojo.suite import expect
from dojo.suite import png
from dojo.suite import promise
from dojo.suite import upload


@pytest.fixture
def config(beside, tmp_path):
    return {"PHOTOS": beside("house_disk").fill(tmp_path)}


def test_the_recipes_are_not_shown(client):
    response = client.get("/photo?file=../recipes.txt")
    done = "Somebody asked for a photo called ../recipes.txt."
    expect(response, done).status(404)


NAMES = {
    "above the photo folder": "../recipes.txt",
    "beside the photo folder": "../photos-private/boss.png",
    "by its whole path": "{home}/recipes.txt",
}


@pytest.mark.parametrize("where", list(NAMES)[1:])
def test_no_other_file_on_the_disk_is_shown(client, tmp_path, where):
    name = NAMES[where].format(home=tmp_path.as_posix())
    response = client.get("/photo", query_string={"file": name})
    expect(response, f"Somebody asked for a file {where}, as a photo.").status(404)


def around(home):
    """What is on the disk outside the photo folder."""
    files = [path for path in home.rglob("*") if path.is_file()]
    outside = [path for path in files if path.relative_to(home).parts[0] != "photos"]
    return {path.name: path.read_bytes() for path in outside}


@pytest.mark.parametrize("where", NAMES)
def test_an_upload_changes_no_file_outside_the_photo_folder(client, tmp_path, where):
    before, name = around(tmp_path), NAMES[where].format(home=tmp_path.as_posix())
    response = upload(client, "/photos", "photo", name, png("soup"))
    done = f"Somebody sent a photo that has the name of a file {where}."
    same = around(tmp_path) == before
    promise(same, done, "the file stays as it was", "the photo is in its place", response)


def test_a_photo_with_a_path_in_its_name_is_shown_or_refused(client):
    response = upload(client, "/photos", "photo", "summer/soup.png", png("soup"))
    done = "Somebody sent a photo called summer/soup.png."
    expect(response, done).status(201, range(400, 500))
    if response.status_code == 201:
        shown = client.get(response.json["url"])
        seen = shown.get_data() == png("soup")
        promise(seen, f"{done} Then they opened its address.", "the photo", shown.status, shown)


def test_two_photos_with_one_name_are_two_photos(client, guest):
    done, addresses = "Hanna sent IMG_0001.png, then Otto sent another IMG_0001.png.", {}
    for name, phone in (("Hanna", client), ("Otto", guest)):
        response = upload(phone, "/photos", "photo", "IMG_0001.png", png(name))
        addresses[name] = expect(response, done).status(201).json()["url"]
    for name, address in addresses.items():
        response = client.get(address)
        own = response.get_data() == png(name)
        promise(own, done, f"{name}'s photo at {name}'s address", "another photo", response)
