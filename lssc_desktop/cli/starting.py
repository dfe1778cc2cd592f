"""`sample` and `new`: a portfolio where there was none."""

from argparse import Namespace
from datetime import date
from gettext import gettext as _
from uuid import uuid4

from lssc_desktop.cli.outcome import Outcome
from lssc_desktop.core.choosing import start_portfolio
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import Candidate
from lssc_desktop.messages.read_me import read_me
from lssc_desktop.package.sample import write_sample
from lssc_desktop.store import folder
from lssc_desktop.store.programs import program_file, read_program, shipped_program_text


def sample(arguments: Namespace, _today: date, reporter: Reporter) -> Outcome:
    """Write the sample portfolio."""
    write_sample(arguments.folder, reporter)
    return _begun(arguments, _("The sample portfolio is in {path}."))


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
        Candidate(arguments.name, member=arguments.member),
        arguments.admitted,
        arguments.electives,
        today,
        str(uuid4()),
    )
    folder.create(arguments.folder, portfolio, source, read_me(arguments.name, program.name))
    return _begun(arguments, _("Your portfolio is in {path}."))


def _begun(arguments: Namespace, sentence: str) -> Outcome:
    path = str(arguments.folder.resolve())
    return Outcome((sentence.format(path=path),), {"path": path})
