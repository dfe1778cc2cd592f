"""A program office's year, acted with commands and files alone: what is typed, mailed, and filed.

Everybody has settings of their own. Mail goes as the drafts that the program writes, and what is
attached to them; the office's books (`office_ledger`) are kept beside it and compared all the time.
"""

import email
import email.policy
import io
import json
import os
import random
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

from lssc_desktop.cli import run
from tests.soak.office_ledger import (
    ACHIEVED,
    ASKED,
    FAILED,
    LADDER,
    MET,
    NOT,
    PARTIAL,
    Ledger,
    Person,
    Ratings,
    Work,
)

SETS = {"technology": 9, "cataloging-classification": 8}
"""The sets that are handed in, and how many competencies each has."""
RULES = {"combine": "", "third-evaluator": "", "panel": ""}
DAYS = timedelta(days=30)


@dataclass(frozen=True)
class Plan:
    """How large a year is."""

    evaluators: int
    packages: int
    revisions: int
    appeals: int
    months: int
    most: int | None = None
    seed: int = 42


@dataclass
class Candidate:
    """Somebody with a folder, and a set that they hand in."""

    folder: Path
    set_id: str
    rule: str
    is_weak: bool
    revisions: int = 0
    package: Path | None = None


class Refused(Exception):
    """A command that was not done, with what it said."""


