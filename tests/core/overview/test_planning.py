from datetime import date

import pytest

from lssc_desktop.core.overview.next_steps import (
    OutlineHeads,
    PlanOrder,
    outline,
    planned_competencies,
)
from lssc_desktop.core.portfolio.portfolio import CompetencyWork, EvidenceUse, Plan, SetWork
from lssc_desktop.core.program.program import CompetencySet
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.text.richtext import Form, plain
from lssc_desktop.store.programs import read_program, shipped_program_text

HEADS = OutlineHeads("What I did", "What I learned", "How well it worked")


@pytest.fixture(scope="module")
def technology() -> CompetencySet:
    return read_program(shipped_program_text(), "lssc.toml").sets[2]


def numbers(competency_set: CompetencySet, order: PlanOrder, *works: CompetencyWork) -> list[int]:
    work = SetWork("technology", date(2026, 11, 27), competencies=works)
    return [each.competency.number for each in planned_competencies(competency_set, work, order)]


class TestOrder:
    def test_by_number_all_are_there_in_their_order(self, technology: CompetencySet) -> None:
        assert numbers(technology, PlanOrder.NUMBERED) == list(range(1, 10))

    def test_surest_first_goes_by_the_own_rating_then_by_the_evidence(
        self, technology: CompetencySet
    ) -> None:
        found = numbers(
            technology,
            PlanOrder.SUREST_FIRST,
            CompetencyWork(1, self_rating=Rating.NOT_MET),
            CompetencyWork(4, self_rating=Rating.PARTIAL),
            CompetencyWork(6, self_rating=Rating.MET),
            CompetencyWork(8, self_rating=Rating.MET, evidence=(EvidenceUse("Evidence/a.pdf"),)),
        )
        assert found == [8, 6, 4, 2, 3, 5, 7, 9, 1]

    @pytest.mark.parametrize("order", PlanOrder)
    def test_what_is_parked_comes_last(self, technology: CompetencySet, order: PlanOrder) -> None:
        parked = CompetencyWork(1, self_rating=Rating.MET, plan=Plan(parked=True))
        assert numbers(technology, order, parked)[-1] == 1


class TestOutline:
    def test_it_is_headings_with_the_notes_and_captions_under_them(self) -> None:
        work = CompetencyWork(
            2,
            plan=Plan(primary="Class for seniors\n\nHandout", other="I speak too fast"),
            evidence=(
                EvidenceUse("Evidence/handout.pdf", caption="The handout I made"),
                EvidenceUse("Evidence/photo.jpg"),
            ),
        )
        found = outline(work, {"Evidence/photo.jpg": "photo.jpg"}, HEADS)
        assert plain(found).splitlines() == [
            "What I did",
            "Class for seniors",
            "Handout",
            "The handout I made",
            "photo.jpg",
            "What I learned",
            "I speak too fast",
            "How well it worked",
        ]
        forms = [paragraph.form for paragraph in found.paragraphs]
        assert forms.count(Form.HEADING_2) == 3

    def test_without_notes_it_is_the_headings(self) -> None:
        found = outline(CompetencyWork(2), {}, HEADS)
        assert plain(found).split("\n") == [
            "What I did", "", "What I learned", "", "How well it worked",
        ]  # fmt: skip

    def test_a_note_that_is_a_caption_too_stands_once(self) -> None:
        use = EvidenceUse("Evidence/a.pdf", caption="Handout")
        work = CompetencyWork(2, plan=Plan(primary="Handout"), evidence=(use,))
        assert plain(outline(work, {}, HEADS)).splitlines().count("Handout") == 1
