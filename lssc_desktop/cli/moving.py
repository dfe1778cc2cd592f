"""`move-program`: another program file for a portfolio, its differences first."""

from argparse import Namespace
from datetime import date

from lssc_desktop.cli.opened import locked
from lssc_desktop.cli.outcome import Outcome
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.layout import PROGRAM
from lssc_desktop.core.program_differences import differences
from lssc_desktop.messages.program_moving import moved_lines
from lssc_desktop.store import moving
from lssc_desktop.store.programs import program_file, read_program


def move_program(arguments: Namespace, today: date, _reporter: Reporter) -> Outcome:
    """Tell what would be different, and let the portfolio follow the other program file."""
    with locked(arguments.folder, overrule=arguments.overrule) as at:
        if arguments.undo:
            text, origin = moving.former_text(at.root, at.portfolio), PROGRAM
        else:
            text, origin = program_file(arguments.file), arguments.file.name
        new = read_program(text, origin)
        found = differences(at.program, new, at.portfolio)
        done = not arguments.dry_run
        if done and arguments.undo:
            moving.undo(at, today)
        elif done:
            moving.move_to(at, text, origin, today)
    data = {
        "path": str(arguments.folder.resolve()),
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
    return Outcome(moved_lines(found, at.program, new, done=done, undone=arguments.undo), data)
