"""Whatever the window writes or draws, it can be told from its ground (WCAG 2.2, 1.4.3, 1.4.11).

The pairs are found, not listed: by `tests.ui.pairs`, in the style sheet and in pictures of pages.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import (
    CheckPlace,
    CoursesPlace,
    EvidencePlace,
    Overview,
    Place,
    PlanPlace,
    RenewalPlace,
    SetPlace,
    SubmissionsPlace,
    Tab,
)
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import DARK, LIGHT, SHAPE_CONTRAST, TEXT_CONTRAST, Tokens, contrast
from tests.ui.gallery import gallery
from tests.ui.high_contrast import HIGH_CONTRAST, FixedWishes
from tests.ui.pairs import Pair, color_of, marked_tokens, pairs_in_picture, pairs_in_sheet

PLACES: tuple[Place, ...] = (
    Overview(),
    SetPlace("foundations", 11, tab=Tab.PLAN),
    SetPlace("foundations", 11, tab=Tab.RESPONSE),
    SetPlace("foundations", 11, tab=Tab.EVIDENCE),
    PlanPlace("foundations"),
    EvidencePlace("Evidence/Story time sign-up.docx"),
    CoursesPlace(),
    CheckPlace("foundations"),
    SubmissionsPlace(),
    RenewalPlace(),
)
WORDS = {
    *("ink", "ink2", "ink3", "accent", "accent_hover", "on_accent", "on_chosen"),
    *("off", "hint", "mark_ink"),
    *(f"{tone}.fg" for tone in ("ok", "warn", "bad", "info", "note", "idle")),
}
EDGES = {"line_strong", "focus"}
GROUNDS = {
    *("bg", "sidebar", "surface", "sunken", "pressed", "accent_soft", "chosen", "mark"),
    *(f"{tone}.bg" for tone in ("ok", "warn", "bad", "info", "note", "idle")),
}
THEMES = {"light": LIGHT, "dark": DARK}


def too_faint(pairs: set[Pair], themes: dict[str, Tokens]) -> list[str]:
    """The pairs that cannot be told apart well enough, with their contrast in each theme."""
    return [
        f"{name}: {seen} on {ground} {found:.2f}"
        for name, tokens in themes.items()
        for seen, ground in sorted(pairs)
        if (least := least_of(seen, ground))
        and (found := contrast(color_of(tokens, seen), color_of(tokens, ground))) < least
    ]


def least_of(seen: str, ground: str) -> float:
    """The least contrast of a token with what it lies on; 0 for two grounds, or a decoration."""
    if ground not in GROUNDS and (seen, ground) not in {
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
    }:
        return 0
    return TEXT_CONTRAST if seen in WORDS else SHAPE_CONTRAST if seen in EDGES else 0


def test_what_the_style_sheet_writes_can_be_read() -> None:
    assert too_faint(pairs_in_sheet(), THEMES) == []


def test_what_the_style_sheet_writes_can_be_read_in_high_contrast() -> None:
    assert too_faint(pairs_in_sheet(high_contrast=True), HIGH_CONTRAST) == []


@pytest.fixture(params=[False, True], ids=["our themes", "high contrast"])
def painted(
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    open_window: Callable[[Path], MainWindow],
    sample: Path,
    services: Services,
    theme: Theme,
    icons: Icons,
) -> Iterator[tuple[set[Pair], dict[str, Tokens]]]:
    """The pairs in pictures of the pages and of all widgets, and the themes that have them."""
    high_contrast: bool = request.param
    theme.follow_wishes(FixedWishes(tokens=marked_tokens(high_contrast=high_contrast)))
    window = open_window(sample)
    window.resize(1366, 768)
    pairs: set[Pair] = set()
    for place in PLACES:
        window.go_to(place)
        qtbot.waitUntil(lambda: not services.jobs.running())
        QApplication.sendPostedEvents()
        pairs |= pairs_in_picture(window.grab().toImage())
    sheet = gallery(theme, icons)
    qtbot.addWidget(sheet)
    sheet.resize(1366, 900)
    pairs |= pairs_in_picture(sheet.grab().toImage())
    yield pairs, HIGH_CONTRAST if high_contrast else THEMES
    theme.follow_wishes(FixedWishes())


def test_what_is_painted_can_be_told_from_its_ground(
    painted: tuple[set[Pair], dict[str, Tokens]],
) -> None:
    pairs, themes = painted
    assert {("ink", "surface"), ("on_accent", "accent"), ("line_strong", "surface")} <= pairs
    assert too_faint(pairs, themes) == []
