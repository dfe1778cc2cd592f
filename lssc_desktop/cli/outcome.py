"""What a command has to say, for people and for programs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

GOOD = 0
FOUND_SOMETHING = 1
NOT_DONE = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command found: lines for a person, one object for `--json`, and the exit status."""

    lines: tuple[str, ...]
    data: Mapping[str, object]
    status: int = GOOD

    def text(self, *, as_json: bool) -> str:
        """Return what goes to standard output; JSON in ASCII, whole under every encoding."""
        if as_json:
            return json.dumps(self.data, indent=2)
        return "\n".join(self.lines)
