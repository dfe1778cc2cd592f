"""Web pages and links as text."""

import io
import plistlib

import pytest

from lssc_desktop.core.text.extract import Extract, in_words, link_of, plain_extract
from lssc_desktop.core.text.printed import PrintedParagraph, PrintedTable
from lssc_desktop.core.text.richtext import Form
from lssc_desktop.documents.previews.web import link, web_page
from lssc_desktop.documents.previews.wire import MOST_CHARACTERS, PreviewFault, Unviewable
from lssc_desktop.messages.previews import fact_words
from tests.documents.previews.kinds import PAGE, URL, WEBLOC


def of(page: str, encoding: str = "utf-8") -> Extract:
    return web_page(io.BytesIO(page.encode(encoding)))


def said(extract: Extract) -> str:
    return plain_extract(in_words(extract, fact_words))


def test_a_page_says_its_words_in_order_and_nothing_that_runs() -> None:
    assert said(of(PAGE)) == (
        "Programs\nStory times\nIn two languages, see the plan.\nFree.\nLapsit\nTeens\n"
        "Day\tHour\nMonday\t10 AM\n[A full room]"
    )


def test_headings_lists_tables_and_links_are_what_they_are() -> None:
    blocks = in_words(of(PAGE), fact_words).blocks
    forms = [each.paragraph.form for each in blocks if isinstance(each, PrintedParagraph)]
    assert forms[1:] == [Form.HEADING_1, Form.BODY, Form.BULLET, Form.BULLET, Form.BODY]
    assert [table.heads for table in blocks if isinstance(table, PrintedTable)] == [1]
    links = [
        span.link
        for each in blocks
        if isinstance(each, PrintedParagraph)
        for span in each.paragraph.spans
        if span.link
    ]
    assert links == ["https://example.org/plan"]


def test_a_table_that_only_lays_out_a_page_is_its_paragraphs() -> None:
    page = (
        "<table><tr><td><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>"
        f"<td><p>{'Long words. ' * 40}</p></table>"
    )
    blocks = of(page).blocks
    assert isinstance(blocks[0], PrintedTable)
    assert isinstance(blocks[1], PrintedParagraph)


def test_a_title_that_is_the_heading_too_is_said_once() -> None:
    assert said(of("<title>Plan</title><h1>Plan</h1><p>Words")) == "Plan\nWords"


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "shift_jis"])
def test_a_page_is_read_in_the_encoding_that_it_names(encoding: str) -> None:
    words = "物語の時間" if encoding == "shift_jis" else "Café señor"
    page = f'<html><meta http-equiv=x content="text/html; charset={encoding}"><p>{words}'
    assert said(of(page, encoding)) == words


def test_a_script_in_a_link_is_no_link() -> None:
    blocks = of('<p><a href="javascript:alert(1)">Click</a>').blocks
    assert isinstance(blocks[0], PrintedParagraph)
    assert [span.link for span in blocks[0].paragraph.spans] == [""]


def test_a_page_without_words_says_that_it_is_empty() -> None:
    with pytest.raises(Unviewable) as caught:
        of("<html><script>document.write('x')</script></html>")
    assert caught.value.fault is PreviewFault.EMPTY


def test_an_endless_page_is_cut() -> None:
    extract = of("<div>" * 20_000 + "<p>words and words</p>" * 60_000)
    assert extract.cut
    assert len(said(extract)) <= MOST_CHARACTERS + 100_000


# Links ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        URL,
        URL.decode().encode("utf-16"),
        b"[{000214A0-0000}]\nURL=https://other.example\n" + URL,
        plistlib.dumps({"URL": "https://example.org/plan?x=1"}, fmt=plistlib.FMT_BINARY),
    ],
)
def test_a_link_says_where_it_leads(data: bytes) -> None:
    extract = link(io.BytesIO(data))
    assert link_of(extract) == "https://example.org/plan?x=1"
    assert said(extract) == "Link to: https://example.org/plan?x=1"


def test_a_link_can_be_clicked_only_where_it_leads_to_a_page() -> None:
    for address, clickable in (("https://example.org/a", True), ("file:///etc/passwd", False)):
        extract = link(io.BytesIO(b"[InternetShortcut]\nURL=" + address.encode()))
        (block,) = in_words(extract, fact_words).blocks
        assert isinstance(block, PrintedParagraph)
        assert address in block.text
        assert any(span.link for span in block.paragraph.spans) is clickable


@pytest.mark.parametrize("data", [b"[InternetShortcut]\n", b"bplist00garbage", WEBLOC[:60]])
def test_a_link_without_an_address_is_damaged(data: bytes) -> None:
    with pytest.raises(Unviewable) as caught:
        link(io.BytesIO(data))
    assert caught.value.fault is PreviewFault.DAMAGED


def lines_of(page: str) -> list[str]:
    blocks = web_page(io.BytesIO(page.encode())).blocks
    return [block.text for block in blocks if isinstance(block, PrintedParagraph)]


def test_what_is_hidden_beside_words_on_paper_or_in_passing_hides_no_words() -> None:
    styles = (
        ".all:after{display:block;height:0;visibility:hidden}.all::before{display:none}"
        "a:hover{opacity:0}@media print{.all{display:none}}.all{left:50%;margin-left:-480px;"
        "transform:translate(-50%,-50%);min-width:0;font:700 16px/1.5 a;color:#333}"
    )
    page = f"<style>{styles}</style><div class=all><h1>Story time</h1><a href=x>Map</a></div>"
    assert lines_of(page) == ["Story time", "Map"]


@pytest.mark.parametrize(
    "color",
    [
        "lab(1 0 0)",
        "lab(50% 0 0)",
        "oklch(.5 0 0)",
        "hwb(0 0% 0%)",
        "333",
        "inherit",
        "lab(9 0 0 / 1)",
    ],
)
def test_a_color_that_is_not_light_hides_no_words(color: str) -> None:
    assert lines_of(f'<p style="color:{color}">Story time</p>') == ["Story time"]


def test_what_has_a_color_that_nobody_knows_is_left_out() -> None:
    assert lines_of('<p style="color:lab(. 0 0)">Story</p><p>time</p>') == ["time"]


def test_a_closed_part_shows_its_summary_and_an_open_one_all() -> None:
    closed = "<details>a<summary>One</summary>b</details>"
    page = f"{closed}<details open><summary>Two</summary>c</details><p>d</p>"
    assert lines_of(page) == ["One", "Two", "c", "d"]
