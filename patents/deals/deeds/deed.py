"""A button and its page: words, form, the service behind it, and who is refused why. The views run any of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import Form

from ipplatform.accounts.models import User
from ipplatform.accounts.permissions import AnyUser
from ipplatform.moves import Refusal, Text, Workflow
from patents.deals.workflow import move_refusal

Run = Callable[[User, date, Any, dict[str, Any]], object]
Asked = Callable[[AnyUser, Any], Refusal | None]


def _nothing(subject: Any) -> dict[str, Any]:
    return {}


def _no_facts(subject: Any) -> list[dict[str, Any]]:
    return []


def _always(user: AnyUser, subject: Any) -> bool:
    return True


@dataclass(frozen=True)
class Deed:
    """`run(by, on, subject, values)` calls one service; `refusal(user, subject)` names why a person may not.

    `values` are the form's cleaned data (for a claim also its `evidence`); `facts` stand above the form: what is
    being decided on. `shown` hides a button that would only be refused by a guard; it decides nothing.
    """

    slug: str
    label: Text
    text: Text
    form: Callable[..., Form]
    run: Run
    refusal: Asked
    primary: bool = False
    danger: bool = False
    shown: Callable[[AnyUser, Any], bool] = _always
    arguments: Callable[[Any], dict[str, Any]] = _nothing
    facts: Callable[[Any], list[dict[str, Any]]] = _no_facts
    initial: Callable[[Any], dict[str, Any]] = _nothing


@dataclass(frozen=True)
class Button:
    """A deed offered on a page."""

    label: Text
    url: str
    primary: bool
    danger: bool


def of(workflow: Workflow, action: str) -> Asked:
    """Refusals of a move of a table."""
    return lambda user, subject: move_refusal(workflow, subject, action, user)


def buttons(deeds: Iterable[Deed], user: AnyUser, subject: Any, url: Callable[[str], str]) -> list[Button]:
    """The deeds that this person may do now, with their addresses."""
    return [
        Button(deed.label, url(deed.slug), deed.primary, deed.danger)
        for deed in deeds
        if deed.refusal(user, subject) is None and deed.shown(user, subject)
    ]


def deed_of(deeds: Iterable[Deed], slug: str) -> Deed | None:
    """The deed of an address."""
    return next((deed for deed in deeds if deed.slug == slug), None)
