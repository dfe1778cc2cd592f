"""A package of a set of the sample portfolio, looked at with other people's tools."""

import base64
import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import bagit
import bagit_profile
import pytest
from PIL import Image
from pypdf import PdfReader

from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.core.portfolio.candidate_edits import add_word
from lssc_desktop.core.portfolio.edits import (
    put_evidence_files,
    set_plan,
    set_self_rating,
    use_evidence,
)
from lssc_desktop.core.portfolio.portfolio import EvidenceUse, PackageKind, Plan, Portfolio, Weight
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.text.text import LONGEST_LINE
from lssc_desktop.package.build import Built, HandInBlocked, SetContent, build
from lssc_desktop.package.opened import open_for_review
from lssc_desktop.package.reader import verify
from lssc_desktop.package.sample import write_sample
from lssc_desktop.package.target import BuildOrder, PackageExists
from lssc_desktop.paths import resources
from lssc_desktop.store.evidence import add_files
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.scan import read_all_facts
from lssc_desktop.store.programs import read_program
from tests.documents.previews import kinds
from tests.systems import needs_program

TODAY = date(2026, 11, 24)
AS_BAGIT_IS = pytest.mark.filterwarnings("ignore:'count' is passed:DeprecationWarning")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample") / "Rivera LSSC"
    write_sample(root, ignore_progress)
    return root


def set_content(built: Built) -> SetContent:
    assert isinstance(built.content, SetContent)
    return built.content


def order(
    root: Path, output: Path, set_id: str = "technology", kind: PackageKind = PackageKind.PORTFOLIO
) -> BuildOrder:
    text = folder.program_text(root)
    portfolio = folder.load(root).portfolio
    facts = read_all_facts(root, portfolio, ignore_progress)
    return BuildOrder(
        root, read_program(text, "t"), text, portfolio, set_id, kind, output, facts=facts
    )


