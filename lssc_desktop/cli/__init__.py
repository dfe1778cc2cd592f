"""The command line: what is typed, done, and said on standard output."""

from collections.abc import Sequence
from datetime import date


def run(words: Sequence[str], today: date) -> int:
    """Run one command on the day `today` and return its exit status.

    No traceback ever reaches the user.
    """
    from lssc_desktop.cli.terminal import NOT_DONE, nothing_collected

    with nothing_collected():
        from lssc_desktop.cli.arguments import parse
        from lssc_desktop.cli.commands import carry_out, refuse
        from lssc_desktop.cli.parsing import UsageError
        from lssc_desktop.messages.message import speak_of

    try:
        with nothing_collected():
            arguments = parse(words)
    except UsageError as error:
        refuse(str(error), as_json="--json" in words)
        return NOT_DONE
    try:
        return carry_out(arguments, today)
    finally:
        speak_of(None)
