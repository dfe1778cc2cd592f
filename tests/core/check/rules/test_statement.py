from dataclasses import replace

from lssc_desktop.core.check.rules import responses
from lssc_desktop.core.files.seen import SeenDocument
from lssc_desktop.core.text.richtext import RichText
from tests.core.check.rules.desk import Desk, text

PATH = "Basics/Learning statement.docx"


def test_each_set_needs_a_learning_statement(desk: Desk) -> None:
    desk.work = replace(desk.work, statement=None)
    assert desk.found(responses.statement_missing) == [("blocker", "statement-missing", None)]


def test_a_statement_whose_file_is_gone_stops_a_hand_in(desk: Desk) -> None:
    del desk.documents[PATH]
    assert desk.found(responses.statement_missing) == [("blocker", "statement-file-gone", None)]


def test_a_statement_without_words_stops_a_hand_in(desk: Desk) -> None:
    desk.state(RichText())
    assert desk.found(responses.statement_empty) == [("blocker", "statement-empty", None)]


def test_a_damaged_statement_stops_a_hand_in(desk: Desk) -> None:
    desk.documents[PATH] = SeenDocument(PATH, fault="encrypted")
    assert desk.found(responses.statement_unreadable) == [("blocker", "statement-unreadable", None)]


def test_a_statement_over_three_pages_is_advice(desk: Desk) -> None:
    desk.state(text(*["word " * 300] * 8, introduction=""))
    assert desk.found(responses.statement_long) == [("advice", "statement-long", None)]


def test_a_statement_is_written_after_all_responses(desk: Desk) -> None:
    desk.change(2, response=None)
    (finding,) = responses.statement_early(desk.look())
    assert (finding.code, finding.fact("missing")) == ("statement-early", "2")
