"""The people of the capability table (domain.md section 2): one of each role, and of each side of every object."""

from dataclasses import dataclass

from django.test import Client

from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from mediation.people.models import Mediator
from tests.factories import mediation as m
from tests.factories import people

# Short names that the table uses; "both" holds operator and general section together (union of their rights).
ROLES = {
    "mediator2": ("mediator",),
    "coordinator": ("case_coordinator",),
    "operator": ("operator",),
    "general": ("general_section",),
    "editor": ("editor",),
    "administrator": ("administrator",),
    "both": ("operator", "general_section"),
}
MEMBERS = ("seller", "buyer", "third")
SIGNED_IN = ("person", *MEMBERS, "mediator", *ROLES)
EVERYBODY = ("anonymous", *SIGNED_IN)
STAFF = ("mediator", *ROLES)


@dataclass(frozen=True)
class Actors:
    """Accounts by short name, and the enterprises of the three members."""

    users: dict[str, User]
    enterprises: dict[str, Enterprise]
    mediator_row: Mediator

    def __getattr__(self, name: str) -> User:
        try:
            return self.users[name]
        except KeyError:
            raise AttributeError(name) from None

    def clients(self) -> dict[str, Client]:
        """A logged-in browser a person; exceptions come back as the page that a person would get."""
        made = {"anonymous": Client(raise_request_exception=False)}
        for name in SIGNED_IN:
            made[name] = Client(raise_request_exception=False)
            made[name].force_login(self.users[name], backend="django.contrib.auth.backends.ModelBackend")
        return made


def actors_make() -> Actors:
    """Everybody; the seller's enterprise lies outside the New Area, the buyer's inside, the third nowhere known."""
    enterprises = {
        "seller": people.enterprise("示例出让企业", area="outside"),
        "buyer": people.enterprise("示例受让企业", area="inside"),
        "third": people.enterprise("示例旁观企业"),
    }
    mediator = m.mediator("示例主办调解员")
    users = {name: people.user(*roles, name=f"示例{name}") for name, roles in ROLES.items()}
    users |= {name: people.member(enterprises[name]) for name in MEMBERS}
    users |= {"person": people.user(), "mediator": mediator.user}
    return Actors(users, enterprises, mediator)
