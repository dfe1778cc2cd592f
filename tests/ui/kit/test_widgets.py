"""What every widget owes the person: a name for a screen reader, keys, room for its words."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.bars import ProgressLine
from lssc_desktop.ui.kit.buttons import (
    Button,
    StatusChip,
    ToolButton,
    dots_button,
    filter_button,
    link_button,
    plain_button,
    primary_button,
    tinted_button,
)
from lssc_desktop.ui.kit.cards import Callout, CardButton, EmptyState
from lssc_desktop.ui.kit.fields import DebouncedTextEdit, NamedField, SearchField, TextBox
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row
from lssc_desktop.ui.kit.theme import Mode, Theme
from lssc_desktop.ui.kit.tokens import SMALLEST_TARGET, Ink, Tone, Type


def _spoken(widget: QWidget) -> str:
    """Return what a screen reader calls the widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name))


def test_a_chip_says_its_word(qtbot: QtBot, icons: Icons) -> None:
    chip = StatusChip(icons, "circle-check", "Ready", Tone.OK)
    qtbot.addWidget(chip)

    assert _spoken(chip) == "Ready"

    chip.set_status("half", "In progress", Tone.ACCENT)

    assert _spoken(chip) == "In progress"
    assert chip.tone is Tone.ACCENT


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_chip_has_room_for_its_word(
    qtbot: QtBot, icons: Icons, theme: Theme, scale: float
) -> None:
    chip = StatusChip(icons, "message-circle", "Comment to answer", Tone.NOTE)
    qtbot.addWidget(chip)

    theme.set_text_scale(scale)

    words = chip.fontMetrics().horizontalAdvance("Comment to answer")
    assert chip.minimumSizeHint().width() >= words + theme.measure(14 + 12)
    assert chip.minimumSizeHint().height() >= chip.fontMetrics().height()


def test_words_of_strangers_are_not_read_as_html(qtbot: QtBot, theme: Theme) -> None:
    label = Label(theme, "<b>Rivera</b>")
    qtbot.addWidget(label)

    assert label.textFormat() == Qt.TextFormat.PlainText

    label.set_led_text("<i>Lead</i>", "<img src=x>")

    assert "<img" not in label.text()
    assert "<i>" not in label.text()
    assert _spoken(label) == "<i>Lead</i> <img src=x>"


def test_a_label_forgets_its_strong_beginning(qtbot: QtBot, theme: Theme) -> None:
    label = Label(theme)
    qtbot.addWidget(label)
    label.set_led_text("Shortest way:", "answer no. 12.")

    label.set_plain_text("5 < 6")

    assert (label.text(), _spoken(label)) == ("5 < 6", "5 < 6")
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_long_text_gets_more_lines_and_is_not_cut(qtbot: QtBot, theme: Theme) -> None:
    label = Label(theme, "At your speed since May, the last response is ready about November 2027.")
    qtbot.addWidget(label)

    assert label.heightForWidth(160) > label.heightForWidth(600)


def _buttons(icons: Icons) -> list[Button]:
    return [
        primary_button(icons, "Continue", "arrow-right", icon_last=True),
        tinted_button(icons, "Mark as ready", "circle-check"),
        plain_button(icons, "Check this set", "clipboard-check"),
        plain_button(icons, "Mark as fine", small=True),
        link_button(icons, "Go there", "arrow-right"),
        filter_button(icons, "All 34"),
    ]


def test_a_button_is_large_enough_and_named_by_its_words(qtbot: QtBot, icons: Icons) -> None:
    for button in _buttons(icons):
        qtbot.addWidget(button)
        assert _spoken(button) == button.text()
        assert button.sizeHint().height() >= SMALLEST_TARGET
        assert button.sizeHint().width() >= SMALLEST_TARGET


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_enter_and_space(qtbot: QtBot, icons: Icons, key: Qt.Key) -> None:
    for button in _buttons(icons):
        qtbot.addWidget(button)
        with qtbot.waitSignal(button.clicked):
            qtbot.keyClick(button, key)


def test_a_button_is_34_high_and_a_small_one_28(qtbot: QtBot, icons: Icons) -> None:
    usual, small = plain_button(icons, "Check"), plain_button(icons, "Reply", small=True)
    for button in (usual, small):
        qtbot.addWidget(button)

    assert (usual.sizeHint().height(), small.sizeHint().height()) == (34, 28)


