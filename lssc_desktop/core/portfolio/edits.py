"""Edits of a portfolio: each a function from one portfolio to the next.

`today` is the day of the edit; it becomes the set's `changed` day wherever a package of the
set would look different afterwards. Planning notes and self-ratings are never packaged and
leave `changed` alone.

It is long because every edit of a set is here: who changes what a set holds has one place to
look.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.portfolio.portfolio import (
    AboutFile,
    CompetencyWork,
    CourseRecord,
    Decision,
    Document,
    EvidenceFile,
    EvidenceUse,
    Outcome,
    PackageNote,
    Plan,
    Portfolio,
    SetWork,
    TextPlace,
    Weight,
)
from lssc_desktop.core.program.program import PassRule
from lssc_desktop.core.program.schema import Rating, Route
from lssc_desktop.core.text.official_texts import OfficialText


class NoSetForAgreement(LsscError):
    """No set that an agreement for all sets covers: each has a course, or is handed in."""

    says = Says(
        "The agreement doesn’t cover any of your {sets}.",
        "Each one has its own course, or is handed in. Nothing was changed.",
        "If it covers one of them, name that {set}.",
    )


def edit_set(
    portfolio: Portfolio, set_id: str, today: date, change: Callable[[SetWork], SetWork]
) -> Portfolio:
    """Return the portfolio with one set changed; a set that was not begun is begun."""
    before = portfolio.set_work(set_id)
    if before is None:
        after = change(SetWork(set_id, today))
        return replace(portfolio, sets=(*portfolio.sets, after))
    after = change(before)
    return replace(
        portfolio, sets=tuple(after if work is before else work for work in portfolio.sets)
    )


def choose_sets(
    portfolio: Portfolio, set_ids: tuple[str, ...], today: date, *, by_portfolio: bool = True
) -> Portfolio:
    """Return the portfolio with exactly these sets chosen, in this order; no work is lost.

    A set that is new is one by portfolio, or without a route where it has none to start with.
    """
    chosen = tuple(
        replace(work, chosen=True)
        if work is not None
        else SetWork(set_id, today, route_chosen=by_portfolio)
        for set_id in set_ids
        for work in (portfolio.set_work(set_id),)
    )
    kept = tuple(
        replace(work, chosen=False) for work in portfolio.sets if work.set_id not in set_ids
    )
    return replace(portfolio, sets=(*chosen, *kept))


def set_route(portfolio: Portfolio, set_id: str, route: Route, today: date) -> Portfolio:
    """Return the portfolio with another route to a set; the work on the old one stays."""
    return edit_set(
        portfolio,
        set_id,
        today,
        lambda work: replace(work, route=route, route_chosen=True, changed=today),
    )


def set_course(portfolio: Portfolio, set_id: str, course: CourseRecord, today: date) -> Portfolio:
    """Return the portfolio with the course record of a set."""
    return edit_set(
        portfolio, set_id, today, lambda work: replace(work, course=course, changed=today)
    )


def set_agreement(
    portfolio: Portfolio, set_ids: Sequence[str], agreement: CourseRecord, today: date
) -> Portfolio:
    """Return the portfolio with sets achieved by an agreement with the candidate's college.

    It is entered once for all of them. A diploma that was there stays where none is named.
    """
    for set_id in set_ids:
        known = portfolio.set_work(set_id)
        was = known.course if known is not None and known.route is Route.RECOGNITION else None
        before = None if was is None else was.certificate
        kept = replace(agreement, certificate=agreement.certificate or before)
        portfolio = set_course(portfolio, set_id, kept, today)
        portfolio = set_route(portfolio, set_id, Route.RECOGNITION, today)
    return portfolio


def sets_for_agreement(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the chosen sets that an agreement for all covers.

    A set with a course of its own is not among them: what was paid and reached stays.
    """
    return tuple(
        work.set_id
        for work in portfolio.sets
        if work.chosen and (work.route is not Route.COURSE or work.course is None)
    )


def set_planned(portfolio: Portfolio, set_id: str, planned: date | None, today: date) -> Portfolio:
    """Return the portfolio with the day by which a set is planned to be done."""
    return edit_set(portfolio, set_id, today, lambda work: replace(work, planned=planned))


