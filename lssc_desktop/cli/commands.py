"""The table of all commands, how one is carried out, and its errors as sentences."""

import json
import re
from argparse import Namespace
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from importlib import import_module
from typing import NamedTuple

from lssc_desktop.cli.terminal import (
    NOT_DONE,
    CommandResult,
    OutputLost,
    complain,
    nothing_collected,
    say,
    terminal_reporter,
)
from lssc_desktop.core.errors import N_, LsscError
from lssc_desktop.core.job import Reporter


class CommandRow(NamedTuple):
    """The module and the function of a command, and an example of what is typed for it."""

    module: str
    function: str
    example: str


GROUPS: Mapping[str, str] = {
    "evidence": N_("add evidence, use it, and protect other people’s private data in it"),
    "response": N_("enter responses, and the official texts they answer"),
    "set": N_("enter the route, course, dates, and decision of {a_set}"),
    "candidate": N_("enter what the program asks about you"),
    "renewal": N_("enter what your {renewal} needs"),
    "paper": N_("write papers to print or send"),
    "review": N_("write reviews, import them, and answer comments"),
    "office": N_("what a program office does with many packages"),
    "key": N_("sign with a key, and compare those of others"),
    "program": N_("check program files, switch to another one, and ask the office"),
    "computer": N_("remove what this program keeps on this computer"),
}
"""What the commands of each group are for."""

