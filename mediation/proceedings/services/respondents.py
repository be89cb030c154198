"""The other side of an application: named by its code, known to the platform or not yet."""

from datetime import date

from ipplatform.accounts.models import User
from ipplatform.enterprises.selectors import enterprise_by_uscc
from ipplatform.enterprises.services import enterprise_create
from mediation.cases.models import MediationCase, Party
from mediation.proceedings.services.intake import party_add, party_remove
from mediation.proceedings.services.moving import case_change


def respondent_name(
    *, case: MediationCase, name: str, uscc: str, contact: str, by: User, on: date, revision: int
) -> Party:
    """Name the respondent of a draft in place of the one named before; a body nobody registered yet is entered.

    A known body keeps its registered name, whatever was typed. The same answer again changes nothing.
    """
    with case_change(case):
        before = case.parties.filter(role=Party.Role.RESPONDENT).select_related("enterprise").first()
        enterprise = enterprise_by_uscc(uscc)
        same = before is not None and enterprise is not None and before.enterprise_id == enterprise.pk
        if same and before is not None and before.contact == contact.strip():
            return before
        if before is not None:
            party_remove(party=before, by=by, on=on, revision=revision)
        if enterprise is None:
            enterprise = enterprise_create(name=name, uscc=uscc, by=by)
        return party_add(
            case=case, role=Party.Role.RESPONDENT, enterprise=enterprise, contact=contact, by=by, on=on,
            revision=revision,
        )  # fmt: skip
