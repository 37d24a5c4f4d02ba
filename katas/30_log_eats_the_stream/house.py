"""Stands in for the kitchen and for the folder with the papers of the house."""

import io
import time

PLATES = [
    {"number": 1, "dish": "pea soup"},
    {"number": 2, "dish": "trout"},
    {"number": 3, "dish": "plum tart"},
]

PAPERS = {
    "menu.pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 210 297]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n",
    "allergens.json": b'{"pea soup": ["celery"], "trout": ["fish"], "plum tart": ["gluten"]}\n',
    "rules.txt": b"Children may ask for half a plate.\n",
}


class Kitchen:
    """What the kitchen finishes. Both methods give an iterator, to be closed after use."""

    def plates(self):
        """The plates of today so far, oldest first."""
        yield from PLATES

    def follow(self):
        """Each plate as soon as it is finished, until the kitchen closes."""
        for number in range(4, 24):
            time.sleep(0.5)
            yield {"number": number, "dish": PLATES[number % 3]["dish"]}


class Papers:
    """The papers that guests may read."""

    def open(self, name):
        """A paper as a file of bytes, to be closed after use; None when there is no such paper."""
        return io.BytesIO(PAPERS[name]) if name in PAPERS else None
