"""Links within a portfolio folder: nothing is written, deleted or read through one."""

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.edits import set_document, set_planned
from lssc_desktop.core.portfolio.portfolio import Portfolio, TextPlace
from lssc_desktop.core.program.program import CompetencySet, Program
from lssc_desktop.core.program.schema import AboutKind
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.disk.files import LinkInFolder
from lssc_desktop.disk.holders import this_holder
from lssc_desktop.documents.importing import read_incoming
from lssc_desktop.package.target import target_of
from lssc_desktop.store.evidence import add_about_me, add_files, remove, rename, replace_file
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.conflicts import take_theirs
from lssc_desktop.store.folder.lock import take_lock
from lssc_desktop.store.folder.opening import read_folder
from lssc_desktop.store.folder.responses import (
    read_response,
    remove_response,
    take_text,
    write_response,
)
from lssc_desktop.store.folder.saving import Saving, read_text_at
from lssc_desktop.store.folder.scan import files_in, read_all_facts
from lssc_desktop.store.sending_lease import sending_lease
from tests.systems import needs_pipes

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
TEXT = RichText((Paragraph((Span("New."),)),))
SET = "Foundations of Library Services"
FLYER = "Evidence/deep/flyer.pdf"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")


class Ground:
    """A portfolio folder with work in it, and what is tried on it."""

    def __init__(self, root: Path, program: Program, portfolio: Portfolio) -> None:
        self.root, self.program = root, program
        self.set: CompetencySet = program.sets[0]
        for path in (FLYER, "Packages/a.lssc.zip"):
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_bytes(b"old")
        self.new = root.with_name("new.pdf")
        self.new.write_bytes(b"new")
        self.text = root.with_name("new.txt")
        self.text.write_bytes(b"new")
        self.place = TextPlace(self.set.id, 11)
        document = write_response(root, program, portfolio, self.place, TEXT)
        self.portfolio = set_document(portfolio, self.place, document, TODAY)
        for day in range(1, 34):
            self.save(day)

    def save(self, day: int) -> None:
        """Save another portfolio.json, so that the history has one more."""
        planned = date(2027, 1 + day // 28, 1 + day % 28)
        changed = set_planned(self.portfolio, self.set.id, planned, TODAY)
        folder.save(self.root, changed, folder.current_stamp(self.root))

    def lock(self) -> None:
        """Take the lock and give it up."""
        with take_lock(self.root, this_holder(NOW)):
            pass

    def hold(self) -> None:
        """Hold the sending of a package."""
        with sending_lease(self.root / "Packages" / "a.lssc.zip", NOW, ignore_progress):
            pass

    def theirs(self) -> None:
        """Give up our portfolio.json for the one in the folder."""
        stamp = folder.current_stamp(self.root)
        take_theirs(Saving(self.root, self.program, self.portfolio, stamp))


TRIED: Mapping[str, Callable[[Ground], object]] = {
    "save": lambda at: at.save(40),
    "lock": Ground.lock,
    "scan": lambda at: files_in(at.root, ignore_progress),
    "write": lambda at: write_response(
        at.root, at.program, at.portfolio, at.place, replace(TEXT, paragraphs=TEXT.paragraphs * 2)
    ),
    "another": lambda at: write_response(
        at.root, at.program, at.portfolio, TextPlace(at.set.id, 12), TEXT
    ),
    "respond": lambda at: take_text(
        at.root,
        at.program,
        at.portfolio,
        at.place,
        read_incoming(at.text, "", ignore_progress),
        NOW,
    ),
    "remove a response": lambda at: remove_response(at.root, at.portfolio, at.place, NOW),
    "add": lambda at: add_files(at.root, (at.new,), TODAY, ignore_progress),
    "about me": lambda at: add_about_me(at.root, (at.new,), AboutKind.RESUME, ignore_progress),
    "rename": lambda at: rename(at.root, FLYER, "other.pdf"),
    "replace": lambda at: replace_file(at.root, FLYER, at.new, TODAY, ignore_progress),
    "remove": lambda at: remove(at.root, FLYER),
    "theirs": Ground.theirs,
    "package": lambda at: target_of("b.lssc.zip", at.root, None, ()).touch(),
    "send": Ground.hold,
}
LINKS = (
    ".lssc",
    ".lssc/history",
    ".lssc/lock",
    ".lssc/fingerprints.json",
    "About me",
    "Evidence",
    "Evidence/deep",
    FLYER,
    "Packages",
    "Reviews",
    SET,
    f"{SET}/11 Diversity of users.docx",
    "portfolio.json",
)


@pytest.fixture
def ground(root: Path, program: Program, portfolio: Portfolio) -> Ground:
    return Ground(root, program, portfolio)


def _seen(outside: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(outside)): path.read_bytes() if path.is_file() else b""
        for path in outside.rglob("*")
    }


