"""The web page of a package as a real browser shows it."""

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.edits import put_evidence, set_document, set_pds, use_evidence
from lssc_desktop.core.portfolio.portfolio import (
    CommentAnswer,
    EvidenceUse,
    PackageKind,
    Portfolio,
    TextPlace,
)
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.review.review import About, Comment, Review, ReviewMode, answer_comment
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.package.build import build
from lssc_desktop.package.opened import open_for_review, reviewed_package
from lssc_desktop.package.sample import write_sample
from lssc_desktop.package.target import BuildOrder
from lssc_desktop.store.evidence import add_files
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.responses import write_response
from lssc_desktop.store.folder.scan import read_all_facts
from lssc_desktop.store.programs import read_program
from lssc_desktop.store.review_file import write_review
from tests.browser.chromium import AXE, Chromium, Page, chromium, needs_browser

pytestmark = needs_browser

TODAY = date(2026, 11, 24)
SET = "foundations"
BAD = '"><script>window.hit=1</script><img src=x onerror="window.hit=2"><svg onload=window.hit=3>'
NAME = "<img src=x onerror=hit=1> & #?%.png"


def built(
    root: Path, portfolio: Portfolio, target: Path, set_id: str = SET
) -> tuple[Path, Portfolio]:
    """Build a review copy of a set and return it with the portfolio that knows of it."""
    text = folder.program_text(root)
    facts = read_all_facts(root, portfolio, ignore_progress)
    kind = PackageKind.REVIEW_COPY
    order = BuildOrder(
        root, read_program(text, "t"), text, portfolio, set_id, kind, target, facts=facts
    )
    made = build(order, TODAY, ignore_progress)
    return made.path, made.portfolio


def reviewed(root: Path, package: Path, said: str) -> None:
    """Put a review of a package into the folder."""
    bound = reviewed_package(open_for_review(package, ignore_progress))
    comments = (
        Comment("r-1", About(11), said, quote=said),
        Comment("r-2", About(), said),
        Comment("r-3", About(9, "evidence/01 a.jpg", said[:60], "0" * 64), said),
    )
    written = datetime(2026, 11, 24, 9, tzinfo=UTC)
    review = Review("r", ReviewMode.REVIEW, bound, said, written, comments=comments)
    (root / "Reviews").mkdir(exist_ok=True)
    write_review(root / "Reviews" / "r.lssc-review.json", review)


