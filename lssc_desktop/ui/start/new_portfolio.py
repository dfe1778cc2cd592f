"""Making the folder of a new portfolio from what the user entered."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import uuid4

from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.names import portable_name, surname
from lssc_desktop.core.portfolio.portfolio import Candidate, membership_always
from lssc_desktop.core.portfolio.undo import Draft, with_earlier_answers
from lssc_desktop.core.program.program import Program
from lssc_desktop.store.folder import folder
from lssc_desktop.store.programs import program_file, read_program, shipped_program_text

SHIPPED = "lssc.toml"


@dataclass(frozen=True, slots=True)
class LoadedProgram:
    """A program, the text of its file, and the name under which the file is known."""

    program: Program
    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class NewPortfolio:
    """What the user entered about a new portfolio, and where it will be."""

    loaded: LoadedProgram
    draft: Draft
    root: Path


def shipped_program() -> LoadedProgram:
    """Read the program that is shipped with the application."""
    text = shipped_program_text()
    return LoadedProgram(read_program(text, SHIPPED), text, SHIPPED)


def load_program(path: Path) -> LoadedProgram:
    """Read a program file that the user chose; raises `ProgramFaulty` with all of its faults."""
    text = program_file(path)
    return LoadedProgram(read_program(text, path.name), text, path.name)


def create_portfolio(new: NewPortfolio, today: date) -> Path:
    """Make the folder and return its path.

    Raises `NameMissing`, `ElectivesWrong` and what `store.folder.create` raises.
    """
    program, draft = new.loaded.program, new.draft
    started = start_portfolio(
        program,
        Candidate(draft.name.strip(), draft.email.strip(), membership_always(draft.member)),
        draft.admitted,
        draft.electives,
        today,
        str(uuid4()),
    )
    portfolio = with_earlier_answers(
        replace(started, experience=draft.experience), draft.begun, today
    )
    from lssc_desktop.messages.portfolio import read_me  # a start makes no portfolio

    text = read_me(portfolio.candidate.name, program.name)
    folder.create(new.root, portfolio, new.loaded.text, text)
    return new.root


def usual_folder(name: str, program: Program) -> str:
    """Return the usual name of a portfolio's folder: "Rivera LSSC"."""
    return portable_name(f"{surname(name)} {program.short_name}".strip())
