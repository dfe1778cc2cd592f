import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QMenuBar, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.style import style_sheet
from lssc_desktop.ui.kit.theme import Mode, Theme, tokens_for
from lssc_desktop.ui.kit.tokens import (
    DARK,
    ENHANCED_TEXT_CONTRAST,
    LIGHT,
    SHAPE_CONTRAST,
    Ink,
    Tokens,
    Tone,
    Type,
    contrast,
    system_tokens,
)


def test_the_application_wears_the_colors_of_the_theme(qapp: QApplication, theme: Theme) -> None:
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(theme.tokens.bg)
    assert qapp.palette().color(QPalette.ColorRole.Text) == QColor(theme.tokens.ink)


def test_a_change_of_theme_is_told_once(qtbot: QtBot, theme: Theme) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(Mode.DARK)

    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode(Mode.DARK)
    assert theme.tokens == DARK


@pytest.mark.parametrize(
    ("mode", "system", "tokens"),
    [
        (Mode.SYSTEM, Qt.ColorScheme.Dark, DARK),
        (Mode.SYSTEM, Qt.ColorScheme.Light, LIGHT),
        (Mode.SYSTEM, Qt.ColorScheme.Unknown, LIGHT),
        (Mode.LIGHT, Qt.ColorScheme.Dark, LIGHT),
        (Mode.DARK, Qt.ColorScheme.Light, DARK),
    ],
)
def test_the_person_chooses_or_leaves_it_to_the_system(
    mode: Mode, system: Qt.ColorScheme, tokens: Tokens
) -> None:
    assert tokens_for(mode, system) == tokens


def test_words_on_the_page_change_color_with_the_theme(qtbot: QtBot, theme: Theme) -> None:
    label = Label(theme, "words", ink=Ink.WARN)
    qtbot.addWidget(label)
    label.ensurePolished()
    light = label.palette().color(QPalette.ColorRole.WindowText)

    theme.set_mode(Mode.DARK)

    assert light == QColor(LIGHT.warn.fg)
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.warn.fg)


def test_words_on_the_page_grow_with_the_text_size(qtbot: QtBot, theme: Theme) -> None:
    label = Label(theme, "words", Type.H1)
    qtbot.addWidget(label)
    usual = label.sizeHint()

    theme.set_text_scale(2.0)

    assert label.sizeHint().height() >= 1.9 * usual.height()
    assert label.sizeHint().width() >= 1.9 * usual.width()


@pytest.mark.parametrize(("asked", "given"), [(0.3, 1.0), (1.5, 1.5), (9.0, 2.0)])
def test_the_text_size_stays_within_what_the_pages_can_hold(
    theme: Theme, asked: float, given: float
) -> None:
    theme.set_text_scale(asked)

    assert theme.text_scale == given


@pytest.mark.parametrize(
    ("type_", "family"),
    [
        (Type.BODY, "Inter"),
        (Type.CAPTION_STRONG, "Inter"),
        (Type.H1, "Inter Display"),
        (Type.OWN_WORDS, "Charis SIL"),
    ],
)
def test_the_shipped_fonts_are_the_ones_shown(theme: Theme, type_: Type, family: str) -> None:
    assert QFontInfo(theme.font(type_)).family() == family


def test_a_size_is_in_points_so_that_it_grows_with_the_screen(theme: Theme) -> None:
    assert theme.font(Type.BODY).pixelSize() == -1
    assert QFontInfo(theme.font(Type.BODY)).pixelSize() == 14


def test_figures_have_one_width_only_in_columns(theme: Theme) -> None:
    tag = QFont.Tag("tnum")

    assert theme.font(Type.TABLE, tabular=True).isFeatureSet(tag)
    assert not theme.font(Type.TABLE).isFeatureSet(tag)


def test_the_menu_bar_is_set_in_the_smaller_type(qtbot: QtBot, theme: Theme) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    bar.ensurePolished()

    assert bar.font().pointSizeF() == theme.font(Type.TABLE).pointSizeF()


_START = """
from PySide6.QtWidgets import QApplication, QMenu
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Type
application = QApplication([])
theme = Theme()
theme.begin(application)
menu = QMenu()
for _time in range(2):
    menu.ensurePolished()
    assert menu.font().pointSizeF() == theme.font(Type.TABLE).pointSizeF(), menu.font()
    assert menu.font().family() == theme.font(Type.TABLE).family(), menu.font()
    theme.complete()
"""


