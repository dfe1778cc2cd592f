"""The colors can be told apart by people who see less well (WCAG 2.2, 1.4.3 and 1.4.11)."""

import dataclasses
import re

import pytest

from lssc_desktop.ui.tokens import DARK, LIGHT, Ink, Tokens, Tone

_THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
_TEXT = 4.5
_CONTROLS = 3.0


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted([_luminance(one), _luminance(other)])
    return (high + 0.05) / (low + 0.05)


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
    return min(_contrast(color, ground) for ground in grounds)


def test_black_on_white_has_the_contrast_that_wcag_gives_it() -> None:
    assert _contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("tokens", _THEMES)
@pytest.mark.parametrize("ink", [Ink.INK, Ink.INK2, Ink.INK3, Ink.ACCENT])
def test_words_are_readable_on_every_ground(tokens: Tokens, ink: Ink) -> None:
    assert _worst(tokens.color(ink), _grounds(tokens)) >= _TEXT


@pytest.mark.parametrize("tokens", _THEMES)
@pytest.mark.parametrize("tone", list(Tone))
def test_a_status_is_readable_on_its_own_ground_and_on_paper(tokens: Tokens, tone: Tone) -> None:
    colors = tokens.tone(tone)

    assert _worst(colors.fg, [colors.bg, tokens.surface, tokens.bg]) >= _TEXT


@pytest.mark.parametrize("tokens", _THEMES)
def test_the_filled_button_is_readable_also_under_the_pointer(tokens: Tokens) -> None:
    assert _worst(tokens.on_accent, [tokens.accent, tokens.accent_hover]) >= _TEXT


@pytest.mark.parametrize("tokens", _THEMES)
def test_the_edge_of_a_control_can_be_seen_where_controls_lie(tokens: Tokens) -> None:
    grounds = [tokens.surface, tokens.bg, tokens.sidebar, tokens.sunken]

    assert _worst(tokens.line_strong, grounds) >= _CONTROLS


@pytest.mark.parametrize("tokens", _THEMES)
def test_the_focus_ring_can_be_seen_on_every_ground(tokens: Tokens) -> None:
    assert _worst(tokens.focus, _grounds(tokens)) >= _CONTROLS


@pytest.mark.parametrize("tokens", _THEMES)
def test_found_personal_data_is_readable_under_its_mark(tokens: Tokens) -> None:
    assert _contrast(tokens.mark_ink, tokens.mark) >= _TEXT


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
def test_the_table_of_tokens_tells_the_true_contrast(
    tokens: Tokens, ink: Ink, least: float
) -> None:
    grounds = [tokens.surface, tokens.bg, tokens.sidebar, tokens.sunken, tokens.accent_soft]

    assert _worst(tokens.color(ink), grounds) == pytest.approx(least, abs=0.11)


@pytest.mark.parametrize("tokens", _THEMES)
def test_every_color_is_written_in_full(tokens: Tokens) -> None:
    values = dataclasses.asdict(tokens)
    tones = [values.pop(tone) for tone in Tone if tone is not Tone.ACCENT]
    colors = [value for value in values.values() if isinstance(value, str)]
    colors += [color for tone in tones for color in tone.values()]

    assert len(colors) == 19 + 6 * 3
    assert all(re.fullmatch("#[0-9A-F]{6}", color) for color in colors)
