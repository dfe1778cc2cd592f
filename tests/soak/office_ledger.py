"""What an office's year has to come to, computed a second time: nothing of the program is used.

How ratings become a decision is written down again from docs/facts/lssc.md 2.4, as tables.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from statistics import median

MET, PARTIAL, NOT = "met", "partial", "not"
LADDER = (NOT, PARTIAL, MET)
ACHIEVED, ASKED, FAILED = "achieved", "revision-asked", "not-achieved"

type Ratings = Mapping[int, str]

TWO = {
    (MET, MET): (MET, False),
    (MET, PARTIAL): (MET, False),
    (PARTIAL, PARTIAL): (PARTIAL, True),
    (MET, NOT): (NOT, True),
    (NOT, PARTIAL): (NOT, True),
    (NOT, NOT): (NOT, True),
}
"""What two ratings, in the order of the alphabet, count as, and whether they ask for more."""


@dataclass(frozen=True)
class Decided:
    """A decision; None where somebody else has to look at what is disputed."""

    outcome: str | None
    asked: tuple[int, ...] = ()
    disputed: tuple[int, ...] = ()


def decided(
    rule: str, one: Ratings, other: Ratings, last_word: Ratings | None, revision: int
) -> Decided:
    """Decide about a set that two rated, and perhaps a third one or a panel (`last_word`)."""
    counted, asked, disputed = [], [], []
    for number in one:
        first, second = one[number], other[number]
        if rule != "combine" and first != second:
            if last_word is None:
                disputed.append(number)
                continue
            first = second = (
                last_word[number]
                if rule == "panel"
                else sorted((first, second, last_word[number]), key=LADDER.index)[1]
            )
        rating, asks = TWO[min(first, second), max(first, second)]
        counted.append(rating)
        if asks:
            asked.append(number)
    if disputed:
        return Decided(None, disputed=tuple(disputed))
    if asked and not revision:
        return Decided(ASKED, tuple(asked))
    enough = 10 * counted.count(MET) >= 7 * len(one)
    few_partial = 10 * counted.count(PARTIAL) <= 3 * len(one)
    passes = enough and few_partial and NOT not in counted
    return Decided(ACHIEVED if passes else FAILED)


# The office's books -----------------------------------------------------------------------------


@dataclass
class Work:
    """A package as the office's books have it; `title` is that of its set."""

    package_id: str
    portfolio: str
    title: str
    rule: str
    received: date
    revision: int = 0
    assigned: dict[str, date] = field(default_factory=dict)
    rated: dict[str, Ratings] = field(default_factory=dict)
    last_word: Ratings | None = None
    outcome: str | None = None
    day: date | None = None
    superseded: bool = False

    @property
    def waiting(self) -> dict[str, date]:
        """Who has not done it, and by when they should."""
        if self.outcome is not None or self.superseded:
            return {}
        return {who: due for who, due in self.assigned.items() if who not in self.rated}

    def decide(self) -> Decided:
        """Decide about it as it is rated now."""
        one, other = self.rated.values()
        return decided(self.rule, one, other, self.last_word, self.revision)

    @property
    def state(self) -> str:
        """How far it is, in the words of `office shelf --json`."""
        if self.outcome is not None:
            return "decided"
        if len(self.rated) < 2:
            return "partly-evaluated" if self.rated else "not-evaluated"
        return "ready" if self.decide().outcome else "disputed"


@dataclass
class Person:
    """An evaluator as the books have them."""

    name: str
    sets: tuple[str, ...] = ()
    most: int | None = None


