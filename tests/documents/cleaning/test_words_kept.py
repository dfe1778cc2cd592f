"""What somebody reads in a file stands in its copy in words: what was lost of real files."""

from tests.documents.cleaning import planted_word
from tests.documents.cleaning.planted_office import opendocument_file
from tests.documents.cleaning.test_clean_copy import copy_of


def said_of(name: str, data: bytes) -> list[str]:
    return [line for line in copy_of(name, data).words.split("\n") if line]


def test_letters_in_a_darkened_white_of_the_theme_are_kept() -> None:
    shaded = 'w:themeColor="background1" w:themeShade="80"'
    assert "Gray words" in said_of("a.docx", planted_word.colored("808080", shaded))
    assert "Gray words" not in said_of("a.docx", planted_word.colored("FFFFFF", shaded))
    white = 'w:themeColor="background1"'
    assert "Gray words" not in said_of("a.docx", planted_word.colored("808080", white))


def test_a_picture_in_a_run_whose_letters_would_be_white_is_kept() -> None:
    (picture,) = said_of("a.docx", planted_word.picture_in_white())[1:]
    assert picture.startswith("[Picture 1")


_LISTS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-format="I" style:num-suffix="."/><text:list-level-style-number text:level="2" '
    'style:num-format="a" style:num-prefix="(" style:num-suffix=")" text:display-levels="2"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="-"/></text:list-style>'
    '<text:list-style style:name="N"><text:list-level-style-number text:level="1" '
    'style:num-format="" style:num-suffix="."/></text:list-style>'
)


def _list(items: str, about: str = 'text:style-name="L"') -> str:
    return f"<text:list {about}>{items}</text:list>"


def _item(words: str, inside: str = "", about: str = "") -> str:
    return f"<text:list-item {about}><text:p>{words}</text:p>{inside}</text:list-item>"


def test_the_items_of_an_opendocument_list_are_numbered_as_they_are_shown() -> None:
    deep = _list(_item("Deep"), "")
    inner = _list(_item("Inner", deep) + _item("Next"), "")
    body = (
        _list(_item("One", inner) + _item("Two"), 'text:style-name="L" xml:id="list1"')
        + _list(_item("New"))
        + _list(_item("Three"), 'text:style-name="L" text:continue-list="list1"')
        + _list(_item("Four"), 'text:style-name="L" text:continue-numbering="true"')
        + _list(_item("Nine", about='text:start-value="9"') + _item("Ten"))
        + _list(_item("Bare"), 'text:style-name="N"')
        + "<text:list><text:list-header><text:p>Head</text:p></text:list-header></text:list>"
    )
    said = said_of("a.odt", opendocument_file("odt", body, _LISTS))[1:]
    assert said == [
        *("I. One", "(I.a) Inner", "Deep", "(I.b) Next", "II. Two", "I. New", "III. Three"),
        *("IV. Four", "IX. Nine", "X. Ten", "Bare", "Head"),
    ]


def test_the_headings_of_an_opendocument_text_have_their_numbers() -> None:
    levels = "".join(
        f'<text:outline-level-style text:level="{level}" style:num-format="{shown}" '
        f'text:display-levels="{level}" style:num-suffix=")"/>'
        for level, shown in ((1, "1"), (2, "1"), (3, ""))
    )
    body = "".join(
        f'<text:h text:outline-level="{level}" {about}>{words}</text:h>'
        for level, words, about in (
            *((1, "First", ""), (2, "Within", ""), (2, "Again", ""), (3, "Bare", "")),
            *((1, "Preface", 'text:is-list-header="true"'), (1, "Second", ""), (2, "Anew", "")),
        )
    )
    outline = f'<text:outline-style style:name="Outline">{levels}</text:outline-style>'
    said = said_of("a.odt", opendocument_file("odt", body, outline))[1:]
    assert said == [
        *("1) First", "1.1) Within", "1.2) Again", "Bare", "Preface", "2) Second", "2.1) Anew"),
    ]
