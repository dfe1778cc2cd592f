"""What two evaluators, or three, come to: by competency, for the set, and as a result file."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.portfolio import Outcome, Rating
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.review.evaluation import Forecast, Office, Verdict, result_of, verdict_of
from lssc_desktop.core.review.review import Review
from lssc_desktop.core.review.threads import newest_reviews
from lssc_desktop.messages.evaluation import (
    evaluators_line,
    need_evaluations,
    rating_word,
    rounding_sentence,
    rule_lines,
    three_ratings_line,
    together_word,
    verdict_words,
    why_not_saved,
)
from lssc_desktop.messages.message import message_for
from lssc_desktop.messages.review import forecast_line, one_line, package_title, review_basis
from lssc_desktop.package.opened import OpenedPackage
from lssc_desktop.package.target import write_output
from lssc_desktop.store.review_file import REVIEW_SUFFIX, read_review
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.buttons import plain_button, primary_button
from lssc_desktop.ui.kit.cards import Callout
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.pages import take_size
from lssc_desktop.ui.kit.tables import Column, RecordModel, TableStyler
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Tone
from lssc_desktop.ui.review.list_pane import RATING_LOOKS
from lssc_desktop.ui.shared.forecast_bar import ForecastBar, parts_of

# What two evaluators, or three, come to: by competency, for the set, and as a result file -------


_WIDTH, _HEIGHT = 860, 640
_NOTE_LINES = 2
_ICON = 14
_TONES = {
    Outcome.ACHIEVED: Tone.OK,
    Outcome.REVISION_ASKED: Tone.WARN,
    Outcome.NOT_ACHIEVED: Tone.BAD,
    None: Tone.INFO,
}


@dataclass(frozen=True, slots=True)
class CombinedRow:
    """One competency: what each evaluator found, and what that comes to."""

    number: int
    title: str
    given: tuple[Rating | None, ...]
    together: str


class CombineDialog(QDialog):
    """Takes evaluation files of one package and shows the outcome before anything is written."""

    saved = Signal(object)
    """The path of the result file."""

    def __init__(
        self, opened: OpenedPackage, services: Services, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = services.icons.theme
        self._opened = opened
        self._services = services
        self._evaluations: tuple[Review, ...] = ()
        self._verdict: Verdict | None = None
        self.setWindowTitle(_("Combine evaluations"))
        take_size(self, theme, _WIDTH, _HEIGHT)
        self.add = plain_button(services.icons, _("Add evaluation files…"), "file-import")
        self.anew = plain_button(services.icons, _("Start over"), "refresh")
        self.names = Label(theme, "", Type.BODY)
        self.told = Callout(services.icons, "", Tone.INFO, icon="info-circle")
        self.rows = RecordModel[CombinedRow](_columns((), services.icons), self)
        self.table = QTableView()
        self.table.setModel(self.rows)
        self.table.setProperty("look", "framed")
        self.table.setAccessibleName(_("What the evaluators found"))
        TableStyler(self.table, theme)
        self.office = QLineEdit()
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.save = primary_button(services.icons, _("Save result file"), "device-floppy")
        self.leave = plain_button(services.icons, _("Close"))
        self.why_off = Label(theme, "", Type.TABLE, Ink.INK2)
        self._lay_out()
        self.add.clicked.connect(self.choose)
        self.anew.clicked.connect(self.clear)
        self.office.textChanged.connect(self._check)
        self.save.clicked.connect(self.choose_target)
        self.leave.clicked.connect(self.reject)
        self._show()

    @property
    def verdict(self) -> Verdict | None:
        """What the evaluations come to, None while there are not enough."""
        return self._verdict

    @Slot()
    def choose(self) -> None:
        """Let evaluation files be chosen."""
        dialog = QFileDialog(self, _("Which evaluation files?"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([_("Review files (*{suffix})").format(suffix=REVIEW_SUFFIX)])
        dialog.filesSelected.connect(self._take_names)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read evaluation files and take them in."""
        self._services.jobs.start(
            Lane.SAVING, _read, tuple(paths), done=self.add_evaluations, failed=self._fail
        )

    @Slot(object)
    def add_evaluations(self, evaluations: Sequence[Review]) -> None:
        """Take evaluations in, of each its last writing."""
        self._evaluations = newest_reviews((*self._evaluations, *evaluations))
        self._show()

    @Slot()
    def clear(self) -> None:
        """Begin with no evaluation."""
        self._evaluations = ()
        self._show()

    @Slot()
    def choose_target(self) -> None:
        """Ask where the result file shall lie."""
        dialog = QFileDialog(self, _("Where should the result file lie?"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Review files (*{suffix})").format(suffix=REVIEW_SUFFIX)])
        stem = self._opened.path.name.removesuffix(".zip").removesuffix(".lssc")
        dialog.selectFile(f"{stem}-result{REVIEW_SUFFIX}")
        dialog.fileSelected.connect(self.save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the result file."""
        found = self._verdict
        if found is None or found.outcome is None:
            return
        whole = path if path.endswith(REVIEW_SUFFIX) else path.removesuffix(".json") + REVIEW_SUFFIX
        office = Office(
            " ".join(self.office.text().split()),
            uuid4().hex,
            self._services.now(),
            self.note.toPlainText().strip(),
        )
        result = result_of(self._evaluations, found, found.outcome, office)
        self._services.jobs.start(
            Lane.SAVING,
            write_output,
            Path(whole),
            self._opened.path,
            result,
            done=self._tell_saved,
            failed=self._fail,
        )

    @Slot(object)
    def _tell_saved(self, path: Path) -> None:
        self.saved.emit(path)
        self.accept()

    @Slot(object)
    def _take_names(self, names: Sequence[str]) -> None:
        self.add_files([Path(name) for name in names])

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        if not isinstance(error, LsscError):
            self._services.notices.show_error(error)
            return
        self._tell(error)

    def _tell(self, error: LsscError) -> None:
        message = message_for(error)
        self.told.set_tone(Tone.WARN, "alert-triangle")
        self.told.set_title(message.happened)
        self.told.set_text(f"{message.meaning} {message.advice}".strip())

    def _show(self) -> None:
        opened, given = self._opened, self._evaluations
        self._verdict = None
        self.names.setText(evaluators_line([one_line(each.reviewer, 60) for each in given]))
        if len(given) < opened.program.pass_rule.evaluators:
            self.told.set_tone(Tone.INFO, "info-circle")
            self.told.set_title("")
            self.told.set_text(need_evaluations(opened.program, len(given)))
        else:
            try:
                self._verdict = verdict_of(
                    opened.program, opened.competency_set, opened.package_id, given
                )
            except LsscError as error:
                self._tell(error)
            else:
                self._show_verdict(self._verdict)
        names = tuple(one_line(each.reviewer, 30) for each in given)
        self.rows.set_columns(_columns(names, self._services.icons))
        self.rows.set_records(self._rows())
        self._size_columns()
        self._check()

    def _show_verdict(self, found: Verdict) -> None:
        achieved = found.outcome is Outcome.ACHIEVED
        self.told.set_tone(_TONES[found.outcome], "circle-check" if achieved else "info-circle")
        title, text = verdict_words(found)
        program = self._opened.program
        if len(self._evaluations) > program.pass_rule.evaluators:
            text = f"{text} {three_ratings_line(program)}"
        self.told.set_title(title)
        self.told.set_text(text)

    def _rows(self) -> tuple[CombinedRow, ...]:
        found = self._verdict
        return tuple(
            CombinedRow(
                item.number,
                item.title,
                tuple(each.rating(item.number) for each in self._evaluations),
                "" if found is None else together_word(found, item.number),
            )
            for item in self._opened.competency_set.competencies
        )

    @Slot()
    def _check(self) -> None:
        why = why_not_saved(self._verdict, self.office.text())
        self.save.setEnabled(not why)
        self.why_off.setText(why)

    def _size_columns(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        measure = self._services.icons.theme.measure
        self.table.setColumnWidth(0, measure(52))
        for column in range(2, self.rows.columnCount()):
            self.table.setColumnWidth(column, measure(130))

    def _lay_out(self) -> None:
        theme = self._services.icons.theme
        frame = theme.measure(20)
        self.note.setFont(theme.font(Type.BODY))
        self.note.setFixedHeight(self.note.fontMetrics().lineSpacing() * _NOTE_LINES + frame)
        files = QHBoxLayout()
        files.setSpacing(8)
        files.addWidget(self.names, 1)
        files.addWidget(self.add)
        files.addWidget(self.anew)
        fields = QHBoxLayout()
        fields.setSpacing(16)
        top = Qt.AlignmentFlag.AlignTop  # the note is higher: both names are on one line
        fields.addWidget(NamedField(theme, _("&Who decides"), self.office), 2, top)
        fields.addWidget(NamedField(theme, _("&Note to the candidate"), self.note), 3)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.why_off, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(12)
        column.addWidget(Label(theme, package_title(self._opened.record), Type.STATEMENT))
        column.addLayout(files)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addLayout(fields)
        column.addLayout(buttons)


def _columns(names: Sequence[str], icons: Icons) -> tuple[Column[CombinedRow], ...]:
    return (
        Column(_("No."), _number, _number_key, numbers=True),
        Column(_("Competency"), _title, _title),
        *(
            Column(
                name,
                partial(_given, place),
                partial(_given, place),
                icon=partial(_mark, icons, place),
                color=partial(_color, icons, place),
            )
            for place, name in enumerate(names)
        ),
        Column(_("Together"), _together, _together),
    )


def _number(row: CombinedRow) -> str:
    return str(row.number)


def _number_key(row: CombinedRow) -> int:
    return row.number


def _title(row: CombinedRow) -> str:
    return row.title


def _rating(place: int, row: CombinedRow) -> Rating | None:
    return row.given[place] if place < len(row.given) else None


def _given(place: int, row: CombinedRow) -> str:
    return rating_word(row.given[place]) if place < len(row.given) else ""


def _mark(icons: Icons, place: int, row: CombinedRow) -> QPixmap:
    icon, tone = RATING_LOOKS[_rating(place, row)]
    return icons.pixmap(icon, Ink(tone.value), _ICON)


def _color(icons: Icons, place: int, row: CombinedRow) -> QColor:
    _icon, tone = RATING_LOOKS[_rating(place, row)]
    return QColor(icons.theme.tokens.color(Ink(tone.value)))


def _together(row: CombinedRow) -> str:
    return row.together


def _read(paths: tuple[Path, ...]) -> tuple[Review, ...]:
    return tuple(read_review(path) for path in paths)


# What the ratings of a review come to under the program's pass rule -----------------------------


_FORECAST_DIALOG_WIDTH = 520


class ForecastDialog(QDialog):
    """A bar, its parts in words, and the three parts of the rule."""

    def __init__(
        self, program: Program, forecast: Forecast, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.setWindowTitle(_("Would it pass?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.measure(_FORECAST_DIALOG_WIDTH))
        bar = ForecastBar(icons)
        bar.show_forecast(forecast)
        close = primary_button(icons, _("Close"))
        close.clicked.connect(self.accept)

        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(8)
        column.addWidget(Label(theme, forecast_line(forecast), Type.H2))
        column.addWidget(Label(theme, review_basis(forecast), Type.TABLE, Ink.INK2))
        column.addWidget(bar)
        for part in parts_of(forecast):
            row = QHBoxLayout()
            row.setSpacing(7)
            row.addWidget(IconLabel(icons, part.icon, Ink(part.tone.value), 16))
            row.addWidget(Label(theme, f"{part.word}: {part.count}", Type.TABLE), 1)
            column.addLayout(row)
        for line in rule_lines(program.pass_rule, forecast):
            row = QHBoxLayout()
            row.setSpacing(7)
            row.addWidget(
                IconLabel(
                    icons,
                    "circle-check" if line.fulfilled else "circle-minus",
                    Ink.OK if line.fulfilled else Ink.WARN,
                    16,
                )
            )
            row.addWidget(Label(theme, line.asks, Type.TABLE), 1)
            column.addLayout(row)
        rounding = rounding_sentence(program, forecast)
        if rounding:
            column.addWidget(Label(theme, rounding, Type.TABLE, Ink.INK2))
        column.addSpacing(8)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
