"""What the program file says, as a page."""

from dataclasses import replace
from pathlib import Path

from lssc_desktop.core.program.program import HelpSubject, Program, ProgramNotice
from lssc_desktop.core.program.rule import Rule
from lssc_desktop.messages.about_program import (
    about_program,
    about_sections,
    help_notes,
    program_lines,
    rule_section,
    source_data,
    source_lines,
    source_page,
)
from lssc_desktop.messages.findings import FINDINGS
from lssc_desktop.messages.next_steps import STEPS
from lssc_desktop.store.programs import read_program, shipped_program, shipped_program_text


def lssc() -> Program:
    return read_program(shipped_program_text(), "lssc.toml")


def guild() -> Program:
    path = Path(__file__).parents[1] / "programs" / "guild.toml"
    return read_program(path.read_bytes(), path.name)


def test_it_names_every_set_and_route() -> None:
    page = about_program(lssc())
    assert "- **Foundations of Library Services:** required, 12 competencies." in page
    assert "- **Access Services:** elective, 13 competencies." in page
    assert "**By portfolio:** not accepted since January 31, 2019." in page
    assert "6 sets are needed, 3 of them electives." in page


def test_how_many_sets_are_needed_is_said_where_there_are_some_to_choose() -> None:
    one = replace(guild(), choice=replace(guild().choice, needed=1, electives=0))
    assert "- 1 set is needed." in about_program(one)
    harbor = Path(__file__).parents[1] / "programs" / "harbor.toml"
    page = about_program(read_program(harbor.read_bytes(), harbor.name))
    assert "needed" not in page.partition("## Limits")[0]
    assert "- **Pages of a response:** not known" in about_program(guild())
    assert "of a response:**" not in page  # there is one statement for all


def test_large_limits_are_written_as_people_read_them() -> None:
    limits = replace(guild().limits, statement_words=1000)
    page = about_program(replace(guild(), limits=limits))
    assert "- **Words of a learning statement:** 1,000" in page


def test_it_tells_what_was_chosen_where_the_sources_disagree() -> None:
    page = about_program(lssc())
    assert "**Rounding of percentages:** up, the strict way (not: down, the lenient way)." in page
    assert "pass-rounding" not in page


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
    assert "- **Prairie State Library upload:** Your account is the one" in page
    assert "- **Hand in on the portal:** The portal is closed on Sunday nights." in page


def test_every_rule_names_where_it_comes_from() -> None:
    page = about_program(lssc())
    step = "https://ala-apa.org/lssc/for-candidates/developing-and-submitting-a-portfolio/step-4/"
    assert f"*Source: [ala-apa.org/…/step-4]({step}).*" in page
    assert "Source: LSSC, Frequently Asked Questions, question 27." in page


def test_what_was_not_checked_against_the_official_text_is_told() -> None:
    page = about_program(lssc())
    assert "The short texts of 107 of 110 competencies are ours." in page
    assert "We don’t have the texts of 3 of 110 competencies in this file." in page
    assert "Known only in part: on what basis additions are suggested is not known" in page
    checked = tuple(
        replace(
            item, competencies=tuple(replace(each, verified=True) for each in item.competencies)
        )
        for item in lssc().sets
    )
    assert "are ours" not in about_program(replace(lssc(), sets=checked))


def test_the_office_is_reached_by_links() -> None:
    page = about_program(lssc())
    assert "**Phone:** [800-545-2433 ext. 2424](tel:8005452433)" in page
    assert "[lssc@ala.org](mailto:lssc@ala.org)" in page
    assert "](https://www.ala-apa.org/lssc/)" in page


def test_only_addresses_become_links() -> None:
    contact = lssc().contact
    assert contact is not None
    odd = replace(
        contact,
        phone="call us",
        email="javascript:x",
        sources=("file:///etc/passwd", "https://a.b/)(c"),
    )
    page = about_program(replace(lssc(), contact=odd))
    assert "tel:" not in page
    assert "mailto:" not in page
    assert "](file:" not in page
    assert "](https://a.b/)" not in page


def test_limits_that_the_program_does_not_name_are_not_known() -> None:
    page = about_program(lssc())
    assert "**Pages of a response:** 3" in page
    assert "**Largest package:** not known" in page
    assert "**Percent that must be met:** 70%" in page
    assert "**Revisions:** 1" in page


