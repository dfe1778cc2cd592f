"""One long document split into the responses of a set, by its headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.portfolio.splitting import Basis, KnownTexts, Splitting, first_words, split
from lssc_desktop.core.program.program import CompetencySet
from lssc_desktop.core.text.richtext import (
    Form,
    KeptContent,
    Paragraph,
    RichText,
    Span,
    UnsupportedContent,
    blocks_of,
    plain,
)
from lssc_desktop.store.programs import read_program, shipped_program_text

SETS = read_program(shipped_program_text(), "lssc.toml").sets
FOUNDATIONS = KnownTexts(SETS[:1], SETS[1:])
EVERY = KnownTexts(SETS)
LEFT = "left out"
STATEMENT = "statement"
TWENTY = "One two three four five six seven eight nine ten " * 2


def heading(text: str, form: Form = Form.HEADING_1) -> Paragraph:
    return Paragraph((Span(text),), form)


def marked(text: str, form: Form) -> Paragraph:
    """A heading, or a line of the body that somebody made bold for one."""
    return Paragraph((Span(text, bold=form is Form.BODY),), form)


def body(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def table(text: str) -> Paragraph:
    kept = KeptContent(f"table {text}", UnsupportedContent.TABLE, 1)
    return Paragraph((Span(text),), kept=kept)


def splitting(*paragraphs: Paragraph, known: KnownTexts = FOUNDATIONS) -> Splitting:
    return split(RichText(paragraphs), known)


def targets(found: Splitting) -> list[int | str]:
    return [
        LEFT if part.target is None else part.target.number or STATEMENT for part in found.parts
    ]


def text(found: Splitting, index: int) -> list[str]:
    return plain(found.text_of(found.parts[index].blocks)).splitlines()


def set_of(set_id: str) -> CompetencySet:
    return next(each for each in SETS if each.id == set_id)


class TestHeadings:
    @pytest.mark.parametrize(
        ("said", "target"),
        [
            ("Competency 2", 2),
            ("Competency #2: Ethics", 2),
            ("COMPETENCY NO. 11 - DIVERSITY", 11),
            ("Competency Eleven", 11),
            ("Foundations, Competency 3", 3),
            ("2. Ethics and values", 2),
            ("2) What I believe", 2),
            ("3.", 3),
            ("3.1 More on that", LEFT),
            ("11 Diversity of users", 11),
            ("7 \u2013 Cooperation", 7),
            ("Ethics and Values", 2),
            ("My work on the value of cooperation", 7),
            ("How our library is governed and funded, and its place in local government", LEFT),
            ("Learning Statement", STATEMENT),
            ("Personal learning statement", STATEMENT),
            ("Competency 77", LEFT),
            ("My summer", LEFT),
        ],
    )
    def test_what_a_heading_names(self, said: str, target: int | str) -> None:
        assert targets(splitting(heading(said), body("What I did."))) == [target]

    def test_words_that_the_candidate_pasted_in_name_a_competency(self) -> None:
        place = TextPlace("foundations", 6)
        words = "The governance of libraries, their funding sources and the larger organization"
        known = KnownTexts(SETS[:1], official={place: words})
        found = splitting(heading(words), body("What I did."), known=known)
        assert [(part.target, part.basis) for part in found.parts] == [(place, Basis.WORDS)]

    def test_words_that_name_another_competency_count_more_than_a_number_before_them(self) -> None:
        found = splitting(heading("4. Value of cooperation"), body("What I did."))
        assert targets(found) == [7]
        assert found.parts[0].basis is Basis.WORDS

    def test_a_bold_line_is_a_heading_too(self) -> None:
        bold = Paragraph((Span("Competency 3", bold=True),))
        other = Paragraph((Span("Competency 4:", bold=True),))
        assert targets(splitting(bold, body("Roles."), other, body("Work."))) == [3, 4]

    def test_so_is_a_plain_line_that_names_a_competency(self) -> None:
        lines = (body("Competency 3"), body("Roles."), body("Competency 4: Work"), body("x"))
        assert targets(splitting(*lines)) == [3, 4]

    def test_headings_in_spanish_name_their_texts_too(self) -> None:
        found = splitting(
            *(heading("Índice"), body("Lo que sigue.")),
            *(heading("Competencia 3"), body("Mis funciones.")),
            *(heading("Respuesta cuatro: mi trabajo"), body("Los departamentos.")),
            *(body("Criterio núm. 5"), body("Principios.")),
            *(heading("Declaración de aprendizaje personal"), body("Lo que aprendí.")),
        )
        assert targets(found) == [LEFT, 3, 4, 5, STATEMENT]

    def test_a_sentence_is_none(self) -> None:
        found = splitting(heading("Competency 3"), body("Competency 4 was harder for me."))
        assert targets(found) == [3]

    def test_an_item_of_a_list_is_none(self) -> None:
        item = Paragraph((Span("Competency 4"),), Form.NUMBER)
        assert targets(splitting(heading("Competency 3"), item)) == [3]

    def test_what_is_kept_as_a_block_is_none(self) -> None:
        assert targets(splitting(heading("Competency 3"), table("Competency 4"))) == [3]


class TestParts:
    def test_what_stands_before_the_first_heading_is_left_out(self) -> None:
        found = splitting(body("Portfolio of Dana"), heading("1. Purpose"), body("Why."))
        assert targets(found) == [LEFT, 1]
        assert text(found, 0) == ["Portfolio of Dana"]

    def test_smaller_headings_stay_in_their_part(self) -> None:
        found = splitting(
            heading("Competency 1"),
            heading("1. What I did", Form.HEADING_2),
            body("Tours."),
            heading("2. What I learned", Form.HEADING_2),
            body("Much."),
            heading("Competency 2"),
            body("Ethics."),
        )
        assert targets(found) == [1, 2]
        assert text(found, 0) == ["1. What I did", "Tours.", "2. What I learned", "Much."]

    def test_so_do_numbered_ones_of_the_same_look(self) -> None:
        found = splitting(
            heading("Competency 5"),
            heading("1. What I did"),
            body("Tours."),
            heading("Competency 6"),
            body("Boards."),
        )
        assert targets(found) == [5, 6]

    def test_and_those_that_come_back_in_every_part(self) -> None:
        found = splitting(
            *(heading("Competency 1"), heading("What I did"), body("Tours.")),
            *(heading("Competency 3"), heading("What I did"), body("Desks.")),
        )
        assert targets(found) == [1, 3]

    @pytest.mark.parametrize("form", [Form.HEADING_1, Form.BODY])
    def test_numbers_that_are_written_in_several_ways_part_it_alike(self, form: Form) -> None:
        said = ("Competency 1: Trends", "2. Hardware", "Competency Three", "4) Security",
                "Competency 5 - Internet", "6", "7. E-mail", "Competency #8",
                "9: Training")  # fmt: skip
        lines = [each for it in said for each in (marked(it, form), body(f"Text of {it}."))]
        found = splitting(*lines, known=KnownTexts((set_of("technology"),)))
        assert targets(found) == [*range(1, 10)]
        for place, each in enumerate(said):
            assert text(found, place)[-1] == f"Text of {each}."
            assert not any(f"Text of {it}." in text(found, place) for it in said if it != each)

    @pytest.mark.parametrize("form", [Form.HEADING_1, Form.BODY])
    def test_a_heading_of_their_look_is_offered_where_it_may_be_another_competency(
        self, form: Form
    ) -> None:
        found = splitting(
            *(marked("Competency 1", form), body("Why.")),
            *(marked("The copier", form), body("It broke.")),
            *(marked("A second desk", form), body("It came.")),
            *(marked("Competency 4", form), body("Work.")),
        )
        assert targets(found) == [1, LEFT, LEFT, 4]
        assert text(found, 0) == ["Why."]

    def test_numbers_of_paragraphs_are_no_competencies(self) -> None:
        found = splitting(
            *(heading("Competency 1"), heading("1. What I did"), body("Tours.")),
            *(heading("2. What I learned"), body("Much.")),
            *(heading("Competency 4"), body("Work.")),
        )
        assert targets(found) == [1, LEFT, LEFT, 4]

    def test_a_number_that_comes_twice_is_that_of_no_competency(self) -> None:
        found = splitting(
            *(heading("1. Why we are here"), body("Tours."), heading("2. Right"), body("x")),
            *(heading("1. The next one"), body("Tours.")),
        )
        assert 1 not in targets(found)

    def test_out_of_order_a_heading_may_be_any_that_is_not_named(self) -> None:
        found = splitting(
            *(heading("Competency 3"), body("Roles."), heading("The copier"), body("It broke.")),
            *(heading("Competency 2"), body("Ethics.")),
        )
        assert targets(found) == [3, LEFT, 2]

    def test_a_title_that_is_only_that_is_no_part_of_the_text(self) -> None:
        found = splitting(
            heading("Competency 3"), heading("Roles of staff", Form.HEADING_2), body("Roles.")
        )
        assert text(found, 0) == ["Roles."]

    def test_a_heading_that_says_more_stays_in_it(self) -> None:
        found = splitting(heading("Competency 3: How we moved the desk"), body("Roles."))
        assert text(found, 0) == ["Competency 3: How we moved the desk", "Roles."]

    def test_a_title_stays_in_the_text_of_another_competency(self) -> None:
        found = splitting(heading("Competency 3"), body("x")).with_target(
            0, TextPlace("foundations", 4)
        )
        assert text(found, 0) == ["Competency 3", "x"]

    def test_sources_at_the_end_are_left_out(self) -> None:
        found = splitting(
            heading("Competency 1"), body("Why."), heading("References"), body("Carnegie 1889")
        )
        assert targets(found) == [1, LEFT]

    def test_a_table_of_contents_names_nothing(self) -> None:
        found = splitting(
            *(body("Competency 1"), body("Competency 2")),
            *(heading("Competency 1"), body("Why.")),
            *(heading("Competency 2"), body("Ethics.")),
        )
        assert targets(found) == [LEFT, 1, 2]

    def test_where_no_heading_names_anything_the_top_ones_part_it(self) -> None:
        found = splitting(
            heading("Chapter A"), heading("x", Form.HEADING_2), body("a"), heading("Chapter B"),
            body("b"),
        )  # fmt: skip
        assert [part.heading for part in found.parts] == ["Chapter A", "Chapter B"]
        assert targets(found) == [LEFT, LEFT]

    def test_without_headings_it_is_one_part(self) -> None:
        found = splitting(body("All of it."), body("In one go."))
        assert [(part.begin, part.end, part.target) for part in found.parts] == [(0, 2, None)]

    def test_an_empty_document_has_none(self) -> None:
        assert splitting().parts == ()


class TestOrder:
    def test_chapters_as_many_as_the_competencies_are_those_in_order(self) -> None:
        chapters = [each for n in range(12) for each in (heading(f"Story {n}x"), body(TWENTY))]
        found = splitting(heading("Contents"), *chapters)
        assert targets(found) == [LEFT, *range(1, 13)]
        assert {part.basis for part in found.parts[1:]} == {Basis.ORDER}
        assert text(found, 1)[0] == "Story 0x"

    def test_of_another_number_they_are_none(self) -> None:
        chapters = [each for n in range(11) for each in (heading(f"Story {n}x"), body(TWENTY))]
        assert targets(splitting(*chapters)) == [LEFT] * 11

    def test_the_one_between_two_competencies_is_the_missing_one_where_all_are_there(self) -> None:
        lines = [each for n in range(3, 13) for each in (heading(f"Competency {n}"), body("x"))]
        found = splitting(
            *(heading("Competency 1"), body("Why.")),
            *(heading("The day the copier broke"), body(TWENTY)),
            *lines,
        )
        assert targets(found) == [*range(1, 13)]
        assert found.parts[1].basis is Basis.ORDER

    def test_where_others_are_missing_too_it_may_be_anything(self) -> None:
        found = splitting(
            *(heading("Competency 1"), body("Why.")),
            *(heading("The day the copier broke"), body(TWENTY)),
            *(heading("Competency 3"), body("Roles.")),
        )
        assert targets(found) == [1, LEFT, 3]
        assert found.left_over() == (found.parts[1],)

    def test_where_none_is_missing_it_belongs_to_what_it_stands_in(self) -> None:
        found = splitting(
            *(heading("Competency 1"), body("Why.")),
            *(heading("The day the copier broke"), body(TWENTY)),
            *(heading("Competency 2"), body("Ethics.")),
        )
        assert targets(found) == [1, 2]


class TestSets:
    def test_a_heading_with_a_set_says_whose_the_numbers_are(self) -> None:
        found = splitting(
            heading("Foundations of Library Services"),
            *(heading("Competency 1", Form.HEADING_2), body("Why.")),
            heading("Technology"),
            *(heading("Competency 1", Form.HEADING_2), body("Computers.")),
            *(heading("Learning statement", Form.HEADING_2), body("All of it.")),
            known=EVERY,
        )
        assert [part.target for part in found.parts] == [
            None,
            TextPlace("foundations", 1),
            None,
            TextPlace("technology", 1),
            TextPlace("technology"),
        ]

    def test_what_stands_below_a_set_that_is_not_wanted_is_left_out(self) -> None:
        found = splitting(
            heading("Technology"),
            *(heading("Competency 1", Form.HEADING_2), body("Computers.")),
            heading("Foundations of Library Services"),
            *(heading("Competency 1", Form.HEADING_2), body("Why.")),
        )
        places = [part.target for part in found.parts if part.target is not None]
        assert places == [TextPlace("foundations", 1)]
        assert [text(found, at) for at, it in enumerate(found.parts) if it.target] == [["Why."]]

    def test_a_title_of_another_set_is_found_by_its_words(self) -> None:
        found = splitting(heading("Resolving conflict"), body("At the desk."), known=EVERY)
        assert found.parts[0].target == TextPlace("communication-teamwork", 3)

    def test_a_set_and_a_number_in_one_heading(self) -> None:
        found = splitting(heading("Technology: Competency 4"), body("Printers."), known=EVERY)
        assert found.parts[0].target == TextPlace("technology", 4)


class TestCorrecting:
    def test_a_part_is_joined_with_the_one_before(self) -> None:
        found = splitting(heading("Competency 1"), body("a"), heading("Competency 2"), body("b"))
        found = found.joined(1)
        assert targets(found) == [1]
        assert text(found, 0) == ["a", "Competency 2", "b"]
        assert found.joined(0) == found

    def test_a_part_is_split_at_a_paragraph(self) -> None:
        found = splitting(heading("Competency 1"), body("a"), body("b")).parted(0, 2)
        assert targets(found) == [1, LEFT]
        assert text(found, 1) == ["b"]
        assert (
            found.joined(1).parts == splitting(heading("Competency 1"), body("a"), body("b")).parts
        )

    def test_what_begins_at_a_heading_is_proposed_by_it(self) -> None:
        lines = (heading("Competency 1"), body("a"), heading("4. Departments", Form.HEADING_2))
        assert targets(splitting(*lines, body("b")).parted(0, 2)) == [1, 4]

    @pytest.mark.parametrize("block", [0, 3, 9])
    def test_nothing_is_split_at_its_ends(self, block: int) -> None:
        found = splitting(heading("Competency 1"), body("a"), body("b"))
        assert found.parted(0, block) == found

    def test_what_the_user_said_is_no_proposal(self) -> None:
        found = splitting(heading("Competency 1"), body("a")).with_target(0, None)
        assert (found.parts[0].target, found.parts[0].basis) == (None, Basis.CHOSEN)

    def test_parts_of_one_text_follow_each_other(self) -> None:
        found = splitting(heading("Competency 1"), body("a"), heading("Competency 2"), body("b"))
        place = TextPlace("foundations", 1)
        (new,) = found.with_target(1, place).with_added(place, adds=True).new_texts()
        assert (new.place, new.adds) == (place, True)
        assert plain(found.text_of(new.blocks)).splitlines() == ["a", "Competency 2", "b"]

    def test_what_has_no_words_becomes_no_text(self) -> None:
        found = splitting(
            heading("Competency 1"), body(" "), heading("2. Ethics, values"), body("x")
        )
        assert [new.place.number for new in found.new_texts()] == [2]

    def test_what_is_left_over_and_what_gets_nothing(self) -> None:
        found = splitting(body("Dana"), heading("Competency 1"), body("a"), body(""))
        assert [part.begin for part in found.left_over()] == [0]
        assert [place.number for place in found.without_text()] == list(range(2, 13))


@some.composite
def documents(draw: some.DrawFn) -> RichText:
    said = [
        *("Competency 3", "2. Ethics", "Learning statement", "text", "", "12", "References"),
        *("Technology", "Value of cooperation", TWENTY),
    ]
    spans = some.tuples(some.builds(Span, some.sampled_from(said), some.booleans()))
    kept = some.sampled_from([None, None, None, table("x").kept])
    paragraph = some.builds(
        lambda row, form, block: Paragraph(row, Form.BODY if block else form, kept=block),
        spans,
        some.sampled_from(Form),
        kept,
    )
    return RichText(tuple(draw(some.lists(paragraph, max_size=20))))


@given(documents(), some.sampled_from([FOUNDATIONS, EVERY]), some.data())
def test_every_paragraph_is_in_exactly_one_part_whatever_is_joined_or_split(
    document: RichText, known: KnownTexts, data: some.DataObject
) -> None:
    found = split(document, known)
    for _ in range(data.draw(some.integers(0, 6))):
        index = data.draw(some.integers(0, max(len(found.parts) - 1, 0)))
        if not found.parts or data.draw(some.booleans()):
            found = found.joined(index)
        else:
            found = found.parted(index, data.draw(some.integers(0, len(found.blocks))))
        if found.parts:
            place = data.draw(some.sampled_from([None, *known.places()]))
            found = found.with_target(len(found.parts) - 1, place)
    units = tuple(blocks_of(document))
    held = [block for part in found.parts for block in range(part.begin, part.end)]
    assert held == list(range(len(units)))
    assert [it for block in held for it in found.blocks[block]] == list(document.paragraphs)
    for new in found.new_texts():
        assert set(new.blocks) <= set(held)
    written = [block for new in found.new_texts() for block in new.blocks]
    assert len(written) == len(set(written))


def test_the_first_words_are_one_line() -> None:
    assert first_words(RichText((body("One\ntwo"), body("three")))) == "One two three"
    assert first_words(RichText((body("one two three"),)), 9) == "one two\u2026"
