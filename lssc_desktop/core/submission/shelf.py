"""The shelf of an office: packages in a folder, what was said of them, and who has what to do.

Everything here is brought together from the files beside the packages: reviews, evaluations,
results, and what the office noted (who is assigned, due days, when it was handed in).
It is long because an entry is known only by all of these together.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from lssc_desktop.core.files.names import folded
from lssc_desktop.core.portfolio.portfolio import Outcome, PackageKind
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.reviewing import blind_label
from lssc_desktop.core.program.rules_id import Rules, RulesId
from lssc_desktop.core.review.evaluation import needs_another
from lssc_desktop.core.review.review import Rated, ReviewMode
from lssc_desktop.core.submission.assignments import Assignment, is_for, person_key
from lssc_desktop.core.submission.evaluators import Conflict, Evaluators, KnownConflict, Ruling
from lssc_desktop.core.submission.signature import KeyUnreadable, PublicKey, decode_public_key
from lssc_desktop.core.submission.trust import FirstSeen, KeyRing, SignatureCheck
from lssc_desktop.core.text.matching import fold
from lssc_desktop.values import dataclass


class Soundness(StrEnum):
    """Whether a package is as its own lists say, as far as that was looked at."""

    UNKNOWN = "unknown"
    VALID = "valid"
    DAMAGED = "damaged"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class SeenOnShelf:
    """A file as it was seen: when these are the same, its content was not read again."""

    bytes: int
    modified: int


@dataclass(frozen=True, slots=True)
class ShelvedPackage:
    """What a package says of itself; `name` is its path within the shelf, with `/`.

    `changed` is the day on which the set was changed last, which the package has in its name.
    `carried` are the comments of earlier rounds that it carries and that were not settled then.
    `revision` counts how often more had been asked for before, and `revises` is the id of the
    package on which that was decided last. `competencies` are those that can be rated.
    `exchanged` is the package that was seen first under this name, where that was another one.
    `record` is the fingerprint of the record in it, "" where that cannot be read.
    `rules_id` says which rules came with it. What the office's own file says is in the fields
    after it, and only where that is known (`by_office_rules`).
    """

    name: str
    seen: SeenOnShelf
    soundness: Soundness = Soundness.UNKNOWN
    package_id: str = ""
    candidate: str = ""
    set_title: str = ""
    kind: PackageKind | None = None
    copy: int = 0
    carried: tuple[str, ...] = ()
    changed: date | None = None
    portfolio: str = ""
    set_id: str = ""
    revision: int = 0
    revises: str = ""
    competencies: int = 0
    exchanged: FirstSeen | None = None
    record: str = ""
    rules_id: RulesId | None = None
    language: str = ""
    """The code of the language it is written in."""
    rules: Rules | None = None
    evaluators: int | None = 1
    """As many as the program wants at least; None: not known."""
    blind: bool = False
    keep_years: int | None = None
    """None: not known, or the program doesn't say it; then it's never proposed to delete it."""
    disagreement: str = ""
    """What follows when evaluators rate differently, an `EvaluatorDisagreement` or ""."""
    signature: SeenOnShelf | None = None
    """The signature beside it, as it was seen."""
    signed_by: str = ""
    """The line of the key that the signature beside it names."""
    wrong_key: SignatureCheck | None = None
    """What is wrong with that key (`by_known_keys`)."""

    @property
    def has_known_rules(self) -> bool:
        """Whether it can be judged: its rules are those of a file that the office knows."""
        return self.rules is not None and self.rules.are_known

    @property
    def identity(self) -> str:
        """What stays of a package under every name: its id, or else its name and size."""
        return self.package_id or f"{self.name}:{self.seen.bytes}"


def by_office_rules(
    package: ShelvedPackage, rules: Rules | None, program: Program | None
) -> ShelvedPackage:
    """Return a package with what the office's own program file says of it.

    `rules` is what this computer knows of those that came with it, and `program` the known file,
    None where there is none: then nothing counts as enough, nothing can be deleted, and what was
    handed in is shown without a name.
    """
    if package.kind is None:
        return package
    handed_in = package.kind is PackageKind.PORTFOLIO
    if program is None or rules is None or not rules.are_known:
        return replace(
            package,
            rules=rules,
            evaluators=None if handed_in else 1,
            blind=handed_in,
            keep_years=None,
            disagreement="",
        )
    return replace(
        package,
        rules=rules,
        evaluators=program.pass_rule.least_evaluators if handed_in else 1,
        blind=program.reviews.blind,
        keep_years=program.reviews.keep_years,
        disagreement=program.disagreement,
    )


def by_known_keys(packages: Sequence[ShelvedPackage], keys: KeyRing) -> tuple[ShelvedPackage, ...]:
    """Return packages with what is wrong with the keys that they are signed with."""
    signed = ((each.name, _key(each.signed_by), each.candidate) for each in packages)
    wrong = keys.wrong_keys(signed) if keys.known else {}
    return tuple(
        replace(each, wrong_key=wrong[each.name]) if each.name in wrong else each
        for each in packages
    )


def _key(line: str) -> PublicKey | None:
    try:
        return decode_public_key(line) if line else None
    except KeyUnreadable:
        return None


@dataclass(frozen=True, slots=True)
class ShelvedReview:
    """What a review file in the shelf says; `package_id` is "" for one that cannot be read.

    `rated` counts the competencies that it rates. An evaluation that `decides` is the panel's, or
    the third evaluator's.
    """

    name: str
    seen: SeenOnShelf
    package_id: str = ""
    reviewer: str = ""
    mode: ReviewMode = ReviewMode.REVIEW
    comments: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    id: str = ""
    written: datetime | None = None
    rated: int = 0
    outcome: Outcome | None = None
    ratings: tuple[Rated, ...] = ()
    """Those of an evaluation."""
    decides: bool = False
    declares: bool = False
    """Whether the evaluator declares a conflict of interest in it."""


@dataclass(frozen=True, slots=True)
class ShelvedAssignments:
    """What a file of assignments in the shelf says; without an id it cannot be read."""

    name: str
    seen: SeenOnShelf
    package_id: str = ""
    assigned: tuple[Assignment, ...] = ()
    handed_in: date | None = None


class ShelfState(StrEnum):
    """How far the office is with a package."""

    NO_PACKAGE = "no-package"
    NOT_REVIEWED = "not-reviewed"
    REVIEWED = "reviewed"
    NOT_EVALUATED = "not-evaluated"
    PARTLY_EVALUATED = "partly-evaluated"
    DISPUTED = "disputed"
    """A third evaluator, or the panel, has to decide where the evaluators differ."""
    READY = "ready"
    RULES_NOT_KNOWN = "rules-not-known"
    """It can't be said: this computer doesn't know the rules by which it was made."""
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One evaluator's evaluation of a package: how many competencies it rates, of how many.

    One that `decides` is the panel's or the third evaluator's, beside those of the evaluators.
    """

    person: str
    rated: int
    of: int
    ratings: tuple[Rated, ...] = ()
    decides: bool = False
    declares: bool = False
    written: date | None = None

    @property
    def is_complete(self) -> bool:
        """Whether every competency is rated."""
        return self.rated >= self.of


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """One row of the shelf, which is a folder of packages at a program's office.

    `newest` is the name of the package that took the place of this one, "" where none did;
    `earlier` are the names of those whose place this one took, the newest of them first.
    `revised` is the row of the package that this one revises, if it lies here too. Of a candidate
    who has a `namesake` there is another one of that name here. `begun` says that this computer
    keeps work of the reviewer on it that is in no review file yet. Whose it is was taken out of
    a `hidden` one (`hide_candidates`). A damaged file that is surely a `copy_of` one that is whole
    has the name of that, which has those of its `damaged` copies. `under` is the name of the row
    under which this one folds: the newest package of the work, or the whole one.
    """

    package: ShelvedPackage
    reviewers: tuple[str, ...] = ()
    open_comments: int = 0
    opened_by: tuple[str, ...] = ()
    state: ShelfState = ShelfState.NO_PACKAGE
    evaluations: tuple[Evaluated, ...] = ()
    outcome: Outcome | None = None
    decided: date | None = None
    assigned: tuple[Assignment, ...] = ()
    first_seen: date | None = None
    handed_in: date | None = None
    newest: str = ""
    earlier: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    copy_of: str = ""
    under: str = ""
    revises: str = ""
    conflicts: tuple[KnownConflict, ...] = ()
    """Those with its candidate (`with_conflicts`)."""
    namesake: bool = False
    begun: bool = False
    hidden: bool = False

    @property
    def name(self) -> str:
        """The path of the package within the shelf."""
        return self.package.name

    @property
    def shown_name(self) -> str:
        """What people read as the name of the file: a label for one that is hidden."""
        return f"{self.package.candidate}.zip" if self.hidden else self.name

    @property
    def evaluated(self) -> int:
        """How many evaluators rated every competency."""
        return sum(each.is_complete and not each.decides for each in self.evaluations)

    @property
    def received(self) -> date | None:
        """The day from which the office counts: the hand-in if it was noted, else first seen."""
        return self.handed_in or self.first_seen

    @property
    def waiting(self) -> tuple[Assignment, ...]:
        """Who is assigned and has not done it yet; nobody once it is decided or superseded.

        A damaged file is no task for anybody.
        """
        is_damaged = self.package.soundness is Soundness.DAMAGED
        if self.outcome is not None or self.newest or is_damaged:
            return ()
        done = self.reviewers
        if self.package.kind is PackageKind.PORTFOLIO:
            done = tuple(each.person for each in self.evaluations if each.is_complete)
        names = {person_key(each) for each in done}
        return tuple(each for each in self.assigned if person_key(each.person) not in names)

    @property
    def due(self) -> date | None:
        """The first day by which somebody still has to do it."""
        return min((each.due for each in self.waiting if each.due), default=None)

    @property
    def rules_unknown(self) -> bool:
        """Whether it was handed in and nobody here knows by which rules: it's in no number."""
        is_package = self.state is not ShelfState.NO_PACKAGE
        handed_in = self.package.kind is PackageKind.PORTFOLIO
        return is_package and handed_in and not self.package.has_known_rules

    def is_overdue(self, today: date) -> bool:
        """Whether somebody should have done it before today."""
        return self.due is not None and self.due < today

    def is_due_by(self, day: date) -> bool:
        """Whether somebody still has to do it by that day."""
        return any(each.is_due_by(day) for each in self.waiting)

    def waits_for(self, person: str) -> bool:
        """Whether somebody still has to do it."""
        return any(is_for(each, person) for each in self.waiting)


