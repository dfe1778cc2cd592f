"""The sample with names as long as people have them."""

from dataclasses import replace
from pathlib import Path

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import SetWork
from lssc_desktop.package.sample import write_sample
from lssc_desktop.store.folder import folder

LONG_NAME = "Maximiliana Konstantinopoulou-Featherstonehaugh de la Cruz y Santamaría"
LONG_FILE = (
    "Letter of recommendation from the head of the neighborhood branch about the bilingual story "
    "time that we began together in the fall of 2025, second and final version.pdf"
)
LONG_COURSE = (
    "Access Services for Library Support Staff: Circulation, Interlibrary Loan, Reserves and the "
    "Care of Stacks in Public, Academic and School Libraries of All Sizes"
)
LONG_PROVIDER = (
    "Continuing Education Division of the Lakes and Plains Community and Technical College District"
)


def write_long_names(root: Path) -> None:
    """Write it, with a long name of a person, of a file and of a course."""
    write_sample(root, ignore_progress)
    short = root / "Evidence" / "Letter from branch head.pdf"
    short.rename(short.with_name(LONG_FILE))
    file = root / "portfolio.json"
    file.write_text(file.read_text("utf-8").replace(short.name, LONG_FILE), encoding="utf-8")
    loaded = folder.load(root)
    portfolio = loaded.portfolio
    named = replace(
        portfolio,
        candidate=replace(portfolio.candidate, name=LONG_NAME),
        sets=tuple(map(_with_long_course, portfolio.sets)),
    )
    folder.save(root, named, loaded.stamp)


def _with_long_course(work: SetWork) -> SetWork:
    if work.course is None:
        return work
    return replace(work, course=replace(work.course, title=LONG_COURSE, provider=LONG_PROVIDER))
