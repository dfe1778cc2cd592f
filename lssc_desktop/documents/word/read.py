"""Reading Word files of whatever origin, each content once, and what in them keeps us from editing.

To edit a document is to write it again, so it is not enough to know some things that would be
lost. A file is editable only when everything in it is something that we write ourselves or that
is known to mean nothing to its readers. The lists for the elements of the text, the bookmarks,
the settings and the parts of the file stand here; `styles`, `lists` and `body` hold those for
what characters, paragraphs, list marks and pages look like.
"""

import re
from collections.abc import Iterator
from dataclasses import field, replace
from pathlib import Path
from xml.etree.ElementTree import Element

from lssc_desktop.core.files.seen import SeenDocument
from lssc_desktop.core.text.richtext import (
    DocumentFault,
    Form,
    RichText,
    UnsupportedContent,
    normalized,
)
from lssc_desktop.documents.office_xml.office_file import CONTENT_TYPES, relations_part
from lssc_desktop.documents.office_xml.ranges import (
    NotUtf8,
    TooMuch,
    Unparsable,
    XmlSource,
    end_of,
    require_utf8,
)
from lssc_desktop.documents.office_xml.styles import is_on, read_styles, value
from lssc_desktop.documents.word.body import Block, BodyReader
from lssc_desktop.documents.word.errors import DocumentUnreadable
from lssc_desktop.documents.word.inline import KeptNames, is_form
from lssc_desktop.documents.word.line import Setting
from lssc_desktop.documents.word.lists import read_lists
from lssc_desktop.documents.word.looks import has_form
from lssc_desktop.documents.word.package import WordPackage, is_open_elsewhere, open_package
from lssc_desktop.documents.word.printed import undescribed_pictures
from lssc_desktop.values import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the blocks of a main part.

    `scope` are the tags within which a block stands, so that a piece of it can be read by itself.
    New blocks that follow no other are written at `start`; a body that is closed by itself ends
    with `missing`.
    """

    scope: bytes
    start: int
    end: int
    missing: bytes = b""

    @classmethod
    def of(cls, source: XmlSource, body: Element, blocks: tuple[Block, ...]) -> "Frame":
        """Return the frame of the blocks of a main part."""
        body_tag = source.start_tag(body)
        scope = source.start_tag(source.root) + body_tag
        if blocks:
            return cls(scope, blocks[0].start, blocks[-1].end)
        inner_end = source.inner_end(body)
        if inner_end is None:
            start, end = source.range_of(body)
            return cls(scope, start, end, body_tag + end_of(body_tag))
        sections = [source.range_of(item)[0] for item in body if item.tag == "sectPr"]
        place = min((*sections, inner_end))
        return cls(scope, place, place)

    def read(self, piece: bytes) -> bytes:
        """Return a piece of the body as a part that can be read by itself."""
        document, body = (
            self.scope[: self.scope.rindex(b"<")],
            self.scope[self.scope.rindex(b"<") :],
        )
        return self.scope + piece + end_of(body) + end_of(document[document.index(b"<") :])


@dataclass(frozen=True, slots=True)
class TextParts:
    """The parts that a change may touch, by name: the text, its lists, where it leads."""

    main: str
    relations: str
    numbering: str
    data: dict[str, bytes] = field(repr=False)
    is_damaged: bool = False

    @classmethod
    def of(cls, package: WordPackage) -> "TextParts":
        """Return those of a file; the names are as the file writes them."""
        lists = package.target("numbering")
        names = (package.main, relations_part(package.main), lists, CONTENT_TYPES)
        stored = [package.stored_name(name) or "" for name in names]
        data = {name: package.read(name) or b"" for name in stored if name}
        relations, numbering = package.part(stored[1]), package.part(stored[2])
        is_damaged = (
            any(package.is_twice(name) for name in stored if name)
            or (relations is not None and relations.tag != "rel.Relationships")
            or (numbering is not None and numbering.tag != "numbering")
        )
        return cls(stored[0], stored[1], stored[2], data, is_damaged)

    def reasons(self) -> Iterator[UnsupportedContent]:
        """Yield why none of them can be changed."""
        try:
            for data in self.data.values():
                require_utf8(data)
        except NotUtf8:
            yield UnsupportedContent.ENCODING
        if self.is_damaged:
            yield UnsupportedContent.DAMAGED


@dataclass(frozen=True, slots=True, eq=False)
class OpenedDocument:
    """A Word file as it was opened.

    `beyond` is what its parts hold besides what the blocks do. Saves are computed from it, so
    that a text that is again what it was gives the same bytes again.
    """

    content: bytes = field(repr=False)
    seen: SeenDocument
    blocks: tuple[Block, ...] = field(repr=False)
    frame: Frame = field(repr=False)
    parts: TextParts = field(repr=False)
    setting: Setting = field(repr=False)
    names: KeptNames = field(repr=False)
    around: frozenset[UnsupportedContent] = frozenset()

    @property
    def main(self) -> bytes:
        """The bytes of the main part."""
        return self.parts.data[self.parts.main]


# Reading ----------------------------------------------------------------------------------------

_HEADER_CONTENT = ("t", "drawing", "pict", "object", "fldChar", "fldSimple", "sym", "pgNum")
_NOTE_PARTS = (("footnote", "footnotes"), ("endnote", "endnotes"))


def read_document(path: Path, relative: str) -> SeenDocument:
    """Return what a Word file says, and what it holds beyond that.

    Text in tables, text boxes and footnotes is among the paragraphs, in reading order (footnotes
    at the end); tracked changes are read as if accepted; hidden text is left out. `relative` is
    the name under which the document is known. Never raises for what is in the file: `fault`
    says why it could not be read.
    """
    return replace(_read_source(path, relative), locked=is_open_elsewhere(path))


def read_content(content: bytes, name: str) -> SeenDocument:
    """Return what the content of a Word file says, as `read_document` does for a file."""
    return _read_source(content, name)


def open_document(content: bytes, name: str) -> OpenedDocument:
    """Return a Word file with what is needed to change it; raises `DocumentUnreadable`."""
    with open_package(content, name) as package:
        return _read_package(package, content, name)


def _read_source(source: Path | bytes, relative: str) -> SeenDocument:
    try:
        with open_package(source, relative) as package:
            return _read_package(package, b"", relative).seen
    except DocumentUnreadable as unreadable:
        return SeenDocument(relative, fault=unreadable.fault.value)


def _read_package(package: WordPackage, content: bytes, name: str) -> OpenedDocument:
    """Return a file with its text and what is beyond it."""
    source = package.source(package.main)
    body = None if source is None or source.root.tag != "document" else source.root.find("body")
    if source is None or body is None:
        raise DocumentUnreadable(package.main, DocumentFault.NOT_WORD)
    setting = Setting(
        read_styles(package.related("styles")),
        read_lists(package.related("numbering")),
        package.relations(package.main),
    )
    reader = BodyReader(setting)
    blocks = reader.body(body, source)
    in_body = frozenset(reader.line.beyond)
    _read_notes(package, reader)
    text = normalized(reader.finish())
    found = reader.line.beyond | _around_text(package, text)
    found |= set(strange_elements(source.root, package, text)) | set(strange_parts(package))
    if package.incomplete or package.has_loose_ends():
        found.add(UnsupportedContent.INCOMPLETE)
    parts = TextParts.of(package)
    found |= set(parts.reasons())
    seen = SeenDocument(
        name,
        text,
        tuple(sorted(item.value for item in found)),
        introduction_style=has_form(setting.sheet, Form.INTRODUCTION),
        undescribed=undescribed_pictures(body),
    )
    around = frozenset(found - in_body)
    frame = Frame.of(source, body, blocks)
    return OpenedDocument(content, seen, blocks, frame, parts, setting, reader.names, around)


def _read_notes(package: WordPackage, reader: BodyReader) -> None:
    """Read the footnotes and endnotes that the text refers to, in the order of their marks."""
    wanted = tuple(reader.line.notes)
    for kind, part in _NOTE_PARTS:
        if not any(found == kind for found, _ in wanted):
            continue
        root = package.related(part)
        notes = {} if root is None else {note.get("id", ""): note for note in root.iter(kind)}
        for found, note_id in wanted:
            if found == kind and note_id in notes:
                reader.notes(notes[note_id])
            elif found == kind:
                reader.line.beyond.add(UnsupportedContent.INCOMPLETE)


def _unseen_notes(package: WordPackage) -> Iterator[UnsupportedContent]:
    """Yield what stands in the parts for notes and comments, even if nothing leads there."""
    for kind, part in _NOTE_PARTS:
        root = package.related(part)
        if root is not None and any(note.get("type") is None for note in root.iter(kind)):
            yield UnsupportedContent.FOOTNOTE
    comments = package.related("comments")
    if comments is not None and len(comments):
        yield UnsupportedContent.COMMENT


def _around_text(package: WordPackage, text: RichText) -> set[UnsupportedContent]:
    """Return what a file holds around its text: headers, macros, a protection."""
    found: set[UnsupportedContent] = set(_unseen_notes(package))
    if package.has_macros:
        found.add(UnsupportedContent.MACRO)
    found |= set(strange_settings(package.related("settings"), text))
    for relation in package.relations(package.main).values():
        if relation.kind in ("header", "footer") and not relation.external:
            part = package.part(relation.target)
            if part is not None and any(item.tag in _HEADER_CONTENT for item in part.iter()):
                found.add(UnsupportedContent.HEADER_FOOTER)
    return found


# What keeps us from editing ---------------------------------------------------------------------

_MARKS = ("bookmarkStart", "bookmarkEnd", "proofErr")
_IN_LINE = frozenset({*_MARKS, "r", "hyperlink", "smartTag", "fldSimple", "sdt"})
_BLOCKS = frozenset({*_MARKS, "p", "sdt", "smartTag", "sectPr"})
_IN_RUN = frozenset(
    {
        *("rPr", "t", "br", "cr", "tab", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak"),
        *("fldChar", "instrText"),
    }
)
_CHILDREN = {
    "document": frozenset({"body", "background"}),
    "body": _BLOCKS,
    "p": _IN_LINE | {"pPr"},
    "r": _IN_RUN,
    "hyperlink": _IN_LINE,
    "fldSimple": _IN_LINE,
    "smartTag": _BLOCKS | _IN_LINE | {"smartTagPr"},
    "sdt": frozenset({"sdtPr", "sdtEndPr", "sdtContent"}),
    "sdtContent": _BLOCKS | _IN_LINE,
}
"""What may stand in what. Elements that are not keys here are not looked into: they are either
empty, or read with their own list."""

_ATTRIBUTES = {
    "p": frozenset[str](),
    "r": frozenset[str](),
    "t": frozenset({"xml.space"}),
    "br": frozenset({"type", "clear"}),
    "hyperlink": frozenset({"r.id", "anchor", "history", "tgtFrame"}),
}

_NAMED_BY_READER = frozenset(
    {
        *("tbl", "altChunk", "subDoc", "m.oMath", "m.oMathPara", "ins", "del", "moveFrom"),
        *("moveTo", "delText", "delInstrText", "commentRangeStart", "commentReference"),
        *("drawing", "pict", "object", "contentPart", "ruby", "sym", "endnoteReference"),
        *("footnoteReference", "dayLong", "dayShort", "monthLong", "monthShort", "yearLong"),
        *("yearShort", "pgNum"),
    }
)
"""What `line` and `body` give a reason for when they come to it."""

_REASONS = {
    "background": UnsupportedContent.PAGE_BACKGROUND,
    "bdo": UnsupportedContent.FORMATTING,
    "commentRangeEnd": UnsupportedContent.COMMENT,
    "customXml": UnsupportedContent.CUSTOM_DATA,
    "dir": UnsupportedContent.FORMATTING,
    "permEnd": UnsupportedContent.PROTECTED,
    "permStart": UnsupportedContent.PROTECTED,
    "ptab": UnsupportedContent.FORMATTING,
}
_OF_CHANGES = ("moveFromRange", "moveToRange", "customXmlIns", "customXmlDel", "customXmlMove")
_DRAWN = ("drawing", "pict", "object")

_AUTOMATIC = re.compile(
    r"_GoBack|_Hlk\d+|_Toc\d+|_Ref\d+|_heading=h\.\w+|__DdeLink__\w+|X[0-9a-f]{39,40}"
)
"""Bookmarks that programs set by themselves, and that nobody sees."""

_HARMLESS_SETTINGS = frozenset(
    {
        *("zoom", "view", "removePersonalInformation", "removeDateAndTime", "proofState"),
        *("doNotDisplayPageBoundaries", "displayBackgroundShape", "embedTrueTypeFonts"),
        *("embedSystemFonts", "saveSubsetFonts", "saveFormsData", "hideSpellingErrors"),
        *("hideGrammaticalErrors", "activeWritingStyle", "stylePaneFormatFilter"),
        *("stylePaneSortMethod", "attachedTemplate", "revisionView", "doNotTrackMoves"),
        *("doNotTrackFormatting", "autoHyphenation", "hyphenationZone"),
        *("consecutiveHyphenLimit", "doNotHyphenateCaps", "showEnvelope", "clickAndTypeStyle"),
        *("defaultTableStyle", "evenAndOddHeaders", "drawingGridHorizontalSpacing"),
        *("drawingGridVerticalSpacing", "displayHorizontalDrawingGridEvery"),
        *("displayVerticalDrawingGridEvery", "doNotUseMarginsForDrawingGridOrigin"),
        *("drawingGridHorizontalOrigin", "drawingGridVerticalOrigin", "doNotShadeFormData"),
        *("noPunctuationKerning", "characterSpacingControl", "noLineBreaksAfter"),
        *("noLineBreaksBefore", "savePreviewPicture", "doNotValidateAgainstSchema"),
        *("saveInvalidXml", "ignoreMixedContent", "alwaysShowPlaceholderText"),
        *("doNotDemarcateInvalidXml", "alwaysMergeEmptyNamespace", "updateFields"),
        *("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "rsids", "m.mathPr"),
        *("uiCompat97To2003", "themeFontLang", "clrSchemeMapping", "shapeDefaults"),
        *("doNotEmbedSmartTags", "decimalSymbol", "listSeparator", "doNotAutoCompressPictures"),
        *("bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "forceUpgrade"),
        *("smartTagType", "optimizeForBrowser", "allowPNG", "doNotIncludeSubdocsInStats"),
    }
)
"""How the file is shown, checked and saved, and what only headers, notes and drawings need."""

_HARMLESS_EXTENSIONS = (
    *("docId", "persistentDocumentId", "chartTrackingRefBased", "defaultImageDpi"),
    *("discardImageEditingData", "conflictMode"),
)
_REASONS_OF_SETTINGS = {
    "documentProtection": UnsupportedContent.PROTECTED,
    "writeProtection": UnsupportedContent.PROTECTED,
    "docVars": UnsupportedContent.CUSTOM_DATA,
}
_USUAL_TAB = 720
_TAB_TOLERANCE = 20  # LibreOffice and Word round a half inch in their own ways

_OF_FILE = frozenset({"officeDocument", "core-properties", "extended-properties", "thumbnail"})
_OF_TEXT = frozenset(
    {
        *("styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "theme"),
        *("numbering", "footnotes", "endnotes", "comments", "commentsExtended", "commentsIds"),
        *("commentsExtensible", "people", "header", "footer", "vbaProject", "wordVbaData"),
        *("hyperlink", "image", "chart", "chartEx", "oleObject", "package", "control"),
        *("aFChunk", "subDocument", "printerSettings", "ink", "video", "audio", "media"),
        *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"),
        *("activeXControlBinary",),
    }
)
"""What the text may point to: parts that are read, parts that the text names where it uses them
(which gives the reason there), and parts about the screen."""

_REASONS_OF_PARTS = {
    "origin": UnsupportedContent.SIGNATURE,
    "signature": UnsupportedContent.SIGNATURE,
    "classificationlabels": UnsupportedContent.LABEL,
}
_LABEL = "MSIP_Label_"


def strange_elements(
    root: Element, package: WordPackage, text: RichText
) -> Iterator[UnsupportedContent]:
    """Yield a reason for everything in the main part that we would not write again."""
    relations = package.relations(package.main)
    headings = {_slug(item.text) for item in text.paragraphs if item.form.is_heading}
    open_elements = [root]
    while open_elements:
        parent = open_elements.pop()
        allowed = _CHILDREN[parent.tag]
        for item in parent:
            tag = item.tag
            known = _ATTRIBUTES.get(tag)
            if known is not None and not known.issuperset(item.attrib):
                yield UnsupportedContent.LINK if tag == "hyperlink" else UnsupportedContent.UNKNOWN
            if tag not in allowed or tag in _REASONS:
                yield from _reason(item)
            elif tag == "bookmarkStart":
                if not _is_automatic(item.get("name", ""), headings):
                    yield UnsupportedContent.BOOKMARK
            elif tag == "hyperlink" and item.get("r.id") and item.get("r.id") not in relations:
                yield UnsupportedContent.INCOMPLETE
            if tag in allowed and tag in _CHILDREN and not is_form(item):
                open_elements.append(item)


def _reason(item: Element) -> Iterator[UnsupportedContent]:
    """Yield the reason that an element is, if nobody else names it."""
    if item.tag in _NAMED_BY_READER:
        return
    if item.tag.startswith(_OF_CHANGES):
        yield UnsupportedContent.TRACKED_CHANGE
    elif item.tag == "mc.AlternateContent":
        if not any(part.tag in _DRAWN for part in item.iter()):
            yield UnsupportedContent.UNKNOWN
    else:
        yield _REASONS.get(item.tag, UnsupportedContent.UNKNOWN)


def _is_automatic(name: str, headings: set[str]) -> bool:
    """Whether a program set a bookmark: under a name of its own, or pandoc's, a heading's words."""
    return bool(_AUTOMATIC.fullmatch(name)) or re.sub(r"-\d+$", "", name) in headings


def _slug(heading: str) -> str:
    """Return the name that pandoc gives to a heading."""
    kept = re.sub(r"[^\w\s.-]", "", heading.casefold())
    return re.sub(r"^[^a-z]+", "", re.sub(r"\s+", "-", kept.strip())) or "section"


def strange_settings(settings: Element | None, text: RichText) -> Iterator[UnsupportedContent]:
    """Yield a reason for every setting that changes what readers or writers meet."""
    for item in () if settings is None else settings:
        if item.tag in _REASONS_OF_SETTINGS:
            if item.get("enforcement", "1") in ("1", "true", "on"):
                yield _REASONS_OF_SETTINGS[item.tag]
        elif item.tag == "defaultTabStop":
            has_tabs = any("\t" in paragraph.text for paragraph in text.paragraphs)
            if has_tabs and not _is_usual_tab(value(item)):
                yield UnsupportedContent.FORMATTING
        elif not _is_harmless(item) and is_on(item):
            yield UnsupportedContent.SETTING


def _is_harmless(setting: Element) -> bool:
    """Whether a setting is about the screen, or one of Word's notes in a namespace of its own."""
    if setting.tag in _HARMLESS_SETTINGS:
        return True
    is_extension = "." in setting.tag or setting.tag.startswith("?")
    return is_extension and re.split(r"[.?]", setting.tag)[-1] in _HARMLESS_EXTENSIONS


