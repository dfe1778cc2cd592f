"""What people see of a Word file (ISO/IEC 29500-1), and what is in it all the same.

Everybody who reads a Word file asks here, so that what one leaves out as hidden no other shows.
A mark of a paragraph (`specVanish` too) or of a row that is hidden hides no words, and what is
hidden on web pages is not hidden on paper.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import field
from xml.etree.ElementTree import Element

from lssc_desktop.documents.office_xml.fields import Fields, shows_nothing
from lssc_desktop.documents.office_xml.names import local
from lssc_desktop.documents.office_xml.styles import (
    Properties,
    StyleSheet,
    children,
    is_on,
    value,
)
from lssc_desktop.values import dataclass

ADDED = ("ins", "moveTo")
REMOVED = ("del", "moveFrom")
"""Tracked changes: text is read as if all of them were accepted."""

TEXTS = frozenset({"t", "delText", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym"})
"""Children of a run that stand for characters."""

_SAYS_NOTHING = frozenset({"pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr"})
_NOT_VISIBLE = re.compile(r"visibility\s*:\s*hidden|display\s*:\s*none", re.IGNORECASE)
_KNOWN_FORMS = frozenset(
    {
        *("wps", "wpg", "wpc", "wpi", "wp14", "wne", "w14", "w15", "w16", "w16cex", "w16cid"),
        *("w16du", "w16sdtdh", "w16sdtfl", "w16se", "a14", "a15", "a16", "c14", "c15", "c16"),
        *("c16r2", "cx", "cx1", "cx2", "cx3", "cx4", "cx5", "cx6", "cx7", "cx8", "aink", "am3d"),
        *("oel", "p14", "p15", "x14", "x15", "asvg", "dsp", "v", "o", "w10"),
    }
)
"""What a newer form of something may need: the prefixes that Word itself writes."""


def is_hidden(
    direct: Properties, paragraph_style: str, sheet: StyleSheet, table_style: str = ""
) -> bool:
    """Whether a run is there and not shown, by its own properties or those of its styles.

    Styles of a table, a paragraph and of characters flip each other, and what holds in all of the
    file no style takes back (17.3.2.41, 17.7.3).
    """
    own = direct.get("vanish")
    if own is not None:
        return is_on(own)
    if is_on(sheet.default_run.get("vanish")):
        return True
    if not sheet.hides:
        return False
    used = sheet.of_kind(paragraph_style, "paragraph") or sheet.default
    styles = (table_style, used, sheet.of_kind(value(direct.get("rStyle")), "character"))
    return sum(is_on(sheet.run(style).get("vanish")) for style in styles) % 2 == 1


def is_removed(item: Element) -> bool:
    """Whether something was deleted or moved away: words, a row or a cell of a table."""
    match item.tag:
        case "tr":
            return item.find("trPr/del") is not None
        case "tc":
            return item.find("tcPr/cellDel") is not None
        case _:
            return item.tag in REMOVED


def is_hidden_shape(item: Element) -> bool:
    """Whether a drawing, or a shape within one, is there and not shown."""
    if item.tag.startswith("v."):
        return _NOT_VISIBLE.search(item.get("style", "")) is not None
    within = (each for child in item if local(child.tag).startswith("nv") for each in child)
    named = (each for each in (*item, *within) if local(each.tag) in ("docPr", "cNvPr"))
    return any(each.get("hidden") in ("1", "true", "on") for each in named)


def chosen(alternatives: Element) -> Element:
    """Return the one of several forms of the same thing that is shown (ISO/IEC 29500-3, 10.2).

    It is the first of which all that it needs is known, else the one for programs that know none.
    """
    for form in alternatives:
        if form.tag == "mc.Choice" and _KNOWN_FORMS.issuperset(form.get("Requires", "").split()):
            return form
    fallback = alternatives.find("mc.Fallback")
    if fallback is not None:
        return fallback
    return alternatives[0] if len(alternatives) else alternatives


def other_forms(root: Element) -> Iterator[tuple[Element, str]]:
    """Yield the forms that are not shown but say something else, with their words."""
    for item in root.iter("mc.AlternateContent"):
        shown = chosen(item)
        words = _words(shown)
        for form in item:
            said = _words(form)
            if form is not shown and said and said not in words:
                yield form, said


def _words(form: Element) -> str:
    return "".join(each.text or "" for each in form.iter("t")).strip()


@dataclass(frozen=True, slots=True)
class Unseen:
    """The texts of a part that people do not see: hidden ones, and those that are deleted.

    Of hidden `runs` pictures and marks of notes are not seen, either.
    """

    hidden: set[Element] = field(default_factory=set)
    removed: set[Element] = field(default_factory=set)
    runs: set[Element] = field(default_factory=set)


def unseen(root: Element, sheet: StyleSheet, *, every_form: bool = False) -> Unseen:
    """Return what of a part is not shown.

    Forms that are not shown are left to `other_forms`; with `every_form`, each is looked through
    as if it were the one that is shown.
    """
    walk = _Walk(sheet, every_form=every_form)
    walk.inside(root, _Place(sheet.default))
    return walk.found


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an element stands: in what styles, and whether all in it is hidden or removed."""

    style: str
    table: str = ""
    hidden: bool = False
    removed: bool = False


class _Walk:
    def __init__(self, sheet: StyleSheet, *, every_form: bool) -> None:
        self._sheet, self._every_form = sheet, every_form
        self._fields = Fields()
        self.found = Unseen()

    def inside(self, container: Element, at: _Place) -> None:
        for item in container:
            if item.tag in _SAYS_NOTHING:
                continue
            if item.tag == "mc.AlternateContent":
                self._forms(item, at)
            elif item.tag in TEXTS:
                if at.removed:
                    self.found.removed.add(item)
                elif at.hidden or not self._fields.visible:
                    self.found.hidden.add(item)
            elif item.tag in ("fldChar", "instrText"):
                if not at.removed:
                    self._fields.read(item)
            else:
                self.inside(item, self._within(item, at))

    def _forms(self, item: Element, at: _Place) -> None:
        shown, fields = chosen(item), self._fields
        for form in item if self._every_form else ():
            if form is not shown:
                self._fields = deepcopy(fields)
                self.inside(form, at)
        self._fields = fields
        self.inside(shown, at)

    def _within(self, item: Element, at: _Place) -> _Place:
        removed, hidden = at.removed or is_removed(item), at.hidden
        style, table = at.style, at.table
        if item.tag == "p":
            style = value(item.find("pPr/pStyle"), self._sheet.default)
        elif item.tag == "tbl":
            table = style_of_table(item, self._sheet)
        elif item.tag == "txbxContent":
            table = ""
        elif item.tag == "fldSimple":
            hidden = hidden or shows_nothing(item.get("instr", ""))
        elif item.tag == "r":
            hidden = hidden or is_hidden(children(item.find("rPr")), style, self._sheet, table)
            if hidden:
                self.found.runs.add(item)
        else:
            hidden = hidden or (item.tag not in _TEXT_AROUND and is_hidden_shape(item))
        return _Place(style, table, hidden, removed)


_TEXT_AROUND = frozenset({"body", "tr", "tc", "hyperlink", "sdt", "sdtContent", *ADDED, *REMOVED})


def style_of_table(table: Element, sheet: StyleSheet) -> str:
    """Return the style that a table has, "" for none."""
    named = value(table.find("tblPr/tblStyle"))
    return named if named in sheet.styles else sheet.default_of("table")
