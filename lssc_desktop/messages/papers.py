"""What is said when a paper was written."""

from gettext import gettext as _
from pathlib import Path


def written_lines(path: Path, note: str = "") -> tuple[str, ...]:
    """Say where the paper is, and what the program file notes about it."""
    said = (_("It is written to {path}.").format(path=path),)
    return said if not note else (*said, _("From the program file: {note}").format(note=note))
