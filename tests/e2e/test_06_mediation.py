"""Step 6: a dispute over an offered patent from application to closing; what it locks, and from whom it is hidden."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from ipplatform import clock
from ipplatform.site.demo.people import sample_uscc
from tests.browser import PHONE
from tests.e2e.conftest import Person
from tests.e2e.steps.forms import deed, follow, hidden_from, number_of, refused, seen, send
from tests.e2e.steps.look import WAGTAIL, looked_at, opened, quiet, violations
from tests.e2e.steps.market import drafted, granted_patent, submitted, verified_and_published
from tests.e2e.steps.mediation import SUMMARY, applied, due_after, paper_text

pytestmark = pytest.mark.browser

RESPONDENT, RESPONDENT_USCC = "示例岳麓装备有限公司", sample_uscc(2)
SECRET = "示例底线：可以让步到六成"
TERMS = {
    "facts": "示例事实：双方合作开发，未约定成果安排。",
    "issues": "示例焦点：各自投入如何计算；各承担一半责任。",
    "content": "示例内容：双方共同使用，费用各半。",
    "manner": "示例方式：每年一月前各付一半。",
}


@dataclass
class Walk:
    """What one test leaves to the next."""

    offer: str = ""
    patent: str = ""
    room: str = ""
    number: str = ""
    files: list[str] = field(default_factory=list)

    @property
    def staff(self) -> str:
        """The case in the staff pages."""
        return self.room.replace("/desk/cases/", "/admin/cases/")


@pytest.fixture(scope="module")
def walk() -> Walk:
    return Walk()


@pytest.fixture
def at(person: Person, walk: Walk) -> Callable[[str], Page]:
    """`at("enterprise")`: that person's window with the case open: the room for parties, the desk for the office.

    The respondent does all on a phone, 390 px wide; the claimant's application is done on one too.
    """

    def there(name: str) -> Page:
        window = person(name)
        if name == "respondent":
            window.set_viewport_size(PHONE)
        opened(window, walk.staff if name == "coordinator" else walk.room)
        return window

    return there


def test_an_enterprise_applies_on_its_phone(person: Person, in_hand: Person, walk: Walk) -> None:
    respondent = person("respondent")
    walk.patent = granted_patent(respondent, RESPONDENT)
    walk.offer = drafted(respondent, walk.patent)
    submitted(respondent, walk.offer, mode="ordinary")
    verified_and_published(person("operator"), walk.offer)
    seen(person("seller"), f"/offers/{walk.offer}/", walk.offer)
    phone = in_hand("enterprise")
    with quiet(phone):
        walk.room = applied(phone, respondent=RESPONDENT, uscc=RESPONDENT_USCC, patent=walk.patent)
        walk.number = number_of(phone, "TJ")
    hidden_from(respondent, walk.room)


def test_a_coordinator_accepts_and_the_clock_starts(at: Callable[[str], Page], walk: Walk) -> None:
    coordinator = at("coordinator")
    with quiet(coordinator):
        expect(coordinator.locator("main")).to_contain_text(SUMMARY)
        looked_at(coordinator, "06-intake", phone=True)
        assert violations(coordinator, outside=WAGTAIL) == []
        deed(coordinator, "受理", {"competence_checked": True, "venue_checked": True, "venue_note": "示例：住所地"})
    due = due_after(clock.today())
    claimant = at("enterprise")
    with quiet(claimant):
        period = re.sub(r"\s", "", claimant.locator(".next-period").inner_text())
        assert f"{due.month}月{due.day}日届满" in period
        address, text = paper_text(claimant, "受理通知书")
        assert walk.number in text
        walk.files.append(address)
        looked_at(claimant, "06-room-accepted", phone=True)
        assert violations(claimant) == []


def test_the_dispute_locks_the_offer(person: Person, walk: Walk) -> None:
    hidden_from(person("seller"), f"/offers/{walk.offer}/")
    respondent = person("respondent")
    with quiet(respondent):
        seen(respondent, f"/desk/offers/{walk.offer}/", "供给已锁定", "权属争议")
        looked_at(respondent, "06-offer-locked", phone=True)
        assert violations(respondent) == []
    assert walk.number not in respondent.locator("main").inner_text()


def test_the_respondent_consents_and_a_mediator_is_appointed(at: Callable[[str], Page], walk: Walk) -> None:
    respondent = at("respondent")
    with quiet(respondent):
        deed(respondent, "答复是否同意调解", {"answer": "yes"})
    coordinator = at("coordinator")
    follow(coordinator, "指定调解员")
    looked_at(coordinator, "06-appoint", phone=True)
    coordinator.locator("#mediator-field label", has_text="示例调解员乙").click()
    send(coordinator.locator("main"), "指定调解员")
    expect(coordinator.locator("main")).to_contain_text("示例调解员乙")
    mediator = at("mediator2")
    with quiet(mediator):
        deed(mediator, "接受任命")
        deed(mediator, "作出披露", {"has_relation": "no"})
    for name in ("enterprise", "respondent"):
        party = at(name)
        with quiet(party):
            deed(party, "答复披露", {"answer": "no_objection"})
            notices = {"rights_notice": True, "false_mediation_warning": True, "confidentiality": True}
            deed(party, "确认告知书", notices)
            deed(party, "确认送达地址", {"address": "示例路 1 号"})
    coordinator = at("coordinator")
    with quiet(coordinator):
        deed(coordinator, "核实身份", {"party": ...})
        deed(coordinator, "核实身份")
    mediator = at("mediator2")
    with quiet(mediator):
        deed(mediator, "开始调解")


def test_a_session_is_held_recorded_and_a_private_note_written(at: Callable[[str], Page], walk: Walk) -> None:
    mediator, today = at("mediator2"), clock.today()
    with quiet(mediator):
        deed(mediator, "安排调解会议", {"starts_at": f"{today}T09:00", "mode": "onsite", "place": "示例会议室"})
        follow(mediator, "记录调解会议")
        looked_at(mediator, "06-record", phone=True)
        mediator.go_back()
        written = {"record": "示例笔录：双方各自陈述。", "ends_at": f"{today}T10:30", "note": SECRET}
        deed(mediator, "记录调解会议", written)
        expect(mediator.locator("main")).to_contain_text(SECRET)
        looked_at(mediator, "06-room-mediator", phone=True)
        assert violations(mediator) == []
    for name in ("enterprise", "respondent"):
        party = at(name)
        assert SECRET not in party.content()
        with quiet(party):
            deed(party, "确认调解笔录", {"read": True})
    assert SECRET not in at("coordinator").content()


def test_an_agreement_is_drafted_signed_and_the_case_closed(at: Callable[[str], Page], walk: Walk) -> None:
    mediator = at("mediator2")
    with quiet(mediator):
        deed(mediator, "拟定调解协议", TERMS)
    for name in ("enterprise", "respondent"):
        party = at(name)
        with quiet(party):
            follow(party, "签署调解协议")
            expect(party.locator("main")).to_contain_text(TERMS["content"])
            looked_at(party, f"06-sign-{name}", phone=True)
            assert violations(party) == []
            party.go_back()
            deed(party, "签署调解协议", {"read": True})
    mediator = at("mediator2")
    with quiet(mediator):
        deed(mediator, "签署调解协议", {"read": True})
    coordinator = at("coordinator")
    follow(coordinator, "结案")
    send(coordinator.locator("main"), "结案")
    refused(coordinator, "司法确认")
    claimant = at("enterprise")
    with quiet(claimant):
        deed(claimant, "答复是否申请司法确认", {"wants": "no"})
    coordinator = at("coordinator")
    with quiet(coordinator):
        deed(coordinator, "结案")
        expect(coordinator.locator("main")).to_contain_text("达成")
        address, text = paper_text(coordinator, "结案报告")
        assert walk.number in text
        assert SECRET not in text
        walk.files.append(address)
        looked_at(coordinator, "06-closed-staff", phone=True)
        assert violations(coordinator, outside=WAGTAIL) == []
    claimant = at("enterprise")
    looked_at(claimant, "06-closed", phone=True)
    assert violations(claimant) == []


def test_the_lock_lifts_with_the_case(person: Person, walk: Walk) -> None:
    seen(person("seller"), f"/offers/{walk.offer}/", walk.offer)


@pytest.mark.parametrize("name", ["operator", "general", "seller"])
def test_the_case_is_not_there_for_others(person: Person, walk: Walk, name: str) -> None:
    page = person(name)
    by_number = (f"/desk/cases/{walk.number}/", f"/admin/cases/{walk.number}/")
    deeds = (f"{walk.staff}accept/", f"{walk.staff}close/", f"{walk.room}sign/")
    lists = ("/admin/cases/", "/admin/cases/all/")
    hidden_from(page, walk.room, walk.staff, *lists, *by_number, *deeds, *walk.files)
    opened(page, f"/patents/?q={walk.number}")
    assert walk.room not in page.content()
