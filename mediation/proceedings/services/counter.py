"""The counter: what a coordinator takes in on paper becomes an application in one deed, or nothing does."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile

from ipplatform.accounts.models import User
from ipplatform.enterprises.models import Enterprise
from ipplatform.enterprises.selectors import enterprise_by_uscc
from ipplatform.enterprises.services import enterprise_create
from ipplatform.moves import NOT_ALLOWED, Refused
from mediation.cases.models import MediationCase, Party
from mediation.dossier.services import document_upload
from mediation.people.models import TopicCode
from mediation.proceedings.permissions import coordinator
from mediation.proceedings.services.intake import case_draft_update, case_file, case_submit, party_add
from mediation.proceedings.services.moving import case_change
from patents.records.models import Patent


def case_take_in(
    *,
    claimant_name: str,
    claimant_uscc: str,
    claimant_identity: str,
    claimant_contact: str,
    respondent_name: str,
    respondent_uscc: str,
    respondent_identity: str,
    respondent_contact: str,
    dispute_type: str,
    ip_type: str,
    topic: TopicCode,
    procedure: str,
    court_reference: str,
    patents: Iterable[Patent],
    summary: str,
    requests: Sequence[str],
    amount: Decimal | None,
    application: UploadedFile,
    identity: UploadedFile,
    by: User,
    on: date,
) -> MediationCase:
    """- -> draft -> applied, with the scans of application (1) and identity (3). Raises Refused by name."""
    case = case_file(by=by, on=on, on_paper=True, procedure=procedure)
    if not coordinator(by, case):
        raise Refused(NOT_ALLOWED)
    with case_change(case):
        case_draft_update(
            case=case, ip_type=ip_type, dispute_type=dispute_type, topic=topic, court_reference=court_reference,
            patents=patents, summary=summary, requests=requests, amount_in_dispute=amount, amount_given=True, by=by,
            on=on, revision=case.revision,
        )  # fmt: skip
        sides = (
            (Party.Role.CLAIMANT, claimant_name, claimant_uscc, claimant_identity, claimant_contact),
            (Party.Role.RESPONDENT, respondent_name, respondent_uscc, respondent_identity, respondent_contact),
        )
        for role, name, uscc, number, contact in sides:
            party_add(
                case=case, role=role, enterprise=_body(name, uscc, by) if uscc else None,
                person_name="" if uscc else name, identity="" if uscc else number, contact=contact, by=by, on=on,
                revision=case.revision,
            )  # fmt: skip
        claimant = case.parties.get(role=Party.Role.CLAIMANT)
        for code, file in ((1, application), (3, identity)):
            document_upload(
                case=case, type_code=code, content=file, name=file.name or "scan", party=claimant, by=by, on=on
            )  # fmt: skip
        case_submit(case=case, by=by, on=on, revision=case.revision)
    return case


def _body(name: str, uscc: str, by: User) -> Enterprise:
    """The body of this code; one that nobody registered yet is entered."""
    return enterprise_by_uscc(uscc) or enterprise_create(name=name, uscc=uscc, by=by)
