"""What was not saved is carried over to the portfolio on the drive; nothing there is lost."""

from dataclasses import replace
from datetime import date

from lssc_desktop.core.portfolio.merging import ChangedWords, carried_over, changed_words
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    CompetencyWork,
    EvidenceUse,
    Plan,
    Portfolio,
    SetWork,
)
from lssc_desktop.core.program.schema import Rating

DAY = date(2026, 11, 2)


def work(
    number: int, caption: str = "", note: str = "", rating: Rating | None = None
) -> CompetencyWork:
    uses = (EvidenceUse("Evidence/Flyer.pdf", caption=caption), EvidenceUse("Evidence/Log.xlsx"))
    return CompetencyWork(number, self_rating=rating, plan=Plan(other=note), evidence=uses)


def portfolio(*works: CompetencyWork, name: str = "Ana Rivera") -> Portfolio:
    sets = (SetWork("technology", DAY, competencies=works),)
    return Portfolio("id", "lssc", "1", Candidate(name), sets=sets)


BEFORE = portfolio(work(1), work(2))


def test_on_an_unchanged_drive_everything_is_as_it_was_typed() -> None:
    changed = portfolio(work(1, "Our flyer", "Ask Pat"), work(2, rating=Rating.MET), name="Ana R.")
    assert carried_over(BEFORE, changed, BEFORE) == changed


def test_what_changed_on_the_drive_meanwhile_stays() -> None:
    changed = portfolio(work(1, "Our flyer"), work(2, note="Mine"))
    now = portfolio(work(1, note="Ask Pat"), work(2, note="Theirs"), work(3, "New"))
    both = portfolio(work(1, "Our flyer", "Ask Pat"), work(2, note="Theirs"), work(3, "New"))
    assert carried_over(BEFORE, changed, now) == both


def test_files_that_were_taken_off_or_put_in_order_stay_so() -> None:
    first, second = work(1).evidence
    turned = portfolio(replace(work(1), evidence=(second, first)), work(2))
    now = portfolio(work(1, "Theirs"), work(2))
    (merged,) = carried_over(BEFORE, turned, now).sets
    assert [use.path for use in merged.competencies[0].evidence] == [second.path, first.path]
    assert merged.competencies[0].evidence[1].caption == "Theirs"
    fewer = portfolio(replace(work(1), evidence=(first,)), work(2))
    (merged,) = carried_over(BEFORE, fewer, portfolio(work(1), work(2, note="x"))).sets
    assert [use.path for use in merged.competencies[0].evidence] == [first.path]


def test_the_words_that_were_typed_are_told_with_their_places() -> None:
    changed = portfolio(work(1, "Our flyer", "Ask Pat"), work(2, rating=Rating.MET))
    assert changed_words(BEFORE, changed) == (
        ChangedWords("other", "Ask Pat", "technology", 1),
        ChangedWords("caption", "Our flyer", "technology", 1, "Evidence/Flyer.pdf"),
    )
    assert changed_words(changed, BEFORE) == ()
    assert changed_words(BEFORE, BEFORE) == ()
