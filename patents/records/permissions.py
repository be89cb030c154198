"""Who reads a patent: everybody one with a publication, else its owner and the operators (decision 18)."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from ipplatform.accounts.permissions import AnyUser, has_role
from ipplatform.accounts.roles import OPERATOR
from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.permissions import enterprise_ids_of
from patents.records.models import Patent, PatentParty, Publication
from patents.records.names import name_normalised


def patents_public() -> QuerySet[Patent]:
    """What an index, feed, facet or count may hold: patents with a publication, less merged rows."""
    return Patent.objects.filter(_published(), merged_into__isnull=True)


def patents_readable_by(user: AnyUser) -> QuerySet[Patent]:
    """Patents that this person may read, less merged rows (they are read through the row they merged into)."""
    return Patent.objects.filter(_readable(user), merged_into__isnull=True)


def patent_can_read(user: AnyUser, patent: Patent) -> bool:
    """The same rule for one object; a merged row is readable where the one it merged into is."""
    return patents_readable_by(user).filter(pk=patent.merged_into_id or patent.pk).exists()


def patents_owned_by(enterprise_ids: frozenset[int]) -> Q:
    """The condition "of these enterprises": by its own statement, or by a name that an operator linked to it."""
    linked = PatentParty.objects.filter(patent=OuterRef("pk"), name__enterprise__in=enterprise_ids)
    return Q(owner_enterprise__in=enterprise_ids) | Q(Exists(linked))


def party_is_enterprise(party: PatentParty, enterprise: Enterprise) -> bool:
    """Whether a party of a record is an enterprise: by an operator's link, its name or a former name."""
    names = {name_normalised(name) for name in (enterprise.name, *enterprise.name_history)}
    return party.name.enterprise_id == enterprise.pk or name_normalised(party.as_written) in names


def enterprise_can_state(enterprise: Enterprise, patent: Patent) -> bool:
    """Whether an enterprise may add its word to a record: the record is its own (domain.md 2, 6.1).

    Its own is what it stated itself, and what names it as applicant or holder. A record that names nobody is open to
    whoever states it first, for the applicants are among what an owner may state; an operator verifies the offer.
    """
    if patent.owner_enterprise_id is not None:
        return patent.owner_enterprise_id == enterprise.pk
    parties = list(patent.parties.select_related("name"))
    return not parties or any(party_is_enterprise(party, enterprise) for party in parties)


def _published() -> Q:
    return Q(Exists(Publication.objects.filter(patent=OuterRef("pk"))))


def _readable(user: AnyUser) -> Q:
    if has_role(user, OPERATOR):
        return Q()
    enterprise_ids = enterprise_ids_of(user)
    return _published() | patents_owned_by(enterprise_ids) if enterprise_ids else _published()
