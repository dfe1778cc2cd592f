from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.files.readable import FileNewer
from lssc_desktop.core.program.program import ClockRule, Program, ProgramKind
from lssc_desktop.core.program.rules_id import LARGEST
from lssc_desktop.core.program.schema import Needed, ProgramFault, Route
from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.messages.program import program_fault_line
from lssc_desktop.store.programs import (
    ProgramFaulty,
    ProgramOfTrial,
    as_loaded,
    program_file,
    read_program,
)

PRAIRIE = (Path(__file__).parents[1] / "programs" / "prairie.toml").read_text(encoding="utf-8")

GUILD = (Path(__file__).parents[1] / "programs" / "guild.toml").read_text(encoding="utf-8")


def faults_of(source: str | bytes) -> tuple[ProgramFault, ...]:
    with pytest.raises(ProgramFaulty) as caught:
        read_program(source, "prairie.toml")
    assert caught.value.origin == "prairie.toml"
    return caught.value.faults


def found(source: str | bytes) -> list[tuple[str, str]]:
    return [(fault.place, fault.code) for fault in faults_of(source)]


def changed(*changes: tuple[str, str]) -> str:
    """The program of Prairie with each first text replaced by the second."""
    text = PRAIRIE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_a_program_file_is_read() -> None:
    program = read_program(PRAIRIE, "prairie.toml")
    assert isinstance(program, Program)
    assert (program.id, program.clock, len(program.sets)) == ("prairie", ClockRule(3), 5)


def test_bytes_are_read_as_utf_8_with_or_without_a_mark() -> None:
    program = read_program(PRAIRIE, "p")
    assert read_program(PRAIRIE.encode(), "p") == program
    assert read_program(PRAIRIE.encode("utf-8-sig"), "p") == program
    assert read_program(PRAIRIE.replace("\n", "\r\n").encode(), "p") == program


def test_money_with_a_point_is_exact() -> None:
    fees = read_program(PRAIRIE, "p").fees
    assert fees.application is not None
    assert str(fees.application.other) == "95.50"


@pytest.mark.parametrize("word", ["{0} criterion", "cri%sterion", "<b>", "Q&A", "}", " "])
@pytest.mark.parametrize(
    ("table", "place"),
    [
        ('competency = {{ one = "{}", many = "criteria" }}', "words.competency.one"),
        ('set = {{ one = "level", many = "{}" }}', "words.set.many"),
        ('renew = "{}"', "words.renew"),
    ],
)
def test_a_word_of_the_program_is_a_word_and_no_markup(word: str, table: str, place: str) -> None:
    """It is put into our sentences, which have places in braces and are shown as rich text."""
    text = f"{PRAIRIE}\n[words]\n{table.format(word)}\n"
    with pytest.raises(ProgramFaulty) as caught:
        read_program(text, "p.toml")
    assert [(fault.place, fault.code) for fault in caught.value.faults] == [(place, "wrong-form")]


