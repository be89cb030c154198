"""Accounts, roles and enterprises for tests."""

import itertools
from datetime import date

from ipplatform.accounts.models import User
from ipplatform.accounts.services import role_grant
from ipplatform.enterprises.models import Enterprise, Membership, NewAreaMembership
from ipplatform.enterprises.uscc import ALPHABET, uscc_check_letter

_serial = itertools.count(1)


def user(*roles: str, email: str = "", name: str = "") -> User:
    """An account with the given staff roles; password `demo-2026-xj`."""
    n = next(_serial)
    person = User.objects.create_user(email or f"person{n}@example.test", "demo-2026-xj", name=name or f"示例人员{n}")
    for role in roles:
        role_grant(user=person, role=role, by=User.objects.system())
    return person


def uscc() -> str:
    """A fresh valid code."""
    n = next(_serial)
    first = "91430104MA4" + "".join(ALPHABET[(n // 31**k) % 31] for k in range(5, -1, -1))
    return first + uscc_check_letter(first)


def enterprise(
    name: str = "", *, kind: str = "enterprise", area: str = "", since: date = date(2018, 1, 1)
) -> Enterprise:
    """An enterprise; `area` inside or outside makes an approved New Area row from `since` on, empty none (unknown)."""
    n = next(_serial)
    made = Enterprise.objects.create(name=name or f"示例企业{n}有限公司", uscc=uscc(), kind=kind)
    if area:
        area_approve(made, area, since=since)
    return made


def area_approve(of: Enterprise, status: str, *, since: date = date(2018, 1, 1)) -> NewAreaMembership:
    """An approved New Area row: inside or outside from `since` on."""
    proposer, approver = user("operator"), user("general_section")
    return NewAreaMembership.objects.create(
        enterprise=of, status=status, valid_from=since, evidence="示例证明", proposed_by=proposer,
        approved_by=approver, created_by=proposer, state="approved",
    )  # fmt: skip


def member(of: Enterprise, *, role: str = "owner", email: str = "") -> User:
    """A user acting for an enterprise."""
    person = user(email=email)
    Membership.objects.create(user=person, enterprise=of, role=role, state="active", created_by=person)
    return person
