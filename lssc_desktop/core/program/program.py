"""A certification program: everything that it decides, as read from its program file.

What a program has not said is None or an empty text and is shown as not known; nothing here is a
default that the code made up. These classes are also the schema of a program file, by their types
(`core.program.schema`). It is long because each table of the file has its class here.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from lssc_desktop.core.files.names import STATEMENT, portable_name
from lssc_desktop.core.program.fees import Fees, MembershipRule
from lssc_desktop.core.program.grid import Grid
from lssc_desktop.core.program.reviewing import NO_REVIEW_RULES, ReviewRules
from lssc_desktop.core.program.schema import (
    AboutKind,
    Amount,
    AtMost,
    Between,
    Bytes,
    Count,
    CountryCode,
    Days,
    EvaluatorDisagreement,
    Extension,
    Filled,
    Hours,
    Letter,
    Minutes,
    Months,
    Needed,
    NotInFiles,
    Number,
    Pages,
    Percent,
    Rating,
    ReceiverAddress,
    Route,
    Slug,
    Title,
    Unique,
    WebAddress,
    Words,
    WorkHours,
    Written,
    Years,
)
from lssc_desktop.core.program.vocabulary import OUR_WORDS, EnglishSpelling, ProgramWords
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.core.text.text import LONGEST_LINE
from lssc_desktop.values import dataclass

WHOLE = "portfolio"
"""The id of the only set of a program in which the whole portfolio is one statement."""


class ProgramKind(StrEnum):
    """What a candidate hands in: competency sets, or one statement that covers all criteria."""

    SETS = "sets"
    STATEMENT = "statement"


class Per(StrEnum):
    """Whether something is there once for each set, or once for the whole portfolio."""

    SET = "set"
    PORTFOLIO = "portfolio"


@dataclass(frozen=True, slots=True)
class ProgramNotice:
    """What a candidate must know before starting, shown on the start page and in Help."""

    title: Title
    text: Words
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One lettered part of a competency."""

    letter: Letter
    title: Title


@dataclass(frozen=True, slots=True)
class Competency:
    """One competency: our short title and our own summary, never the official wording.

    `summary` is empty when the text is not known to us. `verified` says whether the summary
    was compared with the official text. `sources` are those of its set unless it names its own.
    `letters_ours`: the letters of its parts are ours, the official text has none.
    """

    number: Number
    title: Title
    summary: str = ""
    verified: bool = False
    parts: Annotated[tuple[Part, ...], Unique("letter")] = ()
    letters_ours: bool = False
    note: str = ""
    sources: tuple[str, ...] = ()
    own_title: Annotated[str, NotInFiles()] = ""
    """The title in the program's own language where it is translated: files are named by it."""

    @property
    def known(self) -> bool:
        """Whether we know what the competency asks."""
        return bool(self.summary)

    @property
    def shown_parts(self) -> tuple[Part, ...]:
        """The parts as people see them: without a letter where the letters are ours."""
        if not self.letters_ours:
            return self.parts
        return tuple(replace(part, letter="") for part in self.parts)

    def part_names(self, letters: Collection[str]) -> tuple[str, ...]:
        """Return what people call these parts: letters, titles where the letters are ours."""
        if not self.letters_ours:
            return tuple(letters)
        return tuple(part.title for part in self.parts if part.letter in letters)


@dataclass(frozen=True, slots=True)
class CompetencySet:
    """One competency set. `count_is_minimum`: there may be competencies that we do not know.

    Where none is known, one stands for all of them, with a title that says so and no summary.
    """

    id: Slug
    title: Title
    short_title: Title
    required: bool
    competencies: Annotated[tuple[Competency, ...], Filled(), Unique("number")]
    count_is_minimum: bool = False
    note: str = ""
    sources: tuple[str, ...] = ()
    own_title: Annotated[str, NotInFiles()] = ""

    def competency(self, number: int) -> Competency | None:
        """Return the competency of that number, or None."""
        return next((item for item in self.competencies if item.number == number), None)

    @property
    def folder(self) -> str:
        """The folder of its responses in a portfolio: its title, as every system takes it."""
        return portable_name(self.own_title or self.title)

    def document_path(self, number: int | None, statement: str = STATEMENT) -> str:
        """Return where a response belongs, "Foundations of .../11 Diversity of users.docx".

        With None: where the statement of the set belongs, under the name that a program has for it.
        """
        if number is None:
            return f"{self.folder}/{statement}"
        competency = self.competency(number)
        title = "" if competency is None else f" {competency.own_title or competency.title}"
        return f"{self.folder}/{portable_name(f'{number:02}{title}.docx')}"


