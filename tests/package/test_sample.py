"""The sample portfolio is what the pictures of the window show, made of real files."""

import io
import re
import wave
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from PIL.ExifTags import IFD
from pypdf import PdfReader

from lssc_desktop.core.files.names import EVIDENCE
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import CompetencyWork, Portfolio, SetWork, Weight
from lssc_desktop.core.program.schema import Rating, Route
from lssc_desktop.core.text.pages import pages
from lssc_desktop.core.text.richtext import Form, RichText, parted, plain, words
from lssc_desktop.documents.word import read_document
from lssc_desktop.package.sample import write_sample
from lssc_desktop.store.folder.folder import load

BARCODE = re.compile(r"\b\d \d{4} \d{5} \d{4}\b")
MAIL = re.compile(r"[\w.]+@[\w.]+\w")
PHONE = re.compile(r"\b\d{3}-\d{4}\b")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "Rivera LSSC"
    write_sample(folder, ignore_progress)
    return folder


@pytest.fixture(scope="module")
def portfolio(root: Path) -> Portfolio:
    return load(root).portfolio


def work_of(portfolio: Portfolio, set_id: str) -> SetWork:
    work = portfolio.set_work(set_id)
    assert work is not None
    return work


def response(root: Path, work: CompetencyWork) -> RichText:
    assert work.response is not None
    document = read_document(root / work.response.path, work.response.path)
    assert not document.fault
    assert document.beyond == ()
    return document.text


def names(work: CompetencyWork) -> list[str]:
    return [use.path.removeprefix(f"{EVIDENCE}/") for use in work.evidence]


def evidence(root: Path, name: str) -> Path:
    return root / EVIDENCE / name


def has_position(picture: bytes) -> bool:
    with Image.open(io.BytesIO(picture)) as opened:
        return bool(opened.getexif().get_ifd(IFD.GPSInfo))


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """Every file of the portfolio whose words can be read, with its words."""
    for path in sorted(root.rglob("*")):
        if path.suffix == ".pdf":
            reader = PdfReader(path)
            yield path.name, " ".join(page.extract_text() for page in reader.pages)
        elif path.suffix == ".docx":
            yield path.name, plain(read_document(path, path.name).text)
        elif path.suffix in {".xlsx", ".pptx"}:
            with zipfile.ZipFile(path) as archive:
                parts = [archive.read(name).decode() for name in archive.namelist()]
            yield path.name, " ".join(re.sub(r"<[^>]*>", " ", part) for part in parts)


def test_it_is_the_portfolio_that_was_returned(tmp_path: Path) -> None:
    assert write_sample(tmp_path / "new", ignore_progress) == load(tmp_path / "new").portfolio


def test_the_candidate_is_a_member_admitted_in_september_2024(portfolio: Portfolio) -> None:
    assert portfolio.candidate.name == "A. Rivera"
    assert portfolio.candidate.member
    assert portfolio.admitted == date(2024, 9, 14)


def test_three_required_sets_and_three_electives_are_chosen(portfolio: Portfolio) -> None:
    assert [work.set_id for work in portfolio.sets if work.chosen] == [
        "foundations",
        "communication-teamwork",
        "technology",
        "access-services",
        "collection-management",
        "reference-information",
    ]


def test_access_was_achieved_by_a_course_with_a_certificate(
    root: Path, portfolio: Portfolio
) -> None:
    work = work_of(portfolio, "access-services")
    assert work.route is Route.COURSE
    assert work.course is not None
    assert work.course.fee == Decimal(145)
    assert work.course.completed == date(2026, 10, 30)
    assert work.course.certificate is not None
    assert (root / work.course.certificate).is_file()


def test_the_course_on_collections_is_under_way(portfolio: Portfolio) -> None:
    work = work_of(portfolio, "collection-management")
    assert work.route is Route.COURSE
    assert work.planned == date(2027, 10, 15)
    assert work.course is not None
    assert work.course.fee == Decimal(160)
    assert work.course.completed is None
    assert work.course.certificate is None


