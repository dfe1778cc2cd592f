"""Responses and statements: written, taken from a file, removed, and never lost."""

import io
import shutil
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lssc_desktop.core.files.seen import SeenDocument
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.edits import set_document
from lssc_desktop.core.portfolio.portfolio import Portfolio, TextPlace
from lssc_desktop.core.portfolio.versions import KeptFor
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span, normalized, plain
from lssc_desktop.disk.copying import NotAFile
from lssc_desktop.disk.disk import FolderGone, NoSpace
from lssc_desktop.documents.importing import TextRefused, read_incoming
from lssc_desktop.documents.word import (
    DocumentUnreadable,
    open_document,
    to_docx,
)
from lssc_desktop.store.folder.responses import (
    DocumentChanged,
    DocumentHasUnsupportedContent,
    DocumentOpen,
    Replaced,
    TakenText,
    read_response,
    remove_response,
    take_text,
    write_response,
)
from lssc_desktop.store.folder.scan import read_all_facts
from lssc_desktop.store.folder.versions import read_text_of, versions_of
from tests.documents.word.test_read_again import named_twice
from tests.systems import finds_trash, needs_links

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 10, 15, tzinfo=UTC)
PLACE = TextPlace("foundations", 11)
PATH = "Foundations of Library Services/11 Diversity of users.docx"


def _text(*lines: str) -> RichText:
    return RichText(tuple(Paragraph((Span(line),)) for line in lines))


def wrote(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    number: int | None,
    text: RichText,
    day: date,
) -> Portfolio:
    """Write a text of the first set, and return the portfolio that knows of it."""
    place = TextPlace("foundations", number)
    document = write_response(root, program, portfolio, place, text)
    if document == portfolio.document(place):
        return portfolio
    return set_document(portfolio, place, document, day)


def take(
    root: Path, program: Program, portfolio: Portfolio, place: TextPlace, source: Path
) -> TakenText:
    incoming = read_incoming(source, "", ignore_progress)
    return take_text(root, program, portfolio, place, incoming, NOW)


def took(
    root: Path, program: Program, portfolio: Portfolio, number: int | None, source: Path, day: date
) -> tuple[Portfolio, SeenDocument]:
    """Take a file as a text of the first set, and return the portfolio that knows of it."""
    place = TextPlace("foundations", number)
    taken = take(root, program, portfolio, place, source)
    document, seen = taken.document, taken.seen
    return set_document(portfolio, place, document, day), seen


def removed(root: Path, portfolio: Portfolio) -> Portfolio:
    """Remove the response 11 of the first set, and return the portfolio without it."""
    remove_response(root, portfolio, PLACE, NOW)
    return set_document(portfolio, PLACE, None, TODAY)


@pytest.fixture
def written(root: Path, portfolio: Portfolio, program: Program) -> Portfolio:
    return wrote(root, program, portfolio, 11, _text("First."), TODAY)


def _change(path: Path, name: str, place: bytes, added: bytes) -> None:
    """Put something before a place in a part of a document, as somebody does in Word."""
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    assert place in parts[name]
    parts[name] = parts[name].replace(place, added + place, 1)
    with zipfile.ZipFile(path, "w") as archive:
        for each, data in parts.items():
            archive.writestr(each, data)


def _add_a_table(path: Path) -> None:
    table = b"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    _change(path, "word/document.xml", b"<w:p>", table)


def _protect(path: Path) -> None:
    protection = b'<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    _change(path, "word/settings.xml", b"</w:settings>", protection)


def test_a_response_is_a_word_document_in_the_folder_of_its_set(
    root: Path, written: Portfolio
) -> None:
    document = written.sets[0].competency(11).response
    assert document is not None
    assert document.path == PATH
    assert zipfile.is_zipfile(root / PATH)
    assert written.sets[0].changed == TODAY


def test_a_statement_lies_beside_it(root: Path, portfolio: Portfolio, program: Program) -> None:
    after = wrote(root, program, portfolio, None, _text("I learned."), TODAY)
    assert after.sets[0].statement is not None
    assert after.sets[0].statement.path.endswith("Services/Learning statement.docx")
    assert plain(read_response(root, after, TextPlace("foundations")).text) == "I learned."


def test_what_is_written_is_read_again(root: Path, portfolio: Portfolio, program: Program) -> None:
    text = RichText(
        (
            Paragraph((Span("Where I work."),), Form.INTRODUCTION),
            Paragraph((Span("What I "), Span("did", bold=True), Span("."))),
            Paragraph((Span("first"),), Form.NUMBER),
        )
    )
    after = wrote(root, program, portfolio, 11, text, TODAY)
    assert read_response(root, after, TextPlace("foundations", 11)).text == normalized(text)


