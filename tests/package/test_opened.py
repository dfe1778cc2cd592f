"""What a reviewer gets to read of a package, and which bags are none."""

import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lssc_desktop.core.files.readable import FileBroken, FileNewer
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import PackageKind, TextPlace
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span, parted, plain
from lssc_desktop.documents.word import to_docx
from lssc_desktop.messages.documents import response_notice
from lssc_desktop.messages.message import message_for
from lssc_desktop.package.bag import BagFile, write_bag
from lssc_desktop.package.build import build
from lssc_desktop.package.opened import (
    NotOurPackage,
    OpenedPackage,
    OpenedPackageChanged,
    PackageNotValid,
    file_blocks,
    open_for_review,
    packaged_file,
    read_opened,
    require_unchanged,
)
from lssc_desktop.package.reader import LARGEST_RECORD
from lssc_desktop.package.reading import zip_directory
from lssc_desktop.package.reading.package_files import FileUnusable, PackageMissing
from lssc_desktop.package.record import (
    OLDEST,
    decode_record,
    encode_record,
)
from lssc_desktop.package.sample import write_sample
from lssc_desktop.package.target import BuildOrder
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.scan import read_all_facts
from lssc_desktop.store.programs import read_program, shipped_program_text
from tests.package.hostile import endless_word

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def built_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample") / "Rivera LSSC"
    write_sample(root, ignore_progress)
    order = review_copy(root, root.with_name("p.lssc.zip"))
    return build(order, TODAY, ignore_progress).path


def review_copy(root: Path, target: Path, set_id: str = "foundations") -> BuildOrder:
    """Orders a review copy of a set as its folder is now."""
    text = folder.program_text(root)
    portfolio = folder.load(root).portfolio
    facts = read_all_facts(root, portfolio, ignore_progress)
    kind = PackageKind.REVIEW_COPY
    program = read_program(text, "t")
    return BuildOrder(root, program, text, portfolio, set_id, kind, target, facts=facts)


