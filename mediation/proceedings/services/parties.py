"""Making a party: an enterprise, or a person whose identity number is hashed at once."""

from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from ipplatform.keys import identity_hash
from ipplatform.moves import Refused
from mediation.cases.models import MediationCase, Party
from mediation.cases.services import case_trail
from mediation.proceedings import refusals as r


def party_make(
    *,
    case: MediationCase,
    role: str,
    by: User,
    enterprise: Enterprise | None = None,
    person_name: str = "",
    identity: str = "",
    contact: str = "",
) -> Party:
    """One party; nobody stands twice or on both sides (domain.md 5.2). Raises Refused by name."""
    digest = identity_hash("".join(identity.split()).upper()) if identity.strip() else ""
    if (enterprise is None) == (not person_name.strip()) or (enterprise is None and not digest):
        raise Refused(r.PARTY_IDENTITY_MISSING)
    same = case.parties.filter(enterprise=enterprise) if enterprise else case.parties.filter(identity_hash=digest)
    if same.exists():
        raise Refused(r.PARTY_ON_BOTH_SIDES)
    party = Party(
        case=case, role=role, enterprise=enterprise, person_name=person_name.strip(), identity_hash=digest,
        contact=contact.strip(),
    )  # fmt: skip
    party.full_clean()
    party.save()
    case_trail(case=case, action="party_named", object_kind="party", object_id=party.public_id, by=by)
    return party
