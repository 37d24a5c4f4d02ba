"""A page's links and forms, used as a browser uses them (without JavaScript).

How a form is submitted follows the HTML Standard, section 4.10.22 (form submission). Left out are
`<base>`, `method=dialog`, `enctype=text/plain`, files, where an image was pressed, `_charset_` and
`dirname`, the legend of a disabled fieldset, and that a browser corrects what stands in an
`<input>` (a number, a colour, the end of a line).
"""

from __future__ import annotations

import re
from typing import NamedTuple
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from dojo.http.address import read_address

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4 import Tag

BUTTONS = {"submit", "image", "button", "reset"}
OF_THE_SITE = {"localhost", "127.0.0.1"}  # where the app is found, at any port
FORM_TYPE = "application/x-www-form-urlencoded"


class Page(NamedTuple):
    """A parsed page and where it was found."""

    soup: BeautifulSoup
    path: str

    @property
    def text(self) -> str:
        """What a guest reads, with runs of blanks made one."""
        return " ".join(self.soup.get_text(" ").split())

    @property
    def links(self) -> list[str]:
        """The targets of the page's links on this site, path and query, in order."""
        found = []
        for tag in self.soup.find_all(["a", "area"], href=True):
            target = path_on_site(self.path, tag["href"])
            if target is not None:
                found.append(target)
        return found

    @property
    def forms(self) -> list[Form]:
        """The page's forms, in order."""
        return [Form(tag, self.path) for tag in self.soup.find_all("form")]

    def forms_about(self, word: str) -> list[Form]:
        """The forms that mention `word` in their text, attributes or surroundings.

        Its surroundings are the nearest element around it that holds no other form.
        """
        return [form for form in self.forms if word in str(form.surroundings)]


class Form(NamedTuple):
    """A form, ready to be filled in and submitted."""

    tag: Tag
    page_path: str

    @property
    def surroundings(self) -> Tag:
        """The largest element around the form in which it is the only form."""
        around = self.tag
        while around.parent is not None and len(around.parent.find_all("form")) == 1:
            around = around.parent
        return around

    @property
    def buttons(self) -> list[Tag]:
        """The buttons that submit this form, also those outside that name it."""
        return [c for c in self._controls() if _is_submit_button(c) and not _is_disabled(c)]

    def button(self, label: str) -> Tag | None:
        """The submit button whose label or value contains `label`, whatever its case."""
        for tag in self.buttons:
            said = f"{tag.get_text(' ')} {tag.get('value', '')} {tag.get('aria-label', '')}"
            if label.lower() in said.lower():
                return tag
        return None

    def method(self, button: Tag | None = None) -> str:
        """`GET` or `POST`: a browser takes any other word for `get`."""
        word = self._attribute("method", button).lower()
        return "POST" if word == "post" else "GET"

    def target(self, button: Tag | None = None) -> str | None:
        """Where the form goes on this site; None when it leads to another."""
        return path_on_site(self.page_path, self._attribute("action", button))

    def fields(self, button: Tag | None = None, **filled) -> list[tuple[str, str]]:
        """The pairs that are sent: successful controls only, `filled` over what the page gave."""
        pairs = []
        for tag in self._controls():
            name = tag.get("name")
            if not name or _is_disabled(tag):
                continue
            if tag is button:
                pairs.append((name, tag.get("value", "")))
            elif not _is_button(tag):
                pairs += [(name, _with_line_ends(value)) for value in _values(tag, filled)]
        return pairs

    def submit(self, client, button: Tag | None = None, **filled):
        """Press a button (the first, unless told which) and return the response.

        `client` is a test client, or anything with its `get` and `post`. Raises LookupError when
        the form leads to another site.
        """
        button = button or next(iter(self.buttons), None)
        target, pairs = self.target(button), self.fields(button, **filled)
        if target is None:
            raise LookupError("the form leads to another site")
        if self.method(button) == "GET":
            return client.get(_with_query(target, pairs))
        kind = self._attribute("enctype", button).lower()
        if kind == "multipart/form-data":
            data: dict[str, list[str]] = {}
            for name, value in pairs:
                data.setdefault(name, []).append(value)
            return client.post(target, data=data, content_type=kind)
        return client.post(target, data=_encoded(pairs), content_type=FORM_TYPE)

    def ways_with_get(self) -> list[str]:
        """What is asked for with GET when this form is sent as it is, for each button."""
        found = []
        for button in self.buttons or [None]:
            target = self.target(button)
            if target is not None and self.method(button) == "GET":
                found.append(_with_query(target, self.fields(button)))
        return found

    def _attribute(self, name: str, button: Tag | None) -> str:
        if button is not None and button.get(f"form{name}"):
            return button[f"form{name}"].strip()
        return self.tag.get(name, "").strip()

    def _controls(self) -> list[Tag]:
        """Every control that belongs to the form, in the order of the page."""
        page = self.tag.find_parents()[-1] if self.tag.parent else self.tag
        mine = []
        for tag in page.find_all(["input", "select", "textarea", "button"]):
            owner = tag.get("form")
            inside = any(parent is self.tag for parent in tag.parents)
            if owner == self.tag.get("id") if owner else inside:
                mine.append(tag)
        return mine


