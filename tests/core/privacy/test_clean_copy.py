"""How a clean copy is made of each kind of file, what it is called, and what is covered in it."""

import pytest

from lssc_desktop.core.files.names import EXTENSIONS, FileKind
from lssc_desktop.core.privacy.clean_copy import (
    CleanOrder,
    LeftBehind,
    Region,
    Way,
    can_be_cleaned,
    can_have_regions,
    clean_format,
    clean_name,
    clean_order,
    is_recording,
    needs_office,
    pattern_of,
    unseen_in,
    ways,
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
        if kind not in NOT_COPIED and not can_be_cleaned(f"a.{extension}")
    }
    apple = {"pages", "numbers", "key"}
    assert without == {"svg", "svgz", "avif", "jxl", "url", "webloc", *apple}
    assert is_recording("a.mp4")
    assert not is_recording("a.docx")


@pytest.mark.parametrize(
    ("name", "with_office", "without"),
    [
        ("a.docx", (Way.WORDS, Way.LOOK), (Way.WORDS,)),
        ("a.xlsx", (Way.WORDS,), (Way.WORDS,)),
        ("a.odt", (Way.WORDS, Way.LOOK), (Way.WORDS,)),
        ("a.pptx", (Way.LOOK,), ()),
        ("a.doc", (Way.LOOK,), ()),
        ("a.xls", (Way.WORDS,), ()),
        ("a.pdf", (Way.LOOK,), (Way.LOOK,)),
        ("a.HEIC", (Way.LOOK,), (Way.LOOK,)),
        ("a.eml", (Way.WORDS,), (Way.WORDS,)),
        ("a.mp3", (), ()),
    ],
)
def test_the_better_way_comes_first(
    name: str, with_office: tuple[Way, ...], without: tuple[Way, ...]
) -> None:
    assert ways(name, has_office=True) == with_office
    assert ways(name, has_office=False) == without


def test_what_is_more_than_words_is_offered_as_it_looks_first() -> None:
    for beyond in ("chart", "diagram", "text-box", "math", "form", "section"):
        assert ways("a.docx", has_office=True, beyond=(beyond,)) == (Way.LOOK, Way.WORDS)
    assert ways("a.docx", has_office=True, beyond=("table", "comment")) == (Way.WORDS, Way.LOOK)


def test_a_copy_is_called_after_its_file() -> None:
    assert clean_name("List.docm", Way.WORDS) == "List (clean copy).docx"
    assert clean_name("List.docm", Way.LOOK) == "List (clean copy).pdf"
    assert clean_name("photo.HEIC", Way.LOOK) == "photo (clean copy).jpg"
    assert clean_name("scan.tif", Way.LOOK) == "scan (clean copy).pdf"
    assert clean_name("Dora.docx", Way.WORDS, ("Dora",)) == "File (clean copy).docx"
    assert clean_format("a.ods", Way.WORDS) == "xlsx"
    assert needs_office("Old list.doc", Way.LOOK)
    assert not needs_office("a.pdf", Way.LOOK)


def test_regions_are_drawn_on_pages_and_pictures() -> None:
    assert can_have_regions("a.pdf")
    assert can_have_regions("a.png")
    assert not can_have_regions("a.docx")


def test_findings_become_words_and_regions() -> None:
    box = Rectangle(1, 2, 3, 4)
    on_page = PrivatePlace(PlaceUnit.PAGE, 2, boxes=(box,))
    in_picture = PrivatePlace(PlaceUnit.PICTURE, 3, "word/media/image3.png", boxes=(box,))
    findings = (
        PrivacyFinding(PrivacyKind.EMAIL, PrivatePlace(PlaceUnit.FILE), " a@example.org "),
        PrivacyFinding(PrivacyKind.EMAIL, on_page, ""),
        PrivacyFinding(PrivacyKind.EMAIL, in_picture, ""),
    )
    drawn = Region(1, box)
    order = clean_order(findings, (drawn,))
    in_document = Region(3, box, "word/media/image3.png")
    assert order == CleanOrder(("a@example.org",), (drawn, Region(2, box), in_document))


def test_what_pages_do_not_show_is_left_out_and_covers_nothing_that_they_show() -> None:
    box = Rectangle(1, 2, 3, 4)
    place = PrivatePlace(PlaceUnit.PAGE, 1, boxes=(box,))
    unseen = [
        PrivacyFinding(PrivacyKind.COMMENT, place, "the"),
        *(
            PrivacyFinding(kind, PrivatePlace(PlaceUnit.FILE), "the corner")
            for kind in (PrivacyKind.TRACKED_CHANGE, PrivacyKind.HIDDEN_TEXT)
        ),
    ]
    assert clean_order(unseen) == CleanOrder()
    assert unseen_in(unseen) == {
        LeftBehind.COMMENTS: 1,
        LeftBehind.CHANGES: 1,
        LeftBehind.HIDDEN: 1,
    }


def test_words_are_found_however_their_spaces_and_capitals_are() -> None:
    pattern = pattern_of(("Dora Quimby", "Ann"))
    assert pattern is not None
    assert [found[0] for found in pattern.finditer("DORA  quimby, Ann, annual")] == [
        "DORA  quimby",
        "Ann",
    ]
    assert pattern_of(("", " ")) is None
