"""Texts of a kata for a browser: Markdown, the debrief in its parts, two files side by side."""

import difflib
import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

AROUND = 3  # equal lines that are shown around a difference
FOLDABLE = re.compile(r"<p>&lt;details&gt;\s*&lt;summary&gt;(.*?)&lt;/summary&gt;</p>", re.DOTALL)
FIRST_SENTENCE = re.compile(r"(.+?[.!?])(?:\s+(?=[A-Z*`\"])|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Section:
    """A part of a text: its heading and what stands below it, as Markdown."""

    heading: str
    text: str

    @property
    def html(self) -> Markup:
        """The part below the heading."""
        return markdown(self.text)


@dataclass(frozen=True)
class Row:
    """A row of two files side by side. `kind` is same, other, or fold, which has no text."""

    kind: str
    left: Markup = Markup()
    right: Markup = Markup()


@lru_cache(maxsize=128)  # the page is drawn anew at every save, its texts stay
def markdown(text: str, down: int = 0) -> Markup:
    """Markdown as HTML; its headings go `down` so many levels. What is HTML in it is shown as text.

    Links lead to other sites alone: inside of the repository there are no pages.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + down, 6)}"
        elif token.type == "inline":
            _only_links_to_sites(token.children or [])
    html = parser.renderer.render(tokens, parser.options, {})
    html = html.replace("<pre>", '<pre tabindex="0">')
    html = html.replace("<table>", '<div class="scroll" tabindex="0"><table>')
    html = html.replace("</table>", "</table></div>")
    html = FOLDABLE.sub(r"<details><summary>\1</summary>", html)
    return Markup(html.replace("<p>&lt;/details&gt;</p>", "</details>"))


@lru_cache(maxsize=256)
def inline(text: str) -> Markup:
    """One line of Markdown, without a paragraph around it."""
    return Markup(MarkdownIt("commonmark", {"html": False}).renderInline(text))


def sections(text: str) -> list[Section]:
    """The parts of a text that begin with a heading of the second level."""
    parts = ("\n" + text.replace("\r\n", "\n")).split("\n## ")[1:]
    return [Section(*(half.strip() for half in part.partition("\n")[::2])) for part in parts]


def belief_and_fact(text: str) -> tuple[Markup, Markup]:
    """What is often thought, which is a text's first sentence, and everything after it."""
    paragraph, _, rest = text.strip().partition("\n\n")
    found = FIRST_SENTENCE.match(paragraph)
    if not found:
        return inline(paragraph), markdown(rest)
    thought = " ".join(found[1].split())
    return inline(thought), markdown(f"{paragraph[found.end() :]}\n\n{rest}")


@lru_cache(maxsize=8)
def side_by_side(left: str, right: str) -> list[Row]:
    """Two Python files as rows; long stretches that are the same are folded."""
    old, new = left.splitlines(), right.splitlines()
    old_html, new_html = _coloured(left, len(old)), _coloured(right, len(new))
    rows: list[Row] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    blocks = matcher.get_opcodes()
    for index, (what, a, b, c, d) in enumerate(blocks):
        if what == "equal":
            pairs = list(zip(old_html[a:b], new_html[c:d], strict=True))
            head = pairs[:AROUND] if index else []
            tail = pairs[-AROUND:] if index + 1 < len(blocks) else []
            if len(head) + len(tail) + 1 >= len(pairs):
                rows += [Row("same", *pair) for pair in pairs]
            else:
                rows += [Row("same", *pair) for pair in head]
                rows.append(Row("fold"))
                rows += [Row("same", *pair) for pair in tail]
            continue
        for offset in range(max(b - a, d - c)):
            one = old_html[a + offset] if a + offset < b else Markup()
            other = new_html[c + offset] if c + offset < d else Markup()
            rows.append(Row("other", one, other))
    return rows


def _coloured(source: str, count: int) -> list[Markup]:
    """The lines of a Python file with classes for its colours."""
    lexer = PythonLexer(stripnl=False, ensurenl=False)
    html = highlight(source, lexer, HtmlFormatter(nowrap=True)).split("\n")
    if len(html) < count:  # line ends that Python knows and the lexer does not
        html = [escape(line) for line in source.splitlines()]
    return [Markup(line) for line in html[:count]]


def _only_links_to_sites(tokens: list[Token]) -> None:
    leads_out = []
    for token in tokens:
        if token.type == "link_open":
            leads_out.append(str(token.attrs.get("href", "")).startswith(("http://", "https://")))
            if leads_out[-1]:
                token.attrs |= {"rel": "noreferrer noopener", "target": "_blank"}
            else:
                token.tag, token.attrs = "span", {}
        elif token.type == "link_close" and leads_out and not leads_out.pop():
            token.tag = "span"
        elif token.type == "image":
            token.type, token.tag, token.content = "text", "", token.content
