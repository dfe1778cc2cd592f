import io
from datetime import date
from pathlib import Path

import pdfua
import pypdf
import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.candidate_edits import set_certified, set_language
from lssc_desktop.languages import catalog, speaking, spoken
from lssc_desktop.messages.papers import progress_report
from lssc_desktop.package.papers import Report, Section, report_pdf
from lssc_desktop.package.sample import write_sample
from lssc_desktop.store.folder.opening import read_folder
from lssc_desktop.store.folder.scan import refresh
from lssc_desktop.store.program_texts import program_in

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    root = tmp_path_factory.mktemp("report") / "sample"
    write_sample(root, ignore_progress)
    at = read_folder(root)
    looked = refresh(root, at.program, at.portfolio, DAY, ignore_progress)
    return progress_report(at.program, looked.portfolio, (), looked.facts, DAY)


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return "\n".join(page.extract_text() for page in pages)


def test_it_says_clock_sets_steps_and_costs_on_at_most_two_pages(report: Report) -> None:
    pdf = report_pdf(report)
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) <= 2
    said = text_of(pdf)
    for words in ("Progress of A. Rivera", "660 days left", "Technology", "Total so far"):
        assert words in said


def test_who_is_certified_reads_of_the_certification(tmp_path: Path) -> None:
    write_sample(tmp_path / "sample", ignore_progress)
    at = read_folder(tmp_path / "sample")
    certified = set_certified(at.portfolio, date(2026, 6, 10), DAY)
    looked = refresh(at.root, at.program, certified, DAY, ignore_progress)
    report = progress_report(at.program, looked.portfolio, (), looked.facts, DAY)
    assert report.facts[-2:] == (("Certified", "June 10, 2026"), ("Expires", "June 10, 2030"))
    assert report.elapsed is None
    assert not any("At your current pace" in said for said in report.sentences)


@pytest.mark.parametrize("window", ["en", "es"])
@pytest.mark.parametrize(
    ("language", "title", "foot", "set_title"),
    [
        ("en", "Progress of A. Rivera", "As of November 24, 2026.", "Collection Management"),
        ("es", "Avance de A. Rivera", "Al 24 de noviembre de 2026.", "Gestión de colecciones"),
    ],
)
def test_it_is_in_the_language_of_the_portfolio_whatever_the_window_speaks(
    tmp_path: Path, window: str, language: str, title: str, foot: str, set_title: str
) -> None:
    write_sample(tmp_path / "sample", ignore_progress)
    at = read_folder(tmp_path / "sample")
    portfolio = set_language(at.portfolio, language, DAY)
    program = program_in(at.program, at.program_text, language)
    looked = refresh(at.root, program, portfolio, DAY, ignore_progress)
    with speaking(catalog(window)):
        report = progress_report(program, looked.portfolio, (), looked.facts, DAY)
        assert spoken().language == window
    assert report.title == title
    assert report.foot.startswith(foot)
    assert report.language == language
    assert set_title in {row[0] for row in report.sections[0].rows}
    assert catalog(language).gettext("Deadline") in dict(report.facts)


def test_a_screen_reader_can_read_it(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(report_pdf(report))
    assert pdfua.validate(str(path)).findings == ()


def test_the_same_report_is_the_same_bytes(report: Report) -> None:
    assert report_pdf(report) == report_pdf(report)


def test_words_are_never_read_as_markup() -> None:
    hostile = Report(
        title='#panic("x") *bold* $',
        subtitle="= heading",
        author="a",
        day=DAY,
        foot="@foot",
        facts=(("#let", "\\"),),
        sections=(Section("#s", (("#row",),)), Section("t", (("a", "#b"),), ("x", "y"), (1, 1))),
    )
    said = text_of(report_pdf(hostile))
    assert '#panic("x") *bold* $' in said
    assert "#row" in said
