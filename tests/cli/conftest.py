"""The command line, called in this process, with what it printed."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lssc_desktop.cli import run
from lssc_desktop.paths import config_folder
from lssc_desktop.store.programs import shipped_program_text
from tests.cli.review_desk import FIRST, NUMBERS, Desk
from tests.documents.previews.pdfs import written as pdf_of

TODAY = date(2026, 11, 25)

type Person = Callable[[str], Path]


class CommandLine:
    """Runs commands on a fixed day and keeps what the last one said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = ""
        self.err = ""

    def __call__(self, *words: str | Path) -> int:
        """Run a command and return its exit status; its group and its name may be one word."""
        named, *others = map(str, words or ("",))
        status = run([*named.split(), *others], TODAY)
        self.out, self.err = self._capsys.readouterr()
        return status

    def json(self, *words: str | Path, status: int = 0) -> Any:
        """Run a command with --json and return the object it printed."""
        assert self(*words, "--json") == status, self.err
        return json.loads(self.out)

    def refused(self, *words: str | Path, lines: int = 1) -> str:
        """Run a command that cannot be done and return what it said, one line unless told.

        After a typing error there is one more, which says where help is.
        """
        assert self(*words) == 2, self.out
        assert self.out == ""
        assert "Traceback" not in self.err
        assert self.err.count("\n") - self.err.count("\nSee lssc-desktop ") == lines
        return self.err


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(capsys)


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Sit somebody down before the computer: with settings, and a key, of their own."""

    def sit_down(name: str) -> Path:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / name))
        for folder in ("APPDATA", "LOCAL_APPDATA"):  # of Windows, by platformdirs
            monkeypatch.setenv(f"WIN_PD_OVERRIDE_{folder}", str(tmp_path / name))
        return config_folder()

    return sit_down


@pytest.fixture
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Settings of one test alone: which program files and keys it keeps is nobody else's."""
    settings = tmp_path_factory.mktemp("settings")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(settings))
    for folder in ("APPDATA", "LOCAL_APPDATA"):  # of Windows, by platformdirs
        monkeypatch.setenv(f"WIN_PD_OVERRIDE_{folder}", str(settings))


def state_program(folder: Path) -> Path:
    """Write the program file of a state that adapted LSSC and takes portfolios."""
    state = folder / "state.toml"
    closed = "accepted = false\nuntil = 2019-01-31"
    assert closed in shipped_program_text()
    state.write_text(shipped_program_text().replace(closed, "accepted = true"), encoding="utf-8")
    return state


@pytest.fixture
def state_folder(cli: CommandLine, tmp_path: Path) -> Path:
    """Return a portfolio in a state's program."""
    state = state_program(tmp_path)
    path = tmp_path / "Rivera state"
    electives = "access-services,collection-management,reference-information"
    words = ("--name", "Ana Rivera", "--admitted", "2024-09-14", "--electives", electives)
    assert cli("new", path, *words, "--member", "--program", state) == 0
    return path


@pytest.fixture
def folder(cli: CommandLine, tmp_path: Path) -> Path:
    """Return a portfolio that was just started."""
    path = tmp_path / "Rivera LSSC"
    electives = "access-services,collection-management,reference-information"
    words = ("--name", "Ana Rivera", "--admitted", "2024-09-14", "--electives", electives)
    assert cli("new", path, *words, "--member") == 0
    return path


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio with every response of a set written, for tests to copy."""
    mail = tmp_path_factory.mktemp("written")
    root = mail / "Rivera LSSC"
    electives = "access-services,collection-management,reference-information"
    words = ("--name", "Ana Rivera", "--admitted", "2024-09-14", "--electives", electives)
    _type("new", root, *words)
    text = mail / "text.md"
    text.write_text(FIRST, encoding="utf-8")
    for number in NUMBERS:
        _type("response", "set", root, "--set", "technology", "--competency", str(number), text)
    _type("response", "set", root, "--set", "technology", "--statement", text)
    sheet = mail / "Sheet.pdf"
    sheet.write_bytes(pdf_of("Help"))
    _type("evidence", "add", root, "--set", "technology", "--competency", "6", sheet)
    return root


def _type(*words: str | Path) -> None:
    assert run([str(word) for word in words], TODAY) == 0


@pytest.fixture
def desk(cli: CommandLine, written: Path, tmp_path: Path) -> Desk:
    root, mail = tmp_path / "Rivera LSSC", tmp_path / "mail"
    shutil.copytree(written, root)
    mail.mkdir()
    return Desk(cli, root, mail)
