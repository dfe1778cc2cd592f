from dataclasses import replace
from decimal import Decimal

import pytest

from lssc_desktop.core.files.names import FileKind, file_kind
from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.portfolio.edits import set_course
from lssc_desktop.core.portfolio.portfolio import (
    AboutFile,
    CourseRecord,
    EvidenceFile,
    Portfolio,
    RenewalActivity,
    RenewalWork,
    Weight,
)
from lssc_desktop.core.program.schema import AboutKind
from lssc_desktop.core.standing.folder_facts import (
    FileState,
    FolderFacts,
    ListedFile,
    listed_files,
    uses_of,
)
from tests.core.check.rules.desk import TODAY, Desk


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Evidence/Story time flyer.pdf", FileKind.PDF),
        ("Evidence/Sign-up.DOCX", FileKind.WORD),
        ("Evidence/Weeding list 2026.xlsx", FileKind.EXCEL),
        ("Evidence/Budget talk.pptx", FileKind.SLIDES),
        ("Evidence/Hold shelf.JPG", FileKind.PHOTO),
        ("Evidence/2026.05/clip.mp4", FileKind.VIDEO),
        ("Evidence/clip.wav", FileKind.SOUND),
        ("Evidence/note.eml", FileKind.MAIL),
        ("Evidence/pdf", FileKind.OTHER),
        ("Evidence/.pdf", FileKind.OTHER),
        ("Evidence/folder.pdf/no extension", FileKind.OTHER),
        ("", FileKind.OTHER),
    ],
)
def test_the_extension_of_the_name_tells_the_kind(name: str, kind: FileKind) -> None:
    assert file_kind(name) is kind


NOTHING = FolderFacts()


def whole(desk: Desk) -> Portfolio:
    return replace(desk.portfolio, sets=(desk.work,))


def files(
    desk: Desk, facts: FolderFacts = NOTHING, missing: tuple[str, ...] = ()
) -> dict[str, ListedFile]:
    found = listed_files(desk.program, whole(desk), facts, missing)
    return {file.name: file for file in found}


def test_a_file_knows_where_it_is_used() -> None:
    desk = Desk()
    desk.change(2, evidence=desk.work.competency(1).evidence)
    uses = files(desk)["1.pdf"].uses
    assert [(use.set_title, use.number, use.weight) for use in uses] == [
        ("Basics", 1, Weight.PRIMARY),
        ("Basics", 2, Weight.PRIMARY),
    ]
    assert files(desk)["2.pdf"].is_unused


def test_a_certificate_is_used_too() -> None:
    desk = Desk()
    record = CourseRecord("A course", certificate="Evidence/1.pdf")
    desk.change(1, evidence=())
    desk.work = set_course(whole(desk), "basics", record, TODAY).sets[0]
    (use,) = files(desk)["1.pdf"].uses
    assert (use.set_id, use.number) == ("basics", None)
    assert uses_of(whole(desk), ("Evidence/1.pdf",)) == 1
    assert uses_of(whole(desk), ("Evidence/2.pdf",)) == 1
    assert uses_of(whole(desk), ("Evidence/none.pdf",)) == 0


def test_a_document_of_a_renewal_activity_is_used_too() -> None:
    desk = Desk()
    desk.change(1, evidence=())
    talk = RenewalActivity("a", TODAY, "Talk", "workshop", Decimal(1), evidence=("Evidence/1.pdf",))
    desk.portfolio = replace(desk.portfolio, renewal=RenewalWork(activities=(talk,)))
    (use,) = files(desk)["1.pdf"].uses
    assert (use.set_title, use.number, use.renewal) == ("Talk", None, True)
    assert uses_of(whole(desk), ("Evidence/1.pdf",)) == 1


def test_files_about_the_person_come_last_and_are_never_unused() -> None:
    desk = Desk()
    about = AboutFile("About me/Resume.docx", "0", 5, AboutKind.RESUME)
    desk.portfolio = replace(desk.portfolio, about_me=(about,))
    last = list(files(desk).values())[-1]
    assert (last.name, last.about, last.is_unused) == ("Resume.docx", AboutKind.RESUME, False)


def test_a_file_in_a_subfolder_is_named_with_it() -> None:
    desk = Desk()
    desk.portfolio = replace(
        desk.portfolio, evidence=(EvidenceFile("Evidence/May/a.pdf", "0", 1, TODAY),)
    )
    assert list(files(desk)) == ["May/a.pdf"]


def test_what_the_folder_holds_is_told_after_a_look() -> None:
    desk = Desk()
    facts = FolderFacts((SeenFile("Evidence/1.pdf", 1, "0"), SeenFile("Evidence/2.pdf", 1, "")))
    found = files(desk, facts, ("Evidence/3.pdf",))
    assert {name: file.state for name, file in found.items()} == {
        "1.pdf": FileState.THERE,
        "2.pdf": FileState.UNREADABLE,
        "3.pdf": FileState.MISSING,
    }


def test_a_file_that_came_after_the_look_is_not_called_missing() -> None:
    facts = FolderFacts((SeenFile("Evidence/1.pdf", 1, "0"),))
    assert files(Desk(), facts)["3.pdf"].state is FileState.NOT_LOOKED
