"""Making, reading and saving a portfolio folder."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.edits import set_planned
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio
from lssc_desktop.disk.disk import FolderGone
from lssc_desktop.disk.files import FileTooLarge, NotOrdinary
from lssc_desktop.messages.message import message_for
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder import folder as history
from lssc_desktop.store.folder.folder import KEPT, kept_versions
from lssc_desktop.store.folder.opening import read_folder
from tests.systems import needs_links

type Make = Callable[[Path], folder.Stamp]


def _later(portfolio: Portfolio, day: int) -> Portfolio:
    return set_planned(portfolio, "foundations", date(2027, 1, day), date(2026, 11, 25))


def test_a_new_folder_holds_what_the_design_says(root: Path) -> None:
    assert sorted(path.name for path in root.iterdir()) == [
        ".lssc",
        "About me",
        "Evidence",
        "Packages",
        "READ ME.txt",
        "Reviews",
        "portfolio.json",
        "program.toml",
    ]


def test_a_new_folder_is_read_again(root: Path, portfolio: Portfolio) -> None:
    assert folder.load(root).portfolio == portfolio


def test_the_read_me_names_the_person_and_can_be_read_by_any_editor(root: Path) -> None:
    data = (root / "READ ME.txt").read_bytes()
    assert b"A. Rivera\r\n" in data
    assert data.startswith(b"\xef\xbb\xbf")


def test_the_program_file_lies_in_the_folder(root: Path) -> None:
    assert 'id = "lssc"' in folder.program_text(root)


def test_a_lost_program_file_is_named(root: Path) -> None:
    (root / "program.toml").unlink()
    with pytest.raises(folder.ProgramLost):
        folder.program_text(root)


def test_a_program_file_that_is_no_text_is_named(root: Path) -> None:
    (root / "program.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(folder.ProgramLost):
        folder.program_text(root)


def test_an_empty_folder_is_taken(tmp_path: Path, make_folder: Make, portfolio: Portfolio) -> None:
    make_folder(tmp_path)
    assert folder.load(tmp_path).portfolio == portfolio


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path, make_folder: Make) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(folder.FolderNotEmpty):
        make_folder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_portfolio_is_not_made_over_another(
    root: Path, make_folder: Make, portfolio: Portfolio
) -> None:
    with pytest.raises(folder.PortfolioExists):
        make_folder(root)
    assert folder.load(root).portfolio == portfolio


def test_a_folder_that_a_crash_left_half_made_is_no_portfolio_and_can_be_made_again(
    tmp_path: Path, make_folder: Make, portfolio: Portfolio, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tmp_path / "whole"
    make_folder(whole)
    steps = len(list(whole.rglob("*")))
    for step in range(steps + 1):
        root = tmp_path / f"after step {step}"
        root.mkdir()
        with monkeypatch.context() as patch:
            _stop_after(patch, step)
            with pytest.raises(KeyboardInterrupt):
                make_folder(root)
        with pytest.raises(folder.NotAPortfolio):
            folder.load(root)
        make_folder(root)
        assert folder.load(root).portfolio == portfolio
        assert not (root / ".lssc" / "begun").exists()


def _stop_after(patch: pytest.MonkeyPatch, steps: int) -> None:
    """Let the program die at the given number of folders and files made."""
    left = [steps]

    def counting[**P, R](make: Callable[P, R]) -> Callable[P, R]:
        def made(*args: P.args, **kwargs: P.kwargs) -> R:
            if left[0] == 0:
                raise KeyboardInterrupt
            left[0] -= 1
            return make(*args, **kwargs)

        return made

    patch.setattr(Path, "mkdir", counting(Path.mkdir))
    patch.setattr(Path, "replace", counting(Path.replace))


def test_a_folder_that_is_full_of_work_is_never_taken_for_half_made(
    root: Path, make_folder: Make
) -> None:
    (root / "portfolio.json").unlink()
    with pytest.raises(folder.FolderNotEmpty):
        make_folder(root)


def test_a_lost_portfolio_json_is_told_from_no_portfolio(root: Path, tmp_path: Path) -> None:
    (root / "portfolio.json").unlink()
    with pytest.raises(folder.PortfolioLost):
        folder.load(root)
    (tmp_path / "pictures").mkdir()
    with pytest.raises(folder.NotAPortfolio):
        folder.load(tmp_path / "pictures")


def test_no_folder_at_all_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderGone):
        folder.load(tmp_path / "stick" / "Rivera LSSC")


def test_only_saving_where_the_folder_is_gone_speaks_of_saving(
    root: Path, portfolio: Portfolio
) -> None:
    stamp = folder.current_stamp(root)
    shutil.rmtree(root)
    with pytest.raises(FolderGone) as read:
        folder.load(root)
    assert "saved" not in message_for(read.value).text
    with pytest.raises(FolderGone) as written:
        folder.save(root, _later(portfolio, 1), stamp)
    assert "This last step wasn’t saved." in message_for(written.value).text


def test_what_is_saved_is_read_again(root: Path, portfolio: Portfolio) -> None:
    loaded = folder.load(root)
    stamp = folder.save(root, _later(portfolio, 1), loaded.stamp)
    assert folder.load(root) == folder.Loaded(_later(portfolio, 1), stamp)


def test_saving_the_same_again_writes_nothing(root: Path, portfolio: Portfolio) -> None:
    loaded = folder.load(root)
    before = (root / "portfolio.json").stat().st_ino
    assert folder.save(root, portfolio, loaded.stamp) == loaded.stamp
    assert (root / "portfolio.json").stat().st_ino == before
    assert kept_versions(root) == ()


def test_what_somebody_else_saved_is_not_replaced(root: Path, portfolio: Portfolio) -> None:
    mine, theirs = folder.load(root), folder.load(root)
    folder.save(root, _later(portfolio, 2), theirs.stamp)
    with pytest.raises(folder.ChangedOnDisk):
        folder.save(root, _later(portfolio, 3), mine.stamp)
    assert folder.load(root).portfolio == _later(portfolio, 2)


def test_it_can_be_replaced_knowingly_and_is_kept_in_the_history(
    root: Path, portfolio: Portfolio
) -> None:
    theirs = folder.load(root)
    folder.save(root, _later(portfolio, 2), theirs.stamp)
    saved = (root / "portfolio.json").read_bytes()
    folder.save(root, _later(portfolio, 3), folder.current_stamp(root))
    assert folder.load(root).portfolio == _later(portfolio, 3)
    assert kept_versions(root)[0].read_bytes() == saved


def test_a_portfolio_json_that_went_away_is_not_written_unasked(
    root: Path, portfolio: Portfolio
) -> None:
    loaded = folder.load(root)
    (root / "portfolio.json").unlink()
    with pytest.raises(folder.ChangedOnDisk):
        folder.save(root, _later(portfolio, 1), loaded.stamp)
    folder.save(root, _later(portfolio, 1), folder.current_stamp(root))
    assert folder.load(root).portfolio == _later(portfolio, 1)


def test_a_stick_that_was_pulled_out_is_named(root: Path, portfolio: Portfolio) -> None:
    loaded = folder.load(root)
    shutil.rmtree(root)
    with pytest.raises(FolderGone):
        folder.save(root, _later(portfolio, 1), loaded.stamp)


def test_the_last_versions_are_kept_newest_first(root: Path, portfolio: Portfolio) -> None:
    stamp = folder.load(root).stamp
    texts = []
    for count in range(KEPT + 5):
        texts.append((root / "portfolio.json").read_bytes())
        named = replace(portfolio, candidate=Candidate(f"Rivera {count}"))
        stamp = folder.save(root, named, stamp)
    kept = [path.read_bytes() for path in kept_versions(root)]
    assert kept == texts[: -KEPT - 1 : -1]


def test_older_versions_lie_the_wider_apart(root: Path) -> None:
    now = (root / "portfolio.json").stat().st_mtime
    for minutes in range(0, 3 * 24 * 60, 7):
        history.keep_version(root, f"{minutes}".encode())
        newest = kept_versions(root)[0]
        os.utime(newest, (now - 600_000 + 60 * minutes,) * 2)
    history.keep_version(root, b"now")
    ages = [(now - path.stat().st_mtime) / 3600 for path in kept_versions(root)]
    assert len(ages) < 40
    assert sorted(round(age / 24) for age in ages)[-3:] == [5, 6, 7]
    assert kept_versions(root)[0].read_bytes() == b"now"


def test_opening_needs_nothing_of_ours(root: Path, portfolio: Portfolio) -> None:
    shutil.rmtree(root / ".lssc")
    loaded = folder.load(root)
    folder.save(root, _later(portfolio, 1), loaded.stamp)
    assert folder.load(root).portfolio == _later(portfolio, 1)


def test_a_folder_works_from_another_place(
    root: Path, tmp_path: Path, portfolio: Portfolio
) -> None:
    moved = root.rename(tmp_path / "elsewhere é")
    loaded = folder.load(moved)
    folder.save(moved, _later(portfolio, 1), loaded.stamp)
    assert folder.load(moved).portfolio == _later(portfolio, 1)
    assert str(tmp_path).encode() not in (moved / "portfolio.json").read_bytes()


@pytest.mark.parametrize("name", ["portfolio.json", "program.toml"])
@pytest.mark.parametrize("size", [33 << 20, 3 << 30])
def test_a_file_far_too_large_is_refused_unread(root: Path, name: str, size: int) -> None:
    with (root / name).open("r+b") as file:
        file.truncate(size)
    with pytest.raises(FileTooLarge) as caught:
        read_folder(root)
    assert caught.value.path == str(root / name)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these")
@pytest.mark.parametrize("name", ["portfolio.json", "program.toml"])
@pytest.mark.parametrize(
    ("kind", "put"),
    [
        ("pipe", lambda path: os.mkfifo(path)),  # noqa: PLW0108  Windows has none to name
        ("link", lambda path: path.symlink_to("/dev/zero")),
        ("link", lambda path: path.symlink_to("READ ME.txt")),
        ("folder", Path.mkdir),
    ],
)
def test_what_is_no_ordinary_file_is_neither_opened_nor_waited_for(
    root: Path, name: str, kind: str, put: Callable[[Path], None]
) -> None:
    (root / name).unlink()
    put(root / name)
    with pytest.raises(NotOrdinary) as caught:
        read_folder(root)
    assert (caught.value.path, caught.value.kind) == (str(root / name), kind)


@needs_links
def test_a_link_in_the_place_of_portfolio_json_is_not_written_through(
    root: Path, tmp_path: Path, portfolio: Portfolio
) -> None:
    outside = tmp_path / "outside.json"
    (root / "portfolio.json").rename(outside)
    (root / "portfolio.json").symlink_to(outside)
    before = outside.read_bytes()
    with pytest.raises(NotOrdinary):
        folder.save(root, _later(portfolio, 2), folder.Stamp(""))
    assert outside.read_bytes() == before


def test_a_folder_that_went_away_is_not_made_again_for_its_history(tmp_path: Path) -> None:
    with pytest.raises(FolderGone):
        history.keep_version(tmp_path / "unplugged", b"{}")
    assert list(tmp_path.iterdir()) == []
