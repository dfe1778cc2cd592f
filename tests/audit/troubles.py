"""What stores do to those who read from them: too many requests, answers cut short, and slow."""

import random
import time
from threading import Lock

from tests.servers.fault_proxy import Answer, Exchange, Fault

SLOW_DOWN = (
    b"<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"
)


class TroubledStore(Fault):
    """Of so many answers in a hundred each: refused as too many, cut short, or slow."""

    def __init__(self, throttled: int, cut: int, slow: int = 0, seed: int = 22) -> None:
        self.bites = 0
        self._shares = (throttled, cut, slow)
        self._cut: set[int] = set()
        self._random = random.Random(seed)  # noqa: S311  the same in every run
        self._lock = Lock()

    def _falls(self, kind: int) -> bool:
        with self._lock:
            falls = self._random.randrange(100) < self._shares[kind]
            self.bites += falls
            return falls

    def instead(self, exchange: Exchange) -> Answer | None:
        """Refuse some requests."""
        if exchange.method in {"GET", "HEAD"} and self._falls(0):
            return Answer(503, {"content-type": "application/xml"}, SLOW_DOWN)
        return None

    def answered(self, exchange: Exchange, answer: Answer) -> Answer:
        """Choose what is cut, and hold back others."""
        if exchange.method == "GET" and self._falls(1):
            self._cut.add(id(exchange))
        if exchange.method == "GET" and self._falls(2):
            time.sleep(0.3)
        return answer

    def down(self, exchange: Exchange, block: bytes) -> bytes:
        """Cut the first block of what was chosen."""
        return block[: len(block) // 2] if id(exchange) in self._cut else block


class Truncates(Fault):
    """Every answer of an object is shorter than it says, and looks whole."""

    def answered(self, exchange: Exchange, answer: Answer) -> Answer:
        """Leave out the last byte, and say a length that fits."""
        if exchange.method == "GET" and ".zip" in exchange.path and answer.stream is not None:
            body = answer.stream.read()
            return Answer(answer.status, answer.headers, body[:-1])
        return answer
