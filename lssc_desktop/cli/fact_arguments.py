"""Arguments of the commands about facts: days, routes, courses, decisions, renewal, papers."""

import argparse
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path

from lssc_desktop.cli.parsing import (
    OUTCOMES,
    ROUTES,
    RULES_OF_COMMANDS,
    Commands,
    Parser,
    add_folder,
    add_language,
    add_locking,
    add_set,
    add_sources,
    add_today,
    as_day,
    as_ids,
    as_new_file,
    as_number,
    as_text,
    may_be_left_out,
    one_of,
)
from lssc_desktop.core.privacy.private_data import COUNTRIES
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.languages import gettext as _

OF_PROGRAM = "program"
"""Said in place of a country or a paper: that of the program."""


# Types of arguments -----------------------------------------------------------------------------


def as_amount(text: str) -> Decimal:
    """Return an amount, a fee or a number of hours, written like 145.00."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        raise argparse.ArgumentTypeError(
            _("“{text}” isn’t an amount; write it like 145 or 12.50").format(text=text)
        )
    return amount


def as_fee(text: str) -> Decimal | None:
    """Return a fee as the user types it."""
    from lssc_desktop.core.time.money import FeeUnclear, fee_of  # a course alone has one

    try:
        return fee_of(text)
    except FeeUnclear as error:
        raise argparse.ArgumentTypeError(
            _("“{text}” isn’t an amount; write it like 145 or 12.50").format(text=error.typed)
        ) from error


def as_yes_or_no(text: str) -> bool:
    """Return whether a word is yes."""
    if text not in {"yes", "no"}:
        raise argparse.ArgumentTypeError(_("“{text}” isn’t yes or no").format(text=text))
    return text == "yes"


def as_day_or_none(text: str) -> object:
    """Return a day, or None for the word none."""
    return None if text == "none" else as_day(text)


def _as_yes_no_or_none(text: str) -> bool | None:
    """Return whether a word is yes, None for the word none."""
    return None if text == "none" else as_yes_or_no(text)


def _as_numbers(text: str) -> tuple[int, ...]:
    return tuple(map(as_number, as_ids(text)))


# Commands ---------------------------------------------------------------------------------------


def _person(commands: Commands) -> Parser:
    command = _add_command(commands, "candidate person", _("change your details"))
    command.add_argument("--name", type=as_text, metavar="N", help=_("your name"))
    command.add_argument("--email", type=as_text, metavar="ADDRESS", help=_("your email address"))
    command.add_argument(
        "--member", type=as_yes_or_no, metavar="yes|no", help=_("whether you pay member fees")
    )
    command.add_argument(
        "--since",
        type=as_day,
        metavar="DATE",
        help=_("when the membership started; if left out, always"),
    )
    command.add_argument(
        "--mentor",
        type=_as_yes_no_or_none,
        default=...,
        metavar="yes|no|none",
        help=_("you have it"),
    )
    add_language(command, _("of the packages and letters"))
    regions, papers = (*COUNTRIES, OF_PROGRAM), (*PaperSize, OF_PROGRAM)
    command.add_argument(
        "--region",
        type=one_of(regions),
        metavar="|".join(regions),
        help=_("the country whose phone numbers and addresses we look for as private data"),
    )
    command.add_argument(
        "--paper",
        type=one_of(papers),
        metavar="|".join(papers),
        help=_("for PDFs and new Word files"),
    )
    return command


def _grid(commands: Commands) -> Parser:
    command = _add_command(
        commands, "candidate self-assessment", _("read or fill in a self-assessment form")
    )
    command.add_argument(
        "--grid",
        type=as_text,
        default="",
        metavar="ID",
        dest="grid_id",
        help=_("which form, if there are several"),
    )
    command.add_argument(
        "--rate",
        nargs=3,
        type=as_text,
        action="append",
        default=[],
        metavar=("SECTION", "COLUMN", "RATING"),
        help=_('as in your form; to remove it, use "" as the rating'),
    )
    return command


def _clock(commands: Commands) -> Parser:
    command = _add_command(
        commands, "candidate dates", _("enter the dates that can start your time")
    )
    command.add_argument(
        "--admitted",
        type=as_day_or_none,
        default=...,
        metavar="DATE|none",
        help=_("when you were admitted"),
    )
    command.add_argument(
        "--enrolled",
        type=as_day_or_none,
        default=...,
        metavar="DATE|none",
        help=_("when you enrolled"),
    )
    command.add_argument(
        "--accepted",
        type=as_day_or_none,
        default=...,
        metavar="DATE|none",
        help=_("when you were accepted"),
    )
    command.add_argument(
        "--applied",
        type=as_day_or_none,
        default=...,
        metavar="DATE|none",
        help=_("when you applied"),
    )
    return command


def _work(commands: Commands) -> Parser:
    command = _add_command(
        commands, "candidate experience", _("enter your education and your work in libraries")
    )
    command.add_argument(
        "--education",
        type=as_yes_or_no,
        metavar="yes|no",
        help=_("whether you have the education the program asks for"),
    )
    command.add_argument(
        "--employer", type=as_text, metavar="N", help=_("where you work or worked")
    )
    command.add_argument("--begun", type=as_day, metavar="DATE", help=_("when you started there"))
    command.add_argument(
        "--ended", type=as_day, metavar="DATE", help=_("leave it out if you still work there")
    )
    command.add_argument("--hours", type=as_amount, metavar="N", help=_("hours a week"))
    command.add_argument(
        "--total", type=as_amount, metavar="N", help=_("instead: total hours, to --ended")
    )
    command.add_argument(
        "--school-years", type=as_amount, metavar="N", help=_("how many, with --weeks and --hours")
    )
    command.add_argument("--weeks", type=as_amount, metavar="N", help=_("weeks in a school year"))
    command.add_argument("--remove", action="store_true", help=_("remove all work there"))
    return command


def _electives(commands: Commands) -> Parser:
    command = _add_command(
        commands, "candidate electives", _("choose other electives; all work is kept")
    )
    may_be_left_out(
        command.add_argument("electives", type=as_ids, metavar="ID,ID,ID", help=_("your electives"))
    )
    return command


def _route(commands: Commands) -> Parser:
    command = _add_command(
        commands, "set route", _("change the route to {a_set}; all work is kept")
    )
    add_set(command, required=False)
    may_be_left_out(
        command.add_argument("route", type=one_of(ROUTES), metavar="ROUTE", help=", ".join(ROUTES))
    )
    return command


def _course(commands: Commands) -> Parser:
    command = _add_command(commands, "set course", _("enter the course for {a_set}"))
    add_set(command, required=False)
    command.add_argument("--title", type=as_text, metavar="T", help=_("what the course is called"))
    command.add_argument(
        "--provider", default="", type=as_text, metavar="N", help=_("who teaches it")
    )
    command.add_argument(
        "--completed", type=as_day, metavar="DATE", help=_("when you completed it")
    )
    command.add_argument(
        "--approved", type=as_day, metavar="DATE", help=_("when the program approved it")
    )
    command.add_argument("--fee", type=as_fee, metavar="N", help=_("what it cost, such as 145.00"))
    command.add_argument(
        "--certificate", type=Path, metavar="FILE", help=_("the certificate; we copy it")
    )
    command.add_argument(
        "--recognition", action="store_true", help=_("by agreement with your college")
    )
    return command


def _recognition(commands: Commands) -> Parser:
    does = _("enter your college’s agreement once, for all {sets} it covers")
    command = _add_command(commands, "candidate agreement", does)
    command.add_argument(
        "--college", type=as_text, metavar="N", help=_("what the college is called")
    )
    command.add_argument("--graduated", type=as_day, metavar="DATE", help=_("when you graduated"))
    command.add_argument(
        "--agreement", type=as_day, metavar="DATE", help=_("the date of the agreement")
    )
    command.add_argument(
        "--sets", type=as_ids, default=(), metavar="ID,ID", help=_("all of yours if left out")
    )
    command.add_argument("--diploma", type=Path, metavar="FILE", help=_("your diploma; we copy it"))
    return command


def _plan(commands: Commands) -> Parser:
    command = _add_command(commands, "set plan", _("plan a date to finish {a_set}"))
    add_set(command, required=False)
    command.add_argument(
        "--by",
        type=as_day_or_none,
        default=...,
        metavar="DATE|none",
        help=_("the date you plan to finish"),
    )
    return command


def _decide(commands: Commands) -> Parser:
    command = _add_command(commands, "set decision", _("enter the program’s decision on {a_set}"))
    add_set(command, required=False)
    may_be_left_out(
        command.add_argument(
            "outcome", type=one_of(OUTCOMES), metavar="OUTCOME", help=", ".join(OUTCOMES)
        )
    )
    command.add_argument("--on", type=as_day, metavar="DATE", help=_("when it was decided"))
    command.add_argument(
        "--asked",
        default=(),
        type=_as_numbers,
        metavar="N,N",
        help=_("the numbers of what you’re asked to revise"),
    )
    command.add_argument("--note", default="", type=as_text, metavar="T", help=_("what they said"))
    return command


def _handed_in(commands: Commands) -> Parser:
    does = _("enter the date you handed in {a_set} without LSSC Desktop")
    command = _add_command(commands, "set handed-in", does)
    add_set(command, required=False)
    command.add_argument(
        "--on",
        type=as_day_or_none,
        default=...,
        metavar="DATE|none",
        help=_("when you handed it in"),
    )
    return command


def _certified(commands: Commands) -> Parser:
    command = _add_command(commands, "renewal certified", _("enter the date on your certificate"))
    command.add_argument(
        "--on",
        type=as_day_or_none,
        default=...,
        metavar="DATE|none",
        help=_("the date on your certificate"),
    )
    return command


def _renewed(commands: Commands) -> Parser:
    command = _add_command(commands, "renewal granted", _("enter {a_renewal} the program granted"))
    command.add_argument("--on", type=as_day, metavar="DATE", help=_("when it was granted"))
    what = command.add_mutually_exclusive_group()
    what.add_argument("--until", type=as_day, metavar="DATE", help=_("until when you’re certified"))
    what.add_argument(
        "--remove", action="store_true", help=_("remove the {renewal} granted on that date")
    )
    return command


def _activity(commands: Commands) -> Parser:
    command = _add_command(commands, "renewal activity", _("enter an activity for your {renewal}"))
    command.add_argument("--title", type=as_text, metavar="T", help=_("what you did"))
    command.add_argument("--on", type=as_day, metavar="DATE", help=_("when you did it"))
    command.add_argument(
        "--kind", type=as_text, metavar="KIND", help=_("which kind, as the program names it")
    )
    command.add_argument(
        "--amount", type=as_amount, metavar="N", help=_("how much it counts for, such as hours")
    )
    command.add_argument(
        "--technology",
        type=as_amount,
        metavar="HOURS",
        help=_("if left out, all hours of an activity about the technology {set}"),
    )
    add_set(command, required=False)
    may_be_left_out(
        command.add_argument(
            "files",
            type=Path,
            nargs="+",
            default=[],
            metavar="FILE",
            help=_("documents about it; we copy them"),
        )
    )
    command.add_argument(
        "--remove", action="store_true", help=_("remove all activities with that title")
    )
    return command


def _renewal_statement(commands: Commands) -> Parser:
    command = _add_command(commands, "renewal statement", _("enter your {renewal} statement"))
    may_be_left_out(
        command.add_argument("text", type=as_text, metavar="TEXT", help=_("“” for none"))
    )
    return command


def _check_program(commands: Commands) -> Parser:
    command = commands.add_parser(
        "program check", help=_("check a program file, and say in plain words what its rules are")
    )
    command.add_argument("file", type=Path, metavar="FILE", help=_("the program file"))
    command.add_argument(
        "--keep",
        action="store_true",
        help=_("keep it on this computer, so that packages that follow it can be judged here"),
    )
    return command


def _schema(commands: Commands) -> Parser:
    return commands.add_parser("program schema", help=_("print the JSON Schema of program files"))


def _move_program(commands: Commands) -> Parser:
    command = _add_command(
        commands, "program switch", _("switch to a newer or different program file")
    )
    group = command.add_mutually_exclusive_group(required=True)
    group.add_argument("file", type=Path, nargs="?", metavar="FILE", help=_("the program file"))
    group.add_argument(
        "--newer", action="store_true", help=_("switch to the newer file that status mentions")
    )
    group.add_argument(
        "--not-now",
        action="store_true",
        help=_("stay with this one, and don’t mention that file again"),
    )
    group.add_argument("--undo", action="store_true", help=_("go back to the previous one"))
    command.add_argument("--dry-run", action="store_true", help=_("only show the differences"))
    return command


def _ask(commands: Commands) -> Parser:
    does = _("ask the office what your program file doesn’t say, and enter what it answers")
    command = _add_command(commands, "program ask", does)
    command.add_argument(
        "--draft",
        type=as_new_file,
        metavar="FILE",
        help=_("also save the email as a draft (.eml)"),
    )
    command.add_argument(
        "--question", type=as_text, metavar="ID", help=_("the question that was answered")
    )
    group = command.add_mutually_exclusive_group()
    group.add_argument("--answer", type=as_text, metavar="TEXT", help=_("what the office said"))
    group.add_argument("--remove", action="store_true", help=_("remove its answer"))
    command.add_argument(
        "--on", type=as_day, metavar="DATE", help=_("when the office said it; today if left out")
    )
    command.add_argument(
        "--by", type=as_text, metavar="WHO", help=_("who said it, or where you read it")
    )
    return command


def _official_texts(commands: Commands) -> Parser:
    does = _("add the official texts for {a_set} from one list")
    command = _add_command(commands, "response official-texts", does)
    add_set(command, required=False)
    may_be_left_out(
        command.add_argument(
            "file",
            type=Path,
            metavar="FILE",
            help=_("a text file with all of them, each after its number"),
        )
    )
    return command


def _report(commands: Commands) -> Parser:
    return _add_paper(commands, "paper report", _("save a progress report as PDF"))


def _calendar(commands: Commands) -> Parser:
    return _add_paper(commands, "paper calendar", _("save every date as a calendar file"))


def _purchase_order(commands: Commands) -> Parser:
    command = _add_paper(
        commands, "paper purchase-order", _("write a request for a purchase order")
    )
    command.add_argument(
        "--applicant",
        type=as_text,
        action="append",
        default=[],
        metavar="NAME,EMAIL,member|other",
        help=_("one more applicant"),
    )
    command.add_argument("--institution", default="", type=as_text, metavar="N", help=_("who pays"))
    return command


def _appeal(commands: Commands) -> Parser:
    command = _add_paper(commands, "paper appeal", _("write a letter to start an appeal"))
    add_set(command)
    return command


def _notify(commands: Commands) -> Parser:
    does = _("write a message to the office when your {sets} are achieved")
    command = commands.add_parser("paper notice", help=does)
    add_folder(command)
    return command


# Options of several commands --------------------------------------------------------------------


def _add_command(commands: Commands, name: str, does: str) -> Parser:
    command = commands.add_parser(name, help=does)
    add_folder(command)
    add_locking(command)
    if name in RULES_OF_COMMANDS:
        add_sources(command)
    return command


def _add_paper(commands: Commands, name: str, does: str) -> Parser:
    command = commands.add_parser(name, help=does)
    add_folder(command)
    command.add_argument(
        "-o",
        "--output",
        required=True,
        type=as_new_file,
        metavar="FILE",
        help=_("the file to save it as"),
    )
    add_today(command)
    return command


type _Adds = tuple[Callable[[Commands], Parser], ...]

FACTS_OF_SETS: _Adds = (_official_texts, _route, _course, _plan, _decide, _handed_in)
FACTS_OF_CANDIDATE: _Adds = (_person, _clock, _work, _electives, _recognition, _grid)
FACTS_OF_RENEWAL: _Adds = (_certified, _renewed, _activity, _renewal_statement)
PAPERS: _Adds = (_report, _calendar, _purchase_order, _appeal, _notify)
PROGRAM_FILES: _Adds = (_check_program, _schema, _move_program, _ask)
"""What adds each of these commands to the parser."""