def test_a_menu_has_its_type_before_and_after_the_style_is_complete() -> None:
    """On Windows menus were in the system's font: Qt forgets that of a class with each style."""
    subprocess.run([sys.executable, "-c", _START], check=True, timeout=60)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_tab_has_room_for_its_words_also_when_chosen(
    qtbot: QtBot, theme: Theme, scale: float
) -> None:
    theme.set_text_scale(scale)
    tabs = QTabBar()
    qtbot.addWidget(tabs)
    tabs.addTab("Evidence (3)")
    tabs.ensurePolished()

    words = QFontMetrics(theme.font(Type.BODY_STRONG)).horizontalAdvance("Evidence (3)")
    assert tabs.tabRect(0).width() >= words + 2 * 8


def test_a_combo_box_is_as_high_as_a_field(qtbot: QtBot, theme: Theme) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItem("Foundations of Library Services")

    assert box.sizeHint().height() == theme.measure(34)


def test_high_contrast_uses_the_colors_of_the_system_alone() -> None:
    palette = QPalette(QColor("#000000"))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        palette.setColor(role, QColor("#ffff00"))
    palette.setColor(QPalette.ColorRole.Base, QColor("#000000"))

    tokens = system_tokens(palette)

    assert (tokens.bg, tokens.surface, tokens.ink, tokens.line) == (
        "#000000",
        "#000000",
        "#ffff00",
        "#ffff00",
    )
    assert tokens.warn.bg == tokens.surface
    assert tokens.dark


@pytest.mark.parametrize(
    ("ground", "ink", "chosen", "on_chosen"),
    [
        pytest.param("#faf9f8", "#000000", "#3584e4", "#ffffff", id="GNOME"),
        pytest.param("#323232", "#ffffff", "#15539e", "#ffffff", id="GNOME, inverse"),
        pytest.param("#000000", "#ffffff", "#1aebff", "#000000", id="Windows, black"),
        pytest.param("#ffffff", "#000000", "#37006e", "#ffffff", id="Windows, white"),
    ],
)
def test_in_high_contrast_all_that_is_written_can_be_read_well(
    ground: str, ink: str, chosen: str, on_chosen: str
) -> None:
    palette = QPalette(QColor(ground))
    for role, color in (
        (QPalette.ColorRole.Window, ground),
        (QPalette.ColorRole.Base, ground),
        (QPalette.ColorRole.WindowText, ink),
        (QPalette.ColorRole.Highlight, chosen),
        (QPalette.ColorRole.HighlightedText, on_chosen),
    ):
        palette.setColor(role, QColor(color))

    tokens = system_tokens(palette)

    for words in (tokens.ink3, tokens.accent, *(tokens.tone(tone).fg for tone in Tone)):
        assert contrast(words, tokens.bg) >= ENHANCED_TEXT_CONTRAST
        assert contrast(words, tokens.surface) >= ENHANCED_TEXT_CONTRAST
    assert contrast(tokens.on_accent, tokens.accent) >= ENHANCED_TEXT_CONTRAST
    assert contrast(tokens.focus, tokens.bg) >= SHAPE_CONTRAST


def test_the_style_sheet_is_understood_to_its_end(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)

    widget.setStyleSheet(style_sheet(DARK, 1.5))
    widget.ensurePolished()

    assert not caplog.records


def test_the_style_sheet_has_no_color_that_is_not_a_token() -> None:
    light, dark = style_sheet(LIGHT), style_sheet(DARK)

    assert "#" in light
    for color in (LIGHT.bg, LIGHT.accent, LIGHT.line_strong, LIGHT.ink):
        assert color in light
        assert color not in dark


EARLY = """
from PySide6.QtWidgets import QApplication, QMainWindow
from lssc_desktop.ui.kit.tokens import SHAPE_CONTRAST, ENHANCED_TEXT_CONTRAST, contrast
from lssc_desktop.ui.kit.tokens import Type
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.labels import Label

application, theme, window = QApplication([]), Theme(), QMainWindow()
theme.begin(application)
label = Label(theme, "words", Type.CAPTION)
window.menuBar().addMenu("File")
window.statusBar().addWidget(label)
theme.set_text_scale(1.5)
window.show()
theme.complete()
print(window.menuBar().font().pointSizeF() == theme.font(Type.TABLE).pointSizeF())
print(label.font().pointSizeF() == theme.font(Type.CAPTION).pointSizeF())
"""


def test_what_came_up_before_the_whole_dress_keeps_its_type() -> None:
    """An application can be dressed only once, so this one is another."""
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    done = subprocess.run(
        [sys.executable, "-c", EARLY], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.split() == ["True", "True"]