def set_document(
    portfolio: Portfolio, place: TextPlace, document: Document | None, today: date
) -> Portfolio:
    """Return the portfolio with the document of a response or learning statement, None for none."""
    if place.number is None:
        return edit_set(
            portfolio,
            place.set_id,
            today,
            lambda work: replace(_by_portfolio(work), statement=document, changed=today),
        )
    return _edit_competency(
        portfolio,
        place.set_id,
        place.number,
        today,
        lambda work: replace(work, response=document),
        chooses=True,
    )


def set_unread_document(
    portfolio: Portfolio, place: TextPlace, document: Document, today: date
) -> Portfolio:
    """Return the portfolio with a document from elsewhere: what it says was never marked ready."""
    return mark_ready(set_document(portfolio, place, document, today), place, False, today)


def set_pds(portfolio: Portfolio, set_id: str, number: int, pds: str, today: date) -> Portfolio:
    """Return the portfolio with the suggestion that a response answers, "" for none."""
    return _edit_competency(portfolio, set_id, number, today, lambda work: replace(work, pds=pds))


def set_official_text(
    portfolio: Portfolio, set_id: str, number: int, text: str, today: date
) -> Portfolio:
    """Return the portfolio with the official wording that the candidate pasted in."""
    return _edit_competency(
        portfolio, set_id, number, today, lambda work: replace(work, official_text=text)
    )


def set_official_texts(
    portfolio: Portfolio, set_id: str, texts: Sequence[OfficialText], today: date
) -> Portfolio:
    """Return the portfolio with the official wording of several competencies of a set."""
    for each in texts:
        portfolio = set_official_text(portfolio, set_id, each.number, each.text, today)
    return portfolio


def set_plan(portfolio: Portfolio, set_id: str, number: int, plan: Plan, today: date) -> Portfolio:
    """Return the portfolio with the planning notes of a competency."""
    return _edit_notes(portfolio, set_id, number, today, lambda work: replace(work, plan=plan))


def set_self_rating(
    portfolio: Portfolio, set_id: str, number: int, rating: Rating | None, today: date
) -> Portfolio:
    """Return the portfolio with the candidate's own rating of a competency."""
    return _edit_competency(
        portfolio,
        set_id,
        number,
        today,
        lambda work: replace(work, self_rating=rating),
        packaged=False,
        chooses=True,
    )


def mark_ready(portfolio: Portfolio, place: TextPlace, ready: bool, today: date) -> Portfolio:
    """Return the portfolio with a competency, or a learning statement, marked as ready, or not."""
    set_id, number = place.set_id, place.number
    if number is None:
        return edit_set(portfolio, set_id, today, lambda work: replace(work, statement_ready=ready))
    return _edit_notes(
        portfolio, set_id, number, today, lambda work: replace(work, marked_ready=ready)
    )


def set_can_do(
    portfolio: Portfolio, set_id: str, number: int, can_do: bool | None, today: date
) -> Portfolio:
    """Return the portfolio with the answer to "I know this, or can do it"; never packaged."""
    return _edit_notes(portfolio, set_id, number, today, lambda work: replace(work, can_do=can_do))


# Evidence ---------------------------------------------------------------------------------------


def use_evidence(
    portfolio: Portfolio, set_id: str, number: int | None, use: EvidenceUse, today: date
) -> Portfolio:
    """Return the portfolio with a file shown for a competency, or with None for the statement.

    A second time replaces the first.
    """
    return put_uses(portfolio, TextPlace(set_id, number), (use,), today)


def put_uses(
    portfolio: Portfolio, place: TextPlace, uses: Sequence[EvidenceUse], today: date
) -> Portfolio:
    """Return the portfolio with all these uses at a place; each replaces that of the same file."""
    put = {use.path: use for use in uses}

    def with_uses(shown: tuple[EvidenceUse, ...]) -> tuple[EvidenceUse, ...]:
        known = {use.path for use in shown}
        return (
            *(put.get(use.path, use) for use in shown),
            *(use for path, use in put.items() if path not in known),
        )

    return _edit_evidence(portfolio, place.set_id, place.number, today, with_uses, chooses=True)