def test_the_response_of_a_competency_without_one_is_missing(
    root: Path, portfolio: Portfolio
) -> None:
    assert read_response(root, portfolio, TextPlace("foundations", 11)).fault == "missing"
    assert read_response(root, portfolio, TextPlace("youth-services")).fault == "missing"


def test_our_own_document_is_written_again(
    root: Path, written: Portfolio, program: Program
) -> None:
    after = wrote(root, program, written, 11, _text("Second."), TODAY)
    assert plain(read_response(root, after, TextPlace("foundations", 11)).text) == "Second."
    assert len(list((root / PATH).parent.iterdir())) == 1


def test_the_same_text_again_changes_nothing(
    root: Path, written: Portfolio, program: Program
) -> None:
    before = (root / PATH).stat().st_mtime_ns
    later = date(2026, 12, 1)
    assert wrote(root, program, written, 11, _text("First."), later) == written
    assert (root / PATH).stat().st_mtime_ns == before


def test_a_document_edited_in_word_since_is_not_written_over(
    root: Path, written: Portfolio, program: Program
) -> None:
    edited = to_docx(_text("From Word."), title="", author="")
    (root / PATH).write_bytes(edited)
    with pytest.raises(DocumentChanged):
        wrote(root, program, written, 11, _text("Second."), TODAY)
    assert (root / PATH).read_bytes() == edited


def test_a_document_with_a_table_keeps_it(
    root: Path, tmp_path: Path, portfolio: Portfolio, program: Program
) -> None:
    source = tmp_path / "mine.docx"
    source.write_bytes(to_docx(_text("With a table."), title="", author=""))
    _add_a_table(source)
    taken, seen = took(root, program, portfolio, 11, source, TODAY)
    assert seen.beyond == ("table",)
    before = (root / PATH).read_bytes()
    table = [item for item in seen.text.paragraphs if item.kept is not None]

    text = RichText((*_text("Second.").paragraphs, *table))
    after = wrote(root, program, taken, 11, text, TODAY)

    again = read_response(root, after, TextPlace("foundations", 11))
    assert again.text.paragraphs[0].text == "Second."
    assert again.text.paragraphs[1:] == tuple(table)
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(root / PATH) as new:
        assert [old.read(name) for name in old.namelist() if name != "word/document.xml"] == [
            new.read(name) for name in new.namelist() if name != "word/document.xml"
        ]


def test_a_document_that_is_protected_is_not_written_over(
    root: Path, tmp_path: Path, portfolio: Portfolio, program: Program
) -> None:
    source = tmp_path / "mine.docx"
    source.write_bytes(to_docx(_text("Protected."), title="", author=""))
    _protect(source)
    taken, _ = took(root, program, portfolio, 11, source, TODAY)
    before = (root / PATH).read_bytes()
    with pytest.raises(DocumentHasUnsupportedContent) as caught:
        wrote(root, program, taken, 11, _text("Second."), TODAY)
    assert caught.value.beyond == ("protected",)
    assert (root / PATH).read_bytes() == before


def test_a_document_that_would_say_something_else_is_not_written_over(
    root: Path, tmp_path: Path, portfolio: Portfolio, program: Program
) -> None:
    source = tmp_path / "mine.docx"
    source.write_bytes(named_twice())
    taken, seen = took(root, program, portfolio, 11, source, TODAY)
    assert plain(seen.text) == "One."

    with pytest.raises(DocumentHasUnsupportedContent):
        wrote(root, program, taken, 11, _text("All new words."), TODAY)

    assert (root / PATH).read_bytes() == source.read_bytes()
    assert [each.name for each in (root / PATH).parent.iterdir()] == [(root / PATH).name]


def test_a_text_that_comes_back_gives_the_first_bytes_back(
    root: Path, tmp_path: Path, portfolio: Portfolio, program: Program
) -> None:
    source = tmp_path / "mine.docx"
    source.write_bytes(to_docx(_text("With a table."), title="", author=""))
    _add_a_table(source)
    place = TextPlace("foundations", 11)
    portfolio, seen = took(root, program, portfolio, 11, source, TODAY)
    before = (root / PATH).read_bytes()
    base = open_document(before, PATH)

    document = write_response(root, program, portfolio, place, _text("Less."), base=base)
    portfolio = set_document(portfolio, place, document, TODAY)
    write_response(root, program, portfolio, place, seen.text, base=base)

    assert (root / PATH).read_bytes() == before


