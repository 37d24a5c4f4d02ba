"""The letters that an app sends, as a mail program shows them: which words can be clicked."""

import re

from dojo.http.address import Address
from dojo.http.address import read_address

LINK = r"(?i)https?:[^\s<>\"']+"  # RFC 3986, appendix C: what ends a URI
AFTER_A_LINK = ".,;:!?)"  # belongs to the sentence


def links_in(letter: str) -> list[Address]:
    """The links of a letter, in order, each read as the browser reads it that opens it."""
    found = [read_address(words.rstrip(AFTER_A_LINK)) for words in re.findall(LINK, letter)]
    return [address for address in found if address is not None]
