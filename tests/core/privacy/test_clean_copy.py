"""What a clean copy leaves out, what it is called, and how found words become bars."""

import pytest

from lssc_desktop.core.files.names import EXTENSIONS, FileKind
from lssc_desktop.core.privacy.clean_copy import (
    CleanOrder,
    Region,
    always_removed,
    can_have_regions,
    clean_format,
    clean_name,
    clean_order,
    is_cleaned_by_way_of_pdf,
    pattern_of,
    with_bars,
)
from lssc_desktop.core.privacy.private_data import (
    PlaceUnit,
    PrivacyFinding,
    PrivacyKind,
    PrivatePlace,
    Rectangle,
)

NOT_COPIED = {FileKind.VIDEO, FileKind.SOUND}


def test_every_kind_that_has_pages_or_words_has_a_clean_copy() -> None:
    without = {
        extension
        for kind, extensions in EXTENSIONS.items()
        for extension in extensions
        if kind not in NOT_COPIED and not clean_format(f"a.{extension}")
    }
    assert without == {"svg", "svgz", "avif", "jxl", "url", "webloc"}


@pytest.mark.parametrize("extension", ["docx", "xlsx", "pptx", "odt", "pdf", "jpg", "eml", "html"])
def test_what_a_copy_never_has_is_said_beforehand(extension: str) -> None:
    assert always_removed(f"a.{extension}")


def test_a_copy_is_called_after_its_file() -> None:
    assert clean_name("List.docm") == "List (clean copy).docx"
    assert clean_name("photo.HEIC") == "photo (clean copy).jpg"
    assert clean_name("Old list.doc") == "Old list (clean copy).pdf"
    assert is_cleaned_by_way_of_pdf("Old list.doc")


def test_regions_are_drawn_on_pages_and_pictures() -> None:
    assert can_have_regions("a.pdf")
    assert can_have_regions("a.png")
    assert not can_have_regions("a.docx")


def test_findings_become_words_regions_and_cells() -> None:
    box = Rectangle(1, 2, 3, 4)
    on_page = PrivatePlace(PlaceUnit.PAGE, 2, boxes=(box,))
    in_picture = PrivatePlace(PlaceUnit.PICTURE, 3, "word/media/image3.png", boxes=(box,))
    in_cell = PrivatePlace(PlaceUnit.CELL, 1, "Holds", "B2")
    order = clean_order(
        [
            PrivacyFinding(PrivacyKind.EMAIL, on_page, " a@example.org "),
            PrivacyFinding(PrivacyKind.EMAIL, in_picture, "a@example.org"),
            PrivacyFinding(PrivacyKind.BIRTH_DATE, in_cell, "5/4/2011"),
        ],
        [Region(1, box)],
    )
    assert order == CleanOrder(
        ("a@example.org", "5/4/2011"),
        (Region(1, box), Region(2, box), Region(3, box, "word/media/image3.png")),
        (("Holds", "B2"),),
    )


def test_a_bar_has_a_sign_for_each_character_whatever_its_spaces() -> None:
    pattern = pattern_of(["2 1234 00567 8901", "Ann"])
    assert with_bars("Card 2\u00a01234  00567 8901.", pattern) == ("Card ██████████████████.", 1)
    assert with_bars("ANN, Annual", pattern) == ("███, Annual", 1)
    assert with_bars("nothing", None) == ("nothing", 0)
    assert pattern_of([" "]) is None


def test_an_order_does_not_show_its_words() -> None:
    assert "secret" not in repr(CleanOrder(("secret",)))
