"""`sample`: the finished-looking portfolio of an invented candidate."""

from argparse import Namespace
from datetime import date
from gettext import gettext as _

from lssc_desktop.cli.outcome import Outcome
from lssc_desktop.core.job import Reporter
from lssc_desktop.package.sample import write_sample


def sample(arguments: Namespace, _today: date, reporter: Reporter) -> Outcome:
    """Write the sample portfolio."""
    write_sample(arguments.folder, reporter)
    path = str(arguments.folder.resolve())
    return Outcome((_("The sample portfolio is in {path}.").format(path=path),), {"path": path})
