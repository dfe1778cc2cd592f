"""Scan for private data in the background: it begins when everything else is quiet.

What was found, with its words, is kept for the files that were looked at last, in memory only.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from lssc_desktop.core.check.rules.privacy import captions_of, files_to_scan
from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.job import Cancelled, Progress, Reporter, Step
from lssc_desktop.core.portfolio.privacy_decisions import taken_out, text_place
from lssc_desktop.core.privacy.private_data import (
    FileFindings,
    FindingMark,
    PrivacyFinding,
    ScannedFile,
)
from lssc_desktop.core.privacy.scan_order import ScanOrder
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.portfolio import downloading
from lssc_desktop.store.folder.versions import delete_versions
from lssc_desktop.store.portfolio_scan import (
    FindPrivate,
    PrivateVersions,
    mark_key,
    scan_files,
    scan_one,
    scan_order,
    scan_previewer,
    versions_with,
)
from lssc_desktop.ui.base.jobs import JobHandle, Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.values import dataclass

_QUIET = 2_500  # milliseconds after the last change; then nobody waits for the disk
_AT_ONCE = 25  # files of one job: what was found in them is shown before the next
_SHARE = 10  # a job has at least this part of what is known, as all of that is shown again after it
_MOST_KEPT = 40  # files whose findings are kept with their words

_VERSIONS, _DOWNLOADING = "private-versions", "downloading-to-scan"


@dataclass(frozen=True, slots=True)
class MarkedFindings:
    """All that was found in a file: each finding with its mark, in reading order."""

    path: str
    sha256: str
    found: tuple[tuple[PrivacyFinding, FindingMark], ...] = ()


class PrivacyScan(QObject):
    """The scan of the open portfolio: one for a session, whoever asks for it first.

    It hands what it found to the session (`Session.take_scanned`).
    """

    progressed = Signal(int, int)
    """How many files are done of how many; 0 of 0 when it ended."""
    found = Signal(object)
    """The `MarkedFindings` of a file that was asked for."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(session)
        self._session = session
        self._jobs = services.jobs
        self._notices = services.notices
        self._notices.action_chosen.connect(self._on_action)
        self._versions: PrivateVersions | None = None
        self._previewer = scan_previewer()
        self._job: JobHandle | None = None
        self._order: ScanOrder | None = None
        self._captions: Mapping[str, tuple[str, ...]] = {}
        self._passed: set[tuple[str, str]] = set()
        self._kept: OrderedDict[tuple[str, str], MarkedFindings] = OrderedDict()
        self._total = self._left = 0
        self.is_stopped = False
        """Whether the user stopped it; it goes on when that is wished."""
        self._pause = single_shot(self, _QUIET, self._begin)
        session.facts_changed.connect(self.wake)
        session.portfolio_changed.connect(self.wake)
        session.closed.connect(self._end)

    @staticmethod
    def of(session: Session, services: Services) -> "PrivacyScan":
        """Return the scan of a session, made when it is first asked for."""
        return session.findChild(PrivacyScan) or PrivacyScan(session, services)

    @property
    def is_running(self) -> bool:
        """Whether files are being scanned."""
        return self._job is not None

    def wake(self) -> None:
        """Scan what is not known yet, as soon as everything else is quiet."""
        if not self.is_stopped and self._job is None:
            self._pause.start()

    def go_on(self) -> None:
        """Scan again what is not known, also after it was stopped."""
        self.is_stopped = False
        self._passed.clear()
        self.wake()

    def stop(self) -> None:
        """Stop; what was found so far is kept."""
        self.is_stopped = True
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()

    def look_into(self, path: str) -> None:
        """Find out what is in one file with its words; `found` has them."""
        file = next((each for each in self._session.facts.files if each.path == path), None)
        if file is None or not file.sha256:
            return
        kept = self._kept.get((file.path, file.sha256))
        if kept is not None:
            self.found.emit(kept)
            return
        self._jobs.start_reporting(
            Lane.FINDING,
            partial(_look_into, captions=captions_of(self._session.portfolio).get(path, ())),
            self._session.root,
            file,
            scan_order(self._session.program, self._session.portfolio),
            self._previewer.find_private,
            done=self._on_looked_into,
            failed=self._on_not_looked_into,
            quiet=True,
        )

    def _waiting(self) -> tuple[SeenFile, ...]:
        session = self._session
        order = scan_order(session.program, session.portfolio)
        if order != self._order:
            self._order = order
            self._passed.clear()
            self._kept.clear()
            if session.facts.scanned:
                session.take_scanned(())
        captions = captions_of(session.portfolio)
        if captions != self._captions:
            self._drop(
                path
                for path in {**captions, **self._captions}
                if captions.get(path) != self._captions.get(path)
            )
            self._captions = captions
        known = {(file.path, file.sha256) for file in session.facts.scanned} | self._passed
        files = files_to_scan(session.program, session.portfolio, session.facts)
        return tuple(file for file in files if (file.path, file.sha256) not in known)

    def _drop(self, paths: Iterable[str]) -> None:
        """Forget files whose captions changed: they are scanned again."""
        gone = set(paths)
        kept = tuple(file for file in self._session.facts.scanned if file.path not in gone)
        self._session.take_scanned(kept)
        self._passed = {each for each in self._passed if each[0] not in gone}
        for key in [key for key in self._kept if key[0] in gone]:
            del self._kept[key]

    def _begin(self) -> None:
        if self._job is not None or self.is_stopped:
            return
        if any(job.lane is not Lane.SCANNING for job in self._jobs.running()):
            self._pause.start()
            return
        files = self._waiting()
        if not files or self._order is None:
            self._total = 0
            self.progressed.emit(0, 0)
            return
        self._total = max(self._total, len(files))
        self.progressed.emit(self._total - len(files), self._total)
        at_once = files[: max(_AT_ONCE, len(self._session.facts.scanned) // _SHARE)]
        self._passed |= {(file.path, file.sha256) for file in at_once}
        self._job = self._jobs.start_reporting(
            Lane.SCANNING,
            partial(scan_files, captions=self._captions),
            self._session.root,
            at_once,
            self._order,
            self._previewer.find_private,
            done=self._on_scanned,
            failed=self._on_failed,
            quiet=True,
        )
        self._left = len(files)
        self._job.progressed.connect(self._on_progressed)

    def _on_progressed(self, progress: Progress) -> None:
        if progress.step is Step.DOWNLOADING:
            message = downloading(progress.item.total, progress.total)
            self._notices.show(message, Tone.INFO, key=_DOWNLOADING)
        elif progress.total:
            self.progressed.emit(self._total - self._left + progress.done, self._total)

    def _on_scanned(self, scanned: tuple[ScannedFile, ...]) -> None:
        self._job = None
        self._notices.withdraw(_DOWNLOADING)
        there = {(file.path, file.sha256) for file in self._session.facts.files}
        before = {file.path: file for file in self._session.facts.scanned}
        new = before | {file.path: file for file in scanned}
        kept = tuple(file for file in new.values() if (file.path, file.sha256) in there)
        self._session.take_scanned(kept)
        for file in scanned:
            if file.path in before:
                self._look_for_versions(file.path, taken_out(before[file.path], file))
        self._begin()

    # Earlier versions ---------------------------------------------------------------------------

    def _look_for_versions(self, path: str, tokens: frozenset[str]) -> None:
        """Find out whether earlier versions of a text have what was taken out of it."""
        place = text_place(self._session.portfolio, path)
        if place is None or not tokens or self._order is None or self._session.is_read_only:
            return
        self._jobs.start_reporting(
            Lane.SCANNING,
            versions_with,
            self._session.root,
            place,
            tokens,
            self._order,
            done=self._on_versions_found,
            failed=self._on_not_looked_into,
            quiet=True,
        )

    def _on_versions_found(self, found: PrivateVersions) -> None:
        if found.versions:
            self._versions = found
            message = _versions_offer(len(found.versions))
            action = _delete_versions_words(len(found.versions))
            self._notices.show(message, Tone.WARN, key=_VERSIONS, action=action)

    def _on_action(self, key: str) -> None:
        found = self._versions
        if key != _VERSIONS or found is None:
            return
        self._versions = None
        self._notices.withdraw(_VERSIONS)
        self._jobs.start(
            Lane.DISK,
            delete_versions,
            self._session.root,
            found.place,
            found.versions,
            failed=self._notices.show_error,
        )

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._notices.withdraw(_DOWNLOADING)
        self._total = 0
        self._passed.clear()
        self.progressed.emit(0, 0)
        if not isinstance(error, Cancelled):
            self.is_stopped = True

    def _on_looked_into(self, seen: MarkedFindings) -> None:
        self._kept[seen.path, seen.sha256] = seen
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        self.found.emit(seen)

    def _on_not_looked_into(self, _error: Exception) -> None:
        """Show nothing of a file that is gone, or when the window closes."""

    def _end(self) -> None:
        self.stop()
        self._kept.clear()
        self._jobs.start(Lane.SCANNING, self._previewer.close, quiet=True)


def _look_into(
    root: Path,
    file: SeenFile,
    order: ScanOrder,
    find: FindPrivate,
    reporter: Reporter,
    *,
    captions: tuple[str, ...],
) -> MarkedFindings:
    found: FileFindings = scan_one(root, file, order, find, reporter, captions=captions)
    marks = mark_key(root).marks(found)
    return MarkedFindings(file.path, file.sha256, tuple(zip(found.findings, marks, strict=True)))


def _versions_offer(count: int) -> Message:
    """Offer to delete the earlier versions of a text from which something was taken out."""
    return Message(
        _("You removed private data from this text."),
        ngettext(
            "{count} earlier version of it still has it.",
            "{count} earlier versions of it still have it.",
            count,
        ).format(count=count),
        _("Delete these versions if you don’t need them."),
    )


def _delete_versions_words(count: int) -> str:
    """Return the words of the button that deletes these versions."""
    return ngettext("Delete this version", "Delete these {count} versions", count).format(
        count=count
    )
