"""Who sees which page of a case, who is told 404 and who 409; what stays between a party and the mediator."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ipplatform import clock
from ipplatform.audit.models import AuditEntry
from mediation.dossier.models import CaseMessage
from mediation.dossier.services import document_upload, message_send, note_write, session_confirm
from mediation.proceedings import services as s
from tests.factories import mediation as m
from tests.factories import people
from tests.mediation.proceedings.paging import Person, scan, token

pytestmark = pytest.mark.django_db

STRANGERS = ("operator", "general_section", "editor", "administrator")
DESK = ("", "upload/", "message/", "sign/", "generate-all/")
STAFF = ("", "accept/", "note/", "record/", "generate-all/", "message/")


def _with_session(made: m.Cast):
    """A held session, a private note, a talk of the claimant with the mediator, private evidence."""
    with clock.set_to(m.DAY):
        session = s.session_schedule(
            case=made.case, starts_at=clock.at_office_time(m.DAY, 9), mode="onsite", place="示例会议室",
            by=made.mediator_user, on=m.DAY,
        )  # fmt: skip
        s.session_hold(
            case=made.case, session=session, record="示例笔录内容", attendees=["示例甲"], by=made.mediator_user,
            on=m.DAY, revision=made.case.revision,
        )  # fmt: skip
        note_write(session=session, text="示例底线只有调解员知道", by=made.mediator_user, on=m.DAY)
        message_send(
            case=made.case, text="示例私下的话", by=made.claimant_user, on=m.DAY, with_party=made.party("claimant")
        )
        message_send(case=made.case, text="示例公开的话", by=made.claimant_user, on=m.DAY)
        return document_upload(
            case=made.case, type_code=14, content=m.PDF, name="private.pdf", title="示例仅我方证据",
            by=made.claimant_user, on=m.DAY,
        )  # fmt: skip


def test_readings_and_refusals_are_on_record_once():
    made = m.in_mediation()
    document = _with_session(made)
    outsider = people.user("operator")
    reader, stranger = Person(made.claimant_user), Person(outsider)
    for _ in range(2):
        for person in (reader, stranger):
            person.get(f"/desk/cases/{made.case.public_id}/")
            person.file(f"/files/{document.file.public_id}/")
    kept = AuditEntry.objects.filter(
        stream__kind="case", stream__subject=str(made.case.public_id), action__startswith="read"
    )
    assert sorted(kept.values_list("actor", "action", "object_kind")) == sorted(
        (str(user.public_id), action, kind)
        for user, action in ((made.claimant_user, "read"), (outsider, "read_refused"))
        for kind in ("case", "file")
    )
    stranger.get("/desk/cases/TJ-2099-0001/")
    assert kept.count() == 4


@pytest.mark.parametrize("role", STRANGERS)
def test_other_staff_get_404_on_every_page_file_and_move(role):
    made = m.in_mediation()
    document = _with_session(made)
    person = Person(people.user(role))
    key = made.case.public_id
    for name in (str(key), made.case.number):
        for tail in DESK:
            read = person.get(f"/desk/cases/{name}/{tail}").status_code
            assert read == (405 if tail == "message/" else 404)
            pressed = person.post(f"/desk/cases/{name}/{tail}", {"text": "x"}).status_code
            assert pressed == (404 if tail else 405)
        for tail in STAFF:
            assert person.get(f"/admin/cases/{name}/{tail}").status_code == 404, tail
            assert person.post(f"/admin/cases/{name}/{tail}", {"text": "x"}).status_code == 404
    for url in ("/admin/cases/", "/admin/cases/all/", "/admin/cases/new/", "/admin/cases/from-consultation/"):
        assert person.get(url).status_code == 404, url
    assert person.get(f"/files/{document.file.public_id}/").status_code == 404
    admin = person.get("/admin/")
    assert admin.status_code == 404 or "/admin/cases/" not in admin.content.decode()
    assert made.case.number not in person.text("/desk/cases/")
    assert CaseMessage.objects.count() == 2


def test_visitors_are_sent_to_the_log_in_and_members_elsewhere_get_404():
    made = m.in_mediation()
    url = f"/desk/cases/{made.case.public_id}/"
    for page in ("/desk/cases/", "/desk/cases/apply/", url, f"{url}upload/"):
        answer = Client().get(page)
        assert answer.status_code == 302 and "/accounts/login/" in answer.url
    assert Client().get("/services/").status_code == 200
    member = Person(people.member(people.enterprise()))
    staff_of_party = Person(people.member(made.claimant, role="staff"))
    for person in (member, staff_of_party):
        assert person.get(url).status_code == 404
        assert person.post(f"{url}settle-withdraw/", {"revision": 1}).status_code == 404
        assert made.case.number not in person.text("/desk/cases/")


@pytest.mark.parametrize(("role", "board"), [("case_coordinator", 200), ("mediator", 200)])
def test_the_office_opens_its_board_and_menu(role, board):
    person = Person(people.user(role))
    assert person.get("/admin/cases/").status_code == board
    assert person.get("/admin/cases/all/").status_code == 200
    assert person.get("/admin/cases/new/").status_code == (200 if role == "case_coordinator" else 404)
    assert "/admin/cases/" in person.text("/admin/cases/")


def test_another_mediator_sees_nothing_and_the_coordinator_is_led_to_the_office():
    made = m.in_mediation()
    other, coordinator = Person(m.mediator().user), Person(made.coordinator)
    for base in ("/desk/cases/", "/admin/cases/"):
        assert other.get(f"{base}{made.case.public_id}/").status_code == 404
        assert other.post(f"{base}{made.case.public_id}/start/", {"revision": 1}).status_code == 404
    assert made.case.number not in other.text("/admin/cases/")
    assert coordinator.get(f"/desk/cases/{made.case.public_id}/").url == f"/admin/cases/{made.case.public_id}/"
    assert coordinator.get(f"/desk/cases/{made.case.public_id}/sign/").status_code == 404


def test_notes_and_private_talk_stay_where_they_were_said():
    made = m.in_mediation()
    document = _with_session(made)
    claimant_talk = f"?talk={made.party('claimant').public_id}"
    desk, office = f"/desk/cases/{made.case.public_id}/", f"/admin/cases/{made.case.public_id}/"
    mediator = Person(made.mediator_user)
    assert "示例底线只有调解员知道" in mediator.text(office) and "示例底线只有调解员知道" in mediator.text(desk)
    assert "示例私下的话" in mediator.text(desk + claimant_talk) and "示例私下的话" in mediator.text(
        office + claimant_talk
    )
    claimant = Person(made.claimant_user)
    assert "示例私下的话" in claimant.text(desk + claimant_talk) and "示例仅我方证据" in claimant.text(desk)
    assert "对方看不到" in claimant.text(desk)
    for person, url in ((Person(made.respondent_user), desk), (Person(made.coordinator), office)):
        for page in (url, url + claimant_talk):
            html = person.text(page)
            assert "示例底线" not in html and "示例私下的话" not in html
            assert "示例公开的话" in html and "示例笔录内容" in html
    assert "示例底线" not in claimant.text(desk)
    assert "示例仅我方证据" not in Person(made.respondent_user).text(desk)
    for user, status in ((made.respondent_user, 404), (made.claimant_user, 200), (made.mediator_user, 200)):
        assert Person(user).file(f"/files/{document.file.public_id}/")[0] == status


def test_pages_of_a_case_are_never_kept():
    made = m.in_mediation()
    for user, url in (
        (made.claimant_user, f"/desk/cases/{made.case.public_id}/"),
        (made.claimant_user, "/desk/cases/"),
        (made.claimant_user, f"/desk/cases/{made.case.public_id}/upload/"),
        (made.coordinator, f"/admin/cases/{made.case.public_id}/"),
    ):
        answer = Person(user).get(url)
        assert "no-store" in answer["Cache-Control"] and 'hx-history="false"' in answer.content.decode()


def test_a_move_that_is_not_ones_own_is_409_by_name_on_a_readable_case():
    made = m.in_mediation()
    desk, office = f"/desk/cases/{made.case.public_id}", f"/admin/cases/{made.case.public_id}"
    forged = {"revision": made.case.revision, "form_token": "forged-token-long-enough"}
    claimant, mediator, coordinator = (
        Person(user) for user in (made.claimant_user, made.mediator_user, made.coordinator)
    )
    for person, url, code in (
        (claimant, f"{desk}/start/", "not_in_table"),
        (claimant, f"{desk}/too-far/", "not_allowed"),
        (claimant, f"{desk}/generate-all/", "not_allowed"),
        (mediator, f"{office}/suspend/", "not_allowed"),
        (mediator, f"{office}/accept/", "not_in_table"),
        (coordinator, f"{office}/record/", "not_allowed"),
        (coordinator, f"{office}/note/", "not_allowed"),
    ):
        answer = person.post(url, {**forged, "form_token": f"forged-token-{url}"})
        assert answer.status_code == 409 and answer["X-Refusal"] == code, (url, answer.status_code)
    assert (
        coordinator.post(f"{office}/message/", {"text": "示例", "form_token": "forged-token-message"}).status_code
        == 409
    )
    assert claimant.get(f"{desk}/no-such-deed/").status_code == 404


def test_messages_are_sent_once_and_an_empty_one_keeps_the_page():
    made = m.in_mediation()
    person, url = Person(made.respondent_user), f"/desk/cases/{made.case.public_id}/"
    data = {"text": "示例：三十天清理库存", "party": "", "form_token": token(person.text(url))}
    assert person.post(f"{url}message/", data).url == person.post(f"{url}message/", data).url
    assert CaseMessage.objects.count() == 1
    assert person.post(f"{url}message/", {"text": " ", "form_token": "another-token-entirely"}).status_code == 400
    talk = str(made.party("respondent").public_id)
    sent = person.post(f"{url}message/", {"text": "示例私下", "party": talk, "form_token": "another-token-entirely"})
    assert f"talk={talk}" in sent.url
    foreign = {"text": "示例", "party": str(made.party("claimant").public_id), "form_token": "a-third-token-entirely"}
    assert person.post(f"{url}message/", foreign).status_code == 409


def test_a_party_chooses_who_sees_its_paper_and_a_disguised_file_is_refused():
    made = m.in_mediation()
    person = Person(made.claimant_user)
    person.deed(made.case, "upload", {"type_code": "14", "title": "示例双方", "file": scan(), "who_sees": "both"})
    person.deed(made.case, "upload", {"type_code": "14", "title": "示例私有", "file": scan(), "who_sees": "private"})
    other = Person(made.respondent_user).text(f"/desk/cases/{made.case.public_id}/")
    assert "示例双方" in other and "示例私有" not in other
    fake = scan("fake.exe")
    answer = person.deed(made.case, "upload", {"type_code": "14", "file": fake, "who_sees": "both"}, then=409)
    assert answer["X-Refusal"] == "file_kind_refused"


def test_words_of_ownership_ask_the_mediator():
    made = m.in_mediation()
    person = Person(made.mediator_user)
    terms = {**m.TERMS, "content": "示例：涉案专利的专利权归申请人所有。", "form": "written"}
    asked = person.staff(made.case, "draft-agreement", {**terms, "ownership_term": ""}, then=409)
    assert asked["X-Refusal"] == "ownership_term_unanswered" and "专利权归" in asked.content.decode()
    person.staff(made.case, "draft-agreement", {**terms, "ownership_term": "yes"})
    assert m.present_agreement(made).contains_ownership_term
    assert "法院不予司法确认" in Person(made.claimant_user).text(f"/desk/cases/{made.case.public_id}/sign/")


def test_lists_and_the_room_have_a_constant_number_of_queries():
    made = m.in_mediation()
    _with_session(made)
    pages = (
        (made.claimant_user, "/desk/cases/"),
        (made.coordinator, "/admin/cases/all/"),
        (made.mediator_user, "/admin/cases/"),
        (made.claimant_user, f"/desk/cases/{made.case.public_id}/"),
        (made.coordinator, f"/admin/cases/{made.case.public_id}/"),
    )

    def counts() -> list[int]:
        found = []
        for user, url in pages:
            person = Person(user)
            person.text(url)
            with CaptureQueriesContext(connection) as queries:
                person.text(url)
            found.append(len(queries))
        return found

    before = counts()
    for _ in range(3):
        more = m.Cast(
            made.coordinator, made.claimant, made.respondent, made.claimant_user, made.respondent_user, made.mediator
        )
        m.in_mediation(people_of=more)
    with clock.set_to(m.DAY):
        for n in range(3):
            message_send(case=made.case, text=f"示例 {n}", by=made.mediator_user, on=m.DAY)
            document_upload(
                case=made.case, type_code=14, content=m.PDF, name=f"{n}.pdf", by=made.claimant_user, on=m.DAY,
                visible_to=list(made.case.parties.all()),
            )  # fmt: skip
        session_confirm(
            session=made.case.sessions.get(), party=made.party("claimant"), by=made.claimant_user, on=m.DAY
        )  # fmt: skip
    assert counts() == before