def _link(root: Path, path: str) -> Path:
    """Move what lies at a path out of the folder, and leave a link to it; return where it is."""
    outside = root.with_name("outside")
    outside.mkdir()
    if (root / path).exists():
        (root / path).rename(outside / "there")
    else:
        (outside / "there").write_bytes(b"{}")
    (root / path).symlink_to(outside / "there")
    return outside


@pytest.mark.parametrize("link", LINKS)
def test_nothing_behind_a_link_is_changed_whatever_is_tried(ground: Ground, link: str) -> None:
    outside = _link(ground.root, link)
    before = _seen(outside)
    for tried in TRIED.values():
        with suppress(LsscError):
            tried(ground)
        assert _seen(outside) == before


@pytest.mark.parametrize("tried", TRIED.values(), ids=TRIED)
def test_a_folder_that_is_itself_reached_by_a_link_is_worked_in(
    ground: Ground, tmp_path: Path, tried: Callable[[Ground], object]
) -> None:
    real = tmp_path / "elsewhere"
    ground.root.rename(real)
    ground.root.symlink_to(real)
    tried(ground)


@pytest.mark.parametrize(
    ("link", "tried"),
    [
        (".lssc", "lock"),
        (".lssc/history", "save"),
        ("Evidence", "add"),
        ("Packages", "package"),
        ("Packages", "send"),
        (SET, "another"),
        (f"{SET}/11 Diversity of users.docx", "write"),
    ],
)
def test_a_link_is_named(ground: Ground, link: str, tried: str) -> None:
    _link(ground.root, link)
    with pytest.raises(LinkInFolder) as caught:
        TRIED[tried](ground)
    assert caught.value.path == str(ground.root / link)


@pytest.mark.parametrize("link", [SET, f"{SET}/11 Diversity of users.docx"])
def test_a_response_behind_a_link_is_not_read(ground: Ground, link: str) -> None:
    _link(ground.root, link)
    facts = read_all_facts(ground.root, ground.portfolio, ignore_progress)
    assert [document.fault for document in facts.documents] == ["missing"]
    assert read_response(ground.root, ground.portfolio, ground.place).fault == "link"
    assert (
        read_text_at(ground.root, ground.portfolio, ground.place, ignore_progress).document.fault
        == "link"
    )


@needs_pipes
@pytest.mark.timeout(20)
def test_a_pipe_in_the_place_of_a_response_is_told_and_not_waited_for(ground: Ground) -> None:
    """The lane that saves waited for somebody to write into it, and saved nothing from then on."""
    path = ground.root / f"{SET}/11 Diversity of users.docx"
    path.unlink()
    os.mkfifo(path)
    read = read_text_at(ground.root, ground.portfolio, ground.place, ignore_progress)
    assert read.document.fault == "not-word"


def test_a_folder_with_links_is_read(ground: Ground) -> None:
    _link(ground.root, "Evidence")
    assert read_folder(ground.root).portfolio.candidate.name == "A. Rivera"
