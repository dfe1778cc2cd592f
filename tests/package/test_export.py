"""Sets of a portfolio as one Word document or PDF, from the sample portfolio."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.core.standing.progress import SetUnknown
from lssc_desktop.core.text.richtext import words as count_words
from lssc_desktop.disk.copying import FileExists
from lssc_desktop.disk.disk import FolderGone, NoSpace
from lssc_desktop.documents.pdf import bookmarks_of
from lssc_desktop.documents.word import read_content, read_document
from lssc_desktop.messages.package import exported_message
from lssc_desktop.package.export import (
    ExportFormatUnknown,
    ExportOrder,
    NothingToExport,
    export,
    format_of,
)
from lssc_desktop.package.sample import write_sample
from lssc_desktop.store.folder.opening import read_folder
from tests.drives import mounted
from tests.systems import closed, posix_only

TODAY = date(2026, 11, 27)

type Order = Callable[..., ExportOrder]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    folder = tmp_path / "Rivera portfolio"
    write_sample(folder, ignore_progress)
    return folder


@pytest.fixture
def order(sample: Path, tmp_path: Path) -> Order:
    """Return an order of the sample's sets; words after the name of the file change it."""

    def of(name: str = "all.docx", *set_ids: str, **changes: object) -> ExportOrder:
        at = read_folder(sample)
        every = tuple(item.set_id for item in at.portfolio.sets)
        made = ExportOrder(
            sample, at.program, at.program_text, at.portfolio, set_ids or every, tmp_path / name
        )
        return replace(made, **changes)  # type: ignore[arg-type]  # fields of an order

    return of


def text_of(path: Path) -> str:
    return "\n".join(each.text for each in read_document(path, path.name).text.paragraphs)


def in_order(wanted: str, text: str) -> bool:
    """Whether a text is in another, whatever the spaces between its words."""
    return " ".join(wanted.split()) in " ".join(text.split())


def test_a_word_document_has_every_word_of_every_response_in_order(order: Order) -> None:
    made = export(order(), TODAY, ignore_progress)
    whole, place, responses = " ".join(text_of(made.path).split()), 0, 0
    wanted = order()
    for work in wanted.portfolio.sets:
        for item in work.competencies:
            if item.response is None:
                continue
            path = wanted.root / item.response.path
            said = " ".join(text_of(path).split())
            found = whole.find(said, place)
            assert found >= place, item.response.path
            place, responses = found + len(said), responses + 1
    assert responses == 31
    assert count_words(read_document(made.path, "all.docx").text) > 9_000
    assert (made.sets, made.left_out, made.unread, made.missing) == (6, (), (), ())


def test_it_has_sets_competencies_official_text_and_lists_of_evidence(order: Order) -> None:
    made = export(order("t.docx", "technology"), TODAY, ignore_progress)
    document = docx.Document(str(made.path))
    heads = {
        style: [
            each.text for each in document.paragraphs if each.style and each.style.name == style
        ]
        for style in ("Heading 1", "Heading 2")
    }
    assert heads["Heading 1"] == ["Technology"]
    assert "3 Data and confidentiality" in heads["Heading 2"]
    assert any("What this competency requires" in each.text for each in document.paragraphs)
    names = [row.cells[1].text for table in document.tables for row in table.rows]
    assert any(name.startswith("Privacy checklist.docx") for name in names)
    assert document.core_properties.author == "A. Rivera"
    assert document.core_properties.title == "Technology, portfolio of A. Rivera"


def test_with_evidence_a_word_document_shows_the_pictures(order: Order) -> None:
    bare = export(order("a.docx"), TODAY, ignore_progress)
    shown = export(order("b.docx", with_evidence=True), TODAY, ignore_progress)
    pictures = docx.Document(str(shown.path)).inline_shapes
    assert len(docx.Document(str(bare.path)).inline_shapes) == 0
    assert len(pictures) >= 3
    assert "Hold shelf before.jpg." in text_of(shown.path)


