"""Findings: what a check found."""

from enum import StrEnum

from lssc_desktop.values import dataclass


class Level(StrEnum):
    """A blocker stops a hand-in, advice does not."""

    BLOCKER = "blocker"
    ADVICE = "advice"


class FindingCode(StrEnum):
    """Every kind of finding; its row in `messages.findings` has all that is said of it."""

    # Responses and the learning statement.
    RESPONSE_MISSING = "response-missing"
    RESPONSE_FILE_GONE = "response-file-gone"
    RESPONSE_EMPTY = "response-empty"
    RESPONSE_UNREADABLE = "response-unreadable"
    RESPONSE_UNNEEDED = "response-unneeded"
    STATEMENT_UNNEEDED = "statement-unneeded"
    RESPONSE_LONG = "response-long"
    RESPONSE_WORDY = "response-wordy"
    INTRODUCTION_MISSING = "introduction-missing"
    INTRODUCTION_LONG = "introduction-long"
    PART_WITHOUT_EXAMPLE = "part-without-example"
    COMPETENCY_UNKNOWN = "competency-unknown"
    SET_COUNT_UNKNOWN = "set-count-unknown"
    STATEMENT_MISSING = "statement-missing"
    STATEMENT_FILE_GONE = "statement-file-gone"
    STATEMENT_EMPTY = "statement-empty"
    STATEMENT_UNREADABLE = "statement-unreadable"
    STATEMENT_LONG = "statement-long"
    STATEMENT_WORDY = "statement-wordy"
    STATEMENT_EARLY = "statement-early"
    EVIDENCE_UNREFERENCED = "evidence-unreferenced"
    DOCUMENT_UNFINISHED = "document-unfinished"
    DOCUMENT_BEYOND = "document-beyond"
    DOCUMENT_INCOMPLETE = "document-incomplete"
    DOCUMENT_OPEN = "document-open"
    PICTURE_UNDESCRIBED = "picture-undescribed"
    CHARACTER_UNSHOWN = "character-unshown"
    LINK_REFUSED = "link-refused"

    # Evidence files.
    EVIDENCE_NONE = "evidence-none"
    SECONDARY_ONLY = "secondary-only"
    OWN_ROLE_MISSING = "own-role-missing"
    EVIDENCE_GONE = "evidence-gone"
    EVIDENCE_EMPTY = "evidence-empty"
    EVIDENCE_UNREADABLE = "evidence-unreadable"
    EVIDENCE_UNOPENABLE = "evidence-unopenable"
    EVIDENCE_SHORTCUT = "evidence-shortcut"
    EVIDENCE_UNCOMMON = "evidence-uncommon"
    FILE_REFUSED = "file-refused"
    FOLDER_CLOSED = "folder-closed"
    FILE_TYPE_REFUSED = "file-type-refused"
    FILE_TOO_LARGE = "file-too-large"
    FILE_LARGE = "file-large"
    FILES_TOO_MANY = "files-too-many"
    PACKAGE_TOO_LARGE = "package-too-large"
    NAME_CHANGED = "name-changed"
    EVIDENCE_UNUSED = "evidence-unused"
    CONSENT_MISSING = "consent-missing"
    COPY_OUTDATED = "copy-outdated"

    # Private data in files; the values are those of `core.privacy.private_data.PrivacyKind`.
    PRIVACY_CARD_NUMBER = "privacy-card-number"
    PRIVACY_EMAIL = "privacy-email"
    PRIVACY_PHONE = "privacy-phone"
    PRIVACY_SOCIAL_SECURITY = "privacy-social-security"
    PRIVACY_NATIONAL_INSURANCE = "privacy-national-insurance"
    PRIVACY_HEALTH_NUMBER = "privacy-health-number"
    PRIVACY_IDENTITY_DOCUMENT = "privacy-identity-document"
    PRIVACY_BANK_ACCOUNT = "privacy-bank-account"
    PRIVACY_STUDENT_NUMBER = "privacy-student-number"
    PRIVACY_EMPLOYEE_NUMBER = "privacy-employee-number"
    PRIVACY_PAYMENT_CARD = "privacy-payment-card"
    PRIVACY_STREET_ADDRESS = "privacy-street-address"
    PRIVACY_BIRTH_DATE = "privacy-birth-date"
    PRIVACY_PERSON_NAME = "privacy-person-name"
    PRIVACY_PHOTO_POSITION = "privacy-photo-position"
    PRIVACY_CAMERA_OWNER = "privacy-camera-owner"
    PRIVACY_THUMBNAIL = "privacy-thumbnail"
    PRIVACY_COMMENT = "privacy-comment"
    PRIVACY_TRACKED_CHANGE = "privacy-tracked-change"
    PRIVACY_HIDDEN_TEXT = "privacy-hidden-text"
    PRIVACY_AUTHOR = "privacy-author"
    PRIVACY_EMBEDDED_FILE = "privacy-embedded-file"
    PRIVACY_EXTERNAL_LINK = "privacy-external-link"
    PRIVACY_MACRO = "privacy-macro"
    PRIVACY_HIDDEN_SHEET = "privacy-hidden-sheet"
    PRIVACY_HIDDEN_CELLS = "privacy-hidden-cells"
    PRIVACY_SPEAKER_NOTES = "privacy-speaker-notes"
    PRIVACY_HIDDEN_SLIDE = "privacy-hidden-slide"
    PRIVACY_MAIL_HEADER = "privacy-mail-header"
    PRIVACY_COVERED_TEXT = "privacy-covered-text"
    PRIVACY_FORM_VALUE = "privacy-form-value"
    PRIVACY_EARLIER_VERSION = "privacy-earlier-version"
    PRIVACY_UNREADABLE = "privacy-unreadable"

    # Candidate, set and route.
    NOT_MARKED_READY = "not-marked-ready"
    SELF_RATING_MISSING = "self-rating-missing"
    FORECAST_SHORT = "forecast-short"
    NOT_ADMITTED = "not-admitted"
    DEADLINE_PASSED = "deadline-passed"
    ROUTE_CLOSED = "route-closed"
    ROUTE_NOT_CHOSEN = "route-not-chosen"
    COMMENT_UNANSWERED = "comment-unanswered"
    PERSONAL_DOCUMENT_MISSING = "personal-document-missing"
    GRID_UNRATED = "grid-unrated"
    NAME_MISSING = "name-missing"
    MEMBERSHIP_MISSING = "membership-missing"
    SET_NOT_CHOSEN = "set-not-chosen"
    AGREEMENT_MISSING = "agreement-missing"
    COURSE_MISSING = "course-missing"
    COURSE_INCOMPLETE = "course-incomplete"
    CERTIFICATE_MISSING = "certificate-missing"
    CERTIFICATE_GONE = "certificate-gone"
    CERTIFICATE_UNOPENABLE = "certificate-unopenable"
    ELECTIVES_COUNT = "electives-count"
    DAYS_APART = "days-apart"
    DAY_LONG_AGO = "day-long-ago"
    REVISIONS_OVER = "revisions-over"
    DECIDED_EARLY = "decided-early"
    APPLIED_LATE = "applied-late"
    HANDED_IN_LATE = "handed-in-late"
    CERTIFIED_EARLY = "certified-early"
    CERTIFIED_LATE = "certified-late"
    CERTIFIED_WITHOUT = "certified-without"
    RENEWED_LONG = "renewed-long"
    SET_UNKNOWN = "set-unknown"
    COMPETENCY_FORMER = "competency-former"
    COURSE_TOO_EARLY = "course-too-early"
    COURSE_NOT_OVER = "course-not-over"
    COURSE_NOT_APPROVED = "course-not-approved"
    COURSE_APPROVAL_OVER = "course-approval-over"

    # Renewal.
    RENEWAL_NOT_CERTIFIED = "renewal-not-certified"
    RENEWAL_NO_RULE = "renewal-no-rule"
    RENEWAL_NOT_OPEN = "renewal-not-open"
    RENEWAL_OVER = "renewal-over"
    RENEWAL_HOURS_SHORT = "renewal-hours-short"
    RENEWAL_KIND_SHORT = "renewal-kind-short"
    RENEWAL_STATEMENT_MISSING = "renewal-statement-missing"
    RENEWAL_STATEMENT_LONG = "renewal-statement-long"
    RENEWAL_TWICE = "renewal-twice"
    RENEWAL_UNDOCUMENTED = "renewal-undocumented"
    RENEWAL_DOCUMENT_GONE = "renewal-document-gone"
    RENEWAL_DOCUMENT_UNOPENABLE = "renewal-document-unopenable"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found, with the place to go to.

    `facts` are the numbers and names for its sentence (`messages.findings`). `competency` is
    None when the finding is about the set or its statement; `set_id` is None when it is about
    the whole portfolio.
    """

    level: Level
    code: FindingCode
    set_id: str | None = None
    competency: int | None = None
    path: str | None = None
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, name: str) -> str:
        """Return one fact, "" where there is none of that name."""
        return next((value for key, value in self.facts if key == name), "")