@dataclass(frozen=True, slots=True)
class Choice:
    """How many sets, and how many of them electives, make a certification."""

    needed: Number
    electives: Count
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteRule:
    """Whether the program takes a route, and until when it did.

    `as_of` says of when its sources are: whether it does today is not known.
    """

    id: Route
    accepted: bool
    until: date | None = None
    as_of: Annotated[str, AtMost(LONGEST_LINE)] = ""
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockRule:
    """How long a candidate has. Which day it starts is the option `clock-start`."""

    years: Years
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgramLimits:
    """What a portfolio may hold. Left out: the program names no limit, or it is not known."""

    introduction_paragraphs: Number | None = None
    response_pages: Pages | None = None
    response_words: Amount | None = None
    statement_pages: Pages | None = None
    statement_words: Amount | None = None
    evidence_file_bytes: Bytes | None = None
    evidence_files_per_set: Amount | None = None
    package_bytes: Bytes | None = None
    file_types: tuple[Extension, ...] = ()
    links_allowed: bool = True
    note: str = ""
    sources: tuple[str, ...] = ()


class ResponsesNeeded(StrEnum):
    """Which competencies need a response of their own."""

    EACH = "each"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ResponseRule:
    """What is written for each competency; with "none" the statement covers them.

    Without this table a response is written for each.
    """

    needed: ResponsesNeeded
    note: str = ""
    sources: tuple[str, ...] = ()


class EvidenceReferenced(StrEnum):
    """Whether the statement has to name each piece of evidence by its label, such as "E4"."""

    YES = "yes"
    ADVICE = "advice"
    NO = "no"


class StatementNeeded(StrEnum):
    """Whether a statement is written."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class StatementRule:
    """The statement of a set, or of the whole portfolio, as the program calls it.

    With `needed` "no" none is written, and it needs no title. Without this table each set has one.
    It may have no more than `max_words` and `max_pages`; left out: the program names no limit, or
    it is not known. `covers` are the numbers of the competencies that it speaks to; empty: all.
    """

    title: Title = ""
    needed: StatementNeeded = StatementNeeded.YES
    max_words: Amount | None = None
    max_pages: Pages | None = None
    per: Per = Per.SET
    covers: tuple[Number, ...] = ()
    evidence_referenced: EvidenceReferenced = EvidenceReferenced.NO
    note: str = ""
    sources: tuple[str, ...] = ()
    own_title: Annotated[str, NotInFiles()] = ""


class DocumentFrom(StrEnum):
    """Who writes a document."""

    CANDIDATE = "candidate"
    MENTOR = "mentor"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class PersonalDocument:
    """A document about the candidate that a hand-in has to hold.

    A file says so by `needed`, or by `required`. `times` is how many of it there
    have to be, for each set or for the portfolio.
    """

    title: Title
    kind: AboutKind = AboutKind.OTHER
    required: bool | None = None
    id: Slug = ""
    from_: DocumentFrom = DocumentFrom.CANDIDATE
    needed: Needed | None = None
    per: Per = Per.PORTFOLIO
    times: Number = 1
    note: str = ""
    sources: tuple[str, ...] = ()
    own_title: Annotated[str, NotInFiles()] = ""

    @property
    def name(self) -> str:
        """What its files are named after, in every language: the title in the program file."""
        return self.own_title or self.title

    @property
    def need(self) -> Needed:
        """Whether a hand-in has to hold it."""
        if self.needed is not None:
            return self.needed
        return Needed.YES if self.required else Needed.ADVICE


class PassDemand(StrEnum):
    """How much of a set has to be met: a share, or all of it."""

    PERCENT = "percent"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class PassRule:
    """When evaluators approve a set (docs/facts/lssc.md 2.4). Rounding is `pass-rounding`.

    A `rule` "all" has no percents: they are 100 and 0. `ratings` are those that evaluators give,
    all three where it is empty. `evaluators` and `revisions` are left out where they are not known;
    `on_disagreement` stands in place of the option `evaluator-disagreement`.
    """

    met_percent: Percent = Decimal(100)
    partial_percent: Percent = Decimal(0)
    not_met_allowed: Count = 0
    evaluators: Number | None = None
    revisions: Count | None = None
    rule: PassDemand = PassDemand.PERCENT
    ratings: tuple[Rating, ...] = ()
    on_disagreement: EvaluatorDisagreement | None = None
    note: str = ""
    sources: tuple[str, ...] = ()

    @property
    def scale(self) -> tuple[Rating, ...]:
        """The ratings that evaluators give, the best first."""
        return tuple(rating for rating in Rating if not self.ratings or rating in self.ratings)

    @property
    def least_evaluators(self) -> int:
        """How many have to evaluate; 1 where the program does not say it."""
        return self.evaluators or 1


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who may apply: so many hours of work within so many years, and an education.

    Where one of the three is not known or otherwise, there is no such table; `help` can say it.
    """

    education: Words
    hours: WorkHours
    within_years: Years
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseRule:
    """Which courses count: finished at most so many years before the course was approved.

    An approval, and a renewal of it, lasts `approval_years`; left out: not known. `catalog` is the
    address of the list of approved courses.
    """

    credit_years_before_approval: Count
    approval_years: Years | None = None
    catalog: WebAddress = ""
    note: str = ""
    sources: tuple[str, ...] = ()


