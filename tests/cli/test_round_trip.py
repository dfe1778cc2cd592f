"""Staff review and evaluation, as candidate, reviewers and office type it (issue 5)."""

import json
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.review.copy_changes import FileChangeKind
from lssc_desktop.core.text.changes import ChangeKind
from lssc_desktop.package.opened import OpenedPackage, open_for_review
from lssc_desktop.package.rounds import (
    changed_places,
    changes_between,
    changes_carried,
    earlier_package,
)
from tests.cli.conftest import CommandLine
from tests.cli.review_desk import NUMBERS, Desk

UNSIGNED = {"state": "unsigned", "name": None, "fingerprint": None, "expected": None}
SECOND = (
    "I help people with the public computers.\n\n"
    "I asked twelve people. They told me what they need. Questions went down by half."
)


def opened(package: Path) -> OpenedPackage:
    return open_for_review(package, ignore_progress)


def test_three_copies_two_reviewers_and_two_evaluators_lead_to_achieved(desk: Desk) -> None:
    # Round one: two reviewers comment on copy 1.
    copy_1 = desk.build("--review-copy")
    dana = desk.write(
        "review new",
        copy_1,
        "Dana Ortiz",
        "--rate",
        "6=partial",
        "--comment",
        "6=How many came?",
    )
    lee = desk.write(
        "review new",
        copy_1,
        "Lee Wong",
        "--comment",
        "statement=Say why.",
        "--comment",
        "1=Too short.",
    )
    taken = {"matches": True, "signature": UNSIGNED}
    assert desk.take(dana) == {"comments": 1, "ratings": 1, **taken}
    assert desk.take(lee) == {"comments": 2, "ratings": 0, **taken}
    assert sorted(desk.unanswered(), key=str) == [1, 6, None]

    # The candidate answers two of three and changes one response.
    ids = {item["competency"]: item["id"] for item in desk.comments()}
    desk.respond(6, SECOND)
    said = ("--text", "Twelve. I added what came of it.")
    assert (
        desk.cli.json("review", "answer", desk.folder, "--comment", ids[6], *said)["state"]
        == "answered"
    )
    assert (
        desk.cli.json("review", "answer", desk.folder, "--comment", ids[1])["state"] == "answered"
    )
    assert desk.unanswered() == [None]

    # Round two: copy 2 carries the thread; one comment is settled, one asked again.
    copy_2 = desk.build("--review-copy")
    thread = {item.comment.id: item for item in opened(copy_2).record.thread}
    answer = thread[ids[6]].answer
    assert answer is not None
    assert answer.text == "Twelve. I added what came of it."
    lee_again = desk.write(
        "review new",
        copy_2,
        "Lee Wong",
        "--settle",
        ids[6],
        "--again",
        f"{ids[1]}=Still too short.",
    )
    desk.take(lee_again)
    states = {item["id"]: item["state"] for item in desk.comments()}
    assert (states[ids[6]], states[ids[1]]) == ("settled", "asked-again")
    assert sorted(desk.unanswered(), key=str) == [1, None]

    # Round three: everything is answered, and copy 3 knows both copies before it.
    for item in desk.comments():
        if item["state"] == "open":
            desk.cli.json("review", "answer", desk.folder, "--comment", item["id"])
    assert desk.unanswered() == []
    copy_3 = desk.build("--review-copy")
    assert [item.copy for item in opened(copy_3).record.earlier] == [1, 2]
    assert len({copy_1.name, copy_2.name, copy_3.name}) == 3

    # It is handed in; evaluators ask for more once.
    portfolio_1 = desk.build()
    assert opened(portfolio_1).record.thread == ()
    met = tuple(f"--rate={number}=met" for number in NUMBERS)
    evaluators = [
        desk.write(
            "review new",
            portfolio_1,
            "E. One",
            "--evaluation",
            *met[:5],
            "--rate=6=not",
            *met[6:],
            "--comment",
            "6=Show the sheet in use.",
        ),
        desk.write(
            "review new",
            portfolio_1,
            "E. Two",
            "--evaluation",
            *met[:5],
            "--rate=6=partial",
            *met[6:],
        ),
    ]
    result = desk.write("review combine", portfolio_1, "Office", *evaluators)
    assert desk.take(result)["ratings"] == 9
    assert desk.portfolio().sets[2].decisions[-1].asked == (6,)
    assert desk.unanswered() == [6]

    # The revision carries what was asked, and is achieved.
    desk.respond(6, SECOND + " Here is the sheet in use.")
    (asked,) = [item["id"] for item in desk.comments() if item["state"] == "open"]
    desk.cli.json("review", "answer", desk.folder, "--comment", asked, "--text", "I added it.")
    portfolio_2 = desk.build()
    record = opened(portfolio_2).record
    assert [item.comment.text for item in record.thread] == ["Show the sheet in use."]
    assert [item.package_id for item in record.earlier] == [opened(portfolio_1).package_id]
    again = [
        desk.write("review new", portfolio_2, name, "--evaluation", *met)
        for name in ("E. One", "E. Two")
    ]
    desk.take(desk.write("review combine", portfolio_2, "Office", *again))
    assert desk.state() == "achieved"


