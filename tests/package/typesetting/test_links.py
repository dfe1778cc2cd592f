import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.package.typesetting.blocks import clickable


@pytest.mark.parametrize(
    "link",
    [
        "https://library.example.org/story-time?x=1&y=2#top",
        "http://example.org",
        "mailto:rivera@example.org",
        "HTTPS://EXAMPLE.ORG/",
        "https://example.org/100%25",
    ],
)
def test_web_pages_and_addresses_stay_as_they_are(link: str) -> None:
    assert clickable(link) == link


@pytest.mark.parametrize(
    "link",
    [
        "",
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "//example.org/",
        "../elsewhere.html",
        "#note",
        "https://",
        "mailto:",
        "https://[broken",
        "https://example.org/" + "a" * 3000,
    ],
)
def test_everything_else_is_no_link(link: str) -> None:
    assert clickable(link) == ""


def test_letters_beyond_ascii_are_escaped() -> None:
    assert clickable("https://example.org/año") == "https://example.org/a%C3%B1o"


def test_hidden_characters_are_not_part_of_a_link() -> None:
    assert clickable("https://exam\u202eple.org/") == "https://example.org/"


@given(st.text().map(lambda text: "https://example.org/" + text) | st.text())
def test_a_link_is_ascii_without_spaces_or_quotes(link: str) -> None:
    found = clickable(link)

    assert found.isascii()
    assert not set(found) & set(' \t\r\n"<>\\`')