def word_file(*paragraphs: str) -> bytes:
    """A Word file of another program: no style of it is called "Introduction"."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship '
        f'Id="r" Type="{office}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.fixture(scope="module")
def opened(built_package: Path) -> OpenedPackage:
    return open_for_review(built_package, ignore_progress)


def bag(target: Path, **files: bytes) -> Path:
    payload = [BagFile(name.replace("__", "."), content) for name, content in files.items()]
    write_bag(target, "top", payload, (), TODAY, ignore_progress)
    return target


def test_the_record_and_its_program_come_together(opened: OpenedPackage) -> None:
    assert opened.record.candidate == "A. Rivera"
    assert opened.competency_set.id == opened.record.set == "foundations"
    assert opened.verification.valid
    assert opened.package_id == opened.verification.package_id


def test_every_response_and_the_statement_are_read(opened: OpenedPackage) -> None:
    eleven = next(item for item in opened.record.competencies if item.number == 11)
    document = opened.document(eleven.response)
    assert document is not None
    assert "story time" in plain(document.text)
    written = [item.response for item in opened.record.competencies if item.response]
    assert {item.path for item in opened.documents} == {*written, opened.record.statement} - {None}
    assert opened.document(None) is None


def test_one_file_is_read_without_unpacking_the_rest(
    built_package: Path, opened: OpenedPackage
) -> None:
    file = opened.record.files[-1]
    assert len(packaged_file(built_package, file.path, 100_000_000, ignore_progress)) == file.bytes
    with pytest.raises(FileUnusable):
        packaged_file(built_package, file.path, file.bytes - 1, ignore_progress)
    with pytest.raises(NotOurPackage):
        packaged_file(built_package, "evidence/not there.pdf", 1, ignore_progress)


def test_without_a_style_for_it_the_first_paragraph_is_the_introduction_everywhere(
    tmp_path: Path,
) -> None:
    """Editor, PDF, web page and reviewer show one introduction, by one rule."""
    root = tmp_path / "portfolio"
    write_sample(root, ignore_progress)
    portfolio = folder.load(root).portfolio
    document = portfolio.document(TextPlace("foundations", 11))
    assert document is not None
    (root / document.path).write_bytes(
        word_file("Why I chose it.", "What I did.", "What came of it.")
    )
    order = review_copy(root, tmp_path / "p.lssc.zip")
    in_editor = next(item for item in order.facts.documents if item.path == document.path)
    opened = open_for_review(build(order, TODAY, ignore_progress).path, ignore_progress)
    eleven = next(item for item in opened.record.competencies if item.number == 11)
    in_review = opened.document(eleven.response)
    assert in_review is not None
    assert in_review.text == in_editor.text
    first, rest = parted(in_review.text)
    assert (plain(first), plain(rest)) == ("Why I chose it.", "What I did.\nWhat came of it.")
    web = packaged_file(opened.path, "index.html", 10_000_000, ignore_progress).decode()
    shown = re.sub(r"<[^>]*>", "", web)
    assert "IntroductionWhy I chose it.ResponseWhat I did." in shown.replace("\n", "")


def test_a_statement_has_no_introduction(tmp_path: Path) -> None:
    root = tmp_path / "portfolio"
    write_sample(root, ignore_progress)
    statement = folder.load(root).portfolio.document(TextPlace("technology"))
    assert statement is not None
    (root / statement.path).write_bytes(
        word_file("Why I chose it.", "What I did.", "What came of it.")
    )
    order = review_copy(root, tmp_path / "p.lssc.zip", "technology")
    opened = open_for_review(build(order, TODAY, ignore_progress).path, ignore_progress)
    read = opened.document(opened.record.statement)
    assert read is not None
    assert {item.form for item in read.text.paragraphs} == {Form.BODY}


def test_a_file_comes_in_pieces_too(opened: OpenedPackage) -> None:
    file = opened.record.files[-1]
    pieces = b"".join(bytes(piece) for piece in file_blocks(opened, file.path))
    assert hashlib.sha256(pieces).hexdigest() == file.sha256
    with pytest.raises(NotOurPackage):
        next(file_blocks(opened, "evidence/not there.pdf"))


def test_another_file_under_the_name_is_not_taken_for_the_package(
    built_package: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "p.zip"
    copy.write_bytes(built_package.read_bytes())
    opened = open_for_review(copy, ignore_progress)
    name = opened.record.files[-1].path
    require_unchanged(opened)
    bag(copy, **{"evidence/flyer__pdf": b"another"})
    with pytest.raises(OpenedPackageChanged):
        next(file_blocks(opened, name))
    with pytest.raises(OpenedPackageChanged):
        read_opened(copy, opened.verification, ignore_progress)
    copy.unlink()
    with pytest.raises(PackageMissing):
        require_unchanged(opened)


def test_nothing_is_written_anywhere(built_package: Path) -> None:
    before = sorted(built_package.parent.rglob("*"))
    content = built_package.read_bytes()
    open_for_review(built_package, ignore_progress)
    assert sorted(built_package.parent.rglob("*")) == before
    assert built_package.read_bytes() == content


def test_a_package_with_one_other_byte_is_refused(built_package: Path, tmp_path: Path) -> None:
    content = bytearray(built_package.read_bytes())
    content[content.index(b"A. Rivera")] ^= 1
    changed = tmp_path / "changed.zip"
    changed.write_bytes(content)
    with pytest.raises(PackageNotValid):
        open_for_review(changed, ignore_progress)


def test_any_other_bag_is_none_of_ours(tmp_path: Path) -> None:
    with pytest.raises(NotOurPackage):
        open_for_review(bag(tmp_path / "b.zip", letter__txt=b"Dear all"), ignore_progress)


def test_a_record_of_another_program_than_the_one_beside_it_is_refused(
    opened: OpenedPackage, tmp_path: Path
) -> None:
    other = encode_record(replace(opened.record, program="prairie"))
    text = shipped_program_text().encode()
    with pytest.raises(NotOurPackage):
        open_for_review(
            bag(tmp_path / "b.zip", record__json=other, program__toml=text), ignore_progress
        )


def test_what_was_written_is_read_back(opened: OpenedPackage) -> None:
    assert decode_record(encode_record(opened.record), "p.zip") == opened.record


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("candidate", 7, "candidate"),
        ("kind", "poem", "kind"),
        ("candidate", "x" * 501, "names"),
        ("title", "x" * 501, "names"),
        ("copy", 10**4_200, "copy"),
        ("day", "0001-01-01", "day"),
        ("admitted", "9999-12-31", "admitted"),
        ("program_version", "x" * 200_001, "program_version"),
        ("course", {"title": "x" * 501}, "names"),
        ("course", {"fee": "1e999999"}, "course.fee"),
        ("kind", "x - at `$." + "y\x1b[31m" * 300, "kind"),
    ],
)
def test_a_fault_in_the_record_is_told_with_its_place(
    opened: OpenedPackage, key: str, value: object, place: str
) -> None:
    raw: dict[str, Any] = json.loads(encode_record(opened.record))
    raw[key] = value
    with pytest.raises(FileBroken) as caught:
        decode_record(json.dumps(raw).encode(), "p.zip")
    assert caught.value.place == place


@pytest.mark.parametrize("number", ["9" * 4_300, "9" * 5_000, "1e400", "-1e400", "9" * 300_000])
@pytest.mark.parametrize("key", ["bytes", "pages", "words", "number", "copy", "format"])
def test_a_number_that_nobody_can_count_with_is_a_fault_of_the_record(
    opened: OpenedPackage, key: str, number: str
) -> None:
    text = encode_record(opened.record).decode()
    changed = re.sub(rf'("{key}": )[0-9.]+', rf"\g<1>{number}", text)
    assert changed != text
    with pytest.raises(FileBroken) as caught:
        decode_record(changed.encode(), "p.zip")
    assert message_for(caught.value).happened


def test_a_competency_is_there_once(opened: OpenedPackage) -> None:
    twice = replace(opened.record, competencies=opened.record.competencies[:1] * 2)
    with pytest.raises(FileBroken):
        decode_record(encode_record(twice), "p.zip")


def test_a_review_copy_of_somebody_not_admitted_says_so_and_older_versions_refuse_it(
    tmp_path: Path,
) -> None:
    root = tmp_path / "Rivera LSSC"
    write_sample(root, ignore_progress)
    loaded = folder.load(root)
    folder.save(root, replace(loaded.portfolio, admitted=None), loaded.stamp)
    order = review_copy(root, tmp_path / "p.lssc.zip")
    built = build(order, TODAY, ignore_progress)
    record = open_for_review(built.path, ignore_progress).record
    assert record.admitted is None
    assert record.format > OLDEST  # that of versions that want a day
    assert decode_record(encode_record(record), "p.zip") == record


def test_a_record_from_a_newer_version_is_told_apart() -> None:
    with pytest.raises(FileNewer):
        decode_record(b'{"format": 99, "whatever": []}', "p.zip")
    with pytest.raises(FileBroken):
        decode_record(b" " * (LARGEST_RECORD + 1), "p.zip")
    with pytest.raises(FileBroken):
        decode_record(b"[" * 100_000, "p.zip")


def test_of_a_text_that_never_ends_the_beginning_is_read(
    opened: OpenedPackage, built_package: Path, tmp_path: Path
) -> None:
    endless = RichText((Paragraph((Span("Another word. " * 20_000),)),) * 3)
    response = to_docx(endless, title="", author="")
    wanted = opened.record.competencies[0].response
    assert wanted is not None
    files = {
        "record.json": encode_record(opened.record),
        "program.toml": packaged_file(
            built_package, "program.toml", LARGEST_RECORD, ignore_progress
        ),
        wanted: response,
    }
    document = open_for_review(bag(tmp_path / "p.zip", **files), ignore_progress).document(wanted)
    assert document is not None
    assert document.cut
    assert 10_000 < len(plain(document.text)) < 100_000
    notice = response_notice(document)
    assert notice is not None
    assert "too long to show all of it" in notice.happened


def test_no_more_texts_are_read_once_they_are_more_than_any_honest_package_has(
    opened: OpenedPackage, built_package: Path, tmp_path: Path
) -> None:
    responses = [item.response for item in opened.record.competencies if item.response][:3]
    files = {
        "record.json": encode_record(opened.record),
        "program.toml": packaged_file(
            built_package, "program.toml", LARGEST_RECORD, ignore_progress
        ),
        **dict.fromkeys(responses, endless_word()),
    }
    found = open_for_review(bag(tmp_path / "p.zip", **files), ignore_progress)
    first, *others = [document for document in found.documents if document.path in responses]
    assert first.fault == ""
    assert first.cut
    assert [other.fault for other in others] == ["too-large", "too-large"]


def test_a_package_is_opened_once_to_be_verified_and_read(
    built_package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, reads = zip_directory.read_directory, []

    def counted(*arguments: Any) -> Any:
        reads.append(arguments)
        return read(*arguments)

    monkeypatch.setattr("lssc_desktop.package.reading.archive.read_directory", counted)
    opened = open_for_review(built_package, ignore_progress)
    assert len(reads) == 1
    assert opened == read_opened(built_package, opened.verification, ignore_progress)
    assert len(reads) == 2
