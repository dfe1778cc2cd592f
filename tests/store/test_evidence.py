"""Evidence files: copied in, renamed, replaced, removed."""

import hashlib
import os
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lssc_desktop.core.files.names import can_be_kept, folded
from lssc_desktop.core.job import Cancelled, Progress, Step, ignore_progress
from lssc_desktop.core.portfolio.edits import (
    move_evidence,
    put_evidence,
    put_evidence_files,
    replace_evidence,
    use_evidence,
)
from lssc_desktop.core.portfolio.portfolio import EvidenceFile, EvidenceUse, Portfolio
from lssc_desktop.core.program.schema import AboutKind
from lssc_desktop.disk.copying import FileExists, NotAFile, SystemFileRefused
from lssc_desktop.disk.disk import FileMissing, FolderGone, NoSpace, free_bytes
from lssc_desktop.disk.files import TrashRefused
from lssc_desktop.messages.message import message_for
from lssc_desktop.store.evidence import (
    NameNotUsable,
    add_about_me,
    add_files,
    files_below,
    folders_among,
    remove,
    remove_files,
    rename,
    replace_file,
)
from lssc_desktop.store.folder.folder import current_stamp, load, save
from tests.systems import (
    ODD_NAMES,
    WineLacks,
    finds_trash,
    needs_any_name,
    needs_links,
    not_on_wine,
)

BEFORE, TODAY = date(2026, 1, 1), date(2026, 11, 25)


def _made(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _names(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "Evidence").iterdir())


@pytest.fixture
def shown(root: Path, portfolio: Portfolio) -> Portfolio:
    """The portfolio with a flyer that one competency shows."""
    _made(root / "Evidence" / "flyer.pdf", b"flyer")
    file = EvidenceFile("Evidence/flyer.pdf", _sha(b"flyer"), 5, BEFORE)
    known = put_evidence(portfolio, file, BEFORE)
    return use_evidence(known, "foundations", 11, EvidenceUse(file.path), BEFORE)


def test_a_file_is_copied_and_the_original_stays(root: Path, tmp_path: Path) -> None:
    source = _made(tmp_path / "flyer.pdf", b"flyer")
    added = add_files(root, [source], TODAY, ignore_progress)
    assert added == (EvidenceFile("Evidence/flyer.pdf", _sha(b"flyer"), 5, TODAY),)
    assert (root / "Evidence" / "flyer.pdf").read_bytes() == b"flyer"
    assert source.read_bytes() == b"flyer"


def test_a_taken_name_gets_a_number(root: Path, tmp_path: Path) -> None:
    sources = [_made(tmp_path / f"{count}" / "flyer.pdf", b"%d" % count) for count in range(3)]
    added = add_files(root, sources, TODAY, ignore_progress)
    assert [file.path for file in added] == [
        "Evidence/flyer.pdf",
        "Evidence/flyer (2).pdf",
        "Evidence/flyer (3).pdf",
    ]
    assert (root / added[2].path).read_bytes() == b"2"


def test_the_same_content_under_the_same_name_is_not_copied_again(
    root: Path, tmp_path: Path, portfolio: Portfolio
) -> None:
    first = _made(tmp_path / "1" / "flyer.pdf", b"first")
    second = _made(tmp_path / "2" / "flyer.pdf", b"other")
    added = add_files(root, [first, second], BEFORE, ignore_progress)
    after = put_evidence_files(portfolio, added, BEFORE)
    reused = add_files(root, [second, first], TODAY, ignore_progress)
    assert [file.path for file in reused] == [file.path for file in added[::-1]]
    assert put_evidence_files(after, reused, TODAY) == after
    assert _names(root) == ["flyer (2).pdf", "flyer.pdf"]


def test_the_same_content_under_another_name_is_another_file(root: Path, tmp_path: Path) -> None:
    sources = [_made(tmp_path / name, b"flyer") for name in ("a.pdf", "b.pdf")]
    added = add_files(root, sources, TODAY, ignore_progress)
    assert [file.path for file in added] == ["Evidence/a.pdf", "Evidence/b.pdf"]


