"""What the shops were promised: the signature fits the bytes that arrive."""

import gzip
import hmac
import zlib

import pytest

from dojo.suite import expect
from dojo.suite import promise

KEY = b"the key that the shops know"
FITS = "the signature of the bytes that arrived"
GZIP = {"Accept-Encoding": "gzip"}


def signature_of(body):
    return hmac.new(KEY, body, "sha256").hexdigest()


def test_a_packed_list_is_signed_as_it_arrives(client):
    response = client.get("/prices", headers=GZIP)
    done = "A shop that takes gzip asked for /prices."
    expect(response, done).header("Price-Signature", signature_of(response.data), promised=FITS)


def test_a_plain_table_is_signed_with_its_stamp(client):
    response = client.get("/prices.csv")
    done = "A shop that takes no gzip asked for /prices.csv."
    expect(response, done).header("Price-Signature", signature_of(response.data), promised=FITS)


def test_a_packed_table_is_signed_as_it_arrives(client):
    response = client.get("/prices.csv", headers=GZIP)
    done = "A shop that takes gzip asked for /prices.csv."
    expect(response, done).header("Content-Encoding", "gzip")
    expect(response, done).header("Price-Signature", signature_of(response.data), promised=FITS)


def test_a_packed_table_can_be_unpacked_and_is_the_same(client):
    plain = client.get("/prices.csv").data
    response = client.get("/prices.csv", headers=GZIP)
    done = "A shop that takes gzip asked for /prices.csv, and unpacked it."
    expect(response, done).header("Content-Encoding", "gzip")
    try:
        text = gzip.decompress(response.data)
    except (OSError, EOFError, zlib.error):
        promise(False, done, "gzip to the last byte", "gzip, and then something else", response)
    promise(text == plain, done, "the table that other shops get", "another text", response)


@pytest.mark.parametrize("shop", ["takes gzip", "takes no gzip"])
def test_an_error_is_signed_as_it_arrives(client, shop):
    response = client.get("/preise", headers=GZIP if shop == "takes gzip" else {})
    done = f"A shop that {shop} asked for an unknown address."
    expect(response, done).header("Price-Signature", signature_of(response.data), promised=FITS)