def test_an_arrow_stands_after_the_words(qtbot: QtBot, icons: Icons) -> None:
    button = link_button(icons, "Go there", "arrow-right")
    qtbot.addWidget(button)

    assert button.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_an_icon_alone_has_name_tooltip_and_shortcut(qtbot: QtBot, icons: Icons) -> None:
    button = ToolButton(icons, "bold", "Bold", QKeySequence("Ctrl+B"))
    qtbot.addWidget(button)

    assert _spoken(button) == "Bold"
    assert button.toolTip() == "Bold (Ctrl+B)"
    assert button.shortcut() == QKeySequence("Ctrl+B")
    assert button.focusPolicy() == Qt.FocusPolicy.StrongFocus


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # popups
@pytest.mark.parametrize("press", ["click", "Enter", "Space", "the Menu key"])
def test_three_dots_open_the_menu_of_a_thing(qtbot: QtBot, icons: Icons, press: str) -> None:
    menu = QMenu()
    menu.addAction("Plan this set")
    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, menu.close))  # it takes every event
    dots = dots_button(icons, "More for this set", menu)
    qtbot.addWidget(menu)
    qtbot.addWidget(dots)
    dots.show()

    with qtbot.waitSignal(menu.aboutToShow):
        if press == "click":
            qtbot.mouseClick(dots, Qt.MouseButton.LeftButton)
        elif press == "the Menu key":
            at, reason = dots.rect().center(), QContextMenuEvent.Reason.Keyboard
            QApplication.sendEvent(dots, QContextMenuEvent(reason, at, dots.mapToGlobal(at)))
        else:
            qtbot.keyClick(dots, Qt.Key.Key_Return if press == "Enter" else Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: not menu.isVisible())


def test_three_dots_say_whose_they_are_and_that_a_menu_opens(qtbot: QtBot, icons: Icons) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    dots = dots_button(icons, "More for this set", menu)
    qtbot.addWidget(dots)

    assert _spoken(dots) == "More for this set"
    assert dots.toolTip() == "More for this set (Shift+F10)"
    assert bool(QAccessible.queryAccessibleInterface(dots).state().hasPopup)
    assert dots.sizeHint().height() >= SMALLEST_TARGET


def test_a_card_opens_by_mouse_and_by_keys(qtbot: QtBot, theme: Theme) -> None:
    card = CardButton(theme, "Technology, 9 of 9 ready")
    qtbot.addWidget(card)
    label = Label(theme, "Technology")
    card.content.addWidget(label)
    card.show()

    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(label, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, Qt.Key.Key_Return)
    assert _spoken(card) == "Technology, 9 of 9 ready"


def test_a_card_is_as_high_as_what_lies_on_it(qtbot: QtBot, theme: Theme) -> None:
    card = CardButton(theme, "Technology")
    qtbot.addWidget(card)
    before = card.sizeHint().height()

    card.content.addWidget(Label(theme, "Technology", Type.H1))

    assert card.sizeHint().height() > before


def test_a_bar_counts_more_bytes_than_qt_can(qtbot: QtBot, theme: Theme) -> None:
    line = ProgressLine(theme, "Copying")
    qtbot.addWidget(line)

    line.set_progress(3_000_000_000_000, 4_000_000_000_000)

    assert line.value() / line.maximum() == pytest.approx(0.75)
    assert _spoken(line) == "Copying"


def test_a_bar_is_full_only_when_all_is_done(qtbot: QtBot, theme: Theme) -> None:
    line = ProgressLine(theme, "Copying")
    qtbot.addWidget(line)

    line.set_progress(4_999_999_999, 5_000_000_000)
    assert line.value() < line.maximum()

    line.set_progress(5_000_000_000, 5_000_000_000)
    assert line.value() == line.maximum()


def test_a_bar_of_unknown_length_moves_only_while_seen(qtbot: QtBot, theme: Theme) -> None:
    line = ProgressLine(theme, "Looking")
    qtbot.addWidget(line)
    line.set_progress(0, 0)
    line.show()
    seen = line.is_moving

    line.hide()

    assert seen
    assert not line.is_moving


def test_an_empty_place_says_what_to_do_and_offers_it(qtbot: QtBot, icons: Icons) -> None:
    browse = plain_button(icons, "Browse…")
    empty = EmptyState(icons, "paperclip", "No files yet.", "Drag files here.", browse)
    qtbot.addWidget(empty)
    words = [label.text() for label in empty.findChildren(Label)]

    assert words == ["No files yet.", "Drag files here."]
    assert browse.window() is empty