def change_uses(
    portfolio: Portfolio,
    paths: Sequence[str],
    changes: Mapping[TextPlace, bool],
    today: date,
    weight: Weight = Weight.PRIMARY,
) -> Portfolio:
    """Return the portfolio with files shown where a place is true, and not where it is false.

    What is shown already stays as it is described; what is new has the `weight`.
    """
    for place, shows in changes.items():
        shown = uses_at(portfolio, place)
        if shows:
            known = {use.path for use in shown}
            new = [EvidenceUse(path, weight) for path in paths if path not in known]
            portfolio = put_uses(portfolio, place, new, today) if new else portfolio
        else:
            portfolio = take_out_uses(portfolio, place, paths, today)
    return portfolio


def take_out_uses(
    portfolio: Portfolio, place: TextPlace, paths: Collection[str], today: date
) -> Portfolio:
    """Return the portfolio with files not shown at a place any more; they stay as evidence."""
    gone = set(paths)
    shown = uses_at(portfolio, place)
    left = tuple(use.path for use in shown if use.path not in gone)
    if len(left) == len(shown):
        return portfolio
    return order_evidence(portfolio, place.set_id, place.number, left, today)


def weigh_uses(
    portfolio: Portfolio, place: TextPlace, paths: Collection[str], weight: Weight, today: date
) -> Portfolio:
    """Return the portfolio with files that are shown at a place of this weight there."""
    wanted = set(paths)
    uses = [
        replace(use, weight=weight)
        for use in uses_at(portfolio, place)
        if use.path in wanted and use.weight is not weight
    ]
    return put_uses(portfolio, place, uses, today) if uses else portfolio


def uses_at(portfolio: Portfolio, place: TextPlace) -> tuple[EvidenceUse, ...]:
    """Return what a competency, or the statement, shows."""
    work = portfolio.set_work(place.set_id)
    return () if work is None else work.evidence_of(place.number)


def order_evidence(
    portfolio: Portfolio, set_id: str, number: int | None, paths: tuple[str, ...], today: date
) -> Portfolio:
    """Return the portfolio with the evidence of a competency, or statement, ordered as `paths`.

    Uses that `paths` does not name are given up; the files stay.
    """

    def in_order(shown: tuple[EvidenceUse, ...]) -> tuple[EvidenceUse, ...]:
        by_path = {use.path: use for use in shown}
        return tuple(by_path[path] for path in paths if path in by_path)

    return _edit_evidence(portfolio, set_id, number, today, in_order)


def moved_within(order: Sequence[str], paths: Collection[str], place: int) -> tuple[str, ...]:
    """Return the order with some of it moved together before what is at `place` now.

    What is moved keeps its own order; a place past the end is the end.
    """
    moved = set(paths)
    before = [path for path in order[: max(place, 0)] if path not in moved]
    together = [path for path in order if path in moved]
    after = [path for path in order[max(place, 0) :] if path not in moved]
    return (*before, *together, *after)


def put_evidence(portfolio: Portfolio, file: EvidenceFile, today: date) -> Portfolio:
    """Return the portfolio with an evidence file added, or its fingerprint brought up to date."""
    return put_evidence_files(portfolio, (file,), today)


def put_evidence_files(
    portfolio: Portfolio, files: Sequence[EvidenceFile], today: date
) -> Portfolio:
    """Return the portfolio with all these evidence files added or brought up to date at once.

    One that is known keeps the day on which it was added.
    """
    known = {file.path: file for file in portfolio.evidence}
    put = {file.path: replace(file, added=known.get(file.path, file).added) for file in files}
    changed = replace(portfolio, evidence=_with_put(portfolio.evidence, put))
    other = {path for path, file in put.items() if known.get(path, file).sha256 != file.sha256}
    return _touch_shown(changed, other, today) if other else changed


def move_evidence(portfolio: Portfolio, old: str, new: str, today: date) -> Portfolio:
    """Return the portfolio with an evidence file, and every use of it, under another path."""
    return move_evidence_files(portfolio, {old: new}, today)