@pytest.mark.parametrize(
    ("change", "place", "code"),
    [
        (("years = 3", "year = 3"), "clock.years", "missing-key"),
        (("years = 3", 'years = "3"'), "clock.years", "wrong-type"),
        (("years = 3", "years = 0"), "clock.years", "out-of-range"),
        (("met_percent = 60", "met_percent = 101"), "pass_rule.met_percent", "out-of-range"),
        (("member = 12.25", "member = 12.255"), "fees.portfolio.member", "too-fine"),
        (("member = 12.25", "member = nan"), "fees.portfolio.member", "not-finite"),
        (('"USD"', '"$"'), "fees.currency", "wrong-form"),
        (('web = "https:', 'web = "javascript:'), "contact.web", "wrong-form"),
        (('url = "tus+https:', 'url = "https:'), "receivers[1].url", "wrong-form"),
        (('url = "tus+https://', 'url = "tus+http://'), "receivers[1].url", "wrong-form"),
        (("//upload.", "//me:secret@upload."), "receivers[1].url", "wrong-form"),
        (('source = "name"', 'source = "phone"'), "web_form.fields[1].source", "unknown-value"),
        (('label = "Set"', 'label = "Your name"'), "web_form.fields[2].label", "twice"),
        (("files_at_most = 20", "files_at_most = 0"), "web_form.files_at_most", "out-of-range"),
        (('id = "recognition"', 'id = "course"'), "routes[3].id", "twice"),
        (('id = "recognition"', 'id = "magic"'), "routes[3].id", "unknown-value"),
        (('id = "prairie-outreach"', 'id = "Youth-Services"'), "sets[4].id", "wrong-form"),
        (('id = "prairie-outreach"', 'id = "youth-services"'), "sets[4].id", "twice"),
        (('"Outreach and Bookmobile"', '"YOUTH services"'), "sets[4].title", "twice"),
        (("number = 13", "number = 3"), "sets[1].competencies[4].number", "twice"),
        (('letter = "b"', 'letter = "a"'), "sets[1].competencies[4].parts[2].letter", "twice"),
        (('letter = "b"', 'letter = "B"'), "sets[1].competencies[4].parts[2].letter", "wrong-form"),
        (('title = "Roles of staff"', 'title = ""'), "sets[1].competencies[3].title", "blank"),
        (("electives = 2", "electives = 3"), "choice.needed", "sets-do-not-add-up"),
        (("electives = 2", "electives = 4"), "choice.electives", "too-few-electives"),
        (("hours = 2.5", "hours = 21"), "renewal.technology_hours", "larger-than"),
        (("minimum_hours = 0.5", "minimum_hours = 21"), "renewal.minimum_hours", "larger-than"),
        (("before = 6", "before = 61"), "renewal.opens_months_before", "opens-too-early"),
        (("notice_days = 14", "notice_days = 46"), "appeal.notice_days", "larger-than"),
        (('id = "clock-start"', 'id = "clock-begin"'), "options", "option-missing"),
        (('choice = "down"', 'choice = "sideways"'), "options[1].choice", "unknown-value"),
        (('among = ["charged"]', 'among = ["none"]'), "options[4].choice", "choice-not-among"),
        (('["charged"]', '["charged", "half"]'), "options[4].among[2]", "unknown-value"),
        (('among = ["charged"]', "among = []"), "options[4].among", "empty-list"),
        (("format = 2", ""), "format", "missing-key"),
        (("format = 2", "format = 0"), "format", "unknown-format"),
        (("format = 2", 'format = "1"'), "format", "unknown-format"),
        (("format = 2", "format = true"), "format", "unknown-format"),
    ],
)  # fmt: skip
def test_a_fault_has_its_place(change: tuple[str, str], place: str, code: str) -> None:
    assert (place, code) in found(changed(change))


def test_an_unknown_key_names_the_one_that_was_meant() -> None:
    (fault,) = as_loaded(changed(("[pass_rule]", "[pass_rule]\nrevision = 1")), "p").advice
    assert (fault.place, fault.fact("near")) == ("pass_rule.revision", "revisions")


def test_all_faults_come_in_one_go_also_those_between_sections() -> None:
    source = changed(
        ("years = 3", "years = 300"),
        ("electives = 2", "electives = 3"),
        ("number = 13", "number = 3"),
        ('title = "Roles of staff"', 'titel = "Roles of staff"'),
        ('id = "clock-start"', 'id = "clock-begin"'),
        ("notice_days = 14", "notice_days = 46"),
    )
    assert sorted(found(source)) == [
        ("appeal.notice_days", "larger-than"),
        ("choice.needed", "sets-do-not-add-up"),
        ("clock.years", "out-of-range"),
        ("options", "option-missing"),
        ("sets[1].competencies[3].title", "missing-key"),
        ("sets[1].competencies[4].number", "twice"),
    ]


def test_an_empty_file_lacks_everything_a_program_has_to_say() -> None:
    assert {place for place, code in found("") if code == "missing-key"} == {
        *("format", "id", "version", "name", "short_name", "designation", "office", "choice"),
        *("sets", "routes", "clock", "limits", "pass_rule", "fees"),
    }


def test_a_newer_format_is_told_before_any_fault() -> None:
    with pytest.raises(FileNewer) as caught:
        read_program("format = 3\nsomething = 'new'", "next.toml")
    assert (caught.value.path, caught.value.found) == ("next.toml", 3)


def test_a_file_of_format_1_is_of_a_trial_version_whatever_else_is_wrong_with_it() -> None:
    with pytest.raises(ProgramOfTrial) as caught:
        read_program("format = 1\nsomething = 'old'", "first.toml")
    assert caught.value.origin == "first.toml"


