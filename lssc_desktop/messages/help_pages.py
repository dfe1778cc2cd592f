"""The pages of Help: their titles in order, their Markdown, and their words to be searched."""

from collections.abc import Iterable
from pathlib import Path

from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import ProgramFault
from lssc_desktop.core.standing.search import SearchedText, TextKind, TextSource
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.documents.markdown import from_markdown
from lssc_desktop.languages import ENGLISH, spoken
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.about_program import about_program, help_text
from lssc_desktop.paths import resources

_PROGRAM_TOPIC = "program"


def help_topics(program: Program) -> tuple[tuple[str, str], ...]:
    """Return every topic that is about something the program has, by its file, with its title."""
    left_out: set[str] = set() if program.has_courses else {"courses", "routes"}
    return tuple(topic for topic in _all_topics() if topic[0] not in left_out)


def help_source(
    topic: str,
    program: Program,
    unknown_keys: tuple[ProgramFault, ...] = (),
    told: tuple[str, ...] = (),
) -> str:
    """Return a page as Markdown.

    `unknown_keys` is what the program file says that this version does not know, `told` what its
    office answered.
    """
    if topic == _PROGRAM_TOPIC:
        return about_program(program, unknown_keys, told)
    return help_text(help_file(topic, spoken().language).read_text(encoding="utf-8"), program)


def help_file(topic: str, language: str) -> Path:
    """Return the file of a page in a language."""
    folder = resources() / "help"
    return (folder if language == ENGLISH else folder / language) / f"{topic}.md"


def help_words(
    program: Program, unknown_keys: Iterable[ProgramFault] = ()
) -> tuple[SearchedText, ...]:
    """Return the words of every page."""
    unknown = tuple(unknown_keys)
    return tuple(
        SearchedText(
            TextSource(TextKind.HELP, key=topic),
            plain(from_markdown(help_source(topic, program, unknown))),
        )
        for topic, _title in help_topics(program)
    )


def _all_topics() -> tuple[tuple[str, str], ...]:
    return (
        ("start", _("Getting started")),
        ("keyboard", _("Keyboard")),
        ("search", _("Search")),
        ("overview", _("Overview")),
        ("workspace", _("Writing")),
        ("spelling", _("Spelling")),
        ("evidence", _("Evidence")),
        ("check", _("Check & package")),
        ("time", _("Time")),
        ("courses", _("Courses")),
        ("costs", _("Costs")),
        ("reviews", _("Comments from staff")),
        ("submissions", _("Handing in")),
        ("decisions", _("After a decision")),
        ("renewal", _("{Renewal}")),
        (_PROGRAM_TOPIC, _("About your program")),
        ("review", _("For reviewers and {evaluators}")),
        ("shelf", _("The office’s shelf")),
        ("routes", _("Your options")),
        ("privacy", _("Your data")),
    )
