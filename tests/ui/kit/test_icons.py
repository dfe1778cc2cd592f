from typing import get_args

import pytest
from PySide6.QtGui import QColor, QIcon, QPixmap

from lssc_desktop.paths import resources
from lssc_desktop.ui.kit import icons as icon_names
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.theme import Mode, Theme
from lssc_desktop.ui.kit.tokens import DARK, LIGHT, Ink
from tests.ui.painted import Painted, is_like

_NAMES = get_args(icon_names.IconName.__value__)
_FILES = {file.stem for file in (resources() / "icons").glob("*.svg")}


def _is_all_in(picture: QPixmap, color: str) -> bool:
    """Say whether all that is drawn has the color."""
    drawn = Painted(picture).colors()
    return bool(drawn) and all(is_like(QColor(each), color) for each in drawn)


def test_every_named_icon_is_shipped_and_every_shipped_icon_is_named() -> None:
    assert {*_NAMES, "lssc-desktop"} == _FILES


def test_the_licence_lies_beside_the_icons() -> None:
    assert "MIT License" in (resources() / "icons" / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", _NAMES)
def test_an_icon_has_the_color_of_its_token_and_nothing_black(icons: Icons, name: str) -> None:
    picture = icons.pixmap(name, Ink.ACCENT, 48)  # type: ignore[arg-type] # from the list itself

    assert _is_all_in(picture, LIGHT.accent)


def test_an_icon_takes_a_color_as_well_as_a_purpose(icons: Icons) -> None:
    assert Painted(icons.pixmap("circle-check", "#123456", 48)).colors() == {"#123456"}


def test_an_icon_has_the_color_of_text_when_none_is_asked_for(icons: Icons) -> None:
    assert Painted(icons.pixmap("circle-check", size=48)).colors() == {LIGHT.ink}


def test_an_icon_follows_the_theme(icons: Icons, theme: Theme) -> None:
    theme.set_mode(Mode.DARK)

    assert _is_all_in(icons.pixmap("half", Ink.ACCENT, 48), DARK.accent)


def test_an_icon_is_sharp_on_a_sharp_screen(icons: Icons) -> None:
    picture = icons.pixmap("eye", size=18, ratio=2.0)

    assert picture.width() == 36
    assert picture.deviceIndependentSize().width() == 18


def test_an_icon_grows_with_the_text(icons: Icons, theme: Theme) -> None:
    theme.set_text_scale(2.0)

    assert icons.pixmap("eye", size=18, ratio=1.0).width() == 36


def test_an_icon_is_drawn_once(icons: Icons) -> None:
    once = icons.pixmap("eye", Ink.WARN, 18)

    assert icons.pixmap("eye", Ink.WARN, 18).cacheKey() == once.cacheKey()


def test_a_disabled_icon_is_in_the_third_ink(icons: Icons) -> None:
    icon = icons.icon("circle-check", Ink.ACCENT, 48)
    shown = icon.pixmap(48, QIcon.Mode.Disabled)

    assert Painted(shown).holds(LIGHT.ink3)
    assert LIGHT.accent not in Painted(shown).colors()


def test_the_mark_keeps_its_own_colors_in_the_dark(icons: Icons, theme: Theme) -> None:
    theme.set_mode(Mode.DARK)

    assert {"#2B4C86", "#DFA23C", "#FFFFFF"} <= Painted(icons.mark(64)).colors()


def test_the_program_has_an_icon_for_title_and_task_bars(icons: Icons) -> None:
    assert {16, 32, 256} <= {size.width() for size in icons.application_icon().availableSizes()}
