"""Reader of the lines of a paragraph: runs of characters, links, fields, drawings, changes."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import ClassVar
from xml.etree.ElementTree import Element

from lssc_desktop.core.text.richtext import Span, UnsupportedContent, safe_link
from lssc_desktop.documents.office_xml.fields import Fields, link_of, says_more, shows_nothing
from lssc_desktop.documents.office_xml.hidden import ADDED, REMOVED, chosen, is_hidden_shape
from lssc_desktop.documents.office_xml.office_file import Relation
from lssc_desktop.documents.office_xml.ranges import XmlSource
from lssc_desktop.documents.office_xml.styles import StyleSheet
from lssc_desktop.documents.office_xml.symbols import in_signs, sign
from lssc_desktop.documents.word.inline import (
    Anchor,
    Around,
    Judge,
    KeptMark,
    KeptNames,
    LinkField,
    RunWords,
    Unit,
    is_form,
    mark_alone,
    mark_content,
    units,
)
from lssc_desktop.documents.word.lists import Lists
from lssc_desktop.documents.word.looks import RunLook
from lssc_desktop.values import dataclass

_CONTENT_OF_TAG = {
    "pic.pic": UnsupportedContent.PICTURE,
    "v.imagedata": UnsupportedContent.PICTURE,
    "txbxContent": UnsupportedContent.TEXT_BOX,
    "o.OLEObject": UnsupportedContent.EMBEDDED_OBJECT,
    "control": UnsupportedContent.FORM,
}
_CONTENT_OF_GRAPHIC = {
    "chart": UnsupportedContent.CHART,
    "chartex": UnsupportedContent.CHART,
    "diagram": UnsupportedContent.DIAGRAM,
}

WRAPPERS = ("customXml", "smartTag", "dir", "bdo", "sdtContent")
"""Elements that hold text; what they say besides is judged by `read`."""

_CHARACTERS = {
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "ptab": "\t",
    "softHyphen": "\u00ad",
    "tab": "\t",
}
_UNSUPPORTED = {
    "commentReference": UnsupportedContent.COMMENT,
    "contentPart": UnsupportedContent.SHAPE,
    "dayLong": UnsupportedContent.FIELD,
    "dayShort": UnsupportedContent.FIELD,
    "endnoteReference": UnsupportedContent.FOOTNOTE,
    "footnoteReference": UnsupportedContent.FOOTNOTE,
    "monthLong": UnsupportedContent.FIELD,
    "monthShort": UnsupportedContent.FIELD,
    "pgNum": UnsupportedContent.FIELD,
    "ruby": UnsupportedContent.FORMATTING,
    "yearLong": UnsupportedContent.FIELD,
    "yearShort": UnsupportedContent.FIELD,
}
_CODE = re.compile("[0-9A-Fa-f]{2,6}")
_BREAKS = {"page": UnsupportedContent.PAGE_BREAK, "column": UnsupportedContent.SECTION}
LINK_STYLES = ("Hyperlink", "FollowedHyperlink", "InternetLink")

_TELLING = (
    *(UnsupportedContent.TRACKED_CHANGE, UnsupportedContent.COMMENT, UnsupportedContent.TABLE),
    *(UnsupportedContent.CHART, UnsupportedContent.DIAGRAM, UnsupportedContent.EMBEDDED_OBJECT),
    *(UnsupportedContent.FORM, UnsupportedContent.TEXT_BOX, UnsupportedContent.PICTURE),
    *(UnsupportedContent.SHAPE, UnsupportedContent.MATH, UnsupportedContent.FOOTNOTE),
    *(UnsupportedContent.PAGE_BREAK, UnsupportedContent.SECTION, UnsupportedContent.FIELD),
    *(UnsupportedContent.LINK, UnsupportedContent.SYMBOL, UnsupportedContent.HIDDEN_TEXT),
)
"""Of several things that something kept holds, the first of these names it."""


def kind_of(beyond: Collection[UnsupportedContent]) -> UnsupportedContent:
    """Return what something kept is called by what was found in it."""
    return next((kind for kind in _TELLING if kind in beyond), UnsupportedContent.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a body is read with: the styles, lists and links of its file."""

    sheet: StyleSheet
    lists: Lists
    relations: Mapping[str, Relation]

    def target(self, hyperlink: Element) -> str:
        """Return where a link leads, whatever that is."""
        relation = self.relations.get(hyperlink.get("r.id", ""))
        target = "" if relation is None else relation.target
        anchor = hyperlink.get("anchor")
        return f"{target}#{anchor}" if anchor else target

    def link(self, hyperlink: Element) -> str:
        """Return where a link leads, "" where that is no place that ours may lead to."""
        return safe_link(self.target(hyperlink))

    def field_link(self, instruction: str) -> str:
        """Return where a field leads, "" where it is no link or leads to no such place."""
        return safe_link(link_of(instruction) or "")

    def link_around(self, element: Element) -> str:
        """Return where an element leads that stands around words, "" for nowhere."""
        if element.tag == "fldSimple":
            return self.field_link(element.get("instr", ""))
        return self.link(element) if element.tag == "hyperlink" else ""

    def judge(self, style: str) -> Judge:
        """Return what decides in a paragraph of a style which of its parts are edited here."""
        return Judge(
            lambda run: _has_words(run, RunLook(run, style, self.sheet)),
            lambda item: bool(self.link(item)),
            lambda instruction: bool(self.field_link(instruction)),
        )


