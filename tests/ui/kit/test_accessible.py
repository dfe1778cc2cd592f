"""What assistive technology is told of our widgets, and that they can be used through it."""

import gc
import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QKeySequence
from PySide6.QtWidgets import QApplication, QButtonGroup, QGridLayout, QLineEdit, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.buttons import filter_button, link_button, plain_button
from lssc_desktop.ui.kit.cards import CardButton
from lssc_desktop.ui.kit.fields import ChoiceField, NamedField, SearchField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import add, column, row
from lssc_desktop.ui.kit.pages import PaneSplitter
from lssc_desktop.ui.kit.reading_order import TabInOrder, tab_stops
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Type
from tests.ui.accessible_tree import Node, everything, tree
from tests.ui.controls import way_of_tab

Role = QAccessible.Role


class Picture(QWidget):
    """Something painted."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(20, 20)
        speak_as(self, Speech.GRAPHIC)
        self.setAccessibleName("Your time")
        self.setAccessibleDescription("Ready by March 2028.")


class Opened(QWidget):
    """A card that is no button."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed = 0
        self.setFixedSize(20, 20)
        speak_as(self, Speech.BUTTON)
        self.setAccessibleName("Desk guide")

    def press(self) -> None:
        self.pressed += 1


class Window(TabInOrder, QWidget):
    """A window in which Tab follows the layouts."""


@pytest.fixture
def page(qtbot: QtBot) -> Window:
    page = Window()
    qtbot.addWidget(page)
    return page


def shown(qtbot: QtBot, page: QWidget) -> list[Node]:
    """Show a window; return what is in it as assistive technology has it."""
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return list(everything(tree(page)))


def names(nodes: list[Node]) -> list[str]:
    return [node.name for node in nodes if node.name]


def test_a_title_is_a_heading_and_other_words_are_not(
    qtbot: QtBot, page: Window, theme: Theme
) -> None:
    count = Label(theme, "660", Type.DISPLAY)
    speak_as(count, Speech.WORDS)
    title = Label(theme, "Costs", Type.H2)
    column(title, count, Label(theme, "So far"), Label(theme, "", Type.H2), on=page)
    told = [(node.role, node.name) for node in shown(qtbot, page)[1:]]
    words = Role.StaticText
    assert told == [(Role.Heading, "Costs"), (words, "660"), (words, "So far")]
    title.setText("All costs")
    assert tree(page).children[0].name == "All costs"


def test_what_is_painted_is_a_picture_with_all_its_words(qtbot: QtBot, page: Window) -> None:
    column(Picture(), on=page)
    picture = shown(qtbot, page)[1]
    assert (picture.role, picture.name) == (Role.Graphic, "Your time. Ready by March 2028.")
    assert picture.description == ""


def test_what_only_repeats_words_is_passed_over(
    qtbot: QtBot, page: Window, icons: Icons, theme: Theme
) -> None:
    row(IconLabel(icons, "check"), Label(theme, "Ready"), on=page)
    assert names(shown(qtbot, page)) == ["Ready"]


def test_a_part_that_opens_is_a_button_and_is_pressed(qtbot: QtBot, page: Window) -> None:
    opened = Opened()
    column(opened, on=page)
    card = shown(qtbot, page)[1]
    assert card.role is Role.Button
    do(opened, QAccessibleActionInterface.pressAction())
    assert opened.pressed == 1


def test_the_words_in_a_card_are_told_once_and_its_own_buttons_too(
    qtbot: QtBot, page: Window, theme: Theme, icons: Icons
) -> None:
    card = CardButton(theme, "Technology. 9 of 9 ready.")
    add(card.content, Label(theme, "Technology", Type.H2), plain_button(icons, "Rules"))
    column(card, on=page)
    assert names(shown(qtbot, page)) == ["Technology. 9 of 9 ready.", "Rules"]


def test_words_that_repeat_the_name_of_their_group_are_told_once(
    qtbot: QtBot, page: Window, theme: Theme
) -> None:
    finding = QWidget()
    finding.setAccessibleName("Competency 2 has no response")
    words = Label(theme, "Competency 2 has no response"), Label(theme, "Write one.")
    column(*words, on=finding)
    column(finding, on=page)
    assert names(shown(qtbot, page)) == ["Competency 2 has no response", "Write one."]


def test_the_line_between_panes_has_a_name_and_moves_by_keys(
    qtbot: QtBot, page: Window, theme: Theme
) -> None:
    panes = PaneSplitter(theme, "Width of the list", thin=True)
    column(panes, on=page)
    for _each in range(2):
        panes.addWidget(QWidget())
    page.resize(400, 200)
    line = next(node for node in shown(qtbot, page) if node.name == "Width of the list")
    assert line.role is Role.Separator
    assert line.focusable
    before = panes.sizes()[0]
    qtbot.keyClick(panes.handle(1), Qt.Key.Key_Right)
    assert panes.sizes()[0] > before
    panes.setOrientation(Qt.Orientation.Vertical)
    before = panes.sizes()[0]
    qtbot.keyClick(panes.handle(1), Qt.Key.Key_Down)
    assert panes.sizes()[0] > before


def test_tab_comes_to_the_line_between_panes_last(qtbot: QtBot, page: Window, theme: Theme) -> None:
    panes, below = PaneSplitter(theme, "Width of the list"), QLineEdit()
    column(panes, below, on=page)
    fields = [QLineEdit() for _each in range(2)]
    for field in fields:
        panes.addWidget(field)
    shown(qtbot, page)
    assert list(tab_stops(page)) == [*fields, below, panes.handle(1)]
    below.setFocus()
    qtbot.keyClick(below, Qt.Key.Key_Tab)
    assert panes.handle(1).hasFocus()