def shelf_entries(
    packages: Iterable[ShelvedPackage],
    reviews: Iterable[ShelvedReview],
    opened: Mapping[str, Sequence[str]],
    assignments: Iterable[ShelvedAssignments] = (),
    first_seen: Mapping[str, date] = {},
    begun: Collection[str] = (),
) -> tuple[ShelfEntry, ...]:
    """Bring together packages, reviews, assignments, and who has what open (by package name).

    `first_seen` is by `ShelvedPackage.identity`, `begun` has ids of packages. What superseded
    others comes before them.
    """
    about: dict[str, list[ShelvedReview]] = {}
    for review in reviews:
        if review.package_id:
            about.setdefault(review.package_id, []).append(review)
    noted: dict[str, list[ShelvedAssignments]] = {}
    for each in assignments:
        if each.package_id:
            noted.setdefault(each.package_id, []).append(each)
    packages = tuple(packages)
    copies = _damaged_copies(packages)
    found = [
        _damaged_copy(package, copies[package.name], first_seen.get(package.identity))
        if package.name in copies
        else _entry(
            package,
            about.get(package.package_id, ()),
            noted.get(package.package_id, ()),
            tuple(opened.get(package.name, ())),
            first_seen.get(package.identity),
        )
        for package in packages
    ]
    if begun:
        found = [
            replace(each, begun=True) if each.package.package_id in begun else each
            for each in found
        ]
    return _with_namesakes(_with_copies(_folded_groups(found), copies))


