import io
import random
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.documents.pdf import (
    Bookmark,
    JoinedPdf,
    PdfFault,
    PdfPart,
    PdfUnreadable,
    bookmarks_of,
    merge,
    prove,
)

ABOUT = ("Joined", "A. Rivera", date(2026, 11, 24))


def pdf(pages: int, change: Callable[[PdfWriter], object] = lambda _: None) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 300)
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def saved(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def joined(parts: list[PdfPart], bookmarks: tuple[Bookmark, ...] = ()) -> PdfReader:
    file = io.BytesIO()
    pages = merge(JoinedPdf(parts, bookmarks), ABOUT, file, ignore_progress)
    reader = PdfReader(file)
    assert len(reader.pages) == pages
    return reader


def fault_of(path: Path) -> PdfFault:
    with pytest.raises(PdfUnreadable) as caught:
        prove(path)
    assert caught.value.path == str(path)
    return caught.value.fault


def test_a_file_is_proved_by_its_pages(tmp_path: Path) -> None:
    assert prove(saved(tmp_path / "a.pdf", pdf(3))) == 3


def test_a_file_that_only_limits_what_one_may_do_opens(tmp_path: Path) -> None:
    limited = pdf(2, lambda writer: writer.encrypt("", "owner", algorithm="AES-256"))
    path = saved(tmp_path / "a.pdf", limited)

    assert prove(path) == 2


def test_a_file_with_a_password_is_told_as_such(tmp_path: Path) -> None:
    locked = pdf(2, lambda writer: writer.encrypt("secret", algorithm="AES-256"))

    assert fault_of(saved(tmp_path / "a.pdf", locked)) is PdfFault.PASSWORD


@pytest.mark.parametrize("data", [b"", b"not a PDF", b"PK\3\4"])
def test_another_kind_of_file_is_told_as_such(data: bytes, tmp_path: Path) -> None:
    assert fault_of(saved(tmp_path / "a.pdf", data)) is PdfFault.NOT_A_PDF


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"x" * 5000, pdf(0)])
def test_a_file_without_a_page_is_damaged(data: bytes, tmp_path: Path) -> None:
    assert fault_of(saved(tmp_path / "a.pdf", data)) is PdfFault.DAMAGED


def test_a_missing_file_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        prove(tmp_path / "a.pdf")


def test_parts_follow_each_other_under_their_labels(tmp_path: Path) -> None:
    evidence = saved(tmp_path / "a.pdf", pdf(2))

    reader = joined([PdfPart(pdf(2)), PdfPart(evidence, "E1.1-")])

    assert reader.page_labels == ["1", "2", "E1.1-1", "E1.1-2"]


def test_bookmarks_lead_to_their_pages() -> None:
    below = (Bookmark("Flyer", 1, 1),)
    reader = joined([PdfPart(pdf(2)), PdfPart(pdf(2))], (Bookmark("Competency 1", 0, 1, below),))
    outline: Any = reader.outline

    assert outline[0].title == "Competency 1"
    assert reader.get_destination_page_number(outline[0]) == 1
    assert outline[1][0].title == "Flyer"
    assert reader.get_destination_page_number(outline[1][0]) == 3


def test_bookmarks_of_a_file_are_found_again() -> None:
    def mark(writer: PdfWriter) -> None:
        writer.add_outline_item(title="One", page_number=0)
        two = writer.add_outline_item(title="Two", page_number=2)
        writer.add_outline_item(title="Deeper", page_number=2, parent=two)

    two = Bookmark("Two", 1, 2, (Bookmark("Deeper", 1, 2),))
    assert bookmarks_of(pdf(3, mark), 1) == (Bookmark("One", 1, 0), two)


def test_a_broken_name_makes_a_bookmark_all_the_same() -> None:
    outline: Any = joined([PdfPart(pdf(1))], (Bookmark("a\udce9b", 0),)).outline

    assert outline[0].title == "a?b"


def test_links_within_a_part_still_lead_there() -> None:
    def link(writer: PdfWriter) -> None:
        writer.add_annotation(0, Link(rect=(0, 0, 9, 9), target_page_index=2))

    reader = joined([PdfPart(pdf(1)), PdfPart(pdf(3, link))])
    note: Any = reader.pages[1].annotations

    assert note[0].get_object()["/Dest"][0] == reader.pages[3].indirect_reference


def test_it_says_what_it_is_and_no_more() -> None:
    reader = joined([PdfPart(pdf(1))])
    root: Any = reader.root_object

    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Joined", "A. Rivera")
    assert root["/Lang"] == "en-US"
    assert "/StructTreeRoot" not in root
    assert "/Metadata" not in root


def test_nothing_in_it_runs_or_starts_anything() -> None:
    def arm(writer: PdfWriter) -> None:
        script = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")}
        )
        writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
        note = DictionaryObject(
            {NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): script}
        )
        writer.pages[0][NameObject("/Annots")] = ArrayObject([note])

    armed = pdf(1, arm)
    file = io.BytesIO()
    merge(JoinedPdf([PdfPart(armed)]), ABOUT, file, ignore_progress)

    assert b"/JavaScript" in armed
    assert b"/JavaScript" not in file.getvalue()
    assert b"/AA" not in file.getvalue()


def test_merging_can_be_stopped() -> None:
    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        merge(JoinedPdf([PdfPart(pdf(1))]), ABOUT, io.BytesIO(), stop)


def test_real_files_can_be_joined_but_for_the_locked_one(corpus: Path, tmp_path: Path) -> None:
    faults: dict[str, PdfFault] = {}
    parts: list[PdfPart] = []
    for path in sorted((corpus / "pdf").glob("*.pdf")):
        try:
            assert prove(path) == len(PdfReader(path).pages)
            parts.append(PdfPart(path, f"{path.stem} "))
        except PdfUnreadable as error:
            faults[path.name] = error.fault
    target = tmp_path / "all.pdf"
    with target.open("wb") as file:
        pages = merge(JoinedPdf(parts), ABOUT, file, ignore_progress)

    assert faults == {"libreoffice-writer-password.pdf": PdfFault.PASSWORD}
    assert pages == 17
    assert "crazyones-pdfa 1" in PdfReader(target).page_labels
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", target], check=True, capture_output=True)


def test_a_damaged_file_says_nothing_behind_our_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(PdfUnreadable):
        prove(saved(tmp_path / "a.pdf", pdf(2)[:-40]))

    assert not caplog.records


def test_damage_anywhere_is_our_own_error_or_does_no_harm(corpus: Path, tmp_path: Path) -> None:
    dice = random.Random(2026)  # noqa: S311 - damage need not be secret
    read = refused = 0
    for path in sorted((corpus / "pdf").glob("*.pdf")) * 5:
        data = bytearray(path.read_bytes())
        for _ in range(dice.randint(1, 40)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        end = dice.choice((len(data), dice.randrange(16, len(data))))
        damaged = saved(tmp_path / path.name, bytes(data[:end]))
        try:
            assert prove(damaged) > 0
            read += 1
        except PdfUnreadable:
            refused += 1

    assert read
    assert refused
