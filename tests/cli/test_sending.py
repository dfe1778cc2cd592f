"""`send`: to a folder and to a real receiver, with everything it says."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lssc_desktop.core.submission.submission import SubmissionState
from lssc_desktop.store.folder.folder import load, save
from lssc_desktop.store.submissions import read_submission, submission_path, write_submission
from lssc_desktop.transfer.address import folder_address
from tests.cli.conftest import CommandLine
from tests.servers.apache import Apache
from tests.servers.certificates import make_certificate
from tests.servers.fault_proxy import Answer, Exchange, Fault, FaultProxy
from tests.systems import closed, posix_only


@pytest.fixture
def built_package(cli: CommandLine, folder: Path) -> Path:
    """Return a review copy of a portfolio that was just started."""
    built = cli.json("package", folder, "--set", "foundations", "--review-copy")
    return Path(built["path"])


@pytest.fixture
def office(tmp_path: Path) -> Path:
    made = tmp_path / "office"
    made.mkdir()
    return made


@pytest.fixture
def apache(monkeypatch: pytest.MonkeyPatch) -> Iterator[Apache]:
    monkeypatch.setenv("OFFICE_PASSWORD", "s3cret")
    with Apache("amy", "s3cret") as running:
        yield running


SIGNED = ("--user", "amy", "--password-env", "OFFICE_PASSWORD")


def test_a_package_is_handed_to_a_folder_with_its_receipt(
    cli: CommandLine, built_package: Path, office: Path
) -> None:
    said = cli.json("send", built_package, "--to", folder_address(office), "--office-folder")
    assert said["state"] == "received"
    receipt = said["receipt"]
    assert set(receipt) == {
        *("package_id", "at", "destination", "location", "bytes", "proof", "compared"),
        *("algorithm", "ours", "theirs", "said"),
    }
    assert receipt["compared"] is True
    assert receipt["ours"] == receipt["theirs"]
    assert receipt["bytes"] == built_package.stat().st_size
    assert receipt["proof"] == "read-back"
    assert (office / built_package.name).read_bytes() == built_package.read_bytes()


def test_in_a_folder_that_is_not_told_to_be_the_office_s_it_is_copied(
    cli: CommandLine, built_package: Path, office: Path
) -> None:
    said = cli.json("send", built_package, "--to", folder_address(office))
    assert said["state"] == "copied"
    assert said["receipt"]["ours"] == said["receipt"]["theirs"]
    assert (office / built_package.name).read_bytes() == built_package.read_bytes()
    assert cli("send", built_package, "--to", office) == 0
    assert "It isn’t handed in yet." in cli.out


def test_a_copy_is_received_once_the_folder_is_told_to_be_the_office_s(
    cli: CommandLine, built_package: Path, office: Path
) -> None:
    cli.json("send", built_package, "--to", office)
    assert cli.json("send", built_package, "--to", office, "--office-folder")["state"] == "received"
    assert cli.json("send", built_package, "--to", office)["state"] == "received"
    assert [path.name for path in office.iterdir()] == [built_package.name]


def test_a_folder_may_be_typed_as_a_path(
    cli: CommandLine, built_package: Path, office: Path
) -> None:
    said = cli.json("send", built_package, "--to", office)
    assert said["receipt"]["destination"] == folder_address(office)


@posix_only
def test_a_folder_that_is_closed_to_us_is_not_said_to_be_gone(
    cli: CommandLine, built_package: Path, office: Path
) -> None:
    (office / "in").mkdir()
    with closed(office):
        said = cli.refused("send", built_package, "--to", office / "in")
    assert f"The folder “{office}/in” is read-only." in said


def test_people_read_where_it_is_and_how_we_know(
    cli: CommandLine, built_package: Path, office: Path
) -> None:
    assert cli("send", built_package, "--to", office, "--office-folder") == 0
    assert "was received on" in cli.out
    assert "How we know: we read the receiver’s copy back and compared it." in cli.out


def test_the_receipt_lies_beside_the_package(
    cli: CommandLine, built_package: Path, office: Path
) -> None:
    cli.json("send", built_package, "--to", office)
    kept = json.loads(submission_path(built_package).read_bytes())["submissions"][0]
    assert kept["receipt"]["theirs"] == kept["sha256"]


def test_a_receiver_is_sent_to_with_a_user_and_a_password(
    cli: CommandLine, built_package: Path, apache: Apache
) -> None:
    said = cli.json("send", built_package, "--to", apache.url, *SIGNED)
    assert said["state"] == "received"
    assert apache.whole() == [built_package.read_bytes()]
    assert b"s3cret" not in submission_path(built_package).read_bytes()


def test_a_wrong_password_is_told_and_not_repeated(
    cli: CommandLine, built_package: Path, apache: Apache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OFFICE_PASSWORD", "wr0ng")
    said = cli.refused("send", built_package, "--to", apache.url, *SIGNED)
    assert "didn’t accept this user name and password" in said
    assert "wr0ng" not in said
    assert not submission_path(built_package).exists()


def test_without_a_password_a_receiver_asks_who_we_are(
    cli: CommandLine, built_package: Path, apache: Apache
) -> None:
    assert "requires you to sign in" in cli.refused("send", built_package, "--to", apache.url)


def test_an_institution_s_own_certificates_are_taken_from_a_file(
    cli: CommandLine, built_package: Path, tmp_path: Path
) -> None:
    certificate = make_certificate(tmp_path / "tls")
    with Apache(tls=certificate) as apache:
        said = cli.refused("send", built_package, "--to", apache.url)
        assert "certificate this computer doesn’t recognize" in said
        assert "When you have the file, add --ca-file FILE." in said
        trusting = ("--ca-file", certificate.authority)
        assert cli.json("send", built_package, "--to", apache.url, *trusting)["state"] == "received"


def test_a_receiver_that_lets_nothing_be_compared_leaves_it_uncertain(
    cli: CommandLine, built_package: Path, apache: Apache
) -> None:
    class KeepsToItself(Fault):
        def instead(self, exchange: Exchange) -> Answer | None:
            return Answer(403) if exchange.method == "GET" else None

    with FaultProxy(apache.port, KeepsToItself()) as proxy:
        url = apache.url_by(proxy.port)
        said = cli.json("send", built_package, "--to", url, *SIGNED, status=1)
        assert said == {"state": "uncertain", "receipt": None}
        assert cli("send", built_package, "--to", url, *SIGNED) == 1
        assert "We can’t tell if it arrived" in cli.out
        assert [each.method for each in proxy.exchanges].count("PUT") == 1
        proxy.fault = Fault()
        assert cli.json("send", built_package, "--to", url, *SIGNED)["state"] == "received"
        assert [each.method for each in proxy.exchanges].count("PUT") == 1


def test_what_is_not_there_after_all_is_sent_when_asked_again(
    cli: CommandLine, built_package: Path, apache: Apache
) -> None:
    cli.json("send", built_package, "--to", apache.url, *SIGNED)
    sent = read_submission(built_package, apache.url)
    assert sent is not None
    (apache.folder / built_package.name).unlink()
    doubtful = replace(sent, state=SubmissionState.UNCERTAIN, in_doubt=True, confirmed=0)
    write_submission(built_package, replace(doubtful, receipt=None))
    assert cli.json("send", built_package, "--to", apache.url, *SIGNED)["state"] == "received"
    assert apache.whole() == [built_package.read_bytes()]


@pytest.mark.parametrize(
    ("to", "says"),
    [
        ("https://office.example/", "We can’t send to"),
        ("dav+http://office.example/", "in a way others could read"),
        ("dav+https://amy:s3cret@office.example/", "has a user name or password"),
        ("file:///nowhere/at/all", "isn’t there, or isn’t responding"),
        ("/nowhere/at/all", "isn’t there, or isn’t responding"),
        ("https://office.example/" + "n" * 300, "We can’t send to"),
        ("//amy:s3cret@office.example/", "has a user name or password"),
        ("dav+http://127.0.0.1:1/", "We couldn’t reach 127.0.0.1"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_before_anything_is_written(
    cli: CommandLine, built_package: Path, to: str, says: str
) -> None:
    said = cli.refused("send", built_package, "--to", to)
    assert says in said
    assert "s3cret" not in said
    assert not submission_path(built_package).exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--user", "amy"), "go together"),
        (("--password-env", "X"), "go together"),
        (("--user", "amy", "--password-env", "NOBODY_SET_THIS"), "NOBODY_SET_THIS"),
        (("--token-env", "NOBODY_SET_THIS"), "NOBODY_SET_THIS"),
        (("--ca-file", "nowhere.pem"), "has no certificates"),
    ],
)
def test_half_a_secret_is_no_secret(
    cli: CommandLine, built_package: Path, words: tuple[str, ...], says: str
) -> None:
    to = "dav+https://127.0.0.1:1/"
    assert says in cli.refused("send", built_package, "--to", to, *words)


def test_what_is_no_package_is_refused(cli: CommandLine, tmp_path: Path, office: Path) -> None:
    for path, content in [("a.zip", b"no zip"), ("empty.zip", b"")]:
        (tmp_path / path).write_bytes(content)
        cli.refused("send", tmp_path / path, "--to", office)
    cli.refused("send", tmp_path, "--to", office)
    cli.refused("send", tmp_path / "missing.lssc.zip", "--to", office)
    assert list(office.iterdir()) == []


def test_a_package_that_was_damaged_since_it_was_built_is_not_sent(
    cli: CommandLine, built_package: Path, office: Path
) -> None:
    data = bytearray(built_package.read_bytes())
    data[data.index(b"<html")] ^= 1
    built_package.write_bytes(data)
    said = cli.refused("send", built_package, "--to", office)
    assert "is damaged" in said
    assert "It wasn’t sent" in said
    assert list(office.iterdir()) == []


def test_a_damaged_record_of_what_was_sent_keeps_us_from_sending(
    cli: CommandLine, built_package: Path, office: Path
) -> None:
    submission_path(built_package).write_bytes(b"{")
    assert "can’t tell" in cli.refused("send", built_package, "--to", office)
    assert list(office.iterdir()) == []


def test_a_package_that_was_changed_after_it_was_received_is_another_one(
    cli: CommandLine, built_package: Path, office: Path
) -> None:
    cli.json("send", built_package, "--to", office)
    with built_package.open("ab") as file:
        file.write(b"\0" * 10)
    cli.refused("send", built_package, "--to", office)


def test_nothing_of_ours_is_left_beside_the_package_but_the_record(
    cli: CommandLine, built_package: Path, office: Path
) -> None:
    cli.json("send", built_package, "--to", office)
    left = sorted(path.name for path in built_package.parent.iterdir())
    assert left == [built_package.name, submission_path(built_package).name]


# What locks a set -------------------------------------------------------------------------------

ANSWER = ("--set", "technology", "--competency", "1")


@pytest.fixture
def handed_in(cli: CommandLine, written: Path, tmp_path: Path, office: Path) -> Path:
    """A portfolio with a set that was handed in."""
    root = tmp_path / "Handed in"
    shutil.copytree(written, root)
    built = Path(cli.json("package", root, "--set", "technology")["path"])
    assert cli("send", built, "--to", office, "--office-folder") == 0
    return root


@pytest.fixture
def before_memory(handed_in: Path) -> Path:
    """The same, by an earlier version: only what lies beside the package says so."""
    loaded = load(handed_in)
    assert [each.on_own_word for each in loaded.portfolio.handed_in] == [False]
    save(handed_in, replace(loaded.portfolio, handed_in=()), loaded.stamp)
    return handed_in


@pytest.mark.parametrize("command", ["evidence convert", "evidence clean"])
def test_nothing_takes_the_place_of_a_file_that_was_handed_in(
    cli: CommandLine, handed_in: Path, command: str
) -> None:
    before = sorted((handed_in / "Evidence").iterdir())
    shown = json.loads((handed_in / "portfolio.json").read_bytes())["evidence"][0]["path"]
    assert "is handed in" in cli.refused(command, handed_in, shown)
    assert sorted((handed_in / "Evidence").iterdir()) == before


def text_in(folder: Path) -> Path:
    text = folder / "new.txt"
    text.write_text("In short.\n\nAnother answer.", encoding="utf-8")
    return text


def record_of(root: Path) -> Path:
    (path,) = (root / "Packages").glob("*.submission.json")
    return path


def _torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:300])


def _newer(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"format": 1', b'"format": 9'))


@pytest.mark.parametrize("spoil", [_torn, _newer])
def test_a_set_stays_locked_when_nobody_can_read_whether_it_was_handed_in(
    cli: CommandLine, before_memory: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(record_of(before_memory))
    said = cli.refused("response", "set", before_memory, *ANSWER, text_in(tmp_path))
    assert "We can’t read whether Technology" in said
    assert record_of(before_memory).name in said


@pytest.mark.parametrize("spoil", [_torn, _newer])
def test_status_and_check_say_that_nobody_can_read_whether_it_was_handed_in(
    cli: CommandLine, before_memory: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(record_of(before_memory))
    status = cli.json("status", before_memory)
    states = {item["id"]: item["state"] for item in status["sets"]}
    assert states["technology"] == "unknown"
    assert "so we treat it as handed in" in status["problems"][0]["message"]
    checked = cli.json("check", before_memory, "--set", "technology", status=1)
    assert checked["problems"] == status["problems"]
    assert cli("status", before_memory) == 0
    assert "so we treat it as handed in" in cli.out


def test_a_set_opens_again_when_its_broken_record_is_moved_away(
    cli: CommandLine, before_memory: Path, tmp_path: Path
) -> None:
    _torn(record_of(before_memory))
    record_of(before_memory).rename(tmp_path / "away.json")
    assert cli("response", "set", before_memory, *ANSWER, text_in(tmp_path)) == 0


def test_a_set_stays_locked_when_the_record_of_its_package_is_lost(
    cli: CommandLine, written: Path, tmp_path: Path, office: Path
) -> None:
    """Of the attacks, M4: what was removed, moved, or not synced says nothing any more."""
    root = tmp_path / "Sent"
    shutil.copytree(written, root)
    built = Path(cli.json("package", root, "--set", "technology")["path"])
    assert cli("send", built, "--to", office, "--office-folder") == 0
    for spoil in (_torn, lambda record: record.unlink()):
        spoil(submission_path(built))
        assert "Technology is handed in" in cli.refused(
            "response", "set", root, *ANSWER, text_in(tmp_path)
        )
        assert "Technology is handed in" in cli.refused("package", root, "--set", "technology")
        states = {each["id"]: each["state"] for each in cli.json("status", root)["sets"]}
        assert states["technology"] == "handed-in"


def test_an_email_that_was_not_sent_after_all_unlocks_its_set(
    cli: CommandLine, written: Path, tmp_path: Path
) -> None:
    root, of = tmp_path / "Mailed", ("--set", "technology")
    shutil.copytree(written, root)
    built = Path(cli.json("package", root, *of)["path"])
    assert cli("send", "--by-mail", root, *of, "--sent") == 0
    assert "Its set is locked. To undo that, use --not-sent." in cli.out
    submission_path(built).unlink()
    assert cli("response", "set", root, *ANSWER, text_in(tmp_path)) == 2
    assert cli.json("send", "--by-mail", root, *of, "--not-sent")["state"] == "packaged"
    assert load(root).portfolio.handed_in == ()
    assert cli("response", "set", root, *ANSWER, text_in(tmp_path)) == 0


def test_a_copy_on_my_own_drive_leaves_its_set_open(
    cli: CommandLine, written: Path, tmp_path: Path, office: Path
) -> None:
    root = tmp_path / "Copied"
    shutil.copytree(written, root)
    built = Path(cli.json("package", root, "--set", "technology")["path"])
    assert cli.json("send", built, "--to", office)["state"] == "copied"
    assert cli("response", "set", root, *ANSWER, text_in(tmp_path)) == 0


def test_a_package_goes_by_e_mail_when_its_user_says_so(
    cli: CommandLine, folder: Path, built_package: Path, tmp_path: Path
) -> None:
    said = cli.json(
        "send", "--by-mail", folder, "--set", "foundations", "--draft", tmp_path / "draft.eml"
    )
    assert said["to"] == "lssc@ala.org"
    assert "is not a hand-in" in said["text"]
    assert hashlib.sha256(built_package.read_bytes()).hexdigest() in said["text"]
    assert said["attach"] == str(built_package)
    assert (said["bytes"], said["too_large"]) == (built_package.stat().st_size, False)
    assert Path(said["draft"]).read_bytes().startswith(b"X-Unsent: 1")
    assert read_submission(built_package) is None
    assert cli("send", "--by-mail", folder, "--set", "foundations") == 0
    assert "We don’t send anything." in cli.out
    assert (
        cli.json("send", "--by-mail", folder, "--set", "foundations", "--sent")["state"]
        == "received"
    )
    assert (
        cli.json("send", "--by-mail", folder, "--set", "foundations", "--not-sent")["state"]
        == "packaged"
    )
    assert "no package of Technology" in cli.refused(
        "send", "--by-mail", folder, "--set", "technology"
    )
