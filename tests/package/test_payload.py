from datetime import date

from lssc_desktop.core.portfolio.portfolio import (
    CompetencyWork,
    CourseRecord,
    Document,
    EvidenceUse,
    SetWork,
)
from lssc_desktop.core.program.program import Competency, CompetencySet
from lssc_desktop.core.program.schema import Route
from lssc_desktop.package.record import payload

TODAY = date(2026, 11, 25)
SET = CompetencySet("b", "Basics", "Basics", True, (Competency(1, "One"), Competency(2, "Two")))


def work(*files: tuple[int, str]) -> SetWork:
    numbers = dict.fromkeys(number for number, _ in files)
    return SetWork(
        "b",
        TODAY,
        competencies=tuple(
            CompetencyWork(n, evidence=tuple(EvidenceUse(path) for m, path in files if m == n))
            for n in numbers
        ),
    )


def names(*files: tuple[int, str]) -> list[str]:
    present = {path for _, path in files}
    return list(payload(SET, work(*files), present).evidence.values())


def test_evidence_is_numbered_by_its_first_use() -> None:
    assert names((1, "Evidence/b.pdf"), (1, "Evidence/a.pdf"), (2, "Evidence/c.pdf")) == [
        "evidence/01 b.pdf",
        "evidence/02 a.pdf",
        "evidence/03 c.pdf",
    ]


def test_a_file_shown_twice_is_packaged_once() -> None:
    assert names((1, "Evidence/a.pdf"), (2, "Evidence/a.pdf")) == ["evidence/01 a.pdf"]


def test_names_that_bite_are_made_portable() -> None:
    (name,) = names((1, "Evidence/50%0A.txt "))
    assert not set('%<>:"\\|?*') & set(name)
    assert not name.endswith((" ", "."))


def test_files_of_the_same_name_in_two_folders_stay_apart() -> None:
    packaged = names((1, "Evidence/may/Flyer.pdf"), (1, "Evidence/june/flyer.pdf"))
    assert len({name.casefold() for name in packaged}) == 2


def test_a_file_that_is_gone_is_left_out() -> None:
    both = work((1, "Evidence/a.pdf"), (1, "Evidence/b.pdf"))
    assert list(payload(SET, both, {"Evidence/b.pdf"}).evidence) == ["Evidence/b.pdf"]


def test_the_statement_stands_before_the_responses() -> None:
    responded = SetWork(
        "b",
        TODAY,
        competencies=(CompetencyWork(2, response=Document("Basics/02 Two.docx", "0")),),
        statement=Document("Basics/Learning statement.docx", "0"),
    )
    present = {"Basics/02 Two.docx", "Basics/Learning statement.docx"}
    assert list(payload(SET, responded, present).responses.values()) == [
        "responses/Learning statement.docx",
        "responses/02 Two.docx",
    ]


def test_a_set_by_course_packages_its_certificate() -> None:
    course = CourseRecord("Basics", "College", TODAY, certificate="Evidence/c.pdf")
    by_course = SetWork("b", TODAY, route=Route.COURSE, course=course)
    laid_out = payload(SET, by_course, {"Evidence/c.pdf"})
    assert laid_out.all == {"Evidence/c.pdf": "evidence/01 c.pdf"}
