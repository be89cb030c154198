"""The whole walk of a case through its pages, by the people of the state table, from the application to the archive."""

from typing import Any

import pytest

from mediation.cases.models import CaseEvent, MediationCase
from mediation.dossier.models import CaseDocument, NegotiationNote
from tests.factories import mediation as m
from tests.factories import people
from tests.mediation.proceedings.paging import Person, scan, token

pytestmark = pytest.mark.django_db

ANSWERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("right", {"ip_type": "utility_model"}),
    ("topic", {"topic": "contract"}),
    ("patents", {"patents": ""}),
    ("summary", {"summary": "示例：双方就供货合同的履行有争议。"}),
    ("requests", {"request_1": "示例：支付货款", "request_2": "示例：停止使用"}),
    ("amount", {"amount": "120000.50"}),
    ("procedure", {"procedure": "industry"}),
)


def _apply(made: m.Cast) -> MediationCase:
    """From the first screen to the receipt number."""
    person = Person(made.claimant_user)
    first = person.fill("/desk/cases/apply/", {"dispute_type": "contract"})
    case = MediationCase.objects.get()
    base = f"/desk/cases/apply/{case.public_id}"
    assert first.url == f"{base}/right/"
    for slug, data in ANSWERS[:3]:
        person.fill(f"{base}/{slug}/", data)
    person.fill(
        f"{base}/respondent/", {"name": "随便写的名字", "uscc": made.respondent.uscc.lower(), "contact": "示例联系人"}
    )
    for slug, data in ANSWERS[3:]:
        person.fill(f"{base}/{slug}/", data)
    person.fill(f"{base}/evidence/", {"title": "示例合同", "file": scan("contract.pdf"), "who_sees": "both"})
    early = person.fill(f"{base}/review/", then=409)
    assert early["X-Refusal"] == "identity_document_missing"
    person.fill(f"{base}/identity/", {"file": scan("licence.pdf")})
    review = person.text(f"{base}/review/")
    assert "120,000.50" in review and "示例合同（双方可见）" in review and made.respondent.name in review
    sent = person.fill(f"{base}/review/")
    made.case = MediationCase.objects.get()
    assert sent.url == f"/desk/cases/{made.case.public_id}/?sent=1"
    assert made.case.number and made.case.number in person.text(sent.url)
    return made.case


def _until_started(made: m.Cast) -> None:
    """Accepted, consented, appointed, disclosed, answered, started."""
    case, coordinator = made.case, Person(made.coordinator)
    claimant, respondent, mediator = (
        Person(user) for user in (made.claimant_user, made.respondent_user, made.mediator_user)
    )
    assert respondent.get(f"/desk/cases/{case.public_id}/").status_code == 404
    assert coordinator.staff(case, "accept", then=409)["X-Refusal"] == "competence_not_checked"
    coordinator.staff(case, "accept", {"competence_checked": "on", "venue_checked": "on", "venue_note": "示例住所地"})
    notice = CaseDocument.objects.get(case=case, type_code=5)
    assert "受理通知书" in claimant.text(f"/desk/cases/{case.public_id}/")
    status, body = claimant.file(f"/files/{notice.file.public_id}/")
    assert status == 200 and body.startswith(b"%PDF")
    assert "答复是否同意调解" in respondent.text(f"/desk/cases/{case.public_id}/")
    respondent.deed(case, "consent", {"answer": "yes"})
    claimant.deed(case, "choose-mediator", {"mediator": made.mediator.pk})
    respondent.deed(case, "choose-mediator", {"mediator": made.mediator.pk})
    assert made.fresh().state == "appointed"
    mediator.deed(case, "accept-appointment")
    mediator.staff(case, "disclose", {"has_relation": "no"})
    for person in (claimant, respondent):
        person.deed(case, "answer-disclosure", {"answer": "no_objection"})
        person.deed(
            case, "acknowledge", dict.fromkeys(("rights_notice", "false_mediation_warning", "confidentiality"), "on")
        )
        person.deed(case, "address", {"address": "示例路 1 号"})
    assert mediator.staff(case, "start", then=409)["X-Refusal"] == "identity_unverified"
    for role in ("claimant", "respondent"):
        coordinator.staff(case, "identity", {"party": made.party(role).pk})
    mediator.staff(case, "start")
    assert made.fresh().state == "in_mediation"


