import io
import json
import sys
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import bagit
import bagit_profile
import pdfua
import pypdf
import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.candidate_edits import drop_activity, put_activity, set_certified
from lssc_desktop.core.portfolio.edits import put_evidence
from lssc_desktop.core.portfolio.portfolio import Candidate, PackageKind, Portfolio, RenewalActivity
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.messages.message import message_for
from lssc_desktop.package.build import Built, refresh_and_build, refresh_and_compare
from lssc_desktop.package.opened import open_for_review
from lssc_desktop.package.reader import verify
from lssc_desktop.package.record import RecordOfRenewal
from lssc_desktop.package.renewal import RENEWAL, RenewalBlocked
from lssc_desktop.package.target import BuildOrder
from lssc_desktop.paths import resources
from lssc_desktop.store.evidence import add_files
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.opening import read_folder
from lssc_desktop.store.programs import read_program, shipped_program_text

CERTIFIED, TODAY = date(2027, 6, 10), date(2030, 11, 25)
TRANSCRIPT = "Transcript &1.txt" if sys.platform == "win32" else "Transcript <1>.txt"
PROGRAM = read_program(shipped_program_text(), "lssc.toml")


def activity(name: str, kind: str, amount: str, technology: str = "0") -> RenewalActivity:
    return RenewalActivity(
        name, date(2029, 5, 15), name, kind, Decimal(amount), Decimal(technology), "technology"
    )


@pytest.fixture
def order(tmp_path: Path) -> BuildOrder:
    """A renewal of 32 hours, with one document of the candidate's."""
    root = tmp_path / "Rivera"
    start = Portfolio("p", PROGRAM.id, PROGRAM.version, Candidate("Ana Rivera"), CERTIFIED)
    folder.create(root, start, shipped_program_text(), "read me")
    (tmp_path / TRANSCRIPT).write_text("ten credits", encoding="utf-8")
    sources = [tmp_path / TRANSCRIPT]
    (file,) = add_files(root, sources, TODAY, ignore_progress)
    portfolio = put_evidence(start, file, TODAY)
    portfolio = set_certified(portfolio, CERTIFIED, TODAY)
    college = replace(activity("College <b>", "quarter-credit", "3", "4"), evidence=(file.path,))
    for item in (college, activity("Talk", "workshop", "2"), activity("Lunch", "workshop", "0.5")):
        portfolio = put_activity(PROGRAM, portfolio, item, TODAY)
    return BuildOrder(
        root, PROGRAM, shipped_program_text(), portfolio, RENEWAL, PackageKind.RENEWAL
    )


def build(order: BuildOrder, today: date = TODAY) -> Built:
    return refresh_and_build(order, today, ignore_progress).built


@pytest.mark.filterwarnings("ignore:'count' is passed as positional:DeprecationWarning")
def test_it_is_a_valid_bag_by_our_profile(order: BuildOrder, tmp_path: Path) -> None:
    built = build(order)
    assert built.path.name == "rivera-ana-148de9-renewal-2030-11-25.lssc.zip"
    found = verify(built.path, ignore_progress)
    assert (found.valid, found.faults, found.package_id) == (True, (), built.written.package_id)
    with zipfile.ZipFile(built.path) as bag:
        bag.extractall(tmp_path / "out")
    top = tmp_path / "out" / "rivera-ana-148de9-renewal-2030-11-25"
    profile = json.loads((resources() / "bagit-profiles" / "package.json").read_text("utf-8"))
    judge = bagit_profile.Profile("urn:lssc-desktop:bagit-profile:package:1", profile=profile)
    assert judge.validate(bagit.Bag(str(top)))


def test_the_record_has_the_activities_that_count_and_their_documents(
    order: BuildOrder,
) -> None:
    record = read(build(order), "record.json")
    said = json.loads(record)
    assert (said["kind"], said["hours"], said["technology"]) == ("renewal", "32.00", "4")
    assert [item["title"] for item in said["activities"]] == ["College <b>", "Talk"]
    (place,) = said["activities"][0]["evidence"]
    assert [file["path"] for file in said["files"]] == [place]