def test_a_program_that_says_little_gets_a_short_page() -> None:
    path = Path(__file__).parents[1] / "programs" / "silent.toml"
    page = about_program(read_program(path.read_bytes(), "silent.toml"))
    assert "## Renewal" not in page
    assert "Source" not in page


def test_plain_words_hold_the_same_without_marks() -> None:
    lines = program_lines(lssc())
    assert "  - Phone: 800-545-2433 ext. 2424" in lines
    assert not any("**" in line or "](" in line for line in lines)


def test_fees_by_moment_are_said_with_the_time_they_are_of() -> None:
    lines = program_lines(guild())
    assert "  - Enrollment: £45 (as of about 2021)" in lines
    assert (
        "  - Submission: £45 for members of the Guild, £60.50 for others (as of about 2021)"
    ) in lines
    assert "  - Renewal: no fee" in lines
    assert not [line for line in lines if line.startswith("  - Application:")]


def test_a_membership_that_is_required_is_said_with_its_classes() -> None:
    lines = program_lines(guild())
    assert "  - You must be a member of the Guild starting with the enrollment." in lines
    assert "  - These membership types qualify: Student and Member." in lines


# Where a rule comes from ------------------------------------------------------------------------


def other(name: str) -> Program:
    path = Path(__file__).parents[1] / "programs" / f"{name}.toml"
    return read_program(path.read_bytes(), path.name)


def test_a_rule_comes_with_its_note_its_choices_and_the_sources_of_each() -> None:
    said = source_lines(lssc(), (Rule.CLOCK,))
    assert said[:4] == (
        "",
        "Time",
        "  - A candidate has 4 years.",
        "  - We don’t know the rules for extensions, leave, or withdrawal.",
    )
    assert any(line.startswith("  - The years start with: ") for line in said)
    assert said[-1] == "    Source: LSSC, Frequently Asked Questions, question 18"


def test_every_rule_of_the_shipped_program_names_a_source() -> None:
    said = {section.rule for section in about_sections(lssc())}
    assert len(said) > 12
    unsaid = {rule for rule in said if not any(source_data(lssc(), (rule,)).values())}
    assert unsaid == set()


def test_a_rule_without_a_source_says_so_in_the_window_and_on_the_command_line() -> None:
    silent = other("silent")
    none = "Your program’s file names no source for this."
    assert source_page(silent, Rule.FEES).endswith(none)
    assert source_lines(silent, (Rule.FEES,))[-1].strip() == none
    assert none not in source_page(lssc(), Rule.FEES)


def test_a_rule_that_the_program_does_not_have_is_not_made_up() -> None:
    section = rule_section(replace(lssc(), appeal=None), Rule.APPEAL)
    (line,) = section.lines
    assert line.text == "Your program’s file says nothing about this. Ask the program office."


def test_findings_and_steps_that_rest_on_a_rule_know_which() -> None:
    of_findings = (kind.rule for kind in FINDINGS.values())
    of_steps = (kind.rule for kind in STEPS.values())
    for rule in filter(None, (*of_findings, *of_steps)):
        program = shipped_program("cilip-certification").program if rule is Rule.GRID else lssc()
        assert rule_section(program, rule).sources or any(
            line.sources for line in rule_section(program, rule).lines
        )


def test_a_self_assessment_form_is_told_with_what_is_not_known_of_it() -> None:
    section = rule_section(shipped_program("cilip-certification").program, Rule.GRID)
    assert section.title == "Self-assessment"
    said = {line.label: line.text for line in section.lines}
    assert said["PKSB self-assessment:"] == (
        "required. Columns: “start” and “end”. Rating scale: not known."
    )
    assert "Ethics & values; Wider library" in said["Sections:"]
    assert any(
        "haven’t been checked against the official form" in line.text for line in section.lines
    )
    assert section.sources[0].startswith("https://issuu.com/")


def test_the_catalog_of_courses_is_a_link_and_its_facts_are_told() -> None:
    page = about_program(lssc())
    assert "(http://ala-apa.org/lssc/approved-courses)" in page
    (courses,) = help_notes(lssc(), HelpSubject.COURSES)
    assert "Approved Course Catalog on its website often" in courses
    assert "in person or online" in courses
    (before,) = help_notes(lssc(), HelpSubject.SUBMISSIONS)
    assert "staff review" in before
    assert "Good to know" not in about_program(other("silent"))
