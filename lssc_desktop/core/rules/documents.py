"""What is worth a look in the Word files themselves."""

from collections.abc import Iterator

from lssc_desktop.core.beyond import LOOKS, Beyond
from lssc_desktop.core.finding import Finding
from lssc_desktop.core.richtext import undisplayable
from lssc_desktop.core.rules.look import Look

UNFINISHED = ("comment", "tracked-change")
"""What Word keeps of the writing itself: readers of the package can see it."""


def document_unfinished(look: Look) -> Iterator[Finding]:
    """A document with comments or tracked changes left in it."""
    for number, path, document in look.written():
        left = [item for item in document.beyond if item in UNFINISHED]
        if left:
            yield look.advice("document-unfinished", number, path, left=" ".join(left))


def document_beyond(look: Look) -> Iterator[Finding]:
    """A document with a table, a picture or the like, which only the Word file shows."""
    for number, path, document in look.written():
        more = [
            item for item in document.beyond if item not in (*UNFINISHED, *LOOKS, Beyond.INCOMPLETE)
        ]
        if more:
            yield look.advice("document-beyond", number, path, more=" ".join(more))


def document_incomplete(look: Look) -> Iterator[Finding]:
    """A document with parts that are missing, damaged or another's: what is read may not be all."""
    for number, path, document in look.written():
        if Beyond.INCOMPLETE in document.beyond:
            yield look.advice("document-incomplete", number, path)


def document_open(look: Look) -> Iterator[Finding]:
    """A document that a word processor has open: its last words may not be saved."""
    for number, path, document in look.written():
        if document.locked:
            yield look.advice("document-open", number, path)


def character_unshown(look: Look) -> Iterator[Finding]:
    """A character that the assembled PDF cannot show."""
    for number, path, document in look.written():
        characters = undisplayable(document.text)
        if characters:
            codes = " ".join(f"U+{ord(character):04X}" for character in characters)
            yield look.advice("character-unshown", number, path, characters=codes)


def link_refused(look: Look) -> Iterator[Finding]:
    """A link in a program that takes files only."""
    if look.program.limits.links_allowed:
        return
    for number, path, document in look.written():
        spans = (span for item in document.text.paragraphs for span in item.spans)
        if any(span.link for span in spans):
            yield look.blocker("link-refused", number, path)