def parse_page(response, path: str | None = None) -> Page:
    """The page in a response of a test client; `path` when the response does not know its own."""
    if path is None:
        path = response.request.path
    from bs4 import BeautifulSoup  # a third of the start of a run that reads no page

    return Page(BeautifulSoup(response.get_data(), "html.parser"), path)


def path_on_site(base: str, target: str) -> str | None:
    """A path with its query on this site, or None when `target` leaves it."""
    url = read_address(target, read_address(f"http://localhost{base}"))
    return url.target if url and url.scheme == "http" and url.host in OF_THE_SITE else None


def _with_query(target: str, pairs: list[tuple[str, str]]) -> str:
    return f"{target.partition('?')[0]}?{_encoded(pairs)}"


def _encoded(pairs: list[tuple[str, str]]) -> str:
    """As the URL Standard writes application/x-www-form-urlencoded, section 5.2."""
    return urlencode(pairs, safe="*").replace("~", "%7E")


def _with_line_ends(value: str) -> str:
    """Every end of a line is CR LF in what is sent (section 4.10.22.4)."""
    return re.sub(r"\r\n?|\n", "\r\n", value)


def _is_button(tag: Tag) -> bool:
    return tag.name == "button" or (tag.name == "input" and tag.get("type", "").lower() in BUTTONS)


def _is_submit_button(tag: Tag) -> bool:
    kind = tag.get("type", "").lower()
    if tag.name == "button":
        return kind not in ("button", "reset")
    return tag.name == "input" and kind in ("submit", "image")


def _is_disabled(tag: Tag) -> bool:
    fieldset = tag.find_parent("fieldset", disabled=True)
    return tag.has_attr("disabled") or fieldset is not None


def _values(tag: Tag, filled: dict) -> list[str]:
    name, kind = tag["name"], tag.get("type", "").lower()
    if tag.name == "select":
        options = tag.find_all("option")
        chosen = [o for o in options if o.has_attr("selected")]
        if not tag.has_attr("multiple"):
            chosen = chosen[-1:] or [o for o in options if not o.has_attr("disabled")][:1]
        values = [o.get("value", _label(o)) for o in chosen if not o.has_attr("disabled")]
        return [str(filled[name])] if name in filled else values
    if kind in ("checkbox", "radio"):
        value = tag.get("value", "on")
        if name in filled:
            wanted = filled[name]
            return [value] if wanted is True or str(wanted) == value else []
        return [value] if tag.has_attr("checked") else []
    if kind == "file":
        return []
    given = tag.get("value", "")
    if tag.name == "textarea":
        given = re.sub(r"\A\r?\n", "", tag.get_text())  # the parser drops it (section 13.2.6.4.7)
    return [str(filled.get(name, given))]


def _label(option: Tag) -> str:
    """An option's own text; options that are never closed lie inside one another here."""
    return " ".join(str(option.find(string=True, recursive=False) or "").split())
