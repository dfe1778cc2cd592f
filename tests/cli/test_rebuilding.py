"""portfolio.json and its history are lost: what was built and decided is found again."""

import shutil
from dataclasses import replace
from pathlib import Path

from lssc_desktop.core.portfolio.portfolio import PackageNote
from tests.cli.review_desk import NUMBERS, Desk


def lose(desk: Desk) -> None:
    """Take away everything but the candidate's own files, the packages and the reviews."""
    (desk.folder / "portfolio.json").unlink()
    shutil.rmtree(desk.folder / ".lssc")


def rebuild(desk: Desk) -> None:
    words = ("--name", "Ana Rivera", "--admitted", "2024-09-14")
    assert desk.cli.json("rebuild", desk.folder, *words)["origin"] == "folder"


def notes(desk: Desk) -> set[PackageNote]:
    return set(desk.portfolio().packages)


def reviewed(desk: Desk) -> Path:
    """A review copy with a comment, and its file."""
    copy = desk.build("--review-copy")
    desk.take(desk.write("review new", copy, "Dana Ortiz", "--comment", "1=Too short."))
    return copy


def test_the_packages_are_noted_again_as_they_were(desk: Desk) -> None:
    reviewed(desk)
    desk.build("--review-copy")
    desk.build()
    before, name = notes(desk), desk.portfolio().id
    lose(desk)
    rebuild(desk)

    assert notes(desk) == {replace(note, built=None) for note in before}  # no package tells it
    assert desk.portfolio().id == name


def test_comments_belong_to_the_portfolio_again(desk: Desk) -> None:
    reviewed(desk)
    lose(desk)
    rebuild(desk)

    assert [item["text"] for item in desk.comments()] == ["Too short."]


def test_what_was_decided_holds_again(desk: Desk) -> None:
    package = desk.build()
    met = ("--evaluation", *(f"--rate={number}=met" for number in NUMBERS))
    files = [desk.write("review new", package, name, *met) for name in ("E. One", "E. Two")]
    desk.take(desk.write("review combine", package, "Office", *files))
    before = desk.portfolio().sets[2].decisions
    lose(desk)
    rebuild(desk)

    (work,) = [item for item in desk.portfolio().sets if item.set_id == "technology"]
    assert before
    assert work.decisions == before
    assert desk.state() == "achieved"


def test_a_damaged_package_and_a_strangers_are_not_taken_for_ones_own(desk: Desk) -> None:
    copy = reviewed(desk)
    sample = desk.mail / "sample"
    desk.cli.json("sample", sample)
    words = ("package", sample, "--set", "technology", "--review-copy")
    strange = Path(desk.cli.json(*words)["path"])
    (copy.parent / "torn.lssc.zip").write_bytes(copy.read_bytes()[:-100])
    (desk.folder / "portfolio.json").write_bytes(b"torn")
    shutil.copy(strange, copy.parent / "strange.lssc.zip")

    assert desk.cli.json("rebuild", desk.folder)["origin"] == "history"
    assert len(notes(desk)) == 1
