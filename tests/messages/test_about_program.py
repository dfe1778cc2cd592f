"""What the program file says, as a page."""

from dataclasses import replace
from pathlib import Path

from lssc_desktop.core.program.program import Program, ProgramNotice
from lssc_desktop.messages.about_program import about_program
from lssc_desktop.store.programs import read_program, shipped_program_text


def lssc() -> Program:
    return read_program(shipped_program_text(), "lssc.toml")


def test_it_names_every_set_and_route() -> None:
    page = about_program(lssc())
    assert "- Foundations of Library Services: 12" in page
    assert "**By portfolio:** not accepted since January 31, 2019." in page
    assert "6 sets are needed, 3 of them electives." in page


def test_it_tells_what_was_chosen_where_the_sources_disagree() -> None:
    assert "**pass-rounding: up (not down).**" in about_program(lssc())


def test_what_a_program_file_says_is_shown_and_not_obeyed() -> None:
    program = replace(
        lssc(), notice=ProgramNotice("# Pay <b>now</b>", "[here](https://example.org)")
    )
    page = about_program(program)
    assert "\\# Pay \\<b\\>now\\</b\\>" in page
    assert "\\[here\\]" in page


def test_where_packages_are_handed_in_is_told() -> None:
    path = Path(__file__).parents[1] / "programs" / "prairie.toml"
    page = about_program(read_program(path.read_bytes(), "prairie.toml"))
    assert "## Handing in" in page
    assert "- **Prairie State Library upload** Your account is the one" in page
    assert "- **Hand in on the portal** The portal is closed on Sunday nights." in page
