"""A certification program: everything that a program decides, as read from its program file.

What a program has not said is None or an empty text and is shown as not known; nothing here
is a default that the code made up.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lssc_desktop.core.portfolio import AboutKind, Route


@dataclass(frozen=True, slots=True)
class Notice:
    """What a candidate must know before starting, shown on the start page and in Help."""

    title: str
    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One lettered part of a competency."""

    letter: str
    title: str


@dataclass(frozen=True, slots=True)
class Competency:
    """One competency: our short title and our own summary, never the official wording.

    `summary` is empty when the text is not known to us. `verified` says whether the summary
    was compared with the official text.
    """

    number: int
    title: str
    summary: str = ""
    verified: bool = False
    parts: tuple[Part, ...] = ()
    note: str = ""

    @property
    def known(self) -> bool:
        """Whether we know what the competency asks."""
        return bool(self.summary)


@dataclass(frozen=True, slots=True)
class CompetencySet:
    """One competency set. `count_is_minimum`: there may be competencies that we do not know."""

    id: str
    title: str
    short_title: str
    required: bool
    competencies: tuple[Competency, ...]
    count_is_minimum: bool = False
    note: str = ""
    sources: tuple[str, ...] = ()

    def competency(self, number: int) -> Competency | None:
        """Return the competency of that number, or None."""
        return next((item for item in self.competencies if item.number == number), None)


@dataclass(frozen=True, slots=True)
class Choice:
    """How many sets, and how many of them electives, make a certification."""

    needed: int
    electives: int
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteRule:
    """Whether the program takes a route, and until when it did."""

    id: Route
    accepted: bool
    until: date | None = None
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockRule:
    """How long a candidate has. Which day it starts is the option `clock-start`."""

    years: int
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a portfolio may hold. None means: the program names no limit, or we do not know it."""

    introduction_paragraphs: int | None = None
    response_pages: Decimal | None = None
    response_words: int | None = None
    statement_pages: Decimal | None = None
    statement_words: int | None = None
    evidence_file_bytes: int | None = None
    evidence_files_per_set: int | None = None
    package_bytes: int | None = None
    file_types: tuple[str, ...] = ()
    links_allowed: bool = True
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonalDocument:
    """A document about the person that a hand-in has to hold."""

    kind: AboutKind
    title: str
    required: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class PassRule:
    """When evaluators approve a set (program-facts.md 2.3). Rounding is `pass-rounding`."""

    met_percent: Decimal
    partial_percent: Decimal
    not_met_allowed: int
    evaluators: int
    revisions: int
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee for members of the association and for others."""

    member: Decimal
    other: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fees:
    """What the program charges; None is not known. Whether portfolios cost is `portfolio-fee`."""

    currency: str
    application: Fee | None = None
    portfolio: Fee | None = None
    renewal: Fee | None = None
    association: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who may apply."""

    education: str
    hours: int
    within_years: int
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseRule:
    """Which courses count: finished at most so many years before the course was approved."""

    credit_years_before_approval: int
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversion:
    """How many contact hours one unit of an activity counts."""

    id: str
    title: str
    unit: str
    hours: Decimal


@dataclass(frozen=True, slots=True)
class RenewalRule:
    """When and with what a certification is renewed (program-facts.md 4)."""

    years: int
    opens_months_before: int
    grace_months: int
    hours: Decimal
    technology_hours: Decimal
    minimum_hours: Decimal
    hour_minutes: int
    one_sitting: bool
    conversions: tuple[Conversion, ...]
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AppealRule:
    """How many calendar days after the decision an appeal and its documents are due."""

    notice_days: int
    documents_days: int
    to: str
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """Where the program office is reached."""

    office: str
    phone: str = ""
    email: str = ""
    web: str = ""


@dataclass(frozen=True, slots=True)
class PurchaseOrder:
    """How an institution pays for its staff."""

    address: tuple[str, ...]
    phone: str = ""
    fax: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """A point on which the sources disagree: what this file chose, among what, and why."""

    id: str
    choice: str
    among: tuple[str, ...]
    note: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """A whole program file, format 1."""

    id: str
    version: str
    name: str
    short_name: str
    designation: str
    office: str
    choice: Choice
    sets: tuple[CompetencySet, ...]
    routes: tuple[RouteRule, ...]
    clock: ClockRule
    limits: Limits
    pass_rule: PassRule
    fees: Fees
    options: tuple[Option, ...] = ()
    notice: Notice | None = None
    documents: tuple[PersonalDocument, ...] = ()
    eligibility: Eligibility | None = None
    courses: CourseRule | None = None
    renewal: RenewalRule | None = None
    appeal: AppealRule | None = None
    contact: Contact | None = None
    purchase_order: PurchaseOrder | None = None

    def competency_set(self, set_id: str) -> CompetencySet | None:
        """Return the competency set of that id, or None."""
        return next((item for item in self.sets if item.id == set_id), None)

    def option(self, option_id: str) -> str:
        """Return what the program file chose for a disputed point, "" where it is silent."""
        return next((item.choice for item in self.options if item.id == option_id), "")

    def route(self, route: Route) -> RouteRule | None:
        """Return the rule for a route, or None when the program does not speak of it."""
        return next((rule for rule in self.routes if rule.id is route), None)

    @property
    def required_sets(self) -> tuple[CompetencySet, ...]:
        """The sets that every candidate has to achieve."""
        return tuple(item for item in self.sets if item.required)

    @property
    def elective_sets(self) -> tuple[CompetencySet, ...]:
        """The sets to choose among."""
        return tuple(item for item in self.sets if not item.required)
