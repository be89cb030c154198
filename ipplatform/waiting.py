"""What waits for somebody: the common row of every desk. Each room answers `waiting_for(user, enterprise)`."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Waiting:
    """`what` says the deed in words, `number` the object, `due` its legal date if it has one."""

    what: str
    number: str
    since: date | None
    due: date | None
    link: str
