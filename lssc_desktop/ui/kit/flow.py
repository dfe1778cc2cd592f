"""Flows: what happens one after another, with waits for somebody, a job, or a save.

async def trash(session, services, place):
    if await services.notices.answer(question) != "trash":
        return
    await session.saved()
    ...

session.flows.begin(trash(session, services, place), services.notices.show_error)
"""

from collections.abc import Callable, Coroutine, Generator
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

type Begin = Callable[["Waiting"], Callable[[], object] | None]
type Steps = Coroutine[Any, Any, object]


class GivenUp(Exception):
    """The flow ends here: somebody gave it up, or was told why already."""


class Wait[T]:
    """Something that a flow can `await`; `begin` is called once, with what ends it.

    Where somebody is waited for, it returns what says no in their place; for all else None.
    """

    def __init__(self, begin: Begin) -> None:
        self._begin = begin

    def __await__(self) -> Generator[Begin, T, T]:
        return (yield self._begin)


class Waiting(QObject):
    """One wait of a flow; only the first end of it counts."""

    def __init__(
        self, flows: "Flows", steps: Steps, take: Callable[[Callable[[], Begin]], None]
    ) -> None:
        super().__init__(flows)
        self._steps, self._take = steps, take
        self.is_over = False

    @Slot(object)
    def go_on(self, value: object = None) -> None:
        """End with what was waited for."""
        self._end(partial(self._steps.send, value))

    def fail(self, error: Exception) -> None:
        """End with why it will not come, which the flow gets as an exception."""
        self._end(partial(self._steps.throw, error))

    def give_up(self) -> None:
        """End the flow without a word."""
        self.fail(GivenUp())

    def _end(self, resume: Callable[[], Begin]) -> None:
        if not self.is_over:
            self.is_over = True
            self.deleteLater()
            self._take(resume)


class Flows(QObject):
    """The flows of one owner, with which they end wherever they are.

    What changes files belongs to the session: closing says no for whoever is asked, and waits.
    """

    rested = Signal()
    """The last of them has ended."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self.may_ask = True
        going = self.going = dict[Steps, Callable[[], object] | None]()
        """Those that have not ended, each with what says no where somebody is asked."""
        self.destroyed.connect(lambda *_which: [steps.close() for steps in tuple(going)])

    def begin(self, steps: Steps, failed: Callable[[Exception], object]) -> None:
        """Take the first step at once; `failed` gets the error that the flow ends with."""
        self._take(steps, failed, partial(steps.send, None))

    def say_no(self) -> None:
        """Say no for whoever is asked, now or later; until `may_ask` is set again."""
        self.may_ask = False
        for no in [no for no in self.going.values() if no is not None]:
            no()

    def _take(
        self, steps: Steps, failed: Callable[[Exception], object], resume: Callable[[], Begin]
    ) -> None:
        """Go on to the next wait of a flow, or to its end."""
        self.going[steps] = None
        try:
            begin, waiting = resume(), Waiting(self, steps, partial(self._take, steps, failed))
            no = begin(waiting)
        except (StopIteration, GivenUp):
            self._forget(steps)
        except Exception as error:  # noqa: BLE001  every error reaches the window
            self._forget(steps)
            failed(error)
        else:
            if not waiting.is_over:
                self.going[steps] = no
                if no is not None and not self.may_ask:
                    no()

    def _forget(self, steps: Steps) -> None:
        steps.close()
        del self.going[steps]
        if not self.going:
            self.rested.emit()
