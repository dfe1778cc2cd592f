"""Clean copies in the window: what goes, areas to paint over, and both files side by side."""

from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QHideEvent, QImage, QResizeEvent
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QRadioButton, QWidget

from lssc_desktop.core.files.names import FileKind, file_kind
from lssc_desktop.core.job import Reporter, Step
from lssc_desktop.core.portfolio.clean_copies import use_clean_copy
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.privacy.clean_copy import Region, Way, can_be_cleaned, can_have_regions, ways
from lssc_desktop.core.privacy.private_data import PrivacyKind, Rectangle
from lssc_desktop.core.program.program import Program
from lssc_desktop.disk.temporary import scratch_folder
from lssc_desktop.documents.office import find_office
from lssc_desktop.documents.previews.wire import Inspection, PreviewFault, Source
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.clean_copies import (
    copy_sentence,
    left_line,
    left_out_line,
    way_note,
    way_title,
)
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.privacy import times
from lssc_desktop.messages.words import shown_file
from lssc_desktop.store.clean_copies import (
    CleanCopy,
    CleanCopyRefused,
    MadeCopy,
    clean_tools,
    keep_clean_copy,
    make_clean_copy,
)
from lssc_desktop.ui.base.jobs import JobHandle, Lane
from lssc_desktop.ui.base.previews import Previews
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, row, stretch
from lssc_desktop.ui.kit.pages import Indent
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.preview.area_view import AreaView
from lssc_desktop.ui.preview.preview import Preview, source_of
from lssc_desktop.ui.shared.evidence_picker import may_change_files
from lssc_desktop.ui.shared.job_progress import show_progress

_WITH_PAGE, _WITHOUT_PAGE = (900, 640), 520
_COMPARED = (1080, 720)
_LIST_WIDTH = 280
_SETTLING = 150  # milliseconds after the last change of size
_POINTS_OF_PIXEL = 72 / 96  # as previews show pictures


CLEAN_COPY_MADE = "clean-copy-made"
"""The key of the notice that says how a clean copy ended."""


async def make_clean(
    session: Session,
    services: Services,
    window: QWidget,
    path: str,
    found: Sequence[tuple[PrivacyKind, int]],
) -> str | None:
    """Ask what a clean copy of a file keeps, make it, and use it when all of it was seen.

    It is used in every place of its original, which stays. Returns its path.
    """
    jobs, notices = services.jobs, services.notices
    if not may_change_files(session, notices, path):
        return None
    has_office = find_office() is not None
    if not ways(path, has_office=has_office):
        raise CleanCopyRefused(path, PreviewFault.NO_OFFICE if can_be_cleaned(path) else None)
    source, title = source_of(session, path), _("Make a clean copy")
    dialog = CleanCopyDialog(services, source, path, found, has_office=has_office)
    await dialog.answer(window)
    wish = dialog.way, dialog.regions
    shown = partial(show_progress, Step.MAKING_CLEAN_COPY, title, services.icons, window)
    with scratch_folder() as folder:
        at = session.root, session.program, session.portfolio, path, wish, Path(folder)
        made = await jobs.reported(Lane.DISK, _made, *at, shown=shown)
        await UseCopyDialog(services, source, made).answer(window)
        copy = await jobs.reported(Lane.DISK, keep_clean_copy, session.root, made, session.today)
    session.apply(partial(use_clean_copy, old=path, copy=copy.file, today=session.today))
    session.refresh()
    tone = Tone.WARN if copy.made.left else Tone.OK
    notices.show(_clean_copy_made(copy), tone, key=CLEAN_COPY_MADE)
    return copy.file.path


def compare(session: Session, services: Services, window: QWidget, path: str) -> None:
    """Show a clean copy beside its original."""
    file = session.portfolio.evidence_file(path)
    if file is not None and file.clean_of:
        original, copy = source_of(session, file.clean_of), source_of(session, path)
        CompareDialog(services, original, copy).show_for(window)


def _made(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    path: str,
    wish: tuple[Way, tuple[Region, ...]],
    folder: Path,
    reporter: Reporter,
) -> MadeCopy:
    from lssc_desktop.store.portfolio_scan import scan_previewer

    with closing(scan_previewer()) as previewer:
        tools = clean_tools(root, program, portfolio, path, previewer)
        return make_clean_copy(root, path, *wish, tools, folder, reporter)