def move_evidence_files(portfolio: Portfolio, paths: Mapping[str, str], today: date) -> Portfolio:
    """Return the portfolio with evidence files, and every use of them, under other paths."""
    touched = _touch_shown(portfolio, paths.keys(), today)

    def moved(use: EvidenceUse) -> EvidenceUse:
        return replace(use, path=paths[use.path]) if use.path in paths else use

    def with_certificate(course: CourseRecord | None) -> CourseRecord | None:
        if course is None or course.certificate is None or course.certificate not in paths:
            return course
        return replace(course, certificate=paths[course.certificate])

    return replace(
        touched,
        evidence=tuple(_moved_file(file, paths) for file in touched.evidence),
        sets=tuple(
            replace(
                work,
                evidence=tuple(moved(use) for use in work.evidence),
                competencies=tuple(
                    replace(item, evidence=tuple(moved(use) for use in item.evidence))
                    for item in work.competencies
                ),
                course=with_certificate(work.course),
            )
            for work in touched.sets
        ),
        renewal=replace(
            touched.renewal,
            activities=tuple(
                replace(item, evidence=tuple(paths.get(each, each) for each in item.evidence))
                for item in touched.renewal.activities
            ),
        ),
        privacy=tuple(
            replace(each, path=paths.get(each.path, each.path)) for each in touched.privacy
        ),
    )


def _moved_file(file: EvidenceFile, paths: Mapping[str, str]) -> EvidenceFile:
    """Return a file under its new path, and with those of its original and its letter."""
    consent = file.consent
    if consent is not None and consent.file in paths:
        consent = replace(consent, file=paths[consent.file])
    return replace(
        file,
        path=paths.get(file.path, file.path),
        clean_of=paths.get(file.clean_of, file.clean_of),
        consent=consent,
    )


def replace_evidence(portfolio: Portfolio, old: str, file: EvidenceFile, today: date) -> Portfolio:
    """Return the portfolio with a file in every place of another one, whose place it took."""
    return put_evidence(move_evidence(portfolio, old, file.path, today), file, today)


def use_copy(portfolio: Portfolio, old: str, copy: EvidenceFile, today: date) -> Portfolio:
    """Return the portfolio with a copy in every place of a file, which stays among the evidence.

    The copy is the last of the evidence, and other copies are still those of their originals.
    """
    others = tuple(each for each in portfolio.evidence if each.path != copy.path)
    changed = replace_evidence(replace(portfolio, evidence=others), old, copy, today)
    known = {file.path: file for file in changed.evidence}
    stay = (replace(known.get(each.path, each), clean_of=each.clean_of) for each in others)
    return replace(changed, evidence=(*stay, known[copy.path]))


def adopt_evidence(portfolio: Portfolio, missing: str, found: str, today: date) -> Portfolio:
    """Return the portfolio with a file, known as another one, in every place of a missing one."""
    file = portfolio.evidence_file(found)
    if file is None or portfolio.evidence_file(missing) is None:
        return portfolio
    others = tuple(each for each in portfolio.evidence if each.path != found)
    return replace_evidence(replace(portfolio, evidence=others), missing, file, today)


def drop_evidence(portfolio: Portfolio, path: str, today: date) -> Portfolio:
    """Return the portfolio without an evidence file and without any use of it."""
    return drop_evidence_files(portfolio, (path,), today)


def drop_evidence_files(portfolio: Portfolio, paths: Collection[str], today: date) -> Portfolio:
    """Return the portfolio without evidence files and without any use of them."""
    gone = set(paths)
    touched = _touch_shown(portfolio, gone, today)

    def left(uses: tuple[EvidenceUse, ...]) -> tuple[EvidenceUse, ...]:
        return tuple(use for use in uses if use.path not in gone)

    def without_certificate(course: CourseRecord | None) -> CourseRecord | None:
        if course is None or course.certificate not in gone:
            return course
        return replace(course, certificate=None)

    return replace(
        touched,
        evidence=tuple(file for file in touched.evidence if file.path not in gone),
        sets=tuple(
            replace(
                work,
                evidence=left(work.evidence),
                competencies=tuple(
                    replace(item, evidence=left(item.evidence)) for item in work.competencies
                ),
                course=without_certificate(work.course),
            )
            for work in touched.sets
        ),
        renewal=replace(
            touched.renewal,
            activities=tuple(
                replace(item, evidence=tuple(each for each in item.evidence if each not in gone))
                for item in touched.renewal.activities
            ),
        ),
        privacy=tuple(each for each in touched.privacy if each.path not in gone),
    )


