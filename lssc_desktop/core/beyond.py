"""What a Word file may hold that a response cannot say, and why one may not be readable."""

from enum import StrEnum


class Beyond(StrEnum):
    """What would be lost if we wrote a document again: such a document is never rewritten."""

    CHART = "chart"
    COMMENT = "comment"
    DIAGRAM = "diagram"
    EMBEDDED_OBJECT = "embedded-object"
    FIELD = "field"
    FOOTNOTE = "footnote"
    FORM = "form"
    FORMATTING = "formatting"
    HEADER_FOOTER = "header-footer"
    HIDDEN_TEXT = "hidden-text"
    LINK = "link"
    MACRO = "macro"
    MATH = "math"
    NUMBERING = "numbering"
    PAGE_BREAK = "page-break"
    PICTURE = "picture"
    PROTECTED = "protected"
    SECTION = "section"
    SHAPE = "shape"
    SYMBOL = "symbol"
    TABLE = "table"
    TEXT_BOX = "text-box"
    TRACKED_CHANGE = "tracked-change"


class Fault(StrEnum):
    """Why a document could not be read."""

    DAMAGED = "damaged"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    LINK = "link"
    MISSING = "missing"
    NOT_WORD = "not-word"
    OLD_WORD = "old-word"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