# Before -----------------------------------------------------------------------------------------


class CleanCopyDialog(Dialog):
    """Asks what a clean copy keeps; on pages and pictures areas can be drawn."""

    def __init__(
        self,
        services: Services,
        source: Source,
        path: str,
        found: Sequence[tuple[PrivacyKind, int]],
        *,
        has_office: bool,
    ) -> None:
        icons = services.icons
        self._draws = can_have_regions(path)
        super().__init__(
            icons,
            _("Make a clean copy"),
            _("Make clean copy"),
            _("Cancel"),
            heading=_("Make a clean copy of {file}").format(file=shown_file(path)),
            note=_(
                "The original stays in your folder. We make a new file from what the original "
                "shows, and you see all of it before anything uses it."
            ),
            size=_WITH_PAGE if self._draws else _WITHOUT_PAGE,
        )
        self._path, self._found, self._has_office = path, found, has_office
        self._source, self._services = source, services
        self.choices: dict[Way, QRadioButton] = {}
        self._order = column(gap=10)
        self.removed = Label(icons.theme, "", Type.BODY)
        self._removed_title = Label(icons.theme, _("To cover or leave out"), Type.BODY_STRONG)
        listed = column(self._order, self._removed_title, self.removed, stretch, gap=6)
        self.pages = PageAreas(services, source) if self._draws else None
        if self.pages is None:
            add(self.content, listed)
        else:
            holder = QWidget()
            holder.setFixedWidth(icons.theme.measure(_LIST_WIDTH))
            listed.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(listed)
            add(self.content, (row((self.pages, 1), holder, gap=20), 1))
            self.pages.view.areas_changed.connect(self._say_what_goes)
        self._offer(ways(path, has_office=has_office))
        if len(self.choices) > 1:
            services.jobs.start_reporting(
                Lane.PREVIEWS, _look, services.previews, source, done=self._on_looked, quiet=True
            )
        self._say_what_goes()

    def _offer(self, offered: tuple[Way, ...]) -> None:
        """Offer the ways, the first of them chosen."""
        icons = self._services.icons
        several = len(offered) > 1
        for way in offered:
            choice = QRadioButton(way_title(way))
            choice.setAccessibleDescription(way_note(way, self._path))
            self.choices[way] = choice
            note = Label(icons.theme, way_note(way, self._path), Type.TABLE, Ink.INK2)
            add(self._order, column(choice, note, gap=2))
            choice.setVisible(several)
            if several:
                Indent(note, icons.theme)
        self.choices[offered[0]].setChecked(True)

    def _on_looked(self, looked: Inspection) -> None:
        """Choose the better way for what is in the file, now that it is known."""
        better = ways(self._path, has_office=self._has_office, beyond=looked.beyond)
        self.choices[better[0]].setChecked(True)

    @property
    def way(self) -> Way:
        """What is chosen."""
        return next(way for way, choice in self.choices.items() if choice.isChecked())

    @property
    def regions(self) -> tuple[Region, ...]:
        """What was drawn, in the units of the file."""
        if self.pages is None:
            return ()
        is_picture = file_kind(self._path) is FileKind.PHOTO
        scale = 1 / _POINTS_OF_PIXEL if is_picture else 1.0
        return tuple(
            Region(page + 1, _scaled(area, scale))
            for page, areas in self.pages.view.areas.items()
            for area in areas
        )

    def _say_what_goes(self) -> None:
        lines = _found_and_drawn(self._found, len(self.regions))
        self.removed.setText(_listed(lines))
        for part in (self._removed_title, self.removed):
            part.setVisible(bool(lines))


def _listed(lines: list[str]) -> str:
    return "\n".join(f"•\u00a0{line}" for line in lines)


def _scaled(area: QRectF, scale: float) -> Rectangle:
    return Rectangle(
        area.left() * scale, area.top() * scale, area.width() * scale, area.height() * scale
    )