def test_text_that_is_no_toml_is_told_with_line_and_column() -> None:
    (fault,) = faults_of('format = 2\nid = "prairie\n')
    assert fault.code == "syntax-at"
    assert (fault.fact("line"), fault.fact("column")) == ("2", "14")


def test_a_key_given_twice_is_told_with_its_line() -> None:
    (fault,) = faults_of("format = 2\nformat = 2\n")
    assert (fault.code, fault.fact("line")) == ("syntax-at", "2")


def test_bytes_that_are_not_utf_8_are_told_with_their_line() -> None:
    (fault,) = faults_of("format = 2\nname = 'Prärie'".encode("latin-1"))
    assert (fault.code, fault.fact("line")) == ("not-utf-8", "2")


@pytest.mark.parametrize(
    "source",
    ["x = [", "x = 'a", "x = 2026-02-30", "x = 1\nx = 2"],
    ids=["list", "text", "day", "twice"],
)
def test_what_the_toml_reader_chokes_on_is_a_fault_of_the_file(source: str) -> None:
    (fault,) = faults_of(source)
    assert fault.code in {"syntax", "syntax-at"}


def test_a_chosen_file_is_read_as_text(tmp_path: Path) -> None:
    chosen = tmp_path / "mine.toml"
    chosen.write_bytes(PRAIRIE.encode("utf-8-sig"))
    assert program_file(chosen) == PRAIRIE


@pytest.mark.parametrize(
    ("data", "code"), [(b"\xff", "not-utf-8"), (b"#" * (LARGEST + 1), "too-large")]
)
def test_a_chosen_file_that_can_be_no_program_file(tmp_path: Path, data: bytes, code: str) -> None:
    chosen = tmp_path / "other.bin"
    chosen.write_bytes(data)
    with pytest.raises(ProgramFaulty) as caught:
        program_file(chosen)
    assert (caught.value.origin, caught.value.faults[0].code) == ("other.bin", code)


def test_a_chosen_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        program_file(tmp_path / "gone.toml")


@pytest.mark.parametrize(
    "mangle",
    [
        lambda text: text.replace("[[sets]]", "[[set]]"),
        lambda text: text.replace("[[options]]", "[options]", 1).partition("[[options]]")[0],
        lambda text: text.replace("[choice]", "[[choice]]"),
    ],
)
def test_sections_of_the_wrong_kind_are_faults(mangle: Callable[[str], str]) -> None:
    assert {code for _, code in found(mangle(PRAIRIE))} & {"missing-key", "wrong-type"}


@given(st.binary(max_size=200))
def test_whatever_bytes_come_only_our_errors_leave(source: bytes) -> None:
    with pytest.raises((ProgramFaulty, FileNewer)):
        read_program(source, "any")


LINES = PRAIRIE.splitlines()
VALUES = ["0", "-1", "true", '""', '"x"', "[]", "{}", "1.5", "2026-01-01", "[1, 'a', {}]"]


@given(st.integers(0, len(LINES) - 1), st.sampled_from([None, *VALUES]))
def test_one_line_lost_or_with_another_value_gives_a_program_or_our_error(
    number: int, value: str | None
) -> None:
    key, equals, _ = LINES[number].partition(" = ")
    line = [] if value is None or not equals else [f"{key} = {value}"]
    source = "\n".join((*LINES[:number], *line, *LINES[number + 1 :]))
    outcome: Program | ProgramFaulty
    try:
        outcome = read_program(source, "any")
    except ProgramFaulty as error:
        outcome = error
    assert isinstance(outcome, Program) or outcome.faults


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (".".join("a" * 20_000) + " = 1", "key-too-long"),
        (".".join("a" * 100_000) + " = 1", "key-too-long"),
        ("a = " + "[" * 5_000, "too-deep"),
        ("[[a]]\n" * 50_000, "too-many-tables"),
        ("a = " + "9" * 5_000, "number-too-long"),
        ("a = 1e" + "9" * 5_000, "number-too-long"),
        ("format = 0x" + "F" * 100_000, "unknown-format"),
    ],
)
def test_what_would_take_all_memory_is_refused_before_it_is_parsed(text: str, code: str) -> None:
    faults = faults_of(text)
    assert faults[0].code == code
    assert program_fault_line(faults[0])


def test_a_number_of_many_digits_is_told_where_it_stands() -> None:
    many = "0x" + "F" * 100_000
    assert found(changed(("years = 3", f"years = {many}"))) == [("clock.years", "out-of-range")]


