"""What changed in a set from one package to a later one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.files.seen import SeenDocument
from lssc_desktop.core.portfolio.portfolio import (
    CommentAnswer,
    PackageKind,
    PackagePrints,
    TextPrint,
    Weight,
    file_print,
)
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.review.copy_changes import FileChangeKind, use_prints
from lssc_desktop.core.review.review import About, Comment, threads
from lssc_desktop.core.text.changes import ChangeKind, text_print
from lssc_desktop.core.text.richtext import from_plain
from lssc_desktop.package.opened import (
    FileUnknown,
    NotHandedIn,
    OpenedPackage,
    find_file,
    require_handed_in,
    reviewed_package,
)
from lssc_desktop.package.reader import Verification
from lssc_desktop.package.record import (
    CompetencyRecord,
    EarlierPackage,
    EvidenceRecord,
    FileRecord,
    Record,
    decode_record,
    encode_record,
    shown_files,
)
from lssc_desktop.package.rounds import (
    changed_places,
    changes_between,
    changes_carried,
    earlier_package,
)
from tests.core.check.rules.desk import small_program
from tests.reviews import a_review

DAY = date(2026, 11, 20)
STATEMENT = "responses/Learning statement.docx"
OLD = {1: "I asked ten people. They came.", 2: "I know the rules.", None: "It matters to me."}


def package(texts: dict[int | None, str], *files: tuple[str, str], copy: int = 1) -> OpenedPackage:
    """A package of the small program's set; every file is shown for competency 1."""
    program = small_program()
    places = {number: f"responses/{number}.docx" for number in texts if number is not None}
    packaged = [(f"evidence/{n:02} {name}", name, sha) for n, (name, sha) in enumerate(files, 1)]
    shown = tuple(EvidenceRecord(path, Weight.PRIMARY, "", "", ()) for path, _, _ in packaged)
    competencies = tuple(
        CompetencyRecord(n, f"No. {n}", "", "", places.get(n), 0, 0.0, shown if n == 1 else ())
        for n in (1, 2, 3)
    )
    record = Record(
        format=1,
        program="small",
        program_version="1",
        set="basics",
        title="Basics",
        kind=PackageKind.REVIEW_COPY,
        copy=copy,
        day=DAY,
        portfolio="p",
        candidate="A. Rivera",
        admitted=DAY,
        route=Route.PORTFOLIO,
        statement=STATEMENT if None in texts else None,
        competencies=competencies,
        course=None,
        files=(
            *(FileRecord(path, path[10:], "0" * 64, 1) for path in places.values()),
            *(FileRecord(path, name, sha, 1) for path, name, sha in packaged),
        ),
    )
    documents = tuple(
        SeenDocument(STATEMENT if number is None else places[number], from_plain(text))
        for number, text in texts.items()
    )
    found = Verification(True, True, (), (), str(copy) * 64, "1.0", 1, 1, ())
    path = Path("p.lssc.zip")
    return OpenedPackage(record, program, program.sets[0], documents, path, str(copy) * 64, found)


def carrying(new: OpenedPackage, old: OpenedPackage) -> OpenedPackage:
    """The new package as it is built when the old one went out before."""
    texts = []
    for document in old.documents:
        number = None if document.path == STATEMENT else int(document.path[10])
        texts.append(TextPrint(number, text_print(document.text)))
    files = tuple(
        file_print(file.original_name, file.sha256)
        for file in old.record.files
        if file.path.startswith("evidence/")
    )
    prints = PackagePrints(tuple(texts), files, use_prints(shown_files(old.record)))
    earlier = EarlierPackage(old.package_id, 1, DAY, prints)
    return replace(new, record=replace(new.record, earlier=(earlier,)))


def test_only_texts_that_changed_are_named() -> None:
    new = package(OLD | {1: "I asked twelve people. They came."}, copy=2)
    found = changes_between(package(OLD), new)

    assert [item.competency for item in found.texts] == [1]
    assert [one.kind for one in found.text(1)] == [ChangeKind.CHANGED, ChangeKind.KEPT]
    assert found.text(2) == ()
    assert (found.since, found.copy, found.words_known) == ("1" * 64, 1, True)


def test_a_response_that_is_new_or_gone_is_told() -> None:
    new = package({1: OLD[1], 3: "I keep it.", None: "It matters to me."}, copy=2)
    found = changes_between(package(OLD), new)

    assert [one.kind for one in found.text(3)] == [ChangeKind.ADDED]
    assert [one.kind for one in found.text(2)] == [ChangeKind.REMOVED]


def test_files_are_told_and_responses_are_none() -> None:
    old = package(OLD, ("a.pdf", "a" * 64), ("b.pdf", "b" * 64))
    new = package(OLD, ("a.pdf", "c" * 64), ("d.pdf", "d" * 64), copy=2)
    found = changes_between(old, new)

    told = [(item.place, item.kind, item.name) for item in found.files]
    assert told == [
        (1, FileChangeKind.REPLACED, "a.pdf"),
        (1, FileChangeKind.NEW, "d.pdf"),
        (1, FileChangeKind.GONE, "b.pdf"),
    ]
    assert found.news(1, "evidence/02 d.pdf") is FileChangeKind.NEW
    assert found.news(2, "evidence/02 d.pdf") is None


