"""Arguments of what an office does with many packages: the group `office`."""

import argparse
from pathlib import Path

from lssc_desktop.cli.parsing import (
    VIEWS,
    Commands,
    Parser,
    as_day,
    as_ids,
    as_new_file,
    as_number,
    as_text,
    one_of,
)
from lssc_desktop.languages import gettext as _


def as_name(text: str) -> str:
    """Return who says something: not nobody."""
    if not text.strip():
        raise argparse.ArgumentTypeError(_("a name is needed"))
    return as_text(text)


def _audit(commands: Commands) -> Parser:
    command = commands.add_parser(
        "office audit",
        help=_("verify many packages where they are"),
        description=_(
            "Reads and compares every package in folders or stores. If it’s stopped, start "
            "it again and it continues; unchanged packages aren’t read again. Keys for a "
            "store come from the environment, as with its own tools."
        ),
    )
    command.add_argument(
        "places",
        type=as_text,
        nargs="+",
        metavar="SOURCE",
        help=_("a folder, a package, s3://BUCKET/FOLDER/ or https://HOST/FOLDER/"),
    )
    command.add_argument(
        "--only", type=as_text, default="", metavar="PATTERN", help=_("names, like *.lssc.zip")
    )
    command.add_argument("--all", action="store_true", help=_("also read unchanged packages"))
    command.add_argument(
        "--results",
        type=as_new_file,
        action="append",
        default=[],
        metavar="FILE",
        help=_("save a line for each package: .jsonl, .csv, .parquet"),
    )
    command.add_argument(
        "--journal", type=as_new_file, metavar="FILE", help=_("where it records what’s done")
    )
    command.add_argument(
        "--workers", type=as_number, default=1, metavar="N", help=_("number of processes")
    )
    command.add_argument(
        "--on", type=as_text, default="", metavar="tls://HOST:PORT", help=_("a Dask cluster")
    )
    command.add_argument("--user", type=as_text, default="", metavar="NAME", help=_("for https://"))
    command.add_argument(
        "--password-env", type=as_text, default="", metavar="VAR", help=_("has the password")
    )
    return command


def _shelf(commands: Commands) -> Parser:
    command = commands.add_parser("office shelf", help=_("list the packages in an office’s folder"))
    command.add_argument("folder", type=Path, metavar="DIR", help=_("the folder of packages"))
    command.add_argument(
        "words", type=as_text, nargs="*", metavar="WORD", help=_("part of a name, {set}, or file")
    )
    command.add_argument(
        "--view",
        type=one_of(VIEWS),
        default="all",
        metavar="|".join(VIEWS),
        help=_("which packages"),
    )
    command.add_argument("--for", dest="person", type=as_name, metavar="NAME", help=_("for to-me"))
    command.add_argument(
        "--all", action="store_true", help=_("earlier packages and damaged copies too")
    )
    command.add_argument(
        "--names",
        action="store_true",
        help=_("show candidate names, where the program evaluates blind"),
    )
    command.add_argument("--verify", action="store_true", help=_("verify new packages"))
    command.add_argument(
        "--statistics", action="store_true", help=_("how many, how long, by {set}")
    )
    command.add_argument(
        "--table", type=as_new_file, metavar="FILE", help=_("save them as .csv or .xlsx")
    )
    command.add_argument(
        "--calendar", type=as_new_file, metavar="FILE", help=_("save due dates (.ics)")
    )
    command.add_argument(
        "--mail", action="store_true", help=_("print a reminder for the person in --for")
    )
    command.add_argument("--today", type=as_day, metavar="DAY", help=_("today’s date"))
    return command


