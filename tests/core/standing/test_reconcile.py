"""What lies in the folder against what portfolio.json says."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.portfolio.edits import (
    put_about,
    put_evidence,
    put_evidence_files,
    set_document,
    use_evidence,
)
from lssc_desktop.core.portfolio.portfolio import (
    AboutFile,
    Candidate,
    Document,
    EvidenceFile,
    EvidenceUse,
    Portfolio,
    SetWork,
    TextPlace,
)
from lssc_desktop.core.privacy.private_data import PrivacyDecision, PrivacyKind
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import AboutKind
from lssc_desktop.core.standing.reconcile import (
    ChangedFile,
    FilePlace,
    MissingFile,
    MovedFile,
    NewFile,
    PlaceKind,
    Reconciliation,
    accept_changes,
    likely_same,
    reconcile,
)

BEGUN, TODAY = date(2026, 1, 1), date(2026, 11, 25)
FOLDER = "Foundations of Library Services"
RESPONSE = f"{FOLDER}/11 Diversity of users.docx"
A_RESPONSE = FilePlace(PlaceKind.RESPONSE, "foundations", 11)
EVIDENCE = FilePlace(PlaceKind.EVIDENCE)


@pytest.fixture
def portfolio() -> Portfolio:
    """Two sets; one response with one of two evidence files, and a résumé."""
    empty = Portfolio(
        "1f0e",
        "lssc",
        "1",
        Candidate("A. Rivera"),
        BEGUN,
        sets=(SetWork("foundations", BEGUN), SetWork("technology", BEGUN)),
    )
    found = set_document(empty, TextPlace("foundations", 11), Document(RESPONSE, "r1"), BEGUN)
    found = put_evidence(found, EvidenceFile("Evidence/flyer.pdf", "e1", 5, BEGUN), BEGUN)
    found = put_evidence(found, EvidenceFile("Evidence/log.pdf", "e2", 5, BEGUN), BEGUN)
    found = use_evidence(found, "foundations", 11, EvidenceUse("Evidence/flyer.pdf"), BEGUN)
    about = AboutFile("About me/resume.docx", "a1", 5, AboutKind.RESUME)
    return put_about(found, about)


SEEN = (
    SeenFile(RESPONSE, 5, "r1"),
    SeenFile("Evidence/flyer.pdf", 5, "e1"),
    SeenFile("Evidence/log.pdf", 5, "e2"),
    SeenFile("About me/resume.docx", 5, "a1"),
)


def _but(path: str, *files: SeenFile) -> tuple[SeenFile, ...]:
    """Return what is seen without the file at a path, and with others."""
    return (*(file for file in SEEN if file.path != path), *files)


def test_when_nothing_happened_all_is_known(portfolio: Portfolio, program: Program) -> None:
    found = reconcile(portfolio, program, SEEN)
    assert found == Reconciliation(known=SEEN)
    assert accept_changes(portfolio, found, TODAY) == portfolio


def test_a_response_edited_in_word_is_changed(portfolio: Portfolio, program: Program) -> None:
    edited = SeenFile(RESPONSE, 9, "r2")
    found = reconcile(portfolio, program, _but(RESPONSE, edited))
    assert found.changed == (ChangedFile(edited, A_RESPONSE),)
    work = accept_changes(portfolio, found, TODAY).sets[0]
    assert work.competency(11).response == Document(RESPONSE, "r2")
    assert work.changed == TODAY


def test_only_sets_that_show_a_changed_file_have_changed(
    portfolio: Portfolio, program: Program
) -> None:
    found = reconcile(
        portfolio, program, _but("Evidence/flyer.pdf", SeenFile("Evidence/flyer.pdf", 9, "e9"))
    )
    after = accept_changes(portfolio, found, TODAY)
    assert [work.changed for work in after.sets] == [TODAY, BEGUN]
    assert after.evidence[0] == EvidenceFile("Evidence/flyer.pdf", "e9", 9, BEGUN)


def test_a_changed_file_that_no_set_shows_changes_none(
    portfolio: Portfolio, program: Program
) -> None:
    found = reconcile(
        portfolio, program, _but("Evidence/log.pdf", SeenFile("Evidence/log.pdf", 9, "e9"))
    )
    assert [work.changed for work in accept_changes(portfolio, found, TODAY).sets] == [BEGUN, BEGUN]


def test_a_file_with_the_same_content_elsewhere_has_moved(
    portfolio: Portfolio, program: Program
) -> None:
    moved = SeenFile("Evidence/2026/flyer.pdf", 5, "e1")
    found = reconcile(portfolio, program, _but("Evidence/flyer.pdf", moved))
    assert found.moved == (MovedFile("Evidence/flyer.pdf", moved, EVIDENCE),)
    assert (found.new, found.missing) == ((), ())
    after = accept_changes(portfolio, found, TODAY)
    assert after.evidence_file("Evidence/2026/flyer.pdf") is not None
    assert after.sets[0].competency(11).evidence == (EvidenceUse("Evidence/2026/flyer.pdf"),)
    again = reconcile(after, program, _but("Evidence/flyer.pdf", moved))
    assert (again.new, again.changed, again.moved, again.missing) == ((), (), (), ())


def test_a_renamed_response_is_followed(portfolio: Portfolio, program: Program) -> None:
    moved = SeenFile(f"{FOLDER}/eleven.docx", 5, "r1")
    after = accept_changes(portfolio, reconcile(portfolio, program, _but(RESPONSE, moved)), TODAY)
    assert after.sets[0].competency(11).response == Document(f"{FOLDER}/eleven.docx", "r1")


def test_a_renamed_resume_keeps_its_kind(portfolio: Portfolio, program: Program) -> None:
    moved = SeenFile("About me/cv.docx", 5, "a1")
    found = reconcile(portfolio, program, _but("About me/resume.docx", moved))
    after = accept_changes(portfolio, found, TODAY)
    assert after.about_me == (AboutFile("About me/cv.docx", "a1", 5, AboutKind.RESUME),)


def test_a_copy_beside_the_original_is_new_and_has_not_moved(
    portfolio: Portfolio, program: Program
) -> None:
    copy = SeenFile("Evidence/flyer copy.pdf", 5, "e1")
    found = reconcile(portfolio, program, (*SEEN, copy))
    assert found.new == (NewFile(copy, EVIDENCE),)
    assert found.moved == ()


def test_two_files_with_the_content_of_a_missing_one_are_not_guessed_between(
    portfolio: Portfolio, program: Program
) -> None:
    copies = (SeenFile("Evidence/1.pdf", 5, "e1"), SeenFile("Evidence/2.pdf", 5, "e1"))
    found = reconcile(portfolio, program, _but("Evidence/flyer.pdf", *copies))
    assert found.missing == (MissingFile("Evidence/flyer.pdf", EVIDENCE),)
    assert [new.file for new in found.new] == list(copies)


def test_empty_files_never_move(portfolio: Portfolio, program: Program) -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    file = EvidenceFile("Evidence/empty.txt", empty, 0, BEGUN)
    found = reconcile(
        put_evidence(portfolio, file, BEGUN),
        program,
        (*SEEN, SeenFile("Evidence/other.txt", 0, empty)),
    )
    assert found.missing == (MissingFile("Evidence/empty.txt", EVIDENCE),)


@pytest.mark.parametrize("spelled", ["Evidence/FLYER.pdf", "evidence/flyer.PDF"])
def test_another_case_is_the_same_file_even_when_edited(
    portfolio: Portfolio, program: Program, spelled: str
) -> None:
    found = reconcile(portfolio, program, _but("Evidence/flyer.pdf", SeenFile(spelled, 9, "e9")))
    assert [(move.old, move.file.path) for move in found.moved] == [("Evidence/flyer.pdf", spelled)]
    assert accept_changes(portfolio, found, TODAY).evidence_file(spelled) == EvidenceFile(
        spelled, "e9", 9, BEGUN
    )


def test_another_normal_form_is_the_same_file(portfolio: Portfolio, program: Program) -> None:
    file = EvidenceFile("Evidence/été.pdf", "e3", 5, BEGUN)
    spelled = unicodedata.normalize("NFD", file.path)
    known = put_evidence(portfolio, file, BEGUN)
    found = reconcile(known, program, (*SEEN, SeenFile(spelled, 5, "e3")))
    assert [move.file.path for move in found.moved] == [spelled]
    assert found.missing == ()


def test_what_is_missing_is_told_and_never_dropped(portfolio: Portfolio, program: Program) -> None:
    found = reconcile(portfolio, program, ())
    assert [item.path for item in found.missing] == [
        RESPONSE,
        "Evidence/flyer.pdf",
        "Evidence/log.pdf",
        "About me/resume.docx",
    ]
    assert accept_changes(portfolio, found, TODAY) == portfolio


def test_a_file_that_could_not_be_read_is_not_called_changed(
    portfolio: Portfolio, program: Program
) -> None:
    unread = SeenFile(RESPONSE, 5, "")
    found = reconcile(portfolio, program, _but(RESPONSE, unread))
    assert unread in found.known
    assert accept_changes(portfolio, found, TODAY) == portfolio


def test_a_new_file_that_could_not_be_read_is_not_taken_in(
    portfolio: Portfolio, program: Program
) -> None:
    found = reconcile(portfolio, program, (*SEEN, SeenFile("Evidence/new.pdf", 5, "")))
    assert [new.file.path for new in found.new] == ["Evidence/new.pdf"]
    assert accept_changes(portfolio, found, TODAY) == portfolio


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (f"{FOLDER}/3 Roles.docx", FilePlace(PlaceKind.RESPONSE, "foundations", 3)),
        (f"{FOLDER}/03.docx", FilePlace(PlaceKind.RESPONSE, "foundations", 3)),
        (f"{FOLDER}/03 - roles of staff.DOCX", FilePlace(PlaceKind.RESPONSE, "foundations", 3)),
        (f"{FOLDER.upper()}/3 Roles.docx", FilePlace(PlaceKind.RESPONSE, "foundations", 3)),
        (f"{FOLDER}/Learning statement.docx", FilePlace(PlaceKind.STATEMENT, "foundations")),
        ("Technology/1 Trends.docx", FilePlace(PlaceKind.RESPONSE, "technology", 1)),
        ("Evidence/any/where.mov", EVIDENCE),
        ("About me/letter.pdf", FilePlace(PlaceKind.ABOUT_ME)),
        (f"{FOLDER}/11 Diversity again.docx", None),
        (f"{FOLDER}/13 There is no such.docx", None),
        (f"{FOLDER}/300.docx", None),
        (f"{FOLDER}/3 Roles.pdf", None),
        (f"{FOLDER}/Notes.docx", None),
        (f"{FOLDER}/drafts/3 Roles.docx", None),
        ("Notes.docx", None),
        ("Other folder/3 Roles.docx", None),
    ],
)
def test_a_new_file_has_a_place_by_where_it_lies(
    portfolio: Portfolio, program: Program, path: str, place: FilePlace | None
) -> None:
    found = reconcile(portfolio, program, (*SEEN, SeenFile(path, 5, "n1")))
    assert [new.place for new in found.new] == [place]


def test_two_files_for_one_response_are_not_guessed_between(
    portfolio: Portfolio, program: Program
) -> None:
    drafts = (SeenFile(f"{FOLDER}/3 a.docx", 5, "n1"), SeenFile(f"{FOLDER}/3 b.docx", 5, "n2"))
    assert [new.place for new in reconcile(portfolio, program, (*SEEN, *drafts)).new] == [None] * 2


def test_new_files_with_a_place_are_taken_in(portfolio: Portfolio, program: Program) -> None:
    files = (
        SeenFile(f"{FOLDER}/3 Roles.docx", 5, "n1"),
        SeenFile("Technology/Learning statement.docx", 5, "n2"),
        SeenFile("Evidence/new.pdf", 7, "n3"),
        SeenFile("About me/letter.pdf", 8, "n4"),
        SeenFile("Notes.docx", 9, "n5"),
    )
    after = accept_changes(portfolio, reconcile(portfolio, program, (*SEEN, *files)), TODAY)
    assert after.sets[0].competency(3).response == Document(files[0].path, "n1")
    assert after.sets[1].statement == Document(files[1].path, "n2")
    assert after.evidence[-1] == EvidenceFile("Evidence/new.pdf", "n3", 7, TODAY)
    assert after.about_me[-1] == AboutFile("About me/letter.pdf", "n4", 8)
    assert [new.file for new in reconcile(after, program, (*SEEN, *files)).new] == [files[4]]


def test_a_document_in_the_folder_of_a_set_does_not_choose_the_set(
    portfolio: Portfolio, program: Program
) -> None:
    file = SeenFile("Youth Services/1 Children.docx", 5, "n1")
    after = accept_changes(portfolio, reconcile(portfolio, program, (*SEEN, file)), TODAY)
    work = after.set_work("youth-services")
    assert work is not None
    assert not work.chosen
    assert work.competency(1).response == Document(file.path, "n1")


def test_every_file_is_in_one_heap_only(portfolio: Portfolio, program: Program) -> None:
    seen = (
        SeenFile(RESPONSE, 9, "r2"),
        SeenFile("Evidence/elsewhere.pdf", 5, "e1"),
        SeenFile("About me/resume.docx", 5, "a1"),
        SeenFile("Evidence/new.pdf", 5, "n1"),
    )
    found = reconcile(portfolio, program, seen)
    heaps = [
        *found.known,
        *(new.file for new in found.new),
        *(changed.file for changed in found.changed),
        *(moved.file for moved in found.moved),
    ]
    assert sorted(file.path for file in heaps) == sorted(file.path for file in seen)
    assert [item.path for item in found.missing] == ["Evidence/log.pdf"]


def test_ten_thousands_of_files_are_taken_in_and_followed_at_once(
    portfolio: Portfolio, program: Program
) -> None:
    def seen(folder: str, number: int) -> SeenFile:
        return SeenFile(f"{folder}/{number:06}.pdf", 1, f"{number:064x}")

    empty = replace(portfolio, evidence=())
    dropped = tuple(seen("Evidence", number) for number in range(60_000))
    first = accept_changes(empty, reconcile(empty, program, dropped), TODAY)
    assert [file.path for file in first.evidence] == [file.path for file in dropped]
    moved = tuple(seen("Evidence/2026", number) for number in range(60_000))
    then = accept_changes(first, reconcile(first, program, moved), TODAY)
    assert [file.path for file in then.evidence] == [file.path for file in moved]


# A file that was renamed and changed -------------------------------------------------------------

LETTER = EvidenceFile("Evidence/Thank you from Pat.eml", "a1", 9, BEGUN)


def _with_letter(*others: EvidenceFile) -> Portfolio:
    portfolio = Portfolio("1f0e", "lssc", "1", Candidate("A. Rivera"), BEGUN)
    portfolio = put_evidence_files(portfolio, (LETTER, *others), LETTER.added)
    return use_evidence(portfolio, "foundations", 3, EvidenceUse(LETTER.path), LETTER.added)


def _came(name: str, day: date = TODAY) -> EvidenceFile:
    return EvidenceFile(f"Evidence/{name}", "b2", 9, day)


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("Thank you from Pat Smith.eml", "Other.eml"), "Thank you from Pat Smith.eml"),
        (("Message 2.eml",), "Message 2.eml"),  # the only email that came today
        (("Message 2.eml", "Message 3.eml"), None),
        (("Thank you from Pat.pdf",), None),  # another kind
        ((), None),
    ],
)
def test_a_missing_file_is_found_by_its_kind_and_name(
    names: tuple[str, ...], found: str | None
) -> None:
    portfolio = _with_letter(*map(_came, names))
    same = likely_same(portfolio, LETTER.path, TODAY)
    assert (same and same.path) == (found and f"Evidence/{found}")


def test_what_is_shown_elsewhere_is_no_missing_file() -> None:
    other = _came("Thank you from Pat Smith.eml")
    portfolio = use_evidence(
        _with_letter(other), "foundations", 4, EvidenceUse(other.path), other.added
    )
    assert likely_same(portfolio, LETTER.path, other.added) is None


# Decisions on private data ----------------------------------------------------------------------


def decided(portfolio: Portfolio, *paths: str) -> Portfolio:
    return replace(
        portfolio,
        privacy=tuple(
            PrivacyDecision(path, "a1b2c3", PrivacyKind.EMAIL, "ours", TODAY) for path in paths
        ),
    )


def test_what_was_decided_on_a_file_that_is_gone_is_forgotten(
    portfolio: Portfolio, program: Program
) -> None:
    loose = SeenFile("Evidence/Loose.pdf", 4, "77")
    known = decided(portfolio, RESPONSE, loose.path, "Evidence/Gone for good.pdf")
    found = reconcile(known, program, (*_but(""), loose))
    after = accept_changes(known, found, TODAY)
    assert [each.path for each in after.privacy] == [RESPONSE, loose.path]


def test_what_was_decided_on_a_file_that_may_come_back_stays(
    portfolio: Portfolio, program: Program
) -> None:
    known = decided(portfolio, RESPONSE)
    found = reconcile(known, program, _but(RESPONSE))
    assert accept_changes(known, found, TODAY).privacy == known.privacy


def test_what_was_decided_follows_a_response_under_another_name(
    portfolio: Portfolio, program: Program
) -> None:
    known = decided(portfolio, RESPONSE)
    moved = SeenFile(f"{FOLDER}/eleven.docx", 5, "r1")
    after = accept_changes(known, reconcile(known, program, _but(RESPONSE, moved)), TODAY)
    assert [each.path for each in after.privacy] == [moved.path]


def test_what_was_decided_follows_evidence_and_documents_under_other_names(
    portfolio: Portfolio, program: Program
) -> None:
    known = decided(portfolio, "Evidence/flyer.pdf", "About me/resume.docx")
    moved = SeenFile("Evidence/leaflet.pdf", 5, "e1"), SeenFile("About me/cv.docx", 5, "a1")
    found = reconcile(known, program, (*SEEN[::2], *moved))
    after = accept_changes(known, found, TODAY)
    assert {each.path for each in after.privacy} == {each.path for each in moved}
