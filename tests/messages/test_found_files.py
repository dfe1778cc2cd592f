from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.standing.reconcile import (
    ChangedFile,
    FilePlace,
    MissingFile,
    MovedFile,
    NewFile,
    PlaceKind,
    Reconciliation,
)
from lssc_desktop.messages.evidence import more_files, strange_file
from lssc_desktop.ui.evidence.file_details import files_added, missing_file
from tests.core.check.rules.desk import small_program

EVIDENCE = FilePlace(PlaceKind.EVIDENCE)
SEEN = SeenFile("Evidence/a.pdf", 1, "0")


def test_what_was_taken_in_is_counted() -> None:
    found = Reconciliation(
        new=(NewFile(SEEN, EVIDENCE), NewFile(SeenFile("notes.txt", 1, "0"))),
        changed=(ChangedFile(SEEN, EVIDENCE), ChangedFile(SEEN, EVIDENCE)),
        moved=(MovedFile("Evidence/b.pdf", SEEN, EVIDENCE),),
    )
    assert files_added(found) == (
        "Other programs changed your folder. We found 1 new file, 2 changed files, and 1 "
        "moved file."
    )


def test_nothing_taken_in_is_not_told() -> None:
    missing = MissingFile("Evidence/a.pdf", EVIDENCE)
    assert files_added(Reconciliation(known=(SEEN,), missing=(missing,))) == ""


def test_a_missing_file_says_what_it_was_for() -> None:
    program = small_program()
    response = missing_file(
        program, MissingFile("Basics/01.docx", FilePlace(PlaceKind.RESPONSE, "basics", 1))
    )
    assert response.text == (
        "“01.docx” isn’t in the folder anymore. It’s the response to competency 1 of Basics. "
        "Put it back, then refresh."
    )
    evidence = missing_file(program, MissingFile("Evidence/a.pdf", EVIDENCE))
    assert "You can’t hand in the sets" in evidence.text


def test_a_file_without_a_place_stays_where_it_is() -> None:
    said = strange_file(NewFile(SeenFile("notes.txt", 1, "0"))).text
    assert "“notes.txt” is in your folder" in said
    assert more_files(2) == "2 more files like this."