def _damaged_copies(packages: Sequence[ShelvedPackage]) -> dict[str, str]:
    """Return of which whole package a damaged file is surely a copy, by their names.

    It has the same list of fingerprints, by which a package is named, or the very same record.
    What a file is called, or says in part, is not enough: it may be another package.
    """
    damaged = [each for each in packages if each.soundness is Soundness.DAMAGED]
    if not damaged:
        return {}
    by_id: dict[str, str] = {}
    by_record: dict[str, dict[str, str]] = {}
    for each in packages:
        if each.soundness is not Soundness.DAMAGED and each.package_id:
            name = by_id.setdefault(each.package_id, each.name)
            by_record.setdefault(each.record, {})[each.package_id] = name
    copies = {}
    for each in damaged:
        alike = by_record.get(each.record, {}) if each.record else {}
        only = next(iter(alike.values())) if len(alike) == 1 else ""
        whole = by_id.get(each.package_id, only)
        if whole:
            copies[each.name] = whole
    return copies


def _damaged_copy(package: ShelvedPackage, whole: str, first_seen: date | None) -> ShelfEntry:
    """Return the row of a damaged copy: what was noted is about the other one, which is whole."""
    return ShelfEntry(package, first_seen=first_seen, copy_of=whole)


def _with_copies(found: Sequence[ShelfEntry], copies: Mapping[str, str]) -> Sequence[ShelfEntry]:
    """Fold damaged copies under the whole ones, and with those under the newest of the work.

    They come next after the row under which they fold.
    """
    if not copies:
        return found
    leads = {each.name: each.under or each.name for each in found}
    of: dict[str, list[str]] = {}
    under: dict[str, list[ShelfEntry]] = {}
    for each in found:
        if each.copy_of:
            lead = leads[each.copy_of]
            of.setdefault(each.copy_of, []).append(each.name)
            under.setdefault(lead, []).append(replace(each, under=lead))
    arranged: list[ShelfEntry] = []
    for each in found:
        if each.copy_of:
            continue
        arranged.append(replace(each, damaged=tuple(of[each.name])) if each.name in of else each)
        arranged += under.get(each.name, ())
    return arranged


