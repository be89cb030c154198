"""Pledges, licences and open-licence statements. A live pledge without consent holds the modes it does not cover."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ipplatform.accounts.models import User
from ipplatform.audit.services import audit_append
from ipplatform.files.models import PrivateFile
from ipplatform.moves import NOT_ALLOWED, Refusal, Refused
from ipplatform.search.services import touch
from patents.records.models import Patent
from patents.rights.models import (
    EXCLUDING_MODES,
    ExistingLicence,
    HoldEffect,
    HoldReason,
    Mode,
    OpenLicenceStatement,
    PatentHold,
    Pledge,
)
from patents.rights.permissions import encumbrance_can_record
from patents.rights.selectors import patents_lock
from patents.rights.services.holds import hold_set, holds_lift

PLEDGE_RELEASED = Refusal("pledge_released", _("该质押已注销登记，不能再登记同意书。"))
CONSENT_SCOPE_UNKNOWN = Refusal("consent_scope_unknown", _("请选择质权人同意的合作方式。"))
LICENCE_OVERLAPS = Refusal("licence_overlaps", _("同一地域、同一期间已有独占或排他许可，请先核对原许可的期限。"))
OPEN_LICENCE_RUNS = Refusal(
    "open_licence_runs", _("该专利正在实行开放许可，期间不得给予独占或排他许可。请先公告撤回开放许可声明。")
)
STATEMENT_STANDS = Refusal("statement_stands", _("该专利已有开放许可声明。请先公告撤回原声明。"))
STATEMENT_WITHDRAWN = Refusal("statement_withdrawn", _("该声明已公告撤回。"))


def pledge_register(
    *, patent: Patent, pledgor: str, pledgee: str, registration_number: str, registered_on: date, by: User, on: date
) -> Pledge:
    """Record a registered pledge (PLEDGE 3) and hold every mode until the pledgee agrees (CC 444)."""
    _require_recorder(by)
    with transaction.atomic():
        patents_lock([patent.pk])
        pledge = Pledge(
            patent=patent, pledgor=pledgor.strip(), pledgee=pledgee.strip(), registered_on=registered_on,
            registration_number=registration_number.strip(), created_by=by,
        )  # fmt: skip
        pledge.full_clean()
        pledge.save()
        hold_set(
            patents=[patent], reason=HoldReason.PLEDGE, modes=[], effect=HoldEffect.LOCK, ref=pledge_reference(pledge),
            by=User.objects.system(), on=on,
        )  # fmt: skip
        _audit("pledge_register", "pledge", pledge, patent, by)
    return pledge


def pledge_consent(*, pledge: Pledge, file: PrivateFile, modes: Iterable[str], by: User, on: date) -> Pledge:
    """File the pledgee's consent; the hold then stays on the modes it does not cover, and goes when it covers all."""
    _require_recorder(by)
    scope = sorted(set(modes))
    if not scope or not set(scope) <= set(Mode.values):
        raise Refused(CONSENT_SCOPE_UNKNOWN)
    with transaction.atomic():
        patents_lock([pledge.patent_id])
        pledge.refresh_from_db()
        if not pledge.is_live:
            raise Refused(PLEDGE_RELEASED)
        pledge.consent_file, pledge.consent_scope = file, scope
        pledge.full_clean()
        pledge.save(update_fields=["consent_file", "consent_scope"])
        uncovered = [mode for mode in Mode.values if mode not in scope]
        reference, system = pledge_reference(pledge), User.objects.system()
        if uncovered:
            hold_set(
                patents=[pledge.patent], reason=HoldReason.PLEDGE, modes=uncovered, effect=HoldEffect.LOCK,
                ref=reference, by=system, on=on,
            )  # fmt: skip
        else:
            holds_lift(ref=reference, by=system, on=on)
        touch("patents", [pledge.patent_id])
        _audit("pledge_consent", "pledge", pledge, pledge.patent, by)
    return pledge


def pledge_release(*, pledge: Pledge, released_on: date, by: User, on: date) -> Pledge:
    """Record the release and lift the pledge's hold. A released pledge stays as it is."""
    _require_recorder(by)
    with transaction.atomic():
        patents_lock([pledge.patent_id])
        pledge.refresh_from_db()
        if not pledge.is_live:
            return pledge
        pledge.released_on = released_on
        pledge.full_clean()
        pledge.save(update_fields=["released_on"])
        holds_lift(ref=pledge_reference(pledge), by=User.objects.system(), on=on)
        touch("patents", [pledge.patent_id])
        _audit("pledge_release", "pledge", pledge, pledge.patent, by)
    return pledge