COMMANDS: Mapping[str, CommandRow] = {
    "new": CommandRow(
        "starting",
        "new",
        'portfolio --name "Ana Rivera" '
        "--electives access-services,collection-management,reference-information",
    ),
    "sample": CommandRow("packages", "sample", "example"),
    "status": CommandRow("status", "status", "portfolio"),
    "check": CommandRow("checking", "check", "portfolio --set technology"),
    "find": CommandRow("finding", "find", 'portfolio "story hour" --kind response'),
    "package": CommandRow("packages", "package", "portfolio --set technology"),
    "verify": CommandRow("signing", "verify", "technology.lssc.zip"),
    "send": CommandRow(
        "packages",
        "send",
        "technology.lssc.zip --to dav+https://upload.example.org/packages/ana/ "
        "--user ana --password-env SECRET",
    ),
    "export": CommandRow("packages", "export", "portfolio -o portfolio.docx"),
    "rebuild": CommandRow("starting", "rebuild", "portfolio"),
    "evidence add": CommandRow(
        "facts", "add", 'portfolio --set technology --competency 2 guide.pdf --caption "My guide"'
    ),
    "evidence use": CommandRow(
        "facts", "use", "portfolio --set technology --competency 3 guide.pdf --secondary"
    ),
    "evidence convert": CommandRow("checking", "make_copy", "portfolio photo.heic"),
    "evidence privacy": CommandRow(
        "private", "privacy", 'portfolio sign-up.docx --fine "The names are made up"'
    ),
    "evidence clean": CommandRow("cleaning", "clean", "portfolio sign-up.docx --words"),
    "evidence consent": CommandRow(
        "cleaning", "consent", 'portfolio class.jpg --by "Sam Okafor" --on 2026-11-25'
    ),
    "response set": CommandRow(
        "facts", "respond", "portfolio --set technology --competency 2 networks.docx"
    ),
    "response split": CommandRow(
        "facts", "split", 'portfolio --set technology "all responses.docx" --yes'
    ),
    "response official-texts": CommandRow(
        "facts", "official_texts", "portfolio --set technology technology.docx"
    ),
    "set route": CommandRow("facts", "route", "portfolio --set technology course"),
    "set course": CommandRow(
        "facts", "course", 'portfolio --set technology --title "Circulation" --completed 2026-10-30'
    ),
    "set plan": CommandRow("facts", "plan", "portfolio --set technology --by 2027-03-31"),
    "set decision": CommandRow(
        "facts", "decide", "portfolio --set technology revision-asked --on 2026-11-25 --asked 3,7"
    ),
    "set handed-in": CommandRow(
        "facts", "handed_in_on", "portfolio --set technology --on 2026-11-25"
    ),
    "candidate person": CommandRow(
        "facts", "person", "portfolio --email ana@example.org --member yes --since 2026-01-01"
    ),
    "candidate dates": CommandRow("facts", "clock", "portfolio --admitted 2026-02-10"),
    "candidate experience": CommandRow(
        "facts", "work", 'portfolio --employer "Lake Library" --begun 2024-09-01 --hours 20'
    ),
    "candidate electives": CommandRow(
        "facts",
        "electives",
        "portfolio access-services,collection-management,reference-information",
    ),
    "candidate agreement": CommandRow(
        "facts", "recognition", 'portfolio --college "Lake College" --graduated 2026-05-20'
    ),
    "candidate self-assessment": CommandRow("facts", "grid", "portfolio"),
    "renewal certified": CommandRow("facts", "certified", "portfolio --on 2026-11-25"),
    "renewal granted": CommandRow(
        "facts", "renewed", "portfolio --on 2030-10-01 --until 2034-11-25"
    ),
    "renewal activity": CommandRow(
        "facts",
        "activity",
        'portfolio --on 2026-11-25 --title "Cataloging workshop" --kind workshop --amount 2',
    ),
    "renewal statement": CommandRow(
        "facts", "renewal_statement", 'portfolio "I learned to catalog maps."'
    ),
    "paper report": CommandRow("packages", "report", "portfolio -o report.pdf"),
    "paper calendar": CommandRow("packages", "calendar", "portfolio -o dates.ics"),
    "paper purchase-order": CommandRow(
        "packages", "purchase_order", 'portfolio -o order.docx --institution "Lake Library"'
    ),
    "paper appeal": CommandRow("packages", "appeal", "portfolio --set technology -o appeal.docx"),
    "paper notice": CommandRow("packages", "notify", "portfolio"),
    "review new": CommandRow(
        "reviewing",
        "review",
        'technology.lssc.zip --as "Dana Lee" --rate 2=met '
        '--comment "2=Clear, and well shown." -o dana.lssc-review.json',
    ),
    "review import": CommandRow("reviewing", "import_review", "portfolio dana.lssc-review.json"),
    "review list": CommandRow("reviewing", "comments", "portfolio --set technology"),
    "review answer": CommandRow(
        "reviewing", "answer", 'portfolio --comment ID --text "I added the date."'
    ),
    "review letter": CommandRow(
        "reviewing", "letter", "technology.lssc.zip result.lssc-review.json -o letter.docx"
    ),
    "review mail": CommandRow("reviewing", "mail", "technology.lssc.zip result.lssc-review.json"),
    "review combine": CommandRow(
        "reviewing",
        "combine",
        'technology.lssc.zip lee.lssc-review.json park.lssc-review.json --as "Program office" '
        "-o result.lssc-review.json",
    ),
    "office shelf": CommandRow("shelf", "shelf", "packages --view overdue"),
    "office assign": CommandRow(
        "shelf", "assign", 'packages/technology.lssc.zip --to "Dana Lee" --due 2026-12-15'
    ),
    "office mail": CommandRow("shelf", "mail", 'packages --to "Dana Lee"'),
    "office evaluators": CommandRow(
        "shelf", "evaluators", 'packages --put "Dana Lee" --sets technology --most 6'
    ),
    "office conflict": CommandRow(
        "shelf", "conflict", 'packages/technology.lssc.zip --of "Dana Lee" --apart'
    ),
    "office history": CommandRow("shelf", "history", "packages/technology.lssc.zip"),
    "office agreement": CommandRow("shelf", "agreement", "packages --year 2026"),
    "office statistics": CommandRow("shelf", "statistics", "packages -o statistics.html"),
    "office audit": CommandRow("auditing", "audit", "packages --results audit.csv --workers 2"),
    "office retention": CommandRow("shelf", "retention", "packages"),
    "key show": CommandRow("signing", "key_show", ""),
    "key new": CommandRow("signing", "key_new", ""),
    "key forget": CommandRow("signing", "key_forget", ""),
    "key sign": CommandRow("signing", "sign", "technology.lssc.zip"),
    "key known": CommandRow(
        "signing", "signers", '--remember dana.pub --name "Dana Lee" --fingerprint SHA256:...'
    ),
    "program check": CommandRow("starting", "program", "prairie.toml --keep"),
    "program schema": CommandRow("starting", "schema", ""),
    "program switch": CommandRow("starting", "move_program", "portfolio --newer --dry-run"),
    "program ask": CommandRow("packages", "ask", "portfolio --draft questions.eml"),
    "computer clean": CommandRow("cleaning", "clean_computer", "--remove --keep signing-key"),
}
"""Every command below its group, in the order of --help; the examples are without its name."""

