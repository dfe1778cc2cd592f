"""Whom the command line names where a newer version is wanted, or something unexpected happened."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lssc_desktop import languages
from lssc_desktop.messages.command_line import unforeseen_line
from lssc_desktop.messages.message import helper_words, speak_of
from lssc_desktop.store.programs import load_program
from tests.cli.conftest import CommandLine

HARBOR = Path(__file__).parents[1] / "programs" / "harbor.toml"
NOBODY = "the person who gave you this program"


@pytest.fixture(autouse=True)
def _spoken() -> Iterator[None]:
    before = languages.spoken()
    yield
    languages.speak(before)


@pytest.fixture
def harbor(cli: CommandLine, tmp_path: Path) -> Path:
    """A portfolio whose program file names who helps."""
    file = tmp_path / "harbor.toml"
    text = HARBOR.read_text("utf-8")
    file.write_text(
        text.replace('office = "', 'help_contact = "help@harbor.example"\noffice = "', 1), "utf-8"
    )
    folder = tmp_path / "portfolio"
    assert cli("new", folder, "--name", "Ann Lee", "--program", file) == 0, cli.err
    return folder


def of_a_newer_version(folder: Path) -> Path:
    file = folder / "portfolio.json"
    data = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**data, "format": 99}), "utf-8")
    return folder


def program(folder: Path, environment: dict[str, str], *words: str) -> str:
    """Run the program by itself, on a computer set up like this, and return what it complained."""
    done = subprocess.run(
        [sys.executable, "-m", "lssc_desktop", *words],
        env={
            **os.environ,
            "XDG_CONFIG_HOME": str(folder / "home"),
            "XDG_CONFIG_DIRS": str(folder / "computer"),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stdout
    return done.stderr


def setting(folder: Path, who: object) -> None:
    file = folder / "LSSC Desktop" / "settings.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"who_helps": who}), "utf-8")


def test_without_a_name_it_is_the_person_who_gave_the_program(
    cli: CommandLine, folder: Path
) -> None:
    said = cli.refused("status", of_a_newer_version(folder))
    assert f"Get the latest version of LSSC Desktop from {NOBODY}, then open it again." in said
    assert f"Send this line to {NOBODY}, and try again." in unforeseen_line(KeyError())


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_it_names_whom_the_computer_or_its_user_named(folder: Path, tmp_path: Path) -> None:
    words = ("status", str(of_a_newer_version(folder)))
    setting(tmp_path / "computer", "IT desk, 555-0100")
    assert "from IT desk, 555-0100, then" in program(tmp_path, {}, *words)
    setting(tmp_path / "home", "Maria, room 2")
    assert "from Maria, room 2, then" in program(tmp_path, {}, *words)
    assert f"from {NOBODY}, then" in program(
        tmp_path, {"LSSC_DESKTOP_PORTABLE": str(tmp_path / "stick")}, *words
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_what_is_no_text_names_nobody(folder: Path, tmp_path: Path) -> None:
    setting(tmp_path / "computer", ["IT"])
    assert NOBODY in program(tmp_path, {}, "status", str(of_a_newer_version(folder)))


def test_the_program_file_of_the_own_portfolio_names_it(
    cli: CommandLine, harbor: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "r.lssc-review.json"
    newer.write_text('{"format": 99}', "utf-8")
    assert "from help@harbor.example, then" in cli.refused("review", "import", harbor, newer)
    assert NOBODY in cli.refused("status", of_a_newer_version(harbor)), (
        "it lasts as long as the command that read it"
    )


def test_the_program_file_of_a_package_names_nobody(harbor: Path) -> None:
    """It's a stranger's."""
    program = load_program(harbor / "program.toml").program
    speak_of(program)
    assert helper_words() == NOBODY
    speak_of(program, is_own=True)
    assert helper_words() == "help@harbor.example"
    speak_of(program)
    assert helper_words() == NOBODY


def test_the_rules_of_a_file_say_whom_it_names(cli: CommandLine, harbor: Path) -> None:
    assert cli("program", "check", harbor / "program.toml") == 0
    assert "Help with LSSC Desktop: help@harbor.example" in cli.out
    other = harbor.parent / "other.toml"
    other.write_text(
        (harbor / "program.toml").read_text("utf-8").replace("help@harbor", "desk@harbor"), "utf-8"
    )
    assert cli("program", "switch", harbor, other, "--dry-run") == 0
    assert "Help with LSSC Desktop: was help@harbor.example, now desk@harbor.example." in cli.out
