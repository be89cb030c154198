"""The desks: what waits, notices, each role's menu and home in the admin."""

import pytest

from cms.pages.navigation import DESK, place_url
from ipplatform.accounts.models import User
from ipplatform.accounts.services import role_grant
from ipplatform.notices.services import notices_send
from tests.factories import consultations as made
from tests.factories import people

pytestmark = pytest.mark.django_db

# role -> words that its menu must hold, words that it must not
MENUS = {
    "operator": (("咨询", "企业", "年度目标"), ("图片", "文档")),
    "general_section": (("咨询", "企业", "年度目标", "研讨会"), ("图片",)),
    "case_coordinator": (("咨询", "年度目标"), ("研讨会", "图片")),
    "mediator": (("咨询",), ("年度目标", "企业", "图片")),
    "editor": (("图片",), ("咨询", "年度目标", "企业")),
    "administrator": (("企业",), ("咨询", "年度目标", "图片")),
}


def _menu(html):
    start = html.index('id="wagtail-sidebar-props"')
    return html[start : html.index("</script>", start)].encode().decode("unicode_escape")


@pytest.mark.parametrize("role", MENUS)
def test_each_roles_menu_shows_only_its_work(client, role):
    client.force_login(people.user(role))
    answer = client.get("/admin/")
    assert answer.status_code == 200
    menu = _menu(answer.content.decode())
    shown, hidden = MENUS[role]
    assert all(word in menu for word in (*shown, "我的导出")), menu
    assert not any(word in menu for word in hidden), menu


def test_the_desk_shows_what_waits_and_notices_and_is_not_cached(client):
    consultation = made.answered()
    member = people.member(consultation.enterprise)
    notices_send(to=[member], kind="consultation_answered", number=consultation.number, link="/desk/")
    client.force_login(member)
    answer = client.get("/desk/")
    page = answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert "确认咨询答复" in page and consultation.number in page and "咨询已答复，请确认" in page
    assert consultation.question not in page
    client.post("/desk/notices/read/")
    assert member.notices.filter(read_at__isnull=True).count() == 0


def test_another_enterprise_sees_nothing_of_it(client):
    made.answered()
    client.force_login(people.member(people.enterprise()))
    assert "眼下没有等您处理的事" in client.get("/desk/").content.decode()


def test_staff_go_to_their_own_desk_where_their_work_waits(client):
    coordinator = people.user("case_coordinator")
    consultation = made.requested()
    client.force_login(coordinator)
    assert client.get("/desk/").url == "/admin/"
    page = client.get("/admin/").content.decode()
    assert "分派咨询" in page and consultation.number in page


def test_a_person_without_enterprise_is_told_what_to_do(client):
    client.force_login(people.user())
    assert "/desk/join/" in client.get("/desk/").content.decode()
    client.logout()
    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize("role", ["", "mediator"])
def test_who_acts_for_an_enterprise_has_all_rows_of_the_desk(client, role):
    member = people.member(people.enterprise())
    if role:
        role_grant(user=member, role=role, by=User.objects.system())
    client.force_login(member)
    assert desk_rows(client) == [place_url(entry.place) for entry in DESK]


def test_staff_have_only_what_is_theirs_on_the_desk(client):
    client.force_login(people.user("mediator"))
    assert desk_rows(client) == [place_url("desk_exports"), place_url("desk_searches")]


def desk_rows(client):
    """Where the desk's own menu leads."""
    return [link.url for link in client.get("/desk/exports/").context["chrome"].desk]


@pytest.mark.parametrize(("desk", "language"), [("/desk/", ""), ("/en/desk/", "/en")])
def test_what_waits_and_notices_lead_on_in_the_language_of_the_page(client, desk, language):
    consultation = made.answered()
    member = people.member(consultation.enterprise)
    notices_send(to=[member], kind="deal_opened", number="JY-2026-0001", link="/desk/deals/")
    client.force_login(member)
    page = client.get(desk).content.decode()
    assert f'href="{language}/desk/deals/"' in page
    assert f'href="{language}/desk/consultations/{consultation.number}/"' in page
