"""Clean copies of the earlier way in the window: all made again at once, each seen, then used."""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter, Step
from lssc_desktop.core.portfolio.clean_copies import (
    outdated_copies,
    packages_with,
    use_clean_copy,
)
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.disk.temporary import scratch_folder
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.clean_copies import again_words, not_made_line, packages_lines
from lssc_desktop.store.clean_copies import (
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
from lssc_desktop.ui.kit.flow import GivenUp
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, row, stretch
from lssc_desktop.ui.kit.tokens import Tone, Type
from lssc_desktop.ui.preview.preview import source_of
from lssc_desktop.ui.shared.job_progress import show_progress

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


async def make_copies_again(
    session: Session, services: Services, window: QWidget, arrived: Callable[[str], object]
) -> None:
    """Make every clean copy of the earlier way again; each is used when the user has seen it.

    What was made before the user stopped is shown too. A copy that isn't used leaves the earlier
    one where it is. At the end the packages that have what was replaced are named.
    """
    jobs, icons = services.jobs, services.icons
    outdated = {copy.clean_of: copy for copy in outdated_copies(session.portfolio)}
    if not outdated or not session.may_change():
        return
    used: list[str] = []
    shown = partial(show_progress, Step.MAKING_CLEAN_COPY, again_words(), icons, window)
    with scratch_folder() as folder:
        at = session.root, session.program, session.portfolio, session.submissions
        wishes = tuple(map(CopyWish, outdated))
        made = await jobs.reported(Lane.DISK, _made_again, *at, wishes, Path(folder), shown=shown)
        not_made = [each for each in made if isinstance(each, NotMade)]
        to_see = [each for each in made if isinstance(each, MadeCopy)]
        while to_see:
            seen, *to_see = to_see
            dialog = UseCopyDialog(services, source_of(session, seen.of), seen, left=len(to_see))
            try:
                await dialog.answer(window)
                copy = await jobs.reported(
                    Lane.DISK, keep_clean_copy, session.root, seen, session.today
                )
            except GivenUp:
                skipped, to_see = ([seen, *to_see], []) if dialog.is_stopped else ([seen], to_see)
                not_made += [NotMade(each.of, None) for each in skipped]
            except LsscError as error:
                not_made.append(NotMade(seen.of, error))
            else:
                used.append(copy.file.path)
                session.apply(
                    partial(use_clean_copy, old=copy.of, copy=copy.file, today=session.today)
                )
    session.refresh()
    if used:
        arrived(used[-1])
    lines = [not_made_line(each, outdated[each.of].path) for each in not_made]
    found = packages_with(session.portfolio, tuple(outdated.values()))
    said = _again_result(len(used), len(outdated))
    await AgainResult(services, said, (*lines, *packages_lines(found))).answer(window)


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


def _again_result(used: int, count: int) -> str:
    """Say how many copies of the earlier way are replaced by new ones."""
    return ngettext(
        "{used} of {count} copy is replaced by a new one",
        "{used} of {count} copies are replaced by new ones",
        count,
    ).format(used=used, count=count)