_SHOWING = CommandRow("entered", "show_entered", "")
"""What carries out those that enter facts when they are given none."""

_READING = frozenset(
    (
        *("status", "check", "find", "verify", "office audit", "office shelf", "review list"),
        *("office history", "office agreement", "office statistics"),
        *("program check", "paper report", "paper calendar", "export", "review new"),
    )
)
"""Those that leave alone what they are given: there is nothing that they could have changed."""


type Command = Callable[[Namespace, date, Reporter], CommandResult]


def carry_out(arguments: Namespace, today: date) -> int:
    """Do what was asked, print what came of it, and return the exit status."""
    shows = getattr(arguments, "shows", False)
    try:
        with terminal_reporter() as reporter:
            with nothing_collected():
                carried_out_by = command_of(arguments.command, shows=shows)
            outcome = carried_out_by(arguments, today, reporter)
            if getattr(arguments, "sources", False):
                outcome = _with_sources(outcome, arguments)
            text = outcome.text(as_json=arguments.json)
    except Exception as error:  # noqa: BLE001  no traceback reaches the user
        reads = shows or arguments.command in _READING
        said = _sentence_of(error, arguments.command, reads=reads)
        refuse(said, as_json=arguments.json, error=error)
        return NOT_DONE
    try:
        say(text)
    except OutputLost:
        from lssc_desktop.messages.command_line import output_lost

        complain(output_lost().text)
        return NOT_DONE
    return outcome.status


def refuse(sentence: str, *, as_json: bool, error: Exception | None = None) -> None:
    """Print why something was not done, as an object for a program that asked for one.

    Its `code` is the name of the error, "usage" for words that make no command, and "unforeseen";
    its `path` is the file or folder that the error is about, if it is about one.
    """
    if not as_json:
        complain(sentence)
        return
    code = "usage" if error is None else "unforeseen"
    if isinstance(error, LsscError):
        code = re.sub("(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()
    path = getattr(error, "path", None)
    found = {"code": code, "message": sentence, "path": None if path is None else str(path)}
    with suppress(OutputLost):  # then the exit status says it
        say(json.dumps({"error": found}, indent=2))


def _with_sources(outcome: CommandResult, arguments: Namespace) -> CommandResult:
    """Return what a command found with where its rules come from."""
    from lssc_desktop.cli.opened import with_sources  # only for a command with --sources

    return with_sources(outcome, arguments)


def _sentence_of(error: Exception, command: str, *, reads: bool) -> str:
    """Return the sentence of an error; of one that we did not foresee, where it happened.

    A typing error gets a second line: where help is.
    """
    from lssc_desktop.cli.parsing import help_line
    from lssc_desktop.messages.command_line import unforeseen_line

    if not isinstance(error, LsscError):
        return unforeseen_line(error)
    from lssc_desktop.messages.command_line import (
        command_hint,
        is_mistyped,
        without_promise,
    )
    from lssc_desktop.messages.message import message_for

    try:
        message = message_for(error)
        message = without_promise(message) if reads else message
        said = " ".join(filter(None, (message.text, command_hint(error))))
        return f"{said}\n{help_line(f'lssc-desktop {command}')}" if is_mistyped(error) else said
    except Exception as failed:  # noqa: BLE001  no sentence is worth a traceback
        return unforeseen_line(failed)


def command_of(name: str, *, shows: bool = False) -> Command:
    """Return what carries out a command; what only another one needs is not imported.

    `shows`: no value was given for what the command enters.
    """
    row = _SHOWING if shows else COMMANDS[name]
    command: Command = getattr(import_module(f"lssc_desktop.cli.{row.module}"), row.function)
    return command
