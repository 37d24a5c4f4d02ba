"""Unpacks what an answer brings, as a client does that takes gzip."""

import zlib
from collections.abc import Iterator

from dojo.suite.promise import promise


def unpacked(response, done: str) -> bytes:
    """The whole body, unpacked once where the answer says `Content-Encoding: gzip`."""
    response.get_data()  # so that it can be shown when it cannot be unpacked
    return b"".join(unpacked_as_it_comes(response, done))


def unpacked_as_it_comes(response, done: str) -> Iterator[bytes]:
    """What can be read with each piece of the body that comes."""
    if not response.headers.get("Content-Encoding"):
        yield from response.iter_encoded()
        return
    member = zlib.decompressobj(wbits=31)
    try:
        for piece in response.iter_encoded():
            text = member.decompress(piece)
            while rest := member.unused_data:  # one gzip may follow another
                member = zlib.decompressobj(wbits=31)
                text += member.decompress(rest)
            yield text
    except zlib.error:
        promise(False, done, "gzip, as Content-Encoding says", "it cannot be unpacked", response)
    promise(member.eof, done, "gzip to its end", "the end is missing", response)
