"""What can go wrong between a sender and a receiver, and at the receiver."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from tests.servers.fault_proxy import Answer, Cut, Exchange, Fault


@dataclass
class CutUp(Fault):
    """The connection is gone after so many bytes of requests' bodies, once."""

    at: int
    then: Callable[[], None] = lambda: None  # what happens to the receiver at that moment
    done: bool = False
    seen: int = 0

    def up(self, exchange: Exchange, block: bytes) -> bytes:
        del exchange
        if self.done or self.seen + len(block) <= self.at:
            self.seen += len(block)
            return block
        self.done = True
        self.then()
        return block[: self.at - self.seen]


@dataclass
class CutDown(Fault):
    """The connection is gone after so many bytes of answers' bodies, once."""

    at: int
    done: bool = False
    seen: int = 0

    def down(self, exchange: Exchange, block: bytes) -> bytes:
        del exchange
        if self.done or self.seen + len(block) <= self.at:
            self.seen += len(block)
            return block
        self.done = True
        return block[: self.at - self.seen]


@dataclass
class NoAnswer(Fault):
    """The receiver did what it was asked, but its answer never comes; so many times."""

    method: str
    times: int = 1

    def answered(self, exchange: Exchange, answer: Answer) -> Answer:
        if exchange.method == self.method and self.times:
            self.times -= 1
            raise Cut
        return answer


@dataclass
class Refuses(Fault):
    """Requests of a method are answered with a status, so many times; -1 is always."""

    status: int
    methods: tuple[str, ...]
    times: int = -1
    headers: dict[str, str] = field(default_factory=dict)
    at_once: bool = False

    def instead(self, exchange: Exchange) -> Answer | None:
        if exchange.method not in self.methods or not self.times:
            return None
        self.times -= 1
        return Answer(self.status, dict(self.headers), at_once=self.at_once)


@dataclass
class Stalls(Fault):
    """After so many bytes nothing goes on, and nothing is said; once."""

    at: int
    seen: int = 0
    done: bool = False
    over: threading.Event = field(default_factory=threading.Event)

    def up(self, exchange: Exchange, block: bytes) -> bytes:
        del exchange
        self.seen += len(block)
        if self.seen > self.at and not self.done:
            self.done = True
            self.over.wait(60)
            raise Cut
        return block

    def end(self) -> None:
        self.over.set()


@dataclass
class LiesAboutOffset(Fault):
    """Answers to a method name another offset than the receiver's."""

    method: str
    lie: Callable[[int], int]
    times: int = -1

    def answered(self, exchange: Exchange, answer: Answer) -> Answer:
        offset = answer.headers.get("upload-offset")
        if exchange.method == self.method and offset is not None and self.times:
            self.times -= 1
            answer.headers["upload-offset"] = str(self.lie(int(offset)))
        return answer


@dataclass
class AfterAnswer(Fault):
    """Something happens at the receiver when it has answered a method, before anybody hears it."""

    method: str
    then: Callable[[], None]
    when: Callable[[Exchange, Answer], bool] = lambda _exchange, _answer: True
    done: bool = False

    def answered(self, exchange: Exchange, answer: Answer) -> Answer:
        if exchange.method == self.method and not self.done and self.when(exchange, answer):
            self.done = True
            self.then()
        return answer


@dataclass
class StoresNothing(Fault):
    """Says yes to everything that writes, tells the offset one wants to hear, keeps nothing."""

    received: int = 0
    size: int = 0

    def instead(self, exchange: Exchange) -> Answer | None:
        offset = {"tus-resumable": "1.0.0"}
        match exchange.method:
            case "POST":
                self.size = int(exchange.headers["upload-length"])
                return Answer(201, offset | {"location": f"{exchange.path}/nothing"})
            case "PATCH":
                self.received += exchange.length
                return Answer(204, offset | {"upload-offset": str(self.received)})
            case "HEAD" if exchange.path.endswith("/nothing"):
                return Answer(
                    200,
                    offset | {"upload-offset": str(self.received), "upload-length": str(self.size)},
                )
            case "PUT" | "MOVE":
                return Answer(201)
            case _:
                return None


@dataclass
class AtMoment(Fault):
    """Something happens, once, at a moment of the traffic, and the connection is gone with it.

    Moments are counted in bytes of bodies either way; an answer without one counts as `ANSWER`.
    """

    at: int
    then: Callable[[], None] = lambda: None
    done: bool = False
    seen: int = 0

    ANSWER: ClassVar[int] = 20_000

    def up(self, exchange: Exchange, block: bytes) -> bytes:
        del exchange
        return self._passing(block)

    def down(self, exchange: Exchange, block: bytes) -> bytes:
        del exchange
        return self._passing(block)

    def answered(self, exchange: Exchange, answer: Answer) -> Answer:
        del exchange
        self.seen += self.ANSWER
        if self.seen > self.at and not self.done:
            self.done = True
            self.then()
            raise Cut
        return answer

    def _passing(self, block: bytes) -> bytes:
        room = self.at - self.seen
        self.seen += len(block)
        if self.done or room >= len(block):
            return block
        self.done = True
        self.then()
        return block[: max(0, room)]
