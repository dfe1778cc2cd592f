"""The command line: what is typed, done, and said on standard output."""

import sys
from collections.abc import Sequence
from datetime import date

from lssc_desktop.cli.outcome import NOT_DONE


def run(words: Sequence[str], today: date) -> int:
    """Run one command on the day `today` and return its exit status.

    No traceback ever reaches a person.
    """
    from lssc_desktop.cli.arguments import UsageError, parse

    try:
        arguments = parse(words)
    except UsageError as error:
        print(error, file=sys.stderr)
        return NOT_DONE
    from lssc_desktop.cli.commands import carry_out

    return carry_out(arguments, today)
