"""How long a job still takes, judged by how long it took so far."""

SETTLED = 3.0
"""Seconds before which a guess would jump about."""


def seconds_left(done: int, total: int, seconds: float) -> float | None:
    """Return the seconds that the rest will take; None while nobody can say.

    `done` of `total` took `seconds`; a total of 0 is not known.
    """
    if seconds < SETTLED or not 0 < done <= total:
        return None
    return seconds * (total - done) / done
