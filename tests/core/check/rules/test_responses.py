from dataclasses import replace

import pytest

from lssc_desktop.core.check.rules import responses
from lssc_desktop.core.files.seen import SeenDocument
from lssc_desktop.core.program.program import Competency, Part
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span
from lssc_desktop.messages.findings import finding_message
from tests.core.check.rules.desk import Desk, text


def test_every_competency_needs_a_response(desk: Desk) -> None:
    desk.change(3, response=None)
    assert desk.found(responses.response_missing) == [("blocker", "response-missing", 3)]


def test_a_response_whose_file_is_gone_stops_a_hand_in(desk: Desk) -> None:
    del desk.documents["Basics/2.docx"]
    assert desk.found(responses.response_missing) == [("blocker", "response-file-gone", 2)]


def test_an_introduction_alone_is_no_response(desk: Desk) -> None:
    desk.respond(1, text())
    assert desk.found(responses.response_empty) == [("blocker", "response-empty", 1)]


def test_a_response_that_is_a_picture_is_not_called_empty(desk: Desk) -> None:
    desk.respond(1, RichText(), beyond=("picture",))
    assert desk.found(responses.response_empty) == []


def test_paper_and_spacing_make_no_text_of_an_empty_response(desk: Desk) -> None:
    desk.respond(1, RichText(), beyond=("page-setup", "spacing"))
    assert desk.found(responses.response_empty) == [("blocker", "response-empty", 1)]


def test_a_damaged_document_stops_a_hand_in(desk: Desk) -> None:
    desk.documents["Basics/1.docx"] = SeenDocument("Basics/1.docx", fault="damaged")
    assert desk.found(responses.response_unreadable) == [("blocker", "response-unreadable", 1)]


def test_evaluators_prefer_an_introduction(desk: Desk) -> None:
    desk.respond(1, text("I did it.", introduction=""))
    assert desk.found(responses.introduction_missing) == [("advice", "introduction-missing", 1)]


def test_a_suggestion_that_is_answered_serves_as_the_introduction(desk: Desk) -> None:
    desk.respond(1, text("I did it.", introduction=""))
    desk.change(1, pds="Describe a day at the desk.")
    assert desk.found(responses.introduction_missing) == []


def test_a_program_that_asks_for_no_introduction_gets_no_advice_about_it(desk: Desk) -> None:
    desk.respond(1, text("I did it.", introduction=""))
    desk.limit(introduction_paragraphs=None)
    assert desk.found(responses.introduction_missing) == []


def test_an_introduction_is_one_paragraph(desk: Desk) -> None:
    both = tuple(Paragraph((Span(word),), Form.INTRODUCTION) for word in ("One.", "Two."))
    desk.respond(1, RichText((*both, Paragraph((Span("Done."),)))))
    assert desk.found(responses.introduction_long) == [("advice", "introduction-long", 1)]


def test_a_response_over_three_pages_is_advice_and_no_blocker(desk: Desk) -> None:
    desk.respond(1, text(*["word " * 300] * 8))
    assert desk.found(responses.response_long) == [("advice", "response-long", 1)]


def test_a_program_may_count_words(desk: Desk) -> None:
    desk.limit(response_words=3)
    desk.respond(1, text("one two three four", introduction=""))
    assert ("advice", "response-wordy", 1) in desk.found(responses.response_long)


def test_each_lettered_part_is_spoken_of(desk: Desk) -> None:
    desk.respond(2, text("In (a) I learned much."))
    (finding,) = responses.part_without_example(desk.look())
    assert (finding.competency, finding.fact("missing"), finding.fact("covered")) == (2, "b", "a")


def test_files_attached_to_the_parts_cover_them(desk: Desk) -> None:
    desk.respond(2, text("I learned much."))
    desk.show(2, "Evidence/2.pdf", parts=("a", "b"))
    assert desk.found(responses.part_without_example) == []


def test_once_files_are_attached_to_parts_each_part_wants_one(desk: Desk) -> None:
    desk.respond(2, text("In (a) and (b) I learned much."))
    desk.show(2, "Evidence/2.pdf", parts=("a",))
    (finding,) = responses.part_without_example(desk.look())
    assert finding.fact("missing") == "b"


def test_an_unknown_competency_is_named_until_its_text_is_pasted_in(desk: Desk) -> None:
    unknown = replace(desk.program.sets[0], competencies=(Competency(1, "Not known"),))
    desk.program = replace(desk.program, sets=(unknown,))
    assert desk.found(responses.competency_unknown) == [("advice", "competency-unknown", 1)]
    desk.change(1, official_text="The official wording.")
    assert desk.found(responses.competency_unknown) == []


def test_a_set_of_unknown_length_says_so(desk: Desk) -> None:
    open_end = replace(desk.program.sets[0], count_is_minimum=True)
    desk.program = replace(desk.program, sets=(open_end,))
    assert desk.found(responses.set_count_unknown) == [("advice", "set-count-unknown", None)]


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("I cataloged maps, and checked them out at the desk.", "Acquisitions of books"),
        ("I order what we acquire; acquisitions are mine. I know the catalog.", ""),
        ("It was a year of services.", "Cataloging rules\nAcquisitions of books"),
        ("(a) and (b), as in the plan.", ""),
    ],
)
def test_where_the_letters_are_ours_the_subject_is_looked_for(
    desk: Desk, said: str, missing: str
) -> None:
    parts = (Part("a", "Cataloging rules"), Part("b", "Acquisitions of books"))
    first, second, third = desk.program.sets[0].competencies
    ours = replace(second, parts=parts, letters_ours=True)
    basics = replace(desk.program.sets[0], competencies=(first, ours, third))
    desk.program = replace(desk.program, sets=(basics,))
    desk.respond(2, text(said))
    found = list(responses.part_without_example(desk.look()))
    assert [item.fact("subjects") for item in found] == ([missing] if missing else [])
    for item in found:
        said_of_it = finding_message(item).text
        assert "letter" not in said_of_it
        assert "(b)" not in said_of_it
