"""The scan of a portfolio: what is remembered, what a crash costs, and that no data is on disk."""

import json
import os
import signal
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.job import Cancelled, Item, Progress, Reporter, Step, ignore_progress
from lssc_desktop.core.privacy.private_data import (
    PlaceUnit,
    PrivacyFinding,
    PrivacyKind,
    Reason,
    ScannedFile,
)
from lssc_desktop.core.privacy.scan_order import CardNumbers, ScanOrder, TextRules
from lssc_desktop.documents.previews import Previewer, PreviewFailed, PreviewFault, Source
from lssc_desktop.store.portfolio_scan import (
    mark_key,
    scan_files,
    scan_one,
    scan_previewer,
)
from tests.cloud import keep_online_by_path

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
SHEET = b"Sign-up sheet\nFamily 1, card 2 1234 00567 8901\ndwhitfield@example.org\n"
ORDER = ScanOrder(TextRules(own=("Ana Rivera",)))


@pytest.fixture(scope="module")
def helper() -> Iterator[Previewer]:
    previewer = scan_previewer()
    yield previewer
    previewer.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".lssc").mkdir()
    (tmp_path / "Evidence").mkdir()
    return tmp_path


def put(root: Path, name: str, content: bytes) -> SeenFile:
    (root / "Evidence" / name).write_bytes(content)
    return SeenFile(f"Evidence/{name}", len(content), sha256(content).hexdigest())


def known(root: Path, files: list[SeenFile], order: ScanOrder) -> tuple[ScannedFile, ...]:
    """What is remembered: of a file that is asked for nothing is there."""

    def find(source: Source, _order: ScanOrder, _reporter: Reporter) -> tuple[PrivacyFinding, ...]:
        raise PreviewFailed(source.name, PreviewFault.MISSING)

    return scan_files(root, files, order, find, ignore_progress)


class Counting:
    """Asks the helper, and counts how often."""

    def __init__(self, helper: Previewer) -> None:
        self.asked: list[str] = []
        self._helper = helper

    def __call__(
        self, source: Source, order: ScanOrder, reporter: Reporter
    ) -> tuple[PrivacyFinding, ...]:
        self.asked.append(source.name)
        return self._helper.find_private(source, order, reporter)


def test_each_content_is_read_once_and_again_when_it_or_the_rules_change(
    root: Path, helper: Previewer
) -> None:
    find = Counting(helper)
    files = [put(root, "Sign-up.txt", SHEET), put(root, "Plain.txt", b"Story time on Friday\n")]
    first = scan_files(root, files, ORDER, find, ignore_progress)
    kinds = [[mark.kind for mark in file.marks] for file in first]
    assert kinds == [[PrivacyKind.CARD_NUMBER, PrivacyKind.EMAIL], []]
    assert scan_files(root, files, ORDER, find, ignore_progress) == first
    assert find.asked == ["Sign-up.txt", "Plain.txt"]
    files[1] = put(root, "Plain.txt", b"Ms. Whitfield called\n")
    scan_files(root, files, ORDER, find, ignore_progress)
    assert find.asked[2:] == ["Plain.txt"]
    other = ScanOrder(TextRules((CardNumbers(9, "5"),)))
    scan_files(root, files, other, find, ignore_progress)
    assert find.asked[3:] == ["Sign-up.txt", "Plain.txt"]
    assert known(root, files, ORDER) == ()


def test_nothing_that_was_found_is_written_down(root: Path, helper: Previewer) -> None:
    files = [put(root, "Sign-up.txt", SHEET)]
    scan_files(root, files, ORDER, helper.find_private, ignore_progress)
    written = b"".join(path.read_bytes() for path in (root / ".lssc").iterdir())
    for data in (b"1234", b"00567", b"dwhitfield", b"example.org", b"Sign-up"):
        assert data not in written


def test_a_token_stands_for_the_data_however_it_is_written(root: Path, helper: Previewer) -> None:
    spaced = put(root, "One.txt", b"card 2 1234 00567 8901 and card 2 1234 00567 8901\n")
    plain = put(root, "Two.txt", b"card 21234005678901\n")
    scanned = scan_files(root, [spaced, plain], ORDER, helper.find_private, ignore_progress)
    (one, again), (two,) = (file.marks for file in scanned)
    assert one == again == two
    assert len(one.token) == 6
    assert mark_key(root) == mark_key(root)


def test_a_key_that_is_lost_is_made_again(root: Path) -> None:
    before = mark_key(root)
    (root / ".lssc" / "privacy-key.json").write_text("{}")
    assert mark_key(root) != before
    assert mark_key(root) == mark_key(root)