@pytest.mark.parametrize(
    ("old", "characters"), [("name = ", 501), ("note = ", 20_001)], ids=["title", "note"]
)
def test_a_text_that_no_page_could_hold_is_refused(old: str, characters: int) -> None:
    line = next(line for line in PRAIRIE.splitlines() if line.startswith(old))
    (fault,) = faults_of(changed((line, f'{old}"{"x" * characters}"')))
    assert fault.code == "text-too-long"
    read_program(changed((line, f'{old}"{"x" * (characters - 1)}"')), "p")


def test_no_more_faults_are_told_than_anybody_corrects() -> None:
    faults = faults_of(changed(('["pdf", "docx", "jpg"]', f"[{'1, ' * 10_000}]")))
    assert len(faults) == 201
    assert faults[-1] == ProgramFault("", "more", (("count", "9800"),))


def test_no_more_advice_is_told_than_anybody_reads() -> None:
    text = "\n".join(f"nonsense{n} = 1" for n in range(10_000))
    assert len(as_loaded(text + PRAIRIE, "p").advice) == 200


def test_what_a_later_version_may_know_is_advice() -> None:
    text = changed(
        ("[clock]", "[horoscope]\nsign = 'leo'\n\n[clock]\nleep_years = 1"),
        (
            'id = "both-partial"',
            (
                'id = "which-moon"\nchoice = "full"\namong = ["full"]\n'
                'note = ""\n\n[[options]]\nid = "both-partial"'
            ),
        ),
    )
    advised = as_loaded(text, "p").advice
    assert [(fault.place, fault.code) for fault in advised] == [
        ("horoscope", "unknown-key"),
        ("clock.leep_years", "unknown-key"),
        ("options[3].id", "unknown-option"),
    ]
    assert read_program(text, "p").clock == ClockRule(3)
    assert read_program(text, "p").option("which-moon") == "full"
    assert as_loaded(PRAIRIE, "p").advice == ()


HARBOR = (Path(__file__).parents[1] / "programs" / "harbor.toml").read_text(encoding="utf-8")


def test_a_program_of_one_statement_needs_no_clock_routes_or_responses() -> None:
    program = read_program(HARBOR, "harbor.toml")
    assert (program.kind, program.clock, program.routes) == (ProgramKind.STATEMENT, None, ())
    assert program.takes(Route.PORTFOLIO)
    assert not program.takes(Route.COURSE)
    assert not program.needs_responses
    assert [(each.title, each.need, each.from_.value) for each in program.documents] == [
        ("Career summary", Needed.YES, "candidate"),
        ("Mentor form", Needed.IF_MENTOR, "mentor"),
        ("Letter of support", Needed.ADVICE, "supervisor"),
        ("Checklist", Needed.UNKNOWN, "candidate"),
    ]


GRID = """
[[grid]]
id = "skills"
title = "Skills"
columns = ["start", "end"]
needed = "advice"
"""


def with_grid(text: str = GRID) -> str:
    return HARBOR.replace("[pass_rule]", f"{text}\n[pass_rule]")


def test_a_self_assessment_form_may_leave_its_sections_to_the_candidate() -> None:
    [grid] = read_program(with_grid(), "harbor.toml").grid
    assert (grid.columns, grid.sections, grid.verified) == (("start", "end"), (), False)
    assert (grid.needed, grid.document) == (Needed.ADVICE, "")


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ('["start", "end"]', "[]", "grid[1].columns", "empty-list"),
        ('["start", "end"]', '["start", "Start"]', "grid[1].columns[2]", "twice"),
        ('"advice"', '"advice"\nsections = ["A", "B", "a"]', "grid[1].sections[3]", "twice"),
        ('"advice"', '"perhaps"', "grid[1].needed", "unknown-value"),
        ('"advice"', '"advice"\ndocument = "cvv"', "grid[1].document", "no-such-document"),
    ],
)
def test_a_fault_of_a_self_assessment_form_has_its_place_and_its_words(
    old: str, new: str, place: str, code: str
) -> None:
    faults = faults_of(with_grid(GRID.replace(old, new)))
    assert [(fault.place, fault.code) for fault in faults] == [(place, code)]
    assert all(program_fault_line(fault) for fault in faults)


