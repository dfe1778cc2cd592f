"""A candidate's portfolio as it is written in portfolio.json: what the files cannot say.

Every path in it is relative to the portfolio folder and uses `/`. Values never change; the
functions of `core.portfolio.edits` return new ones. It is long because portfolio.json has that many
kinds of records.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum

from lssc_desktop.core.privacy.private_data import PrivacyDecision
from lssc_desktop.core.program.grid import GridRating
from lssc_desktop.core.program.schema import AboutKind, Rating, Route
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.values import dataclass

# Renewal ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RenewalActivity:
    """One activity: `amount` units of a conversion of the program, such as 2 quarter credits.

    `kind` is the conversion's id. `technology` are the contact hours on technology within it.
    `set_id` is the competency set that it is about, "" for none; `evidence` names evidence
    files. `id` distinguishes two alike ones and never changes.
    """

    id: str
    day: date
    title: str
    kind: str
    amount: Decimal
    technology: Decimal = Decimal(0)
    set_id: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Granted:
    """A renewal that the program granted on a day, and until when the certification then runs."""

    on: date
    until: date


@dataclass(frozen=True, slots=True)
class RenewalWork:
    """Everything about keeping a certification.

    `certified` is the day on the certificate, where the candidate entered it: it goes before the
    day that the decisions on the sets give. `changed` is the day of the last change to anything
    that a renewal package would show. `statement` goes with the renewal where the program asks for
    one.
    """

    certified: date | None = None
    granted: tuple[Granted, ...] = ()
    activities: tuple[RenewalActivity, ...] = ()
    changed: date | None = None
    statement: str = ""

    def activity(self, activity_id: str) -> RenewalActivity | None:
        """Return the activity of that id, or None."""
        return next((item for item in self.activities if item.id == activity_id), None)


# Experience -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WorkPeriod:
    """Paid or volunteer work in one library: so many hours a week, from one day to another.

    Both days are worked. `ended` is None while the work goes on.
    """

    employer: str
    begun: date
    ended: date | None
    hours_a_week: Decimal


@dataclass(frozen=True, slots=True)
class Experience:
    """Education and the time worked in libraries.

    `education` says whether the candidate has what the program asks for; None: not answered.
    """

    education: bool | None = None
    periods: tuple[WorkPeriod, ...] = ()


# Former programs --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FormerCompetency:
    """A competency with work on it that the program of today does not have: what it was called."""

    set_id: str
    set_title: str
    number: int
    title: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class ProgramSwitch:
    """A move to another program file: when, from which, and which sets were chosen until then.

    `sha256` is the fingerprint of the text of the file that was left, under which it is kept.
    """

    day: date
    program_id: str
    program_version: str
    sha256: str
    chosen: tuple[str, ...]


# Decisions --------------------------------------------------------------------------------------


class Outcome(StrEnum):
    """What evaluators decide: approve, ask for more, or find a set not satisfactory.

    Source: docs/facts/lssc.md 2.4.
    """

    ACHIEVED = "achieved"
    REVISION_ASKED = "revision-asked"
    NOT_ACHIEVED = "not-achieved"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on a set that was handed in, from a result file or the candidate.

    `day` is that of the decision document. `package_id` is "" where it is not known which package
    was decided on. `asked` are the numbers of the competencies that need more; `note` is what
    the program wrote.
    """

    outcome: Outcome
    day: date
    package_id: str = ""
    asked: tuple[int, ...] = ()
    note: str = ""


# Answers to comments ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CommentAnswer:
    """The answer to one comment of a review, by the comment's id; `done` is the mark "answered".

    A comment can be marked without a word: the change in the text is the answer then.
    """

    comment: str
    day: date
    text: str = ""
    done: bool = True


# Answers of the program -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """What a program's office told the candidate: the answer to one question, when, and how.

    `program` is the id of the program that was asked, `question` that of the question
    (`core.overview.questions`). `source` is who said it or where, "" where that was not entered.
    """

    program: str
    question: str
    text: str
    day: date
    source: str = ""

    @property
    def key(self) -> str:
        """By what it is known to be the same as another."""
        return f"{self.program} {self.question}"


# Prints of packages -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TextPrint:
    """The sentences of one response, in order; of the learning statement: `competency` is None.

    `sentences` holds `core.text.changes.PRINT` hexadecimal digits for each of them.
    """

    competency: int | None
    sentences: str


FILE_PRINT = 16
"""Digits of a file's SHA-256 that are kept in a `FilePrint`."""