def test_what_changed_is_told_from_two_copies_and_from_the_new_one_alone(
    desk: Desk, tmp_path: Path
) -> None:
    old = opened(desk.build("--review-copy"))
    desk.respond(6, SECOND)
    (tmp_path / "Log.xlsx").write_bytes(b"PK log")
    words = ("--set", "technology", "--competency", "2")
    desk.cli.json("evidence", "add", desk.folder, *words, tmp_path / "Log.xlsx")
    new = opened(desk.build("--review-copy"))

    both = changes_between(old, new)
    earlier = earlier_package(new.record)
    assert earlier is not None
    alone = changes_carried(new, earlier)

    assert [change.kind for change in both.text(6)] == [
        ChangeKind.KEPT,
        ChangeKind.CHANGED,
        ChangeKind.KEPT,
        ChangeKind.ADDED,
    ]
    assert [change.kind for change in alone.text(6)] == [change.kind for change in both.text(6)]
    assert both.text(6)[1].old.strip() == "I asked ten people."
    told = [(item.place, item.kind, item.name) for item in both.files]
    assert told == [(2, FileChangeKind.NEW, "Log.xlsx")]
    assert alone.files == both.files
    assert changed_places(new.record, both) == changed_places(new.record, alone) == (2, 6)


def test_the_same_content_has_the_same_bytes_after_later_copies(desk: Desk) -> None:
    first = desk.build("--review-copy").read_bytes()
    again = desk.build("--review-copy").read_bytes()
    assert first == again
    desk.respond(6, SECOND)
    second = desk.build("--review-copy").read_bytes()

    assert desk.build("--review-copy").read_bytes() == second


def test_a_review_of_another_package_changes_nothing(
    desk: Desk, cli: CommandLine, tmp_path: Path
) -> None:
    other = tmp_path / "Lee LSSC"
    cli.json("sample", other)
    strange = Path(cli.json("package", other, "--set", "technology", "--review-copy")["path"])
    desk.build("--review-copy")
    review = desk.write("review new", strange, "Dana Ortiz", "--comment", "1=Hello.")
    before = (desk.folder / "portfolio.json").read_bytes()

    assert desk.take(review, status=1) == {
        "comments": 1,
        "ratings": 0,
        "matches": False,
        "signature": UNSIGNED,
    }
    assert cli("review", "import", desk.folder, review) == 1
    assert "nothing was changed" in cli.out
    assert (desk.folder / "portfolio.json").read_bytes() == before
    assert not (desk.folder / "Reviews").exists() or not list((desk.folder / "Reviews").iterdir())


def test_a_review_of_another_program_says_so(desk: Desk) -> None:
    review = desk.write("review new", desk.build("--review-copy"), "Dana Ortiz")
    raw = json.loads(review.read_text("utf-8"))
    raw["package"] |= {"program": "prairie", "package_id": "0" * 64}
    review.write_text(json.dumps(raw), "utf-8")

    assert desk.cli("review", "import", desk.folder, review) == 1
    assert "a different program" in desk.cli.out


