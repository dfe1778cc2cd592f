"""`new` and `rebuild`: a portfolio where there was none."""

from argparse import Namespace
from datetime import date
from uuid import uuid4

from lssc_desktop.cli.opened import held
from lssc_desktop.cli.outcome import Outcome
from lssc_desktop.core.choosing import start_portfolio
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import Candidate, Portfolio, membership_always
from lssc_desktop.messages.command_line import started_lines
from lssc_desktop.messages.read_me import read_me
from lssc_desktop.messages.rebuild import rebuilt_lines
from lssc_desktop.package.found_packages import found_packages
from lssc_desktop.store import folder
from lssc_desktop.store.programs import program_file, read_program, shipped_program_text
from lssc_desktop.store.rebuild import rebuild as make_anew


def new(arguments: Namespace, today: date, _reporter: Reporter) -> Outcome:
    """Start a portfolio with the sets that the program requires and the chosen electives."""
    source = (
        shipped_program_text() if arguments.program is None else program_file(arguments.program)
    )
    program = read_program(
        source, "lssc.toml" if arguments.program is None else arguments.program.name
    )
    portfolio = start_portfolio(
        program,
        Candidate(arguments.name, memberships=membership_always(arguments.member)),
        arguments.admitted,
        arguments.electives,
        today,
        str(uuid4()),
    )
    folder.create(arguments.folder, portfolio, source, read_me(arguments.name, program.name))
    path = arguments.folder.resolve()
    return Outcome(started_lines(path), {"path": str(path)})


def rebuild(arguments: Namespace, today: date, reporter: Reporter) -> Outcome:
    """Make portfolio.json anew from its history or from the folder."""
    root = arguments.folder
    with held(root, overrule=arguments.overrule):
        program = read_program(folder.program_text(root), "program.toml")
        beginning = None
        if arguments.name and arguments.admitted:
            candidate = Candidate(arguments.name, memberships=membership_always(arguments.member))
            beginning = Portfolio(
                str(uuid4()), program.id, program.version, candidate, arguments.admitted
            )
        packages = found_packages(root, reporter)
        rebuilt = make_anew(root, program, today, reporter, beginning=beginning, packages=packages)
    data = {"path": str(root.resolve()), "origin": rebuilt.origin.value, "kept": rebuilt.kept}
    return Outcome(rebuilt_lines(rebuilt), data)
