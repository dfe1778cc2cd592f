"""What a check remembers of the files that it opened."""

import hashlib
import json
from pathlib import Path

import pytest

from lssc_desktop.core.files.seen import Barrier, Opened, SeenFile, TriedFile
from lssc_desktop.core.job import Cancelled, Progress, Reporter, ignore_progress
from lssc_desktop.documents.previews import PreviewFailed, PreviewFault, Source, Trial
from lssc_desktop.documents.previews.process import open_files

HEIC = Barrier.APPLE_PICTURE


class Opener:
    """Opens what it is told to open, and counts."""

    def __init__(self, **faults: PreviewFault) -> None:
        self.asked: list[str] = []
        self.faults = faults

    def __call__(self, source: Source, _reporter: Reporter) -> Trial:
        self.asked.append(source.name)
        stem = source.name.partition(".")[0]
        if stem in self.faults:
            raise PreviewFailed(source.name, self.faults[stem])
        barrier = Barrier.APPLE_PICTURE if source.name.endswith(".heic") else None
        return Trial(not source.name.endswith(".mp3"), barrier)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".lssc").mkdir()
    return tmp_path


def seen(name: str, content: bytes = b"content") -> SeenFile:
    return SeenFile(f"Evidence/{name}", len(content), hashlib.sha256(content).hexdigest())


def states(tried: tuple[TriedFile, ...]) -> list[Opened]:
    return [file.state for file in tried]


def test_each_file_is_opened_once(root: Path) -> None:
    opener = Opener(cut=PreviewFault.DAMAGED, locked=PreviewFault.PASSWORD)
    files = [seen("a.pdf"), seen("cut.pdf", b"cut"), seen("locked.pdf", b"x"), seen("clip.mp3")]

    first = open_files(root, files, opener, ignore_progress)
    again = open_files(root, files, opener, ignore_progress)

    assert states(first) == [Opened.OPENED, Opened.DAMAGED, Opened.PASSWORD, Opened.NOT_TRIED]
    assert again == first
    assert opener.asked == ["a.pdf", "cut.pdf", "locked.pdf", "clip.mp3"]


def test_who_cannot_open_a_file_is_remembered_too(root: Path) -> None:
    opener = Opener()
    first = open_files(root, [seen("a.heic")], opener, ignore_progress)

    again = open_files(root, [seen("b.heic")], opener, ignore_progress)

    assert first == (TriedFile("Evidence/a.heic", seen("a.heic").sha256, Opened.OPENED, HEIC),)
    assert [(file.state, file.barrier) for file in again] == [(Opened.OPENED, HEIC)]
    assert opener.asked == ["a.heic"]


def test_other_content_is_opened_anew_and_a_renamed_file_is_not(root: Path) -> None:
    opener = Opener()
    open_files(root, [seen("a.pdf")], opener, ignore_progress)

    open_files(root, [seen("b.pdf"), seen("a.pdf", b"changed")], opener, ignore_progress)

    assert opener.asked == ["a.pdf", "a.pdf"]


def test_the_same_content_under_another_kind_of_name_is_opened_anew(root: Path) -> None:
    opener = Opener()

    open_files(root, [seen("a.docx"), seen("a.zip")], opener, ignore_progress)

    assert opener.asked == ["a.docx", "a.zip"]


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (PreviewFault.MISSING, Opened.NOT_TRIED),
        (PreviewFault.STOPPED, Opened.STOPPED),
        (PreviewFault.TOO_SLOW, Opened.TOO_SLOW),
    ],
)
def test_a_fault_of_the_moment_is_not_remembered(
    root: Path, fault: PreviewFault, state: Opened
) -> None:
    slow = open_files(root, [seen("slow.pdf")], Opener(slow=fault), ignore_progress)
    later = open_files(root, [seen("slow.pdf")], Opener(), ignore_progress)

    assert states(slow) == [state]
    assert states(later) == [Opened.OPENED]


def test_a_file_that_could_not_be_read_is_not_opened(root: Path) -> None:
    opener = Opener()

    assert open_files(root, [SeenFile("Evidence/a.pdf", 3, "")], opener, ignore_progress) == ()
    assert opener.asked == []


@pytest.mark.parametrize(
    "memory",
    [
        b"",
        b"{",
        b"[" * 200_000,
        b"[]",
        b'{"format": 2}',
        b'{"format": 2, "files": 3}',
        b'{"format": 2, "files": {"a": "sparkling"}}',
        b'{"format": 2, "files": {"a": ""}}',
        b'{"format": 2, "files": {"a": "opened by hand"}}',
        b'{"format": 1, "files": {}}',
        b"\xff",
    ],
)
def test_a_memory_that_makes_no_sense_is_written_anew(root: Path, memory: bytes) -> None:
    (root / ".lssc" / "opened.json").write_bytes(memory)

    assert states(open_files(root, [seen("a.pdf")], Opener(), ignore_progress)) == [Opened.OPENED]

    noted = json.loads((root / ".lssc" / "opened.json").read_bytes())
    assert list(noted["files"].values()) == ["opened"]


def test_nothing_is_noted_behind_a_link(tmp_path: Path) -> None:
    root, outside = tmp_path / "portfolio", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / ".lssc").symlink_to(outside)

    assert states(open_files(root, [seen("a.pdf")], Opener(), ignore_progress)) == [Opened.OPENED]

    assert list(outside.iterdir()) == []


def test_what_lies_behind_a_link_is_not_remembered(root: Path, tmp_path: Path) -> None:
    opener = Opener()
    outside = tmp_path / "outside.json"
    open_files(root, [seen("a.pdf")], opener, ignore_progress)
    (root / ".lssc" / "opened.json").rename(outside)
    (root / ".lssc" / "opened.json").symlink_to(outside)

    open_files(root, [seen("a.pdf")], opener, ignore_progress)

    assert opener.asked == ["a.pdf", "a.pdf"]


def test_a_folder_in_the_place_of_the_memory_gets_another_name(root: Path) -> None:
    (root / ".lssc" / "opened.json").mkdir()

    open_files(root, [seen("a.pdf")], Opener(), ignore_progress)

    assert (root / ".lssc" / "opened.json").is_file()


def test_the_memory_does_not_grow_for_ever(root: Path) -> None:
    many = {f"{number:064x}.pdf": "opened" for number in range(20_000)}
    (root / ".lssc" / "opened.json").write_text(json.dumps({"format": 2, "files": many}))

    open_files(root, [seen("a.pdf")], Opener(), ignore_progress)

    noted = json.loads((root / ".lssc" / "opened.json").read_bytes())["files"]
    assert len(noted) == 20_000
    assert seen("a.pdf").sha256 + ".pdf" in noted


def stop_at_second(progress: Progress) -> None:
    if progress.done:
        raise Cancelled


def test_stopping_keeps_what_was_found(root: Path) -> None:
    files = [seen("a.pdf"), seen("b.pdf", b"b")]
    with pytest.raises(Cancelled):
        open_files(root, files, Opener(), stop_at_second)

    later = Opener()
    open_files(root, files, later, ignore_progress)

    assert later.asked == ["b.pdf"]


def test_a_folder_that_can_only_be_read_is_tried_all_the_same(tmp_path: Path) -> None:
    assert states(open_files(tmp_path / "gone", [seen("a.pdf")], Opener(), ignore_progress)) == [
        Opened.OPENED
    ]
