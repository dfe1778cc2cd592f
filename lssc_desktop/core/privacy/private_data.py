"""Private data found in files: its kinds, its places, and what is remembered of it.

What was found is in memory only. What is kept on disk says how often which kind was found, and
which findings the candidate said are fine; neither says the data itself.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import Annotated

from lssc_desktop.core.plain import LARGEST, First, Within
from lssc_desktop.values import dataclass

type _Count = Annotated[int, Within(0, LARGEST)]
type _ShortText = Annotated[str, First(1_000)]


COUNTRIES = ("US", "GB")
"""Those whose numbers and addresses we know; `regions` has their rules."""


class PrivacyKind(StrEnum):
    """What kind of private data was found; the values are codes of `check --json`."""

    # In words, wherever they stand.
    CARD_NUMBER = "privacy-card-number"
    EMAIL = "privacy-email"
    PHONE = "privacy-phone"
    SOCIAL_SECURITY = "privacy-social-security"
    NATIONAL_INSURANCE = "privacy-national-insurance"
    HEALTH_NUMBER = "privacy-health-number"
    IDENTITY_DOCUMENT = "privacy-identity-document"
    BANK_ACCOUNT = "privacy-bank-account"
    STUDENT_NUMBER = "privacy-student-number"
    EMPLOYEE_NUMBER = "privacy-employee-number"
    PAYMENT_CARD = "privacy-payment-card"
    STREET_ADDRESS = "privacy-street-address"
    BIRTH_DATE = "privacy-birth-date"
    PERSON_NAME = "privacy-person-name"

    # In photographs, also in those within documents.
    PHOTO_POSITION = "privacy-photo-position"
    CAMERA_OWNER = "privacy-camera-owner"
    THUMBNAIL = "privacy-thumbnail"

    # In documents, sheets, slides, PDFs and messages.
    COMMENT = "privacy-comment"
    TRACKED_CHANGE = "privacy-tracked-change"
    HIDDEN_TEXT = "privacy-hidden-text"
    AUTHOR = "privacy-author"
    EMBEDDED_FILE = "privacy-embedded-file"
    EXTERNAL_LINK = "privacy-external-link"
    MACRO = "privacy-macro"
    HIDDEN_SHEET = "privacy-hidden-sheet"
    HIDDEN_CELLS = "privacy-hidden-cells"
    SPEAKER_NOTES = "privacy-speaker-notes"
    HIDDEN_SLIDE = "privacy-hidden-slide"
    MAIL_HEADER = "privacy-mail-header"
    COVERED_TEXT = "privacy-covered-text"
    FORM_VALUE = "privacy-form-value"
    EARLIER_VERSION = "privacy-earlier-version"

    # Nothing was found because nothing could be read: people have to look.
    UNREADABLE = "privacy-unreadable"


class PlaceUnit(StrEnum):
    """What a place is counted in."""

    FILE = "file"
    FILE_NAME = "file-name"
    PARAGRAPH = "paragraph"
    LINE = "line"
    PAGE = "page"
    SHEET = "sheet"
    CELL = "cell"
    SLIDE = "slide"
    PICTURE = "picture"
    HEADER = "header"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle on a page, from its top left corner as it is shown.

    In points on a page of a PDF, in pixels of the picture as it is shown (turned as its metadata
    say) in a photograph or scan.
    """

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PrivatePlace:
    """Where in a file private data stands.

    `number` counts units from 1: the page of a PDF or scan, the slide in the order of the show,
    the sheet, the line of a text, the picture within a document; 0 where nothing is counted. For a
    paragraph it is the place among all `w:p` of `part` in the order of the XML.
    `part` names what holds it: the part of the ZIP (`word/document.xml`, `word/media/image1.jpg`),
    the sheet, the header of a message or the field of a form. `cell` is such as B12.
    `start` and `end` are characters in the text of the unit; both are 0 where it is not text. The
    text of a paragraph is that of its runs, deleted ones too, with one character for each tab and
    break. `boxes` are where it is seen.
    """

    unit: PlaceUnit
    number: _Count = 0
    part: _ShortText = ""
    cell: _ShortText = ""
    start: _Count = 0
    end: _Count = 0
    boxes: Annotated[tuple[Rectangle, ...], First(20)] = ()


class Reason(StrEnum):
    """Why something was taken for private data; `messages.privacy` says it in a sentence."""

    LOOKS_LIKE = "looks-like"  # the pattern of its kind, and its check digit where it has one
    BY_LABEL = "by-label"  # words beside it say what it is
    TITLE = "title"  # a name after Ms., Dr. and their like
    CARD_BESIDE = "card-beside"  # a name beside a card number
    PATRON_BESIDE = "patron-beside"  # a name beside the word "patron" and its like
    METADATA = "metadata"  # what a program or a camera noted
    NOT_SHOWN = "not-shown"  # it is in the file, but nobody sees it on the page
    NO_WORDS = "no-words"  # a scan, a recording: there are no words to search
    NOT_OPENED = "not-opened"  # damaged, locked, of a kind that we cannot read
    STOPPED = "stopped"  # the helper crashed over this file
    TOO_SLOW = "too-slow"  # it took too long over it
    TOO_LARGE = "too-large"  # it needs more memory than one file gets


@dataclass(frozen=True, slots=True)
class PrivacyFinding:
    """One piece of private data: its kind, where it stands, and why it was taken for that.

    `found` is the data itself, in memory only: never write it to a log, a setting, a package or
    portfolio.json. It is "" where there is none to show, as with a macro.
    """

    kind: PrivacyKind
    place: PrivatePlace
    found: _ShortText = field(repr=False)  # a traceback must not show it either
    reason: Reason = Reason.LOOKS_LIKE


@dataclass(frozen=True, slots=True)
class FileFindings:
    """Everything found in one file, in the order in which people read it."""

    path: str
    sha256: str
    findings: tuple[PrivacyFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingMark:
    """What is remembered of one finding: its kind, and a short token that stands for it.

    The token (`store.privacy.portfolio_scan`) is a fingerprint with a key that is no part of
    portfolio.json, and so short that many other numbers have the same: nobody finds the data by
    trying.
    """

    kind: PrivacyKind
    token: str


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """What is remembered of a file that was scanned: its fingerprint, and a mark a finding."""

    path: str
    sha256: str
    marks: tuple[FindingMark, ...] = ()


@dataclass(frozen=True, slots=True)
class PrivacyDecision:
    """The candidate's word that one finding of a file is fine, and why.

    `token` is that of the `FindingMark`, which every finding of the same data in the file has.
    """

    path: str
    token: str
    kind: PrivacyKind
    why: str
    day: date

    @property
    def key(self) -> tuple[str, str]:
        """What it is a decision on: the file and the finding."""
        return self.path, self.token


def counted(
    findings: Iterable[PrivacyFinding | FindingMark],
) -> tuple[tuple[PrivacyKind, int], ...]:
    """Return how many findings of each kind there are, in the order of `PrivacyKind`."""
    counts = Counter(finding.kind for finding in findings)
    return tuple((kind, counts[kind]) for kind in PrivacyKind if counts[kind])