def test_a_damaged_review_is_refused_and_changes_nothing(desk: Desk) -> None:
    review = desk.write(
        "review new", desk.build("--review-copy"), "Dana Ortiz", "--comment", "1=Hi."
    )
    review.write_bytes(review.read_bytes()[:-40])
    before = (desk.folder / "portfolio.json").read_bytes()

    assert "can’t read" in desk.cli.refused("review", "import", desk.folder, review)
    assert (desk.folder / "portfolio.json").read_bytes() == before


def test_a_damaged_package_is_not_reviewed(desk: Desk) -> None:
    package = desk.build("--review-copy")
    data = bytearray(package.read_bytes())
    place = data.index(b"Library Support Staff")
    data[place] ^= 1
    package.write_bytes(data)

    refused = desk.cli.refused("review", "new", package, "--as", "Dana", "-o", desk.mail / "r.json")
    assert "damaged or was changed" in refused
    assert not (desk.mail / "r.json").exists()


def test_a_second_writing_by_the_same_person_takes_the_place_of_the_first(desk: Desk) -> None:
    package = desk.build("--review-copy")
    target = desk.mail / "dana.lssc-review.json"
    words = ("--as", "Dana Ortiz", "-o", target)
    desk.cli.json(
        "review", "new", package, "--comment", "1=First.", "--comment", "2=Second.", *words
    )
    desk.take(target)
    desk.cli.json("review", "new", package, "--comment", "1=Better.", *words)
    desk.take(target)

    assert [item["text"] for item in desk.comments()] == ["Better."]
    assert desk.cli.refused("review", "new", package, "--as", "Lee Wong", "-o", target)


def test_a_file_is_commented_on_by_its_place(desk: Desk) -> None:
    package = desk.build("--review-copy")
    review = desk.write("review new", package, "Dana", "--comment", "evidence/01 Sheet.pdf=Whose?")
    desk.take(review)
    (comment,) = desk.comments()
    assert (comment["competency"], comment["file"]) == (6, "Sheet.pdf")


def test_the_same_file_is_kept_once(desk: Desk) -> None:
    review = desk.write(
        "review new", desk.build("--review-copy"), "Dana Ortiz", "--comment", "1=Hi."
    )
    desk.take(review)
    desk.take(review)

    assert [path.name for path in (desk.folder / "Reviews").iterdir()] == [review.name]
    assert len(desk.comments()) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--rate", "99=met"), "has no competency 99"),
        (("--rate", "1=good"), "isn’t a rating"),
        (("--comment", "hello"), "isn’t a comment"),
        (("--comment", "99=hello"), "has no competency 99"),
        (("--comment", "evidence/x.pdf=hello"), "doesn’t have the file “evidence/x.pdf”"),
        (("--settle", "nobody-1"), "There’s no comment"),
        (("--as", " "), "a name is needed"),
    ],
)
def test_what_a_review_cannot_say(desk: Desk, words: tuple[str, ...], said: str) -> None:
    package = desk.build("--review-copy")

    assert said in desk.cli.refused(
        "review", "new", package, "--as", "D", "-o", desk.mail / "r", *words
    )


def test_a_comment_is_answered_by_the_short_id_that_the_list_shows(desk: Desk) -> None:
    review = desk.write("review new", desk.build("--review-copy"), "Dana", "--comment", "1=Why?")
    desk.take(review)
    assert desk.cli("review", "list", desk.folder) == 0
    shown = desk.cli.out.partition(":")[0]
    (comment,) = desk.comments()
    assert comment["id"].startswith(shown.removesuffix("-1"))
    assert len(shown) == len("75115071-1")
    told = desk.cli.json("review", "answer", desk.folder, "--comment", shown, "--text", "So.")
    assert told == {"comment": comment["id"], "state": "answered"}