def test_what_a_program_does_not_say_is_as_most_have_it() -> None:
    program = read_program(PRAIRIE, "prairie.toml")
    assert (program.kind, program.statement, program.responses) == (ProgramKind.SETS, None, None)
    assert program.needs_responses
    assert [each.need for each in program.documents] == [Needed.YES, Needed.YES]


@pytest.mark.parametrize(
    ("change", "place", "code"),
    [
        (('id = "portfolio"', 'id = "whole"'), "sets[1].id", "not-the-whole"),
        (("required = true", "required = false"), "sets[1].required", "only-set-elective"),
        (("[statement]", "[statment]"), "statement", "missing-key"),
        (("covers = [1, 2, 3]", "covers = [1, 4]"), "statement.covers[2]", "no-such-competency"),
        (('needed = "none"', 'needed = "some"'), "responses.needed", "unknown-value"),
        (('enced = "yes"', "enced = true"), "statement.evidence_referenced", "wrong-type"),
        (('needed = "yes"', ""), "documents[1].needed", "missing-key"),
        (('"resume"', '"resume"\nrequired = true'), "documents[1].needed", "needed-and-required"),
        (('from = "mentor"', 'from = "boss"'), "documents[2].from", "unknown-value"),
        (("times = 2", "times = 0"), "documents[3].times", "out-of-range"),
        (('id = "letters"', 'id = "cv"'), "documents[3].id", "twice"),
        (('kind = "statement"', 'kind = "sets"'), "clock", "missing-key"),
        (('kind = "statement"', 'kind = "sets"'), "routes", "missing-key"),
        (('kind = "statement"', 'kind = "points"'), "kind", "unknown-value"),
    ],
)  # fmt: skip
def test_a_fault_of_a_statement_program_has_its_place_and_its_words(
    change: tuple[str, str], place: str, code: str
) -> None:
    old, new = change
    assert old in HARBOR
    faults = faults_of(HARBOR.replace(old, new, 1))
    assert (place, code) in [(fault.place, fault.code) for fault in faults]
    assert all(program_fault_line(fault) for fault in faults)


def test_one_statement_for_the_portfolio_needs_a_program_of_one_set() -> None:
    essay = '[statement]\ntitle = "Essay"\nper = "portfolio"\n\n[pass_rule]'
    text = changed(("[pass_rule]", essay))
    assert found(text) == [("statement.per", "statement-of-several-sets")]
    two = HARBOR + '\n[[sets]]\nid = "b"\ntitle = "B"\nshort_title = "B"\nrequired = true\n'
    assert ("sets", "not-one-set") in found(two)


def guild_found(old: str, new: str) -> list[tuple[str, str]]:
    """Return the faults of the program of the guild with a text replaced."""
    assert old in GUILD
    with pytest.raises(ProgramFaulty) as caught:
        read_program(GUILD.replace(old, new, 1), "guild.toml")
    return [(fault.place, fault.code) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ('when = "submit"', 'when = "enroll"', "fees.due[2].when", "twice"),
        ('when = "submit"', 'when = "later"', "fees.due[2].when", "unknown-value"),
        ("amount = 45", "amount = 45\nother = 50", "fees.due[1].other", "said-twice"),
        (
            "[pass_rule]",
            "[fees.renewal]\nmember = 1\nother = 2\n[pass_rule]",
            *("fees.renewal", "said-twice"),
        ),
        ('kinds = ["visit"]', 'kinds = ["trip"]', "renewal.minimums[1].kinds", "unknown-value"),
        ("hours = 20", "", "renewal.hours", "missing-key"),
        ('rule = "all"', 'rule = "all"\nmet_percent = 70', "pass_rule.met_percent", "said-twice"),
        ('ratings = ["met", "not"]', 'ratings = ["met"]', "pass_rule.ratings", "rating-missing"),
        (
            'rule = "all"',
            'rule = "percent"\nnot_met_allowed = 0\nmet_percent = 7',
            *("options", "option-missing"),
        ),
    ],
)
def test_what_does_not_fit_in_a_program_that_charges_by_moments(
    old: str, new: str, place: str, code: str
) -> None:
    assert guild_found(old, new) == [(place, code)]


def test_a_share_needs_its_numbers_and_two_ratings_have_no_part_for_a_third() -> None:
    assert guild_found('rule = "all"', "") == [
        ("pass_rule.met_percent", "missing-key"),
        ("pass_rule.not_met_allowed", "missing-key"),
        ("options", "option-missing"),
    ]
