"""A guest who sends a file in a form, and photos to send.

The form is encoded as the HTML Standard says for browsers (section 4.10.21.8, "Multipart form
data") and RFC 7578 for everybody: the client writes the name of the file, and it is sent as it is.
Only quotes and line ends are written in another way. The photos are PNG images by the W3C's
"Portable Network Graphics (PNG) Specification", sections 5.2, 11.2 and 11.3.
"""

import struct
import zlib

BOUNDARY = "----blue-plate"
WRITTEN_AS = {'"': "%22", "\r": "%0D", "\n": "%0A"}

SIGNATURE = b"\x89PNG\r\n\x1a\n"
ONE_PIXEL = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)  # width, height, and eight bits of grey


def upload(client, address: str, field: str, name: str, content: bytes):
    """Send a file called `name` in the field of a form, and give back the answer."""
    for sign, written in WRITTEN_AS.items():
        name = name.replace(sign, written)
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
    head += "Content-Type: image/png\r\n\r\n"
    body = head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return client.post(address, data=body, content_type=kind)


def png(title: str) -> bytes:
    """A photo with this title; two photos with different titles are different files."""
    pixel = zlib.compress(b"\0\x80")
    text = b"Title\0" + title.encode("latin-1")
    chunks = [(b"IHDR", ONE_PIXEL), (b"tEXt", text), (b"IDAT", pixel), (b"IEND", b"")]
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
