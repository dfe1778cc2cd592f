"""Text with the few forms that a response needs: the value behind editor, Word file and PDF."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """What a paragraph is."""

    INTRODUCTION = "introduction"
    BODY = "body"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    BULLET = "bullet"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters of one look. A line break within a paragraph is a newline."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `level` (0 to 8) counts for the two lists only."""

    spans: tuple[Span, ...] = ()
    form: Form = Form.BODY
    level: int = 0

    @property
    def text(self) -> str:
        """The characters without their look."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class RichText:
    """A whole response or learning statement."""

    paragraphs: tuple[Paragraph, ...] = ()
