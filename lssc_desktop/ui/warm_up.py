"""Importing beside the window what it will need next, so that it never waits for a disk."""

from importlib import import_module

from lssc_desktop.core.job import Reporter

# Nothing of these makes a widget, which only the window's own thread may.
_AHEAD = (
    "lssc_desktop.core.reconcile",
    "lssc_desktop.store.opening",
    "lssc_desktop.store.rebuild",
    "lssc_desktop.store.conflicts",
    "lssc_desktop.store.looking",
    "lssc_desktop.store.safety_copy",
    "lssc_desktop.store.two_copies",
    "lssc_desktop.messages.errors",
    "lssc_desktop.messages.rebuild",
    "lssc_desktop.messages.unforeseen",
    "lssc_desktop.ui.pages.overview",
    "lssc_desktop.ui.pages.workspace",
    "lssc_desktop.ui.pages.evidence",
    "lssc_desktop.ui.pages.check",
)


def import_ahead(_reporter: Reporter) -> None:
    """Import what opening, keeping and closing a portfolio need below the window."""
    for name in _AHEAD:
        import_module(name)