def test_a_file_that_lies_in_evidence_already_is_taken_where_it_is(root: Path) -> None:
    source = _made(root / "Evidence" / "2026" / "flyer.pdf", b"flyer")
    added = add_files(root, [source], TODAY, ignore_progress)
    assert added == (EvidenceFile("Evidence/2026/flyer.pdf", _sha(b"flyer"), 5, TODAY),)
    assert _names(root) == ["2026"]


@pytest.mark.parametrize(
    "name",
    ["🎉 party.jpg", "é" * 90 + ".pdf", "100%0A.txt"]
    + [pytest.param(name, marks=needs_any_name) for name in ODD_NAMES if can_be_kept(name)],
)
def test_a_file_keeps_the_name_that_people_gave_it(root: Path, tmp_path: Path, name: str) -> None:
    added = add_files(root, [_made(tmp_path / name, b"x")], TODAY, ignore_progress)
    assert added[0].path == f"Evidence/{name}"


@pytest.mark.parametrize("name", ["É.pdf", unicodedata.normalize("NFD", "é.pdf")])
def test_twins_in_case_or_normal_form_get_different_names(
    root: Path, tmp_path: Path, name: str
) -> None:
    sources = [_made(tmp_path / "1" / "é.pdf", b"1"), _made(tmp_path / "2" / name, b"2")]
    add_files(root, sources, TODAY, ignore_progress)
    assert len({folded(found) for found in _names(root)}) == 2


@needs_any_name
@pytest.mark.parametrize("raw", [b"caf\xe9.pdf", b"a\\b.pdf"])
def test_a_name_that_portfolio_json_cannot_hold_is_made_portable(
    root: Path, tmp_path: Path, raw: bytes
) -> None:
    source = _made(Path(os.fsdecode(bytes(tmp_path) + b"/" + raw)), b"x")
    added = add_files(root, [source], TODAY, ignore_progress)
    assert added[0].path in {"Evidence/caf_.pdf", "Evidence/a_b.pdf"}
    assert (root / added[0].path).read_bytes() == b"x"


HOSTILE = (
    *("a\\b.txt", "..\\up.txt", "C:\\x.txt", "a\nb.txt", "a\rb.txt", "a\tb.txt", "\x7f.txt"),
    *("esc\x1b[31m.txt", "photo\u202egnp.exe", "x\u2066y.txt", "b\u200fc.txt", "\ufeffb.txt"),
    *("\u2028line.txt", "a" * 251 + ".txt", "é" * 120 + ".txt", "fo\\lder/x.txt", "fo\nld/x.txt"),
    "bad\udcff.txt",
)


@needs_any_name
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("folder_name", ["from outside", "Rivera LSSC/Evidence"])
def test_a_hostile_name_is_changed_wherever_the_file_lies(
    root: Path, tmp_path: Path, name: str, folder_name: str
) -> None:
    home = root / "Evidence" if folder_name.endswith("Evidence") else tmp_path / folder_name
    source = _made(home / name, b"x")
    (added,) = add_files(root, [source], TODAY, ignore_progress)
    shown = added.path.rpartition("/")[2]
    assert all(can_be_kept(part) for part in added.path.split("/"))
    assert shown.isprintable()
    assert (root / added.path).read_bytes() == source.read_bytes() == b"x"
    stamp, portfolio = current_stamp(root), load(root).portfolio
    save(root, put_evidence_files(portfolio, (added,), TODAY), stamp)
    assert load(root).portfolio.evidence == (added,)
    assert add_files(root, [source], TODAY, ignore_progress) == (added,)


@needs_any_name
@finds_trash
@pytest.mark.parametrize("name", ["new.p\\df", "new.p\ndf", "new.\u202efdp"])
@pytest.mark.usefixtures("shown", "own_home")
def test_a_hostile_ending_comes_with_no_replacement(root: Path, tmp_path: Path, name: str) -> None:
    source = _made(tmp_path / name, b"new")
    new = replace_file(root, "Evidence/flyer.pdf", source, TODAY, ignore_progress)
    assert can_be_kept(new.path.removeprefix("Evidence/"))


