"""Where translations are looked for: once, not for every sentence."""

import gettext
from functools import cache


def remember_catalogs() -> None:
    """Let `gettext` remember which catalogs there are.

    By itself it asks the disk for every sentence. Each time Python gives the turn to another
    thread, and a page of five hundred words then waits five hundred times for a job that computes.
    """
    gettext.find = cache(gettext.find)  # type: ignore[assignment]  # a function all the same
