"""Arguments of reviews, and of what an office does with many packages: two groups of commands."""

import argparse
from pathlib import Path

from lssc_desktop.cli.parsing import (
    OUTCOMES,
    RATINGS,
    VIEWS,
    Commands,
    Parser,
    add_folder,
    add_locking,
    add_set,
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


def _as_rating(text: str) -> tuple[int, str]:
    """Return the number of a competency and its rating."""
    number, equal, rating = text.partition("=")
    if not equal or rating not in RATINGS:
        raise argparse.ArgumentTypeError(
            _("“{text}” isn’t a rating; write it like 11=met, 11=partial or 11=not").format(
                text=text
            )
        )
    return as_number(number), rating


def _as_remark(text: str) -> tuple[str, str]:
    """Return what is said, and about what: a number, "statement" or the place of a file."""
    about, equal, said = as_text(text).partition("=")
    if not equal or not said.strip():
        raise argparse.ArgumentTypeError(
            _("“{text}” isn’t a comment; write it like 11=TEXT or statement=TEXT").format(text=text)
        )
    return about, said


def _as_repeated_question(text: str) -> tuple[str, str]:
    """Return the id of a comment and what is asked again."""
    comment, equal, said = as_text(text).partition("=")
    if not equal or not said.strip():
        raise argparse.ArgumentTypeError(
            _("“{text}” doesn’t ask anything again; write it like ID=TEXT").format(text=text)
        )
    return comment, said


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
    _add_due_by(command, _("what’s due by then, and late"))
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
        "--table", type=as_new_file, metavar="FILE", help=_("save them as .csv or .xlsx")
    )
    command.add_argument(
        "--calendar", type=as_new_file, metavar="FILE", help=_("save due dates (.ics)")
    )
    command.add_argument("--today", type=as_day, metavar="DAY", help=_("today’s date"))
    return command


def _statistics(commands: Commands) -> Parser:
    command = commands.add_parser(
        "office statistics", help=_("how many {portfolios} there are, and how long they take")
    )
    command.add_argument("folder", type=Path, metavar="DIR", help=_("the folder of packages"))
    command.add_argument(
        "-o", "--output", type=as_new_file, metavar="FILE", help=_("a web page, without names")
    )
    command.add_argument("--today", type=as_day, metavar="DAY", help=_("today’s date"))
    return command


def _mail(commands: Commands) -> Parser:
    command = commands.add_parser(
        "office mail", help=_("write email drafts to whoever has packages to review")
    )
    command.add_argument("folder", type=Path, metavar="DIR", help=_("the folder of packages"))
    command.add_argument(
        "--to",
        type=as_name,
        action="append",
        default=[],
        metavar="NAME",
        help=_("only to them; otherwise to everyone"),
    )
    command.add_argument(
        "--reminder", action="store_true", help=_("with due dates, instead of the packages")
    )
    _add_due_by(command, _("only to whoever has something due by then, or late"))
    command.add_argument("--today", type=as_day, metavar="DAY", help=_("today’s date"))
    return command


def _add_due_by(command: Parser, does: str) -> None:
    command.add_argument("--due-by", type=as_day, metavar="DAY", help=does)


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
    command.add_argument(
        "packages", type=Path, nargs="+", metavar="PACKAGE", help=_("which packages")
    )
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
    command.add_argument("package", type=Path, metavar="PACKAGE", help=_("the package"))
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
    command.add_argument("package", type=Path, metavar="PACKAGE", help=_("the package"))
    return command


def _agreement(commands: Commands) -> Parser:
    command = commands.add_parser("office agreement", help=_("how far {evaluators} agree"))
    command.add_argument("folder", type=Path, metavar="DIR", help=_("the folder of packages"))
    command.add_argument("--year", type=as_number, metavar="YEAR", help=_("only this year"))
    command.add_argument(
        "--table", type=as_new_file, metavar="FILE", help=_("save it as .xlsx, without candidates")
    )
    return command


# Reviews ----------------------------------------------------------------------------------------


def _review(commands: Commands) -> Parser:
    command = commands.add_parser("review new", help=_("write a review of a package"))
    command.add_argument("package", type=Path, metavar="PACKAGE", help=_("the package"))
    _add_signature(command)
    command.add_argument(
        "--rate",
        type=_as_rating,
        action="append",
        default=[],
        metavar="N=met|partial|not",
        help=_("your rating of {a_competency}; can be repeated"),
    )
    command.add_argument(
        "--comment",
        type=_as_remark,
        action="append",
        default=[],
        metavar="N=TEXT",
        help=_("your comment on a number, “statement”, or a file; can be repeated"),
    )
    command.add_argument(
        "--settle",
        type=as_text,
        action="append",
        default=[],
        metavar="ID",
        help=_("an earlier comment that’s resolved"),
    )
    command.add_argument(
        "--again",
        type=_as_repeated_question,
        action="append",
        default=[],
        metavar="ID=TEXT",
        help=_("ask an earlier comment’s question again"),
    )
    conflict = command.add_mutually_exclusive_group()
    conflict.add_argument(
        "--no-conflict",
        action="store_true",
        help=_("for {evaluators}: there’s no conflict of interest"),
    )
    conflict.add_argument(
        "--conflict",
        type=as_text,
        metavar="TEXT",
        help=_("for {evaluators}: the conflict of interest"),
    )
    command.add_argument(
        "--evaluation",
        action="store_true",
        help=_(
            "you’re {an_evaluator}; the file goes to the program office, never to the candidate"
        ),
    )
    command.add_argument(
        "--panel",
        "--third",
        dest="decides",
        action="store_true",
        help=_(
            "your evaluation is the panel’s, or the third {evaluator}’s: it decides where "
            "{evaluators} differ"
        ),
    )
    command.add_argument(
        "--statement-read", action="store_true", help=_("you’ve read the {learning_statement}")
    )
    _add_rules(command)
    return command


