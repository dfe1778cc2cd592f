"""`audit`: what it prints, what it writes, and how it ends."""

import json
import re
import signal
import sys
from pathlib import Path

import pytest

from lssc_desktop.cli.terminal import TerminalReporter
from lssc_desktop.core.job import Item, Progress, Step
from tests.audit.packages import damaged, make_package, mixed_folder
from tests.cli.conftest import CommandLine


def test_all_that_is_not_whole_is_named_with_what_is_the_matter(
    cli: CommandLine, tmp_path: Path
) -> None:
    mixed_folder(tmp_path / "in")
    assert cli("office", "audit", tmp_path / "in") == 2
    lines = cli.out.splitlines()
    assert lines[0].startswith("Can’t be opened: cut.lssc.zip: ")
    assert lines[1].startswith("Damaged: damaged.lssc.zip: ")
    assert "3 intact, 1 damaged, 3 can’t be opened, 0 not checked." in lines[-1]


def test_the_exit_status_is_the_worst_that_verify_would_give(
    cli: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    whole = make_package(folder / "a.zip")
    assert cli("office", "audit", folder) == 0
    (folder / "b.zip").write_bytes(damaged(whole))
    assert cli("office", "audit", folder) == 1
    (folder / "c.zip").write_bytes(b"")
    assert cli("office", "audit", folder) == 2
    assert [cli("verify", folder / f"{name}.zip") for name in "abc"] == [0, 1, 2]


def test_it_remembers_by_itself_and_reads_all_on_request(
    cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mixed_folder(tmp_path / "in")
    first = cli.json("office", "audit", tmp_path / "in", status=2)
    monkeypatch.chdir(tmp_path)
    assert (first["packages"], first["read"]) == (7, 7)
    assert cli.json("office", "audit", "in", status=2)["read"] == 0
    assert cli.json("office", "audit", "in", "--all", "--workers", "2", status=2)["read"] == 7
    assert cli.json("office", "audit", "in", "--journal", tmp_path / "other", status=2)["read"] == 7


def test_results_are_written_beside(cli: CommandLine, tmp_path: Path) -> None:
    states = mixed_folder(tmp_path / "in")
    wanted = ("--results", tmp_path / "r.jsonl", "--results", tmp_path / "r.csv")
    found = cli.json("office", "audit", tmp_path / "in", *wanted, status=2)
    lines = (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert {row["name"]: row["state"] for row in rows} == states
    assert found["results"] == [str(tmp_path / "r.jsonl"), str(tmp_path / "r.csv")]
    assert len((tmp_path / "r.csv").read_text(encoding="utf-8").splitlines()) == 8


def test_many_that_are_not_whole_are_counted(cli: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(103):
        (folder / f"{n:03}.zip").write_bytes(b"PK")
    assert cli("office", "audit", folder) == 2
    assert "3 more packages aren’t intact" in cli.out
    assert cli.out.count("Can’t be opened:") == 100


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--results", "r.xlsx"), "must end in .jsonl, .csv, or .parquet"),
        (("--workers", "300"), "from 1 to 256"),
        (("--workers", "2", "--on", "tls://127.0.0.1:8786"), "but not both"),
        (("--user", "office"), "go together"),
        (("--on", "tcp://127.0.0.1:8786"), "only over TLS"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_read(
    cli: CommandLine, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    make_package(tmp_path / "in" / "a.zip")
    assert said in cli.refused("office", "audit", tmp_path / "in", *words)


def test_a_place_that_is_none_is_said(cli: CommandLine, tmp_path: Path) -> None:
    assert "We can’t audit “" in cli.refused("office", "audit", "ftp://host/packages/")
    assert cli.refused("office", "audit", tmp_path / "gone")
    assert "secret" not in cli.refused("office", "audit", "https://me:secret@host/packages/")


def test_progress_shows_packages_and_time_left() -> None:
    shown: list[str] = []

    class Terminal:
        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> None:
            shown.append(text)

        def flush(self) -> None:
            pass

    report = TerminalReporter(Terminal())  # type: ignore[arg-type]
    report(Progress(Step.VERIFYING, 500, 1_000, Item("", 5, 10), seconds=60))
    assert "50% 5/10  about 1 min left" in shown[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is no signal there")
def test_ctrl_c_stops_it_in_good_order_and_it_goes_on(
    cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(400):
        make_package(tmp_path / "in" / f"{n:03}.zip", n, 200_000)
    where = ("--journal", tmp_path / "j", "--results", tmp_path / "r.jsonl")
    words = ("office", "audit", tmp_path / "in", *where)

    def interrupt(shown: str) -> int:
        if re.search(r" [1-9][0-9]*/400 ", shown):
            signal.raise_signal(signal.SIGINT)
        return len(shown)

    with monkeypatch.context() as terminal:  # which shows how far it is
        terminal.setattr(sys.stderr, "isatty", lambda: True)
        write = sys.stderr.write
        terminal.setattr(sys.stderr, "write", lambda shown: interrupt(shown) and write(shown))
        said = cli.refused(*words, lines=2)
    assert "run the same command to continue" in said
    found = cli.json(*words)
    assert found["whole"] == 400
    assert len((tmp_path / "r.jsonl").read_text().splitlines()) == 400
