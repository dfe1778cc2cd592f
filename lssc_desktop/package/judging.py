"""Judging a package: by a program file that the office knows or names, never by the one in it."""

from dataclasses import replace
from pathlib import Path

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.job import Cancelled, Reporter
from lssc_desktop.core.program.rules_id import Rules, RulesId
from lssc_desktop.core.review.evaluation import require_same_rules
from lssc_desktop.core.review.review import Review
from lssc_desktop.core.standing.program_differences import AskedOtherwise, asked_otherwise
from lssc_desktop.package.opened import OpenedPackage, open_for_review, read_opened, require_about
from lssc_desktop.package.reader import Verification
from lssc_desktop.store.known_programs import KnownFiles, known_beside, require_free
from lssc_desktop.store.programs import LoadedProgram
from lssc_desktop.store.review_file import read_review
from lssc_desktop.values import dataclass


class RulesNotKnown(LsscError):
    """Nobody can judge a package here: its rules are changed, or not known."""

    path: str
    rules: Rules


class RulesDontFit(LsscError):
    """A program file that was named for judging has other sets or competencies than a package."""

    path: str
    origin: str

    says = Says(
        "{origin:file} doesn’t have the {set} in {path:file}, or not with these {competencies}.",
        "So it can’t say how to judge it. Nothing was saved.",
        "Choose the program file that the package was made for.",
    )


@dataclass(frozen=True, slots=True)
class Judging:
    """A package as it is judged.

    `opened` has the program of the office in place of the one that came with it, and `rules` says
    which that is. `chosen`: somebody named the file. `found` is what this computer knows of the
    rules that came with the package.
    """

    opened: OpenedPackage
    rules: RulesId
    found: Rules
    chosen: bool = False


def rules_in(opened: OpenedPackage, known: KnownFiles) -> Rules:
    """Return what this computer knows of the rules that came with a package."""
    return known.rules_of(opened.verification.rules or RulesId())


def judge(opened: OpenedPackage, known: KnownFiles, named: LoadedProgram | None = None) -> Judging:
    """Return a package as the office judges it: by the file that it names, else by its own.

    Raises:
        RulesNotKnown: no file is named, and those that came with the package are not known.
        RulesDontFit: the file doesn't have this set with these competencies.
        RulesTaken: the named file has the id and version of a known one, with other rules.
    """
    found = rules_in(opened, known)
    if named is not None:
        return Judging(_by(opened, named), require_free(known, named), found, chosen=True)
    office = known.program_for(found.id)
    if office is None:
        raise RulesNotKnown(str(opened.path), found)
    return Judging(_by(opened, office), found.id, found)


def asked_here(
    opened: OpenedPackage, known: KnownFiles, judging: Judging | None = None
) -> tuple[AskedOtherwise, ...]:
    """Return what a package asks otherwise than the file it's judged by.

    Where it isn't judged, than the known file of its id and version.
    """
    if judging is not None:
        return asked_otherwise(judging.opened.competency_set, opened.competency_set)
    office = known.namesake_of(opened.verification.rules)
    asked = None if office is None else office.program.competency_set(opened.record.set)
    return () if asked is None else asked_otherwise(asked, opened.competency_set)


def shown_by_known(opened: OpenedPackage, known: KnownFiles) -> OpenedPackage:
    """Return a package as the known file of its id and version asks it, which judges nothing.

    It has the competencies that it came with: the words of one that the known file doesn't have
    stay its own. Where no such file is known it stays as it came.
    """
    office = known.namesake_of(opened.verification.rules)
    asked = None if office is None else office.program.competency_set(opened.record.set)
    if office is None or asked is None:
        return opened
    items = (asked.competency(each.number) or each for each in opened.competency_set.competencies)
    shown = replace(asked, competencies=tuple(items))
    sets = (shown if each is asked else each for each in office.program.sets)
    return replace(
        opened,
        program=replace(office.program, sets=tuple(sets)),
        program_text=office.text,
        competency_set=shown,
    )


def asked_in(
    path: Path, found: Verification, known: KnownFiles, reporter: Reporter
) -> tuple[AskedOtherwise, ...]:
    """Return the same of a package that was verified; nothing of one that nobody could review."""
    try:
        return asked_here(read_opened(path, found, reporter), known)
    except Cancelled:
        raise
    except LsscError:  # it is of a renewal, or says nothing that can be read
        return ()


def _by(opened: OpenedPackage, office: LoadedProgram) -> OpenedPackage:
    competency_set = office.program.competency_set(opened.record.set)
    numbers = {item.number for item in opened.record.competencies}
    if competency_set is None or {each.number for each in competency_set.competencies} != numbers:
        raise RulesDontFit(str(opened.path), office.origin)
    return replace(
        opened,
        program=office.program,
        program_text=office.text,
        competency_set=competency_set,
    )


def read_for_letter(
    config: Path, package: Path, file: Path, named: LoadedProgram | None, reporter: Reporter
) -> tuple[OpenedPackage, Review]:
    """Read a package and a review of it; a result by the office's file, or the one it names."""
    review, opened = read_review(file), open_for_review(package, reporter)
    require_about(opened, review)
    if review.result is not None:
        judging = judge(opened, known_beside(config, package), named)
        opened = judging.opened
        require_same_rules(judging.rules, opened.competency_set, (review,))
    return opened, review