def _entry(
    package: ShelvedPackage,
    reviews: Sequence[ShelvedReview],
    noted: Sequence[ShelvedAssignments],
    opened_by: tuple[str, ...],
    first_seen: date | None,
) -> ShelfEntry:
    if not (reviews or noted or opened_by):  # most of ten thousand
        state = _state(package, (), None)
        return ShelfEntry(
            package, open_comments=len(package.carried), state=state, first_seen=first_seen
        )
    reviews = _last_writings(reviews)
    said = {comment for review in reviews for comment in review.comments} | set(package.carried)
    settled = {comment for review in reviews for comment in review.settled}
    evaluations = {
        (person_key(review.reviewer), review.decides): Evaluated(
            review.reviewer,
            review.rated,
            max(package.competencies, 1),
            review.ratings,
            review.decides,
            review.declares,
            None if review.written is None else review.written.date(),
        )
        for review in reviews
        if review.mode is ReviewMode.EVALUATION
    }
    result = next((each for each in reversed(reviews) if each.mode is ReviewMode.RESULT), None)
    found = tuple(evaluations.values())
    outcome = None if result is None else result.outcome
    return ShelfEntry(
        package,
        tuple(dict.fromkeys(each.reviewer for each in reviews)),
        len(said - settled),
        opened_by,
        _state(package, found, outcome, is_reviewed=bool(reviews)),
        found,
        outcome,
        None if result is None or result.written is None else result.written.date(),
        tuple({person_key(one.person): one for each in noted for one in each.assigned}.values()),
        first_seen,
        next((each.handed_in for each in reversed(noted) if each.handed_in), None),
    )


def _state(
    package: ShelvedPackage,
    evaluations: Sequence[Evaluated],
    outcome: Outcome | None,
    *,
    is_reviewed: bool = False,
) -> ShelfState:
    if package.kind is None:
        return ShelfState.NO_PACKAGE
    if outcome is not None:
        return ShelfState.DECIDED
    if package.soundness is Soundness.DAMAGED:
        return ShelfState.NO_PACKAGE
    if package.kind is not PackageKind.PORTFOLIO:
        return ShelfState.REVIEWED if is_reviewed else ShelfState.NOT_REVIEWED
    return _evaluation_state(package, evaluations)


def _evaluation_state(package: ShelvedPackage, evaluations: Sequence[Evaluated]) -> ShelfState:
    if package.evaluators is None:
        return ShelfState.RULES_NOT_KNOWN
    complete = [each.ratings for each in evaluations if each.is_complete and not each.decides]
    if len(complete) >= package.evaluators:
        is_open = needs_another(package.disagreement, package.evaluators, complete)
        is_open = is_open and not any(each.is_complete and each.decides for each in evaluations)
        return ShelfState.DISPUTED if is_open else ShelfState.READY
    return ShelfState.PARTLY_EVALUATED if evaluations else ShelfState.NOT_EVALUATED


def _last_writings(reviews: Sequence[ShelvedReview]) -> list[ShelvedReview]:
    """Return reviews in the order they were written, of each only its last writing."""
    last: dict[str, ShelvedReview] = {}
    for each in sorted(reviews, key=lambda review: (_moment(review), review.name)):
        key = each.id or each.name
        last.pop(key, None)
        last[key] = each
    return list(last.values())