def test_a_document_that_word_has_open_is_left_alone(
    root: Path, written: Portfolio, program: Program, tmp_path: Path
) -> None:
    (root / PATH).with_name("~$ Diversity of users.docx").write_bytes(b"rivera")
    source = tmp_path / "new.txt"
    source.write_text("New.")
    with pytest.raises(DocumentOpen):
        wrote(root, program, written, 11, _text("Second."), TODAY)
    with pytest.raises(DocumentOpen):
        took(root, program, written, 11, source, TODAY)
    with pytest.raises(DocumentOpen):
        removed(root, written)
    assert plain(read_response(root, written, TextPlace("foundations", 11)).text) == "First."


def test_a_file_that_lies_there_unasked_is_not_written_over(
    root: Path, portfolio: Portfolio, program: Program
) -> None:
    (root / PATH).parent.mkdir()
    (root / PATH).write_bytes(b"somebody's")
    after = wrote(root, program, portfolio, 11, _text("First."), TODAY)
    document = after.sets[0].competency(11).response
    assert document is not None
    assert document.path == PATH.replace(".docx", " (2).docx")
    assert (root / PATH).read_bytes() == b"somebody's"


def test_a_document_that_went_missing_is_written_where_it_was(
    root: Path, written: Portfolio, program: Program
) -> None:
    (root / PATH).unlink()
    (root / PATH).parent.rmdir()
    assert wrote(root, program, written, 11, _text("First."), TODAY) == written
    assert (root / PATH).is_file()


def test_a_folder_that_went_away_is_not_made_again(
    root: Path, tmp_path: Path, written: Portfolio, program: Program
) -> None:
    root.rename(tmp_path / "pulled out")
    with pytest.raises(FolderGone):
        wrote(root, program, written, 11, _text("Second."), TODAY)
    assert not root.exists()


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.md", b"Where I **work**.\n\nWhat I did.\n", "Where I work.\nWhat I did."),
        ("a.MARKDOWN", b"Where I work.\n", "Where I work."),
        ("a.txt", "Café.\r\n".encode(), "Café."),
        ("a.txt", b"\xef\xbb\xbf" + "Café.".encode(), "Café."),
        ("a.txt", "Café.".encode("utf-16"), "Café."),
    ],
)
def test_a_text_is_taken_as_a_response_that_begins_with_its_introduction(
    root: Path,
    tmp_path: Path,
    portfolio: Portfolio,
    program: Program,
    name: str,
    data: bytes,
    text: str,
) -> None:
    (tmp_path / name).write_bytes(data)
    after, seen = took(root, program, portfolio, 11, tmp_path / name, TODAY)
    assert plain(seen.text) == text
    assert seen.text.paragraphs[0].form is Form.INTRODUCTION
    assert seen.path == PATH
    assert seen == read_response(root, after, TextPlace("foundations", 11))


def test_a_statement_has_no_introduction(
    root: Path, tmp_path: Path, portfolio: Portfolio, program: Program
) -> None:
    (tmp_path / "a.txt").write_text("I learned.")
    _, seen = took(root, program, portfolio, None, tmp_path / "a.txt", TODAY)
    assert seen.text.paragraphs[0].form is Form.BODY


def test_a_word_document_is_taken_byte_by_byte(
    root: Path, tmp_path: Path, portfolio: Portfolio, program: Program
) -> None:
    source = tmp_path / "mine.docx"
    source.write_bytes(to_docx(_text("Mine."), title="my title", author="me"))
    after, seen = took(root, program, portfolio, 11, source, TODAY)
    assert (root / PATH).read_bytes() == source.read_bytes()
    assert plain(seen.text) == "Mine."
    assert read_response(root, after, TextPlace("foundations", 11)) == seen


def test_a_word_document_of_the_folder_is_taken_where_it_lies(
    root: Path, portfolio: Portfolio, program: Program
) -> None:
    source = root / "Drafts" / "eleven.docx"
    source.parent.mkdir()
    source.write_bytes(to_docx(_text("Mine."), title="", author=""))
    after, seen = took(root, program, portfolio, 11, source, TODAY)
    assert seen.path == "Drafts/eleven.docx"
    assert after.sets[0].competency(11).response is not None