class LineReader:
    """Reads one paragraph after the other.

    `spans` and `boxes` (text boxes anchored here) are those of the paragraph at hand; `beyond`,
    `notes` (kind and id of footnotes, in order) and `looks` fill up over all of them.
    """

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._fields = Fields()
        self._style = ""
        self._heading = False
        self._symbol_font = ""
        self.table = ""
        """The style of the table that is read."""
        self.spans: list[Span] = []
        self.boxes: list[Element] = []
        self.beyond: set[UnsupportedContent] = set()
        self.notes: list[tuple[str, str]] = []
        self.looks: set[tuple[str, str, str]] = set()

    def read(self, paragraph: Element, style: str, *, heading: bool) -> None:
        """Read a paragraph of a style; its spans come behind those that are there already."""
        self._style = style
        self._heading = heading
        self._runs(paragraph, "")

    def read_parts(
        self, paragraph: Element, style: str, source: XmlSource, names: KeptNames, *, heading: bool
    ) -> None:
        """Read a paragraph of the body as `read` does, and name what in it is kept."""
        self._style = style
        self._heading = heading
        self._parts(units(paragraph, self._setting.judge(style)), "", source, names)

    @property
    def is_in_field(self) -> bool:
        """Whether a field has begun and goes on in the next paragraph."""
        return self._fields.is_open

    def _parts(
        self, parts: tuple[Unit, ...], link: str, source: XmlSource, names: KeptNames
    ) -> None:
        """Read the parts of a paragraph or link."""
        for part in parts:
            match part:
                case RunWords(run, items):
                    self._run(run, link, items)
                case Around(element, _content, inside):
                    if element.tag == "fldSimple":
                        self._field(element.get("instr", ""))
                    around = self._setting.link_around(element)
                    self._parts(inside, around or link, source, names)
                case LinkField(instruction=instruction, units=inside):
                    self._parts(inside, self._field(instruction) or link, source, names)
                case Anchor(element):
                    if element.tag not in self._IN_LINE:
                        continue
                    self._IN_LINE[element.tag](self, element, link)
                case KeptMark():
                    self._mark(part, link, source, names)

    def _mark(self, mark: KeptMark, link: str, source: XmlSource, names: KeptNames) -> None:
        """Read something that is kept: what it shows, and what it is."""
        around, self.beyond = self.beyond, set()
        first, notes = len(self.spans), len(self.notes)
        if mark.run is not None:
            self._run(mark.run, link, mark.elements)
        else:
            self._items(mark.elements, link)
        is_link = any(span.link for span in self.spans[first:])
        kind = kind_of(self.beyond or ({UnsupportedContent.LINK} if is_link else set()))
        count = len(self.notes) if len(self.notes) > notes else 0
        kept = names.name(mark_content(mark, source), kind, count, alone=mark_alone(mark, source))
        shown = self.spans[first:] or [Span("")]
        self.spans[first:] = [replace(span, kept=kept) for span in shown]
        self.beyond |= around

    def finish(self) -> None:
        """Settle what shows only after the last paragraph."""
        if len(self.looks) > 1:
            self.beyond.add(UnsupportedContent.FORMATTING)
        if self._fields.is_open:
            self.beyond.add(UnsupportedContent.FIELD)

    def control(self, item: Element) -> None:
        """Note a content control that the user fills in."""
        if is_form(item):
            self.beyond.add(UnsupportedContent.FORM)

    def math(self, item: Element, _link: str = "") -> None:
        """Note a formula and take its characters as they follow each other."""
        self.beyond.add(UnsupportedContent.MATH)
        self.spans.append(Span("".join(part.text or "" for part in item.iter("m.t"))))

    def _equation(self, item: Element, link: str) -> None:
        self.math(item, link)

    def _whole_run(self, item: Element, link: str) -> None:
        self._run(item, link)

    def _runs(self, container: Element, link: str) -> None:
        """Read everything in a paragraph, a link or a wrapper."""
        self._items(container, link)

    def _items(self, items: Iterable[Element], link: str) -> None:
        for item in items:
            if item.tag in REMOVED or item.tag in ADDED:
                self.beyond.add(UnsupportedContent.TRACKED_CHANGE)
            if item.tag in WRAPPERS or item.tag in ADDED:
                self._runs(item, link)
            elif item.tag in self._IN_LINE:
                self._IN_LINE[item.tag](self, item, link)

    def _comment(self, _item: Element, _link: str) -> None:
        self.beyond.add(UnsupportedContent.COMMENT)

    def _embedded(self, _item: Element, _link: str) -> None:
        self.beyond.add(UnsupportedContent.EMBEDDED_OBJECT)

    def _alternatives(self, item: Element, link: str) -> None:
        self._runs(chosen(item), link)

    def _content_control(self, item: Element, link: str) -> None:
        self.control(item)
        for content in item.findall("sdtContent"):
            self._runs(content, link)

    def _simple_field(self, item: Element, link: str) -> None:
        if not shows_nothing(item.get("instr", "")):
            self._runs(item, self._field(item.get("instr", "")) or link)

    def _hyperlink(self, item: Element, link: str) -> None:
        self._runs(item, self._kept(self._setting.target(item)) or link)

    def _run(self, run: Element, link: str, items: Iterable[Element] | None = None) -> None:
        """Read one run of characters of one look, or some of its children."""
        look = RunLook(run, self._style, self._setting.sheet, self.table)
        if "rPrChange" in look.direct:
            self.beyond.add(UnsupportedContent.TRACKED_CHANGE)
        text, field_link = "", None
        self._symbol_font = look.symbol_font
        for item in run if items is None else items:
            piece = self._piece(item)
            if piece and self._fields.visible:
                text, field_link = text + piece, self._fields.link
        if not text:
            return
        if look.hidden:
            self.beyond.add(UnsupportedContent.HIDDEN_TEXT)
            return
        if field_link is not None:
            link = self._kept(field_link)
        linked = bool(link) or field_link is not None or look.style in LINK_STYLES
        if look.is_beyond(linked=linked, heading=self._heading):
            self.beyond.add(UnsupportedContent.FORMATTING)
        kind = None if self._heading else look.kind(text, linked=linked)
        if kind is not None:
            self.looks.add(kind)
        bold, italic = (look.toggle(name, heading=self._heading) for name in ("b", "i"))
        effects = look.effects(linked=linked, heading=self._heading)
        self.spans.append(Span(text, bold, italic, link, effects=effects))
        self.seen(look, text)

    def seen(self, look: RunLook, text: str) -> None:
        """Take note of the characters of a run that are shown."""

    def _piece(self, item: Element) -> str:
        """Return the characters that one child of a run stands for."""
        if item.tag == "t":
            return self._in_signs(_trimmed(item))
        if item.tag in _UNSUPPORTED:
            self.beyond.add(_UNSUPPORTED[item.tag])
        if item.tag in self._IN_RUN:
            return self._IN_RUN[item.tag](self, item)
        return _CHARACTERS.get(item.tag, "")

    def _in_signs(self, text: str) -> str:
        """Return the signs that characters show in a font that has signs for letters."""
        shown = in_signs(text, self._symbol_font) if self._symbol_font else text
        if shown != text:
            self._signs(shown)
        return shown

    def _sign(self, item: Element) -> str:
        code = item.get("char", "")
        shown = sign(item.get("font", ""), int(code, 16)) if _CODE.fullmatch(code) else ""
        return self._signs(shown or "\ufffd")

    def _signs(self, shown: str) -> str:
        self.beyond.add(UnsupportedContent.SYMBOL)
        if "\ufffd" in shown:
            self.beyond.add(UnsupportedContent.UNKNOWN)
        return shown

    def _break(self, item: Element) -> str:
        if item.get("type") in _BREAKS:
            self.beyond.add(_BREAKS[item.get("type", "")])
        return "\n"

    def _drawing(self, item: Element) -> str:
        self.beyond |= contents(item)
        self.boxes.extend(text_boxes(item))
        return ""

    def _note(self, item: Element) -> str:
        self.notes.append((item.tag.removesuffix("Reference"), item.get("id", "")))
        return ""

    def _instruction(self, item: Element) -> str:
        self._fields.instruct(item.text or "")
        return ""

    def _alternative_pieces(self, item: Element) -> str:
        return "".join(self._piece(part) for part in chosen(item))

    def _base_of_ruby(self, item: Element) -> str:
        return "".join(_trimmed(text) for text in item.findall("rubyBase/r/t"))

    def _field_mark(self, item: Element) -> str:
        """Follow a field from its beginning over its result to its end."""
        if item.find("ffData") is not None:
            self.beyond.add(UnsupportedContent.FORM)
        kind = item.get("fldCharType")
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._field(self._fields.end())
        return ""

    def _field(self, instruction: str) -> str:
        """Return the link that a field is; what else a field may be is beyond us."""
        link = link_of(instruction)
        if link is not None:
            if says_more(instruction):
                self.beyond.add(UnsupportedContent.LINK)
            return self._kept(link)
        is_form = instruction.strip().startswith("FORM")
        self.beyond.add(UnsupportedContent.FORM if is_form else UnsupportedContent.FIELD)
        return ""

    def _kept(self, target: str) -> str:
        """Return a link as we keep it; one that we do not keep is noted."""
        link = safe_link(target)
        if target and not link:
            self.beyond.add(UnsupportedContent.LINK)
        return link

    _IN_LINE: ClassVar[Mapping[str, Callable[["LineReader", Element, str], None]]] = {
        "commentRangeStart": _comment,
        "commentReference": _comment,
        "fldSimple": _simple_field,
        "hyperlink": _hyperlink,
        "m.oMath": _equation,
        "m.oMathPara": _equation,
        "mc.AlternateContent": _alternatives,
        "r": _whole_run,
        "sdt": _content_control,
        "subDoc": _embedded,
    }
    _IN_RUN: ClassVar[Mapping[str, Callable[["LineReader", Element], str]]] = {
        "br": _break,
        "drawing": _drawing,
        "endnoteReference": _note,
        "fldChar": _field_mark,
        "footnoteReference": _note,
        "instrText": _instruction,
        "mc.AlternateContent": _alternative_pieces,
        "object": _drawing,
        "pict": _drawing,
        "ruby": _base_of_ruby,
        "sym": _sign,
    }