@needs_links
def test_where_there_is_no_room_the_largest_file_is_named(root: Path, tmp_path: Path) -> None:
    film, note = tmp_path / "Story time.mp4", tmp_path / "Note.txt"
    note.write_bytes(b"Dear Pat")
    film.touch()
    os.truncate(film, free_bytes(tmp_path) + 1_000_000_000)  # without a byte on the drive
    with pytest.raises(NoSpace) as alone:
        add_files(root, [film], TODAY, ignore_progress)
    assert message_for(alone.value).happened.startswith("The drive is full: ")
    assert "“Story time.mp4” needs" in message_for(alone.value).happened
    with pytest.raises(NoSpace) as several:
        add_files(root, [note, film], TODAY, ignore_progress)
    said = message_for(several.value).happened
    assert said.endswith("The largest file is “Story time.mp4”.")


def test_what_is_no_file_is_refused_and_nothing_is_added(root: Path, tmp_path: Path) -> None:
    good = _made(tmp_path / "good.pdf", b"x")
    for odd in (tmp_path, Path(os.devnull)):
        with pytest.raises(NotAFile):
            add_files(root, [good, odd], TODAY, ignore_progress)
    assert _names(root) == []


@needs_links
def test_a_link_is_refused_and_nothing_is_added(root: Path, tmp_path: Path) -> None:
    good = _made(tmp_path / "good.pdf", b"x")
    (tmp_path / "link.pdf").symlink_to(good)
    with pytest.raises(NotAFile):
        add_files(root, [good, tmp_path / "link.pdf"], TODAY, ignore_progress)
    assert _names(root) == []


@pytest.mark.parametrize("name", ["~$letter.docx", ".DS_Store", "Thumbs.db", ".~lock.a.odt#"])
def test_files_of_systems_and_word_processors_are_refused(
    root: Path, tmp_path: Path, name: str
) -> None:
    with pytest.raises(SystemFileRefused):
        add_files(root, [_made(tmp_path / name, b"x")], TODAY, ignore_progress)


def test_a_cancel_takes_back_what_was_copied(
    root: Path, tmp_path: Path, recorder: Callable[..., Any]
) -> None:
    _made(root / "Evidence" / "mine.pdf", b"mine")
    sources = [_made(tmp_path / f"{count}.pdf", b"x") for count in range(4)]
    told = recorder()
    add_files(root, sources, TODAY, told)
    for count in range(4):
        (root / "Evidence" / f"{count}.pdf").unlink()
    for stop_at in range(len(told.reports)):
        with pytest.raises(Cancelled):
            add_files(root, sources, TODAY, recorder(stop_at, Cancelled()))
        assert _names(root) == ["mine.pdf"]


def test_progress_counts_the_bytes_of_all_files(
    root: Path, tmp_path: Path, recorder: Callable[..., Any]
) -> None:
    sources = [_made(tmp_path / f"{count}.pdf", bytes(1000)) for count in range(3)]
    told = recorder()
    add_files(root, sources, TODAY, told)
    done = [report.done for report in told.reports]
    assert done == sorted(done)
    last = told.reports[-1]
    assert (last.step, last.done, last.total, last.item.total) == (Step.COPYING, 3000, 3000, 3)


def test_an_evidence_folder_that_was_removed_is_made_again(root: Path, tmp_path: Path) -> None:
    (root / "Evidence").rmdir()
    add_files(root, [_made(tmp_path / "a.pdf", b"x")], TODAY, ignore_progress)
    assert _names(root) == ["a.pdf"]


def test_a_folder_that_went_away_is_not_made_again(root: Path, tmp_path: Path) -> None:
    root.rename(tmp_path / "pulled out")
    with pytest.raises(FolderGone):
        add_files(root, [_made(tmp_path / "a.pdf", b"x")], TODAY, ignore_progress)
    assert not root.exists()


def test_a_renamed_file_keeps_its_uses(root: Path, shown: Portfolio) -> None:
    new = rename(root, "Evidence/flyer.pdf", "Story time flyer.pdf")
    after = move_evidence(shown, "Evidence/flyer.pdf", new, TODAY)
    assert _names(root) == ["Story time flyer.pdf"]
    assert after.evidence[0].path == "Evidence/Story time flyer.pdf"
    assert after.sets[0].competency(11).evidence[0].path == "Evidence/Story time flyer.pdf"
    assert after.sets[0].changed == TODAY


