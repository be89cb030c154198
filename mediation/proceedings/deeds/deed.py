"""What a deed is: a button, the form behind it, and the one service that it calls."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ipplatform.moves import NOT_ALLOWED, NOT_IN_TABLE, Refusal
from mediation.proceedings.forms import DeedForm
from mediation.proceedings.room import Room
from mediation.proceedings.workflow import CASE

Text = str | Promise
Act = Callable[[Room, dict[str, Any]], object]


@dataclass(frozen=True)
class Deed:
    """One deed of a page.

    `offered(room)` says whether the page shows it; `action` is the move behind it, if it is one. `reading` is the part
    that the person reads first; `arguments` are what the form needs beside the room. `papers`: types of documents that
    are produced at once, since the person expects them.
    """

    slug: str
    label: Text
    form: type[DeedForm]
    act: Act
    offered: Callable[[Room], bool]
    action: str = ""
    text: Text = ""
    done: Text = _("已办理。")
    danger: bool = False
    reading: str = ""
    arguments: Callable[[Room], Mapping[str, Any]] = field(default=lambda room: {})
    papers: tuple[int, ...] = ()

    def refusal(self, room: Room) -> Refusal:
        """Why a deed that is not offered is refused: the state has no such move, or the person may not."""
        sources = [row.sources for row in CASE.moves if row.action == self.action]
        if self.action and not any(room.case.state in states for states in sources):
            return NOT_IN_TABLE
        return NOT_ALLOWED


def deed_of(deeds: Iterable[Deed], slug: str, room: Room) -> Deed | None:
    """The deed of that name on a page; of two desks' deeds of one name the one that is offered to the person."""
    found = [deed for deed in deeds if deed.slug == slug]
    return next((deed for deed in found if deed.offered(room)), next(iter(found), None))


def move_deed(slug: str, label: Text, form: type[DeedForm], act: Act, *, action: str = "", **more: Any) -> Deed:
    """A deed that is a move of the state table: offered when the table offers it."""
    name = action or slug
    return Deed(slug, label, form, act, lambda room: room.may(name), action=name, **more)


def common(room: Room, data: Mapping[str, Any], *, revision: bool = True) -> dict[str, Any]:
    """The arguments of every service: the case, by whom, on which day, and what was seen."""
    given: dict[str, Any] = {"case": room.case, "by": room.user, "on": room.on}
    if revision:
        given["revision"] = data["revision"]
    return given