# Files about the candidate ----------------------------------------------------------------------


def put_about(portfolio: Portfolio, file: AboutFile) -> Portfolio:
    """Return the portfolio with a file about the candidate added or brought up to date."""
    return put_about_files(portfolio, (file,))


def put_about_files(portfolio: Portfolio, files: Sequence[AboutFile]) -> Portfolio:
    """Return the portfolio with all these files about the candidate added or brought up to date."""
    return replace(
        portfolio, about_me=_with_put(portfolio.about_me, {file.path: file for file in files})
    )


def add_about_files(portfolio: Portfolio, files: Sequence[AboutFile]) -> Portfolio:
    """Return the portfolio with files about the candidate; a known one keeps its kind."""
    known = {file.path: file for file in portfolio.about_me}
    kept = (
        replace(known.get(file.path, file), sha256=file.sha256, bytes=file.bytes) for file in files
    )
    return put_about_files(portfolio, tuple(kept))


def move_about(portfolio: Portfolio, old: str, new: str) -> Portfolio:
    """Return the portfolio with a file about the candidate under another path."""
    return move_about_files(portfolio, {old: new})


def move_about_files(portfolio: Portfolio, paths: Mapping[str, str]) -> Portfolio:
    """Return the portfolio with files about the candidate under other paths."""
    return replace(
        portfolio,
        about_me=tuple(
            replace(file, path=paths[file.path]) if file.path in paths else file
            for file in portfolio.about_me
        ),
        privacy=tuple(
            replace(each, path=paths.get(each.path, each.path)) for each in portfolio.privacy
        ),
    )


def drop_about(portfolio: Portfolio, path: str) -> Portfolio:
    """Return the portfolio without a file about the candidate."""
    return drop_about_files(portfolio, (path,))


def drop_about_files(portfolio: Portfolio, paths: Collection[str]) -> Portfolio:
    """Return the portfolio without these files about the candidate."""
    gone = set(paths)
    return replace(
        portfolio,
        about_me=tuple(file for file in portfolio.about_me if file.path not in gone),
        privacy=tuple(each for each in portfolio.privacy if each.path not in gone),
    )


# Packages ---------------------------------------------------------------------------------------


def note_package(portfolio: Portfolio, note: PackageNote) -> Portfolio:
    """Return the portfolio with a built package noted; the same package is noted once."""
    others = tuple(
        item
        for item in portfolio.packages
        if (item.package_id, item.path) != (note.package_id, note.path)
    )
    return replace(portfolio, packages=(*others, note))


def find_package(portfolio: Portfolio, package_id: str, path: str) -> Portfolio:
    """Return the portfolio with a package that lay elsewhere noted where it lies by now."""
    return replace(
        portfolio,
        packages=tuple(
            replace(note, path=path, elsewhere=False)
            if note.package_id == package_id and note.elsewhere
            else note
            for note in portfolio.packages
        ),
    )


def set_handed_in(portfolio: Portfolio, set_id: str, day: date | None, today: date) -> Portfolio:
    """Return the portfolio with the day on which a set was handed in without this program.

    A set without a route is one by portfolio then.
    """

    def change(work: SetWork) -> SetWork:
        return replace(work if day is None else _by_portfolio(work), handed_in=day)

    return edit_set(portfolio, set_id, today, change)


# Decisions of the program -----------------------------------------------------------------------


def decide(portfolio: Portfolio, set_id: str, decision: Decision, today: date) -> Portfolio:
    """Return the portfolio with a decision on a set, in the order of their days.

    Of one day, they stand in the order in which their packages were built. The same decision is
    taken once. No package shows decisions, so `changed` stays. A response that is to be revised
    is not ready any more, until the user says so again. A set without a route is one by portfolio
    after any decision but that it is achieved, which a course brings too.

    Source: docs/facts/lssc.md 2.4.
    """
    built = {note.package_id: place for place, note in enumerate(portfolio.packages)}

    def order(decision: Decision) -> tuple[date, int]:
        return decision.day, built.get(decision.package_id, len(built))

    def change(work: SetWork) -> SetWork:
        if decision in work.decisions:
            return work
        decisions = tuple(sorted((*work.decisions, decision), key=order))
        to_revise = decision.asked if decisions[-1] is decision else ()
        competencies = tuple(
            replace(each, marked_ready=each.marked_ready and each.number not in to_revise)
            for each in work.competencies
        )
        work = work if decision.outcome is Outcome.ACHIEVED else _by_portfolio(work)
        return replace(work, decisions=decisions, competencies=competencies)

    return edit_set(portfolio, set_id, today, change)