@pytest.fixture(scope="module")
def technology(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(order(sample, tmp_path_factory.mktemp("out") / "t.zip"), TODAY, ignore_progress)


@pytest.fixture(scope="module")
def unzipped(technology: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("unzipped")
    with zipfile.ZipFile(technology.path) as archive:
        archive.extractall(target)
    (top,) = target.iterdir()
    return top


def test_the_top_folder_is_person_set_and_day(unzipped: Path) -> None:
    assert unzipped.name == "rivera-a-0851b1-technology-2026-02-10"


@AS_BAGIT_IS
def test_the_library_of_congress_finds_the_bag_valid(unzipped: Path) -> None:
    bagit.Bag(str(unzipped)).validate()


@AS_BAGIT_IS
def test_the_bag_conforms_to_our_profile(unzipped: Path) -> None:
    ours = json.loads((resources() / "bagit-profiles" / "package.json").read_text("utf-8"))
    identifier = ours["BagIt-Profile-Info"]["BagIt-Profile-Identifier"]
    profile = bagit_profile.Profile(identifier, profile=ours)
    bag = bagit.Bag(str(unzipped))
    assert profile.validate(bag), profile.report
    assert bag.info["BagIt-Profile-Identifier"] == identifier


@pytest.mark.parametrize("words", [("unzip", "-t"), ("7z", "t"), ("zip", "-T")])
def test_other_archivers_find_it_sound(technology: Built, words: tuple[str, ...]) -> None:
    if shutil.which(words[0]) is None:
        pytest.skip(f"{words[0]} is not installed")
    subprocess.run([*words, technology.path], check=True, capture_output=True)


@needs_program("sha256sum")
def test_sha256sum_agrees_with_the_manifests(unzipped: Path) -> None:
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(
            ["sha256sum", "--strict", "-c", name], cwd=unzipped, check=True, capture_output=True
        )


def test_we_find_it_valid_too(technology: Built) -> None:
    found = verify(technology.path, ignore_progress)
    assert (found.valid, found.faults, found.warnings) == (True, (), ())
    assert found.package_id == technology.written.package_id


def test_the_payload_is_what_the_design_says(unzipped: Path) -> None:
    assert {path.name for path in (unzipped / "data").iterdir()} == {
        "index.html",
        "portfolio.pdf",
        "record.json",
        "program.toml",
        "responses",
        "evidence",
    }


def test_every_packaged_file_is_in_the_record_with_its_own_name(unzipped: Path) -> None:
    record = json.loads((unzipped / "data" / "record.json").read_text("utf-8"))
    packaged = {
        path.relative_to(unzipped / "data").as_posix()
        for part in ("responses", "evidence")
        for path in (unzipped / "data" / part).iterdir()
    }
    assert {item["path"] for item in record["files"]} == packaged
    assert all(item["original_name"] for item in record["files"])


def test_the_candidates_files_are_unchanged(sample: Path, unzipped: Path) -> None:
    record = json.loads((unzipped / "data" / "record.json").read_text("utf-8"))
    by_name = {path.name: path for path in (sample / "Evidence").rglob("*") if path.is_file()}
    for item in record["files"]:
        if item["path"].startswith("evidence/"):
            packaged = unzipped / "data" / item["path"]
            assert packaged.read_bytes() == by_name[item["original_name"]].read_bytes()


def test_two_builds_have_the_same_bytes(sample: Path, technology: Built, tmp_path: Path) -> None:
    later = date(2027, 1, 1)
    again = build(order(sample, tmp_path / "u.zip"), later, ignore_progress)
    assert again.path.read_bytes() == technology.path.read_bytes()


def planned(portfolio: Portfolio) -> Portfolio:
    plan = Plan("a secret plan", "a secret plan", "a secret plan", "a secret plan")
    portfolio = add_word(set_plan(portfolio, "technology", 1, plan, TODAY), "Zwyrtk")
    return set_self_rating(portfolio, "technology", 1, Rating.NOT_MET, TODAY)


def test_planning_notes_self_ratings_and_own_words_stay_at_home(
    sample: Path, technology: Built, tmp_path: Path
) -> None:
    wanted = order(sample, tmp_path / "u.zip")
    wanted = replace(wanted, portfolio=planned(wanted.portfolio))
    assert build(wanted, TODAY, ignore_progress).path.read_bytes() == technology.path.read_bytes()


def test_blockers_stop_a_hand_in_and_nothing_is_written(sample: Path, tmp_path: Path) -> None:
    with pytest.raises(HandInBlocked) as raised:
        build(order(sample, tmp_path / "f.zip", "foundations"), TODAY, ignore_progress)
    assert ("response-missing", 12) in [(f.code, f.competency) for f in raised.value.findings]
    assert list(tmp_path.iterdir()) == []


def test_a_review_copy_may_be_unfinished(sample: Path, tmp_path: Path) -> None:
    wanted = order(sample, tmp_path / "f.zip", "foundations", PackageKind.REVIEW_COPY)
    built = build(wanted, TODAY, ignore_progress)
    assert verify(built.path, ignore_progress).valid
    book = set_content(built).book
    assert (book.copy, len(book.chapters)) == (1, 12)


def test_a_review_copy_does_without_a_file_that_is_gone(sample: Path, tmp_path: Path) -> None:
    wanted = order(sample, tmp_path / "f.zip", "foundations", PackageKind.REVIEW_COPY)
    gone = "Evidence/Story time flyer.pdf"
    files = tuple(file for file in wanted.facts.files if file.path != gone)
    assert len(files) == len(wanted.facts.files) - 1
    built = build(replace(wanted, facts=replace(wanted.facts, files=files)), TODAY, ignore_progress)
    assert gone not in set_content(built).payload.all
    assert verify(built.path, ignore_progress).valid


def test_a_set_by_course_is_packaged_with_record_and_certificate(
    sample: Path, tmp_path: Path
) -> None:
    built = build(order(sample, tmp_path / "a.zip", "access-services"), TODAY, ignore_progress)
    (certificate,) = set_content(built).payload.evidence.values()
    with zipfile.ZipFile(built.path) as archive:
        names = {name.partition("/data/")[2] for name in archive.namelist()}
        record = next(name for name in archive.namelist() if name.endswith("record.json"))
        course = json.loads(archive.read(record))["course"]
    assert certificate in names
    assert course["certificate"] == certificate
    assert verify(built.path, ignore_progress).valid


def test_every_build_is_noted_also_one_written_elsewhere(technology: Built) -> None:
    note = technology.portfolio.packages[-1]
    assert (note.package_id, note.path, note.elsewhere) == (
        technology.written.package_id,
        "t.zip",
        True,
    )


def test_another_file_of_that_name_is_never_overwritten(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "t.zip").write_bytes(b"somebody's")
    with pytest.raises(PackageExists):
        build(order(sample, tmp_path / "t.zip"), TODAY, ignore_progress)
    assert (tmp_path / "t.zip").read_bytes() == b"somebody's"


class StopAt:
    """A reporter that wishes to stop at its nth report."""

    def __init__(self, left: int) -> None:
        self.left = left

    def __call__(self, _progress: Progress) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def test_a_cancelled_build_leaves_nothing_half_made(sample: Path, tmp_path: Path) -> None:
    wanted = order(sample, tmp_path / "t.zip")
    for reports in range(4):
        with pytest.raises(Cancelled):
            build(wanted, TODAY, StopAt(reports))
        assert list(tmp_path.iterdir()) == []


def test_a_name_of_any_length_makes_a_package_that_can_be_reviewed(
    sample: Path, tmp_path: Path
) -> None:
    ordered = order(sample, tmp_path / "p.zip")
    candidate = replace(ordered.portfolio.candidate, name="A very long name " * 12_000)
    ordered = replace(ordered, portfolio=replace(ordered.portfolio, candidate=candidate))
    built = build(ordered, TODAY, ignore_progress)
    opened = open_for_review(built.path, ignore_progress)
    assert len(opened.record.candidate) == LONGEST_LINE
    assert opened.record.candidate.endswith("…")


def test_a_photo_of_a_phone_is_seen_on_the_page(sample: Path, tmp_path: Path) -> None:
    root = tmp_path / "portfolio"
    shutil.copytree(sample, root)
    source = tmp_path / "Story time.heic"
    source.write_bytes(kinds.every_kind()["heic"])
    (file,) = add_files(root, [source], TODAY, ignore_progress)
    wanted = order(root, tmp_path / "photo.zip", kind=PackageKind.REVIEW_COPY)
    portfolio = put_evidence_files(wanted.portfolio, (file,), TODAY)
    use = EvidenceUse(file.path, Weight.PRIMARY)
    portfolio = use_evidence(portfolio, "technology", 1, use, TODAY)
    facts = read_all_facts(root, portfolio, ignore_progress)

    built = build(replace(wanted, portfolio=portfolio, facts=facts), TODAY, ignore_progress)

    with zipfile.ZipFile(built.path) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/index.html"))
        page = archive.read(name).decode()
    (picture,) = re.findall('<img src="data:image/jpeg;base64,([^"]+)" alt="[^"]*Story time', page)
    with Image.open(io.BytesIO(base64.b64decode(picture))) as image:
        assert (image.format, max(image.size)) == ("JPEG", 100)


def test_a_package_says_where_a_link_leads_and_how_long_a_sound_is(
    sample: Path, tmp_path: Path
) -> None:
    root = tmp_path / "portfolio"
    shutil.copytree(sample, root)
    sources = [tmp_path / "plan.url", tmp_path / "talk.wav", tmp_path / "bad.url"]
    for source, data in zip(sources, (kinds.URL, kinds.wav(72), b"garbage"), strict=True):
        source.write_bytes(data)
    files = add_files(root, sources, TODAY, ignore_progress)
    wanted = order(root, tmp_path / "links.zip", kind=PackageKind.REVIEW_COPY)
    portfolio = put_evidence_files(wanted.portfolio, files, TODAY)
    for file in files:
        use = EvidenceUse(file.path, Weight.PRIMARY)
        portfolio = use_evidence(portfolio, "technology", 1, use, TODAY)
    facts = read_all_facts(root, portfolio, ignore_progress)
    wanted = replace(wanted, portfolio=portfolio, facts=facts)
    built = build(wanted, TODAY, ignore_progress)
    with zipfile.ZipFile(built.path) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/index.html"))
        shown = archive.read(name).decode()
        (name,) = (name for name in archive.namelist() if name.endswith("/portfolio.pdf"))
        pdf = PdfReader(io.BytesIO(archive.read(name)))
    address = "https://example.org/plan?x=1"
    assert f'<a href="{address}">{address}</a>' in shown
    assert "Length: 1 min 12 s" in shown
    links = [
        note.get_object().get("/A", {}).get("/URI")
        for page in pdf.pages
        for note in page.get("/Annots", ())
    ]
    assert address in links
    again = build(replace(wanted, output=tmp_path / "again.zip"), TODAY, ignore_progress)
    assert again.path.read_bytes() == built.path.read_bytes()