@pytest.mark.parametrize("name", ["new.txt", "new.docx"])
def test_the_response_before_is_kept_as_an_earlier_version(
    root: Path, tmp_path: Path, written: Portfolio, program: Program, name: str
) -> None:
    source = tmp_path / name
    new = _text(f"From {name}.")
    source.write_bytes(
        to_docx(new, title="", author="") if name == "new.docx" else plain(new).encode()
    )
    content = source.read_bytes()

    taken = take(root, program, written, PLACE, source)

    assert plain(taken.seen.text) == f"From {name}."
    assert taken.replaced is Replaced.AS_VERSION
    (version,) = versions_of(root, PLACE)
    assert (version.kept_for, version.words) == (KeptFor.REPLACED, 1)
    assert plain(read_text_of(root, PLACE, version)) == "First."
    assert source.read_bytes() == content


@finds_trash
def test_one_that_is_too_large_for_that_goes_to_the_trash(
    root: Path, tmp_path: Path, written: Portfolio, program: Program, own_home: Path
) -> None:
    with zipfile.ZipFile(root / PATH, "a") as archive:
        archive.writestr("word/media/large.bmp", bytes(65 << 20))
    before = (root / PATH).read_bytes()
    (tmp_path / "new.txt").write_text("New.")

    taken = take(root, program, written, PLACE, tmp_path / "new.txt")

    assert taken.replaced is Replaced.IN_TRASH
    assert versions_of(root, PLACE) == ()
    assert before in [path.read_bytes() for path in own_home.rglob("11 Diversity*.docx")]


def test_a_full_disk_keeps_the_response_before(
    mounted: Callable[[str], Path],
    make_folder: Callable[[Path], object],
    tmp_path: Path,
    portfolio: Portfolio,
    program: Program,
) -> None:
    root = mounted("size=512k") / "Rivera LSSC"
    make_folder(root)
    before = wrote(root, program, portfolio, 11, _text("First."), TODAY)
    (root / "filler").write_bytes(bytes(shutil.disk_usage(root).free))
    (tmp_path / "new.txt").write_text("New.")
    with pytest.raises(NoSpace):
        took(root, program, before, 11, tmp_path / "new.txt", TODAY)
    with pytest.raises(NoSpace):
        wrote(root, program, before, 11, _text("New."), TODAY)
    assert plain(read_response(root, before, TextPlace("foundations", 11)).text) == "First."


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pages", b"PK", "kind"),
        ("a", b"text", "kind"),
        ("a.txt", b"a\0b\0c", "no-text"),
        ("a.txt", b"a" * (5 << 20), "size"),
    ],
)
def test_what_cannot_be_a_response_is_refused(
    root: Path,
    tmp_path: Path,
    written: Portfolio,
    program: Program,
    name: str,
    data: bytes,
    reason: str,
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(TextRefused) as caught:
        took(root, program, written, 11, tmp_path / name, TODAY)
    assert caught.value.reason == reason
    assert plain(read_response(root, written, TextPlace("foundations", 11)).text) == "First."


def test_a_broken_word_document_is_refused(
    root: Path, tmp_path: Path, written: Portfolio, program: Program
) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 torn")
    with pytest.raises(DocumentUnreadable):
        took(root, program, written, 11, tmp_path / "a.docx", TODAY)
    assert plain(read_response(root, written, TextPlace("foundations", 11)).text) == "First."


@needs_links
def test_a_folder_or_link_is_no_response(
    root: Path, tmp_path: Path, portfolio: Portfolio, program: Program
) -> None:
    (tmp_path / "link.docx").symlink_to(root / "READ ME.txt")
    for source in (tmp_path, tmp_path / "link.docx"):
        with pytest.raises(NotAFile):
            took(root, program, portfolio, 11, source, TODAY)


@finds_trash
def test_a_removed_response_is_in_the_trash(root: Path, written: Portfolio, own_home: Path) -> None:
    before = (root / PATH).read_bytes()
    after = removed(root, written)
    assert after.sets[0].competency(11).response is None
    assert not (root / PATH).exists()
    assert before in [path.read_bytes() for path in own_home.rglob("11 Diversity*.docx")]


@needs_links
def test_a_look_gathers_files_documents_and_what_was_refused(
    root: Path, written: Portfolio, program: Program
) -> None:
    both = wrote(root, program, written, None, _text("I learned."), TODAY)
    (root / PATH).unlink()
    (root / "Evidence" / "link").symlink_to("/dev/null")
    facts = read_all_facts(root, both, ignore_progress)
    assert [file.path for file in facts.files] == [
        "Foundations of Library Services/Learning statement.docx"
    ]
    assert [(plain(item.text), item.fault) for item in facts.documents] == [
        ("", "missing"),
        ("I learned.", ""),
    ]
    assert [item.path for item in facts.refused] == ["Evidence/link"]
