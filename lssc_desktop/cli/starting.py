"""`new`, `rebuild`, and the commands of `program`: how a portfolio begins, and program files."""

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from uuid import uuid4

from lssc_desktop.cli.opened import folder_lock, open_locked
from lssc_desktop.cli.terminal import FOUND_SOMETHING, CommandResult
from lssc_desktop.core.files.names import PROGRAM
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio, membership_always
from lssc_desktop.core.program.rules import rules_id_of
from lssc_desktop.core.program.translation import TranslationGaps, translation_gaps
from lssc_desktop.core.standing.program_differences import decline_newer, differences
from lssc_desktop.disk.disk import whole_path
from lssc_desktop.languages import LANGUAGES, ngettext, spoken
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.about_program import about_sections, program_lines
from lssc_desktop.messages.message import message_for, speak_of
from lssc_desktop.messages.portfolio import read_me, rebuilt_lines
from lssc_desktop.messages.program import program_advice_lines, switched_lines
from lssc_desktop.messages.rules import kept_line, shown_code
from lssc_desktop.messages.words import printable
from lssc_desktop.package.build import found_packages
from lssc_desktop.paths import config_folder
from lssc_desktop.store.folder import folder, opening
from lssc_desktop.store.folder.rebuild import rebuild as rebuild_folder
from lssc_desktop.store.known_programs import keep_program, known_programs
from lssc_desktop.store.program_texts import program_in
from lssc_desktop.store.programs import (
    LoadedProgram,
    ProgramFaulty,
    as_loaded,
    load_program,
    named_program,
    newer_shipped_file,
    read_program,
    shipped_program,
)

_MOST_TEXTS = 20  # that are listed
_LONGEST_TEXT = 100  # characters shown of one


