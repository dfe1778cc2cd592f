"""Paper: what is made to be printed has the size of the paper of the program's country."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from lssc_desktop.core.text.paper import PaperSize
from tests.cli.conftest import CommandLine

PROGRAMS = (("lssc", PaperSize.LETTER), ("cilip-certification", PaperSize.A4))


def papers_of_pdf(data: bytes) -> set[PaperSize | tuple[float, float]]:
    """The kinds of paper of a PDF's pages; of others their sizes."""
    sizes = {
        (float(page.mediabox.width), float(page.mediabox.height))
        for page in PdfReader(BytesIO(data)).pages
    }
    known = {paper.size: paper for paper in PaperSize}
    rounded = {(round(width, 1), round(height, 1)) for width, height in sizes}
    return {known.get(size, size) for size in rounded}


def paper_of_word(data: bytes) -> set[PaperSize | tuple[int, int]]:
    known = {paper.twips: paper for paper in PaperSize}
    found: set[PaperSize | tuple[int, int]] = set()
    for section in Document(BytesIO(data)).sections:
        assert section.page_width is not None
        assert section.page_height is not None
        size = (round(section.page_width.pt * 20), round(section.page_height.pt * 20))
        found.add(known.get(size, size))
    return found


@pytest.mark.parametrize(("program", "paper"), PROGRAMS)
def test_all_that_is_made_to_be_printed_has_the_paper_of_the_program(
    cli: CommandLine, tmp_path: Path, program: str, paper: PaperSize
) -> None:
    root, out = tmp_path / "portfolio", tmp_path
    assert cli("sample", root, "--program", program) == 0
    set_id = "portfolio" if program.startswith("cilip") else "foundations"
    assert cli("export", root, "--set", set_id, "-o", out / "all.docx") in {0, 1}
    assert cli("export", root, "--set", set_id, "--with-evidence", "-o", out / "all.pdf") in {0, 1}
    made = cli.json("package", root, "--set", set_id, "--review-copy", "-o", out)
    assert cli("paper", "report", root, "-o", out / "report.pdf") == 0
    assert cli("evidence", "consent", root, "-o", out / "letter.docx") == 0
    words = out / "words.txt"
    words.write_text("My words.", encoding="utf-8")
    place = ("--statement",) if program.startswith("cilip") else ("--competency", "1")
    said = cli.json("response", "set", root, "--set", set_id, *place, words)
    with zipfile.ZipFile(made["path"]) as bag:
        packaged = [name for name in bag.namelist() if name.endswith("/data/portfolio.pdf")]
        assert [papers_of_pdf(bag.read(name)) for name in packaged] == [{paper}]
    assert paper in papers_of_pdf((out / "all.pdf").read_bytes())
    assert papers_of_pdf((out / "report.pdf").read_bytes()) == {paper}
    assert paper_of_word((out / "all.docx").read_bytes()) == {paper}
    assert paper_of_word((out / "letter.docx").read_bytes()) == {paper}
    assert paper_of_word((root / said["path"]).read_bytes()) == {paper}


def test_an_order_has_the_paper_of_the_portfolio(cli: CommandLine, tmp_path: Path) -> None:
    assert cli("sample", tmp_path / "portfolio") == 0
    assert cli("candidate", "person", tmp_path / "portfolio", "--paper", "a4") == 0
    who = ("--applicant", "Ana Rivera,ana@example.org,member")
    assert (
        cli("paper", "purchase-order", tmp_path / "portfolio", "-o", tmp_path / "order.docx", *who)
        == 0
    )
    assert paper_of_word((tmp_path / "order.docx").read_bytes()) == {PaperSize.A4}