@pytest.mark.parametrize("set_id", ["technology", "communication-teamwork"])
def test_a_finished_set_has_nine_ready_responses_and_a_statement(
    root: Path, portfolio: Portfolio, set_id: str
) -> None:
    work = work_of(portfolio, set_id)
    assert [item.number for item in work.competencies] == list(range(1, 10))
    for item in work.competencies:
        assert item.marked_ready
        assert item.self_rating is Rating.MET
        assert any(use.weight is Weight.PRIMARY for use in item.evidence)
        assert words(parted(response(root, item))[0]) > 10
    assert work.statement_ready
    assert work.statement is not None
    statement = read_document(root / work.statement.path, work.statement.path).text
    assert 400 <= words(statement) <= 600
    assert not any(item.form is Form.INTRODUCTION for item in statement.paragraphs)


def test_technology_is_told_in_one_to_two_pages_each(root: Path, portfolio: Portfolio) -> None:
    for item in work_of(portfolio, "technology").competencies:
        assert 0.9 < pages(response(root, item)) < 2


def test_seven_of_twelve_are_ready_in_foundations(portfolio: Portfolio) -> None:
    work = work_of(portfolio, "foundations")
    assert [item.number for item in work.competencies if item.marked_ready] == [1, 2, 3, 4, 7, 8, 9]
    unready = {item.number for item in work.competencies if item.response and not item.marked_ready}
    assert unready == {5, 6, 10, 11}
    assert work.competency(12).response is None
    assert work.statement is None


def test_foundations_would_not_pass_today(portfolio: Portfolio) -> None:
    ratings = [item.self_rating for item in work_of(portfolio, "foundations").competencies]
    assert len(ratings) == 12
    assert ratings.count(Rating.MET) == 7
    assert ratings.count(Rating.PARTIAL) == 4
    assert ratings.count(Rating.NOT_MET) == 1


def test_number_3_has_secondary_evidence_only(portfolio: Portfolio) -> None:
    uses = work_of(portfolio, "foundations").competency(3).evidence
    assert {use.weight for use in uses} == {Weight.SECONDARY}


def test_number_5_lacks_an_example_for_its_last_part(portfolio: Portfolio) -> None:
    uses = work_of(portfolio, "foundations").competency(5).evidence
    assert {part for use in uses for part in use.parts} == {"a", "b", "c"}


def test_number_10_is_longer_than_it_should_be(root: Path, portfolio: Portfolio) -> None:
    text = response(root, work_of(portfolio, "foundations").competency(10))
    assert round(pages(text), 1) == 3.8


def test_number_11_is_the_one_of_the_picture(root: Path, portfolio: Portfolio) -> None:
    work = work_of(portfolio, "foundations").competency(11)
    text = response(root, work)
    assert names(work) == [
        "Story time flyer.pdf",
        "Story time sign-up.docx",
        "Letter from branch head.pdf",
    ]
    assert [use.weight for use in work.evidence] == [
        Weight.PRIMARY,
        Weight.PRIMARY,
        Weight.SECONDARY,
    ]
    assert plain(parted(text)[0]).startswith("I show this competency with the bilingual story")
    assert "I proposed a bilingual session and a team of three planned it." in plain(text)
    assert words(text) == 608
    assert round(pages(text), 1) == 1.2


def test_two_of_nine_are_ready_in_reference(portfolio: Portfolio) -> None:
    work = work_of(portfolio, "reference-information")
    assert [item.number for item in work.competencies if item.marked_ready] == [1, 2]
    assert names(work.competency(3)) == ["Reference log, May.pdf"]


def test_34_evidence_files_three_of_which_are_not_used(root: Path, portfolio: Portfolio) -> None:
    files = {file.path for file in portfolio.evidence}
    used = {
        use.path for work in portfolio.sets for item in work.competencies for use in item.evidence
    }
    certificates = (work.course.certificate for work in portfolio.sets if work.course)
    used |= {path for path in certificates if path}
    assert len(files) == 34
    assert all((root / path).is_file() for path in files)
    assert {path.rpartition("/")[2] for path in files - used} == {
        "Weeding list 2026.xlsx",
        "Display photo, May.jpg",
        "Holiday hours sign.pdf",
    }


