"""HTML of other programs, from which what is no text is taken before it is read.

Word, Google Docs, LibreOffice, browsers and mail programs all write footnotes, comments and lists
in their own way; the marks of footnotes must not become digits of the number before them.
"""

import re
from dataclasses import field
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from lssc_desktop.core.text.richtext import UnsupportedContent
from lssc_desktop.languages import gettext as _
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
_CLOSED_BY_NEXT = {
    "p": ("p",),
    "li": ("li",),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("tr",),
}
_KEEPS_OPEN = frozenset({"ul", "ol", "table", "body", "div"})
_BLOCKS = frozenset({"p", "li", "div", "dd", "td"})
_LINES = frozenset({"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_APART = _LINES | {
    "ul",
    "ol",
    "table",
    "tbody",
    "thead",
    "tr",
    "div",
    "section",
    "hr",
    "body",
    "html",
}
_BLANKS = " \t\r\n\f"
_OF_TABLE = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})
_UNSEEN = frozenset({"script", "template", "noscript", "title"})
_AROUND_MARK = frozenset({"sup", "span", "a", "font", "b", "i", "strong", "em", "small"})
_OBJECTS = {
    "svg": UnsupportedContent.PICTURE,
    "canvas": UnsupportedContent.PICTURE,
    "object": UnsupportedContent.EMBEDDED_OBJECT,
    "embed": UnsupportedContent.EMBEDDED_OBJECT,
    "iframe": UnsupportedContent.EMBEDDED_OBJECT,
    "video": UnsupportedContent.EMBEDDED_OBJECT,
    "audio": UnsupportedContent.EMBEDDED_OBJECT,
    "select": UnsupportedContent.FORM,
    "textarea": UnsupportedContent.FORM,
    "input": UnsupportedContent.FORM,
}
_ICON = 48  # pixels of a side; a drawing below that is an ornament of the page

_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[a-z]|[ivxlc]{1,6}|[*\u2020\u2021\u00a7\u00b6]{1,4})[\])]?")
_NOTE_NAME = re.compile(
    r"_?(ftn|edn|fn\d|fn:|sdfootnote|sdendnote|cite_note|footnote|endnote)", re.IGNORECASE
)
_BACK_NAME = re.compile(r"_?(ftn|edn|fn)_?ref|sd(foot|end)note\d+anc", re.IGNORECASE)
_NOTE_STYLE = re.compile(r"mso-element:\s*(footnote|endnote)\b(?!-)")
_NOTE_ID = re.compile(r"sd(foot|end)note\d+")
_COMMENTS = re.compile(r"mso-element:\s*comment-list")
_COMMENT = re.compile(r"mso-element:\s*comment\b(?!-)")
_RAISED, _LOWERED = re.compile(r"vertical-align:\s*super"), re.compile(r"vertical-align:\s*sub\b")
_SMALL = re.compile(r"[+-]?[0-9()+-]+")
_SUPERSCRIPTS = str.maketrans(
    "0123456789+-()",
    "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u207d\u207e",
)
_SUBSCRIPTS = str.maketrans(
    "0123456789+-()",
    "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089\u208a\u208b\u208d\u208e",
)
_LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*(px|pt|in|cm|mm)?\s*")
_PIXELS = {"px": 1.0, "pt": 96 / 72, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}