class RecognitionCovers(StrEnum):
    """Which sets an agreement with a college achieves for its graduates."""

    ALL = "all"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class RecognitionRule:
    """What a graduate of a college with a recognition agreement has; left out: not known.

    `experience_years`: who has not worked long enough yet may apply, and has so many years for
    it. From when they run is the option `recognition-experience`.
    """

    covers: RecognitionCovers | None = None
    experience_years: Years | None = None
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChoosingRule:
    """A rule of thumb for choosing between a portfolio and a course, with what speaks for each.

    Who can do more than `over_percent` of a set's competencies may make a portfolio, and who can't
    do more than that takes a course.
    """

    over_percent: Percent
    portfolio: tuple[Words, ...] = ()
    course: tuple[Words, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversion:
    """How many contact hours one unit of an activity counts.

    `short_title` stands in its place where there is little room; `word` is that, or the title.
    """

    id: Slug
    title: Title
    unit: Title
    hours: Hours
    short_title: Title = ""

    @property
    def word(self) -> str:
        """What stands in a narrow column."""
        return self.short_title or self.title


@dataclass(frozen=True, slots=True)
class HoursMinimum:
    """So many hours of a renewal that have to be of some kinds (ids of conversions)."""

    id: Slug
    title: Title
    hours: Hours
    kinds: Annotated[tuple[Slug, ...], Filled()]


@dataclass(frozen=True, slots=True)
class RenewalRule:
    """When and with what a certification is renewed (docs/facts/lssc.md 4).

    `counts_before_certification` says whether hours from before the certification count; left
    out: the program does not say it. What is about `technology_set` is on technology. Who does not
    renew what is `voluntary` keeps the title: the hours are those of the last `years`.
    `about_sets`: each activity is about a competency set. `statement_words` is how long a statement
    with it may be; left out: there is none.
    """

    years: Years
    opens_months_before: Months | None = None
    grace_months: Months | None = None
    hours: Hours = Decimal(0)
    technology_hours: Hours = Decimal(0)
    minimum_hours: Hours = Decimal(0)
    hour_minutes: Minutes | None = None
    one_sitting: bool = False
    conversions: Annotated[tuple[Conversion, ...], Unique("id")] = ()
    counts_before_certification: bool | None = None
    technology_set: Slug = ""
    voluntary: bool = False
    about_sets: bool = True
    statement_words: Amount | None = None
    minimums: Annotated[tuple[HoursMinimum, ...], Unique("id")] = ()
    note: str = ""
    sources: tuple[str, ...] = ()


class HelpSubject(StrEnum):
    """Which page of Help a program adds its own facts to."""

    COSTS = "costs"
    COURSES = "courses"
    DECISIONS = "decisions"
    RENEWAL = "renewal"
    SUBMISSIONS = "submissions"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class HelpNote:
    """What a page of Help says of this program, besides its rules."""

    page: HelpSubject
    text: Words
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Completion:
    """What a candidate does when the needed sets are achieved, to receive the certification."""

    step: Title
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AppealRule:
    """How many calendar days after the decision an appeal and its documents are due."""

    notice_days: Days
    documents_days: Days
    to: Words
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """Where the program office is reached."""

    office: Title
    phone: str = ""
    email: str = ""
    web: WebAddress = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Receiver:
    """A server of the program that takes packages, to which they can be sent directly."""

    title: Title
    url: ReceiverAddress
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PurchaseOrder:
    """How an institution pays for its staff."""

    address: Annotated[tuple[Words, ...], Filled()]
    phone: str = ""
    fax: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """A point on which the sources disagree: what this file chose, among what, and why.

    A program that takes sets answers `evaluator-disagreement`, `both-partial`, `pass-rounding`,
    `portfolio-fee` and `clock-start`, as far as `pass_rule` and `fees.due` do not say it; the
    others may be left open. `among` are the choices that sources name.
    """

    id: Title
    choice: Title
    among: Annotated[tuple[Words, ...], Filled()]
    note: str
    sources: tuple[str, ...] = ()


class FieldSource(StrEnum):
    """Where the value of a field of a web form comes from."""

    NAME = "name"
    EMAIL = "email"
    SET = "set"
    PROGRAM = "program"
    PACKAGE = "package"
    FINGERPRINT = "fingerprint"
    TEXT = "text"
    NOTE = "note"


class FileSource(StrEnum):
    """Which files of a package a web form takes."""

    PORTFOLIO = "portfolio"
    STATEMENT = "statement"
    RESPONSES = "responses"
    EVIDENCE = "evidence"
    PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a web form, as the form labels it.

    `text` is what stands there where the source is "text". A "note" is the candidate's own words;
    `hint` says what the form wants to read.
    """

    label: Title
    source: FieldSource
    text: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class WebForm:
    """How a set is handed in on a web page. Without `page` its address is not known.

    `files` are in the order in which the form takes them; `one_by_one` where it takes a single
    file at a time.
    """

    title: Title
    page: WebAddress = ""
    fields: Annotated[tuple[FormField, ...], Unique("label")] = ()
    files: tuple[FileSource, ...] = ()
    one_by_one: bool = False
    file_types: tuple[Extension, ...] = ()
    file_bytes: Bytes | None = None
    files_at_most: Amount | None = None
    all_bytes: Bytes | None = None
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MailDelivery:
    """How a set is handed in by email; without `address` it goes to that of the contact.

    In `subject` and `text`, {name}, {set}, {program}, {package} and {fingerprint} stand for what
    they name. `all_bytes` is the largest message that is taken; left out: not known.
    """

    title: Annotated[str, AtMost(LONGEST_LINE)] = ""
    address: str = ""
    subject: Annotated[str, AtMost(LONGEST_LINE)] = ""
    text: str = ""
    all_bytes: Bytes | None = None
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardPattern:
    """How the numbers of library cards look: so many digits, the first ones, a check digit.

    Left out, they are as on most US cards: 14 digits, of which the first is 2 and the last by Luhn.
    """

    digits: Annotated[int, Between(6, 19)] = 14
    begins: Annotated[str, Written("digits", r"[0-9]{0,12}")] = "2"
    check_digit: bool = True


class PrivacyLevel(StrEnum):
    """Whether private data that nobody decided on stops a hand-in."""

    ADVICE = "advice"
    BLOCKER = "blocker"


@dataclass(frozen=True, slots=True)
class PrivacyRule:
    """What counts as private data in files, and whether it stops a hand-in.

    `cards` are the numbers of the library cards in this state or library.
    """

    level: PrivacyLevel = PrivacyLevel.ADVICE
    cards: Annotated[tuple[CardPattern, ...], Filled()] = (CardPattern(),)
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """A whole program file. What is not known is left out; a text that has to be there may be "".

    `version` is the version of the file: a portfolio is offered one with higher numbers. `edition`
    says of its competency sets when they were decided, `audience` in a line who the program is for,
    `designation` what the certified are called, `usual_months` how long it mostly takes,
    `help_contact` who helps its candidates with the application (an address, a phone number, a
    page). `region` is the country whose numbers and addresses the search for private data knows
    ("US", "GB"), `paper` what is printed on ("letter", "a4"); left out, they follow `spelling`.
    `word_list` has words that the spelling checker takes for right besides those of its texts. A
    program of the kind "statement" has a `statement` and one set, with the id "portfolio", whose
    competencies are its criteria; it alone may leave out `routes` and `clock`.
    """

    id: Slug
    version: Title
    name: Title
    short_name: Title
    designation: Annotated[str, AtMost(LONGEST_LINE)]
    office: Title
    choice: Choice
    sets: Annotated[tuple[CompetencySet, ...], Filled(), Unique("id"), Unique("title")]
    limits: ProgramLimits
    pass_rule: PassRule
    fees: Fees
    audience: Annotated[str, AtMost(LONGEST_LINE)] = ""
    kind: ProgramKind = ProgramKind.SETS
    usual_months: Annotated[str, AtMost(LONGEST_LINE)] = ""
    help_contact: Annotated[str, AtMost(LONGEST_LINE)] = ""
    routes: Annotated[tuple[RouteRule, ...], Filled(), Unique("id")] = ()
    clock: ClockRule | None = None
    responses: ResponseRule | None = None
    statement: StatementRule | None = None
    options: Annotated[tuple[Option, ...], Unique("id")] = ()
    edition: Annotated[str, AtMost(LONGEST_LINE)] = ""
    notice: ProgramNotice | None = None
    documents: Annotated[tuple[PersonalDocument, ...], Unique("title"), Unique("id")] = ()
    grid: Annotated[tuple[Grid, ...], Unique("id"), Unique("title")] = ()
    eligibility: Eligibility | None = None
    membership: MembershipRule | None = None
    courses: CourseRule | None = None
    recognition: RecognitionRule | None = None
    choosing: ChoosingRule | None = None
    completion: Completion | None = None
    help: tuple[HelpNote, ...] = ()
    renewal: RenewalRule | None = None
    appeal: AppealRule | None = None
    contact: Contact | None = None
    purchase_order: PurchaseOrder | None = None
    receivers: Annotated[tuple[Receiver, ...], Unique("url")] = ()
    web_form: WebForm | None = None
    mail: MailDelivery | None = None
    reviews: ReviewRules = NO_REVIEW_RULES
    words: ProgramWords = OUR_WORDS
    spelling: EnglishSpelling = EnglishSpelling.AMERICAN
    region: CountryCode = ""
    paper: PaperSize | None = None
    word_list: tuple[Title, ...] = ()
    privacy: PrivacyRule = PrivacyRule()
    own: Annotated["Program | None", NotInFiles()] = None
    """What a translated program is as its file has it."""

    @property
    def home(self) -> str:
        """The country whose numbers are written; where the file doesn't say, its spelling's."""
        return self.region or self.spelling.value.rpartition("-")[2]

    @property
    def sheet(self) -> PaperSize:
        """The paper of what is made to be printed; where the file doesn't say, its spelling's."""
        is_american = self.spelling is EnglishSpelling.AMERICAN
        return self.paper or (PaperSize.LETTER if is_american else PaperSize.A4)

    def competency_set(self, set_id: str) -> CompetencySet | None:
        """Return the competency set of that id, or None."""
        return next((item for item in self.sets if item.id == set_id), None)

    def option(self, option_id: str) -> str:
        """Return what the program file chose for a disputed point, "" where it is silent."""
        return next((item.choice for item in self.options if item.id == option_id), "")

    @property
    def disagreement(self) -> str:
        """What follows when evaluators rate differently: an `EvaluatorDisagreement`, or ""."""
        return self.pass_rule.on_disagreement or self.option("evaluator-disagreement")

    def route(self, route: Route) -> RouteRule | None:
        """Return the rule for a route, or None when the program does not speak of it."""
        return next((rule for rule in self.routes if rule.id is route), None)

    def takes(self, route: Route) -> bool:
        """Whether the program takes a route today; one that names none takes its statement."""
        rule = self.route(route)
        if rule is None:
            return self.kind is ProgramKind.STATEMENT and route is Route.PORTFOLIO
        return rule.accepted

    @property
    def statement_file(self) -> str:
        """The name of a new document with the statement: as the program calls it."""
        title = "" if self.statement is None else self.statement.own_title or self.statement.title
        return portable_name(f"{title}.docx") if title else STATEMENT

    @property
    def has_courses(self) -> bool:
        """Whether the program speaks of another way than a portfolio."""
        return any(rule.id is not Route.PORTFOLIO for rule in self.routes)

    @property
    def needs_responses(self) -> bool:
        """Whether each competency needs a response of its own."""
        return self.responses is None or self.responses.needed is ResponsesNeeded.EACH

    @property
    def needs_statement(self) -> bool:
        """Whether a set, or the whole portfolio, needs a statement."""
        return self.statement is None or self.statement.needed is StatementNeeded.YES

    @property
    def required_sets(self) -> tuple[CompetencySet, ...]:
        """The sets that every candidate has to achieve."""
        return tuple(item for item in self.sets if item.required)

    @property
    def elective_sets(self) -> tuple[CompetencySet, ...]:
        """The sets to choose among."""
        return tuple(item for item in self.sets if not item.required)