class PageAreas(QWidget):
    """The pages of a file one by one, with areas to paint over and buttons for them."""

    def __init__(self, services: Services, source: Source) -> None:
        super().__init__()
        icons = services.icons
        self._jobs, self._previews, self._source = services.jobs, services.previews, source
        self._looked: Inspection | None = None
        self._page = 0
        self._job: JobHandle | None = None
        self._settling = single_shot(self, _SETTLING, self._ask)
        self.view = AreaView(icons.theme)
        self.add_button = plain_button(icons, _("Add area"), "plus", small=True)
        self.remove_button = plain_button(icons, _("Remove area"), "trash", small=True)
        self.previous = plain_button(icons, _("Previous page"), "chevron-left", small=True)
        self.next = plain_button(icons, _("Next page"), "chevron-right", small=True)
        hint = _(
            "Draw over anything nobody should see, such as faces or names. With the "
            "keyboard: Insert adds an area, the arrow keys move it, Shift with them "
            "resizes it, and Delete removes it."
        )
        column(
            Label(icons.theme, hint, Type.TABLE, Ink.INK2),
            (self.view, 1),
            row(*(self.add_button, self.remove_button, stretch, self.previous, self.next), gap=8),
            gap=8,
            on=self,
        )
        self.add_button.clicked.connect(self.view.add_area)
        self.remove_button.clicked.connect(self.view.remove_area)
        self.view.areas_changed.connect(self._show_state)
        self.previous.clicked.connect(partial(self._turn, -1))
        self.next.clicked.connect(partial(self._turn, 1))
        self._show_state()
        self._job = self._jobs.start_reporting(
            Lane.PREVIEWS,
            _look,
            self._previews,
            source,
            done=self._on_looked,
            failed=self._on_failed,
            quiet=True,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a sharp picture when the size has settled."""
        super().resizeEvent(event)
        self._settling.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for nothing that nobody sees any more."""
        super().hideEvent(event)
        self._settling.stop()
        if self._job is not None:
            self._job.cancel()

    def _on_looked(self, looked: Inspection) -> None:
        self._job, self._looked = None, looked
        self._turn(0)

    @Slot()
    def _turn(self, pages: int) -> None:
        if self._looked is None or not self._looked.pages:
            return
        self._page = min(max(self._page + pages, 0), len(self._looked.pages) - 1)
        size = self._looked.pages[self._page]
        self.view.show_page(self._page, len(self._looked.pages), size.width, size.height)
        self._show_state()
        self._ask()

    def _ask(self) -> None:
        if self._looked is None:
            return
        if self._job is not None:
            self._job.cancel()
        self._job = self._jobs.start_reporting(
            Lane.PREVIEWS,
            _page,
            self._previews,
            self._source,
            self._page,
            self.view.room(),
            done=self._on_page,
            failed=self._on_failed,
            quiet=True,
        )

    def _on_page(self, seen: tuple[int, QImage]) -> None:
        self._job = None
        page, image = seen
        if page == self._page:
            self.view.show_image(image)

    def _on_failed(self, _error: Exception) -> None:
        """Leave the page white: the copy says what is wrong with the file."""
        self._job = None

    def _show_state(self) -> None:
        pages = 1 if self._looked is None else len(self._looked.pages)
        self.remove_button.setEnabled(self.view.chosen is not None)
        for button, is_there in (
            (self.previous, self._page > 0),
            (self.next, self._page + 1 < pages),
        ):
            button.setVisible(pages > 1)
            button.setEnabled(is_there)


def _look(previews: Previews, source: Source, reporter: Reporter) -> Inspection:
    return previews.look(source, reporter)


def _page(
    previews: Previews, source: Source, number: int, room: QSize, reporter: Reporter
) -> tuple[int, QImage]:
    return number, previews.page(source, number, room, reporter)


# After ------------------------------------------------------------------------------------------


class UseCopyDialog(Dialog):
    """An original, and all that its copy holds: pages or pictures, and every word to the last.

    `left` is how many copies are still to be seen after this one, None for one by itself. Among
    several it can be skipped, and so can all that are left: then it `is_stopped`.
    """

    def __init__(
        self, services: Services, original: Source, made: MadeCopy, *, left: int | None = None
    ) -> None:
        icons = services.icons
        super().__init__(
            icons,
            _("Compare"),
            _("Use this copy"),
            _("Cancel") if left is None else _("Skip"),
            heading=_("Look through the copy of {file}").format(file=shown_file(made.of)),
            note=copy_sentence(made),
            size=_COMPARED,
        )
        self.of = made.of
        self.is_stopped = False
        self.original = Preview(services.jobs, services.previews, icons, can_open=False)
        self.original.show_file(original)
        shown = [column(Label(icons.theme, _("Original"), Type.H2), (self.original, 1), gap=6)]
        self.pictures: Preview | None = None
        if made.pictures is not None:
            self.pictures = Preview(services.jobs, services.previews, icons, can_open=False)
            key = f"{made.pictures} {made.pictures.stat().st_mtime_ns}"
            self.pictures.page_shown.connect(self._allow)
            self.pictures.failed.connect(self._refuse)
            self.accept_button.setEnabled(False)  # until they are seen
            name = Path(made.name).with_suffix(made.pictures.suffix).name
            self.pictures.show_file(Source(name, key, made.pictures))
            title = _("Clean copy") if not made.words else _("Pictures in the copy")
            shown.append(column(Label(icons.theme, title, Type.H2), (self.pictures, 1), gap=6))
        self.words = QPlainTextEdit(made.words)
        self.words.setReadOnly(True)
        self.words.setAccessibleName(_("Words in the copy"))
        if made.words:
            head = Label(icons.theme, _("Words in the copy"), Type.H2)
            shown.append(column(head, (self.words, 1), gap=6))
        add(self.content, (row(*((each, 1) for each in shown), gap=16), 1))
        if left_out := left_out_line(made):
            add(self.content, Label(icons.theme, left_out, Type.TABLE, Ink.INK2))
        if self.pictures is not None:
            self.original.page_shown.connect(self.pictures.go_to_page)
        if left:
            self.stop_button = plain_button(icons, _("Stop"))
            self.add_button(self.stop_button, QDialogButtonBox.ButtonRole.ActionRole)
            self.stop_button.clicked.connect(self._stop)
            self.hint.setText(
                ngettext(
                    "{count} more copy to look through", "{count} more copies to look through", left
                ).format(count=left)
            )

    def _stop(self) -> None:
        self.is_stopped = True
        self.reject()

    def _allow(self) -> None:
        self.accept_button.setEnabled(True)

    def _refuse(self) -> None:
        """Let nobody use a copy of which something can't be shown."""
        self.accept_button.setEnabled(False)
        self.hint.setText(_("We can’t show all of this copy, so you can’t use it."))


class CompareDialog(Dialog):
    """An original and its clean copy side by side."""

    def __init__(self, services: Services, original: Source, copy: Source) -> None:
        icons = services.icons
        super().__init__(icons, _("Compare"), _("Close"), heading="", size=_COMPARED)
        self.original = Preview(services.jobs, services.previews, icons, can_open=False)
        self.copy = Preview(services.jobs, services.previews, icons, can_open=False)
        sides = (
            (_("Original"), original, self.original),
            (_("Clean copy"), copy, self.copy),
        )
        columns = [
            (
                column(
                    Label(icons.theme, title, Type.H2),
                    Label(icons.theme, source.name, Type.TABLE, Ink.INK2),
                    (preview, 1),
                    gap=6,
                ),
                1,
            )
            for title, source, preview in sides
        ]
        add(self.content, (row(*columns, gap=16), 1))
        self.accept_button.clicked.connect(self.accept)
        for _title, source, preview in sides:
            preview.show_file(source)
        self.original.page_shown.connect(self.copy.go_to_page)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


def _found_and_drawn(found: Sequence[tuple[PrivacyKind, int]], regions: int) -> list[str]:
    """Say what is covered in a file: what was found in it, and the areas that were drawn."""
    lines = [times(kind, count) for kind, count in found]
    return [*lines, _areas_line(regions)] if regions else lines


def _areas_line(count: int) -> str:
    """Count the areas that were drawn."""
    return ngettext("{count} area you drew", "{count} areas you drew", count).format(count=count)


def _clean_copy_made(copy: CleanCopy) -> Message:
    """Say that a clean copy is used in the place of a file."""
    happened = _("{copy} is now used instead of {file}.").format(
        copy=shown_file(copy.file.path), file=shown_file(copy.of)
    )
    return Message(happened, left_line(copy.made), _("The original stays in your folder."))