def characters(item: Element) -> str:
    """Return the characters that a child of a run stands for, which is one of its words."""
    return _trimmed(item) if item.tag == "t" else _CHARACTERS[item.tag]


def _has_words(run: Element, look: RunLook) -> bool:
    """Whether a run has characters that are edited here: they are seen, and are what they show."""
    font = look.symbol_font
    signs = any(in_signs(_trimmed(item), font) != _trimmed(item) for item in run.findall("t"))
    return not look.hidden and not signs


def _trimmed(item: Element) -> str:
    """Return the characters of a text element; white space at its ends counts when it says so."""
    text = item.text or ""
    return text if item.get("xml.space") == "preserve" else text.strip(" \t\r\n")


# Drawings ---------------------------------------------------------------------------------------


def contents(drawing: Element) -> frozenset[UnsupportedContent]:
    """Return what a `drawing`, `pict` or `object` holds; a shape when it is nothing else."""
    found = set(_contents(drawing))
    if drawing.tag == "object" and UnsupportedContent.FORM not in found:
        found = {UnsupportedContent.EMBEDDED_OBJECT}
    return frozenset(found or {UnsupportedContent.SHAPE})


def text_boxes(drawing: Element) -> Iterator[Element]:
    """Yield the content of every text box, in order; boxes within a box come with it."""
    for item in drawing:
        if item.tag == "txbxContent":
            yield item
        elif item.tag == "mc.AlternateContent":
            yield from text_boxes(chosen(item))
        elif not is_hidden_shape(item):
            yield from text_boxes(item)


def _contents(drawing: Element) -> Iterator[UnsupportedContent]:
    """Yield what a drawing holds, as often as it does."""
    for item in drawing.iter():
        if item.tag in _CONTENT_OF_TAG:
            yield _CONTENT_OF_TAG[item.tag]
        elif item.tag == "a.graphicData":
            kind = item.get("uri", "").rpartition("/")[2]
            if kind in _CONTENT_OF_GRAPHIC:
                yield _CONTENT_OF_GRAPHIC[kind]
