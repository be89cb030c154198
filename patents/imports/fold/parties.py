"""Parties of folded patents and the names they are written with, in sets."""

from collections.abc import Iterable, Mapping

from patents.imports.bulk import rows_insert
from patents.imports.fold.result import FoldResult
from patents.records.models import Name, PatentParty
from patents.records.names import NORMALISER_VERSION, name_normalised

Written = list[tuple[str, int, str, str]]


def parties_write(wanted: Mapping[int, Written], emptied: Iterable[int], result: FoldResult) -> None:
    """Make the parties of each patent those given (role, position, as written, USCC), and of `emptied` patents none.

    Names that nobody carries any more and nobody linked are removed with them.
    """
    created = set(result.created)
    standing: dict[int, Written] = {}
    ids = [pk for pk in (*wanted, *emptied) if pk not in created]
    rows = PatentParty.objects.filter(patent_id__in=ids).order_by("patent_id", "role", "position") if ids else ()
    name_ids: dict[int, set[int]] = {}
    for party in rows:
        standing.setdefault(party.patent_id, []).append((party.role, party.position, party.as_written, party.uscc))
        name_ids.setdefault(party.patent_id, set()).add(party.name_id)
    differing = [pk for pk in ids if standing.get(pk, []) != wanted.get(pk, [])]
    freed = {name for pk in differing for name in name_ids.get(pk, ())}
    if any(pk in standing for pk in differing):
        PatentParty.objects.filter(patent_id__in=differing).delete()
    result.changed |= set(differing)
    _insert({pk: wanted[pk] for pk in (*result.created, *differing) if wanted.get(pk)})
    names_clean(freed)


def names_clean(ids: Iterable[int]) -> None:
    """Remove those of these names that no party carries and no operator linked."""
    wanted = set(ids)
    if wanted:
        Name.objects.filter(
            pk__in=wanted, parties__isnull=True, aliases__isnull=True, alias_of__isnull=True, enterprise__isnull=True
        ).delete()


def _insert(wanted: Mapping[int, Written]) -> None:
    normal = {
        written: name_normalised(written) for rows in wanted.values() for _role, _position, written, _uscc in rows
    }
    names = _names(set(normal.values()))
    parties = (
        {
            "patent_id": pk, "role": role, "position": place, "as_written": written, "uscc": uscc,
            "name_id": names[normal[written]],
        }
        for pk, rows in wanted.items()
        for role, place, written, uscc in rows
    )  # fmt: skip
    rows_insert(PatentParty, parties)


def _names(normalised: set[str]) -> dict[str, int]:
    of_version = Name.objects.filter(normaliser_version=NORMALISER_VERSION)
    found = dict(of_version.filter(normalised__in=normalised).values_list("normalised", "pk"))
    missing = sorted(normalised - found.keys())
    made = Name.objects.bulk_create(Name(normalised=text, normaliser_version=NORMALISER_VERSION) for text in missing)
    return found | {name.normalised: name.pk for name in made}
