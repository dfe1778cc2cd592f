"""Every error of the program has its sentence, where the program looks for it."""

import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lssc_desktop
from installers import catalogs
from lssc_desktop import messages
from lssc_desktop.audit.places import PlaceUnlisted
from lssc_desktop.audit.result_list import PackageNotFetched
from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.errors import (
    By,
    Counted,
    Guess,
    Joined,
    LsscError,
    Says,
    SaysBy,
    Text,
)
from lssc_desktop.core.files.readable import FileBroken
from lssc_desktop.core.portfolio.candidate_edits import ActivityWrong, NotEntered, WorkUnlikely
from lssc_desktop.core.program.grid import GridTextWrong
from lssc_desktop.core.program.schema import ProgramFault
from lssc_desktop.core.program.web_form import FormFault
from lssc_desktop.core.standing.progress import CompetencyUnknown
from lssc_desktop.core.submission.locking import SetLocked
from lssc_desktop.core.submission.set_standing import LOCKED
from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.documents.importing import EncodingUnsure, TextReading, TextRefused
from lssc_desktop.messages.message import _FILES, message_for, sentences_file
from lssc_desktop.messages.saying import FORMS, WORDS
from lssc_desktop.package.build import HandInBlocked
from lssc_desktop.package.hand_in import FormRefuses
from lssc_desktop.package.reading.byte_source import SourceUnread
from lssc_desktop.package.reading.fault import BagFault, FaultCode
from lssc_desktop.package.reading.package_files import FileUnusable
from lssc_desktop.package.reading.zip_directory import ArchiveBroken
from lssc_desktop.package.renewal import RenewalBlocked
from lssc_desktop.store.programs import ProgramFaulty
from lssc_desktop.transfer.proof import CopyDiffers
from lssc_desktop.word_places import OUR_PLACES, our_words


def subclasses(error: type[LsscError]) -> Iterator[type[LsscError]]:
    for each in error.__subclasses__():
        yield each
        yield from subclasses(each)


def all_errors() -> list[type[LsscError]]:
    """Every error class of the package, by its name."""
    for each in pkgutil.walk_packages(lssc_desktop.__path__, prefix="lssc_desktop."):
        if not each.name.endswith(".__main__"):
            importlib.import_module(each.name)
    found = {error for error in subclasses(LsscError) if error.__module__ in sys.modules}
    ours = (error for error in found if error.__module__.startswith("lssc_desktop."))
    return sorted(ours, key=name_of)


def name_of(error: type[LsscError]) -> str:
    return f"{error.__module__}.{error.__qualname__}"


FACTS: dict[type[LsscError], dict[str, tuple[object, ...]]] = {
    WorkUnlikely: {"what": ("employer", "begun", "days", "hours")},
    ActivityWrong: {"what": ("kind", "title", "amount", "amount-large", "technology")},
    NotEntered: {"what": ("employer", "activity", "renewed")},
    GridTextWrong: {"reason": ("section", "unrated", "section-long", "rating-long", "sections")},
    CompetencyUnknown: {"known": ((1, 2, 3), (4, 7))},
    SetLocked: {"standing": tuple(LOCKED)},
    FileBroken: {"reason": ("syntax", "value", "path", "twice", "format", "limit")},
    TextRefused: {"reason": ("kind", "size", "no-text")},
    EncodingUnsure: {"choices": ((TextReading("cp1252", "Café"), TextReading("cp437", "CafΘ")),)},
    ProgramFaulty: {"faults": ((ProgramFault("name", "blank"),),)},
    HandInBlocked: {"findings": ((Finding(Level.BLOCKER, FindingCode.NAME_MISSING),),)},
    RenewalBlocked: {"findings": ((Finding(Level.BLOCKER, FindingCode.RENEWAL_NO_RULE),),)},
    FormRefuses: {"faults": ((FormFault("type", "log.docx"),),)},
    ArchiveBroken: {"reason": ("truncated", "split", "two-ends", "end-records", "directory")},
    SourceUnread: {
        "reason": (
            *("short", "changed", "gone", "refused"),
            *("connection", "certificate", "worker", "place", "unforeseen"),
        )
    },
    PlaceUnlisted: {"reason": ("refused", "gone", "connection", "certificate")},
    PackageNotFetched: {"reason": ("refused", "gone", "changed", "certificate", "answer")},
    FileUnusable: {"fault": (BagFault(FaultCode.FILE_UNREADABLE, "data/log.docx"),)},
    CopyDiffers: {"what": ("missing", "size", "content")},
}
"""What a fact can be where not everything of its type can arise."""

st.register_type_strategy(str, st.text("aü /.", min_size=1))
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
st.register_type_strategy(LsscError, st.builds(FileMissing))

ERRORS = all_errors()
every_error = pytest.mark.parametrize("error", ERRORS, ids=name_of)


SAYING = [error for error in ERRORS if "says" in vars(error)]


def all_said(says: Says | SaysBy) -> Iterator[Says]:
    """Whatever may be said."""
    if isinstance(says, SaysBy):
        for each in (*says.said.values(), says.other):
            yield from all_said(each)
    else:
        yield says


def chosen_by(says: Says | SaysBy) -> set[str]:
    if not isinstance(says, SaysBy):
        return set()
    return {says.fact}.union(*map(chosen_by, (*says.said.values(), says.other)))