def test_references_of_a_word_document_lead_to_evidence_and_evidence_leads_back(
    order: Order,
) -> None:
    made = export(order("a.docx", "technology", with_evidence=True), TODAY, ignore_progress)
    body = docx.Document(str(made.path)).element.body
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    links = {
        link.get(qn("w:anchor")): "".join(text.text for text in link.iter(qn("w:t")))
        for link in body.iter(qn("w:hyperlink"))
        if (link.get(qn("w:anchor")) or "").startswith("_Evidence")
    }

    assert links.keys() <= set(names)
    assert len(names) == len(set(names))
    assert {"evidence 1", "1"} <= set(links.values())
    (row,) = (row for row in body.iter(qn("w:tr")) if "Technology report.docx" in said_in(row))
    assert re.search(r"In the text: 1", said_in(row))


def said_in(element: Any) -> str:
    return "".join(text.text for text in element.iter(qn("w:t")))


def test_a_pdf_of_all_sets_is_one_document_with_a_bookmark_for_each(order: Order) -> None:
    made = export(order("all.pdf"), TODAY, ignore_progress)
    reader = PdfReader(made.path)
    assert reader.metadata is not None
    assert reader.metadata.title == "Portfolio of A. Rivera"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]  # a dictionary
    titles = [mark.title for mark in bookmarks_of(made.path.read_bytes())]
    assert titles[-6:] == [
        "Foundations of Library Services",
        "Communication and Teamwork",
        "Technology",
        "Access Services",
        "Collection Management",
        "Reference and Information Services",
    ]
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "Place in the portfolio folder" in text
    assert "in the package" not in text
    assert "Review copy" not in text


def test_a_pdf_of_one_set_is_that_of_a_package_but_for_its_places(order: Order) -> None:
    made = export(order("one.pdf", "technology"), TODAY, ignore_progress)
    titles = [mark.title for mark in bookmarks_of(made.path.read_bytes())]
    assert any(title.startswith("3") and "confidentiality" in title for title in titles)


def test_a_pdf_with_evidence_has_its_pages_and_says_what_has_none(order: Order) -> None:
    made = export(order("e.pdf", "technology", with_evidence=True), TODAY, ignore_progress)
    bare = export(order("f.pdf", "technology"), TODAY, ignore_progress)
    assert len(PdfReader(made.path).pages) > len(PdfReader(bare.path).pages)
    text = "\n".join(page.extract_text() for page in PdfReader(made.path).pages)
    assert "It isn’t a package" in text


def test_evidence_of_several_sets_is_below_the_chapter_that_lists_it(order: Order) -> None:
    made = export(
        order("e.pdf", "technology", "access-services", with_evidence=True), TODAY, ignore_progress
    )
    about, technology, access = bookmarks_of(made.path.read_bytes())
    assert about.title == "About this file"
    assert [mark.title for mark in technology.below[1].below] == [
        "Evidence 1: Technology report.docx"
    ]
    assert [mark.title for mark in access.below[0].below] == [
        "Evidence 1: Access Services certificate.pdf"
    ]


def test_evidence_of_two_sets_is_told_apart(order: Order) -> None:
    sets = ("foundations", "communication-teamwork")
    made = export(order("e.pdf", *sets, with_evidence=True), TODAY, ignore_progress)
    labels = [label for label in PdfReader(made.path).page_labels if "E" in label]
    assert {label.partition("-")[0] for label in labels} == {"1", "2"}
    assert len(labels) == len(set(labels))


def test_nothing_is_replaced_unless_it_is_agreed(order: Order) -> None:
    wanted = order("t.docx", "technology")
    wanted.output.write_bytes(b"mine")
    with pytest.raises(FileExists):
        export(wanted, TODAY, ignore_progress)
    assert wanted.output.read_bytes() == b"mine"
    export(replace(wanted, replaces=True), TODAY, ignore_progress)
    assert wanted.output.read_bytes().startswith(b"PK")


def test_a_name_says_what_is_written(order: Order) -> None:
    assert format_of(Path("A.DOCX")).value == "docx"
    with pytest.raises(ExportFormatUnknown):
        export(order("all.odt"), TODAY, ignore_progress)


def test_what_cannot_be_exported_is_said_before_anything_is_written(order: Order) -> None:
    with pytest.raises(NothingToExport):
        export(replace(order(), set_ids=()), TODAY, ignore_progress)
    with pytest.raises(SetUnknown):
        export(order("a.docx", "cataloging-of-nothing"), TODAY, ignore_progress)
    with pytest.raises(FolderGone):
        export(replace(order(), output=Path("/nowhere/at/all.docx")), TODAY, ignore_progress)
    assert not list(order().output.parent.glob("*.docx"))


