"""Many people who press at the same moment: one thread and one connection each, behind one barrier.

Fifty connections are half of what PostgreSQL grants as it comes, so tests that press run in one process of a parallel
run (tests/parallel.py), else two of them together are refused by the server and not by the rule they ask about.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import date

from django.db import DatabaseError, connections

from ipplatform import clock
from ipplatform.moves import Refused

PEOPLE = 50
WON = "won"


def at_once(deeds: Sequence[Callable[[], object]], on: date) -> list[str]:
    """What each deed came to on that day: "won", the code of its refusal, or the database's own error in words."""
    outcomes: list[str] = []
    barrier = threading.Barrier(len(deeds))

    def press(deed: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=120)
            with clock.set_to(on):
                deed()
            outcomes.append(WON)
        except Refused as refused:
            outcomes.append(refused.refusal.code)
        except DatabaseError as error:
            outcomes.append(f"{type(error).__name__}: {error}")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=240)
    return outcomes