def _is_usual_tab(width: str) -> bool:
    return width.isdecimal() and abs(int(width) - _USUAL_TAB) <= _TAB_TOLERANCE


def strange_parts(package: WordPackage) -> Iterator[UnsupportedContent]:
    """Yield a reason for every part of the file that we neither read nor know to be harmless."""
    for relation in package.relations("").values():
        if relation.kind == "custom-properties":
            yield from _own_properties(package, relation.target)
        elif relation.kind not in _OF_FILE:
            yield _REASONS_OF_PARTS.get(relation.kind, UnsupportedContent.UNKNOWN)
    for relation in package.relations(package.main).values():
        if relation.kind == "customXml":
            if not _says_nothing(package, relation.target):
                yield UnsupportedContent.CUSTOM_DATA
        elif relation.kind not in _OF_TEXT:
            yield _REASONS_OF_PARTS.get(relation.kind, UnsupportedContent.UNKNOWN)


def _own_properties(package: WordPackage, target: str) -> Iterator[UnsupportedContent]:
    """Yield what the properties are that the user or an organization gave a file."""
    part = package.part(target)
    for item in () if part is None else part:
        yield (
            UnsupportedContent.LABEL
            if item.get("name", "").startswith(_LABEL)
            else UnsupportedContent.PROPERTIES
        )


def _says_nothing(package: WordPackage, target: str) -> bool:
    """Whether data behind a document are Word's empty list of sources, which many files have."""
    try:
        part = package.part(target)
    except (TooMuch, Unparsable):
        return False
    return part is not None and part.tag.removeprefix("?") == "Sources" and not len(part)
