"""Files in which a cloud service keeps what another computer saved at the same time."""

import pytest

from lssc_desktop.core.files.names import other_versions


@pytest.mark.parametrize(
    "name",
    ["portfolio-PC7.json", "portfolio-DESKTOP-4QK2L9A.json", "Portfolio-marias-laptop.json"],
)
def test_any_name_after_that_of_the_portfolio_is_a_computer(name: str) -> None:
    assert other_versions([name]) == ((name, "portfolio.json"),)


@pytest.mark.parametrize(
    "name",
    [
        "portfolio.json",
        "portfolio-.json",
        "portfolio-PC7.txt",
        "Evidence/portfolio-PC7.json",
        "my-portfolio-PC7.json",
    ],
)
def test_others_are_none(name: str) -> None:
    assert other_versions([name]) == ()


@pytest.mark.parametrize(
    "computer",
    ["DESKTOP-4QK2L9A", "LAPTOP-0A1B2C3D", "WIN-0A1B2C3D4E5", "PC7", "MARIA-PC", "PC-07"],
)
def test_a_document_is_one_where_the_other_lies_beside_it(computer: str) -> None:
    path, of = f"Technology/03 Networks-{computer}.docx", "Technology/03 Networks.docx"
    assert other_versions([path, of]) == ((path, of),)
    assert other_versions([path]) == ()
    assert other_versions([path, "Foundations/03 Networks.docx"]) == ()
    assert other_versions([path, "Technology/03 Networks.pdf"]) == ()


@pytest.mark.parametrize(
    "ending",
    ["2024", "V2", "final", "FINAL", "A4", "pc", "NYPC REPORT", "PC", "DRAFT-2", "EPC", "REV-3"],
)
def test_what_people_call_their_files_is_no_computer(ending: str) -> None:
    assert other_versions([f"Technology/Plan-{ending}.docx", "Technology/Plan.docx"]) == ()


def test_only_word_documents_are_asked() -> None:
    assert other_versions(["Evidence/Photo-PC7.jpg", "Evidence/Photo.jpg"]) == ()
