"""`sample`: the finished-looking portfolio of an invented candidate."""

from argparse import Namespace
from datetime import date

from lssc_desktop.cli.outcome import Outcome
from lssc_desktop.core.job import Reporter
from lssc_desktop.messages.command_line import sample_lines
from lssc_desktop.package.sample import write_sample


def sample(arguments: Namespace, _today: date, reporter: Reporter) -> Outcome:
    """Write the sample portfolio."""
    write_sample(arguments.folder, reporter)
    path = arguments.folder.resolve()
    return Outcome(sample_lines(path), {"path": str(path)})