def test_a_document_about_the_candidate_that_changed_is_told_with_the_statement() -> None:
    old, new = package(OLD), package(OLD, copy=2)
    resume = FileRecord("documents/01 Resume.pdf", "Resume.pdf", "a" * 64, 1)
    old = replace(old, record=replace(old.record, files=(*old.record.files, resume)))
    later = replace(resume, sha256="b" * 64)
    new = replace(new, record=replace(new.record, files=(*new.record.files, later)))
    found = changes_between(old, new)

    assert [(item.place, item.kind) for item in found.files] == [(None, FileChangeKind.REPLACED)]
    assert changed_places(new.record, found) == (None,)


def test_a_caption_and_a_weight_that_changed_are_known_from_the_new_package_alone() -> None:
    old = package(OLD, ("a.pdf", "a" * 64), ("b.pdf", "b" * 64))
    first, *others = old.record.competencies
    use, left = first.evidence
    said = replace(use, caption="The flyer.", weight=Weight.SECONDARY)
    more = (replace(first, evidence=(said,)), replace(others[0], evidence=(left,)), *others[1:])
    new = replace(package(OLD, copy=2), record=replace(old.record, copy=2, competencies=more))
    earlier = earlier_package(carrying(new, old).record)
    assert earlier is not None
    alone, both = changes_carried(new, earlier), changes_between(old, new)

    expected = [
        (1, FileChangeKind.WEIGHT, "a.pdf"),
        (1, FileChangeKind.CAPTION, "a.pdf"),
        (1, FileChangeKind.DETACHED, "b.pdf"),
        (2, FileChangeKind.ATTACHED, "b.pdf"),
    ]
    assert [(item.place, item.kind, item.name) for item in alone.files] == expected
    assert [(item.place, item.kind, item.name) for item in both.files] == expected


def test_of_a_copy_that_an_older_version_made_the_files_are_compared_wherever_they_stand() -> None:
    old = package(OLD, ("a.pdf", "a" * 64), ("b.pdf", "b" * 64))
    new = package(OLD, ("a.pdf", "c" * 64), ("d.pdf", "d" * 64), copy=2)
    (earlier,) = carrying(new, old).record.earlier
    found = changes_carried(new, replace(earlier, prints=replace(earlier.prints, uses=())))

    assert [(item.place, item.kind, item.name) for item in found.files] == [
        (1, FileChangeKind.REPLACED, "a.pdf"),
        (1, FileChangeKind.NEW, "d.pdf"),
        (None, FileChangeKind.GONE, "b.pdf"),
    ]


@pytest.mark.parametrize(
    ("texts", "files", "places"),
    [
        (OLD, (), ()),
        (OLD | {2: "I know them."}, (), (2,)),
        (OLD | {None: "It matters to us."}, (("a.pdf", "a" * 64),), (1, None)),
    ],
)
def test_from_the_new_package_alone_the_same_places_are_found(
    texts: dict[int | None, str], files: tuple[tuple[str, str], ...], places: tuple[int | None, ...]
) -> None:
    old, new = package(OLD), package(texts, *files, copy=2)
    new = carrying(new, old)
    earlier = earlier_package(new.record)
    assert earlier is not None
    alone = changes_carried(new, earlier)

    assert changed_places(new.record, alone) == places
    assert changed_places(new.record, changes_between(old, new)) == places
    assert not alone.words_known


def test_of_several_earlier_packages_the_last_or_the_named_one_is_taken() -> None:
    prints = PackagePrints(files=(file_print("a.pdf", "a" * 64),))
    earlier = tuple(EarlierPackage(str(n) * 64, n, DAY, prints) for n in (1, 2))
    record = replace(package(OLD).record, earlier=earlier)

    assert earlier_package(record) == earlier[1]
    assert earlier_package(record, "1" * 64) == earlier[0]
    assert earlier_package(record, "7" * 64) is None


def test_an_earlier_package_of_which_nothing_is_known_is_not_compared_with() -> None:
    earlier = EarlierPackage("1" * 64, 1, DAY, PackagePrints())

    assert earlier_package(replace(package(OLD).record, earlier=(earlier,))) is None


def test_a_file_is_named_by_its_place() -> None:
    record = package(OLD, ("a.pdf", "a" * 64)).record

    assert find_file(record, "evidence/01 a.pdf") == About(
        1, "evidence/01 a.pdf", "a.pdf", "a" * 64
    )
    with pytest.raises(FileUnknown):
        find_file(record, "responses/1.docx")


def test_a_review_is_bound_to_the_package_and_says_which_it_is() -> None:
    bound = reviewed_package(package(OLD, copy=2))

    assert (bound.package_id, bound.portfolio, bound.set_id) == ("2" * 64, "p", "basics")
    assert (bound.copy, bound.revision) == (2, 0)


def test_how_often_more_was_asked_for_counts_for_what_is_handed_in_only() -> None:
    copy = package(OLD, copy=2)
    handed_in = replace(copy.record, kind=PackageKind.PORTFOLIO, copy=0)
    first = EarlierPackage("1" * 64, 0, DAY, PackagePrints())

    assert (
        reviewed_package(replace(copy, record=replace(handed_in, earlier=(first,)))).revision == 1
    )
    assert reviewed_package(carrying(copy, package(OLD))).revision == 0


def test_a_record_keeps_what_it_carries_of_earlier_rounds() -> None:
    record = carrying(package(OLD, copy=2), package(OLD, ("a.pdf", "a" * 64))).record
    answer = CommentAnswer("r-1", DAY, "Forty.")
    thread = threads((a_review(Comment("r-1", About(1), "How many?", "ten", 8)),), (answer,))
    record = replace(record, thread=thread)

    assert decode_record(encode_record(record), "p.lssc.zip") == record


def test_nothing_is_decided_on_a_review_copy() -> None:
    with pytest.raises(NotHandedIn):
        require_handed_in(package(OLD))
