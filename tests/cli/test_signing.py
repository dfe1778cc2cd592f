"""Signatures as candidate, office and a stranger type them: who made it, and what was changed."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from lssc_desktop.store.signing import KNOWN_SIGNERS, signature_path
from tests.cli.conftest import CommandLine, Person
from tests.cli.review_desk import NUMBERS, Desk

MET = [word for number in NUMBERS for word in ("--rate", f"{number}=met")]


def signature(cli: CommandLine, package: Path, status: int = 0) -> dict[str, str | None]:
    found: dict[str, str | None] = cli.json("verify", package, status=status)["signature"]
    return found


def test_a_package_and_its_result_say_whom_they_come_from(desk: Desk, person: Person) -> None:
    cli = desk.cli
    person("candidate")
    mine = cli.json("key", "new")["fingerprint"]
    package = desk.build()
    own = {"state": "own", "name": None, "fingerprint": mine, "expected": None}
    assert signature(cli, package) == own

    person("office")
    unknown = {"state": "unknown", "name": None, "fingerprint": mine, "expected": None}
    assert signature(cli, package) == unknown
    assert cli("verify", package) == 0
    assert "a key you haven’t compared" in cli.out
    words = ("key", "known", "--remember", package, "--name", "Ana Rivera", "--fingerprint", mine)
    assert cli(*words) == 0
    assert f"{mine}  Ana Rivera, compared on November 25, 2026" in cli.out
    assert signature(cli, package)["name"] == "Ana Rivera"
    cli.json("key", "new")
    evaluations = [
        desk.write("review new", package, name, *MET, "--evaluation") for name in ("Dana", "Lee")
    ]
    result = desk.write("review combine", package, "Office", *evaluations)
    assert all(signature_path(each).is_file() for each in (*evaluations, result))

    person("candidate")
    taken = desk.take(result)
    assert (taken["matches"], taken["signature"]["state"]) == (True, "unknown")
    kept = desk.folder / "Reviews" / result.name
    assert signature_path(kept).read_bytes() == signature_path(result).read_bytes()


def test_a_result_that_was_changed_is_not_taken_in(desk: Desk, person: Person) -> None:
    cli = desk.cli
    person("office")
    cli.json("key", "new")
    package = desk.build()
    evaluations = [
        desk.write("review new", package, name, *MET, "--evaluation") for name in ("Dana", "Lee")
    ]
    result = desk.write(
        "review combine", package, "Office", *evaluations, "--outcome", "not-achieved"
    )
    text = result.read_text(encoding="utf-8")
    result.write_text(text.replace('"not-achieved"', '"achieved"'), encoding="utf-8")

    person("candidate")
    assert "The signature next to" in cli.refused("review", "import", desk.folder, result)
    assert desk.portfolio().sets[0].decisions == ()
    signature_path(result).unlink()  # whoever changes it can do that too: then it is unsigned
    assert desk.take(result)["signature"]["state"] == "unsigned"


def test_signing_changes_neither_bytes_nor_fingerprint(desk: Desk, person: Person) -> None:
    cli = desk.cli
    person("candidate")
    package = desk.build()
    before, content = cli.json("verify", package), package.read_bytes()
    assert before["signature"]["state"] == "unsigned"
    assert "no key to sign with" in cli.refused("key", "sign", package)
    cli.json("key", "new")
    assert cli("key", "sign", package) == 0
    after = cli.json("verify", package)
    assert package.read_bytes() == content
    assert {**after, "signature": None} == {**before, "signature": None}


def test_a_changed_package_is_told_and_its_key_is_not_to_be_remembered(
    desk: Desk, person: Person
) -> None:
    cli = desk.cli
    person("candidate")
    cli.json("key", "new")
    package = desk.build()
    with package.open("ab") as file:
        file.write(b" ")
    found = cli.json("verify", package, status=1)
    assert found["signature"]["state"] == "bad"
    assert cli("verify", package) == 1
    assert "The signature next to it doesn’t match" in cli.out
    person("office")
    words = ("key", "known", "--remember", package, "--name", "A", "--fingerprint", "SHA256:any")
    assert "doesn’t show whose key" in cli.refused(*words)
    assert cli.json("key", "known") == {"signers": []}


def test_a_key_is_shown_made_once_and_deleted(cli: CommandLine, person: Person) -> None:
    config = person("candidate")
    assert "no key to sign with" in cli.refused("key", "show")
    made = cli.json("key", "new")
    assert cli.json("key", "show") == made
    assert Path(made["path"]).parent == config
    assert "already" in cli.refused("key", "new")
    assert cli.json("key", "forget") == {"fingerprint": None}
    assert "no key to sign with" in cli.refused("key", "show")


def test_signers_are_forgotten_again(cli: CommandLine, person: Person, tmp_path: Path) -> None:
    person("candidate")
    made = cli.json("key", "new")
    public = tmp_path / "ana.pub"
    public.write_text(made["public_key"] + "\n", encoding="utf-8")
    person("office")
    assert "go together" in cli.refused("key", "known", "--remember", public)
    words = ("--remember", public, "--name", "Ana", "--fingerprint", made["fingerprint"])
    (shown,) = cli.json("key", "known", *words)["signers"]
    assert shown == {
        "name": "Ana",
        "fingerprint": made["fingerprint"],
        "compared": "2026-11-25",
        "lost": None,
    }
    assert cli("key", "known", "--forget", "SHA256:another") == 1
    assert cli.json("key", "known", "--forget", made["fingerprint"]) == {"signers": []}


def test_a_fingerprint_that_was_read_on_the_phone_is_compared(desk: Desk, person: Person) -> None:
    cli = desk.cli
    person("office")
    package = desk.build()
    whole = cli.json("verify", package)["sha256"]
    assert cli.json("verify", package, "--compare", whole[:12].upper())["compared"] == "same"
    assert cli("verify", package, "--compare", f"{whole[:4]} {whole[4:8]}") == 0
    assert "The first 8 characters match" in cli.out
    assert cli.json("verify", package, "--compare", whole[:4], status=1)["compared"] == "too-short"
    other = "0" if whole[0] != "0" else "1"
    found = cli.json("verify", package, "--compare", other * 8, status=1)
    assert found["compared"] == "different"


@pytest.mark.skipif(
    shutil.which("ssh-keygen") is None,
    reason="ssh-keygen is not installed (Debian: openssh-client)",
)
def test_the_office_checks_with_ssh_keygen_alone(desk: Desk, person: Person) -> None:
    cli = desk.cli
    person("candidate")
    mine = cli.json("key", "new")["fingerprint"]
    package = desk.build()
    config = person("office")
    words = ["--remember", package, "--name", "Ana Rivera", "--fingerprint", mine]
    cli.json("key", "known", *words)
    verify = ["ssh-keygen", "-Y", "verify", "-n", "lssc-desktop", "-I", "Ana Rivera"]
    verify += ["-f", str(config / KNOWN_SIGNERS), "-s", str(signature_path(package))]
    with package.open("rb") as given:
        said = subprocess.run(
            verify, stdin=given, capture_output=True, text=True, check=False, timeout=60
        )
    assert said.returncode == 0, said.stderr
    assert said.stdout.startswith('Good "lssc-desktop" signature for Ana Rivera'), json.dumps(
        said.stdout
    )
