import pytest
from hypothesis import given
from hypothesis import strategies as some

from lssc_desktop.core.portfolio.splitting import (
    DocumentSection,
    SectionUse,
    split,
    texts_of,
    with_target,
)
from lssc_desktop.core.program.program import CompetencySet
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span, plain
from lssc_desktop.store.programs import read_program, shipped_program_text


@pytest.fixture(scope="module")
def foundations() -> CompetencySet:
    return read_program(shipped_program_text(), "lssc.toml").sets[0]


def heading(text: str, form: Form = Form.HEADING_1) -> Paragraph:
    return Paragraph((Span(text),), form)


def body(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def targets(sections: tuple[DocumentSection, ...]) -> list[int | SectionUse]:
    return [section.target for section in sections]


class TestHeadings:
    @pytest.mark.parametrize(
        ("text", "target"),
        [
            ("Competency 2", 2),
            ("Competency #2: Ethics", 2),
            ("COMPETENCY NO. 11 - DIVERSITY", 11),
            ("2. Ethics and values", 2),
            ("2) What I believe", 2),
            ("11 Diversity of users", 11),
            ("7 \u2013 Cooperation", 7),
            ("Ethics and Values", 2),
            ("My work on the value of cooperation", 7),
            ("Learning Statement", SectionUse.STATEMENT),
            ("Personal learning statement", SectionUse.STATEMENT),
        ],
    )
    def test_what_a_heading_names(
        self, foundations: CompetencySet, text: str, target: int | SectionUse
    ) -> None:
        document = RichText((heading(text), body("What I did.")))
        assert targets(split(document, foundations)) == [target]

    def test_a_number_that_the_set_does_not_have_names_nothing(
        self, foundations: CompetencySet
    ) -> None:
        document = RichText((heading("Competency 77"), body("What I did.")))
        assert targets(split(document, foundations)) == [SectionUse.LEFT_OUT]

    def test_a_bold_line_is_a_heading_too(self, foundations: CompetencySet) -> None:
        bold = Paragraph((Span("Competency 3", bold=True),))
        document = RichText((bold, body("Roles."), heading("4. Departments"), body("Work.")))
        assert targets(split(document, foundations)) == [3, 4]

    def test_so_is_a_plain_line_that_names_a_competency(self, foundations: CompetencySet) -> None:
        document = RichText(
            (body("Competency 3"), body("Roles."), body("Competency 4: Work"), body("x"))
        )
        assert targets(split(document, foundations)) == [3, 4]

    def test_a_sentence_is_none(self, foundations: CompetencySet) -> None:
        document = RichText((heading("Competency 3"), body("Competency 4 was harder for me.")))
        assert targets(split(document, foundations)) == [3]

    def test_an_item_of_a_list_is_none(self, foundations: CompetencySet) -> None:
        item = Paragraph((Span("Competency 4"),), Form.NUMBER)
        assert targets(split(RichText((heading("Competency 3"), item)), foundations)) == [3]


class TestSections:
    def test_what_stands_before_the_first_heading_is_left_out(
        self, foundations: CompetencySet
    ) -> None:
        document = RichText((body("Portfolio of Dana"), heading("1. Purpose"), body("Why.")))
        sections = split(document, foundations)
        assert targets(sections) == [SectionUse.LEFT_OUT, 1]
        assert plain(sections[0].text_in(document)) == "Portfolio of Dana"

    def test_smaller_headings_stay_in_their_section(self, foundations: CompetencySet) -> None:
        document = RichText(
            (
                heading("Competency 1"),
                heading("What I did", Form.HEADING_2),
                body("Tours."),
                heading("What I learned", Form.HEADING_2),
                body("Much."),
                heading("Competency 2"),
                body("Ethics."),
            )
        )
        sections = split(document, foundations)
        assert targets(sections) == [1, 2]
        assert plain(sections[0].text_in(document)).splitlines() == [
            "What I did", "Tours.", "What I learned", "Much.",
        ]  # fmt: skip

    def test_where_no_heading_names_anything_the_top_ones_part_it(
        self, foundations: CompetencySet
    ) -> None:
        document = RichText(
            (
                heading("Chapter A"),
                heading("x", Form.HEADING_2),
                body("a"),
                heading("Chapter B"),
                body("b"),
            )
        )
        sections = split(document, foundations)
        assert [section.heading for section in sections] == ["Chapter A", "Chapter B"]
        assert targets(sections) == [SectionUse.LEFT_OUT, SectionUse.LEFT_OUT]

    def test_without_headings_it_is_one_section(self, foundations: CompetencySet) -> None:
        document = RichText((body("All of it."), body("In one go.")))
        assert split(document, foundations) == (DocumentSection("", 0, 2, SectionUse.LEFT_OUT),)

    def test_an_empty_document_has_none(self, foundations: CompetencySet) -> None:
        assert split(RichText(), foundations) == ()

    @given(
        some.lists(
            some.builds(
                Paragraph,
                some.tuples(
                    some.builds(
                        Span,
                        some.sampled_from(
                            ["Competency 3", "2. Ethics", "Learning statement", "text", "", "12"]
                        ),
                        some.booleans(),
                    )
                ),
                some.sampled_from(Form),
            ),
            max_size=20,
        )
    )
    def test_together_they_are_the_whole_document(self, paragraphs: list[Paragraph]) -> None:
        found = read_program(shipped_program_text(), "lssc.toml").sets[0]
        sections = split(RichText(tuple(paragraphs)), found)
        places = [place for each in sections for place in range(each.begin, each.end)]
        assert places == list(range(len(paragraphs)))


class TestTexts:
    def test_sections_of_one_target_follow_each_other(self, foundations: CompetencySet) -> None:
        document = RichText(
            (heading("Competency 1"), body("First."), heading("Competency 2"), body("Second."))
        )
        sections = with_target(split(document, foundations), 1, 1)
        assert {key: plain(text) for key, text in texts_of(document, sections).items()} == {
            1: "First.\nSecond."
        }

    def test_what_is_left_out_or_empty_is_not_among_them(self, foundations: CompetencySet) -> None:
        document = RichText(
            (body("Title"), heading("Competency 1"), body(" "), heading("2. Ethics"), body("x"))
        )
        assert list(texts_of(document, split(document, foundations))) == [2]
