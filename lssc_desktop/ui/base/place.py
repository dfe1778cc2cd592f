"""The places of the window: its pages, and where on them one can go."""

from collections.abc import Mapping
from enum import Enum, StrEnum, auto
from pathlib import Path

from lssc_desktop.core.privacy.private_data import PrivacyKind
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.search import TextField
from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.kit.icons import IconName
from lssc_desktop.values import dataclass

SETS_WITH_KEYS = 6
"""How many of the chosen sets Alt and a number lead to."""
HERE = "here"
"""The topic of Help that is about the page that is shown."""


class Tab(StrEnum):
    """What of a competency is shown."""

    PLAN = "plan"
    RESPONSE = "response"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Overview:
    """The overview of the whole portfolio."""


@dataclass(frozen=True, slots=True)
class FoundWords:
    """Words that were found in a text and are to be selected there.

    `nth` counts the occurrences of `words`, a query, before it. `field` is which text of the place
    it is, None for the only one; `key` the file or comment that it belongs to.
    """

    words: str
    nth: int = 0
    field: TextField | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class SetPlace:
    """The workspace of a set.

    With a number that competency; with `statement` the learning statement; with neither,
    where the user was last. `tab` is None for the tab that is open. `in_text` says that the user
    goes there to write: the keyboard goes into the text, where they left off. `found` are words
    that the user looked for and goes to; of a kind of `private` data they go to the first.
    """

    set_id: str
    number: int | None = None
    statement: bool = False
    tab: Tab | None = None
    in_text: bool = False
    found: FoundWords | None = None
    private: PrivacyKind | None = None


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """The plan of a set: all of its competencies at once."""

    set_id: str


@dataclass(frozen=True, slots=True)
class SplitPlace:
    """The page that splits one long document into responses of a set; `file` names it."""

    set_id: str
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class EvidencePlace:
    """The evidence page, with one file selected if `path` names it.

    `about_me` shows the files about the candidate.
    """

    path: str | None = None
    about_me: bool = False


@dataclass(frozen=True, slots=True)
class CoursesPlace:
    """The courses, and the choice of a route for each set; at one set if `set_id` names it."""

    set_id: str | None = None


@dataclass(frozen=True, slots=True)
class RenewalPlace:
    """What keeps a certification, with one activity selected if `activity_id` names it."""

    activity_id: str | None = None


@dataclass(frozen=True, slots=True)
class CheckPlace:
    """The check of a set; without one, of the set that was checked last.

    `review_copy` says that the user came to make one: it is chosen, and has the keyboard.
    """

    set_id: str | None = None
    review_copy: bool = False


@dataclass(frozen=True, slots=True)
class SubmissionsPlace:
    """What was packaged and sent; with a set the keyboard goes to its newest package.

    `hand_in` says that the user came to hand that package in: they are asked where to.
    """

    set_id: str | None = None
    package_id: str | None = None
    hand_in: bool = False


@dataclass(frozen=True, slots=True)
class HelpPlace:
    """Help, at a topic: the name of its file in `resources/help/`, or HERE for what is shown.

    `found` are words in it that the user looked for.
    """

    topic: str = "start"
    found: FoundWords | None = None


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """Everything that is found for `words`; None for those that were looked for last."""

    words: str | None = None


type Place = (
    Overview
    | SetPlace
    | PlanPlace
    | SplitPlace
    | EvidencePlace
    | CoursesPlace
    | CheckPlace
    | SubmissionsPlace
    | RenewalPlace
    | SearchPlace
    | HelpPlace
)


class AboutYouField(Enum):
    """What of the candidate a link wants to be entered."""

    NAME = auto()
    MEMBERSHIP = auto()
    START = auto()
    """The day on which the clock starts: of admission, enrollment, or acceptance."""
    APPLICATION = auto()


@dataclass(frozen=True, slots=True)
class AboutYou:
    """The dialog about the candidate, where dates and memberships are entered; no page."""

    field: AboutYouField = AboutYouField.NAME


type Target = Place | AboutYou
"""Where a link can lead."""


# Pages ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page of the window: where one comes by its name, icon and key, and what it is made of.

    `module` is its name below `lssc_desktop.ui`, and `help_topic` the topic of Help that is about
    the page. The pages of a set have no title, as each set has its own, and no entry in menus, as
    Search has none among the pages.
    """

    place: Place
    module: str
    help_topic: str
    title: str = ""
    menu_text: str = ""
    icon: IconName | None = None
    key: str = ""


def page_specs() -> Mapping[type[Place], PageSpec]:
    """Return every page by its kind of place, in the order of the sidebar; Help is the last."""
    specs = (
        PageSpec(
            Overview(),
            "overview.page",
            "overview",
            _("Overview"),
            _("&Overview"),
            "layout-dashboard",
            "Ctrl+1",
        ),
        PageSpec(SetPlace(""), "workspace.page", "workspace"),
        PageSpec(PlanPlace(""), "workspace.planning", "workspace"),
        PageSpec(SplitPlace(""), "workspace.split_page", "workspace"),
        PageSpec(
            EvidencePlace(),
            "evidence.page",
            "evidence",
            _("Evidence"),
            _("&Evidence"),
            "paperclip",
            "Ctrl+2",
        ),
        PageSpec(
            CoursesPlace(),
            "courses.page",
            "courses",
            _("Courses"),
            _("Co&urses"),
            "school",
            "Ctrl+3",
        ),
        PageSpec(
            CheckPlace(),
            "check.page",
            "check",
            _("Check & package"),
            _("&Check && package"),
            "clipboard-check",
            "Ctrl+4",
        ),
        PageSpec(
            SubmissionsPlace(),
            "submissions.page",
            "submissions",
            _("Submissions"),
            _("&Submissions"),
            "send",
            "Ctrl+5",
        ),
        PageSpec(
            RenewalPlace(),
            "renewal.page",
            "renewal",
            _("{Renewal}"),
            _("&{Renewal}"),
            "calendar-repeat",
            "Ctrl+6",
        ),
        PageSpec(SearchPlace(), "find.page", "search", _("Search")),
        PageSpec(
            HelpPlace(), "shared.help_page", "start", _("Help"), _("&Help"), "help-circle", "F1"
        ),
    )
    return {type(spec.place): spec for spec in specs}


def titled_pages(program: Program) -> tuple[PageSpec, ...]:
    """Return the pages that a portfolio of this program has, without those of its sets and Help."""
    return tuple(
        spec
        for kind, spec in page_specs().items()
        if kind not in {SetPlace, PlanPlace, SplitPlace, SearchPlace, HelpPlace}
        and (kind is not RenewalPlace or program.renewal is not None)
        and (kind is not CoursesPlace or program.has_courses)
    )
