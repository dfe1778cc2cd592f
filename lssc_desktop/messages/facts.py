"""What the command line says when a fact was told."""

from gettext import gettext as _


def told_lines(*, changed: bool) -> tuple[str, ...]:
    """Say that it is taken down, or that it was known."""
    return (_("It is taken down.") if changed else _("It was taken down already."),)
