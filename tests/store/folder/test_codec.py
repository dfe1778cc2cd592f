"""portfolio.json: what goes in comes out, and what is wrong is named with its place."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.files.readable import FileBroken, FileNewer
from lssc_desktop.core.portfolio import portfolio as values
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    CommentAnswer,
    Decision,
    Experience,
    FilePrint,
    FormerCompetency,
    Granted,
    Outcome,
    PackagePrints,
    Portfolio,
    ProgramSwitch,
    RenewalActivity,
    RenewalWork,
    SetWork,
    TextPrint,
    WorkPeriod,
)
from lssc_desktop.core.program.grid import GridRating
from lssc_desktop.core.program.schema import AboutKind, Rating, Route
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.disk.files import FileTooLarge
from lssc_desktop.store.folder.codec import (
    FORMAT,
    PortfolioOfTrial,
    PortfolioTooLarge,
    decode,
    encode,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PATH = st.lists(
    st.from_regex(r"[A-Za-z0-9 é🎉().-]*[A-Za-z0-9é🎉)]", fullmatch=True), min_size=1, max_size=3
).map("/".join)
DAY = st.dates()
SHA = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)
COUNT = st.integers(0, 2**53)
MONEY = st.decimals(0, 10**6, places=2)

DOCUMENT = st.builds(values.Document, PATH, SHA)
USE = st.builds(
    values.EvidenceUse,
    PATH,
    st.sampled_from(values.Weight),
    TEXT,
    st.booleans(),
    TEXT,
    st.lists(TEXT, max_size=2).map(tuple),
)
WORK = st.builds(
    values.CompetencyWork,
    st.integers(1, 20),
    st.none() | DOCUMENT,
    st.booleans(),
    st.none() | st.sampled_from(Rating),
    TEXT,
    TEXT,
    st.builds(values.Plan, TEXT, TEXT, TEXT, TEXT),
    st.lists(USE, max_size=2).map(tuple),
    st.none() | st.booleans(),
)
COURSE = st.builds(
    values.CourseRecord,
    TEXT,
    TEXT,
    st.none() | DAY,
    st.none() | DAY,
    st.none() | MONEY,
    st.none() | PATH,
)
DECISION = st.builds(
    Decision, st.sampled_from(Outcome), DAY, SHA, st.lists(st.integers(1, 20)).map(tuple), TEXT
)
SET = st.builds(
    values.SetWork,
    TEXT,
    DAY,
    st.booleans(),
    st.sampled_from(Route),
    st.none() | DAY,
    st.lists(WORK, max_size=3, unique_by=lambda work: work.number).map(tuple),
    st.none() | DOCUMENT,
    st.booleans(),
    st.none() | COURSE,
    st.lists(DECISION, max_size=2).map(tuple),
)
PRINTS = st.builds(
    PackagePrints,
    st.lists(st.builds(TextPrint, st.none() | st.integers(1, 20), SHA), max_size=2).map(tuple),
    st.lists(st.builds(FilePrint, TEXT, SHA), max_size=2).map(tuple),
)
NOTE = st.builds(
    values.PackageNote,
    SHA,
    TEXT,
    st.sampled_from(values.PackageKind),
    st.integers(0, 99),
    DAY,
    SHA,
    PATH,
    st.booleans(),
    PRINTS,
)
ANSWER = st.builds(CommentAnswer, TEXT, DAY, TEXT, st.booleans())
EXPERIENCE = st.builds(
    Experience,
    st.none() | st.booleans(),
    st.lists(st.builds(WorkPeriod, TEXT, DAY, st.none() | DAY, MONEY), max_size=2).map(tuple),
)
ACTIVITY = st.builds(
    RenewalActivity,
    TEXT,
    DAY,
    TEXT,
    TEXT,
    MONEY,
    MONEY,
    TEXT,
    st.lists(PATH, max_size=2).map(tuple),
)
RENEWAL = st.builds(
    RenewalWork,
    st.none() | DAY,
    st.lists(st.builds(Granted, DAY, DAY), max_size=2).map(tuple),
    st.lists(ACTIVITY, max_size=2, unique_by=lambda item: item.id).map(tuple),
    st.none() | DAY,
)
FORMER = st.builds(FormerCompetency, TEXT, TEXT, st.integers(1, 20), TEXT, TEXT)
MOVE = st.builds(ProgramSwitch, DAY, TEXT, TEXT, SHA, st.lists(TEXT, max_size=2).map(tuple))
MEMBERSHIPS = st.dictionaries(st.none() | DAY, st.booleans(), max_size=3).map(
    lambda found: tuple(
        values.Membership(since, found[since])
        for since in sorted(found, key=lambda day: day or date.min)
    )
)
PORTFOLIO = st.builds(
    Portfolio,
    TEXT,
    TEXT,
    TEXT,
    st.builds(Candidate, TEXT, TEXT, MEMBERSHIPS),
    DAY,
    st.lists(SET, max_size=2, unique_by=lambda work: work.set_id).map(tuple),
    st.lists(
        st.builds(values.EvidenceFile, PATH, SHA, COUNT, DAY),
        max_size=3,
        unique_by=lambda file: file.path,
    ).map(tuple),
    st.lists(
        st.builds(values.AboutFile, PATH, SHA, COUNT, st.sampled_from(AboutKind), TEXT),
        max_size=2,
        unique_by=lambda file: file.path,
    ).map(tuple),
    st.lists(NOTE, max_size=2).map(tuple),
    st.lists(ANSWER, max_size=2, unique_by=lambda answer: answer.comment).map(tuple),
    st.none() | DAY,
    st.none() | DAY,
    EXPERIENCE,
    RENEWAL,
    st.lists(FORMER, max_size=2).map(tuple),
    st.lists(MOVE, max_size=2).map(tuple),
    st.none() | DAY,
    st.lists(TEXT, max_size=3).map(tuple),
    handed_in=st.lists(
        st.builds(values.HandedInPackage, SHA, DAY, st.booleans()),
        max_size=2,
        unique_by=lambda kept: kept.package_id,
    ).map(tuple),
    language=st.sampled_from(["en", "es", 'x","language":"en"}']),
    region=st.sampled_from(["", "GB", 'x","region":""']),
    card_shapes=st.sampled_from([None, (), ("D########",), ('","card_shapes":null}',)]),
    paper=st.sampled_from([None, *PaperSize]),
    told=st.lists(
        st.builds(values.ToldAnswer, TEXT, TEXT, TEXT, DAY, TEXT),
        max_size=2,
        unique_by=lambda told: (told.program, told.question),
    ).map(tuple),
)
JOINED = date(2025, 1, 1)
SMALL = Portfolio(
    "1f0e",
    "lssc",
    "2026.1",
    Candidate("A. Rivera"),
    date(2024, 9, 14),
    sets=(SetWork("technology", date(2026, 3, 1)),),
)


@given(PORTFOLIO)
def test_what_is_written_is_read_again(portfolio: Portfolio) -> None:
    assert decode(encode(portfolio)) == portfolio


def test_the_text_can_be_read_by_people() -> None:
    lines = encode(SMALL).decode().splitlines()
    assert lines[:3] == ["{", '  "format": 2,', '  "id": "1f0e",']
    assert '    "name": "A. Rivera",' in lines
    assert '  "admitted": "2024-09-14",' in lines


def test_money_is_text() -> None:
    course = values.CourseRecord(fee=Decimal("145.00"))
    paid = replace(SMALL, sets=(SetWork("technology", date(2026, 3, 1), course=course),))
    assert b'"fee": "145.00"' in encode(paid)


def test_a_mark_at_the_beginning_is_no_fault() -> None:
    assert decode(b"\xef\xbb\xbf" + encode(SMALL)) == SMALL


def _fault(data: bytes) -> FileBroken:
    with pytest.raises(FileBroken) as caught:
        decode(data, "Rivera LSSC/portfolio.json")
    assert caught.value.path == "Rivera LSSC/portfolio.json"
    return caught.value


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"", "line 1, column 1"),
        (b"hello", "line 1, column 1"),
        (b'{"format": 1,\n  "id": ?}', "line 2, column 9"),
        (b'{"format": 1,\n  "id": "1f', "line 2, column 12"),
        (b'{"format": 1,\n "caf\xc3\xa9\xff": 1}', "line 2, column 7"),
        (b"[" * 100_000, "line 1, column 100001"),
    ],
)
def test_a_text_that_is_no_json_is_named_by_line_and_column(data: bytes, place: str) -> None:
    fault = _fault(data)
    assert (fault.reason, fault.place) == ("syntax", place)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (b'"2024-09-14"', b'"2024-13-14"', "admitted"),
        (b'"A. Rivera"', b"5", "candidate.name"),
        (b'"2026-03-01"', b"null", "sets[0].changed"),
        (b'"route": "portfolio"', b'"route": "luck"', "sets[0].route"),
        (b'"route": "portfolio"', b'"route": "luck - at `$.x"', "sets[0].route"),
    ],
)
def test_a_wrong_value_is_named_by_its_place(old: bytes, new: bytes, place: str) -> None:
    fault = _fault(encode(SMALL).replace(old, new))
    assert (fault.reason, fault.place) == ("value", place)


def test_a_missing_value_is_named() -> None:
    raw = json.loads(encode(SMALL))
    del raw["candidate"]
    assert "candidate" in _fault(json.dumps(raw).encode()).detail


@pytest.mark.parametrize("copy", ["9" * 4300, "-1", str(10**6)])
def test_a_copy_that_is_past_all_sense_is_a_fault(copy: str) -> None:
    note = values.PackageNote(
        "0" * 64, "technology", values.PackageKind.REVIEW_COPY, 7, date(2026, 3, 1), "", "a.zip"
    )
    text = encode(replace(SMALL, packages=(note,))).replace(
        b'"copy": 7', b'"copy": %s' % copy.encode()
    )
    assert (_fault(text).place, _fault(text).reason) == ("packages[0].copy", "value")


def test_a_portfolio_of_ten_thousand_files_in_use_is_read_again() -> None:
    uses = tuple(
        values.EvidenceUse(f"Evidence/{n:05}.pdf", caption="c" * 50) for n in range(10_000)
    )
    files = tuple(values.EvidenceFile(use.path, "0" * 64, 1, date(2026, 1, 1)) for use in uses)
    work = SetWork(
        "technology", date(2026, 3, 1), competencies=(values.CompetencyWork(1, evidence=uses),)
    )
    large = replace(SMALL, sets=(work,), evidence=files)
    assert decode(encode(large)) == large


@pytest.mark.parametrize("value", [b"0", b"{}", b'[""]', b'{"a": 1}'])
def test_a_text_of_more_values_than_fit_into_memory_is_not_read(value: bytes) -> None:
    with pytest.raises(FileTooLarge):
        decode(b'{"format": 1, "sets": [' + b",".join([value] * 1_000_000) + b"]}")


def test_what_could_not_be_read_again_is_not_written() -> None:
    long = replace(SMALL, candidate=values.Candidate("r" * (33 << 20)))
    with pytest.raises(PortfolioTooLarge):
        encode(long)


def _with_packages(count: int) -> values.Portfolio:
    kind, day = values.PackageKind.REVIEW_COPY, date(2026, 3, 1)
    note = values.PackageNote("0" * 64, "technology", kind, 1, day, "", "a.zip")
    return replace(SMALL, packages=(note,) * count)


def _with_periods(count: int) -> values.Portfolio:
    period = WorkPeriod("Hill Library", date(2020, 1, 1), None, Decimal(40))
    return replace(SMALL, experience=Experience(periods=(period,) * count))


def _with_evidence(count: int) -> values.Portfolio:
    file = values.EvidenceFile("Evidence/flyer.pdf", "0" * 64, 1, date(2026, 11, 25))
    files = (replace(file, path=f"Evidence/{number}.pdf") for number in range(count))
    return replace(SMALL, evidence=tuple(files))


def _with_words(count: int) -> values.Portfolio:
    return replace(SMALL, words=("librery",) * count)


def _with_uses(count: int) -> values.Portfolio:
    uses = tuple(values.EvidenceUse(f"Evidence/{number}.pdf") for number in range(count))
    work = values.CompetencyWork(1, evidence=uses)
    sets = (values.SetWork("foundations", date(2026, 11, 25), competencies=(work,)),)
    return replace(SMALL, sets=sets)


@pytest.mark.parametrize(
    ("make", "most"),
    [
        (_with_packages, 5_000),
        (_with_periods, 500),
        (_with_evidence, 40_000),
        (_with_uses, 10_000),
        (_with_words, 20_000),
    ],
)
def test_no_longer_list_is_written_than_is_read_again(
    make: Callable[[int], values.Portfolio], most: int
) -> None:
    assert decode(encode(make(most))) == make(most)
    with pytest.raises(PortfolioTooLarge):
        encode(make(most + 1))


def test_what_was_handed_in_is_named_only_where_something_was() -> None:
    assert b"handed_in" not in encode(SMALL)[encode(SMALL).index(b'"packages"') :]
    spanish = encode(replace(SMALL, language="es"))
    assert b'"privacy": [],\n  "language": "es"' in spanish
    kept = (values.HandedInPackage("0" * 64, date(2026, 11, 24), on_own_word=True),)
    assert decode(encode(replace(SMALL, handed_in=kept))).handed_in == kept
    twice = _fault(encode(replace(SMALL, handed_in=kept * 2)))
    assert (twice.place, twice.reason) == ("handed_in[1].package_id", "twice")


def test_region_and_shapes_of_cards_are_written_only_where_they_were_said() -> None:
    assert b"region" not in encode(SMALL)
    assert b"paper" not in encode(SMALL)
    assert b'"paper": "a4"\n}' in encode(replace(SMALL, paper=PaperSize.A4))
    assert decode(encode(replace(SMALL, paper=PaperSize.A4))) == replace(SMALL, paper=PaperSize.A4)
    assert b"card_shapes" not in encode(SMALL)
    british = encode(replace(SMALL, region="GB"))
    assert b'"region": "GB"\n}' in british
    assert decode(british) == replace(SMALL, region="GB")
    for shapes in ((), ("D########",)):
        with_cards = replace(SMALL, card_shapes=shapes)
        assert b'"region"' not in encode(with_cards)
        assert decode(encode(with_cards)) == with_cards


def test_answers_of_the_office_are_written_only_where_there_are_some() -> None:
    assert b'"told"' not in encode(SMALL)
    told = (values.ToldAnswer("lssc", "again", "Once", date(2026, 12, 1), "A letter"),)
    assert decode(encode(replace(SMALL, told=told))).told == told
    twice = _fault(encode(replace(SMALL, told=told * 2)))
    assert (twice.place, twice.reason) == ("told[1].question", "twice")


def test_a_portfolio_from_before_there_were_own_words_has_none() -> None:
    raw = json.loads(encode(SMALL))
    del raw["words"]
    assert decode(json.dumps(raw).encode()) == SMALL


def test_an_own_word_that_is_a_book_is_a_fault() -> None:
    fault = _fault(encode(replace(SMALL, words=("librery", "x" * 201))))
    assert (fault.reason, fault.place) == ("value", "words[1]")


@pytest.mark.parametrize("fee", ["NaN", "Infinity", "1e40", "-1"])
def test_a_fee_that_is_no_number_or_past_all_sense_is_a_fault(fee: str) -> None:
    course = values.CourseRecord(fee=Decimal(fee))
    broken = replace(SMALL, sets=(SetWork("technology", date(2026, 3, 1), course=course),))
    assert _fault(encode(broken)).place == "sets[0].course.fee"


@pytest.mark.parametrize("path", ["../x", "/x", "C:/x", "a\\b", "a//b", "", "Evidence/../../x"])
def test_a_path_that_leaves_the_folder_is_a_fault(path: str) -> None:
    file = values.EvidenceFile(path, "0" * 64, 1, date(2026, 1, 1))
    fault = _fault(encode(replace(SMALL, evidence=(file,))))
    assert (fault.reason, fault.place) == ("path", "evidence[0].path")


@pytest.mark.parametrize(
    ("work", "place"),
    [
        (values.CompetencyWork(1, values.Document("../x", "")), "competencies[0].response.path"),
        (
            values.CompetencyWork(1, evidence=(values.EvidenceUse("/x"),)),
            "competencies[0].evidence[0].path",
        ),
    ],
)
def test_every_path_of_a_competency_is_looked_at(work: values.CompetencyWork, place: str) -> None:
    sets = (SetWork("technology", date(2026, 3, 1), competencies=(work,)),)
    assert _fault(encode(replace(SMALL, sets=sets))).place == f"sets[0].{place}"


def test_the_paths_of_statement_certificate_person_and_package_are_looked_at() -> None:
    day = date(2026, 3, 1)
    statement = SetWork("technology", day, statement=values.Document("/x", ""))
    course = SetWork("technology", day, course=values.CourseRecord(certificate="/x"))
    about = values.AboutFile("/x", "", 1)
    note = values.PackageNote("", "", values.PackageKind.PORTFOLIO, 1, day, "", "/x")
    places = [
        _fault(encode(broken)).place
        for broken in (
            replace(SMALL, sets=(statement,)),
            replace(SMALL, sets=(course,)),
            replace(SMALL, about_me=(about,)),
            replace(SMALL, packages=(note,)),
        )
    ]
    assert places == [
        "sets[0].statement.path",
        "sets[0].course.certificate",
        "about_me[0].path",
        "packages[0].path",
    ]


def test_what_may_be_there_once_only_is_a_fault_when_it_is_there_twice() -> None:
    fault = _fault(encode(replace(SMALL, sets=SMALL.sets * 2)))
    assert (fault.reason, fault.place) == ("twice", "sets[1].set_id")


def test_a_rating_that_is_there_twice_or_is_a_book_is_a_fault() -> None:
    rated = GridRating("skills", "Teaching", "start", "2")
    assert decode(encode(replace(SMALL, grid_ratings=(rated,)))).grid_ratings == (rated,)
    twice = replace(SMALL, grid_ratings=(rated, replace(rated, section="TEACHING")))
    for broken, reason in ((twice, "twice"), (with_book(rated), "value")):
        with pytest.raises(FileBroken) as raised:
            decode(encode(broken))
        assert (raised.value.reason, raised.value.place[:13]) == (reason, "grid_ratings[")


def with_book(rated: GridRating) -> values.Portfolio:
    return replace(SMALL, grid_ratings=(replace(rated, rating="x" * 3_000),))


def test_a_newer_format_is_refused() -> None:
    with pytest.raises(FileNewer) as caught:
        decode(encode(SMALL).replace(b'"format": 2', b'"format": 3'))
    assert (caught.value.found, caught.value.known) == (3, FORMAT)


def test_format_1_is_of_a_trial_version_whatever_else_is_wrong_with_it() -> None:
    with pytest.raises(PortfolioOfTrial) as caught:
        decode(b'{"format": 1, "candidate": 5}', "here")
    assert caught.value.path == "here"


@pytest.mark.parametrize("said", [b'"one"', b"null", b"true", b"0", b"-3"])
def test_an_unknown_format_is_a_fault(said: bytes) -> None:
    fault = _fault(encode(SMALL).replace(b'"format": 2', b'"format": ' + said))
    assert (fault.reason, fault.place) == ("format", "format")


@pytest.mark.parametrize("second", [JOINED, None])
def test_memberships_that_are_not_in_order_are_a_fault(second: date | None) -> None:
    twice = (values.Membership(JOINED, True), values.Membership(second, False))
    broken = replace(SMALL, candidate=Candidate("A. Rivera", memberships=twice))
    fault = _fault(encode(broken))
    assert (fault.reason, fault.place) == ("value", "candidate.memberships[1].since")


ACTIVITY_OF_SMALL = RenewalActivity("a", date(2028, 1, 1), "Talk", "workshop", Decimal(1))


@pytest.mark.parametrize(
    ("renewal", "place", "reason"),
    [
        (
            RenewalWork(activities=(replace(ACTIVITY_OF_SMALL, amount=Decimal("NaN")),)),
            "renewal.activities[0].amount",
            "value",
        ),
        (
            RenewalWork(activities=(replace(ACTIVITY_OF_SMALL, evidence=("../x",)),)),
            "renewal.activities[0].evidence[0]",
            "path",
        ),
        (
            RenewalWork(activities=(ACTIVITY_OF_SMALL, ACTIVITY_OF_SMALL)),
            "renewal.activities[1].id",
            "twice",
        ),
    ],
)
def test_an_unsound_activity_is_named(renewal: RenewalWork, place: str, reason: str) -> None:
    fault = _fault(encode(replace(SMALL, renewal=renewal)))
    assert (fault.place, fault.reason) == (place, reason)


def test_hours_that_are_no_number_are_named() -> None:
    period = WorkPeriod("Cedar", date(2025, 1, 1), None, Decimal("Infinity"))
    fault = _fault(encode(replace(SMALL, experience=Experience(periods=(period,)))))
    assert fault.place == "experience.periods[0].hours_a_week"


def test_a_text_that_nobody_says_is_neither_read_nor_written() -> None:
    book = "\N{GRINNING FACE}" + "e" * (2 << 20)
    with pytest.raises(PortfolioTooLarge):
        encode(replace(LITTLE, candidate=Candidate("Ana Rivera", email=book)))
    data = encode(replace(LITTLE, candidate=Candidate("Ana Rivera", email="EMAIL")))
    with pytest.raises(FileTooLarge):
        decode(data.replace(b"EMAIL", book.encode()))
    assert decode(data.replace(b"EMAIL", b"e" * 500_000)).candidate.email == "e" * 500_000


LITTLE = Portfolio("p", "lssc", "1", Candidate("Ana Rivera"), date(2026, 11, 25))


def test_a_portfolio_may_have_no_day_of_admission() -> None:
    thinking = replace(SMALL, admitted=None)
    assert decode(encode(thinking)) == thinking
    without = encode(thinking).replace(b'  "admitted": null,\n', b"")
    assert without != encode(thinking)
    assert decode(without) == thinking