def test_a_response_refers_only_to_evidence_that_is_there(root: Path, portfolio: Portfolio) -> None:
    for work in portfolio.sets:
        for item in work.competencies:
            if item.response is None:
                continue
            told = plain(response(root, item))
            for reference in re.findall(r"evidence (\d)(?: and (\d))?", told):
                assert all(int(number) <= len(item.evidence) for number in reference if number)


def test_team_work_names_the_own_role(portfolio: Portfolio) -> None:
    uses = [use for work in portfolio.sets for item in work.competencies for use in item.evidence]
    assert any(use.team_work for use in uses)
    assert all(bool(use.own_role) == use.team_work for use in uses)


def test_every_pdf_opens(root: Path) -> None:
    found = sorted(root.rglob("*.pdf"))
    assert len(found) == 19
    for path in found:
        reader = PdfReader(path, strict=True)
        assert reader.pages[0].extract_text().strip()
        assert reader.metadata is not None
        assert reader.metadata.title


def test_every_word_file_opens(root: Path) -> None:
    found = sorted(root.rglob("*.docx"))
    assert len(found) == 9 + 1 + 11 + 10 + 10 + 2
    for path in found:
        document = read_document(path, path.name)
        assert not document.fault
        assert words(document.text) > 50


def test_every_picture_opens(root: Path) -> None:
    found = sorted(root.rglob("*.jpg"))
    assert len(found) == 4
    for path in found:
        with Image.open(path) as picture:
            picture.load()
            assert picture.format == "JPEG"


def test_the_sound_can_be_heard(root: Path) -> None:
    with wave.open(str(evidence(root, "Story hour clip.wav"))) as sound:
        assert 10 < sound.getnframes() / sound.getframerate() < 20
        samples = memoryview(sound.readframes(sound.getnframes())).cast("h")
    assert max(samples) > 5000


def test_sheet_and_slides_are_whole(root: Path) -> None:
    for name, count in (("Weeding list 2026.xlsx", 6), ("Budget talk slides.pptx", 29)):
        with zipfile.ZipFile(evidence(root, name)) as archive:
            assert archive.testzip() is None
            assert archive.namelist()[0] == "[Content_Types].xml"
            assert len(archive.namelist()) == count
            for part in archive.namelist():
                content = archive.read(part).decode()
                assert "$" not in content
                ET.fromstring(content)  # noqa: S314 - our own file


def test_the_sign_up_sheet_shows_what_it_should_not(root: Path) -> None:
    path = evidence(root, "Story time sign-up.docx")
    document = read_document(path, path.name)
    assert set(document.beyond) >= {"tracked-change", "picture"}
    assert len(BARCODE.findall(plain(document.text))) == 2
    assert MAIL.findall(plain(document.text)) == ["dwhitfield@example.org"]
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode()
        photos = [archive.read(name) for name in archive.namelist() if name.endswith(".jpg")]
    assert len(re.findall("<w:(?:ins|del) ", body)) == 3
    assert "staff room" in body
    assert [has_position(photo) for photo in photos] == [True]


def test_one_photo_says_where_it_was_taken(root: Path) -> None:
    placed = {path.name for path in root.rglob("*.jpg") if has_position(path.read_bytes())}
    assert placed == {"Hold shelf before.jpg"}


def test_only_four_files_name_a_person_to_be_reached(root: Path) -> None:
    found = {
        name: (MAIL.findall(text), PHONE.findall(text), BARCODE.findall(text))
        for name, text in texts(root)
    }
    assert {name for name, kinds in found.items() if any(kinds)} == {
        "Story time sign-up.docx",
        "Weeding list 2026.xlsx",
        "Reference log, May.pdf",
    }
    assert found["Weeding list 2026.xlsx"][0] == ["kpetrov@example.org"]
    assert found["Reference log, May.pdf"][1] == ["555-0142"]


def test_two_writings_give_the_same_files(root: Path, tmp_path: Path) -> None:
    write_sample(tmp_path, ignore_progress)

    def content(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    assert content(tmp_path) == content(root)