# Word copies an item of a list as a paragraph that begins with its mark.
_WORD_ITEM = re.compile(
    r"(?P<start><p\b[^>]*mso-list:\s*\w+\s+level(?P<level>\d)[^>]*>)"
    r"(?P<before>(?:(?!</p>).)*?)<!\[if !supportLists\]>(?P<mark>.*?)<!\[endif\]>",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile("<[^>]*>")
_BULLET, _NUMBER = "\ue000", "\ue001"  # private: in front of what was an item in Word
LIST_ITEM = re.compile(f"(?:{_BULLET}|(?P<number>{_NUMBER}))(?P<level>[0-9])")
"""What an item of a list in Word begins with, in the page as it is read on."""


OURS = '<meta name="generator" content="LSSC Desktop"/>'
"""What a page that we wrote begins with: what is raised there is no note."""
_HEAD = 500  # characters


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page: where it is, what it shows, and its sides in pixels, 0 for as it is."""

    source: str
    name: str = ""
    width: float = 0
    height: float = 0


class ForeignPage:
    """A page of another program, without what is no text of it.

    Each footnote stands in brackets where its mark was; comments are gone. `pictures` are those
    whose source in `html` is their number; `left_out` is what was there besides, each by itself.
    """

    def __init__(self, source: str) -> None:
        self.pictures: list[Picture] = []
        self.left_out: list[UnsupportedContent] = []
        self._root = _Tree(_WORD_ITEM.sub(_tag_word_item, source)).root
        for element in list(self._root.elements()):
            self._take_out(element)
        self._write_notes()
        is_ours = OURS in source[:_HEAD]
        for element in list(self._root.elements()):
            if element.tag in ("sup", "sub") or "vertical-align" in element.style:
                if not is_ours:
                    _write_small(element)
            elif element.tag == "img":
                self.pictures.append(_picture(element))
                element.attributes = {"src": str(len(self.pictures) - 1)}
            elif element.tag in _LINES:
                _trim_end(element)
            _drop_blanks(element)

    def html(self) -> str:
        """Return the page as HTML."""
        written: list[str] = []
        left: list[_Element | str] = [self._root]
        while left:
            each = left.pop()
            if isinstance(each, str):
                written.append(each)
                continue
            if each.tag == "style":
                written.append(f"<style>{each.text()}</style>")
                continue
            named = "".join(f' {key}="{escape(it)}"' for key, it in each.attributes.items())
            written.append(f"<{each.tag}{named}>" if each.tag else "")
            if each.tag and each.tag not in _VOID:
                left.append(f"</{each.tag}>")
            left.extend(
                escape(inner, quote=False) if isinstance(inner, str) else inner
                for inner in reversed(each.children)
            )
        return "".join(written)

    def _take_out(self, element: "_Element") -> None:
        """Take an element out that is no text; what would be missed is noted."""
        tag, attributes = element.tag, element.attributes
        if element.parent is None:
            return
        if _COMMENTS.search(element.style):
            count = sum(bool(_COMMENT.search(each.style)) for each in element.elements())
            self.left_out.extend([UnsupportedContent.COMMENT] * max(count, 1))
        elif tag in _OBJECTS:
            self.left_out.extend((_OBJECTS[tag],) if _is_content(element) else ())
        elif tag == "table" and attributes.get("role") in ("presentation", "none"):
            for each in element.elements():
                each.tag = "div" if each.tag in _OF_TABLE else each.tag
            return
        elif not _is_unseen(element):
            return
        element.replace()

    def _write_notes(self) -> None:
        marks = list(_marks(self._root))
        texts = {id(note): _note_text(note) for _link, note in marks if note is not None}
        for link, note in marks:
            words = "" if note is None else texts[id(note)]
            if not words and not _BACK_NAME.match(_place_in_page(link)):
                self.left_out.append(UnsupportedContent.FOOTNOTE)
            said = " " + _("(note: {words})").format(words=words)
            _outermost(link).replace(*((said,) if words else ()))
        for _link, note in marks:
            if note is not None:
                note.replace()


def _tag_word_item(item: re.Match[str]) -> str:
    mark = _TAG.sub("", item["mark"]).replace("&nbsp;", " ").strip()
    kind = _NUMBER if re.match(r"\(?[0-9A-Za-z]{1,4}[.)]", mark) else _BULLET
    return f"{item['start']}{kind}{int(item['level']) - 1}{item['before']}"


# Notes and pictures -----------------------------------------------------------------------------


def _place_in_page(link: "_Element") -> str:
    """Return the place in a page that a link leads to, "" for any other element."""
    return link.attributes.get("href", "").partition("#")[2] if link.tag == "a" else ""


def _marks(root: "_Element") -> "Iterator[tuple[_Element, _Element | None]]":
    """Yield the marks of notes, each with its note if that came along."""
    order = {id(each): place for place, each in enumerate(root.elements())}
    named: dict[str, _Element] = {}
    for each in root.elements():
        for key in ("id", "name"):
            named.setdefault(each.attributes.get(key, ""), each)
    for link in root.elements():
        name = _place_in_page(link)
        if not name or not _MARK.fullmatch(link.text().strip()):
            continue
        target = named.get(name)
        if target is not None and order[id(target)] < order[id(link)]:
            continue  # it leads back, from a note to its mark
        note = None if target is None else _note_of(target)
        if _is_mark(link, name) or (note is not None and _leads_back(note, link)):
            yield link, note


def _is_mark(link: "_Element", name: str) -> bool:
    """Whether a link is the mark of a note by its looks, even of one that did not come along."""
    around = (*link.around(), *link.elements())
    is_raised = any(each.tag == "sup" or _RAISED.search(each.style) for each in around)
    return is_raised or "footnote-id" in link.style or bool(_NOTE_NAME.match(name))


def _note_of(target: "_Element") -> "_Element | None":
    """Return the block that a note is: all of its paragraphs, where a program says so."""
    around = list(target.around())
    block = next((each for each in around if each.tag in _BLOCKS), None)
    whole = (
        each
        for each in around
        if _NOTE_STYLE.search(each.style) or _NOTE_ID.fullmatch(each.attributes.get("id", ""))
    )
    return next((each for each in whole if each.tag in _BLOCKS), block)


def _leads_back(note: "_Element", mark: "_Element") -> bool:
    """Whether a link in a note leads to its mark."""
    names = {each.attributes.get(key, "") for each in mark.around() for key in ("id", "name")}
    return any(_place_in_page(each) in names - {""} for each in note.elements())


def _note_text(note: "_Element") -> str:
    """Return the words of a note without the mark that leads back."""
    for link in list(note.elements()):
        words = link.text().strip()
        if _place_in_page(link) and (_MARK.fullmatch(words) or not any(map(str.isalnum, words))):
            _outermost(link).replace()
    words = " ".join(note.text().split())
    return words[:-1] if words.endswith(".") and ". " not in words else words


def _outermost(mark: "_Element") -> "_Element":
    """Return what is around a mark and holds nothing else."""
    while (parent := mark.parent) is not None and parent.tag in _AROUND_MARK:
        others = (each for each in parent.children if each is not mark)
        if any(not isinstance(each, str) or each.strip() for each in others):
            break
        mark = parent
    return mark


def _write_small(element: "_Element") -> None:
    """Write raised or lowered digits as such: as plain digits they would be another number."""
    text = element.text().strip()
    if not _SMALL.fullmatch(text):
        return
    if element.tag == "sup" or _RAISED.search(element.style):
        element.replace(text.translate(_SUPERSCRIPTS))
    elif element.tag == "sub" or _LOWERED.search(element.style):
        element.replace(text.translate(_SUBSCRIPTS))


def _is_unseen(element: "_Element") -> bool:
    """Whether an element is nothing that is read: code, what was deleted, the sign of a comment."""
    tag, attributes = element.tag, element.attributes
    if tag == "img":  # a box to be ticked
        return any(each.attributes.get("role") == "checkbox" for each in element.around())
    is_deleted = tag == "del" and "datetime" in attributes
    css_class = attributes.get("class", "").lower()
    if tag == "o:p":  # the end of every paragraph of Word
        return not element.text().strip()
    return tag in _UNSEEN or is_deleted or css_class in ("msocomanchor", "msocommentreference")


def _trim_end(element: "_Element") -> None:
    """Drop the white space before the end of a paragraph, which nobody sees."""
    inside, last = element, element.children[-1] if element.children else ""
    while isinstance(last, _Element) and last.children and not _keeps_blanks(inside):
        inside, last = last, last.children[-1]
    if isinstance(last, str) and inside.children and not _keeps_blanks(inside):
        inside.children[-1] = last.rstrip(_BLANKS)


def _drop_blanks(element: "_Element") -> None:
    """Drop the white space before and behind paragraphs, which Qt adds to them."""
    row = element.children
    if not any(isinstance(each, _Element) and each.tag in _APART for each in row):
        return
    if any(map(_keeps_blanks, element.around())):
        return
    around = (None, *row, None)
    element.children = [
        each
        for place, each in enumerate(row, 1)
        if not isinstance(each, str)
        or each.strip(_BLANKS)
        or not (_is_apart(around[place - 1]) or _is_apart(around[place + 1]))
    ]


def _is_apart(beside: "_Element | str | None") -> bool:
    return beside is None or (isinstance(beside, _Element) and beside.tag in _APART)


def _keeps_blanks(element: "_Element") -> bool:
    return element.tag == "pre" or "white-space" in element.style


def _is_content(element: "_Element") -> bool:
    """Whether an object shows something: no ornament, no field that is hidden."""
    attributes = element.attributes
    if attributes.get("aria-hidden") == "true" or attributes.get("type") == "hidden":
        return False
    sides = (_pixels(attributes.get(side, "")) for side in ("width", "height"))
    return not any(0 < side < _ICON for side in sides)


def _picture(element: "_Element") -> Picture:
    attributes = element.attributes
    width, height = (_side(element, side) for side in ("width", "height"))
    return Picture(attributes.get("src", ""), attributes.get("alt", ""), width, height)


def _side(element: "_Element", side: str) -> float:
    style = re.search(rf"(?:^|;)\s*{side}\s*:([^;]*)", element.style)
    return (_pixels(style[1]) if style else 0.0) or _pixels(element.attributes.get(side, ""))


def _pixels(length: str) -> float:
    """Return a length of HTML or CSS in pixels, 0 where it says none."""
    found = _LENGTH.fullmatch(length)
    return 0.0 if found is None else float(found[1]) * _PIXELS[found[2] or "px"]


# The tree ---------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class _Element:
    """An element of a page; what is in it are elements and characters."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: "_Element | None" = None
    children: "list[_Element | str]" = field(default_factory=list)

    @property
    def style(self) -> str:
        """Its own style, in small letters."""
        return self.attributes.get("style", "").lower()

    def elements(self) -> "Iterator[_Element]":
        """Yield it and all elements in it, as they come."""
        left: list[_Element] = [self]
        while left:
            found = left.pop()
            yield found
            left.extend(each for each in reversed(found.children) if isinstance(each, _Element))

    def text(self) -> str:
        """Return all characters in it."""
        found: list[str] = []
        left: list[_Element | str] = [self]
        while left:
            each = left.pop()
            if isinstance(each, str):
                found.append(each)
            else:
                left.extend(reversed(each.children))
        return "".join(found)

    def around(self) -> "Iterator[_Element]":
        """Yield it and all that it is in, from the inside."""
        here: _Element | None = self
        while here is not None:
            yield here
            here = here.parent

    def replace(self, *others: "_Element | str") -> None:
        """Let something else stand in its place."""
        if self.parent is not None:
            row = self.parent.children
            place = next(place for place, each in enumerate(row) if each is self)
            row[place : place + 1] = others
            self.parent = None


class _Tree(HTMLParser):
    """The elements of a page; those that need no end are ended by what follows."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self._here = _Element("")
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        for around in self._here.around():
            if around.tag in _CLOSED_BY_NEXT.get(tag, ()):
                self._here = around.parent or self.root
                break
            if around.tag in _KEEPS_OPEN:
                break
        attributes = {name: value or "" for name, value in attrs}
        element = _Element(tag, attributes, self._here)
        self._here.children.append(element)
        if tag not in _VOID:
            self._here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that is ended by itself."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """End an element, and what in it was not ended."""
        ended = next((each for each in self._here.around() if each.tag == tag), None)
        if ended is not None:
            self._here = ended.parent or self.root

    def handle_data(self, data: str) -> None:
        """Take characters."""
        self._here.children.append(data)
