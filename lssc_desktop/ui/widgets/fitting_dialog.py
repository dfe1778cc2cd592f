"""A dialog as high as its words need, and not higher than the window: then they scroll."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import PAGE_MARGIN
from lssc_desktop.ui.widgets.room import room_for
from lssc_desktop.ui.widgets.section import EdgedPage, PageContent


class FittingDialog(QDialog):
    """Lay what is asked into `content`, and what stays in sight below it into `foot`."""

    def __init__(self, icons: Icons, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(icons.theme.measure(width))
        page = PageContent()
        self.content = QVBoxLayout(page)
        self.content.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, 8)
        self.content.setSpacing(8)
        below = QWidget()
        self.foot = QVBoxLayout(below)
        self.foot.setContentsMargins(PAGE_MARGIN, 8, PAGE_MARGIN, PAGE_MARGIN)
        self.foot.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(EdgedPage(page), 1)
        whole.addWidget(below)

    def fit(self) -> None:
        """Take the height for what is shown now."""
        width = self.width()
        parts = (self.content, self.foot)
        wanted = sum(part.totalHeightForWidth(width) for part in parts)
        self.resize(width, min(wanted, room_for(self).height()))

    def showEvent(self, event: QShowEvent) -> None:
        """Come up in the height that is needed."""
        super().showEvent(event)
        self.fit()
