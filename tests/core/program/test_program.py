from dataclasses import replace
from datetime import date
from decimal import Decimal

from lssc_desktop.core.program.fees import Fees
from lssc_desktop.core.program.program import (
    Choice,
    ClockRule,
    Competency,
    CompetencySet,
    Option,
    Part,
    PassRule,
    Program,
    ProgramLimits,
    RouteRule,
)
from lssc_desktop.core.program.schema import OPTIONS, Route

KNOWN = Competency(1, "Customer service", "Practice good service.")
HOLE = Competency(2, "Text not known")
REQUIRED = CompetencySet("foundations", "Foundations", "Foundations", True, (KNOWN, HOLE))
ELECTIVE = CompetencySet("youth-services", "Youth Services", "Youth", False, (KNOWN,))
CLOSED = RouteRule(Route.PORTFOLIO, accepted=False, until=date(2019, 1, 31))
PROGRAM = Program(
    id="p",
    version="1",
    name="P",
    short_name="P",
    designation="",
    office="P",
    choice=Choice(2, 1),
    sets=(ELECTIVE, REQUIRED),
    routes=(CLOSED,),
    clock=ClockRule(4),
    limits=ProgramLimits(),
    pass_rule=PassRule(Decimal(70), Decimal(30), 0, 2, 1),
    fees=Fees("USD"),
    options=(Option("pass-rounding", "up", ("up", "down"), "The program does not say."),),
)


def test_a_competency_without_a_summary_is_not_known() -> None:
    assert KNOWN.known
    assert not HOLE.known


def test_a_competency_is_found_by_its_number() -> None:
    assert REQUIRED.competency(2) is HOLE
    assert REQUIRED.competency(3) is None


def test_a_set_is_found_by_its_id() -> None:
    assert PROGRAM.competency_set("youth-services") is ELECTIVE
    assert PROGRAM.competency_set("foundations-of-library-services") is None


def test_sets_are_required_or_electives() -> None:
    assert PROGRAM.required_sets == (REQUIRED,)
    assert PROGRAM.elective_sets == (ELECTIVE,)


def test_a_route_the_program_does_not_speak_of_has_no_rule() -> None:
    assert PROGRAM.route(Route.PORTFOLIO) is CLOSED
    assert PROGRAM.route(Route.COURSE) is None


def test_what_a_file_chose_is_one_of_the_choices_the_rules_know() -> None:
    assert PROGRAM.option("pass-rounding") in list(OPTIONS["pass-rounding"])
    assert PROGRAM.option("clock-start") == ""


def test_parts_are_called_by_their_titles_where_the_letters_are_ours() -> None:
    parts = (Part("a", "Searching"), Part("b", "Shelving"))
    lettered = Competency(1, "Basics", parts=parts)
    ours = replace(lettered, letters_ours=True)
    assert lettered.part_names(("b",)) == ("b",)
    assert ours.part_names(("b",)) == ("Shelving",)
    assert lettered.shown_parts == parts
    assert [(part.letter, part.title) for part in ours.shown_parts] == [
        ("", "Searching"),
        ("", "Shelving"),
    ]