def _moment(review: ShelvedReview) -> float:
    return 0.0 if review.written is None else review.written.timestamp()


def _folded_groups(found: Iterable[ShelfEntry]) -> list[ShelfEntry]:
    """Say of the packages of one work which is the newest; it comes first of them.

    A damaged file takes the place of nothing: nobody knows whether it says the truth.
    """
    groups: dict[object, list[ShelfEntry]] = {}
    for entry in found:
        package = entry.package
        is_alone = not package.portfolio or package.soundness is Soundness.DAMAGED
        work = package.name if is_alone else (package.portfolio, package.set_id)
        groups.setdefault(work, []).append(entry)
    arranged: list[ShelfEntry] = []
    for group in groups.values():
        if len(group) == 1:
            arranged += group
            continue
        group.sort(key=_newness, reverse=True)
        names = {each.package.package_id: each.name for each in group}
        first, *others = [
            replace(each, revises=names.get(each.package.revises, "")) for each in group
        ]
        # The same package under two names is no earlier one.
        same: list[ShelfEntry] = []
        earlier: list[ShelfEntry] = []
        for each in others:
            is_same = each.package.package_id == first.package.package_id
            (same if is_same else earlier).append(each)
        arranged.append(replace(first, earlier=tuple(each.name for each in earlier)))
        arranged += same
        arranged += [replace(each, newest=first.name, under=first.name) for each in earlier]
    return arranged


def _newness(entry: ShelfEntry) -> tuple[bool, int, int, date, date]:
    package = entry.package
    return (
        package.kind is PackageKind.PORTFOLIO,
        package.revision,
        package.copy,
        package.changed or date.min,
        entry.first_seen or date.min,
    )


def _with_namesakes(found: Sequence[ShelfEntry]) -> tuple[ShelfEntry, ...]:
    """Mark the candidates who share a name with another one."""
    people: dict[str, set[str]] = {}
    for each in found:
        if each.package.candidate:
            key = folded(each.package.candidate)
            people.setdefault(key, set()).add(each.package.portfolio)
    shared = {name for name, ids in people.items() if len(ids) > 1}
    if not shared:
        return tuple(found)
    return tuple(
        replace(each, namesake=True) if folded(each.package.candidate) in shared else each
        for each in found
    )


def with_conflicts(entries: Sequence[ShelfEntry], evaluators: Evaluators) -> tuple[ShelfEntry, ...]:
    """Return rows with the conflicts of interest about each, those of who works on it first."""
    listed: dict[str, list[Conflict]] = {}
    for each in evaluators.conflicts:
        listed.setdefault(each.portfolio, []).append(each)
    return tuple(
        replace(entry, conflicts=_conflicts(entry, listed.get(entry.package.portfolio, ())))
        if entry.package.portfolio in listed or any(each.declares for each in entry.evaluations)
        else entry
        for entry in entries
    )


def _conflicts(entry: ShelfEntry, listed: Sequence[Conflict]) -> tuple[KnownConflict, ...]:
    at_work = {person_key(each.person) for each in entry.assigned}
    at_work |= {person_key(each.person) for each in entry.evaluations}
    known = {
        (key := person_key(each.person)): each.known(is_at_work=key in at_work) for each in listed
    }
    for each in entry.evaluations:
        if each.declares:
            new = KnownConflict(each.person, Ruling.OPEN, is_at_work=True)
            known.setdefault(person_key(each.person), new)
    return tuple(sorted(known.values(), key=lambda each: (not each.is_at_work, each.person)))


def hide_candidates(
    entries: Sequence[ShelfEntry], *, names_wanted: bool = False
) -> tuple[ShelfEntry, ...]:
    """Return rows in which nothing says whose a package is, where its program evaluates blind.

    What was decided is not hidden: nobody evaluates it any more. Nor is anything where names are
    wanted; but as long as the rules of a package are not known here, its name never is shown.
    A damaged copy is as hidden as the package.
    """
    ids = {
        each.name: each.package.package_id
        for each in entries
        if each.rules_unknown or (each.package.blind and each.outcome is None and not names_wanted)
    }
    return tuple(
        replace(
            each,
            hidden=True,
            namesake=False,
            conflicts=tuple(one.without_words for one in each.conflicts),
            package=replace(
                each.package,
                candidate=blind_label(ids[each.copy_of or each.name]),
                wrong_key=each.package.wrong_key and each.package.wrong_key.nameless,
            ),
        )
        if (each.copy_of or each.name) in ids
        else each
        for each in entries
    )