@pytest.mark.parametrize(("name", "moment"), [("all.docx", 1), ("all.docx", 3), ("all.pdf", 1)])
def test_a_stop_leaves_nothing_behind(order: Order, name: str, moment: int) -> None:
    wanted = order(name, "technology")
    before = sorted(wanted.output.parent.iterdir())
    told = 0

    def stop(progress: Progress) -> None:
        nonlocal told
        told += progress.step.value == "assembling"
        if told >= moment:
            raise Cancelled

    with pytest.raises(Cancelled):
        export(wanted, TODAY, stop)
    assert sorted(wanted.output.parent.iterdir()) == before


@pytest.mark.parametrize("name", ["all.docx", "all.pdf"])
def test_a_full_drive_is_said_and_holds_no_half_a_file(
    order: Order, tmp_path: Path, name: str
) -> None:
    with mounted(tmp_path / "drive", "size=24k") as drive:
        with pytest.raises(NoSpace):
            export(replace(order(), output=drive / name), TODAY, ignore_progress)
        assert list(drive.iterdir()) == []


def test_a_word_file_that_cannot_be_read_costs_that_text_alone(order: Order) -> None:
    wanted = order("t.docx", "technology")
    work = wanted.portfolio.set_work("technology")
    assert work is not None
    documents = [item.response.path for item in work.competencies if item.response is not None]
    (wanted.root / documents[0]).write_bytes(b"PK\x03\x04 cut")
    made = export(wanted, TODAY, ignore_progress)
    assert made.unread == (documents[0],)
    text = text_of(made.path)
    assert f"The Word file {documents[0]} couldn’t be read." in text
    other = read_content((wanted.root / documents[1]).read_bytes(), "b.docx").text
    assert in_order(other.paragraphs[0].text, text)


@pytest.mark.parametrize("name", ["t.docx", "t.pdf"])
def test_what_is_gone_is_named_whatever_it_is(order: Order, name: str) -> None:
    wanted = order(name, "technology")
    work = wanted.portfolio.set_work("technology")
    assert work is not None
    assert work.statement is not None
    text = next(item.response.path for item in work.competencies if item.response is not None)
    shown = next(use.path for _number, use in work.uses())
    gone = (work.statement.path, text, shown)
    for path in gone:
        (wanted.root / path).unlink()

    made = export(wanted, TODAY, ignore_progress)

    assert set(made.missing) == set(gone)
    assert not made.is_whole
    assert "Not all of your work is in it: 3 files" in exported_message(made).text


@posix_only
@pytest.mark.parametrize("name", ["t.docx", "t.pdf"])
def test_what_lies_in_a_closed_folder_is_named(order: Order, name: str) -> None:
    wanted = order(name, "technology")
    work = wanted.portfolio.set_work("technology")
    assert work is not None
    documents = {item.response.path for item in work.competencies if item.response is not None}
    with closed(wanted.root / "Technology"):
        made = export(wanted, TODAY, ignore_progress)
    assert documents <= set(made.missing)
    assert made.unread == ()


def test_a_word_file_that_cannot_be_read_is_named_with_a_pdf_too(order: Order) -> None:
    wanted = order("t.pdf", "technology")
    work = wanted.portfolio.set_work("technology")
    assert work is not None
    text = next(item.response.path for item in work.competencies if item.response is not None)
    (wanted.root / text).write_bytes(b"PK\x03\x04 cut")
    assert export(wanted, TODAY, ignore_progress).unread == (text,)


def test_a_table_of_a_response_comes_along(order: Order) -> None:
    wanted = order("t.docx", "technology")
    work = wanted.portfolio.set_work("technology")
    assert work is not None
    path = next(item.response.path for item in work.competencies if item.response is not None)
    document = docx.Document(str(wanted.root / path))
    document.add_table(rows=1, cols=2).cell(0, 1).text = "A cell of mine"
    file = io.BytesIO()
    document.save(file)
    (wanted.root / path).write_bytes(file.getvalue())
    made = export(wanted, TODAY, ignore_progress)
    cells = [
        cell.text
        for table in docx.Document(str(made.path)).tables
        for row in table.rows
        for cell in row.cells
    ]
    assert "A cell of mine" in cells
