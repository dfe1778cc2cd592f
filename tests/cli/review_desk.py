"""A candidate's folder with a set written, and the files that go to and fro about it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.store.folder import folder as folders

if TYPE_CHECKING:  # it has the fixture that makes this desk
    from tests.cli.conftest import CommandLine

NUMBERS = range(1, 10)
FIRST = (
    "I help people with the public computers.\n\nI asked ten people. They told me what they need."
)


class Desk:
    """A candidate's folder, and the files that go to and fro."""

    def __init__(self, cli: "CommandLine", folder: Path, mail: Path) -> None:
        self.cli = cli
        self.folder = folder
        self.mail = mail
        self.set_id = "technology"

    def portfolio(self) -> Portfolio:
        """The portfolio as it is saved."""
        return folders.load(self.folder).portfolio

    def respond(self, number: int | None, text: str) -> None:
        """Write one response, or the learning statement."""
        source = self.mail / "text.md"
        source.write_text(text, encoding="utf-8")
        place = ("--statement",) if number is None else ("--competency", str(number))
        self.cli.json("response", "set", self.folder, "--set", self.set_id, *place, source)

    def build(self, *options: str) -> Path:
        """Build a package and return it."""
        built = self.cli.json("package", self.folder, "--set", self.set_id, *options)
        return Path(built["path"])

    def write(self, command: str, package: Path, name: str, *words: str | Path) -> Path:
        """Write a review or a result and return it."""
        target = self.mail / f"{name} {len(list(self.mail.iterdir()))}.lssc-review.json"
        made = self.cli.json(command, package, *words, "--as", name, "-o", target)
        assert made["package_id"] == self.cli.json("verify", package)["package_id"]
        return Path(made["path"])

    def take(self, review: Path, status: int = 0) -> Any:
        """Let the candidate take a file in."""
        return self.cli.json("review", "import", self.folder, review, status=status)

    def comments(self) -> list[dict[str, Any]]:
        """Every comment with what became of it."""
        found: list[dict[str, Any]] = self.cli.json("review", "list", self.folder)["comments"]
        return found

    def unanswered(self) -> list[int | None]:
        """The competencies for which the check says that a comment waits."""
        checked = self.cli.json("check", self.folder, "--set", self.set_id)
        return [
            item["competency"]
            for item in checked["findings"]
            if item["code"] == "comment-unanswered"
        ]

    def state(self) -> str:
        """How the set stands."""
        sets = self.cli.json("status", self.folder)["sets"]
        return next(str(item["state"]) for item in sets if item["id"] == self.set_id)