@not_on_wine(WineLacks.CASE_OF_NAMES)
@pytest.mark.usefixtures("shown")
def test_only_the_case_of_a_name_can_change(root: Path) -> None:
    rename(root, "Evidence/flyer.pdf", "Flyer.pdf")
    assert _names(root) == ["Flyer.pdf"]


@pytest.mark.parametrize("name", ["log.pdf", "LOG.pdf"])
@pytest.mark.usefixtures("shown")
def test_a_name_that_is_taken_is_refused(root: Path, name: str) -> None:
    _made(root / "Evidence" / "log.pdf", b"log")
    with pytest.raises(FileExists):
        rename(root, "Evidence/flyer.pdf", name)
    assert (root / "Evidence" / "log.pdf").read_bytes() == b"log"


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "a/b.pdf", "a\\b.pdf", "a\nb", "a\u202eb", "é" * 101, ".DS_Store", "~$a.docx"],
)
@pytest.mark.usefixtures("shown")
def test_a_name_that_no_file_can_have_is_refused(root: Path, name: str) -> None:
    with pytest.raises(NameNotUsable):
        rename(root, "Evidence/flyer.pdf", name)


@pytest.mark.usefixtures("shown")
def test_a_file_that_is_not_there_is_not_renamed(root: Path) -> None:
    (root / "Evidence" / "flyer.pdf").unlink()
    with pytest.raises(FileMissing):
        rename(root, "Evidence/flyer.pdf", "new.pdf")


@finds_trash
def test_a_replaced_file_goes_to_the_trash(
    root: Path, tmp_path: Path, shown: Portfolio, own_home: Path
) -> None:
    (root / "Evidence" / "flyer.pdf").write_bytes(b"the first flyer")
    source = _made(tmp_path / "flyer v2.pdf", b"better")
    file = replace_file(root, "Evidence/flyer.pdf", source, TODAY, ignore_progress)
    after = replace_evidence(shown, "Evidence/flyer.pdf", file, TODAY)
    assert (root / "Evidence" / "flyer.pdf").read_bytes() == b"better"
    assert after.evidence == (EvidenceFile("Evidence/flyer.pdf", _sha(b"better"), 6, BEFORE),)
    assert after.sets[0].changed == TODAY
    assert b"the first flyer" in [path.read_bytes() for path in own_home.rglob("flyer*.pdf")]


def test_a_replacement_of_another_kind_brings_its_extension(
    root: Path, tmp_path: Path, shown: Portfolio
) -> None:
    source = _made(tmp_path / "scan.jpg", b"picture")
    file = replace_file(root, "Evidence/flyer.pdf", source, TODAY, ignore_progress)
    after = replace_evidence(shown, "Evidence/flyer.pdf", file, TODAY)
    assert after.evidence[0].path == "Evidence/flyer.jpg"
    assert after.sets[0].competency(11).evidence[0].path == "Evidence/flyer.jpg"
    assert _names(root) == ["flyer.jpg"]


@finds_trash
@pytest.mark.usefixtures("shown")
def test_a_removed_file_is_gone_but_in_the_trash(root: Path, own_home: Path) -> None:
    (root / "Evidence" / "flyer.pdf").write_bytes(b"removed flyer")
    remove(root, "Evidence/flyer.pdf")
    assert _names(root) == []
    assert b"removed flyer" in [path.read_bytes() for path in own_home.rglob("flyer*.pdf")]


@pytest.mark.usefixtures("shown")
def test_a_file_that_is_missing_anyway_can_be_given_up(root: Path) -> None:
    (root / "Evidence" / "flyer.pdf").unlink()
    remove(root, "Evidence/flyer.pdf")


