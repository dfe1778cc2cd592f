"""The colors can be told apart by people who see less well (WCAG 2.2, 1.4.3 and 1.4.11)."""

import dataclasses
import re
from pathlib import Path

import pytest

from lssc_desktop.ui.kit.tokens import (
    DARK,
    LIGHT,
    SHAPE_CONTRAST,
    TEXT_CONTRAST,
    Ink,
    Tokens,
    Tone,
    ToneColors,
    contrast,
)

_THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]


def _grounds(tokens: Tokens) -> list[str]:
    return [
        tokens.surface,
        tokens.bg,
        tokens.sidebar,
        tokens.sunken,
        tokens.pressed,
        tokens.accent_soft,
    ]


def _worst(color: str, grounds: list[str]) -> float:
    return min(contrast(color, ground) for ground in grounds)


@pytest.mark.parametrize("tokens", _THEMES)
@pytest.mark.parametrize("ink", [Ink.INK, Ink.INK2, Ink.INK3, Ink.ACCENT])
def test_words_are_readable_on_every_ground(tokens: Tokens, ink: Ink) -> None:
    assert _worst(tokens.color(ink), _grounds(tokens)) >= TEXT_CONTRAST


@pytest.mark.parametrize("tokens", _THEMES)
@pytest.mark.parametrize("tone", list(Tone))
def test_a_status_is_readable_on_its_own_ground_and_on_paper(tokens: Tokens, tone: Tone) -> None:
    colors = tokens.tone(tone)

    assert _worst(colors.fg, [colors.bg, tokens.surface, tokens.bg]) >= TEXT_CONTRAST


@pytest.mark.parametrize("tokens", _THEMES)
def test_the_filled_button_is_readable_also_under_the_pointer(tokens: Tokens) -> None:
    assert _worst(tokens.on_accent, [tokens.accent, tokens.accent_hover]) >= TEXT_CONTRAST


@pytest.mark.parametrize("tokens", _THEMES)
def test_the_edge_of_a_control_can_be_seen_where_controls_lie(tokens: Tokens) -> None:
    grounds = [tokens.surface, tokens.bg, tokens.sidebar, tokens.sunken]

    assert _worst(tokens.line_strong, grounds) >= SHAPE_CONTRAST


@pytest.mark.parametrize("tokens", _THEMES)
def test_the_focus_ring_can_be_seen_on_every_ground(tokens: Tokens) -> None:
    assert _worst(tokens.focus, _grounds(tokens)) >= SHAPE_CONTRAST


@pytest.mark.parametrize("tokens", _THEMES)
def test_found_personal_data_is_readable_under_its_mark(tokens: Tokens) -> None:
    assert contrast(tokens.mark_ink, tokens.mark) >= TEXT_CONTRAST


@pytest.mark.parametrize(
    ("tokens", "ink", "least"),
    [
        (LIGHT, Ink.INK, 12.7),
        (LIGHT, Ink.INK2, 6.2),
        (LIGHT, Ink.INK3, 5.0),
        (DARK, Ink.INK, 10.2),
        (DARK, Ink.INK2, 6.7),
        (DARK, Ink.INK3, 4.9),
    ],
)
def test_the_table_of_tokens_tells_the_truecontrast(tokens: Tokens, ink: Ink, least: float) -> None:
    grounds = [tokens.surface, tokens.bg, tokens.sidebar, tokens.sunken, tokens.accent_soft]

    assert _worst(tokens.color(ink), grounds) == pytest.approx(least, abs=0.11)


@pytest.mark.parametrize("tokens", _THEMES)
def test_every_color_is_written_in_full(tokens: Tokens) -> None:
    values = dataclasses.asdict(tokens)
    tones = [values.pop(tone) for tone in Tone if tone is not Tone.ACCENT]
    colors = [value for value in values.values() if isinstance(value, str)]
    colors += [color for tone in tones for color in tone.values()]

    assert len(colors) == 23 + 6 * 3
    assert all(re.fullmatch("#[0-9A-F]{6}", color) for color in colors)


@pytest.mark.parametrize("tokens", _THEMES)
def test_the_page_on_looks_has_every_color(tokens: Tokens) -> None:
    page = (Path(__file__).parents[3] / "docs" / "look.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    column = 3 if tokens.dark else 2
    said = {row.split("`")[1]: row.split("|")[column].split() for row in rows}
    for field in dataclasses.fields(tokens):
        value = getattr(tokens, field.name)
        if isinstance(value, ToneColors):
            assert said[field.name] == [value.fg, value.bg, value.line]
        elif isinstance(value, str):
            assert said[field.name] == [value]
