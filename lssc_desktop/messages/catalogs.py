"""Where translations are looked for: once, not for every sentence."""

import gettext
from functools import cache, partial

_find_catalog = gettext.translation


def remember_catalogs() -> None:
    """Let `gettext` remember which catalog there is, or that there is none.

    By itself it asks the disk for every sentence. Each time Python gives the turn to another
    thread, and a page of five hundred words then waits five hundred times for a job that computes.
    """
    gettext.translation = cache(partial(_find_catalog, fallback=True))  # type: ignore[assignment]  # a function all the same
