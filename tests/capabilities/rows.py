"""How a line of the table is written down, and how an answer is read against it."""

from dataclasses import dataclass, field

from django.http import HttpResponseBase

from tests.capabilities.actors import EVERYBODY, SIGNED_IN

LOGIN, OK, NOT_FOUND, REFUSED = "login", "ok", "404", "409"
GET, POST, BOTH = ("GET",), ("POST",), ("GET", "POST")
# What a person with rights may be told: a page, the way on, or what is wrong with an empty form.
_ANSWERED = {200, 302, 400, 422}


@dataclass(frozen=True)
class Row:
    """One address for one kind of object: who may, who is refused by name on what he reads; all others get 404.

    `args` and the values of `data` (posted, or asked for) are paths into the world; `=word` is the word itself.
    """

    name: str
    args: tuple[str, ...]
    methods: tuple[str, ...]
    ok: frozenset[str]
    refused: frozenset[str] = frozenset()
    anonymous: str = LOGIN
    data: dict[str, str] = field(default_factory=dict)

    def expected(self, actor: str) -> str:
        """What the capability table says for a person."""
        if actor in self.ok:
            return OK
        if actor in self.refused:
            return REFUSED
        return self.anonymous if actor == "anonymous" else NOT_FOUND

    def agrees(self, actor: str, seen: str) -> bool:
        """A person with rights may press at a wrong moment: 409 by the state, never 404."""
        expected = self.expected(actor)
        return seen == expected or (expected == OK and seen == REFUSED and "POST" in self.methods)


def row(
    name: str, *args: str, ok: str = "", refused: str = "", methods: tuple[str, ...] = GET, anonymous: str = LOGIN,
    data: dict[str, str] | None = None,
) -> Row:  # fmt: skip
    """A line; people by name with blanks between."""
    return Row(name, args, methods, frozenset(ok.split()), frozenset(refused.split()), anonymous, data or {})


def public(name: str, *args: str) -> Row:
    """A page for everybody."""
    return Row(name, args, GET, frozenset(EVERYBODY), anonymous=OK)


def signed_in(name: str, *args: str, methods: tuple[str, ...] = GET, but: str = "", refused: str = "") -> Row:
    """A page of one's own for every account: it shows what is one's own, or says how to come to something."""
    people = frozenset(SIGNED_IN) - frozenset((but + " " + refused).split())
    return Row(name, args, methods, people, frozenset(refused.split()))


def partly_public(name: str, *args: str, ok: str = "") -> Row:
    """A public address whose object is not public: 404 for visitors too."""
    return row(name, *args, ok=ok, anonymous=NOT_FOUND)


def outcome(answer: HttpResponseBase) -> str:
    """The answer in the table's words; whatever the table does not know (403, 405, 500) as its number."""
    status = answer.status_code
    if status == 302 and "/accounts/login/" in answer["Location"]:
        return LOGIN
    if status == 409:
        return REFUSED
    return OK if status in _ANSWERED else str(status)