def _import_review(commands: Commands) -> Parser:
    command = commands.add_parser("review import", help=_("import a review"))
    add_folder(command)
    add_locking(command)
    command.add_argument("file", type=Path, metavar="FILE", help=_("the review"))
    return command


def _comments(commands: Commands) -> Parser:
    command = commands.add_parser(
        "review list", help=_("what reviewers said, and what’s been done")
    )
    add_folder(command)
    add_set(command, required=False)
    return command


def _answer(commands: Commands) -> Parser:
    command = commands.add_parser("review answer", help=_("answer a reviewer’s comment"))
    add_folder(command)
    add_locking(command)
    command.add_argument(
        "--comment",
        required=True,
        type=as_text,
        metavar="ID",
        help=_("the comment, as “review list” names it"),
    )
    command.add_argument("--text", default="", type=as_text, metavar="TEXT", help=_("your answer"))
    command.add_argument("--open", action="store_true", help=_("it isn’t answered yet"))
    return command


def _letter(commands: Commands) -> Parser:
    command = commands.add_parser("review letter", help=_("save a review or a result as a letter"))
    command.add_argument("package", type=Path, metavar="PACKAGE", help=_("the package"))
    command.add_argument("file", type=Path, metavar="FILE", help=_("the review or the result"))
    command.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="LETTER",
        help=_("a Word document if it ends in .docx, otherwise a PDF"),
    )
    command.add_argument(
        "--today", type=as_day, metavar="DATE", help=_("the date of the letter, instead of today")
    )
    _add_rules(command)
    return command


def _review_mail(commands: Commands) -> Parser:
    command = commands.add_parser(
        "review mail", help=_("write an email draft with a review or a result")
    )
    command.add_argument("package", type=Path, metavar="PACKAGE", help=_("the package"))
    command.add_argument("file", type=Path, metavar="FILE", help=_("the review or the result"))
    command.add_argument("--today", type=as_day, metavar="DAY", help=_("today’s date"))
    return command


def _combine(commands: Commands) -> Parser:
    command = commands.add_parser(
        "review combine", help=_("make a result from {evaluators}’ reviews")
    )
    command.add_argument("package", type=Path, metavar="PACKAGE", help=_("the package"))
    command.add_argument(
        "files",
        type=Path,
        nargs="*",
        metavar="FILE",
        help=_("evaluations; without any, those next to the package"),
    )
    command.add_argument(
        "--despite-conflict",
        type=as_text,
        default="",
        metavar="REASON",
        help=_("why, although a conflict of interest was declared"),
    )
    command.add_argument(
        "--panel",
        "--third",
        dest="decider",
        type=Path,
        metavar="FILE",
        help=_(
            "one more file: the panel’s evaluation, or the third {evaluator}’s, if the file "
            "doesn’t say so"
        ),
    )
    _add_signature(command)
    command.add_argument(
        "--outcome",
        type=one_of(OUTCOMES),
        metavar="|".join(OUTCOMES),
        help=_("the office’s decision, if it differs from the ratings"),
    )
    _add_rules(command)
    return command


def _add_signature(command: Parser) -> None:
    """Add what every file of a reviewer needs: a name, perhaps a word on the whole, a place."""
    command.add_argument(
        "--as", required=True, type=as_name, dest="name", metavar="NAME", help=_("your name")
    )
    command.add_argument(
        "--note", default="", type=as_text, metavar="TEXT", help=_("what you say about all of it")
    )
    command.add_argument(
        "-o",
        "--output",
        required=True,
        type=as_new_file,
        metavar="FILE",
        help=_("the file to save it as"),
    )


def _add_rules(command: Parser) -> None:
    """Add what names the rules for a package whose own are changed, or not known here."""
    command.add_argument(
        "--program",
        type=Path,
        metavar="FILE",
        help=_("the program file to judge by, if this computer doesn’t know the package’s rules"),
    )


REVIEWS = (_review, _import_review, _comments, _answer, _letter, _review_mail, _combine)
OFFICE = (
    *(_shelf, _assign, _mail, _evaluators, _conflict, _history, _agreement, _statistics),
    *(_audit, _retention),
)
"""What adds each of these commands."""
