"""What a Word file may hold that a response cannot say, and why one may not be readable."""

from enum import StrEnum


class Beyond(StrEnum):
    """What would be lost if we wrote a document again: such a document is never rewritten."""

    BOOKMARK = "bookmark"
    CHART = "chart"
    COMMENT = "comment"
    CUSTOM_DATA = "custom-data"
    DIAGRAM = "diagram"
    EMBEDDED_OBJECT = "embedded-object"
    FIELD = "field"
    FOOTNOTE = "footnote"
    FORM = "form"
    FORMATTING = "formatting"
    HEADER_FOOTER = "header-footer"
    HIDDEN_TEXT = "hidden-text"
    INCOMPLETE = "incomplete"
    LABEL = "label"
    LINK = "link"
    MACRO = "macro"
    MATH = "math"
    NUMBERING = "numbering"
    PAGE_BACKGROUND = "page-background"
    PAGE_BORDER = "page-border"
    PAGE_BREAK = "page-break"
    PAGE_SETUP = "page-setup"
    PICTURE = "picture"
    PROPERTIES = "properties"
    PROTECTED = "protected"
    SECTION = "section"
    SETTING = "setting"
    SHAPE = "shape"
    SIGNATURE = "signature"
    SPACING = "spacing"
    SYMBOL = "symbol"
    TABLE = "table"
    TEXT_BOX = "text-box"
    TRACKED_CHANGE = "tracked-change"
    UNKNOWN = "unknown"


LOOKS = frozenset(
    {
        Beyond.BOOKMARK,
        Beyond.CUSTOM_DATA,
        Beyond.FORMATTING,
        Beyond.LABEL,
        Beyond.PAGE_BACKGROUND,
        Beyond.PAGE_BORDER,
        Beyond.PAGE_SETUP,
        Beyond.PROPERTIES,
        Beyond.SETTING,
        Beyond.SPACING,
    }
)
"""What is about the look of a document or lies behind it: its text is whole without."""


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
