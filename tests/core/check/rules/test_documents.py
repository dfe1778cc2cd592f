from dataclasses import replace

from lssc_desktop.core.check.rules import evidence
from lssc_desktop.core.portfolio.portfolio import Candidate
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from tests.core.check.rules.desk import Desk, text


def test_comments_and_tracked_changes_are_named(desk: Desk) -> None:
    desk.respond(1, text("Done."), beyond=("comment", "table"))
    assert desk.found(evidence.document_unfinished) == [("advice", "document-unfinished", 1)]


def test_a_chart_is_shown_by_the_word_file_only(desk: Desk) -> None:
    desk.respond(1, text("Done."), beyond=("comment", "chart"))
    (finding,) = evidence.document_beyond(desk.look())
    assert finding.fact("more") == "chart"


def test_special_formatting_alone_is_not_worth_a_word(desk: Desk) -> None:
    desk.respond(1, text("Done."), beyond=("formatting",))
    assert desk.found(evidence.document_beyond) == []


def test_paper_and_spacing_are_not_worth_a_word_either(desk: Desk) -> None:
    desk.respond(1, text("Done."), beyond=("page-setup", "spacing", "bookmark"))
    assert desk.found(evidence.document_beyond) == []


def test_what_pdf_and_web_page_show_is_not_worth_a_word(desk: Desk) -> None:
    desk.respond(1, text("Done."), beyond=("table", "picture", "footnote", "math"))
    assert desk.found(evidence.document_beyond) == []


def test_pictures_without_a_description_are_counted(desk: Desk) -> None:
    path = "Basics/1.docx"
    desk.documents[path] = replace(desk.documents[path], undescribed=2)
    (finding,) = evidence.picture_undescribed(desk.look())
    assert (finding.code, finding.fact("count")) == ("picture-undescribed", "2")


def test_a_document_with_missing_parts_is_named(desk: Desk) -> None:
    desk.respond(1, text("Done."), beyond=("incomplete",))
    assert desk.found(evidence.document_beyond) == []
    assert desk.found(evidence.document_incomplete) == [("advice", "document-incomplete", 1)]


def test_a_document_that_word_has_open_is_named(desk: Desk) -> None:
    path = "Basics/1.docx"
    desk.documents[path] = replace(desk.documents[path], locked=True)
    assert desk.found(evidence.document_open) == [("advice", "document-open", 1)]


def test_a_character_that_no_font_has_is_named_by_its_code(desk: Desk) -> None:
    desk.respond(1, text("A private one: \ue000."))
    (finding,) = evidence.character_unshown(desk.look())
    assert (finding.fact("characters"), finding.fact("about")) == ("U+E000", "text")


def test_a_character_that_no_font_has_is_found_in_captions_and_the_name(desk: Desk) -> None:
    desk.show(1, "Basics/flyer.pdf", caption="Story time \U00013000")
    desk.portfolio = replace(desk.portfolio, candidate=Candidate("Ana \U00013000"))
    found = evidence.character_unshown(desk.look())
    assert [(each.competency, each.fact("about")) for each in found] == [
        (1, "file"),
        (None, "name"),
    ]


def test_links_are_refused_by_a_program_that_takes_files_only(desk: Desk) -> None:
    desk.respond(1, RichText((Paragraph((Span("here", link="https://example.org/"),)),)))
    assert desk.found(evidence.link_refused) == []
    desk.limit(links_allowed=False)
    assert desk.found(evidence.link_refused) == [("blocker", "link-refused", 1)]