def test_of_exclusive_buttons_each_is_a_radio_button(
    qtbot: QtBot, page: Window, icons: Icons
) -> None:
    every, unused, alone = (filter_button(icons, each) for each in ("All", "Not used", "Mine"))
    group = QButtonGroup(page)
    group.addButton(every)
    group.addButton(unused)
    every.setChecked(True)
    row(every, unused, alone, on=page)
    roles = [node.role for node in shown(qtbot, page)[1:]]
    assert roles == [Role.RadioButton, Role.RadioButton, Role.CheckBox]
    do(unused, QAccessibleActionInterface.toggleAction())
    assert (every.isChecked(), unused.isChecked()) == (False, True)


def test_a_button_that_shows_more_is_expanded_and_collapsed(
    qtbot: QtBot, page: Window, icons: Icons
) -> None:
    more = link_button(icons, "Show them")
    more.setCheckable(True)
    speak_as(more, Speech.EXPANDER)
    column(more, on=page)
    assert shown(qtbot, page)[1].role is Role.Button
    assert QAccessible.queryAccessibleInterface(more).state().collapsed
    do(more, QAccessibleActionInterface.pressAction())
    qtbot.waitUntil(more.isChecked)
    assert QAccessible.queryAccessibleInterface(more).state().expanded


def test_a_button_that_is_turned_off_offers_nothing(
    qtbot: QtBot, page: Window, icons: Icons
) -> None:
    button = plain_button(icons, "Build && &verify")
    button.setEnabled(False)
    column(button, on=page)
    told = shown(qtbot, page)[1]
    assert (told.name, told.actions, told.enabled) == ("Build & verify", (), False)


def test_a_tooltip_adds_its_keys_and_no_name_again(
    qtbot: QtBot, page: Window, icons: Icons
) -> None:
    button = plain_button(icons, "Check again")
    button.setToolTip("Check again (F5)")
    field = SearchField(icons, "Filter by name", QKeySequence("Ctrl+F"))
    column(button, field, on=page)
    told = shown(qtbot, page)
    assert [node.description for node in told if node.focusable] == ["F5", "Ctrl+F"]


def test_a_choice_has_its_name_beside_it(qtbot: QtBot, page: Window, theme: Theme) -> None:
    alone, named = ChoiceField(), ChoiceField()
    alone.addItem("All")
    named.addItem("Met")
    alone.setAccessibleName("Which competencies")
    column(alone, NamedField(theme, "&Rating", named), on=page)
    labels = [node.label for node in shown(qtbot, page) if node.role is Role.ComboBox]
    assert labels == ["Which competencies", "Rating"]
    alone.setAccessibleName("Which of them")
    assert "Which of them" in [node.label for node in everything(tree(page))]


def test_a_box_with_a_name_is_a_group(qtbot: QtBot, page: Window, theme: Theme) -> None:
    form = QWidget()
    form.setAccessibleName("Desk guide.docx")
    column(Label(theme, "Caption"), on=form)
    column(form, on=page)
    assert shown(qtbot, page)[1].role is Role.Grouping


def test_everything_is_read_in_the_order_of_the_layouts(
    qtbot: QtBot, page: Window, theme: Theme
) -> None:
    """Whatever was made first, and with lines between panes, lines of a grid, and late rows."""
    labels = {name: Label(theme, name, parent=page) for name in "fedcba"}
    grid = QGridLayout()
    grid.addWidget(labels["d"], 1, 0)
    grid.addWidget(labels["c"], 0, 1)
    grid.addWidget(labels["b"], 0, 0)
    panes = QSplitter()
    for name in "ef":
        panes.addWidget(labels[name])
    whole = column(grid, panes, on=page)
    whole.insertWidget(0, labels["a"])
    assert names(shown(qtbot, page)) == list("abcdef")


def test_tab_goes_the_same_way(qtbot: QtBot, page: Window, icons: Icons) -> None:
    last, first = plain_button(icons, "last"), plain_button(icons, "first")
    lines = {name: QLineEdit(name) for name in "cab"}
    column(first, *(lines[name] for name in "abc"), last, on=page)
    shown(qtbot, page)
    assert way_of_tab(page) == [first, *(lines[name] for name in "abc"), last]
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    page.focusNextPrevChild(False)
    assert QApplication.focusWidget() is last
    lines["a"].hide()
    last.setEnabled(False)
    assert list(tab_stops(page)) == [first, lines["b"], lines["c"]]


def test_a_widget_that_was_told_of_can_go(qtbot: QtBot, page: Window, theme: Theme) -> None:
    """PySide keeps our interface as long as Qt does, and that keeps no widget."""
    shown(qtbot, page)
    gone = [weakref.ref(told_of(theme, number)) for number in range(20)]
    gc.collect()
    assert [each() for each in gone if each() is not None] == []


def told_of(theme: Theme, number: int) -> Label:
    """Return a label that assistive technology has asked for."""
    label = Label(theme, str(number), Type.H2)
    assert tree(label).name == str(number)
    return label


def do(widget: QWidget, action: str) -> None:
    """Do an action as assistive technology does."""
    QAccessible.queryAccessibleInterface(widget).actionInterface().doAction(action)