def unzipped(package: Path, target: Path) -> Path:
    """Unpack a package as somebody without the program does, and return its page."""
    with zipfile.ZipFile(package) as archive:
        archive.extractall(target)
    (page,) = target.glob("*/data/index.html")
    return page


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample") / "Rivera LSSC"
    write_sample(root, ignore_progress)
    return root


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with chromium(tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture(scope="module")
def page(sample: Path, browser: Chromium, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The second review copy of the sample's set, with a comment answered."""
    mail = tmp_path_factory.mktemp("mail")
    first, portfolio = built(sample, folder.load(sample).portfolio, mail / "1.zip")
    reviewed(sample, first, "How many families came?")
    answer = CommentAnswer("r-1", TODAY, "Forty-one; I added the numbers.")
    second, _ = built(sample, answer_comment(portfolio, answer), mail / "2.zip")
    return browser.open(unzipped(second, mail / "unzipped"))


@pytest.fixture(scope="module")
def course(sample: Path, browser: Chromium, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A set by course, which has no contents."""
    mail = tmp_path_factory.mktemp("course")
    portfolio = folder.load(sample).portfolio
    set_id = next(work.set_id for work in portfolio.sets if work.route is Route.COURSE)
    package, _ = built(sample, portfolio, mail / "1.zip", set_id)
    return browser.open(unzipped(package, mail / "unzipped"))


@pytest.fixture(scope="module")
def hostile(sample: Path, browser: Chromium, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A package in which every text that somebody can write tries to run something."""
    mail = tmp_path_factory.mktemp("hostile")
    root = mail / "Bad LSSC"
    shutil.copytree(sample, root)
    portfolio = folder.load(root).portfolio
    program = root / "program.toml"
    named = re.sub(
        '^(name|title|summary) = "(.*)"$',
        lambda found: f"{found[1]} = '''{found[2]}{BAD}'''",
        program.read_text("utf-8"),
        flags=re.MULTILINE,
    )
    program.write_text(named, "utf-8")
    loaded = read_program(folder.program_text(root), "t")
    competency_set = loaded.competency_set(SET)
    assert competency_set is not None
    assert competency_set.title.endswith(BAD)
    portfolio = replace(portfolio, candidate=replace(portfolio.candidate, name=BAD))
    text = RichText(
        (Paragraph((Span(BAD), Span("here", link="https://x.example/'\"><script>hit=4</script>"))),)
    )
    document = write_response(root, loaded, portfolio, TextPlace(SET, 1), text)
    portfolio = set_document(portfolio, TextPlace(SET, 1), document, TODAY)
    portfolio = set_pds(portfolio, SET, 1, BAD, TODAY)
    picture = mail / NAME
    picture.write_bytes(next((root / "Evidence").glob("*.jpg")).read_bytes())
    (added,) = add_files(root, [picture], TODAY, ignore_progress)
    portfolio = put_evidence(portfolio, added, TODAY)
    use = EvidenceUse(added.path, caption=BAD, own_role=BAD, team_work=True)
    portfolio = use_evidence(portfolio, SET, 1, use, TODAY)
    first, portfolio = built(root, portfolio, mail / "1.zip")
    reviewed(root, first, BAD)
    portfolio = answer_comment(portfolio, CommentAnswer("r-1", TODAY, BAD))
    second, _ = built(root, portfolio, mail / "2.zip")
    return browser.open(unzipped(second, mail / "unzipped"))


def shown(page: Page) -> list[int]:
    """Load every picture and return their widths, -1 for one that cannot be shown."""
    widths: list[int] = page.tell(
        "Promise.all([...document.images].map(image => { image.loading = 'eager';"
        " return image.decode().then(() => image.naturalWidth, () => -1) }))"
    )
    return widths


def addresses(page: Page) -> list[str]:
    found: list[str] = page.tell("[...document.links].map(link => link.getAttribute('href'))")
    return found


def folder_of(page: Page) -> Path:
    address: str = page.tell("location.href")
    return Path(unquote(urlsplit(address).path)).parent


def test_every_picture_is_shown(page: Page) -> None:
    widths = shown(page)

    assert widths
    assert min(widths) > 0


def test_no_request_leaves_the_package(page: Page) -> None:
    shown(page)
    inside = folder_of(page).as_uri()

    assert page.asked
    assert all(address.startswith(inside) for address in page.asked.values())


def test_the_browser_has_nothing_to_complain_about(page: Page) -> None:
    assert page.complaints == []


def test_every_link_leads_somewhere(page: Page) -> None:
    data = folder_of(page)
    ids = set(page.tell("[...document.querySelectorAll('[id]')].map(one => one.id)"))

    for address in addresses(page):
        if address.startswith("#"):
            assert address[1:] in ids
        elif not address.startswith(("https://", "http://", "mailto:")):
            assert (data / unquote(address)).is_file(), address


def test_a_click_in_the_contents_goes_to_the_response(page: Page) -> None:
    page.tell("document.querySelector('nav a[href=\"#competency-11\"]').click()")

    assert page.tell("location.hash") == "#competency-11"


def test_comments_of_earlier_rounds_stand_with_their_answers(page: Page) -> None:
    said = page.tell("document.querySelector('#competency-11 .comments').innerText")

    assert "How many families came?" in said
    assert "Answered" in said
    assert "Forty-one; I added the numbers." in said
    assert "Not answered yet" in page.tell("document.querySelector('#statement').innerText")


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: make test does it")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("which", ["page", "course", "hostile"])
def test_nothing_stands_in_the_way_of_people_with_disabilities(
    request: pytest.FixtureRequest, which: str, scheme: str
) -> None:
    looked_at: Page = request.getfixturevalue(which)
    looked_at.as_seen(scheme=scheme)
    looked_at.tell(AXE.read_text(encoding="utf-8"))
    found = looked_at.tell("axe.run()")

    assert [(item["id"], item["nodes"][0]["html"]) for item in found["violations"]] == []
    assert len(found["passes"]) > 15


@pytest.mark.parametrize("width", [320, 1366])
def test_nobody_has_to_scroll_sideways(page: Page, width: int) -> None:
    size = {"width": width, "height": 768, "deviceScaleFactor": 1, "mobile": False}
    page.do("Emulation.setDeviceMetricsOverride", **size)
    wide = page.tell("[document.documentElement.scrollWidth, innerWidth]")
    page.do("Emulation.clearDeviceMetricsOverride")

    assert wide[0] <= wide[1]


def test_it_is_printed_light_and_without_what_is_for_the_screen(page: Page) -> None:
    page.as_seen(media="print", scheme="dark")
    colour = page.tell("getComputedStyle(document.body).backgroundColor")
    back = page.tell("getComputedStyle(document.querySelector('.back')).display")
    page.as_seen()

    assert (colour, back) == ("rgb(255, 255, 255)", "none")


def test_hostile_texts_stay_texts(hostile: Page) -> None:
    assert BAD in hostile.tell("document.querySelector('#competency-1 .text').textContent")
    assert hostile.tell("document.querySelectorAll('script, svg, iframe, object').length") == 0
    assert (
        hostile.tell(
            "[...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames())"
            ".filter(name => name.startsWith('on'))"
        )
        == []
    )
    assert min(shown(hostile)) > 0
    assert hostile.tell("typeof window.hit") == "undefined"


def test_hostile_texts_ask_for_nothing_outside(hostile: Page) -> None:
    shown(hostile)

    assert hostile.complaints == []
    inside = folder_of(hostile).as_uri()
    assert all(address.startswith(inside) for address in hostile.asked.values())
    assert json.dumps(addresses(hostile)).count("javascript") == 0


def test_a_page_that_was_tampered_with_still_runs_nothing(
    page: Page, browser: Chromium, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(folder_of(page), data)
    source = (data / "index.html").read_text(encoding="utf-8")
    bad = "<script>hit=1</script><img src=https://x.example/t.png><img src=x onerror=hit=2>"
    (data / "index.html").write_text(source.replace("</main>", f"{bad}</main>"), "utf-8")
    opened = browser.open(data / "index.html")

    assert opened.tell("typeof window.hit") == "undefined"
    assert "https://x.example/t.png" in opened.refused
    assert not any(address.startswith("https") for address in opened.asked.values())