def test_page_and_pdf_say_the_same(order: BuildOrder, tmp_path: Path) -> None:
    built = build(order)
    web = read(built, "index.html").decode()
    assert "College &lt;b&gt;" in web
    assert "<script" not in web
    pdf = read(built, "renewal.pdf")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    for words in ("Ana Rivera", "32 of 32", "4 of 4", "June 10, 2031", "Talk"):
        assert words in text
        assert words in web
    (tmp_path / "renewal.pdf").write_bytes(pdf)
    assert pdfua.validate(str(tmp_path / "renewal.pdf")).findings == ()


def test_it_has_the_paper_of_the_portfolio(order: BuildOrder) -> None:
    built = build(replace(order, portfolio=replace(order.portfolio, paper=PaperSize.A4)))
    (page, *_others) = pypdf.PdfReader(io.BytesIO(read(built, "renewal.pdf"))).pages
    assert page.mediabox[2:] == [595.3, 841.9]
    (note,) = built.portfolio.packages
    on_letter = replace(built.portfolio, paper=None)
    now = [replace(order, portfolio=each) for each in (built.portfolio, on_letter)]
    assert [refresh_and_compare(it, note, TODAY, ignore_progress) for it in now] == [True, False]


def test_the_same_renewal_is_the_same_bytes_on_any_day(order: BuildOrder) -> None:
    first = build(order)
    data = first.path.read_bytes()
    again = build(replace(order, portfolio=first.portfolio), date(2031, 1, 1))
    assert (again.path, again.path.read_bytes()) == (first.path, data)
    assert len(again.portfolio.packages) == 1


@pytest.mark.parametrize(
    ("today", "code"),
    [(date(2030, 6, 9), "renewal-not-open"), (date(2031, 8, 11), "renewal-over")],
)
def test_outside_of_its_time_it_is_not_packaged(order: BuildOrder, today: date, code: str) -> None:
    with pytest.raises(RenewalBlocked) as caught:
        build(order, today)
    assert code in {finding.code for finding in caught.value.findings}
    assert not list((order.root / "Packages").iterdir())


def test_in_the_time_of_grace_it_is(order: BuildOrder) -> None:
    assert build(order, date(2031, 8, 10)).path.exists()


def test_too_few_hours_and_a_document_that_is_gone_stop_it(order: BuildOrder) -> None:
    (order.root / "Evidence" / TRANSCRIPT).unlink()
    renewal = order.portfolio.renewal
    fewer = replace(renewal, activities=renewal.activities[:1])
    with pytest.raises(RenewalBlocked) as caught:
        build(replace(order, portfolio=replace(order.portfolio, renewal=fewer)))
    codes = {finding.code for finding in caught.value.findings}
    assert codes == {"renewal-hours-short", "renewal-document-gone"}


def test_its_files_open_with_the_folder(order: BuildOrder) -> None:
    built = build(order)
    at = read_folder(order.root)
    folder.save(order.root, built.portfolio, at.stamp)
    assert read_folder(order.root).portfolio == built.portfolio


def read(built: Built, name: str) -> bytes:
    top = built.path.name.removesuffix(".lssc.zip")
    with zipfile.ZipFile(built.path) as bag:
        return bag.read(f"{top}/data/{name}")


def test_it_is_not_taken_for_a_set_to_review(order: BuildOrder) -> None:
    built = build(order)
    with pytest.raises(RecordOfRenewal) as caught:
        open_for_review(built.path, ignore_progress)
    assert "certification renewal" in message_for(caught.value).text


def is_current(order: BuildOrder, built: Built, portfolio: Portfolio) -> bool:
    asked = replace(order, portfolio=portfolio)
    return refresh_and_compare(asked, built.portfolio.packages[-1], TODAY, ignore_progress)


def test_a_package_is_current_until_something_of_it_changes(order: BuildOrder) -> None:
    built = build(order)
    assert is_current(order, built, built.portfolio)
    assert not is_current(order, built, drop_activity(built.portfolio, "Talk", TODAY))
    assert not is_current(order, built, set_certified(built.portfolio, date(2028, 1, 1), TODAY))
    other_program = replace(order, program_text=order.program_text + "# of another day\n")
    assert not is_current(other_program, built, built.portfolio)


def test_a_document_that_changed_or_is_gone_makes_a_package_old(order: BuildOrder) -> None:
    built = build(order)
    document = order.root / "Evidence" / TRANSCRIPT
    document.write_text("twelve credits", encoding="utf-8")
    assert not is_current(order, built, built.portfolio)
    document.unlink()
    assert not is_current(order, built, built.portfolio)
