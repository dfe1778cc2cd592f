"""A page on which areas are drawn that a clean copy paints over, by mouse or by keyboard.

Arrow keys move the chosen area, with Shift they change its size; Insert adds one, Delete takes it
away, Space chooses the next one.
"""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.kit.theme import Theme

_STEP, _LEAST = 4.0, 4.0  # points
_FIRST = (0.3, 0.05)  # of the width and the height of a page: an area that the keyboard adds
_COVER = QColor(0, 0, 0, 170)  # as a preview: what is under it can still be read
_LINE = 3
_SMALLEST = QSize(240, 240)
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class AreaView(QWidget):
    """Shows one page at a time; `areas` has the rectangles on every page (from 0), in points."""

    areas_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._areas: dict[int, list[QRectF]] = {}
        self._page, self._pages = 0, 1
        self._size = QRectF(0, 0, 612, 792)
        self._image = QImage()
        self._chosen = -1
        self._from: QPointF | None = None
        self._moved = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(_SMALLEST)
        self._describe()

    @property
    def areas(self) -> Mapping[int, tuple[QRectF, ...]]:
        """The areas on each page that has some."""
        return {page: tuple(areas) for page, areas in self._areas.items() if areas}

    @property
    def image(self) -> QImage:
        """The picture of the page, null while there is none."""
        return self._image

    @property
    def chosen(self) -> QRectF | None:
        """The area that the keyboard changes."""
        areas = self._areas.get(self._page, [])
        return areas[self._chosen] if 0 <= self._chosen < len(areas) else None

    def show_page(self, page: int, pages: int, width: float, height: float) -> None:
        """Show a page of this size, in points, without its picture yet."""
        self._page, self._pages = page, pages
        self._size = QRectF(0, 0, width, height)
        self._image = QImage()
        self._chosen = len(self._areas.get(page, [])) - 1
        self._describe()
        self.update()

    def show_image(self, image: QImage) -> None:
        """Show the picture of the page."""
        self._image = image
        self.update()

    def room(self) -> QSize:
        """Return how large a picture of the page is wanted, in pixels of the screen."""
        sheet, ratio = self._sheet(), self.devicePixelRatioF()
        return QSize(max(round(sheet.width() * ratio), 1), max(round(sheet.height() * ratio), 1))

    def add_area(self) -> None:
        """Add an area in the middle of the page, which is the chosen one then."""
        width, height = self._size.width() * _FIRST[0], self._size.height() * _FIRST[1]
        area = QRectF(0, 0, max(width, _LEAST), max(height, _LEAST))
        area.moveCenter(self._size.center())
        self._add(area)

    def remove_area(self) -> None:
        """Take the chosen area away."""
        if self.chosen is not None:
            del self._areas[self._page][self._chosen]
            self._chosen = len(self._areas[self._page]) - 1
            self._on_change()

    def choose_next(self) -> None:
        """Choose the next area of the page."""
        areas = self._areas.get(self._page, [])
        if areas:
            self._chosen = (self._chosen + 1) % len(areas)
            self._describe()
            self.update()

    # Keyboard -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the areas: see the top of this file."""
        key = Qt.Key(event.key())
        acts = {
            Qt.Key.Key_Insert: self.add_area,
            Qt.Key.Key_Delete: self.remove_area,
            Qt.Key.Key_Backspace: self.remove_area,
            Qt.Key.Key_Space: self.choose_next,
        }
        if key in _ARROWS and self.chosen is not None:
            across, down = (part * _STEP for part in _ARROWS[key])
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._change(self.chosen.adjusted(0, 0, across, down))
            else:
                self._change(self.chosen.translated(across, down))
        elif key in acts:
            acts[key]()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which area the keys change."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys change nothing here now."""
        super().focusOutEvent(event)
        self.update()

    # Mouse --------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the area under the mouse, or begin a new one."""
        at = self._on_page(event.position())
        areas = self._areas.get(self._page, [])
        hit = [number for number, area in enumerate(areas) if area.contains(at)]
        self._from, self._moved = at, bool(hit)
        if hit:
            self._chosen = hit[-1]
            self._describe()
        else:
            self._chosen = -1
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the area, or draw the new one as far as the mouse."""
        if self._from is None:
            return
        at = self._on_page(event.position())
        if self._moved:
            if self.chosen is not None:
                self._change(self.chosen.translated(at - self._from))
            self._from = at
            return
        drawn = QRectF(self._from, at).normalized()
        if self.chosen is None:
            if max(drawn.width(), drawn.height()) >= _LEAST:
                self._add(drawn)
        else:
            self._change(drawn)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """End the drawing."""
        self._from = None

    # Painting -----------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page, and dark areas over it; the chosen one has a line around it."""
        painter = QPainter(self)
        sheet = self._sheet()
        painter.fillRect(sheet, Qt.GlobalColor.white)
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(sheet, self._image)
        painter.setPen(QPen(QColor(self._theme.tokens.line_strong)))
        painter.drawRect(sheet)
        for number, area in enumerate(self._areas.get(self._page, [])):
            seen = self._on_screen(area)
            painter.fillRect(seen, _COVER)
            if number == self._chosen:
                tokens = self._theme.tokens
                line = tokens.accent if self.hasFocus() else tokens.line_strong
                painter.setPen(QPen(QColor(line), _LINE))
                painter.drawRect(seen)

    def _sheet(self) -> QRectF:
        """Return where the page is in the widget: as large as it fits, in the middle."""
        room = QRectF(self.rect()).size()
        size = self._size.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        sheet = QRectF(0, 0, max(size.width() - 1, 1), max(size.height() - 1, 1))
        sheet.moveCenter(QRectF(self.rect()).center())
        return sheet

    def _on_page(self, at: QPointF) -> QPointF:
        sheet = self._sheet()
        x = (at.x() - sheet.left()) * self._size.width() / sheet.width()
        y = (at.y() - sheet.top()) * self._size.height() / sheet.height()
        return QPointF(min(max(x, 0.0), self._size.width()), min(max(y, 0.0), self._size.height()))

    def _on_screen(self, area: QRectF) -> QRectF:
        sheet = self._sheet()
        scale = sheet.width() / self._size.width()
        return QRectF(
            sheet.left() + area.left() * scale,
            sheet.top() + area.top() * scale,
            area.width() * scale,
            area.height() * scale,
        )

    # Areas --------------------------------------------------------------------------------------

    def _add(self, area: QRectF) -> None:
        areas = self._areas.setdefault(self._page, [])
        areas.append(area)
        self._chosen = len(areas) - 1
        self._on_change()

    def _change(self, area: QRectF) -> None:
        """Give the chosen area another place or size, within the page."""
        area.setWidth(min(max(area.width(), _LEAST), self._size.width()))
        area.setHeight(min(max(area.height(), _LEAST), self._size.height()))
        area.moveLeft(min(max(area.left(), 0.0), self._size.width() - area.width()))
        area.moveTop(min(max(area.top(), 0.0), self._size.height() - area.height()))
        self._areas[self._page][self._chosen] = area
        self._on_change()

    def _on_change(self) -> None:
        self._describe()
        self.update()
        self.areas_changed.emit()

    def _describe(self) -> None:
        """Say to screen readers which page it is, and where the chosen area is."""
        name = _("Page {number} of {count}").format(number=self._page + 1, count=self._pages)
        self.setAccessibleName(name)
        area, areas = self.chosen, self._areas.get(self._page, [])
        if area is None:
            said = _("No areas. Press Insert to add one.")
        else:
            said = _(
                "Area {number} of {count}: {x} from the left, {y} from the top, {width} wide, "
                "{height} high, in points."
            ).format(
                number=self._chosen + 1,
                count=len(areas),
                x=round(area.left()),
                y=round(area.top()),
                width=round(area.width()),
                height=round(area.height()),
            )
        self.setAccessibleDescription(said)
        changed = QAccessible.Event.DescriptionChanged
        QAccessible.updateAccessibility(QAccessibleEvent(self, changed))