@dataclass(frozen=True, slots=True)
class FilePrint:
    """One file shown: the name that the candidate gave it, and the beginning of its SHA-256."""

    name: str
    sha256: str


def file_print(name: str, sha256: str) -> FilePrint:
    """Return what is remembered of a file."""
    return FilePrint(name, sha256[:FILE_PRINT])


@dataclass(frozen=True, slots=True)
class UsePrint:
    """One file where it is shown: at a competency, or with None at the learning statement.

    `words` stands for what is said of it there (`core.review.copy_changes`).
    """

    competency: int | None
    file: FilePrint
    weight: "Weight"
    words: str


@dataclass(frozen=True, slots=True)
class PackagePrints:
    """The texts and the evidence of one package, by which a later one says what changed.

    `uses` is empty in what older versions wrote.
    """

    texts: tuple[TextPrint, ...] = ()
    files: tuple[FilePrint, ...] = ()
    uses: tuple[UsePrint, ...] = ()


# Portfolio --------------------------------------------------------------------------------------


class Weight(StrEnum):
    """Whether evidence shows a competency directly (primary) or indirectly (secondary)."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class PackageKind(StrEnum):
    """What a package is for: handing in, a look by program staff beforehand, or a renewal."""

    PORTFOLIO = "portfolio"
    REVIEW_COPY = "review-copy"
    RENEWAL = "renewal"


@dataclass(frozen=True, slots=True)
class Document:
    """A Word file of the candidate, and the fingerprint it had when we last looked."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Which text of a portfolio: the response to a competency, or with None the statement."""

    set_id: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """The word of the people in a file that it may be shown: whose, and since when.

    `file` is the path of a signed letter in the folder, "" where there is none.
    """

    given_by: str
    day: date
    file: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file below `Evidence/`, and the fingerprint it had when we last looked.

    `clean_of` is the path of the file of which it is a clean copy, "" for any other file. One that
    is not `made_anew` was made of the file itself, and may hold what that doesn't show.
    `shows_people` is the candidate's word that people can be recognized in it.
    """

    path: str
    sha256: str
    bytes: int
    added: date
    clean_of: str = ""
    shows_people: bool = False
    consent: Consent | None = None
    made_anew: bool = False


@dataclass(frozen=True, slots=True)
class AboutFile:
    """A file below `About me/`: it belongs to the candidate, not to a set.

    `title` is that of the program's document that it is, where that is of none of the other kinds.
    """

    path: str
    sha256: str
    bytes: int
    kind: AboutKind = AboutKind.OTHER
    title: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceUse:
    """One evidence file shown for one competency. `path` names an `EvidenceFile`."""

    path: str
    weight: Weight = Weight.PRIMARY
    caption: str = ""
    team_work: bool = False
    own_role: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The four boxes of the planning tool; they are never packaged (docs/facts/lssc.md 2.3).

    `parked` is true for a competency that the candidate puts off for now.
    """

    primary: str = ""
    secondary: str = ""
    pds: str = ""
    other: str = ""
    parked: bool = False


@dataclass(frozen=True, slots=True)
class CompetencyWork:
    """What the candidate has done for one competency.

    `pds` is the text of the Portfolio Development Suggestion that is answered, if one is: it
    then serves as the introduction. `official_text` is the wording the candidate pasted in.
    `can_do` is the answer to "I know this, or can do it", by which a route is chosen; it is
    never packaged.
    """

    number: int
    response: Document | None = None
    marked_ready: bool = False
    self_rating: Rating | None = None
    pds: str = ""
    official_text: str = ""
    plan: Plan = Plan()
    evidence: tuple[EvidenceUse, ...] = ()
    can_do: bool | None = None


