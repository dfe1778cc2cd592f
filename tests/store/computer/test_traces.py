"""What the program has written on a computer is found, named, and removed, and nothing else."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lssc_desktop import log, paths
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.privacy.traces import TraceKind
from lssc_desktop.core.review.review import Review, ReviewedPackage, ReviewMode
from lssc_desktop.disk.settings import Settings, save_settings
from lssc_desktop.package.rounds import KeptReview, keep_review
from lssc_desktop.store.computer.traces import Cleaning, Trace, find_traces, remove_traces
from lssc_desktop.store.signing import make_key
from tests.systems import closed, posix_only

PACKAGE = ReviewedPackage(
    "4c9e" * 16,
    "p1",
    "lssc",
    "2026.1",
    "foundations",
    "Foundations",
    "A. Rivera",
    PackageKind.REVIEW_COPY,
    1,
    date(2026, 11, 1),
)
GONE = "lssc-desktop-4194305-0-abc"  # larger than any id of a process


@pytest.fixture(autouse=True)
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A computer of its own, on which nothing was ever written."""
    monkeypatch.delenv(paths.PORTABLE_VARIABLE, raising=False)
    for name in (
        *("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "TMPDIR", "TEMP", "TMP"),
        *("WIN_PD_OVERRIDE_APPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA"),
    ):
        folder = tmp_path / name
        folder.mkdir()
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    yield tmp_path
    log.stop()


def found() -> dict[TraceKind, Trace]:
    return {trace.kind: trace for trace in find_traces(ignore_progress)}


def cleaned() -> Cleaning:
    return remove_traces(find_traces(ignore_progress), ignore_progress)


def all_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if not path.is_dir()]


def kept_review(*, saved: bool) -> None:
    review = Review("r1", ReviewMode.REVIEW, PACKAGE, "Ann", datetime(2026, 11, 1, tzinfo=UTC))
    keep_review(paths.config_folder(), KeptReview(review, "/x.lssc.zip", saved=saved))


def test_on_a_computer_where_the_program_wrote_nothing_there_is_nothing() -> None:
    assert found() == {}
    assert cleaned() == Cleaning((), ())


def test_settings_and_log_are_found_and_removed_with_their_folders(computer: Path) -> None:
    save_settings(paths.config_folder(), Settings(theme="dark"))
    log.start(paths.log_folder())
    log.stop()
    there = found()
    assert set(there) == {TraceKind.SETTINGS, TraceKind.LOG}
    settings = there[TraceKind.SETTINGS]
    assert settings.files == (paths.config_folder() / "settings.json",)
    assert settings.bytes == settings.files[0].stat().st_size
    assert {trace.kind for trace in cleaned().removed} == set(there)
    assert not paths.config_folder().exists()
    assert not paths.log_folder().exists()
    assert all_files(computer) == []


def test_a_review_that_is_in_no_file_yet_is_the_only_copy() -> None:
    kept_review(saved=False)
    assert found()[TraceKind.REVIEWS].only_copy


def test_a_review_that_was_saved_is_not() -> None:
    kept_review(saved=True)
    assert not found()[TraceKind.REVIEWS].only_copy


def test_a_signing_key_is_both_of_its_files() -> None:
    make_key(paths.config_folder())
    key = found()[TraceKind.SIGNING_KEY]
    assert [file.name for file in key.files] == ["signing_key", "signing_key.pub"]
    assert key.only_copy


def test_words_that_were_kept_here_go_with_their_documents(computer: Path) -> None:
    document = computer / "Documents" / "11 Diversity.docx"
    document.parent.mkdir()
    document.touch()
    own = document.with_name("Letter to Ann.docx")
    own.touch()
    note = paths.config_folder() / "kept words" / "abc.json"
    note.parent.mkdir(parents=True)
    texts = [{"set": "foundations", "number": 11, "path": str(document)}]
    note.write_text(json.dumps({"day": date(2026, 11, 1).isoformat(), "texts": texts}), "utf-8")
    words = found()[TraceKind.KEPT_WORDS]
    assert set(words.files) == {note, document}
    assert words.only_copy
    cleaned()
    assert all_files(computer) == [own]


def test_what_a_killed_run_left_is_found_and_what_runs_is_not(computer: Path) -> None:
    temporary = computer / "TMPDIR"
    for name in (GONE, f"lssc-desktop-{os.getpid()}-abc", "of-another-program"):
        (temporary / name).mkdir()
        (temporary / name / "page.html").touch()
    assert found()[TraceKind.TEMPORARY].files == (temporary / GONE / "page.html",)
    cleaned()
    assert len(all_files(temporary)) == 2
    assert not (temporary / GONE).exists()


def test_what_nobody_has_a_name_for_goes_too() -> None:
    newer = paths.config_folder() / "of a newer version" / "x.json"
    newer.parent.mkdir(parents=True)
    newer.touch()
    assert found()[TraceKind.OTHER].files == (newer,)
    cleaned()
    assert not paths.config_folder().exists()


def test_only_what_is_asked_for_is_removed() -> None:
    save_settings(paths.config_folder(), Settings(theme="dark"))
    make_key(paths.config_folder())
    remove_traces([found()[TraceKind.SETTINGS]], ignore_progress)
    assert set(found()) == {TraceKind.SIGNING_KEY}


def test_what_a_portable_program_keeps_on_its_drive_is_not_on_this_computer(
    computer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_settings(paths.config_folder(), Settings(theme="dark"))
    stick = computer / "stick"
    monkeypatch.setenv(paths.PORTABLE_VARIABLE, str(stick))
    save_settings(paths.config_folder(), Settings(theme="dark"))
    cleaned()
    assert [file.name for file in all_files(computer)] == ["settings.json"]
    assert all_files(stick)


@posix_only
def test_a_link_in_the_settings_folder_goes_and_what_it_leads_to_stays(computer: Path) -> None:
    own = computer / "Pictures"
    own.mkdir()
    (own / "cat.jpg").touch()
    paths.config_folder().mkdir(parents=True)
    (paths.config_folder() / "reviews").symlink_to(own)
    cleaned()
    assert all_files(computer) == [own / "cat.jpg"]


@posix_only
def test_what_cannot_be_removed_is_named_with_the_reason() -> None:
    save_settings(paths.config_folder(), Settings(theme="dark"))
    with closed(paths.config_folder(), 0o500):
        done = cleaned()
    assert done.removed == ()
    assert [left.path for left in done.left] == [str(paths.config_folder() / "settings.json")]


def test_a_mac_keeps_the_logs_of_others(monkeypatch: pytest.MonkeyPatch, computer: Path) -> None:
    logs = computer / "Library" / "Logs"
    folders = paths.OwnFolders(
        computer / "Library" / "Application Support" / "LSSC Desktop", logs / "LSSC Desktop"
    )
    monkeypatch.setattr(paths, "computer_folders", lambda: folders)
    (logs / "empty folder of another program").mkdir(parents=True)
    save_settings(folders.settings, Settings(theme="dark"))
    cleaned()
    assert list(logs.iterdir()) == [logs / "empty folder of another program"]