class Year:
    """The year: candidates, evaluators, the office, and what lies in its folder."""

    def __init__(self, base: Path, plan: Plan, programs: dict[str, Path]) -> None:
        self.base, self.plan, self.programs = base, plan, programs
        self.chance = random.Random(plan.seed)  # noqa: S311  to be repeated
        self.shelf = base / "office" / "packages"
        self.shelf.mkdir(parents=True)
        self.today = date(2026, 1, 5)
        self.books = Ledger([])
        self.owners: dict[str, Candidate] = {}
        self.files: dict[str, Path] = {}
        self.work: dict[str, Work] = {}
        self.appealed = 0
        self._number = count()

    # Typing -------------------------------------------------------------------------------------

    def do(self, who: str, *words: str | Path, status: int = 0) -> Any:
        """Let somebody type a command, and return the object that it prints."""
        settings = self.base / "settings" / who
        said, complained = io.StringIO(), io.StringIO()
        home = {"XDG_CONFIG_HOME": str(settings)}
        with patch.dict(os.environ, home), redirect_stdout(said), redirect_stderr(complained):
            found = run([*map(str, words), "--json"], self.today)
        text = said.getvalue() + complained.getvalue()
        assert found == status, (words, found, text)
        return json.loads(said.getvalue())

    def office(self, *words: str | Path, status: int = 0) -> Any:
        """Let the office type a command, on this day."""
        return self.do("office", *words, status=status)

    def on_shelf(self, *words: str) -> dict[str, dict[str, Any]]:
        """Return the rows of the office's shelf, by package."""
        day = ("--names", "--today", self.today.isoformat())
        found = self.office("office", "shelf", self.shelf, *words, *day)
        assert found["left_out"] == {"files": 0, "unread": []}
        return {each["package_id"]: each for each in found["packages"]}

    def attached(self, draft: Path, to: Path) -> list[Path]:
        """Take what is attached to a draft into a folder, as whoever gets that mail does."""
        mail = email.message_from_bytes(draft.read_bytes(), policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        to.mkdir(parents=True, exist_ok=True)
        taken = []
        for part in mail.iter_attachments():
            target = to / str(part.get_filename())
            content = part.get_content()
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
            taken.append(target)
        draft.unlink()  # it was sent
        return taken

    # Before the year ----------------------------------------------------------------------------

    def begin(self) -> None:
        """Let the office keep its program files and its list, and candidates write their sets."""
        for path in self.programs.values():
            self.office("program", "check", path, "--keep")
        for number in range(self.plan.evaluators):
            sets: tuple[str, ...] = ()
            if self.plan.evaluators > 4 and number % 4 == 0:
                sets = (tuple(SETS)[number // 4 % 2],)
            self.put(Person(f"Evaluator {chr(65 + number)}", sets, self.plan.most))
        for rule, path in self.programs.items():
            self.write(rule, path)

    def put(self, person: Person) -> None:
        """Put somebody on the office's list."""
        words = ["--put", person.name, "--email", f"{person.name[-1].lower()}@example.org"]
        words += ["--sets", ",".join(person.sets)] if person.sets else []
        words += ["--most", str(person.most)] if person.most else []
        self.office("office", "evaluators", self.shelf, *words)
        self.books.people.append(person)

    def write(self, rule: str, program: Path) -> None:
        """Write what each candidate of a program hands in: the same words, they are not the point.

        One folder is written; a candidate's is that one with a name and an id of its own.
        """
        root, text = self.base / "written" / rule, self.base / "text.md"
        text.write_text("I help people.\n\nI asked ten people, and wrote a sheet.", "utf-8")
        electives = "access-services,cataloging-classification,reference-information"
        words = ("--name", "Nobody", "--admitted", "2025-01-05", "--electives", electives)
        self.do("candidate", "new", root, *words, "--program", program)
        for set_id, numbers in SETS.items():
            for number in range(1, numbers + 1):
                place = ("--set", set_id, "--competency", str(number))
                self.do("candidate", "response", "set", root, *place, text)
            self.do("candidate", "response", "set", root, "--set", set_id, "--statement", text)

    def candidate(self, number: int, *, is_weak: bool) -> Candidate:
        """Return somebody who hands in one set; every second one shares a portfolio's set."""
        rule = tuple(self.programs)[number % len(self.programs)]
        set_id = tuple(SETS)[number // 2 % 2]
        folder = self.base / "candidates" / f"Person {number:03} LSSC"
        shutil.copytree(self.base / "written" / rule, folder)
        file = folder / "portfolio.json"
        data = json.loads(file.read_text("utf-8"))
        data["candidate"]["name"] = f"Person {number:03}"
        data["id"] = str(UUID(int=number + 1, version=4))
        file.write_text(json.dumps(data), "utf-8")
        return Candidate(folder, set_id, rule, is_weak)

    # Handing in ---------------------------------------------------------------------------------

    def hand_in(self, who: Candidate) -> Work:
        """Package a set and send it to the office's folder; what it revises is superseded."""
        built = self.do("candidate", "package", who.folder, "--set", who.set_id)
        who.package = Path(built["path"])
        before = set(self.shelf.iterdir())
        to = ("--to", self.shelf.as_uri(), "--office-folder")
        for _twice in range(2):  # the second time it is there already
            assert self.do("candidate", "send", who.package, *to)["state"] == "received"
        (arrived,) = (each for each in set(self.shelf.iterdir()) - before if each.suffix == ".zip")
        package_id = built["package_id"]
        portfolio = json.loads((who.folder / "portfolio.json").read_text("utf-8"))["id"]
        for each in self.books.works:
            each.superseded |= each.portfolio == portfolio
        title = {"technology": "Technology"}.get(who.set_id, "Cataloging and Classification")
        work = Work(package_id, portfolio, title, who.rule, self.today, who.revisions)
        self.books.works.append(work)
        self.work[package_id], self.owners[package_id] = work, who
        self.files[package_id] = arrived
        return work

    # The office assigns -------------------------------------------------------------------------

    def assign(self, works: list[Work]) -> None:
        """Assign evaluators by rule in one act, and compare each choice with what was best."""
        due = self.today + DAYS
        words = ("--by-rule", "--due", due.isoformat(), "--handed-in", self.today.isoformat())
        self.on_shelf()
        files = [self.files[each.package_id] for each in works]
        made = self.office("office", "assign", *files, *words, "--by", "Olga Office")
        named = {each["package"]: each for each in made["packages"]}
        for work in sorted(works, key=lambda each: self.files[each.package_id].name):
            found = named[str(self.files[work.package_id])]
            self.note_choice(work, [each["person"] for each in found["assigned"]], due)
            assert found["missing"] == 2 - len(work.assigned)
            assert found["missing"] == 0, "the plan has evaluators enough"

    def note_choice(self, work: Work, people: list[str], due: date) -> None:
        """Write down who was chosen by rule: nobody could have been chosen that is better."""
        chosen = [each for each in people if each not in work.assigned]
        wanted, best = self.books.best(work, self.owners[work.package_id].set_id)
        assert (len(chosen), self.books.weight(work, chosen)) == (wanted, best)
        work.assigned |= dict.fromkeys(chosen, due)

    def conflict(self, work: Work, *, allowed: bool) -> None:
        """Let an evaluator tell of a conflict before reading, and the office decide about it."""
        who, package = next(iter(work.assigned)), self.files[work.package_id]
        about = ("office", "conflict", package, "--of", who, "--by", "Olga Office")
        self.office(*about, "--words", "We are cousins.", status=1)
        refused = self.office("office", "assign", package, "--to", who, status=2)
        assert refused["error"]["code"] == "conflict-undecided"
        if allowed:
            self.office(*about, "--allow", "Nobody else reads it.")
            self.books.allowed.add((who, work.portfolio))
            return
        self.office(*about, "--apart", status=1)
        self.books.apart.add((who, work.portfolio))
        due = work.assigned.pop(who)
        words = ("--no-longer", who, "--by-rule", "--due", due.isoformat(), "--by", "Olga Office")
        made = self.office("office", "assign", package, *words)
        self.note_choice(work, [each["person"] for each in made["packages"][0]["assigned"]], due)

    # Evaluators ---------------------------------------------------------------------------------

    def mail_out(self) -> dict[str, dict[str, Path]]:
        """Mail what is assigned: return by evaluator the packages that came, by their id."""
        made = self.office("office", "mail", self.shelf, "--today", self.today.isoformat())
        loads, got = self.books.loads(), {}
        assert len(made["drafts"]) == len(+loads)
        for draft in map(Path, made["drafts"]):
            who = next(each for each in loads if draft.stem == f"request-{_slug(each)}")
            taken = self.attached(draft, self.base / "desks" / who / str(next(self._number)))
            for each in taken:
                if each.suffix == ".toml":
                    self.do(who, "program", "check", each, "--keep")
            packages = (each for each in taken if each.suffix == ".zip")
            ids = {self.do(who, "verify", each)["package_id"]: each for each in packages}
            assert set(ids) == {each.package_id for each in self.books.works if who in each.waiting}
            got[who] = ids
        return got

    def remind(self) -> None:
        """Remind whoever has something due by tomorrow, of all that waits for them."""
        day = self.today + timedelta(days=1)
        words = ("--reminder", "--due-by", day.isoformat(), "--today", self.today.isoformat())
        made = self.office("office", "mail", self.shelf, *words)
        found = {}
        for draft in map(Path, made["drafts"]):
            text = draft.read_text("utf-8", "replace")
            assert "due.ics" in text
            found[draft.stem] = text.count("\n- ")
            draft.unlink()
        wanted = self.books.due(day)
        assert found == {f"reminder-{_slug(each)}": number for each, number in wanted.items()}

    def evaluate(
        self, who: str, package: Path, ratings: Ratings, *words: str, decides: bool = False
    ) -> Path:
        """Write an evaluation at an evaluator's desk; return it as it comes to the office."""
        file = package.with_name(f"{package.stem} {next(self._number)}.lssc-review.json")
        said = [f"--rate={number}={rating}" for number, rating in ratings.items()]
        said += [
            f"--comment={number}=Say more about {number}, please."
            for number, rating in ratings.items()
            if rating != MET
        ]
        said += ["--panel"] if decides else []
        answer = words or ("--no-conflict",)
        about = ("--as", who, "--evaluation", "--statement-read", *answer)
        self.do(who, "review", "new", package, *about, *said, "-o", file)
        draft = self.do(who, "review", "mail", package, file)["path"]
        (came,) = self.attached(Path(draft), self.base / "office" / "mail")
        target = self.shelf / f"evaluation {next(self._number)}.lssc-review.json"
        came.rename(target)
        return target

    def ratings(self, work: Work) -> tuple[Ratings, Ratings]:
        """Draw how two rate a package: mostly met, and now and then one sees it differently."""
        who = self.owners[work.package_id]
        numbers = range(1, SETS[who.set_id] + 1)
        one, other = dict.fromkeys(numbers, MET), dict.fromkeys(numbers, MET)
        for number in self.chance.sample(numbers, self.chance.choice((0, 0, 1, 2))):
            self.chance.choice((one, other))[number] = PARTIAL
        if who.is_weak:
            number = self.chance.choice(numbers)
            one[number] = self.chance.choice((PARTIAL, NOT))
            other[number] = one[number] if who.revisions else self.chance.choice((PARTIAL, NOT))
            if who.revisions:
                one[number] = other[number] = NOT
        return one, other

    def copy_for(self, who: str, package: Path) -> Path:
        """Let somebody take a package from the shared folder to their own desk."""
        desk = self.base / "desks" / who / str(next(self._number))
        desk.mkdir(parents=True)
        for program in self.programs.values():
            self.do(who, "program", "check", program, "--keep")
        return Path(shutil.copy2(package, desk))

    # Decisions ----------------------------------------------------------------------------------

    def combine(self, work: Work, *words: str | Path) -> Path | None:
        """Combine what was rated; compare the decision with our own, and take it to the books."""
        own = work.decide()
        result = self.shelf / f"result {next(self._number)}.lssc-review.json"
        about = ("review", "combine", self.files[work.package_id], *words)
        about = (*about, "--as", "Program office", "-o", result)
        made = self.office(*about, status=0 if own.outcome else 1)
        assert made["outcome"] == own.outcome
        assert made["disputed"] == list(own.disputed)
        if own.outcome is None:
            assert not result.exists()
            return None
        assert tuple(made["asked"]) == own.asked or own.outcome != ASKED
        work.outcome, work.day = own.outcome, _written(result)
        return result

    def answer_candidate(self, work: Work, result: Path) -> None:
        """Mail the result with its letter, and let the candidate take it in."""
        who, package = self.owners[work.package_id], self.files[work.package_id]
        draft = self.office("review", "mail", package, result, "--today", self.today.isoformat())
        taken = self.attached(Path(draft["path"]), who.folder.parent / "mail")
        (file,) = (each for each in taken if each.name.endswith(".lssc-review.json"))
        (letter,) = (each for each in taken if each.suffix == ".pdf")
        assert letter.read_bytes().startswith(b"%PDF")
        self.do("candidate", "review", "import", who.folder, file)
        sets = self.do("candidate", "status", who.folder)["sets"]
        (state,) = (each["state"] for each in sets if each["id"] == who.set_id)
        assert (
            state
            == {ACHIEVED: "achieved", ASKED: "revision-asked", FAILED: "not-achieved"}[
                str(work.outcome)
            ]
        )
        for each in taken:
            each.unlink()

    def revise(self, who: Candidate) -> Work:
        """Let a candidate answer every comment, write something more, and hand it in again."""
        text = self.base / "text.md"
        text.write_text(f"I help people.\n\nThis is new, the {who.revisions + 1}. time.", "utf-8")
        for each in self.do("candidate", "review", "list", who.folder)["comments"]:
            place = ("--set", who.set_id, "--competency", str(each["competency"]))
            self.do("candidate", "response", "set", who.folder, *place, text)
            said = ("--comment", each["id"], "--text", "I added it.")
            self.do("candidate", "review", "answer", who.folder, *said)
        who.revisions += 1
        return self.hand_in(who)

    def appeal(self, work: Work, *, upheld: bool) -> None:
        """Let a candidate appeal; what the committee decides is the office's new result."""
        who = self.owners[work.package_id]
        notice = who.folder.parent / "appeal.docx"
        notice.unlink(missing_ok=True)
        self.do("candidate", "paper", "appeal", who.folder, "--set", who.set_id, "-o", notice)
        assert notice.stat().st_size
        self.appealed += 1
        if not upheld:
            return
        result = self.shelf / f"appeal {next(self._number)}.lssc-review.json"
        words = ("--outcome", ACHIEVED, "--note", "After your appeal.")
        about = ("review", "combine", self.files[work.package_id], *words)
        self.office(*about, "--as", "Program office", "-o", result)
        work.outcome, work.day = ACHIEVED, _written(result)
        self.answer_candidate(work, result)


def _written(result: Path) -> date:
    """Return the day on which a result was written, as its file has it."""
    return date.fromisoformat(json.loads(result.read_text("utf-8"))["written"][:10])


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def third(ratings: tuple[Ratings, Ratings], chance: random.Random) -> Ratings:
    """Draw what a third evaluator, or a panel, says of each: mostly the better of the two."""
    one, other = ratings
    return {
        number: max(one[number], other[number], key=LADDER.index)
        if chance.random() < 0.9
        else min(one[number], other[number], key=LADDER.index)
        for number in one
    }
