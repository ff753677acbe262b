"""What outlives one message of the judge: a call that goes on, an iterator that is read in parts."""

from __future__ import annotations

import threading
from typing import Any


class Pending:
    """A call on a thread of its own."""

    def __init__(self, call: Any, target: Any, message: dict[str, Any]) -> None:
        self.outcome: tuple[bool, Any] = (False, RuntimeError("the call did not end"))
        self.thread = threading.Thread(target=self._run, args=(call, target, message), daemon=True)
        self.thread.start()

    def _run(self, call: Any, target: Any, message: dict[str, Any]) -> None:
        try:
            self.outcome = (True, call(target, message))
        except BaseException as error:  # noqa: BLE001
            self.outcome = (False, error)

    def join(self) -> Any:
        self.thread.join()
        good, value = self.outcome
        if not good:
            raise value
        return value


class Iteration:
    def __init__(self, iterator: Any) -> None:
        self.iterator = iterator

    def take(self, count: int) -> list[Any]:
        """Up to `count` items; fewer at the end."""
        items = []
        for item in self.iterator:
            items.append(item)
            if len(items) >= count:
                break
        return items
