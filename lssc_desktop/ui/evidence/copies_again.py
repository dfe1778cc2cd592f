"""Clean copies of the earlier way in the window: all made again at once, each seen, then used."""

from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.job import Reporter, Step
from lssc_desktop.core.portfolio.clean_copies import (
    outdated_copies,
    packages_with,
    use_clean_copy,
)
from lssc_desktop.core.portfolio.portfolio import EvidenceFile, Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.disk.temporary import scratch_folder
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.clean_copies import again_words, not_made_line, packages_lines
from lssc_desktop.store.clean_copies import (
    CleanCopy,
    CopyWish,
    MadeCopy,
    NotMade,
    keep_clean_copy,
    make_clean_copies,
)
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.evidence.clean_copies import UseCopyDialog
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.cards import Callout
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, row, stretch
from lssc_desktop.ui.kit.tokens import Tone, Type
from lssc_desktop.ui.preview.preview import source_of
from lssc_desktop.ui.shared.evidence_picker import EvidenceCopies

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

_RESULT_WIDTH = 620

type _Outcomes = tuple[MadeCopy | NotMade, ...]


class AgainOffer(Callout):
    """Says that clean copies were made in the earlier way, and offers to make all of them again."""

    wished = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__(icons, "", Tone.WARN, icon="alert-triangle", title=" ")
        self.button = plain_button(icons, again_words(), "copy", small=True)
        add(self.content, row(self.button, stretch))
        self.button.clicked.connect(self.wished)
        self.hide()

    def show_count(self, count: int) -> None:
        """Offer it for so many copies; for none it is gone."""
        self.set_title(
            ngettext(
                "{count} clean copy was made in an earlier way",
                "{count} clean copies were made in an earlier way",
                count,
            ).format(count=count)
        )
        self.set_text(
            ngettext(
                "It may hold what its original doesn’t show.",
                "They may hold what their originals don’t show.",
                count,
            )
        )
        self.setVisible(count > 0)


class CopiesAgain(EvidenceCopies[_Outcomes]):
    """Makes every clean copy of the earlier way again; each is used when the user has seen it.

    What was made before the user stopped is shown too. A copy that isn't used leaves the earlier
    one where it is.
    """

    def __init__(self, session: Session, services: Services, window: QWidget) -> None:
        super().__init__(session, services, window, "clean-copies-again")
        self._scratch: TemporaryDirectory[str] | None = None
        self._outdated: dict[str, EvidenceFile] = {}
        self._to_see: list[MadeCopy] = []
        self._not_made: list[NotMade] = []
        self._used: list[CleanCopy] = []

    @Slot()
    def make(self) -> None:
        """Make all of them, unless that is going on."""
        session = self._session
        outdated = outdated_copies(session.portfolio)
        if not outdated or self._scratch is not None or not session.may_change():
            return
        self._outdated = {copy.clean_of: copy for copy in outdated}
        wishes = tuple(map(CopyWish, self._outdated))
        self._to_see, self._not_made, self._used = [], [], []
        self._scratch = scratch_folder()
        work = partial(
            _made_again,
            *(session.root, session.program, session.portfolio, session.submissions, wishes),
            Path(self._scratch.name),
        )
        self.start(work, Step.MAKING_CLEAN_COPY, again_words())

    def take_copy(self, copy: _Outcomes) -> None:
        """Show what was made, one after the other."""
        self._to_see = [each for each in copy if isinstance(each, MadeCopy)]
        self._not_made = [each for each in copy if isinstance(each, NotMade)]
        self._show_next()

    def _show_next(self) -> None:
        if not self._to_see:
            self._finish()
            return
        made = self._to_see[0]
        left = len(self._to_see) - 1
        dialog = UseCopyDialog(self._services, source_of(self._session, made.of), made, left=left)
        dialog.accepted.connect(self._keep)
        dialog.rejected.connect(self._skip)
        dialog.stopped.connect(self._stop)
        dialog.show_for(self._window)

    @Slot()
    def _keep(self) -> None:
        session = self._session
        self._services.jobs.start_reporting(
            Lane.DISK,
            partial(keep_clean_copy, session.root, self._to_see[0], session.today),
            done=self._use,
            failed=self._failed_to_keep,
        )

    @Slot(object)
    def _use(self, copy: CleanCopy) -> None:
        self._to_see.pop(0)
        self._used.append(copy)
        self._session.apply(
            partial(use_clean_copy, old=copy.of, copy=copy.file, today=self._session.today)
        )
        self._show_next()

    @Slot(object)
    def _failed_to_keep(self, error: Exception) -> None:
        self._not_made.append(NotMade(self._to_see.pop(0).of, error))
        self._show_next()

    @Slot()
    def _skip(self) -> None:
        self._not_made.append(NotMade(self._to_see.pop(0).of, None))
        self._show_next()

    @Slot()
    def _stop(self) -> None:
        """Use none of those that are left; the dialog that is open is closed after this."""
        rest = [NotMade(made.of, None) for made in self._to_see[1:]]
        self._not_made += rest
        del self._to_see[1:]

    def _finish(self) -> None:
        """Say how it ended, and name the packages that have what the copies were made against."""
        self._drop()
        session = self._session
        session.refresh()
        found = packages_with(session.portfolio, tuple(self._outdated.values()))
        lines = [not_made_line(each, self._outdated[each.of].path) for each in self._not_made]
        result = AgainResult(
            self._services,
            _again_result(len(self._used), len(self._outdated)),
            (*lines, *packages_lines(found)),
        )
        result.show_for(self._window)
        if self._used:
            self.made.emit(self._used[-1].file.path)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._drop()
        super()._fail(error)

    def _drop(self) -> None:
        scratch, self._scratch = self._scratch, None
        if scratch is not None:
            scratch.cleanup()


def _made_again(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    submissions: tuple[Submission, ...],
    wishes: tuple[CopyWish, ...],
    folder: Path,
    reporter: Reporter,
) -> _Outcomes:
    from lssc_desktop.store.portfolio_scan import scan_previewer

    with closing(scan_previewer()) as previewer:
        return tuple(
            make_clean_copies(
                root, program, portfolio, submissions, wishes, previewer, folder, reporter
            )
        )


class AgainResult(Dialog):
    """How many copies are replaced, which are not and why, and the packages with earlier ones."""

    def __init__(self, services: Services, result: str, lines: tuple[str, ...]) -> None:
        icons = services.icons
        super().__init__(icons, again_words(), _("Close"), heading=result, size=_RESULT_WIDTH)
        for line in lines:
            add(self.content, Label(icons.theme, line, Type.BODY))
        self.accept_button.clicked.connect(self.accept)


def _again_result(used: int, count: int) -> str:
    """Say how many copies of the earlier way are replaced by new ones."""
    return ngettext(
        "{used} of {count} copy is replaced by a new one",
        "{used} of {count} copies are replaced by new ones",
        count,
    ).format(used=used, count=count)
