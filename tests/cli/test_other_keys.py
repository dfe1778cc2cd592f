"""Keys that are not the ones they should be: what an office is told, and what it doesn't do."""

from pathlib import Path

import pytest

from lssc_desktop.store.signing import signature_path
from tests.cli.conftest import CommandLine, Person
from tests.cli.review_desk import NUMBERS, Desk
from tests.cli.test_signing import signature

MET = [word for number in NUMBERS for word in ("--rate", f"{number}=met")]
NAME = "Ana Rivera"
OTHER = "a different key"
LOST = "marked lost"


def signed(desk: Desk, person: Person, name: str) -> tuple[Path, str]:
    """Return the package as somebody signs it, and the fingerprint of their key."""
    person(name)
    made = desk.cli.json("key", "new")["fingerprint"]
    return desk.build(), made


def remember(cli: CommandLine, source: Path, name: str, fingerprint: str, *more: str) -> None:
    """Enter whose key it is, with the fingerprint that they read out."""
    words = ("--name", name, "--fingerprint", fingerprint, *more)
    cli.json("key", "known", "--remember", source, *words)


@pytest.fixture
def impostor(desk: Desk, person: Person) -> Path:
    """The package, signed with a second key; the office has compared the candidate's first one."""
    package, mine = signed(desk, person, "candidate")
    person("office")
    remember(desk.cli, package, NAME, mine)
    person("stranger")
    desk.cli.json("key", "new")
    desk.cli.json("key", "sign", package)
    person("office")
    return package


# Remembering ------------------------------------------------------------------------------------


def test_a_key_is_remembered_only_by_the_fingerprint_that_was_read_out(
    desk: Desk, person: Person
) -> None:
    cli = desk.cli
    package, mine = signed(desk, person, "candidate")
    person("office")
    words = ("key", "known", "--remember", package, "--name", "Ana Rivera")
    assert "go together" in cli.refused(*words)
    for wrong in ("SHA256:" + "A" * 43, mine[:-1], "SHA256:", "yes"):
        assert "different" in cli.refused(*words, "--fingerprint", wrong)
    assert cli.json("key", "known") == {"signers": []}
    bare = mine.removeprefix("SHA256:")
    cli.json(*words, "--fingerprint", f"{bare[:20]} {bare[20:]}")
    assert signature(cli, package)["name"] == "Ana Rivera"
    assert cli("verify", package) == 0
    assert "You entered their key’s fingerprint on November 25, 2026" in cli.out


def test_the_fingerprint_to_be_read_out_is_not_on_the_screen(desk: Desk, person: Person) -> None:
    package, mine = signed(desk, person, "candidate")
    person("office")
    assert desk.cli("verify", package) == 0
    assert "a key you haven’t compared" in desk.cli.out
    assert mine not in desk.cli.out


def test_another_key_of_a_known_name_is_remembered_only_on_purpose(
    impostor: Path, desk: Desk, person: Person
) -> None:
    cli = desk.cli
    person("stranger")
    theirs = cli.json("key", "show")["fingerprint"]
    person("office")
    words = (
        "key",
        "known",
        "--remember",
        impostor,
        "--name",
        NAME.upper(),
        "--fingerprint",
        theirs,
    )
    assert "another key" in cli.refused(*words)
    assert len(cli.json("key", "known")["signers"]) == 1
    remember(cli, impostor, NAME, theirs, "--also")
    assert len(cli.json("key", "known")["signers"]) == 2
    assert signature(cli, impostor)["state"] == "known"


# Another key under a known name -----------------------------------------------------------------


def test_another_key_under_a_known_name_is_told_by_verify(impostor: Path, desk: Desk) -> None:
    cli = desk.cli
    found = signature(cli, impostor, status=1)
    assert (found["state"], found["name"]) == ("other-key", None)
    assert found["expected"] == NAME
    assert cli("verify", impostor) == 1
    assert OTHER in cli.out


def test_a_review_of_it_is_written_and_says_so(impostor: Path, desk: Desk) -> None:
    cli, target = desk.cli, desk.mail / "review.lssc-review.json"
    words: tuple[str | Path, ...] = ("review", "new", impostor, "--as", "Dana", "-o", target)
    made = cli.json(*words, status=1)
    assert made["signature"]["state"] == "other-key"
    assert target.is_file()
    assert cli(*words) == 1
    assert OTHER in cli.out