def test_a_case_walks_from_application_to_archive_through_the_pages():
    made = m.cast()
    case = _apply(made)
    _until_started(made)
    coordinator = Person(made.coordinator)
    claimant, respondent, mediator = (
        Person(user) for user in (made.claimant_user, made.respondent_user, made.mediator_user)
    )
    mediator.staff(case, "schedule", {"starts_at": "2026-04-01T09:00", "mode": "onsite", "place": "示例会议室"})
    assert "示例会议室" in claimant.text(f"/desk/cases/{case.public_id}/")
    mediator.staff(
        case, "record",
        {"attendees": "示例甲\n示例乙", "record": "示例笔录：双方各自陈述。", "ends_at": "2026-04-01T10:30",
         "note": "示例底线：八折"},
    )  # fmt: skip
    assert NegotiationNote.objects.count() == 1
    for person in (claimant, respondent):
        assert "示例笔录" in person.text(f"/desk/cases/{case.public_id}/confirm-record/")
        person.deed(case, "confirm-record", {"read": "on"})
    mediator.deed(case, "draft-agreement", {**m.TERMS, "form": "written", "ownership_term": ""})
    for person in (claimant, respondent):
        assert m.TERMS["content"] in person.text(f"/desk/cases/{case.public_id}/sign/")
        person.deed(case, "sign", {"read": "on"})
    mediator.staff(case, "sign-as-mediator", {"read": "on"})
    assert made.fresh().state == "agreed"
    assert coordinator.staff(case, "close", then=409)["X-Refusal"] == "confirmation_unanswered"
    claimant.deed(case, "confirmation", {"wants": "no"})
    coordinator.staff(case, "close")
    assert made.fresh().closing_reason == 1
    assert CaseDocument.objects.filter(case=case, type_code=24).exists()
    assert coordinator.staff(case, "archive", then=409)["X-Refusal"] == "return_visit_missing"
    coordinator.staff(case, "visit", {"visited_on": "2026-04-01", "performed": "performed", "satisfaction": "5"})
    coordinator.staff(case, "file", {"type_code": "3", "file": scan(), "party": made.party("respondent").pk})
    coordinator.staff(case, "generate-all")
    coordinator.staff(case, "archive")
    assert made.fresh().state == "archived"
    assert CaseEvent.objects.filter(subject=case).count() == made.case.revision
    room = claimant.text(f"/desk/cases/{case.public_id}/")
    assert "案件已归档" in room and "示例底线" not in room


def test_a_draft_is_left_and_taken_up_and_others_are_listed():
    made = m.cast()
    person = Person(made.claimant_user)
    person.fill("/desk/cases/apply/", {"dispute_type": "ownership", "save": "1"})
    case = MediationCase.objects.get()
    start = person.text("/desk/cases/apply/")
    assert "接着填没交的申请" in start and str(case.public_id) in start
    assert person.get(f"/desk/cases/{case.public_id}/").url == f"/desk/cases/apply/{case.public_id}/review/"
    kept = person.text(f"/desk/cases/apply/{case.public_id}/dispute/")
    assert 'value="ownership" required id="id_dispute_type_0" checked' in kept or "checked" in kept
    person.fill(f"/desk/cases/apply/{case.public_id}/summary/", {"summary": "示例：先写一半", "save": "1"})
    assert "示例：先写一半" in person.text(f"/desk/cases/apply/{case.public_id}/summary/")
    assert "调解申请（草稿）" in person.text("/desk/cases/")
    stranger = Person(people.member(people.enterprise()))
    assert stranger.get(f"/desk/cases/apply/{case.public_id}/summary/").status_code == 404
    wrong = person.fill(
        f"/desk/cases/apply/{case.public_id}/respondent/", {"name": "示例", "uscc": "91110108551385082Z"}, then=400
    )
    assert "示例" in wrong.content.decode()


def test_two_presses_land_on_one_result():
    made = m.applied()
    person, url = Person(made.coordinator), f"/admin/cases/{made.case.public_id}/accept/"
    html = person.text(url)
    data = {
        "form_token": token(html),
        "revision": made.case.revision,
        "competence_checked": "on",
        "venue_checked": "on",
    }
    first, second = person.post(url, data), person.post(url, data)
    assert first.status_code == second.status_code == 302 and first.url == second.url
    assert CaseEvent.objects.filter(subject=made.case, action="accept").count() == 1
    late = person.post(url, {**data, "form_token": "another-token-of-this-page"})
    assert late.status_code == 409 and late["X-Refusal"] == "not_in_table"


def test_the_counter_takes_in_paper_and_a_consultation_becomes_a_draft():
    made = m.cast()
    person = Person(made.coordinator)
    data = {
        "claimant_name": made.claimant.name, "claimant_uscc": made.claimant.uscc, "claimant_contact": "示例",
        "respondent_name": "示例自然人", "respondent_identity": "11010519491231002X", "respondent_contact": "示例",
        "dispute_type": "reward", "ip_type": "invention", "topic": "reward", "procedure": "industry",
        "summary": "示例简述", "requests": "示例请求一\n示例请求二", "application": scan(), "identity": scan(),
    }  # fmt: skip
    person.fill("/admin/cases/new/", {**data, "respondent_uscc": made.respondent.uscc}, then=400)
    answer = person.fill("/admin/cases/new/", {**data, "application": scan(), "identity": scan()})
    case = MediationCase.objects.get()
    assert case.state == "applied" and case.on_paper and answer.url == f"/admin/cases/{case.public_id}/"
    assert case.requests == ["示例请求一", "示例请求二"]
    assert "11010519491231002X" not in person.text(answer.url)
    unknown = person.fill(
        "/admin/cases/from-consultation/", {"number": "ZX-2026-9999", "enterprise_agrees": "on"}, then=400
    )
    assert "没有这个咨询编号" in unknown.content.decode()