def test_a_field_is_named_by_the_words_above_it(qtbot: QtBot, theme: Theme) -> None:
    field = QLineEdit()
    named = NamedField(theme, "&Name", field, "As on your certificate")
    qtbot.addWidget(named)

    assert _spoken(field) == "Name"
    assert field.accessibleDescription() == "As on your certificate"
    assert named.name.buddy() is field


def test_ctrl_f_takes_the_keyboard_to_the_filter(qtbot: QtBot, icons: Icons) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    other = QLineEdit(window)
    search = SearchField(icons, "Filter by name", QKeySequence("Ctrl+F"), parent=window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    other.setFocus()

    qtbot.keyClick(other, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    assert search.hasFocus()


def test_a_cross_empties_a_field_that_has_words(qtbot: QtBot, icons: Icons) -> None:
    search = SearchField(icons, "Filter by name")
    qtbot.addWidget(search)
    assert not search.clear_action.isVisible()
    qtbot.keyClicks(search, "flyer")
    assert search.clear_action.isVisible()
    search.clear_action.trigger()
    assert search.text() == ""
    assert not search.clear_action.isVisible()


_RING = 4  # as far out as docs/look.md 4 has it


def test_a_box_of_text_has_room_for_its_lines_and_lets_tab_out(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    box, after = TextBox(theme, 3, "Your answer", "What you changed"), QLineEdit()
    column(box, after, on=page)
    page.show()
    assert _spoken(box) == "Your answer"
    assert box.viewport().height() >= 3 * box.fontMetrics().lineSpacing()
    before = box.height()
    theme.set_text_scale(2)
    assert box.viewport().height() >= 3 * box.fontMetrics().lineSpacing() > before / 2
    box.setFocus()
    qtbot.keyClicks(box, "Mine")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert page.focusWidget() is after
    assert box.toPlainText() == "Mine"


def test_the_ring_of_a_field_leaves_its_name_free(qtbot: QtBot, theme: Theme) -> None:
    field = QLineEdit()
    named = NamedField(theme, "&Your name", field)
    qtbot.addWidget(named)
    named.show()
    assert field.geometry().top() - named.name.geometry().bottom() - 1 > _RING


def test_a_callout_changes_its_words_and_tone(qtbot: QtBot, icons: Icons) -> None:
    callout = Callout(icons, "Before", Tone.INFO, icon="info-circle")
    qtbot.addWidget(callout)

    callout.set_text("answer no. 12.", "Shortest way:")
    callout.set_tone(Tone.WARN, "alert-triangle")

    spoken = [_spoken(label) for label in callout.findChildren(Label)]
    assert "Shortest way: answer no. 12." in spoken
    assert callout.property("box") == "warn"


def test_a_hundred_thousand_updates_of_labels_leave_the_window_alive(
    qtbot: QtBot, icons: Icons, theme: Theme
) -> None:
    chip = StatusChip(icons, "half", "0", Tone.ACCENT)
    label = Label(theme, "0")
    for widget in (chip, label):
        qtbot.addWidget(widget)

    for at in range(50_000):
        chip.set_status("half" if at % 2 else "circle-check", str(at), Tone.OK)
        label.setText(str(at))
        label.setVisible(False)
        label.set_ink(Ink.INK)

    assert (chip.text(), label.text()) == ("49999", "49999")


def test_switching_the_theme_many_times_leaves_the_window_alive(
    qtbot: QtBot, icons: Icons, theme: Theme
) -> None:
    shown = [*_buttons(icons), StatusChip(icons, "half", "In progress", Tone.ACCENT)]
    for widget in shown:
        qtbot.addWidget(widget)
        widget.show()

    for at in range(20):
        theme.set_mode(Mode.DARK if at % 2 == 0 else Mode.LIGHT)

    assert theme.mode is Mode.LIGHT
    assert all(widget.isVisible() for widget in shown)


@pytest.mark.parametrize("percent", [100, 150])
def test_two_fields_side_by_side_have_one_height_and_show_all_their_lines(
    qtbot: QtBot, theme: Theme, percent: int
) -> None:
    theme.set_text_scale(percent / 100)
    page = QWidget()
    qtbot.addWidget(page)
    first, second = DebouncedTextEdit(theme, "first"), DebouncedTextEdit(theme, "second")
    first.stand_beside(second)
    row(first, second, on=page)
    page.resize(700, 300)
    page.show()
    qtbot.waitExposed(page)
    before = second.height()
    first.setPlainText("One\nTwo\nThree")
    assert first.height() == second.height() > before
    assert first.verticalScrollBar().maximum() == 0
    first.setPlainText("One")
    assert first.height() == second.height() == before