def licence_record(
    *,
    patent: Patent,
    kind: str,
    licensee: str,
    valid_from: date,
    by: User,
    territory: str = "",
    valid_to: date | None = None,
    recordal_number: str = "",
) -> ExistingLicence:
    """Record a licence. An exclusive or sole one overlaps no other, and no open licence (PL 51, O9)."""
    _require_recorder(by)
    licence = ExistingLicence(
        patent=patent, kind=kind, licensee=licensee.strip(), territory=territory.strip(), valid_from=valid_from,
        valid_to=valid_to, recordal_number=recordal_number.strip(), created_by=by,
    )  # fmt: skip
    with transaction.atomic():
        patents_lock([patent.pk])
        if kind in EXCLUDING_MODES:
            if _statement_in_force(patent):
                raise Refused(OPEN_LICENCE_RUNS)
            if any(
                _overlaps(licence, other)
                for other in ExistingLicence.objects.filter(patent=patent, kind__in=EXCLUDING_MODES)
            ):
                raise Refused(LICENCE_OVERLAPS)
        licence.full_clean()
        licence.save()
        touch("patents", [patent.pk])
        _audit("licence_record", "existing_licence", licence, patent, by)
    return licence


def open_licence_record(
    *,
    patent: Patent,
    by: User,
    patent_number: str = "",
    patentee: str = "",
    payment_method: str = "",
    payment_standard: str = "",
    term: str = "",
    other_matters: str = "",
) -> OpenLicenceStatement:
    """Record a statement's text; `missing_items` names what PL-R 85 asks for and it lacks. One a patent at a time."""
    _require_recorder(by)
    with transaction.atomic():
        patents_lock([patent.pk])
        if OpenLicenceStatement.objects.filter(patent=patent, withdrawn_announced_on__isnull=True).exists():
            raise Refused(STATEMENT_STANDS)
        statement = OpenLicenceStatement(
            patent=patent, patent_number=patent_number.strip(), patentee=patentee.strip(), created_by=by,
            payment_method=payment_method.strip(), payment_standard=payment_standard.strip(), term=term.strip(),
            other_matters=other_matters.strip(),
        )  # fmt: skip
        statement.full_clean()
        statement.save()
        touch("patents", [patent.pk])
        _audit("open_licence_record", "open_licence_statement", statement, patent, by)
    return statement


def open_licence_announce(*, statement: OpenLicenceStatement, announced_on: date, by: User) -> OpenLicenceStatement:
    """The office announced the statement; refused while an exclusive or sole licence is on record (PL 51, PL-R 86)."""
    return _statement_change(statement, "announced_on", announced_on, by)


def open_licence_withdraw(*, statement: OpenLicenceStatement, announced_on: date, by: User) -> OpenLicenceStatement:
    """The office announced the withdrawal; licences given before stay valid (PL 50, O8)."""
    return _statement_change(statement, "withdrawn_announced_on", announced_on, by)


def pledge_reference(pledge: Pledge) -> str:
    """The reference of a pledge's hold."""
    return f"pledge:{pledge.public_id}"


def _statement_change(statement: OpenLicenceStatement, name: str, day: date, by: User) -> OpenLicenceStatement:
    _require_recorder(by)
    with transaction.atomic():
        patents_lock([statement.patent_id])
        statement.refresh_from_db()
        if statement.withdrawn_announced_on is not None:
            raise Refused(STATEMENT_WITHDRAWN)
        if name == "announced_on":
            excluding = ExistingLicence.objects.filter(patent=statement.patent_id, kind__in=EXCLUDING_MODES)
            if any(row.valid_to is None or row.valid_to >= day for row in excluding):
                raise Refused(LICENCE_OVERLAPS)
        setattr(statement, name, day)
        statement.full_clean()
        statement.save(update_fields=[name])
        touch("patents", [statement.patent_id])
        _audit(f"open_licence_{name}", "open_licence_statement", statement, statement.patent, by)
    return statement


def _require_recorder(by: User) -> None:
    if not encumbrance_can_record(by):
        raise Refused(NOT_ALLOWED)


def _statement_in_force(patent: Patent) -> bool:
    return OpenLicenceStatement.objects.filter(
        patent=patent, announced_on__isnull=False, withdrawn_announced_on__isnull=True
    ).exists()


def _overlaps(one: ExistingLicence, other: ExistingLicence) -> bool:
    """Days in common, and the same territory; an empty territory is the whole country and meets every other."""
    days = (other.valid_to is None or one.valid_from <= other.valid_to) and (
        one.valid_to is None or other.valid_from <= one.valid_to
    )
    return days and (not one.territory or not other.territory or one.territory == other.territory)


def _audit(
    action: str,
    kind: str,
    row: Pledge | ExistingLicence | OpenLicenceStatement | PatentHold,
    patent: Patent,
    by: User,
) -> None:
    audit_append(
        stream_kind="rights", stream_subject=str(patent.pk), actor=str(by.public_id), action=action,
        object_kind=kind, object_id=str(row.public_id), after={"patent": patent.pk, "row": row.pk},
    )  # fmt: skip
