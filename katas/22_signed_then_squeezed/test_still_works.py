"""What the shops rely on: prices, the stamp, and gzip for those who take it."""

import gzip
import hmac

from dojo.suite import expect

STAMP = "# The Blue Plate. Prices are without tax.\n"


def test_the_price_list_is_json_and_signed(client, beside):
    response = client.get("/prices")
    done = "A shop that takes no gzip asked for /prices."
    expect(response, done).status(200).no_header("Content-Encoding")
    signature = hmac.new(b"the key that the shops know", response.data, "sha256").hexdigest()
    expect(response, done).header("Price-Signature", signature).json(beside("office").prices())


def test_the_price_list_is_packed_for_a_shop_that_takes_gzip(client):
    plain = client.get("/prices").json
    response = client.get("/prices", headers={"Accept-Encoding": "gzip"})
    done = "A shop that takes gzip asked for /prices."
    expect(response, done).status(200).header("Content-Encoding", "gzip")
    expect(response, done).listed("Vary", "Accept-Encoding")
    response.set_data(gzip.decompress(response.data))
    expect(response, done).json(plain)


def test_the_price_table_ends_with_the_stamp(client):
    response = client.get("/prices.csv")
    done = "A shop that takes no gzip asked for /prices.csv."
    expect(response, done).status(200).media_type("text/csv").no_header("Content-Encoding")
    expect(response, done).says("article,price\nplum jam,4\n", f"orange peel,8\n{STAMP}")


def test_an_unknown_address_is_explained_in_plain_text(client):
    response = client.get("/preise")
    done = "A shop that takes no gzip asked for an unknown address."
    expect(response, done).status(404).media_type("text/plain").no_header("Content-Encoding")
    expect(response, done).says(STAMP)
