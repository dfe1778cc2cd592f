"""Kinds of findings: what is said of one, where it is fixed, and its icon."""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import NamedTuple

from lssc_desktop.core.check.finding import Finding
from lssc_desktop.core.errors import Counted, Says, SaysBy, Text
from lssc_desktop.core.program.rule import Rule


class At(Enum):
    """Where in the window a finding is fixed."""

    TEXT = auto()
    """The response to a competency, or the learning statement."""
    STATEMENT = auto()
    DOCUMENT = auto()
    """The Word file of a text."""
    SET = auto()
    EVIDENCE = auto()
    """What a competency shows."""
    RATING = auto()
    FILE = auto()
    CERTIFICATE = auto()
    PRIVATE = auto()
    """The private data that a file or a text has."""
    COURSE = auto()
    SUBMISSION = auto()
    RENEWAL = auto()
    OVERVIEW = auto()
    FORM = auto()
    """The dialog for self-assessment forms."""
    PROGRAM = auto()
    NAME = auto()
    MEMBERSHIP = auto()
    START = auto()
    """The days that a candidate's time can start on."""
    APPLICATION = auto()


_ICONS: Mapping[At, str] = {
    At.TEXT: "file-text",
    At.STATEMENT: "notebook",
    At.DOCUMENT: "file-alert",
    At.SET: "help-circle",
    At.EVIDENCE: "paperclip",
    At.RATING: "half",
    At.FILE: "paperclip",
    At.CERTIFICATE: "school",
    At.COURSE: "school",
    At.SUBMISSION: "calendar-event",
    At.RENEWAL: "paperclip",
    At.OVERVIEW: "paperclip",
    At.FORM: "list-check",
    At.PROGRAM: "info-circle",
    At.NAME: "user",
    At.MEMBERSHIP: "user",
    At.START: "calendar-event",
    At.APPLICATION: "calendar-event",
}


class FindingKind(NamedTuple):
    """All that is said of one kind of finding, and where it is fixed.

    `passed` is what is said where its rule finds nothing. `joined` says those of several
    competencies that are alike as one. `icon` is its own, "" for that of its place; `rule` is the
    one of the program that it rests on. Its texts have the facts of the finding, the `parts`, and
    the words that `words` makes of it, where that takes a function. `unlike` is what is said
    instead where a fact has one of these values. What is `later` is worth a look only when most of
    a set is written.
    """

    at: At
    happened: Text
    meaning: Text = ""
    advice: Text = ""
    passed: str = ""
    joined: Counted | None = None
    icon: str = ""
    rule: Rule | None = None
    parts: Mapping[str, Text] = {}
    unlike: tuple[str, Mapping[object, Says]] = ("", {})
    words: Callable[[Finding], Mapping[str, object]] | None = None
    later: bool = False

    @property
    def own_icon(self) -> str:
        """The icon that is shown for it."""
        return self.icon or _ICONS[self.at]

    def says(self, *, of_several: bool) -> SaysBy:
        """Return what is said, of one finding or of several that are joined."""
        happened = self.joined if of_several and self.joined else self.happened
        usual = Says(happened, self.meaning, self.advice, self.parts)
        fact, others = self.unlike
        said = {value: other._replace(parts=self.parts) for value, other in others.items()}
        return SaysBy(fact, said, usual)