def new(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Start a portfolio with the sets that the program requires and the chosen electives."""
    file = arguments.program
    loaded = shipped_program() if file is None else named_program(file)
    program = loaded.program
    speak_of(program, is_own=True)
    portfolio = start_portfolio(
        program,
        Candidate(arguments.name, memberships=membership_always(arguments.member)),
        arguments.admitted,
        arguments.electives,
        today,
        str(uuid4()),
        arguments.language,
    )
    text = read_me(
        portfolio.candidate.name,
        program_in(program, loaded.text, portfolio.language).name,
        portfolio.language,
    )
    folder.create(arguments.folder, portfolio, loaded.text_in(portfolio.language), text)
    path = whole_path(arguments.folder)
    lines = (
        _("Your {portfolio} is in {path}.").format(path=printable(str(path))),
        *program_advice_lines(loaded.advice),
    )
    return CommandResult(lines, {"path": str(path)})


def rebuild(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Make portfolio.json again from its history or from the folder."""
    root = arguments.folder
    with folder_lock(root, overrule=arguments.overrule):
        program = read_program(folder.program_text(root), "program.toml")
        beginning = None
        if arguments.name:
            candidate = Candidate(arguments.name, memberships=membership_always(arguments.member))
            beginning = Portfolio(
                str(uuid4()), program.id, program.version, candidate, arguments.admitted
            )
        packages = found_packages(root, reporter)
        rebuilt = rebuild_folder(
            root, program, today, reporter, beginning=beginning, packages=packages
        )
    data = {"path": str(whole_path(root)), "origin": rebuilt.origin.value, "kept": rebuilt.kept}
    return CommandResult(rebuilt_lines(rebuilt), data)


# Program file -----------------------------------------------------------------------------------


def schema(_arguments: Namespace, _today: date, _reporter: Reporter) -> CommandResult:
    """Print the JSON Schema of program files."""
    from lssc_desktop.cli.program_schema import program_schema

    made = program_schema()
    return CommandResult((json.dumps(made, indent=2),), made)


def program(arguments: Namespace, _today: date, _reporter: Reporter) -> CommandResult:
    """Say what a program file decides, or every fault that it has with its place."""
    path = arguments.file
    data = {"path": str(whole_path(path))}
    try:
        loaded = load_program(path)
    except ProgramFaulty as error:
        faults = [{"place": each.place, "code": each.code} for each in error.faults]
        told = (message_for(error).text,)
        return CommandResult(told, {**data, "valid": False, "faults": faults}, FOUND_SOMETHING)
    found = loaded.program
    config = config_folder()
    kept = keep_program(config, loaded) if arguments.keep else None
    rules = known_programs(config).rules_of(rules_id_of(found))
    shown = loaded.shown_in(spoken().language).program
    speak_of(found)
    gaps = tuple(
        translation_gaps(found, code, texts) for code, texts in loaded.translations.items()
    )
    said = {
        "valid": True,
        "id": found.id,
        "version": found.version,
        "name": found.name,
        "code": rules.id.code,
        "rules": rules.state.value,
    }
    about = {
        "unknown": [each.place for each in loaded.advice],
        "sections": [asdict(section) for section in about_sections(shown)],
        "translations": [asdict(each) for each in gaps],
    }
    lines = (
        *program_lines(shown),
        *(line for each in gaps for line in _translation_lines(each)),
        *program_advice_lines(loaded.advice),
        _("Rules code: {code}").format(code=shown_code(rules.id.code))
        if kept is None
        else kept_line(kept),
    )
    return CommandResult(lines, {**data, **said, **about})


def move_program(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Report what would be different, and let the portfolio follow the other program file."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as shown:
        at = replace(shown, program=shown.program.own or shown.program)  # as the other file is
        if arguments.newer or arguments.not_now:
            loaded = _newer_file(at)
        elif arguments.undo:
            loaded = as_loaded(opening.former_text(at.root, at.portfolio), PROGRAM)
        else:
            loaded = load_program(arguments.file)
        new = loaded.program
        found = differences(at.program, new, at.portfolio)
        done = not (arguments.dry_run or arguments.not_now)
        declined = arguments.not_now and not arguments.dry_run
        if declined:
            opening.decline_program_file(at, new.version)
        elif done and arguments.undo:
            opening.use_former_program_file(at, today)
        elif done:
            text = loaded.text_in(at.portfolio.language)
            opening.use_program_file(at, text, loaded.origin, today)
    data = {
        "path": str(whole_path(arguments.folder)),
        "moved": done,
        "differences": [
            {
                "code": item.code.value,
                "set": item.set_id,
                "competency": item.number,
                "place": item.place,
                "before": item.before,
                "after": item.after,
                "has_work": item.has_work,
            }
            for item in found
        ],
    }
    lines = switched_lines(found, at.program, new, done=done, undone=arguments.undo)
    if declined:
        lines = (
            *lines[:-1],
            _(
                "The {portfolio} keeps version {version}. Version {newer} won’t be offered again; "
                "use “--newer” to switch to it."
            ).format(version=at.program.version, newer=new.version),
        )
    return CommandResult((*lines, *program_advice_lines(loaded.advice)), data)


def _newer_file(at: opening.FolderRead) -> LoadedProgram:
    """Return the newer file of the program, declined before or not."""
    portfolio = decline_newer(at.portfolio, "")
    found = newer_shipped_file(portfolio, at.program, at.program_text)
    if found is None:
        raise opening.NothingNewer
    return found


def _translation_lines(gaps: TranslationGaps) -> tuple[str, ...]:
    """Say which texts of a program file are not translated, and which translations fit none."""
    language = LANGUAGES.get(gaps.language, gaps.language)
    if not gaps.missing and not gaps.unused:
        return (_("{language}: all texts are translated.").format(language=language),)
    lines = []
    if gaps.missing:
        said = ngettext(
            "{language}: {count} of {total} texts isn’t translated. It’s shown as it is:",
            "{language}: {count} of {total} texts aren’t translated. They’re shown as they are:",
            len(gaps.missing),
        )
        counted = said.format(language=language, count=len(gaps.missing), total=gaps.total)
        lines += [counted, *_first_texts(gaps.missing)]
    if gaps.unused:
        said = ngettext(
            "{language}: {count} translation is of a text that isn’t in the file. "
            "If you changed the text, change it there too:",
            "{language}: {count} translations are of texts that aren’t in the file. "
            "If you changed a text, change it there too:",
            len(gaps.unused),
        )
        counted = said.format(language=language, count=len(gaps.unused))
        lines += [counted, *_first_texts(gaps.unused)]
    return tuple(lines)


def _first_texts(texts: Sequence[str]) -> Iterator[str]:
    for text in texts[:_MOST_TEXTS]:
        shown = text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…"
        yield f"  “{shown}”"
    more = len(texts) - _MOST_TEXTS
    if more > 0:
        yield "  " + _("and {count} more").format(count=more)
