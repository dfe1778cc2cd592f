"""The columns of a set: its list, its text, its evidence, and which of them fold.

As soon as lines of the text would get short, the list goes into a pop-up window that a button in
the head opens, and then the evidence into a tab.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QWidget

from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.kit.layout import column
from lssc_desktop.ui.kit.pages import PaneSplitter
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import LIST_WIDTH, TRAY_WIDTH
from lssc_desktop.ui.workspace.competency_pane import CompetencyPane
from lssc_desktop.ui.workspace.competency_panel import CompetencyPanel
from lssc_desktop.ui.workspace.evidence_tray import EvidenceTray

_LEAST_TRAY = 272  # pixels at text of the usual size


class SetColumns(PaneSplitter):
    """The columns beside each other; `hold` puts them in."""

    _list: CompetencyPane
    _panel: CompetencyPanel
    _tray: EvidenceTray

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        names = _("Width of the {competency} list"), _("Width of the evidence list")
        super().__init__(theme, *names, thin=True, parent=parent)
        self._text_scale = 0.0
        self.place_of_list = QWidget(self)
        """Where the list is made: a splitter takes all that is made in it for a column."""
        self._beside = column(on=self.place_of_list)
        self._popup = QFrame(self, Qt.WindowType.Popup)
        self._popup.setProperty("box", "rule")  # as square as a menu: round needs a compositor
        self._folded = column(margins=1, on=self._popup)

    def hold(self, shown: CompetencyPane, panel: CompetencyPanel, tray: EvidenceTray) -> None:
        """Put the columns beside each other."""
        self._list, self._panel, self._tray = shown, panel, tray
        self._beside.addWidget(shown)
        for pane in (self.place_of_list, panel, tray):
            self.addWidget(pane)
        self.setStretchFactor(1, 1)
        for done in (shown.list.clicked, shown.list.activated, shown.check.clicked):
            done.connect(self.close_list)
        shown.menu.triggered.connect(self.close_list)
        panel.head.list_button.clicked.connect(self._open_list)
        self.theme.changed.connect(self._give_widths)
        self._give_widths()

    def minimumSizeHint(self) -> QSize:
        """Return the room of the text: the others fold before they keep a window from shrinking."""
        return QSize(self._panel.minimumSizeHint().width(), super().minimumSizeHint().height())

    def have_room_for_tray(self, width: int) -> bool:
        """Whether the evidence has room beside the text in so many pixels."""
        return width >= self._panel.least_width + self._tray.minimumWidth()

    def fit(self, width: int, *, tray: bool, larger: bool) -> None:
        """Show what has room in so many pixels; of what is larger, the list has none."""
        text = self._panel.least_width
        needed = text + self.theme.measure(LIST_WIDTH) + (self._tray.minimumWidth() if tray else 0)
        folded = width < needed
        self._panel.setMinimumWidth(text if self.have_room_for_tray(width) else 0)
        button, rows = self._panel.head.list_button, self._list.list
        if folded is not (self._list.parentWidget() is self._popup):
            self.close_list()
            has_keyboard = (rows if folded else button).hasFocus()
            (self._folded if folded else self._beside).addWidget(self._list)
            self._list.show()
            if folded:
                self._panel.head.fold_list(folded=True)
            else:
                self.place_of_list.setHidden(larger)
            if has_keyboard:
                (button if folded else rows).setFocus(Qt.FocusReason.OtherFocusReason)
        self._panel.head.fold_list(folded=folded)
        self.place_of_list.setHidden(folded or larger)
        self._tray.setVisible(tray)

    def close_list(self) -> None:
        """Close the pop-up window; the keyboard is where it was before."""
        self._popup.hide()

    def _open_list(self) -> None:
        """Open the list below its button, as high as the window has room."""
        opener = self._panel.head.list_button
        below = opener.mapToGlobal(opener.rect().bottomLeft())
        foot = opener.window().geometry().bottom()
        width = max(self._list.sizeHint().width(), opener.width())
        self._popup.setGeometry(below.x(), below.y(), width, max(foot - below.y(), width))
        self._popup.show()
        self._list.list.setFocus(Qt.FocusReason.PopupFocusReason)
        self._list.list.scrollTo(self._list.list.currentIndex())

    def _give_widths(self) -> None:
        """Give the columns their widths again when the letters have another size."""
        if self._text_scale != self.theme.text_scale:
            self._text_scale, measure = self.theme.text_scale, self.theme.measure
            self._tray.setMinimumWidth(measure(_LEAST_TRAY))
            self.setSizes([measure(LIST_WIDTH), 10_000, measure(TRAY_WIDTH)])