def texts_of(said: Says) -> Iterator[Text]:
    """Each text that may be said, whatever chooses it."""
    waiting = [said.happened, said.meaning, said.advice, *said.parts.values()]
    while waiting:
        text = waiting.pop()
        yield text
        match text:
            case By(_fact, texts, other):
                waiting += [*texts.values(), other]
            case Guess(_fact, _among, other):
                waiting.append(other)
            case Joined(texts):
                waiting += texts


def facts_of(text: Text) -> set[str]:
    """The facts that choose or count, besides those in places."""
    match text:
        case By() | Counted():
            return {root(text.fact)}
        case Guess():
            return {root(text.fact), text.among}
    return set()


def literals_of(text: Text) -> tuple[str, ...]:
    match text:
        case Counted(one, many):
            return (one, many)
        case str():
            return (text,)
    return ()


def places_of(text: Text) -> Iterator[tuple[str, str]]:
    """Name and form of each place of a fact."""
    for literal in literals_of(text):
        for _before, name, form, _how in Formatter().parse(our_words(literal)):
            if name is not None:
                yield root(name), form or ""


def root(name: str) -> str:
    """The fact that a fact is of: "holder" for "holder.person"."""
    return re.split(r"[.\[]", name)[0]


@every_error
def test_an_error_says_itself_or_has_its_sentence_in_the_file_of_its_room(
    error: type[LsscError],
) -> None:
    if "says" in vars(error):
        assert error not in message_for.registry
        return
    importlib.import_module(sentences_file(error))
    sentence = message_for.registry.get(error)
    assert sentence, f"{sentences_file(error)} has no sentence for {name_of(error)}"
    assert sentence.__module__ == sentences_file(error)


@pytest.mark.parametrize("room", _FILES)
def test_the_table_of_files_names_rooms_that_have_errors_said_there(room: str) -> None:
    prefix = f"lssc_desktop.{room}"
    assert any(
        f"{error.__module__}.".startswith(f"{prefix}.") and "says" not in vars(error)
        for error in ERRORS
    )


def test_no_error_has_two_sentences() -> None:
    files = (Path(messages.__path__[0])).glob("*.py")
    marks = sum(
        len(re.findall(r"^@message_for.register$", file.read_text("utf-8"), re.MULTILINE))
        for file in files
    )
    unsaid = [error for error in ERRORS if "says" not in vars(error)]
    assert marks == len(message_for.registry) - 1 == len(unsaid)


@every_error
@given(st.data())
@settings(max_examples=5, deadline=None)
def test_an_error_is_told_whatever_its_facts_are(
    error: type[LsscError], data: st.DataObject
) -> None:
    facts = {name: st.sampled_from(known) for name, known in FACTS.get(error, {}).items()}
    message = message_for(data.draw(st.builds(error, **facts)))
    assert message.happened
    assert "{" not in message.text


@pytest.mark.parametrize("error", SAYING, ids=name_of)
def test_what_an_error_says_is_filled_with_its_facts(error: type[LsscError]) -> None:
    """Whatever its facts are: each place, each choice, and each count that may come."""
    facts = {each.name for each in fields(error)} | set(dir(error))  # type: ignore[arg-type]
    for said in all_said(error.says):
        assert chosen_by(error.says) <= facts
        for text in texts_of(said):
            assert facts_of(text) <= facts
            used = {name for each in literals_of(text) for _, name, _, _ in Formatter().parse(each)}
            assert not used & OUR_PLACES.keys() & facts, "said as the word, not as the fact"
            for place, form in places_of(text):
                assert place in facts | said.parts.keys() | WORDS.keys(), text
                assert form in {*FORMS, ""}, text


def test_every_text_of_an_error_is_collected_for_translators() -> None:
    collected = {
        text
        for each in catalogs.entries(catalogs.TEMPLATE.read_bytes())
        for text in (each.one, each.many)
    }
    said = {
        literal
        for error in SAYING
        for each in all_said(error.says)
        for text in texts_of(each)
        for literal in literals_of(text)
    }
    assert {each for each in said if re.sub(r"\{[^{}]*\}", "", our_words(each))} <= collected


def test_an_error_without_a_sentence_is_none_that_is_passed_over_in_silence() -> None:
    class Unsaid(LsscError):
        pass

    Unsaid.__module__ = "lssc_desktop.core.review.review"
    with pytest.raises(LookupError, match=r"messages\.evaluation has no sentence for .*Unsaid"):
        message_for(Unsaid())


def test_an_error_loads_the_sentences_of_its_room_alone() -> None:
    """A start loads none, and what is wrong with a folder not what is wrong with a receiver."""
    script = """
import sys
from lssc_desktop.core.portfolio.candidate_edits import ActivityWrong, WorkUnlikely
from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.messages.message import message_for
from lssc_desktop.disk.disk import DriveGone
before = {name for name in sys.modules if name.startswith("lssc_desktop.messages.")}
assert before == {"lssc_desktop.messages.message"}, before
assert "unplugged" in message_for(DriveGone("E:/Rivera")).happened
assert "lssc_desktop.messages.saying" in sys.modules
assert "lssc_desktop.messages.evaluation" not in sys.modules
assert "lssc_desktop.transfer.tus" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", script], check=True)