def review_for_letter(reviews: Iterable[ShelvedReview], package_id: str) -> ShelvedReview | None:
    """Return what a letter about a package says: the newest result, else the newest review.

    An evaluation is for the office alone. None where there is nothing to write.
    """
    about = [
        each
        for each in reviews
        if package_id and each.package_id == package_id and each.mode is not ReviewMode.EVALUATION
    ]
    found = _last_writings(about)
    results = [each for each in found if each.mode is ReviewMode.RESULT]
    return next(reversed(results or found), None)


# Views ------------------------------------------------------------------------------------------


class ShelfView(StrEnum):
    """Which rows of a shelf are shown."""

    ALL = "all"
    TO_ME = "to-me"
    OVERDUE = "overdue"
    TO_REVIEW = "to-review"
    READY = "ready"
    DECIDED = "decided"
    OPEN_COMMENTS = "open-comments"
    RULES_NOT_KNOWN = "rules-not-known"
    """Those that were handed in by rules which this computer does not know."""


_TO_REVIEW = {
    ShelfState.NOT_REVIEWED,
    ShelfState.NOT_EVALUATED,
    ShelfState.PARTLY_EVALUATED,
    ShelfState.DISPUTED,
}


def is_in_view(entry: ShelfEntry, view: ShelfView, person: str, today: date) -> bool:
    """Whether a row belongs to a view; what was superseded belongs to that of all alone.

    So does, but for whom it's assigned to, what nobody here knows the rules of: it has its own.
    """
    if view is ShelfView.ALL:
        return True
    if view is ShelfView.RULES_NOT_KNOWN:
        return entry.rules_unknown
    if entry.rules_unknown and view is not ShelfView.TO_ME:
        return False
    if entry.newest and view is not ShelfView.DECIDED:
        return False
    return {
        ShelfView.TO_ME: lambda: entry.waits_for(person),
        ShelfView.OVERDUE: lambda: entry.is_overdue(today),
        ShelfView.TO_REVIEW: lambda: entry.state in _TO_REVIEW,
        ShelfView.READY: lambda: entry.state is ShelfState.READY,
        ShelfView.DECIDED: lambda: entry.outcome is not None,
        ShelfView.OPEN_COMMENTS: lambda: bool(entry.open_comments),
    }[view]()


_MOST_SEARCHED = 100_000  # texts that are kept folded


class SearchedTexts:
    """The texts in which the words of a filter are looked for, folded; who asks keeps them.

    They are asked for with every key, of the same rows: that of a row is known by its name at once.
    """

    def __init__(self) -> None:
        self._by_words: dict[tuple[str, ...], str] = {}
        self._by_name: dict[str, tuple[ShelfEntry, str]] = {}

    def text_of(self, entry: ShelfEntry) -> str:
        """Return the text of a row."""
        last = self._by_name.get(entry.name)
        if last is not None and last[0] is entry:
            return last[1]
        if len(self._by_name) >= _MOST_SEARCHED:
            self._by_name.clear()
        text = self._folded(entry)
        self._by_name[entry.name] = entry, text
        return text

    def _folded(self, entry: ShelfEntry) -> str:
        package = entry.package
        words = (
            package.candidate,
            package.set_title,
            entry.shown_name,
            *entry.reviewers,
            *(each.person for each in entry.assigned),
        )
        known = self._by_words.get(words)
        if known is None:
            if len(self._by_words) >= _MOST_SEARCHED:
                self._by_words.clear()
            known = self._by_words[words] = _plain(" ".join(words))
        return known


def shelf_filter(
    view: ShelfView, words: str, person: str, today: date, texts: SearchedTexts | None = None
) -> Callable[[ShelfEntry], bool] | None:
    """Return what lets the rows of a view through in which all these words occur; None for all.

    Accents, apostrophes and capitals make no difference. Who filters again keeps the `texts`.
    """
    terms = _plain(words).split()
    if view is ShelfView.ALL and not terms:
        return None
    searched = texts or SearchedTexts()

    def lets_through(entry: ShelfEntry) -> bool:
        if not is_in_view(entry, view, person, today):
            return False
        text = searched.text_of(entry) if terms else ""
        return all(term in text for term in terms)

    return lets_through


def _plain(text: str) -> str:
    return fold(text).replace("'", "")