@dataclass(frozen=True, slots=True)
class CourseRecord:
    """The course by which a set is achieved. `certificate` names an evidence file.

    `approved` is the day on which the program approved the course, or made its agreement with
    the college; None: not approved, as far as the candidate knows.
    """

    title: str = ""
    provider: str = ""
    completed: date | None = None
    approved: date | None = None
    fee: Decimal | None = None
    certificate: str | None = None


@dataclass(frozen=True, slots=True)
class SetWork:
    """What the candidate has done for one competency set.

    `chosen` is false for an elective that was given up: its work is kept. `changed` is the day
    of the last change to anything that a package of the set would show. `decisions` are those
    of the program about the set, the oldest first. `handed_in` is the day on which it was handed
    in without this program, where the user entered it. `route_chosen` is false while the user has
    not said how it is to be achieved: it can be worked on as a portfolio, which chooses that route.
    `evidence` is what the statement itself shows.
    """

    set_id: str
    changed: date
    chosen: bool = True
    route: Route = Route.PORTFOLIO
    planned: date | None = None
    competencies: tuple[CompetencyWork, ...] = ()
    statement: Document | None = None
    statement_ready: bool = False
    course: CourseRecord | None = None
    decisions: tuple[Decision, ...] = ()
    handed_in: date | None = None
    route_chosen: bool = True
    evidence: tuple[EvidenceUse, ...] = ()

    def uses(self) -> Iterator[tuple[int | None, EvidenceUse]]:
        """Yield every evidence use with its competency; None is the statement, which is first."""
        for use in self.evidence:
            yield None, use
        for item in self.competencies:
            for use in item.evidence:
                yield item.number, use

    def evidence_of(self, number: int | None) -> tuple[EvidenceUse, ...]:
        """Return what a competency shows, or with None what the statement does."""
        return self.evidence if number is None else self.competency(number).evidence

    def competency(self, number: int) -> CompetencyWork:
        """Return the work on a competency; an untouched one is an empty value."""
        for work in self.competencies:
            if work.number == number:
                return work
        return CompetencyWork(number)


def achieved_on(work: SetWork) -> date | None:
    """Return the day on which a set was achieved; None while its last decision is another."""
    last = work.decisions[-1] if work.decisions else None
    return last.day if last is not None and last.outcome is Outcome.ACHIEVED else None


def evidence_label(number: int | None, place: int) -> str:
    """Return how readers call a piece of evidence by its place in a list, which counts from 1.

    "E11.2" is the second one of competency 11, "E4" the fourth that the statement shows.
    """
    return f"E{place}" if number is None else f"E{number}.{place}"


def evidence_labels(work: SetWork) -> tuple[tuple[str, EvidenceUse], ...]:
    """Return every evidence use of a set with its label, those of the statement first."""
    counts: dict[int | None, int] = {}
    found: list[tuple[str, EvidenceUse]] = []
    for number, use in work.uses():
        counts[number] = counts.get(number, 0) + 1
        found.append((evidence_label(number, counts[number]), use))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class HandedInPackage:
    """What a portfolio remembers of a package that was handed in, and since when.

    What is known of its way lies beside the package, and that file may get lost. `on_own_word`:
    nobody but the user said so, and the user can take it back.
    """

    package_id: str
    on: date
    on_own_word: bool = False


@dataclass(frozen=True, slots=True)
class PackageNote:
    """A package that was built. `content` decides whether the next copy gets a new number.

    `path` is relative to the portfolio folder, or only the file's name when the package was
    written elsewhere (`elsewhere`). `prints` are what a later package needs to say what changed.
    `day` is that of the last change to what it holds, `built` that on which it was built, None
    where an earlier version noted it.
    """

    package_id: str
    set_id: str
    kind: PackageKind
    copy: int
    day: date
    content: str
    path: str
    elsewhere: bool = False
    prints: PackagePrints = PackagePrints()
    built: date | None = None

    @property
    def built_on(self) -> date:
        """The day on which it was built, as far as that is known."""
        return self.built or self.day


@dataclass(frozen=True, slots=True)
class Membership:
    """Whether the candidate is a member of the association since a day; None: was always so."""

    since: date | None
    member: bool