@dataclass
class Ledger:
    """All that came in and was done."""

    people: list[Person]
    works: list[Work] = field(default_factory=list)
    apart: set[tuple[str, str]] = field(default_factory=set)
    """Who must not see whose portfolio."""
    allowed: set[tuple[str, str]] = field(default_factory=set)
    """Who may, in spite of a conflict: that holds for every later round, too."""

    def conflicts(self, work: Work) -> list[str]:
        """Return who rated a package in spite of a conflict."""
        return [who for who in work.rated if (who, work.portfolio) in self.allowed]

    def loads(self) -> Counter[str]:
        """Count what waits for each."""
        return Counter(who for work in self.works for who in work.waiting)

    def together(self) -> Counter[frozenset[str]]:
        """Count how often each two were at one package."""
        return Counter(
            frozenset(pair)
            for work in self.works
            for pair in combinations(set(work.assigned) | set(work.rated), 2)
        )

    def best(self, work: Work, set_id: str) -> tuple[int, tuple[int, list[int]]]:
        """Return how many more can be found for a package, and how good the best choice is."""
        loads = self.loads()
        here = {who for who in work.assigned if (who, work.portfolio) not in self.apart}
        able = [
            each.name
            for each in self.people
            if each.name not in work.assigned
            and (each.name, work.portfolio) not in self.apart
            and (not each.sets or set_id in each.sets)
            and (each.most is None or loads[each.name] < each.most)
        ]
        wanted = min(2 - len(here), len(able))
        choices = [self.weight(work, chosen) for chosen in combinations(able, wanted)]
        return wanted, min(choices)

    def weight(self, work: Work, chosen: Iterable[str]) -> tuple[int, list[int]]:
        """Say how good a choice is: how often they were together, then what they have to do."""
        loads, together, chosen = self.loads(), self.together(), tuple(chosen)
        pairs = {frozenset(each) for each in combinations({*work.assigned, *chosen}, 2)}
        pairs -= {frozenset(each) for each in combinations(work.assigned, 2)}
        most = max((together[each] for each in pairs), default=0)
        return most, sorted((loads[each] for each in chosen), reverse=True)

    def due(self, day: date) -> dict[str, int]:
        """Say for how many packages each has to be reminded who has something due by a day."""
        late = {who for work in self.works for who, due in work.waiting.items() if due <= day}
        loads = self.loads()
        return {who: loads[who] for who in late}

    def statistics(self, today: date) -> dict[str, dict[str, object]]:
        """Count by the title of the set, as `office statistics --json` has it."""
        found: dict[str, dict[str, object]] = {}
        for title in {work.title for work in self.works}:
            works = [work for work in self.works if work.title == title]
            outcomes = Counter(work.outcome for work in works)
            days = [(work.day - work.received).days for work in works if work.day]
            found[title] = {
                "set": title,
                "portfolios": len(works),
                "waiting": outcomes[None],
                "overdue": sum(any(due < today for due in work.waiting.values()) for work in works),
                "outcomes": {each: outcomes[each] for each in (ACHIEVED, ASKED, FAILED)},
                "median_days": median(days) if days else None,
            }
        return found

    def pairs(self) -> list[tuple[str, int, str, str, str, str]]:
        """List set, competency, and who rated how, for each two who rated the same."""
        return [
            (work.title, number, one, work.rated[one][number], other, work.rated[other][number])
            for work in self.works
            for one, other in combinations(sorted(work.rated, key=str.casefold), 2)
            for number in work.rated[one]
        ]

    def agreement(self) -> dict[tuple[str, int | None], tuple[int, int]]:
        """Count by set and competency (None: all) how many were rated by two, and the same."""
        found: Counter[tuple[str, int | None]] = Counter()
        same: Counter[tuple[str, int | None]] = Counter()
        for title, number, _one, first, _other, second in self.pairs():
            for key in ((title, None), (title, number)):
                found[key] += 1
                same[key] += first == second
        return {key: (count, same[key]) for key, count in found.items()}

    def by_person(self) -> dict[str, tuple[int, ...]]:
        """Count for each: packages, rated by two, the same, rated higher, rated lower."""
        packages: Counter[str] = Counter(
            who for work in self.works if len(work.rated) == 2 for who in work.rated
        )
        found: dict[str, list[int]] = {}
        for _title, _number, one, first, other, second in self.pairs():
            step = LADDER.index(first) - LADDER.index(second)
            for who, above in ((one, step), (other, -step)):
                counts = found.setdefault(who, [0, 0, 0, 0])
                counts[0] += 1
                counts[1] += above == 0
                counts[2] += above > 0
                counts[3] += above < 0
        return {who: (packages[who], *counts) for who, counts in found.items()}

    def kappas(self) -> dict[tuple[str, str], float | None]:
        """Return weighted kappa of each pair, None below 30 ratings or where chance is all."""
        tables: dict[tuple[str, str], Counter[tuple[int, int]]] = {}
        for _title, _number, one, first, other, second in self.pairs():
            at = LADDER.index(first), LADDER.index(second)
            tables.setdefault((one, other), Counter())[at] += 1
        return {pair: kappa(table) for pair, table in tables.items()}


def kappa(table: Counter[tuple[int, int]]) -> float | None:
    """Return kappa by weights of agreement (1, 1/2, 0), as textbooks write it: (Po-Pe)/(1-Pe)."""
    total = table.total()
    if total < 30:
        return None
    cells = [(row, column) for row in range(3) for column in range(3)]
    weight = {cell: 1 - abs(cell[0] - cell[1]) / 2 for cell in cells}
    rows = [sum(table[row, column] for column in range(3)) / total for row in range(3)]
    columns = [sum(table[row, column] for row in range(3)) / total for column in range(3)]
    seen = sum(weight[cell] * table[cell] / total for cell in cells)
    chance = sum(weight[row, column] * rows[row] * columns[column] for row, column in cells)
    return None if chance > 1 - 1e-12 else (seen - chance) / (1 - chance)