def test_a_crash_of_the_helper_costs_one_finding(root: Path, helper: Previewer) -> None:
    files = [put(root, name, SHEET + name.encode()) for name in ("a.txt", "b.txt", "c.txt")]

    def find(source: Source, order: ScanOrder, reporter: Reporter) -> tuple[PrivacyFinding, ...]:
        if source.name != "b.txt":
            return helper.find_private(source, order, reporter)

        def kill(_progress: Progress) -> None:
            if helper.helper is not None:
                os.kill(helper.helper, KILL)

        slow = root / "Evidence" / "slow.doc"
        slow.write_bytes(b"{\\rtf1 " + b"words " * 200_000 + b"}")
        return helper.find_private(Source("slow.doc", "slow", slow), order, kill)

    scanned = scan_files(root, files, ORDER, find, ignore_progress)
    assert [[mark.kind for mark in file.marks] for file in scanned][1] == [PrivacyKind.UNREADABLE]
    assert len(scanned[0].marks) == len(scanned[2].marks) == 2


def test_a_file_that_cannot_be_opened_is_to_be_looked_at(root: Path, helper: Previewer) -> None:
    file = put(root, "Broken.docx", b"PK\x03\x04 no more")
    (found,) = scan_one(root, file, ORDER, helper.find_private, ignore_progress).findings
    assert (found.kind, found.reason) == (PrivacyKind.UNREADABLE, Reason.NOT_OPENED)


def test_a_scan_that_is_cancelled_keeps_what_it_found(root: Path, helper: Previewer) -> None:
    find = Counting(helper)
    files = [put(root, f"{number}.txt", SHEET + b"%d" % number) for number in range(4)]

    def stop(progress: Progress) -> None:
        if progress.item.done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        scan_files(root, files, ORDER, find, stop)
    assert [file.path for file in known(root, files, ORDER)] == [
        "Evidence/0.txt",
        "Evidence/1.txt",
    ]
    scan_files(root, files, ORDER, find, ignore_progress)
    assert find.asked == ["0.txt", "1.txt", "2.txt", "3.txt"]


def test_a_scan_that_ends_without_warning_goes_on_from_there(root: Path) -> None:
    files = [put(root, f"{number}.txt", b"%d" % number) for number in range(120)]
    on_disk: list[int] = []

    def find(_source: Source, _order: ScanOrder, _reporter: Reporter) -> tuple[PrivacyFinding, ...]:
        memory = root / ".lssc" / "privacy.json"
        noted = json.loads(memory.read_text())["files"] if memory.exists() else {}
        on_disk.append(len(noted))
        return ()

    scan_files(root, files, ORDER, find, ignore_progress)
    assert (on_disk[49], on_disk[50], on_disk[100], on_disk[119]) == (0, 50, 100, 100)
    assert len(known(root, files, ORDER)) == 120


def test_a_file_that_is_gone_is_not_remembered(root: Path, helper: Previewer) -> None:
    file = put(root, "Gone.txt", SHEET)
    (root / file.path).unlink()
    assert scan_files(root, [file], ORDER, helper.find_private, ignore_progress) == ()
    assert known(root, [file], ORDER) == ()


def test_captions_are_scanned_with_their_file(root: Path, helper: Previewer) -> None:
    file = put(root, "Flyer.txt", b"Story time on Friday\n")
    said = {file.path: ("Our flyer", "Patron: Delia Whitfield helped")}
    find = helper.find_private
    (scanned,) = scan_files(root, [file], ORDER, find, ignore_progress, captions=said)
    assert [mark.kind for mark in scanned.marks] == [PrivacyKind.PERSON_NAME]
    (plain,) = scan_files(root, [file], ORDER, find, ignore_progress)
    assert plain.marks == ()
    (seen,) = scan_one(root, file, ORDER, find, ignore_progress, captions=said[file.path]).findings
    assert (seen.place.unit, seen.found) == (PlaceUnit.CAPTION, "Delia Whitfield")


def test_what_the_scan_will_download_is_said_before_it_is_read(
    root: Path, helper: Previewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_online_by_path(monkeypatch)
    files = [
        put(root, "online sheet.txt", SHEET),
        put(root, "Plain.txt", b"Story time on Friday\n"),
    ]
    reports: list[Progress] = []
    scan_files(root, files, ORDER, helper.find_private, reports.append)
    assert reports[0] == Progress(Step.DOWNLOADING, 0, len(SHEET), Item("", 0, 1))
    assert [each.step for each in reports].count(Step.DOWNLOADING) == 1
    reports.clear()
    scan_files(root, files, ORDER, helper.find_private, reports.append)
    assert Step.DOWNLOADING not in {each.step for each in reports}, "it is remembered, not read"