def revisions_left(rule: PassRule, work: SetWork) -> int | None:
    """Return how often more may still be handed in for a set, never below 0; None: not known."""
    return None if rule.revisions is None else max(0, rule.revisions - revisions_asked(work))


def revisions_asked(work: SetWork) -> int:
    """Return how often a revision was asked for.

    Several decisions on one package are one request, repeated or put right.
    """
    asked = {
        item.package_id or item.day.isoformat()
        for item in work.decisions
        if item.outcome is Outcome.REVISION_ASKED
    }
    return len(asked)


# Shared steps -----------------------------------------------------------------------------------


def _edit_notes(
    portfolio: Portfolio,
    set_id: str,
    number: int,
    today: date,
    change: Callable[[CompetencyWork], CompetencyWork],
) -> Portfolio:
    """Change what is never packaged of a competency."""
    return _edit_competency(portfolio, set_id, number, today, change, packaged=False)


def _edit_competency(
    portfolio: Portfolio,
    set_id: str,
    number: int,
    today: date,
    change: Callable[[CompetencyWork], CompetencyWork],
    *,
    packaged: bool = True,
    chooses: bool = False,
) -> Portfolio:
    """Change the work on a competency; what `chooses` makes its set one by portfolio."""

    def within(work: SetWork) -> SetWork:
        work = _by_portfolio(work) if chooses else work
        before = work.competency(number)
        others = tuple(item for item in work.competencies if item.number != number)
        items = sorted((*others, change(before)), key=lambda item: item.number)
        return replace(work, competencies=tuple(items), changed=today if packaged else work.changed)

    return edit_set(portfolio, set_id, today, within)


def _edit_evidence(
    portfolio: Portfolio,
    set_id: str,
    number: int | None,
    today: date,
    change: Callable[[tuple[EvidenceUse, ...]], tuple[EvidenceUse, ...]],
    *,
    chooses: bool = False,
) -> Portfolio:
    """Change what a competency shows, or with None what the statement does."""
    if number is not None:
        return _edit_competency(
            portfolio,
            set_id,
            number,
            today,
            lambda work: replace(work, evidence=change(work.evidence)),
            chooses=chooses,
        )

    def within(work: SetWork) -> SetWork:
        work = _by_portfolio(work) if chooses else work
        return replace(work, evidence=change(work.evidence), changed=today)

    return edit_set(portfolio, set_id, today, within)


def _by_portfolio(work: SetWork) -> SetWork:
    """Return a set that had no route as one by portfolio."""
    return work if work.route_chosen else replace(work, route=Route.PORTFOLIO, route_chosen=True)


def _with_put[Item: EvidenceFile | AboutFile](
    items: Sequence[Item], put: Mapping[str, Item]
) -> tuple[Item, ...]:
    """Return the items with each of `put` in the place of the one with its path, or at the end."""
    known = {item.path for item in items}
    return (
        *(put.get(item.path, item) for item in items),
        *(item for path, item in put.items() if path not in known),
    )


def _touch_shown(portfolio: Portfolio, paths: AbstractSet[str], today: date) -> Portfolio:
    """Return the portfolio with `today` as the last change of all that shows one of these files."""

    def shows(work: SetWork) -> bool:
        return any(use.path in paths for _number, use in work.uses()) or (
            work.course is not None and work.course.certificate in paths
        )

    return replace(
        portfolio,
        sets=tuple(
            replace(work, changed=today) if shows(work) else work for work in portfolio.sets
        ),
        renewal=replace(portfolio.renewal, changed=today)
        if any(each in paths for item in portfolio.renewal.activities for each in item.evidence)
        else portfolio.renewal,
    )