def _retention(commands: Commands) -> Parser:
    command = commands.add_parser(
        "office retention", help=_("list packages a shelf has kept long enough, and delete them")
    )
    command.add_argument("folder", type=Path, metavar="DIR", help=_("the folder of packages"))
    command.add_argument(
        "--delete",
        type=as_text,
        metavar="CODE",
        help=_("delete exactly this list, which has this code; a record of it stays in DIR"),
    )
    command.add_argument("--by", type=as_name, metavar="NAME", help=_("who deletes it"))
    command.add_argument("--today", type=as_day, metavar="DAY", help=_("today’s date"))
    return command


def _assign(commands: Commands) -> Parser:
    command = commands.add_parser("office assign", help=_("assign packages to reviewers"))
    command.add_argument("packages", type=Path, nargs="+", metavar="PACKAGE")
    command.add_argument(
        "--to", type=as_name, action="append", default=[], metavar="NAME", help=_("who reviews it")
    )
    command.add_argument(
        "--by-rule", action="store_true", help=_("choose as many {evaluators} as are needed")
    )
    command.add_argument("--due", type=as_day, metavar="DAY", help=_("due date"))
    command.add_argument(
        "--no-longer",
        type=as_name,
        action="append",
        default=[],
        metavar="NAME",
        help=_("who no longer reviews it"),
    )
    command.add_argument("--handed-in", type=as_day, metavar="DAY", help=_("when it was handed in"))
    command.add_argument("--by", type=as_name, metavar="NAME", help=_("who is entering this"))
    return command


def _evaluators(commands: Commands) -> Parser:
    command = commands.add_parser("office evaluators", help=_("list an office’s {evaluators}"))
    command.add_argument("folder", type=Path, metavar="DIR", help=_("the folder of packages"))
    command.add_argument("--put", type=as_name, metavar="NAME", help=_("add or change someone"))
    command.add_argument("--remove", type=as_name, metavar="NAME", help=_("take someone off"))
    command.add_argument("--email", type=as_text, default="", help=_("for --put"))
    command.add_argument(
        "--sets", type=as_ids, default=(), metavar="ID,...", help=_("for --put; otherwise all")
    )
    command.add_argument(
        "--languages", type=as_ids, default=(), metavar="en,es", help=_("for --put; otherwise all")
    )
    command.add_argument(
        "--most", type=as_number, metavar="N", help=_("for --put: packages at once")
    )
    command.add_argument("--away", action="store_true", help=_("for --put: gets nothing new"))
    return command


def _conflict(commands: Commands) -> Parser:
    command = commands.add_parser(
        "office conflict", help=_("list conflicts of interest of a package, and decide")
    )
    command.add_argument("package", type=Path, metavar="PACKAGE")
    command.add_argument("--of", dest="person", type=as_name, metavar="NAME", help=_("whose"))
    command.add_argument("--words", type=as_text, default="", help=_("what it is"))
    ruling = command.add_mutually_exclusive_group()
    ruling.add_argument("--apart", action="store_true", help=_("keep them apart"))
    ruling.add_argument(
        "--allow", type=as_text, default="", metavar="REASON", help=_("allow the evaluation")
    )
    command.add_argument("--by", type=as_name, metavar="NAME", help=_("who is entering this"))
    command.add_argument("--today", type=as_day, metavar="DAY", help=_("today’s date"))
    return command


def _history(commands: Commands) -> Parser:
    command = commands.add_parser(
        "office history", help=_("list who assigned a package and changed what")
    )
    command.add_argument("package", type=Path, metavar="PACKAGE")
    return command


def _agreement(commands: Commands) -> Parser:
    command = commands.add_parser("office agreement", help=_("how far {evaluators} agree"))
    command.add_argument("folder", type=Path, metavar="DIR", help=_("the folder of packages"))
    command.add_argument("--year", type=as_number, metavar="YEAR", help=_("only this year"))
    command.add_argument(
        "--table", type=as_new_file, metavar="FILE", help=_("save it as .xlsx, without candidates")
    )
    return command


OFFICE = (_shelf, _assign, _evaluators, _conflict, _history, _agreement, _audit, _retention)
"""What adds each of these commands."""