def membership_always(member: bool) -> tuple[Membership, ...]:
    """Return the memberships of a candidate for whom it was never otherwise."""
    return (Membership(None, member),) if member else ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """The candidate. `memberships` of the association that lowers fees, the oldest first.

    Each holds until the next one; before the first the candidate was not a member.
    """

    name: str
    email: str = ""
    memberships: tuple[Membership, ...] = ()

    @property
    def member(self) -> bool:
        """Whether the candidate is a member by the newest of the memberships."""
        return bool(self.memberships) and self.memberships[-1].member

    @property
    def member_since(self) -> date | None:
        """The day since which `member` is so; None: was always so."""
        return self.memberships[-1].since if self.memberships else None

    def was_member(self, day: date) -> bool:
        """Whether the candidate was a member on a day."""
        begun = (item for item in self.memberships if item.since is None or item.since <= day)
        return next((item.member for item in reversed(tuple(begun))), False)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """One candidate's whole work in one program.

    `admitted` is the day of admission; None: not admitted yet, and no time runs.
    `enrolled` and `accepted` are days on which other programs let the years begin
    (`core.time.clock.start_day`), `applied` is that of the application. `former`
    and `moves` are about program files that were followed before. `words` are those that
    the spelling checker takes for right in this portfolio; they are never packaged. `mentor` says
    whether the candidate has one; None: not answered. `declined_version` is that of a newer file
    of the program which the candidate did not switch to, "" for none; it is not offered again.
    `privacy` is what the candidate said of private data in files; it is never packaged.
    `handed_in` are the packages that were, whatever lies beside them.
    `language` is that of what is made for others, whatever the window speaks: "en", "es".
    `region` is the country whose numbers and addresses the search for private data knows, "" for
    the program's; `paper` is what is printed on, None for the program's. `card_shapes` are the
    shapes of the library's card numbers, with # for a digit, None while nobody was asked. `told`
    are answers of the program's office. These four are never packaged.
    """

    id: str
    program_id: str
    program_version: str
    candidate: Candidate
    admitted: date | None = None
    sets: tuple[SetWork, ...] = ()
    evidence: tuple[EvidenceFile, ...] = ()
    about_me: tuple[AboutFile, ...] = ()
    packages: tuple[PackageNote, ...] = ()
    answers: tuple[CommentAnswer, ...] = ()
    enrolled: date | None = None
    accepted: date | None = None
    experience: Experience = Experience()
    renewal: RenewalWork = RenewalWork()
    former: tuple[FormerCompetency, ...] = ()
    moves: tuple[ProgramSwitch, ...] = ()
    applied: date | None = None
    words: tuple[str, ...] = ()
    mentor: bool | None = None
    grid_ratings: tuple[GridRating, ...] = ()
    declined_version: str = ""
    privacy: tuple[PrivacyDecision, ...] = ()
    handed_in: tuple[HandedInPackage, ...] = ()
    language: str = "en"
    region: str = ""
    card_shapes: tuple[str, ...] | None = None
    paper: PaperSize | None = None
    told: tuple[ToldAnswer, ...] = ()

    @property
    def applied_on(self) -> date | None:
        """The day of the application; where it is not entered, the earliest day that is.

        None: nothing of it was entered.
        """
        entered = (self.admitted, self.enrolled, self.accepted)
        return self.applied or min((day for day in entered if day is not None), default=None)

    def set_work(self, set_id: str) -> SetWork | None:
        """Return the work on a set, chosen or not, or None when it was never begun."""
        return next((work for work in self.sets if work.set_id == set_id), None)

    def document(self, place: TextPlace) -> Document | None:
        """Return the response to a competency, or the statement of a set, if there is one."""
        work = self.set_work(place.set_id)
        if work is None:
            return None
        return work.statement if place.number is None else work.competency(place.number).response

    def evidence_file(self, path: str) -> EvidenceFile | None:
        """Return the evidence file at a relative path, or None."""
        return next((file for file in self.evidence if file.path == path), None)

    def about_file(self, path: str) -> AboutFile | None:
        """Return the file about the candidate at a relative path, or None."""
        return next((file for file in self.about_me if file.path == path), None)
