"""What the program believes of what its helper says."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lssc_desktop.core.files.seen import Barrier
from lssc_desktop.core.plain import to_data
from lssc_desktop.core.privacy.clean_copy import Cleaned, CleanOrder, LeftBehind, Region, Way
from lssc_desktop.core.privacy.private_data import (
    PlaceUnit,
    PrivacyFinding,
    PrivacyKind,
    PrivatePlace,
    Reason,
    Rectangle,
)
from lssc_desktop.core.privacy.scan_order import CardNumbers, ScanOrder, TextRules
from lssc_desktop.core.text.extract import (
    Extract,
    Fact,
    FactKind,
    in_words_and_pictures,
    paragraph,
    table,
)
from lssc_desktop.core.text.numbering import Numbering, NumberLevel
from lssc_desktop.core.text.printed import (
    OBJECT,
    Equation,
    MathKind,
    MathNode,
    NoteMark,
    PrintedCell,
    PrintedParagraph,
    PrintedPicture,
    PrintedTable,
    PrintedText,
    pictures,
)
from lssc_desktop.core.text.richtext import (
    Effect,
    Form,
    KeptContent,
    NewContent,
    Paragraph,
    RichText,
    Span,
    UnsupportedContent,
    normalized,
)
from lssc_desktop.disk import helpers
from lssc_desktop.disk.helpers import Broken, WireMessage, giving
from lssc_desktop.documents.previews import (
    Inspection,
    Occurrence,
    Occurrences,
    PageBox,
    PageSize,
    Pixels,
    Trial,
)
from lssc_desktop.documents.previews.wire import (
    CleanWish,
    given_inspection,
    given_pixels,
    given_private,
    giving_inspection,
)

SPANS = some.builds(
    Span,
    some.text(max_size=20),
    bold=some.booleans(),
    italic=some.booleans(),
    link=some.sampled_from(["", "https://example.org/"]),
)
PARAGRAPHS = some.builds(
    Paragraph,
    some.lists(SPANS, max_size=3).map(tuple),
    some.sampled_from(Form),
    some.integers(0, 8),
)
TEXTS = some.lists(PARAGRAPHS, max_size=5).map(lambda found: normalized(RichText(tuple(found))))
SIDES = some.floats(1, 14_400)
PAGES = some.lists(some.builds(PageSize, SIDES, SIDES), min_size=1, max_size=5).map(tuple)
WORDS = some.text(max_size=8)
PARTS = some.builds(paragraph, WORDS, some.sampled_from(Form))
TABLES = some.integers(1, 3).flatmap(
    lambda columns: some.builds(
        table,
        some.lists(some.lists(WORDS, min_size=columns, max_size=columns), min_size=1, max_size=3),
        some.just((1.5,) * columns),
        some.integers(0, 1),
    )
)
FACTS = some.builds(Fact, some.sampled_from(FactKind), some.lists(WORDS, max_size=3).map(tuple))
EXTRACTS = some.builds(
    Extract, some.lists(PARTS | TABLES | FACTS, max_size=4).map(tuple), some.booleans()
)
SHOWN = some.builds(
    PrintedPicture, some.just(b""), some.floats(0, 14_400), some.floats(0, 14_400), WORDS
)
DOCUMENTS = some.builds(
    PrintedText,
    some.lists(
        PARTS
        | TABLES
        | some.lists(SHOWN, min_size=1, max_size=2).map(
            lambda found: PrintedParagraph(
                Paragraph((Span(OBJECT * len(found)),)), "", tuple(found)
            )
        ),
        max_size=4,
    ).map(tuple),
)
LOOKED = some.one_of(
    some.builds(Inspection, pages=PAGES, total=some.integers(1, 10**9), converted=some.booleans()),
    some.builds(
        Inspection,
        text=TEXTS,
        beyond=some.just(("table",)),
        cut=some.booleans(),
        document=some.none() | DOCUMENTS.map(in_words_and_pictures),
    ),
    some.builds(Inspection, pages=PAGES | some.just(()), extract=EXTRACTS),
)
ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=3), inner),
    max_leaves=12,
)
COORDINATES = some.floats(-10_000, 10_000)
BOXES = some.builds(PageBox, COORDINATES, COORDINATES, COORDINATES, COORDINATES)
FOUND = some.builds(
    Occurrences,
    some.lists(
        some.builds(Occurrence, some.integers(0, 1_999), some.lists(BOXES, max_size=3).map(tuple)),
        max_size=4,
    ).map(tuple),
    some.none() | some.integers(0, 1_999),
)
RECTANGLES = some.builds(Rectangle, COORDINATES, COORDINATES, COORDINATES, COORDINATES)
COUNTS = some.integers(0, 10**9)
PRIVATE = some.lists(
    some.builds(
        PrivacyFinding,
        some.sampled_from(PrivacyKind),
        some.builds(
            PrivatePlace,
            some.sampled_from(PlaceUnit),
            *(COUNTS, WORDS, WORDS, COUNTS, COUNTS),
            some.lists(RECTANGLES, max_size=3).map(tuple),
        ),
        WORDS,
        some.sampled_from(Reason),
    ),
    max_size=3,
).map(tuple)
CLEANED = some.builds(
    Cleaned,
    some.integers(0, 2_000),
    some.integers(0, 2_000),
    some.lists(
        some.tuples(some.sampled_from(LeftBehind), some.integers(1, 1_000_000)), max_size=4
    ).map(tuple),
)
PIXELS = some.tuples(some.integers(1, 4), some.integers(1, 4)).flatmap(
    lambda size: some.binary(min_size=size[0] * size[1] * 4, max_size=size[0] * size[1] * 4).map(
        lambda data: Pixels(*size, data)
    )
)
ORDERS = some.builds(
    CleanOrder,
    some.lists(WORDS, max_size=3).map(tuple),
    some.lists(some.builds(Region, some.integers(1, 99), RECTANGLES, WORDS), max_size=2).map(tuple),
)
WISHES = some.builds(CleanWish, ORDERS, some.sampled_from(Way), WORDS.map(Path), WORDS, WORDS)
SCANS = some.builds(
    ScanOrder,
    some.builds(
        TextRules,
        some.lists(
            some.builds(CardNumbers, some.integers(4, 30), WORDS, some.booleans()), max_size=2
        ).map(tuple),
        some.lists(WORDS, max_size=2).map(tuple),
    ),
    some.booleans(),
)


def passed(frame: WireMessage) -> WireMessage:
    """Return a frame as it is on the other side of the pipe."""
    return WireMessage(json.loads(json.dumps(frame.words)), frame.data)


def of_type(kind: Any) -> Callable[[WireMessage], Any]:
    return lambda frame: helpers.given(kind, frame)


SENT = some.one_of(
    some.tuples(LOOKED, some.just(given_inspection)),
    some.tuples(FOUND, some.just(of_type(Occurrences))),
    some.tuples(PRIVATE, some.just(given_private)),
    some.tuples(CLEANED, some.just(of_type(Cleaned))),
    some.tuples(PIXELS, some.just(given_pixels)),
    some.tuples(WISHES, some.just(of_type(CleanWish))),
    some.tuples(SCANS, some.just(of_type(ScanOrder))),
    some.tuples(
        some.builds(Trial, some.booleans(), some.none() | some.sampled_from(Barrier)),
        some.just(of_type(Trial)),
    ),
    some.tuples(some.text(), some.just(of_type(str))),
)


@given(SENT)
def test_everything_arrives_as_it_is(sent: tuple[object, Callable[[WireMessage], object]]) -> None:
    value, given_back = sent
    assert given_back(passed(giving(value))) == value


def places(plain: Any, *way: int) -> list[tuple[int, ...]]:
    found = [way]
    for number, one in enumerate(plain if isinstance(plain, list) else ()):
        found += places(one, *way, number)
    return found


@given(SENT, some.data(), ANYTHING)
def test_whatever_is_changed_a_value_or_broken_comes(
    sent: tuple[object, Callable[[WireMessage], object]], chosen: some.DataObject, other: object
) -> None:
    value, given_back = sent
    frame = passed(giving(value))
    way = chosen.draw(some.sampled_from(places(frame.words["given"])))
    inside: Any = frame.words
    for number in ("given", *way[:-1]) if way else ():
        inside = inside[number]
    inside[way[-1] if way else "given"] = other
    try:
        got = given_back(frame)
    except Broken:
        return
    assert given_back(passed(giving(got))) == got
    if isinstance(got, Inspection):
        require_within_limits(got)


def require_within_limits(looked: Inspection) -> None:
    assert looked.pages or looked.text is not None or looked.extract is not None
    assert all(0 < side <= 20_000 for page in looked.pages for side in (page.width, page.height))
    assert looked.total >= 0
    if looked.document is not None:
        assert not looked.document.notes
        for each in pictures(looked.document):
            assert not each.data
            assert 0 <= each.width <= 14_400
        for block in looked.document.blocks:
            assert isinstance(block, PrintedParagraph) or 0 <= block.heads <= len(block.rows)


@given(ANYTHING, some.binary(max_size=40))
def test_whatever_comes_is_a_value_or_broken(words: object, data: bytes) -> None:
    readers = (
        given_inspection,
        given_private,
        of_type(Cleaned),
        given_pixels,
        of_type(Occurrences),
    )
    for given_back in readers:
        try:
            given_back(WireMessage({"given": words}, data))
        except Broken:
            continue


# Limits -----------------------------------------------------------------------------------------


def looked(**seen: object) -> WireMessage:
    return passed(giving_inspection(replace(Inspection(pages=(PageSize(1, 1),)), **seen)))  # type: ignore[arg-type]


def text_of(characters: int) -> RichText:
    return RichText((Paragraph((Span("a" * characters),)),))


def picture_of(**changed: object) -> PrintedText:
    shown = replace(PrintedPicture(b"", 1.0, 1.0), **changed)  # type: ignore[arg-type]
    return PrintedText((PrintedParagraph(Paragraph((Span(OBJECT),)), "", (shown,)),))


def told(document: PrintedText) -> WireMessage:
    """Return what a helper that was taken over may say a document is."""
    seen = Inspection(pages=(PageSize(1, 1),), document=document)
    return passed(giving(seen))


CELL = PrintedCell((paragraph("x"),))
NESTED = PrintedCell((PrintedTable((1.0,), ((CELL,),)),))


@pytest.mark.parametrize(
    "frame",
    [
        giving(Inspection()),
        looked(pages=(PageSize(0, 1),)),
        looked(pages=(PageSize(1, 20_001),)),
        looked(pages=(PageSize(float("nan"), 1),)),
        looked(total=-1),
        looked(text=text_of(200_000)),
        looked(extract=Extract((paragraph("a" * 400_000),))),
        looked(extract=Extract((Fact(FactKind.TO, ("a" * 400_000,)),))),
        looked(extract=Extract((PrintedTable((1.0, 1.0), ((CELL,),)),))),
        looked(extract=Extract((PrintedTable((), ()),))),
        looked(extract=Extract((PrintedTable((0.0,), ((CELL,),)),))),
        looked(extract=Extract((PrintedTable((1e6,), ((CELL,),)),))),
        looked(extract=Extract((PrintedTable((1.0,), ((CELL,),), 2),))),
        looked(extract=Extract((PrintedTable((1.0,), ((CELL,),), -1),))),
        looked(document=PrintedText((paragraph("a" * 400_000),))),
        told(PrintedText((), ((paragraph("a note"),),))),
        told(PrintedText(picture_of().blocks * 401)),
        told(picture_of(data=b"a picture")),
        told(picture_of(width=-1.0)),
        told(picture_of(height=14_401.0)),
        told(PrintedText((PrintedTable((), ()),))),
        told(PrintedText((PrintedTable((0.0,), ((CELL,),)),))),
        told(PrintedText((PrintedTable((1.0,), ((CELL, CELL),)),))),
        told(PrintedText((PrintedTable((1.0,), ((PrintedCell((), 0, 1),),)),))),
        told(PrintedText((PrintedTable((1.0,), ((PrintedCell((), 1, 0),),)),))),
        told(PrintedText((PrintedTable((1.0,), ((PrintedCell((), 1, 10**6),),)),))),
        told(
            PrintedText(
                (
                    PrintedParagraph(
                        Paragraph((Span(OBJECT),)), "", (Equation(MathNode(MathKind.TEXT)),)
                    ),
                )
            )
        ),
    ],
)
def test_a_look_beyond_its_limits_is_broken(frame: WireMessage) -> None:
    with pytest.raises(Broken):
        given_inspection(passed(frame))


def test_a_look_within_its_limits_is_not() -> None:
    for frame in (
        looked(pages=(PageSize(1e-9, 20_000),), text=text_of(199_999)),
        looked(extract=Extract((paragraph("a" * 399_999),))),
        looked(extract=Extract((PrintedTable((999_999.0,), ((CELL,),), 1),))),
        looked(document=PrintedText(picture_of(width=20_000.0).blocks * 400)),
        told(PrintedText((PrintedTable((1.0,), ((NESTED,),), 9),))),
    ):
        given_inspection(frame)


def test_of_too_much_the_first_are_taken() -> None:
    seen = given_inspection(looked(pages=(PageSize(1, 1),) * 2_001))
    assert len(seen.pages) == 2_000
    found = Occurrences((Occurrence(0, (PageBox(0, 0, 1, 1),) * 21),) * 1_001)
    taken = helpers.given(Occurrences, giving(found))
    assert (len(taken.found), len(taken.found[0].boxes)) == (1_000, 20)
    place = PrivatePlace(PlaceUnit.CELL, 1, "p" * 1_001, "c" * 1_001, 0, 0, (BOX,) * 21)
    many = (PrivacyFinding(PrivacyKind.EMAIL, place, "f" * 1_001),) * 2_001
    kept = given_private(giving(many))
    assert len(kept) == 2_000
    one = kept[0]
    assert (len(one.found), len(one.place.part), len(one.place.cell)) == (1_000,) * 3
    assert len(one.place.boxes) == 20
    left = Cleaned(1, 0, ((LeftBehind.FOUND, 1),) * 100)
    assert len(helpers.given(Cleaned, giving(left)).left_out) == len(LeftBehind)


BOX = Rectangle(0, 0, 1, 1)


@pytest.mark.parametrize("side", [float("nan"), float("inf"), 20_001.0, -20_001.0])
def test_a_box_is_on_a_page(side: float) -> None:
    with pytest.raises(Broken):
        helpers.given(Occurrences, giving(Occurrences((Occurrence(0, (PageBox(0, 0, side, 1),)),))))
    place = PrivatePlace(PlaceUnit.PAGE, boxes=(Rectangle(0, 0, 1, side),))
    with pytest.raises(Broken):
        given_private(giving((PrivacyFinding(PrivacyKind.EMAIL, place, ""),)))


@pytest.mark.parametrize("page", [-1, 2_000])
def test_a_page_is_one_that_can_be_shown(page: int) -> None:
    for seen in (Occurrences((Occurrence(page, ()),)), Occurrences((), page)):
        with pytest.raises(Broken):
            helpers.given(Occurrences, giving(seen))


@pytest.mark.parametrize(
    "pixels",
    [
        Pixels(0, 1, b""),
        Pixels(1, 0, b""),
        Pixels(1, 20_001, bytes(80_004)),
        Pixels(2, 2, bytes(15)),
        Pixels(2, 2, bytes(17)),
    ],
)
def test_a_picture_has_four_bytes_for_each_pixel(pixels: Pixels) -> None:
    with pytest.raises(Broken):
        given_pixels(giving(pixels))


@pytest.mark.parametrize("place", [{"number": -1}, {"start": -1}, {"end": -1}])
def test_nothing_is_counted_below_zero(place: dict[str, int]) -> None:
    found = PrivacyFinding(PrivacyKind.EMAIL, PrivatePlace(PlaceUnit.PAGE, **place), "")  # type: ignore[arg-type]
    with pytest.raises(Broken):
        given_private(giving((found,)))


@pytest.mark.parametrize("cleaned", [Cleaned(-1), Cleaned(0, -1), Cleaned(2**53 + 1)])
def test_a_clean_copy_has_as_many_pages_as_anybody_can_count(cleaned: Cleaned) -> None:
    with pytest.raises(Broken):
        helpers.given(Cleaned, giving(cleaned))


# What is told of texts --------------------------------------------------------------------------


def test_a_text_arrives_with_its_numbers_and_without_what_is_new_in_its_file() -> None:
    numbering = Numbering("1", "2", {0: NumberLevel(text="%1)")}, {0: 3})
    new = KeptContent("id", UnsupportedContent.TABLE, 2, NewContent(b"<xml/>"))
    text = RichText(
        (
            Paragraph((Span("one", effects=frozenset(Effect)),), Form.NUMBER, 1, None, numbering),
            Paragraph((Span("kept", kept=new),), kept=new),
        )
    )
    seen = given_inspection(looked(text=text)).text
    assert seen == text
    assert seen.paragraphs[0].numbering == numbering
    assert seen.paragraphs[1].kept == replace(new, new=None)
    assert b"xml" not in json.dumps(to_data(text)).encode()
    assert [kept.new for each in seen.paragraphs[1:] for kept in (each.kept,) if kept] == [None]


def test_what_no_file_can_hold_does_not_arrive() -> None:
    bad = PrintedParagraph(Paragraph((Span("a\0b", link="javascript:x"),)), "1\0")
    seen = given_inspection(told(PrintedText((bad,)))).document
    assert seen == PrintedText((PrintedParagraph(Paragraph((Span("ab"),)), "1"),))


def test_notes_equations_and_inner_tables_are_words() -> None:
    body = PrintedParagraph(
        Paragraph((Span(f"see{OBJECT}{OBJECT}"),)),
        "",
        (NoteMark(0), Equation(MathNode(MathKind.TEXT, text="x"))),
    )
    whole = PrintedText((body, PrintedTable((1.0,), ((NESTED,),))), ((paragraph("the note"),),))
    seen = given_inspection(looked(document=whole)).document
    assert seen is not None
    first, held, note = seen.blocks
    assert isinstance(first, PrintedParagraph)
    assert first.text == "see[1]x"
    assert held == PrintedTable((1.0,), ((CELL,),))
    assert isinstance(note, PrintedParagraph)
    assert note.text == "[1] the note"