def test_it_is_not_combined(impostor: Path, desk: Desk) -> None:
    cli, target = desk.cli, desk.mail / "result.lssc-review.json"
    evaluations = []
    for name in ("Dana", "Lee"):
        evaluations.append(desk.mail / f"{name}.lssc-review.json")
        words = (*MET, "--evaluation", "--as", name, "-o", evaluations[-1])
        cli.json("review", "new", impostor, *words, status=1)
    combine: tuple[str | Path, ...] = (
        "review",
        "combine",
        impostor,
        *evaluations,
        "--as",
        "Office",
        "-o",
        target,
    )
    made = cli.json(*combine, status=1)
    assert (made["path"], made["outcome"]) == (None, None)
    assert [each["state"] for each in made["signatures"]] == ["other-key", "unsigned", "unsigned"]
    assert cli(*combine) == 1
    assert OTHER in cli.out
    assert "No result" in cli.out
    assert not target.exists()


def test_the_shelf_marks_it(impostor: Path, desk: Desk) -> None:
    cli = desk.cli
    (row,) = cli.json("office", "shelf", impostor.parent)["packages"]
    assert row["signature"] == "other-key"
    assert cli("office", "shelf", impostor.parent) == 0
    assert "Different key" in cli.out
    assert cli("office", "shelf", impostor.parent, "--verify") == 0
    assert "Different key" in cli.out
    (known,) = cli.json("key", "known")["signers"]
    cli.json("key", "known", "--forget", known["fingerprint"])
    (row,) = cli.json("office", "shelf", impostor.parent)["packages"]
    assert row["signature"] is None


def test_a_key_of_somebody_else_under_a_known_name_is_told(
    impostor: Path, desk: Desk, person: Person
) -> None:
    cli = desk.cli
    person("stranger")
    theirs = cli.json("key", "show")["fingerprint"]
    person("office")
    remember(cli, impostor, "Dan Other", theirs)
    found = signature(cli, impostor, status=1)
    assert (found["state"], found["name"]) == ("other-key", "Dan Other")
    assert cli("verify", impostor) == 1
    assert "it’s signed by Dan Other" in cli.out


def test_a_signature_that_was_left_out_is_told_where_the_name_is_known(
    impostor: Path, desk: Desk
) -> None:
    signature_path(impostor).unlink()
    assert desk.cli("verify", impostor) == 0
    assert f"though you have a key of {NAME}" in desk.cli.out


# Lost keys --------------------------------------------------------------------------------------


def test_a_key_that_was_lost_vouches_for_nobody_any_more(desk: Desk, person: Person) -> None:
    cli = desk.cli
    package, mine = signed(desk, person, "candidate")
    person("office")
    remember(cli, package, NAME, mine)
    assert cli("key", "known", "--lost", "SHA256:another") == 1
    (lost,) = cli.json("key", "known", "--lost", mine)["signers"]
    assert lost == {
        "name": NAME,
        "fingerprint": mine,
        "compared": "2026-11-25",
        "lost": "2026-11-25",
    }
    assert signature(cli, package, status=1)["state"] == "lost"
    assert cli("verify", package) == 1
    assert LOST in cli.out
    words = ("--remember", package, "--name", NAME, "--fingerprint", mine, "--also")
    assert LOST in cli.refused("key", "known", *words)

    person("candidate")
    cli.json("key", "forget")
    new = cli.json("key", "new")["fingerprint"]
    cli.json("key", "sign", package)
    person("office")
    assert signature(cli, package)["state"] == "unknown"
    remember(cli, package, NAME, new)  # the lost one is no other key that counts
    assert signature(cli, package)["state"] == "known"


# Signatures that do not match -------------------------------------------------------------------


def test_a_signature_of_another_file_is_told_by_review_and_stops_combine(
    desk: Desk, person: Person
) -> None:
    cli = desk.cli
    package, _mine = signed(desk, person, "candidate")
    person("office")
    cli.json("key", "new")
    evaluations = [
        desk.write("review new", package, name, *MET, "--evaluation") for name in ("Dana", "Lee")
    ]
    target = desk.mail / "result.lssc-review.json"
    words: tuple[str | Path, ...] = (
        "review",
        "combine",
        package,
        *evaluations,
        "--as",
        "Office",
        "-o",
        target,
    )

    good = signature_path(evaluations[1]).read_bytes()
    signature_path(evaluations[1]).write_bytes(signature_path(evaluations[0]).read_bytes())
    assert cli(*words) == 1
    assert "doesn’t match" in cli.out
    assert evaluations[1].name in cli.out
    assert not target.exists()
    signature_path(evaluations[1]).write_bytes(good)

    signature_path(package).write_bytes(good)
    assert cli("review", "new", package, "--as", "X", "-o", desk.mail / "r.lssc-review.json") == 1
    assert "doesn’t match" in cli.out
    assert (desk.mail / "r.lssc-review.json").is_file()
    assert cli(*words) == 1
    assert not target.exists()
