"""Arguments of the command line: the parser, and the options of every command but the facts.

It is long because each command has its options here, in the order in which --help shows them.
"""

import argparse
from collections.abc import Mapping, Sequence
from math import isfinite
from pathlib import Path

from lssc_desktop.cli.commands import COMMANDS, GROUPS
from lssc_desktop.cli.fact_arguments import (
    FACTS_OF_CANDIDATE,
    FACTS_OF_RENEWAL,
    FACTS_OF_SETS,
    PAPERS,
    PROGRAM_FILES,
    as_yes_or_no,
)
from lssc_desktop.cli.office_arguments import OFFICE, REVIEWS, as_name
from lssc_desktop.cli.parsing import (
    PROGRAMS,
    TEXT_KINDS,
    Commands,
    Parser,
    UsageError,
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
    help_line,
    may_be_left_out,
    named_command,
    one_of,
    require_command,
    require_fitting,
    require_known,
    require_no_more,
    shows_entered,
    speak_for_argparse,
)
from lssc_desktop.core.privacy.traces import TraceKind
from lssc_desktop.languages import ENGLISH
from lssc_desktop.languages import gettext as _
from lssc_desktop.paths import version_line


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Return the command with its arguments. Leaves for `--help`.

    Raises `UsageError` with two lines: what does not fit, and where help is.
    """
    parser, commands = make_parser()
    asked = parser
    try:
        named = named_command(words, commands)
        asked = parser.below(named)
        require_command(named, commands)
        if named in GROUPS and [*words] == [named]:
            asked.print_help()
            asked.exit()
        require_known(words, {*parser.options(), *asked.options()})
        arguments, more = parser.parse_known_args(words)
        require_no_more(more, asked.options())
        arguments.shows = shows_entered(asked, arguments)
        require_fitting(arguments)
    except UsageError as error:
        raise UsageError(f"{error}\n{help_line(asked.prog)}") from None
    return arguments


def make_parser() -> tuple[Parser, Mapping[str, Parser]]:
    """Return the parser, and that of each command by its name."""
    speak_for_argparse()
    parser = Parser(
        prog="lssc-desktop",
        description=_("Work on a certification {portfolio}"),
        epilog=_(
            "Put --portable first to leave nothing on this computer, or --portable=FOLDER to keep "
            "settings in a folder on your drive."
        ),
    )
    parser.add_argument("--version", action="version", version=version_line())
    _add_json(parser, default=False)
    commands = Commands(parser, {name: _(says) for name, says in GROUPS.items()})
    adding = (
        *(_new, _sample, _status, _check, _find, _package, _verify, _send, _export, _rebuild),
        *(_add, _use, _make_copy, _privacy, _clean, _consent),
        *(_respond, _split, *FACTS_OF_SETS, *FACTS_OF_CANDIDATE, *FACTS_OF_RENEWAL, *PAPERS),
        *(*REVIEWS, *OFFICE),
        *(*(_key_show, _key_new, _key_forget), _sign, _signers, *PROGRAM_FILES, _clean_computer),
    )
    made = [add(commands) for add in adding]
    for command in made:
        _add_json(command, default=argparse.SUPPRESS)  # else it undoes one before the command
    named = {command.prog.partition(" ")[2]: command for command in made}
    for name, command in named.items():
        command.example = f"{command.prog} {COMMANDS[name].example}".rstrip()
    return parser, named


def _add_json(parser: Parser, *, default: object) -> None:
    parser.add_argument(
        "--json", action="store_true", default=default, help=_("print one JSON object")
    )


# Types of arguments -----------------------------------------------------------------------------


# Commands ---------------------------------------------------------------------------------------


def _sample(commands: Commands) -> Parser:
    command = commands.add_parser("sample", help=_("write the sample {portfolio}"))
    add_folder(command)
    command.add_argument(
        "--program",
        type=one_of(PROGRAMS),
        default=PROGRAMS[0],
        metavar="|".join(PROGRAMS),
        help=_("the program"),
    )
    return command


def _new(commands: Commands) -> Parser:
    command = commands.add_parser("new", help=_("start {a_portfolio}"))
    add_folder(command)
    command.add_argument("--name", required=True, type=as_text, help=_("your name"))
    command.add_argument(
        "--admitted",
        type=as_day,
        metavar="DATE",
        help=_("leave it out until you’re admitted; it starts your time"),
    )
    command.add_argument(
        "--electives",
        default=(),
        type=as_ids,
        metavar="ID,ID,ID",
        help=_("your electives; you can choose them later"),
    )
    command.add_argument(
        "--program",
        type=Path,
        metavar="FILE|{}".format("|".join(PROGRAMS)),
        help=_("another program, or another program file"),
    )
    command.add_argument("--member", action="store_true", help=_("you pay member fees"))
    of = _("of the packages, letters, and READ ME.txt; English if left out")
    add_language(command, of, default=ENGLISH)
    return command


def _rebuild(commands: Commands) -> Parser:
    command = commands.add_parser(
        "rebuild", help=_("rebuild portfolio.json when it’s missing or damaged")
    )
    add_folder(command)
    add_locking(command)
    command.add_argument(
        "--name", type=as_text, help=_("your name, if nothing in the folder shows it")
    )
    command.add_argument(
        "--admitted", type=as_day, metavar="DATE", help=_("when you were admitted")
    )
    command.add_argument("--member", action="store_true", help=_("you pay member fees"))
    return command


def _add(commands: Commands) -> Parser:
    command = commands.add_parser("evidence add", help=_("copy evidence in and attach it"))
    add_folder(command)
    add_locking(command)
    _add_text_place(command)
    command.add_argument("files", type=Path, nargs="+", metavar="FILE", help=_("what to copy in"))
    command.add_argument("--folders", action="store_true", help=_("also add the files in folders"))
    command.add_argument("--secondary", action="store_true", help=_("indirect evidence"))
    command.add_argument(
        "--caption",
        default="",
        type=as_text,
        metavar="TEXT",
        help=_("what it shows, in a few words"),
    )
    return command


def _make_copy(commands: Commands) -> Parser:
    command = commands.add_parser(
        "evidence convert", help=_("make a JPEG or a PDF of an evidence file, and use that instead")
    )
    add_folder(command)
    add_locking(command)
    command.add_argument(
        "file", type=as_text, metavar="FILE", help=_("its name in the Evidence folder")
    )
    return command


def _privacy(commands: Commands) -> Parser:
    command = commands.add_parser(
        "evidence privacy",
        help=_("find other people’s private data in the files, and decide on it"),
    )
    add_folder(command)
    add_locking(command)
    command.add_argument(
        "file",
        nargs="?",
        type=as_text,
        metavar="FILE",
        help=_("its name in the Evidence folder; leave it out for every file"),
    )
    decision = command.add_mutually_exclusive_group()
    decision.add_argument(
        "--fine",
        type=as_text,
        metavar="WHY",
        help=_("mark everything found in FILE as fine, and say why"),
    )
    decision.add_argument(
        "--undo", action="store_true", help=_("decide again on everything found in FILE")
    )
    return command


def _clean(commands: Commands) -> Parser:
    command = commands.add_parser(
        "evidence clean",
        help=_("make a new file from only what evidence shows, and use it instead"),
    )
    add_folder(command)
    add_locking(command)
    command.add_argument(
        "files", type=as_text, nargs="*", metavar="FILE", help=_("its name in the Evidence folder")
    )
    again = _("make every clean copy again that was made in an earlier way")
    command.add_argument("--again", action="store_true", help=again)
    command.add_argument(
        "--area",
        type=_as_area,
        action="append",
        default=[],
        metavar="PAGE,X,Y,WIDTH,HEIGHT",
        help=_(
            "an area to cover in one file: points from the top left corner of a PDF page, "
            "or pixels of a picture"
        ),
    )
    ways = command.add_mutually_exclusive_group()
    for way, said in (
        ("words", _("a new Word file, workbook, or text of what it says")),
        ("look", _("a PDF with a picture of each page, or a new picture")),
    ):
        ways.add_argument(f"--{way}", dest="way", action="store_const", const=way, help=said)
    return command


def _as_area(text: str) -> tuple[int, float, float, float, float]:
    """Return an area of a page that was written as five numbers: the page, and where it is."""
    try:
        page, x, y, width, height = (float(part) for part in text.split(","))
        is_area = page >= 1 and page == int(page) and width > 0 and height > 0
        is_area = is_area and isfinite(x + y + width + height)
    except (ValueError, OverflowError):
        is_area = False
    if not is_area:
        raise argparse.ArgumentTypeError(
            _("“{text}” isn’t an area; write it like 1,72,144,200,20").format(text=text)
        )
    return int(page), x, y, width, height


def _consent(commands: Commands) -> Parser:
    command = commands.add_parser(
        "evidence consent",
        help=_("enter consent from the people in a file, or that it shows people"),
    )
    add_folder(command)
    add_locking(command)
    command.add_argument(
        "file", nargs="?", type=as_text, metavar="FILE", help=_("its name in the Evidence folder")
    )
    change = command.add_mutually_exclusive_group()
    change.add_argument("--by", type=as_text, metavar="WHO", help=_("who agreed"))
    change.add_argument("--remove", action="store_true", help=_("no one has agreed"))
    change.add_argument(
        "--people",
        type=as_yes_or_no,
        metavar="yes|no",
        help=_("whether people can be recognized in it"),
    )
    command.add_argument("--on", type=as_day, metavar="DATE", help=_("when they agreed"))
    command.add_argument(
        "--letter", type=as_text, default="", metavar="FILE", help=_("the signed letter")
    )
    change.add_argument(
        "-o",
        "--output",
        type=as_new_file,
        metavar="FILE",
        help=_("write a Word letter that asks people for their consent"),
    )
    return command


def _use(commands: Commands) -> Parser:
    does = _("use evidence that’s already in the {portfolio}, or remove it")
    command = commands.add_parser("evidence use", help=does)
    add_folder(command)
    add_locking(command)
    _add_text_place(command)
    may_be_left_out(
        command.add_argument(
            "files",
            type=as_text,
            nargs="+",
            metavar="NAME",
            help=_("its name in the Evidence folder"),
        )
    )
    command.add_argument("--secondary", action="store_true", help=_("indirect evidence"))
    command.add_argument("--no-more", action="store_true", help=_("remove it; the file stays"))
    return command


def _respond(commands: Commands) -> Parser:
    command = commands.add_parser("response set", help=_("use a text as the response"))
    add_folder(command)
    add_locking(command)
    _add_text_place(command)
    command.add_argument(
        "--encoding",
        type=_as_encoding,
        metavar="NAME",
        help=_("for plain text, such as cp1252"),
    )
    kinds = ".docx, .docm, .odt, .rtf, .doc, .md, .txt"
    command.add_argument("file", type=Path, metavar="FILE", help=kinds)
    return command


def _as_encoding(text: str) -> str:
    """Return the name of an encoding that Python knows."""
    try:
        "".encode(text)
    except LookupError:
        raise argparse.ArgumentTypeError(
            _("“{text}” isn’t an encoding; write it like cp1252").format(text=text)
        ) from None
    return text


def _split(commands: Commands) -> Parser:
    command = commands.add_parser(
        "response split",
        help=_("split one long document into responses"),
        description=_(
            "Shows which part of a document becomes which response, by its headings. Saves "
            "them only with --yes; the document itself isn’t changed."
        ),
    )
    add_folder(command)
    add_locking(command)
    command.add_argument(
        "--set",
        required=True,
        type=as_text,
        action="append",
        dest="set_ids",
        metavar="ID",
        help=_("can be given for each {set} the document has responses for"),
    )
    command.add_argument("file", type=Path, metavar="FILE", help=".docx, .md, .txt")
    command.add_argument(
        "--add",
        action="store_true",
        help=_("add to existing texts instead of replacing them"),
    )
    command.add_argument("--yes", action="store_true", help=_("write the texts"))
    return command


def _status(commands: Commands) -> Parser:
    command = commands.add_parser("status", help=_("deadline, {sets}, and costs"))
    add_folder(command)
    add_sources(command)
    add_today(command)
    return command


def _check(commands: Commands) -> Parser:
    command = commands.add_parser("check", help=_("findings and forecast"))
    add_folder(command)
    add_sources(command)
    what = command.add_mutually_exclusive_group()
    add_set(what, required=False)
    what.add_argument("--renewal", action="store_true", help=_("for your certification"))
    add_today(command)
    return command


def _find(commands: Commands) -> Parser:
    command = commands.add_parser(
        "find",
        help=_("find words in texts, notes, captions, comments, evidence, and Help"),
        description=_("Finds text that has all of the words. Put a phrase in quotation marks."),
    )
    add_folder(command)
    command.add_argument(
        "words", type=as_text, nargs="+", metavar="WORDS", help=_("what to look for")
    )
    command.add_argument(
        "--kind",
        dest="kinds",
        action="append",
        type=one_of(TEXT_KINDS),
        metavar="|".join(TEXT_KINDS),
        help=_("only in texts of this kind; can be repeated"),
    )
    return command


def _package(commands: Commands) -> Parser:
    command = commands.add_parser("package", help=_("build a package of {a_set} or {a_renewal}"))
    add_folder(command)
    add_locking(command)
    what = command.add_mutually_exclusive_group(required=True)
    add_set(what, required=False)
    what.add_argument("--renewal", action="store_true", help=_("for your certification"))
    command.add_argument("--review-copy", action="store_true", help=_("can be unfinished"))
    command.add_argument(
        "--with-evidence-pdf", action="store_true", help=_("everything in one PDF next to it")
    )
    command.add_argument(
        "-o",
        "--output",
        type=as_new_file,
        metavar="FILE",
        help=_("the file to save it as; without it, one in the Packages folder"),
    )
    return command


def _export(commands: Commands) -> Parser:
    command = commands.add_parser(
        "export",
        help=_("save {sets} as one Word document or PDF"),
        description=_(
            "Saves all {sets}, or the ones you name, as one document to read, print, or "
            "keep. It isn’t a package: nothing is recorded, and you can’t hand it in."
        ),
    )
    add_folder(command)
    command.add_argument(
        "--set",
        type=as_text,
        action="append",
        dest="set_ids",
        metavar="ID",
        help=_("one {set} or more; all if left out"),
    )
    command.add_argument(
        "--with-evidence",
        action="store_true",
        help=_("with the pages of the evidence; in a Word document, its pictures"),
    )
    command.add_argument("--replace", action="store_true", help=_("replace a file with that name"))
    command.add_argument(
        "-o", "--output", type=as_new_file, required=True, metavar="FILE", help=_(".docx or .pdf")
    )
    return command


def _verify(commands: Commands) -> Parser:
    command = commands.add_parser("verify", help=_("verify any bag, folder, or ZIP"))
    command.add_argument("path", type=Path, metavar="PATH", help=_("the package or bag"))
    command.add_argument(
        "--compare",
        type=as_text,
        metavar="FINGERPRINT",
        help=_("the fingerprint someone read to you; the first part is enough"),
    )
    return command


def _send(commands: Commands) -> Parser:
    command = commands.add_parser(
        "send",
        help=_("send a package and get proof it arrived"),
        description=_(
            "Sends a package, or finds out about one that may have arrived. It asks the "
            "receiver first, and nothing is sent twice."
        ),
    )
    command.add_argument(
        "package",
        type=Path,
        metavar="PACKAGE",
        help=_("the package; with --by-mail, the {portfolio} folder"),
    )
    where = command.add_mutually_exclusive_group(required=True)
    where.add_argument(
        "--to",
        type=as_text,
        metavar="URL",
        help=_("dav+https:, tus+https:, or file: address, or a folder"),
    )
    command.add_argument("--user", type=as_text, metavar="U", help=_("your user name there"))
    secret = command.add_mutually_exclusive_group()
    secret.add_argument("--password-env", metavar="VAR", help=_("the variable with the password"))
    secret.add_argument("--token-env", metavar="VAR", help=_("the variable with a token"))
    command.add_argument(
        "--ca-file",
        type=Path,
        metavar="FILE",
        help=_("an institution’s certificates, instead of the system’s"),
    )
    command.add_argument(
        "--office-folder",
        action="store_true",
        help=_("the folder is the program office’s: a package there is handed in"),
    )
    where.add_argument(
        "--by-mail",
        action="store_true",
        help=_(
            "print the message to hand in {a_set} by email, and name the file to attach; you send "
            "it yourself, then record that"
        ),
    )
    add_set(command, required=False)
    what = command.add_mutually_exclusive_group()
    what.add_argument(
        "--draft",
        type=as_new_file,
        metavar="FILE",
        help=_("also save a draft with the file attached (.eml)"),
    )
    what.add_argument("--sent", action="store_true", help=_("record that you sent it"))
    what.add_argument("--not-sent", action="store_true", help=_("record that you didn’t send it"))
    add_locking(command)
    return command


def _sign(commands: Commands) -> Parser:
    command = commands.add_parser(
        "key sign",
        help=_("sign packages, reviews, or results with your key"),
        description=_(
            "Saves a signature next to each file, which isn’t changed. Anyone can check it "
            "with LSSC Desktop, or with: ssh-keygen -Y verify -n lssc-desktop"
        ),
    )
    command.add_argument("files", type=Path, nargs="+", metavar="FILE", help=_("what to sign"))
    return command


def _key_show(commands: Commands) -> Parser:
    return commands.add_parser("key show", help=_("your key to sign with, and its fingerprint"))


def _key_new(commands: Commands) -> Parser:
    does = _("make your key; from then on, what you package, review, and combine is signed")
    return commands.add_parser("key new", help=does)


def _key_forget(commands: Commands) -> Parser:
    return commands.add_parser("key forget", help=_("delete your key permanently"))


def _signers(commands: Commands) -> Parser:
    command = commands.add_parser("key known", help=_("the people whose keys you compared"))
    what = command.add_mutually_exclusive_group()
    what.add_argument(
        "--remember",
        type=Path,
        metavar="FILE",
        help=_("whoever signed this file, or the owner of this .pub file"),
    )
    what.add_argument(
        "--lost",
        type=as_text,
        metavar="FINGERPRINT",
        help=_("mark a key as lost: what it signs is no longer trusted"),
    )
    what.add_argument(
        "--forget",
        type=as_text,
        metavar="FINGERPRINT",
        help=_("forget the key with this fingerprint"),
    )
    command.add_argument("--name", type=as_name, metavar="NAME", help=_("who that is"))
    command.add_argument(
        "--fingerprint",
        type=as_text,
        metavar="SHA256:...",
        help=_("the key’s fingerprint, as its owner reads it to you"),
    )
    command.add_argument(
        "--also", action="store_true", help=_("they use this key and an earlier one")
    )
    return command


def _clean_computer(commands: Commands) -> Parser:
    command = commands.add_parser(
        "computer clean",
        help=_("list what this program keeps on this computer, and remove it"),
    )
    command.add_argument("--remove", action="store_true", help=_("remove all that’s listed"))
    command.add_argument(
        "--keep",
        action="append",
        default=[],
        type=one_of([*TraceKind]),
        metavar="KIND",
        help=_("leave this kind alone: {kinds}").format(kinds=", ".join(TraceKind)),
    )
    return command


# Options of several commands --------------------------------------------------------------------


def _add_text_place(command: Parser) -> None:
    add_set(command)
    group = command.add_mutually_exclusive_group(required=True)
    group.add_argument(
        "--competency", type=as_number, metavar="N", help=_("the number of the {competency}")
    )
    group.add_argument("--statement", action="store_true", help=_("the {statement} of the {set}"))
