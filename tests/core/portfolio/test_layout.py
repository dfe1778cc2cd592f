"""What lies where in a portfolio folder."""

import pytest

from lssc_desktop.core.portfolio.layout import document_path, set_folder
from lssc_desktop.core.program.program import Competency, CompetencySet


def _set(title: str, *titles: str) -> CompetencySet:
    competencies = tuple(Competency(number, text) for number, text in enumerate(titles, start=1))
    return CompetencySet("a", title, title, required=True, competencies=competencies)


def test_a_response_is_named_by_number_and_title() -> None:
    known = _set("Foundations of Library Services", "Purpose, mission and role")
    assert document_path(known, 1) == (
        "Foundations of Library Services/01 Purpose, mission and role.docx"
    )


def test_a_competency_that_the_program_does_not_know_has_its_number() -> None:
    assert document_path(_set("Youth Services"), 13) == "Youth Services/13.docx"


def test_a_statement_lies_beside_the_responses() -> None:
    assert document_path(_set("Technology"), None) == "Technology/Learning statement.docx"


@pytest.mark.parametrize(
    ("title", "folder"), [("Adult Readers' Advisory", None), ("A/V: what?", "A_V_ what_")]
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, folder: str | None) -> None:
    assert set_folder(_set(title)) == (folder or title)


def test_a_long_title_leaves_room_for_the_extension() -> None:
    path = document_path(_set("Technology", "é" * 300), 1)
    assert path.endswith("é.docx")
    assert len(path.partition("/")[2].encode()) <= 200
