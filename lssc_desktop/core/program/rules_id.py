"""What is said of a program file without what is in it: its rules, and whether they are known.

It knows nothing of programs, so that who only verifies packages loads none.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from lssc_desktop.values import dataclass

LARGEST = 512_000
"""No program file has more bytes; the shipped one has 36 thousand."""


@dataclass(frozen=True, slots=True)
class RulesId:
    """Which rules a program file has: its id, its version, and the rules code.

    The code is "" for a file that can't be read here; id and version are those it was said to have.
    """

    program: str = ""
    version: str = ""
    code: str = ""


class RulesState(StrEnum):
    """What a computer can say of the rules in a package.

    CHANGED: it knows this version, with other rules. UNKNOWN: it doesn't know this version.
    """

    KNOWN = "known"
    CHANGED = "changed"
    UNKNOWN = "unknown"


class WhyUnknown(StrEnum):
    """Why rules are not known; VERSION: neither newer nor older than all that are."""

    NEWER = "newer"
    OLDER = "older"
    VERSION = "version"
    PROGRAM = "program"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in a package, as a computer sees them; `why` says why they are not known."""

    id: RulesId
    state: RulesState
    why: WhyUnknown | None = None

    @property
    def are_known(self) -> bool:
        """Whether something can be judged by them."""
        return self.state is RulesState.KNOWN


def compare_rules(found: RulesId, known: Iterable[RulesId]) -> Rules:
    """Return what a computer that knows some rules says of those that a package has.

    Ids and versions are the same only letter by letter: one that looks like another is unknown.
    """
    if not found.code:
        return Rules(found, RulesState.UNKNOWN, WhyUnknown.UNREADABLE)
    versions = {each.version: each.code for each in known if each.program == found.program}
    if found.version in versions:
        is_same = versions[found.version] == found.code
        return Rules(found, RulesState.KNOWN if is_same else RulesState.CHANGED)
    return Rules(found, RulesState.UNKNOWN, _why(found.version, versions))


def _why(version: str, known: Iterable[str]) -> WhyUnknown:
    numbers = [version_numbers(each) for each in known]
    if not numbers:
        return WhyUnknown.PROGRAM
    own = version_numbers(version)
    if own > max(numbers):
        return WhyUnknown.NEWER
    return WhyUnknown.OLDER if own and own < min(numbers) else WhyUnknown.VERSION


def version_numbers(version: str) -> tuple[int, ...]:
    """Return the numbers in a version, by which one is newer than another."""
    return tuple(int(each) for each in re.findall(r"[0-9]+", version))