@finds_trash
@pytest.mark.usefixtures("without_trash")
@pytest.mark.usefixtures("shown")
def test_without_a_trash_nothing_is_deleted(root: Path, tmp_path: Path) -> None:
    with pytest.raises(TrashRefused):
        remove(root, "Evidence/flyer.pdf")
    source = _made(tmp_path / "new.pdf", b"new")
    with pytest.raises(TrashRefused):
        replace_file(root, "Evidence/flyer.pdf", source, TODAY, ignore_progress)
    assert (root / "Evidence" / "flyer.pdf").read_bytes() == b"flyer"
    assert _names(root) == ["flyer.pdf"]


def test_a_file_about_the_person_is_copied_with_its_kind(root: Path, tmp_path: Path) -> None:
    source = _made(tmp_path / "resume.docx", b"me")
    (added,) = add_about_me(root, [source], AboutKind.RESUME, ignore_progress)
    assert (added.path, added.kind) == ("About me/resume.docx", AboutKind.RESUME)
    remove(root, added.path)
    assert list((root / "About me").iterdir()) == []


# Several files to the trash ---------------------------------------------------------------------


@finds_trash
def test_several_files_go_to_the_trash_with_progress(root: Path) -> None:
    names = [f"Evidence/{number}.txt" for number in range(3)]
    for name in names:
        _made(root / name, name.encode())
    seen: list[Progress] = []

    removed = remove_files(root, names, seen.append)

    assert removed.paths == tuple(names)
    assert removed.error is None
    assert [(each.step, each.done, each.total) for each in seen] == [
        (Step.REMOVING, done, 3) for done in range(3)
    ]
    assert not any((root / name).exists() for name in names)


@finds_trash
def test_what_is_in_the_trash_stays_there_when_the_user_stops_it(root: Path) -> None:
    names = [f"Evidence/{number}.txt" for number in range(3)]
    for name in names:
        _made(root / name, name.encode())

    def stop_at_the_third(progress: Progress) -> None:
        if progress.done == 2:
            raise Cancelled

    removed = remove_files(root, names, stop_at_the_third)

    assert removed.paths == tuple(names[:2])
    assert isinstance(removed.error, Cancelled)
    assert (root / names[2]).exists()


@finds_trash
@pytest.mark.usefixtures("without_trash")
def test_a_trash_that_takes_nothing_says_so_and_the_files_stay(root: Path) -> None:
    _made(root / "Evidence/a.txt", b"a")

    removed = remove_files(root, ("Evidence/a.txt",), ignore_progress)

    assert removed.paths == ()
    assert isinstance(removed.error, TrashRefused)
    assert (root / "Evidence/a.txt").exists()


# Folders that are dropped -----------------------------------------------------------------------


def test_the_files_of_a_folder_are_found_with_those_below_it(tmp_path: Path) -> None:
    photos = tmp_path / "Program photos"
    for name in (
        "b.jpg",
        "a.jpg",
        "May/c.jpg",
        ".hidden/d.jpg",
        ".DS_Store",
        "~$a.docx",
        "Empty/x",
    ):
        _made(photos / name, b"x")
    (photos / "Empty/x").unlink()

    found = files_below(photos, ignore_progress)

    assert [str(file.relative_to(photos).as_posix()) for file in found.files] == [
        "a.jpg",
        "b.jpg",
        "May/c.jpg",
    ]
    assert (found.folders, found.cut) == (2, False)


@needs_links
def test_no_link_in_a_folder_is_followed(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    _made(photos / "a.jpg", b"x")
    (photos / "round").symlink_to(photos)
    (photos / "other.jpg").symlink_to(photos / "a.jpg")
    assert files_below(photos, ignore_progress).files == (photos / "a.jpg",)


def test_a_folder_with_very_many_files_is_cut(tmp_path: Path) -> None:
    for number in range(12):
        _made(tmp_path / "many" / f"{number}.txt", b"x")
    found = files_below(tmp_path / "many", ignore_progress, most=10)
    assert (len(found.files), found.cut) == (10, True)


def test_what_is_dropped_is_parted_into_files_and_folders(tmp_path: Path) -> None:
    file = _made(tmp_path / "a.txt", b"x")
    below = _made(tmp_path / "folder" / "b.txt", b"x")
    files, folders = folders_among((file, tmp_path / "folder"), ignore_progress)
    assert files == (file,)
    assert [each.files for each in folders] == [(below,)]
