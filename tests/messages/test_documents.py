"""What the window says of a Word document that holds more than it shows."""

import pytest

from lssc_desktop.core.files.seen import SeenDocument
from lssc_desktop.core.text.richtext import UnsupportedContent
from lssc_desktop.messages.documents import kept_line

FONTS = "Word shows its own fonts and spacing."


def line(*beyond: UnsupportedContent) -> str:
    return kept_line(SeenDocument("Technology/1 Trends.docx", beyond=beyond))


@pytest.mark.parametrize(
    "look",
    [
        UnsupportedContent.FORMATTING,
        UnsupportedContent.SPACING,
        UnsupportedContent.PAGE_SETUP,
        UnsupportedContent.PAGE_BORDER,
        UnsupportedContent.PAGE_BACKGROUND,
    ],
)
def test_a_document_that_looks_otherwise_in_word_says_so(look: UnsupportedContent) -> None:
    assert line(look) == FONTS


def test_what_is_edited_in_word_is_named() -> None:
    assert line(UnsupportedContent.TABLE) == "Edit in Word: a table."
    assert line(UnsupportedContent.FORMATTING, UnsupportedContent.PICTURE) == (
        f"{FONTS} Edit in Word: a picture."
    )


def test_what_nobody_sees_is_not_spoken_of() -> None:
    assert line(UnsupportedContent.BOOKMARK, UnsupportedContent.PROPERTIES) == ""
    assert line() == ""


def test_a_text_without_a_document_says_nothing() -> None:
    assert kept_line(SeenDocument("", beyond=(UnsupportedContent.FORMATTING,))) == ""
