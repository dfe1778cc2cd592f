"""Where the program starts: what was typed decides between the command line and the window."""

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    if words == ["--version"]:
        from lssc_desktop import __version__
        from lssc_desktop.cli.output import OutputLost, say

        try:
            say(f"LSSC Desktop {__version__}")
        except OutputLost:
            return 2
        return 0
    try:
        return _run(words)
    except KeyboardInterrupt:  # before a command listens to Ctrl+C, or after it
        from lssc_desktop.cli.output import complain
        from lssc_desktop.core.job import Cancelled
        from lssc_desktop.messages.errors import message_for

        complain(message_for(Cancelled()).text)
        return 2


def _run(words: list[str]) -> int:
    from datetime import datetime

    from lssc_desktop.cli import run

    return run(words, datetime.now().astimezone().date())


if __name__ == "__main__":
    sys.exit(main())
